package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"quizbot/bot"
	"quizbot/bot/commands"
	"quizbot/bot/discord"
	"quizbot/questions/banks"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// service is a bot with its database.
type service struct {
	store  *store.Store
	engine *quiz.Engine
	bot    *bot.Bot
}

// databaseIn is the database's path in a data folder.
func databaseIn(folder string) string { return filepath.Join(folder, "quizbot.db") }

// openService opens the database in a folder, which it makes where it is
// missing. The database is locked: a second quizbot on the folder is refused.
func openService(ctx context.Context, folder string, options ...store.Option) (*service, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("data folder %s: %w: choose a folder that you can write to", folder, err)
	}
	s, err := store.Open(ctx, databaseIn(folder), options...)
	if err != nil {
		return nil, err
	}
	return &service{store: s, engine: quiz.NewEngine(s)}, nil
}

// prepare takes in the built-in banks and those at bankPaths, and puts a bot
// together that is not connected yet.
func (s *service) prepare(ctx context.Context, bankPaths []string, where discord.Config, log *slog.Logger) error {
	for _, name := range append(banks.Names(), bankPaths...) {
		bank, sum, err := openBank(name)
		if err != nil {
			return err
		}
		version, changed, err := s.engine.ImportBank(ctx, "", bank, sum, time.Now())
		if err != nil {
			return fmt.Errorf("take in bank %s: %w", bank.Name, err)
		}
		if changed {
			log.Info("bank taken in", "bank", bank.Name, "version", version.Number, "questions", len(bank.Questions))
		}
	}
	key, err := s.store.SigningKey(ctx)
	if err != nil {
		return err
	}
	where.Logins = s.store.Logins()
	s.bot, err = bot.New(bot.Options{Discord: where, Engine: s.engine, Schedules: s.store, Key: key, Log: log})
	if err != nil {
		return err
	}
	s.bot.Register(commands.All(commands.Deps{Engine: s.engine, Schedules: s.store, Host: s.bot}))
	return nil
}

func (s *service) close() error { return s.store.Close() }
