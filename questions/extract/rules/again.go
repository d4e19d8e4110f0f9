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
	if f.again == nil {
		f.findAgain()
	}
	shared, seen := map[*sentence]int{}, map[string]bool{}
	for _, word := range questions.Words(statement) {
		start, ok := startOf(word)
		if !ok || seen[start] {
			continue
		}
		seen[start] = true
		for _, other := range f.again[start] {
			if shared[other]++; shared[other] >= alike && other != s {
				return true
			}
		}
	}
	return false
}

// findAgain looks for sentences that tell what happened once more in a year.
func (f *finder) findAgain() {
	f.again = map[string][]*sentence{}
	for i := range f.paragraphs {
		for k := range f.paragraphs[i].sentences {
			s := &f.paragraphs[i].sentences[k]
			if !slices.ContainsFunc(s.tokens, func(t token) bool { return t.text == "again" && !t.quoted }) || !slices.ContainsFunc(s.tokens, func(t token) bool { return isYear(t.text) }) {
				continue
			}
			for _, t := range s.tokens {
				start, ok := startOf(strings.ToLower(t.text))
				if of := f.again[start]; ok && tellsKind(t) && (len(of) == 0 || of[len(of)-1] != s) {
					f.again[start] = append(of, s)
				}
			}
		}
	}
}

// sameLetters is how many letters two forms of a word share at least: "champion" and
// "championship".
const sameLetters = 5

// startOf returns the letters that other forms of a word share; it is not ok for a
// shorter word.
func startOf(word string) (start string, ok bool) {
	if len(word) < sameLetters {
		return "", false
	}
	return word[:sameLetters], true
}

// tellsKind reports whether a word says of which kind something is, be it a noun or an
// adjective, of a nationality as well.
func tellsKind(t token) bool {
	return len(t.text) >= sameLetters && (t.tag == "NN" || t.tag == "NNS" || strings.HasPrefix(t.tag, "JJ") || demonyms[t.text])
}
