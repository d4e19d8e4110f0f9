package rules

import (
	_ "embed"
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

	// Slots are of features, and of words that have one class only. Both are as
	// many as a power of two, and what has a hash stands at its lowest bits or
	// behind, before the next empty slot.
	slots []byte // slotBytes each, 0 where it is empty; see taggerSlot
	sure  []byte // sureBytes each, 0 where it is empty: where in names the word begins
	names []byte // two bytes of length, the word, its class

	// The weights of all features, one behind the other, as in the file.
	classOf []byte
	values  []byte // floating-point numbers of valueBytes

	// odd returns the tagger of the library, which is asked for sentences with
	// a token that is no word: it knows of smileys and of traces in treebanks.
	// It is loaded when the first one comes; nil when it cannot be.
	odd func() *tag.Tagger
}

const (
	slotBytes  = 8
	sureBytes  = 4
	valueBytes = 4
)

// taggerSlot is a feature: the upper half of its hash, above it the number of
// its weights in a byte, above that where they begin. The zero value is empty.
type taggerSlot uint64

func (s taggerSlot) is(hash uint64) bool { return uint32(s) == uint32(hash>>32) }

// weights returns where the classes and values of a feature stand.
func (s taggerSlot) weights() (start, end int) {
	start = int(s >> 40)
	return start, start + int(s>>32&0xff)
}

