package quiz

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"quizbot/questions"
)

// MaxQuestions bounds a round; whoever plans more gets this many.
const MaxQuestions = 50

// Store keeps what the engine decides. Every method is one transaction; what
// it was told is durable when it returns nil. Instants have milliseconds.
type Store interface {
	RoundStore
	RunStore
	BankStore
	MemberStore
	LiveStore
	AmendmentStore
	ReportStore
	AllowanceStore
	StatsStore
	CardStore
	DepartureStore
}

// RoundStore keeps rounds.
type RoundStore interface {
	// AddRound stores a new round. When one with the same schedule and nominal
	// time is there, that one is returned and nothing is stored.
	AddRound(ctx context.Context, r Round) (Round, error)
	// Round returns ErrNoRound when there is none.
	Round(ctx context.Context, id RoundID) (Round, error)
	// SetPost returns ErrNoRound when there is none.
	SetPost(ctx context.Context, id RoundID, post string) error
	// CloseRound notes that the close was carried out; a second call changes nothing.
	CloseRound(ctx context.Context, id RoundID, at time.Time) error
	// DueToClose returns the rounds over at the given time and not closed, the longest due first.
	DueToClose(ctx context.Context, at time.Time) ([]Round, error)
	// OpenDaily returns the daily rounds not over at the given time, oldest first.
	OpenDaily(ctx context.Context, community CommunityID, at time.Time) ([]Round, error)
	// Asked counts in how many daily and live rounds of the venue each question of the bank was asked.
	Asked(ctx context.Context, venue Venue, bank string) (map[questions.QuestionID]int, error)
	// ItemHistory tells, of each question of the bank that daily and live rounds of the community
	// asked, how often and when last in the venue's channel, and how it was answered anywhere.
	ItemHistory(ctx context.Context, venue Venue, bank string) (map[questions.QuestionID]ItemHistory, error)
	// EndRound has a round that would close later close at the given instant.
	EndRound(ctx context.Context, id RoundID, at time.Time) error
	// Attendance returns every daily round of the community, newest first, and when the player finished it.
	Attendance(ctx context.Context, community CommunityID, player PlayerID) ([]Attendance, error)
	// Tally counts a round's runs and answers, those of members who deleted their data included.
	Tally(ctx context.Context, id RoundID) (Tally, error)
	// Finishers returns what each member who finished the round reached, without the
	// hidden, in any order.
	Finishers(ctx context.Context, id RoundID) ([]Standing, error)
}

// RunStore keeps runs and answers.
type RunStore interface {
	// AddRun stores a new run, or notes that the member touched the one that is
	// there, and returns it as stored. It keeps the player's name.
	// ErrDeleted when the player had one and deleted their data.
	AddRun(ctx context.Context, run Run, community CommunityID, player Player, at time.Time) (Run, error)
	// Run returns ErrNotStarted when there is none.
	Run(ctx context.Context, id RoundID, player PlayerID) (Run, error)
	// CurrentRun returns the run last touched among the player's unfinished ones in rounds
	// not over: daily ones of the venue's channel, practices of its community. ErrNothingOpen when there is none.
	CurrentRun(ctx context.Context, venue Venue, player PlayerID, at time.Time) (Run, error)
	// AddAnswer stores the answer unless the player has one for that ask, and
	// returns the one that stands, the run as it is then (finished at the
	// answer's time once it has as many answers as asks), and whether the answer
	// was stored. It counts for the leaderboard from the instant counts on; zero = never.
	// ErrNotStarted when there is no run.
	AddAnswer(ctx context.Context, a Answer, asks int, counts time.Time) (standing Answer, run Run, stored bool, err error)
	// Answers returns the player's answers in a round by number.
	Answers(ctx context.Context, id RoundID, player PlayerID) ([]Answer, error)
	// History returns the player's answers in a community, newest first, skipping the first ones.
	History(ctx context.Context, community CommunityID, player PlayerID, skip, limit int) ([]Answer, error)
	// Board returns a page of the community's scores in a period, best first and
	// ranked, with those answers that count by now.
	Board(ctx context.Context, q BoardQuery) (BoardPage, error)
}

