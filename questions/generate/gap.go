package generate

import (
	"cmp"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// gap takes a span out of the statement. It prefers a textual span that the
// single-choice question does not ask for, then a date or number, then the
// span of the single-choice question, with other distractors where there are.
//
// When a span that nothing else asks for is refused, the drop says so rather
// than that the single-choice question is asked a second time.
func gap(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	var refused, few *Drop
	for _, s := range gapSpans(f, p) {
		q, candidates := gapShape(f, s, p)
		twin, isTwin := p.asked[f][s.Text]
		if isTwin && refused != nil {
			break
		}
		costOf := p.lengthAs(q.ID)
		if s.Kind == questions.DateSpan || s.Kind == questions.Number {
			costOf = p.rankAs(f, q.ID)
		}
		if isTwin {
			costOf = unlike(twin, costOf)
		}
		made, drop := p.pick(q, candidates, costOf)
		switch {
		case made != nil:
			return made, nil
		case len(candidates) < distractorCount:
			few = cmp.Or(few, drop)
		default:
			refused = cmp.Or(refused, drop)
		}
	}
	return nil, cmp.Or(refused, few)
}

// gapShape returns the question without distractors, and what may become them.
func gapShape(f *questions.Fact, s questions.Span, p *pool) (questions.Question, []string) {
	q := p.begin(f, questions.Gap)
	q.Stem, q.Key = gapped(f, s), []string{s.Text}
	switch s.Kind {
	case questions.DateSpan:
		return q, p.dates(f, s, q.Stem, q.ID)
	case questions.Number:
		return q, p.numbers(f, s, q.Stem, q.ID)
	}
	return q, p.candidates(f, s, q.Stem, s.Text)
}

// textGapShape returns the shape of the gap question that is tried first; nil
// when its options are dates or numbers, or there is none.
func textGapShape(f *questions.Fact, p *pool) (*questions.Question, []string) {
	for _, s := range gapSpans(f, p) {
		q, candidates := gapShape(f, s, p)
		if len(candidates) < distractorCount {
			continue
		}
		if !slices.Contains(textKinds, s.Kind) {
			return nil, nil
		}
		return &q, candidates
	}
	return nil, nil
}

// gapSpans returns the spans that a gap can be made of, the preferred first. A
// date or number that has a question of its own is none, since a gap would ask
// the same of the same options, unless the editor names the form; nor, where no
// editor has looked, a name that is asked for with a question.
func gapSpans(f *questions.Fact, p *pool) []questions.Span {
	rank := func(s questions.Span) int {
		twin, asked := p.asked[f][s.Text]
		switch {
		case asked && twin.Form == questions.SingleChoice:
			return 2
		case slices.Contains(textKinds, s.Kind):
			return 0
		}
		return 1
	}
	var spans []questions.Span
	for _, s := range f.Spans {
		twin, asked := p.asked[f][s.Text]
		again := asked && (twin.Form != questions.SingleChoice && !slices.Contains(s.Forms, questions.Gap) || unattended(f) && twin.Form == questions.SingleChoice)
		if s.Kind != questions.Quotation && s.Allows(questions.Gap) && !again && !p.given(f, s) && (!unattended(f) || gapWorthy(f, s) && !(s.Kind == questions.DateSpan && p.round(s.Text))) {
			spans = append(spans, s)
		}
	}
	slices.SortStableFunc(spans, func(a, b questions.Span) int { return rank(a) - rank(b) })
	return spans
}

// unattended reports whether no person has looked at what a fact's spans are
// good for.
func unattended(f *questions.Fact) bool { return f.FoundBy != "" && f.FoundBy != "editor" }

// placedIn finds a country or state behind a gap for a city: it tells which
// cities can be meant.
var placedIn = pattern.MustCompile(`^, \p{Lu}`)

// amongOthers finds words behind which stands one of several that would fit.
var amongOthers = pattern.MustCompile(`(?i)\b(?:includ(?:es?|ed|ing)|such as|like|one of|e\.g\.|for example,)(?: the| an?)? $`)

// besideIt finds words behind which stands one of several places: much lies
// north of Brazil.
var besideIt = pattern.MustCompile(`(?i)\b(?:(?:north|south|east|west)(?:east|west)? of|near|outside|close to|beyond|miles from|kilomet(?:re|er)s from) $`)

const maxGapWords = 3 // of a term

// gapWorthy reports whether a part is fit to be left out of a statement that
// nobody has read for it: a name, a date, a number or a short term, and not
// what the sentence begins with.
func gapWorthy(f *questions.Fact, s questions.Span) bool {
	before, after, _ := strings.Cut(f.Statement, s.Text)
	switch {
	case numbersStreet(s, after) || tellsNumber(s, before, after):
		return false
	case before == "" || amongOthers.MatchString(before) || oneSided(f, s) || s.Kind == questions.Number && s.Ask != "" && anchors(s.Ask) < fewAnchors || named(s.Kind) && (vague(gapped(f, s)) || s.Ask != "" && vague(s.Ask)):
		return false
	case s.Kind == questions.Term:
		return len(strings.Fields(s.Text)) <= maxGapWords
	case s.Kind == questions.Place && (adjectival(s.Text, after) || quotedNext.MatchString(after) || strings.Count(before, `"`)%2 == 1 || strings.Count(before, "“") != strings.Count(before, "”")):
		return false
	case s.Kind == questions.Place:
		return !besideIt.MatchString(before) && !placedIn.MatchString(after) && !ruledBy.MatchString(before) && !alongIt.MatchString(after) && !partOfTitle.MatchString(before) && !neighbour.MatchString(before)
	case s.Kind == questions.Person:
		return !behindTitle.MatchString(before)
	case s.Kind == questions.Number:
		return !namedByNumber.MatchString(before) && !clockTime.MatchString(after)
	case s.Kind == questions.DateSpan:
		return timeBefore.MatchString(before) && !sinceFirst(f.Statement, s.Text) && !timeOfWhat(before, s.Text, after) && tellsTime(f, s)
	}
	return true
}

// adjectival reports whether the letters of a country stand before what they belong
// to, where no country's name fits: "U.S. lamps".
func adjectival(place, after string) bool {
	m := wordNext.FindStringSubmatch(after)
	return len(place) <= len("U.S.") && strings.ToUpper(place) == place && m != nil && !goesOn[m[1]] && !strings.HasSuffix(m[1], "ed")
}

// tellsTime reports whether a date is when something was, and nobody knows it from
// the words beside it: not the year in a name ("War of 1812"), nor one end of "in
// late 1854 or early 1855", nor the year of what all remember.
func tellsTime(f *questions.Fact, s questions.Span) bool {
	before, after, _ := strings.Cut(f.Statement, s.Text)
	if inItsName(f, s) {
		return false
	}
	year := yearWord.FindString(s.Text)
	if year == "" {
		return true
	}
	for _, m := range [][]string{orNext.FindStringSubmatch(after), orBefore.FindStringSubmatch(before)} {
		if m == nil {
			continue
		}
		reach := 1
		if strings.HasSuffix(s.Text, "s") {
			reach = 10
		}
		if away := atoi(m[1]) - atoi(year); away >= -reach && away <= reach {
			return false
		}
	}
	return !slices.ContainsFunc(remembered, func(r memory) bool {
		return r.year == year && r.told.MatchString(f.Statement) && r.told.MatchString(before)
	})
}

// inItsName reports whether a year is part of a name: "the Lark Act of 1812".
func inItsName(f *questions.Fact, s questions.Span) bool {
	before, _, _ := strings.Cut(f.Statement, s.Text)
	m := inName.FindStringSubmatch(before)
	return m != nil && yearFormat.MatchString(s.Text) && !strings.HasSuffix(s.Text, "s") && monthNumber(m[1]) == 0 && !seasons[m[1]]
}

// inName finds a capital word and "of" before a year; orNext and orBefore the other
// one of two years, or decades.
var (
	inName   = pattern.MustCompile(`\b(\p{Lu}[\pL'’]+) of (?:the )?$`)
	orNext   = pattern.MustCompile(`^,? (?:or|and) (?:(?:in|the) )*(?:(?:early|late|mid)[- ])?(1\d{3}|20\d\d)s?\b`)
	orBefore = pattern.MustCompile(`\b(1\d{3}|20\d\d)s? (?:or|and) (?:(?:in|the) )*(?:(?:early|late|mid)[- ])?$`)
	seasons  = wordSet("Spring Summer Autumn Fall Winter")
	// quotedNext finds that words of somebody go on with what stands before them.
	quotedNext = pattern.MustCompile(`^ ["“]`)
)

// memory is what everybody knows the year of.
type memory struct {
	told *pattern.Pattern
	year string
}

var remembered = []memory{
	{pattern.MustCompile(`(?i)\b(?:9/11|September 11|Sept\. 11)\b`), "2001"},
	{pattern.MustCompile(`(?i)\b(?:covid|coronavirus)\S*(?: pandemic| outbreak)? (?:hit|struck|began|started|broke out|emerged|arrived)\b`), "2020"},
	{pattern.MustCompile(`\b(?:World War I|First World War) (?:began|broke out|started)\b`), "1914"},
	{pattern.MustCompile(`\b(?:World War II|Second World War) (?:began|broke out|started)\b`), "1939"},
	{pattern.MustCompile(`\b(?:World War II|Second World War) ended\b`), "1945"},
}

var (
	// behindTitle finds a title, an office or the like before a person's name:
	// with "Sir" most other people are no options.
	behindTitle = pattern.MustCompile(`\p{Lu}[\pL.]* $`)
	// partOfTitle finds what is called after a place, or reigns there: "King Olaf
	// of", "the University of".
	partOfTitle = pattern.MustCompile(`\p{Lu}[\pL'’-]+ (?:province|region|district|county|city|town|village|state|prefecture) (?:of|in) (?:the )?$|\p{Lu}[\pL'’.]* of (?:the )?$|\b(?:de|du|des|del|della|der|von|la) $`)
	// ruledBy finds a ruler of a place, who tells which it is, or a part of it that
	// few places have: "the shah of", "southeastern".
	ruledBy = pattern.MustCompile(`(?i)\b(?:(?:king|queen|shah|sultan|emir|emperor|empress|tsar|czar|president|premier|prime minister|chancellor|mayor|governor) of (?:the )?|(?:north|south)(?:east|west)?ern |(?:east|west|centr)(?:ern|al) )$`)
	// alongIt finds another place beside one or in it: "Indonesia on the islands of Java".
	alongIt = pattern.MustCompile(`^ (?:on|off|near|along) (?:the )?(?:\p{Ll}+ ){0,3}\p{Lu}`)
	// neighbour finds words that tell which place it is.
	neighbour = pattern.MustCompile(`(?i)\b(?:neighbou?ring|nearby|rest of) (?:the )?$|\b(?:post|pre|ex)[-–](?:\pL+ )?$`)
	// timeBefore finds words that say that a date is told, and not that it is part
	// of a name: "in 1979", but "the 1979 energy crisis".
	timeBefore = pattern.MustCompile(`(?i)\b(?:(?:in|on|since|from|until|till|to|during|by|around|about|circa|between|of|after|before)(?: the)?(?: (?:early|late|mid))?|early|late|mid|summer|spring|autumn|fall|winter|season) $|\b(?:early|late|mid)-$`)
	// wordNext finds the word behind a date.
	wordNext = pattern.MustCompile(`^ (\p{Ll}+)`)
	// goesOn are words behind a date that it does not belong to.
	goesOn = wordSet("and but or as at by for from in into of on onward onwards over the a an to under until when where which while who whose with without after before because during following against than that through though although is was were are has had have did not he she it they his her its their alone amid between despite if so unless via")
)

// timeOfWhat reports whether the year between two texts says which thing is
// meant, and not when: "after 2016 elections".
func timeOfWhat(before, year, after string) bool {
	m := wordNext.FindStringSubmatch(after)
	switch {
	case !yearFormat.MatchString(year) || strings.HasSuffix(year, "s"):
		return false
	case strings.HasSuffix(before, "the "):
		return strings.HasPrefix(after, " ") && (m == nil || !goesOn[m[1]])
	case m == nil || goesOn[m[1]] || strings.HasSuffix(m[1], "ed") || strings.HasSuffix(m[1], "ly") || strings.HasSuffix(m[1], "ing"):
		return false
	}
	return len(strings.Fields(before)) > 1
}

// gapped returns the statement with a gap for the span.
func gapped(f *questions.Fact, s questions.Span) string {
	return strings.Replace(f.Statement, s.Text, questions.GapMark, 1)
}
