package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// draft is a clause on its way to a fact, and what is known of it so far.
type draft struct {
	s        *sentence
	c        *clause
	label    entryTime            // of a line of a timeline
	author   string               // whose view it is; "" for what is told as a fact
	heard    []questions.Evidence // for who that is
	names    []name               // of the sentence
	subject  name
	kind     questions.SpanKind // of the subject, as a pronoun may mean it
	all      []token            // of the clause
	worked   string             // the time that follows from the article's day, or from yearFrom
	yearFrom *sentence          // nil = from the article's day

	statement string
	plain     string               // the statement without whose view it is
	more      []questions.Evidence // beside the sentence itself
	spans     []questions.Span
	family    string
}

// refusal says why a clause makes no fact.
type refusal struct{ family, reason, detail string }

// minBare is how many words the subject of a line of a timeline has that tells no more of
// it than what it did: a shorter one, "The union falls", everybody knows or nobody.
const minBare = 4

// silent is a refusal that nobody is told of.
var silent = &refusal{}

// event makes a fact of a clause, if it is one, and reports whether it did. Each
// step adds to what is known of the clause or refuses it.
func (f *finder) event(s *sentence, c *clause, label entryTime) bool {
	if label.text == "" {
		above, undated := f.timeAbove(s, c)
		if undated {
			f.drop("event", s, reasonRelative, "a line of a timeline without its time")
			return false
		}
		label, c.label = above, above.text != ""
	}
	t := &draft{s: s, c: c, label: label}
	for _, step := range []func(*draft) *refusal{
		f.whose, f.ofWhom, f.asView, f.leaning, f.wording, f.citing, f.asking, f.worthTelling,
	} {
		if no := step(t); no != nil {
			if no != silent {
				f.drop(no.family, s, no.reason, no.detail)
			}
			return false
		}
	}
	return f.tell(t)
}

// whose finds out whose view a clause is, and whether it tells something plain.
func (f *finder) whose(t *draft) *refusal {
	known := false
	if t.author, t.heard, known = f.voice(t.c); !known {
		return silent
	}
	if t.author != "" && f.relays && t.s.paragraph.number < f.relayed && !f.isColumn() {
		t.author = "" // the report before others are heard
	}
	if t.author != "" && f.relays && f.speaker == nil {
		return &refusal{"event", reasonWhose, ""}
	}
	if reason, detail := f.plainFact(t.s, t.c, t.author != "" && (f.opinion || f.speaker != nil)); reason != "" {
		return &refusal{"event", reason, detail}
	}
	return nil
}

// ofWhom finds the subject, and the time where the article's day gives it.
func (f *finder) ofWhom(t *draft) *refusal {
	s, c := t.s, t.c
	t.names = f.in(s)
	t.subject = f.subjectOf(s, c, t.names)
	t.kind = t.subject.kind
	if t.subject.pronoun {
		c.subject = []token{{text: t.subject.text, tag: "NNP", start: c.subject[0].start, end: c.subject[0].end}}
	} else if agreement(c) {
		return &refusal{"event", reasonNested, "the verb does not agree"}
	}
	if c.plural {
		t.kind = plural
	}
	if t.author == "" {
		t.worked, t.yearFrom = f.tellYears(s, c)
		if t.worked == "" {
			t.worked, t.yearFrom = tellYearOfWhen(s, c)
		}
		f.tellUpTo(s, c)
	}
	if halfOfTwo(s, c) {
		return &refusal{"event", reasonCutOff, "one of two who did it"}
	}
	if behindPreposition(s, c) {
		return &refusal{"event", reasonCutOff, "when or where it was is no subject"}
	}
	tail, ok := limitedBehind(s, c)
	if !ok {
		return &refusal{"event", reasonCutOff, "but " + tail[min(2, len(tail)-1)].text}
	}
	c.rest = append(slices.Clip(c.rest), tail...)
	if len(c.front) > 1 && strings.EqualFold(c.front[0].text, "since") && len(c.rest) > 1 {
		c.verb = slices.DeleteFunc(slices.Clone(c.verb), func(t token) bool { return t.text == "since" }) // told in front
		if c.rest[0].text == "since" && c.rest[1].tag == "VBN" {
			c.rest = c.rest[1:]
		}
	}
	t.all = c.tokens()
	if exceptIn(s, t.all) {
		return &refusal{"event", reasonCutOff, "an exception"}
	}
	if timeOfCut(s, t.all) {
		return &refusal{"event", reasonCutOff, "the time of something else"}
	}
	return nil
}

