package transition

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Model is the weights of a parser, read from the bytes of a file.
// It is never written to and safe for use at the same time.
//
// A file is the line "quizbot depparse 1", the relations in one line, the tags
// in the next, and then blocks, each with its length in four bytes, lowest
// first:
//
//	vocabulary  sorted forms, four bytes each
//	actions     where each bucket begins, in entries; one more for the end
//	            entries of five bytes: two of the hash, then a weight of one
//	            byte for Shift, Left and Right
//	relations   where each bucket begins, in bytes; one more for the end
//	            entries: two bytes of the hash, how many weights follow, then
//	            a class and its weight in one byte each
//	tags        the same
type Model struct {
	Relations, Tags []string

	root      int // place of "root" in Relations; no arc between words has it
	known     map[uint32]struct{}
	actions   actions
	relations table
	tags      table
}

// actions holds the weights of transitions.
type actions struct {
	index
	entries []byte // entryBytes each: two of the check, then each weight with noWeight added; at the end room to read eight
}

const (
	entryBytes = 2 + Actions
	noWeight   = 1 << 7
)

// table holds the weights of one choice among many classes.
type table struct {
	index
	entries []uint32 // the check in the lowest checkBits; above, where in rows the row of the feature begins
	rows    string   // as in the file
}

// rowHead is how many bytes stand before the weights of a row: two of the hash,
// and how many weights follow.
const rowHead = 3

// index finds the entries of features by the lowest 16 bits of their hash. Most
// features that a sentence shows have no entry, and buckets, which the
// processor's cache can hold, tell so without looking for one.
//
// A bucket has a factor that sends its features to different places: the upper
// five of the 16 bits of the product. The others are the check: a feature with
// the same place and check is the same one.
type index struct {
	buckets []bucket
}

type bucket struct {
	seen  uint32 // bit p: there is an entry whose place is p
	where uint32 // the factor, which is odd; above it, how many entries the buckets before have
}

const (
	perBucket  = 3 // features, on average
	checkBits  = 11
	factorBits = 12
	maxEntries = 1 << (32 - factorBits)
	maxRows    = 1 << (32 - checkBits) // bytes
)

// numbered is a feature of an index.
type numbered struct {
	number uint32 // in the file
	check  uint16
}

// newIndex makes an index of features, of which low has the lowest 16 bits;
// starts say where in low each bucket begins, and where the last one ends. It
// returns the features in the order that the entries are to have. Where two
// features of a bucket are the same, the first counts.
func newIndex(starts []uint32, low []uint16) (index, []numbered, error) {
	if len(low) >= maxEntries {
		return index{}, nil, fmt.Errorf("the model has %d features for one choice, fewer than %d are possible: train it with fewer", len(low), maxEntries)
	}
	x, entries := index{make([]bucket, len(starts)-1)}, make([]numbered, 0, len(low))
	for i := range x.buckets {
		first, end := int(starts[i]), int(starts[i+1])
		factor := uint32(1)
		seen, ok := places(low[first:end], factor)
		for ; !ok; seen, ok = places(low[first:end], factor) {
			if factor += 2; factor >= 1<<factorBits {
				return index{}, nil, fmt.Errorf("the model has %d features too much alike: train it again", end-first)
			}
		}
		x.buckets[i] = bucket{seen, factor | uint32(len(entries))<<factorBits}
		own := entries[len(entries) : len(entries)+bits.OnesCount32(seen)]
		entries = entries[:len(entries)+len(own)]
		for k := end - 1; k >= first; k-- { // so that the first of the same ones is the last to be put in
			at, check := placeOf(low[k], factor)
			own[bits.OnesCount32(seen&(1<<at-1))] = numbered{uint32(k), check}
		}
	}
	return x, entries, nil
}

// places returns which places the features of a bucket have. Two that differ
// may not have the same one.
func places(low []uint16, factor uint32) (seen uint32, ok bool) {
	for i, l := range low {
		at, _ := placeOf(l, factor)
		if seen>>at&1 == 1 && !slices.Contains(low[:i], l) {
			return 0, false
		}
		seen |= 1 << at
	}
	return seen, true
}

// placeOf returns the place of a feature in its bucket, and its check.
func placeOf(low uint16, factor uint32) (at uint32, check uint16) {
	product := uint32(low) * factor
	return product >> checkBits & (1<<(16-checkBits) - 1), uint16(product & (1<<checkBits - 1))
}

// candidate is a feature that may have an entry: its check, and above it the
// number of the entry.
type candidate uint64

const numberShift = 16

