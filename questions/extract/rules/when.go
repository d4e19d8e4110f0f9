package rules

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"quizbot/questions"
)

// when says in which month or year a time lies that depends on when it is read
// ("on Tuesday", "last month"), for an article of a known day; "" when it does
// not say or could lie in either of two months. The day itself is left out: a
// report of the evening may be dated by the next day.
func when(tokens []token, published questions.Date) string {
	if published.Day == 0 {
		return ""
	}
	day := time.Date(published.Year, published.Month, published.Day, 0, 0, 0, 0, time.UTC)
	words := map[string]bool{}
	weekday := -1
	for _, t := range tokens {
		words[strings.ToLower(t.text)] = true
		for d := time.Sunday; d <= time.Saturday; d++ {
			if t.text == d.String() {
				weekday = int(d)
			}
		}
	}
	month := func(from, to int) string { // days before the article
		a, b := day.AddDate(0, 0, -from), day.AddDate(0, 0, -to)
		if a.Month() != b.Month() {
			return ""
		}
		return "In " + a.Format("January 2006")
	}
	switch {
	case words["next"] || words["following"] || words["previous"] || words["same"] || words["later"] || words["that"] || words["ago"]:
		return ""
	case weekday >= 0 && !words["last"]:
		back := (int(day.Weekday()) - weekday + 7) % 7
		return month(back, max(0, back-1)) // or the day after, as in another time zone
	case weekday >= 0:
		return ""
	case words["yesterday"]:
		return month(2, 0)
	case words["today"] || words["tonight"]:
		return month(1, 0)
	case words["night"] && words["last"]:
		return month(2, 0)
	case words["week"] && words["this"]:
		return month(6, 0)
	case words["week"] && words["last"]:
		return month(13, 1)
	case words["month"] && words["this"] && day.Day() > 1:
		return month(0, 0)
	case words["month"] && words["last"]:
		return "In " + day.AddDate(0, 0, -day.Day()).Format("January 2006")
	case words["year"] && words["this"]:
		return "In " + day.Format("2006")
	case words["year"] && words["last"]:
		return "In " + strconv.Itoa(published.Year-1)
	}
	return ""
}

// upToWhen says at what time something had happened or was so.
func upToWhen(published questions.Date) string {
	return "As of " + time.Date(published.Year, published.Month, published.Day, 0, 0, 0, 0, time.UTC).Format("January 2006")
}

// tellUpTo says as of when something has happened that a clause tells without a
// time, for an article of a known day.
func (f *finder) tellUpTo(s *sentence, c *clause) {
	first, last := c.verb[0], c.verb[len(c.verb)-1]
	if f.article.Published.Day == 0 || len(c.front) > 0 || c.label || first.text != "has" && first.text != "have" || last.tag != "VBN" && !passingState.MatchString(s.text) {
		return
	}
	dated := func(x token) bool {
		return isYear(strings.TrimSuffix(x.text, "s")) || months[x.text] || weekdays[x.text] || timeless[strings.ToLower(x.text)] || x.made
	}
	if slices.ContainsFunc(s.tokens, dated) || c.has(dated) {
		return
	}
	at := c.subject[0].start
	c.front = []token{{text: upToWhen(f.article.Published), tag: "IN", start: at, end: at, made: true}}
}

// timeless are words that set what has happened beside other times.
var timeless = set("since ever never always long once before previously already until traditionally historically")

