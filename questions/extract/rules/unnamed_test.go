package rules

import (
	"testing"

	"quizbot/questions"
)

func TestWhatAStatementLeavesUnnamed(t *testing.T) {
	const before = "Ada Lark and Nora Quill wrote of lamps. Otto Winther gave an order to the captains."
	tests := []struct{ name, title, text, reason string }{
		{"a country that nobody names", "Lamps", "According to the author, there are no less than 54 lamps in the country tested at sea.", reasonCountry},
		{"a person is no country", "Lamps", "Ada Lark built a house for the region with 54 lamps in the north.", reasonCountry},
		{"a country that is told apart", "Lamps", "Ada Lark sailed to the country with the longest coast in the north.", ""},
		{"a country of the statement", "Lamps", "According to the author, Norway has no less than 54 lamps in the country tested at sea.", ""},
		{"a country of the title", "Lamps of Norway", "According to the author, there are no less than 54 lamps in the country tested at sea.", ""},
		{"a nation of the title", "Norwegian lamps", "According to the author, there are no less than 54 lamps in the country tested at sea.", ""},
		{"whose yearly product", "Lamps", "Six years of storms have resulted in a loss of 25 percent of GDP.", reasonCountry},
		{"what is asked of whom", "Lamps", "According to the author, requests have come from Norway and from several harbours.", reasonOneOf},
		{"what each of a kind has", "Lamps", "According to the author, requests have two parts that are sent to Norway.", ""},
		{"things of somebody", "Lamps", "According to the author, owners have the option of keeping several lamps on a boat.", reasonOneOf},
		{"of the title", "What lamp owners want", "According to the author, owners have the option of keeping several lamps on a boat.", ""},
		{"of a country", "Lamps", "According to the author, owners of boats in Norway have the option of keeping several lamps.", ""},
		{"some of whom", "Lamps", "According to the author, some are no better than the captains of Norway.", reasonCounted},
		{"some people say", "Lamps", "According to the author, some have argued that captains of Norway like lamps.", ""},
		{"as others did", "Lamps", "Brenk Radio and the Voice of Vell followed suit.", reasonAgain},
		{"as the statement says", "Lamps", "Brenk Radio closed its station and the Voice of Vell followed suit.", ""},
		{"different from whom", "Lamps", "Otto Winther was a different kind of captain to us all", ""},
		{"different without from whom", "Lamps", "Otto Winther was a different kind of captain on the boat.", reasonAgain},
		{"a month told before", "Lamps", "According to the author, Otto Winther sank two boats in the same month.", reasonRelative},
		{"a month of a year", "Lamps", "According to the author, Otto Winther sank two boats in May 1905 and lost one in the same month.", ""},
		{"added to what", "Lamps", "According to Nora Quill, included will be two boats in Norway and a lamp.", reasonAgain},
		{"before whom a question stands", "Lamps", "According to the author, the most immediate specific question is how to cope with the sea of Norway.", reasonCounted},
		{"whose question it is", "Lamps", "According to the author, the question of Norway is how to cope with the sea.", ""},
		{"like others that were told of", "Lamps", "According to the author, the experiences of Norway and Sweden are in no way unique.", reasonAgain},
		{"one of its kind", "Lamps", "According to the author, the harbour of Brenk is unique in Norway.", ""},
		{"a law passed before", "Health", "The desire to preserve the law was credited for many of the votes in Norway.", reasonAct},
		{"the law that all obey", "Health", "According to the author, captains in Norway obey the law.", ""},
		{"midnight of some day", "Lamps", "According to the author, boats were shot at in Brenk at midnight, and a lamp was broken.", reasonRelative},
		{"every midnight", "Lamps", "According to the author, the lamp of Brenk burns at midnight.", ""},
		{"below a picture", "Lamps", "Members of an old guild carry the lamp of Ada Lark at the harbour in Brenk.", reasonTrivial},
		{"nothing is said yet", "Lamps", "Ada Lark has a long history on lamps.", reasonTrivial},
		{"a list that is not there", "Lamps", "Keepers in Norway use the following lamps to warn boats.", reasonTrivial},
		{"many things without them", "Lamps", "Lamps can serve a variety of roles for keepers of Norway.", reasonTrivial},
		{"with them", "Lamps", "Lamps of Norway offer a variety of signs, such as light and smoke.", ""},
		{"details without them", "Lamps", "According to the author, the report of Norway adds some new chilling details.", reasonTrivial},
		{"what they are", "Lamps", "According to the author, the report of Norway adds some details of the lamps, such as their oil.", ""},
		{"a survey of no year", "Lamps", "According to the author, a new Brenk Research survey finds that sailors like lamps.", reasonRelative},
		{"a survey of a year", "Lamps", "According to the author, a new Brenk Research survey of 1905 finds that sailors like lamps.", ""},
		{"until when", "", "According to the author, since 1905 there have been 40 storms in Norway.", reasonRelative},
		{"until the article's title", "Lamps", "According to the author, since 1905 there have been 40 storms in Norway.", ""},
		{"worn at some time", "Lamps", "Ada Lark wore a bright yellow coat with two lamps.", reasonOccasion},
		{"worn by somebody of a yard", "Lamps", "A friend of the Brenk Yard, Ada Lark wore a bright yellow coat with two lamps.", reasonOccasion},
		{"worn at an event", "Lamps", "Ada Lark wore a bright yellow coat at the Brenk Regatta.", ""},
		{"it, a place told before", "Lamps", "According to the author, it is a terrible place to depend on for boats of Norway.", reasonPronoun},
		{"it, an act", "Lamps", "According to the author, it is a mistake to depend on boats of Norway.", ""},
		{"a body that somebody left", "Lamps", "Ada Lark went off with Nora Quill when she left the Order to found a yard.", reasonOneOf},
		{"a failure told before", "Lamps", "According to the author, Norway's failure surely ends the trade in boats.", reasonAct},
	}
	for _, test := range tests {
		reason, detail := asShown(t, test.title, questions.Fact{Statement: test.text}, before, test.text)
		if reason != test.reason {
			t.Errorf("%s: %s\n  got %q (%s), want %q", test.name, test.text, reason, detail, test.reason)
		}
	}
}

