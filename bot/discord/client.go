package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Config says where Discord is and who we are there.
type Config struct {
	Token  string // without "Bot "
	APIURL string // "" = Discord itself; otherwise scheme and host of a server that speaks its API
	Log    *slog.Logger
}

// Client is a discordgo session behind our transport.
type Client struct {
	Session *discordgo.Session
	log     *slog.Logger
}

const (
	requestTimeout = 15 * time.Second
	openTimeout    = 30 * time.Second
)

var logging sync.Once

// NewClient returns a client that is not connected yet. It asks for the GUILDS
// intent alone: slash commands and buttons need no other, and we never read
// messages.
func NewClient(c Config) (*Client, error) {
	base, err := parseBase(c.APIURL)
	if err != nil {
		return nil, err
	}
	session, err := discordgo.New("Bot " + c.Token)
	if err != nil {
		return nil, Clean(err)
	}
	next := http.DefaultTransport.(*http.Transport).Clone()
	session.Client = &http.Client{Timeout: requestTimeout, Transport: &transport{base: base, next: next}}
	session.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: requestTimeout}
	session.MaxRestRetries = 0 // a POST that may have arrived is never sent twice
	session.Identify.Intents = discordgo.IntentsGuilds
	session.StateEnabled = true
	log := c.Log
	logging.Do(func() {
		// discordgo's logger is one for the process and prints addresses with tokens.
		discordgo.Logger = func(level, _ int, format string, a ...any) {
			if level <= discordgo.LogWarning {
				log.Warn("discordgo: " + Scrub(fmt.Sprintf(format, a...)))
			}
		}
	})
	return &Client{Session: session, log: log}, nil
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

// Open connects and waits until the gateway is ready, at most 30 seconds.
// discordgo's own Open can hang for ever with its lock held; then the session
// is left behind and an error returned.
func (c *Client) Open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- c.Session.Open() }()
	select {
	case err := <-done:
		return explain(err)
	case <-ctx.Done():
		return fmt.Errorf("connect to Discord: no answer within %v", openTimeout)
	}
}

// explain turns the refusals that only an operator can mend into a sentence.
func explain(err error) error {
	var closed *websocket.CloseError
	var rest *discordgo.RESTError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &closed) && closed.Code == 4004,
		errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized:
		return errors.New("Discord refused the token: copy it again from the Bot page of your application at https://discord.com/developers/applications and set DISCORD_TOKEN or DISCORD_TOKEN_FILE")
	case errors.As(err, &closed) && closed.Code == 4014:
		return errors.New("Discord refused an intent that the application is not allowed to use (close code 4014)")
	}
	return fmt.Errorf("connect to Discord: %w", Clean(err))
}

// Close disconnects. A session whose Open hung cannot be closed; it is left to
// the end of the process after two seconds.
func (c *Client) Close() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := c.Session.Close(); err != nil {
			c.log.Warn("disconnect", "error", Clean(err))
		}
	}()
	select {
	case <-done:
	case <-time.After(2 * time.Second):
	}
}

// Respond sends the first answer to an interaction. Its rate-limit bucket is
// thrown away: discordgo would keep one for each interaction for ever.
func (c *Client) Respond(ctx context.Context, i *discordgo.Interaction, r *discordgo.InteractionResponse) error {
	endpoint := discordgo.EndpointInteractionResponse(i.ID, i.Token)
	var files []*discordgo.File
	if r.Data != nil {
		files = r.Data.Files
	}
	return c.send(ctx, http.MethodPost, endpoint, r, files)
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
	return c.send(ctx, http.MethodPatch, endpoint, edit, edit.Files)
}

func (c *Client) send(ctx context.Context, method, endpoint string, body any, files []*discordgo.File) error {
	contentType, raw, err := encode(body, files)
	if err != nil {
		return err
	}
	bucket := discordgo.NewRatelimiter().LockBucket("interaction")
	_, err = c.Session.RequestWithLockedBucket(method, endpoint, contentType, raw, bucket, 0, discordgo.WithContext(ctx))
	return Clean(err)
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
	ErrRefused = errors.New("Discord refused the message")
)

// Post sends a message to a channel and returns its id. An error wraps
// [ErrRefused], [ErrUncertain] or neither (it did not arrive; try later).
func (c *Client) Post(ctx context.Context, channel string, m *Message) (id string, err error) {
	endpoint := discordgo.EndpointChannelMessages(channel)
	raw, err := c.Session.RequestWithBucketID(http.MethodPost, endpoint, m, endpoint, discordgo.WithContext(ctx))
	if err != nil {
		return "", classify(err)
	}
	var sent discordgo.Message
	if err := json.Unmarshal(raw, &sent); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	return sent.ID, nil
}

func classify(err error) error {
	var rest *discordgo.RESTError
	switch {
	case errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode/100 == 4:
		return fmt.Errorf("%w: %s", ErrRefused, refusal(rest))
	case errors.Is(err, ErrMentions):
		return Clean(err)
	}
	return fmt.Errorf("%w: %w", ErrUncertain, Clean(err))
}

// refusal is Discord's own reason, with the nested form errors that
// discordgo's message leaves out.
func refusal(rest *discordgo.RESTError) string {
	const enough = 500
	text := strings.TrimSpace(string(rest.ResponseBody))
	if len(text) > enough {
		text = text[:enough]
	}
	return Scrub(text)
}