// BankStore keeps versions of banks; community "" shares one with all.
type BankStore interface {
	// Bank returns the newest version in exactly that community; ErrNoBank when there is none.
	Bank(ctx context.Context, community CommunityID, name string) (BankVersion, error)
	// AddBank stores a version; its number must be new.
	AddBank(ctx context.Context, community CommunityID, v BankVersion, info BankInfo) error
	// PutBank stores v as the newest version if that is still the given one: in its place when
	// the numbers are the same, otherwise after it. ErrBankChanged when it is another.
	PutBank(ctx context.Context, community CommunityID, newest BankRevision, v BankVersion, info BankInfo) error
	// Banks describes the newest version of every bank in exactly that community, by name.
	Banks(ctx context.Context, community CommunityID) ([]BankInfo, error)
}

// MemberStore keeps settings, reports and what else is known about members.
type MemberStore interface {
	// Settings returns DefaultSettings when none were saved.
	Settings(ctx context.Context, community CommunityID) (Settings, error)
	SaveSettings(ctx context.Context, s Settings) error
	// AddReport stores a report, in place of an earlier one by the same member on the same ask.
	AddReport(ctx context.Context, r Report) (int64, error)
	// Reports returns a community's reports, newest first.
	Reports(ctx context.Context, community CommunityID) ([]Report, error)
	// Member returns the player with runs and reports, oldest first; a stranger has none.
	Member(ctx context.Context, community CommunityID, player PlayerID) (Player, []Run, []Report, error)
	// Forget deletes every row that names the player; the counts of Tally stay.
	Forget(ctx context.Context, community CommunityID, player PlayerID) error
}

// Attendance is one daily round as it matters for a streak.
type Attendance struct {
	OpenedAt   time.Time
	ClosesAt   time.Time // zero = never
	FinishedAt time.Time // by the member; zero = not
}

// Tally counts a round.
type Tally struct {
	Started  int
	Finished int
	Answered map[int]int // by number of the ask
	Correct  map[int]int
}

// Engine is the rules of the game over a store. It keeps nothing itself and
// may be used by many at once.
type Engine struct {
	store   Store
	fitting sync.Mutex // held while weights are fitted
}

// NewEngine returns an engine over s.
func NewEngine(s Store) *Engine { return &Engine{store: s} }

// Open makes a round from the plan and stores it. The same occurrence
// (schedule and nominal time) opened again gives the round of the first time.
//
// Questions come from the newest version of the bank in the community, or of
// the shared one of that name; how they are picked is told at [Select]. The
// round has copies of them.
//
// While a quiz of the same schedule is open, the plan's overlap policy holds.
//
// The errors are [ErrNoBank], [ErrNoQuestions], [ErrOverlap], and what is wrong
// with the plan.
func (e *Engine) Open(ctx context.Context, p Plan) (Round, error) {
	return e.open(ctx, p, nil)
}

