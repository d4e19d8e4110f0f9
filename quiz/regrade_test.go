package quiz_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// mendOf is a change of a question that leaves it as it is.
func mendOf(ask quiz.Ask) quiz.Mend {
	q := ask.Question
	return quiz.Mend{Community: "guild", Bank: "lamps", Question: q.ID, Stem: q.Stem, Key: q.Key, Distractors: q.Distractors,
		Explanation: q.Explanation, Reason: "the almanac says so", By: "tomas"}
}

// swapped is a change that makes the first wrong option the right one.
func swapped(ask quiz.Ask) quiz.Mend {
	m := mendOf(ask)
	m.Key, m.Distractors = ask.Question.Distractors[:1], append(slices.Clone(ask.Question.Key), ask.Question.Distractors[1:]...)
	return m
}

func ended(round quiz.Round) time.Time { return round.ClosesAt.Add(time.Minute) }

// oneChoice is the number of an ask that is a single choice.
func oneChoice(t *testing.T, r quiz.Round) int {
	t.Helper()
	i := slices.IndexFunc(r.Asks, func(a quiz.Ask) bool { return a.Question.Form == questions.SingleChoice })
	if i < 0 {
		t.Fatal("no single choice in the round")
	}
	return i
}

// standings are all members' points, with the verdicts that Results shows.
func standings(t *testing.T, e *quiz.Engine, now time.Time, rounds ...quiz.Round) string {
	t.Helper()
	text := ""
	for _, p := range []quiz.Player{ann, bob, eve} {
		score := must[quiz.Score](t)(e.Score(t.Context(), "guild", p, now))
		text += fmt.Sprintf("%s %d points, %d right;", p.ID, score.Points, score.Correct)
		for _, r := range rounds {
			for _, o := range must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", r.ID, p, now)) {
				text += fmt.Sprintf(" %d", o.Answer.Verdict.Points)
			}
		}
		text += "\n"
	}
	return text
}

func check(t *testing.T, s *store.Store) {
	t.Helper()
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the database contradicts itself: %q, %v", problems, err)
	}
}

func engineAndStore(t *testing.T) (*quiz.Engine, *store.Store) {
	t.Helper()
	s := must[*store.Store](t)(store.Open(t.Context(), filepath.Join(t.TempDir(), "quiz.db")))
	t.Cleanup(func() { s.Close() })
	e := quiz.NewEngine(s)
	must2(t)(e.ImportBank(t.Context(), "", testBank("lamps", 12), "hash-1", nine))
	return e, s
}

