package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
)

const (
	minQuoteWords = 6  // fewer are a turn of phrase, not something said
	maxQuoteWords = 42 // so that the question has at most 45 words
)

// quotations finds what people are quoted as saying. The speaker is who stands
// next to the verb of speech in the same sentence, and nobody else.
func (f *finder) quotations(p *paragraph) {
	now := turn{paragraph: p.number}
	for k := range p.sentences {
		s := &p.sentences[k]
		for _, q := range f.quotesIn(p, s) {
			f.quotation(p, s, q, &now)
		}
	}
	f.turn = now
}

// quoteSpan is a quotation in a paragraph's plain text, without its marks.
type quoteSpan struct{ from, to int }

// quotesIn returns the quotations that begin in a sentence. One that is not closed
// ends where the next one is opened, `"It burned. "It burned all night."`, or with
// a paragraph behind which the next one begins with a mark.
func (f *finder) quotesIn(p *paragraph, s *sentence) []quoteSpan {
	var found []quoteSpan
	for i := s.start; i < s.end; i++ {
		if p.plain[i] != '"' || i > 0 && p.quoted[i-1] && p.plain[i-1] != '"' && !reopens(p, i) {
			continue
		}
		j := i + 1
		for j < len(p.plain) && p.plain[j] != '"' {
			j++
		}
		switch {
		case j == len(p.plain) && !f.leftOpen(p):
			return found
		case j < len(p.plain) && reopens(p, j):
			found = append(found, f.spokenPart(p, quoteSpan{i + 1, len(strings.TrimRight(p.plain[:j], " "))}))
			i = j - 1
		case j == len(p.plain):
			return append(found, f.spokenPart(p, quoteSpan{i + 1, j}))
		default:
			found = append(found, quoteSpan{i + 1, j})
			i = j
		}
	}
	return found
}

// spokenPart returns what of a quotation that is not closed is surely spoken: the
// mark may have been forgotten before a sentence that tells who says what.
func (f *finder) spokenPart(p *paragraph, q quoteSpan) quoteSpan {
	for k := range p.sentences {
		s := &p.sentences[k]
		if s.start <= q.from || s.end > q.to+1 {
			continue
		}
		if slices.ContainsFunc(s.tokens, reporting) || slices.ContainsFunc(f.in(s), func(m name) bool { return m.person != nil }) {
			return quoteSpan{q.from, max(q.from, len(strings.TrimRight(p.plain[:s.start], " ")))}
		}
	}
	return q
}

// reopens reports whether the mark at i opens a quotation inside one that has not
// been closed, as each paragraph of a longer one does.
func reopens(p *paragraph, i int) bool {
	return i > 1 && i+1 < len(p.plain) && p.quoted[i-1] && p.plain[i-1] == ' ' && strings.IndexByte(".!?", p.plain[i-2]) >= 0 && p.plain[i+1] != ' '
}

// leftOpen reports whether a quotation that p does not close goes on in the next
// paragraph, which begins with a mark.
func (f *finder) leftOpen(p *paragraph) bool {
	return p.number < len(f.paragraphs) && strings.HasPrefix(f.paragraphs[p.number].plain, `"`)
}

