//go:build !race

package bankfile

// The race detector makes everything ten times slower; times mean nothing then.
const raceEnabled = false
