package localdiscord

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Discord, "Interaction Callback": 3 s for the first answer, 15 min for the token.
const (
	firstAnswerWindow = 3 * time.Second
	tokenLife         = 15 * time.Minute
	interactionMemory = 20 * time.Minute // then an expired interaction is an unknown one
)

// interaction is one press, command or form from its start to the end of its token.
type interaction struct {
	id, token  string
	kind       int
	name       string // of the command, with group and subcommand
	app        string
	user       User
	channel    string
	guild      string
	created    time.Time
	optionType int               // of the focused option while completing
	source     string            // message that carried the component
	owners     map[string]string // which installations it uses; see ownersFor
	may        int64             // app_permissions
	private    bool              // all answers are ephemeral: the guild wants no applications of users
	meta       *InteractionMetadata
	triggering *InteractionMetadata // of the interaction that opened the form
	parent     *interaction         // which opened the form
	timer      *time.Timer
	answer     int // callback type; 0 while there is none
	failed     bool
	original   string   // message that is @original
	messages   []string // further messages sent with the token
	modal      *Modal
	choices    []Choice
	answered   chan struct{} // closed by the first answer, or when it is too late
	settled    chan struct{} // closed when a deferred answer has its content, or is gone
	isSettled  bool
}

func (it *interaction) settle() {
	if !it.isSettled {
		it.isSettled = true
		close(it.settled)
	}
}

func (it *interaction) metadata() *InteractionMetadata {
	return &InteractionMetadata{ID: it.id, Type: it.kind, User: it.user, Owners: it.owners,
		InteractedMessageID: it.componentSource(), Triggering: it.triggering}
}

func (it *interaction) componentSource() string {
	if it.kind == InteractionComponent {
		return it.source
	}
	return ""
}

// deliver sends a new interaction to its bot. data is the type's own part.
// s.mu is held.
func (s *Server) deliver(it *interaction, c *Channel, command *Command, data map[string]any) {
	it.id, it.token = s.newID(), randomHex(32)
	it.created = s.now()
	it.channel, it.guild = c.ID, c.GuildID
	it.answered, it.settled = make(chan struct{}), make(chan struct{})
	app := s.app(it.app)
	if it.owners == nil {
		it.owners = s.ownersFor(app, nil, c, it.user.ID)
	}
	it.may = s.appPermissions(app, c, it.user.ID)
	it.private = it.ofUserOnly() && c.GuildID != "" && s.permissionsIn(c, it.user.ID)&PermissionUseExternalApps == 0
	it.meta = it.metadata()
	s.interactions[it.token], s.byInteraction[it.id] = it, it
	s.unanswered, s.remembered = append(s.unanswered, it), append(s.remembered, it)
	it.timer = time.AfterFunc(firstAnswerWindow, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.miss(it)
	})

	payload := map[string]any{
		"id": it.id, "application_id": it.app, "type": it.kind, "data": data, "token": it.token, "version": 1,
		"channel_id": c.ID, "channel": s.channelJSON(c), "locale": "en-US", "entitlements": []any{},
		"app_permissions":                strconv.FormatInt(it.may, 10),
		"authorizing_integration_owners": it.meta.Owners, "context": contextOf(app, c), "attachment_size_limit": maxFileBytes,
	}
	if g := s.guild(c.GuildID); g != nil {
		member := memberJSON(g.member(it.user.ID), &it.user)
		member["permissions"] = strconv.FormatInt(s.permissionsIn(c, it.user.ID), 10)
		payload["guild_id"], payload["member"], payload["guild_locale"] = g.ID, member, "en-US"
		payload["guild"] = map[string]any{"id": g.ID, "features": []string{}, "locale": "en-US"}
	} else {
		payload["user"] = it.user
	}
	if it.source != "" && it.kind != InteractionCommand {
		if m := s.message(c.ID, it.source); m != nil {
			payload["message"] = m.Message
		}
	}
	raw, err := json.Marshal(payload)
	if err != nil {
		s.log.Error("interaction cannot be written", "error", err)
		return
	}
	if app.Endpoint != "" && !s.closed() {
		endpoint := app.Endpoint
		s.running.Go(func() { s.postInteraction(it, endpoint, raw) })
		return
	}
	s.emit(Event{Type: "INTERACTION_CREATE", InteractionID: it.id, ChannelID: c.ID, Payload: raw, to: app.UserID})
	for sess := range s.sessionsFor(c.GuildID) {
		if sess.app == it.app {
			s.dispatch(sess, "INTERACTION_CREATE", 0, json.RawMessage(raw))
		}
	}
}

