package rules

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func read(t testing.TB, name, text string) article.Article {
	t.Helper()
	a, err := article.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func run(t testing.TB, a article.Article) extract.Result {
	t.Helper()
	result, err := extract.Run(context.Background(), New(), &a, "source")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.Dropped {
		if d.Reason == ReasonFault {
			t.Errorf("the rules stumble over %q", d.Text)
		}
	}
	return result
}

// plainly writes what was found as text that shows every change in a diff.
func plainly(result extract.Result) []byte {
	var b bytes.Buffer
	for _, f := range result.Facts {
		fmt.Fprintf(&b, "%s\n  %s, importance %d\n  %s\n", f.ID, f.FoundBy, f.Importance, f.Statement)
		if f.Claimant != "" {
			fmt.Fprintf(&b, "  claimant: %s\n", f.Claimant)
		}
		for _, s := range f.Spans {
			fmt.Fprintf(&b, "  %s: %s\n", s.Kind, s.Text)
			if s.Ask != "" {
				fmt.Fprintf(&b, "    ask: %s\n", s.Ask)
			}
			if len(s.Wrong) > 0 {
				fmt.Fprintf(&b, "    wrong: %s\n", strings.Join(s.Wrong, ", "))
			}
		}
		for _, e := range f.Evidence {
			fmt.Fprintf(&b, "  ¶ %d [%s] %s\n", e.Paragraph, e.Anchor, e.Quote)
		}
		b.WriteString("\n")
	}
	for _, d := range result.Dropped {
		fmt.Fprintf(&b, "not taken: ¶ %d %s: %s: %s\n  %s\n", d.Paragraph, d.Family, d.Reason, d.Detail, d.Text)
	}
	return b.Bytes()
}

func TestFactsOfOurOwnArticles(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) < 4 {
		t.Fatalf("articles %q, %v: want at least four", names, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := plainly(run(t, read(t, name, string(data))))
			golden := strings.TrimSuffix(name, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s has other facts than before; after a change that is meant, run go test ./questions/extract/rules -update and read the diff.\ngot:\n%s", name, got)
			}
		})
	}
}

func TestSameArticleGivesTheSameBytes(t *testing.T) {
	data, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, "news.txt", string(data))
	want := plainly(run(t, a))
	for _, procs := range []int{1, 4} {
		before := runtime.GOMAXPROCS(procs)
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if got := plainly(run(t, a)); !bytes.Equal(got, want) {
					t.Errorf("on %d cores:\n%s\nwant:\n%s", procs, got, want)
				}
			})
		}
		group.Wait()
		runtime.GOMAXPROCS(before)
	}
}

// one returns the statements found in a text, as a paragraph among others.
func one(t *testing.T, paragraph string) extract.Result {
	t.Helper()
	return run(t, article.Article{Source: questions.Source{Language: "en"}, Paragraphs: []article.Paragraph{{Number: 1, Text: paragraph}}})
}

func TestQuotationsBelongToWhoStandsBesideThem(t *testing.T) {
	tests := []struct{ text, speaker string }{
		{`"The bridge will be open before the winter storms," said Robert Askel.`, "Robert Askel"},
		{`"The bridge will be open before the winter storms," Robert Askel, a builder from Brenk, said.`, "Robert Askel"},
		{`Robert Askel met Harriet Moll. "The bridge will be open before the winter storms," Moll said.`, "Harriet Moll"},
		{`Harriet Moll told the council: “The bridge will be open before the winter storms.”`, "Harriet Moll"},
		{`Robert Askel was there. "The bridge will be open before the winter storms," he said.`, "Robert Askel"},
		{`Robert Askel met Daniel Ostrow. "The bridge will be open before the winter storms," he said.`, ""}, // which of them?
		{`Robert Askel built it. "The bridge will be open before the winter storms," said a worker.`, ""},
		{`Robert Askel was there. Of the works, he said, "The bridge will be open before the winter storms."`, "Robert Askel"},
		{`Robert Askel paid Harriet Moll. "The bridge will be open before the winter storms," he said.`, "Robert Askel"},
		{`Robert Askel was there. "The bridge will be open before the winter storms," the 70-year-old Askel said.`, "Robert Askel"},
		{`“The bridge will be open before the winter storms,’’ said Robert Askel.`, "Robert Askel"},
		{`Robert Askel wants to "open the old bridge before the storms" of the winter.`, ""}, // a turn of phrase
		{`"They will be open before the storms," said Robert Askel.`, ""},                    // who are they?
		{`"Shuffle them and you get a new story every time," said Robert Askel.`, ""},        // what?
		{`"The sailors know that they have to wait for the winter storms," said Robert Askel.`, "Robert Askel"},
	}
	for _, test := range tests {
		got := ""
		for _, f := range one(t, test.text).Facts {
			if f.FoundBy == "rules/quote" {
				got = f.Claimant
			}
		}
		if got != test.speaker {
			t.Errorf("%s\n  speaker %q, want %q", test.text, got, test.speaker)
		}
	}
}

