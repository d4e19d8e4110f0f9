// Command train makes the weights of the dependency parser from a treebank:
//
//	go run ./questions/extract/rules/depparse/train -treebank DIR -out model.bin
//
// DIR holds CoNLL-U files with the English relations of Universal
// Dependencies, in one folder a part. Every sentence is cut and tagged anew,
// as the rules do it with articles, and the tree is carried over to those
// words. With -backwards the model is made that reads from right to left; it
// leaves tags and vocabulary to the other one, so both are trained on the same
// treebank. With -measure nothing is written: about one document in eight is
// held out, both are trained on the rest, and the scores on the held-out ones
// are printed.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"hash/fnv"
	"log"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"quizbot/questions/extract/rules/depparse/internal/transition"
)

func main() {
	log.SetFlags(0)
	treebank := flag.String("treebank", "", "directory of CoNLL-U files")
	out := flag.String("out", "model.bin", "file to write")
	measure := flag.Bool("measure", false, "hold documents out and print the scores on them instead")
	rounds := flag.Int("rounds", 8, "how often every sentence is seen")
	backwards := flag.Bool("backwards", false, "train the model that reads from right to left")
	explore := flag.Float64("explore", 0.9, "how often a wrong transition is followed")
	flag.Parse()
	if *treebank == "" {
		log.Fatal("say where the treebank is: -treebank DIR")
	}
	start := time.Now()
	sentences, lost, err := readTreebank(*treebank)
	if err != nil {
		log.Fatal(err)
	}
	sentences = slices.DeleteFunc(sentences, func(s sentence) bool { return slices.Contains(inCheck, path.Base(s.document)) })
	words := 0
	for _, s := range sentences {
		words += len(s.words)
	}
	log.Printf("%d sentences, %d words, %d sentences left out (%.0f s)", len(sentences), words, lost, time.Since(start).Seconds())
	var held []sentence
	if *measure {
		sentences, held = split(sentences)
	}
	if *measure {
		var models [2]*transition.Model
		for i := range models {
			file, err := train(sentences, *rounds, *explore, i == 1)
			if err != nil {
				log.Fatal(err)
			}
			if models[i], err = transition.Read(file); err != nil {
				log.Fatal(err)
			}
		}
		report(models[0], held)
		reportAgreement(models[0], models[1], held)
		return
	}
	file, err := train(sentences, *rounds, *explore, *backwards)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%d bytes (%.0f s)", len(file), time.Since(start).Seconds())
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
}

// inCheck are documents of the treebank that are also articles of the corpus's
// check split: a model that has seen them would flatter its figures.
var inCheck = []string{
	"GUM_bio_chao", "GUM_bio_dvorak", "GUM_bio_higuchi", "GUM_interview_herrick",
	"GUM_news_clock", "GUM_news_expo", "GUM_news_hackers", "GUM_news_homeopathic", "GUM_news_iodine", "GUM_news_lanterns",
	"GUM_textbook_grit", "GUM_voyage_cuba", "GUM_voyage_socotra",
}

// split holds out about one document in eight.
func split(sentences []sentence) (kept, held []sentence) {
	for _, s := range sentences {
		h := fnv.New32a()
		h.Write([]byte(s.document))
		if h.Sum32()%1000 < 125 {
			held = append(held, s)
		} else {
			kept = append(kept, s)
		}
	}
	return kept, held
}

// Limits of the model's size, chosen on held-out documents.
const (
	leastCount     = 2      // a form seen less often is known by its ending only
	actionRows     = 200000 // features with the largest weights; more fit the held-out documents no better
	relationValues = 200000 // single weights
	tagValues      = 250000
)

