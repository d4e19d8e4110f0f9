package article

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"

	"quizbot/questions"
	"quizbot/questions/pattern"
)

// said is what a page says about itself, in its machine-readable parts and in
// the lines above its text. Every list is in the order of trust.
type said struct {
	titles    []string // from JSON-LD and meta elements
	tab       string   // the <title>
	generator string   // the program that made the page
	headlines []headlineSeen
	authors   []givenAuthors
	outlets   []string
	dates     []string
	anyDates  []string // of which it is not said what happened then
	languages []string
	urls      []string

	applications []string // names of the site's programs
	feed         string   // the name of the site's feed
	accounts     []string // of the author, on Twitter
}

// givenAuthors are names that stand together in the place of the authors.
type givenAuthors struct {
	names   []string
	account bool // may be the account that uploaded the page
	marked  bool // the page marks them as the authors, be they people or not
}

// headlineSeen is a heading on the page, or an element marked as one.
type headlineSeen struct {
	text   string
	marked bool // as the title of an article, not only by its level
	first  bool // <h1>
}

// readPageMetadata fills in what the page says about the article. Root is the
// element that holds the text.
func readPageMetadata(a *Article, tree *node, p *page, root *node) {
	var s said
	s.readJSON(tree)
	s.readMeta(tree)
	s.readMarked(tree, root, p)
	if strings.HasPrefix(s.generator, "MediaWiki") {
		// What its pages call the date of publication is the day on which the
		// page was begun, and the publisher is who runs the machines.
		s.dates, s.outlets = nil, nil
		if at := strings.LastIndexAny(s.tab, "-–—"); at > 0 {
			_, size := utf8.DecodeRuneInString(s.tab[at:])
			s.outlets = []string{s.tab[at+size:]}
		}
	}
	printed := sync.OnceValue(p.printed)
	for _, o := range s.outlets {
		if o = clean(o); o != "" && wordCount(o) <= 8 && !siteAddress.MatchString(o) && !unnamed.MatchString(o) {
			a.Outlet = strings.TrimPrefix(o, "@")
			break
		}
	}
	for _, o := range append(slices.Clone(s.outlets), titleBreak.Split(s.tab, -1)...) { // "The Tidal Post" rather than "tidalpost"
		if o = clean(o); withoutThe(squeeze(o)) == withoutThe(squeeze(a.Outlet)) && (wordCount(o) > wordCount(a.Outlet) || strings.ContainsAny(o, "'’")) && wordCount(o) <= 8 {
			a.Outlet = o
		}
	}
	for _, o := range s.applications { // "Tidal" rather than "Tidal Publishing Group"
		if o = clean(o); o != "" && strings.HasPrefix(a.Outlet, o+" ") && publishes.MatchString(a.Outlet[len(o):]) && s.namesHost(o) {
			a.Outlet = o
			break
		}
	}
	a.Title = s.title(a.Outlet)
	site, sections := siteOfTab(s.tab, a.Title)
	if inTab := titleBreak.Split(s.tab, 2)[0]; site == "" && otherHeadline(a.Title, inTab) {
		site, sections = siteOfTab(s.tab, inTab)
	}
	if site != "" && (a.Outlet == "" || wordCount(a.Outlet) == 1 && slices.Contains(sections, key(a.Outlet)) || s.namesHost(site) && !s.namesHost(a.Outlet)) {
		a.Outlet = site
	}
	if at := tagline.FindStringIndex(a.Outlet); at != nil {
		a.Outlet = a.Outlet[:at[0]]
	}
	byHost := false
	if a.Outlet == "" || titleBreak.MatchString(a.Outlet) { // "TP - STORIES" is a section
		if site := s.siteOfHost(tree, p); site != "" {
			a.Outlet, byHost = site, true
		}
	}
	if a.Outlet == "" {
		a.Outlet = outletOfCopyright(a, p)
	}
	a.Published = s.date()
	if byHost && slices.ContainsFunc(s.authors, func(given givenAuthors) bool {
		return slices.ContainsFunc(given.names, func(name string) bool { return squeeze(name) == squeeze(a.Outlet) })
	}) {
		a.Outlet = s.feed // the blog stands under its author's name and has another one
	}
	for _, given := range s.authors {
		// Whom readers see counts more than whom they do not.
		if len(a.Authors) > 0 && !given.account {
			continue
		}
		names := cleanAuthors(given, a, printed)
		if len(a.Authors) == 0 {
			a.Authors = names
		} else if len(names) > 0 && !slices.ContainsFunc(a.Authors, func(name string) bool { return strings.Contains(printed(), squeeze(name)) }) {
			a.Authors = names
		}
	}
	for _, u := range s.urls {
		if parsed, err := url.Parse(strings.TrimSpace(u)); err == nil && (parsed.Scheme == "https" || parsed.Scheme == "http") && parsed.Host != "" && parsed.User == nil {
			a.URL = parsed.String()
			break
		}
	}
	for _, l := range s.languages {
		if code := baseLanguage(l); code != "" {
			a.Language = code
			break
		}
	}
	wiki := strings.HasPrefix(s.generator, "MediaWiki")
	readPrinted(a, p, root, wiki)
	if len(a.Authors) == 0 && !wiki {
		a.Authors = s.ownerOfSite(a.Outlet, p, root)
	}
}

// inAddress finds the day in the address of an article.
var inAddress = pattern.MustCompile(`/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:[/_-]|$)`)

