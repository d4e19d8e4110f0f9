package article

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quizbot/questions/pattern"
)

var (
	errNoProse    = errors.New("no line of this reads like a sentence, so there is no article: give the text of an article, a paragraph a line")
	errNoMarkdown = errors.New("no paragraph of this reads like a sentence, so there is no article: give the text of an article")
)

// maxLines is more than a novel broken at 72 characters has.
const maxLines = 200_000

var errLines = fmt.Errorf("the text has more than %d lines, which is no article: split it", maxLines)

// tooManyLines reports whether a text has too many lines that are not empty.
func tooManyLines(text string) bool {
	if strings.Count(text, "\n")+strings.Count(text, "\r") <= maxLines {
		return false
	}
	n := 0
	for l := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.TrimSpace(l) != "" {
			n++
		}
	}
	return n > maxLines
}

// readText reads plain text in which every line is a paragraph, a heading or
// a piece of the page around the article.
//
// The body is the run of lines with the most words of prose, after a price
// for each line that is none (the maximum-sum run of J. Kadane). What stands
// before and after it gives the metadata.
func readText(text string) (Article, error) {
	if tooManyLines(text) {
		return Article{}, errLines
	}
	lines := liftLabels(splitLines(text))
	title, labels := labelledHead(lines)
	lines = lines[len(labels):]
	from, to := bodyOf(lines)
	if from == to {
		return Article{}, errNoProse
	}
	alone := from == 1 && titleAlone(lines[:to])
	if (from == 0 || from == 2 && lines[1].kind == heading) && title == "" && sentenceTitle(lines[:to]) {
		from, alone = 1, true
	}
	var a Article
	header, body, footer := lines[:from], joinLabels(lines[from:to]), lines[to:]
	m := headerMarks{title: 0, author: -1, deck: -1, titleKey: key(lines[0].text)}
	if alone {
		a.Title = withoutNumber(lines[0].text, nil)
	} else {
		m = readHeader(&a, header, body, introductions(lines[max(from, to-maxBioLines):]))
	}
	if title != "" {
		a.Title = title
	}
	for _, l := range labels {
		a.Dropped = append(a.Dropped, Dropped{l.reason, l.text})
	}
	if d := datedStart.FindStringSubmatch(body[0].text); d != nil && a.Published.IsZero() {
		if date, ok := machineDate(d[1]); ok {
			a.Published = date
		}
	}
	below := a // the outlet may stand below the text
	findOutletAndURL(&below, footer)
	kept, dropped := cutBody(&a, body, below.Outlet)
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
	number(&a, kept, nil)
	if len(a.Paragraphs) == 0 {
		return Article{}, errors.New("every line of this is a byline, a heading, a repetition or another part of a page, so there is no article: give the text of an article, a paragraph a line")
	}
	a.Language = languageOf(kept)
	return a, nil
}

// headLabel finds what lines in front of a text say they are: "Title: Ebb and
// flood", "Series description: What the tides do".
var headLabel = pattern.MustCompile(`^(?:(\p{L}+) )?(?i:(title|headline|description|subtitle|summary)): (\S.*)$`)

// labelledHead returns the title that the first lines give, the article's own
// rather than that of its series, and these lines with their reasons.
func labelledHead(lines []line) (title string, labels []block) {
	const most = 60 // words
	own := false
	for _, l := range lines {
		m := headLabel.FindStringSubmatch(l.text)
		if m == nil || l.words > most {
			break
		}
		reason := ReasonStandfirst
		if kind := strings.ToLower(m[2]); kind == "title" || kind == "headline" {
			reason = ReasonTitle
			if article := m[1] == "" || strings.EqualFold(m[1], "article"); title == "" || article && !own {
				title, own = m[3], article
			}
		}
		labels = append(labels, block{line: l, reason: reason})
	}
	if title == "" {
		return "", nil
	}
	return title, labels
}

// titleAlone reports whether the only line above a text is its title, though
// its words alone would not say so: it breaks off like a teaser, or it is short
// and written small like the heading of a section, but names what the long
// paragraphs below are about ("The mayor's next mole").
func titleAlone(lines []line) bool {
	const most = 20 // words
	first, rest := lines[0], lines[1:]
	if first.words < 2 || first.words > most || notTitle.MatchString(first.text) || !longParagraphs(rest) {
		return false
	}
	switch first.kind {
	case teaser:
		return first.words >= 4 && !moreButton.MatchString(first.text)
	case heading:
		return isSection(lines[:1], rest) && (namesSubject(first, rest) || newsLine(first.text))
	}
	return false
}

