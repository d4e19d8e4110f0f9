package generate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// number asks for the first number span that has a question.
func number(f *questions.Fact, p *pool) (*questions.Question, *Drop) {
	for _, s := range f.Spans {
		if s.Kind != questions.Number || s.Ask == "" || !s.Allows(questions.NumberChoice) || p.given(f, s) || joined(f, s.Ask) || unattended(f) && (oneSided(f, s) || anchors(s.Ask) < fewAnchors || tangled.MatchString(s.Ask)) {
			continue
		}
		q := p.begin(f, questions.NumberChoice)
		q.Stem, q.Key = s.Ask, []string{s.Text}
		return p.pick(q, p.numbers(f, s, s.Ask, q.ID), p.rankAs(f, q.ID))
	}
	return nil, nil
}

// tangled finds a question for a number in which something else than the thing
// that is counted has been left: what was counted beside it, what was added behind
// a comma, a participle that belonged to it.
var tangled = pattern.MustCompile(`(?i)\b(?:how (?:many|much)|percentage) .*(?: and |, \p{Ll}| have \p{Ll}+ed | (?:lost|gained|spent|used|sold|cut|raised) of (?:its|the|his|her|their) | complete \p{Ll}+ed )|\bhow many \p{Ll}+ (?:was|were|is|are) the `)

// numbers returns wrong numbers for a span: those of the editor, and none
// beside them, when there are enough; else also numbers written like the right
// one.
func (p *pool) numbers(f *questions.Fact, s questions.Span, text string, id questions.QuestionID) []string {
	if len(s.Wrong) >= distractorCount {
		return s.Wrong
	}
	return append(slices.Clone(s.Wrong), p.numbersLike(f, s, text, id)...)
}

// numbersLike makes up to three smaller and three larger numbers, written like
// the right one. Of "at least 20" smaller numbers hold as well, so only larger
// ones are made; and the other way round for "up to 20". There are none like a
// range or a text with two numbers.
func (p *pool) numbersLike(f *questions.Fact, s questions.Span, text string, id questions.QuestionID) []string {
	shape, ok := shapeOf(s.Text)
	if !ok {
		return nil
	}
	known := questions.Numbers(strings.Replace(f.Statement, s.Text, " ", 1) + " " + f.Context + " " + text)
	lead, rest, _ := strings.Cut(f.Statement, s.Text)
	least, most := atLeast.MatchString(lead+shape.before), atMost.MatchString(lead+shape.before)
	low, high, nearOff := 0.0, math.Inf(1), 0.0
	if unattended(f) {
		rest = shape.after + rest
		low, high = possible(f.Statement, lead+shape.before, rest)
		least = least || holdsForLess(lead+shape.before, rest)
		if strings.HasPrefix(rest, " years") && ofAge.MatchString(f.Statement) {
			low, high = min(hardlyYounger*shape.value, shape.value-yearsYounger), min(high, max(hardlyOlder*shape.value, shape.value+yearsYounger))
		}
		if shape.percent {
			high = min(high, nearlyAllOf)
			if eachOf.MatchString(rest) {
				high = half
			}
		}
		if other, ok := otherEnd(lead+shape.before, rest); ok && other < shape.value {
			low, high = max(low, other), min(high, other+farther*(shape.value-other))
		} else if ok {
			low, high = max(low, other-farther*(other-shape.value)), min(high, other)
		}
		below, above := amongLike(lead+shape.before, rest, shape)
		low, high = max(low, below), min(high, above)
		if scaled.MatchString(rest) {
			high = min(high, 999) // nobody writes "1,000 million"
		}
		if atAge.MatchString(lead + shape.before) {
			low, high = max(low, hardlyYounger*shape.value), min(high, hardlyOlder*shape.value)
		}
		if shape.value >= high || reckoned(lead+shape.before, rest, shape) || emergency[shape.write(shape.value)] && emergencyCall.MatchString(rest) {
			return nil // "24 hours a day", 99 %: each other number shows that it is none
		}
		if roughly.MatchString(lead + shape.before) {
			nearOff = aboutOff
		}
		if shape.value >= 100 && shape.value < 1000 && yearBefore.MatchString(lead+shape.before) && clauseBehind.MatchString(rest) {
			return nil // "after 211 became the capital": a year
		}
		if listed.MatchString(rest) {
			return nil // "three brothers, Ada and Tom" contradicts itself
		}
	}
	var below, above []string
	spread := factors
	if unattended(f) {
		spread = nearFactors
		if seconds.MatchString(rest) && raceTime.MatchString(f.Statement) {
			spread = raceFactors
		}
	}
	values := shape.values(spread, unattended(f))
	if shape.value >= 10 && math.Mod(shape.value, 5) == 0 && (nearOff > 0 && shape.value <= 20 || unattended(f) && shape.value <= 60 && minutes.MatchString(rest)) {
		values = nil // nobody says "almost 14", or "every 23 minutes"
		for v := 5 * math.Ceil(shape.value/10); v <= 2*shape.value; v += 5 {
			values = append(values, v)
		}
	}
	for _, v := range values {
		made := shape.write(v)
		if value := questions.Numbers(made); len(value) != 1 || slices.Contains(known, value[0]) || slices.Contains(s.Wrong, made) || made == s.Text {
			continue
		}
		switch {
		case v < low || v > high || math.Abs(v/shape.value-1) < nearOff:
		case v < shape.value && !least:
			below = append(below, made)
		case v > shape.value && !most:
			above = append(above, made)
		}
	}
	below, above = p.byHash(below, string(id)), p.byHash(above, string(id))
	return append(below[:min(len(below), eachSide)], above[:min(len(above), eachSide)]...)
}