// date returns the first date of the page, or that in its address, where
// another of the page's dates is the same.
func (s *said) date() questions.Date {
	var all []questions.Date
	for _, d := range s.dates {
		if date, ok := machineDate(d); ok {
			all = append(all, date)
		}
	}
	if len(all) == 0 {
		return questions.Date{}
	}
	for _, u := range s.urls {
		if m := inAddress.FindStringSubmatch(u); m != nil {
			if day, err := questions.ParseDate(m[1] + "-" + m[2] + "-" + m[3]); err == nil && slices.Contains(all, day) && !nextDay(all[0], day) {
				return day
			}
			break
		}
	}
	return all[0]
}

// nextDay reports whether two days are at most one day apart, as the same moment
// is in two zones.
func nextDay(d, e questions.Date) bool {
	a, errA := time.Parse(time.DateOnly, d.String())
	b, errB := time.Parse(time.DateOnly, e.String())
	return errA == nil && errB == nil && a.Sub(b).Abs() <= 24*time.Hour
}

// siteOwned finds a site that is called after its owner: "Ada Lark's Blog".
var siteOwned = pattern.MustCompile(`(?i)['’]s? (?:personal )?(?:blog|weblog|web ?site|site|home ?page|notes|newsletter|journal)$`)

// firstPerson finds an author who speaks of himself.
var firstPerson = pattern.MustCompile(`\bI(?:['’](?:m|ve|d|ll))? \p{Ll}`)

// ownerOfSite returns whom a site is called after, if a person it is and the
// text, of which nobody is named as the author, speaks in the first person. A
// person has a given name, or an account named by it or by initial and surname.
func (s *said) ownerOfSite(outlet string, p *page, root *node) []string {
	const (
		most       = 3 // words of a name
		paragraphs = 2 // with "I" in front of any quotation
	)
	name := siteOwned.ReplaceAllString(outlet, "")
	words := strings.Fields(name)
	if len(words) > most || !nameShaped(name) || outletWord.MatchString(name) || roleNoun.MatchString(name) {
		return nil
	}
	given, last := strings.ToLower(words[0]), surname(name)
	known := questions.GivenNames[words[0]] || slices.ContainsFunc(s.accounts, func(account string) bool {
		account = strings.ToLower(strings.TrimPrefix(account, "@"))
		return account == given || strings.HasPrefix(account, given[:1]+last) && utf8.RuneCountInString(last) > 3
	})
	if !known {
		return nil
	}
	spoken := 0
	for _, b := range p.blocks[root.from:root.to] {
		before, _, _ := strings.Cut(strings.ReplaceAll(b.text, "“", `"`), `"`)
		if b.reason != "" {
			continue
		}
		if strings.Contains(b.text, " "+last) {
			return nil // a word, not a surname: "Ada Handmade"
		}
		if firstPerson.MatchString(before) {
			spoken++
		}
	}
	if spoken < paragraphs {
		return nil
	}
	return []string{name}
}

var languageTag = pattern.MustCompile(`^[a-z]{2,3}$`)

// baseLanguage returns "en" of "en-US" and "en_GB", "" of what is no tag.
func baseLanguage(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_, "); i >= 0 {
		tag = tag[:i]
	}
	if !languageTag.MatchString(tag) {
		return ""
	}
	return tag
}

// readJSON reads the JSON-LD (schema.org) of a page.
func (s *said) readJSON(tree *node) {
	budget := maxJSON
	tree.each(func(n *node) bool {
		if n.tag != "script" || !isJSON(n) {
			return true
		}
		var text strings.Builder
		for c := range n.children {
			text.WriteString(c.text)
		}
		if budget -= text.Len(); budget < 0 {
			return false
		}
		var data any
		source := strings.TrimSuffix(strings.TrimSpace(text.String()), ";")
		source = strings.TrimSuffix(strings.TrimPrefix(source, "<![CDATA["), "]]>")
		// Raw line breaks inside strings are an error that many pages make.
		source = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, source)
		if json.Unmarshal([]byte(source), &data) == nil {
			s.readThing(data, 0)
		}
		return true
	})
}

var articleType = pattern.MustCompile(`Article$|Posting$|^(?:Report|Review|WebPage|Blog|MedicalWebPage)$`)

func (s *said) readThing(data any, depth int) {
	const deep = 6
	switch v := data.(type) {
	case []any:
		for _, x := range v {
			if depth < deep {
				s.readThing(x, depth+1)
			}
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok && depth < deep {
			s.readThing(graph, depth+1)
		}
		types := stringsOf(v["@type"])
		if !slices.ContainsFunc(types, articleType.MatchString) {
			if main, ok := v["mainEntity"]; ok && depth < deep {
				s.readThing(main, depth+1)
			}
			return
		}
		page := slices.Contains(types, "WebPage")
		if !page {
			s.titles = append(s.titles, stringsOf(v["headline"])...)
			if len(stringsOf(v["headline"])) == 0 {
				s.titles = append(s.titles, namesOf(v["name"])...)
			}
		}
		if names := namesOf(v["author"]); len(names) > 0 {
			s.authors = append(s.authors, givenAuthors{names: names, marked: true})
		} else if names := namesOf(v["creator"]); len(names) > 0 {
			s.authors = append(s.authors, givenAuthors{names: names, marked: true})
		}
		if !page || v["headline"] != nil {
			s.dates = append(s.dates, stringsOf(v["datePublished"])...)
		}
		s.outlets = append(s.outlets, namesOf(v["publisher"])...)
		s.languages = append(s.languages, stringsOf(v["inLanguage"])...)
		s.urls = append(s.urls, stringsOf(v["url"])...)
	}
}

func stringsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{cleanEntities(v)}
	case []any:
		var all []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				all = append(all, cleanEntities(s))
			}
		}
		return all
	}
	return nil
}

