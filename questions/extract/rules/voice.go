package rules

import (
	"regexp"
	"slices"
	"strings"

	"quizbot/questions"
)

// Whose voice a text is: that of nobody in particular, of an author who argues,
// or of people who speak in turn.

// speakerLabel finds a speaker's name and a colon at the head of a paragraph.
var speakerLabel = regexp.MustCompile(`^((?:[A-Z][\w.'-]*|Q|A)(?: [A-Z][\w.'-]*){0,3}): ?\S`)

// captionLabels are words before a colon that nobody is called.
var captionLabels = set("Figure Table Note Notes Example Image Photo Tip Source Step Question Answer Caption Warning Update Box")

// An interview has four paragraphs that begin with the name of somebody who
// speaks twice.
const minLabels = 4

func countLabels(d *document) map[string]int {
	labels := map[string]int{}
	for i := range d.paragraphs {
		if m := speakerLabel.FindStringSubmatch(d.paragraphs[i].plain); m != nil && !captionLabels[m[1]] {
			labels[m[1]]++
		}
	}
	total := 0
	for label, n := range labels {
		if n < 2 {
			delete(labels, label)
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
	if m := speakerLabel.FindStringSubmatch(p.plain); m != nil && d.labels[m[1]] > 0 {
		return m[1]
	}
	return ""
}

// hear notes who speaks in a paragraph and reports whether it can be read for
// facts. What somebody answers in an interview is their claim; what is asked,
// and what nobody is named for, is none.
func (f *finder) hear(p *paragraph) bool {
	label := f.labelled(p)
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
		for _, s := range []*sentence{f.label, f.speaker.sentence} {
			e, ok := f.evidence(s, f.speaker.surname)
			if !ok {
				return "", nil, false
			}
			if !slices.ContainsFunc(more, func(o questions.Evidence) bool { return o.Quote == e.Quote }) && c.sentence != s {
				more = append(more, e)
			}
			if strings.Contains(s.text, f.speaker.full) {
				break
			}
		}
		return f.speaker.full, more, true
	}
	if _, dated := c.dateOf(); !f.opinion || dated || c.label {
		return "", nil, true
	}
	return f.author(), nil, true
}

var firstPersons = set("I me my mine we us our ours myself ourselves")

// judging are words of somebody who argues rather than reports.
var judging = set("should must ought perhaps surely indeed clearly obviously simply essentially supposedly mere merely hardly truth wrong absurd ridiculous terrible worse worst better best great real really truly never always seem seems why unfortunately instead even cannot very rather")

// argues reports whether the writer speaks for themself: outside of quotations
// at least six words in a thousand are "I", "we" and the like and two judge, or
// a single one and twelve. News and encyclopaedias have under two and under
// ten, columns and essays eight to forty (counted on the development articles).
// What has an author and eleven judges
// without them. A question to the reader counts as a judging word. What calls itself a column
// is one; what teaches, without an author, is none.
func (d *document) argues() bool {
	if d.isColumn() {
		return true
	}
	alone, own, judged, all, reader := 0, 0, 0, 0, 0
	teaches := false
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
					}
					continue
				}
				all++
				lower := strings.ToLower(t.text)
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
				teaches = teaches || lower == "chapter" || t.text == "Figure" && k > 0
			}
		}
	}
	if len(d.article.Authors) == 0 && alone == 0 && (teaches || reader >= 5) {
		return false
	}
	if len(d.article.Authors) > 0 && judged >= 8 && 1000*judged >= 11*all {
		return true
	}
	return own >= 3 && 1000*own >= 6*all && 1000*judged >= 2*all || own >= 1 && judged >= 6 && 1000*judged >= 12*all
}

// columns are what a piece is called, in its title before a colon or in its
// address, when it is its author's view.
var columns = set("column columns opinion opinions commentary editorial editorials op-ed analysis viewpoint comment letter contributors perspective")

