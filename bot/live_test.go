package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/bot/discord"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
	"quizbot/quiz/store"
)

// channel is a stage that remembers what it was told to show and when.
type channel struct {
	began   time.Time
	trouble func(nonce string) (arrives bool, err error)

	mu       sync.Mutex
	log      []string
	messages map[string]view.Message // by id, which is the nonce
}

// keep stands for a message that is in the channel now.
func (c *channel) keep(what, id string, m view.Message) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.messages[id] = m
	c.note(what, m)
}

// message is what the channel has under a nonce.
func (c *channel) message(id string) (view.Message, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, found := c.messages[id]
	return m, found
}

func (c *channel) note(what string, m view.Message) {
	title := m.Embeds[0].Title
	if strings.Contains(m.Embeds[0].Description, "Right:") {
		title += " (reveal)"
	}
	c.log = append(c.log, fmt.Sprintf("%5.1f %s %s · %s", time.Since(c.began).Seconds(), what, title, m.Embeds[0].Footer))
}

func (c *channel) post(_ context.Context, _ quiz.Venue, m view.Message, how posting) (string, error) {
	if len(how.nonce) > 25 {
		return "", fmt.Errorf("nonce %q has %d characters", how.nonce, len(how.nonce))
	}
	if c.trouble != nil {
		if arrives, err := c.trouble(how.nonce); err != nil {
			if arrives {
				c.keep("lost ", how.nonce, m)
			}
			return "", err
		}
	}
	if _, twice := c.message(how.nonce); twice {
		return "", errors.New("posted twice: " + how.nonce)
	}
	c.keep("post ", how.nonce, m)
	return how.nonce, nil
}

func (c *channel) edit(_ context.Context, _ quiz.Venue, id string, m view.Message) error {
	c.keep("edit ", id, m)
	return nil
}

func (c *channel) findLive(_ context.Context, l quiz.LiveRound, key string) (string, bool, error) {
	_, found := c.message(liveNonce(l.Round, key))
	return liveNonce(l.Round, key), found, nil
}

// lesson is a live round of two questions in a bubble: 20 seconds a question,
// 5 between them, the first after 10.
type lesson struct {
	*channel
	store  *store.Store
	engine *quiz.Engine
	round  quiz.LiveRound
	lives  *lives
	cancel func() // the process that leads it
	stop   func() // the same, and waits for its end
}

func (l *lesson) start(t *testing.T) { l.startOver(t, l.engine) }

func (l *lesson) startOver(t *testing.T, engine *quiz.Engine) {
	l.lives = newLives(l.channel, engine, time.Now, slog.New(slog.DiscardHandler))
	loop := schedule.NewLoop(slog.New(slog.DiscardHandler), l.lives.scan)
	ctx, cancel := context.WithCancel(t.Context())
	l.cancel = cancel
	done := make(chan struct{}, 2)
	go func() { loop.Run(ctx); done <- struct{}{} }()
	go func() { l.lives.run(ctx); done <- struct{}{} }()
	l.stop = func() { cancel(); <-done; <-done }
}

// inLesson runs play in a bubble at the moment of the announcement.
func inLesson(t *testing.T, play func(t *testing.T, l *lesson)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "quizbot.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		l := &lesson{channel: &channel{began: time.Now(), messages: map[string]view.Message{}}, store: s, engine: quiz.NewEngine(s)}
		bank := &questions.Bank{Name: "lamps", Title: "Lamps", Sources: []questions.Source{{ID: "almanac", Title: "Almanac"}}}
		for _, id := range []string{"red", "blue"} {
			bank.Facts = append(bank.Facts, questions.Fact{ID: questions.FactID(id), Statement: "It is.", Evidence: []questions.Evidence{{Source: "almanac", Paragraph: 1, Anchor: id}}})
			bank.Questions = append(bank.Questions, questions.Question{ID: questions.QuestionID(id + "/single"), Form: questions.SingleChoice, Stem: "Which?",
				Key: []string{id + " one"}, Distractors: []string{id + " two"}, Explanation: "It is.", Facts: []questions.FactID{questions.FactID(id)}, Status: questions.Approved})
		}
		if _, _, err := l.engine.ImportBank(t.Context(), "", bank, "sum", time.Now()); err != nil {
			t.Fatal(err)
		}
		l.round, err = l.engine.OpenLive(t.Context(), quiz.LivePlan{
			Venue: quiz.Venue{Community: "guild", Channel: "lounge"}, Leader: "tomas", Bank: "lamps", Count: 2, Seed: 1, StartsAt: time.Now().Add(10 * time.Second),
			Rules: quiz.LiveRules{Answering: 20 * time.Second, Between: 5 * time.Second, Scoring: quiz.ScoreRight},
		}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		play(t, l)
		l.stop()
	})
}

func (l *lesson) answer(t *testing.T, no int, player string) {
	t.Helper()
	who := quiz.Entrant{Player: quiz.Player{ID: quiz.PlayerID(player), Name: player}}
	if _, err := l.engine.PickLive(t.Context(), "guild", l.round.Round, no, who, 0, time.Now(), time.Now()); err != nil {
		t.Errorf("%s answers question %d after %v: %v", player, no, time.Since(l.began), err)
	}
	l.lives.note("guild", l.round.Round, false)
}

