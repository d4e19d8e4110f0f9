package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"quizbot/quiz"
)

// Backup writes a copy of the database at path to target, also while a quizbot
// works with it: everything acknowledged before the call is in it, and nothing
// half. Whoever had their data deleted before it returns is not in it, nor is a
// community whose data were deleted. The copy is opened and checked whole, as
// [Store.Check] does. Target must not be there yet; it is readable by its owner
// only, since it holds the signing key. Nothing is left of a backup that fails.
func Backup(ctx context.Context, path, target string) error {
	return backup(ctx, path, target, func() {})
}

// backup is Backup; meanwhile is called when the copy is made, and each time it
// was checked.
func backup(ctx context.Context, path, target string, meanwhile func()) (err error) {
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
	live, err := sql.Open("sqlite", dsn(absolute, "immediate", patience(backupPatience)))
	if err != nil {
		return err
	}
	defer live.Close()
	if err := live.PingContext(ctx); err != nil {
		return (&Store{path: path}).explain(err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("back up %s to %s: %w", path, target, err)
		}
	}()
	folder, temporary, err := copyBeside(ctx, live, target)
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	meanwhile()
	for range backupTries {
		kept, err := checked(ctx, live, temporary)
		if err != nil {
			return err
		}
		meanwhile()
		if moved, err := moveUnlessDeleted(ctx, live, kept, temporary, target); moved || err != nil {
			return err
		}
	}
	return fmt.Errorf("data of members were deleted meanwhile, %d times: try again", backupTries)
}

// backupPatience is how long a backup waits for its turn among answers that are
// being written: nobody waits for it.
const backupPatience = time.Minute

// backupTries bounds how often a copy is checked, each time because somebody had
// data deleted while it was.
const backupTries = 20

// checked deletes from the copy what was deleted from the live database
// meanwhile, looks whether the copy contradicts itself, and returns whom it
// names: nobody where the two have different schemas.
func checked(ctx context.Context, live *sql.DB, temporary string) (kept names, err error) {
	s, err := Open(ctx, temporary)
	if err != nil {
		return names{}, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if same, err := sameSchema(ctx, live, s.read); err != nil {
		return names{}, err
	} else if !same {
		return names{}, s.contradictions(ctx)
	}
	if kept, err = namesIn(ctx, s.read); err != nil {
		return names{}, err
	}
	deleted, err := kept.missing(ctx, live)
	if err != nil {
		return names{}, err
	}
	for _, community := range deleted.communities {
		if err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return eraseRows(ctx, tx, community) }); err != nil {
			return names{}, err
		}
	}
	for _, m := range deleted.members {
		if err := s.Forget(ctx, m.community, m.player); err != nil {
			return names{}, err
		}
	}
	if err := s.contradictions(ctx); err != nil {
		return names{}, err
	}
	return namesIn(ctx, s.read)
}

// contradictions is an error with what [Store.Check] finds, nil for nothing.
func (s *Store) contradictions(ctx context.Context) error {
	problems, err := s.Check(ctx)
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("the copy contradicts itself, and so does the database: %s", strings.Join(problems, "; "))
	}
	return err
}

// sameSchema reports whether two databases have the same columns. A live one of
// an earlier quizbot has not those of its copy, which was brought up to date: it
// cannot be asked whom it names, so a copy made before an upgrade is as it was.
func sameSchema(ctx context.Context, a, b querier) (bool, error) {
	var versions [2]int64
	for i, q := range []querier{a, b} {
		if err := q.QueryRowContext(ctx, `SELECT MAX(version_id) FROM goose_db_version`).Scan(&versions[i]); err != nil {
			return false, err
		}
	}
	return versions[0] == versions[1], nil
}

// moveUnlessDeleted moves the copy to target while nothing can be deleted from
// the live database, unless something that the copy names was since.
func moveUnlessDeleted(ctx context.Context, live *sql.DB, kept names, temporary, target string) (moved bool, err error) {
	tx, err := live.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, rollback(tx)) }()
	deleted, err := kept.missing(ctx, tx)
	if err != nil || len(deleted.communities)+len(deleted.members) > 0 {
		return false, err
	}
	return true, moveInto(temporary, target)
}

// names are the communities and members that a database has data of.
type names struct {
	communities []quiz.CommunityID
	members     []member
}

type member struct {
	community quiz.CommunityID
	player    quiz.PlayerID
}

