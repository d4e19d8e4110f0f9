package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Config says where Discord is and who we are there. It prints without the token.
type Config struct {
	Token  string // without "Bot "
	APIURL string // "" = Discord itself; otherwise scheme and host of a server that speaks its API
	Log    *slog.Logger
	Shards Shards // zero = one connection
	Logins Logins // nil = counted until the process ends
	Timing Timing // zero = Discord's figures
}

// Client is discordgo behind our transport, and a connection to the gateway.
// All methods may be called from several goroutines.
type Client struct {
	// Session is for requests that Client has no method for. It carries no
	// token, the transport adds it; its own gateway connection is not used.
	Session *discordgo.Session

	token  func() string // a function, so that printing shows no token
	dialer *websocket.Dialer
	timing Timing
	shards Shards
	gate   *gate
	halt   *halt
	seldom *seldom
	ready  chan struct{} // closed once every shard was connected
	once   sync.Once
	stop   context.CancelFunc
	work   sync.WaitGroup

	mu          sync.Mutex
	states      map[int]error // by shard; nil is connected
	user        string
	application string
}

const requestTimeout = 15 * time.Second // of one send with its answer

// NewClient returns a client that is not connected yet. It asks for the GUILDS
// intent alone: slash commands and buttons need no other, and we never read
// messages.
func NewClient(c Config) (*Client, error) {
	base, err := parseBase(c.APIURL)
	if err != nil {
		return nil, err
	}
	shards, err := c.Shards.orDefault()
	if err != nil {
		return nil, err
	}
	session, err := discordgo.New("")
	if err != nil {
		return nil, Clean(err)
	}
	log := c.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	log = CleanLog(log, c.Token)
	token := c.Token
	next := http.DefaultTransport.(*http.Transport).Clone()
	next.MaxIdleConnsPerHost = 64 // as many as handlers answer at once
	halt := newHalt()
	session.Client = &http.Client{Transport: &transport{
		base: base, next: next, limiter: newLimiter(halt.done), gone: newGone(), halt: halt, timeout: requestTimeout,
		authorise: func() string { return "Bot " + token },
	}}
	session.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: requestTimeout}
	session.MaxRestRetries, session.ShouldRetryOnRateLimit = 0, false // the transport does it
	session.Identify.Intents = discordgo.IntentsGuilds
	session.StateEnabled = false // its objects are shared with whoever asks for them
	client := &Client{
		Session: session, token: func() string { return token }, dialer: session.Dialer,
		timing: c.Timing.orDefault(), shards: shards, halt: halt, seldom: &seldom{out: log, seen: map[string]time.Time{}},
		ready: make(chan struct{}), states: map[int]error{},
	}
	logins := c.Logins
	if logins == nil {
		logins = &memoryLogins{}
	}
	client.gate = newGate(client, logins, base == nil || base.Scheme == "https")
	return client, nil
}

func parseBase(apiURL string) (*url.URL, error) {
	if apiURL == "" {
		return nil, nil
	}
	base, err := url.Parse(apiURL)
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("discord.api_url %q is not an address: write it like https://discord.example", apiURL)
	}
	return base, nil
}

// Respond sends the first answer to an interaction. Its rate-limit bucket is
// thrown away: discordgo would keep one for each interaction for ever.
func (c *Client) Respond(ctx context.Context, i *discordgo.Interaction, r *discordgo.InteractionResponse) error {
	endpoint := discordgo.EndpointInteractionResponse(i.ID, i.Token)
	if r.Data == nil {
		return c.send(ctx, http.MethodPost, endpoint, r, nil)
	}
	var attachments any // nil is left out
	if list := described(r.Data.Files); len(list) > 0 {
		attachments = list
	}
	if r.Type == discordgo.InteractionResponseUpdateMessage {
		attachments = all(r.Data.Files) // those that the message had before go
	}
	return c.send(ctx, http.MethodPost, endpoint, struct {
		Type discordgo.InteractionResponseType `json:"type"`
		Data any                               `json:"data"`
	}{r.Type, struct {
		*discordgo.InteractionResponseData
		Attachments any `json:"attachments,omitempty"`
	}{r.Data, attachments}}, r.Data.Files)
}

