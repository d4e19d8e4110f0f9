package rules

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v3/segment"
	"github.com/jdkato/prose/v3/tokenize"

	"quizbot/questions"
)

// language is what the rules need of a language library.
type language interface {
	// sentences returns the sentences of one paragraph as [start, end) bytes.
	sentences(paragraph string) [][2]int
	// tokens returns the words and marks of one sentence, without quotation
	// marks, each with its Penn Treebank tag and its place in the sentence.
	tokens(sentence string) []token
}

// token is a word or mark of a sentence.
type token struct {
	text       string
	tag        string // Penn Treebank, with the corrections of retag
	start, end int    // bytes of the sentence's plain text
	quoted     bool   // stands inside quotation marks
	made       bool   // put in: "was" before a participle
}

// prose is the language of github.com/jdkato/prose, of which only the parts
// for sentences, words and tags are used.
type prose struct {
	segmenter *segment.Segmenter
	tokenizer *tokenize.Tokenizer
	tagger    *tagger
}

// english loads the models once; they are safe for use at the same time.
var english = sync.OnceValues(func() (language, error) {
	segmenter, err := newSegmenter()
	if err != nil {
		return nil, fmt.Errorf("load the sentence model: %w", err)
	}
	tagger, err := newTagger()
	if err != nil {
		return nil, fmt.Errorf("load the model of word classes: %w", err)
	}
	return &prose{segmenter, tokenize.New(), tagger}, nil
})

func (p *prose) sentences(paragraph string) [][2]int {
	var found [][2]int
	for _, s := range p.segmenter.Segment(paragraph) {
		if n := len(found); n > 0 && !endsSentence(paragraph[found[n-1][0]:found[n-1][1]], s.Text) {
			found[n-1][1] = s.End()
			continue
		}
		found = append(found, [2]int{s.Start, s.End()})
	}
	return found
}

// titlesBefore are abbreviations that no sentence ends with.
var titlesBefore = set("Mr Mrs Ms Dr Prof Gen Col Lt Lieut Capt Sgt Cpl Pvt Maj Brig Bvt Sen Rep Gov Rev Hon Pres St Mt Ft Jr No v vs Adm Cmdr Supt Insp Messrs")

// numbersBehind are abbreviations that a number goes with, not a new sentence.
var numbersBehind = set("ca cca fl approx est pp vol vols fig figs eq ch Fig Figs Vol Vols Ch Sec Art Nos Approx Ca Eq Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec")

// unfinished are words that no sentence has right behind its first.
var unfinished = set("but that which who whose")

// endsSentence reports whether a sentence really ends before next: neither
// behind a title, nor before a small letter, nor between an abbreviation and its
// number.
func endsSentence(before, next string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, `"'([`))
	if unicode.IsLower(r) {
		return false
	}
	last := strings.TrimLeft(before[strings.LastIndexByte(before, ' ')+1:], `"'(`)
	if len(last) == 2 && last[1] == '.' && last[0] >= 'A' && last[0] <= 'Z' && last != "I." {
		return false // an initial
	}
	if (last == "U.S." || last == "U.K." || last == "U.N.") && strings.HasSuffix(before, "the "+last) {
		if words := strings.Fields(next); len(words) < 3 || unfinished[words[1]] {
			return false // "the proper treatment of the U.S. Flag but ..."
		}
	}
	word, ok := strings.CutSuffix(last, ".")
	if ok && r >= '0' && r <= '9' && (len(word) == 1 && word[0] >= 'a' && word[0] <= 'z' || numbersBehind[word]) {
		return false // "(c. 1818"
	}
	if ok && word == "No" {
		return r < '0' || r > '9' // "No. The quay is closed", not "No. 7"
	}
	return !ok || !titlesBefore[word]
}

// cuts are scratch space of sentences that are tagged.
var cuts = sync.Pool{New: func() any { return new([]tokenize.Token) }}

