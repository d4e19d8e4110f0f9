package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// Whose voice a text is: that of nobody in particular, of an author who argues,
// or of people who speak in turn.

// speakerLabel finds a speaker's name and a colon at the head of a paragraph.
var speakerLabel = pattern.MustCompile(`^((?:[A-Z][\w.'-]*|\d+[A-Z][\w.'-]*)(?: [A-Z][\w.'-]*){0,3})(?:, [A-Z]+| #\d+)?: ?\S`)

// captionLabels are words before a colon that nobody is called.
var captionLabels = set("Figure Table Note Notes Example Image Photo Tip Source Step Caption Warning Update Box")

// An interview has four paragraphs that begin with the name of somebody who
// speaks twice.
const minLabels = 4

func countLabels(d *document) map[string]int {
	labels := map[string]int{}
	for i := range d.paragraphs {
		if label := labelOf(d.paragraphs[i].plain); label != "" && !captionLabels[label] {
			labels[label]++
		}
	}
	for _, pair := range [...][2]string{{"Question", "Answer"}, {"Q.", "A."}} {
		if labels[pair[0]] < 2 || labels[pair[1]] < 2 { // of a list, or of one thing asked
			delete(labels, pair[0])
			delete(labels, pair[1])
		}
	}
	total := 0
	for label, n := range labels {
		if n < 2 {
			// Who speaks only once has a name or stands in capitals, as in a transcript.
			if !strings.Contains(label, " ") && strings.ToUpper(label) != label {
				delete(labels, label)
			}
		} else {
			total += n
		}
	}
	if total < minLabels {
		return nil
	}
	return labels
}

// labelled returns the speaker's label at the head of a paragraph, "" when it
// has none.
func (d *document) labelled(p *paragraph) string {
	if label := labelOf(p.plain); label != "" && d.labels[label] > 0 {
		return label
	}
	return ""
}

