package localdiscord

import (
	"net/http"
	"slices"
	"time"
)

const (
	maxThreadName        = 100
	maxThreadSlowmode    = 21600 // seconds
	defaultAutoArchive   = 4320  // minutes
	threadAlreadyThere   = 160004
	threadWithoutMessage = ChannelPrivateThread // Discord's default type there
)

// autoArchives are the minutes after which a quiet thread may be archived.
var autoArchives = []int64{60, 1440, 4320, 10080}

// Thread is what a channel has more when it is a thread.
type Thread struct {
	ParentID    string     `json:"parent_id"`
	OwnerID     string     `json:"owner_id"`
	Members     []string   `json:"members"`        // user ids, in the order of joining
	Tags        []string   `json:"tags,omitempty"` // ids of the forum's tags
	AutoArchive int        `json:"auto_archive"`
	Slowmode    int        `json:"slowmode"` // seconds
	Archived    bool       `json:"archived"`
	Locked      bool       `json:"locked"`
	Invitable   bool       `json:"invitable"`
	CreatedAt   time.Time  `json:"created_at"`
	ArchivedAt  *time.Time `json:"archived_at"` // when Archived last changed
	// Joins is when members joined; who is missing was there from the start.
	Joins map[string]time.Time `json:"joins,omitempty"`
}

// sendPermission is what writing in a channel needs.
func sendPermission(c *Channel) int64 {
	if c != nil && c.Thread != nil {
		return PermissionSendInThreads
	}
	return PermissionSendMessages
}

// threadPermissions are those of the parent; a private thread is only for its
// members and for who manages threads.
func (s *Server) threadPermissions(c *Channel, userID string) int64 {
	parent := s.channels[c.Thread.ParentID]
	if parent == nil {
		return 0
	}
	has := s.permissionsIn(parent, userID)
	if c.Type == ChannelPrivateThread && has&PermissionManageThreads == 0 && !slices.Contains(c.Thread.Members, userID) {
		return 0
	}
	return has
}

// threadsOf returns the threads of a guild, or those under one channel.
func (s *Server) threadsOf(guildID, parentID string) (list []*Channel) {
	for _, id := range s.channelOrder {
		c := s.channels[id]
		if c.Thread != nil && c.GuildID == guildID && (parentID == "" || c.Thread.ParentID == parentID) {
			list = append(list, c)
		}
	}
	return list
}

func (s *Server) threadJSON(c *Channel) map[string]any {
	t := c.Thread
	var last any
	if c.LastID != "" {
		last = c.LastID
	}
	changed := t.CreatedAt
	if t.ArchivedAt != nil {
		changed = *t.ArchivedAt
	}
	meta := map[string]any{"archived": t.Archived, "archive_timestamp": changed, "auto_archive_duration": t.AutoArchive,
		"locked": t.Locked, "create_timestamp": t.CreatedAt}
	if c.Type == ChannelPrivateThread {
		meta["invitable"] = t.Invitable
	}
	messages := len(s.messages[c.ID])
	j := map[string]any{"id": c.ID, "type": c.Type, "guild_id": c.GuildID, "name": c.Name, "parent_id": t.ParentID,
		"owner_id": t.OwnerID, "flags": 0, "last_message_id": last, "rate_limit_per_user": t.Slowmode, "thread_metadata": meta,
		"message_count": messages, "member_count": len(t.Members), "total_message_sent": messages}
	if parent := s.channels[t.ParentID]; parent != nil && parent.Type == ChannelForum {
		j["applied_tags"] = append([]string{}, t.Tags...)
	}
	return j
}

// readThread reads name and settings of a new thread.
func (s *Server) readThread(f *form, c *call, parent *Channel) *Channel {
	f.need("name")
	thread := &Channel{GuildID: parent.GuildID, Type: ChannelPublicThread, Name: f.text("name", 1, maxThreadName)}
	thread.Thread = &Thread{ParentID: parent.ID, OwnerID: c.app.UserID, Members: []string{c.app.UserID}, AutoArchive: readAutoArchive(f, defaultAutoArchive),
		CreatedAt: s.now().UTC().Truncate(time.Millisecond)}
	if n, ok := f.integer("rate_limit_per_user", 0, maxThreadSlowmode); ok {
		thread.Thread.Slowmode = int(n)
	}
	return thread
}

func readAutoArchive(f *form, otherwise int) int {
	n, ok := f.integer("auto_archive_duration", 0, 1<<31)
	if !ok {
		return otherwise
	}
	if !slices.Contains(autoArchives, n) {
		f.failf("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of %v.", autoArchives)
	}
	return int(n)
}

