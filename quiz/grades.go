package quiz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// AllowanceKind is what a single member is granted.
type AllowanceKind string

// The kinds of allowances.
const (
	ExtraPercent AllowanceKind = "percent" // of the time that a daily quiz is open
	ExtraMinutes AllowanceKind = "minutes" // after its close
	Excused      AllowanceKind = "excused" // quizzes and live rounds of these days are not asked of the member
)

// Limits of allowances.
const (
	MaxExtraPercent = 300
	MaxExtraMinutes = 7 * 24 * 60
)

// longestQuiz bounds how long a daily quiz may be open for extra time in
// percent to reach to its end.
const longestQuiz = 31 * 24 * time.Hour

// LastDay is the last day of an allowance or a gradebook without an end,
// FirstDay the first one of a gradebook without a beginning.
var (
	FirstDay = Day{1970, time.January, 1}
	LastDay  = Day{9999, time.December, 31}
)

// ErrNoAllowance means that there is none such.
var ErrNoAllowance = errors.New("no such allowance")

// Allowance is extra time, or days off, of one member. Extra time holds for
// daily quizzes that open on its days, since live rounds are timed for all
// alike; days off hold for both.
type Allowance struct {
	Community CommunityID
	Player    PlayerID
	Name      string // of the member as shown, to be kept; "" = not known
	Kind      AllowanceKind
	First     Day
	Last      Day // included; [LastDay] = without end
	Amount    int // percent or minutes
	By        PlayerID
	At        time.Time
}

// AllowanceStore keeps allowances, and answers for the gradebook.
type AllowanceStore interface {
	// SaveAllowance stores an allowance in place of one of the same member, kind and first day.
	SaveAllowance(ctx context.Context, a Allowance) error
	// RemoveAllowances removes the member's of a kind; ErrNoAllowance when there is none.
	RemoveAllowances(ctx context.Context, community CommunityID, player PlayerID, kind AllowanceKind) error
	// Allowances returns those of a member, or of all for "", by first day.
	Allowances(ctx context.Context, community CommunityID, player PlayerID) ([]Allowance, error)
	// GradeRounds returns the daily and live rounds, of one schedule or of all
	// for "", that opened from the one instant to before the other and are over
	// at now, oldest first, without their asks.
	GradeRounds(ctx context.Context, community CommunityID, schedule ScheduleID, from, to, now time.Time) ([]GradedRound, error)
	// GradeRuns returns every run of these rounds with its points.
	GradeRuns(ctx context.Context, community CommunityID, schedule ScheduleID, from, to, now time.Time) ([]GradedRun, error)
	// Players returns every player of the community whose name is known: who ever
	// started something or was granted an allowance.
	Players(ctx context.Context, community CommunityID) ([]Player, error)
	// SetHidden keeps a player off the leaderboards that others see, or ends it.
	SetHidden(ctx context.Context, community CommunityID, player PlayerID, hidden bool) error
	Hidden(ctx context.Context, community CommunityID, player PlayerID) (bool, error)
	// SetRetention has answers older than so many days removed; 0 = never.
	SetRetention(ctx context.Context, community CommunityID, days int) error
	Retention(ctx context.Context, community CommunityID) (days int, err error)
	// Expire removes answers, of all communities, that are older than their
	// retention, and returns how many. Scores and counts stay.
	Expire(ctx context.Context, now time.Time) (int, error)
}

// GradedRound is a round as a column of the gradebook.
type GradedRound struct {
	ID       RoundID
	Kind     Kind
	Title    string
	Nominal  string
	OpenedAt time.Time
	ClosesAt time.Time
	Asks     int
}

// Max is how many points it gives.
func (r GradedRound) Max() int { return 100 * r.Asks }

// GradedRun is what a member reached in a round.
type GradedRun struct {
	Round      RoundID
	Player     PlayerID
	Points     int
	Answers    int
	FinishedAt time.Time // zero = not
}

// Allow stores an allowance, or says in one sentence what is wrong with it.
func (e *Engine) Allow(ctx context.Context, a Allowance) error {
	switch {
	case a.Last.Before(a.First):
		return fmt.Errorf("the days end on %s, before they begin on %s: exchange the two dates", a.Last, a.First)
	case a.Kind == ExtraPercent && (a.Amount < 1 || a.Amount > MaxExtraPercent):
		return fmt.Errorf("extra time of %d percent: choose from 1 to %d", a.Amount, MaxExtraPercent)
	case a.Kind == ExtraMinutes && (a.Amount < 1 || a.Amount > MaxExtraMinutes):
		return fmt.Errorf("extra time of %d minutes: choose from 1 to %d", a.Amount, MaxExtraMinutes)
	case a.Kind == Excused:
		a.Amount = 0
	}
	a.At = instant(a.At)
	return e.store.SaveAllowance(ctx, a)
}

