package rules

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// onlyStatement are the forms of a span that is there to be falsified.
var onlyStatement = []questions.Form{questions.TrueFalse}

// askedForms are the forms of a span that another name in its place would not
// make false for certain.
var askedForms = []questions.Form{questions.SingleChoice, questions.Gap, questions.WhoSaid, questions.DateChoice, questions.NumberChoice}

// falsehoods says of every fact what can be put differently in it so that the
// article contradicts it: a date, a number, a rank, a word that has a contrary.
// Names are exchanged only where what is told holds of one alone, since that
// the article tells it of Ada does not make it false of Bo.
func (f *finder) falsehoods() {
	for i := range f.facts {
		fact := &f.facts[i]
		f.contemporaries(fact)
		for k := range fact.Spans {
			span := &fact.Spans[k]
			if span.Kind == questions.Place && span.Allows(questions.SingleChoice) && regionTold(span.Text, fact.Statement) {
				span.Ask, span.Forms = "", onlyStatement
			}
			switch span.Kind {
			case questions.Person, questions.Organisation, questions.Place, questions.Term:
				exclusive := didAlone(fact.Statement, span.Text)
				if span.Kind == questions.Place {
					exclusive = atOne.MatchString(fact.Statement)
				}
				another := span.Kind == questions.Person && fact.FoundBy != "rules/role" && titleBefore(fact.Statement, span.Text)
				if allowed := span.Allows(questions.TrueFalse); allowed && !exclusive && fact.FoundBy != "rules/role" && !(span.Kind == questions.Term && fact.FoundBy == "rules/definition" && slices.Equal(span.Forms, onlyStatement)) && span.Text != fact.Claimant || another {
					*span = withoutStatement(*span)
				}
			}
		}
		// Few statements need their word classes, and they take as long as all else here.
		tokens := sync.OnceValue(func() []token { return f.language.tokens(fact.Statement) })
		for k, s := range fact.Spans {
			if s.Kind == questions.DateSpan && s.Allows(questions.TrueFalse) && lasts(fact.Statement, s.Text, tokens) {
				fact.Spans[k] = withoutStatement(s)
			}
			if s.Kind == questions.DateSpan && (counted(fact.Statement, s.Text) || besideEvent(fact.Statement, s.Text, tokens)) {
				fact.Spans[k].Forms = []questions.Form{}
			}
		}
		fact.Spans = slices.DeleteFunc(fact.Spans, func(s questions.Span) bool { return s.Forms != nil && len(s.Forms) == 0 })
		if fact.FoundBy == "rules/quote" || fact.FoundBy == "rules/acronym" {
			continue
		}
		fact.Spans = append(fact.Spans, slices.DeleteFunc(measures(fact.Statement, tokens, fact.Spans), func(s questions.Span) bool {
			return strings.Contains(f.worked[fact.Statement], s.Text) // the passage does not print it
		})...)
		fact.Spans = append(fact.Spans, contraries(fact.Statement, tokens, fact.Spans)...)
		fact.Spans = append(fact.Spans, f.otherwise(fact.Statement, tokens, fact.Spans)...)
		if fact.Claimant == "" && !denials.MatchString(fact.Statement) {
			continue // "not" in a plain report betrays that it is false; what somebody holds may be put either way
		}
		if denied := f.negation(fact.Statement, fact.Claimant, tokens); len(denied) > 0 {
			if denials.MatchString(denied[0].Text) { // what did not happen in May need not have happened in June
				for k, s := range fact.Spans {
					if s.Allows(questions.TrueFalse) {
						fact.Spans[k] = withoutStatement(s)
					}
				}
				fact.Spans = slices.DeleteFunc(fact.Spans, func(s questions.Span) bool { return s.Forms != nil && len(s.Forms) == 0 })
			}
			fact.Spans = append(fact.Spans, denied...)
		}
	}
	f.facts = slices.DeleteFunc(f.facts, f.toldByTitle)
}

// denials are words that a denied verb has beside it.
var denials = pattern.MustCompile(`\b(?:not|never|cannot|no longer)\b|n't\b`)

// withoutStatement takes the form true-false from a span.
func withoutStatement(s questions.Span) questions.Span {
	if len(s.Forms) == 0 {
		s.Forms = askedForms
		return s
	}
	s.Forms = slices.DeleteFunc(slices.Clone(s.Forms), func(f questions.Form) bool { return f == questions.TrueFalse })
	return s
}

