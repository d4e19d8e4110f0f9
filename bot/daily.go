package bot

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/customid"
	"quizbot/bot/discord"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
)

// posting says how a message is sent.
type posting struct {
	nonce   string // the same nonce within a few minutes posts once
	replyTo string
	silent  bool
}

// post sends a public message to a channel.
func (b *Bot) post(ctx context.Context, v quiz.Venue, m view.Message, how posting) (id string, err error) {
	out, err := encoder{b.codec, customid.Scope{Community: string(v.Community)}}.message(m)
	if err != nil {
		return "", err
	}
	send := out.send(how.nonce)
	if how.replyTo != "" {
		ifGone := false // the reply stands alone when its message was deleted
		send.Reference = &discordgo.MessageReference{MessageID: how.replyTo, ChannelID: string(v.Channel), FailIfNotExists: &ifGone}
	}
	if how.silent {
		send.Flags = discordgo.MessageFlagsSuppressNotifications
	}
	return b.client.Post(ctx, string(v.Channel), send)
}

// edit changes a public message of ours.
func (b *Bot) edit(ctx context.Context, v quiz.Venue, id string, m view.Message) error {
	out, err := encoder{b.codec, customid.Scope{Community: string(v.Community)}}.message(m)
	if err != nil {
		return err
	}
	return b.client.EditMessage(ctx, string(v.Channel), id, &discordgo.WebhookEdit{
		Embeds: &out.embeds, Components: &out.components, AllowedMentions: noMentions(),
	})
}

// poster posts what the keeper of the schedules decides.
type poster struct{ *Bot }

// Post implements schedule.Poster.
func (p poster) Post(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, late bool) (quiz.RoundID, string, error) {
	closes, err := schedule.ClosesAt(s, o.At)
	if err != nil {
		return "", "", err
	}
	round, err := p.engine.Open(ctx, quiz.Plan{
		Kind: quiz.Daily, Venue: s.Venue, Bank: s.Bank, Topic: s.Topic, Count: s.Questions, Reveal: s.Reveal,
		Schedule: s.ID, Nominal: o.Nominal, Late: late, OpensAt: p.now(), ClosesAt: closes, Seed: seedOf(o.Nonce),
		Select: s.Select, NoRepeat: s.NoRepeat, Overlap: s.Overlap,
	})
	if err != nil {
		return "", "", err
	}
	zone, err := schedule.LoadZone(s.Zone)
	if err != nil {
		return round.ID, "", err
	}
	id, err := p.post(ctx, s.Venue, view.Daily(round, 0, zone), posting{nonce: o.Nonce})
	if errors.Is(err, discord.ErrUncertain) {
		return round.ID, "", fmt.Errorf("%w: %w", schedule.ErrUncertain, err)
	}
	if errors.Is(err, discord.ErrRefused) {
		p.log.Warn("post refused", "schedule", s.ID, "channel", s.Venue.Channel, "error", err)
		return round.ID, "", refused(refusalOf(err))
	}
	if err != nil {
		return round.ID, "", err
	}
	if err := p.engine.SetPost(ctx, round.ID, id); err != nil {
		// The message is there: only its id is not noted yet, and Find notes it.
		return round.ID, id, fmt.Errorf("%w: %w", schedule.ErrUncertain, err)
	}
	return round.ID, id, nil
}

// refused says in a sentence for instructors why Discord takes no post. It is a
// [schedule.ErrRefused].
type refused string

func (r refused) Error() string { return string(r) }

func (r refused) Unwrap() error { return schedule.ErrRefused }

// refusalOf words what Discord refused, and how to mend it.
func refusalOf(err error) string {
	var refusal *discord.Refusal
	code := 0
	if errors.As(err, &refusal) {
		code = refusal.Code
	}
	switch {
	case code == discordgo.ErrCodeUnknownChannel || errors.Is(err, discord.ErrGone):
		return "the channel is gone"
	case code == discordgo.ErrCodeMissingAccess:
		return "I cannot see the channel (give me View Channel there, or invite me again if I was removed)"
	case code == discordgo.ErrCodeMissingPermissions:
		return "I may not post in the channel (give me Send Messages and Embed Links there)"
	}
	return "Discord refused the post"
}

