package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Backup writes a copy of the database at path to target, also while a quizbot
// works with it: everything acknowledged before the call is in it, and nothing
// half. It then opens the copy and checks it whole, as [Store.Check] does.
// Target must not be there yet; it is readable by its owner only, since it
// holds the signing key. Nothing is left of a backup that fails.
func Backup(ctx context.Context, path, target string) error {
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		return fmt.Errorf("there is no database %s: name the folder that quizbot keeps its data in", path)
	}
	if _, err := os.Lstat(target); err == nil {
		return fmt.Errorf("%s is there already: choose another name, or move it away", target)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	live, err := sql.Open("sqlite", dsn(absolute, "deferred"))
	if err != nil {
		return err
	}
	defer live.Close()
	if err := live.PingContext(ctx); err != nil {
		return (&Store{path: path}).explain(err)
	}
	if err := copyInto(ctx, live, target); err != nil {
		return fmt.Errorf("back up %s to %s: %w", path, target, err)
	}
	copied, err := Open(ctx, target)
	if err == nil {
		var problems []string
		problems, err = copied.Check(ctx)
		if len(problems) > 0 {
			err = fmt.Errorf("the copy contradicts itself, and so does the database: %s", strings.Join(problems, "; "))
		}
		err = errors.Join(err, copied.Close())
	}
	os.Remove(target + ".lock")
	if err != nil {
		os.Remove(target)
	}
	return err
}

// copyInto writes a consistent copy of the database to target by way of a
// temporary file, so that target is whole when it is there.
func copyInto(ctx context.Context, db *sql.DB, target string) (err error) {
	folder, err := os.MkdirTemp(filepath.Dir(target), ".quizbot-backup-*") // 0700
	if err != nil {
		return cause(err)
	}
	defer os.RemoveAll(folder)
	temporary := filepath.Join(folder, "copy.db")
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, temporary); err != nil {
		return err
	}
	f, err := os.OpenFile(temporary, os.O_RDWR, 0)
	if err != nil {
		return cause(err)
	}
	if err := errors.Join(f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return cause(err)
	}
	if err := os.Rename(temporary, target); err != nil {
		return cause(err)
	}
	d, err := os.Open(filepath.Dir(target))
	if err != nil {
		return cause(err)
	}
	return errors.Join(d.Sync(), d.Close())
}
