package rules

import (
	"strings"
	"unicode"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

var shortForm = pattern.MustCompile(`\(([A-Z][A-Za-z]{1,5}[A-Z])s?\)`)

// acronyms finds what letters stand for: "the Harbour Lamp Trust (HLT)".
func (f *finder) acronyms(s *sentence) {
	for _, at := range shortForm.FindAllStringSubmatchIndex(s.text, -1) {
		short := s.text[at[2]:at[3]]
		words := strings.Fields(s.text[:at[0]])
		long := spelledOut(short, words)
		if long == "" {
			continue
		}
		if strings.ContainsAny(long, "(),") || everydayLetters[short] || f.mentions(short) < minMentions || f.acronymsFound == maxAcronyms {
			continue
		}
		f.acronymsFound++
		statement := short + " stands for " + long + "."
		f.found("acronym", s, questions.Fact{
			Statement: statement,
			Spans:     []questions.Span{{Kind: questions.Term, Text: long, Ask: "What does " + short + " stand for?"}},
		}, long)
	}
}

// maxAcronyms bounds the facts of one article that are only about letters.
const maxAcronyms = 4

// minMentions is how often an article uses letters that are worth knowing.
const minMentions = 6

// everydayLetters are known without any article.
var everydayLetters = set("US USA UK EU UN NATO NASA FBI CIA CPU GPU AI IT PC TV DVD CD URL HTML CSS API PDF GPS DNA RNA HIV WHO FDA CDC EPA IRS NBA NFL FIFA UEFA CEO GDP NGO BBC CNN")

// mentions counts how often a word stands in the article, up to six.
func (f *finder) mentions(word string) int {
	n := 0
	for i := range f.paragraphs {
		if n += countWord(f.paragraphs[i].plain, word); n >= minMentions {
			break
		}
	}
	return n
}

// spelledOut returns the last words that the letters of short begin, in order;
// small words may lie between. "" when they do not fit.
func spelledOut(short string, words []string) string {
	letters := []rune(strings.ToUpper(short))
	for n := len(letters); n <= len(letters)+3 && n <= len(words); n++ {
		part := words[len(words)-n:]
		k := 0
		fits := true
		for i, w := range part {
			w = strings.Trim(w, `"'(`)
			if w == "" || strings.HasSuffix(w, ",") {
				fits = false
				break
			}
			first := unicode.ToUpper([]rune(w)[0])
			switch {
			case k < len(letters) && first == letters[k] && (unicode.IsUpper([]rune(w)[0]) || !linking[w] || len(letters) == n):
				k++
			case i > 0 && linking[w]:
			default:
				fits = false
			}
			// "Non-Proliferation" gives two letters.
			if _, after, ok := strings.Cut(w, "-"); ok && fits && k < len(letters) && after != "" && unicode.ToUpper([]rune(after)[0]) == letters[k] {
				k++
			}
			if !fits {
				break
			}
		}
		if fits && k == len(letters) && !linking[strings.ToLower(part[0])] {
			return strings.Join(part, " ")
		}
	}
	return ""
}

var linking = set("of the for and in on to de du la & a an against with")
