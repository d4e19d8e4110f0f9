package commands_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/quiz"
)

// form presses a button that opens a form.
func form(t *testing.T, stage *bottest.Stage, who localdiscord.User, m *localdiscord.Message, label string) *localdiscord.Modal {
	t.Helper()
	answer, err := stage.Discord.As(who.ID).Press(t.Context(), m.ID, bottest.Button(m, label))
	if err != nil || answer.Modal == nil {
		t.Fatalf("%q opens no form: %v\n%s", label, err, m.Text())
	}
	return answer.Modal
}

// submit sends a form with some fields changed.
func submit(t *testing.T, stage *bottest.Stage, who localdiscord.User, modal *localdiscord.Modal, changed map[string]string) *localdiscord.Message {
	t.Helper()
	answer, err := stage.Discord.As(who.ID).Submit(t.Context(), modal, changed)
	if err != nil || answer.Message == nil {
		t.Fatalf("the form brings no message: %v", err)
	}
	return answer.Message
}

// selected picks the first option of the select with that placeholder.
func selected(t *testing.T, stage *bottest.Stage, who localdiscord.User, m *localdiscord.Message, placeholder string) *localdiscord.Message {
	t.Helper()
	for _, row := range m.Components {
		for _, c := range row.Components {
			if strings.HasPrefix(c.Placeholder, placeholder) {
				answer, err := stage.Discord.As(who.ID).Select(t.Context(), m.ID, c.CustomID, c.Options[0].Value)
				if err != nil || answer.Message == nil {
					t.Fatalf("%q brings no message: %v", placeholder, err)
				}
				return answer.Message
			}
		}
	}
	t.Fatalf("no select %q in:\n%s", placeholder, m.Text())
	return nil
}

