package localdiscord

import (
	"slices"
	"strconv"
)

// Permission bits; Discord, "Permissions".
const (
	PermissionAdministrator        = 1 << 3
	PermissionManageChannels       = 1 << 4
	PermissionManageGuild          = 1 << 5
	PermissionAddReactions         = 1 << 6
	PermissionViewChannel          = 1 << 10
	PermissionSendMessages         = 1 << 11
	PermissionManageMessages       = 1 << 13
	PermissionEmbedLinks           = 1 << 14
	PermissionAttachFiles          = 1 << 15
	PermissionReadMessageHistory   = 1 << 16
	PermissionMentionEveryone      = 1 << 17
	PermissionUseExternalEmojis    = 1 << 18
	PermissionChangeNickname       = 1 << 26
	PermissionManageRoles          = 1 << 28
	PermissionUseCommands          = 1 << 31
	PermissionManageThreads        = 1 << 34
	PermissionCreatePublicThreads  = 1 << 35
	PermissionCreatePrivateThreads = 1 << 36
	PermissionSendInThreads        = 1 << 38
	PermissionUseExternalApps      = 1 << 50

	allPermissions = 1<<53 - 1
	// timeoutPermissions are what a member keeps during a timeout; Discord, "Permissions".
	timeoutPermissions = PermissionViewChannel | PermissionReadMessageHistory

	// BotPermissions are what [Server.Install] gives a bot.
	BotPermissions = PermissionViewChannel | PermissionSendMessages | PermissionEmbedLinks |
		PermissionAttachFiles | PermissionReadMessageHistory | PermissionSendInThreads
	// DefaultPermissions are what everybody may do in a new guild.
	DefaultPermissions = BotPermissions | PermissionAddReactions | PermissionMentionEveryone |
		PermissionCreatePublicThreads | PermissionCreatePrivateThreads | PermissionUseExternalEmojis | PermissionChangeNickname | PermissionUseCommands | PermissionUseExternalApps
)

// permissionsIn computes what a user may do in a channel; 0 for outsiders.
// Discord, "Permission Overwrites": the guild's roles add up; then the
// channel's overwrites for @everyone, for all roles together, and for the member.
func (s *Server) permissionsIn(c *Channel, userID string) int64 {
	if c.Type == ChannelDM {
		if slices.Contains(c.Recipients, userID) {
			return DefaultPermissions
		}
		return 0
	}
	if c.Thread != nil {
		return s.threadPermissions(c, userID)
	}
	g := s.guild(c.GuildID)
	if g == nil {
		return 0
	}
	base := s.guildPermissions(g, userID)
	m := g.member(userID)
	if m == nil || base&PermissionAdministrator != 0 {
		return base
	}
	var roleAllow, roleDeny, ownAllow, ownDeny int64
	for _, o := range c.Overwrites {
		switch {
		case o.Type == OverwriteRole && o.ID == g.ID:
			base = base&^o.Deny | o.Allow
		case o.Type == OverwriteRole && slices.Contains(m.Roles, o.ID):
			roleAllow |= o.Allow
			roleDeny |= o.Deny
		case o.Type == OverwriteMember && o.ID == userID:
			ownAllow |= o.Allow
			ownDeny |= o.Deny
		}
	}
	base = base&^roleDeny | roleAllow
	base = base&^ownDeny | ownAllow
	if base&PermissionViewChannel == 0 {
		return 0
	}
	if s.timedOut(m) {
		base &= timeoutPermissions
	}
	return base
}

// timedOut reports whether a member may only read for now. Owners and
// administrators are never asked.
func (s *Server) timedOut(m *membership) bool {
	return m.TimeoutUntil != nil && s.now().Before(*m.TimeoutUntil)
}

// guildPermissions computes what a member may do where no overwrite says otherwise.
func (s *Server) guildPermissions(g *guild, userID string) int64 {
	m := g.member(userID)
	if m == nil {
		return 0
	}
	if g.OwnerID == userID {
		return allPermissions
	}
	base := g.Roles[0].Permissions
	for _, id := range m.Roles {
		if r := g.role(id); r != nil {
			base |= r.Permissions
		}
	}
	if base&PermissionAdministrator != 0 {
		return allPermissions
	}
	if s.timedOut(m) {
		base &= timeoutPermissions
	}
	return base
}

func (s *Server) canSee(c *Channel, userID string) bool {
	return c != nil && s.permissionsIn(c, userID)&PermissionViewChannel != 0
}

// channelFor returns a channel that a bot may use with these permissions.
func (s *Server) channelFor(app *Application, channelID string, needs int64) (*Channel, *apiError) {
	c := s.channels[channelID]
	if c == nil {
		return nil, errUnknownChannel
	}
	has := s.permissionsIn(c, app.UserID)
	switch {
	case has&PermissionViewChannel == 0:
		return nil, errMissingAccess
	case has&needs != needs:
		return nil, errMissingPermissions
	}
	return c, nil
}

// mayUse reports whether a member's permissions satisfy a command's
// default_member_permissions: nil asks for nothing, "0" for an administrator.
func mayUse(command *Command, permissions int64) bool {
	if permissions&PermissionAdministrator != 0 || command.DefaultMemberPermissions == nil {
		return true
	}
	needs, err := strconv.ParseInt(*command.DefaultMemberPermissions, 10, 64)
	return err == nil && needs != 0 && permissions&needs == needs
}
