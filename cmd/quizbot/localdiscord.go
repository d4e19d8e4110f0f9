package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"quizbot/bot/localdiscord"
	"quizbot/bot/playground"
)

// privilegedIntents are members, presences and message content.
const privilegedIntents = 1<<1 | 1<<8 | 1<<15

func newLocalDiscordCommand() *cobra.Command {
	var d standIn
	var noBrowser bool
	c := &cobra.Command{
		Use:   "localdiscord",
		Short: "Serve a local Discord that any bot, in any language, can log in to",
		Long: `Localdiscord serves a stand-in for Discord on this machine: the REST API, the
gateway, and a page on which you act as the members of a server. There is no
bot in it: start your own, in any language, with the address and the token that
are printed. Requests that the API refuses are logged with the reason.

When the environment variable DISCORD_OPENAPI names Discord's OpenAPI file
(openapi.json of the repository discord/discord-api-spec), the page shows how
each request fits it.

Every privileged intent is allowed; at Discord you have to switch them on. What
the page does a program can do, too: go doc ./bot/localdiscord tells how.`,
		Example: "  quizbot localdiscord --bot my-bot --data my-discord",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			d.browser, d.out, d.log = !noBrowser, c.OutOrStdout(), newLog(c.ErrOrStderr(), "warn")
			return d.serve(c.Context())
		},
	}
	c.Flags().StringVar(&d.addr, "addr", "127.0.0.1:8791", "address of the page and the API, on this machine only; port 0 picks a free one")
	c.Flags().StringVar(&d.folder, "data", "", "folder that keeps the server, its messages and the bot's token")
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "do not open the browser")
	c.Flags().StringVar(&d.bot, "bot", "my-bot", "name of the bot; another name adds a bot to the server in --data")
	c.Flags().StringVar(&d.token, "token", "", "what the bot logs in with, made up and never a real one; without it one is made")
	return c
}

// standIn is one run of localdiscord.
type standIn struct {
	addr    string
	folder  string // "" keeps nothing
	bot     string
	token   string // "" for a new one, or the one that the bot has
	browser bool
	out     io.Writer
	log     *slog.Logger
}

func (d standIn) serve(ctx context.Context) error {
	switch {
	case strings.TrimSpace(d.bot) == "":
		return errors.New("the bot has no name: give it one with --bot")
	case strings.ContainsAny(d.token, " \t\r\n"):
		return errors.New("a token has no spaces: choose another with --token, or leave it out")
	}
	state := ""
	if d.folder != "" {
		if err := os.MkdirAll(d.folder, 0o700); err != nil {
			return fmt.Errorf("data folder %s: %w: choose a folder that you can write to", d.folder, err)
		}
		state = filepath.Join(d.folder, "discord.json")
	}
	local := localdiscord.New(localdiscord.Options{StateFile: state, Log: d.log, Page: playground.Handler(), OpenAPI: localdiscord.OpenAPIFile()})
	stage, err := furnish(local, state, d.bot, d.token)
	if err != nil {
		local.Close() // lets go of the folder
		return err
	}
	local.AllowIntents(stage.app.ID, privilegedIntents)
	defer local.Close()
	if err := local.Start(d.addr); err != nil {
		return fmt.Errorf("%w (--addr)", err)
	}
	page := playground.Address(local.URL(), local.AccessToken())
	fmt.Fprintf(d.out, `The local Discord is ready. Open this page to act as its members:

  %[1]s

The bot %[2]s, application %[3]s, logs in with

  token  %[4]s
  API    %[5]s/api   (v9 and v10; the gateway's address is in its answers)

discord.js  new Client({ intents: [...], rest: { api: '%[5]s/api' } })
discordgo   session.Client.Transport = a RoundTripper that changes the scheme and
            host of each request's URL to %[5]s
disgo       rest.WithURL("%[5]s/api/v10")

Data: %[6]s. Press Ctrl+C to stop.
`, page, stage.app.Name, stage.app.ID, stage.app.Token, local.URL(), kept(d.folder))
	if d.browser {
		openBrowser(page)
	}
	<-ctx.Done()
	return nil
}

func kept(folder string) string {
	if folder == "" {
		return "not kept (--data DIR keeps them)"
	}
	return folder
}
