package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// record is the line for machines that goes with a question or card into
// other programs and comes back: what they have no place for. The question
// itself is read from what people see and may have edited there.
type record struct {
	Bank struct {
		Name     string `json:"name,omitempty"`
		Title    string `json:"title,omitempty"`
		Language string `json:"language,omitempty"`
	} `json:"bank"`
	ID      string             `json:"id"`
	Form    questions.Form     `json:"form,omitempty"` // "" = a card
	Key     []string           `json:"key,omitempty"`  // as the bank spells it, where the format has another spelling
	Topics  []string           `json:"topics,omitempty"`
	Rests   []questions.FactID `json:"rests,omitempty"` // ids of the facts, in the question's order
	Facts   []recordFact       `json:"facts,omitempty"`
	Sources []recordSource     `json:"sources,omitempty"`
	Edited  bool               `json:"edited,omitempty"`
	Sum     string             `json:"sum,omitempty"` // of what was written: another one was edited elsewhere
	Card    *recordCard        `json:"card,omitempty"`
	Whole   *recordQuestion    `json:"question,omitempty"` // only for formats that show a question as plain text
}

type (
	recordSource struct {
		ID        questions.SourceID `json:"id"`
		Title     string             `json:"title,omitempty"`
		Authors   []string           `json:"authors,omitempty"`
		Outlet    string             `json:"outlet,omitempty"`
		URL       string             `json:"url,omitempty"`
		Language  string             `json:"language,omitempty"`
		Published string             `json:"published,omitempty"`
		File      string             `json:"file,omitempty"`
		SHA256    string             `json:"sha256,omitempty"`
	}
	recordFact struct {
		ID         questions.FactID `json:"id"`
		Statement  string           `json:"statement,omitempty"`
		Context    string           `json:"context,omitempty"`
		Claimant   string           `json:"claimant,omitempty"`
		Event      string           `json:"event,omitempty"`
		Topics     []string         `json:"topics,omitempty"`
		Importance int              `json:"importance,omitempty"`
		Spans      []recordSpan     `json:"spans,omitempty"`
		Evidence   []recordEvidence `json:"evidence,omitempty"`
		FoundBy    string           `json:"found_by,omitempty"`
	}
	recordSpan struct {
		Kind  questions.SpanKind `json:"kind"`
		Text  string             `json:"text"`
		Ask   string             `json:"ask,omitempty"`
		Wrong []string           `json:"wrong,omitempty"`
		Forms []questions.Form   `json:"forms,omitempty"`
	}
	recordEvidence struct {
		Source    questions.SourceID `json:"source"`
		Paragraph int                `json:"paragraph"`
		Anchor    string             `json:"anchor,omitempty"`
		Quote     string             `json:"quote,omitempty"`
	}
	recordCard struct {
		Front string `json:"front"`
		Back  string `json:"back"`
	}
	recordQuestion struct {
		Stem        string             `json:"stem"`
		Key         []string           `json:"key"`
		Distractors []string           `json:"distractors,omitempty"`
		Prompts     []string           `json:"prompts,omitempty"`
		Tolerance   string             `json:"tolerance,omitempty"`
		Weights     map[string]float64 `json:"weights,omitempty"`
		Feedback    map[string]string  `json:"feedback,omitempty"`
		Explanation string             `json:"explanation,omitempty"`
	}
)

// recordOf returns the record of what rests on the given facts of a bank.
func recordOf(b *questions.Bank, id string, facts []questions.FactID) record {
	r := record{ID: id, Rests: facts}
	r.Bank.Name, r.Bank.Title, r.Bank.Language = b.Name, b.Title, b.Language
	var sources []questions.SourceID
	for i, factID := range facts {
		f, ok := b.FactByID(factID)
		if !ok || slices.Contains(facts[:i], factID) {
			continue
		}
		fact := recordFact{ID: f.ID, Statement: f.Statement, Context: f.Context, Claimant: f.Claimant, Event: f.Event,
			Topics: f.Topics, Importance: f.Importance, FoundBy: f.FoundBy}
		for _, s := range f.Spans {
			fact.Spans = append(fact.Spans, recordSpan(s))
		}
		for _, e := range f.Evidence {
			fact.Evidence = append(fact.Evidence, recordEvidence(e))
			if s, ok := b.SourceByID(e.Source); ok && !slices.Contains(sources, e.Source) {
				sources = append(sources, e.Source)
				r.Sources = append(r.Sources, recordSource{ID: s.ID, Title: s.Title, Authors: s.Authors, Outlet: s.Outlet, URL: s.URL,
					Language: s.Language, Published: s.Published.String(), File: s.File, SHA256: s.SHA256})
			}
		}
		r.Facts = append(r.Facts, fact)
	}
	return r
}

func (f recordFact) fact() questions.Fact {
	fact := questions.Fact{ID: f.ID, Statement: f.Statement, Context: f.Context, Claimant: f.Claimant, Event: f.Event,
		Topics: f.Topics, Importance: f.Importance, FoundBy: f.FoundBy}
	for _, s := range f.Spans {
		fact.Spans = append(fact.Spans, questions.Span(s))
	}
	for _, e := range f.Evidence {
		fact.Evidence = append(fact.Evidence, questions.Evidence(e))
	}
	return fact
}

