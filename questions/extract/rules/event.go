package rules

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"quizbot/questions"
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
	label, tokens := yearLabel(s, tokens)
	treeReason := ""
	if len(label) == 0 && endsLikeStatement(tokens) {
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
	if len(label) > 0 {
		if c == nil {
			present := slices.Clone(tokens)
			retagPresent(present)
			c, reason = parse(s, present)
		}
		if !f.isTimeline() {
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
	if c.next != nil && len(label) == 0 {
		f.event(s, c.next, nil)
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
		dated = isDated && f.event(s, c, nil) || dated
	}
	two := slices.ContainsFunc(clauses, func(c *clause) bool { return c.own && c.subject[0].tag != "PRP" })
	if !dated && !two && !f.opinion && f.speaker == nil {
		before := len(f.dropped)
		c := t.whole()
		if c == nil {
			c = t.wholeInOrder()
		}
		if c != nil && f.event(s, c, nil) {
			return true
		}
		f.dropped = f.dropped[:before] // what is looked at below says why not
	}
	for _, c := range clauses {
		if _, isDated := c.dateOf(); !isDated && (!c.joined || c.own || f.opinion) {
			f.event(s, c, nil)
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

// event makes a fact of a clause, if it is one, and reports whether it did.
func (f *finder) event(s *sentence, c *clause, label []token) bool {
	author, heard, known := f.voice(c)
	if !known {
		return false
	}
	if author != "" && f.relays && s.paragraph.number < f.relayed && !f.isColumn() {
		author = "" // the report before others are heard
	}
	if author != "" && f.relays && f.speaker == nil {
		f.drop("event", s, reasonWhose, "")
		return false
	}
	if reason, detail := f.plainFact(s, c, author != "" && (f.opinion || f.speaker != nil)); reason != "" {
		f.drop("event", s, reason, detail)
		return false
	}
	names := f.in(s)
	subject := f.subjectOf(s, c, names)
	kind := subject.kind
	if subject.pronoun {
		c.subject = []token{{text: subject.text, tag: "NNP", start: c.subject[0].start, end: c.subject[0].end}}
	} else if agreement(c) {
		f.drop("event", s, reasonNested, "the verb does not agree")
		return false
	}
	if c.plural {
		kind = plural
	}
	worked := ""
	if author == "" {
		worked = f.tellYears(s, c)
		f.tellUpTo(s, c)
	}
	if halfOfTwo(s, c) {
		f.drop("event", s, reasonCutOff, "one of two who did it")
		return false
	}
	all := c.tokens()
	if author != "" && f.pitches(s.paragraph) {
		f.drop("view", s, reasonTrivial, "asks its reader to join")
		return false
	}
	if author != "" && len(c.subject) > 1 && len(c.front) == 0 && c.subject[0].text == "Indeed" {
		c.subject = c.subject[1:]
	}
	if author != "" && grants(s.tokens) {
		f.drop("view", s, reasonWhose, "granted, to be answered")
		return false
	}
	if author != "" && f.aboutAuthor(s) {
		f.drop("view", s, reasonTrivial, "about its author")
		return false
	}
	if author != "" && s.tree != nil && hearsay(s.tree) {
		f.drop("view", s, reasonWhose, "")
		return false
	}
	if n := len(c.front); n > 1 && moments[strings.ToLower(c.front[n-1].text)] && strings.EqualFold(c.front[n-2].text, "the") && strings.TrimSpace(s.text[min(c.front[n-1].end, c.subject[0].start):c.subject[0].start]) == "" {
		f.drop("event", s, reasonCutOff, "the "+c.front[n-1].text) // "from the day she came"
		return false
	}
	if author != "" && f.speaker == nil && (strings.HasPrefix(s.text, "'") || c.verb[0].text == "will" && plans[strings.ToLower(headPhrase(c.subject)[len(headPhrase(c.subject))-1].text)]) {
		f.drop("view", s, reasonWhose, "")
		return false
	}
	if author != "" && f.speaker == nil && (5*len(all) < 2*len(s.tokens) || c.supposes()) {
		f.drop("view", s, reasonCutOff, "most of it")
		return false
	}
	guarded := all
	if kind == "" && f.oneMeant(s, names, all) {
		kind = questions.Person
	}
	if c.whole && kind == "" && !c.plural && f.isThing(c) {
		kind = other
	}
	if c.joined && c.own && s.tree != nil && s.tree.listTaken() {
		f.drop("event", s, reasonNested, "an item of a list, taken for a verb")
		return false
	}
	if author == "" && needsWhat[strings.ToLower(c.verb[len(c.verb)-1].text)] && c.verb[len(c.verb)-1].tag == "VBD" && len(c.rest) > 0 && prepositions[c.rest[0].text] && c.rest[0].text != "to" && !c.has(func(t token) bool { return t.text == "that" || t.text == "how" }) {
		f.drop("event", s, reasonCutOff, "what was said")
		return false
	}
	if c.whole {
		if word := f.strangers(s, c, kind); word != "" {
			f.drop("event", s, reasonPronoun, word)
			return false
		}
		if !f.subjectKnown(c) {
			f.drop("event", s, reasonNoName, "")
			return false
		}
		if c.plural {
			guarded = theySubject(all)
		}
	}
	if who := subject.person; who != nil && who.pronoun != "" && !c.plural && (s.lead.who == nil || s.lead.who == who) && genderOf(strings.ToLower(joinWords(c.front))) == who.pronoun {
		// "Despite his age, Otto Lark ...": the name follows at once
		guarded = slices.Concat(c.subject, c.aside, c.before, c.verb, c.rest, []token{{text: ",", tag: ","}}, c.front)
	}
	if c.whole && len(c.front) > 0 && !c.front[0].made && subject.text != "" && !subject.pronoun && kind != questions.Person && kind != "" && slices.ContainsFunc(c.front, func(t token) bool { return t.text == "its" || t.text == "their" }) {
		// "In its report, the Harbour Trust ...": the name follows at once
		guarded = slices.Concat(c.subject, c.aside, c.before, c.verb, c.rest, []token{{text: ",", tag: ","}}, c.front)
		if c.plural {
			guarded = theySubject(guarded)
		}
	}
	if who := subject.person; c.parsed && who != nil && !subject.pronoun && s.lead.who != nil && s.lead.who != who && s.lead.who.sameGender(who) && who != f.names.main {
		// "Otto Lark called his death a loss": that of the man before
		if len(c.rest) > 0 && mayMean(strings.ToLower(c.rest[0].text), questions.Person) {
			f.drop("event", s, reasonPronoun, c.rest[0].text)
			return false
		}
	}
	if kind == questions.Person && toOthers[strings.ToLower(c.verb[len(c.verb)-1].text)] && len(c.rest) > 0 && mayMean(strings.ToLower(c.rest[0].text), kind) {
		f.drop("event", s, reasonPronoun, c.rest[0].text) // hardly their own
		return false
	}
	if f.ownMedium(c) {
		f.drop("event", s, reasonTrivial, "who publishes it")
		return false
	}
	if word := c.yearless(all); word != "" && worked == "" {
		f.drop("event", s, reasonRelative, word)
		return false
	}
	alone := f.alone
	if c.whole {
		guarded = s.tree.withoutTaken(c, guarded)
		alone = func(tokens []token, subject questions.SpanKind) (string, string) {
			return f.aloneIn(s, tokens, subject)
		}
	}
	if reason, detail := alone(guarded, kind); reason != "" {
		f.drop("event", s, reason, detail)
		return false
	}
	statement := s.render(c.subject)
	if len(c.aside) > 0 {
		statement += ", " + s.render(c.aside) + ","
	} else if end := c.subject[len(c.subject)-1].end; opensAside(c.subject) && strings.HasPrefix(s.text[min(end, len(s.text)):], ",") {
		statement += ","
	}
	statement += " " + s.render(slices.Concat(c.before, c.verb))
	if len(c.rest) > 0 {
		if end := c.verb[len(c.verb)-1].end; c.whole && end < len(s.text) && s.text[end] == ',' && c.rest[0].tag == "VBG" {
			statement += "," // "failed, leaving the harbour dark"
		}
		statement += " " + s.render(c.rest)
	}
	if len(c.front) > 0 {
		comma := ", "
		if c.parsed && !c.front[0].made && !strings.Contains(s.text[c.front[len(c.front)-1].end:max(c.subject[0].start, c.front[len(c.front)-1].end)], ",") {
			comma = " "
		}
		statement = s.render(c.front) + comma + f.lowerFirst(statement, c.subject[0])
	}
	if c.label {
		if len(c.front) > 0 || slices.ContainsFunc(all, func(t token) bool { return isYear(t.text) }) {
			f.drop("event", s, reasonNested, "two times")
			return false
		}
		statement = "In " + s.render(label) + ", " + f.lowerFirst(statement, c.subject[0])
	}
	statement, more, ok := f.fullNames(s, all, statement)
	if !ok || f.looseSurname(s, names, all) {
		f.drop("event", s, reasonSurname, "")
		return false
	}
	plain := statement
	if author != "" {
		first := c.subject[0]
		if len(c.front) > 0 {
			first = c.front[0]
		}
		statement = "According to " + author + ", " + f.lowerFirst(statement, first)
	}
	statement = strings.ReplaceAll(sentenceOf(statement), " 's ", "'s ") // of "he's"

	if subject.pronoun && s.he == nil {
		if e, ok := f.evidence(subject.person.sentence, subject.person.full); ok && subject.person.sentence != s {
			more = append(more, e)
		}
	} else if subject.pronoun || s.he != nil && s.tokens[0].tag == "PRP$" && slices.ContainsFunc(all, func(t token) bool { return t.text == s.he.full+"'s" }) {
		for _, named := range []*sentence{s.named, s.he.sentence} {
			if e, ok := f.evidence(named, s.he.full); ok && !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
				more = append(more, e)
			}
			if strings.Contains(named.text, s.he.full) {
				break
			}
		}
	}

	if s.it != nil && c.subject[0].text == s.it.name {
		e, ok := f.evidence(s.it.sentence, s.it.name)
		if !ok {
			return false
		}
		more = append(more, e)
	}
	if f.topic.name != "" && slices.ContainsFunc(all, func(t token) bool { return strings.TrimPrefix(t.text, "the ") == f.topic.name }) && !strings.Contains(s.text, f.topic.name) {
		e, ok := f.evidence(f.topic.sentence, f.topic.name)
		if !ok {
			return false
		}
		more = append(more, e)
	}

	for _, a := range s.stood {
		if !slices.ContainsFunc(all, func(t token) bool { return t.text == a.name }) {
			continue
		}
		e, ok := f.evidence(a.sentence, strings.TrimPrefix(a.name, "the "))
		if !ok {
			return false
		}
		if !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
			more = append(more, e)
		}
	}

	more = append(more, heard...)
	var spans []questions.Span
	family := "subject"
	if c.label {
		happened := f.lowerFirst(strings.TrimPrefix(statement, "In "+s.render(label)+", "), c.subject[0])
		grain := "year"
		if len(label) > 1 {
			grain = "month and year"
		}
		family = "event"
		spans = append(spans, questions.Span{Kind: questions.DateSpan, Text: s.render(label), Ask: "In which " + grain + " did this happen: " + strings.TrimSuffix(happened, ".") + "?"})
	} else if span, ok := f.dateSpan(s, c, statement); ok {
		spans, family = append(spans, span), "event"
	}
	if span, ok := f.numberSpan(s, c, statement); ok {
		spans = append(spans, span)
		if family == "subject" {
			family = "quantity"
		}
	}
	if span, ok := f.subjectSpan(s, c, subject, statement); ok {
		spans = append(spans, span)
	}
	spans = append(spans, f.partSpans(s, c, names, statement)...)
	if span, ok := f.causeSpan(s, c, statement); ok {
		spans = append(spans, span)
		if family == "subject" {
			family = "cause"
		}
	}
	if span, ok := f.objectSpan(s, c, statement, spans); ok {
		spans = append(spans, span)
		if c.copular && family == "subject" {
			family = "definition"
		}
	}
	if span, ok := f.thingSpan(s, c, subject, statement, spans); ok {
		spans = append(spans, span)
	}
	if len(spans) == 0 && author == "" && !(c.whole && (c.told() >= minWholeTold || f.falsifiable(statement))) { // whether it is somebody's view can always be asked
		f.drop("event", s, reasonTrivial, "nothing to ask for")
		return false
	}
	if author == "" && f.anybody(c, statement) {
		f.drop("event", s, reasonNoName, "of which place")
		return false
	}
	if nothing := f.saysNothing(c, family); author == "" && nothing != "" {
		f.drop("event", s, reasonTrivial, nothing)
		return false
	}
	if f.article.Title == "" && author == "" && !f.placed(c, statement) {
		f.drop("event", s, reasonNoName, "the article has no title")
		return false
	}
	if author == "" && (family == "subject" || family == "definition") && len(strings.Fields(statement)) < minBareWords {
		f.drop("event", s, reasonTrivial, "too short without a date or number")
		return false
	}
	if !f.anchored(s, c, names, family, author != "") {
		f.drop("event", s, reasonNoName, "")
		return false
	}
	fact := questions.Fact{Statement: statement, Spans: spans, Signals: f.signals(s, c, names)}
	confirm := func() bool { return f.confirm(s, c, plain, fact.Statement, fact.Signals) }
	later := f.weighsViews() // most of what is found here makes room for the whole sentence
	if !later && !confirm() {
		return false
	}
	if author != "" {
		fact.Claimant = author
		for i := range fact.Spans {
			if ask := fact.Spans[i].Ask; ask != "" {
				fact.Spans[i].Ask = "According to " + author + ", " + strings.ToLower(ask[:1]) + ask[1:]
			}
		}
		family = "view"
	}
	if len(c.front) > 0 && c.front[0].made {
		worked = c.front[0].text
	}
	if worked != "" {
		f.worked[statement] = worked
	}
	if c.told() > 1 {
		f.predicates[statement] = strings.Join(questions.Words(s.render(c.verb)+" "+s.render(c.rest)), " ") + "|" + s.render(c.front)
	}
	if !f.found(family, s, fact, s.render(c.verb[len(c.verb)-1:]), more...) {
		return false
	}
	if later {
		f.unconfirmed = append(f.unconfirmed, unconfirmed{len(f.facts) - 1, confirm})
	}
	return true
}

// unconfirmed is a fact for which the checks that take most of the time are yet
// to be made.
type unconfirmed struct {
	fact    int         // its place among the facts
	confirm func() bool // notes the signals and reports whether the fact stays
}

// confirm makes the last checks of a statement, for which sentences are parsed:
// a fact that is refused by another check never comes here. It adds what they
// show to the signals. Plain is the statement without its holder.
func (f *finder) confirm(s *sentence, c *clause, plain, statement string, signals map[string]float64) bool {
	if !c.parsed {
		return true
	}
	if !c.whole {
		doubt, alike := f.readsAlike(sentenceOf(plain), c)
		if !alike {
			f.drop("event", s, reasonReadsOtherwise, plain)
			return false
		}
		signals["doubt alone"] = doubt
	}
	opinion := s.tree.secondOpinion(c)
	if opinion.contrary && !c.whole {
		f.drop("event", s, reasonContrary, statement)
		return false
	}
	opinion.signals(signals)
	return true
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
			called := f.topic.name
			if f.names.withThe[called] && f.names.kinds[called] == questions.Organisation && strings.Contains(called, " ") {
				called = "the " + called
			}
			s.tree.resolve(means, called)
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

// yearLabel cuts the time at the head of a line of a timeline: "1991 The
// harbour freezes over." Such a line tells what happened then, in the present.
func yearLabel(s *sentence, tokens []token) (label, rest []token) {
	if s.start != 0 || len(tokens) < 5 || tokens[0].quoted {
		return nil, tokens
	}
	d, n := dateAt(tokens, 0)
	if n == 0 || d.grain == dayGrain {
		return nil, tokens
	}
	next := tokens[n]
	if !capitalised(next.text) && next.text != ":" || next.tag == "CD" {
		return nil, tokens
	}
	if next.text == ":" {
		return tokens[:n], tokens[n+1:]
	}
	return tokens[:n], tokens[n:]
}

// isTimeline reports whether the lines of the article that begin with a year
// tell history: three or more, and no year three times, as in a list of films.
func (f *finder) isTimeline() bool {
	if f.labelYears == nil {
		f.labelYears = map[string]int{}
		for i := range f.paragraphs {
			if ss := f.paragraphs[i].sentences; len(ss) > 0 {
				if label, _ := yearLabel(&ss[0], ss[0].tokens); len(label) > 0 {
					f.labelYears[joinWords(label)]++
				}
			}
		}
	}
	total := 0
	for _, n := range f.labelYears {
		if n >= 3 {
			return false
		}
		total += n
	}
	return total >= 3
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
	if main == "stands" || main == "stood" {
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
	slighting = set("continually relentlessly shamelessly blatantly brazenly recklessly predictably flawlessly flawless brilliantly cynically cynical foolishly wisely bravely heroically callously needlessly gloriously beautifully effortlessly masterfully superb superbly dazzling sensational thrilling stirring spirited gutsy majestic sublime electrifying miserably disastrously naively arrogantly consciously sensible sensibly mere self-indicting")
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
		if t.tag != "CD" && !score.MatchString(t.text) || i+2 >= len(s.tokens) {
			continue
		}
		mark, next := s.tokens[i+1].text, s.tokens[i+2]
		apart := mark == "(" || mark == "–" || mark == "-" || mark == "—"
		if !apart || next.text == "" || next.text[0] < '0' || next.text[0] > '9' || isYear(next.text) {
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
var score = regexp.MustCompile(`^[0-9]+[-–][0-9]+$`)

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
		many := m.title > 0 && strings.EqualFold(s.tokens[m.title-1].text, "the") && !f.names.speaks[m.text]   // "the Pirates"
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

// dateSpan makes the span and question of the clause's date.
func (f *finder) dateSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	d, ok := c.dateOf()
	if !ok {
		return questions.Span{}, false
	}
	part := c.rest
	front := c.front
	rest := c.rest
	if d.inFront {
		part = c.front
		front = nil
	} else {
		rest = without(c.rest, d.from, d.to)
	}
	text := s.render(part[d.from+1 : d.to])
	if strings.Count(statement, text) != 1 {
		return questions.Span{}, false
	}
	span := questions.Span{Kind: questions.DateSpan, Text: text}
	if finite := c.verb[0].text; len(c.verb) > 1 && (finite == "has" || finite == "have") {
		return span, true // what has happened is not told with a time: the date belongs to something else
	}
	asked, ok := f.asked(s, c, front, c.verb, rest)
	if ok {
		span.Ask = map[grain]string{yearGrain: "In which year ", monthGrain: "In which month and year ", dayGrain: "On which date "}[d.date.grain] + asked + "?"
	}
	return span, true
}

// asked turns a clause into the second half of a question: "did Ada Lark light
// the lamp in Brenk". False when the verb has no certain base form.
func (f *finder) asked(s *sentence, c *clause, front, verb, rest []token) (string, bool) {
	if opensAside(c.subject) || len(front) > 0 && front[0].tag == "DT" && !slices.ContainsFunc(front, func(t token) bool { return spans[strings.ToLower(t.text)] || t.tag == "CD" }) {
		return "", false // "The Brenk Club, a club for boats was founded": a name before its own description is no time
	}
	if twofold(front) {
		return "", false
	}
	subject := f.lowerFirst(s.render(c.subject), c.subject[0])
	finite := verb[0].text
	if len(c.before) > 0 {
		subject += " " + s.render(c.before)
	}
	var parts []string
	switch {
	case isAuxiliary(finite) && (len(verb) > 1 || finite != "had" && finite != "has" && finite != "have" && finite != "did"):
		parts = []string{finite, subject}
		if len(verb) > 1 {
			parts = append(parts, s.render(verb[1:]))
		}
	case verb[0].tag == "VBD" || verb[0].tag == "VBN":
		base, ok := baseForm(finite)
		if !ok {
			return "", false
		}
		parts = []string{"did", subject, base}
	case verb[0].tag == "VBZ" && len(verb) == 1:
		base, ok := presentBase(finite)
		if !ok {
			return "", false
		}
		parts = []string{"does", subject, base}
	case verb[0].tag == "VBP" && len(verb) == 1:
		parts = []string{"do", subject, finite}
	default:
		return "", false
	}
	if len(rest) > 0 {
		parts = append(parts, s.render(rest))
	}
	if len(front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(front), front[0]))
	}
	text := strings.TrimRight(strings.Join(parts, " "), " ,")
	tokens := slices.Concat(c.subject, rest)
	text, _, ok := f.fullNames(s, tokens, text)
	return text, ok
}

// subjectSpan makes the span and question of a subject that is a name: the
// rest of the sentence stays word for word.
func (f *finder) subjectSpan(s *sentence, c *clause, subject name, statement string) (questions.Span, bool) {
	if subject.kind == "" || c.plural {
		return questions.Span{}, false
	}
	finite := c.verb[0].text
	if finite == "were" || finite == "have" || finite == "are" || c.verb[0].tag == "VBP" {
		return questions.Span{}, false
	}
	var asked, key string
	switch subject.kind {
	case questions.Person:
		if subject.person == nil {
			return questions.Span{}, false
		}
		asked, key = "Who", subject.person.full
	case questions.Organisation:
		asked, key = "Which "+bodyNoun(subject.text), subject.text
	case questions.Place:
		grain := placeGrain(subject.text)
		if grain == "" {
			return questions.Span{}, false
		}
		asked, key = "Which "+grain, subject.text
	default:
		return questions.Span{}, false
	}
	if strings.Count(statement, key) != 1 {
		return questions.Span{}, false
	}
	wrong := f.wrong(subject.kind, key, statement, s)
	if f.titled(key) {
		// The title gives the answer away; a statement about another may still be
		// called false.
		span := questions.Span{Kind: subject.kind, Text: key, Wrong: wrong, Forms: []questions.Form{questions.TrueFalse}}
		return span, len(wrong) > 0 && subject.kind == questions.Person
	}
	if subject.kind != questions.Person && !slices.ContainsFunc(slices.Concat(c.rest, c.front), func(t token) bool {
		return t.tag == "NNP" && !months[t.text] || demonyms[t.text] || t.tag == "CD" && !isYear(t.text) && !isDay(t.text)
	}) {
		return questions.Span{}, false // "Which school was established in 1945?" has many answers
	}
	if twofold(c.front) {
		return questions.Span{}, false
	}
	parts := []string{asked, s.render(slices.Concat(c.before, c.verb))}
	if len(c.rest) > 0 {
		parts = append(parts, s.render(c.rest))
	}
	if len(c.front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(c.front), c.front[0]))
	}
	text := strings.TrimRight(strings.Join(parts, " "), " ,")
	text, _, ok := f.fullNames(s, slices.Concat(c.front, c.rest), text)
	if !ok {
		return questions.Span{}, false
	}
	return questions.Span{Kind: subject.kind, Text: key, Ask: text + "?", Wrong: wrong}, true
}

// twofold reports whether what stands before a subject has a comma in it, as "most
// notably, in 1867": behind the verb it would read as two things.
func twofold(front []token) bool {
	for i, t := range front {
		if t.text == "," && i+1 < len(front) && !insideDate(front, i) {
			return true
		}
	}
	return false
}

// kindOfSubject is the kind of the name that the subject is.
func (f *finder) kindOfSubject(c *clause, names []name, s *sentence) questions.SpanKind {
	if s.he != nil && c.subject[0].text == s.he.full {
		return questions.Person
	}
	return f.subjectOf(s, c, names).kind
}

// told counts the telling words behind the finite verb, dates aside.
func (c *clause) told() int {
	n, first := 0, true
	for _, part := range [...][]token{c.verb, c.aside, c.rest} {
		for _, t := range part {
			if (isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ") || strings.HasPrefix(t.tag, "VB") && (!first || !isAuxiliary(t.text))) && !months[t.text] {
				n++
			}
			first = false
		}
	}
	return n
}

// titled reports whether the article's title gives a name away.
func (f *finder) titled(key string) bool {
	words := strings.Fields(key)
	if len(words) > 1 && f.names.full[key] != nil && len(words[0]) > 3 && questions.HoldsWords(f.article.Title, words[0]) {
		return true // a given name in a headline
	}
	return questions.HoldsWords(f.article.Title, key) || len(words) > 1 && questions.HoldsWords(f.article.Title, words[len(words)-1]) && f.names.surname[words[len(words)-1]] != nil
}

// agreement reports whether subject and verb cannot belong together: "people
// ... has".
func agreement(c *clause) bool {
	head := headPhrase(c.subject)
	tag := head[len(head)-1].tag
	finite := c.verb[0].text
	if capitalised(head[len(head)-1].text) {
		return false // a name: "Brenk Talkies was"
	}
	singular := finite == "was" || finite == "has" || finite == "is"
	return singular && (tag == "NNS" && !c.collective(head) || c.plural && tag != "NNPS" && tag != "NNS") || (finite == "were" || finite == "are") && tag == "NN" && !c.plural
}

// collective reports whether a plural noun can have a singular verb: a number
// of years, news, a series.
func (c *clause) collective(head []token) bool {
	switch strings.ToLower(head[len(head)-1].text) {
	case "news", "series", "headquarters", "politics", "economics", "physics", "mathematics", "species", "means", "works", "percent", "campus":
		return true
	}
	return false
}

// partSpans makes spans of who did something ("by Ada Lark") and where ("in
// Brenk"), and of other names in the clause that can be left out.
func (f *finder) partSpans(s *sentence, c *clause, names []name, statement string) []questions.Span {
	var spans []questions.Span
	for _, m := range names {
		at := slices.IndexFunc(c.rest, func(t token) bool { return t.start == s.tokens[m.title].start })
		from := slices.IndexFunc(c.rest, func(t token) bool { return t.start == s.tokens[m.from].start })
		if at < 1 || from < 0 || len(spans) == 2 {
			continue
		}
		to := from + m.to - m.from
		if to > len(c.rest) || c.rest[to-1].end != s.tokens[m.to-1].end {
			continue
		}
		key := m.text
		if m.person != nil {
			key = m.person.full
		}
		behind := to // a city's question goes without the country it lies in
		if to+1 < len(c.rest) && c.rest[to].text == "," && placePair(c.rest, to) {
			behind = to + 2
			for behind < len(c.rest) && capitalised(c.rest[behind].text) {
				behind++
			}
			if behind < len(c.rest) && c.rest[behind].text == "," {
				behind++
			}
		}
		if m.kind != questions.Person && m.kind != questions.Organisation && m.kind != questions.Place || m.kind == questions.Person && m.person == nil || strings.Count(statement, key) != 1 {
			continue
		}
		if to < len(c.rest) && (c.rest[to].tag == "POS" || c.rest[to].text == "and" || c.rest[to].text == "," && !placePair(c.rest, to) || isNoun(c.rest[to].tag) || strings.HasPrefix(c.rest[to].tag, "JJ")) || c.rest[at-1].text == "and" || c.rest[at-1].text == "," || isNoun(c.rest[at-1].tag) {
			continue // one of several, or part of a longer name
		}
		span := questions.Span{Kind: m.kind, Text: key, Wrong: f.wrong(m.kind, key, statement, s)}
		begin := at - 1
		if c.rest[begin].tag == "DT" && begin > 0 {
			begin--
		}
		preposition := c.rest[begin].text
		passive := len(c.verb) > 1 && c.verb[len(c.verb)-1].tag == "VBN" && auxiliary[c.verb[0].text] != ""
		plain := !slices.ContainsFunc(c.rest[:begin], func(t token) bool {
			return strings.HasPrefix(t.tag, "VB") || t.tag == "WDT" || t.tag == "WP" || t.tag == "TO" || t.tag == "CC" || licences[t.text] && t.text != "as"
		})
		switch {
		case preposition == "by" && passive && plain && m.kind != questions.Place && c.rest[to-1].end == c.rest[min(to, len(c.rest))-1].end:
			noun := "whom "
			if m.kind == questions.Organisation {
				noun = "which " + bodyNoun(m.text) + " "
			}
			if asked, ok := f.asked(s, c, c.front, c.verb, without(c.rest, begin, to)); ok {
				span.Ask = "By " + noun + asked + "?"
			}
		case preposition == "in" && plain && m.kind == questions.Place && placeGrain(m.text) != "":
			if asked, ok := f.asked(s, c, c.front, c.verb, without(c.rest, begin, behind)); ok {
				span.Ask = "In which " + placeGrain(m.text) + " " + asked + "?"
			}
		}
		if span.Ask == "" && (len(span.Wrong) == 0 || m.kind == questions.Place && c.rest[at-1].tag == "DT" || m.kind == questions.Organisation) {
			continue
		}
		if f.titled(key) {
			continue
		}
		if span.Ask != "" && questions.HoldsWords(span.Ask, key) {
			span.Ask = ""
		}
		spans = append(spans, span)
	}
	return spans
}

// numberSpan makes the span of the first quantity of a clause, with a question
// where it stands in the subject, directly behind the verb or its preposition, or
// tells how often. Where nothing can be asked, it is that of the only quantity.
func (f *finder) numberSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	inSubject, inRest := quantities(c.subject), quantities(c.rest)
	if len(quantities(c.front)) > 0 || len(inSubject)+len(inRest) == 0 {
		return questions.Span{}, false
	}
	part, q := c.subject, quantity{}
	if len(inSubject) > 0 {
		q = inSubject[0]
	} else {
		part, q = c.rest, inRest[0]
	}
	text := s.render(part[q.from:q.to])
	values := questions.Numbers(text)
	if strings.Count(statement, text) != 1 || len(values) != 1 || values[0] < 2 {
		return questions.Span{}, false
	}
	few := values[0] < 4 && !q.percent && !q.money // which is guessed where it is left out
	span := questions.Span{Kind: questions.Number, Text: text}
	var ask string
	if len(inSubject) > 0 {
		ask = f.howManyDid(s, c, q)
	} else if len(inRest) == 1 {
		ask = f.howMany(s, c, q)
	}
	if ask == "" {
		return span, !few && len(inSubject)+len(inRest) == 1
	}
	if few {
		span.Forms = []questions.Form{questions.NumberChoice, questions.TrueFalse}
	}
	span.Ask = ask + "?"
	return span, true
}

// howManyDid asks for a quantity that begins the subject; "" where it does not.
func (f *finder) howManyDid(s *sentence, c *clause, q quantity) string {
	if q.from != q.words || q.money || !q.percent && q.object <= q.to {
		return "" // the approximation goes into the question
	}
	ask, from := q.how("how many ")+s.render(c.subject[q.to:q.object]), q.object
	if q.percent {
		if q.to == len(c.subject) || c.subject[q.to].text != "of" {
			return ""
		}
		ask, from = strings.TrimSuffix(q.how("what percentage "), " "), q.to
	}
	for _, more := range [][]token{c.subject[from:], c.verb, c.rest} {
		if len(more) > 0 {
			ask += " " + s.render(more)
		}
	}
	if len(c.front) > 0 {
		ask += " " + f.lowerFirst(s.render(c.front), c.front[0])
	}
	full, _, ok := f.fullNames(s, c.tokens(), ask)
	if !ok {
		return ""
	}
	return strings.TrimRight(full, " ,")
}

var (
	// spent are verbs behind which an amount of money is the whole object.
	spent = set("raised raises raise spent spends spend paid pays pay cost costs invested invests invest donated donates donate earned earns earn lost loses lose received receives receive contributed contributes contribute borrowed owed owes owe collected collects collect generated generates generate totaled totalled saved saves save fetched grossed won wins pledged made")
	// changed are verbs behind which a percentage is by how much.
	changed = set("rose rises risen rise fell falls fallen fall increased increases increase decreased decreases decrease grew grows grown grow declined declines decline dropped drops drop climbed climbs climb gained gains gain lost jumped jumps jump slid slides surged surges surge plunged plunges plunge shrank shrunk shrinks tumbled soared")
)

// howMany asks for a quantity behind the verb; "" where it cannot be asked for.
func (f *finder) howMany(s *sentence, c *clause, q quantity) string {
	main := strings.ToLower(c.verb[len(c.verb)-1].text)
	begin := q.from - q.words // where the approximation begins
	end, what := q.object, "how many "+s.render(c.rest[q.to:q.object])
	switch {
	case q.object > q.to && c.rest[q.to].text == "times" && begin > 0 && (q.to+1 == len(c.rest) || c.rest[q.to+1].tag == "IN" && c.rest[q.to+1].text != "as" && c.rest[q.to+1].text != "than"):
		end, what = q.to+1, "how many times" // wherever it stands
	case begin > 1 || begin == 1 && !asksBefore[c.rest[0].text]:
		return ""
	case q.money && begin == 0 && spent[main]:
		end, what = q.to, "how much"
	case q.percent && changed[main] && (begin == 0 || c.rest[0].text == "by"):
		end, what = q.to, "what percentage"
	case q.money || q.percent || q.object <= q.to:
		return ""
	}
	if end < len(c.rest) && begin == 0 && c.rest[end].text == "of" && !q.money && !q.percent {
		to := nounPhrase(c.rest, end+1)
		if to == end+1 {
			return ""
		}
		end, what = to, what+" "+s.render(c.rest[end:to]) // "kilometres of roads"
	}
	if strings.ContainsAny(what, "—–") || end < len(c.rest) && (isNoun(c.rest[end].tag) || isMark(c.rest[end].text) && !(end+1 < len(c.rest) && c.rest[end+1].tag == "IN")) {
		return "" // "two brothers, Ada and Bo"
	}
	if end < len(c.rest) && (begin == 1 || q.money || q.percent) && c.rest[end].tag != "IN" && c.rest[end].tag != "TO" || end < len(c.rest) && begin == 1 && c.rest[end].text == "of" {
		return "" // not read to its end: "paid $2 million dollars", "in 5 of its games"
	}
	preposition := ""
	switch {
	case what == "what percentage":
		preposition, begin = "By", 0
	case begin == 1 && what != "how many times":
		preposition, begin = upper(c.rest[0].text), 0
	}
	asked, ok := f.asked(s, c, c.front, c.verb, without(c.rest, begin, end))
	switch {
	case !ok:
		return ""
	case preposition != "":
		how := q.how(what)
		return preposition + " " + strings.ToLower(how[:1]) + how[1:] + " " + asked
	}
	return q.how(what) + " " + asked
}

// asksBefore are prepositions that may begin a question for a number.
var asksBefore = set("in for by at on from with to")

// how puts the approximation of a quantity before the words that ask for it.
func (q quantity) how(words string) string {
	switch q.approximate {
	case "more than", "over":
		return "More than " + words
	case "at least", "up to":
		return upper(q.approximate) + " " + words
	case "about", "around", "approximately", "roughly", "some":
		return "About " + words
	case "nearly", "almost":
		return "Nearly " + words
	case "fewer than", "less than":
		return "Fewer than " + words
	}
	return upper(words)
}

// quantity is a number with what it counts.
type quantity struct {
	from, to       int    // the number, with its magnitude: "1.2 million"
	object         int    // end of the noun phrase it counts; to if there is none
	approximate    string // "about", "more than"
	words          int    // how many words that has
	money, percent bool
}

var magnitudeWords = set("hundred thousand million billion trillion dozen")

var approximations = []string{"more than", "at least", "up to", "fewer than", "less than", "over", "about", "around", "approximately", "roughly", "some", "nearly", "almost"}

// quantities returns the numbers of a part that count or measure something.
func quantities(tokens []token) []quantity {
	var found []quantity
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.tag != "CD" || !countable(tokens, i) {
			continue
		}
		q := quantity{from: i, to: i + 1}
		for q.to < len(tokens) && (magnitudeWords[tokens[q.to].text]) {
			q.to++
		}
		if i > 0 && (tokens[i-1].text == "$" || tokens[i-1].text == "£" || tokens[i-1].text == "€") {
			q.from--
			q.money = true
		}
		if strings.HasPrefix(t.text, "$") || strings.HasPrefix(t.text, "£") || strings.HasPrefix(t.text, "€") {
			q.money = true
		}
		if q.to < len(tokens) && (tokens[q.to].text == "%" || tokens[q.to].text == "percent") {
			q.to++
			q.percent = true
		} else if q.to+1 < len(tokens) && tokens[q.to].text == "per" && tokens[q.to+1].text == "cent" {
			q.to += 2
			q.percent = true
		}
		q.percent = q.percent || strings.HasSuffix(t.text, "%")
		q.object = q.to
		if !q.money && !q.percent && q.to < len(tokens) {
			if end := nounPhrase(tokens, q.to); end > q.to {
				q.object = end
			}
		}
		lead := strings.ToLower(joinWords(tokens[max(0, q.from-2):q.from]))
		for _, a := range approximations {
			if lead == a || strings.HasSuffix(lead, " "+a) {
				q.approximate, q.words = a, len(strings.Fields(a))
				break
			}
		}
		found = append(found, q)
		i = q.to - 1
	}
	return found
}

