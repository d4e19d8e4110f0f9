package generate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// life is when somebody was born and died; 0 = not told.
type life struct{ born, died int }

// Sentences that tell of a birth or a death, with the name before it.
var (
	wasBorn = pattern.MustCompile(`^((?:\p{Lu}[\pL'’.-]+ )+)(?:was )?born\b[^.;]*?\b((?:1[0-9]|20)\d\d)\b`)
	// lived finds the years behind the name at the head of an article.
	lived = pattern.MustCompile(`^([^()]{3,80}?),? \((?:[^()]*?\b)?(?:born (?:[^()]*? )?((?:1[0-9]|20)\d\d)|[^()]*?\b((?:1[0-9]|20)\d\d)\b[^()]*? ?[–-] ?[^()]*?\b((?:1[0-9]|20)\d\d))\)`)
	died  = pattern.MustCompile(`^((?:\p{Lu}[\pL'’.-]+ )+)died\b[^.;]*?\b((?:1[0-9]|20)\d\d)\b`)
)

// livesOf returns the lives that the statements of facts tell of, by name.
func livesOf(facts []questions.Fact) map[string]life {
	lives := map[string]life{}
	for i := range facts {
		if m := wasBorn.FindStringSubmatch(facts[i].Statement); m != nil {
			name := strings.TrimSpace(m[1])
			lives[name] = life{born: atoi(m[2]), died: lives[name].died}
		}
		if m := died.FindStringSubmatch(facts[i].Statement); m != nil {
			name := strings.TrimSpace(m[1])
			lives[name] = life{born: lives[name].born, died: atoi(m[2])}
		}
	}
	for i := range facts {
		for _, e := range facts[i].Evidence[min(1, len(facts[i].Evidence)):] { // what says who "he" is
			m := lived.FindStringSubmatch(e.Quote)
			if m == nil {
				continue
			}
			surname := ""
			for w := range strings.FieldsSeq(m[1]) {
				if w = strings.Trim(w, ",\""); strings.ToUpper(w) != w && unicode.IsUpper([]rune(w)[0]) {
					surname = w
				}
			}
			if born := atoi(cmp.Or(m[2], m[3])); surname != "" && born > 0 {
				lives[surname] = life{born: born, died: atoi(cmp.Or(m[4], "0"))}
			}
		}
	}
	return lives
}

// Sentences that tell since when something has existed.
var (
	begun      = pattern.MustCompile(`^(?:[Tt]he )?((?:\p{Lu}[\pL\d'’.&-]* )+)(?:was|were) (?:first |originally |officially |formally )?(?:founded|established|created|formed|incorporated|launched|chartered|built|inaugurated|invented)\b[^.;,]*? (?:in|on) (?:[\pL\d]+ ){0,3}?((?:1[0-9]|20)\d\d)\b`)
	begins     = pattern.MustCompile(`\b(?:founded|co-founded|established|launched) (?:the )?((?:\p{Lu}[\pL\d'’.&-]* )+)(?:in|on) (?:[\pL\d]+ ){0,3}?((?:1[0-9]|20)\d\d)\b`)
	begunFirst = pattern.MustCompile(`^(?:Founded|Established|Launched|Created|Formed|Built|Incorporated) in (?:[\pL\d]+ ){0,3}?((?:1[0-9]|20)\d\d)[^.;,]*, (?:the )?((?:\p{Lu}[\pL\d'’.&-]* )+)`)
)

// foundedIn returns the years in which things began to exist, by name, as the statements
// and evidence of facts tell them.
func foundedIn(facts []questions.Fact) map[string]int {
	founded := map[string]int{}
	add := func(name, year string) {
		const initial = 3 // letters that are no name
		if name = strings.TrimSpace(name); len(name) > initial && (founded[name] == 0 || atoi(year) < founded[name]) {
			founded[name] = atoi(year)
		}
	}
	seen := map[string]bool{}
	read := func(text string) {
		if seen[text] || !beginning(text) {
			return
		}
		seen[text] = true
		if m := begun.FindStringSubmatch(text); m != nil {
			add(m[1], m[2])
		}
		if m := begins.FindStringSubmatch(text); m != nil {
			add(m[1], m[2])
		}
		if m := begunFirst.FindStringSubmatch(text); m != nil {
			add(m[2], m[1])
		}
	}
	for i := range facts {
		if !unattended(&facts[i]) {
			continue
		}
		read(facts[i].Statement)
		for _, e := range facts[i].Evidence {
			read(e.Quote)
		}
	}
	return founded
}

