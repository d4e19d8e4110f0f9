package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"quizbot/questions"
	"quizbot/questions/bankfile"
)

// imported reads a file in a format; it must not fail.
func imported(t *testing.T, format, name string, data []byte) (*questions.Bank, Report) {
	t.Helper()
	f, _ := Named(format)
	b, r, err := f.Import(context.Background(), name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b, r
}

// refused reads a file that must be refused with these words, quickly.
func refused(t *testing.T, format, name string, data []byte, words ...string) {
	t.Helper()
	f, _ := Named(format)
	from := time.Now()
	_, _, err := f.Import(context.Background(), name, data)
	if err == nil {
		t.Fatalf("%s is taken", name)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%s: the error does not say %q:\n%v", name, w, err)
		}
	}
	if spent := time.Since(from); spent > 5*time.Second {
		t.Errorf("%s is refused only after %v", name, spent)
	}
}

func archive(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, data := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// database returns a SQLite file made by statements.
func database(t *testing.T, statements ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "collection.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const (
	basicModels = `{"7":{"type":0,"flds":[{"name":"Back","ord":1},{"name":"Front","ord":0},{"name":"Extra","ord":2}],"tmpls":[
		{"ord":0,"qfmt":"{{Front}}","afmt":"{{FrontSide}}<hr id=answer>{{Back}}{{#Extra}}<br>({{Extra}}){{/Extra}}{{^Extra}}!{{/Extra}}"},
		{"ord":1,"qfmt":"{{#Extra}}{{text:Back}}?{{/Extra}}","afmt":"{{FrontSide}}\n\n<hr id=\"answer\">\n\n{{Front}}"}]},
		"8":{"type":1,"flds":[{"name":"Text","ord":0},{"name":"Back Extra","ord":1}],"tmpls":[{"ord":0,"qfmt":"{{cloze:Text}}","afmt":"{{cloze:Text}}<br>{{Back Extra}}"}]}}`
	basicNotes = `INSERT INTO notes VALUES (1, 'a', 7, 0, 0, ' sea ', 'Which <b>sea</b>?' || char(31) || 'The Slow Sea<img src="x.png">' || char(31) || '', 'x', 0, 0, ''),
		(2, 'b', 7, 0, 0, '', 'ebb' || char(31) || 'flood [sound:a.mp3]' || char(31) || 'tide', 'x', 0, 0, ''),
		(3, 'c', 8, 0, 0, '', '{{c1::Kunduz}} fell in {{c2::2015::year}}, {{c1::again}}' || char(31) || 'Extra', 'x', 0, 0, '')`
)

// wantForeign are the cards of basicNotes, as Anki shows them.
var wantForeign = [][2]string{
	{"Which sea?", "The Slow Sea!"},
	{"ebb", "flood\n(tide)"},
	{"flood ?", "ebb"},
	{"_____ fell in 2015, _____", "Kunduz\nagain\nExtra"},
	{"Kunduz fell in _____ (year), again", "2015\nExtra"},
}

func checkForeign(t *testing.T, b *questions.Bank, r Report) {
	t.Helper()
	var got [][2]string
	for _, c := range b.Cards {
		got = append(got, [2]string{c.Front, c.Back})
	}
	if !slices.Equal(got, wantForeign) {
		t.Errorf("got\n%q\nwant\n%q", got, wantForeign)
	}
	said := fmt.Sprint(r.Notes)
	for _, w := range []string{"a picture is not taken over", "a sound is not taken over", "the tags of 1 notes are not taken over", "cite nothing"} {
		if !strings.Contains(said, w) {
			t.Errorf("the report does not say %q: %s", w, said)
		}
	}
	if b.Title != "Tides" {
		t.Errorf("the title is %q", b.Title)
	}
}

// TestForeignAnkiDecksBecomeFlashcards reads packages as other programs make
// them, in each of Anki's three forms.
func TestForeignAnkiDecksBecomeFlashcards(t *testing.T) {
	old := database(t, ankiSchema, `INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}', '`+strings.ReplaceAll(basicModels, "'", "''")+`', '{"1":{"name":"Default"},"2":{"name":"Tides::Slow"}}', '{}', '{}')`, basicNotes)
	t.Run("legacy 1", func(t *testing.T) {
		b, r := imported(t, "anki", "deck.apkg", archive(t, map[string][]byte{"collection.anki2": old, "media": []byte("{}"), "0": []byte("png")}))
		checkForeign(t, b, r)
	})
	t.Run("legacy 2", func(t *testing.T) {
		b, r := imported(t, "anki", "deck.apkg", archive(t, map[string][]byte{"collection.anki2": []byte("old"), "collection.anki21": old, "media": []byte("{}")}))
		checkForeign(t, b, r)
	})
	t.Run("latest", func(t *testing.T) {
		// SQLite's own name order serves where Anki has one of its own, unicase.
		statements := []string{`CREATE TABLE col (id integer PRIMARY KEY, ver integer)`, `INSERT INTO col VALUES (1, 18)`,
			`CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, flds text, sfld text, csum integer, flags integer, data text)`, basicNotes,
			`CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase, mtime_secs integer, usn integer, config blob NOT NULL)`,
			`CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name)`,
			`CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase, config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID`,
			`CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid)`,
			`CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase, mtime_secs integer, usn integer, config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID`,
			`CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase, mtime_secs integer, usn integer, common blob, kind blob)`,
			`INSERT INTO decks VALUES (1, 'Default', 0, 0, '', ''), (2, 'Tides' || char(31) || 'Slow', 0, 0, '', '')`,
			`INSERT INTO notetypes VALUES (7, 'Basic', 0, 0, ''), (8, 'Cloze', 0, 0, x'0801')`,
			`INSERT INTO fields VALUES (7, 0, 'Front', ''), (7, 1, 'Back', ''), (7, 2, 'Extra', ''), (8, 0, 'Text', ''), (8, 1, 'Back Extra', '')`}
		message := func(texts ...string) string {
			var m []byte
			for i, s := range texts {
				m = append(m, byte((i+1)<<3|2))
				m = append(m, byte(len(s)&0x7f|0x80), byte(len(s)>>7))
				m = append(m, s...)
			}
			return fmt.Sprintf("x'%x'", m)
		}
		var models map[string]struct {
			Tmpls []struct{ Qfmt, Afmt string }
		}
		if err := json.Unmarshal([]byte(basicModels), &models); err != nil {
			t.Fatal(err)
		}
		for id, m := range models {
			for i, tmpl := range m.Tmpls {
				statements = append(statements, fmt.Sprintf(`INSERT INTO templates VALUES (%s, %d, 'Card %d', 0, 0, %s)`, id, i, i+1, message(tmpl.Qfmt, tmpl.Afmt)))
			}
		}
		encoder, err := zstd.NewWriter(nil)
		if err != nil {
			t.Fatal(err)
		}
		packed := encoder.EncodeAll(database(t, statements...), nil)
		b, r := imported(t, "anki", "deck.apkg", archive(t, map[string][]byte{"meta": {8, 3}, "collection.anki2": []byte("please update"), "collection.anki21b": packed, "media": {0}}))
		checkForeign(t, b, r)
	})
}

// TestI3HostilePackages: bombs, names that lead elsewhere and databases that
// run what a stranger wrote are refused.
func TestI3HostilePackages(t *testing.T) {
	refused(t, "anki", "up.apkg", archive(t, map[string][]byte{"../collection.anki2": nil}), `"../collection.anki2"`, "leads out")
	refused(t, "anki", "root.apkg", archive(t, map[string][]byte{"/etc/passwd": nil}), "leads out")
	refused(t, "anki", "win.apkg", archive(t, map[string][]byte{`..\x`: nil}), "leads out")
	refused(t, "anki", "none.apkg", archive(t, map[string][]byte{"media": []byte("{}")}), "holds no collection", ".apkg")
	refused(t, "anki", "text.apkg", []byte("PK no"), "no archive")
	refused(t, "anki", "bomb.apkg", archive(t, map[string][]byte{"collection.anki2": make([]byte, maxUnpacked+1)}), "unpacks to more than")
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, "anki", "zstd.apkg", archive(t, map[string][]byte{"collection.anki21b": encoder.EncodeAll(make([]byte, 4*maxUnpacked), nil)}), "anki21b")
	many := map[string][]byte{}
	for i := range maxZipEntries + 1 {
		many[fmt.Sprint(i)] = nil
	}
	refused(t, "anki", "many.apkg", archive(t, many), "20001 files")
	refused(t, "anki", "notdb.apkg", archive(t, map[string][]byte{"collection.anki2": []byte("no database")}), "no SQLite database")

	col := `CREATE TABLE col (models text, decks text)`
	for name, statements := range map[string][]string{
		"view":      {col, `CREATE VIEW notes AS SELECT 1 AS id, 7 AS mid, '' AS tags, 'a' AS flds`},
		"trigger":   {col, `CREATE TABLE notes (id, mid, tags, flds)`, `CREATE TRIGGER x AFTER INSERT ON notes BEGIN DELETE FROM col; END`},
		"computed":  {col, `CREATE TABLE notes (id, mid, tags, flds AS (hex(zeroblob(1000000))))`},
		"generated": {col, `CREATE TABLE notes (id, mid, tags, flds text GENERATED ALWAYS AS ('x'))`},
	} {
		refused(t, "anki", name+".apkg", archive(t, map[string][]byte{"collection.anki2": database(t, statements...)}), "which no collection of Anki has")
	}
	refused(t, "anki", "empty.apkg", archive(t, map[string][]byte{"collection.anki2": database(t, col)}), "no notes of Anki's")
	broken := database(t, ankiSchema, `INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '', '{]', '', '', '')`)
	refused(t, "anki", "json.apkg", archive(t, map[string][]byte{"collection.anki2": broken}), "note types are damaged")
	for at := 100; at < len(broken); at += 997 { // a database damaged anywhere is read or refused, never more
		damaged := slices.Clone(broken)
		damaged[at] ^= 0xff
		f, _ := Named("anki")
		_, _, _ = f.Import(context.Background(), "damaged.apkg", archive(t, map[string][]byte{"collection.anki2": damaged}))
	}
}

