package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot"
	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/bot/view"
	"quizbot/quiz"
)

const callbackRoute = "/interactions/{interaction}/{token}/callback"

// on calls do for each event of a type until the test ends.
func on(stage *bottest.Stage, t *testing.T, kind string, do func(localdiscord.Event)) (cancel func()) {
	events, cancel := stage.Discord.Subscribe("")
	t.Cleanup(cancel)
	go func() {
		for e := range events {
			if e.Type == kind {
				do(e)
			}
		}
	}()
	return cancel
}

// TestG5CutAtEveryFrameCountsEveryAnswerOnce plays a round while the gateway
// is cut, for one member each: before every press, when a press is on its way
// to the bot, and when the bot's answer has come.
func TestG5CutAtEveryFrameCountsEveryAnswerOnce(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	drop := func(localdiscord.Event) { stage.Discord.CloseGateway(0) }
	play := func(who localdiscord.User) {
		t.Helper()
		stage.AnswerAll(t, who, post, func(*localdiscord.Message, []string) int {
			stage.Discord.CloseGateway(0)
			return 0
		})
		member, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(who.ID), stage.Now())
		if err != nil {
			t.Fatal(err)
		}
		seen := map[int]bool{}
		for _, a := range member.Answers {
			if seen[a.No] {
				t.Errorf("%s: question %d is stored twice", who.Username, a.No)
			}
			seen[a.No] = true
		}
		if len(seen) != 6 {
			t.Errorf("%s: %d answers are stored, want 6", who.Username, len(seen))
		}
	}
	play(stage.Mina)
	cancel := on(stage, t, "INTERACTION_CREATE", drop)
	play(stage.Jonas)
	cancel()
	on(stage, t, "INTERACTION_DONE", drop)
	play(stage.Tomas)
}

// TestG5SecondDeliveryIsIgnored sends every interaction three times: each is
// answered once.
func TestG5SecondDeliveryIsIgnored(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	var sent atomic.Int64
	cancel := on(stage, t, "INTERACTION_CREATE", func(e localdiscord.Event) {
		for range 2 {
			stage.Discord.SendRaw(fmt.Sprintf(`{"op":0,"t":"INTERACTION_CREATE","s":null,"d":%s}`, e.Payload))
		}
		sent.Add(1)
	})
	stage.AnswerAll(t, stage.Mina, post, bottest.First)
	stage.Command(t, stage.Mina, "help")
	answered := func() map[string]int {
		times := map[string]int{} // by path, which names the interaction
		for _, r := range stage.Discord.FindRequests("POST", callbackRoute) {
			times[r.Path]++
		}
		return times
	}
	// The events are told beside the answers, and may lag behind on a busy machine.
	eventually(t, "every interaction was sent again", func() bool { return sent.Load() == int64(len(answered())) })
	cancel()
	stage.Command(t, stage.Mina, "help") // the bot takes interactions in the order in which they come
	for path, n := range answered() {
		if n != 1 {
			t.Errorf("%s was answered %d times", path, n)
		}
	}
	if n := stored(t, stage, stage.Mina); n != 6 {
		t.Errorf("%d answers are stored, want 6", n)
	}
}

// TestG6OutageAtCloseTime takes the gateway away across the end of a quiz. It
// closes by the clock; a press from before is answered when the connection is
// back, or else not acknowledged.
func TestG6OutageAtCloseTime(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	verdict := stage.AnswerOne(t, stage.Mina, stage.Press(t, stage.Mina, post, "Start"), bottest.First)
	if bottest.Button(verdict, "Next question") == "" {
		t.Fatalf("no next question:\n%s", verdict.Text())
	}
	stage.Discord.SetGateway(localdiscord.GatewayPlan{Refuse: true})
	stage.Discord.CloseGateway(0)
	pressed := make(chan error, 1)
	go func() {
		_, err := stage.Discord.As(stage.Jonas.ID).Press(t.Context(), post.ID, bottest.Button(post, "Start"))
		pressed <- err
	}()
	time.Sleep(50 * time.Millisecond)
	stage.Advance(2 * time.Hour)
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return m.ID != post.ID && strings.Contains(m.Text(), "The Sea") })
	if err := <-pressed; !errors.Is(err, localdiscord.ErrNoResponse) {
		t.Errorf("a press nobody could hear: %v, want no response", err)
	}
	stage.Discord.Heal()
	for deadline := time.Now().Add(10 * time.Second); !stage.Discord.Connected(stage.App.ID) && time.Now().Before(deadline); {
		time.Sleep(5 * time.Millisecond)
	}
	if text := stage.Command(t, stage.Mina, "score").Text(); text == "" {
		t.Error("no score after the outage")
	}
	member, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(stage.Mina.ID), stage.Now())
	if err != nil || len(member.Answers) != 1 {
		t.Errorf("%d answers are stored (%v), want the one that was acknowledged", len(member.Answers), err)
	}
}

