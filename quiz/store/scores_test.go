package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/store"
)

// given is an answer as the test remembers it.
type given struct {
	bank           string
	player         quiz.PlayerID
	at, counts     time.Time
	points, number int
}

// fold adds up what the score table should hold, in another way: every answer
// is looked at again for every question asked.
func fold(all []given, names map[quiz.PlayerID]string, hidden map[quiz.PlayerID]bool, settings quiz.Settings, q quiz.BoardQuery) quiz.BoardPage {
	sums := map[quiz.PlayerID]*quiz.Standing{}
	for _, a := range all {
		in := slices.Contains(settings.PeriodsOf(settings.Calendar().Day(a.counts)), q.Period)
		if a.counts.IsZero() || a.counts.After(q.Now) || !in || q.Bank != "" && q.Bank != a.bank {
			continue
		}
		s := sums[a.player]
		if s == nil {
			s = &quiz.Standing{Player: quiz.Player{ID: a.player, Name: names[a.player]}}
			sums[a.player] = s
		}
		s.Points += a.points
		s.Correct += a.points / 100
		s.Answered++
	}
	for _, s := range sums {
		for _, a := range all { // the last answer with points, else the first
			in := slices.Contains(settings.PeriodsOf(settings.Calendar().Day(a.counts)), q.Period)
			if a.player != s.Player.ID || a.counts.IsZero() || a.counts.After(q.Now) || !in || q.Bank != "" && q.Bank != a.bank || s.Points > 0 && a.points == 0 {
				continue
			}
			if s.Reached.IsZero() || a.at.After(s.Reached) == (s.Points > 0) {
				s.Reached = a.at
			}
		}
	}
	var visible []quiz.Standing
	for _, s := range sums {
		if !hidden[s.Player.ID] {
			visible = append(visible, *s)
		}
	}
	before := func(a, b quiz.Standing) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), a.Reached.Compare(b.Reached), cmp.Compare(a.Player.ID, b.Player.ID))
	}
	slices.SortFunc(visible, before)
	page := quiz.BoardPage{Players: len(visible)}
	for i := range visible {
		visible[i].Rank = i + 1
	}
	if own := sums[q.Player]; own != nil {
		own.Rank = 1
		for _, s := range visible {
			if before(s, *own) < 0 {
				own.Rank++
			}
		}
		page.Own = own
	}
	if q.First < len(visible) {
		page.Standings = visible[q.First:min(q.First+q.Rows, len(visible))]
	}
	return page
}

