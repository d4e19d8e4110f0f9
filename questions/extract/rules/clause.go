package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// clause is the main clause of a sentence, cut to what can stand alone:
// [front,] subject verb rest.
type clause struct {
	sentence *sentence
	front    []token // an adverbial phrase before the subject, without its comma; may be empty
	subject  []token
	verb     []token // the finite verb, other auxiliaries and the main verb, without adverbs between
	rest     []token
	plural   bool    // the subject joins two things or is a plural noun
	label    bool    // the line has its time as a label in front
	next     *clause // what the same subject did next; nil = nothing that is understood

	// What only a parsed clause has.
	parsed            bool
	joined            bool         // not the sentence's main clause
	own               bool         // joined, with a subject of its own
	whole             bool         // the sentence, uncut
	acts              bool         // its verb has a thing for an object; only of a whole sentence
	aside             []token      // what stands between commas behind the subject; only of a whole sentence
	before            []token      // adverbs between subject and verb
	direct            map[int]bool // where the words stand that hang on the verb itself
	object, objectEnd int          // the object, or behind "is" what the subject is, in rest; equal = none
	copular           bool         // the object is what the subject is
}

// Why a sentence has no usable clause.
const (
	reasonNoSubject   = "no simple subject"
	reasonNoVerb      = "no verb after the subject"
	reasonModal       = "a wish, forecast or possibility"
	reasonNegative    = "negative"
	reasonNested      = "nested clauses"
	reasonCondition   = "a condition"
	reasonNoStatement = "a question, an order or an exclamation"
	reasonQuotation   = "mostly a quotation"
	reasonLength      = "too long or too short"
)

var (
	prepositions = set("of in for from at on to with by about between among against under over near behind during after before since until through across within without into onto towards toward outside inside along around despite beside besides throughout following off than per via upon beyond above below amid alongside")
	connectives  = set("also however therefore thus then moreover meanwhile nevertheless nonetheless consequently furthermore indeed similarly likewise additionally subsequently eventually finally accordingly hence unfortunately fortunately importantly interestingly surprisingly ultimately overall again first second third firstly secondly thirdly fourthly fifthly lastly instead rather alas simultaneously conversely")
	subordinate  = set("when while although though because as after before since where whereas once until if unless whether")
	conditions   = set("if unless whether")
)

// leading are phrases that only link a sentence to the one before.
var leading = [][]string{{"in", "addition"}, {"in", "fact"}, {"for", "example"}, {"for", "instance"}, {"for", "one", "thing"}, {"as", "a", "result"}, {"at", "the", "same", "time"}, {"on", "the", "other", "hand"}, {"in", "contrast"}, {"of", "course"}, {"in", "particular"}, {"in", "turn"}, {"by", "contrast"}, {"in", "response"}, {"at", "the", "time"}, {"in", "the", "end"}, {"for", "the", "first", "time"}, {"for", "its", "part"}, {"for", "his", "part"}, {"for", "her", "part"}, {"above", "all", "else"}, {"above", "all"}, {"after", "all"}, {"by", "definition"}, {"to", "be", "sure"}, {"on", "the", "contrary"}, {"in", "short"}, {"in", "other", "words"}, {"all", "in", "all"}, {"at", "least"}, {"in", "reality"}, {"as", "a", "consequence"}, {"as", "an", "added", "bonus"}, {"not", "surprisingly"}, {"first", "of", "all"}}

// parse finds the main clause in tokens of a sentence; the reason says why
// there is none.
func parse(s *sentence, tokens []token) (*clause, string) {
	tokens = withoutDateline(withoutAsides(tokens))
	tokens = withoutLinks(tokens)
	tokens = withoutWeekdays(tokens)
	if n := len(tokens); n < 4 || n > 60 {
		return nil, reasonLength
	}
	if last := tokens[len(tokens)-1].text; len(last) == 1 && capitalised(last) {
		return nil, reasonNested // an initial
	}
	switch last := tokens[len(tokens)-1].text; last {
	case "?", "!":
		return nil, reasonNoStatement
	case ".":
		tokens = tokens[:len(tokens)-1]
	}
	c := &clause{sentence: s}
	tokens, reason := c.takeFront(tokens)
	if reason != "" {
		return nil, reason
	}
	tokens, reason = c.takeSubject(tokens)
	if reason != "" {
		return nil, reason
	}
	if reason = c.takeVerb(tokens); reason != "" {
		return nil, reason
	}
	return c, ""
}

