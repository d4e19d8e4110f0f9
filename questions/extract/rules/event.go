package rules

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// events finds what happened: main clauses in the past whose subject, date or
// number can be asked for.
func (f *finder) events(s *sentence) {
	facts, dropped := len(f.facts), len(f.dropped)
	f.eventsAsRead(s)
	if len(f.facts) == facts && f.passTime(s) {
		f.dropped = f.dropped[:dropped]
		f.eventsAsRead(s)
	}
}

// eventsAsRead is the same for the words of a sentence as they stand.
func (f *finder) eventsAsRead(s *sentence) {
	tokens := s.tokens
	if quotedWords(tokens) > 6 {
		f.drop("event", s, reasonQuotePart, "")
		return
	}
	if listBehind(s) {
		f.drop("event", s, reasonCutOff, "a list behind a semicolon")
		return
	}
	label, tokens := yearLabel(s)
	treeReason := ""
	if label.text == "" && endsLikeStatement(tokens) {
		if t := f.treeOf(s); t != nil {
			clauses, reason := t.clauses()
			if f.eventsOf(s, t, clauses) || reason == "" || reason == reasonModal || reason == reasonNegative || reason == reasonCondition || reason == reasonCredited {
				if reason != "" {
					f.drop("event", s, reason, "")
				}
				return
			}
			treeReason = "tree: " + reason
		}
	}
	c, reason := parse(s, tokens)
	if reason != "" && treeReason != "" {
		reason = treeReason
	}
	if label.text != "" {
		if c == nil {
			present := slices.Clone(tokens)
			retagPresent(present)
			c, reason = parse(s, present)
		}
		if !f.timeline().is {
			return // a catalogue of works by year, no timeline
		}
		if c != nil {
			c.label = true
		}
	}
	if reason != "" {
		f.drop("event", s, reason, "")
		return
	}
	f.event(s, c, label)
	if c.next != nil && label.text == "" {
		f.event(s, c.next, label)
	}
}

// eventsOf makes facts of the clauses of a sentence. What is dated is told by its
// clause alone, and so is each of two sentences in one; everything else rather by
// the whole sentence, where that can stand alone, than by a clause cut out of
// it. It reports whether the whole sentence is told.
func (f *finder) eventsOf(s *sentence, t *tree, clauses []*clause) (whole bool) {
	dated := false
	for _, c := range clauses {
		_, isDated := c.dateOf()
		dated = isDated && f.event(s, c, entryTime{}) || dated
	}
	two := slices.ContainsFunc(clauses, func(c *clause) bool { return c.own && c.subject[0].tag != "PRP" })
	if !dated && !two && !f.opinion && f.speaker == nil {
		before := len(f.dropped)
		c := t.whole()
		if c == nil {
			c = t.wholeInOrder()
		}
		if c != nil && f.event(s, c, entryTime{}) {
			return true
		}
		f.dropped = f.dropped[:before] // what is looked at below says why not
	}
	for _, c := range clauses {
		if _, isDated := c.dateOf(); !isDated && (!c.joined || c.own || f.opinion) {
			f.event(s, c, entryTime{})
		}
	}
	return false
}

// listBehind reports whether a part that ends with a semicolon is the first of a
// list: what follows has no verb of its own.
func listBehind(s *sentence) bool {
	if !strings.HasSuffix(s.text, ";") {
		return false
	}
	for k := range s.paragraph.sentences {
		next := &s.paragraph.sentences[k]
		if next.start >= s.end {
			return !slices.ContainsFunc(next.tokens, func(t token) bool { return isFinite(t.tag) })
		}
	}
	return false
}

// endsLikeStatement reports whether a sentence is neither a question nor an
// exclamation, nor cut off at an initial.
func endsLikeStatement(tokens []token) bool {
	last := tokens[len(tokens)-1].text
	return last != "?" && last != "!" && !(len(last) == 1 && capitalised(last))
}

// ownMedium reports whether a clause tells what the article's publisher does: "The
// Times has pieced together details".
func (f *finder) ownMedium(c *clause) bool {
	outlet := f.article.Outlet
	if outlet == "" || !strings.HasPrefix(c.subject[len(c.subject)-1].tag, "NNP") {
		return false
	}
	name := strings.TrimPrefix(strings.TrimPrefix(joinWords(c.subject), "The "), "the ")
	return name == strings.TrimPrefix(outlet, "The ") || strings.HasSuffix(outlet, " "+name) && bodyNoun(name) == "news organisation"
}

// isThing reports whether the subject is one thing, which only "it" can mean: a
// noun for nobody and no group of people.
func (f *finder) isThing(c *clause) bool {
	head := headPhrase(c.subject)
	last := head[len(head)-1]
	word := strings.ToLower(last.text)
	return last.tag == "NN" && !capitalised(last.text) && !people[word] && !relatives[word] && !roleNouns[word] && callings[word] == "" && !personTitles[upper(word)]
}

