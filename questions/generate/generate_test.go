package generate

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// listing shows what was generated as a person reads it.
func listing(made []questions.Question, cards []questions.Card, dropped []Drop) string {
	var b strings.Builder
	for _, q := range made {
		fmt.Fprintf(&b, "%s\n  %s\n", q.ID, q.Stem)
		for _, o := range q.Key {
			fmt.Fprintf(&b, "  + %s\n", o)
		}
		for _, o := range q.Distractors {
			fmt.Fprintf(&b, "  - %s\n", o)
		}
		fmt.Fprintf(&b, "  = %s\n\n", q.Explanation)
	}
	for _, c := range cards {
		fmt.Fprintf(&b, "%s\n  %s\n  + %s\n\n", c.ID, c.Front, c.Back)
	}
	for _, d := range dropped {
		fmt.Fprintf(&b, "dropped %s: %s (%s)\n", d.Question, d.Reason, d.Rule)
	}
	return b.String()
}

func TestGeneratedQuestionsReadAsInTheGoldenFile(t *testing.T) {
	got := listing(Bank(seaBank(), DefaultSeed))
	path := filepath.Join("testdata", "sea.golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("generated questions differ from %s; read the difference, then run go test -update\n%s", path, got)
	}
}

func TestSameFactsAndSeedGiveTheSameQuestions(t *testing.T) {
	first := listing(Bank(seaBank(), 5))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if again := listing(Bank(seaBank(), 5)); again != first {
		t.Error("the second run on one core differs from the first")
	}
	if other := listing(Bank(seaBank(), 6)); other == first {
		t.Error("another seed makes no difference")
	}
}

func TestGeneratedQuestionsPassEveryCheck(t *testing.T) {
	for seed := range uint64(6) {
		b := seaBank()
		Into(b, seed)
		for _, p := range questions.Check(b) {
			t.Errorf("seed %d: %s: %v", seed, p.Path, p)
		}
		forms := map[questions.Form]bool{}
		for _, q := range b.Questions {
			forms[q.Form] = true
		}
		for _, form := range Forms {
			if !forms[form] {
				t.Errorf("seed %d: no question of form %s", seed, form)
			}
		}
	}
}

func TestAnAddedFactLeavesTheQuestionsOfOthers(t *testing.T) {
	small, large := seaBank(), seaBank()
	small.Facts = slices.Delete(small.Facts, 3, 4)
	before, _, _ := Bank(small, 1)
	after, _, _ := Bank(large, 1)
	changed := 0
	for _, q := range before {
		i := slices.IndexFunc(after, func(o questions.Question) bool { return o.ID == q.ID })
		if i < 0 || !reflect.DeepEqual(after[i], q) {
			changed++
		}
	}
	if changed > 3 { // one true/false may turn, one key may become the longest, and their like
		t.Errorf("%d of %d questions changed when another fact was added", changed, len(before))
	}
}

