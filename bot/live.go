package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/customid"
	"quizbot/bot/discord"
	"quizbot/bot/view"
	"quizbot/quiz"
)

const (
	liveRetry    = time.Second      // after what failed, and longer each time
	liveMaxRetry = 15 * time.Second //
	liveMaxSleep = 30 * time.Second // a clock may be set, and a machine suspended
	liveFresh    = 2 * time.Second  // a question not posted by then opens anew
)

// stage is where live rounds are shown.
type stage interface {
	post(ctx context.Context, v quiz.Venue, m view.Message, how posting) (id string, err error)
	edit(ctx context.Context, v quiz.Venue, id string, m view.Message) error
	findLive(ctx context.Context, l quiz.LiveRound, key string) (id string, found bool, err error)
}

// lives leads the live rounds: one goroutine for each brings the channel in
// line with the round's state and takes the round on when it is due. All that
// it knows is in the store, so that another process goes on where it stopped.
type lives struct {
	stage  stage
	engine *quiz.Engine
	now    func() time.Time
	log    *slog.Logger
	signal chan struct{}

	scanned atomic.Bool // once at least

	mu      sync.Mutex
	pending map[quiz.RoundID]pendingLive
	running map[quiz.RoundID]*liveRunner
}

// pendingLive is a round that something happened to.
type pendingLive struct {
	community quiz.CommunityID
	changed   bool // its state; otherwise only a count
}

func newLives(stage stage, engine *quiz.Engine, now func() time.Time, log *slog.Logger) *lives {
	return &lives{stage: stage, engine: engine, now: now, log: log, signal: make(chan struct{}, 1),
		pending: map[quiz.RoundID]pendingLive{}, running: map[quiz.RoundID]*liveRunner{}}
}

// note says that a round's state, or only a count, is another.
func (l *lives) note(community quiz.CommunityID, id quiz.RoundID, changed bool) {
	l.mu.Lock()
	l.pending[id] = pendingLive{community, changed || l.pending[id].changed}
	l.mu.Unlock()
	l.poke()
}

func (l *lives) poke() {
	select {
	case l.signal <- struct{}{}:
	default:
	}
}

// run leads the rounds that are noted, until ctx ends and all of them have
// stopped.
func (l *lives) run(ctx context.Context) {
	var work sync.WaitGroup
	defer work.Wait()
	for {
		l.mu.Lock()
		for id, p := range l.pending {
			if r := l.running[id]; r != nil {
				r.note(p.changed)
				continue
			}
			r := &liveRunner{lives: l, community: p.community, id: id, woken: make(chan struct{}, 1), counted: make(chan struct{}, 1), shown: map[string]shownMessage{}}
			l.running[id] = r
			work.Go(func() { r.run(ctx) })
		}
		clear(l.pending)
		l.mu.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-l.signal:
		}
	}
}

// scan is a task of the loop: it notes every round that is open in the store,
// at the start those that another process left.
func (l *lives) scan(ctx context.Context, _ time.Time) (time.Time, error) {
	began := time.Now()
	open, err := l.engine.LiveRounds(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("live rounds: %w", err)
	}
	for _, round := range open {
		l.note(round.Venue.Community, round.Round, true)
	}
	if l.scanned.Swap(true) || len(open) == 0 {
		return time.Time{}, nil
	}
	answers := 0
	for _, round := range open {
		v, err := l.engine.ViewLive(ctx, round.Venue.Community, round.Round)
		if err != nil {
			return time.Time{}, fmt.Errorf("live round %s: %w", round.Round, err)
		}
		answers += len(v.Answers)
	}
	l.log.Info("live rounds go on", "rounds", len(open), "answers", answers, "seconds", time.Since(began).Seconds())
	return time.Time{}, nil
}

