package article

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"quizbot/questions"
)

// tidePage imitates a page copied as text: menus, teasers with bylines of
// their own, a picture, the article, a pull quote, a bio, more teasers.
const tidePage = `News
Harbours
Weather
2 hours ago Storm Closes the North Pier for a Second Day
3 days ago Ferry Fares Rise Again in Spring
Opinion
By Nora Finch
Why Lighthouses Still Matter (Op-ed)

The Sea Keeps Its Own Clock (Op-ed)

The harbour's plan for the new quay forgets how tides work, and the town will pay for it.

March 3, 2019 — 09:15
— Update: 10:02
By Ada Lark
@adalark
Most Read
Opinion
The Sea Keeps Its Own Clock (Op-ed)
Ferry Fares Rise Again in Spring and Nobody Knows Why Yet
Tom Reed / HARBOURPIX

For two weeks the council has argued about a quay that nobody asked for, and it has not asked a single sailor.

My first thought was that the plan could be mended. The engineers are able people, and they have built good walls before.

The Sailors of Port Elm Want a Say in the New Quay 'Before It Is Too Late'

“The water comes back twice a day whether or not you have signed a paper,” said Ida Moor, a pilot in the harbour since 1988.

The water does not wait for the council, and it never will.

The town has learned this before. The water does not wait for the council, and it never will. In 1911 the old mole was finished four days late and lost in one night.

Nothing in the plan says who pays when that happens again.

Ada M. Lark is a lecturer in coastal history at the University of Port Elm.

She is the author of Slow Water: Two Hundred Years of Harbour Walls (Elm Press, 2015)

Related
Harbours
Council Votes to Look at the Quay Once More, Says Mayor
3 days ago
By Otto Pell
Otto Pell
A town of sailors wonders what its council is doing ...
Follow
RSS
© Copyright 1998-2019. The Tidal Post. All rights reserved. No part of this may be used.
`

func read(t *testing.T, text string) Article {
	t.Helper()
	a, err := Read("page.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func texts(a Article) []string {
	var all []string
	for _, p := range a.Paragraphs {
		all = append(all, p.Text)
	}
	return all
}

// reasonOf returns why the first line that begins so was dropped.
func reasonOf(a Article, start string) string {
	for _, d := range a.Dropped {
		if strings.HasPrefix(d.Text, start) {
			return d.Reason
		}
	}
	return ""
}

func TestAPageBecomesAnArticle(t *testing.T) {
	a := read(t, tidePage)
	if a.Title != "The Sea Keeps Its Own Clock (Op-ed)" || !slices.Equal(a.Authors, []string{"Ada Lark"}) || a.Outlet != "The Tidal Post" ||
		a.Published.String() != "2019-03-03" || a.Language != "en" || a.URL != "" || a.File != "page.txt" {
		t.Errorf("metadata: %+v", a.Source)
	}
	sum := sha256.Sum256([]byte(tidePage))
	if a.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("SHA256 %q is not that of the bytes", a.SHA256)
	}
	want := []string{"For two weeks", "My first thought", "“The water comes", "The town has learned", "Nothing in the plan"}
	got := texts(a)
	if len(got) != len(want) {
		t.Fatalf("%d paragraphs, want %d: %q", len(got), len(want), got)
	}
	for i, p := range a.Paragraphs {
		if p.Number != i+1 || !strings.HasPrefix(p.Text, want[i]) {
			t.Errorf("paragraph %d is %d, %q; want %q ...", i+1, p.Number, p.Text, want[i])
		}
	}
	for start, reason := range map[string]string{
		"The Sea Keeps": ReasonTitle, "The harbour's plan": ReasonStandfirst, "March 3": ReasonDate, "— Update": ReasonDate, "By Ada": ReasonByline,
		"@adalark": ReasonFurniture, "Tom Reed": ReasonCaption, "The Sailors of Port Elm": ReasonTeaser, "The water does not wait": ReasonPullQuote,
		"Ada M. Lark is": ReasonBio, "She is the author": ReasonBio, "Otto Pell": ReasonFurniture, "A town of sailors": ReasonTeaser,
		"© Copyright": ReasonCopyright, "Most Read": ReasonFurniture, "By Nora": ReasonByline,
	} {
		if got := reasonOf(a, start); got != reason {
			t.Errorf("%q was dropped as %q, want %q", start, got, reason)
		}
	}
	if lines := len(strings.FieldsFunc(tidePage, func(r rune) bool { return r == '\n' })); lines != len(a.Paragraphs)+len(a.Dropped) {
		t.Errorf("%d lines became %d paragraphs and %d dropped lines: something vanished", lines, len(a.Paragraphs), len(a.Dropped))
	}
}

const body = "The ebb came early that year and stayed for a long time.\n\nNobody in the town could say why the water was so low.\n\nIn the end the fishermen moved their boats to the other bay.\n"

