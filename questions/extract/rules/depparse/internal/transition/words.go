package transition

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is what the features see of a token.
type Word struct {
	form   uint32 // the word, or the class of an unknown one
	tag    uint32
	coarse uint32 // the first two letters of the tag
	ending uint32
	comma  bool // a mark that separates
	finite bool // a verb in a tense, or a modal
}

// absent is the word beyond either end of the sentence.
var absent = Word{form: 1, tag: 1, coarse: 1, ending: 1}

// FormOf hashes a word for the vocabulary: without case, digits alike.
func FormOf(word string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return hashString(strings.Map(likeDigits, strings.ToLower(word)))
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= '0' && c <= '9':
			c = '0'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h | 2
}

func likeDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0'
	}
	return r
}

func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | 2
}

// describe returns what the features see of a token, whose surface is x; known
// reports whether its form is in the vocabulary.
func describe(word, tag string, x *surface, known func(form uint32) bool) Word {
	w := Word{form: x.form, tag: pack(tag), ending: ending(word)}
	w.coarse = w.tag & 0xffff
	if tag == "PRP$" || tag == "WP$" || tag == "WDT" || tag == "WRB" {
		w.coarse = w.tag
	}
	switch tag {
	case "VBD", "VBZ", "VBP", "MD":
		w.finite = true
	case ",", ":", ";", "(", ")", "-LRB-", "-RRB-":
		w.comma = true
	}
	if !known(w.form) {
		w.form = w.ending*2654435761 ^ x.shape
	}
	return w
}

// pack puts the first four bytes of a tag into a number.
func pack(tag string) uint32 {
	var n uint32
	for i := 0; i < len(tag) && i < 4; i++ {
		n |= uint32(tag[i]) << (8 * i)
	}
	return n
}

// ending hashes the last three bytes, without case.
func ending(word string) uint32 {
	start := max(0, len(word)-3)
	h := uint32(40503)
	for i := start; i < len(word); i++ {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		} else if c >= '0' && c <= '9' {
			c = '0'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// shape tells capitals, digits and hyphens apart.
func shape(word string) uint32 {
	var s uint32
	first, _ := utf8.DecodeRuneInString(word)
	if unicode.IsUpper(first) {
		s |= 1
	}
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
			s |= 2
		case c == '-':
			s |= 4
		case c >= 'a' && c <= 'z':
			s |= 8
		}
	}
	return s
}
