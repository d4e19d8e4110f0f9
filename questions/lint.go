package questions

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

// Limits of a question's texts.
const (
	maxStemWords     = 35 // of a question or a true/false statement
	maxLongStemWords = 45 // of a gap sentence, of who said it, and of what somebody holds
	maxKeyLength     = 1.5
)

// Lint returns the item-writing flaws of one question that rules can find,
// one for each flaw. Rules have the names of the flaws (Haladyna and others,
// "A Review of Multiple-Choice Item-Writing Guidelines", 2002, and SAQUET):
// "longest-key", "none-of-the-above", "all-of-the-above",
// "true-false-series", "convergence", "absolute-terms", "vague-terms",
// "word-repeat", "unfocused-stem", "complex-option", "grammar-cue",
// "logical-cue", "lost-sequence", "negative-stem", "gratuitous-stem",
// "several-keys", "implausible-distractor", "blank-in-middle" and "ambiguous".
// To these come "no-right-option", "duplicate-option", "answer-in-stem" and
// "debris".
//
// A question without any finding may still be bad: whether a distractor is
// false, and whether the answer is worth knowing, is for people to judge.
func Lint(q Question) []*Problem {
	l := &linter{question: q, path: "questions/" + string(q.ID), textual: !q.FixedOrder()}
	if TooLong(append(append(q.Options(), q.Prompts...), q.Stem)...) {
		l.report("stem", "length", "the stem, a prompt or an option is longer than %d bytes: shorten it", maxBytes)
		return l.found
	}
	l.keys()
	l.duplicates()
	l.stem()
	switch {
	case q.Form == TrueFalse || q.Form == Order:
		return l.found
	case q.Form == Match:
		l.prompts()
		return l.found
	}
	l.answerInStem()
	if !q.Typed() {
		l.optionWording()
	}
	if q.Choice() {
		l.keyStandsOut()
		l.sequence()
	}
	l.gap()
	return l.found
}

type linter struct {
	question Question
	path     string
	textual  bool // the options are words rather than dates or numbers
	found    []*Problem
}

// maxBytes bounds what is compared word by word, which takes time with the
// square of the length. No text that fits into a message comes near it.
const maxBytes = 4000

// TooLong reports whether one of the texts is longer than any that a bank may
// have (4,000 bytes) and therefore is not looked into.
func TooLong(texts ...string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return len(t) > maxBytes })
}

