package accept

import (
	"maps"
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/article"
)

// Look is what features need to know of the whole article.
type Look struct {
	paragraphs []article.Paragraph
	title      map[string]bool // telling words
	lead       map[string]bool // telling words of the first two paragraphs
	names      map[string]int  // capitalised words, by how often they stand inside sentences
	whole      Features        // of the article, the same for all its facts
}

// At looks an article over. It takes time in proportion to its length.
func At(a *article.Article) *Look {
	l := &Look{paragraphs: a.Paragraphs, title: telling(a.Title), lead: map[string]bool{}, names: map[string]int{}, whole: Features{}}
	var n struct{ words, first, second, quoted, digits, past, present, sentences, questions, capitals float64 }
	for i, p := range a.Paragraphs {
		if i < 2 {
			for w := range telling(p.Text) {
				l.lead[w] = true
			}
		}
		inside := false
		for field := range strings.FieldsSeq(p.Text) {
			n.words++
			word := bare(field)
			lower := strings.ToLower(word)
			switch {
			case firstPerson[lower]:
				n.first++
			case secondPerson[lower]:
				n.second++
			case pastWords[lower] || strings.HasSuffix(lower, "ed"):
				n.past++
			case presentWords[lower]:
				n.present++
			}
			if strings.ContainsAny(word, "0123456789") {
				n.digits++
			}
			if strings.ContainsAny(field, `"“”`) {
				n.quoted++
			}
			if inside && capital(word) {
				l.names[word]++
				n.capitals++
			}
			inside = true
			if strings.HasSuffix(field, ".") || strings.HasSuffix(field, "?") || strings.HasSuffix(field, "!") {
				n.sentences++
				inside = false
			}
			if strings.HasSuffix(field, "?") {
				n.questions++
			}
		}
	}
	share := func(x float64) float64 { return x / max(1, n.words) }
	l.whole["article words, log"] = math.Log1p(n.words)
	l.whole["article words per sentence"] = min(60, n.words/max(1, n.sentences))
	l.whole["article words per paragraph"] = min(300, n.words/float64(max(1, len(a.Paragraphs))))
	l.whole["article first person"] = share(n.first)
	l.whole["article second person"] = share(n.second)
	l.whole["article quotation marks"] = share(n.quoted)
	l.whole["article digits"] = share(n.digits)
	l.whole["article names"] = share(n.capitals)
	l.whole["article past tense"] = n.past / max(1, n.past+n.present)
	l.whole["article questions"] = n.questions / max(1, n.sentences)
	l.whole["article without a title"] = yes(a.Title == "")
	l.whole["article without a date"] = yes(a.Published.IsZero())
	return l
}

// usualFeatures is about how many features a fact or a question has.
const usualFeatures = 96

// Fact returns the features of a fact and of the article it stands in.
func (l *Look) Fact(f *questions.Fact) Features {
	x := make(Features, usualFeatures)
	maps.Copy(x, l.whole)
	for name, value := range f.Signals {
		if !math.IsNaN(value) && !math.IsInf(value, 0) {
			x["signal "+name] = value
		}
	}
	x["family "+f.FoundBy] = 1
	x["claimed"] = yes(f.Claimant != "")
	x["claimant words"] = words(f.Claimant)
	x["context"] = yes(f.Context != "")
	x["event"] = yes(f.Event != "")
	x["importance"] = float64(f.Importance)
	x["evidence more than one"] = yes(len(f.Evidence) > 1)
	l.place(x, f)
	text(x, "statement ", f.Statement)
	l.salience(x, f)
	for _, s := range f.Spans {
		x["asks "+string(s.Kind)] = 1
		x["spans"]++
		if s.Ask != "" {
			x["spans with a question"]++
			x["ask words"] = max(x["ask words"], words(s.Ask))
		}
		if len(s.Wrong) >= 3 {
			x["spans with options"]++
		}
		x["span words"] = max(x["span words"], words(s.Text))
		switch at := strings.Index(f.Statement, s.Text); {
		case at == 0:
			x["span first"] = 1
		case at > 0 && len(f.Statement)-at-len(s.Text) <= 2:
			x["span last"] = 1
		}
	}
	Cross(x)
	return x
}

