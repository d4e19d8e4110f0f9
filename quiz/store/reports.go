package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"quizbot/quiz"
)

// OneReport returns a report of a community; [quiz.ErrNoReport] when it has
// none of that number.
func (s *Store) OneReport(ctx context.Context, community quiz.CommunityID, id int64) (quiz.Report, error) {
	return reportIn(ctx, s.read, community, id)
}

func reportIn(ctx context.Context, q querier, community quiz.CommunityID, id int64) (quiz.Report, error) {
	r, err := scanReport(q.QueryRowContext(ctx, `SELECT `+reportColumns+` FROM report WHERE id = ? AND community = ?`, id, community))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Report{}, quiz.ErrNoReport
	}
	return r, err
}

// DecideReport notes what became of an open report and that its reporter is to
// be told. A report that was decided is returned with [quiz.ErrReportDecided].
func (s *Store) DecideReport(ctx context.Context, community quiz.CommunityID, id int64, state quiz.ReportState, answer string, by quiz.PlayerID, stem string, at time.Time) (quiz.Report, error) {
	var r quiz.Report
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		if r, err = reportIn(ctx, tx, community, id); err != nil {
			return err
		}
		if r.State != quiz.ReportOpen {
			return quiz.ErrReportDecided
		}
		if err := decideReport(ctx, tx, r, state, answer, by, stem, at); err != nil {
			return err
		}
		r, err = reportIn(ctx, tx, community, id)
		return err
	})
	return r, err
}

// reopenReports has the reports that an amendment settled wait again, and
// withdraws what their reporters were not told yet.
func reopenReports(ctx context.Context, tx *sql.Tx, a quiz.Amendment) error {
	settled, err := collect(ctx, tx, scanReport, `
		SELECT `+reportColumns+` FROM report WHERE community = ? AND bank = ? AND question = ? AND state = ? AND decided_at = ?`,
		a.Community, a.Bank, a.Question, quiz.ReportMended, millis(a.At))
	if err != nil {
		return err
	}
	for _, r := range settled {
		if _, err := tx.ExecContext(ctx, `UPDATE report SET state = ?, answer = '', decided_by = '', decided_at = 0 WHERE id = ?`, quiz.ReportOpen, r.ID); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM notice WHERE community = ? AND player = ? AND subject = ?`, r.Community, r.Player, decisionOn(r.ID)); err != nil {
			return err
		}
	}
	return nil
}

// decisionOn is the subject of the notice on what became of a report.
func decisionOn(report int64) string { return fmt.Sprint("report/", report) }

func decideReport(ctx context.Context, tx *sql.Tx, r quiz.Report, state quiz.ReportState, answer string, by quiz.PlayerID, stem string, at time.Time) error {
	if _, err := tx.ExecContext(ctx, `UPDATE report SET state = ?, answer = ?, decided_by = ?, decided_at = ? WHERE id = ?`,
		state, answer, by, millis(at), r.ID); err != nil {
		return err
	}
	return addNotice(ctx, tx, r.Community, r.Player, quiz.Notice{
		Subject: decisionOn(r.ID), Kind: quiz.Decided, Stem: stem, Text: string(state) + " " + answer, At: at,
	})
}
