package localdiscord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// Request is one API request as it came and how it went.
type Request struct {
	Sequence int64         // shared with events: the order in which things happened
	At       time.Time     // on the server's clock
	Method   string        //
	Route    string        // template, "/channels/{channel}/messages"; "" for an unknown one
	Path     string        // after /api/vN, percent-encoded; may contain interaction tokens
	Version  string        // "v9" or "v10"
	Body     []byte        // its JSON; of a multipart request the payload_json
	Files    []string      // names of the files sent with it
	Status   int           // 0 when the connection was closed without an answer
	Response []byte        //
	Verdict  string        // why it was refused; "" when it was accepted
	Duration time.Duration // by the real clock

	own bool // the answer is the server's own, not a fault's
}

// Event is something that happened and that members or tests may watch.
//
// Type is MESSAGE_CREATE, MESSAGE_UPDATE or MESSAGE_DELETE (Message set; after a
// deletion as it was), MODAL (Modal), INTERACTION_DONE (Result), INTERACTION_FAILED
// (Reason), TYPING (UserID writes in ChannelID), REQUEST (Request) or STATE (the
// world or the commands changed).
// Bots get INTERACTION_CREATE (Payload). Only those who watch everything get
// GATEWAY (Reason: connect with the Path, identify, resume, invalid session,
// close CODE, lost with the client's close Code; Shard once it is known).
type Event struct {
	Sequence      int64
	At            time.Time
	Type          string
	ChannelID     string
	InteractionID string
	UserID        string
	Message       *Message
	Modal         *Modal
	Result        string // message, update, modal, deferred, choices, none
	Reason        string // a sentence for the member
	Request       *Request
	Payload       json.RawMessage
	Code          int    // of a close frame; 0 without one
	Path          string // "/gateway/", or "/gateway/resume/" at the address that READY names
	Shard         int    //

	to string // the only user who may see it; "" for everybody who sees the channel
}

const maxShownBody = 32 << 10 // bytes of a request's body that pages get

// data returns what the page gets as the event's data. judge says in what way a
// request does not fit Discord's description; nil asks nobody.
func (e Event) data(judge func(*Request) []string) any {
	switch {
	case e.Type == "MESSAGE_DELETE":
		return map[string]any{"id": e.Message.ID, "channel_id": e.ChannelID}
	case e.Message != nil:
		return e.Message
	case e.Modal != nil:
		return e.Modal
	case e.Request != nil:
		return e.Request.shown(judge)
	case e.UserID != "":
		return map[string]any{"channel_id": e.ChannelID, "user_id": e.UserID}
	case e.InteractionID != "":
		return map[string]any{"id": e.InteractionID, "channel_id": e.ChannelID, "result": e.Result, "message": e.Reason}
	}
	return map[string]any{}
}

// shown is a request as pages and other programs see it.
func (r *Request) shown(judge func(*Request) []string) map[string]any {
	j := map[string]any{"method": r.Method, "route": r.Route, "path": publicPath(r), "status": r.Status, "verdict": r.Verdict,
		"body": string(r.Body[:min(len(r.Body), maxShownBody)]), "cut": len(r.Body) > maxShownBody, "files": r.Files}
	if judge != nil && r.own {
		j["violations"] = append([]string{}, judge(r)...)
	}
	return j
}

