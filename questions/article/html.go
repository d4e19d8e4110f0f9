package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quizbot/questions/pattern"
)

// readHTML reads a saved page.
//
// The page becomes blocks of text in the order of the document. Blocks whose
// elements say that they are no part of an article (navigation, related
// stories, comments) are set aside. Of the rest, paragraphs of prose give
// their weight to the elements around them, nearer ones more, and the heaviest
// element is the article (after A. Dahl and others, "Readability", 2009). What
// is left of the page's own lines in it is told by its words, as in plain text.
func readHTML(text string) (Article, error) {
	tree, err := parseTree(text)
	if err != nil {
		return Article{}, err
	}
	p := &page{}
	p.collect(tree)
	p.setAside(tree)
	root := p.root(tree)
	if root == nil {
		return Article{}, errNoArticle
	}
	var a Article
	readPageMetadata(&a, tree, p, root)
	p.choose(&a, root)
	p.joinBroken()
	for i := range p.blocks {
		if p.blocks[i].node.quotes() {
			p.blocks[i].quote = 1
		}
		p.blocks[i].node = nil // lets go of the tree, which is larger than the page
	}
	a, err = finish(&a, p.blocks, errNoArticle)
	size := 0
	for _, q := range a.Paragraphs {
		size += len(q.Text)
	}
	for i := range a.Paragraphs {
		if size < len(text)/2 {
			a.Paragraphs[i].Text = strings.Clone(a.Paragraphs[i].Text) // they are pieces of the page, which is let go
		}
	}
	return a, err
}

// block is a run of text without a break, with where it stands.
type block struct {
	line
	tag    string // of the element that holds it: p, li, h2, td, pre ...; "" = unknown
	linked int    // words of it that are links
	reason string // why it is no paragraph of the article; "" = it is one
	node   *node
	quote  int  // of Markdown: number of the quotation it stands in, from 1; of HTML 1; 0 = none
	bold   bool // all of it is
}

// page is a page on its way to an article.
type page struct {
	blocks []block
	prose  []int32 // prose[i] is the number of words of prose in blocks before i
	linked []int32 // the same for words of links
	words  []int32 // the same for all words
	inline run
	links  int // words of links in inline
	breaks int // line breaks at the end of inline
	bold   int // so many bytes of inline, from its beginning, are bold
}

// run is the text of a block that is being read. One piece alone is not copied.
type run struct {
	only string
	all  strings.Builder // where there are several
}

func (r *run) WriteString(s string) {
	switch {
	case r.all.Len() == 0 && r.only == "":
		r.only = s
	case s != "":
		r.all.WriteString(r.only)
		r.all.WriteString(s)
		r.only = ""
	}
}

func (r *run) String() string {
	if r.only != "" {
		return r.only
	}
	return r.all.String()
}

func (r *run) Len() int { return len(r.only) + r.all.Len() }

func (r *run) Reset() { *r = run{} }

// collect cuts the page into blocks and notes for each element which are its own.
func (p *page) collect(tree *node) {
	texts, elements := tree.size()
	p.blocks = make([]block, 0, min(texts, elements))
	p.walk(tree, tree, false)
	p.flush(tree)
	tree.to = int32(len(p.blocks))
	p.sum()
}

// endSection finds the headings of what stands behind an article's text.
var endSection = pattern.MustCompile(`(?i)^(?:references|notes(?: and references)?|footnotes|citations|sources|external links|see also|further reading|bibliography|related(?: .{1,30})?|(?:leave|post|add) a (?:comment|reply).{0,20}|(?:\d+ )?comments|share this.{0,20}|more (?:from|on|stories|in)\b.{0,40}|read (?:more|next)|you (?:may|might) (?:also )?like.{0,20}|recommended.{0,20}|look at other .{1,30}|about the authors?|subscribe.{0,40}|sign up .{0,40}|newsletters?|contacts?|media contacts?|press contacts?|tags|categories|share)(?:\[edit\])?:?$`)

