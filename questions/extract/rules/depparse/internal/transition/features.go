package transition

import "math/bits"

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

func (f *features) add(a, b, c, d uint64) {
	f.to[f.n&(maxFeatures-1)] = mix(uint64(f.n+1), a, b, c, d)
	f.n++
}

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

// ActionFeatures returns what decides the next transition; the result holds
// until the next call.
func (s *State) ActionFeatures() []uint64 {
	i0, i1, i2 := s.under(0), s.under(1), s.under(2)
	j0, j1, j2, j3 := s.at(0), s.at(1), s.at(2), s.at(3)
	s0, s1, s2 := s.view(i0), s.view(i1), s.view(i2)
	b0, b1, b2, b3 := s.view(j0), s.view(j1), s.view(j2), s.view(j3)
	c0, c1, cb := &s.children[i0], &s.children[i1], &s.children[j0]
	s0l, s0r, s0l2, s0r2 := s.view(c0.left), s.view(c0.right), s.view(c0.left2), s.view(c0.right2)
	s1l, s1r, s1r2 := s.view(c1.left), s.view(c1.right), s.view(c1.right2)
	b0l, b0l2 := s.view(cb.left), s.view(cb.left2)

	f := features{to: &s.actionBuffer}
	f.add(s0.wt, 0, 0, 0)
	f.add(s0.w, 0, 0, 0)
	f.add(s0.t, 0, 0, 0)
	f.add(s1.wt, 0, 0, 0)
	f.add(s1.t, 0, 0, 0)
	f.add(b0.wt, 0, 0, 0)
	f.add(b0.w, 0, 0, 0)
	f.add(b0.t, 0, 0, 0)
	f.add(b1.wt, 0, 0, 0)
	f.add(b1.t, 0, 0, 0)
	f.add(b2.wt, 0, 0, 0)
	f.add(s2.wt, 0, 0, 0)
	f.add(s2.t, 0, 0, 0)

	f.add(s0.wt, b0.wt, 0, 0)
	f.add(s0.wt, b0.t, 0, 0)
	f.add(s0.t, b0.wt, 0, 0)
	f.add(s0.w, b0.w, 0, 0)
	f.add(s0.t, b0.t, 0, 0)
	f.add(s0.e, b0.t, b1.t, 0)
	f.add(s0.t, b0.e, b1.t, 0)
	f.add(b0.t, b1.t, 0, 0)
	f.add(b0.w, b1.t, 0, 0)
	f.add(b0.t, b1.w, 0, 0)
	f.add(b0.w, b1.w, 0, 0)
	f.add(s1.wt, s0.t, 0, 0)
	f.add(s1.t, s0.wt, 0, 0)
	f.add(s1.w, s0.w, 0, 0)
	f.add(s1.t, s0.t, 0, 0)
	f.add(s1.e, s0.t, b0.t, 0)
	f.add(s1.t, s0.e, b0.t, 0)
	f.add(s1.t, b0.t, 0, 0)
	f.add(s1.w, b0.w, 0, 0)
	f.add(s1.wt, b0.t, 0, 0)
	f.add(s1.t, b0.wt, 0, 0)
	f.add(s0.t, b1.t, 0, 0)

	f.add(s0.t, b0.t, b1.t, 0)
	f.add(s0.w, b0.t, b1.t, 0)
	f.add(s0.t, b0.w, b1.t, 0)
	f.add(s0.t, b0.t, b1.w, 0)
	f.add(s1.t, s0.t, b0.t, 0)
	f.add(s1.w, s0.t, b0.t, 0)
	f.add(s1.t, s0.w, b0.t, 0)
	f.add(s1.t, s0.t, b0.w, 0)
	f.add(s1.t, s0.w, b0.w, 0)
	f.add(s1.w, s0.t, b0.w, 0)
	f.add(s1.w, s0.w, b0.w, 0)
	f.add(s1.t, s0.t, b0.t, b1.t)
	f.add(s1.t, s0.t, b0.w, b1.t)
	f.add(s1.t, b0.t, b1.t, 0)
	f.add(s2.t, s1.t, s0.t, 0)
	f.add(s2.t, s1.t, b0.t, 0)
	f.add(s2.t, s1.t, s0.t, b0.t)
	f.add(b0.t, b1.t, b2.t, 0)
	f.add(b0.t, b1.t, b2.t, b3.t)
	f.add(b0.w, b1.t, b2.t, 0)
	f.add(s0.t, b0.t, b1.t, b2.t)
	f.add(s0.c, b0.c, b1.c, b2.c)
	f.add(s1.c, s0.c, b0.c, b1.c)
	f.add(s2.c, s1.c, s0.c, b0.c)

	f.add(s0.t, s0l.t, b0.t, 0)
	f.add(s0.t, s0r.t, b0.t, 0)
	f.add(s0.t, b0.t, b0l.t, 0)
	f.add(s1.t, s0.t, s1l.t, 0)
	f.add(s1.t, s0.t, s1r.t, 0)
	f.add(s1.t, s0.t, s0l.t, 0)
	f.add(s1.t, s0.t, s0r.t, 0)
	f.add(s0.t, s0l.t, s0l2.t, 0)
	f.add(s0.t, s0r.t, s0r2.t, 0)
	f.add(b0.t, b0l.t, b0l2.t, 0)
	f.add(s1.t, s1r.t, s1r2.t, 0)
	f.add(s1.t, s0.t, s0l.w, 0)
	f.add(s1.w, s0.t, s0l.w, 0)
	f.add(s1.w, s0.w, s0l.w, 0)
	f.add(s0.t, b0.t, s0l.w, 0)
	f.add(s0.t, b0.t, b0l.w, 0)
	f.add(s1.t, s0.t, s0l.w, b0.t)

	f.add(s0.t, c0.leftLabels, 0, 0)
	f.add(s0.t, c0.rightLabels, 0, 0)
	f.add(s1.t, c1.leftLabels, 0, 0)
	f.add(s1.t, c1.rightLabels, 0, 0)
	f.add(b0.t, cb.leftLabels, 0, 0)
	f.add(s0.w, c0.leftLabels, 0, 0)
	f.add(s0.w, c0.rightLabels, 0, 0)
	f.add(s1.w, c1.rightLabels, 0, 0)
	f.add(b0.w, cb.leftLabels, 0, 0)
	f.add(s1.c, s0.c, c1.rightLabels, c1.leftLabels)
	f.add(s1.c, s0.c, c0.leftLabels, b0.c)
	f.add(s1.c, s0.c, c1.leftLabels, b0.c)
	f.add(s1.c, s0.c, c1.rightLabels, b0.c)
	f.add(s0.c, b0.c, c0.leftLabels, c0.rightLabels)
	f.add(s0.c, b0.c, cb.leftLabels, s1.c)
	f.add(s0.c, b0.c, c0.leftLabels, cb.leftLabels)

	ds, db := distance(i1, i0), distance(i0, j0)
	ms, mb := s.between(i1, i0), s.between(i0, j0)
	f.add(s1.t, s0.t, ds, 0)
	f.add(s0.t, b0.t, db, 0)
	f.add(s1.t, s0.t, ms, b0.t)
	f.add(s0.t, b0.t, mb, b1.t)
	f.add(s1.c, s0.c, b0.c, ms<<8|mb)
	f.add(s1.w, s0.c, ms, ds)
	f.add(b0.w, s0.c, mb, db)
	return f.to[:min(f.n, maxFeatures)]
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
	f.add(side, 0, 0, 0)
	f.add(h.wt, side, 0, 0)
	f.add(h.t, side, 0, 0)
	f.add(d.wt, side, 0, 0)
	f.add(d.t, side, 0, 0)
	f.add(d.w, side, 0, 0)
	f.add(h.wt, d.wt, side, 0)
	f.add(h.wt, d.t, side, 0)
	f.add(h.t, d.wt, side, 0)
	f.add(h.t, d.t, side, 0)
	f.add(h.w, d.w, side, 0)
	f.add(h.e, d.t, side, 0)
	f.add(h.t, d.e, side, 0)
	f.add(h.e, d.e, side, 0)
	f.add(h.t, d.t, gap, 0)
	f.add(h.t, d.t, marks, 0)
	f.add(d.w, h.c, gap, 0)
	f.add(d.t, before.t, side, h.t)
	f.add(d.t, after.t, side, h.t)
	f.add(d.t, before.t, after.t, side)
	f.add(d.w, after.w, side, 0)
	f.add(d.w, before.w, side, 0)
	f.add(d.w, after.t, side, h.c)
	f.add(d.t, hBefore.t, side, h.t)
	f.add(d.t, hAfter.t, side, h.t)
	f.add(d.t, h.t, dl.t, side)
	f.add(d.t, h.t, dl.w, side)
	f.add(d.c, h.w, dl.w, side)
	f.add(d.w, h.w, dl.w, side)
	f.add(d.w, h.t, dl.w, side)
	f.add(d.t, h.t, dr.t, side)
	f.add(d.t, h.t, dl2.w, side)
	f.add(d.t, h.t, hl.t, side)
	f.add(d.t, h.t, hl.w, side)
	f.add(d.t, h.t, hr.t, side)
	f.add(d.t, h.t, hr.w, side)
	f.add(d.t, h.t, cd.leftLabels, side)
	f.add(d.t, h.c, cd.rightLabels, side)
	f.add(d.c, h.c, cd.leftLabels, cd.rightLabels<<1|side)
	f.add(d.t, h.t, ch.leftLabels, side)
	f.add(d.t, h.t, ch.rightLabels, side)
	f.add(d.c, h.c, path, marks)
	f.add(d.c, h.w, path, side)
	f.add(d.c, h.c, ch.leftLabels, cd.leftLabels<<1|side)
	f.add(d.c, h.c, path, cd.leftLabels<<1|side)
	f.add(d.t, h.t, marks, cd.leftLabels)
	f.add(cd.leftLabels, cd.rightLabels, side, d.c)
	f.add(d.w, cd.leftLabels, side, 0)
	return f.to[:min(f.n, maxFeatures)]
}

// beside returns the word n places from word i.
func (s *State) beside(i, n int32) int32 {
	if i += n; i < 0 || i > s.none {
		return s.none
	}
	return i
}
