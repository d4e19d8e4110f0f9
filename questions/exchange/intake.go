package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quizbot/questions"
)

// incoming is a question as a file has it.
type incoming struct {
	questions.Question          // Form is what the file shows; Explanation has the citations below it
	line               int      // of the file, from 1; 0 = not known
	named              string   // what the file calls it, "" = nothing
	tags               []string // as they stand there
	record             *record  // nil = it does not come from quizbot
}

// intake makes a bank of what is read from a file.
type intake struct {
	file     string
	bank     *questions.Bank
	report   Report
	problems Problems
	ids      map[string]bool
	next     map[string]int // by an id without its number: the number to try next
	uncited  int
	tagged   int        // notes whose tags cards have no place for
	category []string   // that the file is in, from the top
	below    [][]string // the category of every question
}

func newIntake(file string) *intake {
	return &intake{file: file, bank: &questions.Bank{}, ids: map[string]bool{}, next: map[string]int{}}
}

// problem notes what keeps the file from being read: what it is, with the
// value, and what to do.
func (in *intake) problem(line int, rule, format string, args ...any) {
	in.problems = append(in.problems, &questions.Problem{File: in.file, Line: line, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// changed and leftOut note what a bank has no place for.
func (in *intake) changed(line int, id, format string, args ...any) {
	in.report.Notes = append(in.report.Notes, Note{ID: id, Line: line, Reason: fmt.Sprintf(format, args...)})
}

func (in *intake) leftOut(line int, id, format string, args ...any) {
	in.report.Notes = append(in.report.Notes, Note{ID: id, Line: line, LeftOut: true, Reason: fmt.Sprintf(format, args...)})
}

// full reports whether the file has more than is read, and notes it once.
func (in *intake) full() bool {
	if len(in.bank.Questions)+len(in.bank.Cards) < maxEntries {
		return false
	}
	if len(in.problems) == 0 {
		in.problem(0, "too-many", "the file has more than %d questions and cards: split it", maxEntries)
	}
	return true
}

// done returns the bank, named after its record or its file.
func (in *intake) done() (*questions.Bank, Report, error) {
	if len(in.problems) > 0 {
		return nil, in.report, in.problems
	}
	if len(in.bank.Questions)+len(in.bank.Cards) == 0 {
		reason := "it has none that can be read"
		left := slices.DeleteFunc(slices.Clone(in.report.Notes), func(n Note) bool { return !n.LeftOut })
		if len(left) > 0 {
			reason = "everything was left out"
		}
		for i, n := range left {
			if i == maxProblems {
				reason += fmt.Sprintf("\nand %d more", len(left)-maxProblems)
				break
			}
			reason += "\n" + n.String()
		}
		return nil, in.report, fmt.Errorf("%s: no question and no card was found: %s", in.file, reason)
	}
	in.takeCategories()
	base := path.Base(strings.ReplaceAll(in.file, `\`, "/"))
	base = strings.TrimSuffix(base, path.Ext(base))
	if !questions.Slug(in.bank.Name) {
		in.bank.Name = slug(in.bank.Name)
	}
	if in.bank.Name == "" {
		in.bank.Name = cmpOr(slug(base), "imported")
	}
	in.bank.Title = cmpOr(oneLine(in.bank.Title), oneLine(base), "Imported")
	if in.uncited > 0 {
		in.changed(0, "", "%d of its questions and cards cite nothing: give each a fact with evidence before you approve it", in.uncited)
	}
	if in.tagged > 0 {
		in.changed(0, "", "the tags of %d notes are not taken over: flashcards have the topics of their facts", in.tagged)
	}
	return in.bank, in.report, nil
}

func cmpOr(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// add takes a question into the bank, as a draft.
func (in *intake) add(q incoming) {
	if in.full() {
		return
	}
	q.trim()
	label := cmpOr(q.named, shorten(q.Stem))
	switch {
	case q.Stem == "" || len(q.Key) == 0 || slices.Contains(q.Options(), ""):
		in.leftOut(q.line, label, "its text, its key or an option is empty")
		return
	case slices.ContainsFunc(append(q.Options(), q.Stem, q.Explanation), func(s string) bool { return len(s) > maxTextBytes || !utf8.ValidString(s) }):
		in.leftOut(q.line, label, "a text is longer than %d bytes or no UTF-8", maxTextBytes)
		return
	}
	if r := q.record; r != nil {
		in.fromRecord(&q, label)
	} else {
		in.fromTags(&q)
	}
	if first, second, ok := readAlike(q.Question); ok {
		in.changed(q.line, label, "the options %q and %q read the same: replace one", shorten(first), shorten(second))
	}
	q.ID = questions.QuestionID(in.id(q.named, q.Stem, string(q.Form)))
	if q.record == nil {
		in.cite(&q)
	}
	q.Status = questions.Draft
	in.bank.Questions = append(in.bank.Questions, q.Question)
	in.below = append(in.below, in.category)
}

// enterCategory notes the category of the questions that follow, as Moodle
// writes it: "$course$/top/Sea/Tides", a slash of a name twice.
func (in *intake) enterCategory(path string) {
	in.category = nil
	for _, part := range strings.Split(strings.ReplaceAll(path, "//", "\x00"), "/") {
		part = oneLine(strings.ReplaceAll(part, "\x00", "/"))
		if part != "" && part != "top" && !(len(part) > 1 && strings.HasPrefix(part, "$") && strings.HasSuffix(part, "$")) {
			in.category = append(in.category, part)
		}
	}
}

// takeCategories makes the title of the one category of a file, and topics of
// several.
func (in *intake) takeCategories() {
	var named []string // the last part of the category that all are in
	several := false
	for i, c := range in.below {
		several = several || i > 0 && !slices.Equal(c, in.below[0])
		named = c
	}
	switch {
	case len(named) == 0 && !several:
		return
	case !several:
		last := len(named) - 1
		in.bank.Title = cmpOr(in.bank.Title, named[last])
		if last > 0 {
			in.changed(0, "", "the category %q above %q is not taken over", strings.Join(named[:last], "/"), named[last])
		}
		return
	}
	told := map[string]bool{}
	for i, parts := range in.below {
		q := &in.bank.Questions[i]
		for _, part := range parts {
			switch topic := slug(part); {
			case topic == "" && !told[part]:
				told[part] = true
				in.changed(0, "", "the category %q becomes no topic, since topics are written in the letters a to z", shorten(part))
			case topic != "" && !slices.Contains(q.Topics, topic):
				q.Topics = append(slices.Clone(q.Topics), topic)
			}
		}
	}
}

// readAlike returns two options that nobody could tell apart. Answers that are
// typed may be spelled in several ways.
func readAlike(q questions.Question) (first, second string, ok bool) {
	seen := map[string]string{}
	for i, o := range q.Options() {
		folded := questions.Fold(o)
		before, again := seen[folded]
		if again && (!q.Typed() && q.Form != questions.ShortAnswer || i >= len(q.Key) && slices.Contains(q.Key, o)) {
			return before, o, true
		}
		seen[folded] = o
	}
	return "", "", false
}

// trim drops the spaces around the texts and feedback that says nothing.
func (q *incoming) trim() {
	q.Stem, q.Explanation = cleanText(q.Stem), cleanText(q.Explanation)
	for _, texts := range [][]string{q.Key, q.Distractors, q.Prompts} {
		for i := range texts {
			texts[i] = cleanText(texts[i])
		}
	}
	var feedback map[string]string
	for option, text := range q.Feedback {
		if text = cleanText(text); text != "" {
			if feedback == nil {
				feedback = map[string]string{}
			}
			feedback[cleanText(option)] = text
		}
	}
	q.Feedback = feedback
}

// fromRecord gives a question back what its record says, as long as that still
// fits what the file shows.
func (in *intake) fromRecord(q *incoming, label string) {
	r := q.record
	in.bankOf(r)
	q.named = r.ID
	if fits(q.Question, r.Form) {
		q.Form = r.Form
		if q.Form == questions.Order {
			q.Prompts = nil
		}
	} else {
		in.changed(q.line, label, "it was of the form %s and is now %s", r.Form, q.Form)
	}
	switch {
	case len(r.Key) == 0:
	case q.Form == questions.NumberChoice && len(q.Key) > 0 && numberOf(r.Key[0]) == q.Key[0],
		slices.Equal(spellings(q.Form, r.Key), q.Key):
		q.Key = renameFeedback(q.Question, r.Key)
	}
	printed := citationsOf(r)
	var shown []string
	q.Explanation, shown = cutCitations(q.Explanation, len(printed))
	if q.Explanation == "" && len(shown) < len(printed) || !slices.Equal(shown, printed) {
		in.changed(q.line, label, "the citation shown is not that of the machine line, which is kept")
	}
	q.Facts = r.Rests
	in.takeFacts(q.line, label, r)
	q.Topics = topicsFrom(q.tags, r)
	in.tagsKept(q.line, label, q.tags, r)
	q.Edited = r.Edited || sumOf(q.Question) != r.Sum
}

// renameFeedback moves feedback for the key's spelling in the file to its
// spelling in the bank, and returns the latter.
func renameFeedback(q questions.Question, key []string) []string {
	for i, k := range q.Key {
		if text, ok := q.Feedback[k]; ok && i < len(key) && key[i] != k {
			delete(q.Feedback, k)
			q.Feedback[key[i]] = text
		}
	}
	return key
}

// bankOfRecord returns the facts and sources of a record as a bank.
func bankOfRecord(r *record) *questions.Bank {
	b := &questions.Bank{}
	for _, f := range r.Facts {
		b.Facts = append(b.Facts, f.fact())
	}
	for _, s := range r.Sources {
		source, _ := s.source() // parseRecord has seen it
		b.Sources = append(b.Sources, source)
	}
	return b
}

// citationsOf returns the lines that a record's citations are printed as.
func citationsOf(r *record) []string {
	b := bankOfRecord(r)
	var lines []string
	for _, line := range strings.Split(withCitations("", b.CitationsOf(r.Rests)), "\n") {
		if line, ok := strings.CutPrefix(line, sourceMark); ok {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// bankOf takes name, title and language of the bank from the first record.
func (in *intake) bankOf(r *record) {
	if in.bank.Name == "" {
		in.bank.Name, in.bank.Language = r.Bank.Name, r.Bank.Language
		in.bank.Title = cmpOr(r.Bank.Title, in.bank.Title)
	}
}

// takeFacts takes the facts and sources of a record into the bank. One that
// says something else than an earlier one of the same id is not taken.
func (in *intake) takeFacts(line int, label string, r *record) {
	for _, s := range r.Sources {
		source, _ := s.source()
		if old, ok := in.bank.SourceByID(s.ID); !ok {
			in.bank.Sources = append(in.bank.Sources, source)
		} else if !sameJSON(old, source) {
			in.changed(line, label, "source %q says something else than before: the first is kept", s.ID)
		}
	}
	for _, f := range r.Facts {
		fact := f.fact()
		if old, ok := in.bank.FactByID(f.ID); !ok {
			in.bank.Facts = append(in.bank.Facts, fact)
		} else if !sameJSON(old, fact) {
			in.changed(line, label, "fact %q says something else than before: the first is kept", f.ID)
		}
	}
}

// topicsFrom returns the question's own topics among its tags.
func topicsFrom(tags []string, r *record) []string {
	var ofFacts, shown []string
	for _, f := range r.Facts {
		ofFacts = append(ofFacts, f.Topics...)
	}
	for _, t := range tags {
		if ownTag(t) {
			continue
		}
		if !questions.Slug(t) {
			t = slug(t)
		}
		if t != "" && !slices.Contains(shown, t) {
			shown = append(shown, t)
		}
	}
	known := map[string]bool{}
	for _, t := range append(slices.Clone(ofFacts), r.Topics...) {
		known[t] = true
	}
	now := map[string]bool{}
	for _, t := range shown {
		now[t] = true
	}
	if maps.Equal(known, now) {
		return r.Topics
	}
	return slices.DeleteFunc(shown, func(t string) bool { return slices.Contains(ofFacts, t) })
}

// ownTag reports whether a tag is one that we write besides topics.
func ownTag(tag string) bool {
	return strings.HasPrefix(tag, "form:") || strings.HasPrefix(tag, "fact:")
}

// tagsKept reports changes of tags that cannot be taken over: topics that come
// from facts, and the form and facts that the record says.
func (in *intake) tagsKept(line int, label string, tags []string, r *record) {
	for _, t := range tags {
		if ownTag(t) && t != "form:"+string(r.Form) && !slices.ContainsFunc(r.Rests, func(id questions.FactID) bool { return t == "fact:"+string(id) }) {
			in.changed(line, label, "the tag %q is not taken over: the machine line says form and facts", shorten(t))
		}
	}
	var missed []string
	for _, f := range r.Facts {
		for _, t := range f.Topics {
			if questions.Slug(t) && !slices.Contains(tags, t) && !slices.Contains(missed, t) {
				missed = append(missed, t)
				in.changed(line, label, "the tag %q was taken away and is kept, since it is a topic of one of its facts: take it away there", t)
			}
		}
	}
}

// fromTags takes form and topics from the tags of a question without a record.
func (in *intake) fromTags(q *incoming) {
	for _, t := range q.tags {
		if form, ok := strings.CutPrefix(t, "form:"); ok {
			if fits(q.Question, questions.Form(form)) {
				q.Form = questions.Form(form)
				if q.Form == questions.Order {
					q.Prompts = nil
				}
			}
		} else if topic := slug(t); topic != "" && !strings.HasPrefix(t, "fact:") && !slices.Contains(q.Topics, topic) {
			q.Topics = append(q.Topics, topic)
		}
	}
	q.Edited = true // else quizbot generate takes it for one of its own that it no longer makes
}

// cite gives a question without a record a fact, if a citation is printed
// below its explanation.
func (in *intake) cite(q *incoming) {
	var printed []string
	q.Explanation, printed = cutCitations(q.Explanation, -1)
	if len(printed) == 0 {
		in.uncited++
		return
	}
	id, _, _ := strings.Cut(string(q.ID), "/")
	for _, t := range q.tags {
		if named, ok := strings.CutPrefix(t, "fact:"); ok && questions.Slug(named) {
			id = named
			break
		}
	}
	q.Facts = []questions.FactID{questions.FactID(id)}
	if _, ok := in.bank.FactByID(questions.FactID(id)); ok {
		return
	}
	statement := []rune(cmpOr(q.Explanation, q.Stem))
	fact := questions.Fact{ID: questions.FactID(id), Statement: string(statement[:min(len(statement), 400)]), Importance: 2, FoundBy: "import"}
	for _, line := range printed {
		source, evidence, _ := readCitation(line)
		source.ID = in.sourceID(source)
		for _, e := range evidence {
			e.Source = source.ID
			fact.Evidence = append(fact.Evidence, e)
		}
	}
	in.bank.Facts = append(in.bank.Facts, fact)
	in.changed(q.line, string(q.ID), "its fact was made from the citation shown: check the statement and add the anchor where it is missing")
}

// sourceID returns the id of the source in the bank, adding it if it is new.
func (in *intake) sourceID(s questions.Source) questions.SourceID {
	for _, old := range in.bank.Sources {
		s.ID = old.ID
		if sameJSON(old, s) {
			return old.ID
		}
	}
	base := cmpOr(slug(s.Title), slug(s.Outlet), "source")
	for n := 1; ; n++ {
		s.ID = questions.SourceID(numbered(base, n))
		if _, taken := in.bank.SourceByID(s.ID); !taken {
			in.bank.Sources = append(in.bank.Sources, s)
			return s.ID
		}
	}
}

// addCard takes a flashcard into the bank, as a draft.
func (in *intake) addCard(line int, named string, c questions.Card, r *record) {
	if in.full() {
		return
	}
	c.Front, c.Back = cleanText(c.Front), cleanText(c.Back)
	if c.Front == "" || c.Back == "" || len(c.Front)+len(c.Back) > maxTextBytes {
		in.leftOut(line, cmpOr(named, shorten(c.Front)), "a side of the card is empty or too long")
		return
	}
	if r != nil {
		in.bankOf(r)
		in.takeFacts(line, r.ID, r)
		named = r.ID
		if len(r.Rests) > 0 {
			c.Fact = r.Rests[0]
		}
		c.Edited = r.Edited || r.Card == nil || *r.Card != recordCard{c.Front, c.Back}
	} else {
		c.Edited = true
		in.uncited++
	}
	c.ID, c.Status = questions.CardID(in.id(named, c.Front, "card")), questions.Draft
	in.bank.Cards = append(in.bank.Cards, c)
}

// id returns an id of the form fact/form that nothing in the bank has yet:
// the name itself if it is one, else a slug of the name or of the text.
func (in *intake) id(named, text, form string) string {
	fact, last, ok := strings.Cut(named, "/")
	if !ok || !questions.Slug(fact) || !questions.Slug(last) {
		if fact, last = slug(cmpOr(named, text)), form; fact == "" {
			sum := sha256.Sum256([]byte(text))
			fact = "q-" + hex.EncodeToString(sum[:4])
		}
	}
	base := fact + "/" + last
	for {
		in.next[base]++
		id := numbered(fact, in.next[base]) + "/" + last
		if !in.ids[id] {
			in.ids[id] = true
			return id
		}
	}
}

func numbered(base string, n int) string {
	if n == 1 {
		return base
	}
	return base + "-" + strconv.Itoa(n)
}

// slug returns a text as an identifier of at most 60 letters, "" when it has
// none of the letters that identifiers are made of.
func slug(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(questions.Fold(text[:min(len(text), 400)])) {
		switch {
		case b.Len() >= 60:
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// fits reports whether what a file shows as q can be a question of form f.
func fits(q questions.Question, f questions.Form) bool {
	switch q.Form {
	case f:
		return true
	case questions.SingleChoice, questions.Gap:
		if len(q.Distractors) == 0 {
			return f == questions.ShortAnswer || f == questions.DateChoice || f == questions.NumberChoice
		}
		return f == questions.SingleChoice || f == questions.Gap || f == questions.WhoSaid || f == questions.DateChoice || f == questions.NumberChoice
	case questions.ShortAnswer:
		return len(q.Distractors) == 0 && (f == questions.Gap || f == questions.DateChoice || f == questions.NumberChoice)
	case questions.Match:
		return f == questions.Order && len(q.Distractors) == 0 && slices.Equal(q.Prompts, ordinals(len(q.Key)))
	}
	return false
}

// chosenForm returns the form of a question with one right option, or with a
// typed answer, that says nothing of its form.
func chosenForm(stem string, typed bool) questions.Form {
	switch {
	case strings.Count(stem, questions.GapMark) == 1:
		return questions.Gap
	case typed:
		return questions.ShortAnswer
	}
	return questions.SingleChoice
}

// weigh makes a question with several right options of shares in percent.
// It returns false when nobody could reach full marks.
func (in *intake) weigh(q *incoming, options []string, shares []float64) bool {
	q.Form = questions.Several
	sum := 0.0
	weights := map[string]float64{}
	for i, o := range options {
		if shares[i] > 0 {
			q.Key = append(q.Key, o)
			sum += shares[i]
		} else {
			q.Distractors = append(q.Distractors, o)
		}
		weights[cleanText(o)] = shares[i]
	}
	if len(q.Key) == 0 {
		return false
	}
	even := true
	for o, share := range percents(questions.Question{Key: q.Key, Distractors: q.Distractors}) {
		even = even && abs(weights[cleanText(o)]-share) < 0.001
	}
	if !even && abs(sum-100) > 0.1 {
		in.changed(q.line, cmpOr(q.named, shorten(q.Stem)), "its right options have %v percent together instead of 100: they share alike now", sum)
		even = true
	}
	if !even {
		q.Weights = weights
	}
	return true
}
