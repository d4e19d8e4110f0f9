package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// reference is whom "he" or "she" would mean at one place of an article.
type reference struct {
	who   *person   // nil = nobody for certain
	named *sentence // where they were named or meant last

	// strong says that they are the subject there, so that the next paragraph
	// may go on with a pronoun.
	strong bool

	// another says that somebody else than whom a life is about was the subject.
	another bool
}

// resolve finds whom "he" or "she" at the head of a sentence means: who was the
// subject before, or the only person named since, and in a biography the person
// it is about. Another of the same gender in between, or a "she" where the
// person is a "he", makes it uncertain, and uncertain is nobody.
func (d *document) resolve() {
	gender := map[*person]map[string]int{}
	for pass := range 2 {
		r := reference{}
		main := reference{who: d.names.main}
		if main.who != nil {
			main.named = main.who.sentence
		}
		for i := range d.paragraphs {
			p := &d.paragraphs[i]
			switch {
			case main.who != nil && d.names.life && i > 0:
				if !r.strong || r.who == main.who || !r.who.sameGender(main.who) {
					r = main
				} else {
					r = reference{another: true}
				}
			case !r.strong:
				r = reference{}
			}
			for k := range p.sentences {
				s := &p.sentences[k]
				if len(s.tokens) == 0 {
					r = reference{}
					continue
				}
				s.lead = r
				pronoun, owner := subjectPronoun(s)
				if pronoun != "" && r.who == nil && k == 0 && main.who != nil && !d.names.life && i > 0 {
					r = main
				}
				var here bool
				if r, here = d.inFront(s, r, pronoun, owner); here {
					pronoun = "" // whom it means stands in the same sentence
				}
				if pronoun != "" && r.who != nil && (r.who.pronoun == "" || r.who.pronoun == pronoun) {
					if gender[r.who] == nil {
						gender[r.who] = map[string]int{}
					}
					if pass == 0 {
						gender[r.who][pronoun]++
					} else if g := gender[r.who]; 10*g[pronoun] >= 9*(g["he"]+g["she"]) {
						r.who.pronoun = pronoun
						s.he, s.named = r.who, r.named
					}
				} else if pronoun != "" {
					free := r.who != nil || !r.another
					if r = (reference{another: r.another}); free && d.names.life && main.who.pronoun == pronoun {
						r = main // "Her father was a captain. Her mother was a judge."
						if pass == 1 {
							s.he, s.named = r.who, r.named
						}
					}
				}
				r = d.after(s, r, pronoun, owner)
				if r.named == s && r.who == main.who && strings.Contains(s.text, r.who.surname) {
					main.named = s
				}
			}
		}
	}
}

// after returns whom a pronoun means behind a sentence, when it meant r before
// it. Pronoun is what the sentence itself begins with, owner says that something
// of theirs is its subject.
func (d *document) after(s *sentence, r reference, pronoun string, owner bool) reference {
	var people []*person
	unknown := false
	for _, m := range d.in(s) {
		switch {
		case m.person != nil:
			if !slices.Contains(people, m.person) {
				people = append(people, m.person)
			}
		case demonyms[m.text[strings.LastIndexByte(m.text, ' ')+1:]]: // "South African"
		case m.kind == "" && (strings.Contains(m.text, " ") || d.names.lastWords[m.text]) && !d.placeLike(s, m):
			unknown = true
		case m.kind == questions.Organisation && m.from == 0 && d.names.lastWords[m.text] && m.to < len(s.tokens) && strings.HasPrefix(s.tokens[m.to].tag, "VB"):
			return reference{another: true} // "Ford was a farmer's son": of the Ford Company, or Otto Ford
		}
	}
	subject, possessive := d.subjectPerson(s)
	// rivals reports whether somebody else in the sentence can be meant as well.
	rivals := func(who *person) bool {
		return unknown || slices.ContainsFunc(people, func(p *person) bool {
			return p != who && p.sameGender(who)
		})
	}
	main := d.names.main
	switch {
	case owner && somebodyFollows(s, 1):
		if len(people) == 1 && !unknown && d.in(s)[0].person != nil && d.in(s)[0].from < 5 {
			return reference{who: people[0], named: s, strong: true} // "His father Otto Lark built boats. He ..."
		}
		return reference{another: true} // "His father died. He ..."
	case pronoun != "":
		if r.who != nil && (r.who == main && d.names.life || !rivals(r.who)) {
			r.strong = !owner
			return r
		}
	case subject != nil && possessive >= 0 && somebodyFollows(s, possessive+1):
		who := relativeNamed(d.in(s), s.tokens, possessive)
		if slices.ContainsFunc(d.in(s), func(m name) bool { return m.person == subject && m.from > possessive }) {
			return reference{another: true} // "Otto Lark's father, also named Otto Lark, built boats. He ..."
		}
		if who != nil {
			return reference{who: who, named: s, strong: true} // "Ada Lark's father, Otto Lark, built boats. He ..."
		}
	case subject != nil && (subject == main && d.names.life || !rivals(subject) && !meetsAnother(s.tokens, subject)):
		return reference{who: subject, named: s, strong: possessive < 0}
	case subject != nil:
		return reference{another: subject != main}
	case comesToLife(s.tokens) && subject == nil && len(people) == 0:
		return reference{another: true} // "Lamp-Man was born. He ..."
	case d.names.life && givenAlone(s.tokens) && !strings.Contains(main.full, s.tokens[0].text):
		return reference{another: true} // "Otto's boats sank. He ..." in the life of Ada Lark
	case len(people) == 0 && !unknown:
		if r.who != nil && !somebodyFollows(s, 0) {
			r.strong = false
			return r
		}
		return reference{another: r.another || somebodyFollows(s, 0)}
	case len(people) == 1 && !unknown && !(r.who != nil && r.who == main && people[0] != main && d.names.life):
		return reference{who: people[0], named: s, strong: speaksLast(s)}
	}
	return reference{another: r.another}
}