var (
	listed = pattern.MustCompile(`^(?: [\pL-]+){1,4}(?:,|:|, namely|, called|,? (?:named|such as)) [\pL .'’-]+(?:, [\pL .'’-]+)*,? and \pL`) // " brothers, Ada and Tom"
	// yearBefore and clauseBehind find a year of three figures.
	yearBefore   = pattern.MustCompile(`\b(?i:after|since|before|until|by|in) $`)
	clauseBehind = pattern.MustCompile(`^(?:,|\.$|$| (?:became|was|were|had|it|the|he|she|they)\b)`)

	inARow  = pattern.MustCompile(`^ (?:(?:consecutive|straight|successive)\b|[\pL ]+ (?:in a row|running)\b)`) // six in a row include three
	mostFor = pattern.MustCompile(`(?i)\b(?:highest|lowest|biggest|largest|smallest|worst|best|strongest|weakest|fastest|slowest|first|longest|busiest|hottest|coldest) (?:[\pL-]+ ){0,3}(?:for|in) (?:the (?:past|last) )?(?:about |around |nearly |almost |some )?$`)
	// namedByNumber finds words that a number behind them tells apart and does not
	// count, clockTime what follows the hour of a day.
	namedByNumber = pattern.MustCompile(`(?i)\b(?:number|no\.|room|chapter|page|channel|route|highway|section|article|title|type|grade|phase|stage|version|season|episode|volume|part|figure|table|level|layer|tier|step|round|rule|line|gate|class|category|unit|act|scene|week|day|year|game|type) $`)
	clockTime     = pattern.MustCompile(`^ ?(?:[ap]\.?m\b|o['’]clock)`)
	// feet finds that inches of a height follow, of which there are twelve.
	feet = pattern.MustCompile(`\b(?:feet|foot|ft) $`)
	// minutes finds what is mostly counted by fives.
	minutes = pattern.MustCompile(`^ (?:seconds|minutes)\b`)
	// unitNext finds that a smaller unit goes on with a number, as in "6 ft 2 inches" and
	// "4 min 37.8 s": then few are usual. OutOfScale finds the end of a scale, raced a
	// distance that is raced over.
	unitNext   = pattern.MustCompile(`^ (?:(?:feet|foot|ft) \d+ ?in|(?:lbs?|pounds?|stone|st) \d+ (?:oz|ounces?|lbs?|pounds?)|(?:min(?:ute)?s?|hours?|hrs?|h|m) (?:and )?\d+(?:\.\d+)? ?(?:s\b|sec|min|m\b))`)
	outOfScale = pattern.MustCompile(`(?i)\b(?:level|scale|score|rating|rank|grade|stage|category)\b[^.;]{0,20} out of $`)
	raced      = pattern.MustCompile(`^[ -](?:m|yd|yards?|met(?:er|re)s?|km|kilomet(?:er|re)s?|miles?) (?:freestyle|backstroke|breaststroke|butterfly|medley|individual medley|hurdles|sprint|dash|relay|race|run|walk|steeplechase)\b`)
	// oneIn finds a share that is told to be large.
	oneIn = pattern.MustCompile(`(?i)\b(?:as many as|up to|at least|more than|over|nearly|almost) one in (?:every )?$`)
	// raceTime finds that a time is one of a race, and seconds what follows it: those of
	// whoever wins lie close together.
	raceTime = pattern.MustCompile(`\b(?i:clocked|personal best|new PB|PB|freestyle|backstroke|breaststroke|sprint\pL*|hurdles|\d+ ?m|metres|meters|marathon|swam|race)\b`)
	seconds  = pattern.MustCompile(`^ ?(?:seconds?|secs?|s)\b`)
	// oneOf and amongFirst find how many of a rank there are, to which one belongs:
	// so it does where there are more of them.
	oneOf      = pattern.MustCompile(`(?i)\b(?:one of|among|amongst|ranks? in|ranked in|in) the `)
	amongFirst = pattern.MustCompile(`\b(?:first|top|last|final|best|original) $`)
	rankBehind = pattern.MustCompile(`^ (?:[\pL-]+est|most|best|worst|top)\b`)
	// orLess finds that a number is a bound, of which others hold as well.
	orLess = pattern.MustCompile(`^(?: [\pL-]+)? or (?:less|fewer|more|older|younger|higher|lower|above|below)\b`)
	// compound finds the rest of a word that a number begins: "two thousand-year".
	compound = pattern.MustCompile(`^ (?:hundred|thousand|million|billion)-`)
	// Behind "from", what follows "to", and the other way round: what fell from 24 to
	// 21 did not fall from 15.
	toNumber   = pattern.MustCompile(`\bto (?:about |around |nearly |almost |only |just )?[$£€]?(\d[\d,]*(?:\.\d+)?)(?:%|\b)`)
	fromNumber = pattern.MustCompile(`\bfrom (?:about |around |nearly |almost |only |just )?[$£€]?(\d[\d,]*(?:\.\d+)?)(?:%|\b)`)
	behindFrom = pattern.MustCompile(`\bfrom (?:about |around |nearly |almost |only |just )?[$£€]?$`)
	behindTo   = pattern.MustCompile(`\bto (?:about |around |nearly |almost |only |just )?[$£€]?$`)
	// paired finds what nobody has three of, eachOf that two have the same.
	paired = pattern.MustCompile(`^(?: [\pL-]+){0,2} (?:legs|arms|eyes|hands|feet|ears|wings|lungs|kidneys|parents|halves|sides|sexes|genders|hemispheres|poles)\b`)
	eachOf = pattern.MustCompile(`^(?:%| ?per ?cent)? each\b`)
	ofAge  = pattern.MustCompile(`\b(?i:life expectancy|life span|lifespan|median age|average age|mean age|aged|years old|years of age)\b`)

	// atAge finds what stands before an age that nothing else tells to be one.
	atAge = pattern.MustCompile(`(?i)\b(?:turn(?:s|ed|ing)|aged?|age of) $`)

	batted    = pattern.MustCompile(`\b\d+-(?:for|of)-\d+\b`)
	inSeries  = pattern.MustCompile(`\b(?i:series|finals?|playoffs?)\b`)
	perPeriod = pattern.MustCompile(`^ (?:(days|nights)|(hours)|(months)) (?:a|per|each|of the|every) (?:week|day|year)\b`)
	partOf    = pattern.MustCompile(`\bof (?:whom|which|them)(?: \pL+)? $`)
	outOf     = pattern.MustCompile(`^(?: \pL+)? (?:out )?of (?:(?:the|its|his|her|their) )?([\d,]+|\pL+)`)
)

