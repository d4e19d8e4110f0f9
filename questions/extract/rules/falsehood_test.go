package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestWhatTheArticleContradictsCanBePutDifferently(t *testing.T) {
	tests := []struct{ statement, text, wrong string }{
		{"The price of lamp oil in Brenk rose in 1994.", "rose", "fell"},
		{"The Brenk lamp is the third lamp of Norway.", "", ""},                        // of the second nothing is said
		{"The Brenk council increases the price of oil to make lamps dearer.", "", ""}, // which tells it
		{"The Brenk council approved the plan.", "approved", "rejected"},
		{"Ada Lark joined the Brenk Lamp Trust.", "", ""},                                 // she may have left it later
		{"The price of lamp oil in Brenk rose.", "", ""},                                  // and fell in another year
		{"Ada Lark fought in the First World War.", "", ""},                               // a name
		{`Ada Lark said: "The price of oil rose in 1994."`, "", ""},                       // her words
		{"The Brenk council neither approved nor rejected the plan.", "", ""},             // both are there
		{"For the first time the lamp burned all night in Brenk.", "", ""},                // no rank
		{"The lamp of Brenk was not approved for use at sea by night.", "", ""},           // a negation
		{"The keepers of Brenk do not know the luxury of failed lamps.", "", ""},          // describes another word
		{"The lamp of Brenk was used for popular feasts.", "", ""},                        // the same
		{"The Brenk council came under fire for a failure of its lamp.", "", ""},          // the object of a preposition
		{"Ada Lark rejected the concept of popular sovereignty.", "rejected", "accepted"}, // a fixed term
		{"New lamps had to be approved and tested by the Brenk council.", "", ""},         // the other goes with one only
		{"The lamp of Brenk is larger than the lamp of Vell.", "larger", "smaller"},
		{"Ada Lark wrote of larger lamps in Brenk.", "", ""},
		{"The lamp of Brenk is one of the oldest lamps of Norway.", "", ""},
		{"The lamp of Brenk was the first to burn oil.", "", ""}, // it is told for being the first
		{"In the third race of the year Brenk beat Vell by a lamp.", "", ""},
		{"According to Ada Lark, most alarming is the smoke of the lamps.", "", ""}, // and no "few alarming is"
		{"The keepers of Brenk lost to Vell.", "", ""},                              // "cover lost to fire" is no defeat
		{"Most keepers of Norway live beside their lamps.", "Most", "few"},
		{"According to Ada Lark, most keepers live beside their lamps.", "most", "few"},
		{"Ada Lark is the most famous keeper of Brenk.", "", ""}, // a degree
		{"The council has many friends in Brenk.", "", ""},       // "few friends" nobody would report
		{"The keepers kept the lamp for many years.", "", ""},
		{"As in many towns, the keepers of Brenk burn oil.", "", ""}, // it would still be so
		{"The lamp is many things to the people of Brenk.", "", ""},
		{"Ada Lark opposed the sale, and has gone to court over the lamp.", "", ""}, // what she did besides shows it
		{"Ada Lark showed how many lamps Brenk has.", "", ""},
		{"Ada Lark kept the lamp before moving to Oslo.", "", ""},
		{"The lamp is the biggest worry of the town.", "", ""},
		{"Bergen is one town of the largest 20% of Norway.", "", ""},
		{"The keepers burn oil in their largest lamps.", "", ""},
		{"The keepers of Vell fared even worse than the keepers of Brenk.", "", ""},
		{"The council banned the lamp because it smoked.", "", ""}, // which tells why
		{"The council refused to repair the lamp.", "refused to", "agreed to"},
		{"Ada Lark is a keeper who opposed the sale of the lamp.", "", ""}, // only describes her
		// The rest of the sentence tells which it was.
		{"The council is firmly opposed to the sale of the lamp.", "", ""},
		{"Ada Lark opposed the sale of the lamp calling it a theft.", "", ""},
		{"The price of lamp oil in Brenk rose from 18 kroner to 25 in 1994.", "", ""},
		{"Ada Lark sold the lamp to Bo Berg in 1994.", "", ""},
		{"The lamp won the votes of Brenk in 1994 as the fear of storms and fog increased.", "", ""},
		{"The council showed Ada Lark, who was convicted of theft.", "", ""},
		{"The keepers sleep in rooms in which it would be illegal to keep goats.", "", ""},
		{"As mayor of Brenk, Ada Lark supported the lamp.", "supported", "opposed"},
		{"Most keepers light the lamp, and do not sleep at night.", "", ""},
		{"Lamps fare worse than candles because they smoke.", "", ""},
		{"Ada Lark is a keeper with more than 30 years of service.", "", ""},
		{"The call of Ada Lark notched more than 18,000 names.", "", ""},
		{"A mirror allows keepers to see lamps less than 20 miles away.", "", ""},
		{"Keepers see lamps less than 20 miles away.", "less than", "more than"},
		{"The Brenk keepers are about the highest paid in Norway.", "", ""},
		{"Ada Lark won the biggest lamp prize of all in 1994.", "", ""},
		{"The biggest lamp maker Vell says that oil is scarce.", "", ""},
		{"No amount of oil lets the lamp burn more than 15 days.", "", ""},
		{"The council kept the price from rising more than 5 percent.", "", ""},
		{"The lamp cost $300, less than 60 percent of the $509 of another lamp.", "", ""},
		// Words whose contrary reads as if it had been put in.
		{"According to Ada Lark, keepers often trim the lamps.", "", ""},
		{"The keepers of Brenk are able to mend the lamp.", "", ""},
		{"The lamp of Brenk is the oldest lamp of Norway.", "", ""},
		{"Lamp oil costs the town of Brenk millions of kroner a year.", "", ""},
		{"The Brenk council doubled the price of lamp oil.", "", ""},
		{"Ada Lark took over the lamp at her father's wish.", "father", "mother"},
		{"Ada Lark sailed with her father, Bo Lark.", "", ""}, // his name tells
		{"The lamp of Brenk is more useful than the lamp of Vell.", "more", "less"},
		{"The lamp of Brenk is a more useful lamp.", "", ""}, // than which?
		{"Ada Lark was permitted more lamps than the keepers of Vell.", "", ""},
		{"The council banned the lamps from the pier of Brenk.", "", ""}, // and permitted from none
		{"Lamps that burn oil are permitted in Brenk.", "permitted", "banned"},
		{"The makers in Vell are approved keepers of the lamp.", "", ""}, // describes another word
		{"The men of Brenk defeated Vell, occupied the pier and sold a lamp.", "", ""},
	}
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		var text, wrong string
		for _, s := range contraries(test.statement, func() []token { return english.tokens(test.statement) }, nil) {
			text, wrong = s.Text, s.Wrong[0]
		}
		if text != test.text || wrong != test.wrong {
			t.Errorf("%s\n  %q can be %q, want %q and %q", test.statement, text, wrong, test.text, test.wrong)
		}
	}
}

