package exchange

import (
	"context"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"quizbot/questions"
)

// importGIFT reads a GIFT file as Moodle does, and refuses what Moodle would
// read in another way than it is meant.
func importGIFT(_ context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	g := &giftReader{intake: in}
	line := 0
	for _, l := range strings.Split(text+"\n\n", "\n") {
		line++
		trimmed := strings.TrimSpace(l)
		switch {
		case trimmed == "":
			g.end()
		case strings.HasPrefix(trimmed, "$CATEGORY:"):
			g.end()
			g.enterCategory(strings.TrimPrefix(trimmed, "$CATEGORY:"))
		case strings.HasPrefix(trimmed, "//"):
			g.comment(trimmed)
		default:
			if len(g.lines) == 0 {
				g.from = line
			}
			g.lines = append(g.lines, l)
		}
		if in.full() {
			break
		}
	}
	return in.done()
}

// giftReader gathers the lines of one question.
type giftReader struct {
	*intake
	lines []string
	from  int // line of the first
	q     incoming
}

var (
	giftID  = regexp.MustCompile(`\[id:([^\x00-\x1F\x7F]+?)\]`)
	giftTag = regexp.MustCompile(`\[tag:((?:\\\]|[^\]\[<>` + "`" + `\x00-\x1F\x7F])+?)\]`)
)

func (g *giftReader) comment(line string) {
	if text, ok := strings.CutPrefix(line, strings.TrimSpace(giftRecord)); ok {
		r, err := parseRecord(strings.TrimSpace(text))
		if err != nil {
			g.changed(g.from, "", "%v", err)
			return
		}
		g.q.record = r
		return
	}
	if m := giftID.FindStringSubmatch(line); m != nil {
		g.q.named = strings.TrimSpace(strings.ReplaceAll(m[1], `\]`, "]"))
	}
	for _, m := range giftTag.FindAllStringSubmatch(line, -1) {
		g.q.tags = append(g.q.tags, strings.TrimSpace(strings.ReplaceAll(m[1], `\]`, "]")))
	}
}

// unescaped returns the place of the first of the bytes that has no backslash
// before it, from a place on; -1 = none.
func unescaped(s string, from int, bytes string) int {
	for i := from; i < len(s); i++ {
		if s[i] == '\\' {
			i++
		} else if strings.IndexByte(bytes, s[i]) >= 0 {
			return i
		}
	}
	return -1
}

// end reads the question whose lines are there, if any.
func (g *giftReader) end() {
	if len(g.lines) == 0 {
		return // comments stay: they may stand before a blank line
	}
	source, q := strings.TrimSpace(strings.Join(g.lines, "\n")), g.q
	q.line = g.from
	g.lines, g.q = nil, incoming{}
	if strings.HasPrefix(source, "::") {
		end := 2
		for end = unescaped(source, end, ":"); end >= 0 && !strings.HasPrefix(source[end:], "::"); {
			end = unescaped(source, end+1, ":")
		}
		if end < 0 {
			g.problem(q.line, "gift", "the title %q does not end: write :: after it", shorten(source))
			return
		}
		title, _ := g.text(source[2:end], "plain")
		q.named = cmpOr(q.named, title)
		source = strings.TrimSpace(source[end+2:])
	}
	opens := unescaped(source, 0, "{}")
	if opens < 0 {
		g.leftOut(q.line, cmpOr(q.named, shorten(source)), "it has no answers in braces: it is a description")
		return
	}
	closes := unescaped(source, opens+1, "{}")
	switch {
	case source[opens] == '}':
		g.problem(q.line, "gift", "there is a } before any { in %q: write \\} for a brace in a text", shorten(source))
		return
	case closes < 0:
		g.problem(q.line, "gift", "the { in %q has no }: a blank line ends a question, so take blank lines out of it, or write \\{ for a brace in a text", shorten(source))
		return
	case source[closes] == '{' || unescaped(source, closes+1, "{}") >= 0:
		g.problem(q.line, "gift", "there are several braces in %q: write \\{ and \\} for braces in a text, and a blank line between questions", shorten(source))
		return
	}
	before, inside, after := strings.TrimRight(source[:opens], "\n"), source[opens+1:closes], source[closes+1:]
	format := "moodle"
	stem, format := g.text(before, format)
	if strings.TrimSpace(after) != "" {
		rest, _ := g.text(after, format)
		if before == strings.TrimRight(before, " ") {
			stem += questions.GapMark
		} else {
			stem += " " + questions.GapMark
		}
		if strings.HasPrefix(after, " ") || strings.HasPrefix(after, "\n") {
			stem += " "
		}
		stem += rest
	}
	q.Stem = stem
	g.answers(&q, strings.TrimSpace(inside), format)
}

