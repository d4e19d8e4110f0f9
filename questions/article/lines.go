package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

// line is one line of a document, cleaned, with what it seems to be.
type line struct {
	text  string // single spaces, no list bullet
	words int
	kind  kind
}

// kind is what a line is by its own words, before its neighbours are asked.
type kind int

const (
	prose      kind = iota
	heading         // short, without the mark that ends a sentence
	link            // like a heading, but as long as a headline of another article
	teaser          // prose that breaks off: "... about the ..."
	yearLabel       // "1991", "1979-1989", "September 2001"
	byline          // "By Ada Lark"
	dateLine        // an absolute or relative date, with or without a time
	share           // a button that sends the page somewhere
	furniture       // "Most Read", "Subscribe"
	caption         // what a picture shows, or who made it
	disclaimer      // "The views expressed ..."
	note            // of the page about itself: "This article has been updated."
	copyright       // "© 2020 The Tidal Post"
)

// reasons says why a line inside the body is no paragraph of it.
var reasons = map[kind]string{
	heading: ReasonHeading, link: ReasonTeaser, teaser: ReasonTeaser, yearLabel: ReasonHeading,
	byline: ReasonByline, dateLine: ReasonDate, share: ReasonShare, furniture: ReasonFurniture, caption: ReasonCaption,
	disclaimer: ReasonDisclaimer, note: ReasonFurniture, copyright: ReasonCopyright,
}

// outside is the reason of a line that stands before or after the body.
func (k kind) outside() string {
	switch k {
	case prose, heading, yearLabel:
		return ReasonFurniture
	}
	return reasons[k]
}

// newlines makes every kind of line end one line feed.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func oneNewline(text string) string {
	if !strings.ContainsAny(text, "\r\f\v\u0085\u2028\u2029") {
		return text
	}
	return newlines.Replace(text)
}

// splitLines cuts text into cleaned lines without the empty ones, and joins
// the lines of paragraphs that were broken at a fixed width.
func splitLines(text string) []line {
	text = oneNewline(text)
	raw := make([]string, 0, strings.Count(text, "\n")+1)
	for l := range strings.SplitSeq(text, "\n") {
		raw = append(raw, clean(l))
	}
	raw = unwrap(raw)
	lines := make([]line, 0, len(raw))
	by := "" // a "By" that waits for the name below it
	for _, l := range raw {
		l = strings.TrimSpace(strings.TrimLeft(l, bullets+"*"))
		if l == "" {
			continue
		}
		if by != "" {
			if nameShaped(l) {
				l = by + " " + l
			} else {
				lines = append(lines, newLine(by))
			}
			by = ""
		}
		if l == "By" || l == "BY" || l == "by" {
			by = l
			continue
		}
		lines = append(lines, newLine(l))
	}
	if by != "" {
		lines = append(lines, newLine(by))
	}
	return lines
}

func newLine(s string) line { return line{text: s, words: wordCount(s), kind: kindOf(s)} }

// clean folds white space to single spaces and takes out what cannot be seen.
func clean(s string) string {
	if s = strings.TrimSpace(s); isClean(s) {
		return s
	}
	marks := 0
	s = strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case marks > maxMarks:
			return -1
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c' || r == '\u200d': // joiners are part of some scripts' spelling
			return r
		case invisible(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// maxMarks is how many marks over one letter are kept (Unicode Standard Annex
// 15, Stream-Safe Text Format).
const maxMarks = 30

// isClean reports whether a line without outer spaces has nothing to fold.
// Beyond ASCII it looks no further than needed for letters and usual marks.
func isClean(s string) bool {
	marks := 0 // and other characters that are no letters, since the last letter
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' || c == 0x7f || c == ' ' && s[i+1] == ' ' { // s does not end in a space
				return false
			}
			marks = 0
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			if unicode.IsSpace(r) || invisible(r) || r == utf8.RuneError {
				return false
			}
			if marks++; marks > maxMarks && unicode.Is(unicode.Mn, r) {
				return false // perhaps too many marks over one letter
			}
		} else {
			marks = 0
		}
		i += size
	}
	return true
}