// manyNames is the share of an article's words that are names from which on it is
// rather a report than an essay.
const manyNames = 0.1

// Cross adds the features that follow from two others: a view in a report is seldom
// one that its author argues for.
func Cross(x Features) {
	if x["family rules/view"] > 0 && x["article names"] > manyNames {
		x["family rules/view among names"] = 1
	}
}

// place tells of where a fact stands.
func (l *Look) place(x Features, f *questions.Fact) {
	if len(f.Evidence) == 0 {
		return
	}
	e := f.Evidence[0]
	x["place"] = float64(e.Paragraph) / float64(max(1, len(l.paragraphs)))
	x["place first paragraphs"] = yes(e.Paragraph <= 3)
	quote := max(1, words(e.Quote))
	x["sentence words"] = quote
	x["sentence kept"] = min(2, words(f.Statement)/quote)
	x["sentence whole"] = yes(strings.Trim(f.Statement, ".") == strings.Trim(e.Quote, "."))
	x["sentence commas"] = float64(strings.Count(e.Quote, ","))
	x["sentence quotation marks"] = yes(strings.ContainsAny(e.Quote, `"“”`))
	x["sentence first person"] = count(e.Quote, firstPerson)
	x["sentence hedges"] = count(e.Quote, hedges)
	if e.Paragraph >= 1 && e.Paragraph <= len(l.paragraphs) {
		p := l.paragraphs[e.Paragraph-1].Text
		x["paragraph words, log"] = math.Log1p(words(p))
		x["paragraph begins with it"] = yes(strings.HasPrefix(p, e.Quote))
	}
}

// salience tells how much a fact has to do with what the article is about.
func (l *Look) salience(x Features, f *questions.Fact) {
	all, title, lead := 0.0, 0.0, 0.0
	for w := range telling(f.Statement) {
		all++
		title += yes(l.title[w])
		lead += yes(l.lead[w])
	}
	x["shares with the title"] = title / max(1, all)
	x["shares with the lead"] = lead / max(1, all)
	most, rare := 0, 0.0
	for field := range strings.FieldsSeq(f.Statement) {
		if word := bare(field); capital(word) {
			most = max(most, l.names[word])
			rare += yes(l.names[word] <= 1)
		}
	}
	x["names said often, log"] = math.Log1p(float64(most))
	x["names said once"] = rare
}

// text tells of a sentence.
func text(x Features, of, s string) {
	set := func(name string, value float64) { x[of+name] = value }
	fields := strings.Fields(s)
	lower := make([]string, len(fields)) // without marks
	count := func(words map[string]bool) float64 { return countIn(lower, words) }
	set("words", float64(len(fields)))
	set("long", max(0, float64(len(fields))-25))
	set("short", max(0, 8-float64(len(fields))))
	var names, runs, numbers, years, capitals, longest float64
	inName := false
	for i, field := range fields {
		word := bare(field)
		lower[i] = strings.ToLower(word)
		longest = max(longest, float64(utf8.RuneCountInString(word)))
		if capital(word) && i > 0 {
			names++
			if !inName {
				runs++
			}
		}
		inName = capital(word)
		if strings.ContainsAny(word, "0123456789") {
			numbers++
			if year.MatchString(word) {
				years++
			}
		}
		if utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word && strings.IndexFunc(word, unicode.IsLetter) >= 0 {
			capitals++
		}
	}
	set("capitalised words", names)
	set("names", runs)
	set("numbers", numbers)
	set("years", years)
	set("words in capitals", capitals)
	set("longest word", min(30, longest))
	set("pronouns", count(pronouns))
	set("pointers", count(pointers))
	set("first person", count(firstPerson))
	set("hedges", count(hedges))
	set("negations", count(negations))
	set("relative times", count(relativeTimes))
	set("judging words", count(judging))
	set("and or", count(conjunctions))
	set("relative clauses", count(relatives))
	set("subordinate clauses", count(subordinators))
	set("saying", count(saying))
	set("past tense", yes(count(pastWords) > 0 || pastForm.MatchString(s)))
	set("present tense", yes(count(presentWords) > 0))
	set("bare definite nouns", float64(bareDefinites(fields)))
	set("commas", float64(strings.Count(s, ",")))
	set("quotation marks", yes(strings.ContainsAny(s, `"“”`)))
	set("brackets", yes(strings.ContainsAny(s, "()[]")))
	set("dashes and colons", yes(strings.ContainsAny(s, ":;—–") || strings.Contains(s, " - ")))
	set("dots", yes(strings.Contains(s, "...") || strings.Contains(s, "…")))
	if len(fields) > 0 {
		first := lower[0]
		set("begins with the", yes(first == "the"))
		set("begins with a", yes(first == "a" || first == "an"))
		set("begins with a preposition", yes(prepositions[first]))
		set("begins with a number", yes(strings.ContainsAny(first, "0123456789")))
	}
}

