package view

import (
	"strings"

	"quizbot/questions"
	"quizbot/quiz"
)

// BankRow is a bank as a community plays it.
type BankRow struct {
	Version quiz.BankVersion
	Own     bool // the community's own, not the one shared by all
}

// Banks lists banks for instructors.
func Banks(rows []BankRow) Message {
	if len(rows) == 0 {
		return Message{Content: say("bank.none")}
	}
	e := Embed{Title: say("bank.list.title"), Colour: colourNeutral}
	for _, row := range rows[:min(len(rows), MaxEmbedFields)] {
		e.Fields = append(e.Fields, Field{
			Name:  Cut(Escape(row.Version.Bank.Title), MaxFieldName),
			Value: Cut("`"+row.Version.Bank.Name+"` · "+whose(row)+"\n"+statuses(row.Version.Bank), MaxFieldValue),
		})
	}
	if more := len(rows) - MaxEmbedFields; more > 0 {
		e.Footer = say("bank.list.more", more)
	}
	return Message{Embeds: []Embed{e}}
}

// whose says which version of a bank is played, and whose it is.
func whose(row BankRow) string {
	text := Text("bank.version.shared")
	if row.Own {
		text = "bank.version.own"
	}
	return say(text, row.Version.Number, When(row.Version.At))
}

// statuses counts the questions and cards of a bank by status.
func statuses(b *questions.Bank) string {
	ofQuestions, ofCards := map[questions.Status]int{}, map[questions.Status]int{}
	for _, q := range b.Questions {
		ofQuestions[q.Status]++
	}
	for _, c := range b.Cards {
		ofCards[c.Status]++
	}
	var lines []string
	for _, l := range []struct {
		text  Text
		count map[questions.Status]int
		all   int
	}{{"bank.questions", ofQuestions, len(b.Questions)}, {"bank.cards", ofCards, len(b.Cards)}} {
		if l.all > 0 || l.text == "bank.questions" {
			lines = append(lines, say(l.text, l.count[questions.Approved], l.count[questions.Draft], l.count[questions.Retired]))
		}
	}
	return strings.Join(lines, "\n")
}
