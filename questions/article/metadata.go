package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// headerMarks remembers which lines of the header were understood.
type headerMarks struct {
	title, author, deck int // indexes of lines; -1 = none
	titleKey            string
}

func (m headerMarks) reason(i int, l line) string {
	switch {
	case i == m.title, m.titleKey != "" && key(l.text) == m.titleKey:
		return ReasonTitle
	case i == m.deck:
		return ReasonStandfirst
	case i == m.author && l.kind == prose:
		return ReasonBio
	case i == m.author:
		return ReasonByline
	}
	return l.kind.outside()
}

// readHeader fills title, authors and date from the lines before the body.
// Introduced are the people whom the text behind the body introduces.
func readHeader(a *Article, header, body []line, introduced []string) headerMarks {
	m := headerMarks{title: -1, author: -1, deck: -1}
	if title, site, ok := wikiPage(header, body); ok {
		// Nobody signs such a page, and the dates of its box are not its own.
		a.Outlet = site
		if m.title = title; title >= 0 {
			a.Title, m.titleKey = header[title].text, key(header[title].text)
		}
		findOutletAndURL(a, header)
		return m
	}
	boxed := hasBox(header) // of which no line signs or dates the article
	if !boxed {
		m.author, a.Authors = findAuthor(header, body, introduced)
	}
	anchor := m.author
	dated, c := lastSignature(header)
	if boxed {
		dated = -1
	}
	if dated >= 0 && m.author < 0 {
		anchor = dated
		a.Published = c.date
		if a.Authors = c.names; len(a.Authors) > 0 {
			m.author = dated
		} else if names := namesAlone(header, dated); len(names) > 0 {
			m.author, anchor, a.Authors = dated-1, dated-1, names
		}
	}
	m.title, m.deck = findTitle(header, m.author, anchor, body)
	if m.title >= 0 && !plainStart(header) && !usesWords(header[m.title], wordsOf(body), 2, 2) {
		// A headline that has nothing to do with the text is the page's.
		if better := titleByWords(header, body); better >= 0 {
			m.title, m.deck = better, -1
		} else if anchor < 0 {
			m.title, m.deck = -1, -1
		}
	}
	if m.title >= 0 && m.author >= 0 && key(header[m.title].text) == key(header[m.author].text) { // an article about somebody
		m.author, a.Authors = -1, nil
	}
	if m.title >= 0 {
		m.titleKey = key(header[m.title].text)
		a.Title = withoutNumber(header[m.title].text, a.Authors)
		if next := m.title + 1; next < len(header) && partNumber.MatchString(a.Title) && subtitle(header[next]) {
			a.Title += ": " + header[next].text
		}
	}
	if a.Published.IsZero() && !boxed {
		a.Published = findDate(header, m.title)
	}
	if a.Published.IsZero() && m.title >= 0 && dated > m.title {
		a.Published = c.date
	}
	findOutletAndURL(a, header)
	return m
}

// boxLabel finds the lines of a box that sums up a life, as encyclopaedias have it
// above the text: "Born 3 May 1901 Brenk", "Children Ada Lark".
var boxLabel = pattern.MustCompile(`^(?:Born|Died|Resting place|Alma mater|Occupation|Years active|Spouses?(?:\(s\))?|Partners?|Children|Parents?(?:\(s\))?|Relatives|Nationality|Citizenship|Known for|Awards|Education|Website|Height|Genres?|Instruments?)[: ]`)

// hasBox reports whether a header has three such lines, one of them of a birth.
func hasBox(header []line) bool {
	const few = 3
	lines, birth := 0, false
	for _, l := range header {
		if boxLabel.MatchString(l.text) {
			lines++
			birth = birth || strings.HasPrefix(l.text, "Born")
		}
	}
	return birth && lines >= few
}

var (
	wikiTagline   = pattern.MustCompile(`^From (\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,2}), (?:the|a) (?:free|open) \p{Ll}[^.]{3,50}$`)
	wikiLanguages = pattern.MustCompile(`^(?:\d{1,3} languages?|Add languages)$`)
)

