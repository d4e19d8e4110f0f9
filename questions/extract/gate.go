package extract

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/pattern"
)

// Why the gate drops a fact. The names are stable: they are counted.
const (
	ReasonParagraph   = "no such paragraph"
	ReasonQuote       = "evidence is not in the paragraph"
	ReasonAnchor      = "no anchor that stands once"
	ReasonName        = "a name that the evidence does not have"
	ReasonNumber      = "a number or date that the evidence does not have"
	ReasonWord        = "words that the evidence does not have"
	ReasonDependent   = "does not stand on its own"
	ReasonClaimant    = "a claim without its claimant"
	ReasonSpan        = "a span that is not once in the statement"
	ReasonLength      = "too long"
	ReasonRepeated    = "the same statement again"
	ReasonNoStatement = "no statement"
)

// Lengths of what a fact may state.
const (
	maxStatementWords = 45
	maxQuotedWords    = 60 // a statement with a quotation in it
	minStatementWords = 4
)

// Gate returns the facts that their evidence carries and, for each other one,
// why it does not:
//
//   - every quote stands word for word in the paragraph that is cited, and the
//     anchor exactly once;
//   - every name, number and date of the statement, and nearly every other
//     telling word, stands in the evidence, or follows from "last year" there
//     and the article's date;
//   - the statement stands on its own: no pronoun, definite noun or relative
//     time without its reference;
//   - what the evidence puts into somebody's mouth names that person or body;
//   - each span occurs once in the statement, and no statement comes twice.
//
// It only reads and compares. Whether a statement follows from its evidence in
// every respect is for people to judge.
func Gate(a *article.Article, facts []questions.Fact) (kept []questions.Fact, dropped []Drop) {
	seen := map[string]bool{}
	for _, f := range facts {
		reason, detail := judge(a, &f)
		if key := strings.Join(questions.Words(f.Statement), " "); reason == "" {
			if seen[key] {
				reason = ReasonRepeated
			}
			seen[key] = true
		}
		if reason == "" {
			kept = append(kept, f)
			continue
		}
		d := Drop{Family: f.FoundBy, Reason: reason, Detail: detail, Text: f.Statement}
		if len(f.Evidence) > 0 {
			d.Paragraph = f.Evidence[0].Paragraph
		}
		dropped = append(dropped, d)
	}
	return kept, dropped
}

// judge returns why a fact is dropped; "" keeps it.
func judge(a *article.Article, f *questions.Fact) (reason, detail string) {
	words := len(strings.Fields(f.Statement))
	quoted := slices.ContainsFunc(f.Spans, func(s questions.Span) bool { return s.Kind == questions.Quotation })
	switch {
	case words < minStatementWords:
		return ReasonNoStatement, ""
	case questions.TooLong(f.Statement) || words > maxQuotedWords || words > maxStatementWords && !quoted:
		return ReasonLength, fmt.Sprintf("%d words", words)
	}
	if reason, detail := judgeEvidence(a, f); reason != "" {
		return reason, detail
	}
	for _, s := range f.Spans {
		if strings.TrimSpace(s.Text) == "" || strings.Count(f.Statement, s.Text) != 1 {
			return ReasonSpan, s.Text
		}
	}
	var all []string
	for _, e := range f.Evidence {
		all = append(all, e.Quote)
	}
	evidence := strings.Join(all, "\n")
	known := evidence
	if f.Claimant != "" && f.Claimant == strings.Join(a.Authors, " and ") {
		known += "\n" + f.Claimant // who wrote the article stands above it
	}
	if date := a.Published; date.Day > 0 && relative.MatchString(evidence) {
		// "on Tuesday" may be told as the month that the article's date gives.
		day := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, time.UTC)
		for _, d := range []time.Time{day, day.AddDate(0, 0, -day.Day()), time.Date(date.Year-1, time.January, 1, 0, 0, 0, 0, time.UTC)} {
			known += d.Format("\nJanuary 2006")
		}
	}
	if date := a.Published; date.Day > 0 && monthless.MatchString(evidence) {
		// So may the year of a month that is told without one.
		known += fmt.Sprintf("\n%d %d", date.Year, date.Year-1)
	}
	if date := a.Published; date.Day > 0 {
		// What an article tells of its own time may be told as of its month.
		month := time.Date(date.Year, date.Month, date.Day, 0, 0, 0, 0, time.UTC).Format("January 2006")
		if strings.HasPrefix(f.Statement, "As of "+month+", ") {
			known += "\n" + month
		}
	}
	if reason, detail := judgeWords(f, known); reason != "" {
		return reason, detail
	}
	if detail := dependent(f); detail != "" {
		return ReasonDependent, detail
	}
	if f.Claimant == "" {
		if cue := claimCue(f, evidence); cue != "" {
			return ReasonClaimant, cue
		}
	}
	return "", ""
}

