package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quizbot/questions"
)

// outgoing is a question on its way into another format.
type outgoing struct {
	questions.Question // its texts as other programs can hold them
	citations          []questions.Citation
	tags               []string // topics, "form:gap" and "fact:kabul-1996"
	record             record
}

// line returns the record of the question as it is written now.
func (o *outgoing) line() string {
	o.record.Sum = sumOf(o.Question)
	return o.record.String()
}

// explained returns the explanation with the citations below.
func (o *outgoing) explained() string { return withCitations(o.Explanation, o.citations) }

// prepare returns the questions that are to be written, and reports those that
// never are: retired ones and those that nobody could answer. Flashcards are
// reported in one line unless the format takes them.
func prepare(b *questions.Bank, r *Report, cards bool) []*outgoing {
	var list []*outgoing
	written := map[questions.FactID]bool{}
	for _, q := range b.Questions {
		if q.Status == questions.Retired {
			r.leftOut(string(q.ID), "it is retired")
			continue
		}
		o := &outgoing{Question: cleaned(q, r), citations: b.CitationsOf(q.Facts), record: recordOf(b, string(q.ID), q.Facts)}
		switch {
		case o.Stem == "" || len(o.Key) == 0 || slices.Contains(o.Options(), ""):
			r.leftOut(string(q.ID), "its stem, its key or an option is empty: quizbot check says what to mend")
			continue
		case o.Form == questions.Match && len(o.Prompts) != len(o.Key):
			r.leftOut(string(q.ID), "it has %d prompts and %d right sides: quizbot check says what to mend", len(o.Prompts), len(o.Key))
			continue
		}
		if option, ok := standsTwice(o.Question); ok {
			r.leftOut(string(q.ID), "the option %q stands twice, so that nobody could tell which is right: replace one", shorten(option))
			continue
		}
		o.record.Form, o.record.Topics, o.record.Edited = q.Form, q.Topics, q.Edited
		o.tags = tagsOf(b, o.Topics, q.Facts, r, string(q.ID))
		o.tags = append(o.tags, "form:"+string(q.Form))
		for _, id := range q.Facts {
			written[id] = true
			if questions.Slug(string(id)) && !slices.Contains(o.tags, "fact:"+string(id)) {
				o.tags = append(o.tags, "fact:"+string(id))
			}
		}
		list = append(list, o)
	}
	if cards {
		for _, c := range b.Cards {
			written[c.Fact] = written[c.Fact] || c.Status != questions.Retired
		}
	} else if n := len(b.Cards); n > 0 {
		r.changed("", "it has no place for the %d flashcards: export them with --format anki", n)
	}
	unused := 0
	for _, f := range b.Facts {
		if !written[f.ID] {
			unused++
		}
	}
	if unused > 0 {
		r.changed("", "%d facts that no written question rests on are not there", unused)
	}
	return list
}

// standsTwice returns an option that another one equals. Right sides of pairs
// may stand twice.
func standsTwice(q questions.Question) (string, bool) {
	options := q.Options()
	for i, o := range options {
		if q.Form != questions.Match && slices.Contains(options[:i], o) {
			return o, true
		}
	}
	return "", false
}

// tagsOf returns the topics of a question and of its facts.
func tagsOf(b *questions.Bank, own []string, facts []questions.FactID, r *Report, id string) []string {
	var tags []string
	add := func(topics []string) {
		for _, t := range topics {
			switch {
			case slices.Contains(tags, t):
			case !questions.Slug(t):
				r.changed(id, "the topic %q is no slug and becomes no tag", shorten(t))
			default:
				tags = append(tags, t)
			}
		}
	}
	add(own)
	for _, factID := range facts {
		f, _ := b.FactByID(factID)
		add(f.Topics)
	}
	return tags
}