func (f *finder) quotation(p *paragraph, s *sentence, q quoteSpan, now *turn) {
	words := p.plain[q.from:q.to]
	if r, _ := utf8.DecodeRuneInString(words); unicode.IsLower(r) && f.joined == q {
		return // told with the part before
	}
	speaker, at, after := f.speakerOf(p, q)
	by := source{speaker, p, at}
	var body report // a body that speaks
	var beside *sentence
	if speaker == nil {
		if r, in, behind, known := f.ascribed(p, q); known && r.who.person != nil {
			by = source{r.who.person, p, place{in.start, in.end}}
			speaker, after = by.who, behind
		} else if known {
			body, beside = r, in
		} else {
			by = f.continued(p, q, s)
			speaker, after = by.who, true
		}
	}
	if speaker != nil && speaker.spokenOf(words) && (by.in != p || !strings.Contains(strings.ReplaceAll(p.plain[by.at.start:by.at.end], words, ""), speaker.surname)) {
		speaker, by.who = nil, nil // nobody calls themselves by name: "he" is another
	}
	if speaker != nil {
		f.heard = heard{source: by, paragraph: p.number, at: q.to, behind: after, open: q.to == len(p.plain)}
		f.unheard = unheard{}
	} else if len(strings.Fields(words)) >= minQuoteWords {
		f.unheard = unheard{p.number, q.to}
	}
	if speaker != nil || len(strings.Fields(words)) >= minQuoteWords {
		now.hears(by)
	}
	rest, link := quoteSpan{}, ""
	if speaker != nil && after {
		rest, link = interrupted(p, q)
	}
	if rest.to > 0 {
		f.joined = rest
		whole := strings.TrimRight(words, ", ") + link + p.plain[rest.from:rest.to]
		first, _, _ := strings.Cut(strings.ToLower(words), " ")
		if said, _ := f.sayable(whole); len(said) > 0 || subordinate[first] {
			words = whole
		} else {
			rest = quoteSpan{} // what stands before may do alone
		}
	}
	if len(strings.Fields(words)) < minQuoteWords {
		return
	}
	if speaker == nil {
		if body.claimant != "" {
			f.bodySaid(p, s, beside, q, words, body)
		} else {
			f.drop("quote", s, "no speaker beside the quotation", "")
		}
		return
	}
	said, reason := f.sayable(words)
	if len(said) == 0 {
		f.drop("quote", s, reason, "")
		return
	}
	for _, part := range said {
		if questions.HoldsWords(part, speaker.surname) {
			f.drop("quote", s, "nobody calls themselves by name", speaker.full)
			continue
		}
		if correctedNext(words, part) {
			f.drop("quote", s, reasonCutOff, part)
			continue
		}
		f.said(p, s, q, rest, by, part)
	}
}

// said makes the fact that somebody said a part of the quotation q, which begins in
// s and may go on in rest.
func (f *finder) said(p *paragraph, s *sentence, q, rest quoteSpan, by source, said string) {
	// The quotation ends where its last sentence does; the evidence has to
	// reach from the first words to the speaker.
	speaker := by.who
	from, to := s.start, s.end
	if by.in == p {
		from, to = min(from, by.at.start), max(by.at.end, to)
	}
	whole := sentence{paragraph: p, start: from, end: to, text: p.plain[from:to]}
	if rest.to > 0 {
		for k := range p.sentences {
			if last := &p.sentences[k]; last.start < rest.to && last.end >= rest.to-1 {
				whole.end = max(to, last.end)
				whole.text = p.plain[from:whole.end]
			}
		}
	} else if words := behindFirst(strings.TrimRight(said, ".,!?")); !strings.Contains(whole.text, words) {
		k := slices.IndexFunc(p.sentences, func(s sentence) bool { return s.start < q.to && strings.Contains(s.text, words) })
		if k < 0 {
			f.drop("quote", s, reasonNested, "")
			return
		}
		whole.end = p.sentences[k].end
		whole.text = p.plain[from:whole.end]
	}
	var more []questions.Evidence
	names := whole // where the speaker is named
	if by.in != p {
		attribution := sentence{paragraph: by.in, start: by.at.start, end: by.at.end, text: by.in.plain[by.at.start:by.at.end]}
		e, ok := f.evidence(&attribution, speaker.surname)
		if !ok {
			return
		}
		more, names = append(more, e), attribution
	}
	if !strings.Contains(names.text, speaker.full) {
		e, ok := f.evidence(speaker.sentence, speaker.full)
		if !ok {
			return
		}
		more = append(more, e)
	}
	if !strings.Contains(names.text, speaker.surname) && !f.namesByFirst(&names, by.in, speaker) {
		named := f.lastNaming(by.in, names.start, speaker)
		if named == nil {
			f.drop("quote", s, reasonPronoun, "")
			return
		}
		if e, ok := f.evidence(named, speaker.surname); ok && named != speaker.sentence {
			more = append(more, e)
		}
	}
	if isMedium(speaker.full) {
		f.drop("quote", s, "the speaker is a medium", speaker.full)
		return
	}
	f.notesOffice(speaker, by.in, by.at)
	statement := speaker.full + ` said: "` + said + `"`
	others := f.speakers(speaker.full, statement, &whole)
	fact := questions.Fact{
		Statement: statement,
		Claimant:  speaker.full,
		Spans: []questions.Span{{
			Kind:  questions.Quotation,
			Text:  said,
			Ask:   "Who said: “" + strings.TrimSuffix(strings.ReplaceAll(said, `"`, "'"), ".") + "”?",
			Wrong: others,
			Forms: []questions.Form{questions.WhoSaid},
		}},
	}
	if len(others) < minSpeakers {
		fact.Spans[0].Wrong = nil
	}
	// Another's words, but of somebody who could have said them.
	wrong := f.couldSay(f.whoSpeaks(f.wrong(questions.Person, speaker.full, speaker.full, &whole)), statement)
	if len(wrong) == 0 && !ofOneself(said) {
		wrong = f.ofAnyCalling(speaker, others)
	}
	if len(wrong) > 0 && strings.Count(statement, speaker.full) == 1 {
		fact.Spans = append(fact.Spans, questions.Span{Kind: questions.Person, Text: speaker.full, Wrong: wrong, Forms: onlyStatement})
	}
	f.found("quote", &whole, fact, said, more...)
}