var (
	// byOne finds what one person or body has done and no other.
	byOne = pattern.MustCompile(`\b(?:won|wins|wrote|founded|co-founded|invented|discovered|designed|directed|composed|elected|appointed|succeeded|replaced|assassinated|created|crowned|captured|conquered|bought|acquired|published|painted|coined|hosted|ruled|built|inaugurated)\b`)
	// atOne finds what is or happened at one place and no other.
	atOne = pattern.MustCompile(`\b(?:born|died|buried|held|took place|located|based|headquartered|graduated|signed|established|founded|crowned|inaugurated|hosted|capital)\b|\b(?:\p{Lu}[\pL'’.-]*|that|which|it|he|she|still|now) (?:lies|stands)\b`)
)

// reflexive finds somebody who is both who does something and whom it is done to.
var reflexive = pattern.MustCompile(`\b(?:himself|herself|themselves)\b`)

// didAlone reports whether what a statement says that only one can have done is told
// of a name: it stands right before the verb, "Ada Lark also founded", or behind it,
// "founded by Ada Lark", "elected Ada Lark". That a rower was neutral in the race
// that another one won may be told of many.
func didAlone(statement, name string) bool {
	before, after, found := strings.Cut(statement, name)
	if !found || reflexive.MatchString(statement) {
		return false
	}
	near := func(words []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool {
			return capitalised(w) && !months[w] || strings.ContainsAny(w, ",;:") || beginsRelative[w]
		})
	}
	for _, at := range byOne.FindAllStringIndex(after, -1) {
		if words := strings.Fields(after[:at[0]]); len(words) <= maxBetween && near(words) {
			return true
		}
	}
	for _, at := range byOne.FindAllStringIndex(before, -1) {
		if words := strings.Fields(before[at[1]:]); len(words) <= maxBetween && near(words) {
			return true
		}
	}
	return false
}

// maxBetween is how many words stand between a verb and who does it or is meant:
// "was elected in May by".
const maxBetween = 6

// taken reports whether a place of the statement belongs to a span that is
// asked for, or stands in quotation marks.
func taken(statement string, from, to int, spans []questions.Span) bool {
	if strings.Count(statement[:from], `"`)%2 == 1 || strings.Count(statement[:from], "“") > strings.Count(statement[:from], "”") {
		return true
	}
	return slices.ContainsFunc(spans, func(s questions.Span) bool {
		if s.Kind != questions.DateSpan && s.Kind != questions.Number {
			return false
		}
		at := strings.Index(statement, s.Text)
		return at >= 0 && at < to && from < at+len(s.Text)
	})
}

var (
	fullDate = pattern.MustCompile(`\b(?:\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b`)
	yearOnly = pattern.MustCompile(`\b(?:in|of|since|from|until|to|during|late|early|mid|around|about|circa|between|and|summer|spring|autumn|fall|winter|season,?|the) (1\d{3}|20\d{2})(s?)\b`)
	amount   = pattern.MustCompile(`(?:[$£€])?\b\d[\d,]*(?:\.\d+)?(?: (?:hundred|thousand|million|billion|trillion))?(?:%| percent| per cent)?`)
	spelled  = pattern.MustCompile(`\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety) [a-z]`)
)

