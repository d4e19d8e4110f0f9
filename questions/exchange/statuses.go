package exchange

import (
	"encoding/json"

	"quizbot/questions"
)

// ApplyStatuses gives the questions and cards of a bank that was imported from
// quizbot's own JSON the statuses that they have in that file. Importing alone
// makes drafts of all; whoever vouches for the file may want more.
func ApplyStatuses(b *questions.Bank, data []byte) error {
	var file jsonBank
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	ofQuestions, ofCards := map[questions.QuestionID]questions.Status{}, map[questions.CardID]questions.Status{}
	for _, q := range file.Questions {
		ofQuestions[q.ID] = q.Status
	}
	for _, c := range file.Cards {
		ofCards[c.ID] = c.Status
	}
	known := func(s questions.Status) questions.Status {
		if s == questions.Approved || s == questions.Retired {
			return s
		}
		return questions.Draft
	}
	for i := range b.Questions {
		b.Questions[i].Status = known(ofQuestions[b.Questions[i].ID])
	}
	for i := range b.Cards {
		b.Cards[i].Status = known(ofCards[b.Cards[i].ID])
	}
	return nil
}
