package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// ascribed reads who is said to speak a quotation as reports are read, where no name
// stands right beside the verb of speech: `," the Brenk Harbour Trust said`, `," said a
// spokesman for the Trust`, `Ada Lark, its keeper for ten years, told a meeting: "`. Known
// is false where that is not certain. Behind says that the words stand behind the
// quotation, in is the sentence that they stand in.
func (f *finder) ascribed(p *paragraph, q quoteSpan) (r report, in *sentence, behind, known bool) {
	for k := range p.sentences {
		s := &p.sentences[k]
		if s.end <= q.from || s.start > q.to+1 {
			continue
		}
		if s.start <= q.to && s.end > q.to {
			i := slices.IndexFunc(s.tokens, func(t token) bool { return s.start+t.start > q.to })
			if i >= 0 {
				if r, known = f.ascribedBehind(s, untilQuoted(s.tokens[i:])); known {
					return r, s, true, true
				}
			}
		}
		if s.start < q.from && s.end > q.from {
			i := slices.IndexFunc(s.tokens, func(t token) bool { return s.start+t.start >= q.from-1 })
			if i > 0 {
				if r, known = f.ascribedBefore(s, s.tokens[:i]); known {
					return r, s, false, true
				}
			}
		}
	}
	return r, nil, false, false
}

// untilQuoted returns the tokens before the first that is quoted, without a comma
// before them and without what stands in brackets or between dashes.
func untilQuoted(tokens []token) []token {
	if end := slices.IndexFunc(tokens, func(t token) bool { return t.quoted }); end >= 0 {
		tokens = tokens[:end]
	}
	if len(tokens) > 0 && tokens[0].text == "," {
		tokens = tokens[1:]
	}
	return outsideAsides(tokens)
}

// ascribedBehind reads the words behind a quotation.
func (f *finder) ascribedBehind(s *sentence, tokens []token) (r report, known bool) {
	if len(tokens) < 2 {
		return r, false
	}
	if says(tokens[0].text) && !listens[tokens[0].text] && tokens[1].tag != "PRP" {
		end := f.speakersAt(s, tokens, 1)
		if end < len(tokens) && !isMark(tokens[end].text) && !weekdays[tokens[end].text] && !prepositions[tokens[end].text] && tokens[end].text != "when" {
			return r, false
		}
		return f.named(s, tokens, 1, end)
	}
	r, verb, known := f.speakerBefore(s, tokens, 0)
	if verb >= 0 && verb+1 < len(tokens) && tokens[verb+1].text == "that" {
		return r, false // what was said stands behind it
	}
	return r, known
}

// ascribedBefore reads the words before a quotation, which a colon or a comma ends:
// "The Harbour Trust said:", "In a statement on Monday, its chief, Ada Lark, told the
// council:".
func (f *finder) ascribedBefore(s *sentence, tokens []token) (r report, known bool) {
	n := len(tokens) - 1
	if n < 2 || tokens[n].text != ":" && tokens[n].text != "," || slices.ContainsFunc(tokens, func(t token) bool { return t.quoted }) {
		return r, false
	}
	tokens = withoutLinks(outsideAsides(tokens))
	for i := 0; i < len(tokens) && i < maxFrontWords; i++ {
		if i > 0 && (tokens[i-1].text != "," || insideDate(tokens, i-1)) {
			if isFinite(tokens[i].tag) || tokens[i].tag == "MD" {
				break
			}
			continue
		}
		r, verb, known := f.speakerBefore(s, tokens, i)
		if verb < 0 {
			continue
		}
		for _, t := range tokens[verb+1:] {
			if isFinite(t.tag) || t.tag == "VBG" || t.text == "that" || t.tag == "." {
				return r, false // something else is told as well
			}
		}
		return r, known
	}
	return r, false
}