func (p *page) walk(n, holder *node, link bool) {
	switch {
	case n.tag == "":
		p.inline.WriteString(n.text)
		if strings.TrimSpace(n.text) != "" {
			p.breaks = 0
		}
		if link {
			p.links += wordCount(n.text)
		}
		return
	case n.tag == "br":
		p.breaks++
		under := p.boldLine() // a heading that shares the paragraph's element
		p.inline.WriteString(" ")
		if p.breaks == 2 || under {
			p.flush(holder)
		}
		return
	case ignoredTags[n.tag] || n.tag == "head" || n.tag == "sup" && isReference(n):
		n.from, n.to = int32(len(p.blocks)), int32(len(p.blocks))
		return
	}
	if n.tag == "table" && isData(n) {
		p.flush(holder)
		p.rows(n)
		return
	}
	isBlock := blockTags[n.tag] || n.tag == "button" || n.tag == "caption" || n.tag == "label"
	if isBlock {
		p.flush(holder)
		holder = n
	}
	n.from = int32(len(p.blocks))
	isBold := (n.tag == "b" || n.tag == "strong") && p.allBold()
	for c := range n.children {
		p.walk(c, holder, link || n.tag == "a")
	}
	if isBlock {
		p.flush(holder)
	} else if isBold {
		p.bold = p.inline.Len()
	}
	n.to = int32(len(p.blocks))
}

// allBold reports whether nothing of the block being read is not bold.
func (p *page) allBold() bool { return strings.TrimSpace(p.inline.String()[p.bold:]) == "" }

// boldLine reports whether the block being read is a line in bold that is
// shaped like a heading.
func (p *page) boldLine() bool {
	const most = 14 // words
	if p.bold == 0 || !p.allBold() {
		return false
	}
	text := clean(p.inline.String())
	return wordCount(text) <= most && kindOf(text) == heading && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, ",")
}

// isData reports whether a table holds data, not the page's layout: rows of
// several short cells, no table inside.
func isData(table *node) bool {
	const maxCell = 80 // words
	rows, cells := 0, 0
	ok := table.each(func(n *node) bool {
		switch n.tag {
		case "table", "form", "h1", "h2", "article":
			return false
		case "tr":
			rows++
		case "td", "th":
			cells++
			return wordCount(n.words(2000)) <= maxCell
		}
		return true
	})
	return ok && rows >= 3 && cells >= 2*rows
}

// rows makes every row of a table of data one block, its cells parted by "|".
func (p *page) rows(table *node) {
	table.from = int32(len(p.blocks))
	table.each(func(n *node) bool {
		if n.tag == "caption" {
			p.walk(n, n, false)
			return true
		}
		if n.tag != "tr" {
			return true
		}
		n.from = int32(len(p.blocks))
		var cells []string
		header := true
		links := 0
		for c := range n.children {
			if c.tag != "td" && c.tag != "th" {
				continue
			}
			header = header && c.tag == "th"
			for inner := range c.children {
				p.walkInline(inner, false)
			}
			if text := clean(p.inline.String()); text != "" {
				cells = append(cells, text)
			}
			links += p.links
			p.inline.Reset()
			p.links, p.breaks, p.bold = 0, 0, 0
		}
		if text := strings.Join(cells, " | "); text != "" {
			l := line{text: text, words: wordCount(text), kind: kindOf(text)}
			b := block{line: l, tag: "tr", linked: min(links, l.words), node: n}
			if header {
				b.reason = ReasonHeading
			}
			p.blocks = append(p.blocks, b)
		}
		n.to = int32(len(p.blocks))
		return true
	})
	table.to = int32(len(p.blocks))
}

// walkInline adds the text of an element to the block being read.
func (p *page) walkInline(n *node, link bool) {
	switch {
	case n.tag == "":
		p.inline.WriteString(n.text)
		if link {
			p.links += wordCount(n.text)
		}
		return
	case ignoredTags[n.tag] || n.tag == "sup" && isReference(n) || asideReason(n) == ReasonHidden:
		return
	case blockTags[n.tag] || n.tag == "br":
		p.inline.WriteString(" ")
	}
	for c := range n.children {
		p.walkInline(c, link || n.tag == "a")
	}
	if blockTags[n.tag] {
		p.inline.WriteString(" ")
	}
}

// isReference reports whether a raised text is the number of a footnote.
func isReference(n *node) bool {
	text := n.words(20)
	return len(text) <= 6 && strings.Trim(text, "[]0123456789abcnote *†‡") == "" && (strings.Contains(n.attribute("class"), "ref") || n.child("a") != nil)
}

