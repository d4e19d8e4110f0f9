package exchange

import "strings"

// Neutral writes a cell so that no spreadsheet computes it: a quotation mark
// goes before what begins like a formula (OWASP, "CSV Injection"), and before
// a quotation mark, so that [restored] knows ours.
func Neutral(cell string) string {
	if cell != "" && strings.IndexByte("=+-@\t\r'", cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// restored is the reverse of [Neutral], for cells of anybody.
func restored(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.IndexByte("=+-@\t\r'", rest[0]) >= 0 {
		return rest
	}
	return cell
}
