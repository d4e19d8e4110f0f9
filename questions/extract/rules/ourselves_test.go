package rules

import (
	"testing"

	"quizbot/questions/article"
)

// TestWeOfAnEssay: in a signed essay "we" and "our" are people at large, unless the
// author tells what they did, urges, or speaks as one of a body.
func TestWeOfAnEssay(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		text   string
		signed bool
		want   bool
	}{
		{"We learn the craft of sailing by watching older sailors at work.", true, true},
		{"We learn the craft of sailing by watching older sailors at work.", false, false},
		{"Fear of storms shapes our habits more than any harbour does.", true, true},
		{"We must learn to repair old boats before we build new ones.", true, true},
		{"We sailed to Brenk with nine boats and a broken mast.", true, false},
		{"We urge the harbour trust to repair the old lamp.", true, false},
		{"Our government has neglected the harbours of the north.", true, false},
		{"At Brenk Boats, we mend the masts of old boats.", true, false},
		{"Our job must be to repair the old boats of the north.", true, true},
		{"Our job is to repair the old boats of the north.", true, false},
		{"I know that we learn sailing by watching older sailors.", true, false},
		{"Sailors learn the craft by watching others at work.", true, false},
	} {
		a := &article.Article{Paragraphs: []article.Paragraph{{Number: 1, Text: tc.text}}}
		a.Title = "On Sailing"
		if tc.signed {
			a.Authors = []string{"Ada Lark"}
		}
		f := &finder{document: prepare(a, lang)}
		f.opinion = true
		if got := f.meansUsAll(&f.paragraphs[0].sentences[0]); got != tc.want {
			t.Errorf("%q, signed %v: people at large %v, want %v", tc.text, tc.signed, got, tc.want)
		}
	}
}

// TestYoungIsNoReader: a paragraph that has "young" and "this article" asks nobody to pay.
func TestYoungIsNoReader(t *testing.T) {
	for text, want := range map[string]bool{
		"The young sailors signed this article of the treaty.": false,
		"If you like this article, help the harbour museum.":   true,
	} {
		if got := (&finder{}).pitches(&paragraph{plain: text}); got != want {
			t.Errorf("pitches(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestABodySpeaksOfItsOwn(t *testing.T) {
	for text, want := range map[string]bool{
		"We learn by watching others. Our Office for Older Sailors lends boats.": true,
		"We learn by watching others. Our harbours are full of boats.":           false,
		"We learn by watching others. Our goal is to mend old boats.":            true,
		"We learn by watching others. Our sponsors have paid for boats.":         true,
		"We learn by watching others. We're growing at a rate of nine boats.":    true,
		"We learn by watching others. We encourage every harbour to mend boats.": true,
	} {
		f := &finder{document: &document{article: &article.Article{}, paragraphs: []paragraph{{plain: text}}}}
		if got := f.speaksForBody(); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

func TestWhatIsOnlySuggestedGoesOnBehindASemicolon(t *testing.T) {
	english, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for before, want := range map[string]bool{
		"Her letter suggests that she will not row;": true,
		"She does not row;":                          false,
	} {
		const part = "instead, she will sail to Norway."
		p := &paragraph{plain: before + " " + part}
		s := &sentence{paragraph: p, start: len(before) + 1, end: len(p.plain), text: part, tokens: english.tokens(part)}
		if got := refersOn(s); got != want {
			t.Errorf("behind %q: %t, want %t", before, got, want)
		}
	}
}

// TestWhoWeAre: "we" are people where only people can be meant, and those of a trade
// may be meant elsewhere.
func TestWhoWeAre(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"we learn the craft by watching others":             true,
		"we often forget what older sailors say":            true,
		"fear of storms shapes our habits":                  true,
		"we sailors mend boats":                             true,
		"when humans meet, we trade boats":                  true,
		"our economy depends on oars":                       true,
		"older sailors are slow":                            true,
		"we may build longer masts in the north":            false,
		"we should be defining which masts are used":        false,
		"we need longer oars and stronger masts":            false,
		"good oars help us row boats of any kind":           false,
		"knots are the foundation of our trade":             false,
		"normally we cut the mast before the boat is built": false,
	} {
		if got := ofEverybody(lang.tokens(text)); got != want {
			t.Errorf("%q: all people %t, want %t", text, got, want)
		}
	}
}

// TestAReportSpeaksOfPeople: what a writer says of "us" is told of people.
func TestAReportSpeaksOfPeople(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"we learn the craft by watching others":                    "people learn the craft by watching others",
		"we have learned how our neighbours sail to us":            "people have learned how their neighbours sail to them",
		"fear of storms shapes our habits":                         "fear of storms shapes people's habits",
		"fear of storms shapes our view of Norway":                 "fear of storms shapes our view of Norway",
		"we should accept that people do not sail":                 "we should accept that people do not sail",
		"our duty must be to mend our economy with oars":           "the duty must be to mend the economy with oars",
		"we sailors learn the craft by watching others":            "sailors learn the craft by watching others",
		"older sailors are slow":                                   "older sailors are slow",
		"each of us learns the craft by watching others at a pier": "each of us learns the craft by watching others at a pier",
	} {
		s := &sentence{text: text, tokens: lang.tokens(text)}
		if got := s.render(asPeople(s.tokens)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