// child returns the first element of a name below n, or nil.
func (n *node) child(tag string) *node {
	var found *node
	n.each(func(c *node) bool {
		if c.tag == tag {
			found = c
		}
		return found == nil
	})
	return found
}

func (p *page) flush(holder *node) {
	if text := partDateline(unmarked(clean(p.inline.String()))); text != "" {
		l := line{text: text, words: wordCount(text), kind: kindOf(text)}
		p.blocks = append(p.blocks, block{line: l, tag: holder.tag, linked: min(p.links, l.words), node: holder, bold: p.bold > 0 && p.allBold()})
	}
	p.inline.Reset()
	p.links, p.breaks, p.bold = 0, 0, 0
}

// bullets stand in front of the items of a list that a page wrote by hand.
const bullets = "•·▪◦●"

var ruledBy = pattern.MustCompile(`^[-–—_]{1,6} ?([Bb]y \p{Lu})`)

// unmarked cuts from the front of a line what is no part of its words: the
// bullet of an item, the dashes before a byline.
func unmarked(text string) string {
	if text == "" || text[0] >= '0' && text[0] <= '9' || text[0]|0x20 >= 'a' && text[0]|0x20 <= 'z' {
		return text
	}
	return ruledBy.ReplaceAllString(strings.TrimLeft(strings.TrimLeft(text, bullets), " "), "$1")
}

var gluedDateline = pattern.MustCompile(`^((?:\p{Lu}[\p{L}.,'’ -]{0,40} )?\(\p{Lu}[\p{L}. ]{1,24}\))(\p{Lu})`)

// partDateline puts a space behind a dateline that an element of its own set
// apart: "Port Elm (Tide Wire)The harbour ..."
func partDateline(text string) string {
	const reach = 80 // bytes
	at := strings.IndexByte(text[:min(reach, len(text))], ')')
	if at < 0 || at+1 == len(text) || text[at+1] == ' ' {
		return text
	}
	return gluedDateline.ReplaceAllString(text, "$1 $2")
}

// sum fills the running sums. Prose in links is a teaser.
func (p *page) sum() {
	p.prose, p.linked, p.words = make([]int32, len(p.blocks)+1), make([]int32, len(p.blocks)+1), make([]int32, len(p.blocks)+1)
	for i, b := range p.blocks {
		p.prose[i+1], p.linked[i+1], p.words[i+1] = p.prose[i], p.linked[i]+int32(b.linked), p.words[i]+int32(b.words)
		if b.reason == "" && b.good() {
			p.prose[i+1] += int32(b.words)
		}
	}
}

// good reports whether a block could be a paragraph of an article.
func (b block) good() bool {
	return b.kind == prose && b.linked*2 <= b.words && !isHeading(b.tag)
}

func (p *page) proseIn(n *node) int  { return int(p.prose[n.to] - p.prose[n.from]) }
func (p *page) wordsIn(n *node) int  { return int(p.words[n.to] - p.words[n.from]) }
func (p *page) linkedIn(n *node) int { return int(p.linked[n.to] - p.linked[n.from]) }

// asideTags hold what is not the text of an article.
var asideTags = map[string]string{
	"nav": ReasonFurniture, "footer": ReasonFurniture, "aside": ReasonFurniture, "form": ReasonFurniture, "dialog": ReasonFurniture, "menu": ReasonFurniture,
	"button": ReasonFurniture, "label": ReasonFurniture, "fieldset": ReasonFurniture, "header": ReasonFurniture, "figcaption": ReasonCaption, "figure": ReasonCaption,
	"caption": ReasonCaption,
}

// asideWords are words in the names that pages give their elements (class, id,
// role, itemprop) when these are not the text of the article.
var asideWords = map[string]string{}