func must2(t *testing.T) func(quiz.BankVersion, bool, error) {
	return func(_ quiz.BankVersion, _ bool, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestA8AMendedKeyIsCountedForEverybodyAndCanBeTakenBack(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	no := oneChoice(t, round)
	id := round.Asks[no].Question.ID
	play(t, e, round, ann, 0, nine.Add(time.Minute))   // all right
	play(t, e, round, bob, 5, nine.Add(2*time.Minute)) // all wrong: the first wrong option
	practice := must[quiz.Position](t)(e.Practise(t.Context(), "guild", eve, "lamps", "", 20, nine.Add(time.Second)))
	if _, err := e.DraftMend(t.Context(), swapped(round.Asks[no]), nine.Add(time.Minute)); !errors.Is(err, quiz.ErrAskedNow) {
		t.Errorf("mended while it is asked: %v", err)
	}
	now := ended(round)
	for practising := practice; !practising.Finished; {
		practising = must[quiz.Outcome](t)(e.Answer(t.Context(), "guild", practice.Round.ID, practising.No, eve, practising.Ask().Question.Key, now, now)).Next
	}
	if _, err := e.Close(t.Context(), round.ID, now); err != nil {
		t.Fatal(err)
	}
	report := must[int64](t)(e.Report(t.Context(), quiz.Report{Round: round.ID, No: no, Player: bob.ID, Community: "guild", Text: "B is right", At: now}))
	before := standings(t, e, now, round)

	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[no]), now))
	if f := draft.Effect; f.Gained != 1 || f.Lost < 1 || f.Gone != 0 || f.Channel != "lounge" {
		t.Errorf("the dry run says %+v", f)
	}
	if after := standings(t, e, now, round); after != before {
		t.Errorf("a dry run changed\n%sto\n%s", before, after)
	}
	applied := must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now))
	if applied.Effect != draft.Effect || applied.By != "ilse" || applied.State != quiz.Applied || !applied.At.Equal(now) || applied.Channel != "lounge" {
		t.Errorf("applied: %+v\nafter a dry run of %+v", applied, draft)
	}
	check(t, s)
	results := must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", round.ID, bob, now))
	if o := results[no]; !o.Answer.Verdict.Correct || o.Ask.Question.Key[0] != o.Answer.Given[0] {
		t.Errorf("Bob's answer is %+v, and the key shown %q", o.Answer, o.Ask.Question.Key)
	}
	score := must[quiz.Score](t)(e.Score(t.Context(), "guild", bob, now))
	if score.Points != 100 || score.Correct != 1 {
		t.Errorf("Bob has %+v", score)
	}
	if again := must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "eve", now.Add(time.Hour))); !reflect.DeepEqual(again, applied) {
		t.Errorf("applied again: %+v, want %+v", again, applied)
	}
	if ask := must[quiz.Ask](t)(e.Question(t.Context(), "guild", "lamps", id)); ask.Version != 2 || ask.Question.Key[0] != results[no].Answer.Given[0] {
		t.Errorf("the bank has version %d with key %q", ask.Version, ask.Question.Key)
	}
	if elsewhere := must[quiz.Ask](t)(e.Question(t.Context(), "another", "lamps", id)); elsewhere.Version != 1 {
		t.Error("another community's bank has changed")
	}
	decided := must[quiz.ReportCase](t)(e.ReportCase(t.Context(), "guild", report, now))
	if r := decided.Report; r.State != quiz.ReportMended || r.DecidedBy != "ilse" || r.Answer != "the almanac says so" {
		t.Errorf("the report is %+v", r)
	}
	notices := must[[]quiz.Notice](t)(e.Notices(t.Context(), "guild", bob.ID))
	if len(notices) != 2 || notices[0].Points+notices[1].Points != 100 {
		t.Errorf("Bob is to be told %+v", notices)
	}
	if err := e.Noticed(t.Context(), "guild", bob.ID, notices); err != nil {
		t.Fatal(err)
	}
	if left := must[[]quiz.Notice](t)(e.Notices(t.Context(), "guild", bob.ID)); len(left) > 0 {
		t.Errorf("Bob is told again: %+v", left)
	}

	undone := must[quiz.Amendment](t)(e.UndoMend(t.Context(), "guild", draft.ID, "ilse", now.Add(time.Hour)))
	if undone.State != quiz.Undone || undone.UndoneBy != "ilse" || undone.Effect.Gained != applied.Effect.Lost {
		t.Errorf("undone: %+v", undone)
	}
	again, err := e.UndoMend(t.Context(), "guild", draft.ID, "eve", now.Add(2*time.Hour))
	if !errors.Is(err, quiz.ErrUndone) || again.UndoneBy != "ilse" || !again.UndoneAt.Equal(now.Add(time.Hour)) {
		t.Errorf("undone again: %+v, %v", again, err)
	}
	if after := standings(t, e, now, round); after != before {
		t.Errorf("taken back it is\n%snot as before\n%s", after, before)
	}
	check(t, s)
	if log := must[[]quiz.Amendment](t)(e.Amendments(t.Context(), "guild", 10)); len(log) != 2 || log[0].Undoes != log[1].ID {
		t.Errorf("the log has %+v", log)
	}
	if notices := must[[]quiz.Notice](t)(e.Notices(t.Context(), "guild", ann.ID)); len(notices) > 0 {
		t.Errorf("Ann, who has what she had and was not told, is told %+v", notices)
	}
}

