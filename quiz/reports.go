package quiz

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"quizbot/questions"
)

// What a caller tells apart.
var (
	ErrNoReport      = errors.New("no such report")
	ErrReportDecided = errors.New("the report was decided")
)

// ReportState is what became of a report.
type ReportState string

// The states of a report.
const (
	ReportOpen     ReportState = "open"
	ReportMended   ReportState = "mended"
	ReportRetired  ReportState = "retired"
	ReportAccepted ReportState = "accepted"
	ReportRejected ReportState = "rejected"
)

// MaxDecisionLength bounds what an instructor writes to a reporter, and the
// reason of a change, in characters.
const MaxDecisionLength = 500

// TooLong refuses a text of more characters than are kept: nothing is cut
// without a word.
type TooLong struct{ Most int }

// Error says how long the text may be.
func (t *TooLong) Error() string { return fmt.Sprintf("the text has more than %d characters", t.Most) }

// written returns what somebody wrote without space around it, or [*TooLong].
func written(text string, most int) (string, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	if utf8.RuneCountInString(text) > most {
		return "", &TooLong{most}
	}
	return text, nil
}

// ReportStore keeps what became of reports.
type ReportStore interface {
	// OneReport returns ErrNoReport for one of another community, too.
	OneReport(ctx context.Context, community CommunityID, id int64) (Report, error)
	// DecideReport notes what became of an open report, and for the reporter
	// that they are to be told. Decided before, it is returned as it is, with
	// ErrReportDecided.
	DecideReport(ctx context.Context, community CommunityID, id int64, state ReportState, answer string, by PlayerID, stem string, at time.Time) (Report, error)
}

// OpenReports returns the reports that wait for an instructor, oldest first,
// without those on a question that an open round asks: instructors play, too.
func (e *Engine) OpenReports(ctx context.Context, community CommunityID, now time.Time) ([]Report, error) {
	open, _, err := e.waitingReports(ctx, community, now)
	return open, err
}

// HeldReports returns how many reports wait for a round to close: those that
// [Engine.OpenReports] leaves out.
func (e *Engine) HeldReports(ctx context.Context, community CommunityID, now time.Time) (int, error) {
	_, held, err := e.waitingReports(ctx, community, now)
	return held, err
}

func (e *Engine) waitingReports(ctx context.Context, community CommunityID, now time.Time) (open []Report, held int, err error) {
	all, err := e.store.Reports(ctx, community)
	if err != nil {
		return nil, 0, fmt.Errorf("reports of %s: %w", community, err)
	}
	for i := len(all) - 1; i >= 0; i-- { // the store has the newest first
		r := all[i]
		if r.State != ReportOpen {
			continue
		}
		if err := e.notAsked(ctx, community, r.Bank, r.Question, now); errors.Is(err, ErrAskedNow) {
			held++
			continue
		} else if err != nil {
			return nil, 0, err
		}
		open = append(open, r)
	}
	return open, held, nil
}

// ReportCase is all that an instructor needs to decide about a report.
type ReportCase struct {
	Report   Report
	Asked    Ask      // as the reporter saw it
	Shown    []string // the options, in the order in which the reporter saw them; nil = not kept
	Now      Ask      // as it stands in the bank; its Version is 0 when it is not there any more
	Evidence []questions.Evidence
	Stats    QuestionStats
	Others   int // further open reports on the question
}

// ReportCase returns a report with what belongs to it. The errors are
// [ErrNoReport] and [ErrAskedNow].
func (e *Engine) ReportCase(ctx context.Context, community CommunityID, id int64, now time.Time) (ReportCase, error) {
	r, err := e.store.OneReport(ctx, community, id)
	if err != nil {
		return ReportCase{}, err
	}
	if err := e.notAsked(ctx, community, r.Bank, r.Question, now); err != nil {
		return ReportCase{}, err
	}
	c := ReportCase{Report: r}
	round, err := e.Round(ctx, community, r.Round)
	if err != nil {
		return ReportCase{}, err
	}
	c.Asked = round.Asks[r.No]
	answers, err := e.store.Answers(ctx, r.Round, r.Player)
	if err != nil {
		return ReportCase{}, fmt.Errorf("answers of round %s: %w", r.Round, err)
	}
	for _, a := range answers {
		if a.No == r.No {
			c.Shown = a.Shown
		}
	}
	if c.Now, err = e.Question(ctx, community, r.Bank, r.Question); err != nil && !errors.Is(err, ErrNoQuestion) && !errors.Is(err, ErrNoBank) {
		return ReportCase{}, err
	}
	if c.Evidence, err = e.evidence(ctx, community, r.Bank, c.Asked.Question.Facts); err != nil {
		return ReportCase{}, err
	}
	if c.Stats, err = e.QuestionStats(ctx, community, r.Bank, r.Question, now); err != nil {
		return ReportCase{}, err
	}
	open, err := e.OpenReports(ctx, community, now)
	for _, other := range open {
		if other.Bank == r.Bank && other.Question == r.Question && other.ID != r.ID {
			c.Others++
		}
	}
	return c, err
}

// evidence returns where the facts stand; a bank that is gone has none.
func (e *Engine) evidence(ctx context.Context, community CommunityID, bank string, facts []questions.FactID) ([]questions.Evidence, error) {
	v, err := e.bank(ctx, community, bank)
	if errors.Is(err, ErrNoBank) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []questions.Evidence
	for _, id := range facts {
		if f, ok := v.Bank.FactByID(id); ok {
			all = append(all, f.Evidence...)
		}
	}
	return all, nil
}

// Decide notes what became of a report; retired, its question is taken out of
// rounds to come. The reporter hears it once. The errors are [ErrNoReport],
// [ErrReportDecided] with the report as it was decided, [*TooLong] for an answer
// of more than [MaxDecisionLength], and [ErrAskedNow].
func (e *Engine) Decide(ctx context.Context, community CommunityID, id int64, state ReportState, answer string, by PlayerID, now time.Time) (Report, error) {
	r, err := e.store.OneReport(ctx, community, id)
	if err != nil {
		return Report{}, err
	}
	if r.State != ReportOpen {
		return r, ErrReportDecided
	}
	round, err := e.Round(ctx, community, r.Round)
	if err != nil {
		return Report{}, err
	}
	if answer, err = written(answer, MaxDecisionLength); err != nil {
		return Report{}, err
	}
	if state == ReportRetired {
		if err := e.Retire(ctx, community, r.Bank, r.Question, now); err != nil && !errors.Is(err, ErrNoQuestion) {
			return Report{}, err
		}
	}
	return e.store.DecideReport(ctx, community, id, state, answer, by, round.Asks[r.No].Question.Stem, instant(now))
}