// quotedWord finds a word that a headline quotes: "Pilots 'could strike'".
var quotedWord = pattern.MustCompile(`(?:^| )['‘"“]\p{L}{3,}`)

// newsLine reports whether a short line is written as headlines of news are and
// headings of sections are not: it quotes, or says what was done to somebody
// ("Port Elm pilots sentenced").
func newsLine(s string) bool {
	words := strings.Fields(s)
	return quotedWord.MatchString(s) || len(words) >= 4 && strings.HasSuffix(s, "ed") && !slices.ContainsFunc(words, func(w string) bool { return sectionWord[w] })
}

// moreButton finds what only teasers end with.
var moreButton = pattern.MustCompile(`(?i)(?:read|see) more|[»›>\]]$`)

// longParagraphs reports whether lines are the paragraphs of an essay.
func longParagraphs(rest []line) bool {
	const (
		paragraphs = 3
		long       = 30 // words of a paragraph, on average
	)
	words := 0
	for _, l := range rest {
		words += l.words
	}
	return len(rest) >= paragraphs && words >= long*len(rest)
}

// namesSubject reports whether a short line has a name of which the text below
// speaks: its owner in front ("Elm's last ferry"), a word with a capital
// behind the first, or a name as the first of three and more. Headings of sections, which say when or where, and texts
// with footnotes, of which sections are cut, have none.
func namesSubject(first line, rest []line) bool {
	words := strings.Fields(first.text)
	for _, w := range words[1:] {
		if sectionWord[w] {
			return false
		}
	}
	for _, l := range rest {
		if footnoteMark.MatchString(l.text) {
			return false
		}
	}
	used := wordsOf(rest)
	for i, w := range words {
		owner, owned := strings.CutSuffix(strings.ReplaceAll(w, "’", "'"), "'s")
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) && (i > 0 || owned) && used[key(owner)] {
			return true
		}
	}
	return len(words) > 2 && alwaysNamed(words[0], rest)
}

// alwaysNamed reports whether a text has a word inside its sentences, and there with
// a capital each time, as names are written.
func alwaysNamed(word string, rest []line) bool {
	found := false
	for _, l := range rest {
		words := strings.Fields(l.text)
		for i := 1; i < len(words); i++ {
			w := strings.Trim(words[i], `,;:.!?"'()“”‘’`)
			before, _ := utf8.DecodeLastRuneInString(words[i-1])
			if !strings.EqualFold(w, word) || !unicode.IsLetter(before) {
				continue
			}
			if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) {
				return false
			}
			found = true
		}
	}
	return found
}

var (
	sectionWord  = wordSet("and or in at of to on as with from for before after until")
	footnoteMark = pattern.MustCompile(`\[\d{1,3}\]`)
)

// sentenceTitle reports whether the first line of a text without a header is
// its title, written like a sentence: without the mark that would end it, or a
// question whose words long paragraphs use, the first of which does not go on
// from it.
func sentenceTitle(lines []line) bool {
	const least, most = 4, 20 // words of the title
	first, rest := lines[0], lines[1:]
	if len(rest) > 1 && rest[0].kind == heading {
		rest = rest[1:] // of the first section
	}
	if first.kind != prose || first.words < least || first.words > most || !longParagraphs(rest) || rest[0].kind != prose || rest[0].words < first.words {
		return false
	}
	if strings.HasSuffix(first.text, "?") {
		if head, _, ok := strings.Cut(first.text, ": "); ok && wordCount(head) >= 3 { // a headline with a question behind it
			return usesWords(first, wordsOf(rest), 2, 1)
		}
		return !goesOn.MatchString(rest[0].text) && usesWords(first, wordsOf(rest), 1, 2)
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(first.text, `'’"”`))
	return (unicode.IsLetter(last) || unicode.IsDigit(last)) && usesWords(first, wordsOf(rest), 1, 1)
}

// goesOn finds the words with which a paragraph goes on from the one above.
var goesOn = pattern.MustCompile(`^(?:He|She|It|They|We|His|Her|Its|Their|This|That|These|Those|There|Such|But|And|Or|So|Yet|Nor|Then|Still|However|Instead|Now|Not|No|Yes|Here)\b`)

