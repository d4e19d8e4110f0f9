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
	"sync/atomic"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/cards"
	"quizbot/quiz/store"
)

// cardBank is testBank with a card for each fact, from which one with a gap
// follows.
func cardBank(n int) *questions.Bank {
	b := testBank("lamps", n)
	for i := range b.Facts {
		f := &b.Facts[i]
		right := fmt.Sprintf("right%d", i)
		f.Spans = []questions.Span{{Kind: questions.Term, Text: right}}
		b.Cards = append(b.Cards, questions.Card{ID: questions.CardID(f.ID) + "/card", Fact: f.ID,
			Front: fmt.Sprintf("How does lamp %d shine?", i), Back: right, Status: questions.Approved})
	}
	return b
}

// learning is a member who learns, with the clock in their hands.
type learning struct {
	*quiz.Engine
	t     *testing.T
	now   time.Time
	path  string
	close func()
}

func newLearning(t *testing.T, bank *questions.Bank, change func(*quiz.Learner)) *learning {
	t.Helper()
	l := &learning{t: t, now: nine, path: filepath.Join(t.TempDir(), "quiz.db")}
	l.reopen()
	must[quiz.BankVersion](t)(func() (quiz.BankVersion, error) {
		v, _, err := l.ImportBank(t.Context(), "", bank, "1", nine)
		return v, err
	}())
	t.Cleanup(func() { l.close() })
	if change != nil {
		learner := must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID))
		change(&learner)
		if err := l.SaveLearner(t.Context(), learner, l.now); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// reopen goes on with the same database, as after a restart.
func (l *learning) reopen() {
	l.t.Helper()
	if l.close != nil {
		l.close()
	}
	s, err := store.Open(l.t.Context(), l.path)
	if err != nil {
		l.t.Fatal(err)
	}
	l.Engine, l.close = quiz.NewEngine(s), func() {
		if err := s.Close(); err != nil {
			l.t.Error(err)
		}
	}
}

func (l *learning) begin() quiz.Showing {
	l.t.Helper()
	return must[quiz.Showing](l.t)(l.Review(l.t.Context(), "guild", ann.ID, "", "", l.now))
}

func (l *learning) next() quiz.Showing {
	l.t.Helper()
	return must[quiz.Showing](l.t)(l.NextCard(l.t.Context(), "guild", ann.ID, l.now))
}

func (l *learning) rate(s quiz.Showing, r cards.Rating) (quiz.ReviewRecord, quiz.Memory) {
	l.t.Helper()
	review, after, stored, err := l.Rate(l.t.Context(), "guild", ann.ID, s.Memory.No, s.Memory.Turn, r, l.now, l.now)
	if err != nil || !stored {
		l.t.Fatalf("rate %s: stored %v, %v", s.Card.ID, stored, err)
	}
	return review, after
}

func TestACardsFirstSightIsNoTest(t *testing.T) {
	l := newLearning(t, cardBank(3), nil)
	s := l.begin()
	if !s.First || !s.Open || s.Card.Back != "right2" || len(s.Card.Citations) != 1 { // the most important first
		t.Fatalf("first sight: %+v", s)
	}
	want := [4]quiz.Return{{Wait: time.Minute}, {Wait: 6 * time.Minute}, {Wait: 10 * time.Minute}, s.Returns[3]}
	if s.Returns != want || s.Returns[3].Days < 7 || s.Returns[3].Days > 9 {
		t.Errorf("buttons say %+v", s.Returns)
	}
	if again := l.next(); again.Memory != s.Memory {
		t.Errorf("asked again: %+v, want the same card until it is rated", again.Memory)
	}
	_, after := l.rate(s, cards.Good)
	l.now = after.Due
	s = l.next()
	if s.First || s.Open || s.Card.ID != "f2/card" || s.Card.Citations != nil || s.Returns != ([4]quiz.Return{}) {
		t.Errorf("in the next step: %+v, want only its front", s)
	}
	open := must[quiz.Showing](t)(l.Reveal(t.Context(), "guild", ann.ID, s.Memory.No, s.Memory.Turn, l.now))
	if !open.Open || open.Returns[2].Days < 1 || len(open.Card.Citations) != 1 {
		t.Errorf("revealed: %+v", open)
	}
}