func (d *document) isColumn() bool {
	if first, _, ok := strings.Cut(strings.ToLower(d.article.Title), ":"); ok && columns[first] {
		return true
	}
	for part := range strings.SplitSeq(strings.ToLower(d.article.URL), "/") {
		if columns[part] && part != "comment" && part != "letter" {
			return true
		}
	}
	return false
}

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
		if strings.HasSuffix(strings.TrimSpace(p.plain), ":") && slices.ContainsFunc(strings.Fields(strings.Trim(p.plain, ": ")), func(w string) bool {
			return saying[w] || speechVerbs[w] || claiming[w] || handingOn[w]
		}) {
			n++
		}
	}
	return n >= 3 && 12*n >= len(d.paragraphs)
}

// Lengths of a sentence that is stated as its author's view uncut.
const (
	minViewWords = 9
	maxViewWords = 38
)

// wholeView makes a view of a sentence of a column as it stands, where no clause
// of it could be cut out: nothing can go wrong by cutting then. It has to be
// understood without the column all the same.
func (f *finder) wholeView(s *sentence) {
	tokens := withoutLinks(s.tokens)
	n := len(tokens) - 1
	if n < minViewWords || n > maxViewWords || tokens[n].text != "." || !f.mayTell(s) {
		return
	}
	tokens = tokens[:n]
	names, telling := 0, 0
	for i, t := range tokens {
		word := strings.ToLower(t.text)
		switch {
		case t.quoted, t.tag == ":", t.text == ";" || t.text == "(" || t.text == ")" || t.text == "?" || t.text == ".":
			return
		case saying[word], claiming[word] && isFinite(t.tag), credits[word], firstPersons[word] && t.text != "US", word == "you", word == "your":
			return // perhaps another's words
		case word == "but" || word == "yet" || word == "while" && i > 0:
			return // one half grants what the other denies
		}
		if word == "that" && (i == 0 || i == n-1 || t.tag == "DT" && !isNoun(tokens[i+1].tag)) || i == 0 && (word == "it" || word == "what") {
			return // what stood before
		}
		if t.tag == "NNP" && i > 0 || t.tag == "CD" {
			names++
		}
		if isNoun(t.tag) || strings.HasPrefix(t.tag, "JJ") {
			telling++
		}
	}
	t := f.treeOf(s)
	if t == nil || names == 0 && telling < 5 || telling < 4 {
		return
	}
	root := t.root()
	if s.tokens[root].tag == "VBG" {
		return // going on at the time of writing
	}
	finite := isFinite(s.tokens[root].tag) || t.child(root, "aux", "aux:pass", "cop") >= 0
	who := t.subjectOf(root)
	if !finite || who < 0 || who > root || len(t.stands) > 0 {
		return
	}
	if reason, detail := f.alone(ownPronouns(tokens), ""); reason != "" {
		f.drop("view", s, reason, detail)
		return
	}
	if f.looseSurname(s, f.in(s), tokens) {
		return
	}
	text, more, ok := f.fullNames(s, tokens, f.lowerFirst(s.render(tokens), tokens[0]))
	if !ok {
		return
	}
	author := f.author()
	f.found("view", s, questions.Fact{Statement: sentenceOf("According to " + author + ", " + text), Claimant: author, Signals: s.tree.doubts(s.tokens)}, "", more...)
}

// ownPronouns lets "they" and "its" pass, as words of no class, where a noun of
// their number stands before them in the sentence.
func ownPronouns(tokens []token) []token {
	kept := slices.Clone(tokens)
	one, many := false, false
	for i := range kept {
		switch word := strings.ToLower(kept[i].text); {
		case (word == "they" || word == "them" || word == "their" || word == "themselves") && many, (word == "its" || word == "itself") && one:
			kept[i].tag = ""
			if word == "themselves" || word == "itself" {
				kept[i].text = "-"
			}
		}
		one = one || kept[i].tag == "NN" || kept[i].tag == "NNP"
		many = many || kept[i].tag == "NNS" || kept[i].tag == "NNPS"
	}
	return kept
}

// credits are words that put something into somebody's mouth.
var credits = set("according allegedly reportedly supposedly critics supporters opponents some many others people think thinks thought believe believes hope hopes feel feels felt wants want")