// countable reports whether the number at i is a quantity: no date, name,
// score, age, part of a word, or "one".
func countable(tokens []token, i int) bool {
	t := tokens[i]
	word := strings.ToLower(t.text)
	if len(questions.Numbers(t.text)) != 1 || word == "one" || isYear(t.text) || strings.ContainsAny(t.text, ":/-–'") {
		return false
	}
	if i > 0 {
		before := tokens[i-1]
		if months[before.text] || before.tag == "NNP" && before.text != "$" || before.text == "-" || before.text == "–" || before.tag == "CD" || before.text == "age" || before.text == "aged" || before.text == "of" && i > 1 && tokens[i-2].text == "age" || (before.text == "to" || before.text == "and") && i > 1 && tokens[i-2].tag == "CD" {
			return false
		}
	}
	if i+1 < len(tokens) {
		after := tokens[i+1]
		if months[after.text] || after.text == "-" || after.text == "–" || after.tag == "CD" && !magnitudeWords[after.text] || after.text == "to" && i+2 < len(tokens) && tokens[i+2].tag == "CD" || after.text == "or" || after.text == "a.m." || after.text == "p.m." || after.text == "," || after.text == "AD" || after.text == "BC" || after.text == "CE" || after.text == "BCE" || after.text == "and" && i+2 < len(tokens) && tokens[i+2].tag == "CD" {
			return false
		}
		return true
	}
	return strings.HasPrefix(t.text, "$")
}

