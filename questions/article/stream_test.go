package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// stream is a list of five headlines of a site, each with a paragraph below;
// one of them is an advertiser's.
func stream(address string) string {
	var b strings.Builder
	b.WriteString(`<ul>`)
	for i, place := range []string{"Elm Rock", "Brenk", "the Long Bay", "Saltby", "Port Ash"} {
		href := fmt.Sprintf("%s/news/%d", address, i)
		if i == 3 {
			href = "https://ropes.example/buy"
		}
		fmt.Fprintf(&b, `<li><div><h3><a href="%s">The ferry to %s will be dearer</a></h3></div><div><p>In spring the fares of the ferry to %s will rise for the third time in as many years, said the owner of the boats on Tuesday. Many people who live there have asked him to wait until</p></div></li>`, href, place, place)
	}
	return b.String() + `</ul>`
}

func TestAStreamOfOtherArticlesIsNoText(t *testing.T) {
	const more = `<p>The pilots say that the water in front of it is deep enough at every tide, and that two boats can lie there at once, which they never could before. “It is the best quay we have had,” said Ida Moor, who has sailed from the harbour for forty years.</p>`
	for _, address := range []string{"", "https://news.tidalpost.example"} {
		a := quayPage(t, "", "", more, `<div>`+stream(address)+`</div>`)
		if got := texts(a); len(got) != 4 || !slices.Contains(got, quayText[2]) {
			t.Errorf("links to %q: body is\n%s", address, strings.Join(got, "\n"))
		}
		if got := reasonOf(a, "In spring the fares of the ferry to Saltby"); got != ReasonTeaser {
			t.Errorf("links to %q: left out as %q", address, got)
		}
	}
}

// TestAListUnderHeadlinesIsTheArticle: with hardly any text beside it, or with
// links to other sites, the list is what the page is about.
func TestAListUnderHeadlinesIsTheArticle(t *testing.T) {
	for _, address := range []string{"", "https://ferries.example"} {
		a, err := Read("list.html", []byte(`<title>Five ferries</title><h1>Five ferries</h1><article><p>Here are the five ferries of the bay.</p>`+stream(address)+`</article>`))
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(a); len(got) < 5 {
			t.Errorf("links to %q: body is\n%s", address, strings.Join(got, "\n"))
		}
	}
}
