package localdiscord

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// guild is a guild with all that belongs to it.
type guild struct {
	Guild
	Roles   []*Role       `json:"roles"` // the first is @everyone
	Members []*membership `json:"members"`
	Apps    []string      `json:"apps"` // installed applications
}

func (g *guild) role(id string) *Role {
	for _, r := range g.Roles {
		if r.ID == id {
			return r
		}
	}
	return nil
}

func (g *guild) member(userID string) *membership {
	for _, m := range g.Members {
		if m.UserID == userID {
			return m
		}
	}
	return nil
}

// The Add methods below build the world that a bot meets. They panic when an id
// does not exist, because that is a mistake of the program that builds it.

// AddApplication registers a bot. token is what it logs in with; an application
// that already has this token is returned instead of a second one. "" makes a
// random token of the form that Discord's have: they begin with the
// application's id, and some client libraries read it there.
func (s *Server) AddApplication(name, token string) Application {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, app := range s.apps {
		if token != "" && app.Token == token {
			return *app
		}
	}
	user := &User{ID: s.newID(), Username: name, Bot: true}
	s.users[user.ID] = user
	// As for a real bot, application and bot user share their id.
	app := &Application{ID: user.ID, Name: name, Token: cmp.Or(token, newToken(user.ID)), UserID: user.ID}
	s.makeKey(app)
	s.apps = append(s.apps, app)
	s.worldChanged()
	return *app
}

func newToken(appID string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(appID)) + "." + randomHex(3) + "." + randomHex(19)
}

// AddUser makes somebody who belongs to no guild yet.
func (s *Server) AddUser(name string) User {
	s.mu.Lock()
	defer s.mu.Unlock()
	user := &User{ID: s.newID(), Username: name}
	s.users[user.ID] = user
	s.worldChanged()
	return *user
}

// AddGuild makes a guild whose only member is its owner, and whose @everyone
// role may do what Discord allows by default.
func (s *Server) AddGuild(name, ownerID string) Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustUser("AddGuild", ownerID)
	g := &guild{Guild: Guild{ID: s.newGuildID(), Name: name, OwnerID: ownerID}}
	g.Roles = []*Role{{ID: g.ID, Name: "@everyone", Permissions: DefaultPermissions}}
	g.Members = []*membership{{UserID: ownerID, Roles: []string{}, JoinedAt: s.now().UTC()}}
	s.guilds = append(s.guilds, g)
	s.worldChanged()
	return g.Guild
}

// newGuildID returns an id that differs from the latest guild's in what shards
// are told apart by: guilds made in the same millisecond count as made one
// after the other.
func (s *Server) newGuildID() string {
	if n := len(s.guilds); n > 0 {
		if latest, err := strconv.ParseUint(s.guilds[n-1].ID, 10, 64); err == nil {
			s.lastID = max(s.lastID, (latest>>22+1)<<22)
		}
	}
	return s.newID()
}

// AddRole makes a role that stands above the guild's earlier ones.
func (s *Server) AddRole(guildID, name string, permissions int64) Role {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("AddRole", guildID)
	r := s.addRole(g, name, permissions)
	s.dispatchGuild(g.ID, "GUILD_ROLE_CREATE", intentGuilds, map[string]any{"guild_id": g.ID, "role": roleJSON(r)})
	s.worldChanged()
	return *r
}

func (s *Server) addRole(g *guild, name string, permissions int64) *Role {
	r := &Role{ID: s.newID(), Name: name, Permissions: permissions, Position: len(g.Roles)}
	g.Roles = append(g.Roles, r)
	return r
}

// SetRoleColor gives a role a colour, 0xRRGGBB; 0 is none. A member's name has
// the colour of the highest role that has one.
func (s *Server) SetRoleColor(guildID, roleID string, color int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("SetRoleColor", guildID)
	r := s.mustRole("SetRoleColor", g, roleID)
	r.Color = color
	s.dispatchGuild(g.ID, "GUILD_ROLE_UPDATE", intentGuilds, map[string]any{"guild_id": g.ID, "role": roleJSON(r)})
	s.worldChanged()
}

// RemoveRole deletes a role and takes it from its members.
func (s *Server) RemoveRole(guildID, roleID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("RemoveRole", guildID)
	r := s.mustRole("RemoveRole", g, roleID)
	if r == g.Roles[0] {
		panic("localdiscord: RemoveRole: @everyone stays")
	}
	g.Roles = slices.DeleteFunc(g.Roles, func(other *Role) bool { return other == r })
	for _, m := range g.Members {
		m.Roles = slices.DeleteFunc(slices.Clone(m.Roles), func(id string) bool { return id == roleID })
	}
	s.dispatchGuild(g.ID, "GUILD_ROLE_DELETE", intentGuilds, map[string]any{"guild_id": g.ID, "role_id": roleID})
	s.worldChanged()
}

