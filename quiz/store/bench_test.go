package store_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"quizbot/quiz"
	"quizbot/quiz/store"
)

// How many answers a second are durable, one commit each, when one member
// after the other plays.
func BenchmarkAnswer(b *testing.B) {
	s, _ := newStore(b)
	e := quiz.NewEngine(s)
	const asks = 5
	r := addRound(b, s, round("r1", asks))
	n := 0
	for b.Loop() {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint(n / asks)), Name: "N"}
		if n%asks == 0 {
			b.StopTimer()
			if _, err := e.Start(b.Context(), "guild", r.ID, player, nine); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		if _, err := e.Answer(b.Context(), "guild", r.ID, n%asks, player, []string{"a"}, nine, nine); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "answers/s")
}

func BenchmarkOpen(b *testing.B) {
	folder := b.TempDir()
	n := 0
	for b.Loop() {
		s, err := store.Open(b.Context(), filepath.Join(folder, fmt.Sprintf("%d.db", n)))
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
		n++
	}
}
