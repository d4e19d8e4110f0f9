package localdiscord

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of Discord, "Create Message" and "Embed Limits"; in code points.
const (
	maxContent          = 2000
	maxEmbeds           = 10
	maxEmbedTitle       = 256
	maxEmbedDescription = 4096
	maxEmbedFields      = 25
	maxFieldName        = 256
	maxFieldValue       = 1024
	maxFooter           = 2048
	maxEmbedAuthor      = 256
	maxEmbedSum         = 6000 // over all embeds of a message
	maxNonce            = 25
	maxBulkDelete       = 100
	bulkDeleteWindow    = 14 * 24 * time.Hour
	nonceWindow         = 5 * time.Minute // Discord says "a few minutes"
)

// storedMessage is a message with what its readers are not told.
type storedMessage struct {
	Message
	VisibleTo string           `json:"visible_to,omitempty"` // the only reader of an ephemeral message
	Votes     map[int][]string `json:"votes,omitempty"`      // user ids by poll answer
}

type nonceUse struct {
	channel, message string
	at               time.Time
}

// use says for what a message is read; rules differ.
type use int

const (
	forChannel  use = iota // a message of the bot's own accord
	forReply               // an answer to an interaction, or a followup
	forDeferred            // a promise to answer
	forEdit                // a change of an existing message
)

// draft is a message as a request describes it. Nil pointers were absent.
type draft struct {
	content      *string
	embeds       *[]Embed
	components   *[]Component
	files        *[]draftFile
	flags        *int
	layout       bool // FlagComponentsV2 is asked for, or was set before
	mentions     *mentionRules
	nonce        any
	enforceNonce bool
	poll         *Poll
	editsPoll    bool // a message with a poll stays as it is
	tts          bool
}

// uploads reports whether the draft brings files.
func (d draft) uploads() bool {
	return d.files != nil && slices.ContainsFunc(*d.files, func(f draftFile) bool { return f.upload != nil })
}

// mentionRules are the allowed_mentions of a request.
type mentionRules struct {
	everyone, allUsers, allRoles bool
	users, roles                 []string
}

