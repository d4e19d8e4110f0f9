package generate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// date asks for the first date span that has a question.
func date(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	for _, s := range f.Spans {
		if s.Kind != questions.DateSpan || s.Ask == "" || !s.Allows(questions.DateChoice) || p.given(f, s) || joined(f, s.Ask) || unattended(f) && (anchors(s.Ask) == 0 || p.round(s.Text) || lasting.MatchString(s.Ask) || !tellsTime(f, s)) {
			continue
		}
		q := p.begin(f, questions.DateChoice)
		q.Stem, q.Key = s.Ask, []string{s.Text}
		return p.pick(q, p.dates(f, s, s.Ask, q.ID), p.rankAs(f, q.ID))
	}
	return nil, nil
}

// lasting finds questions for the time of what is so now, or has been since: the
// date is that of something else.
var lasting = pattern.MustCompile(`^(?:In|On) which [\pL ]+ (?:does|do|is|are) | since | only because `)

// round reports whether a year stands out among its neighbours: "1500", which
// nobody knows better, or one to come.
func (p *pool) round(date string) bool {
	if !yearFormat.MatchString(date) || monthFormat.MatchString(date) || strings.HasSuffix(date, "s") {
		return false
	}
	const yearsCount = 1950 // from here on, also those that end in 0
	year := atoi(yearWord.FindString(date))
	return year%50 == 0 && year < yearsCount || year%10 == 0 && p.dated && year >= p.latest
}

// How far a made-up date lies from the right one.
const (
	maxYearsAway  = 9
	maxMonthsAway = 34
	maxDaysAway   = 75
	eachSide      = 3 // candidates before and after the right date
)

const monthNames = `January|February|March|April|May|June|July|August|September|October|November|December`

// The date formats that can be imitated: words before the date, which every
// option repeats, and the date.
var (
	dayFormat       = pattern.MustCompile(`^(\D*)\b(\d{1,2}) (` + monthNames + `) (\d{4})$`)
	usDayFormat     = pattern.MustCompile(`^(\D*)\b(` + monthNames + `) (\d{1,2}), (\d{4})$`)
	monthFormat     = pattern.MustCompile(`^(\D*)\b(` + monthNames + `) (\d{4})$`)
	yearFormat      = pattern.MustCompile(`^(\D*)\b(\d{4})(s?)$`)
	monthOnlyFormat = pattern.MustCompile(`^(\D*)\b(` + monthNames + `)$`)
	openDate        = pattern.MustCompile(`(?i)\b(?:by|before|after|no later than)(?: (?:the|end|beginning|start|of|early|late|spring|summer|autumn|winter|` + monthNames + `))*[ \d]*$`)
	yearWord        = pattern.MustCompile(`\b(1[0-9]{3}|20[0-9]{2})`)
)

// dates returns wrong dates for a span: those of the editor when there are
// enough, else dates of the same grain and form near the right one. None is
// named by the fact or by one that rests on the same paragraph, and none is
// later than the bank's sources know of. A range, and a date that says only
// before or after when something was, has no others than the editor's.
func (p *pool) dates(f *questions.Fact, s questions.Span, text string, id questions.QuestionID) []string {
	if len(s.Wrong) >= distractorCount {
		return s.Wrong
	}
	candidates := slices.Clone(s.Wrong)
	for _, made := range p.datesNear(f, s, text, string(id)) {
		if !slices.Contains(candidates, made) {
			candidates = append(candidates, made)
		}
	}
	return candidates
}