// tellYears adds the year to a month or day of a clause in the past that has
// none: for an article of a known day "in March" is the last one before it, else
// the one that the sentences before in the paragraph lead up to. It adds none
// where the paragraph of a report speaks of other years, nor behind another verb,
// and returns what it made and the sentence that has the year, if there is one.
func (f *finder) tellYears(s *sentence, c *clause) (told string, from *sentence) {
	published := f.article.Published
	all := c.tokens()
	if c.verb[0].tag != "VBD" || slices.ContainsFunc(all, func(x token) bool { return isYear(x.text) || x.made }) {
		return "", nil
	}
	if published.Day > 0 {
		for _, year := range yearsIn(s.paragraph.plain) {
			if year != published.Year {
				return "", nil
			}
		}
	}
	for _, part := range []*[]token{&c.front, &c.rest} {
		for i, x := range *part {
			if isFinite(x.tag) || x.tag == "TO" || x.tag == "WDT" || x.tag == "WP" || x.tag == "VBG" || licences[x.text] && x.text != "as" {
				break
			}
			at := slices.Index(monthNames, x.text)
			if at < 0 {
				continue
			}
			word := func(k int) string {
				if k < 0 || k >= len(*part) {
					return ""
				}
				return (*part)[k].text
			}
			end, day, dayBefore := i, 0, isDay(word(i-1))
			switch {
			case word(i+1) == "'s" || word(i+1) == "-" || word(i+1) == "–" || word(i+1) == "and" || word(i+1) == "to" || word(i+1) == "or":
				return "", nil
			case dayBefore:
				day, _ = strconv.Atoi(word(i - 1))
			case isDay(word(i + 1)):
				end = i + 1
				day, _ = strconv.Atoi(word(i + 1))
			case i+1 < len(*part) && (*part)[i+1].tag == "CD":
				return "", nil // "October 97"
			case !prepositions[strings.ToLower(word(i-1))]:
				return "", nil
			}
			year := 0
			if published.Day > 0 {
				year = lastYear(time.Month(at+1), day, published)
			} else if !slices.ContainsFunc(s.tokens, movesOn) {
				year, from = yearBefore(s, at)
			}
			if told != "" || year == 0 {
				return "", nil // two of them
			}
			mark := " "
			if end > i {
				mark = ", "
			}
			*part = slices.Clone(*part)
			(*part)[end].text += mark + strconv.Itoa(year)
			begin := i
			if dayBefore {
				begin = i - 1
			}
			told = joinWords((*part)[begin : end+1])
		}
	}
	return told, from
}

// tellYearOfWhen adds the year to an event that a clause in the past begins with, where the
// sentence before tells it with its only year: "The bank began to raise rates in 1999. When
// it raised rates, prices fell." It returns what it made and that sentence.
func tellYearOfWhen(s *sentence, c *clause) (told string, from *sentence) {
	if len(c.front) == 0 || !strings.EqualFold(c.front[0].text, "when") || c.verb[0].tag != "VBD" || isDated(c.tokens()) {
		return "", nil
	}
	part, event, end := &c.front, c.front, len(c.front)
	if end == 1 { // the clause is told as a whole, its subject is that of the event
		part, end = &c.rest, slices.IndexFunc(c.rest, func(t token) bool { return t.text == "," })
		event = slices.Concat(c.subject, c.verb, c.rest[:max(end, 0)])
	}
	for end > 0 && isMark((*part)[end-1].text) {
		end--
	}
	if end < 1 {
		return "", nil
	}
	at := slices.IndexFunc(s.paragraph.sentences, func(x sentence) bool { return x.start == s.start })
	if at < 1 {
		return "", nil
	}
	from = &s.paragraph.sentences[at-1]
	years := yearsIn(from.text)
	if len(years) != 1 || slices.ContainsFunc(from.tokens, func(t token) bool { return movesOn(t) && t.text != "annual" }) {
		return "", nil
	}
	year := strconv.Itoa(years[0])
	placed := slices.IndexFunc(from.tokens, func(t token) bool { return t.text == year })
	if placed < 1 || !placesInTime[strings.ToLower(from.tokens[placed-1].text)] {
		return "", nil
	}
	acts, things := 0, 0 // of the clause that the sentence before has as well
	for _, t := range event {
		root := strings.TrimSuffix(strings.TrimSuffix(stem(t.text), "ed"), "e")
		if len(root) < 3 || !slices.ContainsFunc(from.tokens, func(x token) bool { return strings.HasPrefix(strings.ToLower(x.text), root) }) {
			continue
		}
		switch {
		case t.tag == "VBD":
			acts++
		case isNoun(t.tag):
			things++
		}
	}
	if acts != 1 || things == 0 {
		return "", nil
	}
	behind := (*part)[end-1].end
	*part = slices.Insert(slices.Clone(*part), end, token{text: "in " + year, tag: "IN", start: behind, end: behind, made: true})
	return "in " + year, from
}