// readDraft reads a message, or a change of the message old (nil for a new one).
func readDraft(f *form, use use, old *Message, now time.Time) draft {
	d := draft{flags: readFlags(f, use)}
	if use == forDeferred {
		return d
	}
	if old == nil {
		old = &Message{}
	}
	d.layout = old.Flags&FlagComponentsV2 != 0 || d.flags != nil && *d.flags&FlagComponentsV2 != 0
	if d.layout {
		for _, key := range []string{"content", "embeds", "sticker_ids", "poll"} {
			if v := f.m[key]; v != nil && v != "" && fmt.Sprint(v) != "[]" {
				f.fail(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The field cannot be used with components of the flag IS_COMPONENTS_V2")
			}
		}
	}
	d.files = readFiles(f, use, old.Attachments)
	f.names = names(d.files, old.Attachments)
	present := f.set
	if use == forEdit {
		present = f.has // null clears
	}
	if present("content") {
		content := f.text("content", 0, maxContent)
		d.content = &content
	}
	if present("embeds") {
		embeds := readEmbeds(f)
		d.embeds = &embeds
	}
	if present("components") {
		kind := rowsOfMessage
		if d.layout {
			kind = layoutOfMessage
		}
		components := readComponents(f, kind)
		d.components = &components
	}
	if d.flags != nil && *d.flags&FlagVoiceMessage != 0 && (d.files == nil || len(*d.files) != 1 || d.content != nil || d.embeds != nil) {
		f.fail("flags", "VOICE_MESSAGE_INVALID", "A voice message is exactly one sound file, without content and embeds")
	}
	d.tts = f.boolean("tts")
	d.mentions = readMentionRules(f)
	if f.set("nonce") {
		f.str("nonce", 0, maxNonce)
		d.nonce = f.m["nonce"]
		d.enforceNonce = f.boolean("enforce_nonce")
	}
	if list := f.list("sticker_ids", 0, 3); len(list) > 0 {
		f.fail("sticker_ids", "STICKER_UNKNOWN", "This local Discord has no stickers")
	}
	if use == forEdit && old.Poll != nil || use == forEdit && f.set("poll") {
		d.editsPoll = true
	} else {
		d.poll = readPoll(f, now)
	}
	return d
}

func readFlags(f *form, use use) *int {
	n, ok := f.integer("flags", 0, 1<<31)
	if !ok {
		return nil
	}
	flags := int(n)
	switch use {
	case forDeferred:
		if flags&^FlagEphemeral != 0 {
			f.fail("flags", "BASE_TYPE_CHOICES", "Only EPHEMERAL (64) can be set on a deferred answer")
		}
	case forReply:
		flags &= FlagSuppressEmbeds | FlagEphemeral | FlagSuppressNotifications | FlagVoiceMessage | FlagComponentsV2
	case forEdit:
		flags &= FlagSuppressEmbeds | FlagComponentsV2
	default:
		flags &= FlagSuppressEmbeds | FlagSuppressNotifications | FlagVoiceMessage | FlagComponentsV2
	}
	return &flags
}

func readEmbeds(f *form) []Embed {
	embeds, sum := []Embed{}, 0
	for _, e := range f.objects("embeds", 0, maxEmbeds) {
		embed := Embed{
			Type:        "rich",
			Title:       e.text("title", 0, maxEmbedTitle),
			Description: e.text("description", 0, maxEmbedDescription),
			URL:         e.str("url", 0, 2048),
			Timestamp:   e.str("timestamp", 0, 64),
		}
		checkURL(e, "url", "http", "https")
		if _, err := time.Parse(time.RFC3339, embed.Timestamp); embed.Timestamp != "" && err != nil {
			e.failf("timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", embed.Timestamp)
		}
		color, _ := e.integer("color", 0, 0xFFFFFF)
		embed.Color = int(color)
		sum += utf8.RuneCountInString(embed.Title) + utf8.RuneCountInString(embed.Description)
		if footer := e.object("footer"); footer != nil && footer.need("text") {
			embed.Footer = &EmbedFooter{Text: footer.text("text", 1, maxFooter), IconURL: footer.str("icon_url", 0, 2048)}
			checkMediaURL(footer, "icon_url", "http", "https")
			sum += utf8.RuneCountInString(embed.Footer.Text)
		}
		if author := e.object("author"); author != nil && author.need("name") {
			embed.Author = &EmbedAuthor{Name: author.text("name", 1, maxEmbedAuthor), URL: author.str("url", 0, 2048), IconURL: author.str("icon_url", 0, 2048)}
			checkURL(author, "url", "http", "https")
			checkMediaURL(author, "icon_url", "http", "https")
			sum += utf8.RuneCountInString(embed.Author.Name)
		}
		embed.Image = readMedia(e, "image")
		embed.Thumbnail = readMedia(e, "thumbnail")
		for _, field := range e.objects("fields", 0, maxEmbedFields) {
			field.need("name")
			field.need("value")
			one := EmbedField{
				Name:   field.text("name", 1, maxFieldName),
				Value:  field.text("value", 1, maxFieldValue),
				Inline: field.boolean("inline"),
			}
			sum += utf8.RuneCountInString(one.Name) + utf8.RuneCountInString(one.Value)
			embed.Fields = append(embed.Fields, one)
		}
		if embed.Title == "" && embed.Description == "" && len(embed.Fields) == 0 && embed.Footer == nil &&
			embed.Author == nil && embed.Image == nil && embed.Thumbnail == nil {
			e.fail("description", "BASE_TYPE_REQUIRED", "This field is required")
		}
		embeds = append(embeds, embed)
	}
	if sum > maxEmbedSum {
		f.failf("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", maxEmbedSum)
	}
	return embeds
}

func readMedia(f *form, key string) *EmbedMedia {
	media := f.object(key)
	if media == nil || !media.need("url") {
		return nil
	}
	checkMediaURL(media, "url", "http", "https")
	return &EmbedMedia{URL: media.str("url", 1, 2048)}
}

func readMentionRules(f *form) *mentionRules {
	if !f.set("allowed_mentions") {
		return nil
	}
	a := f.object("allowed_mentions")
	if a == nil {
		return nil
	}
	rules := &mentionRules{}
	for i, v := range a.list("parse", 0, 3) {
		switch v {
		case "everyone":
			rules.everyone = true
		case "users":
			rules.allUsers = true
		case "roles":
			rules.allRoles = true
		default:
			a.fail("parse."+strconv.Itoa(i), "BASE_TYPE_CHOICES", `Value must be one of ("everyone", "roles", "users").`)
		}
	}
	ids := func(key string, all bool) (list []string) {
		for _, v := range a.list(key, 0, 100) {
			list = append(list, fmt.Sprint(v))
		}
		if all && len(list) > 0 {
			a.failf("parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", key, key)
		}
		return list
	}
	rules.users = ids("users", rules.allUsers)
	rules.roles = ids("roles", rules.allRoles)
	return rules
}

var mentionPattern = regexp.MustCompile(`<@(!?|&)(\d+)>|@everyone|@here`)

// setMentions fills in whom the content notifies. rules nil means none were
// sent: Discord then notifies users, and outside interactions roles and everyone.
func (s *Server) setMentions(m *Message, c *Channel, rules *mentionRules, interaction bool) {
	if rules == nil {
		rules = &mentionRules{everyone: !interaction, allUsers: true, allRoles: !interaction}
	}
	m.Mentions, m.MentionRoles, m.MentionEveryone = []User{}, []string{}, false
	mayAll := s.permissionsIn(c, m.Author.ID)&PermissionMentionEveryone != 0
	for _, found := range mentionPattern.FindAllStringSubmatch(m.Content, -1) {
		kind, id := found[1], found[2]
		switch {
		case id == "":
			m.MentionEveryone = m.MentionEveryone || rules.everyone && mayAll
		case kind == "&":
			if g := s.guild(c.GuildID); g != nil && g.role(id) != nil && !slices.Contains(m.MentionRoles, id) &&
				(rules.allRoles || slices.Contains(rules.roles, id)) {
				m.MentionRoles = append(m.MentionRoles, id)
			}
		default:
			if u := s.users[id]; u != nil && (rules.allUsers || slices.Contains(rules.users, id)) &&
				!slices.ContainsFunc(m.Mentions, func(u User) bool { return u.ID == id }) {
				m.Mentions = append(m.Mentions, *u)
			}
		}
	}
}

// apply writes a draft over a message and refuses one that would be empty. it
// is the interaction whose token allows it; nil for a bot's own accord.
func (s *Server) apply(d draft, m *Message, c *Channel, it *interaction) *apiError {
	if it != nil && (d.embeds != nil && len(*d.embeds) > 0 && it.may&PermissionEmbedLinks == 0 || d.uploads() && it.may&PermissionAttachFiles == 0) {
		return errMissingPermissions
	}
	next := *m
	if d.content != nil {
		next.Content = *d.content
	}
	if d.embeds != nil {
		next.Embeds = *d.embeds
	}
	if d.components != nil {
		next.Components = *d.components
	}
	if d.editsPoll {
		return errEditPoll
	}
	empty := len(next.Attachments) == 0
	if d.files != nil {
		empty = len(*d.files) == 0
	}
	if d.layout && (next.Content != "" || len(next.Embeds) > 0) {
		f := &form{tree: map[string]any{}}
		f.fail("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Clear content and embeds of the message together with setting IS_COMPONENTS_V2")
		return f.err()
	}
	if d.poll != nil {
		next.Poll, empty = d.poll, false
		s.openPolls[m.ID] = c.ID
	}
	if empty = empty || d.layout; empty && next.Content == "" && len(next.Embeds) == 0 && len(next.Components) == 0 {
		return errEmptyMessage
	}
	if d.content != nil || d.mentions != nil {
		s.setMentions(&next, c, d.mentions, it != nil)
	}
	if d.files != nil {
		s.attach(&next, *d.files)
	}
	if d.files != nil || d.embeds != nil || d.components != nil {
		resolveFiles(&next)
		s.showMedia(&next)
	}
	*m = next
	return nil
}

// newMessage returns an empty message by a user.
func (s *Server) newMessage(c *Channel, author User) *storedMessage {
	return &storedMessage{Message: Message{
		ID: s.newID(), ChannelID: c.ID, Author: author, Timestamp: s.now().UTC().Truncate(time.Millisecond),
		Mentions: []User{}, MentionRoles: []string{}, Attachments: []Attachment{}, Embeds: []Embed{}, Components: []Component{},
	}}
}

// post shows a message in its channel.
func (s *Server) post(c *Channel, m *storedMessage) {
	s.messages[c.ID] = append(s.messages[c.ID], m)
	c.LastID = m.ID
	s.announce("MESSAGE_CREATE", c, m)
}

// change tells everybody that a message is different now.
func (s *Server) change(c *Channel, m *storedMessage) {
	now := s.now().UTC().Truncate(time.Millisecond)
	m.EditedTimestamp = &now
	s.announce("MESSAGE_UPDATE", c, m)
}

func (s *Server) remove(c *Channel, m *storedMessage) {
	s.drop(c, m)
	s.announce("MESSAGE_DELETE", c, m)
}

// drop forgets a message without telling anybody.
func (s *Server) drop(c *Channel, m *storedMessage) {
	s.messages[c.ID] = slices.DeleteFunc(s.messages[c.ID], func(other *storedMessage) bool { return other == m })
	s.forgetFiles(m.Attachments, nil)
}

// announce sends a message event to members and bots. Ephemeral messages reach
// only the one who may read them.
func (s *Server) announce(event string, c *Channel, m *storedMessage) {
	copied := m.Message
	s.emit(Event{Type: event, ChannelID: c.ID, Message: &copied, to: m.VisibleTo})
	s.changed()
	if m.VisibleTo != "" {
		return
	}
	intent := intentGuildMessages
	if c.Type == ChannelDM {
		intent = intentDirectMessages
	}
	for sess, app := range s.sessionsFor(c.GuildID) {
		if !s.canSee(c, app.UserID) {
			continue
		}
		if event == "MESSAGE_DELETE" {
			s.dispatch(sess, event, intent, deletedMessage{m.ID, c.ID, c.GuildID})
			continue
		}
		s.dispatch(sess, event, intent, s.gatewayMessage(c, m.Message, app, sess.intents))
	}
}

type deletedMessage struct {
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id,omitempty"`
}

// gatewayMessage is a message as the gateway shows it: with guild and member,
// and without the text that a bot may only read with the content intent.
func (s *Server) gatewayMessage(c *Channel, m Message, app *Application, intents int) any {
	toldAnyway := m.Author.ID == app.UserID || c.Type == ChannelDM ||
		slices.ContainsFunc(m.Mentions, func(u User) bool { return u.ID == app.UserID })
	if intents&intentMessageContent == 0 && !toldAnyway {
		m.Content, m.Attachments, m.Embeds, m.Components, m.Poll = "", []Attachment{}, []Embed{}, []Component{}, nil
	}
	wire := struct {
		Message
		GuildID string `json:"guild_id,omitempty"`
		Member  any    `json:"member,omitempty"`
	}{Message: m, GuildID: c.GuildID}
	if g := s.guild(c.GuildID); g != nil {
		if member := g.member(m.Author.ID); member != nil {
			wire.Member = memberJSON(member, nil)
		}
	}
	return wire
}

func (s *Server) message(channelID, messageID string) *storedMessage {
	list := s.messages[channelID]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].ID == messageID {
			return list[i]
		}
	}
	return nil
}

