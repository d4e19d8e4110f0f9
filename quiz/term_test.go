package quiz_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
	"quizbot/quiz/store"
)

// A term of 120 days in fake time: three servers in three zones, 40 members,
// holidays, downtimes, both clock changes, quizzes closed early by the next one,
// a regrade, one that is taken back, and a member who is excused. Whatever the
// engine shows is compared with what follows from the raw list of presses, by
// rules that this file words again, in its own way.

const (
	termDays    = 120
	termMembers = 40
	termAsks    = 3
)

var termStart = time.Date(2026, time.February, 16, 0, 0, 0, 0, time.UTC)

// school is one server as the simulation knows it.
type school struct {
	id        quiz.CommunityID
	settings  quiz.Settings
	zone      *time.Location
	schedule  quiz.Schedule
	hour, min int     // of the schedule, by its zone's clock
	attends   float64 // how likely a member takes a quiz
	keys      map[questions.QuestionID]string
	rounds    []*lesson
	excused   map[quiz.PlayerID][2]quiz.Day
}

// lesson is a round as it was posted.
type lesson struct {
	quiz.Round
	closes  time.Time // moved when the next one closes it
	presses []press
	started map[quiz.PlayerID]bool

	stand []choice // of so many presses and with this close, worked out once
	of    int
	by    time.Time
}

// press is a choice that a member made: the raw material of every figure.
type press struct {
	player quiz.PlayerID
	no     int
	given  string
	at     time.Time
}

// choice is a press that stands.
type choice struct {
	press
	question questions.QuestionID
	counts   time.Time
	bank     string
	closes   time.Time
}

// term is the simulation.
type term struct {
	t       *testing.T
	store   *store.Store
	engine  *quiz.Engine
	keeper  *schedule.Keeper
	schools map[quiz.CommunityID]*school
	now     time.Time

	mu       sync.Mutex // guards what sittings write
	sittings []sitting
	refused  int
}

// sitting is a member's time with a quiz.
type sitting struct {
	at     time.Time
	lesson *lesson
	school *school
	player int
	count  int // presses meant
	seed   uint64
}

func termPlayer(i int) quiz.Player {
	return quiz.Player{ID: quiz.PlayerID(fmt.Sprintf("member-%02d", i)), Name: fmt.Sprintf("Member %d", i)}
}

func termBank() *questions.Bank {
	b := &questions.Bank{Name: "term", Title: "A term"}
	for i := range 60 {
		fact := questions.FactID(fmt.Sprintf("fact-%d", i))
		b.Facts = append(b.Facts, questions.Fact{ID: fact, Importance: 1 + i%3})
		b.Questions = append(b.Questions, questions.Question{
			ID: questions.QuestionID(string(fact) + "/single"), Form: questions.SingleChoice, Status: questions.Approved, Facts: []questions.FactID{fact},
			Stem: fmt.Sprintf("Stem %d?", i), Key: []string{fmt.Sprintf("north %d", i)}, Distractors: []string{fmt.Sprintf("east %d", i), fmt.Sprintf("south %d", i), fmt.Sprintf("west %d", i)},
			Explanation: "So it is.",
		})
	}
	return b
}