// asView refuses views that are not the author's own, or of nothing but the author.
func (f *finder) asView(t *draft) *refusal {
	s, c := t.s, t.c
	if t.author == "" {
		return nil
	}
	if f.pitches(s.paragraph) {
		return &refusal{"view", reasonTrivial, "asks its reader to join"}
	}
	if len(c.subject) > 1 && len(c.front) == 0 && c.subject[0].text == "Indeed" {
		c.subject = c.subject[1:]
	}
	switch {
	case grants(s.tokens):
		return &refusal{"view", reasonWhose, "granted, to be answered"}
	case salutation(s.tokens) > 0:
		return &refusal{"view", reasonCutOff, "whom a letter is written to"}
	case f.aboutAuthor(s):
		return &refusal{"view", reasonTrivial, "about its author"}
	case s.tree != nil && hearsay(s.tree):
		return &refusal{"view", reasonWhose, ""}
	case f.speaker != nil:
		return nil
	case strings.HasPrefix(s.text, "'") || c.verb[0].text == "will" && plans[strings.ToLower(headPhrase(c.subject)[len(headPhrase(c.subject))-1].text)]:
		return &refusal{"view", reasonWhose, ""}
	case 5*len(t.all) < 2*len(s.tokens) || c.supposes():
		return &refusal{"view", reasonCutOff, "most of it"}
	}
	return nil
}

// leaning refuses clauses that lean on what stands around them.
func (f *finder) leaning(t *draft) *refusal {
	s, c, all := t.s, t.c, t.all
	if n := len(c.front); n > 1 && moments[strings.ToLower(c.front[n-1].text)] && strings.EqualFold(c.front[n-2].text, "the") && strings.TrimSpace(s.text[min(c.front[n-1].end, c.subject[0].start):c.subject[0].start]) == "" {
		return &refusal{"event", reasonCutOff, "the " + c.front[n-1].text} // "from the day she came"
	}
	if t.kind == "" && f.oneMeant(s, t.names, all) {
		t.kind = questions.Person
	}
	if c.whole && t.kind == "" && !c.plural && f.isThing(c) {
		t.kind = other
	}
	if c.joined && c.own && s.tree != nil && s.tree.listTaken() {
		return &refusal{"event", reasonNested, "an item of a list, taken for a verb"}
	}
	if t.author == "" && needsWhat[strings.ToLower(c.verb[len(c.verb)-1].text)] && c.verb[len(c.verb)-1].tag == "VBD" && len(c.rest) > 0 && prepositions[c.rest[0].text] && c.rest[0].text != "to" && !c.has(func(t token) bool { return t.text == "that" || t.text == "how" }) {
		return &refusal{"event", reasonCutOff, "what was said"}
	}
	if c.whole {
		if word := f.strangers(s, c, t.kind); word != "" {
			return &refusal{"event", reasonPronoun, word}
		}
		if !f.subjectKnown(c) {
			return &refusal{"event", reasonNoName, ""}
		}
	}
	if word := f.oneBefore(t); word != "" {
		return &refusal{"event", reasonPronoun, word}
	}
	if f.ownMedium(c) {
		return &refusal{"event", reasonTrivial, "who publishes it"}
	}
	if word := c.yearless(all); word != "" && t.worked == "" {
		return &refusal{"event", reasonRelative, word}
	}
	guarded, alone := t.inOrder(), f.alone
	if c.whole {
		guarded = s.tree.withoutTaken(c, guarded)
		alone = func(tokens []token, subject questions.SpanKind) (string, string) {
			return f.aloneIn(s, tokens, subject)
		}
	}
	if reason, detail := alone(guarded, t.kind); reason != "" {
		return &refusal{"event", reason, detail}
	}
	return nil
}

// oneBefore returns a "his" or "their" behind the verb that hardly means the
// subject.
func (f *finder) oneBefore(t *draft) string {
	s, c := t.s, t.c
	if len(c.rest) == 0 {
		return ""
	}
	word := c.rest[0].text
	who := t.subject.person
	if c.parsed && who != nil && !t.subject.pronoun && s.lead.who != nil && s.lead.who != who && s.lead.who.sameGender(who) && who != f.names.main && mayMean(strings.ToLower(word), questions.Person) {
		return word // "Otto Lark called his death a loss": that of the man before
	}
	if t.kind == questions.Person && toOthers[strings.ToLower(c.verb[len(c.verb)-1].text)] && mayMean(strings.ToLower(word), t.kind) {
		return word // hardly their own
	}
	return ""
}

