package questions

import (
	"slices"
	"strings"
)

// Identifiers of things inside one bank. They are lower-case slugs
// ("kabul-1996"), unique for their kind, and stable: statistics, regrades and
// exports refer to them.
type (
	SourceID   string
	FactID     string
	QuestionID string
	CardID     string
)

// Bank is a titled set of sources, facts, questions and cards.
type Bank struct {
	Name      string // file-system safe slug, such as "russia-taliban"
	Title     string
	Language  string // BCP 47, "" = unknown
	Sources   []Source
	Facts     []Fact
	Questions []Question
	Cards     []Card
}

// Source is the citable identity of an article. An empty field is unknown; it
// is shown as "not stated" and never guessed.
type Source struct {
	ID        SourceID
	Title     string
	Authors   []string // in the order of the article
	Outlet    string
	URL       string
	Language  string
	Published Date
	File      string // base name of the file it was read from
	SHA256    string // of that file's bytes, lower-case hex
}

// Evidence is where a fact stands.
type Evidence struct {
	Source    SourceID
	Paragraph int    // from 1, as package article numbers them
	Anchor    string // at most [MaxAnchorWords] words that occur exactly once in the paragraph
	Quote     string // the sentences relied on; empty where the article's text may not be kept
}

// MaxAnchorWords bounds an anchor, so that a bank points at an article
// without copying it.
const MaxAnchorWords = 8

// Text returns the quote where there is one, else the anchor.
func (e Evidence) Text() string {
	if e.Quote != "" {
		return e.Quote
	}
	return e.Anchor
}

// Fact is one statement that its evidence supports.
type Fact struct {
	ID         FactID
	Statement  string     // one sentence that stands on its own; a claim names its claimant
	Context    string     // at most one further supported sentence for the explanation; may be ""
	Claimant   string     // who asserts it, when others may dispute it; "" for a plain fact
	Event      string     // the fact as a short item of an ordering question ("Kabul falls to the Taliban"), without its date; "" = not ordered
	Topics     []string   // slugs
	Importance int        // 1 (detail) to 3 (whoever read the article should know it)
	Spans      []Span     // the parts that can be asked for
	Evidence   []Evidence // at least one
	FoundBy    string     // "editor", "rules/role", "llm/<model>"

	// What follows is known while an article is worked on and not kept in a
	// bank file.
	Signals map[string]float64 // what the engine saw when it found the fact, by name ("rules parsed clauses"); for ranking only
	Score   float64            // how likely a question of it is to be accepted, 0 to 1; 0 = not known
}

// SpanKind is what a span of a statement denotes.
type SpanKind string

// The kinds of spans. Distractors are of the key's kind.
const (
	Person       SpanKind = "person"
	Organisation SpanKind = "organisation"
	Place        SpanKind = "place"
	DateSpan     SpanKind = "date"
	Number       SpanKind = "number"
	Quotation    SpanKind = "quotation"
	Term         SpanKind = "term"
)

// SpanKinds lists every kind.
var SpanKinds = []SpanKind{Person, Organisation, Place, DateSpan, Number, Quotation, Term}

// Span is a part of a fact's statement that can be asked for.
type Span struct {
	Kind  SpanKind
	Text  string   // occurs exactly once in the statement
	Ask   string   // a finished question to which Text (for a quotation: the claimant) is the answer; "" = none was written
	Wrong []string // options an editor vouches for: same kind and grain, each false by the source; may be empty
	Forms []Form   // forms the span may take; empty = all that suit its kind
}

// Allows reports whether the span may be asked for in form f.
func (s Span) Allows(f Form) bool { return len(s.Forms) == 0 || slices.Contains(s.Forms, f) }

// Form is how a question is asked and answered.
type Form string

// The forms that can be generated and played.
const (
	SingleChoice Form = "single"
	TrueFalse    Form = "true-false"
	Gap          Form = "gap"
	WhoSaid      Form = "who-said"
	DateChoice   Form = "date"
	NumberChoice Form = "number"
	Order        Form = "order"
	Several      Form = "several" // one or more options are right, and as many may be chosen
	ShortAnswer  Form = "short"   // always typed
	Match        Form = "match"   // pairs
)

// Forms lists every form, in the order in which a bank file keeps them.
var Forms = []Form{SingleChoice, TrueFalse, Gap, WhoSaid, DateChoice, NumberChoice, Order, Several, ShortAnswer, Match}

// GapMark stands for the missing words in the stem of a gap question.
const GapMark = "_____"

// The two options of a true/false question, in the order they are shown.
const (
	True  = "True"
	False = "False"
)