func TestAQuestionAboveTheFirstSectionIsTheTitle(t *testing.T) {
	const long = "The ebb shapes the town in more ways than its people see, for the boats wait for it, the nets dry in it, and whoever mends a hull needs a quay that dries. Many a town without an ebb has to lift its boats out of the water first, which costs more than the boats are worth."
	a, err := Read("a.txt", []byte("1.1 Why do boats wait for the water?\n\nDIFFERENT TIMES OF THE EBB\n\n"+long+"\n\nIn other bays it is the same. "+long+"\n\nAbroad, people say so too. "+long+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Why do boats wait for the water?"; a.Title != want {
		t.Errorf("title %q, want %q", a.Title, want)
	}
}

// encyclopaedic is a text about its title.
const encyclopaedic = "The tide is the rise and the fall of the sea twice a day.\n\nIts height depends on the moon, on the sun and on the shape of the bay.\n\nPeople have written down the hours of the tide for two thousand years.\n"

func TestMetadataIsReadAsItIsPrinted(t *testing.T) {
	tests := []struct {
		name, text, title, outlet, published, url string
		authors                                   []string
	}{
		{"a name alone below the title", "How the ebb shapes a town\n\nGina Cole\n\n" + body, "How the ebb shapes a town", "", "", "", []string{"Gina Cole"}},
		{"the heading of a section is no name", "How the ebb shapes a town\n\nEarly Times\n\n" + body, "How the ebb shapes a town", "", "", "", nil},
		{"a given name whose surname the text uses", "How the ebb shapes a town\n\nAda Bay\n\n" + body, "How the ebb shapes a town", "", "", "", []string{"Ada Bay"}},
		{"a heading that the text does not use is no name", "How the ebb shapes a town\n\nLearning Outcomes\n\n" + body, "How the ebb shapes a town", "", "", "", nil},
		{"a name that no list has", "How the ebb shapes a town\n\nFenwo Catharri\n\n" + body, "How the ebb shapes a town", "", "", "", []string{"Fenwo Catharri"}},
		{"a labelled author", "How the ebb shapes a town\n\nAuthor: Gina Cole\n\n" + body, "How the ebb shapes a town", "", "", "", []string{"Gina Cole"}},
		{"the day on which somebody read it", "How the ebb shapes a town\n\nBy Gina Cole\nAccessed May 3, 2019\n\n" + body, "How the ebb shapes a town", "", "", "", []string{"Gina Cole"}},
		{"a full stop ends no name", "How the ebb shapes a town\n\nTides Worth Knowing.\n\n" + body, "How the ebb shapes a town", "", "", "", nil},
		{"a title that is a sentence", "Forty years after the flood, the water is back.\nStory by May Rowe and Amy Ferris-Holt\n" + body,
			"Forty years after the flood, the water is back.", "", "", "", []string{"May Rowe", "Amy Ferris-Holt"}},
		{"date and name below the title, a caption above it, a bio below the text",
			"Boats in Port Elm, 2013.\n\nHarbour Plans Are About Calm Water, Not Fame\n\nJuly 22, 2020\nAda M. Lark\n\n" + body + "\nAda M. Lark\n\nAda M. Lark is a professor of tides at Elm College.\n\nPhoto by Sgt. Shane Hall.\n\nThe opinions expressed here are solely those of the author.\n",
			"Harbour Plans Are About Calm Water, Not Fame", "", "2020-07-22", "", []string{"Ada M. Lark"}},
		{"an introduction instead of a byline", "Source : Harbour Media | Flickr\n\nYou are here\n\nPort Elm’s Bargain with the Sea\n\nParth Sen Rao is Research Intern with the Centre for Tides at the Elm Institute (EI), Port Elm.\n  • Share\n  • Tweet\n  • Print\n  • June 21, 2017\n\n" + body,
			"Port Elm’s Bargain with the Sea", "", "2017-06-21", "", []string{"Parth Sen Rao"}},
		{"the bio below the text is all there is", "The ebb and the town\n\n" + body + "\nJo van der Berg is a historian at Elm College.\n", "The ebb and the town", "", "", "", []string{"Jo van der Berg"}},
		{"an outlet after a byline is no author", "The ebb and the town\nBy Ada Lark, Tidal Post\n" + body, "The ebb and the town", "", "", "", []string{"Ada Lark", "Tidal Post"}[:1]},
		{"a role after a byline is no author", "The ebb and the town\nBy Ada Lark, staff writer\n" + body, "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"the last of three authors, and their agency", "The ebb and the town\nBy Ada Lark, Tom Reed, and May Rowe, CNN\n" + body, "The ebb and the town", "", "", "", []string{"Ada Lark", "Tom Reed", "May Rowe"}},
		{"labelled dates", "The ebb and the town\nPublished: Monday, 8 May 2017 at 10:30 GMT\nUpdated: 9 May 2017\nBy Ada Lark\n" + body, "The ebb and the town", "", "2017-05-08", "", []string{"Ada Lark"}},
		{"a note about a later change", "The ebb and the town\nEditor's note, 11 May 2017: the name of the pier was wrong.\n8 May 2017\nBy Ada Lark\n" + body, "The ebb and the town", "", "2017-05-08", "", []string{"Ada Lark"}},
		{"a box that sums up a life", "Ada Moll\n\nBorn 23 January 1928 Port Elm\n\nDied 31 July 2017 (aged 89) Port Elm\n\nOccupation Sailor\n\nChildren Otto Moll\n\n" + body, "Ada Moll", "", "", "", nil},
		{"an ISO date", "The ebb and the town\nBy Ada Lark\n2017-05-08\n" + body, "The ebb and the town", "", "2017-05-08", "", []string{"Ada Lark"}},
		{"relative dates say nothing", "The ebb and the town\nBy Ada Lark\n3 days ago\nMay 04\n" + body, "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"a day that does not exist", "The ebb and the town\nBy Ada Lark\nFebruary 30, 2017\n" + body, "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"a copyright line names the outlet", "The ebb and the town\nBy Ada Lark\n" + body + "\nCopyright © 2020 The Tidal Post, all rights reserved\n", "The ebb and the town", "The Tidal Post", "", "", []string{"Ada Lark"}},
		{"a picture's copyright does not", "The ebb and the town\nBy Ada Lark\n" + body + "\n© 2020 Elm Pictures Photo Agency\n", "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"two copyrights are none", "The ebb and the town\nBy Ada Lark\n" + body + "\n© 2020 The Tidal Post\n© 2021 Elm Gazette\n", "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"the author's copyright is no outlet", "The ebb and the town\nBy Ada Lark\n" + body + "\n© 2020 Ada Lark\n", "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"a labelled address", "The ebb and the town\nBy Ada Lark\n" + body + "\nURL: https://tides.example/ebb\n", "The ebb and the town", "", "", "https://tides.example/ebb", []string{"Ada Lark"}},
		{"tags, remarks and moments are no titles", "The ebb and the town\n#ebb, #tides, #harbour\n(Tom Reed of the Harbour Office)\nSaturday, June 6th, 2009 @ 03:27 UTC\nBy Ada Lark\n" + body, "The ebb and the town", "", "2009-06-06", "", []string{"Ada Lark"}},
		{"a name glued to what follows it", "The ebb and the town\nBy Ada HollisHarbours\n" + body, "The ebb and the town", "", "", "", nil},
		{"a role glued to a name", "The ebb and the town\nBy Ada HollisBusiness Columnist\n" + body, "The ebb and the town", "", "", "", []string{"Ada Hollis"}},
		{"a name on the line below its By", "The ebb and the town\nBy\nAda Lark\n" + body, "The ebb and the town", "", "", "", []string{"Ada Lark"}},
		{"a subject as the title", "Ada Lark\n" + body, "Ada Lark", "", "", "", nil},
		{"an excerpt that begins with a section", "Building and early loss\n" + body, "", "", "", "", nil},
		{"an excerpt that begins with two words", "Get in\n" + body, "", "", "", "", nil},
		{"a subject that is no name", "Ebb and flood\nEbb and flood are the names of the two halves of the tide in the bay.\n", "Ebb and flood", "", "", "", nil},
		{"goals between title and text", "The ebb and the town\nLearning Objectives\nAfter this section, you will be able to\nDescribe the ebb and its causes in detail\n" + body, "The ebb and the town", "", "", "", nil},
		{"a question as the title, a standfirst below it", "News\nShare\nIs the ebb a crime?\nThe town has seen lawsuits before, but proof would be hard to come by.\nBy Ada Lark\nNov. 18, 2019 7:04 pm ET\n" + body, "Is the ebb a crime?", "", "2019-11-18", "", []string{"Ada Lark"}},
		{"name and date in one line", "News\nShare\nHow the ebb shapes a town | Opinion\nby Ada Lark August 25, 2025August 29, 2025\nShare\nClose\n" + body, "How the ebb shapes a town", "", "2025-08-25", "", []string{"Ada Lark"}},
		{"an agency and a time", "News\nHow the ebb shapes a town\nAssociated Press November 19, 2019, 9:02 AM\n" + body, "How the ebb shapes a town", "", "2019-11-19", "", []string{"Associated Press"}},
		{"a name in capitals above a date that was changed", "News\nHow the ebb shapes a town\nADA LARK\nNov. 20, 2019Updated: Nov. 21, 2019 1:35 a.m.\n" + body, "How the ebb shapes a town", "", "2019-11-20", "", []string{"Ada Lark"}},
		{"date, time and outlet behind bars", "News\nHow the ebb shapes a town\nBy Ada Lark\nNovember 20, 2019 / 1:07 AM / Tidal News\n" + body, "How the ebb shapes a town", "", "2019-11-20", "", []string{"Ada Lark"}},
		{"only the day of a change", "News\nHow the ebb shapes a town\nBy Ada Lark\nUpdated 1:33 am CST, Wednesday, November 20, 2019\n" + body, "How the ebb shapes a town", "", "", "", []string{"Ada Lark"}},
		{"a headline of the page and one of the article", "Search\nFishermen moved their boats to another town\nManage alerts for this article\nMarch 3, 2019\nShare\n" + body, "Fishermen moved their boats to another town", "", "2019-03-03", "", nil},
		{"a numbered section", "24.2 Ebb and Flood\n" + body, "Ebb and Flood", "", "", "", nil},
		{"a chapter and its author's surname", "10: How the Ebb Shapes a Town (Lark)\nBy Ada Lark\n" + body, "How the Ebb Shapes a Town", "", "", "", []string{"Ada Lark"}},
		{"a title below the date", "The Old Harbour\nFor Immediate Release\nApril 11, 2015\nWeekly Talk: Nets for Everybody\n" + body, "Weekly Talk: Nets for Everybody", "", "2015-04-11", "", nil},
		{"a part of a series and what it is about", "The Lamplighter, No. 7\nOf Ebb and Flood\nBy Ada Lark\n" + body, "The Lamplighter, No. 7: Of Ebb and Flood", "", "", "", []string{"Ada Lark"}},
		{"a title that ends in a number", "King Henry VIII\nBirth and early years\nBy Ada Lark\n" + body, "King Henry VIII", "", "", "", []string{"Ada Lark"}},
		{"a date in capitals", "How the ebb shapes a town\nBy Ada Lark\nPOSTED: TUE, NOV. 19, 2019, 9 A.M.\n" + body, "How the ebb shapes a town", "", "2019-11-19", "", []string{"Ada Lark"}},
		{"the time before the date", "How the ebb shapes a town\nBy Ada Lark\n10:05, Monday, 3 May 2019\n" + body, "How the ebb shapes a town", "", "2019-05-03", "", []string{"Ada Lark"}},
		{"outlet and date in one line", "How the ebb shapes a town\nBy Ada Lark\nThe Tidal Post, 3 May 2019\n" + body, "How the ebb shapes a town", "", "2019-05-03", "", []string{"Ada Lark"}},
		{"a Scottish name", "The ebb and the town\nBy Ada MacLeod\n" + body, "The ebb and the town", "", "", "", []string{"Ada MacLeod"}},
		{"nothing but text", body, "", "", "", "", nil},
		{"a title with a comma behind it", "The ebb and the town,\n" + body, "The ebb and the town", "", "", "", nil},
		{"a page of an encyclopaedia, copied whole", "Jump to content\nMain menu\nAbout Tidepedia\n(Top)\n1 Name\n2 Later times\nTide\n12 languages\nArticle\nTalk\nTools\nFrom Tidepedia, the free encyclopedia\nMotion of the sea\nFounded\nMarch 3, 1911\n" + encyclopaedic,
			"Tide", "Tidepedia", "", "", nil},
		{"the title above the tagline", "Tide\nFrom Tidepedia, the free encyclopedia\n" + encyclopaedic, "Tide", "Tidepedia", "", "", nil},
		{"a tagline below a button", "Article\nTools\nFrom Tidepedia, the free encyclopedia\n" + encyclopaedic, "", "Tidepedia", "", "", nil},
		{"bylines of two teasers", "By Ada Lark\nQuays for Everyone in the Bay\nBy Tom Reed\nNets and Their Menders in the Bay\n" + body, "", "", "", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, test.text)
			if test.title == "" && strings.Contains(test.name, "teasers") {
				a.Title = "" // any headline is as good as another there
			}
			if a.Title != test.title || !slices.Equal(a.Authors, test.authors) || a.Outlet != test.outlet || a.Published.String() != test.published || a.URL != test.url {
				t.Errorf("got  %q %q %q %q %q\nwant %q %q %q %q %q", a.Title, a.Authors, a.Outlet, a.Published, a.URL, test.title, test.authors, test.outlet, test.published, test.url)
			}
			want := strings.Split(strings.TrimSpace(body), "\n\n")
			if strings.Contains(test.text, body) && !slices.Equal(texts(a), want) {
				t.Errorf("body is %q, want %q", texts(a), want)
			}
		})
	}
}

func TestFootnoteDigitsAreCut(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"at a sentence end before a year", "The flood came by surprise.1 2016 saw the water rise again.2", "The flood came by surprise. 2016 saw the water rise again."},
		{"after quotation marks and brackets", "They called it ‘a wall of water’.1 Others said “no” [of course].2 All agreed on ‘calm’3 later.", "They called it ‘a wall of water’. Others said “no” [of course]. All agreed on ‘calm’ later."},
		{"directly behind words, in order", "The mole1 was built late2 and lost.3 It was", "The mole was built late and lost. It was"},
		{"several at once", "The mole was lost.1,2 The town paid.3-5 Nobody spoke of it.6", "The mole was lost. The town paid. Nobody spoke of it."},
		{"raised digits and references in brackets", "The mole was lost.¹ The town paid[2] for it.[citation needed]", "The mole was lost. The town paid for it."},
		{"one alone", "The mole was lost.1 The town paid for it.", "The mole was lost. The town paid for it."},
		{"numbers are no footnotes", "Pier No.1 and Pier No.2 were built by Crew7 at 9.30 for 2.5 million, said the U.S. in Apollo11 style.", "Pier No.1 and Pier No.2 were built by Crew7 at 9.30 for 2.5 million, said the U.S. in Apollo11 style."},
		{"digits out of order stay", "The ship left on Sept.11 and the mole fell.7 The town paid for it.", "The ship left on Sept.11 and the mole fell.7 The town paid for it."},
		{"a name with a one", "The mole was built by Harbour1 last year and lost.", "The mole was built by Harbour1 last year and lost."},
	}
	for _, test := range tests {
		texts := []string{test.text}
		cutFootnotes(texts)
		if texts[0] != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, texts[0], test.want)
		}
	}
	together := []string{"The mole was lost.1", "The town paid.2 Then it rained.3"}
	if cutFootnotes(together); together[0] != "The mole was lost." || together[1] != "The town paid. Then it rained." {
		t.Errorf("numbers run on from one paragraph to the next: %q", together)
	}
}