func (e *Engine) open(ctx context.Context, p Plan, blocked map[questions.FactID]bool) (Round, error) {
	p.OpensAt, p.ClosesAt = instant(p.OpensAt), instant(p.ClosesAt)
	if p.Reveal == "" {
		settings, err := e.store.Settings(ctx, p.Venue.Community)
		if err != nil {
			return Round{}, fmt.Errorf("settings of %s: %w", p.Venue.Community, err)
		}
		p.Reveal = settings.Reveal
	}
	if err := p.check(); err != nil {
		return Round{}, err
	}
	version, err := e.bank(ctx, p.Venue.Community, p.Bank)
	if err != nil {
		return Round{}, err
	}
	selection := Selection{Topic: p.Topic, Count: min(p.Count, MaxQuestions), Seed: p.Seed, Blocked: blocked}
	if p.Kind == Daily {
		if selection.Asked, err = e.store.Asked(ctx, p.Venue, p.Bank); err != nil {
			return Round{}, fmt.Errorf("questions asked in channel %s: %w", p.Venue.Channel, err)
		}
		open, err := e.store.OpenDaily(ctx, p.Venue.Community, p.OpensAt)
		if err != nil {
			return Round{}, fmt.Errorf("open quizzes of %s: %w", p.Venue.Community, err)
		}
		if err := e.overlap(ctx, p, open); err != nil {
			return Round{}, err
		}
		live, err := e.store.OpenLiveRounds(ctx, p.Venue.Community)
		if err != nil {
			return Round{}, fmt.Errorf("live rounds of %s: %w", p.Venue.Community, err)
		}
		selection.Avoid = factsOf(append(open, live...))
		selection.Policy, selection.NoRepeat, selection.Now = p.Select, p.NoRepeat, p.OpensAt
		if p.Select != SelectLeast || p.NoRepeat > 0 {
			if selection.History, err = e.store.ItemHistory(ctx, p.Venue, p.Bank); err != nil {
				return Round{}, fmt.Errorf("history of channel %s: %w", p.Venue.Channel, err)
			}
		}
	}
	picked := Select(version.Bank, selection)
	if len(picked) == 0 {
		err := noQuestions(version.Bank, p.Topic)
		if _, unapproved := errors.AsType[*NothingApproved](err); !unapproved && selection.History != nil {
			err = fmt.Errorf("all that bank %q has on it was asked in this channel: %w", p.Bank, ErrNoQuestions)
		}
		return Round{}, err
	}
	round := Round{
		ID: newRoundID(), Kind: p.Kind, Venue: p.Venue, Owner: p.Owner, Title: version.Bank.Title,
		Bank: p.Bank, Topic: p.Topic, Schedule: p.Schedule, Nominal: p.Nominal, Late: p.Late,
		Reveal: p.Reveal, OpenedAt: p.OpensAt, ClosesAt: p.ClosesAt,
	}
	round.Asks = asksOf(version, picked)
	if round, err = e.store.AddRound(ctx, round); err != nil {
		return Round{}, fmt.Errorf("store round: %w", err)
	}
	return round, nil
}

// overlap applies the plan's policy to the open quizzes of its schedule.
func (e *Engine) overlap(ctx context.Context, p Plan, open []Round) error {
	if p.Schedule == "" || p.Overlap == OverlapBoth {
		return nil
	}
	for _, r := range open {
		if r.Schedule != p.Schedule || r.Nominal == p.Nominal || r.OpenedAt.After(p.OpensAt) {
			continue
		}
		if p.Overlap != OverlapClose {
			return ErrOverlap
		}
		if err := e.store.EndRound(ctx, r.ID, p.OpensAt); err != nil {
			return fmt.Errorf("close round %s early: %w", r.ID, err)
		}
	}
	return nil
}

// asksOf returns copies of the questions as a round keeps them.
func asksOf(v BankVersion, picked []questions.Question) []Ask {
	asks := make([]Ask, len(picked))
	for i, q := range picked {
		asks[i] = Ask{Question: q, Version: v.Versions[q.ID], Citations: v.Bank.CitationsOf(q.Facts)}
	}
	return asks
}

