package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// verdictHeader names the columns that a reviewer fills in.
const verdictHeader = "number\tpick\tknew\tverdict\tfaults"

// judgement is a reviewer's verdict, the better the greater.
type judgement int

const (
	reject judgement = iota
	remarks
	clean
)

// fault is one criterion of the rubric that an item does not meet.
type fault struct {
	criterion int // 1 to 14
	fatal     bool
	class     string // a word or two, to count by: "wrong-year"
	reason    string
}

// review is what one person wrote about one item.
type review struct {
	pick    string // capital letters, sorted; "" = none
	knew    bool
	verdict judgement
	faults  []fault
}

// faultStart is where a fault begins in a reviewer's last column.
var faultStart = regexp.MustCompile(`(?i)(?:^|[;|]\s*)(1[0-4]|[1-9])\s*:\s*(minor|fatal)\b\s*:?`)

// parseFaults reads "4:fatal:wrong-year:the source says by 1998; 8:minor:length:".
func parseFaults(s string) ([]fault, error) {
	s = strings.TrimSpace(s)
	starts := faultStart.FindAllStringSubmatchIndex(s, -1)
	if s != "" && s != "-" && (len(starts) == 0 || starts[0][0] != 0) {
		return nil, fmt.Errorf(`%q are no faults: write "criterion:minor|fatal:class:reason", several with "; " between them`, s)
	}
	var faults []fault
	for i, at := range starts {
		end := len(s)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		criterion, _ := strconv.Atoi(s[at[2]:at[3]]) // the pattern lets only numbers through
		class, reason, _ := strings.Cut(s[at[1]:end], ":")
		faults = append(faults, fault{criterion, strings.EqualFold(s[at[4]:at[5]], "fatal"), strings.ToLower(strings.TrimSpace(class)), strings.TrimSpace(reason)})
	}
	return faults, nil
}

// verdictOf is what the rubric makes of faults.
func verdictOf(faults []fault) judgement {
	switch {
	case len(faults) >= 3 || slices.ContainsFunc(faults, func(f fault) bool { return f.fatal }):
		return reject
	case len(faults) > 0:
		return remarks
	}
	return clean
}

// parseReviews reads the sheet of one reviewer: reviews by number. Where the
// verdict and the faults differ the worse of the two holds, and differing says
// of which numbers.
func parseReviews(name, text string) (reviews map[int]review, differing []int, err error) {
	reviews = map[int]review{}
	for n, line := range strings.Split(text, "\n") {
		c := strings.Split(strings.TrimRight(line, "\r"), "\t")
		for i := range c {
			c[i] = strings.TrimSpace(c[i])
		}
		if c[0] == "" || strings.EqualFold(c[0], "number") {
			continue
		}
		for len(c) < 5 {
			c = append(c, "")
		}
		where := fmt.Sprintf("%s:%d", name, n+1)
		number, err := strconv.Atoi(c[0])
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %q is not the number of an item", where, c[0])
		}
		if _, twice := reviews[number]; twice {
			return nil, nil, fmt.Errorf("%s: item %d is judged twice: leave one line", where, number)
		}
		if c[3] == "" && c[4] == "" {
			continue // not judged
		}
		r := review{pick: letters(c[1]), knew: strings.HasPrefix(strings.ToLower(c[2]), "y")}
		if r.faults, err = parseFaults(strings.Join(c[4:], " ")); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", where, err)
		}
		stated, ok := map[string]judgement{"clean": clean, "remarks": remarks, "accept with remarks": remarks, "reject": reject}[strings.ToLower(c[3])]
		if !ok {
			return nil, nil, fmt.Errorf("%s: verdict %q: write clean, remarks or reject", where, c[3])
		}
		r.verdict = min(stated, verdictOf(r.faults))
		if stated != verdictOf(r.faults) {
			differing = append(differing, number)
		}
		reviews[number] = r
	}
	return reviews, differing, nil
}

// letters reads a pick: "b", "A, C" or "ac" as capital letters in order.
func letters(s string) string {
	var found []rune
	for _, r := range strings.ToUpper(s) {
		switch {
		case r >= 'A' && r <= 'Z':
			found = append(found, r)
		case r != ' ' && r != ',' && r != ';' && r != ')':
			return "" // an answer in words
		}
	}
	if len(found) > 6 {
		return ""
	}
	slices.Sort(found)
	return string(found)
}

