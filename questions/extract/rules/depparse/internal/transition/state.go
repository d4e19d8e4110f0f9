// Package transition is what the dependency parser and its trainer share: the
// arc-hybrid system of transitions, what a state shows of itself to the
// weights, and the form of the weights in a file.
package transition

import "math"

// Action is a transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez
// and Satta 2011).
type Action uint8

const (
	Shift   Action = iota // the first waiting word goes onto the stack
	Left                  // the first waiting word is the head of the top, which leaves
	Right                 // the word under the top is its head; the top leaves
	Actions = 3
)

// State is a sentence half parsed. The zero value is ready for [State.Reset];
// a state is used again for the next sentence. One goroutine uses it.
type State struct {
	Tags  []string // of the words, as the parser uses them
	Words []Word   // one for each token, and the absent one
	Heads []int32
	Label []uint8
	Leads []int32 // of the choices about a word, the least; see [Model.Parse]
	Stack []int32
	Next  int32 // the first waiting word; the number of words = none waits

	children     []children
	sums         []sums // of each word
	surfaces     []surface
	commas       []uint16 // how many separating marks stand before a word
	finite       []uint16 // how many verbs with a tense stand before a word
	none         int32    // index of the absent word
	actionBuffer [maxFeatures]uint64
	labelBuffer  [maxFeatures]uint64

	// What is fetched from the model's tables for the features of one choice.
	bucketBuffer    [maxFeatures]bucket
	candidateBuffer [maxFeatures]candidate
	entryBuffer     [maxFeatures]uint64
}

// children is what hangs on a word so far.
type children struct {
	left, left2, right, right2 int32  // the outermost and the one that was it before
	leftLabels, rightLabels    uint64 // bit l: a child has label l
}

// sums are what the model has added up for the next transition and what holds
// for several of them, see [Model.sum].
type sums struct {
	stack   uint64 // while the word is on top of the stack
	waiting uint64 // while it is the first waiting one
}

const notSummed = math.MaxUint64 // no weights add up to it

// Reset begins a sentence of n words; [State.See] fills them in.
func (s *State) Reset(n int) {
	s.Words = grow(s.Words, n+1)
	s.Heads = grow(s.Heads, n+1)
	s.Label = grow(s.Label, n+1)
	s.Leads = grow(s.Leads, n+1)
	s.children = grow(s.children, n+1)
	s.sums = grow(s.sums, n+1)
	s.commas = grow(s.commas, n+1)
	s.finite = grow(s.finite, n+1)
	s.Stack = s.Stack[:0]
	s.Next, s.none = 0, int32(n)
	s.Words[n] = absent
	for i := range s.Heads {
		s.Heads[i], s.Label[i], s.Leads[i] = -1, 0, Sure
		s.children[i] = children{left: s.none, left2: s.none, right: s.none, right2: s.none}
		s.sums[i] = sums{notSummed, notSummed}
	}
}

// begin counts what the features want to know of the whole sentence, once
// Words is filled.
func (s *State) begin() {
	var commas, finite uint16
	for i := range s.Words {
		s.commas[i], s.finite[i] = commas, finite
		if s.Words[i].comma {
			commas++
		}
		if s.Words[i].finite {
			finite++
		}
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// Done reports whether one word is left: the root.
func (s *State) Done() bool { return s.Next == s.none && len(s.Stack) <= 1 }

// Allowed reports which transitions are possible.
func (s *State) Allowed() (allowed [Actions]bool) {
	waiting := s.Next < s.none
	return [Actions]bool{Shift: waiting, Left: waiting && len(s.Stack) > 0, Right: len(s.Stack) > 1}
}

// Arc returns the head and the dependent that a makes; for Shift both are
// the absent word.
func (s *State) Arc(a Action) (head, dependent int32) {
	switch a {
	case Left:
		return s.Next, s.Stack[len(s.Stack)-1]
	case Right:
		return s.Stack[len(s.Stack)-2], s.Stack[len(s.Stack)-1]
	}
	return s.none, s.none
}

// Apply does an allowed transition; label is that of the arc.
func (s *State) Apply(a Action, label uint8) {
	if a == Shift {
		s.Stack = append(s.Stack, s.Next)
		s.Next++
		return
	}
	head, dependent := s.Arc(a)
	s.Stack = s.Stack[:len(s.Stack)-1]
	s.Heads[dependent], s.Label[dependent] = head, label
	c := &s.children[head]
	if a == Left {
		c.left2, c.left = c.left, dependent
		c.leftLabels |= 1 << label
	} else {
		c.right2, c.right = c.right, dependent
		c.rightLabels |= 1 << label
	}
}
