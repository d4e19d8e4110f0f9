package schedule

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"quizbot/quiz"
)

// ErrUncertain says that a post may or may not have arrived: a time-out, a cut
// connection, a 502. A [Poster] wraps it around such errors; every other error
// means that nothing was posted.
var ErrUncertain = errors.New("it is not known whether the post arrived")

// ErrRefused says that the venue takes no post of ours: the channel is gone, a
// permission is missing, the bot was removed. A [Poster] wraps it around such errors.
var ErrRefused = errors.New("the post was refused")

// DefaultCatchUp is how late a run may still be posted.
const DefaultCatchUp = 6 * time.Hour

const (
	lateFrom     = time.Minute      // a post later than this says when it was scheduled for
	inTime       = 5 * time.Minute  // a schedule that posts nothing late posts until then: a restart takes less
	clockSlip    = 10 * time.Second // between two scans; more is a clock that was set
	maxTries     = 3                // posts, or looks for a post, before giving up
	retryAfter   = 20 * time.Second
	maxRows      = 40      // missed runs recorded one by one; more become one row
	maxCounted   = 100_000 // missed runs counted; three years of a run every 15 minutes
	postTimeout  = time.Minute
	storeTimeout = 10 * time.Second
	atOnce       = 8 // posts under way at the same time
	maxReason    = 200
)

// Store keeps schedules and their occurrences. It is safe for use from several
// goroutines at once.
type Store interface {
	// ActiveSchedules returns every schedule that is neither paused, suspended
	// nor removed.
	ActiveSchedules(ctx context.Context) ([]quiz.Schedule, error)
	// LastOccurrences returns, for each active schedule that has occurrences,
	// the latest At among them.
	LastOccurrences(ctx context.Context) (map[quiz.ScheduleID]time.Time, error)
	// OpenOccurrences returns the occurrences that are due or sending, of
	// whatever schedule, the earliest At first.
	OpenOccurrences(ctx context.Context) ([]quiz.Occurrence, error)
	// AddOccurrence stores a new occurrence. It reports false, and changes
	// nothing, when there is one with the same schedule and nominal time, or when
	// the schedule has another version by now than o.Version.
	AddOccurrence(ctx context.Context, o quiz.Occurrence) (added bool, err error)
	// MoveOccurrence stores State, Reason, Round, Post, Tries and Changed of an
	// occurrence. It reports false, and changes nothing, when the stored one is
	// not, or no longer, in state from, or when it is to be sent and its schedule
	// is not active any more.
	MoveOccurrence(ctx context.Context, o quiz.Occurrence, from quiz.OccurrenceState) (moved bool, err error)
	// SuspendSchedule stops a schedule for a reason that instructors read.
	SuspendSchedule(ctx context.Context, id quiz.ScheduleID, reason string) error
	// Settings returns the terms and holidays of a community.
	Settings(ctx context.Context, community quiz.CommunityID) (quiz.Settings, error)
}

// Poster posts the daily quiz of an occurrence. It may be called for several
// occurrences at once, and again for one whose post failed or was never
// confirmed, which must then use the round made before, found by schedule and
// nominal time, and send the same o.Nonce.
type Poster interface {
	// Post opens the round and posts it; the text of an error is shown to
	// instructors, so it carries no token. Late says that the post should name
	// the time it was scheduled for. It returns the round, also with an error
	// when it was opened, and the venue's id of the message. When it is not
	// known whether the message arrived the error wraps [ErrUncertain] or is
	// the context's.
	Post(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, late bool) (round quiz.RoundID, post string, err error)
}

// Finder is what a [Poster] may be as well: it looks in the venue whether the
// message of an occurrence, known by its nonce or its round, is there.
type Finder interface {
	// Find returns the venue's id of the message. An error means that it could
	// not be told whether the message exists.
	Find(ctx context.Context, o quiz.Occurrence) (post string, found bool, err error)
}

// Teller is what a [Poster] may be as well: it tells people what did not
// happen. Errors are logged; nothing is told again.
type Teller interface {
	// TellInstructors says, where instructors read it, why a quiz was not
	// posted, or that nobody knows whether it was (o is uncertain), or why the
	// schedule was stopped; o is the zero one when no run was due.
	TellInstructors(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, reason string, stopped bool) error
	// TellChannel says in the schedule's channel that a quiz is left out.
	// Called again for the same occurrence it says so once.
	TellChannel(ctx context.Context, s quiz.Schedule, o quiz.Occurrence) error
}

