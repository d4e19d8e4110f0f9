package verify

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"quizbot/questions"
	"quizbot/questions/article"
)

const ebb = "How the ebb shapes a town\n\nBy Ada Lark\n\nThe ebb came early that year and stayed for a long time.\n\nNobody in the town could say why “the water” was so low; the water was cold.\n\nIn the end the fishermen moved their boats to the other bay.\n"

func ebbBank(evidence ...questions.Evidence) *questions.Bank {
	return &questions.Bank{
		Sources: []questions.Source{{ID: "lark", Title: "Ebb", File: "ebb.txt", SHA256: article.Sum([]byte(ebb))}},
		Facts:   []questions.Fact{{ID: "low-water", Evidence: evidence}},
	}
}

func TestEvidenceIsFoundAgainOrStale(t *testing.T) {
	tests := []struct {
		name     string
		evidence questions.Evidence
		says     string // "" = found
	}{
		{"where it should be", questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "came early that year"}, ""},
		{"with other quotation marks", questions.Evidence{Source: "lark", Paragraph: 2, Anchor: `say why "the water"`}, ""},
		{"with its quote", questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "came early", Quote: "The ebb came early that year and stayed for a long time."}, ""},
		{"in another paragraph", questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "moved their boats"},
			`evidence of fact "low-water": "moved their boats" is not in paragraph 1; it is in 3 (set paragraph: 3)`},
		{"without a paragraph", questions.Evidence{Source: "lark", Anchor: "moved their boats"}, `has no paragraph; it is in 3 (set paragraph: 3)`},
		{"behind the last paragraph", questions.Evidence{Source: "lark", Paragraph: 9, Anchor: "moved their boats"}, "the article has 3; it is in 3"},
		{"twice in its paragraph", questions.Evidence{Source: "lark", Paragraph: 2, Anchor: "the water"}, "is in paragraph 2 2 times"},
		{"in several others", questions.Evidence{Source: "lark", Paragraph: 9, Anchor: "the"}, "it is in 2 and 3: set the right one"},
		{"nowhere", questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "the flood"}, "nor anywhere else"},
		{"with a changed quote", questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "came early", Quote: "The ebb came late."}, `"The ebb came late." is not in paragraph 1`},
		{"without words", questions.Evidence{Source: "lark", Paragraph: 1}, "write an anchor"},
		{"of an unknown source", questions.Evidence{Source: "reed", Paragraph: 1, Anchor: "x"}, `the source "reed" is not in the bank`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := Bank(ebbBank(test.evidence), fstest.MapFS{"ebb.txt": {Data: []byte(ebb)}})
			if err != nil || r.Sources != 1 || r.Matched != 1 || r.Evidence != 1 {
				t.Fatalf("report %+v, %v", r, err)
			}
			if test.says == "" {
				if r.Found != 1 || len(r.Problems) > 0 {
					t.Errorf("found %d, problems %v", r.Found, r.Problems)
				}
				return
			}
			if r.Found != 0 || len(r.Problems) != 1 || r.Problems[0].Path != "facts/low-water/evidence/0" || !strings.Contains(r.Problems[0].Message, test.says) {
				t.Errorf("found %d, problems %v, want one with %q", r.Found, r.Problems, test.says)
			}
		})
	}
}

func TestArticlesAreMatchedByHashThenByName(t *testing.T) {
	e := questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "came early that year"}
	other := "The flood came late that year and left soon.\n"
	tests := []struct {
		name  string
		files fstest.MapFS
		found int
		says  string
	}{
		{"renamed", fstest.MapFS{"new.txt": {Data: []byte(ebb)}}, 1, ""},
		{"hash before name", fstest.MapFS{"ebb.txt": {Data: []byte(other)}, "new.txt": {Data: []byte(ebb)}}, 1, ""},
		{"changed under its name", fstest.MapFS{"ebb.txt": {Data: []byte(ebb + "One more line stands here.\n")}}, 1, ""},
		{"missing", fstest.MapFS{"new.txt": {Data: []byte(other)}}, 0, "put the article into the folder"},
		{"not readable", fstest.MapFS{"ebb.txt": {Data: []byte("a\x00b")}}, 0, "cannot be read"},
		{"too large", fstest.MapFS{"ebb.txt": {Data: make([]byte, article.MaxBytes+1)}}, 0, "more than 10 MiB"},
		{"a folder of its name", fstest.MapFS{"ebb.txt/x": {Data: []byte(ebb)}}, 0, "put the article into the folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := Bank(ebbBank(e), test.files)
			if err != nil || r.Found != test.found {
				t.Fatalf("report %+v, %v, want %d found", r, err, test.found)
			}
			if test.says != "" && (len(r.Problems) != 1 || r.Problems[0].Path != "sources/lark" || !strings.Contains(r.Problems[0].Message, test.says)) {
				t.Errorf("problems %v, want one with %q", r.Problems, test.says)
			}
		})
	}
}

func TestRepairSetsWhatCanOnlyBeOneThing(t *testing.T) {
	b := ebbBank(
		questions.Evidence{Source: "lark", Anchor: "moved their boats"},               // to be filled in
		questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "could say why"},     // moved
		questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "came early"},        // right
		questions.Evidence{Source: "lark", Anchor: "the"},                             // in two places
		questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "the water"},         // twice where it is
		questions.Evidence{Source: "lark", Paragraph: 1, Anchor: "the flood"},         // nowhere
		questions.Evidence{Source: "lark", Quote: "In the end the fishermen moved"},   // by its quote
		questions.Evidence{Source: "reed", Anchor: "moved their boats", Paragraph: 5}, // of no source
	)
	b.Sources[0].SHA256 = ""
	files := fstest.MapFS{"ebb.txt": {Data: []byte(ebb)}}
	changed, err := Repair(b, files)
	if err != nil || changed != 4 {
		t.Errorf("%d changes, %v, want 3 paragraphs and a source", changed, err)
	}
	for i, want := range []int{3, 2, 1, 0, 1, 1, 3, 5} {
		if got := b.Facts[0].Evidence[i].Paragraph; got != want {
			t.Errorf("evidence %d is in paragraph %d, want %d", i, got, want)
		}
	}
	if b.Sources[0].SHA256 != article.Sum([]byte(ebb)) {
		t.Errorf("SHA-256 is %q", b.Sources[0].SHA256)
	}
	if changed, err := Repair(b, files); changed != 0 || err != nil {
		t.Errorf("a second time: %d changes, %v", changed, err)
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	if _, err := Bank(ebbBank(), missing{}); err == nil {
		t.Error("no error")
	}
}

// missing is a folder that does not exist.
type missing struct{}

func (missing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