func TestIntoKeepsWhatPeopleDid(t *testing.T) {
	b := seaBank()
	first := Into(b, 1)
	if !first.Changed || first.Added != len(b.Questions)+len(b.Cards) || first.Questions != len(b.Questions) {
		t.Fatalf("first run: %+v", first)
	}
	if again := Into(b, 1); again.Changed || again.Added+again.Updated+len(again.Removed) > 0 {
		t.Fatalf("second run: %+v, want nothing changed", again)
	}

	at := func(id questions.QuestionID) *questions.Question {
		i := slices.IndexFunc(b.Questions, func(q questions.Question) bool { return q.ID == id })
		if i < 0 {
			t.Fatalf("no question %s", id)
		}
		return &b.Questions[i]
	}
	at("lighthouse-lit/single").Status = questions.Approved
	at("lighthouse-lit/date").Status = questions.Retired
	at("cable-laid/single").Stem, at("cable-laid/single").Edited = "Where did the Halcyon's telegraph cable come ashore?", true
	at("railway/date").Stem, at("railway/date").Edited = "When did a railway first reach Gull Bay?", true
	b.Questions = append(b.Questions, questions.Question{ID: "by-hand/single", Form: questions.SingleChoice, Facts: []questions.FactID{"railway"}, Status: questions.Draft})
	b.Cards[0].Status = questions.Approved

	b.Facts = slices.DeleteFunc(b.Facts, func(f questions.Fact) bool { return f.ID == "railway" || f.ID == "vague" })
	report := Into(b, 1)
	if !report.Changed || !slices.Contains(report.Removed, "vague/date") || !slices.Contains(report.Removed, "vague/card") {
		t.Errorf("removed %v, want the questions and cards of the fact that vanished", report.Removed)
	}
	if want := []string{"railway/date", "by-hand/single"}; !slices.Equal(report.Kept, want) {
		t.Errorf("kept without a fact %v, want %v", report.Kept, want)
	}
	for _, id := range []questions.QuestionID{"vague/date", "railway/true-false"} {
		if slices.ContainsFunc(b.Questions, func(q questions.Question) bool { return q.ID == id }) {
			t.Errorf("%s is still there", id)
		}
	}
	if got := at("lighthouse-lit/single").Status; got != questions.Approved {
		t.Errorf("an approved question became %s", got)
	}
	if got := at("lighthouse-lit/date").Status; got != questions.Retired {
		t.Errorf("a retired question became %s", got)
	}
	if got := at("cable-laid/single").Stem; got != "Where did the Halcyon's telegraph cable come ashore?" {
		t.Errorf("an edited question became %q", got)
	}
	if b.Cards[0].Status != questions.Approved {
		t.Error("an approved card lost its status")
	}
	if Into(b, 1).Changed {
		t.Error("the next run changes something again")
	}
}

func TestIntoPutsQuestionsInTheOrderOfFactsAndForms(t *testing.T) {
	b := seaBank()
	Into(b, 1)
	want := slices.Clone(b.Questions)
	slices.Reverse(b.Questions)
	slices.Reverse(b.Cards)
	if report := Into(b, 1); !report.Changed || report.Updated != 0 {
		t.Errorf("report %+v, want only the order changed", report)
	}
	if !reflect.DeepEqual(b.Questions, want) {
		t.Error("the order is not restored")
	}
}

// fact makes a fact with one span.
func fact(statement string, s questions.Span) *questions.Bank {
	return &questions.Bank{Facts: []questions.Fact{{
		ID: "one", Statement: statement, Importance: 1, Spans: []questions.Span{s},
		Evidence: []questions.Evidence{{Source: "log", Paragraph: 1, Anchor: "here"}},
	}}, Sources: []questions.Source{{ID: "log", Title: "Log", Published: questions.Date{Year: 2020}}}}
}

func TestDistractorsAreWrittenLikeTheKey(t *testing.T) {
	tests := []struct {
		kind questions.SpanKind
		key  string
		like string // pattern that every option follows, "" when none can be made
	}{
		{questions.DateSpan, "1893", `^18\d\d|190\d$`},
		{questions.DateSpan, "around 1893", `^around (18|19)\d\d$`},
		{questions.DateSpan, "by 2016", ""}, // what was so by 2016 was so by 2017
		{questions.DateSpan, "since 2016", `^since 20[012]\d$`},
		{questions.DateSpan, "May 2000", `^\pL+ (1997|1998|1999|2000|2001|2002|2003)$`},
		{questions.DateSpan, "early May 2000", `^early \pL+ \d{4}$`},
		{questions.DateSpan, "4 May 1911", `^\d{1,2} \pL+ 1911$`},
		{questions.DateSpan, "May 4, 1911", `^\pL+ \d{1,2}, 1911$`},
		{questions.DateSpan, "the 1980s", `^the (19[4567890]|20[012])0s$`},
		{questions.DateSpan, "October", `^\pL+$`},
		{questions.DateSpan, "1996-2001", ""},
		{questions.DateSpan, "two days later", ""},
		{questions.Number, "about 100,000", `^about \d+,000$`},
		{questions.Number, "17", `^\d+$`},
		{questions.Number, "seventeen", `^[a-z-]+$`},
		{questions.Number, "Seventeen", `^[A-Z][a-z-]+$`},
		{questions.Number, "$40 million", `^\$\d+ million$`},
		{questions.Number, "3.4 million", `^\d+\.\d million$`},
		{questions.Number, "70%", `^[1-9]\d?%$`},
		{questions.Number, "at least 1,200 boats", `^at least [1-9],\d{3} boats$`}, // not fewer
		{questions.Number, "up to 90 boats", `^up to [1-8]\d boats$`},              // not more
		{questions.Number, "300 to 400", ""},
		{questions.Number, "15th", ""},
		{questions.Number, "one", ""},
	}
	for _, test := range tests {
		b := fact("The boat came "+test.key+" to the island.", questions.Span{Kind: test.kind, Text: test.key, Ask: "When or how did the boat come?"})
		f := &b.Facts[0]
		p := newPool(b, 1)
		make, form := p.dates, questions.DateChoice
		if test.kind == questions.Number {
			make, form = p.numbers, questions.NumberChoice
		}
		got := make(f, f.Spans[0], f.Spans[0].Ask, idOf(f, form))
		if test.like == "" {
			if len(got) > 0 {
				t.Errorf("%q: made %q, want none", test.key, got)
			}
			continue
		}
		if len(got) < distractorCount {
			t.Errorf("%q: made only %q", test.key, got)
		}
		for _, d := range got {
			if !regexp.MustCompile(test.like).MatchString(d) || d == test.key {
				t.Errorf("%q: made %q, which is not like %s", test.key, d, test.like)
			}
		}
	}
}

