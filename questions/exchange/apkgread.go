package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
	"modernc.org/sqlite"

	"quizbot/questions"
)

func init() {
	// Anki's newer databases order names by it; nothing here depends on how.
	sqlite.MustRegisterCollationUtf8("unicase", func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
}

func looksLikeAnki(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("collection.anki2"))
}

// importAnki reads the notes of a package of any of Anki's three forms.
// Pictures, sound and schedules are not taken over.
func importAnki(ctx context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second) // a foreign database must not keep us longer
	defer cancel()
	collection, err := ankiDatabase(name, data)
	if err != nil {
		return nil, in.report, err
	}
	if err := readCollection(ctx, in, collection); err != nil {
		return nil, in.report, fmt.Errorf("%s: its collection cannot be read: %w: export the deck again", name, err)
	}
	return in.done()
}

// ankiDatabase unpacks the collection: the newest form first, since newer
// packages hold a second one that only says that Anki is too old.
func ankiDatabase(name string, data []byte) ([]byte, error) {
	archive, err := openZip(name, data)
	if err != nil {
		return nil, err
	}
	for _, wanted := range []string{"collection.anki21b", "collection.anki21", "collection.anki2"} {
		i := slices.IndexFunc(archive.File, func(f *zip.File) bool { return f.Name == wanted })
		if i < 0 {
			continue
		}
		packed, err := unpack(archive.File[i])
		if err != nil || wanted != "collection.anki21b" {
			return packed, err
		}
		reader, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked), zstd.WithDecoderMaxWindow(maxUnpacked))
		if err != nil {
			return nil, err
		}
		defer reader.Close()
		return readAtMost(reader, wanted)
	}
	return nil, fmt.Errorf("%s holds no collection of Anki: export the deck as an Anki Deck Package (.apkg)", name)
}