// report notes a flaw at a part of the question ("stem", "key/0").
func (l *linter) report(part, rule, format string, args ...any) {
	l.found = append(l.found, &Problem{Path: l.path + "/" + part, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// eachOption calls f with every option and where it stands.
func (l *linter) eachOption(f func(part, option string)) {
	for i, o := range l.question.Key {
		f("key/"+strconv.Itoa(i), o)
	}
	for i, o := range l.question.Distractors {
		f("distractors/"+strconv.Itoa(i), o)
	}
}

// key returns the right option, "" if there is none.
func (l *linter) key() string {
	if len(l.question.Key) == 0 {
		return ""
	}
	return l.question.Key[0]
}

// keys finds questions without exactly one right option.
func (l *linter) keys() {
	q := l.question
	switch {
	case len(q.Key) == 0 || slices.ContainsFunc(q.Key, func(k string) bool { return strings.TrimSpace(k) == "" }):
		l.report("key", "no-right-option", "question %q has no right option: put the right one under key", q.ID)
	case q.Choice() && len(q.Key) > 1:
		l.report("key", "several-keys", "question %q has %d right options: leave one under key", q.ID, len(q.Key))
	}
	if q.Form == TrueFalse || q.Form == Order || q.Form == Match {
		return
	}
	for i, d := range q.Distractors {
		part := "distractors/" + strconv.Itoa(i)
		for _, key := range q.Key {
			if Fold(d) == Fold(key) {
				continue // duplicates says so
			}
			if q.Typed() { // a known wrong answer may well be part of the right one: the surname of another
				continue
			}
			if l.textual && SameOrPart(d, key) {
				l.report(part, "several-keys", "distractor %q and the key %q may be one thing or a thing and its part: replace the distractor", d, key)
			}
			if !l.textual && overlap(d, key) {
				l.report(part, "several-keys", "distractor %q includes the key %q or is included in it: replace it", d, key)
			}
			if q.Form == WhoSaid && sameSurname(d, key) {
				l.report(part, "several-keys", "distractor %q has the surname of the key %q: replace the distractor", d, key)
			}
		}
	}
}

// prompts finds pairs that give themselves away or read the same.
func (l *linter) prompts() {
	seen := map[string]bool{}
	for i, p := range l.question.Prompts {
		part := fmt.Sprintf("prompts/%d", i)
		if seen[Fold(p)] {
			l.report(part, "duplicate-option", "the prompt %q stands twice: replace one", p)
		}
		seen[Fold(p)] = true
		if i < len(l.question.Key) && HoldsWords(p, l.question.Key[i]) {
			l.report(part, "answer-in-stem", "the prompt %q contains its right side %q: reword it", p, l.question.Key[i])
		}
	}
}

// overlap reports whether one of two dates is known more exactly and lies in
// the other, or whether both are the same number.
func overlap(a, b string) bool {
	x, y := moment(a), moment(b)
	if x == nil || y == nil || !onlyDate(a) || !onlyDate(b) {
		n, m := Numbers(a), Numbers(b)
		return len(n) > 0 && slices.Equal(n, m)
	}
	if x[0] != y[0] || x[3] != y[3] {
		return false
	}
	return x[1] == y[1] && (x[2] == y[2] || x[2] == 0 || y[2] == 0) || x[1] == 0 || y[1] == 0
}

func sameSurname(a, b string) bool {
	x, y := Words(a), Words(b)
	return len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1]
}

// duplicates finds options that read the same.
func (l *linter) duplicates() {
	seen := map[string]string{}
	l.eachOption(func(part, option string) {
		same := strings.Join(Words(option), " ")
		if same == "" {
			same = Fold(option)
		}
		if first, ok := seen[same]; ok {
			l.report(part, "duplicate-option", "options %q and %q read the same: replace one", first, option)
		}
		seen[same] = option
	})
}

var (
	negation        = pattern.MustCompile(`(?i)\b(?:not|except|neither|nor|cannot)\b|n['’]t\b`)
	reporting       = pattern.MustCompile(`(?i)\b(?:says?|said|saying|that|whether|claim\w*|warn\w*|argu\w*|told|insist\w*|den(?:y|ies|ied)|according|wr(?:ites?|ote)|if|because|who|why)\b`)
	spoken          = pattern.MustCompile(`[“"][^“”"]*[”"]`)
	pronoun         = pattern.MustCompile(`(?i)\b(?:he|she|they|it|him|them|his|hers?|its|their)\b`)
	opening         = pattern.MustCompile(`^(?:He|She|It|They|This|These|Those|That|His|Her|Its|Their)\b`)
	impersonal      = pattern.MustCompile(`(?i)^it (?:is|was|seems|seemed|became|takes|took)\b`)
	impersonalAsked = pattern.MustCompile(`(?i)^(?:is|was|does|did|would|could|will) it\b.*\b(?:to|that|for)\b`)
	relative        = pattern.MustCompile(`(?i)\b(?:(?:last|this|next) (?:year|month|week|summer|winter|spring|autumn|decade)|yesterday|today|tomorrow|nowadays|currently|recently)\b`)
	definite        = pattern.MustCompile(`(?i)\bthe (?:group|city|country|agency|movement|organisation|organization|report|article|war|meeting|talks|attack|province|president|general|minister)\b(?:[?.,]|$| (?:is|was|were|has|had|did|does|would)\b)`)
	trueOf          = pattern.MustCompile(`(?i)\bwhich (?:of the following |of these )?(?:statements? )?(?:is|are) (?:true|false|correct|right|wrong)\b`)
)

// stem finds faults of the stem itself.
func (l *linter) stem() {
	q := l.question
	stem := strings.TrimSpace(q.Stem)
	unquoted := spoken.ReplaceAllString(stem, "“”")
	words := strings.Fields(stem)

	limit := maxStemWords
	if q.Form == Gap || q.Form == WhoSaid || q.Form == TrueFalse && credited.MatchString(unquoted) {
		limit = maxLongStemWords
	}
	if len(words) > limit {
		l.report("stem", "gratuitous-stem", "the stem has %d words: say it in at most %d", len(words), limit)
	}
	switch q.Form {
	case Gap:
		if n := strings.Count(stem, GapMark); n != 1 {
			l.report("stem", "unfocused-stem", "the stem has %d gaps: write %s exactly once", n, GapMark)
		}
	case TrueFalse:
		if strings.HasSuffix(stem, "?") || len(words) < 4 {
			l.report("stem", "unfocused-stem", "the stem %q is no statement: write a full sentence that is true or false", stem)
		}
		if !credited.MatchString(unquoted) { // people hold absolute views, so that nothing follows from the word
			l.listed("stem", unquoted, absoluteTerms, "absolute-terms", "gives a true/false statement away")
		}
	case Order, Match:
		if len(words) < 3 {
			l.report("stem", "unfocused-stem", "the stem %q does not say what to put in which order or to match with what", stem)
		}
	default:
		if !strings.HasSuffix(stem, "?") && !strings.HasSuffix(stem, "?”") && !strings.HasSuffix(stem, "”") {
			l.report("stem", "unfocused-stem", "the stem %q asks nothing by itself: write a full question that ends in a question mark", stem)
		} else if len(words) < 4 {
			l.report("stem", "unfocused-stem", "the stem %q is too short to ask one thing by itself: write a full question of at least four words", stem)
		}
		if q.Form != Several && trueOf.MatchString(stem) {
			l.report("stem", "true-false-series", "the stem only asks which option is true: ask for one thing")
		}
		if at := negation.FindStringIndex(unquoted); at != nil && !reportedBefore(unquoted, at[0]) {
			l.report("stem", "negative-stem", "the stem is negative (%q): ask for what is the case", unquoted[at[0]:at[1]])
		}
	}
	if q.Form == Order || q.Form == Match {
		return
	}
	if at := debris.FindString(stem); at != "" {
		l.report("stem", "debris", "%q in the stem looks like a rest of a table, a note or a formula: write the sentence without it", at)
	}
	if opening.MatchString(stem) {
		l.report("stem", "ambiguous", "the stem begins with %q, which refers to nothing before it: name the person or thing", words[0])
	} else if at := firstPronoun(unquoted); at != nil && !named(unquoted[:at[0]], personal[strings.ToLower(unquoted[at[0]:at[1]])]) && !namedNext(unquoted, at) {
		l.report("stem", "ambiguous", "%q in the stem refers to nobody named before it: name the person or thing", unquoted[at[0]:at[1]])
	}
	if at := definite.FindStringIndex(unquoted); at != nil && !named(unquoted[:at[0]], false) {
		l.report("stem", "ambiguous", "%q in the stem refers to nothing named before it: say which one", strings.Trim(unquoted[at[0]:at[1]], "?., "))
	}
	if time := relative.FindString(unquoted); time != "" {
		l.report("stem", "ambiguous", "%q in the stem depends on when it is read: write the date", time)
	}
}

// debris is what tables, notes and formulas leave in a sentence: bars, brackets
// with a digit, marks that follow each other or stand alone.
var debris = pattern.MustCompile(` \| |\[(?:\d+|edit|update|citation needed)\]?|\d\[|, ?,|\( ?\)| [,;](?: |$)|;\.`)

// LintTitle finds an answer that the title of an article gives away, which is
// shown with every question of it: a name of several words or a year that the
// title has and no other option.
func LintTitle(q Question, title string) []*Problem {
	if q.Form == TrueFalse || q.Form == Order || q.Form == Match || q.Form == Several || TooLong(title, q.Stem) {
		return nil
	}
	l := &linter{question: q, path: "questions/" + string(q.ID)}
	key := l.key()
	several := len(Words(key)) > 1 || yearOnly.MatchString(key)
	inTitle := func(option string) bool { return HoldsWords(title, option) }
	if several && inTitle(key) && !slices.ContainsFunc(q.Distractors, inTitle) {
		l.report("key/0", "logical-cue", "the title of the article, %q, has the answer %q: ask for something else", title, key)
	}
	return l.found
}

var yearOnly = pattern.MustCompile(`^\d{4}$`)

// reportedBefore reports whether a verb of saying or a subordinate clause
// begins before the given place: what somebody denied is no negative stem.
func reportedBefore(stem string, at int) bool {
	words := strings.Fields(stem[:at])
	if len(words) == 0 {
		return false
	}
	return reporting.MatchString(strings.Join(words[1:], " ")) || strings.HasSuffix(strings.ToLower(strings.TrimSpace(stem[:at])), "whether or")
}

// firstPronoun returns where the first pronoun that stands for something is;
// the "it" of "it was safe to ..." stands for nothing.
func firstPronoun(text string) []int {
	for _, at := range pronoun.FindAllStringIndex(text, -1) {
		from := at[0]
		if strings.EqualFold(text[at[0]:at[1]], "it") {
			if last := strings.LastIndexByte(strings.TrimRight(text[:from], " "), ' '); last >= 0 {
				from = last + 1 // with the verb before it, as questions have it
			}
			if impersonal.MatchString(text[at[0]:]) || impersonalAsked.MatchString(text[from:]) {
				continue
			}
		}
		return at
	}
	return nil
}

var (
	personal = wordSet("he she him his her hers")
	asking   = wordSet("which who whose whom what")
	openers  = wordSet("in on at by for to from according how when where why of after before during since the a an until under with as")
	people   = pattern.MustCompile(`(?i)^(?:who|whose|whom)\b|\b(?:president|general|minister|leader|envoy|diplomat|official|commander|author|ambassador|politician|senator|spokes\w+|writer|scholar|analyst|professor|journalist|man|woman|king|mullah|person)\b`)
)

// named reports whether the text before a pronoun or definite noun has
// somebody or something it can refer to: a name, a gap, or what is asked for
// ("Which country said it ..."). A person needs a word for a person.
func named(before string, person bool) bool {
	if strings.Contains(before, GapMark) {
		return true
	}
	if view, ok := strings.CutPrefix(before, "According to the author, "); ok && !person {
		return len(strings.Fields(view)) > 1 // whose name would do as well
	}
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	for _, w := range words[1:] {
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'(‘")); unicode.IsUpper(r) {
			return true
		}
	}
	first := strings.TrimRight(strings.ToLower(words[0]), ",")
	if asking[first] {
		return len(words) > 1 && (!person || people.MatchString(before))
	}
	return !openers[first]
}

var (
	fullName = pattern.MustCompile(`\p{Lu}\pL+ (?:\p{Lu}\.? )?\p{Lu}\pL+`)
	nameNext = pattern.MustCompile(`, [^,]*\p{Lu}\pL+`)
)

// namedNext reports whether a pronoun in an opening phrase stands for a name
// that follows: "In his op-ed Artemy Kalinovsky ...", "When they left, Soviet
// leaders ...".
func namedNext(stem string, at []int) bool {
	if len(strings.Fields(stem[:at[0]])) > 3 || strings.HasSuffix(stem, "?") {
		return false
	}
	if personal[strings.ToLower(stem[at[0]:at[1]])] {
		return fullName.MatchString(stem[at[1]:])
	}
	return nameNext.MatchString(stem[at[1]:])
}

func (l *linter) answerInStem() {
	stem := Words(strings.ReplaceAll(l.question.Stem, GapMark, " . "))
	l.eachOption(func(part, option string) {
		if !holds(stem, withoutArticle(Words(option))) {
			return
		}
		if strings.HasPrefix(part, "key") {
			l.report(part, "answer-in-stem", "the stem contains the answer %q: reword the stem", option)
		} else {
			l.report(part, "implausible-distractor", "the stem names the distractor %q: replace it", option)
		}
	})
}

var (
	noneOf      = pattern.MustCompile(`\bnone of (?:the above|these|those|them|the others?)\b|^(?:none|neither)$`)
	allOf       = pattern.MustCompile(`\b(?:all|both|any|each) of (?:the above|these|those|them|the others?)\b|^(?:all|both|either)$`)
	combination = pattern.MustCompile(`^(?:both )?[a-e1-5]\)? (?:and|or|&) [a-e1-5]\)?(?: only)?$|^both |^either |^neither `)
	joined      = pattern.MustCompile(` (?:and|or|as well as|but|plus) `)
	finite      = pattern.MustCompile(`\b(?:is|are|was|were|has|have|had|will|would|did|does|can|could|should)\b`)
	credited    = pattern.MustCompile(`^According to [^,]{2,60}, `)

	absoluteTerms = wordSet("always never all none only every everyone everybody everything nobody nothing completely entirely totally absolutely")
	vagueTerms    = wordSet("often usually some sometimes frequently generally many several few various mostly rarely seldom typically commonly occasionally probably")
)

// listed reports a text that has a word of a list.
func (l *linter) listed(part, text string, list map[string]bool, rule, why string) {
	for _, w := range Words(text) {
		if list[w] {
			l.report(part, rule, "%q %s: reword it", w, why)
			return
		}
	}
}

// optionWording finds faults of single options.
func (l *linter) optionWording() {
	complex, statements := 0, 0
	l.eachOption(func(part, option string) {
		folded := Fold(option)
		if noneOf.MatchString(folded) {
			l.report(part, "none-of-the-above", "%q is no option of its own: replace it", option)
		}
		if allOf.MatchString(folded) {
			l.report(part, "all-of-the-above", "%q is no option of its own: replace it", option)
		}
		l.listed(part, option, absoluteTerms, "absolute-terms", "in an option is too absolute to be right")
		l.listed(part, option, vagueTerms, "vague-terms", "in an option can be read in more than one way")
		if combination.MatchString(folded) {
			l.report(part, "complex-option", "%q combines options: ask for one thing", option)
		}
		if joined.MatchString(folded) {
			complex++
		}
		if len(strings.Fields(option)) >= 5 && finite.MatchString(folded) && strings.HasSuffix(strings.TrimSpace(option), ".") {
			statements++
		}
	})
	options := l.question.Options()
	if complex > 0 && complex < len(options) {
		l.report("distractors", "complex-option", "%d of %d options join two things with \"and\" or \"or\": make all options alike", complex, len(options))
	}
	if statements >= 3 {
		l.report("distractors", "true-false-series", "the options are statements that are true or false each: ask for one thing")
	}
}

// keyStandsOut finds what makes the key differ from the distractors.
func (l *linter) keyStandsOut() {
	q, key := l.question, l.key()
	if key == "" || len(q.Distractors) == 0 {
		return
	}
	longest := 0
	for _, d := range q.Distractors {
		longest = max(longest, utf8.RuneCountInString(d))
	}
	if n := utf8.RuneCountInString(key); float64(n) > maxKeyLength*float64(longest) {
		l.report("key/0", "longest-key", "the key %q has %d characters, the longest distractor %d: shorten the key or lengthen a distractor", key, n, longest)
	}

	stem := contentWords(strings.ReplaceAll(q.Stem, GapMark, " "))
	for _, w := range contentWords(key) {
		inStem := slices.ContainsFunc(stem, func(s string) bool { return kin(s, w) })
		inOther := slices.ContainsFunc(q.Distractors, func(d string) bool {
			return slices.ContainsFunc(contentWords(d), func(o string) bool { return kin(o, w) })
		})
		if inStem && !inOther {
			l.report("key/0", "word-repeat", "%q of the key %q stands in the stem and in no distractor: reword the stem", w, key)
			break
		}
	}
	if !l.textual {
		l.dateConvergence()
		return
	}
	l.convergence()
	l.looks()
}

// dateConvergence finds a key whose month and year (or day and month, or all
// three) each stand in another option too, while no distractor is made of
// repeated parts alone: "May 2000" beside "May 1999", "July 2000" and
// "June 2001". What all options share tells nothing.
func (l *linter) dateConvergence() {
	options := l.question.Options()
	moments := make([][]float64, len(options))
	for i, o := range options {
		if moments[i] = moment(o); moments[i] == nil || !onlyDate(o) || moments[i][1] == 0 {
			return
		}
	}
	varies := func(part int) bool {
		return slices.ContainsFunc(moments, func(m []float64) bool { return m[part] != moments[0][part] })
	}
	repeated := func(i int) (n int) {
		for part := range moments[i] {
			same := 0
			for _, m := range moments {
				if m[part] == moments[i][part] {
					same++
				}
			}
			if same > 1 && varies(part) {
				n++
			}
		}
		return n
	}
	most := 0
	for i := 1; i < len(options); i++ {
		most = max(most, repeated(i))
	}
	if n := repeated(0); n >= 2 && n > most {
		l.report("key/0", "convergence", "of the key %q every part stands in another option too, which is so of no distractor: vary the distractors", l.key())
	}
}

// convergence finds a key that shares more words with the other options than
// they share with each other: whoever counts words finds it.
func (l *linter) convergence() {
	options := l.question.Options()
	shared := func(i int) (total, with int) {
		for j := range options {
			if i == j {
				continue
			}
			other := contentWords(options[j])
			n := 0
			for _, w := range contentWords(options[i]) {
				if slices.ContainsFunc(other, func(o string) bool { return kin(o, w) }) {
					n++
				}
			}
			total += n
			if n > 0 {
				with++
			}
		}
		return total, with
	}
	total, with := shared(0)
	most := 0
	for i := 1; i < len(options); i++ {
		n, _ := shared(i)
		most = max(most, n)
	}
	if with >= 2 && float64(total) >= 1.5*float64(most) {
		l.report("key/0", "convergence", "the key %q shares words with %d distractors that they do not share with each other: vary the distractors", l.key(), with)
	}
}

var titles = wordSet("general gen colonel col captain commander emir president minister ambassador senator mullah maulvi prince king sheikh dr professor lieutenant major admiral secretary sir")

// looks finds a key that differs in form: a title, a name or a plural that no
// distractor has, or that all distractors have.
func (l *linter) looks() {
	key, others := l.key(), l.question.Distractors
	title := func(o string) bool { w := Words(o); return len(w) > 1 && titles[w[0]] }
	l.odd("logical-cue", "a title", title(key), others, title)
	// Whether a name is singular cannot be told from its end, and a name within
	// a longer term ("Afghan officers") makes no difference.
	if !slices.ContainsFunc(l.question.Options(), func(o string) bool { return upperWords(o) > 0 }) {
		l.odd("grammar-cue", "a plural", plural(key), others, plural)
		return
	}
	switch {
	case isName(key):
		l.odd("grammar-cue", "a name", true, others, func(o string) bool { return upperWords(o) > 0 })
	case upperWords(key) == 0:
		l.odd("grammar-cue", "a name", false, others, isName)
	}
}

// odd reports a key that alone has or lacks something.
func (l *linter) odd(rule, what string, inKey bool, others []string, has func(string) bool) {
	n := 0
	for _, o := range others {
		if has(o) {
			n++
		}
	}
	if inKey && n == 0 {
		l.report("key/0", rule, "only the key %q is or has %s: make the options alike", l.key(), what)
	}
	if !inKey && n == len(others) {
		l.report("key/0", rule, "every option but the key %q is or has %s: make the options alike", l.key(), what)
	}
}

// upperWords counts the words of an option that begin with a capital.
func upperWords(option string) int {
	n := 0
	for _, w := range strings.Fields(leadingArticle.ReplaceAllString(option, "")) {
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'‘(")); unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// isName reports whether an option begins and ends with a capitalised word.
func isName(option string) bool {
	words := strings.Fields(leadingArticle.ReplaceAllString(option, ""))
	return len(words) > 0 && upperWords(words[0]) == 1 && upperWords(words[len(words)-1]) == 1
}

var leadingArticle = pattern.MustCompile(`^(?i:the|an?) `)

var pluralWords = wordSet("people troops militants forces police cattle children men women")

// plural reports whether a common noun ends like a plural.
func plural(option string) bool {
	fields := strings.Fields(option)
	if len(fields) == 0 {
		return false
	}
	last := strings.Trim(fields[len(fields)-1], ".,;\"'”")
	if pluralWords[last] || strings.HasSuffix(last, "men") && last == Fold(last) { // gunmen, but not Yemen
		return true
	}
	for _, singular := range []string{"ss", "us", "is", "'s", "news", "series"} {
		if strings.HasSuffix(last, singular) {
			return false
		}
	}
	return len(last) > 3 && strings.HasSuffix(last, "s")
}

// sequence finds dates and numbers that cannot be put in order.
func (l *linter) sequence() {
	q := l.question
	if q.Form != DateChoice && q.Form != NumberChoice {
		return
	}
	l.eachOption(func(part, option string) {
		if q.Form == DateChoice && len(moment(option)) == 0 {
			l.report(part, "lost-sequence", "%q is not a date, so the options have no order: write a year, a month or a day", option)
		}
		if q.Form == NumberChoice && len(Numbers(option)) == 0 {
			l.report(part, "lost-sequence", "%q has no number, so the options have no order: write one", option)
		}
	})
}

var (
	articleBeforeGap = pattern.MustCompile(`(?i)(?:^|[^/\pL])(an?) ` + GapMark)
	verbAfterGap     = pattern.MustCompile(GapMark + ` (is|are|was|were|has|have)\b`)
	// After a preposition the gap is not what the verb agrees with: "The capital
	// of _____ was taken."
	prepositionBeforeGap = pattern.MustCompile(`(?i)\b(?:of|in|on|at|by|for|from|to|with|against|between|near|under|over|about|around|after|before|into|within|across|through) (?:the |an? )?` + GapMark)
)

// gap finds gaps that spoil the sentence or give the answer away.
func (l *linter) gap() {
	q := l.question
	if q.Form != Gap {
		return
	}
	rest := contentWords(strings.ReplaceAll(q.Stem, GapMark, " "))
	if len(rest) < 3 {
		l.report("stem", "blank-in-middle", "without the gap %d telling words remain: the sentence must say what is missing", len(rest))
	}
	if len(contentWords(l.key())) == 0 && len(Numbers(l.key())) == 0 {
		l.report("key/0", "blank-in-middle", "the gap takes out %q, which carries no meaning: take out a name, number or noun", l.key())
	}
	if m := articleBeforeGap.FindStringSubmatch(q.Stem); m != nil {
		l.eachOption(func(part, option string) {
			if want := strings.EqualFold(m[1], "an"); TakesAn(option) != want {
				l.report(part, "grammar-cue", "%q does not fit after %q: write \"a/an\" or move the article into the options", option, m[1])
			}
		})
	}
	if m := verbAfterGap.FindStringSubmatch(q.Stem); m != nil && !q.Typed() && !prepositionBeforeGap.MatchString(q.Stem) {
		var one, many string
		l.eachOption(func(_, option string) {
			switch grammaticalNumber(option) {
			case singular:
				one = option
			case several:
				many = option
			}
		})
		if one != "" && many != "" {
			l.report("distractors", "grammar-cue", "of %q and %q only one goes with %q after the gap: make all options singular or all plural", one, many, m[1])
		}
	}
}

// How many an option denotes as far as a verb goes.
const (
	eitherNumber = iota // or not known
	singular
	several
)

// collectives are names that go with both numbers, or that look like one number
// and have the other.
var collectives = wordSet(`taliban mujahideen british chinese dutch french irish japanese
	emirates maldives nations netherlands philippines seychelles states times`)

// grammaticalNumber tells whether an option is singular or plural. A name that
// ends in "s" may be either ("Laos"), unless it has an article ("the Afghans").
func grammaticalNumber(option string) int {
	words := strings.Fields(option)
	if len(words) == 0 || len(Numbers(option)) > 0 {
		return eitherNumber
	}
	last := strings.Trim(words[len(words)-1], ".,;\"'”")
	r, _ := utf8.DecodeRuneInString(last)
	switch {
	case collectives[Fold(last)]:
		return eitherNumber
	case unicode.IsUpper(r) && strings.HasSuffix(last, "s") && !leadingArticle.MatchString(option):
		return eitherNumber
	case plural(option):
		return several
	}
	return singular
}

var (
	vowelSound   = pattern.MustCompile(`^(?:[aeiou]|hour|honest|honou?r|heir|8|11(?:\D|$)|18(?:\D|$))`)
	consonant    = pattern.MustCompile(`^(?:uni(?:t|v|on|q|f|c)|us[eu]|u[nks]\b|uk|utopi|eu|one\b|once\b)`)
	spelledU     = pattern.MustCompile(`^U(?:[A-Z]+\b|\.)`)
	spelledOut   = pattern.MustCompile(`^[AEFHILMNORSX][A-Z]{1,3}\b`)
	spokenAsWord = wordSet("NATO NASA SEAL RAND SAARC LEAD")
)

// TakesAn reports whether a text is spoken with "an" before it rather than "a".
func TakesAn(text string) bool {
	text = strings.TrimLeft(text, "“\"'‘( ")
	if spelledU.MatchString(text) {
		return false // "a UN envoy", "a USI professor"
	}
	if a := spelledOut.FindString(text); a != "" && !spokenAsWord[a] {
		return true
	}
	folded := Fold(text)
	return vowelSound.MatchString(folded) && !consonant.MatchString(folded)
}