// namesOf returns names given as text, as {"name": ...}, or as a list of these.
func namesOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{cleanEntities(v)}
	case map[string]any:
		return stringsOf(v["name"])
	case []any:
		var all []string
		for _, x := range v {
			if _, nested := x.([]any); !nested {
				all = append(all, namesOf(x)...)
			}
		}
		return all
	}
	return nil
}

// metaKeys sorts what meta elements say, best first.
var metaKeys = struct{ title, author, outlet, application, date, anyDate, language, url []string }{
	title:       []string{"citation_title", "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"},
	author:      []string{"citation_author", "author", "parsely-author", "sailthru.author", "article:author_name", "byl", "dc.creator", "dcterms.creator", "article:author", "twitter:data1"},
	outlet:      []string{"og:site_name", "citation_journal_title", "dc.publisher", "application-name"},
	application: []string{"application-name", "apple-mobile-web-app-title", "twitter:app:name:iphone", "twitter:app:name:googleplay", "al:ios:app_name", "al:android:app_name"},
	date:        []string{"article:published_time", "article:published", "og:article:published_time", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "published", "dc.date.issued", "dcterms.issued", "dcterms.created", "originalpublicationdate", "article.published", "article_date_original", "ptime", "displaydate", "cxenseparse:recs:publishtime", "analyticsattributes.articledate", "vr:published_time", "bt:pubdate"},
	anyDate:     []string{"date", "dc.date", "dcterms.date", "dc.date.created", "created"}, // often the day of a change
	language:    []string{"content-language", "dc.language", "og:locale", "language"},
	url:         []string{"og:url"},
}