// labelOf returns what stands like a speaker's label at the head of a text, also
// before a full stop: "Q. Why?".
func labelOf(text string) string {
	if strings.HasPrefix(text, "Q. ") || strings.HasPrefix(text, "A. ") {
		return text[:2]
	}
	if m := speakerLabel.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// hear notes who speaks in a paragraph and reports whether it can be read for
// facts. What somebody answers in an interview is their claim; what is asked,
// and what nobody is named for, is none.
func (f *finder) hear(p *paragraph) bool {
	label := f.labelled(p)
	f.interview = f.interview || f.answersFrom > 0 && p.number >= f.answersFrom
	switch {
	case label == "" && !f.interview:
		return true
	case label == "":
		return f.speaker != nil && !strings.HasSuffix(p.plain, "?")
	}
	f.interview = true
	f.speaker, f.label = f.called(label), nil
	if f.speaker == nil || strings.HasSuffix(p.plain, "?") || len(p.sentences) == 0 {
		f.speaker = nil
		return false
	}
	f.label = &p.sentences[0]
	for i, t := range f.label.tokens {
		if t.text == ":" {
			f.label.tokens, f.label.hasNames = f.label.tokens[i+1:], false
			break
		}
	}
	return true
}

// answeredFrom returns the paragraph with which an interview begins that names nobody at
// the head of its paragraphs: the first of three and more that only ask, in a text that
// calls itself an interview in its title or right before, one paragraph in five at
// least. Whose the answers are it does not say. 0 = none.
func (d *document) answeredFrom() int {
	const least, share = 3, 5
	asked, first := 0, -1
	for i := range d.paragraphs {
		if p := &d.paragraphs[i]; len(p.sentences) > 0 && len(p.sentences) <= 3 && strings.HasSuffix(p.plain, "?") {
			if asked++; first < 0 {
				first = i
			}
		}
	}
	if asked < least || share*asked < len(d.paragraphs)-first || !spokenWith.MatchString(d.article.Title) && (first == 0 || !spokenWith.MatchString(d.paragraphs[first-1].plain)) {
		return 0
	}
	return d.paragraphs[first].number
}

// spokenWith finds what calls a text an interview.
var spokenWith = pattern.MustCompile(`\b(?:[Ii]nterview(?:s|ed)?|Q ?& ?A|[Qq]uestions (?:for|with|to)|[Cc]onversation with|[Ii]n conversation|(?:[Tt]alk(?:s|ed)|[Ss]p(?:oke|eaks|eak)|[Ss]at down|[Cc]aught up|[Cc]hatted) (?:to|with) (?:us|me|\p{Lu}\pL+)|(?:[Ww]e|I) (?:talked|spoke|sat down|caught up|chatted) (?:to|with)|our questions|answers? (?:\pL+ )?questions)\b`)

// called returns who is meant by a label: a full name, a surname or initials;
// nil for everything else, and for somebody whom the article names nowhere else.
func (f *finder) called(label string) *person {
	if p := f.names.full[label]; p != nil {
		return p
	}
	if p := f.names.surname[label]; p != nil {
		return p
	}
	var found []*person
	for _, p := range f.names.people {
		if strings.ToUpper(label) == label && len(label) > 3 && (strings.EqualFold(p.full, label) || strings.EqualFold(p.surname, label)) {
			found = append(found, p) // of a transcript
			continue
		}
		initials := ""
		for w := range strings.FieldsSeq(p.full) {
			initials += w[:1]
		}
		if initials == strings.ReplaceAll(label, ".", "") {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// voice returns whose view a clause is when it is not told as a fact, with the
// evidence for who it is; "" for a plain fact.
func (f *finder) voice(c *clause) (author string, more []questions.Evidence, known bool) {
	if f.speaker != nil {
		return f.holder(c.sentence)
	}
	_, dated := c.dateOf()
	switch {
	case dated || c.label:
		return "", nil, true
	case f.opinion, f.leans && c.holds():
		return f.author(), nil, true
	}
	return "", nil, true
}

// holds reports whether a clause tells how something is, rather than what it is,
// what happened, or a date or number: in a piece that may be its author's view
// this is theirs.
func (c *clause) holds() bool {
	perfect := (c.verb[0].text == "has" || c.verb[0].text == "have") && len(c.verb) > 1 && c.verb[len(c.verb)-1].text != "been"
	if c.verb[0].tag != "VBZ" && c.verb[0].tag != "VBP" || perfect || c.copular && len(c.rest) > 0 && (c.rest[0].text == "a" || c.rest[0].text == "an") {
		return false
	}
	return !c.has(func(t token) bool {
		return t.tag == "CD" || months[t.text] || t.made || isOrdinal(strings.ToLower(t.text))
	})
}

// holder returns who holds what a sentence of an interview or a column says,
// with the evidence for who it is.
func (f *finder) holder(of *sentence) (who string, more []questions.Evidence, known bool) {
	if f.speaker == nil {
		return f.author(), nil, true
	}
	for _, s := range []*sentence{f.label, f.speaker.sentence} {
		e, ok := f.evidence(s, f.speaker.surname)
		if !ok {
			return "", nil, false
		}
		if !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) && of != s {
			more = append(more, e)
		}
		if strings.Contains(s.text, f.speaker.full) {
			break
		}
	}
	return f.speaker.full, more, true
}

var firstPersons = set("I me my mine we us our ours myself ourselves")

// judging are words of somebody who argues rather than reports.
var judging = set("should must ought perhaps surely indeed clearly obviously simply essentially supposedly mere merely hardly truth wrong absurd ridiculous terrible worse worst better best great real really truly never always seem seems why unfortunately instead even cannot very rather")

// weighing are words with which somebody who argues joins, grants and values what
// a report of others' words puts side by side. Alone they do not tell the two
// apart: encyclopaedias use them as well.
var weighing = set("yet thus therefore hence nevertheless nonetheless moreover nor unless certainly undoubtedly admittedly ironically sadly unlikely failure failures fails serious dangerous danger reality false necessary crucial vital hypocrisy myth illusion pretext excuse nothing whatever ultimately effectively increasingly utterly deeply inevitable inevitably legitimate")

// argues reports whether the writer speaks for themself: outside of quotations
// at least six words in a thousand are "I", "we" and the like and two judge, or
// a single one and twelve. News and encyclopaedias have under two and under
// ten, columns and essays eight to forty (counted on the development articles).
// What has an author and eleven judges
// without them, and so has what has no author, no word to its reader, a dozen
// judges at least and fifteen in a thousand. A question to the reader counts as
// a judging word. What calls itself a column is one; what teaches, without an
// author, is none. A short piece that hardly passes on what others said argues
// with six judging words in a thousand, and with four under a title that does;
// with the words that weigh counted in, fifteen and six.
func (d *document) argues() bool {
	if d.isColumn() {
		return true
	}
	alone, own, judged, weighed, all, reader := 0, 0, 0, 0, 0, 0
	reported, quoted, asked := 0, 0, 0 // asked: questions among what judges
	teaches := false
	for _, w := range questions.Words(d.article.Title) {
		if judging[w] {
			judged++
		}
	}
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if d.labelled(p) != "" {
			continue // speech
		}
		for _, s := range p.sentences {
			for k, t := range s.tokens {
				if t.quoted || isMark(t.text) {
					if t.text == "?" && !t.quoted {
						judged++
						asked++
					}
					if t.quoted {
						quoted++
					}
					continue
				}
				all++
				lower := strings.ToLower(t.text)
				if reports[lower] {
					reported++
				}
				switch {
				case t.text == "I" || lower == "me" || lower == "my":
					alone++
					own++
				case firstPersons[lower] && t.text != "US":
					own++
				case lower == "you" || lower == "your":
					reader++
				}
				if judging[lower] {
					judged++
				}
				if weighing[lower] {
					weighed++
				}
				teaches = teaches || countedPart(s.tokens, k)
			}
		}
	}
	if len(d.article.Authors) == 0 && alone == 0 && (teaches || reader >= 5) {
		return false
	}
	if len(d.article.Authors) > 0 && judged >= 8 && 1000*judged >= 11*all || judged >= 12 && 1000*judged >= 15*all {
		return true
	}
	if own >= 3 && 1000*own >= 6*all && 1000*judged >= 2*all || own >= 1 && judged >= 6 && 1000*judged >= 12*all {
		return true
	}
	essay := all <= maxEssayWords && 1000*reader < 2*all && !teaches && !d.entitled()
	d.leans = (essay || d.titleArgues() && all <= maxEssayWords && !teaches) && judged >= 3 && 2000*judged >= 9*all && 1000*(judged+weighed) >= 6*all && 1000*reported < 4*all && 5*quoted < all
	if essay && (judged >= 6 && 1000*judged >= 9*all && 1000*reported < 7*all && 5*quoted < all || own >= 2 && 1000*judged >= 6*all && 1000*reported < 8*all && 3*quoted < all) {
		return true
	}
	judged -= asked
	weighed += judged
	return essay && 1000*reported < 3*all && 5*quoted < all && (judged >= 4 && 1000*judged >= 6*all || weighed >= 10 && 1000*weighed >= 15*all) ||
		essay && d.titleArgues() && 1000*reported < 4*all && 5*quoted < 2*all && (judged >= 3 && 1000*judged >= 4*all || weighed >= 6 && 1000*weighed >= 6*all)
}

// countedPart reports whether a word calls a part of what teaches by its number or
// from within: "Figure 3", "chapter 2", "this chapter"; not "a new chapter".
func countedPart(tokens []token, k int) bool {
	word := tokens[k].text
	if word == "Figure" {
		return k > 0
	}
	if !strings.EqualFold(word, "chapter") || k == 0 || k+1 == len(tokens) {
		return false
	}
	next := k + 1
	if tokens[next].tag == "CD" && next+1 < len(tokens) {
		next++
	} else if !ownChapter[strings.ToLower(tokens[k-1].text)] {
		return false
	}
	return tokens[next].text != "of" && tokens[next].text != "in" // of another book
}

var ownChapter = set("this last next previous following preceding earlier later")

// maxEssayWords is how long a piece is that may be its author's view though
// nobody says so: longer ones are chapters and articles of encyclopaedias.
const maxEssayWords = 1500

// reports are words with which a report passes on what others said. Who argues
// without "I" and without an author's name has under three in a thousand, and
// hardly anybody is quoted.
var reports = set("said says told according")

// entitled reports whether the beginning of the article has its title, as what
// explains a thing does: "Brenk", "Brenk is a harbour".
func (d *document) entitled() bool {
	for i := range d.paragraphs[:min(3, len(d.paragraphs))] {
		if questions.HoldsWords(d.paragraphs[i].plain, d.article.Title) {
			return true
		}
	}
	return false
}

// titleArgues reports whether the title asks, demands or denies.
func (d *document) titleArgues() bool {
	title := strings.TrimSpace(plain(d.article.Title))
	return strings.HasSuffix(title, "?") || slices.ContainsFunc(questions.Words(title), func(w string) bool {
		return strings.HasSuffix(w, "n't") || w == "should" || w == "must" || w == "why" || w == "wrong" || w == "needs"
	})
}

// columns are what a piece is called, in its title before a colon or in its
// address, when it is its author's view.
var columns = set("column columns opinion opinions commentary editorial editorials op-ed analysis viewpoint comment letter contributors perspective")

func (d *document) isColumn() bool {
	title := strings.ToLower(plain(d.article.Title))
	if first, _, ok := strings.Cut(title, ":"); ok && columns[strings.TrimSpace(first)] {
		return true
	}
	if heldByPaper.MatchString(title) {
		return true
	}
	// "Boats before cars (Op-ed)", "Boats before cars | Opinion"
	if words := strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(" ()[]|", r) }); len(words) > 3 && strings.ContainsAny(title, "(|") {
		if columns[words[0]] && strings.Contains(title, words[0]+" |") || columns[words[len(words)-1]] && (strings.HasSuffix(title, ")") || strings.Contains(title, "| "+words[len(words)-1])) {
			return true
		}
	}
	for part := range strings.SplitSeq(strings.ToLower(d.article.URL), "/") {
		if columns[part] && part != "comment" && part != "letter" {
			return true
		}
	}
	return false
}

// heldByPaper finds the heads of leading articles: "The Brenk Post view on ferries",
// "Our view: ...", "The Times's view of".
var heldByPaper = pattern.MustCompile(`^(?:the [\pL ’'s]{2,40}? view (?:on|of) |(?:our|the [\pL ]{2,30}) view:)`)

// handingOn are words that announce what somebody else wrote.
var handingOn = set("posted posts translated translates comments commented blog blogs blogger bloggers post tweets found quoted quotes tweeted summarizes summarises sums describes reacts")

// passesOn reports whether an article mostly hands on what others wrote: one
// paragraph in twelve, and three at least, announce another's words with a
// colon. Whose
// words stand between them no rule can tell.
func (d *document) passesOn() bool {
	n := 0
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		if found := pasted.MatchString(p.plain); found || opposed.MatchString(p.plain) {
			d.relayed, d.opinion = p.number, d.opinion || found
			return true
		}
		if i+1 < len(d.paragraphs) && strings.HasSuffix(p.plain, ":") && announcesText.MatchString(p.plain) {
			d.paragraphs[i+1].apart = true
		}
		if strings.HasSuffix(strings.TrimSpace(p.plain), ":") && slices.ContainsFunc(strings.Fields(strings.Trim(p.plain, ": ")), func(w string) bool {
			return saying[w] || speechVerbs[w] || claiming[w] || handingOn[w]
		}) {
			if n++; n == 1 {
				d.relayed = p.number
			}
		}
	}
	return n >= 3 && 12*n >= len(d.paragraphs)
}

