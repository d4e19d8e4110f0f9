package localdiscord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrNoResponse means that the bot did not answer within three seconds.
var ErrNoResponse = errors.New("the application did not respond")

// noResponse is how members read it.
const noResponse = "The application did not respond"

// Refusal is something that Discord's client does not let a member do; the
// message is for that member.
type Refusal struct {
	Message string
	// Conflict tells that it was possible once: a button that is gone or disabled.
	Conflict bool
}

func (r *Refusal) Error() string { return r.Message }

func refusal(format string, args ...any) *Refusal {
	return &Refusal{Message: fmt.Sprintf(format, args...)}
}

func conflict(format string, args ...any) *Refusal {
	return &Refusal{Message: fmt.Sprintf(format, args...), Conflict: true}
}

// Member acts as one user. Its methods wait for the bot's first answer; they
// return [ErrNoResponse] after three seconds, a [*Refusal] for what a real
// client would not do, and the context's error when that ends first.
type Member struct {
	s  *Server
	id string
}

// As returns the user with this id, ready to act.
func (s *Server) As(userID string) *Member { return &Member{s, userID} }

// Option is a value given for one option of a command: a string, bool, int,
// int64 or float64; for users, channels and roles the id as a string, for
// attachments that of a [Member.Upload].
type Option struct {
	Name  string
	Value any
}

// Response is a bot's first answer.
type Response struct {
	Type          int    // a Callback constant
	InteractionID string //
	// Message is the answer, or the changed message; for CallbackDeferred the
	// "is thinking" message. nil for forms, choices and CallbackDeferredUpdate.
	Message *Message
	Modal   *Modal // for CallbackModal

	s  *Server
	it *interaction
}

// Wait returns the answer's message as it is now; after a deferred answer it
// first waits for the bot to fill it in.
func (r *Response) Wait(ctx context.Context) (*Message, error) {
	select {
	case <-r.it.settled:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-r.s.stop:
		return nil, errClosed
	}
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	m := r.s.message(r.it.channel, r.it.original)
	if m == nil {
		return nil, errors.New("the answer has no message, or it was deleted")
	}
	copied := m.Message
	return &copied, nil
}

var errClosed = errors.New("the local Discord was closed")

// Say writes a plain message into a channel.
func (m *Member) Say(channelID, content string) (*Message, error) {
	return m.Post(channelID, Post{Content: content})
}

// Type shows bots that the user is writing in a channel.
func (m *Member) Type(channelID string) error {
	m.s.mu.Lock()
	defer m.s.mu.Unlock()
	c, err := m.channel(channelID, sendPermission(m.s.channels[channelID]))
	if err == nil {
		m.s.startTyping(c, m.id)
	}
	return err
}

// Command runs a slash command: name is its name, with group and subcommand
// after it, as in "schedule add".
func (m *Member) Command(ctx context.Context, channelID, name string, options ...Option) (*Response, error) {
	it, err := m.startCommand(channelID, name, options, "", "")
	if err != nil {
		return nil, err
	}
	return m.wait(ctx, it)
}

// UserCommand runs a command from another user's context menu.
func (m *Member) UserCommand(ctx context.Context, channelID, name, targetID string) (*Response, error) {
	it, err := m.startMenu(channelID, name, CommandUser, targetID)
	if err != nil {
		return nil, err
	}
	return m.wait(ctx, it)
}

// MessageCommand runs a command from a message's context menu.
func (m *Member) MessageCommand(ctx context.Context, channelID, name, messageID string) (*Response, error) {
	it, err := m.startMenu(channelID, name, CommandMessage, messageID)
	if err != nil {
		return nil, err
	}
	return m.wait(ctx, it)
}

