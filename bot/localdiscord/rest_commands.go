package localdiscord

import (
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of Discord, "Application Commands".
const (
	maxCommandName        = 32
	maxCommandDescription = 100
	maxCommandOptions     = 25
	maxChoices            = 25
	maxChoiceText         = 100
	maxOptionLength       = 6000 // of min_length and max_length
	maxCommandSize        = 8000 // names, descriptions and values of a whole command
	maxChatCommands       = 100
	maxContextCommands    = 15 // user commands; message commands likewise
	maxDailyCreates       = 200
)

var (
	commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]+$`) // up to maxCommandName: one that counts them takes 1.2 MB

	// Discord, "Locales".
	locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko")
)

// ownApplication refuses routes that name another application.
func (s *Server) ownApplication(c *call) *apiError {
	if c.params["application"] != c.app.ID {
		return errUnknownApplication
	}
	if id, ok := c.params["guild"]; ok {
		if g := s.guild(id); g == nil || !slices.Contains(g.Apps, c.app.ID) {
			return errMissingAccess
		}
	}
	return nil
}

// scope returns the commands of an application in one guild, or its global
// ones for "".
func (s *Server) scope(appID, guildID string) []*Command {
	list := []*Command{}
	for _, c := range s.commands {
		if c.ApplicationID == appID && c.GuildID == guildID {
			list = append(list, c)
		}
	}
	return list
}

func (s *Server) listCommands(c *call) (int, any, *apiError) {
	if err := s.ownApplication(c); err != nil {
		return 0, nil, err
	}
	return http.StatusOK, s.scope(c.app.ID, c.params["guild"]), nil
}

func (s *Server) getCommand(c *call) (int, any, *apiError) {
	command, err := s.commandFor(c)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, command, nil
}

func (s *Server) commandFor(c *call) (*Command, *apiError) {
	if err := s.ownApplication(c); err != nil {
		return nil, err
	}
	for _, command := range s.scope(c.app.ID, c.params["guild"]) {
		if command.ID == c.params["command"] {
			return command, nil
		}
	}
	return nil, errUnknownCommand
}

func (s *Server) createCommand(c *call) (int, any, *apiError) {
	if err := s.ownApplication(c); err != nil {
		return 0, nil, err
	}
	f, err := c.form()
	if err != nil {
		return 0, nil, err
	}
	command := readCommand(f)
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	scope := s.scope(c.app.ID, c.params["guild"])
	status := http.StatusCreated
	if i := indexCommand(scope, command); i >= 0 {
		status = http.StatusOK
		s.adopt(&command, c, scope[i])
		*scope[i] = command
	} else {
		s.adopt(&command, c, nil)
		if err := checkCounts(append(scope, &command)); err != nil {
			return 0, nil, err
		}
		if err := s.countCreates(c, 1); err != nil {
			return 0, nil, err
		}
		s.commands = append(s.commands, &command)
	}
	s.worldChanged()
	return status, command, nil
}

func (s *Server) editCommand(c *call) (int, any, *apiError) {
	command, err := s.commandFor(c)
	if err != nil {
		return 0, nil, err
	}
	f, err := c.form()
	if err != nil {
		return 0, nil, err
	}
	merged := map[string]any{
		"type": int64(command.Type), "name": command.Name, "description": command.Description,
		"name_localizations": anyMap(command.NameLocalizations), "description_localizations": anyMap(command.DescriptionLocalizations),
		"nsfw": command.NSFW,
	}
	if command.DefaultMemberPermissions != nil {
		merged["default_member_permissions"] = *command.DefaultMemberPermissions
	}
	for key, v := range f.m {
		if key != "type" {
			merged[key] = v
		}
	}
	f.m = merged
	next := readCommand(f)
	if !f.has("options") {
		next.Options = command.Options
	}
	if !f.has("contexts") {
		next.Contexts = command.Contexts
	}
	if !f.has("integration_types") {
		next.IntegrationTypes = command.IntegrationTypes
	}
	if err := f.err(); err != nil {
		return 0, nil, err
	}
	scope := s.scope(c.app.ID, c.params["guild"])
	if i := indexCommand(scope, next); i >= 0 && scope[i] != command {
		f.fail("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		return 0, nil, f.err()
	}
	s.adopt(&next, c, command)
	*command = next
	s.worldChanged()
	return http.StatusOK, command, nil
}

func anyMap(m map[string]string) any {
	if m == nil {
		return nil
	}
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

func (s *Server) deleteCommand(c *call) (int, any, *apiError) {
	command, err := s.commandFor(c)
	if err != nil {
		return 0, nil, err
	}
	s.commands = slices.DeleteFunc(s.commands, func(other *Command) bool { return other == command })
	s.worldChanged()
	return http.StatusNoContent, nil, nil
}

// replaceCommands makes a scope hold exactly the given commands. One that
// keeps its name and type keeps its id.
func (s *Server) replaceCommands(c *call) (int, any, *apiError) {
	if err := s.ownApplication(c); err != nil {
		return 0, nil, err
	}
	v, err := parseJSON(c.body)
	if err != nil {
		return 0, nil, err
	}
	root := &form{tree: map[string]any{}, m: map[string]any{}}
	list, ok := v.([]any)
	if !ok {
		root.fail("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return 0, nil, root.err()
	}
	next := []*Command{}
	for i, item := range list {
		f, ok := root.child(strconv.Itoa(i), item)
		if !ok {
			continue
		}
		command := readCommand(f)
		if indexCommand(next, command) >= 0 {
			f.fail("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		next = append(next, &command)
	}
	if err := root.err(); err != nil {
		return 0, nil, err
	}
	if err := checkCounts(next); err != nil {
		return 0, nil, err
	}
	guildID := c.params["guild"]
	old := s.scope(c.app.ID, guildID)
	created := 0
	for _, command := range next {
		if indexCommand(old, *command) < 0 {
			created++
		}
	}
	if err := s.countCreates(c, created); err != nil {
		return 0, nil, err
	}
	for _, command := range next {
		var earlier *Command
		if i := indexCommand(old, *command); i >= 0 {
			earlier = old[i]
		}
		s.adopt(command, c, earlier)
	}
	s.commands = slices.DeleteFunc(s.commands, func(command *Command) bool {
		return command.ApplicationID == c.app.ID && command.GuildID == guildID
	})
	s.commands = append(s.commands, next...)
	s.worldChanged()
	return http.StatusOK, next, nil
}

func indexCommand(list []*Command, command Command) int {
	return slices.IndexFunc(list, func(other *Command) bool {
		return other.Name == command.Name && other.Type == command.Type
	})
}

// adopt gives a command its ids: those of the earlier definition it replaces,
// with a new version only when something differs.
func (s *Server) adopt(command *Command, c *call, earlier *Command) {
	command.ApplicationID, command.GuildID = c.app.ID, c.params["guild"]
	if command.GuildID != "" {
		command.Contexts, command.IntegrationTypes = nil, nil
	}
	if earlier == nil {
		command.ID, command.Version = s.newID(), s.newID()
		return
	}
	command.ID, command.Version = earlier.ID, earlier.Version
	if !reflect.DeepEqual(*command, *earlier) {
		command.Version = s.newID()
	}
}

// countCreates notes n new commands of the request's scope and refuses more
// than a day allows. Replacing a command of the same name makes none.
func (s *Server) countCreates(c *call, n int) *apiError {
	scope := c.app.ID + " " + c.params["guild"]
	recent := slices.DeleteFunc(s.creates[scope], func(at time.Time) bool { return s.now().Sub(at) >= loginWindow })
	if len(recent)+n > maxDailyCreates {
		s.creates[scope] = recent
		return errTooManyCreates
	}
	for range n {
		recent = append(recent, s.now())
	}
	s.creates[scope] = recent
	return nil
}

func checkCounts(list []*Command) *apiError {
	counts := map[int]int{}
	for _, c := range list {
		counts[c.Type]++
	}
	if counts[CommandChatInput] > maxChatCommands || counts[CommandUser] > maxContextCommands || counts[CommandMessage] > maxContextCommands {
		return errTooManyCommands
	}
	return nil
}

// worldChanged tells pages to read the state anew. s.mu is held.
func (s *Server) worldChanged() {
	s.emit(Event{Type: "STATE"})
	s.changed()
}

func readCommand(f *form) Command {
	c := Command{Type: CommandChatInput}
	if kind, ok := f.integer("type", 1, 3); ok {
		c.Type = int(kind)
	}
	f.need("name")
	if c.Type == CommandChatInput {
		c.Name, c.NameLocalizations = readCommandName(f), readLocalizations(f, "name_localizations", checkCommandName)
		f.need("description")
		c.Description = f.text("description", 1, maxCommandDescription)
		c.DescriptionLocalizations = readLocalizations(f, "description_localizations", checkDescription)
		c.Options = readOptions(f, 0)
	} else {
		c.Name = f.text("name", 1, maxCommandName)
		c.NameLocalizations = readLocalizations(f, "name_localizations", nil)
		if f.text("description", 0, maxCommandDescription) != "" {
			f.fail("description", "APPLICATION_COMMAND_DESCRIPTION_FORBIDDEN", "Only chat input commands have a description")
		}
		if len(f.list("options", 0, maxCommandOptions)) > 0 {
			f.fail("options", "APPLICATION_COMMAND_OPTIONS_FORBIDDEN", "Only chat input commands have options")
		}
	}
	if raw := f.m["default_member_permissions"]; raw != nil {
		if n, ok := toInteger(raw); ok && n >= 0 {
			text := strconv.FormatInt(n, 10)
			c.DefaultMemberPermissions = &text
		} else {
			f.failf("default_member_permissions", "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(raw))
		}
	}
	c.Contexts = readEnum(f, "contexts", 2)
	c.IntegrationTypes = readEnum(f, "integration_types", 1)
	c.NSFW = f.boolean("nsfw")
	if n := c.size(); n > maxCommandSize {
		f.failf("", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d > %d)", n, maxCommandSize)
	}
	return c
}

// readEnum reads a list of distinct numbers from 0 to most; an empty list is refused.
func readEnum(f *form, key string, most int64) []int {
	if !f.set(key) {
		return nil
	}
	var list []int
	for i, v := range f.list(key, 1, int(most)+1) {
		n, ok := toInteger(v)
		if !ok || n < 0 || n > most || slices.Contains(list, int(n)) {
			f.failf(key+"."+strconv.Itoa(i), "BASE_TYPE_CHOICES", "Value must be a number from 0 to %d, given once.", most)
			continue
		}
		list = append(list, int(n))
	}
	return list
}

func readCommandName(f *form) string {
	name := f.str("name", 1, maxCommandName)
	if f.set("name") {
		checkCommandName(f, "name", name)
	}
	return name
}

func checkCommandName(f *form, key, name string) {
	if utf8.RuneCountInString(name) > maxCommandName || !commandName.MatchString(name) || strings.ToLower(name) != name {
		f.failf(key, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid: %q must be 1 to %d lower-case letters, digits, - or _", name, maxCommandName)
	}
}

func checkDescription(f *form, key, text string) {
	if n := utf8.RuneCountInString(text); n < 1 || n > maxCommandDescription {
		f.failf(key, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and %d in length.", maxCommandDescription)
	}
}

func readLocalizations(f *form, key string, check func(f *form, key, text string)) map[string]string {
	sub := f.object(key)
	if sub == nil || len(sub.m) == 0 {
		return nil
	}
	out := map[string]string{}
	for _, locale := range sortedKeys(sub.m) {
		text, ok := sub.m[locale].(string)
		switch {
		case !slices.Contains(locales, locale):
			f.failf(key, "LOCALIZATION_UNKNOWN", "%q is not a locale of Discord", locale)
		case !ok:
			f.failf(key, "STRING_TYPE_CONVERT", "Could not interpret value of %q as string.", locale)
		case check != nil:
			check(sub, locale, text)
		}
		out[locale] = text
	}
	return out
}

// readOptions reads the options of a command (depth 0), group or subcommand.
func readOptions(f *form, depth int) []CommandOption {
	var list []CommandOption
	names := map[string]bool{}
	plain, nested, optional := 0, 0, false
	for _, o := range f.objects("options", 0, maxCommandOptions) {
		o.need("type")
		kind, ok := o.integer("type", 1, OptionAttachment)
		if !ok {
			continue
		}
		o.need("name")
		o.need("description")
		option := CommandOption{
			Type: int(kind), Name: readCommandName(o), NameLocalizations: readLocalizations(o, "name_localizations", checkCommandName),
			Description:              o.text("description", 1, maxCommandDescription),
			DescriptionLocalizations: readLocalizations(o, "description_localizations", checkDescription),
		}
		if names[option.Name] {
			o.fail("name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
		}
		names[option.Name] = true
		switch kind {
		case OptionSubcommand, OptionGroup:
			nested++
			if kind == OptionGroup && depth > 0 || kind == OptionSubcommand && depth > 1 {
				o.fail("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups hold subcommands only, and subcommands hold no subcommands")
				break
			}
			next := 2 // inside a subcommand
			if kind == OptionGroup {
				next = 1
			}
			option.Options = readOptions(o, next)
			if kind == OptionGroup && len(option.Options) == 0 {
				o.need("options")
			}
		default:
			plain++
			readPlainOption(o, &option)
			if option.Required && optional {
				o.fail("required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
			}
			optional = optional || !option.Required
			if depth == 1 {
				o.fail("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups hold subcommands only")
			}
		}
		list = append(list, option)
	}
	if plain > 0 && nested > 0 {
		f.fail("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
	return list
}

func readPlainOption(o *form, option *CommandOption) {
	option.Required = o.boolean("required")
	option.Autocomplete = o.boolean("autocomplete")
	numeric := option.Type == OptionInteger || option.Type == OptionNumber
	choosable := numeric || option.Type == OptionString
	only := func(allowed bool, keys ...string) {
		for _, key := range keys {
			if !allowed && o.set(key) && o.m[key] != false {
				if list, ok := o.m[key].([]any); !ok || len(list) > 0 {
					o.failf(key, "APPLICATION_COMMAND_OPTION_FIELD_FORBIDDEN", "Options of type %d have no %s", option.Type, key)
				}
			}
		}
	}
	only(choosable, "choices", "autocomplete")
	only(numeric, "min_value", "max_value")
	only(option.Type == OptionString, "min_length", "max_length")
	only(option.Type == OptionChannel, "channel_types")
	if numeric {
		option.MinValue, option.MaxValue = o.number("min_value"), o.number("max_value")
		if option.MinValue != nil && option.MaxValue != nil && *option.MinValue > *option.MaxValue {
			o.fail("min_value", "APPLICATION_COMMAND_OPTIONS_MIN_VALUE_INVALID", "min_value cannot be more than max_value")
		}
	}
	if option.Type == OptionString {
		option.MinLength, option.MaxLength = o.intPointer("min_length", 0, maxOptionLength), o.intPointer("max_length", 1, maxOptionLength)
		if option.MinLength != nil && option.MaxLength != nil && *option.MinLength > *option.MaxLength {
			o.fail("min_length", "APPLICATION_COMMAND_OPTIONS_MIN_LENGTH_INVALID", "min_length cannot be more than max_length")
		}
	}
	if option.Type == OptionChannel {
		for _, v := range o.list("channel_types", 0, 25) {
			if n, ok := toInteger(v); ok {
				option.ChannelTypes = append(option.ChannelTypes, int(n))
			}
		}
	}
	if !choosable {
		return
	}
	option.Choices = readChoices(o, option.Type)
	if option.Autocomplete && len(option.Choices) > 0 {
		o.fail("autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "autocomplete and choices exclude each other")
	}
}

// readChoices reads the choices of an option, or of an autocomplete answer;
// values must have the option's type.
func readChoices(f *form, optionType int) []Choice {
	var list []Choice
	for _, c := range f.objects("choices", 0, maxChoices) {
		c.need("name")
		choice := Choice{Name: c.text("name", 1, maxChoiceText), NameLocalizations: readLocalizations(c, "name_localizations", nil)}
		v := c.m["value"]
		if !c.need("value") {
			continue
		}
		switch optionType {
		case OptionString:
			text, ok := v.(string)
			if !ok {
				c.fail("value", "STRING_TYPE_CONVERT", "Could not interpret value as string.")
			}
			c.length("value", text, 1, maxChoiceText)
			choice.Value = text
		case OptionInteger:
			n, ok := toInteger(v)
			if !ok {
				c.failf("value", "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(v))
			}
			choice.Value = n
		default:
			n, ok := toNumber(v)
			if !ok {
				c.failf("value", "NUMBER_TYPE_COERCE", "Value %q is not float.", fmt.Sprint(v))
			}
			choice.Value = n
		}
		list = append(list, choice)
	}
	return list
}

// size is what counts towards the limit of a whole command.
func (c Command) size() int {
	return longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations) + optionsSize(c.Options)
}

func optionsSize(options []CommandOption) int {
	n := 0
	for _, o := range options {
		n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations) + optionsSize(o.Options)
		for _, choice := range o.Choices {
			n += longest(choice.Name, choice.NameLocalizations)
			if text, ok := choice.Value.(string); ok {
				n += utf8.RuneCountInString(text)
			}
		}
	}
	return n
}

func longest(base string, localized map[string]string) int {
	n := utf8.RuneCountInString(base)
	for _, text := range localized {
		n = max(n, utf8.RuneCountInString(text))
	}
	return n
}