func (s *Server) mustRole(method string, g *guild, id string) *Role {
	if r := g.role(id); r != nil {
		return r
	}
	panic(fmt.Sprintf("localdiscord: %s: guild %s has no role %q", method, g.ID, id))
}

// RenameGuild gives a guild another name.
func (s *Server) RenameGuild(guildID, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("RenameGuild", guildID)
	g.Name = name
	s.dispatchGuild(g.ID, "GUILD_UPDATE", intentGuilds, guildJSON(g))
	s.worldChanged()
}

// SetUnavailable tells bots that a guild cannot be reached for now, as in an
// outage of Discord, or that it can be again. Its routes keep working.
func (s *Server) SetUnavailable(guildID string, unavailable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("SetUnavailable", guildID)
	for sess, app := range s.sessionsFor(g.ID) {
		switch {
		case g.member(app.UserID) == nil:
		case unavailable:
			s.dispatch(sess, "GUILD_DELETE", intentGuilds, map[string]any{"id": g.ID, "unavailable": true})
		default:
			s.dispatch(sess, "GUILD_CREATE", intentGuilds, s.guildCreate(g, app))
		}
	}
}

// Timeout lets a member only read until then; a time that is over lifts it.
func (s *Server) Timeout(guildID, userID string, until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("Timeout", guildID)
	m := g.member(userID)
	if m == nil {
		panic(fmt.Sprintf("localdiscord: Timeout: guild %s has no member %q", guildID, userID))
	}
	m.TimeoutUntil = nil
	if until.After(s.now()) {
		until = until.UTC()
		m.TimeoutUntil = &until
	}
	s.announceMember("GUILD_MEMBER_UPDATE", g, userID)
	s.worldChanged()
}

// AddChannel makes a text channel at the end of the guild's list.
func (s *Server) AddChannel(guildID, name string) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("AddChannel", guildID)
	c := &Channel{ID: s.newID(), GuildID: g.ID, Name: name, Type: ChannelText, Position: len(s.channelsOf(g.ID))}
	s.addChannel(c)
	s.dispatchGuild(g.ID, "CHANNEL_CREATE", intentGuilds, s.channelJSON(c))
	s.worldChanged()
	return *c
}

// AddForum makes a forum at the end of the guild's list: a channel of threads,
// which can be marked with tags of these names.
func (s *Server) AddForum(guildID, name string, tags ...string) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("AddForum", guildID)
	c := &Channel{ID: s.newID(), GuildID: g.ID, Name: name, Type: ChannelForum, Position: len(s.channelsOf(g.ID))}
	for _, tag := range tags {
		c.Tags = append(c.Tags, ForumTag{ID: s.newID(), Name: tag})
	}
	s.addChannel(c)
	s.dispatchGuild(g.ID, "CHANNEL_CREATE", intentGuilds, s.channelJSON(c))
	s.worldChanged()
	return *c
}

func (s *Server) addChannel(c *Channel) {
	s.channels[c.ID] = c
	s.channelOrder = append(s.channelOrder, c.ID)
}

// RemoveChannel deletes a channel and its messages.
func (s *Server) RemoveChannel(channelID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.mustChannel("RemoveChannel", channelID)
	for _, thread := range s.threadsOf(c.GuildID, c.ID) {
		s.removeChannel(thread, "THREAD_DELETE", map[string]any{"id": thread.ID, "guild_id": c.GuildID, "parent_id": c.ID, "type": thread.Type})
	}
	s.removeChannel(c, "CHANNEL_DELETE", s.channelJSON(c))
	s.worldChanged()
}

func (s *Server) removeChannel(c *Channel, event string, data any) {
	s.dispatchGuild(c.GuildID, event, intentGuilds, data)
	for _, m := range s.messages[c.ID] {
		s.forgetFiles(m.Attachments, nil)
	}
	delete(s.channels, c.ID)
	delete(s.messages, c.ID)
	s.channelOrder = slices.DeleteFunc(s.channelOrder, func(id string) bool { return id == c.ID })
}