// publicMessage returns a message as the channel's own routes know it: there
// are no ephemeral ones.
func (s *Server) publicMessage(channelID, messageID string) (*storedMessage, *apiError) {
	if m := s.message(channelID, messageID); m != nil && m.VisibleTo == "" {
		return m, nil
	}
	return nil, errUnknownMessage
}

func (s *Server) createMessage(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], sendPermission(s.channels[c.params["channel"]]))
	switch {
	case refused != nil:
		return 0, nil, refused
	case channel.Type == ChannelDM && s.closedDMs[channel.Recipients[0]]:
		return 0, nil, errClosedDM
	case channel.Type == ChannelForum:
		return 0, nil, errNoText
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	d := readDraft(f, forChannel, nil, s.now())
	m := s.newMessage(channel, *s.users[c.app.UserID])
	s.readReference(f, channel, m)
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	may := s.permissionsIn(channel, c.app.UserID)
	if d.embeds != nil && len(*d.embeds) > 0 && may&PermissionEmbedLinks == 0 || len(c.files) > 0 && may&PermissionAttachFiles == 0 {
		return 0, nil, errMissingPermissions
	}
	key := c.app.ID + " " + fmt.Sprint(d.nonce)
	if d.nonce != nil && d.enforceNonce {
		if used, ok := s.nonces[key]; ok && s.now().Sub(used.at) < nonceWindow {
			if earlier := s.message(used.channel, used.message); earlier != nil {
				return http.StatusOK, earlier.Message, nil
			}
		}
	}
	if err := s.apply(d, &m.Message, channel, nil); err != nil {
		return 0, nil, err
	}
	if err := s.wakeThread(channel, c.app.UserID); err != nil {
		return 0, nil, err
	}
	s.joinWriter(channel, c.app.UserID)
	m.Nonce, m.TTS = d.nonce, d.tts
	if d.flags != nil {
		m.Flags = *d.flags
	}
	if d.nonce != nil {
		s.forgetNonces()
		s.nonces[key] = nonceUse{channel.ID, m.ID, s.now()}
	}
	s.post(channel, m)
	return http.StatusOK, m.Message, nil
}

