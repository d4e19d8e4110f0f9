package localdiscord

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Limits of Discord, "Poll Create Request Object".
const (
	maxPollQuestion  = 300
	maxPollAnswer    = 55
	maxPollAnswers   = 10
	maxPollHours     = 32 * 24
	defaultPollHours = 24
	maxPollVoters    = 100 // in one answer of the API
)

// Poll is a question that members vote on, as Discord's API shows it. Polls are
// never changed in place.
type Poll struct {
	Question    PollMedia    `json:"question"`
	Answers     []PollAnswer `json:"answers"`
	Expiry      time.Time    `json:"expiry"`
	Multiselect bool         `json:"allow_multiselect"`
	Layout      int          `json:"layout_type"`
	Results     PollResults  `json:"results"`
}

// PollAnswer is one answer of a [Poll]. Its ID counts from 1.
type PollAnswer struct {
	ID    int       `json:"answer_id"`
	Media PollMedia `json:"poll_media"`
}

// PollMedia is the text of a poll's question or answer.
type PollMedia struct {
	Text  string     `json:"text"`
	Emoji *PollEmoji `json:"emoji,omitempty"` // of answers only
}

// PollEmoji is the emoji before an answer.
type PollEmoji struct {
	ID   *string `json:"id"` // nil for a Unicode emoji
	Name string  `json:"name"`
}

// PollResults counts votes. Finalized is true once nobody can vote any more.
type PollResults struct {
	Finalized bool        `json:"is_finalized"`
	Counts    []PollCount `json:"answer_counts"` // only answers with votes
}

// PollCount is how many chose one answer.
type PollCount struct {
	ID      int  `json:"id"`
	Count   int  `json:"count"`
	MeVoted bool `json:"me_voted"` // never: bots cannot vote
	// Users are who they are; not Discord's.
	Users []string `json:"local_users"`
}

var (
	errPollExpired = refuse(http.StatusBadRequest, 520001, "Poll expired")
	errNoPoll      = refuse(http.StatusBadRequest, 520006, "Cannot expire a poll that does not exist")
	errEditPoll    = refuse(http.StatusBadRequest, 520003, "Cannot edit a poll message")
)

// readPoll reads the poll of a new message; nil when there is none.
func readPoll(f *form, now time.Time) *Poll {
	sub := f.object("poll")
	if sub == nil {
		return nil
	}
	p := &Poll{Layout: 1, Multiselect: sub.boolean("allow_multiselect"), Results: PollResults{Counts: []PollCount{}}}
	if sub.need("question") {
		if q := sub.object("question"); q != nil && q.need("text") {
			p.Question.Text = q.text("text", 1, maxPollQuestion)
		}
	}
	sub.need("answers")
	for i, one := range sub.objects("answers", 1, maxPollAnswers) {
		if !one.need("poll_media") {
			continue
		}
		if media := one.object("poll_media"); media != nil && media.need("text") {
			a := PollAnswer{ID: i + 1, Media: PollMedia{Text: media.text("text", 1, maxPollAnswer)}}
			if e := readEmoji(media); e != nil {
				a.Media.Emoji = &PollEmoji{Name: e.Name}
				if e.ID != "" {
					a.Media.Emoji.ID = &e.ID
				}
			}
			p.Answers = append(p.Answers, a)
		}
	}
	hours := int64(defaultPollHours)
	if n, ok := sub.integer("duration", 1, maxPollHours); ok {
		hours = n
	}
	if n, ok := sub.integer("layout_type", 1, 1); ok {
		p.Layout = int(n)
	}
	p.Expiry = now.Add(time.Duration(hours) * time.Hour).UTC().Truncate(time.Millisecond)
	return p
}

// counted returns the message's poll with its votes counted.
func (m *storedMessage) counted(finalized bool) *Poll {
	p := *m.Poll
	p.Results = PollResults{Finalized: finalized, Counts: []PollCount{}}
	for _, a := range p.Answers {
		if n := len(m.Votes[a.ID]); n > 0 {
			p.Results.Counts = append(p.Results.Counts, PollCount{ID: a.ID, Count: n, Users: slices.Clone(m.Votes[a.ID])})
		}
	}
	return &p
}