// Post implements schedule.Poster.
func (w *term) Post(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, late bool) (quiz.RoundID, string, error) {
	closes, err := schedule.ClosesAt(s, o.At)
	if err != nil {
		return "", "", err
	}
	r, err := w.engine.Open(ctx, quiz.Plan{
		Kind: quiz.Daily, Venue: s.Venue, Bank: s.Bank, Count: s.Questions, Reveal: s.Reveal, Schedule: s.ID, Nominal: o.Nominal, Late: late,
		OpensAt: w.now, ClosesAt: closes, Seed: uint64(o.At.Unix()), Select: s.Select, NoRepeat: s.NoRepeat, Overlap: s.Overlap,
	})
	if err != nil {
		return "", "", err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	school := w.schools[s.Venue.Community]
	if n := len(school.rounds); n > 0 && s.Overlap == quiz.OverlapClose && school.rounds[n-1].closes.After(w.now) {
		school.rounds[n-1].closes = w.now
	}
	l := &lesson{Round: r, closes: r.ClosesAt, started: map[quiz.PlayerID]bool{}}
	school.rounds = append(school.rounds, l)
	random := rand.New(rand.NewPCG(uint64(w.now.Unix()), uint64(len(school.id))))
	for i := range termMembers {
		if random.Float64() > school.attends {
			continue
		}
		first := sitting{at: w.now.Add(time.Duration(1+random.IntN(20*60)) * time.Minute), lesson: l, school: school, player: i, count: termAsks, seed: random.Uint64()}
		if random.IntN(5) == 0 { // leaves in the middle, and may come back, perhaps too late
			first.count = 1 + random.IntN(termAsks-1)
			if random.IntN(2) == 0 {
				second := first
				second.at, second.count, second.seed = first.at.Add(time.Duration(6+random.IntN(36))*time.Hour), termAsks, random.Uint64()
				w.sittings = append(w.sittings, second)
			}
		}
		w.sittings = append(w.sittings, first)
	}
	return r.ID, "post-" + string(r.ID), nil
}

// sit has a member start a quiz and press, now and then twice or the wrong
// button, and checks that each press is taken or refused as the rules say.
func (w *term) sit(s sitting) {
	random := rand.New(rand.NewPCG(s.seed, 1))
	player, l, ctx := termPlayer(s.player), s.lesson, w.t.Context()
	w.mu.Lock()
	var own []press
	for _, p := range l.presses {
		if p.player == player.ID {
			own = append(own, p)
		}
	}
	w.mu.Unlock()
	var made []press
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		l.presses = append(l.presses, made...)
	}()
	next := 0
	for _, p := range own {
		next = max(next, p.no+1)
	}
	_, err := w.engine.Start(ctx, s.school.id, l.ID, player, s.at)
	if over := !s.at.Before(l.closes); over != errors.Is(err, quiz.ErrRoundOver) && next < termAsks || err != nil && !over {
		w.t.Errorf("%s starts %s at %v, which closes at %v: %v", player.ID, l.ID, s.at, l.closes, err)
	}
	if err != nil {
		w.mu.Lock()
		w.refused++
		w.mu.Unlock()
		return
	}
	w.mu.Lock()
	l.started[player.ID] = true
	w.mu.Unlock()
	skill := 0.3 + 0.6*float64(s.player)/termMembers
	for at := s.at; next < min(s.count, termAsks); next++ {
		at = at.Add(time.Duration(1000+random.IntN(5000)) * time.Millisecond)
		q := l.Asks[next].Question
		given := q.Options()[random.IntN(len(q.Options()))]
		if random.Float64() < skill {
			given = q.Key[0]
		}
		if next < termAsks-1 && random.IntN(30) == 0 {
			if _, err := w.engine.Answer(ctx, s.school.id, l.ID, next+1, player, []string{given}, at, at); !errors.Is(err, quiz.ErrNotNext) {
				w.t.Errorf("an answer ahead of its turn: %v", err)
			}
		}
		outcome, err := w.engine.Answer(ctx, s.school.id, l.ID, next, player, []string{given}, at, at.Add(300*time.Millisecond))
		if err != nil || outcome.Recorded {
			w.t.Errorf("%s answers %d of %s at %v: recorded %v, %v", player.ID, next, l.ID, at, outcome.Recorded, err)
			return
		}
		made = append(made, press{player.ID, next, given, at})
		if random.IntN(20) == 0 {
			other := press{player.ID, next, q.Distractors[0], at.Add(time.Second)}
			if outcome, err = w.engine.Answer(ctx, s.school.id, l.ID, next, player, []string{other.given}, other.at, other.at); err != nil || !outcome.Recorded {
				w.t.Errorf("a second press: recorded %v, %v", outcome.Recorded, err)
			}
			made = append(made, other)
		}
	}
}

