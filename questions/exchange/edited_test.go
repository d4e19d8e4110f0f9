package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
)

// says reports every one of the words that a report does not hold.
func says(t *testing.T, r Report, words ...string) {
	t.Helper()
	said := ""
	for _, n := range r.Notes {
		said += n.String() + "\n"
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("the report does not say %q:\n%s", w, said)
		}
	}
}

// ebbBank has a card and two questions on one fact.
func ebbBank() *questions.Bank {
	facts := []questions.FactID{"ebb"}
	return &questions.Bank{Name: "tides", Title: "Tides", Language: "en",
		Sources: []questions.Source{{ID: "lark", Title: "Tides", Authors: []string{"Ann Lark"}}},
		Facts: []questions.Fact{{ID: "ebb", Statement: "Ebb follows flood.", Topics: []string{"sea"}, Importance: 1,
			Evidence: []questions.Evidence{{Source: "lark", Paragraph: 1, Anchor: "ebb follows"}}}},
		Questions: []questions.Question{
			{ID: "ebb/single", Form: questions.SingleChoice, Stem: "What follows flood?", Key: []string{"ebb"}, Distractors: []string{"rain", "snow"},
				Explanation: "Ebb follows.", Facts: facts, Status: questions.Approved},
			{ID: "ebb/gap", Form: questions.Gap, Stem: "_____ follows flood.", Key: []string{"Ebb"}, Distractors: []string{"Rain", "Snow"},
				Explanation: "It does.", Feedback: map[string]string{"Rain": "It comes when it likes."}, Facts: facts, Status: questions.Approved},
		},
		Cards: []questions.Card{{ID: "ebb/card", Front: "After flood?", Back: "Ebb", Fact: "ebb", Status: questions.Approved}}}
}

// TestEditsOfOurNotesInAnki: what was edited in Anki is taken over where a
// bank has a place for it, and a line of the report where it has none.
func TestEditsOfOurNotesInAnki(t *testing.T) {
	const card, single, gap = 0, 1, 2
	for _, c := range []struct {
		name string
		note int
		edit func(n *readNote)
		want func(b *questions.Bank) bool // nil = nothing but the report
		says []string
	}{
		{"explanation of a card", card, func(n *readNote) { n.fields[ankiExplanation] = "MINE" }, nil, []string{"ebb/card: its Explanation", "fact ebb"}},
		{"quote of a card", card, func(n *readNote) { n.fields[ankiQuote] = "MINE" }, nil, []string{"ebb/card: its Quote", `"MINE"`}},
		{"source of a question", single, func(n *readNote) { n.fields[ankiSource] = "<p>MINE</p>" }, nil, []string{"ebb/single: its Source", `"MINE"`}},
		{"quote of a question", single, func(n *readNote) { n.fields[ankiQuote] = "" }, nil, []string{"ebb/single: its Quote was emptied"}},
		{"fact of a question", single, func(n *readNote) { n.fields[ankiFact] = "other" }, nil, []string{"ebb/single: its FactId", `"other"`}},
		{"id", single, func(n *readNote) { n.fields[ankiID] = "other/single" }, nil, []string{"ebb/single: its Id"}},
		{"sound and picture", card, func(n *readNote) { n.fields[ankiFront] += `<img src="x.png">[sound:a.mp3]` },
			func(b *questions.Bank) bool { return b.Cards[0].Front == "After flood?" },
			[]string{"ebb/card: a picture in its Front", "ebb/card: a sound in its Front"}},
		{"sound in a stem", single, func(n *readNote) { n.fields[ankiFront] = "What [sound:a.mp3] then?" },
			func(b *questions.Bank) bool { return b.Questions[0].Stem == "What then?" }, []string{"ebb/single: a sound in its Front"}},
		{"explanation of a question", single, func(n *readNote) { n.fields[ankiExplanation] = "<b>New.</b>" },
			func(b *questions.Bank) bool { return b.Questions[0].Explanation == "New." && b.Questions[0].Edited }, nil},
		{"explanation above feedback", gap, func(n *readNote) {
			n.fields[ankiExplanation] = strings.Replace(n.fields[ankiExplanation], "It does.", "It does so.", 1)
		}, func(b *questions.Bank) bool {
			return b.Questions[0].Explanation == "It does so." && b.Questions[0].Feedback["Rain"] != ""
		}, nil},
		{"feedback", gap, func(n *readNote) { n.fields[ankiExplanation] = "It does." }, nil, []string{"ebb/gap: its Explanation was changed"}},
		{"tags of a question", single, func(n *readNote) { n.tags = append(n.tags, "moon", "two::sub", "leech", "fact:other") },
			func(b *questions.Bank) bool { return slices.Equal(b.Questions[0].Topics, []string{"moon", "two-sub"}) },
			[]string{`ebb/single: the tag "leech"`, `ebb/single: the tag "fact:other"`}},
		{"a topic of the fact taken away", single, func(n *readNote) { n.tags = n.tags[1:] }, nil, []string{`ebb/single: the tag "sea" was taken away`, "facts"}},
		{"tags of a card", card, func(n *readNote) { n.tags = []string{"moon"} }, nil, []string{`ebb/card: the tag "moon"`, `ebb/card: the tag "sea" was taken away`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := newIntake("x.apkg")
			written := ankiNotes(ebbBank(), &Report{})[c.note]
			n := readNote{names: ankiFields, fields: slices.Clone(written.fields), tags: slices.Clone(written.tags)}
			c.edit(&n)
			in.takeNote(n)
			says(t, in.report, c.says...)
			if c.says == nil && len(in.report.Notes) > 0 {
				t.Errorf("the report says %v", in.report.Notes)
			}
			if c.want != nil && !c.want(in.bank) {
				t.Errorf("the bank has %+v %+v", in.bank.Questions, in.bank.Cards)
			}
		})
	}
}