// TestB4ExpensiveXML: document types, entities, depth and size are refused
// before anything is built.
func TestB4ExpensiveXML(t *testing.T) {
	refused(t, "moodle-xml", "laugh.xml", []byte("<?xml version=\"1.0\"?>\n<!DOCTYPE l [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>\n<quiz>&b;</quiz>"), "laugh.xml:2", "document type")
	refused(t, "moodle-xml", "entity.xml", []byte("<quiz>\n<question>&file;</question></quiz>"), "entity.xml:2", "entity")
	refused(t, "moodle-xml", "deep.xml", []byte(strings.Repeat("<quiz>", 9999)), "too deep")
	refused(t, "moodle-xml", "wide.xml", []byte("<quiz>"+strings.Repeat("<a/>", maxElements)+"</quiz>"), "too large")
	refused(t, "moodle-xml", "long.xml", bytes.Repeat([]byte("<quiz> "), maxText/7+1), "split")
	refused(t, "moodle-xml", "utf16.xml", []byte{0xff, 0xfe, '<', 0}, "UTF-8")
	refused(t, "moodle-xml", "latin.xml", []byte("<?xml version=\"1.0\" encoding=\"latin-1\"?><quiz></quiz>"), "UTF-8")
	refused(t, "moodle-xml", "none.xml", []byte("<quiz></quiz>"), "no question")
}

