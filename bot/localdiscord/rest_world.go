package localdiscord

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func (s *Server) getGateway(*call) (int, any, *apiError) {
	return http.StatusOK, map[string]any{"url": s.gatewayURL()}, nil
}

func (s *Server) getGatewayBot(c *call) (int, any, *apiError) {
	remaining, reset := s.loginsLeft(c.app.ID)
	return http.StatusOK, map[string]any{
		"url": s.gatewayURL(), "shards": s.opts.Shards,
		"session_start_limit": map[string]any{"total": s.opts.Logins, "remaining": remaining, "reset_after": reset.Milliseconds(), "max_concurrency": s.opts.MaxConcurrency},
	}, nil
}

func (s *Server) getMe(c *call) (int, any, *apiError) {
	raw, _ := json.Marshal(s.users[c.app.UserID])
	me := map[string]any{}
	json.Unmarshal(raw, &me)
	me["mfa_enabled"], me["locale"], me["verified"], me["email"] = false, "en-US", true, nil
	return http.StatusOK, me, nil
}

func (s *Server) getUser(c *call) (int, any, *apiError) {
	u := s.users[c.params["user"]]
	if u == nil {
		return 0, nil, errUnknownUser
	}
	return http.StatusOK, u, nil
}

func (s *Server) getApplication(c *call) (int, any, *apiError) {
	guilds := 0
	for _, g := range s.guilds {
		if slices.Contains(g.Apps, c.app.ID) {
			guilds++
		}
	}
	install := map[string]any{"oauth2_install_params": map[string]any{
		"scopes": []string{"applications.commands", "bot"}, "permissions": strconv.FormatInt(BotPermissions, 10)}}
	user := s.users[c.app.UserID]
	config := map[string]any{"0": install}
	if c.app.UserInstall {
		config["1"] = map[string]any{"oauth2_install_params": map[string]any{"scopes": []string{"applications.commands"}, "permissions": "0"}}
	}
	var endpoint any
	if c.app.Endpoint != "" {
		endpoint = c.app.Endpoint
	}
	return http.StatusOK, map[string]any{
		"id": c.app.ID, "name": c.app.Name, "icon": nil, "description": "", "type": nil, "bot": user,
		"verify_key": c.app.PublicKey,
		"flags":      0, "flags_new": "0", "redirect_uris": []string{}, "interactions_endpoint_url": endpoint,
		"role_connections_verification_url": nil, "owner": user, "team": nil, "explicit_content_filter": 0,
		"approximate_guild_count": guilds, "approximate_user_install_count": len(s.installs[c.app.ID]), "approximate_user_authorization_count": 0,
		"eligible_oauth2_scopes": []string{}, "bot_public": true, "bot_require_code_grant": false,
		"integration_types_config": config,
	}, nil
}

func (s *Server) openDM(c *call) (int, any, *apiError) {
	f, refused := c.form()
	if refused != nil {
		return 0, nil, refused
	}
	f.need("recipient_id")
	id := f.id("recipient_id")
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	user := s.users[id]
	switch {
	case user == nil:
		return 0, nil, errUnknownUser
	case user.Bot:
		return 0, nil, errClosedDM
	}
	return http.StatusOK, s.channelJSON(s.dm(id, c.app.UserID)), nil
}

func (s *Server) getChannel(c *call) (int, any, *apiError) {
	channel, refused := s.channelFor(c.app, c.params["channel"], 0)
	if refused != nil {
		return 0, nil, refused
	}
	return http.StatusOK, s.channelJSON(channel), nil
}

// guildFor returns a guild that the application is in.
func (s *Server) guildFor(c *call) (*guild, *apiError) {
	g := s.guild(c.params["guild"])
	switch {
	case g == nil:
		return nil, errUnknownGuild
	case g.member(c.app.UserID) == nil:
		return nil, errMissingAccess
	}
	return g, nil
}

func (s *Server) getGuild(c *call) (int, any, *apiError) {
	g, refused := s.guildFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	return http.StatusOK, guildJSON(g), nil
}

func (s *Server) getGuildChannels(c *call) (int, any, *apiError) {
	g, refused := s.guildFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	return http.StatusOK, s.channelsJSON(g), nil
}

func (s *Server) getGuildRoles(c *call) (int, any, *apiError) {
	g, refused := s.guildFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	return http.StatusOK, rolesJSON(g), nil
}

func (s *Server) getGuildMember(c *call) (int, any, *apiError) {
	g, refused := s.guildFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	m := g.member(c.params["user"])
	switch {
	case s.users[c.params["user"]] == nil:
		return 0, nil, errUnknownUser
	case m == nil:
		return 0, nil, errUnknownMember
	}
	return http.StatusOK, memberJSON(m, s.users[m.UserID]), nil
}

// maxMembers is how many members one answer lists; Discord, "List Guild Members".
const maxMembers = 1000

// listMembers lists a guild's members by id; bots without the privileged
// intent may not.
func (s *Server) listMembers(c *call) (int, any, *apiError) {
	g, refused := s.guildFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	limit, refused := c.number("limit", 1, 1, maxMembers)
	switch {
	case refused != nil:
		return 0, nil, refused
	case s.allowed[c.app.ID]&intentGuildMembers == 0:
		return 0, nil, errMissingAccess
	}
	after := c.query.Get("after")
	return http.StatusOK, s.membersJSON(g, limit, func(m *membership) bool { return idLess(after, m.UserID) }), nil
}

