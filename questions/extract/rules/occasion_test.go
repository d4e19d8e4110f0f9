package rules

import (
	"strings"
	"testing"

	"quizbot/questions"
)

func TestWhatHappenedOnOneOfManyOccasionsIsNotStatedWithoutIt(t *testing.T) {
	const before = "Ada Lark played for Brenk in Norway. Otto Winther led the team."
	tests := []struct{ name, text, reason string }{
		{"wickets", "Ada Lark took 3/35 from ten overs as Sweden lost to Norway.", reasonOccasion},
		{"wickets of a year", "Ada Lark took 3/35 from ten overs as Sweden lost to Norway in 1905.", ""},
		{"a first of a life", "Ada Lark hit a maiden fifty, an unbeaten 67, against Norway.", ""},
		{"a team", "Ada Lark was dropped from the Norway team.", reasonOccasion},
		{"passes", "Ada Lark was 20-of-24 passing for 235 yards in Norway.", reasonOccasion},
		{"a minute of a match", "Ada Lark missed a lamp on 28 minutes in Norway.", reasonOccasion},
		{"a vote", "Otto Winther was neutral in the eight-man primary that Ada Lark won.", reasonOccasion},
		{"the oldest at one time", "Ada Lark was the oldest living captain of Norway.", reasonOccasion},
		{"a count of votes", "Ada Lark was elected over Nora Quill of Norway by a vote of 426 to 353.", reasonOccasion},
		{"one name", "Marit died on 4 April 1867 in Norway.", reasonSurname},
		{"the name of the title", "Brenk died on 4 April 1867 in Norway.", ""},
		{"more than what", "A more positive description was offered in Norway in 1938 by Otto Winther.", reasonPointing},
		{"a child of whom", "A second son was born in Norway on 3 May 1906.", reasonPointing},
		{"the book itself", "The last chapter in Part II explores the harbours of Norway.", reasonTrivial},
		{"a list on the page", "According to Ada Lark, Below is a list of lamps for keepers.", reasonTrivial},
		{"a part of the book", "Part V examines how lamps are kept in Norway.", reasonTrivial},
		{"a part of an act", "Part V of the act forbids lamps in Norway after 1905.", ""},
		{"like what", "According to Ada Lark, an analogy (but no model) is the lamp of Brenk.", reasonPointing},
		{"an answer to what", "A bold answer has long been the lamp of Norway.", reasonPointing},
		{"there is one to what", "According to Ada Lark, there is a cheap remedy: keepers should own lamps.", reasonPointing},
		{"the best of what", "According to Ada Lark, the strongest evidence comes from lamps of Norway.", reasonPointing},
		{"the best of something", "According to Ada Lark, the strongest evidence of old harbours comes from lamps.", ""},
		{"first to win what", "Otto Winther was the first keeper to win since 1882.", reasonOccasion},
		{"half as much as who", "Otto Winther spent half as much on lamps in Norway.", reasonPointing},
		{"half as much as somebody", "Otto Winther spent half as much on lamps as Ada Lark in Norway.", ""},
		{"twice as many compared", "Compared with Sweden, keepers of Norway buy twice as many lamps.", ""},
		{"half of what", "According to Ada Lark, nearly half came from keepers of Norway.", reasonPointing},
		{"half of something", "According to Ada Lark, nearly half of all lamps came from keepers of Norway.", ""},
		{"soon after which day", "According to Ada Lark, in a few months, lamps will be sold in Norway.", reasonPointing},
		{"what stands above", "According to Ada Lark, everything above, from lamps to oil, is sold in Norway.", reasonPointing},
		{"what figures above", "Norway has shown some above figures on lamps of Brenk.", reasonPointing},
		{"arrived where", "Two boats of Ada Lark arrived on December 22, 1910.", reasonOccasion},
		{"arrived somewhere", "Two boats of Ada Lark arrived in Norway on December 22, 1910.", ""},
		{"a colony of several", "Norway opted to sell the Swedish colony to a neighbor.", reasonOneOf},
		{"a colony by its place", "Norway opted to sell the Swedish colony of Brenk to a neighbor.", ""},
		{"a group at no time", "Black people were excluded from harbours and lamp schools.", reasonCountry},
		{"a group at some place", "Black people were excluded from harbours and lamp schools of Ohio.", ""},
		{"reports after what", "Subsequent reports suggested that three boats of Norway had sunk.", reasonPointing},
		{"first to win something", "Otto Winther was the first keeper to win the Lamp Race since 1882.", ""},
		{"elected again as what", "In 1889 Otto Winther decided to stand for reelection.", reasonOccasion},
		{"elected again as mayor", "In 1889 Otto Winther stood for reelection as mayor of Oslo.", ""},
		{"dealing with whom", "Otto Winther asked that the Union of Norway negotiate.", reasonOccasion},
		{"written when", "According to Ada Lark, Otto Winther just wrote a report on lamps of Norway.", reasonRelative},
		{"written in a year", "According to Ada Lark, Otto Winther just wrote a report on lamps of Norway in 1905.", ""},
		{"won which title", "Otto Winther won the title in Norway.", reasonOccasion},
		{"won a title by its name", "Otto Winther won the title in the Lamp Cup of Norway.", ""},
		{"won what", "Norway won in 1905, with Sweden coming second.", reasonOccasion},
		{"a passing state", "Norway has beaten the Otters in three consecutive matches.", reasonRelative},
		{"a passing state of a month", "As of May 1905, Norway has beaten the Otters in three consecutive matches.", ""},
		{"a contract of which time", "Otto Winther has a year to run on his deal in Norway.", reasonRelative},
		{"since when", "According to Ada Lark, in the short time since launch, keepers of Norway sold 40 lamps.", reasonRelative},
		{"when it became so", "According to Ada Lark, lamps and Norway boats became normal.", reasonRelative},
		{"when it became so is told", "According to Ada Lark, lamps and Norway boats became normal after the storm.", ""},
		{"one of many times", "When the Bank of Norway raised interest rates, prices of lamps fell.", reasonRelative},
		{"one time of a year", "When the Bank of Norway raised interest rates in 1905, prices of lamps fell.", ""},
		{"more of them", "Two additional lamps are found in Norway and Sweden.", reasonCounted},
		{"goals of some season", "Otto Winther scored nine goals.", reasonOccasion},
		{"a debut in some season", "Otto Winther made a debut against the Otters of Norway.", reasonOccasion},
		{"a chapter of history", "The last chapter of the lamp war began in Norway in 1905.", ""},
		{"an example", "A case in point is the lamp of Ada Lark in Norway.", reasonPointing},
		{"what came next", "Immediately following, storms took place in Norway and Sweden.", reasonPointing},
		{"followed of what", "The consequences for Norway became more obvious in 1906.", reasonAct},
		{"a loss of which ferry", "The loss of a ferry for the first time since 1905 showed that Norway was weak.", reasonAct},
		{"a loss of a named ferry", "The loss of a Brenk ferry for the first time since 1905 showed that Norway was weak.", ""},
		{"a loss of any ferry", "The loss of a ferry shows how weak a harbour of Norway is.", ""},
		{"the first among whom", "According to Ada Lark, Otto Winther, not Nora Quill, was the leading captain.", reasonCounted},
		{"the first of a country", "According to Ada Lark, Otto Winther, not Nora Quill, was the leading captain of Norway.", ""},
		{"the first of a year", "According to Ada Lark, Otto Winther, not Nora Quill, was in 1905 the leading captain.", ""},
		{"whose plan for what", "According to Ada Lark, the initiative of Norway and Winther's outreach proved helpful.", reasonAct},
		{"a plan of whom", "Most captains expected Otto Winther's initiative to open the harbours of Norway.", reasonAct},
		{"a plan for what", "Otto Winther's initiative to open the harbours of Norway proved helpful to them all.", ""},
		{"followed of a war", "The consequences of the lamp war for Norway became more obvious in 1906.", ""},
	}
	for _, test := range tests {
		fact := questions.Fact{Statement: test.text, FoundBy: "rules/subject"}
		if reason, detail := asShown(t, "Brenk", fact, before, test.text); reason != test.reason {
			t.Errorf("%s: %s\n  got %q (%s), want %q", test.name, test.text, reason, detail, test.reason)
		}
	}
}

