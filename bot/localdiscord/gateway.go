package localdiscord

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"iter"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway opcodes; Discord, "Gateway Opcodes".
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoiceState     = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// opNames are what a [GatewayFault] calls payloads that are no events.
var opNames = map[int]string{opHeartbeat: "HEARTBEAT", opIdentify: "IDENTIFY", opPresence: "PRESENCE_UPDATE", opVoiceState: "VOICE_STATE_UPDATE",
	opResume: "RESUME", opReconnect: "RECONNECT", opRequestMembers: "REQUEST_GUILD_MEMBERS", opInvalidSession: "INVALID_SESSION",
	opHello: "HELLO", opHeartbeatAck: "HEARTBEAT_ACK"}

// resumePath follows the gateway's address in the one that READY names for
// resuming; at Discord that is another host.
const resumePath = "/resume"

// Gateway close codes; Discord, "Gateway Close Event Codes".
const (
	closeUnknownOpcode      = 4001
	closeDecodeError        = 4002
	closeNotAuthenticated   = 4003
	closeAuthFailed         = 4004
	closeAlreadyIn          = 4005
	closeInvalidSeq         = 4007
	closeRateLimited        = 4008
	closeTimedOut           = 4009
	closeInvalidShard       = 4010
	closeInvalidVersion     = 4012
	closeInvalidIntents     = 4013
	closeDisallowedIntents  = 4014
	maxGatewayPayload       = 4096 // bytes from the client
	maxGatewayPerMinute     = 120  // payloads from the client
	loginWindow             = 24 * time.Hour
	maxReplay               = 5000 // events kept for a resume
	heartbeatGrace          = 1.5  // missed intervals before 4009
	gatewayWriteTimeout     = 5 * time.Second
	onlyForTests            = "-"         // receiver of events that no user sees
	closeGrace              = time.Second // for the client to answer our close frame
	allIntents              = 1<<26 - 1
	intentGuilds            = 1 << 0
	intentGuildMembers      = 1 << 1
	intentGuildPresences    = 1 << 8
	intentGuildMessages     = 1 << 9
	intentGuildReactions    = 1 << 10
	intentGuildTyping       = 1 << 11
	intentDirectMessages    = 1 << 12
	intentDirectReactions   = 1 << 13
	intentDirectTyping      = 1 << 14
	intentMessageContent    = 1 << 15
	intentGuildPolls        = 1 << 24
	intentDirectPolls       = 1 << 25
	privilegedIntents       = intentGuildMembers | intentGuildPresences | intentMessageContent
	gatewayUpgradeSizeBytes = 4096
)

// session is a bot's login. It outlives a lost connection for a while.
type session struct {
	id, app string
	shard   [2]int // its number, and how many there are
	intents int
	zip     bool // the client asked for compressed payloads, and gets them
	seq     int64
	replay  []numbered
	conn    *connection // nil while the connection is lost
	lostAt  time.Time
}

type numbered struct {
	seq   int64
	event string
	raw   []byte
}

// frame is a gateway payload on its way out. Seq and Type are null except in events.
type frame struct {
	Op   int     `json:"op"`
	Data any     `json:"d"`
	Seq  *int64  `json:"s"`
	Type *string `json:"t"`
}

type outgoing struct {
	pause time.Duration // before it is written
	raw   []byte
	zip   bool
	shut  bool
	code  int // of the close frame; 0 drops the connection without one
	why   string
}

// connection is one WebSocket. Its queue is written by one goroutine.
type connection struct {
	s       *Server
	ws      *websocket.Conn
	version int // of the API: 9 or 10
	out     *queue[outgoing]
	sess    *session    // nil before login; guarded by Server.mu
	zip     bool        // compress what is sent; guarded by Server.mu
	cut     bool        // nothing is sent any more; guarded by Server.mu
	ending  atomic.Bool // our close frame was written
	count   int         // payloads in the current minute
	since   time.Time
}

