package store_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"quizbot/quiz/store"
)

func TestQ3OpenNeedsWritePermission(t *testing.T) {
	if os.Geteuid() == 0 { // root may write everywhere: touch files as nobody
		runtime.LockOSThread() // never unlocked: the thread ends with the test
		if err := syscall.Setfsuid(65534); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}
	shared, err := os.MkdirTemp("", "quizbot-test-") // below folders that everybody may enter
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(shared)
	locked := filepath.Join(shared, "locked")
	path := filepath.Join(locked, "quiz.db")
	refused := func(name, want string) {
		t.Helper()
		s, err := store.Open(t.Context(), path)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", name)
			return
		}
		for _, want := range []string{want, "cannot be written (permission denied)", "write permission", locked} {
			if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %q; want one line with %q", name, err, want)
			}
		}
	}
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	refused("read-only folder", path)
	if err := os.Chmod(locked, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	refused("read-only file", path)
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	refused("read-only folder with a database", "folder "+locked)
	if err := os.Chmod(locked, 0o700); err != nil {
		t.Fatal(err)
	}
}