// supposes reports whether a clause says what would be, in a case that stood
// before: its subject is something that nothing tells apart.
func (c *clause) supposes() bool {
	head := headPhrase(c.subject)
	switch c.verb[0].text {
	case "will":
		first := strings.ToLower(c.subject[0].text)
		return len(head) == len(c.subject) && (first == "a" || first == "an") // "a gathering will take place": which?
	case "would", "could", "might", "'d":
		if len(c.front) > 0 {
			return false
		}
	default:
		return false
	}
	bare := len(head) == 1 || len(head) == 2 && head[0].tag == "DT"
	return bare && len(head) == len(c.subject) && !strings.HasPrefix(head[len(head)-1].tag, "NNP") || head[0].tag == "CD" || head[0].tag == "$"
}

// minBareWords is how many words a statement has at least that tells neither a
// date nor a number. Of shorter ones reviewers refused more than half: they say
// too little of what the article tells.
const minBareWords = 7

// falsifiable reports whether a statement has a date, a number or a word with a
// contrary.
func (f *finder) falsifiable(statement string) bool {
	tokens := func() []token { return f.language.tokens(statement) }
	return len(measures(statement, tokens, nil)) > 0 || len(contraries(statement, tokens, nil)) > 0
}

// opensAside reports whether the last comma of a subject begins an aside, which
// needs one behind it, rather than parting things: "Some boats, such as ferries".
func opensAside(subject []token) bool {
	for i := len(subject) - 1; i >= 0; i-- {
		switch {
		case subject[i].text == ",":
			return true
		case subject[i].tag == "CC" && i > 0 && subject[i-1].text == ",":
			return false
		}
	}
	return false
}

// author names who wrote the article, for what only they hold.
func (f *finder) author() string {
	switch n := len(f.article.Authors); {
	case n == 0:
		return "the author"
	case n > 2:
		return "the authors"
	}
	return strings.Join(f.article.Authors, " and ")
}

// treeOf parses a sentence; nil when the result is no tree.
func (f *finder) treeOf(s *sentence) *tree {
	if !s.parsed {
		s.parsed = true
		if f.mayTell(s) {
			s.tree = f.parsed(s)
		}
		if s.tree != nil {
			s.tree.published = f.article.Published
		}
		if s.tree != nil && s.he != nil && s.tokens[0].tag == "PRP$" {
			s.tree.stands = map[int]token{0: {text: s.he.full + "'s", tag: "NNP", start: s.tokens[0].start, end: s.tokens[0].end}}
		}
		f.follow(s)
		if means := f.meansTopic(s); means != nil && s.tree != nil {
			s.tree.resolve(means, f.topicCalled())
		}
		f.nameHeaded(s)
		f.nameNouns(s)
	}
	return s.tree
}

// nameHeaded writes the full name where "the museum" means the only one that was
// named before.
func (f *finder) nameHeaded(s *sentence) {
	if s.tree == nil || f.speaker != nil {
		return
	}
	for i := 1; i < len(s.tokens); i++ {
		noun := s.tokens[i].text
		if s.tokens[i].tag != "NN" || !strings.EqualFold(s.tokens[i-1].text, "the") || s.tree.stands[i].text != "" {
			continue
		}
		h := f.headedBy(s, noun)
		if h == nil || strings.Contains(s.text, h.name) {
			continue
		}
		called := h.name
		if f.names.withThe[called] {
			called = "the " + called
		}
		s.tree.resolve(func(other string) bool { return other == noun }, called)
		s.stood = append(s.stood, antecedent{name: called, sentence: h.first})
	}
}

// maxParsedWords bounds what is parsed: longer sentences seldom give a
// statement that is short enough.
const maxParsedWords = 70

// mayTell reports whether a sentence can give a fact at all, before the time is
// spent to parse it.
func (f *finder) mayTell(s *sentence) bool {
	if len(s.tokens) > maxParsedWords || !endsLikeStatement(s.tokens) {
		return false
	}
	switch s.tokens[0].text {
	case "There", "This", "These", "Those", "You", "I", "We", "They", "My", "Our", "Your", "If", "Let", "Please":
		return false
	}
	finite := false
	for _, t := range s.tokens {
		if t.quoted {
			continue
		}
		finite = finite || strings.HasPrefix(t.tag, "VB")
		if t.text == "I" || t.text != "US" && firstPersons[strings.ToLower(t.text)] || t.text == "you" {
			return false
		}
	}
	return finite
}

