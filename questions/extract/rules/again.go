package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// happenedAgain reports whether the article tells that the like of a statement happened
// once more in another year: "was champion in 2008" beside "won the championship again
// in 2011". Neither year can be asked for then, nor is the other one wrong.
func (f *finder) happenedAgain(s *sentence, statement string) bool {
	const alike = 3 // words, beside names
	if !f.againKnown {
		f.againKnown = true
		for i := range f.paragraphs {
			for k := range f.paragraphs[i].sentences {
				other := &f.paragraphs[i].sentences[k]
				if slices.ContainsFunc(other.tokens, func(t token) bool { return t.text == "again" && !t.quoted }) && slices.ContainsFunc(other.tokens, func(t token) bool { return isYear(t.text) }) {
					f.again = append(f.again, other)
				}
			}
		}
	}
	words := questions.Words(statement)
	for _, other := range f.again {
		if other == s {
			continue
		}
		shared := map[string]bool{}
		for _, t := range other.tokens {
			if word := strings.ToLower(t.text); tellsKind(t) && slices.ContainsFunc(words, func(w string) bool { return sameStart(w, word) }) {
				shared[word[:sameLetters]] = true
			}
		}
		if len(shared) >= alike {
			return true
		}
	}
	return false
}

// sameLetters is how many letters two forms of a word share at least: "champion" and
// "championship".
const sameLetters = 5

func sameStart(a, b string) bool {
	return len(a) >= sameLetters && len(b) >= sameLetters && a[:sameLetters] == b[:sameLetters]
}

// tellsKind reports whether a word says of which kind something is, be it a noun or an
// adjective, of a nationality as well.
func tellsKind(t token) bool {
	return len(t.text) >= sameLetters && (t.tag == "NN" || t.tag == "NNS" || strings.HasPrefix(t.tag, "JJ") || demonyms[t.text])
}