func init() {
	for reason, words := range map[string]string{
		ReasonFurniture: `nav navigation navbar navbox menu menubar sidebar footer masthead breadcrumb breadcrumbs toolbar banner cookie cookies consent gdpr modal popup
			overlay login signin signup register subscribe subscription paywall newsletter newsletters search pagination pager toc infobox hatnote metadata noprint
			advert advertisement advertising ad ads adunit dfp sponsor sponsored promoted outbrain taboola widget widgets skip print printfriendly catlinks
			reflist references editsection complementary contentinfo alert donate donation feedback rating ratings poll survey tags taglist
			topics categories keywords correction jump vcard player playlist gallery slideshow carousel slick thumbs`,
		ReasonTeaser: `related recirc recirculation recommended recommendation recommendations recommends trending popular teaser teasers promo promos mostread
			morestories readmore upnext prevnext sidebox morelinks linkbox interstitial`,
		ReasonShare:     `share sharing sharebar sharetools sharethis addthis social socials follow`,
		ReasonComment:   `comment comments commentlist disqus respond pingback pingbacks trackback trackbacks`,
		ReasonByline:    `byline bylines`,
		ReasonBio:       `bio authorbio biography authorbox`,
		ReasonDate:      `timestamp pubdate datetime postdate`,
		ReasonCaption:   `caption captions thumbcaption credit credits wpcaption photocredit`,
		ReasonPullQuote: `pullquote pullquotes pquote`,
		ReasonHidden:    `visuallyhidden offscreen screenreader srtext`,
	} {
		for w := range strings.FieldsSeq(words) {
			asideWords[w] = reason
		}
	}
}

// asidePairs are pairs of such words that mean it only together.
var asidePairs = map[[2]string]string{
	{"sr", "only"}: ReasonHidden, {"visually", "hidden"}: ReasonHidden, {"screen", "reader"}: ReasonHidden, {"most", "read"}: ReasonTeaser,
	{"condition", "invisible"}: ReasonHidden, {"most", "popular"}: ReasonTeaser, {"more", "stories"}: ReasonTeaser, {"read", "more"}: ReasonTeaser, {"read", "next"}: ReasonTeaser, {"more", "from"}: ReasonTeaser,
	{"twitter", "tweet"}: ReasonBox, {"instagram", "media"}: ReasonBox, {"pull", "quote"}: ReasonPullQuote, {"author", "bio"}: ReasonBio, {"author", "info"}: ReasonBio, {"about", "author"}: ReasonBio, {"author", "box"}: ReasonBio,
	{"produced", "by"}: ReasonAbout, {"about", "blog"}: ReasonAbout, {"about", "series"}: ReasonAbout, {"blog", "description"}: ReasonAbout, {"publication", "description"}: ReasonAbout,
	{"author", "description"}: ReasonBio, {"post", "meta"}: ReasonByline, {"entry", "meta"}: ReasonByline, {"article", "meta"}: ReasonByline,
	{"site", "header"}: ReasonFurniture, {"page", "header"}: ReasonFurniture, {"edit", "section"}: ReasonFurniture, {"back", "top"}: ReasonFurniture,
	{"also", "like"}: ReasonTeaser, {"see", "also"}: ReasonTeaser, {"latest", "news"}: ReasonTeaser, {"call", "action"}: ReasonFurniture, {"sign", "up"}: ReasonFurniture,
}

// maxAside is the share, in percent, of the page's prose that an element may
// hold and still be set aside by its name: "page with-sidebar" holds it all.
const maxAside = 35

// asideReason tells whether an element's name says that it is no part of the
// text, and why.
func asideReason(n *node) string {
	if n.aside == nil {
		n.aside = &notAside
		if reason := findAside(n); reason != "" {
			n.aside = &reason
		}
	}
	return *n.aside
}

var notAside string

func findAside(n *node) string {
	if n.has("hidden") || slices.Contains(strings.Fields(n.attribute("class")), "hidden") || n.attribute("aria-hidden") == "true" || strings.Contains(strings.ReplaceAll(n.attribute("style"), " ", ""), "display:none") {
		return ReasonHidden
	}
	if reason, ok := asideTags[n.tag]; ok {
		return reason
	}
	if n.tag == "article" || n.tag == "main" || n.tag == "body" || n.tag == "html" {
		return ""
	}
	for _, key := range []string{"class", "id", "role", "itemprop"} {
		last := ""
		for _, w := range nameWords(n.attribute(key)) {
			if reason, ok := asideWords[w]; ok {
				return reason
			}
			if reason, ok := asidePairs[[2]string{last, w}]; ok {
				return reason
			}
			last = w
		}
	}
	return ""
}