// signals is what a clause shows of how well it was understood and how much it
// says.
func (f *finder) signals(s *sentence, c *clause, names []name) map[string]float64 {
	is := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	all := c.tokens()
	inside, commas := 0, 0
	for _, m := range names {
		if slices.ContainsFunc(all, func(t token) bool { return t.start == s.tokens[m.from].start }) {
			inside++
		}
	}
	for _, t := range all {
		commas += int(is(t.text == ","))
	}
	_, praise := hedged(all)
	signals := map[string]float64{}
	for _, shown := range []struct {
		name  string
		value float64
	}{
		{"parsed", is(c.parsed)},
		{"joined", is(c.joined)},
		{"present", is(c.verb[0].tag == "VBZ" || c.verb[0].tag == "VBP")},
		{"copula", is(c.copular)},
		{"pronoun", is(s.he != nil && len(c.subject) == 1 && c.subject[0].text == s.he.full)},
		{"names", float64(inside)},
		{"named", is(c.subject[0].tag == "NNP")},
		{"praise", is(praise != "")},
		{"commas", float64(commas)},
		{"cut", float64(len(s.tokens) - len(all))},
		{"plural", is(c.plural)},
		{"front", is(len(c.front) > 0)},
		{"adverbs", float64(len(c.before))},
		{"modal", is(c.verb[0].tag == "MD")},
		{"perfect", is(c.verb[0].text == "had" && len(c.verb) > 1)},
		{"vague", is(vague[strings.ToLower(c.verb[len(c.verb)-1].text)])},
		{"told", float64(c.told())},
		{"headline", is(f.titleShared(all))},
	} {
		if shown.value != 0 { // as what is not there, which takes no memory
			signals[shown.name] = shown.value
		}
	}
	maps.Copy(signals, s.tree.doubts(all))
	return signals
}

// titleShared reports whether a clause shares a telling word with the title.
func (f *finder) titleShared(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return len(t.text) > 4 && questions.HoldsWords(f.article.Title, t.text) })
}

// judgement returns the word by which a clause that nobody is named for is what
// somebody thinks of it: what something is called that cannot be shown ("a model
// of humility"), how it is said to be done ("continually undermined"), what would
// be good ("needs to"), praise of what is sold, and effects that are not told
// ("had profound consequences"). "" for none.
func judgement(c *clause) string {
	main := strings.ToLower(c.verb[len(c.verb)-1].text)
	for i, t := range slices.Concat(c.verb, c.rest[:min(1, len(c.rest))]) {
		if need := strings.ToLower(c.verb[max(0, i-1)].text); i > 0 && t.tag == "TO" && (need == "need" || need == "needs" || need == "ought") && (strings.HasPrefix(c.subject[0].tag, "NNP") || len(c.subject) == 1) {
			return need + " to"
		}
	}
	for _, t := range c.tokens() {
		word := strings.ToLower(t.text)
		if slighting[word] && !t.quoted || flattering[word] && !t.quoted && t.tag != "NNP" {
			return word
		}
	}
	if proved := c.verb[len(c.verb)-1].text; (proved == "proven" || proved == "proved") && len(c.rest) > 1 && (c.rest[0].tag == "RBS" || c.rest[0].tag == "RB" || strings.HasPrefix(c.rest[0].tag, "JJ")) && strings.HasPrefix(c.rest[1].tag, "JJ") {
		return proved
	}
	end := nounPhrase(c.rest, 0)
	if (main == "stands" || main == "stood") && len(c.rest) > 0 {
		end = max(end, 1)
	}
	if end == 0 {
		return ""
	}
	head := strings.ToLower(c.rest[end-1].text)
	first := strings.ToLower(c.rest[0].text)
	switch {
	case c.copular && (articles[first] || first == "one") && verdicts[head] && !c.rest[end-1].quoted:
		return head
	case (main == "stands" || main == "stood") && first == "as", main == "marks" || main == "marked":
		if slices.ContainsFunc(c.rest, func(t token) bool { return milestones[strings.ToLower(t.text)] && !t.quoted }) {
			return main
		}
	case c.copular && first == "the" && c.rest[end-1].text == "tip" && c.has(func(t token) bool { return t.text == "spear" || t.text == "iceberg" }):
		return "tip"
	case (main == "has" || main == "have" || main == "had") && effects[head] && slices.ContainsFunc(c.rest[:end], func(t token) bool { return sizes[strings.ToLower(t.text)] }):
		return head
	}
	return ""
}

var (
	// verdicts are what something is only for who thinks so.
	verdicts = set("model reminder testament disgrace tragedy triumph burden blessing joke farce masterpiece masterwork inspiration nightmare delight gem treat disaster mess travesty failure fantasy sham beacon haven godsend favourite favorite pleaser")
	// slighting are adverbs and adjectives of blame or praise for what is done.
	slighting = set("continually relentless relentlessly tireless tirelessly unremitting unstinting shamelessly blatantly brazenly recklessly predictably flawlessly flawless brilliantly cynically cynical foolishly wisely bravely heroically callously needlessly gloriously beautifully effortlessly masterfully superb superbly dazzling sensational thrilling stirring spirited gutsy majestic sublime electrifying miserably disastrously naively arrogantly consciously sensible sensibly mere self-indicting")
	// flattering are adjectives of what is sold or advertised.
	flattering = set("pleasing crowd-pleasing crowd-pleaser must-have mouth-watering must-see stylish delicious tasty innovative cutting-edge world-class state-of-the-art sleek chic glamorous daring timeless much-loved impeccable exquisite luxurious vibrant breathtaking charming cosy cozy unparalleled seamless hassle-free")
	// milestones are what an event is only for who looks back.
	milestones = set("milestone moment turning watershed triumph leap testament reminder")
	effects    = set("consequences consequence effect effects impact presence influence implications options potential reputation")
	sizes      = set("profound strong diverse wide huge big powerful lasting far-reaching deep great enormous")
)

