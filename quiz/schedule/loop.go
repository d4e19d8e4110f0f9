package schedule

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// maxSleep is how long a task sleeps at most: timers run on monotonic time and
// do not notice that the clock was set or the machine suspended.
const maxSleep = 30 * time.Second

// A Task does what is due now and returns when it wants to run next; the zero
// time leaves that to the loop. An error is logged; the task runs again.
type Task func(ctx context.Context, now time.Time) (next time.Time, err error)

// Loop runs tasks when they are due. Each task runs by itself, so that a slow
// one does not hold up the others, and never twice at the same time.
type Loop struct {
	log      *slog.Logger
	runner   *cron.Cron
	tasks    []*looped
	maxSleep time.Duration
}

// NewLoop returns a loop over tasks that does nothing until it is run.
func NewLoop(log *slog.Logger, tasks ...Task) *Loop {
	l := &Loop{
		log:    log,
		runner: cron.New(cron.WithLocation(time.UTC), cron.WithLogger(cron.DiscardLogger)),

		maxSleep: maxSleep,
	}
	for _, task := range tasks {
		l.tasks = append(l.tasks, &looped{loop: l, task: task})
	}
	return l
}

// Run runs every task at once and then whenever it is due: at the time it asked
// for, after 30 seconds at the latest, and on [Loop.Wake]. A task that panics
// is logged and runs again. Run returns when ctx has ended and the tasks under
// way have returned; it must be called once only.
func (l *Loop) Run(ctx context.Context) {
	for _, t := range l.tasks {
		t.mu.Lock()
		t.ctx = ctx
		t.arm(time.Now())
		t.mu.Unlock()
	}
	l.runner.Start()
	<-ctx.Done()
	<-l.runner.Stop().Done()
}

// Wake runs every task now, or once more when it is running at the moment. It
// may be called at any time, also before Run and after it.
func (l *Loop) Wake() {
	for _, t := range l.tasks {
		t.mu.Lock()
		switch {
		case t.ctx == nil || t.ctx.Err() != nil: // Run begins with a run, and has ended for good
		case t.running:
			t.again = true
		default:
			t.arm(time.Now())
		}
		t.mu.Unlock()
	}
}

// looped is a task and its entry in the runner. It is a [cron.Job].
type looped struct {
	loop *Loop
	task Task

	mu      sync.Mutex
	ctx     context.Context // of Run, which every run of the task is part of; nil before
	entry   cron.EntryID    // 0 = none
	running bool
	again   bool // woken while running
}

// arm sets the time of the next run. t.mu is held.
func (t *looped) arm(at time.Time) {
	if t.entry != 0 {
		t.loop.runner.Remove(t.entry)
	}
	t.entry = t.loop.runner.Schedule(&once{at: at}, t)
}

// Run runs the task and arms its next run. The runner calls it.
func (t *looped) Run() {
	t.mu.Lock()
	if t.running || t.ctx.Err() != nil {
		t.again = t.running
		t.mu.Unlock()
		return
	}
	t.running = true
	t.mu.Unlock()

	next := t.runTask()

	t.mu.Lock()
	defer t.mu.Unlock()
	t.running = false
	now := time.Now()
	if latest := now.Add(t.loop.maxSleep); next.IsZero() || next.After(latest) {
		next = latest
	}
	if t.again {
		t.again, next = false, now
	}
	if t.ctx.Err() == nil {
		t.arm(next)
	}
}

// runTask runs the task once. After a panic or an error it runs again when the
// loop wakes anyway, so that a task that always fails does not spin.
func (t *looped) runTask() (next time.Time) {
	defer func() {
		if r := recover(); r != nil {
			t.loop.log.Error("scheduled task panicked", "panic", r, "stack", string(debug.Stack()))
			next = time.Time{}
		}
	}()
	now := time.Now().Round(0) // wall time only: rules compare it with stored times
	next, err := t.task(t.ctx, now)
	switch {
	case err != nil && t.ctx.Err() == nil:
		t.loop.log.Error("scheduled task", "error", err)
		return time.Time{}
	case !next.After(now):
		return time.Time{} // a task asking for the past would spin as well
	}
	return next
}

// once is a [cron.Schedule] with a single run. The runner asks for the next
// time when it starts a job, but only the finished task knows it: every run
// gets an entry of its own.
type once struct {
	at   time.Time
	over bool
}

// Next returns the time of the run when first asked and never again.
func (o *once) Next(time.Time) time.Time {
	if o.over {
		return time.Time{}
	}
	o.over = true
	return o.at
}