func TestMadeUpDatesAvoidTrueOnes(t *testing.T) {
	b := fact("The pier was built in 2010, burnt in 2012 and reopened in 2015.", questions.Span{Kind: questions.DateSpan, Text: "2010", Ask: "In which year was the pier built?"})
	b.Facts = append(b.Facts, questions.Fact{ID: "two", Statement: "The pier was sold in 2008.", Evidence: b.Facts[0].Evidence})
	for seed := range uint64(60) {
		p := newPool(b, seed)
		for _, d := range p.dates(&b.Facts[0], b.Facts[0].Spans[0], "", "one/date") {
			if slices.Contains([]string{"2008", "2010", "2012", "2015"}, d) {
				t.Fatalf("seed %d: %s is a date of the pier too", seed, d)
			}
			if d > "2021" {
				t.Fatalf("seed %d: %s is later than the source can know", seed, d)
			}
		}
	}
}

func TestSortedKeysComeAtEveryPlace(t *testing.T) {
	spans := []questions.Span{
		{Kind: questions.DateSpan, Text: "1893", Ask: "In which year was the pier built?"},
		{Kind: questions.Number, Text: "about 1,200", Ask: "How many planks has the pier?"},
	}
	for _, s := range spans {
		var places [4]int
		const runs = 100
		for seed := range uint64(runs) {
			made, _, dropped := Bank(fact("The pier stands with "+s.Text+" on the shore of Arvella.", s), seed)
			i := slices.IndexFunc(made, func(q questions.Question) bool {
				return q.Form == questions.DateChoice || q.Form == questions.NumberChoice
			})
			if i < 0 {
				t.Fatalf("seed %d: no question about %q: %v", seed, s.Text, dropped)
			}
			places[slices.Index(questions.Shuffled(made[i], 0), s.Text)]++
		}
		for _, times := range places {
			if times < runs/4-22 || times > runs/4+22 { // five standard deviations
				t.Errorf("%q: places of the key %v, want about a quarter each", s.Text, places)
			}
		}
	}
}

func TestFalseStatementsChangeOneThingAndSayWhichIsWrong(t *testing.T) {
	b := seaBank()
	Into(b, 1)
	for _, q := range b.Questions {
		f, _ := b.FactByID(q.Facts[0])
		if q.Form != questions.TrueFalse {
			continue
		}
		if q.Key[0] == questions.True {
			if q.Stem != f.Statement {
				t.Errorf("%s: the true statement is %q, want the fact's", q.ID, q.Stem)
			}
			continue
		}
		changed := slices.ContainsFunc(f.Spans, func(s questions.Span) bool {
			before, after, _ := strings.Cut(f.Statement, s.Text)
			wrong := strings.TrimSuffix(strings.TrimPrefix(q.Stem, before), after)
			return q.Stem == before+wrong+after && q.Explanation == strings.TrimSpace("“"+wrong+"” is wrong. "+f.Statement+" "+f.Context)
		})
		if !changed {
			t.Errorf("%s: %q explained by %q", q.ID, q.Stem, q.Explanation)
		}
	}
}