func (p *pool) datesNear(f *questions.Fact, s questions.Span, text, salt string) []string {
	before, _, _ := strings.Cut(f.Statement, s.Text)
	if openDate.MatchString(before + s.Text) {
		return nil // what was so by 1998 was also so by 1999
	}
	if unattended(f) && eitherYear(f.Statement, s.Text) {
		return nil
	}
	allowed, toldYet := p.yearsFor(f, s), p.toldYet(f, s.Text)
	if m := monthOnlyFormat.FindStringSubmatch(s.Text); m != nil {
		return p.monthsOnly(f, m[1], m[2], text, salt)
	}
	if m := monthFormat.FindStringSubmatch(s.Text); m != nil {
		own := time.Date(atoi(m[3]), monthNumber(m[2]), 1, 0, 0, 0, 0, time.UTC)
		sameYear := strings.Contains(text, m[3]) || p.titled(f, m[3])
		return p.near(own, salt, maxMonthsAway, func(away int) (string, bool) {
			t := own.AddDate(0, away, 0)
			ok := allowed(t.Year(), own.Year()) && toldYet(questions.Date{Year: t.Year(), Month: t.Month()}) && (!sameYear || t.Year() == own.Year())
			return m[1] + t.Format("January 2006"), ok && !strings.Contains(f.Statement+" "+f.Context, t.Format("January 2006"))
		})
	}
	format, m := "2 January 2006", dayFormat.FindStringSubmatch(s.Text)
	var own time.Time
	if m != nil {
		own = time.Date(atoi(m[4]), monthNumber(m[3]), atoi(m[2]), 0, 0, 0, 0, time.UTC)
	} else if m = usDayFormat.FindStringSubmatch(s.Text); m != nil {
		format = "January 2, 2006"
		own = time.Date(atoi(m[4]), monthNumber(m[2]), atoi(m[3]), 0, 0, 0, 0, time.UTC)
	} else if m = yearFormat.FindStringSubmatch(s.Text); m != nil {
		if unattended(f) && m[3] == "" && circa.MatchString(lastWords(before, 3)+" "+m[1]) {
			return nil // nobody can say which year near it is wrong
		}
		return p.yearsLike(m[1], m[3], atoi(m[2]), salt, approximate(lastWords(before, 2)+" "+m[1]), unattended(f), allowed)
	} else {
		return nil
	}
	sameYear, sameMonth := strings.Contains(text, own.Format("2006")) || p.titled(f, own.Format("2006")), strings.Contains(text, own.Format("January"))
	return p.near(own, salt, maxDaysAway, func(away int) (string, bool) {
		t := own.AddDate(0, 0, away)
		ok := allowed(t.Year(), own.Year()) && toldYet(questions.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}) && (!sameYear || t.Year() == own.Year()) && (!sameMonth || t.Month() == own.Month())
		return m[1] + t.Format(format), ok && !strings.Contains(f.Statement+" "+f.Context, t.Format(format))
	})
}

// yearsFor returns what reports whether a year may stand in a wrong date for a
// span whose own year is given.
func (p *pool) yearsFor(f *questions.Fact, s questions.Span) func(year, own int) bool {
	taken, others, possible, apart := p.yearsNear(f, s), p.yearsOfOthers(f), p.within(f), period(f.Statement, s.Text)
	named := yearsIn(strings.Replace(f.Statement, s.Text, " ", 1))
	since := sinceFirst(f.Statement, s.Text)
	before, _, _ := strings.Cut(f.Statement, s.Text)
	writtenIn, planned := p.written(f).Year, toCome.MatchString(f.Statement)
	toldYet := p.toldYet(f, s.Text)
	untold := strings.HasSuffix(before, "since ") && placed.MatchString(before) || strings.HasSuffix(before, "from ") && neverSince.MatchString(f.Statement)
	return func(year, own int) bool {
		latest := max(p.latest, own)
		if !toldYet(questions.Date{Year: year}) {
			return false
		}
		if unattended(f) && planned && writtenIn == 0 && year < own && own >= p.latest {
			return false // the source does not tell of what came later
		}
		if unattended(f) && planned && writtenIn > 0 && own >= writtenIn {
			if year < writtenIn {
				return false
			}
			latest = max(latest, own+yearsAhead)
		}
		if unattended(f) && (untold || since && year > own || slices.ContainsFunc(named, func(y int) bool { return y != own && (y < own) != (y < year) })) {
			return false // a statement tells in order what happened in order
		}
		if unattended(f) && ((year-own)%apart != 0 || !possible(year, own)) {
			return false
		}
		if unattended(f) && !p.dated {
			// The last year that an article tells of is not the last there was.
			latest = max(latest, min(own+maxYearsAway, longAgo))
		}
		return year > 0 && (p.latest == 0 || year <= latest) && (year == own || !slices.Contains(taken, year) && !others(year))
	}
}