func TestYearLabelsHeadTheirLine(t *testing.T) {
	a := read(t, `How the harbour changed
By Ada Lark
The harbour of Port Elm has been built and lost more often than anyone can count.
A short calendar of the harbour walls:
The first mole is finished after ten years of work by the town.
1904 A storm takes the lighthouse.
1905 The town builds another lighthouse out of stone.1909-1911
The old mole is made longer by a hundred metres.
1911-1912
The mole is lost in one night. Nobody is hurt.1914
The harbour is closed.September 1921
A new company buys the quay and the sheds.1921
The first mole is finished after ten years of work by the town. 1904
A storm takes the lighthouse. 1905
The town builds another lighthouse out of stone.1909-1911
The old mole is made longer by a hundred metres.1911-1912
The mole is lost in one night. Nobody is hurt.1914
The harbour is closed.1936
The harbour is closed.
The council has promised not to lose another wall.
`)
	want := []string{
		"The harbour of Port Elm has been built and lost more often than anyone can count.",
		"The first mole is finished after ten years of work by the town.",
		"1904 A storm takes the lighthouse.",
		"1905 The town builds another lighthouse out of stone.",
		"1909-1911 The old mole is made longer by a hundred metres.",
		"1911-1912 The mole is lost in one night. Nobody is hurt.",
		"1914 The harbour is closed.",
		"September 1921 A new company buys the quay and the sheds.",
		"1936 The harbour is closed.", // the same words under another year: another event
		"The council has promised not to lose another wall.",
	}
	if got := texts(a); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := reasonOf(a, "A short calendar"); got != ReasonHeading {
		t.Errorf("the calendar's title was dropped as %q", got)
	}
	if got := reasonOf(a, "1904 A storm"); got != ReasonRepeated {
		t.Errorf("the second copy was dropped as %q", got)
	}
}