func (t *tagger) slot(at int) taggerSlot {
	return taggerSlot(binary.LittleEndian.Uint64(t.slots[at*slotBytes&(len(t.slots)-1):]))
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

// taggerFile is the table of the features in the model that the library embeds
// and that of the words with one class, made by [taggerTable]. To make them at
// each start took a tenth of the time of a short article.
//
//go:embed tagger.bin
var taggerFile []byte

// newTagger reads the model that the library embeds, and the tables of it: the
// length of the model, how many bytes of slots there are, and the slots; and so
// of words.
func newTagger() (*tagger, error) {
	t, _, err := readTagger(aptagmodel.English)
	if err != nil {
		return nil, err
	}
	r := modelReader{rest: taggerFile}
	if r.number() != len(aptagmodel.English) {
		return nil, errTaggerModel
	}
	t.slots = r.take(r.number())
	t.sure = r.take(r.number())
	if r.short || len(t.slots) == 0 || len(t.sure) == 0 {
		return nil, errTaggerModel
	}
	return t, nil
}

// taggerFeatures are the features of a model.
type taggerFeatures struct {
	n              int
	text           []byte // one behind the other, sorted
	begins, starts []byte // of n+1 in the text and in the weights
}

// readTagger reads a model of the library: after "PROSETAG" and a version the
// names of the classes; the features, sorted, as one text and where each begins;
// where the weights of each begin; the class and then the value of each weight;
// and words with the one class that they have. Numbers are of four bytes, lowest
// first, lengths of names of two.
func readTagger(file []byte) (*tagger, taggerFeatures, error) {
	r := modelReader{rest: file}
	if string(r.take(8)) != "PROSETAG" || r.number() != 1 {
		return nil, taggerFeatures{}, errTaggerModel
	}
	t := &tagger{odd: sync.OnceValue(func() *tag.Tagger {
		library, _ := tag.New() // reads what is read below
		return library
	})}
	for range r.number() {
		t.classes = append(t.classes, r.name())
	}
	var f taggerFeatures
	f.n = r.number()
	pairs := r.number()
	f.text = r.take(r.number())
	f.begins, f.starts = r.take(4*(f.n+1)), r.take(4*(f.n+1))
	t.classOf, t.values = r.take(pairs), r.take(valueBytes*pairs)
	t.names = r.rest
	if r.short {
		return nil, taggerFeatures{}, errTaggerModel
	}
	return t, f, nil
}

// taggerTable returns the tables of a model for [newTagger].
func taggerTable(model []byte) ([]byte, error) {
	t, f, err := readTagger(model)
	if err != nil {
		return nil, err
	}
	pairs := len(t.classOf)
	if pairs >= 1<<24 || pairs > 0 && int(slices.Max(t.classOf)) >= len(t.classes) {
		return nil, errTaggerModel
	}
	slots := make([]taggerSlot, 1<<bits.Len(uint(f.n)*3/2))
	at := func(of []byte, i int) int { return int(binary.LittleEndian.Uint32(of[4*i:])) }
	template := 0 // of the last feature: sorted, those of one template stand together
	for i := range f.n {
		from, to, start, end := at(f.begins, i), at(f.begins, i+1), at(f.starts, i), at(f.starts, i+1)
		if from > to || to > len(f.text) || start > end || end > pairs || end-start > 0xff {
			return nil, errTaggerModel
		}
		if start == end {
			continue // without weights
		}
		feature := string(f.text[from:to])
		if !strings.HasPrefix(feature, templates[template]) {
			known := slices.IndexFunc(templates[:], func(template string) bool { return strings.HasPrefix(feature, template) }) // none begins another
			if known < 0 {
				continue // the library does not ask for it
			}
			template = known
		}
		h := hashOfFeature(template, feature)
		k := int(h) & (len(slots) - 1)
		for slots[k] != 0 {
			k = (k + 1) & (len(slots) - 1)
		}
		slots[k] = taggerSlot(start)<<40 | taggerSlot(end-start)<<32 | taggerSlot(h>>32)
	}

	r := modelReader{rest: t.names}
	n := r.number()
	sure := make([]uint32, 1<<bits.Len(uint(n)*3/2))
	for range n {
		begin := len(t.names) - len(r.rest)
		word, class := r.name(), r.take(1)
		if r.short || int(class[0]) >= len(t.classes) {
			return nil, errTaggerModel
		}
		k := int(hashText(word)) & (len(sure) - 1)
		for sure[k] != 0 {
			k = (k + 1) & (len(sure) - 1)
		}
		sure[k] = uint32(begin) // behind the number of words, so not 0
	}

	file := binary.LittleEndian.AppendUint32(nil, uint32(len(model)))
	file = binary.LittleEndian.AppendUint32(file, uint32(len(slots)*slotBytes))
	for _, slot := range slots {
		file = binary.LittleEndian.AppendUint64(file, uint64(slot))
	}
	file = binary.LittleEndian.AppendUint32(file, uint32(len(sure)*sureBytes))
	for _, begin := range sure {
		file = binary.LittleEndian.AppendUint32(file, begin)
	}
	return file, nil
}

// onlyClass returns the class of a word that has no other.
func (t *tagger) onlyClass(word string) (class uint8, ok bool) {
	for k := int(hashText(word)); ; k++ {
		begin := int(binary.LittleEndian.Uint32(t.sure[k*sureBytes&(len(t.sure)-1):]))
		if begin == 0 {
			return 0, false
		}
		name := t.names[begin:]
		length := int(binary.LittleEndian.Uint16(name))
		if name = name[2:]; string(name[:length]) == word {
			return name[length], true
		}
	}
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
	if class, ok := t.onlyClass(word); ok {
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
		first[i] = t.slot(int(h))
	}
	var sums [256]float32 // by class
	for i, h := range hashes {
		slot := first[i]
		for k := int(h); slot != 0; {
			if slot.is(h) {
				start, end := slot.weights()
				values := t.values[start*valueBytes : end*valueBytes]
				for _, class := range t.classOf[start:end] {
					if len(values) < valueBytes {
						break
					}
					sums[class] += math.Float32frombits(binary.LittleEndian.Uint32(values))
					values = values[valueBytes:]
				}
				break
			}
			k++
			slot = t.slot(k)
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
	if _, ok := t.onlyClass(word); ok {
		return true
	}
	h := hashFeature(wordAlone, hashText(formOf(word)), noText)
	for k := int(h); ; k++ {
		switch slot := t.slot(k); {
		case slot == 0:
			return false
		case slot.is(h):
			return true
		}
	}
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
