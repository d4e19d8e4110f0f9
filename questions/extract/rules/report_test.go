package rules

import "testing"

// TestAReportKeepsWhatWasSaidWhole says who claims what by a sentence that passes
// on somebody's words, the last of its article.
func TestAReportKeepsWhatWasSaidWhole(t *testing.T) {
	const named = "Julia Askel, the director of the Brenk Harbour Trust, lives in Oslo."
	tests := []struct{ name, text, want string }{
		{"its relative clause", "Julia Askel said the lamp of Brenk, which had burned oil, went out in 1994.",
			"Julia Askel said that the lamp of Brenk, which had burned oil, went out in 1994."},
		{"its condition", "Julia Askel said that, if the lamp of Brenk burned oil, Norway would pay 40,000 crowns.",
			"Julia Askel said that if the lamp of Brenk burned oil, Norway would pay 40,000 crowns."},
		{"an office behind the name", "Julia Askel, the director of the Brenk Harbour Trust, said the lamp of Brenk burned oil in 1994.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"an office before it", "Brenk's harbour master, Julia Askel, said the lamp of Brenk burned oil in 1994.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"her name between commas", "The lamp of Brenk, Julia Askel said, burned oil in 1994.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"whom it was told", "The lamp of Brenk burned oil in 1994, Julia Askel told the Oslo Post.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"two of her own words", `Julia Askel said that the lamp of Brenk was "old and dear" in 1994 and "not worth the oil of Norway".`,
			`Julia Askel said that the lamp of Brenk was "old and dear" in 1994 and "not worth the oil of Norway".`},
		{"what she has said", "Julia Askel has said that the lamp of Brenk burned oil in 1994.",
			"Julia Askel has said that the lamp of Brenk burned oil in 1994."},
		{"a day", "Julia Askel said Tuesday in a statement that the lamp of Brenk burned oil in 1994.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"a ministry", "Norway's foreign ministry said the lamp of Brenk burned oil in 1994.",
			"Norway's foreign ministry said that the lamp of Brenk burned oil in 1994."},
		{"officials of a kind", "A senior harbour official said the lamp of Brenk burned oil in 1994.",
			"A senior harbour official said that the lamp of Brenk burned oil in 1994."},
		{"officials who were spoken of", "The officials said the lamp of Brenk burned oil in 1994.",
			"Officials said that the lamp of Brenk burned oil in 1994."},
		{"what the writer tells", "Julia Askel said the lamp of Brenk burned oil in 1994, but the keepers did not know it.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"what else she did", "Julia Askel said the lamp of Brenk burned oil in 1994 and insisted that it was new.",
			"Julia Askel said that the lamp of Brenk burned oil in 1994."},
		{"a source inside the sentence", "The lamp of Brenk, according to the Oslo Post, burned 40 barrels of oil.",
			"According to the Oslo Post, the lamp of Brenk burned 40 barrels of oil."},
		{"officials of a department", "The lamp of Brenk burned 40 barrels of oil, according to Brenk Harbour Department officials.",
			"According to Brenk Harbour Department officials, the lamp of Brenk burned 40 barrels of oil."},
		{"who claim something", "Julia Askel said the sailors who claim the lamp of Brenk stole 40 barrels of oil.",
			"Julia Askel said that the sailors who claim the lamp of Brenk stole 40 barrels of oil."},
		{"one of a kind", "An Oslo Larkist said the lamp of Brenk burned 40 barrels of oil.", ""},
		{"a capital that may be the sentence's", "Rainfall spoils 40 barrels of oil in Brenk each year, Julia Askel said.", ""},
		{"somebody's who is called by an article", "Julia Askel said the lamp of Brenk was sold to an Askel's keeper in 1994.", ""},
		{"what takes it back", "Julia Askel said the lamp of Brenk burned oil in 1994, although she never saw it.", ""},
		{"the owner of something", "The owner said the lamp of Brenk burned oil in 1994.", ""},
		{"whom it was told by name", "Julia Askel told BBC Norway she had sold the lamp of Brenk in 1994.",
			"Julia Askel told BBC Norway that she had sold the lamp of Brenk in 1994."},
		{"a thing that was held", "Norway had maintained that position in a letter to Brenk, which ended the dispute of 1994.", ""},
		{"the day that it takes along", "Julia Askel said the lamp of Brenk burned oil of Norway into Sunday, including the oil of 1994.", ""},
	}
	for _, test := range tests {
		if got := claimed(t, named, test.text); got != test.want {
			t.Errorf("%s: %s\n  states %q\n  want   %q", test.name, test.text, got, test.want)
		}
	}
}

// TestWhoGoesOnToSpeakIsWhoSpokeLast resolves "he" and "she" only where nobody else
// can be meant.
func TestWhoGoesOnToSpeakIsWhoSpokeLast(t *testing.T) {
	const (
		first = "Julia Askel said the lamp of Brenk burned oil in 1994."
		goes  = "She said that the museum of Oslo paid 40,000 crowns for the lamp of Brenk."
		want  = "Julia Askel said that the museum of Oslo paid 40,000 crowns for the lamp of Brenk."
	)
	for between, want := range map[string]string{
		"":                                  want,
		" Martha Dahl met Susan Quill.":     "",
		" A woman of Oslo owned a boat.":    "",
		" The museum has boats since 1960.": want,
	} {
		if got := claimed(t, first+between, goes); got != want {
			t.Errorf("behind %q\n  states %q\n  want   %q", first+between, got, want)
		}
	}
}
