package quiz_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

func TestAMemberPlaysADailyQuizToTheEnd(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	if len(round.Asks) != 5 || round.Asks[0].Version != 1 || len(round.Asks[0].Citations) != 1 {
		t.Fatalf("round = %+v", round)
	}
	stored, err := e.Round(t.Context(), "guild", round.ID)
	if err != nil || !reflect.DeepEqual(stored, round) {
		t.Errorf("stored %+v, %v; want %+v", stored, err, round)
	}

	position, err := e.Start(t.Context(), "guild", round.ID, ann, nine)
	if err != nil || position.No != 0 || position.Finished || len(position.Shown) < 2 {
		t.Fatalf("start: %+v, %v", position, err)
	}
	again, err := e.Start(t.Context(), "guild", round.ID, ann, nine.Add(time.Minute))
	if err != nil || !reflect.DeepEqual(again, position) {
		t.Errorf("second start: %+v, %v; want the same position", again, err)
	}

	outcomes := play(t, e, round, ann, 1, nine.Add(time.Minute))
	for i, o := range outcomes {
		want := quiz.Verdict{Correct: i > 0}
		if i > 0 {
			want.Points = 100
		}
		if o.Answer.No != i || o.Answer.Verdict != want || !o.Revealed || o.Recorded {
			t.Errorf("outcome %d: %+v revealed %v recorded %v; want verdict %+v", i, o.Answer, o.Revealed, o.Recorded, want)
		}
	}
	last := outcomes[len(outcomes)-1].Next
	if !last.Finished || last.No != 5 || !last.Run.FinishedAt.Equal(nine.Add(5*time.Minute)) {
		t.Errorf("after the last answer: %+v", last)
	}
	results := must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", round.ID, ann, nine.Add(time.Hour)))
	if len(results) != 5 || results[0].Answer.Verdict.Correct || !results[1].Answer.Verdict.Correct {
		t.Errorf("results = %+v", results)
	}
	after, err := e.Start(t.Context(), "guild", round.ID, ann, nine.Add(24*time.Hour))
	if err != nil || !after.Finished {
		t.Errorf("start after the close of a finished run: %+v, %v", after, err)
	}
	if _, err := e.Start(t.Context(), "guild", round.ID, bob, nine.Add(24*time.Hour)); !errors.Is(err, quiz.ErrRoundOver) {
		t.Errorf("start after the close: %v; want ErrRoundOver", err)
	}
}

func TestD4TheFirstChoiceStandsForEver(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	position := must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, nine))
	first := position.Shown[:1]
	if position.Ask().Question.Form == questions.Order {
		first = position.Shown
	}
	stored := must[quiz.Outcome](t)(e.Answer(t.Context(), "guild", round.ID, 0, ann, first, nine, nine))
	for _, at := range []time.Time{nine.Add(time.Second), nine.Add(24 * time.Hour)} { // also after the close
		for _, given := range [][]string{first, slices.Clone(position.Shown[1:2]), {"not an option"}} {
			again, err := e.Answer(t.Context(), "guild", round.ID, 0, ann, given, at, at)
			if err != nil || !again.Recorded || !reflect.DeepEqual(again.Answer, stored.Answer) || again.Next.No != 1 {
				t.Errorf("answer %q at %v: %+v, recorded %v, next %d, %v; want the first answer", given, at, again.Answer, again.Recorded, again.Next.No, err)
			}
		}
	}
}

