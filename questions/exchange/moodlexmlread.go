package exchange

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

func looksLikeMoodleXML(data []byte) bool {
	return bytes.HasPrefix(beginning(data), []byte("<")) && bytes.Contains(data[:min(len(data), 4096)], []byte("<quiz"))
}

// The elements of Moodle XML that are read.
type (
	moodleText struct {
		Format string     `xml:"format,attr"`
		Text   string     `xml:"text"`
		Files  []struct{} `xml:"file"`
	}
	moodleElement struct {
		Type     string     `xml:"type,attr"`
		Category moodleText `xml:"category"`
		Name     moodleText `xml:"name"`
		Stem     moodleText `xml:"questiontext"`
		General  moodleText `xml:"generalfeedback"`
		IDNumber string     `xml:"idnumber"`
		Single   string     `xml:"single"`
		Answers  []struct {
			moodleText
			Fraction  string     `xml:"fraction,attr"`
			Feedback  moodleText `xml:"feedback"`
			Tolerance string     `xml:"tolerance"`
		} `xml:"answer"`
		Pairs []struct {
			moodleText
			Answer moodleText `xml:"answer"`
		} `xml:"subquestion"`
		Units  []struct{}   `xml:"units>unit"`
		Right  moodleText   `xml:"correctfeedback"`
		Partly moodleText   `xml:"partiallycorrectfeedback"`
		Wrong  moodleText   `xml:"incorrectfeedback"`
		Hints  []moodleText `xml:"hint"`
		Tags   []string     `xml:"tags>tag>text"`
	}
)

