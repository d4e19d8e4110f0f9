package quiz

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Live is the kind of a round that an instructor leads: every question is
// asked of the whole channel at once, for so many seconds. It counts.
const Live Kind = "live"

// What a caller of a live round tells apart, beside the errors of other rounds.
var (
	ErrNoLive         = errors.New("no live round is open here")
	ErrLiveHere       = errors.New("a live round is open here")
	ErrLiveEnded      = errors.New("the live round has ended")
	ErrNotLeader      = errors.New("somebody else leads the live round")
	ErrPaused         = errors.New("the live round is paused")
	ErrNotPaused      = errors.New("the live round is not paused")
	ErrQuestionClosed = errors.New("the question is closed")
	ErrNotJoined      = errors.New("the player did not join before the first question")
	ErrNotInvited     = errors.New("the live round is for another role")
	ErrJoiningOver    = errors.New("joining ended with the first question")
	ErrNotSaved       = errors.New("the answer was not saved") // it can be given again
	ErrChanged        = errors.New("somebody else changed it first")
)

// Scoring says how a live round ranks.
type Scoring string

// The ways of scoring. Leaderboards count the points of [grading.Judge] either
// way; what is told here makes the standings of the round alone.
const (
	ScoreRight Scoring = "right" // the points of the answer
	ScoreFast  Scoring = "fast"  // half of them, and of the other half as much as there was time left
	ScoreTeams Scoring = "teams" // the points, on average over the members of a team
)

// LiveRules are what a live round is announced with.
type LiveRules struct {
	Answering time.Duration // a question is open
	Between   time.Duration // from a reveal to the next question
	Scoring   Scoring
	Teams     int    // of [ScoreTeams], 2 to [MaxTeams]; 0 otherwise
	JoinFirst bool   // only who joined before the first question may answer
	Role      string // the venue's role whose members may answer; "" = everyone
}

// Limits of the rules.
const (
	MinAnswering = 5 * time.Second
	MaxAnswering = 10 * time.Minute
	MaxBetween   = 10 * time.Minute
	MaxTeams     = 4
)

const (
	// idleLimit is after how many questions in a row that nobody answered a
	// live round ends.
	idleLimit = 3
	// collecting is how long after a question's close answers given before it
	// may still come in, before they are counted and shown.
	collecting = 500 * time.Millisecond
	// lateDelivery is how long after the close an answer given before it is
	// taken: Discord waits 3 s for the first reply to a press.
	lateDelivery = 3 * time.Second
	// abandonedAfter is how long after it should have gone on a live round
	// ends instead: the bot was away and everybody has left.
	abandonedAfter = 15 * time.Minute
)

// Phase is how far a live round has come.
type Phase string

// The phases: announced, then for each question asking and revealed, then ended.
const (
	Announced Phase = "announced"
	Asking    Phase = "asking"
	Revealed  Phase = "revealed"
	Ended     Phase = "ended"
)

// Ending is why a live round ended.
type Ending string

// The endings.
const (
	Completed      Ending = "completed"
	Stopped        Ending = "stopped"         // by an instructor
	NobodyJoined   Ending = "nobody-joined"   // where joining was needed
	NobodyAnswered Ending = "nobody-answered" // three questions in a row
	Abandoned      Ending = "abandoned"       // the bot was away for too long
	Unpostable     Ending = "unpostable"      // the venue refuses messages
)

// Window is the time in which a question takes answers.
type Window struct {
	From  time.Time
	Until time.Time // a whole second when it was opened, since members see it so; not in it any more
}

// LiveRound is the state of a live round. It changes by [LiveRound.Step] alone
// and is stored after every step; what is to be seen in the venue follows from
// it, so that whoever reads it after a restart goes on where it stands.
type LiveRound struct {
	Round  RoundID
	Venue  Venue
	Leader PlayerID // "" when the leader's data were deleted
	Seed   uint64   // every member sees the options in the order that follows from it
	Rules  LiveRules
	Asks   int // questions planned

	Phase   Phase
	Paused  bool              // goes no further than the present announcement or reveal
	Asked   []Window          // by number of the ask; its length tells which is asked or was revealed last
	Due     time.Time         // when it goes on by itself; zero while it does not
	Left    time.Duration     // until the first question, of a paused announcement
	Idle    int               // questions up to now, in a row, that nobody answered
	Settled int               // asks whose message shows the reveal
	Posts   map[string]string // the venue's ids of its messages by [PostKey]
	Ending  Ending            // "" while it goes on
	EndedAt time.Time

	Version int // raised by the store with every change
}