func TestA5TheClickDecidesWhetherAnAnswerIsInTime(t *testing.T) {
	tests := []struct {
		name           string
		clicked, now   time.Duration // after the opening
		want           error
		storedAtOffset time.Duration
	}{
		{"1 ms before the deadline", 3*time.Hour - time.Millisecond, 3*time.Hour - time.Millisecond, nil, 3*time.Hour - time.Millisecond},
		{"before the deadline, delivered after it", 3*time.Hour - time.Millisecond, 3*time.Hour + time.Minute, nil, 3*time.Hour - time.Millisecond},
		{"at the deadline", 3 * time.Hour, 3 * time.Hour, quiz.ErrRoundOver, 0},
		{"1 ms after it", 3*time.Hour + time.Millisecond, 3*time.Hour + time.Millisecond, quiz.ErrRoundOver, 0},
		{"after it, our clock being slow", 3 * time.Hour, 3*time.Hour - time.Second, quiz.ErrRoundOver, 0},
		{"our clock being slow by a second", time.Minute, time.Minute - time.Second, nil, time.Minute - time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := newEngine(t)
			round := open(t, e, daily(nine))
			position := must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, nine))
			outcome, err := e.Answer(t.Context(), "guild", round.ID, 0, ann, position.Ask().Question.Key, nine.Add(test.clicked), nine.Add(test.now))
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if err == nil && !outcome.Answer.At.Equal(nine.Add(test.storedAtOffset)) {
				t.Errorf("stored at %v, want %v", outcome.Answer.At, nine.Add(test.storedAtOffset))
			}
		})
	}
}

func TestAnswerRefusesWhatCannotBeAnswered(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", bob, "lamps", "", 2, nine.Add(-time.Hour)))
	position := must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, nine))
	key := position.Ask().Question.Key
	tests := []struct {
		name      string
		community quiz.CommunityID
		round     quiz.RoundID
		no        int
		player    quiz.Player
		given     []string
		want      error
	}{
		{"no such round", "guild", "nothing", 0, ann, key, quiz.ErrNoRound},
		{"of another community", "elsewhere", round.ID, 0, ann, key, quiz.ErrNoRound},
		{"not started", "guild", round.ID, 0, bob, key, quiz.ErrNotStarted},
		{"the next but one", "guild", round.ID, 1, ann, key, quiz.ErrNotNext},
		{"no such question", "guild", round.ID, 5, ann, key, quiz.ErrNotNext},
		{"a negative one", "guild", round.ID, -1, ann, key, quiz.ErrNotNext},
		{"an option not shown", "guild", round.ID, 0, ann, []string{"elsewhere"}, quiz.ErrBadChoice},
		{"nothing", "guild", round.ID, 0, ann, nil, quiz.ErrBadChoice},
		{"two things", "guild", round.ID, 0, ann, []string{key[0], key[0]}, quiz.ErrBadChoice},
		{"somebody else's practice", "guild", practice.Round.ID, 0, ann, practice.Shown[:1], quiz.ErrNotYours},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := e.Answer(t.Context(), test.community, test.round, test.no, test.player, test.given, nine, nine)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	if answers := must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", round.ID, ann, nine)); len(answers) != 0 {
		t.Errorf("%d answers were stored", len(answers))
	}
}

func TestA6WhatIsShownBeforeTheRevealDoesNotDependOnTheKey(t *testing.T) {
	// The same round played twice, with another of the options as key.
	shown := func(key int) []string {
		e := newEngine(t)
		bank := testBank("one", 1)
		q := &bank.Questions[0]
		options := q.Options()
		q.Key = options[key : key+1 : key+1]
		q.Distractors = slices.Delete(slices.Clone(options), key, key+1)
		if _, _, err := e.ImportBank(t.Context(), "guild", bank, "x", nine); err != nil {
			t.Fatal(err)
		}
		plan := daily(nine)
		plan.Bank, plan.Reveal = "one", quiz.RevealAtClose
		round := open(t, e, plan)
		return quiz.ShownTo(round.Asks[0].Question, 7)
	}
	first := shown(0)
	for key := 1; key < 4; key++ {
		if again := shown(key); !slices.Equal(again, first) {
			t.Errorf("key %d: shown %q, with key 0 %q", key, again, first)
		}
	}
}