// send queues a payload that is no event. Server.mu is held.
func (c *connection) send(f frame) {
	raw, err := json.Marshal(f)
	if err != nil {
		return // only values of ours are sent, and they can be written
	}
	c.push(opNames[f.Op], raw)
}

// push queues a payload as it is, unless a fault has other plans with it. name
// is its event or, without one, its opcode's name. Server.mu is held.
func (c *connection) push(name string, raw []byte) {
	if c.cut {
		return
	}
	c.s.frames.Sent++
	out := outgoing{raw: raw, zip: c.zip}
	f := c.s.takeGatewayFault(c, name, false)
	if f == nil {
		c.out.push(out)
		return
	}
	if out.pause = f.Delay; !f.Lost {
		c.out.push(out)
	}
	c.suffer(f)
}

// message returns what is written for a payload: text, or a zlib stream of its own.
func (o outgoing) message() (kind int, data []byte) {
	if !o.zip {
		return websocket.TextMessage, o.raw
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(o.raw) // a buffer takes everything
	z.Close()
	return websocket.BinaryMessage, b.Bytes()
}

// shut ends the connection after what is queued was written.
func (c *connection) shut(code int, why string) {
	c.out.push(outgoing{shut: true, code: code, why: why})
	c.out.close()
}

// write empties the queue into the socket until the connection ends. After a
// close frame the reader gets a moment to see the client's.
func (c *connection) write() {
	for {
		items, more := c.out.take(nil)
		if !more {
			return
		}
		for _, o := range items {
			if o.pause > 0 {
				c.s.pause(o.pause)
			}
			c.ws.SetWriteDeadline(time.Now().Add(gatewayWriteTimeout))
			if o.shut && o.code != 0 {
				c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(o.code, o.why), time.Now().Add(gatewayWriteTimeout))
				c.ending.Store(true)
				c.ws.SetReadDeadline(time.Now().Add(closeGrace))
				return
			}
			if o.shut {
				c.ws.Close()
				return
			}
			if kind, data := o.message(); c.ws.WriteMessage(kind, data) != nil {
				c.ws.Close()
				return
			}
		}
	}
}

// noteGateway records what happens on the gateway, for tests of reconnecting.
func (s *Server) noteGateway(c *connection, what string, code int) {
	e := Event{Type: "GATEWAY", Reason: what, Code: code, to: onlyForTests}
	if c != nil && c.sess != nil {
		e.Shard = c.sess.shard[0]
	}
	s.emit(e)
}

// AllowIntents lets an application log in with privileged intents (members,
// presences, message content), as the switches on Discord's site do.
func (s *Server) AllowIntents(appID string, intents int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.allowed == nil {
		s.allowed = map[string]int{}
	}
	s.allowed[appID] = intents
}

// Connected reports whether the application's bot is logged in to the gateway.
func (s *Server) Connected(appID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sess := range s.sessions {
		if sess.app == appID && sess.conn != nil {
			return true
		}
	}
	return false
}

// dispatch queues an event for a session and keeps it for a resume. intent 0
// means that no intent is needed. s.mu is held.
func (s *Server) dispatch(sess *session, event string, intent int, data any) {
	if intent != 0 && sess.intents&intent == 0 {
		return
	}
	sess.seq++
	seq := sess.seq
	raw, err := json.Marshal(frame{Op: opDispatch, Data: data, Seq: &seq, Type: &event})
	if err != nil {
		s.log.Error("event cannot be written", "event", event, "error", err)
		return
	}
	sess.replay = trimmed(append(sess.replay, numbered{seq, event, raw}), maxReplay)
	if sess.conn != nil {
		sess.conn.push(event, raw)
	}
}

// Shard returns which of count shards is told of a guild: its id without the
// lower 22 bits, modulo count. "" is what belongs to no guild, such as direct
// messages: shard 0. Discord, "Sharding".
func Shard(guildID string, count int) int {
	id, err := strconv.ParseUint(guildID, 10, 64)
	if err != nil || count < 2 {
		return 0
	}
	return int(id >> 22 % uint64(count))
}

