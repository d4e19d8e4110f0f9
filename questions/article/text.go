package article

import (
	"errors"
	"strings"
)

var (
	errNoProse    = errors.New("no line of this reads like a sentence, so there is no article: give the text of an article, a paragraph a line")
	errNoMarkdown = errors.New("no paragraph of this reads like a sentence, so there is no article: give the text of an article")
)

// readText reads plain text in which every line is a paragraph, a heading or
// a piece of the page around the article.
//
// The body is the run of lines with the most words of prose, after a price
// for each line that is none (the maximum-sum run of J. Kadane). What stands
// before and after it gives the metadata.
func readText(text string) (Article, error) {
	lines := liftLabels(splitLines(text))
	from, to := bodyOf(lines)
	if from == to {
		return Article{}, errNoProse
	}
	var a Article
	header, body, footer := lines[:from], joinLabels(lines[from:to]), lines[to:]
	m := readHeader(&a, header, introductions(lines[max(from, to-maxBioLines):]))
	if d := datedStart.FindStringSubmatch(body[0].text); d != nil && a.Published.IsZero() {
		if date, ok := machineDate(d[1]); ok {
			a.Published = date
		}
	}
	kept, dropped := cutBody(&a, body)
	readFooter(&a, footer)
	for i, l := range header {
		a.Dropped = append(a.Dropped, Dropped{m.reason(i, l), l.text})
	}
	a.Dropped = append(a.Dropped, dropped...)
	about := len(dropped) > 0 && dropped[len(dropped)-1].Reason == ReasonBio
	for _, l := range footer {
		reason := footerReason(&a, l)
		if about && bioMore.MatchString(l.text) {
			reason = ReasonBio
		}
		about = reason == ReasonBio
		a.Dropped = append(a.Dropped, Dropped{reason, l.text})
	}
	number(&a, kept)
	if len(a.Paragraphs) == 0 {
		return Article{}, errors.New("every line of this is a byline, a heading, a repetition or another part of a page, so there is no article: give the text of an article, a paragraph a line")
	}
	a.Language = languageOf(kept)
	return a, nil
}

// number makes the texts the article's paragraphs, without footnote digits.
func number(a *Article, texts []string) {
	cutFootnotes(texts)
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" { // it was nothing but a reference
			a.Paragraphs = append(a.Paragraphs, Paragraph{Number: len(a.Paragraphs) + 1, Text: text})
		}
	}
}

// Words of prose that a line costs which is none. A byline hardly ever stands
// inside an article, so it costs more than a long sentence brings.
const (
	linePrice   = 12
	bylinePrice = 80
	maxGain     = 120 // of one line, so that one endless line is not taken for an article
)

