package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"

	"quizbot/questions/extract/accept"
)

// modelFile is the model that is part of the program, seen from the
// repository's folder.
const modelFile = "questions/extract/accept/model.txt"

// penalties are the strengths of the L2 penalty that are tried, the strongest
// first: of two that do as well the simpler model is taken.
var penalties = []float64{2000, 1200, 600, 300, 150, 60}

// mild is the share of the penalty for features by the beginning of their
// names, the first that fits; all others have the whole. Wording is told by many
// features that say nearly the same and little each. The forms are few, known
// for every label, and differ much.
var mild = []struct {
	begins string
	share  float64
}{
	{"question form ", 1.0 / 20}, {"question is false", 1.0 / 20},
	{"family ", 1.0 / 6}, {"signal ", 1.0 / 6}, {"asks ", 1.0 / 6}, {"question key", 1.0 / 6}, {"sentence whole", 1.0 / 6},
	{"sentence words", 1.0 / 6}, {"sentence kept", 1.0 / 6}, {"statement words", 1.0 / 6}, {"statement short", 1.0 / 6}, {"article without ", 1.0 / 6},
}

func penaltyOf(feature string, penalty float64) float64 {
	for _, m := range mild {
		if strings.HasPrefix(feature, m.begins) {
			return penalty * m.share
		}
	}
	return penalty
}

// allowances are those of every model. A fact is cut only where hardly any
// question of it would be offered. A card, a gap or a choice is worse than other
// forms and seldom all that a fact has, so without a doubtful one hardly a fact
// is lost. Of gaps and choices that ask for a name three in ten fail by structure, whatever
// they score, in new-1 to new-7 (27) as in new-8 to new-14 (33), and little more than half are
// accepted: only the surest are asked, and their facts stated. With a model trained without
// new-8 to new-14 that lowers structure there from 3.8 to 3.1 %, and 76.1 % acceptable become
// 76.7; a margin for false statements (-0.09), chosen likewise, lowered nothing.
var allowances = map[string]float64{"fact": 0.05, "card": -0.05, "gap": -0.05, "single": -0.05, "name": -0.25}

const (
	folds       = 10
	foldings    = 5  // ways of putting articles into folds, to see how much hangs on that
	fewest      = 10 // labels in which a feature is unlike in all others; fewer say nothing
	newtonSteps = 25
)

