// Package commands holds quizbot's slash commands, one file each. All lists
// them; from that list come the definitions sent to Discord, the routing, the
// permission checks and /help.
package commands

import (
	"context"
	"strings"
	"time"

	"quizbot/bot"
	"quizbot/quiz"
)

// Deps is what the commands work with.
type Deps struct {
	Engine    *quiz.Engine
	Schedules Schedules
	Host      Host
}

// Schedules keeps the schedules of communities.
type Schedules interface {
	Schedules(ctx context.Context, community quiz.CommunityID) ([]quiz.Schedule, error)
	Schedule(ctx context.Context, community quiz.CommunityID, id quiz.ScheduleID) (quiz.Schedule, error)
	SetPaused(ctx context.Context, community quiz.CommunityID, id quiz.ScheduleID, paused bool, now time.Time) error
	RemoveSchedule(ctx context.Context, community quiz.CommunityID, id quiz.ScheduleID) error
	Occurrences(ctx context.Context, id quiz.ScheduleID, limit int) ([]quiz.Occurrence, error)
	MoveOccurrence(ctx context.Context, o quiz.Occurrence, from quiz.OccurrenceState) (moved bool, err error)
	SaveDraft(ctx context.Context, draft quiz.ScheduleDraft) (id string, err error)
	Draft(ctx context.Context, community quiz.CommunityID, id string) (quiz.ScheduleDraft, error)
	DropDraft(ctx context.Context, community quiz.CommunityID, id string) error
	AddDraftedSchedule(ctx context.Context, community quiz.CommunityID, id string, by quiz.PlayerID, now time.Time) (quiz.Schedule, error)
	ApplyDraft(ctx context.Context, community quiz.CommunityID, id string, by quiz.PlayerID, at time.Time,
		plan func(now, next quiz.Schedule, rows []quiz.Occurrence) (since time.Time, add []quiz.Occurrence)) (quiz.Schedule, error)
}

// Host is the bot that the commands run in.
type Host interface {
	MissingPermissions(ctx context.Context, v quiz.Venue) ([]string, error)
	Finished(r quiz.Round)
	LiveChanged(l quiz.LiveRound)
	LiveCounted(l quiz.LiveRound)
	Wake()
	Download(ctx context.Context, a bot.Attachment, limit int) ([]byte, error)
}

// All returns every command, in the order of /help.
func All(d Deps) []bot.Command {
	list := []bot.Command{
		Quiz(d),
		Answer(d),
		Review(d),
		Score(d),
		Leaderboard(d),
		Source(d),
		Report(d),
		Privacy(d),
		Round(d),
		Schedule(d),
		Bank(d),
		Regrade(d),
		Stats(d),
		Grades(d),
		Settings(d),
	}
	return append(list, Help(list))
}

// matching keeps the suggestions whose name or value contains what was typed,
// those that begin with it first.
func matching(typed string, all []bot.Suggestion) []bot.Suggestion {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var first, rest []bot.Suggestion
	for _, s := range all {
		name, value := strings.ToLower(s.Name), strings.ToLower(s.Value)
		switch {
		case strings.HasPrefix(name, typed) || strings.HasPrefix(value, typed):
			first = append(first, s)
		case strings.Contains(name, typed) || strings.Contains(value, typed):
			rest = append(rest, s)
		}
	}
	return append(first, rest...)
}

// suggestBank and suggestTopic serve every command with a bank option.
func suggestBank(ctx context.Context, d Deps, c bot.Call) ([]bot.Suggestion, error) {
	banks, err := d.Engine.Banks(ctx, c.Community)
	if err != nil {
		return nil, err
	}
	var all []bot.Suggestion
	for _, b := range banks {
		all = append(all, bot.Suggestion{Name: b.Title, Value: b.Name})
	}
	return matching(c.Options["bank"], all), nil
}

func suggestTopic(ctx context.Context, d Deps, c bot.Call) ([]bot.Suggestion, error) {
	banks, err := d.Engine.Banks(ctx, c.Community)
	if err != nil {
		return nil, err
	}
	var all []bot.Suggestion
	seen := map[string]bool{}
	for _, b := range banks {
		if chosen := c.Options["bank"]; chosen != "" && chosen != b.Name {
			continue
		}
		for _, topic := range b.Topics {
			if !seen[topic] {
				seen[topic] = true
				all = append(all, bot.Suggestion{Name: strings.ReplaceAll(topic, "-", " "), Value: topic})
			}
		}
	}
	return matching(c.Options["topic"], all), nil
}

// defaultBank is the bank named in the call, or the first one there is.
func defaultBank(ctx context.Context, d Deps, c bot.Call) (string, error) {
	if name := c.Options["bank"]; name != "" {
		return name, nil
	}
	banks, err := d.Engine.Banks(ctx, c.Community)
	if err != nil {
		return "", err
	}
	if len(banks) == 0 {
		return "", quiz.ErrNoBank
	}
	return banks[0].Name, nil
}