// measures makes spans of the dates and numbers of a statement that no question
// asks for.
func measures(statement string, tokens func() []token, others []questions.Span) []questions.Span {
	var found []questions.Span
	add := func(kind questions.SpanKind, from, to int) {
		text := statement[from:to]
		if strings.Count(statement, text) == 1 && !taken(statement, from, to, append(others, found...)) {
			forms := onlyStatement
			if values := questions.Numbers(text); kind == questions.DateSpan || len(values) == 1 && values[0] > 3 {
				forms = []questions.Form{questions.Gap, questions.TrueFalse}
			}
			if kind == questions.DateSpan && (counted(statement, text) || lasts(statement, text, tokens) || besideEvent(statement, text, tokens)) {
				return
			}
			found = append(found, questions.Span{Kind: kind, Text: text, Forms: forms})
		}
	}
	for _, at := range fullDate.FindAllStringIndex(statement, -1) {
		add(questions.DateSpan, at[0], at[1])
	}
	for _, at := range yearOnly.FindAllStringSubmatchIndex(statement, -1) {
		if !joinedNumber(statement, at[2], at[5]) {
			add(questions.DateSpan, at[2], at[5])
		}
	}
	for _, at := range amount.FindAllStringIndex(statement, -1) {
		text := statement[at[0]:at[1]]
		if r, _ := utf8.DecodeRuneInString(statement[at[1]:]); unicode.IsLetter(r) {
			continue // "$12.9bn", "15th"
		}
		if strings.HasSuffix(text, ",") {
			continue
		}
		plainYear := len(text) == 4 && (text[0] == '1' || text[:2] == "20")
		if !plainYear && !joinedNumber(statement, at[0], at[1]) && counts(statement, at[0], at[1]) {
			add(questions.Number, at[0], at[1])
		}
	}
	for _, at := range spelled.FindAllStringIndex(statement, -1) {
		from, to := at[0], at[1]-2
		if !joinedNumber(statement, from, to) && !strings.HasPrefix(statement[to:], " of ") && !strings.HasPrefix(statement[to:], " and ") && !strings.HasPrefix(statement[to:], " or ") {
			add(questions.Number, from, to)
		}
	}
	return found
}

// stative are verbs of what may have been so at another time too.
var stative = set(`accounted accounts made makes comprised comprises consisted contained contains lived lives worked works served serves remained remains averaged averages
	owned owns used uses employed employs represented represents believed supported stood cost costs earned earns held holds lacked included includes totalled amounted exceeded reached
	known located based called considered popular worth`)

var (
	asOf    = pattern.MustCompile(`(?i)\bas of (?:\pL+ )?$`)
	holding = pattern.MustCompile(`\b(?:had|has|have|(?:accounted|accounts) for|comprised|contained|averaged|employed|totalled|numbered) [^,]*\d`)
	// amounted finds how much something was: "the median age was 38.1 years".
	amounted = pattern.MustCompile(`\b(?:was|were|is|are|stood at) (?:about |around |some |nearly |almost |only |just |over |more than |less than |at )?[$£€]?\d[\d,.]*(?: (?:hundred|thousand|million|billion|trillion))?(?:%| ?per ?cent\b| years\b| [\pL-]+\b)`)
	hasDone  = pattern.MustCompile(`\b(?:had|has|have) (?:\pL+ly )?(?:been|\pL+(?:ed|en|own|ung|ought|ilt))\b`)
)

// counted reports whether a date is the one of a count, which may have come out
// the same in another year.
func counted(statement, date string) bool {
	before, after, _ := strings.Cut(statement, date)
	if asOf.MatchString(before) || countedSince(before, after) {
		return true
	}
	rest := before + after
	if amounted.MatchString(rest) {
		return true
	}
	return holding.MatchString(rest) && !hasDone.MatchString(rest)
}

// whileWords begin what was at the time of something, or before it.
var whileWords = set("as after following since amid while")

// besideEvent reports whether a statement dates itself by what a state did or suffered as
// well, "In 1905, as captains seized ships of Norway" or "for its attack on Norway": who
// knows when that was sees which dates lie before it.
func besideEvent(statement, date string, classes func() []token) bool {
	at, tokens := strings.Index(statement, date), classes()
	for i, t := range tokens {
		cause := t.text == "for" && i+1 < len(tokens) && tokens[i+1].tag == "PRP$"
		if !cause && !whileWords[strings.ToLower(t.text)] {
			continue
		}
		clause := tokens[i+1:]
		if end := slices.IndexFunc(clause, func(t token) bool { return isMark(t.text) }); end >= 0 {
			clause = clause[:end]
		}
		if len(clause) == 0 || t.start < at && at < clause[len(clause)-1].end {
			continue // the date is that of the event
		}
		event, state := false, false
		for k, c := range clause {
			acts := c.tag == "VBD" || c.tag == "VBN" && k > 0 && isNoun(clause[k-1].tag) // "captains seized"
			event = event || acts || t.text != "as" && t.text != "while" && (happenings[c.text] || actNouns[stem(c.text)])
			state = state || demonyms[c.text] || countries[c.text] != "" || k > 0 && countries[clause[k-1].text+" "+c.text] != ""
		}
		if event && state {
			return true
		}
	}
	return false
}