// Suggest answers an autocomplete. discordgo's own type leaves an empty list
// out, which Discord refuses.
func (c *Client) Suggest(ctx context.Context, i *discordgo.Interaction, choices []*discordgo.ApplicationCommandOptionChoice) error {
	type data struct {
		Choices []*discordgo.ApplicationCommandOptionChoice `json:"choices"`
	}
	return c.send(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), struct {
		Type discordgo.InteractionResponseType `json:"type"`
		Data data                              `json:"data"`
	}{discordgo.InteractionApplicationCommandAutocompleteResult, data{choices}}, nil)
}

// EditResponse changes the answer to an interaction: the deferred one, or the
// message that was pressed on.
func (c *Client) EditResponse(ctx context.Context, i *discordgo.Interaction, edit *discordgo.WebhookEdit) error {
	endpoint := discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original")
	return c.send(ctx, http.MethodPatch, endpoint, struct {
		*discordgo.WebhookEdit
		Attachments []attachment `json:"attachments,omitempty"`
	}{edit, described(edit.Files)}, edit.Files)
}

// Picture is the reader of a file with what it shows in words, which
// discordgo's own types have no place for.
type Picture struct {
	io.Reader
	Alt string
}

// attachment describes the file of the same number.
type attachment struct {
	ID          int    `json:"id"`
	Description string `json:"description,omitempty"`
}

// all returns every file, those that are a [Picture] with their description.
func all(files []*discordgo.File) []attachment {
	list := make([]attachment, len(files))
	for i := range files {
		list[i].ID = i
	}
	for _, d := range described(files) {
		list[d.ID] = d
	}
	return list
}

// described returns the descriptions of the files that are a [Picture].
func described(files []*discordgo.File) []attachment {
	var list []attachment
	for i, f := range files {
		if p, ok := f.Reader.(Picture); ok {
			list = append(list, attachment{i, p.Alt})
		}
	}
	return list
}

func (c *Client) send(ctx context.Context, method, endpoint string, body any, files []*discordgo.File) error {
	return c.do(ctx, method, endpoint, body, files, nil)
}

// do makes one request and reads its JSON answer into answer, unless that is
// nil. discordgo would keep a rate-limit bucket for each address for ever and
// serve them one by one, so each request gets one that is thrown away: the
// transport keeps the limits.
func (c *Client) do(ctx context.Context, method, endpoint string, body any, files []*discordgo.File, answer any) error {
	var contentType string
	var raw []byte
	if body != nil {
		var err error
		if contentType, raw, err = encode(body, files); err != nil {
			return err
		}
	}
	bucket := &discordgo.Bucket{Remaining: 1}
	bucket.Lock()
	got, err := c.Session.RequestWithLockedBucket(method, endpoint, contentType, raw, bucket, 0, discordgo.WithContext(ctx))
	if err != nil {
		return Clean(err)
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(got, answer); err != nil {
		return fmt.Errorf("read Discord's answer: %w", err)
	}
	return nil
}

func encode(body any, files []*discordgo.File) (contentType string, raw []byte, err error) {
	if len(files) > 0 {
		return discordgo.MultipartBodyWithJSON(body, files)
	}
	raw, err = json.Marshal(body)
	return "application/json", raw, err
}

// Message is a message to a channel, with what discordgo's own type lacks.
type Message struct {
	discordgo.MessageSend
	Nonce        string `json:"nonce,omitempty"` // at most 25 characters
	EnforceNonce bool   `json:"enforce_nonce,omitempty"`
}

// How a send ended when it did not end well.
var (
	// ErrUncertain: nobody knows whether the message arrived.
	ErrUncertain = errors.New("it is not known whether the message arrived")
	// ErrRefused: it did not arrive, and sending it again will not help.
	ErrRefused = errors.New("refused by Discord")
)

// Post sends a message to a channel and returns its id. An error wraps
// [ErrRefused], [ErrUncertain] or neither (it did not arrive; try later).
func (c *Client) Post(ctx context.Context, channel string, m *Message) (id string, err error) {
	var sent struct {
		ID string `json:"id"`
	}
	body := struct {
		*Message
		Attachments []attachment `json:"attachments,omitempty"`
	}{m, described(m.Files)}
	err = c.do(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), body, m.Files, &sent)
	if err == nil && sent.ID == "" {
		err = errors.New("the answer has no id")
	}
	return sent.ID, classify(err)
}

