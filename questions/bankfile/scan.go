package bankfile

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"quizbot/questions"
)

// Limits of a bank file (FAULTS B4). A bank of a thousand questions has about
// 1 MB, 25,000 values and a depth of 6.
const (
	MaxBytes     = 1 << 20
	maxDepth     = 16
	maxKeys      = 64  // of one map
	maxFlowItems = 256 // of one list in square brackets; longer lists have an item a line
	maxNodes     = 60_000
	maxProblems  = 20 // listed; the rest is counted
)

// scan reads the text of a bank file once, in linear time and without
// allocating for it, and returns what must be refused before the YAML library
// may see it. Without a problem, the text is in a subset of YAML in which
// scanner and library agree on where every text begins and ends.
//
// It also returns the text with blanks in place of comments (they cost the
// library more than all the rest) and the lines on which a comment follows
// unquoted text, where "C # the language" would lose its end.
func scan(file string, data []byte) (clean []byte, commented map[int]bool, problems *problemList) {
	s := &scanner{problems: &problemList{file: file}, commented: map[int]bool{}, line: 1}
	if len(data) > MaxBytes {
		s.problems.add(0, 0, "", "too-large", fmt.Sprintf("the file has %d bytes, but a bank file has at most %d: split the bank", len(data), MaxBytes))
		return nil, nil, s.problems
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	s.data = bytes.Clone(data)
	s.characters()
	if s.problems.count == 0 {
		s.document()
	}
	return s.data, s.commented, s.problems
}

// scanner is the state of one scan.
type scanner struct {
	data      []byte
	pos       int
	line      int // from 1
	lineStart int // offset of the line's first byte
	levels    []level
	awaiting  bool // the last key or dash has no value yet
	started   bool // something of the document was seen
	stopped   bool // what follows cannot be told apart any more
	nodes     int
	commented map[int]bool
	problems  *problemList
}

// level is one open block: a map or a list with its entries in one column.
type level struct {
	column int // from 0
	list   bool
	keys   int
}

// characters refuses bytes that are no text and characters that YAML itself
// takes for line ends or forbids.
func (s *scanner) characters() {
	line, start := 1, 0
	for i := 0; i < len(s.data); {
		c := s.data[i]
		if c == '\n' {
			line++
			start = i + 1
		}
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(s.data[i:])
		column := utf8.RuneCount(s.data[start:i]) + 1
		switch {
		case r == utf8.RuneError && size <= 1:
			s.problems.add(line, column, "", "not-utf8", fmt.Sprintf("byte 0x%02x is not UTF-8: save the file as UTF-8", c))
		case r < ' ', r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufeff', r == '\ufffe', r == '\uffff':
			s.problems.add(line, column, "", "invisible-character", fmt.Sprintf(`there is an invisible character U+%04X: take it out, or write it as "\u%04X" in double quotes`, r, r))
		}
		if s.problems.count > maxProblems {
			return
		}
		i += size
	}
}

// document scans line by line.
func (s *scanner) document() {
	for s.pos < len(s.data) && !s.stopped {
		s.blockLine()
		if s.nodes > maxNodes && !s.stopped {
			s.tooMany()
		}
	}
}

func (s *scanner) tooMany() {
	s.fail("too-large", fmt.Sprintf("the file has more than %d values: split the bank", maxNodes))
}

// fail reports a problem here and ends the scan.
func (s *scanner) fail(rule, message string) {
	s.report(rule, message)
	s.stopped = true
}

func (s *scanner) report(rule, message string) {
	s.problems.add(s.line, utf8.RuneCount(s.data[s.lineStart:min(s.pos, len(s.data))])+1, "", rule, message)
}

// at returns the byte at pos+ahead, or a line end behind the last one.
func (s *scanner) at(ahead int) byte {
	if s.pos+ahead < len(s.data) {
		return s.data[s.pos+ahead]
	}
	return '\n'
}

func (s *scanner) blankAt(ahead int) bool {
	c := s.at(ahead)
	return c == ' ' || c == '\n' || c == '\t'
}

func (s *scanner) skipSpaces() {
	for s.pos < len(s.data) && s.data[s.pos] == ' ' {
		s.pos++
	}
	if s.pos < len(s.data) && s.data[s.pos] == '\t' {
		s.fail("tab", "there is a tab: indent and separate with spaces")
	}
}

// nextLine moves behind the line's end.
func (s *scanner) nextLine() {
	s.pos++
	s.line++
	s.lineStart = s.pos
}

// endOfLine expects nothing but a comment up to the end of the line and moves
// behind it. It reports whether there was a comment.
func (s *scanner) endOfLine() (comment bool) {
	s.skipSpaces()
	if s.stopped {
		return false
	}
	if s.at(0) == '#' && (s.pos == s.lineStart || s.data[s.pos-1] == ' ') {
		comment = true
		s.blankComment()
	}
	if s.at(0) != '\n' {
		s.fail("yaml-syntax", "text follows where the line should end: put the whole text in double quotes")
		return comment
	}
	s.nextLine()
	return comment
}

// blankComment overwrites a comment with spaces.
func (s *scanner) blankComment() {
	for s.pos < len(s.data) && s.data[s.pos] != '\n' {
		s.data[s.pos] = ' '
		s.pos++
	}
}

// blockLine scans one line outside of brackets, with what belongs to it.
func (s *scanner) blockLine() {
	s.skipSpaces()
	if s.stopped {
		return
	}
	switch c := s.at(0); {
	case c == '\n':
		s.nextLine()
		return
	case c == '#':
		s.blankComment()
		return
	case s.pos == s.lineStart && s.marker("---"):
		if s.started {
			s.fail("second-document", "a second document begins here: a bank file has one; put it into a file of its own")
			return
		}
		s.started = true
		s.pos += 3
		s.endOfLine()
		return
	case s.pos == s.lineStart && s.marker("..."):
		s.fail("second-document", `"..." ends a document here: leave the line out`)
		return
	case s.pos == s.lineStart && c == '%':
		s.fail("yaml-syntax", "a line begins with %: YAML directives are not used in bank files; put text in double quotes")
		return
	}
	s.started = true
	dashed := false
	for s.at(0) == '-' && s.blankAt(1) {
		if !s.entry(true, dashed) {
			return
		}
		s.pos++
		s.nodes++
		s.skipSpaces()
		if s.stopped {
			return
		}
		s.awaiting, dashed = true, true
		if s.at(0) == '\n' || s.at(0) == '#' {
			s.endOfLine()
			return
		}
	}
	s.keyOrScalar(dashed)
}

// marker reports whether the line begins with a document marker.
func (s *scanner) marker(m string) bool {
	return bytes.HasPrefix(s.data[s.pos:], []byte(m)) && s.blankAt(3)
}

// entry opens or continues the block whose entries stand in this column.
// Nested tells that the entry stands behind a dash on the same line.
func (s *scanner) entry(list, nested bool) bool {
	column := s.pos - s.lineStart
	if !nested {
		for len(s.levels) > 0 {
			top := s.levels[len(s.levels)-1]
			if top.column > column || top.column == column && top.list && !list {
				s.levels = s.levels[:len(s.levels)-1]
				s.awaiting = false
				continue
			}
			break
		}
	}
	if n := len(s.levels); n > 0 && !nested {
		top := &s.levels[n-1]
		if top.column == column && top.list == list {
			return true
		}
		if !s.awaiting || top.column == column && !list {
			s.fail("indentation", "the indentation fits neither the line above nor an earlier one: align it with the entries it belongs to")
			return false
		}
	}
	if len(s.levels) >= maxDepth {
		s.fail("too-deep", fmt.Sprintf("this is nested more than %d levels deep: a bank needs 6", maxDepth))
		return false
	}
	s.levels = append(s.levels, level{column: column, list: list})
	return true
}

// keyOrScalar scans "key: value" or a lone value.
func (s *scanner) keyOrScalar(dashed bool) {
	start, startLine := s.pos, s.line
	c := s.at(0)
	switch {
	case c == '[' || c == '{' || c == '|' || c == '>' || s.refusedStart():
		if !s.stopped {
			s.loneValue(dashed)
		}
		return
	case c == '"' || c == '\'':
		if !s.quoted() {
			return
		}
		s.skipSpaces()
		if s.stopped {
			return
		}
		if s.at(0) != ':' || !s.blankAt(1) {
			s.pos, s.line, s.lineStart = start, startLine, s.startOfLine(start)
			s.loneValue(dashed)
			return
		}
		if s.line != startLine {
			s.fail("yaml-syntax", "a key goes on over several lines: write it on one")
			return
		}
	default:
		if !s.plainUntilColon() {
			s.pos = start
			s.loneValue(dashed)
			return
		}
	}
	end := s.pos
	s.pos = start
	if !s.entry(false, dashed) {
		return
	}
	s.pos = end + 1 // behind the colon
	top := &s.levels[len(s.levels)-1]
	top.keys++
	s.nodes += 2
	if top.keys == maxKeys+1 {
		s.fail("too-many-keys", fmt.Sprintf("this map has more than %d keys: questions and facts are lists, with a dash before each", maxKeys))
		return
	}
	s.skipSpaces()
	if s.stopped {
		return
	}
	if s.at(0) == '\n' || s.at(0) == '#' {
		s.endOfLine()
		s.awaiting = true
		return
	}
	if s.at(0) == '-' && s.blankAt(1) {
		s.fail("yaml-syntax", "a list begins on the line of its key: begin it on the next line")
		return
	}
	s.value()
}

func (s *scanner) startOfLine(pos int) int { return bytes.LastIndexByte(s.data[:pos], '\n') + 1 }

// loneValue scans a value that stands behind a dash or, for a key above, on a
// line of its own.
func (s *scanner) loneValue(dashed bool) {
	column := s.pos - s.lineStart
	if !dashed && len(s.levels) > 0 && (!s.awaiting || column <= s.levels[len(s.levels)-1].column) {
		s.fail("yaml-syntax", `this line is neither "key: value" nor "- item": put a text that goes on over several lines in double quotes`)
		return
	}
	s.value()
}

// refusedStart reports and skips what may not begin a value.
func (s *scanner) refusedStart() bool {
	switch c := s.at(0); {
	case c == '&':
		s.fail("anchor", "a value begins with &, which marks a YAML anchor; bank files have none: put text in double quotes")
	case c == '*':
		s.fail("alias", "a value begins with *, which is a YAML alias; bank files have none: put text in double quotes")
	case c == '!':
		s.fail("tag", "a value begins with !, which is a YAML tag; bank files have none: put text in double quotes")
	case c == '?' && s.blankAt(1):
		s.fail("yaml-syntax", `a value begins with "? ": put text in double quotes`)
	case c == '%' || c == '@' || c == '`' || c == ',' || c == ']' || c == '}':
		s.fail("yaml-syntax", fmt.Sprintf("a value begins with %c: put text in double quotes", c))
	}
	return s.stopped
}

// value scans a value of any kind up to the end of its line.
func (s *scanner) value() {
	s.awaiting = false
	s.nodes++
	if s.refusedStart() {
		return
	}
	switch c := s.at(0); c {
	case '"', '\'':
		if s.quoted() {
			s.endOfLine()
		}
	case '[', '{':
		if s.flow() {
			s.endOfLine()
		}
	case '|', '>':
		s.blockScalar()
	default:
		if s.plainUntilColon() {
			s.fail("yaml-syntax", `": " stands inside unquoted text: put the text in double quotes`)
			return
		}
		line := s.line
		if s.endOfLine() {
			s.commented[line] = true
		}
	}
}

// plainUntilColon moves over unquoted text and reports whether it is a key:
// whether a colon and a blank follow. Otherwise it stands behind the text.
func (s *scanner) plainUntilColon() bool {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '\n', c == '\t':
			return false
		case c == ':' && s.blankAt(1):
			return true
		case c == '#' && s.pos > 0 && s.data[s.pos-1] == ' ':
			s.pos-- // the blank that makes it a comment
			return false
		}
		s.pos++
	}
	return false
}

