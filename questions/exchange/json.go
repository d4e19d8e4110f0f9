package exchange

import (
	"encoding/json"
	"io"

	"quizbot/questions"
)

// The JSON of a bank has the keys of the bank file. Unlike there, every key
// is always present: what is unknown is "", and lists are never null.
type (
	jsonBank struct {
		Name      string         `json:"name"`
		Title     string         `json:"title"`
		Language  string         `json:"language"`
		Sources   []jsonSource   `json:"sources"`
		Facts     []jsonFact     `json:"facts"`
		Questions []jsonQuestion `json:"questions"`
		Cards     []jsonCard     `json:"cards"`
	}
	jsonSource struct {
		ID        questions.SourceID `json:"id"`
		Title     string             `json:"title"`
		Authors   []string           `json:"authors"`
		Outlet    string             `json:"outlet"`
		URL       string             `json:"url"`
		Language  string             `json:"language"`
		Published string             `json:"published"`
		File      string             `json:"file"`
		SHA256    string             `json:"sha256"`
	}
	jsonFact struct {
		ID         questions.FactID `json:"id"`
		Statement  string           `json:"statement"`
		Context    string           `json:"context"`
		Claimant   string           `json:"claimant"`
		Event      string           `json:"event"`
		Topics     []string         `json:"topics"`
		Importance int              `json:"importance"`
		Spans      []jsonSpan       `json:"spans"`
		Evidence   []jsonEvidence   `json:"evidence"`
		FoundBy    string           `json:"found_by"`
	}
	jsonSpan struct {
		Kind  questions.SpanKind `json:"kind"`
		Text  string             `json:"text"`
		Ask   string             `json:"ask"`
		Wrong []string           `json:"wrong"`
		Forms []questions.Form   `json:"forms"`
	}
	jsonEvidence struct {
		Source    questions.SourceID `json:"source"`
		Paragraph int                `json:"paragraph"`
		Anchor    string             `json:"anchor"`
		Quote     string             `json:"quote"` // the anchor where the article's text may not be kept
	}
	jsonQuestion struct {
		ID          questions.QuestionID `json:"id"`
		Form        questions.Form       `json:"form"`
		Stem        string               `json:"stem"`
		Prompts     []string             `json:"prompts"`
		Key         []string             `json:"key"`
		Distractors []string             `json:"distractors"`
		Typed       bool                 `json:"typed"` // the answer is written, not chosen
		Tolerance   string               `json:"tolerance"`
		Weights     map[string]float64   `json:"weights"`
		Feedback    map[string]string    `json:"feedback"`
		Explanation string               `json:"explanation"`
		Citations   []string             `json:"citations"`
		Facts       []questions.FactID   `json:"facts"`
		Topics      []string             `json:"topics"`
		Status      questions.Status     `json:"status"`
		Edited      bool                 `json:"edited"`
	}
	jsonCard struct {
		ID     questions.CardID `json:"id"`
		Front  string           `json:"front"`
		Back   string           `json:"back"`
		Fact   questions.FactID `json:"fact"`
		Status questions.Status `json:"status"`
		Edited bool             `json:"edited"`
	}
)

// writeJSON writes the bank as one indented JSON object. Questions carry
// their citations as well, as they are printed below an explanation.
func writeJSON(w io.Writer, b *questions.Bank) error {
	out := jsonBank{
		Name: b.Name, Title: b.Title, Language: b.Language,
		Sources: []jsonSource{}, Facts: []jsonFact{}, Questions: []jsonQuestion{}, Cards: []jsonCard{},
	}
	for _, s := range b.Sources {
		out.Sources = append(out.Sources, jsonSource{s.ID, s.Title, list(s.Authors), s.Outlet, s.URL, s.Language, s.Published.String(), s.File, s.SHA256})
	}
	for _, f := range b.Facts {
		fact := jsonFact{
			f.ID, f.Statement, f.Context, f.Claimant, f.Event, list(f.Topics), f.Importance, []jsonSpan{}, []jsonEvidence{}, f.FoundBy,
		}
		for _, s := range f.Spans {
			fact.Spans = append(fact.Spans, jsonSpan{s.Kind, s.Text, s.Ask, list(s.Wrong), list(s.Forms)})
		}
		for _, e := range f.Evidence {
			fact.Evidence = append(fact.Evidence, jsonEvidence{e.Source, e.Paragraph, e.Anchor, e.Text()})
		}
		out.Facts = append(out.Facts, fact)
	}
	for _, q := range b.Questions {
		question := jsonQuestion{
			q.ID, q.Form, q.Stem, list(q.Prompts), list(q.Key), list(q.Distractors), q.Typed(), q.Tolerance, table(q.Weights), table(q.Feedback),
			q.Explanation, []string{}, list(q.Facts), list(q.Topics), q.Status, q.Edited,
		}
		for _, c := range b.CitationsOf(q.Facts) {
			question.Citations = append(question.Citations, c.Text)
		}
		out.Questions = append(out.Questions, question)
	}
	for _, c := range b.Cards {
		out.Cards = append(out.Cards, jsonCard(c))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// list returns a list that JSON does not write as null.
func list[T any](values []T) []T { return append([]T{}, values...) }

// table is the same for a map.
func table[T any](values map[string]T) map[string]T {
	if values == nil {
		return map[string]T{}
	}
	return values
}
