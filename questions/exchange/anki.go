package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// ankiType is our note type. Anki matches notes by guid and updates them only
// while their type has the same fields: a change here needs a new name and id.
const (
	ankiTypeName = "quizbot 1"
	ankiTypeID   = 1763769600001 // milliseconds, as Anki numbers things; any number that no other type has
)

// ankiFields are the fields of our notes, in order.
var ankiFields = []string{"Front", "Options", "Back", "Explanation", "Quote", "Source", "FactId", "Id", "Record"}

const (
	ankiFront = iota
	ankiOptions
	ankiBack
	ankiExplanation
	ankiQuote
	ankiSource
	ankiFact
	ankiID
	ankiRecord
)

// The card that Anki makes of a note.
const (
	ankiQuestionSide = `<div class="front">{{Front}}</div>{{#Options}}<div class="options">{{Options}}</div>{{/Options}}`
	ankiAnswerSide   = `{{FrontSide}}<hr id=answer><div class="back">{{Back}}</div>{{#Explanation}}<div class="explanation">{{Explanation}}</div>{{/Explanation}}` +
		`{{#Quote}}<blockquote>{{Quote}}</blockquote>{{/Quote}}<div class="source">{{Source}}</div>`
	ankiStyle = ".card { font-family: sans-serif; font-size: 20px; text-align: left; } .back { font-weight: bold; } .explanation, blockquote { font-size: 16px; } .source { font-size: 13px; }"
)

// ankiNote is one note: a question or a flashcard.
type ankiNote struct {
	guid   string // the same for the same question of the same bank, so that a later export updates
	deck   string
	fields []string // HTML, as ankiFields
	tags   []string
}

// ankiNotes returns the notes of a bank: its flashcards, then its questions,
// in a deck each below the bank's.
func ankiNotes(b *questions.Bank, r *Report) []ankiNote {
	var notes []ankiNote
	title := strings.ReplaceAll(cmpOr(oneLine(b.Title), b.Name), "::", ":")
	list := prepare(b, r, true)
	for _, c := range b.Cards {
		if c.Status == questions.Retired {
			r.leftOut(string(c.ID), "it is retired")
			continue
		}
		front, back := cleanText(c.Front), cleanText(c.Back)
		if front != c.Front || back != c.Back {
			r.changed(string(c.ID), "spaces around texts and characters that cannot be shown are left out")
		}
		if front == "" || back == "" {
			r.leftOut(string(c.ID), "a side of it is empty")
			continue
		}
		facts := []questions.FactID{c.Fact}
		record := recordOf(b, string(c.ID), facts)
		record.Edited, record.Card = c.Edited, &recordCard{front, back}
		f, _ := b.FactByID(c.Fact)
		fields := []string{toHTML(front), "", toHTML(back), ankiStatement(f), "", "", "", toHTML(string(c.ID)), toHTML(record.String())}
		cite(b, fields, facts)
		notes = append(notes, ankiNote{ankiGUID(b, string(c.ID)), title + "::Cards", fields, tagsOf(b, nil, facts, r, string(c.ID))})
	}
	for _, o := range list {
		o.record.Whole = wholeOf(o.Question)
		fields := append(ankiSides(o.Question), "", "", "", toHTML(string(o.ID)), toHTML(o.line()))
		cite(b, fields, o.Facts)
		notes = append(notes, ankiNote{ankiGUID(b, string(o.ID)), title + "::Questions", fields, o.tags})
	}
	return notes
}

// cite fills in quotes, citations and ids of facts.
func cite(b *questions.Bank, fields []string, facts []questions.FactID) {
	var quotes, ids []string
	for _, id := range facts {
		ids = append(ids, string(id))
		f, _ := b.FactByID(id)
		for _, e := range f.Evidence {
			if text := toHTML(cleanText(e.Text())); text != "" && !slices.Contains(quotes, text) {
				quotes = append(quotes, text)
			}
		}
	}
	fields[ankiQuote] = strings.Join(quotes, "<br>")
	fields[ankiSource] = citedHTML(b.CitationsOf(facts))
	fields[ankiFact] = toHTML(strings.Join(ids, " "))
}

