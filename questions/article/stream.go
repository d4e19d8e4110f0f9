package article

import (
	"net/url"
	"strings"
)

// streamed returns the items of streams: below or beside an article, pages
// show the beginnings of other articles of the site, each under a headline
// that leads there. Such a stream may hold more prose than the article. It is
// none if there is no text beside it: then it is the article, a list.
func (p *page) streamed(tree *node, host string) map[*node]bool {
	const (
		least  = 4  // items
		beside = 80 // words of prose outside that an article has at least
	)
	headings := map[*node]int{} // headings in an element
	var linked []*node
	tree.each(func(n *node) bool {
		if !isHeading(n.tag) || n.from == n.to {
			return true
		}
		for up := n; up != nil; up = up.parent {
			headings[up]++
		}
		if p.leadsAway(n, host) {
			linked = append(linked, n)
		}
		return true
	})
	lists := map[*node][]*node{}
	for _, h := range linked {
		item := h
		for item.parent != nil && headings[item.parent] == 1 && item.parent.tag != "body" && item.parent.tag != "html" {
			item = item.parent
		}
		if p.isStreamItem(item) {
			lists[item.parent] = append(lists[item.parent], item)
		}
	}
	found := map[*node]bool{}
	inThem := 0
	for list, items := range lists {
		if len(items) < least {
			continue
		}
		// What stands between them in the same form, as the advertiser's item
		// that leads elsewhere, is of the stream too.
		for c := range list.children {
			if c.tag == items[0].tag && headings[c] > 0 && p.wordsIn(c) <= 2*maxStreamItem {
				found[c] = true
				inThem += p.proseIn(c)
			}
		}
	}
	if int(p.prose[len(p.blocks)])-inThem < beside {
		return nil
	}
	return found
}

// leadsAway reports whether a heading is the headline of another page of the
// site: a link to it, and as long as headlines are.
func (p *page) leadsAway(heading *node, host string) bool {
	const headline = 4 // words
	words := p.wordsIn(heading)
	if words < headline || p.linkedIn(heading) != words {
		return false
	}
	link := heading.child("a")
	for up := heading.parent; link == nil && up != nil; up = up.parent {
		if up.tag == "a" {
			link = up
		}
	}
	if link == nil {
		return false
	}
	to, err := url.Parse(strings.TrimSpace(link.attribute("href")))
	if err != nil || to.Path == "" || to.Path == "/" {
		return false // a mark on this page
	}
	return to.Host == "" || host != "" && siteOf(to.Host) == siteOf(host)
}

// maxStreamItem is how many words the item of a stream has at most.
const maxStreamItem = 120

// isStreamItem reports whether an element is no more than a headline and the
// paragraph that shows how the article under it begins.
func (p *page) isStreamItem(n *node) bool {
	const paragraphs = 2 // of prose
	if p.wordsIn(n) > maxStreamItem {
		return false
	}
	found := 0
	for _, b := range p.blocks[n.from:n.to] {
		if b.good() {
			found++
		}
	}
	return found > 0 && found <= paragraphs
}

// siteOf returns the last two parts of a host's name.
func siteOf(host string) string {
	parts := strings.Split(strings.ToLower(host), ".")
	return strings.Join(parts[max(0, len(parts)-2):], ".")
}

// pageHost returns the host of the address that a page gives itself, or "".
func pageHost(tree *node) string {
	host := ""
	tree.each(func(n *node) bool {
		address := ""
		switch {
		case host != "":
			return false
		case n.tag == "link" && n.attribute("rel") == "canonical":
			address = n.attribute("href")
		case n.tag == "meta" && n.attribute("property") == "og:url":
			address = n.attribute("content")
		}
		if u, err := url.Parse(strings.TrimSpace(address)); err == nil {
			host = u.Host
		}
		return host == ""
	})
	return host
}