// AddMember lets a user into a guild, or gives a member more roles.
func (s *Server) AddMember(guildID, userID string, roleIDs ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("AddMember", guildID)
	s.mustUser("AddMember", userID)
	for _, id := range roleIDs {
		if g.role(id) == nil {
			panic(fmt.Sprintf("localdiscord: AddMember: guild %s has no role %q", guildID, id))
		}
	}
	event := "GUILD_MEMBER_UPDATE"
	if g.member(userID) == nil {
		event = "GUILD_MEMBER_ADD"
	}
	s.join(g, userID, roleIDs)
	s.announceMember(event, g, userID)
	s.worldChanged()
}

// announceMember tells bots with the members intent of a member; a bot is always
// told of its own changes.
func (s *Server) announceMember(event string, g *guild, userID string) {
	data := map[string]any{"guild_id": g.ID, "user": s.users[userID]}
	if m := g.member(userID); m != nil && event != "GUILD_MEMBER_REMOVE" {
		data = memberJSON(m, s.users[userID])
		data["guild_id"] = g.ID
	}
	for sess, app := range s.sessionsFor(g.ID) {
		if g.member(app.UserID) == nil || app.UserID == userID && event == "GUILD_MEMBER_REMOVE" {
			continue
		}
		intent := intentGuildMembers
		if app.UserID == userID && event == "GUILD_MEMBER_UPDATE" {
			intent = 0
		}
		s.dispatch(sess, event, intent, data)
	}
}

func (s *Server) join(g *guild, userID string, roleIDs []string) {
	m := g.member(userID)
	if m == nil {
		m = &membership{UserID: userID, Roles: []string{}, JoinedAt: s.now().UTC()}
		g.Members = append(g.Members, m)
	}
	for _, id := range roleIDs {
		if !slices.Contains(m.Roles, id) {
			m.Roles = append(m.Roles, id)
		}
	}
}

// RemoveMember takes a user, or a bot's user, out of a guild.
func (s *Server) RemoveMember(guildID, userID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("RemoveMember", guildID)
	for _, app := range s.apps {
		if app.UserID == userID && slices.Contains(g.Apps, app.ID) {
			s.dispatchGuild(g.ID, "GUILD_DELETE", intentGuilds, map[string]any{"id": g.ID})
			g.Apps = slices.DeleteFunc(g.Apps, func(id string) bool { return id == app.ID })
		}
	}
	if g.member(userID) != nil {
		s.announceMember("GUILD_MEMBER_REMOVE", g, userID)
	}
	g.Members = slices.DeleteFunc(g.Members, func(m *membership) bool { return m.UserID == userID })
	s.worldChanged()
}

// SetRoles replaces a member's roles.
func (s *Server) SetRoles(guildID, userID string, roleIDs ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("SetRoles", guildID)
	m := g.member(userID)
	if m == nil {
		panic(fmt.Sprintf("localdiscord: SetRoles: guild %s has no member %q", guildID, userID))
	}
	m.Roles = append([]string{}, roleIDs...)
	s.announceMember("GUILD_MEMBER_UPDATE", g, userID)
	s.worldChanged()
}

// Install adds an application's bot to a guild with [BotPermissions].
func (s *Server) Install(appID, guildID string) { s.InstallWith(appID, guildID, BotPermissions) }

// InstallWith adds an application's bot to a guild. Its own role, named after
// it, carries permissions; installing again changes them.
func (s *Server) InstallWith(appID, guildID string, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGuild("Install", guildID)
	app := s.app(appID)
	if app == nil {
		panic(fmt.Sprintf("localdiscord: Install: there is no application %q", appID))
	}
	for _, r := range g.Roles {
		if m := g.member(app.UserID); m != nil && r.Managed && slices.Contains(m.Roles, r.ID) {
			r.Permissions = permissions
			s.dispatchGuild(g.ID, "GUILD_ROLE_UPDATE", intentGuilds, map[string]any{"guild_id": g.ID, "role": roleJSON(r)})
			s.worldChanged()
			return
		}
	}
	r := s.addRole(g, app.Name, permissions)
	r.Managed = true
	g.Apps = append(g.Apps, app.ID)
	s.join(g, app.UserID, []string{r.ID})
	for sess := range s.sessionsFor(g.ID) {
		if sess.app == app.ID {
			s.dispatch(sess, "GUILD_CREATE", intentGuilds, s.guildCreate(g, app))
		}
	}
	s.worldChanged()
}