// ankiGUID returns what tells a note from all others, for ever.
func ankiGUID(b *questions.Bank, id string) string {
	sum := sha256.Sum256([]byte("quizbot\x00" + b.Name + "\x00" + id))
	return hex.EncodeToString(sum[:8])
}

// ankiSides returns the first four fields of a question: stem, options, key
// and explanation, as a learner reads them.
func ankiSides(q questions.Question) []string {
	options, back := "", toHTML(q.Key[0])
	switch {
	case q.Form == questions.Match:
		right := questions.Shuffled(questions.Question{ID: q.ID, Form: questions.Order, Key: q.Options()}, 0)
		options = ankiList("ul", q.Prompts) + ankiList("ul", right)
		pairs := make([]string, len(q.Key))
		for i, k := range q.Key {
			pairs[i] = q.Prompts[i] + " → " + k
		}
		back = ankiList("ul", pairs)
	case q.Form == questions.Order:
		options, back = ankiList("ul", questions.Shuffled(q, 0)), ankiList("ol", q.Key)
	case q.Form == questions.Several:
		options, back = ankiList("ol", questions.Shuffled(q, 0)), ankiList("ul", q.Key)
	case q.Typed():
		back = toHTML(strings.Join(q.Key, "\n"))
		if q.Tolerance != "" {
			back += " ± " + toHTML(q.Tolerance)
		}
	default:
		options = ankiList("ol", questions.Shuffled(q, 0))
	}
	return []string{toHTML(q.Stem), options, back, toHTML(q.Explanation) + ankiFeedback(q)}
}