func (s *Server) forgetNonces() {
	for key, used := range s.nonces {
		if s.now().Sub(used.at) >= nonceWindow {
			delete(s.nonces, key)
		}
	}
}

// readReference makes m a reply when the request asks for it.
func (s *Server) readReference(f *form, c *Channel, m *storedMessage) {
	ref := f.object("message_reference")
	if ref == nil {
		return
	}
	ref.need("message_id")
	id := ref.id("message_id")
	target := s.message(c.ID, id)
	if target == nil || target.VisibleTo != "" {
		if ref.m["fail_if_not_exists"] != false {
			ref.fail("message_id", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
		}
		return
	}
	m.Type = MessageReply
	m.replyTo(c, target)
}

// replyTo points a message at the one it answers and shows that one, unless it
// is ephemeral. What that one answers in turn is left out.
func (m *storedMessage) replyTo(c *Channel, target *storedMessage) {
	m.MessageReference = &MessageReference{MessageID: target.ID, ChannelID: c.ID, GuildID: c.GuildID}
	if target.VisibleTo != "" {
		return
	}
	referenced := target.Message
	referenced.ReferencedMessage = nil
	m.ReferencedMessage = &referenced
}

func (s *Server) listMessages(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], 0)
	if refused != nil {
		return 0, nil, refused
	}
	limit, refused := c.number("limit", 50, 1, 100)
	if refused != nil {
		return 0, nil, refused
	}
	list := []Message{} // newest first
	if s.permissionsIn(channel, c.app.UserID)&PermissionReadMessageHistory == 0 {
		return http.StatusOK, list, nil
	}
	for _, m := range slices.Backward(s.messages[channel.ID]) {
		if m.VisibleTo == "" {
			list = append(list, m.Message)
		}
	}
	before, after, around := c.query.Get("before"), c.query.Get("after"), c.query.Get("around")
	switch {
	case around != "":
		newer := slices.IndexFunc(list, func(m Message) bool { return !idLess(around, m.ID) })
		if newer < 0 {
			newer = len(list)
		}
		list = list[max(0, newer-limit/2):]
	case before != "":
		list = slices.DeleteFunc(list, func(m Message) bool { return !idLess(m.ID, before) })
	case after != "":
		list = slices.DeleteFunc(list, func(m Message) bool { return !idLess(after, m.ID) })
		list = list[max(0, len(list)-limit):] // the ones right after it
	}
	return http.StatusOK, list[:min(limit, len(list))], nil
}