// cleaned returns the question without what files of other programs cannot
// hold: spaces around a text, control characters, bytes that are not UTF-8.
func cleaned(q questions.Question, r *Report) questions.Question {
	changed := false
	fix := func(s string) string {
		c := cleanText(s)
		changed = changed || c != s
		return c
	}
	fixAll := func(texts []string) []string {
		texts = slices.Clone(texts)
		for i := range texts {
			texts[i] = fix(texts[i])
		}
		return texts
	}
	q.Stem, q.Explanation, q.Tolerance = fix(q.Stem), fix(q.Explanation), fix(q.Tolerance)
	q.Key, q.Distractors, q.Prompts = fixAll(q.Key), fixAll(q.Distractors), fixAll(q.Prompts)
	if len(q.Weights) > 0 {
		weights := map[string]float64{}
		for option, w := range q.Weights {
			weights[fix(option)] = w
		}
		q.Weights = weights
	}
	var feedback map[string]string
	for option, text := range q.Feedback {
		option, text = fix(option), fix(text)
		switch {
		case text == "":
		case !slices.Contains(q.Options(), option):
			r.changed(string(q.ID), "the feedback for %q is left out, since it is none of the options", shorten(option))
		default:
			if feedback == nil {
				feedback = map[string]string{}
			}
			feedback[option] = text
		}
	}
	q.Feedback = feedback
	if changed {
		r.changed(string(q.ID), "spaces around texts and characters that cannot be shown are left out")
	}
	return q
}

// cleanText returns a text that every format can hold.
func cleanText(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || r == '\ufeff' || r&0xfffe == 0xfffe {
			return -1
		}
		return r
	}, s))
}

// noFeedback takes away the feedback for options, for formats without a place for it.
func (o *outgoing) noFeedback(r *Report, where string) {
	if len(o.Feedback) > 0 {
		r.changed(string(o.ID), "%s has no place for the feedback on single options: it is left out", where)
		o.Feedback = nil
	}
}

// asPairs turns an order into pairs with the numbers 1 to n.
func asPairs(q questions.Question) questions.Question {
	q.Form, q.Prompts = questions.Match, ordinals(len(q.Key))
	return q
}

func ordinals(n int) []string {
	numbers := make([]string, n)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	return numbers
}

// spellings returns the answers that another program must be given so that it
// takes what we take: of a date every way to write it.
func spellings(form questions.Form, key []string) []string {
	all := slices.Clone(key)
	if form != questions.DateChoice || len(key) == 0 {
		return all
	}
	d, err := questions.ParseDate(key[0])
	if err != nil {
		return all
	}
	ways := []string{d.Words(), d.String()}
	if d.Day != 0 {
		ways = append(ways, d.Month.String()+" "+strconv.Itoa(d.Day)+", "+strconv.Itoa(d.Year))
	}
	for _, w := range ways {
		if !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9]{1,15}(?:\.[0-9]{1,12})?$`)

// numberOf returns the decimal that a typed number's key states, "" when it
// states none.
func numberOf(key string) string {
	if plainNumber.MatchString(key) {
		return key
	}
	if q, ok := questions.ParseQuantity(key); ok {
		if s := decimal(q.Value); plainNumber.MatchString(s) {
			return s
		}
	}
	return ""
}

// percents returns the share of the points for every option of a question
// with several right ones; without weights the right ones share 100 alike, and
// the wrong ones -100, as package grading judges.
func percents(q questions.Question) map[string]float64 {
	if len(q.Weights) > 0 {
		return q.Weights
	}
	shares := map[string]float64{}
	for _, d := range q.Distractors {
		shares[d] = -100 / float64(len(q.Distractors))
	}
	for _, k := range q.Key {
		shares[k] = 100 / float64(len(q.Key))
	}
	return shares
}

// moodleGrades are the shares that Moodle takes (question/engine/bank.php,
// get_grade_options): any other makes it refuse the question.
var moodleGrades = []float64{100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0}

// moodleGrade returns the share nearest to p that Moodle takes, as it writes it.
func moodleGrade(p float64) (written string, exact bool) {
	best := 0.0
	for _, g := range moodleGrades {
		for _, signed := range []float64{g, -g} {
			if abs(signed-p) < abs(best-p) {
				best = signed
			}
		}
	}
	return strconv.FormatFloat(best+0, 'f', -1, 64), abs(best-p) < 0.0001
}

func abs(f float64) float64 { return max(f, -f) }