func TestStepsComeBeforeReviewsAndThoseBeforeNewCards(t *testing.T) {
	l := newLearning(t, cardBank(12), func(l *quiz.Learner) { l.NewADay = 2 })
	first := l.begin()
	l.rate(first, cards.Easy) // back in days
	second := l.next()
	_, after := l.rate(second, cards.Again)
	if s := l.next(); !s.Done || !s.Next.Equal(after.Due) || s.Left != (quiz.Left{Steps: 1}) {
		t.Errorf("with the day's two new cards seen: %+v, next %v; want to wait until %v", s.Left, s.Next, after.Due)
	}
	l.now = after.Due
	for !l.next().Done {
		l.rate(l.next(), cards.Easy)
	}
	l.now = l.now.AddDate(0, 0, 12)
	var order []bool
	for s := l.next(); !s.Done; s = l.next() {
		order = append(order, s.First)
		l.rate(s, cards.Easy)
	}
	if !slices.Equal(order, []bool{false, false, true, true}) {
		t.Errorf("new cards were the ones %v, want two that came back, then two new ones", order)
	}
}

func TestSiblingsAreBuriedUntilTheNextDay(t *testing.T) {
	l := newLearning(t, cardBank(2), func(l *quiz.Learner) { l.Gaps = true })
	facts := map[questions.FactID]int{}
	for s := l.begin(); !s.Done; s = l.next() {
		facts[s.Card.Fact]++
		l.rate(s, cards.Easy)
	}
	if !reflect.DeepEqual(facts, map[questions.FactID]int{"f0": 1, "f1": 1}) {
		t.Errorf("today %v, want each fact once", facts)
	}
	l.now = l.now.AddDate(0, 0, 1)
	s := l.next()
	if s.Card.Front != "Lamp 1 shines "+questions.GapMark+"." || s.Card.Back != "right1" || s.Card.ID != "f1/gap" {
		t.Errorf("the next day %+v, want the fact with a gap", s.Card)
	}
}

func TestTheSameButtonCountsOnce(t *testing.T) {
	l := newLearning(t, cardBank(1), nil)
	s := l.begin()
	_, after := l.rate(s, cards.Good)
	_, now, stored, err := l.Rate(t.Context(), "guild", ann.ID, s.Memory.No, s.Memory.Turn, cards.Again, l.now, l.now)
	if err != nil || stored || now != after {
		t.Errorf("pressed again: %+v, %v, %v; want %+v and nothing stored", now, stored, err, after)
	}
	if _, _, _, err := l.Rate(t.Context(), "guild", bob.ID, s.Memory.No, after.Turn, cards.Good, l.now, l.now); !errors.Is(err, quiz.ErrNoCard) {
		t.Errorf("pressed by another member: %v", err)
	}
	if _, _, _, err := l.Rate(t.Context(), "elsewhere", ann.ID, s.Memory.No, after.Turn, cards.Good, l.now, l.now); !errors.Is(err, quiz.ErrNoCard) {
		t.Errorf("pressed in another community: %v", err)
	}
}