// serves reports whether the session's shard is told of a guild; "" is direct messages.
func (sess *session) serves(guildID string) bool {
	return Shard(guildID, sess.shard[1]) == sess.shard[0]
}

// sessionsFor returns the logins that are told of what happens in a guild, or
// with "" in direct messages, each with its application.
func (s *Server) sessionsFor(guildID string) iter.Seq2[*session, *Application] {
	return func(yield func(*session, *Application) bool) {
		for _, sess := range s.sessions {
			if app := s.app(sess.app); app != nil && sess.serves(guildID) && !yield(sess, app) {
				return
			}
		}
	}
}

// dispatchGuild sends an event to the bots of a guild.
func (s *Server) dispatchGuild(guildID, event string, intent int, data any) {
	g := s.guild(guildID)
	if g == nil {
		return
	}
	for sess, app := range s.sessionsFor(guildID) {
		if g.member(app.UserID) != nil {
			s.dispatch(sess, event, intent, data)
		}
	}
}

// dispatchChannel sends an event to the bots that see a channel. The intents are
// those for guilds and for direct messages.
func (s *Server) dispatchChannel(c *Channel, event string, inGuild, direct int, data any) {
	intent := inGuild
	if c.Type == ChannelDM {
		intent = direct
	}
	for sess, app := range s.sessionsFor(c.GuildID) {
		if s.canSee(c, app.UserID) {
			s.dispatch(sess, event, intent, data)
		}
	}
}

var upgrader = websocket.Upgrader{ReadBufferSize: gatewayUpgradeSizeBytes, WriteBufferSize: gatewayUpgradeSizeBytes}

// serveGateway is the gateway's WebSocket. Pages of other sites are refused by
// the upgrader's check of the Origin header.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	refused := s.gatewayPlan.Refuse || s.closed()
	if !refused {
		s.running.Add(1)
		defer s.running.Done()
	}
	s.mu.Unlock()
	if refused {
		http.Error(w, "the gateway is down", http.StatusServiceUnavailable)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	c := &connection{s: s, ws: ws, out: newQueue[outgoing]()}
	written := make(chan struct{})
	go func() {
		defer close(written)
		c.write()
	}()
	s.mu.Lock()
	s.connections[c] = struct{}{}
	s.emit(Event{Type: "GATEWAY", Reason: "connect", Path: r.URL.Path, to: onlyForTests})
	plan := s.gatewayPlan

	version, encoding := r.URL.Query().Get("v"), r.URL.Query().Get("encoding")
	switch {
	case s.closed():
		c.shut(1001, "server stops")
	case version != "9" && version != "10":
		c.shut(closeInvalidVersion, "invalid API version")
	case encoding != "" && encoding != "json":
		c.shut(closeDecodeError, "only JSON is spoken here")
	case !plan.NoHello:
		c.version, _ = strconv.Atoi(version)
		c.send(frame{Op: opHello, Data: map[string]any{"heartbeat_interval": s.opts.Heartbeat.Milliseconds()}})
		if plan.Reconnect {
			c.send(frame{Op: opReconnect})
		}
	}
	s.mu.Unlock()
	code := s.read(c)
	s.lose(c, code)
	c.out.close()
	<-written
	for c.ending.Load() { // let the client read our close frame before the socket goes
		if _, _, err := ws.NextReader(); err != nil {
			break
		}
	}
	ws.Close()
}

