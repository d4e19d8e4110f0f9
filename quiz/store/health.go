package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// maxWAL is how large the write-ahead log may grow before the operator is told:
// something keeps a read open, so that it cannot be taken into the database.
const maxWAL = 64 << 20 // bytes

// storageFault reports whether a result code is the fault of the disk or the
// file and not of the statement.
func storageFault(code int) bool {
	switch code {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY:
		return true
	}
	return false
}

// Health is nil while answers can be stored, and otherwise says for the
// operator why they cannot and what to do. It is about the last write: reads go
// on, and the next write that succeeds ends the trouble without a restart.
func (s *Store) Health() error {
	fault := s.group.fault.Load()
	if fault == nil || *fault == nil {
		return nil
	}
	switch codeOf(*fault) {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk of database %s is full (%s free), so nothing can be stored: free some space; no restart is needed", s.path, free(filepath.Dir(s.path)))
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("another program has database %s locked, so nothing can be stored: close what has it open", s.path)
	}
	return fmt.Errorf("nothing can be stored: %w", s.explain(*fault))
}

// free says how much room a folder's disk has.
func free(folder string) string {
	bytes, err := freeBytes(folder)
	if err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20))
}

// Watch tells the log when the database's health changes, when its write-ahead
// log grows beyond 64 MiB, and, once a day, when the file is damaged. It returns
// when ctx ends.
func (s *Store) Watch(ctx context.Context, log *slog.Logger) {
	const every, whole = 10 * time.Second, 24 * time.Hour
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	checked, unwell, large := time.Now(), false, false
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		err := s.Health()
		switch {
		case err != nil && !unwell:
			log.Error("the database cannot be written", "error", err)
		case err == nil && unwell:
			log.Info("the database can be written again")
		}
		unwell = err != nil
		size, err := s.walBytes()
		if err == nil && size > maxWAL && !large {
			log.Warn("the write-ahead log does not shrink: a program keeps a read open", "file", s.path+"-wal", "bytes", size)
		}
		large = err == nil && size > maxWAL
		if time.Since(checked) >= whole {
			checked = time.Now()
			if err := s.quickCheck(ctx); err != nil {
				log.Error("the database is damaged: stop quizbot and restore a backup", "file", s.path, "error", err)
			}
		}
	}
}

func (s *Store) walBytes() (int64, error) {
	info, err := os.Stat(s.path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// quickCheck reads the whole file for damage.
func (s *Store) quickCheck(ctx context.Context) error {
	var result string
	if err := s.read.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, result)
	}
	return nil
}