// readCollection takes the notes of a database into the bank. The file is a
// stranger's: it is opened read-only, functions of its schema are not trusted,
// and only plain tables are read.
func readCollection(ctx context.Context, in *intake, file []byte) (err error) {
	if !bytes.HasPrefix(file, []byte("SQLite format 3\x00")) {
		return errors.New("it is no SQLite database")
	}
	dir, err := os.MkdirTemp("", "quizbot-anki-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "collection.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+url.PathEscape(path)+"?mode=ro&immutable=1&_pragma=trusted_schema(0)&_pragma=query_only(1)&_pragma=cell_size_check(1)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	const limitLength = 0 // SQLITE_LIMIT_LENGTH: bytes of one value
	if _, err := sqlite.Limit(conn, limitLength, maxUnpacked); err != nil {
		return err
	}
	c := &ankiReader{intake: in, conn: conn}
	if err := c.plainTables(ctx); err != nil {
		return err
	}
	if err := c.types(ctx); err != nil {
		return err
	}
	return c.notes(ctx)
}

// ankiReader reads one collection.
type ankiReader struct {
	*intake
	conn   *sql.Conn
	tables map[string]bool
	kinds  map[int64]readNote // note types: names, cloze and templates
}

// plainTables makes sure that what is read are tables with stored columns, not
// views or computed columns that run what a stranger wrote.
func (c *ankiReader) plainTables(ctx context.Context) error {
	c.tables = map[string]bool{}
	rows, err := c.conn.QueryContext(ctx, `SELECT type, name, coalesce(sql, '') FROM sqlite_schema LIMIT 1000`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind, name, definition string
		if err := rows.Scan(&kind, &name, &definition); err != nil {
			return err
		}
		upper := strings.ToUpper(definition)
		switch {
		case kind == "view", kind == "trigger", strings.HasPrefix(upper, "CREATE VIRTUAL"):
			return fmt.Errorf("it has a %s named %q, which no collection of Anki has", kind, shorten(name))
		case kind == "table" && (strings.Contains(upper, "GENERATED") || strings.Contains(upper, " AS (")):
			return fmt.Errorf("its table %q has computed columns, which no collection of Anki has", shorten(name))
		case kind == "table":
			c.tables[name] = true
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if !c.tables["notes"] || !c.tables["col"] {
		return errors.New("it has no notes of Anki's")
	}
	return nil
}

// types reads the note types, from JSON (schema 11) or from tables (15 on).
func (c *ankiReader) types(ctx context.Context) error {
	c.kinds = map[int64]readNote{}
	if c.tables["notetypes"] {
		return c.typeTables(ctx)
	}
	var models, decks string
	if err := c.conn.QueryRowContext(ctx, `SELECT models, decks FROM col LIMIT 1`).Scan(&models, &decks); err != nil {
		return err
	}
	var byID map[string]struct {
		Type   int `json:"type"`
		Fields []struct {
			Name string `json:"name"`
			Ord  int    `json:"ord"`
		} `json:"flds"`
		Templates []struct {
			Ord      int    `json:"ord"`
			Question string `json:"qfmt"`
			Answer   string `json:"afmt"`
		} `json:"tmpls"`
	}
	if err := json.Unmarshal([]byte(models), &byID); err != nil {
		return fmt.Errorf("its note types are damaged (%w)", err)
	}
	for id, m := range byID {
		n := readNote{cloze: m.Type == 1, templates: []ankiTemplate{}}
		slices.SortStableFunc(m.Fields, func(a, b struct {
			Name string `json:"name"`
			Ord  int    `json:"ord"`
		}) int {
			return a.Ord - b.Ord
		})
		for _, f := range m.Fields {
			n.names = append(n.names, f.Name)
		}
		for _, t := range m.Templates {
			n.templates = append(n.templates, ankiTemplate{t.Ord, t.Question, t.Answer})
		}
		var number int64
		if _, err := fmt.Sscan(id, &number); err == nil {
			c.kinds[number] = n
		}
	}
	var named map[string]struct {
		Name string `json:"name"`
	}
	if json.Unmarshal([]byte(decks), &named) == nil {
		var names []string
		for _, d := range named {
			names = append(names, d.Name)
		}
		c.title(names)
	}
	return nil
}

// title names the bank after the one deck that is not Anki's default.
func (c *ankiReader) title(decks []string) {
	slices.Sort(decks)
	for _, d := range decks {
		d = strings.ReplaceAll(d, "\x1f", "::")
		if top, _, _ := strings.Cut(d, "::"); top != "Default" && c.bank.Title == "" {
			c.bank.Title = oneLine(top)
		}
	}
}

func (c *ankiReader) typeTables(ctx context.Context) error {
	each := func(query string, read func(rows *sql.Rows) error) error {
		rows, err := c.conn.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := read(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	err := each(`SELECT id, config FROM notetypes LIMIT 10000`, func(rows *sql.Rows) error {
		var id int64
		var config []byte
		if err := rows.Scan(&id, &config); err != nil {
			return err
		}
		kind, _ := protobufField(config, 1)
		c.kinds[id] = readNote{cloze: kind.number == 1, templates: []ankiTemplate{}}
		return nil
	})
	if err != nil {
		return err
	}
	if err := each(`SELECT ntid, name FROM fields ORDER BY ntid, ord LIMIT 100000`, func(rows *sql.Rows) error {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return err
		}
		n := c.kinds[id]
		n.names = append(n.names, name)
		c.kinds[id] = n
		return nil
	}); err != nil {
		return err
	}
	if err := each(`SELECT ntid, ord, config FROM templates ORDER BY ntid, ord LIMIT 100000`, func(rows *sql.Rows) error {
		var id int64
		var t ankiTemplate
		var config []byte
		if err := rows.Scan(&id, &t.ord, &config); err != nil {
			return err
		}
		question, _ := protobufField(config, 1)
		answer, _ := protobufField(config, 2)
		t.question, t.answer = string(question.bytes), string(answer.bytes)
		n := c.kinds[id]
		n.templates = append(n.templates, t)
		c.kinds[id] = n
		return nil
	}); err != nil {
		return err
	}
	var names []string
	if c.tables["decks"] {
		if err := each(`SELECT name FROM decks LIMIT 10000`, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			names = append(names, name)
			return err
		}); err != nil {
			return err
		}
	}
	c.title(names)
	return nil
}

// notes reads the notes in the order of the first card of each.
func (c *ankiReader) notes(ctx context.Context) error {
	query := `SELECT mid, tags, flds FROM notes ORDER BY id LIMIT ?`
	if c.tables["cards"] {
		query = `
			SELECT mid, tags, flds
			FROM notes LEFT JOIN (SELECT nid, min(due) AS place FROM cards GROUP BY nid) ON nid = id
			ORDER BY place, id
			LIMIT ?`
	}
	rows, err := c.conn.QueryContext(ctx, query, maxEntries+1)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() && !c.full() {
		var kind int64
		var tags, fields string
		if err := rows.Scan(&kind, &tags, &fields); err != nil {
			return err
		}
		n := c.kinds[kind]
		n.tags, n.fields = tagsIn(tags), strings.Split(strings.ToValidUTF8(fields, "\ufffd"), "\x1f")
		if len(n.fields) > 200 || len(fields) > 16*maxTextBytes {
			c.leftOut(0, shorten(fields), "the note has too many or too long fields")
			continue
		}
		c.takeNote(n)
	}
	return rows.Err()
}

// protobufValue is one field of a protobuf message: a number or bytes.
type protobufValue struct {
	number uint64
	bytes  []byte
}

// protobufField returns the last value of a field of a message; false when it
// is not there or the message is damaged (protobuf.dev, "Encoding").
func protobufField(message []byte, field uint64) (value protobufValue, found bool) {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		if n <= 0 {
			return protobufValue{}, false
		}
		message = message[n:]
		var v protobufValue
		switch key & 7 {
		case 0:
			if v.number, n = binary.Uvarint(message); n <= 0 {
				return protobufValue{}, false
			}
		case 1:
			n = 8
		case 5:
			n = 4
		case 2:
			length, m := binary.Uvarint(message)
			if m <= 0 || length > uint64(len(message)-m) {
				return protobufValue{}, false
			}
			v.bytes = message[m : m+int(length)]
			n = m + int(length)
		default:
			return protobufValue{}, false
		}
		if n > len(message) {
			return protobufValue{}, false
		}
		message = message[n:]
		if key>>3 == field {
			value, found = v, true
		}
	}
	return value, found
}
