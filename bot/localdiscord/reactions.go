package localdiscord

import (
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxReactions  = 20  // different emojis under a message; Discord, code 30010
	maxReactors   = 100 // users in one answer
	maxEmojiRunes = 16  // of the longest joined emoji, with room
)

// isEmoji reports whether text can be a Unicode emoji. Guilds of this Discord
// have no emojis of their own.
func isEmoji(text string) bool {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > maxEmojiRunes {
		return false
	}
	if keycap, ok := strings.CutSuffix(text, "\u20e3"); ok {
		text = strings.TrimSuffix(keycap, "\ufe0f")
		return len(text) == 1 && strings.Contains("0123456789*#", text)
	}
	symbols := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("ℹ‼⁉〰", r): // emojis that Unicode does not count as symbols
			symbols++
		case r < 0x80 || unicode.IsLetter(r) || unicode.IsSpace(r):
			return false
		case unicode.IsSymbol(r):
			symbols++
		}
	}
	return symbols > 0
}

// reacted returns the message and emoji that a route of reactions names.
func (s *Server) reacted(c *call, needs int64) (*Channel, *storedMessage, string, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], needs)
	if refused != nil {
		return nil, nil, "", refused
	}
	m, refused := s.publicMessage(channel.ID, c.params["message"])
	if refused != nil {
		return nil, nil, "", refused
	}
	emoji, named := c.params["emoji"]
	if named && !isEmoji(emoji) {
		return nil, nil, "", errUnknownEmoji
	}
	return channel, m, emoji, nil
}

func (m *Message) reaction(emoji string) int {
	return slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Emoji == emoji })
}

// react adds a user to an emoji of a message. The first of an emoji needs the
// permission to add reactions.
func (s *Server) react(c *Channel, m *storedMessage, emoji, userID string) *apiError {
	i := m.reaction(emoji)
	list := slices.Clone(m.Reactions)
	switch {
	case i >= 0 && slices.Contains(list[i].Users, userID):
		return nil
	case i >= 0:
		list[i].Users = append(slices.Clone(list[i].Users), userID)
	case s.permissionsIn(c, userID)&PermissionAddReactions == 0:
		return errMissingPermissions
	case len(list) >= maxReactions:
		return errTooManyReactions
	default:
		i = len(list)
		list = append(list, Reaction{Emoji: emoji, Users: []string{userID}})
	}
	list[i].Bot = slices.Contains(list[i].Users, m.Author.ID)
	m.Reactions = list
	s.announceReaction("MESSAGE_REACTION_ADD", c, m, emoji, userID)
	return nil
}

// unreact takes a user away from an emoji of a message.
func (s *Server) unreact(c *Channel, m *storedMessage, emoji, userID string) {
	i := m.reaction(emoji)
	if i < 0 || !slices.Contains(m.Reactions[i].Users, userID) {
		return
	}
	list := slices.Clone(m.Reactions)
	list[i].Users = slices.DeleteFunc(slices.Clone(list[i].Users), func(id string) bool { return id == userID })
	list[i].Bot = slices.Contains(list[i].Users, m.Author.ID)
	if len(list[i].Users) == 0 {
		list = slices.Delete(list, i, i+1)
	}
	m.Reactions = list
	s.announceReaction("MESSAGE_REACTION_REMOVE", c, m, emoji, userID)
}

// announceReaction tells bots of a reaction, and members of the changed message.
func (s *Server) announceReaction(event string, c *Channel, m *storedMessage, emoji, userID string) {
	data := map[string]any{"channel_id": c.ID, "message_id": m.ID}
	if c.GuildID != "" {
		data["guild_id"] = c.GuildID
	}
	if emoji != "" {
		data["emoji"] = map[string]any{"id": nil, "name": emoji}
	}
	if userID != "" {
		data["user_id"], data["burst"], data["type"] = userID, false, 0
		if g := s.guild(c.GuildID); g != nil && event == "MESSAGE_REACTION_ADD" {
			data["member"], data["message_author_id"] = memberJSON(g.member(userID), s.users[userID]), m.Author.ID
		}
	}
	copied := m.Message
	s.emit(Event{Type: "MESSAGE_UPDATE", ChannelID: c.ID, Message: &copied})
	s.changed()
	s.dispatchChannel(c, event, intentGuildReactions, intentDirectReactions, data)
}

