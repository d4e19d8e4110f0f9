package questions

import (
	"slices"
	"testing"
)

func TestNumbersReadsWhatPeopleWrite(t *testing.T) {
	tests := []struct {
		text string
		want []float64
	}{
		{"17", []float64{17}},
		{"about 100,000", []float64{100000}},
		{"an estimated 3.4 million people", []float64{3.4e6}},
		{"$1.5 billion", []float64{1.5e9}},
		{"four", []float64{4}},
		{"twenty-five hundred", []float64{2500}},
		{"a dozen", []float64{12}},
		{"hundreds of thousands", []float64{100, 1000}},
		{"300-400", []float64{300, 400}},
		{"3 or 4 thousand", []float64{3, 4000}},
		{"60 per cent", []float64{60}},
		{"nobody", nil},
		{"", nil},
	}
	for _, test := range tests {
		if got := Numbers(test.text); !slices.Equal(got, test.want) {
			t.Errorf("Numbers(%q) = %v, want %v", test.text, got, test.want)
		}
	}
}

func TestSpellNumberIsReadBack(t *testing.T) {
	for n := range 100 {
		if got := Numbers(SpellNumber(n)); !slices.Equal(got, []float64{float64(n)}) {
			t.Errorf("%d is spelled %q, which is read as %v", n, SpellNumber(n), got)
		}
	}
	if SpellNumber(-1) != "" || SpellNumber(100) != "" {
		t.Error("only 0 to 99 are spelled")
	}
}

func TestFoldJoinsWhatReadsTheSame(t *testing.T) {
	same := [][2]string{
		{"KABUL", "kabul"},
		{"Café", "Cafe\u0301"},
		{"ﬁsh", "fish"},
		{"“tide”", "\"tide\""},
		{"1996–2001", "1996-2001"},
		{"Black\u00a0Sea", "Black  Sea"},
		{"Sea\u200b", "Sea"},
		{"Straße", "STRASSE"},
	}
	for _, pair := range same {
		if Fold(pair[0]) != Fold(pair[1]) {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q, want the same", pair[0], Fold(pair[0]), pair[1], Fold(pair[1]))
		}
	}
	if Fold("Iran") == Fold("Iraq") {
		t.Error("Iran and Iraq fold to the same text")
	}
}

func TestSameOrPartFindsASecondRightOption(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Taliban", "the Pakistani Taliban", true},
		{"Putin", "Vladimir Putin", true},
		{"UN", "the United Nations", true},
		{"USA", "United States of America", true},
		{"U.N.", "United Nations", true},
		{"the Baltic Sea", "Baltic Sea", true},
		{"Black Sea", "Red Sea", false},
		{"Niger", "Nigeria", false},
		{"north", "North Atlantic Treaty Organization", true},
		{"to", "Treaty Organization", false},
		{"", "anything", false},
	}
	for _, test := range tests {
		if got := SameOrPart(test.a, test.b); got != test.want {
			t.Errorf("SameOrPart(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
		if got := SameOrPart(test.b, test.a); got != test.want {
			t.Errorf("SameOrPart(%q, %q) = %v, want %v", test.b, test.a, got, test.want)
		}
	}
}

func TestTakesAnFollowsTheSound(t *testing.T) {
	tests := []struct {
		article string
		texts   []string
	}{
		{"an", []string{"octopus", "“island”", "hour", "honest man", "8-metre wave", "11 knot wind", "18th-century wreck", "MP", "NGO", "EU port", "unidentified ship"}},
		{"a", []string{"whale", "unit", "university", "European eel", "UN ship", "US port", "one-way street", "Ukrainian port", "NATO ship", "110-metre wreck"}},
	}
	for _, test := range tests {
		for _, text := range test.texts {
			if got := TakesAn(text); got != (test.article == "an") {
				t.Errorf("TakesAn(%q) = %v, want it spoken with %q", text, got, test.article)
			}
		}
	}
}
