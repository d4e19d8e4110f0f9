package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"quizbot/questions/banks"
)

// Exit codes.
const (
	exitFine     = 0
	exitFindings = 1 // the command worked and found something to mend
	exitUsage    = 2 // the command line, a file or the environment is wrong
)

// errFindings ends a command that has printed what it found.
var errFindings = errors.New("findings")

// commandList lists every command, in the order of --help.
func commandList() []*cobra.Command {
	return []*cobra.Command{
		newTryCommand(),
		newRunCommand(),
		newPlayCommand(),
		newReadCommand(),
		newExtractCommand(),
		newGenerateCommand(banks.Open),
		newCheckCommand(),
		newVerifyCommand(),
		newExportCommand(),
		newImportCommand(),
		newBackupCommand(),
		newGradesCommand(),
		newLocalDiscordCommand(),
	}
}

// run is main without the process: it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := &cobra.Command{
		Use:           "quizbot",
		Short:         "Quizzes made from articles, every answer explained with its source",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(commandList()...)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errFindings):
		return exitFindings
	}
	fmt.Fprintf(stderr, "quizbot: %v\n", err)
	return exitUsage
}