// withoutAsides removes what stands in brackets and between dashes.
func withoutAsides(tokens []token) []token {
	kept := make([]token, 0, len(tokens))
	depth := 0
	for _, t := range tokens {
		switch t.text {
		case "(", "[":
			depth++
			continue
		case ")", "]":
			depth = max(0, depth-1)
			continue
		}
		if depth == 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// withoutDateline removes where an agency's report was written: "BRENK (AP) -".
func withoutDateline(tokens []token) []token {
	for i := 1; i < len(tokens) && i < 7; i++ {
		if tokens[i].tag == ":" && tokens[i].text != "..." && len(tokens) > i+5 {
			if first := tokens[0].text; len(first) > 2 && strings.ToUpper(first) == first && capitalised(first) {
				return tokens[i+1:]
			}
			break
		}
		if !capitalised(tokens[i].text) && tokens[i].text != "," {
			break
		}
	}
	return tokens
}

// isLink reports whether a word inside a sentence may link it to the one before.
func isLink(word string) bool {
	switch word {
	case "also", "however", "therefore", "thus", "meanwhile", "nevertheless", "later", "subsequently", "then":
		return true
	}
	return false
}

// withoutLinks removes words that link a sentence to the one before.
func withoutLinks(tokens []token) []token {
	for changed := true; changed && len(tokens) > 3; {
		changed = false
		word := strings.ToLower(tokens[0].text)
		switch {
		case word == "and" || word == "but" || word == "yet" || word == "so" && tokens[1].tag != "RB":
			if tokens, changed = tokens[1:], true; tokens[0].text == "," {
				tokens = tokens[1:] // "And, more boats"
			}
		case connectives[word] && tokens[1].text == ",":
			tokens, changed = tokens[2:], true
		}
		for _, phrase := range leading {
			if len(tokens) > len(phrase)+1 && tokens[len(phrase)].text == "," && slices.EqualFunc(phrase, tokens[:len(phrase)], func(w string, t token) bool { return strings.EqualFold(w, t.text) }) {
				tokens, changed = tokens[len(phrase)+1:], true
			}
		}
		if len(tokens) > 5 && word == "for" && (tokens[1].text == "example" || tokens[1].text == "instance") && tokens[2].text != "," && tokens[2].tag != "IN" {
			tokens, changed = tokens[2:], true // without its comma
		}
	}
	if !slices.ContainsFunc(tokens, func(t token) bool { return isLink(t.text) }) {
		return slices.Clip(tokens) // as most
	}
	kept := make([]token, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		word := t.text
		if i > 0 && tokens[i-1].text != "but" && isLink(word) &&
			(word != "later" || i+1 < len(tokens) && isFinite(tokens[i+1].tag)) && (word != "then" || i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].tag, "VB")) {
			if len(kept) > 0 && kept[len(kept)-1].text == "," && i+1 < len(tokens) && tokens[i+1].text == "," {
				kept = kept[:len(kept)-1]
				i++
			}
			continue
		}
		kept = append(kept, t)
	}
	return kept
}

var weekdays = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

var dayParts = set("morning afternoon evening night")