// TestAnkiNotesOfPictures: a card that shows only a picture is named, a note
// that Anki makes no card of as well, and so is a deletion within another.
func TestAnkiNotesOfPictures(t *testing.T) {
	const models = `{"7":{"type":0,"flds":[{"name":"Front","ord":0},{"name":"Back","ord":1}],"tmpls":[{"ord":0,"qfmt":"{{#Front}}{{Front}}{{/Front}}","afmt":"{{FrontSide}}<hr id=answer>{{Back}}"}]},
		"8":{"type":1,"flds":[{"name":"Text","ord":0}],"tmpls":[{"ord":0,"qfmt":"{{cloze:Text}}","afmt":"{{cloze:Text}}"}]}}`
	deck := func(notes string) []byte {
		return archive(t, map[string][]byte{"collection.anki2": database(t, ankiSchema,
			`INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}', '`+models+`', '{}', '{}', '{}')`, notes), "media": []byte("{}")})
	}
	row := func(id, kind int, fields ...string) string {
		return fmt.Sprintf(`INSERT INTO notes VALUES (%d, 'g%d', %d, 0, 0, '', '%s', 'x', 0, 0, '');`, id, id, kind, strings.Join(fields, "' || char(31) || '"))
	}
	pictures := row(1, 7, `<img src="map.png">`, "Paris") + row(2, 7, "[sound:a.mp3]", "Rome") + row(3, 7, "What?", `<img src="x.png">`, "") +
		row(4, 8, "{{c1::a {{c2::b}} c}} d {{c3::e}}") + row(5, 7, "", "")
	b, r := imported(t, "anki", "x.apkg", deck(pictures+row(6, 7, `Whose? <img src="f.png">`, "Ours")))
	if len(b.Cards) != 1 || b.Cards[0].Front != "Whose?" {
		t.Errorf("the cards are %+v", b.Cards)
	}
	says(t, r, "Paris: left out: its front is only a picture", "Rome: left out: its front is only a sound", "What?: left out: its back is only a picture",
		"left out: it has a cloze deletion within another", "left out: Anki makes no card of it", "Whose?: a picture is not taken over")
	refused(t, "anki", "x.apkg", deck(pictures), "everything was left out", "Paris: left out: its front is only a picture", "within another")
}

// TestTheNoteTypeKeepsItsTime: Anki takes a note type with a later time for a
// changed one, ours changes never.
func TestTheNoteTypeKeepsItsTime(t *testing.T) {
	defer func() { now = time.Now }()
	b := ebbBank()
	var types [2]string
	for i := range types {
		now = func() time.Time { return time.Unix(int64(2_000_000_000+i), 0) }
		types[i] = ankiModels()
	}
	if types[0] != types[1] || strings.Contains(types[0], "2000000000") {
		t.Error("the note type has another time in every package")
	}
	if _, _, err := exportAnki(b); err != nil {
		t.Error(err)
	}
}
