package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quizbot/questions"
	"quizbot/questions/article"
)

// deaccented returns s without accents: "Brontë" becomes "Bronte".
func deaccented(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// Anchor returns the shortest run of at most [questions.MaxAnchorWords] words
// of the quote that stands exactly once in the paragraph, preferring one near
// focus, words of the quote that the fact is about. False when there is none.
func Anchor(a *article.Article, paragraph int, quote, focus string) (string, bool) {
	words := strings.Fields(quote)
	if len(words) == 0 {
		return "", false
	}
	// Only this paragraph is searched: Find over the whole article for every
	// fact would take time with the square of its length.
	var alone article.Article
	if paragraph >= 1 && paragraph <= len(a.Paragraphs) {
		alone.Paragraphs = a.Paragraphs[paragraph-1 : paragraph]
	}
	centre := 0
	if at := strings.Index(quote, focus); focus != "" && at >= 0 {
		centre = len(strings.Fields(quote[:at]))
	}
	const wanted = 6 // words: enough to be found by eye
	for size := min(wanted, len(words)); size <= min(questions.MaxAnchorWords, len(words)); size++ {
		starts := make([]int, 0, len(words))
		for start := 0; start+size <= len(words); start++ {
			starts = append(starts, start)
		}
		slices.SortStableFunc(starts, func(x, y int) int { return distance(x, centre) - distance(y, centre) })
		for _, start := range starts[:min(len(starts), 12)] {
			if anchor := strings.Join(words[start:start+size], " "); alone.Find(paragraph, anchor).Once() {
				return anchor, true
			}
		}
	}
	return "", false
}

func distance(a, b int) int { return max(a-b, b-a) }
