package localdiscord

import (
	"net/http"
	"slices"
)

// byToken returns the interaction that a webhook route speaks for, once it was
// answered and while its token lives.
func (s *Server) byToken(c *call) (*interaction, *Channel, *apiError) {
	it := s.interactions[c.params["token"]]
	switch {
	case it == nil || it.app != c.params["webhook"] || it.failed:
		return nil, nil, errUnknownWebhook
	case s.now().Sub(it.created) > tokenLife:
		return nil, nil, errTokenExpired
	case it.answer == 0 || it.answer == CallbackChoices:
		return nil, nil, errUnknownWebhook
	}
	channel := s.channels[it.channel]
	if channel == nil {
		return nil, nil, errUnknownChannel
	}
	return it, channel, nil
}

// webhookMessage returns the message that a route names: @original, or one
// that was sent with the same token.
func (s *Server) webhookMessage(c *call) (*interaction, *Channel, *storedMessage, *apiError) {
	it, channel, err := s.byToken(c)
	if err != nil {
		return nil, nil, nil, err
	}
	id := c.params["message"]
	if id == "@original" {
		id = it.original
	}
	if id == "" || id != it.original && !slices.Contains(it.messages, id) {
		return nil, nil, nil, errUnknownMessage
	}
	m := s.message(channel.ID, id)
	if m == nil {
		return nil, nil, nil, errUnknownMessage
	}
	return it, channel, m, nil
}

func (s *Server) getWebhookMessage(c *call) (int, any, *apiError) {
	_, _, m, err := s.webhookMessage(c)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, m.Message, nil
}

func (s *Server) editWebhookMessage(c *call) (int, any, *apiError) {
	it, channel, m, err := s.webhookMessage(c)
	if err != nil {
		return 0, nil, err
	}
	f, err := c.form()
	if err != nil {
		return 0, nil, err
	}
	if err := s.edit(f, channel, m, it); err != nil {
		return 0, nil, err
	}
	if m.ID == it.original {
		it.settle()
	}
	return http.StatusOK, m.Message, nil
}

func (s *Server) deleteWebhookMessage(c *call) (int, any, *apiError) {
	it, channel, m, err := s.webhookMessage(c)
	if err != nil {
		return 0, nil, err
	}
	s.remove(channel, m)
	if m.ID == it.original {
		it.settle()
	}
	return http.StatusNoContent, nil, nil
}

// followUp sends a further message. The first one after a deferred answer
// becomes that answer and keeps its privacy.
func (s *Server) followUp(c *call) (int, any, *apiError) {
	it, channel, err := s.byToken(c)
	if err != nil {
		return 0, nil, err
	}
	f, err := c.form()
	if err != nil {
		return 0, nil, err
	}
	d := readDraft(f, forReply, nil, s.now())
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	original := s.message(channel.ID, it.original)
	if it.answer == CallbackDeferred && original != nil && original.Loading() {
		if err := s.apply(d, &original.Message, channel, it); err != nil {
			return 0, nil, err
		}
		original.Flags &^= FlagLoading
		s.change(channel, original)
		it.settle()
		return http.StatusOK, original.Message, nil
	}
	if it.ofUserOnly() && len(it.messages) >= maxUserFollowups {
		return 0, nil, errTooManyFollowups
	}
	m := s.newReply(it, channel)
	if err := s.apply(d, &m.Message, channel, it); err != nil {
		return 0, nil, err
	}
	if original != nil {
		meta := *it.meta
		meta.OriginalResponseID = original.ID
		m.InteractionMetadata = &meta
		m.Type = MessageReply
		m.replyTo(channel, original)
	}
	if d.flags != nil {
		m.Flags = *d.flags
	}
	m.keepPrivate(it)
	it.messages = append(it.messages, m.ID)
	s.post(channel, m)
	return http.StatusOK, m.Message, nil
}