func TestA6NothingIsRevealedBeforeTheCloseWhereTheCloseReveals(t *testing.T) {
	e := newEngine(t)
	plan := daily(nine)
	plan.Reveal = quiz.RevealAtClose
	round := open(t, e, plan)
	for _, o := range play(t, e, round, ann, 2, nine) {
		if o.Revealed {
			t.Errorf("answer %d was revealed at once", o.Answer.No)
		}
	}
	for _, test := range []struct {
		now      time.Time
		revealed bool
	}{{round.ClosesAt.Add(-time.Millisecond), false}, {round.ClosesAt, true}} {
		for _, o := range must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", round.ID, ann, test.now)) {
			if o.Revealed != test.revealed {
				t.Errorf("%v: ask %d revealed = %v", test.now, o.Answer.No, o.Revealed)
			}
		}
		shown := must[[]quiz.Outcome](t)(e.Shown(t.Context(), "guild", ann, 25, test.now))
		if want := map[bool]int{true: 5, false: 0}[test.revealed]; len(shown) != want {
			t.Errorf("%v: %d answers shown, want %d", test.now, len(shown), want)
		}
		data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", ann.ID, test.now))
		for _, a := range data.Answers {
			if (a.Key != nil) != test.revealed || !test.revealed && a.Verdict != (quiz.Verdict{}) {
				t.Errorf("%v: export has key %q and verdict %+v", test.now, a.Key, a.Verdict)
			}
		}
		board := must[quiz.Board](t)(e.Leaderboard(t.Context(), "guild", quiz.AllTime, "", ann.ID, 0, test.now))
		if (len(board.Standings) > 0) != test.revealed {
			t.Errorf("%v: leaderboard %+v", test.now, board.Standings)
		}
	}
}

func TestA9AnOpenQuizIsInNothingElse(t *testing.T) {
	factsIn := func(r quiz.Round) map[questions.FactID]bool {
		facts := make(map[questions.FactID]bool)
		for _, ask := range r.Asks {
			for _, f := range ask.Question.Facts {
				facts[f] = true
			}
		}
		return facts
	}
	overlap := func(a, b quiz.Round) bool {
		inB := factsIn(b)
		for f := range factsIn(a) {
			if inB[f] {
				return true
			}
		}
		return false
	}
	for _, reveal := range []quiz.Reveal{quiz.RevealAtOnce, quiz.RevealAtClose} {
		t.Run(string(reveal), func(t *testing.T) {
			e := newEngine(t)
			// A practice of everything, begun and left before the quiz opens.
			before := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 12, nine.Add(-time.Hour)))
			plan := daily(nine)
			plan.Reveal = reveal
			round := open(t, e, plan)

			practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 12, nine))
			if overlap(practice.Round, round) || len(practice.Round.Asks) != 7 {
				t.Errorf("a new practice has %d questions, overlap %v; want 7 without", len(practice.Round.Asks), overlap(practice.Round, round))
			}
			// The old one goes on without what is secret now.
			old := play(t, e, before.Round, ann, 0, nine)
			if len(old) != 7 {
				t.Errorf("%d questions of the old practice were asked during the quiz, want 7", len(old))
			}
			for _, o := range old {
				if secret := factsIn(round); secret[o.Ask.Question.Facts[0]] {
					t.Errorf("the old practice asked %s", o.Ask.Question.ID)
				}
			}
			// Nor does pressing a button that is still on the screen tell a key.
			hidden := slices.IndexFunc(before.Round.Asks, func(a quiz.Ask) bool { return factsIn(round)[a.Question.Facts[0]] })
			o := must[quiz.Outcome](t)(e.Answer(t.Context(), "guild", before.Round.ID, hidden, ann, before.Round.Asks[hidden].Question.Key, nine, nine))
			if o.Revealed {
				t.Error("the old practice told the key of a question in the open quiz")
			}
			for _, o := range must[[]quiz.Outcome](t)(e.Shown(t.Context(), "guild", ann, 100, nine)) {
				if factsIn(round)[o.Ask.Question.Facts[0]] {
					t.Errorf("/source offers %s", o.Ask.Question.ID)
				}
			}

			play(t, e, round, ann, 0, nine.Add(time.Minute))
			finished := nine.Add(time.Hour)
			_, err := e.Practise(t.Context(), "guild", ann, "lamps", "", 12, finished)
			if err != nil {
				t.Fatal(err)
			}
			after := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 12, finished))
			if secret := reveal == quiz.RevealAtClose; overlap(after.Round, round) == secret {
				t.Errorf("finished, before the close: overlap %v", !secret)
			}
			closed := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 12, round.ClosesAt))
			if len(closed.Round.Asks) != 12 {
				t.Errorf("after the close a practice has %d questions, want 12", len(closed.Round.Asks))
			}
			rest := play(t, e, before.Round, ann, 0, round.ClosesAt)
			if len(rest) != 4 { // 12, less 7, less the one pressed
				t.Errorf("after the close the old practice went on with %d questions, want 4", len(rest))
			}
			// In another community nothing is secret.
			other := must[quiz.Position](t)(e.Practise(t.Context(), "elsewhere", ann, "lamps", "", 12, nine))
			if len(other.Round.Asks) != 12 {
				t.Errorf("elsewhere a practice has %d questions", len(other.Round.Asks))
			}
		})
	}
}