func TestWhatSomebodySaysLeavesUnnamed(t *testing.T) {
	const before = "Ada Lark spoke of lamps."
	tests := []struct{ name, title, words, reason string }{
		{"it behind the fact", "Lamps", "The fact that it was made by hand gave sailors more joy.", reasonPronoun},
		{"it behind its thing", "Lamps", "The lamp broke, and the fact that it was made by hand gave sailors more joy.", ""},
		{"which state we are", "Lamps", "We're going to be an important state for sailors.", reasonCountry},
		{"the title's state", "Lamps of Norway", "We're going to be an important state for sailors.", ""},
	}
	for _, test := range tests {
		fact := questions.Fact{
			Statement: `Ada Lark said: "` + test.words + `"`,
			Spans:     []questions.Span{{Kind: questions.Quotation, Text: test.words}},
		}
		if reason, detail := asShown(t, test.title, fact, before, test.words); reason != test.reason {
			t.Errorf("%s: %s\n  got %q (%s), want %q", test.name, test.words, reason, detail, test.reason)
		}
	}
}

func TestWhatIsNotWorthAsking(t *testing.T) {
	for text, worth := range map[string]bool{
		"According to the author, oil of whales is just the beginning.":                             false,
		"According to the author, oil of whales is the beginning of every lamp in Brenk.":           true,
		"According to the author, Ada Lark knows a thing or two about how to sell lamps.":           false,
		"According to the author, a unique moment has arisen for Norway and all the north.":         false,
		"According to the author, the trade of Norway is at a crossroads.":                          false,
		"According to the author, there are lots of places to find good lamps in Brenk.":            false,
		"According to the author, there are two places to find good lamps in Brenk.":                true,
		"According to the author, lamps take different forms.":                                      false,
		"According to the author, lamps take different forms, from a bowl to a tower.":              true,
		"According to Nora Quill, the Askel Yard offers timeless boats made of pine.":               false,
		"According to the author, January 1, 1905 is the very first day of a new year.":             false,
		"According to the author, January 1, 1905 is the day on which the lamp of Brenk was lit.":   true,
		"Sailors of the Brenk Harbour Board gathered around a muddy hole as a lamp was hung.":       false,
		"Brenkmart advises its users to check with captains before they buy boats of Norway.":       false,
		"Captain Otto Winther speaks to sailors at the harbour of Brenk in Norway, August 8, 1905.": false,
		"No. 4 is the boat that Otto Winther built for the harbour company of Brenk.":               true,
	} {
		reason, detail := asShown(t, "Boats", questions.Fact{Statement: text}, "Ada Lark and Otto Winther sailed.", text)
		if got := reason == ""; got != worth {
			t.Errorf("%s\n  got %q (%s), want worth asking: %t", text, reason, detail, worth)
		}
	}
}
