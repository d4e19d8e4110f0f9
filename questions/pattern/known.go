package pattern

import (
	_ "embed"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"
)

// knownFile is what expressions of the program tell of their matches, because to
// find that out took a fifth of the time of a short article. Each stands in a
// line, in fields with a tab behind each: its hash, in hexadecimal digits; its
// flags; how many texts there are of which a match holds one; these; and the
// beginnings. An expression that has no line does without one.
//
//go:embed known.txt
var knownFile string

// Flags of a line.
const (
	flagAll   = "a"
	flagWord  = "w"
	flagStart = "s"
	flagFolds = "f"
)

// knownLines gives the line behind the hash of an expression.
var knownLines = sync.OnceValue(func() map[string]string {
	lines := make(map[string]string, strings.Count(knownFile, "\n"))
	for line := range strings.SplitSeq(knownFile, "\n") {
		if hash, rest, ok := strings.Cut(line, "\t"); ok {
			lines[hash] = rest
		}
	}
	return lines
})

func hashOf(expression string) string {
	h := fnv.New64a()
	h.Write([]byte(expression))
	return strconv.FormatUint(h.Sum64(), 16)
}

// knownLooks returns what an expression tells, nil where the file does not have it.
func knownLooks(expression string) *looks {
	line, ok := knownLines()[hashOf(expression)]
	if !ok {
		return nil
	}
	fields := strings.Split(strings.TrimSuffix(line, "\t"), "\t")
	if len(fields) < 2 {
		return nil
	}
	flags, texts := fields[0], fields[2:]
	held, err := strconv.Atoi(fields[1])
	if err != nil || held < 0 || held > len(texts) {
		return nil
	}
	p := &looks{
		all:   strings.Contains(flags, flagAll),
		word:  strings.Contains(flags, flagWord),
		start: strings.Contains(flags, flagStart),
		folds: strings.Contains(flags, flagFolds),
	}
	if held > 0 {
		p.held = texts[:held:held]
	}
	p.list(texts[held:])
	return p
}

// line returns the line of an expression in the file, "" where the texts of its
// looks cannot stand there.
func (p *looks) line(expression string) string {
	var b strings.Builder
	field := func(text string) { b.WriteString(text + "\t") }
	flags := ""
	for _, f := range []struct {
		flag string
		set  bool
	}{{flagAll, p.all}, {flagWord, p.word}, {flagStart, p.start}, {flagFolds, p.folds}} {
		if f.set {
			flags += f.flag
		}
	}
	field(hashOf(expression))
	field(flags)
	field(strconv.Itoa(len(p.held)))
	texts := p.held
	for _, list := range p.lists {
		texts = append(texts[:len(texts):len(texts)], list...)
	}
	for _, text := range texts {
		if text == "" || strings.ContainsAny(text, "\t\n\r") {
			return ""
		}
		field(text)
	}
	return b.String() + "\n"
}