// searchMembers lists those whose name begins with the query.
func (s *Server) searchMembers(c *call) (int, any, *apiError) {
	g, refused := s.guildFor(c)
	if refused != nil {
		return 0, nil, refused
	}
	limit, refused := c.number("limit", 1, 1, maxMembers)
	if refused != nil {
		return 0, nil, refused
	}
	query := strings.ToLower(c.query.Get("query"))
	if query == "" {
		f := &form{tree: map[string]any{}}
		f.need("query")
		return 0, nil, f.err()
	}
	return http.StatusOK, s.membersJSON(g, limit, func(m *membership) bool {
		return strings.HasPrefix(strings.ToLower(m.Nick), query) || strings.HasPrefix(strings.ToLower(s.users[m.UserID].Username), query)
	}), nil
}

func (s *Server) membersJSON(g *guild, limit int, match func(*membership) bool) []any {
	sorted := slices.SortedFunc(slices.Values(g.Members), func(a, b *membership) int {
		return cmp.Or(cmp.Compare(len(a.UserID), len(b.UserID)), cmp.Compare(a.UserID, b.UserID))
	})
	list := []any{}
	for _, m := range sorted {
		if len(list) < limit && match(m) {
			list = append(list, memberJSON(m, s.users[m.UserID]))
		}
	}
	return list
}

// The functions below write things as Discord's API shows them.

func (s *Server) channelJSON(c *Channel) map[string]any {
	var last any
	if c.LastID != "" {
		last = c.LastID
	}
	if c.Thread != nil {
		return s.threadJSON(c)
	}
	if c.Type == ChannelDM {
		return map[string]any{"id": c.ID, "type": c.Type, "flags": 0, "last_message_id": last,
			"recipients": []*User{s.users[c.Recipients[0]]}}
	}
	var topic any
	if c.Topic != "" {
		topic = c.Topic
	}
	overwrites := c.Overwrites
	if overwrites == nil {
		overwrites = []Overwrite{}
	}
	j := map[string]any{"id": c.ID, "type": c.Type, "guild_id": c.GuildID, "name": c.Name, "position": c.Position,
		"topic": topic, "flags": 0, "nsfw": false, "parent_id": nil, "rate_limit_per_user": 0,
		"last_message_id": last, "permission_overwrites": overwrites}
	if c.Type == ChannelForum {
		j["available_tags"], j["default_reaction_emoji"], j["default_sort_order"], j["default_forum_layout"] = tagsJSON(c), nil, nil, 0
	}
	return j
}

func (s *Server) channelsJSON(g *guild) []any {
	list := []any{}
	for _, c := range s.channelsOf(g.ID) {
		list = append(list, s.channelJSON(c))
	}
	return list
}

func roleJSON(r *Role) map[string]any {
	return map[string]any{"id": r.ID, "name": r.Name, "color": r.Color, "position": r.Position, "managed": r.Managed,
		"colors":      map[string]any{"primary_color": r.Color, "secondary_color": nil, "tertiary_color": nil},
		"permissions": strconv.FormatInt(r.Permissions, 10), "hoist": false, "mentionable": false,
		"icon": nil, "unicode_emoji": nil, "flags": 0}
}

func rolesJSON(g *guild) []any {
	list := []any{}
	for _, r := range g.Roles {
		list = append(list, roleJSON(r))
	}
	return list
}

// memberJSON leaves the user out where Discord does (nil).
func memberJSON(m *membership, u *User) map[string]any {
	var nick any
	if m.Nick != "" {
		nick = m.Nick
	}
	var timeout any
	if m.TimeoutUntil != nil {
		timeout = m.TimeoutUntil
	}
	j := map[string]any{"nick": nick, "avatar": nil, "banner": nil, "roles": m.Roles, "joined_at": m.JoinedAt,
		"premium_since": nil, "communication_disabled_until": timeout, "deaf": false, "mute": false, "pending": false, "flags": 0}
	if u != nil {
		j["user"] = u
	}
	return j
}

func guildJSON(g *guild) map[string]any {
	return map[string]any{
		"id": g.ID, "name": g.Name, "owner_id": g.OwnerID, "roles": rolesJSON(g), "emojis": []any{}, "stickers": []any{},
		"features": []string{}, "icon": nil, "description": nil, "home_header": nil, "splash": nil, "discovery_splash": nil,
		"banner": nil, "application_id": nil, "region": "us-east", "afk_channel_id": nil, "afk_timeout": 300,
		"system_channel_id": nil, "system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": nil,
		"verification_level": 0, "default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0,
		"max_presences": nil, "max_members": 500000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
		"vanity_url_code": nil, "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": "en-US",
		"rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
		"premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "incidents_data": nil,
	}
}

// guildCreate is the gateway's GUILD_CREATE: the guild with channels and the
// members a bot without the members intent is told of, itself.
func (s *Server) guildCreate(g *guild, app *Application) map[string]any {
	j := guildJSON(g)
	own := g.member(app.UserID)
	members := []any{}
	if own != nil {
		members = append(members, memberJSON(own, s.users[own.UserID]))
		j["joined_at"] = own.JoinedAt
	}
	j["channels"], j["members"], j["member_count"] = s.channelsJSON(g), members, len(g.Members)
	threads := []any{}
	for _, c := range s.threadsOf(g.ID, "") {
		if !c.Thread.Archived && s.canSee(c, app.UserID) {
			threads = append(threads, s.threadJSON(c))
		}
	}
	j["threads"], j["voice_states"], j["presences"] = threads, []any{}, []any{}
	j["stage_instances"], j["guild_scheduled_events"] = []any{}, []any{}
	j["large"], j["unavailable"] = false, false
	return j
}