func (s *Server) getMessage(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], PermissionReadMessageHistory)
	if refused != nil {
		return 0, nil, refused
	}
	m, refused := s.publicMessage(channel.ID, c.params["message"])
	if refused != nil {
		return 0, nil, refused
	}
	return http.StatusOK, m.Message, nil
}

func (s *Server) editMessage(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], 0)
	if refused != nil {
		return 0, nil, refused
	}
	m, refused := s.publicMessage(channel.ID, c.params["message"])
	if refused != nil {
		return 0, nil, refused
	}
	if m.Author.ID != c.app.UserID {
		return 0, nil, errNotAuthor
	}
	if len(c.files) > 0 && s.permissionsIn(channel, c.app.UserID)&PermissionAttachFiles == 0 {
		return 0, nil, errMissingPermissions
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	if refused := s.edit(f, channel, m, nil); refused != nil {
		return 0, nil, refused
	}
	return http.StatusOK, m.Message, nil
}

// edit changes a message as a request asks: absent fields stay, null clears.
func (s *Server) edit(f *form, c *Channel, m *storedMessage, it *interaction) *apiError {
	d := readDraft(f, forEdit, &m.Message, s.now())
	if err := f.err(); err != nil {
		return err
	}
	if err := s.apply(d, &m.Message, c, it); err != nil {
		return err
	}
	if d.flags != nil {
		m.Flags = m.Flags&^FlagSuppressEmbeds | *d.flags
	}
	m.Flags &^= FlagLoading
	s.change(c, m)
	return nil
}