// TellInstructors implements schedule.Teller: a direct message to whoever made
// the schedule, or else a post in the server's quiz channel, if that is another one.
func (p poster) TellInstructors(ctx context.Context, s quiz.Schedule, o quiz.Occurrence, reason string, stopped bool) error {
	m := view.ScheduleTrouble(s, o, reason, stopped)
	var err error
	if s.CreatedBy != "" {
		var channel string
		if channel, err = p.client.DirectChannel(ctx, string(s.CreatedBy)); err == nil {
			_, err = p.post(ctx, quiz.Venue{Community: s.Venue.Community, Channel: quiz.ChannelID(channel)}, m, posting{nonce: noteOf("i", o)})
		}
		if !errors.Is(err, discord.ErrRefused) {
			return err
		}
	}
	settings, err2 := p.engine.Settings(ctx, s.Venue.Community)
	if err2 != nil || settings.QuizChannel == "" || settings.QuizChannel == s.Venue.Channel {
		return errors.Join(err, err2)
	}
	_, err = p.post(ctx, quiz.Venue{Community: s.Venue.Community, Channel: settings.QuizChannel}, m, posting{nonce: noteOf("i", o), silent: true})
	return err
}

// TellChannel implements schedule.Teller.
func (p poster) TellChannel(ctx context.Context, s quiz.Schedule, o quiz.Occurrence) error {
	_, err := p.post(ctx, s.Venue, view.LeftOut(s, o.At, p.nextRun(ctx, s, p.now())), posting{nonce: noteOf("n", o), silent: true})
	return err
}

// noteOf is the nonce of a note about an occurrence: another one than its post's.
func noteOf(kind string, o quiz.Occurrence) string {
	if o.Nonce == "" {
		return ""
	}
	return kind + o.Nonce
}

// seedOf makes the choice of questions follow from the occurrence.
func seedOf(nonce string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(nonce)) // never fails, says its documentation
	return h.Sum64()
}

const searched = 50 // messages of the channel's end that Find looks through

// Find implements schedule.Finder: it looks for our own message whose Start
// button opens the round of the occurrence.
func (p poster) Find(ctx context.Context, o quiz.Occurrence) (post string, found bool, err error) {
	active, err := p.schedules.ActiveSchedules(ctx)
	if err != nil {
		return "", false, err
	}
	i := slices.IndexFunc(active, func(s quiz.Schedule) bool { return s.ID == o.Schedule })
	if i < 0 {
		return "", false, fmt.Errorf("schedule %s is not active", o.Schedule)
	}
	venue := active[i].Venue
	messages, err := p.client.Messages(ctx, string(venue.Channel), searched)
	if refusal := new(discord.Refusal); errors.As(err, &refusal) && refusal.Status < http.StatusInternalServerError {
		p.log.Warn("history refused", "schedule", o.Schedule, "channel", venue.Channel, "error", err)
		return "", false, errors.New("the channel cannot be read (give me View Channel and Read Message History there)")
	}
	if err != nil {
		return "", false, err
	}
	self, _ := p.client.Self()
	for _, m := range messages {
		if m.Author == nil || m.Author.ID != self {
			continue
		}
		for _, id := range opens(p.codec, venue.Community, m) {
			round, err := p.engine.Round(ctx, venue.Community, id)
			if err == nil && round.Schedule == o.Schedule && round.Nominal == o.Nominal {
				return m.ID, true, p.engine.SetPost(ctx, round.ID, m.ID)
			}
		}
	}
	return "", false, nil
}

// opens returns the rounds that the message's Start buttons open.
func opens(codec *customid.Codec, community quiz.CommunityID, m *discordgo.Message) []quiz.RoundID {
	var rounds []quiz.RoundID
	for _, args := range buttonsFor(codec, customid.Scope{Community: string(community)}, m, view.ActionStart) {
		if len(args) == 1 {
			rounds = append(rounds, quiz.RoundID(args[0]))
		}
	}
	return rounds
}

// buttonsFor returns the arguments of those of the message's buttons that are
// ours and do the named action.
func buttonsFor(codec *customid.Codec, scope customid.Scope, m *discordgo.Message, action string) [][]string {
	var found [][]string
	for _, component := range m.Components {
		row, ok := component.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			button, ok := c.(*discordgo.Button)
			if !ok {
				continue
			}
			if name, args, err := codec.Decode(scope, button.CustomID); err == nil && name == action {
				found = append(found, args)
			}
		}
	}
	return found
}