// inOrder returns the words of a clause as it is looked for what they lean on: a
// name that follows a pronoun at once stands before it.
func (t *draft) inOrder() []token {
	s, c := t.s, t.c
	guarded := t.all
	if c.whole && c.plural {
		guarded = theySubject(guarded)
	}
	nameFirst := func() []token {
		return slices.Concat(c.subject, c.aside, c.before, c.verb, c.rest, []token{{text: ",", tag: ","}}, c.front)
	}
	if who := t.subject.person; who != nil && who.pronoun != "" && !c.plural && (s.lead.who == nil || s.lead.who == who) && genderOf(strings.ToLower(joinWords(c.front))) == who.pronoun {
		guarded = nameFirst() // "Despite his age, Otto Lark ..."
	}
	if len(c.front) > 0 && !c.front[0].made && t.subject.text != "" && !t.subject.pronoun && t.kind != questions.Person && t.kind != "" && slices.ContainsFunc(c.front, func(t token) bool { return t.text == "its" || t.text == "their" }) {
		guarded = nameFirst() // "In its report, the Harbour Trust ..."
		if c.plural {
			guarded = theySubject(guarded)
		}
	}
	return guarded
}

// wording writes the statement.
func (f *finder) wording(t *draft) *refusal {
	s, c := t.s, t.c
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
		if len(c.front) > 0 || slices.ContainsFunc(t.all, func(t token) bool { return isYear(t.text) }) {
			return &refusal{"event", reasonNested, "two times"}
		}
		if len(c.rest) == 0 && len(c.subject) < minBare || calledByDate(t.all) {
			return &refusal{"event", reasonTrivial, "nothing but that it happened then"}
		}
		statement = t.label.lead() + f.lowerFirst(statement, c.subject[0])
	}
	statement, more, ok := f.fullNames(s, t.all, statement)
	if !ok || f.looseSurname(s, t.names, t.all) {
		return &refusal{"event", reasonSurname, ""}
	}
	t.plain, t.more = statement, more
	if t.author != "" {
		first := c.subject[0]
		if len(c.front) > 0 {
			first = c.front[0]
		}
		statement = "According to " + t.author + ", " + f.lowerFirst(statement, first)
	}
	t.statement = strings.ReplaceAll(sentenceOf(statement), " 's ", "'s ") // of "he's"
	return nil
}

// citing adds the sentences that say who or what the words of the statement stand
// for.
func (f *finder) citing(t *draft) *refusal {
	s, c := t.s, t.c
	cite := func(named *sentence, focus string) bool {
		e, ok := f.evidence(named, focus)
		if ok && !slices.ContainsFunc(t.more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
			t.more = append(t.more, e)
		}
		return ok
	}
	if t.subject.pronoun && s.he == nil {
		if named := t.subject.person.sentence; named != s {
			cite(named, t.subject.person.full)
		}
	} else if t.subject.pronoun || s.he != nil && s.tokens[0].tag == "PRP$" && slices.ContainsFunc(t.all, func(t token) bool { return t.text == s.he.full+"'s" }) {
		for _, named := range []*sentence{s.named, s.he.sentence} {
			cite(named, s.he.full)
			if strings.Contains(named.text, s.he.full) {
				break
			}
		}
	}
	if s.it != nil && c.subject[0].text == s.it.name && !cite(s.it.sentence, s.it.name) {
		return silent
	}
	isTopic := func(t token) bool { return strings.TrimPrefix(t.text, "the ") == f.topic.name }
	if f.topic.name != "" && slices.ContainsFunc(t.all, isTopic) && !strings.Contains(s.text, f.topic.name) && !cite(f.topic.sentence, f.topic.name) {
		return silent
	}
	for _, a := range s.stood {
		if slices.ContainsFunc(t.all, func(t token) bool { return t.text == a.name }) && !cite(a.sentence, strings.TrimPrefix(a.name, "the ")) {
			return silent
		}
	}
	if t.yearFrom != nil && !cite(t.yearFrom, t.worked[strings.LastIndexByte(t.worked, ' ')+1:]) {
		return silent
	}
	if t.label.told != nil && !cite(t.label.told, "") {
		return silent
	}
	t.more = append(t.more, t.heard...)
	return nil
}

