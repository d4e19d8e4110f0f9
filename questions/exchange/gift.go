package exchange

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"quizbot/questions"
)

// giftRecord begins the comment that carries a record in a GIFT file.
const giftRecord = "// quizbot: "

// exportGIFT writes the questions in Moodle's GIFT format
// (docs.moodle.org, "GIFT format"): one a block, with the id and the tags in a
// comment that Moodle reads and the record in one that it skips.
func exportGIFT(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	var out strings.Builder
	fmt.Fprintf(&out, "$CATEGORY: $course$/top/%s\n", strings.ReplaceAll(oneLine(b.Title), "/", "//"))
	for _, o := range prepare(b, &r, false) {
		answers, ok := giftAnswers(o, &r)
		if !ok {
			continue
		}
		fmt.Fprintf(&out, "\n// [id:%s]", o.ID)
		for _, t := range o.tags {
			fmt.Fprintf(&out, " [tag:%s]", t)
		}
		fmt.Fprintf(&out, "\n%s%s\n::%s::[plain]%s {%s", giftRecord, o.line(), giftEscape(string(o.ID)), giftEscape(o.Stem), answers)
		if text := o.explained(); text != "" {
			out.WriteString("\n\t####[plain]" + giftEscape(text))
		}
		out.WriteString("\n}\n")
	}
	return []byte(out.String()), r, nil
}

var giftEscapes = strings.NewReplacer(`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "\n", `\n`)

// giftEscape writes a text so that nothing in it has a meaning in GIFT.
func giftEscape(s string) string { return giftEscapes.Replace(s) }

// giftOption writes an option or a side of a pair. A bracket at its beginning
// would be read as a text format.
func giftOption(s string) string {
	if strings.HasPrefix(s, "[") {
		return "[plain]" + giftEscape(s)
	}
	return giftEscape(s)
}

// giftFeedback writes what follows an option. The arrow would turn a short
// answer into pairs, so it goes as HTML.
func giftFeedback(text string) string {
	switch {
	case text == "":
		return ""
	case strings.Contains(text, "->"):
		return "#[html]" + giftEscape(toHTML(text))
	}
	return "#[plain]" + giftEscape(text)
}

// giftAnswers writes what stands between the braces. False when GIFT cannot
// say it; the report then tells why.
func giftAnswers(o *outgoing, r *Report) (string, bool) {
	var out strings.Builder
	option := func(mark, text string) {
		out.WriteString("\n\t" + mark + giftOption(text) + giftFeedback(o.Feedback[text]))
	}
	switch {
	case o.Form == questions.TrueFalse:
		letter, wrong := "T", questions.False
		if o.Key[0] == questions.False {
			letter, wrong = "F", questions.True
		}
		out.WriteString(letter)
		if right := o.Feedback[o.Key[0]]; o.Feedback[wrong] != "" || right != "" {
			// The first text is shown to who was wrong, the second to who was right.
			out.WriteString(cmpOr(giftFeedback(o.Feedback[wrong]), "#") + giftFeedback(right))
		}
	case o.Form == questions.Order, o.Form == questions.Match:
		o.noFeedback(r, "GIFT")
		q := o.Question
		if o.Form == questions.Order {
			r.changed(string(o.ID), "GIFT has no putting in order: it is written as pairs with the numbers 1 to %d", len(o.Key))
			q = asPairs(q)
		}
		if len(q.Key) < 2 || len(q.Key)+len(q.Distractors) < 3 {
			r.changed(string(o.ID), "Moodle wants two pairs and three right sides at least: it may refuse this one")
		}
		for i, p := range q.Prompts {
			if strings.Contains(p, "->") {
				p = "[html]" + giftEscape(toHTML(p))
			} else {
				p = giftOption(p)
			}
			out.WriteString("\n\t=" + p + " -> " + giftOption(q.Key[i]))
		}
		for _, d := range q.Distractors {
			out.WriteString("\n\t= -> " + giftOption(d))
		}
	case o.Form == questions.Several:
		shares := percents(o.Question)
		for _, text := range o.Options() {
			share, exact := moodleGrade(shares[text])
			if !exact {
				r.changed(string(o.ID), "Moodle knows no share of %v percent: the option %q has %s", shares[text], shorten(text), share)
			}
			option("~%"+share+"%", text)
		}
	case o.Typed():
		return giftTyped(o, r)
	default:
		for _, text := range o.Options() {
			mark := "~"
			if slices.Contains(o.Key, text) {
				mark = "="
			}
			if strings.HasPrefix(text, "%") { // else it reads as a share
				mark += map[string]string{"=": "%100%", "~": "%0%"}[mark]
			}
			option(mark, text)
		}
	}
	return out.String(), true
}

// giftTyped writes the accepted and the known wrong answers of a typed question.
func giftTyped(o *outgoing, r *Report) (string, bool) {
	var out strings.Builder
	if o.Form == questions.NumberChoice {
		if number := numberOf(o.Key[0]); number != "" {
			o.record.Key = o.Key
			if o.Key[0] != number || len(o.Key) > 1 {
				r.changed(string(o.ID), "its key %q goes as the number %s, which is to be typed without unit", shorten(o.Key[0]), number)
			}
			text := number
			if o.Tolerance != "" {
				text += ":" + o.Tolerance
			}
			return "#\n\t=" + text + giftFeedback(o.Feedback[o.Key[0]]), true
		}
		r.changed(string(o.ID), "its key %q is no plain number: it goes as a short answer, without tolerance", shorten(o.Key[0]))
		o.Tolerance = ""
	}
	answers := spellings(o.Form, o.Key)
	if len(answers) > len(o.Key) {
		o.record.Key = o.Key
	}
	if slices.ContainsFunc(append(slices.Clone(answers), o.Distractors...), func(s string) bool { return strings.Contains(s, "->") }) {
		r.leftOut(string(o.ID), "a typed answer with -> reads as pairs in GIFT: use --format moodle-xml")
		return "", false
	}
	for _, text := range answers {
		out.WriteString("\n\t=%100%" + giftOption(shortAnswer(text)) + giftFeedback(o.Feedback[text]))
	}
	for _, text := range o.Distractors {
		out.WriteString("\n\t=%0%" + giftOption(shortAnswer(text)) + giftFeedback(o.Feedback[text]))
	}
	return out.String(), true
}

// shortAnswer writes an answer for Moodle's short answers, where a star stands
// for anything.
func shortAnswer(s string) string { return strings.ReplaceAll(s, "*", `\*`) }

// plainAnswer is the reverse. False when the answer has a star that stands for anything.
func plainAnswer(s string) (string, bool) {
	plain := strings.ReplaceAll(s, `\*`, "\x00")
	return strings.ReplaceAll(plain, "\x00", "*"), !strings.Contains(plain, "*")
}

// giftLook finds a category, a title or answers in braces.
var giftLook = regexp.MustCompile(`(?m)^\$CATEGORY:|^::.+?::|^// quizbot: |\{\s*(?:[=~]|#\s*[=0-9.-]|(?:TRUE|FALSE|T|F)\s*[#}])`)

func looksLikeGIFT(data []byte) bool {
	start := beginning(data)
	return len(start) > 0 && bytes.IndexByte([]byte("<{#"), start[0]) < 0 && !bytes.HasPrefix(start, []byte("PK\x03\x04")) && giftLook.Match(start)
}
