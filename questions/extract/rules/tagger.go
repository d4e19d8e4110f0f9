package rules

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

// tagger gives words the tags that the tagger of github.com/jdkato/prose gives
// them, from the same weights. That one finds each of the fourteen features of
// a word by halving a sorted list of 75,000 strings, which took an eighth of
// the time of an article; here features are numbers in a table. It is never
// written to and safe for use at the same time.
type tagger struct {
	classes []string
	sure    map[string]uint8 // class of a word that has no other
	slots   []taggerSlot     // of features, by the lowest bits of their hash; as many as a power of two

	// The weights of all features, one behind the other.
	classOf []byte // as in the file
	values  []float32

	// odd returns the tagger of the library, which is asked for sentences with
	// a token that is no word: it knows of smileys and of traces in treebanks.
	// It is loaded when the first one comes; nil when it cannot be.
	odd func() *tag.Tagger
}

// taggerSlot is a feature; the zero value is an empty slot.
type taggerSlot struct {
	check      uint32 // upper half of the hash
	start, end uint32 // of its weights
}

// templates begin the features in the model's file, in the order in which the
// library adds their weights: sums of floating-point numbers depend on it.
var templates = [...]string{"bias", "i suffix ", "i pref1 ", "i-1 tag ", "i-2 tag ", "i tag+i-2 tag ", "i word ", "i-1 tag+i word ",
	"i-1 word ", "i-1 suffix ", "i-2 word ", "i+1 word ", "i+1 suffix ", "i+2 word "}

// Templates with two parts, a tag and a tag or word, and the one of the word alone.
const (
	twoTags    = 5
	wordAlone  = 6
	tagAndWord = 7
)

var errTaggerModel = errors.New("the model of word classes is not of the form that the rules read: use version 3.2 of github.com/jdkato/prose")

// newTagger reads the model that the library embeds: after "PROSETAG" and a
// version the names of the classes; the features, sorted, as one text and where
// each begins; where the weights of each begin; the class and then the value
// of each weight; and words with the one class that they have. Numbers are of
// four bytes, lowest first, lengths of names of two.
func newTagger() (*tagger, error) {
	r := modelReader{rest: aptagmodel.English}
	if string(r.take(8)) != "PROSETAG" || r.number() != 1 {
		return nil, errTaggerModel
	}
	t := &tagger{odd: sync.OnceValue(func() *tag.Tagger {
		library, _ := tag.New() // reads what is read below
		return library
	})}
	for range r.number() {
		t.classes = append(t.classes, r.name())
	}
	features, pairs := r.number(), r.number()
	text := r.take(r.number())
	begins, starts := r.take(4*(features+1)), r.take(4*(features+1))
	classOf, values := r.take(pairs), r.take(4*pairs)
	if r.short || pairs > 0 && int(slices.Max(classOf)) >= len(t.classes) {
		return nil, errTaggerModel
	}
	t.classOf, t.values = classOf, make([]float32, pairs)
	for i := range t.values {
		t.values[i] = math.Float32frombits(binary.LittleEndian.Uint32(values[4*i:]))
	}
	t.slots = make([]taggerSlot, 1<<bits.Len(uint(features)*3/2))
	at := func(of []byte, i int) int { return int(binary.LittleEndian.Uint32(of[4*i:])) }
	template := 0 // of the last feature: sorted, those of one template stand together
	for i := range features {
		from, to, start, end := at(begins, i), at(begins, i+1), at(starts, i), at(starts, i+1)
		if from > to || to > len(text) || start > end || end > pairs {
			return nil, errTaggerModel
		}
		if start == end {
			continue // without weights
		}
		feature := string(text[from:to])
		if !strings.HasPrefix(feature, templates[template]) {
			known := slices.IndexFunc(templates[:], func(template string) bool { return strings.HasPrefix(feature, template) }) // none begins another
			if known < 0 {
				continue // the library does not ask for it
			}
			template = known
		}
		h := hashOfFeature(template, feature)
		k := int(h) & (len(t.slots) - 1)
		for t.slots[k] != (taggerSlot{}) {
			k = (k + 1) & (len(t.slots) - 1)
		}
		t.slots[k] = taggerSlot{uint32(h >> 32), uint32(start), uint32(end)}
	}
	n := r.number()
	t.sure = make(map[string]uint8, n)
	for range n {
		word, class := r.name(), r.take(1)
		if r.short || int(class[0]) >= len(t.classes) {
			return nil, errTaggerModel
		}
		t.sure[word] = class[0]
	}
	return t, nil
}

// modelReader cuts pieces from the front of a file.
type modelReader struct {
	rest  []byte
	short bool // the file has ended too early
}

