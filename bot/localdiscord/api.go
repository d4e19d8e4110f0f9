package localdiscord

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	maxLocalBody  = 1 << 20
	keepAliveTime = 15 * time.Second
)

// AccessToken returns the random token that the member API asks for, in the
// header X-Local-Token or the query parameter token. It is new for each Server.
func (s *Server) AccessToken() string { return s.token }

// ownHost reports whether host is this server's own address, as a browser on
// this machine writes it.
func (s *Server) ownHost(host string) bool {
	own := s.host()
	if own == "" {
		return false
	}
	_, port, _ := net.SplitHostPort(own)
	return host == own || host == "localhost:"+port
}

// ownHostOnly refuses requests to another name (DNS rebinding) or from pages
// of other sites.
func (s *Server) ownHostOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.ownHost(r.Host) {
			forbid(w, "This address is for programs on this machine only.")
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" {
			host, ok := strings.CutPrefix(origin, "http://")
			if !ok || !s.ownHost(host) {
				forbid(w, "Pages of other sites may not use this address.")
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// tokenOnly asks for the access token. A request that changes something must
// come from our own page or carry the token in its header, which a link or a
// form of another site cannot do.
func (s *Server) tokenOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := s.isToken(r.Header.Get("X-Local-Token"))
		switch {
		case !header && !s.isToken(r.URL.Query().Get("token")):
			forbid(w, "The access token is missing or wrong; open the address that was printed at the start.")
		case r.Method != http.MethodGet && r.Header.Get("Origin") == "" && !header:
			forbid(w, "Send the access token in the header X-Local-Token.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (s *Server) isToken(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.token)) == 1
}

func forbid(w http.ResponseWriter, message string) {
	writeJSON(w, http.StatusForbidden, map[string]any{"message": message})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}

// localAPI is what a page needs to show the world to one user and act as them.
func (s *Server) localAPI() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /local/state", s.localState)
	mux.HandleFunc("GET /local/channels/{channel}/messages", s.localMessages)
	mux.HandleFunc("GET /local/events", s.localEvents)
	mux.HandleFunc("POST /local/interactions", s.localInteraction)
	mux.HandleFunc("POST /local/messages", s.localSay)
	mux.HandleFunc("PATCH /local/messages", s.localEdit)
	mux.HandleFunc("DELETE /local/messages", s.localDelete)
	mux.HandleFunc("POST /local/uploads", s.localUpload)
	mux.HandleFunc("POST /local/threads", s.localThread)
	mux.HandleFunc("POST /local/threads/members", s.localThreadMember)
	mux.HandleFunc("POST /local/votes", s.localVote)
	mux.HandleFunc("POST /local/endpoint", s.localEndpoint)
	mux.HandleFunc("POST /local/reactions", s.localReact)
	mux.HandleFunc("POST /local/typing", s.localType)
	mux.HandleFunc("POST /local/direct", s.localDirect)
	s.controlAPI(mux)
	return s.ownHostOnly(s.tokenOnly(mux))
}

// localState answers with everything the user sees but messages.
func (s *Server) localState(w http.ResponseWriter, r *http.Request) {
	viewer := r.URL.Query().Get("user")
	s.mu.Lock()
	users := []any{}
	for _, u := range s.sortedUsers() {
		users = append(users, map[string]any{"id": u.ID, "username": u.Username, "global_name": u.GlobalName, "bot": u.Bot})
	}
	guilds := []any{}
	commands := []*Command{}
	for _, g := range s.guilds {
		if viewer != "" && g.member(viewer) == nil {
			continue
		}
		channels, members := []any{}, []any{}
		for _, c := range s.channelsOf(g.ID) {
			if viewer == "" || s.canSee(c, viewer) {
				channels = append(channels, s.shownChannel(c, viewer))
			}
		}
		threads := []any{}
		for _, c := range s.threadsOf(g.ID, "") {
			if viewer == "" || s.canSee(c, viewer) {
				threads = append(threads, s.shownChannel(c, viewer))
			}
		}
		for _, m := range g.Members {
			members = append(members, map[string]any{"user_id": m.UserID, "nick": m.Nick, "roles": m.Roles})
		}
		guilds = append(guilds, map[string]any{"id": g.ID, "name": g.Name, "owner_id": g.OwnerID,
			"roles": rolesJSON(g), "channels": channels, "threads": threads, "members": members})
		for _, c := range s.commands {
			place := &Channel{Type: ChannelText, GuildID: g.ID}
			if !slices.Contains(commands, c) && s.offers(c, place, viewer) && (viewer == "" || mayUse(c, s.guildPermissions(g, viewer))) {
				commands = append(commands, c)
			}
		}
	}
	direct := []any{}
	for _, id := range s.channelOrder {
		if c := s.channels[id]; c.Type == ChannelDM && c.Recipients[0] == viewer {
			direct = append(direct, map[string]any{"id": c.ID, "user_id": c.Recipients[1], "last_message_id": c.LastID})
			for _, command := range s.commands {
				if !slices.Contains(commands, command) && s.commandIn(c, command.Name, command.Type, viewer) == command {
					commands = append(commands, command) // of a bot that shares no guild with the viewer
				}
			}
		}
	}
	raw, err := json.Marshal(map[string]any{"users": users, "guilds": guilds, "direct": direct, "commands": commands})
	s.mu.Unlock()
	if err != nil {
		writeJSON(w, http.StatusInternalServerError, map[string]any{"message": "The state cannot be written."})
		return
	}
	writeJSON(w, http.StatusOK, json.RawMessage(raw))
}

// shownChannel is a channel with what the viewer may do there.
func (s *Server) shownChannel(c *Channel, viewer string) map[string]any {
	shown := s.channelJSON(c)
	if viewer != "" {
		shown["permissions"] = strconv.FormatInt(s.permissionsIn(c, viewer), 10)
	}
	return shown
}

func (s *Server) localMessages(w http.ResponseWriter, r *http.Request) {
	if !s.knownUser(w, r) {
		return
	}
	writeJSON(w, http.StatusOK, s.Messages(r.PathValue("channel"), r.URL.Query().Get("user")))
}

// knownUser answers 400 and reports false when the query names no user.
func (s *Server) knownUser(w http.ResponseWriter, r *http.Request) bool {
	id := r.URL.Query().Get("user")
	s.mu.Lock()
	known := s.users[id] != nil
	s.mu.Unlock()
	if !known {
		writeJSON(w, http.StatusBadRequest, map[string]any{"message": fmt.Sprintf("There is no user %q.", id)})
	}
	return known
}

// localEvents streams what happens from now on as server-sent events.
func (s *Server) localEvents(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok || !s.knownUser(w, r) {
		return
	}
	events, cancel := s.Subscribe(r.URL.Query().Get("user"))
	defer cancel()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
	fmt.Fprint(w, ": connected\n\n")
	flusher.Flush()
	tick := time.NewTicker(keepAliveTime)
	defer tick.Stop()
	for {
		select {
		case e, open := <-events:
			if !open {
				return
			}
			if e.Type == "INTERACTION_CREATE" || e.Type == "GATEWAY" || e.Type == "ENDPOINT" {
				continue
			}
			raw, err := json.Marshal(map[string]any{"type": e.Type, "data": e.data(s.judgement())})
			if err != nil {
				s.log.Error("event cannot be written", "event", e.Type, "error", err)
				continue
			}
			fmt.Fprintf(w, "id: %d\ndata: %s\n\n", e.Sequence, raw)
			flusher.Flush()
		case <-tick.C:
			fmt.Fprint(w, ": still here\n\n")
			flusher.Flush()
		case <-r.Context().Done():
			return
		}
	}
}

// pageOption is an option as the page sends it: with a value, or, for a
// subcommand or group, with options.
type pageOption struct {
	Name    string       `json:"name"`
	Type    int          `json:"type"`
	Value   any          `json:"value"`
	Focused bool         `json:"focused"`
	Options []pageOption `json:"options"`
}

// fieldValues is a form's field as the page sends it: a text, or a list.
type fieldValues []string

func (v *fieldValues) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*v = fieldValues{text}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(v))
}