// Options of a [Keeper].
type Options struct {
	CatchUp time.Duration // how late a run may be posted; 0 = DefaultCatchUp
	MinGap  time.Duration // 0 = DefaultMinGap
	Log     *slog.Logger  // nil = none
}

// Keeper posts what schedules say. It keeps no truth of its own: everything it
// has to know after a restart is in the store.
type Keeper struct {
	store   Store
	poster  Poster
	catchUp time.Duration
	log     *slog.Logger
	parse   func(cron, zone string) (Spec, error)

	mu    sync.Mutex // one scan at a time
	specs map[[2]string]Spec
	tries map[occurrenceKey]attempt // of open occurrences
	clock time.Time                 // now at the last scan
	ran   time.Time                 // the same moment by the process's own clock, which nobody sets
}

type occurrenceKey struct {
	schedule quiz.ScheduleID
	nominal  string
}

func keyOf(o quiz.Occurrence) occurrenceKey { return occurrenceKey{o.Schedule, o.Nominal} }

// attempt is what was tried for an occurrence since this process started.
type attempt struct {
	finds     int
	notBefore time.Time
}

// NewKeeper returns a keeper of the schedules in a store.
func NewKeeper(store Store, poster Poster, opts Options) *Keeper {
	minGap := cmp.Or(opts.MinGap, DefaultMinGap)
	log := opts.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Keeper{
		store:   store,
		poster:  poster,
		catchUp: cmp.Or(opts.CatchUp, DefaultCatchUp),
		log:     log,
		parse:   func(cron, zone string) (Spec, error) { return ParseMin(cron, zone, minGap) },
		tries:   map[occurrenceKey]attempt{},
	}
}

// Nonce returns the nonce of an occurrence, 21 lower-case letters and digits:
// the same for the same schedule and nominal time, and for no other.
func Nonce(id quiz.ScheduleID, nominal string) string {
	sum := sha256.Sum256([]byte(string(id) + "|" + nominal))
	return "q" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:20])
}

// Scan posts what is due at now and returns when the next run or retry is due,
// the zero time when nothing is.
//
// Of the runs of a schedule that came due since the last scan only the newest
// is posted, and only within the catch-up window and before its own close; the
// others are recorded as missed. Days on which a schedule posts nothing, by the
// community's terms and holidays, are recorded as skipped. A schedule whose zone
// or expression cannot be used, or that does not advance, is suspended with the
// reason; the others go on. A post that fails is tried again in later scans,
// three times in all; when the venue refused it each time the schedule is
// suspended. One that may have arrived is looked for, if the poster is a
// [Finder], and otherwise left as uncertain, never sent blindly again.
//
// Scan waits for the posts it started, and for a scan under way. The error is
// the store's; the schedules it did not concern were served.
func (k *Keeper) Scan(ctx context.Context, now time.Time) (next time.Time, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.watchClock(now)

	schedules, err := k.store.ActiveSchedules(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the schedules: %w", err)
	}
	last, err := k.store.LastOccurrences(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the last occurrences: %w", err)
	}
	open, err := k.store.OpenOccurrences(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the open occurrences: %w", err)
	}
	k.forget(open)

	openOf := map[quiz.ScheduleID][]quiz.Occurrence{}
	for _, o := range open {
		openOf[o.Schedule] = append(openOf[o.Schedule], o)
	}
	specs := make(map[[2]string]Spec, len(k.specs)) // those no longer used are left behind

	s := scan{keeper: k, now: now, slots: make(chan struct{}, atOnce)}
	for _, schedule := range schedules {
		left := openOf[schedule.ID]
		delete(openOf, schedule.ID)
		spec, err := k.spec(specs, schedule)
		if err != nil {
			s.fail(k.suspend(ctx, schedule, quiz.Occurrence{}, err.Error()))
			s.settleAll(ctx, schedule, left, "the schedule was suspended")
			continue
		}
		s.serve(ctx, schedule, spec, last[schedule.ID], left)
	}
	for _, left := range openOf {
		s.settleAll(ctx, quiz.Schedule{}, left, "the schedule was paused, suspended or removed")
	}
	s.posts.Wait()
	k.specs = specs
	return s.next, errors.Join(s.errs...)
}

