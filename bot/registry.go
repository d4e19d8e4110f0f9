package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/discord"
)

// registry finds the handler of a command, subcommand or action.
type registry struct {
	commands map[string]Command
	actions  map[string]action
	direct   map[string]Handler // actions in direct messages
	list     []Command
}

type action struct {
	needs  Permission
	handle Handler
}

// newRegistry refuses two commands or two actions of the same name.
func newRegistry(list []Command) (*registry, error) {
	r := &registry{commands: map[string]Command{}, actions: map[string]action{}, direct: map[string]Handler{}, list: list}
	for _, c := range list {
		if _, twice := r.commands[c.Name]; twice {
			return nil, fmt.Errorf("two commands are called %s", c.Name)
		}
		r.commands[c.Name] = c
		for name, handle := range c.Press {
			r.actions[c.Name+"."+name] = action{c.Needs, handle}
		}
		for name, handle := range c.Direct {
			r.direct[c.Name+"."+name] = handle
		}
	}
	return r, nil
}

// target is what a call to a command runs.
type target struct {
	needs    Permission
	run      Handler
	complete Completer
}

func (r *registry) find(command, sub string) (target, bool) {
	c, ok := r.commands[command]
	if !ok {
		return target{}, false
	}
	if len(c.Subs) == 0 {
		return target{c.Needs, c.Run, c.Complete}, true
	}
	for _, s := range c.Subs {
		if s.Name == sub {
			return target{max(c.Needs, s.Needs), s.Run, s.Complete}, true
		}
	}
	return target{}, false
}

// Definitions returns the commands as Discord wants them.
func Definitions(list []Command) []*discordgo.ApplicationCommand {
	var definitions []*discordgo.ApplicationCommand
	inServers := []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	installed := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	for _, c := range list {
		d := &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: c.Name, Description: c.Short,
			Contexts: &inServers, IntegrationTypes: &installed, Options: options(c.Options),
		}
		for _, s := range c.Subs {
			d.Options = append(d.Options, &discordgo.ApplicationCommandOption{
				Type: discordgo.ApplicationCommandOptionSubCommand, Name: s.Name, Description: s.Short, Options: options(s.Options),
			})
		}
		definitions = append(definitions, d)
	}
	return definitions
}

var optionTypes = map[OptionKind]discordgo.ApplicationCommandOptionType{
	Text:    discordgo.ApplicationCommandOptionString,
	Integer: discordgo.ApplicationCommandOptionInteger,
	Boolean: discordgo.ApplicationCommandOptionBoolean,
	Member:  discordgo.ApplicationCommandOptionUser,
	Role:    discordgo.ApplicationCommandOptionRole,
	Channel: discordgo.ApplicationCommandOptionChannel,
	File:    discordgo.ApplicationCommandOptionAttachment,
}

func options(list []Option) []*discordgo.ApplicationCommandOption {
	var converted []*discordgo.ApplicationCommandOption
	for _, o := range list {
		option := &discordgo.ApplicationCommandOption{
			Type: optionTypes[o.Kind], Name: o.Name, Description: o.Short, Required: o.Required, Autocomplete: o.Suggest,
		}
		if o.Kind == Channel {
			option.ChannelTypes = []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews}
		}
		if o.Kind == Text {
			option.MaxLength = maxOption
		}
		if o.Kind == Integer && (o.Min != 0 || o.Max != 0) {
			least := float64(o.Min)
			option.MinValue, option.MaxValue = &least, float64(o.Max)
		}
		for _, choice := range o.Choices {
			option.Choices = append(option.Choices, &discordgo.ApplicationCommandOptionChoice{Name: choice.Name, Value: choice.Value})
		}
		converted = append(converted, option)
	}
	return converted
}

// putCommands registers the commands where they differ from what Discord has:
// creating them counts against a daily budget.
func putCommands(ctx context.Context, client *discord.Client, list []Command) (changed bool, err error) {
	wanted := Definitions(list)
	existing, err := client.Commands(ctx)
	if err != nil {
		return false, fmt.Errorf("read commands: %w", err)
	}
	if reflect.DeepEqual(reduce(wanted), reduce(existing)) {
		return false, nil
	}
	if err := client.PutCommands(ctx, wanted); err != nil {
		return false, fmt.Errorf("register commands: %w", err)
	}
	return true, nil
}

// reduce brings commands down to what we set, by name, without the fields that
// Discord fills in and without the difference between absent, null and empty.
func reduce(list []*discordgo.ApplicationCommand) map[string]any {
	reduced := map[string]any{}
	for _, c := range list {
		reduced[c.Name] = prune(map[string]any{"description": c.Description, "type": c.Type, "options": c.Options, "contexts": c.Contexts})
	}
	return reduced
}

func prune(v any) any {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	var generic any
	if err := json.Unmarshal(raw, &generic); err != nil {
		return err.Error()
	}
	return withoutEmpty(generic)
}

func withoutEmpty(v any) any {
	switch v := v.(type) {
	case map[string]any:
		kept := map[string]any{}
		for key, value := range v {
			if strings.HasSuffix(key, "_localizations") {
				continue
			}
			if value = withoutEmpty(value); value != nil {
				kept[key] = value
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case []any:
		if len(v) == 0 {
			return nil
		}
		list := make([]any, len(v))
		for i := range v {
			list[i] = withoutEmpty(v[i])
		}
		return list
	case bool:
		if !v {
			return nil
		}
	}
	return v
}