// until lets the time pass up to so many seconds after the announcement.
func (l *lesson) until(at float64) {
	time.Sleep(time.Duration(at*float64(time.Second)) - time.Since(l.began))
	synctest.Wait()
}

func (l *lesson) saw(t *testing.T, want ...string) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	got := make([]string, len(l.log))
	for i, line := range l.log {
		got[i] = strings.TrimSpace(line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the channel saw\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestALiveRoundKeepsItsTimes(t *testing.T) {
	inLesson(t, func(t *testing.T, l *lesson) {
		l.start(t)
		l.until(11)
		for i := range 40 { // an answer each 400 ms: the count is shown every five seconds
			l.answer(t, 0, fmt.Sprint("player ", i))
			time.Sleep(400 * time.Millisecond)
		}
		l.until(120)
		l.saw(t,
			"0.0 post  Live round: Lamps · 0 members have joined.",
			"10.0 edit  Live round: Lamps · 0 members have joined.", // sure that nothing older stands there
			"10.0 edit  Live round: Lamps ·",
			"10.0 post  Question 1 of 2 · Lamps · 0 members have answered.",
			"15.0 edit  Question 1 of 2 · Lamps · 10 members have answered.",
			"20.0 edit  Question 1 of 2 · Lamps · 23 members have answered.",
			"25.0 edit  Question 1 of 2 · Lamps · 35 members have answered.",
			"30.0 edit  Question 1 of 2 · Lamps · 40 members have answered.",
			"30.5 edit  Question 1 of 2 · Lamps (reveal) · Closed. 40 members answered.",
			"35.5 post  Question 2 of 2 · Lamps · 0 members have answered.",
			"56.5 edit  Question 2 of 2 · Lamps (reveal) · Closed. 0 members answered.",
			"61.5 edit  Live round: Lamps · 40 members have joined.",
			"61.5 post  Final standings: Lamps ·",
		)
	})
}

func TestALiveRoundGoesOnInAnotherProcess(t *testing.T) {
	inLesson(t, func(t *testing.T, l *lesson) {
		l.start(t)
		l.until(12)
		l.answer(t, 0, "mina")
		l.stop()
		l.until(28)
		l.start(t)
		l.until(30.2)
		l.answerLate(t)
		l.until(31)
		if m, _ := l.message(liveNonce(l.round.Round, "q0")); !strings.Contains(m.Embeds[0].Footer, "Closed. 1 member answered.") {
			t.Errorf("the question closes at another time: %+v", m)
		}
		l.stop()
		l.until(50) // away while the second question should have come
		l.start(t)
		l.until(50.1)
		if _, posted := l.message(liveNonce(l.round.Round, "q1")); !posted {
			t.Error("the next question did not come after a restart")
		}
		l.until(120)
		if _, posted := l.message(liveNonce(l.round.Round, "f")); !posted {
			t.Error("the round did not end")
		}
	})
}

// answerLate gives an answer after the deadline.
func (l *lesson) answerLate(t *testing.T) {
	t.Helper()
	who := quiz.Entrant{Player: quiz.Player{ID: "jonas"}}
	if _, err := l.engine.PickLive(t.Context(), "guild", l.round.Round, 0, who, 0, time.Now(), time.Now()); !errors.Is(err, quiz.ErrQuestionClosed) {
		t.Errorf("an answer at %v: %v", time.Since(l.began), err)
	}
}

// mortal is a store under which the process dies at the n-th write.
type mortal struct {
	*store.Store
	n      int
	stored bool // before it dies
	writes atomic.Int64
	die    func()
}

func (m *mortal) SaveLive(ctx context.Context, l quiz.LiveRound) (out quiz.LiveRound, err error) {
	n := int(m.writes.Add(1))
	if n == m.n {
		if m.stored {
			_, _ = m.Store.SaveLive(ctx, l)
		}
		m.die()
	}
	if n >= m.n {
		return quiz.LiveRound{}, errors.New("the process is dead")
	}
	return m.Store.SaveLive(ctx, l)
}

// TestD1ALiveRoundOutlivesItsProcessAtEveryWrite ends the process before and
// after each of its writes: between a post and the note of its id, between a
// close and its reveal, in the middle of the standings. Two seconds later there
// is another one.
func TestD1ALiveRoundOutlivesItsProcessAtEveryWrite(t *testing.T) {
	for _, stored := range []bool{false, true} {
		died := true
		for n := 1; died; n++ {
			died = false
			inLesson(t, func(t *testing.T, l *lesson) {
				under := &mortal{Store: l.store, n: n, stored: stored}
				under.die = func() { l.cancel() }
				l.startOver(t, quiz.NewEngine(under))
				for at := 1.0; at <= 150; at++ {
					l.until(at)
					if !died && int(under.writes.Load()) >= n {
						died = true
						l.stop()
						l.until(at + 2)
						l.start(t)
					}
				}
				v, err := l.engine.ViewLive(t.Context(), "guild", l.round.Round)
				if err != nil || v.Live.Ending != quiz.Completed {
					t.Fatalf("write %d, stored %v: the round is %s (%s), %v", n, stored, v.Live.Phase, v.Live.Ending, err)
				}
				if open, err := l.engine.LiveRounds(t.Context()); err != nil || len(open) > 0 {
					t.Errorf("write %d, stored %v: not all of it was shown: %v", n, stored, err)
				}
				for _, key := range []string{"q0", "q1"} {
					if m, posted := l.message(liveNonce(l.round.Round, key)); !posted || !strings.Contains(m.Embeds[0].Description, "Right:") || len(m.Rows) > 0 {
						t.Errorf("write %d, stored %v: question %s ends as %+v", n, stored, key, m)
					}
				}
				if _, posted := l.message(liveNonce(l.round.Round, "f")); !posted {
					t.Errorf("write %d, stored %v: no final standings", n, stored)
				}
			})
			if n > 50 {
				t.Fatal("the process never lives")
			}
		}
	}
}

func TestALiveRoundPostsOnceWhateverTheChannelDoes(t *testing.T) {
	uncertain := fmt.Errorf("%w: cut off", discord.ErrUncertain)
	tests := []struct {
		name    string
		trouble func(tries int) (arrives bool, err error) // of the first question's post
		closes  time.Duration                             // of the first question, after the announcement
		ending  quiz.Ending
	}{
		{"it arrives", func(int) (bool, error) { return true, nil }, 30 * time.Second, quiz.Completed},
		{"it arrives without a word", func(int) (bool, error) { return true, uncertain }, 30 * time.Second, quiz.Completed},
		{"it is lost once", func(tries int) (bool, error) {
			if tries == 1 {
				return false, uncertain
			}
			return true, nil
		}, 30 * time.Second, quiz.Completed},
		{"it is lost for long", func(tries int) (bool, error) {
			if tries <= 3 { // again after 1, 2 and 4 seconds
				return false, uncertain
			}
			return true, nil
		}, 37 * time.Second, quiz.Completed},
		{"it takes ten seconds", func(int) (bool, error) {
			time.Sleep(10 * time.Second)
			return true, nil
		}, 40 * time.Second, quiz.Completed},
		{"it is refused", func(int) (bool, error) { return false, discord.ErrRefused }, 10 * time.Second, quiz.Unpostable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inLesson(t, func(t *testing.T, l *lesson) {
				tries := 0
				l.trouble = func(nonce string) (bool, error) {
					if nonce != liveNonce(l.round.Round, "q0") {
						return true, nil
					}
					tries++
					return test.trouble(tries)
				}
				l.start(t)
				l.until(21)
				v, err := l.engine.Live(t.Context(), "guild", l.round.Round)
				if err != nil {
					t.Fatal(err)
				}
				if got := v.Live.Asked[0].Until.Sub(l.began); got != test.closes {
					t.Errorf("the first question closes after %v, want %v", got, test.closes)
				}
				if m, posted := l.message(liveNonce(l.round.Round, "q0")); posted {
					if want := view.FromNow(v.Live.Asked[0].Until); !strings.Contains(m.Embeds[0].Description, want) {
						t.Errorf("the message lacks %s:\n%s", want, m.Embeds[0].Description)
					}
				} else if test.ending == quiz.Completed {
					t.Error("the question is not there")
				}
				l.until(150)
				if v, err = l.engine.Live(t.Context(), "guild", l.round.Round); err != nil || v.Live.Ending != test.ending {
					t.Errorf("the round is %s (%s), %v", v.Live.Phase, v.Live.Ending, err)
				}
			})
		})
	}
}

func TestNoQuestionStaysOpenBehindAnother(t *testing.T) {
	tests := []struct {
		name   string
		inputs []quiz.LiveInput // half a second apart, before anything of it is shown
		want   []string         // of the first two questions, whether they show their reveal
	}{
		{"stopped while it is open", []quiz.LiveInput{quiz.Stop{By: "tomas"}}, []string{"revealed", "missing"}},
		{"skipped faster than it is shown", []quiz.LiveInput{quiz.Skip{By: "tomas"}, quiz.Tick{}, quiz.Skip{By: "tomas"}, quiz.Tick{}}, []string{"revealed", "open"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inLesson(t, func(t *testing.T, l *lesson) {
				l.start(t)
				l.until(12)
				for _, in := range test.inputs {
					if _, err := l.engine.StepLive(t.Context(), "guild", l.round.Round, in, time.Now()); err != nil {
						t.Fatal(err)
					}
					time.Sleep(500 * time.Millisecond)
				}
				l.lives.note("guild", l.round.Round, true)
				l.until(20)
				for no, want := range test.want {
					got := "missing"
					if m, posted := l.message(liveNonce(l.round.Round, quiz.PostKey(no))); posted {
						got = "open"
						if strings.Contains(m.Embeds[0].Description, "Right:") && len(m.Rows) == 0 {
							got = "revealed"
						}
					}
					if got != want {
						t.Errorf("question %d is %s, want %s", no+1, got, want)
					}
				}
			})
		})
	}
}
