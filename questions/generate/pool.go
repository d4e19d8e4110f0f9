package generate

import (
	"cmp"
	"hash/fnv"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// pool is what the makers know of the whole bank. It is not changed once made.
type pool struct {
	bank    *questions.Bank
	seed    uint64
	groups  map[name]name                                     // leads from a name to another one of its kind and grain; see group
	titles  map[questions.SourceID]questions.Headline         // of the bank's sources
	latest  int                                               // last year that a date may have; 0 = not known
	dated   bool                                              // a source says when it was published
	years   []int                                             // years that facts are dated by, ascending
	yearsAt map[place]map[int]int                             // how many facts of a place name a year
	lives   map[string]life                                   // of people, by name
	founded map[string]int                                    // since which year a named thing exists
	long    map[questions.QuestionID]bool                     // the key may be the longest option
	lies    map[questions.FactID]questions.Question           // the false statement of an editor's fact, where it can be made false
	lie     map[questions.FactID]bool                         // the true/false statement is a false one
	stated  map[questions.FactID]questions.Question           // the statement of a fact that no editor wrote
	silent  map[questions.FactID]bool                         // no true/false statement is asked
	judge   Judge                                             // nil = everything is asked
	common  map[string]bool                                   // options that editors offer so often that they would stand everywhere
	first   map[*questions.Fact]map[questions.Form]outcome    // what came of the single, date and number questions of a fact
	asked   map[*questions.Fact]map[string]questions.Question // those that were made by their keys, for the fact's gap to be another one
}

// outcome is what a maker returns.
type outcome struct {
	made *questions.Question
	drop *Drop
}

// name is an option with what it denotes.
type name struct {
	kind questions.SpanKind
	text string // folded where names are compared
}

func newPool(b *questions.Bank, seed uint64) *pool { return newJudgedPool(b, seed, nil) }

func newJudgedPool(b *questions.Bank, seed uint64, judge Judge) *pool {
	p := &pool{bank: b, seed: seed, judge: judge, groups: map[name]name{}, titles: map[questions.SourceID]questions.Headline{}, common: commonOptions(b), yearsAt: countYears(b.Facts), lives: livesOf(b.Facts), founded: foundedIn(b.Facts)}
	for _, f := range b.Facts {
		for _, s := range f.Spans {
			for _, w := range s.Wrong {
				p.join(name{s.Kind, questions.Fold(s.Text)}, name{s.Kind, questions.Fold(w)})
			}
			if s.Kind == questions.DateSpan {
				if d, ok := questions.DateIn(s.Text); ok {
					p.years = append(p.years, d.Year)
				}
			}
		}
	}
	slices.Sort(p.years)
	p.years = slices.Compact(p.years)
	for _, s := range b.Sources {
		if _, known := p.titles[s.ID]; !known {
			p.titles[s.ID] = questions.NewHeadline(s.Title)
		}
		if s.Published.Year > 0 {
			p.latest, p.dated = max(p.latest, s.Published.Year+1), true
		}
	}
	if n := len(p.years); n > 0 {
		p.latest = max(p.latest, p.years[n-1])
	}
	p.long = map[questions.QuestionID]bool{}
	p.shareLength(singleShape)
	p.shareLength(whoSaidShape)
	p.askFirst()
	p.shareLength(textGapShape)
	p.shareTruth()
	return p
}

// commonOptions returns the wrong options that are offered for more than a
// quarter of the spans of a kind.
func commonOptions(b *questions.Bank) map[string]bool {
	const few = 5
	spans, offered := map[questions.SpanKind]int{}, map[name]int{}
	common := map[string]bool{}
	for _, f := range b.Facts {
		for _, s := range f.Spans {
			if len(s.Wrong) > 0 {
				spans[s.Kind]++
			}
			for _, w := range s.Wrong {
				offered[name{s.Kind, w}]++
			}
		}
	}
	for n, times := range offered {
		if times > few && 4*times > spans[n.kind] {
			common[n.text] = true
		}
	}
	return common
}

// hash returns a number that follows from the seed and the parts alone and is
// spread evenly over all bits.
func (p *pool) hash(parts ...string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(strconv.FormatUint(p.seed, 10)))
	for _, part := range parts {
		h.Write([]byte{0})
		h.Write([]byte(part))
	}
	// FNV leaves the high bits of similar texts alike. These steps mix them
	// (Steele and others, "Fast Splittable Pseudorandom Number Generators").
	x := h.Sum64()
	x = (x ^ bits.RotateLeft64(x, -30)) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// byHash returns a copy of list in an order that follows from the seed, the
// salt and the texts.
func (p *pool) byHash(list []string, salt string) []string {
	hashes := make(map[string]uint64, len(list))
	for _, text := range list {
		hashes[text] = p.hash(salt, text)
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b string) int {
		return cmp.Or(cmp.Compare(hashes[a], hashes[b]), cmp.Compare(a, b))
	})
	return sorted
}

