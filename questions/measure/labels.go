package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions/extract/accept"
)

// labelsFile is where the verdicts of all reviews are kept, seen from the
// repository's folder.
const labelsFile = "questions/extract/accept/labels.tsv"

// label is what reviewers found in one item, and the item's features: all that
// is kept of it. It has no text of an article. In the file each feature has a
// column, empty for 0.
type label struct {
	Round, Split, Kind, Article, Fact, Form, Mark string
	Reviews                                       int
	Accepted, Clean                               int    // reviews
	Faults                                        string // "4:fatal:wrong-year; 8:minor:length", of all reviews
	Features                                      accept.Features
	made                                          bool // by the present program, too; not in the file
}

const labelHeader = "round\tsplit\tkind\tarticle\tfact\tform\tmark\treviews\taccepted\tclean\tfaults"

// readLabels reads a file of labels.
func readLabels(file string) ([]label, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the labels: %w", err)
	}
	fixed := strings.Count(labelHeader, "\t") + 1
	var labels []label
	var names []string // of features, in the columns after the fixed ones
	for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		c := strings.Split(line, "\t")
		if n == 0 {
			names = c[min(fixed, len(c)):]
			continue
		}
		if len(c) != fixed+len(names) {
			return nil, fmt.Errorf("%s:%d: %d columns, wanted %d as in the first line", file, n+1, len(c), fixed+len(names))
		}
		l := label{Round: c[0], Split: c[1], Kind: c[2], Article: c[3], Fact: c[4], Form: c[5], Mark: c[6], Faults: c[10], Features: accept.Features{}}
		for i, to := range []*int{&l.Reviews, &l.Accepted, &l.Clean} {
			if *to, err = strconv.Atoi(c[7+i]); err != nil || *to < 0 {
				return nil, fmt.Errorf("%s:%d: %q is not a number of reviews", file, n+1, c[7+i])
			}
		}
		if l.Reviews < 1 || l.Accepted > l.Reviews || l.Clean > l.Accepted {
			return nil, fmt.Errorf("%s:%d: %d reviews, %d accepted, %d clean cannot be", file, n+1, l.Reviews, l.Accepted, l.Clean)
		}
		for i, name := range names {
			if c[fixed+i] == "" {
				continue
			}
			x, err := strconv.ParseFloat(c[fixed+i], 64)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: feature %q is %q, not a number", file, n+1, name, c[fixed+i])
			}
			l.Features[name] = x
		}
		accept.Cross(l.Features)
		labels = append(labels, l)
	}
	return labels, nil
}

// writeLabels writes a file of labels, sorted.
func writeLabels(file string, labels []label) error {
	sorted := slices.SortedFunc(slices.Values(labels), func(a, b label) int {
		return cmp.Or(cmp.Compare(b.Split, a.Split), cmp.Compare(a.Round, b.Round), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Fact, b.Fact), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Mark, b.Mark))
	})
	features := map[string]bool{}
	for _, l := range sorted {
		for name, x := range l.Features {
			features[name] = features[name] || x != 0
		}
	}
	maps.DeleteFunc(features, func(_ string, used bool) bool { return !used })
	names := slices.Sorted(maps.Keys(features))
	var b strings.Builder
	b.WriteString(labelHeader)
	for _, name := range names {
		b.WriteString("\t" + separators.Replace(name))
	}
	b.WriteString("\n")
	for _, l := range sorted {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%s", l.Round, l.Split, l.Kind, l.Article, l.Fact, l.Form, l.Mark, l.Reviews, l.Accepted, l.Clean, separators.Replace(l.Faults))
		for _, name := range names {
			b.WriteByte('\t')
			if x := l.Features[name]; x != 0 {
				b.WriteString(strconv.FormatFloat(x, 'g', 4, 64))
			}
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write the labels: %w", err)
	}
	return nil
}

// separators keeps what separates columns and lines out of their texts.
var separators = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