// beginning reports whether a text has one of the words that tell a beginning.
func beginning(text string) bool {
	return slices.ContainsFunc([]string{"ounded", "stablished", "reated", "ormed", "ncorporated", "aunched", "hartered", "uilt", "naugurated", "nvented"}, func(w string) bool { return strings.Contains(text, w) })
}

// Ages in years: before the first nobody is elected, after the second nobody
// goes to school.
const (
	grown  = 14
	mature = 25
)

// within returns what reports whether a year that is put for another one is
// possible in the life of whom a fact names: not before the birth, not in
// childhood when the right year is not nor the other way round, and not after
// the death.
func (p *pool) within(f *questions.Fact) func(year, own int) bool {
	var lived []life
	for name, l := range p.lives {
		if questions.HoldsWords(f.Statement, name) {
			lived = append(lived, l)
		}
	}
	first, last := 0, 0
	founded := 0
	for name, year := range p.founded {
		if year > founded && questions.HoldsWords(f.Statement, name) {
			founded = year
		}
	}
	for _, e := range eras {
		if e.named.MatchString(f.Statement) {
			first = max(first, e.first)
			if e.last > 0 && (last == 0 || e.last < last) {
				last = e.last
			}
		}
	}
	return func(year, own int) bool {
		if own > founded && year < founded || own >= first && year < first || last > 0 && own <= last && year > last {
			return false
		}
		for _, l := range lived {
			switch {
			case l.born > 0 && own > l.born && year <= l.born,
				l.born > 0 && own >= l.born+grown && year < l.born+grown,
				l.born > 0 && own > l.born && own < l.born+grown && year > l.born+mature,
				l.died > 0 && own <= l.died && year > l.died:
				return false
			}
		}
		return true
	}
}

