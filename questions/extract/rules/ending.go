package rules

import (
	"slices"
	"strings"
)

// endNames are nouns that end the names of what is called by them: "the island" is
// Skarn Island.
var endNames = set("island lake bay valley mountain canal bridge cathedral abbey castle treaty expedition conference tournament festival museum stadium airport championship")

// nameEnding returns which name that ends with a noun the noun means: the only one
// that the last sentence which has the noun names.
func (d *document) nameEnding(s *sentence, i int, noun string) *antecedent {
	ends := func(m name) bool {
		at := strings.LastIndexByte(m.text, ' ')
		return at > 0 && m.person == nil && strings.EqualFold(m.text[at+1:], noun)
	}
	if slices.ContainsFunc(d.in(s), ends) {
		return nil
	}
	var found *antecedent
	d.back(s, func(before *sentence) bool {
		var one string
		for _, m := range d.in(before) {
			if ends(m) {
				if isCut(before, m) || one != "" && one != m.text {
					return false
				}
				one = m.text
			}
		}
		if one != "" {
			found = &antecedent{name: d.withArticle(one), sentence: before}
			return false
		}
		return !slices.ContainsFunc(before.tokens, func(t token) bool { return stem(strings.ToLower(t.text)) == noun })
	})
	return found
}