func (p *prose) tokens(sentence string) []token {
	scratch := cuts.Get().(*[]tokenize.Token)
	defer cuts.Put(scratch)
	raw := p.cut((*scratch)[:0], sentence)
	*scratch = raw
	kept := raw[:0] // never ahead of what is read
	for i, t := range raw {
		if strings.Trim(t.Text, "\"'`") == "" && t.Text != "'" {
			continue
		}
		if n := len(kept); t.Text == "." && n > 0 && kept[n-1].End() == t.Start && len(kept[n-1].Text) == 1 && capitalised(kept[n-1].Text) && i+1 < len(raw) && raw[i+1].Text != "\"" {
			kept[n-1].Text += "." // an initial
			continue
		} else if t.Text == "." && n > 0 && i+1 < len(raw) && startsWithDigit(raw[i+1].Text) && questions.FullMonth(kept[n-1].Text) != "" {
			kept[n-1].Text += "." // "Sept. 29"
			continue
		}
		kept = append(kept, t)
	}
	if n := len(kept); n > 0 {
		// The tokenizer leaves the full stop at some last words.
		if last := kept[n-1]; len(last.Text) > 3 && strings.HasSuffix(last.Text, ".") && strings.Count(last.Text, ".") == 1 && !titlesBefore[last.Text[:len(last.Text)-1]] {
			stop := last
			kept[n-1].Text = last.Text[:len(last.Text)-1]
			stop.Text, stop.Start = ".", last.Start+len(last.Text)-1
			kept = append(kept, stop)
		}
	}
	p.tagger.tag(kept)
	tokens := make([]token, 0, len(kept))
	for _, t := range kept {
		tokens = append(tokens, token{text: t.Text, tag: t.Tag, start: t.Start, end: t.End()})
	}
	retag(tokens)
	retagVerbs(tokens)
	return tokens
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// cut appends to tokens what the tokenizer makes of a sentence, which is asked
// only about what stands between two spaces and is more than a word with a mark
// behind it.
func (p *prose) cut(tokens []tokenize.Token, sentence string) []tokenize.Token {
	for at := 0; at < len(sentence); {
		end := len(sentence)
		if n := strings.IndexByte(sentence[at:], ' '); n >= 0 {
			end = at + n
		}
		letters := at
		for letters < end && isLetter(sentence[letters]) {
			letters++
		}
		rest := sentence[letters:end]
		const longAbbreviation = 3 // letters: "Gen."
		switch {
		case letters > at && rest == "":
			tokens = append(tokens, tokenize.Token{Text: sentence[at:end], Start: at})
		case letters > at && rest == ",", letters > at+longAbbreviation && rest == ".":
			tokens = append(tokens, tokenize.Token{Text: sentence[at:letters], Start: at}, tokenize.Token{Text: rest, Start: letters})
		default:
			for _, t := range p.tokenizer.Tokenize(sentence[at:end]) {
				t.Start += at
				tokens = append(tokens, t)
			}
		}
		at = end + 1
	}
	return tokens
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// retag mends what the tagger is known to get wrong, where a word list or the
// neighbour decides.
func retag(tokens []token) {
	for i := range tokens {
		t := &tokens[i]
		lower, named := strings.ToLower(t.text), capitalised(t.text)
		switch {
		case isMark(t.text):
			t.tag = t.text
		case (t.text == "ibn" || t.text == "bin" || t.text == "al") && i > 0 && i+1 < len(tokens) && capitalised(tokens[i-1].text) && capitalised(tokens[i+1].text):
			t.tag = "NNP"
		case t.text == "—" || t.text == "–" || t.text == "--" || t.text == "-" || t.text == "…":
			t.tag = ":"
		case named && months[t.text] && (t.text != "May" && t.text != "March" || i > 0):
			if t.text == "May" && i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].tag, "VB") {
				continue
			}
			t.tag = "NNP"
		case named && !strings.HasPrefix(t.tag, "NNP") && countries[t.text] != "":
			t.tag = "NNP" // "Norway" at the head of a sentence is an adverb for the tagger
		case demonyms[t.text] && i+1 < len(tokens) && (isNoun(tokens[i+1].tag) || tokens[i+1].tag == "JJ"):
			t.tag = "JJ"
		case lower == "will" && i > 0 && tokens[i-1].tag == "PRP$":
			t.tag = "NN" // "imposed its will"
		case auxiliary[lower] != "":
			if t.tag != "NNP" || i > 0 && lower != "may" && lower != "will" {
				t.tag = auxiliary[lower]
			}
		case (t.tag == "VBN" || t.tag == "JJ" || t.tag == "NN" || t.tag == "VBP" || t.tag == "VB") && pastOnly[lower]:
			t.tag = "VBD"
		case t.tag == "NNP" && i > 0 && lower == t.text && !strings.ContainsAny(t.text, "0123456789"):
			t.tag = "NN"
		}
	}
}

