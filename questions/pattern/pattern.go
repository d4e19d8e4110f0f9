// Package pattern wraps regular expressions for texts of which few match.
//
//	var pronoun = pattern.MustCompile(`(?i)\b(?:he|she|they|it)\b`)
//	at := pronoun.FindStringIndex(text) // as with regexp, several times faster
//
// A [Pattern] knows how a match can begin, which follows from its expression,
// and lets the regular expression run only at such beginnings. The result is
// always that of package regexp.
//
// It pays for expressions that begin with words or marks. Of one that can begin
// with anything it knows what every match holds (`\pL+, too\b`) and looks for
// that; one without such a text (`\w+ly\b`) costs as much as it does alone.
package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Pattern is a regular expression. It is safe for use at the same time.
//
// Nothing is made of an expression before it is used: of the many patterns of
// the program a short text asks few for more than how a match begins.
type Pattern struct {
	expression string

	// See the methods of these names.
	onceLooks, onceWhole, onceFront, onceHere sync.Once
	asLooks                                   *looks
	asWhole, asFront, asHere                  *regexp.Regexp
}

// looks is what tells without the regular expression where none can match.
type looks struct {
	lists  [][]string // the beginnings of matches without case, those with the same first byte together
	listOf [256]uint8 // which of the lists it is for a first byte in either case, from 1 on; 0 = none
	all    bool       // a match can begin in any way
	held   []string   // texts of which every match holds one; nil = none are known that are worth looking for
	word   bool       // a match begins where a word of ASCII letters and digits does
	start  bool       // a match begins where the text does
	folds  bool       // letters match in either case
}

// How far beginnings are followed.
const (
	maxLength     = 8   // bytes
	maxBeginnings = 400 // of one pattern
	maxClass      = 24  // characters of a class
	maxHeld       = 10  // texts of which a match holds one

	// Where it is known how a match begins, what it holds tells more only if it is
	// rare: so many bytes at least, and so many texts at most.
	minRare = 3
	maxRare = 4
)

// maxMisses is at how many beginnings without a match a text is left to the
// regular expression, whose time grows with the length of the text alone.
const maxMisses = 16

// MustCompile is like [regexp.MustCompile], but an expression that is none
// panics when it is used: a test compiles those of the program.
func MustCompile(expression string) *Pattern { return &Pattern{expression: expression} }

// looks returns what a text shows of a match.
func (p *Pattern) looks() *looks {
	p.onceLooks.Do(func() {
		if p.asLooks = knownLooks(p.expression); p.asLooks == nil {
			p.asLooks = looksOf(p.expression)
		}
	})
	return p.asLooks
}

// whole returns the expression itself.
func (p *Pattern) whole() *regexp.Regexp {
	p.onceWhole.Do(func() { p.asWhole = regexp.MustCompile(p.expression) })
	return p.asWhole
}

// front returns the expression of matches at the front of a text.
func (p *Pattern) front() *regexp.Regexp {
	p.onceFront.Do(func() { p.asFront = regexp.MustCompile(`^(?:` + p.expression + `)`) })
	return p.asFront
}

// here returns an expression whose first group is a match behind the first
// character of a text, which may matter to it: `\b`.
func (p *Pattern) here() *regexp.Regexp {
	p.onceHere.Do(func() { p.asHere = regexp.MustCompile(`^(?s:.)(` + p.expression + `)`) })
	return p.asHere
}

// shortClasses puts a class of two ranges in the place of those of letters, of
// which some have six hundred and took half the time of parsing. Of a class with
// more than maxClass characters nothing is asked but that it has so many.
var shortClasses = func() *strings.Replacer {
	const many = `\p{Runic}`
	return strings.NewReplacer(`\\`, `\\`, `\pL`, many, `\p{L}`, many, `\p{Lu}`, many, `\p{Ll}`, many)
}()

// looksOf returns what an expression tells of its matches.
func looksOf(expression string) *looks {
	parsed, err := syntax.Parse(shortClasses.Replace(expression), syntax.Perl)
	if err != nil {
		return &looks{all: true}
	}
	return looksOfParsed(parsed)
}