// Whatever was rated before and however: undo gives back exactly the memory
// and the reviews that there were, and what is next is the same card.
func TestUndoRestoresExactly(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 7))
	l := newLearning(t, cardBank(6), func(l *quiz.Learner) { l.Gaps = true })
	undone := 0
	s := l.begin()
	for range 400 {
		if s.Done {
			l.now = s.Next.Add(time.Duration(random.IntN(40)) * time.Hour)
			s = l.next()
			continue
		}
		before := must[quiz.MemberData](t)(l.Export(t.Context(), "guild", ann.ID, l.now))
		_, after := l.rate(s, cards.Ratings[random.IntN(4)])
		if random.IntN(3) == 0 {
			back, ok, err := l.Undo(t.Context(), "guild", ann.ID, after.No, after.Turn, l.now)
			if err != nil || !ok || !back.Open || back.Card.ID != s.Card.ID {
				t.Fatalf("undo: %+v, %v, %v", back.Card, ok, err)
			}
			restored := must[quiz.MemberData](t)(l.Export(t.Context(), "guild", ann.ID, l.now))
			for i := range restored.Cards {
				restored.Cards[i].Turn = before.Cards[i].Turn // an older button must not count
			}
			if !reflect.DeepEqual(restored, before) {
				t.Fatalf("undo of %s left\n%+v\nwant\n%+v", s.Card.ID, restored, before)
			}
			if _, ok, err := l.Undo(t.Context(), "guild", ann.ID, after.No, after.Turn, l.now); ok || err != nil {
				t.Fatalf("the same undo again: %v, %v", ok, err)
			}
			undone++
		}
		s = l.next()
		l.now = l.now.Add(time.Duration(random.IntN(90)) * time.Second)
	}
	if undone < 50 {
		t.Errorf("only %d undone", undone)
	}
}

func TestSuspendedBuriedAndRetiredCardsAreNotShown(t *testing.T) {
	bank := cardBank(2)
	l := newLearning(t, bank, nil)
	s := l.begin()
	if err := l.Suspend(t.Context(), "guild", ann.ID, s.Memory.No, true); err != nil {
		t.Fatal(err)
	}
	other := l.next()
	if other.Card.ID == s.Card.ID {
		t.Error("a suspended card is shown")
	}
	if err := l.Bury(t.Context(), "guild", ann.ID, other.Memory.No, l.now); err != nil {
		t.Fatal(err)
	}
	if done := l.next(); !done.Done || done.Next.Day() != 13 {
		t.Errorf("after burying the other one: %+v", done)
	}
	set := must[[]quiz.Showing](t)(l.SuspendedCards(t.Context(), "guild", ann.ID, l.now))
	if len(set) != 1 || set[0].Card.ID != s.Card.ID || set[0].Open {
		t.Errorf("suspended: %+v", set)
	}
	if err := l.Suspend(t.Context(), "guild", ann.ID, s.Memory.No, false); err != nil {
		t.Fatal(err)
	}
	if back := l.next(); back.Card.ID != s.Card.ID {
		t.Errorf("taken back: %+v", back.Card)
	}
	l.rate(l.next(), cards.Again)
	l.now = l.now.Add(time.Minute)
	bank.Cards = slices.Clone(bank.Cards)
	i := slices.IndexFunc(bank.Cards, func(c questions.Card) bool { return c.ID == s.Card.ID })
	bank.Cards[i].Status = questions.Retired
	if _, _, err := l.ImportBank(t.Context(), "", bank, "2", l.now); err != nil {
		t.Fatal(err)
	}
	if gone := l.next(); !gone.Done {
		t.Errorf("a retired card is shown: %+v", gone.Card)
	}
	bank.Cards = slices.Clone(bank.Cards)
	bank.Cards[i].Status, bank.Cards[i].Back = questions.Approved, "brightly"
	if _, _, err := l.ImportBank(t.Context(), "", bank, "3", l.now); err != nil {
		t.Fatal(err)
	}
	corrected := l.next()
	if corrected.Card.ID != s.Card.ID || !corrected.Changed {
		t.Errorf("a corrected card: %+v, changed %v", corrected.Card, corrected.Changed)
	}
	_, after := l.rate(corrected, cards.Again)
	if again, _, err := l.Undo(t.Context(), "guild", ann.ID, after.No, after.Turn, l.now); err != nil || !again.Changed {
		t.Errorf("its rating undone: %+v, %v; want it changed as before", again, err)
	}
	l.rate(l.next(), cards.Again)
	l.now = l.now.Add(time.Minute)
	if known := l.next(); known.Card.ID != s.Card.ID || known.Changed {
		t.Errorf("once rated: %+v, changed %v", known.Card, known.Changed)
	}
}