// TestHTMLIsReducedToText: what comes in as HTML is text, without scripts,
// addresses that run, or pictures.
func TestHTMLIsReducedToText(t *testing.T) {
	for _, c := range []struct{ html, text, lost string }{
		{`<p>One</p><p>two<br>three</p>`, "One\ntwo\nthree", ""},
		{`a &lt;b&gt; &amp;amp; &#x41;`, "a <b> &amp; A", ""},
		{`<script>alert(1)</script><style>x{}</style>shown`, "shown", "script or style"},
		{`<img src=x onerror=alert(1) alt="a map">`, "a map", "a picture"},
		{`<a href="javascript:alert(1)">press</a>`, "press", ""},
		{`<a href="https://sea.example/">the sea</a>`, "the sea https://sea.example/", ""},
		{`<ul><li>one</li><li>two</li></ul>`, "- one\n- two", ""},
		{"<span style='white-space: pre-wrap'>a  b\tc</span>", "a  b\tc", ""},
		{"<pre>if x {\n  y\n}</pre>", "if x {\n  y\n}", ""},
		{"spread\n  over   lines", "spread over lines", ""},
		{`<iframe src="https://x.example"></iframe>after`, "after", "sound, film or an embedded page"},
		{`<svg><text>hidden</text></svg><b>seen`, "seen", "sound, film or an embedded page"},
		{strings.Repeat("<div>", 100_000) + "deep", "deep", ""},
		{"a\u00a0b", "a\u00a0b", ""},
	} {
		text, lost := fromHTML(c.html)
		if text != c.text || strings.Join(lost, ", ") != c.lost {
			t.Errorf("%q gives %q and loses %q, not %q and %q", shorten(c.html), text, lost, c.text, c.lost)
		}
	}
}

