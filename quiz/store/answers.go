package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"quizbot/quiz"
)

// newAnswer is an answer on its way into the database, and what became of it.
type newAnswer struct {
	answer       quiz.Answer
	shown, given string // as they are stored
	asks         int    // of the round
	counts       int64

	run      quiz.Run
	standing quiz.Answer
	stored   bool
	err      error // its own, which concerns no other
}

// AddAnswer stores an answer unless the player has one for that ask, and
// returns the one that stands, the run, and whether it was stored. With as many
// answers as the round has asks the run is finished. [quiz.ErrNotStarted]
// without a run.
func (s *Store) AddAnswer(ctx context.Context, a quiz.Answer, asks int, counts time.Time) (standing quiz.Answer, run quiz.Run, stored bool, err error) {
	n := &newAnswer{answer: a, shown: asJSON(a.Shown), given: asJSON(a.Given), asks: asks, counts: millis(counts)}
	if err := errors.Join(s.group.do(ctx, &write{answer: n}), n.err); err != nil {
		return quiz.Answer{}, quiz.Run{}, false, err
	}
	return n.standing, n.run, n.stored, nil
}

// The runs of answers that are to be stored, by the place of the answer: whether
// there is an answer already, and how many the run has where this one may be its
// last, else 0. And the rows of new answers. Both for 1, 4, 16 and 64 answers at
// once. A test reads their plans.
const (
	runsBegin = `
		WITH new (place, round, player, no, asks) AS (VALUES `
	runsEnd = `)
		SELECT new.place, u.community, u.seed, u.started_at, u.finished_at,
			EXISTS (SELECT 1 FROM answer a WHERE a.round = u.round AND a.player = u.player AND a.no = new.no),
			CASE WHEN new.no + 1 >= new.asks OR EXISTS (SELECT 1 FROM answer a WHERE a.round = u.round AND a.player = u.player AND a.no >= new.asks - 1)
				THEN (SELECT COUNT(*) FROM answer a WHERE a.round = u.round AND a.player = u.player)
				ELSE 0 END
		FROM new JOIN run u ON u.round = new.round AND u.player = new.player`
	five1    = `(?, ?, ?, ?, ?)`
	five4    = five1 + `, ` + five1 + `, ` + five1 + `, ` + five1
	five16   = five4 + `, ` + five4 + `, ` + five4 + `, ` + five4
	five64   = five16 + `, ` + five16 + `, ` + five16 + `, ` + five16
	runsOf1  = runsBegin + five1 + runsEnd
	runsOf4  = runsBegin + five4 + runsEnd
	runsOf16 = runsBegin + five16 + runsEnd
	runsOf64 = runsBegin + five64 + runsEnd

	insertAnswers = `
		INSERT INTO answer (round, no, player, community, question_version, shown, given, at, counts_at, correct, points)
		VALUES `
	eleven1         = `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	eleven4         = eleven1 + `, ` + eleven1 + `, ` + eleven1 + `, ` + eleven1
	eleven16        = eleven4 + `, ` + eleven4 + `, ` + eleven4 + `, ` + eleven4
	eleven64        = eleven16 + `, ` + eleven16 + `, ` + eleven16 + `, ` + eleven16
	insertAnswers1  = insertAnswers + eleven1
	insertAnswers4  = insertAnswers + eleven4
	insertAnswers16 = insertAnswers + eleven16
	insertAnswers64 = insertAnswers + eleven64
)

// atOnce returns how many of n answers the largest statement takes.
func atOnce(n int) int {
	switch {
	case n >= 64:
		return 64
	case n >= 16:
		return 16
	case n >= 4:
		return 4
	}
	return 1
}

// addAnswers stores answers of a group. What is wrong with one of them alone
// becomes its error; the error returned undoes them all.
func (s *Store) addAnswers(ctx context.Context, tx *sql.Tx, all []*newAnswer) error {
	type key struct {
		round  quiz.RoundID
		player quiz.PlayerID
	}
	for len(all) > 0 {
		// Of each run one answer at a time: the next must see it.
		pass, later := all, []*newAnswer(nil)
		if len(all) > 1 {
			seen := make(map[key]bool, len(all))
			pass = make([]*newAnswer, 0, len(all))
			for _, n := range all {
				k := key{n.answer.Round, n.answer.Player}
				if seen[k] {
					later = append(later, n)
					continue
				}
				seen[k] = true
				pass = append(pass, n)
			}
		}
		if err := s.addAnswersOfRuns(ctx, tx, pass); err != nil {
			return err
		}
		all = later
	}
	return nil
}

// addAnswersOfRuns stores answers of as many runs.
func (s *Store) addAnswersOfRuns(ctx context.Context, tx *sql.Tx, all []*newAnswer) error {
	found := make([]foundRun, len(all))
	for first := 0; first < len(all); {
		next := first + atOnce(len(all)-first)
		if err := s.findRuns(ctx, tx, all[first:next], found[first:next]); err != nil {
			return err
		}
		first = next
	}
	missing, communities := make([]*newAnswer, 0, len(all)), make([]string, 0, len(all))
	for i, n := range all {
		f := found[i]
		n.run, n.stored, n.err = quiz.Run{Round: n.answer.Round, Player: n.answer.Player, Seed: uint64(f.seed), StartedAt: instant(f.started), FinishedAt: instant(f.finished)}, false, nil
		switch {
		case !f.there:
			n.err = quiz.ErrNotStarted
		case f.answered:
			var err error
			if n.standing, err = scanAnswer(s.prepared(ctx, tx, selectAnswer).QueryRowContext(ctx, n.answer.Round, n.answer.Player, n.answer.No)); err != nil {
				return err
			}
		default:
			missing, communities = append(missing, n), append(communities, f.community)
			// What is known need not be read again.
			n.stored, n.standing = true, n.answer
			n.standing.At = instant(millis(n.answer.At))
			if f.answers+1 >= n.asks {
				n.run.FinishedAt = n.standing.At
			}
		}
	}
	for first := 0; first < len(missing); {
		next := first + atOnce(len(missing)-first)
		if err := s.insertAnswers(ctx, tx, missing[first:next], communities[first:next]); err != nil {
			return err
		}
		first = next
	}
	for _, n := range missing {
		if !n.run.FinishedAt.IsZero() {
			if _, err := s.prepared(ctx, tx, finishRun).ExecContext(ctx, millis(n.run.FinishedAt), n.answer.Round, n.answer.Player); err != nil {
				return err
			}
		}
		if err := s.judgeAgain(ctx, tx, &n.standing); err != nil {
			return err
		}
	}
	return nil
}

// foundRun is the run of a new answer.
type foundRun struct {
	there                   bool
	community               string
	seed, started, finished int64
	answered                bool // the ask of the new answer
	answers                 int  // where the new one may be the last
}

// findRuns reads the runs of answers into found; their number is one of atOnce.
func (s *Store) findRuns(ctx context.Context, tx *sql.Tx, answers []*newAnswer, found []foundRun) error {
	query := runsOf1
	switch len(answers) {
	case 64:
		query = runsOf64
	case 16:
		query = runsOf16
	case 4:
		query = runsOf4
	}
	args := make([]any, 0, 5*len(answers))
	for i, n := range answers {
		args = append(args, int64(i), string(n.answer.Round), string(n.answer.Player), int64(n.answer.No), int64(n.asks))
	}
	rows, err := s.prepared(ctx, tx, query).QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var place int
		f := foundRun{there: true}
		if err := rows.Scan(&place, &f.community, &f.seed, &f.started, &f.finished, &f.answered, &f.answers); err != nil {
			return err
		}
		found[place] = f
	}
	return errors.Join(rows.Err(), rows.Close())
}

// insertAnswers stores answers of these communities that are known to be new;
// their number is one of atOnce.
func (s *Store) insertAnswers(ctx context.Context, tx *sql.Tx, answers []*newAnswer, communities []string) error {
	query := insertAnswers1
	switch len(answers) {
	case 64:
		query = insertAnswers64
	case 16:
		query = insertAnswers16
	case 4:
		query = insertAnswers4
	}
	args := make([]any, 0, 11*len(answers))
	for i, n := range answers {
		a, correct := n.answer, int64(0)
		if a.Verdict.Correct {
			correct = 1
		}
		args = append(args, string(a.Round), int64(a.No), string(a.Player), communities[i], int64(a.QuestionVersion),
			n.shown, n.given, millis(a.At), n.counts, correct, int64(a.Verdict.Points))
	}
	_, err := s.prepared(ctx, tx, query).ExecContext(ctx, args...)
	return err
}