// check says what makes the plan one that cannot be carried out.
func (p Plan) check() error {
	switch {
	case p.Kind != Daily && p.Kind != Practice:
		return fmt.Errorf("plan: kind %q is neither %q nor %q", p.Kind, Daily, Practice)
	case p.Reveal != RevealAtOnce && p.Reveal != RevealAtClose:
		return fmt.Errorf("plan: reveal %q is neither %q nor %q", p.Reveal, RevealAtOnce, RevealAtClose)
	case p.Kind == Practice && p.Owner == "":
		return errors.New("plan: a practice needs an owner")
	case p.Kind == Daily && p.Owner != "":
		return errors.New("plan: a daily quiz belongs to nobody: leave the owner out")
	case p.Count < 1:
		return fmt.Errorf("plan: %d questions wanted: at least 1 is needed", p.Count)
	case p.OpensAt.IsZero():
		return errors.New("plan: the opening time is missing")
	case !p.ClosesAt.IsZero() && !p.ClosesAt.After(p.OpensAt):
		return fmt.Errorf("plan: closes at %s, which is not after its opening at %s", p.ClosesAt.Format(time.RFC3339), p.OpensAt.Format(time.RFC3339))
	case p.Reveal == RevealAtClose && p.ClosesAt.IsZero():
		return errors.New("plan: keys are shown at the close, so a closing time is needed")
	}
	return nil
}

// SetPost notes the venue's own id of the message that shows the round.
func (e *Engine) SetPost(ctx context.Context, id RoundID, post string) error {
	return e.store.SetPost(ctx, id, post)
}

// Round returns a round of the community, keys included: what of it may be
// shown to whom is for [Engine.Results] and [Engine.Answer] to say. A round of
// another community is [ErrNoRound], like one that does not exist.
func (e *Engine) Round(ctx context.Context, community CommunityID, id RoundID) (Round, error) {
	r, err := e.store.Round(ctx, id)
	if err != nil {
		return Round{}, err
	}
	if r.Venue.Community != community {
		return Round{}, ErrNoRound
	}
	return r, nil
}

// OpenDaily returns the community's daily rounds that take answers at now, oldest first.
func (e *Engine) OpenDaily(ctx context.Context, community CommunityID, now time.Time) ([]Round, error) {
	return e.store.OpenDaily(ctx, community, now)
}

// DueToClose returns the rounds, of all communities, whose closing time has
// come and whose close was not carried out.
func (e *Engine) DueToClose(ctx context.Context, now time.Time) ([]Round, error) {
	return e.store.DueToClose(ctx, now)
}

// Close notes that the round's close was carried out and returns what to show
// in public. Again, it returns the same, with the time of the first close.
// Before the round's closing time it is [ErrStillOpen].
func (e *Engine) Close(ctx context.Context, id RoundID, now time.Time) (Summary, error) {
	r, err := e.store.Round(ctx, id)
	if err != nil {
		return Summary{}, err
	}
	if !r.Over(now) {
		return Summary{}, ErrStillOpen
	}
	if err := e.store.CloseRound(ctx, id, now); err != nil {
		return Summary{}, fmt.Errorf("close round %s: %w", id, err)
	}
	return e.Summary(ctx, r.Venue.Community, id, now)
}

// factsOf returns the facts that the rounds' questions rest on.
func factsOf(rounds []Round) map[questions.FactID]bool {
	facts := make(map[questions.FactID]bool)
	for _, r := range rounds {
		for _, ask := range r.Asks {
			for _, id := range ask.Question.Facts {
				facts[id] = true
			}
		}
	}
	return facts
}

// restsOn reports whether the question rests on one of the facts.
func restsOn(q questions.Question, facts map[questions.FactID]bool) bool {
	return slices.ContainsFunc(q.Facts, func(id questions.FactID) bool { return facts[id] })
}

// instant returns t as it is stored: in UTC, without parts of a millisecond.
func instant(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.Truncate(time.Millisecond).UTC()
}

// newRoundID returns 12 random lower-case letters and digits, 60 bits.
func newRoundID() RoundID {
	var b [8]byte
	rand.Read(b[:]) // never fails: crypto/rand
	return RoundID(strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))[:12])
}

func newSeed() uint64 {
	var b [8]byte
	rand.Read(b[:]) // never fails: crypto/rand
	return binary.LittleEndian.Uint64(b[:])
}