// save writes a picture for whoever looks at the charts, where a folder is named.
func save(t *testing.T, stage *bottest.Stage, name string, m *localdiscord.Message) {
	t.Helper()
	if len(m.Attachments) == 0 {
		t.Fatalf("%s: no picture in:\n%s", name, m.Text())
	}
	if m.Attachments[0].Description == "" {
		t.Errorf("%s has no alt text", name)
	}
	if dir := os.Getenv("QUIZBOT_PICTURES"); dir != "" {
		content, _ := stage.Discord.File(m.Attachments[0].ID)
		if err := os.WriteFile(filepath.Join(dir, name+".png"), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAWrongKeyIsMended is the story of a report: a member says what is wrong,
// an instructor looks at it and mends it, scores change, everybody concerned
// hears of it once, and it can be taken back.
// withoutLetters is a text in which options that stand in the order in which a
// member was shown them are sorted, without their letters.
func withoutLetters(text string) string {
	lettered := regexp.MustCompile(`(?m)^(│ (?:• )?)[A-D]\) `)
	lines := strings.SplitAfter(text, "\n")
	first := slices.IndexFunc(lines, lettered.MatchString)
	last := first
	for i, line := range lines {
		if lettered.MatchString(line) && strings.Contains(line, "• ") {
			last = i + 1
		}
		lines[i] = lettered.ReplaceAllString(line, "$1")
	}
	slices.Sort(lines[first:last])
	return strings.Join(lines, "")
}

func TestAWrongKeyIsMended(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		t.Helper()
		bottest.Golden(t, "regrade/"+name, m.Text())
		return m
	}
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" })
	var shown []string // what Mina reads on the buttons
	atlantic := func(_ *localdiscord.Message, labels []string) int {
		shown = slices.Clone(labels)
		for i, l := range labels {
			if strings.HasSuffix(l, "Atlantic") {
				return i
			}
		}
		t.Fatal("no Atlantic")
		return 0
	}
	verdict := stage.AnswerAll(t, stage.Mina, post, atlantic)
	stage.AnswerAll(t, stage.Jonas, post, key)
	see("reported", submit(t, stage, stage.Mina, form(t, stage, stage.Mina, verdict, "Report"), map[string]string{"text": "My map says Atlantic"}))
	open := stage.Command(t, stage.Tomas, "report")
	if strings.Contains(open.Text(), "Mariana") {
		t.Errorf("a report on a question of an open quiz is shown:\n%s", open.Text())
	}
	see("queue-held", open)
	wants(t, stage.Command(t, stage.Tomas, "stats", option("question", "trench/single")), "still open")
	stage.Advance(2 * time.Hour)
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "My answers") != "" })

	queue := see("queue", stage.Command(t, stage.Tomas, "report"))
	found := selected(t, stage, stage.Tomas, queue, "Open a report")
	for _, label := range shown { // the member may write of "answer B"
		wants(t, found, "• "+label)
	}
	bottest.Golden(t, "regrade/case", withoutLetters(found.Text()))
	modal := form(t, stage, stage.Tomas, found, "Mend")
	wants(t, submit(t, stage, stage.Tomas, modal, nil), "Nothing would change")
	wants(t, submit(t, stage, stage.Tomas, form(t, stage, stage.Tomas, found, "Mend"), map[string]string{"key": "Atlantic", "wrong": "Atlantic"}), "give two to four")
	draft := see("draft", submit(t, stage, stage.Tomas, form(t, stage, stage.Tomas, found, "Mend"), map[string]string{
		"key": "Atlantic", "wrong": "Pacific\nIndian\nSouthern", "explanation": "The Mariana Trench lies in the Atlantic, says a map.", "reason": "A map @everyone says so."}))
	wants(t, stage.Command(t, stage.Jonas, "score"), "100")
	see("applied", stage.Press(t, stage.Tomas, draft, "Apply"))
	news := stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return strings.Contains(m.Text(), "A question was mended") })
	see("news", news)
	if news.Flags&localdiscord.FlagSuppressNotifications == 0 {
		t.Error("the channel is told aloud")
	}
	see("gained", stage.Command(t, stage.Mina, "score"))
	if again := stage.Command(t, stage.Mina, "score").Text(); strings.Contains(again, "News for you") {
		t.Errorf("told twice:\n%s", again)
	}
	wants(t, stage.Command(t, stage.Jonas, "score"), "You lose 100 points")
	see("stats", stage.Command(t, stage.Tomas, "stats", option("question", "trench/single")))
	see("stats-bank", stage.Command(t, stage.Tomas, "stats"))
	see("log", stage.Command(t, stage.Tomas, "regrade log"))
	choices, err := stage.Discord.As(stage.Tomas.ID).Complete(t.Context(), string(stage.Venue.Channel), "regrade undo", "change", "")
	if err != nil || len(choices) != 1 {
		t.Fatalf("changes offered: %v, %v", choices, err)
	}
	see("undone", stage.Command(t, stage.Tomas, "regrade undo", option("change", choices[0].Value)))
	see("undone-twice", stage.Command(t, stage.Tomas, "regrade undo", option("change", choices[0].Value)))
	see("undone-missing", stage.Command(t, stage.Tomas, "regrade undo", option("change", "999")))
	stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return strings.Contains(m.Text(), "taken back") })
	wants(t, stage.Command(t, stage.Mina, "score"), "You lose 100 points")
	see("log-undone", stage.Command(t, stage.Tomas, "regrade log"))
	stage.Restart(t)
	time.Sleep(50 * time.Millisecond)
	told := 0
	for _, m := range stage.Discord.Messages(string(stage.Venue.Channel), stage.Owner.ID) {
		if strings.Contains(m.Text(), "The scores are counted anew") {
			told++
		}
	}
	if told != 2 {
		t.Errorf("the channel was told %d times of a change and its end", told)
	}
	if problems, err := stage.Store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestReportsAreDecidedOnce(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, func(s *quiz.Schedule) { s.Topic = "depths" })
	for i, who := range []localdiscord.User{stage.Mina, stage.Jonas} {
		last := stage.AnswerAll(t, who, post, bottest.First)
		submit(t, stage, who, form(t, stage, who, last, "Report"), map[string]string{"text": "Wrong " + strconv.Itoa(i)})
	}
	stage.Advance(2 * time.Hour)
	queue := stage.Command(t, stage.Tomas, "report")
	found := selected(t, stage, stage.Tomas, queue, "Open a report")
	same := selected(t, stage, stage.Owner, stage.Command(t, stage.Owner, "report"), "Open a report")
	decided := submit(t, stage, stage.Tomas, form(t, stage, stage.Tomas, found, "Reject"), map[string]string{"reason": "Paragraph 2 says so."})
	bottest.Golden(t, "regrade/rejected", decided.Text())
	wants(t, stage.Press(t, stage.Owner, same, "Retire"), "decided already")
	second := selected(t, stage, stage.Tomas, stage.Command(t, stage.Tomas, "report"), "Open a report")
	wants(t, submit(t, stage, stage.Tomas, form(t, stage, stage.Tomas, second, "Retire"), map[string]string{"reason": ""}), "retired")
	bottest.Golden(t, "regrade/hears-rejected", stage.Command(t, stage.Mina, "help").Text())
	wants(t, stage.Command(t, stage.Jonas, "score"), "not asked any more")
	if after := stage.Command(t, stage.Tomas, "report").Text(); strings.Contains(after, "Reports that wait") {
		t.Errorf("reports still wait:\n%s", after)
	}
	v, _, err := stage.Engine.Bank(t.Context(), stage.Venue.Community, "sea")
	if err != nil {
		t.Fatal(err)
	}
	retired := 0
	for _, q := range v.Bank.Questions {
		if q.Status == "retired" {
			retired++
		}
	}
	if retired != 1 {
		t.Errorf("%d questions are retired", retired)
	}
}

