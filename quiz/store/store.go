// Package store keeps quizzes in an SQLite file.
//
//	s, err := store.Open(ctx, "data/quizbot.db") // makes the file, migrates it, takes it for this process
//	engine := quiz.NewEngine(s)
//	...
//	err = s.Close()
//
// What a method was told is durable when it returns nil: the journal is a
// write-ahead log, synced with every commit. One connection writes and others
// read beside it. The SQL is the subset that SQLite shares with PostgreSQL;
// rules are not here but in package quiz.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migrations/*.sql
var migrations embed.FS

var errLocked = errors.New("another process has the lock")

// How long a statement waits for a lock that another program, such as the
// sqlite3 shell, holds on the file.
const busyTimeout = 5 * time.Second

const readers = 4 // connections

// Store is an open database. It may be used by many goroutines.
type Store struct {
	path   string
	writer *sql.DB // one connection
	group  *group  // all that is written goes through it
	scores scores
	hot    map[string]*sql.Stmt // of the writer, prepared, by their text
	mended atomic.Bool          // a question was ever mended: answers may have to be judged again
	read   *reader
	lock   *os.File // of this process on the database
	banks  *bankCache
}

// Option changes how a database is opened.
type Option string

// OnNetwork takes a database on a network file system, at the operator's risk.
const OnNetwork Option = "on-network"

// Open opens the database file at path, or makes it (mode 0600), brings its
// schema up to date and takes it for this process: a lock file beside it keeps
// a second one out until Close or the end of the process.
//
// Whatever stands in the way, such as a folder that is missing or read-only or
// a file that is damaged or no database, is an error of one sentence with the
// path and the fix; nothing is overwritten. A database of an earlier quizbot is
// copied beside itself before its schema changes.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	if kind := networkKind(filepath.Dir(path)); kind != "" && !slices.Contains(options, OnNetwork) {
		return nil, fmt.Errorf("database %s would be on a network file system (%s), where SQLite's locks do not hold and data get lost: choose a data folder on a local disk, or set data_on_network: true to do it all the same", path, kind)
	}
	if err := prepare(path); err != nil {
		return nil, err
	}
	s := &Store{path: path, banks: newBankCache(maxCachedBanks)}
	if s.lock, err = lock(path + ".lock"); errors.Is(err, errLocked) {
		return nil, fmt.Errorf("database %s is in use by another quizbot: stop that one first, or give this one a data folder of its own", path)
	} else if err != nil {
		return nil, fmt.Errorf("lock database %s: %w", path, err)
	}
	if err := s.open(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// prepare makes sure that there is a file at path which can be written and
// which nobody but its owner can read.
func prepare(path string) error {
	folder := filepath.Dir(path)
	switch info, err := os.Stat(folder); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("database %s: the folder %s does not exist: create it (mkdir -p %s) or choose another data folder", path, folder, folder)
	case err == nil && !info.IsDir():
		return fmt.Errorf("database %s: %s is not a folder: choose another data folder", path, folder)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("database %s is a folder: name a file in it, such as %s", path, filepath.Join(path, "quizbot.db"))
	}
	// Closed before SQLite opens it: on Unix, closing a file drops the process's locks on it.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("database %s cannot be written (%w): give the user that runs quizbot write permission on the folder %s and on the database files in it, or choose another data folder", path, cause(err), folder)
	}
	info, err := f.Stat()
	f.Close()
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		err = os.Chmod(path, 0o600) // it holds the signing key
	}
	if err != nil {
		return fmt.Errorf("database %s: %w: make it readable for its owner only (chmod 600 %s)", path, cause(err), path)
	}
	// SQLite makes its log beside the database.
	probe, err := os.CreateTemp(folder, ".quizbot-*")
	if err != nil {
		return fmt.Errorf("folder %s cannot be written (%w): give the user that runs quizbot write permission on it, or choose another data folder", folder, cause(err))
	}
	probe.Close()
	return os.Remove(probe.Name())
}

// cause returns what the system said, without the operation and the path.
func cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