// choices is what of the raw presses stands at a moment: the first one of each
// member on each question.
func (c *school) choices() (all []choice) {
	for _, l := range c.rounds {
		all = append(all, l.choices()...)
	}
	return all
}

func (l *lesson) choices() (all []choice) {
	if l.of == len(l.presses) && l.by.Equal(l.closes) {
		return l.stand
	}
	defer func() { l.stand, l.of, l.by = all, len(l.presses), l.closes }()
	type key struct {
		player quiz.PlayerID
		no     int
	}
	first := map[key]press{}
	for _, p := range l.presses {
		k := key{p.player, p.no}
		if old, ok := first[k]; !ok || p.at.Before(old.at) {
			first[k] = p
		}
	}
	for _, p := range first {
		counts := p.at
		if l.Reveal == quiz.RevealAtClose {
			counts = l.closes
		}
		all = append(all, choice{p, l.Asks[p.no].Question.ID, counts, l.Bank, l.closes})
	}
	return all
}

// points of a choice, by the key as it is now.
func (c *school) points(one choice) int {
	if one.given == c.keys[one.question] {
		return 100
	}
	return 0
}

// day is the server's date, which begins at its hour.
func (c *school) day(at time.Time) time.Time {
	local := at.In(c.zone)
	date := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	if local.Hour() < c.settings.DayStartsAt {
		return date.AddDate(0, 0, -1)
	}
	return date
}

func asDay(t time.Time) quiz.Day { return quiz.Day{Year: t.Year(), Month: t.Month(), Day: t.Day()} }

func asDate(d quiz.Day) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// within says which dates belong to a period on a date; ok is false for no term.
func (c *school) within(p quiz.Period, today time.Time) (first, last time.Time, ok bool) {
	switch p {
	case quiz.Today:
		return today, today, true
	case quiz.ThisWeek:
		monday := today
		for monday.Weekday() != time.Monday {
			monday = monday.AddDate(0, 0, -1)
		}
		return monday, monday.AddDate(0, 0, 6), true
	case quiz.ThisMonth:
		first = time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(0, 1, -1), true
	case quiz.ThisTerm:
		for _, t := range c.settings.Terms {
			if first, last := asDate(t.First), asDate(t.Last); !today.Before(first) && !today.After(last) {
				return first, last, true
			}
		}
		return today, today, false
	}
	return time.Time{}, today.AddDate(100, 0, 0), true
}

// board adds up the choices that count in a period.
func (c *school) board(p quiz.Period, now time.Time) []quiz.Standing {
	first, last, _ := c.within(p, c.day(now))
	return c.standings(c.choices(), func(one choice) bool {
		day := c.day(one.counts)
		return !one.counts.After(now) && !day.Before(first) && !day.After(last)
	})
}

// standings adds up choices and ranks the members.
func (c *school) standings(all []choice, counts func(choice) bool) []quiz.Standing {
	type tally struct {
		points, correct, answered int
		scored, first             time.Time
	}
	tallies := map[quiz.PlayerID]*tally{}
	for _, one := range all {
		if !counts(one) {
			continue
		}
		t := tallies[one.player]
		if t == nil {
			t = &tally{first: one.at}
			tallies[one.player] = t
		}
		t.answered++
		if one.at.Before(t.first) {
			t.first = one.at
		}
		if p := c.points(one); p > 0 {
			t.points, t.correct = t.points+p, t.correct+1
			if one.at.After(t.scored) {
				t.scored = one.at
			}
		}
	}
	var list []quiz.Standing
	for id, t := range tallies {
		reached := t.scored
		if reached.IsZero() {
			reached = t.first
		}
		list = append(list, quiz.Standing{Player: quiz.Player{ID: id}, Points: t.points, Correct: t.correct, Answered: t.answered, Reached: reached})
	}
	slices.SortFunc(list, func(a, b quiz.Standing) int {
		return cmp.Or(b.Points-a.Points, a.Reached.Compare(b.Reached), cmp.Compare(a.Player.ID, b.Player.ID))
	})
	for i := range list {
		list[i].Rank = i + 1
	}
	return list
}