// otherEnd returns the number that another one, between two texts, rose or fell
// to or from; years are none.
func otherEnd(before, after string) (float64, bool) {
	var m []string
	switch {
	case behindFrom.MatchString(before):
		m = toNumber.FindStringSubmatch(after)
	case behindTo.MatchString(before):
		if m = fromNumber.FindStringSubmatch(before); m == nil {
			m = fromNumber.FindStringSubmatch(after) // "rose to 310 in 1904 from 287"
		}
	}
	if m == nil || yearFormat.MatchString(m[1]) {
		return 0, false
	}
	values := questions.Numbers(m[1])
	return append(values, 0)[0], len(values) == 1
}

// emergency are numbers that one calls, and emergencyCall what follows one.
var (
	emergency     = wordSet("911 999 112 000 111")
	emergencyCall = pattern.MustCompile(`^ (?:emergency )?(?:calls?|callers?|dispatchers?|operators?)\b`)
)

const (
	oldest        = 100  // years; what somebody has reached, or a mean of it
	hardlyYounger = 0.7  // of an age, which is believed
	hardlyOlder   = 1.3  // of an age, likewise
	yearsYounger  = 3    // of a child, likewise
	half          = 50   // percent
	farther       = 4    // times as far as a number rose or fell: what rises from 287 to 310 does not rise to 560
	aboutOff      = 0.25 // of the right number: what is nearer may be "about" it
)