// pasted finds a paragraph that tells that what follows was written by somebody else.
var pasted = pattern.MustCompile(`^(?:I|We) (?:\pL+ )?(?:found|got|received|came across|stumbled upon) (?:this|the following) (?:on|in|at|from|by|through|via|text|letter|flyer|leaflet|email|note)\b[^.]*[.:]$|^(?:This|The following|What follows) is (?:a guest post|an excerpt|an open letter|a letter|a statement|a press release|a transcript)\b`)

// opposed finds what is said of a text of two that argue against each other.
var opposed = pattern.MustCompile(`\b[Pp]oint[- –][Cc]ounterpoint\b|\b(?:the|these|both) (?:two )?(?:arguments|essays) (?:in response to the question|in this essay|below)\b`)

// announcesText finds a line that announces what somebody else wrote: "The gist is this:".
var announcesText = pattern.MustCompile(`^(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Hh]ere(?:'|’)s the|[Hh]ere is the) (?:\pL+ ){0,2}(?:essence|gist|abstract|excerpt|passage|quote|blurb|text|letter|email|memo|announcement|statement|message|summary|definition|full text|relevant part)\b[^.]{0,60}:$`)

// Lengths of a sentence that is stated as its author's view uncut.
const (
	minViewWords = 7
	maxViewWords = 40
)

// views finds what an author holds in a sentence of a column. A sentence that
// is understood without the column is stated as it stands, since nothing can go
// wrong by cutting then; what was cut out of it, from the fact at before on, is
// kept only where it is nearly all of it.
func (f *finder) views(s *sentence, before int) {
	plain := func(fact questions.Fact) bool { return fact.Claimant == "" }
	if slices.ContainsFunc(f.facts[before:], plain) {
		if f.confirmRest(); slices.ContainsFunc(f.facts[before:], plain) {
			return
		}
	}
	whole, more, ok := f.wholeView(s)
	if !ok {
		if f.confirmRest(); len(f.facts) == before {
			f.shorterView(s)
		}
		return
	}
	words := len(strings.Fields(whole.Statement))
	const link = 2 // "But then, "
	nearlyAll := func(fact questions.Fact) bool { return len(strings.Fields(fact.Statement)) >= words-link }
	if slices.ContainsFunc(f.facts[before:], nearlyAll) {
		f.confirmRest()
		if cut := f.facts[before:]; len(cut) == 1 && nearlyAll(cut[0]) {
			return
		}
	}
	f.facts, f.unconfirmed = f.facts[:before], f.unconfirmed[:0]
	f.found("view", s, whole, "", more...)
}

// weighsViews reports whether [finder.views] decides what is kept of a sentence.
func (f *finder) weighsViews() bool { return f.speaker != nil || f.opinion && !f.relays }

// confirmRest makes the checks that are yet to be made and drops the facts that
// do not pass.
func (f *finder) confirmRest() {
	refused := 0
	for _, u := range f.unconfirmed {
		if !u.confirm() {
			f.facts = slices.Delete(f.facts, u.fact-refused, u.fact-refused+1)
			refused++
		}
	}
	f.unconfirmed = f.unconfirmed[:0]
}

// wholeView makes a view of a sentence as it stands, if it is understood by
// itself and its author's own.
func (f *finder) wholeView(s *sentence) (fact questions.Fact, more []questions.Evidence, ok bool) {
	if n := len(s.tokens); n < minViewWords || strings.HasPrefix(s.text, "'") || n > maxViewWords+4 || s.tokens[n-1].text != "." && (s.tokens[n-1].text != ";" || listBehind(s)) || refersOn(s) || f.pitches(s.paragraph) || behindHead(s.tokens) > 0 || interjects(s.tokens) {
		return
	}
	if plainer := withoutRemarks(s.tokens); len(plainer) < len(s.tokens) && slices.ContainsFunc(s.tokens, func(t token) bool { return t.text == "I" || t.text == "my" }) {
		s = &sentence{paragraph: s.paragraph, start: s.start, end: s.end, text: s.text, tokens: plainer}
	}
	t, all := f.treeOf(s), f.meansUsAll(s) || f.meansAnyone(s)
	if t == nil && !f.mayTell(s) {
		if own := ownBelief(s.tokens); own > 0 {
			s.asCut = false // the part may mend tags of the whole
			s = &sentence{paragraph: s.paragraph, start: s.start, end: s.end, text: s.text, tokens: s.tokens[own:]}
		}
		if all || !slices.ContainsFunc(withoutLinks(s.tokens), addresses) {
			t = f.parsed(s) // "There is ...", "If ..."
		}
	}
	if t == nil {
		return
	}
	if grants(s.tokens) {
		f.drop("view", s, reasonWhose, "granted, to be answered")
		return
	}
	tokens, who, more, ok := f.withNames(s, t)
	tokens = withoutRemarks(withoutPassing(withoutAssurance(withoutLinks(withoutDegree(withoutLinks(tokens))))))
	n := len(tokens) - 1
	if !ok || n < minViewWords || n > maxViewWords {
		return fact, nil, false
	}
	ok = false
	tokens = tokens[:n]
	names, telling, acts, quoted, dashes, open := 0, 0, 0, 0, 0, 0
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		if t.quoted {
			if quoted++; quoted > maxScareWords {
				return // who says so?
			}
		} else {
			quoted = 0
		}
		switch {
		case strings.HasPrefix(t.text, "@"), t.text == ";", t.text == "?", t.text == ".", t.text == "!", t.text == "[":
			return
		case t.text == "(":
			open++
		case t.text == ")":
			open--
		case t.tag == ":" && t.text != "-":
			dashes++
		case addresses(t) && !all:
			return
		case word == "according", spoken[word]:
			return // another's words
		}
		if i == 0 && strings.HasPrefix(word, "that'") {
			return
		}
		if word == "that" && (i == 0 && !tellsBehind(tokens) || i == n-1 || t.tag == "DT" && !isNoun(tokens[i+1].tag) || i > 0 && tokens[i-1].text == "of" && isFinite(tokens[i+1].tag)) || elliptic(tokens, i) || i == 0 && !tellsBehind(tokens) && (word == "it" && !impersonal(tokens) || word == "what" || word == "there" && !exists(tokens) || word == "yes" || word == "well") {
			return // what stood before
		}
		if t.tag == "NNP" && i > 0 || t.tag == "CD" {
			names++
		}
		if isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ") {
			telling++
		} else if strings.HasPrefix(t.tag, "VB") && t.tag != "VBG" && auxiliary[word] == "" && word != "be" && word != "have" && word != "do" {
			acts++
		}
	}
	if label := slices.IndexFunc(tokens, func(t token) bool { return t.text == ":" }); label > 0 && label <= 3 && isLabel(tokens, label) {
		f.drop("view", s, reasonTrivial, "a label")
		return
	}
	if f.takenBack(s) {
		f.drop("view", s, reasonWhose, "taken back")
		return
	}
	if word := shell(tokens); word != "" {
		f.drop("view", s, reasonTrivial, word)
		return
	}
	if telling == 3 && (acts > 1 || acts == 1 && tokens[0].tag == "NNP") {
		telling++ // what is done tells something as well
	}
	dense := 2*telling >= n || telling == 3 && dashes == 0 && f.upToPoint(tokens)
	if open != 0 || dashes > 2 || telling < 4 && !dense || telling == 4 && names == 0 && n < 13 && !dense {
		return
	}
	if f.article.Title == "" && !f.namesAny(tokens) {
		f.drop("view", s, reasonNoName, "the article has no title")
		return
	}
	root := t.root()
	finite := isFinite(s.tokens[root].tag) || t.child(root, "aux", "aux:pass", "cop") >= 0
	subject := t.child(root, "expl")
	if subject < 0 {
		subject = t.child(root, "nsubj", "nsubj:pass", "csubj", "csubj:pass")
	}
	if !finite || subject < 0 || subject > root {
		// The tree is wrong; nothing is cut, so that a subject and its verb will do.
		if subject, root = plainSubject(s.tokens); subject < 0 {
			if subject, root = missedVerb(s.tokens); subject < 0 {
				if subject, root = lateVerb(withoutLinks(s.tokens)); subject < 0 {
					return
				}
				cut := len(s.tokens) - len(withoutLinks(s.tokens))
				subject, root = subject+cut, root+cut
			}
		}
	}
	if supposes(t, subject, root) || voicesOthers(t) || strange(t, subject) || planned(s.tokens, subject, root) {
		return
	}
	if past := happened(t, root) && !(s.tokens[root].tag == "VBD" && restates(s.tokens[root+1:])); past && !f.namesAny(tokens) && !inYear(tokens) {
		f.drop("view", s, reasonNoName, "an event of nobody")
		return
	} else if past && someOf(tokens) && !capitalised(f.lowerFirst(s.render(tokens), tokens[0])) {
		f.drop("view", s, reasonNoName, tokens[0].text)
		return
	} else if past && slices.ContainsFunc(tokens, func(t token) bool { return months[t.text] && t.text != "May" }) && !slices.ContainsFunc(tokens, func(t token) bool { return isYear(t.text) }) {
		f.drop("view", s, reasonRelative, "a month without its year")
		return
	}
	if reason, detail := f.aloneFor(ownPronouns(f.in(s), s, tokens, who), "", func(noun string) bool { return f.saidFirst(s, noun) || f.firstSo(s, tokens, noun) }); reason != "" {
		f.drop("view", s, reason, detail)
		return
	}
	if f.looseSurname(s, f.in(s), tokens) {
		f.drop("view", s, reasonSurname, "")
		return
	}
	if all {
		if !ofEverybody(tokens) {
			f.drop("view", s, reasonWhose, "who are we?")
			return
		}
		tokens = asPeople(tokens)
	}
	text, named, ok := f.fullNames(s, tokens, f.lowerFirst(s.render(tokens), tokens[0]))
	if !ok {
		f.drop("view", s, reasonSurname, "")
		return fact, nil, false
	}
	more = append(more, named...)
	author, heard, ok := f.holder(s)
	if !ok || strings.Contains(text, author) || f.aboutAuthor(s) {
		return fact, nil, false
	}
	return questions.Fact{Statement: sentenceOf("According to " + author + ", " + text), Claimant: author}, append(more, heard...), true
}

