package rules

import (
	"maps"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/extract"
	"quizbot/questions/pattern"
)

// What another value in the place of one would not make false.

var (
	// sinceThen finds "since" before a date, and hasHappened that it is told how
	// many did something since.
	sinceThen   = pattern.MustCompile(`\b[Ss]ince (?:the )?(?:(?:late|early|mid|about|around) )?(?:\pL+ )?$`)
	hasHappened = pattern.MustCompile(`\b(?:has|have|had) (?:\pL+ly )?\pL+(?:ed|en|own|ung|ought|ilt|one|ade|old|un|ut|et|on|ost)\b`)
	// numbersThings finds a number of things.
	numbersThings = pattern.MustCompile(`(?:^|[ $£€])(?:\d[\d,.]*|(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|millions))\b`)
	// topOf finds what is ahead of all others, and withinTime that it is so within a
	// time: what was the worst of fifty years was the worst of forty.
	topOf      = pattern.MustCompile(`\b(?:[Ff]irst|[Ll]ast|[Bb]est|[Ww]orst|[Mm]ost|[Ll]east|[Oo]nly|\pL{3,}est|low|high)\b`)
	withinTime = pattern.MustCompile(`^ (?:(?:consecutive|straight|full) )?(?:minute|hour|day|week|month|year|decade|season|game|match|generation|centur)\pL*\b`)
	inTime     = pattern.MustCompile(`\b(?:in|for|of|over) (?:the (?:last|past) )?(?:(?:more|less) than |at least |about |around |almost |nearly |over |some )?$`)
)

// countedSince reports whether a date is the one since when things were counted:
// those who did something since 1990 did it since 1985 as well.
func countedSince(before, after string) bool {
	rest := before + after
	return sinceThen.MatchString(before) && hasHappened.MatchString(rest) && numbersThings.MatchString(rest)
}

// recordOver reports whether a number of a statement is how long nothing was
// like what it tells.
func recordOver(statement, number string) bool {
	before, after, found := strings.Cut(statement, number)
	return found && withinTime.MatchString(after) && inTime.MatchString(before) && topOf.MatchString(before)
}

// isNumeral reports whether a word is a number, in digits or spelled.
func isNumeral(word string) bool {
	return strings.ContainsAny(word, "0123456789") || len(questions.Numbers(word)) > 0
}

// oneNation reports whether the noun behind the nationality at token i is one
// thing or bears a name, which has no other one: whoever cooks Korean food may
// cook Thai food as well.
func oneNation(tokens []token, i int) bool {
	end := i + 1
	for end < len(tokens) && isNounOrAdjective(tokens[end].tag) && !capitalised(tokens[end].text) {
		end++
	}
	if end < len(tokens) && (capitalised(tokens[end].text) || tokens[end].text == "named" || tokens[end].text == "called") {
		return true
	}
	head := tokens[end-1].tag
	if head == "NNS" || head == "NNPS" {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		switch {
		case tokens[k].tag == "DT":
			return true
		case !strings.HasPrefix(tokens[k].tag, "JJ") && tokens[k].tag != "RB" && tokens[k].tag != "VBN" && tokens[k].tag != "CD":
			return false
		}
	}
	return false
}

var (
	// countOf finds a number with what it counts: "11 public events", "three houses".
	countOf = pattern.MustCompile(`\b(?:\d[\d,]*|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve) (?:\p{Ll}+ ){0,2}?(?:\p{Ll}{3,}s|people|men|women|children)\b`)
	// besidesThat finds words that add something to what was told.
	besidesThat = pattern.MustCompile(`\b(?:also|as well|in addition|additionally|besides|further|too)\b`)
	// namesPlace finds where something was, and placed where or when, if only as far
	// as a name or a year tells it.
	namesPlace = pattern.MustCompile(`\b(?:[Ii]n|[Oo]n|[Aa]t|[Nn]ear|[Aa]cross|[Bb]etween) (?:the )?\p{Lu}`)
	placed     = pattern.MustCompile(`\b(?:[Ii]n|[Oo]n|[Aa]t|[Nn]ear|[Aa]cross|[Bb]etween|[Ff]rom|[Bb]y|[Oo]f) (?:the |his |her |its |their )?(?:\p{Lu}|\d)|\b(?:has|have|is|are)\b|\d{4}`)
)