// lasts reports whether a statement tells of the time of a date what may have
// been so at another time too: that something was so, and not that it happened.
// Who says since when it was so tells when it began.
func lasts(statement, date string, classes func() []token) bool {
	at := strings.Index(statement, date)
	before := strings.Fields(statement[:max(at, 0)])
	if n := len(before); n > 0 && (before[n-1] == "since" || before[n-1] == "from" || before[n-1] == "until") {
		return false
	}
	verb, tokens := -1, classes()
	for i, t := range tokens {
		if isFinite(t.tag) && (t.start < at || verb < 0) {
			verb = i
		}
	}
	if verb < 0 {
		return false
	}
	next := verb + 1
	for next < len(tokens) && (strings.HasPrefix(tokens[next].tag, "RB") || tokens[next].text == "been") {
		next++
	}
	text := tokens[verb].text
	switch {
	case stative[text]:
		return true
	case !beforeIs(text) || next >= len(tokens):
		return false
	case tokens[next].text == "the" && next+1 < len(tokens) && ordinal[tokens[next+1].text]:
		return false // whoever was the first was so once
	}
	participle := tokens[next].tag == "VBN" || tokens[next].tag == "VBD" || tokens[next].text == "born"
	return !participle || stative[tokens[next].text]
}

// joinedNumber reports whether a number is part of a range, a score, a word or
// a list.
func joinedNumber(statement string, from, to int) bool {
	before, after := strings.TrimSuffix(statement[:from], " "), strings.TrimPrefix(statement[to:], " ")
	for _, mark := range []string{"-", "–", "—", ":", "/", "(", "+", "#", ".", "'", "’"} {
		if strings.HasSuffix(before, mark) || strings.HasPrefix(after, mark) && mark != "." {
			return true
		}
	}
	words := strings.Fields(before)
	if n := len(words); n > 1 && (words[n-1] == "and" || words[n-1] == "or" || words[n-1] == "to" || words[n-1] == "between") && isNumeral(words[n-2]) {
		return true
	}
	next := strings.Fields(after)
	return len(next) > 1 && (next[0] == "and" || next[0] == "or" || next[0] == "to" || next[0] == "by" || next[0] == "out") && isNumeral(next[1])
}

// counts reports whether a number counts or measures something: a noun stands
// behind it and no name before it.
func counts(statement string, from, to int) bool {
	before, after := strings.Fields(statement[:from]), statement[to:]
	text := statement[from:to]
	if n := len(before); n > 1 && capitalised(before[n-1]) {
		return false // "Apollo 11", "June 11"
	}
	if strings.HasPrefix(text, "$") || strings.HasSuffix(text, "%") || strings.HasSuffix(text, "cent") {
		return true
	}
	return len(after) > 1 && after[0] == ' ' && after[1] >= 'a' && after[1] <= 'z'
}

// Where a word must stand for its contrary to make sense in its place.
const (
	asVerb      = "verb"      // what the subject does or did
	asPredicate = "predicate" // what the subject is: "was cheap", and no "cheap oil"
	asDegree    = "degree"    // "the largest", "larger than"
	asMeasure   = "measure"   // before a number
	asShare     = "share"     // "most people", "many friends"
	asKin       = "kin"       // "his father"
	asMuch      = "much"      // before an adjective that "than" follows
)

// wordPairs are contraries, with a blank between them, that make sense in the
// same place.
type wordPairs struct{ where, pairs string }

