package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

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
		for k := range fact.Spans {
			span := &fact.Spans[k]
			switch span.Kind {
			case questions.Person, questions.Organisation, questions.Place, questions.Term:
				exclusive := byOne.MatchString(fact.Statement)
				if span.Kind == questions.Place {
					exclusive = atOne.MatchString(fact.Statement)
				}
				if allowed := span.Allows(questions.TrueFalse); allowed && !exclusive && fact.FoundBy != "rules/role" && span.Text != fact.Claimant {
					*span = withoutStatement(*span)
				}
			}
		}
		fact.Spans = slices.DeleteFunc(fact.Spans, func(s questions.Span) bool { return s.Forms != nil && len(s.Forms) == 0 })
		if fact.FoundBy == "rules/quote" || fact.FoundBy == "rules/acronym" {
			continue
		}
		fact.Spans = append(fact.Spans, slices.DeleteFunc(measures(fact.Statement, fact.Spans), func(s questions.Span) bool {
			return strings.Contains(f.worked[fact.Statement], s.Text) // the passage does not print it
		})...)
		fact.Spans = append(fact.Spans, contraries(fact.Statement, fact.Spans)...)
	}
}

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
	atOne = pattern.MustCompile(`\b(?:born|died|buried|held|took place|located|lies|stands|based|headquartered|graduated|signed|established|founded|crowned|inaugurated|hosted|capital)\b`)
)

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
func measures(statement string, others []questions.Span) []questions.Span {
	var found []questions.Span
	add := func(kind questions.SpanKind, from, to int) {
		text := statement[from:to]
		if strings.Count(statement, text) == 1 && !taken(statement, from, to, append(others, found...)) {
			forms := onlyStatement
			if values := questions.Numbers(text); kind == questions.DateSpan || len(values) == 1 && values[0] > 3 {
				forms = []questions.Form{questions.Gap, questions.TrueFalse}
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
	if n := len(words); n > 1 && (words[n-1] == "and" || words[n-1] == "or" || words[n-1] == "to" || words[n-1] == "between") && strings.ContainsAny(words[n-2]+words[n-1], "0123456789") {
		return true
	}
	next := strings.Fields(after)
	return len(next) > 1 && (next[0] == "and" || next[0] == "or" || next[0] == "to" || next[0] == "by" || next[0] == "out") && strings.ContainsAny(next[1], "0123456789")
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

// contraryPairs are words of which one denies the other in the same place.
// Both directions hold.
var contraryPairs = `increased/decreased increases/decreases increase/decrease increasing/decreasing rose/fell rises/falls risen/fallen rising/falling
	raised/lowered raises/lowers grown/shrunk gained/lost doubled/halved strengthened/weakened strengthens/weakens improved/worsened improves/worsens
	approved/rejected approves/rejects approving/rejecting accepted/refused accepts/refuses supported/opposed supports/opposes supporting/opposing allowed/forbade allows/forbids permitted/banned permits/bans
	began/ended begins/ends beginning/end begun/ended started/stopped starts/stops opened/closed opens/closes arrived/departed joined/left entered/left enters/leaves appointed/dismissed hired/fired
	bought/sold buys/sells buy/sell importing/exporting imported/exported imports/exports won/lost wins/loses winning/losing victory/defeat victories/defeats praised/criticised
	succeeded/failed succeeds/fails success/failure successful/unsuccessful successfully/unsuccessfully convicted/acquitted confirmed/denied confirms/denies legal/illegal lawful/unlawful
	built/demolished encouraged/discouraged encourages/discourages
	higher/lower highest/lowest larger/smaller largest/smallest bigger/smaller biggest/smallest greater/smaller greatest/smallest longer/shorter longest/shortest taller/shorter tallest/shortest older/younger oldest/youngest eldest/youngest elder/younger
	faster/slower fastest/slowest richer/poorer richest/poorest stronger/weaker strongest/weakest better/worse best/worst cheaper/dearer cheapest/dearest heavier/lighter heaviest/lightest wider/narrower widest/narrowest deeper/shallower earlier/later earliest/latest easier/harder
	northern/southern eastern/western north/south east/west northeast/southwest northwest/southeast northeastern/southwestern northwestern/southeastern
	maximum/minimum majority/minority public/private rural/urban domestic/foreign internal/external positive/negative optimistic/pessimistic temporary/permanent voluntary/compulsory optional/mandatory
	Republican/Democratic Republicans/Democrats
	monthly/weekly annual/monthly annually/monthly yearly/monthly summer/winter spring/autumn morning/evening afternoon/morning
	ancient/modern inner/outer upper/lower indoors/outdoors indoor/outdoor vertical/horizontal vertically/horizontally hot/cold warm/cool dry/wet rich/poor strong/weak high/low short/long wide/narrow cheap/expensive
	before/after above/below inside/outside with/without more/less fewer/more rarely/often
	defeated/lost_to beat/lost_to refused_to/agreed_to failed_to/managed_to unable_to/able_to likely/unlikely
	first/second second/third third/fourth fourth/fifth fifth/sixth sixth/seventh seventh/eighth eighth/ninth ninth/tenth half/quarter
	single/double twice/three_times minority/majority guilty/innocent
	wooden/stone gold/silver silver/bronze
	large/small big/small happy/unhappy satisfied/dissatisfied possible/impossible popular/unpopular safe/dangerous difficult/easy simple/complex common/rare
	directly/indirectly formal/informal official/unofficial attractive/unattractive
	important/unimportant necessary/unnecessary expected/unexpected reliable/unreliable profitable/unprofitable visible/invisible complete/incomplete experienced/inexperienced
	employed/unemployed active/inactive alive/dead married/unmarried literate/illiterate effective/ineffective adequate/inadequate
	similar/different friendly/hostile peaceful/violent densely/sparsely heavily/lightly widely/narrowly rapidly/slowly quickly/slowly
	more_than/less_than heavier/lighter reduces/increases reduced/increased reduce/increase reducing/increasing lowers/raises shortened/lengthened shortens/lengthens
	minor/major senior/junior primary/secondary excellent/poor hired/dismissed wealthy/poor healthy/sick literacy/illiteracy`

var contrary = map[string]string{}

func init() {
	for pair := range strings.FieldsSeq(contraryPairs) {
		a, b, _ := strings.Cut(pair, "/")
		a, b = strings.ReplaceAll(a, "_", " "), strings.ReplaceAll(b, "_", " ")
		if contrary[a] == "" {
			contrary[a] = b
		}
		if contrary[b] == "" && b != "lost to" && b != "second" {
			contrary[b] = a
		}
	}
	for _, ambiguous := range []string{"with", "without", "left", "more", "less", "often", "low", "before", "beginning", "end", "lower", "stopped", "best", "second", "spring", "fall", "falls", "long", "short", "increase", "reduce", "decrease", "similar", "different", "common", "complete", "poor", "dead", "secondary", "double", "quarter", "stone", "closed", "light"} {
		delete(contrary, ambiguous)
	}
}

var wordsAt = regexp.MustCompile(`[\p{L}]+(?:-[\p{L}]+)*`)

// contraries makes spans of the words of a statement that have a contrary. A
// word of a name has none, nor one that stands under a negation.
func contraries(statement string, others []questions.Span) []questions.Span {
	var found []questions.Span
	at := wordsAt.FindAllStringIndex(statement, -1)
	for i, w := range at {
		text := statement[w[0]:w[1]]
		if i+1 < len(at) && contrary[text+" "+statement[at[i+1][0]:at[i+1][1]]] != "" {
			w[1] = at[i+1][1]
			text = statement[w[0]:w[1]]
		}
		other := contrary[text]
		if i == 0 || other == "" || taken(statement, w[0], w[1], nil) || strings.Count(statement, text) != 1 {
			continue
		}
		word := func(k int) string {
			if k < 0 || k >= len(at) {
				return ""
			}
			return statement[at[k][0]:at[k][1]]
		}
		before, next := word(i-1), word(i+1)
		// A word beside a capital may belong to a name: "the Second World War",
		// "northern Ireland"; a party's is one of its own.
		party := capitalised(text)
		switch {
		case !party && unicode.IsUpper([]rune(next + "x")[0]) && ordinal[text]:
			continue
		case before == "not" || before == "no" || before == "never" || before == "nor" || before == "neither" || before == "as" && next == "to" || next == "nor" || before == "at" || before == "than" || before == "or" || next == "or" || next == "and" && !strings.HasSuffix(text, "ed") || before == "and" && !strings.HasSuffix(text, "ed"):
			continue
		case ordinal[text] && (before != "the" && before != "a" && before != "his" && before != "her" && before != "its" && before != "their" && !strings.HasSuffix(before, "'s") || next == "time" || next == "place" || next == "" || word(i-2) == "of"):
			continue
		case text == "defeated" || text == "beat":
			if beforeIs(before) || !capitalised(next) && next != "the" {
				continue
			}
		case text == "won" && !capitalised(next) && next != "the" && next != "a" && next != "his" && next != "her":
			continue
		case text == "more than" && !measured.MatchString(statement[w[1]:]):
			continue
		case (text == "victory" || text == "victories") && strings.Contains(statement, "defeated"):
			continue
		case reversible[text] && (next == "with" || next == "by" || !yearOf.MatchString(statement)):
			continue // it began, and later it ended
		case text == "rose" && next == "to" && capitalised(word(i+2)):
			continue
		}
		if slices.ContainsFunc(others, func(s questions.Span) bool {
			return s.Kind != questions.Term && strings.Contains(s.Text, text)
		}) {
			continue // part of a name
		}
		found = append(found, questions.Span{Kind: questions.Term, Text: text, Wrong: []string{other}, Forms: onlyStatement})
	}
	return found
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
var reversible = set("began ended begins ends begun started starts opened opens arrived departed joined entered left appointed dismissed hired fired bought sold buys built demolished rose fell gained lost raised lowered closes increased decreased improved worsened strengthened weakened risen fallen grown won")

// measured finds a number right behind "more than".
var measured = regexp.MustCompile(`^ (?:[$£€]?\d|half|a third|a quarter|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|a (?:hundred|thousand|million))`)

var yearOf = pattern.MustCompile(`\b(?:1\d{3}|20\d{2})\b`)

var ordinal = set("first second third fourth fifth sixth seventh eighth ninth tenth")