// withoutWeekdays removes days of the week that stand alone as a time: without
// a date they say nothing a year later.
func withoutWeekdays(tokens []token) []token {
	kept := make([]token, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if weekdays[t.text] && (i+1 == len(tokens) || tokens[i+1].text != "'s") {
			next := i + 1
			if next < len(tokens) && dayParts[tokens[next].text] {
				next++
			}
			// "Friday, 3 May 2019" keeps its date; "Friday's" stays and is refused.
			if next < len(tokens) && (isNoun(tokens[next].tag) && !months[tokens[next].text] || tokens[next].tag == "CC") {
				kept = append(kept, t)
				continue
			}
			dated := next+1 < len(tokens) && tokens[next].text == "," && (months[tokens[next+1].text] || tokens[next+1].tag == "CD")
			if n := len(kept); !dated && n > 0 && strings.EqualFold(kept[n-1].text, "on") {
				kept = kept[:n-1]
			}
			if dated {
				next++
			} else if len(kept) == 0 && next < len(tokens) && tokens[next].text == "," {
				next++
			}
			i = next - 1
			continue
		}
		kept = append(kept, t)
	}
	return kept
}

// takeFront cuts an adverbial phrase before the subject.
func (c *clause) takeFront(tokens []token) ([]token, string) {
	first := tokens[0]
	word := strings.ToLower(first.text)
	if conditions[word] {
		return nil, reasonCondition
	}
	if word == "compared" {
		return nil, reasonFront // "Compared to the old pier, it is wider": than what?
	}
	comma := -1
	for i, t := range tokens {
		if t.text == "," && !insideDate(tokens, i) {
			comma = i
			break
		}
	}
	switch {
	case (subordinate[word] || first.tag == "VBG" || first.tag == "VBN" || first.tag == "TO") && word != "according":
		if prepositions[word] && comma > 0 && !slices.ContainsFunc(tokens[:comma], func(t token) bool { return isFinite(t.tag) || t.tag == "VBG" }) {
			break // "After the war, ..."
		}
		if comma > 0 && slices.ContainsFunc(tokens[:comma], func(t token) bool { return isYear(t.text) }) && word == "as" {
			return nil, reasonFront // "As of 2022, ..." does not hold for ever
		}
		// What the sentence says of its subject holds without the clause before.
		if comma < 0 || comma > 25 || len(tokens)-comma < 5 {
			return nil, reasonNested
		}
		if first.tag == "TO" && slices.ContainsFunc(tokens[comma+1:min(comma+7, len(tokens))], needed) {
			return nil, reasonFront // "To see it, one has to sail": for that only
		}
		return tokens[comma+1:], ""
	case first.tag != "IN" && first.tag != "TO" && !prepositions[word]:
		return tokens, ""
	}
	if comma < 0 || comma > 14 {
		// "In 1992 the company ..."
		if date, n := dateAt(tokens, 1); date.grain != 0 && word != "of" {
			c.front = tokens[:1+n]
			return tokens[1+n:], ""
		}
		return nil, reasonNoSubject
	}
	return tokens[comma+1:], c.setFront(tokens[:comma])
}

// needed reports whether a verb says what must be done.
func needed(t token) bool {
	switch t.text {
	case "must", "need", "needs", "should", "has", "have":
		return t.tag == "MD" || strings.HasPrefix(t.tag, "VB")
	}
	return false
}

// setFront takes a phrase before the subject, if the sentence is not true
// without what it refers to.
func (c *clause) setFront(front []token) string {
	if len(front) == 0 {
		return ""
	}
	if slices.ContainsFunc(front, func(t token) bool { return isFinite(t.tag) }) {
		return reasonNested
	}
	word := strings.ToLower(front[0].text)
	if len(front) == 1 && prepositions[word] {
		return "" // "After, she ..." links to the sentence before
	}
	c.front = front
	if len(front) == 1 {
		return ""
	}
	if !timely[word] && word != "in" && word != "at" && word != "on" && word != "for" || slices.ContainsFunc(c.front, func(t token) bool {
		return t.tag == "NNP" || isYear(strings.TrimSuffix(t.text, "s")) || t.text == "century"
	}) {
		return ""
	}
	if (word == "until" || word == "since") && front[1].tag == "PRP$" {
		return "" // "Until its end, the trust ..."
	}
	// A time or place that is told from the sentence before.
	head := strings.ToLower(headPhrase(front[1:])[max(0, len(headPhrase(front[1:]))-1)].text)
	switch {
	case slices.ContainsFunc(c.front, func(t token) bool { return scopes[t.text] }), word == "by":
		return reasonFront
	case stretches[head] && slices.ContainsFunc(front, func(t token) bool { return demonstratives[t.text] }), word == "until":
		return reasonFront // what was so "during this time" or "until then" was not so always
	case stretches[head] || timely[word] && word != "throughout":
		c.front = nil // what follows holds without it
	case !c.parsed:
		if slices.ContainsFunc(c.front, func(t token) bool { return strings.HasPrefix(t.tag, "JJ") || t.tag == "CD" }) {
			return reasonFront
		}
		c.front = nil
	}
	return ""
}