// text returns a piece of the file as plain text, with the format that it
// names at its beginning, or else the given one.
func (g *giftReader) text(raw, format string) (text, used string) {
	raw = strings.TrimSpace(raw)
	for _, f := range []string{"html", "markdown", "plain", "moodle"} {
		if rest, ok := strings.CutPrefix(raw, "["+f+"]"); ok {
			raw, format = rest, f
			break
		}
	}
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' && i+1 < len(raw) {
			if c := raw[i+1]; c == 'n' {
				b.WriteByte('\n')
				i++
				continue
			} else if strings.IndexByte(`\~=#{}:`, c) >= 0 {
				b.WriteByte(c)
				i++
				continue
			}
		}
		b.WriteByte(raw[i])
	}
	text = strings.TrimSpace(b.String())
	if format == "html" || format == "moodle" && htmlTag.MatchString(text) {
		shown, lost := fromHTML(text)
		for _, what := range lost {
			g.changed(g.from, "", "%s is not taken over from %q", what, shorten(shown))
		}
		text = shown
	}
	return text, format
}

// htmlTag finds what only HTML has.
var htmlTag = regexp.MustCompile(`(?i)</?(?:p|br|b|i|em|strong|div|span|a|img|ul|ol|li|code|pre|sub|sup|table|tr|td|u|h[1-6])\b[^>]*>|&(?:amp|lt|gt|quot|nbsp|#\d+);`)

// giftAnswer is one answer between the braces.
type giftAnswer struct {
	mark     byte // '=' or '~'
	share    float64
	shared   bool // a share was written
	raw      string
	whole    string // with the share, for pairs, which have none
	feedback string
}

var giftShare = regexp.MustCompile(`^\s*%(-?[0-9]{1,3}(?:\.[0-9]{0,7})?)%`)

// answers reads what stands between the braces and adds the question.
func (g *giftReader) answers(q *incoming, inside, format string) {
	if at := generalFeedback(inside); at >= 0 {
		q.Explanation, _ = g.text(inside[at+4:], format)
		inside = strings.TrimSpace(inside[:at])
	}
	label := cmpOr(q.named, shorten(q.Stem))
	bare := strings.TrimSpace(inside)
	if i := unescaped(bare, 0, "#"); i > 0 {
		bare = strings.TrimSpace(bare[:i])
	}
	numbers := strings.HasPrefix(inside, "#")
	switch {
	case inside == "":
		g.leftOut(q.line, label, "it is an essay")
		return
	case bare == "T" || bare == "TRUE" || bare == "F" || bare == "FALSE":
		g.trueFalse(q, bare[0] == 'T', inside[len(bare):], format)
		return
	case numbers:
		inside = strings.TrimSpace(inside[1:])
		if !strings.HasPrefix(inside, "=") && !strings.HasPrefix(inside, "~") {
			inside = "=" + inside
		}
	case inside[0] != '=' && inside[0] != '~':
		inside = "=" + inside // a short answer may stand alone
	}
	list, ok := g.split(q, inside, format)
	if !ok {
		return
	}
	choice, pairs := false, true
	for _, a := range list {
		choice = choice || a.mark == '~'
		pairs = pairs && strings.Contains(a.raw, "->")
	}
	switch {
	case numbers:
		ok = g.number(q, list, label)
	case choice:
		ok = g.choice(q, list, label, format)
	case pairs:
		q.Form = questions.Match
		for _, a := range list {
			left, right, _ := strings.Cut(a.whole, "->")
			prompt, _ := g.text(left, format)
			key, _ := g.text(right, format)
			if prompt == "" {
				q.Distractors = append(q.Distractors, key)
			} else {
				q.Prompts, q.Key = append(q.Prompts, prompt), append(q.Key, key)
			}
		}
	default:
		ok = g.typed(q, list, label, format)
	}
	if ok {
		g.add(*q)
	}
}

