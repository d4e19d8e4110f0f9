package store

import (
	"fmt"
	"testing"
)

// HotQuery is a query that members wait for, and the indexes its plan must name.
type HotQuery struct {
	SQL     string
	Indexes []string
	Sorts   bool // a few rows
}

// HotQueries are those on the way of an answer, a leaderboard, and the loop
// that looks every few seconds for what is due.
var HotQueries = map[string]HotQuery{
	"answer: its run":             {runsOf1, []string{"sqlite_autoindex_run_1", "sqlite_autoindex_answer_1"}, false},
	"answer: the runs of 64":      {runsOf64, []string{"u USING INDEX sqlite_autoindex_run_1", "a USING COVERING INDEX sqlite_autoindex_answer_1"}, false},
	"answer: finish the run":      {finishRun, []string{"sqlite_autoindex_run_1"}, false},
	"answer: the one that stands": {selectAnswer, []string{"sqlite_autoindex_answer_1"}, false},
	"run":                         {selectRun, []string{"sqlite_autoindex_run_1"}, false},
	"current run":                 {currentRun, []string{"run_player", "sqlite_autoindex_round_1"}, true},
	"history":                     {selectHistory, []string{"answer_player"}, false},
	"answer: mended meanwhile":    {amendmentsOfAsk, []string{"sqlite_autoindex_asked_1", "amendment_question"}, false},
	"round: what was mended":      {amendmentsOfRound, []string{"sqlite_autoindex_asked_1", "amendment_question"}, false},
	"extra time":                  {allowancesOfPlayer, []string{"sqlite_autoindex_allowance_1"}, false},
	"notices":                     {selectNotices, []string{"sqlite_autoindex_notice_1"}, false},
	"rounds to close":             {dueToClose, []string{"round_due"}, false},
	"open quizzes":                {openDaily, []string{"round_daily"}, true},
	"leaderboard: waiting":        {boardWaiting, []string{"answer_waiting"}, false},
	"leaderboard: page":           {boardPage, []string{"score_top", "sqlite_autoindex_player_1"}, false},
	"leaderboard: own row":        {boardOwn, []string{"sqlite_autoindex_score_1"}, false},
	"leaderboard: players":        {boardPlayers, []string{"COVERING INDEX score_top", "player_hidden"}, false},
	"leaderboard: better":         {boardBetter, []string{"COVERING INDEX score_top"}, false},
	"leaderboard: better, hidden": {boardBetterHidden, []string{"player_hidden"}, false},
	"review: cards":               {selectMemories, []string{"sqlite_autoindex_card_1"}, true},
	"review: card":                {selectMemory, []string{"INTEGER PRIMARY KEY"}, false},
	"review: store":               {setMemory, []string{"INTEGER PRIMARY KEY"}, false},
	"review: last":                {lastReview, []string{"review_player", "INTEGER PRIMARY KEY"}, false},
	"review: new cards today":     {firstSights, []string{"review_day"}, false},
	"reminders: due":              {remindersDue, []string{"learner_remind"}, false},
	"reminders: open":             {openReminders, []string{"reminder_open"}, false},
}

// LimitPages lets the database grow to so many pages more than it has.
func LimitPages(t testing.TB, s *Store, more int) {
	t.Helper()
	var pages int
	if err := s.writer.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+more)); err != nil {
		t.Fatal(err)
	}
}

// BackupMeanwhile is [Backup] with something that happens once the copy is made.
var BackupMeanwhile = backup