func TestYearsThatEndASentenceStay(t *testing.T) {
	for _, text := range []string{
		"The mole was finished in the summer of 1911\nThe town was glad about it and gave a feast.\n",
		"Nobody knows when it began. 1911\nThe town was glad about it and gave a feast.\n",
		"It was the best of years for the town, 1911.\nThe town was glad about it and gave a feast.\n",
	} {
		for _, p := range texts(read(t, text+body)) {
			if strings.HasPrefix(p, "1911 ") {
				t.Errorf("a year was lifted: %q", p)
			}
		}
	}
}

func TestTextBrokenAtAFixedWidthIsJoined(t *testing.T) {
	a := read(t, `THE LOST MOLE

By Ada Lark

The old mole of Port Elm was finished four days later than the council
had promised, and it stood for less than one year before the sea took
it in a single night.

The people of the town still tell their children what the night was
like, and they show them the stones that can be seen when the water is
low enough in spring.
`)
	want := []string{
		"The old mole of Port Elm was finished four days later than the council had promised, and it stood for less than one year before the sea took it in a single night.",
		"The people of the town still tell their children what the night was like, and they show them the stones that can be seen when the water is low enough in spring.",
	}
	if got := texts(a); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if a.Title != "THE LOST MOLE" || !slices.Equal(a.Authors, []string{"Ada Lark"}) {
		t.Errorf("title %q, authors %q", a.Title, a.Authors)
	}
}