func TestRolesNeedAnOfficeAndWhereItIs(t *testing.T) {
	tests := []struct{ text, role string }{
		{"Clara Winther, the mayor of Brenk, opened the new bridge over the canal.", "the mayor of Brenk"},
		{"Brenk's deputy town mayor, Clara Winther, opened the new bridge over the canal.", "Brenk's deputy town mayor"},
		{"The lamp was lit by Clara Winther, a historian at the University of Leeds.", "a historian at the University of Leeds"},
		{"Swedish football team captain Clara Winther scored once in the second half of the final.", "the Swedish football team captain"},
		{"New York Attorney General Clara Winther opened the new bridge over the canal there.", "the New York Attorney General"},
		{"The lamp was lit by Clara Winther, a professor of law at the University of Leeds.", ""},      // one of many
		{"Clara Winther, a lawyer, opened the new bridge over the canal.", ""},                         // which?
		{"Clara Winther, the radically new fashions of the Brenk School, were all on show there.", ""}, // no office
		{"Clara Winther, her director at the Brenk Museum, opened the new bridge there.", ""},          // whose?
		{"Clara Winther, the governor of Kansas, opened the new bridge over the canal.", ""},           // known to all
		{"Kerala Chief Minister Clara Winther opened the new bridge over the canal.", ""},
		{"Clara Winther, the governor of the Brenk prison, opened the new bridge over the canal.", "the governor of the Brenk prison"},
		{"Prime Minister Clara Winther opened the new bridge over the canal.", ""},  // of what?
		{"Brenk's mayor, Clara Winther, opened the new bridge over the canal.", ""}, // a label
	}
	for _, test := range tests {
		got := ""
		for _, f := range one(t, test.text+" Winther was there for an hour. Then Winther left.").Facts { // a passing name is not asked for
			if f.FoundBy == "rules/role" {
				got = strings.TrimSuffix(strings.TrimPrefix(f.Statement, "Clara Winther was "), ".")
			}
		}
		if got != test.role {
			t.Errorf("%s\n  role %q, want %q", test.text, got, test.role)
		}
	}
}

func TestDatesBelongToTheMainClause(t *testing.T) {
	tests := []struct{ text, ask string }{
		{"Sweden founded the Brenk Museum in 1902.", "In which year did Sweden found the Brenk Museum?"},
		{"The Brenk Museum was founded by Sweden in May 1902.", "In which month and year was the Brenk Museum founded by Sweden?"},
		{"On May 8, 1902, Sweden sold the Brenk Museum.", "On which date did Sweden sell the Brenk Museum?"},
		{"Sweden sold the Brenk Museum, a house of glass, in 1902.", "In which year did Sweden sell the Brenk Museum?"},
		{"Sweden sent ships to Norway and opened the Brenk Museum in 1902.", "In which year did Sweden open the Brenk Museum?"},
		{"After Norway left the union in 1905, Sweden sold the Brenk Museum.", ""},
		{"Sweden sold the Brenk Museum for the first time since 1902.", ""},
		{"By 1902, Sweden sold the Brenk Museum.", ""},
		{"Sweden sold the Brenk Museum around 1902.", ""},
		{"Sweden condemned the Brenk coup in 1902.", ""},
		{"Sweden sold a museum that was built in Brenk in 1902.", ""},
		{"Sweden sold the Brenk Museum in 1902 and the Oslo Museum in 1904.", ""},
	}
	for _, test := range tests {
		got := ""
		for _, f := range one(t, test.text).Facts {
			for _, s := range f.Spans {
				if s.Kind == questions.DateSpan {
					got = s.Ask
				}
			}
		}
		if got != test.ask {
			t.Errorf("%s\n  asks %q, want %q", test.text, got, test.ask)
		}
	}
}