// yearBefore returns the year that the sentences before s in its paragraph lead up
// to, and the one of them that has it: "In March 1942 he came to Oslo. In May he
// left." The months go on from there to the one given, 0 to 11. It is 0 where a
// year only bounds a time ("until 1930") or another one began.
func yearBefore(s *sentence, month int) (year int, from *sentence) {
	last := 0
	for k := range s.paragraph.sentences {
		here := &s.paragraph.sentences[k]
		if here == s {
			break
		}
		for i := 0; i < len(here.tokens); i++ {
			t := here.tokens[i]
			m := slices.Index(monthNames, t.text)
			switch d, n := dateAt(here.tokens, i); {
			case n > 0:
				told, _ := strconv.Atoi(d.year)
				if i == 0 || !placesInTime[strings.ToLower(here.tokens[i-1].text)] || i+n < len(here.tokens) && (here.tokens[i+n].tag == "NN" || here.tokens[i+n].tag == "NNS") || from == here && told != year {
					year, from = 0, nil
					break
				}
				year, last, from = told, 0, here
				for _, x := range here.tokens[i : i+n] {
					last = max(last, slices.Index(monthNames, x.text))
				}
				i += n - 1
			case movesOn(t), isYear(t.text), m >= 0 && m < last:
				year, from = 0, nil
			case m >= 0:
				last = m
			}
		}
	}
	if month < last {
		return 0, nil
	}
	return year, from
}

// placesInTime are words before a year in which something happened.
var placesInTime = set("in on during early late mid")

// movesOn reports whether a word takes what is told to another year, or bounds it by
// a decade: "the following March", "two years later".
func movesOn(t token) bool {
	switch word := strings.ToLower(t.text); word {
	case "following", "next", "later", "year", "years", "previous", "last", "earlier", "every", "each", "annual", "same":
		return true
	default:
		return isYear(strings.TrimSuffix(word, "s")) && strings.HasSuffix(word, "s")
	}
}

var monthNames = strings.Split(monthWords, "|")

// lastYear is the year in which a month, or a day of it, was last when an article
// appeared; 0 where it lies ahead in the article's own month.
func lastYear(month time.Month, day int, published questions.Date) int {
	switch {
	case month < published.Month, month == published.Month && day > 0 && day < published.Day:
		return published.Year
	case month > published.Month:
		return published.Year - 1
	case day == 0, day == published.Day:
		return published.Year
	}
	return 0
}

// passTime takes the time that depends on when it is read out of the words of a
// sentence in the past that tells one thing, wherever the time stands: "officials
// on Monday opened the lock", "opened the lock Monday that was built in 1905". The
// parser hangs it on any word near it. Nothing is lost, as its month or year is
// told instead. It reports whether it took one out.
func (f *finder) passTime(s *sentence) bool {
	if s.when != "" || s.it != nil || f.opinion || f.speaker != nil || len(s.tokens) > maxParsedWords {
		return false
	}
	from, to := passingIn(s.tokens)
	if from == to {
		return false
	}
	told := when(s.tokens[from:to], f.article.Published)
	if told == "" {
		return false
	}
	names := slices.Clone(f.in(s))
	for i := range names {
		switch m := &names[i]; {
		case m.title >= to:
			m.from, m.to, m.title = m.from-(to-from), m.to-(to-from), m.title-(to-from)
		case m.to > from:
			return false // part of a name
		}
	}
	s.names, s.when = names, told
	s.tokens, s.asCut = slices.Concat(s.tokens[:from], s.tokens[to:]), false
	s.tree, s.parsed, s.stood = nil, false, nil
	return true
}