// contraryPairs are words of which one denies the other in the same place.
// Both directions hold for those with a stroke; of those with ">" the second
// has no contrary, or another one. Only words whose contrary is as usual in its
// place are here: of what a word was put in for, "unable to", "few alarming",
// "secretly", readers see that it was. Nouns that judge are none: "under fire for a
// success" betrays itself. So do predicates that praise or blame, and the
// opposite ends of a scale: nobody writes of the smallest tower, and the
// largest one's contrary is the second-largest. Nor does anybody tell what few
// do, so that "many" has no contrary.
var contraryPairs = []wordPairs{
	{asVerb, `increased/decreased increases/decreases rose/fell rises/falls risen/fallen
	accepted/rejected accepts/rejects approved>rejected approves>rejects refused_to>agreed_to refuses_to>agrees_to supported/opposed supports/opposes permitted/banned permits/bans
	bought/sold buys/sells imported/exported imports/exports convicted/acquitted
	defeated>lost_to beat>lost_to`},
	{asPredicate, `legal/illegal lawful/unlawful optional/mandatory temporary/permanent vertical/horizontal profitable/unprofitable`},
	{asDegree, `higher/lower larger/smaller bigger/smaller greater/smaller longer/shorter taller/shorter older/younger elder/younger
	faster/slower richer/poorer stronger/weaker better/worse cheaper/dearer heavier/lighter wider/narrower deeper/shallower earlier/later easier/harder
	largest>second-largest biggest>second-biggest highest>second-highest tallest>second-tallest longest>second-longest
	richest>second-richest deepest>second-deepest busiest>second-busiest`},
	{asMeasure, `more_than/less_than`},
	{asShare, `most>few`},
	{asMuch, `more>less`},
	{asKin, `father/mother son/daughter brother/sister grandfather/grandmother`},
}

// contrary maps a word to its contrary, standsAs to where it must stand.
var contrary, standsAs = map[string]string{}, map[string]string{}

func init() {
	for _, class := range contraryPairs {
		for pair := range strings.FieldsSeq(class.pairs) {
			a, b, both := strings.Cut(pair, "/")
			if !both {
				a, b, _ = strings.Cut(pair, ">")
			}
			a, b = strings.ReplaceAll(a, "_", " "), strings.ReplaceAll(b, "_", " ")
			if contrary[a] == "" {
				contrary[a], standsAs[a] = b, class.where
			}
			if both && contrary[b] == "" {
				contrary[b], standsAs[b] = a, class.where
			}
		}
	}
	delete(contrary, "falls") // of water
}

// inPlace reports whether a word stands where its contrary makes sense. Tag is
// its part of speech, before and next are the words beside it, nextTag is the
// part of speech of the one behind it, and after is all that follows.
func inPlace(text, tag string, before []string, next, nextTag, after string) bool {
	last := ""
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	second := ""
	if len(before) > 1 {
		second = before[len(before)-2]
	}
	switch standsAs[text] {
	case asVerb:
		if next == "to" && !amountNext.MatchString(after) && strings.HasPrefix(text, "increase") {
			return false // "increased to a flood"
		}
		if (next == "and" || next == "or") && (beforeIs(last) || last == "be") {
			return false // "had to be approved and licensed"
		}
		if allowing[text] && (nextTag != "IN" && nextTag != "RB" && nextTag != "." && nextTag != "" || next == "from" || next == "for") {
			return false // "was permitted more", "banned to row"
		}
		if isBe[last] && isNoun(nextTag) && !months[next] && !weekdays[next] {
			return false // "are approved suppliers"
		}
		led := beforeIs(last) || beforeIs(second) && strings.HasSuffix(last, "ly")
		if (tag == "VBN" || tag == "JJ") && !led || !strings.HasPrefix(tag, "V") && tag != "JJ" || tag == "VBG" {
			return false // "a failed connection"
		}
		if strings.Contains(after, " because ") {
			return false // which tells it
		}
		if andThen.MatchString(after) || chained.MatchString(after) || last == "who" || last == "which" || last == "that" {
			return false // what they did besides shows which it was, or it only describes somebody
		}
		return true
	case asPredicate:
		return isBe[last] || isBe[second] && strings.HasSuffix(last, "ly") || isBe[second] && (last == "very" || last == "more" || last == "still")
	case asShare:
		return last == "" && nextTag == "NNS" // and no "few alarming is"
	case asMuch:
		return (nextTag == "JJ" || nextTag == "RB") && !beforeMany[last] && last != "no" && moreThan.MatchString(after)
	case asKin:
		of := last == "his" || last == "her" || last == "their" || strings.HasSuffix(last, "'s")
		return of && !capitalised(next) && !nameBehind.MatchString(after)
	case asDegree:
		if strings.HasSuffix(text, "st") {
			// "the second-largest problems" are no more than one, nobody ranks fears,
			// and "the highest 20%" is no second.
			return nextTag != "NNS" && !isOrdinal(last) && !ranksNot[next] && !numberBehind.MatchString(after)
		}
		if last == "even" {
			return false // which says of which it is the more surprising
		}
		return next == "than" || (text == "elder" || text == "younger" || text == "older") && (last == "his" || last == "her" || last == "their" || strings.HasSuffix(last, "'s"))
	}
	return true
}