func TestClaimsKeepTheirClaimant(t *testing.T) {
	tests := []struct{ text, claimant, statement string }{
		{"According to the Coastal Safety Agency, 400 boats used Brenk Harbour in 2018.", "Coastal Safety Agency", "According to the Coastal Safety Agency, 400 boats used Brenk Harbour in 2018."},
		{"Robert Askel said that Norway had paid for the lamp of Brenk.", "Robert Askel", "Robert Askel said that Norway had paid for the lamp of Brenk."},
		{"Norway had paid for the lamp of Brenk, Robert Askel said.", "Robert Askel", "Robert Askel said that Norway had paid for the lamp of Brenk."},
		{"Norway had paid for the lamp of Brenk, said Robert Askel.", "Robert Askel", "Robert Askel said that Norway had paid for the lamp of Brenk."},
		{"About 400 boats used Brenk Harbour, according to court records.", "court records", "According to court records, about 400 boats used Brenk Harbour."},
		{"Robert Askel asserts that Norway had paid for the lamp of Brenk.", "Robert Askel", "Robert Askel asserts that Norway had paid for the lamp of Brenk."},
		{"Robert Askel said they had paid for the lamp of Brenk.", "", ""},
		{"Robert Askel said that his client chose not to pay for the lamp of Brenk.", "", ""},                       // who is that?
		{"Robert Askel said that a virtually rainless autumn has left leaves dry and narrow canals empty.", "", ""}, // when and where?
		{"Norway reportedly paid for the lamp of Brenk in 1902.", "", ""},
	}
	for _, test := range tests {
		claimant, statement := "", ""
		for _, f := range one(t, test.text).Facts {
			claimant, statement = f.Claimant, f.Statement
		}
		if claimant != test.claimant || statement != test.statement {
			t.Errorf("%s\n  %q claims %q, want %q and %q", test.text, claimant, statement, test.claimant, test.statement)
		}
	}
}

func TestWhatCannotStandAloneIsRefused(t *testing.T) {
	tests := []struct{ text, reason string }{
		{"They sold the Brenk Museum to Norway in 1902.", reasonPronoun},
		{"The group sold the Brenk Museum to Norway in 1902.", reasonDefinite},
		{"Sweden sold the Brenk Museum to Norway again.", reasonRelative},
		{"Sweden sold boats to Norway in recent months.", reasonRelative},
		{"The most northern was the Brenk Museum in Norway.", reasonDefinite},
		{"Some examples came to the Brenk Museum in 1902.", reasonPointing},
		{"In 1902, voters elected a new council of ten.", reasonNoName},
		{"This museum was sold by Sweden to Norway in 1902.", reasonPointing},
		{"Sweden might have sold the Brenk Museum to Norway in 1902.", reasonModal},
		{"Sweden did not sell the Brenk Museum to Norway in 1902.", reasonNegative},
		{"If Sweden sold the Brenk Museum in 1902, Norway was glad.", reasonCondition},
		{"Sweden sold the wonderful Brenk Museum to Norway in 1902.", reasonOpinion},
	}
	for _, test := range tests {
		result := one(t, test.text)
		if len(result.Facts) > 0 {
			t.Errorf("%s\n  gave %q", test.text, result.Facts[0].Statement)
			continue
		}
		found := false
		for _, d := range result.Dropped {
			found = found || d.Reason == test.reason
		}
		if !found {
			t.Errorf("%s\n  dropped for %+v, want %q", test.text, result.Dropped, test.reason)
		}
	}
}

func TestOnlyEnglishGivesFacts(t *testing.T) {
	a := article.Article{Source: questions.Source{Language: "de"}, Paragraphs: []article.Paragraph{{Number: 1, Text: "Schweden verkaufte 1902 das Museum von Brenk an Norwegen."}}}
	result := run(t, a)
	if len(result.Facts) > 0 || len(result.Dropped) != 1 || result.Dropped[0].Reason != "not in English" {
		t.Errorf("got %+v", result)
	}
}

func TestBaseForms(t *testing.T) {
	for past, want := range map[string]string{
		"founded": "found", "stopped": "stop", "created": "create", "defeated": "defeat", "carried": "carry", "called": "call", "controlled": "control",
		"won": "win", "moved": "move", "settled": "settle", "required": "require", "offered": "offer", "visited": "visit", "released": "release", "helped": "help",
		"appeared": "appear", "developed": "develop", "named": "name", "claimed": "claim", "overran": "overrun", "explained": "explain", "decided": "decide", "avoided": "avoid",
	} {
		if got, ok := baseForm(past); !ok || got != want {
			t.Errorf("baseForm(%q) = %q, %t, want %q", past, got, ok, want)
		}
	}
	for _, unsure := range []string{"hinged", "cleansed", "red", "seen"} {
		if got, ok := baseForm(unsure); ok {
			t.Errorf("baseForm(%q) = %q, want none", unsure, got)
		}
	}
}

