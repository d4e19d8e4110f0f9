package rules

import (
	"strings"

	"quizbot/questions"
)

// numberSpan makes the span of the first quantity of a clause, with a question
// where it stands in the subject, directly behind the verb or its preposition, or
// tells how often. Where nothing can be asked, it is that of the only quantity.
func (f *finder) numberSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	inSubject, inRest := quantities(c.subject), quantities(c.rest)
	if len(quantities(c.front)) > 0 || len(inSubject)+len(inRest) == 0 {
		return questions.Span{}, false
	}
	part, q := c.subject, quantity{}
	if len(inSubject) > 0 {
		q = inSubject[0]
	} else {
		part, q = c.rest, inRest[0]
	}
	text := s.render(part[q.from:q.to])
	values := questions.Numbers(text)
	if strings.Count(statement, text) != 1 || len(values) != 1 || values[0] < 2 {
		return questions.Span{}, false
	}
	few := values[0] < 4 && !q.percent && !q.money // which is guessed where it is left out
	span := questions.Span{Kind: questions.Number, Text: text}
	var ask string
	if len(inSubject) > 0 {
		ask = f.howManyDid(s, c, q)
	} else if len(inRest) == 1 {
		ask = f.howMany(s, c, q)
	}
	if ask == "" {
		return span, !few && len(inSubject)+len(inRest) == 1
	}
	if few {
		span.Forms = []questions.Form{questions.NumberChoice, questions.TrueFalse}
	}
	span.Ask = ask + "?"
	return span, true
}

// howManyDid asks for a quantity that begins the subject; "" where it does not.
func (f *finder) howManyDid(s *sentence, c *clause, q quantity) string {
	if q.from != q.words || q.money || !q.percent && q.object <= q.to {
		return "" // the approximation goes into the question
	}
	ask, from := q.how("how many ")+s.render(c.subject[q.to:q.object]), q.object
	if q.percent {
		if q.to == len(c.subject) || c.subject[q.to].text != "of" {
			return ""
		}
		ask, from = strings.TrimSuffix(q.how("what percentage "), " "), q.to
	}
	for _, more := range [][]token{c.subject[from:], c.verb, c.rest} {
		if len(more) > 0 {
			ask += " " + s.render(more)
		}
	}
	if len(c.front) > 0 {
		ask += " " + f.lowerFirst(s.render(c.front), c.front[0])
	}
	full, _, ok := f.fullNames(s, c.tokens(), ask)
	if !ok {
		return ""
	}
	return strings.TrimRight(full, " ,")
}

var (
	// spent are verbs behind which an amount of money is the whole object.
	spent = set("raised raises raise spent spends spend paid pays pay cost costs invested invests invest donated donates donate earned earns earn lost loses lose received receives receive contributed contributes contribute borrowed owed owes owe collected collects collect generated generates generate totaled totalled saved saves save fetched grossed won wins pledged made")
	// changed are verbs behind which a percentage is by how much.
	changed = set("rose rises risen rise fell falls fallen fall increased increases increase decreased decreases decrease grew grows grown grow declined declines decline dropped drops drop climbed climbs climb gained gains gain lost jumped jumps jump slid slides surged surges surge plunged plunges plunge shrank shrunk shrinks tumbled soared")
)

// howMany asks for a quantity behind the verb; "" where it cannot be asked for.
func (f *finder) howMany(s *sentence, c *clause, q quantity) string {
	main := strings.ToLower(c.verb[len(c.verb)-1].text)
	begin := q.from - q.words // where the approximation begins
	end, what := q.object, "how many "+s.render(c.rest[q.to:q.object])
	switch {
	case q.object > q.to && c.rest[q.to].text == "times" && begin > 0 && (q.to+1 == len(c.rest) || c.rest[q.to+1].tag == "IN" && c.rest[q.to+1].text != "as" && c.rest[q.to+1].text != "than"):
		end, what = q.to+1, "how many times" // wherever it stands
	case begin > 1 || begin == 1 && !asksBefore[c.rest[0].text]:
		return ""
	case q.money && begin == 0 && spent[main]:
		end, what = q.to, "how much"
	case q.percent && changed[main] && (begin == 0 || c.rest[0].text == "by"):
		end, what = q.to, "what percentage"
	case q.money || q.percent || q.object <= q.to:
		return ""
	}
	if end < len(c.rest) && begin == 0 && c.rest[end].text == "of" && !q.money && !q.percent {
		to := nounPhrase(c.rest, end+1)
		if to == end+1 {
			return ""
		}
		end, what = to, what+" "+s.render(c.rest[end:to]) // "kilometres of roads"
	}
	if strings.ContainsAny(what, "—–") || end < len(c.rest) && (isNoun(c.rest[end].tag) || isMark(c.rest[end].text) && !(end+1 < len(c.rest) && c.rest[end+1].tag == "IN")) {
		return "" // "two brothers, Ada and Bo"
	}
	if end < len(c.rest) && (begin == 1 || q.money || q.percent) && c.rest[end].tag != "IN" && c.rest[end].tag != "TO" || end < len(c.rest) && begin == 1 && c.rest[end].text == "of" {
		return "" // not read to its end: "paid $2 million dollars", "in 5 of its games"
	}
	if end < len(c.rest) && c.rest[end].text == "," && lengths[strings.ToLower(c.rest[q.to].text)] {
		return "" // "lies 86 km east of Brenk, in the middle of": what is added goes with the rest
	}
	preposition := ""
	switch {
	case what == "what percentage":
		preposition, begin = "By", 0
	case begin == 1 && what != "how many times":
		preposition, begin = upper(c.rest[0].text), 0
	}
	asked, ok := f.asked(s, c, c.front, c.verb, without(c.rest, begin, end))
	switch {
	case !ok:
		return ""
	case preposition != "":
		how := q.how(what)
		return preposition + " " + strings.ToLower(how[:1]) + how[1:] + " " + asked
	}
	return q.how(what) + " " + asked
}

