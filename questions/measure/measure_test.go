package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract/accept"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// ownTexts are articles of our own: news, a biography, an opinion, a timeline.
const ownTexts = "../extract/rules/testdata"

// ownCorpus makes a corpus of them and returns its reference folder.
func ownCorpus(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(ownTexts, "*.txt"))
	if err != nil || len(files) < 4 {
		t.Fatalf("texts %q, %v: want at least four", files, err)
	}
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "corpus"), 0o755); err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Files []map[string]any `json:"files"`
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		title, body, _ := strings.Cut(string(data), "\n")
		for path, text := range map[string]string{name + ".txt": string(data), name + ".expected.txt": body} {
			if err := os.WriteFile(filepath.Join(folder, "corpus", path), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		manifest.Files = append(manifest.Files, map[string]any{
			"id": name, "file": name + ".txt", "format": "txt", "kind": name, "split": "dev", "title": title, "language": "en", "author": nil,
			"expected": name + ".expected.txt", "must_have": []string{strings.Fields(body)[0], "never printed"},
		})
	}
	data, err := json.Marshal(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "corpus", "manifest.json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(args, &out, io.Discard); err != nil {
		t.Fatalf("measure %s: %v", strings.Join(args, " "), err)
	}
	return out.String()
}

func TestQuestionsOfOurOwnArticles(t *testing.T) {
	c, err := openCorpus(ownCorpus(t), "dev")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.entries {
		t.Run(e.ID, func(t *testing.T) {
			w, err := c.work(context.Background(), e, &accept.Model{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, f := range w.bank.Facts {
				fmt.Fprintf(&b, "%s\n", f.Statement)
				for _, i := range w.items() {
					if i.fact.ID == f.ID {
						fmt.Fprintf(&b, "  %s: %s\n    %s | %s\n", i.form, i.question.Stem, strings.Join(i.question.Key, "; "), strings.Join(i.question.Distractors, "; "))
					}
				}
			}
			golden := filepath.Join("testdata", e.ID+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s has other questions than before; after a change that is meant, run go test ./questions/measure -update and read the diff.\ngot:\n%s", e.ID, b.String())
			}
		})
	}
}

func TestReportIsTheSameOnEveryRun(t *testing.T) {
	reference := ownCorpus(t)
	first := mustRun(t, "-reference", reference, "-json")
	if again := mustRun(t, "-reference", reference, "-json"); again != first {
		t.Errorf("second run:\n%s\nfirst run:\n%s", again, first)
	}
	var r report
	if err := json.Unmarshal([]byte(first), &r); err != nil {
		t.Fatal(err)
	}
	all := r.Rows[0]
	if all.Kind != "all" || all.Files != 4 || all.References != 4 || all.MustHave != 8 || all.LacksMustHave < 4 || all.Facts == 0 || all.Facts < all.Distinct || all.Flawed != 0 {
		t.Errorf("figures %+v: want 4 files, all with references, 8 must-have texts of which 4 are nowhere, facts, no flaws", all)
	}
	text := mustRun(t, "-reference", reference)
	if !strings.Contains(text, "\ntime read") || !strings.Contains(text, "dropped, by reason: ") {
		t.Errorf("report lacks drops or time:\n%s", text)
	}
}

// TestReadingReachesItsGoals reads the corpus. Whether metadata of check reach
// the goals is printed by the measure and not enforced: a rule made to pass
// would be made from check.
func TestReadingReachesItsGoals(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: it names the folder with corpus/manifest.json")
	}
	c, err := openCorpus(reference, "all")
	if err != nil {
		t.Fatal(err)
	}
	b := newBuilder(&accept.Model{})
	for _, e := range c.entries {
		w := &worked{entry: e, model: b.model}
		if w.data, err = os.ReadFile(filepath.Join(c.folder, e.File)); err != nil {
			t.Fatal(err)
		}
		w.article, w.err = article.Read("article."+e.Format, w.data)
		read, err := c.judgeReading(w)
		if err != nil {
			t.Fatal(err)
		}
		if e.Split == "dev" && read.why != "" {
			t.Logf("%s:%s", e.ID, read.why)
		}
		b.row(e.Split, "all").read(read, w.err)
	}
	for _, row := range b.report().Rows {
		if row.F1Median < 0.97 || row.F1Low < 0.90 {
			t.Errorf("%s: F1 %.3f in the median, %.3f at the 10th percentile; wanted 0.97 and 0.90", row.Split, row.F1Median, row.F1Low)
		}
		for what, m := range map[string]struct {
			tally map[string]int
			want  float64
		}{"title": {row.Title, 0.95}, "authors": {row.Authors, 0.90}, "date": {row.Date, 0.90}} {
			if present := m.tally["right"] + m.tally["wrong"] + m.tally["missing"]; row.Split == "dev" && float64(m.tally["right"]) < m.want*float64(present) {
				t.Errorf("dev: %s right on %d of %d, wanted %.0f %%", what, m.tally["right"], present, 100*m.want)
			}
			if m.tally["invented"] > 0 {
				t.Errorf("%s: %d times %s invented", row.Split, m.tally["invented"], what)
			}
		}
	}
}

func TestPagesAsCopiedText(t *testing.T) {
	got, err := copied([]byte("<head><title>Lamps</title></head><p>The <b>lamp</b>\nof Brenk.<script>x()</script><ul><li>Home<li>News</ul>"))
	if want := "The lamp of Brenk.\n\nHome\n\nNews"; err != nil || string(got) != want {
		t.Errorf("copied %q, %v; want %q", got, err, want)
	}
}

func TestSheetsShowNoMoreThanTheirStepNeeds(t *testing.T) {
	reference, out := ownCorpus(t), filepath.Join(t.TempDir(), "review")
	mustRun(t, "sample", "-reference", reference, "-n", "12", "-batch", "6", "-labels", "", "-out", out)
	data, err := os.ReadFile(filepath.Join(out, "key.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p packet
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Items) != 12 || p.Items[11].Batch != 2 {
		t.Fatalf("%d items, the last in batch %d: want 12 in 2", len(p.Items), p.Items[len(p.Items)-1].Batch)
	}
	for _, batch := range []string{"batch-01", "batch-02"} {
		read := func(name string) string {
			text, err := os.ReadFile(filepath.Join(out, batch, name))
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		closed, open := read("closed.md"), read("open.md")
		for _, secret := range []string{"rules/", "Key:", "Explanation", "Evidence", "¶"} {
			if strings.Contains(closed, secret) {
				t.Errorf("%s/closed.md shows %q", batch, secret)
			}
		}
		if n := strings.Count(open, "* Evidence, ¶ "); n < 6 {
			t.Errorf("%s/open.md has evidence of %d items, want 6", batch, n)
		}
		for _, i := range p.Items {
			if strings.Contains(open, i.Family) || strings.Contains(open, i.Mark) || strings.Contains(open, i.Fact) {
				t.Errorf("%s/open.md tells family, mark or fact of item %d", batch, i.Number)
			}
		}
	}
	if err := run([]string{"sample", "-reference", reference, "-out", "."}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "outside") {
		t.Errorf("sheets inside the repository give the error %v, want one that says outside", err)
	}
}

func TestReviewedItemsAreNotDrawnAgain(t *testing.T) {
	reference, folder := ownCorpus(t), t.TempDir()
	first, second, labels := filepath.Join(folder, "1"), filepath.Join(folder, "2"), filepath.Join(folder, "labels.tsv")
	mustRun(t, "sample", "-reference", reference, "-n", "8", "-labels", labels, "-out", first)
	sheet := filepath.Join(first, "batch-01", "verdicts.tsv")
	blank, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sheet, []byte(strings.ReplaceAll(string(blank), "\t\t\t\t\n", "\tA\t\tclean\t\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	if text := mustRun(t, "score", "-labels", labels, first); !strings.Contains(text, "8 of 8 items judged") || !strings.Contains(text, "100.0 % [67.6-100.0] 8/8") {
		t.Errorf("score of 8 clean items:\n%s", text)
	}
	known, err := readLabels(labels)
	if err != nil || len(known) != 8 || known[0].Clean != 1 || known[0].Features["statement words"] == 0 {
		t.Fatalf("labels %+v, %v: want 8 clean ones with features", known, err)
	}
	mustRun(t, "sample", "-reference", reference, "-n", "1000", "-seed", "2", "-labels", labels, "-out", second)
	data, err := os.ReadFile(filepath.Join(second, "key.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range known {
		if strings.Contains(string(data), l.Mark) {
			t.Errorf("%s of %s is drawn again", l.Form, l.Fact)
		}
	}
}

// judge fills in a sheet of the first batch of a sample, with a line of
// verdict and faults for each item.
func judge(t *testing.T, folder, name string, verdicts ...string) {
	t.Helper()
	var sheet strings.Builder
	for i, v := range verdicts {
		fmt.Fprintf(&sheet, "%d\t\t\t%s\n", i+1, v)
	}
	if err := os.WriteFile(filepath.Join(folder, "batch-01", name+".tsv"), []byte(sheet.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSamplesOfAllThatIsMadeReplaceOlderLabels(t *testing.T) {
	reference, folder := ownCorpus(t), t.TempDir()
	first, second, labels := filepath.Join(folder, "1"), filepath.Join(folder, "2"), filepath.Join(folder, "labels.tsv")
	good, bad := slices.Repeat([]string{"clean\t"}, 6), slices.Repeat([]string{"reject\t"}, 6)
	byRound := func() map[string]int {
		known, err := readLabels(labels)
		if err != nil {
			t.Fatal(err)
		}
		n, marks := map[string]int{}, map[string]bool{}
		for _, l := range known {
			if marks[l.Mark] {
				t.Errorf("two labels of %s of %s", l.Form, l.Fact)
			}
			marks[l.Mark] = true
			n[fmt.Sprintf("%s accepted %d", l.Round, l.Accepted)]++
		}
		return n
	}
	mustRun(t, "sample", "-reference", reference, "-n", "6", "-labels", labels, "-out", first)
	judge(t, first, "verdicts", good...)
	mustRun(t, "score", "-labels", labels, first)
	// The same seed draws the same items, if those with labels are not left out.
	mustRun(t, "sample", "-reference", reference, "-n", "6", "-fresh=false", "-round", "again", "-labels", labels, "-out", second)
	judge(t, second, "verdicts", bad...)
	mustRun(t, "score", "-labels", labels, second)
	if got, want := byRound(), map[string]int{"again accepted 0": 6}; !maps.Equal(got, want) {
		t.Errorf("labels by round %v, want %v: the newer ones replace the older", got, want)
	}
	mustRun(t, "score", "-labels", labels, first)
	if got, want := byRound(), map[string]int{"again accepted 0": 6}; !maps.Equal(got, want) {
		t.Errorf("labels by round %v, want %v: scoring the older round once more changes nothing", got, want)
	}
	judge(t, second, "verdicts", good...)
	mustRun(t, "score", "-labels", labels, second)
	if got, want := byRound(), map[string]int{"again accepted 1": 6}; !maps.Equal(got, want) {
		t.Errorf("labels by round %v, want %v: a round that is scored once more replaces its own", got, want)
	}
	if err := run([]string{"sample", "-reference", reference, "-round", "again", "-labels", labels, "-out", filepath.Join(folder, "3")}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "-round") {
		t.Errorf("a second round of the same name gives the error %v, want one that says -round", err)
	}
}

func TestASampleMayBeOfSomeFormsOnly(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "review")
	mustRun(t, "sample", "-reference", ownCorpus(t), "-form", "gap,date", "-labels", "", "-out", folder)
	data, err := os.ReadFile(filepath.Join(folder, "key.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p packet
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	for _, i := range p.Items {
		if i.Form != "gap" && i.Form != "date" {
			t.Errorf("item %d is a %s question", i.Number, i.Form)
		}
	}
}

func TestAThirdPersonDecidesWhereTwoDiffer(t *testing.T) {
	reference, folder := ownCorpus(t), filepath.Join(t.TempDir(), "review")
	mustRun(t, "sample", "-reference", reference, "-n", "5", "-labels", "", "-out", folder)
	judge(t, folder, "verdicts-1", "clean\t", "reject\t4:fatal:year:", "clean\t", "remarks\t8:minor:length:", "clean\t")
	judge(t, folder, "verdicts-2", "clean\t", "reject\t2:fatal:who:", "reject\t1:fatal:grammar:", "reject\t4:fatal:year:", "reject\t10:fatal:voice:")
	has := func(text string, lines ...string) {
		t.Helper()
		folded := strings.Join(strings.Fields(text), " ")
		for _, line := range lines {
			if !strings.Contains(folded, line) {
				t.Errorf("no %q in\n%s", line, text)
			}
		}
	}
	two := mustRun(t, "score", "-labels", "", folder)
	has(two, "together: accepted by both, faulted by either verdicts-1 verdicts-2 mean of the two",
		"acceptable 20.0 % [3.6-62.4] 1/5 80.0 % [37.6-96.4] 4/5 20.0 % [3.6-62.4] 1/5 50.0 % [17.0-83.0]",
		"structure (1, 6, 7, 8, 14) 20.0 %",
		"agreement over 5 items judged twice: accept or reject 40.0 % (kappa 0.12)")
	judge(t, folder, "verdicts-3", "\t", "\t", "clean\t", "reject\t4:fatal:year:")
	three := mustRun(t, "score", "-labels", "", folder)
	has(three, "decided: by the majority where a third judged, else by both verdicts-1 verdicts-2 mean of the two",
		"acceptable 40.0 % [11.8-76.9] 2/5 80.0 % [37.6-96.4] 4/5 20.0 % [3.6-62.4] 1/5 50.0 % [17.0-83.0]",
		"wrong or double key (4, 5) 40.0 %", // of items 2 and 4
		"structure (1, 6, 7, 8, 14) 0.0 %",  // the fault of item 3 was overruled
		"agreement over 5 items judged twice: accept or reject 40.0 % (kappa 0.12)",
		"the two differ about 3 items; verdicts-3 decides 2 of them and accepts 1; the other 1 count as rejected")
}

func TestFaultsAsReviewersWriteThem(t *testing.T) {
	tests := []struct {
		text string
		want []fault
	}{
		{"", nil},
		{"-", nil},
		{"4:fatal:wrong-year:by 1998", []fault{{4, true, "wrong-year", "by 1998"}}},
		{"8:minor:length:long; 4:fatal:year:says: by; not in", []fault{{8, false, "length", "long"}, {4, true, "year", "says: by; not in"}}},
		{"10: Fatal : Credit : x | 2:minor:", []fault{{10, true, "credit", "x"}, {2, false, "", ""}}},
	}
	for _, test := range tests {
		if got, err := parseFaults(test.text); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%q gives %+v, %v; want %+v", test.text, got, err, test.want)
		}
	}
	for _, bad := range []string{"bad item", "15:fatal:x:y", "see 4:fatal:x:y"} {
		if got, err := parseFaults(bad); err == nil {
			t.Errorf("%q gives %+v, want an error", bad, got)
		}
	}
}

func TestTheWorseOfVerdictAndFaultsCounts(t *testing.T) {
	sheet := verdictHeader + "\n1\tb\ty\tclean\t\n2\tA, C\t\tclean\t4:fatal:year:x\n3\tsome words\t\treject\t8:minor:length:\n4\t\t\tremarks\t1:minor:a:;6:minor:b:;8:minor:c:\n5\t\t\t\t\n"
	got, differing, err := parseReviews("sheet", sheet)
	if err != nil {
		t.Fatal(err)
	}
	for number, want := range map[int]judgement{1: clean, 2: reject, 3: reject, 4: reject} {
		if got[number].verdict != want {
			t.Errorf("item %d is %d, want %d", number, got[number].verdict, want)
		}
	}
	if len(got) != 4 || got[1].pick != "B" || !got[1].knew || got[2].pick != "AC" || got[3].pick != "" || !slices.Equal(differing, []int{2, 3, 4}) {
		t.Errorf("reviews %+v, differing %v", got, differing)
	}
	for _, bad := range []string{"x\t\t\tclean\t", "1\t\t\tgood\t", "1\t\t\tclean\t\n1\t\t\tclean\t"} {
		if _, _, err := parseReviews("sheet", bad); err == nil || !strings.Contains(err.Error(), "sheet:") {
			t.Errorf("%q gives the error %v, want one with the line", bad, err)
		}
	}
}

func TestYieldCountsEachFactOnceAndEachArticleByItsFacts(t *testing.T) {
	p := packet{Kinds: map[string]drawn{"news": {Words: 1000, Facts: 10, Articles: map[string]int{"a": 8, "b": 2}}}}
	item := func(article, fact string, v judgement) judged {
		return judged{sampled{Article: article, Kind: "news", Fact: fact}, []review{{verdict: v}}}
	}
	// Of a two facts are drawn, each for four; one has an accepted item. Of b both are drawn and none is accepted.
	got := yields(p, []judged{item("a", "1", reject), item("a", "1", clean), item("a", "2", reject), item("b", "3", reject), item("b", "4", reject)})
	if len(got) != 2 || got[0].sampled != 4 || math.Abs(got[0].share-0.4) > 1e-9 || math.Abs(got[0].perThousand-4) > 1e-9 || got[1].perThousand != got[0].perThousand {
		t.Errorf("yields %+v, want 4 facts sampled, 40 %% accepted, 4 per 1,000 words", got)
	}
}

func TestStatistics(t *testing.T) {
	if low, high := wilson(8, 10); math.Abs(low-0.4902) > 1e-3 || math.Abs(high-0.9433) > 1e-3 {
		t.Errorf("8 of 10 lie in %.4f to %.4f, want 0.4902 to 0.9433", low, high)
	}
	// Cohen's example form: 20 both yes, 15 both no, 5 and 10 differ.
	var a, b []bool
	for _, cell := range []struct {
		n    int
		a, b bool
	}{{20, true, true}, {5, true, false}, {10, false, true}, {15, false, false}} {
		for range cell.n {
			a, b = append(a, cell.a), append(b, cell.b)
		}
	}
	if agreement, k := kappa(a, b); math.Abs(agreement-0.7) > 1e-9 || math.Abs(k-0.4) > 1e-9 {
		t.Errorf("agreement %.3f, kappa %.3f; want 0.7 and 0.4", agreement, k)
	}
	if p, r, f := overlap("the lamp lamp", "the lamp burned down"); math.Abs(p-2.0/3) > 1e-9 || r != 0.5 || math.Abs(f-4.0/7) > 1e-9 {
		t.Errorf("precision %.3f, recall %.3f, F1 %.3f; want 0.667, 0.5, 0.571", p, r, f)
	}
}

// madeUp returns labels of 40 articles in which years make an item bad, family
// b is good, and noise says nothing.
func madeUp() []label {
	var labels []label
	for i := range 800 {
		noise := float64(i*7919%101) / 100
		years, family := float64(i%3/2), "family a"
		if i%5 < 2 {
			family = "family b"
		}
		z := 0.5 - 2*years
		if family == "family b" {
			z += 1.5
		}
		chance := 1 / (1 + math.Exp(-z))
		good := 0
		if float64(i*104729%997)/997 < chance {
			good = 1
		}
		labels = append(labels, label{Round: "made-up", Split: "dev", Kind: "news", Article: fmt.Sprintf("article-%d", i%40), Fact: fmt.Sprintf("fact-%d", i), Form: "single", Mark: fmt.Sprintf("%012x", i),
			Reviews: 1, Accepted: good, Features: accept.Features{"years": years, family: 1, "noise": noise, "always": 1, "question form single": 1}})
	}
	return labels
}

func TestTrainerFindsWhatMadeItemsBad(t *testing.T) {
	labels := madeUp()
	m := fit(labels, 3)
	weights := map[string]float64{}
	for _, w := range m.Weights {
		weights[w.Feature] = w.Weight / w.Scale
	}
	if _, ok := weights["always"]; ok {
		t.Error("a feature that is always the same has a weight")
	}
	if math.Abs(weights["years"]+2) > 0.5 || weights["family b"]-weights["family a"] < 1 || math.Abs(weights["noise"]) > 0.5 {
		t.Errorf("weights %v: want years near -2, b well above a, noise near 0", weights)
	}
	scores := crossValidate(labels, 3, 0).chance
	if area := areaUnder(labels, scores); area < 0.7 {
		t.Errorf("area under the curve %.3f, want at least 0.7", area)
	}
	curve := curveOf(labels, scores)
	all, best := curve[0], curve[0]
	for _, p := range curve {
		if p.offered >= 100 {
			best = p
		}
	}
	if best.precision() < all.precision()+0.15 {
		t.Errorf("precision rises from %.2f to %.2f only", all.precision(), best.precision())
	}
}

func TestArticlesAreNeverSplitOverFolds(t *testing.T) {
	labels := madeUp()
	first := foldsOf(labels, 0)
	for folding := range foldings {
		sizes := map[int]int{}
		fold := foldsOf(labels, folding)
		for _, l := range labels {
			sizes[fold[l.Article]]++
		}
		for k := range folds {
			if sizes[k] != len(labels)/folds {
				t.Errorf("folding %d: fold %d has %d labels, want %d", folding, k, sizes[k], len(labels)/folds)
			}
		}
		if folding > 0 && maps.Equal(fold, first) {
			t.Errorf("folding %d is the first one again", folding)
		}
	}
}

func TestPrecisionAtAShareOfTheFacts(t *testing.T) {
	of := func(fact string, accepted int) label {
		return label{Article: "a", Fact: fact, Reviews: 1, Accepted: accepted}
	}
	labels := []label{of("1", 1), of("1", 1), of("2", 0), of("3", 1), of("4", 0)}
	scores := []float64{0.9, 0.8, 0.7, 0.6, 0.5}
	for kept, want := range map[float64]float64{0.5: 1, 1: 0.75} {
		if got := precisionAt(labels, scores, kept); math.Abs(got-want) > 1e-9 {
			t.Errorf("where %.0f %% of two facts are kept %.2f are acceptable, want %.2f", 100*kept, got, want)
		}
	}
}

func TestTrainingWritesTheSameModelAgain(t *testing.T) {
	folder := t.TempDir()
	labels, model := filepath.Join(folder, "labels.tsv"), filepath.Join(folder, "model.txt")
	if err := writeLabels(labels, madeUp()); err != nil {
		t.Fatal(err)
	}
	var first []byte
	for range 2 {
		text := mustRun(t, "train", "-labels", labels, "-model", model, "-target", "0.8")
		data, err := os.ReadFile(model)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, data) {
			t.Error("the second training wrote another model")
		}
		if first = data; !strings.Contains(text, "precision and yield on dev") {
			t.Errorf("no curve:\n%s", text)
		}
	}
	m, err := accept.ReadModel(bytes.NewReader(first))
	if err != nil || m.Threshold <= 0 || len(m.Weights) < 3 {
		t.Errorf("model %+v, %v: want a threshold and weights", m, err)
	}
	if err := run([]string{"train", "-labels", labels, "-model", "", "-target", "1.1"}, io.Discard, io.Discard); err == nil {
		t.Error("110 % are reached")
	}
}

func TestFactsThatSayTheSameCountOnce(t *testing.T) {
	fact := func(id questions.FactID, paragraph int, statement string) *questions.Fact {
		return &questions.Fact{ID: id, Statement: statement, Evidence: []questions.Evidence{{Paragraph: paragraph}}}
	}
	facts := []*questions.Fact{
		fact("a", 1, "Ada Lark built the lighthouse of Brenk in 1874."),
		fact("b", 1, "Ada Lark built the lighthouse of Brenk."),
		fact("c", 1, "The lighthouse of Brenk burned in 1901."),
		fact("d", 2, "Ada Lark built the lighthouse of Brenk."),
	}
	if n := distinct(facts); n != 3 {
		t.Errorf("%d distinct facts, want 3: a and b say the same", n)
	}
}
