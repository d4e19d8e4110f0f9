package rules

import (
	"slices"
	"strings"
)

// entryTime is when what a line of a timeline tells happened.
type entryTime struct {
	text  string    // "1991", "May 1991", "1979 and 1989"; "" = not known
	grain string    // "year" or "month and year"; "" = between two years
	year  string    // the first of them
	told  *sentence // that begins with it; nil = the line itself
}

// lead returns what a statement about the time begins with.
func (t entryTime) lead() string {
	if t.grain == "" {
		return "Between " + t.text + ", "
	}
	return "In " + t.text + ", "
}

// yearLabel reads the time at the head of a line of a timeline, "1991 The harbour
// freezes over" or "1991-1993 The harbour is closed", and returns what stands behind
// it. Such a line tells what happened then, in the present.
func yearLabel(s *sentence) (label entryTime, rest []token) {
	tokens := s.tokens
	if s.start != 0 || len(tokens) < 5 || tokens[0].quoted {
		return entryTime{}, tokens
	}
	n := 0
	if from, to, length := yearsApart(tokens); length > 0 {
		label, n = entryTime{text: from + " and " + to, year: from}, length
	} else if d, length := dateAt(tokens, 0); length > 0 && d.grain != dayGrain {
		label, n = entryTime{text: joinWords(tokens[:length]), grain: "year", year: d.year}, length
		if d.grain == monthGrain {
			label.grain = "month and year"
		}
	}
	if n == 0 {
		return entryTime{}, tokens
	}
	next := tokens[n]
	if !capitalised(next.text) && next.text != ":" || next.tag == "CD" {
		return entryTime{}, tokens
	}
	if next.text == ":" {
		n++
	}
	return label, tokens[n:]
}

// yearsApart reads "1979-1989" at the head of some words and returns how many of
// them it takes.
func yearsApart(tokens []token) (from, to string, n int) {
	word, n := tokens[0].text, 1
	if isMark(tokens[1].text) {
		word, n = word+tokens[1].text+tokens[2].text, 3
	}
	from, to, _ = strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	if !isYear(from) || !isYear(to) || from >= to {
		return "", "", 0
	}
	return from, to, n
}

// calledByDate reports whether words name an event by its day: "the 9/11 attacks",
// "the July 20 plot".
func calledByDate(tokens []token) bool {
	for i, t := range tokens {
		month, day, _ := strings.Cut(t.text, "/")
		if isDay(month) && isDay(day) || months[t.text] && i+2 < len(tokens) && isDay(tokens[i+1].text) && isNoun(tokens[i+2].tag) {
			return true
		}
	}
	return false
}

// timeline is what an article tells line by line, each with its time.
type timeline struct {
	is      bool                     // rather than a list of films by year
	times   map[*paragraph]entryTime // of a line's own, or of the line above
	undated map[*paragraph]bool      // lines at its head or end whose time nobody can tell
}

const (
	maxEntryBytes = 400 // of a line of a timeline
	maxEntries    = 5   // lines below the one that has their time
)

// timeline looks for the lines of the article that begin with a year and tell
// history: three or more, and no year three times, as in a list of films. A line
// between two of them that has no time of its own is of the time above.
func (f *finder) timeline() *timeline {
	if f.lines != nil {
		return f.lines
	}
	f.lines = &timeline{times: map[*paragraph]entryTime{}, undated: map[*paragraph]bool{}}
	labels := make([]entryTime, len(f.paragraphs))
	often := map[string]int{}
	total := 0
	for i := range f.paragraphs {
		if ss := f.paragraphs[i].sentences; len(ss) > 0 {
			if labels[i], _ = yearLabel(&ss[0]); labels[i].text != "" {
				labels[i].told = &ss[0]
				often[labels[i].text]++
				total++
			}
		}
	}
	for _, n := range often {
		if n >= 3 {
			return f.lines
		}
	}
	if f.lines.is = total >= 3; !f.lines.is {
		return f.lines
	}
	above := -1
	for i := range labels {
		if labels[i].text == "" {
			continue
		}
		entries := f.paragraphs[above+1 : i]
		isEntry := func(p paragraph) bool { return len(p.plain) <= maxEntryBytes }
		switch {
		case above >= 0 && len(entries) <= maxEntries && labels[above].year <= labels[i].year && !slices.ContainsFunc(entries, func(p paragraph) bool { return !isEntry(p) }):
			for k := range entries {
				f.lines.times[&entries[k]] = labels[above]
			}
		case len(entries) > 0:
			f.lines.undated[&entries[0]] = above >= 0
			f.lines.undated[&entries[len(entries)-1]] = true
		}
		f.lines.times[&f.paragraphs[i]] = labels[i]
		above = i
	}
	if above+1 < len(f.paragraphs) {
		f.lines.undated[&f.paragraphs[above+1]] = true
	}
	return f.lines
}

// timeAbove returns the time of what a clause tells in the present on a line of a
// timeline that does not begin with it, from the line's head or the line above.
// Undated says that the line is of a timeline and nobody can tell its time.
func (f *finder) timeAbove(s *sentence, c *clause) (t entryTime, undated bool) {
	if f.speaker != nil || c.verb[0].tag != "VBZ" && c.verb[0].tag != "VBP" || c.copular || c.verb[0].text == "has" || c.verb[0].text == "have" || len(c.front) > 0 || c.has(func(x token) bool { return isYear(x.text) }) {
		return entryTime{}, false
	}
	lines := f.timeline()
	return lines.times[s.paragraph], lines.undated[s.paragraph]
}