// plainFact refuses clauses that are not told as facts.
func (f *finder) plainFact(s *sentence, c *clause, attributed bool) (reason, detail string) {
	main := strings.ToLower(c.verb[len(c.verb)-1].text)
	finite := c.verb[0]
	if finite.tag == "MD" && !attributed && finite.text != "can" {
		return reasonModal, finite.text
	}
	if finite.text == "can" && !attributed && (main == "read" || main == "seen" || main == "viewed" || main == "argued" || main == "considered" || main == "said") {
		return reasonHedge, "can be " + main
	}
	passive := len(c.verb) > 1 && isAuxiliary(c.verb[0].text) && c.verb[0].tag != "MD" && c.verb[len(c.verb)-1].tag == "VBN" && !strings.HasPrefix(c.verb[0].text, "ha")
	if attributed && hedges[main] && slices.ContainsFunc(c.subject, func(t token) bool { return othersWho[strings.ToLower(t.text)] }) {
		return reasonWhose, main
	}
	if (claiming[main] || saying[main] || speechVerbs[main]) && !c.acts && !(objectVerbs[main] && len(c.rest) > 0 && objectFollows(c.rest)) && !(passive && main == "found") && !(c.parsed && !attributed && ownWords[main] && len(c.rest) > 3 && c.subject[0].tag == "NNP") {
		return reasonHedge, main
	}
	if reason, word := hedged(c.toldHedges()); reason != "" && !(c.parsed && word == "can") && !(attributed && views[strings.ToLower(word)]) && !(attributed && reason == reasonHedge && c.verb[0].tag == "MD") {
		if reason != reasonOpinion || !attributed && !mild[strings.ToLower(word)] {
			return reason, word
		}
	}
	if !attributed {
		if word := judgement(c); word != "" {
			return reasonOpinion, word
		}
	}
	if who := creditedBehind(s, c); who != "" {
		return reasonCredited, who
	}
	all := c.tokens()
	for i, t := range all {
		if i > 0 && (t.text == "In" || t.text == "The" || t.text == "A" || t.text == "He" || t.text == "She") && !t.quoted && all[i-1].tag != "NNP" && len(c.front) == 0 {
			return "two sentences run together", t.text
		}
		if negations[t.text] && !attributed {
			return reasonNegative, t.text
		}
		if next := i + 1; t.text == "In" && i > 0 && next < len(all) && all[next].text == "the" && t.start > c.subject[0].start {
			return "two sentences run together", t.text // a caption and a sentence
		}
	}
	if scored(s, c) {
		return reasonCutOff, "a score"
	}
	if len(c.rest) > 1 && (main == "declined" || main == "refused") && c.rest[0].tag == "TO" && (c.rest[1].text == "comment" || c.rest[1].text == "be" || c.rest[1].text == "elaborate" || c.rest[1].text == "respond") {
		return reasonTrivial, "no comment"
	}
	if (finite.tag == "VBZ" || finite.tag == "VBP") && !attributed && c.has(func(t token) bool { return t.text == "a.m." || t.text == "p.m." }) {
		return reasonRelative, "a clock time" // of which day?
	}
	if f.speaker == nil && !attributed {
		if month := c.monthBefore(); month != "" {
			return reasonRelative, month
		}
		if finite.text == "'s" {
			return reasonHedge, "a short form" // is or has?
		}
		if headlined(c.subject) || c.dayFirst() {
			return reasonCutOff, "a heading"
		}
	}
	if main == "set" && (finite.text == "is" || finite.text == "are") && len(c.rest) > 0 && c.rest[0].tag == "TO" && !attributed {
		return reasonModal, "set to"
	}
	if main == "contributed" && len(c.rest) > 1 && (c.rest[0].text == "reporting" || c.rest[0].text == "to" && c.rest[1].text == "this") {
		return reasonTrivial, "reporting" // the credit below a report
	}
	if slices.ContainsFunc(c.subject, func(t token) bool { return t.text == "reporters" || t.text == "reporter" }) {
		return reasonTrivial, "reporters"
	}
	// Adverbs left out between subject and verb can hedge as well.
	from, to := c.subject[0].start, c.verb[len(c.verb)-1].end
	for _, t := range s.tokens {
		if t.start >= from && t.end <= to && (hedges[strings.ToLower(t.text)] && t.tag == "RB" || negations[t.text] && !attributed) {
			return reasonHedge, t.text
		}
	}
	switch {
	case finite.tag == "VBD", finite.tag == "VBZ", finite.tag == "VBP":
	case finite.tag == "MD" && (attributed && finite.text != "wo" && finite.text != "ca" || finite.text == "can" && c.parsed):
	case finite.tag == "MD":
		return reasonModal, finite.text
	default:
		return "not told as a fact", finite.text
	}
	if finite.tag != "VBD" && !c.parsed && !c.whole && !c.label && finite.text != "has" && finite.text != "is" {
		return "in the present, and not understood to its end", finite.text
	}
	for _, t := range c.verb {
		if t.tag == "VBG" && (t.text != "being" || finite.tag != "VBD") {
			return "going on at the time of writing", t.text
		}
	}
	if c.whole && c.told() >= minWholeTold && !empty[main] && slices.ContainsFunc(c.subject, func(t token) bool {
		return t.tag == "NNP" || t.tag == "NNPS" || demonyms[t.text] || capitalised(t.text) && t.start > s.tokens[0].start
	}) {
		if finite.text != "had" || len(c.verb) == 1 {
			return "", "" // of something with a name, told at length
		}
	}
	copula := main == "is" || main == "was" || main == "were" || main == "are"
	if attributed && c.parsed && (c.told() >= 3 && len(c.rest) >= 4 || c.told() >= 2 && f.tells(c)) {
		return "", "" // a view is worth knowing for whose it is
	}
	if copula && len(c.rest) > 0 && (c.rest[0].tag == "TO" || strings.HasPrefix(c.rest[0].tag, "JJ") && !c.parsed || c.rest[0].tag == "RB" || c.rest[0].tag == "IN" && (!c.parsed || !f.tells(c))) {
		return reasonTrivial, main
	}
	if copula && c.parsed && !c.defines() && !f.tells(c) {
		return reasonTrivial, main
	}
	if finite.text == "had" && len(c.verb) > 1 && (!c.parsed || !c.has(func(t token) bool { return isYear(t.text) || t.text == "century" || strings.HasSuffix(t.text, "0s") })) {
		return "told before another past", ""
	}
	if !c.parsed && finite.text == "is" && len(c.verb) == 1 && !c.defines() && (len(c.rest) < 2 || c.rest[0].text != "the" || !firstOrdinal[c.rest[1].text] && c.rest[1].tag != "JJS" && c.rest[1].text != "capital") {
		return reasonTrivial, "is"
	}
	if _, dated := c.dateOf(); vague[main] && !(dated && occasional[main]) && !(c.parsed && !empty[main] && f.tells(c)) {
		return reasonTrivial, main
	}
	return "", ""
}

