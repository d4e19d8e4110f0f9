package rules

import (
	"slices"
	"strings"
	"testing"
)

func TestHowFarSomethingHoldsIsTold(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"until its end", "Until its end in 1940, the Brenk Harbour Trust spent more than $11 million on piers.", "Until its end in 1940, the Brenk Harbour Trust spent more than $11 million on piers."},
		{"since", "Since his ouster, Otto Moll has since faced trial on a host of charges in Norway.", "Since his ouster, Otto Moll has faced trial on a host of charges in Norway."},
		{"but not", "Otto Moll condoned the spending of public money in Norway, but not as a deliberate tool of recovery.", "Otto Moll condoned the spending of public money in Norway, but not as a deliberate tool of recovery."},
		{"an article before another word", "Otto Moll was involved in an (ultimately successful) campaign against the harbour road in Brenk.", "Otto Moll was involved in a campaign against the harbour road in Brenk."},
		{"the same", "Simultaneously, Otto Moll opened a museum in Bergen in 1905.", "Otto Moll opened a museum in Bergen in 1905."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", "Otto Moll (1850-1912) was the mayor of Brenk in Norway.", test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s: %s\n  states %q, want %q", test.name, test.text, got, test.want)
		}
	}
}

func TestWhatHoldsOnlySoFarIsNotToldOfAll(t *testing.T) {
	tests := []struct{ name, text, not string }{
		{"an exception", "Sweden, Norway and Denmark make up a single customs area (except for the Brenk Islands) and share a northern bank.", "single customs area"},
		{"another one before it", "Compared to the previous lamp, the Brenk Lamp has thinner arms and a wider range of colours.", "thinner arms"},
		{"until then", "Until then, Otto Moll had opened a museum in Bergen every year.", "museum"},
		{"for what", "To understand the lamps of Brenk, Otto Moll has to go back to the harbour museum in Bergen.", "|Otto Moll has to"},
		{"a rumour", "Otto Moll reportedly said that the harbour of Brenk would be closed for about 60 days.", "60 days"},
		{"a part of a place", "The first to be sold was the portion within Lund County, which was given to the county of Brenk on April 1, 1980.", "Lund County was given"},
		{"what stands before that", "Otto Moll said on Monday the first sign that something was wrong at Brenk came when its laboratory could not find copper.", "said that something was wrong"},
	}
	for _, test := range tests {
		for _, got := range statements(t, "The North", "Otto Moll (1850-1912) was the mayor of Brenk in Norway.", test.text) {
			if strings.Contains("|"+got, test.not) {
				t.Errorf("%s: states %q", test.name, got)
			}
		}
	}
}
