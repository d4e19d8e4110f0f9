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