// stretches are nouns of times.
var stretches = set("minute minutes half quarter game match day days week weeks month months year years season night morning afternoon evening hour hours time times moment period decade decades set round inning end beginning start meantime interim process years past future spring summer autumn fall winter turn addition response")

// timely are words that begin a time; without a name or a year it is told from
// the sentence before.
var timely = set("within after over before during since until following throughout by")

// scopes are words of a phrase that says of how much a sentence holds.
var scopes = set("cases case theory practice principle part general some many most all times example effect contrast words sense terms reality truth way ways areas places countries parts")

const reasonFront = "a time that is told elsewhere"

// insideDate reports whether the comma at i belongs to a date ("June 4, 2009")
// or to a place ("Baghdad, Iraq").
func insideDate(tokens []token, i int) bool {
	if i == 0 || i+1 >= len(tokens) {
		return false
	}
	if isYear(tokens[i+1].text) && (tokens[i-1].tag == "CD" || months[tokens[i-1].text]) {
		return true
	}
	return placePair(tokens, i)
}

// placePair reports whether the comma at i joins a place and the larger one
// that it lies in.
func placePair(tokens []token, i int) bool {
	if i == 0 || i+1 >= len(tokens) || !capitalised(tokens[i-1].text) {
		return false
	}
	for n := 3; n >= 1; n-- {
		if i+n < len(tokens) && n <= 3 {
			text := joinWords(tokens[i+1 : i+1+n])
			if (countries[text] != "" || isState(text)) && (i+1+n == len(tokens) || !capitalised(tokens[i+1+n].text)) {
				before := tokens[i-1].text
				return countries[before] == "" || cities[before] != ""
			}
		}
	}
	return false
}

