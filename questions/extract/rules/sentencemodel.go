package rules

import (
	"strconv"
	"strings"

	"github.com/jdkato/prose/v3/segment"
	"gopkg.in/neurosnap/sentences.v1"
	"gopkg.in/neurosnap/sentences.v1/data"
)

// abbreviations are those that [segment.New] adds to its model.
var abbreviations = []string{"sgt", "gov", "no", "mt"}

// newSegmenter returns the segmenter of [segment.New] from the same file. That
// reads it with encoding/json, which took longer than loading all other models.
func newSegmenter() (*segment.Segmenter, error) {
	file, err := data.Asset("data/english.json")
	if err != nil {
		return nil, err
	}
	sets, ok := readSets(string(file))
	model := sentences.Storage{AbbrevTypes: sets["AbbrevTypes"], Collocations: sets["Collocations"], SentStarters: sets["SentStarters"], OrthoContext: sets["OrthoContext"]}
	if !ok || model.AbbrevTypes == nil || model.Collocations == nil || model.SentStarters == nil || model.OrthoContext == nil {
		return segment.New() // the file is not laid out as it was
	}
	for _, word := range abbreviations {
		model.AbbrevTypes.Add(word)
	}
	return segment.WithTraining(&model), nil
}

// readSets reads a JSON object of objects that give words a number, with each
// word in a line of its own. It is not ok for one that is laid out otherwise.
func readSets(file string) (sets map[string]sentences.SetString, ok bool) {
	sets = map[string]sentences.SetString{}
	for {
		name, rest, found := strings.Cut(file, ": {\n")
		if !found {
			return sets, strings.Trim(file, "\n}") == ""
		}
		lines, behind, closed := strings.Cut(rest, "\n  }")
		if !closed {
			return nil, false
		}
		set := make(sentences.SetString, strings.Count(lines, "\n")+1)
		for line := range strings.SplitSeq(lines, "\n") {
			quoted, value, _ := strings.Cut(line, `": `)
			word, isWord := strings.CutPrefix(quoted, `    "`)
			number, err := strconv.Atoi(strings.TrimSuffix(value, ","))
			if !isWord || err != nil || strings.ContainsAny(word, `"\`) {
				return nil, false
			}
			set[word] = number
		}
		sets[strings.Trim(name, "{,\n \"")] = set
		file = behind
	}
}
