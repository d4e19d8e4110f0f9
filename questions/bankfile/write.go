package bankfile

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
)

// Write writes the bank in its canonical form: keys in a fixed order, every
// text in double quotes, short lists in brackets, empty optional fields left
// out, a newline at the end. The same bank always gives the same bytes, and
// [Read] gives the same bank back.
//
// Write returns an error, and writes nothing, when the file could not be read
// again: when a text is not valid UTF-8, a number or date is out of range, or
// the file would be larger than [MaxBytes].
func Write(w io.Writer, b *questions.Bank) error {
	data, err := Marshal(b)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// Marshal returns what [Write] writes.
func Marshal(b *questions.Bank) ([]byte, error) {
	w := &writer{}
	w.bank(b)
	switch {
	case w.err != nil:
		return nil, w.err
	case w.Len() > MaxBytes:
		return nil, fmt.Errorf("the bank %q would have %d bytes, but a bank file has at most %d: split the bank", b.Name, w.Len(), MaxBytes)
	}
	return w.Bytes(), nil
}

type writer struct {
	bytes.Buffer
	err error // the first value that could not be read again
}

func (w *writer) refuse(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

func (w *writer) bank(b *questions.Bank) {
	fmt.Fprintf(w, "format: %d\n", Format)
	w.text("", "name", b.Name)
	w.text("", "title", b.Title)
	w.optional("", "language", b.Language)
	if len(b.Sources) > 0 {
		w.WriteString("sources:\n")
	}
	for _, s := range b.Sources {
		w.text("  - ", "id", string(s.ID))
		w.text("    ", "title", s.Title)
		writeTexts(w, "    ", "authors", s.Authors)
		w.optional("    ", "outlet", s.Outlet)
		w.optional("    ", "url", s.URL)
		w.optional("    ", "language", s.Language)
		if d, err := questions.ParseDate(s.Published.String()); !s.Published.IsZero() && (err != nil || d != s.Published) {
			w.refuse("source %q was published on %q, which is no date: mend it before writing the bank", s.ID, s.Published)
		}
		w.optional("    ", "published", s.Published.String())
		w.optional("    ", "file", s.File)
		w.optional("    ", "sha256", s.SHA256)
	}
	if len(b.Facts) > 0 {
		w.WriteString("facts:\n")
	}
	for _, f := range b.Facts {
		w.fact(f)
	}
	if len(b.Questions) > 0 {
		w.WriteString("questions:\n")
	}
	for _, q := range b.Questions {
		w.text("  - ", "id", string(q.ID))
		w.text("    ", "form", string(q.Form))
		w.text("    ", "stem", q.Stem)
		writeTexts(w, "    ", "prompts", q.Prompts)
		writeTexts(w, "    ", "key", q.Key)
		writeTexts(w, "    ", "distractors", q.Distractors)
		w.optional("    ", "tolerance", q.Tolerance)
		writeByOption(w, q, "weights", q.Weights, func(v float64) { w.percent("        ", "percent", v) })
		writeByOption(w, q, "feedback", q.Feedback, func(v string) { w.text("        ", "text", v) })
		w.optional("    ", "explanation", q.Explanation)
		writeTexts(w, "    ", "facts", q.Facts)
		writeTexts(w, "    ", "topics", q.Topics)
		w.optional("    ", "status", string(q.Status))
		w.flag("    ", "edited", q.Edited)
	}
	if len(b.Cards) > 0 {
		w.WriteString("cards:\n")
	}
	for _, c := range b.Cards {
		w.text("  - ", "id", string(c.ID))
		w.text("    ", "front", c.Front)
		w.text("    ", "back", c.Back)
		w.optional("    ", "fact", string(c.Fact))
		w.optional("    ", "status", string(c.Status))
		w.flag("    ", "edited", c.Edited)
	}
}

func (w *writer) fact(f questions.Fact) {
	w.text("  - ", "id", string(f.ID))
	w.text("    ", "statement", f.Statement)
	w.optional("    ", "context", f.Context)
	w.optional("    ", "claimant", f.Claimant)
	w.optional("    ", "event", f.Event)
	writeTexts(w, "    ", "topics", f.Topics)
	w.number("    ", "importance", f.Importance)
	if len(f.Spans) > 0 {
		w.WriteString("    spans:\n")
	}
	for _, s := range f.Spans {
		w.text("      - ", "kind", string(s.Kind))
		w.text("        ", "text", s.Text)
		w.optional("        ", "ask", s.Ask)
		writeTexts(w, "        ", "wrong", s.Wrong)
		writeTexts(w, "        ", "forms", s.Forms)
	}
	if len(f.Evidence) > 0 {
		w.WriteString("    evidence:\n")
	}
	for _, e := range f.Evidence {
		w.text("      - ", "source", string(e.Source))
		w.number("        ", "paragraph", e.Paragraph)
		w.optional("        ", "anchor", e.Anchor)
		w.optional("        ", "quote", e.Quote)
	}
	w.optional("    ", "found_by", f.FoundBy)
}

func (w *writer) text(indent, key, value string) {
	w.WriteString(indent + key + ": ")
	w.quote(value)
	w.WriteByte('\n')
}

func (w *writer) optional(indent, key, value string) {
	if value != "" {
		w.text(indent, key, value)
	}
}

func (w *writer) number(indent, key string, value int) {
	if value < 0 || value > maxNumber {
		w.refuse("%s is %d: a number from 0 to %d is needed", key, value, maxNumber)
	}
	w.WriteString(indent + key + ": " + strconv.Itoa(value) + "\n")
}

func (w *writer) percent(indent, key string, value float64) {
	written := strconv.FormatFloat(value+0, 'f', -1, 64)
	if !percent.MatchString(written) {
		w.refuse("%s is %v: a number from -999 to 999 with at most 18 decimals is needed", key, value)
	}
	w.WriteString(indent + key + ": " + written + "\n")
}

// writeByOption writes what is said about options.
func writeByOption[T any](w *writer, q questions.Question, key string, values map[string]T, value func(T)) {
	if len(values) == 0 {
		return
	}
	w.WriteString("    " + key + ":\n")
	for _, option := range questions.OptionsOf(q, values) {
		w.text("      - ", "option", option)
		value(values[option])
	}
}

func (w *writer) flag(indent, key string, value bool) {
	if value {
		w.WriteString(indent + key + ": true\n")
	}
}

// writeTexts writes a list of texts on one line, or with an item a line where
// the reader would find too many in one pair of brackets.
func writeTexts[T ~string](w *writer, indent, key string, values []T) {
	if len(values) == 0 {
		return
	}
	w.WriteString(indent + key + ":")
	if len(values) > maxFlowItems {
		w.WriteByte('\n')
		for _, v := range values {
			w.WriteString(indent + "  - ")
			w.quote(string(v))
			w.WriteByte('\n')
		}
		return
	}
	w.WriteString(" [")
	for i, v := range values {
		if i > 0 {
			w.WriteString(", ")
		}
		w.quote(string(v))
	}
	w.WriteString("]\n")
}

// quote writes a text in double quotes (YAML 1.2, section 7.3.1). Besides
// what must be escaped, everything that cannot be seen is: a file that is
// reviewed shows what it says. The joiners stay, emoji are made with them.
func (w *writer) quote(s string) {
	if !utf8.ValidString(s) {
		w.refuse("the text %q is not valid UTF-8: mend it before writing the bank", shorten(s))
	}
	w.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			w.WriteByte('\\')
			w.WriteRune(r)
		case r == '\n':
			w.WriteString(`\n`)
		case r == '\t':
			w.WriteString(`\t`)
		case r == '\r':
			w.WriteString(`\r`)
		case r == ' ' || r == '\u200c' || r == '\u200d' || r == utf8.RuneError || unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r):
			w.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(w, `\x%02X`, r)
		case r < 0x10000:
			fmt.Fprintf(w, `\u%04X`, r)
		default:
			fmt.Fprintf(w, `\U%08X`, r)
		}
	}
	w.WriteByte('"')
}
