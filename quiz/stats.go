package quiz

import (
	"context"
	"fmt"
	"slices"
	"time"

	"quizbot/questions"
	"quizbot/quiz/itemstats"
)

// How many answers it takes before a figure is shown: with fewer it says more
// about chance than about the question (our own simulation: at 10 answers the
// standard error of the share is 0.16; at 30 the correlation's is 0.16, and its
// sign is wrong in 3 of 100 samples).
const (
	ForFacility    = 10
	ForCorrelation = 30
)

// Below so many questions in a round, how strong a member is follows from
// their answers of the days before.
const (
	restOfRound = 5
	restDays    = 30
)

// Flag names what looks wrong with a question.
type Flag string

// The flags.
const (
	TooHard         Flag = "hard"       // fewer than 3 of 10 right
	TooEasy         Flag = "easy"       // more than 9 of 10 right
	WrongWay        Flag = "wrong-way"  // strong members get it wrong: look at the key
	SeparatesLittle Flag = "flat"       // correlation below 0.1
	IdleDistractor  Flag = "distractor" // an option that fewer than 5 % take
	OftenReported   Flag = "reported"   // an open report
)

// StatsStore answers for statistics.
type StatsStore interface {
	// RoundsAsking returns the rounds of the community, practices left out, that
	// asked the question, oldest first.
	RoundsAsking(ctx context.Context, community CommunityID, bank string, id questions.QuestionID) ([]Round, error)
	// CountQuestions counts the answers to each question of a bank in daily and
	// live rounds of the community that are over at now.
	CountQuestions(ctx context.Context, community CommunityID, bank string, now time.Time) ([]QuestionCount, error)
	// MeanOf returns the share of points, 0 to 1, of a player's answers that count
	// from one instant to another, and of how many; without one question.
	MeanOf(ctx context.Context, community CommunityID, player PlayerID, from, to time.Time, bank string, without questions.QuestionID) (mean float64, answers int, err error)
	// Weeks returns the points of a player by the first day of each week, oldest first.
	Weeks(ctx context.Context, community CommunityID, player PlayerID, limit int) ([]WeekScore, error)
}

// QuestionCount is how a question was answered.
type QuestionCount struct {
	Question questions.QuestionID
	Answers  int
	Correct  int
	Points   int
	Reports  int // open
}

// Facility is the share of points that the answers got, 0 to 1.
func (c QuestionCount) Facility() float64 {
	return float64(c.Points) / 100 / float64(max(1, c.Answers))
}

// Flags returns what looks wrong as far as counts tell.
func (c QuestionCount) Flags() []Flag {
	var flags []Flag
	if c.Answers >= ForFacility {
		switch f := c.Facility(); {
		case f < 0.3:
			flags = append(flags, TooHard)
		case f > 0.9:
			flags = append(flags, TooEasy)
		}
	}
	if c.Reports > 0 {
		flags = append(flags, OftenReported)
	}
	return flags
}

// OptionCount is how often an option was chosen.
type OptionCount struct {
	Option string
	Count  int
	Right  bool
}

// QuestionStats are the figures of one question, over the first answers of
// members in daily quizzes and live rounds that are over. In a round that
// somebody took part in, no answer is a wrong one.
type QuestionStats struct {
	Rounds   int
	Answers  int // those omitted included
	Omitted  int
	Correct  int
	Points   float64 // mean, 0 to 1
	Low      float64 // the 95 % interval of the mean
	High     float64
	Options  []OptionCount // of choices and of several: in the order of the question, others after them
	RestR    float64       // with the rest of what the members answered
	HasRestR bool          // there are enough answers, and both vary
	Recent   bool          // rest = the member's answers of the days before, as the rounds were short
	Flags    []Flag
}

// Enough reports whether there are answers enough for the share of points.
func (s QuestionStats) Enough() bool { return s.Answers >= ForFacility }

