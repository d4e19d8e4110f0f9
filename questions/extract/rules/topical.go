package rules

import (
	"cmp"
	"slices"
	"strings"

	"quizbot/questions"
)

// Whether a view belongs to what its article argues, or is said in passing.

const (
	maxTopics = 20 // words that an article says most often
	minTopics = 10 // an article with fewer says nothing often
	minSaid   = 3  // times a topic is said
	longView  = 12 // words of a view that says more than a catchphrase
)

// topics returns the roots of the words that the article says most often, at
// least [minSaid] times each; nil for one so short that it has hardly any.
func (d *document) topics() map[string]bool {
	if d.topical != nil {
		return d.topical
	}
	type counted struct {
		root  string
		times int
	}
	var all []counted
	at := map[string]int{}
	for i := range d.paragraphs {
		for _, w := range questions.Words(d.paragraphs[i].plain) {
			if !telling(w) {
				continue
			}
			root := rootOf(w)
			k, known := at[root]
			if !known {
				k = len(all)
				at[root], all = k, append(all, counted{root: root})
			}
			all[k].times++
		}
	}
	all = slices.DeleteFunc(all, func(c counted) bool { return c.times < minSaid })
	slices.SortStableFunc(all, func(a, b counted) int { return cmp.Compare(b.times, a.times) })
	d.topical = map[string]bool{}
	if len(all) >= minTopics {
		for _, c := range all[:min(maxTopics, len(all))] {
			d.topical[c.root] = true
		}
	}
	return d.topical
}

// minTopical is how much of what its article is about a view has to say at least.
// Of 534 views of articles that nobody had looked at reviewers accepted 76 % of those
// with three or more, 51 % of those with two and 47 % of those with less. Which
// of two or more are told is the acceptance model's to weigh.
const (
	minTopical   = 2
	usualTopical = 4
	manyTopical  = 6 // more say no more
)

// topicality returns how much a view says of what its article is about: the words
// said most often that it has; two names or more count for one, and so does a length of
// [longView] words. What is only possible or only said to be there has one less,
// and without a title two less, since nothing else tells what a view is about.
// False where the article says nothing often.
func (d *document) topicality(view string) (weight int, counted bool) {
	topics := d.topics()
	if len(topics) == 0 {
		return 0, false
	}
	said, names := map[string]bool{}, 0
	for i, w := range questions.Words(view) {
		if possibly[w] || i == 0 && w == "there" {
			weight = -1
		}
		if root := rootOf(w); telling(w) && topics[root] {
			said[root] = true
		}
	}
	fields := strings.Fields(view)
	for _, w := range fields {
		if w = strings.TrimLeft(w, `"'(“‘`); capitalised(w) && w != "I" {
			names++
		}
	}
	weight += len(said)
	if names >= 2 {
		weight++
	}
	if len(fields) >= longView {
		weight++
	}
	if d.article.Title == "" {
		weight -= 2
	}
	return weight, true
}

// minRemark is how many words a view has at least that says only [minTopical] of what
// its article is about and has no number. Of 16 shorter ones that nobody had looked at
// before reviewers accepted 22 %, of all views 69 %.
const minRemark = 12

// remark reports whether a view says too little for its length.
func (d *document) remark(view string, weight int) bool {
	return weight <= minTopical && len(strings.Fields(view)) < minRemark && !strings.ContainsAny(view, "0123456789") && !(strings.Contains(view, ",") && strings.Contains(view, " and "))
}

// minDense is how many telling words a view has at least that is told though it says
// little of what its article says most often.
const minDense = 6

// saysMuch reports whether a view that says one thing of what its article is about is
// more than a remark: half of its words tell something, and it begins with what it is
// about and not with what stood before.
func saysMuch(view string) bool {
	words := questions.Words(view)
	told := 0
	for _, w := range words {
		if possibly[w] || w == "would" || w == "was" || w == "were" || w == "things" || w == "people" {
			return false
		}
		if telling(w) {
			told++
		}
	}
	return told >= minDense && 2*told >= len(words) && !leadIn[words[0]]
}

// leadIn are words at the head of a view of what stood before.
var leadIn = set("the it there things some most many a an in at by so for with")

// upToPoint reports whether a short sentence says enough of what its article is about
// to be told.
func (d *document) upToPoint(tokens []token) bool {
	const enough = 3
	topics := d.topics()
	said := 0
	for _, t := range tokens {
		if word := strings.ToLower(t.text); isNoun(t.tag) && topics[rootOf(word)] {
			said++
		}
	}
	return said >= enough-1 && len(tokens) >= minViewWords && !leadIn[strings.ToLower(tokens[0].text)]
}

// possibly are words for what may be so.
var possibly = set("may might could perhaps probably seem seems appear appears likely")

// telling reports whether a word means something by itself.
func telling(word string) bool { return len(word) > 2 && !everyday[word] && !aboutNothing[word] }

// aboutNothing are words beside the commonest ones that are about nothing.
var aboutNothing = set("these those such who whom whose what where why while because between before over under about may might must should could does did done don't doesn't isn't can't won't even much like because though although then now too here once own same another each both few less least through since until upon yet still such again against among within without while during himself herself itself themselves being very just back only ever never well may our ours your yours theirs him hers them us me mine")

// endings are what a word has more than its root, the longer ones first.
var endings = []string{"isation", "ization", "ing", "ies", "ed", "es", "s", "y", "ly"}

// rootOf returns what forms of a word have in common, roughly: "trade", "trades"
// and "trading" have no more than a beginning.
func rootOf(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'"), "'s")
	for _, ending := range endings {
		if root, cut := strings.CutSuffix(word, ending); cut && len(root) >= 3 {
			return root
		}
	}
	return word
}
