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
	} {
		f := &finder{document: &document{paragraphs: []paragraph{{plain: text}}}}
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