// yearsAhead is how far behind the right year of a plan a wrong one may lie, in years:
// a few decades of decades.
const yearsAhead = 30

// toCome finds that a statement tells what was still to come when it was written.
var toCome = pattern.MustCompile(`\b(?:(?:postponed|delayed|deferred|rescheduled|put off|pushed back) (?:until|till|to)|(?:is|are|can be|runs?|remains?) [\pL ]*until|will|would|could|may|might|should have|(?:is|are|['’]s|['’]re) (?:coming|arriving|going to)|(?:aim|hope|want|intend|promise|expect)(?:s|ed)? to|plans? to|plan(?:s|ned)? for|planned to|planning to|(?:is|are) (?:expected|due|set|likely|scheduled|slated|to be)|scheduled (?:to|for))\b`)

// written returns when the source of a fact came out; zero = not known.
func (p *pool) written(f *questions.Fact) questions.Date {
	for _, e := range f.Evidence {
		if s, ok := p.bank.SourceByID(e.Source); ok {
			return s.Published
		}
	}
	return questions.Date{}
}

// toldYet returns what reports whether a date that is put for another one is one that
// the source can tell of: what has happened did not happen after it was written. Of a
// plan for the time in which it was written any later date may be wrong.
func (p *pool) toldYet(f *questions.Fact, date string) func(other questions.Date) bool {
	written := p.written(f)
	own, ok := questions.DateIn(date)
	if !ok {
		own.Year = atoi(yearWord.FindString(date))
	}
	if !unattended(f) || written.Year == 0 || own.Year == 0 || behind(own, written) || !behind(written, own) && toCome.MatchString(f.Statement) {
		return func(questions.Date) bool { return true }
	}
	return func(other questions.Date) bool { return !behind(other, written) }
}

// behind reports whether a date is later than another one as far as both are known.
func behind(d, than questions.Date) bool {
	switch {
	case d.Year != than.Year:
		return d.Year > than.Year
	case d.Month == 0 || than.Month == 0 || d.Month != than.Month:
		return d.Month > than.Month && than.Month > 0
	}
	return d.Day > than.Day && than.Day > 0
}

// ranked finds what was the first or the most of its kind before "since 1993": so
// it was since any later year.
var ranked = pattern.MustCompile(`(?i)\b(?:first|only|(?:high|low|worst|best|larg|bigg|deadli|strong|weak|fast|slow|old|young|poor|rich|great|long|short)\pL*est|worst|best|most|least)\b.*\bsince(?: the)?(?: (?:early|late|mid))? $`)

// placed finds how many there were before "since 1997": there may have been as many
// since other years.
var placed = pattern.MustCompile(`(?i)\b(?:second|third|fourth|fifth|sixth|seventh)\b.*\bsince $`)

// neverSince finds what has not been from a time on: nor has it from any later one.
var neverSince = pattern.MustCompile(`\b(?i:no|not|never|none|nobody|nothing)\b|n['’]t\b`)

// sinceFirst reports whether what a statement tells of the time since a date holds
// of the time since any later one.
func sinceFirst(statement, date string) bool {
	before, _, _ := strings.Cut(statement, date)
	return strings.HasSuffix(before, " ") && strings.Contains(before, "since ") && ranked.MatchString(before)
}

// longAgo is a year that an article without a date may still tell of: were no
// later one offered than it names, its last year would always be the right one.
const longAgo = 2020

// notNext takes from wrong years those next to the right one, which one takes
// for a slip, where that leaves others.
func notNext(right string, years []string) []string {
	own := yearWord.FindString(right)
	far := slices.DeleteFunc(slices.Clone(years), func(y string) bool {
		other := yearWord.FindString(y)
		return own == "" || other == "" || other != own && max(atoi(own)-atoi(other), atoi(other)-atoi(own)) < 2
	})
	if len(far) == 0 {
		return years
	}
	return far
}

