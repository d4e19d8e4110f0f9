package main

import "quizbot/questions/extract/rules/depparse/internal/transition"

// costs counts for each transition the arcs of the tree that it puts out of
// reach (Goldberg and Nivre 2013, the dynamic oracle of the arc-hybrid system;
// a root has no head, so whatever gives it one costs an arc).
func costs(s *transition.State, heads []int32) (cost [transition.Actions]int) {
	waiting := int32(len(heads))
	if n := len(s.Stack); n > 0 {
		top := s.Stack[n-1]
		head := heads[top]
		for b := s.Next; b < waiting; b++ {
			if heads[b] == top {
				cost[transition.Left]++
				cost[transition.Right]++
			}
		}
		if head < 0 || head > s.Next || n > 1 && head == s.Stack[n-2] {
			cost[transition.Left]++
		}
		if head < 0 || head >= s.Next {
			cost[transition.Right]++
		}
		if s.Next < waiting {
			for i, d := range s.Stack {
				if heads[d] == s.Next || i < n-1 && heads[s.Next] == d {
					cost[transition.Shift]++
				}
			}
		}
	}
	return cost
}