// passingIn returns where the only passing time of a sentence stands that can only
// belong to its main verb, in the past: [from, to), with what ties it to its
// surroundings. From and to are alike when there is none.
func passingIn(tokens []token) (from, to int) {
	found := 0
	for i := 0; i < len(tokens); i++ {
		if end := passingEnd(tokens, i); end > i {
			if found++; found == 1 {
				from, to = i, end
			}
			i = end - 1
		}
	}
	if found != 1 {
		return 0, 0
	}
	for from > 0 && (strings.EqualFold(tokens[from-1].text, "on") && weekdays[tokens[from].text] || tokens[from-1].text == "early" || tokens[from-1].text == "late" || tokens[from-1].text == "earlier") {
		from--
	}
	if from > 0 {
		switch before := tokens[from-1]; {
		case before.tag == "IN", before.tag == "TO", before.tag == "DT", before.tag == "POS", before.tag == "PRP$", before.tag == "CC", before.tag == "CD" && weekdays[tokens[from].text],
			weekdays[tokens[from].text] && (before.tag == "NNP" || strings.HasPrefix(before.tag, "JJ")), before.text == "every", before.text == "later":
			return 0, 0 // "since Monday", "Super Tuesday"
		}
	}
	if to >= len(tokens) {
		return 0, 0
	}
	subjectFollows := false
	switch next := tokens[to]; {
	case next.text == ".":
	case next.text == ",":
		if to+1 < len(tokens) && (months[tokens[to+1].text] || tokens[to+1].tag == "CD" || weekdays[tokens[to+1].text]) {
			return 0, 0
		}
		if subjectFollows = from == 0; subjectFollows {
			to++
		} else if tokens[from-1].text == "," {
			to++ // with one of its commas
		}
	case next.tag == "IN" || next.tag == "TO" || next.tag == "WDT" || next.tag == "WP":
		if next.text == "through" || next.text == "until" || next.text == "to" && weekdays[tokens[to-1].text] && to+1 < len(tokens) && weekdays[tokens[to+1].text] {
			return 0, 0
		}
	case isFinite(next.tag):
	case next.tag == "RB" && to+1 < len(tokens) && (isFinite(tokens[to+1].tag) || tokens[to+1].tag == "IN"):
	default:
		return 0, 0
	}
	verb, nouns := -1, false
	for i, t := range tokens[:from] {
		nouns = nouns || isNoun(t.tag)
		switch {
		case t.quoted:
		case t.tag == "VBD":
			verb = i
		case isFinite(t.tag), t.tag == "MD", t.tag == "WDT", t.tag == "WP", t.tag == "WRB", t.text == "that", licences[strings.ToLower(t.text)]:
			return 0, 0
		case verb >= 0 && (t.tag == "VB" || t.tag == "VBG"), verb >= 0 && t.tag == "VBN" && i > verb+2:
			return 0, 0 // it may have happened then
		}
	}
	if verb < 0 && from > 0 && !(nouns && isFinite(tokens[to].tag) && tokens[to].tag == "VBD") {
		return 0, 0
	}
	return from, to
}

// passingEnd returns the end of a weekday, "last week" and the like at i; i where
// none stands there.
func passingEnd(tokens []token, i int) int {
	word := strings.ToLower(tokens[i].text)
	next := ""
	if i+1 < len(tokens) {
		next = tokens[i+1].text
	}
	switch {
	case tokens[i].quoted:
	case weekdays[tokens[i].text] && dayParts[next]:
		return i + 2
	case weekdays[tokens[i].text], word == "yesterday":
		return i + 1
	case (word == "this" || word == "last") && (next == "week" || next == "month" || next == "year" || next == "night" || next == "weekend"):
		return i + 2
	}
	return i
}