// closeDue is a task of the loop: it closes every round whose time has come.
func (b *Bot) closeDue(ctx context.Context, now time.Time) (time.Time, error) {
	rounds, err := b.engine.DueToClose(ctx, now)
	if err != nil {
		return time.Time{}, err
	}
	var problems []error
	for _, r := range rounds {
		if err := b.closeRound(ctx, r, now); err != nil {
			problems = append(problems, fmt.Errorf("close round %s: %w", r.ID, err))
		}
	}
	return time.Time{}, errors.Join(problems...)
}

// closeRound shows how the quiz went, then notes that this is done. Killed in
// between it runs again: the nonce keeps the reply single, the edit is the
// same edit.
func (b *Bot) closeRound(ctx context.Context, r quiz.Round, now time.Time) error {
	summary, err := b.engine.Summary(ctx, r.Venue.Community, r.ID, now)
	if err != nil {
		return err
	}
	if r.Post != "" {
		next := b.nextQuiz(ctx, r, now)
		if _, err := b.post(ctx, r.Venue, view.Closed(summary, next), posting{nonce: "close-" + string(r.ID), replyTo: r.Post, silent: true}); err != nil && !errors.Is(err, discord.ErrRefused) {
			return err
		} else if err != nil {
			b.log.Warn("result of a quiz not posted", "round", r.ID, "error", err)
		}
	}
	summary, err = b.engine.Close(ctx, r.ID, now)
	if err != nil || r.Post == "" {
		return err
	}
	if err := b.edit(ctx, r.Venue, r.Post, view.Daily(summary.Round, summary.Finished, b.zone(ctx, r))); err != nil {
		b.log.Warn("button of a closed quiz not taken away", "round", r.ID, "error", err)
	}
	return nil
}

// nextQuiz is when the schedule of the round, if it has one, posts again.
func (b *Bot) nextQuiz(ctx context.Context, r quiz.Round, now time.Time) time.Time {
	active, err := b.schedules.ActiveSchedules(ctx)
	if err != nil {
		return time.Time{}
	}
	for _, s := range active {
		if s.ID == r.Schedule {
			return b.nextRun(ctx, s, now)
		}
	}
	return time.Time{}
}

// nextRun is when a schedule posts next; zero when it does not, as far as is known.
func (b *Bot) nextRun(ctx context.Context, s quiz.Schedule, now time.Time) time.Time {
	settings, err := b.engine.Settings(ctx, s.Venue.Community)
	if err != nil {
		return time.Time{}
	}
	if s.Since.After(now) {
		now = s.Since
	}
	for _, run := range schedule.Runs(s, settings, 1, now) {
		return run.At
	}
	return time.Time{}
}

func (b *Bot) zone(ctx context.Context, r quiz.Round) *time.Location {
	settings, err := b.engine.Settings(ctx, r.Venue.Community)
	if err != nil {
		return time.UTC
	}
	zone, err := schedule.LoadZone(settings.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// showCount brings the number of finishers in a round's message up to date.
func (b *Bot) showCount(ctx context.Context, community quiz.CommunityID, id quiz.RoundID) error {
	r, err := b.engine.Round(ctx, community, id)
	if err != nil || r.Post == "" || !r.ClosedAt.IsZero() {
		return err
	}
	finished, err := b.engine.Finishers(ctx, id)
	if err != nil {
		return err
	}
	return b.edit(ctx, r.Venue, r.Post, view.Daily(r, finished, b.zone(ctx, r)))
}

const countEvery = 5 * time.Second // between two edits of the same message

// counts gathers rounds whose count changed and shows each at most every five
// seconds.
type counts struct {
	show func(context.Context, quiz.CommunityID, quiz.RoundID) error
	log  *slog.Logger
	wake chan struct{}

	mu      sync.Mutex
	pending map[quiz.RoundID]quiz.CommunityID
}

func newCounts(show func(context.Context, quiz.CommunityID, quiz.RoundID) error, log *slog.Logger) *counts {
	return &counts{show: show, log: log, wake: make(chan struct{}, 1), pending: map[quiz.RoundID]quiz.CommunityID{}}
}

func (c *counts) changed(community quiz.CommunityID, id quiz.RoundID) {
	c.mu.Lock()
	c.pending[id] = community
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *counts) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.wake:
		}
		c.mu.Lock()
		due := c.pending
		c.pending = map[quiz.RoundID]quiz.CommunityID{}
		c.mu.Unlock()
		for id, community := range due {
			if err := c.show(ctx, community, id); err != nil && ctx.Err() == nil {
				c.log.Warn("count of finishers not shown", "round", id, "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(countEvery):
		}
	}
}
