package bottest

import "quizbot/questions"

// Bank is a small bank about the sea, with every form that is made from facts.
func Bank() *questions.Bank {
	bank, add := begin()
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

// Forms is another small bank about the sea, with the forms that people write.
// Each question has its form as its topic, so that it can be asked alone, and
// its options have an order of their own.
func Forms() *questions.Bank {
	bank, add := begin()
	last := func() *questions.Question { return &bank.Questions[len(bank.Questions)-1] }
	add("dives", questions.Several, "several", "In which of these years did a crewed vessel reach the bottom of the Mariana Trench?",
		[]string{"1960", "2012"}, []string{"1951", "1985"}, "The Trieste went down in 1960 and the Deepsea Challenger in 2012.")
	last().Feedback = map[string]string{"1951": "In 1951 the depth was sounded from a ship."}
	add("firsts", questions.Match, "match", "Match each voyage with its year.", []string{"1492", "1522", "1770"}, []string{"1958"},
		"Columbus crossed in 1492, Magellan's fleet came home in 1522, and Cook charted New Zealand in 1770.")
	last().Prompts = []string{"Columbus reaches the Bahamas", "Magellan's fleet comes home", "Cook charts New Zealand"}
	add("deepest", questions.ShortAnswer, "short", "Which trench is the deepest place of the sea?", []string{"Mariana Trench", "Marianas Trench", "Mariana"}, []string{"Tonga Trench"},
		"The Mariana Trench is the deepest place of the sea.")
	last().Feedback = map[string]string{"Tonga Trench": "That one comes second."}
	add("salt", questions.NumberChoice, "number", "How many grams of salt does a litre of sea water hold?", []string{"35 grams"}, nil,
		"A litre of sea water holds about 35 grams of salt.")
	last().Tolerance = "1"
	add("dive", questions.DateChoice, "date", "When did the Trieste reach the bottom of the Mariana Trench?", []string{"23 January 1960"}, nil,
		"The Trieste reached the bottom on 23 January 1960.")
	return bank
}

// adding appends a question and its fact to a bank.
type adding func(id string, form questions.Form, topic, stem string, key, distractors []string, explanation string)

// begin returns a bank about the sea without questions, and what adds one.
func begin() (*questions.Bank, adding) {
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
	return bank, add
}