// SetOverwrite sets what a role or a member may and may not do in one channel,
// replacing the earlier overwrite of the same id.
func (s *Server) SetOverwrite(channelID string, o Overwrite) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.mustChannel("SetOverwrite", channelID)
	saw := map[string]bool{}
	for _, app := range s.apps {
		saw[app.ID] = s.canSee(c, app.UserID)
	}
	c.Overwrites = append(slices.DeleteFunc(c.Overwrites, func(old Overwrite) bool { return old.ID == o.ID }), o)
	s.dispatchGuild(c.GuildID, "CHANNEL_UPDATE", intentGuilds, s.channelJSON(c))
	for sess, app := range s.sessionsFor(c.GuildID) {
		if !saw[app.ID] && s.canSee(c, app.UserID) {
			s.syncThreads(sess, app, c)
		}
	}
	s.worldChanged()
}

// OpenDM returns the direct messages between a user and an application's bot.
func (s *Server) OpenDM(userID, appID string) Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustUser("OpenDM", userID)
	app := s.app(appID)
	if app == nil {
		panic(fmt.Sprintf("localdiscord: OpenDM: there is no application %q", appID))
	}
	return *s.dm(userID, app.UserID)
}

func (s *Server) dm(userID, botID string) *Channel {
	for _, id := range s.channelOrder {
		if c := s.channels[id]; c.Type == ChannelDM && c.Recipients[0] == userID && c.Recipients[1] == botID {
			return c
		}
	}
	c := &Channel{ID: s.newID(), Type: ChannelDM, Recipients: []string{userID, botID}}
	s.addChannel(c)
	s.emit(Event{Type: "STATE", to: userID})
	s.changed()
	return c
}

// CloseDMs makes bots unable to write to a user's direct messages, as when the
// user's settings forbid it, or able again.
func (s *Server) CloseDMs(userID string, closed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustUser("CloseDMs", userID)
	s.closedDMs[userID] = closed
	s.changed()
}

// FindApplication, FindGuild, FindUser and FindChannel look things up by name,
// for instance after [Server.Load]. The oldest of that name is returned.

// FindApplication returns the application called name.
func (s *Server) FindApplication(name string) (Application, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, app := range s.apps {
		if app.Name == name {
			return *app, true
		}
	}
	return Application{}, false
}

// FindGuild returns the guild called name.
func (s *Server) FindGuild(name string) (Guild, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.guilds {
		if g.Name == name {
			return g.Guild, true
		}
	}
	return Guild{}, false
}

// FindUser returns the user called name; bots are not meant.
func (s *Server) FindUser(name string) (User, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.sortedUsers() {
		if u.Username == name && !u.Bot {
			return *u, true
		}
	}
	return User{}, false
}

// FindChannel returns the guild's channel called name.
func (s *Server) FindChannel(guildID, name string) (Channel, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.channelsOf(guildID) {
		if c.Name == name {
			return *c, true
		}
	}
	return Channel{}, false
}

// FindRole returns the guild's role called name.
func (s *Server) FindRole(guildID, name string) (Role, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.guild(guildID); g != nil {
		for _, r := range g.Roles {
			if r.Name == name {
				return *r, true
			}
		}
	}
	return Role{}, false
}

// Commands returns the registered commands, oldest first.
func (s *Server) Commands() []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Command, len(s.commands))
	for i, c := range s.commands {
		list[i] = *c
	}
	return list
}

func (s *Server) app(id string) *Application {
	for _, app := range s.apps {
		if app.ID == id {
			return app
		}
	}
	return nil
}

func (s *Server) guild(id string) *guild {
	for _, g := range s.guilds {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// channelsOf returns a guild's channels in their order.
func (s *Server) channelsOf(guildID string) []*Channel {
	var list []*Channel
	for _, id := range s.channelOrder {
		if c := s.channels[id]; c.GuildID == guildID && c.Type != ChannelDM && c.Thread == nil {
			list = append(list, c)
		}
	}
	return list
}

func (s *Server) sortedUsers() []*User {
	list := make([]*User, 0, len(s.users))
	for _, u := range s.users {
		list = append(list, u)
	}
	slices.SortFunc(list, func(a, b *User) int {
		if idLess(a.ID, b.ID) {
			return -1
		}
		return 1
	})
	return list
}

func (s *Server) mustUser(method, id string) *User {
	if u := s.users[id]; u != nil {
		return u
	}
	panic(fmt.Sprintf("localdiscord: %s: there is no user %q", method, id))
}

func (s *Server) mustGuild(method, id string) *guild {
	if g := s.guild(id); g != nil {
		return g
	}
	panic(fmt.Sprintf("localdiscord: %s: there is no guild %q", method, id))
}

func (s *Server) mustChannel(method, id string) *Channel {
	if c := s.channels[id]; c != nil {
		return c
	}
	panic(fmt.Sprintf("localdiscord: %s: there is no channel %q", method, id))
}
