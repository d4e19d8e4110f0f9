package article

import (
	"slices"
	"strings"
	"testing"
)

// droppedAs returns what an article leaves out for a reason.
func droppedAs(a Article, reason string) []string {
	var list []string
	for _, d := range a.Dropped {
		if d.Reason == reason {
			list = append(list, d.Text)
		}
	}
	return list
}

const release = "Elm Ropes opens a second yard in the old harbour of Port Elm.\n\nThe yard has room for forty people and will make ropes of hemp for the pilots of the bay.\n\n" +
	"“We have waited for this day for a long time,” said Ida Moor, who runs the yard.\n\nThe first ropes leave the yard in May, and the pilots have ordered all of them.\n\n"

func TestWhatAPublisherSaysOfItselfIsNotTheArticle(t *testing.T) {
	const who = "Elm Ropes is a leading maker of ropes with yards in three towns."
	tests := []struct {
		name, below string
		about       []string // left out
	}{
		{"below a heading", "About Elm Ropes\n\n" + who + "\n\nThe firm has made ropes since 1911.\n", []string{who, "The firm has made ropes since 1911."}},
		{"behind a heading that lost its line", "About Elm Ropes " + who + "\n", []string{"About Elm Ropes " + who}},
		{"behind a colon", "About Elm Ropes: The firm has made ropes since 1911.\n", []string{"About Elm Ropes: The firm has made ropes since 1911."}},
		{"without a heading", who + "\n\nElm Ropes is headquartered in Port Elm and has three yards.\n\n© 2019 Elm Ropes\n", []string{who, "Elm Ropes is headquartered in Port Elm and has three yards."}},
		{"of somebody else", "Hemp Moor is a maker of hemp in the hills.\n\n© 2019 Elm Ropes\n", nil},
		{"in the middle", "Elm Ropes is headquartered in Port Elm.\n\nIts pilots sail on the first day of May to see the new yard.\n\n© 2019 Elm Ropes\n", nil},
		{"a sentence that begins with About", "About forty people work there, and about forty more will come.\n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, "Elm Ropes Opens a Second Yard\n\nMarch 3, 2019\n\n"+release+test.below)
			if got := droppedAs(a, ReasonAbout); !slices.Equal(got, test.about) {
				t.Errorf("left out %q, want %q\n%q", got, test.about, texts(a))
			}
			if got := texts(a); len(got) < 4 || !strings.HasPrefix(release, strings.Join(got[:4], "\n\n")) {
				t.Errorf("body is %q", got)
			}
		})
	}
}

func TestWhomToAskIsNotTheArticle(t *testing.T) {
	for _, line := range []string{"Contact our writer Ada Lark at 555-0100 or ada@ropes.example.", "For more information, write to Tom Reed, tom@ropes.example."} {
		a := read(t, "Elm Ropes Opens a Second Yard\n\nMarch 3, 2019\n\n"+release+line+"\n\nThis was first told in a newsletter about ropes.\n")
		if got := texts(a); slices.Contains(got, line) || len(got) != 5 {
			t.Errorf("body is %q", got)
		}
	}
}

func TestWhatATextbookSetsApartIsNotItsText(t *testing.T) {
	const text = "The tide is the rise and the fall of the sea twice a day.\n\nIts height depends on the moon, on the sun and on the shape of the bay.\n\n"
	const box = "> The old mole of Port Elm stood for two hundred years.\n"
	tests := []struct {
		name, markdown string
		paragraphs     int
		box            int // blocks left out
	}{
		{"a box with a title", text + "> **The Old Mole**\n>\n" + box + ">\n> - Why did it fall?\n\nThe moon goes round once a month.\n", 3, 3},
		{"words of others", text + box + ">\n> —Ada Lark, *Slow Water*\n\nThe moon goes round once a month.\n", 3, 2},
		{"a note to learners", "## Learning Objectives\n\nYou will be able to\n\n- name the halves of the tide\n\n## Ebb\n\n" + text + box, 2, 1},
		{"a quotation of a text for others", text + box, 3, 0},
		{"a list right below a box", text + "> **The Old Mole**\n>\n" + box + "- The ebb comes first in this bay.\n", 3, 2},
		{"a caption in a quotation", text + "> Figure: The mole in winter, as the pilots saw it. (credit: Tom Reed)\n\nThe moon goes round once a month.\n", 3, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, err := Read("tide.md", []byte("# Tides\n\n"+test.markdown))
			if err != nil {
				t.Fatal(err)
			}
			if got := droppedAs(a, ReasonBox); len(a.Paragraphs) != test.paragraphs || len(got) != test.box {
				t.Errorf("body %q, boxes %q", texts(a), got)
			}
		})
	}
}
