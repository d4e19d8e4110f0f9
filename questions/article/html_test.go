package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// harbourPage imitates a newspaper's page: menus, a cookie banner, teasers,
// captions, a pull quote, advertising between the paragraphs, a bio, comments.
const harbourPage = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>The sea keeps its own clock | Opinion | The Tidal Post</title>
<meta property="og:site_name" content="The Tidal Post"><meta property="og:title" content="The sea keeps its own clock &#8211; The Tidal Post">
<meta name="author" content="webdesk7"><link rel="canonical" href="https://tides.example/clock">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"Elm Media"},
{"@type":["NewsArticle"],"headline":"The sea keeps its own clock","author":[{"@type":"Person","name":"Ada Lark"},{"@type":"Person","name":"May Rowe"}],
"datePublished":"2019-03-03T23:15:00-05:00","dateModified":"2019-03-05","publisher":{"@type":"Organization","name":"Elm Media Group"}}]}</script>
<style>p { color: red }</style></head>
<body class="page with-sidebar">
<div class="cookie-banner"><p>We use cookies to make this page better for you, and for our many partners.</p><button>Accept</button></div>
<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a><li><a href="/opinion">Opinion</a></ul></nav>
<main><article>
<header><h1>The sea keeps its own clock</h1><p class="standfirst">The harbour's plan forgets how tides work, and the town will pay for it.</p>
<div class="byline">By <a rel="author" href="/by/ada">Ada Lark</a> and <a rel="author" href="/by/may">May Rowe</a></div>
<time datetime="2019-03-03">3 March 2019</time></header>
<figure><img src="q.jpg" alt="A quay"><figcaption>The old quay in winter, seen from the pilots' house.</figcaption></figure>
<div class="article-body">
<p>For two weeks the council has argued about a quay that nobody asked for, and it has not asked a <em>single</em> sailor.
<p>“The water comes back twice a day whether or not you have signed a paper,” said <a href="/ida">Ida Moor</a>, a pilot in the harbour since 1988.<sup class="reference"><a href="#n1">[1]</a></sup></p>
<div class="ad-slot"><p>Advertisement: buy the finest ropes of the bay, now for half the price.</p></div>
<blockquote class="pullquote">The water does not wait for the council, and it never will.</blockquote>
<h2>What was lost in 1911</h2>
<p>The town has learned this before. The water does not wait for the council, and it never will. In 1911 the old mole was finished four days late<br>and lost in one night.</p>
<p style="display: none">This sentence is for machines only, and nobody sees it.</p>
<ul><li>The mole cost two million crowns.</li><li>Nobody was hurt in that night.</li></ul>
<table><tr><th>Year</th><th>What fell</th></tr><tr><td>1904</td><td>The lighthouse</td></tr><tr><td>1911</td><td>The mole</td></tr></table>
<pre><code>if tide.High() { return }</code></pre>
<p>Nothing in the plan says who pays when that happens again.</p>
<p>Ada Lark is a lecturer in coastal history at the University of Port Elm.</p>
</div>
<div class="related-stories"><h3>More from The Tidal Post</h3><p>Ferry fares rise again in spring, and nobody in the bay knows why they do.</p></div>
</article></main>
<section id="comments"><p>I have sailed here for forty years, and this is the best thing I have read about the quay.</p></section>
<footer><p>© 2019 Elm Media Group. All rights reserved.</p></footer>
</body></html>`

func TestASavedPageBecomesAnArticle(t *testing.T) {
	a, err := Read("clock.html", []byte(harbourPage))
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "The sea keeps its own clock" || !slices.Equal(a.Authors, []string{"Ada Lark", "May Rowe"}) || a.Outlet != "The Tidal Post" ||
		a.Published.String() != "2019-03-03" || a.Language != "en" || a.URL != "https://tides.example/clock" {
		t.Errorf("metadata: %+v", a.Source)
	}
	want := []string{
		"For two weeks the council has argued about a quay that nobody asked for, and it has not asked a single sailor.",
		"“The water comes back twice a day whether or not you have signed a paper,” said Ida Moor, a pilot in the harbour since 1988.",
		"The town has learned this before. The water does not wait for the council, and it never will. In 1911 the old mole was finished four days late and lost in one night.",
		"The mole cost two million crowns.",
		"Nobody was hurt in that night.",
		"1904 | The lighthouse",
		"1911 | The mole",
		"Nothing in the plan says who pays when that happens again.",
	}
	if got := texts(a); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for start, reason := range map[string]string{
		"We use cookies": ReasonFurniture, "Accept": ReasonFurniture, "The sea keeps": ReasonTitle, "By Ada": ReasonByline, "3 March": ReasonDate,
		"The old quay": ReasonCaption, "Advertisement": ReasonFurniture, "The water does not": ReasonPullQuote, "What was lost": ReasonHeading,
		"This sentence": ReasonHidden, "Year |": ReasonHeading, "if tide": ReasonCode, "Ada Lark is": ReasonBio, "Ferry fares": ReasonTeaser,
		"I have sailed": ReasonComment, "© 2019": ReasonCopyright,
	} {
		if got := reasonOf(a, start); got != reason {
			t.Errorf("%q was dropped as %q, want %q", start, got, reason)
		}
	}
}

func TestPagesStateTheirMetadataInManyWays(t *testing.T) {
	paragraphs := "<p>" + strings.Join(strings.Split(strings.TrimSpace(body), "\n\n"), "</p><p>") + "</p>"
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	tests := []struct {
		name, head, above, below                string
		title, outlet, published, language, url string
		authors                                 []string
	}{
		{name: "nothing"},
		{name: "a title with the site's name", head: "<title>How the ebb shapes a town - The Tidal Post</title><meta property=og:site_name content='The Tidal Post'>",
			title: "How the ebb shapes a town", outlet: "The Tidal Post"},
		{name: "the site's name in front", head: "<title>The Tidal Post » How the ebb shapes a town</title>", above: "<h1 id=site-title>The Tidal Post</h1><h2 class=post-title>How the ebb shapes a town</h2>",
			title: "How the ebb shapes a town", outlet: "The Tidal Post"},
		{name: "the site's name behind a section", head: "<title>How the ebb shapes a town | Science | Tidal Post</title><meta property=og:site_name content=Science>", above: "<h1>How the ebb shapes a town</h1>",
			title: "How the ebb shapes a town", outlet: "Tidal Post"},
		{name: "the site's name as the only first headline", head: "<title>The Elm Economist: How the ebb shapes a town</title><meta property=og:title content='How the ebb shapes a town'>", above: "<h1 class=title>The Elm Economist</h1><h3 class=post-title>How the ebb shapes a town</h3>",
			title: "How the ebb shapes a town"},
		{name: "no site behind the headline", head: "<title>How the ebb shapes a town - Page 2</title>", above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town"},
		{name: "a byline and a date in words", above: "<h1>How the ebb shapes a town</h1><p>By Ada Lark</p><p>March 3, 2019</p>", title: "How the ebb shapes a town", published: "2019-03-03", authors: []string{"Ada Lark"}},
		{name: "both in one line", above: "<h1>How the ebb shapes a town</h1><div>March 3, 2019 at 6:08 PM ET by Ada Lark</div>", title: "How the ebb shapes a town", published: "2019-03-03", authors: []string{"Ada Lark"}},
		{name: "marked by class", above: "<h1>How the ebb shapes a town</h1><span class=author>Ada Lark and Tom McReed The Tidal Post</span><span class=publish-date>Published 7:07 PM EST Nov 19, 2019</span>",
			head: "<meta property=og:site_name content='The Tidal Post'>", outlet: "The Tidal Post", title: "How the ebb shapes a town", published: "2019-11-19", authors: []string{"Ada Lark", "Tom McReed"}},
		{name: "an agency", above: "<h1>How the ebb shapes a town</h1><a rel=author href=/x>Associated Press</a>", title: "How the ebb shapes a town", authors: []string{"Associated Press"}},
		{name: "a month as a first name", above: "<h1>How the ebb shapes a town</h1><p class=byline>By April Lark</p>", title: "How the ebb shapes a town", authors: []string{"April Lark"}},
		{name: "who wrote the book of a review", above: "<h1>How the ebb shapes a town</h1><h2>A review of Where Is My Ebb? by A. Reed Lark</h2>", title: "How the ebb shapes a town"},
		{name: "a day before the author", above: "<h1>How the ebb shapes a town</h1><p>5 May 2019 by Ada Lark | Harbours</p>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}, published: "2019-05-05"},
		{name: "posted below", above: "<h1>How the ebb shapes a town</h1>", below: "<p>Posted by Ada Lark.</p>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}},
		{name: "a group that signs", above: "<h1>How the ebb shapes a town</h1>", head: ld(`{"@type":"Article","author":{"@type":"Organization","name":"The Tide Reports"}}`), title: "How the ebb shapes a town", authors: []string{"The Tide Reports"}},
		{name: "a role beside a name", above: "<h1>How the ebb shapes a town</h1><a rel=author href=/x>ADA LARK, Harbour Sports Writer</a>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}},
		{name: "an account is no author", head: "<meta name=author content='Nick Stable'>"},
		{name: "who answers is no author", above: "<h1>How the ebb shapes a town</h1><ul><li>Contact: <a href=/authors/tom>Tom Reed</a></li></ul>", title: "How the ebb shapes a town"},
		{name: "an author in JSON-LD as text", head: ld(`{"@type":"BlogPosting","headline":"How the ebb shapes a town","author":"Ada Lark","datePublished":"2019-03-03","url":"https://tides.example/a","inLanguage":"en-US"}`),
			title: "How the ebb shapes a town", published: "2019-03-03", authors: []string{"Ada Lark"}, url: "https://tides.example/a"},
		{name: "JSON-LD with a raw line break", head: ld("{\"@type\":\"Article\",\"headline\":\"How the ebb\nshapes a town\"}"), title: "How the ebb shapes a town"},
		{name: "JSON-LD that is broken", head: ld(`{"@type":"Article","headline":`)},
		{name: "JSON-LD of something else", head: ld(`{"@type":"Product","name":"Ropes","author":"Tom Reed"}`)},
		{name: "a date in the year 1", head: "<meta property=article:published_time content='0001-01-01T00:00:00Z'>"},
		{name: "a day that does not exist", head: "<meta property=article:published_time content='2019-02-30'>"},
		{name: "an address that is none", head: "<link rel=canonical href='javascript:alert(1)'><meta property=og:url content='/ebb'>"},
		{name: "an encyclopaedia", head: "<title>Ebb - Tidepedia</title><meta name=generator content='MediaWiki 1.4'>" + ld(`{"@type":"Article","name":"Ebb","author":{"@type":"Organization","name":"Contributors to Tide projects"},"publisher":{"name":"Tide Foundation, Inc."},"datePublished":"2001-01-01"}`),
			above: "<h1>Ebb</h1>", title: "Ebb", outlet: "Tidepedia"},
		{name: "the host's name in the tab", head: "<title>The ebb in Port Elm - Tidal News</title><link rel=canonical href='https://www.tidalnews.example/a'>", above: "<h1>How the ebb shapes a town</h1>",
			title: "The ebb in Port Elm", outlet: "Tidal News", url: "https://www.tidalnews.example/a"},
		{name: "the host's name in a menu instead of a section's", head: "<title>How the ebb shapes a town</title><meta property=og:site_name content='TTP - STORIES'><link rel=canonical href='https://thetidalpost.example/a'>",
			above: "<div class=menu><a href=/>The Tidal Post</a> <a href=/p>The Tidal Post Pilots</a></div><h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town", outlet: "The Tidal Post", url: "https://thetidalpost.example/a"},
		{name: "a menu's single word is no name", head: "<title>How the ebb shapes a town</title><link rel=canonical href='https://tides.example/a'>", above: "<div class=menu><a href=/>Tides</a></div><h1>How the ebb shapes a town</h1>",
			title: "How the ebb shapes a town", url: "https://tides.example/a"},
		{name: "somebody's pages at a host for all", head: "<title>How the ebb shapes a town</title><link rel=canonical href='https://ada.blogspot.com/a'>", above: "<div class=menu><a href=/>Blog Spot</a></div><h1>How the ebb shapes a town</h1>",
			title: "How the ebb shapes a town", url: "https://ada.blogspot.com/a"},
		{name: "a date in a note about a change", above: "<h1>How the ebb shapes a town</h1><div class=note><p><strong>Editor's note <time datetime=2019-03-09>March 9, 2019</time></strong></p><p>The name of the pier was wrong.</p></div><p class=dateline><time datetime=2019-03-03>March 3, 2019</time></p>", title: "How the ebb shapes a town", published: "2019-03-03"},
		{name: "a site without a name", head: "<meta property=og:site_name content='Hosted'>", above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town"},
		{name: "who owns the site is no outlet", above: "<h1>How the ebb shapes a town</h1>", below: "<footer><p>©2019 Elm Interactive Inc.</p></footer>", title: "How the ebb shapes a town"},
		{name: "a copyright line", above: "<h1>How the ebb shapes a town</h1>", below: "<footer><p>©2019 Elm Ropes</p></footer>", title: "How the ebb shapes a town", outlet: "Elm Ropes"},
		{name: "an address as the site's name", head: "<title>How the ebb shapes a town - Tidal Post</title><meta property=og:site_name content='News on www.tidalpost.example'>", above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town", outlet: "Tidal Post"},
		{name: "the journal, not who publishes it", head: "<meta name=citation_journal_title content='Tidal Letters'>" + ld(`{"@type":"Article","headline":"How the ebb shapes a town","publisher":{"name":"Elm Publishing"}}`), title: "How the ebb shapes a town", outlet: "Tidal Letters"},
		{name: "the paper, not who publishes it", head: "<meta name=application-name content=Tides><meta name=dc.publisher content='Tides Publishing Group'><link rel=canonical href='https://tides.example/a'>", above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town", outlet: "Tides", url: "https://tides.example/a"},
		{name: "a copyright line with an initial", above: "<h1>How the ebb shapes a town</h1>", below: "<footer><p>©2019 Ada S. Ropes. All rights reserved.</p></footer>", title: "How the ebb shapes a town", outlet: "Ada S. Ropes"},
		{name: "the day in the address", head: "<link rel=canonical href='https://tides.example/2019/03/03/ebb'><meta name=dcterms.created content='2019-03-03'>", above: "<h1>How the ebb shapes a town</h1><span itemprop=datePublished content='2018-11-20'></span>", title: "How the ebb shapes a town", published: "2019-03-03", url: "https://tides.example/2019/03/03/ebb"},
		{name: "the same moment in another zone", head: "<link rel=canonical href='https://tides.example/2019/03/02/ebb'><meta name=dcterms.created content='2019-03-02'>" + ld(`{"@type":"Article","datePublished":"2019-03-03T01:00:00Z"}`), above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town", published: "2019-03-03", url: "https://tides.example/2019/03/02/ebb"},
		{name: "an author whom readers do not see", head: "<meta name=author content='Ada Lark'>" + ld(`{"@type":"Article","author":"Tom Reed"}`), above: "<h1>How the ebb shapes a town</h1><cite>By Ada Lark</cite>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}},
		{name: "for whom people write", head: ld(`{"@type":"Article","author":"By ADA LARK and TOM REED, Associated Press"}`), above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town", authors: []string{"Ada Lark", "Tom Reed"}},
		{name: "a paper behind the name", above: "<h1>How the ebb shapes a town</h1><div class=byline><div>By Mary Lark</div><div>Tidal Post</div></div>", title: "How the ebb shapes a town", authors: []string{"Mary Lark"}},
		{name: "by twice", above: "<h1>How the ebb shapes a town</h1><div class=byline><span>By</span><span>by ADA LARK</span></div>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}},
		{name: "authors of other articles below", above: "<h1>How the ebb shapes a town</h1><a rel=author href=/ada>Ada Lark</a>", below: "<div><h2>The ferry</h2><a rel=author href=/tom>Tom Reed</a></div>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}},
		{name: "who took the pictures", above: "<h1>How the ebb shapes a town</h1><div class=by><span><label>Text by</label> <b><a href=/contributors/ada>Ada Lark</a></b></span><span><label>Photography by</label> <b><a href=/contributors/tom>Tom Reed</a></b></span></div>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}},
		{name: "a section in front of the title", head: "<meta property=og:title content='How the ebb shapes a town'><title>Bay Notes - How the ebb shapes a town | Tidal Post</title><meta property=og:site_name content='Tidal Post'>", above: "<h1><span>Bay Notes</span><br><span>How the ebb shapes a town</span></h1>", title: "How the ebb shapes a town", outlet: "Tidal Post"},
		{name: "a tab that words it otherwise", head: "<title>Three Pilots of Port Elm Sentenced : The Quay Notes : TPR</title>", above: "<h2 class=title>The Quay Notes</h2><h1>Court Sentences Three Pilots in Port</h1>", title: "Court Sentences Three Pilots in Port", outlet: "TPR"},
		{name: "a day above the titles of a blog", above: "<h2 class=date-header><span>Sunday, March 3, 2019</span></h2><h3 class=post-title>How the ebb shapes a town</h3>", head: "<meta property=og:title content='How the ebb shapes a town'>", title: "How the ebb shapes a town", published: "2019-03-03"},
		{name: "a day in a microformat", above: "<h1>How the ebb shapes a town</h1><p>at <abbr itemprop=datePublished title='2019-03-03T23:01:00-06:00'>11:01 PM</abbr></p>", title: "How the ebb shapes a town", published: "2019-03-03"},
		{name: "a blog under its author's name", head: "<title>The Quay Notes: How the ebb shapes a town</title><link rel=canonical href='https://adalark.blogspot.com/a'><link rel=alternate title='The Quay Notes - Atom' href=/feed>", above: "<h1>How the ebb shapes a town</h1><a rel=author href=/x>Ada Lark</a>", below: "<p>Copyright Ada Lark.</p>", title: "How the ebb shapes a town", authors: []string{"Ada Lark"}, outlet: "The Quay Notes", url: "https://adalark.blogspot.com/a"},
		{name: "what a site says of itself", head: "<meta property=og:site_name content='Tidal Post – the harbour paper'>", above: "<h1>How the ebb shapes a town</h1>", title: "How the ebb shapes a town", outlet: "Tidal Post"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := fmt.Sprintf("<!doctype html><html><head>%s</head><body><div class=menu><a href=/>Home</a></div><div>%s<div class=text>%s</div>%s</div></body></html>", test.head, test.above, paragraphs, test.below)
			a, err := Read("a.html", []byte(page))
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != test.title || !slices.Equal(a.Authors, test.authors) || a.Outlet != test.outlet || a.Published.String() != test.published || a.URL != test.url || a.Language != "en" {
				t.Errorf("got  %q %q %q %q %q %q\nwant %q %q %q %q %q", a.Title, a.Authors, a.Outlet, a.Published, a.URL, a.Language, test.title, test.authors, test.outlet, test.published, test.url)
			}
			if got := texts(a); len(got) != 3 {
				t.Errorf("body is %q", got)
			}
		})
	}
}

func TestI4PagesInOldEncodingsAreRead(t *testing.T) {
	text := "Das Café in Port Elm hatte früh geöffnet, und „alle“ kamen." // also in Windows-1252
	latin := strings.NewReplacer("é", "\xe9", "ü", "\xfc", "ö", "\xf6", "„", "\x84", "“", "\x93").Replace(text)
	utf16 := "\xff\xfe"
	for _, r := range "<!doctype html><p>" + text {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, data := range map[string]string{
		"said in a meta element":  "<html><head><meta charset=iso-8859-1></head><p>" + latin,
		"said the old way":        `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head><p>` + latin,
		"not said":                "<!doctype html><p>" + latin,
		"said wrongly":            "<html><head><meta charset=iso-8859-1></head><p>" + text,
		"XHTML":                   "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!DOCTYPE html><html><body><p>" + latin,
		"UTF-16":                  utf16,
		"UTF-8 with a mark":       "\ufeff<!doctype html><p>" + text,
		"text without any tag":    text,
		"text in an old encoding": latin,
	} {
		a, err := Read("a.html", []byte(data))
		if err != nil || len(a.Paragraphs) != 1 || a.Paragraphs[0].Text != text {
			t.Errorf("%s: %q, %v", name, texts(a), err)
		}
	}
}

func TestAPageWithoutEndTagsIsRead(t *testing.T) {
	a, err := Read("a.html", []byte("<title>x</title><div><p>The ebb came early that year.<p>Nobody <b>knew <i>why</b> it</i> came.<ul><li>The boats were moved.<li>The nets were mended.</ul></div></div></span><p>The town waited for the flood."))
	want := []string{"The ebb came early that year.", "Nobody knew why it came.", "The boats were moved.", "The nets were mended.", "The town waited for the flood."}
	if err != nil || !slices.Equal(texts(a), want) {
		t.Errorf("%q, %v", texts(a), err)
	}
}

const quayMarkdown = `---
title: "The quay: a plan"
authors:
  - Ada Lark
  - name: Tom Reed
date: 2019-03-03 10:00:00 -4
lang: en-GB
tags: [quays, tides]
---

![A quay](quay.jpg)

For two weeks the council has argued about a [quay][1] that
**nobody** asked for, and it has _not_ asked a single sailor[^1].

## What was lost

> “The water comes back twice a day,” said [Ida Moor](https://tides.example/ida_moor), a pilot.

* The mole cost ` + "`two`" + ` million crowns.
* Nobody was hurt,
  as far as we know.

Figure: The old quay in winter, seen from the pilots' house.

` + "```go\nif tide.High() { return }\n```" + `

| Year | What fell |
| ---- | --------- |
| 1904 | The lighthouse |

<aside class="pquote">
The sea keeps its own clock.
</aside>

Nothing in the plan says who pays
-------------------------------

When that happens again, 2 \* 2 crowns &amp; more will be due.

[1]: https://tides.example/quay

## References

Lark, Ada. Slow Water, a history of harbour walls. Elm Press, 2015.
`

func TestMarkdownBecomesAnArticle(t *testing.T) {
	a, err := Read("quay.md", []byte(quayMarkdown))
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "The quay: a plan" || !slices.Equal(a.Authors, []string{"Ada Lark", "Tom Reed"}) || a.Published.String() != "2019-03-03" || a.Language != "en" || a.Outlet != "" {
		t.Errorf("metadata: %+v", a.Source)
	}
	want := []string{
		"For two weeks the council has argued about a quay that nobody asked for, and it has not asked a single sailor.",
		"“The water comes back twice a day,” said Ida Moor, a pilot.",
		"The mole cost two million crowns.",
		"Nobody was hurt, as far as we know.",
		"When that happens again, 2 * 2 crowns & more will be due.",
	}
	if got := texts(a); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for start, reason := range map[string]string{
		"What was lost": ReasonHeading, "Nothing in the plan": ReasonHeading, "Figure": ReasonCaption, "if tide": ReasonCode, "| 1904": ReasonTable,
		"The sea keeps": ReasonPullQuote, "[1]: https": ReasonFurniture, "Lark, Ada": ReasonFurniture, "![A quay]": ReasonCaption,
	} {
		if got := reasonOf(a, start); got != reason {
			t.Errorf("%q was dropped as %q, want %q", start, got, reason)
		}
	}
}

func TestAnOfficeIsNoSecondAuthor(t *testing.T) {
	for author, want := range map[string][]string{
		"Ada Lark, Harbour Trust Executive Director": {"Ada Lark"},
		"Ada Lark, Tom Reed":                         {"Ada Lark", "Tom Reed"},
	} {
		a, err := Read("quay.md", []byte("---\ntitle: The quay\nauthor: \""+author+"\"\n---\n\n"+body))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Authors, want) {
			t.Errorf("%s: %q", author, a.Authors)
		}
	}
}

func TestMarkdownWithoutFrontMatterHasATitle(t *testing.T) {
	text := "The ebb came early that year.\n\nNobody knew why.\n"
	for name, test := range map[string]struct {
		text, title, published string
		authors                []string
	}{
		"a heading":                  {"# The ebb\n\n" + text, "The ebb", "", nil},
		"an underlined heading":      {"The ebb\n=======\n\n" + text, "The ebb", "", nil},
		"byline and date below":      {"# The ebb\n\nBy Ada Lark\n\nTuesday, September 1, 2015\n\n" + text, "The ebb", "2015-09-01", []string{"Ada Lark"}},
		"a numbered heading":         {"# 24.2 The ebb\n\n" + text, "The ebb", "", nil},
		"front matter with plus":     {"+++\npath = \"2019/11/07/the-ebb\"\ntitle = \"The ebb\"\nauthors = [\"Ada Lark\"]\n+++\n" + text, "The ebb", "2019-11-07", []string{"Ada Lark"}},
		"front matter, no end":       {"---\ntitle: The ebb\n\n" + text, "", "", nil},
		"front matter, an empty one": {"---\n---\n" + text, "", "", nil},
	} {
		a, err := Read("a.md", []byte(test.text))
		if err != nil || a.Title != test.title || a.Published.String() != test.published || !slices.Equal(a.Authors, test.authors) {
			t.Errorf("%s: %+v, %v", name, a.Source, err)
		}
		if len(a.Paragraphs) < 2 || a.Paragraphs[len(a.Paragraphs)-1].Text != "Nobody knew why." {
			t.Errorf("%s: %q", name, texts(a))
		}
	}
}
