package transition

import (
	"bytes"
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
// A file is the line "quizbot depparse 3", the relations in one line, the tags
// in the next, and then blocks, each with its length in four bytes, lowest
// first:
//
//	vocabulary  sorted forms, four bytes each
//	actions     the buckets of an index, six bytes each: in four the places of
//	            its entries, a bit each, and in two its factor
//	            entries of five bytes: two of the place and check, then a weight
//	            of one byte with noWeight added for Shift, Left and Right; three
//	            more bytes behind the last one
//	relations   buckets, as above
//	            entries: two bytes of the place and check, how many weights
//	            follow, then a class and its weight in one byte each
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
	entries []byte // as in the file
}

const (
	entryBytes = 2 + Actions
	entryRoom  = 8 - entryBytes // behind the last one, of which eight are read as well
	noWeight   = 1 << 7
)

// table holds the weights of one choice among many classes.
type table struct {
	index
	entries []uint32 // the check in the lowest checkBits; above, where in rows the row of the feature begins
	rows    []byte   // as in the file
}

// rowHead is how many bytes stand before the weights of a row: two of the place
// and check, and how many weights follow.
const rowHead = 3

// index finds the entries of features by the lowest 16 bits of their hash. Most
// features that a sentence shows have no entry, and buckets, which the
// processor's cache can hold, tell so without looking for one.
//
// A bucket has a factor that sends its features to different places: the upper
// five of the 16 bits of the product. The others are the check: a feature with
// the same place and check is the same one. Entries have the order of their
// buckets and, in each, of their places.
type index struct {
	buckets []bucket
}

type bucket struct {
	seen  uint32 // bit p: there is an entry whose place is p
	where uint32 // the factor, which is odd; above it, how many entries the buckets before have
}

const (
	checkBits  = 11
	factorBits = 12
	maxEntries = 1 << (32 - factorBits)
	maxRows    = 1 << (32 - checkBits) // bytes
)

const bucketBytes = 6 // of a file

// newIndex reads the buckets of a file, which has so many entries.
func newIndex(file []byte, entries int) (index, error) {
	buckets, behind := make([]bucket, len(file)/bucketBytes), 0
	for i := range buckets {
		in := file[i*bucketBytes:][:bucketBytes]
		seen, factor := binary.LittleEndian.Uint32(in), uint32(binary.LittleEndian.Uint16(in[4:]))
		if factor >= 1<<factorBits {
			return index{}, errDamaged
		}
		buckets[i] = bucket{seen, factor | uint32(behind)<<factorBits}
		behind += bits.OnesCount32(seen)
	}
	if len(buckets) == 0 || behind != entries || behind >= maxEntries {
		return index{}, errDamaged
	}
	return index{buckets}, nil
}

// candidate is a feature that may have an entry: its check, and above it the
// number of the entry.
type candidate uint64

const numberShift = 16

// candidates returns those of the features that may have an entry; the result
// holds until the next call. The first loop does nothing but fetch buckets, and
// none has a branch, so that the processor waits for many of them at a time: to
// wait is most of the time of a parse.
func (s *State) candidates(x *index, features []uint64) []candidate {
	n := 0
	features = features[:min(len(features), maxFeatures)]
	buckets := s.bucketBuffer[:len(features)]
	for i, feature := range features {
		buckets[i] = x.buckets[bucketOf(feature, len(x.buckets))]
	}
	for i, feature := range features {
		b := buckets[i]
		product := uint32(feature) * (b.where & (1<<factorBits - 1))
		at := product >> checkBits & (1<<(16-checkBits) - 1)
		number := b.where>>factorBits + uint32(bits.OnesCount32(b.seen&(1<<at-1)))
		s.candidateBuffer[n&(maxFeatures-1)] = candidate(number)<<numberShift | candidate(product&(1<<checkBits-1))
		n += int(b.seen >> at & 1)
	}
	return s.candidateBuffer[:n]
}

const magic = "quizbot depparse 3\n"