// TestH7NothingIsComputed: no cell of a table begins like a formula, and the
// tables come back as they were.
func TestH7NothingIsComputed(t *testing.T) {
	for _, cell := range []string{"=cmd()", "+1", "-1", "@a", "\ta", "\ra", "'", "'=1", "''", "plain", "", "'x"} {
		if safe := Neutral(cell); restored(safe) != cell || safe != "" && strings.IndexByte("=+-@\t\r", safe[0]) >= 0 {
			t.Errorf("%q is written %q and read %q", cell, safe, restored(safe))
		}
	}
	b := &questions.Bank{Name: "cells", Title: "=cmd()"}
	for i, start := range []string{"=", "+", "-", "@"} {
		b.Questions = append(b.Questions, questions.Question{ID: questions.QuestionID(fmt.Sprintf("q%d/single", i)), Form: questions.SingleChoice,
			Stem: start + "cmd|' /C calc'!A0?", Key: []string{start + "key"}, Distractors: []string{start + "1", start + "2"}, Explanation: start + "so", Status: questions.Draft})
		b.Cards = append(b.Cards, questions.Card{ID: questions.CardID(fmt.Sprintf("q%d/card", i)), Front: start + "front", Back: start + "back", Status: questions.Draft})
	}
	for _, format := range []string{"csv", "quizlet", "anki-tsv"} {
		f, _ := Named(format)
		data, _, err := f.Export(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			for _, cell := range strings.FieldsFunc(line, func(r rune) bool { return r == '\t' || format == "csv" && r == ',' }) {
				if cell = strings.TrimPrefix(cell, `"`); cell != "" && strings.IndexByte("=+-@", cell[0]) >= 0 {
					t.Errorf("%s has a cell that begins %q", format, shorten(cell))
				}
			}
		}
	}
	f, _ := Named("kahoot")
	data, _, err := f.Export(b)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range z.File {
		if file.Name == "xl/worksheets/sheet1.xml" {
			sheet, err := unpack(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(sheet), "<f>") || strings.Count(string(sheet), ` s="1" t="inlineStr"`) != 1+4*4 {
				t.Errorf("not every text that begins like a formula is marked as text: %s", sheet)
			}
		}
	}
}

// TestKahootRefusesWhatIsTooLong: questions are refused by id, not cut.
func TestKahootRefusesWhatIsTooLong(t *testing.T) {
	long := func(n int) string { return strings.Repeat("é", n) }
	q := func(id, stem string, options ...string) questions.Question {
		return questions.Question{ID: questions.QuestionID(id), Form: questions.SingleChoice, Stem: stem, Key: options[:1], Distractors: options[1:], Status: questions.Draft}
	}
	b := &questions.Bank{Name: "k", Title: "K", Questions: []questions.Question{
		q("fits/single", long(120), long(75), "b", "c"), q("stem/single", long(121), "a", "b", "c"), q("option/single", "s", "a", long(76), "c"),
		q("many/single", "s", "a", "b", "c", "d", "e"), {ID: "order/order", Form: questions.Order, Stem: "s", Key: []string{"a", "b", "c"}},
	}}
	_, r, err := exportKahoot(b)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, n := range r.Notes {
		if n.LeftOut {
			left = append(left, n.ID)
		}
	}
	if want := []string{"stem/single", "option/single", "many/single", "order/order"}; !slices.Equal(left, want) {
		t.Errorf("left out are %q, not %q: %v", left, want, r.Notes)
	}
}

// TestALaterExportUpdates: the guid of a note follows from bank and question
// alone, and a later package has a later time.
func TestALaterExportUpdates(t *testing.T) {
	b := oddBank(1)
	before := ankiNotes(b, &Report{})
	for i := range b.Questions {
		b.Questions[i].Stem += " reworded"
	}
	after := ankiNotes(b, &Report{})
	seen := map[string]bool{}
	for i := range before {
		if before[i].guid != after[i].guid || seen[before[i].guid] {
			t.Errorf("note %d has the guid %q, then %q", i, before[i].guid, after[i].guid)
		}
		seen[before[i].guid] = true
	}
	if b.Name = "other"; ankiNotes(b, &Report{})[0].guid == before[0].guid {
		t.Error("another bank has the same guids")
	}
}