// possible returns the bounds within which a number of a statement makes
// sense: nobody works eight days a week, and nobody bats five doubles in four
// attempts. Before and after are what stands around the number.
func possible(statement, before, after string) (low, high float64) {
	none, all := math.Inf(1), math.Inf(1)
	switch m := perPeriod.FindStringSubmatch(after); {
	case batted.MatchString(statement):
		return none, all
	case paired.MatchString(after) || strings.HasSuffix(before, "between "):
		return none, all
	case oneIn.MatchString(before):
		return none, all // as many as one in three are as many as one in six
	case strings.HasSuffix(before, " per ") || strings.HasSuffix(before, " min ") || orLess.MatchString(after) || compound.MatchString(after):
		return none, all
	case strings.HasPrefix(after, " sets") || strings.HasPrefix(after, " inches") && feet.MatchString(before):
		return none, all // two or three, three to five: one cannot tell
	case unitNext.MatchString(after) || outOfScale.MatchString(before) || raced.MatchString(after):
		return none, all
	case oneOf.MatchString(before) && (amongFirst.MatchString(before) || rankBehind.MatchString(after)):
		return none, all // one of the ten largest is one of the twelve largest
	case namedByNumber.MatchString(before) || clockTime.MatchString(after):
		return none, all // "a number 9 jersey": nothing is counted
	case strings.HasPrefix(after, " years") && ofAge.MatchString(statement):
		return 0, oldest
	case strings.HasPrefix(after, " games") && strings.HasSuffix(before, "in ") && inSeries.MatchString(statement):
		return 4, 7
	case m != nil && m[1] != "":
		return 0, 7
	case m != nil && m[2] != "":
		return 0, 24
	case m != nil:
		return 0, 12
	case partOf.MatchString(before):
		if wholes := questions.Numbers(before); len(wholes) > 0 {
			return 0, wholes[len(wholes)-1]
		}
	}
	if m := outOf.FindStringSubmatch(after); m != nil {
		if whole := questions.Numbers(m[1]); len(whole) == 1 {
			return 0, whole[0]
		}
	}
	return 0, all
}

// oneSided reports whether numbers on one side of a number of a statement hold
// as well, as for "more than 20": those of the other would all be larger, and
// the key the least of all.
func oneSided(f *questions.Fact, s questions.Span) bool {
	lead, rest, _ := strings.Cut(f.Statement, s.Text)
	if shape, ok := shapeOf(s.Text); ok {
		lead, rest = lead+shape.before, shape.after+rest
	}
	return s.Kind == questions.Number && (atLeast.MatchString(lead) || atMost.MatchString(lead) || holdsForLess(lead, rest))
}

// holdsForLess reports whether what a statement says of a number that stands between
// two texts holds of every smaller one as well: six in a row include three, and the
// highest for five months is the highest for three.
func holdsForLess(before, after string) bool {
	return inARow.MatchString(after) || mostFor.MatchString(before)
}

