package main

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"quizbot/bot/discord"
)

func TestD7TheBackupCommandCopiesADatabaseInUse(t *testing.T) {
	folder := t.TempDir()
	s, err := openService(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.prepare(t.Context(), nil, discord.Config{Token: "token"}, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	restored := t.TempDir()
	target := filepath.Join(restored, "quizbot.db")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"backup", "--data", folder, target}, strings.NewReader(""), &stdout, &stderr); code != exitFine || !strings.Contains(stdout.String(), "bytes, checked") {
		t.Fatalf("exit %d: %s%s", code, stdout.String(), stderr.String())
	}
	again, err := openService(t.Context(), restored)
	if err != nil {
		t.Fatal(err)
	}
	defer again.close()
	before, err1 := s.store.SigningKey(t.Context())
	after, err2 := again.store.SigningKey(t.Context())
	if err1 != nil || err2 != nil || !bytes.Equal(before, after) {
		t.Error("the restored bot signs with another key: old buttons are dead")
	}
	banks, err := again.engine.Banks(t.Context(), "guild")
	if err != nil || len(banks) == 0 {
		t.Errorf("banks in the copy: %v, %v", banks, err)
	}
	if code := run([]string{"backup", "--data", folder, target}, strings.NewReader(""), &stdout, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "is there already") {
		t.Errorf("a second backup to the same file: exit %d, %s", code, stderr.String())
	}
}
