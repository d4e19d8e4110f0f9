// Package bottest sets a stage for stories about the bot: a local Discord with
// a server, an instructor and members, a bot in it with the real discordgo
// client, a real SQLite file and a small bank.
//
//	stage := bottest.New(t)
//	quiz := stage.PostQuiz(t)
//	first := stage.Press(t, stage.Mina, quiz, "Start")
//
// Every step fails the test when Discord would have refused it, and the whole
// test fails when an exchange does not fit Discord's OpenAPI file, see [localdiscord.OpenAPIFile],
// or when a secret came to light, see package canary: everything is logged at
// the finest level, and no token, key or text of the bank may be in it.
package bottest

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot"
	"quizbot/bot/canary"
	"quizbot/bot/commands"
	"quizbot/bot/discord"
	"quizbot/bot/localdiscord"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/schedule"
	"quizbot/quiz/store"
)

const patience = 20 * time.Second // for anything that should come at once

// Stage is a running bot and the people around it.
type Stage struct {
	Discord *localdiscord.Server
	Store   *store.Store
	Engine  *quiz.Engine
	Venue   quiz.Venue
	Bot     *bot.Bot

	App     localdiscord.Application
	Guild   localdiscord.Guild
	Role    localdiscord.Role // of instructors
	Owner   localdiscord.User
	Tomas   localdiscord.User // an instructor
	Mina    localdiscord.User // a member, like Jonas
	Jonas   localdiscord.User
	General localdiscord.Channel

	path  string
	bank  string
	extra []bot.Command
	wrap  func(*store.Store) Storage
	ahead atomic.Int64 // of the real clock
	stop  func()
	watch *canary.Watch
}

// Storage is all that a bot has of a database.
type Storage interface {
	quiz.Store
	schedule.Store
	commands.Schedules
}

// Now is the time on the stage, for the bot and for Discord.
func (s *Stage) Now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }

// Advance moves the clocks forward and lets the bot look what is due. A live
// question that the channel shows already may not be noted as posted yet: for
// the bot, a leap in between is a post that came too late.
func (s *Stage) Advance(d time.Duration) {
	for deadline := time.Now().Add(time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		l, err := s.Engine.LiveIn(context.Background(), s.Venue)
		if err != nil || l.Phase != quiz.Asking || l.Posts[quiz.PostKey(l.No())] != "" {
			break
		}
	}
	s.ahead.Add(int64(d))
	s.Discord.Expire()
	s.Bot.Wake()
}

// New sets the stage with the small bank and waits until the bot is connected.
func New(t testing.TB) *Stage {
	t.Helper()
	return NewWith(t, Bank())
}

// NewWith sets the stage with a bank, and further commands, of the test's own.
func NewWith(t testing.TB, bank *questions.Bank, extra ...bot.Command) *Stage {
	t.Helper()
	return set(t, usual(), bank, &Stage{extra: extra})
}

// usual is the local Discord of most stages.
func usual() localdiscord.Options {
	return localdiscord.Options{Limits: localdiscord.NoLimits(), OpenAPI: localdiscord.OpenAPIFile()}
}

// NewOn is NewWith on a local Discord with options of the test's own; its clock
// is the stage's.
func NewOn(t testing.TB, o localdiscord.Options, bank *questions.Bank, extra ...bot.Command) *Stage {
	t.Helper()
	return set(t, o, bank, &Stage{extra: extra})
}

// NewOver sets the stage with a bank over a database that the test stands
// before; the bot has all of it through wrap.
func NewOver(t testing.TB, bank *questions.Bank, wrap func(*store.Store) Storage) *Stage {
	t.Helper()
	return set(t, usual(), bank, &Stage{wrap: wrap})
}