// finished is when a member had answered all of a quiz; zero = not.
func (l *lesson) finished(player quiz.PlayerID) time.Time {
	n, last := 0, time.Time{}
	for _, one := range l.choices() {
		if one.player == player {
			if n++; one.at.After(last) {
				last = one.at
			}
		}
	}
	if n < termAsks {
		return time.Time{}
	}
	return last
}

func (c *school) isExcused(player quiz.PlayerID, day time.Time) bool {
	days, ok := c.excused[player]
	return ok && !day.Before(asDate(days[0])) && !day.After(asDate(days[1]))
}

// streak counts back over the server's dates.
func (c *school) streak(player quiz.PlayerID, now time.Time) int {
	type date struct{ done, open bool }
	dates := map[time.Time]*date{}
	for _, l := range c.rounds {
		day := c.day(l.OpenedAt)
		done := !l.finished(player).IsZero()
		if !done && c.isExcused(player, day) {
			continue
		}
		if dates[day] == nil {
			dates[day] = &date{}
		}
		dates[day].done = dates[day].done || done
		dates[day].open = dates[day].open || now.Before(l.closes)
	}
	n := 0
	for day := c.day(now).AddDate(0, 0, 1); day.After(termStart.AddDate(0, 0, -5)); day = day.AddDate(0, 0, -1) {
		if d := dates[day]; d == nil {
			continue
		} else if d.done {
			n++
		} else if !d.open {
			break
		}
	}
	return n
}

// compare checks every figure of every server.
func (w *term) compare(now time.Time) (figures int) {
	t, ctx := w.t, w.t.Context()
	same := func(what string, got, want any) {
		t.Helper()
		if figures++; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s at %v:\ngot  %v\nwant %v", what, now, got, want)
		}
	}
	for _, c := range w.schools {
		for _, period := range quiz.Periods {
			want := c.board(period, now)
			for _, bank := range []string{"", "term"} {
				for page := 0; page == 0 || page*quiz.RowsPerPage < len(want); page++ {
					me := termPlayer(page).ID
					board, err := w.engine.Leaderboard(ctx, c.id, period, bank, me, page, now)
					if _, _, on := c.within(period, c.day(now)); !on {
						same(fmt.Sprintf("%s: no term", c.id), errors.Is(err, quiz.ErrNoTerm), true)
						break
					}
					if err != nil {
						t.Fatal(err)
					}
					rows := want[min(page*quiz.RowsPerPage, len(want)):min((page+1)*quiz.RowsPerPage, len(want))]
					same(fmt.Sprintf("%s: leaderboard %s %q, page %d", c.id, period, bank, page), plainRows(board.Standings), plainRows(rows))
					own := "nobody"
					for _, s := range want {
						if s.Player.ID == me {
							own = fmt.Sprint(plainRows([]quiz.Standing{s}))
						}
					}
					got := "nobody"
					if board.Own != nil {
						got = fmt.Sprint(plainRows([]quiz.Standing{*board.Own}))
					}
					same(fmt.Sprintf("%s: own row of %s, %s", c.id, me, period), got, own)
				}
			}
		}
		all := c.board(quiz.AllTime, now)
		for i := range termMembers {
			player := termPlayer(i)
			want := quiz.Score{Player: player, Streak: c.streak(player.ID, now)}
			for _, s := range all {
				if s.Player.ID == player.ID {
					want.Points, want.Rank, want.Answered, want.Correct = s.Points, s.Rank, s.Answered, s.Correct
				}
			}
			for _, l := range c.rounds {
				if !l.finished(player.ID).IsZero() {
					want.Finished++
				}
			}
			got, err := w.engine.Score(ctx, c.id, player, now)
			if err != nil {
				t.Fatal(err)
			}
			same(fmt.Sprintf("%s: score of %s", c.id, player.ID), got, want)
		}
		w.compareSummaries(c, now, same)
		w.compareGrades(c, now, same)
	}
	return figures
}

