package view_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

var (
	opened = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	closes = opened.Add(24 * time.Hour)
)

// round is a daily quiz of the stage's bank, all of it.
func round() quiz.Round {
	bank := bottest.Bank()
	r := quiz.Round{
		ID: "r4kq", Kind: quiz.Daily, Venue: quiz.Venue{Community: "1", Channel: "2"}, Title: bank.Title, Bank: bank.Name,
		Nominal: "2026-11-21T09:00", Reveal: quiz.RevealAtOnce, OpenedAt: opened, ClosesAt: closes, Post: "3",
	}
	for _, q := range bank.Questions {
		r.Asks = append(r.Asks, quiz.Ask{Question: q, Version: 1, Citations: bank.CitationsOf(q.Facts)})
	}
	return r
}

// text is a message as plain text, the way a reader meets it.
func text(m view.Message) string {
	m = m.Fit()
	var b strings.Builder
	b.WriteString(m.Content)
	for _, e := range m.Embeds {
		fmt.Fprintf(&b, "# %s\n%s\n", e.Title, e.Description)
		for _, f := range e.Fields {
			fmt.Fprintf(&b, "## %s\n%s\n", f.Name, f.Value)
		}
		if e.Footer != "" {
			fmt.Fprintf(&b, "~ %s\n", e.Footer)
		}
	}
	for _, row := range m.Rows {
		for _, button := range row.Buttons {
			off := ""
			if button.Disabled {
				off = " (off)"
			}
			fmt.Fprintf(&b, "[%s%s]", button.Label, off)
		}
		if row.Select != nil {
			fmt.Fprintf(&b, "<%s>", row.Select.Placeholder)
			for _, o := range row.Select.Options {
				fmt.Fprintf(&b, " %s;", o.Label)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func at(r quiz.Round, no int) quiz.Position {
	return quiz.Position{Round: r, No: no, Shown: questions.Shuffled(r.Asks[no].Question, 1)}
}

func answered(r quiz.Round, no int, verdict quiz.Verdict, given ...string) quiz.Outcome {
	next := quiz.Position{Round: r, No: no + 1, Finished: no+1 == len(r.Asks)}
	return quiz.Outcome{
		Round: r, Ask: r.Asks[no], Next: next, Revealed: true,
		Answer: quiz.Answer{No: no, Shown: questions.Shuffled(r.Asks[no].Question, 1), Given: given, Verdict: verdict},
	}
}

func TestWhatMembersSee(t *testing.T) {
	r := round()
	late, closed := r, r
	late.Late, late.Topic = true, "us-and-nato"
	closed.ClosedAt = closes
	right, wrong := quiz.Verdict{Correct: true, Points: 100}, quiz.Verdict{}
	hidden := answered(r, 1, wrong, "Indian")
	hidden.Revealed = false
	again := answered(r, 1, wrong, "Indian")
	again.Recorded = true
	var all []quiz.Outcome
	for no, ask := range r.Asks {
		all = append(all, answered(r, no, right, ask.Question.Key...))
	}
	all[2] = answered(r, 2, quiz.Verdict{}) // not answered
	summary := quiz.Summary{Round: closed, Started: 6, Finished: 5, Hardest: 1, Top: []quiz.Standing{
		{Rank: 1, Player: quiz.Player{Name: "Mina"}, Points: 500}, {Rank: 2, Player: quiz.Player{Name: "*Jonas*"}, Points: 400}, {Rank: 3, Player: quiz.Player{Name: "@everyone"}, Points: 300},
	}}
	for no, ask := range r.Asks {
		summary.Questions = append(summary.Questions, quiz.QuestionSummary{Ask: ask, Answered: 5, Correct: 5 - no%3})
	}
	few := summary
	few.Top, few.Started, few.Finished = nil, 2, 1
	nameless := summary
	nameless.Top = nil
	views := map[string]view.Message{
		"daily":            view.Daily(r, 0, time.UTC),
		"daily-late":       view.Daily(late, 1, time.UTC),
		"daily-closed":     view.Daily(closed, 12, time.UTC),
		"summary":          view.Closed(summary, closes.Add(time.Hour)),
		"summary-few":      view.Closed(few, time.Time{}),
		"summary-hidden":   view.Closed(nameless, time.Time{}),
		"summary-nobody":   view.Closed(quiz.Summary{Round: closed, Hardest: -1}, time.Time{}),
		"question-number":  view.Position(at(r, 0), nil),
		"question-single":  view.Position(at(r, 1), nil),
		"question-true":    view.Position(at(r, 2), nil),
		"question-gap":     view.Position(at(r, 3), nil),
		"question-order":   view.Position(at(r, 5), nil),
		"question-order-2": view.Position(at(r, 5), []int{2, 0}),
		"outcome-right":    view.Outcome(answered(r, 1, right, "Pacific")),
		"outcome-wrong":    view.Outcome(answered(r, 1, wrong, "Indian")),
		"outcome-again":    view.Outcome(again),
		"outcome-hidden":   view.Outcome(hidden),
		"outcome-partly":   view.Outcome(answered(r, 5, quiz.Verdict{Points: 83}, r.Asks[5].Question.Key[1], r.Asks[5].Question.Key[0], r.Asks[5].Question.Key[2], r.Asks[5].Question.Key[3])),
		"results":          view.Results(r, all, 0),
		"results-last":     view.Results(r, all, 9),
		"leaderboard": view.Leaderboard(quiz.Board{Period: quiz.AllTime, Page: 1, Pages: 3, Standings: summary.Top,
			Own: &quiz.Standing{Rank: 17, Points: 1}}),
		"welcome": view.Welcome(),
	}
	for name, m := range views {
		t.Run(name, func(t *testing.T) { bottest.Golden(t, name, text(m)) })
	}
}

func TestQuestionsThatPeopleWriteAreShown(t *testing.T) {
	bank := bottest.Forms()
	r := quiz.Round{ID: "r4kq", Kind: quiz.Daily, Title: bank.Title, ClosesAt: closes}
	for _, q := range bank.Questions {
		r.Asks = append(r.Asks, quiz.Ask{Question: q, Version: 1, Citations: bank.CitationsOf(q.Facts)})
	}
	const several, match, short, number, date = 0, 1, 2, 3, 4
	right, wrong := quiz.Verdict{Correct: true, Points: 100}, quiz.Verdict{}
	var all, open, none []quiz.Outcome
	for no, ask := range r.Asks {
		given := ask.Question.Key
		if ask.Question.Typed() {
			given = given[:1]
		}
		all = append(all, answered(r, no, right, given...))
		hidden := answered(r, no, right, given...)
		hidden.Revealed = false
		open = append(open, hidden)
		none = append(none, answered(r, no, wrong))
	}
	views := map[string]view.Message{
		"several-two":   view.Position(at(r, several), []int{3, 0}),
		"match-all":     view.Position(at(r, match), []int{2, 0, 1}),
		"number-ask":    view.Position(at(r, number), nil),
		"several-wrong": view.Outcome(answered(r, several, wrong, "1985")),
		"match-wrong":   view.Outcome(answered(r, match, wrong, "1522", "1770", "1958")),
		"match-hidden":  view.Outcome(open[match]),
		"short-same":    view.Outcome(answered(r, short, right, "mariana trench")),
		"short-wrong":   view.Outcome(answered(r, short, wrong, "Tonga\n  **trench**")),
		"date-finer":    view.Outcome(answered(r, date, right, "23/1/1960")),
		"results":       view.Results(r, all, 0),
		"results-none":  view.Results(r, none, 0),
		"sources":       view.Sources(all),
		"reports": view.ReportCase(quiz.ReportCase{Asked: r.Asks[match], Now: r.Asks[match], Others: 1, Stats: quiz.QuestionStats{Answers: 4},
			Report: quiz.Report{ID: 7, Player: "12345678901234567", Given: []string{"1770", "1522", "1492"}, Text: "Two years?", Version: 2, At: opened, State: quiz.ReportOpen}}),
	}
	for name, m := range views {
		t.Run(name, func(t *testing.T) { bottest.Golden(t, "forms/"+name, text(m)) })
	}
}

func TestH2TextFromOutsideIsShownAsWritten(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain words, 3.5 and it's (fine)!", "plain words, 3.5 and it's (fine)!"},
		{"**bold** _it_ ~~no~~ `code` ||spoiler||", `\*\*bold\*\* \_it\_ \~\~no\~\~ \` + "`" + `code\` + "`" + ` \|\|spoiler\|\|`},
		{"# heading\n> quote\n- item\n-# small", "\\# heading\n\\> quote\n\\- item\n\\-# small"},
		{"[safe.example](https://evil.example)", `\[safe.example\](https:` + "\u200b" + `//evil.example)`},
		{"<@1> <@&2> <#3> </cmd:1> <t:0:R> <:e:1>", `\<@` + "\u200b" + `1> \<@` + "\u200b" + `&2> \<#3> \</cmd:1> \<t:0:R> \<:e:1>`},
		{"@everyone and @here", "@\u200beveryone and @\u200bhere"},
		{"discord.gg/abc discord.com/invite/abc", "discord.\u200bgg/abc discord.\u200bcom/invite/abc"},
		{`back\slash`, `back\\slash`},
	}
	for _, test := range tests {
		if got := view.Escape(test.in); got != test.want {
			t.Errorf("Escape(%q)\n got %q\nwant %q", test.in, got, test.want)
		}
	}
}

func TestH2OnlyVettedAddressesBecomeLinks(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://news.example/a?b=c#:~:text=x", "([news.example](https://news.example/a?b=c#:~:text=x))"},
		{"https://news.example/a(b)", "([news.example](https://news.example/a%28b%29))"},
		{"https://exаmple.com/", "([xn--exmple-4nf.com](https://xn--exmple-4nf.com/))"}, // the a is Cyrillic
		{"javascript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"https://user@evil.example/", ""},
		{"", ""},
	}
	for _, test := range tests {
		o := answered(round(), 1, quiz.Verdict{Correct: true, Points: 100}, "Pacific")
		o.Ask.Citations = []questions.Citation{{Text: "Ada Quay", URL: test.url}}
		got := text(view.Outcome(o))
		if test.want == "" && strings.Contains(got, "](") || !strings.Contains(got, test.want) {
			t.Errorf("%q is shown as:\n%s\nwant a link %q", test.url, got, test.want)
		}
	}
}

func TestCutNeverSplitsWhatIsReadAsOne(t *testing.T) {
	tests := []struct {
		in    string
		limit int
		want  string
	}{
		{"short", 5, "short"},
		{"longer", 5, "long…"},
		{"two words", 5, "two…"},
		{"👨‍👩‍👧 family", 4, "…"},                 // five code points that are one picture
		{"e\u0301e\u0301e\u0301", 4, "e\u0301…"}, // letter and accent stay together
		{`abc\*def`, 5, "abc…"},                  // not a lone backslash
		{`abc\\\\`, 6, `abc\\…`},
	}
	for _, test := range tests {
		if got := view.Cut(test.in, test.limit); got != test.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", test.in, test.limit, got, test.want)
		}
	}
}

func TestCatalogueIsComplete(t *testing.T) {
	// Every key that the code asks for is there; "%!" would be a wrong argument.
	for key, format := range view.English {
		if format == "" {
			t.Errorf("text %s is empty", key)
		}
	}
	bad := regexp.MustCompile(`%![a-z(]|\b(daily|summary|question|outcome|verdict|finished|leaderboard|score|source|report|settings|privacy|help|schedule|welcome|error)\.[a-z]+\b`)
	r := round()
	for _, m := range []view.Message{
		view.Daily(r, 1, time.UTC), view.Position(at(r, 0), nil), view.Outcome(answered(r, 0, quiz.Verdict{}, "1")),
		view.Settings(quiz.DefaultSettings("1"), 90, true), view.Score(quiz.Score{Answered: 3, Correct: 2, Streak: 1}, true),
		view.Sources(nil), view.Privacy(quiz.MemberData{}, 0, nil), view.ConfirmDelete(), view.Deleted(true), view.Deleted(false), view.ChooseReport(nil),
		view.Schedules(nil), view.Schedules([]view.ScheduleRow{{Schedule: quiz.Schedule{Cron: "0 9 * * *"}, Missed: []quiz.Occurrence{{Nominal: "x", Reason: "y"}}}}),
	} {
		if found := bad.FindString(text(m)); found != "" {
			t.Errorf("%q in:\n%s", found, text(m))
		}
	}
}

func FuzzEscape(f *testing.F) {
	f.Add("**@everyone** <@1> https://x")
	f.Add("\u202e\U000e0041\x00")
	f.Fuzz(func(t *testing.T, s string) {
		got := view.Escape(s)
		for _, live := range []string{"@everyone", "@here", "<@", "<#", "<t:", "://e", "```", "**", "||"} {
			if strings.Contains(strings.ReplaceAll(got, `\\`, ""), live) && !strings.Contains(strings.ReplaceAll(got, `\\`, ""), `\`+live) {
				t.Errorf("Escape(%q) = %q, in which %q is live", s, got, live)
			}
		}
		if strings.ContainsAny(got, "\x00\u202e\u2066") {
			t.Errorf("Escape(%q) keeps what cannot be seen: %q", s, got)
		}
	})
}

func TestADateKeyIsShownInWords(t *testing.T) {
	for key, want := range map[string]string{"1665-01": "January 1665", "1665-01-06": "6 January 1665", "1665": "1665", "the Bronze Age": "the Bronze Age"} {
		q := questions.Question{Form: questions.DateChoice, Key: []string{key}}
		if got := view.VerdictText(q, quiz.Answer{Given: []string{"May 1700"}}); !strings.Contains(got, "Right: "+want+".") {
			t.Errorf("%s: %q lacks %q", key, got, want)
		}
	}
}