// toldHedges returns the words of a clause without those hedges that a whole
// sentence keeps and that make it no guess: the "would" of what a decision is for,
// "plans" as a noun, "suspected" of what everybody calls so, and what somebody
// with a name plans, expects or denies, which is told as theirs.
func (c *clause) toldHedges() []token {
	all := c.tokens()
	if !c.whole {
		return all
	}
	kept := make([]token, 0, len(all))
	for i, t := range all {
		word := strings.ToLower(t.text)
		next, before := token{}, token{}
		if i+1 < len(all) {
			next = all[i+1]
		}
		if i > 0 {
			before = all[i-1]
		}
		told := false
		switch {
		case !hedges[word]:
		case word == "would":
			told = c.plans(all, i)
		case isNoun(t.tag):
			told = word == "plans" || word == "aims" || word == "claims" && before.tag != "VBD"
		case word == "suspected" || word == "planned" || word == "proposed" || word == "estimated" || word == "expected" || word == "projected":
			told = before.tag != "" && !isFinite(before.tag) && before.text != "been" && before.text != "be" && before.tag != "RB" && (isNoun(next.tag) || next.tag == "JJ" || next.tag == "CD" || next.tag == "$") || word == "planned" && isNoun(before.tag) && (next.text == "by" || next.text == "for")
		case word == "aimed" || word == "intended":
			told = isNoun(before.tag) && (next.text == "at" || next.text == "to" || next.text == "for")
		}
		if told = told || len(c.verb) > 0 && t.start == c.verb[len(c.verb)-1].start && c.owned(word); !told {
			kept = append(kept, t)
		}
	}
	return kept
}

// owned reports whether a verb tells what its subject, which has a name, means to
// do or looks forward to: "the Harbour Trust plans to build ten boats by 2030".
func (c *clause) owned(verb string) bool {
	switch verb {
	case "plans", "planned", "aims", "aimed", "intends", "intended", "expects", "expected", "projected", "estimated", "hopes", "hoped":
	default:
		return false
	}
	head := headPhrase(c.subject)
	named := strings.HasPrefix(head[len(head)-1].tag, "NNP")
	dated := slices.ContainsFunc(c.rest, func(t token) bool { return t.tag == "CD" })
	return named && dated && len(c.verb) == 1 && c.verb[0].tag != "VBN"
}

