//go:build race

package main

// raceDetector makes a child process, which is this test's own binary, ten
// times slower: fewer answers pass between two kills.
const raceDetector = true