// ankiFeedback lists what is said of single options, "" = nothing.
func ankiFeedback(q questions.Question) string {
	var said []string
	for _, o := range q.Options() {
		if text := q.Feedback[o]; text != "" {
			said = append(said, o+": "+text)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return ankiList("ul", said)
}

// ankiStatement is what a flashcard explains: its fact.
func ankiStatement(f questions.Fact) string {
	return toHTML(cleanText(strings.TrimSpace(f.Statement + "\n" + f.Context)))
}

// ankiList writes a list; "ol" has the letters of options.
func ankiList(element string, items []string) string {
	text := "<" + element + ">"
	if element == "ol" {
		text = `<ol type="A">`
	}
	for _, item := range items {
		text += "<li>" + toHTML(item) + "</li>"
	}
	return text + "</" + element + ">"
}

// readNote is a note as a file has it, of our type or any other.
type readNote struct {
	line      int
	names     []string // of the fields; nil = not known
	fields    []string // HTML
	tags      []string
	cloze     bool
	templates []ankiTemplate // nil = front and back
}

// ankiTemplate makes one card of a note.
type ankiTemplate struct {
	ord              int
	question, answer string
}

// takeNote takes a note into the bank: as what it was when it is ours, else
// as the flashcards that Anki shows.
func (in *intake) takeNote(n readNote) {
	at := slices.Index(n.names, "Record")
	if n.names == nil && len(n.fields) == len(ankiFields) {
		at = ankiRecord
	}
	if at == ankiRecord && len(n.fields) == len(ankiFields) {
		line, _ := fromHTML(n.fields[at])
		if r, err := parseRecord(line); err == nil {
			in.takeOwn(n, r)
			return
		}
		in.changed(n.line, n.fields[ankiID], "%v", errRecord)
	}
	in.takeForeign(n)
}

// takeOwn takes a note of our type. While the sides show what the record says,
// the record counts; what somebody changed in Anki comes from the sides, or is
// reported where a bank has no place for it.
func (in *intake) takeOwn(n readNote, r *record) {
	w := r.Whole
	if w == nil {
		in.takeOwnCard(n, r)
		return
	}
	q := incoming{line: n.line, named: r.ID, record: r, tags: in.withoutAnkiTags(n, r)}
	q.Question = questions.Question{ID: questions.QuestionID(r.ID), Form: r.Form, Stem: w.Stem, Key: w.Key, Distractors: w.Distractors, Prompts: w.Prompts,
		Tolerance: w.Tolerance, Weights: w.Weights, Feedback: w.Feedback, Explanation: w.Explanation}
	if len(q.Key) == 0 || q.Form == questions.Match && len(q.Prompts) != len(q.Key) || !slices.Contains(questions.Forms, r.Form) {
		in.leftOut(n.line, r.ID, "%v", errRecord)
		return
	}
	shown := ankiSides(q.Question)
	if front, changed := in.ownField(n, r, ankiFront, shown[ankiFront]); changed {
		q.Stem = front
	}
	if back, changed := in.ownField(n, r, ankiBack, shown[ankiBack]); changed {
		if len(q.Key) == 1 && (q.Choice() && q.Form != questions.TrueFalse || q.Typed() && q.Tolerance == "") {
			delete(q.Feedback, q.Key[0])
			q.Key = []string{back}
		} else {
			in.changed(n.line, r.ID, "its answer was changed in Anki to %q and is taken as it was: change it by hand", shorten(back))
		}
	}
	if explanation, changed := in.ownField(n, r, ankiExplanation, shown[ankiExplanation]); changed {
		said, _ := fromHTML(ankiFeedback(q.Question))
		if rest, ok := strings.CutSuffix(explanation, said); ok {
			q.Explanation = strings.TrimSpace(rest)
		} else {
			in.changed(n.line, r.ID, "its Explanation was changed in Anki together with the feedback below it and is taken as it was: change it by hand")
		}
	}
	if _, changed := in.ownField(n, r, ankiOptions, shown[ankiOptions]); changed {
		in.changed(n.line, r.ID, "its options were changed in Anki and are taken as they were: change them by hand")
	}
	in.ownRest(n, r)
	q.Explanation = strings.TrimSpace(q.Explanation + "\n\n" + sourceLines(r))
	in.add(q)
}

// takeOwnCard takes a flashcard of ours.
func (in *intake) takeOwnCard(n readNote, r *record) {
	was := recordCard{}
	if r.Card != nil {
		was = *r.Card
	}
	front, _ := in.ownField(n, r, ankiFront, toHTML(was.Front))
	back, _ := in.ownField(n, r, ankiBack, toHTML(was.Back))
	statement := ""
	if len(r.Facts) > 0 {
		statement = ankiStatement(r.Facts[0].fact())
	}
	if text, changed := in.ownField(n, r, ankiOptions, ""); changed {
		in.ownKept(n, r, ankiOptions, text)
	}
	if text, changed := in.ownField(n, r, ankiExplanation, statement); changed {
		in.ownKept(n, r, ankiExplanation, text)
	}
	in.ownRest(n, r)
	tags := in.withoutAnkiTags(n, r)
	in.tagsKept(n.line, r.ID, tags, r)
	for _, t := range tags {
		if !ownTag(t) && !slices.ContainsFunc(r.Facts, func(f recordFact) bool { return slices.Contains(f.Topics, t) }) {
			in.changed(n.line, r.ID, "the tag %q is not taken over: flashcards have the topics of their facts", shorten(t))
		}
	}
	in.addCard(n.line, r.ID, questions.Card{Front: front, Back: back}, r)
}

// ownField returns the text of a field of ours, and whether it is another than
// the one that was written. What was added and is no text is reported.
func (in *intake) ownField(n readNote, r *record, at int, written string) (text string, changed bool) {
	was, _ := fromHTML(written)
	if is, lost := fromHTML(n.fields[at]); is == was && len(lost) == 0 {
		return is, false
	}
	is, lost := fromHTML(soundAsHTML(n.fields[at]))
	for _, what := range lost {
		in.changed(n.line, r.ID, "%s in its %s is not taken over", what, ankiFields[at])
	}
	return is, is != was
}

// ownRest reports changes of the fields that show what facts and sources say.
func (in *intake) ownRest(n readNote, r *record) {
	b := bankOfRecord(r)
	written := make([]string, len(ankiFields))
	cite(b, written, r.Rests)
	written[ankiID] = toHTML(r.ID)
	for _, at := range []int{ankiQuote, ankiSource, ankiFact, ankiID} {
		if text, changed := in.ownField(n, r, at, written[at]); changed {
			in.ownKept(n, r, at, text)
		}
	}
}

// ownKept reports a field whose change cannot be taken over.
func (in *intake) ownKept(n readNote, r *record, at int, text string) {
	what := "was emptied in Anki"
	if text != "" {
		what = "was changed in Anki to " + strconv.Quote(shorten(text))
	}
	where := "the question's or card's own line of the bank file"
	if len(r.Rests) > 0 && at != ankiID && at != ankiFact && at != ankiOptions {
		where = "fact " + string(r.Rests[0])
	}
	in.changed(n.line, r.ID, "its %s %s and is taken as it was: change it in %s", ankiFields[at], what, where)
}

// withoutAnkiTags returns the tags of a note of ours without those by which
// Anki marks notes for itself, and reports these.
func (in *intake) withoutAnkiTags(n readNote, r *record) []string {
	return slices.DeleteFunc(slices.Clone(n.tags), func(t string) bool {
		own := strings.EqualFold(t, "leech") || strings.EqualFold(t, "marked")
		if own {
			in.changed(n.line, r.ID, "the tag %q is Anki's own and is not taken over", t)
		}
		return own
	})
}

// sourceLines are the citations of a record as they are printed.
func sourceLines(r *record) string {
	lines := citationsOf(r)
	for i := range lines {
		lines[i] = sourceMark + lines[i]
	}
	return strings.Join(lines, "\n")
}

// takeForeign makes flashcards of a note as Anki does.
func (in *intake) takeForeign(n readNote) {
	if len(n.fields) == 0 {
		return
	}
	if len(n.tags) > 0 {
		in.tagged++
	}
	for i, f := range n.fields {
		n.fields[i] = soundAsHTML(f)
	}
	if n.cloze || n.templates == nil && ankiCloze.MatchString(n.fields[0]) {
		in.takeCloze(n)
		return
	}
	if n.templates == nil {
		in.takeSides(n.line, n.fields[0], strings.Join(n.fields[1:], "<br>"))
		return
	}
	values := map[string]string{}
	for i, name := range n.names {
		if i < len(n.fields) {
			values[name] = n.fields[i]
		}
	}
	made := 0
	for _, t := range n.templates {
		front := fillTemplate(t.question, values)
		if shown, lost := fromHTML(front); shown == "" && len(lost) == 0 {
			continue // Anki makes no card either
		}
		made++
		back := fillTemplate(t.answer, values)
		if _, after, ok := cutLast(back, "id=answer>"); ok {
			back = after
		} else if parts := ankiAnswerLine.Split(back, 2); len(parts) == 2 {
			back = parts[1]
		}
		in.takeSides(n.line, front, back)
	}
	if made == 0 {
		shown, _ := fromHTML(strings.Join(n.fields, " "))
		in.leftOut(n.line, cmpOr(shorten(shown), "an empty note"), "Anki makes no card of it, since its front is empty")
	}
}

// soundAsHTML writes Anki's marks of sound as HTML, which [fromHTML] reports.
func soundAsHTML(field string) string {
	return ankiSound.ReplaceAllString(field, "<audio></audio>")
}

var (
	ankiSound      = regexp.MustCompile(`\[sound:[^\]]*\]|\[anki:play:[^\]]*\]`)
	ankiCloze      = regexp.MustCompile(`(?s)\{\{c(\d{1,3})::(.*?)(?:::(.*?))?\}\}`)
	ankiClozeBegin = regexp.MustCompile(`\{\{c\d{1,3}::`)
	ankiAnswerLine = regexp.MustCompile(`(?i)<hr\s+id\s*=\s*["']?answer["']?\s*/?>`)
	ankiTag        = regexp.MustCompile(`\{\{([^{}]*)\}\}`)
)

// takeSides adds a card made of two sides in HTML.
func (in *intake) takeSides(line int, front, back string) {
	shown, lost := fromHTML(front)
	answer, more := fromHTML(back)
	label := cmpOr(shorten(shown), shorten(answer), "a card without text")
	switch {
	case shown == "" && len(lost) > 0:
		in.leftOut(line, label, "its front is only %s, which is not taken over", strings.Join(lost, " and "))
		return
	case answer == "" && len(more) > 0:
		in.leftOut(line, label, "its back is only %s, which is not taken over", strings.Join(more, " and "))
		return
	}
	for _, what := range append(lost, more...) {
		in.changed(line, label, "%s is not taken over", what)
	}
	in.addCard(line, "", questions.Card{Front: shown, Back: answer}, nil)
}

// takeCloze makes a card of every deletion of a cloze note.
func (in *intake) takeCloze(n readNote) {
	text := n.fields[0]
	var done []string
	for _, m := range ankiCloze.FindAllStringSubmatch(text, -1) {
		if ankiClozeBegin.MatchString(m[0][2:]) {
			in.leftOut(n.line, shorten(text), "it has a cloze deletion within another: write them side by side")
			return
		}
	}
	for _, m := range ankiCloze.FindAllStringSubmatch(text, -1) {
		number := m[1]
		if slices.Contains(done, number) || len(done) > 50 {
			continue
		}
		done = append(done, number)
		var hidden []string
		front := ankiCloze.ReplaceAllStringFunc(text, func(deletion string) string {
			d := ankiCloze.FindStringSubmatch(deletion)
			if d[1] != number {
				return d[2]
			}
			hidden = append(hidden, d[2])
			if d[3] != "" {
				return questions.GapMark + " (" + d[3] + ")"
			}
			return questions.GapMark
		})
		in.takeSides(n.line, front, strings.Join(append(hidden, n.fields[1:]...), "<br>"))
	}
	if len(done) == 0 {
		in.leftOut(n.line, shorten(text), "it is a cloze note without a deletion")
	}
}

// fillTemplate returns what Anki shows of a template: fields filled in, and
// sections only where their field has text. FrontSide is left empty.
func fillTemplate(template string, values map[string]string) string {
	var out strings.Builder
	var hidden []string // open sections from the first that is not shown on
	var open []string
	filled := map[string]bool{}
	for name, value := range values {
		text, lost := fromHTML(value)
		filled[name] = text != "" || len(lost) > 0
	}
	rest := template[:min(len(template), maxTextBytes)]
	for len(rest) > 0 && out.Len() < maxTextBytes {
		m := ankiTag.FindStringSubmatchIndex(rest)
		if m == nil {
			break
		}
		if len(hidden) == 0 {
			out.WriteString(rest[:m[0]])
		}
		name := strings.TrimSpace(rest[m[2]:m[3]])
		rest = rest[m[1]:]
		mark := byte(0)
		if name != "" && strings.IndexByte("#^/", name[0]) >= 0 {
			mark, name = name[0], strings.TrimSpace(name[1:])
		}
		switch mark {
		case '#', '^':
			if len(hidden) > 0 || filled[name] != (mark == '#') {
				hidden = append(hidden, name)
			} else {
				open = append(open, name)
			}
		case '/':
			if n := len(hidden); n > 0 && hidden[n-1] == name {
				hidden = hidden[:n-1]
			} else if n := len(open); n > 0 {
				open = open[:n-1]
			}
		default:
			if len(hidden) == 0 {
				_, field, _ := cutLast(name, ":") // filters stand before the field
				out.WriteString(values[field])
			}
		}
	}
	if len(hidden) == 0 {
		out.WriteString(rest)
	}
	return out.String()
}

// tagsIn returns the tags of a note, which spaces separate.
func tagsIn(s string) []string { return strings.Fields(s) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
