package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "quizbot" && len(os.Args) == 3 && os.Args[1] == "bare" { // see BenchmarkPress
		os.Exit(runBare(os.Args[2]))
	}
	testscript.Main(m, map[string]func(){
		"quizbot": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts plays the stories in testdata/script: each a file that shows
// the commands, what they print and the files they work on.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true})
}
