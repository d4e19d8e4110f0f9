package localdiscord

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options configure a [Server]. The zero value is a Discord with Discord's own figures.
type Options struct {
	// Now is the clock behind ids, deadlines and rate limits; nil is time.Now.
	// After moving a clock of your own, call [Server.Expire]. An interaction
	// without an answer also ends after three real seconds, so that nobody waits
	// for ever on a clock that stands still.
	Now func() time.Time
	// Log gets one debug line per request and a warning per refused one; nil is silent.
	Log *slog.Logger
	// Heartbeat is the interval asked of gateway clients; 0 is Discord's 41.25 s.
	Heartbeat time.Duration
	// IdentifyPause is the least time between two logins of one application
	// (Discord: 5 s); a login that comes earlier gets "invalid session". 0 allows all.
	IdentifyPause time.Duration
	// MaxConcurrency is how many shards may log in within IdentifyPause: one of
	// each rest of the shard's number divided by it; 0 is 1.
	MaxConcurrency int
	// Shards is how many shards GET /gateway/bot recommends; 0 is 1.
	Shards int
	// Logins is how often an application may log in within a day; 0 is Discord's
	// 1,000. A login beyond that gets "invalid session".
	Logins int
	// Compress sends every gateway payload as a zlib stream of its own to
	// clients that said at login that they can read it; Discord may do so.
	Compress bool
	// ResumeWindow is how long a lost gateway session can be resumed; 0 is 60 s.
	ResumeWindow time.Duration
	// Limits are the rate limits; nil is [DefaultLimits].
	Limits *Limits
	// InvalidRequests is how many answers with status 401, 403 or 429 ten minutes
	// may have; then everything is answered with a page of HTML and status 429
	// until some of them are older. 0 is Discord's 10,000.
	InvalidRequests int
	// NeedUserAgent refuses requests (code 40333) without a User-Agent of the
	// documented form, DiscordBot (URL, version).
	NeedUserAgent bool
	// Keep is how many requests and events are remembered each; 0 is 20,000.
	Keep int
	// Page is served at "/" to browsers on this machine; nil for none.
	Page http.Handler
	// OpenAPI is the path of Discord's own OpenAPI file (openapi.json of the
	// repository discord/discord-api-spec); "" for none. Every accepted request
	// and every answer is then compared with it, see [Server.Violations].
	OpenAPI string
	// StateFile, when set, is written 200 ms after each change and at Close.
	// It is not read: call [Server.Load] for that.
	StateFile string
}

// Server is a local Discord. Make one with [New]; all methods may be called
// from several goroutines.
type Server struct {
	opts   Options
	log    *slog.Logger
	routes []route
	token  string // of the member API

	mu            sync.Mutex
	lastID        uint64
	apps          []*Application
	users         map[string]*User
	guilds        []*guild
	closedDMs     map[string]bool // by user id
	channels      map[string]*Channel
	channelOrder  []string
	messages      map[string][]*storedMessage // by channel, oldest first
	files         map[string]*storedFile      // by attachment id
	commands      []*Command
	interactions  map[string]*interaction       // by token
	byInteraction map[string]*interaction       // by id
	unanswered    []*interaction                // oldest first; some may be answered by now
	remembered    []*interaction                // all of interactions, oldest first
	uploads       []*memberUpload               // oldest first
	keys          map[string]ed25519.PrivateKey // by application; sign interactions sent over HTTP
	installs      map[string][]string           // users who took an application along, by application
	posted        int                           // interactions sent over HTTP
	nonces        map[string]nonceUse
	openPolls     map[string]string      // channel by message
	sessions      map[string]*session    // by session id
	identified    map[string]time.Time   // by application and turn (shard modulo MaxConcurrency)
	logins        map[string][]time.Time // of the last day, oldest first, by application
	creates       map[string][]time.Time // of commands in the last day, by application and guild
	allowed       map[string]int         // privileged intents by application
	gatewayPlan   GatewayPlan
	gatewayFaults []*GatewayFault
	frames        Frames
	connections   map[*connection]struct{}
	limiter       limiter
	limited       int         // answers of 429 so far, faults not counted
	invalid       []time.Time // answers of 401, 403 and 429 in the last ten minutes, oldest first
	faults        []*Fault
	record        record
	saveTimer     *time.Timer

	saving    sync.Mutex // held while the state file is written
	locking   sync.Mutex
	stateLock *os.File // holds the lock beside the state file; guarded by locking
	// unreadable says that the state file could not be loaded and stays; guarded by mu
	unreadable bool

	judging    sync.Mutex // held while exchanges are compared with Options.OpenAPI
	violations []string   // guarded by judging

	listener net.Listener
	http     *http.Server
	stop     chan struct{} // closed by Close
	stopOnce sync.Once
	running  sync.WaitGroup
}

