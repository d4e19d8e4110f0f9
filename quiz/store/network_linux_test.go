package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestQ5ANetworkFileSystemIsRefusedUnlessForced(t *testing.T) {
	before := statKind
	t.Cleanup(func() { statKind = before })
	statKind = func(string) (uint32, error) { return 0x6969, nil }
	path := filepath.Join(t.TempDir(), "quizbot.db")
	s, err := Open(t.Context(), path)
	if err == nil {
		s.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "NFS") || !strings.Contains(err.Error(), "data_on_network") {
		t.Errorf("error %v, want one that names the file system and the key", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a database was made: %v", err)
	}
	s, err = Open(t.Context(), path, OnNetwork)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}
