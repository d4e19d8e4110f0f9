package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

// readMarkdown reads Markdown, perhaps with front matter: "key: value" lines
// between "---", as site generators write them, or "key = value" between "+++".
//
// Paragraphs, list items and quotations are the body. Headings, code, tables
// of links, captions and link definitions are left out.
func readMarkdown(text string) (Article, error) {
	if tooManyLines(text) {
		return Article{}, errLines
	}
	text = oneNewline(text)
	front, rest := cutFrontMatter(text)
	var a Article
	front.fill(&a)
	p := &markdown{article: &a}
	for l := range strings.SplitSeq(rest, "\n") {
		p.add(l)
	}
	p.end()
	p.after()
	p.setApart()
	return finish(&a, p.blocks, errNoMarkdown)
}

// frontMatter is what stands before a Markdown text: values by lower-case key.
type frontMatter map[string][]string

var (
	frontLine = pattern.MustCompile(`^([A-Za-z][\w-]{0,40})\s*[:=]\s*(.*)$`)
	frontItem = pattern.MustCompile(`^\s*-\s+(.*)$`)
)

// cutFrontMatter reads front matter. Only what metadata needs is understood:
// one value a line, a list in brackets, or a list of "- value" lines.
func cutFrontMatter(text string) (frontMatter, string) {
	text = strings.TrimPrefix(text, "\ufeff")
	first, rest, ok := strings.Cut(text, "\n")
	mark := strings.TrimRight(first, " \t")
	if !ok || mark != "---" && mark != "+++" {
		return nil, text
	}
	const maxLines = 500
	front := frontMatter{}
	current := ""
	left := rest
	for range maxLines {
		var l string
		l, left, ok = strings.Cut(left, "\n")
		if strings.TrimRight(l, " \t") == mark || mark == "---" && strings.TrimRight(l, " \t") == "..." {
			return front, left
		}
		if !ok {
			break
		}
		if m := frontLine.FindStringSubmatch(l); m != nil {
			current = strings.ToLower(m[1])
			front[current] = frontValues(m[2])
		} else if m := frontItem.FindStringSubmatch(l); m != nil && current != "" {
			front[current] = append(front[current], frontValues(m[1])...)
		}
	}
	return nil, text // it never ends: "---" was a rule
}

// frontValues reads "Ada", `"Ada"`, or `["Ada", "Tom"]`. A mapping, as in
// "- name: Ada", gives its value when it is a name.
func frontValues(s string) []string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		var all []string
		for part := range strings.SplitSeq(s[1:len(s)-1], ",") {
			all = append(all, frontValues(part)...)
		}
		return all
	}
	s = strings.TrimPrefix(s, "name: ")
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		s = strings.ReplaceAll(s[1:n-1], `\"`, `"`)
	} else if at := strings.Index(s, " #"); at >= 0 {
		s = s[:at]
	}
	if s = clean(s); s == "" || s == "|" || s == ">" || s == "null" || s == "~" {
		return nil
	}
	return []string{s}
}

func (f frontMatter) first(keys ...string) string {
	for _, k := range keys {
		if len(f[k]) > 0 {
			return f[k][0]
		}
	}
	return ""
}

var pathDate = pattern.MustCompile(`(?:^|[/_-])(\d{4})[/-](\d\d)[/-](\d\d)(?:\D|$)`)

func (f frontMatter) fill(a *Article) {
	a.Title = plainMarkdown(f.first("title", "headline"))
	for _, k := range []string{"authors", "author", "by"} {
		for _, v := range f[k] {
			for _, name := range nameAnd.Split(v, -1) {
				if name = strings.TrimSpace(name); len(a.Authors) > 0 && roleNoun.MatchString(name) {
					continue // "Ada Lark, Harbour Director"
				}
				if name != "" && len(a.Authors) < 20 && !strings.Contains(name, "://") {
					a.Authors = append(a.Authors, name)
				}
			}
		}
		if len(a.Authors) > 0 {
			break
		}
	}
	a.Outlet = f.first("outlet", "publisher", "publication", "site")
	if d, ok := machineDate(f.first("date", "published", "pubdate", "publishdate", "publish_date", "date_published")); ok {
		a.Published = d
	} else if m := pathDate.FindStringSubmatch(f.first("path", "slug", "permalink")); m != nil {
		if d, ok := machineDate(m[1] + "-" + m[2] + "-" + m[3]); ok {
			a.Published = d
		}
	}
	a.Language = baseLanguage(f.first("lang", "language", "locale"))
	for _, u := range []string{f.first("canonical_url", "canonical", "url", "original_url")} {
		if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
			a.URL = u
		}
	}
}