// QuestionStats returns the figures of a question as it stands in the bank, or
// as it was asked last where it is not there any more.
func (e *Engine) QuestionStats(ctx context.Context, community CommunityID, bank string, id questions.QuestionID, now time.Time) (QuestionStats, error) {
	rounds, err := e.store.RoundsAsking(ctx, community, bank, id)
	if err != nil {
		return QuestionStats{}, fmt.Errorf("rounds with question %s: %w", id, err)
	}
	s := QuestionStats{}
	var marks, rests []float64
	var q questions.Question
	counts := make(map[string]int)
	for _, r := range rounds {
		if !r.Over(now) {
			continue
		}
		no := slices.IndexFunc(r.Asks, func(a Ask) bool { return a.Question.ID == id })
		if no < 0 {
			continue
		}
		asked := len(r.Asks)
		if r.Kind == Live {
			l, err := e.store.Live(ctx, r.ID)
			if err != nil {
				return QuestionStats{}, fmt.Errorf("live round %s: %w", r.ID, err)
			}
			if asked = l.Closed(); no >= asked { // stopped before
				continue
			}
		}
		s.Rounds++
		q = r.Asks[no].AsMended().Question
		answers, err := e.store.LiveAnswers(ctx, r.ID)
		members, err2 := e.store.LiveMembers(ctx, r.ID)
		if err != nil || err2 != nil {
			return QuestionStats{}, fmt.Errorf("answers of round %s: %w, %w", r.ID, err, err2)
		}
		own, others := make(map[PlayerID]Answer), make(map[PlayerID]int)
		for _, a := range answers {
			if a.No == no {
				own[a.Player] = a
			} else {
				others[a.Player] += a.Verdict.Points
			}
		}
		for _, m := range members {
			a, answered := own[m.Player.ID]
			s.Answers++
			if !answered {
				s.Omitted++
			}
			if a.Verdict.Correct {
				s.Correct++
			}
			for _, g := range a.Given {
				counts[g]++
			}
			mark := float64(a.Verdict.Points) / 100
			s.Points += mark
			rest, has := float64(others[m.Player.ID])/100/float64(max(1, asked-1)), true
			if asked < restOfRound {
				s.Recent = true
				mean, n, err := e.store.MeanOf(ctx, community, m.Player.ID, r.OpenedAt.AddDate(0, 0, -restDays), r.OpenedAt, bank, id)
				if err != nil {
					return QuestionStats{}, fmt.Errorf("answers of a member: %w", err)
				}
				rest, has = mean, n > 0
			}
			if has {
				marks, rests = append(marks, mark), append(rests, rest)
			}
		}
	}
	if s.Answers > 0 {
		s.Points /= float64(s.Answers)
	}
	s.Low, s.High = itemstats.WilsonMean(s.Points, s.Answers)
	if len(marks) >= ForCorrelation {
		s.RestR, s.HasRestR = itemstats.Correlation(marks, rests)
	}
	s.Options = optionCounts(q, counts)
	s.Flags = s.flags(q)
	return s, nil
}

// optionCounts lists the options of a question with how often each was chosen,
// and after them choices that are none any more.
func optionCounts(q questions.Question, counts map[string]int) []OptionCount {
	if !q.Choice() && q.Form != questions.Several {
		return nil
	}
	var list []OptionCount
	for _, option := range questions.SortedOptions(q) {
		list = append(list, OptionCount{option, counts[option], slices.Contains(q.Key, option)})
		delete(counts, option)
	}
	var gone []OptionCount
	for option, n := range counts {
		gone = append(gone, OptionCount{option, n, false})
	}
	slices.SortFunc(gone, func(a, b OptionCount) int { return b.Count - a.Count })
	return append(list, gone...)
}

func (s QuestionStats) flags(q questions.Question) []Flag {
	count := QuestionCount{Answers: s.Answers, Points: int(s.Points*float64(s.Answers)*100 + 0.5)}
	flags := count.Flags()
	switch {
	case !s.HasRestR:
	case s.RestR < 0:
		flags = append(flags, WrongWay)
	case s.RestR < 0.1:
		flags = append(flags, SeparatesLittle)
	}
	if s.Answers >= ForCorrelation && q.Choice() && !q.FixedOrder() {
		for _, o := range s.Options {
			if !o.Right && slices.Contains(q.Distractors, o.Option) && !itemstats.Functional(o.Count, s.Answers) {
				return append(flags, IdleDistractor)
			}
		}
	}
	return flags
}

// QuestionCounts returns how each question of a bank was answered, those that
// look wrong first, then the hardest.
func (e *Engine) QuestionCounts(ctx context.Context, community CommunityID, bank string, now time.Time) ([]QuestionCount, error) {
	if _, err := e.bank(ctx, community, bank); err != nil {
		return nil, err
	}
	counts, err := e.store.CountQuestions(ctx, community, bank, now)
	if err != nil {
		return nil, fmt.Errorf("answers in bank %q: %w", bank, err)
	}
	counts = slices.DeleteFunc(counts, func(c QuestionCount) bool { return c.Answers == 0 && c.Reports == 0 })
	slices.SortStableFunc(counts, func(a, b QuestionCount) int {
		if d := len(b.Flags()) - len(a.Flags()); d != 0 {
			return d
		}
		return a.Points*max(1, b.Answers) - b.Points*max(1, a.Answers)
	})
	return counts, nil
}

// WeekScore is what a member reached in a week.
type WeekScore struct {
	First  Day // its Monday
	Points int
}

// Weeks returns the player's points of the last weeks with any, oldest first.
func (e *Engine) Weeks(ctx context.Context, community CommunityID, player PlayerID, limit int) ([]WeekScore, error) {
	return e.store.Weeks(ctx, community, player, limit)
}