// candidates returns those of the features that may have an entry; the result
// holds until the next call. The loop goes without a branch, so that the
// processor fetches many buckets at a time.
func (s *State) candidates(x *index, features []uint64) []candidate {
	n := 0
	for _, feature := range features[:min(len(features), maxFeatures)] {
		b := x.buckets[bucketOf(feature, len(x.buckets))]
		product := uint32(feature) * (b.where & (1<<factorBits - 1))
		at := product >> checkBits & (1<<(16-checkBits) - 1)
		number := b.where>>factorBits + uint32(bits.OnesCount32(b.seen&(1<<at-1)))
		s.candidateBuffer[n&(maxFeatures-1)] = candidate(number)<<numberShift | candidate(product&(1<<checkBits-1))
		n += int(b.seen >> at & 1)
	}
	return s.candidateBuffer[:n]
}

const magic = "quizbot depparse 1\n"

// ActionRow and Row are the weights of one feature.
type (
	ActionRow struct {
		Feature uint64
		Weights [Actions]int8
	}
	Row struct {
		Feature uint64
		Weights []Weight // none twice, none zero, at most 255
	}
	Weight struct {
		Class uint8
		Value int8
	}
)

// Parts are what a file is made of.
type Parts struct {
	Relations, Tags []string // sorted, at most [MaxClasses] of each
	Vocabulary      []uint32
	Actions         []ActionRow
	RelationRows    []Row
	TagRows         []Row
}

// Bytes returns the file of a model.
func (p Parts) Bytes() []byte {
	file := []byte(magic + strings.Join(p.Relations, " ") + "\n" + strings.Join(p.Tags, " ") + "\n")
	vocabulary, actions := p.Vocabulary, p.Actions
	block := func(b []byte) {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(b)))
		file = append(file, b...)
	}
	numbers := func(of []uint32) {
		var b []byte
		for _, n := range of {
			b = binary.LittleEndian.AppendUint32(b, n)
		}
		block(b)
	}
	slices.Sort(vocabulary)
	numbers(vocabulary)

	buckets := len(actions)/perBucket + 1
	slices.SortFunc(actions, func(a, b ActionRow) int { return compare(a.Feature, b.Feature, buckets) })
	starts := make([]uint32, 0, buckets+1)
	var entries []byte
	for i, row := range actions {
		for len(starts) <= bucketOf(row.Feature, buckets) {
			starts = append(starts, uint32(i))
		}
		entries = binary.LittleEndian.AppendUint16(entries, uint16(row.Feature))
		for _, w := range row.Weights {
			entries = append(entries, byte(w))
		}
	}
	for len(starts) <= buckets {
		starts = append(starts, uint32(len(actions)))
	}
	numbers(starts)
	block(entries)

	for _, rows := range [][]Row{p.RelationRows, p.TagRows} {
		buckets := len(rows)/perBucket + 1
		slices.SortFunc(rows, func(a, b Row) int { return compare(a.Feature, b.Feature, buckets) })
		var starts []uint32
		var entries []byte
		for _, row := range rows {
			for len(starts) <= bucketOf(row.Feature, buckets) {
				starts = append(starts, uint32(len(entries)))
			}
			entries = binary.LittleEndian.AppendUint16(entries, uint16(row.Feature))
			entries = append(entries, byte(len(row.Weights)))
			for _, w := range row.Weights {
				entries = append(entries, w.Class, byte(w.Value))
			}
		}
		for len(starts) <= buckets {
			starts = append(starts, uint32(len(entries)))
		}
		numbers(starts)
		block(entries)
	}
	return file
}