// classify tells how a POST ended.
func classify(err error) error {
	var refusal *Refusal
	var fatal *Fatal
	var limited *RateLimited
	switch {
	case err == nil, errors.Is(err, ErrMentions), errors.Is(err, ErrRefused), errors.Is(err, ErrNotSent),
		errors.As(err, &fatal), errors.As(err, &limited):
		return err
	case errors.As(err, &refusal) && refusal.Status < http.StatusInternalServerError:
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return fmt.Errorf("%w: %w", ErrUncertain, err)
}

// EditMessage changes a message of ours; what is nil in edit stays. An error
// wraps [ErrGone] when the message is known not to exist any more.
func (c *Client) EditMessage(ctx context.Context, channel, message string, edit *discordgo.WebhookEdit) error {
	return c.send(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, message), edit, edit.Files)
}

// Messages returns the last messages of a channel, at most 100, latest first.
// Those that discordgo cannot read are left out: they are not ours.
func (c *Client) Messages(ctx context.Context, channel string, limit int) ([]*discordgo.Message, error) {
	var raw []json.RawMessage
	endpoint := discordgo.EndpointChannelMessages(channel) + "?limit=" + strconv.Itoa(limit)
	if err := c.do(ctx, http.MethodGet, endpoint, nil, nil, &raw); err != nil {
		return nil, err
	}
	var messages []*discordgo.Message
	for _, one := range raw {
		m := new(discordgo.Message)
		if err := json.Unmarshal(one, m); err == nil && m.ID != "" {
			messages = append(messages, m)
		}
	}
	return messages, nil
}

// DirectChannel returns the channel of our direct messages with a user.
// Discord opens it when it is first asked for; that sends nothing.
func (c *Client) DirectChannel(ctx context.Context, user string) (string, error) {
	var channel struct {
		ID string `json:"id"`
	}
	body := map[string]string{"recipient_id": user}
	if err := c.do(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), body, nil, &channel); err != nil {
		return "", classify(err)
	}
	if channel.ID == "" {
		return "", errors.New("open direct messages: the answer has no id")
	}
	return channel.ID, nil
}

// Commands returns the application's commands.
func (c *Client) Commands(ctx context.Context) (list []*discordgo.ApplicationCommand, err error) {
	_, application := c.Self()
	return list, c.do(ctx, http.MethodGet, discordgo.EndpointApplicationGlobalCommands(application), nil, nil, &list)
}

// PutCommands replaces the application's commands.
func (c *Client) PutCommands(ctx context.Context, list []*discordgo.ApplicationCommand) error {
	_, application := c.Self()
	return c.send(ctx, http.MethodPut, discordgo.EndpointApplicationGlobalCommands(application), list, nil)
}

// Permissions returns what the bot may do in a channel, as Discord says now,
// and the server that the channel is in.
func (c *Client) Permissions(ctx context.Context, channel string) (guild string, permissions int64, err error) {
	user, _ := c.Self()
	in := new(discordgo.Channel)
	if err := c.do(ctx, http.MethodGet, discordgo.EndpointChannel(channel), nil, nil, in); err != nil {
		return "", 0, fmt.Errorf("look up channel %s: %w", channel, err)
	}
	of := new(discordgo.Guild)
	if err := c.do(ctx, http.MethodGet, discordgo.EndpointGuild(in.GuildID), nil, nil, of); err != nil {
		return "", 0, fmt.Errorf("look up server %s: %w", in.GuildID, err)
	}
	me := new(discordgo.Member)
	if err := c.do(ctx, http.MethodGet, discordgo.EndpointGuildMember(in.GuildID, user), nil, nil, me); err != nil {
		return "", 0, fmt.Errorf("look up our own membership of server %s: %w", in.GuildID, err)
	}
	of.Channels, of.Members = []*discordgo.Channel{in}, []*discordgo.Member{me}
	permissions, err = PermissionsIn(of, user, channel)
	return in.GuildID, permissions, err
}

// PermissionsIn computes what a member may do in a channel of a server whose
// roles, channels and members are filled in.
func PermissionsIn(guild *discordgo.Guild, user, channel string) (int64, error) {
	for _, m := range guild.Members {
		if m == nil || m.User == nil {
			return 0, fmt.Errorf("server %s has a member without a user", guild.ID)
		}
	}
	state := discordgo.NewState() // a private one: discordgo's arithmetic is reached only through it
	copied := *guild
	copied.Channels = nil
	for _, c := range guild.Channels {
		if c != nil {
			in := *c
			in.GuildID = guild.ID
			copied.Channels = append(copied.Channels, &in)
		}
	}
	if err := state.GuildAdd(&copied); err != nil {
		return 0, err
	}
	return state.UserChannelPermissions(user, channel)
}