// ofOneself reports whether words speak of who says them: another's home, work or
// body would not be believed of them.
func ofOneself(said string) bool {
	return slices.ContainsFunc(questions.Words(said), func(w string) bool {
		return firstWords[w] || strings.HasPrefix(w, "i'") || strings.HasPrefix(w, "we'")
	})
}

// aloneWords are for somebody alone, or for anybody.
var aloneWords = set("i me my mine myself you your")

var firstWords = set("i me my mine myself we us our ours ourselves")

// ofAnyCalling keeps of some people those who may be taken for who speaks though
// the article calls one of the two nothing.
func (f *finder) ofAnyCalling(speaker *person, people []string) []string {
	return slices.DeleteFunc(slices.Clone(people), func(full string) bool {
		return len(speaker.callings) > 0 && len(f.names.full[full].callings) > 0
	})
}

// interrupted returns where a quotation goes on that the words for who speaks
// stand in: `"If it burns," Ada Lark said, "we close."` Link is what stands
// between the two parts without them. Rest is empty where nothing goes on.
func interrupted(p *paragraph, q quoteSpan) (rest quoteSpan, link string) {
	if words := p.plain[q.from:q.to]; !strings.HasSuffix(words, ",") || q.to == len(p.plain) {
		return quoteSpan{}, ""
	}
	open := strings.IndexByte(p.plain[q.to+1:], '"')
	if open < 0 || open > maxAttribution {
		return quoteSpan{}, ""
	}
	between := p.plain[q.to+1 : q.to+1+open]
	from := q.to + 1 + open + 1
	closing := strings.IndexByte(p.plain[from:], '"')
	if closing < 0 || !strings.HasSuffix(between, ", ") || strings.ContainsAny(between, ".:;") || strings.Contains(between, "adding") {
		return quoteSpan{}, ""
	}
	second := p.plain[from : from+closing]
	word, _, _ := strings.Cut(second, " ")
	if r, _ := utf8.DecodeRuneInString(second); !unicode.IsLower(r) {
		return quoteSpan{}, ""
	}
	first, _, _ := strings.Cut(strings.ToLower(p.plain[q.from:q.to]), " ")
	link = " "
	if subordinate[first] || prepositions[first] || clauseLinks[word] {
		link = ", "
	}
	return quoteSpan{from, from + closing}, link
}

