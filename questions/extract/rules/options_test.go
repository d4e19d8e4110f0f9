package rules

import (
	"slices"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
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

func TestACountryIsNotAskedForThatTheTitleGivesAway(t *testing.T) {
	for title, given := range map[string]bool{"Why Moscow bought lamps": true, "The lamps of the Soviet Union": true, "The lamps of Kazan": false, "The lamps of Paris": false} {
		a := article.Article{}
		a.Title = title
		f := &finder{document: &document{article: &a, names: &names{}}}
		if got := f.titled("Russia"); got != given {
			t.Errorf("%s: gives Russia away %t, want %t", title, got, given)
		}
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

func TestACityIsOfferedBesideCitiesOfItsCountry(t *testing.T) {
	for _, test := range []struct {
		key, statement string
		article        []string // other cities that it names
		want           string   // one of the options; "" = none
		all            []string // where the options lie: lists of the cities of these
	}{
		{"Atlanta", "Ada Lark sent the lamp by train from Detroit to Atlanta.", []string{"Moscow", "Paris", "Baghdad"}, "Chicago", []string{"United States"}},
		{"Atlanta", "Ada Lark sent the lamp from Detroit to Atlanta.", []string{"Boston", "Paris"}, "Boston", []string{"United States"}},
		{"Atlanta", "Ada Lark sent the lamp from Macon in Georgia to Atlanta.", []string{"Boston", "Paris", "Dallas"}, "", nil},
		{"Houston", "Ada Lark sent the lamp through Texas to Houston.", []string{"Boston", "Paris", "Dallas"}, "Dallas", []string{"United States"}},
		{"Munich", "Ada Lark sent the lamp to Munich.", []string{"Oslo", "Paris", "Leipzig"}, "Leipzig", []string{"Germany"}},
		{"Leeds", "Ada Lark sent the lamp to Leeds.", []string{"Paris", "Glasgow", "Rome"}, "Glasgow", []string{"United Kingdom"}},
		{"Vienna", "Ada Lark sent the lamp to Vienna.", []string{"Cairo", "Paris", "Boston"}, "Paris", []string{"Western Europe"}},
		{"Dublin", "Ada Lark sent the lamp to Dublin.", []string{"Cairo", "Geneva", "Boston", "London"}, "Cork", []string{"Ireland"}},
		{"Lima", "Ada Lark sent the lamp to Lima.", []string{"Quito", "Boston", "Chicago"}, "Quito", []string{"the Americas", "Brazil"}},
		{"Beijing", "Brenk has diplomatic relations with Beijing.", []string{"Shanghai", "Tokyo", "Paris"}, "Tokyo", []string{"East Asia"}},
		{"Leeds", "Ada Lark sent the lamp to Leeds.", []string{"Paris"}, "London", []string{"United Kingdom"}},
		{"Leeds", "Ada Lark sent the lamp to Leeds.", []string{"Boston"}, "", nil},
		{"Kunduz", "Ada Lark sent the lamp to Kunduz.", []string{"Kabul", "Delhi", "Moscow"}, "Kabul", []string{"Afghanistan"}},
	} {
		d := &document{names: &names{places: append(test.article, test.key)}, settings: map[string]string{}}
		got := d.wrong(questions.Place, test.key, test.statement, &sentence{text: test.statement})
		if test.want == "" && len(got) > 0 || test.want != "" && (len(got) < 3 || !slices.Contains(got, test.want)) {
			t.Errorf("%s\n  options %q, want %q among them", test.statement, got, test.want)
		}
		for _, o := range got {
			if !slices.ContainsFunc(test.all, func(of string) bool { return slices.Contains(citiesIn[of], o) }) {
				t.Errorf("%s\n  option %q lies elsewhere than in %q", test.statement, o, test.all)
			}
		}
	}
}

func TestEveryListedCityLiesInOneCountry(t *testing.T) {
	of := map[string]string{}
	for country, list := range citiesIn {
		for _, c := range list {
			if countryOfCity[c] != country {
				continue
			}
			if other, twice := of[c]; twice {
				t.Errorf("%s lies in %s and %s", c, other, country)
			}
			of[c] = country
		}
		if len(list) <= minCities {
			t.Errorf("%s: %q, which are too few for %d wrong options", country, list, minCities)
		}
	}
}
