package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

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

// The leaderboard of a community with 100,000 answers: 1,000 members, 20 days
// of five questions.
func BenchmarkLeaderboard(b *testing.B) {
	s, path := newStore(b)
	for day := range 20 {
		r := round(quiz.RoundID(fmt.Sprintf("r%d", day)), 5)
		r.OpenedAt = nine.AddDate(0, 0, -day)
		addRound(b, s, r)
	}
	db := shell(b, path)
	for _, fill := range []string{
		`WITH RECURSIVE m(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM m WHERE i < 999)
		 INSERT INTO run (round, player, community, seed, started_at, finished_at, touched_at)
		 SELECT r.id, 'p' || m.i, 'guild', 0, r.opened_at, r.opened_at + m.i, 0 FROM m, round r`,
		`WITH RECURSIVE q(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM q WHERE i < 4)
		 INSERT INTO answer (round, no, player, community, question_version, shown, given, at, counts_at, correct, points)
		 SELECT u.round, q.i, u.player, 'guild', 1, '["a","b","c","d"]', '["a"]', u.finished_at, u.finished_at, 1, 100 FROM run u, q`,
	} {
		if _, err := db.Exec(fill); err != nil {
			b.Fatal(err)
		}
	}
	e := quiz.NewEngine(s)
	for _, period := range []quiz.Period{quiz.Today, quiz.ThisWeek, quiz.AllTime} {
		b.Run(string(period), func(b *testing.B) {
			for b.Loop() {
				board, err := e.Leaderboard(b.Context(), "guild", period, "p5", 0, nine.Add(time.Hour))
				if err != nil || board.Pages != 100 {
					b.Fatal(board.Pages, err)
				}
			}
		})
	}
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
