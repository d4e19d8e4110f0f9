package generate

import (
	"regexp"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// life is when somebody was born and died; 0 = not told.
type life struct{ born, died int }

// Sentences that tell of a birth or a death, with the name before it.
var (
	wasBorn = regexp.MustCompile(`^((?:\p{Lu}[\pL'’.-]+ )+)(?:was )?born\b[^.;]*?\b((?:1[0-9]|20)\d\d)\b`)
	died    = regexp.MustCompile(`^((?:\p{Lu}[\pL'’.-]+ )+)died\b[^.;]*?\b((?:1[0-9]|20)\d\d)\b`)
)

// livesOf returns the lives that the statements of facts tell of, by name.
func livesOf(facts []questions.Fact) map[string]life {
	lives := map[string]life{}
	for i := range facts {
		if m := wasBorn.FindStringSubmatch(facts[i].Statement); m != nil {
			name := strings.TrimSpace(m[1])
			lives[name] = life{born: atoi(m[2]), died: lives[name].died}
		}
		if m := died.FindStringSubmatch(facts[i].Statement); m != nil {
			name := strings.TrimSpace(m[1])
			lives[name] = life{born: lives[name].born, died: atoi(m[2])}
		}
	}
	return lives
}

// Ages in years: before the first nobody is elected, after the second nobody
// goes to school.
const (
	grown  = 14
	mature = 25
)

// within returns what reports whether a year that is put for another one is
// possible in the life of whom a fact names: not before the birth, not in
// childhood when the right year is not nor the other way round, and not after
// the death.
func (p *pool) within(f *questions.Fact) func(year, own int) bool {
	var lived []life
	for name, l := range p.lives {
		if questions.HoldsWords(f.Statement, name) {
			lived = append(lived, l)
		}
	}
	return func(year, own int) bool {
		for _, l := range lived {
			switch {
			case l.born > 0 && own > l.born && year <= l.born,
				l.born > 0 && own >= l.born+grown && year < l.born+grown,
				l.born > 0 && own > l.born && own < l.born+grown && year > l.born+mature,
				l.died > 0 && own <= l.died && year > l.died:
				return false
			}
		}
		return true
	}
}

// fourYearly finds what comes round every four years, behind its year.
var fourYearly = regexp.MustCompile(`^ (?:[\pL-]+ ){0,3}(?:election|elections|campaign|Olympics|Olympic|World Cup|European Championship)\b`)

// everyFour finds what is held every four years, wherever its year stands.
var everyFour = pattern.MustCompile(`\b(?:presidential (?:election|race|campaign|debate)|Summer Olympics|Winter Olympics|Olympic Games|World Cup|President \p{Lu}[\pL.' ]+ (?:won|carried|lost))\b`)

// period returns the years between one and the next of what a statement names
// behind a date; 1 = any year.
func period(statement, date string) int {
	_, after, _ := strings.Cut(statement, date)
	if fourYearly.MatchString(after) || everyFour.MatchString(statement) {
		return 4
	}
	return 1
}
