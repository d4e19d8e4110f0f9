package exchange

import (
	"fmt"
	"strings"
	"testing"

	"quizbot/questions"
)

// choiceInMoodle is a choice question in Moodle XML with some elements more.
func choiceInMoodle(name, single, more string) string {
	return `<question type="multichoice"><name><text>` + name + `</text></name><questiontext format="html"><text>What is ` + name + `?</text></questiontext><single>` + single + `</single>` +
		`<answer fraction="100"><text>ebb</text><feedback><text>It runs out.</text></feedback></answer><answer fraction="0"><text>rain</text></answer><answer fraction="0"><text>snow</text></answer>` + more + `</question>`
}

// TestMoodlesCombinedFeedback: what is said of right and wrong answers goes to
// the options that it is about; what no option can carry is reported.
func TestMoodlesCombinedFeedback(t *testing.T) {
	const said = `<correctfeedback><text>Well done!</text></correctfeedback><partiallycorrectfeedback><text>Half of it.</text></partiallycorrectfeedback>` +
		`<incorrectfeedback format="html"><text>&lt;p&gt;See chapter 3.&lt;/p&gt;</text></incorrectfeedback><hint><text>Look closely.</text></hint><hint><text></text></hint><hint><text>Closer.</text></hint>`
	const standard = `<correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback><partiallycorrectfeedback><text>Your answer is partially correct.</text></partiallycorrectfeedback>` +
		`<incorrectfeedback><text>Your answer is incorrect.</text></incorrectfeedback>`
	b, r := imported(t, "moodle-xml", "x.xml", []byte("<quiz>"+choiceInMoodle("one", "true", said)+choiceInMoodle("two", "false", said)+choiceInMoodle("three", "true", standard)+"</quiz>"))
	if got, want := fmt.Sprint(b.Questions[0].Feedback), "map[ebb:It runs out.\nWell done! rain:See chapter 3. snow:See chapter 3.]"; got != want {
		t.Errorf("the feedback is %s\nnot %s", got, want)
	}
	if got, want := fmt.Sprint(b.Questions[2].Feedback), "map[ebb:It runs out.]"; got != want {
		t.Errorf("Moodle's own words become %s", got)
	}
	says(t, r, `one: the feedback "Half of it." for answers that are partly right is not taken over`, `one: the hint "Look closely." is not taken over`, `one: the hint "Closer."`,
		`two: the feedback "Well done!" for right answers is not taken over`, `two: the feedback "See chapter 3." for wrong answers is not taken over`)
	if strings.Contains(fmt.Sprint(r.Notes), "three") {
		t.Errorf("Moodle's own words are reported: %v", r.Notes)
	}
}

func TestCellsOfTablesStandApart(t *testing.T) {
	text, _ := fromHTML("<table><tr><th>1</th><td>2</td></tr><tr><td>3</td><td><b>4</b></td></tr></table>")
	if text != "1 2\n3 4" {
		t.Errorf("the table reads %q", text)
	}
}

// TestCategories: the one category of a file is the bank's title; several are
// topics of the questions below each.
func TestCategories(t *testing.T) {
	category := func(path string) string {
		return `<question type="category"><category><text>` + path + `</text></category></question>`
	}
	for _, c := range []struct{ name, format, file, title, topics, says string }{
		{"one", "gift", "$CATEGORY: $course$/top/Tides // Ebb\n\nA?{=a ~b}", "Tides / Ebb", "[]", ""},
		{"one with a parent", "gift", "$CATEGORY: Sea/Tides\nA?{=a ~b}", "Tides", "[]", `the category "Sea" above "Tides" is not taken over`},
		{"several", "gift", "A?{=a ~b}\n\n$CATEGORY: Sea/Slow Tides\n\n::b::B?{=a ~b}\n$CATEGORY: Sea/Moon\n\nC?{=a ~b}", "x", "[] [sea slow-tides] [sea moon]", ""},
		{"one without questions", "gift", "$CATEGORY: top\n\n$CATEGORY: top/Sea\n\nA?{=a ~b}", "Sea", "[]", ""},
		{"no letters for a topic", "gift", "$CATEGORY: Sea\n\nA?{=a ~b}\n\n$CATEGORY: Море\n\nB?{=a ~b}", "x", "[sea] []", `the category "Море" becomes no topic`},
		{"several in XML", "moodle-xml", "<quiz>" + category("$course$/top") + category("$course$/top/Sea") + choiceInMoodle("a", "true", "") + category("$course$/top/Moon") + choiceInMoodle("b", "true", "") + "</quiz>",
			"x", "[sea] [moon]", ""},
	} {
		b, r := imported(t, c.format, "x."+c.format, []byte(c.file))
		var topics []string
		for _, q := range b.Questions {
			topics = append(topics, fmt.Sprint(q.Topics))
		}
		if got := strings.Join(topics, " "); b.Title != c.title || got != c.topics {
			t.Errorf("%s: the title is %q and the topics are %s, not %q and %s", c.name, b.Title, got, c.title, c.topics)
		}
		if says(t, r, c.says); c.says == "" && strings.Contains(fmt.Sprint(r.Notes), "category") {
			t.Errorf("%s: %v", c.name, r.Notes)
		}
	}
	b := ebbBank()
	file, _, err := exportGIFT(b)
	if err != nil {
		t.Fatal(err)
	}
	moved := strings.Replace(string(file), "// [id:ebb/gap]", "$CATEGORY: Other\n\n// [id:ebb/gap]", 1)
	got, _ := imported(t, "gift", "x.gift", []byte(moved))
	if got.Title != "Tides" || fmt.Sprint(got.Questions[0].Topics, got.Questions[1].Topics) != "[tides] [other]" || got.Questions[1].Form != questions.Gap {
		t.Errorf("moved in Moodle they come back as %q %+v", got.Title, got.Questions)
	}
}