func joinWords(tokens []token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

func isYear(s string) bool {
	if len(s) != 4 || (s[0] != '1' && s[0] != '2') || s[0] == '2' && s[1] != '0' {
		return false
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// nounPhrase returns the end of the noun phrase that begins at i, without what
// follows its last noun, or i when there is none.
func nounPhrase(tokens []token, i int) int {
	j, end := i, i
	for j < len(tokens) {
		t := tokens[j]
		switch {
		case isNoun(t.tag):
			j++
			end = j
		case t.tag == "PRP" && j > i && !reflexives[t.text]:
			return end // "warned the mayor he"
		case t.tag == "CD" || t.tag == "PRP":
			j++
			end = j
		case t.tag == "POS" || t.text == "'" && j > i && isNoun(tokens[j-1].tag):
			j++
		case t.tag == "DT" || t.tag == "PRP$" || t.tag == "PDT":
			if j > i && tokens[j-1].tag != "PDT" && tokens[j-1].tag != "IN" && tokens[j-1].tag != "RB" {
				return end
			}
			j++
		case strings.HasPrefix(t.tag, "JJ") || t.tag == "$" || t.tag == "#" || t.text == "%" || t.text == "&":
			j++
			if t.text == "%" {
				end = j
			}
		case (t.tag == "VBG" || t.tag == "VBN") && j+1 < len(tokens) && (isNoun(tokens[j+1].tag) || strings.HasPrefix(tokens[j+1].tag, "JJ")) && (j > i):
			j++
		case t.tag == "RB" && j+1 < len(tokens) && (strings.HasPrefix(tokens[j+1].tag, "JJ") || tokens[j+1].tag == "CD" || tokens[j+1].tag == "VBN"):
			j++
		case (t.text == "about" || t.text == "over" || t.text == "around" || t.text == "than" || t.text == "least" || t.text == "at" || t.text == "more" || t.text == "less" || t.text == "some") && j < i+3 && nearNumber(tokens, j):
			j++
		case t.tag == ":" && t.text == "-" && j+1 < len(tokens):
			j++ // "six-member"
		case t.tag == "CC" && (t.text == "and" || t.text == "&") && j > i && j+1 < len(tokens) && (strings.HasPrefix(tokens[j-1].tag, "JJ") && strings.HasPrefix(tokens[j+1].tag, "JJ")):
			j++
		default:
			return end
		}
	}
	return end
}

// reflexives are pronouns that belong to the noun before them: "the mayor herself".
var reflexives = set("himself herself itself themselves")

// nearNumber reports whether a number follows within two words.
func nearNumber(tokens []token, i int) bool {
	for k := i + 1; k <= i+2 && k < len(tokens); k++ {
		if tokens[k].tag == "CD" || tokens[k].tag == "$" {
			return true
		}
	}
	return false
}

// takeSubject cuts the subject and drops an apposition after it.
func (c *clause) takeSubject(tokens []token) ([]token, string) {
	end := nounPhrase(tokens, 0)
	if end == 0 {
		return nil, reasonNoSubject
	}
	for end < len(tokens) {
		t := tokens[end]
		var next int
		switch {
		case prepositions[t.text] && t.text != "than":
			next = nounPhrase(tokens, end+1)
			if next == end+1 {
				next = end
			}
		case t.text == "and" || t.text == "or":
			next = nounPhrase(tokens, end+1)
			if next == end+1 {
				next = end
			}
			c.plural = true
		default:
			next = end
		}
		if next == end {
			break
		}
		end = next
	}
	if end < len(tokens) && (tokens[end].tag == "VBN" || tokens[end].tag == "VBG") {
		end = participle(tokens, end)
	}
	c.subject = tokens[:end]
	rest := tokens[end:]
	if len(rest) > 0 && rest[0].text == "," {
		close := -1
		for i := 1; i < len(rest) && i < 24; i++ {
			if rest[i].text == "," && i+1 < len(rest) && verbAt(rest, i+1) {
				close = i
				break
			}
		}
		if close < 0 {
			return nil, reasonNoVerb
		}
		aside := rest[1:close]
		// ", X and Y were": a list, not an apposition.
		for _, t := range aside {
			if t.tag == "CC" && (t.text == "and" || t.text == "or") && rest[close-1].text != "," && !slices.ContainsFunc(aside, func(t token) bool { return t.tag == "WDT" || t.tag == "WP" || t.tag == "DT" }) {
				return nil, reasonNested
			}
		}
		rest = rest[close+1:]
	}
	head := c.subject[len(headPhrase(c.subject))-1]
	if head.tag == "NNS" || head.tag == "NNPS" {
		c.plural = true
	}
	return rest, ""
}

// participle returns the end of a participle phrase that belongs to the
// subject ("The law passed in Brenk ..."): up to the one finite verb that
// follows before any mark or conjunction. It returns i when there is none.
func participle(tokens []token, i int) int {
	if tokens[i].tag == "VBN" && (i+1 >= len(tokens) || !prepositions[tokens[i+1].text]) {
		return i
	}
	for k := i + 1; k < len(tokens) && k < i+14; k++ {
		switch t := tokens[k]; {
		case isFinite(t.tag):
			if k > i+1 {
				return k
			}
			return i
		case isMark(t.text) || t.tag == ":" || t.tag == "WDT" || t.tag == "WP" || t.text == "that" || t.tag == "CC":
			return i
		}
	}
	return i
}

// headPhrase is a noun phrase without what follows its first head noun.
func headPhrase(subject []token) []token {
	end := nounPhrase(subject, 0)
	if end == 0 {
		return subject
	}
	return subject[:end]
}

// verbAt reports whether a finite verb, perhaps after adverbs, stands at i.
func verbAt(tokens []token, i int) bool {
	for i < len(tokens) && tokens[i].tag == "RB" {
		i++
	}
	return i < len(tokens) && isFinite(tokens[i].tag)
}

// takeVerb cuts the verb group and the rest up to where the clause can end.
func (c *clause) takeVerb(tokens []token) string {
	i := 0
	for i < len(tokens) && tokens[i].tag == "RB" {
		if negations[tokens[i].text] {
			return reasonNegative
		}
		i++
	}
	if i >= len(tokens) {
		return reasonNoVerb
	}
	switch tokens[i].tag {
	case "MD":
		return reasonModal
	case "VBD", "VBZ", "VBP":
	case "VBN":
		if auxiliary[tokens[i].text] != "" || i+1 < len(tokens) && (tokens[i+1].text == "by" || tokens[i+1].tag == "IN" || tokens[i+1].tag == "TO") {
			return reasonNoVerb
		}
	default:
		return reasonNoVerb
	}
	c.verb = append(c.verb, tokens[i])
	i++
	if isAuxiliary(c.verb[0].text) {
		for i < len(tokens) {
			t := tokens[i]
			if negations[t.text] {
				return reasonNegative
			}
			if t.tag == "RB" && i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].tag, "VB") {
				c.verb = append(c.verb, t)
				i++
				continue
			}
			if t.tag == "VBN" || t.tag == "VBG" || t.tag == "VBD" && !isAuxiliary(t.text) || t.tag == "VB" && strings.HasPrefix(c.verb[0].text, "d") {
				if t.tag == "VBD" {
					t.tag = "VBN"
				}
				c.verb = append(c.verb, t)
				i++
				if t.text == "been" || t.text == "being" {
					continue
				}
			}
			break
		}
	}
	rest, reason := cutRest(tokens[i:])
	if reason != "" {
		return reason
	}
	c.rest = rest
	c.addNext(tokens[i:])
	return ""
}

// addNext makes a clause of what the subject did next: "studied in Brenk and
// earned a degree in 1721". A time in front of the sentence is the first one's.
func (c *clause) addNext(tokens []token) {
	if len(c.rest) == 0 {
		return
	}
	last := c.rest[len(c.rest)-1]
	i := slices.IndexFunc(tokens, func(t token) bool { return t.start == last.start }) + 1
	if i+3 >= len(tokens) {
		return
	}
	if tokens[i].text == "," {
		i++
	}
	if tokens[i].text != "and" || !verbAt(tokens, i+1) {
		return
	}
	next := &clause{sentence: c.sentence, subject: c.subject, plural: c.plural}
	if reason := next.takeVerb(slices.Clone(tokens[i+1:])); reason == "" && next.verb[0].tag == "VBD" && len(next.rest) > 0 {
		c.next = next
	}
}

var negations = set("not n't never no neither nor without hardly barely rarely seldom scarcely")

func isAuxiliary(word string) bool {
	switch word {
	case "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "'s", "'ve", "been":
		return true
	}
	return false
}

// licences are words that may have a finite verb of their own after them.
var licences = set("that which who whom whose when where while because as after before since although though how what why until once whereas")

// cutRest returns what belongs to the clause after its verb: up to the first
// mark or conjunction behind which something new begins.
func cutRest(tokens []token) ([]token, string) {
	licensed := false
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		word := strings.ToLower(t.text)
		switch {
		case t.text == ";" && !slices.ContainsFunc(tokens[i:], func(t token) bool { return isFinite(t.tag) }):
			return nil, reasonNested // a list, and the first item alone says something else
		case t.text == ";" || t.text == ":" || t.tag == ":" && t.text != "-" || t.text == "." || t.text == "?" || t.text == "!":
			return finish(tokens[:i])
		case t.text == "," && insideDate(tokens, i):
		case t.text == "," && i > 1 && placePair(tokens, lastComma(tokens, i)):
			if !listed(tokens, i) {
				if i+1 < len(tokens) && (prepositions[tokens[i+1].text] && i < 9) {
					continue
				}
				return finish(tokens[:i])
			}
		case t.text == "," && i > 0 && isYear(tokens[i-1].text) && i+2 < len(tokens) && closePrepositions[tokens[i+1].text] && !strings.HasPrefix(tokens[i+2].tag, "W"):
		case t.text == ",":
			if listed(tokens, i) {
				continue
			}
			if close := asideCloses(tokens, i); close > 0 {
				return cutRest(slices.Concat(tokens[:i], tokens[close+1:]))
			}
			return finish(tokens[:i])
		case conditions[word] && word != "whether":
			return nil, reasonCondition
		case word == "but" || word == "yet" && i+1 < len(tokens) && isFinite(tokens[i+1].tag):
			return finish(tokens[:i])
		case t.tag == "CC" && word == "and":
			if verbAt(tokens, i+1) || actsAgain(tokens, i+1) {
				return finish(tokens[:i])
			}
			if end := nounPhrase(tokens, i+1); end > i+1 && verbAt(tokens, end) && !licensed {
				return finish(tokens[:i])
			}
		case (word == "while" || word == "although" || word == "though" || word == "whereas") && i > 0:
			return finish(tokens[:i])
		case licences[word] && (t.tag == "WDT" || t.tag == "WP" || t.tag == "WRB" || t.tag == "IN" || t.tag == "WP$"):
			licensed = true
		case t.tag == "MD" && !licensed, (t.tag == "VBD" || t.tag == "VBZ" || t.tag == "VBP") && !licensed:
			return nil, reasonNested
		case word == "to" && i+1 < len(tokens) && tokens[i+1].tag == "VB":
		}
	}
	return finish(tokens)
}