// New returns an empty local Discord. It is reachable through
// [Server.RoundTripper] and [Server.Handler] at once, and on a port after
// [Server.Start]. Close it when done.
func New(opts Options) *Server {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Heartbeat <= 0 {
		opts.Heartbeat = 41250 * time.Millisecond
	}
	if opts.ResumeWindow <= 0 {
		opts.ResumeWindow = time.Minute
	}
	if opts.Logins <= 0 {
		opts.Logins = 1000
	}
	if opts.MaxConcurrency <= 0 {
		opts.MaxConcurrency = 1
	}
	if opts.Shards <= 0 {
		opts.Shards = 1
	}
	if opts.InvalidRequests <= 0 {
		opts.InvalidRequests = 10000
	}
	if opts.Keep <= 0 {
		opts.Keep = 20000
	}
	if opts.Limits == nil {
		opts.Limits = DefaultLimits()
	}
	s := &Server{
		opts: opts, log: opts.Log, token: randomHex(16),
		users: map[string]*User{}, closedDMs: map[string]bool{}, channels: map[string]*Channel{}, messages: map[string][]*storedMessage{}, files: map[string]*storedFile{},
		interactions: map[string]*interaction{}, byInteraction: map[string]*interaction{},
		nonces: map[string]nonceUse{}, openPolls: map[string]string{}, keys: map[string]ed25519.PrivateKey{}, installs: map[string][]string{}, sessions: map[string]*session{}, identified: map[string]time.Time{}, logins: map[string][]time.Time{}, creates: map[string][]time.Time{},
		connections: map[*connection]struct{}{}, stop: make(chan struct{}),
	}
	s.limiter = newLimiter(opts.Limits)
	s.record.keep = opts.Keep
	s.record.subscribers = map[*subscriber]struct{}{}
	s.routes = s.allRoutes()
	return s
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b) // never fails; crypto/rand ends the program instead
	return hex.EncodeToString(b)
}

func (s *Server) now() time.Time { return s.opts.Now() }

// Start listens on addr ("127.0.0.1:0" picks a free port) and returns once
// connections are accepted. Only loopback addresses are allowed.
func (s *Server) Start(addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("the address %q is not HOST:PORT; use 127.0.0.1:0 for a free port", addr)
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("the local Discord listens on this machine only: use 127.0.0.1:%s instead of %q", port, addr)
	}
	if s.opts.OpenAPI != "" {
		if _, err := openDescription(s.opts.OpenAPI); err != nil {
			return err
		}
	}
	if err := s.lockState(); err != nil {
		return err
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return fmt.Errorf("listen on %s: %w; use another port, or 0 for a free one", addr, err)
	}
	s.mu.Lock()
	if s.listener != nil || s.closed() {
		s.mu.Unlock()
		l.Close()
		return errors.New("the local Discord was already started; make another one with New")
	}
	s.listener = l
	s.moveFiles()
	s.http = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn)}
	s.mu.Unlock()
	s.running.Go(func() {
		if err := s.http.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("local Discord stopped", "error", err)
		}
	})
	return nil
}

// URL returns "http://127.0.0.1:PORT", or "" before Start.
func (s *Server) URL() string {
	if host := s.host(); host != "" {
		return "http://" + host
	}
	return ""
}

// host returns the bound "127.0.0.1:PORT", or "".
func (s *Server) host() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hostLocked()
}