// Question returns the features of a question, without those of its fact.
func (l *Look) Question(q questions.Question) Features {
	x := make(Features, usualFeatures)
	x[ofForm+string(q.Form)] = 1
	l.stem(x, q.Stem)
	set := func(name string, value float64) { x[ofQuestion+name] = value }
	set("typed", yes(q.Typed()))
	if len(q.Key) == 0 {
		return x
	}
	l.key(x, q.Key[0], q.Stem)
	if q.Form == questions.TrueFalse {
		set("is false", yes(q.Key[0] == questions.False))
	}
	if at := strings.Index(q.Stem, questions.GapMark); at >= 0 {
		set("gap place", float64(at)/float64(len(q.Stem)))
		set("gap first", yes(at == 0))
	}
	if len(q.Distractors) == 0 || q.Form == questions.TrueFalse {
		return x
	}
	length := func(s string) float64 { return float64(max(1, utf8.RuneCountInString(s))) }
	key := length(q.Key[0])
	longest, shortest, total, ownWords := 0.0, math.Inf(1), 0.0, 0.0
	inArticle, capitals := 0.0, 0.0
	for _, d := range q.Distractors {
		longest, shortest, total = max(longest, length(d)), min(shortest, length(d)), total+length(d)
		ownWords += yes(words(d) == words(q.Key[0]))
		capitals += yes(capital(d) == capital(q.Key[0]))
		for field := range strings.FieldsSeq(d) {
			if l.names[bare(field)] > 0 {
				inArticle++
				break
			}
		}
	}
	n := float64(len(q.Distractors))
	set("key to options length, log", math.Log(key/(total/n)))
	set("key longest", yes(key > longest))
	set("key shortest", yes(key < shortest))
	set("options length spread, log", math.Log(max(longest, key)/min(shortest, key)))
	set("options as many words", ownWords/n)
	set("options alike in capitals", capitals/n)
	set("options from the article", inArticle/n)
	return x
}

// Card returns the features of a flashcard, without those of its fact.
func (l *Look) Card(c questions.Card) Features {
	x := make(Features, usualFeatures)
	x[ofForm+cardForm] = 1
	l.stem(x, c.Front)
	l.key(x, c.Back, c.Front)
	return x
}

func (l *Look) stem(x Features, stem string) {
	text(x, ofQuestion+"stem ", stem)
	first, _, _ := strings.Cut(strings.TrimLeft(stem, `"“'`), " ")
	switch first = strings.ToLower(first); first {
	case "who", "whom", "whose", "which", "what", "when", "where", "how", "in", "according", "on", "by":
		x[ofQuestion+"begins with "+first] = 1
	}
	if strings.HasSuffix(stem, "?") {
		all, shared := 0.0, 0.0
		for w := range telling(stem) {
			all++
			shared += yes(l.title[w])
		}
		x[ofQuestion+"stem shares with the title"] = shared / max(1, all)
	}
}

