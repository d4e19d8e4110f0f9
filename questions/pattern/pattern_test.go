package pattern

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// followed are expressions with beginnings that can be followed.
var followed = []string{
	`(?i)\b(?:he|she|they|it|him|them|his|hers?|its|their)\b`,
	`(?i)\b(?:not|except|neither|nor|cannot)\b|n['’]t\b`,
	`^(?:He|She|It|Their)\b`, `^(?:,|the)|^ \(`, `(?i)^(?:k|s).`,
	` \| |\[(?:\d+|edit)\]?|\d\[|, ?,|\( ?\)| [,;](?: |$)|;\.`,
	`[“"][^“”"]*[”"]`,
	`\b(1[0-9]{3}|20[0-9]{2})`,
	`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`,
	`(?:[$£€])?\b\d[\d,]*(?: (?:hundred|thousand))?(?:%| percent)?`,
	`(?i)\b(?:kings?|skies) of\b`,
	`^(?:he|they)\b| of .*not`, `\b(?:not|he) .*cannot|(?:her|its) .*percent`,
}

// expressions begin in every way, also with anything.
var expressions = append([]string{
	`(?i)(?:é|às?) la`,
	`(?:^|[^\d,.])(\d{4})(?:s\b|[^\d,]|$)`,
	`(?:x*|y)z`, `a+b`, `(ab?)?c`, `(?m)^the\b`, `\Bit`, `(?s).he`, `the$`, ``, `[^\x00-\x{10FFFF}]`, `(?:a|b|c|d){2,5}e`,
	`(\pL)(?:“|” |"|,)(\pL*)`, `(?i)\pL ?(?:THEY|[|]) `, `\pL(?: not|, )+`, `.\[?[1k]`, "\uFFFD", "[a\uFFFD]b|\uFFFDa", ".[a\uFFFD]b", `\pL+ly`, `Å.`,
}, followed...)

// pieces make texts that nearly match.
var pieces = strings.Split(`he|He|THE|the|they|it|It|its|n't|n’t|not|No|cannot|her|hers|their| | | |, |,|.|(|)|()| ,| ;|;.|[|[1]|[edit]| | |“|”|"|a|ab|abc|z|xz|xxz|aab|1999|2004|12,500|3.5|$|£|%| percent| thousand|é la|É LA|À la|king of|KING OF|K|ſ|ſkies of|skies of|_he|9it|éhe|å|Å|Åx|abade|cde|wily|`+"\n|\xff|\xe2|\xc5", "|")

func TestPatternsFindWhatRegularExpressionsFind(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, expression := range expressions {
		p, plain := MustCompile(expression), regexp.MustCompile(expression)
		matches := 0
		for range 4000 {
			var b strings.Builder
			for range r.IntN(7) {
				b.WriteString(pieces[r.IntN(len(pieces))])
			}
			text := b.String()
			if compare(t, p, plain, text) {
				matches++
			}
		}
		if matches == 0 && expression != `[^\x00-\x{10FFFF}]` {
			t.Errorf("%s: no text matches, so nothing is tested", expression)
		}
	}
}

// compare checks every method and reports whether the text matches.
func compare(t *testing.T, p *Pattern, plain *regexp.Regexp, text string) bool {
	t.Helper()
	at := plain.FindStringIndex(text)
	same := p.MatchString(text) == (at != nil) &&
		slices.Equal(p.FindStringIndex(text), at) &&
		p.FindString(text) == plain.FindString(text) &&
		slices.Equal(p.FindStringSubmatch(text), plain.FindStringSubmatch(text)) &&
		slices.Equal(p.FindAllString(text, -1), plain.FindAllString(text, -1)) &&
		slices.EqualFunc(p.FindAllStringIndex(text, -1), plain.FindAllStringIndex(text, -1), slices.Equal) &&
		slices.EqualFunc(p.FindAllStringSubmatch(text, -1), plain.FindAllStringSubmatch(text, -1), slices.Equal) &&
		slices.EqualFunc(p.FindAllStringSubmatchIndex(text, -1), plain.FindAllStringSubmatchIndex(text, -1), slices.Equal) &&
		p.ReplaceAllString(text, "<$0>") == plain.ReplaceAllString(text, "<$0>")
	if !same {
		t.Errorf("%s in %q: not what the regular expression finds", plain, text)
	}
	return at != nil
}

func TestBeginningsOfWordsAreKnown(t *testing.T) {
	for _, expression := range followed {
		if looksOf(expression).all {
			t.Errorf("%s: a match can begin in any way, so nothing is gained", expression)
		}
	}
	if p := looksOf(followed[0]); p.next("The thing was hot, and this hid Harwich.", 0) >= 0 {
		t.Error("no word of the text begins like a pronoun, and the pattern looks at it")
	}
}

func TestWhatEveryMatchHoldsIsKnown(t *testing.T) {
	tests := []struct {
		expression string
		want       []string
	}{
		{`(\pL) meanwhile (\pL)`, []string{" meanwhile "}},
		{`\pL\(\pL{2}|\pL"\pL|[.,]"\pL`, []string{"(", `"`, `"`}},
		{`\pL(?:too|also)`, []string{"too", "also"}},
		{`(?i)\pL(?:too|also)`, nil},
		{`(?i)\pL+- `, []string{"- "}},
		{`\pL(?:,|\d)?`, nil},
		{`(\pL+), (?:who|which|whom) `, []string{", wh"}}, // rather what is long than what stands first
	}
	for _, test := range tests {
		if p := looksOf(test.expression); !p.all || !slices.Equal(p.held, test.want) {
			t.Errorf("%s holds %q, want %q", test.expression, p.held, test.want)
		}
	}
}

func TestARareTextIsLookedForThoughBeginningsAreKnown(t *testing.T) {
	tests := []struct {
		expression string
		want       []string
	}{
		{`\b(?:worked|was) .*\bbefore (?:joining|coming) `, []string{"before "}},
		{`\b(?:worked|was) \d+ `, nil}, // "was" and spaces are no rarer than the beginnings
		{`\bnot (?:only|just|merely|simply|so much)\b`, nil},
	}
	for _, test := range tests {
		if p := looksOf(test.expression); p.all || !slices.Equal(p.held, test.want) {
			t.Errorf("%s holds %q, want %q", test.expression, p.held, test.want)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add(followed[0], "and they say")
	f.Add(followed[4], "a ,b")
	f.Add(`(?i)ſ|K`, "sk")
	f.Fuzz(func(t *testing.T, expression, text string) {
		plain, err := regexp.Compile(expression)
		if err != nil || len(expression) > 200 || len(text) > 500 {
			return
		}
		compare(t, MustCompile(expression), plain, text)
	})
}