func (s *Server) hostLocked() string {
	if s.listener == nil {
		return ""
	}
	return s.listener.Addr().String()
}

// GatewayURL returns the gateway's address, "ws://127.0.0.1:PORT/gateway".
func (s *Server) GatewayURL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gatewayURL()
}

func (s *Server) gatewayURL() string {
	host := s.hostLocked()
	if host == "" {
		host = "127.0.0.1:0" // there is no gateway without a port
	}
	return "ws://" + host + "/gateway"
}

func (s *Server) closed() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

// Close ends every connection and subscription, writes the state file if there
// is one, and returns when nothing runs any more. Further calls do nothing.
func (s *Server) Close() error {
	var err error
	s.stopOnce.Do(func() {
		close(s.stop)
		s.mu.Lock()
		for _, it := range s.interactions {
			if it.timer != nil {
				it.timer.Stop()
			}
		}
		for sub := range s.record.subscribers {
			sub.queue.close()
		}
		for c := range s.connections {
			c.shut(1001, "server stops")
		}
		if s.saveTimer != nil {
			s.saveTimer.Stop()
		}
		server := s.http
		s.mu.Unlock()
		if server != nil {
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			if server.Shutdown(ctx) != nil {
				server.Close()
			}
			cancel()
		}
		s.running.Wait()
		if s.opts.StateFile != "" {
			if err = s.lockState(); err == nil {
				if !s.unreadable {
					err = s.Save(s.opts.StateFile)
				}
				err = errors.Join(err, s.stateLock.Close())
			}
		}
	})
	return err
}

// Handler returns the whole server as one http.Handler: /api, /gateway, /local,
// /attachments and, when Options.Page is set, the page.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", http.HandlerFunc(s.serveAPI))
	mux.Handle("/gateway", http.HandlerFunc(s.serveGateway))
	mux.Handle("/gateway/", http.HandlerFunc(s.serveGateway))
	mux.Handle("/local/", s.localAPI())
	mux.Handle("GET /attachments/{channel}/{id}/{name}", s.ownHostOnly(http.HandlerFunc(s.serveFile)))
	if s.opts.Page != nil {
		mux.Handle("/", s.ownHostOnly(s.opts.Page))
	}
	return mux
}

// RoundTripper returns a transport that answers requests to any host whose
// path begins with /api/ from this server, without a socket.
func (s *Server) RoundTripper() http.RoundTripper { return memoryTransport{s} }

type memoryTransport struct{ s *Server }

func (t memoryTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	in := r.Clone(r.Context())
	in.RequestURI = r.URL.RequestURI()
	in.RemoteAddr = "127.0.0.1:1"
	done := make(chan *http.Response, 1)
	go func() {
		defer r.Body.Close()
		w := &memoryWriter{header: http.Header{}}
		defer func() {
			if v := recover(); v != nil && v != http.ErrAbortHandler {
				panic(v)
			} else if v != nil {
				done <- nil
			}
		}()
		t.s.serveAPI(w, in)
		done <- w.response(r)
	}()
	select {
	case resp := <-done:
		if resp == nil {
			return nil, io.ErrUnexpectedEOF
		}
		return resp, nil
	case <-r.Context().Done():
		return nil, context.Cause(r.Context())
	}
}

type memoryWriter struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *memoryWriter) Header() http.Header { return w.header }

func (w *memoryWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *memoryWriter) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

func (w *memoryWriter) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	return &http.Response{
		StatusCode: w.status, Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.header, Request: r,
		Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()),
	}
}

// call is one API request on its way to its handler. Handlers run with s.mu held.
type call struct {
	app    *Application // nil on routes whose token is in the path
	params map[string]string
	query  url.Values
	body   []byte // its JSON
	files  []upload
}

// form returns the request's JSON object.
func (c *call) form() (*form, *apiError) {
	f, err := newForm(c.body)
	if err != nil {
		return nil, err
	}
	f.files = c.files
	return f, nil
}

