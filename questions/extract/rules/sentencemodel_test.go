package rules

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/jdkato/prose/v3/segment"
	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"
)

func TestTheModelOfSentencesIsReadAsTheLibraryReadsIt(t *testing.T) {
	file, err := data.Asset("data/english.json")
	if err != nil {
		t.Fatal(err)
	}
	library, err := sentences.LoadTraining(file)
	if err != nil {
		t.Fatal(err)
	}
	sets, ok := readSets(string(file))
	if !ok {
		t.Fatal("the library's file is not laid out as it was: it loads slowly")
	}
	for name, want := range map[string]sentences.SetString{
		"AbbrevTypes": library.AbbrevTypes, "Collocations": library.Collocations, "SentStarters": library.SentStarters, "OrthoContext": library.OrthoContext,
	} {
		if got := sets[name]; len(want) == 0 || !maps.Equal(got, want) {
			t.Errorf("%s has %d words, want %d, or others", name, len(got), len(want))
		}
	}
}

func TestSentencesEndWhereTheLibraryEndsThem(t *testing.T) {
	library, err := segment.New()
	if err != nil {
		t.Fatal(err)
	}
	own, err := newSegmenter()
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"", "He met Sgt. Orla and Gov. Dahl. They sailed to Mt. Brenk.", "That was No. 7. No. It was not.", "At 5 p.m. Ada left. The U.S. Navy came."}
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no articles of our own", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		if got, want := own.Segment(text), library.Segment(text); !slices.Equal(got, want) {
			t.Errorf("%.60q is cut into %v, want %v", text, got, want)
		}
	}
}

func TestReadSetsRefusesWhatIsLaidOutOtherwise(t *testing.T) {
	for _, file := range []string{
		"", "{\n", "{}", `{"A": {"b": 1}}`, "{\n  \"A\": {\n    \"b\": 1\n", "{\n  \"A\": {\n    \"b\": x\n  }\n}", "{\n  \"A\": {\n    b: 1\n  }\n}",
		"{\n  \"A\": {\n    \"b\\u0041\": 1\n  }\n}", "{\n  \"A\": {\n    \"b\": 1, \"c\": 2\n  }\n}",
	} {
		if sets, ok := readSets(file); ok && len(sets) > 0 {
			t.Errorf("%q is read as %v", file, sets)
		}
	}
	if sets, ok := readSets("{\n  \"A\": {\n    \"b\": 1,\n    \"c\": 2\n  },\n  \"D\": {\n    \"e\": 3\n  }\n}\n"); !ok || sets["A"]["c"] != 2 || sets["D"]["e"] != 3 {
		t.Errorf("read as %v, %v", sets, ok)
	}
}