func (l *Look) key(x Features, key, stem string) {
	x[ofQuestion+"key words"] = words(key)
	x[ofQuestion+"key capitalised"] = yes(capital(key))
	x[ofQuestion+"key has a digit"] = yes(strings.ContainsAny(key, "0123456789"))
	in, all, title := 0.0, 0.0, 0.0
	stemWords := telling(stem)
	for w := range telling(key) {
		all++
		in += yes(stemWords[w])
		title += yes(l.title[w])
	}
	x[ofQuestion+"key words in the stem"] = in / max(1, all)
	x[ofQuestion+"key words in the title"] = title / max(1, all)
	often := 0
	for field := range strings.FieldsSeq(key) {
		often = max(often, l.names[bare(field)])
	}
	x[ofQuestion+"key said often, log"] = math.Log1p(float64(often))
}

// bareDefinites counts "the" before a noun that nothing explains: "the group",
// but not "the mayor of Brenk" or "the Soviet army".
func bareDefinites(fields []string) int {
	n := 0
	for i, field := range fields {
		if strings.ToLower(field) != "the" {
			continue
		}
		explained := false
		for j := i + 1; j < len(fields) && j <= i+4; j++ {
			word := bare(fields[j])
			ends := strings.TrimRight(fields[j], ".,;:?!)\"”'’") != fields[j]
			if capital(word) || explains[strings.ToLower(word)] || strings.ContainsAny(word, "0123456789") {
				explained = true
				break
			}
			if ends {
				break
			}
		}
		if !explained {
			n++
		}
	}
	return n
}

var (
	year     = regexp.MustCompile(`^(?:1[0-9]|20)\d\d$`)
	pastForm = regexp.MustCompile(`\b\p{Ll}{3,}ed\b`)

	firstPerson   = set("i me my mine we us our ours myself ourselves")
	secondPerson  = set("you your yours yourself")
	pronouns      = set("he she it they him her them his hers its their theirs himself herself itself themselves")
	pointers      = set("this that these those such another other others same here there former latter")
	hedges        = set("may might could would should can perhaps maybe possibly probably likely apparently reportedly allegedly seems seemed appears appeared believed expected estimated suggests suggested about around nearly almost approximately")
	negations     = set("not no never none nor neither cannot n't don't doesn't didn't isn't wasn't won't")
	relativeTimes = set("now today yesterday tomorrow recently currently soon earlier later previously again still already ago last next then")
	judging       = set("great best worst good bad important significant major key crucial very most only just really simply even well new famous popular")
	conjunctions  = set("and or but")
	relatives     = set("which who whom whose where")
	subordinators = set("because although though after before when while if since until unless as")
	saying        = set("said says say told according claimed claims argued argues wrote called announced reported added explained noted")
	pastWords     = set("was were had did became began said made took went came won found held led died born gave")
	presentWords  = set("is are has does have do")
	prepositions  = set("in on at by for from with during after before under over since until as to")
	explains      = set("of for in on at from to between against that who which where whose with behind about among by known called named into within under over near across")
	small         = set("a an the of in on at to by for from with and or but that who which is are was were be been has have had do does did it its this as not")
)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// telling returns the words of s that say something.
func telling(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range questions.Words(s) {
		if len(w) > 2 && !small[w] {
			m[w] = true
		}
	}
	return m
}

// bare returns a word without the marks around it and without a possessive ending.
func bare(field string) string {
	if n := len(field); n == 0 || !plainLetter(field[0]) || !plainLetter(field[n-1]) { // most words have no marks
		field = strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	return strings.TrimSuffix(strings.TrimSuffix(field, "'s"), "’s")
}

func plainLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func words(s string) float64 { return float64(len(strings.Fields(s))) }

// countIn returns how many words, in small letters, are among others.
func count(s string, of map[string]bool) float64 {
	n := 0.0
	for field := range strings.FieldsSeq(s) {
		if of[strings.ToLower(bare(field))] {
			n++
		}
	}
	return n
}

func countIn(lower []string, of map[string]bool) float64 {
	n := 0.0
	for _, word := range lower {
		if of[word] {
			n++
		}
	}
	return n
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