// toOthers are verbs with which people speak of others and what is theirs: "called
// his death a loss".
var toOthers = set("called described praised criticized criticised condemned denounced dismissed mourned defended hailed welcomed blamed thanked")

// minWholeTold is how many telling words stand behind the verb of a sentence that
// tells enough whatever its verb is.
const minWholeTold = 6

// othersWho are people whose view a column reports without a name.
var othersWho = set("critics supporters opponents people some many others observers commentators experts skeptics sceptics advocates defenders")

// scored reports whether a clause keeps one number of a score and not the
// other: "won 1" of "won 1 – 0", "7-6" of "7-6 (5), 6-2".
func scored(s *sentence, c *clause) bool {
	for i, t := range s.tokens {
		if i+2 >= len(s.tokens) {
			break
		}
		mark, next := s.tokens[i+1].text, s.tokens[i+2]
		apart := mark == "(" || mark == "–" || mark == "-" || mark == "—"
		if !apart || t.tag != "CD" && !score.MatchString(t.text) || next.text == "" || next.text[0] < '0' || next.text[0] > '9' || isYear(next.text) {
			continue
		}
		has := func(k token) bool { return c.has(func(x token) bool { return x.start == k.start }) }
		if has(t) != has(next) && (mark != "(" || score.MatchString(t.text)) {
			return true
		}
	}
	return false
}

// score finds the score of a game.
var score = pattern.MustCompile(`^[0-9]+[-–][0-9]+$`)

// tells reports whether a name, number or date stands behind the verb.
func (f *finder) tells(c *clause) bool {
	return anyHas(func(t token) bool {
		return t.tag == "NNP" || t.tag == "NNPS" || t.tag == "CD" || demonyms[t.text]
	}, c.front, c.rest)
}

// empty are verbs that tell what somebody felt or how something looked.
var empty = set("seemed looked appeared felt thought knew liked loved hated wanted hoped tried needed helped continued kept seen felt considered enjoyed regarded expressed issued discussed described")

// occasional are vague verbs that tell something when they have a date.
var occasional = set("began started became came went had turned stood served issued")

// defines reports whether "is" is followed by what something is, told exactly
// enough to be asked for: "a museum in Brenk that shows lamps".
func (c *clause) defines() bool {
	if c.whole && c.verb[0].text == "is" && c.explains() {
		return true
	}
	if len(c.rest) < 6 || !c.parsed && len(c.rest) < 8 || c.rest[0].text != "a" && c.rest[0].text != "an" && (!c.parsed || c.rest[0].text != "the") {
		return false
	}
	if first := strings.ToLower(c.subject[0].text); c.parsed && (c.subject[0].tag != "DT" || first == "a" || first == "an") && !c.plural {
		return true // "Demand is the quantity of a good that ..."
	}
	exact := 0
	for _, t := range c.rest[1:] {
		if t.tag == "NNP" || demonyms[t.text] || t.tag == "WDT" || t.text == "that" || t.tag == "CD" {
			exact++
		}
	}
	return exact >= 2
}

const reasonCredited = "told together with what follows, or credited there"

// creditedBehind returns the verb with which the rest of a sentence puts its
// clause into a mouth: "..., harbour officials say."
func creditedBehind(s *sentence, c *clause) string {
	end := 0
	for _, part := range c.parts() {
		if len(part) > 0 {
			end = part[len(part)-1].end
		}
	}
	for i, t := range s.tokens {
		if t.start < end || i == 0 {
			continue
		}
		word := strings.ToLower(t.text)
		if word == "did" && strings.EqualFold(s.tokens[i-1].text, "as") || word == "did" && strings.EqualFold(s.tokens[i-1].text, "so") {
			return t.text // others as well
		}
		if len(c.verb) == 1 && word == strings.ToLower(c.verb[0].text) && (t.tag == "VBD" || t.tag == "VBN") && i+1 < len(s.tokens) {
			return t.text // "A won 15 and B won 13 seats in Brenk": what follows may hold for both
		}
		if !saying[word] && !claiming[word] && word != "say" && word != "believe" && word != "think" && word != "claim" && word != "argue" {
			continue
		}
		last := i+1 == len(s.tokens) || s.tokens[i+1].text == "." || s.tokens[i+1].text == ","
		if last || s.tokens[i-1].text == "," {
			return t.text
		}
	}
	return ""
}

// objectVerbs are verbs of speech that also have things for an object: "wrote a
// novel", "declared war".
var objectVerbs = set("wrote announced declared found added showed")

// objectFollows reports whether a thing follows the verb, rather than a clause.
func objectFollows(rest []token) bool {
	end := nounPhrase(rest, 0)
	return end > 0 && rest[0].tag != "PRP" && !verbAt(rest, end) && !slices.ContainsFunc(rest, func(t token) bool { return t.text == "that" && t.tag != "WDT" })
}

