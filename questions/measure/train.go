package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"quizbot/questions/extract/accept"
)

// modelFile is the model that is part of the program, seen from the
// repository's folder.
const modelFile = "questions/extract/accept/model.txt"

// penalties are the strengths of the L2 penalty that are tried, the strongest
// first: of two that do as well the simpler model is taken.
var penalties = []float64{1000, 300, 100, 30, 10, 3, 1}

const (
	folds       = 10
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
	penalty, scores := choosePenalty(out, dev)
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
	if err := tellTraining(out, model, dev, check, scores, curve, docs); err != nil {
		return err
	}
	model.Notes = []string{
		"The acceptance model: see package accept and .github/CONTRIBUTING.md.",
		fmt.Sprintf("Trained on %d labels of %d articles of dev, %.1f %% acceptable; L2 penalty %g.", len(dev), len(groupsOf(dev)), 100*share(dev), penalty),
		fmt.Sprintf("In %d folds by article: log loss %.3f, area under the curve %.3f.", folds, logLoss(dev, scores), areaUnder(dev, scores)),
		"Lines: feature, weight, mean and scale over the labels.",
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
			labels[i].Features = f
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

// choosePenalty returns the penalty with the least loss over folds by article,
// and for each label the score by the model that did not see its article.
func choosePenalty(out io.Writer, labels []label) (best float64, scores []float64) {
	least := math.Inf(1)
	fmt.Fprintf(out, "%d labels of %d articles, %.1f %% acceptable\npenalty  log loss  area under the curve\n", len(labels), len(groupsOf(labels)), 100*share(labels))
	for _, penalty := range penalties {
		s := crossValidate(labels, penalty)
		loss := logLoss(labels, s)
		fmt.Fprintf(out, "%7g  %8.4f  %.3f\n", penalty, loss, areaUnder(labels, s))
		if loss < least-1e-4 {
			best, scores, least = penalty, s, loss
		}
	}
	return best, scores
}

// crossValidate scores each label by a model trained without any label of the
// same article.
func crossValidate(labels []label, penalty float64) []float64 {
	fold := foldsOf(labels)
	scores := make([]float64, len(labels))
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
				scores[i] = m.Offered(l.Features)
			}
		}
	}
	return scores
}

// foldsOf gives each article a fold, the largest first, always to the fold
// that has the fewest labels.
func foldsOf(labels []label) map[string]int {
	n := groupsOf(labels)
	names := slices.SortedFunc(maps.Keys(n), func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
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

// fit trains a logistic regression with an L2 penalty on all weights but the
// bias, by Newton's method. The same labels give the same model.
func fit(labels []label, penalty float64) *accept.Model {
	m := &accept.Model{Weights: columns(labels)}
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
			hessian[k][k] = penalty
			gradient[k] = -penalty * weights[k]
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
				for j := 0; j <= k; j++ {
					hessian[k][j] += p * (1 - p) * x * row[j]
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
	fmt.Fprintf(t, "\nat the threshold %.2f\tof\toffered\tacceptable\t95 %%\taccepted facts kept\n", model.Threshold)
	tellKinds(t, "dev", model.Threshold, dev, scores)
	if len(check) > 0 {
		var of []float64
		for _, l := range check {
			of = append(of, model.Offered(l.Features))
		}
		tellKinds(t, "check", model.Threshold, check, of)
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

func tellKinds(t io.Writer, split string, threshold float64, labels []label, scores []float64) {
	kinds := map[string]bool{}
	for _, l := range labels {
		kinds[l.Kind] = true
	}
	for _, kind := range append([]string{"all"}, slices.Sorted(maps.Keys(kinds))...) {
		var of []label
		var its []float64
		for i, l := range labels {
			if kind == "all" || l.Kind == kind {
				of, its = append(of, l), append(its, scores[i])
			}
		}
		p := pointAt(of, its, threshold)
		low, high := wilson(p.good, p.offered)
		fmt.Fprintf(t, "%s %s\t%d\t%d\t%.1f %%\t%.1f-%.1f\t%.1f %%\n", split, kind, len(of), p.offered, 100*p.precision(), 100*low, 100*high, 100*float64(p.facts)/float64(max(1, pointAt(of, its, 0).facts)))
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