// wantsResponse reports whether the query asks for the callback's result.
func (c *call) wantsResponse() bool {
	switch c.query.Get("with_response") {
	case "true", "True", "1":
		return true
	}
	return false
}

// number reads a whole number of the query between min and max.
func (c *call) number(key string, otherwise, min, max int) (int, *apiError) {
	raw := c.query.Get(key)
	if raw == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(raw)
	if err != nil || n < min || n > max {
		f := &form{tree: map[string]any{}}
		f.failf(key, "NUMBER_TYPE_MAX", "int value should be between %d and %d.", min, max)
		return 0, f.err()
	}
	return n, nil
}

// route is one method and path of the API. Template segments in braces are
// parameters. A handler returns a status and the JSON body (nil for none).
type route struct {
	method, template string
	segments         []string
	open             bool // needs no Authorization: the path carries a token
	handle           func(*call) (int, any, *apiError)
}

func (r route) name() string { return r.method + " " + r.template }

// allRoutes is the table of what this Discord can do.
func (s *Server) allRoutes() []route {
	routes := []route{
		{method: "GET", template: "/gateway", open: true, handle: s.getGateway},
		{method: "GET", template: "/gateway/bot", handle: s.getGatewayBot},
		{method: "GET", template: "/users/@me", handle: s.getMe},
		{method: "POST", template: "/users/@me/channels", handle: s.openDM},
		{method: "GET", template: "/users/{user}", handle: s.getUser},
		{method: "GET", template: "/applications/@me", handle: s.getApplication},
		{method: "GET", template: "/oauth2/applications/@me", handle: s.getApplication},

		{method: "GET", template: "/applications/{application}/commands", handle: s.listCommands},
		{method: "POST", template: "/applications/{application}/commands", handle: s.createCommand},
		{method: "PUT", template: "/applications/{application}/commands", handle: s.replaceCommands},
		{method: "GET", template: "/applications/{application}/commands/{command}", handle: s.getCommand},
		{method: "PATCH", template: "/applications/{application}/commands/{command}", handle: s.editCommand},
		{method: "DELETE", template: "/applications/{application}/commands/{command}", handle: s.deleteCommand},
		{method: "GET", template: "/applications/{application}/guilds/{guild}/commands", handle: s.listCommands},
		{method: "POST", template: "/applications/{application}/guilds/{guild}/commands", handle: s.createCommand},
		{method: "PUT", template: "/applications/{application}/guilds/{guild}/commands", handle: s.replaceCommands},
		{method: "GET", template: "/applications/{application}/guilds/{guild}/commands/{command}", handle: s.getCommand},
		{method: "PATCH", template: "/applications/{application}/guilds/{guild}/commands/{command}", handle: s.editCommand},
		{method: "DELETE", template: "/applications/{application}/guilds/{guild}/commands/{command}", handle: s.deleteCommand},

		{method: "POST", template: "/interactions/{interaction}/{token}/callback", open: true, handle: s.callback},
		{method: "POST", template: "/webhooks/{webhook}/{token}", open: true, handle: s.followUp},
		{method: "GET", template: "/webhooks/{webhook}/{token}/messages/{message}", open: true, handle: s.getWebhookMessage},
		{method: "PATCH", template: "/webhooks/{webhook}/{token}/messages/{message}", open: true, handle: s.editWebhookMessage},
		{method: "DELETE", template: "/webhooks/{webhook}/{token}/messages/{message}", open: true, handle: s.deleteWebhookMessage},

		{method: "GET", template: "/channels/{channel}", handle: s.getChannel},
		{method: "PATCH", template: "/channels/{channel}", handle: s.editChannel},
		{method: "POST", template: "/channels/{channel}/threads", handle: s.createThread},
		{method: "POST", template: "/channels/{channel}/messages/{message}/threads", handle: s.startThread},
		{method: "GET", template: "/channels/{channel}/messages", handle: s.listMessages},
		{method: "POST", template: "/channels/{channel}/messages", handle: s.createMessage},
		{method: "GET", template: "/channels/{channel}/messages/{message}", handle: s.getMessage},
		{method: "PATCH", template: "/channels/{channel}/messages/{message}", handle: s.editMessage},
		{method: "DELETE", template: "/channels/{channel}/messages/{message}", handle: s.deleteMessage},
		{method: "POST", template: "/channels/{channel}/messages/bulk-delete", handle: s.bulkDelete},
		{method: "POST", template: "/channels/{channel}/typing", handle: s.typing},
		{method: "PUT", template: "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", handle: s.addReaction},
		{method: "DELETE", template: "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", handle: s.removeOwnReaction},
		{method: "GET", template: "/channels/{channel}/messages/{message}/reactions/{emoji}", handle: s.listReactions},
		{method: "DELETE", template: "/channels/{channel}/messages/{message}/reactions/{emoji}", handle: s.clearReactions},
		{method: "DELETE", template: "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}", handle: s.removeReaction},
		{method: "DELETE", template: "/channels/{channel}/messages/{message}/reactions", handle: s.clearReactions},

		{method: "POST", template: "/channels/{channel}/polls/{message}/expire", handle: s.expirePoll},
		{method: "GET", template: "/channels/{channel}/polls/{message}/answers/{answer}", handle: s.listVoters},
		{method: "GET", template: "/channels/{channel}/thread-members", handle: s.listThreadMembers},
		{method: "PUT", template: "/channels/{channel}/thread-members/@me", handle: s.joinThread},
		{method: "DELETE", template: "/channels/{channel}/thread-members/@me", handle: s.leaveThread},
		{method: "GET", template: "/channels/{channel}/thread-members/{user}", handle: s.getThreadMember},
		{method: "PUT", template: "/channels/{channel}/thread-members/{user}", handle: s.joinThread},
		{method: "DELETE", template: "/channels/{channel}/thread-members/{user}", handle: s.leaveThread},

		{method: "GET", template: "/guilds/{guild}", handle: s.getGuild},
		{method: "GET", template: "/guilds/{guild}/channels", handle: s.getGuildChannels},
		{method: "GET", template: "/guilds/{guild}/roles", handle: s.getGuildRoles},
		{method: "GET", template: "/guilds/{guild}/members", handle: s.listMembers},
		{method: "GET", template: "/guilds/{guild}/members/search", handle: s.searchMembers},
		{method: "GET", template: "/guilds/{guild}/members/{user}", handle: s.getGuildMember},
	}
	for i := range routes {
		routes[i].segments = strings.Split(routes[i].template, "/")[1:]
	}
	return routes
}

