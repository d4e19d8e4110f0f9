package rules

import "strings"

// narrates reports whether an article that nobody has signed tells what happened: it
// is no column, outside of quotations there is no "I" or "we", and more verbs stand in
// the past than in the present. What such a piece tells of a match, a device or a life
// is a fact: put as the view of "the author" it is accepted in four cases of ten (27
// labels), other unsigned views in seven. How something is may still be its author's.
func (d *document) narrates() bool {
	if len(d.article.Authors) > 0 || d.isColumn() {
		return false
	}
	past, present := 0, 0
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if d.labelled(p) != "" {
			continue // speech
		}
		for _, s := range p.sentences {
			for _, t := range s.tokens {
				switch {
				case t.quoted:
				case t.text == "I" || firstPersons[strings.ToLower(t.text)] && t.text != "US":
					return false
				case t.tag == "VBD":
					past++
				case t.tag == "VBZ" || t.tag == "VBP":
					present++
				}
			}
		}
	}
	return past > present
}

// tellsMatch reports whether an article tells of a game, in the words of several
// that are hardly used otherwise: what happened in it is known to who saw it.
func (d *document) tellsMatch() bool {
	found := map[string]bool{}
	for i := range d.paragraphs {
		for _, s := range d.paragraphs[i].sentences {
			for _, t := range s.tokens {
				if word := stem(t.text); gameWords[word] {
					found[word] = true
				}
			}
		}
	}
	return len(found) >= minGameWords
}

const minGameWords = 5

// gameWords are words for those who play and for what they do on the field.
var gameWords = set("match goal half-time striker midfielder defender goalkeeper referee coach winger fly-half prop lineout scrum try penalty kick header free-kick wicket innings batsman bowler fullback quarterback touchdown pitcher inning side team ball squad fixture")
