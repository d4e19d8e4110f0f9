package quiz

import (
	"time"

	"quizbot/questions"
)

// Identifiers from outside are opaque; RoundID and ScheduleID are ours: short,
// lower-case letters and digits.
type (
	CommunityID string
	ChannelID   string
	PlayerID    string
	RoundID     string
	ScheduleID  string
)

// Venue is where a round is played.
type Venue struct {
	Community CommunityID
	Channel   ChannelID // "" for a private practice
}

// Kind tells a round that counts from one that does not.
type Kind string

// The kinds of rounds.
const (
	Daily    Kind = "daily"    // posted by a schedule, open to everyone until it closes, counts
	Practice Kind = "practice" // one member's own, private, never counts
)

// Reveal is when a member learns the key.
type Reveal string

// The reveal policies.
const (
	RevealAtOnce  Reveal = "at-once"  // after each answer
	RevealAtClose Reveal = "at-close" // when the round has closed
)

// Round is one set of questions asked in a venue. Its asks are copies: nobody
// who edits a bank changes a round that was posted.
type Round struct {
	ID       RoundID
	Kind     Kind
	Venue    Venue
	Owner    PlayerID // of a practice; "" otherwise
	Title    string
	Bank     string
	Topic    string // "" = all
	Schedule ScheduleID
	Nominal  string // the occurrence it was posted for, local wall time "2026-03-29T09:00"; "" = none
	Late     bool   // posted after its time: "scheduled for 09:00"
	Reveal   Reveal
	Asks     []Ask
	OpenedAt time.Time
	ClosesAt time.Time // zero = never
	ClosedAt time.Time // when the close was carried out; zero = not yet
	Post     string    // the venue's own id of the message that shows the round; "" = none
}

// Over reports whether the round no longer takes an answer chosen at the given time.
func (r Round) Over(at time.Time) bool { return !r.ClosesAt.IsZero() && !at.Before(r.ClosesAt) }

// Ask is one question of a round, frozen.
type Ask struct {
	Question  questions.Question
	Version   int // of the question in the community's bank, from 1
	Citations []questions.Citation
	Mended    *Marking `json:"-"` // by which answers are judged since the question was mended; nil = by the question as asked
}

// Run is one member's private way through a round.
type Run struct {
	Round      RoundID
	Player     PlayerID
	Seed       uint64 // the order in which this member sees options follows from it
	StartedAt  time.Time
	FinishedAt time.Time // zero = not yet
}

// Answer is one member's one choice for one ask of a round. The first one
// stored stands for ever.
type Answer struct {
	Round           RoundID
	No              int // of the ask, from 0
	Player          PlayerID
	QuestionVersion int
	Shown           []string // the options as this member saw them
	Given           []string // the option chosen; of several those chosen; of an order all items as given; of pairs the right sides in the order of the prompts; the text typed
	At              time.Time
	Verdict         Verdict // derived from the question and Given
}

// Verdict is what an answer was worth.
type Verdict struct {
	Correct bool
	Points  int // 0 to 100
}

// Player is a member as others see them.
type Player struct {
	ID   PlayerID
	Name string // display name, raw: whoever prints it escapes it
}

// Standing is one row of a leaderboard.
type Standing struct {
	Rank     int // from 1
	Player   Player
	Points   int
	Correct  int
	Answered int
	Reached  time.Time // when the points were reached: equal points rank by it
}

// Settings are a community's own.
type Settings struct {
	Community      CommunityID
	Zone           string // IANA name
	DayStartsAt    int    // hour 0 to 23 at which the community's day begins
	InstructorRole string // the venue's role id; "" = none set
	QuizChannel    ChannelID
	Reveal         Reveal
	Terms          []Term // none overlaps another
	Holidays       []Holiday
}

// DefaultSettings are those of a community that has set nothing.
func DefaultSettings(community CommunityID) Settings {
	return Settings{Community: community, Zone: "UTC", Reveal: RevealAtOnce}
}

// Report is a member's word that a question is wrong.
type Report struct {
	ID        int64
	Round     RoundID
	No        int
	Player    PlayerID
	Community CommunityID
	Bank      string
	Question  questions.QuestionID
	Version   int
	Given     []string
	Text      string
	At        time.Time
	State     ReportState
	Answer    string    // what the instructor wrote to the reporter
	DecidedBy PlayerID  // "" when the instructor's data were deleted
	DecidedAt time.Time // zero = open
}

// BankVersion is one imported state of a bank in a community's store.
type BankVersion struct {
	Bank     *questions.Bank
	Number   int    // from 1
	SHA256   string // of the file it came from, or of what it holds
	At       time.Time
	Follows  string                       // SHA-256 of the version it was made from, where that matters; not stored
	Versions map[questions.QuestionID]int // version of each question: raised when its text, key or options change
}
