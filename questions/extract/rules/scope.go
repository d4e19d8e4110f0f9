package rules

import "slices"

// What a sentence says of how far it holds stays with it, or nothing is told of it.

// howFar are words behind "but" that say how far what was told before holds.
var howFar = set("not only never")

// limitedBehind returns what stands behind a clause and says how far it holds: "but
// not as a deliberate tool". Ok is false where it cannot be told with it.
func limitedBehind(s *sentence, c *clause) (tail []token, ok bool) {
	if len(c.rest) == 0 || len(s.tokens) == 0 {
		return nil, true
	}
	last := c.rest[len(c.rest)-1]
	from := slices.IndexFunc(s.tokens, func(t token) bool { return t.start > last.start })
	if from < 0 || last.made {
		return nil, true
	}
	but := from
	if s.tokens[but].text == "," {
		but++
	}
	if but+2 >= len(s.tokens) || s.tokens[but].text != "but" || !howFar[s.tokens[but+1].text] {
		return nil, true
	}
	const longest = 14
	tail = s.tokens[from:]
	if tail[len(tail)-1].text == "." {
		tail = tail[:len(tail)-1]
	}
	return tail, len(tail) <= longest && !slices.ContainsFunc(s.tokens[but:from+len(tail)], func(t token) bool {
		return isMark(t.text) || t.quoted || isFinite(t.tag) || t.tag == "MD" || t.tag == "PRP"
	})
}

// exceptIn reports whether brackets that are left out of a clause tell of what it does
// not hold: "the harbours (except for Brenk)".
func exceptIn(s *sentence, all []token) bool {
	if len(all) == 0 {
		return false
	}
	for i := 0; i+1 < len(s.tokens); i++ {
		if (s.tokens[i].text == "(" || s.tokens[i].text == "[") && (s.tokens[i+1].text == "except" || s.tokens[i+1].text == "excluding" || s.tokens[i+1].text == "excepting" || s.tokens[i+1].text == "but" && i+2 < len(s.tokens) && howFar[s.tokens[i+2].text]) {
			return s.tokens[i].start > all[0].start
		}
	}
	return false
}
