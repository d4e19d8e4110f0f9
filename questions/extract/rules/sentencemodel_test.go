package rules

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v3/segment"
	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"
)

func TestTheModelOfSentencesIsThatOfTheLibrary(t *testing.T) {
	file, err := data.Asset("data/english.json")
	if err != nil {
		t.Fatal(err)
	}
	library, err := sentences.LoadTraining(file)
	if err != nil {
		t.Fatal(err)
	}
	const small = 7 << 4 // orthoLc of the library
	maps.DeleteFunc(library.OrthoContext, func(_ string, seen int) bool { return seen&small == 0 })
	var want strings.Builder
	for _, set := range []struct {
		name  string
		words sentences.SetString
	}{
		{"AbbrevTypes", library.AbbrevTypes}, {"Collocations", library.Collocations}, {"SentStarters", library.SentStarters}, {"OrthoContext", library.OrthoContext},
	} {
		fmt.Fprintf(&want, "%s %d\n", set.name, len(set.words))
		for _, word := range slices.Sorted(maps.Keys(set.words)) {
			fmt.Fprintf(&want, "%d %s\n", set.words[word], word)
		}
	}
	if *update {
		if err := os.WriteFile("sentences.txt", []byte(want.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if sentenceFile != want.String() {
		t.Error("sentences.txt is of another model: run go test ./questions/extract/rules -run TestTheModelOfSentences -update")
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
	for _, file := range []string{"\n", "A\n", "A x\n", "A -1\n", "A 99\n1 b\n", "A 1\nb\n", "A 1\nb 1\n", "A 2\n1 b\n", "A 1\n1 b\n2 c\n"} {
		if sets, err := readSets(file); err == nil {
			t.Errorf("%q is read as %v", file, sets)
		}
	}
	sets, err := readSets("A 2\n1 b\n2 c d\nD 1\n3 e\n")
	if err != nil || len(sets) != 2 || sets["A"]["b"] != 1 || sets["A"]["c d"] != 2 || sets["D"]["e"] != 3 {
		t.Errorf("read as %v, %v", sets, err)
	}
}