// judged is an item with what one or more people wrote about it.
type judged struct {
	sampled
	reviews []review // by reviewer; at least one
}

// standing returns the reviews that count. Two people both have to accept an
// item. Where more judged it the majority decides, a draw rejects, and what the
// others wrote falls away with their verdict.
func (j judged) standing() []review {
	if len(j.reviews) < 3 {
		return j.reviews
	}
	var accepts, rejects []review
	for _, r := range j.reviews {
		if r.verdict == reject {
			rejects = append(rejects, r)
		} else {
			accepts = append(accepts, r)
		}
	}
	if len(accepts) > len(rejects) {
		return accepts
	}
	return rejects
}

// accepted reports whether nobody whose review stands rejects the item.
func (j judged) accepted() bool {
	return !slices.ContainsFunc(j.standing(), func(r review) bool { return r.verdict == reject })
}

func (j judged) clean() bool {
	return !slices.ContainsFunc(j.standing(), func(r review) bool { return r.verdict != clean })
}

// fatal reports whether somebody whose review stands found one of the criteria
// fatal.
func (j judged) fatal(criteria ...int) bool {
	return slices.ContainsFunc(j.standing(), func(r review) bool {
		return slices.ContainsFunc(r.faults, func(f fault) bool { return f.fatal && slices.Contains(criteria, f.criterion) })
	})
}

// measures are the figures that the rubric asks for.
var measures = []struct {
	name string
	of   func(judged) bool
}{
	{"acceptable", judged.accepted},
	{"clean", judged.clean},
	{"wrong or double key (4, 5)", func(j judged) bool { return j.fatal(4, 5) }},
	{"attribution (10)", func(j judged) bool { return j.fatal(10) }},
	{"citation (11, 12)", func(j judged) bool { return j.fatal(11, 12) }},
	{"structure (1, 6, 7, 8, 14)", func(j judged) bool { return j.fatal(1, 6, 7, 8, 14) }},
	{"reference (2)", func(j judged) bool { return j.fatal(2) }},
	{"not answerable (3)", func(j judged) bool { return j.fatal(3) }},
	{"not worth asking (9)", func(j judged) bool { return j.fatal(9) }},
	{"explanation (13)", func(j judged) bool { return j.fatal(13) }},
}

func runScore(args []string, out, notes io.Writer) error {
	f := flag.NewFlagSet("measure score", flag.ContinueOnError)
	labels := f.String("labels", labelsFile, "file to which verdicts and features are added; \"\" = none")
	reasons := f.Bool("reasons", false, "list the rejected items with the reviewers' reasons; of dev only")
	if err := parse(f, args, 1, notes); err != nil {
		return err
	}
	if f.NArg() == 0 {
		return errors.New("which review? Give the folder that sample wrote")
	}
	folder := f.Arg(0)
	data, err := os.ReadFile(filepath.Join(folder, "key.json"))
	if err != nil {
		return fmt.Errorf("read the key of the review: %w", err)
	}
	var p packet
	if err := json.Unmarshal(data, &p); err != nil {
		return fmt.Errorf("read %s: %w", filepath.Join(folder, "key.json"), err)
	}
	reviewers, err := readSheets(folder, len(p.Items), notes)
	if err != nil {
		return err
	}
	items := join(p, reviewers)
	if len(items) == 0 {
		return fmt.Errorf("no verdicts in %s: reviewers fill batch-NN/verdicts.tsv, two of them copies of it named verdicts-1.tsv and verdicts-2.tsv", folder)
	}
	if err := tell(out, p, items, reviewers); err != nil {
		return err
	}
	if *reasons && p.Split == "dev" {
		for _, j := range items {
			if j.accepted() {
				continue
			}
			fmt.Fprintf(out, "%d %s %s/%s (%s)\n", j.Number, j.Article, j.Fact, j.Form, j.Family)
			for _, r := range j.reviews {
				for _, x := range r.faults {
					fmt.Fprintf(out, "   %d %s %s: %s\n", x.criterion, map[bool]string{true: "fatal", false: "minor"}[x.fatal], x.class, x.reason)
				}
			}
		}
	}
	if *labels == "" {
		return nil
	}
	known, err := readLabels(*labels)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	known, added := p.addTo(known, items)
	if err := writeLabels(*labels, known); err != nil {
		return err
	}
	fmt.Fprintf(notes, "%d verdicts are in %s; commit it.\n", added, *labels)
	if later := len(items) - added; later > 0 {
		fmt.Fprintf(notes, "%d items have been judged again in a later round, whose verdicts stay.\n", later)
	}
	return nil
}