func set(t testing.TB, o localdiscord.Options, bank *questions.Bank, s *Stage) *Stage {
	t.Helper()
	s.path, s.bank = filepath.Join(t.TempDir(), "quizbot.db"), bank.Name
	o.Now = s.Now
	s.Discord = localdiscord.New(o)
	if err := s.Discord.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	s.watch = canary.New(t, s.Discord)
	t.Cleanup(func() {
		if s.stop != nil {
			s.lookAtExports()
			s.stop()
		}
		s.Discord.Close()
		for _, v := range s.Discord.Violations() {
			t.Error("not as Discord describes it: " + v)
		}
	})
	s.App = s.Discord.AddApplication("quizbot", "local.token-of-the-stage")
	s.watch.Secret("bot token", s.App.Token)
	s.Owner = s.Discord.AddUser("Ilse")
	s.Guild = s.Discord.AddGuild("Harbour School", s.Owner.ID)
	s.Role = s.Discord.AddRole(s.Guild.ID, "Instructor", 0)
	channel := s.Discord.AddChannel(s.Guild.ID, "daily-quiz")
	s.General = s.Discord.AddChannel(s.Guild.ID, "general")
	s.Tomas, s.Mina, s.Jonas = s.Discord.AddUser("Tomas"), s.Discord.AddUser("Mina"), s.Discord.AddUser("Jonas")
	s.Discord.AddMember(s.Guild.ID, s.Tomas.ID, s.Role.ID)
	s.Discord.AddMember(s.Guild.ID, s.Mina.ID)
	s.Discord.AddMember(s.Guild.ID, s.Jonas.ID)
	s.Discord.Install(s.App.ID, s.Guild.ID)
	s.Venue = quiz.Venue{Community: quiz.CommunityID(s.Guild.ID), Channel: quiz.ChannelID(channel.ID)}
	s.Start(t, bank)
	settings := quiz.DefaultSettings(s.Venue.Community)
	settings.InstructorRole, settings.QuizChannel = s.Role.ID, s.Venue.Channel
	if err := s.Engine.SaveSettings(t.Context(), settings); err != nil {
		t.Fatal(err)
	}
	return s
}

// Start opens the database, takes in the bank (nil for none) and connects a bot.
func (s *Stage) Start(t testing.TB, bank *questions.Bank) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	opened, err := store.Open(ctx, s.path)
	if err != nil {
		t.Fatal(err)
	}
	var storage Storage = opened
	if s.wrap != nil {
		storage = s.wrap(opened)
	}
	s.Store, s.Engine = opened, quiz.NewEngine(storage)
	if bank != nil {
		s.hide(bank)
		if _, _, err := s.Engine.ImportBank(ctx, "", bank, "sum of "+bank.Name, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	key, err := s.Store.SigningKey(ctx)
	if err != nil {
		t.Fatal(err)
	}
	keyInDatabase := hex.EncodeToString(key)
	s.watch.Secret("signing key", keyInDatabase)
	s.watch.Secret("signing key", string(key))
	var log io.Writer = s.watch
	if testing.Verbose() {
		log = io.MultiWriter(s.watch, t.Output())
	}
	quick := discord.Timing{Identify: time.Millisecond, Spread: 5 * time.Millisecond, Backoff: 10 * time.Millisecond}
	b, err := bot.New(bot.Options{
		Discord: discord.Config{Token: s.App.Token, APIURL: s.Discord.URL(), Timing: quick}, Engine: s.Engine, Schedules: storage,
		Key: key, Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})), Now: s.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Bot = b
	b.Register(append(commands.All(commands.Deps{Engine: s.Engine, Schedules: storage, Host: b}), s.extra...))
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	s.stop = func() {
		s.stop = nil
		s.watch.Look("the health", fmt.Sprint(b.Health()))
		cancel()
		if err := <-done; err != nil {
			t.Errorf("bot stopped: %v", err)
			s.watch.Look("the bot's error", err.Error())
		}
		if err := opened.Close(); err != nil {
			t.Errorf("close database: %v", err)
		}
		if raw, err := os.ReadFile(s.path); err == nil {
			s.watch.Look("the database", strings.ReplaceAll(string(raw), keyInDatabase, ""))
		}
	}
	select {
	case err := <-done:
		done <- err
		t.Fatalf("bot did not start: %v", err)
	case <-b.Ready():
	case <-time.After(patience):
		t.Fatal("bot is not ready")
	}
}