// generalFeedback returns where #### stands, -1 = nowhere.
func generalFeedback(s string) int {
	for i := unescaped(s, 0, "#"); i >= 0; i = unescaped(s, i+1, "#") {
		if strings.HasPrefix(s[i:], "####") {
			return i
		}
	}
	return -1
}

func (g *giftReader) trueFalse(q *incoming, isTrue bool, rest, format string) {
	key, wrong := questions.True, questions.False
	if !isTrue {
		key, wrong = wrong, key
	}
	q.Form, q.Key, q.Distractors, q.Feedback = questions.TrueFalse, []string{key}, []string{wrong}, map[string]string{}
	rest = strings.TrimPrefix(strings.TrimSpace(rest), "#")
	first, second := rest, ""
	if i := unescaped(rest, 0, "#"); i >= 0 {
		first, second = rest[:i], rest[i+1:]
	}
	q.Feedback[wrong], _ = g.text(first, format)
	q.Feedback[key], _ = g.text(second, format)
	g.add(*q)
}

// split parts the answers.
func (g *giftReader) split(q *incoming, inside, format string) ([]giftAnswer, bool) {
	var list []giftAnswer
	for i := 0; i >= 0 && i < len(inside); {
		next := unescaped(inside, i+1, "=~")
		end := next
		if end < 0 {
			end = len(inside)
		}
		a := giftAnswer{mark: inside[i], raw: inside[i+1 : end], whole: inside[i+1 : end]}
		if m := giftShare.FindStringSubmatch(a.raw); m != nil {
			a.share, _ = strconv.ParseFloat(m[1], 64)
			a.shared, a.raw = true, a.raw[len(m[0]):]
		}
		if at := unescaped(a.raw, 0, "#"); at >= 0 {
			if next >= 0 && inside[next-1] != ' ' && inside[next-1] != '\n' && inside[next-1] != '\t' && strings.Contains(a.raw[at:], "://") {
				g.problem(q.line, "gift", "the %q after %q begins a new answer in the middle of an address: write \\%c", inside[next], shorten(a.raw), inside[next])
				return nil, false
			}
			a.feedback, _ = g.text(a.raw[at+1:], format)
			a.raw = a.raw[:at]
		}
		list = append(list, a)
		i = next
	}
	return list, true
}

// choice reads options, one of them right or several by shares.
func (g *giftReader) choice(q *incoming, list []giftAnswer, label, format string) bool {
	var options []string
	var shares []float64
	full, partly := 0, false
	q.Feedback = map[string]string{}
	for _, a := range list {
		text, _ := g.text(a.raw, format)
		share := a.share
		if a.mark == '=' && !a.shared {
			share = 100
		}
		if share == 100 {
			full++
		}
		partly = partly || share > 0 && share < 100
		options, shares = append(options, text), append(shares, share)
		q.Feedback[text] = a.feedback
	}
	several := full == 0 || full == 1 && list[0].mark == '~' && list[0].shared && !hasMark(list, '=')
	switch {
	case several && full+boolInt(partly) == 0:
		g.leftOut(q.line, label, "no option is right: mark one with =")
		return false
	case several:
		return g.weigh(q, options, shares)
	case full > 1:
		g.leftOut(q.line, label, "%d options are each right on their own: give them shares that add up to 100, such as ~%%50%%, or make all but one wrong", full)
		return false
	}
	for i, o := range options {
		if shares[i] == 100 {
			q.Key = append(q.Key, o)
		} else {
			q.Distractors = append(q.Distractors, o)
			if shares[i] > 0 {
				g.changed(q.line, label, "the option %q was worth %v percent and is worth nothing now", shorten(o), shares[i])
			}
		}
	}
	q.Form = chosenForm(q.Stem, false)
	return true
}

