package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

var nine = time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)

var ann = quiz.Player{ID: "100200300", Name: "Ann"}

var lounge = quiz.Venue{Community: "guild", Channel: "lounge"}

func openAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func newStore(t testing.TB) (*store.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "quiz.db")
	return openAt(t, path), path
}

// shell opens the file beside the store, as the sqlite3 shell would.
func shell(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// round has n single-choice questions with options a (right), b, c, d.
func round(id quiz.RoundID, n int) quiz.Round {
	r := quiz.Round{ID: id, Kind: quiz.Daily, Venue: lounge, Title: "Lamps", Bank: "lamps", Reveal: quiz.RevealAtOnce,
		OpenedAt: nine, ClosesAt: nine.Add(time.Hour)}
	for i := range n {
		r.Asks = append(r.Asks, quiz.Ask{
			Question: questions.Question{ID: questions.QuestionID(fmt.Sprintf("f%d/single", i)), Form: questions.SingleChoice, Stem: "Which?",
				Key: []string{"a"}, Distractors: []string{"b", "c", "d"}, Facts: []questions.FactID{questions.FactID(fmt.Sprintf("f%d", i))}, Status: questions.Approved},
			Version: 1 + i, Citations: []questions.Citation{{Text: "Almanac, ¶ 1", URL: "https://example.org/"}},
		})
	}
	return r
}

func addRound(t testing.TB, s *store.Store, r quiz.Round) quiz.Round {
	t.Helper()
	r, err := s.AddRound(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEverythingIsReadAsItWasWritten(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "quiz.db")
	s := openAt(t, path)

	daily := round("r1", 2)
	daily.Topic, daily.Schedule, daily.Nominal, daily.Late, daily.Reveal = "war", "s1", "2026-03-12T09:00", true, quiz.RevealAtClose
	practice := round("r2", 1)
	practice.Kind, practice.Venue.Channel, practice.Owner, practice.ClosesAt = quiz.Practice, "", ann.ID, time.Time{}
	for _, r := range []quiz.Round{daily, practice} {
		if got := addRound(t, s, r); !reflect.DeepEqual(got, r) {
			t.Errorf("AddRound returned %+v, want %+v", got, r)
		}
	}
	run := quiz.Run{Round: "r1", Player: ann.ID, Seed: 1<<63 + 5, StartedAt: nine} // more than a signed number holds
	if got, err := s.AddRun(ctx, run, "guild", ann, nine); err != nil || got != run {
		t.Errorf("AddRun returned %+v, %v; want %+v", got, err, run)
	}
	answer := quiz.Answer{Round: "r1", Player: ann.ID, QuestionVersion: 1, Shown: []string{"b", "a", "d", "c"}, Given: []string{"a"}, At: nine.Add(time.Millisecond),
		Verdict: quiz.Verdict{Correct: true, Points: 100}}
	settings := quiz.Settings{Community: "guild", Zone: "Europe/Berlin", DayStartsAt: 4, InstructorRole: "1", QuizChannel: "lounge", Reveal: quiz.RevealAtClose,
		Terms: []quiz.Term{{Name: "Spring", First: quiz.Day{Year: 2026, Month: 3, Day: 2}, Last: quiz.Day{Year: 2026, Month: 6, Day: 26}}}}
	version := quiz.BankVersion{Bank: &questions.Bank{Name: "lamps", Title: "Lamps é \u2028 \"", Sources: []questions.Source{{ID: "a", Published: questions.Date{Year: 2017, Month: 5}}},
		Questions: []questions.Question{daily.Asks[0].Question}}, Number: 1, SHA256: "ff", At: nine, Versions: map[questions.QuestionID]int{"f0/single": 3}}
	info := quiz.BankInfo{Name: "lamps", Title: "Lamps", Questions: 1, Topics: []string{"war"}, Version: 1}
	report := quiz.Report{Round: "r1", No: 1, Player: ann.ID, Community: "guild", Bank: "lamps", Question: "f1/single", Version: 2, Text: "Why?", At: nine, State: quiz.ReportOpen}

	standing, after, stored, err := s.AddAnswer(ctx, answer, 2, nine)
	if err != nil || !stored || !reflect.DeepEqual(standing, answer) || after != run {
		t.Errorf("AddAnswer returned %+v, %+v, %v, %v", standing, after, stored, err)
	}
	err = errors.Join(s.SetPost(ctx, "r1", "m1"), s.CloseRound(ctx, "r1", nine.Add(time.Hour)), s.SaveSettings(ctx, settings), s.AddBank(ctx, "guild", version, info))
	if err != nil {
		t.Fatal(err)
	}
	if report.ID, err = s.AddReport(ctx, report); err != nil {
		t.Fatal(err)
	}
	daily.Post, daily.ClosedAt = "m1", nine.Add(time.Hour)
	key, err := s.SigningKey(ctx)
	if err != nil || len(key) != 32 {
		t.Fatalf("signing key %x, %v", key, err)
	}

	// The same after the file was closed and opened again.
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path)
	check := func(what string, got any, err error, want any) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v; want %+v", what, got, err, want)
		}
	}
	r1, err := s.Round(ctx, "r1")
	check("daily round", r1, err, daily)
	r2, err := s.Round(ctx, "r2")
	check("practice", r2, err, practice)
	gotRun, err := s.Run(ctx, "r1", ann.ID)
	check("run", gotRun, err, run)
	answers, err := s.Answers(ctx, "r1", ann.ID)
	check("answers", answers, err, []quiz.Answer{answer})
	history, err := s.History(ctx, "guild", ann.ID, 0, 10)
	check("history", history, err, []quiz.Answer{answer})
	gotSettings, err := s.Settings(ctx, "guild")
	check("settings", gotSettings, err, settings)
	bank, err := s.Bank(ctx, "guild", "lamps")
	check("bank", bank, err, version)
	banks, err := s.Banks(ctx, "guild")
	check("banks", banks, err, []quiz.BankInfo{info})
	reports, err := s.Reports(ctx, "guild")
	check("reports", reports, err, []quiz.Report{report})
	board, err := s.Board(ctx, quiz.BoardQuery{Community: "guild", Period: "all", Player: ann.ID, Rows: 10, Now: nine})
	first := quiz.Standing{Rank: 1, Player: ann, Points: 100, Correct: 1, Answered: 1, Reached: answer.At}
	check("board", board, err, quiz.BoardPage{Standings: []quiz.Standing{first}, Own: &first, Players: 1})
	player, runs, ownReports, err := s.Member(ctx, "guild", ann.ID)
	check("member", player, err, ann)
	check("member's runs", runs, err, []quiz.Run{run})
	check("member's reports", ownReports, err, []quiz.Report{report})
	again, err := s.SigningKey(ctx)
	check("signing key", again, err, key)
	due, err := s.DueToClose(ctx, nine.Add(2*time.Hour))
	check("due to close", due, err, []quiz.Round(nil))
}