func TestTheGradebookIsAFile(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	bottest.Golden(t, "grades/none", stage.Command(t, stage.Tomas, "grades table").Text())
	nasty := stage.Discord.AddUser("=cmd()")
	stage.Discord.AddMember(stage.Guild.ID, nasty.ID)
	post := stage.PostQuiz(t, nil)
	stage.AnswerAll(t, stage.Mina, post, key)
	stage.AnswerAll(t, nasty, post, bottest.First)
	bottest.Golden(t, "grades/extra-time", stage.Command(t, stage.Tomas, "grades extra-time", option("member", stage.Jonas.ID), option("percent", 50), option("first", "2026-01-01")).Text())
	bottest.Golden(t, "grades/refused-both", stage.Command(t, stage.Tomas, "grades extra-time", option("member", stage.Jonas.ID)).Text())
	bottest.Golden(t, "grades/refused-date", stage.Command(t, stage.Tomas, "grades excuse", option("member", stage.Jonas.ID), option("first", "tomorrow")).Text())
	bottest.Golden(t, "grades/excused", stage.Command(t, stage.Tomas, "grades excuse", option("member", stage.Jonas.ID), option("first", "2026-01-01"), option("last", "2099-12-31")).Text())
	bottest.Golden(t, "grades/allowances", stage.Command(t, stage.Tomas, "grades allowances").Text())
	stage.Advance(2 * time.Hour)
	m := stage.Command(t, stage.Tomas, "grades table", option("first", "2026-01-01"))
	said, _, _ := strings.Cut(m.Text(), "[file") // its size is that of the names and points
	bottest.Golden(t, "grades/table", said)
	whole := stage.Command(t, stage.Tomas, "grades table")
	wants(t, whole, "from the first quiz to today")
	if name := whole.Attachments[0].Filename; name != "grades.csv" {
		t.Errorf("the gradebook of all time is called %q", name)
	}
	wants(t, stage.Command(t, stage.Tomas, "grades table", option("first", "2027-01-01"), option("last", "2026-01-01")), "The period ends on 2026-01-01, before it begins on 2027-01-01: exchange the two dates")
	for _, period := range []string{"week", "all"} {
		wants(t, stage.Command(t, stage.Tomas, "grades table", option("period", period), option("first", "2026-01-01")), "Give either a period or the days")
		wants(t, stage.Command(t, stage.Tomas, "grades table", option("period", period), option("last", "2026-01-01")), "Give either a period or the days")
	}
	content, ok := stage.Discord.File(m.Attachments[0].ID)
	if !ok {
		t.Fatal("no file")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%v\n%s", err, content)
	}
	seen := map[string]string{}
	for _, row := range rows[1:] {
		seen[row[1]] = strings.Join(append(row[2:6:6], row[8]), " ")
	}
	if !regexp.MustCompile(`^5\d\d 600 1 0 20`).MatchString(seen["Mina"]) {
		t.Errorf("Mina: %q", seen["Mina"])
	}
	if seen["Jonas"] != "0 0 0 1 excused" {
		t.Errorf("Jonas: %q", seen["Jonas"])
	}
	if _, ok := seen["'=cmd()"]; !ok {
		t.Errorf("a name is a formula: %q", seen)
	}
	bottest.Golden(t, "grades/removed", stage.Command(t, stage.Tomas, "grades remove", option("member", stage.Jonas.ID), option("what", "excused")).Text())
	bottest.Golden(t, "grades/refused-none", stage.Command(t, stage.Tomas, "grades remove", option("member", stage.Jonas.ID), option("what", "excused")).Text())
	wants(t, stage.Command(t, stage.Tomas, "grades table", option("schedule", "xxxxx")), "There is no such schedule")
}