// importMoodleXML reads a Moodle XML file. It accepts no document type, so
// there are no entities besides the five of XML.
func importMoodleXML(ctx context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	if line, err := harmlessXML(text); err != nil {
		in.problem(line, "xml", "%v", err)
		return in.done()
	}
	m := &moodleReader{intake: in}
	decoder := xml.NewDecoder(strings.NewReader(text))
	for !in.full() && ctx.Err() == nil {
		token, err := decoder.Token()
		if err != nil {
			break // harmlessXML has read all of it
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "question" {
			continue
		}
		line, _ := decoder.InputPos()
		var e moodleElement
		if err := decoder.DecodeElement(&e, &start); err != nil {
			in.problem(line, "xml", "a question cannot be read: %v: export it again", err)
			continue
		}
		m.line = line
		m.question(&e)
	}
	if err := ctx.Err(); err != nil {
		return nil, in.report, err
	}
	return in.done()
}

// harmlessXML reads a whole document once and returns what is wrong with it,
// with the line: bad syntax, a document type, or too much of anything.
func harmlessXML(text string) (line int, err error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	depth, elements := 0, 0
	for {
		token, err := decoder.Token()
		line, _ := decoder.InputPos()
		var syntax *xml.SyntaxError
		switch {
		case errors.Is(err, io.EOF) && elements > 0:
			return 0, nil
		case errors.Is(err, io.EOF):
			return 1, errors.New("there is no element in it: export the file again")
		case errors.As(err, &syntax):
			return syntax.Line, fmt.Errorf("%s: mend this line, or export the file again", syntax.Msg)
		case err != nil:
			return line, fmt.Errorf("%w: save the file as UTF-8", err)
		}
		switch t := token.(type) {
		case xml.Directive:
			return line, fmt.Errorf("<!%s> declares a document type, which is not read: take it out", shorten(string(t)))
		case xml.StartElement:
			depth++
			elements++
			if depth > maxDepth || elements > maxElements || len(t.Attr) > 64 {
				return line, fmt.Errorf("the document is too deep or too large (at most %d levels and %d elements): split it", maxDepth, maxElements)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// moodleReader turns elements into questions.
type moodleReader struct {
	*intake
	line  int
	label string
}

// text returns what a text shows.
func (m *moodleReader) text(t moodleText) string {
	switch strings.TrimSpace(t.Format) {
	case "plain_text", "markdown":
		return t.Text
	case "":
		if !htmlTag.MatchString(t.Text) {
			return t.Text
		}
	}
	shown, lost := fromHTML(t.Text)
	for _, what := range lost {
		m.changed(m.line, m.label, "%s is not taken over", what)
	}
	return shown
}

var moodleRecordIn = regexp.MustCompile(`(?s)<!-- quizbot: (.*?) -->`)

func (m *moodleReader) question(e *moodleElement) {
	if e.Type == "category" {
		m.enterCategory(e.Category.Text)
		return
	}
	q := incoming{line: m.line, named: cmpOr(strings.TrimSpace(e.IDNumber), strings.TrimSpace(e.Name.Text)), tags: e.Tags}
	m.label = q.named
	if found := moodleRecordIn.FindStringSubmatch(e.General.Text); found != nil {
		r, err := parseRecord(found[1])
		if err != nil {
			m.changed(m.line, m.label, "%v", err)
		}
		q.record = r
		e.General.Text = moodleRecordIn.ReplaceAllString(e.General.Text, "")
	}
	q.Stem, q.Explanation = m.text(e.Stem), m.text(e.General)
	m.label = cmpOr(m.label, shorten(q.Stem))
	q.Feedback = map[string]string{}
	if len(e.Stem.Files) > 0 {
		m.changed(m.line, m.label, "its files are not taken over")
	}
	if m.answers(&q, e) {
		m.combined(&q, e)
		m.add(q)
	}
}

// moodleWords are what Moodle puts into every question and says no more than
// any quiz does.
var moodleWords = []string{"Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect."}

// combined gives the options what is said of right and wrong answers as a
// whole, where one option decides that, and reports what has no place.
func (m *moodleReader) combined(q *incoming, e *moodleElement) {
	for _, said := range []struct {
		text    moodleText
		of      string
		options []string
	}{{e.Right, "right answers", q.Key}, {e.Partly, "answers that are partly right", nil}, {e.Wrong, "wrong answers", q.Distractors}} {
		text := cleanText(m.text(said.text))
		if text == "" || slices.Contains(moodleWords, text) {
			continue
		}
		if !q.Choice() || len(said.options) == 0 {
			m.changed(m.line, m.label, "the feedback %q for %s is not taken over, since it is about no single option", shorten(text), said.of)
			continue
		}
		for _, o := range said.options {
			o = cleanText(o)
			q.Feedback[o] = strings.TrimSpace(q.Feedback[o] + "\n" + text)
		}
	}
	for _, hint := range e.Hints {
		if text := cleanText(m.text(hint)); text != "" {
			m.changed(m.line, m.label, "the hint %q is not taken over", shorten(text))
		}
	}
}

// answers reads key and options, false when the question is left out.
func (m *moodleReader) answers(q *incoming, e *moodleElement) bool {
	var options []string
	var shares []float64
	for _, a := range e.Answers {
		share, err := strconv.ParseFloat(cmpOr(strings.TrimSpace(a.Fraction), "0"), 64)
		if err != nil || !(share >= -100 && share <= 100) && e.Type != "ordering" {
			m.problem(m.line, "fraction", "the fraction %q of an answer of %q is no percentage: write -100 to 100", shorten(a.Fraction), shorten(m.label))
			return false
		}
		a.moodleText.Format = cmpOr(a.moodleText.Format, map[bool]string{true: "", false: "plain_text"}[e.Type == "multichoice" || e.Type == "ordering"])
		options, shares = append(options, m.text(a.moodleText)), append(shares, share)
	}
	switch e.Type {
	case "truefalse":
		q.Form = questions.TrueFalse
		for i, o := range options {
			option := questions.False
			if strings.EqualFold(strings.TrimSpace(o), questions.True) {
				option = questions.True
			}
			if shares[i] > 0 {
				q.Key = append(q.Key, option)
			} else {
				q.Distractors = append(q.Distractors, option)
			}
			q.Feedback[option] = m.text(e.Answers[i].Feedback)
		}
		return m.oneRight(q)
	case "multichoice", "multichoiceset":
		for i, o := range options {
			q.Feedback[cleanText(o)] = m.text(e.Answers[i].Feedback)
		}
		if single := strings.TrimSpace(e.Single); e.Type == "multichoiceset" || single == "false" || single == "0" {
			if !m.weigh(q, options, shares) {
				m.leftOut(m.line, m.label, "no option is right")
				return false
			}
			if e.Type == "multichoiceset" {
				m.changed(m.line, m.label, "all or nothing becomes even shares")
				q.Weights = nil
			}
			return true
		}
		for i, o := range options {
			switch {
			case shares[i] == 100:
				q.Key = append(q.Key, o)
				continue
			case shares[i] > 0:
				m.changed(m.line, m.label, "the option %q was worth %v percent and is worth nothing now", shorten(o), shares[i])
			}
			q.Distractors = append(q.Distractors, o)
		}
		q.Form = chosenForm(q.Stem, false)
		return m.oneRight(q)
	case "shortanswer":
		for i, o := range options {
			m.spelling(q, o, shares[i], m.text(e.Answers[i].Feedback), m.label)
		}
		q.Form = chosenForm(q.Stem, true)
		if len(q.Distractors) > 0 {
			q.Form = questions.ShortAnswer
		}
	case "numerical":
		q.Form = questions.NumberChoice
		if len(e.Units) > 0 {
			m.changed(m.line, m.label, "its units are not taken over: write the unit into the question")
		}
		for i, o := range options {
			o, tolerance := strings.TrimSpace(o), strings.TrimSpace(e.Answers[i].Tolerance)
			switch {
			case shares[i] <= 0:
			case shares[i] < 100:
				m.changed(m.line, m.label, "the answer %q was worth %v percent and is worth nothing now", shorten(o), shares[i])
			case !plainNumber.MatchString(o) || tolerance != "" && !plainNumber.MatchString(tolerance):
				m.leftOut(m.line, m.label, "%q with tolerance %q is no number in plain digits", shorten(o), shorten(tolerance))
				return false
			default:
				m.numeric(q, o, tolerance, m.text(e.Answers[i].Feedback), m.label)
			}
		}
	case "matching", "match":
		q.Form = questions.Match
		for _, p := range e.Pairs {
			p.Answer.Format = cmpOr(p.Answer.Format, "plain_text")
			if prompt := cleanText(m.text(p.moodleText)); prompt == "" {
				q.Distractors = append(q.Distractors, m.text(p.Answer))
			} else {
				q.Prompts, q.Key = append(q.Prompts, prompt), append(q.Key, m.text(p.Answer))
			}
		}
	case "ordering":
		q.Form, q.Key = questions.Order, options
	default:
		m.leftOut(m.line, m.label, "the question type %q has no counterpart here", shorten(e.Type))
		return false
	}
	return true
}

// oneRight reports whether a question has exactly one right option, and notes if not.
func (m *moodleReader) oneRight(q *incoming) bool {
	if len(q.Key) == 1 {
		return true
	}
	m.leftOut(m.line, m.label, "%d options are right on their own: make it one, or allow several answers with shares that add up to 100", len(q.Key))
	return false
}