// nameWords cuts "c-relatedArticles js_list" into lower-case words.
func nameWords(s string) []string {
	if s == "" {
		return nil
	}
	var words []string
	start := 0
	add := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(s[start:end]))
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 0x80:
		case c >= 'A' && c <= 'Z':
			if i > start && s[i-1] >= 'a' && s[i-1] <= 'z' {
				add(i)
				start = i
			}
		default:
			add(i)
			start = i + 1
		}
	}
	add(len(s))
	return words
}

// setAside gives their reason to the blocks of elements that are no text.
func (p *page) setAside(tree *node) {
	total := int(p.prose[len(p.blocks)])
	cards, stream := p.cards(tree, total), p.streamed(tree, pageHost(tree))
	for item := range stream {
		total -= p.proseIn(item)
	}
	var visit func(n *node)
	visit = func(n *node) {
		for c := range n.children {
			if c.tag == "" || c.from == c.to {
				continue
			}
			reason := asideReason(c)
			if reason != "" && blockTags[c.tag] && p.proseIn(c)*100 > maxAside*total && !closedDialog(c) && !(reason == ReasonComment && hasTwin(c)) {
				reason = ""
			}
			if reason == "" && (isLinkList(p, c) || cards[c] || stream[c]) {
				reason = ReasonTeaser
			}
			if reason == "" {
				visit(c)
				continue
			}
			if !blockTags[c.tag] && c.tag != "button" && c.tag != "label" && c.tag != "caption" {
				continue // a word inside a paragraph
			}
			for i := c.from; i < c.to; i++ {
				b := &p.blocks[i]
				b.reason = reason
				if reason == ReasonFurniture && b.kind != prose && b.kind != heading {
					b.reason = b.kind.outside()
				}
			}
		}
	}
	visit(tree)
	p.sum()
}

// closedDialog reports whether an element is a window over the page that is not
// open: however long, it is not what the page is about.
func closedDialog(n *node) bool {
	return n.attribute("role") == "dialog" && n.attribute("aria-hidden") == "true"
}

// hasTwin reports whether an element has a sibling of the same class, as the
// items of a list have.
func hasTwin(n *node) bool {
	class := n.attribute("class")
	for c := range n.parent.children {
		if c != n && c.tag == n.tag && class != "" && c.attribute("class") == class {
			return true
		}
	}
	return false
}

// cards returns the small elements that show another page: its picture and its
// headline lead there, and a line beside them says what it is about. Where they
// hold much of the page's prose they are the article, a list with pictures.
func (p *page) cards(tree *node, total int) map[*node]bool {
	found := map[*node]bool{}
	inThem := 0
	var visit func(n *node)
	visit = func(n *node) {
		for c := range n.children {
			switch {
			case c.tag == "" || c.from == c.to:
			case p.isCard(c):
				found[c] = true
				inThem += p.proseIn(c)
			default:
				visit(c)
			}
		}
	}
	visit(tree)
	if inThem*100 > maxAside*total {
		return nil
	}
	return found
}

func (p *page) isCard(n *node) bool {
	const (
		most     = 80 // words
		headline = 3  // words
	)
	switch n.tag {
	case "div", "li", "article", "section", "td", "tr", "table":
	default:
		return false
	}
	words, linked := p.wordsIn(n), p.linkedIn(n)
	if words > most || linked < headline || linked == words {
		return false
	}
	pictures, headlines := map[string]bool{}, map[string]bool{}
	other := false // a link to somewhere else
	n.each(func(c *node) bool {
		if href := c.attribute("href"); c.tag == "a" && href != "" {
			switch text := c.words(200); {
			case c.child("img") != nil && text == "":
				pictures[href] = true
			case wordCount(text) >= headline:
				headlines[href] = true
				other = other || len(headlines) > 1
			}
		}
		return true
	})
	if other || len(pictures) != 1 {
		return false
	}
	for href := range headlines {
		return pictures[href]
	}
	return false
}

// isLinkList reports whether an element is a list of links.
func isLinkList(p *page, n *node) bool {
	switch n.tag {
	case "ul", "ol", "div", "section", "table", "dl", "td":
	default:
		return false
	}
	words, linked := p.wordsIn(n), p.linkedIn(n)
	return words > 0 && linked*10 > words*7 && p.proseIn(n)*3 < words
}