func TestOneOfASeriesCanBeTakenForItsNeighbours(t *testing.T) {
	tests := []struct{ statement, text, wrong string }{
		{"The tower of Brenk was built in the twelfth century.", "twelfth century", "tenth century"},
		{"The tower of Brenk was built in the 1st century.", "1st century", "2nd century"},
		{"The tower of Brenk was built in the nineteenth century, after the Civil War.", "", ""}, // which tells when
		{"The towers of Brenk date from the 11th century and the 12th century.", "", ""},
		{"Lamps are still of use in the 21st century.", "", ""}, // the present one
		{"The lamp of Brenk is lit on 13 March for the fishermen.", "13 March", "13 May"},
		{"The lamp of Brenk is lit on October 3 for the fishermen.", "October 3", "December 3"},
		{"The lamp of Brenk was lit on October 3, 1893.", "", ""},     // measures has the whole date
		{"The lamp of Brenk is lit on October 31 each year.", "", ""}, // no 31 February
		{"The lamp was built by a German engineer.", "German", "Austrian"},
		{"The lamp was built by a German engineer in Oslo.", "", ""},        // another country is named
		{"The lamp was built in the German Empire by an engineer.", "", ""}, // a name
		{"The lamp was named by a German word for light.", "", ""},          // a language
		{"The German lamp burns oil in Brenk.", "", ""},                     // a kind of lamp
		{"The lamp was built by a Norwegian engineer.", "", ""},             // the article is about Norway
	}
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f := finder{document: &document{article: &article.Article{Source: questions.Source{Title: "The lamps of Norway"}}, paragraphs: []paragraph{{plain: "Norway has lamps. The Norwegian coast is dark, and Norwegian lamps are bright."}}}}
	for _, test := range tests {
		var text, wrong string
		for _, s := range f.otherwise(test.statement, func() []token { return english.tokens(test.statement) }, nil) {
			text, wrong = s.Text, s.Wrong[0]
			if !slices.Equal(s.Forms, onlyStatement) || slices.Contains(s.Wrong, s.Text) {
				t.Errorf("%s\n  %v", test.statement, s)
			}
		}
		if text != test.text || wrong != test.wrong {
			t.Errorf("%s\n  %q can be %q, want %q and %q", test.statement, text, wrong, test.text, test.wrong)
		}
	}
}