// hide makes the texts of a bank private: members read them, a log has none.
func (s *Stage) hide(bank *questions.Bank) {
	for _, q := range bank.Questions {
		s.watch.Private("question", q.Stem)
		s.watch.Private("explanation", q.Explanation)
		for _, option := range q.Options() {
			s.watch.Private("option", option)
		}
	}
	for _, f := range bank.Facts {
		s.watch.Private("fact", f.Statement)
		for _, e := range f.Evidence {
			s.watch.Private("evidence", e.Text())
		}
	}
}

// lookAtExports looks at what each member may take along.
func (s *Stage) lookAtExports() {
	for _, who := range []localdiscord.User{s.Owner, s.Tomas, s.Mina, s.Jonas} {
		export, err := s.Engine.Export(context.Background(), s.Venue.Community, quiz.PlayerID(who.ID), s.Now())
		s.watch.Look("the export of "+who.Username, fmt.Sprintf("%+v %v", export, err))
	}
}

// Stop stops the bot, so that a client of the test's own can take its place.
func (s *Stage) Stop() { s.stop() }

// Restart stops the bot and starts another one on the same database.
func (s *Stage) Restart(t testing.TB) {
	t.Helper()
	s.stop()
	s.Start(t, nil)
}

// PostQuiz schedules a quiz for the present minute, which closes an hour later,
// and returns its message. change, when not nil, alters the schedule first.
func (s *Stage) PostQuiz(t testing.TB, change func(*quiz.Schedule)) *localdiscord.Message {
	t.Helper()
	minute := s.Now().UTC().Truncate(time.Minute)
	schedule := quiz.Schedule{
		Venue: s.Venue, Bank: s.bank, Cron: fmt.Sprintf("%d %d * * *", minute.Minute(), minute.Hour()), Zone: "UTC",
		Questions: 6, Closes: minute.Add(time.Hour).Format("15:04"), Reveal: quiz.RevealAtOnce, CreatedAt: minute.Add(-time.Second),
	}
	if change != nil {
		change(&schedule)
	}
	if _, err := s.Store.SaveSchedule(t.Context(), schedule); err != nil {
		t.Fatal(err)
	}
	s.Bot.Wake()
	return s.AwaitMessage(t, func(m *localdiscord.Message) bool { return Button(m, "Start") != "" })
}

// AwaitMessage waits for a public message in the quiz channel that match
// accepts.
func (s *Stage) AwaitMessage(t testing.TB, match func(*localdiscord.Message) bool) *localdiscord.Message {
	t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		for _, m := range s.Discord.Messages(string(s.Venue.Channel), s.Owner.ID) {
			if match(&m) {
				return &m
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the message did not come")
	return nil
}

// Button returns the custom id of the message's button whose label begins so,
// or "".
func Button(m *localdiscord.Message, label string) string {
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b.Label, label) {
			return b.CustomID
		}
	}
	return ""
}

// Press presses a button by the beginning of its label and returns the answer.
func (s *Stage) Press(t testing.TB, who localdiscord.User, m *localdiscord.Message, label string) *localdiscord.Message {
	t.Helper()
	id := Button(m, label)
	if id == "" {
		t.Fatalf("no button %q in:\n%s", label, m.Text())
	}
	answer, err := s.Discord.As(who.ID).Press(t.Context(), m.ID, id)
	if err != nil {
		t.Fatalf("%s presses %q: %v", who.Username, label, err)
	}
	if answer.Message == nil {
		t.Fatalf("%s presses %q: no message came back", who.Username, label)
	}
	return answer.Message
}

