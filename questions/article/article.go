package article

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"quizbot/questions"
)

// Article is one document as read.
type Article struct {
	questions.Source // metadata; ID is empty, the rest as the document shows it

	Paragraphs []Paragraph // the body, in order; at least one
	Dropped    []Dropped   // everything else, in the order of the document
}

// Paragraph is one paragraph of the body.
type Paragraph struct {
	Number int    `json:"number"`           // from 1, without gaps
	Text   string `json:"text"`             // one line, never empty, single spaces, quotation marks as printed
	Quoted bool   `json:"quoted,omitempty"` // the page sets it apart as the words of somebody else
}

// Dropped is a line that is not part of the body.
type Dropped struct {
	Reason string `json:"reason"` // one of the Reason constants
	Text   string `json:"text"`
}

// Why a line was left out.
const (
	ReasonTitle      = "title"
	ReasonStandfirst = "standfirst"
	ReasonByline     = "byline"
	ReasonDate       = "date line"
	ReasonBio        = "about the author"
	ReasonCaption    = "caption or credit"
	ReasonShare      = "share button"
	ReasonHeading    = "heading"
	ReasonTeaser     = "teaser link"
	ReasonPullQuote  = "pull quote"
	ReasonRepeated   = "repeated"
	ReasonDisclaimer = "disclaimer"
	ReasonCopyright  = "copyright line"
	ReasonFurniture  = "page furniture"
	ReasonCode       = "code"
	ReasonTable      = "table"
	ReasonComment    = "comment of a reader"
	ReasonHidden     = "hidden on the page"
	ReasonBox        = "box or quotation set apart"
	ReasonAbout      = "about the organisation"
)

// MaxBytes is the size of the largest document that is read (FAULTS I3).
const MaxBytes = 10 << 20

// Read returns the article in data. Name is the file's name; its extension
// and the first bytes decide the format, and its last element becomes File.
//
// Read returns an error that says what to do when data is too large, not
// text, in a format that is not supported, or has no sentence in it.
func Read(name string, data []byte) (Article, error) {
	file := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if len(data) > MaxBytes {
		return Article{}, fmt.Errorf("%s: %d bytes are too many: at most %d MiB are read; split the document", file, len(data), MaxBytes>>20)
	}
	a, err := readAs(file, "", "", data)
	if err != nil {
		return Article{}, fmt.Errorf("%s: %w", file, err)
	}
	a.File = file
	a.SHA256 = Sum(data)
	return a, nil
}

// readAs reads a document of which a server perhaps said the media type and
// the encoding.
func readAs(file, mediaType, label string, data []byte) (Article, error) {
	if err := refuseBinary(data); err != nil {
		return Article{}, err
	}
	text, err := decode(data, label)
	if err != nil {
		return Article{}, err
	}
	text = readAgain(text)
	f, err := formatOf(file, mediaType, text)
	if err != nil {
		return Article{}, err
	}
	a, err := f.read(text)
	if err != nil {
		return Article{}, err
	}
	a.Title = strings.TrimRight(withoutEntities(unescaped(a.Title)), " ,;:")
	for i, name := range a.Authors {
		a.Authors[i] = withoutCapitals(name)
	}
	return a, nil
}

// Sum returns the SHA-256 of a document's bytes as sources keep it:
// lower-case hex.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// MarshalJSON writes the article as `quizbot read --json` prints it. Lists
// are never null; what is unknown is "".
func (a Article) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		File       string      `json:"file"`
		Title      string      `json:"title"`
		Authors    []string    `json:"authors"`
		Outlet     string      `json:"outlet"`
		Published  string      `json:"published"`
		URL        string      `json:"url"`
		Language   string      `json:"language"`
		Paragraphs []Paragraph `json:"paragraphs"`
		Dropped    []Dropped   `json:"dropped"`
	}{
		a.File, a.Title, append([]string{}, a.Authors...), a.Outlet, a.Published.String(), a.URL, a.Language,
		append([]Paragraph{}, a.Paragraphs...), append([]Dropped{}, a.Dropped...),
	})
}
