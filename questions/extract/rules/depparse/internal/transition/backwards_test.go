package transition

import (
	"slices"
	"testing"
)

func TestHeadsTurnRoundWithTheirWords(t *testing.T) {
	tests := []struct{ heads, want []int32 }{
		{nil, nil},
		{[]int32{-1}, []int32{-1}},
		{[]int32{1, -1, 1, 2}, []int32{1, 2, -1, 2}},
		{[]int32{2, 0, -1}, []int32{-1, 2, 0}},
	}
	for _, test := range tests {
		heads := slices.Clone(test.heads)
		TurnHeads(heads)
		if !slices.Equal(heads, test.want) {
			t.Errorf("%v turns into %v, want %v", test.heads, heads, test.want)
		}
		TurnHeads(heads)
		if !slices.Equal(heads, test.heads) {
			t.Errorf("%v turned twice is %v", test.heads, heads)
		}
	}
}
