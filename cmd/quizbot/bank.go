package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/questions/banks"
)

// firstBank is the bank that commands work on when none is named.
const firstBank = "russia-taliban"

// bankArgument is the bank named on the command line.
func bankArgument(args []string) string {
	if len(args) == 0 {
		return firstBank
	}
	return args[0]
}

// readBankFile returns the file at a path or, where there is none, of the
// built-in bank of that name.
func readBankFile(pathOrName string) ([]byte, error) {
	data, err := bankfile.ReadAll(pathOrName)
	if !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	if data, ok := banks.Open(pathOrName); ok {
		return data, nil
	}
	return nil, fmt.Errorf("there is no file %s and no built-in bank of that name (built in: %v)", pathOrName, banks.Names())
}

// problemList is a bank that cannot be used, with everything that is wrong.
type problemList []*questions.Problem

// Error returns all problems, one a line.
func (l problemList) Error() string {
	text := fmt.Sprintf("%d problems", len(l))
	if len(l) == 1 {
		text = "1 problem"
	}
	for _, p := range l {
		text += "\n" + p.Error()
	}
	return text
}

// openBank returns a bank without problems and the SHA-256 of its file.
func openBank(pathOrName string) (*questions.Bank, string, error) {
	data, err := readBankFile(pathOrName)
	if err != nil {
		return nil, "", err
	}
	bank, problems := bankfile.Load(pathOrName, data)
	if len(problems) > 0 {
		return nil, "", fmt.Errorf("bank %s: %w", pathOrName, problemList(problems))
	}
	sum := sha256.Sum256(data)
	return bank, hex.EncodeToString(sum[:]), nil
}