// quoted moves behind a text in quotes.
func (s *scanner) quoted() bool {
	quote := s.data[s.pos]
	startPos, startLine, startOfLine := s.pos, s.line, s.lineStart
	s.pos++
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '\n':
			s.nextLine()
			if s.marker("---") || s.marker("...") {
				s.fail("yaml-syntax", "a text in quotes has a line that begins with a document marker: close the quotes, or write the text on one line with \\n")
				return false
			}
			continue
		case c == '\\' && quote == '"':
			if !s.escape() {
				return false
			}
			continue
		case c == quote && quote == '\'' && s.at(1) == '\'':
			s.pos++
		case c == quote:
			s.pos++
			return true
		}
		s.pos++
	}
	s.pos, s.line, s.lineStart = startPos, startLine, startOfLine
	s.fail("yaml-syntax", fmt.Sprintf("the quotation mark %c is not closed: close it, and write \\%c for one inside the text", quote, quote))
	return false
}

// escape moves behind one escape sequence of double-quoted text.
func (s *scanner) escape() bool {
	c := s.at(1)
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits == 0 {
		if !bytes.ContainsRune([]byte("0abtnvfre \"'/\\N_LP\n"), rune(c)) {
			s.fail("yaml-syntax", fmt.Sprintf(`"\%c" is no escape sequence: write "\\" for a backslash`, c))
			return false
		}
		s.pos++
		if c != '\n' { // the loop of quoted counts the line
			s.pos++
		}
		return true
	}
	r := rune(0)
	for i := range digits {
		h := s.at(2 + i)
		switch {
		case h >= '0' && h <= '9':
			r = r<<4 | rune(h-'0')
		case h >= 'a' && h <= 'f':
			r = r<<4 | rune(h-'a'+10)
		case h >= 'A' && h <= 'F':
			r = r<<4 | rune(h-'A'+10)
		default:
			s.fail("yaml-syntax", fmt.Sprintf(`"\%c" needs %d hexadecimal digits; write "\\" for a backslash`, c, digits))
			return false
		}
	}
	if !utf8.ValidRune(r) {
		s.fail("yaml-syntax", "the escape sequence is no character: half of a surrogate pair, or above U+10FFFF")
		return false
	}
	s.pos += 2 + digits
	return true
}