// spec returns the schedule's spec from the last scan or reads it, and puts it into specs.
func (k *Keeper) spec(specs map[[2]string]Spec, s quiz.Schedule) (Spec, error) {
	if _, err := parseCloses(s.Closes); err != nil {
		return Spec{}, err
	}
	key := [2]string{s.Cron, s.Zone}
	if spec, ok := specs[key]; ok {
		return spec, nil
	}
	spec, ok := k.specs[key]
	if !ok {
		var err error
		if spec, err = k.parse(s.Cron, s.Zone); err != nil {
			return Spec{}, err
		}
	}
	specs[key] = spec
	return spec, nil
}

// forget drops the attempts of occurrences that are settled.
func (k *Keeper) forget(open []quiz.Occurrence) {
	if len(k.tries) == 0 {
		return
	}
	kept := make(map[occurrenceKey]attempt, len(k.tries))
	for _, o := range open {
		if tried, ok := k.tries[keyOf(o)]; ok {
			kept[keyOf(o)] = tried
		}
	}
	k.tries = kept
}

// watchClock logs that the clock was set, or runs at another pace than the
// process's own.
func (k *Keeper) watchClock(now time.Time) {
	ran := time.Now()
	if !k.ran.IsZero() {
		if slip := now.Sub(k.clock) - ran.Sub(k.ran); slip.Abs() > clockSlip {
			k.log.Warn("the clock jumped", "by", slip.Round(time.Second), "to", now)
		}
	}
	k.clock, k.ran = now, ran
}

// suspend stops a schedule and tells instructors why.
func (k *Keeper) suspend(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, reason string) error {
	k.log.Warn("schedule suspended", "schedule", s.ID, "community", s.Venue.Community, "reason", reason)
	if err := k.store.SuspendSchedule(ctx, s.ID, reason); err != nil {
		return fmt.Errorf("suspend schedule %s: %w", s.ID, err)
	}
	k.tell(ctx, "instructors", s, o, func(ctx context.Context, t Teller) error { return t.TellInstructors(ctx, s, o, reason, true) })
	return nil
}

// tell has the poster tell something, if it can.
func (k *Keeper) tell(ctx context.Context, whom string, s quiz.Schedule, o quiz.Occurrence, say func(context.Context, Teller) error) {
	teller, ok := k.poster.(Teller)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			k.log.Error("telling "+whom+" panicked", "schedule", s.ID, "nominal", o.Nominal, "panic", r, "stack", string(debug.Stack()))
		}
	}()
	if err := say(ctx, teller); err != nil {
		k.log.Warn("could not tell "+whom, "schedule", s.ID, "nominal", o.Nominal, "error", err)
	}
}

// move stores an occurrence's new state, also when ctx has just ended: what
// happened in the venue has to be known after a restart.
func (k *Keeper) move(ctx context.Context, o quiz.Occurrence, from quiz.OccurrenceState) (bool, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeTimeout)
	defer cancel()
	moved, err := k.store.MoveOccurrence(ctx, o, from)
	if err != nil {
		return false, fmt.Errorf("store occurrence %s of schedule %s as %s: %w", o.Nominal, o.Schedule, o.State, err)
	}
	return moved, nil
}

// scan is the state of one [Keeper.Scan].
type scan struct {
	keeper *Keeper
	now    time.Time
	posts  sync.WaitGroup
	slots  chan struct{}

	mu   sync.Mutex // guards what follows and keeper.tries
	next time.Time
	errs []error
}

func (s *scan) fail(err error) {
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.errs = append(s.errs, err)
	}
}

// wakeAt asks for a scan at the given time.
func (s *scan) wakeAt(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next.IsZero() || at.Before(s.next) {
		s.next = at
	}
}