// bucketOf uses the upper half of a hash; an entry has the lowest bits.
func bucketOf(feature uint64, buckets int) int {
	return int((feature >> 32) * uint64(buckets) >> 32)
}

var (
	errShort   = errors.New("the file of the model ends too early: train it again")
	errDamaged = errors.New("the features of the model are not those of its buckets: train it again")
)

// Read reads a model in place; file must not change.
func Read(file []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("the model does not begin with %q: train it again", strings.TrimSpace(magic))
	}
	m := &Model{}
	for _, names := range []*[]string{&m.Relations, &m.Tags} {
		var line []byte
		if line, rest, ok = bytes.Cut(rest, []byte("\n")); !ok {
			return nil, errShort
		}
		*names = strings.Fields(string(line))
		if len(*names) == 0 || len(*names) > MaxClasses {
			return nil, fmt.Errorf("the model has a choice of %d: 1 to %d are possible", len(*names), MaxClasses)
		}
	}
	if m.root = slices.Index(m.Relations, "root"); m.root < 0 || len(m.Relations) < 2 {
		return nil, fmt.Errorf("the model's relations are %q: \"root\" and another one are needed", m.Relations)
	}
	var blocks [7][]byte
	for i := range blocks {
		if len(rest) < 4 {
			return nil, errShort
		}
		n := int(binary.LittleEndian.Uint32(rest))
		if rest = rest[4:]; n > len(rest) {
			return nil, errShort
		}
		blocks[i], rest = rest[:n], rest[n:]
	}
	m.known = make(map[uint32]struct{}, len(blocks[0])/4)
	for forms := blocks[0]; len(forms) >= 4; forms = forms[4:] {
		m.known[binary.LittleEndian.Uint32(forms)] = struct{}{}
	}
	var err error
	if m.actions, err = newActions(blocks[1], blocks[2]); err != nil {
		return nil, err
	}
	if m.relations, err = newTable(blocks[3], blocks[4]); err != nil {
		return nil, err
	}
	if m.tags, err = newTable(blocks[5], blocks[6]); err != nil {
		return nil, err
	}
	return m, nil
}

func newActions(buckets, file []byte) (actions, error) {
	n := len(file) / entryBytes
	if len(file) != n*entryBytes+entryRoom {
		return actions{}, errDamaged
	}
	x, err := newIndex(buckets, n)
	return actions{x, file}, err
}

func newTable(buckets, rows []byte) (table, error) {
	if len(rows) > maxRows {
		return table{}, errDamaged
	}
	entries := make([]uint32, 0, len(buckets)/bucketBytes*perBucket)
	for at := 0; at < len(rows); {
		if len(rows)-at < rowHead || len(rows)-at < rowHead+2*int(rows[at+rowHead-1]) {
			return table{}, errShort
		}
		entry := binary.LittleEndian.Uint16(rows[at:])
		entries = append(entries, uint32(at)<<checkBits|uint32(entry)&(1<<checkBits-1))
		at += rowHead + 2*int(rows[at+rowHead-1])
	}
	x, err := newIndex(buckets, len(entries))
	return table{x, entries, rows}, err
}

// MaxClasses is how many relations a set of them holds, and how many tags
// there may be.
const MaxClasses = 64

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
	found := s.candidates(&m.actions.index, features)
	entries := s.entryBuffer[:len(found)] // fetched at a time, as buckets are
	for i, c := range found {
		entries[i] = binary.LittleEndian.Uint64(m.actions.entries[int(c>>numberShift)*entryBytes:])
	}
	var sums uint64
	for i, c := range found {
		entry := entries[i]
		weights := entry>>16&0xff | entry>>8&0xff0000 | entry&0xff00000000 | 1<<48
		if uint16(entry)&(1<<checkBits-1) != uint16(c) {
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
	entries := s.entryBuffer[:len(found)]
	for i, c := range found {
		entries[i] = uint64(t.entries[c>>numberShift])
	}
	rows := 0
	for i, c := range found {
		entry := uint32(entries[i])
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