// objectSpan makes the span of what the verb acted on, or of what the subject
// is, with a question where one can be formed.
func (f *finder) objectSpan(s *sentence, c *clause, statement string, others []questions.Span) (questions.Span, bool) {
	if c.object == c.objectEnd || c.objectEnd > len(c.rest) {
		return questions.Span{}, false
	}
	part := c.rest[c.object:c.objectEnd]
	text := s.render(part)
	words := len(strings.Fields(text))
	if words > 12 || len(quantities(part)) > 0 || part[0].tag == "PRP" || strings.Count(statement, text) != 1 || !slices.ContainsFunc(part, func(t token) bool { return isNoun(t.tag) }) {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(others, func(o questions.Span) bool { return o.Text == text }) || text[len(text)-1] == ',' {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(part, func(t token) bool { return t.tag == "PRP$" || t.tag == "PRP" }) {
		return questions.Span{}, false
	}
	span := questions.Span{Kind: questions.Term, Text: text}
	if c.objectEnd < len(c.rest) && (c.rest[c.objectEnd].text == "of" || isNoun(c.rest[c.objectEnd].tag) || strings.HasPrefix(c.rest[c.objectEnd].tag, "JJ")) {
		return questions.Span{}, false // not read to its end
	}
	rest := slices.Concat(c.rest[:c.object], c.rest[c.objectEnd:])
	named := slices.ContainsFunc(c.subject, func(t token) bool { return t.tag == "NNP" || t.tag == "NNPS" })
	if c.copular {
		if !named || words < 3 || len(rest) > 0 && isMark(rest[0].text) {
			return span, words >= 2
		}
	}
	if len(rest) > c.object && (rest[c.object].tag == "CC" || rest[c.object].text == "that" || rest[c.object].text == ",") || strings.Contains(text, ",") || !c.copular && light[strings.ToLower(c.verb[len(c.verb)-1].text)] || len(rest) > 0 && rest[0].tag == "RP" {
		return span, true // one of several
	}
	what := "What "
	if head := part[len(headPhrase(part))-1]; capitalised(head.text) && !c.copular {
		what = ""
		for _, m := range f.in(s) {
			from, to := s.tokens[m.from], s.tokens[m.to-1]
			if to.end != part[len(part)-1].end || from.start != part[0].start && !(strings.EqualFold(part[0].text, "the") && len(part) > 1 && from.start == part[1].start) {
				continue
			}
			switch {
			case m.kind == questions.Person && m.person != nil:
				what = "Whom "
				span.Text = m.person.full
			case m.kind == questions.Organisation:
				what = "Which " + bodyNoun(m.text) + " "
				span.Text = m.text
			case m.kind == questions.Place && placeGrain(m.text) != "":
				what = "Which " + placeGrain(m.text) + " "
				span.Text = m.text
			case m.kind == "" || m.kind == other:
				what = "What "
				continue
			default:
				continue
			}
			span.Kind = m.kind
			span.Wrong = f.wrong(m.kind, span.Text, statement, s)
		}
		if strings.Count(statement, span.Text) != 1 || slices.ContainsFunc(others, func(o questions.Span) bool { return strings.Contains(o.Text, span.Text) }) {
			return questions.Span{}, false
		}
	}
	if c.copular && (part[0].text == "a" || part[0].text == "an" || part[0].text == "one") && f.kindOfSubject(c, f.in(s), s) == questions.Person {
		return span, true // somebody is many things
	}
	if c.copular && slices.ContainsFunc(part, func(t token) bool { return roleNouns[strings.ToLower(t.text)] }) {
		return span, true // "Who was X?" is answered by more than this
	}
	asked, ok := f.asked(s, c, c.front, c.verb, withoutTail(rest, c.object))
	if ok && what != "" && len(strings.Fields(asked)) >= 4 && (c.copular || len(rest) > 1 || named) && !questions.HoldsWords(asked, text) && !questions.HoldsWords(asked, span.Text) {
		span.Ask = what + asked + "?"
	}
	return span, true
}

// light are verbs that say little without their object.
var light = set("get gets got put puts take takes took make makes made have has had do does did give gives gave keep keeps kept let lets set sets go goes went come comes came")

// withoutTail cuts what is added behind a comma from the given place on.
func withoutTail(rest []token, from int) []token {
	for i := from; i+1 < len(rest); i++ {
		if rest[i].text != "," || insideDate(rest, i) {
			continue
		}
		switch next := rest[i+1]; {
		case next.tag == "VBG", next.tag == "VBN", next.tag == "WDT", next.tag == "WP", next.tag == "DT", next.tag == "IN", next.tag == "CC":
			return rest[:i]
		}
	}
	return rest
}

// causeSpan makes the span of a reason: "because of the storm".
func (f *finder) causeSpan(s *sentence, c *clause, statement string) (questions.Span, bool) {
	if !c.parsed {
		return questions.Span{}, false
	}
	for i, t := range c.rest {
		due := t.text == "due" && i+1 < len(c.rest) && c.rest[i+1].text == "to"
		if t.text != "because" && !due || i == 0 && !due {
			continue
		}
		text := s.render(c.rest[i:])
		if n := len(strings.Fields(text)); n < 3 || n > 16 || strings.Count(statement, text) != 1 {
			return questions.Span{}, false
		}
		rest := c.rest[:i]
		for len(rest) > 0 && rest[len(rest)-1].text == "," {
			rest = rest[:len(rest)-1]
		}
		asked, ok := f.asked(s, c, c.front, c.verb, rest)
		if !ok {
			return questions.Span{}, false
		}
		return questions.Span{Kind: questions.Term, Text: text, Ask: "Why " + asked + "?"}, true
	}
	return questions.Span{}, false
}

// people are nouns for somebody who is not asked for with "what".
var people = set("group team crew crowd family couple man woman boy girl child person official officer student worker member resident victim jury court government police company party staff council army king player fan brother sister mother father son daughter wife husband friend thinker scholar farmer soldier voter bishop defendant suspect ruler")

// thingSpan makes the span of a subject that is neither a person, nor a body,
// nor a place: "What was developed in the late 16th century?"
func (f *finder) thingSpan(s *sentence, c *clause, subject name, statement string, others []questions.Span) (questions.Span, bool) {
	if !c.parsed || subject.pronoun || len(c.subject) > 9 {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(c.subject, func(t token) bool { return t.tag == "PRP" || t.tag == "PRP$" || t.text == "," }) {
		return questions.Span{}, false
	}
	text := s.render(c.subject)
	if len(c.front) > 0 || strings.HasPrefix(statement, "According to") {
		text = f.lowerFirst(text, c.subject[0])
	} else {
		text = upper(text)
	}
	if subject.person != nil && subject.person.full != text || strings.Count(statement, text) != 1 || f.titled(text) {
		return questions.Span{}, false
	}
	if slices.ContainsFunc(others, func(o questions.Span) bool { return strings.Contains(text, o.Text) || strings.Contains(o.Text, text) }) {
		return questions.Span{}, false
	}
	for _, m := range f.in(s) {
		if m.kind == questions.Person && s.tokens[m.to-1].end == c.subject[len(c.subject)-1].end {
			return questions.Span{}, false // an office and a name
		}
	}
	span := questions.Span{Kind: questions.Term, Text: text}
	finite := c.verb[0]
	if c.plural || finite.tag == "VBP" || finite.text == "were" || len(quantities(c.subject)) > 0 {
		return span, true
	}
	head := headPhrase(c.subject)
	last := head[len(head)-1].text
	if capitalised(last) && !placeWords[last] && !orgWords[last] && !thingWords[last] && subject.kind == "" || c.told() < 4 || slices.ContainsFunc(c.subject, func(t token) bool { return personTitles[t.text] }) {
		return span, true
	}
	if people[strings.ToLower(last)] || subject.kind == questions.Person || subject.kind == "" && c.subject[0].tag == "NNP" || roleNouns[strings.ToLower(c.subject[len(headPhrase(c.subject))-1].text)] {
		return span, true // who or what it is, is not certain
	}
	if c.copular && (len(c.rest) == 0 || c.rest[0].text == "a" || c.rest[0].text == "an" || isNoun(c.rest[0].tag)) {
		if !c.defines() {
			return span, true
		}
		span.Ask = "What is defined as " + s.render(c.rest) + "?"
		return span, true
	}
	if !f.tells(c) {
		return span, true
	}
	parts := []string{"What", s.render(slices.Concat(c.before, c.verb)), s.render(c.rest)}
	if len(c.front) > 0 {
		parts = append(parts, f.lowerFirst(s.render(c.front), c.front[0]))
	}
	ask := strings.TrimRight(strings.Join(parts, " "), " ,")
	if full, _, ok := f.fullNames(s, slices.Concat(c.front, c.rest), ask); ok && len(strings.Fields(full)) >= 5 {
		span.Ask = full + "?"
	}
	return span, true
}
