package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
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
	venue, local, app, watch := furnishForKills(b, 1)
	member, _ := local.FindUser("Member 0")
	args := []string{"bare", local.URL()}
	if mode == "run" {
		args = []string{"run", "--config", writeConfig(b, b.TempDir(), local.URL())}
	}
	c := startChild(b, watch, app.Token, args...)
	defer c.kill()
	for began := time.Now(); len(local.Commands()) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			b.Fatalf("the bot did not connect:\n%s", c.stderr.String())
		}
	}
	ctx, channel := context.Background(), string(venue.Channel)
	var before time.Duration
	var message *localdiscord.Message
	for i := -20; i < presses; i++ { // twenty to warm up
		if i == 0 {
			before = cpuTime(b, c.command.Process.Pid)
		}
		var answer *localdiscord.Response
		var err error
		switch {
		case message == nil || bottest.Button(message, "See all") != "":
			answer, err = local.As(member.ID).Command(ctx, channel, "quiz", localdiscord.Option{Name: "count", Value: 20})
		case bottest.Button(message, "Next question") != "":
			answer, err = local.As(member.ID).Press(ctx, message.ID, bottest.Button(message, "Next question"))
		default:
			labels := message.Buttons()
			id := ""
			for _, l := range labels {
				if !l.Disabled && l.Label != "Undo" {
					id = l.CustomID
					break
				}
			}
			answer, err = local.As(member.ID).Press(ctx, message.ID, id)
		}
		if err != nil || answer.Message == nil {
			b.Fatalf("press %d: %v", i, err)
		}
		message = answer.Message
	}
	return usage{cpu: cpuTime(b, c.command.Process.Pid) - before, memory: residentMB(b, c.command.Process.Pid)}
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
