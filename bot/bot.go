package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	log       *slog.Logger
	now       func() time.Time

	commands []Command
	loop     *schedule.Loop
	counts   *counts
	ready    chan struct{}

	connected sync.Once
	listed    chan struct{} // closed when READY has named the servers we are in
	mu        sync.Mutex
	known     map[string]bool // servers that were greeted or need no greeting
}

// New returns a bot that is not connected. Give it its commands with
// [Bot.Register], then [Bot.Run] it.
func New(o Options) (*Bot, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Discord.Log = o.Log
	client, err := discord.NewClient(o.Discord)
	if err != nil {
		return nil, err
	}
	b := &Bot{
		client: client, engine: o.Engine, schedules: o.Schedules, codec: customid.New(o.Key), log: o.Log, now: o.Now,
		ready: make(chan struct{}), listed: make(chan struct{}), known: map[string]bool{},
	}
	b.counts = newCounts(b.showCount, o.Log)
	keeper := schedule.NewKeeper(o.Schedules, poster{b}, schedule.Options{Log: o.Log})
	b.loop = schedule.NewLoop(o.Log,
		func(ctx context.Context, _ time.Time) (time.Time, error) { return keeper.Scan(ctx, b.now()) },
		func(ctx context.Context, _ time.Time) (time.Time, error) { return b.closeDue(ctx, b.now()) })
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
	s := b.client.Session
	s.AddHandler(router.handle)
	s.AddHandler(b.onEvent)
	if err := b.client.Open(ctx); err != nil {
		return err
	}
	defer b.client.Close()
	application, err := b.applicationID()
	if err != nil {
		return err
	}
	changed, err := putCommands(ctx, b.client, application, b.commands)
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
	<-ctx.Done()
	stop()
	router.stop()
	work.Wait()
	return nil
}

// applicationID is the application's id: the bot's user id, unless READY said
// otherwise (applications from before 2016 differ).
func (b *Bot) applicationID() (string, error) {
	state := b.client.Session.State
	state.RLock()
	defer state.RUnlock()
	if state.Application != nil && state.Application.ID != "" {
		return state.Application.ID, nil
	}
	if state.User == nil {
		return "", errors.New("connect to Discord: no READY came")
	}
	return state.User.ID, nil
}

func (b *Bot) userID() string {
	state := b.client.Session.State
	state.RLock()
	defer state.RUnlock()
	if state.User == nil {
		return ""
	}
	return state.User.ID
}

// onEvent watches for servers that we join. It reads the raw event: the parsed
// one is shared with discordgo's state, which goes on writing to it.
func (b *Bot) onEvent(_ *discordgo.Session, e *discordgo.Event) {
	switch e.Type {
	case "READY":
		var ready struct{ Guilds []struct{ ID string } }
		if err := json.Unmarshal(e.RawData, &ready); err != nil {
			b.log.Warn("READY not understood", "error", err)
		}
		b.mu.Lock()
		for _, g := range ready.Guilds {
			b.known[g.ID] = true
		}
		b.mu.Unlock()
		b.connected.Do(func() { close(b.listed) })
	case "GUILD_CREATE":
		var g server
		if err := json.Unmarshal(e.RawData, &g); err == nil && !g.Unavailable {
			b.onServer(g)
		}
	}
}

// server is what a greeting needs to know of GUILD_CREATE.
type server struct {
	ID            string          `json:"id"`
	Unavailable   bool            `json:"unavailable"`
	SystemChannel string          `json:"system_channel_id"`
	Channels      []serverChannel `json:"channels"`
}

type serverChannel struct {
	ID       string                `json:"id"`
	Type     discordgo.ChannelType `json:"type"`
	Position int                   `json:"position"`
}

// onServer greets a server that we joined while running. Discord sends the
// event for every server on connecting, too; those stood in READY.
func (b *Bot) onServer(g server) {
	<-b.listed // events are handed over side by side, and READY came first
	b.mu.Lock()
	known := b.known[g.ID]
	b.known[g.ID] = true
	b.mu.Unlock()
	if known {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	channel, ok := b.welcomeChannel(ctx, g)
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
func (b *Bot) welcomeChannel(ctx context.Context, g server) (quiz.ChannelID, bool) {
	var candidates []string
	if g.SystemChannel != "" {
		candidates = append(candidates, g.SystemChannel)
	}
	slices.SortStableFunc(g.Channels, func(a, b serverChannel) int { return a.Position - b.Position })
	for _, c := range g.Channels {
		if c.Type == discordgo.ChannelTypeGuildText {
			candidates = append(candidates, c.ID)
		}
	}
	for _, id := range candidates {
		venue := quiz.Venue{Community: quiz.CommunityID(g.ID), Channel: quiz.ChannelID(id)}
		if missing, err := b.MissingPermissions(ctx, venue); err == nil && len(missing) == 0 {
			return venue.Channel, true
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
	s := b.client.Session
	channel, err := s.Channel(string(v.Channel), discordgo.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("look up channel %s: %w", v.Channel, discord.Clean(err))
	}
	if channel.GuildID != string(v.Community) {
		return nil, view.Refusal("That channel is not in this server. Pick a text channel of this server.")
	}
	have, err := s.State.UserChannelPermissions(b.userID(), string(v.Channel))
	if err != nil {
		if have, err = s.UserChannelPermissions(b.userID(), string(v.Channel), discordgo.WithContext(ctx)); err != nil {
			return nil, fmt.Errorf("permissions in channel %s: %w", v.Channel, discord.Clean(err))
		}
	}
	var missing []string
	for _, p := range needed {
		if have&p.bit == 0 {
			missing = append(missing, p.name)
		}
	}
	return missing, nil
}

// Wake makes the schedules look at once for what is due.
func (b *Bot) Wake() { b.loop.Wake() }

// Finished tells the bot that a member finished a round, so that the count in
// its message is brought up to date.
func (b *Bot) Finished(round quiz.Round) {
	if round.Kind == quiz.Daily && round.Post != "" {
		b.counts.changed(round.Venue.Community, round.ID)
	}
}
