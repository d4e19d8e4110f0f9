package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

const amendmentColumns = `id, community, bank, question, state, undoes, before, after, since, version, report, author, reason, at, undone_by, undone_at, effect, channel`

func scanAmendment(row scanner) (quiz.Amendment, error) {
	var a quiz.Amendment
	var before, after, effect string
	var at, undone int64
	if err := row.Scan(&a.ID, &a.Community, &a.Bank, &a.Question, &a.State, &a.Undoes, &before, &after, &a.Since, &a.Version, &a.Report,
		&a.By, &a.Reason, &at, &a.UndoneBy, &undone, &effect, &a.Channel); err != nil {
		return quiz.Amendment{}, err
	}
	a.At, a.UndoneAt = instant(at), instant(undone)
	return a, errors.Join(fromJSON(before, &a.Before), fromJSON(after, &a.After), fromJSON(effect, &a.Effect))
}

// What decides about the asks of a round, and about one of them. A test reads
// their plans.
const (
	amendmentsOfRound = `
		SELECT m.id, m.question, m.state, m.since, m.version, m.after
		FROM asked k JOIN amendment m ON m.community = k.community AND m.bank = k.bank AND m.question = k.question AND m.state = 'applied'
		WHERE k.round = ?`
	amendmentsOfAsk = amendmentsOfRound + ` AND k.no = ?`
)

// decidingAmendment is the one by which answers to the ask k are judged, 0 for
// the question as it was asked: what [deciding] finds, in SQL.
const decidingAmendment = `COALESCE((
	SELECT MAX(m.id) FROM amendment m
	WHERE m.community = k.community AND m.bank = k.bank AND m.question = k.question AND m.state = 'applied'
	  AND m.since <= k.version AND m.version > k.version), 0)`

func scanDeciding(row scanner) (quiz.Amendment, error) {
	var a quiz.Amendment
	var after string
	if err := row.Scan(&a.ID, &a.Question, &a.State, &a.Since, &a.Version, &after); err != nil {
		return quiz.Amendment{}, err
	}
	return a, fromJSON(after, &a.After)
}

// deciding returns the marking by which asks of a version are judged, nil for
// the question as it was asked.
func deciding(all []quiz.Amendment, question questions.QuestionID, version int) *quiz.Marking {
	var newest *quiz.Amendment
	for i, a := range all {
		if a.Question == question && a.Decides(version) && (newest == nil || a.ID > newest.ID) {
			newest = &all[i]
		}
	}
	if newest == nil {
		return nil
	}
	return &newest.After
}

// addAsked notes where the questions of a new round are asked.
func addAsked(ctx context.Context, tx *sql.Tx, r quiz.Round) error {
	for no, ask := range r.Asks {
		if _, err := tx.ExecContext(ctx, `INSERT INTO asked (round, no, community, bank, question, version) VALUES (?, ?, ?, ?, ?, ?)`,
			r.ID, no, r.Venue.Community, r.Bank, ask.Question.ID, ask.Version); err != nil {
			return err
		}
	}
	return nil
}

// amended returns the round with the questions that were mended since.
func amended(ctx context.Context, q querier, r quiz.Round) (quiz.Round, error) {
	all, err := collect(ctx, q, scanDeciding, amendmentsOfRound, r.ID)
	for i := range r.Asks {
		r.Asks[i].Mended = deciding(all, r.Asks[i].Question.ID, r.Asks[i].Version)
	}
	return r, err
}

