package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// report is a sentence that passes on what somebody said without quoting it all:
// "Ada Lark said on Monday that the lamp burned", "The lamp burned, she said."
type report struct {
	claimant string
	who      name // its kind is Term for what is neither a person nor a body
	verb     string
	body     []token   // what was said, in one piece of the sentence
	front    bool      // the words stand behind who said them
	named    *sentence // that tells who is meant by "he" or "the company"; nil = the sentence itself
}

const reasonNoClaimant = "no claimant by name"

// expecting are verbs for what somebody holds to be so or to come, where a clause
// depends on them.
var expecting = set("expects expected fears feared hopes hoped thinks expect think fear hope recalled recalls remarked commented continued continues pointed complained complains cautioned countered lamented boasted")

// reportsAt returns the verb that reports what somebody holds at token i, as the
// statement has it, and the token behind it: "said", "has said", "later said",
// "pointed out". "" where there is none.
func reportsAt(tokens []token, i int) (verb string, next int) {
	for i < len(tokens) && tokens[i].tag == "RB" && !negations[tokens[i].text] && !rumours[tokens[i].text] {
		i++
	}
	had := ""
	if i+1 < len(tokens) && (tokens[i].text == "has" || tokens[i].text == "have" || tokens[i].text == "had") {
		had = tokens[i].text + " "
		for i++; i < len(tokens) && (tokens[i].tag == "RB" || tokens[i].text == "since") && !negations[tokens[i].text]; i++ {
		}
	}
	if i >= len(tokens) || tokens[i].quoted {
		return "", i
	}
	word := tokens[i].text
	if !claiming[word] && !asserting[word] && !expecting[word] && word != "told" && word != "tells" {
		return "", i
	}
	if had == "" && !isFinite(tokens[i].tag) && tokens[i].tag != "VBN" || had != "" && !strings.HasPrefix(tokens[i].tag, "VB") {
		return "", i
	}
	next = i + 1
	if strings.HasPrefix(word, "point") {
		if next >= len(tokens) || tokens[next].text != "out" {
			return "", i
		}
		word += " out"
		next++
	}
	return had + word, next
}

// reporting reads the report of a sentence. Found says that there is one; the
// reason says why it is none that can be told.
func (f *finder) reporting(s *sentence, tokens []token) (r report, found bool, reason string) {
	if len(tokens) == 0 {
		return r, false, "" // all of it stood in brackets
	}
	if r, found, reason = f.reportFront(s, tokens, 0); found {
		return r, found, reason
	}
	// "On Monday, ...", "In a letter to the mayor, ..."
	if first := strings.ToLower(tokens[0].text); prepositions[first] || weekdays[tokens[0].text] || first == "last" || first == "earlier" || tokens[0].tag == "VBG" {
		for i := 1; i < len(tokens) && i < maxFrontWords; i++ {
			if isFinite(tokens[i].tag) || tokens[i].quoted || tokens[i].tag == "MD" {
				break
			}
			if tokens[i].text == "," && !insideDate(tokens, i) {
				if r, found, reason = f.reportFront(s, tokens, i+1); found {
					return r, found, reason
				}
			}
		}
	}
	return f.reportBehind(s, tokens)
}

// reportFront reads "Ada Lark, the mayor of Brenk, said on Monday that ..." from
// token i on.
func (f *finder) reportFront(s *sentence, tokens []token, i int) (r report, found bool, reason string) {
	at := f.speakersAt(s, tokens, i)
	verb, next := "", 0
	for _, end := range behindAside(tokens, at) {
		if verb, next = reportsAt(tokens, end); verb != "" {
			break
		}
	}
	if verb == "" || next+minClaimWords > len(tokens) {
		return r, false, ""
	}
	body, whom, reason := f.reported(s, tokens, next, verb)
	if reason != "" {
		return r, contending[verb] || strings.HasSuffix(verb, "told"), reason
	}
	r, known := f.speakerAt(s, tokens, i, at)
	if (!known || r.who.kind == questions.Term && callsSpeaker(tokens[at-1].text)) && at < len(tokens) && tokens[at].text == "," {
		// "Brenk's mayor, Ada Lark, said"
		if c, m, end := f.officeAndClaimant(s, tokens, at+1); c != "" && m.kind == questions.Person && end < len(tokens) && tokens[end].text == "," {
			if v, _ := reportsAt(tokens, end+1); v == verb {
				r, known = report{claimant: c, who: m}, true
			}
		}
	}
	if !known {
		return r, true, reasonNoClaimant
	}
	r.front = true
	if r.who.person != nil {
		f.noteSpeaker(s, r.who.person)
	}
	r.verb, r.body = strings.Replace(verb, "told", "told "+whom, 1), body
	if whom == "" {
		r.verb = strings.NewReplacer("told", "said", "tells", "says").Replace(verb)
	}
	return r, true, ""
}

