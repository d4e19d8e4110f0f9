package article

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

var (
	// What an article says of itself: where it was printed first, that it was
	// changed, who helped.
	selfNote = pattern.MustCompile(`(?i)^(?:.{0,30}: )?(?:o )?[\[(*]?(?:(?:an? .{0,20}version of )?this (?:article|story|post|piece|column|op-ed) (?:.{0,40}\b)?(?:published|appear(?:s|ed)|reprinted|republished|updated|corrected|amended|edited|adapted|translated|produced|provided|syndicated|excerpted|affiliate)\b|th(?:is|e) (?:article|story|post|piece|column) is part of (?:a|an|our|the) |(?:an? |the )?(?:earlier|previous|original|initial) versions? of this (?:article|story|post|piece|column|headline|caption)\b|(?:editor|author|publisher)(?:['’]s|s['’]?)? note\b|(?:correction|clarification)s?\b[^:.]{0,30}:|this (?:version|story) (?:corrects|has corrected|clarifies|adds)\b)|^\((?:corrects|updates|adds|removes|clarifies|edit:) .{3,200}\)$`)
	// How old the text is, a reader wants to know.
	firstPrinted = pattern.MustCompile(`^(?i:this \p{L}+ (?:was|has been) (?:first |originally )?published (?:on|in)) ` + weekday + `(?:` + aDate + `|` + month + `|` + year + `)`)
	helped       = pattern.MustCompile(`\bcontributed (?:reporting|research|to this (?:report|story|article|piece|column|post))\b|^(?i:(?:additional |further )?(?:reporting|writing|editing)(?: and (?:reporting|writing|editing))?) by \p{Lu}`)

	// What is said to readers of the site.
	followUs   = pattern.MustCompile(`(?i)^(?:you can |please )?(?:follow|find|like|join|connect with) .{1,120} on (?:twitter|facebook|instagram|linkedin|youtube|telegram|tiktok)\b|^(?:on )?(?:twitter|facebook|instagram): (?:follow |@)|^(?:follow|tweet|e-?mail|contact|reach|write to) .{0,80}@`)
	newsletter = pattern.MustCompile(`(?i)\b(?:sign(?:ing)? up|(?:un)?subscrib(?:e|ing)|delivered)\b.{0,120}\b(?:newsletters?|mailing list|inbox)\b`)
	cookies    = pattern.MustCompile(`(?i)\b(?:this|our) (?:web ?)?site\b.{0,80}\bcookies\b|\bcookies?\b.{0,120}\b(?:(?:this|our) (?:web ?)?site|your (?:browser|consent|preferences|device))\b|\bwe use cookies\b`)
	subscribe  = pattern.MustCompile(`(?i)^(?:sign up|subscribe)\b.{0,100}\b(?:newsletters?|mailing list|podcast)\b|\b(?:in|to) your inbox\b`)
	// Where else to read, as a reader is told at the foot of a page, and what a
	// page says when a part of it fails.
	readOn    = pattern.MustCompile(`(?i)^[\[(]?(?:(?:read|learn|find out|see) more (?:about|on|at|from|in)\b|read the (?:full|whole|complete|original) .{1,60}\b(?:here|for more|on|at)\b|thanks?(?: you)? for (?:subscribing|reading|watching|listening|signing up)\b|(?:there was a problem|something went wrong|an error (?:has )?occurred|request failed)\b.{0,60}\btry again\b)|\b(?:click|check (?:it|them|this) out) here\b|^\[(?:read|watch|listen|see|sign|follow|click|get)\b[^\]]+\]$`)
	reachable = pattern.MustCompile(`(?i)\b(?:can|may) be (?:reached|contacted|e-?mailed|followed)\b`)
	comments  = pattern.MustCompile(`(?i)\bcomments (?:are|have been|will be) (?:now )?(?:closed|(?:pre-?)?moderated|turned off|subject to)\b|\bmoderat(?:e|ed|ing) (?:all |your )?comments\b`)
	mailbox   = pattern.MustCompile(`[\pL\pN._-]@[\pL\pN-]+\.\pL{2,}`)
	askSite   = pattern.MustCompile(`(?i)^(?:for|to) .{1,80}\b(?:contact|e-?mail|write to)\b|^(?:please )?(?:send|report|direct|submit) .{1,60}\bto\b`)
	// How a reviewer came by what is reviewed, and what the firm paid for.
	disclosure = pattern.MustCompile(`(?i)\b(?:reviewed|tested|played)\b.{0,60}\b(?:using|with|on|from|via) (?:an? |the )?(?:[\pL-]+ ){0,6}(?:codes?|cop(?:y|ies)|keys?|downloads?|builds?|units?|samples?|consoles?|screeners?)\b.{0,40}\b(?:provided|supplied|sent|given|purchased|bought|loaned)\b|\b(?:review|press|advance|preview) (?:copy|code|unit|sample)s? (?:of .{1,40} )?(?:was|were) (?:provided|supplied|sent)\b|\bas an? \pL+ (?:associate|affiliate),? (?:we|i) (?:may )?earn\b|\bwe may (?:earn|receive) (?:an? )?(?:\pL+ )?(?:commission|compensation)\b`)
	// What a firm's notice says for its lawyers.
	legal = pattern.MustCompile(`(?i)\b(?:constitute|contains?|are|include) ["“]?forward[- ]looking statements?\b|\bdisclaims? any (?:obligation|liability|responsibility|intention|warrant(?:y|ies))\b|\b(?:will|shall) not be (?:held )?(?:liable|responsible) for any\b|\bfor information(?:al)? purposes only\b|\bmakes? no (?:representations?|warrant(?:y|ies))\b|\bpast performance is (?:no|not)\b|\bnot (?:intended|meant|to be (?:taken|construed)) as (?:(?:financial|investment|legal|medical|professional),? ?(?:or |and )?){1,4} ?advice\b`)
	// The first lines of another article, with a button behind them.
	teased = pattern.MustCompile(`(?:…|\.\.\.|[.!?]) ?(?i:more|read more|continue reading|full story|keep reading) ?[»›→]`)
	// What readers are asked for, and sold.
	offers = pattern.MustCompile(`(?i)\b(?:please )?(?:share|send us|tell us about|submit) your (?:videos?|photos?|pictures|stor(?:y|ies)|thoughts|comments|experiences?)\b|\b(?:get|buy|book) (?:your )?tickets? (?:here|now|today|online)\b|\bsubscribe now\b|\bjoin our (?:page|group|community|channel)\b`)
	// What a site says to those who have read to the end, and what its programs
	// put where nobody wrote anything.
	siteTalk = pattern.MustCompile(`(?i)\bif you (?:have )?(?:enjoy(?:ed)?|liked?|found) (?:reading )?this (?:article|newsletter|post|story|piece|column|essay)\b|\btranscripts? (?:text )?may (?:vary|contain|be)\b|\berrors? in this transcript\b|\b(?:interview|conversation|transcript|discussion|q&a|answers|replies|responses)\b.{0,40}\b(?:was|were|has been|have been) (?:\pL+ly )?(?:edited|condensed|shortened|abridged)\b|\b(?:repl(?:y|ies)|answers?|responses?|respond) .{0,40}\b\d+ words\b|\bprotected by recaptcha\b|\bin my bookmarks\b|\ba rich text element\b|\brich text (?:element|editor) (?:allows|lets|can)\b|\blorem ipsum dolor\b|^to contact the (?:reporters?|editors?|authors?|writers?)\b|\btap here to (?:see|watch|read)\b|\breferences to products from\b|^(?:this|the following) (?:post|article|blog|column) (?:was|is) written by\b|\bhere(?:['’]s| is) the latest (?:\pL+ )?(?:guidance|advice)\b|\bif you (?:have been|are|were) affected by (?:any of )?(?:the|these|this)\b|\bfor (?:confidential )?support,? call\b`)
	// The headline of another article, and what announces it.
	alsoRead = pattern.MustCompile(`^(?i:also read|read (?:more|next|also)|related(?: (?:articles?|stor(?:y|ies)|coverage|reading))?|see also): ?\S`)
	// Whose picture it is.
	pictureOf = pattern.MustCompile(`\[(?:[A-Z][A-Z/ ]*)?(?:GETTY|AFP|REX|PA|REUTERS|EPA|ALAMY|SPLASH)(?:[A-Z/ ]*)\]$|^(?:AFP|AP|PA|EPA|Rex|Getty|Reuters|Alamy|iStock|Shutterstock)(?:(?: via |/| )(?:AFP|AP|PA|EPA|Rex|Getty|Reuters|Alamy|iStock|Shutterstock|Images))*$`)
	usOrYou   = pattern.MustCompile(`(?i)\b(?:you|your|we|our|us)\b`)
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
		return (newsletter.MatchString(s) && usOrYou.MatchString(s) || subscribe.MatchString(s)) && wordCount(s) <= most
	case (has("»") || has("›") || has("→")) && teased.MatchString(s):
		return wordCount(s) <= most
	case mayReadOn(small) && readOn.MatchString(s):
		return wordCount(s) <= most/2
	case has("cookie"):
		return cookies.MatchString(s)
	case has("comments"):
		return comments.MatchString(s) && usOrYou.MatchString(s) && wordCount(s) <= most
	case has("@"):
		return mailbox.MatchString(s) && (usOrYou.MatchString(s) || reachable.MatchString(s) || askSite.MatchString(s)) && wordCount(s) <= most
	}
	return false
}