// judgeAgain judges an answer that was just stored by what was mended while it
// was on its way.
func (s *Store) judgeAgain(ctx context.Context, tx *sql.Tx, a *quiz.Answer) error {
	if !s.mended.Load() {
		return nil
	}
	rows, err := s.prepared(ctx, tx, amendmentsOfAsk).QueryContext(ctx, a.Round, a.No)
	if err != nil {
		return err
	}
	var all []quiz.Amendment
	for rows.Next() {
		one, err := scanDeciding(rows)
		if err != nil {
			rows.Close()
			return err
		}
		all = append(all, one)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(all) == 0 {
		return err
	}
	marking := deciding(all, all[0].Question, a.QuestionVersion)
	if marking == nil {
		return nil
	}
	a.Verdict = marking.Judge(a.Given)
	return setVerdict(ctx, tx, *a)
}

func setVerdict(ctx context.Context, tx *sql.Tx, a quiz.Answer) error {
	correct := 0
	if a.Verdict.Correct {
		correct = 1
	}
	_, err := tx.ExecContext(ctx, `UPDATE answer SET correct = ?, points = ? WHERE round = ? AND player = ? AND no = ?`,
		correct, a.Verdict.Points, a.Round, a.Player, a.No)
	return err
}

// judge judges every answer to the question of an amendment as if it were
// applied, and where takes is given that one were undone.
func judge(ctx context.Context, q querier, a quiz.Amendment) (quiz.Effect, []quiz.Judged, map[quiz.PlayerID]int, error) {
	none := func(err error) (quiz.Effect, []quiz.Judged, map[quiz.PlayerID]int, error) {
		return quiz.Effect{}, nil, nil, err
	}
	all, err := collect(ctx, q, scanAmendment, `
		SELECT `+amendmentColumns+` FROM amendment
		WHERE community = ? AND bank = ? AND question = ? AND state = 'applied'`, a.Community, a.Bank, a.Question)
	if err != nil {
		return none(err)
	}
	all = slices.DeleteFunc(all, func(other quiz.Amendment) bool { return a.Undoes != 0 && other.ID == a.Undoes })
	a.State = quiz.Applied
	if a.ID == 0 {
		a.ID = 1 << 62 // newer than all
	}
	all = append(all, a)
	rounds, err := collect(ctx, q, scanRound, `
		SELECT `+roundColumns+` FROM round
		WHERE id IN (SELECT round FROM asked WHERE community = ? AND bank = ? AND question = ?)
		ORDER BY opened_at, id`, a.Community, a.Bank, a.Question)
	if err != nil {
		return none(err)
	}
	var judged []quiz.Judged
	effect := quiz.Effect{}
	for _, r := range rounds {
		for no, ask := range r.Asks {
			if ask.Question.ID != a.Question {
				continue
			}
			ask.Mended = deciding(all, ask.Question.ID, ask.Version)
			answers, err := collect(ctx, q, scanAnswer, `SELECT `+answerColumns+` FROM answer WHERE round = ? AND no = ?`, r.ID, no)
			if err != nil {
				return none(err)
			}
			for _, answer := range answers {
				if len(answer.Given) == 0 { // removed for its age: what it was worth stands
					continue
				}
				judged = append(judged, quiz.Judged{Answer: answer, Counts: r.Kind != quiz.Practice, After: ask.Judge(answer.Given)})
			}
			if r.Kind != quiz.Practice {
				effect.Channel = r.Venue.Channel
			}
		}
	}
	channel := effect.Channel
	effect, difference := quiz.EffectOf(len(rounds), judged, a.After)
	effect.Channel = channel
	return effect, judged, difference, nil
}

// AddDraft stores a draft in place of its author's earlier ones on the question.
func (s *Store) AddDraft(ctx context.Context, a quiz.Amendment) (quiz.Amendment, error) {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		effect, _, _, err := judge(ctx, tx, a)
		if err != nil {
			return err
		}
		a.Effect = effect
		// Before the earlier ones go: the highest number would be given again, and
		// the button under the earlier preview would apply this draft.
		if a.ID, err = insertAmendment(ctx, tx, a); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			DELETE FROM amendment WHERE community = ? AND id <> ? AND state = 'draft' AND (bank = ? AND question = ? AND author = ? OR at < ?)`,
			a.Community, a.ID, a.Bank, a.Question, a.By, millis(a.At.AddDate(0, 0, -1)))
		return err
	})
	return a, err
}

func insertAmendment(ctx context.Context, tx *sql.Tx, a quiz.Amendment) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `
		INSERT INTO amendment (community, bank, question, state, undoes, before, after, since, version, report, author, reason, at, undone_by, undone_at, effect, channel)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, ?, ?)
		RETURNING id`,
		a.Community, a.Bank, a.Question, a.State, a.Undoes, asJSON(a.Before), asJSON(a.After), a.Since, a.Version, a.Report, a.By, a.Reason,
		millis(a.At), asJSON(a.Effect), a.Channel).Scan(&id)
	return id, err
}

// Amendment returns one of a community; [quiz.ErrNoAmendment] when it has none
// of that number.
func (s *Store) Amendment(ctx context.Context, community quiz.CommunityID, id int64) (quiz.Amendment, error) {
	return amendmentIn(ctx, s.read, community, id)
}

func amendmentIn(ctx context.Context, q querier, community quiz.CommunityID, id int64) (quiz.Amendment, error) {
	a, err := scanAmendment(q.QueryRowContext(ctx, `
		SELECT `+amendmentColumns+` FROM amendment WHERE id = ? AND community = ?`, id, community))
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.Amendment{}, quiz.ErrNoAmendment
	}
	return a, err
}

// Amendments returns those of a community that were applied, newest first.
func (s *Store) Amendments(ctx context.Context, community quiz.CommunityID, limit int) ([]quiz.Amendment, error) {
	return collect(ctx, s.read, scanAmendment, `
		SELECT `+amendmentColumns+` FROM amendment
		WHERE community = ? AND state <> 'draft' ORDER BY id DESC LIMIT ?`, community, limit)
}

// Amend applies an amendment, all of it or nothing: see [quiz.AmendmentStore].
func (s *Store) Amend(ctx context.Context, a quiz.Amendment, v *quiz.BankVersion, info quiz.BankInfo, now time.Time) (quiz.Amendment, error) {
	drafted := a
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		s.mended.Store(true) // from the next write on, also if this one fails
		a = drafted          // a second try begins anew
		if a.Undoes != 0 {
			undone, err := amendmentIn(ctx, tx, a.Community, a.Undoes)
			if err != nil {
				return err
			}
			if undone.State != quiz.Applied {
				a = undone
				return nil
			}
			if _, err := tx.ExecContext(ctx, `UPDATE amendment SET state = 'undone', undone_by = ?, undone_at = ? WHERE id = ?`,
				a.By, millis(now), a.Undoes); err != nil {
				return err
			}
			if err := reopenReports(ctx, tx, undone); err != nil {
				return err
			}
		} else {
			there, err := amendmentIn(ctx, tx, a.Community, a.ID)
			if err != nil {
				return err
			}
			if there.State != quiz.Drafted {
				a = there
				return nil
			}
		}
		if err := newestBank(ctx, tx, a.Community, v); err != nil {
			return err
		}
		if err := addBank(ctx, tx, a.Community, *v, info); err != nil {
			return err
		}
		return s.regrade(ctx, tx, &a, now)
	})
	return a, err
}

// newestBank returns [quiz.ErrChanged] unless v follows the newest version in
// the community, or the newest shared one where it has none of its own. Within
// one number, questions are approved and retired: then the hash is another.
func newestBank(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, v *quiz.BankVersion) error {
	const newest = `SELECT number, sha256 FROM bank WHERE community = ? AND name = ? ORDER BY number DESC LIMIT 1`
	for _, owner := range []quiz.CommunityID{community, ""} {
		var is quiz.BankRevision
		err := tx.QueryRowContext(ctx, newest, owner, v.Bank.Name).Scan(&is.Number, &is.SHA256)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		if is.Number == v.Number-1 && (v.Follows == "" || v.Follows == is.SHA256) {
			return nil
		}
		break
	}
	return quiz.ErrChanged
}

// regrade gives every answer the verdict that it deserves with the amendment,
// and notes whom that concerns.
func (s *Store) regrade(ctx context.Context, tx *sql.Tx, a *quiz.Amendment, now time.Time) error {
	effect, judged, difference, err := judge(ctx, tx, *a)
	if err != nil {
		return err
	}
	a.State, a.Effect = quiz.Applied, effect
	if effect.Gained+effect.Lost > 0 {
		a.Channel = effect.Channel
	}
	if a.Undoes != 0 {
		a.ID, err = insertAmendment(ctx, tx, *a)
	} else {
		_, err = tx.ExecContext(ctx, `UPDATE amendment SET state = 'applied', author = ?, at = ?, effect = ?, channel = ? WHERE id = ?`,
			a.By, millis(a.At), asJSON(a.Effect), a.Channel, a.ID)
	}
	if err != nil {
		return err
	}
	changed := make(map[quiz.PlayerID]bool)
	for _, j := range judged {
		if j.After == j.Answer.Verdict {
			continue
		}
		j.Answer.Verdict = j.After
		if err := setVerdict(ctx, tx, j.Answer); err != nil {
			return err
		}
		if j.Counts {
			changed[j.Answer.Player] = true
		}
	}
	for player := range changed {
		if err := recount(ctx, tx, a.Community, player); err != nil {
			return err
		}
	}
	for player, points := range difference {
		if err := addNotice(ctx, tx, a.Community, player, quiz.Notice{
			Subject: "regraded/" + a.Bank + "/" + string(a.Question), Kind: quiz.Regraded, Stem: a.After.Question.Stem, Points: points, At: now,
		}); err != nil {
			return err
		}
	}
	if a.Undoes != 0 {
		return nil
	}
	open, err := collect(ctx, tx, scanReport, `
		SELECT `+reportColumns+` FROM report WHERE community = ? AND bank = ? AND question = ? AND state = ?`, a.Community, a.Bank, a.Question, quiz.ReportOpen)
	if err != nil {
		return err
	}
	for _, r := range open {
		if err := decideReport(ctx, tx, r, quiz.ReportMended, a.Reason, a.By, a.After.Question.Stem, now); err != nil {
			return err
		}
	}
	return nil
}

// addNotice stores what a member is to be told; points of the same subject
// that they were not told yet add up.
func addNotice(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, player quiz.PlayerID, n quiz.Notice) error {
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO notice (community, player, subject, kind, stem, points, text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (community, player, subject) DO UPDATE SET
			stem = excluded.stem, points = notice.points + excluded.points, text = excluded.text, at = excluded.at`,
		community, player, n.Subject, n.Kind, n.Stem, n.Points, n.Text, millis(n.At)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM notice WHERE community = ? AND player = ? AND kind = ? AND points = 0`, community, player, quiz.Regraded)
	return err
}

// Untold returns the amendments that a channel is to be told of.
func (s *Store) Untold(ctx context.Context) ([]quiz.Amendment, error) {
	return collect(ctx, s.read, scanAmendment, untold)
}

const untold = `SELECT ` + amendmentColumns + ` FROM amendment WHERE channel <> '' ORDER BY id`

// Told notes that the channel was told.
func (s *Store) Told(ctx context.Context, id int64) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE amendment SET channel = '' WHERE id = ?`, id)
		return err
	})
}

const selectNotices = `
	SELECT subject, kind, stem, points, text, at FROM notice WHERE community = ? AND player = ?`

// Notices returns what a member is to be told.
func (s *Store) Notices(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID) ([]quiz.Notice, error) {
	all, err := collect(ctx, s.read, func(row scanner) (quiz.Notice, error) {
		var n quiz.Notice
		var at int64
		err := row.Scan(&n.Subject, &n.Kind, &n.Stem, &n.Points, &n.Text, &at)
		n.At = instant(at)
		return n, err
	}, selectNotices, community, player)
	slices.SortFunc(all, func(a, b quiz.Notice) int { return a.At.Compare(b.At) })
	return all, err
}

// Noticed deletes notices that the member was told, unless they have changed
// meanwhile.
func (s *Store) Noticed(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, told []quiz.Notice) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, n := range told {
			if _, err := tx.ExecContext(ctx, `DELETE FROM notice WHERE community = ? AND player = ? AND subject = ? AND at = ?`,
				community, player, n.Subject, millis(n.At)); err != nil {
				return fmt.Errorf("notice %s: %w", n.Subject, err)
			}
		}
		return nil
	})
}