// asideCloses returns the comma that ends an apposition or relative clause
// begun by the comma at i, when a time or place of the main clause follows:
// "launched Brenk One, a new station, on 15 August 1990". 0 if there is none.
func asideCloses(tokens []token, i int) int {
	if i == 0 || !isNoun(tokens[i-1].tag) || i+1 >= len(tokens) {
		return 0
	}
	first := tokens[i+1]
	relative := first.tag == "WDT" || first.tag == "WP"
	if first.tag != "DT" && !relative {
		return 0
	}
	for k := i + 2; k < len(tokens) && k < i+14; k++ {
		t := tokens[k]
		switch {
		case t.text == "," && k+1 < len(tokens):
			if _, ok := datePhrase(tokens, k+1); ok {
				return k
			}
			return 0
		case isMark(t.text), isFinite(t.tag) && !relative:
			return 0
		}
	}
	return 0
}

// closePrepositions go on a clause behind a date: "in 1950, in Brenk".
var closePrepositions = set("in at on to from for by as of")

// actsAgain reports whether a second verb of the subject begins at i: "and
// eventually studied". The tagger takes some of them for participles.
func actsAgain(tokens []token, i int) bool {
	for i < len(tokens) && tokens[i].tag == "RB" {
		i++
	}
	return i < len(tokens) && (tokens[i].tag == "VBN" || isFinite(tokens[i].tag))
}