// contradicted keeps of the wrong numbers for a span those that a statement
// with the right one excludes: of "more than 20" and "up to 20" none, since 30
// are more than 20 too; of "about 20" those that are far from it.
func contradicted(statement, right string, numbers []string) []string {
	shape, ok := shapeOf(right)
	lead, _, _ := strings.Cut(statement, right)
	lead += shape.before
	switch {
	case !ok:
		return numbers
	case atLeast.MatchString(lead) || atMost.MatchString(lead):
		return nil
	case roughly.MatchString(lead):
		exact := questions.Numbers(right)[0] // with its "thousand"
		return slices.DeleteFunc(slices.Clone(numbers), func(n string) bool {
			values := questions.Numbers(n)
			return len(values) != 1 || values[0] > exact/farOff && values[0] < exact*farOff
		})
	}
	return numbers
}

// believable keeps of the wrong numbers for a span those that neither jump to
// the eye nor could be a rounding of the right one; all where none is left.
func believable(right string, numbers []string) []string {
	exact := questions.Numbers(right)
	if len(exact) != 1 {
		return numbers
	}
	kept := slices.DeleteFunc(slices.Clone(numbers), func(n string) bool {
		values := questions.Numbers(n)
		if len(values) != 1 {
			return true
		}
		times := values[0] / exact[0]
		nearlyAll := percentIn.MatchString(strings.TrimLeft(n, "0123456789.")) && values[0] > nearlyAllOf
		return times < leastTimes || times > mostTimes || math.Abs(times-1) < roundingOff || nearlyAll
	})
	if len(kept) == 0 {
		return numbers
	}
	return kept
}

const (
	leastTimes, mostTimes = 0.5, 2.1 // the right number
	roundingOff           = 0.15
	nearlyAllOf           = 90  // percent
	farOff                = 1.7 // times the right number: "about 20" does not exclude 25
)

var roughly = pattern.MustCompile(`(?i)\b(?:about|around|some|nearly|almost|approximately|roughly|close to|an estimated|well) \$?$`)

// numberShape is how a number is written.
type numberShape struct {
	before, after string // "about $", " million people"
	value         float64
	spelled       bool // "seventeen"
	capital       bool // "Seventeen"
	separators    bool // "12,500"
	decimals      int
	percent       bool
}