// wikiPage finds the line below the title of pages made with MediaWiki, "From
// Tidepedia, the free encyclopedia", and the title: it stands above that line,
// or above the number of languages, with the menus between. The title is -1
// where neither line has one above it that the text uses.
func wikiPage(header, body []line) (title int, site string, ok bool) {
	for i := len(header) - 1; i >= 0; i-- {
		m := wikiTagline.FindStringSubmatch(header[i].text)
		if m == nil {
			continue
		}
		used := wordsOf(body)
		languages := -1
		for j := range i {
			if wikiLanguages.MatchString(header[j].text) {
				languages = j
			}
		}
		for _, below := range []int{languages, i} {
			if below > 0 && header[below-1].words <= 20 && usesWords(header[below-1], used, 1, 2) {
				return below - 1, m[1], true
			}
		}
		return -1, m[1], true
	}
	return -1, "", false
}

// readFooter fills in what the header did not say.
func readFooter(a *Article, footer []line) {
	if names := introductions(footer); len(a.Authors) == 0 && len(names) > 0 {
		a.Authors = names[:1]
	}
	findOutletAndURL(a, footer)
}

// introductions returns the people introduced right behind the body; further
// away stand the bios of other people.
func introductions(footer []line) []string {
	const nearby = maxBioLines + 4
	var names []string
	for _, l := range footer[:min(nearby, len(footer))] {
		if name, ok := bioName(l.text); ok {
			names = append(names, name)
		}
	}
	return names
}

// findAuthor returns the line that names the authors, and their names: a
// byline, else a name on a line of its own, else an introduction.
//
// Teasers have bylines of their own. Of several different ones that counts
// which stands directly above the body, next to an absolute date (teasers
// say "3 days ago"), or whose author is introduced below the body; if that
// is still not one, nobody is named.
func findAuthor(header, body []line, introduced []string) (int, []string) {
	around := len(header) // from here on, nothing separates a line from the body
	for around > 0 && onlyAround(header[around-1]) {
		around--
	}
	var all, likely []int
	seen, seenLikely := map[string]bool{}, map[string]bool{}
	for i, l := range header {
		if l.kind != byline {
			continue
		}
		names := bylineNames(l.text)
		same := strings.Join(names, ",")
		if !seen[same] {
			seen[same] = true
			all = append(all, i)
		}
		known := slices.ContainsFunc(introduced, func(name string) bool { return knows(names, name) })
		if (known || datedNear(header, i) || i+1 >= around) && !seenLikely[same] {
			seenLikely[same] = true
			likely = append(likely, i)
		}
	}
	if len(all) > 1 {
		all = likely
	}
	if len(all) == 1 {
		return all[0], bylineNames(header[all[0]].text)
	}
	if len(all) > 1 {
		return -1, nil
	}
	if around > 0 {
		i := around - 1
		l := header[i]
		if name, ok := bioName(l.text); ok {
			return i, []string{name}
		}
		// A lone name needs a headline above it; else it may be one. It is that of a person
		// and not of a section: "Early Life", "Case Study".
		if l.kind == heading && nameShaped(l.text) && !stopped(l.text) && slices.ContainsFunc(header[:i], headline) && mayBePerson(l.text, body) {
			return i, []string{l.text}
		}
	}
	return -1, nil
}

// mayBePerson reports whether a lone line is rather the name of a person than a heading:
// it has a given name that is known or an initial, or words that the text nowhere writes
// with small letters.
func mayBePerson(s string, body []line) bool {
	words := strings.Fields(s)
	r, n := utf8.DecodeRuneInString(words[0])
	return questions.GivenNames[string(unicode.ToUpper(r))+strings.ToLower(words[0][n:])] || slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return strings.HasSuffix(w, ".") }) ||
		!writtenSmall(s, body)
}

// writtenSmall reports whether a text has one of the words of a line in small letters.
func writtenSmall(s string, body []line) bool {
	words := strings.Fields(strings.ToLower(s))
	return slices.ContainsFunc(body, func(l line) bool {
		for w := range strings.FieldsFuncSeq(l.text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if slices.Contains(words, w) {
				return true
			}
		}
		return false
	})
}

