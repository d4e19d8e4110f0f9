// Package pattern wraps regular expressions for texts of which few match.
//
//	var pronoun = pattern.MustCompile(`(?i)\b(?:he|she|they|it)\b`)
//	at := pronoun.FindStringIndex(text) // as with regexp, several times faster
//
// A [Pattern] knows how a match can begin, which follows from its expression,
// and looks for such a beginning before it lets the regular expression run.
// The result is always that of package regexp.
//
// It pays for expressions that begin with words or marks. One that can begin
// with anything (`\w+ly\b`) costs as much as it does alone.
package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pattern is a regular expression. It is safe for use at the same time.
type Pattern struct {
	*regexp.Regexp
	begins [256][]string // the beginnings of matches without case, by their first byte in either case
	all    bool          // a match can begin in any way
	word   bool          // a match begins where a word of ASCII letters and digits does
	start  bool          // a match begins where the text does
}

// How far beginnings are followed.
const (
	maxLength     = 5   // bytes
	maxBeginnings = 400 // of one pattern
	maxClass      = 24  // characters of a class
)

// MustCompile is like [regexp.MustCompile].
func MustCompile(expression string) *Pattern {
	p := &Pattern{Regexp: regexp.MustCompile(expression)}
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		p.all = true
		return p
	}
	list := beginnings(parsed.Simplify())
	p.start = at(parsed, syntax.OpBeginText)
	p.word = at(parsed, syntax.OpBeginText, syntax.OpWordBoundary)
	seen := map[string]bool{}
	for _, b := range list {
		text := b.text
		if text == "" || len(list) > maxBeginnings {
			p.all = true
			return p
		}
		if seen[text] {
			continue
		}
		seen[text] = true
		first := text[0]
		p.word = p.word && wordByte(first)
		p.begins[first] = append(p.begins[first], text)
		if first >= 'a' && first <= 'z' {
			p.begins[first-'a'+'A'] = p.begins[first]
		}
	}
	return p
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
				list = append(list, cut(string(r), true))
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
			var longer []beginning
			open := false
			for _, b := range list {
				if !b.open {
					longer = append(longer, b)
					continue
				}
				for _, n := range next {
					joined := cut(b.text+n.text, n.open)
					longer = append(longer, joined)
					open = open || joined.open
				}
			}
			if len(longer) > maxBeginnings {
				return closed(list)
			}
			if list = longer; !open {
				break
			}
		}
		return list
	}
	return []beginning{{"", false}} // any character, and what this does not know
}

func cut(text string, open bool) beginning {
	if len(text) >= maxLength {
		text, open = text[:maxLength], false
	}
	lower := []byte(text)
	for i, c := range lower {
		lower[i] = lowered(c)
	}
	return beginning{string(lower), open}
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

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// may reports whether a text has the beginning of a match.
func (p *Pattern) may(text string) bool {
	if p.all {
		return true
	}
	end := len(text)
	if p.start {
		end = min(end, 1)
	}
	for i := range end {
		list := p.begins[text[i]]
		if len(list) == 0 || p.word && i > 0 && wordByte(text[i-1]) {
			continue
		}
		for _, begin := range list {
			if hasPrefix(text[i:], begin) {
				return true
			}
		}
	}
	// The long s and the sign for kelvin are cases of ASCII letters.
	return strings.Contains(text, "\u017f") || strings.Contains(text, "\u212a")
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

// MatchString is like [regexp.Regexp.MatchString], as is each method below
// like its namesake.
func (p *Pattern) MatchString(s string) bool { return p.may(s) && p.Regexp.MatchString(s) }

func (p *Pattern) FindString(s string) string {
	if !p.may(s) {
		return ""
	}
	return p.Regexp.FindString(s)
}

func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringIndex(s)
}

func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatch(s)
}

func (p *Pattern) FindAllString(s string, n int) []string {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllString(s, n)
}

func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllStringIndex(s, n)
}

func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatch(s, n)
}

func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatchIndex(s, n)
}

func (p *Pattern) ReplaceAllString(s, by string) string {
	if !p.may(s) {
		return s
	}
	return p.Regexp.ReplaceAllString(s, by)
}