// inYear reports whether a sentence tells in which year or decade something was so:
// "In 2000 the catch was 85 tons", "before the 1960s".
func inYear(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		return isYear(t.text) || len(t.text) > 4 && isYear(t.text[:4]) && (t.text[4:] == "s" || t.text[4:] == "'s")
	})
}

// firstSo reports whether the word before a noun tells there of which kind it is, and
// no sentence before s has told of it so: "the wooden boats" where boats were
// spoken of and wooden ones were not.
func (f *finder) firstSo(s *sentence, tokens []token, noun string) bool {
	i := slices.IndexFunc(tokens, func(t token) bool { return strings.EqualFold(t.text, noun) })
	if i < 2 || tokens[i-1].tag != "JJ" && !isNoun(tokens[i-1].tag) {
		return false
	}
	pair := strings.ToLower(tokens[i-1].text + " " + tokens[i].text)
	for k := range f.paragraphs {
		p := &f.paragraphs[k]
		if p == s.paragraph {
			return !strings.Contains(strings.ToLower(p.plain[:min(s.start, len(p.plain))]), pair)
		}
		if strings.Contains(strings.ToLower(p.plain), pair) {
			return false
		}
	}
	return false
}

// isLabel reports whether what stands before the colon is what the rest is called,
// rather than a part of it: "Programme Notice: ...", "Reader's question: The ...".
func isLabel(tokens []token, colon int) bool {
	if !slices.ContainsFunc(tokens[:colon], func(t token) bool { return !capitalised(t.text) }) {
		return true
	}
	return colon+1 < len(tokens) && capitalised(tokens[colon+1].text) && tokens[colon+1].tag != "NNP" && !slices.ContainsFunc(tokens[:colon], func(t token) bool { return strings.HasPrefix(t.tag, "VB") || t.tag == "MD" })
}

// someOf reports whether a sentence begins with people or things in the plural that
// nothing tells apart, and tells no year in which they did something: "Streets were
// closed", "Guests came down".
func someOf(tokens []token) bool {
	if len(tokens) < 3 || tokens[0].tag != "NNS" || slices.ContainsFunc(tokens, func(t token) bool { return isYear(t.text) }) {
		return false
	}
	if tokens[1].text == "were" {
		return tokens[2].tag == "VBN"
	}
	return tokens[1].tag == "VBD" || tokens[1].tag == "RB" && tokens[2].tag == "VBD"
}

// takenBack reports whether the sentence behind s in its paragraph says that it is
// otherwise: what is said only to be denied is nobody's view.
func (f *finder) takenBack(s *sentence) bool {
	if s.paragraph == nil {
		return false
	}
	return denies.MatchString(strings.TrimSpace(s.paragraph.plain[min(s.end, len(s.paragraph.plain)):]))
}

// denies finds what begins a sentence that denies the one before it.
var denies = pattern.MustCompile(`^(?:Actually,|Not so\b|Not quite\b|Far from it\b|Wrong[.!]|Nonsense[.!]|Hardly[.!]|If only\b)`)

// ownBelief returns where what a writer holds begins behind "I believe that" or
// "In my view,": who says "according to" says as much; 0 where nothing is.
func ownBelief(tokens []token) int {
	rest := withoutLinks(tokens)
	if len(rest) == 0 {
		return 0
	}
	word := func(i int) string {
		if i >= len(tokens) {
			return ""
		}
		return strings.ToLower(tokens[i].text)
	}
	i := slices.IndexFunc(tokens, func(t token) bool { return t.start == rest[0].start })
	switch {
	case word(i) == "in" && word(i+1) == "my" && (word(i+2) == "view" || word(i+2) == "opinion" || word(i+2) == "judgment") && word(i+3) == ",":
		return i + 4
	case word(i) == "to" && word(i+1) == "my" && word(i+2) == "mind" && word(i+3) == ",":
		return i + 4
	case word(i) != "i" && (word(i) != "we" || !found[word(i+1)] && !found[word(i+2)]):
		return 0
	}
	for i++; i < len(tokens) && (tokens[i].tag == "RB" && !negations[word(i)] || word(i) == "do" || word(i) == "would"); i++ {
	}
	switch {
	case beliefs[word(i)], found[word(i)] && word(i+1) == "that":
		i++
	case word(i) == "am" && (word(i+1) == "convinced" || word(i+1) == "certain" || word(i+1) == "sure"):
		i += 2
	default:
		return 0
	}
	if word(i) == "that" && i+1 < len(tokens) {
		return i + 1
	}
	if end := nounPhrase(tokens, min(i, len(tokens))); end > i {
		return i
	}
	return 0
}

// beliefs are verbs with which writers put forward what they hold.
var beliefs = set("believe think argue maintain contend")

// found are verbs with which writers put forward what they came to know; "we" who
// did are a writer and those who worked with them.
var found = set("find found show showed conclude concluded")

// elliptic reports whether an auxiliary at i stands for a verb that was told
// before: "those who don't can stay".
func elliptic(tokens []token, i int) bool {
	switch tokens[i].text {
	case "do", "does", "did":
	default:
		return false
	}
	if i+1 == len(tokens) || i == 0 {
		return i > 0
	}
	next := tokens[i+1]
	if next.text == "n't" || next.text == "not" {
		return i+2 == len(tokens) || isFinite(tokens[i+2].tag) && tokens[i+2].tag != "VBP" || isMark(tokens[i+2].text)
	}
	return next.tag == "MD"
}

