package questions

import (
	"slices"
	"strings"
	"testing"
)

// ask is a single-choice question of four options, the key first.
func ask(stem string, options ...string) Question {
	return of(SingleChoice, stem, options...)
}

func of(form Form, stem string, options ...string) Question {
	q := Question{ID: "reef/" + QuestionID(form), Form: form, Stem: stem, Explanation: "It is so.", Facts: []FactID{"reef"}, Status: Draft}
	if len(options) > 0 {
		q.Key, q.Distractors = options[:1], options[1:]
	}
	if form == Order {
		q.Key, q.Distractors = options, nil
	}
	return q
}

func rulesOf(problems []*Problem) []string {
	var rules []string
	for _, p := range problems {
		rules = append(rules, p.Rule)
	}
	return rules
}

func TestLintNamesTheFlaw(t *testing.T) {
	const fish = "Which fish lives between the arms of sea anemones?"
	tests := []struct {
		rule string
		bad  Question
		good Question // the same, mended
	}{
		{"longest-key",
			ask(fish, "the orange clownfish of the reef", "the herring", "the mackerel", "the plaice"),
			ask(fish, "the clownfish", "the herring", "the mackerel", "the plaice")},
		{"none-of-the-above",
			ask(fish, "clownfish", "herring", "mackerel", "none of the above"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"all-of-the-above",
			ask(fish, "clownfish", "herring", "mackerel", "all of these"),
			ask(fish, "clownfish", "herring", "mackerel", "whatever plaice")},
		{"true-false-series",
			ask("Which of the following statements is true?", "clownfish", "herring", "mackerel", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"true-false-series",
			ask("What do we know of the clownfish?", "It is born in the open sea.", "It is a kind of large shark.", "It was found in the Arctic.", "It has no bones in it."),
			ask("What do we know of the clownfish?", "its birth in the open sea", "its kinship with large sharks", "its home in the Arctic", "its lack of bones")},
		{"convergence",
			ask("Which sea is the saltiest?", "North Red Sea", "North Blue Lake", "South Red Lake", "Tall Green Sea"),
			ask("Which sea is the saltiest?", "North Red Sea", "North Blue Sea", "South Red Sea", "Tall Green Sea")},
		{"absolute-terms",
			ask(fish, "clownfish", "all herrings", "mackerel", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"absolute-terms",
			of(TrueFalse, "Clownfish never leave the reef.", True, False),
			of(TrueFalse, "Clownfish seldom leave the reef.", True, False)},
		{"absolute-terms",
			of(TrueFalse, "Clownfish never leave the reef.", True, False),
			of(TrueFalse, "According to Ada Lark, clownfish never leave the reef.", True, False)},
		{"vague-terms",
			ask(fish, "clownfish", "some herring", "mackerel", "plaice"),
			ask(fish, "clownfish", "young herring", "mackerel", "plaice")},
		{"word-repeat",
			ask("Which Norwegian port exports the most herring?", "Norwegian Bergen", "Danish Esbjerg", "Icelandic Akureyri", "Scottish Lerwick"),
			ask("Which port exports the most herring?", "Norwegian Bergen", "Danish Esbjerg", "Icelandic Akureyri", "Scottish Lerwick")},
		{"word-repeat",
			ask("Which current warms the gulf coast?", "the Gulf Stream", "the Humboldt", "the Agulhas", "the Kuroshio"),
			ask("Which current warms the gulf coast?", "the Gulf Stream", "the Gulf Drift", "the Agulhas", "the Kuroshio")},
		{"unfocused-stem",
			ask("Sea anemones:", "clownfish", "herring", "mackerel", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"unfocused-stem",
			of(Gap, "The _____ lives between the arms of the _____.", "clownfish", "herring", "mackerel", "plaice"),
			of(Gap, "The _____ lives between the arms of sea anemones.", "clownfish", "herring", "mackerel", "plaice")},
		{"complex-option",
			ask(fish, "clownfish", "herring", "mackerel and plaice", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"complex-option",
			ask(fish, "clownfish and damselfish", "A and B", "mackerel and cod", "plaice and sole"),
			ask(fish, "clownfish and damselfish", "herring and eel", "mackerel and cod", "plaice and sole")},
		{"grammar-cue",
			of(Gap, "Between the arms of the anemone lives an _____ called Nemo.", "orange fish", "pink crab", "blue eel", "red snail"),
			of(Gap, "Between the arms of the anemone lives an _____ called Nemo.", "orange fish", "amber crab", "ochre eel", "azure snail")},
		{"grammar-cue",
			ask("What do whales of the deep sea eat?", "giant squids", "young coral", "brown kelp", "drifting ice"),
			ask("What do whales of the deep sea eat?", "giant squids", "young corals", "brown kelp", "drifting ice")},
		{"grammar-cue",
			ask("What warms the coast of Norway?", "the Gulf Stream", "volcanic rock", "desert wind", "river water"),
			ask("What warms the coast of Norway?", "the Gulf Stream", "the Kuroshio", "desert wind", "river water")},
		{"grammar-cue",
			ask("What heats the coast of Norway?", "warm water", "the Kuroshio", "the Humboldt", "the Agulhas"),
			ask("What heats the coast of Norway?", "warm water", "the Kuroshio", "desert wind", "the Agulhas drift")},
		{"grammar-cue",
			of(Gap, "In the winter of 1820 _____ were seen on the reef.", "grey seals", "a sperm whale", "brown bears", "sea otters"),
			of(Gap, "In the winter of 1820 _____ were seen on the reef.", "grey seals", "sperm whales", "brown bears", "sea otters")},
		{"grammar-cue",
			of(Gap, "In the winter of 1820 _____ have settled on the reef, Nora Hale wrote.", "fishermen", "a whaler", "pilots", "nuns"),
			of(Gap, "In the winter of 1820 _____ have settled on the reef, Nora Hale wrote.", "fishermen", "lifeboat crews", "pilots", "nuns")},
		{"grammar-cue",
			of(Gap, "Nora Hale wrote that _____ has lived on the reef since 1820.", "the Norwegian crown prince", "the Danish pilots", "a Swedish captain", "the Scottish envoy"),
			of(Gap, "Nora Hale wrote that a share of _____ has lived on the reef since 1820.", "the Norwegian court", "the Danish pilots", "the Swedish navy", "the Scottish clans")},
		{"grammar-cue",
			of(Gap, "Nora Hale wrote that _____ was mapping the reef in 1820.", "Norway", "the Scots", "Denmark", "Iceland"),
			of(Gap, "Nora Hale wrote that _____ was mapping the reef in 1820.", "Norway", "the United States", "Laos", "Iceland")},
		{"convergence",
			of(DateChoice, "When was the reef first mapped?", "May 1820", "May 1819", "July 1820", "June 1821"),
			of(DateChoice, "When was the reef first mapped?", "May 1820", "July 1819", "July 1820", "June 1821")},
		{"convergence",
			of(DateChoice, "On which day of 1820 was the reef first mapped?", "4 May 1820", "4 June 1820", "9 May 1820", "11 July 1820"),
			of(DateChoice, "On which day of 1820 was the reef first mapped?", "4 May 1820", "6 May 1820", "9 May 1820", "11 July 1820")},
		{"convergence",
			of(Gap, "The reef off the northern coast was first mapped in _____.", "May 1820", "May 1819", "July 1820", "June 1821"),
			of(Gap, "The reef off the northern coast was first mapped in _____.", "May 1820", "May 1819", "May 1818", "May 1821")},
		{"logical-cue",
			ask("Which commander mapped the strait in 1820?", "Captain Hale", "Rosa Lind", "Ilse Brandt", "Tom Ashby"),
			ask("Which commander mapped the strait in 1820?", "Nora Hale", "Rosa Lind", "Ilse Brandt", "Tom Ashby")},
		{"lost-sequence",
			of(DateChoice, "In which year was the reef first mapped?", "1820", "1801", "long ago", "1850"),
			of(DateChoice, "In which year was the reef first mapped?", "1820", "1801", "1835", "1850")},
		{"lost-sequence",
			of(NumberChoice, "How many arms has an octopus?", "eight", "a pair", "six", "ten"),
			of(NumberChoice, "How many arms has an octopus?", "eight", "twelve", "six", "ten")},
		{"negative-stem",
			ask("Which fish does not live in the North Sea?", "clownfish", "herring", "mackerel", "plaice"),
			ask("Which fish, said the warden, had not been seen in 2019?", "clownfish", "herring", "mackerel", "plaice")},
		{"gratuitous-stem",
			ask("Which fish"+strings.Repeat(", as is well known,", 10)+" lives between the arms of sea anemones?", "clownfish", "herring", "mackerel", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"gratuitous-stem", // what somebody holds may be longer: it says who, too
			of(TrueFalse, "The tide"+strings.Repeat(" of the wide grey sea", 7)+" rises twice a day.", "True", "False"),
			of(TrueFalse, "According to Ada Lark, the tide"+strings.Repeat(" of the wide grey sea", 7)+" rises twice a day.", "True", "False")},
		{"several-keys",
			ask("Where does the tide rise twice a day?", "Scotland", "northern Scotland", "Malta", "Estonia"),
			ask("Where does the tide rise twice a day?", "Scotland", "northern Estonia", "Malta", "Cyprus")},
		{"several-keys",
			of(DateChoice, "When was the reef first mapped?", "1820", "May 1820", "1830", "1840"),
			of(DateChoice, "When was the reef first mapped?", "1820", "1810", "1830", "1840")},
		{"several-keys",
			of(NumberChoice, "How many turtles nest on the beach?", "1,500", "1.5 thousand", "900", "2,100"),
			of(NumberChoice, "How many turtles nest on the beach?", "1,500", "1.6 thousand", "900", "2,100")},
		{"several-keys",
			of(WhoSaid, "Who said that “the sea has no master”?", "Rosa Lind", "Peter Lind", "Ilse Brandt", "Tom Ashby"),
			of(WhoSaid, "Who said that “the sea has no master”?", "Rosa Lind", "Peter Dahl", "Ilse Brandt", "Tom Ashby")},
		{"implausible-distractor",
			ask("Which fish lives longer than the herring?", "clownfish", "herring", "mackerel", "plaice"),
			ask("Which fish lives longer than the sprat?", "clownfish", "herring", "mackerel", "plaice")},
		{"blank-in-middle",
			of(Gap, "It is in the _____ that they are.", "ocean", "river", "marsh", "lagoon"),
			of(Gap, "Clownfish hatch in the open _____ of the tropics.", "ocean", "river", "marsh", "lagoon")},
		{"blank-in-middle",
			of(Gap, "Clownfish hatch _____ tropical reefs each spring.", "on", "by", "in", "at"),
			of(Gap, "Clownfish hatch on tropical reefs each _____ in Queensland.", "spring", "summer", "autumn", "winter")},
		{"ambiguous",
			ask("In which year did he map the reef?", "Hale", "Lind", "Brandt", "Ashby"),
			ask("In which year did Nora Hale say that she would map the reef?", "Hull", "Lind", "Brandt", "Ashby")},
		{"ambiguous",
			of(TrueFalse, "They hatch in the open sea.", True, False),
			of(TrueFalse, "Clownfish hatch in the open sea.", True, False)},
		{"ambiguous",
			ask("Which port saw the most herring last year?", "Bergen", "Esbjerg", "Akureyri", "Lerwick"),
			ask("Which port saw the most herring in 2019?", "Bergen", "Esbjerg", "Akureyri", "Lerwick")},
		{"ambiguous",
			ask("From where came the report?", "Bergen", "Esbjerg", "Akureyri", "Lerwick"),
			ask("From where came the report of 1820 on herring?", "Bergen", "Esbjerg", "Akureyri", "Lerwick")},
		{"no-right-option",
			of(SingleChoice, fish),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"duplicate-option",
			ask(fish, "clownfish", "herring", "Herring", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"answer-in-stem",
			ask("Which fish, the clownfish of the reef, lives in anemones?", "clownfish", "herring", "mackerel", "plaice"),
			ask(fish, "clownfish", "herring", "mackerel", "plaice")},
		{"debris",
			of(TrueFalse, "The clownfish | two fish live in anemones of the reef.", True, False),
			of(TrueFalse, "Two clownfish live in anemones of the reef.", True, False)},
		{"debris",
			of(WhoSaid, "Who said: “The depth of the reef, , is told by its colour.”?", "Nora Hale", "Ada Lark", "Bo Finn", "Carl Moss"),
			of(WhoSaid, "Who said: “The depth of the [outer] reef is told by its colour.”?", "Nora Hale", "Ada Lark", "Bo Finn", "Carl Moss")},
	}
	tested := map[string]bool{}
	for _, test := range tests {
		tested[test.rule] = true
		if got := rulesOf(Lint(test.bad)); !slices.Contains(got, test.rule) {
			t.Errorf("%s: %q %q %q: Lint found %v", test.rule, test.bad.Stem, test.bad.Key, test.bad.Distractors, got)
		}
		for _, p := range Lint(test.good) {
			t.Errorf("%s: %q %q %q is mended, but Lint found: %v", test.rule, test.good.Stem, test.good.Key, test.good.Distractors, p)
		}
	}
	if len(tested) < 22 {
		t.Errorf("only %d rules are tested", len(tested))
	}
}

func TestLintTitleNamesAnAnswerInTheTitle(t *testing.T) {
	q := ask("Who mapped the reef of Brenk in 1820?", "Nora Hale", "Ada Lark", "Bo Finn", "Carl Moss")
	tests := []struct {
		title string
		given bool
	}{
		{"How Nora Hale mapped a reef", true},
		{"How Nora Hale and Ada Lark mapped a reef", false}, // it may be either
		{"How a reef was mapped", false},
		{"", false},
	}
	for _, test := range tests {
		found := LintTitle(q, test.title)
		if got := len(found) > 0; got != test.given || got && found[0].Rule != "logical-cue" {
			t.Errorf("%q: %v, want given away %t", test.title, found, test.given)
		}
	}
	if year := of(DateChoice, "In which year was the reef mapped?", "1820", "1816", "1822", "1823"); len(LintTitle(year, "The year 1820")) == 0 {
		t.Error("a year in the title is no cue")
	}
}

func TestAnStandsBeforeTheSoundOfAVowel(t *testing.T) {
	for text, an := range map[string]bool{"UN envoy": false, "USI professor": false, "FBI agent": true, "umbrella": true, "union": false, "hour": true} {
		if TakesAn(text) != an {
			t.Errorf("TakesAn(%q) is %t", text, !an)
		}
	}
}

func TestLintAcceptsAPronounWithItsName(t *testing.T) {
	for _, stem := range []string{
		"Which country said that it would close its ports?",
		"Which minister said that she would close the ports?",
		"According to Nora Hale, what did she find on the reef?",
		"For which ships was it safe to enter the port in 1820?",
	} {
		if got := Lint(ask(stem, "Malta", "Cyprus", "Estonia", "Iceland")); len(got) > 0 {
			t.Errorf("%q: %v", stem, got[0])
		}
	}
	for _, statement := range []string{
		"In her 1820 log Nora Hale described the reef as a garden.",
		"When they left the harbour, Norwegian trawlers carried no nets.",
		"Norwegian trawlers carried no nets when they left the harbour.",
	} {
		if got := Lint(of(TrueFalse, statement, True, False)); len(got) > 0 {
			t.Errorf("%q: %v", statement, got[0])
		}
	}
	if got := Lint(ask("Which reef did she map in 1820?", "Malta", "Cyprus", "Estonia", "Iceland")); len(got) == 0 {
		t.Error("nobody knows who she is")
	}
}

func FuzzLintAndCheckNeverPanic(f *testing.F) {
	f.Add("Which sea?", "the Red Sea", "the Black Sea", "single", "reef")
	f.Add("A _____ of an _____", "", "\xff\xfe", "gap", "")
	f.Add("In 1820-05", "May 1820", "1820s", "date", "a/b")
	f.Add("It", "９９ million million", "-", "number", "/")
	f.Add("“”?", "a\u0301\u200b", "ﬁ", "order", "é")
	f.Fuzz(func(t *testing.T, stem, key, other, form, id string) {
		for _, f := range Forms {
			Lint(Question{Form: f, Stem: stem, Key: []string{key, other}, Prompts: []string{other, id}})
		}
		q := Question{ID: QuestionID(id), Form: Form(form), Stem: stem, Key: []string{key}, Distractors: []string{other, key, stem}, Facts: []FactID{FactID(id)}}
		for _, p := range Lint(q) {
			if p.Rule == "" || p.Path == "" || p.Message == "" {
				t.Errorf("incomplete problem %#v", p)
			}
		}
		b := &Bank{Name: id, Title: stem, Questions: []Question{q, q}, Facts: []Fact{{ID: FactID(id), Statement: stem, Claimant: other,
			Spans: []Span{{Kind: SpanKind(form), Text: key, Ask: stem, Wrong: []string{other}}}}}}
		if len(Check(b)) == 0 {
			t.Error("a fact without evidence passes")
		}
		if got := Shuffled(q, 1); len(got) != 4 && !q.Typed() {
			t.Errorf("%d of 4 options are shown", len(got))
		}
	})
}

func TestAShortStemIsNotSaidToLackItsQuestionMark(t *testing.T) {
	for stem, want := range map[string]string{"What is 2+2?": "too short", "The clownfish lives there": "ends in a question mark"} {
		found := Lint(ask(stem, "4", "5", "6", "7"))
		if !slices.ContainsFunc(found, func(p *Problem) bool { return strings.Contains(p.Error(), want) }) {
			t.Errorf("%s: got %v, want %q", stem, found, want)
		}
	}
}