// minClaimWords is how many words a claim has at least.
const minClaimWords = 5

// behindAside returns where the verb may stand behind a name that ends before
// token i: there, or behind the second comma of a description.
func behindAside(tokens []token, i int) []int {
	if i >= len(tokens) || i == 0 || tokens[i].text != "," {
		return []int{i}
	}
	var ends []int
	for k := i + 2; k < len(tokens) && k < i+28 && !tokens[k].quoted; k++ {
		if tokens[k].text == "," {
			ends = append(ends, k+1)
		}
	}
	return ends
}

// speakersAt returns the token behind the phrase at i that may name who speaks;
// i where none does.
func (f *finder) speakersAt(s *sentence, tokens []token, i int) int {
	if i >= len(tokens) || tokens[i].quoted || tokens[i].text == "I" || firstPersons[strings.ToLower(tokens[i].text)] {
		return i
	}
	if word := strings.ToLower(tokens[i].text); word == "he" || word == "she" {
		return i + 1
	}
	longer := func(end int) int {
		for end > i && end+1 < len(tokens) && joining[tokens[end].text] {
			more := nounPhrase(tokens, end+1)
			if more == end+1 {
				break
			}
			end = more
		}
		return end
	}
	if c, m, next := f.officeAndClaimant(s, tokens, i); c != "" && (next >= len(tokens) || tokens[next].tag != "POS" && !isNoun(tokens[next].tag)) {
		if m.kind == questions.Person && next < len(tokens) && joining[tokens[next].text] {
			// "Ada Lark of the Harbour Trust said"
			if end := longer(next); end > next {
				if verb, _ := reportsAt(tokens, end); verb != "" {
					return end
				}
			}
		}
		return next
	}
	return longer(nounPhrase(tokens, i))
}

// joining are words that join what somebody or something is of to a name or noun.
var joining = set("of for from at in with on")

// speakerAt returns who speaks by the phrase of tokens [i, end).
func (f *finder) speakerAt(s *sentence, tokens []token, i, end int) (r report, known bool) {
	phrase := tokens[i:end]
	if len(phrase) == 0 {
		return r, false
	}
	word := strings.ToLower(phrase[0].text)
	if word == "he" || word == "she" {
		who, named := f.speaksOn(s, tokens, i, word)
		if who == nil {
			if who, named = f.toldBefore(s.paragraph, s, word); who == nil || f.another(s, who, s.start+tokens[i].start, true) {
				return r, false
			}
		}
		return report{claimant: who.full, who: name{kind: questions.Person, text: phrase[0].text, person: who, pronoun: true}, named: named}, true
	}
	if c, m, next := f.officeAndClaimant(s, tokens, i); c != "" && !isArticle(s.tokens, m.title-1) && (next == end || m.kind == questions.Person && next < end && joining[tokens[next].text]) {
		if m.kind == questions.Person && !f.surely(m.person) && !m.person.quoted && !strings.Contains(m.text, " ") {
			return r, false
		}
		return report{claimant: c, who: m}, true
	}
	for _, m := range f.in(s) {
		if m.kind == questions.Person && m.person != nil && strings.Contains(m.text, " ") && s.tokens[m.to-1].end == phrase[len(phrase)-1].end && (nounPhrase(tokens[:end], i) == end || plainOffice(s.beforeName(m, phrase))) && (f.surely(m.person) || m.person.quoted) && !isArticle(s.tokens, m.title-1) {
			return report{claimant: m.person.full, who: m}, true // "study co-author Ada Lark"
		}
		if m.kind == questions.Place && len(phrase) == 1 && m.from == m.title && s.tokens[m.from].start == phrase[0].start && countries[m.text] != "" {
			return report{claimant: m.text, who: name{kind: questions.Term, text: m.text}}, true
		}
	}
	if called := joinWords(phrase); seats[called] {
		return report{claimant: called, who: name{kind: questions.Term, text: called}}, true
	}
	if word == "it" && len(phrase) == 1 {
		if a := f.itSpeaks(s, phrase[0]); a != nil {
			return report{claimant: a.name, who: name{kind: questions.Term, text: phrase[0].text}, named: a.sentence}, true
		}
		return r, false
	}
	if word == "the" {
		if r, known := f.nounSpeaks(s, phrase); known {
			return r, true
		}
	}
	// "the company"
	if len(phrase) == 2 && word == "the" {
		noun := phrase[1].text
		if means := f.meansTopic(s); means != nil && means(noun) && f.names.kinds[f.topic.name] != questions.Place {
			return report{claimant: f.topicCalled(), who: name{kind: questions.Term, text: s.render(phrase)}, named: f.topic.sentence}, true
		}
		if h := f.headedBy(s, noun); h != nil && noun != "company" && f.names.kinds[h.name] == questions.Organisation && !isMedium(h.name) {
			called := h.name
			if f.names.withThe[called] {
				called = "the " + called
			}
			return report{claimant: called, who: name{kind: questions.Term, text: s.render(phrase)}, named: h.first}, true
		}
	}
	for _, n := range f.in(s) {
		if n.title != n.from || n.person != nil || n.kind != "" && n.kind != other || s.tokens[n.to-1].end != phrase[len(phrase)-1].end || demonyms[n.text] {
			continue
		}
		begins := slices.IndexFunc(phrase, func(t token) bool { return t.start == s.tokens[n.from].start })
		if begins < 0 || begins > 1 || begins == 1 && word != "the" || n.from > 0 && begins == 0 && articles[strings.ToLower(s.tokens[n.from-1].text)] || !f.speaksAsBody(s, n, begins == 1) {
			continue
		}
		n.kind = questions.Term
		return report{claimant: f.lowerFirst(s.render(phrase), phrase[0]), who: n}, true
	}
	if f.bodyOf(s, phrase) {
		return report{claimant: f.lowerFirst(s.render(phrase), phrase[0]), who: name{kind: questions.Term, text: s.render(phrase)}}, true
	}
	if head := f.unnamedSpeakers(s, phrase); head != "" {
		return report{claimant: head, who: name{kind: questions.Term, text: head}}, true
	}
	return r, false
}

