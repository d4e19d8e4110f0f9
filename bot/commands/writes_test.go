package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// troubled is a database whose writes go wrong in one way.
type troubled struct {
	*store.Store
	writes   atomic.Int64
	fails    int64 // the number of the write that fails; 0 = none
	stored   bool  // that write is stored all the same: only nobody hears of it
	disarmed atomic.Bool
	delay    time.Duration // of every answer
}

var errDisk = errors.New("the disk hums")

// write makes one write in the way that was asked for.
func (s *troubled) write(f func() error) error {
	if s.disarmed.Load() || s.writes.Add(1) != s.fails {
		return f()
	}
	if s.stored {
		return errors.Join(errDisk, f())
	}
	return errDisk
}

func (s *troubled) AddRound(ctx context.Context, r quiz.Round) (out quiz.Round, err error) {
	err = s.write(func() error { out, err = s.Store.AddRound(ctx, r); return err })
	return out, err
}

func (s *troubled) SetPost(ctx context.Context, id quiz.RoundID, post string) error {
	return s.write(func() error { return s.Store.SetPost(ctx, id, post) })
}

func (s *troubled) CloseRound(ctx context.Context, id quiz.RoundID, at time.Time) error {
	return s.write(func() error { return s.Store.CloseRound(ctx, id, at) })
}

func (s *troubled) AddRun(ctx context.Context, run quiz.Run, community quiz.CommunityID, player quiz.Player, at time.Time) (out quiz.Run, err error) {
	err = s.write(func() error { out, err = s.Store.AddRun(ctx, run, community, player, at); return err })
	return out, err
}

func (s *troubled) AddAnswer(ctx context.Context, a quiz.Answer, asks int, counts time.Time) (standing quiz.Answer, run quiz.Run, stored bool, err error) {
	time.Sleep(s.delay)
	err = s.write(func() error {
		standing, run, stored, err = s.Store.AddAnswer(ctx, a, asks, counts)
		return err
	})
	return standing, run, stored, err
}

func (s *troubled) AddLive(ctx context.Context, r quiz.Round, l quiz.LiveRound) error {
	return s.write(func() error { return s.Store.AddLive(ctx, r, l) })
}

func (s *troubled) SaveLive(ctx context.Context, l quiz.LiveRound) (out quiz.LiveRound, err error) {
	err = s.write(func() error { out, err = s.Store.SaveLive(ctx, l); return err })
	return out, err
}

func (s *troubled) CloseLive(ctx context.Context, id quiz.RoundID) error {
	return s.write(func() error { return s.Store.CloseLive(ctx, id) })
}

func (s *troubled) JoinLive(ctx context.Context, run quiz.Run, community quiz.CommunityID, player quiz.Player, wanted, teams int, at time.Time) (team int, err error) {
	err = s.write(func() error {
		team, err = s.Store.JoinLive(ctx, run, community, player, wanted, teams, at)
		return err
	})
	return team, err
}

func (s *troubled) AddOccurrence(ctx context.Context, o quiz.Occurrence) (added bool, err error) {
	err = s.write(func() error { added, err = s.Store.AddOccurrence(ctx, o); return err })
	return added, err
}

func (s *troubled) MoveOccurrence(ctx context.Context, o quiz.Occurrence, from quiz.OccurrenceState) (moved bool, err error) {
	err = s.write(func() error { moved, err = s.Store.MoveOccurrence(ctx, o, from); return err })
	return moved, err
}

// TestD2EveryWriteFailsOnce plays a live round and a daily quiz again and
// again, each time with the next write failing: not stored, or stored without
// anybody hearing of it. Whoever is told so does the same once more.
func TestD2EveryWriteFailsOnce(t *testing.T) {
	t.Parallel()
	for _, stored := range []bool{false, true} {
		var mu sync.Mutex
		last, writes := int64(0), int64(1<<62) // writes of a script without a failure, known once one passes
		t.Run(fmt.Sprintf("stored %v", stored), func(t *testing.T) {
			var work sync.WaitGroup
			for range 2 {
				work.Go(func() {
					for {
						mu.Lock()
						last++
						n := last
						over := n > writes
						mu.Unlock()
						if over {
							return
						}
						t.Run(fmt.Sprintf("write %d", n), func(t *testing.T) {
							if made := playTroubled(t, n, stored); made < n {
								mu.Lock()
								writes = min(writes, made)
								mu.Unlock()
							}
						})
						if t.Failed() {
							return
						}
					}
				})
			}
			work.Wait()
			t.Logf("%d writes", writes)
		})
	}
}

