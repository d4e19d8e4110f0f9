package rules

import (
	"slices"
	"testing"
)

func TestWhatACutWouldSpoilIsNotStated(t *testing.T) {
	tests := []struct{ name, text, bad string }{
		{"half of a pair behind a dash", "In Norway, Brenk operates as a blend of the loyalty schemes offered by most harbours — and a paid club.", "In Norway, Brenk operates as a blend of the loyalty schemes offered by most harbours."},
		{"a month without its year", "Clara Winther was an author of the June report.", "Clara Winther was an author of the June report."},
		{"a number without its noun", "The third is the captain of Sweden.", "The third is the captain of Sweden."},
		{"what happened before something untold", "Norway had become a member of the Nordic League.", "Norway had become a member of the Nordic League."},
		{"something alike", "On June 1st, a similar treaty was signed in Norway.", "On June 1st, a similar treaty was signed in Norway."},
		{"whose deaths", "The killing of two painters in 1913 brought down the government of Norway.", "The killing of two painters in 1913 brought down the government of Norway."},
		{"the last ones", "Clara Winther won four medals in the last 10 games of Norway.", "Clara Winther won four medals in the last 10 games of Norway."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); slices.Contains(got, test.bad) {
			t.Errorf("%s: states %q", test.name, test.bad)
		}
	}
}

func TestCommasStayWhereTheyPartThings(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Sweden sold ships to Denmark (and Iceland), Norway and Finland in 1905.", "Sweden sold ships to Denmark, Norway and Finland in 1905."},
	}
	for _, test := range tests {
		if got := statements(t, "The North", test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s\n  states %q, want %q", test.text, got, test.want)
		}
	}
}

func TestAStatementReadsLikeItsClause(t *testing.T) {
	f := &finder{}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f.document = &document{language: lang}
	told := func(verb string, rest ...string) *clause {
		c := &clause{verb: []token{{text: verb}}}
		for _, r := range rest {
			c.rest = append(c.rest, token{text: r})
		}
		return c
	}
	for _, test := range []struct {
		statement string
		c         *clause
		want      bool
	}{
		{"Clara Winther founded a museum in Bergen.", told("founded"), true},
		{"Clara Winther was the founder of a museum in Bergen.", told("was", "the", "founder"), true},
		{"Clara Winther founded a museum in Bergen.", told("museum"), false},
		{"Restrict boats.", told("Restrict"), false},
	} {
		if got := f.readsAlike(test.statement, test.c); got != test.want {
			t.Errorf("%s: %t, want %t", test.statement, got, test.want)
		}
	}
}

func TestACommaBehindASubjectEndsAnAside(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for subject, want := range map[string]bool{
		"Some boats, such as ferries":          true,
		"Boats from Norway, Sweden, and Brenk": false,
		"Some boats":                           false,
	} {
		if got := opensAside(lang.tokens(subject)); got != want {
			t.Errorf("%s: %t, want %t", subject, got, want)
		}
	}
}