func TestA9CardsOfAnOpenQuizAreKeptBack(t *testing.T) {
	l := newLearning(t, cardBank(5), nil)
	seen := l.begin()
	_, after := l.rate(seen, cards.Good)
	round := open(t, l.Engine, daily(l.now)) // asks all five facts
	l.now = after.Due
	if s := l.next(); !s.Done {
		t.Errorf("card %s of an open quiz is shown", s.Card.ID)
	}
	if s := must[quiz.Showing](t)(l.Reveal(t.Context(), "guild", ann.ID, after.No, after.Turn, l.now)); s.Open {
		t.Errorf("an old button shows the back of %s", s.Card.ID)
	}
	play(t, l.Engine, round, ann, 0, l.now)
	if s := l.next(); s.Card.ID != seen.Card.ID {
		t.Errorf("after the quiz was finished: %+v", s)
	}
}

func TestPracticeAnswersAreReviewsOfCardsThatWereSeen(t *testing.T) {
	l := newLearning(t, cardBank(2), nil)
	practise := func(topic string, right bool) {
		position := must[quiz.Position](t)(l.Practise(t.Context(), "guild", ann, "lamps", topic, 1, l.now))
		given := position.Ask().Question.Key
		if !right {
			given = wrongChoice(position.Ask().Question)
		}
		for range 2 { // pressed twice
			must[quiz.Outcome](t)(l.Answer(t.Context(), "guild", position.Round.ID, 0, ann, given, l.now, l.now))
		}
	}
	practise("odd", true)
	s := l.begin()
	practise("odd", true) // shown, but not rated
	if data := must[quiz.MemberData](t)(l.Export(t.Context(), "guild", ann.ID, l.now)); len(data.Reviews) != 0 {
		t.Errorf("a card never rated has reviews %+v", data.Reviews)
	}
	if s.Card.ID != "f1/card" {
		t.Fatalf("card %s first", s.Card.ID)
	}
	l.rate(s, cards.Easy)
	l.now = l.now.AddDate(0, 0, 3)
	practise("odd", true)
	l.now = l.now.AddDate(0, 0, 3)
	practise("odd", false)
	practise("even", true) // not seen
	data := must[quiz.MemberData](t)(l.Export(t.Context(), "guild", ann.ID, l.now))
	var got []cards.Rating
	for _, r := range data.Reviews {
		got = append(got, r.Rating)
	}
	if !slices.Equal(got, []cards.Rating{cards.Easy, cards.Good, cards.Again}) || data.Reviews[1].Elapsed != 3 || data.Reviews[1].Before.State != cards.Review {
		t.Errorf("reviews %+v", data.Reviews)
	}
	if m := data.Cards[0]; m.State != cards.Relearning || m.Lapses != 1 {
		t.Errorf("the card is %+v", m)
	}
}

// A day ends at the member's hour in the member's zone, also when clocks
// change; intervals are whole days of theirs.
func TestDaysAreTheMembersOwn(t *testing.T) {
	tests := []struct {
		name        string
		first, then string // in New York, RFC 3339
		elapsed     int
	}{
		{"before the day begins", "2026-03-05T22:00:00-05:00", "2026-03-06T03:59:00-05:00", 0},
		{"after it has begun", "2026-03-05T22:00:00-05:00", "2026-03-06T04:00:00-05:00", 1},
		{"the night that is an hour shorter", "2026-03-08T00:30:00-05:00", "2026-03-08T04:00:00-04:00", 1},
		{"not yet in that night", "2026-03-08T00:30:00-05:00", "2026-03-08T03:59:00-04:00", 0},
		{"the night that is an hour longer", "2026-10-31T12:00:00-04:00", "2026-11-01T03:59:00-05:00", 0},
		{"a day of 25 hours", "2026-10-31T12:00:00-04:00", "2026-11-01T12:00:00-05:00", 1},
	}
	for _, test := range tests {
		l := newLearning(t, cardBank(1), func(l *quiz.Learner) { l.Zone = "America/New_York" })
		l.now = must[time.Time](t)(time.Parse(time.RFC3339, test.first))
		_, after := l.rate(l.begin(), cards.Easy)
		if local := after.Due.In(must[*time.Location](t)(time.LoadLocation("America/New_York"))); local.Hour() != 4 || after.ScheduledDays < 7 {
			t.Errorf("%s: due %v in %d days, want the beginning of a day", test.name, local, after.ScheduledDays)
		}
		at := must[time.Time](t)(time.Parse(time.RFC3339, test.then))
		review, _, _, err := l.Rate(t.Context(), "guild", ann.ID, after.No, after.Turn, cards.Good, at, at)
		if err != nil || review.Elapsed != test.elapsed {
			t.Errorf("%s: %d days have passed, %v; want %d", test.name, review.Elapsed, err, test.elapsed)
		}
	}
}

