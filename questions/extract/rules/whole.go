package rules

import (
	"slices"
	"strings"
)

const reasonReadsOtherwise = "reads otherwise when it stands alone"

// readsAlike reports whether a statement, read for itself, says of the same
// subject the same as the clause that it was cut from. What a cut has spoilt, a
// wrong tree or a lost word, mostly reads otherwise.
func (f *finder) readsAlike(statement string, c *clause) bool {
	s := &sentence{text: statement, tokens: f.language.tokens(statement)}
	t := parsed(s)
	if t == nil {
		return false
	}
	root := t.root()
	verb := c.verb[len(c.verb)-1].text
	same := s.tokens[root].text == verb
	if cop := t.child(root, "cop"); !same && cop >= 0 {
		same = slices.ContainsFunc(c.verb, func(v token) bool { return v.text == s.tokens[cop].text }) &&
			slices.ContainsFunc(c.rest, func(r token) bool { return strings.HasSuffix(r.text, s.tokens[root].text) })
	}
	who := t.subjectOf(root)
	if !same || who < 0 {
		return false
	}
	return who < root && strings.Contains(statement[:s.tokens[root].start], s.tokens[who].text)
}
