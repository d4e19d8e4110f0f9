package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"quizbot/bot/discord"
	"quizbot/cmd/quizbot/config"
	"quizbot/quiz/store"
)

func newRunCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "run",
		Short: "Run the bot in your Discord servers",
		Long: `Run connects to Discord and works until it is interrupted.

The token comes from the environment variable DISCORD_TOKEN, or from the file
that DISCORD_TOKEN_FILE names; never from the configuration or the command
line, where others could read it.`,
		Example: "  DISCORD_TOKEN_FILE=token.txt quizbot run --config config.yaml",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := readConfig(c, file)
			if err != nil {
				return err
			}
			token, err := config.Token(os.Getenv)
			if err != nil {
				return err
			}
			log := newLog(c.ErrOrStderr(), cfg.LogLevel)
			if u, err := url.Parse(cfg.APIURL); err == nil && u.Host != "" && !config.Loopback(u.Hostname()) {
				log.Warn("discord.api_url is set: the bot's token goes to " + u.Host)
			}
			var options []store.Option
			if cfg.Network {
				options = append(options, store.OnNetwork)
			}
			s, err := openService(c.Context(), cfg.Data, options...)
			if err != nil {
				return err
			}
			defer s.close()
			if err := s.prepare(c.Context(), cfg.Banks, discord.Config{Token: token, APIURL: cfg.APIURL, Shards: cfg.Shards}, log); err != nil {
				return err
			}
			watching, stop := context.WithCancel(c.Context())
			var watch sync.WaitGroup
			watch.Go(func() { s.store.Watch(watching, log) })
			defer watch.Wait()
			defer stop()
			return s.bot.Run(c.Context())
		},
	}
	c.Flags().StringVar(&file, "config", "", "configuration file (see config.example.yaml); without it the defaults hold")
	return c
}

// readConfig prints every problem of the file and returns an error that says
// how many there are.
func readConfig(c *cobra.Command, file string) (config.Config, error) {
	if file == "" {
		return config.Default(), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return config.Config{}, fmt.Errorf("configuration: %w: copy config.example.yaml to begin with", err)
	}
	cfg, problems := config.Read(file, data)
	if len(problems) == 0 {
		return cfg, nil
	}
	for _, p := range problems[1:] {
		fmt.Fprintln(c.ErrOrStderr(), p)
	}
	return config.Config{}, problems[0]
}

var logLevels = map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}

func newLog(w io.Writer, level string) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: logLevels[level]}))
}