// Whom a database names, and whether it names somebody: in every column that
// [Store.Forget] clears, and every table that [Store.Erase] does.
const (
	namedMembers = `
		SELECT community, id FROM player
		UNION SELECT community, player FROM run
		UNION SELECT community, owner FROM round
		UNION SELECT community, player FROM report
		UNION SELECT community, decided_by FROM report
		UNION SELECT community, player FROM learner
		UNION SELECT community, player FROM card
		UNION SELECT community, player FROM reminder
		UNION SELECT community, player FROM notice
		UNION SELECT community, player FROM allowance
		UNION SELECT community, author FROM allowance
		UNION SELECT community, author FROM amendment
		UNION SELECT community, undone_by FROM amendment
		UNION SELECT community, created_by FROM schedule
		UNION SELECT community, edited_by FROM schedule
		UNION SELECT community, leader FROM live`
	namesMember = `
		WITH who (community, id) AS (VALUES (?, ?))
		SELECT COUNT(*) FROM who w
		WHERE EXISTS (SELECT 1 FROM player x WHERE x.community = w.community AND x.id = w.id)
			OR EXISTS (SELECT 1 FROM run x WHERE x.community = w.community AND x.player = w.id)
			OR EXISTS (SELECT 1 FROM round x WHERE x.community = w.community AND x.owner = w.id AND x.owner <> '')
			OR EXISTS (SELECT 1 FROM learner x WHERE x.community = w.community AND x.player = w.id)
			OR EXISTS (SELECT 1 FROM card x WHERE x.community = w.community AND x.player = w.id)
			OR EXISTS (SELECT 1 FROM reminder x WHERE x.community = w.community AND x.player = w.id)
			OR EXISTS (SELECT 1 FROM notice x WHERE x.community = w.community AND x.player = w.id)
			OR EXISTS (SELECT 1 FROM allowance x WHERE x.community = w.community AND (x.player = w.id OR x.author = w.id))
			OR EXISTS (SELECT 1 FROM schedule x WHERE x.community = w.community AND (x.created_by = w.id OR x.edited_by = w.id))
			OR EXISTS (SELECT 1 FROM amendment x WHERE x.community = w.community AND (x.author = w.id OR x.undone_by = w.id))
			OR EXISTS (SELECT 1 FROM report x WHERE x.community = w.community AND (x.player = w.id OR x.decided_by = w.id))
			OR EXISTS (SELECT 1 FROM live x WHERE x.community = w.community AND x.leader = w.id AND x.leader <> '')`
	namedCommunities = `
		SELECT community FROM settings
		UNION SELECT community FROM departure
		UNION SELECT community FROM schedule
		UNION SELECT community FROM bank
		UNION SELECT community FROM player
		UNION SELECT community FROM round
		UNION SELECT community FROM learner
		UNION SELECT community FROM card
		UNION SELECT community FROM reminder
		UNION SELECT community FROM notice
		UNION SELECT community FROM allowance
		UNION SELECT community FROM amendment
		UNION SELECT community FROM score
		UNION SELECT community FROM retention`
	namesCommunity = `
		WITH who (community) AS (VALUES (?))
		SELECT COUNT(*) FROM who w
		WHERE EXISTS (SELECT 1 FROM settings x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM departure x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM schedule x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM bank x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM player x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM round x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM learner x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM card x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM reminder x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM notice x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM allowance x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM amendment x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM score x WHERE x.community = w.community)
			OR EXISTS (SELECT 1 FROM retention x WHERE x.community = w.community)`
)

// namesIn returns whom a database names.
func namesIn(ctx context.Context, q querier) (n names, err error) {
	if n.members, err = collect(ctx, q, func(row scanner) (m member, err error) { return m, row.Scan(&m.community, &m.player) }, namedMembers); err != nil {
		return names{}, err
	}
	n.members = slices.DeleteFunc(n.members, func(m member) bool { return m.player == "" })
	n.communities, err = collect(ctx, q, func(row scanner) (id quiz.CommunityID, err error) { return id, row.Scan(&id) }, namedCommunities)
	n.communities = slices.DeleteFunc(n.communities, func(id quiz.CommunityID) bool { return id == "" })
	return n, err
}

// missing returns those that another database does not name.
func (n names) missing(ctx context.Context, q querier) (none names, err error) {
	for _, community := range n.communities {
		var there bool
		if err := q.QueryRowContext(ctx, namesCommunity, community).Scan(&there); err != nil {
			return names{}, err
		}
		if !there {
			none.communities = append(none.communities, community)
		}
	}
	for _, m := range n.members {
		var there bool
		if err := q.QueryRowContext(ctx, namesMember, m.community, m.player).Scan(&there); err != nil {
			return names{}, err
		}
		if !there {
			none.members = append(none.members, m)
		}
	}
	return none, nil
}

// copyInto writes a consistent copy of the database to target by way of a
// temporary file, so that target is whole when it is there.
func copyInto(ctx context.Context, db *sql.DB, target string) error {
	folder, temporary, err := copyBeside(ctx, db, target)
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	return moveInto(temporary, target)
}

// copyBeside writes a consistent copy of the database into a new folder beside
// target, which is the caller's to remove.
func copyBeside(ctx context.Context, db *sql.DB, target string) (folder, temporary string, err error) {
	folder, err = os.MkdirTemp(filepath.Dir(target), ".quizbot-backup-*") // 0700
	if err != nil {
		return "", "", cause(err)
	}
	defer func() {
		if err != nil {
			os.RemoveAll(folder)
		}
	}()
	temporary = filepath.Join(folder, "copy.db")
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, temporary); err != nil {
		return "", "", err
	}
	return folder, temporary, cause(os.Chmod(temporary, 0o600))
}

// moveInto makes a copy durable as target.
func moveInto(temporary, target string) error {
	f, err := os.OpenFile(temporary, os.O_RDWR, 0)
	if err != nil {
		return cause(err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
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
