package localdiscord

import (
	"context"
	"net/http"
	"time"
)

// Fault makes matching requests fail. Zero fields do nothing.
type Fault struct {
	Method string // "" for every method
	Route  string // template, such as "/channels/{channel}/messages"; "" for every route
	Times  int    // how many requests it hits; 0 is one, negative is all of them

	Delay  time.Duration // before answering
	Status int           // answered instead, with Body and Header
	Body   string        // "" is a Discord-shaped JSON error
	Header http.Header
	Close  bool // close the connection without an answer
	After  bool // carry the request out first, then fail: the caller cannot know
}

// Fail adds a fault; several are tried in the order they were added.
func (s *Server) Fail(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Heal removes all faults of REST and gateway.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.gatewayPlan = GatewayPlan{}
}

// takeFault returns the fault for a request and counts it as used.
func (s *Server) takeFault(method, route string) *Fault {
	for i, f := range s.faults {
		if f.Method != "" && f.Method != method || f.Route != "" && f.Route != route {
			continue
		}
		if f.Times > 0 {
			if f.Times--; f.Times == 0 {
				s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
			}
		}
		return f
	}
	return nil
}

func (f *Fault) wait(ctx context.Context, stop <-chan struct{}) {
	if f.Delay <= 0 {
		return
	}
	timer := time.NewTimer(f.Delay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-stop:
	}
}

func (f *Fault) fill(a *answer) {
	a.status, a.reason = f.Status, "answered by a fault"
	a.json(map[string]any{"message": http.StatusText(f.Status), "code": 0})
	if f.Body != "" {
		a.body = []byte(f.Body)
	}
	for key, values := range f.Header {
		a.header[http.CanonicalHeaderKey(key)] = values
	}
}

// GatewayPlan makes the gateway misbehave until it is changed.
type GatewayPlan struct {
	Refuse     bool // no new connections: HTTP 503
	NoHello    bool // accept and stay silent
	NoReady    bool // never answer a login or resume
	NoAck      bool // never acknowledge heartbeats
	Reconnect  bool // ask every new connection to reconnect (op 7) right after hello
	Invalidate bool // refuse every login and resume with "invalid session" (op 9, false)
	CloseCode  int  // close with this code instead of accepting a login; 0 for none
}

// SetGateway replaces the gateway's plan; the zero plan is a healthy gateway.
func (s *Server) SetGateway(p GatewayPlan) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gatewayPlan = p
}

// CloseGateway closes every gateway connection with code; 0 drops them without one.
// Sessions stay resumable, as after a lost connection.
func (s *Server) CloseGateway(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.connections {
		if c.sess != nil && c.sess.conn == c {
			c.sess.conn, c.sess.lostAt = nil, s.now()
		}
		c.shut(code, "closed by a test")
	}
}

// AskReconnect sends op 7 to every connection.
func (s *Server) AskReconnect() { s.sendAll(frame{Op: opReconnect}) }

// InvalidateSessions sends op 9 to every connection. Unless resumable, the
// sessions are forgotten.
func (s *Server) InvalidateSessions(resumable bool) {
	if !resumable {
		s.mu.Lock()
		clear(s.sessions)
		s.mu.Unlock()
	}
	s.sendAll(frame{Op: opInvalidSession, Data: resumable})
}

// SendRaw sends text as it is to every gateway connection, valid or not.
func (s *Server) SendRaw(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.connections {
		c.push([]byte(text))
	}
}

// Dispatch sends an event of any name to every session of every bot.
func (s *Server) Dispatch(event string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sess := range s.sessions {
		s.dispatch(sess, event, 0, data)
	}
}

func (s *Server) sendAll(f frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.connections {
		c.send(f)
	}
}