// plainSubject finds the subject and the finite verb of a main clause by the
// order of the words: a noun and, behind it, a verb, with no word since the last
// mark that makes a subordinate clause of it; what stands between dashes is
// skipped. Both are -1 when there is none, when a pronoun is the subject, or when
// it is told what would be.
func plainSubject(tokens []token) (subject, verb int) {
	subject, pending := -1, -1 // pending stood before the last mark
	below, aside := false, false
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		if isDash(tokens, i) {
			aside = !aside
		}
		switch {
		case t.quoted, aside:
		case isMark(t.text):
			if subject >= 0 {
				pending = subject
			}
			subject, below = -1, false
		case below:
		case strings.HasPrefix(t.tag, "W"), word == "that", word == "than", subordinate[word], t.tag == "IN" && word == "as" && (i == 0 || tokens[i-1].text != "such"):
			below = true
		case t.tag == "PRP":
			return -1, -1
		case t.tag == "CC":
			pending = -1
		case isNoun(t.tag) || t.tag == "EX":
			subject = i
		case t.tag == "VBZ" || t.tag == "VBP" || t.tag == "MD" || t.tag == "VBD" && auxiliary[word] != "":
			if subject < 0 {
				subject = pending
			}
			if subject < 0 || (word == "would" || word == "could" || word == "might") && !hasCondition(tokens) {
				return -1, -1
			}
			return subject, i
		case t.tag == "VBD" && subject >= 0 && (subject == i-1 || subject == i-2 && tokens[i-1].tag == "RB") && !restates(tokens[i+1:]):
			return subject, i
		}
	}
	return -1, -1
}

// hasCondition reports whether a sentence that tells what would be says itself when: "if
// boats were cheap", "without boats".
func hasCondition(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool {
		word := strings.ToLower(t.text)
		return !t.quoted && (word == "if" || word == "unless" || word == "without")
	})
}

// restates reports whether another finite verb follows that nothing makes a
// subordinate one: "the boats built in Norway are long".
func restates(tokens []token) bool {
	below := false
	for _, t := range tokens {
		word := strings.ToLower(t.text)
		switch {
		case isMark(t.text), t.tag == "CC", strings.HasPrefix(t.tag, "W"), word == "that", subordinate[word], t.tag == "PRP":
			below = true
		case isFinite(t.tag) && !below:
			return true
		}
	}
	return false
}

// passing are words for the time of writing, which "according to" means as well.
var passing = set("today currently nowadays presently recently already now")

// withoutPassing leaves out a word for the time of writing at the head of a
// sentence or before its verb.
func withoutPassing(tokens []token) []token {
	if len(tokens) > 2 && passing[strings.ToLower(tokens[0].text)] && tokens[1].text == "," {
		tokens = tokens[2:]
	}
	if len(tokens) > 2 && tokens[0].text == "Indeed" {
		tokens = tokens[1:]
	}
	for i := 1; i+1 < len(tokens); i++ {
		before, behind := tokens[i-1].tag, tokens[i+1].tag
		if passing[tokens[i].text] && tokens[i].text != "today" && strings.HasPrefix(behind, "VB") && (isNoun(before) || strings.HasPrefix(before, "VB") || before == "CC") ||
			tokens[i].text == "now" && behind == "RB" && auxiliary[tokens[i-1].text] != "" ||
			(tokens[i].text == "already" || tokens[i].text == "now" || tokens[i].text == "currently") && (isCopula(tokens[i-1].text) || before == "POS") && (strings.HasPrefix(behind, "JJ") || behind == "DT" || behind == "IN") {
			return slices.Delete(slices.Clone(tokens), i, i+1)
		}
	}
	if n := len(tokens); n > 4 && (tokens[n-2].text == "today" || tokens[n-2].text == "nowadays") && isNoun(tokens[n-3].tag) {
		return slices.Delete(slices.Clone(tokens), n-2, n-1)
	}
	return tokens
}

// withoutDegree leaves out how much a sentence matters beside the one before it:
// "More importantly, ", "Even more worryingly, ".
func withoutDegree(tokens []token) []token {
	i := 0
	if len(tokens) > 4 && strings.EqualFold(tokens[0].text, "even") {
		i++
	}
	if len(tokens) > i+3 && (strings.EqualFold(tokens[i].text, "more") || strings.EqualFold(tokens[i].text, "most")) && tokens[i+1].tag == "RB" && tokens[i+2].text == "," {
		return tokens[i+3:]
	}
	// "Equally important, ", "Equally if not more important, "
	if comma := slices.IndexFunc(tokens, func(t token) bool { return t.text == "," }); comma > 1 && comma < 6 && comma+3 < len(tokens) && strings.EqualFold(tokens[0].text, "equally") && strings.HasPrefix(tokens[comma-1].tag, "JJ") {
		return tokens[comma+1:]
	}
	return tokens
}

// addresses reports whether a word means who speaks or who listens.
func addresses(t token) bool {
	who := strings.TrimSuffix(t.text, "'ve") // which is not cut off
	word := strings.ToLower(who)
	return firstPersons[who] || firstPersons[word] && t.text != "US" || word == "you" || word == "your"
}

// withNames returns the tokens of a sentence with the names that its pronouns
// and "the city" stand for, whom "he" or "she" at its head means, and the
// evidence for them.
func (f *finder) withNames(s *sentence, t *tree) (tokens []token, who *person, more []questions.Evidence, ok bool) {
	cite := func(in *sentence, name string) bool {
		e, ok := f.evidence(in, name)
		if ok && !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
			more = append(more, e)
		}
		return ok
	}
	tokens = slices.Clone(s.tokens)
	pronoun, owner := subjectPronoun(s)
	if pronoun != "" && s.he != nil {
		i := slices.IndexFunc(tokens, func(t token) bool { w := strings.ToLower(t.text); return w == pronoun || owner })
		name := s.he.full
		if owner {
			name += "'s"
		}
		tokens[i].text, tokens[i].tag = name, "NNP"
		who = s.he
		if !cite(s.named, s.he.full) || !strings.Contains(s.named.text, s.he.full) && !cite(s.he.sentence, s.he.full) {
			return nil, nil, nil, false
		}
	}
	var gone []int
	for i, stands := range t.stands {
		if who != nil && i == 0 {
			continue // "His"
		}
		tokens[i] = stands
		in := f.topic.sentence
		if at := slices.IndexFunc(s.stood, func(a antecedent) bool { return a.name == stands.text }); at >= 0 {
			in = s.stood[at].sentence
		}
		if s.it != nil && stands.text == s.it.name {
			in = s.it.sentence
		} else if i > 0 && strings.EqualFold(tokens[i-1].text, "the") {
			gone = append(gone, i-1)
		}
		if in == nil || !cite(in, strings.TrimPrefix(stands.text, "the ")) {
			return nil, nil, nil, false
		}
	}
	slices.Sort(gone)
	for _, i := range slices.Backward(gone) {
		tokens = slices.Delete(tokens, i, i+1)
	}
	return tokens, who, more, true
}

// hearsay reports whether a sentence gives what somebody else says, thinks or
// fears: its words are theirs. What studies and polls show has no other holder.
func hearsay(t *tree) bool {
	tokens := t.sentence.tokens
	for i, token := range tokens {
		word := strings.ToLower(token.text)
		if !credits[word] && !claiming[word] && !saying[word] && !asserting[word] {
			continue
		}
		if inserted(tokens, i) {
			return true
		}
		if !strings.HasPrefix(token.tag, "VB") {
			// "Sailors fear that ..." is easily taken for a fear of sailors.
			if i > 0 && isNoun(tokens[i-1].tag) && i+1 < len(tokens) && tokens[i+1].text == "that" {
				return true
			}
			continue
		}
		who := t.subjectOf(i)
		if shows[word] && who >= 0 && findings[strings.ToLower(tokens[who].text)] {
			continue
		}
		if t.child(i, "ccomp", "xcomp", "parataxis") >= 0 || t.relations[i] == "parataxis" || who > 0 && strings.EqualFold(tokens[who-1].text, "as") && word != "suggests" {
			return true
		}
	}
	return false
}

