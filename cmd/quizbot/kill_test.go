package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/canary"
	"quizbot/bot/localdiscord"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// child is quizbot as a process of its own.
type child struct {
	command        *exec.Cmd
	stdout, stderr lockedBuffer
	done           chan struct{} // closed when it has ended
}

// startChild starts quizbot with a token in its environment. At the end of the
// test it is killed, and what it logged and was called with is looked at: watch
// knows what must not be there; nil leaves that to the test.
func startChild(t testing.TB, watch *canary.Watch, token string, args ...string) *child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// Under this name the test binary is quizbot itself; see TestMain.
	c := &child{command: &exec.Cmd{Path: self, Args: append([]string{"quizbot"}, args...)}}
	c.command.Env = append(os.Environ(), "DISCORD_TOKEN="+token)
	c.command.Stdout, c.command.Stderr = &c.stdout, &c.stderr
	c.start(t)
	t.Cleanup(func() {
		c.kill()
		if watch == nil {
			return
		}
		watch.LookAtLog("stderr of "+strings.Join(args, " "), c.stderr.String())
		watch.Look("the arguments", strings.Join(args, " "))
	})
	return c
}

func (c *child) start(t testing.TB) {
	t.Helper()
	if err := c.command.Start(); err != nil {
		t.Fatal(err)
	}
	c.done = make(chan struct{})
	go func() {
		_ = c.command.Wait()
		close(c.done)
	}()
}

// kill ends the process as a power cut would.
func (c *child) kill() {
	_ = c.command.Process.Kill()
	<-c.done
}