// Disallow removes a member's allowances of a kind; [ErrNoAllowance] when
// there is none.
func (e *Engine) Disallow(ctx context.Context, community CommunityID, player PlayerID, kind AllowanceKind) error {
	return e.store.RemoveAllowances(ctx, community, player, kind)
}

// Allowances returns those of a member, or of all for "".
func (e *Engine) Allowances(ctx context.Context, community CommunityID, player PlayerID) ([]Allowance, error) {
	return e.store.Allowances(ctx, community, player)
}

// extraTime is what one member is granted.
type extraTime struct {
	list     []Allowance
	calendar Calendar
}

func (e *Engine) extraTime(ctx context.Context, community CommunityID, player PlayerID) (extraTime, error) {
	list, err := e.store.Allowances(ctx, community, player)
	if err != nil || len(list) == 0 {
		return extraTime{}, err
	}
	settings, err := e.store.Settings(ctx, community)
	return extraTime{list, settings.Calendar()}, err
}

// most is how much later than everybody else's a quiz can close.
func (x extraTime) most() time.Duration {
	most := time.Duration(0)
	for _, a := range x.list {
		most = max(most, a.extra(longestQuiz))
	}
	return most
}

// extra is what an allowance adds to a quiz that is open for so long.
func (a Allowance) extra(open time.Duration) time.Duration {
	switch a.Kind {
	case ExtraMinutes:
		return time.Duration(a.Amount) * time.Minute
	case ExtraPercent:
		return time.Duration(float64(min(open, longestQuiz)) * float64(a.Amount) / 100)
	}
	return 0
}

// closes returns when a quiz closes for the member.
func (x extraTime) closes(opened, closes time.Time) time.Time {
	if len(x.list) == 0 || closes.IsZero() {
		return closes
	}
	day, extra := x.calendar.Day(opened), time.Duration(0)
	for _, a := range x.list {
		if a.on(day) {
			extra = max(extra, a.extra(closes.Sub(opened)))
		}
	}
	return instant(closes.Add(extra))
}

func (a Allowance) on(d Day) bool { return !d.Before(a.First) && !a.Last.Before(d) }

// excused reports whether the member is excused from a quiz.
func (x extraTime) excused(opened time.Time) bool {
	if len(x.list) == 0 {
		return false
	}
	day := x.calendar.Day(opened)
	return slices.ContainsFunc(x.list, func(a Allowance) bool { return a.Kind == Excused && a.on(day) })
}

// of returns a daily round as it is for the member: with their own close.
func (x extraTime) of(r Round) Round {
	if r.Kind == Daily {
		r.ClosesAt = x.closes(r.OpenedAt, r.ClosesAt)
	}
	return r
}

// attendance returns the quizzes that matter for the member's streak: with
// their own closes, without those that they were excused from and did not take.
func (x extraTime) attendance(all []Attendance) []Attendance {
	if len(x.list) == 0 {
		return all
	}
	var own []Attendance
	for _, r := range all {
		if r.FinishedAt.IsZero() && x.excused(r.OpenedAt) {
			continue
		}
		r.ClosesAt = x.closes(r.OpenedAt, r.ClosesAt)
		own = append(own, r)
	}
	return own
}

// Gradebook is what members reached in the quizzes of a period.
type Gradebook struct {
	First, Last Day
	Rounds      []GradedRound
	Rows        []GradeRow // by name, then by id
}

// GradeRow is one member's line.
type GradeRow struct {
	Player  Player
	Cells   []GradeCell // one for each round
	Points  int         // without quizzes that the member was excused from
	Max     int
	Taken   int
	Excused int
}

// GradeCell is what a member reached in one round.
type GradeCell struct {
	Points     int
	Taken      bool
	FinishedAt time.Time // zero = not
	Excused    bool      // neither points nor maximum are in the totals
}