// localInteraction lets a user run a command (type 2; with command_type 2 or 3
// one on the user or message target_id), press or select (3), ask for
// suggestions (4) or submit a form (5), and waits for the first answer.
func (s *Server) localInteraction(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User        string                 `json:"user"`
		Channel     string                 `json:"channel_id"`
		Type        int                    `json:"type"`
		Name        string                 `json:"name"`
		CommandType int                    `json:"command_type"`
		Target      string                 `json:"target_id"`
		Options     []pageOption           `json:"options"`
		Message     string                 `json:"message_id"`
		CustomID    string                 `json:"custom_id"`
		Values      []string               `json:"values"`
		Interaction string                 `json:"interaction_id"`
		Fields      map[string]fieldValues `json:"fields"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	m := s.As(in.User)
	var it *interaction
	var err error
	menu := in.CommandType == CommandUser || in.CommandType == CommandMessage
	switch in.Type {
	case InteractionCommand, InteractionComplete:
		if menu && in.Type == InteractionCommand {
			it, err = m.startMenu(in.Channel, in.Name, in.CommandType, in.Target)
			break
		}
		name, options, focused, partial := flatten(in.Name, in.Options)
		if in.Type == InteractionComplete && focused == "" {
			err = refusal("One option must be focused.")
			break
		}
		if in.Type == InteractionCommand {
			focused = ""
		}
		it, err = m.startCommand(in.Channel, name, options, focused, partial)
	case InteractionComponent:
		it, err = m.startComponent(in.Message, in.CustomID, s.valuesFor(in.Message, in.CustomID, in.Values))
	case InteractionModal:
		fields := map[string][]string{}
		for id, values := range in.Fields {
			fields[id] = values
		}
		it, err = m.startSubmit(in.Interaction, in.CustomID, fields)
	default:
		err = refusal("There is no interaction of type %d; use 2, 3, 4 or 5.", in.Type)
	}
	var resp *Response
	if err == nil {
		resp, err = m.wait(r.Context(), it)
	}
	if err != nil {
		writeFailure(w, err)
		return
	}
	out := map[string]any{"id": resp.InteractionID, "result": resultNames[resp.Type]}
	switch resp.Type {
	case CallbackChoices:
		out["choices"] = append([]Choice{}, it.choices...)
	case CallbackModal:
		out["modal"] = resp.Modal
	}
	writeJSON(w, http.StatusOK, out)
}

var resultNames = map[int]string{
	CallbackMessage: "message", CallbackDeferred: "deferred", CallbackDeferredUpdate: "none",
	CallbackUpdate: "update", CallbackChoices: "choices", CallbackModal: "modal",
}

// valuesFor tells a select from a button: the page may send an empty list for both.
func (s *Server) valuesFor(messageID, customID string, values []string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.messages {
		if m := s.message(id, messageID); m != nil {
			if c := componentByID(m.Components, customID); c != nil && c.Type == ComponentButton && len(values) == 0 {
				return nil
			}
		}
	}
	return append([]string{}, values...)
}

// flatten turns the page's nested options into a command path, its options and
// the focused one.
func flatten(name string, nested []pageOption) (path string, options []Option, focused, partial string) {
	path = name
	for len(nested) == 1 && (nested[0].Type == OptionSubcommand || nested[0].Type == OptionGroup) {
		path += " " + nested[0].Name
		nested = nested[0].Options
	}
	for _, o := range nested {
		if o.Focused {
			focused, partial = o.Name, text(o.Value)
			continue
		}
		options = append(options, Option{o.Name, o.Value})
	}
	return path, options, focused, partial
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

func writeFailure(w http.ResponseWriter, err error) {
	var refused *Refusal
	status, message := http.StatusServiceUnavailable, err.Error()
	switch {
	case errors.Is(err, ErrNoResponse):
		status, message = http.StatusGatewayTimeout, noResponse
	case errors.As(err, &refused) && refused.Conflict:
		status = http.StatusConflict
	case refused != nil:
		status = http.StatusBadRequest
	case errors.Is(err, context.Canceled):
		return // nobody is there to read it
	}
	writeJSON(w, status, map[string]any{"message": message})
}

func (s *Server) localSay(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string   `json:"user"`
		Channel string   `json:"channel_id"`
		Content string   `json:"content"`
		ReplyTo string   `json:"reply_to"`
		Uploads []string `json:"uploads"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	m, err := s.As(in.User).Post(in.Channel, Post{in.Content, in.ReplyTo, in.Uploads})
	answerWith(w, m, err)
}