// miss ends an interaction that got no answer in time. s.mu is held.
func (s *Server) miss(it *interaction) {
	if it.answer != 0 || it.failed {
		return
	}
	it.failed = true
	it.timer.Stop()
	close(it.answered)
	it.settle()
	if it.kind != InteractionComplete {
		s.emit(Event{Type: "INTERACTION_FAILED", InteractionID: it.id, ChannelID: it.channel, Reason: noResponse, to: it.user.ID})
	}
}

// Expire ends what the server's clock says is over: interactions without a
// first answer, and the memory of old ones. It runs by itself with each
// request; call it after moving a clock of your own.
func (s *Server) Expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	s.expirePolls()
	s.expireUploads()
	for len(s.unanswered) > 0 {
		it := s.unanswered[0]
		open := it.answer == 0 && !it.failed
		if open && now.Sub(it.created) <= firstAnswerWindow {
			break
		}
		s.miss(it)
		s.unanswered[0] = nil // the array may live long
		s.unanswered = s.unanswered[1:]
	}
	for len(s.remembered) > 0 && now.Sub(s.remembered[0].created) > interactionMemory {
		it := s.remembered[0]
		delete(s.interactions, it.token)
		delete(s.byInteraction, it.id)
		s.remembered[0] = nil
		s.remembered = s.remembered[1:]
	}
}

// allowedCallbacks lists the callback types for each interaction type.
func (it *interaction) allowedCallbacks() []int {
	switch it.kind {
	case InteractionCommand:
		return []int{CallbackMessage, CallbackDeferred, CallbackModal}
	case InteractionComponent:
		return []int{CallbackMessage, CallbackDeferred, CallbackDeferredUpdate, CallbackUpdate, CallbackModal}
	case InteractionModal:
		if it.source != "" {
			return []int{CallbackMessage, CallbackDeferred, CallbackDeferredUpdate, CallbackUpdate}
		}
		return []int{CallbackMessage, CallbackDeferred}
	}
	return []int{CallbackChoices}
}

