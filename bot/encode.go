package bot

import (
	"bytes"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/customid"
	"quizbot/bot/discord"
	"quizbot/bot/view"
)

// noMentions is on every message we send: nothing in an article, a question or
// a name ever notifies anyone.
func noMentions() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

// encoder turns our messages into discordgo's for one scope: the community,
// and the member who will see private buttons.
type encoder struct {
	codec *customid.Codec
	scope customid.Scope
}

type encoded struct {
	content    string
	embeds     []*discordgo.MessageEmbed
	components []discordgo.MessageComponent
	files      []*discordgo.File
}

func (e encoder) message(m view.Message) (encoded, error) {
	m = m.Fit()
	out := encoded{content: m.Content, embeds: []*discordgo.MessageEmbed{}, components: []discordgo.MessageComponent{}}
	for _, embed := range m.Embeds {
		converted := &discordgo.MessageEmbed{Title: embed.Title, Description: embed.Description, Color: embed.Colour, URL: embed.URL}
		if embed.Footer != "" {
			converted.Footer = &discordgo.MessageEmbedFooter{Text: embed.Footer}
		}
		for _, f := range embed.Fields {
			converted.Fields = append(converted.Fields, &discordgo.MessageEmbedField{Name: f.Name, Value: f.Value, Inline: f.Inline})
		}
		out.embeds = append(out.embeds, converted)
	}
	for _, row := range m.Rows {
		components, err := e.row(row)
		if err != nil {
			return encoded{}, err
		}
		out.components = append(out.components, discordgo.ActionsRow{Components: components})
	}
	for _, f := range m.Files {
		file := &discordgo.File{Name: f.Name, ContentType: f.ContentType, Reader: bytes.NewReader(f.Data)}
		if f.Alt != "" {
			file.Reader = discord.Picture{Reader: file.Reader, Alt: view.Cut(view.Plain(f.Alt), view.MaxAlt)}
		}
		out.files = append(out.files, file)
	}
	return out, nil
}

var buttonStyles = map[view.Style]discordgo.ButtonStyle{
	view.Secondary: discordgo.SecondaryButton,
	view.Primary:   discordgo.PrimaryButton,
	view.Success:   discordgo.SuccessButton,
	view.Danger:    discordgo.DangerButton,
}

func (e encoder) row(row view.Row) ([]discordgo.MessageComponent, error) {
	if s := row.Select; s != nil {
		id, err := e.action(s.Action)
		if err != nil {
			return nil, err
		}
		menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: id, Placeholder: s.Placeholder}
		for _, o := range s.Options {
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: o.Label, Value: o.Value, Description: o.Description})
		}
		return []discordgo.MessageComponent{menu}, nil
	}
	var components []discordgo.MessageComponent
	for _, b := range row.Buttons {
		button := discordgo.Button{Label: b.Label, Style: buttonStyles[b.Style], Disabled: b.Disabled}
		if b.Link != "" {
			button.Style, button.URL = discordgo.LinkButton, b.Link
		} else {
			id, err := e.action(b.Action)
			if err != nil {
				return nil, err
			}
			button.CustomID = id
		}
		components = append(components, button)
	}
	return components, nil
}

// action signs an action. A private one can only be made for a member.
func (e encoder) action(a view.Action) (string, error) {
	scope := e.scope
	if a.Public {
		scope.Member = ""
	} else if scope.Member == "" {
		return "", fmt.Errorf("private action %s in a public message", a.Name)
	}
	return e.codec.Encode(scope, a.Name, a.Args...)
}

func (e encoder) modal(m view.Modal) (*discordgo.InteractionResponseData, error) {
	id, err := e.action(m.Action)
	if err != nil {
		return nil, err
	}
	data := &discordgo.InteractionResponseData{CustomID: id, Title: view.Cut(m.Title, view.MaxModalTitle)}
	for _, in := range m.Inputs {
		input := discordgo.TextInput{
			CustomID: in.ID, Label: view.Cut(in.Label, view.MaxInputLabel), Style: discordgo.TextInputShort,
			Placeholder: view.Cut(in.Placeholder, 100), Value: in.Value, Required: in.Required, MaxLength: in.MaxLength,
		}
		if in.Paragraph {
			input.Style = discordgo.TextInputParagraph
		}
		if input.MaxLength == 0 {
			input.MaxLength = 1000
		}
		data.Components = append(data.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{input}})
	}
	return data, nil
}

func (m encoded) response(private bool) *discordgo.InteractionResponseData {
	data := &discordgo.InteractionResponseData{
		Content: m.content, Embeds: m.embeds, Components: m.components, Files: m.files, AllowedMentions: noMentions(),
	}
	if private {
		data.Flags = discordgo.MessageFlagsEphemeral
	}
	return data
}

// send is the message as the bot posts it; the same nonce within a few minutes
// posts once, "" = every time.
func (m encoded) send(nonce string) *discord.Message {
	return &discord.Message{Nonce: nonce, EnforceNonce: nonce != "", MessageSend: discordgo.MessageSend{
		Content: m.content, Embeds: m.embeds, Components: m.components, Files: m.files, AllowedMentions: noMentions(),
	}}
}

func (m encoded) edit() *discordgo.WebhookEdit {
	return &discordgo.WebhookEdit{
		Content: &m.content, Embeds: &m.embeds, Components: &m.components, Files: m.files, AllowedMentions: noMentions(),
	}
}