func (r *modelReader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.rest, r.short = nil, true
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *modelReader) number() int {
	if b := r.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (r *modelReader) name() string {
	if b := r.take(2); b != nil {
		return string(r.take(int(binary.LittleEndian.Uint16(b))))
	}
	return ""
}

// hashOfFeature returns the hash of a feature of a template as it is written in
// the file.
func hashOfFeature(template int, written string) uint64 {
	first, second := written[len(templates[template]):], ""
	if template == twoTags || template == tagAndWord {
		first, second, _ = strings.Cut(first, " ")
	}
	return hashFeature(template, hashText(first), hashText(second))
}

// hashText is FNV-1a, of 64 bits.
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// noText is the hash of "", the second part of most templates.
const noText = 14695981039346656037

func hashFeature(template int, first, second uint64) uint64 {
	hi, lo := bits.Mul64(first^0x9e3779b97f4a7c15, second^uint64(template+1)*0xd6e8feb86659fd93)
	return (hi ^ lo) * 0xff51afd7ed558ccd
}

// seenWord is what a word shows to the features of its neighbours.
type seenWord struct {
	form, ending uint64 // hashes of the word without case, numbers alike, and of its last three bytes
}

func seen(form string) seenWord { return seenWord{hashText(form), hashText(lastBytes(form, 3))} }

// seenInText is [seen] of the form of a word. Of words of ASCII letters, which
// nearly all are, no small copy is made.
func seenInText(word string) seenWord {
	h := uint64(noText)
	for i := 0; i < len(word); i++ {
		if !isLetter(word[i]) {
			return seen(formOf(word))
		}
		h = (h ^ uint64(word[i]|asciiSmall)) * 1099511628211
	}
	end := uint64(noText)
	for i := max(0, len(word)-3); i < len(word); i++ {
		end = (end ^ uint64(word[i]|asciiSmall)) * 1099511628211
	}
	return seenWord{h, end}
}

const asciiSmall = 'a' - 'A' // the bit that makes a letter a small one

var beforeAll, beforeFirst, behindLast, behindAll = seen("-START-"), seen("-START2-"), seen("-END-"), seen("-END2-")

// tag fills in the tags of the words of a sentence.
func (t *tagger) tag(words []tag.Token) {
	if slices.ContainsFunc(words, func(w tag.Token) bool { return oddToken(w.Text) }) {
		if library := t.odd(); library != nil {
			library.TagTokens(words)
			return
		}
	}
	look := func(i int) seenWord {
		switch {
		case i < len(words):
			return seenInText(words[i].Text)
		case i == len(words):
			return behindLast
		}
		return behindAll
	}
	tag1, tag2 := beforeAll.form, beforeFirst.form // the tags before have the same names
	before2, before, here, behind := beforeAll, beforeFirst, look(0), look(1)
	for i := range words {
		behind2 := look(i + 2)
		words[i].Tag = t.tagOf(words[i].Text, tag1, tag2, &[5]seenWord{before2, before, here, behind, behind2})
		tag1, tag2 = hashText(words[i].Tag), tag1
		before2, before, here, behind = before, here, behind, behind2
	}
}

// tagOf returns the tag of a word, given the hashes of the tags before and
// what the words from two before to two behind show.
func (t *tagger) tagOf(word string, tag1, tag2 uint64, near *[5]seenWord) string {
	switch {
	case word == "-":
		return "-"
	case word == "0":
		return "-NONE-"
	case strings.HasPrefix(word, "@"):
		return "NN"
	}
	if class, ok := t.sure[word]; ok {
		return t.classes[class]
	}
	here := near[2].form
	hashes := [len(templates)]uint64{
		hashFeature(0, noText, noText),
		hashFeature(1, hashText(lastBytes(word, 3)), noText),
		hashFeature(2, hashText(word[:min(1, len(word))]), noText),
		hashFeature(3, tag1, noText),
		hashFeature(4, tag2, noText),
		hashFeature(5, tag1, tag2),
		hashFeature(6, here, noText),
		hashFeature(7, tag1, here),
		hashFeature(8, near[1].form, noText),
		hashFeature(9, near[1].ending, noText),
		hashFeature(10, near[0].form, noText),
		hashFeature(11, near[3].form, noText),
		hashFeature(12, near[3].ending, noText),
		hashFeature(13, near[4].form, noText),
	}
	// First where all features are, then what they weigh: the processor fetches
	// them at a time.
	var first [len(templates)]taggerSlot
	for i, h := range hashes {
		first[i] = t.slots[int(h)&(len(t.slots)-1)]
	}
	var sums [256]float32 // by class
	for i, h := range hashes {
		slot := first[i]
		for k := int(h); slot.end != 0; {
			if slot.check == uint32(h>>32) {
				values := t.values[slot.start:slot.end]
				for i, class := range t.classOf[slot.start:slot.end][:len(values)] {
					sums[class] += values[i]
				}
				break
			}
			k++
			slot = t.slots[k&(len(t.slots)-1)]
		}
	}
	best := 0
	for class := range t.classes {
		if sums[class] > sums[best] {
			best = class
		}
	}
	return t.classes[best]
}

// learnt reports whether a word stood in the texts that the weights come from.
func (t *tagger) learnt(word string) bool {
	if _, ok := t.sure[word]; ok {
		return true
	}
	h := hashFeature(wordAlone, hashText(formOf(word)), noText)
	k := int(h) & (len(t.slots) - 1)
	for t.slots[k] != (taggerSlot{}) {
		if t.slots[k].check == uint32(h>>32) {
			return true
		}
		k = (k + 1) & (len(t.slots) - 1)
	}
	return false
}

// formOf returns a word as the model knows it: small, years and other numbers
// alike, and so what has a hyphen inside.
func formOf(word string) string {
	switch {
	case word == "":
		return ""
	case word[0] != '-' && strings.Contains(word, "-"):
		return "!HYPHEN"
	case len(word) == 4 && isDigits(strings.TrimLeft(word[:1], "+-")+word[1:]):
		return "!YEAR"
	case word[0] >= '0' && word[0] <= '9':
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func lastBytes(s string, n int) string { return s[max(0, len(s)-n):] }

// oddToken reports whether a token may be one that the library does not read as
// a word: it has several marks, or stands for no word at all.
func oddToken(word string) bool {
	if len(word) < 2 {
		return word == "*" || word == ""
	}
	switch word {
	case "8-D", "8D", "O.o", "XDD", "xD", "xDD":
		return true
	}
	return word[0] == '*' || word[0] == '-' || strings.ContainsAny(word, `:;()[]=@_^|\`)
}
