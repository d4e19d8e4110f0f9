package cards

import (
	"math"
	"testing"
)

type optimiserReference struct {
	ShortTerm bool                                        `json:"enable_short_term"`
	True      Weights                                     `json:"true_w"`
	Default   Weights                                     `json:"default_w"`
	Optimised Weights                                     `json:"reference_optimised_w"`
	LogLoss   struct{ Default, Truth, Optimised float64 } `json:"own_log_loss"`
	Cards     [][][2]int
	Scored    int `json:"scored_reviews"`
}

func TestOptimiserComesAsCloseAsTheReference(t *testing.T) {
	var ref optimiserReference
	load(t, "optimizer.json", &ref)
	var histories []History
	for _, card := range ref.Cards {
		var h History
		for _, review := range card {
			h = append(h, Showing{Rating(review[0]), review[1]})
		}
		histories = append(histories, h)
	}
	if got := Usable(histories); got != ref.Scored {
		t.Errorf("%d usable showings, want %d", got, ref.Scored)
	}
	for _, test := range []struct {
		name string
		w    Weights
		want float64
	}{{"default", ref.Default, ref.LogLoss.Default}, {"true", ref.True, ref.LogLoss.Truth}, {"optimised", ref.Optimised, ref.LogLoss.Optimised}} {
		if got := LogLoss(histories, test.w, ref.ShortTerm); math.Abs(got-test.want) > 1e-5 {
			t.Errorf("log loss with the %s weights: %.6f, want %.6f", test.name, got, test.want)
		}
	}
	fit, err := Optimise(histories, DefaultWeights, ref.ShortTerm)
	if err != nil {
		t.Fatal(err)
	}
	got := LogLoss(histories, fit.Weights, ref.ShortTerm)
	t.Logf("log loss %.5f, reference %.5f, default %.5f; held out %.5f before and %.5f after; weights %.4f", got, ref.LogLoss.Optimised, ref.LogLoss.Default, fit.Before, fit.After, fit.Weights)
	if got > ref.LogLoss.Optimised+0.002 {
		t.Errorf("log loss %.5f, want at most %.5f", got, ref.LogLoss.Optimised+0.002)
	}
}