// Routes lists what this Discord can do, as "METHOD /template".
func (s *Server) Routes() []string {
	list := make([]string, len(s.routes))
	for i, r := range s.routes {
		list[i] = r.name()
	}
	return list
}

// find returns the route of a request. path is what follows /api/vN, still
// percent-encoded, so that an encoded slash stays inside its segment.
func (s *Server) find(method, path string) (route, map[string]string, *apiError) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for i, seg := range segments {
		if decoded, err := url.PathUnescape(seg); err == nil {
			segments[i] = decoded
		}
	}
	missing := errNotFound
	for _, r := range s.routes {
		params, ok := matchSegments(r.segments, segments)
		if !ok {
			continue
		}
		if r.method == method {
			return r, params, nil
		}
		missing = errMethod
	}
	return route{}, nil, missing
}

func matchSegments(template, path []string) (map[string]string, bool) {
	if len(template) != len(path) {
		return nil, false
	}
	params := map[string]string{}
	for i, t := range template {
		if name, ok := strings.CutPrefix(t, "{"); ok && path[i] != "" {
			params[strings.TrimSuffix(name, "}")] = path[i]
		} else if t != path[i] {
			return nil, false
		}
	}
	return params, true
}

// answer is what a request gets: a status, headers and a body.
type answer struct {
	status int
	header http.Header
	body   []byte
	reason string // why it was refused, "" when it was not
}

func (a *answer) refuse(e *apiError) {
	a.status, a.reason = e.Status, e.verdict()
	a.json(e.body())
}