// countsOf returns the numbers of a text by what they count.
func countsOf(text string) map[string]string {
	counts := map[string]string{}
	for _, m := range countOf.FindAllString(text, -1) {
		number, thing, _ := strings.Cut(m, " ")
		thing = thing[strings.LastIndexByte(thing, ' ')+1:]
		if !amounts[thing] && counts[thing] == "" {
			counts[thing] = number
		}
	}
	return counts
}

// countedElsewhere looks for another sentence of a paragraph that counts the same
// things as a number of a statement and has another number: beside says that it
// counts more of them, apart that it counts them in some place while the statement,
// of something that happened, names none, so that it may be told of one of several. Own is the sentence that the statement is from.
func countedElsewhere(p *paragraph, own, statement, number string) (beside, apart bool) {
	things := countsOf(statement)
	for k := range p.sentences {
		text := p.sentences[k].text
		if strings.Contains(own, text) || strings.Contains(text, own) {
			continue
		}
		for thing, other := range countsOf(text) {
			if things[thing] == number && other != number {
				beside = beside || besidesThat.MatchString(text)
				apart = apart || namesPlace.MatchString(text) && !placed.MatchString(statement)
			}
		}
	}
	return beside, apart
}

// withoutParts drops the facts whose numbers may be those of one place or time among
// several.
func (f *finder) withoutParts() {
	f.facts = slices.DeleteFunc(f.facts, func(fact questions.Fact) bool {
		p := f.paragraphOf(&fact)
		if p == nil || fact.FoundBy == "rules/quote" || !slices.ContainsFunc(slices.Collect(maps.Values(countsOf(fact.Statement))), func(number string) bool {
			_, apart := countedElsewhere(p, fact.Evidence[0].Quote, fact.Statement, number)
			return apart
		}) {
			return false
		}
		f.dropped = append(f.dropped, extract.Drop{Family: fact.FoundBy, Paragraph: p.number, Reason: "another number of the same things stands beside it", Text: fact.Statement})
		return true
	})
}

// paragraphOf returns the paragraph that a fact rests on; nil where it has none.
func (f *finder) paragraphOf(fact *questions.Fact) *paragraph {
	if len(fact.Evidence) == 0 {
		return nil
	}
	if n := fact.Evidence[0].Paragraph; n >= 1 && n <= len(f.paragraphs) {
		return &f.paragraphs[n-1]
	}
	return nil
}

// titleBefore reports whether a title stands before a name of a statement, which
// is not everybody's: "Duke Otto Lark".
func titleBefore(statement, name string) bool {
	before, _, found := strings.Cut(statement, name)
	words := strings.Fields(before)
	return found && len(words) > 0 && personTitles[words[len(words)-1]]
}

// onceMore finds that something was not so for the first time.
var onceMore = pattern.MustCompile(`\b(?:again|once more|another time)\b`)

// happenedBefore reports whether the passage of a fact says that what it tells
// happened before as well, and the fact does not: its date is one of several.
func happenedBefore(fact *questions.Fact) bool {
	return len(fact.Evidence) > 0 && onceMore.MatchString(fact.Evidence[0].Quote) && !onceMore.MatchString(fact.Statement)
}

// timeOfCut reports whether a clause keeps the time of what was cut out of it: "the
// forecast was cut to 4% in 2005" of "to 4% this year and to 2% in 2005".
func timeOfCut(s *sentence, kept []token) bool {
	starts := map[int]bool{}
	for _, t := range kept {
		starts[t.start] = true
	}
	and := false
	for i, t := range s.tokens[:max(0, len(s.tokens)-1)] {
		switch {
		case !starts[t.start]:
			and = (and || t.tag == "CC") && t.text != ","
			continue
		case and && t.tag == "IN" && (s.tokens[i+1].tag == "CD" && yearOf.MatchString(s.tokens[i+1].text) || months[s.tokens[i+1].text]):
			return true
		}
		and = false
	}
	return false
}