// stopped reports whether a line ends with a full stop that no short form
// like "Jr." needs: "Questions Before Boats." is nobody's name.
func stopped(s string) bool {
	const shortForm = len("Esq.")
	return strings.HasSuffix(s, ".") && len(s)-strings.LastIndexByte(s, ' ')-1 > shortForm
}

// datedNear reports whether an absolute date stands within two lines of line i.
func datedNear(header []line, i int) bool {
	return slices.ContainsFunc(header[max(0, i-2):min(len(header), i+3)], func(l line) bool {
		return l.kind == dateLine && absoluteDate.MatchString(l.text)
	})
}

// onlyAround reports whether a line is a date, a button, a caption or another
// thing that may stand between a byline and the text.
func onlyAround(l line) bool {
	return l.kind != prose && l.kind != heading && l.kind != link && l.kind != teaser
}

// notTitle finds lines that are shaped like headlines and tell about the page:
// tags, remarks in brackets, bylines that could not be read, moments in time.
var notTitle = pattern.MustCompile(`\([^()]{2,60}/ ?(?:AP|AFP|Reuters|Getty[^()]{0,20})\)$|^[#(\[]|^By \p{Lu}|\d{1,2}:\d\d`)

// headline reports whether a line could be a title.
func headline(l line) bool {
	if l.kind != heading && l.kind != link || l.words < 3 || l.words > 30 || notTitle.MatchString(l.text) {
		return false
	}
	// "Ada Lark and Tom Reed | Guest Columnists" is a byline without its "by".
	who, role, ok := strings.Cut(l.text, " | ")
	return !ok || !roleNoun.MatchString(strings.TrimSuffix(role, "s")) || bylineNames("By "+who) == nil
}

// signature is what a line between title and text says besides: who, when.
type signature struct {
	names []string
	date  questions.Date
}

var (
	changedPart = pattern.MustCompile(`(?i) ?[|/(·—–-]? ?(?:last )?(?:updated|modified|accessed|retrieved|archived).*$`)
	firstDate   = pattern.MustCompile(`(?:^|[^\pL\pN])(` + aDate + `)(?:$|[^\pL\pN]|\p{Lu})`)
	aroundDate  = pattern.MustCompile(`^[ ,|/·•—–@-]+|[ ,|/·•—–@-]+$|(?i:^(?:first )?(?:published|posted|date|on|at)\b:?)|(?i:\b(?:published|posted|on|at)$)|^` + clock + `|` + clock + `$|\b[A-Z]{2,4}$|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$`)
)

// signatureOf reads a short line that holds a date and perhaps names: "by Ada
// Lark August 25, 2025", "Tidal Press November 19, 2019, 9:02 AM", "on March
// 10, 2015 by Ada Lark". A date behind "updated" is not that of publication.
func signatureOf(l line) (c signature, ok bool) {
	const most = 16 // words
	if l.words > most || len(l.text) > 160 || l.kind == teaser || l.kind == copyright || l.kind == caption {
		return c, false
	}
	text := l.text
	if at := changedPart.FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	m := firstDate.FindStringSubmatchIndex(text)
	if m == nil {
		return c, false
	}
	date, err := questions.ParseDate(plainDate(text[m[2]:m[3]]))
	if err != nil {
		return c, false
	}
	c.date = date
	after := text[m[3]:]
	if again := firstDate.FindStringIndex(after); again != nil {
		after = after[again[1]:] // the day of a change, without a word
	}
	for _, rest := range []string{text[:m[2]], after} {
		for range 8 { // marks and words in any order
			shorter := aroundDate.ReplaceAllString(rest, "")
			if shorter == rest {
				break
			}
			rest = shorter
		}
		names := bylineNames(rest)
		if names == nil && rest != "" && (nameShaped(rest) || isAgency(rest)) && !outletWord.MatchString(rest) || isAgency(rest) {
			names = []string{rest}
		}
		switch {
		case rest == "":
		case names != nil && len(c.names) == 0:
			c.names = names
		case wordCount(rest) > 4 || strings.ContainsAny(rest, ".!?;:"):
			return c, false
		default: // "CBS News" behind a bar; words of a sentence are small
			if lower, _ := caseOf(rest); lower > 0 {
				return c, false
			}
		}
	}
	return c, true
}