// TestA8DeletedAnswersCountAsLongAsTheirVerdictHolds: what somebody chose who
// deleted their data is not known any more, so that nobody can judge it anew.
func TestA8DeletedAnswersCountAsLongAsTheirVerdictHolds(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	no, now := oneChoice(t, round), ended(round)
	play(t, e, round, ann, 0, nine.Add(time.Minute)) // right
	play(t, e, round, bob, 0, nine.Add(time.Minute))
	play(t, e, round, eve, 5, nine.Add(time.Minute)) // wrong
	says := func(when, want string) {
		t.Helper()
		q := must[quiz.Summary](t)(e.Summary(t.Context(), "guild", round.ID, now)).Questions[no]
		history := must[map[questions.QuestionID]quiz.ItemHistory](t)(s.ItemHistory(t.Context(), round.Venue, "lamps"))[q.Ask.Question.ID]
		if got := fmt.Sprintf("%d of %d", q.Correct, q.Answered); got != want {
			t.Errorf("%s: %s right, want %s", when, got, want)
		}
		if history.Correct != q.Correct || history.Answered != q.Answered {
			t.Errorf("%s: the history has %d of %d right, want %s", when, history.Correct, history.Answered, want)
		}
		check(t, s)
	}
	forget := func(p quiz.Player) {
		t.Helper()
		if err := e.Forget(t.Context(), "guild", p.ID); err != nil {
			t.Fatal(err)
		}
	}
	says("at the close", "2 of 3")
	forget(ann)
	says("Ann deleted her data", "2 of 3")
	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[no]), now))
	must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now))
	says("the key is another: Bob wrong, Eve right, Ann unknown", "1 of 2")
	forget(bob)
	says("Bob deleted his, too", "1 of 2")
	must[quiz.Amendment](t)(e.UndoMend(t.Context(), "guild", draft.ID, "ilse", now.Add(time.Hour)))
	says("taken back: Eve wrong, Ann right, Bob unknown", "1 of 2")
}

func TestAReportWaitsAgainWhenTheChangeThatSettledItIsTakenBack(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	no := oneChoice(t, round)
	play(t, e, round, ann, 0, nine.Add(time.Minute))
	play(t, e, round, bob, 5, nine.Add(2*time.Minute))
	now := ended(round)
	report := func(p quiz.Player, no int) int64 {
		return must[int64](t)(e.Report(t.Context(), quiz.Report{Round: round.ID, No: no, Player: p.ID, Community: "guild", Bank: "lamps",
			Question: round.Asks[no].Question.ID, Text: "B is right", At: now}))
	}
	// Ann's was answered by hand before, Eve's is on another question.
	settled, answered, other := report(bob, no), report(ann, no), report(eve, (no+1)%len(round.Asks))
	must[quiz.Report](t)(e.Decide(t.Context(), "guild", answered, quiz.ReportAccepted, "thanks", "ilse", now))
	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[no]), now.Add(time.Minute)))
	must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now.Add(2*time.Minute)))
	must[quiz.Amendment](t)(e.UndoMend(t.Context(), "guild", draft.ID, "ilse", now.Add(time.Hour)))

	var waiting []int64
	for _, r := range must[[]quiz.Report](t)(e.OpenReports(t.Context(), "guild", now.Add(time.Hour))) {
		waiting = append(waiting, r.ID)
		if r.Answer != "" || r.DecidedBy != "" || !r.DecidedAt.IsZero() {
			t.Errorf("an open report says %+v", r)
		}
	}
	slices.Sort(waiting)
	if want := []int64{settled, other}; !slices.Equal(waiting, want) {
		t.Errorf("waiting are %d, want %d", waiting, want)
	}
	if told := must[[]quiz.Notice](t)(e.Notices(t.Context(), "guild", bob.ID)); len(told) > 0 {
		t.Errorf("Bob is to be told %+v", told)
	}
	if told := must[[]quiz.Notice](t)(e.Notices(t.Context(), "guild", ann.ID)); len(told) != 1 {
		t.Errorf("Ann is to be told %+v", told)
	}
	check(t, s)
}

func TestAMendedQuestionThatWasAskedIsJudgedByTheOneBeforeWhenItIsTakenBack(t *testing.T) {
	e, s := engineAndStore(t)
	first := open(t, e, daily(nine))
	no := oneChoice(t, first)
	id := first.Asks[no].Question.ID
	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(first.Asks[no]), ended(first)))
	must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", ended(first)))
	later := daily(nine.Add(24 * time.Hour))
	later.Count = quiz.MaxQuestions
	second := open(t, e, later)
	at := slices.IndexFunc(second.Asks, func(a quiz.Ask) bool { return a.Question.ID == id })
	if at < 0 || second.Asks[at].Version != 2 {
		t.Fatalf("the mended question is not asked: %d", at)
	}
	play(t, e, second, ann, 0, nine.Add(25*time.Hour)) // right as it is asked
	must[quiz.Amendment](t)(e.UndoMend(t.Context(), "guild", draft.ID, "ilse", ended(second)))
	results := must[[]quiz.Outcome](t)(e.Results(t.Context(), "guild", second.ID, ann, ended(second)))
	if o := results[at]; o.Answer.Verdict.Correct || o.Ask.Question.Key[0] == o.Answer.Given[0] {
		t.Errorf("judged by the question that was taken back: %+v", o.Answer)
	}
	check(t, s)
}

