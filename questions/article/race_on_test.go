//go:build race

package article

const raceDetector = true // which makes text ten times slower to read