func TestIntervalsAreVariedAndStillGrowWithTheRating(t *testing.T) {
	l := newLearning(t, cardBank(40), func(l *quiz.Learner) { l.NewADay = 100 })
	days := map[int]int{}
	for s := l.begin(); !s.Done; s = l.next() {
		days[s.Returns[3].Days]++
		l.rate(s, cards.Easy)
	}
	if len(days) < 2 {
		t.Errorf("40 cards learned on a day come back on the same one: %v", days)
	}
	for range 4 {
		l.now = l.now.AddDate(0, 0, 3)
		for s := l.next(); !s.Done; s = l.next() {
			open := must[quiz.Showing](t)(l.Reveal(t.Context(), "guild", ann.ID, s.Memory.No, s.Memory.Turn, l.now))
			if r := open.Returns; s.Memory.State == cards.Review && (r[1].Days > r[2].Days || r[2].Days >= r[3].Days) {
				t.Errorf("%s: %+v does not grow", s.Card.ID, r)
			}
			l.rate(s, cards.Ratings[s.Memory.No%4])
		}
	}
}

func TestFiguresOfReviews(t *testing.T) {
	l := newLearning(t, cardBank(4), nil)
	for s := l.begin(); !s.Done; s = l.next() {
		l.rate(s, cards.Easy)
	}
	l.now = l.now.AddDate(0, 0, 10)
	l.rate(l.next(), cards.Again)
	l.rate(l.next(), cards.Good)
	if err := l.Suspend(t.Context(), "guild", ann.ID, l.next().Memory.No, true); err != nil {
		t.Fatal(err)
	}
	s := must[quiz.CardStats](t)(l.CardStats(t.Context(), "guild", ann.ID, l.now))
	if s.Seen != 4 || s.Learning != 1 || s.Suspended != 1 || s.New != 0 || s.Month != (quiz.Retention{Reviews: 2, Remembered: 1}) {
		t.Errorf("figures: %+v", s)
	}
	if s.Forecast[0] != 2 { // the one in steps and the one not rated yet
		t.Errorf("forecast %v", s.Forecast)
	}
	if day := s.Days[quiz.Day{Year: 2026, Month: 3, Day: 12}]; day.Reviews != 4 || day.Usable != 0 {
		t.Errorf("first day: %+v", day)
	}
	if len(s.Weeks) != 1 || s.Weeks[0].Percent() != 50 || s.Weeks[0].Monday != (quiz.Day{Year: 2026, Month: 3, Day: 16}) {
		t.Errorf("weeks: %+v", s.Weeks)
	}
}

func TestACardSuspendedBeforeItWasSeenIsCountedAsSuspended(t *testing.T) {
	l := newLearning(t, cardBank(3), nil)
	if err := l.Suspend(t.Context(), "guild", ann.ID, l.begin().Memory.No, true); err != nil {
		t.Fatal(err)
	}
	s := must[quiz.CardStats](t)(l.CardStats(t.Context(), "guild", ann.ID, l.now))
	if s.Suspended != 1 || s.New != 2 || s.Seen != 0 {
		t.Errorf("suspended %d, new %d, seen %d; want 1, 2, 0", s.Suspended, s.New, s.Seen)
	}
}

func TestAnotherTimeZoneGivesNoSecondHelpingOfNewCards(t *testing.T) {
	l := newLearning(t, cardBank(9), func(l *quiz.Learner) { l.Zone, l.NewADay = "UTC", 2 })
	for s := l.begin(); !s.Done; s = l.next() {
		l.rate(s, cards.Easy)
	}
	for _, zone := range []string{"America/New_York", "Asia/Tokyo", "Pacific/Honolulu"} {
		learner := must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID))
		learner.Zone = zone
		if err := l.SaveLearner(t.Context(), learner, l.now); err != nil {
			t.Fatal(err)
		}
		if s := l.begin(); !s.Done && s.Memory.State == cards.New {
			t.Errorf("%s: card %s is new, after two on the same day", zone, s.Card.ID)
		}
	}
}