func plainRows(list []quiz.Standing) (rows []string) {
	for _, s := range list {
		rows = append(rows, fmt.Sprintf("%d. %s %d %d/%d %s", s.Rank, s.Player.ID, s.Points, s.Correct, s.Answered, s.Reached.UTC().Format(time.StampMilli)))
	}
	return rows
}

// compareSummaries checks what was shown when each quiz closed.
func (w *term) compareSummaries(c *school, now time.Time, same func(string, any, any)) {
	for _, l := range c.rounds {
		if now.Before(l.closes) {
			continue
		}
		got, err := w.engine.Summary(w.t.Context(), c.id, l.ID, now)
		if err != nil {
			w.t.Fatal(err)
		}
		finished := map[quiz.PlayerID]bool{}
		for i := range termMembers {
			if id := termPlayer(i).ID; !l.finished(id).IsZero() {
				finished[id] = true
			}
		}
		choices, hardest, share := l.choices(), -1, 2.0
		var counts [termAsks][2]int
		for _, one := range choices {
			counts[one.no][0]++
			counts[one.no][1] += c.points(one) / 100
		}
		for no, n := range counts {
			if n[0] > 0 && float64(n[1])/float64(n[0]) < share {
				hardest, share = no, float64(n[1])/float64(n[0])
			}
		}
		top := c.standings(choices, func(one choice) bool { return finished[one.player] })
		if len(top) < 5 {
			top = nil
		}
		var questions [termAsks][2]int
		for no, q := range got.Questions {
			questions[no] = [2]int{q.Answered, q.Correct}
		}
		same(fmt.Sprintf("%s: summary of %s", c.id, l.Nominal),
			fmt.Sprint(got.Started, got.Finished, questions, got.Hardest, plainRows(got.Top), got.Round.ClosesAt.UTC()),
			fmt.Sprint(len(l.started), len(finished), counts, hardest, plainRows(top[:min(3, len(top))]), l.closes.UTC()))
	}
}

// compareGrades checks the gradebook of the whole time and of one month.
func (w *term) compareGrades(c *school, now time.Time, same func(string, any, any)) {
	for _, period := range [][2]time.Time{{termStart.AddDate(0, 0, -2), c.day(now).AddDate(0, 0, 1)}, {time.Date(2026, time.March, 8, 0, 0, 0, 0, time.UTC), time.Date(2026, time.April, 5, 0, 0, 0, 0, time.UTC)}} {
		book, err := w.engine.Gradebook(w.t.Context(), c.id, c.schedule.ID, asDay(period[0]), asDay(period[1]), now)
		if err != nil {
			w.t.Fatal(err)
		}
		var lessons []*lesson
		for _, l := range c.rounds {
			if day := c.day(l.OpenedAt); !now.Before(l.closes) && !day.Before(period[0]) && !day.After(period[1]) {
				lessons = append(lessons, l)
			}
		}
		want := map[quiz.PlayerID]string{}
		for i := range termMembers {
			id, line, taken, excused, points, most := termPlayer(i).ID, "", 0, 0, 0, 0
			known := slices.ContainsFunc(c.rounds, func(l *lesson) bool { return l.started[id] })
			for _, l := range lessons {
				sum, off := 0, c.isExcused(id, c.day(l.OpenedAt))
				for _, one := range l.choices() {
					if one.player == id {
						sum += c.points(one)
					}
				}
				line += fmt.Sprint(" ", sum, l.started[id], off, l.finished(id).Unix())
				known = known || off
				switch {
				case l.started[id]:
					taken, points, most = taken+1, points+sum, most+100*termAsks
				case off:
					excused++
				default:
					most += 100 * termAsks
				}
			}
			if known {
				want[id] = fmt.Sprint(points, most, taken, excused, line)
			}
		}
		got := map[quiz.PlayerID]string{}
		for _, row := range book.Rows {
			line := ""
			for _, cell := range row.Cells {
				line += fmt.Sprint(" ", cell.Points, cell.Taken, cell.Excused, cell.FinishedAt.Unix())
			}
			got[row.Player.ID] = fmt.Sprint(row.Points, row.Max, row.Taken, row.Excused, line)
		}
		same(fmt.Sprintf("%s: columns of the gradebook", c.id), len(book.Rounds), len(lessons))
		for i := range termMembers {
			id := termPlayer(i).ID
			same(fmt.Sprintf("%s: grades of %s", c.id, id), got[id], want[id])
		}
	}
}

