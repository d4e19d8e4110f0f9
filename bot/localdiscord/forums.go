package localdiscord

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

const maxAppliedTags = 5 // Discord, "Start Thread in Forum or Media Channel"

// createForumThread opens a thread of a forum with its first message; the two
// share their id.
func (s *Server) createForumThread(c *call) (int, any, *apiError) {
	forum, refused := s.channelFor(c.app, c.params["channel"], PermissionSendMessages)
	if refused != nil {
		return 0, nil, refused
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	thread := s.readThread(f, c, forum)
	thread.Thread.Tags = s.readTags(f, forum, c.app.UserID)
	var d draft
	if f.need("message") {
		if first := f.object("message"); first != nil {
			d = readDraft(first, forChannel, nil, s.now())
		}
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	may := s.permissionsIn(forum, c.app.UserID)
	if d.embeds != nil && len(*d.embeds) > 0 && may&PermissionEmbedLinks == 0 || len(c.files) > 0 && may&PermissionAttachFiles == 0 {
		return 0, nil, errMissingPermissions
	}
	m := s.newMessage(thread, *s.users[c.app.UserID])
	thread.ID, m.ChannelID = m.ID, m.ID
	s.channels[thread.ID] = thread // so that the message is in a channel while it is made
	err := s.apply(d, &m.Message, thread, nil)
	delete(s.channels, thread.ID)
	if err != nil {
		return 0, nil, err
	}
	if d.flags != nil {
		m.Flags = *d.flags
	}
	s.openThread(thread)
	s.post(thread, m)
	created := s.threadJSON(thread)
	created["message"] = m.Message
	return http.StatusCreated, created, nil
}

// readTags reads the tags of a forum's thread.
func (s *Server) readTags(f *form, forum *Channel, userID string) []string {
	tags := []string{}
	for i, v := range f.list("applied_tags", 0, maxAppliedTags) {
		id, _ := v.(string)
		found := slices.IndexFunc(forum.Tags, func(tag ForumTag) bool { return tag.ID == id })
		if found < 0 || forum.Tags[found].Moderated && s.permissionsIn(forum, userID)&PermissionManageThreads == 0 {
			f.fail("applied_tags."+strconv.Itoa(i), "UNKNOWN_TAG", "The forum has no such tag, or only its moderators may set it.")
			continue
		}
		tags = append(tags, id)
	}
	return tags
}

func tagsJSON(c *Channel) []any {
	list := []any{}
	for _, tag := range c.Tags {
		list = append(list, map[string]any{"id": tag.ID, "name": tag.Name, "moderated": tag.Moderated, "emoji_id": nil, "emoji_name": nil})
	}
	return list
}

// threadOf returns the thread that a route on its members names.
func (s *Server) threadOf(c *call) (*Channel, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], 0)
	if refused == nil && channel.Thread == nil {
		return nil, errChannelType
	}
	return channel, refused
}

func (s *Server) threadMemberJSON(c *Channel, userID string, whole bool) map[string]any {
	joined, ok := c.Thread.Joins[userID]
	if !ok {
		joined = c.Thread.CreatedAt
	}
	j := map[string]any{"id": c.ID, "user_id": userID, "join_timestamp": joined, "flags": 0}
	if g := s.guild(c.GuildID); whole && g != nil && g.member(userID) != nil {
		j["member"] = memberJSON(g.member(userID), s.users[userID])
	}
	return j
}

func (s *Server) listThreadMembers(c *call) (int, any, *apiError) {
	thread, refused := s.threadOf(c)
	switch {
	case refused != nil:
		return 0, nil, refused
	case s.allowed[c.app.ID]&intentGuildMembers == 0:
		return 0, nil, errMissingAccess
	}
	limit, refused := c.number("limit", 100, 1, 100)
	if refused != nil {
		return 0, nil, refused
	}
	members := slices.Clone(thread.Thread.Members)
	slices.SortFunc(members, func(a, b string) int {
		if idLess(a, b) {
			return -1
		}
		return 1
	})
	list := []any{}
	for _, id := range members {
		if len(list) < limit && idLess(c.query.Get("after"), id) {
			list = append(list, s.threadMemberJSON(thread, id, c.query.Get("with_member") == "true"))
		}
	}
	return http.StatusOK, list, nil
}