// group returns the representative of all names that editors have offered
// side by side: a city leads to cities, an American general to generals.
func (p *pool) group(n name) name {
	for {
		up, ok := p.groups[n]
		if !ok || up == n {
			return n
		}
		n = up
	}
}

func (p *pool) join(a, b name) {
	x, y := p.group(a), p.group(b)
	for _, n := range []name{a, b, y} { // all lead straight to x, so that no way becomes long
		if n != x {
			p.groups[n] = x
		}
	}
}

// askFirst makes the questions whose spans a gap is not to ask for again. They
// hang on nothing that is decided after them, and [Bank] takes them as they are.
func (p *pool) askFirst() {
	p.first = map[*questions.Fact]map[questions.Form]outcome{}
	p.asked = map[*questions.Fact]map[string]questions.Question{}
	for i := range p.bank.Facts {
		f := &p.bank.Facts[i]
		first, asked := map[questions.Form]outcome{}, map[string]questions.Question{}
		for _, m := range makers {
			if m.first {
				q, drop := m.make(f, p)
				if first[m.form] = (outcome{q, drop}); q != nil {
					asked[q.Key[0]] = *q
				}
			}
		}
		p.first[f], p.asked[f] = first, asked
	}
}

// ask makes a question of a fact, or takes the one that askFirst made.
func (p *pool) ask(f *questions.Fact, m formMaker) (*questions.Question, *Drop) {
	if m.first {
		o := p.first[f][m.form]
		return o.made, o.drop
	}
	return m.make(f, p)
}

// shareLength decides in which questions of one form the key may be the
// longest option, so that it is in a quarter of them, as by chance. Questions
// whose distractors leave no choice count first. Shape returns a question
// without distractors and what may become them, or nil.
func (p *pool) shareLength(shape func(*questions.Fact, *pool) (*questions.Question, []string)) {
	var open []string
	total, forced := 0, 0
	for i := range p.bank.Facts {
		q, candidates := shape(&p.bank.Facts[i], p)
		if q == nil || len(candidates) < distractorCount {
			continue
		}
		total++
		if longest, other := lengthChoices(q.Key[0], candidates); longest && other {
			open = append(open, string(q.ID))
		} else if longest {
			forced++
		}
	}
	open = p.byHash(open, "long")
	for _, id := range open[:min(len(open), max(0, (total+2)/4-forced))] {
		p.long[questions.QuestionID(id)] = true
	}
}

// lengthChoices reports whether three of the candidates can be chosen so that
// the key is the longest option, and so that it is not. As long as there is a
// choice, a conspicuously long key is none.
func lengthChoices(key string, candidates []string) (longest, other bool) {
	n := utf8.RuneCountInString(key)
	shorter, near := 0, false
	for _, c := range candidates {
		m := utf8.RuneCountInString(c)
		if m >= n {
			other = true
			continue
		}
		shorter++
		near = near || !conspicuous(n, m)
	}
	return shorter >= distractorCount && (near || !other), other
}

// shareTruth decides which true/false statements of facts that an editor wrote
// are false: half of those of each source, counting those that no span can make
// false. Those of other facts are balanced by [pool.balance].
func (p *pool) shareTruth() {
	p.stated = map[questions.FactID]questions.Question{}
	p.silent, p.lie, p.lies = map[questions.FactID]bool{}, map[questions.FactID]bool{}, map[questions.FactID]questions.Question{}
	var sources []questions.SourceID // in the order of their facts
	open, total := map[questions.SourceID][]string{}, map[questions.SourceID]int{}
	found := map[questions.SourceID][]*questions.Fact{}
	for i := range p.bank.Facts {
		f := &p.bank.Facts[i]
		var source questions.SourceID
		if len(f.Evidence) > 0 {
			source = f.Evidence[0].Source
		}
		if !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
		if unattended(f) {
			found[source] = append(found[source], f)
			continue
		}
		if len(questions.Lint(trueStatement(f, p))) == 0 {
			total[source]++
		}
		if q := lie(f, p); q != nil {
			p.lies[f.ID] = *q
			open[source] = append(open[source], string(f.ID))
		}
	}
	before := 0 // statements of earlier sources: of two odd numbers one half is rounded up, the other down
	for _, source := range sources {
		p.balance(found[source])
		half := (before+total[source]+1)/2 - (before+1)/2
		for i, id := range p.byHash(open[source], "lie") {
			p.lie[questions.FactID(id)] = i < half
		}
		before += total[source]
	}
}