// TestScoresAreWhatTheAnswersAddUpTo plays at random: rounds that count at once
// or at their close, practice, members who hide or delete their data, a zone and
// terms that change; and compares every board with the sum over the answers.
func TestScoresAreWhatTheAnswersAddUpTo(t *testing.T) {
	for seed := range uint64(3) {
		s, _ := newStore(t)
		random := rand.New(rand.NewPCG(seed, 11))
		settings := quiz.DefaultSettings("guild")
		now := time.Date(2026, 3, 20, 7, 0, 0, 0, time.UTC)
		var all []given
		names, hidden := map[quiz.PlayerID]string{}, map[quiz.PlayerID]bool{}
		for n := range 60 {
			r := round(quiz.RoundID(fmt.Sprintf("r%d", n)), 3)
			r.Bank, r.OpenedAt, r.ClosesAt, r.Nominal = []string{"lamps", "seas"}[random.IntN(2)], now, now.Add(6*time.Hour), fmt.Sprint(n)
			addRound(t, s, r)
			atClose, practice := random.IntN(3) == 0, random.IntN(5) == 0
			for p := range 6 {
				player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint("p", p)), Name: fmt.Sprint("P", p)}
				if random.IntN(3) == 0 {
					continue
				}
				names[player.ID] = player.Name
				if _, err := s.AddRun(t.Context(), quiz.Run{Round: r.ID, Player: player.ID, StartedAt: now}, "guild", player, now); err != nil {
					t.Fatal(err)
				}
				for no := range 1 + random.IntN(3) {
					g := given{r.Bank, player.ID, now.Add(time.Duration(random.IntN(5*60)) * time.Minute), time.Time{}, 100 * random.IntN(2), no}
					switch {
					case practice:
					case atClose:
						g.counts = r.ClosesAt
					default:
						g.counts = g.at
					}
					a := quiz.Answer{Round: r.ID, No: no, Player: player.ID, At: g.at, Verdict: quiz.Verdict{Correct: g.points > 0, Points: g.points}}
					if _, _, stored, err := s.AddAnswer(t.Context(), a, 3, g.counts); err != nil || !stored {
						t.Fatal(stored, err)
					}
					if _, _, stored, err := s.AddAnswer(t.Context(), a, 3, g.counts); err != nil || stored {
						t.Fatal("stored twice", err)
					}
					all = append(all, g)
				}
			}
			switch random.IntN(12) {
			case 0:
				settings.Zone = []string{"UTC", "Asia/Tokyo", "America/New_York"}[random.IntN(3)]
			case 1:
				settings.DayStartsAt = random.IntN(24)
			case 2:
				first := settings.Calendar().Day(now)
				last := settings.Calendar().Day(now.AddDate(0, 0, 9))
				settings.Terms = []quiz.Term{{Name: "Spring", First: first, Last: last}}
			case 3:
				player := quiz.PlayerID(fmt.Sprint("p", random.IntN(6)))
				hidden[player] = !hidden[player]
				if err := s.SetHidden(t.Context(), "guild", player, hidden[player]); err != nil {
					t.Fatal(err)
				}
			case 4:
				player := quiz.PlayerID(fmt.Sprint("p", random.IntN(6)))
				if err := s.Forget(t.Context(), "guild", player); err != nil {
					t.Fatal(err)
				}
				all = slices.DeleteFunc(all, func(g given) bool { return g.player == player })
				delete(hidden, player)
			}
			if err := s.SaveSettings(t.Context(), settings); err != nil {
				t.Fatal(err)
			}
			now = now.Add(time.Duration(6+random.IntN(30)) * time.Hour)
			for _, period := range settings.PeriodsOf(settings.Calendar().Day(now)) {
				q := quiz.BoardQuery{Community: "guild", Period: period, Bank: []string{"", "lamps"}[random.IntN(2)], First: random.IntN(3), Rows: 4, Now: now,
					Player: quiz.PlayerID(fmt.Sprint("p", random.IntN(6)))}
				got, err := s.Board(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if want := fold(all, names, hidden, settings, q); !reflect.DeepEqual(got, want) {
					t.Fatalf("seed %d, round %d, %+v\n got %+v\nwant %+v", seed, n, q, got, want)
				}
			}
		}
	}
}

// TestHotQueriesUseTheirIndexes reads the plans: a wrong one made SQLite many
// times slower, and no other test would notice.
func TestHotQueriesUseTheirIndexes(t *testing.T) {
	s, path := newStore(t)
	addRound(t, s, round("r1", 1))
	db := shell(t, path)
	for name, hot := range store.HotQueries {
		rows, err := db.Query("EXPLAIN QUERY PLAN "+hot.SQL, make([]any, strings.Count(hot.SQL, "?"))...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			if detail != "SCAN new" { // the values handed in
				plan = append(plan, detail)
			}
		}
		text := strings.Join(plan, "; ")
		for _, index := range hot.Indexes {
			if !strings.Contains(text, index) {
				t.Errorf("%s does not use %s: %s", name, index, text)
			}
		}
		if strings.Contains(strings.NewReplacer("SCAN CONSTANT ROW", "", "SCAN 64 CONSTANT ROWS", "").Replace(text), "SCAN ") || strings.Contains(text, "TEMP B-TREE FOR ORDER BY") && !hot.Sorts {
			t.Errorf("%s reads a whole table or sorts: %s", name, text)
		}
	}
}
