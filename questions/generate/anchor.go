package generate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

const (
	fewAnchors    = 2 // that a stem needs for one answer to be meant
	tellingLength = 6 // letters of a word of an answer that should not stand in its question
	rareLength    = 8 // letters of a common word that is seldom used
)

var (
	accordingTo = pattern.MustCompile(`^According to [^,]+, `)
	// vagueAsked finds questions that endless answers fit, whatever else stands
	// in them: "What does Ada offer?", "What had consequences for ...?"
	vagueAsked = pattern.MustCompile(`(?i)^(?:what|which \pL+) (?:includes?|included|offers?|offered|uses?|used|involves?|contains?|provides?|provided|helps?|means|can|may)\b|\b(?:have|has|used?|offer(?:ed)?|included?|be|do|done|provided?|involved?|made?|make|need|help|mean|featured?)\?$`)
	owning     = pattern.MustCompile(`^(?i:(what)|who|which \pL+) (?:has|have|had) (\p{Ll}+)`)
	beingWhat  = pattern.MustCompile(`^(?i:what) (?:is|are) (\pL+)`)
	moreThan   = pattern.MustCompile(`\b(?:more|less|fewer)\b`)
	// onlyOne finds what one alone did or where alone it was, which needs
	// nothing more to be told apart.
	onlyOne = pattern.MustCompile(`\b(?:founded|invented|discovered|wrote|composed|painted|designed|directed|born|died|buried|succeeded|replaced|assassinated|crowned|elected|nominated|headquartered|capital)\b`)
	manyAre = wordSet("Catholic Roman Christian Christians Muslim Muslims Islamic Jewish Jews Buddhist Hindu Protestant I Mr Mrs Dr")
	general = wordSet("remained remains lifelong consists consisted according including different important something somebody everyone included includes generally particular continued available profound consequences happened considered together performed national international official officials president")
)

// wordSet makes a set of the words of a text.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// vague reports whether a question or a sentence with a gap, without its
// answer, leaves open what is meant: it has a verb that says nothing, or fewer
// than two names, dates, numbers and rare words.
func vague(stem string) bool {
	stem = accordingTo.ReplaceAllString(stem, "")
	if m := owning.FindStringSubmatch(stem); m != nil && !strings.HasSuffix(m[2], "ed") && !strings.HasSuffix(m[2], "en") {
		if subject := m[1] != "" && slices.Contains([]string{"the", "a", "an", "his", "her", "its"}, m[2]); !subject {
			return true // it owned something; "what has the council bought" asks for more
		}
	}
	if m := beingWhat.FindStringSubmatch(stem); m != nil && m[1] != "the" && m[1] != "a" && m[1] != "an" {
		return true
	}
	if vagueAsked.MatchString(stem) || moreThan.MatchString(stem) && !strings.Contains(stem, " than ") && len(questions.Numbers(stem)) == 0 {
		return true
	}
	return anchors(stem) < fewAnchors
}

// joined reports whether a question that nobody has read has lost a comma of its
// statement together with a date before it: "was granted 40 patents, more than any
// other" tells something else without it.
func joined(f *questions.Fact, ask string) bool {
	return unattended(f) && slices.ContainsFunc(f.Spans, func(s questions.Span) bool {
		before, after, found := strings.Cut(f.Statement, s.Text)
		words := strings.Fields(before)
		rest, comma := strings.CutPrefix(after, ", ")
		if !found || s.Kind != questions.DateSpan || !comma || len(words) < 2 {
			return false
		}
		next, _, _ := strings.Cut(rest, " ")
		return strings.Contains(ask, " "+words[len(words)-2]+" "+next)
	})
}

// anchors counts what tells a stem from others: names, each once, numbers,
// rare words, and a verb that is true of one alone.
func anchors(stem string) int {
	n, inName := 0, false
	if onlyOne.MatchString(stem) {
		n++
	}
	for i, w := range strings.Fields(stem) {
		bare := strings.TrimSuffix(strings.Trim(w, `.,;:?!"“”‘’'()`), "'s")
		first, _ := utf8.DecodeRuneInString(bare)
		name := unicode.IsUpper(first) && (i > 0 || !asking[strings.ToLower(bare)]) && !manyAre[bare]
		switch {
		case name && !inName:
			n++
		case strings.ContainsFunc(bare, unicode.IsDigit) || len(questions.Numbers(bare)) > 0:
			n++
		case !unicode.IsUpper(first) && utf8.RuneCountInString(bare) >= rareLength && !general[bare] && !onlyOne.MatchString(bare):
			n++
		}
		inName = name && bare == strings.TrimRight(w, "?.")
	}
	return n
}

var asking = wordSet("who whom whose what which where when how in at on by to from with for of under after before during according the a an")

// repeats reports whether a telling word of an answer stands in its question.
func repeats(stem, answer string) bool {
	return slices.ContainsFunc(strings.Fields(answer), func(w string) bool {
		w = strings.Trim(w, `.,;:"“”'`)
		first, _ := utf8.DecodeRuneInString(w)
		return (unicode.IsUpper(first) && len(w) > 2 || utf8.RuneCountInString(w) >= tellingLength) && questions.HoldsWords(stem, w)
	})
}

// told reports whether the title of a source has most of the telling words of
// an answer.
func (p *pool) told(f *questions.Fact, answer string) bool {
	if p.inTitle(f, answer) {
		return true
	}
	const telling, stem = 4, 5 // letters of a word, and of what two forms of it share
	return slices.ContainsFunc(f.Evidence, func(e questions.Evidence) bool {
		s, _ := p.bank.SourceByID(e.Source)
		words, there := 0, 0
		for _, w := range questions.Words(answer) {
			if len(w) < telling {
				continue
			}
			words++
			if slices.ContainsFunc(questions.Words(s.Title), func(t string) bool { return t[:min(len(t), stem)] == w[:min(len(w), stem)] }) {
				there++
			}
		}
		return there > 1 && 3*there >= 2*words
	})
}
