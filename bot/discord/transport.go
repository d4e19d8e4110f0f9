package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// ErrMentions is returned for a message whose body does not forbid every
// mention. It never leaves the process: a forgotten field must not ping a
// thousand people.
var ErrMentions = errors.New("message body lacks allowed_mentions with an empty parse list")

// transport sends requests to base instead of discord.com and checks bodies on
// the way. discordgo's own Endpoint variables are process-wide, so they stay
// as they are.
type transport struct {
	base *url.URL // nil = where the request says
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := checkMentions(r); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, fmt.Errorf("%s %s: %w", r.Method, Scrub(r.URL.Path), err)
	}
	if t.base == nil {
		return t.next.RoundTrip(r)
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = t.base.Scheme, t.base.Host, ""
	r.URL.Path = strings.TrimSuffix(t.base.Path, "/") + r.URL.Path
	return t.next.RoundTrip(r)
}

var messageRoute = regexp.MustCompile(`/(channels/\d+/messages(/\d+)?|webhooks/\d+/[^/]+(/messages/[^/]+)?|interactions/\d+/[^/]+/callback)$`)

// checkMentions looks into every body that makes or changes a message.
func checkMentions(r *http.Request) error {
	if r.Body == nil || (r.Method != http.MethodPost && r.Method != http.MethodPatch) || !messageRoute.MatchString(r.URL.Path) {
		return nil
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	_ = r.Body.Close()
	r.Body = io.NopCloser(bytes.NewReader(raw))
	payload, err := jsonPart(r.Header.Get("Content-Type"), raw)
	if err != nil {
		return err
	}
	type body struct {
		Mentions *struct {
			Parse       []string `json:"parse"`
			Users       []string `json:"users"`
			Roles       []string `json:"roles"`
			RepliedUser bool     `json:"replied_user"`
		} `json:"allowed_mentions"`
	}
	var message struct {
		body
		Type int   `json:"type"`
		Data *body `json:"data"`
	}
	if err := json.Unmarshal(payload, &message); err != nil {
		return err
	}
	found := message.Mentions
	if strings.HasSuffix(r.URL.Path, "/callback") {
		const channelMessage, updateMessage = 4, 7 // the callbacks that carry a message
		if message.Type != channelMessage && message.Type != updateMessage {
			return nil
		}
		if message.Data == nil {
			return ErrMentions
		}
		found = message.Data.Mentions
	}
	if found == nil || found.Parse == nil || len(found.Parse)+len(found.Users)+len(found.Roles) > 0 || found.RepliedUser {
		return ErrMentions
	}
	return nil
}

// jsonPart returns the JSON of a body: all of it, or the payload_json part of
// a multipart one.
func jsonPart(contentType string, raw []byte) ([]byte, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return raw, nil
	}
	reader := multipart.NewReader(bytes.NewReader(raw), params["boundary"])
	for {
		part, err := reader.NextPart()
		if err != nil {
			return nil, ErrMentions
		}
		if part.FormName() == "payload_json" {
			return io.ReadAll(part)
		}
	}
}

var secrets = regexp.MustCompile(`(interactions/\d+/|webhooks/\d+/)[^/"\s?]+|(Bot )[A-Za-z0-9_.\-]+|[A-Za-z0-9_-]{20,30}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}`)

// Scrub returns text without bot, webhook and interaction tokens. Errors of
// net/http and discordgo carry them in addresses and headers.
func Scrub(text string) string { return secrets.ReplaceAllString(text, "${1}${2}[redacted]") }

// scrubbed is an error whose text carries no token; what it wraps is still
// found by errors.As.
type scrubbed struct{ err error }

func (s scrubbed) Error() string { return Scrub(s.err.Error()) }
func (s scrubbed) Unwrap() error { return s.err }

// Clean returns err with tokens taken out of its text; nil stays nil.
func Clean(err error) error {
	if err == nil {
		return nil
	}
	return scrubbed{err}
}