func hasMark(list []giftAnswer, mark byte) bool {
	for _, a := range list {
		if a.mark == mark {
			return true
		}
	}
	return false
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// typed reads a short answer with its spellings.
func (g *giftReader) typed(q *incoming, list []giftAnswer, label, format string) bool {
	q.Feedback = map[string]string{}
	for _, a := range list {
		text, _ := g.text(a.raw, format)
		share := a.share
		if !a.shared {
			share = 100
		}
		g.spelling(q, text, share, a.feedback, label)
	}
	q.Form = chosenForm(q.Stem, true)
	if len(q.Distractors) > 0 {
		q.Form = questions.ShortAnswer
	}
	return true
}

// spelling adds one answer of a typed question, with its share in percent.
func (in *intake) spelling(q *incoming, answer string, share float64, feedback, label string) {
	text, plain := plainAnswer(answer)
	switch {
	case !plain && share == 100:
		in.changed(q.line, label, "the answer %q stands for any text with its star: write the answers out", shorten(answer))
		return
	case !plain:
		return // "anything else": what every wrong answer is
	case share == 100:
		q.Key = append(q.Key, text)
	case share > 0:
		in.changed(q.line, label, "the answer %q was worth %v percent and is worth nothing now", shorten(text), share)
		q.Distractors = append(q.Distractors, text)
	default:
		q.Distractors = append(q.Distractors, text)
	}
	q.Feedback[text] = feedback
}

// number reads a numeric answer: 3, 3:0.5 or 2.5..3.5.
func (g *giftReader) number(q *incoming, list []giftAnswer, label string) bool {
	q.Form, q.Feedback = questions.NumberChoice, map[string]string{}
	for _, a := range list {
		raw := strings.ReplaceAll(strings.TrimSpace(a.raw), `\:`, ":")
		if raw == "" || raw == "*" || a.shared && a.share != 100 {
			if a.share > 0 {
				g.changed(q.line, label, "the answer %q was worth %v percent and is worth nothing now", shorten(raw), a.share)
			}
			continue
		}
		value, tolerance, _ := strings.Cut(raw, ":")
		if low, high, ok := strings.Cut(raw, ".."); ok {
			value, tolerance = middle(strings.TrimSpace(low), strings.TrimSpace(high))
		}
		value, tolerance = strings.TrimSpace(value), strings.TrimSpace(tolerance)
		if !plainNumber.MatchString(value) || tolerance != "" && !plainNumber.MatchString(tolerance) {
			g.problem(q.line, "gift", "%q is no number: write 3, 3:0.5 or 2.5..3.5", shorten(raw))
			return false
		}
		g.numeric(q, value, tolerance, a.feedback, label)
	}
	return true
}

// numeric adds one right number with its tolerance; only the first is kept.
func (in *intake) numeric(q *incoming, value, tolerance, feedback, label string) {
	if len(q.Key) > 0 {
		in.changed(q.line, label, "the second right number %s is not taken over", value)
		return
	}
	q.Key, q.Feedback[value] = []string{value}, feedback
	if strings.Trim(tolerance, "0.") != "" {
		q.Tolerance = strings.TrimPrefix(tolerance, "+")
	}
}

// middle returns the middle of a range and how far its ends are from it.
func middle(low, high string) (value, tolerance string) {
	a, aOK := new(big.Rat).SetString(low)
	b, bOK := new(big.Rat).SetString(high)
	if !aOK || !bOK || !plainNumber.MatchString(low) || !plainNumber.MatchString(high) {
		return low + ".." + high, ""
	}
	half := big.NewRat(1, 2)
	sum, difference := new(big.Rat).Add(a, b), new(big.Rat).Sub(b, a)
	return decimal(sum.Mul(sum, half)), decimal(difference.Abs(difference.Mul(difference, half)))
}

// decimal writes a number with at most 12 decimals and no zeros at the end.
func decimal(r *big.Rat) string {
	s := r.FloatString(12)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
