package rules

import (
	_ "embed"
	"errors"
	"strconv"
	"strings"

	"github.com/jdkato/prose/v3/segment"
	"gopkg.in/neurosnap/sentences.v1"
)

// abbreviations are those that [segment.New] adds to its model.
var abbreviations = []string{"sgt", "gov", "no", "mt"}

// sentenceFile is the model of [segment.New], which packs it and reads it with
// encoding/json: that took longer than loading all other models. Each set
// begins with a line of its name and how many words it has, each of which stands
// in a line of its own behind its number. In OrthoContext, words that were never
// seen small are left out, because the library asks nothing of them that it does
// not of unknown ones.
//
// The model is that of gopkg.in/neurosnap/sentences.v1: Copyright (c) 2015 Eric
// Bower, MIT licence.
//
//go:embed sentences.txt
var sentenceFile string

var errSentenceModel = errors.New("the sets of sentences.txt are not laid out as they are read: write the file again")

// newSegmenter returns the segmenter of [segment.New].
func newSegmenter() (*segment.Segmenter, error) {
	sets, err := readSets(sentenceFile)
	if err != nil {
		return nil, err
	}
	model := sentences.Storage{AbbrevTypes: sets["AbbrevTypes"], Collocations: sets["Collocations"], SentStarters: sets["SentStarters"], OrthoContext: sets["OrthoContext"]}
	if model.AbbrevTypes == nil || model.Collocations == nil || model.SentStarters == nil || model.OrthoContext == nil {
		return nil, errSentenceModel
	}
	for _, word := range abbreviations {
		model.AbbrevTypes.Add(word)
	}
	return segment.WithTraining(&model), nil
}

// readSets reads sets of words that have a number.
func readSets(file string) (map[string]sentences.SetString, error) {
	sets := map[string]sentences.SetString{}
	for file != "" {
		line, rest, _ := strings.Cut(file, "\n")
		name, size, _ := strings.Cut(line, " ")
		words, err := strconv.Atoi(size)
		if err != nil || words < 0 || words > len(rest) {
			return nil, errSentenceModel
		}
		set := make(sentences.SetString, words)
		for range words {
			line, behind, _ := strings.Cut(rest, "\n")
			value, word, ok := strings.Cut(line, " ")
			number, err := strconv.Atoi(value)
			if !ok || err != nil {
				return nil, errSentenceModel
			}
			set[word], rest = number, behind
		}
		sets[name], file = set, rest
	}
	return sets, nil
}
