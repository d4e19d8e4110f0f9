package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// occasions finds what a history tells of one of many: a performance in a match
// or contest whose season and name are only in the sentence before, an example of what
// was argued there, what followed from it.
func (st *standing) occasions() (reason, detail string) {
	text := plain(st.text)
	if st.spoken {
		if what := cameTogether.FindString(text); what != "" && !slices.ContainsFunc(st.tokens, func(t token) bool { return strings.HasPrefix(t.tag, "NNP") || t.tag == "CD" }) {
			return reasonOccasion, what
		}
		if what := oneOfThem.FindString(text); what != "" {
			return reasonCounted, what
		}
		if what := hoursAgo.FindString(text); what != "" {
			return reasonRelative, what
		}
		return "", ""
	}
	if what := ofBook.FindString(text); what != "" {
		return reasonTrivial, what
	}
	if what := likeBefore.FindString(text); what != "" {
		return reasonPointing, strings.TrimSpace(what)
	}
	for _, such := range []*pattern.Pattern{timesAs, partOf, soonAfter, shownAbove} {
		if what := such.FindString(text); what != "" && !(such == timesAs && standard.MatchString(text)) {
			return reasonPointing, strings.TrimSpace(what)
		}
	}
	if what := passingState.FindString(text); what != "" && !st.dated {
		return reasonRelative, strings.TrimSpace(what)
	}
	if what := becameUsual.FindString(text); what != "" && !st.dated && !placedInTime.MatchString(text) {
		return reasonRelative, what
	}
	if st.cutDay() {
		return reasonRelative, "the day of the sentence"
	}
	if m := oneTo.FindStringSubmatch(text); m != nil && !st.title[stem(m[1]+m[2])] {
		return reasonPointing, m[1] + m[2]
	}
	if !st.stated {
		return "", ""
	}
	if what := repeatedAct.FindString(text); what != "" && !st.dated {
		return reasonRelative, what
	}
	if what := leansBack.FindString(text); what != "" {
		return reasonPointing, strings.TrimSpace(what)
	}
	if what := given.FindString(text); what != "" && !st.title[stem(strings.Fields(strings.ToLower(what))[1])] {
		return reasonAct, strings.TrimSpace(what)
	}
	if m := soleName.FindStringSubmatch(text); m != nil && !st.title[strings.ToLower(m[1])] && st.names.full[m[1]] == nil {
		return reasonSurname, m[1]
	}
	if what := wonWhat.FindString(text); what != "" && !contest.MatchString(text) && !contest.MatchString(st.article.Title) {
		return reasonOccasion, what
	}
	if what := withoutGoal.FindString(text); what != "" {
		return reasonOccasion, what
	}
	if st.dated || st.titleShared(st.tokens) && !st.names.life {
		return "", ""
	}
	if what := performed.FindString(text); what != "" && !lifelong.MatchString(text) {
		return reasonOccasion, what
	}
	return "", ""
}

// cutDay reports whether a view tells what happened on a day that its sentence begins
// with, as it is read, and that cannot be told: "Yesterday, the harbour opened".
func (st *standing) cutDay() bool {
	if st.stated || st.dated || st.source == nil || len(st.source.tokens) < 3 {
		return false
	}
	from := 0
	if strings.EqualFold(st.source.tokens[0].text, "on") {
		from = 1
	}
	return passingEnd(st.source.tokens, from) > from && passingEnd(st.tokens, from) == from && slices.ContainsFunc(st.tokens, func(t token) bool { return t.tag == "VBD" && !t.quoted })
}

// unnamedEvent finds an event at the head of a statement that befell something which
// the sentence before names: "The loss of a ferry showed".
func (st *standing) unnamedEvent() (reason, detail string) {
	end := nounPhrase(st.tokens, 0)
	if !st.stated || st.at(0) != "the" || end < 2 || st.at(end) != "of" || st.at(end+1) != "a" && st.at(end+1) != "an" {
		return "", ""
	}
	noun, behind := st.at(end-1), nounPhrase(st.tokens, end+1)
	told := slices.ContainsFunc(st.tokens[:max(end, behind)], func(t token) bool { return t.tag == "NNP" || t.tag == "NNPS" || demonyms[t.text] })
	past := slices.ContainsFunc(st.tokens[end:], func(t token) bool { return t.tag == "VBD" && !t.quoted })
	if told || !past || !actNouns[stem(noun)] && !happenings[noun] && !losses[noun] {
		return "", ""
	}
	return reasonAct, "the " + noun + " of " + st.at(end+1)
}