// serve brings one schedule up to date; a post that this takes is under way
// when it returns.
func (s *scan) serve(ctx context.Context, schedule quiz.Schedule, spec Spec, last time.Time, left []quiz.Occurrence) {
	k := s.keeper
	since := schedule.CreatedAt
	for _, t := range []time.Time{schedule.Since, last} {
		if t.After(since) {
			since = t
		}
	}
	due := dueRuns(spec, since, s.now, s.now.Add(-max(k.catchUp, MaxLate)))
	if due.stuck {
		s.fail(k.suspend(ctx, schedule, quiz.Occurrence{}, fmt.Sprintf("cron %s in %s has no next run: set another time", schedule.Cron, schedule.Zone)))
		s.settleAll(ctx, schedule, left, "the schedule was suspended")
		return
	}
	s.wakeAt(due.next)

	if len(due.runs) > 0 {
		newest, err := s.record(ctx, schedule, due)
		if err != nil {
			s.fail(err)
			return
		}
		left = append(left, newest...)
	}
	if n := len(left); n > 0 {
		s.settleAll(ctx, schedule, left[:n-1], "a later run took its place")
		s.settleAll(ctx, schedule, left[n-1:], "")
	}
}

// record stores the runs that came due: the newest that falls on a day with a
// quiz as due, which is returned unless it is there already; those before as
// missed, those on other days as skipped. Many runs before become one row.
func (s *scan) record(ctx context.Context, schedule quiz.Schedule, due dueList) (newest []quiz.Occurrence, err error) {
	settings, err := s.keeper.store.Settings(ctx, schedule.Venue.Community)
	if err != nil {
		return nil, fmt.Errorf("settings of %s: %w", schedule.Venue.Community, err)
	}
	free := make([]string, len(due.runs)) // why nothing is posted that day
	last := -1
	for i, run := range due.runs {
		if free[i] = freeDay(schedule, settings, run.Nominal); free[i] == "" {
			last = i
		}
	}
	earlier := due.runs[:max(last, 0)]
	reason := "offline"
	if count := due.skipped + len(earlier); count > maxRows && last > 0 {
		many := strconv.Itoa(count)
		if due.skipped >= maxCounted {
			many = fmt.Sprintf("more than %d", maxCounted)
		}
		free, due.runs, last = free[last-1:], due.runs[last-1:], 1
		free[0], reason = "", many+" runs missed while offline"
	}
	for i, run := range due.runs { // the earliest first: what is stored last must not hide what is not
		o := occurrence(schedule, run, s.now)
		switch {
		case free[i] != "":
			o.State, o.Reason = quiz.Skipped, free[i]
		case i != last:
			o.State, o.Reason = quiz.Missed, reason
		}
		added, err := s.keeper.store.AddOccurrence(ctx, o)
		if err != nil {
			return nil, fmt.Errorf("store occurrence %s of schedule %s: %w", o.Nominal, o.Schedule, err)
		}
		switch {
		case added && o.State == quiz.Due:
			newest = append(newest, o)
		case added && o.State == quiz.Missed:
			s.keeper.log.Warn("scheduled quiz missed", "schedule", o.Schedule, "nominal", o.Nominal, "reason", reason)
		}
	}
	return newest, nil
}

// settleAll settles open occurrences of one schedule in the background; it
// waits while too many are under way.
func (s *scan) settleAll(ctx context.Context, schedule quiz.Schedule, left []quiz.Occurrence, hold string) {
	for _, o := range left {
		s.slots <- struct{}{}
		s.posts.Go(func() {
			defer func() { <-s.slots }()
			s.fail(s.settle(ctx, schedule, o, hold))
		})
	}
}

// tooLate reports whether a run may not be posted any more.
func (s *scan) tooLate(schedule quiz.Schedule, at time.Time) bool {
	within := cmp.Or(schedule.LateWithin, s.keeper.catchUp)
	if schedule.Late != quiz.LatePost {
		within = inTime
	}
	closes, err := ClosesAt(schedule, at)
	return err != nil || !s.now.Before(closes) || s.now.Sub(at) > within
}

func occurrence(s quiz.Schedule, run Run, now time.Time) quiz.Occurrence {
	return quiz.Occurrence{
		Schedule: s.ID,
		Version:  s.Version,
		Nominal:  run.Nominal,
		At:       run.At,
		State:    quiz.Due,
		Nonce:    Nonce(s.ID, run.Nominal),
		Changed:  now,
	}
}

