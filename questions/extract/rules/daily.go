package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// ofADay finds what a report tells of one day or game that nobody can know without
// it: a price and by how much it changed, a play, a score, an arrest. A year or
// month says of which day a price is, a year or what everybody calls the event by
// of which game.
func (st *standing) ofADay() (reason, detail string) {
	if st.spoken {
		return "", ""
	}
	if what := clock.FindString(st.text); what != "" && !st.dated && !routinely.MatchString(st.text) {
		return reasonRelative, what
	}
	if what := ofSomeYear.FindString(st.text); what != "" && !st.stated && !yearIn.MatchString(st.text) && !routinely.MatchString(st.text) {
		return reasonRelative, what
	}
	if what := session.FindString(st.text); what != "" && !st.dated {
		return reasonRate, what
	}
	numbers := slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "CD" })
	// A day that is told as its month says of no price when it was so.
	dated := st.dated && (isDated(st.source.tokens) || !aDay.MatchString(st.source.text))
	if what := marketed.FindString(st.text); what != "" && numbers && !dated && rated.MatchString(st.text) {
		return reasonRate, what
	}
	if verb := st.mainVerb(); st.stated && verb >= 0 {
		word := st.at(verb)
		subject, rest := st.tokens[:verb], st.tokens[verb+1:]
		switch {
		case dated:
		case (changed[word] || quoted[word] && numbers) && slices.ContainsFunc(subject, func(t token) bool { return prices[strings.ToLower(t.text)] }):
			return reasonRate, word
		case (changed[word] || quoted[word]) && priced.MatchString(st.text):
			return reasonRate, word
		}
		played := plays[word] || word == "added" && (st.tagAt(verb+1) == "CD" && (st.at(verb+2) == "points" || playWords[st.at(verb+2)]) || st.tagAt(verb+1) == "PRP$" && isOrdinal(st.at(verb+2))) || slices.ContainsFunc(rest, func(t token) bool {
			return beats[word] && score.MatchString(t.text) || tallied[word] && playWords[t.text]
		})
		if played && !st.gameNamed(verb) {
			return reasonOccasion, word
		}
	}
	if st.dated {
		return "", ""
	}
	plainText := plain(st.text)
	about := sporting.MatchString(st.article.Title) || st.sharesName() ||
		slices.ContainsFunc(st.tokens, func(t token) bool { return contests[strings.ToLower(t.text)] && t.text != "League" })
	if score := scoreLine.FindString(plainText); score != "" && outcome.MatchString(plainText) && !about {
		return reasonOccasion, score
	}
	if games := inGames.FindString(plainText); games != "" && !strings.Contains(plainText, " for the ") && !strings.Contains(plainText, "season") {
		return reasonOccasion, games
	}
	if what := arrested.FindString(plainText); what != "" && !st.placeNamed() {
		end := slices.IndexFunc(st.tokens, func(t token) bool { return isFinite(t.tag) })
		if end > 0 && st.tagAt(end-1) == "NNS" && !slices.ContainsFunc(st.tokens[1:end], func(t token) bool { return capitalised(t.text) }) {
			return reasonOccasion, what
		}
	}
	return "", ""
}

// mainVerb returns the first verb in the past behind the subject of a statement,
// with "had" the participle behind it; -1 if there is none.
func (st *standing) mainVerb() int {
	for i := range st.tokens {
		switch tag := st.tagAt(i); {
		case st.at(i) == "had" && st.tagAt(i+1) == "VBN":
			return i + 1
		case tag == "VBD" && i > 0 && st.tagAt(i-1) != "WDT" && st.tagAt(i-1) != "WP":
			return i
		case tag == "VBZ" || tag == "VBP":
			return -1
		}
	}
	return -1
}

// gameNamed reports whether a statement says of which game or year its verb tells,
// or shares a telling word with the title: a year behind "since" is another one.
func (st *standing) gameNamed(verb int) bool {
	for i, t := range st.tokens {
		if contests[strings.ToLower(t.text)] || isYear(t.text) && (i == 0 || !months[st.tokens[i-1].text] && st.at(i-1) != "since") {
			return true
		}
	}
	return st.titleShared(st.tokens)
}

// isDated reports whether tokens have a year or month; the hour of a clock is none.
func isDated(tokens []token) bool {
	for i, t := range tokens {
		if months[t.text] || isYear(t.text) && (i+1 == len(tokens) || !zones[tokens[i+1].text]) {
			return true
		}
	}
	return false
}

// zones are what follows an hour: "1830 GMT".
var zones = set("GMT BST UTC CET EST EDT ET PST PDT hours hrs local")