// startMenu begins a command on a user or a message.
func (m *Member) startMenu(channelID, name string, kind int, targetID string) (*interaction, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := m.channel(channelID, PermissionUseCommands)
	if err != nil {
		return nil, err
	}
	command := s.commandIn(c, name, kind, m.id)
	switch {
	case command == nil:
		return nil, refusal("There is no command %q in this menu.", name)
	case !mayUse(command, s.permissionsIn(c, m.id)):
		return nil, refusal("You do not have permission to use %q.", name)
	}
	data := map[string]any{"id": command.ID, "name": command.Name, "type": kind, "target_id": targetID}
	if command.GuildID != "" {
		data["guild_id"] = command.GuildID
	}
	r := resolver{s: s, guild: s.guild(c.GuildID), asker: m.id}
	if kind == CommandMessage {
		target, in := s.visibleMessage(targetID, m.id)
		if target == nil || in != c {
			return nil, conflict("There is no message %q that you can see here.", targetID)
		}
		data["resolved"] = map[string]any{"messages": map[string]any{targetID: target.Message}}
	} else {
		if !r.user(targetID) || r.guild != nil && r.guild.member(targetID) == nil {
			return nil, refusal("There is no user %q here.", targetID)
		}
		r.addTo(data)
	}
	it := &interaction{kind: InteractionCommand, name: command.Name, app: command.ApplicationID, user: *s.users[m.id],
		owners: s.ownersFor(s.app(command.ApplicationID), command, c, m.id)}
	s.deliver(it, c, command, data)
	return it, nil
}

// Complete asks for suggestions for the option focused, in which partial is
// typed so far; others are the options already filled in.
func (m *Member) Complete(ctx context.Context, channelID, name, focused, partial string, others ...Option) ([]Choice, error) {
	it, err := m.startCommand(channelID, name, others, focused, partial)
	if err != nil {
		return nil, err
	}
	if _, err := m.wait(ctx, it); err != nil {
		return nil, err
	}
	return it.choices, nil
}

// Press presses a button.
func (m *Member) Press(ctx context.Context, messageID, customID string) (*Response, error) {
	it, err := m.startComponent(messageID, customID, nil)
	if err != nil {
		return nil, err
	}
	return m.wait(ctx, it)
}

// Select chooses values in a select menu: option values, or ids in user, role
// and channel menus.
func (m *Member) Select(ctx context.Context, messageID, customID string, values ...string) (*Response, error) {
	it, err := m.startComponent(messageID, customID, append([]string{}, values...))
	if err != nil {
		return nil, err
	}
	return m.wait(ctx, it)
}

// Submit sends a form. fields are the typed texts by custom id, or the one
// value chosen; a field left out keeps the value it was shown with.
func (m *Member) Submit(ctx context.Context, modal *Modal, fields map[string]string) (*Response, error) {
	lists := map[string][]string{}
	for id, text := range fields {
		lists[id] = []string{text}
	}
	return m.SubmitValues(ctx, modal, lists)
}

// SubmitValues sends a form in which some fields have several values, or none:
// selects and groups of boxes. A single checkbox has the value "true" or "false".
func (m *Member) SubmitValues(ctx context.Context, modal *Modal, fields map[string][]string) (*Response, error) {
	if modal == nil {
		return nil, refusal("There is no form to submit.")
	}
	it, err := m.startSubmit(modal.InteractionID, modal.CustomID, fields)
	if err != nil {
		return nil, err
	}
	return m.wait(ctx, it)
}

