package rules

import "strings"

// "The Tory leader" is one person in an article that calls one so: other than "the
// leader" it stands for them wherever it is.

// whoseOffice returns an office with the name whose it is, as it is looked up by, where
// the office stands at token i: "tory leader". "" where there is none, or it is former.
func whoseOffice(tokens []token, i int) string {
	if i < 1 || capitalised(tokens[i].text) || sortOf(tokens[i].text) != someone || !ofName(tokens[i-1]) {
		return ""
	}
	if i > 1 && (tokens[i-2].text == "-" || formerly[strings.ToLower(tokens[i-2].text)]) {
		return ""
	}
	return strings.ToLower(tokens[i-1].text + " " + tokens[i].text)
}

// ofName reports whether a word names the party, club, place or body that an office is of.
func ofName(t token) bool {
	return capitalised(t.text) && !t.quoted && (isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ")) && !never[t.text] && !formerly[strings.ToLower(t.text)]
}

var formerly = set("former ex then ex-president one-time late deputy acting interim assistant vice next new future shadow")

// oneCalled returns the one person whom the article calls by an office with a name
// before it; nil where it calls nobody so before s, or several.
func (d *document) oneCalled(s *sentence, office string) *antecedent {
	all := d.called[office]
	if len(all) != 1 || all[0].who == nil || !all[0].first.before(s) {
		return nil
	}
	return &antecedent{name: all[0].name, sentence: all[0].first, who: all[0].who}
}