func (s *Server) deleteMessage(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], 0)
	if refused != nil {
		return 0, nil, refused
	}
	m, refused := s.publicMessage(channel.ID, c.params["message"])
	if refused != nil {
		return 0, nil, refused
	}
	if m.Author.ID != c.app.UserID && s.permissionsIn(channel, c.app.UserID)&PermissionManageMessages == 0 {
		return 0, nil, errMissingPermissions
	}
	s.remove(channel, m)
	return http.StatusNoContent, nil, nil
}

// bulkDelete removes several messages at once.
func (s *Server) bulkDelete(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], PermissionManageMessages)
	switch {
	case refused != nil:
		return 0, nil, refused
	case channel.Type == ChannelDM:
		return 0, nil, errChannelType
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	f.need("messages")
	ids := map[string]bool{}
	for i, v := range f.list("messages", 0, 1000) {
		id := fmt.Sprint(v)
		if !isSnowflake(id) || ids[id] {
			f.failf("messages."+strconv.Itoa(i), "NUMBER_TYPE_COERCE", "Value %q is not a snowflake, or given twice.", id)
		}
		ids[id] = true
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	if len(ids) < 2 || len(ids) > maxBulkDelete {
		return 0, nil, errBulkCount
	}
	for id := range ids {
		if made, ok := TimeOf(id); ok && s.now().Sub(made) > bulkDeleteWindow {
			return 0, nil, errBulkOld
		}
	}
	gone := []string{}
	for _, m := range slices.Clone(s.messages[channel.ID]) {
		if ids[m.ID] && m.VisibleTo == "" {
			gone = append(gone, m.ID)
			s.drop(channel, m)
			copied := m.Message
			s.emit(Event{Type: "MESSAGE_DELETE", ChannelID: channel.ID, Message: &copied})
		}
	}
	s.changed()
	s.dispatchChannel(channel, "MESSAGE_DELETE_BULK", intentGuildMessages, 0,
		map[string]any{"ids": gone, "channel_id": channel.ID, "guild_id": channel.GuildID})
	return http.StatusNoContent, nil, nil
}

func (s *Server) typing(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], sendPermission(s.channels[c.params["channel"]]))
	if refused != nil {
		return 0, nil, refused
	}
	s.startTyping(channel, c.app.UserID)
	return http.StatusNoContent, nil, nil
}

// startTyping tells members and bots that somebody is writing.
func (s *Server) startTyping(c *Channel, userID string) {
	data := map[string]any{"channel_id": c.ID, "user_id": userID, "timestamp": s.now().Unix()}
	if g := s.guild(c.GuildID); g != nil {
		data["guild_id"], data["member"] = g.ID, memberJSON(g.member(userID), s.users[userID])
	}
	s.emit(Event{Type: "TYPING", ChannelID: c.ID, UserID: userID})
	s.dispatchChannel(c, "TYPING_START", intentGuildTyping, intentDirectTyping, data)
}

