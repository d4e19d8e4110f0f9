package rules

import (
	"math"
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
				return settled(fact.Statement, s.Text) || recordOver(fact.Statement, s.Text) || f.addedUp(fact, s.Text)
			case questions.Place:
				before, _, _ := strings.Cut(fact.Statement, s.Text)
				return ofTitle.MatchString(before)
			case questions.DateSpan:
				return perfectAsked.MatchString(s.Ask) || ownDecade(fact.Statement, s.Text) || happenedBefore(fact)
			}
			return false
		})
		for k, s := range fact.Spans {
			if s.Kind == questions.DateSpan {
				fact.Spans[k].Ask = onlyThen.ReplaceAllString(s.Ask, "?")
			}
			if twoVerbs.MatchString(s.Ask) || partLost.MatchString(s.Ask) || openEnded.MatchString(s.Ask) || f.asksObjectless(s.Ask) || f.asksTwo(s.Ask) {
				fact.Spans[k].Ask = ""
			}
		}
	}
}

var (
	// perfectAsked finds the question for the year of what "has" happened: the year
	// beside it belongs to something else.
	perfectAsked = pattern.MustCompile(`^In which (?:year|month) (?:has|have) `)
	// onlyThen finds a word that belongs to the date which is asked for: "established
	// links only in 1992".
	onlyThen = pattern.MustCompile(` (?:only|just|even)\?$`)
	// twoVerbs finds a question made of "a group called the Moral Few left", of which
	// the first verb is none.
	twoVerbs = pattern.MustCompile(`\b(?:call|name|title|dub|nickname) (?:the )?(?:\p{Lu}[\pL'’-]+ )+(?:\p{Ll}+ed|was|were|had|has|took|made|won|began|came|went|gave|held|left|led|fell|rose) `)
	// ofTitle finds what stands before a place that belongs to a title: "called Life in".
	ofTitle = pattern.MustCompile(`\b(?:title|titled|entitled|called|named|headlined) (?:\p{Lu}[\pL'’-]* )+(?:in|of|from) $`)
	// openEnded finds a question for the time of what does not say of what or where,
	// "did Norway become a member?", "did the two sailors arrive?", for a number without
	// what it counts, and for one of many countries: "are lamps rare?"
	openEnded = pattern.MustCompile(`^How many (?:north|south|east|west|above|below|away|wide|long|high|tall|deep|of|in|from|per)\b|^In which \pL+ (?:is|are|was|were) .* (?:rare|common|uncommon|popular|unpopular|widespread|legal|illegal|endemic|prevalent|scarce|available|known|famous)\?$|\b(?:a|the) (?:full )?members?\?$|^(?:In|On) which [\pL ]+? did .* arrive\?$`)
	// shared finds words that give two or more the same part of a whole.
	shared = pattern.MustCompile(`\b(?:tied|level|even|equally|evenly|split|divided|draw|drew)\b`)
	// always finds what everybody says for all the time.
	always = pattern.MustCompile(`^(?:24 hours(?: a day)?(?:,| a day)|(?:7|seven) days a week|365 days a year|24/7)`)
	// theRest finds words for what is left of a whole.
	theRest = pattern.MustCompile(`\b(?:other|others|rest|remaining|remainder|total|altogether|combined|balance|of (?:which|whom|them)|points? (?:more|less|fewer|higher|lower|ahead|behind))\b`)
	// apart finds words for what lies between things, of which there is one less.
	apart = pattern.MustCompile(`\b(?:divided|separated|interrupted|parted|punctuated) by\b`)
	// decade finds one.
	decade = pattern.MustCompile(`\b(?:1\d|20)\d0s\b`)
	// listsWhat finds what begins a list of what was counted.
	listsWhat = pattern.MustCompile(`^(?: (?:[\pL\d'’-]+|[$£€]?\d[\d.,]*\d)){1,9}?(?:: | – | — |—|–| - |,? namely |,? (?:is|are|were|was|include|included|includes|including|being|called|named|labell?ed|marked|titled|entitled|known as|such as):? |, )`)
	// shareIn finds a share in percent, namesIn names that "and" joins, of which a number
	// follows.
	shareIn = pattern.MustCompile(`(\d+(?:\.\d+)?)(?:%| ?per ?cent\b)`)
	namesIn = pattern.MustCompile(`((?:\p{Lu}[\pL\d'’-]*(?: (?:of |the )?\p{Lu}[\pL\d'’-]*)*, )*\p{Lu}[\pL\d'’-]*(?: (?:of |the )?\p{Lu}[\pL\d'’-]*)*,? and (?:the )?\p{Lu}[\pL\d'’-]*(?: (?:of |the )?\p{Lu}[\pL\d'’-]*)*)(?:,| are| were)(?: the| also)? $`)
	// between finds what stands between the parts of a list.
	between = pattern.MustCompile(`, (?:and|or|&) |, | and | or | & |; (?:and )?`)
)

