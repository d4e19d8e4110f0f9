package canary

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// recorder is a test that runs its cleanups when it is told to.
type recorder struct {
	testing.TB
	cleanups []func()
	errors   []string
}

func (r *recorder) Cleanup(f func())  { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Error(args ...any) { r.errors = append(r.errors, fmt.Sprint(args...)) }

// TestT1TheWatchFindsWhatItShould leaks each kind of secret everywhere.
func TestT1TheWatchFindsWhatItShould(t *testing.T) {
	server := localdiscord.New(localdiscord.Options{Limits: localdiscord.NoLimits()})
	if err := server.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	app := server.AddApplication("leaky", "local.token-of-leaky")
	r := &recorder{TB: t}
	w := New(r, server)
	w.Secret("bot token", app.Token)
	w.Private("question", "How many hearts does it have?")
	w.Private("answer", "3") // too short to look for

	fmt.Fprintln(w, `level=DEBUG msg="How many hearts does it have?" n=3`)
	fmt.Fprintln(w, `level=DEBUG msg="POST /interactions/1/`+strings.Repeat("0f", 32)+`/callback"`)
	fmt.Fprintln(w, `level=DEBUG sum=`+strings.Repeat("1e", 32))
	w.Look("an export", "How many hearts does it have? "+app.Token)
	w.LookAtLog("stderr", "How many hearts does it have?")
	post := func(path, body string) {
		t.Helper()
		r, err := http.NewRequest(http.MethodPost, server.URL()+"/api/v10"+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bot "+app.Token)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("User-Agent", "DiscordBot (leaky, 1)")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
	post("/channels/1/messages", `{"content":"`+app.Token+`"}`)
	post("/interactions/1/"+strings.Repeat("0f", 32)+"/callback", `{"type":6}`)

	for _, f := range r.cleanups {
		f()
	}
	want := []string{
		`the bot token is in an export: `, `the question is in stderr: `, `the bot token is in POST /channels/\{channel\}/messages: `,
		`the question is in the log: `, `the token of an interaction is in the log: `,
	}
	for _, pattern := range want {
		found := 0
		for _, e := range r.errors {
			if regexp.MustCompile(pattern).MatchString(e) {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%q was found %d times, want once, in:\n%s", pattern, found, strings.Join(r.errors, "\n"))
		}
	}
	if len(r.errors) != len(want) {
		t.Errorf("%d findings, want %d:\n%s", len(r.errors), len(want), strings.Join(r.errors, "\n"))
	}
}