// inserted reports whether a verb of saying at i stands between commas with who
// says it: "The canal, Ada Lark proclaimed, was wide".
func inserted(tokens []token, i int) bool {
	if i+1 >= len(tokens) || tokens[i+1].text != "," || strings.EqualFold(tokens[i-min(i, 1)].text, "no") {
		return false // or ", no doubt,"
	}
	k := i - 1
	for k >= 0 && (isNoun(tokens[k].tag) || tokens[k].tag == "DT" || tokens[k].tag == "PRP") {
		k--
	}
	return k >= 0 && k < i-1 && tokens[k].text == ","
}

// maxScareWords is how long an expression in quotation marks may be that an
// author uses without saying whose it is.
const maxScareWords = 4

// supposed finds words behind which something is somebody's view or guess.
var supposed = pattern.MustCompile(`\b(?:suggests?|suggested|means|meant|impl(?:y|ies|ied)|indicates?|says?|said|argues?|argued|believes?|claims?|claimed|hopes?|thinks?|promised|promises) that\b`)

// refersOn reports whether a sentence is the part behind a semicolon that hangs
// on the one before: "that the harbour would close", "with which it is paid".
// Whether it is said, supposed or denied stands there.
func refersOn(s *sentence) bool {
	if s.start == 0 || len(s.tokens) == 0 || capitalised(s.tokens[0].text) {
		return false
	}
	if s.tokens[0].text == "instead" || s.tokens[0].text == "rather" {
		before := s.paragraph.plain[:s.start]
		if supposed.MatchString(before[strings.LastIndex(before, ". ")+1:]) {
			return true // "It suggests that she will not row; instead, she will sail"
		}
	}
	for i, t := range s.tokens[:min(3, len(s.tokens))] {
		word := strings.ToLower(t.text)
		if word == "that" || t.tag == "WDT" || t.tag == "WP" || t.tag == "WRB" || t.tag == "WP$" || word == "if" || word == "whether" || word == "which" || i == 0 && (t.tag == "IN" || strings.HasPrefix(t.tag, "VB") || word == "whereas" || word == "because" || word == "though" || word == "although" || word == "unless" || word == "while") {
			return true
		}
		if t.tag != "CC" && t.tag != "IN" && t.tag != "RB" {
			return false
		}
	}
	return false
}

// supposes reports whether a sentence says what would be, in a case that stood
// before: its subject is something that nothing tells apart, "a bill", "revenue",
// "$50", and it has no condition of its own.
func supposes(t *tree, who, root int) bool {
	tokens := t.sentence.tokens
	if !slices.ContainsFunc(t.children[root], func(k int) bool {
		return t.relations[k] == "aux" && (tokens[k].text == "would" || tokens[k].text == "could" || tokens[k].text == "'d")
	}) && !comes(t, who, root) || tokens[who].tag == "NNP" || tokens[who].tag == "NNPS" || tokens[who].tag == "EX" {
		return false
	}
	for _, word := range tokens {
		if w := strings.ToLower(word.text); w == "if" || w == "were" || w == "unless" || w == "without" {
			return false
		}
	}
	if comes(t, who, root) {
		return true
	}
	for _, k := range t.children[who] {
		if r := base(t.relations[k]); r == "nmod" || r == "acl" || r == "amod" || r == "compound" || r == "nsubj" {
			return tokens[who].tag == "CD" || tokens[who].tag == "$"
		}
	}
	return true
}

// comes reports whether something will happen that only who read what stood
// before knows of: "a central gathering will take place".
func comes(t *tree, who, root int) bool {
	tokens := t.sentence.tokens
	article := t.child(who, "det")
	return article >= 0 && (strings.EqualFold(tokens[article].text, "a") || strings.EqualFold(tokens[article].text, "an")) &&
		t.child(who, "nmod", "acl", "acl:relcl") < 0 && slices.ContainsFunc(t.children[root], func(k int) bool { return t.relations[k] == "aux" && tokens[k].text == "will" })
}

// strange reports whether the subject of a sentence is a "they" or "it" that
// does not stand for the subject of a clause before it: "As harbours grow, they
// need canals", but not "For people with boats, they are narrow".
func strange(t *tree, subject int) bool {
	tokens := t.sentence.tokens
	if word := strings.ToLower(tokens[subject].text); word != "they" && word != "it" || t.relations[subject] == "expl" || t.stands[subject].text != "" || impersonal(tokens[subject:]) || tellsBehind(tokens[subject:]) {
		return false
	}
	for k := range subject {
		if subordinate[strings.ToLower(tokens[k].text)] && slices.ContainsFunc(tokens[k:subject], func(t token) bool { return isNoun(t.tag) }) {
			return false
		}
	}
	return true
}

// pitches reports whether a paragraph asks its reader to pay or to join.
func (f *finder) pitches(p *paragraph) bool {
	if p.pitches == nil {
		text := strings.ToLower(p.plain)
		pitches := (strings.Contains(text, "this article") || strings.Contains(text, "subscri") || strings.Contains(text, "newsletter") || strings.Contains(text, "donat")) && reader.MatchString(text)
		p.pitches = &pitches
	}
	return *p.pitches
}

// reader finds whom a writer speaks to; "young" is nobody.
var reader = pattern.MustCompile(`\byou(?:r|rs|rself)?\b`)

// namesAny reports whether a name stands among the tokens of a sentence, other
// than a first word that has its capital from there.
func (f *finder) namesAny(tokens []token) bool {
	for i, t := range tokens {
		if demonyms[t.text] || (i > 0 || strings.Contains(t.text, " ") || f.names.middle[t.text] || placeGrain(t.text) != "") && (t.tag == "NNP" || t.tag == "NNPS" || capitalised(t.text) && t.tag == "NNS") {
			return true
		}
	}
	return false
}

// grants reports whether a sentence says what would be so but for what follows
// it: "In theory, ships could wait", "Admittedly, ropes are cheap";
// or gives an example that is made up, "For example, a ship might wait".
func grants(tokens []token) bool {
	if len(tokens) < 5 {
		return false
	}
	first, second := strings.ToLower(tokens[0].text), strings.ToLower(tokens[1].text)
	switch {
	case first == "admittedly" || first == "granted" || first == "sure" && second == ",":
		return true
	case first == "in" && (second == "theory" || second == "principle"), first == "on" && second == "paper":
		return true
	case first == "for" && (second == "example" || second == "instance"):
		if slices.ContainsFunc(tokens[2:4], func(t token) bool { return t.text == "you" }) {
			return true // "For example, you buy a ship"
		}
		finite := slices.IndexFunc(tokens, func(t token) bool { return isFinite(t.tag) })
		return finite > 0 && (tokens[finite].text == "might" || tokens[finite].text == "could" || tokens[finite].text == "would" || tokens[finite].text == "may")
	}
	return false
}

// happened reports whether a sentence tells of something past.
func happened(t *tree, root int) bool {
	tokens := t.sentence.tokens
	for _, k := range t.children[root] {
		if r := t.relations[k]; (r == "aux" || r == "aux:pass" || r == "cop") && isFinite(tokens[k].tag) {
			return tokens[k].tag == "VBD" || tokens[k].text == "was" || tokens[k].text == "were"
		}
	}
	return tokens[root].tag == "VBD"
}

// lastLines is how many paragraphs at the end may tell who wrote a piece.
const lastLines = 3

// aboutAuthor reports whether one of the last paragraphs of a column tells who
// its author is: it begins with a full name that stands nowhere before, and says
// what that person is or does.
func (f *finder) aboutAuthor(s *sentence) bool {
	if !f.opinion || f.speaker != nil || s.paragraph.number+lastLines <= len(f.paragraphs) || len(f.paragraphs) <= lastLines {
		return false
	}
	first := &s.paragraph.sentences[0]
	names := f.in(first)
	if len(names) == 0 || names[0].person == nil || names[0].title > 1 || !strings.Contains(names[0].text, " ") {
		return false
	}
	next := names[0].to
	if next >= len(first.tokens) || first.tokens[next].tag != "VBZ" && first.tokens[next].text != "," && first.tokens[next].tag != "MD" {
		return false
	}
	who := names[0].person
	return who.sentence == nil || who.sentence.paragraph.number+lastLines > len(f.paragraphs)
}

