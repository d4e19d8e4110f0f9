package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
)

// Who speaks a quotation is found as by sieves, the surest one first: a name in
// full beside the words of speech, a surname or a given name that means one person
// of the article, then "he" or "she" where only one person can be meant. What no
// sieve settles is nobody's.

// whoMaySpeak returns the names of a sentence with whom they mean beside a
// quotation. A given name means the one person who has it.
func (f *finder) whoMaySpeak(s *sentence) []name {
	names := slices.Clone(f.in(s))
	for i := range names {
		if m := &names[i]; m.person == nil && m.kind == "" {
			p := f.calledByFirst(*m)
			if p == nil {
				p = f.headOfFamily(*m)
			}
			if p != nil {
				m.kind, m.person = questions.Person, p
			}
		}
	}
	return slices.DeleteFunc(names, func(m name) bool { return m.person != nil && !f.surely(m.person) })
}

// calledByFirst returns whom a name of one word means that is the first word of
// one person's full name and nobody's surname: "Ada", or "Xi" where names of
// families come first. It is nil where that is not certain.
func (d *document) calledByFirst(m name) *person {
	if m.to-m.from != 1 || m.title < m.from && firstNames[m.text] || strings.HasSuffix(m.text, ".") {
		return nil
	}
	if d.firsts == nil {
		d.firsts = map[string]*person{}
		for text := range d.names.kinds {
			if first, rest, _ := strings.Cut(text, " "); rest != "" {
				d.firsts[first] = nil
			}
		}
		taken := map[string]bool{}
		for _, p := range d.names.people {
			first, rest, _ := strings.Cut(p.full, " ")
			if rest == "" || p.titled {
				continue
			}
			if taken[first] || d.names.lastWords[first] || d.names.lower[strings.ToLower(first)] {
				d.firsts[first] = nil
			} else {
				d.firsts[first] = p
			}
			taken[first] = true
		}
	}
	return d.firsts[m.text]
}

// headOfFamily returns whom a surname alone means that several have: who was named
// first, where the sentence that names another has the surname alone as well, as in
// "Lark's mother, Ada Lark". It is nil where that is not certain.
func (d *document) headOfFamily(m name) *person {
	if m.to-m.from != 1 || m.title < m.from || d.names.surname[m.text] != nil {
		return nil
	}
	var first *person
	for _, p := range d.names.people {
		switch {
		case p.surname != m.text:
		case p.titled:
			return nil
		case first == nil:
			first = p
		case !slices.ContainsFunc(d.in(p.sentence), func(o name) bool { return o.text == m.text && o.title == o.from }):
			return nil
		}
	}
	return first
}

// namesByFirst reports whether a part of a paragraph calls somebody by their first
// name alone.
func (f *finder) namesByFirst(whole *sentence, p *paragraph, who *person) bool {
	for k := range p.sentences {
		s := &p.sentences[k]
		if s.start < whole.start || s.end > whole.end {
			continue
		}
		for _, m := range f.in(s) {
			if m.person == nil && m.kind == "" && !s.tokens[m.from].quoted && f.calledByFirst(m) == who {
				return true
			}
		}
	}
	return false
}

// called returns the first token of a name with its titles and with the particles
// of the surname before it: "de Lark".
func (m name) called(tokens []token) int {
	at := m.title
	for at > 0 && tokens[at-1].quoted == tokens[at].quoted && particles[strings.ToLower(tokens[at-1].text)] && strings.Contains(m.person.full, tokens[at-1].text+" "+tokens[at].text) {
		at--
	}
	return at
}

// nominal reports whether tokens are nothing but nouns and what stands before them.
func nominal(tokens []token) bool {
	return len(tokens) <= 8 && !slices.ContainsFunc(tokens, func(t token) bool {
		return !isNoun(t.tag) && !strings.HasPrefix(t.tag, "JJ") && t.tag != "POS" && t.tag != "DT" && t.text != "of" && t.text != "-"
	})
}