func (m *Member) wait(ctx context.Context, it *interaction) (*Response, error) {
	s := m.s
	select {
	case <-it.answered:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-s.stop:
		return nil, errClosed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if it.failed {
		return nil, ErrNoResponse
	}
	r := &Response{Type: it.answer, InteractionID: it.id, Modal: it.modal, s: s, it: it}
	if shown := s.message(it.channel, it.original); shown != nil && it.answer != CallbackDeferredUpdate {
		copied := shown.Message
		r.Message = &copied
	}
	return r, nil
}

// channel returns a channel that the member sees and has these permissions in.
func (m *Member) channel(id string, needs int64) (*Channel, error) {
	if m.s.users[m.id] == nil {
		return nil, refusal("There is no user %q.", m.id)
	}
	c := m.s.channels[id]
	if !m.s.canSee(c, m.id) {
		return nil, refusal("There is no channel %q that you can see.", id)
	}
	if m.s.permissionsIn(c, m.id)&needs != needs {
		return nil, refusal("You do not have permission to do that in this channel.")
	}
	return c, nil
}

// startCommand begins a command, or with focused set, an autocompletion of it.
func (m *Member) startCommand(channelID, name string, options []Option, focused, partial string) (*interaction, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := m.channel(channelID, PermissionUseCommands)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(strings.TrimPrefix(name, "/"))
	if len(words) == 0 {
		return nil, refusal("Name a command.")
	}
	command := s.commandIn(c, words[0], CommandChatInput, m.id)
	if command == nil {
		return nil, refusal("There is no command /%s here.", words[0])
	}
	if !mayUse(command, s.permissionsIn(c, m.id)) {
		return nil, refusal("You do not have permission to use /%s.", words[0])
	}
	available, nest, err := descend(command, words[1:])
	if err != nil {
		return nil, err
	}
	r := resolver{s: s, guild: s.guild(c.GuildID), asker: m.id}
	it := &interaction{kind: InteractionCommand, name: strings.Join(words, " "), app: command.ApplicationID, user: *s.users[m.id],
		owners: s.ownersFor(s.app(command.ApplicationID), command, c, m.id)}
	var filled []any
	if focused == "" {
		filled, err = r.fill(available, options)
	} else {
		it.kind = InteractionComplete
		filled, err = r.complete(it, available, options, focused, partial)
	}
	if err != nil {
		return nil, err
	}
	data := map[string]any{"id": command.ID, "name": command.Name, "type": CommandChatInput}
	if filled = nest(filled); len(filled) > 0 {
		data["options"] = filled
	}
	if command.GuildID != "" {
		data["guild_id"] = command.GuildID
	}
	r.addTo(data)
	s.deliver(it, c, command, data)
	return it, nil
}

// commandIn finds the command of a kind that a name means to a user in a
// channel: the guild's own before global ones. nil when there is none.
func (s *Server) commandIn(c *Channel, name string, kind int, userID string) *Command {
	var global *Command
	for _, command := range s.commands {
		if command.Name != name || command.Type != kind || !s.offers(command, c, userID) {
			continue
		}
		if command.GuildID != "" {
			return command
		}
		if global == nil {
			global = command
		}
	}
	return global
}

// descend follows group and subcommand names. It returns the options of what
// is called, and a function that wraps filled options in the same names.
func descend(command *Command, words []string) ([]CommandOption, func([]any) []any, error) {
	options, path := command.Options, []CommandOption{}
	for _, word := range words {
		i := slices.IndexFunc(options, func(o CommandOption) bool {
			return o.Name == word && (o.Type == OptionSubcommand || o.Type == OptionGroup)
		})
		if i < 0 {
			return nil, nil, refusal("/%s has no subcommand %q.", command.Name, word)
		}
		path = append(path, options[i])
		options = options[i].Options
	}
	if len(options) > 0 && options[0].Type <= OptionGroup {
		return nil, nil, refusal("/%s needs a subcommand: %s.", command.Name, optionNames(options))
	}
	return options, func(filled []any) []any {
		for _, o := range slices.Backward(path) {
			if filled == nil {
				filled = []any{}
			}
			filled = []any{map[string]any{"name": o.Name, "type": o.Type, "options": filled}}
		}
		return filled
	}, nil
}

func optionNames(options []CommandOption) string {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.Name
	}
	return strings.Join(names, ", ")
}

// resolver turns what a member enters into what a bot receives, and collects
// the users, roles and channels that ids stand for.
type resolver struct {
	s                               *Server
	guild                           *guild
	asker                           string // whose uploads may be given
	users, members, roles, channels map[string]any
	attachments                     map[string]any
}

func (r *resolver) addTo(data map[string]any) {
	resolved := map[string]any{}
	for key, m := range map[string]map[string]any{"users": r.users, "members": r.members, "roles": r.roles, "channels": r.channels, "attachments": r.attachments} {
		if len(m) > 0 {
			resolved[key] = m
		}
	}
	if len(resolved) > 0 {
		data["resolved"] = resolved
	}
}

func put(m *map[string]any, id string, v any) {
	if *m == nil {
		*m = map[string]any{}
	}
	(*m)[id] = v
}

func (r *resolver) user(id string) bool {
	u := r.s.users[id]
	if u == nil {
		return false
	}
	put(&r.users, id, u)
	if r.guild != nil {
		if member := r.guild.member(id); member != nil {
			put(&r.members, id, memberJSON(member, nil))
		}
	}
	return true
}

// attachment resolves a file that the asker has uploaded.
func (r *resolver) attachment(id string) bool {
	u := r.s.uploaded(r.asker, id)
	if u == nil {
		return false
	}
	a := u.Attachment
	a.Ephemeral = true
	put(&r.attachments, id, a)
	return true
}