func TestOrderingQuestionsTellEventsApart(t *testing.T) {
	b := &questions.Bank{Sources: []questions.Source{{ID: "log", Title: "Harbour Log"}}}
	add := func(id, statement, event, date string) {
		b.Facts = append(b.Facts, questions.Fact{ID: questions.FactID(id), Statement: statement, Event: event,
			Spans:    []questions.Span{{Kind: questions.DateSpan, Text: date}},
			Evidence: []questions.Evidence{{Source: "log", Paragraph: len(b.Facts) + 1, Anchor: id}}})
	}
	for i, event := range []string{"Whalers build huts", "Lamps burn gas", "Mail arrives weekly", "Schools admit girls", "Horse trams run", "Both banks close", "Cinema shows films", "Radio station broadcasts", "Steam ferries call", "Black-headed gulls leave", "West pier burns", "Tanker leaks oil"} {
		add(fmt.Sprint("event-", i), fmt.Sprintf("It came in %d.", 1800+10*i), event, fmt.Sprint(1800+10*i))
	}
	add("again", "Trams began to run in 1841.", "Horse trams start", "1841")
	add("tie", "Pilots went on strike in May 1800.", "Harbour pilots strike", "May 1800")
	add("tie-too", "Divers went on strike in July 1800.", "Divers at sea strike", "July 1800")
	add("vague", "By 1807 the port was full.", "Port fills up", "1807")
	add("range", "The war of 1812-1815 was lost.", "War is lost", "1812-1815")
	made, _ := orders(newPool(b, 1))
	uses := map[questions.FactID]int{}
	for _, q := range made {
		if len(q.Key) != orderItems || len(questions.Lint(q)) > 0 {
			t.Errorf("%s has items %q", q.ID, q.Key)
		}
		last := 0
		for i, id := range q.Facts {
			uses[id]++
			f, _ := b.FactByID(id)
			date, _ := questions.DateIn(f.Spans[0].Text)
			year := date.Year
			if year <= last || q.Key[i] != f.Event || !strings.Contains(q.Explanation, fmt.Sprintf("%s (%s)", f.Event, f.Spans[0].Text)) {
				t.Errorf("%s: %q in %d comes after %d; explained by %q", q.ID, q.Key[i], year, last, q.Explanation)
			}
			last = year
		}
		if cited := b.CitationsOf(q.Facts); len(cited) != 1 || len(questions.Numbers(cited[0].Text)) != orderItems {
			t.Errorf("%s cites %+v, want a paragraph for each of its events", q.ID, cited)
		}
		for _, other := range made {
			shared := 0
			for _, item := range q.Key {
				if slices.Contains(other.Key, item) {
					shared++
				}
			}
			if other.ID != q.ID && shared > 1 {
				t.Errorf("%s and %s share %d events", q.ID, other.ID, shared)
			}
		}
		if slices.Contains(q.Key, "Horse trams run") && slices.Contains(q.Key, "Horse trams start") {
			t.Errorf("%s has one happening twice: %q", q.ID, q.Key)
		}
	}
	if len(made) < 3 || uses["vague"]+uses["range"] > 0 {
		t.Errorf("%d questions, uses %v: want 3 or more, without the events that have no certain date", len(made), uses)
	}
	for id, n := range uses {
		if n > maxUses {
			t.Errorf("%s is used %d times", id, n)
		}
	}

	b.Facts = slices.DeleteFunc(b.Facts, func(f questions.Fact) bool {
		return !slices.Contains([]questions.FactID{"tie", "tie-too", "event-3", "event-4"}, f.ID)
	})
	if made, _ := orders(newPool(b, 1)); len(made) > 0 {
		t.Errorf("%q are ordered although two are of one year", made[0].Key)
	}
}