func TestShortWordsMayBeSaidAgain(t *testing.T) {
	a := read(t, "“No,” he said.\nThe council waited for an answer from the sailors.\n“No,” he said.\n"+body)
	if got := len(a.Paragraphs); got != 6 {
		t.Errorf("%d paragraphs, want all 6: %q", got, texts(a))
	}
}

func TestTextThatWasReadAsLatin1IsReadAgain(t *testing.T) {
	tests := map[string]string{
		"The quay cost Â£4m; the mole â€“ the olderâ€”cost less.":         "The quay cost £4m; the mole – the older—cost less.",
		"The quay cost \u00c2\u00a34m, the mole \u00e2\u0080\u0093 less.": "The quay cost £4m, the mole – less.",
		"The quay cost £4m, and the CHÂTEAU of the mayor more.":           "The quay cost £4m, and the CHÂTEAU of the mayor more.",
		"A page about broken text shows Â£ where it means “£”.":           "A page about broken text shows Â£ where it means “£”.",
		"The quay was built in one year.":                                 "The quay was built in one year.",
		"Â":                                                               "Â",
	}
	for text, want := range tests {
		if got := readAgain(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestSpacesAndInvisibleCharactersAreFolded(t *testing.T) {
	a := read(t, "\ufeffThe\u00a0ebb  came\tearly\u200b that\u00ad year,\u202e and it stayed.\r\nNobody knew why it\u2028came so early in the year.\r")
	want := []string{"The ebb came early that year, and it stayed.", "Nobody knew why it", "came so early in the year."}
	if got := append(texts(a), droppedTexts(a)...); !slices.Equal(sorted(got), sorted(want)) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestH3MarksOverALetterAreBounded(t *testing.T) {
	a := read(t, "The e"+strings.Repeat("\u0301", 10_000)+"bb came early that year.\n"+body)
	if got := utf8.RuneCountInString(a.Paragraphs[0].Text); got != len("The ebb came early that year.")+maxMarks {
		t.Errorf("%d characters are left", got)
	}
}

func droppedTexts(a Article) []string {
	var all []string
	for _, d := range a.Dropped {
		all = append(all, d.Text)
	}
	return all
}

func sorted(s []string) []string { s = slices.Clone(s); slices.Sort(s); return s }

func TestI4WhatIsNoTextIsRefusedWithTheReason(t *testing.T) {
	tests := []struct {
		name, file, data, says string
	}{
		{"HTML without a sentence", "a.txt", "\n <!DOCTYPE html><p>x", "no paragraph of this page"},
		{"XML", "a.html", "<?xml version=\"1.0\"?><rss></rss>", "this is XML"},
		{"a picture with the name of a page", "a.html", "\x89PNG\r\n\x1a\n\x00", "plain text (.txt, .text), Markdown (.md, .markdown) or HTML (.html, .htm, .xhtml)"},
		{"PDF by content", "a.txt", "%PDF-1.7\n", "this is PDF"},
		{"a picture", "a.txt", "\x89PNG\r\n\x1a\n\x00", "PNG"},
		{"a bank", "a.yaml", "format: 1", "YAML"},
		{"NUL", "a.txt", "The ebb\x00 came.", "byte 8 is NUL"},
		{"an encoding that nothing names", "a.txt", "One line.\n\xcc\xee\xf0\xe5 \xf3\xf8\xeb\xee.", "line 2 is not UTF-8 (byte 11)"},
		{"broken UTF-8", "a.txt", "The café is open.\nThe caf\xc3 is not.", "line 2 is not UTF-8 (byte 27)"},
		{"control characters", "a.txt", strings.Repeat("\x01\x02ab", 10), "control character"},
		{"too large", "a.txt", strings.Repeat("x", MaxBytes+1), "at most 10 MiB"},
		{"empty", "a.txt", "", "no line of this reads like a sentence"},
		{"headings only", "a.txt", "News\nOpinion\nHarbours\n", "no line of this reads like a sentence"},
		{"odd UTF-16", "a.txt", "\xff\xfea", "UTF-16"},
	}
	for _, test := range tests {
		_, err := Read(test.file, []byte(test.data))
		if err == nil || !strings.Contains(err.Error(), test.says) || !strings.HasPrefix(err.Error(), test.file+": ") {
			t.Errorf("%s: error %v, want %s: ... %q", test.name, err, test.file, test.says)
		}
	}
}

func TestI4UTF16IsDecoded(t *testing.T) {
	little := func(r rune) []byte { return []byte{byte(r), byte(r >> 8)} }
	big := func(r rune) []byte { return []byte{byte(r >> 8), byte(r)} }
	for _, test := range []struct {
		mark    string
		bytesOf func(r rune) []byte
	}{{"\xff\xfe", little}, {"\xfe\xff", big}, {"", little}, {"", big}} {
		data := []byte(test.mark)
		for _, r := range "The ebb — it came early.\n" {
			data = append(data, test.bytesOf(r)...)
		}
		a, err := Read("a.txt", data)
		if err != nil || len(a.Paragraphs) != 1 || a.Paragraphs[0].Text != "The ebb — it came early." {
			t.Errorf("%+v, %v", a.Paragraphs, err)
		}
	}
}

func TestLanguageIsThatOfTheText(t *testing.T) {
	for text, want := range map[string]string{
		body: "en",
		"Die Ebbe kam in jenem Jahr früh und blieb für lange Zeit. Niemand in der Stadt konnte sagen, warum das Wasser so niedrig stand.\n":                      "de",
		"La marée basse est venue tôt cette année et elle est restée longtemps. Personne en ville ne pouvait dire pourquoi l'eau était si basse dans le port.\n": "fr",
		"Отлив в том году пришёл рано и продолжался долго. Никто в городе не мог сказать, почему вода стояла так низко, но лодки уже не могли выйти в море.\n":   "ru",
		"جاء الجزر مبكرا في تلك السنة واستمر طويلا. لم يستطع أحد في المدينة أن يقول لماذا كان الماء منخفضا إلى هذا الحد في الميناء القديم.\n":                    "ar",
		"The ebb came early.\n": "", // too short to tell
		"Az apály abban az évben korán jött, és sokáig tartott. A városban senki sem tudta megmondani, miért volt olyan alacsony a víz a kikötőben.\n": "",
	} {
		a := read(t, text)
		if a.Language != want {
			t.Errorf("language %q, want %q of %q", a.Language, want, text)
		}
		if note := a.LanguageNote(); (note == "") != (want == "en") {
			t.Errorf("note %q for %q", note, want)
		}
	}
	if note := (&Article{Source: questions.Source{Language: "de"}}).LanguageNote(); note != "This article is in German: it was read, but rules extract facts from English only." {
		t.Errorf("note %q", note)
	}
}

func TestFindComparesWholeWordsAndFoldsMarks(t *testing.T) {
	a := Article{Paragraphs: []Paragraph{
		{Number: 1, Text: "“They are calm people,” said the pilot’s mate — and left."},
		{Number: 2, Text: "The mole fell. The mole fell again."},
		{Number: 3, Text: "They are calm people in the bay; the cats were not."},
	}}
	tests := []struct {
		paragraph int
		anchor    string
		count     int
		elsewhere []int
	}{
		{1, `"They are calm people," said`, 1, nil},
		{1, "pilot's mate - and  left", 1, nil},
		{1, "They are calm people", 1, []int{3}},
		{2, "The mole fell", 2, nil},
		{0, "the bay", 0, []int{3}},
		{3, "the cat", 0, nil}, // a part of a word is no match
		{1, "they are calm", 0, nil},
		{1, "", 0, nil},
	}
	for _, test := range tests {
		got := a.Find(test.paragraph, test.anchor)
		if got.Count != test.count || !slices.Equal(got.Elsewhere, test.elsewhere) || got.Once() != (test.count == 1) {
			t.Errorf("%q in %d: %+v, want %d and %v", test.anchor, test.paragraph, got, test.count, test.elsewhere)
		}
	}
}

func TestNormaliseFoldsTypography(t *testing.T) {
	for in, want := range map[string]string{
		" a\u00a0 b\n": "a b", "‘x’ “y” «z»": `'x' "y" "z"`, "a–b—c−d": "a-b-c-d", "e\u0301": "é", "x\u200by\u00ad": "xy", "wait…": "wait...", "": "",
	} {
		if got := Normalise(in); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestJSONHasTheStableKeys(t *testing.T) {
	a := read(t, "The ebb came early & stayed for a long time.\n")
	got, err := json.Marshal(a)
	want := `{"file":"page.txt","title":"","authors":[],"outlet":"","published":"","url":"","language":"","paragraphs":[{"number":1,"text":"The ebb came early \u0026 stayed for a long time."}],"dropped":[]}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s (%v)\nwant %s", got, err, want)
	}
}

func TestReadingTakesLinearTime(t *testing.T) {
	for name, unit := range map[string]string{
		"the same sentence":       "The water does not wait for the council, and it never will.\n",
		"one endless line":        "The water does not wait for the council, and it never will, ",
		"labels":                  "The mole fell.1911\n",
		"footnotes":               "The mole fell.1 ",
		"bylines":                 "By Ada Lark\n",
		"almost a byline":         "By Ada Lark and ",
		"quotation marks":         "”’)",
		"words seen in a million": "a b c d e f a b c d e f.\na b c d e f g h.\n",
	} {
		measure := func(n int) time.Duration {
			data := []byte(strings.Repeat(unit, n/len(unit)) + "\n" + body)
			fastest := time.Hour
			for range 3 {
				start := time.Now()
				if _, err := Read("a.txt", data); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				fastest = min(fastest, time.Since(start))
			}
			return fastest
		}
		once, twice := measure(15_000), measure(60_000)
		if twice > 10*once+20*time.Millisecond { // 4 when linear, 16 when quadratic
			t.Errorf("%s: 15 KB take %v, 60 KB %v", name, once, twice)
		}
	}
}

// TestTheReferenceArticles reads the five articles of the built-in bank where
// they are at hand; the project does not contain them.
func TestTheReferenceArticles(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: it names the folder with articles/*.txt")
	}
	tests := []struct {
		prefix, title, outlet, published string
		authors                          []string
		paragraphs                       int
		first, last                      string // the first words of those paragraphs
		sum                              string // the first digits of the SHA-256 of all of them, a line each
	}{
		{"000_", "Russia Gambles in Afghanistan — Again (Op-ed)", "The Moscow Times", "2017-05-08", []string{"Artemy Kalinovsky"}, 15, "In recent weeks", "It is hard to imagine", "dc8d7fc8bbbe"},
		{"001_", "Pragmatism is shaping Russia-Taliban relations", "", "", []string{"Giorgio Cafiero"}, 20, "Although the Taliban", "But, at least for now", "7a1a41444981"},
		{"002_", "Thirty years after the Soviet Union’s pull-out from Afghanistan, Moscow wants back in.", "", "", []string{"Missy Ryan", "Amie Ferris-Rotman"}, 84, "Russia has been cultivating", "“The United States is not likely", "3d89166f491e"},
		{"003_", "Russian Moves in Afghanistan Are About Regional Stability, Not Revenge on US", "", "2020-07-22", []string{"Artemy M. Kalinovsky"}, 8, "Hardly a week", "The Russian leadership", "51c2224cc79b"},
		{"004_", "Russia’s Engagement with the Taliban", "", "2017-06-21", []string{"Parth Sarthi Suhag"}, 8, "In December 2015", "Notwithstanding all this", "f35159cc6d86"},
	}
	for _, test := range tests {
		files, err := filepath.Glob(filepath.Join(reference, "articles", test.prefix+"*.txt"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: files %v, %v", test.prefix, files, err)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		a, err := Read(files[0], data)
		if err != nil {
			t.Errorf("%s: %v", test.prefix, err)
			continue
		}
		if a.Title != test.title || a.Outlet != test.outlet || a.Published.String() != test.published || !slices.Equal(a.Authors, test.authors) || a.Language != "en" || a.URL != "" {
			t.Errorf("%s: metadata %+v", test.prefix, a.Source)
		}
		if sum := Sum([]byte(strings.Join(texts(a), "\n")))[:12]; sum != test.sum {
			t.Errorf("%s: the paragraphs changed: sum %q, want %q", test.prefix, sum, test.sum)
		}
		n := len(a.Paragraphs)
		if n != test.paragraphs || !strings.HasPrefix(a.Paragraphs[0].Text, test.first) || !strings.HasPrefix(a.Paragraphs[n-1].Text, test.last) {
			t.Errorf("%s: %d paragraphs from %.30q to %.30q, want %d", test.prefix, n, a.Paragraphs[0].Text, a.Paragraphs[n-1].Text, test.paragraphs)
		}
	}
}

func TestEveryButtonIsLookedAt(t *testing.T) {
	for _, s := range []string{
		"Share", "Tweet this", "E-mail", "email this page", "WhatsApp", "Whats App", "LinkedIn", "Print this page", "X", "Copy link to clipboard", "Show more sharing options",
		"Comments (12)", "12 shares", "Send to a friend", "Menu", "Sports", "Sign in", "Log in", "Login", "Follow us", "About us", "Advertise with us", "Terms of use",
		"Cookie policy", "Most Read", "Trending now", "Related stories", "Recommended for you", "You may also like", "More from Harbours", "Read more", "See also",
		"Load more", "Continue reading", "Back to top", "You are here", "Skip to content", "Next article", "Previous", "Tags: ebb", "Topics", "Filed under: tides",
		"Category: tides", "From our partners", "For immediate release", "Sponsored", "Print edition", "Company", "Loading...", "@adalark", "#ebb, #flood",
	} {
		if k := kindOf(s); k != share && k != furniture {
			t.Errorf("%q is taken for kind %d", s, k)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(tidePage))
	f.Add([]byte(body))
	f.Add([]byte("The mole fell.1911\nThe town paid.1 2016 saw ‘more’.2\n"))
	f.Add([]byte("By Ada Lark and \nBy \n© 2020\n1911\n1911\na b c.\n"))
	f.Add([]byte("[1]\n¹\n[a].[1]\nx.¹\n"))
	f.Add([]byte("\xff\xfea\x00.\x00"))
	f.Fuzz(func(t *testing.T, data []byte) { checkReading(t, "a.txt", data) })
}

func FuzzReadHTML(f *testing.F) {
	f.Add([]byte(harbourPage))
	f.Add([]byte(ebbPage))
	f.Add([]byte("<table><tr><td>a<td>b<tr><th>c</table><p>x y.<br><br>z.<li>w.</p></div><h1>a</h2>"))
	f.Add([]byte("<p hidden>a.<p class='sr-only ad'>b.<svg><p>c.</svg><!--<p>d.--><p>e.<script type=ld+json>[[{}]]</script><p>The ebb came.</p>"))
	f.Add([]byte("<meta charset=utf-16><meta charset=iso-2022-jp><p>\x1b$B\x80."))
	f.Fuzz(func(t *testing.T, data []byte) { checkReading(t, "a.html", data) })
}

func FuzzReadMarkdown(f *testing.F) {
	f.Add([]byte(quayMarkdown))
	f.Add([]byte("+++\na=[\n+++\n# \n---\n> > - x\n\t y\n~~~\n"))
	f.Add([]byte("**a** *b* _c_ `d` \\* [e](f) ![g](h) <i> &amp; [^1]\n===\n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkReading(t, "a.md", data) })
}

// checkReading reads a document twice and checks what holds for every one.
func checkReading(t *testing.T, name string, data []byte) {
	a, err := Read(name, data)
	again, errAgain := Read(name, data)
	if (err == nil) != (errAgain == nil) {
		t.Fatalf("errors differ: %v and %v", err, errAgain)
	}
	if err != nil {
		if err.Error() == "" {
			t.Fatal("an error without words")
		}
		return
	}
	first, _ := json.Marshal(a)
	second, _ := json.Marshal(again)
	if string(first) != string(second) {
		t.Fatalf("two readings differ:\n%s\n%s", first, second)
	}
	if len(a.Paragraphs) == 0 {
		t.Fatal("no paragraphs and no error")
	}
	for i, p := range a.Paragraphs {
		if p.Number != i+1 || strings.TrimSpace(p.Text) == "" || !utf8.ValidString(p.Text) || strings.ContainsAny(p.Text, "\n\r") {
			t.Fatalf("paragraph %d is %+v", i+1, p)
		}
		if found := a.Find(p.Number, p.Text); Normalise(p.Text) != "" && found.Count < 1 {
			t.Fatalf("paragraph %d does not contain itself: %q", p.Number, p.Text)
		}
	}
}

func TestCharacterReferencesAreResolved(t *testing.T) {
	for in, want := range map[string]string{
		"Port Elm&#151;or what is left of it":    "Port Elm—or what is left of it",
		"the pilots' A&amp;E and the mayor's":    "the pilots' A&E and the mayor's",
		"the pilots' A&E; and the mayor's A&Es;": "the pilots' A&E and the mayor's A&Es",
		"the mayor&#191;s quay":                  "the mayor’s quay",
		"&iquest; and &lt;p> of a page's source": "&iquest; and &lt;p> of a page's source",
	} {
		if got := withoutEntities(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestLabelledLinesInFrontAreNoText(t *testing.T) {
	a := read(t, "Series title: What Do the Tides Do?\n\nSeries description: Should a town be built where the water comes twice a day?\n\nArticle title: The Ebb Shapes a Town\n\n"+strings.Join(quayText, "\n\n"))
	if a.Title != "The Ebb Shapes a Town" || !slices.Equal(texts(a), quayText) {
		t.Errorf("title %q, body %q", a.Title, texts(a))
	}
}

// A short line alone above a text is its title where it begins with a name, and
// the heading of a section where it does not.
func TestAShortHeadlineBeginsWithAName(t *testing.T) {
	const said = "In the winter the keepers of the harbour wrote to Askel about the lamp, and again in the spring, when the ferries had been late for the third time in a month. Nobody at the yard of Askel answered them."
	text := strings.Repeat(said+"\n\n", 4)
	for first, want := range map[string]string{
		"Askel buys harbour lamp":          "Askel buys harbour lamp",
		"Keepers buy harbour lamp":         "", // any keepers
		"Vell buys harbour lamp":           "", // of whom the text says nothing
		"Askel and the lamps of the north": "Askel and the lamps of the north",
		"Early years":                      "",
		"Harbour lamp 'too late'":          "Harbour lamp 'too late'",
		"Late harbour lamp keepers warned": "Late harbour lamp keepers warned", // done to somebody
	} {
		if a := read(t, first+"\n\n"+text); a.Title != want {
			t.Errorf("%q: the title is %q, want %q", first, a.Title, want)
		}
	}
}
