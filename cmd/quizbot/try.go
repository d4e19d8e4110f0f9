package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"quizbot/bot/discord"
	"quizbot/bot/localdiscord"
	"quizbot/bot/playground"
	"quizbot/quiz"
)

func newTryCommand() *cobra.Command {
	var addr, folder string
	var noBrowser bool
	c := &cobra.Command{
		Use:   "try",
		Short: "Try quizbot in the browser: no token, no network",
		Long: `Try starts a local Discord on this machine, the bot in it with the built-in
bank, and opens the page in the browser. A first quiz is posted at once.

Without --data everything is kept in a temporary folder and gone at the end;
with it the same server, messages and scores are there the next time.`,
		Example: "  quizbot try\n  quizbot try --data my-trial --addr 127.0.0.1:9000",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if folder == "" {
				temporary, err := os.MkdirTemp("", "quizbot-try-")
				if err != nil {
					return err
				}
				defer os.RemoveAll(temporary)
				folder = temporary
			}
			return try(c.Context(), trial{
				addr: addr, folder: folder, browser: !noBrowser,
				out: c.OutOrStdout(), log: newLog(c.ErrOrStderr(), "warn"), now: time.Now,
			})
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8790", "address of the page, on this machine only; port 0 picks a free one")
	c.Flags().StringVar(&folder, "data", "", "folder that keeps the server, its messages and scores")
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "do not open the browser")
	return c
}

// trial is one run of try.
type trial struct {
	addr    string
	folder  string
	browser bool
	out     io.Writer
	log     *slog.Logger
	now     func() time.Time
}

// The server that a new trial begins with.
const (
	trialServer  = "Harbour School"
	trialBot     = "quizbot"
	trialChannel = "daily-quiz"
	trialRole    = "Instructor"
)

func try(ctx context.Context, t trial) error {
	service, err := openService(ctx, t.folder)
	if err != nil {
		return err
	}
	defer service.close()
	state := filepath.Join(t.folder, "discord.json")
	local := localdiscord.New(localdiscord.Options{StateFile: state, Log: t.log, Page: playground.Handler()})
	stage, err := furnish(local, state, trialBot, "")
	if err != nil {
		local.Close() // lets go of the folder
		return err
	}
	defer local.Close()
	if err := local.Start(t.addr); err != nil {
		return fmt.Errorf("%w (--addr)", err)
	}
	if err := service.prepare(ctx, nil, discord.Config{Token: stage.app.Token, APIURL: local.URL()}, t.log); err != nil {
		return err
	}
	if err := service.firstSchedule(ctx, stage.venue, stage.role, t.now()); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- service.bot.Run(ctx) }()
	select {
	case err := <-done:
		return err
	case <-service.bot.Ready():
	}
	page := playground.Address(local.URL(), local.AccessToken())
	fmt.Fprintf(t.out, "quizbot is ready. Open this page:\n\n  %s\n\nData: %s. Press Ctrl+C to stop.\n", page, t.folder)
	if t.browser {
		openBrowser(page)
	}
	return <-done
}

// stage is a furnished local Discord.
type stage struct {
	app   localdiscord.Application
	venue quiz.Venue
	role  string // id of the instructors' role
}

// furnish loads the local Discord's state, or furnishes a new server with a
// channel, a role, an instructor and three members. The bot called name is let
// in where it is missing; token is what it logs in with, "" for its own or a
// new one.
func furnish(local *localdiscord.Server, state, name, token string) (stage, error) {
	switch err := local.Load(state); {
	case errors.Is(err, fs.ErrNotExist):
		owner := local.AddUser("Ilse")
		guild := local.AddGuild(trialServer, owner.ID)
		instructor := local.AddRole(guild.ID, trialRole, 0)
		local.AddChannel(guild.ID, trialChannel)
		local.AddChannel(guild.ID, "general")
		local.AddMember(guild.ID, owner.ID)
		local.AddMember(guild.ID, local.AddUser("Tomas").ID, instructor.ID)
		for _, name := range []string{"Mina", "Jonas", "Sana"} {
			local.AddMember(guild.ID, local.AddUser(name).ID)
		}
	case err != nil:
		return stage{}, err
	}
	guild, okGuild := local.FindGuild(trialServer)
	channel, okChannel := local.FindChannel(guild.ID, trialChannel)
	instructor, okRole := local.FindRole(guild.ID, trialRole)
	if !okGuild || !okChannel || !okRole {
		return stage{}, fmt.Errorf("%s is not of a quizbot trial: delete it, or give another folder with --data", state)
	}
	app, found := local.FindApplication(name)
	if !found {
		app = local.AddApplication(name, token)
		if app.Name != name {
			return stage{}, fmt.Errorf("this token belongs to the bot %s: leave --token out, or choose another", app.Name)
		}
		local.Install(app.ID, guild.ID)
	}
	if token != "" && token != app.Token {
		return stage{}, fmt.Errorf("the bot %s of %s logs in with another token: leave --token out, or choose another name with --bot", name, state)
	}
	return stage{app, quiz.Venue{Community: quiz.CommunityID(guild.ID), Channel: quiz.ChannelID(channel.ID)}, instructor.ID}, nil
}

// firstSchedule gives a new server its instructor role and a daily quiz at the
// time it is now, so that the first one is posted at once.
func (s *service) firstSchedule(ctx context.Context, venue quiz.Venue, role string, now time.Time) error {
	list, err := s.store.Schedules(ctx, venue.Community)
	if err != nil || len(list) > 0 {
		return err
	}
	settings := quiz.DefaultSettings(venue.Community)
	settings.InstructorRole, settings.QuizChannel = role, venue.Channel
	if err := s.engine.SaveSettings(ctx, settings); err != nil {
		return err
	}
	minute := now.UTC().Truncate(time.Minute)
	_, err = s.store.SaveSchedule(ctx, quiz.Schedule{
		Venue: venue, Bank: firstBank, Cron: fmt.Sprintf("%d %d * * *", minute.Minute(), minute.Hour()), Zone: settings.Zone,
		Questions: 5, Reveal: settings.Reveal, CreatedAt: minute.Add(-time.Second),
	})
	return err
}

// openBrowser tries to; the address is printed anyway.
func openBrowser(page string) {
	name, args := "xdg-open", []string{page}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", page}
	}
	if path, err := exec.LookPath(name); err == nil {
		if command := exec.Command(path, args...); command.Start() == nil {
			go func() { _ = command.Wait() }()
		}
	}
}