func (r *resolver) role(id string) bool {
	if r.guild == nil || r.guild.role(id) == nil {
		return false
	}
	put(&r.roles, id, roleJSON(r.guild.role(id)))
	return true
}

func (r *resolver) channel(id string, types []int) bool {
	c := r.s.channels[id]
	if c == nil || r.guild == nil || c.GuildID != r.guild.ID || len(types) > 0 && !slices.Contains(types, c.Type) {
		return false
	}
	put(&r.channels, id, r.s.channelJSON(c))
	return true
}

// fill checks the options of a command as Discord's client does.
func (r *resolver) fill(available []CommandOption, given []Option) ([]any, error) {
	var filled []any
	seen := map[string]bool{}
	for _, option := range given {
		i := slices.IndexFunc(available, func(o CommandOption) bool { return o.Name == option.Name })
		switch {
		case i < 0:
			return nil, refusal("There is no option %q.", option.Name)
		case seen[option.Name]:
			return nil, refusal("The option %q is given twice.", option.Name)
		}
		seen[option.Name] = true
		value, err := r.value(available[i], option.Value)
		if err != nil {
			return nil, err
		}
		filled = append(filled, map[string]any{"name": option.Name, "type": available[i].Type, "value": value})
	}
	for _, o := range available {
		if o.Required && !seen[o.Name] {
			return nil, refusal("The option %q is required.", o.Name)
		}
	}
	return filled, nil
}

// complete builds the options of an autocompletion: nothing is required, and
// what cannot be used yet is left out.
func (r *resolver) complete(it *interaction, available []CommandOption, given []Option, focused, partial string) ([]any, error) {
	var filled []any
	found := false
	for _, o := range available {
		if o.Name == focused {
			if !o.Autocomplete {
				return nil, refusal("The option %q offers no suggestions.", focused)
			}
			found, it.optionType = true, o.Type
			filled = append(filled, map[string]any{"name": o.Name, "type": o.Type, "value": partial, "focused": true})
			continue
		}
		for _, option := range given {
			if option.Name != o.Name {
				continue
			}
			if value, err := r.value(o, option.Value); err == nil {
				filled = append(filled, map[string]any{"name": o.Name, "type": o.Type, "value": value})
			}
		}
	}
	if !found {
		return nil, refusal("There is no option %q.", focused)
	}
	return filled, nil
}

// value converts and checks one option's value.
func (r *resolver) value(o CommandOption, v any) (any, error) {
	switch o.Type {
	case OptionString:
		text, ok := v.(string)
		if !ok {
			text = fmt.Sprint(v)
		}
		n := utf8.RuneCountInString(text)
		switch {
		case n == 0:
			return nil, refusal("The option %q is empty.", o.Name)
		case o.MinLength != nil && n < *o.MinLength:
			return nil, refusal("The option %q needs at least %d characters.", o.Name, *o.MinLength)
		case n > maxOptionLength || o.MaxLength != nil && n > *o.MaxLength:
			return nil, refusal("The option %q is too long.", o.Name)
		}
		return text, offered(o, func(c Choice) bool { return c.Value == text })
	case OptionInteger:
		n, ok := toInteger(v)
		if !ok || n > 1<<53 || n < -1<<53 {
			return nil, refusal("The option %q needs a whole number, not %q.", o.Name, fmt.Sprint(v))
		}
		if err := inRange(o, float64(n)); err != nil {
			return nil, err
		}
		return n, offered(o, func(c Choice) bool { other, ok := toInteger(c.Value); return ok && other == n })
	case OptionNumber:
		n, ok := toNumber(v)
		if !ok {
			return nil, refusal("The option %q needs a number, not %q.", o.Name, fmt.Sprint(v))
		}
		if err := inRange(o, n); err != nil {
			return nil, err
		}
		return n, offered(o, func(c Choice) bool { other, ok := toNumber(c.Value); return ok && other == n })
	case OptionBoolean:
		switch v {
		case true, "true":
			return true, nil
		case false, "false":
			return false, nil
		}
		return nil, refusal("The option %q needs true or false.", o.Name)
	}
	id := fmt.Sprint(v)
	known := false
	switch o.Type {
	case OptionUser:
		known = r.user(id)
	case OptionRole:
		known = r.role(id)
	case OptionMentionable:
		known = r.user(id) || r.role(id)
	case OptionChannel:
		known = r.channel(id, o.ChannelTypes)
	case OptionAttachment:
		known = r.attachment(id)
	}
	if !known {
		return nil, refusal("The option %q cannot be %q.", o.Name, id)
	}
	return id, nil
}