// Lines of at most this many characters may have been broken by a program.
const maxWrapWidth = 100

// unwrap joins lines that were broken at a fixed width, as in mail and old
// plain-text editions. A break was forced when the first word of the next
// line would not have fitted; only when nearly all breaks between lines that
// touch are of this sort is the document taken to be wrapped.
func unwrap(lines []string) []string {
	width, touching, forced := 0, 0, 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	if width > maxWrapWidth || width < 40 {
		return lines
	}
	isForced := func(i int) bool {
		first, _, _ := strings.Cut(lines[i+1], " ")
		return utf8.RuneCountInString(lines[i])+1+utf8.RuneCountInString(first) > width-5 // editors differ in how full a line may be
	}
	for i := 0; i+1 < len(lines); i++ {
		if lines[i] == "" || lines[i+1] == "" {
			continue
		}
		touching++
		if isForced(i) {
			forced++
		}
	}
	if touching < 3 || forced*10 < touching*7 {
		return lines
	}
	var joined []string
	var open strings.Builder
	for i, l := range lines {
		open.WriteString(l)
		if i+1 < len(lines) && l != "" && lines[i+1] != "" && isForced(i) {
			open.WriteByte(' ')
			continue
		}
		joined = append(joined, open.String())
		open.Reset()
	}
	return joined
}