func lastComma(tokens []token, before int) int {
	for i := before - 1; i > 0; i-- {
		if tokens[i].text == "," {
			return i
		}
	}
	return 0
}

// listed reports whether the comma at i stands in a list of noun phrases that
// ends with "and" or "or".
func listed(tokens []token, i int) bool {
	if i == 0 || isYear(tokens[i-1].text) || !isNoun(tokens[i-1].tag) && tokens[i-1].tag != "CD" && !strings.HasPrefix(tokens[i-1].tag, "JJ") {
		return false
	}
	j := i
	for j < len(tokens) && tokens[j].text == "," {
		if j+1 < len(tokens) && tokens[j+1].tag == "CC" {
			if actsAgain(tokens, j+2) {
				return false
			}
			end := nounPhrase(tokens, j+2)
			return end > j+2 && !verbAt(tokens, end)
		}
		end := nounPhrase(tokens, j+1)
		if end == j+1 {
			return false
		}
		for end < len(tokens) && (tokens[end].text == "of" || tokens[end].text == "in") {
			next := nounPhrase(tokens, end+1)
			if next == end+1 {
				break
			}
			end = next
		}
		j = end
	}
	if j < len(tokens) && tokens[j].tag == "CC" && (tokens[j].text == "and" || tokens[j].text == "or") && !actsAgain(tokens, j+1) {
		end := nounPhrase(tokens, j+1)
		return end > j+1 && !verbAt(tokens, end)
	}
	return false
}

