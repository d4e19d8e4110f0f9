package store

import (
	"path/filepath"
	"testing"
	"time"
)

// TestG1LoginsAreCountedOverRestarts opens the database anew for every login,
// as a bot does that crashes after each.
func TestG1LoginsAreCountedOverRestarts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "quizbot.db")
	began := time.Date(2026, time.June, 1, 7, 0, 0, 0, time.UTC)
	tests := []struct {
		after time.Duration // of the login
		want  int           // in the day before it, itself included
	}{
		{0, 1},
		{time.Second, 2},
		{12 * time.Hour, 3},
		{24 * time.Hour, 3}, // the first is a day ago
		{24*time.Hour + 500*time.Millisecond, 4},
		{36 * time.Hour, 3},
		{10 * 24 * time.Hour, 1},
	}
	for _, test := range tests {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		at := began.Add(test.after)
		if err := s.Logins().Add(t.Context(), at); err != nil {
			t.Fatal(err)
		}
		n, err := s.Logins().Since(t.Context(), at.Add(-24*time.Hour))
		if err != nil || n != test.want {
			t.Errorf("after %v there are %d logins (%v), want %d", test.after, n, err, test.want)
		}
		var kept int
		if err := s.read.QueryRow(`SELECT COUNT(*) FROM login`).Scan(&kept); err != nil || kept != test.want {
			t.Errorf("after %v the database keeps %d rows (%v), want %d: a day's", test.after, kept, err, test.want)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