func TestALifeNamesItsPeopleWhole(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	const life = `Skarnby Otto Lark or Otto Lark (1840-1890) was a sailor and actor of Brenk. Lark was the son of Karl Moll and Eva (Winther) Lark. In 1870 he married Marie Quill. Marie sailed in 1872. He played Tom Finn in the film The Gull, and his roles include Carl Vane.`
	a := read(t, "lark.txt", "Otto Lark\n\n"+life+"\n")
	d := prepare(&a, lang)
	if main := d.names.main; main == nil || main.full != "Skarnby Otto Lark" {
		t.Errorf("the life is of %+v", main)
	}
	for name, apart := range map[string]bool{"Karl Moll": true, "Marie Quill": false, "Tom Finn": true, "Carl Vane": true} {
		if p := d.names.full[name]; p == nil || p.apart != apart {
			t.Errorf("%s: %+v, want apart %t", name, p, apart)
		}
	}
	if p := d.names.surname["Marie"]; p == nil || p.full != "Marie Quill" {
		t.Errorf("Marie is %+v", p)
	}
}

func TestTheTitleNamesWhoseLifeIsTold(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for title, first := range map[string]string{
		"Skarn Lark":    `Skarn Berg Lark MB (27 July 1894 - 13 June 1941) was a keeper of Brenk.`,
		"Skarney Lark":  `Captain Sir Skarney Berg (Skarn) Lark, DFC (27 July 1894 - 13 June 1941) was a keeper of Brenk.`,
		"Skarnie Lark":  `Otto Finn "Skarnie" Lark (27 July 1894 - 13 June 1941) was a keeper of Brenk.`,
		"Adelaide Lark": `Adelaide Moll Lark (27 July 1894 - 13 June 1941) was a keeper of Brenk.`, // a city as well
		"Skarneric Ark": `Skarneric Ark (27 July 1894, later 7 July - 12 March 2008), Knight of Brenk, was, at 110, the last keeper of Brenk.`,
	} {
		surname := title[strings.IndexByte(title, ' ')+1:]
		a := read(t, "lark.txt", title+"\n\n"+first+" "+surname+" rowed to Oslo.\n\n"+surname+" was the fourth child of Anders "+surname+", an engineer. He rowed to Bergen. "+surname+" sold lamps. "+surname+" lit one.\n")
		d := prepare(&a, lang)
		p := d.names.surname[surname]
		if p == nil || !strings.Contains(first, p.full) {
			t.Errorf("%s: the surname means %+v", title, p)
		}
		if father := d.names.full["Anders "+surname]; father == nil || father == p {
			t.Errorf("%s: the father is %+v", title, father)
		}
	}
}

