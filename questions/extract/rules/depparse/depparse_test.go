package depparse

import (
	"strings"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	words := strings.Fields("The king , who had ruled since 1880 , was crowned in the old town by the bishop of Brenk .")
	tags := strings.Fields("DT NN , WP VBD VBN IN CD , VBD VBN IN DT JJ NN IN DT NN IN NNP .")
	for b.Loop() {
		if _, err := Parse(words, tags); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