func (s *Store) open(ctx context.Context) error {
	var err error
	if s.writer, err = sql.Open("sqlite", dsn(s.path, "immediate")); err != nil {
		return s.explain(err)
	}
	s.writer.SetMaxOpenConns(1)
	if err := s.migrate(ctx); err != nil {
		return s.explain(err)
	}
	read, err := sql.Open("sqlite", dsn(s.path, "deferred", "query_only(1)"))
	if err != nil {
		return s.explain(err)
	}
	s.read = newReader(read)
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	if err := s.prepareHot(ctx); err != nil {
		return s.explain(err)
	}
	var mended bool
	if err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM amendment WHERE state <> 'draft')`).Scan(&mended); err != nil {
		return s.explain(err)
	}
	s.mended.Store(mended)
	s.group = newGroup(s.writer, maxGroup, s.addAnswers)
	return nil
}

// prepareHot parses the statements on the way of an answer.
func (s *Store) prepareHot(ctx context.Context) (err error) {
	s.hot = make(map[string]*sql.Stmt)
	for _, query := range []string{
		runsOf1, runsOf4, runsOf16, runsOf64, insertAnswers1, insertAnswers4, insertAnswers16, insertAnswers64,
		finishRun, selectAnswer, addScore, amendmentsOfAsk,
	} {
		if s.hot[query], err = s.writer.PrepareContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// patience is the pragma for how long a connection waits for others.
func patience(d time.Duration) string { return fmt.Sprintf("busy_timeout(%d)", d.Milliseconds()) }

// dsn names the database with everything that each of its connections needs,
// among it how long it waits for others: busyTimeout, if pragmas do not say.
func dsn(path, txlock string, pragmas ...string) string {
	if !slices.ContainsFunc(pragmas, func(p string) bool { return strings.HasPrefix(p, "busy_timeout") }) {
		pragmas = append(pragmas, patience(busyTimeout))
	}
	pragmas = append([]string{
		"journal_mode(WAL)",
		"synchronous(FULL)",
		"foreign_keys(1)",
		"secure_delete(1)", // what a member had deleted is overwritten
	}, pragmas...)
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/...
		path = "/" + path
	}
	location := url.URL{Scheme: "file", Path: path, RawQuery: url.Values{"_pragma": pragmas, "_txlock": {txlock}}.Encode()}
	return location.String()
}

// migrate checks the file and brings its schema up to date. Each migration is
// one transaction.
func (s *Store) migrate(ctx context.Context) error {
	var result string
	if err := s.writer.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, result)
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.writer, files)
	if err != nil {
		return err
	}
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return fmt.Errorf("database %s was written by a newer quizbot (schema %d, this one knows %d): use that one, or restore the backup made before the upgrade", s.path, have, want)
	}
	if have > 0 && have < want {
		if err := s.backupBefore(ctx, have); err != nil {
			return err
		}
	}
	_, err = provider.Up(ctx)
	return err
}

// backupBefore keeps the database as it is before its schema changes, for
// whoever has to go back to the older quizbot.
func (s *Store) backupBefore(ctx context.Context, version int64) error {
	target := fmt.Sprintf("%s.schema-%d.bak", s.path, version)
	if _, err := os.Stat(target); err == nil {
		return nil // an upgrade that did not come to its end made it
	}
	if err := copyInto(ctx, s.writer, target); err != nil {
		return fmt.Errorf("back up database %s before its upgrade: %w", s.path, err)
	}
	return nil
}

var errDamaged = errors.New("damaged")

// explain words what SQLite says of a file for the person who runs the bot.
func (s *Store) explain(err error) error {
	switch code := codeOf(err); {
	case code == sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s is not a quizbot database and was left as it is: choose another data folder, or restore a backup to this path", s.path)
	case code == sqlite3.SQLITE_CORRUPT, errors.Is(err, errDamaged):
		return fmt.Errorf("database %s is damaged (%w) and was left as it is: restore a backup to this path", s.path, err)
	case code == sqlite3.SQLITE_READONLY, code == sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("database %s cannot be written (%w): give the user that runs quizbot write permission on the folder %s and on the database files in it", s.path, err, filepath.Dir(s.path))
	case code == sqlite3.SQLITE_BUSY:
		return fmt.Errorf("database %s is locked by another program: close what has it open and start again", s.path)
	case code == sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk of database %s is full: free some space and start again", s.path)
	}
	return fmt.Errorf("open database %s: %w", s.path, err)
}

// codeOf returns SQLite's result code in an error, without its extension; 0 for none.
func codeOf(err error) int {
	var sqliteError *sqlite.Error
	if errors.As(err, &sqliteError) {
		return sqliteError.Code() & 0xff
	}
	return 0
}

// Close ends all use of the database and lets another process have it.
func (s *Store) Close() error {
	var errs []error
	if s.group != nil {
		s.group.close()
	}
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.writer != nil { // last: it moves the log into the file
		errs = append(errs, s.writer.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
	}
	return errors.Join(errs...)
}

// write runs f in a transaction and makes it durable: all of it when write
// returns nil, else nothing. Writes that wait at the same time share the
// transaction, and an error of one does not touch the others. F uses only the
// context and tx handed to it, is run by another goroutine, possibly more than
// once, and has no effect that would not bear being undone.
func (s *Store) write(ctx context.Context, f func(ctx context.Context, tx *sql.Tx) error) error {
	return s.group.do(ctx, &write{f: f})
}

// rollback gives the transaction up. That it has ended already, with its
// context, is what was wanted.
func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// prepared returns one of the statements on the way of an answer, which are
// parsed once.
func (s *Store) prepared(ctx context.Context, tx *sql.Tx, query string) *sql.Stmt {
	return tx.StmtContext(ctx, s.hot[query])
}

// SigningKey returns the installation's own 32 random bytes, made when first
// asked for.
func (s *Store) SigningKey(ctx context.Context) ([]byte, error) {
	var key []byte
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		key, err = secretIn(ctx, tx, "signing-key")
		return err
	})
	return key, err
}

// secretIn returns the secret of that name, 32 random bytes made when first
// asked for.
func secretIn(ctx context.Context, tx *sql.Tx, name string) ([]byte, error) {
	var key [32]byte
	rand.Read(key[:]) // never fails: crypto/rand
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO secret (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO NOTHING`, name, hex.EncodeToString(key[:])); err != nil {
		return nil, err
	}
	var value string
	if err := tx.QueryRowContext(ctx, `SELECT value FROM secret WHERE name = ?`, name).Scan(&value); err != nil {
		return nil, err
	}
	return hex.DecodeString(value)
}

// querier is what both the pool of readers and a transaction offer.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is one row.
type scanner interface{ Scan(dest ...any) error }

// collect returns what read makes of each row of a query.
func collect[T any](ctx context.Context, q querier, read func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := read(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// millis returns an instant as it is stored; 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// instant reads what millis wrote.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// asJSON returns v as it is stored: lists and maps of text and numbers, which
// always can be.
func asJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("%T is not data: %v", v, err))
	}
	return string(data)
}

// fromJSON reads what asJSON wrote.
func fromJSON(data string, v any) error { return json.Unmarshal([]byte(data), v) }
