package localdiscord

import (
	"slices"
	"time"
)

// GatewayFault happens at one payload of the gateway, counted over all
// connections. Unless Do or Delay says otherwise the connection ends there, and
// its session can be resumed.
//
//	{Frame: 3}                                 dropped right after the third payload that the server sends
//	{Event: "MESSAGE_CREATE", Lost: true}      dropped instead of sending the next MESSAGE_CREATE
//	{Event: "RESUME", FromClient: true}        dropped once a resume has arrived and was carried out
//	{Event: "RESUMED", Delay: 5 * time.Second} RESUMED, and all that follows, comes late
type GatewayFault struct {
	// Frame is which payload is hit, counted from now among those that the next
	// three fields mean; 0 and 1 are the next one.
	Frame      int
	FromClient bool   // count what the client sends, not what the server sends
	Event      string // only payloads of this name: an event's, or HELLO, HEARTBEAT, HEARTBEAT_ACK, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION
	Shard      *int   // only this shard's payloads, which has none before its login; nil is every connection

	Lost  bool          // the payload itself is lost
	Code  int           // close with this code; 0 drops the connection
	Delay time.Duration // hold the payload and all that follows, and do nothing else; of what the server sends only
	// Do is another thing than closing: "reconnect" (op 7), "invalid" (op 9
	// false), "resumable" (op 9 true), "none" (with Lost: only that).
	Do string
}

// What a [GatewayFault] may do besides closing.
const (
	doReconnect = "reconnect"
	doInvalid   = "invalid"
	doResumable = "resumable"
	doNone      = "none"
)

// FailGateway adds a fault of the gateway; several wait independently. Each
// happens once.
func (s *Server) FailGateway(f GatewayFault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gatewayFaults = append(s.gatewayFaults, &f)
}

// Frames counts payloads of the gateway, over all connections.
type Frames struct {
	Sent     int64 `json:"sent"`     // by the server
	Received int64 `json:"received"` // from clients
}

// Frames returns how many payloads the gateway has sent and received so far.
func (s *Server) Frames() Frames {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.frames
}

// takeGatewayFault counts a payload and returns the fault that hits it, nil for none.
func (s *Server) takeGatewayFault(c *connection, name string, fromClient bool) (hit *GatewayFault) {
	s.gatewayFaults = slices.DeleteFunc(s.gatewayFaults, func(f *GatewayFault) bool {
		switch {
		case hit != nil, f.FromClient != fromClient, f.Event != "" && f.Event != name,
			f.Shard != nil && (c.sess == nil || c.sess.shard[0] != *f.Shard):
			return false
		case f.Frame > 1:
			f.Frame--
			return false
		}
		hit = f
		return true
	})
	return hit
}

// suffer does what a fault asks for besides losing or delaying its payload.
// Server.mu is held.
func (c *connection) suffer(f *GatewayFault) {
	switch {
	case f.Do == doReconnect:
		c.send(frame{Op: opReconnect})
	case f.Do == doInvalid || f.Do == doResumable:
		if c.sess != nil && f.Do == doInvalid {
			delete(c.s.sessions, c.sess.id)
		}
		c.send(frame{Op: opInvalidSession, Data: f.Do == doResumable})
	case f.Do == doNone || f.Delay > 0:
	default:
		c.end(f.Code)
	}
}

// pause waits, but not longer than the server lives.
func (s *Server) pause(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.stop:
	}
}

// GatewayPlan makes the gateway misbehave until it is changed.
type GatewayPlan struct {
	Refuse     bool `json:"refuse"`     // no new connections: HTTP 503
	NoHello    bool `json:"no_hello"`   // accept and stay silent
	NoReady    bool `json:"no_ready"`   // never answer a login or resume
	NoAck      bool `json:"no_ack"`     // never acknowledge heartbeats
	Reconnect  bool `json:"reconnect"`  // ask every new connection to reconnect (op 7) right after hello
	Invalidate bool `json:"invalidate"` // refuse every login and resume with "invalid session" (op 9, false)
	CloseCode  int  `json:"close_code"` // close with this code instead of accepting a login; 0 for none
	Again      int  `json:"again"`      // events that a resume sends once more though the client has seen them
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
		c.end(code)
	}
}

// end closes the connection from our side; its session can be resumed.
// Server.mu is held.
func (c *connection) end(code int) {
	if c.sess != nil && c.sess.conn == c {
		c.sess.conn, c.sess.lostAt = nil, c.s.now()
	}
	c.cut = true
	c.shut(code, "closed by a test")
}

// AskReconnect sends op 7 to every connection.
func (s *Server) AskReconnect() { s.sendAll(frame{Op: opReconnect}) }

// AskHeartbeat sends op 1 to every connection; a client answers at once.
func (s *Server) AskHeartbeat() { s.sendAll(frame{Op: opHeartbeat}) }

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
		c.push("", []byte(text))
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
