package rules

import (
	"slices"
	"strings"
	"testing"
)

func TestATitleCallsPeopleByTheirUsualName(t *testing.T) {
	tests := []struct{ title, full, want string }{
		{"Percy Lark", "George Percy Alfred Lark", "Percy Lark"},
		{"The life of Percy Lark, keeper", "George Percy Alfred Lark", "Percy Lark"},
		{"Happy Lark", `Albert Benjamin "Happy" Lark`, "Happy Lark"},
		{"George Percy Alfred Lark", "George Percy Alfred Lark", ""},
		{"Lark", "George Percy Alfred Lark", ""},
		{"Tom Lark", "George Percy Alfred Lark", ""},
		{"Alfred Percy Lark", "George Percy Alfred Lark", "Percy Lark"},
		{"Percy Lark", "Percy Lark", ""},
		{"", "George Percy Alfred Lark", ""},
	}
	for _, test := range tests {
		who := &person{full: test.full, surname: "Lark"}
		if got := inTitle(test.title, who); got != test.want {
			t.Errorf("%q of %q: %q, want %q", test.title, test.full, got, test.want)
		}
	}
}

func TestFactsCallPeopleAsTheTitleDoes(t *testing.T) {
	for _, known := range []string{"", ", known as Percy Lark,"} {
		told := statements(t, "Percy Lark",
			"George Percy Alfred Lark (8 July 1882 – 20 February 1961)"+known+" was a Norwegian composer. In 1914, Lark moved to Sweden. He founded the Brenk Lamp Museum in 1932.")
		if len(told) == 0 {
			t.Fatal("nothing is told")
		}
		for _, s := range told {
			if strings.Contains(s, "Alfred") && !strings.Contains(s, "known as") {
				t.Errorf("told: %q", s)
			}
		}
	}
}

func TestATitleThatHasAnotherGivenNameMayBeShort(t *testing.T) {
	tests := []struct {
		title, text, told string
		want              bool
	}{
		// "Bill" is short for it: nobody else of the name is told of.
		{"Bill Lark in Brenk", "In 1990, William Lark opened the Brenk Lamp Museum. In 1995, Lark sold the museum to the Skarn Harbour Trust.", "In 1995, William Lark sold the Brenk Lamp Museum to the Skarn Harbour Trust.", true},
		// The father of whom the title names.
		{"Georges Lark", "Jacques Lark moved to Brenk in 1880. His son Georges Lark was born there. In 1910, Lark opened the Brenk Lamp Museum.", "In 1910, Jacques Lark opened the Brenk Lamp Museum.", false},
	}
	for _, test := range tests {
		if got := statements(t, test.title, test.text); slices.Contains(got, test.told) != test.want {
			t.Errorf("%s: told %q", test.title, got)
		}
	}
}
