package view

import (
	"strconv"
	"strings"

	"quizbot/quiz"
)

// Grades hands out the gradebook as a file.
func Grades(b quiz.Gradebook, csv []byte) Message {
	if len(b.Rounds) == 0 {
		return Message{Content: say("grades.none", gradedDays(b))}
	}
	name := "grades.csv"
	if b.First != quiz.FirstDay {
		name = "grades-" + b.First.String() + ".csv"
	}
	return Message{
		Content: say("grades.file", count("grades.members.1", "grades.members.n", len(b.Rows)), count("grades.quizzes.1", "grades.quizzes.n", len(b.Rounds)),
			gradedDays(b)),
		Files: []File{{Name: name, ContentType: "text/csv", Data: csv}},
	}
}

// gradedDays says from when to when a gradebook is.
func gradedDays(b quiz.Gradebook) string {
	first, last := b.First.String(), b.Last.String()
	if b.First == quiz.FirstDay {
		first = say("grades.start")
	}
	if b.Last == quiz.LastDay {
		last = say("grades.today")
	}
	return say("grades.days", first, last)
}

// Allowances lists what single members are granted.
func Allowances(list []quiz.Allowance) Message {
	if len(list) == 0 {
		return Message{Content: say("allowance.none")}
	}
	e := Embed{Title: say("allowance.title"), Colour: colourNeutral}
	var lines []string
	for _, a := range list {
		lines = append(lines, "• "+allowance(a))
	}
	e.Description = Cut(strings.Join(lines, "\n"), MaxEmbedDescription)
	return Message{Embeds: []Embed{e}}
}

func allowance(a quiz.Allowance) string {
	days := say("allowance.days", a.First.String(), a.Last.String())
	if a.Last == quiz.LastDay {
		days = say("allowance.from", a.First.String())
	}
	what := say("allowance.excused")
	if a.Kind != quiz.Excused {
		what = say(Text("allowance."+string(a.Kind)), strconv.Itoa(a.Amount))
	}
	return say("allowance.row", "<@"+string(a.Player)+">", what, days)
}

// Allowed confirms an allowance.
func Allowed(a quiz.Allowance) Message {
	if a.Kind == quiz.Excused {
		return Message{Content: say("allowance.saved.excused", allowance(a))}
	}
	return Message{Content: say("allowance.saved", allowance(a))}
}

// Disallowed confirms that a member's allowances of a kind are gone.
func Disallowed(player quiz.PlayerID) Message {
	return Message{Content: say("allowance.removed", "<@"+string(player)+">")}
}

// HiddenNow confirms that a member is kept off leaderboards, or not any more.
func HiddenNow(hidden bool) Message {
	if hidden {
		return Message{Content: say("privacy.hidden")}
	}
	return Message{Content: say("privacy.shown")}
}

// PercentOrMinutes and PeriodOrDays ask for one of both.
var (
	PercentOrMinutes = Refusal(English["error.extra"])
	PeriodOrDays     = Refusal(English["error.period.or.days"])
)