// saysHere reports whether a verb of speech stands at token i, perhaps behind
// "has" or "had" or an adverb.
func saysHere(tokens []token, i int) bool {
	for n := 0; n < 2 && i < len(tokens) && (tokens[i].tag == "RB" || tokens[i].tag == "RBR" || tokens[i].text == "later") && !strings.HasSuffix(tokens[i].text, "edly"); n++ {
		i++
	}
	if i+1 < len(tokens) && (tokens[i].text == "has" || tokens[i].text == "had") && strings.HasPrefix(tokens[i+1].tag, "VB") {
		if i++; tokens[i].text == "written" {
			return true
		}
	}
	return i < len(tokens) && says(tokens[i].text)
}

// pronounSpoke returns the pronoun of "he said" or "said she" behind a
// quotation; "" where there is none. Comma says that what is quoted ends with one.
func pronounSpoke(tokens []token, behind []int, comma bool) string {
	start := behind[0]
	if tokens[start].text == "," {
		start++
	}
	if start+1 >= len(tokens) || tokens[start].quoted || tokens[start+1].quoted {
		return ""
	}
	a, b := tokens[start].text, tokens[start+1].text
	if comma && (a == "He" || a == "She") {
		a = strings.ToLower(a) // a slip: `"...," She said`
	}
	switch {
	case (a == "he" || a == "she") && saysHere(tokens, start+1):
		return a
	case (b == "he" || b == "she") && says(a):
		return b
	}
	return ""
}

// pronounSpeaks reports whether the words before a quotation are "she said", with a
// time or a place before it and little behind it.
func pronounSpeaks(tokens []token, before []int) bool {
	at := slices.IndexFunc(before, func(i int) bool { w := strings.ToLower(tokens[i].text); return w == "he" || w == "she" })
	if at < 0 || at+1 >= len(before) || at+maxBehindVerb < len(before) || !saysHere(tokens, before[at]+1) {
		return false
	}
	verb := before[at] + 1
	for !says(tokens[verb].text) && verb+1 < len(tokens) {
		verb++
	}
	for _, i := range before[at+1:] {
		if t := tokens[i]; i > verb && (isFinite(t.tag) || t.text == "that" || t.tag == ".") {
			return false
		}
	}
	return true
}

// maxBehindVerb is how many words may stand between "she" and what she said.
const maxBehindVerb = 10

// wholeWords reports whether quoted words are sentences of their own.
func wholeWords(words string) bool {
	r, _ := utf8.DecodeRuneInString(words)
	return !unicode.IsLower(r) && strings.HasSuffix(strings.TrimRight(words, " "), ".")
}

// maybe reports whether a pronoun may mean somebody.
func (p *person) maybe(pronoun string) bool { return p.pronoun == "" || p.pronoun == pronoun }

// pronounMeans returns who "he" or "she" must be that speaks a quotation of the
// sentence s, whose words stand at a place of the paragraph; nil where two can be meant.
func (f *finder) pronounMeans(p *paragraph, s *sentence, at int, pronoun string) *person {
	if who := f.pronounPerson(p, s, at, pronoun); f.maySpeakOn(p, at, who) {
		return who
	}
	return nil
}

// maySpeakOn reports whether a pronoun at a place of a paragraph can be somebody's: it
// is certain that the name is a person's, and whoever was quoted last is known or
// somebody else has been told of since.
func (f *finder) maySpeakOn(p *paragraph, at int, who *person) bool {
	return who != nil && (f.unheard.paragraph == 0 || p.number-f.unheard.paragraph > 1 || f.toldSince(f.unheard, p, at, who)) && (who.pronoun != "" || f.surely(who))
}

// unheard is where a quotation of somebody who is not known ends.
type unheard struct{ paragraph, at int }

// toldSince reports whether a sentence behind a quotation and before a place of the
// paragraph p has somebody's name as its subject, or tells what they say.
func (f *finder) toldSince(q unheard, p *paragraph, at int, who *person) bool {
	for n := q.paragraph; n <= p.number; n++ {
		in := &f.paragraphs[n-1]
		for k := range in.sentences {
			s := &in.sentences[k]
			if n == q.paragraph && s.start < q.at || n == p.number && s.end > at || !slices.ContainsFunc(f.in(s), func(m name) bool { return m.person == who && !s.tokens[m.from].quoted }) {
				continue
			}
			if subject, own := f.subjectPerson(s); subject == who && own < 0 || f.reporter(s) == who {
				return true
			}
		}
	}
	return false
}

