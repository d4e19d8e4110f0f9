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

var (
	// byThen finds what will have happened before something else will, and inWhich
	// words that tell before what.
	byThen  = pattern.MustCompile(`\b(?:will|shall|'ll) have (?:\pL+ly )?(?:been |become |\pL*(?:ed|en|own|ung|ought|ilt|one|ade|won|lost|sold|left|held|kept|paid|met|put|had))\b`)
	inWhich = pattern.MustCompile(`\b(?:[Ii]f|[Ww]hen|[Oo]nce|[Bb]y (?:\d+|then|now|the (?:end|time|year|day|summer|spring|autumn|winter)|\p{Lu}\pL*|next|this)|[Uu]nless|[Uu]ntil|[Bb]efore|[Aa]fter|[Aa]s|[Ss]hould|[Ww]hoever|[Ww]hatever|[Bb]ecause)\b`)
)

// caseLost reports whether a statement tells what will have happened in a case that
// stands in another sentence: "Once in power, he will owe them nothing. He will have
// won without them."
func caseLost(statement string) bool {
	return byThen.MatchString(statement) && !inWhich.MatchString(statement)
}

// deniesDoing finds a sentence that denies what its subject does, as far as the verb.
var deniesDoing = pattern.MustCompile(`^(\pL+) (?:do|does|did)(?: not|n't) (\pL+)\b`)

// correctedNext reports whether a part of somebody's words denies what the next
// sentence puts right: "I do not ask for the same. I ask for more."
func correctedNext(words, part string) bool {
	m := deniesDoing.FindStringSubmatch(part)
	_, next, found := strings.Cut(words, part)
	return m != nil && found && strings.HasPrefix(strings.TrimLeft(next, ". "), m[1]+" "+m[2])
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
	// deniedNext finds a whole sentence that does: "He was not.", "That is false."
	deniedNext = pattern.MustCompile(`^"? ?(?:No, |But )?(?:(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]hat|[Tt]his|[Tt]here|[Ww]e|I|[Yy]ou) (?:(?:was|were|is|are|did|do|does|has|have|had|could|would|will)(?:n't| not)|cannot|can't|won't)(?: (?:true|so|correct|accurate|the case))?|(?:[Tt]hat|[Tt]his|[Ii]t)(?:'s| is| was) (?:\p{Ll}+ly )?(?:false|untrue|wrong|incorrect|not true|a lie|a myth|nonsense)|False|Wrong|Untrue|Not true|Not so)[.!]`)
)

// longestItem is how many bytes an item of a list has at most.
const longestItem = 300

// denied reports whether a sentence is one of a list of what is not so, or the one
// behind it takes it back.
func (f *finder) denied(s *sentence) bool {
	p := s.paragraph
	if next := p.plain[s.end:]; takenBackNext.MatchString(next) || deniedNext.MatchString(next) {
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
func (f *finder) addedUp(fact *questions.Fact, number string) bool {
	p := f.paragraphOf(fact)
	if p == nil {
		return false
	}
	quote := fact.Evidence[0].Quote
	beside, _ := countedElsewhere(p, quote, fact.Statement, number)
	return beside || addedTo.MatchString(strings.Replace(p.plain, quote, "", 1))
}