// seats are places that are named for who speaks from there.
var seats = map[string]bool{"Downing Street": true, "Number 10": true, "Buckingham Palace": true, "Kensington Palace": true, "Scotland Yard": true, "Capitol Hill": true}

// isArticle reports whether "a" or "an" stands at i: what follows is one of many, "a
// Brenk Liberal".
func isArticle(tokens []token, i int) bool {
	return i >= 0 && (strings.EqualFold(tokens[i].text, "a") || strings.EqualFold(tokens[i].text, "an"))
}

// speaksAsBody reports whether a name of unknown kind that stands before a verb of
// speech is that of a body or a medium, or of somebody in full: one that has
// several words, or only capitals and stands in the title. The surname of somebody
// whom the article names nowhere in full is none.
func (f *finder) speaksAsBody(s *sentence, n name, withThe bool) bool {
	words := strings.Fields(n.text)
	last := words[len(words)-1]
	if calledSo(last) || personTitles[last] || offices[last] || weekdays[last] || months[last] || never[words[0]] && !newNames[words[0]] {
		return false
	}
	if len(words) > 1 || f.calledBody(n.text) {
		return true
	}
	if f.names.surname[n.text] != nil || f.names.lastWords[n.text] || firstNames[n.text] || statesmenNames[n.text] {
		return false
	}
	if f.times(n.text) >= 3 && questions.HoldsWords(f.article.Title, n.text) || strings.ToUpper(n.text) == n.text && len(n.text) > 2 && f.times(n.text) >= 2 {
		return true
	}
	return withThe || wellKnownBodies[n.text] || f.beginsBody(n.text) || (strings.ToUpper(n.text) == n.text && len(n.text) > 1 || f.names.bare[n.text]) && questions.HoldsWords(f.article.Title, n.text)
}

// beginsBody reports whether a name of one word begins the name of a company that the
// article has in full: "Larkson" of "Larkson Financial Corp".
func (f *finder) beginsBody(word string) bool {
	if never[word] || placeGrain(word) != "" || demonyms[word] || f.names.lower[strings.ToLower(word)] {
		return false
	}
	for full, kind := range f.names.kinds {
		if rest, found := strings.CutPrefix(full, word+" "); found && kind == questions.Organisation && (bodyNoun(rest) == "company" || groupWords[rest[strings.LastIndexByte(rest, ' ')+1:]]) {
			return true
		}
	}
	return false
}

// groupWords end the names of companies, beside those of [bodyNoun].
var groupWords = set("Group Holdings Industries Technologies Motors Energy Pharmaceuticals PLC")

// statesmenNames are the last words of the names of statesmen.
var statesmenNames = func() map[string]bool {
	all := map[string]bool{}
	for full := range statesmen {
		all[full[strings.LastIndexByte(full, ' ')+1:]] = true
	}
	return all
}()

