package transition

import (
	"math/bits"
	"slices"
)

// maxFeatures bounds the features of one decision.
const maxFeatures = 128

// mix makes one number of a template and up to four values.
func mix(template, a, b, c, d uint64) uint64 {
	hi, lo := bits.Mul64(template<<32^a^0x9e3779b97f4a7c15, b^0xd6e8feb86659fd93)
	hi2, lo2 := bits.Mul64(c^0xa0761d6478bd642f^lo, d^0xe7037ed1a0b428db^hi)
	return (hi2 ^ lo2) * 0xff51afd7ed558ccd
}

// distance puts the words between two places into classes.
func distance(from, to int32) uint64 {
	switch d := to - from; {
	case d <= 4:
		return uint64(d + 1)
	case d <= 7:
		return 6
	case d <= 12:
		return 7
	case d <= 25:
		return 8
	}
	return 9
}

// features collects the features of one decision.
type features struct {
	to *[maxFeatures]uint64
	n  int
}

// add adds the feature of a template that has up to four values.
func (f *features) add(template, a, b, c, d uint64) {
	f.to[f.n&(maxFeatures-1)] = mix(template, a, b, c, d)
	f.n++
}

func (f *features) all() []uint64 { return f.to[:min(f.n, maxFeatures)] }

// view is what a template sees of a word of the state.
type view struct {
	w, t, c, e, wt uint64
}

func (s *State) view(i int32) view {
	x := &s.Words[i]
	return view{w: uint64(x.form), t: uint64(x.tag), c: uint64(x.coarse), e: uint64(x.ending), wt: uint64(x.form)<<32 | uint64(x.tag)}
}

// at returns the word n places behind the first waiting one.
func (s *State) at(n int32) int32 { return min(s.Next+n, s.none) }

// under returns the word n places under the top of the stack.
func (s *State) under(n int) int32 {
	if i := len(s.Stack) - 1 - n; i >= 0 {
		return s.Stack[i]
	}
	return s.none
}

// between says how many separating marks and verbs stand between two words,
// each as 0, 1 or more.
func (s *State) between(from, to int32) uint64 {
	if from > to {
		from, to = to, from
	}
	from = min(from+1, to)
	return uint64(min(s.commas[to]-s.commas[from], 2))*3 + uint64(min(s.finite[to]-s.finite[from], 2))
}

// ActionFeatures returns what decides the next transition.
//
// Each feature is one of a template, whose number the weights of a model know:
// one that is new takes a new number.
func (s *State) ActionFeatures() []uint64 {
	all := slices.Clone(s.stackFeatures())
	all = append(all, s.waitingFeatures()...)
	return append(all, s.meetingFeatures()...)
}

// waitingFeatures returns those of the waiting words alone, which stay until one
// goes onto the stack; the result holds until the next features are asked for.
func (s *State) waitingFeatures() []uint64 {
	b0, b1, b2, b3 := s.view(s.at(0)), s.view(s.at(1)), s.view(s.at(2)), s.view(s.at(3))
	f := features{to: &s.actionBuffer}
	f.add(6, b0.wt, 0, 0, 0)
	f.add(7, b0.w, 0, 0, 0)
	f.add(8, b0.t, 0, 0, 0)
	f.add(9, b1.wt, 0, 0, 0)
	f.add(10, b1.t, 0, 0, 0)
	f.add(11, b2.wt, 0, 0, 0)
	f.add(21, b0.t, b1.t, 0, 0)
	f.add(22, b0.w, b1.t, 0, 0)
	f.add(23, b0.t, b1.w, 0, 0)
	f.add(24, b0.w, b1.w, 0, 0)
	f.add(53, b0.t, b1.t, b2.t, 0)
	f.add(54, b0.t, b1.t, b2.t, b3.t)
	f.add(55, b0.w, b1.t, b2.t, 0)
	return f.all()
}

