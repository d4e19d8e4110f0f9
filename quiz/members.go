package quiz

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// MaxReportLength bounds the text of a report, in characters.
const MaxReportLength = 1000

// Report stores a member's word that a question is wrong and returns the
// report's number. What was asked, its version and the member's choice are
// looked up; a second report by the same member on the same ask takes the
// first one's place. A longer text than [MaxReportLength] is [*TooLong].
func (e *Engine) Report(ctx context.Context, r Report) (int64, error) {
	round, err := e.roundFor(ctx, r.Community, r.Round, r.Player)
	if err != nil {
		return 0, err
	}
	if r.No < 0 || r.No >= len(round.Asks) {
		return 0, fmt.Errorf("report on question %d of round %s: %w", r.No, r.Round, ErrNotNext)
	}
	ask := round.Asks[r.No]
	r.Bank, r.Question, r.Version, r.Given = round.Bank, ask.Question.ID, ask.Version, nil
	answers, err := e.store.Answers(ctx, r.Round, r.Player)
	if err != nil {
		return 0, fmt.Errorf("answers of round %s: %w", r.Round, err)
	}
	for _, a := range answers {
		if a.No == r.No {
			r.Given = a.Given
		}
	}
	if r.Text, err = written(r.Text, MaxReportLength); err != nil {
		return 0, err
	}
	r.At = instant(r.At)
	return e.store.AddReport(ctx, r)
}

// Reports returns the community's reports, newest first.
func (e *Engine) Reports(ctx context.Context, community CommunityID) ([]Report, error) {
	return e.store.Reports(ctx, community)
}

// Settings returns the community's settings, or the defaults.
func (e *Engine) Settings(ctx context.Context, community CommunityID) (Settings, error) {
	return e.store.Settings(ctx, community)
}

// SaveSettings stores the settings, unless [Settings.Check] refuses them.
func (e *Engine) SaveSettings(ctx context.Context, s Settings) error {
	if s.Reveal == "" {
		s.Reveal = RevealAtOnce
	}
	if err := s.Check(); err != nil {
		return err
	}
	return e.store.SaveSettings(ctx, s)
}

// Check says in one sentence what is wrong with the settings and how to mend it.
func (s Settings) Check() error {
	if s.Community == "" {
		return errors.New("settings belong to a community: none was given")
	}
	if err := checkZone(s.Zone); err != nil {
		return err
	}
	if s.DayStartsAt < 0 || s.DayStartsAt > 23 {
		return fmt.Errorf("the day cannot start at hour %d: write a whole hour from 0 to 23", s.DayStartsAt)
	}
	if s.Reveal != RevealAtOnce && s.Reveal != RevealAtClose {
		return fmt.Errorf("reveal %q is unknown: write %q or %q", s.Reveal, RevealAtOnce, RevealAtClose)
	}
	if err := checkTerms(s.Terms); err != nil {
		return err
	}
	return checkHolidays(s.Holidays)
}

// checkZone refuses what time.LoadLocation would take for a zone of the machine.
func checkZone(name string) error {
	const fix = `write the name of a place as the IANA lists it, such as "Europe/Berlin", or "UTC"`
	if name == "" || name == "Local" {
		return fmt.Errorf("time zone %q names no zone: %s", name, fix)
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fmt.Errorf("time zone %q is unknown: %s", name, fix)
	}
	return nil
}

// Export returns all that is stored about a member of the community, oldest
// first. Keys that the member may not see yet are left out.
func (e *Engine) Export(ctx context.Context, community CommunityID, player PlayerID, now time.Time) (MemberData, error) {
	data := MemberData{Community: community}
	var err error
	if data.Player, data.Runs, data.Reports, err = e.store.Member(ctx, community, player); err != nil {
		return MemberData{}, fmt.Errorf("data of a member: %w", err)
	}
	err = e.eachAnswer(ctx, community, player, now, func(o Outcome) bool {
		answer := MemberAnswer{Answer: o.Answer, Question: o.Ask.Question.ID, Stem: o.Ask.Question.Stem}
		if o.Revealed {
			answer.Key = o.Ask.Question.Key
		} else {
			answer.Verdict = Verdict{} // it would tell the key of a question with two options
		}
		data.Answers = append(data.Answers, answer)
		return true
	})
	if err != nil {
		return MemberData{}, err
	}
	for i, j := 0, len(data.Answers)-1; i < j; i, j = i+1, j-1 {
		data.Answers[i], data.Answers[j] = data.Answers[j], data.Answers[i]
	}
	if data.Learner, err = e.store.Learner(ctx, community, player); err != nil {
		return MemberData{}, fmt.Errorf("how a member reviews: %w", err)
	}
	if data.Cards, err = e.store.Memories(ctx, community, player, ""); err != nil {
		return MemberData{}, fmt.Errorf("cards of a member: %w", err)
	}
	if data.Reviews, err = e.store.Reviews(ctx, community, player); err != nil {
		return MemberData{}, fmt.Errorf("reviews of a member: %w", err)
	}
	allowances, err := e.store.Allowances(ctx, community, player)
	if err != nil {
		return MemberData{}, fmt.Errorf("allowances of a member: %w", err)
	}
	for _, a := range allowances {
		own := MemberAllowance{Kind: a.Kind, First: a.First.String(), Amount: a.Amount, At: a.At}
		if a.Last != LastDay {
			own.Last = a.Last.String()
		}
		data.Allowances = append(data.Allowances, own)
	}
	return data, nil
}

// Forget deletes what is stored about a member of the community; no row with
// the id is left. How often the questions of a round were answered is still
// counted, by nobody. A daily quiz that the member started and that was not
// closed cannot be started again.
func (e *Engine) Forget(ctx context.Context, community CommunityID, player PlayerID) error {
	return e.store.Forget(ctx, community, player)
}
