package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestWhatIsSeenInAPictureIsNotSo(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		before, text string
		of           bool
	}{
		{"In a Norwegian cartoon of the time, the vote is a boat race.", "Lark stands on the quay.", true},
		{"In this scenario, the harbour closes.", "Brenk has no ferry.", true},
		{"In a cartoon of 1904, the vote is a boat race.", "Lark bought the cartoon in Oslo.", false},
		{"In the town of Brenk, the vote is a boat race.", "Lark stands on the quay.", false},
		{"", "Lark stands on the quay.", false},
	}
	for _, test := range tests {
		p := &paragraph{plain: strings.TrimSpace(test.before + " " + test.text)}
		start := strings.Index(p.plain, test.text)
		s := &sentence{paragraph: p, start: start, end: len(p.plain), text: test.text, tokens: english.tokens(test.text)}
		if got := ofPicture(s); got != test.of {
			t.Errorf("%q behind %q: %t, want %t", test.text, test.before, got, test.of)
		}
	}
}

func TestWhatTheNextSentenceRefutesIsNotSo(t *testing.T) {
	const told = "Ada Lark was seen at the harbour of Brenk in 1994."
	for next, want := range map[string]bool{
		"(She wasn't.)":                     true,
		"That is not true.":                 true,
		"This is simply false.":             true,
		"She was not alone at the harbour.": false,
		"She wasn't asked about it.":        false,
		"":                                  false,
	} {
		p := &paragraph{plain: strings.TrimSpace(told + " " + next)}
		if got := (&finder{document: &document{}}).denied(&sentence{paragraph: p, end: len(told), text: told}); got != want {
			t.Errorf("before %q: %t, want %t", next, got, want)
		}
	}
	for statement, want := range map[string]bool{
		"Ada Lark will have won despite the council.":              true,
		"Ada Lark will have won, carried by a mass of keepers.":    true,
		"If she wins, Ada Lark will have won despite the council.": false,
		"By 2030 Ada Lark will have sold the lamps.":               false,
		"Ada Lark will have to sell the lamps.":                    false,
	} {
		if got := caseLost(statement); got != want {
			t.Errorf("%s: %t, want %t", statement, got, want)
		}
	}
	const words = "I do not ask the council for the same. I ask it for more. I do not like the quay. Boats are too big."
	for part, want := range map[string]bool{"I do not ask the council for the same.": true, "I do not like the quay.": false, "I ask it for more.": false} {
		if got := correctedNext(words, part); got != want {
			t.Errorf("%s: %t, want %t", part, got, want)
		}
	}
}

func TestAListOfFalsehoodsTellsNoFacts(t *testing.T) {
	const text = "\n\nBy Tom Reed\n\nAda Lark sank 13 ferries in the harbour of Brenk in 1994. She said so at the quay in Brenk.\n\nThe council of Brenk knows of only two ferries.\n"
	for title, want := range map[string]bool{"A Week of Falsehoods From the Harbour": false, "A Week at the Harbour of Brenk": true} {
		found := run(t, read(t, "a.md", "# "+title+text))
		got := slices.ContainsFunc(found.Facts, func(f questions.Fact) bool { return strings.Contains(f.Statement, "13 ferries") })
		if got != want {
			t.Errorf("%s: told as a fact: %t, want %t", title, got, want)
		}
	}
}

func TestWhatAListOrTheNextSentenceDeniesIsNoFact(t *testing.T) {
	const text = "# A Week at the Harbour of Brenk\n\nBy Tom Reed\n\nThe council of Brenk met on Monday for an hour.\n\nLEAD\n\n* Ada Lark sank 13 ferries in the harbour of Brenk in 1994.BEHIND\n"
	for _, test := range []struct {
		lead, behind string
		told         bool
	}{
		{"Among the conspiracy theories of the town:", "", false},
		{"Among the news of the town:", "", true},
		{"Among the news of the town:", " (She did not.)", false},
		{"Among the news of the town:", " (Tom Reed was there.)", true},
	} {
		found := run(t, read(t, "a.md", strings.NewReplacer("LEAD", test.lead, "BEHIND", test.behind).Replace(text)))
		got := slices.ContainsFunc(found.Facts, func(f questions.Fact) bool { return strings.Contains(f.Statement, "13 ferries") })
		if got != test.told {
			t.Errorf("%q, %q: told as a fact: %t, want %t", test.lead, test.behind, got, test.told)
		}
	}
}