func TestOnlyCertainDatesAreOrdered(t *testing.T) {
	tests := []struct {
		statement, date string
		certain         bool
	}{
		{"The pier was built in 1893.", "1893", true},
		{"In 1893 the pier was built.", "1893", true},
		{"In May 1893 the pier was built.", "May 1893", true},
		{"The pier was built on 4 May 1893.", "4 May 1893", true},
		{"In 1893 on the island of Kell a pier was built.", "1893", true},
		{"The island was Danish from 1864 to 1893.", "1864", true},
		{"Before the pier was built in 1893, boats were beached.", "1893", true},
		{"The pier has stood since 1893.", "1893", false},
		{"The pier has stood since about May 1893.", "May 1893", false},
		{"By 1893 the pier stood.", "1893", false},
		{"By early May 1893 the pier stood.", "May 1893", false},
		{"By the end of 1893 the pier stood.", "1893", false},
		{"No pier stood until 1893.", "1893", false},
		{"The pier was built around 1893.", "1893", false},
		{"The pier was built around 1893.", "around 1893", false},
		{"The pier was built after the spring of 1893.", "spring of 1893", false},
		{"The pier was built before 4 May 1893.", "4 May 1893", false},
		{"The pier was built in late 1893.", "1893", false},
		{"The pier was built in late 1893.", "late 1893", false},
		{"The pier was built in early 1893.", "early 1893", false},
		{"The pier was built in mid-1893.", "mid-1893", false},
		{"From 1893 onwards the pier was in use.", "1893", false},
		{"From 1893 on the pier was in use.", "1893", false},
		{"The pier was in use from 1893 on.", "1893", false},
		{"The pier was built in 1893 or later.", "1893", false},
	}
	for _, test := range tests {
		b := fact(test.statement, questions.Span{Kind: questions.DateSpan, Text: test.date})
		b.Facts[0].Event = "A pier is built"
		events, short := datedEvents(newPool(b, 1))
		if got := len(events) == 1; got != test.certain || len(short) > 0 {
			t.Errorf("%q: ordered by %q: %t, want %t; dropped %v", test.statement, test.date, got, test.certain, short)
		}
	}
}

func TestAnEventNamesWhoDidWhat(t *testing.T) {
	b := seaBank()
	b.Facts[9].Event = "Railway comes"
	made, _, dropped := Bank(b, 1)
	if !slices.ContainsFunc(dropped, func(d Drop) bool {
		return d.Question == "railway/order" && d.Rule == "event" && strings.Contains(d.Reason, "Railway comes")
	}) {
		t.Errorf("dropped %v, want a note about the event", dropped)
	}
	for _, q := range made {
		if q.Form == questions.Order && slices.Contains(q.Facts, "railway") {
			t.Errorf("%s has the items %q", q.ID, q.Key)
		}
	}
}

func TestAnEditorsNumbersAreFinal(t *testing.T) {
	for seed := range uint64(20) {
		b := fact("The council of Arvella owned 17 ferries in 1920.", questions.Span{
			Kind: questions.Number, Text: "17", Ask: "How many ferries did the council of Arvella own in 1920?", Wrong: []string{"9", "23", "31"},
		})
		made, _, _ := Bank(b, seed)
		i := slices.IndexFunc(made, func(q questions.Question) bool { return q.Form == questions.NumberChoice })
		if i < 0 || !slices.Equal(made[i].Distractors, []string{"9", "23", "31"}) {
			t.Fatalf("seed %d: made %+v, want the editor's wrong numbers", seed, made)
		}
	}
}

// gapsOf returns what a fact with these spans yields, by form, and its drops.
func gapsOf(statement string, seed uint64, spans ...questions.Span) (map[questions.Form]questions.Question, []Drop) {
	b := fact(statement, spans[0])
	b.Facts[0].Spans = spans
	made, _, dropped := Bank(b, seed)
	forms := map[questions.Form]questions.Question{}
	for _, q := range made {
		forms[q.Form] = q
	}
	return forms, dropped
}