// TestG6ClickBeforeTheDeadlineThatComesAfterIt drops the gateway just before a
// quiz closes, when an answer is on its way to the bot, and lets it resume
// after the close. While the token works the answer counts. A dead token
// acknowledges nothing; the choice was made in time and stands, as the member
// is told on the next press.
func TestG6ClickBeforeTheDeadlineThatComesAfterIt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		outage       time.Duration // on the stage's clock; Discord waits 3 s
		acknowledged bool
	}{
		{"token works", 1500 * time.Millisecond, true},
		{"token is dead", 10 * time.Second, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			stage := bottest.New(t)
			closes := stage.Now().UTC().Truncate(time.Minute).Add(time.Hour)
			post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Closes = closes.Format("15:04") })
			question := stage.Press(t, stage.Mina, post, "Start")
			for bottest.Button(question, "Send") != "" { // an order is not one press
				verdict := stage.AnswerOne(t, stage.Mina, question, bottest.First)
				question = stage.Press(t, stage.Mina, verdict, "Next question")
			}
			before := stored(t, stage, stage.Mina)
			stage.Advance(closes.Sub(stage.Now()) - time.Second)

			stage.Discord.SetGateway(localdiscord.GatewayPlan{Refuse: true})
			stage.Discord.FailGateway(localdiscord.GatewayFault{Event: "INTERACTION_CREATE", Lost: true})
			type pressed struct {
				answer *localdiscord.Response
				err    error
			}
			done := make(chan pressed, 1)
			go func() {
				answer, err := stage.Discord.As(stage.Mina.ID).Press(t.Context(), question.ID, bottest.Button(question, bottest.Options(question)[0]))
				done <- pressed{answer, err}
			}()
			eventually(t, "the connection is gone", func() bool { return !stage.Discord.Connected(stage.App.ID) })
			stage.Advance(test.outage)
			stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return m.ID != post.ID && strings.Contains(m.Text(), "The Sea") })
			stage.Discord.Heal()
			p := <-done
			eventually(t, "the connection is back", func() bool { return stage.Discord.Connected(stage.App.ID) })
			if test.acknowledged && p.err != nil || !test.acknowledged && !errors.Is(p.err, localdiscord.ErrNoResponse) {
				t.Errorf("press: %v, want it acknowledged: %v", p.err, test.acknowledged)
			}
			eventually(t, "the answer is stored", func() bool { return stored(t, stage, stage.Mina) == before+1 })
			if test.acknowledged {
				return // what was pressed on shows the verdict now
			}
			if again := stage.Press(t, stage.Mina, question, bottest.Options(question)[1]).Text(); !strings.Contains(again, "Recorded earlier: A)") {
				t.Errorf("the next press says:\n%s", again)
			}
		})
	}
}

// stored counts a member's answers.
func stored(t *testing.T, stage *bottest.Stage, who localdiscord.User) int {
	t.Helper()
	member, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(who.ID), stage.Now())
	if err != nil {
		t.Fatal(err)
	}
	return len(member.Answers)
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("in 15 s it did not happen that %s", what)
		}
	}
}

// TestA3AnInteractionIsProcessedOnce delivers the same interaction again: at
// the same time, afterwards, and to a bot that was started anew.
func TestA3AnInteractionIsProcessedOnce(t *testing.T) {
	t.Parallel()
	var runs atomic.Int64
	stage := bottest.NewWith(t, bottest.Bank(), bot.Command{Name: "once", Short: "x", Help: "x",
		Run: func(context.Context, bot.Call) (bot.Reply, error) {
			runs.Add(1)
			return bot.Private(view.Message{Content: "done"}), nil
		}})
	var mu sync.Mutex
	var last string // INTERACTION_CREATE
	on(stage, t, "INTERACTION_CREATE", func(e localdiscord.Event) {
		mu.Lock()
		last = fmt.Sprintf(`{"op":0,"t":"INTERACTION_CREATE","s":null,"d":%s}`, e.Payload)
		mu.Unlock()
	})
	replay := func(times int) {
		t.Helper()
		mu.Lock()
		defer mu.Unlock()
		for range times {
			stage.Discord.SendRaw(last)
		}
	}
	stage.Command(t, stage.Mina, "once")
	replay(50)
	stage.Command(t, stage.Mina, "help")
	if n := runs.Load(); n != 1 {
		t.Errorf("one command that came 51 times ran %d times", n)
	}

	post := stage.PostQuiz(t, nil)
	question := stage.Press(t, stage.Mina, post, "Start")
	for bottest.Button(question, "Send") != "" {
		question = stage.Press(t, stage.Mina, stage.AnswerOne(t, stage.Mina, question, bottest.First), "Next question")
	}
	stage.AnswerOne(t, stage.Mina, question, bottest.First)
	replay(10)
	before := stored(t, stage, stage.Mina)
	stage.Restart(t)
	callbacks := func() (accepted, refused int) {
		for _, r := range stage.Discord.FindRequests("POST", callbackRoute) {
			if r.Status < 300 {
				accepted++
			} else {
				refused++
			}
		}
		return accepted, refused
	}
	accepted, _ := callbacks()
	replay(10)
	eventually(t, "the new bot has worked on it", func() bool { _, refused := callbacks(); return refused > 0 })
	if n, refused := callbacks(); n != accepted || refused != 1 {
		t.Errorf("after a restart %d more answers were accepted and %d refused, want 0 and 1", n-accepted, refused)
	}
	if after := stored(t, stage, stage.Mina); after != before {
		t.Errorf("after a restart %d answers are stored, before it %d", after, before)
	}
}