// Keys of [LiveRound.Posts].
const (
	PostAnnouncement = "a"
	PostFinal        = "f"
)

// PostKey is the key of the message that asks a question.
func PostKey(no int) string { return "q" + strconv.Itoa(no) }

// No is the number of the ask that is open or was revealed last; -1 before the first.
func (l LiveRound) No() int { return len(l.Asked) - 1 }

// Closed is how many asks take no answers any more and may be revealed.
func (l LiveRound) Closed() int {
	if l.Phase == Asking {
		return l.No()
	}
	return len(l.Asked)
}

// Cut reports whether the newest question was closed before its time.
func (l LiveRound) Cut() bool {
	return l.No() >= 0 && l.Asked[l.No()].Until.Sub(l.Asked[l.No()].From) < l.Rules.Answering
}

// LiveInput is what happens to a live round.
type LiveInput interface {
	apply(l *LiveRound, now time.Time) error
}

// The inputs. By is who asks for it.
type (
	// Tick says that time has passed, how many members have joined, and how
	// many answered the question that is open.
	Tick struct{ Joined, Answered int }
	// Pause holds the round: now or, while a question is open, after its reveal.
	Pause struct{ By PlayerID }
	// Resume lets a paused round go on.
	Resume struct{ By PlayerID }
	// Skip goes on now: to the first question, to the reveal of the open one
	// (its answers count), or to the next question.
	Skip struct{ By PlayerID }
	// Stop ends the round; answers given count.
	Stop struct{ By PlayerID }
	// HandOver makes somebody else the leader: by the leader, or by whoever
	// takes it over.
	HandOver struct{ By, To PlayerID }
	// Reask opens the current question anew: nobody has seen it yet.
	Reask struct{}
	// Shown notes the venue's id of a message.
	Shown struct{ Key, Post string }
	// Settle notes that the messages of the first N asks show their reveal.
	Settle struct{ N int }
	// Refuse ends the round because the venue takes no messages.
	Refuse struct{}
)

// Step returns the round after an input, which leaves l itself as it was. It
// is a pure function of its arguments.
//
// An input that is refused returns l and says why: [ErrLiveEnded],
// [ErrNotLeader], [ErrPaused] for a second pause, [ErrNotPaused]. A tick before
// the round is due changes nothing.
func (l LiveRound) Step(in LiveInput, now time.Time) (LiveRound, error) {
	next := l
	next.Asked, next.Posts = slices.Clone(l.Asked), maps.Clone(l.Posts)
	if err := in.apply(&next, instant(now)); err != nil {
		return l, err
	}
	return next, nil
}

func (in Tick) apply(l *LiveRound, now time.Time) error {
	switch {
	case l.Due.IsZero() || now.Before(l.Due):
	case now.Sub(l.Due) > abandonedAfter:
		l.end(Abandoned, now)
	case l.Phase == Announced && l.Rules.JoinFirst && in.Joined == 0:
		l.end(NobodyJoined, now)
	case l.Phase == Asking:
		l.Phase = Revealed
		l.Idle++
		if in.Answered > 0 {
			l.Idle = 0
		}
		l.Due = now.Add(l.Rules.Between)
		if l.Paused {
			l.Due = time.Time{}
		}
	case len(l.Asked) == l.Asks:
		l.end(Completed, now)
	case l.Idle >= idleLimit:
		l.end(NobodyAnswered, now)
	default:
		l.Phase = Asking
		l.Asked = append(l.Asked, Window{})
		l.open(now)
	}
	return nil
}

// open opens the current question.
func (l *LiveRound) open(now time.Time) {
	until := now.Add(l.Rules.Answering)
	if whole := until.Truncate(time.Second); whole.Before(until) {
		until = whole.Add(time.Second)
	}
	l.Asked[l.No()] = Window{now, until}
	l.Due = until.Add(collecting)
}

// cut closes the question that is open now, if one is.
func (l *LiveRound) cut(now time.Time) {
	if l.Phase == Asking && now.Before(l.Asked[l.No()].Until) {
		l.Asked[l.No()].Until = now
	}
}

func (l *LiveRound) end(why Ending, now time.Time) {
	l.cut(now)
	l.Phase, l.Paused, l.Due, l.Ending, l.EndedAt = Ended, false, time.Time{}, why, now
}

