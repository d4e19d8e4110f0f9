package bot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/bot"
	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/bot/view"
	"quizbot/quiz"
)

func TestHandlerThatFailsGetsASentenceAndACode(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, bottest.Bank(),
		bot.Command{Name: "panics", Short: "x", Help: "x", Run: func(context.Context, bot.Call) (bot.Reply, error) { panic("secret of the handler") }},
		bot.Command{Name: "fails", Short: "x", Help: "x", Run: func(context.Context, bot.Call) (bot.Reply, error) {
			return bot.Reply{}, errors.New("secret of the store")
		}})
	for _, name := range []string{"panics", "fails"} {
		text := stage.Command(t, stage.Mina, name).Text()
		if !strings.Contains(text, "That did not work. It was logged as ") || strings.Contains(text, "secret") {
			t.Errorf("/%s says:\n%s", name, text)
		}
	}
	if text := stage.Command(t, stage.Mina, "help").Text(); !strings.Contains(text, "What you can do here") {
		t.Errorf("after a panic /help says:\n%s", text)
	}
}

func TestD3SlowAnswerIsAcknowledgedInTime(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, bottest.Bank(), bot.Command{Name: "slow", Short: "x", Help: "x",
		Run: func(context.Context, bot.Call) (bot.Reply, error) {
			time.Sleep(3500 * time.Millisecond)
			return bot.Private(view.Message{Content: "here it is"}), nil
		}})
	answer, err := stage.Discord.As(stage.Mina.ID).Command(t.Context(), string(stage.Venue.Channel), "slow")
	if err != nil {
		t.Fatal(err)
	}
	m, err := answer.Wait(t.Context())
	if err != nil || !strings.Contains(m.Text(), "here it is") || !m.Ephemeral() {
		t.Errorf("the answer after a wait: %v\n%v", err, m)
	}
}

// TestD3AnswerThatIsTooLateComesByDirectMessage lets a command take longer than
// the 15 minutes in which Discord takes its answer.
func TestD3AnswerThatIsTooLateComesByDirectMessage(t *testing.T) {
	t.Parallel()
	finish := make(chan struct{})
	stage := bottest.NewWith(t, bottest.Bank(), bot.Command{Name: "long", Short: "x", Help: "x",
		Run: func(context.Context, bot.Call) (bot.Reply, error) {
			<-finish
			return bot.Private(view.Message{
				Content: "here it is", Files: []view.File{{Name: "grades.csv", ContentType: "text/csv", Data: []byte("member;points")}},
				Rows: []view.Row{{Buttons: []view.Button{{Label: "Again", Action: view.Action{Name: "quiz.start"}}}}},
			}), nil
		}})
	stage.Discord.CloseDMs(stage.Jonas.ID, true)
	for _, who := range []localdiscord.User{stage.Mina, stage.Jonas} {
		answer, err := stage.Discord.As(who.ID).Command(t.Context(), string(stage.Venue.Channel), "long")
		if err != nil || answer.Type != localdiscord.CallbackDeferred {
			t.Fatalf("%s is answered %+v, %v", who.Username, answer, err)
		}
	}
	stage.Advance(16 * time.Minute)
	close(finish)
	letters := func(who localdiscord.User) []localdiscord.Message {
		return stage.Discord.Messages(stage.Discord.OpenDM(who.ID, stage.App.ID).ID, who.ID)
	}
	for deadline := time.Now().Add(10 * time.Second); len(letters(stage.Mina)) == 0 && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
	}
	got := letters(stage.Mina)
	if len(got) != 1 || !strings.Contains(got[0].Text(), "This took so long that") || !strings.Contains(got[0].Text(), "here it is") || len(got[0].Attachments) != 1 || len(got[0].Buttons()) > 0 {
		t.Fatalf("Mina's direct messages: %+v", got)
	}
	if text := stage.Command(t, stage.Jonas, "help").Text(); !strings.Contains(text, "What you can do here") || len(letters(stage.Jonas)) > 0 {
		t.Errorf("who takes no direct messages reads\n%s", text)
	}
}

