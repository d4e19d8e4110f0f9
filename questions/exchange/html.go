package exchange

import (
	"html"
	"io"
	"regexp"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// keepSpaces is the style of a text in which every space and tab counts.
const keepSpaces = `<span style="white-space:pre-wrap">`

var runsOfSpaces = regexp.MustCompile(`[\t ][\t ]|\t|(?m:^ | $)`)

// toHTML writes a text of ours as HTML that shows it as it is.
func toHTML(text string) string {
	written := strings.NewReplacer("\n", "<br>", "{{", "{&#123;").Replace(html.EscapeString(text)) // Mnemosyne looks for templates in fields
	if runsOfSpaces.MatchString(text) {
		return keepSpaces + written + "</span>"
	}
	return written
}

// Elements by what becomes of them. What is in none of these lists loses its
// tags and keeps its text.
var (
	// silent elements go with all that is in them.
	silent = map[atom.Atom]bool{
		atom.Script: true, atom.Style: true, atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Applet: true,
		atom.Template: true, atom.Noscript: true, atom.Svg: true, atom.Math: true, atom.Title: true, atom.Head: true,
		atom.Select: true, atom.Textarea: true, atom.Button: true, atom.Audio: true, atom.Video: true, atom.Canvas: true,
	}
	// breaking elements begin and end a line.
	breaking = map[atom.Atom]bool{
		atom.P: true, atom.Div: true, atom.Br: true, atom.Hr: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Pre: true,
		atom.Blockquote: true, atom.Table: true, atom.Tr: true, atom.Section: true, atom.Article: true, atom.Dl: true, atom.Dt: true,
		atom.Dd: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	}
)

// fromHTML returns the text that HTML shows, in lines: nothing of its markup,
// scripts or addresses, except the address of a link whose text is another.
// Lost names what was there and is no text, such as a picture.
func fromHTML(source string) (text string, lost []string) {
	if !strings.ContainsAny(source, "<&") {
		return strings.Join(strings.FieldsFunc(source, isHTMLSpace), " "), nil
	}
	p := &htmlText{}
	tokens := nethtml.NewTokenizer(strings.NewReader(source))
	for {
		kind := tokens.Next()
		switch kind {
		case nethtml.ErrorToken:
			if tokens.Err() != io.EOF {
				p.lose("damaged HTML")
			}
			return p.text(), p.lost
		case nethtml.TextToken:
			p.write(html.UnescapeString(string(tokens.Raw())))
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			p.open(tokens.Token(), kind == nethtml.SelfClosingTagToken)
		case nethtml.EndTagToken:
			p.close(tokens.Token().DataAtom)
		}
	}
}

// htmlText is the text seen so far.
type htmlText struct {
	out   strings.Builder
	stack []openElement
	hush  int // silent elements around
	kept  int // elements around whose spaces count
	space bool
	line  bool // a new line is due
	lost  []string
}

type openElement struct {
	tag   atom.Atom
	keeps bool
	href  string
	from  int
}

func (p *htmlText) lose(what string) {
	for _, l := range p.lost {
		if l == what {
			return
		}
	}
	p.lost = append(p.lost, what)
}

func (p *htmlText) write(s string) {
	if p.hush > 0 || s == "" {
		return
	}
	if p.kept > 0 {
		p.begin()
		p.out.WriteString(s)
		return
	}
	for i, field := range strings.FieldsFunc(s, isHTMLSpace) {
		if i > 0 || isHTMLSpace(rune(s[0])) {
			p.space = true
		}
		p.begin()
		p.out.WriteString(field)
	}
	if isHTMLSpace(rune(s[len(s)-1])) {
		p.space = true
	}
}

func isHTMLSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// begin writes the line break or the space that is due before a text.
func (p *htmlText) begin() {
	switch {
	case p.out.Len() == 0:
	case p.line:
		p.out.WriteByte('\n')
	case p.space:
		p.out.WriteByte(' ')
	}
	p.line, p.space = false, false
}

func (p *htmlText) open(t nethtml.Token, closed bool) {
	attribute := func(name string) string {
		for _, a := range t.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	tag := t.DataAtom
	switch tag {
	case atom.Img:
		p.lose("a picture")
		p.write(attribute("alt"))
		return
	case atom.Audio:
		p.lose("a sound")
	case atom.Video, atom.Object, atom.Embed, atom.Iframe, atom.Svg:
		p.lose("sound, film or an embedded page")
	case atom.Script, atom.Style:
		p.lose("script or style")
	case atom.Br:
		if p.hush == 0 {
			if p.line && p.out.Len() > 0 {
				p.out.WriteByte('\n')
			}
			p.line, p.space = true, false
		}
		return
	}
	if breaking[tag] {
		p.line = true
	}
	if tag == atom.Td || tag == atom.Th {
		p.space = true
	}
	if tag == atom.Li && p.hush == 0 {
		p.begin()
		p.out.WriteString("- ")
	}
	if closed || tag == atom.Hr || tag == atom.Input || tag == atom.Link || tag == atom.Meta || tag == atom.Embed || len(p.stack) >= maxDepth {
		return
	}
	e := openElement{tag: tag, from: p.out.Len(), keeps: tag == atom.Pre || strings.Contains(strings.ReplaceAll(attribute("style"), " ", ""), "white-space:pre")}
	if href := attribute("href"); tag == atom.A && (strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "https://")) {
		e.href = href
	}
	if silent[tag] {
		p.hush++
	}
	if e.keeps {
		p.kept++
	}
	p.stack = append(p.stack, e)
}

func (p *htmlText) close(tag atom.Atom) {
	if breaking[tag] && tag != atom.Br {
		p.line = true
	}
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].tag != tag {
			continue
		}
		for _, e := range p.stack[i:] {
			if silent[e.tag] {
				p.hush--
			}
			if e.keeps {
				p.kept--
			}
		}
		if e := p.stack[i]; e.href != "" && p.hush == 0 && !strings.Contains(p.out.String()[min(e.from, p.out.Len()):], e.href) {
			p.write(" " + e.href)
		}
		p.stack = p.stack[:i]
		return
	}
}

func (p *htmlText) text() string { return strings.TrimSpace(p.out.String()) }
