package questions

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

// Longest texts of a bank, in characters. They keep every question within one
// Discord message whatever else stands in it.
const (
	maxTitle       = 200
	maxStem        = 300
	maxOption      = 200
	maxExplanation = 900
	maxStatement   = 400
	maxCardSide    = 400
	maxQuote       = 1200
	maxTyped       = 100 // an answer that is to be typed
	maxFeedback    = 300
)

// Most parts of a question: buttons name options by one digit, and each has one
// in a message.
const (
	maxOptions = 10
	maxPairs   = 6
)

// Check returns everything that is wrong with a bank apart from its syntax:
// ids, references, evidence and spans that do not hold, questions that cannot
// be answered, the item-writing flaws of [Lint], and what only shows over the
// whole bank, such as a key that is nearly always the longest option. An empty
// result means that the bank can be played. Problems come in the bank's order.
func Check(b *Bank) []*Problem {
	c := &checker{bank: b, facts: map[FactID]*Fact{}, sources: map[SourceID]bool{}}
	if !Slug(b.Name) {
		c.report("name", "id", "the bank's name %q is no slug: use lower-case letters, digits and hyphens", b.Name)
	}
	c.text("title", b.Title, maxTitle, true)
	for i := range b.Sources {
		c.source(&b.Sources[i])
	}
	for i := range b.Facts {
		c.fact(&b.Facts[i])
	}
	c.questions()
	c.cards()
	return append(c.found, lintBank(b)...)
}

type checker struct {
	bank    *Bank
	facts   map[FactID]*Fact
	sources map[SourceID]bool
	found   []*Problem
}

