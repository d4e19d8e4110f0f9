package bottest

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files with what was seen")

// What differs from run to run: ids, times, schedule ids.
var changing = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`\b1\d{16,19}\b`), "ID"},
	{regexp.MustCompile(`<t:\d+:`), "<t:TIME:"},
	{regexp.MustCompile(`\b([Ss]chedule|schedule:) [2-9b-z]{5}\b`), "$1 xxxxx"},
	{regexp.MustCompile(`at \d\d:\d\d, UTC`), "at HH:MM, UTC"},
	{regexp.MustCompile(`logged as [2-9A-Z]{4}`), "logged as XXXX"},
}

// Stable returns text with what differs from run to run replaced by its name.
func Stable(text string) string {
	for _, c := range changing {
		text = c.pattern.ReplaceAllString(text, c.with)
	}
	return text
}

// Golden compares what somebody saw with testdata/NAME.txt; -update rewrites
// the file.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	got = Stable(got)
	path := filepath.Join("testdata", filepath.FromSlash(name)+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs (run the test with -update to rewrite it)\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}