func (s *Server) openThread(c *Channel) (int, any, *apiError) {
	s.addChannel(c)
	s.worldChanged()
	created := s.threadJSON(c)
	event := s.threadJSON(c)
	event["newly_created"] = true
	s.dispatchChannel(c, "THREAD_CREATE", intentGuilds, 0, event)
	return http.StatusCreated, created, nil
}

// threadParent returns the channel of a request if threads can stand in it.
func (s *Server) threadParent(c *call, needs int64) (*Channel, *apiError) {
	parent, refused := s.channelFor(c.app, c.params["channel"], needs)
	if refused == nil && parent.Type != ChannelText {
		return nil, errChannelType
	}
	return parent, refused
}

// startThread makes a thread under a message; the two share their id.
func (s *Server) startThread(c *call) (int, any, *apiError) {
	parent, refused := s.threadParent(c, PermissionCreatePublicThreads)
	if refused != nil {
		return 0, nil, refused
	}
	m, refused := s.publicMessage(parent.ID, c.params["message"])
	if refused != nil {
		return 0, nil, refused
	}
	if s.channels[m.ID] != nil {
		return 0, nil, refuse(http.StatusBadRequest, threadAlreadyThere, "A thread has already been created for this message")
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	thread := s.readThread(f, c, parent)
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	thread.ID = m.ID
	m.Flags |= FlagHasThread
	s.announce("MESSAGE_UPDATE", parent, m)
	return s.openThread(thread)
}

// createThread makes a thread that belongs to no message.
func (s *Server) createThread(c *call) (int, any, *apiError) {
	if forum := s.channels[c.params["channel"]]; forum != nil && forum.Type == ChannelForum {
		return s.createForumThread(c)
	}
	parent, refused := s.threadParent(c, 0)
	if refused != nil {
		return 0, nil, refused
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	thread := s.readThread(f, c, parent)
	kind, ok := f.integer("type", ChannelPublicThread, ChannelPrivateThread)
	if !ok {
		kind = threadWithoutMessage
	}
	thread.Type = int(kind)
	thread.Thread.Invitable = !f.set("invitable") || f.boolean("invitable")
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	needs := int64(PermissionCreatePublicThreads)
	if thread.Type == ChannelPrivateThread {
		needs = PermissionCreatePrivateThreads
	}
	if s.permissionsIn(parent, c.app.UserID)&needs == 0 {
		return 0, nil, errMissingPermissions
	}
	thread.ID = s.newID()
	return s.openThread(thread)
}

// editChannel changes a thread; other channels are changed by nobody here.
func (s *Server) editChannel(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], 0)
	switch {
	case refused != nil:
		return 0, nil, refused
	case channel.Thread == nil:
		return 0, nil, errChannelType
	case channel.Thread.OwnerID != c.app.UserID && s.permissionsIn(channel, c.app.UserID)&PermissionManageThreads == 0:
		return 0, nil, errMissingPermissions
	}
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	next, name := *channel.Thread, channel.Name
	if f.set("name") {
		name = f.text("name", 1, maxThreadName)
	}
	next.AutoArchive = readAutoArchive(f, next.AutoArchive)
	if f.set("locked") {
		next.Locked = f.boolean("locked")
	}
	if f.set("archived") {
		next.Archived = f.boolean("archived")
	}
	if n, ok := f.integer("rate_limit_per_user", 0, maxThreadSlowmode); ok {
		next.Slowmode = int(n)
	}
	if parent := s.channels[next.ParentID]; parent != nil && f.has("applied_tags") {
		next.Tags = s.readTags(f, parent, c.app.UserID)
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	if channel.Thread.Archived && next.Archived {
		return 0, nil, errArchived
	}
	channel.Name = name
	s.changeThread(channel, next)
	return http.StatusOK, s.threadJSON(channel), nil
}

func (s *Server) changeThread(c *Channel, next Thread) {
	if next.Archived != c.Thread.Archived {
		now := s.now().UTC().Truncate(time.Millisecond)
		next.ArchivedAt = &now
	}
	c.Thread = &next
	s.worldChanged()
	s.dispatchChannel(c, "THREAD_UPDATE", intentGuilds, 0, s.threadJSON(c))
}

// wakeThread unarchives a thread that somebody writes in; a locked one stays.
func (s *Server) wakeThread(c *Channel, userID string) *apiError {
	if c.Thread == nil || !c.Thread.Archived {
		return nil
	}
	if c.Thread.Locked && s.permissionsIn(c, userID)&PermissionManageThreads == 0 {
		return errArchived
	}
	next := *c.Thread
	next.Archived = false
	s.changeThread(c, next)
	return nil
}
