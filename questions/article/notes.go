package article

import (
	"regexp"
	"strings"

	"quizbot/questions/pattern"
)

var (
	// What an article says of itself: where it was printed first, that it was
	// changed, who helped.
	selfNote = pattern.MustCompile(`(?i)^(?:.{0,30}: )?[\[(*]?(?:(?:an? .{0,20}version of )?this (?:article|story|post|piece|column|op-ed) (?:.{0,40}\b)?(?:published|appear(?:s|ed)|reprinted|republished|updated|corrected|amended|edited|adapted|translated|produced|syndicated|excerpted|affiliate)\b|th(?:is|e) (?:article|story|post|piece|column) is part of (?:a|an|our|the) |(?:an? |the )?(?:earlier|previous|original|initial) versions? of this (?:article|story|post|piece|column|headline|caption)\b|(?:editor|author|publisher)(?:['’]s|s['’]?)? note\b|(?:correction|clarification)s?\b[^:.]{0,30}:)`)
	// How old the text is, a reader wants to know.
	firstPrinted = regexp.MustCompile(`^(?i:this \p{L}+ (?:was|has been) (?:first |originally )?published (?:on|in)) ` + weekday + `(?:` + aDate + `|` + month + `|` + year + `)`)
	helped       = regexp.MustCompile(`\bcontributed (?:reporting|research|to this (?:report|story|article|piece|column|post))\b|^(?i:(?:additional |further )?(?:reporting|writing|editing)(?: and (?:reporting|writing|editing))?) by \p{Lu}`)

	// What is said to readers of the site.
	followUs   = pattern.MustCompile(`(?i)^(?:you can |please )?(?:follow|find|like|join|connect with) .{1,120} on (?:twitter|facebook|instagram|linkedin|youtube|telegram|tiktok)\b|^(?:on )?(?:twitter|facebook|instagram): (?:follow |@)|^(?:follow|tweet|e-?mail|contact|reach|write to) .{0,80}@`)
	newsletter = pattern.MustCompile(`(?i)\b(?:sign(?:ing)? up|(?:un)?subscrib(?:e|ing)|delivered)\b.{0,120}\b(?:newsletters?|mailing list|inbox)\b`)
	cookies    = pattern.MustCompile(`(?i)\b(?:this|our) (?:web ?)?site\b.{0,80}\bcookies\b|\bcookies?\b.{0,120}\b(?:(?:this|our) (?:web ?)?site|your (?:browser|consent|preferences|device))\b|\bwe use cookies\b`)
	comments   = pattern.MustCompile(`(?i)\bcomments (?:are|have been|will be) (?:now )?(?:closed|(?:pre-?)?moderated|turned off|subject to)\b|\bmoderat(?:e|ed|ing) (?:all |your )?comments\b`)
	mailbox    = regexp.MustCompile(`[\pL\pN._-]@[\pL\pN-]+\.\pL{2,}`)
	usOrYou    = regexp.MustCompile(`(?i)\b(?:you|your|we|our|us)\b`)
)

// aboutPage reports whether a sentence in running text speaks of the article,
// its site or its readers, not of what the article is about. Small is s in
// small letters.
func aboutPage(s, small string) bool {
	const most = 60 // words
	has := func(part string) bool { return strings.Contains(small, part) }
	switch {
	case s[0] == '"' || strings.HasPrefix(s, "“"):
		return false // somebody says it
	case mayBeNote(small) && selfNote.MatchString(s):
		return wordCount(s) <= most && !firstPrinted.MatchString(s)
	case (has("contributed") || startsWithOne(small, helpWords)) && helped.MatchString(s), startsWithOne(small, followWords) && followUs.MatchString(s):
		return wordCount(s) <= most
	case has("newsletter") || has("inbox") || has("mailing list"):
		return newsletter.MatchString(s) && usOrYou.MatchString(s) && wordCount(s) <= most
	case has("cookie"):
		return cookies.MatchString(s)
	case has("comments"):
		return comments.MatchString(s) && usOrYou.MatchString(s) && wordCount(s) <= most
	case has("@"):
		return mailbox.MatchString(s) && usOrYou.MatchString(s) && wordCount(s) <= most
	}
	return false
}

// startsWithOne reports whether s begins with one of words: a look before a
// pattern is tried.
func startsWithOne(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

var (
	helpWords   = []string{"additional", "further", "reporting", "writing", "editing"}
	followWords = []string{"follow", "find ", "like ", "join ", "connect ", "you can ", "please ", "on twitter", "on facebook", "on instagram", "twitter", "facebook", "instagram", "tweet ", "email ", "e-mail ", "contact ", "reach ", "write to "}
)

var noteWords = []string{"this ", "version", "note", "correction", "clarification", " is part of"}

// mayBeNote reports whether a line in small letters begins with a word that
// selfNote needs.
func mayBeNote(small string) bool {
	start := small[:min(len(small), 60)]
	for _, w := range noteWords {
		if strings.Contains(start, w) {
			return true
		}
	}
	return false
}
