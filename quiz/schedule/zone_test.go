package schedule

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const asChild = "QUIZBOT_TEST_ZONES" // tells the test binary to print what it knows of zones

func TestMain(m *testing.M) {
	if os.Getenv(asChild) != "" {
		for _, name := range append([]string{"UTC"}, ruleSets...) {
			if _, err := LoadZone(name); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
		spec, err := Parse("0 9 * * *", "Europe/Berlin")
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		_, at := spec.Next(year2026)
		fmt.Print(at.Format(time.RFC3339))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// The same test binary, in a root folder that holds nothing else.
func TestS12ZonesWorkWithoutSystemFiles(t *testing.T) {
	root := t.TempDir()
	if err := copyFile(filepath.Join(root, "test"), os.Args[0]); err != nil {
		t.Fatal(err)
	}
	child := exec.Command("/test")
	child.Env = []string{asChild + "=1"}
	if !confine(child, root) {
		t.Skip("needs root on Linux, to give a process a file system without zone files")
	}
	out, err := child.CombinedOutput()
	if os.IsNotExist(err) {
		t.Skip("needs a test binary without shared libraries: CGO_ENABLED=0 go test")
	}
	if err != nil || string(out) != "2026-01-01T08:00:00Z" {
		t.Errorf("without zone files: %v, %s", err, out)
	}
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