var (
	isBe         = set("is are was were be been became becomes")
	numberBehind = pattern.MustCompile(`^ \d`)
	// ranksNot are things that have no place in an order.
	ranksNot = set("problem concern issue challenge fear worry mistake need threat reason obstacle question hope strength weakness surprise part")
	// What makes another thing of "more" beside it.
	beforeMany = set("for in of by with from on to at what how as so too the these those a not very that good great")
	moreThan   = pattern.MustCompile(`^ \pL+ (?:\pL+ )?than\b`)
	amountNext = pattern.MustCompile(`^ to (?:[$£€]?\d|one |about |some |nearly |half)`)
	nameBehind = pattern.MustCompile(`^(?:,| who|-)`)

	// allowing are verbs of which only some have whom they allow something behind them.
	allowing = set("permitted banned permits bans")
	// chained finds another thing that the same subject did.
	chained = pattern.MustCompile(`(?:,|,? and|,? but)(?: then| later| also)? \p{Ll}{2,}ed (?:the|a|an|his|her|its|their|several|many|two|three|\p{Lu}[\pL'’-]+) `)
	// andThen finds a second predicate of the same subject.
	andThen = pattern.MustCompile(`,? and (?:has|have|had|did|does|also|instead) `)
)

// answered reports whether the rest of a sentence tells which of two contraries a
// word between two parts of it is: what goes only with one of them, a reason, a
// limit, what was done by it, or from where to where it went. Tokens are those of
// the sentence.
func answered(text, before, after string, tokens []token) bool {
	at := len(before)
	if _, held, found := strings.Cut(before, ", "); found && strings.HasPrefix(before, "According to ") {
		before = held
	}
	switch standsAs[text] {
	case asVerb:
		if forWhat.MatchString(after) {
			return true
		}
		if reversible[text] {
			return fromTo.MatchString(after) || fromWhom.MatchString(after) && !amountChange.MatchString(after)
		}
		if goesWith.MatchString(after) && !strings.HasPrefix(text, "convict") && !strings.HasPrefix(text, "acquit") || limits.MatchString(before+after) {
			return true
		}
		for k, t := range tokens { // "opposed the plan calling it a tax"
			if int(t.start) > at && t.tag == "VBG" && !asPreposition[t.text] && (isNoun(tokens[k-1].tag) || tokens[k-1].text == ",") {
				return true
			}
		}
	case asDegree, asMuch:
		if strings.HasSuffix(before, "-") {
			return true // "the 20-largest"
		}
		if strings.HasSuffix(text, "st") {
			return roughlyThe.MatchString(before) || ofAll.MatchString(after)
		}
		return limits.MatchString(before+after) || dashed.MatchString(before) || standsAs[text] == asMuch && pluralThan.MatchString(after)
	case asShare:
		return limits.MatchString(before+after) || goesOnAbout.MatchString(after)
	case asMeasure:
		return kept.MatchString(before) || boasts.MatchString(before) && text == "more than" || enabled.MatchString(before) && text == "less than" || shareNext.MatchString(after) && strings.Count(before+after, "$") > 1
	}
	return false
}

