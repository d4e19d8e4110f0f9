package article

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Limits of a page (FAULTS I3). The largest pages people write, long lists in
// an encyclopaedia, have about 60,000 tags; a page nests about 40 deep.
const (
	maxTags      = 200_000
	maxDepth     = 512
	maxAttribute = 2000 // bytes of a value that are looked at
	maxJSON      = 1 << 20
)

// node is an element of a page, or a piece of text in one.
type node struct {
	tag        string       // lower case; "" = text
	text       string       // of a text node, entities resolved
	attributes *[]attribute // nil = none
	parent     *node
	first      *node   // its first child
	last       *node   // its last child
	next       *node   // the next child of its parent
	from, to   int32   // the blocks in it, see page.collect
	aside      *string // what asideReason found; nil = not asked yet
}

func (n *node) add(child *node) {
	child.parent = n
	if n.last == nil {
		n.first = child
	} else {
		n.last.next = child
	}
	n.last = child
}

// children yields the children in order.
func (n *node) children(yield func(*node) bool) {
	for c := n.first; c != nil; c = c.next {
		if !yield(c) {
			return
		}
	}
}

type attribute struct{ key, value string }

// keptAttributes are those that readers look at.
var keptAttributes = wordSet("id class role itemprop itemtype rel href style hidden aria-hidden datetime content name property lang type title")

func (n *node) attribute(key string) string {
	if n.attributes == nil {
		return ""
	}
	for _, a := range *n.attributes {
		if a.key == key {
			return a.value
		}
	}
	return ""
}

func (n *node) has(key string) bool {
	return n.attributes != nil && slices.ContainsFunc(*n.attributes, func(a attribute) bool { return a.key == key })
}