func (s *Server) getThreadMember(c *call) (int, any, *apiError) {
	thread, refused := s.threadOf(c)
	if refused != nil {
		return 0, nil, refused
	}
	if !slices.Contains(thread.Thread.Members, c.params["user"]) {
		return 0, nil, errUnknownMember
	}
	return http.StatusOK, s.threadMemberJSON(thread, c.params["user"], c.query.Get("with_member") == "true"), nil
}

// joinThread adds the bot itself, or another member whom it invites.
func (s *Server) joinThread(c *call) (int, any, *apiError) {
	thread, refused := s.threadOf(c)
	if refused != nil {
		return 0, nil, refused
	}
	who, named := c.params["user"]
	if !named {
		who = c.app.UserID
	}
	parent := s.channels[thread.Thread.ParentID]
	switch {
	case thread.Thread.Archived:
		return 0, nil, errArchived
	case s.users[who] == nil:
		return 0, nil, errUnknownUser
	case named && s.permissionsIn(thread, c.app.UserID)&PermissionSendInThreads == 0:
		return 0, nil, errMissingPermissions
	case !s.canSee(parent, who):
		return 0, nil, errMissingAccess
	}
	s.setThreadMember(thread, who, true)
	return http.StatusNoContent, nil, nil
}

// leaveThread takes out the bot itself, or another member.
func (s *Server) leaveThread(c *call) (int, any, *apiError) {
	thread, refused := s.threadOf(c)
	if refused != nil {
		return 0, nil, refused
	}
	who, named := c.params["user"]
	if !named {
		who = c.app.UserID
	}
	own := thread.Type == ChannelPrivateThread && thread.Thread.OwnerID == c.app.UserID
	switch {
	case thread.Thread.Archived:
		return 0, nil, errArchived
	case named && who != c.app.UserID && !own && s.permissionsIn(thread, c.app.UserID)&PermissionManageThreads == 0:
		return 0, nil, errMissingPermissions
	}
	s.setThreadMember(thread, who, false)
	return http.StatusNoContent, nil, nil
}

// joinWriter makes whoever writes in a thread a member of it.
func (s *Server) joinWriter(c *Channel, userID string) {
	if c.Thread != nil {
		s.setThreadMember(c, userID, true)
	}
}

// setThreadMember lets a user into a thread or out of it and tells bots. Those
// without the members intent are told of themselves only.
func (s *Server) setThreadMember(c *Channel, userID string, in bool) {
	if slices.Contains(c.Thread.Members, userID) == in {
		return
	}
	next := *c.Thread
	next.Members = slices.DeleteFunc(slices.Clone(next.Members), func(id string) bool { return id == userID })
	if next.Joins = maps.Clone(next.Joins); next.Joins == nil {
		next.Joins = map[string]time.Time{}
	}
	delete(next.Joins, userID)
	if in {
		next.Members = append(next.Members, userID)
		next.Joins[userID] = s.now().UTC().Truncate(time.Millisecond)
	}
	leaves := *c // as it was, for those who no longer see it
	c.Thread = &next
	data := map[string]any{"id": c.ID, "guild_id": c.GuildID, "member_count": len(next.Members)}
	if in {
		added := s.threadMemberJSON(c, userID, true)
		added["presence"] = nil
		data["added_members"] = []any{added}
	} else {
		data["removed_member_ids"] = []string{userID}
	}
	for sess, app := range s.sessionsFor(c.GuildID) {
		about := app.UserID == userID || sess.intents&intentGuildMembers != 0
		if about && (s.canSee(c, app.UserID) || s.canSee(&leaves, app.UserID)) {
			s.dispatch(sess, "THREAD_MEMBERS_UPDATE", intentGuilds, data)
		}
	}
	s.worldChanged()
}

// syncThreads tells a bot of the threads of a channel that it sees from now on.
func (s *Server) syncThreads(sess *session, app *Application, c *Channel) {
	threads, members := []any{}, []any{}
	for _, thread := range s.threadsOf(c.GuildID, c.ID) {
		if thread.Thread.Archived || !s.canSee(thread, app.UserID) {
			continue
		}
		threads = append(threads, s.threadJSON(thread))
		if slices.Contains(thread.Thread.Members, app.UserID) {
			members = append(members, s.threadMemberJSON(thread, app.UserID, false))
		}
	}
	s.dispatch(sess, "THREAD_LIST_SYNC", intentGuilds, map[string]any{"guild_id": c.GuildID, "channel_ids": []string{c.ID}, "threads": threads, "members": members})
}