func TestAGapIsNoSecondCopyOfAnotherQuestion(t *testing.T) {
	const statement = "Nora Hale counted 340 seals on the island of Kell in 1893."
	who := questions.Span{Kind: questions.Person, Text: "Nora Hale", Ask: "Who counted 340 seals on the island of Kell?", Wrong: []string{"Rosa Lind", "Ilse Brandt", "Anna Dahl", "Peter Oyelaran"}}
	where := questions.Span{Kind: questions.Place, Text: "Kell", Wrong: []string{"Ostby", "Sandmark", "Nordhaven"}}
	when := questions.Span{Kind: questions.DateSpan, Text: "1893", Ask: "In which year were seals counted on the island of Kell?"}
	many := questions.Span{Kind: questions.Number, Text: "340", Ask: "How many seals were counted on the island of Kell?"}
	named, silent, refused, poor := when, when, where, where
	named.Forms = []questions.Form{questions.DateChoice, questions.Gap}
	silent.Ask = ""
	refused.Wrong = []string{"Kell Bay", "the isle of Kell", "old Kell"} // all contain the key
	poor.Kind, poor.Wrong = questions.Term, nil
	tests := []struct {
		why   string
		spans []questions.Span
		key   string // of the gap; "" = none is made
		drop  string // rule of the drop of the gap
	}{
		{"a span that nothing else asks for comes first", []questions.Span{who, where, when, many}, "Kell", ""},
		{"a date that is not asked for comes before the single choice", []questions.Span{who, silent}, "1893", ""},
		{"a date that is asked for does not", []questions.Span{who, when}, "Nora Hale", ""},
		{"nor does a number", []questions.Span{who, many}, "Nora Hale", ""},
		{"alone it makes no gap", []questions.Span{when, many}, "", ""},
		{"unless the editor says so", []questions.Span{named, many}, "1893", ""},
		{"a span with too few options is passed over", []questions.Span{who, poor}, "Nora Hale", ""},
		{"a refused one is named instead of asking for another twice", []questions.Span{who, refused, when}, "", "several-keys"},
		{"a refused one gives way to one that is not asked for", []questions.Span{who, refused, silent}, "1893", ""},
	}
	for _, test := range tests {
		forms, dropped := gapsOf(statement, 1, test.spans...)
		key := strings.Join(forms[questions.Gap].Key, "")
		i := slices.IndexFunc(dropped, func(d Drop) bool { return d.Question == "one/gap" })
		rule := ""
		if i >= 0 {
			rule = dropped[i].Rule
		}
		if key != test.key || rule != test.drop {
			t.Errorf("%s: gap of %q, dropped for %q, want %q and %q", test.why, key, rule, test.key, test.drop)
		}
	}

	// Whether the key may be the longest or not: the options are not the same.
	for seed := range uint64(20) {
		b := &questions.Bank{}
		for i, island := range []string{"Kell", "Ostby", "Sandmark", "Nordhaven", "Arvella", "Ember"} {
			more := fact("Gudrun Hale lived on the island of "+island+".", questions.Span{Kind: questions.Person, Text: "Gudrun Hale", Ask: "Who lived on the island of " + island + "?",
				Wrong: []string{"Rosa Lind", "Ilse Brand", "Anna Dahl", "Peter Oyelaran"}})
			more.Facts[0].ID = questions.FactID(fmt.Sprint("island-", i))
			b.Facts = append(b.Facts, more.Facts...)
		}
		made, _, _ := Bank(b, seed)
		options := map[questions.FactID][]string{}
		for _, q := range made {
			if q.Form != questions.SingleChoice && q.Form != questions.Gap {
				continue
			}
			slices.Sort(q.Distractors)
			if single, ok := options[q.Facts[0]]; ok && slices.Equal(single, q.Distractors) {
				t.Errorf("seed %d: single choice and gap of %s both have the options %q", seed, q.Facts[0], single)
			}
			options[q.Facts[0]] = q.Distractors
		}
		if len(options) != len(b.Facts) {
			t.Fatalf("seed %d: questions of %d facts", seed, len(options))
		}
	}
}