// retagVerbs finds the verb of a sentence that seems to have none: a
// participle between a noun and an object is a past tense ("boats used the
// harbour").
func retagVerbs(tokens []token) {
	for _, t := range tokens {
		if isFinite(t.tag) {
			return
		}
	}
	for i := 1; i+1 < len(tokens); i++ {
		next := tokens[i+1].tag
		object := next == "DT" || next == "PRP$" || next == "CD" || next == "NNP" || next == "$"
		if tokens[i].tag == "VBN" && isNoun(tokens[i-1].tag) && object && strings.HasSuffix(tokens[i].text, "ed") {
			tokens[i].tag = "VBD"
			return
		}
	}
}

// retagPresent finds the verb of a line of a timeline, which is told in the
// present: "The council orders a canal", "The railway opens".
func retagPresent(tokens []token) {
	for i, t := range tokens {
		if isFinite(t.tag) && i > 0 {
			return
		}
	}
	for i := 1; i < len(tokens); i++ {
		t := &tokens[i]
		if (t.tag != "NNS" && t.tag != "NN" && t.tag != "VB") || capitalised(t.text) || !isNoun(tokens[i-1].tag) {
			continue
		}
		last := i+1 == len(tokens) || tokens[i+1].text == "."
		object := !last && (tokens[i+1].tag == "DT" || tokens[i+1].tag == "PRP$" || tokens[i+1].tag == "CD" || tokens[i+1].tag == "NNP" || tokens[i+1].tag == "JJ")
		switch {
		case strings.HasSuffix(t.text, "s") && (object || last) && tokens[i-1].tag != "NNS":
			t.tag = "VBZ"
			return
		case !strings.HasSuffix(t.text, "s") && object && (tokens[i-1].tag == "NNS" || tokens[i-1].tag == "NNP"):
			t.tag = "VBP"
			return
		}
	}
}

func isMark(s string) bool {
	switch s {
	case ",", ".", ";", ":", "?", "!", "(", ")", "[", "]":
		return true
	}
	return false
}

// auxiliary gives forms of be, have and do, and modals, their only tag.
var auxiliary = map[string]string{
	"is": "VBZ", "has": "VBZ", "does": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD", "had": "VBD", "did": "VBD",
	"been": "VBN", "being": "VBG", "will": "MD", "would": "MD", "could": "MD", "should": "MD", "might": "MD", "must": "MD", "cannot": "MD", "can": "MD", "may": "MD",
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }

func isFinite(tag string) bool { return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD" }

func capitalised(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// set makes a word list.
func set(lists ...string) map[string]bool {
	spaces := 0
	for _, words := range lists {
		spaces += strings.Count(words, " ") + 1
	}
	m := make(map[string]bool, spaces) // a map that grows takes twice the time
	for _, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = true
		}
	}
	return m
}

// months are the full names of the months.
var months = set("January February March April May June July August September October November December")
