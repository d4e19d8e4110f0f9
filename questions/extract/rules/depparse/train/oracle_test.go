package main

import (
	"slices"
	"testing"

	"quizbot/questions/extract/rules/depparse/internal/transition"
)

func TestFreeTransitionsBuildTheTree(t *testing.T) {
	trees := [][]int32{
		{-1},
		{1, -1},
		{1, 2, -1, 2, 5, 3, 2},
		{2, 2, -1, 2, 3, 4, 5},
		{-1, 0, 1, 2, 3, 0},
		{5, 2, 0, 2, 0, -1, 5},
	}
	for _, heads := range trees {
		var s transition.State
		words := make([]string, len(heads))
		s.See(words, words, nobody, nil)
		for !s.Done() {
			allowed, cost := s.Allowed(), costs(&s, heads)
			free := -1
			for a := range allowed {
				if allowed[a] && cost[a] == 0 {
					free = a
				}
			}
			if free < 0 {
				t.Fatalf("%v: nothing is free at word %d with %v on the stack: costs %v", heads, s.Next, s.Stack, cost)
			}
			s.Apply(transition.Action(free), 0)
		}
		if got := s.Heads[:len(heads)]; !slices.Equal(got, heads) {
			t.Errorf("heads %v, want %v", got, heads)
		}
	}
}

func TestATransitionCostsTheArcsItLoses(t *testing.T) {
	var s transition.State
	words := make([]string, 4)
	s.See(words, words, nobody, nil)
	heads := []int32{2, 0, -1, 2} // word 1 hangs on word 0, word 0 on word 2
	s.Apply(transition.Shift, 0)
	if got, want := costs(&s, heads), [transition.Actions]int{transition.Left: 2, transition.Right: 2}; got != want {
		t.Errorf("with word 0 on the stack: costs %v, want %v (both lose its head and its dependent)", got, want)
	}
	s.Apply(transition.Shift, 0)
	if got, want := costs(&s, heads), [transition.Actions]int{transition.Shift: 1, transition.Left: 1}; got != want {
		t.Errorf("with words 0 and 1 on the stack: costs %v, want %v", got, want)
	}
}