func TestWhatIsNotThereHasItsError(t *testing.T) {
	s, _ := newStore(t)
	ctx := t.Context()
	addRound(t, s, round("r1", 1))
	_, err := s.Round(ctx, "nothing")
	if !errors.Is(err, quiz.ErrNoRound) {
		t.Errorf("round: %v", err)
	}
	if _, err = s.Tally(ctx, "nothing"); !errors.Is(err, quiz.ErrNoRound) {
		t.Errorf("tally: %v", err)
	}
	if _, err = s.Run(ctx, "r1", "nobody"); !errors.Is(err, quiz.ErrNotStarted) {
		t.Errorf("run: %v", err)
	}
	if _, _, _, err = s.AddAnswer(ctx, quiz.Answer{Round: "r1", Player: "nobody"}, 1, nine); !errors.Is(err, quiz.ErrNotStarted) {
		t.Errorf("answer without a run: %v", err)
	}
	if _, err = s.CurrentRun(ctx, lounge, "nobody", nine); !errors.Is(err, quiz.ErrNothingOpen) {
		t.Errorf("current run: %v", err)
	}
	if _, err = s.Bank(ctx, "", "lamps"); !errors.Is(err, quiz.ErrNoBank) {
		t.Errorf("bank: %v", err)
	}
	if _, err = s.AddRun(ctx, quiz.Run{Round: "nothing", Player: "x"}, "guild", ann, nine); err == nil {
		t.Error("a run of no round was stored")
	}
}