// settled reports whether the other words of a statement tell its number: the
// things that are counted follow ("two brothers, Ada and Tom"), the parts of a
// whole are equal ("tied on 50% each"), or with others of the statement it makes a
// whole or the one is so many times the other.
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
	rest := theRest.MatchString(statement) || strings.HasPrefix(after, " years") // from one year to another
	gaps, times := apart.MatchString(statement), strings.Contains(statement, " times ")
	for k, a := range others {
		if gaps && (a == value+1 || a == value-1) {
			return true // "four acts, divided by three breaks"
		}
		if percent && value+a == 100 {
			return true
		}
		for _, b := range others[k+1:] {
			if (value+a == b || value+b == a || a+b == value) && rest {
				return true
			}
			if times && (value*a == b || value*b == a || a*b == value) {
				return true // "twenty boats are ten times the two of 1900"
			}
		}
	}
	if percent && wholeInParts(statement) {
		return true
	}
	return !percent && value <= 12 && (lists(after, int(value)) || namedBefore(before, int(value)))
}

// wholeInParts reports whether three or more shares of a statement make up a whole.
func wholeInParts(statement string) bool {
	shares := shareIn.FindAllStringSubmatch(statement, -1)
	sum := 0.0
	for _, m := range shares {
		for _, v := range questions.Numbers(m[1]) {
			sum += v
		}
	}
	return len(shares) > 2 && math.Abs(sum-100) < 1
}

// namedBefore reports whether n things with names stand before their number: "the
// Brenk Lamp and the Vell Lamp are two", "at Brenk and Vell, two".
func namedBefore(before string, n int) bool {
	m := namesIn.FindStringSubmatch(before)
	return m != nil && strings.Count(m[1], ", ")-strings.Count(m[1], ", and ")+2 == n
}

// longAfter is how many years behind the beginning of a decade another year of the
// sentence still tells it.
const longAfter = 13

// ownDecade reports whether a year of a statement tells its decade: "a venture in the
// late 1990s left it with debts by 2002".
func ownDecade(statement, date string) bool {
	from := decade.FindString(date)
	if from == "" {
		return false
	}
	begins := questions.Numbers(strings.TrimSuffix(from, "s"))
	return len(begins) == 1 && slices.ContainsFunc(yearOf.FindAllString(strings.Replace(statement, date, "", 1), -1), func(y string) bool {
		year := questions.Numbers(y)
		return len(year) == 1 && year[0] >= begins[0] && year[0] <= begins[0]+longAfter
	})
}

// lists reports whether n things follow that a colon, a verb or a comma
// announces; behind a colon any list will do.
func lists(after string, n int) bool {
	after, _, _ = strings.Cut(after, ";")
	m := listsWhat.FindStringIndex(after)
	if m == nil {
		return false
	}
	listed, _, _ := strings.Cut(after[m[1]:], ", wh") // "Ada and Tom, who rows"
	parts := between.Split(strings.TrimRight(listed, "."), -1)
	return len(parts) == n || strings.HasSuffix(after[:m[1]], ": ") && len(parts) > 1
}
