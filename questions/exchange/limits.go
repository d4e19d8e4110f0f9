package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// Limits of what is read. Files come from strangers (FAULTS B4, B7, I3).
const (
	// MaxBytes is the largest file that is read. Anki packages carry pictures
	// and sound, which are skipped but count.
	MaxBytes = 32 << 20

	maxText       = 8 << 20  // of a text file
	maxUnpacked   = 32 << 20 // of the one file that is read from an archive
	maxZipEntries = 20_000
	maxEntries    = 10_000 // questions and cards of a file
	maxDepth      = 64     // of elements in XML and HTML
	maxElements   = 500_000
	maxTextBytes  = 64 << 10 // of one text, such as a stem
)

// textOf returns the text of a file with "\n" at the ends of lines.
func textOf(name string, data []byte) (string, error) {
	switch {
	case len(data) > maxText:
		return "", fmt.Errorf("%s has %d bytes, at most %d are read: split the file", name, len(data), maxText)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}), !utf8.Valid(data):
		return "", fmt.Errorf("%s is not UTF-8: save it again as UTF-8", name)
	case bytes.IndexByte(data, 0) >= 0:
		return "", fmt.Errorf("%s has zero bytes, so it is no text: name its format with --format, or save it as UTF-8 text", name)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), nil
}

// openZip opens an archive whose directory is harmless: not too many entries,
// and none whose name leads elsewhere.
func openZip(name string, data []byte) (*zip.Reader, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // insecure names are refused below, with the name
		return nil, fmt.Errorf("%s is no archive that can be read: export it again (%w)", name, err)
	}
	if n := len(archive.File); n > maxZipEntries {
		return nil, fmt.Errorf("%s has %d files in it, at most %d are read: export it without media", name, n, maxZipEntries)
	}
	for _, f := range archive.File {
		if strings.ContainsAny(f.Name, "/\\\x00") || f.Name != path.Base(f.Name) || f.Name == ".." {
			return nil, fmt.Errorf("%s holds a file named %q, which leads out of the archive: do not trust it, export it again", name, shorten(f.Name))
		}
	}
	return archive, nil
}

// unpack returns the content of one file of an archive.
func unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", f.Name, err)
	}
	defer r.Close()
	return readAtMost(r, f.Name)
}

// readAtMost reads what is unpacked, up to the limit, whatever size was promised.
func readAtMost(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	if len(data) > maxUnpacked {
		return nil, fmt.Errorf("%s unpacks to more than %d bytes: export a smaller deck", name, maxUnpacked)
	}
	return data, nil
}

// shorten cuts a text that is shown within a message.
func shorten(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}