var (
	// goesWith finds a preposition that only one of two contraries has behind it:
	// "opposed to", "accepted as".
	goesWith = pattern.MustCompile(`^ (?:to|of|with|as|into|for|about|against) `)
	// fromTo finds from which number to which something went.
	fromTo = pattern.MustCompile(`\bfrom (?:\pL+ )?[$£€]?\d.* to `)
	// fromWhom finds from whom or to whom something went, amountChange that it is a number.
	fromWhom     = pattern.MustCompile(`\b(?:from|to) `)
	amountChange = pattern.MustCompile(`\b(?:from|to) (?:\pL+ ){0,2}[$£€]?\d`)
	// limits finds words that say why something is so, or in spite of what.
	limits = pattern.MustCompile(`\b(?:because|since \pL|although|though|despite|but|whereas|while|rather|instead|not|never|no|nor|only|even|especially|particularly|nevertheless|so that)\b|n['’]t\b`)
	// forWhat finds what something is done for.
	forWhat       = pattern.MustCompile(`\b(?:(?:in order|so as) to|to (?:make|help|keep|prevent|avoid|ensure|attract|encourage|boost|reduce|protect|curb|tackle|combat|stop|save))\b`)
	asPreposition = set("including following regarding concerning according during pending excluding involving")
	// goesOnAbout finds a second thing that most do.
	goesOnAbout = pattern.MustCompile(`, and |, which `)
	// roughlyThe finds what is one of the first, but not which, and ofAll what has no
	// second or only a label before a name: "the biggest prize of all", "the biggest phone firm Vell".
	roughlyThe = pattern.MustCompile(`\b(?:about|among|almost|nearly|perhaps|probably|arguably|possibly) the $`)
	ofAll      = pattern.MustCompile(`^ (?:\p{Ll}[\pL-]+ ){1,3}(?:of all\b|\p{Lu})`)
	// boasts finds words behind which a number is told for being large, and enabled
	// such as say what is possible, of which another amount does not say the contrary.
	boasts     = pattern.MustCompile(`\b(?:with|boast\w*|notch\w*|amass\w*|garner\w*|attract\w*|rack\w* up) $`)
	enabled    = pattern.MustCompile(`\b(?:can|could|able to|allow\w*|lets?|enabl\w+|possible)\b`)
	dashed     = pattern.MustCompile(` [-–—] |[–—]|--`)
	pluralThan = pattern.MustCompile(`^ \pL+ \pL+s than\b`)
	// kept finds what something is kept from, "stop it from rising more than", and
	// shareNext finds a share, which two amounts beside it tell.
	shareNext = pattern.MustCompile(`^ \d+(?:\.\d+)?(?:%| ?per ?cent) of\b`)
	kept      = pattern.MustCompile(`\bfrom \pL+ing $|\b(?:[Nn]ot|[Nn]ever|[Nn]o|cannot)\b`)
)

func isNounOrAdjective(tag string) bool { return isNoun(tag) || tag == "JJ" }

// wordsAt returns where the words of a text stand: letters, joined by hyphens.
func wordsAt(text string) [][2]int {
	found := make([][2]int, 0, strings.Count(text, " ")+1)
	from := -1 // where a word began; -1 = none
	for i, r := range text {
		switch {
		case unicode.IsLetter(r):
			if from < 0 {
				from = i
			}
			continue
		case from < 0:
			continue
		case r == '-':
			if next, _ := utf8.DecodeRuneInString(text[i+1:]); unicode.IsLetter(next) {
				continue
			}
		}
		found = append(found, [2]int{from, i})
		from = -1
	}
	if from >= 0 {
		found = append(found, [2]int{from, len(text)})
	}
	return found
}

