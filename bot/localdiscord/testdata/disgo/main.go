// A bot with disgo, written as its users write theirs: only the addresses of
// the API and the gateway are others. TestDisgo plays a story with it; the bot
// in ../discordjs must show a member the same. It leaves when its input ends.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/disgoorg/disgo"
	"github.com/disgoorg/disgo/bot"
	"github.com/disgoorg/disgo/cache"
	"github.com/disgoorg/disgo/discord"
	"github.com/disgoorg/disgo/events"
	"github.com/disgoorg/disgo/gateway"
	"github.com/disgoorg/disgo/rest"
	"github.com/disgoorg/json"
)

var commands = []discord.ApplicationCommandCreate{
	discord.SlashCommandCreate{Name: "quiz", Description: "Start a quiz", Options: []discord.ApplicationCommandOption{
		discord.ApplicationCommandOptionString{Name: "bank", Description: "Which bank", Required: true, Autocomplete: true},
		discord.ApplicationCommandOptionInt{Name: "questions", Description: "How many", MinValue: json.Ptr(1), MaxValue: json.Ptr(20)},
		discord.ApplicationCommandOptionBool{Name: "hard", Description: "Only hard ones"},
		discord.ApplicationCommandOptionUser{Name: "for", Description: "Who plays"},
	}},
	discord.SlashCommandCreate{Name: "schedule", Description: "Schedules",
		DefaultMemberPermissions: json.NewNullablePtr(discord.PermissionSendMessages),
		Options: []discord.ApplicationCommandOption{
			discord.ApplicationCommandOptionSubCommandGroup{Name: "daily", Description: "Each day", Options: []discord.ApplicationCommandOptionSubCommand{
				{Name: "add", Description: "Add one", Options: []discord.ApplicationCommandOption{
					discord.ApplicationCommandOptionString{Name: "time", Description: "When", Required: true, Choices: []discord.ApplicationCommandOptionChoiceString{
						{Name: "morning", Value: "09:00"}, {Name: "evening", Value: "18:00"}}}}}}}}},
	discord.SlashCommandCreate{Name: "post", Description: "Write into the channel"},
}

func main() {
	// A refusal by the rate limit is only a warning: the server counts them.
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	client, err := disgo.New(os.Getenv("LOCALDISCORD_TOKEN"),
		bot.WithLogger(log),
		bot.WithRestClientConfigOpts(rest.WithURL(os.Getenv("LOCALDISCORD_URL")+"/api/v10")),
		bot.WithGatewayConfigOpts(gateway.WithIntents(gateway.IntentGuilds, gateway.IntentGuildMessages), gateway.WithEnableRawEvents(true)),
		bot.WithCacheConfigOpts(cache.WithCaches(cache.FlagsAll)),
		bot.WithEventManagerConfigOpts(bot.WithAsyncEventsEnabled()),
		bot.WithEventListenerFunc(func(e *events.Ready) {
			_, err := e.Client().Rest().SetGlobalCommands(e.Client().ApplicationID(), commands)
			report(err)
		}),
		bot.WithEventListenerFunc(func(e *events.Raw) { // disgo v0.18.15 never tells of events.Resumed
			if e.EventType == gateway.EventTypeResumed {
				fmt.Println("resumed")
			}
		}),
		bot.WithEventListenerFunc(func(e *events.AutocompleteInteractionCreate) { report(suggest(e)) }),
		bot.WithEventListenerFunc(func(e *events.ApplicationCommandInteractionCreate) {
			report(map[string]func(*events.ApplicationCommandInteractionCreate) error{"quiz": quiz, "schedule": schedule, "post": post}[e.Data.CommandName()](e))
		}),
		bot.WithEventListenerFunc(func(e *events.ComponentInteractionCreate) { report(press(e)) }),
		bot.WithEventListenerFunc(func(e *events.ModalSubmitInteractionCreate) {
			report(e.CreateMessage(discord.MessageCreate{Content: "You said: " + e.Data.Text("reason"), Flags: discord.MessageFlagEphemeral}))
		}),
	)
	if err == nil {
		err = client.OpenGateway(context.Background())
	}
	if err != nil {
		report(err)
		os.Exit(1)
	}
	io.Copy(io.Discard, os.Stdin)
	client.Close(context.Background())
}

