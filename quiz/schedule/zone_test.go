package schedule

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A program in a root folder that holds nothing else.
func TestS12ZonesWorkWithoutSystemFiles(t *testing.T) {
	root := t.TempDir()
	child := exec.Command("/zones")
	child.Env = []string{} // no ZONEINFO
	if !confine(child, root) {
		t.Skip("needs root on Linux, to give a process a file system without zone files")
	}
	build := exec.Command("go", "build", "-o", filepath.Join(root, "zones"), "./testdata/zones")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // no shared libraries there
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	if out, err := child.CombinedOutput(); err != nil || string(out) != "2026-01-01T08:00:00Z" {
		t.Errorf("without zone files: %v, %s", err, out)
	}
}