// bodyOf reports whether a phrase calls a body by what it is and whose: "the French
// foreign ministry", "Brenk's council", or by a long name of its own, "the United
// Nations High Commissioner for Human Rights".
func (f *finder) bodyOf(s *sentence, phrase []token) bool {
	end := nounPhrase(phrase, 0)
	if end < 2 || phrase[0].tag == "PRP$" {
		return false
	}
	named, capitals := false, 0
	for i, t := range phrase {
		if demonyms[t.text] || t.tag == "NNP" && !never[t.text] && (i > 0 || f.names.middle[t.text] || placeGrain(t.text) != "") {
			named = true
		}
		if capitalised(t.text) && (i > 0 || !never[t.text]) {
			capitals++
		} else if isNoun(t.tag) && i != end-1 || t.tag == "PRP$" || isMark(t.text) {
			if isNoun(t.tag) && i < end || capitalised(phrase[end-1].text) && media[t.text] {
				continue
			}
			return false
		}
	}
	if named && bodyHeads[strings.ToLower(phrase[end-1].text)] && !capitalised(phrase[end-1].text) {
		for _, m := range f.in(s) { // "Lark's office": who is Lark?
			if m.person != nil && !strings.Contains(m.text, " ") && slices.ContainsFunc(phrase, func(t token) bool { return t.start == s.tokens[m.from].start }) {
				return false
			}
		}
		return true
	}
	last := phrase[end-1].text
	if capitalised(last) && named {
		for i, t := range phrase[:end-1] { // "the whale rescue group Project Brenk"
			if !capitalised(t.text) && i > 0 && (bodyHeads[t.text] || media[t.text]) && capitalised(phrase[i+1].text) {
				return true
			}
		}
	}
	return capitals >= 4 && !calledSo(last) && slices.ContainsFunc(phrase, func(t token) bool { return orgWords[t.text] })
}

var media = set("blog website newspaper magazine firm group charity institute broadcaster outlet network channel broker brokerage bank journal paper station maker consultancy")

// bodyHeads are nouns for bodies that speak.
var bodyHeads = set("ministry government police department authority authorities office agency court council party union unions army military company regulator watchdog parliament embassy officials commission administration prosecutors spokesman spokeswoman spokesperson official researcher researchers scientists ambassador")

// unnamedSpeakers returns the group or document that a phrase calls without a name
// of its own: "prosecutors", "court records", "people with knowledge of the deal",
// "the Brenk Post's report". "" for everything that a reader of the claim alone
// does not know.
func (f *finder) unnamedSpeakers(s *sentence, phrase []token) string {
	end := nounPhrase(phrase, 0)
	if end == 0 {
		return ""
	}
	head := phrase[end-1]
	several := head.tag == "NNS" && end > 1 && len(phrase) == end && !articles[strings.ToLower(phrase[0].text)] && (isNoun(phrase[end-2].tag) || strings.HasPrefix(phrase[end-2].tag, "JJ")) && phrase[0].text != "few" && phrase[0].tag != "DT"
	one := end > 2 && (strings.EqualFold(phrase[0].text, "a") || strings.EqualFold(phrase[0].text, "an")) && speakersOf[strings.ToLower(head.text)] && head.tag == "NN"
	if !documents[strings.ToLower(head.text)] && !groups[strings.ToLower(head.text)] && !several && !one || phrase[0].tag == "PRP$" || phrase[0].tag == "CD" {
		return ""
	}
	first := strings.ToLower(phrase[0].text)
	if first == "the" && len(phrase) == 2 && untold[strings.ToLower(head.text)] {
		return head.text // "the officials": the claim is known to be theirs without saying of which
	}
	if first == "the" && !slices.ContainsFunc(phrase[1:], func(t token) bool { return t.tag == "NNP" || t.tag == "NNPS" }) || first == "some" && len(phrase) == 2 || first == "both" || first == "these" || first == "those" || first == "this" || first == "that" || first == "other" || first == "others" {
		return ""
	}
	if len(phrase) == 1 && head.tag == "NN" {
		return ""
	}
	if reason, _ := alone(phrase, "", false); reason != "" {
		return ""
	}
	return f.lowerFirst(s.render(phrase), phrase[0])
}

// untold are groups that the reader of a claim need not tell from others.
var untold = set("officials authorities researchers scientists prosecutors investigators police economists analysts experts organisers organizers")

// speakersOf are people who speak without being named.
var speakersOf = set("official spokesman spokeswoman spokesperson diplomat source")

// groups are people without a name who speak with one voice.
var groups = set("economists executives doctors scientists lawyers traders farmers astronomers engineers historians regulators diplomats campaigners activists opponents supporters lawmakers astronomers psychologists biologists geologists archaeologists economist investors conservationists environmentalists retailers advocates police survivors observers republicans democrats meteorologists forecasters firefighters insiders protesters workers employers backers")

