package store

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/quiz"
)

var nineOClock = time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)

// BenchmarkAnswersTogether measures durable answers a second with 64 members at
// once: with writes grouped, and with a commit for each answer. Both play
// quizzes of ten questions and take turns in one run; the grouped ones, being
// faster, play ten of them. The ratio is the median of the pairs.
func BenchmarkAnswersTogether(b *testing.B) {
	const members, pairs = 64, 5
	var ratios, grouped, single []float64
	for b.Loop() {
		ratios, grouped, single = nil, nil, nil
		for range pairs {
			fast, slow := answersPerSecond(b, maxGroup, members, 10), answersPerSecond(b, 1, members, 1)
			grouped, single, ratios = append(grouped, fast), append(single, slow), append(ratios, fast/slow)
		}
	}
	b.ReportMetric(median(grouped), "grouped-answers/s")
	b.ReportMetric(median(single), "single-answers/s")
	b.ReportMetric(median(ratios), "ratio")
}

func answersPerSecond(b *testing.B, most, members, rounds int) float64 {
	const asks = 10
	s := openFor(b, most)
	for n := range rounds {
		r := quiz.Round{ID: quiz.RoundID(fmt.Sprint("r", n)), Kind: quiz.Daily, Venue: quiz.Venue{Community: "guild", Channel: "lounge"}, Bank: "lamps", OpenedAt: nineOClock, Asks: make([]quiz.Ask, asks)}
		if _, err := s.AddRound(b.Context(), r); err != nil {
			b.Fatal(err)
		}
		for i := range members {
			player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint(i)), Name: "N"}
			if _, err := s.AddRun(b.Context(), quiz.Run{Round: r.ID, Player: player.ID, StartedAt: nineOClock}, "guild", player, nineOClock); err != nil {
				b.Fatal(err)
			}
		}
	}
	var failed atomic.Value
	start := time.Now()
	var work sync.WaitGroup
	for i := range members {
		work.Go(func() {
			for no := range rounds * asks {
				at := nineOClock.Add(time.Duration(no) * time.Second)
				a := quiz.Answer{Round: quiz.RoundID(fmt.Sprint("r", no/asks)), No: no % asks, Player: quiz.PlayerID(fmt.Sprint(i)), Shown: []string{"a", "b", "c", "d"}, Given: []string{"a"}, At: at, Verdict: quiz.Verdict{Correct: true, Points: 100}}
				if _, _, stored, err := s.AddAnswer(b.Context(), a, asks, at); err != nil || !stored {
					failed.Store(fmt.Errorf("stored %v: %w", stored, err))
				}
			}
		})
	}
	work.Wait()
	took := time.Since(start)
	if err, ok := failed.Load().(error); ok {
		b.Fatal(err)
	}
	return float64(members*rounds*asks) / took.Seconds()
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// BenchmarkTopTen asks for the first page of a community with 1,000,000
// answers by 10,000 members: from the table, and by summing the answers.
func BenchmarkTopTen(b *testing.B) {
	s := openFor(b, maxGroup)
	for _, fill := range []string{
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
		 INSERT INTO round (id, kind, community, channel, owner, title, bank, topic, schedule, nominal, late, reveal, asks, questions, opened_at, closes_at, closed_at, post)
		 SELECT 'r' || i, 'daily', 'guild', 'lounge', '', 'T', 'lamps', '', '', '', 0, 'at-once', '[]', '[]', 1, 2, 3, '' FROM n`,
		`WITH RECURSIVE m(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM m WHERE i < 9999)
		 INSERT INTO run (round, player, community, seed, started_at, finished_at, touched_at)
		 SELECT r.id, 'p' || m.i, 'guild', 0, 1, 2 + m.i, 0 FROM m, round r`,
		`WITH RECURSIVE q(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM q WHERE i < 4)
		 INSERT INTO answer (round, no, player, community, question_version, shown, given, at, counts_at, correct, points)
		 SELECT u.round, q.i, u.player, 'guild', 1, '["a","b","c","d"]', '["a"]', u.finished_at * 1000, u.finished_at * 1000, (u.finished_at + q.i) % 2, (u.finished_at + q.i) % 2 * 100 FROM run u, q`,
	} {
		if _, err := s.writer.Exec(fill); err != nil {
			b.Fatal(err)
		}
	}
	q := quiz.BoardQuery{Community: "guild", Period: "all", Player: "p5", Rows: 10, Now: nineOClock}
	if _, err := s.Board(b.Context(), q); err != nil { // adds the million up, once
		b.Fatal(err)
	}
	const sum = `
		SELECT player, '', SUM(points) AS total, SUM(correct), COUNT(*), MAX(CASE WHEN points > 0 THEN at ELSE 0 END) AS reached
		FROM answer WHERE community = 'guild' AND counts_at > 0
		GROUP BY player ORDER BY total DESC, reached, player LIMIT 10`
	var table, summing []float64
	for b.Loop() {
		table, summing = nil, nil
		for range 5 {
			start := time.Now()
			const times = 200
			for range times {
				if _, err := collect(b.Context(), s.read, scanStanding, boardPage, q.Community, q.Period, q.Bank, q.Rows, q.First); err != nil {
					b.Fatal(err)
				}
			}
			table = append(table, time.Since(start).Seconds()/times)
			start = time.Now()
			if rows, err := collect(b.Context(), s.read, scanStanding, sum); err != nil || len(rows) != 10 {
				b.Fatal(len(rows), err)
			}
			summing = append(summing, time.Since(start).Seconds())
		}
	}
	b.ReportMetric(median(table)*1000, "table-ms")
	b.ReportMetric(median(summing)*1000, "summing-ms")
	b.ReportMetric(median(summing)/median(table), "ratio")
}