// finish refuses a rest that breaks off.
func finish(rest []token) ([]token, string) {
	if n := len(rest); n > 0 {
		switch last := rest[n-1]; {
		case last.tag == "DT" || last.tag == "CC" || last.tag == "TO" || last.tag == "PRP$" || last.tag == "IN" && n == 1, last.tag == "WDT", last.tag == "POS", last.tag == "WP", n > 1 && last.tag == "VB" && rest[n-2].tag == "TO", n > 1 && strings.HasPrefix(last.tag, "JJ") && (rest[n-2].tag == "IN" || rest[n-2].tag == "DT"):
			return nil, reasonNested
		}
	}
	return rest, ""
}

// render writes tokens as the sentence has them: the same spaces and marks
// between neighbours, one space where something was left out.
func (s *sentence) render(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			before := tokens[i-1]
			gap := " "
			if before.end <= t.start && !before.made && !t.made {
				between := s.text[before.end:t.start]
				switch {
				case strings.Trim(between, " \"'") == "":
					gap = between
				case between == ", " && !before.quoted && !t.quoted && !isMark(before.text) && !isMark(t.text):
					gap = between // the tree held it for the end of an aside
				case before.quoted && !t.quoted:
					gap = `" `
				case !before.quoted && t.quoted:
					gap = ` "`
				}
			}
			if isMark(t.text) && t.text != "(" && t.text != "[" && !strings.Contains(gap, `"`) {
				gap = ""
			}
			b.WriteString(gap)
		}
		if i+1 < len(tokens) && t.end < tokens[i+1].start && !t.made && (t.text == "a" || t.text == "an") && strings.Trim(s.text[t.end:tokens[i+1].start], " \"'") != "" {
			t.text = "a" // before another word than its own
			if questions.TakesAn(tokens[i+1].text) {
				t.text = "an"
			}
		}
		b.WriteString(t.text)
	}
	text := b.String()
	// A quotation mark before the first or behind the last word is not between
	// two tokens.
	if strings.Count(text, `"`)%2 == 1 && len(tokens) > 0 {
		first, last := tokens[0], tokens[len(tokens)-1]
		switch {
		case last.quoted || last.end < len(s.text) && s.text[last.end] == '"':
			text += `"`
		case first.quoted || first.start > 0 && s.text[first.start-1] == '"':
			text = `"` + text
		}
	}
	return text
}

// parts are the words of a clause.
func (c *clause) parts() [6][]token {
	return [...][]token{c.front, c.subject, c.aside, c.before, c.verb, c.rest}
}

func (c *clause) tokens() []token {
	parts := c.parts()
	return slices.Concat(parts[:]...)
}

// has reports whether a clause has such a word.
func (c *clause) has(such func(token) bool) bool {
	parts := c.parts()
	return anyHas(such, parts[:]...)
}

// anyHas reports whether one of the parts of a clause has such a word.
func anyHas(such func(token) bool, parts ...[]token) bool {
	for _, part := range parts {
		if slices.ContainsFunc(part, such) {
			return true
		}
	}
	return false
}
