package discord

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// roundTrip answers every request itself.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func bareTransport(base *url.URL, next http.RoundTripper) *transport {
	halt := newHalt()
	return &transport{base: base, next: next, limiter: newLimiter(halt.done), gone: newGone(), halt: halt, timeout: requestTimeout,
		authorise: func() string { return "Bot x" }}
}

func TestH1MessageThatCouldPingIsNotSent(t *testing.T) {
	const none = `"allowed_mentions":{"parse":[]}`
	tests := []struct {
		name, method, path, body string
		sent                     bool
	}{
		{"message", "POST", "/api/v9/channels/1/messages", `{"content":"x",` + none + `}`, true},
		{"message without", "POST", "/api/v9/channels/1/messages", `{"content":"x"}`, false},
		{"null list", "POST", "/api/v9/channels/1/messages", `{"allowed_mentions":{"parse":null}}`, false},
		{"everyone", "POST", "/api/v9/channels/1/messages", `{"allowed_mentions":{"parse":["everyone"]}}`, false},
		{"one user", "POST", "/api/v9/channels/1/messages", `{"allowed_mentions":{"parse":[],"users":["1"]}}`, false},
		{"author of the message replied to", "POST", "/api/v9/channels/1/messages", `{"allowed_mentions":{"parse":[],"replied_user":true}}`, false},
		{"edit without", "PATCH", "/api/v9/channels/1/messages/2", `{"content":"x"}`, false},
		{"follow-up without", "POST", "/api/v9/webhooks/1/token", `{"content":"x"}`, false},
		{"answer", "POST", "/api/v9/interactions/1/token/callback", `{"type":4,"data":{` + none + `}}`, true},
		{"answer without", "POST", "/api/v9/interactions/1/token/callback", `{"type":4,"data":{"content":"x"}}`, false},
		{"update without", "POST", "/api/v9/interactions/1/token/callback", `{"type":7,"data":{"content":"x"}}`, false},
		{"acknowledgement", "POST", "/api/v9/interactions/1/token/callback", `{"type":5,"data":{"flags":64}}`, true},
		{"edit of the answer without", "PATCH", "/api/v9/webhooks/1/token/messages/@original", `{"content":"x"}`, false},
		{"commands", "PUT", "/api/v9/applications/1/commands", `[]`, true},
		{"reading", "GET", "/api/v9/channels/1/messages", ``, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sent := ""
			transport := bareTransport(nil, roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.Body != nil {
					raw, _ := io.ReadAll(r.Body)
					sent = string(raw)
				}
				return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody}, nil
			}))
			r, err := http.NewRequestWithContext(t.Context(), test.method, "https://discord.example"+test.path, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			response, err := transport.RoundTrip(r)
			if err == nil {
				response.Body.Close()
			}
			if test.sent != (err == nil) || !test.sent && !errors.Is(err, ErrMentions) {
				t.Errorf("error %v, want sent %v", err, test.sent)
			}
			if test.sent && sent != test.body {
				t.Errorf("sent %q, want %q", sent, test.body)
			}
		})
	}
}

func TestRequestsGoToTheConfiguredServer(t *testing.T) {
	base, err := parseBase("http://127.0.0.1:8080/prefix/")
	if err != nil {
		t.Fatal(err)
	}
	var went string
	transport := bareTransport(base, roundTrip(func(r *http.Request) (*http.Response, error) {
		went = r.URL.String()
		return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody}, nil
	}))
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://discord.com/api/v9/gateway", nil)
	response, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if want := "http://127.0.0.1:8080/prefix/api/v9/gateway"; went != want {
		t.Errorf("the request went to %s, want %s", went, want)
	}
	if _, err := parseBase("no address"); err == nil {
		t.Error("an address without a host was taken")
	}
}
