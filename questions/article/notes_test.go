package article

import (
	"slices"
	"strings"
	"testing"
)

func TestWhatAPageSaysOfItselfIsNotItsText(t *testing.T) {
	const quay = "The quay was finished in May, and the pilots of the bay have used it since the first day of June.\n\n" +
		"“It is the best quay we have had,” said Ida Moor, who has sailed from the harbour for forty years.\n\n" +
		"The council paid for it with the tolls of three summers, and it has promised a second one.\n\n"
	tests := []struct {
		line string
		note bool
	}{
		{"This article was originally published by Tide Weekly. Read the original article.", true},
		{"This story has been updated to say who paid for the quay.", true},
		{"2:58 p.m.: This article was updated to add what the council said.", true},
		{"A version of this story appears in print on page four.", true},
		{"An earlier version of this article gave a wrong name of the pilot.", true},
		{"Correction, 4 May: the quay is forty metres long, not fourteen.", true},
		{"[Editor's note: the author once worked for the harbour.]", true},
		{"Tom Reed contributed reporting from Port Elm.", true},
		{"Additional reporting by Tom Reed in Port Elm.", true},
		{"Follow The Tidal Post on Facebook, Twitter (@tidalpost) and Instagram.", true},
		{"We would like to hear what you think: write to letters@tides.example.", true},
		{"Sign up for our weekly newsletter about ropes and quays.", true},
		{"This website uses cookies to count its readers.", true},
		{"Note: we are moderating all comments because of a wave of advertising.", true},

		{"This version corrects the name of the pilot.", true},
		{"(Corrects the third paragraph to say that the quay is forty metres long, not fourteen.)", true},
		{"Subscribe to the Tidal Post newsletter!", true},
		{"[What you should know before you sail: Tide Today in your inbox.]", true},
		{"[Read more about the old mole.]", true},
		{"Read more about ropes on the pages of the harbour.", true},
		{"Thanks for reading this far.", true},
		{"There was a problem. Please try again.", true},
		{"Ida Moor can be reached at ida@tides.example.", true},
		{"The pilots wait for the quay to open in Port Elm, May 4, 2019. REUTERS/Ada Lark (ELM - Tags: HARBOURS) - RTR41.", true},

		{"For help with the site contact desk@tides.example.", true},
		{"The mole fell in one night, and nobody knew why … More »The mole of Port Elm", true},
		{"Ropes of the Bay was reviewed using a final copy provided by the harbour.", true},
		{"If you buy a rope through one of these links, we may earn an affiliate commission.", true},
		{"Statements in this notice may constitute forward-looking statements about the quay.", true},
		{"Elm Ropes disclaims any obligation to correct what this notice says.", true},
		{"Please share your pictures of the storm with us.", true},
		{"Tide Days are held in Port Elm in May. Get your tickets here.", true},
		{"The quay lies in the evening sun. Photo: Ada Lark, Tide Wire", true},

		{"The ropes were tested in May, and the council sent the bill to the pilots.", false},
		{"The council said that it was not liable for the mole.", false},
		{"The pilots asked for one thing: Lamps on the quay.", false},
		{"(The quay of Brenk was finished later than this one.)", false},
		{"Read more slowly than others, the book of the quay has more to say.", false},
		{"The pilots thank the council for what was built here.", false},
		{"Either pilots/owners or the council must pay for the lamp.", false},
		{"The article was published in Tide Weekly, and the council answered it within a day.", false},
		{"This report was published by the harbour in May, and it counts forty wrecks.", false},
		{"“This story has been updated by every pilot who told it,” said Ida Moor.", false},
		{"This was first told in a newsletter about ropes.", false},
		{"The fall of the tolls contributed to the end of the old quay.", false},
		{"The pilots bake cookies on the first day of the season.", false},
		{"This article was originally published on 4 May 2019.", false}, // how old the text is, a reader wants to know
	}
	for _, test := range tests {
		a := read(t, "A new quay for the old harbour\n\n4 May 2019\n\n"+quay+test.line+"\n\nThe second one is to be built where the ferry lands, on the other side of the bay.\n")
		if got := texts(a); slices.Contains(got, test.line) == test.note || len(got) < 4 {
			t.Errorf("%q: body is\n%s", test.line, strings.Join(got, "\n"))
		}
		html, err := Read("quay.html", []byte("<h1>A new quay</h1><article><p>"+strings.ReplaceAll(strings.TrimSpace(quay+test.line), "\n\n", "</p><p>")+"</p></article>"))
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(html); slices.Contains(got, test.line) == test.note {
			t.Errorf("page with %q: body is\n%s", test.line, strings.Join(got, "\n"))
		}
	}
}