func judgeEvidence(a *article.Article, f *questions.Fact) (reason, detail string) {
	if len(f.Evidence) == 0 {
		return ReasonQuote, "there is none"
	}
	for _, e := range f.Evidence {
		if e.Paragraph < 1 || e.Paragraph > len(a.Paragraphs) {
			return ReasonParagraph, fmt.Sprint(e.Paragraph)
		}
		paragraph := a.Paragraphs[e.Paragraph-1]
		if e.Quote == "" || !strings.Contains(paragraph.Text, e.Quote) {
			return ReasonQuote, e.Quote
		}
		alone := article.Article{Paragraphs: []article.Paragraph{paragraph}}
		if e.Anchor == "" || len(strings.Fields(e.Anchor)) > questions.MaxAnchorWords || !alone.Find(paragraph.Number, e.Anchor).Once() {
			return ReasonAnchor, e.Anchor
		}
	}
	return "", ""
}

// added are words that an engine may put into a statement: they frame it and
// say nothing about the world.
var added = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq(`a an the of in on at to by for from with and or that who which is are was were be been has have had do does did
		said says according stands short named as described identified it its this these not called known stated told called wrote author authors`) {
		added[w] = true
	}
}

// judgeWords compares the statement's words with those of the evidence. Names
// and numbers must all be there; of the other words one in eight may be
// another form ("kills" for "killing").
func judgeWords(f *questions.Fact, evidence string) (reason, detail string) {
	has := map[string]bool{}
	for _, w := range questions.Words(evidence) {
		has[w] = true
		if month := questions.FullMonth(w); month != "" {
			has[strings.ToLower(month)] = true // "Sept. 29"
		}
		if strings.Contains(w, "-") {
			for part := range strings.SplitSeq(w, "-") {
				has[part] = true
			}
		}
	}
	values := questions.Numbers(evidence)
	for _, n := range questions.Numbers(f.Statement) {
		if !slices.Contains(values, n) {
			return ReasonNumber, fmt.Sprint(n)
		}
	}
	missing, telling := []string{}, 0
	for i, field := range strings.Fields(article.Normalise(f.Statement)) {
		field = strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		words := questions.Words(field)
		if len(words) == 0 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(field)
		for _, w := range words {
			switch {
			case has[w] || added[w]:
			case unicode.IsDigit(first) || strings.ContainsAny(w, "0123456789"):
				return ReasonNumber, field
			case unicode.IsUpper(first) && i > 0:
				return ReasonName, field
			default:
				missing = append(missing, w)
			}
			if !added[w] {
				telling++
			}
		}
	}
	if 8*len(missing) > telling {
		return ReasonWord, strings.Join(missing, ", ")
	}
	return "", ""
}

// dependent returns what in a statement refers to something outside it.
func dependent(f *questions.Fact) string {
	asked := questions.Question{ID: "x/true-false", Form: questions.TrueFalse, Stem: f.Statement, Key: []string{questions.True}, Distractors: []string{questions.False}}
	for _, p := range questions.Lint(asked) {
		if p.Rule == "ambiguous" || p.Rule == "unfocused-stem" {
			return p.Message
		}
	}
	unquoted := quotation.ReplaceAllString(f.Statement, "“”")
	if f.Claimant != "" && !strings.HasPrefix(f.Claimant, "the ") && strings.HasPrefix(f.Statement, "According to "+f.Claimant+", ") {
		unquoted = atLarge.ReplaceAllString(unquoted, "people") // as whoever is named says
	}
	if w := speaking.FindString(unquoted); w != "" {
		return w
	}
	return ""
}