func TestAChoiceThatIsNoOptionAnyMoreIsWrongOrAlsoRight(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	no := oneChoice(t, round)
	play(t, e, round, ann, 0, nine.Add(time.Minute))
	play(t, e, round, bob, 5, nine.Add(2*time.Minute))
	now := ended(round)
	gone := mendOf(round.Asks[no])
	gone.Key = []string{"dimly"} // instead of the key that Ann chose
	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), gone, now))
	if f := draft.Effect; f.Gone != 1 || f.Lost != 1 || f.Gained != 0 {
		t.Errorf("a choice that is gone: %+v", f)
	}
	both := mendOf(round.Asks[no])
	both.AlsoRight = both.Distractors[:1]
	draft = must[quiz.Amendment](t)(e.DraftMend(t.Context(), both, now))
	if f := draft.Effect; f.Gone != 0 || f.Lost != 0 || f.Gained != 1 || f.Points != 100 {
		t.Errorf("an option that is right, too: %+v", f)
	}
	must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now))
	ask := must[quiz.Ask](t)(e.Question(t.Context(), "guild", "lamps", both.Question))
	if slices.Contains(ask.Question.Options(), both.AlsoRight[0]) || len(ask.Question.Key) != 1 {
		t.Errorf("asked from now on: %+v", ask.Question)
	}
	check(t, s)
}

func TestTwoInstructorsMendOneQuestion(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	play(t, e, round, ann, 2, nine.Add(time.Minute))
	now := ended(round)
	no := oneChoice(t, round)
	var drafts []quiz.Amendment
	for i := range 4 {
		m := swapped(round.Asks[no])
		m.By, m.Explanation = quiz.PlayerID(fmt.Sprint("i", i)), fmt.Sprint("Because of ", i)
		drafts = append(drafts, must[quiz.Amendment](t)(e.DraftMend(t.Context(), m, now)))
	}
	other := must[quiz.Ask](t)(e.Question(t.Context(), "guild", "lamps", round.Asks[(no+1)%5].Question.ID))
	m := mendOf(other)
	m.Explanation = "So it was."
	drafts = append(drafts, must[quiz.Amendment](t)(e.DraftMend(t.Context(), m, now)))
	var work sync.WaitGroup
	var mu sync.Mutex
	errs := make([]error, len(drafts))
	for i, d := range drafts {
		for range 3 { // pressed again and again
			work.Go(func() {
				if _, err := e.ApplyMend(t.Context(), "guild", d.ID, d.By, now); err != nil {
					mu.Lock()
					errs[i] = err
					mu.Unlock()
				}
			})
		}
	}
	work.Wait()
	applied := 0
	for i, err := range errs[:4] {
		if err == nil {
			applied++
		} else if !errors.Is(err, quiz.ErrMendedBefore) {
			t.Errorf("instructor %d: %v", i, err)
		}
	}
	if applied != 1 || errs[4] != nil {
		t.Errorf("%d of 4 changes of one question were applied, and of another one: %v", applied, errs[4])
	}
	if log := must[[]quiz.Amendment](t)(e.Amendments(t.Context(), "guild", 10)); len(log) != 2 {
		t.Errorf("the log has %d changes", len(log))
	}
	check(t, s)
	if _, err := e.DraftMend(t.Context(), mendOf(must[quiz.Ask](t)(e.Question(t.Context(), "guild", "lamps", m.Question))), now); !errors.Is(err, quiz.ErrNoChange) {
		t.Errorf("nothing changed: %v", err)
	}
	bad := mendOf(round.Asks[no])
	bad.Key = nil
	var problem *quiz.BadQuestion
	if _, err := e.DraftMend(t.Context(), bad, now); !errors.As(err, &problem) {
		t.Errorf("a question without a key: %v", err)
	}
}