// markdown is a Markdown text on its way to an article.
type markdown struct {
	article *Article
	blocks  []block
	open    []string // lines of the block being read
	openTag string   // p, li, blockquote
	fence   string   // the mark that ends the code being read
	element string   // the HTML element being skipped
	quote   int      // number of the quotation being read, from 1; 0 = none
	quotes  int      // how many have begun
	section string   // the reason of everything below the last heading
	level   int      // of that heading
}

var (
	fenceStart  = pattern.MustCompile("^ {0,3}(`{3,}|~{3,})")
	atxHeading  = pattern.MustCompile(`^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$`)
	underline   = pattern.MustCompile(`^ {0,3}(?:=+|-{2,})\s*$`)
	rule        = pattern.MustCompile(`^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$`)
	listItem    = pattern.MustCompile(`^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s+(.*)$`)
	quoteMark   = pattern.MustCompile(`^ {0,3}>\s?`)
	definition  = pattern.MustCompile(`^ {0,3}\[[^\]\n]+\]:\s*\S`)
	tableRow    = pattern.MustCompile(`^\s*\|.*\|\s*$|^\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)+$`)
	imageLine   = pattern.MustCompile(`^\s*(?:\[\s*)?!\[[^\]]*\]\([^)]*\)(?:\s*\]\([^)]*\))?\s*(?:\{[^}]*\})?\s*$`)
	figureLine  = pattern.MustCompile(`^(?:\*\*|_)?(?:Figure|Fig\.|Table|Photo|Image|Caption)(?:(?: [A-Z]?\d+(?:[.-]\d+)*)(?:\*\*|_)?[:.]? ?\p{Lu}|:)`)
	liquid      = pattern.MustCompile(`^\s*\{[%:].*\}\s*$`)
	htmlLine    = pattern.MustCompile(`(?i)^\s*</?(?:div|p|span|img|a|br|hr|figure|iframe|center|table|tr|td|th|tbody|thead|section|details|summary|video|source|ul|ol|li|script|style|aside|figcaption|h[1-6]|blockquote|!--)\b?[^>]*>`)
	skipElement = pattern.MustCompile(`(?i)^\s*<(aside|script|style|figure|iframe|table|video|svg)\b`)
	htmlTag     = pattern.MustCompile(`</?[A-Za-z][^<>]*>|<!--.*?-->`)
)

func (m *markdown) add(l string) {
	switch {
	case m.fence != "":
		if t := strings.TrimSpace(l); strings.HasPrefix(t, m.fence) && strings.Trim(t, m.fence[:1]) == "" {
			m.fence = ""
			return
		}
		m.drop(ReasonCode, l)
		return
	case m.element != "":
		m.drop(elementReason(m.element), plainMarkdown(l))
		if strings.Contains(strings.ToLower(l), "</"+m.element+">") {
			m.element = ""
		}
		return
	}
	quoted := quoteMark.MatchString(l)
	for range 8 { // quotations in quotations
		at := quoteMark.FindStringIndex(l)
		if at == nil {
			break
		}
		l = l[at[1]:]
	}
	trimmed := strings.TrimSpace(l)
	first, _ := utf8.DecodeRuneInString(trimmed)
	switch {
	case quoted && m.quote == 0:
		m.end()
		m.quotes++
		m.quote = m.quotes
	case !quoted && trimmed != "" && m.quote != 0 && (len(m.open) == 0 || !unicode.IsLetter(first)): // no line that goes on
		m.end()
		m.quote = 0
	}
	switch {
	case trimmed == "":
		m.end()
	case unicode.IsLetter(first) && l[0] != ' ' && l[0] != '\t':
		m.text(l, quoted)
	case fenceStart.MatchString(l):
		m.end()
		m.fence = fenceStart.FindStringSubmatch(l)[1]
	case len(m.open) == 0 && (strings.HasPrefix(l, "    ") || strings.HasPrefix(l, "\t")) && m.openTag == "" && !m.inList():
		m.drop(ReasonCode, l)
	case skipElement.MatchString(l):
		m.end()
		name := strings.ToLower(skipElement.FindStringSubmatch(l)[1])
		m.drop(elementReason(name), plainMarkdown(l))
		if !strings.Contains(strings.ToLower(l), "</"+name+">") {
			m.element = name
		}
	case atxHeading.MatchString(l):
		m.end()
		h := atxHeading.FindStringSubmatch(l)
		m.heading(len(h[1]), h[2])
	case len(m.open) == 1 && m.openTag == "p" && underline.MatchString(l):
		level := 2
		if trimmed[0] == '=' {
			level = 1
		}
		text := m.open[0]
		m.open, m.openTag = nil, ""
		m.heading(level, text)
	case rule.MatchString(l):
		m.end()
	case definition.MatchString(l) && len(m.open) == 0:
		m.drop(ReasonFurniture, l)
	case tableRow.MatchString(l):
		m.end()
		m.drop(ReasonTable, plainMarkdown(l))
	case imageLine.MatchString(l):
		m.end()
		m.drop(ReasonCaption, l)
	case liquid.MatchString(l):
		m.drop(ReasonFurniture, l)
	case listItem.MatchString(l):
		m.end()
		m.openTag = "li"
		m.open = append(m.open, listItem.FindStringSubmatch(l)[1])
	default:
		if htmlLine.MatchString(l) && plainMarkdown(l) == "" {
			m.drop(ReasonFurniture, l)
			return
		}
		m.text(l, quoted)
	}
}