// StartThread opens a public thread under a message, or with messageID "" under none.
func (m *Member) StartThread(channelID, messageID, name string) (Channel, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	parent, err := m.channel(channelID, PermissionCreatePublicThreads)
	if err != nil {
		return Channel{}, err
	}
	thread, err := s.memberThread(parent, m.id, name)
	if err != nil {
		return Channel{}, err
	}
	switch msg := s.message(channelID, messageID); {
	case parent.Type != ChannelText:
		return Channel{}, refusal("There are no threads in this kind of channel.")
	case messageID == "":
		thread.ID = s.newID()
	case msg == nil || msg.VisibleTo != "":
		return Channel{}, conflict("There is no message %q to start a thread from.", messageID)
	case s.channels[messageID] != nil:
		return Channel{}, conflict("This message has a thread already.")
	default:
		thread.ID = messageID
		msg.Flags |= FlagHasThread
		s.announce("MESSAGE_UPDATE", parent, msg)
	}
	s.openThread(thread)
	return *thread, nil
}

// Publish opens a thread of a forum with its first message, marked with tags
// of these ids.
func (m *Member) Publish(forumID, name, content string, tagIDs ...string) (Channel, error) {
	s := m.s
	s.mu.Lock()
	forum, err := m.channel(forumID, PermissionSendMessages)
	var thread *Channel
	if err == nil {
		thread, err = s.memberThread(forum, m.id, name)
	}
	content, refused := memberContent(content, 1)
	switch {
	case err != nil:
	case forum.Type != ChannelForum:
		err = refusal("This is not a forum.")
	case refused != nil:
		err = refused
	case len(tagIDs) > maxAppliedTags:
		err = refusal("A thread has at most %d tags.", maxAppliedTags)
	}
	for _, id := range tagIDs {
		if err == nil && !slices.ContainsFunc(forum.Tags, func(tag ForumTag) bool { return tag.ID == id }) {
			err = refusal("The forum has no tag %q.", id)
		}
	}
	if err != nil {
		s.mu.Unlock()
		return Channel{}, err
	}
	thread.Thread.Tags = tagIDs
	first := s.newMessage(thread, *s.users[m.id])
	thread.ID, first.ChannelID, first.Content = first.ID, first.ID, content
	s.openThread(thread)
	s.setMentions(&first.Message, thread, nil, false)
	s.post(thread, first)
	copied := *thread
	s.mu.Unlock()
	return copied, nil
}

// memberThread returns a new public thread that is not open yet.
func (s *Server) memberThread(parent *Channel, userID, name string) (*Channel, error) {
	if n := len([]rune(name)); n < 1 || n > maxThreadName {
		return nil, refusal("A thread's name has 1 to %d characters; this one has %d.", maxThreadName, n)
	}
	return &Channel{GuildID: parent.GuildID, Type: ChannelPublicThread, Name: name, Thread: &Thread{ParentID: parent.ID, OwnerID: userID,
		Members: []string{userID}, AutoArchive: defaultAutoArchive, CreatedAt: s.now().UTC().Truncate(time.Millisecond)}}, nil
}

// JoinThread and LeaveThread make the user a member of a thread, or no longer.
func (m *Member) JoinThread(threadID string) error { return m.inThread(threadID, true) }

// LeaveThread is the opposite of [Member.JoinThread].
func (m *Member) LeaveThread(threadID string) error { return m.inThread(threadID, false) }

func (m *Member) inThread(threadID string, in bool) error {
	m.s.mu.Lock()
	defer m.s.mu.Unlock()
	c, err := m.channel(threadID, 0)
	switch {
	case err != nil:
		return err
	case c.Thread == nil:
		return refusal("This is not a thread.")
	case c.Thread.Archived:
		return conflict("This thread is archived.")
	}
	m.s.setThreadMember(c, m.id, in)
	return nil
}
