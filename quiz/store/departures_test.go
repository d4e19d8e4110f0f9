package store_test

import (
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// fillTables stores a row of the community in every table that has one, all
// texts being its id and all numbers n, and returns the tables.
func fillTables(t *testing.T, db *sql.DB, community string, n int) []string {
	t.Helper()
	rows, err := db.Query(`
		SELECT m.name, group_concat(c.name, ','), group_concat(CASE WHEN c.type = 'TEXT' THEN 't' ELSE 'n' END, '')
		FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT IN ('goose_db_version', 'secret', 'login')
		GROUP BY m.name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	statements := map[string]string{}
	var tables []string
	for rows.Next() {
		var table, columns, types string
		if err := rows.Scan(&table, &columns, &types); err != nil {
			t.Fatal(err)
		}
		values := strings.NewReplacer("t", "'"+community+"', ", "n", fmt.Sprint(n, ", ")).Replace(types)
		statements[table] = fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s)`, table, columns, strings.TrimSuffix(values, ", "))
		tables = append(tables, table)
	}
	rows.Close()
	for _, table := range tables {
		if _, err := db.Exec(statements[table]); err != nil {
			t.Fatal(statements[table], err)
		}
	}
	return tables
}

// TestT4NothingIsLeftOfACommunityThatTheBotLeft has rows in every table.
func TestT4NothingIsLeftOfACommunityThatTheBotLeft(t *testing.T) {
	s, path := newStore(t)
	db := shell(t, path)
	tables := fillTables(t, db, "gone4711", 1)
	fillTables(t, db, "kept4712", 2)
	if len(tables) < 20 {
		t.Fatalf("only %d tables: %v", len(tables), tables)
	}
	if _, err := db.Exec(`DELETE FROM departure; UPDATE live SET state = '{}'; UPDATE retention SET days = 36500`); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`INSERT INTO bank SELECT '', 'shared', number, title, approved, topics, sha256, at, content, versions FROM bank WHERE community = 'kept4712'`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveDraft(t.Context(), quiz.ScheduleDraft{After: quiz.Schedule{Venue: quiz.Venue{Community: "gone4711"}}, At: nine}); err != nil {
		t.Fatal(err)
	}
	kept := rowsNaming(t, db, "kept4712")
	e := quiz.NewEngine(s)
	if err := e.Leave(t.Context(), "gone4711", nine); err != nil {
		t.Fatal(err)
	}
	if err := e.Leave(t.Context(), "gone4711", nine.AddDate(0, 0, 20)); err != nil { // again: nothing is put off
		t.Fatal(err)
	}
	if _, err := e.Expire(t.Context(), nine.Add(quiz.KeepAfterLeaving-time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if left := strings.Join(rowsNaming(t, db, "gone4711"), " "); table != "reminder" && !strings.Contains(left, table+".") {
			t.Errorf("%s is deleted before its time: there is %s", table, left)
		}
	}
	if n, err := e.Expire(t.Context(), nine.Add(quiz.KeepAfterLeaving)); err != nil || n != 1 {
		t.Errorf("%d answers deleted, %v; want 1", n, err)
	}
	if left := rowsNaming(t, db, "gone4711"); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if after := rowsNaming(t, db, "kept4712"); !reflect.DeepEqual(after, kept) {
		t.Errorf("of another community: %v, before: %v", after, kept)
	}
	var shared int
	if err := db.QueryRow(`SELECT COUNT(*) FROM bank WHERE community = ''`).Scan(&shared); err != nil || shared != 1 {
		t.Errorf("%d shared banks are left, %v", shared, err)
	}
	if err := e.Leave(t.Context(), "", nine); err == nil {
		t.Error("the owner of the shared banks can be left")
	}
	if _, err := s.Erase(t.Context(), "kept4712", nine.AddDate(10, 0, 0)); err != nil {
		t.Error(err)
	}
	if after := rowsNaming(t, db, "kept4712"); !reflect.DeepEqual(after, kept) {
		t.Errorf("a community that the bot is in was deleted: %v", after)
	}
}

// leaving is a community with everything under way.
func leaving(t *testing.T) (*store.Store, *quiz.Engine, quiz.LiveRound) {
	t.Helper()
	s, _ := newStore(t)
	e := quiz.NewEngine(s)
	daily := round("r1", 2)
	daily.Reveal = quiz.RevealAtClose
	addRound(t, s, daily)
	bank := &questions.Bank{Name: "lamps", Title: "Lamps"}
	for i, ask := range round("", 3).Asks {
		bank.Questions, bank.Facts = append(bank.Questions, ask.Question), append(bank.Facts, questions.Fact{ID: questions.FactID(fmt.Sprint("f", i))})
	}
	if _, _, err := e.ImportBank(t.Context(), "guild", bank, "1", nine); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Start(t.Context(), "guild", "r1", ann, nine); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Answer(t.Context(), "guild", "r1", 0, ann, []string{"a"}, nine, nine); err != nil {
		t.Fatal(err)
	}
	live, err := e.OpenLive(t.Context(), quiz.LivePlan{Venue: quiz.Venue{Community: "guild", Channel: "stage"}, Leader: ann.ID, Bank: "lamps", Count: 1,
		Rules: quiz.LiveRules{Answering: time.Minute, Scoring: quiz.ScoreRight}, StartsAt: nine}, nine)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []quiz.Schedule{{ID: "one", Venue: lounge, CreatedAt: nine}, {ID: "off", Venue: lounge, Paused: true, CreatedAt: nine}, {ID: "two", Venue: quiz.Venue{Community: "other"}, CreatedAt: nine}} {
		if _, err := s.SaveSchedule(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	return s, e, live
}

func TestS11ACommunityThatTheBotIsRemovedFromStopsAtOnce(t *testing.T) {
	s, e, live := leaving(t)
	ctx, now := t.Context(), nine.Add(time.Minute)
	if err := e.Leave(ctx, "guild", now); err != nil {
		t.Fatal(err)
	}
	if active, err := s.ActiveSchedules(ctx); err != nil || len(active) != 1 || active[0].ID != "two" {
		t.Errorf("active schedules %+v, %v; want that of the other community", active, err)
	}
	for _, id := range []quiz.ScheduleID{"one", "off"} {
		if v, err := s.Schedule(ctx, "guild", id); err != nil || !strings.Contains(v.Suspended, "removed from this server") {
			t.Errorf("schedule %s: suspended %q, %v", id, v.Suspended, err)
		}
	}
	if due, err := s.DueToClose(ctx, nine.AddDate(1, 0, 0)); err != nil || len(due) > 0 {
		t.Errorf("%d rounds are still to be closed, %v", len(due), err)
	}
	if open, err := e.LiveRounds(ctx); err != nil || len(open) > 0 {
		t.Errorf("%d live rounds are still to be shown, %v", len(open), err)
	}
	if v, err := e.ViewLive(ctx, "guild", live.Round); err != nil || v.Live.Phase != quiz.Ended {
		t.Errorf("the live round is %+v, %v", v.Live, err)
	}
	// Nothing is lost meanwhile: what was answered counts, and can be exported.
	if data, err := e.Export(ctx, "guild", ann.ID, now); err != nil || len(data.Answers) != 1 || !data.Answers[0].Verdict.Correct {
		t.Errorf("export %+v, %v", data, err)
	}
	day := quiz.Day{Year: 2026, Month: 3, Day: 12}
	if book, err := e.Gradebook(ctx, "guild", "", day, day, now); err != nil || len(book.Rows) != 1 || book.Rows[0].Points != 100 {
		t.Errorf("gradebook %+v, %v", book, err)
	}
	if page, err := s.Board(ctx, quiz.BoardQuery{Community: "guild", Period: "all", Player: ann.ID, Rows: 1, Now: now}); err != nil || page.Own == nil || page.Own.Points != 100 {
		t.Errorf("leaderboard %+v, %v", page, err)
	}
	if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestABotThatIsInvitedAgainFindsEverything(t *testing.T) {
	s, e, _ := leaving(t)
	ctx := t.Context()
	if was, err := e.Return(ctx, "guild"); was || err != nil {
		t.Errorf("never removed, yet it returned: %v, %v", was, err)
	}
	if err := e.Leave(ctx, "guild", nine); err != nil {
		t.Fatal(err)
	}
	if known, err := e.Communities(ctx); err != nil || !reflect.DeepEqual(known, []quiz.CommunityID{"other"}) {
		t.Errorf("communities %v, %v", known, err)
	}
	if was, err := e.Return(ctx, "guild"); !was || err != nil {
		t.Errorf("returned: %v, %v", was, err)
	}
	if known, err := e.Communities(ctx); err != nil || !reflect.DeepEqual(known, []quiz.CommunityID{"guild", "other"}) {
		t.Errorf("communities %v, %v", known, err)
	}
	if _, err := e.Expire(ctx, nine.Add(2*quiz.KeepAfterLeaving)); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPaused(ctx, "guild", "one", false, nine); err != nil {
		t.Errorf("the schedule cannot be resumed: %v", err)
	}
	if data, err := e.Export(ctx, "guild", ann.ID, nine); err != nil || len(data.Answers) != 1 {
		t.Errorf("export %+v, %v", data, err)
	}
	// Removed again, the time begins anew.
	if err := e.Leave(ctx, "guild", nine.AddDate(0, 0, 60)); err != nil {
		t.Fatal(err)
	}
	if n, err := e.Expire(ctx, nine.AddDate(0, 0, 61)); n != 0 || err != nil {
		t.Errorf("%d answers deleted a day after the second removal, %v", n, err)
	}
}
