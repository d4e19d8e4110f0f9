package transition

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
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

	root          int // place of "root" in Relations; no arc between words has it
	known         map[uint32]struct{}
	actionBuckets []bucket
	actions       string
	relations     table
	tags          table
}

// table holds the weights of one choice among many classes.
type table struct {
	buckets []bucket // one more for the end
	entries string
}

// bucket says where the entries of some features begin. Most features that a
// sentence shows have no entry, and seen tells so without looking for one.
type bucket struct {
	start uint32 // in entries of actions, in bytes of a table
	seen  uint32 // bit h%32: there is an entry whose hash is h
}

// candidate is a feature that may have an entry.
type candidate struct {
	start, end uint32 // bytes of the bucket's entries
	hash       uint16 // the lowest bits of the feature
	fetched    byte   // of the first entry: it has come from memory when it is looked at
}

// candidates returns those of the features that may have an entry; the result
// holds until the next call. Starts of buckets count pieces of size bytes. Both
// loops go without a branch, so that the processor fetches many buckets, and
// then many entries, at a time.
func (s *State) candidates(buckets []bucket, features []uint64, entries string, size uint32) []candidate {
	n := 0
	for _, feature := range features[:min(len(features), maxFeatures)] {
		i := bucketOf(feature, len(buckets)-1)
		s.candidateBuffer[n&(maxFeatures-1)] = candidate{buckets[i].start, buckets[i+1].start, uint16(feature), 0}
		n += int(buckets[i].seen >> (feature % 32) & 1)
	}
	found := s.candidateBuffer[:n]
	for i := range found {
		found[i].start *= size
		found[i].end *= size
		found[i].fetched = entries[found[i].start]
	}
	return found
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
	m.actions, m.relations.entries, m.tags.entries = blocks[2], blocks[4], blocks[6]
	if !rising(starts[0], len(m.actions)/actionBytes) || !rising(starts[1], len(m.relations.entries)) || !rising(starts[2], len(m.tags.entries)) {
		return nil, errors.New("the model's buckets are out of order: train it again")
	}
	m.actionBuckets = bucketsOf(starts[0], func(start, end uint32) (seen uint32) {
		for entries := m.actions[start*actionBytes : end*actionBytes]; len(entries) >= actionBytes; entries = entries[actionBytes:] {
			seen |= 1 << (entries[0] % 32)
		}
		return seen
	})
	for i, t := range []*table{&m.relations, &m.tags} {
		t.buckets = bucketsOf(starts[i+1], func(start, end uint32) (seen uint32) {
			for entries := t.entries[start:end]; len(entries) >= 3; entries = entries[entrySize(entries):] {
				seen |= 1 << (entries[0] % 32)
			}
			return seen
		})
	}
	return m, nil
}

// bucketsOf makes buckets of where each one starts; seen looks at its entries.
func bucketsOf(starts []uint32, seen func(start, end uint32) uint32) []bucket {
	buckets := make([]bucket, len(starts))
	for i, start := range starts {
		buckets[i].start = start
		if i > 0 {
			buckets[i-1].seen = seen(starts[i-1], start)
		}
	}
	return buckets
}

// entrySize is how many bytes the first of a table's entries has.
func entrySize(entries string) int { return min(3+2*int(entries[2]), len(entries)) }

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
	var sum [Actions]int32
	for _, c := range s.candidates(m.actionBuckets, s.ActionFeatures(), m.actions, actionBytes) {
		for entries := m.actions[c.start:c.end]; len(entries) >= actionBytes; entries = entries[actionBytes:] {
			if entries[0] == byte(c.hash) && entries[1] == byte(c.hash>>8) {
				sum[Shift] += int32(int8(entries[2]))
				sum[Left] += int32(int8(entries[3]))
				sum[Right] += int32(int8(entries[4]))
				break
			}
		}
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
	for _, c := range s.candidates(t.buckets, features, t.entries, 1) {
		entries := t.entries[c.start:c.end]
		for len(entries) >= 3 {
			size := entrySize(entries)
			if entries[0] == byte(c.hash) && entries[1] == byte(c.hash>>8) {
				for weights := entries[3:size]; len(weights) >= 2; weights = weights[2:] {
					sum[weights[0]%MaxClasses] += int32(int8(weights[1]))
				}
				break
			}
			entries = entries[size:]
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
