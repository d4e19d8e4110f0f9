package view_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

// hostileBank is a bank of random text, with parts missing that a draft may lack.
func hostileBank(r *rand.Rand) *questions.Bank {
	text := func(most int) string { return "x" + randomText(r, most) }
	b := &questions.Bank{Name: "hostile", Title: text(40)}
	for i := range r.IntN(9) {
		b.Sources = append(b.Sources, questions.Source{ID: questions.SourceID(fmt.Sprint("s", i)), Title: text(60), Outlet: text(10), URL: "javascript:alert(1)"})
	}
	for i := range r.IntN(30) {
		fact := questions.FactID(fmt.Sprint("f", i))
		b.Facts = append(b.Facts, questions.Fact{ID: fact, Statement: text(30), Evidence: []questions.Evidence{{Source: "s0", Paragraph: i, Anchor: text(3)}}})
		q := questions.Question{
			ID: questions.QuestionID(fmt.Sprintf("f%d/single", i)), Form: questions.Forms[r.IntN(len(questions.Forms))], Stem: text(400),
			Explanation: text(400), Tolerance: text(2), Status: []questions.Status{questions.Draft, questions.Approved, questions.Retired}[r.IntN(3)],
		}
		if r.IntN(3) > 0 {
			q.Facts = []questions.FactID{fact}
		}
		for range r.IntN(14) {
			option := text(80)
			if r.IntN(2) == 0 {
				q.Key = append(q.Key, option)
			} else {
				q.Distractors = append(q.Distractors, option)
			}
			q.Prompts = append(q.Prompts, text(20))
			q.Feedback = map[string]string{option: text(60), text(4): text(60)}
			q.Weights = map[string]float64{option: 33.33333}
		}
		b.Questions = append(b.Questions, q)
		b.Cards = append(b.Cards, questions.Card{ID: questions.CardID(fmt.Sprintf("f%d/card", i)), Front: text(200), Back: text(200), Fact: fact, Status: q.Status})
	}
	return b
}

func TestH4BanksFitWhateverIsInThem(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 7))
	for i := range max(1, *cases/10) { // each has some sixty questions and cards
		bank := hostileBank(r)
		row := view.BankRow{Version: quiz.BankVersion{Bank: bank, Number: i}, Own: i%2 == 0}
		var notes []string
		for range r.IntN(14) {
			notes = append(notes, randomText(r, 60))
		}
		items := quiz.ItemsOf(bank)
		messages := map[string]view.Message{
			"list":     view.Banks([]view.BankRow{row, row}),
			"page":     view.ShowBank(view.BankPage{BankRow: row, Ref: "01234567", Page: r.IntN(8) - 1}),
			"plan":     view.PlanImport(view.BankImport{ID: "ID", File: randomText(r, 40), Format: "gift", Notes: notes, Change: quiz.BankChange{After: bank, Added: items, Unready: items, Gone: items, Base: quiz.BankVersion{Bank: &questions.Bank{}}}}),
			"failed":   view.ImportFailed(randomText(r, 40), "gift", notes),
			"exported": view.Exported(bank, "gift", view.File{Name: "x.gift"}, notes),
			"reviewed": view.Reviewed(row, randomText(r, 10)),
			"imported": view.Imported(row.Version),
		}
		if len(items) > 0 {
			item := items[r.IntN(len(items))]
			messages["item"] = view.ReviewItem(view.BankReview{BankRow: row, Ref: "01234567", Item: item, No: 1, Of: 2, Where: "review", Done: view.StatusSet(item, questions.Approved)})
		}
		for name, m := range messages {
			if what := tooMuch(m.Fit()); what != "" {
				t.Fatalf("seed 11, 7, case %d, %s: %s", i, name, what)
			}
		}
	}
}