// losses are events that befall somebody or something.
var losses = set("fall loss death capture collapse sinking birth destruction disappearance rescue discovery")

// unscoped finds what is said to rank before all others of its kind where the statement
// does not tell among what, nor when: "was the leading figure."
func (st *standing) unscoped() (reason, detail string) {
	n := len(st.tokens)
	if st.spoken || st.dated || n < 5 || st.at(n-1) != "." || !isNoun(st.tagAt(n-2)) {
		return "", ""
	}
	for i := n - 3; i > 1 && i > n-7; i-- {
		if st.at(i-1) == "the" && isCopula(st.at(i-2)) && (st.tagAt(i) == "RBS" || ranking[st.at(i)]) && nounPhrase(st.tokens, i-1) == n-1 && !slices.ContainsFunc(st.tokens[:i-2], func(t token) bool { return t.tag == "IN" || t.tag == "WRB" || t.tag == "WDT" }) {
			return reasonCounted, "the " + st.at(i)
		}
	}
	return "", ""
}

var (
	// ofBook finds what a page or book says of its own parts, or of where on it
	// something stands.
	ofBook = pattern.MustCompile(`\bChapter \d+: |\b(?:in|of) Part [IVX]+\b|\b(?:[Tt]his|[Tt]he (?:last|next|first|final|previous|following)) (?:chapter|section|unit|module) (?:in Part|explores|examines|discusses|covers|looks|introduces|describes|focuses|deals|begins)|^(?:[Bb]elow|[Aa]bove|[Hh]ere|[Ww]hat follows) (?:is|are) |^(?:[Pp]art|[Cc]hapter|[Ss]ection|[Uu]nit|[Mm]odule|[Ll]esson) (?:[IVX]+|\d+|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en) (?:also |then )?(?:examines|explores|discusses|describes|presents|introduces|covers|looks|considers|explains|analy[sz]es|reviews|focuses|outlines|deals|addresses|surveys|concludes|turns|begins|investigates|traces|shows) `)
	// likeBefore finds a subject that is one only to what was told before: "an analogy is".
	likeBefore = pattern.MustCompile(`^(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother|[Aa] (?:second|third|further)) (?:\pL+ )?(?:analogy|analogue|parallel|counterexample|case in point|example|exception|illustration|comparison|instance)(?: \([^)]*\))? (?:is|was|are|were|would be|may be|might be|can be|comes?|came) `)
	// oneTo finds a subject that is one only to what was asked or told before, or
	// the best of them: "a strong candidate is", "the strongest evidence comes".
	oneTo = pattern.MustCompile(`^(?:According to [^,]+, )?(?:(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]here (?:is|was|are|were) (?:an?|one|no|two|several)) (?:[\pL-]+ ){0,2}?(candidate|answer|solution|explanation|alternative|remedy|drawback|downside|disadvantage|caveat|complication|objection|obstacle)s?(?:[:.]| (?:is|was|are|were|has|had|would be|may be|might be|can be|comes?|came|lies|lay) )|[Tt]he (?:most \pL+|\pL+est) (evidence|work|answer|solution|explanation|candidate|argument|objection|clue|proof) (?:is|was|comes?|came|uses?|lies|would|has|had) )`)
	// timesAs finds a comparison, standard what it is made with: "half as much".
	timesAs  = pattern.MustCompile(`\b(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twice|times) as (?:much|many|large|big|high|often|likely|fast|long|strong)\b`)
	standard = pattern.MustCompile(`(?i)\bas (?:much|many|large|big|high|often|likely|fast|long|strong)\b.* as\b|\b(?:compared|unlike|while|whereas)\b`)
	// partOf finds a share of what is not named as the subject: "nearly half came".
	partOf = pattern.MustCompile(`^(?:According to [^,]+, )?(?:(?:[Nn]early|[Aa]bout|[Aa]lmost|[Mm]ore than|[Ll]ess than|[Aa]round|[Oo]ver|[Aa]t least|[Oo]nly) )?(?:[Hh]alf|[Aa] (?:third|quarter|fifth)|[Tt]wo[- ]thirds|\d[\d.]*(?:%| per ?cent)|[Tt]he (?:majority|rest|remainder)) (?:were|was|are|is|had|have|has|came|come|comes|went|go|goes|said|say|lived|live|died|would|will|can|could) `)
	// soonAfter finds what lies ahead of a day that is not told.
	soonAfter = pattern.MustCompile(`\b[Ii]n (?:a|just a|another|the next) (?:few|couple of) (?:days|weeks|months|years),? .*\bwill\b|\bwill\b.* in (?:a|just a|another|the next) (?:few|couple of) (?:days|weeks|months|years)\b`)
	// shownAbove finds what stands higher on a page.
	shownAbove = pattern.MustCompile(`\b(?:[Ee]verything|[Aa]ll|[Nn]one) (?:of the )?above\b|\b(?:some|the|these|those|all|most)(?: of the)? above[ -](?:mentioned )?\pL+s\b|\bthe (?:first|second|third|last|final) (?:stage|phase), (?:called|named|known)\b`)
	// passingState finds what is so on the day of writing and not for long.
	passingState = pattern.MustCompile(`\b(?:has |have |had )?just (?:wrote|written|released|published|launched|announced|unveiled|posted|signed|passed)\b|\b(?:has|have) (?:[\pL-]+ ){1,8}(?:in|for) (?:[\pL-]+ )?(?:consecutive|straight|successive) |\b(?:years?|months?|weeks?|days?) (?:left )?to run\b|\b(?:left|remaining) on (?:his|her|its|their|the) (?:\pL+ )?(?:deal|contract|lease|term|sentence)\b|\b(?:his|her|its|their) (?:existing|current|present) (?:deal|contract|lease|term)\b|\b[Ii]n the (?:short|brief|few) (?:\pL+ )?(?:time|period|days|weeks|months|years) since\b|\b(?:has|have) [^,.;]*\d[^.;]* since (?:its |their |the )?(?:launch|opening|debut|inception|release)\b`)
	// repeatedAct finds what happened at one of the times that a bank or body did something.
	repeatedAct = pattern.MustCompile(`^When (?:the )?[\pL ]{1,30} (?:raised|cut|lowered|hiked|increased|slashed|reduced) [^,]*,`)
	// becameUsual finds what became usual, placedInTime when, where or how it did.
	becameUsual  = pattern.MustCompile(`\b(?:became|become) (?:[\pL-]+ )?(?:normal|the norm|routine|commonplace|standard|common)[.,]`)
	placedInTime = pattern.MustCompile(`\b(?:in|during|after|when|by|since|until|with|as|once|before|while|if|can|may|will|under|among) |\d`)
	// cameTogether finds that people met, at what has to be told.
	cameTogether = pattern.MustCompile(`\b(?:[Pp]eople|[Ee]veryone|[Ee]verybody|[Ff]amilies|[Ff]ans|[Ff]olks|[Tt]housands|[Hh]undreds|[Tt]hey|[Ww]e)\b.* (?:came together|came out|turned out|showed up|turned up|gathered)(?: (?:for|in|today|tonight|yesterday|because|despite)\b|[.,])`)
	// oneOfThem finds words that begin with one of the things that somebody lists.
	oneOfThem = pattern.MustCompile(`^(?:One|Another|The (?:other|first|second|third)(?: one)?|No\. \d|Number (?:one|two|three)) (?:is|was|are|were) `)
	// hoursAgo finds a time that is known only on the day.
	hoursAgo = pattern.MustCompile(`\b(?:an?|few|couple of|\d+|two|three|four|five) (?:minutes?|hours?|days?|nights?|weeks?) ago\b`)
	// wonWhat finds what was won in one of many contests, contest the name of one.
	wonWhat = pattern.MustCompile(`\b(?:won|wins|claimed|lifted|retained|clinched|secured|regained) (?:the|a|their|his|her|its) (?:(?:first|second|third|fourth|fifth|maiden|overall) )?(?:title|trophy|crown|championship|tournament|competition|final)(?:[.,]| (?:in|on|by|and|with|when|after|again|twice) )|\bthe (?:first|second|third|fourth|final|last|previous|next) (?:tournament|edition|event|race)(?:[.,]| (?:was|were|in \d|on|by) )`)
	contest = pattern.MustCompile(`\b(?:\p{Lu}[\pL’'.&-]*|\d+) (?:[Tt]itle|[Cc]up|[Tt]rophy|[Cc]hampionships?|[Tt]our|[Oo]pen|[Ll]eague|[Oo]lympics|[Gg]ames|[Pp]rix|[Tt]ournament|[Ss]lam|[Ss]eries|Division|[Ff]inals?)\b|\b(?:Wimbledon|Olympics?|ATP|WTA|NBA|NFL)\b`)
	// leansBack finds the first words of a statement that goes on with the sentence before.
	leansBack = pattern.MustCompile(`^(?:(?:A|Another|One) reason (?:is|was|were|are) |An? (?:more|less|further|different|similar) [\pL-]+ [\pL-]+ (?:was|were|is|came) |An? (?:second|third|fourth|fifth) (?:son|daughter|child|brother|sister|marriage) |Immediately (?:following|afterwards?|after|before), |Subsequent \pL+ )`)
	// given finds what followed of something that is not named.
	given = pattern.MustCompile(`^The (?:consequences?|effects?|impact|results?|outcome|aftermath|implications|repercussions) (?:for|on|in|was|were|became|had|came|is|are) `)
	// soleName finds a date of the life of somebody by one name.
	soleName = pattern.MustCompile(`^(\p{Lu}\pL+) (?:died|was born|married|remarried|drowned|gave birth) `)
	// withoutGoal finds what somebody was first to win, or stood for, without what it was.
	withoutGoal = pattern.MustCompile(`\b(?:first|last|only|youngest|oldest|second|third) (?:[\pL-]+ ){1,3}to (?:win|qualify|advance|lose|compete|participate|take part)(?: since\b| in \d{4}|\.)|\bwon in \d{4}[,.]|\barrived(?: (?:on|in) (?:\pL+ )?[\d, ]+)?\.$|\bfor re-?election\.$|\b(?:to|that (?:[\pL]+ ){1,4})(?:negotiate|intervene|retaliate|comply|proceed|reconsider)\.$`)
	// lifelong finds what is told of a whole life.
	lifelong = pattern.MustCompile(`\b(?:maiden|record|career)\b`)
	// performed finds what somebody did in a game, match or vote that is one of many.
	performed = pattern.MustCompile(`\b(?:\d+-of-\d+ (?:passing|shooting|from)|on \d+ minutes\b|in the \d+(?:st|nd|rd|th) minute\b|(?:scored|added|got) (?:a|the) (?:second|third|fourth|equali[sz]er|winner)\b|\d+ ?/ ?\d+ (?:from|in|against|off|as|on)\b|(?:from|in) (?:\pL+|\d+) overs\b|\d[\d.]*(?:[\pL ]+)? wickets? (?:at|for|in)\b|debut against\b|scored (?:\pL+|\d+) goals\.$|(?:played|appeared) in (?:the )?(?:\pL+|\d+) (?:games|matches|innings)\b|unbeaten (?:on )?\d+|scored (?:a |an |\d+ )?(?:\pL+ )?(?:runs?|in (?:his|her|their|the) (?:next|first|second|third|last|final))|(?:his|her|their) (?:first|next|second|third|last|final) (?:\pL+ )?(?:matches|games)\b|runs (?:scored|in (?:\pL+|\d+) (?:overs|innings))|in an? \pL+ (?:win|victory|draw|defeat|loss)\b|(?:retained|dropped|recalled|omitted|selected|picked|included|left out) (?:in|from|for|by|of) the (?:\p{Lu}\pL+ )?(?:team|squad|side|final|match|tour)\b|was the (?:oldest|last|only|youngest) (?:living|surviving|serving)\b|by a (?:vote|margin|score) of|in (?:a|the) (?:[\pL-]+ )?(?:tour match|run-?off|primary)\b)`)
)
