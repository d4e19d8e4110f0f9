package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Gateway opcodes; Discord, "Gateway Opcodes".
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

const (
	gatewayQuery  = "v=10&encoding=json"
	maxFrame      = 32 << 20 // bytes; a large server's GUILD_CREATE has a few MiB
	writeTimeout  = 10 * time.Second
	closeResume   = 4000             // from us: any code but 1000 and 1001 keeps the session; Discord, "Initiating a Disconnect"
	maxInterval   = 10 * time.Minute // of heartbeats; more is not Discord
	leastInterval = 10 * time.Millisecond
	maxResumes    = 3                // tries of one session; connections that were refused do not count
	settled       = 10 * time.Second // a connection that lived so long was a good one
)

// Close codes after which nobody may try again; Discord, "Gateway Close Event Codes".
var fatalCloses = map[int]*Fatal{
	4004: tokenRefused(),
	4010: {"Discord refused the shard (close code 4010): discord.shards.ids must lie between 0 and discord.shards.count - 1"},
	4011: {"Discord wants the bot to be divided into more shards (close code 4011): raise discord.shards.count"},
	4012: {"Discord refused the gateway version that this program speaks (close code 4012): install a newer quizbot"},
	4013: {"Discord does not know an intent that this program asks for (close code 4013): install a newer quizbot"},
	4014: {"Discord refused an intent that the application is not allowed to use (close code 4014): look at the privileged intents on the Bot page of your application at https://discord.com/developers/applications"},
}

// Close codes after which the session cannot be resumed.
var endedCloses = map[int]bool{4003: true, 4005: true, 4007: true, 4009: true}

var (
	errReconnect = errors.New("the gateway asked to reconnect")
	errInvalid   = errors.New("the session is not known any more")
	errRetry     = errors.New("the gateway asked to resume later")
	errZombie    = errors.New("heartbeats are not answered")
	errEnd       = errors.New("the bot stops")
)

