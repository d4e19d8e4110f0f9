package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// minSpeakers is how many others have to be there who could have said something,
// for asking who said it.
const minSpeakers = 3

// couldSay keeps of some people those who could have said a statement, see
// mayHaveSaid.
func (f *finder) couldSay(people []string, statement string) []string {
	return slices.DeleteFunc(slices.Clone(people), func(full string) bool {
		p := f.names.full[full]
		return p == nil || !p.mayHaveSaid(statement)
	})
}

// mayHaveSaid reports whether somebody could have said a statement: who is no
// medium, whose death is not told, and who is not spoken of in it.
func (p *person) mayHaveSaid(statement string) bool {
	first, _, _ := strings.Cut(p.full, " ")
	words := questions.Words(statement) // "I think Ada helped me"
	return !p.dead && !isMedium(p.full) && !slices.Contains(words, strings.ToLower(first)) && !slices.Contains(words, strings.ToLower(p.surname))
}

// dies reports whether the tokens behind a name tell the death of its bearer:
// "'s suicide", "died", "was killed".
func dies(behind []token) bool {
	if (behind[0].tag == "POS" || behind[0].text == "'s" || behind[0].text == "'") && len(behind) > 1 {
		for _, t := range behind[1:min(len(behind), 4)] {
			if !isNoun(t.tag) && !strings.HasPrefix(t.tag, "JJ") {
				break
			}
			if ends[t.text] {
				return true
			}
		}
		return false
	}
	for i, t := range behind[:min(len(behind), 4)] {
		switch {
		case t.text == "died", t.text == "hanged" && i+1 < len(behind) && strings.HasSuffix(behind[i+1].text, "self"):
			return true
		case i > 0 && (t.text == "killed" || t.text == "assassinated" || t.text == "murdered" || t.text == "executed") && (behind[i-1].text == "was" || behind[i-1].text == "been"):
			return true
		case !isFinite(t.tag) && t.tag != "RB" && t.tag != "VBN":
			return false
		}
	}
	return false
}

// ends are nouns for somebody's end.
var ends = set("death suicide murder assassination killing funeral burial corpse execution")

// isMedium reports whether a name that looks like a person's is a medium's: its
// last word is one of their names.
func isMedium(name string) bool {
	return mediaWords[name[strings.LastIndexByte(name, ' ')+1:]]
}

// mediaWords also hold words that end other names, where a name that looks like
// a person's is asked about.
var mediaWords = set(`News Times Post Today Journal TV Press Magazine Newspaper Courier Globe Wire Online`, mediaNames)

// withoutFewSpeakers takes the question who said it from facts whose options were
// found to have lived at another time, where too few are left. What has nothing
// else to ask for is dropped.
func (f *finder) withoutFewSpeakers() {
	for i := range f.facts {
		f.facts[i].Spans = slices.DeleteFunc(slices.Clone(f.facts[i].Spans), func(s questions.Span) bool {
			return s.Kind == questions.Quotation && s.Forms != nil && len(s.Forms) == 0
		})
	}
	f.facts = slices.DeleteFunc(f.facts, func(fact questions.Fact) bool { return fact.FoundBy == "rules/quote" && len(fact.Spans) == 0 })
}
