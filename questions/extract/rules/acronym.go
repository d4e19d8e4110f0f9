package rules

import (
	"slices"
	"strings"
	"unicode"

	"quizbot/questions"
	"quizbot/questions/extract"
	"quizbot/questions/pattern"
)

var shortForm = pattern.MustCompile(`\(([A-Z][A-Za-z]{1,5}[A-Z])s?\)`)

// acronyms finds what letters stand for: "the Harbour Lamp Trust (HLT)".
func (f *finder) acronyms(s *sentence) {
	for _, at := range shortForm.FindAllStringSubmatchIndex(s.text, -1) {
		short := s.text[at[2]:at[3]]
		words := strings.Fields(s.text[:at[0]])
		long := spelledOut(short, words)
		if long == "" {
			continue
		}
		if strings.ContainsAny(long, "(),") || everydayLetters[short] || f.mentions(short) < minMentions || f.acronymsFound == maxAcronyms {
			continue
		}
		f.acronymsFound++
		statement := short + " stands for " + long + "."
		f.found("acronym", s, questions.Fact{
			Statement: statement,
			Spans:     []questions.Span{{Kind: questions.Term, Text: long, Ask: "What does " + short + " stand for?"}},
		}, long)
	}
}

// maxAcronyms bounds the facts of one article that are only about letters.
const maxAcronyms = 4

// minMentions is how often an article uses letters that are worth knowing.
const minMentions = 6

// everydayLetters are known without any article.
var everydayLetters = set("US USA UK EU UN NATO NASA FBI CIA CPU GPU AI IT PC TV DVD CD URL HTML CSS API PDF GPS DNA RNA HIV WHO FDA CDC EPA IRS NBA NFL FIFA UEFA CEO GDP NGO BBC CNN")

// mentions counts how often a word stands in the article, up to six.
func (f *finder) mentions(word string) int {
	n := 0
	for i := range f.paragraphs {
		if n += countWord(f.paragraphs[i].plain, word); n >= minMentions {
			break
		}
	}
	return n
}

// spelledOut returns the last words that the letters of short begin, in order;
// small words may lie between. "" when they do not fit.
func spelledOut(short string, words []string) string {
	letters := []rune(strings.ToUpper(short))
	for n := len(letters); n <= len(letters)+3 && n <= len(words); n++ {
		part := words[len(words)-n:]
		k := 0
		fits := true
		for i, w := range part {
			w = strings.Trim(w, `"'(`)
			if w == "" || strings.HasSuffix(w, ",") {
				fits = false
				break
			}
			first := unicode.ToUpper([]rune(w)[0])
			switch {
			case k < len(letters) && first == letters[k] && (unicode.IsUpper([]rune(w)[0]) || !linking[w] || len(letters) == n):
				k++
			case i > 0 && linking[w]:
			default:
				fits = false
			}
			// "Non-Proliferation" gives two letters.
			if _, after, ok := strings.Cut(w, "-"); ok && fits && k < len(letters) && after != "" && unicode.ToUpper([]rune(after)[0]) == letters[k] {
				k++
			}
			if !fits {
				break
			}
		}
		if fits && k == len(letters) && !linking[strings.ToLower(part[0])] {
			return strings.Join(part, " ")
		}
	}
	return ""
}

var linking = set("of the for and in on to de du la & a an against with")

// spellOut writes the letters out that only the article explains, where a
// statement has them first, "the Harbour Lamp Trust (HLT)", and refuses the
// statements whose letters nobody explains. What the title has is known to who is
// asked.
func (f *finder) spellOut() {
	long := map[string]questions.Evidence{}
	names := map[string]string{}
	article := map[string]bool{} // those with "the" before them
	for i := range f.paragraphs {
		for k := range f.paragraphs[i].sentences {
			s := &f.paragraphs[i].sentences[k]
			for _, at := range shortForm.FindAllStringSubmatchIndex(s.text, -1) {
				short := s.text[at[2]:at[3]]
				if name := spelledOut(short, strings.Fields(s.text[:at[0]])); name != "" && names[short] == "" && !strings.ContainsAny(name, "(),") {
					if e, ok := f.evidence(s, short); ok {
						names[short], long[short] = name, e
						article[short] = strings.HasSuffix(strings.ToLower(s.text[:at[0]]), "the "+strings.ToLower(name)+" ")
					}
				}
			}
		}
	}
	f.facts = slices.DeleteFunc(f.facts, func(fact questions.Fact) bool {
		for _, short := range letters.FindAllString(fact.Statement, -1) {
			if !f.unexplained(short, &fact) || names[short] != "" && !isOneOf(fact.Statement, short, names[short]) {
				continue
			}
			f.dropped = append(f.dropped, extract.Drop{Family: fact.FoundBy, Paragraph: fact.Evidence[0].Paragraph, Reason: "letters that nobody explains", Detail: short, Text: fact.Statement})
			return true
		}
		return false
	})
	for i := range f.facts {
		fact := &f.facts[i]
		for _, short := range letters.FindAllString(fact.Statement, -1) {
			if name := names[short]; name != "" && f.unexplained(short, fact) && !insideName(fact.Statement, short) {
				written := name + " (" + short + ")"
				atHead := strings.HasPrefix(fact.Statement, short+" ")
				fact.Statement = replaceWord(fact.Statement, short, written)
				if atHead && article[short] {
					fact.Statement = "The " + fact.Statement
				}
				fact.Spans = slices.Clone(fact.Spans)
				for k := range fact.Spans {
					span := &fact.Spans[k]
					if countWord(span.Ask, short) == 1 {
						span.Ask = replaceWord(span.Ask, short, written)
					}
					if countWord(span.Text, short) == 1 {
						span.Text, span.Wrong = replaceWord(span.Text, short, written), nil // the others have no letters
					}
				}
				if e := long[short]; !slices.ContainsFunc(fact.Evidence, func(o questions.Evidence) bool { return o.Quote == e.Quote }) {
					fact.Evidence = append(slices.Clone(fact.Evidence), e)
				}
			}
		}
	}
}