// read handles what the client sends until the connection ends; it returns the
// client's close code, 0 without one.
func (s *Server) read(c *connection) int {
	patience := time.Duration(float64(s.opts.Heartbeat) * heartbeatGrace)
	c.ws.SetReadDeadline(time.Now().Add(patience))
	c.ws.SetReadLimit(1 << 20)
	for {
		_, raw, err := c.ws.ReadMessage()
		var closed *websocket.CloseError
		var network net.Error
		switch {
		case errors.As(err, &closed):
			return closed.Code
		case errors.As(err, &network) && network.Timeout() && !c.ending.Load():
			c.shut(closeTimedOut, "session timed out")
			return 0
		case err != nil:
			return 0
		}
		if now := time.Now(); now.Sub(c.since) > time.Minute {
			c.since, c.count = now, 0
		}
		if c.count++; c.count > maxGatewayPerMinute {
			c.shut(closeRateLimited, "rate limited")
			return 0
		}
		var in struct {
			Op   *int            `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		if len(raw) > maxGatewayPayload || json.Unmarshal(raw, &in) != nil || in.Op == nil {
			c.shut(closeDecodeError, "error while decoding payload")
			return 0
		}
		if *in.Op == opHeartbeat && !c.ending.Load() {
			c.ws.SetReadDeadline(time.Now().Add(patience))
		}
		s.mu.Lock()
		s.frames.Received++
		fault := s.takeGatewayFault(c, opNames[*in.Op], true)
		code, why := 0, ""
		if fault == nil || !fault.Lost {
			code, why = s.handle(c, *in.Op, in.Data)
		}
		if code != 0 {
			s.noteGateway(c, "close "+strconv.Itoa(code), code)
		} else if fault != nil {
			c.suffer(fault)
		}
		s.mu.Unlock()
		if code != 0 {
			c.shut(code, why)
			return 0
		}
	}
}

// lose ends a connection. A client that said good-bye (1000, 1001) ends its
// session too; any other can be resumed.
func (s *Server) lose(c *connection, code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.connections, c)
	s.noteGateway(c, "lost", code)
	if sess := c.sess; sess != nil && sess.conn == c {
		sess.conn, sess.lostAt = nil, s.now()
		if code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway {
			delete(s.sessions, sess.id)
		}
	}
	for id, sess := range s.sessions {
		if sess.conn == nil && s.now().Sub(sess.lostAt) > s.opts.ResumeWindow {
			delete(s.sessions, id)
		}
	}
}

// handle carries out one payload; a code other than 0 closes the connection.
func (s *Server) handle(c *connection, op int, data json.RawMessage) (code int, why string) {
	switch op {
	case opHeartbeat:
		if !s.gatewayPlan.NoAck {
			c.send(frame{Op: opHeartbeatAck})
		}
	case opIdentify:
		return s.identify(c, data)
	case opResume:
		return s.resume(c, data)
	case opPresence, opVoiceState, opRequestMembers:
		if c.sess == nil {
			return closeNotAuthenticated, "not authenticated"
		}
	default:
		if c.sess == nil {
			return closeNotAuthenticated, "not authenticated"
		}
		return closeUnknownOpcode, "unknown opcode"
	}
	return 0, ""
}

// loginsLeft returns how often an application may still log in, and when the
// first of its logins of the last day is a day old.
func (s *Server) loginsLeft(appID string) (remaining int, reset time.Duration) {
	recent := slices.DeleteFunc(s.logins[appID], func(at time.Time) bool { return s.now().Sub(at) >= loginWindow })
	s.logins[appID] = recent
	if len(recent) > 0 {
		reset = recent[0].Add(loginWindow).Sub(s.now())
	}
	return max(0, s.opts.Logins-len(recent)), reset
}

func (s *Server) identify(c *connection, data json.RawMessage) (code int, why string) {
	var in struct {
		Token   string  `json:"token"`
		Intents *int    `json:"intents"`
		Shard   *[2]int `json:"shard"`
		Zip     bool    `json:"compress"`
	}
	if json.Unmarshal(data, &in) != nil {
		return closeUnknownOpcode, "invalid payload"
	}
	plan := s.gatewayPlan
	app := s.appByToken("Bot " + strings.TrimPrefix(in.Token, "Bot "))
	switch {
	case c.sess != nil:
		return closeAlreadyIn, "already authenticated"
	case plan.CloseCode != 0:
		return plan.CloseCode, "closed by a test"
	case app == nil:
		return closeAuthFailed, "authentication failed"
	case in.Intents == nil || *in.Intents < 0 || *in.Intents > allIntents:
		return closeInvalidIntents, "invalid intents"
	case *in.Intents&privilegedIntents&^s.allowed[app.ID] != 0:
		return closeDisallowedIntents, "disallowed intents"
	case in.Shard != nil && (in.Shard[1] < 1 || in.Shard[0] < 0 || in.Shard[0] >= in.Shard[1]):
		return closeInvalidShard, "invalid shard"
	case plan.NoReady:
		return 0, ""
	}
	shard := [2]int{0, 1}
	if in.Shard != nil {
		shard = *in.Shard
	}
	s.emit(Event{Type: "GATEWAY", Reason: "identify", Shard: shard[0], to: onlyForTests})
	turn := app.ID + " " + strconv.Itoa(shard[0]%s.opts.MaxConcurrency)
	last, before := s.identified[turn]
	early := before && s.opts.IdentifyPause > 0 && s.now().Sub(last) < s.opts.IdentifyPause
	s.identified[turn] = s.now()
	remaining, _ := s.loginsLeft(app.ID)
	s.logins[app.ID] = append(s.logins[app.ID], s.now())
	if plan.Invalidate || early || remaining == 0 {
		s.noteGateway(c, "invalid session", 0)
		c.send(frame{Op: opInvalidSession, Data: false})
		return 0, ""
	}

	sess := &session{id: randomHex(16), app: app.ID, shard: shard, intents: *in.Intents, conn: c, zip: in.Zip && s.opts.Compress}
	s.sessions[sess.id], c.sess, c.zip = sess, sess, sess.zip
	unavailable := []any{}
	for _, g := range s.guilds {
		if g.member(app.UserID) != nil && sess.serves(g.ID) {
			unavailable = append(unavailable, map[string]any{"id": g.ID, "unavailable": true})
		}
	}
	s.dispatch(sess, "READY", 0, map[string]any{
		"v": c.version, "user": s.users[app.UserID], "guilds": unavailable, "session_id": sess.id,
		"resume_gateway_url": s.gatewayURL() + resumePath, "shard": shard, "private_channels": []any{},
		"application": map[string]any{"id": app.ID, "flags": 0},
	})
	for _, g := range s.guilds {
		if g.member(app.UserID) != nil && sess.serves(g.ID) {
			s.dispatch(sess, "GUILD_CREATE", intentGuilds, s.guildCreate(g, app))
		}
	}
	return 0, ""
}

func (s *Server) resume(c *connection, data json.RawMessage) (code int, why string) {
	var in struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	if json.Unmarshal(data, &in) != nil {
		return closeUnknownOpcode, "invalid payload"
	}
	app := s.appByToken("Bot " + strings.TrimPrefix(in.Token, "Bot "))
	sess := s.sessions[in.Session]
	switch {
	case c.sess != nil:
		return closeAlreadyIn, "already authenticated"
	case app == nil:
		return closeAuthFailed, "authentication failed"
	case s.gatewayPlan.NoReady:
		return 0, ""
	case s.gatewayPlan.Invalidate, sess == nil, sess.app != app.ID,
		sess.conn == nil && s.now().Sub(sess.lostAt) > s.opts.ResumeWindow,
		len(sess.replay) > 0 && in.Seq < sess.replay[0].seq-1:
		s.noteGateway(c, "invalid session", 0)
		c.send(frame{Op: opInvalidSession, Data: false})
		return 0, ""
	case in.Seq > sess.seq:
		return closeInvalidSeq, "invalid seq"
	}
	if sess.conn != nil {
		sess.conn.shut(closeTimedOut, "resumed elsewhere")
	}
	sess.conn, c.sess, c.zip = c, sess, sess.zip
	s.noteGateway(c, "resume", 0)
	for _, n := range sess.replay {
		if n.seq > in.Seq-int64(s.gatewayPlan.Again) {
			c.push(n.event, n.raw)
		}
	}
	s.dispatch(sess, "RESUMED", 0, map[string]any{})
	return 0, ""
}
