package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/discord"
	"quizbot/bot/view"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
)

// notices is what members are to be told beside the answer to something else.
type notices interface {
	Notices(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) ([]quiz.Notice, error)
	Noticed(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, told []quiz.Notice) error
}

// news adds to a private reply what the member is to be told, and returns what
// to do once that is delivered. Without news, or where they cannot be read, the
// reply stays as it is.
//
// The answer counts as delivered when Discord has it; until that is noted no
// other answer brings the same news.
func (r *router) news(ctx context.Context, i *discordgo.Interaction, reply *Reply) (sent func(delivered bool)) {
	nothing := func(bool) {}
	scope := scopeOf(i)
	if r.notices == nil || reply.Public || reply.Modal != nil || scope.Community == "" || len(reply.Message.Embeds) >= view.MaxEmbeds {
		return nothing
	}
	community, player := quiz.CommunityID(scope.Community), quiz.PlayerID(scope.Member)
	if _, under := r.telling.LoadOrStore(scope, true); under { // another answer to the member has the news
		return nothing
	}
	list, err := r.notices.Notices(ctx, community, player)
	if err != nil {
		r.log.Warn("news of a member not read", "guild", scope.Community, "error", err)
	}
	if len(list) == 0 {
		r.telling.Delete(scope)
		return nothing
	}
	reply.Message.Embeds = append(reply.Message.Embeds, view.Notices(list))
	return func(delivered bool) {
		defer r.telling.Delete(scope)
		if !delivered {
			return
		}
		if err := r.notices.Noticed(ctx, community, player, list[:min(len(list), view.MaxNotices)]); err != nil {
			r.log.Warn("news of a member may come twice", "guild", scope.Community, "error", err)
		}
	}
}

// tellMends is a task of the loop: it tells channels which questions were
// mended. Killed after the post it runs again: the nonce keeps it single.
func (b *Bot) tellMends(ctx context.Context, _ time.Time) (time.Time, error) {
	list, err := b.engine.Untold(ctx)
	if err != nil {
		return time.Time{}, err
	}
	var problems []error
	for _, a := range list {
		at := quiz.Venue{Community: a.Community, Channel: a.Channel}
		_, err := b.post(ctx, at, view.MendNews(a), posting{nonce: "regrade-" + strconv.FormatInt(a.ID, 10), silent: true})
		if errors.Is(err, discord.ErrRefused) {
			b.log.Warn("change of a question not posted", "amendment", a.ID, "error", err)
			err = nil
		}
		if err == nil {
			err = b.engine.Told(ctx, a.ID)
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("tell of amendment %d: %w", a.ID, err))
		}
	}
	return time.Time{}, errors.Join(problems...)
}

const expireEvery = 6 * time.Hour

// expireDue returns a task of the loop: it removes answers that are older than
// their server keeps them.
func (b *Bot) expireDue() schedule.Task {
	var next time.Time
	return func(ctx context.Context, _ time.Time) (time.Time, error) {
		now := b.now()
		if now.Before(next) {
			return time.Time{}, nil
		}
		n, err := b.engine.Expire(ctx, now)
		if err != nil {
			return time.Time{}, fmt.Errorf("remove old answers: %w", err)
		}
		if n > 0 {
			b.log.Info("old answers removed", "answers", n)
		}
		next = now.Add(expireEvery)
		return time.Time{}, nil
	}
}