func TestATitleMayBeWrittenLikeASentence(t *testing.T) {
	const body = "The council of Port Elm has promised a second quay to the pilots for as long as anybody can remember, and this spring it has promised it again, with a drawing and a sum.\n\n" +
		"Nobody in the harbour believes in that quay, for the sum would not pay for the stones, and the drawing shows a ferry which was sold in the year in which the lighthouse fell.\n\n" +
		"What the pilots want is much less than that: a lamp at the end of the mole, a rope that holds, and somebody in the office who answers when the water is high.\n\n" +
		"The council should listen to them before it draws a third quay, because a harbour lives from those who sail and not from those who draw, whatever the mayor may say.\n"
	tests := []struct{ first, title string }{
		{"Will the council ever build the second quay?", "Will the council ever build the second quay?"},
		{"The council has promised the pilots a quay so often that nobody in the harbour believes it", "The council has promised the pilots a quay so often that nobody in the harbour believes it"},
		{"Mayor answers the pilots at last: Does anybody read what he writes?", "Mayor answers the pilots at last: Does anybody read what he writes?"},
		{"The Tide view on Elm and the mole: a failure that will weigh on all those who vote", "The Tide view on Elm and the mole: a failure that will weigh on all those who vote"},
		{"The Elm opportunity", "The Elm opportunity"},
		{"Elm's broken promise", "Elm's broken promise"},
		{"Buy my new lamp. You have nothing to lose but your boat...", "Buy my new lamp. You have nothing to lose but your boat..."},
		{"Early life and voyages", ""},                   // the heading of a section
		{"Last years in Elm", ""},                        // the same, with a name
		{"The Brenk opportunity", ""},                    // a name of which the text does not speak
		{"The ferry fares rise again ... Read more", ""}, // a teaser
		{"The council has promised a quay.", ""},         // a sentence
		{"Who eats all the herring?", ""},                // not what the text is about
	}
	for _, test := range tests {
		a := read(t, test.first+"\n\n"+body)
		if a.Title != test.title || slices.Contains(texts(a), test.first) && test.title != "" {
			t.Errorf("%q: title %q, body begins with %q", test.first, a.Title, a.Paragraphs[0].Text)
		}
	}
}

func TestWhatTellsOfTheAuthorIsNotTheText(t *testing.T) {
	tests := []struct {
		name, above, below string
		left               bool // out
	}{
		{"an introduction", "Ada Lark currently works for the Tidal Post as a writer.", "", true},
		{"a life told at the end", "", "At sea since she was ten, Ada Lark has a passion for ropes, knots and whatever else holds a boat.", true},
		{"somebody else's", "", "At sea since she was ten, Ida Moor has a passion for ropes, knots and whatever else holds a boat.", false},
		{"a report whose writer is in it", "The council asked Ada Lark to count the stones of the quay.", "At the end of the day, Ada Lark had counted four hundred of them.", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := ""
			for _, text := range append(append([]string{test.above}, quayText...), test.below) {
				if text != "" {
					body += "<p>" + text + "</p>"
				}
			}
			a, err := Read("quay.html", []byte(`<title>A new quay</title><meta name="author" content="Ada Lark"><h1>A new quay</h1><p class="byline">By Ada Lark</p><article>`+body+`</article>`))
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{test.above, test.below} {
				if text != "" && slices.Contains(texts(a), text) == test.left {
					t.Errorf("authors %q, body is\n%s", a.Authors, strings.Join(texts(a), "\n"))
				}
			}
		})
	}
}

func TestNotesOfLawyersAreCutFromAParagraphThatLostItsBreaks(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("The firm sold forty ropes to the harbour in that year. ", 20))
	notes := " This notice may contain forward-looking statements about ropes. Elm Ropes disclaims any obligation to mend them."
	if got := withoutLegal(text + notes); got != text {
		t.Errorf("left is %q", got)
	}
	for _, whole := range []string{text, text + " It was not liable for any of them.", notes[1:]} {
		if got := withoutLegal(whole); got != whole {
			t.Errorf("%q was cut to %q", whole, got)
		}
	}
}

func TestTitlesAreReadAsPeopleWriteThem(t *testing.T) {
	for written, want := range map[string]string{
		"Georges V%C3%A9ron":   "Georges Véron",
		"Prices rise 50%":      "Prices rise 50%",
		"A 50%1 rise in Brenk": "A 50%1 rise in Brenk",
		"Rowing %FF in Brenk":  "Rowing %FF in Brenk",
	} {
		a, err := Read("a.md", []byte("# "+written+"\n\nAda Lark lit the lamp in the harbour of Brenk, and many came to see it.\n"))
		if err != nil || a.Title != want {
			t.Errorf("%q is read as %q (%v), want %q", written, a.Title, err, want)
		}
	}
}

func TestWordsThatAPageSetsApartAreMarked(t *testing.T) {
	const own, other, last = "Ada Lark lit the lamp in the harbour of Brenk, and many came to see it.", "The lamp of Brenk is much too small for a town of sailors.", "That is what somebody wrote to the paper of Brenk in the winter."
	for name, text := range map[string]string{
		"a.md":   "# A lamp\n\n" + own + "\n\n> " + other + "\n\n" + last + "\n",
		"a.html": "<html><head><title>A lamp</title></head><body><article><h1>A lamp</h1><p>" + own + "</p><blockquote><p>" + other + "</p></blockquote><p>" + last + "</p></article></body></html>",
	} {
		a, err := Read(name, []byte(text))
		if err != nil || len(a.Paragraphs) != 3 {
			t.Fatalf("%s: %v %v", name, a.Paragraphs, err)
		}
		for i, p := range a.Paragraphs {
			if p.Quoted != (i == 1) {
				t.Errorf("%s, paragraph %d: quoted %t", name, p.Number, p.Quoted)
			}
		}
	}
	if a, err := Read("a.md", []byte("# A lamp\n\n> "+own+"\n\n> "+other+"\n\n"+last+"\n")); err != nil || a.Paragraphs[0].Quoted {
		t.Errorf("how the page looks is taken for a quotation: %v %v", a.Paragraphs, err)
	}
}