func inRange(o CommandOption, n float64) error {
	switch {
	case o.MinValue != nil && n < *o.MinValue:
		return refusal("The option %q must be at least %s.", o.Name, plainNumber(*o.MinValue))
	case o.MaxValue != nil && n > *o.MaxValue:
		return refusal("The option %q must be at most %s.", o.Name, plainNumber(*o.MaxValue))
	}
	return nil
}

func plainNumber(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func offered(o CommandOption, same func(Choice) bool) error {
	if len(o.Choices) == 0 || slices.ContainsFunc(o.Choices, same) {
		return nil
	}
	return refusal("The option %q must be one of its choices.", o.Name)
}

// startComponent presses a button (values nil) or chooses in a select.
func (m *Member) startComponent(messageID, customID string, values []string) (*interaction, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	msg, c := s.visibleMessage(messageID, m.id)
	if msg == nil {
		return nil, conflict("There is no message %q that you can see.", messageID)
	}
	component := componentByID(msg.Components, customID)
	switch {
	case component == nil:
		return nil, conflict("The message has no button or menu %q any more.", customID)
	case component.Disabled:
		return nil, conflict("%q is disabled.", customID)
	case (component.Type == ComponentButton) != (values == nil):
		return nil, refusal("%q is not that kind of control.", customID)
	}
	if g := s.guild(c.GuildID); g != nil && s.permissionsIn(c, m.id)&PermissionAdministrator == 0 && g.member(m.id) != nil && s.timedOut(g.member(m.id)) {
		return nil, refusal("You are in a timeout and can only read.")
	}
	app := s.appByUser(msg.Author.ID)
	if app == nil {
		return nil, conflict("Nobody answers to this message.")
	}
	data := map[string]any{"custom_id": customID, "component_type": component.Type, "id": component.ID}
	if values != nil {
		r := resolver{s: s, guild: s.guild(c.GuildID), asker: m.id}
		if err := r.choose(component, values); err != nil {
			return nil, err
		}
		data["values"] = values
		r.addTo(data)
	}
	it := &interaction{kind: InteractionComponent, app: app.ID, user: *s.users[m.id], source: msg.ID}
	if msg.InteractionMetadata != nil {
		it.owners = msg.InteractionMetadata.Owners
	}
	s.deliver(it, c, nil, data)
	return it, nil
}

// choose checks the values chosen in a select menu.
func (r *resolver) choose(menu *Component, values []string) error {
	if len(values) < *menu.MinValues || len(values) > *menu.MaxValues {
		return refusal("Choose %d to %d values; these are %d.", *menu.MinValues, *menu.MaxValues, len(values))
	}
	for i, value := range values {
		known := false
		switch menu.Type {
		case ComponentStringSelect, ComponentRadioGroup, ComponentCheckboxGroup:
			known = slices.ContainsFunc(menu.Options, func(o SelectOption) bool { return o.Value == value })
		case ComponentUserSelect:
			known = r.user(value)
		case ComponentRoleSelect:
			known = r.role(value)
		case ComponentMentionableSelect:
			known = r.user(value) || r.role(value)
		case ComponentChannelSelect:
			known = r.channel(value, menu.ChannelTypes)
		case ComponentFileUpload:
			known = r.attachment(value)
		}
		if !known || slices.Contains(values[:i], value) {
			return refusal("%q was not offered.", value)
		}
	}
	return nil
}

func (s *Server) appByUser(userID string) *Application {
	for _, app := range s.apps {
		if app.UserID == userID {
			return app
		}
	}
	return nil
}

// visibleMessage finds a message, in any channel, that the user sees.
func (s *Server) visibleMessage(id, userID string) (*storedMessage, *Channel) {
	if s.users[userID] == nil {
		return nil, nil
	}
	for _, c := range s.channels {
		if m := s.message(c.ID, id); m != nil && s.canSee(c, userID) && (m.VisibleTo == "" || m.VisibleTo == userID) {
			return m, c
		}
	}
	return nil, nil
}

// componentByID returns the component with a custom id; nil when there is none.
func componentByID(list []Component, customID string) *Component {
	for c := range everyComponent(list) {
		if customID != "" && c.CustomID == customID {
			return c
		}
	}
	return nil
}

// startSubmit sends the form that answered the interaction opener.
func (m *Member) startSubmit(opener, customID string, fields map[string][]string) (*interaction, error) {
	s := m.s
	s.mu.Lock()
	defer s.mu.Unlock()
	parent := s.byInteraction[opener]
	if parent == nil || parent.modal == nil || parent.user.ID != m.id || parent.modal.CustomID != customID {
		return nil, conflict("This form is not open.")
	}
	c := s.channels[parent.channel]
	if !s.canSee(c, m.id) {
		return nil, conflict("You no longer see this channel.")
	}
	for key := range fields {
		if componentByID(parent.modal.Components, key) == nil {
			return nil, refusal("The form has no field %q.", key)
		}
	}
	r := resolver{s: s, guild: s.guild(c.GuildID), asker: m.id}
	parts := []any{}
	for _, part := range parent.modal.Components {
		filled := map[string]any{"type": part.Type, "id": part.ID}
		switch part.Type {
		case ComponentRow:
			inputs := []any{}
			for _, input := range part.Components {
				one, err := r.fillField(input, part.Label, fields)
				if err != nil {
					return nil, err
				}
				inputs = append(inputs, one)
			}
			filled["components"] = inputs
		case ComponentLabel:
			one, err := r.fillField(*part.Component, part.Label, fields)
			if err != nil {
				return nil, err
			}
			filled["component"] = one
		}
		parts = append(parts, filled)
	}
	it := &interaction{kind: InteractionModal, app: parent.app, user: *s.users[m.id], source: parent.source,
		owners: parent.owners, parent: parent, triggering: parent.meta}
	data := map[string]any{"custom_id": customID, "components": parts}
	r.addTo(data)
	s.deliver(it, c, nil, data)
	return it, nil
}

// fillField checks one field of a form as Discord's client does and returns it
// as a bot receives it. label is what the member reads above it.
func (r *resolver) fillField(field Component, label string, fields map[string][]string) (map[string]any, error) {
	if field.Label == "" {
		field.Label = label
	}
	values, given := fields[field.CustomID]
	if !given {
		values = field.shown()
	}
	filled := map[string]any{"type": field.Type, "id": field.ID, "custom_id": field.CustomID}
	switch {
	case field.Type == ComponentTextInput || field.Type == ComponentCheckbox:
		if len(values) != 1 {
			return nil, refusal("%q takes one value.", field.Label)
		}
		if field.Type == ComponentTextInput {
			filled["value"] = values[0]
			return filled, checkInput(field, values[0])
		}
		if values[0] != "true" && values[0] != "false" {
			return nil, refusal("%q is ticked with \"true\" or not with \"false\".", field.Label)
		}
		filled["value"] = values[0] == "true"
		return filled, nil
	case len(values) > 0:
		if err := r.choose(&field, values); err != nil {
			return nil, err
		}
	case *field.Required:
		return nil, refusal("%q is required.", field.Label)
	}
	if field.Type != ComponentRadioGroup {
		filled["values"] = append([]string{}, values...)
		return filled, nil
	}
	filled["value"] = nil
	if len(values) > 0 {
		filled["value"] = values[0]
	}
	return filled, nil
}

// shown returns the values that a field has when its form opens.
func (c Component) shown() (values []string) {
	switch c.Type {
	case ComponentTextInput:
		return []string{c.Value}
	case ComponentCheckbox:
		return []string{strconv.FormatBool(c.Default)}
	}
	for _, o := range c.Options {
		if o.Default {
			values = append(values, o.Value)
		}
	}
	for _, v := range c.DefaultValues {
		values = append(values, v.ID)
	}
	return values
}

func checkInput(input Component, value string) error {
	n := utf8.RuneCountInString(value)
	most := maxInputText
	if input.MaxLength != nil {
		most = *input.MaxLength
	}
	switch {
	case n == 0 && *input.Required:
		return refusal("%q is required.", input.Label)
	case n > 0 && input.MinLength != nil && n < *input.MinLength:
		return refusal("%q needs at least %d characters.", input.Label, *input.MinLength)
	case n > most:
		return refusal("%q takes at most %d characters.", input.Label, most)
	}
	return nil
}
