//go:build race

package bankfile

const raceEnabled = true