// exists reports whether "there" begins a sentence that says that there is
// something: "There is", "There has long been".
func exists(tokens []token) bool {
	if tokens[0].tag != "EX" {
		return false
	}
	switch tokens[1].text {
	case "is", "are", "was", "were", "has", "have", "'s", "can", "may", "must", "will", "should":
		return true
	}
	return false
}

var (
	// spoken are verbs that hardly stand without somebody's words.
	spoken = set("said says told tells replied")
	// findings are what shows something without saying it.
	findings = set("study studies research evidence poll polls data survey surveys history experience finding findings results figures analysis science")
	shows    = set("show shows showed shown found suggest suggests suggested revealed")
)

// ownPronouns lets pronouns pass, as words of no class, whose noun stands before
// them in the sentence: "they" behind a plural, "its" behind a singular, "it"
// where the sentence speaks of a named thing, "he" or "she" behind the one person
// that is named. Words that mostly point outside pass where they point at what
// follows: "so many", "such ... that", "some ..., others".
// Who is the person that a pronoun at the head of the sentence meant, or nil.
func ownPronouns(names []name, s *sentence, tokens []token, who *person) []token {
	kept := slices.Clone(tokens)
	one, many := false, false
	all := strings.ToLower(joinWords(tokens))
	he, she := hisWords.MatchString(all), herWords.MatchString(all)
	several := he && she
	named, somebody := false, false // the first noun is the name of something, or of somebody
	if i := slices.IndexFunc(tokens, func(t token) bool { return isNoun(t.tag) }); i >= 0 && tokens[i].tag == "NNP" {
		somebody = i == 0 && who != nil || slices.ContainsFunc(names, func(m name) bool {
			return m.kind == questions.Person && s.tokens[m.from].start <= tokens[i].start && tokens[i].start < s.tokens[m.to-1].end
		})
		named = !somebody
	}
	some, thing := false, false // thing: one that has a word before it that tells it apart
	stands := false             // a thing that "it" may stand for
	for i := range kept {
		for _, m := range names {
			if s.tokens[m.to-1].start == kept[i].start && m.kind == questions.Person {
				several = several || m.person == nil || who != nil && who != m.person
				who = m.person
			}
		}
		word := strings.ToLower(kept[i].text)
		personal := he && hisWords.MatchString(word) || she && herWords.MatchString(word)
		next := func(words ...string) bool { return i+1 < len(kept) && slices.Contains(words, kept[i+1].text) }
		switch {
		case (word == "they" || word == "them" || word == "their" || word == "themselves") && many, (word == "its" || word == "itself") && (named || one && (!somebody || thing)), word == "it" && (named || stands && !somebody), personal && who != nil && !several:
			kept[i].tag = ""
			if strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves") {
				kept[i].text = "-"
			}
		case kept[i].tag == "EX", word == "it" && (impersonal(kept[i:]) && (i == 0 || one) || emptyObject(tokens, i)), i == 0 && tellsBehind(tokens),
			word == "others" && some, word == "such" && (followedBy(kept, i, "that") && i+1 < len(kept) && kept[i+1].tag != "NNS" || suchAs(kept, i)),
			word == "so" && (next("many", "much", "long") || followedBy(kept, i, "that") || followedBy(kept, i, "as") || i > 0 && kept[i-1].text == "and" && i+1 < len(kept) && isFinite(kept[i+1].tag)),
			word == "so" && i > 0 && tokens[i-1].text == "," && i+1 < len(kept) && (tokens[i+1].tag == "DT" || isNoun(tokens[i+1].tag)),
			word == "then" && i > 0 && strings.EqualFold(tokens[0].text, "if"),
			word == "other" && i > 0 && i+1 < len(kept) && tokens[i+1].tag == "NNS" && (strings.EqualFold(tokens[i-1].text, "all") || strings.EqualFold(tokens[i-1].text, "various")),
			word == "once" && next("and", "a", "every"), pointsAhead(tokens, i), pointsInside(tokens, i), harmless[word] && (word != "various" || i == 0 || !strings.EqualFold(tokens[i-1].text, "the")), addresses(tokens[i]): // see [finder.meansUsAll]
			kept[i].text, kept[i].tag = "-", ""
		case word == "various":
			kept[i].text = "many" // "the various modes" are told apart as "the modes" are
		case word == "the" && abstractOf(tokens, i):
			kept[i].text, kept[i].tag = "-", ""
		case word == "their" && somebody && !many:
			kept[i].text = "them" // of a single person's name nothing is "theirs"
		case strings.HasPrefix(kept[i].tag, "JJR") && (i > 0 && strings.EqualFold(tokens[i-1].text, "the") || word == "weather" || freeDegree(tokens, i)):
			kept[i].tag = "JJ" // "the longer ..., the better"
		case word == "the" && sameAs(tokens, i):
			kept[i].text, kept[i].tag, kept[i+1].text, kept[i+1].tag = "-", "", "-", ""
		case word == "the" && (correlative(tokens, i) || generic(tokens, i) || knownToAll(tokens, i) || next("country", "nation") && (i+2 == len(kept) || !isNoun(tokens[i+2].tag))):
			kept[i].text, kept[i].tag = "-", ""
		}
		some = some || word == "some"
		one = one || kept[i].tag == "NN" || kept[i].tag == "NNP"
		stands = stands || tokens[i].tag == "NN" && !noThing[word] && !spans[word] && kept[i].text != "-"
		thing = thing || kept[i].tag == "NN" && i > 0 && (tokens[i-1].tag == "DT" || tokens[i-1].tag == "NN" || tokens[i-1].tag == "POS" || tokens[i-1].tag == "PRP$" || strings.HasPrefix(tokens[i-1].tag, "JJ"))
		many = many || kept[i].tag == "NNS" || kept[i].tag == "NNPS"
	}
	return kept
}

// harmless are words for the time of writing that do no harm in what somebody
// held then: "farmers still need rain".
var harmless = set("still ever various")

// pointsAhead reports whether a word that mostly points back points at what
// follows it: "those who pay", "those laws that he broke", "too small to sail",
// "former mayor Ada Lark", "as one once did".
func pointsAhead(tokens []token, i int) bool {
	if i+1 >= len(tokens) {
		return false
	}
	next := tokens[i+1]
	switch strings.ToLower(tokens[i].text) {
	case "those":
		if next.text == "come" || next.text == "become" {
			return false // "many of those come from Brenk"
		}
		if next.tag == "TO" && i+2 < len(tokens) && tokens[i+2].tag == "WP" {
			return true // "those to whom they pay"
		}
		if next.tag == "WP" || next.tag == "WDT" || next.tag == "WP$" || next.tag == "VBN" || next.tag == "VBG" || next.text == "that" || next.text == "of" || next.text == "in" || next.text == "with" || next.text == "least" || next.text == "most" {
			return true
		}
		who := i + 2
		if who+1 < len(tokens) && tokens[who].tag == "CC" && isNoun(tokens[who+1].tag) {
			who += 2 // "those sailors and fishers who"
		}
		return isNoun(next.tag) && who < len(tokens) && (tokens[who].tag == "WP" || tokens[who].tag == "WDT" || tokens[who].text == "that" || tokens[who].text == "who")
	case "either":
		return next.text == "of" && i > 1 && slices.ContainsFunc(tokens[:i], func(t token) bool { return t.text == "several" || t.text == "two" || t.text == "both" })
	case "too":
		return strings.HasPrefix(next.tag, "JJ") || next.tag == "RB" && i+2 < len(tokens) && next.text != "," // "too often"
	case "former":
		return i > 0 && !strings.EqualFold(tokens[i-1].text, "the") && (isNoun(next.tag) || strings.HasPrefix(next.tag, "JJ"))
	case "ago":
		return i > 0 && strings.EqualFold(tokens[i-1].text, "long")
	case "once":
		return i > 0 && (next.tag == "VBD" || next.tag == "VBN") || i == 0 && slices.ContainsFunc(tokens, func(t token) bool { return t.text == "," })
	}
	return false
}

