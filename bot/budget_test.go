package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/bot/view"
	"quizbot/quiz"
)

func TestL1ABudgetRefillsAndTellsOnceForABurst(t *testing.T) {
	at := time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		name    string
		every   time.Duration
		n       int
		granted [2]int // from, to
		told    [2]int
	}{
		{"somebody who plays fast", 300 * time.Millisecond, 400, [2]int{400, 400}, [2]int{0, 0}},
		{"50 at once", 0, 50, [2]int{50, 50}, [2]int{0, 0}},
		{"100 presses a second", 10 * time.Millisecond, 1000, [2]int{100, 115}, [2]int{1, 1}},
		{"1,000 commands in a minute", 60 * time.Millisecond, 1000, [2]int{340, 365}, [2]int{1, 1}},
	}
	for _, test := range tests {
		b := newBudgets()
		granted, told := 0, 0
		for i := range test.n {
			ok, wait, tell := b.take("mina", false, 1, at.Add(time.Duration(i)*test.every))
			if ok {
				granted++
			} else if wait < time.Second || wait > 10*time.Second {
				t.Errorf("%s: wait %v", test.name, wait)
			}
			if tell {
				told++
			}
		}
		if granted < test.granted[0] || granted > test.granted[1] || told < test.told[0] || told > test.told[1] {
			t.Errorf("%s: %d granted and %d told; want %d and %d", test.name, granted, told, test.granted, test.told)
		}
		if ok, _, _ := b.take("jonas", false, 1, at); !ok {
			t.Errorf("%s: another member is refused", test.name)
		}
		if ok, _, _ := b.take("mina", true, 1, at); !ok {
			t.Errorf("%s: typing is refused with it", test.name)
		}
	}
}

func TestL1FilesCostMore(t *testing.T) {
	at := time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
	b := newBudgets()
	granted, told := 0, 0
	for range 50 {
		ok, wait, tell := b.take("tomas", false, fileCost, at)
		switch {
		case ok:
			granted++
		case tell:
			told++
			if wait != 4*time.Second {
				t.Errorf("told to wait %v", wait)
			}
		}
	}
	if granted != 3 || told != 1 {
		t.Errorf("50 files at once: %d read, %d times told to slow down; want 3 and 1", granted, told)
	}
	if ok, _, _ := b.take("tomas", false, fileCost, at.Add(4*time.Second)); !ok {
		t.Error("four seconds later another one is refused")
	}
}

func TestL1BudgetsAreForgotten(t *testing.T) {
	at := time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
	b := newBudgets()
	for i := range 3 * budgetsKept {
		b.take(fmt.Sprint(i), false, 1, at.Add(time.Duration(i)*time.Millisecond))
	}
	if n := len(b.members); n > budgetsKept {
		t.Errorf("%d budgets are kept, want at most %d", n, budgetsKept)
	}
}

func TestL2AServerFillsNoMoreThanItsShareOfTheQueue(t *testing.T) {
	b := newBudgets()
	entered := 0
	for range 10_000 {
		if b.enter("loud") {
			entered++
		}
	}
	if entered != guildShare || !b.enter("quiet") {
		t.Errorf("%d of one server are waiting; another one gets in: %v", entered, b.enter("quiet"))
	}
	for range entered {
		b.leave("loud")
	}
	if len(b.guilds) != 1 || !b.enter("loud") {
		t.Errorf("servers are kept: %v", b.guilds)
	}
}

// TestL1OneMemberIsToldToSlowDown sends 300 commands of one member at once,
// while another one is served.
func TestL1OneMemberIsToldToSlowDown(t *testing.T) {
	var done atomic.Int64
	f := newFlooded(t, func(context.Context, Call) (Reply, error) {
		done.Add(1)
		return Private(view.Message{Content: "done"}), nil
	})
	for n := range 300 {
		f.send(n, somebody(7))
	}
	began := time.Now()
	answer, err := f.As(f.member.ID).Command(t.Context(), f.channel.ID, "work")
	if err != nil || !strings.Contains(answer.Message.Text(), "done") {
		t.Fatalf("another member: %v, %v", answer, err)
	}
	took := time.Since(began)
	time.Sleep(300 * time.Millisecond)
	slow, other := 0, 0
	for _, r := range f.Requests() {
		switch body := string(r.Body); {
		case strings.Contains(body, "Slow down"):
			slow++
		case strings.Contains(body, "done"):
			other++
		}
	}
	if n := done.Load(); n < memberBurst || n > memberBurst+10 || slow != 1 {
		t.Errorf("%d of 300 were served, %d told to slow down; want about %d and 1", n, slow, memberBurst)
	}
	if took > 3*time.Second {
		t.Errorf("another member waited for %v", took)
	}
	t.Logf("%d served, %d told, %d answers, another member after %v", done.Load(), slow, other, took)
}

// TestL2ACountIsShownAtMostEveryFiveSeconds has 10,000 members finish within
// two seconds of fake time.
func TestL2ACountIsShownAtMostEveryFiveSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown []time.Time
		c := newCounts(func(context.Context, quiz.CommunityID, quiz.RoundID) error {
			shown = append(shown, time.Now())
			return nil
		}, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		var work sync.WaitGroup
		work.Go(func() { c.run(ctx) })
		for range 10_000 {
			c.changed("guild", "r1")
			time.Sleep(200 * time.Microsecond)
		}
		time.Sleep(time.Minute)
		cancel()
		work.Wait()
		if len(shown) != 2 {
			t.Errorf("shown %d times, want at once and once more", len(shown))
		}
		for i := 1; i < len(shown); i++ {
			if gap := shown[i].Sub(shown[i-1]); gap < countEvery {
				t.Errorf("%v between two edits", gap)
			}
		}
	})
}
