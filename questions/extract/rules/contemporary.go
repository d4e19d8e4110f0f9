package rules

import (
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// oneLife is how many years apart two people are whom nobody takes for each
// other.
const oneLife = 40

// contemporaries takes from the wrong options of a fact people of another age:
// those whom the article names only with years far from the fact's own, or from
// those of whoever is asked for.
func (f *finder) contemporaries(fact *questions.Fact) {
	for k := range fact.Spans {
		span := &fact.Spans[k]
		key := span.Text
		if span.Kind == questions.Person && len(span.Wrong) > 0 {
			span.Wrong = f.ofCraft(fact.Statement, span.Wrong)
		}
		switch {
		case span.Kind == questions.Quotation:
			key = fact.Claimant
		case span.Kind != questions.Person:
			continue
		}
		if len(span.Wrong) == 0 {
			continue
		}
		own := yearsIn(fact.Statement)
		if term, known := terms[key]; known && slices.ContainsFunc(own, func(y int) bool { return y >= term[0] && y <= term[1] }) {
			span.Wrong = nil // who was president then tells itself
			continue
		}
		if len(own) == 0 {
			own = f.yearsOf(key)
		}
		present := false
		if published := f.article.Published.Year; len(own) == 0 && published != 0 && fact.Claimant == key {
			own, present = []int{published}, true // who speaks without a year beside them speaks when it is written
		}
		if len(own) == 0 {
			continue
		}
		options := len(span.Wrong)
		span.Wrong = slices.DeleteFunc(slices.Clone(span.Wrong), func(other string) bool {
			if p := f.names.full[other]; present && p != nil && f.speaks(p) {
				return false
			}
			years := f.yearsOf(other)
			return len(years) > 0 && !slices.ContainsFunc(years, func(y int) bool {
				return slices.ContainsFunc(own, func(o int) bool { return max(y-o, o-y) <= oneLife })
			})
		})
		if left := len(span.Wrong); span.Kind == questions.Quotation && left < options && left < minSpeakers {
			span.Forms = []questions.Form{} // nobody fills up with those who were taken
		}
	}
}

// terms are the years in which presidents of whom all know were in office.
var terms = map[string][2]int{
	"Franklin D. Roosevelt": {1933, 1945}, "Roosevelt": {1933, 1945}, "John F. Kennedy": {1961, 1963}, "Lyndon Johnson": {1963, 1969}, "Richard Nixon": {1969, 1974},
	"Jimmy Carter": {1977, 1981}, "Ronald Reagan": {1981, 1989}, "Bill Clinton": {1993, 2001}, "George W. Bush": {2001, 2009}, "Barack Obama": {2009, 2017},
	"Donald Trump": {2017, 2021}, "Joe Biden": {2021, 2025},
}

// datedText is a sentence that tells years.
type datedText struct {
	text  string
	years []int
}

// yearsOf returns the years of the sentences that name a person, each once.
func (f *finder) yearsOf(full string) []int {
	p := f.names.full[full]
	if p == nil {
		return nil
	}
	if years, known := f.years[p]; known {
		return years
	}
	if f.years == nil {
		f.years = map[*person][]int{}
		for i := range f.paragraphs {
			for k := range f.paragraphs[i].sentences {
				text := f.paragraphs[i].sentences[k].text
				if years := yearsIn(text); len(years) > 0 {
					f.dated = append(f.dated, datedText{text, years})
				}
			}
		}
	}
	var years []int
	for _, s := range f.dated {
		if strings.Contains(s.text, p.surname) {
			years = append(years, s.years...)
		}
	}
	slices.Sort(years)
	years = slices.Compact(years) // each fact looks at them, and a long article repeats them
	f.years[p] = years
	return years
}

var yearOrDecade = pattern.MustCompile(`\b(?:1\d{3}|20\d{2})s?\b`)

func yearsIn(text string) []int {
	var years []int
	for _, y := range yearOrDecade.FindAllString(text, -1) {
		n, _ := strconv.Atoi(strings.TrimSuffix(y, "s"))
		years = append(years, n)
	}
	return years
}

// regionTold reports whether a statement has the adjective of a country of the
// region that a place lies in: a Japanese chef at a house with a Japanese name
// worked in Tokyo rather than in Shanghai.
func regionTold(place, statement string) bool {
	region := countries[place] + cities[place]
	return region != "" && slices.ContainsFunc(strings.Fields(statement), func(w string) bool {
		country := countryOf()[strings.Trim(w, ".,;:'\"")]
		return country != "" && countries[country] == region
	})
}

// crafts are words for what somebody makes or does, by groups: whom the article
// never names beside one of a group is not taken for whoever did it.
var crafts = []*pattern.Pattern{
	pattern.MustCompile(`(?i)\b(?:paint(?:s|ed|ing|ings|er|ers)?|portraits?|sculpt\w*|murals?|frescoes|exhibited|canvas(?:es)?|artists?)\b`),
	pattern.MustCompile(`(?i)\b(?:compos(?:ed|er|ers|ition|itions)|symphon\w+|operas?|concertos?|albums?|songs?|singer|singers|sang|band|bands|musicians?|pianist)\b`),
	pattern.MustCompile(`(?i)\b(?:novels?|novelists?|poems?|poets?|poetry|playwrights?|short stor(?:y|ies)|memoirs?)\b`),
	pattern.MustCompile(`(?i)\b(?:films?|movies?|sitcoms?|starred|actors?|actress(?:es)?|screenplay|filmmakers?)\b`),
	pattern.MustCompile(`(?i)\b(?:telescopes?|theorem|theory of|equations?|experiments?|discovered|hypothesis|physicists?|chemists?|astronomers?)\b`),
	pattern.MustCompile(`(?i)\b(?:goals?|touchdowns?|innings?|home runs?|rebounds|assists|quarterback|pitcher|striker|midfielder|batted|batting)\b`),
}

// ofCraft keeps of the people who are offered beside somebody whose craft a
// statement tells those whom the article names beside words of the same craft.
func (f *finder) ofCraft(statement string, people []string) []string {
	for _, craft := range crafts {
		if !craft.MatchString(statement) {
			continue
		}
		return slices.DeleteFunc(slices.Clone(people), func(other string) bool {
			p := f.names.full[other]
			return p != nil && !f.besideCraft(p, craft)
		})
	}
	return people
}

// besideCraft reports whether a sentence names a person and has a word of a craft.
func (f *finder) besideCraft(p *person, craft *pattern.Pattern) bool {
	seen := f.crafts[craft]
	if seen == nil {
		seen = &craftSeen{of: map[string]bool{}}
		for i := range f.paragraphs {
			for k := range f.paragraphs[i].sentences {
				if text := f.paragraphs[i].sentences[k].text; craft.MatchString(text) {
					seen.sentences = append(seen.sentences, text)
				}
			}
		}
		if f.crafts == nil {
			f.crafts = map[*pattern.Pattern]*craftSeen{}
		}
		f.crafts[craft] = seen
	}
	of, known := seen.of[p.surname]
	if !known {
		of = slices.ContainsFunc(seen.sentences, func(text string) bool { return strings.Contains(text, p.surname) })
		seen.of[p.surname] = of
	}
	return of
}

// craftSeen is where an article has words of a craft.
type craftSeen struct {
	sentences []string        // that have one
	of        map[string]bool // surnames that were asked for: one of the sentences has it
}