func looksOfParsed(parsed *syntax.Regexp) *looks {
	p := &looks{}
	p.folds = folds(parsed)
	simple := parsed.Simplify()
	list := beginnings(simple)
	p.held = held(simple)
	p.start = at(parsed, syntax.OpBeginText)
	p.word = at(parsed, syntax.OpBeginText, syntax.OpWordBoundary)
	if len(list) > maxBeginnings {
		p.all = true
		return p
	}
	slices.SortFunc(list, func(a, b beginning) int { return strings.Compare(a.text, b.text) })
	texts := make([]string, 0, len(list))
	for _, b := range list {
		if b.text == "" {
			p.all = true
			return p
		}
		if n := len(texts); n == 0 || !strings.HasPrefix(b.text, texts[n-1]) { // else the shorter one tells as much
			texts = append(texts, b.text)
		}
	}
	p.list(texts)
	if len(p.held) > maxRare || shortest(p.held) < minRare {
		p.held = nil
	}
	return p
}

// list takes in the beginnings of matches, sorted.
func (p *looks) list(texts []string) {
	for len(texts) > 0 {
		first, n := texts[0][0], 1
		for n < len(texts) && texts[n][0] == first {
			n++
		}
		p.word = p.word && wordByte(first)
		p.lists = append(p.lists, texts[:n])
		p.listOf[first] = uint8(len(p.lists))
		if first >= 'a' && first <= 'z' {
			p.listOf[first-'a'+'A'] = p.listOf[first]
		}
		texts = texts[n:]
	}
}

// beginning is what a match may begin with.
type beginning struct {
	text string
	open bool // whatever follows in the expression follows the text at once
}

// beginnings returns what a match of an expression may begin with.
func beginnings(re *syntax.Regexp) []beginning {
	switch re.Op {
	case syntax.OpNoMatch:
		return nil
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []beginning{{"", true}}
	case syntax.OpLiteral:
		text := string(re.Rune)
		if strings.ContainsRune(text, utf8.RuneError) {
			return []beginning{{"", false}} // a byte that is no UTF-8 is one as well
		}
		if re.Flags&syntax.FoldCase == 0 {
			return []beginning{cut(text, true)}
		}
		if i := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 {
			return []beginning{cut(text[:i], false)} // its other cases have other bytes
		}
		return []beginning{cut(text, true)}
	case syntax.OpCharClass:
		var list []beginning
		n := 0
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if n += int(re.Rune[i+1]-re.Rune[i]) + 1; n > maxClass {
				return []beginning{{"", false}}
			}
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if r == utf8.RuneError {
					return []beginning{{"", false}}
				}
				if b := cut(string(r), true); !slices.Contains(list, b) { // "[Tt]" has one of both
					list = append(list, b)
				}
			}
		}
		return list
	case syntax.OpCapture:
		return beginnings(re.Sub[0])
	case syntax.OpAlternate:
		var list []beginning
		for _, sub := range re.Sub {
			list = append(list, beginnings(sub)...)
		}
		return list
	case syntax.OpQuest:
		return append(beginnings(re.Sub[0]), beginning{"", true})
	case syntax.OpStar:
		return append(closed(beginnings(re.Sub[0])), beginning{"", true})
	case syntax.OpPlus:
		return closed(beginnings(re.Sub[0]))
	case syntax.OpConcat:
		list := []beginning{{"", true}}
		for _, sub := range re.Sub {
			next := beginnings(sub)
			if len(next) == 1 && next[0] == (beginning{"", true}) {
				continue // an edge
			}
			longer := make([]beginning, 0, min(len(list)*len(next), maxBeginnings))
			open := false
			for _, b := range list {
				followed := next // nothing that is known where it is not open
				if !b.open {
					followed = []beginning{{"", false}}
				}
				if len(longer)+len(followed) > maxBeginnings {
					return closed(list)
				}
				for _, n := range followed {
					joined := shortened(b.text+n.text, n.open)
					longer = append(longer, joined)
					open = open || joined.open
				}
			}
			if list = longer; !open {
				break
			}
		}
		return list
	}
	return []beginning{{"", false}} // any character, and what this does not know
}

func shortened(text string, open bool) beginning {
	if len(text) >= maxLength {
		text, open = text[:maxLength], false
	}
	return beginning{text, open}
}

