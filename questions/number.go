package questions

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"quizbot/questions/pattern"
)

var smallNumbers = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}

var tens = []string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}

// magnitudes multiply the number before them; alone they count once.
var magnitudes = map[string]float64{
	"dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1e3, "thousands": 1e3,
	"million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12,
}

// numberWords are the values of spelled numbers below one hundred.
var numberWords = func() map[string]float64 {
	values := map[string]float64{}
	for n := range 100 {
		values[SpellNumber(n)] = float64(n)
	}
	return values
}()

// SpellNumber returns the word for 0 to 99, and "" for every other number.
func SpellNumber(n int) string {
	switch {
	case n < 0 || n > 99:
		return ""
	case n < 20:
		return smallNumbers[n]
	case n%10 == 0:
		return tens[n/10]
	}
	return tens[n/10] + "-" + smallNumbers[n%10]
}

var digits = pattern.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`)

// Numbers returns the numbers that text states, in order: digits with or
// without separators, words up to ninety-nine, and both with "hundred",
// "thousand", "million" or "billion" ("about 1.5 million" is 1,500,000).
func Numbers(text string) []float64 {
	var values []float64
	joins := false // the next magnitude word belongs to the last value
	for field := range strings.FieldsSeq(Fold(text)) {
		field = strings.Trim(field, `.,;:!?"'()`)
		if m, ok := magnitudes[field]; ok {
			if joins {
				values[len(values)-1] *= m
			} else {
				values, joins = append(values, m), true
			}
			continue
		}
		joins = false
		if v, ok := numberWords[field]; ok {
			values, joins = append(values, v), true
			continue
		}
		found := []string{field}
		if strings.Trim(field, "0123456789") != "" { // else it is one number, as most are
			found = digits.FindAllString(field, -1)
		}
		for _, d := range found {
			if v, err := strconv.ParseFloat(strings.ReplaceAll(d, ",", ""), 64); err == nil {
				values, joins = append(values, v), true
			}
		}
	}
	return values
}

var (
	yearIn = pattern.MustCompile(`(?:^|[^\d,.])(\d{4})(?:s\b|[^\d,]|$)`)
	dayIn  = pattern.MustCompile(`(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?(?:[^\d%]|$)`)
)

// monthOfPhrase places the parts of a year that are not months.
var monthOfPhrase = map[string]time.Month{"early": 1, "spring": 4, "mid": 6, "summer": 7, "autumn": 10, "fall": 10, "late": 11, "winter": 12}

// moment returns year, month, day and, for a range, its second year, with 0
// for what text does not say; nil when it names neither a year nor a month.
// It only serves to sort, so "late 2015" is a month near the year's end.
func moment(text string) []float64 {
	folded := Fold(text)
	m := make([]float64, 4)
	if strings.ContainsAny(folded, "0123456789") { // as few options
		found := yearIn.FindAllStringSubmatch(strings.ReplaceAll(folded, "-", " - "), -1)
		if len(found) > 0 {
			m[0], _ = strconv.ParseFloat(found[0][1], 64)
		}
		if len(found) > 1 {
			m[3], _ = strconv.ParseFloat(found[1][1], 64)
		}
	}
	for w := range strings.FieldsFuncSeq(folded, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '.' }) {
		if m[1] != 0 {
			break
		}
		if !strings.Contains("adefjlmnosw", w[:1]) {
			continue // neither a month nor a part of a year begins so
		}
		if month := monthByName(strings.ToUpper(w[:1]) + w[1:]); month != 0 {
			m[1] = float64(month)
		} else if month, ok := monthOfPhrase[w]; ok {
			m[1] = float64(month)
		}
	}
	if m[0] == 0 && m[1] == 0 {
		return nil
	}
	if found := dayIn.FindStringSubmatch(folded); found != nil && m[1] != 0 {
		m[2], _ = strconv.ParseFloat(found[1], 64)
	}
	return m
}

// Quantity is a number as somebody writes it, with what is counted.
type Quantity struct {
	Value *big.Rat
	Unit  string // folded, in the order written: "percent", "dollars", "grams of salt"; "" = none
}

// maxQuantity is how many bytes a quantity may have.
const maxQuantity = 400

var (
	approximators = wordSet("about around roughly approximately approx circa ca some exactly the")
	unitSigns     = strings.NewReplacer("us$", " dollars ", "$", " dollars ", "€", " euros ", "£", " pounds ", "¥", " yen ", "%", " percent ", "per cent", "percent", "~", "", "−", "-")
	shortUnits    = map[string]string{
		"usd": "dollars", "eur": "euros", "gbp": "pounds", "pct": "percent", "percentage": "percent",
		"km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres", "kg": "kilograms", "g": "grams", "mg": "milligrams",
		"t": "tonnes", "l": "litres", "ml": "millilitres", "h": "hours", "hrs": "hours", "min": "minutes", "s": "seconds", "yrs": "years",
	}
	shortMagnitudes = map[string]float64{"k": 1e3, "mn": 1e6, "bn": 1e9}

	grouped     = pattern.MustCompile(`^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d{1,3}(?:'\d{3})+(?:\.\d+)?$`)
	dotGrouped  = pattern.MustCompile(`^\d{1,3}(?:\.\d{3}){2,}$`)
	plainNumber = pattern.MustCompile(`^(?:\d+(?:\.\d+)?|\.\d+)$`)
	commaNumber = pattern.MustCompile(`^\d+,\d{1,2}$`)
	threeDigits = pattern.MustCompile(`^\d{3}$`)
	upToThree   = pattern.MustCompile(`^\d{1,3}$`)
	gluedUnit   = pattern.MustCompile(`^([\d.,']*\d)-?([\pL].*)$`)
)

