package transition

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

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

// perBucket is how many features a bucket has, on average.
const perBucket = 3

// Bytes returns the file of a model. It is an error if an index cannot hold or
// tell apart the features of a choice.
func (p Parts) Bytes() ([]byte, error) {
	file := []byte(magic + strings.Join(p.Relations, " ") + "\n" + strings.Join(p.Tags, " ") + "\n")
	block := func(b []byte) {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(b)))
		file = append(file, b...)
	}
	var forms []byte
	for _, form := range slices.Sorted(slices.Values(p.Vocabulary)) {
		forms = binary.LittleEndian.AppendUint32(forms, form)
	}
	block(forms)

	buckets, order, err := layOut(p.Actions, func(row ActionRow) uint64 { return row.Feature })
	if err != nil {
		return nil, err
	}
	var entries []byte
	for _, x := range order {
		entries = binary.LittleEndian.AppendUint16(entries, x.entry)
		for _, w := range x.row.Weights {
			entries = append(entries, byte(w)+noWeight)
		}
	}
	block(buckets)
	block(append(entries, make([]byte, entryRoom)...))

	for _, rows := range [][]Row{p.RelationRows, p.TagRows} {
		buckets, order, err := layOut(rows, func(row Row) uint64 { return row.Feature })
		if err != nil {
			return nil, err
		}
		var entries []byte
		for _, x := range order {
			entries = binary.LittleEndian.AppendUint16(entries, x.entry)
			entries = append(entries, byte(len(x.row.Weights)))
			for _, w := range x.row.Weights {
				entries = append(entries, w.Class, byte(w.Value))
			}
		}
		if len(entries) > maxRows {
			return nil, fmt.Errorf("the model has %d bytes of weights for one choice, %d are possible: train it with fewer features", len(entries), maxRows)
		}
		block(buckets)
		block(entries)
	}
	return file, nil
}

// placed is a row with the place and check of its feature in the index.
type placed[T any] struct {
	entry uint16
	row   T
}

// layOut returns the buckets of a file for some rows, and these in the order of
// their entries. Of those whose features cannot be told apart, it has the one
// with the lowest.
func layOut[T any](rows []T, feature func(T) uint64) (file []byte, order []placed[T], err error) {
	if len(rows) >= maxEntries {
		return nil, nil, fmt.Errorf("the model has %d features for one choice, fewer than %d are possible: train it with fewer", len(rows), maxEntries)
	}
	buckets := make([][]T, len(rows)/perBucket+1)
	for _, row := range rows {
		b := bucketOf(feature(row), len(buckets))
		buckets[b] = append(buckets[b], row)
	}
	for _, bucket := range buckets {
		slices.SortStableFunc(bucket, func(a, b T) int { return cmp.Compare(feature(a), feature(b)) })
		factor := uint32(1)
		own, ok := multiplied(bucket, feature, factor)
		for ; !ok; own, ok = multiplied(bucket, feature, factor) {
			if factor += 2; factor >= 1<<factorBits {
				return nil, nil, fmt.Errorf("the model has %d features too much alike: train it again", len(bucket))
			}
		}
		seen := uint32(0)
		for _, row := range own {
			seen |= 1 << (row.entry >> checkBits)
		}
		file = binary.LittleEndian.AppendUint32(file, seen)
		file = binary.LittleEndian.AppendUint16(file, uint16(factor))
		order = append(order, own...)
	}
	return file, order, nil
}

// multiplied returns the rows of a bucket by their places, which its factor
// gives them. It is not ok if two of them have the same place.
func multiplied[T any](bucket []T, feature func(T) uint64, factor uint32) (rows []placed[T], ok bool) {
	for _, row := range bucket {
		entry := uint16(uint32(uint16(feature(row))) * factor)
		if !slices.ContainsFunc(rows, func(x placed[T]) bool { return x.entry == entry }) {
			rows = append(rows, placed[T]{entry, row})
		}
	}
	slices.SortFunc(rows, func(a, b placed[T]) int { return cmp.Compare(a.entry, b.entry) })
	for i := 1; i < len(rows); i++ {
		if rows[i].entry>>checkBits == rows[i-1].entry>>checkBits {
			return nil, false
		}
	}
	return rows, true
}