// flow moves behind a list or map in brackets. It keeps what the last token
// was, so that text which only the library would take as going on over
// several lines is refused.
func (s *scanner) flow() bool {
	type bracket struct {
		open  byte
		items int
	}
	var open []bracket
	complete := false // a value just ended; only , : or a closing bracket may follow
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		switch {
		case c == ' ':
			s.pos++
			continue
		case c == '\t':
			s.fail("tab", "there is a tab: indent and separate with spaces")
			return false
		case c == '\n':
			s.nextLine()
			if s.marker("---") || s.marker("...") {
				s.fail("yaml-syntax", "a document marker stands inside brackets: close the brackets")
				return false
			}
			continue
		case c == '#' && (s.data[s.pos-1] == ' ' || s.data[s.pos-1] == '\n'):
			if complete {
				s.commented[s.line] = true
			}
			s.blankComment()
			continue
		case c == ']' || c == '}':
			top := open[len(open)-1].open
			if top == '[' && c != ']' || top == '{' && c != '}' {
				s.fail("yaml-syntax", fmt.Sprintf("%c closes %c", c, top))
				return false
			}
			s.pos++
			open = open[:len(open)-1]
			if len(open) == 0 {
				return true
			}
			complete = true
			continue
		case c == ',':
			if !complete {
				s.fail("empty-item", "there is an empty item before this comma: take the comma out, or write \"\"")
				return false
			}
			s.pos++
			complete = false
			continue
		case c == ':' && complete && open[len(open)-1].open == '{':
			s.pos++
			complete = false
			s.skipSpaces()
			if c := s.at(0); s.stopped {
				return false
			} else if c == ',' || c == '}' {
				s.fail("null-value", "a key in brackets has no value: write it, or leave the key out")
				return false
			}
			continue
		}
		if complete {
			s.fail("yaml-syntax", "a comma is missing before this, or the text before it needs double quotes")
			return false
		}
		s.nodes++
		if n := len(open); n > 0 {
			open[n-1].items++
			if top := open[n-1]; top.open == '[' && top.items > maxFlowItems {
				s.fail("too-many-items", fmt.Sprintf("more than %d items stand in one pair of brackets: write an item a line, with a dash before each", maxFlowItems))
				return false
			} else if top.open == '{' && top.items > 2*maxKeys {
				s.fail("too-many-keys", fmt.Sprintf("this map has more than %d keys", maxKeys))
				return false
			}
		}
		if s.nodes > maxNodes {
			s.tooMany()
			return false
		}
		switch {
		case c == '[' || c == '{':
			if len(s.levels)+len(open) >= maxDepth {
				s.fail("too-deep", fmt.Sprintf("this is nested more than %d levels deep: a bank needs 6", maxDepth))
				return false
			}
			open = append(open, bracket{open: c})
			s.pos++
			continue
		case c == '"' || c == '\'':
			if !s.quoted() {
				return false
			}
		case c == '-' && s.blankAt(1), c == '|', c == '>', c == '#', c == ':':
			s.fail("yaml-syntax", fmt.Sprintf("a value in brackets begins with %c: put text in double quotes", c))
			return false
		case s.refusedStart():
			return false
		default:
			if !s.flowPlain() {
				return false
			}
		}
		complete = true
	}
	s.fail("yaml-syntax", "a bracket is not closed: close it, or put the text in double quotes")
	return false
}