// ownWords are verbs of speech whose clause keeps who spoke: what is stated is
// that they did.
var ownWords = set("explained asked testified wrote acknowledged admitted denied denies confirmed stressed emphasized emphasised noted announced announces warned recalled told")

// needsWhat are verbs of speech that say nothing without what was said.
var needsWhat = set("recalled explained acknowledged admitted confirmed stressed emphasized emphasised noted")

// views are hedges that may stand in what is stated as somebody's view.
var views = set("seems seem seemed appears appear appeared tends tended expected intended suggest suggests believed believe believes think hope hopes wants want should must can could would may might will likely perhaps probably maybe possible need")

// mild are words of praise that do not make a dated event a view.
var mild = set("important significant popular famous great notable notorious controversial good new")

// vague are verbs whose clause seldom tells what happened.
var vague = set("seemed looked appeared felt thought knew liked loved hated wanted hoped tried needed helped continued remained stood went came got became made did had been turned kept started began seen known described issued discussed enjoyed felt considered presented provided listed regarded served expressed")

// subjectOf returns the name that the subject consists of, alone or behind
// "the"; its kind is "" when the subject is something else.
func (f *finder) subjectOf(s *sentence, c *clause, names []name) name {
	first, last := c.subject[0], c.subject[len(c.subject)-1]
	if len(c.subject) == 1 && first.tag == "PRP" && s.he != nil && (strings.EqualFold(first.text, "he") || strings.EqualFold(first.text, "she")) {
		return name{text: s.he.full, kind: questions.Person, person: s.he, pronoun: true}
	}
	for _, a := range s.stood {
		if a.who != nil && len(c.subject) == 1 && first.text == a.name && s.he == nil {
			return name{text: a.name, kind: questions.Person, person: a.who, pronoun: true}
		}
	}
	if len(c.subject) == 1 && first.tag == "PRP" && c.own && s.he == nil {
		// "Ada Lark was born in Oslo, and she died in Brenk."
		if who, possessive := f.subjectPerson(s); who != nil && possessive < 0 && who.pronoun == strings.ToLower(first.text) && !f.namesOther(s, who) {
			return name{text: who.full, kind: questions.Person, person: who, pronoun: true}
		}
	}
	for _, m := range names {
		from, to := s.tokens[m.title], s.tokens[m.to-1]
		starts := from.start == first.start || strings.EqualFold(first.text, "the") && len(c.subject) > 1 && c.subject[1].start == from.start
		if starts && to.end == last.end {
			return m
		}
	}
	return name{}
}

// oneMeant reports whether every "he" or "his" of a clause can only mean the one
// person whom the clause names before it: "proposed by Ada Lark in her report".
func (f *finder) oneMeant(s *sentence, names []name, all []token) bool {
	var who *person
	at, last := 0, 0
	for _, t := range all {
		if mayMean(strings.ToLower(t.text), questions.Person) {
			last = t.start
		}
	}
	for _, m := range names {
		if !slices.ContainsFunc(all, func(t token) bool { return t.start == s.tokens[m.from].start }) {
			continue
		}
		switch {
		case m.person == nil && s.tokens[m.from].start > last: // whoever it is, no pronoun follows
		case m.person == nil && m.kind == "" && (strings.Contains(m.text, " ") || f.names.lastWords[m.text]) && !f.placeLike(s, m):
			return false
		case m.person == nil:
		case who != nil && who != m.person:
			return false
		case who == nil:
			who, at = m.person, s.tokens[m.from].start
		}
	}
	if who == nil || s.lead.who != nil && s.lead.who != who && s.lead.who.sameGender(who) {
		return false
	}
	pronoun := genderOf(strings.ToLower(joinWords(all)))
	return pronoun != "" && who.pronoun == pronoun && !slices.ContainsFunc(all, func(t token) bool {
		return mayMean(strings.ToLower(t.text), questions.Person) && t.start < at
	})
}

// looseSurname reports whether the clause names somebody by one word that no
// full name in the article explains.
func (f *finder) looseSurname(s *sentence, names []name, all []token) bool {
	return slices.ContainsFunc(names, func(m name) bool {
		if strings.ToUpper(m.text) == m.text {
			return false // letters
		}
		attributive := m.to < len(s.tokens) && isNoun(s.tokens[m.to].tag) && !capitalised(s.tokens[m.to].text) // "the Kannada film industry"
		if m.person == nil && f.commonNoun(s, m) {
			return false
		}
		many := m.title > 0 && strings.EqualFold(s.tokens[m.title-1].text, "the") && !f.names.speaks[m.text] // "the Pirates"
		loose := m.person == nil && !attributive && !many && !demonyms[m.text] && m.kind != questions.Place && m.kind != questions.Organisation && f.names.lastWords[m.text] && !unique[strings.ToLower(m.text)] && !questions.HoldsWords(f.article.Title, m.text)
		// "the Moll and Lark inquiries": who is meant is not said
		loose = loose || m.person != nil && m.from > 1 && s.tokens[m.from-1].tag == "CC" && capitalised(s.tokens[m.from-2].text) && m.to < len(s.tokens) && isNoun(s.tokens[m.to].tag) && !strings.Contains(m.text, " ")
		loose = loose || m.person == nil && m.kind == "" && !strings.Contains(m.text, " ") && f.names.speaks[m.text]
		// "Laura", who is called so only beside her full name
		loose = loose || m.person == nil && firstNames[m.text] && slices.ContainsFunc(f.names.people, func(p *person) bool { return strings.HasPrefix(p.full, m.text+" ") })
		return loose && slices.ContainsFunc(all, func(t token) bool { return t.start == s.tokens[m.from].start })
	})
}

