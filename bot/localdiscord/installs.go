package localdiscord

import (
	"fmt"
	"slices"
)

// Where a command is used; Discord, "Interaction Context Types".
const (
	contextGuild   = 0
	contextBot     = 1 // direct messages with the bot itself
	contextPrivate = 2 // other direct messages
)

// What an application is installed to; Discord, "Application Integration Types".
const (
	installGuild = 0
	installUser  = 1
)

// maxUserFollowups is how many followups an application sends that only the
// user has installed; Discord, "Create Followup Message".
const maxUserFollowups = 5

// InstallForUser lets a user take an application along: its commands that allow
// it then work for this user everywhere, also where the bot is no member.
// installed false takes it away again.
func (s *Server) InstallForUser(appID, userID string, installed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app := s.app(appID)
	if app == nil {
		panic(fmt.Sprintf("localdiscord: InstallForUser: there is no application %q", appID))
	}
	s.mustUser("InstallForUser", userID)
	users := slices.DeleteFunc(slices.Clone(s.installs[appID]), func(id string) bool { return id == userID })
	if installed {
		app.UserInstall, users = true, append(users, userID)
	}
	s.installs[appID] = users
	s.worldChanged()
}

// contextOf says what a channel is to an application.
func contextOf(app *Application, c *Channel) int {
	switch {
	case c.GuildID != "":
		return contextGuild
	case slices.Contains(c.Recipients, app.UserID):
		return contextBot
	}
	return contextPrivate
}

// ownersFor returns the installations by which a user reaches an application
// in a channel: "0" with the guild's id ("0" in the bot's direct messages), "1"
// with the user's id. A command narrows them down to those that it allows; nil
// is everything. userID "" has installed nothing.
func (s *Server) ownersFor(app *Application, command *Command, c *Channel, userID string) map[string]string {
	owners := map[string]string{}
	allows := func(kind int) bool {
		return command == nil || command.IntegrationTypes == nil || slices.Contains(command.IntegrationTypes, kind)
	}
	if allows(installGuild) {
		g := s.guild(c.GuildID)
		switch {
		case g != nil && slices.Contains(g.Apps, app.ID):
			owners["0"] = g.ID
		case contextOf(app, c) == contextBot:
			owners["0"] = "0"
		}
	}
	if allows(installUser) && slices.Contains(s.installs[app.ID], userID) {
		owners["1"] = userID
	}
	return owners
}

// offers reports whether a command is there for a user in a channel.
func (s *Server) offers(command *Command, c *Channel, userID string) bool {
	app := s.app(command.ApplicationID)
	if app == nil {
		return false
	}
	if command.GuildID != "" {
		g := s.guild(c.GuildID)
		return g != nil && command.GuildID == g.ID && slices.Contains(g.Apps, app.ID)
	}
	return (command.Contexts == nil || slices.Contains(command.Contexts, contextOf(app, c))) && len(s.ownersFor(app, command, c, userID)) > 0
}

// ofUserOnly reports whether only the user has installed the application.
func (it *interaction) ofUserOnly() bool { return it.owners["0"] == "" && it.owners["1"] != "" }

// appPermissions are an application's in a channel. Where its bot is no member
// it has those of the user that concern what a message shows.
func (s *Server) appPermissions(app *Application, c *Channel, userID string) int64 {
	if g := s.guild(c.GuildID); g != nil && g.member(app.UserID) != nil || contextOf(app, c) == contextBot {
		return s.permissionsIn(c, app.UserID)
	}
	return s.permissionsIn(c, userID) & (PermissionEmbedLinks | PermissionAttachFiles | PermissionMentionEveryone | PermissionUseExternalEmojis)
}