// settle brings an open occurrence a step further: it posts one that is due
// and looks for the post of one that was being sent. A reason to hold means
// that it is not posted any more; the schedule may then be the zero one.
func (s *scan) settle(ctx context.Context, schedule quiz.Schedule, o quiz.Occurrence, hold string) error {
	k := s.keeper
	s.mu.Lock()
	tried := k.tries[keyOf(o)]
	s.mu.Unlock()
	// A run that was due may lie ahead again when the clock was set back.
	for _, wait := range []time.Time{tried.notBefore, o.At} {
		if wait.After(s.now) {
			s.wakeAt(wait)
			return nil
		}
	}
	if o.State == quiz.Sending {
		known, err := s.lookFor(ctx, &o, tried)
		if err == nil && known && o.State == quiz.Uncertain {
			k.tellUncertain(ctx, schedule, o)
		}
		if err != nil || !known || o.State != quiz.Due {
			return err
		}
	}
	if hold == "" && s.tooLate(schedule, o.At) {
		hold = "offline"
		if schedule.Late == quiz.LateSay {
			k.tell(ctx, "the channel", schedule, o, func(ctx context.Context, t Teller) error { return t.TellChannel(ctx, schedule, o) })
		}
	}
	if hold != "" {
		o.State, o.Reason, o.Changed = quiz.Missed, cmp.Or(o.Reason, hold), s.now
		k.log.Warn("scheduled quiz missed", "schedule", o.Schedule, "nominal", o.Nominal, "reason", o.Reason)
		_, err := k.move(ctx, o, quiz.Due)
		return err
	}
	if ctx.Err() != nil {
		return nil // stays due for the next start
	}
	return s.send(ctx, schedule, o, tried)
}

// send claims an occurrence that is due and posts it.
func (s *scan) send(ctx context.Context, schedule quiz.Schedule, o quiz.Occurrence, tried attempt) error {
	k := s.keeper
	o.State, o.Changed = quiz.Sending, s.now
	if claimed, err := k.move(ctx, o, quiz.Due); err != nil || !claimed {
		return err
	}
	round, post, err := k.post(ctx, schedule, o, s.now.Sub(o.At) >= lateFrom)
	o.Round = cmp.Or(round, o.Round)

	log := k.log.With("schedule", schedule.ID, "community", schedule.Venue.Community, "nominal", o.Nominal)
	switch {
	case err == nil:
		o.State, o.Reason, o.Post = quiz.Posted, "", post
		log.Info("scheduled quiz posted", "round", o.Round, "post", post)
	case errors.Is(err, ErrUncertain) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled):
		log.Warn("scheduled quiz may not have been posted", "error", err)
		o.Reason = shorten(err.Error())
		o.Tries++
		if _, ok := k.poster.(Finder); !ok {
			o.State = quiz.Uncertain
			break
		}
		s.retry(o, tried) // stays in sending: the next scan looks for it
	case errors.Is(err, quiz.ErrOverlap) || errors.Is(err, quiz.ErrNoQuestions) || errors.Is(err, quiz.ErrNoBank):
		log.Warn("scheduled quiz left out", "error", err)
		o.State, o.Reason = quiz.Missed, shorten(err.Error()) // trying again at once would change nothing
		if moved, err := k.move(ctx, o, quiz.Sending); err != nil || !moved {
			return err
		}
		k.tell(ctx, "instructors", schedule, o, func(ctx context.Context, t Teller) error {
			return t.TellInstructors(ctx, schedule, o, o.Reason, false)
		})
		return nil
	case o.Tries+1 < maxTries:
		log.Warn("scheduled quiz not posted, will be tried again", "error", err)
		o.State, o.Reason = quiz.Due, shorten(err.Error())
		o.Tries++
		s.retry(o, tried)
	default:
		log.Error("scheduled quiz given up", "error", err)
		o.State, o.Reason = quiz.Missed, shorten(err.Error())
		o.Tries++
		if errors.Is(err, ErrRefused) {
			if err := k.suspend(ctx, schedule, o, o.Reason); err != nil {
				return err
			}
		}
	}
	moved, err := k.move(ctx, o, quiz.Sending)
	if err == nil && moved && o.State == quiz.Uncertain {
		k.tellUncertain(ctx, schedule, o)
	}
	return err
}

// tellUncertain has instructors look whether a post is there, unless the
// schedule is theirs no more.
func (k *Keeper) tellUncertain(ctx context.Context, s quiz.Schedule, o quiz.Occurrence) {
	if s.ID != "" {
		k.tell(ctx, "instructors", s, o, func(ctx context.Context, t Teller) error { return t.TellInstructors(ctx, s, o, o.Reason, false) })
	}
}