// maxAttribution is how many bytes may stand between the parts of a quotation.
const maxAttribution = 120

// clauseLinks are words with a comma before them.
var clauseLinks = set("and but or so because which who although though while whereas maybe not especially including")

// lastNaming returns the last sentence before a place of a paragraph, in it or in
// the one before, that names a person; nil if there is none.
func (f *finder) lastNaming(p *paragraph, before int, who *person) *sentence {
	for _, p := range []*paragraph{p, &f.paragraphs[max(0, p.number-2)]} {
		for k := len(p.sentences) - 1; k >= 0; k-- {
			s := &p.sentences[k]
			if s.start < before && slices.ContainsFunc(f.in(s), func(m name) bool { return m.person == who }) {
				return s
			}
		}
		before = len(p.plain) + 1 // of the paragraph before, all
	}
	return nil
}

// place is a part of a paragraph.
type place struct{ start, end int }

// speakerOf finds who is named as the speaker next to a quotation: behind it
// (`," said Ada Lark`, `," Ada Lark, the mayor, said`) or before it (`Ada Lark
// said: "`). Place is the part of the paragraph with the attribution; after
// reports that it stands behind the quotation.
func (f *finder) speakerOf(p *paragraph, q quoteSpan) (who *person, at place, after bool) {
	for k := range p.sentences {
		s := &p.sentences[k]
		if s.end <= q.from || s.start > q.to+1 {
			continue
		}
		names := f.whoMaySpeak(s)
		var behind, before []int
		for i, t := range s.tokens {
			switch from := s.start + t.start; {
			case t.quoted:
			case from > q.to:
				behind = append(behind, i)
			case s.start+t.end < q.from:
				before = append(before, i)
			}
		}
		if s.end > q.to && len(behind) > 0 && s.start <= q.to {
			if pronoun := pronounSpoke(s.tokens, behind, p.plain[q.to-1] == ','); pronoun != "" {
				who := f.pronounMeans(p, s, q.from, pronoun)
				if who == nil && s.start == q.from-1 {
					who, _ = f.toldBefore(p, s, pronoun)
				}
				return who, place{s.start, s.end}, true
			}
			if who := attributedBehind(s, names, behind); who != nil {
				return who, place{s.start, s.end}, true
			}
		}
		if s.start < q.from && s.end > q.from && len(before) > 0 {
			if who := attributedBefore(s, names, before, wholeWords(p.plain[q.from:q.to])); who != nil {
				return who, place{s.start, s.end}, false
			}
			// "She said: ...", "Of the lamp, she said: ..."
			if before[0] == 0 && pronounSpeaks(s.tokens, before) && f.maySpeakOn(p, q.from, s.he) {
				return s.he, place{s.start, s.end}, false
			}
			if pronoun := strings.ToLower(s.tokens[before[0]].text); pronounSpeaks(s.tokens, before) && before[0] == 0 && (pronoun == "he" || pronoun == "she") {
				if who, _ := f.toldBefore(p, s, pronoun); who != nil {
					return who, place{s.start, s.end}, false
				}
			}
		}
	}
	return nil, place{}, false
}

// listens are verbs of speech with the listener behind them: "told Ada Lark".
var listens = set("told tells")

// saying are verbs that introduce spoken words.
var saying = set("said says told tells added adds explained explains noted notes argued argues wrote writes insisted recalled recalls continued commented remarked stated warned declared concluded replied announced acknowledged observed tweeted testified stressed emphasized emphasised claimed recounted recounts responded responds countered admitted admits predicted predicts cautioned cautions lamented joked quipped boasted complained concludes reiterated")

// says reports whether a word introduces spoken words beside a quotation, where
// "shared" means nothing else.
func says(word string) bool { return saying[word] || uttering[word] }