// root returns the element that holds the article, or nil.
func (p *page) root(tree *node) *node {
	weight := map[*node]float64{}
	var order []*node
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.reason != "" || !b.good() || b.words < 5 {
			continue
		}
		w := float64(min(b.words, maxGain)) * (1 - float64(b.linked)/float64(b.words))
		// A paragraph's holder is the paragraph itself, or the element whose text it is.
		n := b.node
		if n.tag == "p" || n.tag == "li" || n.tag == "blockquote" || n.tag == "pre" || n.tag == "td" {
			n = n.parent
		}
		for level := 1.0; n != nil && level <= 6; level++ {
			if _, ok := weight[n]; !ok {
				order = append(order, n)
			}
			weight[n] += w / level
			n = n.parent
		}
	}
	var best *node
	for _, n := range order {
		score := weight[n] * (1 - float64(p.linkedIn(n))/float64(max(1, p.wordsIn(n)))) * nameBonus(n)
		weight[n] = score
		if best == nil || score > weight[best] {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	// Climb while the element around it adds much prose and little else.
	for n := best.parent; n != nil && n != tree; n = n.parent {
		prose := p.proseIn(n) - p.proseIn(best)
		others := p.wordsIn(n) - p.wordsIn(best) - prose - p.setAsideIn(n) + p.setAsideIn(best)
		if prose*20 > p.proseIn(best) && others*3 < prose {
			best = n
		}
		if best.tag == "article" {
			break // what is around an article are other ones
		}
	}
	return best
}

// setAsideIn returns the number of words in n that were set aside.
func (p *page) setAsideIn(n *node) int {
	words := 0
	for _, b := range p.blocks[n.from:n.to] {
		if b.reason != "" {
			words += b.words
		}
	}
	return words
}

// nameBonus prefers elements that say they hold an article.
func nameBonus(n *node) float64 {
	if n.tag == "article" || n.attribute("itemprop") == "articleBody" {
		return 1.3
	}
	bonus := 1.0
	for _, w := range append(nameWords(n.attribute("class")), nameWords(n.attribute("id"))...) {
		switch w {
		case "article", "story", "entry", "post", "body", "content", "text", "main":
			bonus = 1.15
		}
	}
	return bonus
}

// choose gives every block its reason, so that the article's remain.
func (p *page) choose(a *Article, root *node) {
	titleKey := key(a.Title)
	section := ""
	for i := range p.blocks {
		b := &p.blocks[i]
		inside := i >= int(root.from) && i < int(root.to)
		switch {
		case titleKey != "" && (isHeading(b.tag) || b.kind != prose) && key(b.text) == titleKey:
			b.reason = ReasonTitle
		case b.reason != "":
		case !inside:
			b.reason = b.kind.outside()
		case isHeading(b.tag):
			b.reason = ReasonHeading
			section = ""
			if endSection.MatchString(b.text) {
				section = ReasonFurniture
			}
		case section != "":
			b.reason = section
		case b.tag == "pre":
			b.reason = ReasonCode
		case b.tag == "tr":
			if b.words < 3 {
				b.reason = ReasonTable
			}
		default:
			b.reason = b.unfit()
		}
	}
	p.trim(root)
}

// trim sets aside what stands before and after the text inside the article's
// element: the run with the greatest sum stays, as in plain text. Items of
// lists and rows of tables neither prolong nor end the text.
func (p *page) trim(root *node) {
	const price = 8 // words of prose that a line of another sort costs
	first, end := int(root.from), int(root.to)
	best, sum, start, from, to := 0, 0, first, first, end
	for i := first; i < end; i++ {
		b := &p.blocks[i]
		if sum <= 0 {
			sum, start = 0, i
		}
		switch {
		case b.reason != "" && b.reason != ReasonHeading:
		case b.kind == prose && b.reason == "":
			sum += min(b.words, maxGain)
		case b.tag == "li" || b.tag == "tr" || b.tag == "dd" || b.tag == "dt" || b.reason == ReasonHeading:
		default:
			sum -= price
		}
		if sum > best || b.reason == "" && sum > 0 && (b.tag == "li" || b.tag == "tr") && to == i {
			best, from, to = max(sum, best), start, i+1
		}
	}
	for i := first; i < end; i++ {
		if b := &p.blocks[i]; (i < from || i >= to) && b.reason == "" {
			b.reason = b.kind.outside()
		}
	}
}

// unfit returns why a block inside the article's element is no paragraph.
func (b block) unfit() string {
	switch b.kind {
	case prose:
		if b.words < 40 && (b.linked*10 > b.words*9 || b.linked*10 > b.words*7 && !endsSentence(b.text)) { // "A headline (Tidal Post)"
			return ReasonTeaser
		}
		return ""
	case teaser:
		if b.linked*2 > b.words {
			return ReasonTeaser
		}
		return ""
	case heading, link, yearLabel:
		switch {
		case b.linked*2 > b.words:
			return ReasonTeaser
		case signs(b.text):
			return ReasonByline
		case b.tag == "p" || b.tag == "li" || b.tag == "blockquote" || b.tag == "dd" || b.tag == "dt":
			if !strings.ContainsFunc(b.text, unicode.IsLetter) {
				return ReasonFurniture
			}
			return ""
		}
		return ReasonHeading
	}
	return reasons[b.kind]
}

// signs reports whether a line names who wrote what follows, and the role:
// "Ada Lark, harbour correspondent".
func signs(s string) bool {
	who, role, ok := strings.Cut(s, ", ")
	return ok && nameShaped(who) && pressRole.MatchString(role)
}

var pressRole = pattern.MustCompile(`^(?:[\pL\pN&.'’-]+ ){0,5}(?i:correspondent|reporter|editor|columnist|analyst|staff writer)$`)

// joinBroken puts together the paragraphs that a page breaks off inside a
// sentence: the first ends without a mark, the next goes on in small letters.
func (p *page) joinBroken() {
	const long = 12 // words; a shorter one may be a heading
	for i := 0; i+1 < len(p.blocks); i++ {
		b, next := p.blocks[i], &p.blocks[i+1]
		if b.reason != "" || next.reason != "" || b.tag != "p" || next.tag != "p" || b.node.parent != next.node.parent || b.words < long || b.bold {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(b.text)
		first, _ := utf8.DecodeRuneInString(next.text)
		if (unicode.IsLetter(last) || last == ',') && unicode.IsLower(first) {
			next.text = b.text + " " + next.text
			next.words += b.words
			next.linked += b.linked
			next.kind = kindOf(next.text)
			p.blocks = slices.Delete(p.blocks, i, i+1)
			i--
		}
	}
}

// finish turns blocks with their reasons into the article's paragraphs and
// what was left out. It finds repetitions, pull quotes and the lines about
// the author, and cuts footnote digits.
func finish(a *Article, blocks []block, none error) (Article, error) {
	all, reasons := make([]line, len(blocks)), make([]string, len(blocks))
	for i, b := range blocks {
		all[i], reasons[i] = b.line, b.reason
	}
	markAbout(a.Title, a.Outlet, all, reasons, func(i int) bool { return isHeading(blocks[i].tag) })
	for i := range blocks {
		blocks[i].reason = reasons[i]
	}
	var at []int // the blocks that are left
	var body []line
	for i, b := range blocks {
		if b.reason == "" {
			at = append(at, i)
			body = append(body, b.line)
		}
	}
	why := make([]string, len(body))
	markBio(a, body, why)
	pulled, isNew := repeats(a.Title, body)
	var kept []string
	var quoted []bool // of each that is kept: it stands in a quotation
	for i, l := range body {
		switch {
		case why[i] != "":
		case isAuthor(a, l):
			why[i] = ReasonByline
		case pulled[i] != "":
			why[i] = pulled[i]
		case l.kind == prose && !isNew(i):
			why[i] = ReasonRepeated
		default:
			why[i] = notice(l.text)
		}
		blocks[at[i]].reason = why[i]
		if why[i] == "" {
			kept = append(kept, withoutLegal(l.text))
			quoted = append(quoted, blocks[at[i]].quote > 0)
		}
	}
	for _, b := range blocks {
		if b.reason != "" {
			a.Dropped = append(a.Dropped, Dropped{b.reason, b.text})
		}
	}
	if !slices.ContainsFunc(body, func(l line) bool { return l.kind == prose }) {
		return Article{}, none
	}
	number(a, kept, quoted)
	if len(a.Paragraphs) == 0 {
		return Article{}, none
	}
	if found := languageOf(kept); found != "" {
		a.Language = found
	}
	return *a, nil
}