// due is when a quiz of a date is to be posted: the first minute of the date at
// which the clock shows its time or more, which it does not always show.
func (c *school) due(date time.Time) time.Time {
	zone, _ := time.LoadLocation(c.schedule.Zone)
	for at := date.Add(-15 * time.Hour); ; at = at.Add(time.Minute) {
		local := at.In(zone)
		if local.Year() == date.Year() && local.YearDay() == date.YearDay() && local.Hour()*60+local.Minute() >= c.hour*60+c.min {
			return at
		}
	}
}

// free reports whether nothing is posted on a date.
func (c *school) free(date time.Time) bool {
	for _, h := range c.settings.Holidays {
		if !c.schedule.OnHolidays && !date.Before(asDate(h.First)) && !date.After(asDate(h.Last)) {
			return true
		}
	}
	_, _, on := c.within(quiz.ThisTerm, date)
	return c.schedule.TermOnly && !on
}

// downtimes are when the bot was away, in hours from the start.
var downtimes = [][2]int{{20*24 + 5, 20*24 + 9}, {45 * 24, 45*24 + 70}, {90*24 + 13, 90*24 + 16}}

func away(at time.Time) (until time.Time, is bool) {
	for _, d := range downtimes {
		if from, to := termStart.Add(time.Duration(d[0])*time.Hour), termStart.Add(time.Duration(d[1])*time.Hour); at.After(from) && at.Before(to) {
			return to, true
		}
	}
	return at, false
}