// ParseQuantity reads a text that is one number and nothing but its unit:
// "1,500", "1 500", "about 1.5 million", "fifteen", "one hundred and five",
// "$20", "35 % of the voters", "-4 degrees". A dot parts decimals, and so does a
// comma before one or two digits; a comma before three digits, or dots before
// several groups of three, part thousands. False when the text is no such thing.
func ParseQuantity(text string) (Quantity, bool) {
	if len(text) > maxQuantity {
		return Quantity{}, false
	}
	var words []string
	for _, w := range strings.Fields(unitSigns.Replace(Fold(text))) {
		w = strings.TrimRight(strings.TrimLeft(w, `"'(`), `.,;:!?"')`)
		if m := gluedUnit.FindStringSubmatch(w); m != nil {
			words = append(words, m[1], m[2])
		} else if w != "" {
			words = append(words, w)
		}
	}
	var unit []string
	for len(words) > 1 && (approximators[words[0]] || currency[words[0]]) {
		if currency[words[0]] {
			unit = append(unit, words[0])
		}
		words = words[1:]
	}
	negative := false
	if len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' {
		negative, words[0] = true, words[0][1:]
	} else if len(words) > 1 && (words[0] == "minus" || words[0] == "-") {
		negative, words = true, words[1:]
	}
	value, n := leadingNumber(words)
	if n == 0 {
		return Quantity{}, false
	}
	if negative {
		value.Neg(value)
	}
	return Quantity{Value: value, Unit: strings.Join(append(unit, words[n:]...), " ")}, true
}

var currency = wordSet("dollars euros pounds yen usd eur gbp")

// leadingNumber returns the number that words begin with and how many of them
// it takes; 0 when they begin with none.
func leadingNumber(words []string) (*big.Rat, int) {
	total, part := new(big.Rat), new(big.Rat) // part is multiplied by the next magnitude
	known := false                            // part holds a number
	last := 0.0                               // the word before, when it was spelled: what may follow depends on it
	n := 0
	for i := 0; i < len(words); i++ {
		w := words[i]
		factor, magnitude := magnitudes[w]
		if f, short := shortMagnitudes[w]; short && known {
			factor, magnitude = f, true
		}
		switch v, spelled := numberWords[w]; {
		case magnitude:
			if !known {
				part.SetInt64(1)
			}
			part.Mul(part, new(big.Rat).SetFloat64(factor))
			if factor >= 1000 {
				total.Add(total, part)
				part = new(big.Rat)
			}
			known, last, n = true, factor, i+1
		case spelled:
			if known && !(last >= 100 || last >= 20 && int(last)%10 == 0 && v > 0 && v < 10) {
				return total.Add(total, part), n
			}
			part.Add(part, new(big.Rat).SetFloat64(v))
			known, last, n = true, v, i+1
		case w == "half" && !known:
			part.SetFrac64(1, 2)
			known, n = true, i+1
		case (w == "a" || w == "an") && i+1 < len(words) && magnitudes[words[i+1]] > 0 && (!known || words[max(i-1, 0)] == "half"):
		case w == "and" && known && last >= 100:
		default:
			v, used := digitNumber(words[i:])
			if used == 0 || known {
				return total.Add(total, part), n
			}
			part.Add(part, v)
			known, last, n = true, 0, i+used
			i += used - 1
		}
	}
	return total.Add(total, part), n
}

// digitNumber returns the number that words begin with in digits and how many
// of them it takes, more than one in "1 500".
func digitNumber(words []string) (*big.Rat, int) {
	w, used := words[0], 1
	switch {
	case grouped.MatchString(w):
		w = strings.NewReplacer(",", "", "'", "").Replace(w)
	case dotGrouped.MatchString(w):
		w = strings.ReplaceAll(w, ".", "")
	case commaNumber.MatchString(w):
		w = strings.Replace(w, ",", ".", 1)
	case upToThree.MatchString(w):
		for used < len(words) && threeDigits.MatchString(words[used]) {
			w += words[used]
			used++
		}
	case !plainNumber.MatchString(w):
		return nil, 0
	}
	value, ok := new(big.Rat).SetString(w)
	if !ok {
		return nil, 0
	}
	return value, used
}

// UnitIn reports whether every word of the unit that carries meaning stands in
// the text, in whatever form: "kg" and "kilogram" in "How many kilograms".
func (q Quantity) UnitIn(text string) bool {
	known := Words(unitSigns.Replace(Fold(text)))
	for i, w := range known {
		known[i] = cmp.Or(shortUnits[w], w)
	}
	for _, w := range contentWords(q.Unit) {
		w = cmp.Or(shortUnits[w], w)
		if !slices.ContainsFunc(known, func(k string) bool { return kin(k, w) }) {
			return false
		}
	}
	return true
}

// SpelledNumber reports whether a folded word is a number below one hundred or
// a magnitude: "fifteen", "million".
func SpelledNumber(word string) bool {
	_, number := numberWords[word]
	return number || magnitudes[word] > 0
}
