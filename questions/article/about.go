package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

var (
	aboutSomebody = pattern.MustCompile(`^About (?:the )?\p{Lu}[^.?!]*$|^About the (?:authors?|company|study)$`)

	// What a body says of itself in the same words below each of its releases.
	selfDescription = pattern.MustCompile(`^((?:The )?\p{Lu}[\pL\pN&.'’-]*(?: (?:of|for|and|the|&|\p{Lu}[\pL\pN&.'’-]*)){0,7})(?: \([^()]{2,60}\))?,? (?:is (?:headquartered|based) in|is (?:an?|the|one of the) (?:[\pL\pN'’-]+,? ){0,6}(?:provider|company|leader|manufacturer|maker|firm|supplier|developer|organi[sz]ation|nonprofit|non-profit|charity|university|center|centre|institute|institution|network|foundation|publisher|group|agency|retailer|operator)\b|employs |has (?:subsidiaries|offices|branches) )`)

	contactLine = pattern.MustCompile(`^(?i:(?:media |press |news )?contacts?\b|for (?:more|further|additional) information|to (?:learn|find out) more|(?:phone|tel|telephone|fax|e-?mail)\b).{0,300}(?:[\pL\pN]@[\pL\pN]|\d{3}[ .-]\d{2,4})`)
)

// markAbout gives the lines behind a press release that tell who its publisher
// is, and whom to ask, their reason: below a heading "About Elm Ropes", in a
// paragraph that begins so, or in the last paragraphs, where the outlet
// describes itself.
func markAbout(title, outlet string, lines []line, reason []string, isHeading func(i int) bool) {
	left := make([]int, len(lines)+1) // words of prose from a line on
	for i := len(lines) - 1; i >= 0; i-- {
		left[i] = left[i+1]
		if lines[i].kind == prose && reason[i] == "" {
			left[i] += lines[i].words
		}
	}
	for i := range lines {
		switch {
		case left[i] == left[0], 3*left[i] > left[0]: // in front, or most of the text
			continue
		case lines[i].kind != prose && lines[i].words <= 8 && (reason[i] == "" || reason[i] == ReasonHeading) && aboutSomebody.MatchString(lines[i].text):
			reason[i] = ReasonHeading
		case lines[i].kind == prose && reason[i] == "" && aboutInFront(lines[i].text):
			reason[i] = ReasonAbout
		default:
			continue
		}
		for j := i + 1; j < len(lines) && !isHeading(j); j++ {
			if reason[j] == "" {
				reason[j] = ReasonAbout
			}
		}
	}
	const last = 4 // paragraphs
	atEnd := true  // nothing but such lines follows
	for i, n := len(lines)-1, 0; i > 0 && n < last && left[i] < left[0]; i-- {
		if reason[i] != "" || lines[i].kind != prose {
			continue
		}
		n++
		switch {
		case contactLine.MatchString(lines[i].text):
			reason[i] = ReasonFurniture
		case atEnd && describesItself(title, outlet, lines[i].text):
			reason[i] = ReasonAbout
		default:
			atEnd = false
		}
	}
}

// aboutInFront reports whether a paragraph begins with a heading that lost its
// line: "About Elm Ropes Elm Ropes makes ...", "About Elm Ropes: The firm ...".
func aboutInFront(text string) bool {
	rest, ok := strings.CutPrefix(text, "About ")
	if !ok {
		return false
	}
	rest = strings.TrimPrefix(rest, "the ")
	first, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsUpper(first) {
		return false
	}
	const most = 10 // words of a name
	words := strings.Fields(rest)
	for n := 1; n <= most && n < len(words); n++ {
		if mark := words[n]; strings.HasSuffix(words[n-1], ":") || mark == "–" || mark == "—" || mark == "-" {
			return true
		}
		if 2*n <= len(words) && slices.Equal(foldedWords(strings.Join(words[:n], " ")), foldedWords(strings.Join(words[n:2*n], " "))) {
			return true
		}
	}
	return false
}

// describesItself reports whether a paragraph tells what the body is that
// published the article.
func describesItself(title, outlet, text string) bool {
	m := selfDescription.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	name := " " + key(strings.TrimPrefix(m[1], "The ")) + " "
	outlet = " " + strings.TrimPrefix(key(outlet), "the ") + " "
	return name == outlet || strings.Contains(outlet, name) && strings.Contains(" "+key(title)+" ", name)
}