// speaksOn returns whom "he" or "she" at token i, who says something, means: whom
// the article spoke of last, where nobody else of the sentence can be meant; or who
// was the last to speak. Named is where they are named.
func (f *finder) speaksOn(s *sentence, tokens []token, i int, pronoun string) (who *person, named *sentence) {
	if i == 0 && s.he != nil && tokens[0].start == s.tokens[0].start {
		if before := sentenceBefore(s); before != nil && !strings.Contains(before.text, s.he.surname) && f.another(before, s.he, 0, false) {
			return nil, nil
		}
		return s.he, s.named
	}
	at := s.start + tokens[i].start
	if who = s.lead.who; who != nil && who.pronoun == pronoun && !f.another(s, who, at, true) {
		return who, s.lead.named
	}
	if who, named = f.lastToSpeak(s, at, pronoun); who != nil {
		return who, named
	}
	if who = f.pronounMeans(s.paragraph, s, at, pronoun); who != nil && !f.another(s, who, at, true) {
		before := sentenceBefore(s)
		if before == nil && s.paragraph.number > 1 {
			if all := f.paragraphs[s.paragraph.number-2].sentences; len(all) > 0 {
				before = &all[len(all)-1]
			}
		}
		if before != nil && f.another(before, who, 0, false) {
			return nil, nil
		}
		return who, f.lastNaming(s.paragraph, at, who)
	}
	return nil, nil
}

// sentenceBefore returns the sentence before s in its paragraph, nil for the first.
func sentenceBefore(s *sentence) *sentence {
	for k := range s.paragraph.sentences {
		if &s.paragraph.sentences[k] == s && k > 0 {
			return &s.paragraph.sentences[k-1]
		}
	}
	return nil
}

// noteSpeaker notes who speaks in a sentence, for the next one that says "he said".
func (f *finder) noteSpeaker(s *sentence, who *person) { f.spoke = lastSpoke{s, who} }

// lastToSpeak looks for the last sentence before s, in its paragraph and the one
// before, that names anybody of a gender: it has to be one person, who speaks in
// it.
func (f *finder) lastToSpeak(s *sentence, at int, pronoun string) (*person, *sentence) {
	for n := s.paragraph.number; n > 0 && n >= s.paragraph.number-1; n-- {
		p := &f.paragraphs[n-1]
		for k := len(p.sentences) - 1; k >= 0; k-- {
			before := &p.sentences[k]
			bounded := before == s
			if n == s.paragraph.number && before.start > s.start {
				continue
			}
			var who *person
			for _, m := range f.in(before) {
				if before.tokens[m.from].quoted || bounded && before.start+before.tokens[m.from].start >= at || m.person == nil {
					continue
				}
				if who != nil && m.person != who {
					return nil, nil
				}
				who = m.person
			}
			if who == nil {
				if f.spoke.sentence == before && !bounded && f.spoke.who.pronoun == pronoun && !f.another(before, f.spoke.who, at, bounded) {
					return f.spoke.who, f.spoke.who.sentence
				}
				if f.another(before, &person{pronoun: pronoun}, at, bounded) {
					return nil, nil
				}
				continue
			}
			if bounded || who.pronoun != pronoun && who.pronoun != "" || f.another(before, who, at, bounded) {
				return nil, nil
			}
			for _, m := range f.in(before) {
				if m.person == who && (spoke(before.tokens, m.to) || m.title > 0 && says(before.tokens[m.title-1].text) && !listens[before.tokens[m.title-1].text]) {
					return who, before
				}
			}
			return nil, nil
		}
	}
	return nil, nil
}

// another reports whether a sentence, or where bounded what stands of it before at,
// names or calls somebody outside of quotations whom the pronoun of who may mean.
func (f *finder) another(s *sentence, who *person, at int, bounded bool) bool {
	within := func(i int) bool {
		return !s.tokens[i].quoted && (!bounded || s.start+s.tokens[i].start < at)
	}
	names := f.in(s)
	for _, m := range names {
		if within(m.from) && m.person != who && (m.person != nil && m.person.sameGender(who) || m.person == nil && m.kind == "" && (f.names.lastWords[m.text] || firstNames[strings.Fields(m.text)[0]])) {
			return true
		}
	}
	for i, t := range s.tokens {
		word := strings.ToLower(t.text)
		if within(i) && t.tag == "NN" && !collective[word] && (people[word] || relatives[word] || roleNouns[word]) && !besideNameOf(s, names, i, who) {
			return true
		}
	}
	return false
}

// collective are nouns for several people, whom "he" cannot mean.
var collective = set("group team crew crowd family couple jury court government police company party staff council army people")

// lastSpoke is who speaks in a sentence that was read.
type lastSpoke struct {
	sentence *sentence
	who      *person
}

