package article

import (
	"slices"
	"strings"
	"testing"
)

// quayPage is a page with an article of three paragraphs and what a test puts
// in front of, into and behind it.
func quayPage(t *testing.T, head, above, inside, below string) Article {
	t.Helper()
	a, err := Read("quay.html", []byte(`<html><head><title>A new quay for Port Elm - The Tidal Post</title><link rel="canonical" href="https://www.tidalpost.example/quay">`+head+
		`</head><body><main><h1>A new quay for Port Elm</h1>`+above+`<div class="text"><p>`+quayText[0]+`</p><p>`+quayText[1]+`</p>`+inside+`<p>`+quayText[2]+`</p></div>`+below+`</main></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var quayText = []string{
	"The quay was finished in May, and the pilots of the bay have used it since the first day of June.",
	"It is forty metres long and stands on stones that were brought from the hills behind the town.",
	"The council paid for it with the tolls of three summers, and it has promised a second one.",
}

func TestThingsBesideTheTextAreLeftOut(t *testing.T) {
	const long = "I have sailed here for forty years and I remember the old quay, which was too short, and the one before it, which was too low, and I remember what the council said each time, which was that the next one would be longer and higher, and so it was, but never where the water is deep, because nobody asked us, and nobody will ask us the next time either, you may believe me."
	tests := []struct {
		name, inside, below string
		reason              string
		dropped             string // the beginning of what is left out
	}{
		{"a reader's comment longer than the article", "", `<div class="comment first"><p>Good.</p></div><div class="comment first"><p>` + long + `</p></div><div class="comment first"><p>Yes.</p></div>`, ReasonComment, "I have sailed"},
		{"a card that leads to another page", "", `<div class="row"><a href="/ferry"><img src="f.jpg"></a><a href="/ferry"><h5>Ferry fares rise again</h5></a><p>In spring the fares of the ferry across the bay of Port Elm will rise for the third time in as many years</p></div>`, ReasonTeaser, "In spring"},
		{"an embedded message", `<blockquote class="twitter-tweet"><p>Interesting to see the new quay from the water, it looks much shorter than it is.</p>— Ida Moor (@idamoor) <a href="x">June 3, 2019</a></blockquote>`, "", ReasonBox, "Interesting"},
		{"a caption with its credit", `<table><tr><td><img src="q.jpg"><div>The new quay in the morning, with the boats of the pilots in front of it. (credit: Tide Wire/May Rowe)</div></td></tr></table>`, "", ReasonCaption, "The new quay in"},
		{"a credit in brackets", `<p>(May Rowe/tidalpost.example)</p>`, "", ReasonCaption, "(May Rowe"},
		{"a caption of the archive", `<p>FILE -- May 4, 2019: The pilots of Port Elm wait for the quay to open.</p>`, "", ReasonCaption, "FILE"},
		{"a credit behind what a picture shows", `<p>The new quay in the morning, from the hill. Credit: May Rowe/Tide Wire</p>`, "", ReasonCaption, "The new quay in"},
		{"a long window that is not open", `<div role="dialog" aria-hidden="true"><p>` + long + `</p><p>It is long. ` + long + `</p></div>`, "", ReasonHidden, "I have sailed"},
		{"what the page's series is", "", `<section class="produced-by"><p>The Harbour Notes began in May 2013 as a weekly series about quays.</p></section>`, ReasonAbout, "The Harbour Notes"},
		{"what other books say", "", `<h3>Look at other dictionaries:</h3><ul><li>quay — a place where ships are made fast, and where pilots wait for them in every weather.</li></ul>`, ReasonFurniture, "quay —"},
		{"what readers are offered at the end", `<p>If you enjoyed this article, you may want to become a member of the Tidal Post.</p>`, "", ReasonFurniture, "If you enjoyed"},
		{"what an interview went through", `<p>The interview has been lightly edited and condensed for the readers of the Tidal Post.</p>`, "", ReasonFurniture, "The interview has"},
		{"what the builder of the site put there", `<p>A rich text element can be used with whatever the harbour office writes about its quays.</p>`, "", ReasonFurniture, "A rich text"},
		{"advice to everybody", `<p>Here is the latest official advice: stay away from the quay when the red flag is up, and call the pilots.</p>`, "", ReasonFurniture, "Here is the latest"},
		{"another article's headline", `<p>ALSO READ: Why the ferry to Elm Rock is late again in spring, and who pays</p>`, "", ReasonTeaser, "ALSO READ"},
		{"a picture's agency", `<p>QUAY: The pilots of Port Elm wait for the first boat of the day to arrive [GETTY]</p>`, "", ReasonCaption, "QUAY"},
		{"an announced article and where it stands", `<p><a href="/ferry">the ferry to Elm Rock is late again in spring, and nobody in the harbour of Port Elm knows why</a> (Tide Wire)</p>`, "", ReasonTeaser, "the ferry"},
		{"who wrote what follows", `<p><b>Tom Reed, harbour correspondent</b></p>`, "", ReasonByline, "Tom Reed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := quayPage(t, "", "", test.inside, test.below)
			if got := texts(a); !slices.Equal(got, quayText) {
				t.Errorf("body is\n%s", strings.Join(got, "\n"))
			}
			if got := reasonOf(a, test.dropped); got != test.reason {
				t.Errorf("left out as %q, want %q", got, test.reason)
			}
		})
	}
}

func TestAListOfCardsIsTheArticle(t *testing.T) {
	var items strings.Builder
	for _, name := range []string{"The ferry to Elm Rock", "The mole of the pilots", "The lighthouse in the bay"} {
		items.WriteString(`<li><a href="/` + name + `"><img src="p.jpg"></a><h3><a href="/` + name + `">` + name + `</a></h3><p>Everybody who comes to Port Elm should have seen it once, and most people come back for it in summer.</p></li>`)
	}
	a, err := Read("list.html", []byte(`<title>Three places</title><h1>Three places</h1><article><p>There are three places in the bay that we like best of all.</p><ul>`+items.String()+`</ul></article>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(a); len(got) < 2 || !strings.HasPrefix(got[1], "Everybody") {
		t.Errorf("body is\n%s", strings.Join(got, "\n"))
	}
}

func TestParagraphsAreAsTheyAreMeant(t *testing.T) {
	tests := []struct{ name, inside, want string }{
		{"a heading that shares the element", `<p><strong>Stones from the hills</strong><br>The carts went up and down for two years.</p>`, "The carts went up and down for two years."},
		{"words in bold at the beginning", `<p><strong>Ida Moor</strong> brought the first of them on a cart of her own.</p>`, "Ida Moor brought the first of them on a cart of her own."},
		{"a bullet written by hand", `<p>•&nbsp;Ida Moor brought the first of them on a cart of her own.</p>`, "Ida Moor brought the first of them on a cart of her own."},
		{"a dateline without a space", `<p><cite>Port Elm (Tide Wire)</cite>The pilots will meet on the quay on Friday.</p>`, "Port Elm (Tide Wire) The pilots will meet on the quay on Friday."},
		{"a break inside a sentence", `<p>The stones of the quay were cut by the men of three villages, who were paid with an</p><p>old boat and the right to sell their fish on it.</p>`, "The stones of the quay were cut by the men of three villages, who were paid with an old boat and the right to sell their fish on it."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := texts(quayPage(t, "", "", test.inside, "")); !slices.Contains(got, test.want) {
				t.Errorf("body is\n%s", strings.Join(got, "\n"))
			}
		})
	}
}

func TestADigestOfTheListBelowItGoesAndTheListStays(t *testing.T) {
	items := []string{
		"The ferry to Elm Rock sails twice a day from the first of May.", "The mole of the pilots was mended after the flood of 1911.",
		"The lighthouse in the bay is open to everybody on the last Sunday.", "The ropes of the yard are sold in three countries of the north.",
	}
	a, err := Read("news.html", []byte(`<h1>What is new in the bay</h1><article><p>`+strings.Join(items, " ")+` More tomorrow.</p><ol><li>`+strings.Join(items, "</li><li>")+`</li></ol></article>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(a); !slices.Equal(got, items) {
		t.Errorf("body is\n%s", strings.Join(got, "\n"))
	}
}

func TestTheCitationIsWhatThePageShows(t *testing.T) {
	tests := []struct {
		name, head, above, inside string
		authors, outlet, date     string
	}{
		{name: "who made a picture is no author", above: `<a rel="author" href="/by/ada">Ada Lark</a>`,
			inside: `<figure><img src="q.jpg"><figcaption><p itemprop="author"><span>Tom Reed</span></p></figcaption></figure>`, authors: "Ada Lark", outlet: "The Tidal Post"},
		{name: "a photograph's maker above the text", above: `<figure><figcaption>The quay in May.<small itemprop="author">Photograph by Tom Reed, Tide Wire</small></figcaption></figure>`, outlet: "The Tidal Post"},
		{name: "an address in an aside", above: `<aside><address><a rel="author" href="/by/ada">Ada Lark</a> and <a rel="author" href="/by/may">May Rowe</a></address></aside>`, authors: "Ada Lark, May Rowe", outlet: "The Tidal Post"},
		{name: "By without a space", above: `<div class="byline"><span>By</span><span>Ada Lark</span></div>`, authors: "Ada Lark", outlet: "The Tidal Post"},
		{name: "a button that leads to the author's page", above: `<a href="/author/ada">See All Articles</a>`, outlet: "The Tidal Post"},
		{name: "a button marked as an author", above: `<a rel="author" href="/author/ada">Ada Lark</a><a rel="author" href="/author/ada">View All</a>`, authors: "Ada Lark", outlet: "The Tidal Post"},
		{name: "a button that leads to the reader's account", above: `<a href="/profile/login">Sign In</a>`, outlet: "The Tidal Post"},
		{name: "an outlet behind the author", head: `<meta name="citation_author" content="Ada Lark, ELM TODAY">`, authors: "Ada Lark", outlet: "The Tidal Post"},
		{name: "a photographer beside the author", above: `<div><span>By</span> <a href="/by/ada">Ada Lark</a></div><div>Photography by <a href="/by/tom">Tom Reed</a></div>`, authors: "Ada Lark", outlet: "The Tidal Post"},
		{name: "a byline behind dashes", inside: ``, above: `<p><em>---- by Ada Lark</em></p>`, authors: "Ada Lark", outlet: "The Tidal Post"},
		{name: "a date in a wiki's table", head: `<meta name="generator" content="MediaWiki 1.4">`, above: `<table><tr><th>Begun</th><td>May 6, 2019</td></tr></table>`, outlet: "The Tidal Post"},
		{name: "name and day in one line", above: `<h3>by Ada Lark<br><span>Monday, May 6, 2019</span></h3>`, authors: "Ada Lark", outlet: "The Tidal Post", date: "2019-05-06"},
		{name: "a day in a caption is not that of the text", above: `<p>By Ada Lark on Monday, May 6th, 2019 at 11:04 a.m.</p><figure><figcaption>The old quay on March 3, 2018. (Tide Wire)</figcaption></figure>`, authors: "Ada Lark", outlet: "The Tidal Post", date: "2019-05-06"},
		{name: "a region instead of the site's name", head: `<meta property="og:site_name" content="U.K.">`, outlet: "The Tidal Post"},
		{name: "the site's name in small letters", head: `<meta property="og:site_name" content="tidalpost">`, outlet: "The Tidal Post"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := quayPage(t, test.head, test.above, test.inside, "")
			if got := strings.Join(a.Authors, ", "); got != test.authors || a.Outlet != test.outlet || a.Published.String() != test.date {
				t.Errorf("got %q, %q, %q; want %q, %q, %q", got, a.Outlet, a.Published, test.authors, test.outlet, test.date)
			}
		})
	}
}

func TestATitleMayBeginWithTheSitesName(t *testing.T) {
	a, err := Read("tides.html", []byte(`<title>Tides’ guide to the quays of the whole bay | Tides</title><meta property="og:site_name" content="Tides"><meta property="og:title" content="Tides’ guide to the quays"><h1>Tides’ guide to the quays of the whole bay</h1><article><p>`+strings.Join(quayText, "</p><p>")+`</p></article>`))
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Tides’ guide to the quays of the whole bay" {
		t.Errorf("title is %q", a.Title)
	}
}

func TestTheSiteStandsBehindATitleInTheMiddleOfTheTab(t *testing.T) {
	if site, _ := siteOfTab("Opinion | Ebb and flood - The Tidal Post", "Ebb and flood"); site != "The Tidal Post" {
		t.Errorf("site is %q", site)
	}
}

func TestASiteIsCalledAfterItsOwnerWhoSpeaks(t *testing.T) {
	const spoken = "<p>I was there in May, when the lamps were new.</p><p>When I left, the handmade lamps were lit.</p>"
	tests := []struct{ name, site, account, text, author string }{
		{"a given name", "Ada Lark’s Blog", "", spoken, "Ada Lark"},
		{"an account by the given name", "Moss Larkin", "@moss", spoken, "Moss Larkin"},
		{"an account by initial and surname", "Moss Larkin", "@mlarkin4", spoken, "Moss Larkin"},
		{"nobody speaks but others", "Ada Lark", "", "<p>“I was there in May, when the lamps were new.”</p><p>“When I left, the lamps were lit,” said Ida Moor.</p>", ""},
		{"a thing", "Ada Handmade", "", spoken, ""},
		{"no given name", "Daring Rope", "@daringrope", spoken, ""},
	}
	for _, test := range tests {
		a, err := Read("quay.html", []byte(`<title>A new quay</title><meta property="og:site_name" content="`+test.site+`"><meta name="twitter:creator" content="`+test.account+`"><h1>A new quay</h1><article><p>`+strings.Join(quayText, "</p><p>")+`</p>`+test.text+`</article>`))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(a.Authors, ", "); got != test.author || a.Outlet != test.site {
			t.Errorf("%s: author %q, outlet %q", test.name, got, a.Outlet)
		}
	}
}