// lastSignature returns the signature nearest to the text, or -1.
func lastSignature(header []line) (int, signature) {
	const reach = 30
	for i := len(header) - 1; i >= max(0, len(header)-reach); i-- {
		if !strings.ContainsAny(header[i].text, "0123456789") {
			continue
		}
		if c, ok := signatureOf(header[i]); ok {
			return i, c
		}
	}
	return -1, signature{}
}

// namesAlone returns the names on the line above a date, if it is nothing but
// names, perhaps with a role or an agency, and stands below a headline.
func namesAlone(header []line, dated int) []string {
	if dated < 2 || !slices.ContainsFunc(header[max(0, dated-3):dated-1], headline) {
		return nil
	}
	text := agencyEnd.ReplaceAllString(header[dated-1].text, "")
	if name, role, ok := strings.Cut(text, ", "); ok && roleNoun.MatchString(role) {
		text = name
	}
	names := bylineNames("By " + text)
	for _, name := range names {
		if roleNoun.MatchString(name) || outletWord.MatchString(name) {
			return nil
		}
	}
	return names
}

// titleAboveDate returns the headline above the last date that stands some
// lines above the text, with buttons and a picture between, if the text uses
// its words; else what titleByWords finds.
func titleAboveDate(header, body []line) int {
	const reach = 30
	for i := len(header) - 1; i >= max(0, len(header)-reach); i-- {
		if header[i].kind != dateLine || !absoluteDate.MatchString(header[i].text) {
			continue
		}
		if title := titleByWords(header[:i], body); title >= i-8 {
			return title
		}
	}
	return titleByWords(header, body)
}

// titleByWords returns the nearest headline above the text most of whose words
// the text uses, or -1: the last resort for a page copied with its menus.
func titleByWords(header, body []line) int {
	const reach = 60 // lines above the text
	used := wordsOf(body)
	for i := len(header) - 1; i >= max(0, len(header)-reach); i-- {
		if (headline(header[i]) || header[i].kind == prose && header[i].words <= 20) && usesWords(header[i], used, 3, 3) {
			return i
		}
	}
	return -1
}

// wordsOf returns the words of the first part of a text.
func wordsOf(body []line) map[string]bool {
	const sample = 1000 // words
	used := map[string]bool{}
	n := 0
	for _, l := range body {
		for w := range folded(l.text) {
			used[w] = true
			if n++; n > sample {
				return used
			}
		}
	}
	return used
}

// usesWords reports whether at least some words of four letters and more of a
// headline are used, and of them the part 2/3 (parts 3) or 1/2 (parts 2).
func usesWords(l line, used map[string]bool, some, parts int) bool {
	long, found := 0, 0
	for w := range folded(l.text) {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if used[w] {
			found++
		}
	}
	return found >= some && found*parts >= long*(parts-1)
}

var (
	chapterNumber = pattern.MustCompile(`^(?:\d{1,3}: |\d{1,2}(?:\.\d{1,2}){1,2} )(\p{Lu}.*)$`)
	inBrackets    = pattern.MustCompile(`^(.{3,}) \((\p{Lu}[\p{L}'’-]+)\)$`)
)

// partNumber finds titles that only say which part of a series this is: "The
// Lamplighter, No. 7", "Lecture 3".
var partNumber = pattern.MustCompile(`^(?:\p{L}[\p{L}'’-]*,? ){0,4}(?i:(?:no\.?|number|part|lecture|lesson|letter|essay|episode|chapter|book|volume|vol\.) |#)(?:\d{1,3}|[IVXLC]{1,7})$`)

// subtitle reports whether the line below such a title says what it is about.
func subtitle(l line) bool {
	return (l.kind == heading || l.kind == link) && l.words >= 2 && l.words <= 12 && !notTitle.MatchString(l.text) &&
		!strings.HasPrefix(l.text, "From ") && !dateInside.MatchString(l.text) && bylineNames(l.text) == nil && !stopped(l.text)
}