// eras are what a year next to its name cannot lie before, or behind, if the right one
// does not; where the first is behind the last, none between them is wrong: whoever
// reads of a vaccine against COVID-19 does not take 2016.
var eras = []struct {
	named       *pattern.Pattern
	first, last int // years; 0 = open
}{
	{pattern.MustCompile(`(?i)\b(?:covid|coronavirus|pandemic)`), 2020, 0},
	{pattern.MustCompile(`(?i)\b(?:covid(?:-19)?|coronavirus|pandemic)(?: pandemic| outbreak)? (?:hit|began|started|broke out|emerged|struck|arrived)\b`), 2020, 2020},
	{pattern.MustCompile(`\b(?:Spanish[- –]American War|sinking of the Maine)\b`), 1898, 1898},
	{pattern.MustCompile(`\b(?:during|in|of|amid|throughout) (?:World War I|the First World War|the Great War)\b`), 1914, 1919},
	{pattern.MustCompile(`\b(?:World War II|Second World War|Nazi Germany|the Holocaust)\b`), 1933, 0},
	{pattern.MustCompile(`\b(?:during|in|amid|throughout) (?:World War II|the Second World War|the Holocaust)\b`), 1939, 1945},
	{pattern.MustCompile(`\b(?:Pacific War|Pacific [Tt]heater|Pacific [Tt]heatre|Battle of Britain|Battle of Normandy|D-Day)\b`), 1939, 1945},
	{pattern.MustCompile(`\bKorean War\b`), 1950, 0},
	{pattern.MustCompile(`\b(?:Apollo 11|(?:Neil Armstrong|Buzz Aldrin)\b.*\b(?:landed|walked|stepped|moon|Moon))\b`), 1969, 1969},
	{pattern.MustCompile(`\bVietnam War\b`), 1955, 0},
	{pattern.MustCompile(`\bGreat Depression\b`), 1929, 0},
	{pattern.MustCompile(`\bCold War\b`), 1945, 0},
	{pattern.MustCompile(`\bend of the Cold War\b`), 1991, 1989},
	{pattern.MustCompile(`\bincoming (?:Donald )?Trump\b`), 2016, 2017},
	{pattern.MustCompile(`\bConservative-(?:Liberal Democrat|Lib Dem) coalition\b`), 2010, 2015},
	{pattern.MustCompile(`\b(?:9/11|(?:September|Sept\.) 11 (?:attacks|terror))`), 2001, 0},
	{pattern.MustCompile(`\b(?:President Clinton|Clinton administration)\b`), 1993, 2001},
	{pattern.MustCompile(`\b(?:President (?:Ronald )?Reagan|Reagan administration)\b`), 1981, 1989},
	{pattern.MustCompile(`\b(?:President George W\. Bush|George W\. Bush administration)\b`), 2001, 2009},
	{pattern.MustCompile(`\b(?:President (?:John F\. )?Kennedy|Kennedy administration|John F\. Kennedy .*\bas president)\b`), 1961, 1963},
	{pattern.MustCompile(`\b(?:President (?:Dwight D?\.? ?)?Eisenhower|Eisenhower administration)\b`), 1953, 1961},
	{pattern.MustCompile(`\b(?:President (?:Richard )?Nixon|Nixon administration)\b`), 1969, 1974},
	{pattern.MustCompile(`\b(?:President (?:Jimmy )?Carter|Carter administration)\b`), 1977, 1981},
	{pattern.MustCompile(`\b(?:Brexit|brexit)\b`), 2015, 0},
	{pattern.MustCompile(`\b(?:ISIS|ISIL)\b`), 2013, 0},
	{pattern.MustCompile(`\b(?:Iraq [Ww]ar|invasion of Iraq|deployed to Iraq)\b`), 2003, 0},
	{pattern.MustCompile(`\b(?:President (?:Barack )?Obama|Obama administration)\b`), 2009, 2017},
	{pattern.MustCompile(`\bcandidate (?:Donald )?Trump (?:won|carried|lost)\b`), 2016, 2016},
	{pattern.MustCompile(`\b(?:President |candidate )?(?:Donald )?Trump (?:won|carried|lost|beat) `), 2016, 2016},
	{pattern.MustCompile(`\b(?:President (?:Donald )?Trump|Trump administration)\b`), 2017, 2021}, // the first time
	{pattern.MustCompile(`\b(?:President (?:Joe )?Biden|Biden administration)\b`), 2021, 2025},
	{pattern.MustCompile(`\bKim Jong[- ][Uu]n\b`), 2010, 0},
	{pattern.MustCompile(`\bSoviet Union\b`), 1917, 1991},
	{pattern.MustCompile(`\b(?:ChatGPT|GPT-4)\b`), 2022, 0},
	{pattern.MustCompile(`\bTikTok\b`), 2016, 0},
	{pattern.MustCompile(`\bInstagram\b`), 2010, 0},
	{pattern.MustCompile(`\b(?:WhatsApp|[Bb]itcoin)\b`), 2009, 0},
	{pattern.MustCompile(`\biPhone\b`), 2007, 0},
	{pattern.MustCompile(`\b(?:Twitter|YouTube)\b`), 2005, 0},
	{pattern.MustCompile(`\bFacebook\b`), 2004, 0},
}

// fourYearly finds what comes round every four years, behind its year.
var fourYearly = pattern.MustCompile(`^ (?:[\pL-]+ ){0,3}(?:election|elections|campaign|Olympics|Olympic|World Cup|European Championship)\b`)

// campaign finds what comes round so, of which everybody knows who took part.
var campaign = pattern.MustCompile(`^ (?:[\pL-]+ ){0,2}(?:election|elections|campaign|race|primary|primaries)\b`)

// everyFour finds what is held every four years, wherever its year stands.
var everyFour = pattern.MustCompile(`\b(?:presidential (?:election|race|campaign|debate)|Summer Olympics|Winter Olympics|Olympic Games|World Cup|President \p{Lu}[\pL.' ]+ (?:won|carried|lost))\b`)

// period returns the years between one and the next of what a statement names
// behind a date; 1 = any year.
func period(statement, date string) int {
	_, after, _ := strings.Cut(statement, date)
	if fourYearly.MatchString(after) || everyFour.MatchString(statement) {
		return 4
	}
	return 1
}