func (c *checker) report(path, rule, format string, args ...any) {
	c.found = append(c.found, &Problem{Path: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// text checks that a text is there if it must be, is valid and not too long.
func (c *checker) text(path, s string, most int, needed bool) {
	switch n := utf8.RuneCountInString(s); {
	case needed && strings.TrimSpace(s) == "":
		c.report(path, "empty", "%s is empty: write it", path)
	case !utf8.ValidString(s):
		c.report(path, "encoding", "%s is not valid UTF-8: save the file as UTF-8", path)
	case n > most:
		c.report(path, "length", "%s has %d characters: at most %d are allowed", path, n, most)
	}
}

var sha256Hex = pattern.MustCompile(`^[0-9a-f]{64}$`)

func (c *checker) source(s *Source) {
	path := "sources/" + string(s.ID)
	if !Slug(string(s.ID)) {
		c.report(path, "id", "source id %q is no slug: use lower-case letters, digits and hyphens", s.ID)
	}
	if c.sources[s.ID] {
		c.report(path, "id", "source id %q is used twice: rename one", s.ID)
	}
	c.sources[s.ID] = true
	c.text(path+"/title", s.Title, maxTitle, true)
	if !s.Published.IsZero() {
		if d, err := ParseDate(s.Published.String()); err != nil || d != s.Published {
			c.report(path+"/published", "date", "published %q is no date: write 2017-05-08, 2017-05 or 2017, or leave it out", s.Published)
		}
	}
	if s.URL != "" && !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://") {
		c.report(path+"/url", "url", "url %q is no web address: begin it with https:// or leave it out", s.URL)
	}
	if s.SHA256 != "" && !sha256Hex.MatchString(s.SHA256) {
		c.report(path+"/sha256", "sha256", "sha256 %q has not 64 lower-case hexadecimal digits: leave it out or copy what sha256sum prints", s.SHA256)
	}
}

func (c *checker) fact(f *Fact) {
	path := "facts/" + string(f.ID)
	if !Slug(string(f.ID)) {
		c.report(path, "id", "fact id %q is no slug: use lower-case letters, digits and hyphens", f.ID)
	}
	if c.facts[f.ID] != nil {
		c.report(path, "id", "fact id %q is used twice: rename one", f.ID)
	}
	c.facts[f.ID] = f
	c.text(path+"/statement", f.Statement, maxStatement, true)
	c.text(path+"/context", f.Context, maxStatement, false)
	c.text(path+"/event", f.Event, 100, false)
	c.text(path+"/claimant", f.Claimant, maxOption, false)
	if f.Importance < 1 || f.Importance > 3 {
		c.report(path+"/importance", "importance", "importance %d of fact %q is unknown: use 1 (detail), 2 or 3 (main point)", f.Importance, f.ID)
	}
	for i, t := range f.Topics {
		if !Slug(t) {
			c.report(fmt.Sprintf("%s/topics/%d", path, i), "id", "topic %q is no slug: use lower-case letters, digits and hyphens", t)
		}
	}
	if f.Claimant != "" && !TooLong(f.Statement, f.Claimant) && !namesClaimant(f.Statement, f.Claimant) {
		c.report(path+"/statement", "claimant", "the statement of fact %q does not name its claimant %q: write who says so", f.ID, f.Claimant)
	}
	c.evidence(path, f)
	for i, s := range f.Spans {
		c.span(fmt.Sprintf("%s/spans/%d", path, i), f, s)
	}
}

// namesClaimant reports whether a statement names whoever claims it: in full,
// or a word of the name that is not a title.
func namesClaimant(statement, claimant string) bool {
	words := Words(statement)
	for _, w := range contentWords(claimant) {
		if !titles[w] && slices.ContainsFunc(words, func(s string) bool { return kin(s, w) }) {
			return true
		}
	}
	return SameOrPart(statement, claimant)
}

func (c *checker) evidence(path string, f *Fact) {
	if len(f.Evidence) == 0 {
		c.report(path+"/evidence", "missing-citation", "fact %q cites nothing: add evidence with a source, a paragraph and an anchor", f.ID)
	}
	for i, e := range f.Evidence {
		at := fmt.Sprintf("%s/evidence/%d", path, i)
		if !c.sources[e.Source] {
			c.report(at+"/source", "reference", "evidence of fact %q names source %q, which the bank does not have: add it under sources or correct the id", f.ID, e.Source)
		}
		if e.Paragraph < 1 {
			c.report(at+"/paragraph", "paragraph", "paragraph %d of fact %q does not exist: count from 1, as quizbot read numbers them", e.Paragraph, f.ID)
		}
		if n := len(strings.Fields(e.Anchor)); n > MaxAnchorWords {
			c.report(at+"/anchor", "anchor", "the anchor %q has %d words: keep at most %d", e.Anchor, n, MaxAnchorWords)
		}
		if strings.TrimSpace(e.Anchor) == "" && strings.TrimSpace(e.Quote) == "" {
			c.report(at+"/anchor", "anchor", "evidence of fact %q has no anchor: copy up to %d words that stand once in the paragraph", f.ID, MaxAnchorWords)
		}
		c.text(at+"/quote", e.Quote, maxQuote, false)
	}
}

func (c *checker) span(path string, f *Fact, s Span) {
	if !slices.Contains(SpanKinds, s.Kind) {
		c.report(path+"/kind", "kind", "span kind %q is unknown: use one of %v", s.Kind, SpanKinds)
	}
	switch n := strings.Count(f.Statement, s.Text); {
	case strings.TrimSpace(s.Text) == "":
		c.report(path+"/text", "span", "a span of fact %q is empty: write words of the statement", f.ID)
	case n != 1:
		c.report(path+"/text", "span", "the span %q occurs %d times in the statement of fact %q: it must occur exactly once", s.Text, n, f.ID)
	}
	c.text(path+"/text", s.Text, maxOption, false)
	c.text(path+"/ask", s.Ask, maxStem, false)
	for i, form := range s.Forms {
		if !slices.Contains(Forms, form) {
			c.report(fmt.Sprintf("%s/forms/%d", path, i), "form", "form %q is unknown: use one of %v", form, Forms)
		}
	}
	key := s.Text
	if s.Kind == Quotation {
		key = f.Claimant
	} else if s.Ask != "" && !TooLong(s.Ask, s.Text) && HoldsWords(s.Ask, s.Text) {
		c.report(path+"/ask", "answer-in-stem", "the question %q contains its answer %q: reword it", s.Ask, s.Text)
	}
	seen := []string{Fold(key)}
	for i, w := range s.Wrong {
		at := fmt.Sprintf("%s/wrong/%d", path, i)
		c.text(at, w, maxOption, true)
		if slices.Contains(seen, Fold(w)) {
			c.report(at, "duplicate-option", "the wrong option %q of %q is the answer or occurs twice: replace it", w, s.Text)
		}
		seen = append(seen, Fold(w))
	}
}

func (c *checker) status(path string, s Status) {
	if s != Draft && s != Approved && s != Retired {
		c.report(path+"/status", "status", "status %q is unknown: use draft, approved or retired", s)
	}
}

func (c *checker) questions() {
	ids := map[QuestionID]bool{}
	for _, q := range c.bank.Questions {
		path := "questions/" + string(q.ID)
		if fact, form, ok := strings.Cut(string(q.ID), "/"); !ok || !Slug(fact) || !Slug(form) {
			c.report(path, "id", "question id %q is not of the form fact/form: write it like kabul-1996/single", q.ID)
		}
		if ids[q.ID] {
			c.report(path, "id", "question id %q is used twice: rename one", q.ID)
		}
		ids[q.ID] = true
		c.status(path, q.Status)
		c.text(path+"/stem", q.Stem, maxStem, true)
		c.text(path+"/explanation", q.Explanation, maxExplanation, true)
		if len(q.Facts) == 0 {
			c.report(path+"/facts", "missing-citation", "question %q rests on no fact, so it cites nothing: name its fact", q.ID)
		}
		for i, id := range q.Facts {
			if f := c.facts[id]; f == nil {
				c.report(fmt.Sprintf("%s/facts/%d", path, i), "reference", "question %q names fact %q, which the bank does not have: add it under facts or correct the id", q.ID, id)
			}
		}
		for i, t := range q.Topics {
			if !Slug(t) {
				c.report(fmt.Sprintf("%s/topics/%d", path, i), "id", "topic %q is no slug: use lower-case letters, digits and hyphens", t)
			}
		}
		c.options(path, q)
		c.extras(path, q)
		if q.Status != Retired { // a retired question is kept for old answers, flaws and all
			c.found = append(c.found, Lint(q)...)
			for _, s := range c.sourcesOf(q) {
				c.found = append(c.found, LintTitle(q, s.Title)...)
			}
		}
	}
}

// sourcesOf returns the sources that a question rests on, each once.
func (c *checker) sourcesOf(q Question) []Source {
	var sources []Source
	for _, id := range q.Facts {
		f := c.facts[id]
		if f == nil {
			continue // reported as a wrong reference
		}
		for _, e := range f.Evidence {
			if s, ok := c.bank.SourceByID(e.Source); ok && !slices.ContainsFunc(sources, func(o Source) bool { return o.ID == s.ID }) {
				sources = append(sources, s)
			}
		}
	}
	return sources
}

func (c *checker) options(path string, q Question) {
	for i, o := range q.Key {
		c.text(fmt.Sprintf("%s/key/%d", path, i), o, maxOption, false)
	}
	for i, o := range q.Distractors {
		c.text(fmt.Sprintf("%s/distractors/%d", path, i), o, maxOption, true)
	}
	n := len(q.Distractors)
	switch q.Form {
	case SingleChoice, WhoSaid:
		if n < 2 || n > 4 {
			c.report(path+"/distractors", "options", "question %q has %d wrong options: give two to four", q.ID, n)
		}
	case Gap, DateChoice, NumberChoice:
		if n == 1 || n > 4 {
			c.report(path+"/distractors", "options", "question %q has %d wrong options: give two to four, or none if the answer is to be typed", q.ID, n)
		}
	case TrueFalse:
		if o := q.Options(); len(o) != 2 || !slices.Contains(o, True) || !slices.Contains(o, False) {
			c.report(path+"/key", "options", "question %q is true/false: key and distractor are %s and %s", q.ID, True, False)
		}
	case Order:
		if n > 0 || len(q.Key) < 3 || len(q.Key) > 6 {
			c.report(path+"/key", "options", "question %q has %d items and %d wrong options: put three to six items in the right order under key and none under distractors", q.ID, len(q.Key), n)
		}
	case Several:
		if len(q.Key) == 0 || n == 0 || len(q.Key)+n < 3 || len(q.Key)+n > maxOptions {
			c.report(path+"/key", "options", "question %q has %d right and %d wrong options: give at least one of each and three to %d together", q.ID, len(q.Key), n, maxOptions)
		}
	case Match:
		if len(q.Prompts) != len(q.Key) || len(q.Key) < 2 || len(q.Key) > maxPairs || len(q.Key)+n > maxOptions {
			c.report(path+"/key", "options", "question %q has %d prompts, %d right sides and %d right sides too many: give two to %d prompts, for each its right side under key, and at most %d right sides in all", q.ID, len(q.Prompts), len(q.Key), n, maxPairs, maxOptions)
		}
	case ShortAnswer:
		if n > maxOptions {
			c.report(path+"/distractors", "options", "question %q has %d wrong answers: keep at most %d", q.ID, n, maxOptions)
		}
	default:
		c.report(path+"/form", "form", "form %q is unknown: use one of %v", q.Form, Forms)
	}
	if q.Typed() {
		c.typed(path, q)
	}
}

// typed checks that an answer can be typed and is understood.
func (c *checker) typed(path string, q Question) {
	for i, key := range q.Key {
		at := fmt.Sprintf("%s/key/%d", path, i)
		c.text(at, key, maxTyped, false)
		if strings.TrimSpace(key) == "" || TooLong(key) {
			continue // other rules say so
		}
		if _, err := ParseDate(key); q.Form == DateChoice && err != nil {
			c.report(at, "date", "%q is no date that can be typed: write it like 27 September 1996, September 1996 or 1996, or give two to four wrong options", key)
		}
		if _, ok := ParseQuantity(key); q.Form == NumberChoice && !ok {
			c.report(at, "number", "%q is no number that can be typed: write it like 1,500 or 1.5 million, with its unit behind it, or give two to four wrong options", key)
		}
	}
}

var toleranceForm = pattern.MustCompile(`^[0-9]{1,15}(?:\.[0-9]{1,15})?$`)

// extras checks what only some forms have.
func (c *checker) extras(path string, q Question) {
	if q.Form != Match && len(q.Prompts) > 0 {
		c.report(path+"/prompts", "options", "question %q has prompts, which only the form match has: leave them out or write form: match", q.ID)
	}
	for i, p := range q.Prompts {
		c.text(fmt.Sprintf("%s/prompts/%d", path, i), p, maxOption, true)
	}
	switch {
	case q.Tolerance == "":
	case q.Form != NumberChoice || !q.Typed():
		c.report(path+"/tolerance", "tolerance", "question %q has a tolerance, which only a typed number has: leave it out, or write form: number without distractors", q.ID)
	case !toleranceForm.MatchString(q.Tolerance):
		c.report(path+"/tolerance", "tolerance", "the tolerance %q is no decimal number: write it like 0.5, in the unit of the key", q.Tolerance)
	}
	c.weights(path, q)
	for _, option := range OptionsOf(q, q.Feedback) {
		at := path + "/feedback"
		c.text(at, q.Feedback[option], maxFeedback, true)
		if !slices.Contains(q.Options(), option) {
			c.report(at, "feedback", "feedback is given for %q, which is no option of question %q: copy the option's text or leave this out", option, q.ID)
		}
	}
}

// fullWeight is what the weights of the right options have together, up to the
// rounding of thirds: 33.33333 three times.
const fullWeight, weightRounding = 100, 0.01

func (c *checker) weights(path string, q Question) {
	if len(q.Weights) == 0 {
		return
	}
	if q.Form != Several {
		c.report(path+"/weights", "weights", "question %q has weights, which only the form several has: leave them out", q.ID)
		return
	}
	right := 0.0
	at := path + "/weights"
	for _, option := range OptionsOf(q, q.Weights) {
		weight := q.Weights[option]
		switch {
		case slices.Contains(q.Key, option):
			right += weight
			if !(weight > 0 && weight <= fullWeight) {
				c.report(at, "weights", "the right option %q has the weight %v: give more than 0 and at most 100", option, weight)
			}
		case slices.Contains(q.Distractors, option):
			if !(weight <= 0 && weight >= -fullWeight) {
				c.report(at, "weights", "the wrong option %q has the weight %v: give 0 to -100", option, weight)
			}
		default:
			c.report(at, "weights", "a weight is given for %q, which is no option of question %q: copy the option's text or leave this out", option, q.ID)
		}
	}
	if !(math.Abs(right-fullWeight) <= weightRounding) {
		c.report(at, "weights", "the right options of question %q have %v percent together: make that 100", q.ID, right)
	}
}

// OptionsOf lists what a map by option says something about, as a bank file
// does: options in their order, then texts that are none by their letters.
func OptionsOf[T any](q Question, said map[string]T) []string {
	options := q.Options()
	place := func(option string) int {
		if i := slices.Index(options, option); i >= 0 {
			return i
		}
		return len(options)
	}
	return slices.SortedFunc(maps.Keys(said), func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
}

func (c *checker) cards() {
	ids := map[CardID]bool{}
	for _, card := range c.bank.Cards {
		path := "cards/" + string(card.ID)
		if fact, form, ok := strings.Cut(string(card.ID), "/"); !ok || !Slug(fact) || !Slug(form) {
			c.report(path, "id", "card id %q is not of the form fact/card: write it like kabul-1996/card", card.ID)
		}
		if ids[card.ID] {
			c.report(path, "id", "card id %q is used twice: rename one", card.ID)
		}
		ids[card.ID] = true
		c.status(path, card.Status)
		c.text(path+"/front", card.Front, maxCardSide, true)
		c.text(path+"/back", card.Back, maxCardSide, true)
		if c.facts[card.Fact] == nil {
			c.report(path+"/fact", "reference", "card %q names fact %q, which the bank does not have: add it under facts or correct the id", card.ID, card.Fact)
		} else if card.Back != "" && !TooLong(card.Front, card.Back) && HoldsWords(card.Front, card.Back) {
			c.report(path+"/front", "answer-in-stem", "the front of card %q contains its back %q: reword it", card.ID, card.Back)
		}
	}
}

// Shares over a bank. They are judged from so many questions on: before that,
// chance alone passes the limits.
const (
	manyQuestions      = 40
	maxPositionShare   = 0.40
	maxKeyShare        = 0.15
	maxDistractorShare = 1.0 / 3
	minLongestShare    = 0.15
	maxLongestShare    = 0.35
	nearStems          = 0.9
)

// lintBank finds what only shows over the whole bank. Retired questions do not
// count: they are no longer asked.
func lintBank(b *Bank) []*Problem {
	var asked []Question
	for _, q := range b.Questions {
		if q.Status != Retired && len(q.Key) > 0 {
			asked = append(asked, q)
		}
	}
	var found []*Problem
	report := func(path, rule, format string, args ...any) {
		found = append(found, &Problem{Path: path, Rule: rule, Message: fmt.Sprintf(format, args...)})
	}
	lintDuplicates(asked, report)
	lintShares(b, asked, report)
	return found
}

func lintDuplicates(asked []Question, report func(path, rule, format string, args ...any)) {
	type factForm struct {
		fact  FactID
		form  Form
		typed bool
	}
	first := map[factForm]QuestionID{}
	words := make([][]string, len(asked)) // sorted, without repetition
	for i, q := range asked {
		path := "questions/" + string(q.ID)
		text := q.Stem
		switch {
		case q.Form == Order || q.Form == Match || q.Form == Several: // stems are alike, and rest on several facts
			text = strings.Join(append(slices.Clone(q.Prompts), q.Options()...), " ")
		case len(q.Facts) > 0:
			at := factForm{q.Facts[0], q.Form, q.Typed()}
			if other, ok := first[at]; ok && other != q.ID {
				report(path, "duplicate-question", "questions %q and %q ask for one fact in one form: retire one", other, q.ID)
			}
			first[at] = q.ID
		}
		words[i] = Words(text)
		slices.Sort(words[i])
		words[i] = slices.Compact(words[i])
		for j := range i {
			if asked[j].Form == q.Form && asked[j].ID != q.ID && len(words[i]) > 0 && similarity(words[i], words[j]) >= nearStems {
				report(path+"/stem", "near-duplicate", "questions %q and %q have nearly the same words: retire or reword one", asked[j].ID, q.ID)
				break
			}
		}
	}
}

// similarity is the share of words that two sorted sets have in common
// (Jaccard), or 0 when their sizes alone keep it below nearStems.
func similarity(a, b []string) float64 {
	small, large := min(len(a), len(b)), max(len(a), len(b))
	if large == 0 || float64(small) < nearStems*float64(large) {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			common++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}

func lintShares(b *Bank, asked []Question, report func(path, rule, format string, args ...any)) {
	counts := Count(b, asked)
	if n := counts.Shuffled; n >= manyQuestions {
		for i, times := range counts.Position {
			if share(times, n) > maxPositionShare {
				report("questions", "key-position", "the key comes as option %d in %d of %d questions: change their ids", i+1, times, n)
			}
		}
	}
	if n := counts.Choice; n >= manyQuestions {
		for _, k := range counts.Keys {
			if share(k.Times, n) > maxKeyShare {
				report("questions", "key-value", "%q is the key of %d of %d questions (at most 15 %%): ask for something else in some of them", k.Text, k.Times, n)
			}
		}
	}
	for _, kind := range counts.Distractors {
		if kind.Questions < manyQuestions {
			continue
		}
		for _, d := range kind.Options {
			if share(d.Times, kind.Questions) > maxDistractorShare {
				report("questions", "distractor-overuse", "%q is a wrong option in %d of %d questions about a %s (at most a third): vary them", d.Text, d.Times, kind.Questions, kind.Kind)
			}
		}
	}
	if n := counts.Textual; n >= manyQuestions {
		if s := share(counts.Longest, n); s < minLongestShare || s > maxLongestShare {
			report("questions", "longest-key", "the key is the longest option in %d of %d single-choice questions: make that 15 to 35 %%, or its length tells", counts.Longest, n)
		}
	}
	if n := counts.TrueFalse; n >= manyQuestions {
		if s := share(counts.True, n); s < 0.4 || s > 0.6 {
			report("questions", "true-false-balance", "%d of %d true/false statements are true: make that 40 to 60 %%", counts.True, n)
		}
	}
}

func share(part, whole int) float64 { return float64(part) / float64(whole) }

// Counts are what would let a guesser do better than chance over many
// questions.
type Counts struct {
	Textual     int           // single-choice questions with four textual options
	Longest     int           // of these, those whose key is longer than every distractor
	Shuffled    int           // choice questions shown in shuffled order
	Position    []int         // of these, how often the key comes first, second, ... (seed 0)
	TrueFalse   int           // true/false questions
	True        int           // of these, the true ones
	Choice      int           // choice questions other than true/false
	Keys        []Tally       // their keys, most frequent first
	Distractors []KindTallies // wrong options by the kind of the key
}

// Tally is how often an option occurs.
type Tally struct {
	Text  string
	Times int
}

// KindTallies are the wrong options of the questions whose key is of one kind.
type KindTallies struct {
	Kind      SpanKind
	Questions int
	Options   []Tally // most frequent first
}

// Count counts over the given questions of a bank.
func Count(b *Bank, asked []Question) Counts {
	var c Counts
	keys, distractors, kinds := map[string]int{}, map[SpanKind]map[string]int{}, map[SpanKind]int{}
	for _, q := range asked {
		if len(q.Key) == 0 || !q.Choice() {
			continue
		}
		if q.Form == TrueFalse {
			c.TrueFalse++
			if q.Key[0] == True {
				c.True++
			}
			continue
		}
		c.Choice++
		keys[q.Key[0]]++
		kind := kindOfKey(b, q)
		kinds[kind]++
		if distractors[kind] == nil {
			distractors[kind] = map[string]int{}
		}
		for _, d := range q.Distractors {
			distractors[kind][d]++
		}
		if q.FixedOrder() {
			continue
		}
		c.Shuffled++
		at := slices.Index(Shuffled(q, 0), q.Key[0])
		for len(c.Position) <= at {
			c.Position = append(c.Position, 0)
		}
		if at >= 0 {
			c.Position[at]++
		}
		if q.Form == SingleChoice && len(q.Distractors) == 3 {
			c.Textual++
			if LongestKey(q) {
				c.Longest++
			}
		}
	}
	c.Keys = tallies(keys)
	for _, kind := range SpanKinds {
		if kinds[kind] > 0 {
			c.Distractors = append(c.Distractors, KindTallies{kind, kinds[kind], tallies(distractors[kind])})
		}
	}
	return c
}

// LongestKey reports whether the key is longer than every distractor.
func LongestKey(q Question) bool {
	if len(q.Key) == 0 {
		return false
	}
	n := utf8.RuneCountInString(q.Key[0])
	return !slices.ContainsFunc(q.Distractors, func(d string) bool { return utf8.RuneCountInString(d) >= n })
}

// kindOfKey returns the kind of the span that the key is; "" when it is none.
func kindOfKey(b *Bank, q Question) SpanKind {
	if q.Form == WhoSaid {
		return Person
	}
	for _, id := range q.Facts {
		f, _ := b.FactByID(id)
		for _, s := range f.Spans {
			if len(q.Key) > 0 && s.Text == q.Key[0] {
				return s.Kind
			}
		}
	}
	return ""
}

// tallies lists counted options, most frequent first, then by their letters.
func tallies(counted map[string]int) []Tally {
	list := make([]Tally, 0, len(counted))
	for text, times := range counted {
		list = append(list, Tally{text, times})
	}
	slices.SortFunc(list, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Text, b.Text))
	})
	return list
}