// withoutNumber cuts from a title what a book's table of contents adds: the
// number of the chapter, the author's surname in brackets, and a page's section.
func withoutNumber(title string, authors []string) string {
	if m := chapterNumber.FindStringSubmatch(title); m != nil {
		title = m[1]
	}
	if head, section, ok := strings.Cut(title, " | "); ok && wordCount(head) >= 4 && wordCount(section) <= 2 {
		title = head // "How the ebb shapes a town | Opinion"
	}
	if m := inBrackets.FindStringSubmatch(title); m != nil && knows(authors, m[2]) {
		title = m[1]
	}
	return title
}

// plainStart reports whether a document begins with its title: nothing of a
// page stands before the text.
func plainStart(header []line) bool {
	const most = 40
	if len(header) == 0 || len(header) > most || header[0].kind != heading && header[0].kind != link || header[0].words > 30 || notTitle.MatchString(header[0].text) {
		return false
	}
	return !slices.ContainsFunc(header, func(l line) bool {
		return l.kind == furniture && l.text[0] != '#' || l.kind == share || l.kind == teaser || l.kind == copyright
	})
}

// isSection reports whether the first line of an undated text without a
// byline is the heading of a section, as in an excerpt of an encyclopaedia:
// short, not written like a name, and not what the first paragraph is about.
func isSection(header, body []line) bool {
	first := header[0]
	if first.words > 4 || slices.ContainsFunc(header, func(l line) bool { return l.kind == dateLine }) {
		return false
	}
	small := false // "Education and early loves", "Get in"; not "Ludwig van Beethoven"
	words := strings.Fields(first.text)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		small = small || i > 0 && unicode.IsLower(r) && (len(w) >= 4 || i == len(words)-1)
	}
	return small && len(body) > 0 && !strings.Contains(" "+key(body[0].text)+" ", " "+key(first.text)+" ")
}

// findTitle returns the title's line and that of the standfirst below it, or
// -1. The title is the nearest headline above the author or date line; where
// there is neither, the only headline of a short header.
func findTitle(header []line, author, anchor int, body []line) (title, deck int) {
	if plainStart(header) {
		switch {
		case author == 0 && len(header) > 1, author < 0 && isSection(header, body):
			return -1, -1
		}
		return 0, -1
	}
	end := anchor
	if end < 0 {
		end = len(header)
		for i := len(header) - 1; i >= 0 && i >= len(header)-4; i-- {
			if header[i].kind == dateLine && absoluteDate.MatchString(header[i].text) {
				end = i
			}
		}
		if end == len(header) {
			const short = 6
			if len(header) > short {
				return titleAboveDate(header, body), -1
			}
		}
	}
	title, deck = -1, -1
	small := -1
	const reach = 12 // lines looked at
	for i := end - 1; i >= 0 && i >= end-reach; i-- {
		l := header[i]
		switch {
		case headline(l):
			if last := header[len(header)-1]; author < 0 && l.words < 4 && headline(last) && last.words >= 4 {
				return len(header) - 1, deck // below the date
			}
			return i, deck
		case l.kind == prose && l.words <= 20 && deck >= 0 && strings.HasSuffix(l.text, "?"):
			return i, deck
		case l.kind == prose && l.words <= 60 && deck < 0:
			deck = i
		case l.kind == heading && small < 0 && !nameShaped(l.text):
			small = i
		}
	}
	// No headline: a title may be a sentence, or a word or two.
	if deck >= 0 && header[deck].words <= 30 {
		return deck, -1
	}
	return small, -1
}

// changed finds words beside the date of a later change.
var changed = pattern.MustCompile(`(?i)updated|modified|accessed|retrieved|archived|corrected|correction|clarification|editor['’]?s['’]? note`)

// datedLine finds the date in a line below a title that says more than the
// date: "By Ada Lark | May 8, 2017 / 10:05 AM / The Tidal Post".
var datedLine = pattern.MustCompile(`^(?:.{0,60}[|/•·,—–-] ?)?` + dateStart + weekday + `(` + aDate + `)(?:,? (?:at |@ )?` + clock + `)?(?: ?[|/•·—–@-].{0,60})?$`)

