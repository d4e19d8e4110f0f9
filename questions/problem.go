package questions

import "fmt"

// Problem is one thing that is wrong with a bank, told to the person who can
// mend it.
type Problem struct {
	File    string
	Line    int    // from 1; 0 = not known
	Column  int    // from 1; 0 = not known
	Path    string // where in the bank: "facts/kabul-1996/spans/0/wrong", used to find the line
	Rule    string // stable name, such as "longest-key"
	Message string // what is wrong, with the value, and what to do
}

// Error returns "file:line:column: message (rule)" with the known parts.
func (p *Problem) Error() string {
	where := ""
	if p.File != "" {
		where = p.File + ":"
	}
	if p.Line > 0 {
		where += fmt.Sprintf("%d:", p.Line)
		if p.Column > 0 {
			where += fmt.Sprintf("%d:", p.Column)
		}
	}
	if where != "" {
		where += " "
	}
	if p.Rule == "" {
		return where + p.Message
	}
	return where + p.Message + " (" + p.Rule + ")"
}