// text adds a line to the paragraph, the item or the quotation being read.
func (m *markdown) text(l string, quoted bool) {
	if m.openTag == "" {
		m.openTag = "p"
		if quoted {
			m.openTag = "blockquote"
		}
	}
	m.open = append(m.open, l)
	if strings.HasSuffix(l, "  ") && figureLine.MatchString(m.open[0]) {
		m.end()
	}
}

func elementReason(name string) string {
	switch name {
	case "aside":
		return ReasonPullQuote
	case "figure", "video", "iframe", "svg":
		return ReasonCaption
	case "table":
		return ReasonTable
	}
	return ReasonCode
}

// inList reports whether the last block was a list item: what is indented
// below it goes on with it.
func (m *markdown) inList() bool {
	return len(m.blocks) > 0 && m.blocks[len(m.blocks)-1].tag == "li"
}

func (m *markdown) drop(reason, text string) {
	if text = clean(text); text != "" {
		m.blocks = append(m.blocks, block{line: line{text: text, words: wordCount(text)}, reason: reason})
	}
}

// end closes the block being read.
func (m *markdown) end() {
	if len(m.open) == 0 {
		m.openTag = ""
		return
	}
	raw := strings.Join(m.open, " ")
	tag := m.openTag
	m.open, m.openTag = nil, ""
	text := plainMarkdown(raw)
	if text == "" {
		m.drop(ReasonFurniture, raw)
		return
	}
	b := block{line: line{text: text, words: wordCount(text), kind: kindOf(text)}, tag: tag, reason: m.section}
	b.linked = linkedWords(raw)
	b.quote, b.bold = m.quote, wholeBold.MatchString(raw)
	switch {
	case b.reason != "":
	case figureLine.MatchString(text) && tag != "li":
		b.reason = ReasonCaption
	case tag == "p" && b.bold && b.kind != prose:
		b.reason = ReasonHeading
	default:
		b.reason = b.unfit()
	}
	m.blocks = append(m.blocks, b)
}

var wholeBold = pattern.MustCompile(`^\s*(?:\*\*|__)[^*_]+(?:\*\*|__)\s*$`)

// aims find the headings of exercises and goals around a textbook's text.
var aims = pattern.MustCompile(`(?i)^(?:learning (?:objectives|outcomes|goals)|key terms|review questions|exercises|glossary|check your understanding)$`)

func (m *markdown) heading(level int, raw string) {
	text := plainMarkdown(raw)
	if text == "" {
		return
	}
	m.section, m.level = "", level
	reason := ReasonHeading
	switch {
	case m.article.Title == "" && level == 1:
		m.article.Title = withoutNumber(text, nil)
		reason = ReasonTitle
	case key(text) == key(m.article.Title), key(withoutNumber(text, nil)) == key(m.article.Title):
		reason = ReasonTitle
	case endSection.MatchString(text), aims.MatchString(text):
		m.section = ReasonFurniture
	}
	m.blocks = append(m.blocks, block{line: line{text: text, words: wordCount(text), kind: heading}, tag: "h1", reason: reason})
}

// setApart leaves out what a textbook sets apart in quotations of Markdown:
// boxes with a title, words of others with a line that says whose they are, and
// notes to learners. Elsewhere a quotation goes on with the text.
func (m *markdown) setApart() {
	if m.quotes == 0 {
		return
	}
	learning := slices.ContainsFunc(m.blocks, func(b block) bool { return b.tag == "h1" && aims.MatchString(b.text) })
	box := make([]bool, m.quotes+1)
	seen := make([]bool, m.quotes+1)
	for _, b := range m.blocks {
		if b.quote == 0 {
			continue
		}
		box[b.quote] = box[b.quote] || learning || b.bold && !seen[b.quote] && b.kind != prose || attribution.MatchString(b.text)
		seen[b.quote] = true
	}
	for i := range m.blocks {
		if b := &m.blocks[i]; b.quote > 0 && box[b.quote] && b.reason == "" {
			b.reason = ReasonBox
		}
	}
}

