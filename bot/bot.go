package bot

import (
	"context"
	"log/slog"
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

// Options is what a bot is made of.
type Options struct {
	Discord   discord.Config
	Engine    *quiz.Engine
	Schedules schedule.Store
	Key       []byte // signs button ids; at least 32 random bytes, kept over restarts
	Log       *slog.Logger
	Now       func() time.Time // nil = time.Now
}

// Bot is quizbot in Discord: it answers interactions, posts scheduled quizzes
// and closes them.
type Bot struct {
	client    *discord.Client
	engine    *quiz.Engine
	schedules schedule.Store
	codec     *customid.Codec
	downloads *downloads
	log       *slog.Logger
	now       func() time.Time

	commands []Command
	loop     *schedule.Loop
	counts   *counts
	lives    *lives
	ready    chan struct{}

	joined chan *discordgo.Guild // servers to greet

	membership *membership
}

// New returns a bot that is not connected. Give it its commands with
// [Bot.Register], then [Bot.Run] it.
func New(o Options) (*Bot, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Log = discord.CleanLog(o.Log, o.Discord.Token)
	o.Discord.Log = o.Log
	client, err := discord.NewClient(o.Discord)
	if err != nil {
		return nil, err
	}
	b := &Bot{
		client: client, engine: o.Engine, schedules: o.Schedules, codec: customid.New(o.Key), log: o.Log, now: o.Now,
		downloads: newDownloads(o.Discord.APIURL, nil),
		ready:     make(chan struct{}), joined: make(chan *discordgo.Guild, 100),
		membership: newMembership(len(o.Discord.Shards.IDs) == 0 || len(o.Discord.Shards.IDs) >= o.Discord.Shards.Count),
	}
	b.counts = newCounts(b.showCount, o.Log)
	b.lives = newLives(b, o.Engine, o.Now, o.Log)
	keeper := schedule.NewKeeper(o.Schedules, poster{b}, schedule.Options{Log: o.Log})
	b.loop = schedule.NewLoop(o.Log,
		func(ctx context.Context, _ time.Time) (time.Time, error) { return keeper.Scan(ctx, b.now()) },
		func(ctx context.Context, _ time.Time) (time.Time, error) { return b.closeDue(ctx, b.now()) },
		b.lives.scan,
		func(ctx context.Context, _ time.Time) (time.Time, error) { return b.remindDue(ctx, b.now()) },
		b.fitDue(), b.tellMends, b.expireDue(), b.settleMembership)
	return b, nil
}

// Register sets the bot's commands; it must be called once, before Run.
func (b *Bot) Register(list []Command) { b.commands = list }

// Ready is closed when the bot is connected and its commands are registered.
func (b *Bot) Ready() <-chan struct{} { return b.ready }

// Run connects and works until ctx ends; then it lets running handlers answer,
// stops the schedules and disconnects.
func (b *Bot) Run(ctx context.Context) error {
	registry, err := newRegistry(b.commands)
	if err != nil {
		return err
	}
	router := newRouter(registry, b.codec, b.client, b.engine.Settings, b.now, b.log)
	router.notices = b.engine
	err = b.client.Open(ctx, discord.Events{Ready: b.onReady, GuildCreate: b.onGuildCreate, GuildDelete: b.onGuildDelete, Interaction: router.handle})
	if err == nil {
		defer b.client.Close()
		err = b.work(ctx, router)
	}
	if ctx.Err() != nil {
		return nil // whatever broke off, it was told to
	}
	return err
}

// work is what a connected bot does until ctx ends or Discord refuses it.
func (b *Bot) work(ctx context.Context, router *router) error {
	changed, err := putCommands(ctx, b.client, b.commands)
	if err != nil {
		return err
	}
	b.log.Info("connected", "commands", len(b.commands), "commands_changed", changed)
	close(b.ready)

	var work sync.WaitGroup
	working, stop := context.WithCancel(ctx)
	defer stop()
	work.Go(func() { b.loop.Run(working) })
	work.Go(func() { b.counts.run(working) })
	work.Go(func() { b.lives.run(working) })
	work.Go(func() { b.greet(working) })
	select {
	case <-ctx.Done():
	case <-b.client.Failed():
		err = b.client.Health()
	}
	stop()
	b.client.Close() // from here on nothing comes in; answers still go out
	router.stop()
	work.Wait()
	return err
}

// Health is nil while the bot is connected, and otherwise says for the operator
// why it is not.
func (b *Bot) Health() error { return b.client.Health() }

func (b *Bot) onReady(guilds []string) {
	for _, id := range guilds {
		b.membership.note(quiz.CommunityID(id), true)
	}
}

// onGuildDelete notes a server that the bot was removed from.
func (b *Bot) onGuildDelete(id string) {
	b.membership.note(quiz.CommunityID(id), false)
	b.loop.Wake()
}

// onGuildCreate notes a server that we joined while running. Discord sends the
// event for every server on connecting, too; those stood in READY.
func (b *Bot) onGuildCreate(g *discordgo.Guild) {
	if g.Unavailable {
		return
	}
	if b.membership.note(quiz.CommunityID(g.ID), true) {
		return
	}
	b.loop.Wake()
	select {
	case b.joined <- g:
	default:
		b.log.Warn("welcome not posted: too many servers at once", "guild", g.ID)
	}
}

// greet welcomes the servers that we joined, until ctx ends.
func (b *Bot) greet(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case g := <-b.joined:
			b.welcome(ctx, g)
		}
	}
}

