package localdiscord

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// memberUpload is a file that a member has sent and that no message shows yet.
type memberUpload struct {
	user string
	Attachment
	at time.Time
}

// uploadLife is how long an upload waits for the message or form that it is for.
const uploadLife = 20 * time.Minute

// Upload sends a file of at most 10 MiB for a command's option of type
// [OptionAttachment], a form's file field, or [Post.Uploads]. It returns the
// attachment, whose ID is the value there.
func (m *Member) Upload(name string, content []byte) (Attachment, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.users[m.id] == nil:
		return Attachment{}, refusal("There is no user %q.", m.id)
	case len(content) > maxFileBytes:
		return Attachment{}, refusal("A file has at most %d MiB; this one has %d bytes.", maxFileBytes>>20, len(content))
	}
	a := s.store("ephemeral", Attachment{Filename: fileName(name)}, &upload{name: name, data: slices.Clone(content)})
	s.uploads = append(s.uploads, &memberUpload{m.id, a, s.now()})
	return a, nil
}

// uploaded returns what a user has sent under an id; nil when there is nothing.
func (s *Server) uploaded(userID, id string) *memberUpload {
	for _, u := range s.uploads {
		if u.user == userID && u.ID == id {
			return u
		}
	}
	return nil
}

// expireUploads forgets what was sent and never used.
func (s *Server) expireUploads() {
	s.uploads = slices.DeleteFunc(s.uploads, func(u *memberUpload) bool {
		old := s.now().Sub(u.at) > uploadLife
		if old {
			delete(s.files, u.ID)
		}
		return old
	})
}

// Post is what a member writes.
type Post struct {
	Content string
	ReplyTo string   // id of the message that it answers; "" for none
	Uploads []string // ids from [Member.Upload], at most ten
}

// memberContent checks the text of a member's message and trims it.
func memberContent(content string, least int) (string, error) {
	content = strings.TrimSpace(content)
	if n := utf8.RuneCountInString(content); n < least || n > maxContent {
		return "", refusal("A message has 1 to %d characters; this one has %d.", maxContent, n)
	}
	return content, nil
}

// Post writes a message into a channel: a text, files, or both.
func (m *Member) Post(channelID string, p Post) (*Message, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := m.channel(channelID, sendPermission(s.channels[channelID]))
	if err != nil {
		return nil, err
	}
	least := 1
	if len(p.Uploads) > 0 {
		least = 0
	}
	content, err := memberContent(p.Content, least)
	switch {
	case err != nil:
		return nil, err
	case c.Type == ChannelForum:
		return nil, refusal("A forum has threads only: open one.")
	case len(p.Uploads) > maxAttachments:
		return nil, refusal("A message has at most %d files.", maxAttachments)
	case len(p.Uploads) > 0 && s.permissionsIn(c, m.id)&PermissionAttachFiles == 0:
		return nil, refusal("You may not attach files in this channel.")
	}
	msg := s.newMessage(c, *s.users[m.id])
	for _, id := range p.Uploads {
		u := s.uploaded(m.id, id)
		if u == nil {
			return nil, conflict("There is no upload %q any more; send the file again.", id)
		}
		msg.Attachments = append(msg.Attachments, u.Attachment)
	}
	if p.ReplyTo != "" {
		target := s.message(c.ID, p.ReplyTo)
		if target == nil || target.VisibleTo != "" {
			return nil, conflict("The message that you answer is gone.")
		}
		msg.Type = MessageReply
		msg.replyTo(c, target)
	}
	if refused := s.wakeThread(c, m.id); refused != nil {
		return nil, refusal("%s.", refused.Message)
	}
	s.uploads = slices.DeleteFunc(s.uploads, func(u *memberUpload) bool { return u.user == m.id && slices.Contains(p.Uploads, u.ID) })
	s.joinWriter(c, m.id)
	msg.Content = content
	s.setMentions(&msg.Message, c, nil, false)
	s.post(c, msg)
	copied := msg.Message
	return &copied, nil
}

// Edit changes the text of one of the user's own messages.
func (m *Member) Edit(messageID, content string) (*Message, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	msg, c := s.visibleMessage(messageID, m.id)
	if msg == nil || msg.Author.ID != m.id {
		return nil, conflict("There is no message %q of your own.", messageID)
	}
	least := 1
	if len(msg.Attachments) > 0 {
		least = 0
	}
	content, err := memberContent(content, least)
	if err != nil {
		return nil, err
	}
	msg.Content = content
	s.setMentions(&msg.Message, c, nil, false)
	s.change(c, msg)
	copied := msg.Message
	return &copied, nil
}

// Delete removes a message: one's own, or with the permission to manage
// messages anybody's. An ephemeral one is only dismissed by its reader.
func (m *Member) Delete(messageID string) error {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	msg, c := s.visibleMessage(messageID, m.id)
	switch {
	case msg == nil:
		return conflict("There is no message %q that you can see.", messageID)
	case msg.Author.ID != m.id && msg.VisibleTo == "" && (c.Type == ChannelDM || s.permissionsIn(c, m.id)&PermissionManageMessages == 0):
		return refusal("This is somebody else's message.")
	}
	s.remove(c, msg)
	return nil
}
