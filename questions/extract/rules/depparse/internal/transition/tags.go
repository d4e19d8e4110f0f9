package transition

// surface is what a word shows to the tagger.
type surface struct {
	form                       uint32 // without case, also of an unknown word
	given                      uint32 // the tag that came with the word
	last1, last2, last3, last4 uint32
	first3                     uint32
	shape                      uint32
}

// edge is the word beyond either end of the sentence.
var edge = surface{form: 1, given: 1}

func look(word, tag string) surface {
	x := surface{form: FormOf(word), given: pack(tag), shape: shape(word)}
	h := uint32(40503)
	for n := 1; n <= 4 && n <= len(word); n++ {
		h = (h ^ uint32(lower(word[len(word)-n]))) * 16777619
		switch n {
		case 1:
			x.last1 = h
		case 2:
			x.last2 = h
		case 3:
			x.last3 = h
		case 4:
			x.last4 = h
		}
	}
	h = 40503
	for i := 0; i < 3 && i < len(word); i++ {
		h = (h ^ uint32(lower(word[i]))) * 16777619
	}
	x.first3 = h
	return x
}

func lower(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c >= '0' && c <= '9':
		return '0'
	}
	return c
}

// IsMark reports whether a tag is that of a mark, which is never changed.
func IsMark(tag string) bool {
	return tag == "" || (tag[0] < 'A' || tag[0] > 'Z') && tag != "$"
}

// TagFeatures returns what decides the tag of word i once the words before
// have theirs; the result holds until the next call.
func (s *State) TagFeatures(i int) []uint64 {
	at := func(i int) *surface {
		if i < 0 || i >= len(s.surfaces) {
			return &edge
		}
		return &s.surfaces[i]
	}
	tag := func(i int) uint64 {
		if i < 0 {
			return 1
		}
		return uint64(s.Words[i].tag)
	}
	x, a, aa, b, bb := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	w, w1, w2, v1, v2 := uint64(x.form), uint64(a.form), uint64(aa.form), uint64(b.form), uint64(bb.form)
	p, p1, q1, q2 := uint64(x.given), uint64(a.given), uint64(b.given), uint64(bb.given)
	t1, t2 := tag(i-1), tag(i-2)
	e2, e3, e4 := uint64(x.last2), uint64(x.last3), uint64(x.last4)
	shapes := uint64(x.shape)
	if i == 0 {
		shapes |= 64
	}

	f := features{to: &s.labelBuffer}
	f.add(1, p, 0, 0, 0)
	f.add(2, p, w, 0, 0)
	f.add(3, w, 0, 0, 0)
	f.add(4, w, shapes, 0, 0)
	f.add(5, p, shapes, 0, 0)
	f.add(6, e2, 0, 0, 0)
	f.add(7, e3, 0, 0, 0)
	f.add(8, e4, 0, 0, 0)
	f.add(9, uint64(x.last1), shapes, 0, 0)
	f.add(10, uint64(x.first3), 0, 0, 0)
	f.add(11, p, e2, t1, 0)
	f.add(12, p, e3, 0, 0)
	f.add(13, t1, 0, 0, 0)
	f.add(14, t1, p, 0, 0)
	f.add(15, t1, w, 0, 0)
	f.add(16, t2, t1, 0, 0)
	f.add(17, t2, t1, p, 0)
	f.add(18, t1, p, q1, 0)
	f.add(19, p, q1, 0, 0)
	f.add(20, p, q1, q2, 0)
	f.add(21, p1, p, q1, 0)
	f.add(22, t2, t1, p, q1)
	f.add(23, t1, p, q1, q2)
	f.add(24, w1, p, 0, 0)
	f.add(25, w2, p, 0, 0)
	f.add(26, v1, p, 0, 0)
	f.add(27, v2, p, 0, 0)
	f.add(28, w1, w, 0, 0)
	f.add(29, w, v1, 0, 0)
	f.add(30, w1, p, v1, 0)
	f.add(31, w2, w1, p, 0)
	f.add(32, v1, v2, p, 0)
	f.add(33, t1, e3, v1, 0)
	f.add(34, t1, w, q1, 0)
	f.add(35, p, uint64(b.last2), t1, 0)
	f.add(36, p, uint64(a.last2), 0, 0)
	f.add(37, p, shapes, uint64(a.shape), uint64(b.shape))
	f.add(38, e3, shapes, q1, 0)
	return f.all()
}

// See prepares the words of a sentence with the tags that came with them, and
// gives each its final tag: that of choose, which is asked from left to right
// and may call [State.TagFeatures] for the word.
func (s *State) See(words, tags []string, known func(form uint32) bool, choose func(i int) string) {
	s.Reset(len(words))
	s.surfaces = grow(s.surfaces, len(words))
	s.Tags = grow(s.Tags, len(words))
	for i := range words {
		s.surfaces[i] = look(words[i], tags[i])
	}
	for i := range words {
		tag := tags[i]
		if !IsMark(tag) {
			tag = choose(i)
		}
		s.Tags[i] = tag
		s.Words[i] = describe(words[i], tag, &s.surfaces[i], known)
	}
	s.begin()
}