// callback takes a bot's first answer.
func (s *Server) callback(c *call) (int, any, *apiError) {
	it := s.byInteraction[c.params["interaction"]]
	if it != nil && s.now().Sub(it.created) > firstAnswerWindow {
		s.miss(it)
	}
	switch {
	case it == nil || it.token != c.params["token"] || it.failed:
		return 0, nil, errUnknownInteraction
	case it.answer != 0:
		return 0, nil, errAcknowledged
	}
	channel := s.channels[it.channel]
	if channel == nil {
		return 0, nil, errUnknownChannel
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	f.need("type")
	kind, ok := f.integer("type", 1, 100)
	if ok && !slices.Contains(it.allowedCallbacks(), int(kind)) {
		f.failf("type", "BASE_TYPE_CHOICES", "Value must be one of %v for this interaction.", it.allowedCallbacks())
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	data := f.object("data")
	if data == nil {
		data = &form{m: map[string]any{}, path: []string{"data"}, tree: f.tree, files: f.files}
	}
	result, shown, refused := s.answerWith(it, int(kind), channel, data)
	if refused != nil {
		return 0, nil, refused
	}
	it.answer = int(kind)
	it.timer.Stop()
	if kind != CallbackDeferred && kind != CallbackDeferredUpdate {
		it.settle()
	}
	close(it.answered)
	if it.parent != nil {
		it.parent.modal = nil // a form is submitted once
	}
	if it.kind != InteractionComplete {
		s.emit(Event{Type: "INTERACTION_DONE", InteractionID: it.id, ChannelID: it.channel, Result: result, to: it.user.ID})
	}
	if !c.wantsResponse() {
		return http.StatusNoContent, nil, nil
	}
	return http.StatusOK, callbackResponse(it, shown), nil
}

// answerWith carries out a callback. It returns the result's name and the
// message that now is @original, if there is one.
func (s *Server) answerWith(it *interaction, kind int, c *Channel, data *form) (string, *storedMessage, *apiError) {
	switch kind {
	case CallbackMessage, CallbackDeferred:
		use := forReply
		if kind == CallbackDeferred {
			use = forDeferred
		}
		d := readDraft(data, use, nil, s.now())
		if err := data.err(); err != nil {
			return "", nil, err
		}
		m := s.newReply(it, c)
		if it.kind == InteractionCommand {
			m.Type = MessageCommand
			m.Interaction = &MessageInteraction{ID: it.id, Type: it.kind, Name: it.name, User: it.user}
		} else if source := s.message(c.ID, it.source); source != nil {
			m.Type = MessageReply
			m.replyTo(c, source)
		}
		if kind == CallbackDeferred {
			m.Flags = FlagLoading
		} else if err := s.apply(d, &m.Message, c, it); err != nil {
			return "", nil, err
		}
		if d.flags != nil {
			m.Flags |= *d.flags
		}
		m.keepPrivate(it)
		it.original = m.ID
		s.post(c, m)
		if kind == CallbackDeferred {
			return "deferred", m, nil
		}
		return "message", m, nil

	case CallbackDeferredUpdate, CallbackUpdate:
		m := s.message(c.ID, it.source)
		if m == nil {
			return "", nil, errUnknownMessage
		}
		it.original = m.ID
		if kind == CallbackDeferredUpdate {
			return "deferred", m, nil
		}
		if err := s.edit(data, c, m, it); err != nil {
			return "", nil, err
		}
		return "update", m, nil

	case CallbackChoices:
		if !data.has("choices") { // null is an empty list
			data.need("choices")
		}
		choices := readChoices(data, it.optionType)
		if err := data.err(); err != nil {
			return "", nil, err
		}
		it.choices = choices
		return "choices", nil, nil
	}
	modal := readModal(data)
	if err := data.err(); err != nil {
		return "", nil, err
	}
	modal.InteractionID, modal.ApplicationID = it.id, it.app
	it.modal = modal
	s.emit(Event{Type: "MODAL", InteractionID: it.id, ChannelID: c.ID, Modal: modal, to: it.user.ID})
	return "modal", nil, nil
}

// newReply returns an empty message by an interaction's bot.
func (s *Server) newReply(it *interaction, c *Channel) *storedMessage {
	m := s.newMessage(c, *s.users[s.app(it.app).UserID])
	m.WebhookID, m.ApplicationID, m.InteractionMetadata = it.app, it.app, it.meta
	return m
}

// keepPrivate hides an ephemeral message from all but the one who asked.
func (m *storedMessage) keepPrivate(it *interaction) {
	if it.private {
		m.Flags |= FlagEphemeral
	}
	if m.Ephemeral() {
		m.VisibleTo = it.user.ID
		for i := range m.Attachments {
			m.Attachments[i].Ephemeral = true
		}
	}
}

func callbackResponse(it *interaction, shown *storedMessage) map[string]any {
	about := map[string]any{"id": it.id, "type": it.kind, "channel_id": it.channel}
	if it.guild != "" {
		about["guild_id"] = it.guild
	}
	out := map[string]any{"interaction": about}
	if shown != nil {
		about["response_message_id"] = shown.ID
		about["response_message_loading"] = shown.Loading()
		about["response_message_ephemeral"] = shown.Ephemeral()
		if it.answer == CallbackMessage || it.answer == CallbackUpdate {
			out["resource"] = map[string]any{"type": it.answer, "message": shown.Message}
		}
	}
	return out
}
