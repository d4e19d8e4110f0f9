package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// What a text tells without saying that it is so: what is seen in a picture, what
// somebody said and the text refutes.

// inPicture finds a sentence that says in what picture, story or case that is only
// thought of something is so: "In a cartoon of the time, the vote is a game."
var inPicture = pattern.MustCompile(`(?:^|[.!?]["”]? )In (?:an?|the|this|that|one|his|her|its|another) (?:[\pL'’-]+ ){0,4}(?:cartoon|caricature|painting|engraving|woodcut|lithograph|drawing|mural|poster|photograph|comic|cover|scene|dream|nightmare|fable|parable|skit|scenario|endgame|thought experiment)\b`)

// ofPicture reports whether a sentence tells in the present what is seen in a
// picture, or would be so in a case, that a sentence before it in its paragraph
// names.
func ofPicture(s *sentence) bool {
	if s.paragraph == nil || s.start == 0 || !strings.Contains(s.paragraph.plain[:s.start], "In ") {
		return false
	}
	past := slices.ContainsFunc(s.tokens, func(t token) bool { return t.tag == "VBD" })
	return !past && inPicture.MatchString(s.paragraph.plain[:s.start])
}

// factCheck finds the titles of articles that put together what is not so.
var factCheck = pattern.MustCompile(`(?i)\b(?:fact[ -]?check(?:ing|ed|er|ers|s)?|falsehoods|untruths|whoppers|misstatements|false (?:claims|statements)|(?:myths|lies|misconceptions) about|pants on fire)\b`)

// refutes reports whether an article tells in one voice what others said and that it
// is not so. Which of it is which its sentences do not say.
func (f *finder) refutes() bool { return factCheck.MatchString(f.article.Title) }

var (
	// ofFalsehoods finds what announces a list of what is not so.
	ofFalsehoods = pattern.MustCompile(`(?i)\b(?:conspiracy theories|falsehoods|untruths|myths|misconceptions|(?:false|baseless|debunked|unfounded|untrue) (?:claims|statements|theories|rumou?rs|stories|assertions)|hoaxes)\b[^.]*:$`)
	// takenBackNext finds a sentence in brackets that denies the one before it: "(He was
	// not.)"
	takenBackNext = pattern.MustCompile(`^ ?\((?:He|She|It|They|That|This|There|We|No|Not|Actually)\b[^)]*(?:n't|\bnot|\bnever|\bfalse|\bno)\b[^)]*\)`)
)

// longestItem is how many bytes an item of a list has at most.
const longestItem = 300

// denied reports whether a sentence is one of a list of what is not so, or the one
// behind it takes it back.
func (f *finder) denied(s *sentence) bool {
	p := s.paragraph
	if takenBackNext.MatchString(p.plain[s.end:]) {
		return true
	}
	for i := p.number - 1; i > 0 && i <= len(f.paragraphs); i-- { // paragraphs count from 1
		switch before := f.paragraphs[i-1].plain; {
		case strings.HasSuffix(before, ":"):
			return ofFalsehoods.MatchString(before)
		case len(before) > longestItem || p.number-i > maxItems:
			return false
		}
	}
	return false
}

// maxItems is how many items of a list are looked back over.
const maxItems = 12

// addedTo finds a number that is told beside what was counted before: "two more",
// "another two".
var addedTo = pattern.MustCompile(`\b(?:another (?:\d+|two|three|four|five|six|seven|eight|nine|ten)|(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:more|others|additional|further))\b`)

// addedUp reports whether the paragraph of a fact tells more of the things that a
// number of it counts, so that all of them together are another number.
func (f *finder) addedUp(fact *questions.Fact) bool {
	if len(fact.Evidence) == 0 {
		return false
	}
	n := fact.Evidence[0].Paragraph
	return n >= 1 && n <= len(f.paragraphs) && addedTo.MatchString(strings.Replace(f.paragraphs[n-1].plain, fact.Evidence[0].Quote, "", 1))
}