func (a *answer) json(v any) {
	raw, err := json.Marshal(v)
	if err != nil { // a value of ours that JSON cannot show
		a.status, raw = http.StatusInternalServerError, []byte(`{"message":"500: Internal Server Error","code":0}`)
	}
	a.header.Set("Content-Type", "application/json")
	a.body = raw
}

// serveAPI answers /api/vN/... requests.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	version, path, _ := strings.Cut(strings.TrimPrefix(r.URL.EscapedPath(), "/api/"), "/")
	req := Request{Method: r.Method, Path: "/" + path, Version: version, At: s.now()}

	var payload []byte
	var files []upload
	var unread *apiError
	body, tooLarge := readBody(r)
	if tooLarge == nil {
		payload, files, unread = readContent(r, body)
		req.Body = payload
		for _, u := range files {
			req.Files = append(req.Files, u.name)
		}
	}
	rt, params, missing := s.find(r.Method, path)
	if missing == nil {
		req.Route = rt.template
	}

	s.Expire()
	s.mu.Lock()
	fault := s.takeFault(req.Method, req.Route, params["channel"])
	s.mu.Unlock()
	if fault != nil && !fault.After {
		fault.wait(r.Context(), s.stop)
		if fault.Close {
			s.note(req, began, 0, nil, "connection closed by a fault")
			panic(http.ErrAbortHandler)
		}
	}

	a := answer{header: http.Header{}}
	banned := false
	switch {
	case fault != nil && !fault.After && fault.Status != 0:
		fault.fill(&a)
	case s.banned(&a):
		banned = true
	case s.opts.NeedUserAgent && !strings.HasPrefix(r.UserAgent(), "DiscordBot ("):
		a.refuse(errUserAgent)
	case version != "v9" && version != "v10":
		a.refuse(errBadVersion)
	case tooLarge != nil:
		a.refuse(tooLarge)
	case missing != nil:
		a.refuse(missing)
	default:
		s.mu.Lock()
		s.answer(&a, r, rt, &call{params: params, query: r.URL.Query(), body: payload, files: files}, unread)
		s.mu.Unlock()
	}
	if req.own = !banned && (fault == nil || fault.After || fault.Status == 0); req.own {
		s.countInvalid(&a)
		s.remember(req, a.status, a.body)
	}
	if fault != nil && fault.After {
		fault.wait(r.Context(), s.stop)
		if fault.Close {
			s.note(req, began, a.status, a.body, "done, then the connection was closed by a fault")
			panic(http.ErrAbortHandler)
		}
		if fault.Status != 0 {
			a = answer{header: http.Header{}}
			fault.fill(&a)
		}
	}
	s.note(req, began, a.status, a.body, a.reason)
	for key, values := range a.header {
		w.Header()[key] = values
	}
	w.WriteHeader(a.status)
	if a.status != http.StatusNoContent {
		w.Write(a.body)
	}
}

// answer authorizes, counts against the rate limits and runs the handler.
// unread says why the body could not be read, nil when it could.
func (s *Server) answer(a *answer, r *http.Request, rt route, c *call, unread *apiError) {
	token := ""
	if !rt.open {
		if c.app = s.appByToken(r.Header.Get("Authorization")); c.app == nil {
			a.refuse(errUnauthorized)
			return
		}
		token = c.app.Token
	}
	if !s.limiter.allow(a, s.now(), rt, c.params, token) {
		return
	}
	if unread != nil {
		a.refuse(unread)
		return
	}
	status, body, err := rt.handle(c)
	if err != nil {
		a.refuse(err)
		return
	}
	a.status = status
	if body != nil {
		a.json(body)
	}
}

func readBody(r *http.Request) ([]byte, *apiError) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequestBytes+1))
	switch {
	case err != nil:
		return nil, errBadJSON
	case len(body) > maxRequestBytes:
		return nil, errTooLarge
	}
	return body, nil
}

func (s *Server) appByToken(header string) *Application {
	token, ok := strings.CutPrefix(header, "Bot ")
	if !ok {
		return nil
	}
	for _, app := range s.apps {
		if app.Token == token {
			return app
		}
	}
	return nil
}