// utterances are nouns of when and by what means something was said.
var utterances = set("statement interview email e-mail tweet letter report blog post speech memo filing conference briefing call lawsuit complaint testimony hearing website release note video message Twitter Facebook Instagram study paper survey court telephone phone")

// reported returns what was said, which begins behind the verb at token i or behind
// when, where and to whom it was said.
func (f *finder) reported(s *sentence, tokens []token, i int, verb string) (body []token, whom, reason string) {
	rest := tokens[i:]
	told := verb == "told" || verb == "tells" || strings.HasSuffix(verb, " told")
	that := false
	if told {
		end := 0
		for end < len(rest) && (isNoun(rest[end].tag) || rest[end].tag == "CD" && end < 3 || strings.HasPrefix(rest[end].tag, "JJ") || rest[end].tag == "POS" || end == 0 && (rest[0].tag == "DT" || rest[0].tag == "PRP$" || rest[0].tag == "PRP")) {
			end++
		}
		if end == 0 {
			return nil, "", reasonNested
		}
		if k := toldThat(tokens, i-1); k > 0 {
			end = k - i
			that = true
		}
		if phrase := rest[:end]; phrase[0].tag != "PRP" && phrase[0].tag != "PRP$" && (!strings.EqualFold(phrase[0].text, "the") || dangling(phrase, 0, map[string]bool{}) == "") {
			whom = s.render(phrase)
		}
		rest = rest[end:]
		if len(rest) > 0 && rest[0].text == "that" {
			that, rest = true, rest[1:]
		}
	} else if rest[0].text == "that" && rest[0].tag != "DT" {
		that, rest = true, rest[1:]
	} else if to := saidThat(tokens, i-1); to > 0 {
		that, rest = true, tokens[to+1:]
	} else {
		if _, n := dateAt(rest, 0); n > 0 && n < len(rest) {
			rest = rest[n:] // "announced May 3 that"
		}
		for len(rest) > 2 && weekdays[rest[0].text] {
			if rest = rest[1:]; dayParts[rest[0].text] {
				rest = rest[1:]
			}
		}
		for len(rest) > 4 && prepositions[rest[0].text] {
			end := sayingEnd(rest)
			if end < 2 || !utterances[strings.ToLower(rest[end-1].text)] && !weekdays[rest[end-1].text] {
				break
			}
			rest = rest[end:]
		}
		if len(rest) > 0 && rest[0].text == "that" && rest[0].tag != "DT" {
			that, rest = true, rest[1:]
		}
	}
	if len(rest) < minClaimWords {
		return nil, "", reasonLength
	}
	if rest[0].text == "," && that {
		rest = rest[1:] // "said that, if it burned, it"
	}
	if that && (rest[0].tag == "NN" && !clauseBegins(rest) || strings.HasPrefix(verb, "denie") && prepositions[rest[0].text]) {
		return nil, "", reasonNested // "maintained that position", "denied that in his letter"
	}
	if !that && (isMark(rest[0].text) || !clauseBegins(rest) && !(contending[verb] || told && whom != "") || !mayBegin(rest)) {
		return nil, "", reasonNested
	}
	if told && !that && rest[0].tag == "VBG" || !that && !contending[verb] && !told && f.takesObject(s, tokens[i-1], rest) {
		return nil, "", reasonNested
	}
	return rest, whom, ""
}

// sayingEnd returns the end of the phrase behind the preposition that tokens begin with,
// before the subject of what is said: "on Thursday it had", "in a statement 40 lamps".
func sayingEnd(tokens []token) int {
	if len(tokens) > 1 && weekdays[tokens[1].text] {
		return 2
	}
	end := nounPhrase(tokens, 1)
	for k := 2; k < end; k++ {
		if tokens[k].tag == "PRP" || tokens[k].tag == "CD" && utterances[strings.ToLower(tokens[k-1].text)] {
			return k
		}
	}
	return end
}

// contending are verbs that have nothing behind them but what is held to be so.
var contending = set("said says say told believes believed believe thinks think insists insisted insist argues argued argue")

// mayBegin reports whether a clause may begin with the first of some tokens, and
// has a verb: "selling boats is", "there are", "if it burns, it".
func mayBegin(tokens []token) bool {
	first := tokens[0]
	word := strings.ToLower(first.text)
	ok := isNoun(first.tag) || strings.HasPrefix(first.tag, "JJ") || first.tag == "DT" || first.tag == "PDT" || first.tag == "PRP" || first.tag == "PRP$" || first.tag == "CD" || first.tag == "EX" || first.tag == "VBG" || first.tag == "$" || subordinate[word] && first.tag != "WRB" || word == "if" || word == "when" || word == "more" || word == "less" || first.tag == "RB" || word == "at" || word == "about"
	return ok && slices.ContainsFunc(tokens, func(t token) bool { return isFinite(t.tag) || t.tag == "MD" })
}