// A learner who forgets twice as fast as others gets weights of their own from
// 400 reviews on, once a week at most.
func TestWeightsAreFittedInTheBackground(t *testing.T) {
	l := newLearning(t, cardBank(60), func(l *quiz.Learner) { l.NewADay = 60 })
	random := rand.New(rand.NewPCG(1, 1))
	if _, err := l.FitWeights(t.Context(), "guild", ann.ID, l.now); !errors.Is(err, cards.ErrTooFewReviews) {
		t.Errorf("without reviews: %v", err)
	}
	for must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID)).Usable < cards.MinUsable {
		for s := l.begin(); !s.Done; s = l.next() {
			rating := cards.Easy
			if s.Memory.State == cards.Review && random.IntN(100) < 60 {
				rating = cards.Again
			}
			l.rate(s, rating)
		}
		l.now = l.now.AddDate(0, 0, 1)
	}
	learner := must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID))
	if fitted, err := l.FitDue(t.Context(), l.now); !fitted || err != nil {
		t.Fatalf("fit: %v, %v", fitted, err)
	}
	after := must[quiz.Learner](t)(l.Learner(t.Context(), "guild", ann.ID))
	if after.Cards.Weights == cards.DefaultWeights || after.FittedUsable != learner.Usable {
		t.Errorf("after the fit: %+v", after)
	}
	if fitted, err := l.FitDue(t.Context(), l.now.AddDate(0, 0, 8)); fitted || err != nil {
		t.Errorf("without new reviews there was another fit: %v", err)
	}
}

func TestForgettingAMemberLeavesNoCard(t *testing.T) {
	l := newLearning(t, cardBank(2), func(l *quiz.Learner) { l.Reminders = true })
	s := l.begin()
	l.rate(s, cards.Good)
	if err := l.Forget(t.Context(), "guild", ann.ID); err != nil {
		t.Fatal(err)
	}
	data := must[quiz.MemberData](t)(l.Export(t.Context(), "guild", ann.ID, l.now))
	if len(data.Cards)+len(data.Reviews) != 0 || !reflect.DeepEqual(data.Learner, quiz.DefaultLearner("guild", ann.ID)) {
		t.Errorf("left: %+v", data)
	}
	if _, _, _, err := l.Rate(t.Context(), "guild", ann.ID, s.Memory.No, s.Memory.Turn+1, cards.Good, l.now, l.now); !errors.Is(err, quiz.ErrNoCard) {
		t.Errorf("an old button: %v", err)
	}
}