// uttering are verbs that mean something else where nothing is quoted.
var uttering = set(`shared posted comments asked asks continues remarks states warns declares replies announces acknowledges observes tweets testifies stresses emphasizes emphasises claims counters laments jokes quips boasts complains reiterates insists
	asserted asserts contended contends conceded concedes confessed confesses fumed fumes urged urges vowed vows pledged exclaimed exclaims mused muses reflected reflects remembered remembers confirmed confirms revealed reveals agreed agrees enthused enthuses protested protests clarified clarifies elaborated elaborates suggested suggests proclaimed opined opines`)

// attributedBehind reads the words behind a quotation, up to the next one.
func attributedBehind(s *sentence, names []name, behind []int) *person {
	start := behind[0]
	if s.tokens[start].text == "," && len(behind) > 1 {
		start++
	}
	end := behind[len(behind)-1] + 1
	for i, at := range behind {
		if i > 0 && at != behind[i-1]+1 {
			end = behind[i-1] + 1
			break
		}
	}
	if start >= end {
		return nil
	}
	tokens := s.tokens[:end]
	if says(tokens[start].text) {
		// said [the mayor] Ada Lark
		for _, m := range names {
			if m.to < end && tokens[m.to].tag == "POS" {
				continue // "said Ada Lark's agent"
			}
			if m.kind == questions.Person && m.person != nil && m.title > start && m.from < end && plainOffice(tokens[start+1:m.called(tokens)]) {
				return m.person
			}
		}
		return nil
	}
	for _, m := range names {
		if m.kind != questions.Person || m.person == nil || m.from < start || m.from >= end {
			continue
		}
		office := tokens[start:m.called(tokens)]
		if n := len(office); n > 1 && office[n-1].text == "," && m.to < len(tokens) && tokens[m.to].text == "," {
			office = office[:n-1] // "Brenk's mayor, Ada Lark, said"
		}
		if !plainOffice(office) && !(m.title < m.from && nominal(office)) {
			return nil
		}
		if spoke(tokens, m.to) && !goesOnWithThat(tokens[m.to:]) {
			return m.person
		}
		return nil
	}
	return nil
}

// goesOnWithThat reports whether "that" stands behind the first verb of speech: who
// says that says something else than what is quoted before.
func goesOnWithThat(tokens []token) bool {
	verb := slices.IndexFunc(tokens, func(t token) bool { return says(t.text) && !t.quoted })
	return verb >= 0 && verb+1 < len(tokens) && tokens[verb+1].text == "that" && !tokens[verb+1].quoted
}

// plainOffice reports whether what stands between the verb and the name is
// nothing but an office: "State Department spokesman".
func plainOffice(tokens []token) bool {
	if len(tokens) > 8 {
		return false
	}
	for i, t := range tokens {
		ok := isNoun(t.tag) || roleNouns[t.text] || strings.HasPrefix(t.tag, "JJ") || t.tag == "DT" && i == 0 || t.tag == "POS" || t.text == "of" || t.text == "and" || t.text == "for" || t.text == "-" || t.tag == "VBG"
		if !ok {
			return false
		}
	}
	if n := len(tokens); n > 1 && n < 4 && tokens[0].tag == "DT" && strings.HasPrefix(tokens[n-1].tag, "JJ") || n == 1 && strings.HasSuffix(tokens[0].text, "-year-old") {
		return true // "the 80-year-old Lark"
	}
	for i, t := range tokens {
		if i+1 < len(tokens) && calledSo(t.text) && (tokens[i+1].text == "of" || tokens[i+1].text == "for" || tokens[i+1].text == "general") {
			return true // "Brenk's head of lamps"
		}
	}
	return len(tokens) == 0 || tokens[len(tokens)-1].tag == "POS" || calledSo(tokens[len(tokens)-1].text) || personTitles[tokens[len(tokens)-1].text] || isNoun(tokens[len(tokens)-1].tag) && len(tokens) <= 3
}