// report writes to the standard error stream; whatever stands there fails the test.
func report(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

func suggest(e *events.AutocompleteInteractionCreate) error {
	typed := e.Data.String("bank")
	return e.AutocompleteResult([]discord.AutocompleteChoice{discord.AutocompleteChoiceString{
		Name: fmt.Sprintf("The %sa, %d questions", typed, e.Data.Int("questions")), Value: typed + "a"}})
}

var (
	three  = discord.NewPrimaryButton("Three", "three")
	why    = discord.NewSecondaryButton("Say why", "why").WithEmoji(discord.ComponentEmoji{Name: "🐙"})
	topics = discord.NewActionRow(discord.NewStringSelectMenu("topics", "Topics", discord.NewStringSelectMenuOption("Cells", "cells"),
		discord.NewStringSelectMenuOption("Genes", "genes"), discord.NewStringSelectMenuOption("Seas", "seas")).WithMinValues(1).WithMaxValues(2))
)

func quiz(e *events.ApplicationCommandInteractionCreate) error {
	if err := e.DeferCreateMessage(true); err != nil {
		return err
	}
	data := e.SlashCommandInteractionData()
	guild, _ := e.Guild()
	content := fmt.Sprintf("%s, %d questions, hard: %t, for %s, asked by %s in #%s of %s, may post: %t",
		data.String("bank"), data.Int("questions"), data.Bool("hard"), data.User("for").Username,
		e.Member().User.Username, e.Channel().Name(), guild.Name, e.AppPermissions().Has(discord.PermissionSendMessages))
	_, err := e.Client().Rest().UpdateInteractionResponse(e.ApplicationID(), e.Token(), discord.MessageUpdate{
		Content: &content,
		Embeds: &[]discord.Embed{{Title: "Question 1", Description: "How many hearts has an octopus?", Color: 0x3366cc,
			Fields: []discord.EmbedField{{Name: "Points", Value: "1"}}}},
		Components: &[]discord.ContainerComponent{discord.NewActionRow(three, why), topics},
	})
	if err != nil {
		return err
	}
	_, err = e.Client().Rest().CreateFollowupMessage(e.ApplicationID(), e.Token(),
		discord.MessageCreate{Content: "Take your time.", Flags: discord.MessageFlagEphemeral})
	return err
}

func press(e *events.ComponentInteractionCreate) error {
	switch e.Data.CustomID() {
	case "topics":
		if err := e.DeferUpdateMessage(); err != nil {
			return err
		}
		content := "Chosen: " + strings.Join(e.StringSelectMenuInteractionData().Values, " and ")
		_, err := e.Client().Rest().UpdateInteractionResponse(e.ApplicationID(), e.Token(), discord.MessageUpdate{Content: &content})
		return err
	case "three":
		content := "Right."
		return e.UpdateMessage(discord.MessageUpdate{Content: &content, Embeds: &[]discord.Embed{},
			Components: &[]discord.ContainerComponent{discord.NewActionRow(why), topics}})
	}
	return e.Modal(discord.ModalCreate{CustomID: "form", Title: "Why?", Components: []discord.ContainerComponent{
		discord.NewActionRow(discord.NewShortTextInput("reason", "Reason").WithMinLength(3).WithMaxLength(40))}})
}

func schedule(e *events.ApplicationCommandInteractionCreate) error {
	sent, err := e.Client().Rest().CreateInteractionResponseWithCallback(e.ID(), e.Token(), discord.InteractionResponse{
		Type: discord.InteractionResponseTypeCreateMessage, Data: discord.MessageCreate{Content: "One moment."}})
	if err != nil {
		return err
	}
	data := e.SlashCommandInteractionData()
	path := strings.ReplaceAll(strings.TrimPrefix(data.CommandPath(), "/"), "/", " ")
	content := fmt.Sprintf("%s %s, instead of: %s", path, data.String("time"), sent.Resource.Message.Content)
	_, err = e.Client().Rest().UpdateInteractionResponse(e.ApplicationID(), e.Token(), discord.MessageUpdate{Content: &content})
	return err
}

func post(e *events.ApplicationCommandInteractionCreate) error {
	if err := e.DeferCreateMessage(false); err != nil {
		return err
	}
	api, channel := e.Client().Rest(), e.Channel().ID()
	first, err := api.CreateMessage(channel, discord.MessageCreate{Content: "Message 1",
		Files: []*discord.File{discord.NewFile("notes.txt", "", strings.NewReader("notes\n"))}})
	if err != nil {
		return err
	}
	if _, err = api.CreateMessage(channel, discord.MessageCreate{Content: "Message 2", AllowedMentions: &discord.AllowedMentions{},
		MessageReference: &discord.MessageReference{MessageID: &first.ID}}); err != nil {
		return err
	}
	for n := 3; n <= 7; n++ {
		if _, err = api.CreateMessage(channel, discord.MessageCreate{Content: fmt.Sprint("Message ", n)}); err != nil {
			return err
		}
	}
	edited := "Message 1, edited"
	if _, err = api.UpdateMessage(channel, first.ID, discord.MessageUpdate{Content: &edited}); err != nil {
		return err
	}
	if err = api.AddReaction(channel, first.ID, "👍"); err != nil {
		return err
	}
	last, err := api.CreateMessage(channel, discord.MessageCreate{Content: "gone soon"})
	if err != nil {
		return err
	}
	if err = api.DeleteMessage(channel, last.ID); err != nil {
		return err
	}
	kept, err := api.GetMessages(channel, 0, 0, first.ID, 50)
	if err != nil {
		return err
	}
	content := fmt.Sprintf("Posted %d after the first.", len(kept))
	_, err = api.UpdateInteractionResponse(e.ApplicationID(), e.Token(), discord.MessageUpdate{Content: &content})
	return err
}