// publicPath is the path without the interaction token, which is a credential.
func publicPath(r *Request) string {
	if !strings.Contains(r.Route, "{token}") {
		return r.Path
	}
	parts, names := strings.Split(r.Path, "/"), strings.Split(r.Route, "/")
	for i := range parts {
		if i < len(names) && names[i] == "{token}" {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, "/")
}

type record struct {
	keep        int
	sequence    int64
	requests    []Request
	unjudged    []Request // not yet compared with Options.OpenAPI
	events      []Event
	subscribers map[*subscriber]struct{}
}

type subscriber struct {
	viewer string // "" sees everything
	queue  *queue[Event]
}

// emit records an event and hands it to those who may see it. s.mu is held.
func (s *Server) emit(e Event) {
	r := &s.record
	r.sequence++
	e.Sequence, e.At = r.sequence, s.now()
	r.events = trimmed(append(r.events, e), r.keep)
	for sub := range r.subscribers {
		if s.mayWatch(sub.viewer, e) {
			sub.queue.push(e)
		}
	}
}

func (s *Server) mayWatch(viewer string, e Event) bool {
	switch {
	case viewer == "":
		return true
	case e.to != "":
		return e.to == viewer
	case e.Message == nil && e.UserID == "":
		return true
	}
	return s.canSee(s.channels[e.ChannelID], viewer)
}

// trimmed drops the older part once the list is twice as long as it should be.
func trimmed[T any](list []T, keep int) []T {
	if len(list) <= 2*keep {
		return list
	}
	return append(make([]T, 0, 2*keep), list[len(list)-keep:]...)
}

// note records a finished request.
func (s *Server) note(req Request, began time.Time, status int, response []byte, reason string) {
	req.Status, req.Response, req.Verdict, req.Duration = status, response, reason, time.Since(began)
	if reason != "" {
		s.log.Warn("request refused", "method", req.Method, "route", req.Route, "status", status, "reason", reason)
	} else {
		s.log.Debug("request", "method", req.Method, "route", req.Route, "status", status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit(Event{Type: "REQUEST", Request: &req})
	req.Sequence = s.record.sequence
	s.record.requests = trimmed(append(s.record.requests, req), s.record.keep)
}

// Requests returns the API requests so far, oldest first, at most Options.Keep
// or a little more. Their bodies must not be changed.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.record.requests...)
}

// FindRequests returns the requests of one method and route template, such as
// "POST", "/channels/{channel}/messages"; "" matches all.
func (s *Server) FindRequests(method, route string) []Request {
	var found []Request
	for _, r := range s.Requests() {
		if (method == "" || r.Method == method) && (route == "" || r.Route == route) {
			found = append(found, r)
		}
	}
	return found
}

// Sequence returns the number of the latest event or request.
func (s *Server) Sequence() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.record.sequence
}

// Subscribe delivers, in order and without loss, every event from now on that
// viewer may see; "" sees everything. Given a bot's user id it also delivers
// the bot's interactions. The channel closes after cancel or [Server.Close].
func (s *Server) Subscribe(viewer string) (events <-chan Event, cancel func()) {
	events, cancel, _ = s.subscribe(viewer)
	return events, cancel
}

func (s *Server) subscribe(viewer string) (<-chan Event, func(), []Event) {
	out := make(chan Event)
	sub := &subscriber{viewer: viewer, queue: newQueue[Event]()}
	s.mu.Lock()
	past := append([]Event(nil), s.record.events...)
	if s.closed() {
		s.mu.Unlock()
		close(out)
		return out, func() {}, past
	}
	s.record.subscribers[sub] = struct{}{}
	s.running.Add(1)
	s.mu.Unlock()

	quit := make(chan struct{})
	go func() {
		defer s.running.Done()
		defer close(out)
		for {
			items, more := sub.queue.take(quit)
			if !more {
				return
			}
			for _, e := range items {
				select {
				case out <- e:
				case <-quit:
					return
				case <-s.stop:
					return
				}
			}
		}
	}()
	var cancelled bool
	return out, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !cancelled {
			cancelled = true
			close(quit)
			delete(s.record.subscribers, sub)
		}
	}, past
}

// Await returns the first event, past ones included, for which match is true.
// Compare Event.Sequence with an earlier [Server.Sequence] to leave out the past.
func (s *Server) Await(ctx context.Context, match func(Event) bool) (Event, error) {
	events, cancel, past := s.subscribe("")
	defer cancel()
	for _, e := range past {
		if match(e) {
			return e, nil
		}
	}
	for {
		select {
		case e, ok := <-events:
			if !ok {
				return Event{}, errors.New("the local Discord was closed while an event was awaited")
			}
			if match(e) {
				return e, nil
			}
		case <-ctx.Done():
			return Event{}, context.Cause(ctx)
		}
	}
}

// BodyContains reports whether the request's body contains text.
func (r Request) BodyContains(text string) bool { return bytes.Contains(r.Body, []byte(text)) }

// Token returns the token of an INTERACTION_CREATE, with which it is answered;
// "" for other events.
func (e Event) Token() string {
	var payload struct {
		Token string `json:"token"`
	}
	if e.Payload == nil || json.Unmarshal(e.Payload, &payload) != nil {
		return ""
	}
	return payload.Token
}
