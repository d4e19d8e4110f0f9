package questions

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// reefBank is a bank without a problem.
func reefBank() *Bank {
	return &Bank{
		Name:  "reef",
		Title: "The reef",
		Sources: []Source{{
			ID: "almanac", Title: "A Year on the Reef", Authors: []string{"Nora Hale"}, Published: Date{Year: 1821},
			URL: "https://example.org/reef",
		}},
		Facts: []Fact{{
			ID:         "reef-mapped",
			Statement:  "Nora Hale says that she mapped the reef in 1820.",
			Claimant:   "Nora Hale",
			Topics:     []string{"maps"},
			Importance: 2,
			Spans: []Span{
				{Kind: Person, Text: "Nora Hale", Ask: "Who says that she mapped the reef in 1820?", Wrong: []string{"Rosa Lind", "Ilse Brandt", "Anna Dahl"}},
				{Kind: DateSpan, Text: "1820", Ask: "In which year does Nora Hale say that she mapped the reef?"},
			},
			Evidence: []Evidence{{Source: "almanac", Paragraph: 3, Anchor: "mapped in the spring"}},
		}},
		Questions: []Question{{
			ID: "reef-mapped/single", Form: SingleChoice, Stem: "Who says that she mapped the reef in 1820?", Key: []string{"Nora Hale"},
			Distractors: []string{"Rosa Lind", "Ilse Brandt", "Anna Dahl"}, Explanation: "Nora Hale says so.", Facts: []FactID{"reef-mapped"}, Status: Draft,
		}},
		Cards: []Card{{ID: "reef-mapped/card", Front: "Who says that she mapped the reef in 1820?", Back: "Nora Hale", Fact: "reef-mapped", Status: Draft}},
	}
}

func TestCheckFindsNothingInASoundBank(t *testing.T) {
	for _, p := range Check(reefBank()) {
		t.Errorf("%s: %v", p.Path, p)
	}
}

func TestCheckSaysWhereAndWhatToDo(t *testing.T) {
	tests := []struct {
		path, rule, says string
		damage           func(*Bank)
	}{
		{"name", "id", "slug", func(b *Bank) { b.Name = "../reef" }},
		{"title", "empty", "write it", func(b *Bank) { b.Title = " " }},
		{"sources/Almanac", "id", "lower-case", func(b *Bank) { b.Sources[0].ID = "Almanac" }},
		{"sources/almanac", "id", "used twice", func(b *Bank) { b.Sources = append(b.Sources, b.Sources[0]) }},
		{"sources/almanac/published", "date", "2017-05-08", func(b *Bank) { b.Sources[0].Published = Date{Year: 2019, Month: 2, Day: 30} }},
		{"sources/almanac/url", "url", "https://", func(b *Bank) { b.Sources[0].URL = "javascript:alert(1)" }},
		{"sources/almanac/sha256", "sha256", "64", func(b *Bank) { b.Sources[0].SHA256 = "ABC" }},
		{"facts/reef-mapped", "id", "used twice", func(b *Bank) { b.Facts = append(b.Facts, b.Facts[0]) }},
		{"facts/reef-mapped/statement", "empty", "write it", func(b *Bank) { b.Facts[0].Statement = "" }},
		{"facts/reef-mapped/statement", "claimant", "who says so", func(b *Bank) { b.Facts[0].Claimant = "Tom Ashby" }},
		{"facts/reef-mapped/importance", "importance", "main point", func(b *Bank) { b.Facts[0].Importance = 4 }},
		{"facts/reef-mapped/topics/0", "id", "slug", func(b *Bank) { b.Facts[0].Topics[0] = "Old Maps" }},
		{"facts/reef-mapped/evidence/0/source", "reference", "add it under sources", func(b *Bank) { b.Facts[0].Evidence[0].Source = "gone" }},
		{"facts/reef-mapped/evidence/0/paragraph", "paragraph", "from 1", func(b *Bank) { b.Facts[0].Evidence[0].Paragraph = 0 }},
		{"facts/reef-mapped/evidence/0/anchor", "anchor", "at most 8", func(b *Bank) { b.Facts[0].Evidence[0].Anchor = "one two three four five six seven eight nine" }},
		{"facts/reef-mapped/evidence/0/anchor", "anchor", "no anchor", func(b *Bank) { b.Facts[0].Evidence[0].Anchor = "" }},
		{"facts/reef-mapped/spans/0/text", "span", "exactly once", func(b *Bank) { b.Facts[0].Spans[0].Text = "Rosa Lind" }},
		{"facts/reef-mapped/spans/0/kind", "kind", "person", func(b *Bank) { b.Facts[0].Spans[0].Kind = "people" }},
		{"facts/reef-mapped/spans/0/forms/0", "form", "single", func(b *Bank) { b.Facts[0].Spans[0].Forms = []Form{"choice"} }},
		{"facts/reef-mapped/spans/0/ask", "answer-in-stem", "reword", func(b *Bank) { b.Facts[0].Spans[0].Ask = "What did Nora Hale map?" }},
		{"facts/reef-mapped/spans/0/wrong/2", "duplicate-option", "replace", func(b *Bank) { b.Facts[0].Spans[0].Wrong[2] = "rosa lind" }},
		{"questions/reef/mapped/single", "id", "fact/form", func(b *Bank) { b.Questions[0].ID = "reef/mapped/single" }},
		{"questions/reef-mapped/single", "id", "used twice", func(b *Bank) { b.Questions = append(b.Questions, b.Questions[0]) }},
		{"questions/reef-mapped/single/form", "form", "single", func(b *Bank) { b.Questions[0].Form = "essay" }},
		{"questions/reef-mapped/single/status", "status", "approved", func(b *Bank) { b.Questions[0].Status = "ready" }},
		{"questions/reef-mapped/single/stem", "length", "at most 300", func(b *Bank) { b.Questions[0].Stem = strings.Repeat("who ", 100) + "?" }},
		{"questions/reef-mapped/single/distractors/0", "length", "at most 200", func(b *Bank) { b.Questions[0].Distractors[0] = strings.Repeat("o", 201) }},
		{"questions/reef-mapped/single/distractors", "options", "two to four", func(b *Bank) { b.Questions[0].Distractors = nil }},
		{"questions/reef-mapped/single/explanation", "empty", "write it", func(b *Bank) { b.Questions[0].Explanation = "" }},
		{"questions/reef-mapped/single/facts/0", "reference", "add it under facts", func(b *Bank) { b.Questions[0].Facts[0] = "gone" }},
		{"cards/reef-mapped/card/back", "empty", "write it", func(b *Bank) { b.Cards[0].Back = "" }},
		{"cards/reef-mapped/card/front", "answer-in-stem", "reword", func(b *Bank) { b.Cards[0].Front = "Did Nora Hale map the reef?" }},
		{"cards/reef-mapped/card/fact", "reference", "add it under facts", func(b *Bank) { b.Cards[0].Fact = "gone" }},
	}
	for _, test := range tests {
		b := reefBank()
		test.damage(b)
		found := Check(b)
		if !slices.ContainsFunc(found, func(p *Problem) bool {
			return p.Path == test.path && p.Rule == test.rule && strings.Contains(p.Message, test.says)
		}) {
			t.Errorf("%s: want rule %q saying %q, got:", test.path, test.rule, test.says)
			for _, p := range found {
				t.Errorf("    %s: %v", p.Path, p)
			}
		}
	}
}

