package rules

import (
	"slices"
	"testing"
)

func TestWhomSomebodyMarriesIsTakenForOneOfTheSameGender(t *testing.T) {
	moll, lark, finn, vane := &person{pronoun: "she"}, &person{pronoun: "she"}, &person{pronoun: "he"}, &person{}
	for _, test := range []struct {
		statement string
		q         *person
		alike     bool
	}{
		{"Otto Reed married Nora Moll in 1925.", lark, true},
		{"Otto Reed married Nora Moll in 1925.", finn, false},
		{"Otto Reed married Nora Moll in 1925.", vane, false},
		{"Otto Reed met Nora Moll in 1925.", finn, true},
	} {
		if got := moll.alike(test.q, test.statement); got != test.alike {
			t.Errorf("%s: %q, %t, want %t", test.statement, test.q.pronoun, got, test.alike)
		}
	}
	if vane.alike(lark, "Otto Reed married Nora Vane in 1925.") {
		t.Error("nobody knows whether she is a woman")
	}
}

func TestHomeNationsAreTakenForEachOther(t *testing.T) {
	d := &document{names: &names{places: []string{"Wales", "Netherlands", "Norway"}}, settings: map[string]string{}}
	got := d.placesLike("Wales")
	if len(got) < 5 || got[0] != "England" || slices.Contains(got, "Switzerland") {
		t.Errorf("for Wales: %q", got)
	}
}