var (
	digitsIn  = pattern.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`)
	spelledIn = pattern.MustCompile(`(?i)\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b`)
	atLeast   = pattern.MustCompile(`(?i)\b(?:at least|more than|over|above|upwards of|no fewer than|no less than|exceed\w*) ?\$?$`)
	atMost    = pattern.MustCompile(`(?i)\b(?:at most|less than|fewer than|under|below|up to|as many as|as much as|no more than) ?\$?$`)
	percentIn = pattern.MustCompile(`^(?:%| ?per ?cent)`)
)

// shapeOf finds out how the one number of a text is written. False when there
// is none or several, or when other numbers could not stand in its place.
func shapeOf(text string) (numberShape, bool) {
	var s numberShape
	at := digitsIn.FindAllStringIndex(text, -1)
	spelled := spelledIn.FindAllStringIndex(text, -1)
	switch {
	case len(at) == 1 && len(spelled) == 0:
	case len(at) == 0 && len(spelled) == 1:
		at, s.spelled = spelled, true
	default:
		return s, false
	}
	written := text[at[0][0]:at[0][1]]
	s.before, s.after = text[:at[0][0]], text[at[0][1]:]
	if strings.HasSuffix(s.before, "-") || len(s.after) > 0 && (s.after[0] >= 'a' && s.after[0] <= 'z' || s.after[0] == '-') {
		return s, false // a part of a word, such as 15th or T-72
	}
	values := questions.Numbers(written)
	if len(values) != 1 || values[0] < 2 || values[0] > 1e12 {
		return s, false // "one" takes a singular, which no other number does
	}
	s.value = values[0]
	s.capital = s.spelled && written[0] < 'a'
	s.separators = strings.Contains(written, ",")
	if _, fraction, ok := strings.Cut(written, "."); ok && !s.spelled {
		s.decimals = len(fraction)
	}
	s.percent = percentIn.MatchString(s.after)
	return s, s.decimals <= 3 // more would be noise
}

// factors are how many times the right number a wrong one is. Few of them are
// simple, so that the right one is not the odd one out.
var factors = []float64{0.3, 0.4, 0.55, 0.65, 0.75, 0.8, 1.25, 1.4, 1.5, 1.7, 2, 2.4, 3}

// nearFactors are the same for numbers that no editor looks at: what is a third
// of the right number, or three times as much, jumps to the eye.
var nearFactors = []float64{0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.8, 2}

// raceFactors are the same for the times of a race.
var raceFactors = []float64{0.94, 0.955, 0.97, 0.98, 1.02, 1.03, 1.045, 1.06}

// values returns numbers that are so many times the right one and as round as
// it is; near says that nobody looks at them. Where that has decimals, the last one is never 0: "9.0%" beside "5.3%"
// shows that somebody has reckoned it; nor is there another one than .5 beside .5.
func (s numberShape) values(factors []float64, near bool) []float64 {
	var values []float64
	halves := s.decimals == 1 && math.Mod(s.value, 0.5) == 0
	add := func(v float64) {
		if halves {
			v = math.Round(2*v) / 2 // beside 7.5 and 2.0 a 4.9 is of another kind, and beside 7.5 also a 4.0
			if math.Mod(s.value, 1) != 0 {
				v = math.Floor(v) + 0.5
			}
		} else if scale := math.Pow(10, float64(s.decimals)); s.decimals > 0 && math.Mod(math.Round(v*scale), 10) == 0 {
			v = (math.Round(v*scale) + 3) / scale
		}
		fits := v >= 2 && v != s.value && !(s.percent && v >= 100) && !(s.spelled && v > 99)
		if fits && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	if s.value <= 20 && s.decimals == 0 {
		for v := max(2, math.Floor(s.value/2)); v <= s.value+max(4, math.Ceil(s.value/2)); v++ {
			add(v)
		}
		return values
	}
	scale := math.Pow(10, float64(s.decimals))
	whole := math.Round(s.value * scale)
	figures := significant(whole)
	for _, f := range factors {
		exact := whole * f
		keep := figures
		if figures == 1 && exact > whole && exact < 2*math.Pow(10, math.Floor(math.Log10(exact))) && !(near && math.Mod(math.Log10(whole), 1) == 0) {
			keep = 2 // 150,000 is as round as 100,000, but not where nobody looks: 100 stands out among 130 and 140
		}
		if figures > exactly {
			// Beside 8,499,399 a number that ends with a zero has been reckoned.
			unit := math.Pow(10, math.Floor(math.Log10(whole))-float64(figures-1))
			made := math.Round(exact / unit)
			if math.Mod(made, 10) == 0 {
				made += 3
			}
			add(made * unit / scale)
			continue
		}
		add(roundTo(exact, keep) / scale)
	}
	return values
}

// exactly is how many figures a rounded number has at most.
const exactly = 3

// significant returns how many figures of a whole number are left without the
// zeros at its end.
func significant(whole float64) int {
	return len(strings.TrimRight(strconv.FormatFloat(whole, 'f', 0, 64), "0"))
}

// roundTo rounds to a number of significant figures.
func roundTo(v float64, figures int) float64 {
	if v <= 0 {
		return 0
	}
	unit := max(1, math.Pow(10, math.Floor(math.Log10(v))-float64(figures-1)))
	return math.Round(v/unit) * unit
}

// write puts another number into the shape.
func (s numberShape) write(v float64) string {
	var written string
	switch {
	case s.spelled:
		written = questions.SpellNumber(int(v))
		if s.capital && written != "" {
			written = strings.ToUpper(written[:1]) + written[1:]
		}
	default:
		written = strconv.FormatFloat(v, 'f', s.decimals, 64)
		if s.separators || v >= 10000 && !strings.ContainsAny(written, ".") {
			written = separated(written)
		}
	}
	return s.before + written + s.after
}

// separated puts commas between thousands.
func separated(written string) string {
	whole, fraction, decimal := strings.Cut(written, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if decimal {
		return fmt.Sprintf("%s.%s", whole, fraction)
	}
	return whole
}
