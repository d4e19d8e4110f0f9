package quiz

import (
	"errors"
	"time"

	"quizbot/questions"
)

// What a caller tells apart.
var (
	ErrNoRound     = errors.New("no such round")                      // also: of another community
	ErrRoundOver   = errors.New("the round is closed")                //
	ErrNotStarted  = errors.New("the run was not started")            //
	ErrNothingOpen = errors.New("no question is open for the player") //
	ErrBadChoice   = errors.New("not one of the options shown")       //
	ErrNoBank      = errors.New("no such bank")                       //
	ErrNoQuestions = errors.New("no question matches")                // bank and topic leave none to ask
	ErrNoSchedule  = errors.New("no such schedule")                   // also: of another community
	ErrNotYours    = errors.New("belongs to another player")          // a practice that somebody else owns
	ErrNotNext     = errors.New("another question comes first")       // also: the round has no question of that number
	ErrStillOpen   = errors.New("the round is still open")            // what is asked for is shown after its close
	ErrDeleted     = errors.New("the player deleted their data")      // while the round was open: it cannot be taken twice
	ErrOverlap     = errors.New("the quiz before it is still open")   // and the schedule posts no two at a time
)

// Plan is what a round is made from.
type Plan struct {
	Kind     Kind
	Venue    Venue
	Owner    PlayerID
	Bank     string
	Topic    string // "" = all
	Count    int    // questions wanted; fewer are asked when the bank has fewer
	Reveal   Reveal
	Schedule ScheduleID
	Nominal  string
	Late     bool
	OpensAt  time.Time
	ClosesAt time.Time // zero = never
	Seed     uint64    // same bank, plan and seed: same questions
	Select   SelectionPolicy
	NoRepeat int           // days within which no question is asked in the channel again; 0 = it may be at once
	Overlap  OverlapPolicy // when the schedule's quiz before is still open
}

// Position is where a member stands in a run.
type Position struct {
	Round    Round
	Run      Run
	No       int      // of the ask to answer next, from 0; len(Round.Asks) when finished
	Shown    []string // that ask's options as this member sees them
	Finished bool
}

// Ask returns the ask to answer next; the position must not be finished.
func (p Position) Ask() Ask { return p.Round.Asks[p.No] }

// Outcome is an answer as its member may see it now.
type Outcome struct {
	Round    Round
	Ask      Ask
	Answer   Answer
	Recorded bool     // an earlier answer stands; the one just given was not stored
	Revealed bool     // verdict, key, explanation and citations may be shown now
	Next     Position // where the run goes on
}

// Period is the time over which a leaderboard adds up.
type Period string

// The periods.
const (
	Today     Period = "today"
	ThisWeek  Period = "week" // from Monday
	ThisMonth Period = "month"
	ThisTerm  Period = "term" // of the settings
	AllTime   Period = "all"
)

// Periods lists every period.
var Periods = []Period{Today, ThisWeek, ThisMonth, ThisTerm, AllTime}

// Board is one page of a leaderboard.
type Board struct {
	Period    Period
	Bank      string // "" = all banks
	Term      Term   // of ThisTerm
	Standings []Standing
	Own       *Standing // the asking member's row; nil when there is none
	Hidden    bool      // Own is kept off the leaderboard: its rank is what it would be
	Page      int       // from 0
	Pages     int
}

// Score is one member's own tally.
type Score struct {
	Player   Player
	Points   int // all time, daily quizzes only
	Rank     int // 0 = none yet
	Answered int
	Correct  int
	Streak   int // days, the current one included once finished
	Finished int // daily quizzes finished
}

// Summary is what a closed round shows in public.
type Summary struct {
	Round     Round
	Started   int
	Finished  int
	Top       []Standing // at most three, of those who finished and are not hidden; empty below [FinishersForTop]
	Questions []QuestionSummary
	Hardest   int // index into Questions; -1 when nobody answered
}

// QuestionSummary says how members answered one ask.
type QuestionSummary struct {
	Ask      Ask
	Answered int
	Correct  int
}

// BankInfo describes a bank that can be played.
type BankInfo struct {
	Name      string
	Title     string
	Questions int // approved ones
	Topics    []string
	Version   int
}

// MemberData is everything stored about a member in a community.
type MemberData struct {
	Community CommunityID
	Player    Player
	Runs      []Run
	Answers   []MemberAnswer
	Reports   []Report
	Learner   Learner // how they review flashcards
	Cards     []Memory
	Reviews   []ReviewRecord

	Allowances []MemberAllowance // extra time and days off
}

// MemberAllowance is an allowance for the member's own export, without the
// instructor who gave it.
type MemberAllowance struct {
	Kind   AllowanceKind
	First  string // day, such as "2026-09-01"
	Last   string // day, included; "" = without end
	Amount int    // percent or minutes
	At     time.Time
}

// MemberAnswer is an answer with what was asked, for the member's own export.
// The key is left out while it may not be shown.
type MemberAnswer struct {
	Answer
	Question questions.QuestionID
	Stem     string
	Key      []string
}