// flowPlain moves over unquoted text inside brackets.
func (s *scanner) flowPlain() bool {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == ',' || c == ']' || c == '}' || c == '\n' || c == '\t',
			c == '#' && s.data[s.pos-1] == ' ',
			c == ':' && (s.blankAt(1) || s.at(1) == ',' || s.at(1) == ']' || s.at(1) == '}'):
			return true
		case c == '[' || c == '{' || c == '?' && s.blankAt(1) || c == ':' && (s.at(1) == '[' || s.at(1) == '{'):
			s.fail("yaml-syntax", fmt.Sprintf("%c stands inside unquoted text in brackets: put the text in double quotes", c))
			return false
		}
		s.pos++
	}
	return true
}

// blockScalar moves behind a text that begins with | or > and stands,
// indented, on the lines below.
func (s *scanner) blockScalar() {
	parent := -1
	if len(s.levels) > 0 {
		parent = s.levels[len(s.levels)-1].column
	}
	s.pos++
	if c := s.at(0); c == '+' || c == '-' {
		s.pos++
	}
	s.endOfLine()
	column := -1
	for s.pos < len(s.data) && !s.stopped {
		start := s.pos
		for s.pos < len(s.data) && s.data[s.pos] == ' ' {
			s.pos++
		}
		indent := s.pos - start
		if s.at(0) == '\n' && s.pos < len(s.data) {
			if column < 0 && indent > parent+1 || column >= 0 && indent > column {
				s.fail("indentation", "a blank line of this text has spaces: take them out, or write the text in double quotes")
				return
			}
			s.nextLine()
			continue
		}
		if column < 0 && s.at(0) == '\t' {
			s.fail("tab", "there is a tab: indent with spaces")
			return
		}
		if column < 0 && indent > parent {
			column = indent
		}
		if column < 0 || indent < column {
			s.pos = start
			return
		}
		for s.pos < len(s.data) && s.data[s.pos] != '\n' {
			s.pos++
		}
		if s.pos < len(s.data) {
			s.nextLine()
		}
	}
}

// problemList collects problems up to the limit and counts the rest.
type problemList struct {
	file  string
	list  []*questions.Problem
	count int
}

func (l *problemList) add(line, column int, path, rule, message string) {
	l.count++
	if len(l.list) < maxProblems {
		l.list = append(l.list, &questions.Problem{File: l.file, Line: line, Column: column, Path: path, Rule: rule, Message: message})
	}
}

// all returns the problems, with one more that counts those left out.
func (l *problemList) all() []*questions.Problem {
	if l.count > len(l.list) {
		return append(l.list, &questions.Problem{File: l.file, Rule: "more-problems", Message: fmt.Sprintf("and %d more problems: mend these first", l.count-len(l.list))})
	}
	return l.list
}