// TestWhatWasEditedElsewhereCounts: the text that people see wins over the
// record, and the question is marked as edited.
func TestWhatWasEditedElsewhereCounts(t *testing.T) {
	b := &questions.Bank{Name: "tides", Title: "Tides", Facts: []questions.Fact{{ID: "ebb", Statement: "Ebb follows flood.", Importance: 1}},
		Questions: []questions.Question{{ID: "ebb/who-said", Form: questions.WhoSaid, Stem: "Who said it first?", Key: []string{"Lark"}, Distractors: []string{"Finch", "Wren"}, Facts: []questions.FactID{"ebb"}, Status: questions.Approved}}}
	for _, f := range bothWays() {
		if f.Binary || f.Name == "json" {
			continue
		}
		file, _, err := f.Export(b)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := imported(t, f.Name, "x", file)
		if q := got.Questions[0]; q.Edited || q.Form != questions.WhoSaid || q.Status != questions.Draft {
			t.Errorf("%s: unchanged it comes back as %+v", f.Name, q)
		}
		visible, count := bytes.ReplaceAll(file, []byte("Who said it first?"), []byte("Who said it last?")), 0
		if f.Name == "anki-tsv" { // the record has the question, too
			visible = bytes.Replace(file, []byte("Who said it first?"), []byte("Who said it last?"), 1)
		}
		if count = bytes.Count(visible, []byte("last?")); count == 0 {
			t.Fatalf("%s does not show the question", f.Name)
		}
		got, _ = imported(t, f.Name, "x", visible)
		if q := got.Questions[0]; !q.Edited || q.Stem != "Who said it last?" || q.Form != questions.WhoSaid || len(q.Facts) != 1 {
			t.Errorf("%s: edited it comes back as %+v", f.Name, q)
		}
	}
}

// TestWithoutTheRecordTheCitationIsRead: a file that lost the lines for
// machines still has ids, forms, topics and the citation that people see.
func TestWithoutTheRecordTheCitationIsRead(t *testing.T) {
	b := oddBank(3)
	b.Sources[0].Title = `The "Slow" Sea, again`
	for _, format := range []string{"gift", "moodle-xml"} {
		f, _ := Named(format)
		file, _, err := f.Export(b)
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, l := range strings.Split(string(file), "\n") {
			if !strings.HasPrefix(l, giftRecord) {
				kept = append(kept, l)
			}
		}
		text := stripEscapedRecords(strings.Join(kept, "\n"))
		got, _ := imported(t, format, "x", []byte(text))
		if len(got.Questions) < len(b.Questions)-2 || len(got.Sources) == 0 {
			t.Fatalf("%s: %d questions and %d sources come back", format, len(got.Questions), len(got.Sources))
		}
		s := got.Sources[0]
		if s.Title != b.Sources[0].Title || !slices.Equal(s.Authors, b.Sources[0].Authors) || s.Outlet != b.Sources[0].Outlet || s.Published != b.Sources[0].Published || s.URL != b.Sources[0].URL {
			t.Errorf("%s: the source comes back as %+v", format, s)
		}
		fact, ok := got.FactByID("fact-0")
		if !ok || fact.Evidence[0].Paragraph == 0 || fact.Evidence[0].Anchor != b.Facts[0].Evidence[0].Anchor {
			t.Errorf("%s: the fact comes back as %+v", format, fact)
		}
		for _, q := range got.Questions {
			if was := b.Questions[slices.IndexFunc(b.Questions, func(o questions.Question) bool { return o.ID == q.ID })]; was.Form != q.Form {
				t.Errorf("%s: %s was of the form %s and is %s", format, q.ID, was.Form, q.Form)
			}
		}
	}
}

// stripEscapedRecords takes the records out of Moodle XML.
func stripEscapedRecords(text string) string {
	for {
		from := strings.Index(text, "&lt;!-- quizbot")
		if from < 0 {
			return text
		}
		end := strings.Index(text[from:], "--&gt;")
		text = text[:from] + text[from+end+len("--&gt;"):]
	}
}