// placed reports whether a statement says of whom or where it holds by a name
// that is known without the article, by the one that the article is about, or
// by a subject that is not called like many others ("the Victoria Hospital").
// Who does not see a title cannot know it from elsewhere.
func (f *finder) placed(c *clause, statement string) bool {
	if slices.ContainsFunc(c.subject, func(t token) bool {
		w := t.text
		return t.tag == "NNP" && len(w) > 4 && strings.ToUpper(w) != w && !firstNames[w] && !orgWords[w] && !placeWords[w] && !thingWords[w] && !personTitles[w] && !f.names.lower[strings.ToLower(w)]
	}) {
		return true
	}
	if t := f.topic.name; t != "" && strings.Contains(statement, t) {
		return true
	}
	if p := f.names.main; p != nil && strings.Contains(statement, p.full) {
		return true
	}
	words := strings.FieldsFunc(statement, func(r rune) bool { return r != '-' && r != '.' && !unicode.IsLetter(r) })
	for i, w := range words {
		w = strings.TrimRight(w, ".")
		if demonyms[w] || placeGrain(w) != "" || i+1 < len(words) && placeGrain(w+" "+strings.TrimRight(words[i+1], ".")) != "" {
			return true
		}
	}
	return false
}

// anybody reports whether a past event is told of people of no named place:
// "voters elected a new council". Everywhere there are voters.
func (f *finder) anybody(c *clause, statement string) bool {
	head := headPhrase(c.subject)
	last := strings.ToLower(head[len(head)-1].text)
	if c.verb[0].tag != "VBD" || len(head) > 2 || len(head) != len(c.subject) || !citizens[last] || len(head) == 2 && (head[0].tag == "NNP" || demonyms[head[0].text]) {
		return false
	}
	return !f.placed(c, statement) && !f.placed(c, f.article.Title)
}

// moments are nouns that a clause follows without a link: "the day she came".
var moments = set("day moment minute hour time week month year instant way")

// citizens are people of a place or under its authority, as bare plurals.
var citizens = set("voters residents citizens officials lawmakers legislators troops soldiers police authorities protesters demonstrators workers students teachers researchers scientists doctors prosecutors investigators rebels militants")

// anchored reports whether a statement has a name to hold on to.
func (f *finder) anchored(s *sentence, c *clause, names []name, family string, attributed bool) bool {
	n := 0
	for _, m := range names {
		if m.from == 0 && m.kind == "" && !f.names.middle[s.tokens[0].text] {
			continue // the capital of a first word
		}
		if c.has(func(t token) bool { return t.start == s.tokens[m.from].start }) {
			n++
		}
	}
	if family == "event" && (f.kindOfSubject(c, names, s) == questions.Person) && c.told() < 2 {
		return false
	}
	if s.he != nil && len(c.subject) == 1 && c.subject[0].text == s.he.full {
		n++
	}
	if attributed && c.parsed && (n >= 1 && c.told() >= 3 || c.told() >= 5) {
		return true // it is anchored in who holds it
	}
	numbers := c.has(func(t token) bool { return t.tag == "CD" })
	switch {
	case c.whole && c.verb[0].text == "is" && c.explains():
		return true
	case c.parsed && c.told() < 2 && !f.tells(c):
		return false
	case c.whole && c.verb[0].tag != "VBD" && len(c.front) == 0 && f.titleShared(c.subject) && (c.told() >= 5 || c.isCalled()):
		return true // what holds for a thing that the title names
	case family == "definition":
		return n >= 1 || c.defines()
	case family == "subject" && c.parsed:
		return n >= 2 || n == 1 && c.told() >= 4 || numbers && c.told() >= 4
	case family == "subject":
		return n >= 2
	}
	return n >= 1
}

// isCalled reports whether a clause says what something is called: "are called
// peripherals".
func (c *clause) isCalled() bool {
	switch c.verb[len(c.verb)-1].text {
	case "called", "termed", "named":
		return len(c.verb) > 1 && len(c.rest) > 0 && len(c.rest) < 6 && len(c.subject) > 3
	}
	return false
}
