package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/bottest"
	"quizbot/bot/discord"
	"quizbot/bot/localdiscord"
)

// The benchmarks measure quizbot as a process of its own: go test -run '^$'
// -bench . -benchtime 5x -count 5 ./cmd/quizbot

// BenchmarkTryReady measures from the start of the process until the page's
// address is printed.
func BenchmarkTryReady(b *testing.B) {
	for b.Loop() {
		c := child{}
		self, err := os.Executable()
		if err != nil {
			b.Fatal(err)
		}
		c.command = &exec.Cmd{Path: self, Args: []string{"quizbot", "try", "--no-browser", "--addr", "127.0.0.1:0", "--data", b.TempDir()}}
		out, err := c.command.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		c.start(b)
		lines := bufio.NewScanner(out)
		for lines.Scan() && !strings.Contains(lines.Text(), "http://") {
		}
		b.ReportMetric(time.Since(began).Seconds(), "s-to-ready")
		c.kill()
	}
}

// BenchmarkPress measures 1,000 presses on answers of the built-in bank: CPU
// time of the bot's process per press, and its memory afterwards; and beside
// it, in the same run, a bot that only acknowledges with bare discordgo.
func BenchmarkPress(b *testing.B) {
	const presses = 1000
	for b.Loop() {
		quizbot := measure(b, presses, "run")
		bare := measure(b, presses, "bare")
		b.ReportMetric(quizbot.cpu.Seconds()*1e6/presses, "quizbot-µs/press")
		b.ReportMetric(bare.cpu.Seconds()*1e6/presses, "bare-µs/press")
		b.ReportMetric(quizbot.cpu.Seconds()/bare.cpu.Seconds(), "ratio")
		b.ReportMetric(quizbot.memory, "quizbot-MB")
		b.ReportMetric(bare.memory, "bare-MB")
	}
}

type usage struct {
	cpu    time.Duration // of the process, for the presses alone
	memory float64       // resident, MB, after them
}

func measure(b *testing.B, presses int, mode string) usage {
	b.Helper()
	c, people := playing(b, 40, mode) // who take turns: one alone would be told to slow down
	defer c.kill()
	var before time.Duration
	for i := -20; i < presses; i++ { // twenty to warm up
		if i == 0 {
			before = cpuTime(b, c.command.Process.Pid)
		}
		if err := people[(i+20)%len(people)].press(b.Context()); err != nil {
			b.Fatalf("press %d: %v", i, err)
		}
	}
	return usage{cpu: cpuTime(b, c.command.Process.Pid) - before, memory: residentMB(b, c.command.Process.Pid)}
}

// presser is a member who answers quizzes of twenty questions, one after the
// other.
type presser struct {
	local   *localdiscord.Server
	channel string
	id      string
	message *localdiscord.Message
}

// playing starts a bot as a process, with members who are about to play.
func playing(b *testing.B, members int, mode string) (*child, []*presser) {
	b.Helper()
	venue, local, app, watch := furnishForKills(b, members)
	args := []string{"bare", local.URL()}
	if mode == "run" {
		args = []string{"run", "--config", writeConfig(b, b.TempDir(), local.URL())}
	}
	c := startChild(b, watch, app.Token, args...)
	for began := time.Now(); len(local.Commands()) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			c.kill()
			b.Fatalf("the bot did not connect:\n%s", c.stderr.String())
		}
	}
	var people []*presser
	for i := range members {
		who, _ := local.FindUser(fmt.Sprintf("Member %d", i))
		people = append(people, &presser{local: local, channel: string(venue.Channel), id: who.ID})
	}
	return c, people
}

// press takes the next step and waits for the answer.
func (p *presser) press(ctx context.Context) error {
	var answer *localdiscord.Response
	var err error
	switch {
	case p.message == nil || bottest.Button(p.message, "See all") != "":
		answer, err = p.local.As(p.id).Command(ctx, p.channel, "quiz", localdiscord.Option{Name: "count", Value: 20})
	case bottest.Button(p.message, "Next question") != "":
		answer, err = p.local.As(p.id).Press(ctx, p.message.ID, bottest.Button(p.message, "Next question"))
	default:
		id := ""
		for _, l := range p.message.Buttons() {
			if !l.Disabled && l.Label != "Undo" {
				id = l.CustomID
				break
			}
		}
		answer, err = p.local.As(p.id).Press(ctx, p.message.ID, id)
	}
	switch {
	case err != nil && p.message != nil:
		return fmt.Errorf("%w, under\n%s", err, p.message.Text())
	case err != nil:
		return err
	case answer.Message == nil:
		return errors.New("the answer has no message")
	}
	p.message = answer.Message
	return nil
}