// addTo puts the labels of judged items to those that are known, and returns
// how many it added. Of an item's labels the one of the latest round stays: a
// round is later than those that had labels when its sample was drawn.
func (p packet) addTo(known []label, items []judged) (all []label, added int) {
	id := func(l label) [2]string { return [2]string{l.Article, l.Mark} }
	later := map[[2]string]bool{}
	for _, l := range known {
		if l.Round != p.Round && !slices.Contains(p.After, l.Round) {
			later[id(l)] = true
		}
	}
	fresh := map[[2]string]label{}
	for _, j := range items {
		if l := j.label(p); !later[id(l)] {
			fresh[id(l)] = l
		}
	}
	all = slices.DeleteFunc(slices.Clone(known), func(l label) bool { _, replaced := fresh[id(l)]; return replaced })
	return append(all, slices.Collect(maps.Values(fresh))...), len(fresh)
}

// readSheets reads what reviewers filled in: reviews by reviewer and number.
// The sheets of one reviewer have one name in every batch.
func readSheets(folder string, items int, notes io.Writer) (map[string]map[int]review, error) {
	files, err := filepath.Glob(filepath.Join(folder, "batch-*", "*.tsv"))
	if err != nil {
		return nil, fmt.Errorf("find the sheets of %s: %w", folder, err)
	}
	reviewers := map[string]map[int]review{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read a sheet: %w", err)
		}
		reviews, differing, err := parseReviews(file, string(data))
		if err != nil {
			return nil, err
		}
		if len(differing) > 0 {
			fmt.Fprintf(notes, "%s: verdict and faults differ, the worse one counts: %d\n", file, differing)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".tsv")
		for number, r := range reviews {
			if number < 1 || number > items {
				return nil, fmt.Errorf("%s: there is no item %d: the sample has 1 to %d", file, number, items)
			}
			if _, twice := reviewers[name][number]; twice {
				return nil, fmt.Errorf("%s: item %d is judged in another batch, too", file, number)
			}
			if reviewers[name] == nil {
				reviewers[name] = map[int]review{}
			}
			reviewers[name][number] = r
		}
	}
	return reviewers, nil
}

// join puts the reviews to their items; those that nobody judged are left out.
func join(p packet, reviewers map[string]map[int]review) []judged {
	var all []judged
	slices.SortFunc(p.Items, byNumber)
	for _, s := range p.Items {
		j := judged{sampled: s}
		for _, name := range slices.Sorted(maps.Keys(reviewers)) {
			if r, ok := reviewers[name][s.Number]; ok {
				j.reviews = append(j.reviews, r)
			}
		}
		if len(j.reviews) > 0 {
			all = append(all, j)
		}
	}
	return all
}

// label is what is kept of a judged item.
func (j judged) label(p packet) label {
	l := label{Round: p.Round, Split: p.Split, Kind: j.Kind, Article: j.Article, Fact: j.Fact, Form: j.Form, Mark: j.Mark, Reviews: len(j.reviews), Features: j.Features}
	var faults []string
	for _, r := range j.reviews {
		if r.verdict != reject {
			l.Accepted++
		}
		if r.verdict == clean {
			l.Clean++
		}
		for _, f := range r.faults {
			faults = append(faults, fmt.Sprintf("%d:%s:%s", f.criterion, map[bool]string{true: "fatal", false: "minor"}[f.fatal], f.class))
		}
	}
	l.Faults = strings.Join(faults, ", ")
	return l
}