func TestBotGreetsAServerOnce(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	guild := stage.Discord.AddGuild("New Server", stage.Owner.ID)
	closed := stage.Discord.AddChannel(guild.ID, "staff")
	open := stage.Discord.AddChannel(guild.ID, "lounge")
	stage.Discord.SetOverwrite(closed.ID, localdiscord.Overwrite{ID: guild.ID, Type: localdiscord.OverwriteRole, Deny: localdiscord.PermissionViewChannel})
	stage.Discord.Install(stage.App.ID, guild.ID)
	_, err := stage.Discord.Await(t.Context(), func(e localdiscord.Event) bool {
		return e.Type == "MESSAGE_CREATE" && e.ChannelID == open.ID && strings.Contains(e.Message.Text(), "/schedule add")
	})
	if err != nil {
		t.Fatal(err)
	}
	stage.Restart(t)
	stage.Command(t, stage.Mina, "help")
	if n := len(stage.Discord.Messages(open.ID, stage.Owner.ID)); n != 1 {
		t.Errorf("%d messages in the new server, want 1", n)
	}
	if n := len(stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID)); n != 0 {
		t.Errorf("a server that was there before was greeted")
	}
}

// TestS11ServerThatTheBotIsRemovedFromIsLeft takes the bot out of a server while
// it runs, has it back, and takes it out again while it is away.
func TestS11ServerThatTheBotIsRemovedFromIsLeft(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	other := stage.Discord.AddGuild("Night School", stage.Owner.ID)
	stage.Discord.Install(stage.App.ID, other.ID)
	if err := stage.Engine.SaveSettings(t.Context(), quiz.DefaultSettings(quiz.CommunityID(other.ID))); err != nil {
		t.Fatal(err)
	}
	stage.PostQuiz(t, nil)
	schedule := func() quiz.Schedule {
		list, err := stage.Store.Schedules(t.Context(), stage.Venue.Community)
		if err != nil || len(list) != 1 {
			t.Fatalf("schedules: %v, %v", list, err)
		}
		return list[0]
	}
	left := func() bool {
		list, err := stage.Engine.Communities(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return !slices.Contains(list, stage.Venue.Community)
	}
	await := func(what string, done func() bool) {
		t.Helper()
		for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal(what)
			}
		}
	}
	stage.Discord.SetUnavailable(stage.Guild.ID, true)
	time.Sleep(200 * time.Millisecond)
	stage.Bot.Wake()
	time.Sleep(200 * time.Millisecond)
	if left() || schedule().Suspended != "" {
		t.Fatal("a server that is unavailable counts as left")
	}
	stage.Discord.SetUnavailable(stage.Guild.ID, false)
	stage.Discord.RemoveMember(stage.Guild.ID, stage.App.UserID)
	await("the server is not left", left)
	if why := schedule().Suspended; !strings.Contains(why, "removed from this server") {
		t.Errorf("its schedule goes on: %q", why)
	}
	stage.Discord.Install(stage.App.ID, stage.Guild.ID)
	await("the bot is back, but its data will go", func() bool { return !left() })

	stage.Discord.SetGateway(localdiscord.GatewayPlan{Refuse: true})
	stage.Discord.CloseGateway(0)
	stage.Discord.RemoveMember(stage.Guild.ID, stage.App.UserID)
	stage.Discord.SetGateway(localdiscord.GatewayPlan{})
	stage.Restart(t)
	await("a removal that nobody heard of is not found at the start", left)
}

func TestS4QuizMissedInADowntimeIsPostedOnceAndSaysSo(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	at := stage.Now().UTC().Truncate(time.Minute).Add(-2 * time.Hour)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) {
		s.Cron, s.CreatedAt, s.Closes = at.Format("4 15 * * *"), at.Add(-time.Second), ""
	})
	if text := post.Text(); !strings.Contains(text, "is posted late") {
		t.Errorf("the late quiz does not say so:\n%s", text)
	}
	stage.Restart(t)
	stage.Command(t, stage.Mina, "help")
	posts := 0
	for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID) {
		if bottest.Button(&m, "Start") != "" {
			posts++
		}
	}
	if posts != 1 {
		t.Errorf("%d quizzes were posted, want 1", posts)
	}
}

func TestCommandsArePutOnlyWhenTheyDiffer(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	const route = "/applications/{application}/commands"
	if n := len(stage.Discord.FindRequests("PUT", route)); n != 1 {
		t.Fatalf("commands were put %d times at the first start, want 1", n)
	}
	stage.Restart(t)
	if n := len(stage.Discord.FindRequests("PUT", route)); n != 1 {
		t.Errorf("commands were put %d times after a restart, want 1", n)
	}
}
