package article

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"quizbot/questions/pattern"
)

// maxDecoded is the most that text may grow to when it becomes UTF-8.
const maxDecoded = MaxBytes

// decode returns data as valid UTF-8 without a byte order mark.
//
// The order of trust is that of the Encoding Standard where it matters: a byte
// order mark, then what the bytes can only be (UTF-16, UTF-8), then the label
// that came with them (a server's, else the document's own), and last, for
// text with few bytes beyond ASCII, Windows-1252, which holds Latin-1.
func decode(data []byte, label string) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if order := utf16Order(data); order != nil {
		return decodeUTF16(data, order)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", fmt.Errorf("byte %d is NUL, so this is not text: save the article as UTF-8 text", i+1)
	}
	if label == "" {
		label = ownLabel(data)
	}
	label = strings.ToLower(label)
	stateful := strings.HasPrefix(label, "iso-2022") || label == "hz-gb-2312" // their bytes are all ASCII
	if utf8.Valid(data) && !stateful {
		return checkText(string(data))
	}
	if e, name := charset.Lookup(label); e != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement" {
		decoded, err := e.NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("the document says that it is %s and cannot be read so: save it as UTF-8", name)
		}
		if len(decoded) > maxDecoded {
			return "", fmt.Errorf("%d bytes of UTF-8 are too many: at most %d MiB are read; split the document", len(decoded), MaxBytes>>20)
		}
		return checkText(string(decoded))
	}
	if broken, whole := brokenRunes(data); broken <= 1+whole/4 && whole > 0 && looksLikePage(data) {
		return checkText(strings.ToValidUTF8(string(data), "\ufffd")) // as browsers do
	} else if whole == 0 && plausiblyLatin(data) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err == nil && len(decoded) <= maxDecoded {
			return checkText(string(decoded))
		}
	}
	at := invalidAt(data)
	return "", fmt.Errorf("line %d is not UTF-8 (byte %d), and nothing says which encoding it is: save the file as UTF-8", 1+bytes.Count(data[:at], []byte("\n")), at+1)
}

// utf16Order recognises UTF-16 without a byte order mark: text in Latin
// letters has a NUL in every other byte.
func utf16Order(data []byte) binary.ByteOrder {
	const look = 512
	start := data[:min(len(data), look)&^1]
	var nuls [2]int
	for i, c := range start {
		if c == 0 {
			nuls[i%2]++
		}
	}
	half := len(start) / 2
	switch {
	case half < 8:
	case nuls[1]*10 > half*7 && nuls[0]*20 < half:
		return binary.LittleEndian
	case nuls[0]*10 > half*7 && nuls[1]*20 < half:
		return binary.BigEndian
	}
	return nil
}

var charsetLabel = pattern.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([\w:-]{2,40})|^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:-]{2,40})`)

// ownLabel returns the encoding that a page or an XML file says it is in.
func ownLabel(data []byte) string {
	const look = 4096 // the Standard looks at 1,024; many pages are late
	m := charsetLabel.FindStringSubmatch(string(data[:min(len(data), look)]))
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

func looksLikePage(data []byte) bool {
	start := bytes.ToLower(data[:min(len(data), 4096)])
	return bytes.Contains(start, []byte("<html")) || bytes.Contains(start, []byte("<!doctype html")) || bytes.Contains(start, []byte("<body"))
}

// brokenRunes counts bytes that are no UTF-8 and whole characters of more
// than one byte.
func brokenRunes(data []byte) (broken, whole int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		data = data[size:]
	}
	return broken, whole
}

// plausiblyLatin reports whether bytes could be text of a western language in
// Windows-1252: few letters beyond ASCII, no byte that it leaves undefined.
func plausiblyLatin(data []byte) bool {
	high, letters := 0, 0
	for _, c := range data {
		switch {
		case c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d:
			return false
		case c >= 0x80:
			high++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		}
	}
	return high*5 < letters
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
	var b strings.Builder
	b.Grow(len(data) / 2)
	for i := 0; i < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if whole := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); whole != utf8.RuneError {
				r = whole
				i += 2
			}
		}
		b.WriteRune(r) // half a pair becomes U+FFFD
		if b.Len() > maxDecoded {
			return "", fmt.Errorf("the text is more than %d MiB as UTF-8: split the document", MaxBytes>>20)
		}
	}
	return checkText(b.String())
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
		if (r < ' ' || r >= 0x7f && r < 0xa0) && unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\f\v\u0085", r) {
			controls++
		}
	}
	if controls*20 > runes {
		return "", errors.New("more than one character in twenty is a control character, so this is not text: save the article as UTF-8 text")
	}
	return text, nil
}
