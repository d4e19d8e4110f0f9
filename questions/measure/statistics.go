package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
)

// wilson returns the 95 % interval of a share of n (E. B. Wilson, "Probable
// Inference", 1927). Good may be a fraction where several people judged.
func wilson(good float64, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964
	total := float64(n)
	p := good / total
	centre := (p + z*z/(2*total)) / (1 + z*z/total)
	half := z / (1 + z*z/total) * math.Sqrt(p*(1-p)/total+z*z/(4*total*total))
	return max(0, centre-half), min(1, centre+half)
}

// percent writes a share with its interval: "78.0 % [70.1-84.3] 117/150".
func percent(good, n int) string {
	if n == 0 {
		return "none judged"
	}
	low, high := wilson(float64(good), n)
	return fmt.Sprintf("%5.1f %% [%.1f-%.1f] %d/%d", 100*float64(good)/float64(n), 100*low, 100*high, good, n)
}

// kappa returns how often two people gave the same verdict, and Cohen's kappa,
// which takes off what chance would give ("A Coefficient of Agreement for
// Nominal Scales", 1960). Kappa is 1 when both always said the same one thing.
func kappa[T comparable](first, second []T) (agreement, k float64) {
	n := float64(len(first))
	if n == 0 {
		return 0, 0
	}
	equal := 0.0
	a, b := map[T]float64{}, map[T]float64{}
	for i := range first {
		if first[i] == second[i] {
			equal++
		}
		a[first[i]]++
		b[second[i]]++
	}
	chance := 0.0
	for verdict, times := range a {
		chance += times * b[verdict] / (n * n)
	}
	agreement = equal / n
	if chance == 1 {
		return agreement, 1
	}
	return agreement, (agreement - chance) / (1 - chance)
}

// quantile returns the value below which a share of the values lie; 0 for none.
func quantile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// counted is how often something was seen.
type counted struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// byCount lists a tally, the most frequent first.
func byCount(tally map[string]int) []counted {
	list := []counted{}
	for _, name := range slices.Sorted(maps.Keys(tally)) {
		list = append(list, counted{name, tally[name]})
	}
	slices.SortStableFunc(list, func(a, b counted) int { return cmp.Compare(b.Count, a.Count) })
	return list
}