// Status is how far a question has come.
type Status string

// Only approved questions are asked.
const (
	Draft    Status = "draft"
	Approved Status = "approved"
	Retired  Status = "retired"
)

// Question is one item. Its id follows from its fact and form
// ("kabul-1996/single"), so that generating again finds it again.
//
// What Key holds depends on the form: the one right option of a choice; every
// right option of [Several]; every item of [Order], in the right order; the
// right side of each pair of [Match], one for each prompt; and of a typed
// question ([Question.Typed]) the answer as it is shown, then the other
// spellings that count.
type Question struct {
	ID          QuestionID
	Form        Form
	Stem        string
	Key         []string           // what is right, see above
	Distractors []string           // wrong options; for TrueFalse the other of True and False; for ShortAnswer known wrong answers; for Match right sides that belong to nothing
	Prompts     []string           // of Match: Key[i] belongs to Prompts[i]
	Tolerance   string             // of a typed number: how far off still counts, in the key's unit, a decimal; "" = exact
	Weights     map[string]float64 // of Several: percent of the points by option, the right ones 100 together, wrong ones negative; empty = even shares
	Feedback    map[string]string  // why an option is right or wrong, by option; may be empty
	Explanation string
	Facts       []FactID // what it rests on; the first gives the citation printed first
	Topics      []string // slugs, beside those of its facts
	Status      Status
	Edited      bool // an editor changed it: generate leaves it as it is
}

// Typed reports whether the member writes the answer: a short answer, and a
// gap, date or number without distractors.
func (q Question) Typed() bool {
	switch q.Form {
	case ShortAnswer:
		return true
	case Gap, DateChoice, NumberChoice:
		return len(q.Distractors) == 0
	}
	return false
}

// Choice reports whether the question is answered by picking one of its options.
func (q Question) Choice() bool {
	switch q.Form {
	case Order, Several, Match:
		return false
	}
	return !q.Typed()
}

// Options returns the options in the order in which they were written: dates,
// numbers and True/False as [SortedOptions] puts them, others key first. A
// player sees them in an order of their own.
func (q Question) Options() []string {
	return append(slices.Clone(q.Key), q.Distractors...)
}

// FixedOrder reports whether the options have a natural order that every
// player sees (numbers and dates ascending, True before False).
func (q Question) FixedOrder() bool {
	switch q.Form {
	case TrueFalse, DateChoice, NumberChoice:
		return true
	case Gap, Several, Match:
		return datesAll(q.Options()) || numbersAll(q.Options())
	}
	return false
}

// Card is a fact as a flashcard.
type Card struct {
	ID     CardID
	Front  string
	Back   string
	Fact   FactID
	Status Status
	Edited bool
}

// SourceByID returns the source with the given id.
func (b *Bank) SourceByID(id SourceID) (Source, bool) {
	i := slices.IndexFunc(b.Sources, func(s Source) bool { return s.ID == id })
	if i < 0 {
		return Source{}, false
	}
	return b.Sources[i], true
}

// FactByID returns the fact with the given id.
func (b *Bank) FactByID(id FactID) (Fact, bool) {
	i := slices.IndexFunc(b.Facts, func(f Fact) bool { return f.ID == id })
	if i < 0 {
		return Fact{}, false
	}
	return b.Facts[i], true
}

// Topics returns every topic of the bank's facts and questions, sorted.
func (b *Bank) Topics() []string {
	var topics []string
	for _, f := range b.Facts {
		topics = append(topics, f.Topics...)
	}
	for _, q := range b.Questions {
		topics = append(topics, q.Topics...)
	}
	slices.Sort(topics)
	return slices.Compact(topics)
}

// CitationsOf returns the citations of the facts a question rests on, in the
// order of the facts, one for each source. Where there are several facts, as
// in an order, each is cited by the evidence that shows its date, if some does.
func (b *Bank) CitationsOf(facts []FactID) []Citation {
	var all []Evidence
	for _, id := range facts {
		f, ok := b.FactByID(id)
		if !ok {
			continue
		}
		evidence := f.Evidence
		if len(facts) > 1 {
			dated := slices.DeleteFunc(slices.Clone(evidence), func(e Evidence) bool { return !strings.ContainsAny(e.Text(), "0123456789") })
			if len(dated) > 0 {
				evidence = dated
			}
		}
		all = append(all, evidence...)
	}
	return b.Cite(all)
}

// Slug reports whether s is a lower-case identifier such as "kabul-1996".
// Question ids have a form after a slash: "kabul-1996/single".
func Slug(s string) bool {
	if s == "" || len(s) > 100 || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") {
		return false
	}
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}