// stackFeatures returns those of the stack that stay as long as its top word is on
// it: a word gets all that hangs on its left before it goes there, and the one
// below gets nothing until the top word has left.
func (s *State) stackFeatures() []uint64 {
	i0, i1, i2 := s.under(0), s.under(1), s.under(2)
	s0, s1, s2 := s.view(i0), s.view(i1), s.view(i2)
	c0, c1 := &s.children[i0], &s.children[i1]
	s0l, s0l2 := s.view(c0.left), s.view(c0.left2)
	s1l, s1r, s1r2 := s.view(c1.left), s.view(c1.right), s.view(c1.right2)
	ds, ms := distance(i1, i0), s.between(i1, i0)
	f := features{to: &s.actionBuffer}
	f.add(1, s0.wt, 0, 0, 0)
	f.add(2, s0.w, 0, 0, 0)
	f.add(3, s0.t, 0, 0, 0)
	f.add(4, s1.wt, 0, 0, 0)
	f.add(5, s1.t, 0, 0, 0)
	f.add(12, s2.wt, 0, 0, 0)
	f.add(13, s2.t, 0, 0, 0)
	f.add(25, s1.wt, s0.t, 0, 0)
	f.add(26, s1.t, s0.wt, 0, 0)
	f.add(27, s1.w, s0.w, 0, 0)
	f.add(28, s1.t, s0.t, 0, 0)
	f.add(50, s2.t, s1.t, s0.t, 0)
	f.add(63, s1.t, s0.t, s1l.t, 0)
	f.add(64, s1.t, s0.t, s1r.t, 0)
	f.add(65, s1.t, s0.t, s0l.t, 0)
	f.add(67, s0.t, s0l.t, s0l2.t, 0)
	f.add(70, s1.t, s1r.t, s1r2.t, 0)
	f.add(71, s1.t, s0.t, s0l.w, 0)
	f.add(72, s1.w, s0.t, s0l.w, 0)
	f.add(73, s1.w, s0.w, s0l.w, 0)
	f.add(77, s0.t, c0.leftLabels, 0, 0)
	f.add(79, s1.t, c1.leftLabels, 0, 0)
	f.add(80, s1.t, c1.rightLabels, 0, 0)
	f.add(82, s0.w, c0.leftLabels, 0, 0)
	f.add(84, s1.w, c1.rightLabels, 0, 0)
	f.add(86, s1.c, s0.c, c1.rightLabels, c1.leftLabels)
	f.add(93, s1.t, s0.t, ds, 0)
	f.add(98, s1.w, s0.c, ms, ds)
	return f.all()
}

// meetingFeatures returns the others: what the top word shows together with the
// first waiting one, and what has come to hang on either.
func (s *State) meetingFeatures() []uint64 {
	i0, i1, i2, j0 := s.under(0), s.under(1), s.under(2), s.at(0)
	s0, s1, s2 := s.view(i0), s.view(i1), s.view(i2)
	b0, b1, b2 := s.view(j0), s.view(s.at(1)), s.view(s.at(2))
	c0, c1, cb := &s.children[i0], &s.children[i1], &s.children[j0]
	s0l, s0r, s0r2 := s.view(c0.left), s.view(c0.right), s.view(c0.right2)
	b0l, b0l2 := s.view(cb.left), s.view(cb.left2)
	ms := s.between(i1, i0)
	db, mb := distance(i0, j0), s.between(i0, j0)
	f := features{to: &s.actionBuffer}
	f.add(14, s0.wt, b0.wt, 0, 0)
	f.add(15, s0.wt, b0.t, 0, 0)
	f.add(16, s0.t, b0.wt, 0, 0)
	f.add(17, s0.w, b0.w, 0, 0)
	f.add(18, s0.t, b0.t, 0, 0)
	f.add(19, s0.e, b0.t, b1.t, 0)
	f.add(20, s0.t, b0.e, b1.t, 0)
	f.add(29, s1.e, s0.t, b0.t, 0)
	f.add(30, s1.t, s0.e, b0.t, 0)
	f.add(31, s1.t, b0.t, 0, 0)
	f.add(32, s1.w, b0.w, 0, 0)
	f.add(33, s1.wt, b0.t, 0, 0)
	f.add(34, s1.t, b0.wt, 0, 0)
	f.add(35, s0.t, b1.t, 0, 0)
	f.add(36, s0.t, b0.t, b1.t, 0)
	f.add(37, s0.w, b0.t, b1.t, 0)
	f.add(38, s0.t, b0.w, b1.t, 0)
	f.add(39, s0.t, b0.t, b1.w, 0)
	f.add(40, s1.t, s0.t, b0.t, 0)
	f.add(41, s1.w, s0.t, b0.t, 0)
	f.add(42, s1.t, s0.w, b0.t, 0)
	f.add(43, s1.t, s0.t, b0.w, 0)
	f.add(44, s1.t, s0.w, b0.w, 0)
	f.add(45, s1.w, s0.t, b0.w, 0)
	f.add(46, s1.w, s0.w, b0.w, 0)
	f.add(47, s1.t, s0.t, b0.t, b1.t)
	f.add(48, s1.t, s0.t, b0.w, b1.t)
	f.add(49, s1.t, b0.t, b1.t, 0)
	f.add(51, s2.t, s1.t, b0.t, 0)
	f.add(52, s2.t, s1.t, s0.t, b0.t)
	f.add(56, s0.t, b0.t, b1.t, b2.t)
	f.add(57, s0.c, b0.c, b1.c, b2.c)
	f.add(58, s1.c, s0.c, b0.c, b1.c)
	f.add(59, s2.c, s1.c, s0.c, b0.c)
	f.add(60, s0.t, s0l.t, b0.t, 0)
	f.add(61, s0.t, s0r.t, b0.t, 0)
	f.add(62, s0.t, b0.t, b0l.t, 0)
	f.add(66, s1.t, s0.t, s0r.t, 0)
	f.add(68, s0.t, s0r.t, s0r2.t, 0)
	f.add(69, b0.t, b0l.t, b0l2.t, 0)
	f.add(74, s0.t, b0.t, s0l.w, 0)
	f.add(75, s0.t, b0.t, b0l.w, 0)
	f.add(76, s1.t, s0.t, s0l.w, b0.t)
	f.add(78, s0.t, c0.rightLabels, 0, 0)
	f.add(81, b0.t, cb.leftLabels, 0, 0)
	f.add(83, s0.w, c0.rightLabels, 0, 0)
	f.add(85, b0.w, cb.leftLabels, 0, 0)
	f.add(87, s1.c, s0.c, c0.leftLabels, b0.c)
	f.add(88, s1.c, s0.c, c1.leftLabels, b0.c)
	f.add(89, s1.c, s0.c, c1.rightLabels, b0.c)
	f.add(90, s0.c, b0.c, c0.leftLabels, c0.rightLabels)
	f.add(91, s0.c, b0.c, cb.leftLabels, s1.c)
	f.add(92, s0.c, b0.c, c0.leftLabels, cb.leftLabels)
	f.add(94, s0.t, b0.t, db, 0)
	f.add(95, s1.t, s0.t, ms, b0.t)
	f.add(96, s0.t, b0.t, mb, b1.t)
	f.add(97, s1.c, s0.c, b0.c, ms<<8|mb)
	f.add(99, b0.w, s0.c, mb, db)
	return f.all()
}

