package bottest

import "quizbot/questions"

// Bank is a small bank about the sea, with every form that members press.
func Bank() *questions.Bank {
	bank := &questions.Bank{
		Name: "sea", Title: "The Sea", Language: "en",
		Sources: []questions.Source{{
			ID: "harbour", Title: "Notes from the harbour", Authors: []string{"Ada Quay"},
			Outlet: "The Tide", Published: questions.Date{Year: 2024, Month: 5, Day: 3}, Language: "en",
		}},
	}
	add := func(id string, form questions.Form, topic, stem string, key, distractors []string, explanation string) {
		fact := questions.FactID(id)
		bank.Facts = append(bank.Facts, questions.Fact{
			ID: fact, Statement: explanation, Topics: []string{topic}, Importance: 2, FoundBy: "editor",
			Evidence: []questions.Evidence{{Source: "harbour", Paragraph: len(bank.Facts) + 1, Anchor: "words of " + id}},
		})
		bank.Questions = append(bank.Questions, questions.Question{
			ID: questions.QuestionID(id + "/" + string(form)), Form: form, Stem: stem, Key: key, Distractors: distractors,
			Explanation: explanation, Facts: []questions.FactID{fact}, Status: questions.Approved,
		})
	}
	add("octopus", questions.NumberChoice, "animals", "How many hearts does an octopus have?", []string{"3"}, []string{"1", "2", "5"},
		"An octopus has three hearts. Two of them serve the gills.")
	add("trench", questions.SingleChoice, "depths", "Which ocean holds the Mariana Trench?", []string{"Pacific"}, []string{"Atlantic", "Indian", "Southern"},
		"The Mariana Trench lies in the Pacific.")
	add("tide", questions.TrueFalse, "water", "The Moon is the main cause of the tides.", []string{questions.True}, []string{questions.False},
		"The Moon is the main cause of the tides.")
	add("salt", questions.Gap, "water", "A litre of sea water holds about _____ grams of salt.", []string{"35"}, []string{"5", "90", "150"},
		"A litre of sea water holds about 35 grams of salt.")
	add("whale", questions.SingleChoice, "animals", "Which animal is the largest that has ever lived?", []string{"Blue whale"}, []string{"Whale shark", "Giant squid", "Sperm whale"},
		"The blue whale is the largest animal that has ever lived.")
	add("voyages", questions.Order, "people", "Put these voyages in order, earliest first.",
		[]string{"Columbus reaches the Bahamas", "Magellan's fleet sails round the world", "Cook charts New Zealand", "Nautilus dives below the Pole"}, nil,
		"1492, 1522, 1770 and 1958.")
	return bank
}
