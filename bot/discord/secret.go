package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
)

// redacted stands where a secret stood.
const redacted = "[redacted]"

var secrets = regexp.MustCompile(`(interactions/\d+/|webhooks/\d+/)[^/"\s?]+|(Bot )[A-Za-z0-9_.\-]{16,}|("token" ?: ?")[^"]*|[A-Za-z0-9_-]{20,30}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}`)

// Scrub returns text without bot, webhook and interaction tokens. Errors of
// net/http and discordgo carry them in addresses and headers.
func Scrub(text string) string { return secrets.ReplaceAllString(text, "${1}${2}${3}"+redacted) }

// scrubbed is an error whose text carries no token, however it is printed.
// What it stands for is still found by errors.Is and errors.As.
type scrubbed struct{ err error }

func (s scrubbed) Error() string                { return Scrub(s.err.Error()) }
func (s scrubbed) GoString() string             { return fmt.Sprintf("discord.Error(%q)", s.Error()) }
func (s scrubbed) MarshalJSON() ([]byte, error) { return json.Marshal(s.Error()) }
func (s scrubbed) Is(target error) bool         { return errors.Is(s.err, target) }
func (s scrubbed) As(target any) bool           { return errors.As(s.err, target) }

// Clean returns err with tokens taken out of its text; nil stays nil. The
// address that net/http puts before an error is left out altogether.
func Clean(err error) error {
	if err == nil {
		return nil
	}
	switch e := err.(type) {
	case scrubbed:
		return e
	case *url.Error:
		return scrubbed{e.Err}
	}
	return scrubbed{err}
}

// String, GoString, MarshalJSON and LogValue keep the token out of whatever
// prints a configuration.
func (c Config) String() string {
	return fmt.Sprintf("{Token:%s APIURL:%s Shards:%v}", redacted, c.APIURL, c.Shards)
}
func (c Config) GoString() string             { return "discord.Config" + c.String() }
func (c Config) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }
func (c Config) LogValue() slog.Value         { return slog.StringValue(c.String()) }

func (c *Client) String() string               { return "discord.Client" }
func (c *Client) GoString() string             { return c.String() }
func (c *Client) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }
func (c *Client) LogValue() slog.Value         { return slog.StringValue(c.String()) }

// CleanLog returns a logger that writes where log does, without tokens: none
// of Discord's kinds and none of the given ones.
func CleanLog(log *slog.Logger, known ...string) *slog.Logger {
	return slog.New(cleanHandler{log.Handler(), known})
}

type cleanHandler struct {
	next  slog.Handler
	known []string
}

func (h cleanHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

func (h cleanHandler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, h.text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.next.Handle(ctx, clean)
}

func (h cleanHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	cleaned := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		cleaned[i] = h.attr(a)
	}
	return cleanHandler{h.next.WithAttrs(cleaned), h.known}
}

func (h cleanHandler) WithGroup(name string) slog.Handler {
	return cleanHandler{h.next.WithGroup(name), h.known}
}

func (h cleanHandler) text(s string) string {
	for _, secret := range h.known {
		if secret != "" {
			s = strings.ReplaceAll(s, secret, redacted)
		}
	}
	return Scrub(s)
}

func (h cleanHandler) attr(a slog.Attr) slog.Attr {
	a.Value = a.Value.Resolve()
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(h.text(a.Value.String()))
	case slog.KindGroup:
		group := a.Value.Group()
		cleaned := make([]slog.Attr, len(group))
		for i := range group {
			cleaned[i] = h.attr(group[i])
		}
		a.Value = slog.GroupValue(cleaned...)
	case slog.KindAny:
		text := fmt.Sprintf("%+v", a.Value.Any())
		if clean := h.text(text); clean != text {
			a.Value = slog.StringValue(clean)
		}
	}
	return a
}
