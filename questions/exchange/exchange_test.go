package exchange

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
)

func TestJSONHoldsTheWholeBank(t *testing.T) {
	b := &questions.Bank{
		Name: "tides", Title: "Tides & <ebb>",
		Sources: []questions.Source{{ID: "lark", Title: "The Slow Sea", Authors: []string{"Ada Lark"}, Published: questions.Date{Year: 2019, Month: time.May}}},
		Facts: []questions.Fact{{
			ID: "ebb", Statement: "Ebb follows flood.", Importance: 2,
			Spans:    []questions.Span{{Kind: questions.Term, Text: "flood"}},
			Evidence: []questions.Evidence{{Source: "lark", Paragraph: 4, Anchor: "ebb follows"}, {Source: "lark", Paragraph: 5, Anchor: "flood", Quote: "The flood came."}},
		}},
		Questions: []questions.Question{{ID: "ebb/gap", Form: questions.Gap, Stem: "Ebb follows _____.", Key: []string{"flood"}, Facts: []questions.FactID{"ebb"}, Status: questions.Draft}},
		Cards:     []questions.Card{{ID: "ebb/card", Front: "What does ebb follow?", Back: "flood", Fact: "ebb", Status: questions.Approved, Edited: true}},
	}
	f, ok := Named("json")
	if !ok {
		t.Fatal("there is no format json")
	}
	out, _, err := f.Export(b)
	if err != nil {
		t.Fatal(err)
	}
	var got, want any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{
		"name": "tides", "title": "Tides & <ebb>", "language": "",
		"sources": [{"id": "lark", "title": "The Slow Sea", "authors": ["Ada Lark"], "outlet": "", "url": "", "language": "", "published": "2019-05", "file": "", "sha256": ""}],
		"facts": [{"id": "ebb", "statement": "Ebb follows flood.", "context": "", "claimant": "", "event": "", "topics": [], "importance": 2,
			"spans": [{"kind": "term", "text": "flood", "ask": "", "wrong": [], "forms": []}],
			"evidence": [{"source": "lark", "paragraph": 4, "anchor": "ebb follows", "quote": "ebb follows"}, {"source": "lark", "paragraph": 5, "anchor": "flood", "quote": "The flood came."}],
			"found_by": ""}],
		"questions": [{"id": "ebb/gap", "form": "gap", "stem": "Ebb follows _____.", "prompts": [], "key": ["flood"], "distractors": [],
			"typed": true, "tolerance": "", "weights": {}, "feedback": {}, "topics": [], "explanation": "",
			"citations": ["Ada Lark, \"The Slow Sea\", outlet not stated, May 2019, ¶ 4, 5"], "facts": ["ebb"], "status": "draft", "edited": false}],
		"cards": [{"id": "ebb/card", "front": "What does ebb follow?", "back": "flood", "fact": "ebb", "status": "approved", "edited": true}]
	}`), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%v", out, want)
	}
	if !strings.Contains(string(out), "& <ebb>") {
		t.Error("text is written with escapes that only web pages need")
	}
}

func TestAnEmptyBankHasNoNulls(t *testing.T) {
	var out strings.Builder
	if err := writeJSON(&out, &questions.Bank{}); err != nil || strings.Contains(out.String(), "null") {
		t.Errorf("%v: %s", err, out.String())
	}
}

func TestUnknownFormatsAreNotFound(t *testing.T) {
	if _, ok := Named("abacus"); ok {
		t.Error("a format that does not exist was found")
	}
}
