package rules

import "quizbot/questions/pattern"

// routine finds plain statements that are no news and no knowledge, however whole
// they are: what only says beside what else something happened, and what is the
// last or the most only until the next report.
func (st *standing) routine() (reason, detail string) {
	text := plain(st.text)
	if what := untilNow.FindString(text); what != "" && !st.dated && !st.spoken {
		return reasonRelative, what
	}
	if !st.stated {
		return "", ""
	}
	if what := comesAs.FindString(text); what != "" && !st.dated {
		return reasonTrivial, what
	}
	if what := latest.FindString(text); what != "" && !st.dated {
		return reasonRelative, what
	}
	return "", ""
}

var (
	// untilNow finds an age, and how long something has lasted when it is written.
	untilNow = pattern.MustCompile(`\b(?:is|are) (?:now |only )?\d{1,3} years old\b|\b(?:has|have) (?:[\pL-]+ ){1,7}for (?:almost |nearly |about |around |over |more than |the (?:past|last) )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|several|many) (?:years|decades|months|weeks)\b|\bin a matter of (?:days|weeks|months)\b`)
	// comesAs finds what only says beside what else something happened.
	comesAs = pattern.MustCompile(`\b(?:comes|came) (?:as|after|amid|just (?:as|after|days|weeks)|(?:days|weeks|months|hours) after|in the midst of|on the heels of|at a time)\b`)
	// latest finds what is the last one only until there is another, and a number
	// that grows from day to day.
	latest = pattern.MustCompile(`\b(?:[Tt]he (?:most recent|latest) (?:\pL+ ){1,3}(?:had|has|put|gave|shows?|showed|found|finds)\b|(?:has|have) (?:recorded |reported |registered )?the (?:most|highest|largest|greatest) (?:number|total) of (?:[\pL-]+ ){0,3}(?:cases|deaths|infections|patients|casualties|arrests))`)
)
