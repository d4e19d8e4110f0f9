package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// routine finds plain statements that are no news and no knowledge, however whole
// they are: what only says beside what else something happened, and what is the
// last or the most only until the next report.
func (st *standing) routine() (reason, detail string) {
	text := plain(st.text)
	if what := untilNow.FindString(text); what != "" && !st.dated && !st.spoken {
		return reasonRelative, what
	}
	if what := exemplary.FindString(text); what != "" {
		return reasonPointing, what
	}
	if what := lastMonth.FindString(text); what != "" {
		return reasonRelative, what
	}
	if reason, detail = st.afterLabel(); reason != "" {
		return reason, detail
	}
	if !st.stated {
		return "", ""
	}
	if what := aired.FindString(text); what != "" {
		return reasonTrivial, what
	}
	if what := comesAs.FindString(text); what != "" && !st.dated {
		return reasonTrivial, what
	}
	if what := latest.FindString(text); what != "" && !st.dated {
		return reasonRelative, what
	}
	return "", ""
}

// afterLabel refuses what stood behind a label or a few words with a dash, which it
// does not have: "Brenk One: The ship is real", "Funny story - in 1912 he rowed".
func (st *standing) afterLabel() (reason, detail string) {
	verbless := func(tokens []token) bool {
		return !slices.ContainsFunc(tokens, func(t token) bool { return isFinite(t.tag) || t.tag == "MD" || t.tag == "CD" })
	}
	for i, t := range st.tokens[:min(len(st.tokens), maxLabel)] {
		if isMark(t.text) && !isDash(st.tokens, i) {
			break
		}
		if i > 0 && isDash(st.tokens, i) {
			closed := slices.ContainsFunc(st.tokens[i+1:], func(t token) bool { return t.text == st.at(i) })
			if !closed && verbless(st.tokens[:i]) && !capitalised(st.at(i+1)) {
				return reasonCutOff, joinWords(st.tokens[:i+1])
			}
			break
		}
	}
	source := st.source.tokens
	for i, t := range source[:min(len(source), maxLabel)] {
		if t.text != ":" || i == 0 || i+2 >= len(source) || !verbless(source[:i]) || plainLabels[strings.ToLower(source[i-1].text)] {
			continue
		}
		label := st.source.text[source[0].start:source[i-1].end]
		if !strings.Contains(st.text, label) && strings.EqualFold(st.at(0), source[i+1].text) {
			return reasonCutOff, label
		}
		break
	}
	return "", ""
}

const maxLabel = 6 // words of a label, with its mark

// plainLabels are labels that say nothing of what follows.
var plainLabels = set("note notes update correction tip fact reminder warning answer conclusion summary bottom-line myth")

var (
	// exemplary finds examples, and one of several things, of something that is not told.
	exemplary = pattern.MustCompile(`^(?:(?:Common|Other|Some|Typical|Notable|Further|Good|Recent|Well-known) )?[Ee]xamples (?:include|are|were)\b|^(?:Which|Whose|Whom) |^(?:The )?[Nn]ext (?:problem|question|step|challenge|issue|point|thing|reason)\b|^(?:Play|Step|Option|Rule|Tip|Lesson|Point|Reason|Stage|Phase|Principle|Pillar|Question|Myth) (?:number )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b`)
	// lastMonth finds a month or season that depends on when it is read.
	lastMonth = pattern.MustCompile(`\b(?:[Ll]ast|[Tt]his past|[Nn]ext) (?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter)\b`)
	// aired finds what stands below a recording.
	aired = pattern.MustCompile(`^(?:\p{Lu}[\pL.]+(?:'s)? ){2,5}(?:discusses|joins|breaks down|talks about|speaks about|reports on|looks at) `)
	// untilNow finds an age, and how long something has lasted when it is written.
	untilNow = pattern.MustCompile(`\b(?:is|are) (?:now |only )?\d{1,3} years old\b|\b(?:has|have) (?:[\pL-]+ ){1,7}for (?:almost |nearly |about |around |over |more than |the (?:past|last) )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|several|many) (?:years|decades|months|weeks)\b|\bin a matter of (?:days|weeks|months)\b`)
	// comesAs finds what only says beside what else something happened.
	comesAs = pattern.MustCompile(`\b(?:comes|came) (?:as|after|amid|just (?:as|after|days|weeks)|(?:days|weeks|months|hours) after|in the midst of|on the heels of|at a time)\b`)
	// latest finds what is the last one only until there is another, and a number
	// that grows from day to day.
	latest = pattern.MustCompile(`\b(?:[Tt]he (?:most recent|latest) (?:\pL+ ){1,3}(?:had|has|put|gave|shows?|showed|found|finds)\b|(?:has|have) (?:recorded |reported |registered )?the (?:most|highest|largest|greatest) (?:number|total) of (?:[\pL-]+ ){0,3}(?:cases|deaths|infections|patients|casualties|arrests))`)
)
