package rules

import (
	"regexp"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// withoutSettled takes from the facts the numbers that a reader only has to count
// or reckon, and the times of what has no time: asking for them tests nothing, and
// another one contradicts its own statement.
func (f *finder) withoutSettled() {
	for i := range f.facts {
		fact := &f.facts[i]
		fact.Spans = slices.DeleteFunc(fact.Spans, func(s questions.Span) bool {
			switch s.Kind {
			case questions.Number:
				return settled(fact.Statement, s.Text)
			case questions.DateSpan:
				return perfectAsked.MatchString(s.Ask)
			}
			return false
		})
		for k, s := range fact.Spans {
			if twoVerbs.MatchString(s.Ask) || f.asksTwo(s.Ask) {
				fact.Spans[k].Ask = ""
			}
		}
	}
}

var (
	// perfectAsked finds the question for the year of what "has" happened: the year
	// beside it belongs to something else.
	perfectAsked = regexp.MustCompile(`^In which (?:year|month) (?:has|have) `)
	// twoVerbs finds a question made of "a group called the Moral Few left", of which
	// the first verb is none.
	twoVerbs = pattern.MustCompile(`\b(?:call|name|title|dub|nickname) (?:the )?(?:\p{Lu}[\pL'’-]+ )+(?:\p{Ll}+ed|was|were|had|has|took|made|won|began|came|went|gave|held|left|led|fell|rose) `)
	// shared finds words that give two or more the same part of a whole.
	shared = pattern.MustCompile(`\b(?:tied|level|even|equally|evenly|split|divided|draw|drew)\b`)
	// always finds what everybody says for all the time.
	always = regexp.MustCompile(`^(?:24 hours(?: a day)?(?:,| a day)|(?:7|seven) days a week|365 days a year|24/7)`)
	// theRest finds words for what is left of a whole.
	theRest = pattern.MustCompile(`\b(?:other|others|rest|remaining|remainder|total|altogether|combined|balance|of (?:which|whom|them))\b`)
	// listsWhat finds what begins a list of what was counted.
	listsWhat = regexp.MustCompile(`^(?: [\pL\d'’-]+){1,9}?(?:: | – | — |—|–| - |,? namely |,? (?:is|are|were|was|include|included|includes|including|being|called|named|known as|such as):? |, )`)
	// between finds what stands between the parts of a list.
	between = regexp.MustCompile(`, (?:and|or|&) |, | and | or | & |; (?:and )?`)
)

// settled reports whether the other words of a statement tell its number: the
// things that are counted follow ("two brothers, Ada and Tom"), the parts of a
// whole are equal ("tied on 50% each"), or with others of the statement it makes a
// whole.
func settled(statement, number string) bool {
	before, after, found := strings.Cut(statement, number)
	values := questions.Numbers(number)
	if !found || len(values) != 1 {
		return false
	}
	value := values[0]
	if always.MatchString(number + after) {
		return true
	}
	percent := strings.Contains(number, "%") || strings.Contains(number, "percent") || strings.Contains(number, "per cent") || strings.HasPrefix(after, "%") || strings.HasPrefix(after, " percent") || strings.HasPrefix(after, " per cent")
	if percent && (strings.Contains(after, " each") || strings.Contains(after, " apiece")) && shared.MatchString(statement) {
		return true
	}
	others := questions.Numbers(before + " . " + after)
	rest := theRest.MatchString(statement)
	for k, a := range others {
		if percent && value+a == 100 {
			return true
		}
		for _, b := range others[k+1:] {
			if (value+a == b || value+b == a || a+b == value) && rest {
				return true
			}
		}
	}
	return !percent && value <= 12 && lists(after, int(value))
}

// lists reports whether n things follow that a colon, a verb or a comma
// announces; behind a colon any list will do.
func lists(after string, n int) bool {
	after, _, _ = strings.Cut(after, ";")
	m := listsWhat.FindStringIndex(after)
	if m == nil {
		return false
	}
	parts := between.Split(strings.TrimRight(after[m[1]:], "."), -1)
	return len(parts) == n || strings.HasSuffix(after[:m[1]], ": ") && len(parts) > 1
}