// Write opens the form under a question, types an answer into it, sends it and
// returns the verdict.
func (s *Stage) Write(t testing.TB, who localdiscord.User, m *localdiscord.Message, text string) *localdiscord.Message {
	t.Helper()
	opened, err := s.Discord.As(who.ID).Press(t.Context(), m.ID, Button(m, "Type your answer"))
	if err != nil || opened.Modal == nil {
		t.Fatalf("%s gets no form to write into: %v\n%s", who.Username, err, m.Text())
	}
	answer, err := s.Discord.As(who.ID).Submit(t.Context(), opened.Modal, map[string]string{view.TypedField: text})
	if err != nil || answer.Message == nil {
		t.Fatalf("%s writes %q: no message came back: %v", who.Username, text, err)
	}
	return answer.Message
}

// Command runs a slash command and returns the answer.
func (s *Stage) Command(t testing.TB, who localdiscord.User, name string, options ...localdiscord.Option) *localdiscord.Message {
	t.Helper()
	answer, err := s.Discord.As(who.ID).Command(t.Context(), string(s.Venue.Channel), name, options...)
	if err != nil {
		t.Fatalf("%s runs /%s: %v", who.Username, name, err)
	}
	if answer.Message == nil {
		t.Fatalf("%s runs /%s: no message came back", who.Username, name)
	}
	return answer.Message
}

// AnswerAll takes a quiz from its public message to the end, picking with pick
// among the labels of the options ("A) Kabul"), and returns the last verdict.
// An order is pressed as the options stand.
func (s *Stage) AnswerAll(t testing.TB, who localdiscord.User, post *localdiscord.Message, pick func(question *localdiscord.Message, labels []string) int) *localdiscord.Message {
	t.Helper()
	m := s.Press(t, who, post, "Start")
	for Button(m, "Next question") != "" || len(Options(m)) > 0 {
		m = s.AnswerOne(t, who, m, pick)
		if Button(m, "Next question") == "" {
			break
		}
		m = s.Press(t, who, m, "Next question")
	}
	return m
}

// AnswerOne answers the question in m and returns the verdict.
func (s *Stage) AnswerOne(t testing.TB, who localdiscord.User, m *localdiscord.Message, pick func(question *localdiscord.Message, labels []string) int) *localdiscord.Message {
	t.Helper()
	labels := Options(m)
	if Button(m, "Send") == "" {
		return s.Press(t, who, m, labels[pick(m, labels)])
	}
	for _, label := range labels {
		m = s.Press(t, who, m, label)
	}
	return s.Press(t, who, m, "Send")
}

// First picks the first option.
func First(*localdiscord.Message, []string) int { return 0 }

// Options returns the labels of the buttons that are options.
func Options(m *localdiscord.Message) []string {
	var labels []string
	for _, b := range m.Buttons() {
		if len(b.Label) > 2 && b.Label[1] == ')' {
			labels = append(labels, b.Label)
		}
	}
	return labels
}

// Forge posts, with the bot's own token, a message with a button of the given
// custom id: what a stolen or made-up id would look like.
func (s *Stage) Forge(t testing.TB, channel, customID string) *localdiscord.Message {
	t.Helper()
	body, err := json.Marshal(map[string]any{
		"content": "forged", "allowed_mentions": map[string]any{"parse": []string{}},
		"components": []any{map[string]any{"type": 1, "components": []any{
			map[string]any{"type": 2, "style": 1, "label": "Forged", "custom_id": customID},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.Discord.URL()+"/api/v10/channels/"+channel+"/messages", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot "+s.App.Token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "DiscordBot (quizbot test, 1)")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, _ := io.ReadAll(response.Body)
	var m localdiscord.Message
	if response.StatusCode != http.StatusOK || json.Unmarshal(raw, &m) != nil {
		t.Fatalf("forge: %s: %s", response.Status, raw)
	}
	return &m
}
