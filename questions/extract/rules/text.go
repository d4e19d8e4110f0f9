package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/article"
)

// document is an article prepared for the rules.
type document struct {
	article      *article.Article
	language     language
	paragraphs   []paragraph
	names        *names
	topic        topic
	bodies       map[bodyKind][]string // of names, in their order; nil = not sorted yet
	places       map[string][]string   // by grain; nil = not sorted yet
	settings     map[string]string     // see setting; nil = not looked for
	opinion      bool                  // what it states is its author's view
	leans        bool                  // may be its author's view, though it does not argue
	headings     map[string]*headed    // see headedBy; nil = not looked for
	called       map[string][]nounFor  // see findCalled; nil = not looked for
	uncalled     map[string]bool       // nouns that stand for somebody or something else as well
	bodiesCalled map[string]bool       // names that are called by a noun for a body
	peopleCalled map[*person]bool      // who is called by a noun
	mostPlaces   map[string]string     // see mostNamedPlace
	said         map[string]*sentence  // see saidFirst; nil = not looked for
	topical      map[string]bool       // see topics; nil = not counted
	ofMatch      bool                  // see tellsMatch
	relays       bool                  // mostly passes on what others wrote
	answersFrom  int                   // see answeredFrom
	relayed      int                   // the first paragraph that announces another's words; 0 = none
	labels       map[string]int        // speakers before a colon, by how often
	firsts       map[string]*person    // see calledByFirst; nil = not looked for
}

// paragraph is a paragraph as the tagger sees it, with the way back to the
// words as printed.
type paragraph struct {
	number    int
	printed   string
	plain     string // printed, with straight marks and plain spaces
	at        places // of the bytes of plain in printed
	quoted    []bool // for each byte of plain: it stands inside quotation marks
	apart     bool   // all of it is somebody else's, as the page shows
	pitches   *bool  // see [finder.pitches]; nil = nobody asked yet
	sentences []sentence
}

// sentence is a sentence of a paragraph.
type sentence struct {
	paragraph  *paragraph
	start, end int // bytes of the paragraph's plain text
	text       string
	tokens     []token
	asCut      bool // tokens are still what the language makes of text, and none is quoted

	he    *person   // whom "he" or "she" at its head means; nil = nobody for certain
	named *sentence // where that person is named
	lead  reference // whom "he" or "she" would mean before anybody is named in it

	it    *antecedent  // what "It" at its head means; nil = nothing for certain
	stood []antecedent // what "the museum" and the like mean in it

	tree   *tree // how the words hang together; nil = not known
	parsed bool  // tree was looked for

	when string // the time that was taken out of the tokens, told from the article's date; see [finder.passTime]

	names    []name // what [document.in] found
	hasNames bool
}

// printed returns the sentence word for word.
func (s *sentence) printed() string {
	return s.paragraph.printed[s.paragraph.at.of(s.start):s.paragraph.at.of(s.end)]
}

// leadingWords returns up to n words of a text, as they stand between its spaces.
func leadingWords(text string, n int) []string {
	words := make([]string, 0, n)
	for word := range strings.FieldsSeq(text) {
		if words = append(words, word); len(words) == n {
			break
		}
	}
	return words
}

// plain returns text with straight marks and plain spaces.
func plain(text string) string {
	p, _ := plainMarks(text)
	return p
}

// places says for each byte of a plain text, and for its end, where in the
// printed one it stands; nil = at the same place.
type places []int32

func (p places) of(i int) int {
	if p == nil {
		return i
	}
	return int(p[i])
}

// plainMarks replaces typographic marks by those that the tagger was trained on.
func plainMarks(printed string) (plain string, at places) {
	if !strings.ContainsFunc(printed, func(r rune) bool { return r >= utf8.RuneSelf || r < ' ' }) {
		return printed, nil
	}
	var b strings.Builder
	b.Grow(len(printed))
	at = make([]int32, 0, len(printed)+1)
	for i, r := range printed {
		width := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, width = utf8.DecodeRuneInString(printed[i:])
		}
		before := b.Len()
		switch {
		case r == '’' && strings.HasPrefix(printed[i:], "’’"):
			b.WriteByte('"') // two single marks for a double one
		case r == '’' && strings.HasSuffix(printed[:i], "’"):
		case r == '‘' || r == '’' || r == 'ʼ' || r == '′':
			b.WriteByte('\'')
		case r == '“' || r == '”' || r == '„' || r == '″':
			b.WriteByte('"')
		case r == '…':
			b.WriteString("...")
		case r == '‑' || r == '‐':
			b.WriteByte('-')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteString(printed[i : i+width])
		}
		for k := range b.Len() - before {
			if b.Len()-before == width {
				at = append(at, int32(i+k))
			} else {
				at = append(at, int32(i))
			}
		}
	}
	return b.String(), append(at, int32(len(printed)))
}

// markQuotes finds what stands inside double quotation marks. A mark that is
// not closed holds until the end of the paragraph: the next one goes on.
func markQuotes(printed, plain string, at places) []bool {
	quoted := make([]bool, len(plain)+1)
	inside := false
	for i := range len(plain) {
		if plain[i] != '"' {
			quoted[i] = inside
			continue
		}
		mark, _ := utf8.DecodeRuneInString(printed[at.of(i):])
		opens := !inside
		switch {
		case mark == '“':
			opens = true
		case mark == '”':
			opens = false
		case inside && i > 0 && plain[i-1] == ' ' && i+1 < len(plain) && plain[i+1] != ' ':
			opens = true // the one before was never closed
		}
		inside = opens
		quoted[i] = true
	}
	return quoted
}