func TestPlainMarksLeadBackToTheOriginal(t *testing.T) {
	for _, printed := range []string{"“Don’t,” she said…", "naïve — 5 000 \"x\"", "", "\xff’\xfe", "a\u2028b", "plain", "a\tb"} {
		plain, at := plainMarks(printed)
		if at == nil && plain == printed {
			continue // nothing to replace
		}
		if len(at) != len(plain)+1 || int(at[len(plain)]) != len(printed) {
			t.Fatalf("%q: %d offsets for %d bytes", printed, len(at), len(plain))
		}
		for i := range plain {
			if at[i] > at[i+1] {
				t.Errorf("%q: offsets fall at byte %d: %v", printed, i, at)
			}
			if plain[i] < 0x80 && printed[at[i]] < 0x80 && plain[i] != printed[at[i]] && plain[i] != ' ' {
				t.Errorf("%q: byte %d is %q, there it is %q", printed, i, plain[i], printed[at[i]])
			}
		}
	}
}

// TestReferenceArticles guards the yield and the gate on the articles the
// product was begun with.
func TestReferenceArticles(t *testing.T) {
	folder := os.Getenv("QUIZBOT_REFERENCE")
	if folder == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: no folder with the reference articles")
	}
	names, err := filepath.Glob(filepath.Join(folder, "articles", "*.txt"))
	if err != nil || len(names) != 5 {
		t.Fatalf("articles %q, %v: want five", names, err)
	}
	facts := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		facts += len(run(t, read(t, name, string(data))).Facts)
	}
	if facts < 50 {
		t.Errorf("%d facts in the five articles, want at least 50", facts)
	}
}

// BenchmarkExtract measures bytes of text per second on one core, for an
// article and for ones four and sixteen times as long: the rate must not fall
// with the length.
func BenchmarkExtract(b *testing.B) {
	var text []string
	for _, name := range []string{"news", "biography", "opinion"} {
		data, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			b.Fatal(err)
		}
		a := read(b, name+".txt", string(data))
		for _, p := range a.Paragraphs {
			text = append(text, p.Text)
		}
	}
	for _, times := range []int{10, 40, 160} {
		a := article.Article{Source: questions.Source{Language: "en"}}
		size := 0
		for i := range times {
			own := string([]byte{byte('a' + i%26), byte('a' + i/26)}) // a place and people of its own
			names := strings.NewReplacer("Brenk", "Brenk"+own, "Varga", "Varga"+own, "Lindt", "Lindt"+own, "Askel", "Askel"+own, "Moll", "Moll"+own)
			for _, p := range text {
				p = names.Replace(p)
				a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: len(a.Paragraphs) + 1, Text: p})
				size += len(p)
			}
		}
		b.Run(fmt.Sprintf("%dkB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := extract.Run(context.Background(), New(), &a, "source"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestASentenceThatTheRulesStumbleOverIsTheOnlyOneThatIsLost(t *testing.T) {
	run(t, article.Article{Source: questions.Source{Title: "The North", Language: "en"}, Paragraphs: []article.Paragraph{
		{Number: 1, Text: "Nora Quill (died 10 October 644) was a painter and the first mayor of Brenk."},
		{Number: 2, Text: "Since 1948, the harbour law of Brenk (also discussed in Chapter 15) and 30 of its rules have helped many towns."},
	}})

	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	a := article.Article{Source: questions.Source{Title: "The North", Language: "en"}, Paragraphs: []article.Paragraph{{Number: 1, Text: "Nora Quill lit the lamp of Brenk in 1902."}}}
	f := &finder{document: prepare(&a, lang)}
	f.names = nil // makes them stumble
	f.sentence(&f.paragraphs[0].sentences[0])
	if len(f.facts) != 0 || len(f.dropped) == 0 || f.dropped[len(f.dropped)-1].Reason != ReasonFault {
		t.Errorf("%d facts, dropped %v", len(f.facts), f.dropped)
	}
}

func TestAClubIsABody(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, "club.txt", "The north\n\nBrenk United rowed to Sweden in 1905. The Vell Rovers sold nine boats.\n")
	for _, name := range []string{"Brenk United", "Vell Rovers"} {
		if kind := prepare(&a, lang).names.kinds[name]; kind != questions.Organisation {
			t.Errorf("%s is a %v", name, kind)
		}
	}
}

func TestWhatStoodInFrontIsWrittenSmallAtTheEnd(t *testing.T) {
	asked := 0
	for _, f := range titled(t, "The North", "En route back from Oslo, Ada Lark sold nine boats to Sweden in 1905.").Facts {
		for _, s := range f.Spans {
			if asked++; strings.Contains(s.Ask, " En ") {
				t.Error(s.Ask)
			}
		}
	}
	if asked == 0 {
		t.Error("nothing is asked")
	}
}

func TestAPeopleIsNobody(t *testing.T) {
	n := &names{personCue: map[string]bool{"African Americans": true, "Ada Quillers": true}}
	for name, want := range map[string]questions.SpanKind{"African Americans": other, "Ada Quillers": questions.Person} {
		if kind := n.classify(name); kind != want {
			t.Errorf("%s is a %v, want %v", name, kind, want)
		}
	}
}