// playTroubled plays the script with one write failing and returns how many
// writes there were.
func playTroubled(t *testing.T, fails int64, stored bool) int64 {
	var db *troubled
	stage := bottest.NewOver(t, liveBank("depths", "water"), func(s *store.Store) bottest.Storage {
		db = &troubled{Store: s, fails: fails, stored: stored}
		db.disarmed.Store(true) // until the stage is set
		return db
	})
	db.disarmed.Store(false)
	await := func(text string) *localdiscord.Message {
		t.Helper()
		for wait := range 60 {
			for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID) {
				if strings.Contains(m.Text(), text) || bottest.Button(&m, text) != "" {
					return &m
				}
			}
			if wait%20 == 10 {
				stage.Advance(21 * time.Second) // what failed is tried again later
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("write %d: %q did not come", fails, text)
		return nil
	}
	// again does something once more when it went wrong.
	again := func(do func() *localdiscord.Message) *localdiscord.Message {
		t.Helper()
		m := do()
		if text := m.Text(); !strings.Contains(text, "did not work") && !strings.Contains(text, "not saved") {
			return m
		} else if strings.Contains(text, "Recorded") || strings.Contains(text, "Right") || strings.Contains(text, "Wrong") {
			t.Errorf("write %d failed, and the member is told\n%s", fails, text)
		}
		return do()
	}
	command := func(who localdiscord.User, name string, options ...localdiscord.Option) *localdiscord.Message {
		t.Helper()
		return again(func() *localdiscord.Message { return stage.Command(t, who, name, options...) })
	}
	choice := map[string]string{}
	pick := func(who localdiscord.User, m *localdiscord.Message, wrong bool) *localdiscord.Message {
		t.Helper()
		labels := bottest.Options(m)
		i := key(m, labels)
		if wrong {
			i = (i + 1) % len(labels)
		}
		choice[who.ID] += labels[i][3:] + "; "
		return again(func() *localdiscord.Message { return stage.Press(t, who, m, labels[i]) })
	}

	command(stage.Tomas, "round start", option("topic", "depths"), option("starts_in", 3600), option("seconds", 600), option("between", 600))
	post := await("Join")
	wants(t, again(func() *localdiscord.Message { return stage.Press(t, stage.Mina, post, "Join") }), "You are in")
	command(stage.Tomas, "round skip")
	question := await("A)")
	wants(t, pick(stage.Mina, question, false), "Recorded")
	wants(t, pick(stage.Jonas, question, true), "Recorded")
	command(stage.Tomas, "round skip")
	stage.Advance(time.Second)
	await("Standings")
	command(stage.Tomas, "round skip")
	wants(t, await("Final standings: "), "1.** Mina · 100 points", "2.** Jonas · 0 points")

	daily := func(m *localdiscord.Message) *localdiscord.Message {
		return again(func() *localdiscord.Message { return stage.Press(t, stage.Mina, m, "Start") })
	}
	minute := stage.Now().UTC().Truncate(time.Minute)
	if _, err := stage.Store.SaveSchedule(t.Context(), quiz.Schedule{
		Venue: stage.Venue, Bank: "sea", Topic: "water", Cron: fmt.Sprintf("%d %d * * *", minute.Minute(), minute.Hour()), Zone: "UTC",
		Questions: 1, Closes: minute.Add(time.Hour).Format("15:04"), Reveal: quiz.RevealAtOnce, CreatedAt: minute.Add(-time.Second),
	}); err != nil {
		t.Fatal(err)
	}
	stage.Bot.Wake()
	m := daily(await("Start"))
	wants(t, pick(stage.Mina, m, false), "Why")
	for range 60 { // an hour is long enough for what is tried again 20 seconds later
		open, err := stage.Store.OpenOccurrences(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(open) == 0 {
			break
		}
		stage.Advance(21 * time.Second)
		time.Sleep(50 * time.Millisecond)
	}
	stage.Advance(2 * time.Hour)
	await("started, 1 finished")

	posts := map[string]int{}
	for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID) {
		if m.Nonce != nil {
			posts[fmt.Sprint(m.Nonce)]++
		}
	}
	for nonce, n := range posts {
		if n > 1 {
			t.Errorf("write %d: message %s was posted %d times", fails, nonce, n)
		}
	}
	if problems, err := stage.Store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("write %d: %v, %v", fails, problems, err)
	}
	for _, who := range []localdiscord.User{stage.Mina, stage.Jonas} {
		data, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(who.ID), stage.Now())
		if err != nil {
			t.Fatal(err)
		}
		given := ""
		for _, a := range data.Answers {
			given += a.Given[0] + "; "
		}
		if given != choice[who.ID] {
			t.Errorf("write %d: %s chose %q, stored is %q", fails, who.Username, choice[who.ID], given)
		}
	}
	board, err := stage.Engine.Leaderboard(t.Context(), stage.Venue.Community, quiz.AllTime, "", quiz.PlayerID(stage.Mina.ID), 0, stage.Now())
	if err != nil || board.Own == nil || board.Own.Points != 200 {
		t.Errorf("write %d: the leaderboard says %+v, %v; Mina has 200 points", fails, board, err)
	}
	return db.writes.Load()
}

// TestD3SlowCommitsAreAnsweredInTime lets every answer take so long to be
// stored; Discord waits 3 s for the first reply.
func TestD3SlowCommitsAreAnsweredInTime(t *testing.T) {
	for _, delay := range []time.Duration{1400 * time.Millisecond, 2900 * time.Millisecond, 10 * time.Second} {
		t.Run(delay.String(), func(t *testing.T) {
			t.Parallel()
			var db *troubled
			stage := bottest.NewOver(t, liveBank("depths"), func(s *store.Store) bottest.Storage {
				db = &troubled{Store: s, delay: delay}
				return db
			})
			stage.Command(t, stage.Tomas, "round start", option("starts_in", 0), option("seconds", 600))
			question := public(t, stage, "Question 1 of 1")
			began := time.Now()
			answer, err := stage.Discord.As(stage.Mina.ID).Press(t.Context(), question.ID, bottest.Button(question, bottest.Options(question)[key(question, bottest.Options(question))]))
			if err != nil {
				t.Fatalf("Discord gave up after %v: %v", time.Since(began), err)
			}
			if took := time.Since(began); took > 2800*time.Millisecond {
				t.Errorf("the first reply came after %v", took)
			}
			if deferred := answer.Type == localdiscord.CallbackDeferred; deferred != (delay > 2*time.Second) {
				t.Errorf("a commit of %v is answered with type %d", delay, answer.Type)
			}
			m, err := answer.Wait(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			wants(t, m, "Recorded: ")
			v, err := stage.Store.LiveIn(t.Context(), stage.Venue)
			if err != nil {
				t.Fatal(err)
			}
			if answers, err := stage.Store.LiveAnswers(t.Context(), v.Round); err != nil || len(answers) != 1 {
				t.Errorf("stored: %+v, %v", answers, err)
			}
		})
	}
}