func TestA4FiftyAnswersAtOnceAreOneRow(t *testing.T) {
	s, path := newStore(t)
	e := quiz.NewEngine(s)
	r := addRound(t, s, round("r1", 1))
	if _, err := e.Start(t.Context(), "guild", r.ID, ann, nine); err != nil {
		t.Fatal(err)
	}
	outcomes := make([]quiz.Outcome, 50)
	var wait sync.WaitGroup
	for i := range outcomes {
		wait.Go(func() {
			var err error
			given := []string{"a", "b", "c", "d"}[i%4 : i%4+1]
			outcomes[i], err = e.Answer(t.Context(), "guild", r.ID, 0, ann, given, nine, nine)
			if err != nil {
				t.Errorf("answer %d: %v", i, err)
			}
		})
	}
	wait.Wait()
	first := 0
	for i, o := range outcomes {
		if !o.Recorded {
			first++
		}
		if !reflect.DeepEqual(o.Answer, outcomes[0].Answer) || !o.Next.Finished {
			t.Errorf("outcome %d: %+v, finished %v; want %+v like the others", i, o.Answer, o.Next.Finished, outcomes[0].Answer)
		}
	}
	if first != 1 {
		t.Errorf("%d of 50 were told that theirs was stored, want 1", first)
	}
	var rows int
	if err := shell(t, path).QueryRow(`SELECT COUNT(*) FROM answer`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
	score, err := e.Score(t.Context(), "guild", ann, nine)
	if err != nil || score.Answered != 1 || score.Points != outcomes[0].Answer.Verdict.Points {
		t.Errorf("score %+v, %v", score, err)
	}
}

func TestA4TheStoreItselfKeepsTheFirstAnswer(t *testing.T) {
	s, _ := newStore(t)
	r := addRound(t, s, round("r1", 2))
	if _, err := s.AddRun(t.Context(), quiz.Run{Round: r.ID, Player: ann.ID, StartedAt: nine}, "guild", ann, nine); err != nil {
		t.Fatal(err)
	}
	standing, stored := make([]quiz.Answer, 50), make([]bool, 50)
	var wait sync.WaitGroup
	for i := range standing {
		wait.Go(func() {
			a := quiz.Answer{Round: r.ID, Player: ann.ID, Given: []string{fmt.Sprint(i)}, At: nine, Verdict: quiz.Verdict{Points: i}}
			var err error
			if standing[i], _, stored[i], err = s.AddAnswer(t.Context(), a, 2, nine); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for i := range standing {
		if !reflect.DeepEqual(standing[i], standing[0]) || stored[i] != (standing[i].Given[0] == fmt.Sprint(i)) {
			t.Errorf("answer %d: %+v stands, stored %v; the first stands at %+v", i, standing[i], stored[i], standing[0])
		}
	}
}

func TestTwoOpenersOfOneOccurrenceGetOneRound(t *testing.T) {
	s, path := newStore(t)
	ids := make([]quiz.RoundID, 20)
	var wait sync.WaitGroup
	for i := range ids {
		wait.Go(func() {
			r := round(quiz.RoundID(fmt.Sprintf("r%d", i)), 1)
			r.Schedule, r.Nominal = "s1", "2026-03-12T09:00"
			got, err := s.AddRound(context.Background(), r)
			if err != nil {
				t.Error(err)
			}
			ids[i] = got.ID
		})
	}
	wait.Wait()
	for _, id := range ids {
		if id == "" || id != ids[0] {
			t.Errorf("got rounds %v", ids)
			break
		}
	}
	var rows int
	if err := shell(t, path).QueryRow(`SELECT COUNT(*) FROM round`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
}

func TestForgetLeavesNoRowWithTheID(t *testing.T) {
	s, path := newStore(t)
	ctx := t.Context()
	e := quiz.NewEngine(s)
	bank := &questions.Bank{Name: "lamps", Facts: []questions.Fact{{ID: "f0"}}, Questions: []questions.Question{round("x", 1).Asks[0].Question}}
	if _, _, err := e.ImportBank(ctx, "", bank, "1", nine); err != nil {
		t.Fatal(err)
	}
	r := addRound(t, s, round("r1", 1))
	practice, err := e.Practise(ctx, "guild", ann, "lamps", "", 1, nine.Add(2*time.Hour)) // after the close: it asks the same
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Start(ctx, "guild", r.ID, ann, nine)
	_, err2 := e.Answer(ctx, "guild", r.ID, 0, ann, []string{"a"}, nine, nine)
	_, err3 := e.Answer(ctx, "guild", practice.Round.ID, 0, ann, []string{"b"}, nine.Add(2*time.Hour), nine.Add(2*time.Hour))
	_, err4 := e.Report(ctx, quiz.Report{Round: r.ID, Player: ann.ID, Community: "guild", At: nine})
	_, err5 := s.SaveSchedule(ctx, quiz.Schedule{ID: "s1", Venue: lounge, Bank: "lamps", CreatedBy: ann.ID, CreatedAt: nine})
	if err := errors.Join(err, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	if rows := rowsNaming(t, shell(t, path), string(ann.ID)); len(rows) < 6 {
		t.Errorf("before: rows in %v only; want every table that names a member", rows)
	}
	if err := e.Forget(ctx, "guild", ann.ID); err != nil {
		t.Fatal(err)
	}
	if rows := rowsNaming(t, shell(t, path), string(ann.ID)); len(rows) > 0 {
		t.Errorf("after: rows in %v", rows)
	}
}

// rowsNaming returns "table.column" for each column that contains the text.
func rowsNaming(t *testing.T, db *sql.DB, text string) []string {
	t.Helper()
	columns, err := db.Query(`
		SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	defer columns.Close()
	var names [][2]string
	for columns.Next() {
		var n [2]string
		if err := columns.Scan(&n[0], &n[1]); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	var found []string
	for _, n := range names {
		var rows int
		if err := db.QueryRow(fmt.Sprintf(`SELECT COUNT(*) FROM "%s" WHERE CAST("%s" AS TEXT) LIKE ?`, n[0], n[1]), "%"+text+"%").Scan(&rows); err != nil {
			t.Fatal(err)
		}
		if rows > 0 {
			found = append(found, n[0]+"."+n[1])
		}
	}
	return found
}

func TestS6ASecondProcessIsRefused(t *testing.T) {
	s, path := newStore(t)
	_, err := store.Open(t.Context(), path) // another descriptor, as another process would have
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "in use by another quizbot: stop that one first") {
		t.Errorf("second open: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if again := openAt(t, path); again.Close() != nil {
		t.Error("not closed")
	}
}

func TestOnlyTheOwnerCanReadTheDatabase(t *testing.T) {
	s, path := newStore(t)
	addRound(t, s, round("r1", 1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil { // as a careless restore leaves it
		t.Fatal(err)
	}
	s = openAt(t, path)
	addRound(t, s, round("r2", 1))
	for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
		info, err := os.Stat(path + suffix)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; want mode 0600", path+suffix, info.Mode(), err)
		}
	}
}

func TestQ3OpenSaysWhatIsWrongWithThePath(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "notes.txt")
	foreign := strings.Repeat("These are notes, not a database. ", 100)
	if err := os.WriteFile(file, []byte(foreign), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, path string
		want       []string
	}{
		{"missing folder", filepath.Join(folder, "no", "quiz.db"), []string{"does not exist", "mkdir -p " + filepath.Join(folder, "no")}},
		{"a folder", folder, []string{folder + " is a folder", "name a file in it"}},
		{"below a file", filepath.Join(file, "quiz.db"), []string{file + " is not a folder", "choose another"}},
		{"no database", file, []string{file + " is not a quizbot database and was left as it is"}},
	}
	for _, test := range tests {
		s, err := store.Open(t.Context(), test.path)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", test.name)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %q; want one line with %q", test.name, err, want)
			}
		}
	}
	if after, err := os.ReadFile(file); err != nil || string(after) != foreign {
		t.Errorf("the foreign file was changed, %v", err)
	}
}

func TestQ4ADamagedDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	s, path := newStore(t)
	for i := range 50 {
		addRound(t, s, round(quiz.RoundID(fmt.Sprintf("r%d", i)), 5))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damages := map[string]func([]byte) []byte{
		"truncated":     func(b []byte) []byte { return b[:len(b)/2] },
		"pages zeroed":  func(b []byte) []byte { clear(b[len(b)/2:]); return b },
		"header broken": func(b []byte) []byte { copy(b, "garbage garbage"); return b },
	}
	for name, damage := range damages {
		damaged := damage(append([]byte(nil), whole...))
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), path)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", name)
			continue
		}
		if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "was left as it is") || !strings.Contains(err.Error(), "restore a backup") {
			t.Errorf("%s: %v", name, err)
		}
		if after, err := os.ReadFile(path); err != nil || !reflect.DeepEqual(after, damaged) {
			t.Errorf("%s: the file was changed, %v", name, err)
		}
	}
}

func TestADatabaseOfANewerVersionIsRefused(t *testing.T) {
	s, path := newStore(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db := shell(t, path)
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := store.Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), "written by a newer quizbot (schema 9999") {
		t.Errorf("got %v", err)
	}
}

func TestAPathMayHaveAnyName(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "50% of #1? yes & é ünï")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "quiz;a=b.db")
	s := openAt(t, path)
	addRound(t, s, round("r1", 1))
	if info, err := os.Stat(path); err != nil || info.Size() == 0 && s.Close() != nil {
		t.Errorf("%v, %v", info, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 4 { // with log, its index and lock
		t.Errorf("%v, %v", entries, err)
	}
}

func TestStoredVerdictsEqualWhatJudgingAgainGives(t *testing.T) {
	s, path := newStore(t)
	e := quiz.NewEngine(s)
	r := addRound(t, s, round("r1", 5))
	for i := range 20 {
		player := quiz.Player{ID: quiz.PlayerID(fmt.Sprint(i)), Name: "N"}
		if _, err := e.Start(t.Context(), "guild", r.ID, player, nine); err != nil {
			t.Fatal(err)
		}
		for no := range 5 {
			given := []string{"a", "b", "c", "d"}[(i*no)%4:][:1]
			if _, err := e.Answer(t.Context(), "guild", r.ID, no, player, given, nine, nine); err != nil {
				t.Fatal(err)
			}
		}
	}
	if problems, err := s.Check(t.Context()); err != nil || problems != nil {
		t.Errorf("a sound database: %q, %v", problems, err)
	}
	db := shell(t, path)
	if _, err := db.Exec(`UPDATE answer SET points = points + 1 WHERE player = '7' AND no = 2; UPDATE run SET finished_at = 0 WHERE player = '8'`); err != nil {
		t.Fatal(err)
	}
	problems, err := s.Check(t.Context())
	if err != nil || len(problems) != 2 || !strings.Contains(problems[0], "question 2") || !strings.Contains(problems[1], "finished") {
		t.Errorf("a wrong total and a run left unfinished: %q, %v", problems, err)
	}
}

func TestCancelledWritesStoreNothingAndBlockNobody(t *testing.T) {
	s, _ := newStore(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.AddRound(cancelled, round("r1", 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Round(t.Context(), "r1"); !errors.Is(err, quiz.ErrNoRound) {
		t.Errorf("the round: %v", err)
	}
	addRound(t, s, round("r2", 1))
}