// otherYears returns a date in other years: what happened on 2 May 1783 did not
// on 2 May 1786, which is easier to judge than 6 May. Nil when the date has no
// month, the title has the year, or nobody can tell.
func (p *pool) otherYears(f *questions.Fact, s questions.Span, salt string) []string {
	before, _, _ := strings.Cut(f.Statement, s.Text)
	at := yearWord.FindAllStringIndex(s.Text, -1)
	if len(at) != 1 || yearFormat.MatchString(s.Text) && !monthFormat.MatchString(s.Text) || openDate.MatchString(before+s.Text) || eitherYear(f.Statement, s.Text) {
		return nil
	}
	own := s.Text[at[0][0]:at[0][1]]
	if p.titled(f, own) {
		return nil // whoever reads "2003 typhoon season" knows the year
	}
	allowed, toldYet := p.yearsFor(f, s), p.toldYet(f, s.Text)
	return p.yearsLike(s.Text[:at[0][0]], s.Text[at[0][1]:], atoi(own), salt, false, unattended(f), func(year, own int) bool {
		other, ok := questions.DateIn(s.Text[:at[0][0]] + strconv.Itoa(year) + s.Text[at[0][1]:])
		return allowed(year, own) && (!ok || toldYet(other))
	})
}

// eitherYear reports whether a date is one of two that something may have: with
// another one in its place, "in late 1854 or early 1859", the sentence shows it.
func eitherYear(statement, date string) bool {
	before, after, _ := strings.Cut(statement, date)
	return yearOr.MatchString(before) || orYear.MatchString(after)
}

var (
	yearOr = pattern.MustCompile(`\b\d{4} or (?:(?:in|early|late|mid) )*$`)
	orYear = pattern.MustCompile(`^ or (?:(?:in|early|late|mid) )*\d{4}\b`)
)

// nextDecades keeps of wrong decades those next to the right one and no century: a
// generation away nobody believes what there was, and "the late 1900s" may be 1995.
func nextDecades(right string, decades []string) []string {
	if !strings.HasSuffix(right, "s") {
		return decades
	}
	own := atoi(yearWord.FindString(right))
	return slices.DeleteFunc(slices.Clone(decades), func(d string) bool {
		other := atoi(yearWord.FindString(d))
		return own%100 != 0 && (max(own-other, other-own) > 10 || other%100 == 0 && other < 2000)
	})
}

// yearsLike returns years or decades ("the 1980s") before and after a year;
// years that other facts are dated by come first. About says that the year is
// not exact; nobodyLooks, that no editor sees what is made: then years of the same
// part of a life come first, since at 12 nobody is elected.
func (p *pool) yearsLike(before, after string, own int, salt string, about, nobodyLooks bool, allowed func(year, own int) bool) []string {
	step, reach := 1, maxYearsAway
	if after == "s" {
		step, reach = 10, 3
		if own%100 == 0 && own < 2000 {
			step, reach = 100, 2 // "the late 1800s" are of a century
		}
	}
	least := 1
	if step == 1 && about {
		least = 3 // "around 2007" does not exclude 2006
	}
	side := func(sign int) []string {
		var years []int
		for away := least; away <= reach; away++ {
			if year := own + sign*away*step; allowed(year, own) && !(nobodyLooks && step == 10 && year >= longAgo && year > own+step) {
				years = append(years, year)
			}
		}
		// The nearest years of all are the least sure to be wrong, and years far
		// away the least plausible: those known from the bank and two to six
		// years away come first.
		cost := func(year int) int {
			c, away := 0, max(year-own, own-year)/step
			if !slices.Contains(p.years, year) {
				c += 2
			}
			if away < 2 || away > 6 {
				c++
			}
			if nobodyLooks && step == 1 && away > 5 {
				c += 3
			}
			return c
		}
		slices.SortStableFunc(years, func(a, b int) int {
			return cmp.Or(cmp.Compare(cost(a), cost(b)), cmp.Compare(p.hash(salt, strconv.Itoa(a)), p.hash(salt, strconv.Itoa(b))))
		})
		var texts []string
		for _, year := range years[:min(len(years), eachSide)] {
			texts = append(texts, before+strconv.Itoa(year)+after)
		}
		return texts
	}
	return append(side(-1), side(1)...)
}

// lastWords returns the last n words of a text.
func lastWords(text string, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[max(0, len(words)-n):], " ")
}

var approximation = pattern.MustCompile(`(?i)\b(?:about|around|approximately|roughly|circa|some time|nearly|almost)\b`)