// lookFor finds out whether the post of an occurrence in state sending is in
// the venue. Known is false when a later scan has to look again; otherwise o is
// posted, uncertain, or due because it is not there.
func (s *scan) lookFor(ctx context.Context, o *quiz.Occurrence, tried attempt) (known bool, err error) {
	k := s.keeper
	finder, ok := k.poster.(Finder)
	if !ok {
		o.State, o.Reason = quiz.Uncertain, cmp.Or(o.Reason, "the bot stopped while posting")
		return k.moveNow(ctx, o, s.now)
	}
	post, found, err := k.find(ctx, finder, *o)
	switch {
	case err != nil && ctx.Err() != nil:
		return false, nil // stopping: the next start looks
	case err != nil:
		tried.finds++
		k.log.Warn("looking for a scheduled quiz", "schedule", o.Schedule, "nominal", o.Nominal, "error", err)
		if tried.finds < maxTries {
			s.retry(*o, tried)
			return false, nil
		}
		o.State, o.Reason = quiz.Uncertain, shorten("looking for the post: "+err.Error())
	case found:
		o.State, o.Reason, o.Post = quiz.Posted, "", post
	case o.Tries >= maxTries:
		o.State, o.Reason = quiz.Missed, cmp.Or(o.Reason, "the post never arrived")
	default:
		o.State = quiz.Due
	}
	return k.moveNow(ctx, o, s.now)
}

// moveNow stores a new state of an occurrence that was sending.
func (k *Keeper) moveNow(ctx context.Context, o *quiz.Occurrence, now time.Time) (bool, error) {
	o.Changed = now
	return k.move(ctx, *o, quiz.Sending)
}

// retry has an occurrence wait for a later scan.
func (s *scan) retry(o quiz.Occurrence, tried attempt) {
	tried.notBefore = s.now.Add(retryAfter)
	s.mu.Lock()
	s.keeper.tries[keyOf(o)] = tried
	s.mu.Unlock()
	s.wakeAt(tried.notBefore)
}

// post calls the poster. A panic may come before or after the message went
// out, so it is as uncertain as a cut connection.
func (k *Keeper) post(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, late bool) (round quiz.RoundID, post string, err error) {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			k.log.Error("posting a scheduled quiz panicked", "schedule", s.ID, "nominal", o.Nominal, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("posting broke off: %w", ErrUncertain)
		}
	}()
	return k.poster.Post(ctx, s, o, late)
}

func (k *Keeper) find(ctx context.Context, finder Finder, o quiz.Occurrence) (post string, found bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			k.log.Error("looking for a scheduled quiz panicked", "schedule", o.Schedule, "nominal", o.Nominal, "panic", r, "stack", string(debug.Stack()))
			err = errors.New("looking broke off")
		}
	}()
	return finder.Find(ctx, o)
}

// dueList is what came due in a stretch of time.
type dueList struct {
	runs    []Run     // the latest ones, oldest first
	skipped int       // runs before these; from maxCounted on there may be more
	next    time.Time // the first run after the stretch
	stuck   bool      // the spec does not advance
}

// dueRuns lists the runs after since up to now. Of very many the earlier ones
// are only counted, and past maxCounted those before recent not even that, so
// that years of a frequent schedule cost no more than a blink.
func dueRuns(spec Spec, since, now, recent time.Time) dueList {
	var list dueList
	for {
		nominal, at := spec.Next(since)
		if !at.After(since) {
			list.stuck = true
			return list
		}
		if at.After(now) {
			list.next = at
			return list
		}
		list.runs = append(list.runs, Run{Nominal: nominal, At: at})
		if len(list.runs) > 2*maxRows {
			list.skipped += maxRows
			list.runs = slices.Delete(list.runs, 0, maxRows)
		}
		since = at
		if list.skipped >= maxCounted && since.Before(recent) {
			since = recent
		}
	}
}

// shorten cuts a reason to what fits into a list, at a whole character.
func shorten(reason string) string {
	if len(reason) <= maxReason {
		return reason
	}
	return strings.ToValidUTF8(reason[:maxReason], "") + "…"
}
