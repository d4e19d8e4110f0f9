package article

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// commonWords are the commonest words of prose in some languages. English
// news has 35 to 45 of its own in a hundred, other languages under ten.
var commonWords = []struct {
	language string
	words    map[string]bool
}{
	{"en", wordSet(`the of and to a in is that for it as was with be by on not he i this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no she other its may these what them than some him time into only could new`)},
	{"de", wordSet(`der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde`)},
	{"fr", wordSet(`de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la ou avec son sa aux ont leur être cette vous nous mais comme tout si votre elle été d l qu s n c`)},
	{"es", wordSet(`de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde`)},
	{"it", wordSet(`di e il la che in un a per è una del non sono si con da le i dei al nel alla come più anche ha della lo gli ma o se su delle questo dal ci tra stato essere fra`)},
	{"pt", wordSet(`de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está também só pelo pela até isso`)},
	{"nl", wordSet(`de en van het een in is dat op te zijn voor met die niet aan er om ook als dan maar bij uit nog door over naar heeft hij wordt ze zich hebben of kan meer deze worden werd geen wel`)},
	{"pl", wordSet(`w i na z się do nie jest to że o jak po od za przez co dla był ale tym tego są czy oraz ze przy jego już tylko może która który jej ich`)},
	{"ru", wordSet(`и в не на что с по а как это к но из у за от для то же о так его бы все вы если или до при он она они мы был было быть также можно только ее их во со`)},
	{"uk", wordSet(`і в на що з не до та у як за це по від а про є для але його він яка який які так ще або при був було її`)},
}

// languageOf returns the language in which at least a quarter of the words
// are among its commonest, or that its script leaves no doubt about; ""
// otherwise: unknown.
func languageOf(texts []string) string {
	const (
		minWords  = 20
		maxSample = 4000 // words looked at
	)
	var common [16]int
	all, letters := 0, 0
	var han, kana, hangul, arabic, farsi, hebrew, greek int
	for _, s := range texts {
		if all >= maxSample {
			break
		}
		for w := range folded(s) {
			if all++; all > maxSample {
				break
			}
			for i := range commonWords {
				if commonWords[i].words[w] {
					common[i]++
				}
			}
			for _, r := range w {
				letters++
				switch {
				case r < 0x370:
				case r < 0x400:
					greek++
				case unicode.Is(unicode.Han, r):
					han++
				case unicode.In(r, unicode.Hiragana, unicode.Katakana):
					kana++
				case unicode.Is(unicode.Hangul, r):
					hangul++
				case strings.ContainsRune("پچژگ", r):
					farsi++
				case unicode.Is(unicode.Arabic, r):
					arabic++
				case unicode.Is(unicode.Hebrew, r):
					hebrew++
				}
			}
		}
	}
	all = min(all, maxSample)
	switch {
	case letters < 60:
	case kana*10 > letters:
		return "ja"
	case han*2 > letters:
		return "zh"
	case hangul*2 > letters:
		return "ko"
	case greek*2 > letters:
		return "el"
	case hebrew*2 > letters:
		return "he"
	case arabic*2 > letters && farsi*200 < letters:
		return "ar" // Persian and Urdu use letters that Arabic has not
	}
	best := 0
	for i := range commonWords {
		if common[i] > common[best] {
			best = i
		}
	}
	if all < minWords || common[best]*4 < all {
		return ""
	}
	return commonWords[best].language
}

// LanguageNote returns one sentence for who wants questions from an article
// that is not in English, or "" for one that is: the rules that find facts
// know English only.
func (a *Article) LanguageNote() string {
	switch a.Language {
	case "en":
		return ""
	case "":
		return "The language of this article is not known; rules extract facts from English only."
	}
	name := a.Language
	if tag, err := language.Parse(a.Language); err == nil {
		if known := display.English.Languages().Name(tag); known != "" && utf8.ValidString(known) {
			name = known
		}
	}
	return fmt.Sprintf("This article is in %s: it was read, but rules extract facts from English only.", name)
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
