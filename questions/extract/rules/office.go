package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// A reader who does not know a speaker learns from "Ada Lark, keeper of the Brenk
// lamp, said" who speaks, and whom "we" means. The office stands where the article
// has it: beside the words of speech or where it first names the speaker.

// introduced is a speaker's name with the office that the article gives beside it.
type introduced struct {
	text string    // as it begins a statement: "Brenk mayor Ada Lark", "Ada Lark, mayor of Brenk,"
	in   *sentence // that has it; nil = the name alone
}

// introduce puts the speakers' offices into the statements of what they said. It
// comes last: what is asked of a statement before is asked of the words and the name.
func (f *finder) introduce() {
	for i := range f.facts {
		fact := &f.facts[i]
		who := f.names.full[fact.Claimant]
		if fact.FoundBy != "rules/quote" || who == nil {
			continue
		}
		by := f.introduction(who)
		statement := by.text + strings.TrimPrefix(fact.Statement, who.full)
		if by.in == nil || !strings.HasPrefix(fact.Statement, who.full+` said: "`) || len(strings.Fields(statement)) > maxIntroducedWords || f.lettersIn(by.text, statement) {
			continue
		}
		if !slices.ContainsFunc(fact.Evidence, func(e questions.Evidence) bool { return strings.Contains(e.Quote, by.in.printed()) }) {
			e, ok := f.evidence(by.in, who.surname)
			if !ok {
				continue
			}
			fact.Evidence = append(fact.Evidence, e)
		}
		fact.Statement = statement
		fact.Spans = slices.Clone(fact.Spans)
		own := slices.ContainsFunc(fact.Spans, func(s questions.Span) bool { return s.Kind == questions.Quotation && ofOneself(s.Text) })
		for k, span := range fact.Spans {
			if span.Text != who.full {
				continue
			}
			fact.Spans[k].Text = by.text
			fact.Spans[k].Wrong = nil
			for _, other := range span.Wrong {
				if p := f.names.full[other]; p != nil && !own { // another office would give "we" away
					if as := f.introduction(p); !f.lettersIn(as.text, as.text) {
						other = as.text
					}
				}
				fact.Spans[k].Wrong = append(fact.Spans[k].Wrong, other)
			}
		}
	}
}

// maxIntroducedWords is how long a true/false statement may be.
const maxIntroducedWords = 35

// lettersIn reports whether an office has letters that nobody explains.
func (f *finder) lettersIn(office, statement string) bool {
	return slices.ContainsFunc(letters.FindAllString(office, -1), func(short string) bool {
		return f.unexplained(short, &questions.Fact{Statement: statement})
	})
}

// introduction returns how the article introduces somebody who speaks: where they
// speak, or where it first names them.
func (f *finder) introduction(who *person) introduced {
	by, known := f.offices[who]
	if !known {
		by = f.officeIn(who.sentence, who)
		if f.offices == nil {
			f.offices = map[*person]introduced{}
		}
		f.offices[who] = by
	}
	return by
}

// notesOffice looks for the office of somebody in the sentences of a paragraph that
// say they speak.
func (f *finder) notesOffice(who *person, p *paragraph, at place) {
	if f.introduction(who).in != nil {
		return
	}
	for k := range p.sentences {
		if s := &p.sentences[k]; s.start >= at.start && s.end <= at.end {
			if by := f.officeIn(s, who); by.in != nil {
				f.offices[who] = by
				return
			}
		}
	}
}

// officeIn returns how a sentence introduces somebody.
func (f *finder) officeIn(s *sentence, who *person) introduced {
	names := f.in(s)
	for _, m := range names {
		if who.titled || m.person != who || s.tokens[m.from].quoted {
			continue
		}
		var role []token
		behind := m.to+2 < len(s.tokens) && s.tokens[m.to].text == ","
		if behind {
			role = f.officeBehind(s, names, m)
		}
		if len(role) == 0 {
			role, behind = f.officeBefore(s, names, m), false
		}
		if len(role) == 0 || !tellsWhere(role) || f.titleHasOffice(role) || questions.HoldsWords(joinWords(role), who.surname) || slices.ContainsFunc(role, func(t token) bool { return t.quoted }) {
			continue
		}
		office := s.render(role)
		if behind || m.title > 0 && s.tokens[m.title-1].text == "," {
			if role[0].tag == "DT" {
				office = strings.ToLower(office[:1]) + office[1:] // it may begin the sentence
			}
			return introduced{who.full + ", " + office + ",", s}
		}
		if role[0].tag == "DT" {
			role = role[1:]
		}
		return introduced{upper(s.render(role)) + " " + who.full, s}
	}
	return introduced{text: who.full}
}

// tellsWhere reports whether an office has the name of a body, a place or a people,
// and not merely "Committee" for one that was named before.
func tellsWhere(role []token) bool {
	return slices.ContainsFunc(role, func(t token) bool {
		return (t.tag == "NNP" || t.tag == "NNPS" || demonyms[t.text]) && !papers[t.text] && !officeWords[t.text] && !personTitles[t.text]
	})
}