func TestDatesAndNumbersOfAStatementCanBePutDifferently(t *testing.T) {
	tests := []struct {
		statement string
		texts     []string
	}{
		{"On 3 May 1994 the lamp of Brenk was lit.", []string{"3 May 1994"}},
		{"The lamp of Brenk has burned since 1822.", []string{"1822"}},
		{"The tower of Brenk has 163 steps and three doors.", []string{"163", "three"}},
		{"The repair of the lamp cost $2.5 million.", []string{"$2.5 million"}},
		{"About 15 percent of the lamps of Brenk burn oil.", []string{"15 percent"}},
		{"The lamp burned from 1822-1854 beside Apollo 11 for a 3-2 vote.", nil}, // a range, a name, a score
		{"Two of the lamps of Brenk burn between 3 and 5 hours.", nil},
		{"Oil made up 20 percent of the cost of Brenk in 1994.", []string{"20 percent"}}, // and maybe of another year's
		{"The lamp of Brenk was a landmark in 1994.", nil},                               // and in other years
		{"The lamp of Brenk was built in 1822.", []string{"1822"}},
		{"The lamp of Brenk was the largest in Norway in 1822.", nil},
		{"Ada Lark lived in Brenk in 1994.", nil},
		{"As of 1994, the keepers of Brenk burned 900 litres of oil.", []string{"900"}},        // and in 1995, maybe
		{"Brenk had a fleet of about 90 boats in 1994.", []string{"90"}},                       // the same
		{"Brenk had built 90 boats by the time of the storm of 1994.", []string{"1994", "90"}}, // what was done by then
	}
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		var texts []string
		for _, s := range measures(test.statement, func() []token { return english.tokens(test.statement) }, nil) {
			texts = append(texts, s.Text)
		}
		if !slices.Equal(texts, test.texts) {
			t.Errorf("%s\n  %q, want %q", test.statement, texts, test.texts)
		}
	}
}

func TestOnlyPeopleOfOneCallingAreExchanged(t *testing.T) {
	const text = `Senator Clara Winther spoke in Brenk on Monday. Senator Robert Askel answered Winther. The painter Daniel Ostrow drew Askel and Winther. Ostrow lives in Brenk.`
	found := one(t, "The senators met. "+text+" Clara Winther, the mayor of Brenk, opened the new bridge over the canal.")
	for _, f := range found.Facts {
		for _, s := range f.Spans {
			if s.Kind == questions.Person && strings.HasPrefix(s.Text, "Clara") && slices.Contains(s.Wrong, "Daniel Ostrow") {
				t.Errorf("%s: a painter is offered for a senator: %q", f.Statement, s.Wrong)
			}
		}
	}
	if len(found.Facts) == 0 {
		t.Error("no fact to look at")
	}
}

func TestAStatesmanIsNotOfferedForSomebodyWhoIsNone(t *testing.T) {
	d := document{names: &names{people: []*person{{full: "Ada Lark"}, {full: "Vladimir Putin"}, {full: "Angela Merkel"}, {full: "Bo Finn"}, {full: "Adam Schiff"}}}}
	d.know()
	lark, putin, merkel, finn := d.names.people[0], d.names.people[1], d.names.people[2], d.names.people[3]
	if lark.alike(putin, "") || putin.alike(lark, "") || !putin.alike(merkel, "") || !lark.alike(finn, "") || putin.alike(d.names.people[4], "") {
		t.Error("Putin and Merkel lead countries, Lark, Finn and Schiff do not")
	}
}

func TestACountryIsNotAskedForBesideItsAdjective(t *testing.T) {
	for statement, tells := range map[string]bool{
		"Ada Lark went to Italy to learn Italian.":             true,
		"Ada Lark was born in Oslo, Norway, to Norwegian kin.": true,
		"Ada Lark went to Italy to learn French.":              false,
	} {
		place := "Italy"
		if strings.Contains(statement, "Oslo") {
			place = "Oslo"
		}
		if adjectiveTells(place, statement) != tells {
			t.Errorf("%s: %t", statement, !tells)
		}
	}
}

func TestNoDateIsAskedForBesideAnEventThatTellsIt(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for statement, tells := range map[string]bool{
		"In August 1905, as captains seized ships of Norway, Ada Lark sailed to Brenk.":  true,
		"In August 1905 the council of Brenk punished Sweden for its attack on Norway.":  true,
		"After Sweden attacked the Norwegian coast, Ada Lark left Brenk in August 1905.": true,
		"Ada Lark left Brenk after Sweden attacked Norway in August 1905.":               false, // whose date it is
		"In August 1905, as part of Norwegian works, Ada Lark sailed to Brenk.":          false,
		"In August 1905, as captains seized a ship, Ada Lark sailed to Norway.":          false,
		"Ada Lark sailed to Norway in August 1905.":                                      false,
	} {
		if got := besideEvent(statement, "August 1905", func() []token { return english.tokens(statement) }); got != tells {
			t.Errorf("%s: an event tells the time %t, want %t", statement, got, tells)
		}
	}
}
