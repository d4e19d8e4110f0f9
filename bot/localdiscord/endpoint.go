package localdiscord

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	interactionPing = 1
	// probeEvery is after how many interactions the endpoint gets one with a wrong
	// signature, as Discord sends them from time to time.
	probeEvery = 10
)

// makeKey gives an application a new pair of keys for signatures.
func (s *Server) makeKey(app *Application) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return // the system's random numbers do not fail
	}
	s.keys[app.ID], app.PublicKey = private, hex.EncodeToString(public)
}

// SetEndpoint delivers an application's interactions by HTTP POST to an address
// on this machine instead of the gateway; "" is the gateway again. Requests are
// signed: the header X-Signature-Ed25519 is the signature, in hexadecimal, of
// the header X-Signature-Timestamp followed by the body. The application's
// PublicKey checks it. The answer is the callback: 200 with its JSON or
// multipart body, or 202 when it is sent to the callback route instead.
//
// Like Discord it first sends a PING, which must be answered 200 {"type":1},
// and one with a wrong signature, which must be answered 401; the error says
// what was answered instead. An endpoint that later accepts a wrong signature
// is dropped.
func (s *Server) SetEndpoint(ctx context.Context, appID, address string) error {
	if address != "" {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			return refusal("The endpoint %q is not an address such as http://127.0.0.1:8080/interactions.", address)
		}
		if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return refusal("The endpoint %q is not on this machine; the local Discord sends nothing elsewhere.", address)
		}
	}
	s.mu.Lock()
	app := s.app(appID)
	s.mu.Unlock()
	if app == nil {
		return refusal("There is no application %q.", appID)
	}
	if address != "" {
		if err := s.probe(ctx, appID, address, true); err != nil {
			return err
		}
		if err := s.probe(ctx, appID, address, false); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	app.Endpoint = address
	s.worldChanged()
	return nil
}

// probe sends a PING, well signed or not, and checks the answer.
func (s *Server) probe(ctx context.Context, appID, address string, signed bool) error {
	s.mu.Lock()
	ping, _ := json.Marshal(map[string]any{"id": s.newID(), "application_id": appID, "type": interactionPing, "token": randomHex(32),
		"version": 1, "entitlements": []any{}, "authorizing_integration_owners": map[string]any{}})
	s.mu.Unlock()
	status, _, body, err := s.postSigned(ctx, appID, address, ping, signed)
	var pong struct {
		Type int `json:"type"`
	}
	switch {
	case err != nil:
		return refusal("The endpoint did not answer a PING: %v.", err)
	case signed && (status != http.StatusOK || json.Unmarshal(body, &pong) != nil || pong.Type != interactionPing):
		return refusal("The endpoint answered a PING with status %d and %q; it must be 200 and {\"type\":1}.", status, body)
	case !signed && status != http.StatusUnauthorized:
		return refusal("The endpoint answered a wrong signature with status %d; it must be 401.", status)
	}
	return nil
}

// toEndpoints follows no redirects and waits no longer than Discord.
var toEndpoints = &http.Client{Timeout: firstAnswerWindow, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (s *Server) postSigned(ctx context.Context, appID, address string, body []byte, signed bool) (int, http.Header, []byte, error) {
	s.mu.Lock()
	key := s.keys[appID]
	timestamp := strconv.FormatInt(s.now().Unix(), 10)
	s.mu.Unlock()
	signature := ed25519.Sign(key, append([]byte(timestamp), body...))
	if !signed {
		signature[0] ^= 1
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, nil, nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Discord-Interactions/1.0 (local Discord)")
	req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(signature))
	req.Header.Set("X-Signature-Timestamp", timestamp)
	resp, err := toEndpoints.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxRequestBytes+1))
	return resp.StatusCode, resp.Header, answer, err
}

// postInteraction delivers an interaction over HTTP and takes the answer as
// its callback. One that cannot be used fails the interaction at once.
func (s *Server) postInteraction(it *interaction, address string, raw []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), firstAnswerWindow)
	defer cancel()
	go func() {
		select {
		case <-s.stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	began := time.Now()
	status, header, body, err := s.postSigned(ctx, it.app, address, raw, true)
	if err == nil && status != http.StatusOK && status != http.StatusAccepted && status != http.StatusNoContent {
		err = fmt.Errorf("status %d, want 200 with the callback, or 202", status)
	}
	if err == nil && status == http.StatusOK {
		err = s.takeAnswer(it, header, body, began)
	}
	s.mu.Lock()
	s.posted++
	due := s.posted%probeEvery == 0
	if err != nil {
		s.miss(it)
	}
	s.mu.Unlock()
	if err != nil {
		s.log.Warn("the endpoint did not answer an interaction", "error", err)
	}
	if !due {
		return
	}
	var wrong *Refusal
	if err := s.probe(ctx, it.app, address, false); errors.As(err, &wrong) {
		s.log.Error("the endpoint was dropped", "reason", wrong.Message)
		s.mu.Lock()
		if app := s.app(it.app); app != nil && app.Endpoint == address {
			app.Endpoint = ""
		}
		s.emit(Event{Type: "ENDPOINT", Reason: wrong.Message, to: onlyForTests})
		s.mu.Unlock()
	}
}

// takeAnswer carries out the callback in the answer of an endpoint, and records
// it like a request to the callback route.
func (s *Server) takeAnswer(it *interaction, header http.Header, body []byte, began time.Time) error {
	const route = "/interactions/{interaction}/{token}/callback"
	req := Request{Method: http.MethodPost, Route: route, Path: "/interactions/" + it.id + "/" + it.token + "/callback", Version: "v10", At: s.now(), own: true}
	payload, files, refused := readContent(&http.Request{Header: header}, body)
	if len(body) > maxRequestBytes {
		refused = errTooLarge
	}
	req.Body = payload
	for _, u := range files {
		req.Files = append(req.Files, u.name)
	}
	a := answer{status: http.StatusNoContent, header: http.Header{}}
	if refused == nil {
		s.mu.Lock()
		_, _, refused = s.callback(&call{params: map[string]string{"interaction": it.id, "token": it.token}, body: payload, files: files})
		s.mu.Unlock()
	}
	if refused != nil {
		a.refuse(refused)
	}
	s.remember(req, a.status, a.body)
	s.note(req, began, a.status, a.body, a.reason)
	if refused != nil {
		return refused
	}
	return nil
}

// localEndpoint sets where an application gets its interactions, and answers
// with the key that checks them.
func (s *Server) localEndpoint(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Application string `json:"application_id"`
		URL         string `json:"url"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	err := s.SetEndpoint(r.Context(), in.Application, in.URL)
	key := ""
	s.mu.Lock()
	if app := s.app(in.Application); app != nil {
		key = app.PublicKey
	}
	s.mu.Unlock()
	answerWith(w, map[string]any{"public_key": key}, err)
}
