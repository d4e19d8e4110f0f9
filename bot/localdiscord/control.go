package localdiscord

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// controlAPI lets another process make things go wrong and look at what
// happened; see the package's documentation. It is part of the member API.
func (s *Server) controlAPI(mux *http.ServeMux) {
	mux.HandleFunc("POST /local/faults", s.localFault)
	mux.HandleFunc("DELETE /local/faults", s.localHeal)
	mux.HandleFunc("POST /local/gateway/faults", s.localGatewayFault)
	mux.HandleFunc("PUT /local/gateway/plan", s.localGatewayPlan)
	mux.HandleFunc("POST /local/gateway/close", s.localGatewayClose)
	mux.HandleFunc("GET /local/gateway", s.localGateway)
	mux.HandleFunc("GET /local/requests", s.localRequests)
}

func (s *Server) localFault(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Method  string            `json:"method"`
		Route   string            `json:"route"`
		Channel string            `json:"channel_id"`
		Times   int               `json:"times"`
		Delay   int               `json:"delay_ms"`
		Status  int               `json:"status"`
		Body    string            `json:"body"`
		Header  map[string]string `json:"header"`
		Close   bool              `json:"close"`
		After   bool              `json:"after"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	known := in.Route == "" || slices.ContainsFunc(s.routes, func(rt route) bool {
		return rt.template == in.Route && (in.Method == "" || rt.method == in.Method)
	})
	switch {
	case !known:
		writeFailure(w, refusal("There is no route %s %s; write it as Discord's documentation does, such as /channels/{channel}/messages.", in.Method, in.Route))
		return
	case in.Status != 0 && (in.Status < 200 || in.Status > 599):
		writeFailure(w, refusal("A status is a number from 200 to 599, not %d.", in.Status))
		return
	}
	f := Fault{Method: in.Method, Route: in.Route, Channel: in.Channel, Times: in.Times, Delay: time.Duration(in.Delay) * time.Millisecond,
		Status: in.Status, Body: in.Body, Header: http.Header{}, Close: in.Close, After: in.After}
	for key, v := range in.Header {
		f.Header.Set(key, v)
	}
	s.Fail(f)
	answerDone(w, nil)
}

func (s *Server) localHeal(w http.ResponseWriter, _ *http.Request) {
	s.Heal()
	answerDone(w, nil)
}

func (s *Server) localGatewayFault(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Frame      int    `json:"frame"`
		FromClient bool   `json:"from_client"`
		Event      string `json:"event"`
		Shard      *int   `json:"shard"`
		Lost       bool   `json:"lost"`
		Code       int    `json:"code"`
		Delay      int    `json:"delay_ms"`
		Do         string `json:"do"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	switch {
	case in.Do != "" && !slices.Contains([]string{doReconnect, doInvalid, doResumable, doNone}, in.Do):
		writeFailure(w, refusal("There is no %q to do; leave it out to close the connection, or use reconnect, invalid, resumable or none.", in.Do))
		return
	case !closeCode(in.Code):
		writeFailure(w, refusal("A close code is 1000, 1001 or a number from 4000 to 4999, or 0 to drop the connection; not %d.", in.Code))
		return
	}
	s.FailGateway(GatewayFault{Frame: in.Frame, FromClient: in.FromClient, Event: in.Event, Shard: in.Shard, Lost: in.Lost,
		Code: in.Code, Delay: time.Duration(in.Delay) * time.Millisecond, Do: in.Do})
	answerDone(w, nil)
}

// closeCode reports whether a close frame can carry code; 0 means none is sent.
func closeCode(code int) bool {
	return code == 0 || code == 1000 || code == 1001 || code >= 4000 && code <= 4999
}

func (s *Server) localGatewayPlan(w http.ResponseWriter, r *http.Request) {
	var plan GatewayPlan
	if !readLocal(w, r, &plan) {
		return
	}
	if !closeCode(plan.CloseCode) {
		writeFailure(w, refusal("A close code is 1000, 1001 or a number from 4000 to 4999, not %d.", plan.CloseCode))
		return
	}
	s.SetGateway(plan)
	answerDone(w, nil)
}

func (s *Server) localGatewayClose(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Code int `json:"code"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	if !closeCode(in.Code) {
		writeFailure(w, refusal("A close code is 1000, 1001 or a number from 4000 to 4999, or 0 to drop the connections; not %d.", in.Code))
		return
	}
	s.CloseGateway(in.Code)
	answerDone(w, nil)
}

// localRequests answers with the requests after a sequence number, oldest first.
func (s *Server) localRequests(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseInt(cmp.Or(r.URL.Query().Get("after"), "0"), 10, 64)
	if err != nil {
		writeFailure(w, refusal("after is the sequence number of a request, not %q.", r.URL.Query().Get("after")))
		return
	}
	list := []any{}
	for _, one := range s.Requests() {
		if one.Sequence > after {
			j := one.shown(s.judgement())
			j["sequence"], j["at"] = one.Sequence, one.At
			list = append(list, j)
		}
	}
	writeJSON(w, http.StatusOK, list)
}

// localGateway answers with who is logged in and how many payloads went by.
func (s *Server) localGateway(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	sessions := []any{}
	for _, id := range sortedKeys(s.sessions) {
		sess := s.sessions[id]
		sessions = append(sessions, map[string]any{"application_id": sess.app, "shard": sess.shard, "intents": sess.intents,
			"sequence": sess.seq, "connected": sess.conn != nil})
	}
	state := map[string]any{"sent": s.frames.Sent, "received": s.frames.Received, "connections": len(s.connections),
		"sessions": sessions, "faults": len(s.gatewayFaults)}
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, state)
}
