package article

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// format is one kind of document that can be read.
type format struct {
	name       string   // as a person says it: "plain text"
	extensions []string // lower case, with the dot
	read       func(text string) (Article, error)
}

// formats lists every format that is read. A new one is a file with its
// reader and a line here; what its bytes look like goes into the signatures.
var formats = []format{
	{name: "plain text", extensions: []string{".txt", ".text"}, read: readText},
}

// signatures tell what a document is by its first bytes, whatever its name
// says. They are compared without case after leading white space.
var signatures = []struct{ prefix, name string }{
	{"<!doctype html", "HTML"},
	{"<html", "HTML"},
	{"<?xml", "XML"},
	{"<head", "HTML"},
	{"<body", "HTML"},
	{"%pdf-", "PDF"},
	{"{\\rtf", "RTF"},
	{"pk\x03\x04", "a ZIP archive (perhaps DOCX)"},
	{"\x89png", "a PNG image"},
	{"gif8", "a GIF image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"\x1f\x8b", "a gzip archive"},
}

// otherFormats names what a file's extension promises and we do not read.
var otherFormats = map[string]string{
	".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".xml": "XML", ".md": "Markdown", ".markdown": "Markdown",
	".pdf": "PDF", ".docx": "DOCX", ".doc": "Word", ".odt": "OpenDocument", ".rtf": "RTF", ".epub": "EPUB",
	".yaml": "YAML", ".yml": "YAML", ".json": "JSON",
}

func formatOf(file string, data []byte) (format, error) {
	start := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\ufeff")), " \t\r\n")
	start = bytes.Clone(start)
	for i, c := range start { // not bytes.ToLower, which changes bytes that are no UTF-8
		if c >= 'A' && c <= 'Z' {
			start[i] += 'a' - 'A'
		}
	}
	for _, s := range signatures {
		if bytes.HasPrefix(start, []byte(s.prefix)) {
			return format{}, unsupported(s.name)
		}
	}
	extension := strings.ToLower(path.Ext(file))
	for _, f := range formats {
		if slices.Contains(f.extensions, extension) {
			return f, nil
		}
	}
	if name, ok := otherFormats[extension]; ok {
		return format{}, unsupported(name)
	}
	return formats[0], nil // an unknown extension is tried as text
}

func unsupported(name string) error {
	var names []string
	for _, f := range formats {
		names = append(names, fmt.Sprintf("%s (%s)", f.name, strings.Join(f.extensions, ", ")))
	}
	return fmt.Errorf("this is %s, which cannot be read: save the article as %s", name, strings.Join(names, " or "))
}

// decode returns data as valid UTF-8 without a byte order mark. UTF-16 with
// a byte order mark is converted.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", fmt.Errorf("byte %d is NUL, so this is not text: save the article as UTF-8 text", i+1)
	}
	if !utf8.Valid(data) {
		at := invalidAt(data)
		return "", fmt.Errorf("line %d is not UTF-8 (byte %d), perhaps it is Latin-1 or Windows-1252: save the file as UTF-8", 1+bytes.Count(data[:at], []byte("\n")), at+1)
	}
	return checkText(string(data))
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", errors.New("this is UTF-16 text that ends in the middle of a character: save it again, as UTF-8")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return checkText(string(utf16.Decode(units)))
}

// checkText refuses text that is mostly control characters: some binary
// files happen to be valid UTF-8.
func checkText(text string) (string, error) {
	controls, runes := 0, 0
	for _, r := range text {
		runes++
		if r == 0 {
			return "", errors.New("the text has NUL characters, so this is not text: save the article as UTF-8 text")
		}
		if unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\f\v\u0085", r) {
			controls++
		}
	}
	if controls*20 > runes {
		return "", errors.New("more than one character in twenty is a control character, so this is not text: save the article as UTF-8 text")
	}
	return text, nil
}