func runTrain(args []string, out, notes io.Writer) error {
	f := flag.NewFlagSet("measure train", flag.ContinueOnError)
	from := f.String("labels", labelsFile, "labels of the reviews")
	to := f.String("model", modelFile, "the model to write; \"\" = none")
	reference := f.String("reference", "", "folder with corpus/manifest.json: features are computed anew where an item is still made, and the yield on dev is worked out")
	target := f.Float64("target", 0, "take the lowest threshold at which so many, 0 to 1, of what is offered are acceptable")
	threshold := f.Float64("threshold", -1, "take this threshold; default: the one of the present model")
	if err := parse(f, args, 0, notes); err != nil {
		return err
	}
	labels, err := readLabels(*from)
	if err != nil {
		return err
	}
	var docs []*worked
	if *reference != "" {
		if docs, err = workAll(*reference); err != nil {
			return err
		}
		fmt.Fprintf(out, "%d of %d labels have features of the present program\n", refresh(labels, docs), len(labels))
	}
	dev := slices.DeleteFunc(slices.Clone(labels), func(l label) bool { return l.Split != "dev" })
	check := slices.DeleteFunc(slices.Clone(labels), func(l label) bool { return l.Split != "check" })
	if n := len(groupsOf(dev)); n < 2 {
		return fmt.Errorf("%s has labels of %d articles of dev: review more with sample and score first", *from, n)
	}
	penalty, seen := choosePenalty(out, dev)
	scores := seen[0].offered
	model := fit(dev, penalty)
	curve := curveOf(dev, scores)
	switch {
	case *threshold >= 0:
		model.Threshold = *threshold
	case *target > 0:
		point, ok := lowest(curve, *target)
		if !ok {
			return fmt.Errorf("at no threshold are %.0f %% of what is offered acceptable: the best is printed above; give a lower -target", 100**target)
		}
		model.Threshold = point.threshold
	default:
		model.Threshold = accept.Default().Threshold
	}
	tellFoldings(out, dev, seen)
	if err := tellTraining(out, model, dev, check, scores, curve, docs); err != nil {
		return err
	}
	model.Notes = []string{
		"The acceptance model: see package accept and .github/CONTRIBUTING.md.",
		fmt.Sprintf("Trained on %d labels of %d articles of dev, %.1f %% acceptable; L2 penalty %g.", len(dev), len(groupsOf(dev)), 100*share(dev), penalty),
		fmt.Sprintf("In %d folds by article, %d times: log loss %.3f, area under the curve %.3f.", folds, foldings,
			meanOver(seen, func(v validated) float64 { return logLoss(dev, v.chance) }), meanOver(seen, func(v validated) float64 { return areaUnder(dev, v.offered) })),
		"Lines: threshold; bias; allowances, added to a score before it is compared; feature, weight, mean and scale over the labels.",
	}
	if *to == "" {
		return nil
	}
	var b strings.Builder
	if _, err := model.WriteTo(&b); err != nil {
		return err
	}
	if err := os.WriteFile(*to, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	fmt.Fprintf(notes, "%s is written; the program has it after the next build.\n", *to)
	return nil
}

// workAll works through dev with a model that offers everything.
func workAll(reference string) ([]*worked, error) {
	c, err := openCorpus(reference, "dev")
	if err != nil {
		return nil, err
	}
	var docs []*worked
	for _, e := range c.entries {
		w, err := c.work(context.Background(), e, &accept.Model{})
		if err != nil {
			return nil, err
		}
		if w.err == nil && w.Language == "en" {
			docs = append(docs, w)
		}
	}
	return docs, nil
}

// refresh gives labels whose item is still made the features that it has now,
// and returns how many these are.
func refresh(labels []label, docs []*worked) int {
	now := map[string]accept.Features{}
	for _, w := range docs {
		for _, i := range w.items() {
			now[markOf(w.ID, i.question)] = i.features
		}
	}
	n := 0
	for i := range labels {
		if f, ok := now[labels[i].Mark]; ok {
			labels[i].Features, labels[i].made = f, true
			n++
		}
	}
	return n
}

// wanted is the share of reviews that accept an item.
func (l label) wanted() float64 { return float64(l.Accepted) / float64(l.Reviews) }

func share(labels []label) float64 {
	sum := 0.0
	for _, l := range labels {
		sum += l.wanted()
	}
	return sum / float64(max(1, len(labels)))
}

// groupsOf returns how many labels each article has.
func groupsOf(labels []label) map[string]int {
	n := map[string]int{}
	for _, l := range labels {
		n[l.Article]++
	}
	return n
}

// validated is how labels score by models that did not see their article.
type validated struct {
	chance  []float64 // of each label to be accepted
	offered []float64 // what has to reach the threshold
}

// meanOver returns the mean of a figure over several foldings.
func meanOver(seen []validated, figure func(validated) float64) float64 {
	sum := 0.0
	for _, v := range seen {
		sum += figure(v)
	}
	return sum / float64(len(seen))
}

// choosePenalty returns the penalty with the least loss over folds by article,
// and how the labels score with it, for each folding.
func choosePenalty(out io.Writer, labels []label) (best float64, seen []validated) {
	least := math.Inf(1)
	fmt.Fprintf(out, "%d labels of %d articles, %.1f %% acceptable\npenalty  log loss  area under the curve\n", len(labels), len(groupsOf(labels)), 100*share(labels))
	for _, penalty := range penalties {
		all := make([]validated, foldings)
		var wait sync.WaitGroup
		for folding := range all {
			wait.Go(func() { all[folding] = crossValidate(labels, penalty, folding) })
		}
		wait.Wait()
		loss := meanOver(all, func(v validated) float64 { return logLoss(labels, v.chance) })
		fmt.Fprintf(out, "%7g  %8.4f  %.3f\n", penalty, loss, meanOver(all, func(v validated) float64 { return areaUnder(labels, v.offered) }))
		if loss < least-1e-4 {
			best, seen, least = penalty, all, loss
		}
	}
	return best, seen
}

// crossValidate scores each label by a model trained without any label of the
// same article.
func crossValidate(labels []label, penalty float64, folding int) validated {
	fold := foldsOf(labels, folding)
	v := validated{make([]float64, len(labels)), make([]float64, len(labels))}
	for k := range folds {
		var others []label
		for _, l := range labels {
			if fold[l.Article] != k {
				others = append(others, l)
			}
		}
		if len(others) == len(labels) || len(others) == 0 {
			continue
		}
		m := fit(others, penalty)
		for i, l := range labels {
			if fold[l.Article] == k {
				v.chance[i], v.offered[i] = m.Score(l.Features), m.Offered(l.Features)
			}
		}
	}
	return v
}

// foldsOf gives each article a fold, the largest first, always to the fold
// that has the fewest labels. Foldings after the first, 0, take articles in an
// order by chance.
func foldsOf(labels []label, folding int) map[string]int {
	n := groupsOf(labels)
	names := slices.SortedFunc(maps.Keys(n), func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	if folding > 0 {
		rand.New(rand.NewPCG(uint64(folding), 0)).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	}
	var sizes [folds]int
	fold := map[string]int{}
	for _, name := range names {
		k := 0
		for i := range sizes {
			if sizes[i] < sizes[k] {
				k = i
			}
		}
		fold[name] = k
		sizes[k] += n[name]
	}
	return fold
}

// precisionAt returns the share of acceptable ones among what is offered when
// the threshold is just low enough to keep a share of the accepted facts.
func precisionAt(labels []label, offered []float64, kept float64) float64 {
	order := make([]int, len(labels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(offered[b], offered[a]) })
	wanted := kept * float64(pointAt(labels, offered, 0).facts)
	facts := map[[2]string]bool{}
	good := 0.0
	for n, i := range order {
		good += labels[i].wanted()
		if labels[i].wanted() > 0.5 {
			facts[[2]string{labels[i].Article, labels[i].Fact}] = true
		}
		if float64(len(facts)) >= wanted {
			return good / float64(n+1)
		}
	}
	return share(labels)
}

// tellFoldings prints how much the figures hang on which articles share a fold,
// and what one threshold for all forms gives instead.
func tellFoldings(w io.Writer, labels []label, seen []validated) {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintf(t, "\nacceptable in %d foldings, where so many of the accepted facts are kept\t", len(seen))
	kept := []float64{0.95, 0.9, 0.85, 0.75, 0.66, 0.5, 0.4}
	for _, k := range kept {
		fmt.Fprintf(t, "%.0f %%\t", 100*k)
	}
	for _, by := range []struct {
		name string
		of   func(validated) []float64
	}{{"with allowances", func(v validated) []float64 { return v.offered }}, {"one threshold for all forms", func(v validated) []float64 { return v.chance }}} {
		fmt.Fprintf(t, "\n%s\t", by.name)
		for _, k := range kept {
			low, high := 1.0, 0.0
			mean := meanOver(seen, func(v validated) float64 {
				p := precisionAt(labels, by.of(v), k)
				low, high = min(low, p), max(high, p)
				return p
			})
			fmt.Fprintf(t, "%.1f (%.1f-%.1f)\t", 100*mean, 100*low, 100*high)
		}
	}
	fmt.Fprintln(t)
	t.Flush()
}

// fit trains a logistic regression with an L2 penalty on all weights but the
// bias, by Newton's method. The same labels give the same model.
func fit(labels []label, penalty float64) *accept.Model {
	m := &accept.Model{Weights: columns(labels), Allowances: maps.Clone(allowances)}
	width := len(m.Weights) + 1 // the last one is the bias
	rows := make([][]float64, len(labels))
	for i, l := range labels {
		rows[i] = make([]float64, width)
		for k, w := range m.Weights {
			rows[i][k] = w.Standard(l.Features[w.Feature])
		}
		rows[i][width-1] = 1
	}
	weights := make([]float64, width)
	for range newtonSteps {
		gradient := make([]float64, width)
		hessian := make([][]float64, width)
		for k := range hessian {
			hessian[k] = make([]float64, width)
			if k < width-1 {
				own := penaltyOf(m.Weights[k].Feature, penalty)
				hessian[k][k], gradient[k] = own, -own*weights[k]
			}
		}
		// Without any penalty the bias of labels that are all alike would have no end.
		hessian[width-1][width-1], gradient[width-1] = 0.01, -0.01*weights[width-1]
		for i, row := range rows {
			sum := 0.0
			for k, x := range row {
				sum += weights[k] * x
			}
			p := 1 / (1 + math.Exp(-sum))
			for k, x := range row {
				if x == 0 {
					continue
				}
				gradient[k] += (labels[i].wanted() - p) * x
				curved, half := p*(1-p)*x, hessian[k]
				for j, y := range row[:k+1] {
					half[j] += curved * y
				}
			}
		}
		step := solve(hessian, gradient)
		largest := 0.0
		for k := range weights {
			weights[k] += step[k]
			largest = max(largest, math.Abs(step[k]))
		}
		if largest < 1e-9 {
			break
		}
	}
	for k := range m.Weights {
		m.Weights[k].Weight = weights[k]
	}
	m.Bias = weights[width-1]
	return m
}

// columns returns the features that say something about enough labels, sorted,
// with mean and scale and without weights.
func columns(labels []label) []accept.Weight {
	names := map[string]bool{}
	for _, l := range labels {
		for name := range l.Features {
			names[name] = true
		}
	}
	var list []accept.Weight
	for _, name := range slices.Sorted(maps.Keys(names)) {
		values := map[float64]int{}
		sum, squares := 0.0, 0.0
		for _, l := range labels {
			x := l.Features[name]
			values[x]++
			sum += x
			squares += x * x
		}
		n := float64(len(labels))
		mean := sum / n
		deviation := math.Sqrt(max(0, squares/n-mean*mean))
		if most := slices.Max(slices.Collect(maps.Values(values))); len(labels)-most >= min(fewest, len(labels)/4) && deviation > 1e-9 {
			list = append(list, accept.Weight{Feature: name, Mean: mean, Scale: deviation})
		}
	}
	return list
}

// solve returns x of a*x = b for a symmetric positive definite a, of which the
// lower half is read (Cholesky).
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	l := make([][]float64, n)
	for i := range n {
		l[i] = make([]float64, i+1)
		for j := 0; j <= i; j++ {
			sum := a[i][j]
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(max(sum, 1e-12))
			} else {
				l[i][j] = sum / l[j][j]
			}
		}
	}
	x := slices.Clone(b)
	for i := range n {
		for k := range i {
			x[i] -= l[i][k] * x[k]
		}
		x[i] /= l[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x
}

func logLoss(labels []label, scores []float64) float64 {
	sum := 0.0
	for i, l := range labels {
		p := max(1e-6, min(1-1e-6, scores[i]))
		sum -= l.wanted()*math.Log(p) + (1-l.wanted())*math.Log(1-p)
	}
	return sum / float64(max(1, len(labels)))
}

// areaUnder is the chance that an accepted item scores more than a rejected
// one; ties count half.
func areaUnder(labels []label, scores []float64) float64 {
	pairs, won := 0.0, 0.0
	for i, a := range labels {
		if a.wanted() <= 0.5 {
			continue
		}
		for k, b := range labels {
			if b.wanted() > 0.5 {
				continue
			}
			pairs++
			switch {
			case scores[i] > scores[k]:
				won++
			case scores[i] == scores[k]:
				won += 0.5
			}
		}
	}
	if pairs == 0 {
		return 0.5
	}
	return won / pairs
}

// point is what a threshold gives.
type point struct {
	threshold float64
	offered   int     // labels
	good      float64 // of them acceptable
	facts     int     // different facts with an acceptable item among them
}

func (p point) precision() float64 { return p.good / float64(max(1, p.offered)) }

// curveOf returns what the thresholds from 0 to 0.98 give, in steps of 0.02.
func curveOf(labels []label, scores []float64) []point {
	var curve []point
	for step := range 50 {
		curve = append(curve, pointAt(labels, scores, float64(step)*0.02))
	}
	return curve
}

func pointAt(labels []label, scores []float64, threshold float64) point {
	p := point{threshold: threshold}
	facts := map[[2]string]bool{}
	for i, l := range labels {
		if scores[i] < threshold {
			continue
		}
		p.offered++
		p.good += l.wanted()
		if l.wanted() > 0.5 {
			facts[[2]string{l.Article, l.Fact}] = true
		}
	}
	p.facts = len(facts)
	return p
}

// lowest returns the point of the lowest threshold that gives the precision.
func lowest(curve []point, precision float64) (point, bool) {
	i := slices.IndexFunc(curve, func(p point) bool { return p.offered > 0 && p.precision() >= precision })
	if i < 0 {
		return point{}, false
	}
	return curve[i], true
}

func tellTraining(w io.Writer, model *accept.Model, dev, check []label, scores []float64, curve []point, docs []*worked) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	header := "\nprecision and yield on dev, each article scored by a model that did not see it\nthreshold\toffered\tacceptable\t95 %\taccepted facts kept"
	if docs != nil {
		header += "\toffered facts per 1,000 words\tof these acceptable"
	}
	fmt.Fprintln(t, header)
	candidates, words := scoredBy(model, docs), 0
	for _, d := range docs {
		words += d.words()
	}
	for i, p := range curve {
		if p.offered == 0 {
			break
		}
		if i > 0 && p.offered == curve[i-1].offered {
			continue
		}
		tellPoint(t, p, curve[0].facts)
		if docs != nil {
			yield := perThousand(offeredFacts(candidates, p.threshold), words)
			fmt.Fprintf(t, "\t%.2f\t%.2f", yield, yield*p.precision())
		}
		fmt.Fprintln(t)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(t, "\nat the threshold %.2f\tof\tacceptable\toffered\tacceptable\t95 %%\taccepted facts kept\n", model.Threshold)
	tellParts(t, "dev", model.Threshold, dev, scores)
	if len(check) > 0 {
		var of []float64
		for _, l := range check {
			of = append(of, model.Offered(l.Features))
		}
		tellParts(t, "check", model.Threshold, check, of)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	heavy := slices.SortedFunc(slices.Values(model.Weights), func(a, b accept.Weight) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	fmt.Fprintf(w, "\nheaviest of %d features:", len(heavy))
	for _, f := range heavy[:min(20, len(heavy))] {
		fmt.Fprintf(w, " %s %+.2f;", f.Feature, f.Weight)
	}
	fmt.Fprintln(w)
	return nil
}

func tellPoint(t io.Writer, p point, facts int) {
	low, high := wilson(p.good, p.offered)
	fmt.Fprintf(t, "%.2f\t%d\t%.1f %%\t%.1f-%.1f\t%.1f %%", p.threshold, p.offered, 100*p.precision(), 100*low, 100*high, 100*float64(p.facts)/float64(max(1, facts)))
}

// tellParts prints what a threshold gives by kind of article, by round, and of
// items that are still made. These are better than new ones will be: the rules
// were mended until many of the rejected ones were gone.
func tellParts(t io.Writer, split string, threshold float64, labels []label, scores []float64) {
	parts := map[string]func(label) bool{}
	for _, l := range labels {
		for name, of := range map[string]func(label) bool{
			"1 all":              func(label) bool { return true },
			"2 " + l.Kind:        func(other label) bool { return other.Kind == l.Kind },
			"3 round " + l.Round: func(other label) bool { return other.Round == l.Round },
			"4 still made":       func(other label) bool { return other.made },
		} {
			parts[name] = of
		}
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		var of []label
		var its []float64
		for i, l := range labels {
			if parts[name](l) {
				of, its = append(of, l), append(its, scores[i])
			}
		}
		if len(of) == 0 {
			continue
		}
		p := pointAt(of, its, threshold)
		low, high := wilson(p.good, p.offered)
		fmt.Fprintf(t, "%s %s\t%d\t%.1f %%\t%d\t%.1f %%\t%.1f-%.1f\t%.1f %%\n", split, name[2:], len(of), 100*share(of), p.offered, 100*p.precision(), 100*low, 100*high, 100*float64(p.facts)/float64(max(1, pointAt(of, its, 0).facts)))
	}
}

// scored is a candidate with its score.
type scored struct {
	item
	score float64
}

// scoredBy returns the candidates of each document with their scores.
func scoredBy(model *accept.Model, docs []*worked) [][]scored {
	all := make([][]scored, len(docs))
	for d, w := range docs {
		for _, i := range w.items() {
			all[d] = append(all[d], scored{i, model.Offered(i.features)})
		}
	}
	return all
}

// offeredFacts counts the distinct facts that have a candidate which reaches a
// threshold.
func offeredFacts(all [][]scored, threshold float64) int {
	n := 0
	for _, candidates := range all {
		var items []item
		for _, c := range candidates {
			if c.score >= threshold {
				items = append(items, c.item)
			}
		}
		n += distinct(factsOf(items))
	}
	return n
}
