package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

func TestTermsAreAskedForByWhatTheyMean(t *testing.T) {
	text := "Ballast is the heavy material that steadies an empty ship. " +
		"The trim of cargo refers to the balance of all goods between bow and stern. " +
		"In shipbuilding, a keel is a long beam that joins the frames of the hull. " +
		"Old boats have a sheer, which refers to the upward curve of a deck. " +
		"The long wooden pole that carries a sail is called a spar. " +
		"Where ballast is rare, stones do, and so does cargo."
	tests := []struct{ statement, ask, key string }{
		{"Ballast is the heavy material that steadies an empty ship.", "Which term refers to the heavy material that steadies an empty ship?", "Ballast"},
		{"The trim of cargo refers to the balance of all goods between bow and stern.", "Which term refers to the balance of all goods between bow and stern?", "trim of cargo"},
		{"In shipbuilding, a keel is a long beam that joins the frames of the hull.", "In shipbuilding, which term refers to a long beam that joins the frames of the hull?", "keel"},
		{"Sheer refers to the upward curve of a deck.", "Which term refers to the upward curve of a deck?", "Sheer"},
		{"The long wooden pole that carries a sail is called a spar.", "Which term refers to the long wooden pole that carries a sail?", "spar"},
	}
	facts := titled(t, "How ships are built", text).Facts
	for _, test := range tests {
		i := slices.IndexFunc(facts, func(f questions.Fact) bool { return f.Statement == test.statement })
		if i < 0 {
			t.Errorf("not stated: %s", test.statement)
			continue
		}
		k := slices.IndexFunc(facts[i].Spans, func(s questions.Span) bool { return s.Ask == test.ask })
		if k < 0 {
			t.Errorf("%s\n  asks %v, want %q", test.statement, facts[i].Spans, test.ask)
			continue
		}
		if span := facts[i].Spans[k]; span.Text != test.key || len(span.Wrong) < 3 || slices.Contains(span.Wrong, test.key) {
			t.Errorf("%s\n  key %q, others %q; want %q and three others", test.ask, span.Text, span.Wrong, test.key)
		}
	}
}

func TestWhatIsNoMeaningIsNotAskedFor(t *testing.T) {
	tests := []struct{ name, text string }{
		{"a view", "Ballast is the best material that a ship can carry in a storm."},
		{"how it stands to something else", "Ballast is the reason that empty ships stay upright in a storm."},
		{"one that was told of before", "The harbour is a basin that holds about ninety boats in winter."},
		{"the middle of an aside", "Trimming is a method through which sailors have access to heavy, yet highly mobile, goods."},
		{"a place", "Fort Brenk is a town on the northern side of the river. A fort is old."},
		{"the first of its kind", "Ballast is the first cargo that a ship takes in. Ships need ballast."},
		{"somebody", "Winther is a painter who made many pictures of harbours in winter."},
		{"what the text around it tells", "Ballast is the material that keeps these ships of ours upright."},
		{"a list that a clause begins with", "Trimming is a method through which sailors, stewards, and captains."},
	}
	for _, test := range tests {
		for _, f := range titled(t, "How ships are built", test.text).Facts {
			for _, s := range f.Spans {
				if strings.HasPrefix(s.Ask, "Which term") {
					t.Errorf("%s: %s\n  asks %q", test.name, test.text, s.Ask)
				}
			}
		}
	}
}

func TestAMeaningIsMadeFalseByATermThatIsExplainedBesideIt(t *testing.T) {
	facts := titled(t, "How ships are built", "Ballast is the heavy material that steadies an empty ship. Cargo is the weight of goods that a merchant sends. Stones are ballast and no cargo.").Facts
	for _, f := range facts {
		for _, s := range f.Spans {
			if slices.Equal(s.Forms, onlyStatement) && s.Text == "Ballast" && slices.Equal(s.Wrong, []string{"Cargo"}) {
				return
			}
		}
	}
	t.Errorf("nothing says that cargo is not ballast: %v", facts)
}

func TestATermThatItsMeaningTellsIsNotAskedFor(t *testing.T) {
	if !shareRoot("default risk", "the risk that a loan is lost") || !shareRoot("navigation", "what navigators do") || shareRoot("ballast", "the load of a boat") {
		t.Error("words that share their root, or do not, are taken for the other")
	}
}

func TestFirstLettersOfAnyAlphabet(t *testing.T) {
	for small, capital := range map[string]string{"sheer": "Sheer", "évasion": "Évasion", "örn": "Örn"} {
		if got := lower(capital); got != small {
			t.Errorf("lower(%q) = %q, want %q", capital, got, small)
		}
		if got := upper(small); got != capital {
			t.Errorf("upper(%q) = %q, want %q", small, got, capital)
		}
	}
}

func TestATermOfSeveralThingsIsNoOptionForOne(t *testing.T) {
	for term, plural := range map[string]bool{"Lamps": true, "Lamp": false, "Glass": false, "Optics": false, "Analysis": false} {
		if isPlural(term) != plural {
			t.Errorf("%s: %t", term, !plural)
		}
	}
}