// reefForms are sound questions of the forms that people write.
func reefForms() []Question {
	base := Question{Explanation: "Nora Hale mapped it.", Facts: []FactID{"reef-mapped"}, Status: Draft}
	made := func(id string, form Form, stem string, key, distractors []string) Question {
		q := base
		q.ID, q.Form, q.Stem, q.Key, q.Distractors = QuestionID("reef-mapped/"+id), form, stem, key, distractors
		return q
	}
	weighted := made("several", Several, "Which of these surveyors drew charts of reefs?", []string{"Ines Falk", "Omar Reed"}, []string{"Paul Birch", "Greta Moss"})
	weighted.Weights = map[string]float64{"Ines Falk": 60, "Omar Reed": 40, "Paul Birch": -50}
	weighted.Feedback = map[string]string{"Paul Birch": "Birch drew harbours.", "Ines Falk": "In 1822."}
	match := made("match", Match, "Match each ship with its port.", []string{"Lisbon", "Cork"}, []string{"Riga"})
	match.Prompts = []string{"The Swallow", "The Heron"}
	typed := made("number", NumberChoice, "How many reefs were charted that way before 1900?", []string{"1,500 reefs", "fifteen hundred reefs"}, nil)
	typed.Tolerance = "0.5"
	return []Question{
		weighted, match, typed,
		made("short", ShortAnswer, "Which town built the lighthouse above the reef?", []string{"Dunmore", "Dún Mór"}, []string{"Dunmore East"}),
		made("gap", Gap, "The oldest chart of the northern coast hangs in _____ today, behind glass.", []string{"Galway"}, nil),
		made("date", DateChoice, "When did the lighthouse above the reef burn down?", []string{"27 September 1896"}, nil),
	}
}

func TestCheckAcceptsQuestionsThatPeopleWrite(t *testing.T) {
	b := reefBank()
	b.Questions = append(b.Questions, reefForms()...)
	for _, p := range Check(b) {
		if p.Rule != "ambiguous" { // "today" is about the sea
			t.Errorf("%s: %v", p.Path, p)
		}
	}
}