func (s *Server) addReaction(c *call) (int, any, *apiError) {
	channel, m, emoji, refused := s.reacted(c, PermissionReadMessageHistory)
	if refused != nil {
		return 0, nil, refused
	}
	if refused := s.react(channel, m, emoji, c.app.UserID); refused != nil {
		return 0, nil, refused
	}
	return http.StatusNoContent, nil, nil
}

func (s *Server) removeOwnReaction(c *call) (int, any, *apiError) {
	channel, m, emoji, refused := s.reacted(c, PermissionReadMessageHistory)
	if refused != nil {
		return 0, nil, refused
	}
	s.unreact(channel, m, emoji, c.app.UserID)
	return http.StatusNoContent, nil, nil
}

// removeReaction takes back somebody else's reaction.
func (s *Server) removeReaction(c *call) (int, any, *apiError) {
	channel, m, emoji, refused := s.reacted(c, PermissionManageMessages)
	if refused != nil {
		return 0, nil, refused
	}
	if s.users[c.params["user"]] == nil {
		return 0, nil, errUnknownUser
	}
	s.unreact(channel, m, emoji, c.params["user"])
	return http.StatusNoContent, nil, nil
}

// clearReactions removes all reactions, or all of one emoji.
func (s *Server) clearReactions(c *call) (int, any, *apiError) {
	channel, m, emoji, refused := s.reacted(c, PermissionManageMessages)
	if refused != nil {
		return 0, nil, refused
	}
	event := "MESSAGE_REACTION_REMOVE_ALL"
	kept := []Reaction{}
	if emoji != "" {
		event = "MESSAGE_REACTION_REMOVE_EMOJI"
		kept = slices.DeleteFunc(slices.Clone(m.Reactions), func(r Reaction) bool { return r.Emoji == emoji })
	}
	if len(kept) < len(m.Reactions) {
		m.Reactions = kept
		s.announceReaction(event, channel, m, emoji, "")
	}
	return http.StatusNoContent, nil, nil
}

// listReactions lists who reacted with an emoji, by id.
func (s *Server) listReactions(c *call) (int, any, *apiError) {
	_, m, emoji, refused := s.reacted(c, PermissionReadMessageHistory)
	if refused != nil {
		return 0, nil, refused
	}
	limit, refused := c.number("limit", 25, 1, maxReactors)
	if refused != nil {
		return 0, nil, refused
	}
	list := []*User{}
	i := m.reaction(emoji)
	if i < 0 {
		return http.StatusOK, list, nil
	}
	for _, u := range s.sortedUsers() {
		if len(list) < limit && slices.Contains(m.Reactions[i].Users, u.ID) && idLess(c.query.Get("after"), u.ID) {
			list = append(list, u)
		}
	}
	return http.StatusOK, list, nil
}

// React puts an emoji under a message that the user sees.
func (m *Member) React(messageID, emoji string) error {
	return m.reactWith(messageID, emoji, func(c *Channel, msg *storedMessage) error {
		if refused := m.s.react(c, msg, emoji, m.id); refused != nil {
			return refusal("%s.", refused.Message)
		}
		return nil
	})
}

// Unreact takes the user's emoji back.
func (m *Member) Unreact(messageID, emoji string) error {
	return m.reactWith(messageID, emoji, func(c *Channel, msg *storedMessage) error {
		m.s.unreact(c, msg, emoji, m.id)
		return nil
	})
}

func (m *Member) reactWith(messageID, emoji string, do func(*Channel, *storedMessage) error) error {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	msg, c := s.visibleMessage(messageID, m.id)
	switch {
	case msg == nil:
		return conflict("There is no message %q that you can see.", messageID)
	case msg.VisibleTo != "":
		return refusal("Nobody can react to a message that only one person sees.")
	case !isEmoji(emoji):
		return refusal("%q is not an emoji.", emoji)
	}
	return do(c, msg)
}