// speakerBefore reads who stands as the subject before a verb of speech from token i
// on, and where the verb is; -1 where there is none.
func (f *finder) speakerBefore(s *sentence, tokens []token, i int) (r report, verb int, known bool) {
	if word := strings.ToLower(tokens[i].text); word == "he" || word == "she" {
		return r, -1, false // see toldBefore
	}
	end := f.speakersAt(s, tokens, i)
	if end == i {
		return r, -1, false
	}
	verb = -1
	for _, e := range behindAside(tokens, end) {
		if saysHere(tokens, e) {
			verb = e
			break
		}
	}
	if verb < 0 {
		verb = behindOpenAside(tokens, end)
	}
	if verb < 0 {
		return r, -1, false
	}
	for !says(tokens[verb].text) && verb+1 < len(tokens) {
		verb++
	}
	if r, known = f.named(s, tokens, i, end); known || end >= len(tokens) || tokens[end].text != "," {
		return r, verb, known
	}
	// "the mayor of Brenk, Ada Lark, said"
	if c, m, next := f.officeAndClaimant(s, tokens, end+1); c != "" && m.kind == questions.Person && next+1 < len(tokens) && tokens[next].text == "," && saysHere(tokens, next+1) {
		return report{claimant: c, who: m}, verb, f.surely(m.person)
	}
	return r, verb, false
}

// behindOpenAside returns the verb of speech behind a description that has a comma
// before it and none behind, "Ada Lark, keeper of the Brenk lamp said"; -1 where there
// is none.
func behindOpenAside(tokens []token, i int) int {
	if i+2 >= len(tokens) || tokens[i].text != "," {
		return -1
	}
	for k := i + 1; k < len(tokens) && k < i+maxFront; k++ {
		t := tokens[k]
		switch {
		case says(t.text) && isFinite(t.tag) && k > i+2 && isNoun(tokens[k-1].tag):
			return k
		case isMark(t.text), isFinite(t.tag), t.tag == "WP", t.tag == "WDT", t.tag == "WP$", firstNames[t.text]:
			return -1
		}
	}
	return -1
}

// named is speakerAt for those who can be asked for: somebody of whom it is certain
// that they are a person, or a body with a name.
func (f *finder) named(s *sentence, tokens []token, i, end int) (r report, known bool) {
	r, known = f.speakerAt(s, tokens, i, end)
	switch {
	case !known || isMedium(r.claimant):
		return r, false
	case r.who.person != nil:
		return r, f.surely(r.who.person) || r.who.person.quoted
	}
	return r, slices.ContainsFunc(strings.Fields(r.claimant), capitalised)
}

// toldBefore returns who the sentence before s, which it returns as well, is told of or
// tells to have said something, where "he" or "she" who says something in s may mean
// them: "Ada Lark praised Otto Lark's keeper. "He never slept," she said." The subject
// goes on speaking, whoever else is named, but not who asks.
func (f *finder) toldBefore(p *paragraph, s *sentence, pronoun string) (who *person, before *sentence) {
	if f.lookingBack {
		return nil, nil // one sentence back, not on and on
	}
	f.lookingBack = true
	defer func() { f.lookingBack = false }()
	before = sentenceBefore(s)
	if before == nil && p.number > 1 && len(p.sentences) > 0 && s.start == p.sentences[0].start {
		if all := f.paragraphs[p.number-2].sentences; len(all) > 0 {
			before = &all[len(all)-1]
		}
	}
	if before == nil || len(before.tokens) < 5 || strings.HasPrefix(before.text, `"`) {
		return nil, nil
	}
	spoke := f.spoke // what is noted of reports is noted when they are told
	r, _, _ := f.reporting(before, withoutLinks(outsideAsides(before.tokens)))
	f.spoke = spoke
	who = r.who.person
	if who == nil && spoke.sentence == before {
		who = spoke.who
	}
	if subject, own := f.subjectPerson(before); who == nil && own < 0 && !slices.ContainsFunc(before.tokens, func(t token) bool { return questioning[t.text] && !t.quoted }) {
		who = subject
	}
	if who == nil || !who.maybe(pronoun) || !f.surely(who) || f.heardBy(before, who) {
		return nil, nil
	}
	return who, before
}

// heardBy reports whether a sentence names whom it was told of the same gender as who:
// they may answer.
func (f *finder) heardBy(s *sentence, who *person) bool {
	return slices.ContainsFunc(f.in(s), func(m name) bool {
		return m.person != nil && m.person != who && m.person.sameGender(who) && m.title > 0 && listens[s.tokens[m.title-1].text]
	})
}

// questioning are verbs behind which somebody else answers.
var questioning = set("asked asks asking questioned grilled pressed interviewed")
