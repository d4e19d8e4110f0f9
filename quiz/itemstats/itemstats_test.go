package itemstats_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"quizbot/quiz/itemstats"
)

const near = 1e-8

func same(got float64, want *float64) bool {
	if want == nil {
		return math.IsNaN(got)
	}
	return math.Abs(got-*want) < near
}

func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, name := range rows[0] {
			record[name] = row[i]
		}
		all = append(all, record)
	}
	return all
}

// TestAnalyseAgreesWithR compares every figure with those that R and Moodle's
// calculator give for 36 students and 10 items.
func TestAnalyseAgreesWithR(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: a folder with itemstats/responses.csv, key.csv and expected.json")
	}
	dir := filepath.Join(reference, "itemstats")
	responses := table(t, filepath.Join(dir, "responses.csv"))
	var items []itemstats.Item
	for _, key := range table(t, filepath.Join(dir, "key.csv")) {
		full, err := strconv.ParseFloat(key["max_mark"], 64)
		if err != nil {
			t.Fatal(err)
		}
		item := itemstats.Item{Full: full, Key: key["key"]}
		for _, r := range responses {
			if key["type"] != "mc" {
				mark, err := strconv.ParseFloat(r[key["item"]+"_mark"], 64)
				if err != nil && r[key["item"]+"_mark"] != "" {
					t.Fatal(err)
				}
				item.Marks = append(item.Marks, mark)
				continue
			}
			item.Chosen = append(item.Chosen, r[key["item"]])
			mark := 0.0
			if r[key["item"]] == item.Key {
				mark = 1
			}
			item.Marks = append(item.Marks, mark)
		}
		if key["type"] == "mc" {
			item.Others = strings.Split(strings.ReplaceAll(key["options"], item.Key, ""), "")
		}
		items = append(items, item)
	}
	got, err := itemstats.Analyse(items)
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Students   int                 `json:"n_students"`
		Group      int                 `json:"upper_lower_group_size"`
		Upper      []string            `json:"upper_group"`
		Lower      []string            `json:"lower_group"`
		Test       map[string]*float64 `json:"test"`
		Items      []map[string]any    `json:"items"`
		Options    []map[string]any    `json:"options"`
		Distractor []map[string]any    `json:"distractors"`
	}
	raw, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err == nil {
		err = json.Unmarshal(raw, &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	compare := func(what string, got float64, want any) {
		t.Helper()
		compared++
		var number *float64
		if v, ok := want.(float64); ok {
			number = &v
		}
		if !same(got, number) {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	if got.Students != want.Students || got.Group != want.Group {
		t.Errorf("%d students, groups of %d; want %d and %d", got.Students, got.Group, want.Students, want.Group)
	}
	for i := range want.Upper {
		if responses[got.Upper[i]]["student"] != want.Upper[i] || responses[got.Lower[i]]["student"] != want.Lower[i] {
			t.Errorf("groups differ at %d", i)
		}
	}
	for name, value := range map[string]float64{
		"mean": got.Mean, "median": got.Median, "sd": got.SD, "skewness": got.Skewness, "kurtosis_excess": got.Kurtosis,
		"cronbach_alpha": got.Alpha, "cronbach_alpha_psych_without_zero_variance_items": got.AlphaWithoutStill,
		"moodle_cic": 100 * got.Alpha, "moodle_error_ratio": got.ErrorRatio, "standard_error_of_measurement": got.StandardError,
		"kr20_items_1_to_9": itemstats.KR20(items[:9]),
	} {
		if want.Test[name] == nil {
			t.Errorf("nothing is expected of %s", name)
			continue
		}
		compare(name, value, *want.Test[name])
	}
	for i, w := range want.Items {
		f := got.Items[i]
		for name, value := range map[string]float64{
			"mean_mark": f.Mean, "facility": f.Facility, "sd": f.SD, "item_total_r": f.TotalR, "item_rest_r": f.RestR,
			"discrimination_upper_lower_27": f.UpperLower, "moodle_discrimination_index": f.Discrimination,
			"moodle_discriminative_efficiency": f.Efficiency, "moodle_effective_weight": f.Weight, "alpha_if_deleted": f.AlphaWithout,
		} {
			compare(w["item"].(string)+" "+name, value, w[name])
		}
	}
	for _, w := range want.Options {
		no, err := strconv.Atoi(strings.TrimPrefix(w["item"].(string), "Q"))
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range got.Items[no-1].Options {
			if o.Option != w["option"] {
				continue
			}
			name := w["item"].(string) + " " + o.Option
			compare(name+" count", float64(o.Count), w["count"])
			compare(name+" share", o.Share, w["share"])
			compare(name+" upper", float64(o.Upper), w["upper_count"])
			compare(name+" lower", float64(o.Lower), w["lower_count"])
			compare(name+" rest", o.RestR, w["option_rest_r"])
		}
	}
	for _, w := range want.Distractor {
		no, err := strconv.Atoi(strings.TrimPrefix(w["item"].(string), "Q"))
		if err != nil {
			t.Fatal(err)
		}
		compare(w["item"].(string)+" distractors", float64(got.Items[no-1].FunctionalDistractors), w["functional_distractors"])
		compare(w["item"].(string)+" efficiency", got.Items[no-1].DistractorEfficiency, w["distractor_efficiency"])
	}
	if compared < 300 {
		t.Errorf("only %d figures were compared", compared)
	}
	t.Logf("%d figures agree to %g", compared, near)
}

// TestAnalyseOfASmallTest has figures that can be worked out on paper: four
// students, three items.
func TestAnalyseOfASmallTest(t *testing.T) {
	got, err := itemstats.Analyse([]itemstats.Item{
		{Marks: []float64{1, 1, 0, 0}, Full: 1, Chosen: []string{"a", "a", "b", ""}, Key: "a", Others: []string{"b", "c"}},
		{Marks: []float64{1, 0, 1, 0}, Full: 1},
		{Marks: []float64{2, 2, 2, 2}, Full: 2},
	})
	if err != nil {
		t.Fatal(err)
	}
	first, still := got.Items[0], got.Items[2]
	half := 0.5
	for name, pair := range map[string][2]float64{
		"mean":         {got.Mean, 3},
		"median":       {got.Median, 3},
		"alpha":        {got.Alpha, 0}, // the variances add up: 1/3 + 1/3 of 2/3
		"facility":     {first.Facility, half},
		"rest r":       {first.RestR, 0},
		"total r":      {first.TotalR, math.Sqrt(half)},
		"weight":       {first.Weight, 50},
		"efficiency":   {first.DistractorEfficiency, half}, // of b and c one works
		"upper, lower": {first.UpperLower, 1},
	} {
		if math.Abs(pair[0]-pair[1]) > near {
			t.Errorf("%s is %v, want %v", name, pair[0], pair[1])
		}
	}
	if !math.IsNaN(still.RestR) || still.Facility != 1 {
		t.Errorf("an item that everybody gets right: %+v", still)
	}
	if omitted := first.Options[3]; omitted.Option != "" || omitted.Count != 1 {
		t.Errorf("omitted: %+v", omitted)
	}
	if _, err := itemstats.Analyse([]itemstats.Item{{Marks: []float64{1, 0}}, {Marks: []float64{1}}}); err == nil {
		t.Error("items of different students are taken")
	}
}

func TestWilsonIsTheIntervalOfTheTextbook(t *testing.T) {
	tests := []struct {
		part, whole int
		low, high   float64
	}{
		{0, 0, 0, 1},
		{0, 10, 0, 0.2775},
		{5, 10, 0.2366, 0.7634},
		{10, 10, 0.7225, 1},
		{81, 263, 0.2553, 0.3662}, // Newcombe, "Two-sided confidence intervals for the single proportion", 1998
	}
	for _, test := range tests {
		low, high := itemstats.Wilson(test.part, test.whole)
		if math.Abs(low-test.low) > 5e-5 || math.Abs(high-test.high) > 5e-5 {
			t.Errorf("Wilson(%d, %d) = %.4f, %.4f; want %.4f, %.4f", test.part, test.whole, low, high, test.low, test.high)
		}
	}
}
