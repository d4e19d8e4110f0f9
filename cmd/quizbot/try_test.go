package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/quiz/store"
)

func TestTryRefusesABusyPortAndAFolderInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	folder := t.TempDir()
	s, err := store.Open(t.Context(), folder+"/quizbot.db")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"busy port", []string{"try", "--no-browser", "--addr", taken.Addr().String()}, "use another port, or 0 for a free one"},
		{"folder in use", []string{"try", "--no-browser", "--addr", "127.0.0.1:0", "--data", folder}, "another quizbot"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out, problems bytes.Buffer
			if code := run(test.args, strings.NewReader(""), &out, &problems); code != exitUsage {
				t.Errorf("exit code %d, want %d", code, exitUsage)
			}
			if text := problems.String(); strings.Count(strings.TrimSpace(text), "\n") > 0 || !strings.Contains(text, test.want) {
				t.Errorf("it says %q, want one line with %q", text, test.want)
			}
		})
	}
}

func TestTryKeepsTheChannelOverARestart(t *testing.T) {
	folder := t.TempDir()
	messages := func() []localdiscord.Message {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		var out lockedBuffer
		done := make(chan error, 1)
		go func() {
			done <- try(ctx, trial{addr: "127.0.0.1:0", folder: folder, out: &out, log: slog.New(slog.DiscardHandler), now: time.Now})
		}()
		for began := time.Now(); !strings.Contains(out.String(), "ready"); time.Sleep(10 * time.Millisecond) {
			if time.Since(began) > 30*time.Second {
				t.Fatal("try is not ready")
			}
		}
		time.Sleep(500 * time.Millisecond) // the first quiz is posted at once
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		kept := localdiscord.New(localdiscord.Options{})
		defer kept.Close()
		if err := kept.Load(folder + "/discord.json"); err != nil {
			t.Fatal(err)
		}
		guild, _ := kept.FindGuild(trialServer)
		channel, _ := kept.FindChannel(guild.ID, trialChannel)
		return kept.Messages(channel.ID, "")
	}
	first := messages()
	if len(first) != 1 || bottest.Button(&first[0], "Start") == "" {
		t.Fatalf("%d messages after the first start, want the quiz", len(first))
	}
	second := messages()
	if len(second) != 1 || second[0].ID != first[0].ID {
		t.Errorf("%d messages after a restart, want the one from before", len(second))
	}
}

// lockedBuffer may be written and read at the same time.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

// TestT1TryShowsNoToken plays a question on a trial that logs everything, and
// reads what was logged and printed.
func TestT1TryShowsNoToken(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	var out, log lockedBuffer
	done := make(chan error, 1)
	go func() {
		done <- try(ctx, trial{addr: "127.0.0.1:0", folder: folder, out: &out, now: time.Now,
			log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	}()
	for began := time.Now(); !strings.Contains(out.String(), "Ctrl+C"); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			t.Fatal("try is not ready")
		}
	}
	page := regexp.MustCompile(`(http://[^/]+)/\?token=(\w+)`).FindStringSubmatch(out.String())
	if page == nil {
		t.Fatalf("no address in %q", out.String())
	}
	r := remote{t, page[1], page[2]}
	venue, users := r.world()
	channel := string(venue.Channel)
	var post localdiscord.Message
	for began := time.Now(); bottest.Button(&post, "Start") == ""; time.Sleep(10 * time.Millisecond) {
		if list := r.messages(channel, users[0]); len(list) > 0 {
			post = list[0]
		}
		if time.Since(began) > 20*time.Second {
			t.Fatal("no quiz was posted")
		}
	}
	question := r.press(channel, users[0], post, "Start")
	r.press(channel, users[0], question, question.Buttons()[0].Label)
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}

	kept, err := os.ReadFile(filepath.Join(folder, "discord.json"))
	if err != nil {
		t.Fatal(err)
	}
	tokens := regexp.MustCompile(`"token": ?"([^"]+)"`).FindAllStringSubmatch(string(kept), -1)
	if len(tokens) == 0 {
		t.Fatal("the trial's Discord keeps no token: what would have leaked?")
	}
	s, err := store.Open(t.Context(), filepath.Join(folder, "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	key, err := s.SigningKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{hex.EncodeToString(key)}
	for _, token := range tokens {
		secrets = append(secrets, token[1])
	}
	for where, text := range map[string]string{"the log": log.String(), "the output": out.String()} {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("a secret is in %s:\n%s", where, text)
			}
		}
		if regexp.MustCompile(`[0-9a-f]{64}`).MatchString(text) {
			t.Errorf("an interaction's token is in %s:\n%s", where, text)
		}
	}
}