// monthless finds a month, of which the article's date tells the year.
var monthless = pattern.MustCompile(`\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.? \d|\d (?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b)`)

// relative finds a time that the article's date tells.
var relative = pattern.MustCompile(`(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|(?:this|last) (?:week|month|year))\b`)

var (
	quotation = pattern.MustCompile(`[“"][^“”"]*[”"]`)
	// Words that point at the writer, the reader or the moment of writing.
	speaking = pattern.MustCompile(`\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Uu]s|[Yy]our|me|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|ago|the (?:former|latter)|(?:[Ll]ast|[Tt]his|[Nn]ext) (?:year|month|week|weekend|summer|winter|spring|fall|autumn|night|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b`)

	// Words for people at large, or for who writes and some others.
	atLarge = pattern.MustCompile(`\b(?:we|our|us|you|your)\b`)

	// A cue that puts what follows, or what stands before it, into a mouth.
	cue = pattern.MustCompile(`(?i)\b(?:says?|said|saying|told|claim(?:s|ed|ing)?|alleg(?:es?|ed|edly|ing)|accus(?:es?|ed|ing)|argu(?:es?|ed|ing)|insist(?:s|ed|ing)?|den(?:y|ies|ied)|believ(?:es?|ed)|according to|reported(?:ly)?|suggest(?:s|ed)?|warn(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed) that|supposedly|apparently|rumou?red|purported(?:ly)?)\b`)
)

// identified is a statement of what somebody or something is, as an engine
// writes it that read a name and what stands beside it.
var identified = pattern.MustCompile(`^(.+?) (?:is|was) (?:(?:identified|described) as )?(?:an? |the )?(.+?)\.$`)

// besideName reports whether a statement only says what its evidence has
// right beside a name: behind "said Ada Lark, the mayor of Brenk" the office is
// the article's own word, not Ada Lark's.
func besideName(statement, evidence string) bool {
	m := identified.FindStringSubmatch(statement)
	if m == nil {
		return false
	}
	words := questions.Words(m[1])
	evidence = strings.ToLower(article.Normalise(evidence))
	what := strings.ToLower(article.Normalise(m[2]))
	const near = 60 // bytes: a title, a given name, an age and an article
	for from := 0; len(words) > 0; {
		at := strings.Index(evidence[from:], what)
		if at < 0 {
			return false
		}
		at += from
		before := evidence[max(0, at-near):at]
		after := evidence[at+len(what) : min(len(evidence), at+len(what)+near)]
		for _, side := range []string{before, after} {
			if slices.Contains(questions.Words(side), words[len(words)-1]) {
				return true
			}
		}
		from = at + 1
	}
	return false
}

// claimCue returns the cue under which the statement stands in its evidence,
// when the statement itself does not have it.
//
// A cue governs the words after it ("said that ...", "According to X, ...")
// and, when nothing but a name and the end of the sentence follows, those
// before it ("..., she said."). What stands before "X, the mayor, said that" or
// behind "said X, the mayor" is told by the article itself.
func claimCue(f *questions.Fact, evidence string) string {
	at := cue.FindStringIndex(evidence)
	if at == nil || cue.MatchString(f.Statement) {
		return ""
	}
	before, after := map[string]bool{}, map[string]bool{}
	for _, w := range questions.Words(evidence[:at[0]]) {
		before[w] = true
	}
	rest := questions.Words(evidence[at[1]:])
	for _, w := range rest {
		after[w] = true
	}
	var inBefore, inAfter, all int
	for _, w := range questions.Words(f.Statement) {
		if added[w] {
			continue
		}
		all++
		if before[w] {
			inBefore++
		}
		if after[w] {
			inAfter++
		}
	}
	word := evidence[at[0]:at[1]]
	hedge := strings.HasSuffix(strings.ToLower(word), "ly")
	inverted := len(rest) > 0 && len(rest) <= 6 // ", said the mayor."
	switch {
	case all == 0 || besideName(f.Statement, evidence):
		return ""
	case hedge:
		return word
	case inAfter > inBefore:
		return word
	case inverted || len(rest) == 0:
		return word
	}
	return ""
}