func (s recordSource) source() (questions.Source, error) {
	source := questions.Source{ID: s.ID, Title: s.Title, Authors: s.Authors, Outlet: s.Outlet, URL: s.URL, Language: s.Language, File: s.File, SHA256: s.SHA256}
	if s.Published == "" {
		return source, nil
	}
	var err error
	source.Published, err = questions.ParseDate(s.Published)
	return source, err
}

// wholeOf returns everything of a question that a member sees.
func wholeOf(q questions.Question) *recordQuestion {
	return &recordQuestion{q.Stem, q.Key, q.Distractors, q.Prompts, q.Tolerance, q.Weights, q.Feedback, q.Explanation}
}

// sumOf returns the first half of the SHA-256 of what a member sees of a question.
func sumOf(q questions.Question) string {
	whole := *wholeOf(q)
	whole.Key, whole.Distractors, whole.Prompts = list(q.Key), list(q.Distractors), list(q.Prompts) // no difference between nil and empty
	data, _ := json.Marshal(whole)                                                                  // fails only for numbers that no weight is
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// String returns the record on one line, without characters that have a
// meaning in the files it is put into: no <, > and &, no two hyphens in a row
// (XML comments), no two spaces (HTML) and nothing that reads like a GIFT id or tag.
func (r record) String() string {
	data, _ := json.Marshal(r) // only texts, and weights that were read as decimals
	line := strings.ReplaceAll(string(data), "--", `-\u002d`)
	return strings.NewReplacer("[id:", `\u005bid:`, "[tag:", `\u005btag:`, "  ", ` \u0020`).Replace(line)
}

var errRecord = errors.New("the machine line is damaged: what it said of ids and citation is lost")

// parseRecord reads what String wrote.
func parseRecord(line string) (*record, error) {
	if len(line) > maxTextBytes {
		return nil, errRecord
	}
	decoder := json.NewDecoder(strings.NewReader(line))
	var r record
	if err := decoder.Decode(&r); err != nil {
		return nil, errRecord
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errRecord
	}
	for _, s := range r.Sources {
		if _, err := s.source(); err != nil {
			return nil, errRecord
		}
	}
	return &r, nil
}

// sourceMark begins the lines that show a citation below an explanation.
const sourceMark = "Source: "

// withCitations returns an explanation with its citations below, a line each.
func withCitations(explanation string, citations []questions.Citation) string {
	var lines []string
	for _, c := range citations {
		lines = append(lines, strings.TrimSpace(sourceMark+citationText(c)+" "+c.URL))
	}
	if len(lines) == 0 {
		return explanation
	}
	return strings.TrimSpace(explanation + "\n\n" + strings.Join(lines, "\n"))
}

// citationText returns what a citation prints, on one line.
func citationText(c questions.Citation) string {
	return strings.ReplaceAll(cleanText(c.Text), "\n", " ")
}

// cutCitations separates an explanation from the citations below it: at most
// the given number of lines, or every one that reads like a citation when most is negative.
func cutCitations(text string, most int) (explanation string, citations []string) {
	lines := strings.Split(text, "\n")
	for len(lines) > 0 && (most < 0 || len(citations) < most) {
		line := strings.TrimSpace(lines[len(lines)-1])
		if line == "" && len(citations) == 0 && most < 0 {
			lines = lines[:len(lines)-1]
			continue
		}
		cited, ok := strings.CutPrefix(line, sourceMark)
		if !ok || most < 0 && !citation.MatchString(cited) {
			break
		}
		citations = append(citations, cited)
		lines = lines[:len(lines)-1]
	}
	slices.Reverse(citations)
	return strings.TrimSpace(strings.Join(lines, "\n")), citations
}

// citation is the form in which questions.Citation prints: authors, title,
// outlet and date, paragraphs, and the address that may follow.
var citation = regexp.MustCompile(`^(.+?), (?:"(.*)"|title not stated), (.+), ¶ ([0-9]+(?:, [0-9]+)*)(?: (https?://\S+))?$`)

// readCitation returns the source and evidence that a printed citation names.
func readCitation(text string) (questions.Source, []questions.Evidence, bool) {
	m := citation.FindStringSubmatch(text)
	if m == nil {
		return questions.Source{}, nil, false
	}
	var s questions.Source
	s.Title = m[2]
	if m[1] != "author not stated" {
		s.Authors = strings.Split(strings.Replace(m[1], " and ", ", ", 1), ", ")
	}
	switch outlet, date, _ := cutLast(m[3], ", "); {
	case m[3] == "outlet and date not stated":
	default:
		if outlet != "outlet not stated" {
			s.Outlet = outlet
		}
		if d, err := questions.ParseDate(date); err == nil {
			s.Published = d
		} else if date != "date not stated" {
			s.Outlet = m[3]
		}
	}
	anchor := ""
	if m[5] != "" {
		page, fragment, _ := strings.Cut(m[5], "#:~:text=")
		s.URL = page
		anchor, _ = url.PathUnescape(fragment)
	}
	var evidence []questions.Evidence
	for i, n := range strings.Split(m[4], ", ") {
		paragraph, err := strconv.Atoi(n)
		if err != nil || len(n) > 6 {
			return questions.Source{}, nil, false
		}
		e := questions.Evidence{Paragraph: paragraph}
		if i == 0 {
			e.Anchor = anchor
		}
		evidence = append(evidence, e)
	}
	return s, evidence, true
}

func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(separator):], true
}

// sameJSON reports whether two values are written the same.
func sameJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return bytes.Equal(x, y)
}
