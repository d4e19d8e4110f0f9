package generate

import (
	"math"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// What a sentence says of one number beside another: then a third one in its place
// may contradict the sentence, or the sentence gives it away.
var (
	// counting finds a number with its sign, its magnitude and the word behind it.
	counting = pattern.MustCompile(`([$£€])?\b(\d[\d,]*(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)( (?:thousand|million|billion|trillion))?(%| per ?cent)?(?: (\pL+))?`)
	// compared finds that numbers of a sentence are measured by each other.
	compared = pattern.MustCompile(`(?i)\b(?:than|compared|whereas|up from|down from|out of|maximum|minimum|from|rose|fell|up|down|still|grew|increas\w+|decreas\w+|declin\w+|dropped|of which|of whom|of them|among them|including)\b`)
	// scaled finds a magnitude behind a number.
	scaled = pattern.MustCompile(`^ (?:thousand|million|billion|trillion)\b`)
	// ofThese finds how many there are of those that are counted.
	ofThese = pattern.MustCompile(`(?i)(?:^|[ (])(\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:\pL+ )?(?:out )?of (?:the |its |his |her |their |these |those |all )?$`)

	// sameBefore and sameBehind find the same amount in another unit: "12 cm (about
	// 5 inches)", "$100 a year - or $50 a term".
	sameBefore = pattern.MustCompile(`\d(?:\S* ?[\pL°]+)?(?: [\pL°]+)?(?:,| [-–—])? ?(?:\((?:or )?|or )(?:about |around |approximately |roughly |nearly |almost |some |just under |just over |~|≈|=)*[$£€]?$`)
	sameBehind = pattern.MustCompile(`^(?: ?[\pL°/]+){0,2}(?:,| [-–—])? ?(?:\((?:or )?|or )(?:about |around |approximately |roughly |nearly |almost |some |just under |just over |~|≈|=)*[$£€]?\d`)
	// shareOf finds by how much one amount is a part of another, or some times it.
	shareOf = pattern.MustCompile(`(?i)(?:\d(?:%| ?per ?cent)|\b(?:half|twice|double|triple|times|third|thirds|quarter|quarters|fifth)) (?:of|as|that|what)\b`)
	// parts finds what a number is made up of.
	parts = pattern.MustCompile(`\d [\pL-]+ (?:on|from|with|including|comprising|made up of|consisting of) \D*(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?) [^,]*\band (?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?) `)
	// byHowMuch and fromTo find a change, of which the ends are told as well.
	byHowMuch = pattern.MustCompile(`\b(?:by|an? (?:increase|rise|drop|fall|decline|growth|gain|cut) of) (?:\pL+ )?[$£€]?$`)
	fromTo    = pattern.MustCompile(`\bfrom (?:\pL+ )?[$£€]?\d[^;]* to (?:\pL+ )?[$£€]?\d`)
	// monthsOf finds how many months of a year something took, of which the last is
	// named beside it, or the one of a few numbers that are usual there.
	firstOf  = pattern.MustCompile(`(?i)\bfirst $`)
	monthsOf = pattern.MustCompile(`^ (?:months|weeks|days)\b`)
	usual    = pattern.MustCompile(`(?i)\b(?:top|\pL+ or) $`)

	// countsNothing are words behind a number that are not what it counts.
	countsNothing = wordSet("that this these those there their they them then will would could should must been being have about also even only just more most less some other such very million billion thousand percent")

	// street finds what follows the number of a house.
	street = pattern.MustCompile(`^ (?:[NSEW]\. |(?:North|South|East|West) )?(?:\p{Lu}[\pL'’.]+ ){1,3}(?:Street|Avenue|Ave|St|Road|Rd|Boulevard|Blvd|Drive|Lane|Way|Place|Square|Court)\b`)
	// nameNext finds a name right behind a number with a fraction, which is a time of day.
	nameNext = pattern.MustCompile(`^ \p{Lu}\p{Ll}`)
)

// numbersStreet reports whether a number or year is part of an address, or the time
// at which a line was written.
func numbersStreet(s questions.Span, after string) bool {
	if s.Kind != questions.DateSpan && s.Kind != questions.Number {
		return false
	}
	return street.MatchString(after) || s.Kind == questions.Number && strings.Contains(s.Text, ".") && !strings.ContainsAny(s.Text, "$£€%") && nameNext.MatchString(after) && !magnitude.MatchString(after)
}

// magnitude finds one that is written with a capital.
var magnitude = pattern.MustCompile(`^ (?:Thousand|Million|Billion|Trillion)\b`)

// tellsNumber reports whether the sentence around a number tells it.
func tellsNumber(s questions.Span, before, after string) bool {
	if s.Kind != questions.Number {
		return false
	}
	shape, ok := shapeOf(s.Text)
	return ok && reckoned(before+shape.before, shape.after+after, shape)
}

// counted is a number of a statement.
type counted struct {
	value float64
	unit  string // "$", "%", what is counted, or "" for none
}

// countedIn returns the numbers of a text; years are none.
func countedIn(text string) []counted {
	var found []counted
	for _, m := range counting.FindAllStringSubmatch(text, -1) {
		values := questions.Numbers(m[2] + m[3])
		if len(values) != 1 || m[1] == "" && m[3] == "" && m[4] == "" && yearFormat.MatchString(m[2]) {
			continue
		}
		found = append(found, counted{values[0], unitOf(m[1], m[4], m[5])})
	}
	return found
}

// unitOf returns what a number measures in: its sign, percent, or the thing behind it
// without the ending of the plural.
func unitOf(sign, percent, next string) string {
	switch {
	case sign != "":
		return sign
	case percent != "":
		return "%"
	case goesOn[next] || countsNothing[next]:
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(next), "s")
}

// own returns a number that stands between two texts in its shape, and its
// magnitude.
func own(before, after string, shape numberShape) (this counted, scale float64) {
	sign := ""
	if r := []rune(before); len(r) > 0 && strings.ContainsRune("$£€", r[len(r)-1]) {
		sign = string(r[len(r)-1])
	}
	all := countedIn(sign + "2" + after) // any number: what counts is behind it
	if len(all) == 0 {
		return counted{shape.value, sign}, 1
	}
	scale = all[0].value / 2
	return counted{shape.value * scale, all[0].unit}, scale
}

// amongLike returns the bounds within which a number between two texts stays on the
// same side of the others of its sentence that it is measured by: who was elected at
// 27 and led at 36 was not elected at 43, and five of seven are not five of four.
func amongLike(before, after string, shape numberShape) (low, high float64) {
	high = math.Inf(1)
	if m := ofThese.FindStringSubmatch(before); m != nil {
		if part := questions.Numbers(m[1]); len(part) == 1 && part[0] < shape.value {
			low = part[0]
		}
	}
	others := append(countedIn(before), countedIn(after)...)
	if len(others) == 0 {
		return low, high // as of most
	}
	this, scale := own(before, after, shape)
	measuredBy := compared.MatchString(before + " . " + after)
	for _, other := range others {
		if other.unit != this.unit || this.unit != "" && !measuredBy {
			continue
		}
		if v := other.value / scale; v < shape.value {
			low = max(low, v)
		} else if v > shape.value {
			high = min(high, v)
		}
	}
	return low, high
}

// reckoned reports whether the sentence around a number tells it to whoever
// reckons, or whether only one number is usual in its place: "top 10", "an hour or
// two".
func reckoned(before, after string, shape numberShape) bool {
	switch {
	case sameBefore.MatchString(before), sameBehind.MatchString(after), usual.MatchString(before), parts.MatchString(before + "2" + after), byHowMuch.MatchString(before) && fromTo.MatchString(after):
		return true
	case firstOf.MatchString(before) && monthsOf.MatchString(after):
		return true
	case !shareOf.MatchString(before + " . " + after):
		return false
	}
	this, _ := own(before, after, shape)
	for _, other := range append(countedIn(before), countedIn(after)...) {
		if other.unit == this.unit && this.unit != "" && this.unit != "%" {
			return true
		}
	}
	return false
}