// TestGIFTAsPeopleWriteIt reads what is in Moodle's documentation and what
// Moodle would silently read in another way.
func TestGIFTAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct {
		gift, want string // the question as the bank file has it, "" = see refused
	}{
		{"Who's buried here?{~no one =Lark ~Wren}", `single "Who's buried here?" ["Lark"] ["no one" "Wren"]`},
		{"Ebb follows {=flood ~rain} twice.", `gap "Ebb follows _____ twice." ["flood"] ["rain"]`},
		{"Two plus two equals {=four =4}.", `gap "Two plus two equals _____." ["four" "4"] []`},
		{"Where is it?{here}", `short "Where is it?" ["here"] []`},
		{"The sun rises in the east.{TRUE}", `true-false "The sun rises in the east." ["True"] ["False"]`},
		{"When?{#1822:5}", `number "When?" ["1822"] []`},
		{"Pi?{#3.141..3.142}", `number "Pi?" ["3.1415"] []`},
		{"Match.{=a -> 1 =b -> 2 =c -> 3}", `match "Match." ["1" "2" "3"] []`},
		{"Which two?{~%50%a ~%50%b ~%-100%c}", `several "Which two?" ["a" "b"] ["c"]`},
		{"[html]<b>Bold</b> &amp; plain?{=a ~b}", `single "Bold & plain?" ["a"] ["b"]`},
		{`Set \{1,2\}?{=a\=b ~c\~d}`, `single "Set {1,2}?" ["a=b"] ["c~d"]`},
		{"\ufeffWith BOM and CRLF?{=a\r\n~b\r\n}\r\n", `single "With BOM and CRLF?" ["a"] ["b"]`},
	} {
		b, _ := imported(t, "gift", "x.gift", []byte(c.gift))
		q := b.Questions[0]
		if got := fmt.Sprintf("%s %q %q %q", q.Form, q.Stem, q.Key, q.Distractors); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.gift, got, c.want)
		}
	}
	for gift, words := range map[string]string{
		"Set {1,2} is what?{=a ~b}":           `several braces`,
		"Q?{=a#see http://e.example/?x=1 ~b}": `in the middle of an address: write \=`,
		"Q?{=a\n\n~b}":                        "a blank line ends a question",
		"Q?} {=a ~b}":                         `write \} for a brace`,
		"::never ends {=a}":                   "write :: after it",
	} {
		refused(t, "gift", "x.gift", []byte(gift), words, "x.gift:1")
	}
	var many strings.Builder
	for range 30 {
		many.WriteString("Q?{#x}\n\n")
	}
	refused(t, "gift", "many.gift", []byte(many.String()), "many.gift:1:", "many.gift:39:", "and 10 more")
}

func TestMoodlesOwnXML(t *testing.T) {
	b, r := imported(t, "moodle-xml", "quiz.xml", []byte(`<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/Tides // Ebb</text></category></question>
  <!-- question: 12 -->
  <question type="multichoice">
    <name><text>Ebb</text></name>
    <questiontext format="html"><text><![CDATA[<p>Which <em>two</em>?<br><img src="@@PLUGINFILE@@/a.png" alt="map"></p>]]></text><file name="a.png" encoding="base64">AAAA</file></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <single>false</single>
    <answer fraction="50" format="html"><text><![CDATA[<p>a &lt; b</p>]]></text><feedback format="html"><text>Yes</text></feedback></answer>
    <answer fraction="50" format="html"><text>c</text></answer>
    <answer fraction="-100" format="html"><text>d</text></answer>
    <tags><tag><text>Slow Sea</text></tag></tags>
  </question>
  <question type="numerical"><name><text>Depth</text></name><questiontext format="plain_text"><text>How deep?</text></questiontext>
    <answer fraction="100"><text>12.5</text><tolerance>0.5</tolerance></answer><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units></question>
  <question type="essay"><name><text>Essay</text></name><questiontext format="html"><text>Write.</text></questiontext></question>
  <question type="multichoice"><name><text>Odd</text></name><questiontext format="html"><text>Which?</text></questiontext><single>true</single>
    <answer fraction="100"><text>a</text></answer><answer fraction="100"><text>b</text></answer></question>
</quiz>`))
	if b.Title != "Tides / Ebb" || len(b.Questions) != 2 {
		t.Fatalf("%q has %d questions", b.Title, len(b.Questions))
	}
	q, n := b.Questions[0], b.Questions[1]
	if got, want := fmt.Sprintf("%s %q %q %q %q %q %v", q.Form, q.Stem, q.Key, q.Distractors, q.Feedback, q.Topics, q.Weights),
		`several "Which two?\nmap" ["a < b" "c"] ["d"] map["a < b":"Yes"] ["slow-sea"] map[]`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if n.Form != questions.NumberChoice || n.Key[0] != "12.5" || n.Tolerance != "0.5" {
		t.Errorf("the number comes as %+v", n)
	}
	said := fmt.Sprint(r.Notes)
	for _, w := range []string{"line 5: Ebb: its files are not taken over", "line 5: Ebb: a picture is not taken over", "Depth: its units are not taken over", `Essay: left out: the question type "essay"`, "Odd: left out: 2 options are right"} {
		if !strings.Contains(said, w) {
			t.Errorf("the report does not say %q:\n%s", w, said)
		}
	}
}