// awaitConnected waits until the bot is logged in.
func (c *child) awaitConnected(t testing.TB, local *localdiscord.Server, app localdiscord.Application) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for !local.Connected(app.ID) {
		if time.Now().After(deadline) {
			t.Fatalf("the bot did not connect:\n%s", c.stderr.String())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// writeConfig writes a configuration with everything logged and returns its path.
func writeConfig(t testing.TB, data, url string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	text := fmt.Sprintf("data: %q\ndiscord:\n  api_url: %q\nlog:\n  level: \"debug\"\n", data, url)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// acknowledged is what one member was told about their answers.
type acknowledged struct {
	mu      sync.Mutex
	choices map[string]string // by round and question title: the option said to be chosen
	changed []string
}

func (a *acknowledged) note(where, choice string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if before, ok := a.choices[where]; ok && before != choice {
		a.changed = append(a.changed, fmt.Sprintf("%s: told %q, then %q", where, before, choice))
		return
	}
	a.choices[where] = choice
}

// check compares what one member was told with what is stored, and returns how
// many answers that is.
func (a *acknowledged) check(t *testing.T, engine *quiz.Engine, venue quiz.Venue, user string) int {
	t.Helper()
	member, err := engine.Export(context.Background(), venue.Community, quiz.PlayerID(user), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	byStem := map[string][]string{}
	for _, answer := range member.Answers {
		key := fmt.Sprint(answer.Round, answer.No)
		if seen[key] {
			t.Errorf("member %s: question %s is stored twice", user, key)
		}
		seen[key] = true
		byStem[answer.Stem] = append(byStem[answer.Stem], strings.Join(answer.Given, "|"))
	}
	for where, choice := range a.choices {
		_, stem, _ := strings.Cut(where, " ")
		if !slices.Contains(byStem[stem], choice) {
			t.Errorf("member %s was told that %q is recorded for %q; stored: %q", user, choice, stem, byStem[stem])
		}
	}
	for _, change := range a.changed {
		t.Errorf("member %s: an acknowledged answer changed: %s", user, change)
	}
	return len(member.Answers)
}

func TestD1KilledBotLosesNoAnswerAndCountsNoneTwice(t *testing.T) {
	const kills, members = 50, 5
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	data := filepath.Join(t.TempDir(), "data")
	venue, local, app, watch := furnishForKills(t, members)
	configuration := writeConfig(t, data, local.URL())
	scheduleForKills(t, data, venue)

	var bot *child
	start := func() {
		bot = startChild(t, watch, app.Token, "run", "--config", configuration)
		bot.awaitConnected(t, local, app)
	}
	start()
	post := awaitPost(t, local, venue)

	// Members press on until the kills are over; a press that the kill cut
	// off is simply pressed again.
	playing, stop := context.WithCancel(t.Context())
	defer stop()
	var game sync.WaitGroup
	told := make([]*acknowledged, members)
	for i := range members {
		told[i] = &acknowledged{choices: map[string]string{}}
		who, _ := local.FindUser(fmt.Sprintf("Member %d", i))
		game.Go(func() { (&player{local: local, who: who, venue: venue, post: post, told: told[i]}).play(playing) })
	}
	for range kills {
		time.Sleep(time.Duration(20+random.IntN(300)) * time.Millisecond)
		bot.kill()
		start()
	}
	time.Sleep(300 * time.Millisecond)
	stop()
	game.Wait()
	bot.kill()

	s, err := store.Open(t.Context(), filepath.Join(data, "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the database after %d kills: %v %v", kills, problems, err)
	}
	engine := quiz.NewEngine(s)
	total, stored, least := 0, 0, 5
	if raceDetector {
		least = 1
	}
	for i, a := range told {
		who, _ := local.FindUser(fmt.Sprintf("Member %d", i))
		stored += a.check(t, engine, venue, who.ID)
		total += len(a.choices)
		if len(a.choices) < least {
			t.Errorf("member %d got %d answers acknowledged: the run did not go on", i, len(a.choices))
		}
	}
	posts := 0
	for _, m := range local.Messages(string(venue.Channel), who(local)) {
		if bottest.Button(&m, "Start") != "" {
			posts++
		}
	}
	if posts != 1 {
		t.Errorf("%d quizzes were posted, want 1", posts)
	}
	t.Logf("%d kills: %d answers acknowledged, %d stored", kills, total, stored)
}

func who(local *localdiscord.Server) string {
	u, _ := local.FindUser("Ilse")
	return u.ID
}

func furnishForKills(t testing.TB, members int) (quiz.Venue, *localdiscord.Server, localdiscord.Application, *canary.Watch) {
	t.Helper()
	local := localdiscord.New(localdiscord.Options{Limits: localdiscord.NoLimits()})
	if err := local.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { local.Close() })
	watch := canary.New(t, local)
	bank, _, err := openBank(firstBank)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range bank.Questions {
		watch.Private("question", q.Stem)
		watch.Private("explanation", q.Explanation)
	}
	app := local.AddApplication("quizbot", "local.token-of-the-kill-test")
	watch.Secret("bot token", app.Token)
	guild := local.AddGuild("Harbour School", local.AddUser("Ilse").ID)
	channel := local.AddChannel(guild.ID, "daily-quiz")
	for i := range members {
		local.AddMember(guild.ID, local.AddUser(fmt.Sprintf("Member %d", i)).ID)
	}
	local.Install(app.ID, guild.ID)
	return quiz.Venue{Community: quiz.CommunityID(guild.ID), Channel: quiz.ChannelID(channel.ID)}, local, app, watch
}

// scheduleForKills puts a quiz that is due now into the database of a bot that
// has not run yet.
func scheduleForKills(t *testing.T, data string, venue quiz.Venue) {
	t.Helper()
	schedule(t, data, venue, 20)
}

// schedule is scheduleForKills with a number of questions.
func schedule(t *testing.T, data string, venue quiz.Venue, asks int) {
	t.Helper()
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), filepath.Join(data, "quizbot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	minute := time.Now().UTC().Truncate(time.Minute)
	_, err = s.SaveSchedule(t.Context(), quiz.Schedule{
		Venue: venue, Bank: firstBank, Cron: fmt.Sprintf("%d %d * * *", minute.Minute(), minute.Hour()), Zone: "UTC",
		Questions: asks, Reveal: quiz.RevealAtOnce, CreatedAt: minute.Add(-time.Second),
	})
	if err != nil {
		t.Fatal(err)
	}
}

func awaitPost(t *testing.T, local *localdiscord.Server, venue quiz.Venue) *localdiscord.Message {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		for _, m := range local.Messages(string(venue.Channel), who(local)) {
			if bottest.Button(&m, "Start") != "" {
				return &m
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("no quiz was posted")
	return nil
}

// player presses buttons until told to stop: the daily quiz first, then one
// practice after another.
type player struct {
	local *localdiscord.Server
	who   localdiscord.User
	venue quiz.Venue
	post  *localdiscord.Message
	told  *acknowledged
	round int // counts the quizzes taken
}

// pressPatience is how long a press waits for a bot that may be dead.
const pressPatience = 700 * time.Millisecond

func (p *player) play(ctx context.Context) {
	var current *localdiscord.Message
	for ctx.Err() == nil {
		switch {
		case current == nil && p.round == 0:
			current = p.press(ctx, p.post, "Start")
		case current == nil:
			current = p.practise(ctx)
		case bottest.Button(current, "Next question") != "":
			p.note(current)
			current = p.press(ctx, current, "Next question")
		case bottest.Button(current, "See all") != "":
			p.note(current)
			p.round++
			current = nil
		case bottest.Button(current, "Send") != "":
			current = p.order(ctx, current)
		case len(bottest.Options(current)) > 0:
			labels := bottest.Options(current)
			current = p.press(ctx, current, labels[len(current.ID)%len(labels)])
		default: // all answers of a finished run
			p.round++
			current = nil
		}
	}
}

// press presses until the bot answers, then returns what the member sees.
func (p *player) press(ctx context.Context, m *localdiscord.Message, label string) *localdiscord.Message {
	for ctx.Err() == nil {
		short, cancel := context.WithTimeout(ctx, pressPatience)
		answer, err := p.local.As(p.who.ID).Press(short, m.ID, bottest.Button(m, label))
		cancel()
		if err == nil && answer.Message != nil {
			return answer.Message
		}
		var refused *localdiscord.Refusal
		if errors.As(err, &refused) { // the message changed after the kill: look at it as it is now
			for _, now := range p.local.Messages(string(p.venue.Channel), p.who.ID) {
				if now.ID == m.ID {
					return &now
				}
			}
			return nil
		}
	}
	return nil
}

func (p *player) practise(ctx context.Context) *localdiscord.Message {
	for ctx.Err() == nil {
		short, cancel := context.WithTimeout(ctx, pressPatience)
		answer, err := p.local.As(p.who.ID).Command(short, string(p.venue.Channel), "quiz", localdiscord.Option{Name: "count", Value: 10})
		cancel()
		if err == nil && answer.Message != nil {
			p.round++
			return answer.Message
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil
}

func (p *player) order(ctx context.Context, m *localdiscord.Message) *localdiscord.Message {
	for _, b := range m.Buttons() {
		if !b.Disabled && len(b.Label) > 1 && b.Label[1] == ')' {
			return p.press(ctx, m, b.Label)
		}
	}
	return p.press(ctx, m, "Send")
}

// note remembers an answer that the member was told is recorded.
func (p *player) note(m *localdiscord.Message) {
	text := strings.ReplaceAll(m.Text(), `\`, "")
	_, rest, ok := strings.Cut(text, "**")
	stem, rest, ok2 := strings.Cut(rest, "**")
	if !ok || !ok2 {
		return
	}
	_, choice, found := strings.Cut(rest, "You chose ")
	if !found {
		return // an order: its text has the items one a line
	}
	choice, _, _ = strings.Cut(choice[3:], "\n")
	choice, _, _ = strings.Cut(choice, ". Right: ")
	p.told.note(fmt.Sprintf("%d %s", p.round, stem), strings.TrimSuffix(choice, "."))
}