// The button under a preview names the draft: what is written over it later
// has another number.
func TestAPreviewAppliesWhatItShowedOrNothing(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	no := oneChoice(t, round)
	play(t, e, round, bob, 5, nine.Add(time.Minute))
	now := ended(round)
	if _, err := e.Close(t.Context(), round.ID, now); err != nil {
		t.Fatal(err)
	}
	first := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[no]), now))
	reworded := mendOf(round.Asks[no])
	reworded.Explanation = "It was another lamp."
	second := must[quiz.Amendment](t)(e.DraftMend(t.Context(), reworded, now))
	before := standings(t, e, now, round)
	for _, when := range []string{"before", "after"} {
		if a, err := e.ApplyMend(t.Context(), "guild", first.ID, "tomas", now); !errors.Is(err, quiz.ErrNoAmendment) {
			t.Errorf("the first preview, %s the second is applied: %+v, %v", when, a, err)
		}
		if got := standings(t, e, now, round); got != before {
			t.Errorf("points changed from\n%sto\n%s", before, got)
		}
		if a := must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", second.ID, "tomas", now)); a.ID != second.ID || a.After.Question.Explanation != reworded.Explanation {
			t.Errorf("the second preview applied %+v", a)
		}
	}
	check(t, s)
}

func TestA7AnAmendmentOfAnotherCommunityIsMissing(t *testing.T) {
	e, _ := engineAndStore(t)
	round := open(t, e, daily(nine))
	draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[oneChoice(t, round)]), ended(round)))
	for _, id := range []int64{draft.ID, 999} {
		if _, err := e.ApplyMend(t.Context(), "another", id, "eve", ended(round)); !errors.Is(err, quiz.ErrNoAmendment) {
			t.Errorf("apply %d: %v", id, err)
		}
		if _, err := e.UndoMend(t.Context(), "another", id, "eve", ended(round)); !errors.Is(err, quiz.ErrNoAmendment) {
			t.Errorf("undo %d: %v", id, err)
		}
	}
}

// failing is a database whose next amendment is not stored, or stored without
// anybody hearing of it.
type failing struct {
	*store.Store
	fails, stored bool
}

var errDisk = errors.New("the disk hums")

func (f *failing) Amend(ctx context.Context, a quiz.Amendment, v *quiz.BankVersion, info quiz.BankInfo, now time.Time) (quiz.Amendment, error) {
	if !f.fails {
		return f.Store.Amend(ctx, a, v, info, now)
	}
	f.fails = false
	if f.stored {
		_, err := f.Store.Amend(ctx, a, v, info, now)
		return quiz.Amendment{}, errors.Join(errDisk, err)
	}
	return quiz.Amendment{}, errDisk
}

func TestD2AMendWhoseWriteFailsIsMadeOnce(t *testing.T) {
	for _, stored := range []bool{false, true} {
		s := must[*store.Store](t)(store.Open(t.Context(), filepath.Join(t.TempDir(), "quiz.db")))
		t.Cleanup(func() { s.Close() })
		db := &failing{Store: s, stored: stored}
		e := quiz.NewEngine(db)
		must2(t)(e.ImportBank(t.Context(), "", testBank("lamps", 12), "hash-1", nine))
		round := open(t, e, daily(nine))
		play(t, e, round, bob, 5, nine.Add(time.Minute))
		now := ended(round)
		before := standings(t, e, now, round)
		draft := must[quiz.Amendment](t)(e.DraftMend(t.Context(), swapped(round.Asks[oneChoice(t, round)]), now))
		for step, do := range []func() error{
			func() error { _, err := e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now); return err },
			func() error { _, err := e.UndoMend(t.Context(), "guild", draft.ID, "ilse", now); return err },
		} {
			db.fails = true
			if err := do(); !errors.Is(err, errDisk) {
				t.Errorf("step %d fails with %v", step, err)
			}
			check(t, s)
			if err := do(); err != nil && !(stored && errors.Is(err, quiz.ErrUndone)) {
				t.Errorf("step %d once more: %v", step, err)
			}
			check(t, s)
			if step == 0 {
				if score := must[quiz.Score](t)(e.Score(t.Context(), "guild", bob, now)); score.Points != 100 {
					t.Errorf("stored %v: Bob has %d points", stored, score.Points)
				}
			}
		}
		if after := standings(t, e, now, round); after != before {
			t.Errorf("stored %v: %s, before %s", stored, after, before)
		}
		if log := must[[]quiz.Amendment](t)(e.Amendments(t.Context(), "guild", 10)); len(log) != 2 {
			t.Errorf("stored %v: %d entries in the log", stored, len(log))
		}
	}
}