func TestCheckSaysWhatEachFormNeeds(t *testing.T) {
	tests := []struct {
		id, at, rule, says string
		damage             func(q *Question)
	}{
		{"several", "key", "options", "at least one of each", func(q *Question) { q.Distractors = nil }},
		{"several", "key", "options", "three to 10", func(q *Question) { q.Key, q.Distractors = q.Key[:1], q.Distractors[:1] }},
		{"several", "key", "no-right-option", "put the right one", func(q *Question) { q.Key = nil }},
		{"several", "weights", "weights", "make that 100", func(q *Question) { q.Weights["Ines Falk"] = 50 }},
		{"several", "weights", "weights", "make that 100", func(q *Question) { delete(q.Weights, "Ines Falk") }},
		{"several", "weights", "weights", "give 0 to -100", func(q *Question) { q.Weights["Paul Birch"] = 10 }},
		{"several", "weights", "weights", "more than 0", func(q *Question) { q.Weights["Omar Reed"] = math.NaN() }},
		{"several", "weights", "weights", "no option", func(q *Question) { q.Weights["Nobody"] = 0 }},
		{"several", "feedback", "feedback", "copy the option's text", func(q *Question) { q.Feedback["Nobody"] = "x" }},
		{"several", "feedback", "empty", "write it", func(q *Question) { q.Feedback["Paul Birch"] = "" }},
		{"several", "prompts", "options", "form: match", func(q *Question) { q.Prompts = []string{"x"} }},
		{"several", "tolerance", "tolerance", "only a typed number", func(q *Question) { q.Tolerance = "1" }},
		{"several", "topics/0", "id", "slug", func(q *Question) { q.Topics = []string{"Old Maps"} }},
		{"several", "distractors/0", "duplicate-option", "read the same", func(q *Question) { q.Distractors[0] = "omar reed" }},
		{"match", "key", "options", "for each its right side", func(q *Question) { q.Prompts = q.Prompts[:1] }},
		{"match", "key", "options", "two to 6 prompts", func(q *Question) { q.Prompts, q.Key = q.Prompts[:1], q.Key[:1] }},
		{"match", "prompts/1", "duplicate-option", "stands twice", func(q *Question) { q.Prompts[1] = "the swallow" }},
		{"match", "prompts/0", "answer-in-stem", "reword it", func(q *Question) { q.Prompts[0] = "The Lisbon packet" }},
		{"match", "weights", "weights", "only the form several", func(q *Question) { q.Weights = map[string]float64{"Cork": 100} }},
		{"number", "key/0", "number", "like 1,500", func(q *Question) { q.Key[0] = "many" }},
		{"number", "tolerance", "tolerance", "like 0.5", func(q *Question) { q.Tolerance = "1e9" }},
		{"number", "distractors", "options", "or none", func(q *Question) { q.Distractors = []string{"3"}; q.Tolerance = "" }},
		{"date", "key/0", "date", "27 September 1996", func(q *Question) { q.Key[0] = "late 1896" }},
		{"short", "key/1", "length", "at most 100", func(q *Question) { q.Key[1] = strings.Repeat("o", 101) }},
		{"short", "key/0", "answer-in-stem", "reword", func(q *Question) { q.Stem = "Which town near Dunmore built the lighthouse?" }},
	}
	for _, test := range tests {
		b := reefBank()
		for _, q := range reefForms() {
			if q.ID == QuestionID("reef-mapped/"+test.id) {
				test.damage(&q)
				b.Questions = append(b.Questions, q)
			}
		}
		path := "questions/reef-mapped/" + test.id + "/" + test.at
		found := Check(b)
		if !slices.ContainsFunc(found, func(p *Problem) bool {
			return p.Path == path && p.Rule == test.rule && strings.Contains(p.Message, test.says)
		}) {
			t.Errorf("%s: want rule %q saying %q, got:", path, test.rule, test.says)
			for _, p := range found {
				t.Errorf("    %s: %v", p.Path, p)
			}
		}
	}
}