// meetsAnother reports whether a sentence that begins with somebody has a "him" or
// "her" that is not them: "Ada Lark called her a keeper. She ..."
func meetsAnother(tokens []token, subject *person) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return !t.quoted && (t.text == "him" && subject.pronoun != "she" || t.text == "her" && t.tag == "PRP" && subject.pronoun != "he")
	})
}

// comesToLife reports whether a sentence tells that somebody whom it begins with was
// born or created, whoever that is.
func comesToLife(tokens []token) bool {
	return len(tokens) > 3 && strings.HasPrefix(tokens[0].tag, "NNP") && (tokens[1].text == "was" || tokens[1].text == "is") && (tokens[2].text == "born" || tokens[2].text == "created" || tokens[2].text == "introduced")
}

// givenAlone reports whether a sentence begins with a given name alone that does
// something or has something.
func givenAlone(tokens []token) bool {
	return len(tokens) > 2 && firstNames[tokens[0].text] && (tokens[1].tag == "POS" || tokens[1].tag == "VBD")
}

// relativeNamed returns whose name stands behind the noun for a relative that
// follows the possessive ending at token i: "'s father, Otto Lark, was".
func relativeNamed(names []name, tokens []token, i int) *person {
	if i+2 >= len(tokens) || !kin[strings.ToLower(tokens[i+1].text)] {
		return nil
	}
	at := i + 2
	if tokens[at].text == "," {
		at++
	}
	for _, m := range names {
		if m.title == at {
			return m.person
		}
	}
	return nil
}

// sameGender reports whether one pronoun may mean both.
func (p *person) sameGender(q *person) bool {
	return p.pronoun == "" || q.pronoun == "" || p.pronoun == q.pronoun
}

// inFront looks at whom a sentence names before its pronoun: "When Lark came,
// he ..." means Lark, and here says so; another name there makes it uncertain.
func (d *document) inFront(s *sentence, r reference, pronoun string, owner bool) (_ reference, here bool) {
	if pronoun == "" || owner {
		return r, false
	}
	for _, m := range d.in(s) {
		if slices.ContainsFunc(s.tokens[:m.from], func(t token) bool { return strings.EqualFold(t.text, pronoun) }) {
			break
		}
		acts := m.to < len(s.tokens) && isFinite(s.tokens[m.to].tag)
		switch {
		case m.person == nil && (m.kind != "" || d.placeLike(s, m) || !acts):
		case m.person != nil && acts:
			return reference{who: m.person, named: s}, true
		case m.person != nil && (m.person == r.who || r.who != nil && (r.who == d.names.main && d.names.life || !m.person.sameGender(r.who))):
		default:
			return reference{}, false
		}
	}
	return r, false
}

// placeLike reports whether a name of unknown kind stands where places stand.
func (d *document) placeLike(s *sentence, m name) bool {
	if m.title == 0 {
		return false
	}
	switch before := strings.ToLower(s.tokens[m.title-1].text); before {
	case "in", "at", "near", "into", "throughout", "across", "around":
		return true
	case "the":
		return m.title == m.from
	}
	return false
}

// speaksLast reports whether a sentence ends with who said what stands before:
// "..., Ada Lark said."
func speaksLast(s *sentence) bool {
	n := len(s.tokens)
	return n > 3 && (speechVerbs[s.tokens[n-2].text] || speechVerbs[s.tokens[n-3].text])
}