func TestBadReviewSettingsGetOneSentence(t *testing.T) {
	l := newLearning(t, cardBank(1), nil)
	for name, change := range map[string]func(*quiz.Learner){
		"zone":      func(l *quiz.Learner) { l.Zone = "Mars/Olympus" },
		"day":       func(l *quiz.Learner) { l.DayStartsAt = 24 },
		"hour":      func(l *quiz.Learner) { l.ReminderHour = -1 },
		"new":       func(l *quiz.Learner) { l.NewADay = 1001 },
		"retention": func(l *quiz.Learner) { l.Cards.Retention = 0.5 },
		"steps":     func(l *quiz.Learner) { l.Cards.LearningSteps = []time.Duration{25 * time.Hour} },
	} {
		learner := quiz.DefaultLearner("guild", ann.ID)
		change(&learner)
		if err := l.SaveLearner(t.Context(), learner, l.now); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// faulty is a store of which one write breaks: before it is carried out, or
// after, as when the answer is lost.
type faulty struct {
	*store.Store
	left  int // writes until one breaks; negative = none does
	after bool
}

var errBroken = errors.New("broken on purpose")

func (f *faulty) write(carryOut func() error) error {
	f.left--
	if f.left != 0 {
		return carryOut()
	}
	if f.after {
		if err := carryOut(); err != nil {
			return err
		}
	}
	return errBroken
}

func (f *faulty) SetReviewing(ctx context.Context, l quiz.Learner) error {
	return f.write(func() error { return f.Store.SetReviewing(ctx, l) })
}

func (f *faulty) AddMemory(ctx context.Context, m quiz.Memory) (standing quiz.Memory, err error) {
	err = f.write(func() (err error) { standing, err = f.Store.AddMemory(ctx, m); return err })
	return standing, err
}

func (f *faulty) AddReview(ctx context.Context, r quiz.ReviewRecord, after quiz.Memory) (stored bool, err error) {
	err = f.write(func() (err error) { stored, err = f.Store.AddReview(ctx, r, after); return err })
	return stored, err
}

func (f *faulty) UndoReview(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, memory int64, turn int) (undone bool, err error) {
	err = f.write(func() (err error) {
		undone, err = f.Store.UndoReview(ctx, community, player, memory, turn)
		return err
	})
	return undone, err
}

func (f *faulty) SetAside(ctx context.Context, m quiz.Memory) error {
	return f.write(func() error { return f.Store.SetAside(ctx, m) })
}

func (f *faulty) AddAnswer(ctx context.Context, a quiz.Answer, asks int, counts time.Time) (standing quiz.Answer, run quiz.Run, stored bool, err error) {
	err = f.write(func() (err error) {
		standing, run, stored, err = f.Store.AddAnswer(ctx, a, asks, counts)
		return err
	})
	return standing, run, stored, err
}

func (f *faulty) ClaimReminder(ctx context.Context, l quiz.Learner, next time.Time, r *quiz.Reminder) error {
	return f.write(func() error { return f.Store.ClaimReminder(ctx, l, next, r) })
}

func (f *faulty) MoveReminder(ctx context.Context, r quiz.Reminder, from quiz.OccurrenceState) (moved bool, err error) {
	err = f.write(func() (err error) { moved, err = f.Store.MoveReminder(ctx, r, from); return err })
	return moved, err
}

// D2: whichever write breaks, once, before or after it was carried out: who
// presses the same button again ends up where an unbroken store leads to, with
// each review stored once, and the day's reminder is sent at most once.
func TestD2EachWriteOfAReviewBreaksOnce(t *testing.T) {
	play := func(left int, after bool) (end string, broke int) {
		s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quiz.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		f := &faulty{Store: s, left: -1}
		e := quiz.NewEngine(f)
		if _, _, err := e.ImportBank(t.Context(), "", cardBank(2), "1", nine); err != nil {
			t.Fatal(err)
		}
		learner := quiz.DefaultLearner("guild", ann.ID)
		learner.Reminders = true
		if err := e.SaveLearner(t.Context(), learner, nine); err != nil {
			t.Fatal(err)
		}
		f.left, f.after = left, after
		try := func(press func() error) {
			t.Helper()
			err := press()
			if errors.Is(err, errBroken) {
				broke++
				err = press()
			}
			if err != nil {
				t.Fatalf("write %d, after %v: %v", left, after, err)
			}
		}
		now := nine
		var s1 quiz.Showing
		try(func() (err error) { s1, err = e.Review(t.Context(), "guild", ann.ID, "", "", now); return err })
		rate := func(s quiz.Showing, r cards.Rating) {
			t.Helper()
			try(func() error {
				_, _, _, err := e.Rate(t.Context(), "guild", ann.ID, s.Memory.No, s.Memory.Turn, r, now, now)
				return err
			})
		}
		rate(s1, cards.Again)
		try(func() error {
			_, _, err := e.Undo(t.Context(), "guild", ann.ID, s1.Memory.No, s1.Memory.Turn+1, now)
			return err
		})
		s1.Memory.Turn += 2
		rate(s1, cards.Easy)
		var s2 quiz.Showing
		try(func() (err error) { s2, err = e.NextCard(t.Context(), "guild", ann.ID, now); return err })
		try(func() error { return e.Suspend(t.Context(), "guild", ann.ID, s2.Memory.No, true) })
		now = now.AddDate(0, 0, 1).Add(time.Hour)
		position := must[quiz.Position](t)(e.Practise(t.Context(), "guild", ann, "lamps", "odd", 1, now))
		try(func() error {
			_, err := e.Answer(t.Context(), "guild", position.Round.ID, 0, ann, position.Ask().Question.Distractors[:1], now, now)
			return err
		})
		now = now.AddDate(0, 0, 1).Add(-time.Hour)
		sent := 0
		for range 4 { // scans
			list, err := e.Reminders(t.Context(), now)
			if err != nil {
				broke++
			}
			for _, r := range list {
				if r.Left() { // it would be looked for, and is there if it was sent
					if sent > 0 {
						if err := e.ReminderSent(t.Context(), r, "m"); err != nil {
							broke++
						}
						continue
					}
				}
				r, ok, err := e.SendReminder(t.Context(), r, now)
				if err != nil {
					broke++
					continue
				}
				if ok {
					sent++
					if err := e.ReminderSent(t.Context(), r, "m"); err != nil {
						broke++
					}
				}
			}
		}
		data := must[quiz.MemberData](t)(e.Export(t.Context(), "guild", ann.ID, now))
		for i := range data.Cards {
			data.Cards[i].No = 0
		}
		for i := range data.Reviews {
			r := &data.Reviews[i]
			end += fmt.Sprintf("%s %v %d %+v %s\n", r.Card, r.Rating, r.Elapsed, r.Before, map[bool]string{true: "of an answer"}[r.Round != ""])
		}
		return fmt.Sprintf("%s%+v\nusable %d, reminders %d", end, data.Cards, data.Learner.Usable, sent), broke
	}
	want, _ := play(-1, false)
	for _, after := range []bool{false, true} {
		writes := 0
		for n := 1; ; n++ {
			got, broke := play(n, after)
			if broke == 0 {
				break
			}
			writes++
			if got != want {
				t.Errorf("write %d broken, carried out: %v:\n%s\nwant\n%s", n, after, got, want)
			}
		}
		if writes < 11 {
			t.Errorf("only %d writes broke", writes)
		}
	}
}

// A4: fifty presses on four buttons at once are one review.
func TestA4FiftyRatingsAtOnceAreOneReview(t *testing.T) {
	l := newLearning(t, cardBank(1), nil)
	s := l.begin()
	var stored atomic.Int32
	var wait sync.WaitGroup
	for i := range 50 {
		wait.Go(func() {
			_, _, ok, err := l.Rate(context.Background(), "guild", ann.ID, s.Memory.No, s.Memory.Turn, cards.Ratings[i%4], l.now, l.now)
			if err != nil {
				t.Error(err)
			}
			if ok {
				stored.Add(1)
			}
		})
	}
	wait.Wait()
	if data := must[quiz.MemberData](t)(l.Export(t.Context(), "guild", ann.ID, l.now)); stored.Load() != 1 || len(data.Reviews) != 1 || data.Cards[0].Reps != 1 {
		t.Errorf("%d stored: %+v", stored.Load(), data.Reviews)
	}
}

// BenchmarkNextCard is what a member waits for after a rating: the next card
// of a bank of 300 cards, all of which are known.
func BenchmarkNextCard(b *testing.B) {
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "quiz.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	e := quiz.NewEngine(s)
	bank := cardBank(300)
	if _, _, err := e.ImportBank(b.Context(), "", bank, "1", nine); err != nil {
		b.Fatal(err)
	}
	for _, c := range bank.Cards {
		m := quiz.Memory{Community: "guild", Player: ann.ID, Bank: "lamps", ID: c.ID, Fact: c.Fact, DueDay: 1}
		m.State, m.Stability, m.Difficulty, m.Reps, m.LastReview = cards.Review, 10, 5, 3, nine.AddDate(0, 0, -10)
		if _, err := s.AddMemory(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if s, err := e.NextCard(b.Context(), "guild", ann.ID, nine); err != nil || s.Done {
			b.Fatal(s.Done, err)
		}
	}
}