// BenchmarkL4HalfSaturation finds how many presses a second 64 members get
// answered who press again at once, and has 300 press at half that rate, each
// when their time has come, answered before or not (an open loop). A bot that
// only acknowledges gets the same presses in the same run. The local Discord
// and the members are this process, beside the bot's.
func BenchmarkL4HalfSaturation(b *testing.B) {
	const members = 300 // so many that nobody comes near a member's budget
	for b.Loop() {
		full := saturation(b, 64)
		quizbot := steady(b, members, full/2, "run")
		bare := steady(b, members, full/2, "bare")
		b.ReportMetric(full, "presses/s-at-most")
		b.ReportMetric(quizbot.p99.Seconds()*1e3, "quizbot-p99-ms")
		b.ReportMetric(bare.p99.Seconds()*1e3, "bare-p99-ms")
		b.ReportMetric(quizbot.longest.Seconds()*1e3, "quizbot-max-ms")
		b.ReportMetric(quizbot.cpu.Seconds()*1e6, "quizbot-µs/press")
		b.ReportMetric(bare.cpu.Seconds()*1e6, "bare-µs/press")
		b.ReportMetric(quizbot.cpu.Seconds()/bare.cpu.Seconds(), "CPU-ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// saturation returns the presses a second of members who do not pause. Each
// makes forty, which is within their budget.
func saturation(b *testing.B, members int) float64 {
	b.Helper()
	const each = 40
	c, people := playing(b, members, "run")
	defer c.kill()
	var pressing sync.WaitGroup
	began := time.Now()
	for _, p := range people {
		pressing.Go(func() {
			for range each {
				if err := p.press(b.Context()); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	pressing.Wait()
	return float64(members*each) / time.Since(began).Seconds()
}

// pace is how a bot answered a steady load.
type pace struct {
	p99, longest time.Duration // from when a press was due to its answer
	cpu          time.Duration // of the bot's process, for one press
}

// steady has members press in turn, so many a second, 15 times each and five
// before that to warm up.
func steady(b *testing.B, members int, rate float64, mode string) pace {
	b.Helper()
	c, people := playing(b, members, mode)
	defer c.kill()
	const warm, each = 5, 15
	took := make([][]time.Duration, members)
	var before time.Duration
	began := time.Now()
	var pressing sync.WaitGroup
	for m, p := range people {
		pressing.Go(func() {
			for i := range warm + each {
				due := began.Add(time.Duration(float64(i*members+m) / rate * float64(time.Second)))
				time.Sleep(time.Until(due))
				if i == warm && m == 0 {
					before = cpuTime(b, c.command.Process.Pid)
				}
				if err := p.press(b.Context()); err != nil {
					b.Errorf("press %d of member %d: %v", i, m, err)
					return
				}
				if i >= warm {
					took[m] = append(took[m], time.Since(due))
				}
			}
		})
	}
	pressing.Wait()
	spent := cpuTime(b, c.command.Process.Pid) - before
	all := slices.Concat(took...)
	if len(all) == 0 {
		b.Fatal("nobody was answered")
	}
	slices.Sort(all)
	return pace{p99: all[len(all)*99/100], longest: all[len(all)-1], cpu: spent / time.Duration(len(all))}
}

// cpuTime is the user and system time of a process. Linux, proc(5): fields 14
// and 15 of /proc/PID/stat, in hundredths of a second.
func cpuTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Skip("no /proc: ", err)
	}
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

func residentMB(b *testing.B, pid int) float64 {
	b.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skip("no /proc: ", err)
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

// runBare is the floor: a bot on bare discordgo whose one command posts
// buttons and whose handler does nothing but acknowledge a press.
func runBare(url string) int {
	client, err := discord.NewClient(discord.Config{Token: os.Getenv("DISCORD_TOKEN"), APIURL: url, Log: newLog(os.Stderr, "warn")})
	if err != nil {
		return exitUsage
	}
	s := client.Session
	s.Identify.Token = "Bot " + os.Getenv("DISCORD_TOKEN") // our sessions carry none
	none := &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
	data := &discordgo.InteractionResponseData{Content: "Press.", AllowedMentions: none, Flags: discordgo.MessageFlagsEphemeral,
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "A) go on", CustomID: "on", Style: discordgo.PrimaryButton}}}}}
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		kind := discordgo.InteractionResponseChannelMessageWithSource
		if i.Type == discordgo.InteractionMessageComponent {
			kind = discordgo.InteractionResponseUpdateMessage
		}
		_ = s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data})
	})
	if err := s.Open(); err != nil {
		return exitUsage
	}
	count := &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionInteger, Name: "count", Description: "count"}
	if _, err := s.ApplicationCommandCreate(s.State.User.ID, "", &discordgo.ApplicationCommand{Name: "quiz", Description: "quiz", Options: []*discordgo.ApplicationCommandOption{count}}); err != nil {
		return exitUsage
	}
	time.Sleep(5 * time.Minute) // it is killed before
	return exitFine
}