// led returns why a player may not lead the round, nil when they may.
func (l *LiveRound) led(by PlayerID) error {
	switch {
	case l.Phase == Ended:
		return ErrLiveEnded
	case by != l.Leader:
		return ErrNotLeader
	}
	return nil
}

func (in Pause) apply(l *LiveRound, now time.Time) error {
	if err := l.led(in.By); err != nil {
		return err
	}
	if l.Paused {
		return ErrPaused
	}
	l.Paused = true
	if l.Phase == Announced {
		l.Left = max(0, l.Due.Sub(now))
	}
	if l.Phase != Asking {
		l.Due = time.Time{}
	}
	return nil
}

func (in Resume) apply(l *LiveRound, now time.Time) error {
	if err := l.led(in.By); err != nil {
		return err
	}
	if !l.Paused {
		return ErrNotPaused
	}
	l.Paused = false
	switch l.Phase {
	case Announced:
		l.Due = now.Add(l.Left)
	case Revealed:
		l.Due = now
	}
	return nil
}

func (in Skip) apply(l *LiveRound, now time.Time) error {
	if err := l.led(in.By); err != nil {
		return err
	}
	if l.Phase == Asking {
		if closing := now.Add(collecting); closing.Before(l.Due) {
			l.cut(now)
			l.Due = closing
		}
		return nil
	}
	l.Paused, l.Due = false, now
	return nil
}

func (in Stop) apply(l *LiveRound, now time.Time) error {
	if err := l.led(in.By); err != nil {
		return err
	}
	l.end(Stopped, now)
	return nil
}

func (in HandOver) apply(l *LiveRound, _ time.Time) error {
	if l.Phase == Ended {
		return ErrLiveEnded
	}
	if in.By != l.Leader && in.By != in.To {
		return ErrNotLeader
	}
	l.Leader = in.To
	return nil
}

func (in Reask) apply(l *LiveRound, now time.Time) error {
	if l.Phase == Asking && l.Posts[PostKey(l.No())] == "" {
		l.open(now)
	}
	return nil
}

func (in Shown) apply(l *LiveRound, _ time.Time) error {
	if l.Posts == nil {
		l.Posts = map[string]string{}
	}
	l.Posts[in.Key] = in.Post
	return nil
}

func (in Settle) apply(l *LiveRound, _ time.Time) error {
	l.Settled = max(l.Settled, min(in.N, l.Closed()))
	return nil
}

func (in Refuse) apply(l *LiveRound, now time.Time) error {
	if l.Phase != Ended {
		l.end(Unpostable, now)
	}
	return nil
}

// Accepts returns nil when a choice for an ask that was made at one time, and
// came in at another, counts: made before the close, and come in at most three
// seconds after it. Otherwise [ErrNotNext] for an ask that does not stand yet,
// [ErrQuestionClosed], or [ErrLiveEnded].
func (l LiveRound) Accepts(no int, clicked, now time.Time) error {
	if no < 0 || no >= len(l.Asked) {
		if l.Phase == Ended {
			return ErrLiveEnded
		}
		return ErrNotNext
	}
	// What was pressed before the opening by the venue's clock was pressed after
	// it all the same: there was no button before.
	if until := l.Asked[no].Until; !clicked.Before(until) || now.Sub(until) > lateDelivery {
		if l.Phase == Ended {
			return ErrLiveEnded
		}
		return ErrQuestionClosed
	}
	return nil
}

// Points returns what an answer is worth in the standings of the round, 0 to
// 100. It follows from the answer and the round alone.
func (l LiveRound) Points(a Answer) int {
	if l.Rules.Scoring != ScoreFast || a.No < 0 || a.No >= len(l.Asked) || a.Verdict.Points == 0 {
		return a.Verdict.Points
	}
	// The whole time, also where the question was closed early: the others had
	// no less of it.
	whole := l.Rules.Answering.Milliseconds()
	used := min(max(a.At.Sub(l.Asked[a.No].From).Milliseconds(), 0), whole)
	return int(int64(a.Verdict.Points) * (2*whole - used) / (2 * whole))
}

// CountsAt returns from when on answers to an ask count for leaderboards, which
// would tell before the close who was right.
func (l LiveRound) CountsAt(no int) time.Time { return l.Asked[no].Until.Add(collecting) }