// datedStart finds a date line that was glued to the first paragraph.
var datedStart = pattern.MustCompile(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (` + aDate + `) \p{Lu}`)

// findDate returns the date of publication: the first absolute date below the
// title that does not speak of an update, else the only one of the header.
func findDate(header []line, title int) questions.Date {
	var all []questions.Date
	for i, l := range header {
		var m []string
		switch {
		case l.kind == dateLine:
			m = absoluteDate.FindStringSubmatch(l.text)
		case i > title && (l.kind == heading || l.kind == link || l.kind == byline) && l.words <= 14:
			m = datedLine.FindStringSubmatch(l.text)
		}
		if m == nil {
			continue
		}
		d, err := questions.ParseDate(plainDate(m[1]))
		if err != nil || changed.MatchString(l.text) {
			continue
		}
		if title >= 0 && i > title {
			return d
		}
		if !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return questions.Date{}
}

var (
	capitals     = pattern.MustCompile(`\b[A-Z]{3,}\b`)
	ordinal      = pattern.MustCompile(`(\d)(?:st|nd|rd|th)\b`)
	americanDate = pattern.MustCompile(`^(\p{L}+) (\d{1,2}),? (\d{4})$`)
	europeanDate = pattern.MustCompile(`^(\d{1,2}) (\p{L}+),? (\d{4})$`)
	// endOfHolder finds the end of a sentence; an initial is none.
	endOfHolder   = pattern.MustCompile(`(?:\pL\pL|\PL)\. `)
	copyrightLine = pattern.MustCompile(`^(?i:©|\(c\)|copyright|[\s,:;–—-]|(?:1[89]|20)\d\d|by\b)+\.?\s*(.*)$`)
	copyrightYear = pattern.MustCompile(`(?:19|20)\d\d`)
	rights        = pattern.MustCompile(`(?i)[.,;|–—-]? *all rights reserved.*$`)
	picture       = pattern.MustCompile(`(?i)photo|image|picture|getty|shutterstock|alamy|flickr`)
	urlLine       = pattern.MustCompile(`^(?i:url|link|permalink|source|originally published at|original)\s*:?\s*(https?://\S{3,500})$`)
)

// plainDate brings a date into one of the forms of [questions.ParseDate].
func plainDate(s string) string {
	s = strings.ReplaceAll(ordinal.ReplaceAllString(s, "$1"), ".", "")
	s = capitals.ReplaceAllStringFunc(s, func(word string) string { return word[:1] + strings.ToLower(word[1:]) })
	if m := americanDate.FindStringSubmatch(s); m != nil {
		return m[1] + " " + m[2] + ", " + m[3]
	}
	if m := europeanDate.FindStringSubmatch(s); m != nil {
		return m[1] + " " + m[2] + " " + m[3]
	}
	return s
}

// findOutletAndURL reads the outlet from a copyright line and the address
// from a line that says it is one. Two different outlets are none.
func findOutletAndURL(a *Article, lines []line) {
	var outlets []string
	for _, l := range lines {
		if m := urlLine.FindStringSubmatch(l.text); m != nil && a.URL == "" {
			a.URL = m[1]
		}
		if l.kind != copyright || picture.MatchString(l.text) || !copyrightYear.MatchString(l.text) {
			continue
		}
		m := copyrightLine.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		name, _, _ := strings.Cut(rights.ReplaceAllString(m[1], ""), " | ")
		if end := endOfHolder.FindStringIndex(name); end != nil {
			name = name[:end[1]]
		}
		name = strings.Trim(copyrightYear.ReplaceAllString(name, ""), " .,;|–—-©")
		_, capital := caseOf(name)
		if capital == 0 || wordCount(name) > 8 || knows(a.Authors, name) || slices.Contains(outlets, name) {
			continue
		}
		outlets = append(outlets, name)
	}
	if len(outlets) == 1 && a.Outlet == "" {
		a.Outlet = outlets[0]
	}
}