// Text returns everything a reader sees of the message as plain lines, for
// golden files: content, embeds framed by "│ ", files as "[file NAME, N bytes]",
// then components: "[Label]" for buttons, "(Placeholder: A | B)" for selects,
// containers framed like embeds; then reactions with their numbers.
func (m *Message) Text() string {
	var b strings.Builder
	line := func(prefix, text string) {
		for _, l := range strings.Split(text, "\n") {
			b.WriteString(strings.TrimRight(prefix+l, " ") + "\n")
		}
	}
	switch {
	case m.Loading():
		line("", m.Author.Name()+" is thinking…")
	case m.Ephemeral():
		line("", "(only you can see this)")
	}
	if m.Content != "" {
		line("", m.Content)
	}
	for _, e := range m.Embeds {
		if e.Author != nil {
			line("│ ", e.Author.Name)
		}
		if e.Title != "" {
			line("│ ", "# "+e.Title)
		}
		if e.URL != "" {
			line("│ ", "<"+e.URL+">")
		}
		if e.Description != "" {
			line("│ ", e.Description)
		}
		for _, f := range e.Fields {
			line("│ ", "**"+f.Name+"**")
			line("│ ", f.Value)
		}
		if e.Image != nil {
			line("│ ", "[image "+e.Image.URL+"]")
		}
		if e.Thumbnail != nil {
			line("│ ", "[thumbnail "+e.Thumbnail.URL+"]")
		}
		if e.Footer != nil {
			line("│ ", "~ "+e.Footer.Text)
		}
	}
	if m.Flags&FlagComponentsV2 == 0 { // else components show the files, or nothing does
		for _, a := range m.Attachments {
			line("", fmt.Sprintf("[file %s, %d bytes]", a.Filename, a.Size))
		}
	}
	layoutText(m.Components, func(text string) { line("", text) })
	if m.Poll != nil {
		line("", "? "+m.Poll.Question.Text)
		for _, a := range m.Poll.Answers {
			votes := 0
			for _, n := range m.Poll.Results.Counts {
				if n.ID == a.ID {
					votes = n.Count
				}
			}
			line("", fmt.Sprintf("( ) %s %d", a.Media.Text, votes))
		}
	}
	for _, r := range m.Reactions {
		line("", fmt.Sprintf("%s %d", r.Emoji, len(r.Users)))
	}
	return b.String()
}

func (c Component) text() string {
	face := c.Label
	if c.Emoji != nil {
		face = strings.TrimSpace(c.Emoji.Name + " " + face)
	}
	if c.URL != "" {
		face += " → " + c.URL
	}
	if c.Disabled {
		face = strings.TrimSpace(face + " (disabled)")
	}
	if c.Type == ComponentButton {
		return "[" + face + "]"
	}
	var labels []string
	for _, o := range c.Options {
		label := o.Label
		if o.Description != "" {
			label += " - " + o.Description
		}
		if o.Default {
			label += " ✓"
		}
		labels = append(labels, label)
	}
	text := strings.TrimSpace(c.Placeholder + " " + face)
	if len(labels) > 0 {
		text = strings.TrimPrefix(text+": ", ": ") + strings.Join(labels, " | ")
	}
	return "(" + text + ")"
}

// Buttons returns the message's buttons in reading order, link buttons and
// disabled ones included.
func (m *Message) Buttons() []Component { return m.leaves(ComponentButton, ComponentButton) }

// Selects returns the message's select menus in reading order.
func (m *Message) Selects() []Component {
	return m.leaves(ComponentStringSelect, ComponentChannelSelect)
}

func (m *Message) leaves(from, to int) []Component {
	var list []Component
	for c := range everyComponent(m.Components) {
		if c.Type >= from && c.Type <= to {
			list = append(list, *c)
		}
	}
	return list
}

// Button returns the first button whose label contains text; ok is false when
// there is none.
func (m *Message) Button(text string) (button Component, ok bool) {
	for _, c := range m.Buttons() {
		if strings.Contains(c.Label, text) {
			return c, true
		}
	}
	return Component{}, false
}

// Last returns the newest message that viewer sees in a channel.
func (s *Server) Last(channelID, viewerID string) (last Message, ok bool) {
	list := s.Messages(channelID, viewerID)
	if len(list) == 0 {
		return Message{}, false
	}
	return list[len(list)-1], true
}

// Messages returns a channel's messages that viewer may see, oldest first; ""
// sees everything, ephemeral messages included.
func (s *Server) Messages(channelID, viewerID string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Message{}
	if viewerID != "" && !s.canSee(s.channels[channelID], viewerID) {
		return list
	}
	for _, m := range s.messages[channelID] {
		if viewerID == "" || m.VisibleTo == "" || m.VisibleTo == viewerID {
			list = append(list, m.Message)
		}
	}
	return list
}
