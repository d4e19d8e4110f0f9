package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

var (
	nameWord   = pattern.MustCompile(`^(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}'’.-]*)$`)
	gluedWords = pattern.MustCompile(`\p{Ll}{4,}\p{Lu}`) // "HollisColumnist"; not "MacLeod"
	// A role glued to a name, as pages copied as text have it: "HollisColumnist".
	gluedRole = pattern.MustCompile(`(\p{Ll})(?:(?:Staff|Senior|Chief|Business|Sports|Political|Foreign|National|Associate|Contributing|Guest|Opinion|Deputy|Managing) ?)*(?:Columnist|Writer|Reporter|Editor|Correspondent|Contributor|Photographer|Producer|Critic|Journalist)\b.*$`)
	nameAnd   = pattern.MustCompile(`(?:,| and| &) `)
	nameEnds  = pattern.MustCompile(` [\pL\pN-]{2,}\.\p{Ll}{2,}\b| (?:for|in|at|from|on|with) | ?[|•·/] ?| ?[—–] ?|, (?:\p{Ll}|(?i:staff|special|senior|chief|foreign)\b)`)
	particles = []string{"de", "da", "do", "dos", "del", "della", "di", "du", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "bint", "ben", "ter", "ten", "zu", "y", "e"}

	// Words that headings and buttons have and names do not.
	notNames = pattern.MustCompile(`(?i)^(?:the|a|an|of|and|or|in|on|at|to|for|with|from|by|is|are|was|how|why|what|when|where|who|our|your|my|more|most|read|about|related|articles?|news|staff|editors?|reporter|writer|correspondent|opinion|back|top|button|share|page|contents?|editorial|board|team|photos?|images?|video|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|war|policy|report|introduction|overview|learning|objectives|outcomes|takeaways|conclusion|summary|abstract|background|chapter|part|analysis|comment|world|city|guide|events?|north|south|east|west|new|united|states)$`)

	outletWord = pattern.MustCompile(`(?i)\b(?:post|times|news|gazette|journal|press|herald|tribune|reuters|agency|magazine|guardian|review|telegraph|chronicle|observer|today|media|institute|university|college|network|daily|weekly)$`)

	roleNoun = pattern.MustCompile(`(?i)\b(?:professor|fellow|lecturer|researcher|intern|scholar|analyst|journalist|reporter|correspondent|columnist|editor|writer|author|historian|scientist|economist|director|candidate|student|teacher|consultant|adviser|advisor|contributor|blogger|novelist|ambassador|diplomat|expert|specialist|chair|founder|president|head|associate|freelancer?|photographer|activist|lawyer|attorney|biologist|physicist|engineer|physician|doctor|psychiatrist|psychologist|surgeon|critic)\b`)
	bioStart = pattern.MustCompile(`^(.{3,60}?),? (?:is|was|(?:currently |now )?(?:works|serves) (?:as|for)|teaches|writes|covers|reports|studies|researches|has (?:written|covered|reported)|holds) `)
	junior   = pattern.MustCompile(`, ([JS]r)\.?$`)
	degree   = pattern.MustCompile(`^(?:Dr|Prof)\.? `)
	bioMore  = pattern.MustCompile(`^(?:(?:He|She|They|His|Her|Their) .*\b(?:author|book|books|Press|previously|writes|wrote|teaches|taught|worked|works|served|serves|research|studied|degree|PhD|Twitter|tweets|lives|based|covers|covered|published|interests|email|joined)\b|Follow (?:him|her|them|@)|(?:Twitter|X|E-?mail|Contact): ?@?\S)`)
)

// nameShaped reports whether s looks like the name of one person: two to five
// capitalised words, perhaps with initials and particles, none of them a word
// of headings.
func nameShaped(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || len(s) > 60 || gluedWords.MatchString(s) {
		return false
	}
	for i, w := range words {
		inner := i > 0 && i < len(words)-1
		if inner && slices.Contains(particles, w) {
			continue
		}
		if !nameWord.MatchString(w) || notNames.MatchString(w) {
			return false
		}
	}
	// An initial alone at the end, or capitals only, is an abbreviation.
	last := words[len(words)-1]
	return utf8.RuneCountInString(strings.TrimRight(last, ".")) > 1
}

