// Command measure says how good reading, extracting and generating are.
//
//	go run ./questions/measure -reference ../shared                  # figures of the corpus
//	go run ./questions/measure sample -reference ../shared -out DIR  # sheets for blind review
//	go run ./questions/measure score DIR/packet                      # what the reviewers found
//	go run ./questions/measure train                                 # the acceptance model, from the labels
//
// It is a tool for those who work on quizbot and not part of the program;
// .github/CONTRIBUTING.md says how it is used. Of the split "check" it prints
// figures and no texts, so that no rule is made from one of its articles.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run runs one of the tool's commands. Out gets what was measured, which is the
// same for the same input apart from the lines that begin with "time"; notes
// gets what the person should know.
func run(args []string, out, notes io.Writer) error {
	command := "report"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		command, args = args[0], args[1:]
	}
	switch command {
	case "report":
		return runReport(args, out, notes)
	case "sample":
		return runSample(args, out, notes)
	case "score":
		return runScore(args, out, notes)
	case "train":
		return runTrain(args, out, notes)
	}
	return fmt.Errorf("there is no command %q: use report, sample, score or train", command)
}

// parse reads a command's flags. Rest says how many arguments may follow them.
func parse(f *flag.FlagSet, args []string, rest int, notes io.Writer) error {
	f.SetOutput(notes)
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > rest {
		return fmt.Errorf("%s: %q is not expected here: flags come first", f.Name(), f.Arg(rest))
	}
	return nil
}