// freeDegree reports whether the comparative at i says that there is to be more
// of something, and not more than of another thing: "demands greater autonomy",
// "deeper and wider harbours", "make it easier to row".
func freeDegree(tokens []token, i int) bool {
	if i == 0 || i+1 == len(tokens) {
		return false
	}
	before := tokens[i-1]
	if before.text == "it" && i > 1 && strings.HasPrefix(tokens[i-2].text, "ma") && strings.HasPrefix(tokens[i-2].tag, "VB") && (tokens[i+1].text == "for" || tokens[i+1].text == "to") {
		return true // "makes it easier to"
	}
	if !isNoun(tokens[i+1].tag) && tokens[i+1].tag != "CC" && tokens[i+1].tag != "JJ" {
		return false
	}
	return before.tag == "IN" || before.tag == "CC" || before.tag == "TO" || strings.HasPrefix(before.tag, "VB")
}

// suchAs reports whether an example follows "such" at i, rather than the time or
// the cause of what stood before: "such harbours as Brenk", but not "such ideas as
// the war ended".
func suchAs(tokens []token, i int) bool {
	for k := i + 1; k < len(tokens) && k <= i+4; k++ {
		if tokens[k].text != "as" {
			continue
		}
		for n, t := range tokens[k+1:] {
			if isMark(t.text) || t.tag == "WDT" || t.text == "that" {
				break
			}
			if isFinite(t.tag) || t.tag == "VBN" && isNoun(tokens[k+n].tag) {
				return k == i+1
			}
		}
		return true
	}
	return false
}

// generic reports whether "the" at i begins the name of something that is the
// same for everybody, or that stands for a kind: "the private sector", "the
// oil industry", "the executive branch", "the late 19th century", "the Kemalists".
func generic(tokens []token, i int) bool {
	k := i + 1
	for k < len(tokens) && (strings.HasPrefix(tokens[k].tag, "JJ") || tokens[k].tag == "CD" || tokens[k].tag == "NN" || tokens[k].tag == "VBG" || tokens[k].text == "-") && k < i+5 {
		if word := strings.ToLower(tokens[k].text); k > i+1 && institutions[word] && (k+1 == len(tokens) || !isNoun(tokens[k+1].tag) && tokens[k+1].tag != "POS") {
			return true
		}
		if k > i+1 && strings.EqualFold(tokens[k].text, "century") {
			return strings.ContainsAny(tokens[k-1].text, "0123456789") || ordinal[strings.ToLower(tokens[k-1].text)]
		}
		k++
	}
	if k == i+1 && k < len(tokens) && strings.ContainsAny(tokens[k].text[:1], "123456789") {
		return k+1 < len(tokens) && tokens[k+1].text == "century"
	}
	return k < len(tokens) && tokens[k].tag == "NNS" && capitalised(tokens[k].text)
}

// institutions are what there is one of, once an adjective or a noun says of what.
var institutions = set("sector industry branch community class media establishment penalty")

// correlative reports whether "the" at i belongs to "the longer ..., the more ...".
func correlative(tokens []token, i int) bool {
	measure := func(k int) bool {
		return k+1 < len(tokens) && strings.EqualFold(tokens[k].text, "the") &&
			(strings.HasSuffix(tokens[k+1].tag, "R") && len(tokens[k+1].tag) == 3 || tokens[k+1].text == "more" || tokens[k+1].text == "less")
	}
	if !measure(i) {
		return false
	}
	for k := range tokens {
		if k != i && measure(k) && tokens[max(k, i)-1].text == "," {
			return true
		}
	}
	return false
}

// credits are words that put something into somebody's mouth.
var credits = set("think thinks thought believe believes believed hope hopes feel feels felt wants want claim claims expect expects expected fear fears feared assert asserts charge charges suppose supposes pretend pretends imagine imagines doubt doubts worry worries complain complains suspect suspects understand know knows proclaim proclaims proclaimed lament laments lamented boast boasts boasted")

// shell returns the word that tells that a sentence says nothing but how
// something strikes its author: what a thing is like, "a serious matter", "a long
// and arduous path", or that it is so beyond doubt; "" where a name or a number
// stands with it.
func shell(tokens []token) string {
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		if (word == "doubt" || word == "question") && i > 0 && strings.EqualFold(tokens[i-1].text, "without") && !t.quoted {
			return "without " + word
		}
		if !isCopula(word) || t.quoted || i+2 >= len(tokens) {
			continue
		}
		if word := bare(tokens, i); word != "" {
			return word
		}
		at := i + 1
		for at < len(tokens) && tokens[at].tag == "RB" {
			at++
		}
		if at >= len(tokens) || !articles[strings.ToLower(tokens[at].text)] {
			continue
		}
		// Behind "and" or a comma the adjectives of the same noun go on.
		end := at + 1
		for end < len(tokens) && (strings.HasPrefix(tokens[end].tag, "JJ") || tokens[end].tag == "RB" || tokens[end].text == "," || tokens[end].tag == "CC" || tokens[end].tag == "VBG" || tokens[end].tag == "VBN") {
			end++
		}
		if end >= len(tokens) || end == at+1 || !shells[tokens[end].text] {
			continue
		}
		if end+1 < len(tokens) && (tokens[end+1].text == "of" || tokens[end+1].text == "for" || tokens[end+1].text == "to") {
			continue
		}
		if slices.ContainsFunc(tokens, func(t token) bool { return t.tag == "NNP" || t.tag == "NNPS" || t.tag == "CD" }) {
			continue
		}
		return tokens[end].text
	}
	return ""
}

// bare returns the word that tells that a thing is said to be no more than another
// at the copula at i, or more than that, and nothing else is said of it: "just a
// ditch", "like a ditch", "one of hope", "more than merely a ditch"; "" otherwise.
func bare(tokens []token, i int) string {
	n := len(tokens)
	ends := isNoun(tokens[n-1].tag)
	if i == n-4 && ends && (onlyWords[tokens[i+1].text] || tokens[i+1].text == "like") && (tokens[i+2].text == "a" || tokens[i+2].text == "an") {
		return tokens[i+1].text + " a"
	}
	if i == n-4 && ends && tokens[i+1].text == "one" && tokens[i+2].text == "of" && tokens[n-1].tag == "NN" {
		return "one of"
	}
	at := i + 1
	if tokens[at].text == "far" || tokens[at].text == "much" {
		at++
	}
	if at+2 >= n || tokens[at].text != "more" || tokens[at+1].text != "than" {
		return ""
	}
	if at += 2; onlyWords[tokens[at].text] {
		at++
	}
	if at < n && (tokens[at].text == "a" || tokens[at].text == "an") {
		return "more than a"
	}
	return ""
}

func isCopula(word string) bool {
	return word == "is" || word == "are" || word == "was" || word == "were" || word == "be" || word == "remains"
}

var (
	articles  = set("a an the")
	onlyWords = set("just only merely simply")
	// shells are nouns that say nothing of a thing that is called one.
	shells = set("matter thing path journey business affair deal place way story moment time issue question idea point task challenge experience situation problem road process step subject topic")
)

// planned reports whether a sentence tells what a law or a government will do:
// whoever announced it said so, not who writes.
func planned(tokens []token, subject, root int) bool {
	return plans[strings.ToLower(tokens[subject].text)] && slices.ContainsFunc(tokens[subject:max(subject, root)+1], func(t token) bool { return t.tag == "MD" && t.text == "will" })
}

var plans = set("bill bills legislation law laws act measures reforms government ministers plans rules")