// TestScoresStayTheSumOfAnswersWhateverIsMended mends and takes back at random
// while rounds are played, and compares every score with the verdicts that a
// recomputation outside of the store gives.
func TestScoresStayTheSumOfAnswersWhateverIsMended(t *testing.T) {
	for seed := range uint64(3) {
		e, s := engineAndStore(t)
		random := rand.New(rand.NewPCG(seed, 5))
		now := nine
		var rounds []quiz.Round
		for day := range 12 {
			p := daily(nine.Add(time.Duration(day) * 24 * time.Hour))
			round := open(t, e, p)
			rounds = append(rounds, round)
			for _, player := range []quiz.Player{ann, bob, eve} {
				play(t, e, round, player, random.IntN(6), p.OpensAt.Add(time.Minute))
			}
			now = ended(round)
			for range 2 {
				log := must[[]quiz.Amendment](t)(e.Amendments(t.Context(), "guild", 50))
				if len(log) > 0 && random.IntN(3) == 0 {
					_, err := e.UndoMend(t.Context(), "guild", log[random.IntN(len(log))].ID, "ilse", now)
					if err != nil && !errors.Is(err, quiz.ErrNotNewest) && !errors.Is(err, quiz.ErrNoAmendment) && !errors.Is(err, quiz.ErrUndone) {
						t.Fatal(err)
					}
					continue
				}
				id := rounds[random.IntN(len(rounds))].Asks[random.IntN(5)].Question.ID
				ask := must[quiz.Ask](t)(e.Question(t.Context(), "guild", "lamps", id))
				if !ask.Question.Choice() {
					continue
				}
				m := swapped(ask)
				if random.IntN(3) == 0 {
					m = mendOf(ask)
					m.AlsoRight = m.Distractors[:1]
				}
				draft, err := e.DraftMend(t.Context(), m, now)
				if err != nil {
					continue // too few options are left
				}
				must[quiz.Amendment](t)(e.ApplyMend(t.Context(), "guild", draft.ID, "ilse", now))
			}
		}
		check(t, s)
		log := must[[]quiz.Amendment](t)(e.Amendments(t.Context(), "guild", 100))
		for _, player := range []quiz.Player{ann, bob, eve} {
			want := 0
			for _, r := range rounds {
				for _, a := range must[[]quiz.Answer](t)(s.Answers(t.Context(), r.ID, player.ID)) {
					marking := quiz.Marking{Question: r.Asks[a.No].Question}
					for _, m := range log { // newest first
						if m.Question == marking.Question.ID && m.Decides(a.QuestionVersion) {
							marking = m.After
							break
						}
					}
					want += marking.Judge(a.Given).Points
				}
			}
			if got := must[quiz.Score](t)(e.Score(t.Context(), "guild", player, now)); got.Points != want {
				t.Errorf("seed %d: %s has %d points, the answers give %d", seed, player.Name, got.Points, want)
			}
		}
		t.Logf("seed %d: %d changes", seed, len(log))
	}
}

func TestA8MembersOfOneNameAreTwo(t *testing.T) {
	e, s := engineAndStore(t)
	round := open(t, e, daily(nine))
	twin := quiz.Player{ID: "400", Name: ann.Name}
	play(t, e, round, ann, 0, nine.Add(time.Minute))
	play(t, e, round, twin, 3, nine.Add(time.Minute))
	now := ended(round)
	board := must[quiz.Board](t)(e.Leaderboard(t.Context(), "guild", quiz.AllTime, "", twin.ID, 0, now))
	if len(board.Standings) != 2 || board.Standings[0].Player.ID != ann.ID || board.Own.Player.ID != twin.ID || board.Own.Points >= board.Standings[0].Points {
		t.Errorf("the board has %+v, own %+v", board.Standings, board.Own)
	}
	// Who comes back is who they were, under whatever name.
	renamed := quiz.Player{ID: ann.ID, Name: "Someone else"}
	second := open(t, e, daily(nine.Add(24*time.Hour)))
	play(t, e, second, renamed, 5, nine.Add(25*time.Hour))
	score := must[quiz.Score](t)(e.Score(t.Context(), "guild", renamed, ended(second)))
	if score.Points < 500 || score.Finished != 2 {
		t.Errorf("renamed they have %+v", score)
	}
	check(t, s)
}