// prepare splits and tags an article.
func prepare(a *article.Article, lang language) *document {
	d := &document{article: a, language: lang, paragraphs: make([]paragraph, len(a.Paragraphs))}
	for i, p := range a.Paragraphs {
		q := &d.paragraphs[i]
		q.number, q.printed, q.apart = p.Number, p.Text, p.Quoted
		q.plain, q.at = plainMarks(p.Text)
		q.quoted = markQuotes(p.Text, q.plain, q.at)
		spans := parts(q, lang.sentences(q.plain))
		q.sentences = make([]sentence, 0, len(spans))
		for _, span := range spans {
			span[0] += behindBullet(q.plain[span[0]:span[1]])
			s := sentence{paragraph: q, start: span[0], end: span[1], text: q.plain[span[0]:span[1]]}
			if len(s.text) > maxSentenceBytes {
				s.tokens = nil // a table or list, no sentence
			} else {
				s.tokens = lang.tokens(s.text)
			}
			all := len(s.tokens)
			if s.start == 0 {
				s.tokens = behindDateline(s.tokens, i < maxDatelines)
			}
			s.asCut = all > 0 && all == len(s.tokens)
			for k := range s.tokens {
				t := &s.tokens[k]
				t.quoted = q.quoted[min(s.start+t.start, len(q.quoted)-1)]
				s.asCut = s.asCut && !t.quoted
			}
			writeOutMonths(s.tokens)
			q.sentences = append(q.sentences, s)
		}
	}
	d.labels = countLabels(d)
	d.opinion = d.argues()
	if d.opinion && d.narrates() {
		d.opinion, d.leans, d.ofMatch = false, true, d.tellsMatch()
	}
	d.relays = d.passesOn()
	d.answersFrom = d.answeredFrom()
	d.names = findNames(d)
	d.findMain()
	if d.names.main == nil {
		d.findTopic()
	}
	d.know()
	d.resolve()
	d.guessGenders()
	return d
}

const minPartWords = 6 // words of a part of a sentence that is read by itself

// behindBullet returns where the text of an entry of a list begins: "• A canal".
func behindBullet(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune("•‣◦▪■●", r) || strings.TrimSpace(text[n:]) == "" {
		return 0
	}
	return n + len(text[n:]) - len(strings.TrimLeft(text[n:], " "))
}

// maxDatelines is how many paragraphs may be the first one: a headline or a
// summary can stand above it.
const maxDatelines = 3

// behindDateline returns what stands behind the place and agency that a report
// begins with: "BRENK, Norway (AP) - ", "BRENK: ". Where a report may begin, the
// place need not be in capitals: "Brenk, Norway - ".
func behindDateline(tokens []token, begins bool) []token {
	if len(tokens) < 8 || !capitalised(tokens[0].text) {
		return tokens
	}
	capitals := len(tokens[0].text) > 2 && strings.ToUpper(tokens[0].text) == tokens[0].text
	if !capitals && !begins {
		return tokens
	}
	for i := 1; i < 10 && i+5 < len(tokens); i++ {
		switch t := tokens[i].text; {
		case t == "—" || t == "–" || t == "--" || t == "-":
			another := slices.ContainsFunc(tokens[i+1:], func(x token) bool { return x.text == t })
			if !capitals && (another || !capitalised(tokens[i+1].text) || tokens[i-1].end == tokens[i].start || tokens[i].end == tokens[i+1].start) {
				return tokens // "Brenk - the port - and Oslo", "Brenk-born"
			}
			return tokens[i+1:]
		case t == ":" && capitals && i < 4 && capitalised(tokens[i+1].text) && len(tokens[0].text) > 3 && strings.ToUpper(tokens[i-1].text) == tokens[i-1].text:
			return tokens[i+1:]
		case !capitalised(t) && t != "," && t != "(" && t != ")" && t != ".":
			return tokens
		}
	}
	return tokens
}

// parts cuts sentences at semicolons outside of quotations and brackets: what
// stands on either side is a sentence of its own.
func parts(p *paragraph, sentences [][2]int) [][2]int {
	var cut [][2]int
	for _, span := range sentences {
		from, depth := span[0], 0
		for i := span[0]; i < span[1]; i++ {
			switch p.plain[i] {
			case '(', '[':
				depth++
			case ')', ']':
				depth--
			case ';':
				left, right := p.plain[from:i], p.plain[i+1:span[1]]
				if depth == 0 && !p.quoted[i] && len(strings.Fields(left)) >= minPartWords && len(strings.Fields(right)) >= minPartWords {
					cut = append(cut, [2]int{from, i + 1})
					for from = i + 1; from < span[1] && p.plain[from] == ' '; from++ {
					}
				}
			}
		}
		cut = append(cut, [2]int{from, span[1]})
	}
	return cut
}

// maxSentenceBytes bounds what is tagged as one sentence.
const maxSentenceBytes = 1000