// number makes the texts the article's paragraphs, without footnote digits. Quoted
// says which of them a page sets apart as somebody else's; nil = none. Where most
// are, it is how the page looks.
func number(a *Article, texts []string, quoted []bool) {
	cutFootnotes(texts)
	apart := 0
	for i, text := range texts {
		if text = strings.TrimSpace(withoutEntities(text)); text == "" {
			continue // it was nothing but a reference
		}
		q := Paragraph{Number: len(a.Paragraphs) + 1, Text: text, Quoted: quoted != nil && quoted[i]}
		if q.Quoted {
			apart++
		}
		a.Paragraphs = append(a.Paragraphs, q)
	}
	if 2*apart > len(a.Paragraphs) {
		for i := range a.Paragraphs {
			a.Paragraphs[i].Quoted = false
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
		case yearLabel, disclaimer, note:
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
func cutBody(a *Article, body []line, outlet string) (kept []string, dropped []Dropped) {
	reason := make([]string, len(body))
	markBio(a, body, reason)
	markAbout(a.Title, outlet, body, reason, func(i int) bool { return body[i].kind == heading || body[i].kind == link })
	pulled, isNew := repeats(a.Title, body)
	for i, l := range body {
		switch {
		case reason[i] != "":
		case isAuthor(a, l):
			reason[i] = ReasonByline
		case l.kind != prose:
			reason[i] = reasons[l.kind]
		case pulled[i] != "":
			reason[i] = pulled[i]
		case !isNew(i):
			reason[i] = ReasonRepeated
		default:
			reason[i] = notice(l.text)
		}
		if reason[i] != "" {
			dropped = append(dropped, Dropped{reason[i], l.text})
			continue
		}
		kept = append(kept, withoutLegal(l.text))
	}
	return kept, dropped
}

// repetitions remembers paragraphs, with and without their year label: a
// timeline printed twice may have lost its labels in one place, but the same
// words under two different years are two events.
type repetitions struct {
	vocabulary vocabulary
	plain      map[uint64]bool     // without a label
	unlabelled map[uint64]bool     // what stood behind a label
	labelled   map[repetition]bool // with its label
}

// repetition is a paragraph with its label and the hash of its other words.
type repetition struct {
	label string
	words uint64
}

// add reports whether a paragraph is new, and remembers it. Words are the
// numbers of its words.
func (r repetitions) add(text string, words []uint32) bool {
	label, rest := splitLabel(text)
	if label != "" {
		words = r.vocabulary.numbers(rest)
	}
	hash := hashWords(words)
	switch {
	case r.plain[hash], label == "" && r.unlabelled[hash], label != "" && r.labelled[repetition{label, hash}]:
		return false
	case len(words) <= 3: // so few words may be said again: "No," he said.
	case label == "":
		r.plain[hash] = true
	default:
		r.unlabelled[hash] = true
		r.labelled[repetition{label, hash}] = true
	}
	return true
}

// hashWords returns a hash of words. Hashes in place of the words keep the
// memory small; among 100,000 paragraphs, two share one with a probability of
// less than one in a billion.
func hashWords(words []uint32) uint64 {
	hash := uint64(14695981039346656037)
	for _, w := range words {
		hash = (hash ^ uint64(w)) * 1099511628211 // FNV-1a, a word at a time
		hash ^= hash >> 29
	}
	return hash
}

// repeats returns, for every line of prose, the reason to leave it out if its
// words stand in another one too, and a function that reports whether line i
// is new.
func repeats(title string, body []line) (pulled []string, isNew func(i int) bool) {
	r := repetitions{vocabulary{}, map[uint64]bool{}, map[uint64]bool{}, map[repetition]bool{}}
	words := make([][]uint32, len(body))
	for i, l := range body {
		if l.kind == prose {
			words[i] = r.vocabulary.numbers(l.text)
		}
	}
	r.add(title, r.vocabulary.numbers(title))
	return pullQuotes(words), func(i int) bool { return r.add(body[i].text, words[i]) }
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
	markAuthorsLine(a, body, reason)
	if len(a.Authors) == 0 {
		for _, l := range body[end:] {
			if name, ok := bioName(l.text); ok {
				a.Authors = append(a.Authors, name)
			}
		}
	}
	return end
}

// markAuthorsLine gives the first or the last paragraph its reason where it
// tells of the author: in front it introduces her, behind it names her whom no
// other paragraph does ("At sea since she was ten, Ada Lark loves ropes").
func markAuthorsLine(a *Article, body []line, reason []string) {
	first, last := -1, -1
	for i, l := range body {
		if l.kind == prose && reason[i] == "" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	const paragraphs = 3
	if last-first < paragraphs {
		return
	}
	if name, ok := bioName(body[first].text); ok && slices.Contains(a.Authors, name) {
		reason[first] = ReasonBio
	}
	for _, name := range a.Authors {
		names := func(l line) bool { return strings.Contains(l.text, name) }
		if nameShaped(name) && names(body[last]) && !strings.ContainsAny(body[last].text, `“"`) && !slices.ContainsFunc(body[:last], names) {
			reason[last] = ReasonBio
			return
		}
	}
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

func foldedWords(s string) []string { return slices.Collect(folded(s)) }

// folded yields the words of s in lower case, letters and digits only.
func folded(s string) iter.Seq[string] {
	if hasInvisible(s) {
		s = Normalise(s)
	}
	s = strings.ToLower(norm.NFC.String(s))
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			var word bool
			if r < utf8.RuneSelf {
				word = r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
			} else {
				word = wordRune(r)
			}
			switch {
			case word && start < 0:
				start = i
			case !word && start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// hasInvisible reports whether s has characters that carry no text.
func hasInvisible(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && !unicode.IsLetter(r) && invisible(r) {
			return true
		}
	}
	return false
}

// vocabulary gives every folded word a number, from 0.
type vocabulary map[string]uint32

func (v vocabulary) numbers(s string) []uint32 {
	if hasInvisible(s) {
		s = Normalise(s)
	}
	s = norm.NFC.String(s)
	numbers := make([]uint32, 0, len(s)/5+2)
	var buffer [64]byte
	word := buffer[:0]
	end := func() {
		n, ok := v[string(word)]
		if !ok {
			n = uint32(len(v))
			v[string(word)] = n
		}
		numbers = append(numbers, n)
		word = word[:0]
	}
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			word = append(word, byte(r))
		case r >= 'A' && r <= 'Z':
			word = append(word, byte(r)|0x20)
		case r >= utf8.RuneSelf && wordRune(r):
			word = utf8.AppendRune(word, unicode.ToLower(r))
		case len(word) > 0:
			end()
		}
	}
	if len(word) > 0 {
		end()
	}
	return slices.Clip(numbers)
}

// pullQuotes gives the paragraphs that are a piece of another, longer one
// their reason: a sentence set apart to fill the page. Where the longer one is
// little else than such pieces, it is the page's digest of them, and they stay.
func pullQuotes(words [][]uint32) []string {
	const (
		minWords = 6  // fewer may be said twice
		maxWords = 60 // more is no pull quote
		maxTries = 8  // places looked at for one line; bounds the time

		minPieces = 4 // of a digest; a page has fewer pull quotes of one paragraph
	)
	type place struct{ line, word int32 }
	type start [minWords]uint32
	index := map[start][]place{} // where the wanted beginnings stand; nil = nowhere yet
	for _, w := range words {
		if n := len(w); n >= minWords && n <= maxWords {
			index[start(w[:minWords])] = nil
		}
	}
	for i, w := range words {
		for at := 0; at+minWords <= len(w); at++ {
			s := start(w[at : at+minWords])
			if places, wanted := index[s]; wanted && len(places) < maxTries {
				index[s] = append(places, place{int32(i), int32(at)})
			}
		}
	}
	pulled := make([]string, len(words))
	pieces := map[int32][]int{} // of a longer paragraph, by its number
	for i, w := range words {
		n := len(w)
		if n < minWords || n > maxWords {
			continue
		}
		for _, p := range index[start(w[:minWords])] {
			whole := words[p.line]
			if len(whole) > n+2 && int(p.word)+n <= len(whole) && slices.Equal(whole[p.word:int(p.word)+n], w) {
				if pulled[i] == "" {
					pieces[p.line] = append(pieces[p.line], i)
				}
				pulled[i] = ReasonPullQuote
			}
		}
	}
	for whole := range words {
		parts := pieces[int32(whole)]
		n := 0
		for _, i := range parts {
			n += len(words[i])
		}
		if len(parts) < minPieces || 3*n < 2*len(words[whole]) {
			continue
		}
		pulled[whole] = ReasonRepeated
		for _, i := range parts {
			pulled[i] = ""
		}
	}
	return pulled
}