func TestGenericTables(t *testing.T) {
	for _, c := range []struct{ table, want string }{
		{"Question,Answer,Wrong 1,Wrong 2,Tags\nWhich?,\"a, b\",c,d,sea salt", `single "Which?" ["a, b"] ["c" "d"] ["sea" "salt"]`},
		{"question;A;B;C;correct\nWhich?;x;y;z;B", `single "Which?" ["y"] ["x" "z"] []`},
		{"question\toption 1\toption 2\toption 3\tcorrect answer\nWhich?\tx\ty\tz\t1,3", `several "Which?" ["x" "z"] ["y"] []`},
		{"question,option 1,option 2,answer\nWhich?,x,y,y", `single "Which?" ["y"] ["x"] []`},
		{"Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Correct answer(s) - choose at least one\nWhich?,x,y,2", `single "Which?" ["y"] ["x"] []`},
		{"question,answer\nThe ebb comes.,false", `true-false "The ebb comes." ["False"] ["True"] []`},
		{"Front,Back\nEbb?,Flood", `short "Ebb?" ["Flood"] [] []`},
		{"question,answer\n'=1+1?,'-2", `short "=1+1?" ["-2"] [] []`},
	} {
		b, _ := imported(t, "csv", "x.csv", []byte(c.table))
		q := b.Questions[0]
		if got := fmt.Sprintf("%s %q %q %q %q", q.Form, q.Stem, q.Key, q.Distractors, q.Topics); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.table, got, c.want)
		}
	}
	refused(t, "csv", "x.csv", []byte("a,b\nc,d"), "x.csv:1", "names no columns")
	refused(t, "csv", "x.csv", []byte("question,answer\n\"a\"b,c"), "x.csv:2", "double quotes")
}