// reportBehind reads "It is so, Ada Lark said on Monday.", "It is so, said Ada
// Lark, the mayor of Brenk." and "The lamp, she said, burned."
func (f *finder) reportBehind(s *sentence, tokens []token) (r report, found bool, reason string) {
	for i := 1; i+2 < len(tokens); i++ {
		if tokens[i].text != "," || tokens[i+1].quoted || insideDate(tokens, i) {
			continue
		}
		from, verb, next := i+1, "", 0
		end := f.speakersAt(s, tokens, from)
		if end > from {
			for _, e := range behindAside(tokens, end) {
				if verb, next = reportsAt(tokens, e); verb != "" {
					break
				}
			}
		}
		inverted := false
		if verb == "" && i > 3 && saying[tokens[from].text] && !tokens[from].quoted && isFinite(tokens[from].tag) {
			inverted = true
			verb, from = tokens[from].text, from+1
			end = f.speakersAt(s, tokens, from)
			next = end
			if end == from {
				continue
			}
		}
		if verb == "" {
			continue
		}
		rest := tokens[next:]
		front, behind := tokens[:i], []token(nil)
		switch {
		case len(rest) == 0 || rest[0].text == ".":
		case (verb == "told" || verb == "tells") && len(rest) < 7 && !slices.ContainsFunc(rest[:len(rest)-1], func(t token) bool { return isFinite(t.tag) || isMark(t.text) || t.tag == "TO" || t.text == "that" }):
		case rest[0].text == "," && len(rest) > 2 && (rest[1].tag == "VBG" && rest[1].text != "including"):
		case rest[0].text == "," && len(rest) > 2 && (subordinate[rest[1].text] || rest[1].text == "ever") && slices.ContainsFunc(front, func(t token) bool { return isFinite(t.tag) }):
			// "Ada Lark said, after the lamp burned."
		case rest[0].text == "while" || rest[0].text == "as" || rest[0].text == "after":
		case rest[0].text == "," && inverted:
			// "said Ada Lark, the mayor of Brenk."
		case rest[0].text == "," && len(front) <= 8 && !slices.ContainsFunc(front, func(t token) bool { return isFinite(t.tag) || t.tag == "MD" }):
			behind = rest[1:]
			if prepositions[strings.ToLower(front[0].text)] || front[0].tag == "RB" {
				front = tokens[:i+1]
			}
		case weekdays[rest[0].text] || prepositions[rest[0].text] || rest[0].text == "when" || rest[0].text == "today":
			if slices.ContainsFunc(rest, func(t token) bool { return t.text == "that" || claiming[t.text] }) {
				continue
			}
		default:
			continue
		}
		if r, known := f.speakerAt(s, tokens, from, end); known {
			if r.who.person != nil {
				f.noteSpeaker(s, r.who.person)
			}
			r.verb = strings.NewReplacer("told", "said", "tells", "says").Replace(verb)
			r.body = slices.Concat(front, behind)
			if !slices.ContainsFunc(r.body, func(t token) bool { return isFinite(t.tag) }) || len(r.body) < minClaimWords || leansOn(r.body) {
				return r, true, reasonNoVerb
			}
			return r, true, ""
		}
		return r, true, reasonNoClaimant
	}
	return r, false, ""
}

// unsureCase reports whether the first word of a claim has its capital perhaps from
// the head of its sentence alone: "Rainfall occurs", "Simply put".
func (f *finder) unsureCase(s *sentence, body []token) bool {
	first := body[0]
	return first.start == s.tokens[0].start && first.tag == "NNP" && len(body) > 1 && !capitalised(body[1].text) && body[1].tag != "POS" && strings.ToUpper(first.text) != first.text &&
		!f.names.middle[first.text] && placeGrain(first.text) == "" && !slices.ContainsFunc(f.in(s), func(m name) bool { return m.from == 0 && (m.person != nil || m.kind != "") })
}

// leansOn reports whether the words before an attribution are part of a larger
// sentence: one clause behind "as", "but that" and the like alone.
func leansOn(tokens []token) bool {
	word := strings.ToLower(tokens[0].text)
	if !subordinate[word] && !conditions[word] || word == "before" || word == "after" && tokens[1].tag != "PRP" {
		return false
	}
	return !slices.ContainsFunc(tokens, func(t token) bool { return t.text == "," })
}