// cut is [shortened] of a text of an expression, in small letters.
func cut(text string, open bool) beginning {
	b := shortened(text, open)
	if strings.ContainsFunc(b.text, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		lower := []byte(b.text)
		for i, c := range lower {
			lower[i] = lowered(c)
		}
		b.text = string(lower)
	}
	return b
}

func lowered(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func closed(list []beginning) []beginning {
	for i := range list {
		list[i].open = false
	}
	return list
}

// at reports whether every match begins at one of the edges.
func at(re *syntax.Regexp, edges ...syntax.Op) bool {
	switch re.Op {
	case syntax.OpConcat, syntax.OpCapture:
		return at(re.Sub[0], edges...)
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !at(sub, edges...) })
	}
	return slices.Contains(edges, re.Op)
}

// held returns texts of which every match of an expression holds one; nil if
// none are known.
func held(re *syntax.Regexp) (texts []string) {
	switch re.Op {
	case syntax.OpLiteral:
		text := string(re.Rune)
		if strings.ContainsRune(text, utf8.RuneError) {
			return nil // a byte that is no UTF-8 is one as well
		}
		if re.Flags&syntax.FoldCase == 0 || !strings.ContainsFunc(text, unicode.IsLetter) {
			return []string{text}
		}
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if texts = append(texts, string(r)); len(texts) > maxHeld || r == utf8.RuneError {
					return nil
				}
			}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return held(re.Sub[0])
	case syntax.OpConcat:
		for i, sub := range re.Sub {
			of := held(sub)
			if i > 0 && len(of) == 1 && sub.Op == syntax.OpLiteral && re.Sub[i-1].Op == syntax.OpLiteral {
				if before := held(re.Sub[i-1]); len(before) == 1 {
					of = []string{before[0] + of[0]} // ", " and "wh", which begins all of (?:who|which)
				}
			}
			if of == nil {
				continue
			}
			if more := shortest(of) - shortest(texts); texts == nil || more > 0 || more == 0 && len(of) < len(texts) {
				texts = of
			}
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			of := held(sub)
			if texts = append(texts, of...); of == nil || len(texts) > maxHeld {
				return nil
			}
		}
	}
	return texts
}

