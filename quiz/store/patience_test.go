package store

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"
)

func TestAConnectionWaitsAsLongAsItSays(t *testing.T) {
	for _, test := range []struct {
		pragmas []string
		want    time.Duration
	}{
		{nil, busyTimeout},
		{[]string{"query_only(1)"}, busyTimeout},
		{[]string{patience(backupPatience)}, backupPatience},
	} {
		path := filepath.Join(t.TempDir(), "quiz.db")
		db, err := sql.Open("sqlite", dsn(path, "immediate", test.pragmas...))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var got int64
		if err := db.QueryRow("PRAGMA busy_timeout").Scan(&got); err != nil || got != test.want.Milliseconds() {
			t.Errorf("with %v: %d ms, %v; want %v", test.pragmas, got, err, test.want)
		}
	}
}