// frame is one gateway payload on its way in.
type frame struct {
	Op   *int            `json:"op"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

// session is what a resume needs.
type session struct {
	id, address string
	seq         int64
}

// link is one WebSocket connection to the gateway. It ends, whatever the other
// side does: every read has a deadline or a heartbeat that watches it.
type link struct {
	ws     *websocket.Conn
	writes sync.Mutex

	mu     sync.Mutex
	reason error // why it ended, when we ended it
	seq    int64
	owed   bool // a heartbeat was not answered yet
}

// end closes the connection for a reason; only the first counts.
func (l *link) end(code int, reason error) {
	l.mu.Lock()
	first := l.reason == nil
	if first {
		l.reason = reason
	}
	l.mu.Unlock()
	if !first {
		return
	}
	_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = l.ws.Close()
}

// why is the reason for the end: ours if we ended it, else what reading met.
func (l *link) why(err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reason != nil {
		return l.reason
	}
	return err
}

func (l *link) send(op int, data any) error {
	l.writes.Lock()
	defer l.writes.Unlock()
	_ = l.ws.SetWriteDeadline(time.Now().Add(writeTimeout))
	return l.ws.WriteJSON(struct {
		Op   int `json:"op"`
		Data any `json:"d"`
	}{op, data})
}

// beat sends one heartbeat.
func (l *link) beat() error {
	l.mu.Lock()
	l.owed = true
	seq := l.seq
	l.mu.Unlock()
	if seq == 0 {
		return l.send(opHeartbeat, nil)
	}
	return l.send(opHeartbeat, seq)
}

// keepAlive sends heartbeats until ctx ends. One that is not answered by the
// time of the next ends the connection, so a dead one lasts two intervals at most.
func (l *link) keepAlive(ctx context.Context, interval time.Duration) {
	timer := time.NewTimer(rand.N(interval)) // Discord, "Heartbeat Interval": the first comes at random
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		l.mu.Lock()
		dead := l.owed
		l.mu.Unlock()
		if dead {
			l.end(closeResume, errZombie)
			return
		}
		if err := l.beat(); err != nil {
			l.end(closeResume, err)
			return
		}
		timer.Reset(interval)
	}
}

// read returns the next frame that is one; text that is none is passed over
// and told to odd.
func (l *link) read(odd func(cause string)) (frame, error) {
	for {
		_, raw, err := l.ws.ReadMessage()
		if err != nil {
			return frame{}, err
		}
		var f frame
		if err := json.Unmarshal(raw, &f); err != nil || f.Op == nil {
			odd("a gateway message that is none")
			continue
		}
		return f, nil
	}
}

// shard keeps one gateway session alive.
type shard struct {
	id     int
	client *Client
	events Events

	session session
	resumes int  // tries without success
	wasUp   bool // the last connection was ready
}

// run connects again and again until ctx ends (nil), the bot is refused for
// good ([*Fatal]), or Discord cannot be found at the very start.
func (s *shard) run(ctx context.Context) error {
	failures := 0
	for first := true; ; first = false {
		began := time.Now()
		s.wasUp = false
		err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		var lost *unreachable
		if errors.As(err, &lost) && first {
			return err
		}
		if fatal := s.judge(err); fatal != nil {
			return s.client.halt.now(fatal)
		}
		switch {
		case time.Since(began) > settled:
			failures = 0
		case s.wasUp: // a line that is cut again and again still serves in between
			failures = min(failures, 1)
		}
		s.client.state(s.id, err)
		if !errors.Is(err, errReconnect) || failures > 0 {
			s.client.seldom.log("the connection to Discord ended: "+Scrub(err.Error()), "shard", s.id, "resume", s.session.id != "")
		}
		if !sleep(ctx, s.client.timing.pause(failures)) {
			return nil
		}
		failures++
	}
}

// judge forgets the session where it is of no use any more, and returns a
// reason never to connect again.
func (s *shard) judge(err error) *Fatal {
	var fatal *Fatal
	if errors.As(err, &fatal) {
		return fatal
	}
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		if fatal := fatalCloses[closed.Code]; fatal != nil {
			return fatal
		}
		if endedCloses[closed.Code] {
			s.session = session{}
		}
	}
	if errors.Is(err, errInvalid) {
		s.session = session{}
	}
	return nil
}

// connect makes one connection and works with it until it ends. The error says
// why; it is never nil.
func (s *shard) connect(ctx context.Context) error {
	from := s.session
	address := from.address
	var login *login
	if from.id == "" {
		var err error
		if login, err = s.client.gate.enter(ctx, s.id); err != nil {
			return err
		}
		defer login.leave()
		address = login.address
	}
	timing := s.client.timing
	dialing, done := context.WithTimeout(ctx, timing.Handshake)
	defer done()
	ws, _, err := s.client.dialer.DialContext(dialing, address+"?"+gatewayQuery, http.Header{})
	if err != nil {
		s.session.address = s.client.gate.known() // the address for resuming may be the one that is gone
		return fmt.Errorf("dial the gateway: %w", err)
	}
	if from.id != "" {
		if s.resumes++; s.resumes == maxResumes {
			s.session.id = "" // the next connection logs in
		}
	}
	l := &link{ws: ws, seq: from.seq}
	defer l.end(closeResume, errReconnect)
	defer context.AfterFunc(ctx, func() { l.end(websocket.CloseNormalClosure, errEnd) })()
	ws.SetReadLimit(maxFrame)
	ws.SetCloseHandler(func(int, string) error { return nil })
	_ = ws.SetReadDeadline(time.Now().Add(timing.Handshake))

	hello, err := l.read(s.client.odd)
	if err != nil {
		return l.why(fmt.Errorf("wait for hello: %w", err))
	}
	interval, err := readHello(hello)
	if err != nil {
		return err
	}
	beating, stop := context.WithCancel(ctx)
	var beats sync.WaitGroup
	defer beats.Wait()
	defer stop()
	beats.Go(func() { l.keepAlive(beating, interval) })

	if login != nil {
		err = login.send(ctx, func() error { return l.send(opIdentify, s.identify()) })
	} else {
		err = l.send(opResume, map[string]any{"token": s.client.token(), "session_id": from.id, "seq": from.seq})
	}
	if err != nil {
		return l.why(err)
	}
	return l.why(s.listen(l, login))
}

func readHello(f frame) (interval time.Duration, err error) {
	var hello struct {
		Interval int64 `json:"heartbeat_interval"` // milliseconds
	}
	if *f.Op != opHello {
		return 0, fmt.Errorf("the gateway began with op %d instead of hello", *f.Op)
	}
	if err := json.Unmarshal(f.Data, &hello); err != nil {
		return 0, fmt.Errorf("read hello: %w", err)
	}
	interval = time.Duration(min(hello.Interval, maxInterval.Milliseconds())) * time.Millisecond
	if interval < leastInterval {
		return 0, fmt.Errorf("hello asks for a heartbeat every %d ms", hello.Interval)
	}
	return interval, nil
}

// identify is the payload of a login.
func (s *shard) identify() any {
	return map[string]any{
		"token": s.client.token(), "intents": discordgo.IntentsGuilds, "compress": false,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "quizbot", "device": "quizbot"},
		"shard":      [2]int{s.id, s.client.shards.Count},
	}
}

// listen handles frames until the connection ends.
func (s *shard) listen(l *link, login *login) error {
	var answered time.Time // the last heartbeat that Discord asked for
	for {
		f, err := l.read(s.client.odd)
		if err != nil {
			return err
		}
		switch *f.Op {
		case opDispatch:
			s.dispatch(l, f, login)
		case opHeartbeat:
			if now := time.Now(); now.Sub(answered) > time.Second { // 120 payloads a minute are all we may send
				answered = now
				if err := l.beat(); err != nil {
					return err
				}
			}
		case opHeartbeatAck:
			l.mu.Lock()
			l.owed = false
			l.mu.Unlock()
		case opReconnect:
			l.end(closeResume, errReconnect)
		case opInvalidSession:
			reason := errInvalid
			if resumable := false; json.Unmarshal(f.Data, &resumable) == nil && resumable && s.session.id != "" {
				reason = errRetry
			}
			l.end(closeResume, reason)
		}
	}
}

// dispatch handles one event. Nothing in it may end the process: discordgo's
// types are filled from what came over the network.
func (s *shard) dispatch(l *link, f frame, login *login) {
	if f.Seq != nil {
		l.mu.Lock()
		l.seq, s.session.seq = *f.Seq, *f.Seq
		l.mu.Unlock()
	}
	defer func() {
		if p := recover(); p != nil {
			s.client.seldom.log(fmt.Sprintf("reading %s panicked: %v", f.Type, p))
		}
	}()
	switch f.Type {
	case "READY":
		if err := s.ready(f.Data); err != nil {
			l.end(closeResume, err)
			return
		}
		s.up(l, login)
	case "RESUMED":
		s.up(l, login)
	case "INTERACTION_CREATE":
		i, err := readInteraction(f.Data)
		if err != nil {
			s.client.odd("an interaction that cannot be read: " + err.Error())
		}
		if i != nil {
			s.events.Interaction(i, err)
		}
	case "GUILD_CREATE":
		var g discordgo.Guild
		if err := json.Unmarshal(f.Data, &g); err != nil || g.ID == "" {
			s.client.odd("a server that cannot be read")
			return
		}
		s.events.GuildCreate(&g)
	case "GUILD_DELETE":
		var g struct {
			ID          string `json:"id"`
			Unavailable bool   `json:"unavailable"`
		}
		if err := json.Unmarshal(f.Data, &g); err != nil || g.ID == "" {
			s.client.odd("a server that cannot be read")
			return
		}
		if !g.Unavailable && s.events.GuildDelete != nil {
			s.events.GuildDelete(g.ID)
		}
	}
}

// up notes that the connection works: from here on heartbeats watch it.
func (s *shard) up(l *link, login *login) {
	_ = l.ws.SetReadDeadline(time.Time{})
	s.resumes, s.wasUp = 0, true
	s.client.state(s.id, nil)
	if login != nil {
		login.leave()
	}
}

func (s *shard) ready(data json.RawMessage) error {
	var r struct {
		Session     string                `json:"session_id"`
		Address     string                `json:"resume_gateway_url"`
		User        struct{ ID string }   `json:"user"`
		Application struct{ ID string }   `json:"application"`
		Guilds      []struct{ ID string } `json:"guilds"`
	}
	if err := json.Unmarshal(data, &r); err != nil || r.Session == "" || r.User.ID == "" {
		s.session = session{}
		return errors.New("READY cannot be read")
	}
	s.session.id, s.session.address = r.Session, s.client.gate.resumeAddress(r.Address)
	if r.Application.ID == "" {
		r.Application.ID = r.User.ID // differs only for applications from before 2016
	}
	s.client.became(r.User.ID, r.Application.ID)
	guilds := make([]string, len(r.Guilds))
	for i, g := range r.Guilds {
		guilds[i] = g.ID
	}
	s.events.Ready(guilds)
	return nil
}

// maxInteraction is far more than a form of five fields of 4,000 characters
// under a full message takes.
const maxInteraction = 1 << 20 // bytes

// ErrOversized: an interaction is larger than what people can write in Discord.
var ErrOversized = errors.New("the interaction is larger than 1 MiB")

// readInteraction reads an interaction. Where discordgo cannot, because of a
// component or type that it does not know, or where reading it would hold up
// everybody's, the error says so and the interaction has only what an answer
// needs and whose it is; it is nil when not even that came.
func readInteraction(data json.RawMessage) (*discordgo.Interaction, error) {
	err := ErrOversized
	if len(data) <= maxInteraction {
		i := new(discordgo.Interaction)
		err = json.Unmarshal(data, i)
		if err == nil && i.ID != "" && i.Token != "" {
			return i, nil
		}
	}
	var least struct {
		ID          string                    `json:"id"`
		Application string                    `json:"application_id"`
		Token       string                    `json:"token"`
		Guild       string                    `json:"guild_id"`
		Type        discordgo.InteractionType `json:"type"`
		Member      struct {
			User struct {
				ID string `json:"id"`
			} `json:"user"`
		} `json:"member"`
	}
	_ = json.Unmarshal(data, &least) // what is of another type stays empty
	if least.ID == "" || least.Token == "" {
		return nil, errors.New("it has no id or no token")
	}
	i := &discordgo.Interaction{ID: least.ID, AppID: least.Application, Token: least.Token, GuildID: least.Guild, Type: least.Type}
	if id := least.Member.User.ID; id != "" { // for the member's budget
		i.Member = &discordgo.Member{User: &discordgo.User{ID: id}}
	}
	return i, Clean(err)
}

// resumeAddress checks the address that READY names: the token goes there, so
// it must be no less safe than the one that we asked for.
func (g *gate) resumeAddress(named string) string {
	usual := g.known()
	a, err1 := url.Parse(usual)
	b, err2 := url.Parse(named)
	if err1 != nil || err2 != nil || b.Host == "" || b.Scheme != a.Scheme {
		return usual
	}
	return strings.TrimSuffix(named, "/") + "/"
}