var (
	marketed  = pattern.MustCompile(`(?i)\b(shares?|stocks?|index|dollar|yen|euro|rupee|rand|crude|brent|futures|yields?|the dow|nasdaq|s&p|ftse|sensex|nifty|bitcoin|gold|silver|iron ore|steel rebar)\b`)
	rated     = pattern.MustCompile(`(?i)\b(traded|trading|closed|opened|rose|fell|gained|slipped|dropped|climbed|jumped|surged|sank|settled|ended|inched|edged|weakened|strengthened|was (?:down|up)|were (?:down|up)|is (?:down|up)|are (?:down|up)|(?:has|have|had) (?:risen|fallen|sunk|climbed|dropped|jumped|slipped))\b`)
	priced    = pattern.MustCompile(`(?i)(%|\bper ?cent) to ([$£€][0-9]|[0-9][0-9.,]* ?(pence|p|euros?|cents?|yen|dollars?|rupees?|francs?)\b)`)
	scoreLine = pattern.MustCompile(`\b[0-9]{1,3}[-–][0-9]{1,3}\b`)
	outcome   = pattern.MustCompile(`\b(beat|beats|defeated|defeats|won|lost|loss|victory|win|wins|drew|edged|routed|trailing|leading|led|trailed|skid|slump|streak|start)\b`)
	inGames   = pattern.MustCompile(`^In [0-9a-z]+ (games|matches|starts|innings|appearances)\b`)
	sporting  = pattern.MustCompile(`(?i)\b(cup|final|finals|open|qualifying|qualifiers?|match|matches|game|games|beats?|wins?|results?|v|vs|league|series|championships?|tournament|olympics|playoffs?|triple-double)\b`)
	aDay      = pattern.MustCompile(`\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b`)
	clock     = pattern.MustCompile(`\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.m\.|[ap]m\b)|\bo'clock\b`)
	routinely = pattern.MustCompile(`(?i)\b(?:daily|every|each|always|usually|annual|annually|yearly|average|typically|festival|holiday|season|open|opens|between|days?)\b`)
	// ofSomeYear finds a month or day of a year that is not told.
	ofSomeYear = pattern.MustCompile(`\b(?:of|until|since|by|in|for|into|during|through) (?:early |late |mid-)?(?:\d{1,2} )?(?:` + monthWords + `)\b|(?:^|, )(?:` + monthWords + `) (?:was|saw|will|brings|brought|has been|is (?:packed|full|shaping|going|set)) |\b(?:will|can|may) .* on (?:\d{1,2} )?(?:` + monthWords + `)\b`)
	yearIn     = pattern.MustCompile(`\b[12]\d{3}\b`)
	session    = pattern.MustCompile(`\b(?:gave up|pared|erased|extended|trimmed|reversed|recouped) (?:early |earlier |its |their |some )*(?:gains|losses)\b|\bamid an? (?:\pL+ )*(?:sell-?off|rally)\b`)
	arrested   = pattern.MustCompile(`\b(was|were|been) (arrested|detained|injured|wounded|hospitalised|hospitalized|evacuated|killed|charged)\b`)
)

// sharesName reports whether the title has a name of the statement.
func (st *standing) sharesName() bool {
	return slices.ContainsFunc(st.tokens, func(t token) bool {
		return (t.tag == "NNP" || t.tag == "NNPS") && len(t.text) > 3 && questions.HoldsWords(st.article.Title, t.text)
	})
}

// prices are what is traded and what follows its price.
var prices = set("shares stock stocks index indexes indices futures yield yields bonds bond treasuries crude gold silver copper aluminum aluminium dollar euro pound yen average nasdaq dow sensex ftse nikkei brent currency loonie rupee")

// quoted are verbs that give a price beside those of [changed].
var quoted = set("was were closed opened traded stood added reached hit finished ended settled changed touched shed")

// plays are what players do in every game, beats how one stands or ends. Those of
// tallied do so where one of playWords follows.
var (
	plays     = set("scored rushed netted homered assisted")
	beats     = set("beat defeated routed won lost edged downed topped led drew clinched secured trailed blanked")
	tallied   = set("had stopped led trailed made saved")
	playWords = set("goals shots saves rebounds touchdowns assists halftime innings")
)

// contests are what is played for, or what says that a whole year is meant.
var contests = set("cup championship championships final finals tournament olympics games series bowl title trophy qualifier playoffs playoff medal career derby prix election vote")

// headlined reports whether a subject is a headline rather than a name: "Otto Lark
// Convicted Of Theft has".
func headlined(subject []token) bool {
	for i, t := range subject {
		if i > 0 && !t.quoted && t.text == "Of" && capitalised(subject[i-1].text) {
			return true
		}
	}
	return false
}

// dayFirst reports whether a clause begins with a day that no preposition ties to
// it, as a caption or an entry of a list does: "March 3, 1905 the lamp was lit".
func (c *clause) dayFirst() bool {
	for _, part := range [][]token{c.front, c.subject} {
		if len(part) > 1 && !part[0].made && months[part[0].text] && part[1].tag == "CD" {
			return true
		}
	}
	return false
}

// monthBefore returns the month before the verb of a clause in the past that tells
// of another year behind it: "In January it forecast a loss for 1905".
func (c *clause) monthBefore() string {
	year := func(t token) bool { return isYear(t.text) || t.made }
	before := slices.Concat(c.front, c.subject, c.before)
	if c.verb[0].tag != "VBD" && c.verb[0].tag != "VBP" || slices.ContainsFunc(before, year) || !slices.ContainsFunc(c.rest, year) {
		return ""
	}
	for i, t := range before {
		if i > 0 && months[t.text] && prepositions[strings.ToLower(before[i-1].text)] {
			return t.text
		}
	}
	return ""
}