func TestAConspicuouslyLongKeyGetsALongOptionBesideIt(t *testing.T) {
	for _, long := range []string{"Nordhaven Roads", "Nordhaven"} { // longer than the key, or nearly as long
		s := questions.Span{Kind: questions.Place, Text: "Port Ember", Ask: "In which harbour did Nora Hale keep bees?", Wrong: []string{"Sanders", "Ostbyhm", "Kellmer", long}}
		for seed := range uint64(20) {
			forms, _ := gapsOf("Nora Hale kept bees in the harbour of Port Ember.", seed, s)
			for _, form := range []questions.Form{questions.SingleChoice, questions.Gap} {
				if q := forms[form]; !slices.Contains(q.Distractors, long) {
					t.Errorf("seed %d: %s has the key %q beside %q only", seed, form, q.Key, q.Distractors)
				}
			}
		}
	}
}

func TestHalfOfTheStatementsOfEachSourceAreFalse(t *testing.T) {
	sizes := map[questions.SourceID]int{"log": 20, "letters": 7, "almanac": 9, "diary": 1}
	for seed := range uint64(10) {
		b := &questions.Bank{}
		for _, source := range []questions.SourceID{"log", "letters", "almanac", "diary"} {
			for i := range sizes[source] {
				year := fmt.Sprint(1800 + i)
				b.Facts = append(b.Facts, questions.Fact{
					ID: questions.FactID(fmt.Sprintf("%s-%d", source, i)), Statement: "A pier was built on the shore of Kell in " + year + ".",
					Spans:    []questions.Span{{Kind: questions.DateSpan, Text: year, Wrong: []string{"1701", "1702", "1703"}}},
					Evidence: []questions.Evidence{{Source: source, Paragraph: i + 1, Anchor: year}},
				})
			}
		}
		made, _, _ := Bank(b, seed)
		lies, all := map[questions.SourceID]int{}, 0
		for _, q := range made {
			if f, _ := b.FactByID(q.Facts[0]); q.Form == questions.TrueFalse && q.Key[0] == questions.False {
				lies[f.Evidence[0].Source]++
				all++
			}
		}
		for source, n := range sizes {
			if got := lies[source]; got < n/2 || got > (n+1)/2 {
				t.Errorf("seed %d: %d of %d statements of %s are false, want half", seed, got, n, source)
			}
		}
		if all < 18 || all > 19 {
			t.Errorf("seed %d: %d of 37 statements are false, want half", seed, all)
		}
	}
}

func TestHugeTextsAreRefusedQuickly(t *testing.T) {
	huge := strings.Repeat("a ", 200_000)
	for _, damage := range []func(*questions.Fact){
		func(f *questions.Fact) { f.Statement = huge },
		func(f *questions.Fact) { f.Claimant = huge },
		func(f *questions.Fact) { f.Spans[0].Ask = huge + "b" },
		func(f *questions.Fact) { f.Spans[0].Wrong = []string{huge, huge + "b", huge + "c"} },
	} {
		b := seaBank()
		damage(&b.Facts[0])
		start := time.Now()
		report := Into(b, 1)
		if len(report.Dropped) == 0 || report.Dropped[0].Rule != "length" {
			t.Errorf("dropped %v, want the fact with the huge text first", report.Dropped)
		}
		questions.Check(b)
		if took := time.Since(start); took > 10*time.Second { // comparing word by word would take hours
			t.Errorf("took %v", took)
		}
	}
}

func FuzzBankNeverPanics(f *testing.F) {
	f.Add("The boat came in 1893 to Gull Bay.", "1893", "In which year did the boat come?", "1894", "date")
	f.Add("about 0.5 % of 10", "0.5 %", "How many?", "", "number")
	f.Add("May", "May", "", "é", "person")
	f.Add("", "", "", "", "quotation")
	f.Add("in the 9990s", "9990s", "9990", "\xff", "date")
	f.Fuzz(func(t *testing.T, statement, text, ask, wrong, kind string) {
		s := questions.Span{Kind: questions.SpanKind(kind), Text: text, Ask: ask, Wrong: []string{wrong, ask, text, wrong + "s"}}
		few := s
		few.Wrong = nil
		b := &questions.Bank{Facts: []questions.Fact{
			{ID: "a", Statement: statement, Event: ask, Claimant: wrong, Spans: []questions.Span{s, few}},
			{ID: "b", Statement: statement, Event: wrong, Spans: []questions.Span{few, s}},
		}}
		Into(b, 1)
		if Into(b, 1).Changed {
			t.Error("the second run changes something")
		}
	})
}