// tell prints the figures of a review. It has no texts of items.
func tell(w io.Writer, p packet, items []judged, reviewers map[string]map[int]review) error {
	fmt.Fprintf(w, "Review %s of %s: %d of %d items judged, %d facts of %d articles\n", p.Round, p.Split, len(items), len(p.Items), len(factsIn(plain(items))), len(articlesIn(plain(items))))
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	names := slices.Sorted(maps.Keys(reviewers))
	fmt.Fprint(t, "\n95 % intervals (Wilson)\t")
	columns := [][]judged{items}
	var each [][]judged // by those who judged independently of each other: the first two
	if len(names) > 1 {
		if len(names) > 2 {
			fmt.Fprint(t, "decided: by the majority where a third judged, else by both\t")
		} else {
			fmt.Fprint(t, "together: accepted by both, faulted by either\t")
		}
		for _, name := range names[:2] {
			each = append(each, join(p, map[string]map[int]review{name: reviewers[name]}))
			fmt.Fprintf(t, "%s\t", name)
		}
		columns = append(columns, each...)
		fmt.Fprint(t, "mean of the two\t")
	}
	fmt.Fprintln(t)
	for _, m := range measures {
		fmt.Fprintf(t, "%s\t", m.name)
		for _, column := range columns {
			fmt.Fprintf(t, "%s\t", percent(countOf(column, m.of), len(column)))
		}
		if len(each) > 0 {
			low, high := wilson(meanOf(each, m.of)*float64(len(items)), len(items))
			fmt.Fprintf(t, "%5.1f %% [%.1f-%.1f]\t", 100*meanOf(each, m.of), 100*low, 100*high)
		}
		fmt.Fprintln(t)
	}
	claims := slices.DeleteFunc(slices.Clone(items), func(j judged) bool { return !j.Claim })
	fmt.Fprintf(t, "attribution, of claims only\t%s\t\n", percent(countOf(claims, func(j judged) bool { return j.fatal(10) }), len(claims)))
	if err := t.Flush(); err != nil {
		return err
	}
	if len(names) > 1 {
		agreement(w, reviewers[names[0]], reviewers[names[1]])
	}
	if len(names) > 2 {
		third(w, items, names[2], reviewers)
	}
	for _, name := range names {
		cueing(w, name, join(p, map[string]map[int]review{name: reviewers[name]}))
	}
	for _, by := range []struct {
		name string
		of   func(judged) string
	}{{"kind", func(j judged) string { return j.Kind }}, {"form", func(j judged) string { return j.Form }}, {"family", func(j judged) string { return j.Family }}} {
		parts := map[string][]judged{}
		for _, j := range items {
			parts[by.of(j)] = append(parts[by.of(j)], j)
		}
		fmt.Fprintf(t, "\n%s\titems\tacceptable\tclean\twrong key\tattribution\tcitation\tstructure\treference\tworth\n", by.name)
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			list := parts[name]
			fmt.Fprintf(t, "%s\t%d\t%s\t", name, len(list), percent(countOf(list, judged.accepted), len(list)))
			for _, i := range []int{1, 2, 3, 4, 5, 6, 8} {
				fmt.Fprintf(t, "%.1f %%\t", 100*float64(countOf(list, measures[i].of))/float64(len(list)))
			}
			fmt.Fprintln(t)
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	classes := map[string]int{}
	for _, j := range items {
		if j.accepted() {
			continue
		}
		of := map[string]bool{} // of one item each class counts once
		for _, r := range j.reviews {
			for _, f := range r.faults {
				if f.fatal || verdictOf(r.faults) == reject && !slices.ContainsFunc(r.faults, func(f fault) bool { return f.fatal }) {
					of[fmt.Sprintf("%d %s", f.criterion, f.class)] = true
				}
			}
		}
		for class := range of {
			classes[class]++
		}
	}
	fmt.Fprintf(w, "\nrejected items by criterion and class: %s\n", tallied(byCount(classes)))
	fmt.Fprintln(t, "\nkind\twords\tdistinct facts\tsampled\taccepted in at least one form\taccepted facts per 1,000 words")
	for _, y := range yields(p, items) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%.1f %%\t%.2f\n", y.kind, y.words, y.facts, y.sampled, 100*y.share, y.perThousand)
	}
	return t.Flush()
}

func plain(items []judged) []sampled {
	var list []sampled
	for _, j := range items {
		list = append(list, j.sampled)
	}
	return list
}

func countOf(items []judged, of func(judged) bool) int {
	n := 0
	for _, j := range items {
		if of(j) {
			n++
		}
	}
	return n
}

// meanOf returns the share of reviews, by some people, of which something holds.
func meanOf(each [][]judged, of func(judged) bool) float64 {
	n, all := 0, 0
	for _, items := range each {
		n += countOf(items, of)
		all += len(items)
	}
	return float64(n) / float64(max(1, all))
}