const (
	month     = `(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
	weekday   = `(?:(?i:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?i:day|\.)?,? )?`
	year      = `(?:1[5-9]\d\d|20\d\d)`
	clock     = `(?:(?:\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?|\d{1,2} ?[AaPp]\.?[Mm]\.?)(?: ?(?:[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)`
	aDate     = `(?:` + month + ` \d{1,2}(?:st|nd|rd|th)?,? ` + year + `|\d{1,2}(?:st|nd|rd|th)? ` + month + `,? ` + year + `|` + year + `-\d\d-\d\d)`
	dateStart = `(?:(?:[Pp]ublished|[Pp]osted|[Uu]pdated?|[Ll]ast (?:updated|modified)|[Dd]ate|[Cc]reated|PUBLISHED|UPDATED|POSTED|(?:[Ff]irst|[Oo]riginally) (?:[Pp]ublished|[Pp]osted)|[Rr]elease [Dd]ate|[Ff]or [Rr]elease|[Ii]ssued|[Ff]iled)(?: on| at)?:? )?`
	labelText = `(?:(?:` + month + ` |(?i:spring|summer|autumn|fall|winter|early|mid|late) )?` + year + `(?: ?[-–—] ?(?:` + month + ` )?(?:` + year + `|\d\d))?s?)`
)

var (
	absoluteDate = pattern.MustCompile(`^[—–-]? ?` + dateStart + `(?:` + clock + `,? )?` + weekday + `(` + aDate + `)(?:(?:,|[ ,]*[—–|·-]| at)? ?` + clock + `)?$`)
	relativeDate = pattern.MustCompile(`(?i)^(?:(?:print edition|new issue|updated?|posted|published) ?[—–:-]? ?)?\d{1,2} ?(?:minutes?|mins?|hours?|days?|weeks?|months?|years?)(?:, \d{1,2} (?:minutes?|hours?|days?))? ago$`)
	partialDate  = pattern.MustCompile(`^(?:to |from )?` + weekday + `(?:` + month + ` \d{1,2}|\d{1,2} ` + month + `)(?: ` + weekday + month + ` \d{1,2})?$`)
	clockLine    = pattern.MustCompile(`^(?:[—–-] ?)?(?:(?i:updated?):? ?)?` + clock + `$`)

	labelLine = pattern.MustCompile(`^` + labelText + `:?$`)

	bylineStart = pattern.MustCompile(`^(?:(?:(?:Story|Text|Words|Written|Reported|Reporting|Report|Analysis|Opinion|Article|Posted|Published) )?(?:[Bb]y|BY):?|(?:Authors?|Text|Words|Writer|Reporter):) (\p{Lu}.*)$`)

	captionStart = pattern.MustCompile(`^(?i:(?:(?:file|cover|header|featured?|lead) )?(?:photo|photograph|image|picture|illustration|graphic)s?(?: credits?| sources?)?(?: by | courtesy |:| ©)|(?:photo|image|picture) ?/|(?:an? |the )?(?:bust|portrait|photograph|statue|painting|engraving|map|view|bronze|sketch|drawing) of \p{Lu}[^.!?]{3,100}$|caption:|credits?:|source ?: .{0,60}\||file(?: photo)? ?(?:--?|–|—|:) )`)
	licence      = pattern.MustCompile(`(?i:\bunder (?:a )?(?:CC|Creative Commons)\b.{0,40}$)`)
	captionYear  = pattern.MustCompile(`^[^!?]{8,90}, (?:` + month + ` )?(?:\d{1,2}, )?` + year + `\.$`)
	creditEnd    = pattern.MustCompile(`(?i)[(\[](?:photo|image|picture|illustration)?s? ?(?:credits?|courtesy|photos?|images?)(?: courtesy)?(?::| by| of) [^()\[\]]{2,80}[)\]]\.?$`)
	creditBehind = pattern.MustCompile(`[.!?][”"')]* (?:(?:Photo|Image|Picture|Illustration) )?(?:Credits?|Courtesy|Photo|Image): ?\p{Lu}[^.!?:]{1,50}(?:\.(?:com|org|net))?\.?$`)
	inBracket    = pattern.MustCompile(`^\(\p{Lu}[^()/]{1,60}/[^()]{2,60}\)$`) // "(Ada Lark/Tidal Post)"
	credit       = pattern.MustCompile(`^\p{Lu}[\p{L}.' -]{2,40} ?/ ?(?:[A-Z]{2,}|\p{Lu}\p{L}+)(?: [\p{L}/]+){0,3}$|^(?i:.{0,60}(?:getty images|via (?:ap|reuters|afp)))\.?$`)

	// A picture's agency and maker behind what it shows: "... on Friday. TIDE
	// WIRE/Ada Lark", perhaps with the words it is filed under.
	wireCredit = pattern.MustCompile(`(?:\bREUTERS|\bAP Photo|\bAFP(?: PHOTO)?|\bEPA|Getty Images) ?/ ?\p{Lu}[\p{L}.' -]{2,40}(?: ?\([^()]*\))?(?: - [A-Z0-9]{3,20}\.?)?\)?\.?$`)

	disclaimerText = pattern.MustCompile(`(?i)(?:views?|opinions?)(?: and (?:views?|opinions?))? (?:expressed|presented|stated).{0,80}(?:author|writer|contributor|solely|own\b|not necessarily)|do(?:es)? not necessarily (?:reflect|represent) the`)
	copyrightText  = pattern.MustCompile(`^(?i:©|\(c\) |copyright\b)`)

	shareText = pattern.MustCompile(`(?i)^(?:share|tweet|e-?mail|whats ?app|linked ?in|print|facebook|twitter|x|instagram|telegram|pinterest|reddit|copy link.{0,20}|(?:show|close|hide)(?: more| extra)? shar(?:e|ing) options|save|bookmark|comments?(?: \(?\d+\)?)?|share (?:this|on|via|to)\b.{0,30}|tweet this|print this.{0,20}|(?:email|send) (?:this|to a friend).{0,20}|\d+ shares?)$`)
	// The words around articles, not subjects of articles: each entry was
	// seen on pages, and none is a sentence.
	furnitureText = pattern.MustCompile(`(?i)^(?:menu|search|home|news|world|opinion|business|sports?|culture|politics|video|photos?|subscribe|sign (?:in|up)|(?:sign up|subscribe) (?:for|to) .{1,60}\b(?:newsletters?|mailing list|podcast)|log ?in|register|newsletter|follow(?: us)?|rss|about(?: us)?|contact(?: us)?|jobs|careers|advertise(?: with us)?|advertisement|privacy(?: policy)?|terms(?: (?:of|and) .{1,20})?|cookies?(?: policy)?|corrections|most (?:read|popular|viewed|shared)|trending(?: now)?|related(?: (?:articles?|stories|posts|content|topics))?|recommended(?: for you)?|you (?:may|might) also like|more (?:from|on|in|events|stories)\b.{0,30}|read more|see more|see also|show more|load more|continue reading|back to top(?: button)?|you are here|skip to (?:main )?content|next(?: article)?|previous(?: article)?|tags:?.{0,60}|topics:?|filed under:?.{0,60}|categor(?:y|ies):?.{0,60}|from our partners|for immediate release|(?:#\w{2,40}[, ]{0,3})+|sponsored(?: content)?|print editions?|company|loading\.{0,3}|@\w{2,30})$`)

	truncated = pattern.MustCompile(`(?: ?\.\.\.|\s…|\[(?:\.\.\.|…)\]) ?(?i:read more|more)?[»›>]*$|(?i:[.!?…] (?:read|see) more)$`)

	// A sentence end, perhaps inside quotes or brackets, perhaps with
	// footnote digits, a reference in brackets or a year label glued to it.
	sentenceEnd = pattern.MustCompile(`[.!?…。][”’"')\]»]* ?(?:\d{1,3}(?:[,–-]\d{1,3})*|(?:\[\d{1,3}\])+|[¹²³⁰⁴-⁹]+|` + labelText + `)?$|[.!?,][”’"'»] ?\d{0,3}$|[”’"')\]]\d{1,3}$`)
)

// kindOf tells what a line is by its own words. Patterns are tried only where
// a look at the line shows that they could match: documents have many lines,
// and patterns are slow.
func kindOf(s string) kind {
	const (
		maxButton    = 100 // bytes of a label or button; a longer line is none, whatever its words are
		maxFurniture = 600 // bytes of any other piece of a page
	)
	digit := strings.ContainsAny(s, "0123456789")
	if len(s) <= maxButton {
		button := startsLikeButton(s)
		short := digit && wordCount(s) <= 16
		switch {
		case button && shareText.MatchString(s):
			return share
		case button && furnitureText.MatchString(s):
			return furniture
		case short && labelLine.MatchString(s):
			return yearLabel
		case short && (absoluteDate.MatchString(s) || relativeDate.MatchString(s) || partialDate.MatchString(s) || clockLine.MatchString(s)):
			return dateLine
		}
	}
	small := "" // of lines that are not too long to be furniture
	if len(s) <= maxFurniture {
		small = strings.ToLower(s)
		switch {
		case (strings.Contains(small[:min(len(small), 40)], "by") || strings.Contains(small[:min(len(small), 10)], ": ")) && len(bylineNames(s)) > 0:
			return byline
		case mayBeCaption(small) && captionStart.MatchString(s[:min(len(s), 300)]), strings.Contains(small, "under ") && licence.MatchString(ending(s)), digit && strings.HasSuffix(s, ".") && wordCount(s) <= 12 && captionYear.MatchString(s), len(s) <= maxButton && (strings.Contains(s, "/") || strings.Contains(small, "getty") || strings.Contains(small, "via ")) && credit.MatchString(s),
			endsInBracket(s) && (strings.Contains(ending(small), "credit") || strings.Contains(ending(small), "courtesy") || strings.Contains(ending(small), "photo") || strings.Contains(ending(small), "image")) && creditEnd.MatchString(ending(s)),
			strings.Contains(ending(s), ": ") && creditBehind.MatchString(ending(s)),
			s[0] == '(' && len(s) <= maxButton && inBracket.MatchString(s),
			strings.Contains(ending(s), "/") && wireCredit.MatchString(ending(s)):
			return caption
		case isCopyright(s):
			return copyright
		case (strings.Contains(small, "expressed") || strings.Contains(small, "presented") || strings.Contains(small, "stated") || strings.Contains(small, "necessarily")) && disclaimerText.MatchString(s):
			return disclaimer
		}
	}
	if isCopyright(s) {
		return copyright
	}
	words := wordCount(s)
	if digit && len(s) <= maxButton && strings.Contains(s, "pdated") {
		if _, ok := signatureOf(line{text: s, words: words}); ok {
			return dateLine
		}
	}
	if words <= 60 && breaksOff(s) {
		return teaser
	}
	ends := endsSentence(s)
	if strings.HasSuffix(s, ":") && words > 8 {
		ends = true // it leads into a list or a quotation
	}
	lower, capital := caseOf(s)
	switch {
	case (ends && lower > 0 || !ends && words >= 15 && lower > capital) && small != "" && aboutPage(s, small):
		return note
	case ends && lower > 0:
		return prose
	case ends && words <= 3: // "1991." or "U.S."
		return heading
	case words >= 15 && lower > capital: // a paragraph whose last mark was lost
		return prose
	case words >= 8 && capital*2 >= words, words >= 12:
		return link
	}
	return heading
}

// buttonWords are the first words of what shareText and furnitureText know.
var buttonWords = wordSet(`share tweet e email whats whatsapp linked linkedin print facebook twitter x instagram telegram pinterest reddit copy show close hide
	save bookmark comment comments send menu search home news world opinion business sport sports culture politics video photo photos subscribe sign log login
	register newsletter follow rss about contact jobs careers advertise advertisement privacy term terms cookie cookies corrections most trending related
	recommended you more read see load continue back skip next previous tag tags topic topics filed category categories from for sponsored company loading`)

// startsLikeButton reports whether a line begins like a button or a label.
func startsLikeButton(s string) bool {
	if s == "" || s[0] == '@' || s[0] == '#' || s[0] >= '0' && s[0] <= '9' {
		return true
	}
	end := 0
	for end < len(s) && (s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
		end++
	}
	return buttonWords[strings.ToLower(s[:end])]
}

// mayBeCaption reports whether a line in small letters has a word that
// captionStart needs.
func mayBeCaption(lower string) bool {
	start := lower[:min(len(lower), 40)]
	for _, w := range captionWords {
		if strings.Contains(start, w) {
			return true
		}
	}
	return false
}

var captionWords = []string{"photo", "image", "picture", "illustration", "graphic", "caption", "credit", "source", "bust", "portrait", "statue", "painting", "engraving", "map", "view", "bronze", "sketch", "drawing", "file"}

// breaksOff is truncated.MatchString, after a look at the last character.
func breaksOff(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.':
		return strings.HasSuffix(s, "...") && truncated.MatchString(ending(s))
	case '…', ']', '»', '›', '>', 'e', 'E':
		return truncated.MatchString(ending(s))
	}
	return false
}

// endsInBracket reports whether the last mark of a line closes a bracket.
func endsInBracket(s string) bool {
	s = strings.TrimSuffix(s, ".")
	return strings.HasSuffix(s, ")") || strings.HasSuffix(s, "]")
}

// endsSentence is sentenceEnd.MatchString, after a look at the last character.
func endsSentence(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	switch {
	case strings.ContainsRune(".!?…。", r):
		return true
	case r == 's': // "in the 1990s"
		before := s[:len(s)-size]
		if before == "" || before[len(before)-1] < '0' || before[len(before)-1] > '9' {
			return false
		}
	case unicode.IsLetter(r):
		return false
	}
	return sentenceEnd.MatchString(ending(s))
}

func isCopyright(s string) bool {
	return s != "" && (s[0] > 'z' || s[0] == '(' || s[0]|0x20 == 'c') && copyrightText.MatchString(s) || strings.Contains(s, "ights reserved") || strings.Contains(s, "RIGHTS RESERVED")
}

// ending returns the last bytes of a line, all that patterns of endings need.
func ending(s string) string {
	const enough = 100
	return s[max(0, len(s)-enough):]
}

func wordCount(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// caseOf counts the words that begin with a small letter and those that
// begin with a capital.
func caseOf(s string) (lower, capital int) {
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `“‘"'([`))
		switch {
		case unicode.IsUpper(r):
			capital++
		case unicode.IsLetter(r): // also letters of scripts without case
			lower++
		}
	}
	return lower, capital
}