// notice returns why a paragraph of the text is none of it, though it reads like
// one: what lawyers want said, how a thing that is
// reviewed was come by, what readers are asked for. Such a paragraph may stand at
// the end of the text and shows where that is, so it is told last.
func notice(s string) string {
	const (
		most      = 60  // words
		mostLegal = 150 // a longer paragraph is a whole text that lost its breaks
	)
	small := strings.ToLower(s)
	hasOne := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(small, w) })
	}
	switch {
	case s[0] == '"' || strings.HasPrefix(s, "“"):
	case hasOne("forward", "disclaim", "liable", "responsible", "purposes only", "advice", "makes no", "make no", "past performance") && legal.MatchString(s) && wordCount(s) <= mostLegal:
		return ReasonDisclaimer
	case hasOne("review", "tested", "played", "copy", "commission", "compensation", "affiliate", "associate") && disclosure.MatchString(s) && wordCount(s) <= most:
		return ReasonDisclaimer
	case hasOne("if you", "transcript", "edited", "condensed", "shortened", "abridged", "words", "recaptcha", "bookmarks", "rich text", "lorem", "to contact", "tap here", "references to", "written by", "latest", "support") && siteTalk.MatchString(s) && wordCount(s) <= mostLegal:
		return ReasonFurniture
	case hasOne("also", "read ", "related") && alsoRead.MatchString(s) && wordCount(s) <= most/2:
		return ReasonTeaser
	case (strings.HasSuffix(s, "]") || wordCount(s) <= 5) && pictureOf.MatchString(s):
		return ReasonCaption
	case hasOne("your ", "ticket", "subscribe now", "join our") && offers.MatchString(s) && wordCount(s) <= most/2:
		return ReasonFurniture
	}
	return ""
}

