package rules

import "testing"

func TestAnAmountThatPointsBack(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"Part of the £12bn we are going to spend on lamps.":   true,
		"The $6 million will be used for lamps.":              true,
		"The 10 have agreed to pay for lamps.":                true,
		"In the 1990s we sold many lamps in Oslo.":            false,
		"The two lamps of Brenk burned in the night.":         false,
		"We spent the £12bn lottery fund on lamps for Brenk.": false,
	} {
		tokens, got := lang.tokens(text), false
		for i := range tokens {
			got = got || amountBack(tokens, i)
		}
		if got != want {
			t.Errorf("%q: an amount that points back is %v, want %v", text, got, want)
		}
	}
}

func TestOneOfManyIsNoSpeaker(t *testing.T) {
	const text = "A Colorado Democrat said that the harbour of Brenk was as dark as the winter nights of Norway."
	for _, f := range titled(t, "The North", text).Facts {
		if f.Claimant == "Colorado Democrat" {
			t.Errorf("%q is claimed by %q", f.Statement, f.Claimant)
		}
	}
}