// contraries makes spans of the words of a statement that have a contrary. A
// word of a name has none, nor one that stands under a negation.
func contraries(statement string, tokens func() []token, others []questions.Span) []questions.Span {
	var found []questions.Span
	at := wordsAt(statement)
	for i := range at {
		w := &at[i]
		text := statement[w[0]:w[1]]
		if i == 0 {
			text = strings.ToLower(text)
		}
		if i+1 < len(at) && contrary[text+" "+statement[at[i+1][0]:at[i+1][1]]] != "" {
			w[1] = at[i+1][1]
			text = statement[w[0]:w[1]]
		}
		other := contrary[text]
		printed := statement[w[0]:w[1]]
		if i == 0 && standsAs[text] != asShare || other == "" || taken(statement, w[0], w[1], nil) || strings.Count(statement, printed) != 1 {
			continue
		}
		word := func(k int) string {
			if k < 0 || k >= len(at) {
				return ""
			}
			return statement[at[k][0]:at[k][1]]
		}
		before, next := word(i-1), word(i+1)
		nextTag := ""
		if i+1 < len(at) {
			nextTag = tagAt(tokens(), at[i+1][0])
		}
		beside := []string{word(i - 2), before}
		if text == "most" && strings.HasPrefix(statement, "According to ") && strings.HasSuffix(statement[:w[0]], ", ") {
			beside = nil // here the sentence begins
		}
		if !inPlace(text, tagAt(tokens(), w[0]), beside, next, nextTag, statement[w[1]:]) || answered(text, statement[:w[0]], statement[w[1]:], tokens()) {
			continue
		}
		switch {
		case before == "not" || before == "no" || before == "never" || before == "nor" || before == "neither" || before == "as" && next == "to" || next == "nor" || before == "at" || before == "than" || before == "or" || next == "or" || next == "and" && !strings.HasSuffix(text, "ed") || before == "and" && !strings.HasSuffix(text, "ed"):
			continue
		case standsAs[text] == asDegree && (ordinal[before] || word(i-2) == "of" && slices.Contains([]string{"one", "some", "among"}, word(i-3))):
			continue // "one of the largest"
		case standsAs[text] == asKin && questions.HoldsWords(statement, other):
			continue
		case text == "defeated" || text == "beat":
			if beforeIs(before) || !capitalised(next) && next != "the" {
				continue
			}
		case text == "more than" && !measured.MatchString(statement[w[1]:]):
			continue
		case standsAs[text] != asMeasure && standsAs[text] != asDegree && standsAs[text] != asMuch && hangsOn.MatchString(statement[:w[0]]):
			continue // the main clause goes with one of the two only
		case standsAs[text] == asVerb && strings.HasSuffix(statement[:w[0]], ", "):
			continue // one of several things: "improves sleep, reduces fear and ..."
		case reversible[text] && (next == "with" || next == "by" || !yearOf.MatchString(statement)):
			continue // it rose, and later it fell
		case text == "rose" && next == "to" && capitalised(word(i+2)):
			continue
		}
		if slices.ContainsFunc(others, func(s questions.Span) bool {
			return s.Kind != questions.Term && strings.Contains(s.Text, text)
		}) {
			continue // part of a name
		}
		if text == "more than" && countedThings(statement[w[1]:]) {
			other = "fewer than"
		}
		found = append(found, questions.Span{Kind: questions.Term, Text: printed, Wrong: []string{other}, Forms: onlyStatement})
	}
	return found
}

// hangsOn finds, at the end of a text, a clause or phrase that says why, in spite of what or
// of whom the rest is told: "won support as the fear of lamps".
var hangsOn = pattern.MustCompile(`(?i)\b(?:as(?: (?:the|a|an|his|her|its|their|\pL+ and|\pL+s))|because|since \pL|although|though|while|whereas|despite|who|whom|whose|which|where) [^,;:]*$`)

// tagAt returns the part of speech of the word that begins at a byte; "" = none
// begins there.
func tagAt(tokens []token, at int) string {
	for _, t := range tokens {
		if int(t.start) == at {
			return t.tag
		}
	}
	return ""
}

func beforeIs(word string) bool {
	switch word {
	case "was", "were", "be", "been", "being", "is", "are", "has", "have", "had":
		return true
	}
	return false
}

// reversible are happenings that their contrary may follow: only with its date
// is one denied by the other.
var reversible = set("bought sold buys rose fell increased decreased risen fallen")

// measured finds a number right behind "more than".
var measured = pattern.MustCompile(`^ (?:[$£€]?\d|half|a third|a quarter|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|a (?:hundred|thousand|million))`)

// numberOf finds a number and the word behind it.
var numberOf = pattern.MustCompile(`^ (?:\d[\d,]*|\d+\.\d+ (?:million|billion)|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|a (?:hundred|thousand|million|dozen))(?: (?:hundred|thousand|million|billion))* (\pL+)`)

// amounts are what a number of is an amount and no count of things.
var amounts = set("percent per years year months month weeks week days day hours hour minutes seconds miles mile kilometres kilometers metres meters feet inches tons tonnes kilograms kilogrammes pounds dollars euros rupees yen degrees points times acres hectares gallons litres liters square cubic of")

// countedThings reports whether a number at the head of a text counts things or
// people, of which there are fewer, not less.
func countedThings(text string) bool {
	m := numberOf.FindStringSubmatch(text)
	return m != nil && !amounts[m[1]]
}

var yearOf = pattern.MustCompile(`\b(?:1\d{3}|20\d{2})\b`)

var ordinal = set("first second third fourth fifth sixth seventh eighth ninth tenth")