// attribution finds the line below a quotation that says whose words it is:
// "—Ada Lark, The Slow Water".
var attribution = pattern.MustCompile(`^(?:—|–|--) ?\p{Lu}[^.!?]{2,120}$`)

// after reads what only the first lines say: the title of a text without
// front matter, a byline, a date.
func (m *markdown) after() {
	a := m.article
	const reach = 8 // blocks
	for i := range m.blocks[:min(reach, len(m.blocks))] {
		b := &m.blocks[i]
		switch {
		case b.kind == byline && len(a.Authors) == 0 && b.tag == "p":
			a.Authors = bylineNames(b.text)
			b.reason = ReasonByline
		case b.kind == dateLine && b.tag == "p" && a.Published.IsZero():
			a.Published = findDate([]line{b.line}, -1)
		}
	}
	// What learners should know at the end stands as a list below its heading;
	// the text begins behind it.
	for i := range m.blocks {
		if m.blocks[i].tag != "h1" || !aims.MatchString(m.blocks[i].text) {
			continue
		}
		listed := false
		for j := i + 1; j < len(m.blocks) && m.blocks[j].tag != "h1"; j++ {
			b := &m.blocks[j]
			listed = listed || b.tag == "li"
			if listed && b.tag == "p" && b.kind == prose {
				for k := j; k < len(m.blocks) && m.blocks[k].tag != "h1"; k++ {
					if m.blocks[k].reason == ReasonFurniture && m.blocks[k].tag != "" {
						m.blocks[k].reason = m.blocks[k].unfit()
						if figureLine.MatchString(m.blocks[k].text) {
							m.blocks[k].reason = ReasonCaption
						}
					}
				}
				break
			}
		}
	}
}

var (
	mdImage      = pattern.MustCompile(`!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])`)
	mdLink       = pattern.MustCompile(`\[([^\[\]]+)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])(?:\{[^}]*\})?`)
	mdAutolink   = pattern.MustCompile(`<((?:https?|mailto):[^<>\s]+)>`)
	mdFootnote   = pattern.MustCompile(`\[\^[^\]]{1,60}\]`)
	mdStrong     = pattern.MustCompile(`(\*\*|__)(\S(?:.*?\S)?)(\*\*|__)`)
	mdEmphasis   = pattern.MustCompile(`(^|[^\pL\pN*])\*(\S(?:[^*]*?\S)?)\*`)
	mdUnderscore = pattern.MustCompile(`(^|[^\pL\pN_])_(\S(?:[^_]*?\S)?)_($|[^\pL\pN_])`)
	mdCode       = pattern.MustCompile("`{1,2}([^`]+)`{1,2}")
	mdEscape     = pattern.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!<>|~-])")
)

// inlineMarks are taken out in this order; a pattern is tried only where what
// it needs stands.
var inlineMarks = []struct {
	needs   string
	pattern *pattern.Pattern
	with    string
}{
	{"[^", mdFootnote, ""}, {"![", mdImage, ""}, {"](", mdLink, "$1"}, {"][", mdLink, "$1"}, {"<", mdAutolink, "$1"}, {"<", htmlTag, " "}, {"`", mdCode, "$1"},
	{"**", mdStrong, "$2"}, {"__", mdStrong, "$2"}, {"*", mdEmphasis, "$1$2"}, {"_", mdUnderscore, "$1$2$3"},
}

func linkedWords(raw string) int {
	n := 0
	if len(raw) > 64<<10 || !strings.Contains(raw, "](") && !strings.Contains(raw, "][") {
		return 0
	}
	for _, m := range mdLink.FindAllStringSubmatch(raw, -1) {
		n += wordCount(m[1])
	}
	return n
}

// plainMarkdown returns a run of Markdown as a person reads it.
func plainMarkdown(s string) string {
	const longest = 64 << 10 // bytes; what is longer is no paragraph that somebody wrote
	if len(s) > longest {
		return clean(s)
	}
	for _, r := range inlineMarks {
		if strings.Contains(s, r.needs) {
			s = r.pattern.ReplaceAllString(s, r.with)
		}
	}
	if strings.Contains(s, `\`) {
		s = mdEscape.ReplaceAllString(s, "$1")
	}
	return clean(cleanEntities(s))
}