// train returns the file of a model; backwards is the one that reads from right
// to left.
func train(sentences []sentence, rounds int, explore float64, backwards bool) ([]byte, error) {
	relations, tags := []string{}, []string{}
	counts := map[uint32]int{}
	for _, s := range sentences {
		relations = append(relations, s.labels...)
		tags = append(tags, s.gold...)
		for _, w := range s.words {
			counts[transition.FormOf(w)]++
		}
	}
	slices.Sort(relations)
	slices.Sort(tags)
	relations, tags = slices.Compact(relations), slices.DeleteFunc(slices.Compact(tags), transition.IsMark)
	var vocabulary []uint32
	for form, n := range counts {
		if n >= leastCount {
			vocabulary = append(vocabulary, form)
		}
	}
	start := time.Now()
	mended := mendTags(sentences, tags)
	before, after, words := 0, 0, 0
	examples := make([]example, len(sentences))
	for i, s := range sentences {
		e := &examples[i]
		e.words, e.tags, e.heads = s.words, mended[i], s.heads
		for k := range s.words {
			e.labels = append(e.labels, uint8(slices.Index(relations, s.labels[k])))
			words++
			before += count(s.tags[k] == s.gold[k])
			after += count(mended[i][k] == s.gold[k])
		}
	}
	log.Printf("tags: %.2f %% right as given, %.2f %% mended (%.0f s)", percent(before, words), percent(after, words), time.Since(start).Seconds())
	if backwards {
		for i := range examples {
			examples[i].turn()
		}
	}
	t := &trainer{
		actions: newPerceptron(transition.Actions), labels: newPerceptron(len(relations)),
		explore: explore, random: rand.New(rand.NewPCG(1, 2)), labelScores: make([]float32, len(relations)),
		known: func(form uint32) bool { return counts[form] >= leastCount },
	}
	for round := range rounds {
		start = time.Now()
		t.random.Shuffle(len(examples), func(i, k int) { examples[i], examples[k] = examples[k], examples[i] })
		if round == 1 {
			t.actions.forgetRare()
			t.labels.forgetRare()
		}
		right, all := 0, 0
		for i := range examples {
			r, a := t.learn(&examples[i], round > 0)
			right, all = right+r, all+a
		}
		log.Printf("round %d: %.2f %% of transitions right, %d and %d features (%.0f s)", round+1, 100*float64(right)/float64(all), len(t.actions.rows), len(t.labels.rows), time.Since(start).Seconds())
	}
	parts := transition.Parts{Relations: relations, Tags: tags, Actions: actionTable(t.actions), RelationRows: classTable(t.labels, relationValues)}
	if !backwards {
		parts.Vocabulary, parts.TagRows = vocabulary, classTable(learnTags(sentences, tags), tagValues)
	}
	return parts.Bytes()
}

// actionTable keeps the features with the largest weights.
func actionTable(p *perceptron) []transition.ActionRow {
	means := p.average()
	type sized struct {
		feature uint64
		size    float64
	}
	var all []sized
	for f, mean := range means {
		// What all classes share decides nothing.
		center := (slices.Max(mean) + slices.Min(mean)) / 2
		size := 0.0
		for c := range mean {
			mean[c] -= center
			size = max(size, math.Abs(mean[c]))
		}
		all = append(all, sized{f, size})
	}
	slices.SortFunc(all, func(a, b sized) int { return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.feature, b.feature)) })
	all = all[:min(len(all), actionRows)]
	scale := 127 / all[len(all)/500].size
	var rows []transition.ActionRow
	for _, x := range all {
		row := transition.ActionRow{Feature: x.feature}
		some := false
		for c, w := range means[x.feature] {
			row.Weights[c] = quantise(w * scale)
			some = some || row.Weights[c] != 0
		}
		if some {
			rows = append(rows, row)
		}
	}
	return rows
}

func quantise(w float64) int8 { return int8(math.Round(min(max(w, -127), 127))) }