var (
	voidTags = wordSet("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
	// blockTags begin a new block of text; a start of one ends an open <p>.
	blockTags = wordSet("address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul")
	// scopeTags are not closed from inside; HTML Standard, "has an element in scope".
	scopeTags = wordSet("html table td th caption object template")
	// ignoredTags hold no text that a reader of the page sees as text.
	ignoredTags = wordSet("script style noscript template svg math iframe object video audio canvas select textarea map noembed noframes")
)

// closes lists, for a start tag, the open elements that it ends and the
// elements beyond which it does not look.
var closes = map[string]struct{ ends, within map[string]bool }{
	"li": {wordSet("li"), wordSet("ul ol menu dir")}, "dt": {wordSet("dt dd"), wordSet("dl")}, "dd": {wordSet("dt dd"), wordSet("dl")},
	"tr": {wordSet("tr td th"), wordSet("table")}, "td": {wordSet("td th"), wordSet("tr table")}, "th": {wordSet("td th"), wordSet("tr table")},
	"tbody": {wordSet("thead tbody tr td th"), wordSet("table")}, "option": {wordSet("option"), wordSet("select")},
}

// parseTree reads a page into a tree. It is a simple reading of the HTML
// Standard's tree construction: elements may lack their end tags, and what is
// out of place stays where it stands. It takes linear time and refuses what
// is beyond the limits.
func parseTree(text string) (*node, error) {
	var nodes []node // room for the next ones
	add := func(parent *node, n node) *node {
		if len(nodes) == cap(nodes) {
			nodes = make([]node, 0, min(max(16, 2*cap(nodes)), 512))
		}
		nodes = append(nodes, n)
		child := &nodes[len(nodes)-1]
		if parent != nil {
			parent.add(child)
		}
		return child
	}
	root := add(nil, node{tag: "#page"})
	open := []*node{root}
	tags, at := 0, 0
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind, begin := tokens.Next(), at
		at += len(tokens.Raw())
		switch kind {
		case html.ErrorToken:
			return root, nil // a reader of a string only ends
		case html.TextToken:
			top := open[len(open)-1]
			if ignoredTags[top.tag] && !(top.tag == "script" && isJSON(top)) {
				continue
			}
			if data := tokens.Text(); len(data) > 0 {
				n := add(top, node{})
				if printed := text[begin:min(begin+len(data), len(text))]; printed == string(data) {
					n.text = printed // most has nothing to resolve, and needs no copy
				} else {
					n.text = string(data)
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if tags++; tags > maxTags {
				return nil, fmt.Errorf("the page has more than %d tags, which is no article: save the article's text as plain text (.txt)", maxTags)
			}
			name, more := tokens.TagName()
			tag := interned(tagNames, name)
			var attributes []attribute
			for more {
				var k, v []byte
				k, v, more = tokens.TagAttr()
				if keptAttributes[string(k)] && len(attributes) < len(keptAttributes) {
					attributes = append(attributes, attribute{interned(attributeNames, k), string(v[:min(len(v), maxAttribute)])})
				}
			}
			open = closeFor(open, tag)
			n := add(open[len(open)-1], node{tag: tag})
			if len(attributes) > 0 {
				n.attributes = &attributes
			}
			if voidTags[n.tag] {
				continue
			}
			if len(open) > maxDepth {
				return nil, fmt.Errorf("the page nests its tags more than %d deep, which is no article: save the article's text as plain text (.txt)", maxDepth)
			}
			open = append(open, n)
		case html.EndTagToken:
			name, _ := tokens.TagName()
			open = closeEnd(open, string(name))
		}
	}
}

// tagNames and attributeNames hold the names that most pages use, so that a
// tree does not keep a copy for each element.
var (
	tagNames       = nameSet(blockTags, voidTags, ignoredTags, scopeTags, wordSet("a abbr b bdi bdo button cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var article title"))
	attributeNames = nameSet(keptAttributes)
)

func nameSet(sets ...map[string]bool) map[string]string {
	all := map[string]string{}
	for _, set := range sets {
		for name := range set {
			all[name] = name
		}
	}
	return all
}

func interned(names map[string]string, name []byte) string {
	if known, ok := names[string(name)]; ok {
		return known
	}
	return string(name[:min(len(name), 40)])
}

func isJSON(n *node) bool {
	return strings.Contains(n.attribute("type"), "ld+json")
}

// closeFor ends the open elements that a start tag ends by itself.
func closeFor(open []*node, tag string) []*node {
	if rule, ok := closes[tag]; ok {
		cut := len(open)
		for i := len(open) - 1; i > 0 && !rule.within[open[i].tag]; i-- {
			if rule.ends[open[i].tag] {
				cut = i
			}
		}
		open = open[:cut]
	}
	if !blockTags[tag] {
		return open
	}
	for i := len(open) - 1; i > 0; i-- {
		switch t := open[i].tag; {
		case t == "p" || isHeading(t) && isHeading(tag):
			return open[:i]
		case blockTags[t] || scopeTags[t]:
			return open
		}
	}
	return open
}

// closeEnd ends the innermost open element of a name. The end of <b> or
// <span> does not reach beyond the block it stands in.
func closeEnd(open []*node, tag string) []*node {
	for i := len(open) - 1; i > 0; i-- {
		t := open[i].tag
		if t == tag || isHeading(t) && isHeading(tag) {
			return open[:i]
		}
		if !blockTags[tag] && !scopeTags[tag] && blockTags[t] || scopeTags[t] && tag != "table" && !(tag == "tr" && t != "table") {
			return open
		}
	}
	return open
}

func isHeading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// each calls f for every element below n, in order, until f says false.
func (n *node) each(f func(*node) bool) bool {
	for c := range n.children {
		if c.tag == "" {
			continue
		}
		if !f(c) || !c.each(f) {
			return false
		}
	}
	return true
}

// size returns how many texts in n are not only spaces, and how many elements
// there are that begin a block, n included.
func (n *node) size() (texts, elements int) {
	if blockTags[n.tag] || n.parent == nil {
		elements = 1
	}
	for c := range n.children {
		if c.tag == "" {
			if strings.TrimSpace(c.text) != "" {
				texts++
			}
			continue
		}
		t, e := c.size()
		texts, elements = texts+t, elements+e
	}
	return texts, elements
}

// words returns the text in n as one line, at most limit bytes of it.
func (n *node) words(limit int) string {
	var b strings.Builder
	var add func(*node) bool
	add = func(n *node) bool {
		if b.Len() > limit {
			return false
		}
		if ignoredTags[n.tag] {
			return true
		}
		if n.tag == "" {
			b.WriteString(n.text[:min(len(n.text), limit)])
		} else if blockTags[n.tag] || n.tag == "br" {
			b.WriteByte(' ')
		}
		for c := range n.children {
			if !add(c) {
				return false
			}
		}
		if blockTags[n.tag] {
			b.WriteByte(' ')
		}
		return true
	}
	add(n)
	return clean(strings.ToValidUTF8(b.String(), ""))
}

var errNoArticle = errors.New("no paragraph of this page reads like an article, perhaps it is a page of links or one that a script fills in: open it, copy the article's text and save it as plain text (.txt)")

// quotes reports whether a page sets what stands in a node apart as somebody else's
// words. The quotation is near: pages put a paragraph, hardly more, into it.
func (n *node) quotes() bool {
	for level := 0; n != nil && level < 4; level++ {
		if n.tag == "blockquote" {
			return true
		}
		n = n.parent
	}
	return false
}