func (f *finder) pronounPerson(p *paragraph, s *sentence, at int, pronoun string) *person {
	if f.stranger(s, at) {
		return nil
	}
	if who := f.reportedBefore(p, s); who != nil && who.maybe(pronoun) && !f.namesOther(s, who) {
		return who
	}
	if who := f.onlyPerson(p, at, pronoun); who != nil && !(f.names.life && f.names.main != who && f.names.main.maybe(pronoun)) {
		return who // in a life, they could also be whom it tells of
	}
	if who := s.lead.who; who != nil && who.pronoun == pronoun && !f.namesOther(s, who) && !f.othersBefore(p, at, who) {
		return who
	}
	return f.stillSpeaks(p, at, pronoun)
}

// stranger reports whether the words of a sentence before a place of its paragraph
// name somebody of whom nothing is known.
func (f *finder) stranger(s *sentence, at int) bool {
	return slices.ContainsFunc(f.in(s), func(m name) bool {
		return m.person == nil && m.kind == "" && s.start+s.tokens[m.from].start < at && !s.tokens[m.from].quoted && m.to-m.from > 1 && personShaped(strings.Fields(m.text)) && !f.placeLike(s, m)
	})
}

// reportedBefore returns whose speech is told before the sentence s, in the paragraph
// or at the end of the one before: "Ada Lark said the lamp burned oil. ..." Between
// that and s nobody else is spoken of.
func (f *finder) reportedBefore(p *paragraph, s *sentence) *person {
	k := slices.IndexFunc(p.sentences, func(o sentence) bool { return o.start == s.start })
	in := p
	for range maxReportedBack {
		if k--; k < 0 {
			if in != p || p.number < 2 {
				return nil
			}
			in = &f.paragraphs[p.number-2]
			if k = len(in.sentences) - 1; k < 0 {
				return nil
			}
		}
		before := &in.sentences[k]
		if who := f.reporter(before); who != nil {
			for j := k + 1; j < len(in.sentences) && &in.sentences[j] != s; j++ {
				if f.mayMeanOther(&in.sentences[j], who, 0, 0, false) {
					return nil
				}
			}
			if in != p {
				for j := range p.sentences {
					if o := &p.sentences[j]; o.start < s.start && f.mayMeanOther(o, who, 0, 0, false) {
						return nil
					}
				}
			}
			return who
		}
		if f.speaksOfSomebody(before) {
			return nil
		}
	}
	return nil
}

// maxReportedBack is how many sentences back somebody's speech may be told.
const maxReportedBack = 3

// speaksOfSomebody reports whether a sentence has a name of somebody or a pronoun for
// them outside of what is quoted in it.
func (f *finder) speaksOfSomebody(s *sentence) bool {
	return f.stranger(s, s.end) || slices.ContainsFunc(f.in(s), func(m name) bool { return m.person != nil && !s.tokens[m.from].quoted }) ||
		slices.ContainsFunc(s.tokens, func(t token) bool { w := strings.ToLower(t.text); return !t.quoted && (w == "he" || w == "she") })
}

// reporter returns whose speech a sentence tells: "Ada Lark said the lamp burned oil",
// "The lamp, Lark said, burned oil".
func (f *finder) reporter(s *sentence) *person {
	others := false
	for _, m := range f.whoMaySpeak(s) {
		if s.tokens[m.from].quoted {
			return nil
		}
		if m.person == nil {
			continue
		}
		first := !others
		others = true
		verb := m.to
		for verb < len(s.tokens) && !says(s.tokens[verb].text) {
			verb++
		}
		if verb == len(s.tokens) {
			return nil
		}
		if verb == m.to && m.title > 0 && s.tokens[m.title-1].text == "," && verb+1 < len(s.tokens) && isMark(s.tokens[verb+1].text) {
			return m.person
		}
		if !first || slices.ContainsFunc(s.tokens[:m.title], func(t token) bool { return isFinite(t.tag) || t.quoted || t.text == "and" }) || !spoke(s.tokens, m.to) {
			continue
		}
		listener := func(o name) bool {
			return o.title > verb && o.title < verb+3 && o.person != nil && o.person.sameGender(m.person)
		}
		if !saying[s.tokens[verb].text] || listens[s.tokens[verb].text] && slices.ContainsFunc(f.in(s), listener) {
			return nil // "told Ada Lark"
		}
		return m.person
	}
	return nil
}