func compare(a, b uint64, buckets int) int {
	if n := bucketOf(a, buckets) - bucketOf(b, buckets); n != 0 {
		return n
	}
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

// bucketOf uses the upper half of a hash; an entry repeats the lowest bits.
func bucketOf(feature uint64, buckets int) int {
	return int((feature >> 32) * uint64(buckets) >> 32)
}

var errShort = errors.New("the file of the model ends too early: train it again")

// Read reads a model in place; file must not change.
func Read(file string) (*Model, error) {
	rest, ok := strings.CutPrefix(file, magic)
	if !ok {
		return nil, fmt.Errorf("the model does not begin with %q: train it again", strings.TrimSpace(magic))
	}
	m := &Model{}
	for _, names := range []*[]string{&m.Relations, &m.Tags} {
		var line string
		if line, rest, ok = strings.Cut(rest, "\n"); !ok {
			return nil, errShort
		}
		*names = strings.Fields(line)
		if len(*names) == 0 || len(*names) > MaxClasses {
			return nil, fmt.Errorf("the model has a choice of %d: 1 to %d are possible", len(*names), MaxClasses)
		}
	}
	if m.root = slices.Index(m.Relations, "root"); m.root < 0 || len(m.Relations) < 2 {
		return nil, fmt.Errorf("the model's relations are %q: \"root\" and another one are needed", m.Relations)
	}
	var blocks [7]string
	for i := range blocks {
		if len(rest) < 4 {
			return nil, errShort
		}
		n := int(number(rest))
		if rest = rest[4:]; n > len(rest) {
			return nil, errShort
		}
		blocks[i], rest = rest[:n], rest[n:]
	}
	m.known = make(map[uint32]struct{}, len(blocks[0])/4)
	for _, form := range numbers(blocks[0]) {
		m.known[form] = struct{}{}
	}
	starts := [3][]uint32{numbers(blocks[1]), numbers(blocks[3]), numbers(blocks[5])}
	if !rising(starts[0], len(blocks[2])/entryBytes) || !rising(starts[1], len(blocks[4])) || !rising(starts[2], len(blocks[6])) {
		return nil, errors.New("the model's buckets are out of order: train it again")
	}
	var err error
	if m.actions, err = newActions(starts[0], blocks[2]); err != nil {
		return nil, err
	}
	if m.relations, err = newTable(starts[1], blocks[4]); err != nil {
		return nil, err
	}
	if m.tags, err = newTable(starts[2], blocks[6]); err != nil {
		return nil, err
	}
	return m, nil
}

// newActions returns the weights of transitions for the entries of a file.
func newActions(starts []uint32, file string) (actions, error) {
	low := make([]uint16, len(file)/entryBytes)
	for i := range low {
		low[i] = uint16(file[i*entryBytes]) | uint16(file[i*entryBytes+1])<<8
	}
	x, found, err := newIndex(starts, low)
	if err != nil {
		return actions{}, err
	}
	entries := make([]byte, 0, len(found)*entryBytes+8)
	for _, f := range found {
		entries = binary.LittleEndian.AppendUint16(entries, f.check)
		for a := range Actions {
			entries = append(entries, file[int(f.number)*entryBytes+2+a]+noWeight)
		}
	}
	return actions{x, entries[:cap(entries)]}, nil
}

// newTable makes a table of the entries of a file. Starts are in bytes of it.
func newTable(starts []uint32, file string) (table, error) {
	if len(file) > maxRows {
		return table{}, fmt.Errorf("the model has %d bytes of weights for one choice, %d are possible: train it with fewer features", len(file), maxRows)
	}
	most := len(starts) * perBucket
	low, rows := make([]uint16, 0, most), make([]uint32, 0, most) // of which rows say where they begin
	starts = slices.Clone(starts)
	for i := range len(starts) - 1 {
		at, end := int(starts[i]), int(starts[i+1])
		starts[i] = uint32(len(rows))
		for end-at >= rowHead && end-at >= rowHead+2*int(file[at+2]) {
			low, rows = append(low, uint16(file[at])|uint16(file[at+1])<<8), append(rows, uint32(at))
			at += rowHead + 2*int(file[at+2])
		}
	}
	starts[len(starts)-1] = uint32(len(rows))
	x, found, err := newIndex(starts, low)
	if err != nil {
		return table{}, err
	}
	entries := make([]uint32, len(found))
	for i, f := range found {
		entries[i] = rows[f.number]<<checkBits | uint32(f.check)
	}
	return table{x, entries, file}, nil
}

// MaxClasses is how many relations a set of them holds, and how many tags
// there may be.
const MaxClasses = 64

func number(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func numbers(s string) []uint32 {
	found := make([]uint32, len(s)/4)
	for i := range found {
		found[i] = number(s[4*i:])
	}
	return found
}

// rising reports whether starts are the borders of buckets up to end.
func rising(starts []uint32, end int) bool {
	return len(starts) > 1 && slices.IsSorted(starts) && int(starts[len(starts)-1]) == end
}

// Known reports whether a form is in the vocabulary.
func (m *Model) Known(form uint32) bool {
	_, ok := m.known[form]
	return ok
}

// Sure is the lead of a choice that has no alternative, and the most that any
// lead counts.
const Sure = 1 << 14

// Action returns the best of the allowed transitions, and by how much its
// weights are more than those of the second best; the earlier one wins a draw.
func (m *Model) Action(s *State) (Action, int32) {
	allowed := s.Allowed()
	if !allowed[Left] && !allowed[Right] {
		return Shift, Sure
	}
	if !allowed[Shift] {
		return Right, Sure // no word waits
	}
	top, next := &s.sums[s.under(0)], &s.sums[s.Next]
	if top.stack == notSummed {
		top.stack = m.sum(s, s.stackFeatures())
	}
	if next.waiting == notSummed {
		next.waiting = m.sum(s, s.waitingFeatures())
	}
	sums := top.stack + next.waiting + m.sum(s, s.meetingFeatures())
	var sum [Actions]int32
	for a := range sum {
		sum[a] = int32(uint16(sums>>(16*a))) - int32(sums>>48)*noWeight
	}
	best := Action(Actions)
	for a := range Action(Actions) {
		if allowed[a] && (best == Actions || sum[a] > sum[best]) {
			best = a
		}
	}
	lead := int32(Sure)
	for a := range Action(Actions) {
		if allowed[a] && a != best {
			lead = min(lead, sum[best]-sum[a])
		}
	}
	return best, lead
}

// sum adds up the weights of transitions that some features have: four sums in
// one number, of 16 bits each, three of weights, and how many they are.
func (m *Model) sum(s *State, features []uint64) uint64 {
	var sums uint64
	for _, c := range s.candidates(&m.actions.index, features) {
		entry := binary.LittleEndian.Uint64(m.actions.entries[int(c>>numberShift)*entryBytes:])
		weights := entry>>16&0xff | entry>>8&0xff0000 | entry&0xff00000000 | 1<<48
		if uint16(entry) != uint16(c) {
			weights = 0
		}
		sums += weights
	}
	return sums
}

// best returns the best of n classes but the one left out, and its lead; the
// earlier one wins a draw.
func (t *table) best(s *State, features []uint64, n, leftOut int) (best int, lead int32) {
	found := s.candidates(&t.index, features)
	rows := 0
	for _, c := range found { // goes without a branch, too
		entry := t.entries[c>>numberShift]
		row := entry >> checkBits
		found[rows] = candidate(row)<<8 | candidate(t.rows[row+rowHead-1])
		if entry&(1<<checkBits-1) == uint32(uint16(c)) {
			rows++
		}
	}
	var sum [MaxClasses]int32
	for _, row := range found[:rows] {
		from, weights := row>>8+rowHead, row&0xff
		for w := t.rows[from : from+2*weights]; len(w) >= 2; w = w[2:] {
			sum[w[0]%MaxClasses] += int32(int8(w[1]))
		}
	}
	best = -1
	second := int32(math.MinInt32)
	for class := range min(n, MaxClasses) {
		switch {
		case class == leftOut:
		case best < 0:
			best = class
		case sum[class] > sum[best]:
			best, second = class, sum[best]
		default:
			second = max(second, sum[class])
		}
	}
	if second == math.MinInt32 {
		return best, Sure
	}
	return best, min(sum[best]-second, Sure)
}

// Relation returns the best relation of an arc, and its lead.
func (m *Model) Relation(s *State, head, dependent int32) (uint8, int32) {
	relation, lead := m.relations.best(s, s.LabelFeatures(head, dependent), len(m.Relations), m.root)
	return uint8(relation), lead
}

// Tag returns the best tag of word i.
func (m *Model) Tag(s *State, i int) string {
	tag, _ := m.tags.best(s, s.TagFeatures(i), len(m.Tags), -1)
	return m.Tags[tag]
}

// Mend returns better tags for words than those that came with them. They hold
// until s is used again.
func (m *Model) Mend(s *State, words, tags []string) []string {
	s.See(words, tags, m.Known, func(i int) string { return m.Tag(s, i) })
	return s.Tags
}

// Parse parses words with their tags, which are as many; the arcs are in
// s.Heads and s.Label up to their number, and in s.Leads the least lead of the
// choices that made each of them.
func (m *Model) Parse(s *State, words, tags []string) {
	m.Mend(s, words, tags)
	m.run(s)
}

// run parses the words of a state that has seen them.
func (m *Model) run(s *State) {
	for !s.Done() {
		a, lead := m.Action(s)
		if a == Shift {
			s.Leads[s.Next] = lead
			s.Apply(a, 0)
			continue
		}
		head, dependent := s.Arc(a)
		relation, relationLead := m.Relation(s, head, dependent)
		s.Leads[dependent] = min(s.Leads[dependent], lead, relationLead)
		s.Apply(a, relation)
	}
	if len(s.Stack) == 1 {
		s.Label[s.Stack[0]] = uint8(m.root)
	}
}
