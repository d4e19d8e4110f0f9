package rules

import (
	"slices"
	"testing"
)

func TestASentenceGoesOnBehindAnAbbreviation(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Ada Lark (c. 1818 – 1880) was a pilot of Brenk. She knew the bay.", []string{"Ada Lark (c. 1818 – 1880) was a pilot of Brenk.", "She knew the bay."}},
		{"The mole was built ca. 1911 by pilots. It fell.", []string{"The mole was built ca. 1911 by pilots.", "It fell."}},
		{"The quay (see Fig. 3) was long. It fell.", []string{"The quay (see Fig. 3) was long.", "It fell."}},
		{"Lark fought Texas Brig. Gen. Otto Moll at Ft. Brenk. He left.", []string{"Lark fought Texas Brig. Gen. Otto Moll at Ft. Brenk.", "He left."}},
		{"The court ruled in Brenk Mole Co. v. Port Elm. He left.", []string{"The court ruled in Brenk Mole Co. v. Port Elm.", "He left."}},
		{"Mr. Lark came to Brenk. He left.", []string{"Mr. Lark came to Brenk.", "He left."}},
		{"PORT ELM (Aug. 13) -- The mole fell. It was old.", []string{"PORT ELM (Aug. 13) -- The mole fell.", "It was old."}},
		{"No. The mole is closed to boats.", []string{"No.", "The mole is closed to boats."}},
		{"The boat No. 7 sank at the mole.", []string{"The boat No. 7 sank at the mole."}},
		{"The mole fell. 40 pilots saw it.", []string{"The mole fell.", "40 pilots saw it."}},
		{"They looked at works of art. 40 pilots saw it.", []string{"They looked at works of art.", "40 pilots saw it."}},
	}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		var got []string
		for _, span := range lang.sentences(test.text) {
			got = append(got, test.text[span[0]:span[1]])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q", got)
		}
	}
}