// agreement prints how often two people who did not know of each other agree.
func agreement(w io.Writer, one, other map[int]review) {
	var first, second []judgement
	var accepts, accepted []bool
	for _, number := range slices.Sorted(maps.Keys(one)) {
		a, b := one[number].verdict, other[number].verdict
		if _, both := other[number]; !both {
			continue
		}
		first, second = append(first, a), append(second, b)
		accepts, accepted = append(accepts, a != reject), append(accepted, b != reject)
	}
	if len(first) == 0 {
		return
	}
	two, kappaTwo := kappa(accepts, accepted)
	three, kappaThree := kappa(first, second)
	fmt.Fprintf(w, "\nagreement over %d items judged twice: accept or reject %.1f %% (kappa %.2f), clean, remarks or reject %.1f %% (kappa %.2f)\n", len(first), 100*two, kappaTwo, 100*three, kappaThree)
}

// third prints what a third person decided of the items that the first two
// disagree about.
func third(w io.Writer, items []judged, name string, reviewers map[string]map[int]review) {
	names := slices.Sorted(maps.Keys(reviewers))
	one, other := reviewers[names[0]], reviewers[names[1]]
	split, decided, accepted := 0, 0, 0
	for _, j := range items {
		a, first := one[j.Number]
		b, second := other[j.Number]
		if !first || !second || (a.verdict == reject) == (b.verdict == reject) {
			continue
		}
		split++
		if _, ok := reviewers[name][j.Number]; ok {
			decided++
			accepted += map[bool]int{true: 1}[j.accepted()]
		}
	}
	fmt.Fprintf(w, "the two differ about %d items; %s decides %d of them and accepts %d", split, name, decided, accepted)
	if split > decided {
		fmt.Fprintf(w, "; the other %d count as rejected", split-decided)
	}
	fmt.Fprintln(w)
}

// cueing prints how many points above chance a reviewer picked the right one
// of several options before seeing the article.
func cueing(w io.Writer, name string, items []judged) {
	n, good, chance := 0, 0, 0.0
	for _, j := range items {
		r := j.reviews[0]
		if len(j.Letters) != 1 || j.Options < 2 || r.pick == "" || r.knew {
			continue
		}
		n++
		chance += 1 / float64(j.Options)
		if r.pick == j.Letters {
			good++
		}
	}
	if n == 0 {
		return
	}
	chance /= float64(n)
	fmt.Fprintf(w, "closed step of %s: %s right, %.1f points above chance (%.1f %%)\n", name, percent(good, n), 100*(float64(good)/float64(n)-chance), 100*chance)
}

// yield is how many facts of a kind of article would be accepted.
type yield struct {
	kind                  string
	words, facts, sampled int
	share                 float64 // of the facts that have an accepted item, each article by the number of its facts
	perThousand           float64
}

// yields works out from the sample how many distinct facts of each kind have
// at least one accepted item. A sampled fact stands for as many as its article
// has for each that was drawn. Only the forms that were drawn count, so the
// figure is rather too low than too high.
func yields(p packet, items []judged) []yield {
	accepted := map[[2]string]bool{}
	drawn := map[string]int{}
	for _, j := range items {
		id := [2]string{j.Article, j.Fact}
		if _, known := accepted[id]; !known {
			drawn[j.Article]++
		}
		accepted[id] = accepted[id] || j.accepted()
	}
	var list []yield
	total := yield{kind: "all"}
	all := 0.0
	for _, kind := range slices.Sorted(maps.Keys(p.Kinds)) {
		k := p.Kinds[kind]
		y := yield{kind: kind, words: k.Words, facts: k.Facts}
		weight, good := 0.0, 0.0
		for _, id := range slices.SortedFunc(maps.Keys(accepted), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
			facts, ok := k.Articles[id[0]]
			if !ok {
				continue
			}
			y.sampled++
			each := float64(facts) / float64(drawn[id[0]])
			weight += each
			if accepted[id] {
				good += each
			}
		}
		if weight > 0 {
			y.share = good / weight
		}
		y.perThousand = 1000 * y.share * float64(y.facts) / float64(max(1, y.words))
		total.words, total.facts, total.sampled = total.words+y.words, total.facts+y.facts, total.sampled+y.sampled
		all += y.share * float64(y.facts)
		list = append(list, y)
	}
	total.share = all / float64(max(1, total.facts))
	total.perThousand = 1000 * all / float64(max(1, total.words))
	return append(list, total)
}