// localEdit changes the text of a user's own message.
func (s *Server) localEdit(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string `json:"user"`
		Message string `json:"message_id"`
		Content string `json:"content"`
	}
	if readLocal(w, r, &in) {
		m, err := s.As(in.User).Edit(in.Message, in.Content)
		answerWith(w, m, err)
	}
}

func (s *Server) localDelete(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string `json:"user"`
		Message string `json:"message_id"`
	}
	if readLocal(w, r, &in) {
		answerDone(w, s.As(in.User).Delete(in.Message))
	}
}

// localUpload takes a file as the body; user and name are in the query.
func (s *Server) localUpload(w http.ResponseWriter, r *http.Request) {
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxFileBytes+1))
	if err != nil {
		content = make([]byte, maxFileBytes+1) // Upload says what is wrong with it
	}
	a, err := s.As(r.URL.Query().Get("user")).Upload(r.URL.Query().Get("name"), content)
	answerWith(w, a, err)
}

// localThread opens a thread: under a message, under none, or with its first
// message in a forum.
func (s *Server) localThread(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string   `json:"user"`
		Channel string   `json:"channel_id"`
		Message string   `json:"message_id"`
		Name    string   `json:"name"`
		Content string   `json:"content"`
		Tags    []string `json:"tags"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	s.mu.Lock()
	forum := s.channels[in.Channel] != nil && s.channels[in.Channel].Type == ChannelForum
	s.mu.Unlock()
	var thread Channel
	var err error
	if forum {
		thread, err = s.As(in.User).Publish(in.Channel, in.Name, in.Content, in.Tags...)
	} else {
		thread, err = s.As(in.User).StartThread(in.Channel, in.Message, in.Name)
	}
	answerWith(w, map[string]any{"id": thread.ID}, err)
}

func (s *Server) localThreadMember(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string `json:"user"`
		Channel string `json:"channel_id"`
		Remove  bool   `json:"remove"`
	}
	if readLocal(w, r, &in) {
		answerDone(w, s.As(in.User).inThread(in.Channel, !in.Remove))
	}
}

// localVote chooses answers of a poll in place of earlier ones.
func (s *Server) localVote(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string `json:"user"`
		Message string `json:"message_id"`
		Answers []int  `json:"answers"`
	}
	if readLocal(w, r, &in) {
		answerDone(w, s.As(in.User).Vote(in.Message, in.Answers...))
	}
}

// localReact puts a user's emoji under a message, or takes it back.
func (s *Server) localReact(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string `json:"user"`
		Message string `json:"message_id"`
		Emoji   string `json:"emoji"`
		Remove  bool   `json:"remove"`
	}
	if !readLocal(w, r, &in) {
		return
	}
	do := s.As(in.User).React
	if in.Remove {
		do = s.As(in.User).Unreact
	}
	answerDone(w, do(in.Message, in.Emoji))
}

// localType shows others that a user is writing.
func (s *Server) localType(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User    string `json:"user"`
		Channel string `json:"channel_id"`
	}
	if readLocal(w, r, &in) {
		answerDone(w, s.As(in.User).Type(in.Channel))
	}
}

// localDirect opens the direct messages of a user with a bot.
func (s *Server) localDirect(w http.ResponseWriter, r *http.Request) {
	var in struct {
		User string `json:"user"`
		Bot  string `json:"bot"` // its user id
	}
	if !readLocal(w, r, &in) {
		return
	}
	s.mu.Lock()
	var c *Channel
	if u := s.users[in.User]; u != nil && !u.Bot && s.appByUser(in.Bot) != nil {
		c = s.dm(in.User, in.Bot)
	}
	s.mu.Unlock()
	if c == nil {
		writeFailure(w, refusal("Direct messages are between a member and a bot."))
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"id": c.ID})
}

// answerWith answers with v, or with what went wrong.
func answerWith(w http.ResponseWriter, v any, err error) {
	if err != nil {
		writeFailure(w, err)
		return
	}
	writeJSON(w, http.StatusOK, v)
}

func answerDone(w http.ResponseWriter, err error) {
	if err != nil {
		writeFailure(w, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{})
}

// readLocal decodes a JSON body of the member API, or answers 400.
func readLocal(w http.ResponseWriter, r *http.Request, v any) bool {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxLocalBody))
	if err != nil {
		writeJSON(w, http.StatusRequestEntityTooLarge, map[string]any{"message": "The request is too large."})
		return false
	}
	if err := json.Unmarshal(raw, v); err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]any{"message": "The request is not the JSON that is expected here: " + err.Error()})
		return false
	}
	return true
}
