package main

import (
	"math/rand/v2"
	"slices"

	"quizbot/questions/extract/rules/depparse/internal/transition"
)

// tagRounds is how often the tagger sees every sentence.
const tagRounds = 6

// learnTags trains a tagger that mends the tags of the rules.
func learnTags(sentences []sentence, tags []string) *perceptron {
	p := newPerceptron(len(tags))
	t := &trainer{random: rand.New(rand.NewPCG(3, 4))}
	scores := make([]float32, len(tags))
	order := t.random.Perm(len(sentences))
	var s transition.State
	for range tagRounds {
		t.random.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		for _, n := range order {
			x := &sentences[n]
			s.See(x.words, x.tags, nobody, func(i int) string {
				features := t.drop(s.TagFeatures(i))
				p.scores(features, scores)
				best, gold := highest(scores), slices.Index(tags, x.gold[i])
				p.step++
				if best != gold {
					p.update(features, gold, best)
				}
				return tags[best]
			})
		}
	}
	return p
}

func nobody(uint32) bool { return false }

func highest(scores []float32) int {
	best := 0
	for c := range scores {
		if scores[c] > scores[best] {
			best = c
		}
	}
	return best
}

// folds is into how many parts the documents go when sentences get the tags
// of a tagger that has not seen them, as those of articles will.
const folds = 5

// mendTags returns for each sentence the tags of a tagger trained on the other
// folds.
func mendTags(sentences []sentence, tags []string) [][]string {
	mended := make([][]string, len(sentences))
	document, fold := "", 0
	foldOf := make([]int, len(sentences))
	for i, x := range sentences {
		if x.document != document {
			document, fold = x.document, (fold+1)%folds
		}
		foldOf[i] = fold
	}
	for fold := range folds {
		var others []sentence
		for i, x := range sentences {
			if foldOf[i] != fold {
				others = append(others, x)
			}
		}
		p := learnTags(others, tags)
		means := p.average()
		scores := make([]float64, len(tags))
		var s transition.State
		for n := range sentences {
			if foldOf[n] != fold {
				continue
			}
			x := &sentences[n]
			mended[n] = slices.Clone(x.tags)
			s.See(x.words, x.tags, nobody, func(i int) string {
				clear(scores)
				for _, f := range s.TagFeatures(i) {
					for c, w := range means[f] {
						scores[c] += w
					}
				}
				best := 0
				for c := range scores {
					if scores[c] > scores[best] {
						best = c
					}
				}
				mended[n][i] = tags[best]
				return tags[best]
			})
		}
	}
	return mended
}
