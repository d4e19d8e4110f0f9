// Package exchange writes banks in the formats of other programs: one file a
// format, and one list of them.
//
//	f, ok := exchange.Named("json")
//	err := f.Write(os.Stdout, bank)
package exchange

import (
	"io"
	"slices"

	"quizbot/questions"
)

// Format is one form in which a bank can be written.
type Format struct {
	Name  string // as after --format
	Short string // what it is for
	Write func(w io.Writer, b *questions.Bank) error
}

// Formats lists every format.
var Formats = []Format{
	{Name: "json", Short: "the whole bank, for programs", Write: writeJSON},
}

// Named returns the format of that name.
func Named(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}