// spoke reports whether the speaker's name, which ends before token i, is
// followed by a verb of speech, perhaps behind an apposition.
func spoke(tokens []token, i int) bool {
	if i < len(tokens) && tokens[i].tag == "RB" {
		i++
	}
	if saysHere(tokens, i) {
		return true
	}
	if i < len(tokens) && (tokens[i].text == "of" || tokens[i].text == "from" || tokens[i].text == "at") {
		for k := i + 1; k < len(tokens) && k < i+9; k++ {
			switch t := tokens[k]; {
			case says(t.text) && isFinite(t.tag) && k > i+1:
				return true // "Ada Lark of the Harbour Trust in Brenk said"
			case !strings.HasPrefix(t.tag, "NN") && t.tag != "DT" && t.tag != "IN" && t.text != "-" && !strings.HasPrefix(t.tag, "JJ"):
				return false
			}
		}
	}
	if i >= len(tokens) || tokens[i].text != "," {
		return false
	}
	if i+2 < len(tokens) && tokens[i+1].text == "who" {
		for k := i + 2; k < len(tokens) && k < i+26 && !tokens[k].quoted; k++ {
			if tokens[k].text == "," && k+1 < len(tokens) {
				return says(tokens[k+1].text) // "Ada Lark, who sold lamps, said"
			}
		}
		return false
	}
	if named := i + 1; named+1 < len(tokens) && firstNames[tokens[named].text] && capitalised(tokens[named+1].text) {
		return false // "the owner of the Brenk, Ada Lark, said"
	}
	if saysHere(tokens, i+1) {
		return true // "Brenk's mayor, Ada Lark, said"
	}
	aside := false // within a clause of the apposition, which has a verb of its own
	for k := i + 1; k < len(tokens) && k < i+30; k++ {
		t := tokens[k]
		if t.text == "," && saysHere(tokens, k+1) {
			return true
		}
		if t.tag == "WP" || t.tag == "WDT" {
			aside = true
		}
		if !aside && t.tag == "VBD" && !says(t.text) && k > i+1 { // ", seated beside her,"
			return false
		}
	}
	return false
}

// namesOther reports whether a sentence names anybody but who, outside of what is
// quoted in it.
func (f *finder) namesOther(s *sentence, who *person) bool {
	return slices.ContainsFunc(f.in(s), func(m name) bool {
		return !s.tokens[m.from].quoted && (m.person != nil && m.person != who || m.person == nil && m.kind == "" && f.names.lastWords[m.text])
	})
}

// bodySaid makes the fact that a body said the quotation q, which begins in s, or
// somebody who speaks for it: what stands in the sentence in says so.
func (f *finder) bodySaid(p *paragraph, s, in *sentence, q quoteSpan, words string, r report) {
	parts, reason := f.sayable(words)
	if len(parts) == 0 {
		f.drop("quote", s, reason, "")
		return
	}
	said := parts[0]
	m, called := r.who, r.claimant
	if m.kind == questions.Organisation && m.from > 0 && strings.EqualFold(in.tokens[m.from-1].text, "the") {
		called = "the " + called
	}
	whole := sentence{paragraph: p, start: min(s.start, in.start), end: max(s.end, in.end)}
	whole.text = p.plain[whole.start:whole.end]
	if !strings.Contains(whole.text, behindFirst(strings.TrimRight(said, ".,!?"))) {
		f.drop("quote", s, reasonNested, "")
		return
	}
	var more []questions.Evidence
	if r.named != nil && !strings.Contains(whole.text, r.claimant) {
		e, ok := f.evidence(r.named, strings.TrimPrefix(r.claimant, "the "))
		if !ok {
			return
		}
		more = append(more, e)
	}
	statement := upper(called) + ` said: "` + said + `"`
	fact := questions.Fact{
		Statement: statement,
		Claimant:  called,
		Spans:     []questions.Span{{Kind: questions.Quotation, Text: said, Forms: onlyStatement}},
	}
	if wrong := f.wrong(m.kind, m.text, statement, &whole); m.kind == questions.Organisation && len(wrong) > 0 && strings.Count(statement, m.text) == 1 && !ofSpeakers(said) {
		fact.Spans = append(fact.Spans, questions.Span{Kind: questions.Organisation, Text: m.text, Wrong: wrong, Forms: onlyStatement})
	}
	f.found("quote", &whole, fact, said, more...)
}