// withoutLegal cuts from a long paragraph that lost its breaks the notes of
// lawyers at its end: from the sentence on with which several of them begin.
func withoutLegal(s string) string {
	const (
		least   = 150 // words of such a paragraph; shorter ones are a notice or text
		several = 2
	)
	if wordCount(s) <= least {
		return s
	}
	at := legal.FindAllStringIndex(s, -1)
	if len(at) < several {
		return s
	}
	end := strings.LastIndex(s[:at[0][0]], ". ")
	if end < 0 || 4*end < at[0][0] {
		return s
	}
	return s[:end+1]
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

var noteWords = []string{"this ", "(corrects", "(updates", "(adds", "(removes", "(clarifies", "(edit:", "version", "note", "correction", "clarification", " is part of"}

// mayReadOn reports whether a line in small letters has words that readOn needs.
func mayReadOn(small string) bool {
	switch small[0] {
	case '[', '(', 'r', 'l', 'f', 's', 't', 'a':
		return startsWithOne(strings.TrimLeft(small, "[("), readOnWords) || strings.Contains(small, " here")
	}
	return strings.Contains(small, " here")
}

var readOnWords = []string{"read ", "learn more", "find out more", "see ", "thank", "there was a problem", "something went wrong", "an error", "request failed", "watch", "listen", "sign", "follow", "click", "get "}

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