// shortest returns the length of the shortest of some texts, without the spaces
// around it, which are everywhere.
func shortest(texts []string) int {
	least := 0
	for i, text := range texts {
		if n := len(strings.TrimSpace(text)); i == 0 || n < least {
			least = n
		}
	}
	return least
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// folds reports whether an expression has letters that match in either case.
func folds(re *syntax.Regexp) bool {
	return re.Flags&syntax.FoldCase != 0 || slices.ContainsFunc(re.Sub, folds)
}

// next returns the first place at or behind from where a match may begin, -1
// for none.
func (p *looks) next(text string, from int) int {
	end := len(text)
	if p.start {
		end = min(end, 1)
	}
	for i := from; i < end; i++ {
		list := p.listOf[text[i]]
		if list == 0 || p.word && i > 0 && wordByte(text[i-1]) {
			continue
		}
		for _, begin := range p.lists[list-1] {
			if hasPrefix(text[i:], begin) {
				return i
			}
		}
	}
	return -1
}

// known reports whether beginnings tell where in a text a match may begin. The
// long s and the sign for kelvin are cases of ASCII letters.
func (p *looks) known(text string) bool {
	return !p.all && !(p.folds && (strings.Contains(text, "\u017f") || strings.Contains(text, "\u212a")))
}

// none reports whether a text has nothing of what a match holds.
func (p *looks) none(text string) bool {
	return p.held != nil && !slices.ContainsFunc(p.held, func(held string) bool { return strings.Contains(text, held) })
}

// find returns the places of up to n matches and of their groups, of all where
// n is negative. It is not ok where the regular expression has to look for them.
func (p *Pattern) find(text string, n int) (found [][]int, ok bool) {
	looks := p.looks()
	if looks.none(text) {
		return nil, true
	}
	if !looks.known(text) {
		return nil, false
	}
	misses := 0
	for at := looks.next(text, 0); at >= 0 && len(found) != n; {
		match := p.at(text, at)
		if match == nil {
			if misses++; misses > maxMisses {
				return nil, false
			}
			at = looks.next(text, at+1)
			continue
		}
		found = append(found, match)
		at = looks.next(text, match[1])
	}
	return found, true
}

// at returns the places of the match that begins at a place, and of its groups.
func (p *Pattern) at(text string, place int) []int {
	if place == 0 {
		return p.front().FindStringSubmatchIndex(text)
	}
	from := before(text, place)
	match := p.here().FindStringSubmatchIndex(text[from:])
	if match == nil {
		return nil
	}
	match = match[2:]
	for i := range match {
		if match[i] >= 0 {
			match[i] += from
		}
	}
	return match
}

// before returns where the character before a place begins.
func before(text string, place int) int {
	_, size := utf8.DecodeLastRuneInString(text[:place])
	return place - size
}

func hasPrefix(text, lower string) bool {
	if len(text) < len(lower) {
		return false
	}
	for i := 1; i < len(lower); i++ { // the first byte fits
		if lowered(text[i]) != lower[i] {
			return false
		}
	}
	return true
}

// MatchString is like [regexp.whole().MatchString], as is each method below
// like its namesake.
func (p *Pattern) MatchString(s string) bool {
	looks := p.looks()
	if looks.none(s) {
		return false
	}
	if !looks.known(s) {
		return p.whole().MatchString(s)
	}
	misses := 0
	for at := looks.next(s, 0); at >= 0; at = looks.next(s, at+1) {
		if misses++; misses > maxMisses {
			return p.whole().MatchString(s)
		}
		if at == 0 && p.front().MatchString(s) || at > 0 && p.here().MatchString(s[before(s, at):]) {
			return true
		}
	}
	return false
}

func (p *Pattern) FindString(s string) string {
	match := p.FindStringIndex(s)
	if match == nil {
		return ""
	}
	return s[match[0]:match[1]]
}

func (p *Pattern) FindStringIndex(s string) []int {
	found, ok := p.find(s, 1)
	switch {
	case !ok:
		return p.whole().FindStringIndex(s)
	case len(found) == 0:
		return nil
	}
	return found[0][:2]
}

func (p *Pattern) FindStringSubmatch(s string) []string {
	found, ok := p.find(s, 1)
	switch {
	case !ok:
		return p.whole().FindStringSubmatch(s)
	case len(found) == 0:
		return nil
	}
	return groups(s, found[0])
}

func (p *Pattern) FindAllString(s string, n int) (all []string) {
	found, ok := p.find(s, n)
	if !ok {
		return p.whole().FindAllString(s, n)
	}
	for _, match := range found {
		all = append(all, s[match[0]:match[1]])
	}
	return all
}

func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	found, ok := p.find(s, n)
	if !ok {
		return p.whole().FindAllStringIndex(s, n)
	}
	for i, match := range found {
		found[i] = match[:2]
	}
	return found
}

func (p *Pattern) FindAllStringSubmatch(s string, n int) (all [][]string) {
	found, ok := p.find(s, n)
	if !ok {
		return p.whole().FindAllStringSubmatch(s, n)
	}
	for _, match := range found {
		all = append(all, groups(s, match))
	}
	return all
}

func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	found, ok := p.find(s, n)
	if !ok {
		return p.whole().FindAllStringSubmatchIndex(s, n)
	}
	return found
}

func (p *Pattern) ReplaceAllString(s, by string) string {
	if looks := p.looks(); looks.none(s) || looks.known(s) && looks.next(s, 0) < 0 {
		return s
	}
	return p.whole().ReplaceAllString(s, by)
}

func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	found, ok := p.find(s, 1)
	switch {
	case !ok:
		return p.whole().FindStringSubmatchIndex(s)
	case len(found) == 0:
		return nil
	}
	return found[0]
}

func (p *Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	if looks := p.looks(); looks.none(s) || looks.known(s) && looks.next(s, 0) < 0 {
		return s
	}
	return p.whole().ReplaceAllStringFunc(s, by)
}

func (p *Pattern) Split(s string, n int) []string { return p.whole().Split(s, n) }

// groups returns the texts at the places of a match and of its groups.
func groups(s string, match []int) []string {
	texts := make([]string, len(match)/2)
	for i := range texts {
		if match[2*i] >= 0 {
			texts[i] = s[match[2*i]:match[2*i+1]]
		}
	}
	return texts
}
