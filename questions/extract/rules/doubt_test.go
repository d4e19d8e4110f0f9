package rules

import "testing"

func TestFactsSayHowUnsureTheParserWas(t *testing.T) {
	signals := func(text string) map[string]float64 {
		facts := titled(t, "The North", text).Facts
		if len(facts) == 0 {
			t.Fatalf("%s: no fact", text)
		}
		return facts[0].Signals
	}
	plain := signals("Sweden sold timber to Denmark in 1905.")
	open := signals("Sweden sold timber to Denmark in 1905, the year of ships with sails burning red as lamps, bells and all.")
	for name, x := range plain {
		if name == "doubt" && x > 0.2 || name == "doubt alone" && x > 0.2 {
			t.Errorf("a plain sentence has %s %.2f, want little", name, x)
		}
	}
	for _, name := range []string{"doubt", "doubt cut", "doubt sentence", "doubt alone"} {
		if x, ok := open[name]; !ok || x < 0 || x > 1 {
			t.Errorf("%q is %v of %v, want 0 to 1", name, x, open)
		}
	}
	if plain["doubt cut"] != 0 || open["doubt sentence"] <= plain["doubt sentence"] {
		t.Errorf("plain %v, open %v: want no cut in the plain one, and more doubt about the sentence of the other", plain, open)
	}
}

func TestDoubtsTellWhatIsKeptFromWhatIsCut(t *testing.T) {
	words := []token{{text: "Ships", start: 0}, {text: "sail", start: 6}, {text: "red", start: 11}, {text: ".", start: 14}}
	tr := newTree(&sentence{tokens: words}, []int{1, -1, 1, 1}, []string{"nsubj", "root", "xcomp", "punct"})
	tr.leads = []float64{1, 0.8, 0.1, 0}
	got := tr.doubts(words[:2])
	for name, want := range map[string]float64{"doubt": 0.1, "doubt cut": 0.9, "doubt sentence": 1.1 / 3, "doubt alone": 0.1} {
		if x := got[name]; x < want-1e-9 || x > want+1e-9 {
			t.Errorf("%q is %v, want %v", name, x, want)
		}
	}
	if x := tr.doubtAlone(); x < 1.1/3-1e-9 || x > 1.1/3+1e-9 {
		t.Errorf("alone %v, want %v", x, 1.1/3)
	}
	if got := (*tree)(nil).doubts(words); len(got) != 0 {
		t.Errorf("no tree has doubts %v", got)
	}
}
