package rules

import (
	"slices"
	"strings"
	"testing"
)

// asked returns the questions of the facts that a text gives.
func asked(t testing.TB, text string) []string {
	t.Helper()
	var all []string
	a := read(t, "sea.md", "# Things of the sea\n\n"+text+"\n")
	for _, fact := range run(t, a).Facts {
		for _, span := range fact.Spans {
			all = append(all, span.Ask)
		}
	}
	return all
}

func TestATermIsAskedForByItsMeaning(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"refers to", "Flotsam refers to goods that drift at sea after a ship has sunk.", "Which term refers to goods that drift at sea after a ship has sunk?"},
		{"a bracket is left out", "Jetsam is defined as cargo that sailors throw into the sea (to save the ship).", "Which term is defined as cargo that sailors throw into the sea?"},
		{"of a field", "In seafaring, for example, leeway is defined as the amount of drift that wind gives to a ship.", "In seafaring, which term is defined as the amount of drift that wind gives to a ship?"},
		{"many", "Ropes that hold a mast are referred to as stays. Sailors mend stays.", "What are ropes that hold a mast referred to as?"},
		{"where", "The point at which a river meets the sea is known as the mouth. Ships wait at the mouth.", "What is the point at which a river meets the sea known as?"},
		{"a kind", "A buoy is a float that marks a channel for ships. Ships moor at a buoy.", "What is a float that marks a channel for ships called?"},
	}
	for _, test := range tests {
		if got := asked(t, test.text); !slices.Contains(got, test.want) {
			t.Errorf("%s: asks %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWhatDefinesNothingIsNoTerm(t *testing.T) {
	tests := []struct{ name, text string }{
		{"what stood before", "This is known as a leak in the planks of a ship."},
		{"a thing named before", "The law refers to goods that drift at sea after a ship has sunk."},
		{"for the reader", "Ballast refers to stones that you put into your ship before it sails."},
		{"what something is good for", "Trade is the key to the wealth of harbours. Harbours live on trade."},
		{"how often it is found", "Fog is a common danger that ships meet in harbours. Ships wait in fog."},
		{"a name", "The town that lies at the fjord is called Brenk."},
		{"what it leads to", "Rust means that ships cannot sail for many weeks."},
		{"some that stood before", "The owners of boats are often called skippers."},
		{"not used again", "Floats that mark a channel for ships are called buoys."},
		{"two sentences", "Ships lost their cargo, and goods that drift at sea are called flotsam."},
	}
	for _, test := range tests {
		for _, ask := range asked(t, test.text) {
			if strings.HasPrefix(ask, "Which term") || strings.HasSuffix(ask, "called?") || strings.HasSuffix(ask, "known as?") {
				t.Errorf("%s: asks %q", test.name, ask)
			}
		}
	}
}

func TestTermsOfAnArticleAreEachOthersOptions(t *testing.T) {
	text := "Flotsam refers to goods that drift at sea. Jetsam is defined as cargo that sailors throw into the sea. Goods that are tied to a buoy are called lagan. Ropes that hold a mast are referred to as stays. The point at which a river meets the sea is known as the mouth. Sailors mend stays, and ships wait at the mouth for lagan."
	for _, fact := range run(t, read(t, "sea.md", "# Things of the sea\n\n"+text+"\n")).Facts {
		span := fact.Spans[0]
		switch span.Text {
		case "Flotsam":
			if want := []string{"Jetsam", "Lagan", "Mouth"}; !slices.Equal(span.Wrong, want) {
				t.Errorf("options of %s: %q, want %q", span.Text, span.Wrong, want)
			}
		case "stays":
			if len(span.Wrong) > 0 {
				t.Errorf("options of the only plural: %q", span.Wrong)
			}
		}
	}
}

func TestWhatSaysNothingIsNotStated(t *testing.T) {
	tests := []struct{ name, title, bad string }{
		{"that it mattered", "The North", "Norway suffered some critical problems from the beginning of the Brenk Strike."},
		{"a body that its task names", "Things of the sea", "Harbour pilots are provided by the Brenk Harbour Pilots Board."},
		{"of no time", "Things of the sea", "Danish and Christian communities maintained their own schools and legal institutions."},
	}
	for _, test := range tests {
		if got := statements(t, test.title, test.bad); slices.Contains(got, test.bad) {
			t.Errorf("%s: states %q", test.name, test.bad)
		}
	}
}

func TestACityTellsItsCountry(t *testing.T) {
	if !cityTells("France", "He led the Paris Opera in France.") || cityTells("France", "He left Tokyo for France.") || cityTells("Paris", "He left Lyon for Paris.") {
		t.Error("a known city tells the country of its part of the world, and nothing else")
	}
}

func TestWhatIsGrantedIsNoView(t *testing.T) {
	for text, want := range map[string]bool{
		"In theory ships could always wait for the tide.":             true,
		"For example, a ship might have lamps that can be seen afar.": true,
		"For example, ships have lamps that can be seen from afar.":   false,
		"In Norway ships could always wait for the tide.":             false,
	} {
		a := read(t, "sea.md", "# Things of the sea\n\n"+text+"\n")
		lang, err := english()
		if err != nil {
			t.Fatal(err)
		}
		d := prepare(&a, lang)
		if got := grants(d.paragraphs[0].sentences[0].tokens); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
	}
}

func TestANameBeforeItsDescriptionIsNoTime(t *testing.T) {
	for _, ask := range asked(t, "The Brenk Amateur Boat Club, an amateur boat club was established in 1959.") {
		if strings.HasPrefix(ask, "In which year was an amateur boat club") {
			t.Errorf("asks %q", ask)
		}
	}
}
