package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"quizbot/questions/extract/rules/depparse"
)

// ours is a sentence of our own in the form of a treebank: a quotation, a
// written-together "didn't", and a hyphen that is cut up.
const ours = `# newdoc id = GUM_news_ours
# text = “Sea-going ships didn't stop”, Ada said.
1	“	“	PUNCT	` + "``" + `	_	7	punct	_	SpaceAfter=No
2	Sea	sea	NOUN	NN	_	4	obl	_	SpaceAfter=No
3	-	-	PUNCT	HYPH	_	2	punct	_	SpaceAfter=No
4	going	go	VERB	VBG	_	5	amod	_	_
5	ships	ship	NOUN	NNS	_	8	nsubj	_	_
6-7	didn't	_	_	_	_	_	_	_	_
6	did	do	AUX	VBD	_	8	aux	_	_
7	n't	not	PART	RB	_	8	advmod	_	_
8	stop	stop	VERB	VB	_	0	root	_	SpaceAfter=No
9	”	”	PUNCT	''	_	8	punct	_	SpaceAfter=No
10	,	,	PUNCT	,	_	12	punct	_	_
11	Ada	Ada	PROPN	NNP	_	12	nsubj	_	_
12	said	say	VERB	VBD	_	8	parataxis	_	SpaceAfter=No
13	.	.	PUNCT	.	_	8	punct	_	_

`

func TestTreesAreCarriedOverToTheWordsOfTheRules(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "gum")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "ours.conllu"), []byte(ours), 0o644); err != nil {
		t.Fatal(err)
	}
	sentences, lost, err := readTreebank(dir)
	if err != nil || lost != 0 || len(sentences) != 1 {
		t.Fatalf("%d sentences, %d lost, %v; want 1, none lost", len(sentences), lost, err)
	}
	s := sentences[0]
	if want := []string{"Sea-going", "ships", "did", "n't", "stop", ",", "Ada", "said", "."}; !slices.Equal(s.words, want) {
		t.Errorf("words %q, want %q", s.words, want)
	}
	if want := []int32{1, 4, 4, 4, -1, 7, 7, 4, 4}; !slices.Equal(s.heads, want) {
		t.Errorf("heads %v, want %v", s.heads, want)
	}
	if want := []string{"amod", "nsubj", "aux", "advmod", "root", "punct", "nsubj", "parataxis", "punct"}; !slices.Equal(s.labels, want) {
		t.Errorf("relations %q, want %q", s.labels, want)
	}
	if want := []string{"JJ", "NNS", "VBD", "RB", "VB", ",", "NNP", "VBD", "."}; !slices.Equal(s.gold, want) {
		t.Errorf("tags by hand %q, want %q", s.gold, want)
	}
	if s.document != "gum/GUM_news_ours" {
		t.Errorf("document %q", s.document)
	}
}

func TestReadTreebankNamesWhatIsMissing(t *testing.T) {
	if _, _, err := readTreebank(t.TempDir()); err == nil {
		t.Error("an empty directory: no error")
	}
}

// TestTheModelsKnowTheirTreebank finds a model that does not belong to the
// program: on the sentences it was trained on it is right far more often than
// on others (README.md says how often on those).
func TestTheModelsKnowTheirTreebank(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE names no directory with a treebank in it")
	}
	sentences, _, err := readTreebank(filepath.Join(reference, "treebank"))
	if err != nil {
		t.Fatal(err)
	}
	backwards := func(words, tags []string) ([]depparse.Arc, error) { return depparse.ParseBackwards(words, tags, nil) }
	for name, parse := range map[string]func(words, tags []string) ([]depparse.Arc, error){"forwards": depparse.Parse, "backwards": backwards} {
		words, heads, both := 0, 0, 0
		for _, s := range sentences {
			arcs, err := parse(s.words, s.tags)
			if err != nil {
				t.Fatal(err)
			}
			for i, arc := range arcs {
				words++
				heads += count(arc.Head == int(s.heads[i]))
				both += count(arc.Head == int(s.heads[i]) && arc.Relation == s.labels[i])
			}
		}
		t.Logf("%s: %d words: heads %.1f %%, heads and relations %.1f %%", name, words, percent(heads, words), percent(both, words))
		if percent(heads, words) < 90 || percent(both, words) < 87 {
			t.Errorf("%s: heads %.1f %%, heads and relations %.1f %%: want 90 %% and 87 %% at least; train the model again", name, percent(heads, words), percent(both, words))
		}
	}
}