// bounded leaves out of a claim what the writer adds behind it. The reason says why
// the two cannot be told apart.
func (r *report) bounded() (reason, detail string) {
	body := r.body
	for i := 1; i < len(body); i++ {
		if before := body[i-1]; weekdays[body[i].text] && (before.text != "on" && prepositions[before.text] || before.text == "late" || before.text == "early" || before.text == "next" || before.text == "last" || i > 1 && (body[i-2].text == "late" || body[i-2].text == "early")) {
			return reasonRelative, body[i].text // without it "late" would be left
		}
	}
	for i := minClaimWords; r.front && i+2 < len(body); i++ {
		// "said that it burned and insisted that it was new"
		verb, next := reportsAt(body, i+1)
		if (body[i].text == "and" || body[i].text == "but") && !body[i].quoted && (says(body[i+1].text) && !objectVerbs[body[i+1].text] || verb != "" && next < len(body) && body[next].text == "that") {
			body = body[:i]
			if body[i-1].text == "," {
				body = body[:i-1]
			}
			r.body = body
		}
	}
	for i := 1; i+1 < len(body); i++ {
		if body[i].text != "," || body[i].quoted {
			continue
		}
		next := body[i+1]
		switch {
		case next.tag == "VBG" && (claiming[strings.TrimSuffix(next.text, "ing")] || next.text == "adding" || next.text == "noting" || next.text == "saying" || next.text == "citing" || next.text == "referring" || next.text == "denouncing" || next.text == "calling" || next.text == "describing" || next.text == "warning" || next.text == "arguing"):
			r.body = body[:i]
			return "", ""
		case !r.front:
		case next.text == "but" && i+2 < len(body) && howFar[body[i+2].text]:
		case next.text == "though" || next.text == "although" || next.text == "whereas" || next.text == "even":
			if i >= minClaimWords {
				return reasonSecond, next.text
			}
		case next.tag == "CC" && i+2 < len(body) && i >= minClaimWords, next.text == "while" && i >= minClaimWords:
			after := body[min(i+2, len(body)-1):]
			end := nounPhrase(after, 0)
			if next.text == "while" || isFinite(after[0].tag) && after[0].tag != "MD" || after[0].tag == "PRP" || next.text == "but" && after[0].text != "that" || end > 0 && verbAt(after, end) && !slices.ContainsFunc(body[:i], func(t token) bool { return t.text == "," }) {
				if subordinate[strings.ToLower(body[0].text)] || conditions[body[0].text] || !slices.ContainsFunc(body[:i], func(t token) bool { return isFinite(t.tag) }) {
					return reasonSecond, next.text
				}
				r.body = body[:i]
				return "", ""
			}
		}
	}
	return "", ""
}

// refers is the kind of what a pronoun for the claimant may stand for, where it is
// neither a person nor a body of a known kind: a body, or several people.
func (r *report) refers() questions.SpanKind {
	words := strings.Fields(r.claimant)
	last := strings.ToLower(words[len(words)-1])
	switch {
	case strings.HasSuffix(last, "s") && last == words[len(words)-1] && !strings.HasSuffix(last, "ss") || last == "police" || last == "people":
		return plural
	case slices.ContainsFunc(words, capitalised):
		return questions.Organisation
	}
	return questions.Term
}

// ofClaimant lets "they" pass in what several people claim, where no other plural
// noun stands before it, and "already", which is true of the time of the claim.
func ofClaimant(tokens []token, kind questions.SpanKind) []token {
	others := false
	for i, t := range tokens {
		switch word := strings.ToLower(t.text); {
		case kind == plural && !others && (word == "they" || word == "their" || word == "them") && t.tag != "":
			tokens[i].tag = ""
		case word == "already" && i > 0:
			tokens[i].text, tokens[i].tag = "-", ""
		}
		others = others || t.tag == "NNS" || t.tag == "NNPS"
	}
	return tokens
}

// withTitle lets a definite noun pass that the title tells by the words before it:
// "the debt relief program" below "Millions apply for student debt relief".
func (f *finder) withTitle(tokens []token) []token {
	title := map[string]bool{}
	for w := range f.titleNouns() {
		title[stem(w)] = true
	}
	for i := range tokens {
		if !strings.EqualFold(tokens[i].text, "the") {
			continue
		}
		end := nounPhrase(tokens, i)
		for k := i + 1; k+1 < end; k++ {
			if isNoun(tokens[k].tag) && title[stem(tokens[k].text)] && tokens[k+1].tag != "POS" && isNoun(tokens[k+1].tag) {
				tokens[i].text, tokens[i].tag = "-", ""
				break
			}
		}
	}
	return tokens
}

// beforeName returns the words of a phrase before a name that ends it, with its titles.
func (s *sentence) beforeName(m name, phrase []token) []token {
	at := slices.IndexFunc(phrase, func(t token) bool { return t.start >= s.tokens[m.title].start })
	return phrase[:max(at, 0)]
}