// ofSpeakers reports whether those who speak a quotation speak of themselves in it, as
// another body may of itself.
func ofSpeakers(said string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(said, func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool {
		return firstPersons[strings.ToLower(w)] && w != "US"
	})
}

// heard is who spoke a quotation, and where it ends.
type heard struct {
	source
	paragraph int
	at        int  // byte of the paragraph's plain text
	behind    bool // what says so stands behind the quotation
	open      bool // it is not closed in its paragraph
}

// stillSpeaks returns who "he" or "she" must be before a place: who spoke the
// quotation before, in this paragraph or in the one before, where nobody else who
// can be called so is named outside quotations since.
func (f *finder) stillSpeaks(p *paragraph, before int, pronoun string) *person {
	h := f.heard
	apart := p.number - h.paragraph
	if h.who == nil || !h.who.maybe(pronoun) || apart > 2 || h.paragraph == p.number && h.at > before {
		return nil
	}
	if apart == 2 && !slices.ContainsFunc(f.paragraphs[p.number-2].sentences, func(s sentence) bool { return s.he == h.who }) {
		return nil // nobody speaks of them any more
	}
	from := h.at
	for n := h.paragraph; n <= p.number; n++ {
		in := &f.paragraphs[n-1]
		for k := range in.sentences {
			s := &in.sentences[k]
			if s.end <= from || n == p.number && s.start >= before {
				continue
			}
			if f.mayMeanOther(s, h.who, from, before, n == p.number) {
				return nil
			}
		}
		from = 0
	}
	return h.who
}

// othersBefore reports whether the words before a place of a paragraph, or the
// paragraph before it, name somebody besides who, outside quotations.
func (f *finder) othersBefore(p *paragraph, before int, who *person) bool {
	for _, in := range []*paragraph{p, &f.paragraphs[max(0, p.number-2)]} {
		for k := range in.sentences {
			s := &in.sentences[k]
			for _, m := range f.in(s) {
				if in == p && s.start+s.tokens[m.from].start >= before || s.tokens[m.from].quoted || m.person == nil || m.person == who {
					continue
				}
				if m.person.sameGender(who) {
					return true
				}
			}
		}
	}
	return false
}

// mayMeanOther reports whether a sentence names somebody outside quotations, or
// speaks of somebody without a name, whom the pronoun of who may mean. Only what
// stands behind from counts and, where bounded, what stands before to.
func (f *finder) mayMeanOther(s *sentence, who *person, from, to int, bounded bool) bool {
	within := func(i int) bool {
		at := s.start + s.tokens[i].start
		return !s.tokens[i].quoted && at >= from && (!bounded || at < to)
	}
	for _, m := range f.in(s) {
		if !within(m.from) || m.person == who {
			continue
		}
		if m.person != nil && m.person.sameGender(who) || m.person == nil && m.kind == "" && (f.names.lastWords[m.text] || firstNames[strings.Fields(m.text)[0]]) {
			return true
		}
	}
	for i, t := range s.tokens {
		word := strings.ToLower(t.text)
		if within(i) && isNoun(t.tag) && t.tag != "NNS" && t.tag != "NNP" && (people[word] || relatives[word] || roleNouns[word]) && !besideNameOf(s, f.in(s), i, who) {
			return true
		}
	}
	return false
}

