package article

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// format is one kind of document that can be read.
type format struct {
	name       string   // as a person says it: "plain text"
	extensions []string // lower case, with the dot
	types      []string // media types, as servers name them
	read       func(text string) (Article, error)
}

// formats lists every format that is read. A new one is a file with its
// reader and a line here.
var formats = []format{
	{"plain text", []string{".txt", ".text"}, []string{"text/plain"}, readText},
	{"Markdown", []string{".md", ".markdown"}, []string{"text/markdown", "text/x-markdown"}, readMarkdown},
	{"HTML", []string{".html", ".htm", ".xhtml"}, []string{"text/html", "application/xhtml+xml"}, readHTML},
}

// signatures tell what cannot be read by its first bytes, whatever its name
// says. They are compared without case after leading white space.
var signatures = []struct{ prefix, name string }{
	{"%pdf-", "PDF"},
	{"{\\rtf", "RTF"},
	{"pk\x03\x04", "a ZIP archive (perhaps DOCX)"},
	{"\x89png", "a PNG image"},
	{"gif8", "a GIF image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"\x1f\x8b", "a gzip archive"},
	{"bzh", "a bzip2 archive"},
	{"\xfd7zxz", "an xz archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive"},
	{"\x7felf", "a program"},
	{"\xd0\xcf\x11\xe0", "an old Office file"},
}

// otherFormats names what a file's extension promises and we do not read.
var otherFormats = map[string]string{
	".xml": "XML", ".pdf": "PDF", ".docx": "DOCX", ".doc": "Word", ".odt": "OpenDocument", ".rtf": "RTF", ".epub": "EPUB",
	".yaml": "YAML", ".yml": "YAML", ".json": "JSON",
}

// refuseBinary returns an error when the first bytes are those of a format
// that is no text.
func refuseBinary(data []byte) error {
	start := bytes.Clone(bytes.TrimLeft(data[:min(len(data), 64)], " \t\r\n"))
	for i, c := range start { // not bytes.ToLower, which changes bytes that are no UTF-8
		if c >= 'A' && c <= 'Z' {
			start[i] += 'a' - 'A'
		}
	}
	for _, s := range signatures {
		if bytes.HasPrefix(start, []byte(s.prefix)) {
			return unsupported(s.name)
		}
	}
	return nil
}

var (
	// pageStart finds what pages begin with, perhaps after XML's first line
	// and comments.
	pageStart = pattern.MustCompile(`(?is)^\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|main)\b`)
	xmlStart  = pattern.MustCompile(`^\s*<\?xml\b`)
	anyTag    = pattern.MustCompile(`<[A-Za-z!/]`)
)

// formatOf returns the format of a document: what its first characters show,
// then what its name or its server (mediaType, "" for a file) says. What says
// nothing is tried as text.
func formatOf(file, mediaType, text string) (format, error) {
	plain, page := formats[0], formats[2]
	start := text[:min(len(text), 4096)]
	switch {
	case pageStart.MatchString(start):
		return page, nil
	case xmlStart.MatchString(start):
		return format{}, unsupported("XML")
	}
	extension := strings.ToLower(path.Ext(file))
	for _, f := range formats {
		if mediaType == "" && slices.Contains(f.extensions, extension) || slices.Contains(f.types, mediaType) {
			if f.name == page.name && !anyTag.MatchString(text) {
				return plain, nil // a page without a tag is text
			}
			if f.name == plain.name && slices.Contains(formats[1].extensions, extension) {
				return formats[1], nil // servers send Markdown as plain text
			}
			return f, nil
		}
	}
	if name, ok := otherFormats[extension]; ok && mediaType == "" {
		return format{}, unsupported(name)
	}
	return plain, nil
}

func unsupported(name string) error {
	var names []string
	for _, f := range formats {
		names = append(names, fmt.Sprintf("%s (%s)", f.name, strings.Join(f.extensions, ", ")))
	}
	return fmt.Errorf("this is %s, which cannot be read: save the article as %s", name, strings.Join(names[:len(names)-1], ", ")+" or "+names[len(names)-1])
}