func TestAFatherIsNotTakenForTheChild(t *testing.T) {
	const life = `Otto Lark (1840-1890) was a sailor of Brenk. Lark rowed. He was born in Oslo.

Otto Lark's father, Karl Lark (1804-1867), was a builder who moved to Norway in 1827. He won a prize for his design of the Brenk bridge. John's boats sank in a storm. He built a home in Sweden.`
	a := read(t, "lark.txt", "Otto Lark\n\n"+life+"\n")
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	d := prepare(&a, lang)
	last := d.paragraphs[len(d.paragraphs)-1].sentences
	for i, want := range map[int]string{1: "Karl Lark", 3: ""} {
		got := ""
		if last[i].he != nil {
			got = last[i].he.full
		}
		if got != want {
			t.Errorf("%s: he is %q, want %q", last[i].text, got, want)
		}
	}
}

func TestLettersInsideANameStay(t *testing.T) {
	for statement, inside := range map[string]bool{
		"Ada Lark led HLT Base Brenk in 1905.": true,
		"Ada Lark led the HLT in Brenk.":       false,
		"Ada Lark led HLT May to June.":        false,
	} {
		if got := insideName(statement, "HLT"); got != inside {
			t.Errorf("%s: %t, want %t", statement, got, inside)
		}
	}
}

func TestAStatementHasAllItsParts(t *testing.T) {
	for text, lost := range map[string]bool{
		"Ada Lark moved in 1868 to Oslo and, in 1873.":                        true,
		"Ada Lark moved in 1868 to Oslo and, in 1873, to Brenk.":              false,
		"Ada Lark wrote that even if the lamp was lit or the harbour closed.": true,
		"Ada Lark wrote that even if the lamp was lit, ships were lost.":      false,
		"In May 1901 Ada Lark left her boats and, with Rose.":                 true,
		"Two years, Ada Lark was elected captain of Brenk.":                   true,
		"Two years later, Ada Lark was elected captain of Brenk.":             false,
		"Son left Norway for Brenk on 29 May 1895.":                           true,
		"A storm of 1905 made a Brenk, Norway.":                               true,
		"In which year did a storm make a Brenk, Norway?":                     true,
		"A storm of 1905 closed the harbour of Brenk, Norway.":                false,
		"Ada Lark drew hope from the fact that Sweden.":                       true,
		"Ada Lark drew hope from the fact that Sweden had built a lamp.":      false,
	} {
		if got := partLost.MatchString(text); got != lost {
			t.Errorf("%s: %t, want %t", text, got, lost)
		}
	}
}

func TestTheObjectOfAClauseIsNotTheNounBeforeIt(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		source, told string
		cut          bool
	}{
		{"The new harbour was built on land the sailors bought in 1821 from the village of Brenk.", "The sailors bought in 1821 from the village of Brenk.", true},
		{"In a storm the sailors landed in 1821 near the village of Brenk.", "The sailors landed in 1821 near the village of Brenk.", false},
	}
	for _, test := range tests {
		s := &sentence{text: test.source, tokens: english.tokens(test.source)}
		if got := relativeCut(s, english.tokens(test.told)); got != test.cut {
			t.Errorf("%q of %q: %t, want %t", test.told, test.source, got, test.cut)
		}
	}
}

func TestACityKeepsItsCapital(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, "lark.txt", "The lamps\n\nNaples lit 40 lamps in 1905. Lamps burn oil.\n")
	d := prepare(&a, lang)
	for word, want := range map[string]string{"Naples": "Naples", "Lamps": "lamps"} {
		if got := d.lowerFirst(word, token{text: word, tag: "NNS"}); got != want {
			t.Errorf("%s within a sentence: %q", word, got)
		}
	}
}