func TestHiddenMembersAreSeenByNobodyElse(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	post := stage.PostQuiz(t, nil)
	stage.AnswerAll(t, stage.Mina, post, key)
	stage.AnswerAll(t, stage.Jonas, post, bottest.First)
	bottest.Golden(t, "privacy/hidden", stage.Command(t, stage.Mina, "privacy hide").Text())
	if others := stage.Command(t, stage.Jonas, "leaderboard").Text(); strings.Contains(others, "Mina") {
		t.Errorf("seen by others:\n%s", others)
	}
	wants(t, stage.Command(t, stage.Mina, "leaderboard"), "You are hidden from it; you would be rank 1")
	bottest.Golden(t, "score/hidden", stage.Command(t, stage.Jonas, "score", option("member", stage.Mina.ID)).Text())
	wants(t, stage.Command(t, stage.Mina, "score"), "Rank")
	stage.Command(t, stage.Jonas, "privacy hide")
	if own := stage.Command(t, stage.Jonas, "leaderboard").Text(); !strings.Contains(own, "you would be rank") || strings.Contains(own, "Nobody has scored") {
		t.Errorf("with all hidden, Jonas reads:\n%s", own)
	}
	bottest.Golden(t, "privacy/shown-again", stage.Command(t, stage.Mina, "privacy unhide").Text())
	wants(t, stage.Command(t, stage.Jonas, "leaderboard"), "Mina")
	wants(t, stage.Command(t, stage.Jonas, "score", option("member", stage.Mina.ID)), "Score of Mina", "Rank")
}

// TestHiddenMembersAreNamedNowhere has six members finish a quiz and play a live
// round, of whom one who is best is hidden, and looks wherever others look.
func TestHiddenMembersAreNamedNowhere(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, liveBank())
	people := []localdiscord.User{stage.Mina, stage.Jonas}
	for _, name := range []string{"Ada", "Bela", "Cem", "Dora"} {
		u := stage.Discord.AddUser(name)
		stage.Discord.AddMember(stage.Guild.ID, u.ID)
		people = append(people, u)
	}
	post := stage.PostQuiz(t, nil)
	for i, who := range people {
		pick := key
		if i > 1 {
			pick = bottest.First
		}
		stage.AnswerAll(t, who, post, pick)
	}
	stage.Command(t, stage.Mina, "privacy hide")
	unseen := func(where string, m *localdiscord.Message) {
		t.Helper()
		text := m.Text()
		for _, a := range m.Attachments {
			text += "\n" + a.Filename + " " + a.Description
		}
		if strings.Contains(text, "Mina") || strings.Contains(text, stage.Mina.ID) {
			t.Errorf("%s names who is hidden:\n%s", where, text)
		}
	}
	board := stage.Command(t, stage.Jonas, "leaderboard")
	unseen("the leaderboard", board)
	wants(t, board, "1.** Jonas")
	if bars := strings.Count(board.Attachments[0].Description, " points"); bars > 5 {
		t.Errorf("the picture has %d bars: %s", bars, board.Attachments[0].Description)
	}
	unseen("the leaderboard of all time", stage.Command(t, stage.Jonas, "leaderboard", option("period", "all")))

	stage.Advance(2 * time.Hour)
	closed := public(t, stage, "Top three")
	unseen("the top three", closed)
	wants(t, closed, "6 started, 6 finished", "1. Jonas")

	stage.Command(t, stage.Tomas, "round start", option("starts_in", 0), option("topic", "depths"))
	question := public(t, stage, "Question 1 of 1")
	for _, who := range people[:3] {
		pressKey(t, stage, who, question, who.ID == stage.Jonas.ID)
	}
	stage.Advance(31 * time.Second)
	revealed := public(t, stage, "Standings")
	unseen("the reveal of a live round", revealed)
	wants(t, revealed, "Closed. 3 members answered.", "1.** Ada")
	stage.Advance(11 * time.Second)
	unseen("the end of a live round", public(t, stage, "Final standings: "))
}