// candidates returns the wrong options for a span: those the editor vouches
// for, and where they are fewer than three, names of the same group from
// elsewhere in the bank. Text is what the player reads, key the right option.
func (p *pool) candidates(f *questions.Fact, s questions.Span, text, key string) []string {
	list := slices.Clone(s.Wrong)
	if unattended(f) { // an engine has looked for more already
		return slices.DeleteFunc(list, func(w string) bool {
			return s.Kind == questions.Person && shareName(w, text) || s.Kind == questions.Organisation && noBody.MatchString(w)
		})
	}
	if len(list) >= distractorCount {
		return list
	}
	groups := []name{p.group(name{s.Kind, questions.Fold(key)})}
	for _, w := range s.Wrong {
		groups = append(groups, p.group(name{s.Kind, questions.Fold(w)}))
	}
	var more []string
	for i := range p.bank.Facts {
		other := &p.bank.Facts[i]
		if shareEvidence(f, other) {
			continue
		}
		for _, o := range other.Spans {
			if o.Kind == s.Kind && slices.Contains(groups, p.group(name{o.Kind, questions.Fold(o.Text)})) {
				more = append(more, o.Text)
			}
		}
	}
	return p.fill(list, more, f, s.Kind, text, key)
}

// noBody finds what was taken for the name of an organisation and is somebody's
// office there, or a thing: "Brenk CEO", "Brenk-based PCs".
var noBody = pattern.MustCompile(`\b(?:CEO|CFO|COO|CTO|Chairman|Chairwoman|President|Director|Founder|PCs|TVs)$|-based\b`)

// shareName reports whether a text has one of a person's names: "LeBron's
// assists" were not LeBron James's baskets.
func shareName(person, text string) bool {
	const initial = 3 // letters that are no name
	return slices.ContainsFunc(strings.Fields(person), func(n string) bool {
		return utf8.RuneCountInString(n) > initial && (questions.HoldsWords(text, n) || questions.HoldsWords(text, n+"'s"))
	})
}

// fill adds names to a list of wrong options until there are enough to choose
// from, leaving out what may be right, stands in the text or looks different.
func (p *pool) fill(list, more []string, f *questions.Fact, kind questions.SpanKind, text, key string) []string {
	slices.Sort(more)
	for _, m := range p.byHash(slices.Compact(more), string(f.ID)) {
		if len(list) >= distractorCount+1 {
			break
		}
		clash := questions.HoldsWords(text, m) || questions.HoldsWords(known(f), m)
		for _, other := range append([]string{key}, list...) {
			clash = clash || questions.SameOrPart(m, other) || letters(m, other) || letters(other, m) || kind == questions.Person && surname(m) == surname(other)
		}
		if kind == questions.Person && (len(strings.Fields(m)) > 1) != (len(strings.Fields(key)) > 1) {
			continue // a full name among surnames
		}
		if !clash {
			list = append(list, m)
		}
	}
	return list
}

// letters reports whether short is made of the first letters of a longer
// name: "EPA" of "U.S. Environmental Protection Agency".
func letters(short, long string) bool {
	if len(short) < 2 || strings.ToUpper(short) != short || strings.Contains(short, " ") {
		return false
	}
	var first strings.Builder
	for w := range strings.FieldsSeq(strings.TrimPrefix(long, "U.S. ")) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			first.WriteByte(w[0])
		}
	}
	return first.String() == strings.ReplaceAll(short, ".", "")
}

func surname(person string) string {
	words := questions.Words(person)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// shareEvidence reports whether two facts rest on one paragraph, or are one.
func shareEvidence(a, b *questions.Fact) bool {
	if a == b {
		return true
	}
	for _, e := range a.Evidence {
		for _, o := range b.Evidence {
			if e.Source == o.Source && (e.Paragraph > 0 && e.Paragraph == o.Paragraph || e.Anchor != "" && e.Anchor == o.Anchor) {
				return true
			}
		}
	}
	return false
}