// Vote chooses answers of a poll in place of those chosen before; none takes the vote back.
func (m *Member) Vote(messageID string, answers ...int) error {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	msg, c := s.visibleMessage(messageID, m.id)
	switch {
	case msg == nil || msg.Poll == nil:
		return conflict("There is no poll %q that you can see.", messageID)
	case msg.Poll.Results.Finalized || !s.now().Before(msg.Poll.Expiry):
		return conflict("This poll has ended.")
	case len(answers) > 1 && !msg.Poll.Multiselect:
		return refusal("This poll takes one answer.")
	case s.users[m.id].Bot:
		return refusal("Bots cannot vote.")
	}
	for i, id := range answers {
		if !slices.ContainsFunc(msg.Poll.Answers, func(a PollAnswer) bool { return a.ID == id }) || slices.Contains(answers[:i], id) {
			return refusal("The poll has no answer %d, or it is given twice.", id)
		}
	}
	votes := map[int][]string{}
	for _, a := range msg.Poll.Answers {
		had, has := slices.Contains(msg.Votes[a.ID], m.id), slices.Contains(answers, a.ID)
		votes[a.ID] = slices.DeleteFunc(slices.Clone(msg.Votes[a.ID]), func(id string) bool { return id == m.id })
		if has {
			votes[a.ID] = append(votes[a.ID], m.id)
		}
		if had != has {
			event := "MESSAGE_POLL_VOTE_REMOVE"
			if has {
				event = "MESSAGE_POLL_VOTE_ADD"
			}
			data := map[string]any{"user_id": m.id, "channel_id": c.ID, "message_id": msg.ID, "answer_id": a.ID}
			if c.GuildID != "" {
				data["guild_id"] = c.GuildID
			}
			s.dispatchChannel(c, event, intentGuildPolls, intentDirectPolls, data)
		}
	}
	msg.Votes = votes
	msg.Poll = msg.counted(false)
	copied := msg.Message
	s.emit(Event{Type: "MESSAGE_UPDATE", ChannelID: c.ID, Message: &copied, to: msg.VisibleTo})
	s.changed()
	return nil
}

// endPoll counts the votes for good and says so in the channel.
func (s *Server) endPoll(c *Channel, m *storedMessage) {
	p := m.counted(true)
	if s.now().Before(p.Expiry) {
		p.Expiry = s.now().UTC().Truncate(time.Millisecond)
	}
	m.Poll = p
	s.announce("MESSAGE_UPDATE", c, m)
	if m.VisibleTo != "" {
		return
	}
	total, best, tie := 0, PollCount{}, false
	for _, n := range p.Results.Counts {
		total += n.Count
		switch {
		case n.Count > best.Count:
			best, tie = n, false
		case n.Count == best.Count:
			tie = true
		}
	}
	fields := []EmbedField{{Name: "poll_question_text", Value: p.Question.Text}, {Name: "victor_answer_votes", Value: strconv.Itoa(best.Count)},
		{Name: "total_votes", Value: strconv.Itoa(total)}}
	if best.Count > 0 && !tie {
		fields = append(fields, EmbedField{Name: "victor_answer_id", Value: strconv.Itoa(best.ID)},
			EmbedField{Name: "victor_answer_text", Value: p.Answers[best.ID-1].Media.Text})
	}
	result := s.newMessage(c, m.Author)
	result.Type = MessagePollResult
	result.Embeds = []Embed{{Type: "poll_result", Fields: fields}}
	result.MessageReference = &MessageReference{MessageID: m.ID, ChannelID: c.ID, GuildID: c.GuildID}
	s.post(c, result)
}

// expirePolls ends the polls whose time is over.
func (s *Server) expirePolls() {
	for id, channel := range s.openPolls {
		c := s.channels[channel]
		m := s.message(channel, id)
		switch {
		case c == nil || m == nil || m.Poll == nil || m.Poll.Results.Finalized:
			delete(s.openPolls, id)
		case !s.now().Before(m.Poll.Expiry):
			delete(s.openPolls, id)
			s.endPoll(c, m)
		}
	}
}

// pollFor returns the message with a poll that a route names.
func (s *Server) pollFor(c *call) (*Channel, *storedMessage, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], PermissionReadMessageHistory)
	if refused != nil {
		return nil, nil, refused
	}
	m, refused := s.publicMessage(channel.ID, c.params["message"])
	switch {
	case refused != nil:
		return nil, nil, refused
	case m.Poll == nil:
		return nil, nil, errNoPoll
	}
	return channel, m, nil
}

func (s *Server) expirePoll(c *call) (int, any, *apiError) {
	channel, m, refused := s.pollFor(c)
	switch {
	case refused != nil:
		return 0, nil, refused
	case m.Author.ID != c.app.UserID:
		return 0, nil, errNotAuthor
	case m.Poll.Results.Finalized:
		return 0, nil, errPollExpired
	}
	s.endPoll(channel, m)
	return http.StatusOK, m.Message, nil
}

func (s *Server) listVoters(c *call) (int, any, *apiError) {
	_, m, refused := s.pollFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	limit, refused := c.number("limit", 25, 1, maxPollVoters)
	if refused != nil {
		return 0, nil, refused
	}
	id, err := strconv.Atoi(c.params["answer"])
	if err != nil || id < 1 || id > len(m.Poll.Answers) {
		f := &form{tree: map[string]any{}}
		f.fail("answer_id", "POLL_ANSWER_UNKNOWN", fmt.Sprintf("The poll has the answers 1 to %d.", len(m.Poll.Answers)))
		return 0, nil, f.err()
	}
	voters := slices.Clone(m.Votes[id])
	slices.SortFunc(voters, func(a, b string) int {
		if idLess(a, b) {
			return -1
		}
		return 1
	})
	users := []*User{}
	for _, voter := range voters {
		if len(users) < limit && idLess(c.query.Get("after"), voter) {
			users = append(users, s.users[voter])
		}
	}
	return http.StatusOK, map[string]any{"users": users}, nil
}