// readMeta reads the meta elements, the title, the canonical address.
func (s *said) readMeta(tree *node) {
	values := map[string][]string{}
	var canonical, lang []string
	tree.each(func(n *node) bool {
		switch n.tag {
		case "meta":
			name := n.attribute("property")
			if name == "" {
				name = n.attribute("name")
			}
			if name == "" && n.parent != nil {
				name = n.attribute("itemprop")
			}
			name = strings.ToLower(strings.TrimSpace(name))
			if content := clean(cleanEntities(n.attribute("content"))); name != "" && content != "" {
				values[name] = append(values[name], content)
			}
		case "link":
			rel := " " + strings.ToLower(n.attribute("rel")) + " "
			if strings.Contains(rel, " canonical ") {
				canonical = append(canonical, n.attribute("href"))
			}
			if name, ok := strings.CutSuffix(n.attribute("title"), " - Atom"); ok && s.feed == "" && strings.Contains(rel, " alternate ") {
				s.feed = clean(name)
			}
		case "html":
			lang = append(lang, n.attribute("lang"))
		case "body":
			if slices.Contains(strings.Fields(n.attribute("class")), "mediawiki") {
				values["generator"] = append(values["generator"], "MediaWiki")
			}
		case "title":
			if s.tab == "" && !within(n, "body") {
				s.tab = n.words(500)
			}
		}
		return true
	})
	s.generator = first(values["generator"])
	for _, k := range metaKeys.title {
		s.titles = append(s.titles, values[k]...)
	}
	for _, k := range metaKeys.author {
		if len(values[k]) > 0 && (k != "twitter:data1" || strings.EqualFold(first(values["twitter:label1"]), "written by")) {
			s.authors = append(s.authors, givenAuthors{names: values[k], account: k == "author" || k == "twitter:data1"})
		}
	}
	for _, k := range metaKeys.outlet {
		if k != "application-name" && k != "dc.publisher" { // before who publishes the journal
			s.outlets = append(slices.Clone(values[k]), s.outlets...)
			continue
		}
		s.outlets = append(s.outlets, values[k]...)
	}
	for _, k := range metaKeys.application {
		s.applications = append(s.applications, values[k]...)
	}
	s.accounts = values["twitter:creator"]
	for _, k := range metaKeys.date {
		s.dates = append(s.dates, values[k]...)
	}
	for _, k := range metaKeys.anyDate {
		s.anyDates = append(s.anyDates, values[k]...)
	}
	s.languages = append(lang, s.languages...)
	for _, k := range metaKeys.language {
		s.languages = append(s.languages, values[k]...)
	}
	s.urls = append(canonical, append(values["og:url"], s.urls...)...)
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func within(n *node, tag string) bool {
	for n = n.parent; n != nil; n = n.parent {
		if n.tag == tag {
			return true
		}
	}
	return false
}

// cleanEntities resolves entities that were escaped twice.
func cleanEntities(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return html.UnescapeString(s)
}

// readMarked reads what elements of the body are marked as.
func (s *said) readMarked(tree, root *node, p *page) {
	var first, second, third, behind [][]string
	var times, marked, bylines, below []string
	// near tells whether an element stands a few blocks before the text or
	// right behind it.
	text := int32(p.text(root))
	above := func(n *node) bool { return n.from <= text && n.from >= text-40 }
	near := func(n *node) bool {
		return !otherRole.MatchString(n.parent.words(120)) && !labelled(n.parent.parent) && !inOther(n, root) && !holds(n, root) && (above(n) || n.from >= root.to-4 && n.from < root.to+12)
	}
	tree.each(func(n *node) bool {
		if n.tag == "meta" || n.tag == "link" {
			return true
		}
		property := " " + n.attribute("itemprop") + " "
		switch {
		case isHeading(n.tag) && classed(n) == "date" && near(n):
			if m := dateInside.FindString(n.words(60)); m != "" { // of a blog's day, above the titles of its posts
				marked = append(marked, m)
			}
		case isHeading(n.tag) && n.tag <= "h3" || strings.Contains(property, " headline "):
			if text := n.words(400); text != "" && asideReasonUp(n) != ReasonHidden {
				marked := strings.Contains(property, " headline ")
				for _, w := range append(nameWords(n.attribute("class")), nameWords(n.attribute("id"))...) {
					marked = marked || w == "title" || w == "headline" || w == "heading"
				}
				s.headlines = append(s.headlines, headlineSeen{text, marked && !strings.Contains(n.attribute("id")+n.attribute("class"), "site"), n.tag == "h1"})
			}
		case strings.Contains(property, " author ") || strings.Contains(property, " creator "):
			if inOther(n, root) {
				break
			}
			text := n.words(200)
			n.each(func(c *node) bool {
				if strings.Contains(c.attribute("itemprop"), "name") && c.tag != "meta" {
					text = c.words(200)
				}
				return true
			})
			first = append(first, []string{text})
		case n.tag == "a" && strings.Contains(" "+n.attribute("rel")+" ", " author ") && near(n):
			if above(n) {
				second = append(second, []string{n.words(200)})
			} else {
				behind = append(behind, []string{n.words(200)})
			}
		case n.tag == "time" || strings.Contains(property, " datePublished "):
			if inOther(n, root) {
				break
			}
			value := n.attribute("datetime")
			if value == "" {
				value = n.attribute("content")
			}
			if value == "" && n.tag == "abbr" {
				value = n.attribute("title") // a microformat: the text has the hour alone
			}
			if value == "" {
				value = n.words(60)
			}
			if strings.Contains(property, "datePublished") {
				times = append([]string{value}, times...)
			} else if !strings.Contains(property, "dateModified") && !inNote(n) && !strings.Contains(strings.ToLower(n.attribute("class")), "updated") {
				times = append(times, value)
			}
		case n.tag == "a" && authorPath.MatchString(n.attribute("href")) && above(n) && near(n):
			third = append(third, []string{n.words(200)})
		case classed(n) != "" && near(n):
			const short = 14 // words
			text := n.words(300)
			if text == "" || wordCount(text) > short {
				break
			}
			if m := dateInside.FindString(text); m != "" && !changed.MatchString(text) {
				marked = append(marked, m)
			}
			if classed(n) == "author" && above(n) {
				if n := len(bylines); n > 0 && strings.Contains(bylines[n-1], text) {
					bylines[n-1] = text // the same one, without what stands around it
				} else {
					bylines = append(bylines, text)
				}
			} else if classed(n) == "author" && !slices.Contains(below, text) {
				below = append(below, text)
			}
		}
		return true
	})
	if together := flatten(first); len(together) > 0 {
		s.authors = append(s.authors, givenAuthors{names: together, marked: true})
	}
	if len(second) == 0 { // below stand the authors of other articles as well
		second = behind
	}
	if together := flatten(append(slices.Clone(second), third...)); len(together) > 0 {
		// An address alone marks nobody: "See All Stories" leads there too.
		s.authors = append(s.authors, givenAuthors{names: together, marked: len(third) == 0})
	}
	if len(times) > 0 {
		s.dates = append(s.dates, times[0])
	}
	s.dates = append(s.dates, marked...)
	s.dates = append(s.dates, s.anyDates...)
	if len(below) == 1 {
		bylines = append(bylines, below[0])
	}
	for _, text := range bylines {
		s.authors = append(s.authors, givenAuthors{names: []string{text}})
	}
}

// classed returns what the class or id of an element says that it is:
// "author", "date" or "".
func classed(n *node) string {
	for _, k := range []string{"class", "id"} {
		for _, w := range nameWords(n.attribute(k)) {
			switch w {
			case "author", "byline", "authors", "bylines", "writer", "writers", "reporter", "contributor", "contributors", "postedby":
				return "author"
			case "date", "dateline", "timestamp", "pubdate", "published", "time", "datetime":
				return "date"
			}
		}
	}
	return ""
}

func flatten(lists [][]string) []string {
	var all []string
	for _, l := range lists {
		for _, s := range l {
			if s != "" && !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

// inNote reports whether a time stands in a note about a later change.
func inNote(n *node) bool {
	for up := n.parent; up != nil && up.tag != "article" && up.tag != "body"; up = up.parent {
		if text := up.words(60); wordCount(text) > 40 {
			return false
		} else if at := changed.FindStringIndex(text); at != nil && at[0] == 0 {
			return true
		}
	}
	return false
}

// otherRole finds the labels of people who did not write the article.
var otherRole = pattern.MustCompile(`(?i)^(?:contact|(?:medically |fact[- ])?(?:reviewed|checked|edited|produced|translated|photograph(?:s|ed|y)?|photos?|styl(?:ed|ing)|illustrat(?:ed|ions?))\b)`)

// labelled reports whether an element holds nothing but such a label and a name.
func labelled(n *node) bool {
	const most = 8 // words
	if n == nil {
		return false
	}
	text := n.words(120)
	return wordCount(text) <= most && otherRole.MatchString(text)
}

// authorPath finds addresses of pages about an author.
var authorPath = pattern.MustCompile(`(?i)/(?:authors?|writers?|people|contributors?|columnists?|reporters?|staff|by|profiles?)/[^/]`)

// text returns the number of the first block of prose in root.
func (p *page) text(root *node) int {
	for i := int(root.from); i < int(root.to); i++ {
		if p.blocks[i].reason == "" && p.blocks[i].good() {
			return i
		}
	}
	return int(root.from)
}

var (
	dateInside = pattern.MustCompile(`\b` + aDate + `\b`)
	dayInside  = pattern.MustCompile(`\b` + weekday + aDate + `\b`)
)

// holds reports whether n is around other.
func holds(n, other *node) bool {
	for ; other != nil; other = other.parent {
		if other == n {
			return true
		}
	}
	return false
}

// inOther reports whether an element is part of something else than the
// article: a comment, a teaser, a picture, the page's foot. An <address> says
// who made the article, wherever it stands (HTML Standard, 4.3.10).
func inOther(n, root *node) bool {
	address := false
	for ; n != nil && n != root; n = n.parent {
		switch asideReason(n) {
		case ReasonComment, ReasonTeaser, ReasonHidden, ReasonCaption:
			return true
		}
		address = address || n.tag == "address"
		if address {
			continue
		}
		if n.tag == "nav" || n.tag == "footer" || n.tag == "aside" {
			return true
		}
	}
	return false
}

func asideReasonUp(n *node) string {
	for ; n != nil; n = n.parent {
		if r := asideReason(n); r == ReasonHidden || r == ReasonComment {
			return r
		}
	}
	return ""
}

// title chooses the article's title. A headline on the page that the page's
// head repeats is best: it has no site's name and is written out.
func (s *said) title(outlet string) string {
	tab := " " + key(s.tab) + " "
	var heads []string
	for _, t := range s.titles {
		heads = append(heads, " "+key(t)+" ")
	}
	var parts []string // of the tab: the site, its sections
	for _, part := range titleBreak.Split(s.tab, -1) {
		parts = append(parts, key(part))
	}
	best, most := "", 0
	for _, h := range s.headlines {
		k := " " + key(h.text) + " "
		if section := slices.Index(parts, strings.TrimSpace(k)); !h.first && section > 0 && wordCount(parts[0]) > wordCount(k) {
			continue // "The Quay Notes" of "Ebb and flood in May : The Quay Notes : Tidal Post"
		}
		if slices.ContainsFunc(heads, func(t string) bool { return t != k && strings.TrimSpace(t) != "" && tab == k+t[1:] }) {
			continue // the site's name: "Tidal Post: Ebb and flood" where the page's head says "Ebb and flood"
		}
		if strings.TrimSpace(k) == "" || sameSite(h.text, outlet) && wordCount(k) <= wordCount(outlet)+2 {
			continue
		}
		if strings.Contains(tab, k) || slices.ContainsFunc(heads, func(t string) bool { return strings.Contains(t, k) }) {
			words := 2 * wordCount(k)
			if words < 6 && !(h.first && (strings.HasPrefix(tab, k) || slices.ContainsFunc(heads, func(t string) bool { return strings.HasPrefix(t, k) }))) {
				continue // perhaps a piece of the title: "Reviews" of "... - Reviews"
			}
			if h.marked {
				words += 3
			}
			if h.first {
				words += 2
			}
			if words > most {
				best, most = h.text, words
			}
		}
	}
	if best != "" {
		if at := strings.LastIndex(best, " | "); at > 0 && wordCount(best[:at]) >= 4 {
			best = strings.TrimSpace(best[:at])
		}
		for _, t := range s.titles { // a section's name in front, without a mark
			if head, ok := strings.CutSuffix(best, " "+t); ok && wordCount(t) >= 4 && wordCount(head) <= 3 && strings.ContainsFunc(head[len(head)-1:], unicode.IsLetter) {
				return t
			}
		}
		return best
	}
	var h1 []string
	for _, h := range s.headlines {
		if h.first {
			h1 = append(h1, h.text)
		}
	}
	for i, t := range append(slices.Clone(s.titles), s.tab) {
		if t = withoutSite(clean(t), outlet); t == "" || key(t) == key(outlet) {
			continue
		}
		if i == len(s.titles) && len(h1) == 1 && otherHeadline(h1[0], t) {
			break // the tab has another headline than the page
		}
		return t
	}
	if len(h1) == 1 {
		return h1[0]
	}
	return ""
}

// otherHeadline reports whether a page's headline and another one are of the same
// article, by the words that they share.
func otherHeadline(title, other string) bool {
	const shared = 3
	return usesWords(line{text: title}, wordsOf([]line{{text: other}}), shared, 1)
}

var titleBreak = pattern.MustCompile(` [|–—•·»«:-]{1,2} |\s+\|\s*`)

// withoutSite cuts the site's name, and sections between, from a title.
func withoutSite(title, outlet string) string {
	for {
		at := titleBreak.FindAllStringIndex(title, -1)
		if len(at) == 0 {
			return title
		}
		last := at[len(at)-1]
		tail, head := title[last[1]:], title[:at[0][0]]
		separator := strings.TrimSpace(title[last[0]:last[1]])
		switch {
		case outlet != "" && sameSite(tail, outlet), separator == "|", wordCount(tail) <= 3 && wordCount(title[:last[0]]) >= 4 && separator != ":":
			title = strings.TrimSpace(title[:last[0]])
		case outlet != "" && sameSite(head, outlet):
			title = strings.TrimSpace(title[at[0][1]:])
		default:
			return title
		}
	}
}

// notSite finds what stands beside a headline in a tab's title and names no site.
var notSite = pattern.MustCompile(`(?i)^(?:home|news|blog|article|story|opinion|page \d+|\d+|latest.*|.*(?:edition|archives?))$|[?!#]`)

// siteOfTab returns the site's name in the title of the page's tab, where the
// rest of it is the article's title: "Ebb and flood | Science | Tidal Post" has
// the site "Tidal Post" and the section "science".
func siteOfTab(tab, title string) (site string, sections []string) {
	breaks := titleBreak.FindAllStringIndex(tab, -1)
	if title == "" || len(breaks) == 0 {
		return "", nil
	}
	var parts []string
	start := 0
	for _, b := range append(breaks, []int{len(tab), len(tab)}) {
		parts = append(parts, clean(tab[start:b[0]]))
		start = b[1]
	}
	head := key(title)
	switch first, last := parts[0], parts[len(parts)-1]; {
	case strings.HasPrefix(key(tab), head) && !strings.HasSuffix(key(tab), head):
		site, parts = last, parts[1:len(parts)-1]
	case strings.HasSuffix(key(tab), head):
		site, parts = first, parts[1:]
	case len(parts) > 2 && strings.Contains(" "+key(tab)+" ", " "+head+" "): // "Opinion | Ebb and flood - Tidal Post"
		site, parts = last, parts[:len(parts)-1]
	default:
		return "", nil
	}
	if wordCount(site) == 0 || wordCount(site) > 5 || notSite.MatchString(site) || unnamed.MatchString(site) || strings.Contains(head, key(site)) {
		return "", nil
	}
	for _, p := range parts {
		sections = append(sections, key(p))
	}
	return site, sections
}

// tagline finds what a site says of itself behind its name: "Tidal Post – the
// harbour's own paper".
var tagline = pattern.MustCompile(` [|–—:-] (?:the|a|an|your|our|\p{Ll}{4,}) .*$`)

// hostLabel returns the part of the page's host that names the site, without
// hyphens: "tidalpost" of www.tidal-post.example. It is "" where the host is not
// known, or too short to tell it from a part of other words.
func (s *said) hostLabel() string {
	const shortest = 4 // letters; "ap" and "bbc" stand in other words
	for _, u := range s.urls {
		parsed, err := url.Parse(strings.TrimSpace(u))
		if err != nil || parsed.Hostname() == "" {
			continue
		}
		own, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(parsed.Hostname()))
		if err != nil {
			continue
		}
		label, _, _ := strings.Cut(own, ".")
		if label = strings.ReplaceAll(label, "-", ""); len(label) >= shortest {
			return label
		}
		return ""
	}
	return ""
}

// namesHost reports whether a name is that of the page's host.
func (s *said) namesHost(name string) bool {
	label := s.hostLabel()
	return label != "" && wordsThatSpell(label, name) != ""
}

// siteOfHost returns the site's name as the page writes it out, where that is
// the name of its host: a page at www.thetidalpost.example has the name "The
// Tidal Post" in its tab, its copyright line or its menu.
func (s *said) siteOfHost(tree *node, p *page) string {
	label := s.hostLabel()
	if label == "" {
		return ""
	}
	places := append(titleBreak.Split(s.tab, -1), s.applications...)
	for _, b := range p.blocks {
		if b.kind == copyright {
			places = append(places, b.text)
		}
	}
	for _, text := range places {
		if name := wordsThatSpell(label, text); name != "" {
			return name
		}
	}
	site := ""
	tree.each(func(n *node) bool {
		if n.tag == "a" { // of a menu; one word of it may mean anything
			if name := wordsThatSpell(label, n.words(200)); wordCount(name) > 1 {
				site = name
				return false
			}
		}
		return true
	})
	return site
}

// wordsThatSpell returns the words of a short text that, put together, are the
// label of a host.
func wordsThatSpell(label, text string) string {
	const most = 300 // bytes
	if len(text) > most {
		return ""
	}
	words := strings.Fields(clean(text))
	for i := range words {
		spelt := ""
		for j := i; j < len(words) && len(spelt) < len(label); j++ {
			spelt += squeeze(strings.ReplaceAll(words[j], "'", ""))
			if spelt == label {
				name := strings.Trim(strings.Join(words[i:j+1], " "), ` ,.;:|©()"“”`)
				if name != strings.ToLower(name) {
					return name
				}
			}
		}
	}
	return ""
}

// outletOfCopyright returns the holder that the page's copyright lines name.
func outletOfCopyright(a *Article, p *page) string {
	var lines []line
	for _, b := range p.blocks {
		if b.kind == copyright && b.reason != ReasonComment && b.reason != ReasonHidden {
			lines = append(lines, b.line)
		}
	}
	found := Article{Source: questions.Source{Authors: a.Authors}}
	findOutletAndURL(&found, lines)
	if holder.MatchString(found.Outlet) {
		return "" // who owns the site is not how it is called
	}
	return found.Outlet
}

var holder = pattern.MustCompile(`(?i)\b(?:inc|llc|ltd|limited|corp|corporation|gmbh|plc|co|company|interactive|holdings|group)\.?$`)

// publishes finds what follows the name of a paper in that of who publishes it.
var publishes = pattern.MustCompile(`^ (?:Publishing|Publishers|Publications)\b`)

// siteAddress finds an address, or an account, in the place of a site's name.
var siteAddress = pattern.MustCompile(`://|\bwww\.|\pL_\pL`)

// unnamed finds what stands where a site was given no name of its own.
var unnamed = pattern.MustCompile(`(?i)^(?:hosted|home|home ?page|index|default|untitled|(?:my |our |the )?(?:web ?site|blog)|main|articles?|stories|www)$`)

// withoutThe cuts the article from a squeezed name.
func withoutThe(squeezed string) string { return strings.TrimPrefix(squeezed, "the") }

func sameSite(s, outlet string) bool {
	a, b := strings.ReplaceAll(key(s), " ", ""), strings.ReplaceAll(key(outlet), " ", "")
	a, b = withoutThe(a), withoutThe(b)
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// machineDate reads a date as machines write it: the day as printed, without
// asking in which zone.
func machineDate(s string) (questions.Date, bool) {
	s = clean(s)
	if m := isoStart.FindStringSubmatch(s); m != nil {
		d, err := questions.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
		if err == nil && m[1] >= "1500" {
			return d, true
		}
		return questions.Date{}, false
	}
	for _, layout := range []string{time.RFC1123, time.RFC1123Z, "Mon Jan _2 15:04:05 MST 2006", "Mon, Jan 2 2006 15:04:05 MST", "01/02/2006 15:04:05", "Monday, January 2, 2006 - 15:04", "Mon, 01/02/2006 - 15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			d, err := questions.ParseDate(t.Format(time.DateOnly))
			return d, err == nil
		}
	}
	if m := absoluteDate.FindStringSubmatch(s); m != nil {
		if d, err := questions.ParseDate(plainDate(m[1])); err == nil {
			return d, true
		}
	}
	return questions.Date{}, false
}

var isoStart = pattern.MustCompile(`^(\d{4})[-/]?(\d\d)[-/]?(\d\d)(?:$|\D)`)

// notAuthor finds what pages put in the place of an author.
var notAuthor = pattern.MustCompile(`(?i)https?:|www\.|@|\d{3}|^(?:admin(?:istrator)?|staff|editor(?:s|ial)?|guest|unknown|anonymous|author|none|null|web ?master|contributors?\b.*)$|\b(?:contributors to|staff|team|office|department|newsroom|desk|editors?)\b`)

// control finds what a page asks its readers to do, in the place of an author:
// "Sign In", "See All Stories".
var control = pattern.MustCompile(`^(?i:(?:see|view|show|browse|read|sign|log|click|subscribe|register|follow|join|load|skip|go|contact|get)\b(?: \pL+)* (?:in|up|out|on|to|all|more|back|now|here|us|me|articles|stories|posts|news|profile|bio|author|archive|feed|rss|e-?mail)|all (?:articles|stories|posts)\b.*)$`)

// cleanAuthors returns the people or agencies among the names that a page
// gives as its authors. A name that readers of the page do not see (printed
// gives its squeezed text) is the account that uploaded it.
func cleanAuthors(from givenAuthors, a *Article, printed func() string) []string {
	var people, groups []string
	for _, given := range from.names {
		given = clean(given)
		given = gluedBy.ReplaceAllString(given, "$1")
		if m := bylineStart.FindStringSubmatch(given); m != nil {
			given = m[1]
		}
		if at := dayInside.FindStringIndex(given); at != nil && at[0] > 0 {
			given = given[:at[0]]
		}
		for _, part := range nameAnd.Split(withoutRest(given), -1) {
			part = strings.Trim(part, " ,;.|")
			if n := len(part) - len(a.Outlet); a.Outlet != "" && n > 1 && strings.EqualFold(part[n:], a.Outlet) {
				part = strings.Trim(part[:n], " ,;.|")
			}
			if at := agencyEnd.FindStringIndex(part); at != nil && wordCount(part[:at[0]]) >= 2 {
				part = part[:at[0]]
			}
			part = withoutPaper(part)
			switch {
			case part == "" || len(part) > 60 || wordCount(part) > 5 || notAuthor.MatchString(part), sameSite(part, a.Outlet) && !isAgency(part):
				continue
			case slices.Contains(people, part), key(part) == key(a.Title), control.MatchString(part), from.account && !strings.Contains(printed(), squeeze(part)):
				continue
			case len(people) > 0 && wordCount(part) <= 3 && outletWord.MatchString(part) && !isAgency(part):
				if a.Outlet == "" { // "Ada Lark, TIDAL TODAY"
					a.Outlet = part
				}
			case personal(part), wordCount(part) <= 3 && isAgency(part), foreignName(part):
				people = append(people, part)
			case from.marked && organisation(part):
				groups = append(groups, part)
			}
		}
	}
	if len(people) == 0 && len(groups) == 1 {
		return groups
	}
	if slices.ContainsFunc(people, func(name string) bool { return !isAgency(name) }) { // for whom they write
		people = slices.DeleteFunc(people, isAgency)
	}
	return people
}

// withoutPaper cuts from a name what stands behind it without a mark: "Ada Lark
// Tidal Post". Where the name ends is known only of a usual given name.
func withoutPaper(s string) string {
	words := strings.Fields(s)
	if len(words) < 4 || !outletWord.MatchString(s) || !questions.GivenNames[words[0]] {
		return s
	}
	end := 2
	if utf8.RuneCountInString(strings.TrimRight(words[1], ".")) == 1 {
		end++
	}
	return strings.Join(words[:end], " ")
}

// gluedBy finds a "By" whose element has no space behind it.
var gluedBy = pattern.MustCompile(`^By ?(by |\p{Lu}\p{Ll})`)

// organisation reports whether a name could be that of a group which signs
// what it writes: "The Tide Reports", two words or more, all with capitals.
func organisation(s string) bool {
	words := strings.Fields(s)
	if roleNoun.MatchString(s) {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !(i > 0 && i < len(words)-1 && len(w) <= 3) {
			return false
		}
	}
	return len(words) >= 2
}

var agencies = pattern.MustCompile(`^(?i:(?:the )?(?:associated press|reuters|afp|agence france-presse|ap|dpa|bloomberg|xinhua|press association|canadian press|wikinews))$`)

var agencyEnd = pattern.MustCompile(`(?i)[ ,]+(?:for )?(?:the )?(?:associated press|reuters|afp|ap|usa today|bloomberg)$`)

func isAgency(s string) bool { return agencies.MatchString(s) }

// foreignName reports a name in a script without capitals.
func foreignName(s string) bool {
	for _, r := range s {
		if r >= 0x590 && wordRune(r) {
			return true
		}
	}
	return false
}

// squeeze folds a line as key does, without the spaces: elements of a page
// often follow each other without one.
func squeeze(s string) string { return strings.ReplaceAll(key(s), " ", "") }

// printed returns the squeezed text of the page.
func (p *page) printed() string {
	var b strings.Builder
	for _, block := range p.blocks {
		b.WriteString(squeeze(block.text))
	}
	return b.String()
}

// readPrinted fills in what only the lines above the text say. A wiki's lines
// do not tell its date: those of its tables are of what it writes about.
func readPrinted(a *Article, p *page, root *node, wiki bool) {
	first := p.text(root)
	const reach = 40
	titleKey := key(a.Title)
	var header []line
	for _, b := range p.blocks[max(0, first-reach):first] {
		if b.reason != ReasonComment && b.reason != ReasonTeaser && b.reason != ReasonHidden && b.reason != ReasonCaption || titleKey != "" && key(b.text) == titleKey {
			header = append(header, b.line)
		}
	}
	titleAt := -1
	for i, l := range header {
		if titleKey != "" && key(l.text) == titleKey {
			titleAt = i
		}
	}
	if titleAt < 0 {
		return // which of the page's lines belong to the article is not known
	}
	near := header[titleAt+1:]
	if len(a.Authors) == 0 {
		for i, l := range near {
			if l.kind == caption {
				continue // who made the picture
			}
			if l.kind == byline {
				a.Authors = bylineNames(l.text)
				break
			}
			if at := byInside.FindStringIndex(l.text); at != nil && l.words <= 24 && toldOfPage(l.text[:at[0]]) {
				if names := bylineNames(strings.TrimSpace(l.text[at[0]:])); len(names) > 0 {
					a.Authors = names
					break
				}
			}
			if i > 0 && key(near[i-1].text) == "by" && nameShaped(l.text) {
				a.Authors = []string{l.text}
				break
			}
		}
	}
	if len(a.Authors) == 0 {
		a.Authors = bylineBelow(p, root)
	}
	if wiki {
		return
	}
	for i, l := range near {
		if at := dateInside.FindString(l.text); l.kind != dateLine && l.words <= 14 && at != "" {
			near[i] = line{text: at, words: wordCount(at), kind: dateLine}
		}
	}
	if a.Published.IsZero() {
		a.Published = findDate(near, -1)
	}
}

// byInside finds the byline in "Posted on 5 May 2019 by Ada Lark | Harbours".
var byInside = pattern.MustCompile(`\b(?:[Bb]y|BY):? \p{Lu}`)

// toldOfPage reports whether what stands before "by Ada Lark" in a line speaks of
// the page: when or that it was published, or nothing. "A review of Tides" does
// not: she has written what it is about.
func toldOfPage(before string) bool {
	before = strings.TrimSpace(before)
	return before == "" || strings.HasSuffix(before, "|") || publishedWord.MatchString(before) || dateInside.MatchString(before)
}

var publishedWord = pattern.MustCompile(`(?i)\b(?:posted|published|updated|written|reported|filed|submitted|story|words|text)\b`)

// bylineBelow returns whom the only byline at the end of the text names:
// "Posted by Ada Lark."
func bylineBelow(p *page, root *node) []string {
	const reach = 6
	var found []string
	for i := max(int(root.from), int(root.to)-reach); i < min(int(root.to)+reach, len(p.blocks)); i++ {
		if b := p.blocks[i]; b.kind == byline && b.reason != ReasonComment && b.reason != ReasonTeaser {
			names := bylineNames(b.text)
			if found != nil && strings.Join(found, ",") != strings.Join(names, ",") {
				return nil
			}
			found = names
		}
	}
	for i, name := range found {
		if words := strings.Fields(name); len(words[len(words)-1]) > 3 { // not "Jr."
			found[i] = strings.TrimRight(name, ".")
		}
	}
	return found
}