func sleepUntil(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// liveRunner leads one round. Its fields belong to its goroutine.
type liveRunner struct {
	*lives
	community quiz.CommunityID
	id        quiz.RoundID
	woken     chan struct{} // its state is another
	counted   chan struct{} // somebody joined or answered

	shown   map[string]shownMessage // by key of the post
	settled bool                    // what was posted is known: by this process, or because it looked
}

// shownMessage is a message as it was sent last.
type shownMessage struct {
	message view.Message
	plain   view.Message // the same without counts
	at      time.Time
}

func (r *liveRunner) note(changed bool) {
	signal := r.counted
	if changed {
		signal = r.woken
	}
	select {
	case signal <- struct{}{}:
	default:
	}
}

func (r *liveRunner) run(ctx context.Context) {
	defer func() {
		r.mu.Lock()
		delete(r.running, r.id)
		r.mu.Unlock()
	}()
	retry := liveRetry
	for ctx.Err() == nil {
		next, over, err := r.turn(ctx)
		switch {
		case over || ctx.Err() != nil:
			return
		case err != nil:
			r.log.Error("live round", "round", r.id, "error", err)
			r.settled = false // what was under way may have arrived
			if !sleepUntil(ctx, retry) {
				return
			}
			retry = min(2*retry, liveMaxRetry)
			continue
		}
		retry = liveRetry
		timer := time.NewTimer(min(max(0, next.Sub(r.now())), liveMaxSleep))
		counted := r.counted
	waiting:
		select {
		case <-ctx.Done():
		case <-r.woken:
		case <-timer.C:
		case <-counted: // shown at most every five seconds
			counted = nil
			if soon := r.countAt().Sub(r.now()); soon < next.Sub(r.now()) {
				timer.Reset(max(0, soon))
			}
			goto waiting
		}
		timer.Stop()
	}
}

// countAt is when a count may be shown again.
func (r *liveRunner) countAt() time.Time {
	var last time.Time
	for _, s := range r.shown {
		if s.at.After(last) {
			last = s.at
		}
	}
	return last.Add(countEvery)
}

// turn brings the channel in line with the round, and takes the round on when
// it is due. It returns when to come again, and whether all is done.
func (r *liveRunner) turn(ctx context.Context) (next time.Time, over bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("panic in a live round", "round", r.id, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errors.New("it panicked")
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	v, err := r.engine.ViewLive(ctx, r.community, r.id)
	if errors.Is(err, quiz.ErrNoLive) {
		return time.Time{}, true, nil
	}
	if err != nil {
		return time.Time{}, false, err
	}
	if v.Live, err = r.show(ctx, v); err != nil {
		return time.Time{}, false, err
	}
	if v.Live.Phase == quiz.Ended {
		return time.Time{}, true, r.engine.CloseLive(ctx, r.id)
	}
	now := r.now()
	if due := v.Live.Due; due.IsZero() || now.Before(due) {
		return cmp.Or(due, now.Add(liveMaxSleep)), false, nil
	}
	// What came in since: nobody who answered may count as silent.
	if v, err = r.engine.ViewLive(ctx, r.community, r.id); err != nil {
		return time.Time{}, false, err
	}
	_, err = r.step(ctx, quiz.Tick{Joined: len(v.Members), Answered: v.Answered(v.Live.No())})
	return now, false, err
}

func (r *liveRunner) step(ctx context.Context, in quiz.LiveInput) (quiz.LiveRound, error) {
	return r.engine.StepLive(ctx, r.community, r.id, in, r.now())
}

// show posts and edits what the round's state asks for, and returns the state
// with the ids of what it posted.
func (r *liveRunner) show(ctx context.Context, v quiz.LiveView) (l quiz.LiveRound, err error) {
	announcement := r.render(v, view.LiveAnnouncement)
	if v.Live, err = r.find(ctx, v.Live, quiz.PostAnnouncement); err != nil {
		return v.Live, err
	}
	if v.Live.Phase != quiz.Ended || v.Live.Posts[quiz.PostAnnouncement] != "" {
		if v.Live, err = r.put(ctx, v.Live, quiz.PostAnnouncement, announcement); err != nil {
			return v.Live, err
		}
	}
	// Reveals first: no question stands open behind the next one.
	for no := v.Live.Settled; no < v.Live.Closed(); no++ {
		if err := r.reveal(ctx, v, no); err != nil {
			return v.Live, err
		}
	}
	if closed := v.Live.Closed(); v.Live.Settled < closed {
		if v.Live, err = r.step(ctx, quiz.Settle{N: closed}); err != nil {
			return v.Live, err
		}
	}
	no := v.Live.No()
	switch v.Live.Phase {
	case quiz.Asking:
		return r.ask(ctx, v, no)
	case quiz.Revealed: // again where it was paused or resumed
		return v.Live, r.reveal(ctx, v, no)
	case quiz.Ended:
		if no >= 0 {
			if v.Live, err = r.find(ctx, v.Live, quiz.PostFinal); err != nil {
				return v.Live, err
			}
			return r.put(ctx, v.Live, quiz.PostFinal, r.render(v, view.LiveFinal))
		}
	}
	return v.Live, nil
}

// ask shows the open question. One that is not posted in time, because the
// process was killed or the channel was slow, opens anew.
func (r *liveRunner) ask(ctx context.Context, v quiz.LiveView, no int) (l quiz.LiveRound, err error) {
	key := quiz.PostKey(no)
	if v.Live, err = r.find(ctx, v.Live, key); err != nil {
		return v.Live, err
	}
	if v.Live.Posts[key] == "" && r.now().Sub(v.Live.Asked[no].From) > liveFresh {
		if v.Live, err = r.step(ctx, quiz.Reask{}); err != nil {
			return v.Live, err
		}
		if v.Live.Phase != quiz.Asking || v.Live.No() != no {
			return v.Live, nil // stopped meanwhile
		}
	}
	question := func(v quiz.LiveView) view.Message { return view.LiveQuestion(v, no) }
	if v.Live, err = r.put(ctx, v.Live, key, r.render(v, question)); err != nil || v.Live.Phase != quiz.Asking {
		return v.Live, err
	}
	if _, known := r.shown[key]; !known { // it opened anew, or an earlier try left something older
		return r.put(ctx, v.Live, key, r.render(v, question))
	}
	return v.Live, nil
}

// reveal turns the message of a closed question into its reveal.
func (r *liveRunner) reveal(ctx context.Context, v quiz.LiveView, no int) error {
	_, err := r.put(ctx, v.Live, quiz.PostKey(no), r.render(v, func(v quiz.LiveView) view.Message { return view.LiveReveal(v, no) }))
	return err
}

// render makes a message with its counts and without.
func (r *liveRunner) render(v quiz.LiveView, show func(quiz.LiveView) view.Message) shownMessage {
	plain := v
	if v.Live.Phase == quiz.Announced || v.Live.Phase == quiz.Asking {
		plain.Members, plain.Answers = nil, nil
	}
	return shownMessage{message: show(v), plain: show(plain)}
}

// find notes a message that an earlier process, or a post that seemed to fail,
// left in the channel.
func (r *liveRunner) find(ctx context.Context, l quiz.LiveRound, key string) (quiz.LiveRound, error) {
	if r.settled || l.Posts[key] != "" {
		return l, nil
	}
	id, found, err := r.stage.findLive(ctx, l, key)
	if err != nil && !errors.Is(err, discord.ErrRefused) {
		return l, err
	}
	if found {
		return r.step(ctx, quiz.Shown{Key: key, Post: id})
	}
	return l, nil
}

// put posts the message of a key that stands nowhere yet, and edits one that
// does when it changes: a count alone at most every five seconds.
func (r *liveRunner) put(ctx context.Context, l quiz.LiveRound, key string, m shownMessage) (quiz.LiveRound, error) {
	again := !r.settled
	m.at = r.now()
	if id := l.Posts[key]; id != "" {
		last, known := r.shown[key]
		if known && (reflect.DeepEqual(last.message, m.message) || reflect.DeepEqual(last.plain, m.plain) && m.at.Sub(last.at) < countEvery) {
			return l, nil
		}
		if err := r.stage.edit(ctx, l.Venue, id, m.message); err != nil {
			if ctx.Err() != nil {
				return l, ctx.Err()
			}
			// It was tried several times; the round goes on without.
			r.log.Warn("message of a live round not changed", "round", r.id, "message", key, "error", err)
		}
		r.shown[key] = m
		return l, nil
	}
	if l.Phase == quiz.Ended && key != quiz.PostFinal {
		return l, nil // a question that nobody has seen
	}
	id, err := r.stage.post(ctx, l.Venue, m.message, posting{nonce: liveNonce(r.id, key)})
	if errors.Is(err, discord.ErrRefused) {
		r.log.Warn("live round ends: its channel takes no messages", "round", r.id, "error", err)
		if key == quiz.PostFinal {
			return l, nil
		}
		return r.step(ctx, quiz.Refuse{})
	}
	if err != nil {
		return l, err
	}
	if l.Phase == quiz.Asking && key == quiz.PostKey(l.No()) && r.now().Sub(l.Asked[l.No()].From) > liveFresh {
		again = true // nobody loses the time that the post took
		if l, err = r.step(ctx, quiz.Reask{}); err != nil {
			return l, err
		}
	}
	if l, err = r.step(ctx, quiz.Shown{Key: key, Post: id}); err != nil {
		return l, err
	}
	if !again { // what an earlier try left there may say something older
		r.shown[key] = m
	}
	r.settled = true
	return l, nil
}

// liveNonce is the nonce of a message of a live round, at most 25 characters.
func liveNonce(id quiz.RoundID, key string) string { return "live-" + string(id) + "-" + key }

// findLive looks through the end of the channel for our own message of a live
// round, known by its buttons.
func (b *Bot) findLive(ctx context.Context, l quiz.LiveRound, key string) (id string, found bool, err error) {
	messages, err := b.client.Messages(ctx, string(l.Venue.Channel), searched)
	if err != nil {
		return "", false, err
	}
	self, _ := b.client.Self()
	for _, m := range messages {
		if m.Author != nil && m.Author.ID == self && showsLive(b.codec, l, key, m) {
			return m.ID, true, nil
		}
	}
	return "", false, nil
}

func showsLive(codec *customid.Codec, l quiz.LiveRound, key string, m *discordgo.Message) bool {
	for _, id := range customIDs(m) {
		name, args, err := codec.Decode(customid.Scope{Community: string(l.Venue.Community)}, id)
		if err != nil || len(args) == 0 || args[0] != string(l.Round) {
			continue
		}
		switch name {
		case view.ActionJoin:
			return key == quiz.PostAnnouncement
		case view.ActionResults:
			return key == quiz.PostFinal
		case view.ActionLivePick, view.ActionLiveForm:
			no, err := strconv.Atoi(args[1])
			return err == nil && key == quiz.PostKey(no)
		}
	}
	return false
}

// customIDs returns the ids of a message's buttons and selects.
func customIDs(m *discordgo.Message) []string {
	var ids []string
	for _, component := range m.Components {
		row, ok := component.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			switch c := c.(type) {
			case *discordgo.Button:
				ids = append(ids, c.CustomID)
			case *discordgo.SelectMenu:
				ids = append(ids, c.CustomID)
			}
		}
	}
	return ids
}

// LiveChanged tells the bot that a live round is new or has another state.
func (b *Bot) LiveChanged(l quiz.LiveRound) { b.lives.note(l.Venue.Community, l.Round, true) }

// LiveCounted tells the bot that somebody joined a live round or answered.
func (b *Bot) LiveCounted(l quiz.LiveRound) { b.lives.note(l.Venue.Community, l.Round, false) }