func (b *Bot) welcome(ctx context.Context, g *discordgo.Guild) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	channel, ok := b.welcomeChannel(g)
	if !ok {
		b.log.Info("joined a server without a channel to write in", "guild", g.ID)
		return
	}
	if _, err := b.post(ctx, quiz.Venue{Community: quiz.CommunityID(g.ID), Channel: channel}, view.Welcome(), posting{}); err != nil {
		b.log.Warn("welcome not posted", "guild", g.ID, "error", err)
	}
}

// welcomeChannel is the server's system channel, or else the first text
// channel where we may write.
func (b *Bot) welcomeChannel(g *discordgo.Guild) (quiz.ChannelID, bool) {
	self, _ := b.client.Self()
	var candidates []string
	if g.SystemChannelID != "" {
		candidates = append(candidates, g.SystemChannelID)
	}
	slices.SortStableFunc(g.Channels, func(a, b *discordgo.Channel) int { return a.Position - b.Position })
	for _, c := range g.Channels {
		if c.Type == discordgo.ChannelTypeGuildText {
			candidates = append(candidates, c.ID)
		}
	}
	for _, id := range candidates {
		if have, err := discord.PermissionsIn(g, self, id); err == nil && len(lacking(have)) == 0 {
			return quiz.ChannelID(id), true
		}
	}
	return "", false
}

// needed are the permissions that a quiz needs in its channel.
var needed = []struct {
	bit  int64
	name string
}{
	{discordgo.PermissionViewChannel, "View Channel"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionEmbedLinks, "Embed Links"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"},
}

// MissingPermissions names what the bot lacks to post quizzes in a channel. A
// channel of another community is an error.
func (b *Bot) MissingPermissions(ctx context.Context, v quiz.Venue) ([]string, error) {
	guild, have, err := b.client.Permissions(ctx, string(v.Channel))
	if err != nil {
		return nil, err
	}
	if guild != string(v.Community) {
		return nil, view.Refusal("That channel is not in this server. Pick a text channel of this server.")
	}
	return lacking(have), nil
}

func lacking(have int64) []string {
	var missing []string
	for _, p := range needed {
		if have&p.bit == 0 {
			missing = append(missing, p.name)
		}
	}
	return missing
}

// Wake makes the schedules and live rounds look at once for what is due.
func (b *Bot) Wake() { b.loop.Wake() }

// Finished tells the bot that a member finished a round, so that the count in
// its message is brought up to date.
func (b *Bot) Finished(round quiz.Round) {
	if round.Kind == quiz.Daily && round.Post != "" {
		b.counts.changed(round.Venue.Community, round.ID)
	}
}
