package generate

import (
	"fmt"

	"quizbot/questions"
)

// seaBank is a small bank of our own: an invented coast, its people and its
// storms. It has a fact for every form.
func seaBank() *questions.Bank {
	b := &questions.Bank{
		Name: "sea", Title: "The coast of Arvella",
		Sources: []questions.Source{{ID: "log", Title: "Harbour Log", Authors: []string{"Nora Hale"}, Published: questions.Date{Year: 1931}}},
	}
	people := []string{"Rosa Lind", "Ilse Brandt", "Thomas Ashby-Moor", "Anna Dahl", "Peter Oyelaran"}
	ports := []string{"Sandmark", "Old Petersham", "Kell", "Nordhaven Roads", "Ostby"}
	add := func(id, statement, context string, spans ...questions.Span) *questions.Fact {
		b.Facts = append(b.Facts, questions.Fact{
			ID: questions.FactID(id), Statement: statement, Context: context, Topics: []string{"coast"}, Importance: 2, Spans: spans, FoundBy: "editor",
			Evidence: []questions.Evidence{{Source: "log", Paragraph: len(b.Facts) + 1, Anchor: fmt.Sprint("entry ", len(b.Facts)+1)}},
		})
		return &b.Facts[len(b.Facts)-1]
	}
	person := func(text, ask string) questions.Span {
		return questions.Span{Kind: questions.Person, Text: text, Ask: ask, Wrong: people}
	}
	port := func(text, ask string) questions.Span {
		return questions.Span{Kind: questions.Place, Text: text, Ask: ask, Wrong: ports}
	}
	year := func(text, ask string) questions.Span {
		return questions.Span{Kind: questions.DateSpan, Text: text, Ask: ask}
	}
	count := func(text, ask string) questions.Span {
		return questions.Span{Kind: questions.Number, Text: text, Ask: ask}
	}

	add("lighthouse-lit", "Nora Hale lit the lighthouse of Port Ember for the first time in 1893.", "Before that, pilots steered by a bonfire.",
		person("Nora Hale", "Who lit the lighthouse of Port Ember for the first time?"),
		port("Port Ember", "In which harbour did Nora Hale light a lighthouse for the first time?"),
		year("1893", "In which year was the lighthouse of Port Ember first lit?")).Event = "The lighthouse of Port Ember is lit"
	add("great-storm", "The great storm of Arvella sank about 1,200 herring boats in October 1898.", "Insurers in Port Ember went bankrupt over it.",
		count("about 1,200", "How many herring boats did the great storm of Arvella sink?"),
		year("October 1898", "In which month and year did the great storm strike Arvella?")).Event = "The great storm strikes the herring fleet"
	add("cable-laid", "The steamer Halcyon landed a telegraph cable at Gull Bay in 1902.", "",
		port("Gull Bay", "Where did the steamer Halcyon land a telegraph cable?"),
		year("1902", "")).Event = "A telegraph cable comes ashore"
	add("harbour-bill", "Ada Finch accused the council of Gull Bay of hiding a debt of $40 million.", "The council denied it in the same meeting.",
		person("Ada Finch", "Who accused the council of Gull Bay of hiding a debt?"),
		count("$40 million", "How large a debt did Ada Finch accuse the council of Gull Bay of hiding?")).Claimant = "Ada Finch"
	add("fog-signal", "Seventeen villages asked for a fog signal in 1905, according to Nora Hale.", "",
		count("Seventeen", "How many villages asked for a fog signal in 1905, according to Nora Hale?"),
		year("1905", "In which year did villages ask for a fog signal, according to Nora Hale?"))
	add("sea-no-master", "Ada Finch said of the harbour tax that “no tide was ever stopped by a ledger”.", "She was speaking to striking dockers.",
		questions.Span{Kind: questions.Quotation, Text: "no tide was ever stopped by a ledger", Ask: "Who said of the harbour tax that “no tide was ever stopped by a ledger”?", Wrong: people}).Claimant = "Ada Finch"
	add("ice-winter", "The ice winter closed Port Ember to every ship from outside for weeks.", "",
		port("Port Ember", ""))
	add("rescue-society", "The Lantern Society runs the lifeboats of Arvella from an office in Gull Bay.", "It lives on gifts.",
		questions.Span{Kind: questions.Organisation, Text: "The Lantern Society", Ask: "Which body runs the lifeboats of Arvella?", Wrong: []string{"The Harbour Guild", "The Board of Pilots", "The Free Herring League"}},
		port("Gull Bay", "From which place are the lifeboats of Arvella run?"))
	add("pilot-strike", "A strike of pilots shut the harbour of Gull Bay on 4 May 1911.", "It took an envoy from the capital to end it.",
		questions.Span{Kind: questions.Term, Text: "pilots", Ask: "A strike of which workers shut the harbour of Gull Bay in 1911?", Wrong: []string{"dockers", "net makers", "customs clerks", "stokers"}},
		year("4 May 1911", "On which day did a strike shut the harbour of Gull Bay?")).Event = "A strike shuts Gull Bay"
	add("railway", "A railway reached Gull Bay in 1920.", "", year("1920", "In which year did a railway reach Gull Bay?")).Event = "A railway reaches the coast"
	add("herring-gone", "By 1926 the herring had left the waters off Arvella.", "Boats were turned to carrying coal.",
		questions.Span{Kind: questions.Term, Text: "herring", Ask: "Which fish had left the waters off Arvella by 1926?", Wrong: []string{"cod", "mackerel"}},
		year("1926", "By which year had the fish left the waters off Arvella?")).Event = "The fish leave"
	add("vague", "The museum of Port Ember opened during the 1920s.", "", year("the 1920s", "During which decade did the museum of Port Ember open?"))
	return b
}
