package schedule

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

var quiet = slog.New(slog.DiscardHandler)

// runLoop runs a loop over tasks in a bubble for a while.
func runLoop(t *testing.T, d time.Duration, tasks ...Task) {
	ctx, stop := context.WithTimeout(t.Context(), d)
	defer stop()
	NewLoop(quiet, tasks...).Run(ctx)
}

func TestLoopRunsATaskWhenItAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		asks := []time.Duration{7 * time.Second, 10 * time.Second, time.Hour} // since the start
		var ran []time.Duration
		runLoop(t, time.Minute, func(_ context.Context, now time.Time) (time.Time, error) {
			ran = append(ran, now.Sub(start))
			if len(ran) <= len(asks) {
				return start.Add(asks[len(ran)-1]), nil
			}
			return time.Time{}, nil
		})
		// At once, twice as asked, then after 30 seconds since an hour is too long.
		want := []time.Duration{0, 7 * time.Second, 10 * time.Second, 40 * time.Second}
		if !slices.Equal(ran, want) {
			t.Errorf("ran at %v, want %v", ran, want)
		}
	})
}

func TestS9ATaskThatPanicsOrFailsRunsAgain(t *testing.T) {
	tests := map[string]Task{
		"panics":            func(context.Context, time.Time) (time.Time, error) { panic("boom") },
		"fails":             func(_ context.Context, now time.Time) (time.Time, error) { return now.Add(1), errors.New("no") },
		"asks for the past": func(_ context.Context, now time.Time) (time.Time, error) { return now.Add(-time.Hour), nil },
		"asks for now":      func(_ context.Context, now time.Time) (time.Time, error) { return now, nil },
	}
	for name, task := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ran, others := 0, 0
				runLoop(t, time.Hour-time.Second,
					func(ctx context.Context, now time.Time) (time.Time, error) { ran++; return task(ctx, now) },
					func(context.Context, time.Time) (time.Time, error) { others++; return time.Time{}, nil })
				if ran != 120 || others != 120 { // one each 30 s: neither stuck nor spinning
					t.Errorf("ran %d times, the task beside it %d times, want 120 each", ran, others)
				}
			})
		})
	}
}

func TestLoopWake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var ran []time.Duration
		loop := NewLoop(quiet, func(_ context.Context, now time.Time) (time.Time, error) {
			ran = append(ran, now.Sub(start))
			time.Sleep(2 * time.Second)
			return time.Time{}, nil
		})
		loop.Wake() // before Run it has no effect
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		defer stop()
		done := make(chan struct{})
		go func() { loop.Run(ctx); close(done) }()
		time.Sleep(5 * time.Second)
		loop.Wake() // at rest: runs now
		time.Sleep(time.Second)
		loop.Wake() // in the middle of a run: once more after it, however often
		loop.Wake()
		<-done
		loop.Wake() // after the end it has no effect
		synctest.Wait()
		if want := []time.Duration{0, 5 * time.Second, 7 * time.Second}; !slices.Equal(ran, want) {
			t.Errorf("ran at %v, want %v", ran, want)
		}
	})
}

func TestLoopNeverRunsATaskTwiceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running, most, others := 0, 0, 0
		loop := NewLoop(quiet,
			func(context.Context, time.Time) (time.Time, error) {
				running++
				most = max(most, running)
				time.Sleep(90 * time.Minute)
				running--
				return time.Time{}, nil
			},
			func(context.Context, time.Time) (time.Time, error) { others++; return time.Time{}, nil })
		ctx, stop := context.WithTimeout(t.Context(), 5*time.Hour)
		defer stop()
		go func() {
			for ctx.Err() == nil {
				loop.Wake()
				time.Sleep(17 * time.Second)
			}
		}()
		loop.Run(ctx)
		if most != 1 {
			t.Errorf("%d runs of one task at once", most)
		}
		if others < 5*120 {
			t.Errorf("the task beside the slow one ran %d times in five hours", others)
		}
	})
}

func TestLoopWaitsForTheTaskUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		finished := false
		runLoop(t, time.Second, func(ctx context.Context, _ time.Time) (time.Time, error) {
			<-ctx.Done()
			time.Sleep(time.Second) // storing what happened
			finished = true
			return time.Time{}, ctx.Err()
		})
		if !finished {
			t.Error("Run returned before its task")
		}
	})
}