// Gradebook returns what every member reached in the daily quizzes and live
// rounds, of one schedule or of all for "", that opened on the days from first
// to last and are over. Whoever is known to the community has a row, also who
// took none of them. Live rounds that were stopped before a question was closed,
// or that nobody answered, are left out. What somebody was excused from counts
// for them only where they took it all the same. The error of days in the wrong
// order is *[Backwards].
func (e *Engine) Gradebook(ctx context.Context, community CommunityID, schedule ScheduleID, first, last Day, now time.Time) (Gradebook, error) {
	settings, err := e.store.Settings(ctx, community)
	if err != nil {
		return Gradebook{}, fmt.Errorf("settings of %s: %w", community, err)
	}
	if last.Before(first) {
		return Gradebook{}, &Backwards{First: first, Last: last}
	}
	calendar := settings.Calendar()
	from, to := calendar.Start(first), calendar.Start(last.add(1))
	rounds, err := e.store.GradeRounds(ctx, community, schedule, from, to, now)
	runs, err2 := e.store.GradeRuns(ctx, community, schedule, from, to, now)
	players, err3 := e.store.Players(ctx, community)
	allowances, err4 := e.store.Allowances(ctx, community, "")
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return Gradebook{}, fmt.Errorf("grades of %s: %w", community, err)
	}
	for i, r := range rounds {
		if r.Kind != Live {
			continue
		}
		l, err := e.store.Live(ctx, r.ID) // stopped early it asked fewer
		if err != nil {
			return Gradebook{}, fmt.Errorf("live round %s: %w", r.ID, err)
		}
		rounds[i].Asks = l.Closed()
	}
	answered := make(map[RoundID]bool)
	for _, r := range runs {
		if r.Answers > 0 {
			answered[r.Round] = true
		}
	}
	rounds = slices.DeleteFunc(rounds, func(r GradedRound) bool { return r.Kind == Live && (r.Asks == 0 || !answered[r.ID]) })
	book := Gradebook{First: first, Last: last, Rounds: rounds}
	granted := make(map[PlayerID]extraTime)
	for _, a := range allowances {
		granted[a.Player] = extraTime{append(granted[a.Player].list, a), calendar}
	}
	column := make(map[RoundID]int)
	for i, r := range rounds {
		column[r.ID] = i
	}
	cells := make(map[PlayerID][]GradeCell)
	row := func(id PlayerID) []GradeCell {
		if cells[id] == nil {
			cells[id] = make([]GradeCell, len(rounds))
		}
		return cells[id]
	}
	for _, r := range runs {
		if i, ok := column[r.Round]; ok {
			row(r.Player)[i] = GradeCell{Points: r.Points, Taken: true, FinishedAt: r.FinishedAt}
		}
	}
	names := make(map[PlayerID]string)
	for _, p := range players {
		names[p.ID] = p.Name
		row(p.ID)
	}
	for id, own := range granted {
		for i, r := range rounds {
			if own.excused(r.OpenedAt) {
				row(id)[i].Excused = true
			}
		}
	}
	for id, list := range cells {
		line := GradeRow{Player: Player{ID: id, Name: names[id]}, Cells: list}
		for i, c := range list {
			if c.Excused && !c.Taken {
				line.Excused++
				continue
			}
			line.Points += c.Points
			line.Max += rounds[i].Max()
			if c.Taken {
				line.Taken++
			}
		}
		book.Rows = append(book.Rows, line)
	}
	slices.SortFunc(book.Rows, func(a, b GradeRow) int {
		return compareNames(a.Player, b.Player)
	})
	return book, nil
}

// Backwards is a period that ends before it begins.
type Backwards struct{ First, Last Day }

// Error says so and what to do.
func (b *Backwards) Error() string {
	return fmt.Sprintf("the period ends on %s, before it begins on %s: exchange the two dates", b.Last, b.First)
}

// DaysOf returns the first and the last day of the week, month or term that a
// day belongs to; [ErrNoTerm] outside every term.
func (s Settings) DaysOf(p Period, d Day) (first, last Day, err error) {
	switch p {
	case ThisWeek:
		return d.monday(), d.monday().add(6), nil
	case ThisMonth:
		first = Day{d.Year, d.Month, 1}
		next := time.Date(d.Year, d.Month+1, 1, 0, 0, 0, 0, time.UTC)
		return first, Day{next.Year(), next.Month(), 1}.add(-1), nil
	case ThisTerm:
		term, ok := s.TermOn(d)
		if !ok {
			return Day{}, Day{}, ErrNoTerm
		}
		return term.First, term.Last, nil
	}
	return d, d, nil
}