func TestATermOfEveryFigureFollowsFromThePresses(t *testing.T) {
	if testing.Short() {
		t.Skip("a term takes half a minute")
	}
	began := time.Now()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	w := &term{t: t, store: db, engine: quiz.NewEngine(db), schools: map[quiz.CommunityID]*school{}, now: termStart}
	w.keeper = schedule.NewKeeper(db, w, schedule.Options{})
	if _, _, err := w.engine.ImportBank(t.Context(), "", termBank(), "sum", termStart); err != nil {
		t.Fatal(err)
	}
	on := func(month time.Month, day int) quiz.Day { return quiz.Day{Year: 2026, Month: month, Day: day} }
	for _, c := range []*school{
		{id: "berlin", hour: 9, attends: 0.5, settings: quiz.Settings{
			Zone: "Europe/Berlin", DayStartsAt: 4,
			Terms:    []quiz.Term{{Name: "Winter", First: on(2, 1), Last: on(3, 20)}, {Name: "Summer", First: on(4, 13), Last: on(7, 31)}},
			Holidays: []quiz.Holiday{{Name: "Easter", First: on(4, 3), Last: on(4, 6)}, {Name: "May Day", First: on(5, 1), Last: on(5, 1)}},
		}, schedule: quiz.Schedule{Reveal: quiz.RevealAtOnce, TermOnly: true, Select: quiz.SelectWeakest, NoRepeat: 5}},
		{id: "york", hour: 2, min: 30, attends: 0.2, settings: quiz.Settings{ // 02:30 does not come on 8 March
			Zone: "America/New_York", Holidays: []quiz.Holiday{{Name: "Break", First: on(3, 30), Last: on(4, 3)}},
			Terms: []quiz.Term{{Name: "All of it", First: on(2, 1), Last: on(6, 30)}},
		}, schedule: quiz.Schedule{Reveal: quiz.RevealAtClose, Closes: "2 days", Overlap: quiz.OverlapClose, Select: quiz.SelectSpaced}},
		{id: "howe", hour: 1, min: 45, attends: 0.2, settings: quiz.Settings{ // 01:45 comes twice on 5 April
			Zone: "Australia/Lord_Howe", DayStartsAt: 2, Holidays: []quiz.Holiday{{Name: "Show", First: on(5, 20), Last: on(5, 22)}},
		}, schedule: quiz.Schedule{Reveal: quiz.RevealAtClose, Closes: "20:00", OnHolidays: true}},
	} {
		c.keys, c.excused = map[questions.QuestionID]string{}, map[quiz.PlayerID][2]quiz.Day{}
		for _, q := range termBank().Questions {
			c.keys[q.ID] = q.Key[0]
		}
		c.settings.Community, c.settings.Reveal = c.id, quiz.RevealAtOnce
		if c.zone, err = time.LoadLocation(c.settings.Zone); err != nil {
			t.Fatal(err)
		}
		if err := w.engine.SaveSettings(t.Context(), c.settings); err != nil {
			t.Fatal(err)
		}
		c.schedule.Venue, c.schedule.Bank, c.schedule.Questions = quiz.Venue{Community: c.id, Channel: "room"}, "term", termAsks
		c.schedule.Cron, c.schedule.Zone, c.schedule.CreatedAt = fmt.Sprintf("%d %d * * *", c.min, c.hour), c.settings.Zone, termStart
		if c.schedule, err = db.SaveSchedule(t.Context(), c.schedule); err != nil {
			t.Fatal(err)
		}
		w.schools[c.id] = c
	}
	berlin := w.schools["berlin"]
	berlin.excused[termPlayer(7).ID] = [2]quiz.Day{on(2, 23), on(3, 1)}
	if err := w.engine.Allow(t.Context(), quiz.Allowance{Community: "berlin", Player: termPlayer(7).ID, Kind: quiz.Excused, First: on(2, 23), Last: on(3, 1), At: termStart}); err != nil {
		t.Fatal(err)
	}

	figures, undo := 0, int64(0)
	end := termStart.AddDate(0, 0, termDays)
	for w.now.Before(end) {
		next, err := w.keeper.Scan(t.Context(), w.now)
		if err != nil {
			t.Fatal(err)
		}
		w.closeDue()
		tick := w.now.Truncate(4 * time.Hour).Add(4 * time.Hour)
		if !next.IsZero() && next.Before(tick) {
			tick = next
		}
		if until, is := away(tick); is {
			tick = until
		}
		w.play(tick)
		w.now = tick
		if at := w.now.Sub(termStart); at%(24*time.Hour) == 0 {
			day := int(at / (24 * time.Hour))
			switch day {
			case 50:
				w.mend(berlin, "west")
			case 70:
				undo = w.mend(berlin, "south")
			case 72:
				w.takeBack(berlin, undo)
			}
			if day%20 == 1 || day == 51 || day == 71 || day == 73 {
				figures += w.compare(w.now)
			}
		}
	}
	figures += w.compare(end)
	w.comparePosts(end)
	presses, choices := 0, 0
	for _, c := range w.schools {
		choices += len(c.choices())
		for _, l := range c.rounds {
			presses += len(l.presses)
		}
	}
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the database says %v, %v", problems, err)
	}
	t.Logf("%d quizzes, %d presses, of which %d stand, %d refused starts; %d figures compared, %v",
		len(berlin.rounds)+len(w.schools["york"].rounds)+len(w.schools["howe"].rounds), presses, choices, w.refused, figures, time.Since(began).Round(time.Second))
}