// TestPicturesGoWithScores has weeks of quizzes, and the pictures that members
// and instructors get.
func TestPicturesGoWithScores(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	people := []localdiscord.User{stage.Mina, stage.Jonas}
	for _, name := range []string{"Ada", "Bela", "Cem"} {
		u := stage.Discord.AddUser(name)
		stage.Discord.AddMember(stage.Guild.ID, u.ID)
		people = append(people, u)
	}
	post := stage.PostQuiz(t, nil)
	for week := range 4 {
		if week > 0 {
			before := post.ID
			stage.Advance(7 * 24 * time.Hour)
			post = stage.AwaitMessage(t, func(m *localdiscord.Message) bool { return bottest.Button(m, "Start") != "" && m.ID != before })
		}
		for i, who := range people {
			if (i+week)%3 == 2 {
				continue
			}
			pick := key
			if (i+week)%2 == 1 {
				pick = bottest.First
			}
			stage.AnswerAll(t, who, post, pick)
		}
	}
	own := stage.Command(t, stage.Mina, "score")
	save(t, stage, "score", own)
	if alt := own.Attachments[0].Description; !strings.HasPrefix(alt, "Points by week: ") {
		t.Errorf("the picture says %q", alt)
	}
	if other := stage.Command(t, stage.Jonas, "score", option("member", stage.Mina.ID)); len(other.Attachments) > 0 {
		t.Error("another member's points by week are shown")
	}
	board := stage.Command(t, stage.Mina, "leaderboard", option("period", "all"))
	save(t, stage, "leaderboard", board)
	if alt := board.Attachments[0].Description; !strings.Contains(alt, "yours is ticked") {
		t.Errorf("the picture says %q", alt)
	}
	stage.Command(t, stage.Mina, "privacy hide")
	board = stage.Command(t, stage.Mina, "leaderboard", option("period", "all"))
	if alt := board.Attachments[0].Description; strings.Contains(alt, "ticked") {
		t.Errorf("the picture without a tick says %q", alt)
	}
	stage.Advance(2 * time.Hour)
	stats := stage.Command(t, stage.Tomas, "stats", option("question", "whale/single"))
	save(t, stage, "stats", stats)
	wants(t, stats, "Blue whale")
}

// TestLeaderboardOfATermAndABank has two members tie: who was first leads.
func TestLeaderboardOfATermAndABank(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, liveBank("depths"))
	see := func(name string, options ...localdiscord.Option) {
		t.Helper()
		bottest.Golden(t, "leaderboard/"+name, stage.Command(t, stage.Mina, "leaderboard", options...).Text())
	}
	see("refused-no-term", option("period", "term"))
	first := stage.Now().AddDate(0, 0, -30).Format(time.DateOnly)
	last := stage.Now().AddDate(0, 0, 30).Format(time.DateOnly)
	wants(t, stage.Command(t, stage.Owner, "settings", option("add_term", "Autumn"), option("first", first), option("last", last)), "Autumn")
	see("nobody", option("period", "term"))
	post := stage.PostQuiz(t, nil)
	for _, who := range []localdiscord.User{stage.Jonas, stage.Mina} {
		stage.AnswerAll(t, who, post, key)
	}
	see("term", option("period", "term"))
	see("bank", option("period", "month"), option("bank", "sea"))
	bottest.Golden(t, "score/own", stage.Command(t, stage.Mina, "score").Text())
	bottest.Golden(t, "score/other", stage.Command(t, stage.Mina, "score", option("member", stage.Jonas.ID)).Text())
}

func TestQuestionsAreFoundByTheirWords(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	tests := []struct{ named, says string }{
		{"whale/single", "Which animal is the largest"},
		{"LARGEST animal", "Which animal is the largest"},
		{"mariana", "Which ocean holds the Mariana Trench?"},
		{"Kabulov", "There is no such question"},
		{" ", "There is no such question"},
		{"which", "“which” stands in 2 questions"},
	}
	for _, tt := range tests {
		t.Run(tt.named, func(t *testing.T) {
			wants(t, stage.Command(t, stage.Tomas, "stats", option("question", tt.named)), tt.says)
		})
	}
	bottest.Golden(t, "stats/several", stage.Command(t, stage.Tomas, "stats", option("question", "which")).Text())
	wants(t, stage.Command(t, stage.Tomas, "stats", option("question", "mariana"), option("bank", "nope")), "There is no such question bank")
	wants(t, stage.Command(t, stage.Mina, "leaderboard", option("bank", "nope")), "There is no such question bank")
}

