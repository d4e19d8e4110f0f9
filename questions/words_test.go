package questions

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Russia's 1,500 “advisers”":      "russia|1,500|advisers",
		"In 1902, 3.5 km; 7th of May":    "in|1902|3.5|km|7th|of|may",
		"a-b c- -d e'f g' 'h":            "a-b|c|d|e'f|g|h",
		"1,500. 1,5,, 12a 1.2.3b x1 _y_": "1,500|1,5|12a|1.2|3b|x1|y",
		"naïve Łódź ¿中文? 10–20":          "naïve|łódź|中文|10|20",
		"":                               "",
		"... — !":                        "",
	} {
		if got := strings.Join(Words(text), "|"); got != want {
			t.Errorf("Words(%q) = %s, want %s", text, got, want)
		}
	}
}

// TestWordsAreThoseOfTheirPattern compares the scanner with the pattern that
// says what a word is.
func TestWordsAreThoseOfTheirPattern(t *testing.T) {
	pattern := regexp.MustCompile(`\d[\d,.]*\d\b|[\p{L}\p{M}\d]+(?:['-][\p{L}\p{M}\d]+)*`)
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("ab1 2,.'-_é中\u0301 “’—9Z")
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(14) {
			b.WriteRune(letters[random.IntN(len(letters))])
		}
		want := pattern.FindAllString(Fold(b.String()), -1)
		for i := range want {
			want[i] = strings.TrimSuffix(want[i], "'s")
		}
		if got := Words(b.String()); !slices.Equal(got, want) {
			t.Fatalf("Words(%q) = %q, the pattern gives %q", b.String(), got, want)
		}
	}
}

// Most texts are folded in one pass; the result is that of the long way.
func TestFoldTakesTheShortWayToTheSameText(t *testing.T) {
	pieces := []string{"a", "Z", "q", "0", "7", " ", "  ", "\t", "\n", "\v", "\u0085", "\u00a0", "`", "'", "’", "‘", "“", "”", "„", "–", "—", "-", "−", "é", "É", "ÿ", "ß", "÷", "×", "µ", "ü", "\u0301", "\u200b", "\u00ad", "ſ", "K", "…", "ﬁ", "x\x00", "\x1f", "\xff", "\xe2\x80", "½", "²", "ʼ", "´", "I", "İ", "ı"}
	random := rand.New(rand.NewPCG(1, 2))
	short := 0
	for range 200_000 {
		var b strings.Builder
		for range random.IntN(8) {
			n := len(pieces)
			if random.IntN(2) == 0 {
				n = 20 // mostly what the short way takes
			}
			b.WriteString(pieces[random.IntN(n)])
		}
		text := b.String()
		folded, ok := foldCommon(text)
		if !ok {
			continue
		}
		short++
		if want := foldAny(text); folded != want {
			t.Fatalf("%q is folded to %q, want %q", text, folded, want)
		}
	}
	if short < 50_000 {
		t.Errorf("only %d texts go the short way", short)
	}
}