// lengths are units of distance.
var lengths = set("km kilometres kilometers kilometre kilometer miles mile m metres meters feet ft yards")

// asksBefore are prepositions that may begin a question for a number.
var asksBefore = set("in for by at on from with to")

// how puts the approximation of a quantity before the words that ask for it.
func (q quantity) how(words string) string {
	switch q.approximate {
	case "more than", "over":
		return "More than " + words
	case "at least", "up to":
		return upper(q.approximate) + " " + words
	case "about", "around", "approximately", "roughly", "some":
		return "About " + words
	case "nearly", "almost":
		return "Nearly " + words
	case "fewer than", "less than":
		return "Fewer than " + words
	}
	return upper(words)
}

// quantity is a number with what it counts.
type quantity struct {
	from, to       int    // the number, with its magnitude: "1.2 million"
	object         int    // end of the noun phrase it counts; to if there is none
	approximate    string // "about", "more than"
	words          int    // how many words that has
	money, percent bool
}

var magnitudeWords = set("hundred thousand million billion trillion dozen")

var approximations = []string{"more than", "at least", "up to", "fewer than", "less than", "over", "about", "around", "approximately", "roughly", "some", "nearly", "almost"}

// quantities returns the numbers of a part that count or measure something.
func quantities(tokens []token) []quantity {
	var found []quantity
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.tag != "CD" || !countable(tokens, i) {
			continue
		}
		q := quantity{from: i, to: i + 1}
		for q.to < len(tokens) && (magnitudeWords[tokens[q.to].text]) {
			q.to++
		}
		if i > 0 && (tokens[i-1].text == "$" || tokens[i-1].text == "£" || tokens[i-1].text == "€") {
			q.from--
			q.money = true
		}
		if strings.HasPrefix(t.text, "$") || strings.HasPrefix(t.text, "£") || strings.HasPrefix(t.text, "€") {
			q.money = true
		}
		if q.to < len(tokens) && (tokens[q.to].text == "%" || tokens[q.to].text == "percent") {
			q.to++
			q.percent = true
		} else if q.to+1 < len(tokens) && tokens[q.to].text == "per" && tokens[q.to+1].text == "cent" {
			q.to += 2
			q.percent = true
		}
		q.percent = q.percent || strings.HasSuffix(t.text, "%")
		q.object = q.to
		if !q.money && !q.percent && q.to < len(tokens) {
			if end := nounPhrase(tokens, q.to); end > q.to {
				q.object = end
			}
		}
		lead := strings.ToLower(joinWords(tokens[max(0, q.from-2):q.from]))
		for _, a := range approximations {
			if lead == a || strings.HasSuffix(lead, " "+a) {
				q.approximate, q.words = a, len(strings.Fields(a))
				break
			}
		}
		found = append(found, q)
		i = q.to - 1
	}
	return found
}

// countable reports whether the number at i is a quantity: no date, name,
// score, age, part of a word, or "one".
func countable(tokens []token, i int) bool {
	t := tokens[i]
	word := strings.ToLower(t.text)
	if len(questions.Numbers(t.text)) != 1 || word == "one" || isYear(t.text) || strings.ContainsAny(t.text, ":/-–'") {
		return false
	}
	if i > 0 {
		before := tokens[i-1]
		if months[before.text] || before.tag == "NNP" && before.text != "$" || before.text == "-" || before.text == "–" || before.tag == "CD" || before.text == "age" || before.text == "aged" || before.text == "of" && i > 1 && tokens[i-2].text == "age" || (before.text == "to" || before.text == "and") && i > 1 && tokens[i-2].tag == "CD" {
			return false
		}
	}
	if i+1 < len(tokens) {
		after := tokens[i+1]
		if months[after.text] || after.text == "-" || after.text == "–" || after.tag == "CD" && !magnitudeWords[after.text] || after.text == "to" && i+2 < len(tokens) && tokens[i+2].tag == "CD" || after.text == "or" || after.text == "a.m." || after.text == "p.m." || after.text == "," || after.text == "AD" || after.text == "BC" || after.text == "CE" || after.text == "BCE" || after.text == "and" && i+2 < len(tokens) && tokens[i+2].tag == "CD" {
			return false
		}
		return true
	}
	return strings.HasPrefix(t.text, "$")
}
