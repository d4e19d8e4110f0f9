package rules

import (
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestADefiniteThingIsToldApart(t *testing.T) {
	const before = "Ada Lark and Nora Quill of Norway built a pier. It lay in a district."
	tests := []struct{ name, title, text, reason string }{
		{"what a clause only adds to", "Lamps", "Ada Lark won a race for the district, which spans two hills, in 1905 when Nora Quill left.", reasonDefinite},
		{"what a clause with a name tells apart", "Lamps", "Ada Lark won a race for the district, which lies at Oslo, in 1905 when Nora Quill left.", ""},
		{"a thing of the title", "A district of lamps", "Ada Lark won a race for the district, which spans two hills, in 1905 when Nora Quill left.", ""},
		{"what was told of before", "Lamps", "The pier, built with stones of Oslo, was closed to boats of Norway.", reasonDefinite},
		{"a summer of no year", "Lamps", "Ada Lark built a pier over the summer to please the sailors of Norway.", reasonRelative},
		{"a summer of a year", "Lamps", "Ada Lark built a pier over the summer of 1905 to please the sailors of Norway.", ""},
		{"the state of no place", "Lamps", "Ada Lark spoke with sailors on the border of the state after Nora Quill left.", reasonCountry},
		{"the state of the title", "Lamps of Ohio", "Ada Lark spoke with sailors on the border of the state after Nora Quill left.", ""},
		{"words and where they stood", "Lamps", "A mission of Norway answered the comments in a report to Nora Quill.", reasonAct},
		{"words and what they are about", "Lamps", "A mission of Norway answered the comments on lamps by Nora Quill.", ""},
		{"one of several by name", "Brenk", "Ada Lark brought one Falcke down in Norway.", reasonCounted},
		{"a bank called so", "Brenk", "Ada Lark brought Falcke One Bank down in Norway.", ""},
		{"a cup of several", "Brenk", "The Otters of Norway went on to claim the Cup.", reasonOneOf},
		{"a cup by its name", "Brenk", "The Otters of Norway went on to claim the Falcke Cup.", ""},
		{"a thing for most of something", "Lamps", "Nora Quill used the pier for most of the boats of Norway.", reasonDefinite},
	}
	for _, test := range tests {
		fact := questions.Fact{Statement: test.text, FoundBy: "rules/subject"}
		reason, detail := asShown(t, test.title, fact, before, test.text)
		if reason != test.reason {
			t.Errorf("%s: %s\n  got %q (%s), want %q", test.name, test.text, reason, detail, test.reason)
		}
	}
}

func TestAWorkAtTheHeadOfAStatementIsNamed(t *testing.T) {
	const before = "Ada Lark of Norway made a film."
	for title, want := range map[string]string{"Ada Lark": reasonDefinite, "The Gull (film)": ""} {
		text := "In the film, Nora Quill of Oslo marries a keeper."
		if reason, detail := asShown(t, title, questions.Fact{Statement: text, FoundBy: "rules/subject"}, before, text); reason != want {
			t.Errorf("%s: got %q (%s), want %q", title, reason, detail, want)
		}
	}
}

func TestAPhraseBehindAThingBelongsToItOrToTheVerb(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Nora Quill opened the pier by cutting a rope in Norway.":               reasonDefinite,
		"Nora Quill of Norway was accused of closing the pier of Otto Winther.": "",
	} {
		a := article.Article{Source: questions.Source{Title: "Lamps", Language: "en"}, Paragraphs: []article.Paragraph{
			{Number: 1, Text: "Ada Lark and Nora Quill of Norway built a pier."}, {Number: 2, Text: text}}}
		f := &finder{document: prepare(&a, lang)}
		s := &f.paragraphs[1].sentences[0]
		s.tree = f.parsed(s)
		fact := questions.Fact{Statement: text, FoundBy: "rules/subject"}
		if reason, detail := f.standalone(s, &fact); reason != want {
			t.Errorf("%s\n  got %q (%s), want %q", text, reason, detail, want)
		}
	}
}