// somebodyFollows reports whether the noun phrase at token i, which is no name,
// denotes somebody: "father", "the young king".
func somebodyFollows(s *sentence, i int) bool {
	for k := i; k < len(s.tokens) && k < i+7; k++ {
		t := s.tokens[k]
		word := strings.ToLower(t.text)
		if isNoun(t.tag) && (people[word] || relatives[word] || roleNouns[word] || callings[word] != "") {
			return true
		}
		if isFinite(t.tag) || isMark(t.text) || prepositions[word] && k > i {
			return false
		}
	}
	return false
}

// relatives and the like are somebody whom a pronoun can mean.
var relatives = set("uncle aunt nephew niece cousin grandfather grandmother grandson granddaughter stepfather stepmother widow widower fiancé fiancée fiance lover girlfriend boyfriend colleague partner rival opponent successor predecessor assistant pupil disciple mentor master servant wife husband parent child heir tsar czar stranger baby infant")

// subjectPerson returns the person of the article whose name is the subject at
// the head of a sentence, perhaps behind a time, a place or what else stands
// before a comma; nil if there is none. Possessive is the token of a "'s" behind
// the name: then something of theirs is the subject; -1 if there is none.
func (d *document) subjectPerson(s *sentence) (who *person, possessive int) {
	for _, m := range d.in(s) {
		if m.person == nil || s.tokens[m.from].quoted {
			continue
		}
		at := m.title
		if at > 0 && strings.EqualFold(s.tokens[at-1].text, "the") {
			at--
		}
		if at > 0 && !frontEnds(s, at) {
			return nil, -1
		}
		to := m.to
		if to < len(s.tokens) && (s.tokens[to].tag == "POS" || s.tokens[to].text == "'s" || s.tokens[to].text == "'") {
			return m.person, to
		}
		if to < len(s.tokens) && (s.tokens[to].text == "," || s.tokens[to].text == "(") {
			return m.person, -1 // an aside follows
		}
		for to < len(s.tokens) && s.tokens[to].tag == "RB" {
			to++
		}
		if to < len(s.tokens) && (isFinite(s.tokens[to].tag) || s.tokens[to].text == "who") {
			return m.person, -1
		}
		return nil, -1
	}
	return nil, -1
}

// maxReferenceFront bounds the words before a subject.
const maxReferenceFront = 24

// frontEnds reports whether the tokens before i are a time, a place or a clause
// before the subject of the sentence, which then stands at i.
func frontEnds(s *sentence, i int) bool {
	if i > maxReferenceFront {
		return false
	}
	first, last := s.tokens[0], s.tokens[i-1]
	word := strings.ToLower(first.text)
	opens := prepositions[word] || subordinate[word] || first.tag == "VBN" || first.tag == "VBG" || first.tag == "RB" || connectives[word]
	switch {
	case last.text == ",":
		return opens || i < 6 && !slices.ContainsFunc(s.tokens[:i], func(t token) bool { return isFinite(t.tag) || t.tag == "PRP" })
	case i == 1:
		return first.tag == "CC" || first.tag == "RB" || connectives[word]
	}
	if timeFront(s.tokens[:i]) {
		return true
	}
	comma := lastComma(s.tokens, i)
	return comma > 0 && frontEnds(s, comma+1) && timeFront(s.tokens[comma+1:i])
}

// timeFront reports whether tokens are a time that needs no comma behind it: "in
// 1833", "after his return".
func timeFront(front []token) bool {
	if len(front) == 0 || len(front) > 5 || slices.ContainsFunc(front, func(t token) bool { return isFinite(t.tag) }) {
		return false
	}
	last, word := front[len(front)-1], strings.ToLower(front[0].text)
	switch word {
	case "after", "before", "during", "until", "since":
		return isNoun(last.tag) || last.tag == "CD"
	}
	return prepositions[word] && (last.tag == "CD" || spans[last.text] || last.tag == "NNP" && months[last.text])
}

// subjectPronoun returns "he" or "she" when the sentence begins with it,
// perhaps behind a time, a place or a clause that names nobody, or with "his" or
// "her": then somebody or something of theirs is the subject.
func subjectPronoun(s *sentence) (pronoun string, owner bool) {
	for i, t := range s.tokens {
		word := strings.ToLower(t.text)
		switch {
		case t.quoted && i == 0:
			return "", false
		case t.quoted:
			continue
		case i == 0 && word == "his":
			return "he", true
		case i == 0 && word == "her" && t.tag == "PRP$":
			return "she", true
		case word == "he" || word == "she":
			if i == 0 || frontEnds(s, i) {
				return word, false
			}
			if !isFinite(t.tag) && subordinate[strings.ToLower(s.tokens[0].text)] && i < 4 {
				continue // "After he had left, he ..."
			}
			return "", false
		}
		if i > maxReferenceFront {
			return "", false
		}
	}
	return "", false
}
