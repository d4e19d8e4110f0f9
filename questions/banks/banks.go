// Package banks holds the banks that come with quizbot, as bank files:
//
//	data, ok := banks.Open("russia-taliban")
//	bank, problems := bankfile.Load("russia-taliban", data)
//
// Their facts are stated in our own words; the articles they rest on are not
// part of the project.
package banks

import (
	"embed"
	"path"
	"slices"
)

//go:embed */bank.yaml
var files embed.FS

// Names returns the names of the built-in banks, sorted.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded directory can always be read
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	return names
}

// Open returns the bank file of a built-in bank; false when there is no bank
// of that name.
func Open(name string) (data []byte, ok bool) {
	if !slices.Contains(Names(), name) {
		return nil, false
	}
	data, err := files.ReadFile(path.Join(name, "bank.yaml"))
	return data, err == nil
}