func TestWordsSetApartAreNotTheAuthors(t *testing.T) {
	const text = "# Why boats must come before cars\n\nBy Tom Reed\n\nI think that the harbours of Norway should be free of cars. We must never forget that the boats of Brenk were there first. My view is really simple.\n\nVIEW\n\nI have never heard anything so wrong. I must say that this person should see the boats of Brenk.\n"
	const view = "Cars are better for the trade of Norway than the old boats of Brenk."
	for mark, want := range map[string]bool{"> ": false, "": true} {
		found := run(t, read(t, "a.md", strings.Replace(text, "VIEW", mark+view, 1)))
		got := slices.ContainsFunc(found.Facts, func(f questions.Fact) bool { return strings.Contains(f.Statement, "old boats") })
		if got != want {
			t.Errorf("%q: told as the author's view: %t, want %t (%v)", mark, got, want, found.Dropped)
		}
	}
}

func TestOnlyWhoDidItAloneIsExchanged(t *testing.T) {
	tests := []struct {
		statement, name string
		alone           bool
	}{
		{"Ada Lark founded the Brenk Lamp Trust.", "Ada Lark", true},
		{"The trust was founded in May by Ada Lark.", "Ada Lark", true},
		{"Bo Berg was neutral in the race that Ada Lark won.", "Bo Berg", false},
		{"Bo Berg was neutral in the race that Ada Lark won.", "Ada Lark", true},
		{"Bo Berg, who won, likes Ada Lark.", "Ada Lark", false},
		{"Bo Berg likes lamps.", "Ada Lark", false},
	}
	for _, test := range tests {
		if got := didAlone(test.statement, test.name); got != test.alone {
			t.Errorf("%q of %q: %t, want %t", test.name, test.statement, got, test.alone)
		}
	}
}

func TestWhatIsAddedUpMayBeAnotherNumber(t *testing.T) {
	f := &finder{document: &document{article: &article.Article{}, paragraphs: []paragraph{
		{plain: "Ada Lark lit 11 lamps in Brenk. She lit two more in Oslo."},
		{plain: "Ada Lark lit 11 lamps in Brenk. She likes Oslo."},
	}}}
	for n, want := range map[int]bool{1: true, 2: false, 3: false} {
		fact := &questions.Fact{Statement: "Ada Lark lit 11 lamps.", Evidence: []questions.Evidence{{Paragraph: n, Quote: "Ada Lark lit 11 lamps in Brenk."}}}
		if got := f.addedUp(fact, "11"); got != want {
			t.Errorf("paragraph %d: %t, want %t", n, got, want)
		}
	}
}

func TestHalfOfTwoWhoDidItIsNoSubject(t *testing.T) {
	for _, s := range statements(t, "Percy Lark", "Percy Lark was born in Brenk. A concert was held in Oslo, after which mother and son left Norway for Sweden on 29 May 1895.") {
		if strings.HasPrefix(s, "Son ") {
			t.Errorf("told: %q", s)
		}
	}
}

func TestARelativeOfWhomTheTitleNamesIsNotMeant(t *testing.T) {
	for _, s := range statements(t, "Ada Lark",
		"Lark kept the lamp of Brenk. She was born in 1887 in Oslo to Tom Lark, a baker, and his wife.",
		"In 1910, Lark joined the Brenk Lamp Trust. In 1915, Lark won the Golden Lamp of Norway.") {
		if strings.HasPrefix(s, "In 19") && strings.Contains(s, "Tom Lark") {
			t.Errorf("told of her father: %q", s)
		}
	}
}