// interaction is INTERACTION_CREATE as a test makes it up; more is JSON fields.
func interaction(stage *bottest.Stage, n int, more string) string {
	id := (uint64(stage.Now().UnixMilli())-1420070400000)<<22 | uint64(n)
	return fmt.Sprintf(`{"op":0,"t":"INTERACTION_CREATE","s":null,"d":{"id":"%d","application_id":%q,"token":"made-up-%d","version":1,"channel_id":%q,"guild_id":%q%s}}`,
		id, stage.App.ID, n, stage.Venue.Channel, stage.Guild.ID, more)
}

// TestG7WhatNobodyExpectedGetsAPoliteRefusal sends interactions that Discord
// may send some day, or never. The local Discord does not know them, so it
// refuses the answers; but they came.
func TestG7WhatNobodyExpectedGetsAPoliteRefusal(t *testing.T) {
	t.Parallel()
	member := `,"member":{"user":{"id":"1","username":"x"},"roles":[],"permissions":"0"}`
	tests := []struct{ name, fields, says string }{
		{"unknown component in the message", `,"type":3` + member + `,"message":{"id":"1","components":[{"type":99}]},"data":{"component_type":2,"custom_id":"x"}`, "That did not work"},
		{"unknown component pressed", `,"type":3` + member + `,"data":{"component_type":99,"custom_id":"x"}`, "too old"},
		{"unknown type", `,"type":99` + member + `,"data":{"x":1}`, "That did not work"},
		{"no member", `,"type":2,"data":{"name":"help","id":"1","type":1}`, "server"},
		{"member without a user", `,"type":2,"member":{"roles":[]},"data":{"name":"help","id":"1","type":1}`, "server"},
		{"in a direct message", `,"type":2,"user":{"id":"1","username":"x"},"guild_id":null,"data":{"name":"help","id":"1","type":1}`, "server"},
		{"no data", `,"type":2` + member, "That did not work"},
		{"unknown command", `,"type":2` + member + `,"data":{"name":"nothing","id":"1","type":1}`, "That did not work"},
		{"options that are none", `,"type":2` + member + `,"data":{"name":"help","id":"1","type":1,"options":[null]}`, "That did not work"},
		{"option of an unknown type", `,"type":2` + member + `,"data":{"name":"help","id":"1","type":1,"options":[{"name":"x","type":77,"value":{"a":1}}]}`, ""},
		{"form with a label", `,"type":5` + member + `,"data":{"custom_id":"x","components":[{"type":18,"component":{"type":4,"custom_id":"y","value":"z"}}]}`, "That did not work"},
		{"suggestions for nothing", `,"type":4` + member + `,"data":{"name":"nothing","id":"1","type":1,"options":[]}`, `"choices":[]`},
	}
	stage := bottest.New(t)
	for n, test := range tests {
		stage.Discord.SendRaw(interaction(stage, n, test.fields))
		path := fmt.Sprintf("/made-up-%d/callback", n)
		var answers []string
		for deadline := time.Now().Add(5 * time.Second); len(answers) == 0 && time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
			for _, r := range stage.Discord.FindRequests("POST", callbackRoute) {
				if strings.HasSuffix(r.Path, path) {
					answers = append(answers, string(r.Body))
				}
			}
		}
		if len(answers) != 1 || !strings.Contains(answers[0], test.says) {
			t.Errorf("%s: answers %q, want one with %q", test.name, answers, test.says)
		}
	}
	stage.Command(t, stage.Mina, "help")
}

// TestG7SameFailureIsLoggedOnceAMinute reads the code that members are given:
// each new code is a line in the log.
func TestG7SameFailureIsLoggedOnceAMinute(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, bottest.Bank(),
		bot.Command{Name: "panics", Short: "x", Help: "x", Run: func(context.Context, bot.Call) (bot.Reply, error) { panic("the same") }},
		bot.Command{Name: "fails", Short: "x", Help: "x", Run: func(_ context.Context, c bot.Call) (bot.Reply, error) {
			return bot.Reply{}, fmt.Errorf("row %d is gone", c.Now.UnixNano())
		}})
	codes := map[string]bool{}
	for range 5 {
		for _, name := range []string{"panics", "fails"} {
			text := stage.Command(t, stage.Mina, name).Text()
			codes[name+text[strings.Index(text, "logged as "):]] = true
		}
	}
	if len(codes) != 2 {
		t.Errorf("2 causes have %d codes: %v", len(codes), codes)
	}
}