// work finds the end of a name for a kind of work, of which there is no plural.
var work = pattern.MustCompile(`(?:[gm]ement|tion|ing|ity|ics|logy)$`)

// isOneOf reports whether a statement has letters for somebody or something whose
// work the article calls by them: "a BLK" where "Brenk Lamp Keeping (BLK)" was named.
func isOneOf(statement, short, name string) bool {
	before, _, _ := strings.Cut(statement, short)
	return work.MatchString(name) && (strings.HasSuffix(strings.ToLower(before), " a ") || strings.HasSuffix(strings.ToLower(before), " an "))
}

// insideName reports whether a name goes on behind letters that begin it: "the base
// HLT Brenk".
func insideName(statement, short string) bool {
	_, behind, _ := strings.Cut(statement, short+" ")
	word, _, _ := strings.Cut(behind, " ")
	return capitalised(word) && strings.ToUpper(word) != word && !months[word]
}

// letters are capitals that stand for a name.
var letters = pattern.MustCompile(`\b[A-Z]{3,6}\b`)

// unexplained reports whether letters of a statement are known neither to
// everybody nor from the title, and are written out neither in it nor in capitals
// around them, as in a heading.
func (f *finder) unexplained(short string, fact *questions.Fact) bool {
	if everydayLetters[short] || knownLetters[short] || f.names.lower[strings.ToLower(short)] || everyday[strings.ToLower(short)] || questions.HoldsWords(f.article.Title, short) || strings.Contains(fact.Statement, short+" stands for ") ||
		strings.Contains(fact.Statement, "("+short+")") || countries[short] != "" || countWord(fact.Statement, short) != 1 || strings.Trim(short, "IVXLCM") == "" {
		return false
	}
	at := strings.Index(fact.Statement, short)
	before, behind := strings.HasSuffix(fact.Statement[:at], "-") || strings.HasSuffix(fact.Statement[:at], "&") || strings.HasSuffix(fact.Statement[:at], "("), fact.Statement[at+len(short):]
	return !before && !strings.HasPrefix(behind, "-") && !strings.HasPrefix(behind, "&") && !strings.HasPrefix(behind, " (") && !strings.HasPrefix(behind, "+") &&
		strings.Count(fact.Statement[:at], `"`)%2 == 0 && fact.Claimant != short
}

// knownLetters are names that are hardly ever written out.
var knownLetters = set("IMF WTO OPEC ASEAN OECD UNESCO UNICEF MIT UCLA NYU IBM BMW HSBC SAP AMD KFC UPS DHL NFC USB LED LCD RAM ROM GPT SQL XML HTTP HTTPS SSL TLS VPN SIM SMS FAQ CFO COO CTO NHL MLB MLS NCAA ATP WTA IOC UFC WWE PGA MTV HBO ABC NBC CBS PBS NPR ESPN AIDS COVID SARS MRI ICU PTSD ADHD LGBT LGBTQ KGB NSA DEA ATF NYPD LAPD SWAT USSR GDR ETA IRA PLO ISIS ISIL BRICS NAFTA NSDAP GMT UTC BCE AIG GMO SUV UFO VIP DIY ATM PIN TNT DDT CFC PVC PCR RSS AOL BASIC COBOL LISP UNIX JPEG MPEG ASCII EEC ECB STEM SAT GPA POW RAF USAF USS HMS FAA FCC FTC SEC TSA NIH NSF NRA ACLU YMCA JSON PHP BIOS GNU GPL LGPL FOSS FLOSS EEG ECG RBI ENIAC EDVAC FRS REST YAML BSD RGB IDE SDK GUI SSD JSX PRC SWIFT MSNBC CNBC OSHA FEMA HUD VAT KPI KPIS HMO IVF PPE OKR OKRS API APIS SLA NHS DNS CRM FDR JFK LAN WAN ISP SEO CMS CSV RFC TCP CCTV")
