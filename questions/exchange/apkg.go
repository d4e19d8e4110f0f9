package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha1"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"quizbot/questions"
)

// now is when a package is written: Anki updates a note only from a later one.
var now = time.Now

// exportAnki writes a package in the oldest of Anki's three forms, which every
// version and most other programs read: collection.anki2, schema 11.
func exportAnki(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	collection, err := ankiCollection(context.Background(), b, ankiNotes(b, &r))
	if err != nil {
		return nil, r, fmt.Errorf("write the collection: %w", err)
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, f := range []struct {
		name string
		data []byte
	}{{"collection.anki2", collection}, {"media", []byte("{}")}} {
		w, err := archive.Create(f.name)
		if err != nil {
			return nil, r, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, r, err
		}
	}
	err = archive.Close()
	return out.Bytes(), r, err
}

// ankiSchema is what Anki calls schema 11 (Anki, rslib/src/storage/schema11.sql).
const ankiSchema = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL,
	dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
	dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL,
	tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL,
	usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
	reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
	flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL,
	lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);`

// ankiCollection returns a database file with the notes, a new card each.
func ankiCollection(ctx context.Context, b *questions.Bank, notes []ankiNote) (file []byte, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	conn, err := db.Conn(ctx) // one connection is one database in memory
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, ankiSchema); err != nil {
		return nil, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // nothing to undo after Commit
	seconds := now().Unix()
	decks, deckIDs := ankiDecks(notes, seconds)
	conf := `{"activeDecks":[1],"addToCur":true,"collapseTime":1200,"curDeck":1,"curModel":null,"dueCounts":true,"estTimes":true,"newBury":true,"newSpread":0,"nextPos":1,"sortBackwards":false,"sortType":"noteFld","timeLim":0}`
	dconf := `{"1":{"id":1,"mod":0,"name":"Default","usn":0,"maxTaken":60,"autoplay":true,"timer":0,"replayq":true,"dyn":false,` +
		`"new":{"bury":true,"delays":[1,10],"initialFactor":2500,"ints":[1,4,7],"order":1,"perDay":20,"separate":true},` +
		`"rev":{"bury":true,"ease4":1.3,"fuzz":0.05,"ivlFct":1,"maxIvl":36500,"minSpace":1,"perDay":100},` +
		`"lapse":{"delays":[10],"leechAction":0,"leechFails":8,"minInt":1,"mult":0}}}`
	dayStart := seconds - seconds%86400
	if _, err := tx.ExecContext(ctx, `INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')`,
		dayStart, seconds*1000, seconds*1000, conf, ankiModels(), decks, dconf); err != nil {
		return nil, err
	}
	insertNote, err := tx.PrepareContext(ctx, `INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')`)
	if err != nil {
		return nil, err
	}
	defer insertNote.Close()
	insertCard, err := tx.PrepareContext(ctx, `INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')`)
	if err != nil {
		return nil, err
	}
	defer insertCard.Close()
	used := map[int64]bool{}
	for i, n := range notes {
		id := noteID(n.guid)
		for used[id] {
			id++
		}
		used[id] = true
		sort, _ := fromHTML(n.fields[0])
		sum := sha1.Sum([]byte(sort))
		tags := ""
		if len(n.tags) > 0 {
			tags = " " + strings.Join(n.tags, " ") + " "
		}
		if _, err := insertNote.ExecContext(ctx, id, n.guid, ankiTypeID, seconds, tags, strings.Join(n.fields, "\x1f"), sort, int64(binary.BigEndian.Uint32(sum[:4]))); err != nil {
			return nil, err
		}
		if _, err := insertCard.ExecContext(ctx, id, id, deckIDs[n.deck], seconds, i+1); err != nil {
			return nil, err
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	err = conn.Raw(func(driver any) error {
		serializer, ok := driver.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return errors.New("the SQLite driver cannot give a database as bytes")
		}
		file, err = serializer.Serialize()
		return err
	})
	return slices.Clone(file), err
}

// noteID returns a number as Anki gives them, milliseconds of some time from
// 2020 on, that follows from the guid.
func noteID(guid string) int64 {
	sum := sha1.Sum([]byte(guid))
	return 1_577_836_800_000 + int64(binary.BigEndian.Uint64(sum[:8])%100_000_000_000)
}

// ankiDecks returns the decks of the notes as Anki's JSON, and their ids.
func ankiDecks(notes []ankiNote, seconds int64) (string, map[string]int64) {
	ids := map[string]int64{}
	decks := map[string]any{}
	deck := func(id int64, name string) {
		decks[itoa(id)] = map[string]any{"id": id, "name": name, "mod": seconds, "usn": -1, "desc": "", "dyn": 0, "conf": 1, "collapsed": false, "browserCollapsed": false,
			"extendNew": 10, "extendRev": 50, "newToday": []int{0, 0}, "revToday": []int{0, 0}, "lrnToday": []int{0, 0}, "timeToday": []int{0, 0}}
	}
	deck(1, "Default")
	add := func(name string) {
		if ids[name] == 0 {
			ids[name] = noteID("deck\x00" + name)
			deck(ids[name], name)
		}
	}
	for _, n := range notes {
		parent, _, _ := strings.Cut(n.deck, "::")
		add(parent)
		add(n.deck)
	}
	data, _ := json.Marshal(decks) // only texts and numbers
	return string(data), ids
}

// ankiModels returns our note type as Anki's JSON. Its time is that of its
// making: with a later one it would look changed.
func ankiModels() string {
	fields := make([]map[string]any, len(ankiFields))
	for i, name := range ankiFields {
		fields[i] = map[string]any{"name": name, "ord": i, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": []string{}}
	}
	model := map[string]any{"id": ankiTypeID, "name": ankiTypeName, "type": 0, "mod": ankiTypeID / 1000, "usn": -1, "sortf": 0, "did": 1, "tags": []string{}, "vers": []string{},
		"flds": fields, "css": ankiStyle, "latexPre": "", "latexPost": "", "req": []any{[]any{0, "any", []int{ankiFront}}},
		"tmpls": []any{map[string]any{"name": "Card 1", "ord": 0, "qfmt": ankiQuestionSide, "afmt": ankiAnswerSide, "bqfmt": "", "bafmt": "", "did": nil}}}
	data, _ := json.Marshal(map[string]any{itoa(ankiTypeID): model}) // only texts and numbers
	return string(data)
}