func TestAikenAndOpenTriviaAreDrafts(t *testing.T) {
	b, _ := imported(t, "aiken", "x.txt", []byte("Which sea?\nA. Slow\nB) Fast\nANSWER: A\n\nEbb?\nA. no\nB. yes\nANSWER: B\n"))
	if q := b.Questions[1]; len(b.Questions) != 2 || q.Stem != "Ebb?" || q.Key[0] != "yes" || q.Status != questions.Draft || len(q.Facts) != 0 {
		t.Errorf("%+v", b.Questions)
	}
	refused(t, "aiken", "x.txt", []byte("Which sea?\nA. Slow\nANSWER: C\n\nOnly?\nA. a\nB. b\n"), "x.txt:3", "x.txt:5", "no ANSWER line")
	for _, file := range []string{
		`{"response_code":0,"results":[{"type":"multiple","difficulty":"easy","category":"Sea &amp; Salt","question":"Who said &quot;ebb&quot;?","correct_answer":"Lark","incorrect_answers":["Wren","Finch"]}]}`,
		`{"response_code":0,"results":[{"type":"bXVsdGlwbGU=","difficulty":"ZWFzeQ==","category":"U2VhICYgU2FsdA==","question":"V2hvIHNhaWQgImViYiI/","correct_answer":"TGFyaw==","incorrect_answers":["V3Jlbg==","RmluY2g="]}]}`,
		`{"response_code":0,"results":[{"type":"multiple","difficulty":"easy","category":"Sea%20%26%20Salt","question":"Who%20said%20%22ebb%22%3F","correct_answer":"Lark","incorrect_answers":["Wren","Finch"]}]}`,
	} {
		f, err := Of("x.json", []byte(file))
		if err != nil || f.Name != "opentdb" {
			t.Fatalf("the file is told to be %q: %v", f.Name, err)
		}
		b, _ := imported(t, "opentdb", "x.json", []byte(file))
		q := b.Questions[0]
		if got, want := fmt.Sprintf("%q %q %q %q %s", q.Stem, q.Key, q.Distractors, q.Topics, q.Status), `"Who said \"ebb\"?" ["Lark"] ["Wren" "Finch"] ["sea-salt"] draft`; got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	refused(t, "opentdb", "x.json", []byte("{\n\"results\": [}"), "x.json:2")
}

// TestAHostileRecordIsHarmless: what a record claims is taken as a draft, its
// names as slugs, and a second story about a fact is not taken.
func TestAHostileRecordIsHarmless(t *testing.T) {
	file := `// quizbot: {"bank":{"name":"../../etc/passwd","title":"T"},"id":"../x","form":"order","facts":[{"id":"ebb","statement":"one"}],"rests":["ebb"]}
Which?{=a ~b}

// quizbot: {"bank":{},"id":"a/b","form":"nonsense","facts":[{"id":"ebb","statement":"another"}],"rests":["ebb"]}
Which other?{=a ~b}

// quizbot: {"bank":{},"id":"a/b","facts":`
	b, r := imported(t, "gift", "x.gift", []byte(file+"\nWhich third?{=a ~b}"))
	if b.Name != "etc-passwd" || b.Questions[0].ID != "x/single" || b.Questions[0].Form != questions.SingleChoice || b.Facts[0].Statement != "one" || len(b.Facts) != 1 {
		t.Errorf("%q %+v", b.Name, b)
	}
	said := fmt.Sprint(r.Notes)
	for _, w := range []string{"it was of the form order and is now single", `fact "ebb" says something else than before`, "machine line is damaged"} {
		if !strings.Contains(said, w) {
			t.Errorf("the report does not say %q: %s", w, said)
		}
	}
	if data, err := bankfile.Marshal(b); err != nil {
		t.Error(err)
	} else if again, problems := bankfile.Read("x", data); again == nil {
		t.Error(problems)
	}
}

// FuzzImport: no bytes stop the program, take long, or give a bank that cannot
// be written; whatever is read is a draft with ids of its own.
func FuzzImport(f *testing.F) {
	var readers []Format
	for _, format := range Formats {
		if format.Import != nil {
			readers = append(readers, format)
		}
	}
	for i, format := range readers {
		if format.Export != nil {
			data, _, err := format.Export(oddBank(uint64(i)))
			if err != nil {
				f.Fatal(err)
			}
			f.Add(uint8(i), data)
		}
		for _, seed := range []string{"", "\ufeff", "Q?{=a ~b", "::t::{#1:}", "a\tb\n\"", "#separator:tab\n#html:true\n\"x", "<quiz><question type=\"matching\"><subquestion/></question></quiz>",
			"question,answer\n=,|\\|", "Q\nA. x\nB. y\nANSWER: Z", `{"results":[{"type":"boolean"}]}`, "PK\x03\x04", "{T#a#b####c}", "=%%-%{~%100%}", "{{c1::a}}\t{{c2::b::c}}"} {
			f.Add(uint8(i), []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		format := readers[int(which)%len(readers)]
		b, _, err := format.Import(context.Background(), "fuzz"+format.Extensions[0], data)
		if (b == nil) == (err == nil) {
			t.Fatalf("%s: bank %v, error %v", format.Name, b != nil, err)
		}
		if _, told := Of("fuzz", data); b == nil || told != nil {
			return
		}
		ids := map[questions.QuestionID]bool{}
		for _, q := range b.Questions {
			if q.Status != questions.Draft || ids[q.ID] && format.Name != "json" || len(q.Key) == 0 && format.Name != "json" {
				t.Errorf("%s: %+v", format.Name, q)
			}
			ids[q.ID] = true
		}
		if data, err := bankfile.Marshal(b); err == nil {
			if again, problems := bankfile.Read("x", data); again == nil {
				t.Errorf("%s: the bank cannot be read again: %v", format.Name, problems)
			}
		}
	})
}

// TestB4ExpensiveText: files made to be slow are read or refused in seconds.
func TestB4ExpensiveText(t *testing.T) {
	for name, c := range map[string]struct{ format, text string }{
		"one stem many times": {"gift", strings.Repeat("Q?{=a ~b}\n\n", 20_000)},
		"many answers":        {"gift", "Q?{" + strings.Repeat("=a#b ", 500_000) + "}"},
		"many braces":         {"gift", strings.Repeat("{", 4_000_000)},
		"one long cell":       {"csv", "question,answer\nq," + strings.Repeat("a", 7_000_000)},
		"many parts":          {"csv", "question,answer\nq," + strings.Repeat("|", 4_000_000)},
		"many columns":        {"csv", "question,answer" + strings.Repeat(",", 500_000) + "\nq,a"},
		"many sections":       {"anki-tsv", strings.Repeat("{{#a}}{{c1::", 200_000) + "\tb"},
		"open HTML":           {"anki-tsv", "#html:true\n" + strings.Repeat("<div><a href=https://x.example>", 200_000) + "\tb"},
		"many options":        {"aiken", "Q\n" + strings.Repeat("A. x\n", 500_000)},
		"deep JSON":           {"json", strings.Repeat(`{"questions":[`, 500_000)},
		"deep answers":        {"opentdb", `{"results":` + strings.Repeat("[", 1_000_000)},
	} {
		f, _ := Named(c.format)
		from := time.Now()
		_, _, _ = f.Import(context.Background(), "x", []byte(c.text))
		if spent := time.Since(from); spent > 10*time.Second {
			t.Errorf("%s: %v", name, spent)
		} else if testing.Verbose() {
			t.Logf("%s: %v", name, spent)
		}
	}
	from := time.Now()
	fillTemplate(strings.Repeat("{{#a}}", 500_000), map[string]string{"a": strings.Repeat("x<b>", 10_000)})
	if spent := time.Since(from); spent > 5*time.Second {
		t.Errorf("template: %v", spent)
	}
}