// classTable keeps the largest weights.
func classTable(p *perceptron, values int) []transition.Row {
	means := p.average()
	var sizes []float64
	for _, mean := range means {
		for _, w := range mean {
			if w != 0 {
				sizes = append(sizes, math.Abs(w))
			}
		}
	}
	slices.Sort(sizes)
	least := sizes[max(0, len(sizes)-values)]
	scale := 127 / sizes[len(sizes)-max(1, min(len(sizes), values)/500)]
	var rows []transition.Row
	for _, f := range slices.Sorted(maps.Keys(means)) {
		row := transition.Row{Feature: f}
		for l, w := range means[f] {
			if q := quantise(w * scale); math.Abs(w) >= least && q != 0 {
				row.Weights = append(row.Weights, transition.Weight{Class: uint8(l), Value: q})
			}
		}
		if len(row.Weights) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// turn turns a sentence round.
func (e *example) turn() {
	e.words, e.tags, e.heads = slices.Clone(e.words), slices.Clone(e.tags), slices.Clone(e.heads)
	slices.Reverse(e.words)
	slices.Reverse(e.tags)
	slices.Reverse(e.labels)
	transition.TurnHeads(e.heads)
}

// score counts arcs of held-out sentences.
type score struct{ words, heads, both, plain, plainHeads, plainBoth int }

// report prints how well a model does on sentences it has not seen.
func report(m *transition.Model, held []sentence) {
	parts := map[string]*score{}
	type found struct{ right, given, gold int }
	relations := map[string]*found{}
	given, mended := 0, 0
	var s transition.State
	for _, x := range held {
		m.Parse(&s, x.words, x.tags)
		part := x.document[:strings.IndexAny(x.document, "/")]
		if genre := strings.Split(x.document, "_"); part == "gum" && len(genre) > 2 {
			part += " " + genre[1]
		}
		for i := range x.words {
			label := m.Relations[s.Label[i]]
			given += count(x.tags[i] == x.gold[i])
			mended += count(s.Tags[i] == x.gold[i])
			head, both := s.Heads[i] == x.heads[i], s.Heads[i] == x.heads[i] && label == x.labels[i]
			for _, name := range []string{part, "all"} {
				if parts[name] == nil {
					parts[name] = &score{}
				}
				p := parts[name]
				p.words++
				p.heads += count(head)
				p.both += count(both)
				if x.labels[i] != "punct" {
					p.plain++
					p.plainHeads += count(head)
					p.plainBoth += count(both)
				}
			}
			for _, name := range []string{label, x.labels[i]} {
				if relations[name] == nil {
					relations[name] = &found{}
				}
			}
			relations[label].given++
			relations[x.labels[i]].gold++
			relations[label].right += count(both)
		}
	}
	fmt.Println("part, words, UAS, LAS; without marks: UAS, LAS")
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		p := parts[name]
		fmt.Printf("%-16s %6d %5.2f %5.2f  %5.2f %5.2f\n", name, p.words, percent(p.heads, p.words), percent(p.both, p.words), percent(p.plainHeads, p.plain), percent(p.plainBoth, p.plain))
	}
	fmt.Printf("tags: %.2f %% right as given, %.2f %% mended\n", percent(given, parts["all"].words), percent(mended, parts["all"].words))
	fmt.Println("relation, held out, precision, recall, F1")
	for _, name := range slices.Sorted(maps.Keys(relations)) {
		r := relations[name]
		fmt.Printf("%-14s %5d %5.1f %5.1f %5.1f\n", name, r.gold, percent(r.right, r.given), percent(r.right, r.gold), percent(2*r.right, r.given+r.gold))
	}
}

// agreement counts heads that two models give to words, or to whole sentences.
type agreement struct{ all, forwards, backwards, alike, alikeRight, apartRight int }

func (a *agreement) add(forwards, backwards, alike bool) {
	a.all++
	a.forwards += count(forwards)
	a.backwards += count(backwards)
	a.alike += count(alike)
	a.alikeRight += count(alike && forwards)
	a.apartRight += count(!alike && forwards)
}

// reportAgreement prints how often the model that reads backwards is right, and
// how often the first one is where both agree and where they do not. A sentence
// is right, and both agree on it, when they do on all words but marks.
func reportAgreement(m, backwards *transition.Model, held []sentence) {
	counts := map[string]*agreement{}
	add := func(name string, forwards, backwards, alike bool) {
		if counts[name] == nil {
			counts[name] = &agreement{}
		}
		counts[name].add(forwards, backwards, alike)
	}
	var s, b transition.State
	for _, x := range held {
		m.Parse(&s, x.words, x.tags)
		backwards.ParseBackwards(m, &b, x.words, m.Mend(&b, x.words, x.tags))
		all := [3]bool{true, true, true}
		for i, gold := range x.heads {
			is := [3]bool{s.Heads[i] == gold, b.Heads[i] == gold, s.Heads[i] == b.Heads[i]}
			for k := range all {
				all[k] = all[k] && (is[k] || x.labels[i] == "punct")
			}
			add("all", is[0], is[1], is[2])
			add(m.Relations[s.Label[i]], is[0], is[1], is[2])
		}
		add("(sentences)", all[0], all[1], all[2])
	}
	fmt.Println("relation, words, UAS forwards, UAS backwards, where both agree: share, UAS; UAS forwards where they do not")
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		a := counts[name]
		fmt.Printf("%-14s %5d %5.1f %5.1f  %5.1f %5.1f  %5.1f\n", name, a.all, percent(a.forwards, a.all), percent(a.backwards, a.all), percent(a.alike, a.all), percent(a.alikeRight, a.alike), percent(a.apartRight, a.all-a.alike))
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func percent(part, all int) float64 { return 100 * float64(part) / float64(max(all, 1)) }
