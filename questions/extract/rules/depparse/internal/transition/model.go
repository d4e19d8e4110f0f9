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

// Model is the weights of a parser, read in place from the bytes of a file.
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
	actions   index
	relations table
	tags      table
}

// table holds the weights of one choice among many classes.
type table struct {
	index
	weights string // of all entries: a class and its weight in one byte each
}

// index finds the entries of features. Most features that a sentence shows have
// no entry, and seen, which the processor's cache can hold, tells so without
// looking for one. An entry is a number whose lowest 16 bits are those of the
// feature; the others are
//
//   - of actions, the weights of Shift, Left and Right in 16 bits each, each
//     with noWeight added, so that one addition adds all of them;
//   - of a table, how many weights there are (16 bits) and where they begin.
type index struct {
	seen    []uint32 // of a bucket; bit h%32: there is an entry whose hash is h
	starts  []uint32 // of a bucket, in entries; one more for the end
	entries []uint64 // by bucket, and then by h%32
}

const noWeight = 1 << 7

// is reports whether an entry is that of a feature of its bucket.
func is(entry, feature uint64) bool { return uint16(entry) == uint16(feature) }

// newIndex makes an index of entries that are in the order of their buckets.
func newIndex(starts []uint32, entries []uint64) index {
	x := index{make([]uint32, len(starts)-1), starts, entries}
	for i := range x.seen {
		in := entries[starts[i]:starts[i+1]]
		slices.SortStableFunc(in, func(a, b uint64) int { return int(a%32) - int(b%32) })
		for _, entry := range in {
			x.seen[i] |= 1 << (entry % 32)
		}
	}
	return x
}

// candidate is a feature that may have an entry.
type candidate struct {
	feature uint64
	entry   uint64 // mostly its own, where it has one; never behind that
	bucket  uint32
	at      uint32 // place of the entry
}

// candidates returns those of the features that may have an entry; the result
// holds until the next call. Both loops go without a branch, so that the
// processor fetches many buckets, and then many entries, at a time.
func (s *State) candidates(x *index, features []uint64) []candidate {
	n := 0
	for _, feature := range features[:min(len(features), maxFeatures)] {
		i := bucketOf(feature, len(x.seen))
		c := &s.candidateBuffer[n&(maxFeatures-1)]
		c.feature, c.bucket = feature, uint32(i)
		n += int(x.seen[i] >> (feature % 32) & 1)
	}
	found := s.candidateBuffer[:n]
	for i := range found {
		c := &found[i]
		before := x.seen[c.bucket] & (1<<(c.feature%32) - 1)
		c.at = x.starts[c.bucket] + uint32(bits.OnesCount32(before))
		c.entry = x.entries[c.at]
	}
	return found
}

// next finds the entry of a candidate where the one that was looked at is
// another's.
func (x *index) next(c *candidate) (entry uint64, ok bool) {
	for _, entry := range x.entries[c.at:x.starts[c.bucket+1]] {
		if is(entry, c.feature) {
			return entry, true
		}
	}
	return 0, false
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

	buckets := len(actions)/3 + 1
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
		buckets := len(rows)/3 + 1
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
	if !rising(starts[0], len(blocks[2])/actionBytes) || !rising(starts[1], len(blocks[4])) || !rising(starts[2], len(blocks[6])) {
		return nil, errors.New("the model's buckets are out of order: train it again")
	}
	m.actions = newIndex(starts[0], actionEntries(blocks[2]))
	m.relations = newTable(starts[1], blocks[4])
	m.tags = newTable(starts[2], blocks[6])
	return m, nil
}

// actionEntries returns the entries of an index for those of a file.
func actionEntries(file string) []uint64 {
	entries := make([]uint64, len(file)/actionBytes)
	for i := range entries {
		row := file[i*actionBytes:]
		entries[i] = uint64(row[0]) | uint64(row[1])<<8
		for a := range Actions {
			entries[i] |= uint64(int(int8(row[2+a]))+noWeight) << (16 + 16*a)
		}
	}
	return entries
}

// newTable makes a table of the entries of a file. Starts, in bytes of it,
// become those of entries.
func newTable(starts []uint32, file string) table {
	var entries []uint64
	for i := range len(starts) - 1 {
		at, end := int(starts[i]), int(starts[i+1])
		starts[i] = uint32(len(entries))
		for end-at >= 3 {
			size := min(3+2*int(file[at+2]), end-at)
			weights := (size - 3) / 2
			entries = append(entries, uint64(file[at])|uint64(file[at+1])<<8|uint64(weights)<<16|uint64(at+3)<<32)
			at += size
		}
	}
	starts[len(starts)-1] = uint32(len(entries))
	return table{newIndex(starts, slices.Clone(entries)), file}
}

const actionBytes = 2 + Actions

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
	found := s.candidates(&m.actions, s.ActionFeatures())
	var sums, n uint64
	for i := range found {
		c := &found[i]
		entry := c.entry
		if !is(entry, c.feature) {
			var ok bool
			if entry, ok = m.actions.next(c); !ok {
				continue
			}
		}
		sums += entry >> 16
		n++
	}
	var sum [Actions]int32
	for a := range sum {
		sum[a] = int32(uint16(sums>>(16*a))) - int32(n*noWeight)
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

// best returns the best of n classes but the one left out, and its lead; the
// earlier one wins a draw.
func (t *table) best(s *State, features []uint64, n, leftOut int) (best int, lead int32) {
	var sum [MaxClasses]int32
	found := s.candidates(&t.index, features)
	for i := range found {
		c := &found[i]
		entry := c.entry
		if !is(entry, c.feature) {
			var ok bool
			if entry, ok = t.next(c); !ok {
				continue
			}
		}
		from := entry >> 32
		for weights := t.weights[from : from+2*(entry>>16&0xffff)]; len(weights) >= 2; weights = weights[2:] {
			sum[weights[0]%MaxClasses] += int32(int8(weights[1]))
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

// Parse parses words with their tags, which are as many; the arcs are in
// s.Heads and s.Label up to their number, and in s.Leads the least lead of the
// choices that made each of them.
func (m *Model) Parse(s *State, words, tags []string) {
	s.See(words, tags, m.Known, func(i int) string { return m.Tag(s, i) })
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