// personal reports whether a name in the place of an author's could be one. It forgives more than [nameShaped]: people are called June or West.
func personal(s string) bool {
	s = withoutNickname(s)
	if roleNoun.MatchString(s) {
		return false
	}
	if nameShaped(s) {
		return true
	}
	words := strings.Fields(s)
	common := 0
	for i, w := range words {
		if notNames.MatchString(w) && !(i == 0 && givenMonth.MatchString(w)) {
			common++
		}
		if !nameWord.MatchString(w) && !(i > 0 && i < len(words)-1 && slices.Contains(particles, w)) {
			return false
		}
	}
	return len(words) >= 2 && len(words) <= 5 && common <= 1 && len(words)-common >= 2 && (!notNames.MatchString(words[0]) || givenMonth.MatchString(words[0])) && !gluedWords.MatchString(s)
}

var givenMonth = pattern.MustCompile(`^(?i:april|may|june|august)$`)

// bylineNames returns the people a byline names, or nothing if s is no byline.
func bylineNames(s string) []string {
	if len(s) > 200 {
		return nil
	}
	m := bylineStart.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	rest := withoutRest(gluedRole.ReplaceAllString(m[1], "$1"))
	if at := dayInside.FindStringIndex(rest); at != nil {
		rest = rest[:at[0]]
	}
	var names []string
	for _, part := range nameAnd.Split(rest, -1) {
		part = strings.TrimSpace(part)
		if !personal(part) || len(names) > 0 && outletWord.MatchString(part) {
			if len(names) > 0 {
				break // "By Ada Lark, Reuters": what follows is no person
			}
			return nil
		}
		names = append(names, part)
	}
	return names
}

// withoutRest cuts off what follows the names of a byline: "Ada Lark, Tom Reed, and
// May Rowe, special to the Post".
func withoutRest(s string) string {
	s = strings.ReplaceAll(s, ", and ", " and ") // not the small letter that a description begins with
	if at := nameEnds.FindStringIndex(s); at != nil && at[0] > 0 {
		s = s[:at[0]]
	}
	return s
}

// bioName returns whom a line introduces, if it does: "Ada Lark is a fellow
// at the Tidal Institute."
func bioName(s string) (string, bool) {
	if len(s) > 800 {
		return "", false
	}
	m := bioStart.FindStringSubmatch(s)
	if m == nil || !roleNoun.MatchString(s[len(m[1]):]) {
		return "", false
	}
	name := junior.ReplaceAllString(degree.ReplaceAllString(m[1], ""), " $1")
	return name, nameShaped(name)
}

// withoutCapitals writes a name that a page prints in capitals as people write
// it: "ADA McLARK-O'DELL III" becomes "Ada McLark-O'Dell III". A name of one
// word may be an abbreviation and stays.
func withoutCapitals(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 || strings.ContainsFunc(strings.ReplaceAll(name, "Mc", ""), unicode.IsLower) || isAgency(name) {
		return name
	}
	for i, w := range words {
		letters := strings.TrimRight(w, ".,")
		switch {
		case romanNumber.MatchString(letters) && i == len(words)-1, strings.Contains(letters, "."), utf8.RuneCountInString(letters) == 2 && noVowel(letters):
			continue // "III", "R.J.", "TJ"
		}
		var b strings.Builder
		start := true
		for at, r := range w {
			if start {
				b.WriteRune(r)
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
			// "O'DELL" and "LARK-FINN" have two capitals, "McLARK" too.
			head := strings.ToLower(w[:at+utf8.RuneLen(r)])
			start = !unicode.IsLetter(r) && (r == '-' || at <= 2) || head == "mc" && len(w) > 4
		}
		words[i] = b.String()
	}
	return strings.Join(words, " ")
}

var romanNumber = pattern.MustCompile(`^(?:II|III|IV)$`)

// noVowel reports whether two letters are initials, not a short name like "Jo"
// or "Ty".
func noVowel(s string) bool {
	return !strings.ContainsAny(s, "AEIOUYaeiouy") || strings.HasSuffix(s, "J")
}

// withoutNickname cuts the other name in brackets or marks inside a name:
// "Ada (A.L.) Lark", "Ada “Addie” Lark".
func withoutNickname(name string) string { return nickname.ReplaceAllString(name, " ") }

var nickname = pattern.MustCompile(` (?:\(\p{Lu}[\p{L}. ]{0,20}\)|[“"]\p{Lu}[\p{L}. ]{0,20}[”"]) `)

// surname returns the last word of a name in lower case, the part that stays
// when a middle initial comes or goes.
func surname(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) })
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// knows reports whether one of the authors has the surname of name.
func knows(authors []string, name string) bool {
	return slices.ContainsFunc(authors, func(a string) bool { return surname(a) == surname(name) })
}