// asking finds what can be asked for, and with it the family of the fact.
func (f *finder) asking(t *draft) *refusal {
	s, c := t.s, t.c
	t.family = "subject"
	if c.label {
		t.family = "event"
		if t.label.grain != "" {
			span := questions.Span{Kind: questions.DateSpan, Text: t.label.text, Forms: onlyStatement}
			if t.label.told == nil || t.label.told.paragraph == s.paragraph { // the line itself shows when
				happened := f.lowerFirst(strings.TrimPrefix(t.statement, t.label.lead()), c.subject[0])
				span.Forms, span.Ask = nil, "In which "+t.label.grain+" did this happen: "+strings.TrimSuffix(happened, ".")+"?"
			}
			t.spans = append(t.spans, span)
		}
	} else if t.ask(f.dateSpan(s, c, t.statement)) {
		t.family = "event"
	}
	if t.ask(f.numberSpan(s, c, t.statement)) && t.family == "subject" {
		t.family = "quantity"
	}
	t.ask(f.subjectSpan(s, c, t.subject, t.statement))
	t.spans = append(t.spans, f.partSpans(s, c, t.names, t.statement)...)
	if t.ask(f.causeSpan(s, c, t.statement)) && t.family == "subject" {
		t.family = "cause"
	}
	if t.ask(f.objectSpan(s, c, t.statement, t.spans)) && c.copular && t.family == "subject" {
		t.family = "definition"
	}
	t.ask(f.thingSpan(s, c, t.subject, t.statement, t.spans))
	if t.yearFrom != nil { // the passage does not print its time
		t.spans = slices.DeleteFunc(t.spans, func(s questions.Span) bool { return strings.Contains(t.worked, s.Text) })
	}
	if c.label {
		for i, span := range t.spans {
			if span.Ask != "" && span.Kind != questions.DateSpan {
				t.spans[i].Ask = t.label.lead() + lower(span.Ask)
			}
			if span.Kind == questions.Person { // those who speak today are no part of history
				t.spans[i].Wrong = slices.DeleteFunc(span.Wrong, func(full string) bool { p := f.names.full[full]; return p != nil && f.speaks(p) })
			}
		}
	}
	if len(t.spans) == 0 && t.author == "" && !c.label && !(c.whole && (c.told() >= minWholeTold || f.falsifiable(t.statement))) { // whether it is somebody's view can always be asked
		return &refusal{"event", reasonTrivial, "nothing to ask for"}
	}
	return nil
}

// ask adds a span, if it is one, and reports whether it is.
func (t *draft) ask(span questions.Span, ok bool) bool {
	if ok {
		t.spans = append(t.spans, span)
	}
	return ok
}

// worthTelling refuses what says too little for those who have only the title.
func (f *finder) worthTelling(t *draft) *refusal {
	if t.author == "" {
		if f.anybody(t.c, t.statement) {
			return &refusal{"event", reasonNoName, "of which place"}
		}
		if nothing := f.saysNothing(t.c, t.family); nothing != "" {
			return &refusal{"event", reasonTrivial, nothing}
		}
		if f.article.Title == "" && !f.placed(t.c, t.statement) {
			return &refusal{"event", reasonNoName, "the article has no title"}
		}
		if (t.family == "subject" || t.family == "definition") && len(strings.Fields(t.statement)) < minBareWords {
			return &refusal{"event", reasonTrivial, "too short without a date or number"}
		}
	}
	if !f.anchored(t.s, t.c, t.names, t.family, t.author != "") {
		return &refusal{"event", reasonNoName, ""}
	}
	return nil
}

// tell adds the fact, and reports whether it stands.
func (f *finder) tell(t *draft) bool {
	s, c := t.s, t.c
	fact := questions.Fact{Statement: t.statement, Spans: t.spans, Signals: f.signals(s, c, t.names)}
	confirm := func() bool { return f.confirm(s, c, t.plain, fact.Statement, fact.Signals) }
	later := f.weighsViews() // most of what is found here makes room for the whole sentence
	if !later && !confirm() {
		return false
	}
	if t.author != "" {
		fact.Claimant = t.author
		for i := range fact.Spans {
			if ask := fact.Spans[i].Ask; ask != "" {
				fact.Spans[i].Ask = "According to " + t.author + ", " + strings.ToLower(ask[:1]) + ask[1:]
			}
		}
		t.family = "view"
	}
	if len(c.front) > 0 && c.front[0].made {
		t.worked = c.front[0].text
	}
	if t.worked != "" {
		f.worked[t.statement] = t.worked
	}
	if c.told() > 1 {
		f.predicates[t.statement] = strings.Join(questions.Words(s.render(c.verb)+" "+s.render(c.rest)), " ") + "|" + s.render(c.front)
	}
	if !f.found(t.family, s, fact, s.render(c.verb[len(c.verb)-1:]), t.more...) {
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
