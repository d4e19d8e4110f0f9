package exchange

import (
	"fmt"

	"quizbot/questions"
)

// Report lists what a format could not carry, or what a file had that a bank
// has no place for: nothing is lost in silence.
type Report struct {
	Notes []Note
}

// Note is one loss.
type Note struct {
	ID      string // of the question or card; "" = the bank as a whole
	Line    int    // of the file that is read, from 1; 0 = not known
	LeftOut bool   // the question or card is not there at all
	Reason  string
}

// String returns "kabul-1996/order: left out: reason".
func (n Note) String() string {
	text := n.Reason
	if n.LeftOut {
		text = "left out: " + text
	}
	switch {
	case n.ID != "":
		text = n.ID + ": " + text
	case n.Line == 0:
		text = "the bank: " + text
	}
	if n.Line > 0 {
		text = fmt.Sprintf("line %d: ", n.Line) + text
	}
	return text
}

// changed notes that part of a question is not carried.
func (r *Report) changed(id, format string, args ...any) {
	r.Notes = append(r.Notes, Note{ID: id, Reason: fmt.Sprintf(format, args...)})
}

// leftOut notes that a question is not carried at all.
func (r *Report) leftOut(id, format string, args ...any) {
	r.Notes = append(r.Notes, Note{ID: id, LeftOut: true, Reason: fmt.Sprintf(format, args...)})
}

// Problems is everything that keeps a file from being read.
type Problems []*questions.Problem

// maxProblems are listed; the rest is counted.
const maxProblems = 20

// Error returns the problems, one a line.
func (p Problems) Error() string {
	text := ""
	for i, problem := range p {
		if i == maxProblems {
			return text + fmt.Sprintf("\nand %d more", len(p)-maxProblems)
		}
		if i > 0 {
			text += "\n"
		}
		text += problem.Error()
	}
	return text
}