func TestCurrentIsTheRunLastTouched(t *testing.T) {
	e := newEngine(t)
	current := func(venue quiz.Venue, at time.Time) quiz.RoundID {
		t.Helper()
		position, err := e.Current(t.Context(), venue, ann, at)
		if err != nil && !errors.Is(err, quiz.ErrNothingOpen) {
			t.Fatal(err)
		}
		return position.Round.ID
	}
	garden := quiz.Venue{Community: "guild", Channel: "garden"}
	round := open(t, e, daily(nine))
	if id := current(lounge, nine); id != "" {
		t.Errorf("before anything was started: %q", id)
	}
	if _, err := e.Start(t.Context(), "guild", round.ID, ann, nine); err != nil {
		t.Fatal(err)
	}
	if id := current(lounge, nine); id != round.ID {
		t.Errorf("started: %q, want the quiz", id)
	}
	if id := current(garden, nine); id != "" {
		t.Errorf("in another channel: %q", id)
	}
	practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "", 2, nine.Add(time.Minute)))
	if id := current(lounge, nine.Add(time.Minute)); id != practice.Round.ID {
		t.Errorf("practising: %q, want the practice", id)
	}
	if id := current(garden, nine.Add(time.Minute)); id != practice.Round.ID {
		t.Errorf("practising, elsewhere: %q, want the practice", id)
	}
	if _, err := e.Answer(t.Context(), "guild", round.ID, 0, ann, round.Asks[0].Question.Key, nine.Add(2*time.Minute), nine.Add(2*time.Minute)); err != nil {
		t.Fatal(err)
	}
	if id := current(lounge, nine.Add(3*time.Minute)); id != round.ID {
		t.Errorf("after an answer: %q, want the quiz", id)
	}
	if id := current(lounge, round.ClosesAt); id != practice.Round.ID {
		t.Errorf("after the close: %q, want the practice", id)
	}
}

func TestResultsTellWhatWasLeftUnansweredOnceTheRoundIsOver(t *testing.T) {
	e := newEngine(t)
	round := open(t, e, daily(nine))
	if _, err := e.Results(t.Context(), "guild", round.ID, ann, nine); !errors.Is(err, quiz.ErrNotStarted) {
		t.Errorf("open and not started: %v", err)
	}
	must[quiz.Position](t)(e.Start(t.Context(), "guild", round.ID, ann, nine))
	must[quiz.Outcome](t)(e.Answer(t.Context(), "guild", round.ID, 0, ann, round.Asks[0].Question.Key, nine, nine))
	if got := must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", round.ID, ann, nine)); len(got) != 1 {
		t.Errorf("open: %d outcomes, want the one answer", len(got))
	}
	for _, player := range []quiz.Player{ann, bob} { // Bob never started
		got := must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", round.ID, player, round.ClosesAt))
		if len(got) != 5 {
			t.Fatalf("over: %d outcomes, want 5", len(got))
		}
		for i, o := range got {
			if answered := player == ann && i == 0; !o.Revealed || o.Recorded != answered || (o.Answer.Given != nil) != answered {
				t.Errorf("%s, ask %d: given %q, recorded %v, revealed %v", player.Name, i, o.Answer.Given, o.Recorded, o.Revealed)
			}
		}
	}
}