// LabelFeatures returns what decides the label of an arc from head to
// dependent, before it is made; the result holds until the next call.
func (s *State) LabelFeatures(head, dependent int32) []uint64 {
	h, d := s.view(head), s.view(dependent)
	ch, cd := &s.children[head], &s.children[dependent]
	before, after := s.view(s.beside(dependent, -1)), s.view(s.beside(dependent, 1))
	hBefore, hAfter := s.view(s.beside(head, -1)), s.view(s.beside(head, 1))
	dl, dl2, dr := s.view(cd.left), s.view(cd.left2), s.view(cd.right)
	hl, hr := s.view(ch.left), s.view(ch.right)
	side := uint64(0)
	from, to := dependent, head
	if head < dependent {
		side, from, to = 1, head, dependent
	}
	gap := distance(from, to)<<1 | side
	marks := s.between(from, to)<<1 | side
	var path uint64 // what the dependent left open in front of it
	if side == 1 {
		path = ch.rightLabels
	} else {
		path = ch.leftLabels
	}

	f := features{to: &s.labelBuffer}
	f.add(1, side, 0, 0, 0)
	f.add(2, h.wt, side, 0, 0)
	f.add(3, h.t, side, 0, 0)
	f.add(4, d.wt, side, 0, 0)
	f.add(5, d.t, side, 0, 0)
	f.add(6, d.w, side, 0, 0)
	f.add(7, h.wt, d.wt, side, 0)
	f.add(8, h.wt, d.t, side, 0)
	f.add(9, h.t, d.wt, side, 0)
	f.add(10, h.t, d.t, side, 0)
	f.add(11, h.w, d.w, side, 0)
	f.add(12, h.e, d.t, side, 0)
	f.add(13, h.t, d.e, side, 0)
	f.add(14, h.e, d.e, side, 0)
	f.add(15, h.t, d.t, gap, 0)
	f.add(16, h.t, d.t, marks, 0)
	f.add(17, d.w, h.c, gap, 0)
	f.add(18, d.t, before.t, side, h.t)
	f.add(19, d.t, after.t, side, h.t)
	f.add(20, d.t, before.t, after.t, side)
	f.add(21, d.w, after.w, side, 0)
	f.add(22, d.w, before.w, side, 0)
	f.add(23, d.w, after.t, side, h.c)
	f.add(24, d.t, hBefore.t, side, h.t)
	f.add(25, d.t, hAfter.t, side, h.t)
	f.add(26, d.t, h.t, dl.t, side)
	f.add(27, d.t, h.t, dl.w, side)
	f.add(28, d.c, h.w, dl.w, side)
	f.add(29, d.w, h.w, dl.w, side)
	f.add(30, d.w, h.t, dl.w, side)
	f.add(31, d.t, h.t, dr.t, side)
	f.add(32, d.t, h.t, dl2.w, side)
	f.add(33, d.t, h.t, hl.t, side)
	f.add(34, d.t, h.t, hl.w, side)
	f.add(35, d.t, h.t, hr.t, side)
	f.add(36, d.t, h.t, hr.w, side)
	f.add(37, d.t, h.t, cd.leftLabels, side)
	f.add(38, d.t, h.c, cd.rightLabels, side)
	f.add(39, d.c, h.c, cd.leftLabels, cd.rightLabels<<1|side)
	f.add(40, d.t, h.t, ch.leftLabels, side)
	f.add(41, d.t, h.t, ch.rightLabels, side)
	f.add(42, d.c, h.c, path, marks)
	f.add(43, d.c, h.w, path, side)
	f.add(44, d.c, h.c, ch.leftLabels, cd.leftLabels<<1|side)
	f.add(45, d.c, h.c, path, cd.leftLabels<<1|side)
	f.add(46, d.t, h.t, marks, cd.leftLabels)
	f.add(47, cd.leftLabels, cd.rightLabels, side, d.c)
	f.add(48, d.w, cd.leftLabels, side, 0)
	return f.all()
}

// beside returns the word n places from word i.
func (s *State) beside(i, n int32) int32 {
	if i += n; i < 0 || i > s.none {
		return s.none
	}
	return i
}
