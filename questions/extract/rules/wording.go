package rules

import (
	"slices"
	"strings"
	"unicode"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

const (
	reasonMisprint = "a misprint"
	reasonLeftOver = "words that go on from what stood before"
)

// Slips of whoever typed or converted a text. Nobody is asked what has one.
var (
	// strayMark finds an escape, emphasis of a markup language, and two signs that
	// no sentence has side by side.
	strayMark = pattern.MustCompile(`\\|\*|__|//|\[\d*\]|,\.|\.,"? ?$|;;| ,|\( | \)|[$£€] \d`)
	// gluedPrice finds an amount without the space before it.
	gluedPrice = pattern.MustCompile(`\p{Ll}[$£€]\d`)
	// glued finds a bracket or quotation mark without its space.
	glued = pattern.MustCompile(`\pL\(\pL{2}|\pL"\pL|[.,]"\pL|\)\pL{3}`)
	// torn finds a compound of which the hyphen has a space behind it: "low- income".
	torn = pattern.MustCompile(`[\pL\d]- (\pL+)`)
	// halfDotted finds letters of which only the first has its point: "U.S Commerce".
	halfDotted = pattern.MustCompile(`\b\pL\.\pL (?:\pL|$)`)
	// stopInside finds a full stop behind a word in the middle of a sentence.
	stopInside = pattern.MustCompile(`\pL{5,}[a-wyz]\. \p{Ll}`)
	// gluedName finds a name without the space before it: "andAda".
	gluedName = pattern.MustCompile(`\b(?:and|of|with|from|by|for)\p{Lu}\p{Ll}`)
	// twoNumbers finds two numbers in words of which one is too many: "three four times".
	twoNumbers = pattern.MustCompile(`\b(?:two|three|four|five|six|seven|eight|nine|ten) (?:two|three|four|five|six|seven|eight|nine|ten)\b`)
	// farEnding finds an ending that has come off: "there' s".
	farEnding = pattern.MustCompile(`\p{Ll}['’] s\b`)
	// heading finds the first word of a sentence that a heading before it may repeat:
	// "Isolation Isolation of tasks".
	heading = pattern.MustCompile(`^\p{Lu}\p{Ll}[\pL-]+ \p{Ll}`)
	// sentenceIn finds a word that begins a sentence inside a statement.
	sentenceIn = pattern.MustCompile(` (?:The|This|These|Those|It|In|When|We) \p{Ll}`)
	// headingIn finds the first word of a sentence behind a heading that has no point.
	headingIn = pattern.MustCompile(`\p{Ll}{3,} (?:The|This|These|Those|It|In|When|We) \p{Ll}`)
	// twoParticles finds a name that was completed behind its own particle: "De Ada de Lark".
	twoParticles = pattern.MustCompile(`\b(?:De|Di|Da|Van|Von|La) \p{Lu}\pL+ (?:de|di|da|van|von|la) \p{Lu}`)
	// letterInNumber finds "2o15".
	letterInNumber = pattern.MustCompile(`\b\d[oOlI]\d`)
	// openedMark finds a single quotation mark that opens.
	openedMark = pattern.MustCompile(`(?:^|[ (])'\pL`)
	closedMark = pattern.MustCompile(`\pL[.,]?'(?:[ ,.;)]|$)`)
)

// misprinted reports whether a statement has a slip of its source. Most have
// none of the signs that one needs, and are looked at by no pattern.
func misprinted(statement string) bool {
	has := func(signs string) bool { return strings.ContainsAny(statement, signs) }
	switch {
	case strings.Contains(statement, "&#"), strings.Contains(statement, " -,"), strings.Contains(statement, " –,"), strings.Contains(statement, " —,"), (has(`\*_/[;()$£€`) || strings.Contains(statement, " ,") || strings.Contains(statement, ",.")) && strayMark.MatchString(statement),
		has("$£€") && gluedPrice.MatchString(statement),
		has(`("`) && glued.MatchString(statement),
		strings.IndexByte(statement, '.') < len(statement)-1 && (halfDotted.MatchString(statement) || stopInside.MatchString(statement)),
		has("0123456789") && letterInNumber.MatchString(statement),
		gluedName.MatchString(statement),
		twoNumbers.MatchString(statement),
		strings.Contains(statement, " s ") && farEnding.MatchString(statement),
		twoParticles.MatchString(statement):
		return true
	case behindHeading(statement):
		return true
	case strings.Contains(statement, "- "):
		for _, m := range torn.FindAllStringSubmatch(statement, -1) {
			if w := m[1]; w != "and" && w != "or" && w != "to" {
				return true
			}
		}
	}
	if strings.Count(statement, `"`)%2 == 1 || strings.Count(statement, "“") != strings.Count(statement, "”") || strings.Count(statement, "(") != strings.Count(statement, ")") {
		return true
	}
	if has("'") && openedMark.MatchString(statement) && !closedMark.MatchString(statement) {
		return true
	}
	before := ""
	for w := range strings.FieldsSeq(statement) {
		if w == before && w != "that" && w != "had" && len(w) > 1 && unicode.IsLower(rune(w[0])) {
			return true // "the the"
		}
		before = w
	}
	return false
}

// behindHeading reports whether the words of a heading stand before a statement.
func behindHeading(statement string) bool {
	first, rest, _ := strings.Cut(uncredited(statement), " ")
	if strings.HasPrefix(rest, first+" ") && heading.MatchString(rest) {
		return true
	}
	return sentenceIn.MatchString(statement) && headingIn.MatchString(statement) || repeatsHeading(leadingWords(rest, longestHeading+2))
}

// longestHeading is how many words a heading has at most.
const longestHeading = 8

// repeatsHeading reports whether two words that begin a sentence stand already in a
// heading before it: "no safe mooring Safe mooring is".
func repeatsHeading(words []string) bool {
	for i := 2; i+1 < len(words) && i <= longestHeading; i++ {
		if !capitalised(words[i]) || capitalised(words[i+1]) || strings.ContainsAny(words[i-1], ".,:;") {
			continue
		}
		small := strings.ToLower(words[i])
		for k := range i - 1 {
			if words[k] == small && words[k+1] == words[i+1] {
				return true
			}
		}
	}
	return false
}

var (
	// leftOver finds statements that answer, limit or count on from something that
	// is not shown.
	leftOver = pattern.MustCompile(`^(?:[Tt]hat['’]s (?:why|how|when|where)|[Tt]hat is (?:why|how)|[Ii]t['’]s true|[Ii]t is true|[Tt]rue, |[Gg]ranted, |[Aa]dmittedly, |(?:[Ff]irst|[Ss]econd|[Tt]hird|[Nn]ext|[Ll]ast|[Ff]inally) (?:is|was|comes|came|on|up|of all) |[Tt]he (?:first|second|third|other|last) (?:reason|problem|point|thing|issue|one|question|step) (?:is|was) |[Aa] (?:second|third|final) (?:reason|problem|point|thing|issue|one|question|step) is |[Bb]y (?:comparison|the same token), |(?:[Ee]qually(?:,? if not more,?)?|[Mm]ore|[Mm]ost|[Jj]ust as|[Aa]s) (?:important|importantly|significant|significantly|interesting|interestingly|worrying|worryingly), |(?:[Ww]orse|[Bb]etter)(?: still| yet)?, |[Ff]or (?:good measure|starters), |[Tt]o be sure, |(?:[Tt]hough|[Aa]lthough|[Ss]till|[Yy]et|[Aa]nd|[Bb]ut|[Ss]o|[Pp]lus), |(?:[Mm]any|[Mm]ost|[Ss]ome|[Aa]ll|[Bb]oth|[Nn]one|[Oo]ne|[Tt]wo|[Ee]ach|[Ss]everal|[Hh]alf) of (?:whom|which|whose) )`)
	// oneHalf finds the first half of "not only ... but".
	oneHalf   = pattern.MustCompile(`\bnot (?:only|just|merely|simply)\b`)
	otherHalf = pattern.MustCompile(`\bbut\b|;| - | – | — `)
	// notice finds what a medium says about its own programme.
	notice = pattern.MustCompile(`^(?:\p{Lu}\pL+ ){1,3}\p{Lu}?\pL*: `)
	// label finds what a page writes before a text: "debate description: Some lamps".
	label = pattern.MustCompile(`^(?:\pL+ ){0,2}\pL+: \p{Lu}`)
	// oneOfList finds the first member of a list whose others are sentences of their own:
	// "three rules: One, boats sink."
	oneOfList  = pattern.MustCompile(`: (?:[Oo]ne|[Ff]irst|[Ff]irstly|1)(?:,|\)) `)
	nextOfList = pattern.MustCompile(`\b(?:[Tt]wo|[Ss]econd|[Ss]econdly|2)(?:,|\)) `)
	// hanging finds a word at the end behind which another one must stand.
	hanging = pattern.MustCompile(`(?:\b(?:and|AND|or|OR|but|BUT|nor|the|an|because|than)|\b(?:have|has|had|want|wants|need|needs|going|used|able|unable|likely|willing|required) to|\b(?:grant|contract|programme|program|deal|term|period|project|career|run|phase) (?:beginning|starting|ending))[.?]$`)
	// lastWhen finds an hour of a day that has been left out: "around 20:00 last to row".
	lastWhen = pattern.MustCompile(`\d ?(?:hrs|hours|[ap]\.?m\.?)? last (?:to|at|in|with|and|while|when|for|by|from|he|she|they)\b`)
	// hourFirst finds the hour at which a line of a running report was written.
	hourFirst = pattern.MustCompile(`^\d{1,2}[.:]\d{2} \p{Lu}\pL+ `)
	// twoLinks finds prepositions between which a name is missing: "the founding by of".
	twoLinks = pattern.MustCompile(`\b(?:by|with|at|for|to|from) of\b`)
	// besideAnyone finds a place name that has lost what linked it: "Norway anyone who".
	besideAnyone = pattern.MustCompile(`^(?:\p{Lu}\pL+ ){1,2}(?:anyone|everyone|someone|nobody|anybody|everybody) `)
	// relayedView finds another's words in a writer's: "as iFixit points out".
	relayedView = pattern.MustCompile(`\bas \p{Lu}[\pL'’.-]*(?: [\pL'’.-]+){0,4} (?:points? out|pointed out|notes|noted|says|said|put it|puts it|argues|argued|explains|explained|reports|reported|writes|wrote|observes|observed|once said)\b`)
	// answering finds what answers a question that is not shown, or begins within a
	// sentence: "No. The lamp", "that with a lamp".
	answering = pattern.MustCompile(`^(?:[Nn]o|[Yy]es|[Nn]ope|[Yy]eah|[Aa]bsolutely|[Ee]xactly|[Cc]orrect|[Rr]ight|[Ss]ure)(?:[,!]|\. \D)|^[Tt]hat (?:with|in|on|by|for|if|when|while|although|the|an|it|they|he|she|we|you|there|this|these|those) `)
	// pointing finds words for another place of the same text.
	pointing = pattern.MustCompile(`\b(?:discussed|mentioned|noted|described|explained|stated|outlined|listed|defined|referred to|cited|quoted|shown|seen) (?:above|below|earlier|previously|in (?:the )?(?:previous|preceding|prior|earlier|next|last|following|this) (?:chapter|section|part|paragraph|article|post)s?)\b|\b[Tt]he (?:above|aforementioned|preceding|foregoing|latter) `)
	// bidding finds what tells a reader to do something.
	bidding = pattern.MustCompile(`^(?:(?:[Tt]ake|[Cc]onsider|[Ii]magine|[Cc]ompare|[Rr]emember|[Rr]ecall|[Ss]ee|[Rr]ead|[Ww]itness|[Pp]icture) (?:\p{Lu}[\pL'’.-]+|the|an?|this|that|these|those|his|her|its|their|how|what|why|all|for|on)(?: [\pL'’.-]+){0,4}(?:,|:|\.)|(?:[Dd]on['’]t|[Dd]o not|[Pp]lease|[Ll]et['’]s|[Ll]et us|[Cc]lick|[Ss]ubscribe|[Ss]tay tuned|[Mm]ake sure|[Kk]eep in mind|[Tt]hink of|[Ll]ook at|[Ll]isten to|[Nn]ote that|[Jj]oin us|[Ss]ign up) )`)
	// pausing finds "Think back for a moment".
	pausing = pattern.MustCompile(`^\pL+ \pL+ for a (?:moment|minute|second|while)[,:.]`)
	// calling finds the same in the middle of what else is said: "sign up".
	calling = pattern.MustCompile(`\b(?:[Rr]ead (?:on|more)|[Ss]ign up|[Cc]lick here|[Cc]heck out|[Ss]tay tuned|[Ss]ubscribe to|[Ss]croll down)\b`)
	// saidWas finds a claim that has lost its subject: "said that was a friend".
	saidWas = pattern.MustCompile(`\b(?:said|says|believes|believed|argued|argues|claimed|claims|added|adds|insisted|insists|told [^,"]{1,40}) that (?:was|is|were|are|has|have|had|will|would|could|can) `)
	// doubly finds what is credited to two: "According to Ada Lark, the lamp is
	// dark, the council has warned."
	doubly = pattern.MustCompile(`^According to [^,]+, [^"“]*, (?:the |an? )?(?:\p{Lu}[\pL.'’-]*(?: (?:of|for|on|the|and))* ){1,8}(?:has |have |had )?(?:said|says|warned|warns|ruled|rules|announced|reported|reports|argued|argues|claimed|claims|concluded|estimates|estimated)(?: (?:on|in|last|this|at) [^,]*(?:, \d{4})?)?\.$`)
	// aboutWhom finds a name with nothing but a relative clause behind it.
	aboutWhom = pattern.MustCompile(`^(?:According to [^,]+, )?((?:[\pL'’.-]+ ){0,5}[\pL'’.-]+), (?:whose|who|which|where|whom) [^,;:]*\.$`)
	// onlyOne finds a subject of which something is told that may be no sentence:
	// "the first game played in Oslo".
	onlyOne = pattern.MustCompile(`^The (?:first|last|only|second|third) (?:[\pL'’-]+ ){1,4}(?:played|held|built|made|produced|published|written|called|hosted|shown|sold|used|designed) (?:in|at|on|for|by|west|east|north|south|outside|inside|under|with) `)
)

// uncredited returns what a statement tells behind "According to Ada Lark, ",
// all of it where it begins otherwise. Patterns for its beginning are several
// times faster on that.
func uncredited(statement string) string {
	if rest, ok := strings.CutPrefix(statement, "According to "); ok {
		if comma := strings.IndexByte(rest, ','); comma > 0 && strings.HasPrefix(rest[comma:], ", ") {
			return rest[comma+len(", "):]
		}
	}
	return statement
}

// longestEnd is how many bytes at the end of a statement hanging needs, and
// endless of a question.
const longestEnd = 30

// reasonWording says why a statement does not read as a whole sentence of its
// own; "" if it does.
func reasonWording(statement string) string {
	said := strings.Index(statement, ` said: "`)
	told := uncredited(statement)
	switch {
	case misprinted(statement):
		return reasonMisprint
	case said > 0: // the words are another's
		return ""
	case leftOver.MatchString(told), strings.Contains(statement, " meanwhile "),
		answering.MatchString(told), pointing.MatchString(statement),
		bidding.MatchString(told), pausing.MatchString(told), calling.MatchString(statement),
		strings.Contains(statement, "not ") && oneHalf.MatchString(statement) && !otherHalf.MatchString(statement),
		strings.Contains(statement, ": ") && (notice.MatchString(told) || oneOfList.MatchString(statement) && !nextOfList.MatchString(statement) || len(told) < len(statement) && label.MatchString(told)),
		hanging.MatchString(statement[max(0, len(statement)-longestEnd):]), strings.Contains(statement, " last ") && lastWhen.MatchString(statement),
		strings.Contains(statement, " of ") && twoLinks.MatchString(statement), besideAnyone.MatchString(told), hourFirst.MatchString(told),
		strings.HasPrefix(statement, "According to ") && strings.Contains(statement, " as ") && relayedView.MatchString(statement),
		strings.Contains(statement, " that ") && saidWas.MatchString(statement),
		strings.HasPrefix(statement, "According to ") && strings.Count(statement, ", ") > 1 && doubly.MatchString(statement),
		strings.HasPrefix(statement, "The ") && onlyOne.MatchString(statement):
		return reasonLeftOver
	}
	return ""
}

// assuring finds words with which a writer only assures that what follows is so,
// in front of what is credited to somebody.
var assuring = pattern.MustCompile(`^(?:the (?:simple |plain |hard |sad )?(?:truth|fact|reality|point|bottom line) (?:of the matter )?is(?:, (?:though|however|of course),)?(?:,| that|, that) |(?:it['’]s|it is) (?:no secret|clear|obvious|plain|well known|no surprise|worth (?:noting|remembering|recalling|mentioning)) that |there(?:['’]s| is) no (?:doubt|question|denying) that |make no mistake, |of course, |to be fair, |to be clear, |in short, |simply put, |put simply, |on the other hand, )`)

// bareHowever finds the word between a subject and its verb, without commas.
var bareHowever = pattern.MustCompile(` however (is|are|was|were|has|have|had|does|do|did|can|will) `)

// linkWords are what between commas only links a sentence to another one.
var linkWords = []string{"however", "though", "meanwhile", "moreover", "nevertheless", "nonetheless", "furthermore", "for example", "for instance", "of course", "in turn", "in fact", "indeed", "as well", "too", "in particular"}

// linkAside returns where such words stand, with the comma behind them and one
// that may stand before; -1 = nowhere.
func linkAside(text string) (from, to int) {
	for comma := range text {
		if !strings.HasPrefix(text[comma:], ", ") {
			continue
		}
		for _, link := range linkWords {
			before, ok := strings.CutSuffix(text[:comma], " "+link)
			if ok && before != "" {
				return len(strings.TrimSuffix(before, ",")), comma + len(", ")
			}
		}
	}
	return -1, -1
}

// unlinked takes from a text the words that link it to what stood before or
// only assure that it is so.
func (f *finder) unlinked(text string) string {
	if told := uncredited(text); len(told) < len(text) {
		if at := assuring.FindStringIndex(told); at != nil {
			text = text[:len(text)-len(told)] + told[at[1]:]
		}
	}
	for _, link := range []string{"For example, ", "For instance, "} {
		if rest, ok := strings.CutPrefix(text, link); ok {
			text = upper(rest)
		}
	}
	if from, to := linkAside(text); from >= 0 {
		mark := ", "
		// Between a subject and its verb both commas go.
		if tag := tagAt(f.language.tokens(text), to); isFinite(tag) || tag == "MD" {
			mark = " "
		}
		text = text[:from] + mark + text[to:]
	}
	for _, link := range []string{", too.", ", as well.", ", however.", ", though."} {
		if rest, ok := strings.CutSuffix(text, link); ok {
			text = rest + "."
		}
	}
	text = bareHowever.ReplaceAllString(text, " $1 ")
	if strings.Contains(text, " since ") {
		text = sinceNothing.ReplaceAllString(text, "$1 $2")
	}
	return strings.Replace(text, " meanwhile ", " ", 1)
}

var (
	// sinceNothing finds that something has happened since a time which only the
	// sentence before tells: "Lark has since sold the boat".
	sinceNothing = pattern.MustCompile(`^((?:[^\s,;:]+ ){1,7}(?:has|have)) since (\pL+ed|been|become|begun|gone|made|taken|won|lost|left|come|given|built|grown|fallen|risen|spread|sold|bought|said|told|written|held|found|kept|led|put|set|sent|seen|had|done)\b`)
	hyphenTorn   = pattern.MustCompile(`(\pL*[^\PLs])- (\pL+)`)
	gluedMark    = pattern.MustCompile(`(\pL)"(\pL)`)
	dotForgot    = pattern.MustCompile(`\b(U\.[SKN]|D\.C) `)
	functionals  = set("and or to a an the of in on at by for from with as is was are were has had that which who it its his her their through into")
)

// mended puts right what is missing or too much for certain: the space before
// a quotation, the second point of "U.S", the space inside "low- income".
func mended(text string) string {
	if strings.Contains(text, "U.") || strings.Contains(text, "D.C ") {
		text = dotForgot.ReplaceAllString(text, "$1. ")
	}
	if strings.IndexByte(text, '"') < 0 && !strings.Contains(text, "- ") {
		return text // as most
	}
	for at := gluedMark.FindStringIndex(text); at != nil; at = gluedMark.FindStringIndex(text) {
		mark := at[0] + strings.IndexByte(text[at[0]:], '"')
		if strings.Count(text[:mark], `"`)%2 == 0 {
			text = text[:mark] + " " + text[mark:]
		} else {
			text = text[:mark+1] + " " + text[mark+1:]
		}
	}
	for _, m := range hyphenTorn.FindAllStringSubmatch(text, -1) {
		if !functionals[m[2]] && !functionals[strings.ToLower(m[1])] {
			text = strings.Replace(text, m[0], m[1]+"-"+m[2], 1)
		}
	}
	return text
}

// reword puts a fact in the words in which it stands alone. What the rules know
// of it by its statement goes with it.
func (f *finder) reword(fact *questions.Fact) {
	was := fact.Statement
	if strings.Contains(was, ` said: "`) {
		return // word for word
	}
	word := func(text string) string {
		if text = mended(text); !strings.Contains(text, `"`) {
			text = f.unlinked(text)
		}
		return text
	}
	now := word(was)
	if now == was {
		return
	}
	spans := slices.Clone(fact.Spans)
	for i, s := range spans {
		if strings.Count(now, s.Text) != strings.Count(was, s.Text) {
			return
		}
		spans[i].Ask = word(s.Ask)
	}
	fact.Statement, fact.Spans = now, spans
	if said, known := f.predicates[was]; known {
		f.predicates[now] = said
	}
	if told, known := f.worked[was]; known {
		f.worked[now] = told
	}
}

// twoNames finds two names with a comma between them and a verb behind.
var twoNames = pattern.MustCompile(`^((?:\p{Lu}[\pL'’.-]+ ){1,3}\p{Lu}[\pL'’-]+), ((?:\p{Lu}[\pL'’.-]+ ){1,3}\p{Lu}[\pL'’-]+) (\p{Ll}+)`)

// beginsOnly finds a claim of which perhaps only a clause of time or condition is
// left: "said that when she came."
var beginsOnly = pattern.MustCompile(`\bthat ((?:when|if|while|although|whenever|even though|even if|because) [^,"]+\.)$`)

// opensClause finds what begins a clause that another one must follow: "almost six
// years after", "just as". Behind the first comma stands the second submatch.
var opensClause = pattern.MustCompile(`^(?:[Jj]ust as|[Bb]ecause|[Aa]lthough|[Tt]hough|[Ww]hereas|[Ww]hile|[Ww]hen|[Ii]f|[Uu]nless|(?:[Aa]lmost |[Nn]early |[Jj]ust |[Oo]nly |[Aa]bout |[Ss]ome |[Mm]ore than )?(?:\pL+|\d+) (?:years?|months?|weeks?|days?|hours?|minutes?) (?:after|before|since)) ([^,]*)(?:, (.*))?$`)

// cutList finds four things or more at the end of which none is the last.
var cutList = pattern.MustCompile(`(?: (?:in|of|from|with|to|for|and)|:) (?:\p{Lu}[\pL'’-]+(?: \p{Lu}[\pL'’-]+)?, ){3,}\p{Lu}[\pL'’-]+(?: \p{Lu}[\pL'’-]+)?\.$`)

// likened finds one who is likened to somebody: "the Ada Lark of Oslo".
var likened = pattern.MustCompile(`\b(?:is|was|are|were|be|become|became) the ((?:\p{Lu}[\pL'’.-]+ ){1,2}\p{Lu}[\pL'’-]+) of `)

// torso reports whether of a sentence only its subject is left, with a clause
// about it, or one of several subjects is missing; or whether it likens one
// person to another, which is no fact.
func (f *finder) torso(statement string) bool {
	told := uncredited(statement)
	if strings.Count(statement, ", ") >= 3 && cutList.MatchString(statement) {
		return true
	}
	if m := opensClause.FindStringSubmatch(told); m != nil {
		needed, where := 2, m[1]
		if m[2] != "" {
			needed, where = 1, m[2]
		}
		if f.finite(where) < needed {
			return true
		}
	}
	if (strings.Contains(told, " that ") || strings.Contains(told, " wh")) && !strings.Contains(told, `"`) && bareSubject(f.tokensOf(plain(upper(told)))) {
		return true
	}
	if m := beginsOnly.FindStringSubmatch(statement); m != nil {
		return f.finite(m[1]) < 2
	}
	if m := likened.FindStringSubmatch(statement); m != nil && f.names.full[m[1]] != nil {
		return true
	}
	if m := aboutWhom.FindStringSubmatch(statement); m != nil {
		return f.finite(m[1]+".") == 0
	}
	if m := twoNames.FindStringSubmatch(told); m != nil {
		return m[3] != "and" && m[3] != "or" && f.names.full[m[1]] != nil && f.names.full[m[2]] != nil
	}
	return false
}

// finite counts the finite verbs of a text.
func (f *finder) finite(text string) int {
	verbs := 0
	for _, t := range f.language.tokens(text) {
		if isFinite(t.tag) || t.tag == "MD" {
			verbs++
		}
	}
	return verbs
}