func TestB5SemanticLiesAreNamed(t *testing.T) {
	tests := []struct {
		lie, rule string
		tell      func(*Bank)
	}{
		{"no right option", "no-right-option", func(b *Bank) { b.Questions[0].Key = nil }},
		{"an empty right option", "no-right-option", func(b *Bank) { b.Questions[0].Key = []string{""} }},
		{"two right options", "several-keys", func(b *Bank) { b.Questions[0].Key = []string{"Nora Hale", "Rosa Lind"} }},
		{"the key again as a distractor", "duplicate-option", func(b *Bank) { b.Questions[0].Distractors[0] = "Nora Hale" }},
		{"duplicates after folding case", "duplicate-option", func(b *Bank) { b.Questions[0].Distractors[0] = "ANNA DAHL" }},
		{"duplicates after folding width", "duplicate-option", func(b *Bank) { b.Questions[0].Distractors[0] = "Ａｎｎａ Dahl" }},
		{"duplicates but for an invisible character", "duplicate-option", func(b *Bank) { b.Questions[0].Distractors[0] = "Anna\u200b Dahl" }},
		{"duplicates but for a full stop", "duplicate-option", func(b *Bank) { b.Questions[0].Distractors[0] = "Anna Dahl." }},
		{"a question without a fact", "missing-citation", func(b *Bank) { b.Questions[0].Facts = nil }},
		{"a fact without evidence", "missing-citation", func(b *Bank) { b.Facts[0].Evidence = nil }},
		{"the answer in the question", "answer-in-stem", func(b *Bank) { b.Questions[0].Stem = "What did Nora Hale, the mapmaker, do in 1820?" }},
		{"an order with one item", "options", func(b *Bank) {
			b.Questions[0].Form, b.Questions[0].Distractors = Order, nil
		}},
		{"true and false both right", "several-keys", func(b *Bank) {
			b.Questions[0].Form, b.Questions[0].Key, b.Questions[0].Distractors = TrueFalse, []string{True, False}, nil
		}},
	}
	for _, test := range tests {
		b := reefBank()
		test.tell(b)
		if got := rulesOf(Check(b)); !slices.Contains(got, test.rule) {
			t.Errorf("%s: rules %v, want %q", test.lie, got, test.rule)
		}
	}
}

func TestCheckLeavesRetiredQuestionsAlone(t *testing.T) {
	b := reefBank()
	b.Questions[0].Distractors[0] = "all of these"
	if len(Check(b)) == 0 {
		t.Fatal("the flaw is not found while the question is asked")
	}
	b.Questions[0].Status = Retired
	if got := Check(b); len(got) > 0 {
		t.Errorf("retired question: %v", got[0])
	}
}

// many returns a bank of n questions; each may change its own.
func many(n int, change func(i int, q *Question)) *Bank {
	b := reefBank()
	b.Questions = nil
	digits := func(i int) string {
		return strings.Map(func(r rune) rune { return 'a' + (r - '0') }, string(rune('0'+i/10))+string(rune('0'+i%10)))
	}
	for i := range n {
		d := digits(i)
		f := reefBank().Facts[0]
		f.ID = FactID("fact-" + d)
		b.Facts = append(b.Facts, f)
		q := Question{ID: QuestionID("fact-" + d + "/single"), Form: SingleChoice, Stem: "Who " + d + "ed the " + d + "fish of " + d + "land?",
			Key: []string{"Nora Hale" + d}, Distractors: []string{"Rosa Lind" + d, "Ilse Brandt" + d, "Anna Dahl" + d},
			Explanation: "So it is.", Facts: []FactID{f.ID}, Status: Draft}
		if i%4 == 0 {
			q.Key[0] += " of Oslo"
		}
		change(i, &q)
		b.Questions = append(b.Questions, q)
	}
	return b
}

func TestCheckLooksAtTheWholeBank(t *testing.T) {
	tests := []struct {
		rule   string
		change func(i int, q *Question)
	}{
		{"", func(int, *Question) {}},
		{"key-value", func(i int, q *Question) {
			if i < 10 {
				q.Key[0] = "Nora Hale of Oslo"
			}
		}},
		{"longest-key", func(i int, q *Question) { q.Key[0] = "Nora Hale of the Lind" + q.Key[0][9:] }},
		{"duplicate-question", func(i int, q *Question) { q.Facts[0] = "reef-mapped" }},
		{"near-duplicate", func(i int, q *Question) {
			if i < 2 {
				q.Stem = "Who mapped the northern reef in 1820?"
			}
		}},
		{"true-false-balance", func(i int, q *Question) {
			q.Form, q.Stem, q.Key, q.Distractors = TrueFalse, q.Stem[:len(q.Stem)-1]+".", []string{True}, []string{False}
		}},
	}
	for _, test := range tests {
		got := rulesOf(lintBank(many(48, test.change)))
		slices.Sort(got)
		got = slices.Compact(got)
		if test.rule == "" && len(got) > 0 || test.rule != "" && !slices.Contains(got, test.rule) {
			t.Errorf("want rule %q, got %v", test.rule, got)
		}
	}
	overused := many(48, func(i int, q *Question) {
		q.Key[0], q.Distractors[0] = "Nora Hale", "Rosa Lind" // a key of kind person, always beside the same
	})
	if got := rulesOf(lintBank(overused)); !slices.Contains(got, "distractor-overuse") {
		t.Errorf("want distractor-overuse, got %v", got)
	}
}