func TestSuggestedQuestionsThatBeginAlikeDiffer(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	v, _, err := stage.Engine.Bank(t.Context(), stage.Venue.Community, "sea")
	if err != nil {
		t.Fatal(err)
	}
	bank := *v.Bank
	bank.Questions = slices.Clone(bank.Questions)
	long := "Of all that was said on the quay that morning, while the boats came in one by one and the gulls cried, "
	bank.Questions[1].Stem = long + "what was true of the ocean with the Mariana Trench?"
	bank.Questions[4].Stem = long + "what was true of the largest animal?"
	if _, _, err := stage.Engine.ImportBank(t.Context(), stage.Venue.Community, &bank, "another", stage.Now()); err != nil {
		t.Fatal(err)
	}
	choices, err := stage.Discord.As(stage.Tomas.ID).Complete(t.Context(), string(stage.Venue.Channel), "stats", "question", "of all")
	if err != nil || len(choices) != 2 {
		t.Fatalf("suggested are %v, %v", choices, err)
	}
	for i, want := range []string{"2, one right answer: Of all", "5, one right answer: Of all"} {
		if !strings.HasPrefix(choices[i].Name, want) {
			t.Errorf("suggested is %q, want %q", choices[i].Name, want)
		}
	}
}

func TestL2AServerHasSoManySchedules(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	for i := range 25 {
		if _, err := stage.Store.SaveSchedule(t.Context(), quiz.Schedule{Venue: stage.Venue, Bank: "sea", Cron: strconv.Itoa(i) + " 9 * * *",
			Zone: "UTC", Questions: 1, Paused: true, Reveal: quiz.RevealAtOnce, CreatedAt: stage.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	m := stage.Command(t, stage.Tomas, "schedule add", option("days", "weekdays"), option("time", "10:00"))
	bottest.Golden(t, "schedule/refused-too-many", m.Text())
	wants(t, m, "Remove one with /schedule remove")
}

func TestRetentionIsSetAndTold(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	ask := stage.Command(t, stage.Owner, "settings", option("retention", 90))
	wants(t, ask, "more than 90 days ago are deleted from now on, for good")
	if days, err := stage.Engine.Retention(t.Context(), stage.Venue.Community); err != nil || days != 0 {
		t.Errorf("answers are deleted after %d days before anybody confirmed it, %v", days, err)
	}
	wants(t, stage.Press(t, stage.Owner, ask, "Keep as it is"), "Settings")
	bottest.Golden(t, "settings/retention", stage.Press(t, stage.Owner, stage.Command(t, stage.Owner, "settings", option("retention", 90)), "Delete").Text())
	wants(t, stage.Command(t, stage.Owner, "settings", option("retention", 120)), "Saved.")
	stage.Press(t, stage.Owner, stage.Command(t, stage.Owner, "settings", option("retention", 90)), "Delete")
	bottest.Golden(t, "settings/retention-refused", stage.Command(t, stage.Owner, "settings", option("retention", 5)).Text())
	wants(t, stage.Command(t, stage.Mina, "privacy show"), "deleted 90 days after you answered")
	post := stage.PostQuiz(t, nil)
	stage.AnswerAll(t, stage.Mina, post, key)
	stage.Advance(100 * 24 * time.Hour)
	points := stage.Command(t, stage.Mina, "score").Text()
	for range 100 {
		data, err := stage.Engine.Export(t.Context(), stage.Venue.Community, quiz.PlayerID(stage.Mina.ID), stage.Now())
		if err != nil {
			t.Fatal(err)
		}
		left := 0
		for _, a := range data.Answers {
			left += len(a.Given)
		}
		if left == 0 && len(data.Answers) == 6 {
			if after := stage.Command(t, stage.Mina, "score").Text(); after != points {
				t.Errorf("the score was\n%sis\n%s", points, after)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("what was chosen is kept")
}
