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
	// Channel is the id of the only channel that is hit; "" is any. Interaction
	// routes name no channel and are never in it.
	Channel string
	Times   int // how many requests it hits; 0 is one, negative is all of them

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
	s.faults, s.gatewayFaults = nil, nil
	s.gatewayPlan = GatewayPlan{}
}

// takeFault returns the fault for a request and counts it as used.
func (s *Server) takeFault(method, route, channel string) *Fault {
	for i, f := range s.faults {
		if f.Method != "" && f.Method != method || f.Route != "" && f.Route != route || f.Channel != "" && f.Channel != channel {
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
