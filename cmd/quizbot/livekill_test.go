package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// liveKills is how often the bot is killed: 30 times, or as QUIZBOT_KILLS says.
// FAULTS D1 asks for 200, which CI runs.
func liveKills(t *testing.T) int {
	text := os.Getenv("QUIZBOT_KILLS")
	if text == "" {
		return 30
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("QUIZBOT_KILLS is %q: write a number from 1", text)
	}
	return n
}

// classroom is a channel in which live rounds go on one after another.
type classroom struct {
	local   *localdiscord.Server
	venue   quiz.Venue
	leader  string
	members int
	stopped atomic.Bool // no further round is announced

	acknowledged atomic.Int64 // when an answer was last said to be recorded, in nanoseconds
	announced    atomic.Int64 // rounds

	mu      sync.Mutex
	choices map[told]string // what a member was told to be recorded, as the option's text
	changed []string
}

// told is a member and the message of a question, by its nonce.
type told struct{ member, nonce string }

func TestD1KilledBotGoesOnWithItsLiveRounds(t *testing.T) {
	const members = 20
	kills := liveKills(t)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	venue, local, app, watch := furnishForKills(t, members)
	// Slow enough that kills fall into posts, edits and replies.
	for _, f := range []localdiscord.Fault{
		{Method: "POST", Route: "/channels/{channel}/messages", Delay: 60 * time.Millisecond, Times: -1},
		{Method: "PATCH", Route: "/channels/{channel}/messages/{message}", Delay: 30 * time.Millisecond, Times: -1},
	} {
		local.Fail(f)
	}
	configuration := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(configuration, fmt.Appendf(nil, "data: %q\ndiscord:\n  api_url: %q\n", data, local.URL()), 0o600); err != nil {
		t.Fatal(err)
	}
	var bot *child
	start := func() { bot = startChild(t, watch, app.Token, "run", "--config", configuration) }
	start()

	room := &classroom{local: local, venue: venue, leader: who(local), members: members, choices: map[told]string{}}
	playing, stop := context.WithCancel(t.Context())
	defer stop()
	var game sync.WaitGroup
	game.Go(func() { room.lead(playing) })
	for i := range members {
		member, _ := local.FindUser(fmt.Sprintf("Member %d", i))
		random := rand.New(rand.NewPCG(seed, uint64(i+1)))
		game.Go(func() { room.play(playing, member.ID, random) })
	}
	time.Sleep(2 * time.Second)
	var longest time.Duration // from a start to the first answer that is acknowledged, while a question is open
	measured := 0
	least := kills // answers that are acknowledged, so that there is something to lose
	if raceDetector {
		least = kills / 4
	}
	for kill := range kills {
		// However slow the machine is, members get to answer between the kills.
		for began := time.Now(); room.choicesMade() < least*kill/kills && time.Since(began) < 15*time.Second; {
			time.Sleep(5 * time.Millisecond)
		}
		bot.kill()
		began := time.Now()
		start()
		if kill%4 != 0 { // also while it starts
			time.Sleep(time.Duration(100+random.IntN(1300)) * time.Millisecond)
			continue
		}
		for time.Since(began) < 15*time.Second {
			if at := time.Unix(0, room.acknowledged.Load()); at.After(began) {
				longest = max(longest, at.Sub(began))
				measured++
				break
			}
			if !room.open() {
				began = time.Now() // between two questions nobody answers
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	// The last round ends like any other.
	room.stopped.Store(true)
	deadline := time.Now().Add(30 * time.Second)
	for room.finals() < int(room.announced.Load()) && time.Now().Before(deadline) {
		room.skip(playing)
		time.Sleep(50 * time.Millisecond)
	}
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
	if open, err := engine.LiveRounds(t.Context()); err != nil || len(open) > 0 {
		t.Errorf("rounds that do not end: %+v, %v", open, err)
	}

	// Each message once.
	posts, rounds := map[string]int{}, map[quiz.RoundID]string{}
	for _, m := range local.Messages(string(venue.Channel), who(local)) {
		nonce := fmt.Sprint(m.Nonce)
		if !strings.HasPrefix(nonce, "live-") {
			continue // a reply to the leader
		}
		posts[nonce]++
		if id, isFinal := strings.CutSuffix(strings.TrimPrefix(nonce, "live-"), "-f"); isFinal {
			rounds[quiz.RoundID(id)] = m.Text()
		}
	}
	doubled := 0
	for nonce, n := range posts {
		if n > 1 {
			doubled++
			t.Errorf("message %s was posted %d times", nonce, n)
		}
	}
	if n := int(room.announced.Load()); len(rounds) != n {
		t.Errorf("%d rounds were announced, %d ended", n, len(rounds))
	}

	// Each answer that was acknowledged is stored, and counted once.
	stored := map[told]string{}
	total, twice := map[quiz.PlayerID]int{}, 0
	for id, final := range rounds {
		v, err := engine.ViewLive(t.Context(), venue.Community, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range v.Answers {
			key := told{string(a.Player), fmt.Sprintf("live-%s-%s", id, quiz.PostKey(a.No))}
			if _, ok := stored[key]; ok {
				twice++
			}
			stored[key] = a.Given[0]
			total[a.Player] += a.Verdict.Points
		}
		if players, _ := v.Standings(); len(players) > 0 {
			if row := fmt.Sprintf("%s · %d points", players[0].Player.Name, players[0].Points); !strings.Contains(final, row) {
				t.Errorf("round %s: the standings lack %q:\n%s", id, row, final)
			}
		}
	}
	lost := 0
	for key, choice := range room.choices {
		if stored[key] != choice {
			lost++
			t.Errorf("member %s was told that %q is recorded for %s; stored: %q", key.member, choice, key.nonce, stored[key])
		}
	}
	for _, change := range room.changed {
		t.Errorf("an acknowledged answer changed: %s", change)
	}
	for player, points := range total {
		score, err := engine.Score(t.Context(), venue.Community, quiz.Player{ID: player}, time.Now().Add(time.Hour)) // what counts from the close on, too
		if err != nil {
			t.Fatal(err)
		}
		if score.Points != points {
			twice++
			t.Errorf("%s has %d points on the leaderboard, their answers give %d", player, score.Points, points)
		}
	}
	if measured == 0 || len(room.choices) < least {
		t.Errorf("only %d answers were acknowledged and %d restarts measured", len(room.choices), measured)
	}
	if longest > 5*time.Second {
		t.Errorf("after a kill the round went on in %v, want 5 s", longest)
	}
	t.Logf("%d kills, %d members, %d rounds: %d answers acknowledged, %d stored, %d lost, %d counted twice, %d messages posted twice; answers again within %v of a start at the latest (%d measured)",
		kills, members, len(rounds), len(room.choices), len(stored), lost, twice, doubled, longest.Round(time.Millisecond), measured)
}

// lead announces a round whenever none is open, and goes on as soon as every
// member has answered.
func (c *classroom) lead(ctx context.Context) {
	for ctx.Err() == nil {
		if c.stopped.Load() {
			return
		}
		short, cancel := context.WithTimeout(ctx, pressPatience)
		_, _ = c.local.As(c.leader).Command(short, string(c.venue.Channel), "round start",
			localdiscord.Option{Name: "questions", Value: 4}, localdiscord.Option{Name: "seconds", Value: 5},
			localdiscord.Option{Name: "between", Value: 1}, localdiscord.Option{Name: "starts_in", Value: 0})
		cancel()
		if question, ok := c.question(); ok && c.answered(fmt.Sprint(question.Nonce)) == c.members {
			c.skip(ctx)
		}
		c.count()
		time.Sleep(100 * time.Millisecond)
	}
}

// count notes how many rounds the channel has seen.
func (c *classroom) count() {
	n := 0
	for _, m := range c.local.Messages(string(c.venue.Channel), c.leader) {
		if strings.HasSuffix(fmt.Sprint(m.Nonce), "-a") {
			n++
		}
	}
	c.announced.Store(int64(n))
}

func (c *classroom) finals() int {
	c.count()
	n := 0
	for _, m := range c.local.Messages(string(c.venue.Channel), c.leader) {
		if strings.HasSuffix(fmt.Sprint(m.Nonce), "-f") {
			n++
		}
	}
	return n
}

func (c *classroom) skip(ctx context.Context) {
	short, cancel := context.WithTimeout(ctx, pressPatience)
	defer cancel()
	_, _ = c.local.As(c.leader).Command(short, string(c.venue.Channel), "round skip")
}

// choicesMade counts the answers that were acknowledged.
func (c *classroom) choicesMade() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.choices)
}

// answered counts the members who were told that their answer is recorded.
func (c *classroom) answered(nonce string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for key := range c.choices {
		if key.nonce == nonce {
			n++
		}
	}
	return n
}

// question is the message of the question that is open.
func (c *classroom) question() (localdiscord.Message, bool) {
	messages := c.local.Messages(string(c.venue.Channel), c.leader)
	slices.Reverse(messages)
	for _, m := range messages[:min(3, len(messages))] {
		if len(bottest.Options(&m)) > 0 {
			return m, true
		}
	}
	return localdiscord.Message{}, false
}

func (c *classroom) open() bool {
	_, ok := c.question()
	return ok
}

// play presses options of whatever question is open, also when one was pressed
// before.
func (c *classroom) play(ctx context.Context, member string, random *rand.Rand) {
	for ctx.Err() == nil {
		time.Sleep(time.Duration(20+random.IntN(200)) * time.Millisecond)
		question, ok := c.question()
		if !ok {
			continue
		}
		labels := bottest.Options(&question)
		short, cancel := context.WithTimeout(ctx, pressPatience)
		answer, err := c.local.As(member).Press(short, question.ID, bottest.Button(&question, labels[random.IntN(len(labels))]))
		cancel()
		var refused *localdiscord.Refusal
		if errors.As(err, &refused) || err != nil || answer.Message == nil {
			continue // the bot is dead, or the question was closed meanwhile
		}
		c.note(told{member, fmt.Sprint(question.Nonce)}, answer.Message.Text())
	}
}

// note remembers an answer that a member was told is recorded.
func (c *classroom) note(key told, text string) {
	_, choice, found := strings.Cut(text, ") ") // "Recorded: B) Kabul. The right answer ..."
	if _, after, public := strings.Cut(text, "(only you can see this)\n"); public {
		_, choice, found = strings.Cut(after, ") ")
	}
	if !found || !strings.Contains(text, "Recorded") {
		return
	}
	for _, end := range []string{". The right answer is shown", ". The first answer counts."} {
		choice, _, _ = strings.Cut(choice, end)
	}
	choice = strings.ReplaceAll(choice, `\`, "")
	c.acknowledged.Store(time.Now().UnixNano())
	c.mu.Lock()
	defer c.mu.Unlock()
	if before, ok := c.choices[key]; ok && before != choice {
		c.changed = append(c.changed, fmt.Sprintf("%v: told %q, then %q", key, before, choice))
		return
	}
	c.choices[key] = choice
}
