package localdiscord_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/localdiscord"
)

// TestDiscordgoPlaysAWholeStory logs the real client in, registers commands and
// plays a command, a button, a form, suggestions and a deferred answer.
func TestDiscordgoPlaysAWholeStory(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	ctx := testContext(t)
	guilds := make(chan string, 1)
	session := w.client(discordgo.IntentsGuilds,
		func(_ *discordgo.Session, g *discordgo.GuildCreate) { guilds <- g.Name },
		func(s *discordgo.Session, i *discordgo.InteractionCreate) {
			if err := answerStory(s, i); err != nil {
				t.Error(err)
			}
		})
	select {
	case name := <-guilds:
		if name != "Readers" {
			t.Errorf("guild %q, want Readers", name)
		}
	case <-ctx.Done():
		t.Fatal("no GUILD_CREATE")
	}
	created, err := session.ApplicationCommandBulkOverwrite(w.app.ID, "", []*discordgo.ApplicationCommand{
		{Name: "quiz", Description: "Start a quiz", Options: []*discordgo.ApplicationCommandOption{
			{Name: "bank", Description: "Which bank", Type: discordgo.ApplicationCommandOptionString, Required: true, Autocomplete: true}}},
		{Name: "slow", Description: "Takes its time"},
	})
	if err != nil || len(created) != 2 {
		t.Fatalf("commands: %v, %v", created, err)
	}

	ben := w.As(w.ben.ID)
	choices, err := ben.Complete(ctx, w.channel.ID, "quiz", "bank", "se")
	if err != nil || len(choices) != 1 || choices[0].Value != "sea" {
		t.Fatalf("suggestions %v, %v; want sea", choices, err)
	}
	asked, err := ben.Command(ctx, w.channel.ID, "quiz", localdiscord.Option{Name: "bank", Value: "sea"})
	if err != nil {
		t.Fatal(err)
	}
	if got := asked.Message.Text(); got != "(only you can see this)\nHow many hearts? (sea)\n[Three] [Say why]\n" {
		t.Errorf("question reads %q", got)
	}
	if n := len(w.Messages(w.channel.ID, w.ada.ID)); n != 0 {
		t.Errorf("ada sees %d messages, want none", n)
	}
	pressed, err := ben.Press(ctx, asked.Message.ID, "three")
	if err != nil || pressed.Type != localdiscord.CallbackUpdate || pressed.Message.Content != "Right." || len(pressed.Message.Buttons()) != 1 {
		t.Fatalf("press: %+v, %v", pressed, err)
	}
	form, err := ben.Press(ctx, asked.Message.ID, "why")
	if err != nil || form.Modal == nil || form.Modal.Title != "Why?" {
		t.Fatalf("form: %+v, %v", form, err)
	}
	said, err := ben.Submit(ctx, form.Modal, map[string]string{"reason": "two for the gills"})
	if err != nil || said.Message.Content != "You said: two for the gills" {
		t.Fatalf("submit: %+v, %v", said, err)
	}
	slow, err := ben.Command(ctx, w.channel.ID, "slow")
	if err != nil || !slow.Message.Loading() {
		t.Fatalf("deferred: %+v, %v", slow, err)
	}
	done, err := slow.Wait(ctx)
	if err != nil || done.Content != "Here it is." || done.Loading() {
		t.Fatalf("after the wait: %+v, %v", done, err)
	}
	_, err = session.ChannelMessageSend(w.channel.ID, strings.Repeat("x", 2001))
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) || rest.Message.Code != 50035 {
		t.Errorf("2001 characters: %v, want code 50035", err)
	}
	posted, err := session.ChannelMessageSend(w.channel.ID, "hello")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.ChannelMessageEdit(w.channel.ID, posted.ID, "hello again"); err != nil {
		t.Error(err)
	}
	if err := session.ChannelMessageDelete(w.channel.ID, posted.ID); err != nil {
		t.Error(err)
	}
}

func answerStory(s *discordgo.Session, i *discordgo.InteractionCreate) error {
	respond := func(kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) error {
		return s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data})
	}
	three := discordgo.Button{Label: "Three", CustomID: "three", Style: discordgo.PrimaryButton}
	why := discordgo.Button{Label: "Say why", CustomID: "why", Style: discordgo.SecondaryButton}
	row := func(c ...discordgo.MessageComponent) []discordgo.MessageComponent {
		return []discordgo.MessageComponent{discordgo.ActionsRow{Components: c}}
	}
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		return respond(discordgo.InteractionApplicationCommandAutocompleteResult, &discordgo.InteractionResponseData{
			Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "The sea", Value: i.ApplicationCommandData().Options[0].StringValue() + "a"}}})
	case discordgo.InteractionModalSubmit:
		input := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput)
		return respond(discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{Content: "You said: " + input.Value})
	case discordgo.InteractionMessageComponent:
		if i.MessageComponentData().CustomID == "why" {
			return respond(discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{CustomID: "form", Title: "Why?",
				Components: row(discordgo.TextInput{CustomID: "reason", Label: "Reason", Style: discordgo.TextInputShort, MinLength: 3, MaxLength: 40})})
		}
		return respond(discordgo.InteractionResponseUpdateMessage, &discordgo.InteractionResponseData{Content: "Right.", Components: row(why)})
	}
	data := i.ApplicationCommandData()
	if data.Name == "slow" {
		if err := respond(discordgo.InteractionResponseDeferredChannelMessageWithSource, nil); err != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond)
		content := "Here it is."
		_, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &content})
		return err
	}
	return respond(discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
		Content: "How many hearts? (" + data.Options[0].StringValue() + ")", Flags: discordgo.MessageFlagsEphemeral, Components: row(three, why)})
}
