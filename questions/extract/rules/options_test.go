package rules

import (
	"quizbot/questions"
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

func TestACountryIsOfferedWhereItCouldBe(t *testing.T) {
	d := &document{names: &names{}, settings: map[string]string{}}
	d.names.places = []string{"Belgium", "Ireland", "Netherlands", "Austria", "Switzerland"}
	for _, test := range []struct {
		statement, country string
		offered            bool
	}{
		{"The ruler of France bought a lamp in 1314.", "Belgium", false},
		{"The ruler of France bought a lamp in 1914.", "Belgium", true},
		{"France declared war on Brenk.", "Ireland", false},
		{"France sent lamps to Brenk.", "Ireland", true},
		{"France sent lamps to Holland.", "Netherlands", false},
		{"France sent lamps to Scotland.", "Wales", false},
	} {
		got := d.wrong(questions.Place, "France", test.statement, &sentence{text: test.statement})
		if slices.Contains(got, test.country) != test.offered {
			t.Errorf("%s: %q, want %s offered %t", test.statement, got, test.country, test.offered)
		}
	}
	if got := d.wrong(questions.Place, "Seoul", "Brenk has diplomatic relations with Seoul.", &sentence{}); slices.Contains(got, "Osaka") {
		t.Errorf("beside Seoul: %q", got)
	}
}

func TestWhoWroteAWorkIsNotTakenForWhoLived(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, "lark.txt", "The lamp of Brenk\n\nAda Lark lit the lamp of Brenk. Thomas Moll put it out. The case inspired fiction such as Anna Finn's unfinished Gull and Mark Vane's novel Nights. Lark was tried in Brenk, Michigan. Moll was born in Ann Skarn, Michigan. Camp Skarn was told to Ada Lark. Merrill Lynch bought the lamp.\n")
	d := prepare(&a, lang)
	for name, work := range map[string]bool{"Ada Lark": false, "Thomas Moll": false, "Anna Finn": true, "Mark Vane": true} {
		if p := d.names.full[name]; p == nil || p.byWork != work {
			t.Errorf("%s: %+v, want known by a work: %t", name, p, work)
		}
	}
	for name, kind := range map[string]questions.SpanKind{"Ann Skarn": questions.Place, "Merrill Lynch": questions.Organisation, "Ada Lark": questions.Person} {
		if got := d.names.kinds[name]; got != kind {
			t.Errorf("%s is %q, want %q", name, got, kind)
		}
	}
}
