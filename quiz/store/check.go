package store

import (
	"context"
	"fmt"

	"quizbot/quiz"
)

// Check returns what contradicts itself in the database, one sentence each:
// damage, verdicts that are not those of the answers, runs that are not as far
// as their answers, scores that are not their sum. Nil when nothing does. It reads everything.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	problems, err := collect(ctx, s.read, func(row scanner) (text string, err error) { return text, row.Scan(&text) },
		`SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`)
	if err != nil {
		return nil, err
	}
	ids, err := collect(ctx, s.read, func(row scanner) (id quiz.RoundID, err error) { return id, row.Scan(&id) },
		`SELECT id FROM round ORDER BY id`)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		round, err := s.Round(ctx, id)
		if err != nil {
			return nil, err
		}
		runs, err := collect(ctx, s.read, scanRun, `SELECT `+runColumns+` FROM run WHERE round = ? ORDER BY player`, id)
		if err != nil {
			return nil, err
		}
		for _, run := range runs {
			answers, err := s.Answers(ctx, id, run.Player)
			if err != nil {
				return nil, err
			}
			for _, a := range answers {
				if a.No < 0 || a.No >= len(round.Asks) {
					problems = append(problems, fmt.Sprintf("round %s, player %s: an answer to question %d, of %d", id, a.Player, a.No, len(round.Asks)))
					continue
				}
				if want := round.Asks[a.No].Judge(a.Given); len(a.Given) > 0 && a.Verdict != want {
					problems = append(problems, fmt.Sprintf("round %s, player %s, question %d: the verdict %+v is stored, the answer deserves %+v", id, a.Player, a.No, a.Verdict, want))
				}
			}
			if finished := len(answers) >= len(round.Asks); finished == run.FinishedAt.IsZero() {
				problems = append(problems, fmt.Sprintf("round %s, player %s: %d of %d answers, yet finished is %v", id, run.Player, len(answers), len(round.Asks), !finished))
			}
		}
	}
	sums, err := collect(ctx, s.read, func(row scanner) (text string, err error) { return text, row.Scan(&text) }, `
		SELECT 'the scores of community ' || x.community || ', player ' || x.player || ' are not the sum of the answers' FROM (
			SELECT community, player, SUM(points) AS points, SUM(correct) AS correct, COUNT(*) AS answered
			FROM answer WHERE scored = 1 GROUP BY community, player) x
		LEFT JOIN score s ON s.community = x.community AND s.period = 'all' AND s.bank = '' AND s.player = x.player
		WHERE s.player IS NULL OR s.points <> x.points OR s.correct <> x.correct OR s.answered <> x.answered
		UNION ALL
		SELECT 'community ' || community || ', player ' || player || ' has a score without an answer' FROM score s
		WHERE NOT EXISTS (SELECT 1 FROM answer a WHERE a.community = s.community AND a.player = s.player AND a.scored = 1)`)
	return append(problems, sums...), err
}