// besideNameOf reports whether a noun stands beside the name of who: as an office
// before it or in an apposition behind it.
func besideNameOf(s *sentence, names []name, i int, who *person) bool {
	return slices.ContainsFunc(names, func(m name) bool {
		return m.person == who && (i < m.from && m.from-i < 8 && plainOffice(s.tokens[i:m.title]) || i >= m.to && i-m.to < 16 && s.tokens[m.to].text == ",")
	})
}

// onlyPerson returns who "he" or "she" must be: the one person who may be called so
// and is named outside quotations in the paragraph before the place, or when nobody is
// named there, the one person of the paragraph before or who is the subject there. Two
// make it nobody, and somebody without a name who is spoken of since.
func (f *finder) onlyPerson(p *paragraph, before int, pronoun string) *person {
	named := func(p *paragraph, before int) (people []*person, last *sentence, unknown bool) {
		for k := range p.sentences {
			s := &p.sentences[k]
			for _, m := range f.in(s) {
				t := s.tokens[m.from]
				if t.quoted || s.start+t.start >= before {
					continue
				}
				if m.person != nil {
					last = s
					if !slices.Contains(people, m.person) {
						people = append(people, m.person)
					}
				}
				unknown = unknown || m.kind == "" && m.person == nil && f.names.lastWords[m.text]
			}
		}
		return people, last, unknown
	}
	others := func(who *person) bool { return !who.maybe(pronoun) }
	people, last, unknown := named(p, before)
	if len(people) > 0 {
		people = slices.DeleteFunc(people, others)
	} else if !unknown && p.number > 1 {
		earlier := &f.paragraphs[p.number-2]
		if people, last, unknown = named(earlier, len(earlier.plain)); len(people) > 1 {
			people = slices.DeleteFunc(people, others)
			if len(people) == 1 && !slices.ContainsFunc(earlier.sentences, func(s sentence) bool { who, own := f.subjectPerson(&s); return who == people[0] && own < 0 }) {
				return nil
			}
		}
	}
	if len(people) != 1 || unknown || !people[0].maybe(pronoun) {
		return nil
	}
	for _, in := range []*paragraph{last.paragraph, p} {
		for k := range in.sentences {
			if s := &in.sentences[k]; last.before(s) && (in != p || s.end <= before) && somebodyFollows(s, 0) {
				return nil
			}
		}
	}
	return people[0]
}

// attributedBefore reads the words before a quotation: a name, a verb of
// speech, and little more. Whole says that sentences of their own are quoted, which
// "that" may introduce as well.
func attributedBefore(s *sentence, names []name, before []int, whole bool) *person {
	end := before[len(before)-1] + 1
	first := end - 1
	for first > before[0] && !s.tokens[first-1].quoted {
		first--
	}
	verb := -1
	for i := end - 1; i >= max(first, end-10); i-- {
		if saying[s.tokens[i].text] || sayingToo[s.tokens[i].text] || s.tokens[i].text == "written" && i > 0 && s.tokens[i-1].text == "had" || uttering[s.tokens[i].text] && isFinite(s.tokens[i].tag) {
			verb = i
			break
		}
	}
	if verb < 0 {
		return nil
	}
	// Nothing but whom, where and how it was said may stand behind the verb.
	for i, t := range s.tokens[verb+1 : end] {
		if t.text == "that" && verb+2+i == end && whole {
			continue
		}
		if isFinite(t.tag) || t.text == "that" || t.tag == "." {
			return nil
		}
	}
	if goesOnToSay(s.tokens, verb) {
		return subjectOf(s.tokens, names, first, verb)
	}
	var who *person
	for _, m := range names {
		if m.kind != questions.Person || m.person == nil || m.to > verb || m.from < first {
			continue
		}
		if spoke(s.tokens[:verb+1], m.to) {
			who = m.person
		} else if m.to == verb {
			who = m.person
		}
	}
	return who
}
