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