func (w *term) closeDue() {
	due, err := w.engine.DueToClose(w.t.Context(), w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range due {
		if _, err := w.engine.Close(w.t.Context(), r.ID, w.now); err != nil {
			w.t.Fatal(err)
		}
	}
}

// play has the sittings before a moment take place; those too near to it wait.
func (w *term) play(until time.Time) {
	var now, later []sitting
	for _, s := range w.sittings {
		switch _, is := away(s.at); {
		case s.at.Add(time.Minute).Before(until) && !is:
			now = append(now, s)
		case s.at.Before(until):
			s.at = until.Add(time.Minute)
			later = append(later, s)
		default:
			later = append(later, s)
		}
	}
	w.sittings = later
	var all sync.WaitGroup
	for _, s := range now {
		all.Go(func() { w.sit(s) })
	}
	all.Wait()
}

// mend gives a question that was asked, and is not asked now, another key.
func (w *term) mend(c *school, key string) (amendment int64) {
	now := w.now
	open := map[questions.QuestionID]bool{}
	times := map[questions.QuestionID]int{}
	for _, l := range c.rounds {
		for _, ask := range l.Asks {
			open[ask.Question.ID] = open[ask.Question.ID] || now.Before(l.closes)
			times[ask.Question.ID]++
		}
	}
	for _, q := range termBank().Questions {
		if times[q.ID] == 0 || open[q.ID] || c.keys[q.ID] != q.Key[0] {
			continue
		}
		mended := ""
		distractors := q.Key
		for _, option := range q.Distractors {
			if len(option) > len(key) && option[:len(key)] == key {
				mended = option
			} else {
				distractors = append(slices.Clone(distractors), option)
			}
		}
		draft, err := w.engine.DraftMend(w.t.Context(), quiz.Mend{Community: c.id, Bank: "term", Question: q.ID, Stem: q.Stem, Key: []string{mended}, Distractors: distractors, Explanation: q.Explanation, By: "tomas"}, now)
		if err != nil {
			w.t.Fatal(err)
		}
		applied, err := w.engine.ApplyMend(w.t.Context(), c.id, draft.ID, "tomas", now)
		if err != nil {
			w.t.Fatal(err)
		}
		if applied.Effect.Gained+applied.Effect.Lost == 0 {
			w.t.Errorf("the mended key of %s changes nobody's points", q.ID)
		}
		c.keys[q.ID] = mended
		return draft.ID
	}
	w.t.Fatal("no question to mend")
	return 0
}

func (w *term) takeBack(c *school, id int64) {
	a, err := w.engine.UndoMend(w.t.Context(), c.id, id, "tomas", w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	c.keys[a.Question] = a.Before.Key[0]
}

// comparePosts checks which quizzes were posted, and when.
func (w *term) comparePosts(end time.Time) {
	late := 0
	for _, c := range w.schools {
		var want, got []string
		for date := termStart.AddDate(0, 0, -1); date.Before(end.AddDate(0, 0, 1)); date = date.AddDate(0, 0, 1) {
			due := c.due(date)
			if !due.After(termStart) || !due.Before(end) || c.free(date) {
				continue
			}
			posted, is := away(due)
			if closes := c.closesFrom(due); is && (posted.Sub(due) > 6*time.Hour || !posted.Before(closes)) {
				continue // missed
			}
			if is {
				late++
			}
			want = append(want, date.Format(time.DateOnly)+" "+posted.UTC().Format(time.RFC3339))
		}
		for _, l := range c.rounds {
			got = append(got, l.Nominal[:10]+" "+l.OpenedAt.UTC().Format(time.RFC3339))
		}
		if !slices.Equal(got, want) {
			w.t.Errorf("%s: posts\ngot  %v\nwant %v", c.id, got, want)
		}
	}
	if late == 0 {
		w.t.Error("no quiz was posted late: the downtimes miss all of them")
	}
}

// closesFrom is when a quiz due at an instant closes at the latest.
func (c *school) closesFrom(due time.Time) time.Time {
	if c.schedule.Closes != "20:00" {
		return due.Add(20 * time.Hour) // a day or two, give or take a change
	}
	zone, _ := time.LoadLocation(c.schedule.Zone)
	local := due.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), 20, 0, 0, 0, zone)
}