// bodyOf returns the lines [from, to) that are the article's body: the first
// of the runs with the greatest sum.
func bodyOf(lines []line) (from, to int) {
	best, sum, start := 0, 0, 0
	for i, l := range lines {
		if sum <= 0 {
			sum, start = 0, i
		}
		switch l.kind {
		case prose:
			sum += min(l.words, maxGain)
		case yearLabel, disclaimer:
		case byline:
			sum -= bylinePrice
		default:
			sum -= linePrice
		}
		if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	// A long paragraph that breaks off right below the text is where a page
	// stops reading for those who have not paid.
	const long = 30
	if to > from && to < len(lines) && lines[to].kind == teaser && lines[to].words >= long {
		lines[to].kind = prose
		to++
	}
	return from, to
}

// cutBody returns the paragraphs of the body and what it leaves out.
func cutBody(a *Article, body []line) (kept []string, dropped []Dropped) {
	reason := make([]string, len(body))
	end := markBio(a, body, reason)
	pulled := pullQuotes(body)
	seen := repetitions{}
	seen.add(a.Title)
	for i, l := range body {
		switch {
		case i >= end && reason[i] != "":
		case isAuthor(a, l):
			reason[i] = ReasonByline
		case l.kind != prose:
			reason[i] = reasons[l.kind]
		case seen.has(l.text):
			reason[i] = ReasonRepeated
		case pulled[i]:
			reason[i] = ReasonPullQuote
		}
		if reason[i] != "" {
			dropped = append(dropped, Dropped{reason[i], l.text})
			continue
		}
		seen.add(l.text)
		kept = append(kept, l.text)
	}
	return kept, dropped
}

// repetitions remembers paragraphs, with and without their year label: a
// timeline printed twice may have lost its labels in one place, but the same
// words under two different years are two events.
type repetitions map[repetition]bool

type repetition struct{ label, text string }

const anyLabel = "any"

func (r repetitions) add(text string) {
	label, rest := splitLabel(text)
	// Three words or fewer may be said again: "No," he said.
	if k := key(rest); strings.Count(k, " ") >= 3 {
		r[repetition{label, k}] = true
		r[repetition{anyLabel, k}] = true
	}
}

func (r repetitions) has(text string) bool {
	label, rest := splitLabel(text)
	k := key(rest)
	return r[repetition{label, k}] || r[repetition{"", k}] || label == "" && r[repetition{anyLabel, k}]
}

// A bio and what follows it take at most so many lines of the body.
const maxBioLines = 6

// markBio finds the lines at the end of the body that tell who wrote it and
// gives them their reason. It returns the first of them. Where no author was
// named before the body, the bio names the author.
func markBio(a *Article, body []line, reason []string) int {
	end := len(body)
	for i := len(body) - 1; i > 0 && i >= len(body)-maxBioLines; i-- {
		name, ok := bioName(body[i].text)
		if !ok || body[i].kind != prose || len(a.Authors) > 0 && !knows(a.Authors, name) {
			continue
		}
		rest := true
		for _, after := range body[i+1:] {
			_, another := bioName(after.text)
			rest = rest && (after.kind != prose || another || bioMore.MatchString(after.text))
		}
		if !rest {
			break
		}
		end = i
		for j := i; j < len(body); j++ {
			if body[j].kind == prose {
				reason[j] = ReasonBio
			} else {
				reason[j] = reasons[body[j].kind]
			}
		}
	}
	if len(a.Authors) == 0 {
		for _, l := range body[end:] {
			if name, ok := bioName(l.text); ok {
				a.Authors = append(a.Authors, name)
			}
		}
	}
	return end
}

// footerReason is the reason of a line behind the body.
func footerReason(a *Article, l line) string {
	name, ok := bioName(l.text)
	switch {
	case ok && knows(a.Authors, name):
		return ReasonBio
	case isAuthor(a, l):
		return ReasonByline
	}
	return l.kind.outside()
}

// isAuthor reports whether a line is nothing but the name of an author.
func isAuthor(a *Article, l line) bool {
	return l.kind == heading && nameShaped(l.text) && knows(a.Authors, l.text)
}

// key folds a line for comparing it with others: lower case, letters and
// digits only, single spaces.
func key(s string) string { return strings.Join(foldedWords(s), " ") }

func foldedWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(Normalise(s)), func(r rune) bool { return !wordRune(r) })
}

// pullQuotes reports which paragraphs are a piece of another, longer one: a
// sentence set apart to fill the page.
func pullQuotes(body []line) []bool {
	const (
		minWords = 6  // fewer may be said twice
		maxWords = 60 // more is no pull quote
		maxTries = 8  // places looked at for one line; bounds the time
	)
	type place struct{ line, word int }
	words := make([][]string, len(body))
	index := map[string][]place{} // the first minWords words of a place
	opening := func(i, at int) string { return strings.Join(words[i][at:at+minWords], " ") }
	wanted := map[string]bool{}
	for i, l := range body {
		if l.kind != prose {
			continue
		}
		words[i] = foldedWords(l.text)
		if n := len(words[i]); n >= minWords && n <= maxWords {
			wanted[opening(i, 0)] = true
		}
	}
	for i := range words {
		for at := 0; at+minWords <= len(words[i]); at++ {
			if o := opening(i, at); wanted[o] && len(index[o]) < maxTries {
				index[o] = append(index[o], place{i, at})
			}
		}
	}
	pulled := make([]bool, len(body))
	for i := range words {
		n := len(words[i])
		if n < minWords || n > maxWords {
			continue
		}
		for _, p := range index[opening(i, 0)] {
			whole := words[p.line]
			if len(whole) > n+2 && p.word+n <= len(whole) && strings.Join(whole[p.word:p.word+n], " ") == strings.Join(words[i], " ") {
				pulled[i] = true
			}
		}
	}
	return pulled
}