// circa finds words before a year that somebody has guessed.
var circa = pattern.MustCompile(`(?i)\b(?:circa|ca?\.|approximately|roughly|some time) (?:the )?$`)

func approximate(words string) bool { return approximation.MatchString(words) }

// monthsOnly returns months other than the one given and those in the text. A month
// without a year is one of the last twelve: where enough of them are left, none is later
// in the year than the source.
func (p *pool) monthsOnly(f *questions.Fact, before, own, text, salt string) []string {
	var months, told []string
	written := p.written(f).Month
	for m := time.January; m <= time.December; m++ {
		if m.String() != own && !strings.Contains(text, m.String()) {
			months = append(months, before+m.String())
			if m <= written {
				told = append(told, before+m.String())
			}
		}
	}
	if unattended(f) && len(told) >= distractorCount && monthNumber(own) <= written && !toCome.MatchString(f.Statement) {
		months = told
	}
	months = p.byHash(months, salt)
	return months[:min(len(months), 2*eachSide)]
}

// near returns up to three dates before and after, at distances that follow
// from the seed, of those that at accepts.
func (p *pool) near(own time.Time, salt string, reach int, at func(away int) (text string, ok bool)) []string {
	side := func(sign int) []string {
		var texts []string
		for away := 1; away <= reach; away++ {
			if text, ok := at(sign * away); ok {
				texts = append(texts, text)
			}
		}
		return p.byHash(texts, salt+own.String())[:min(len(texts), eachSide)]
	}
	return append(side(-1), side(1)...)
}

// yearsNear returns the years named by a fact and its evidence apart from the
// span itself: an option must not be true of something close by.
func (p *pool) yearsNear(f *questions.Fact, s questions.Span) []int {
	years := yearsIn(strings.Replace(f.Statement, s.Text, " ", 1), f.Context, s.Ask)
	for _, e := range f.Evidence {
		years = append(years, yearsIn(e.Text())...)
	}
	return years
}

func yearsIn(texts ...string) []int {
	var years []int
	for _, t := range texts {
		for _, y := range yearWord.FindAllString(t, -1) {
			years = append(years, atoi(y))
		}
	}
	return years
}

// yearsOfOthers reports of a year whether another fact that rests on one of the
// paragraphs of f names it.
func (p *pool) yearsOfOthers(f *questions.Fact) func(year int) bool {
	places, own := placesOf(f), yearsIn(f.Statement)
	return func(year int) bool {
		itself := 0
		if slices.Contains(own, year) {
			itself = 1
		}
		return slices.ContainsFunc(places, func(at place) bool { return p.yearsAt[at][year] > itself })
	}
}

// place is what facts are near each other by: a paragraph, or an anchor in one
// that nobody numbered.
type place struct {
	source    questions.SourceID
	paragraph int
	anchor    string
}

// placesOf returns the places that a fact rests on, each once. Two facts share
// one when [shareEvidence] says so.
func placesOf(f *questions.Fact) []place {
	var places []place
	add := func(at place) {
		if !slices.Contains(places, at) {
			places = append(places, at)
		}
	}
	for _, e := range f.Evidence {
		if e.Paragraph > 0 {
			add(place{source: e.Source, paragraph: e.Paragraph})
		}
		if e.Anchor != "" {
			add(place{source: e.Source, anchor: e.Anchor})
		}
	}
	return places
}

// countYears counts how many facts of each place name a year. It is asked for
// every date of every fact, and the facts of an article share their paragraphs.
func countYears(facts []questions.Fact) map[place]map[int]int {
	count := map[place]map[int]int{}
	for i := range facts {
		years := yearsIn(facts[i].Statement)
		if len(years) == 0 {
			continue
		}
		slices.Sort(years)
		years = slices.Compact(years)
		for _, at := range placesOf(&facts[i]) {
			if count[at] == nil {
				count[at] = map[int]int{}
			}
			for _, y := range years {
				count[at][y]++
			}
		}
	}
	return count
}

func monthNumber(monthName string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if m.String() == monthName {
			return m
		}
	}
	return 0
}

// atoi reads a few digits that a pattern has matched.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
