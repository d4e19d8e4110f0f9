// Package banks holds the banks that are part of the program: one folder
// each, named as the bank, with a bank.yaml in it.
//
//	for _, name := range banks.Names() {
//		data, _ := banks.Data(name)
//		bank, problems := bankfile.Load(name, data)
//	}
package banks

import (
	"embed"
	"fmt"
	"io/fs"
	"path"

	"quizbot/questions"
	"quizbot/questions/bankfile"
)

//go:embed */bank.yaml
var files embed.FS

// Default is the bank that commands use when none is named.
const Default = "russia-taliban"

// Names returns the names of the built-in banks, sorted.
func Names() []string {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		panic(err) // the root of an embedded folder can always be listed
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Data returns the file of a built-in bank; ok is false when there is none of
// that name. The name may come from anywhere: nothing but the built-in banks
// can be reached.
func Data(name string) (data []byte, ok bool) {
	if bankfile.CheckName(name) != nil {
		return nil, false
	}
	data, err := files.ReadFile(path.Join(name, "bank.yaml"))
	return data, err == nil
}

// Open returns a built-in bank.
func Open(name string) (*questions.Bank, error) {
	data, ok := Data(name)
	if !ok {
		return nil, fmt.Errorf("there is no built-in bank %q: there are %q", name, Names())
	}
	bank, problems := bankfile.Read(name+"/bank.yaml", data)
	if bank == nil {
		return nil, problems[0]
	}
	return bank, nil
}
