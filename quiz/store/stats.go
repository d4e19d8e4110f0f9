package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"quizbot/questions"
	"quizbot/quiz"
)

// RoundsAsking returns the daily and live rounds of a community that asked a
// question, oldest first.
func (s *Store) RoundsAsking(ctx context.Context, community quiz.CommunityID, bank string, id questions.QuestionID) ([]quiz.Round, error) {
	rounds, err := collect(ctx, s.read, scanRound, `
		SELECT `+roundColumns+` FROM round
		WHERE id IN (SELECT round FROM asked WHERE community = ? AND bank = ? AND question = ?) AND kind IN (?, ?)
		ORDER BY opened_at, id`, community, bank, id, quiz.Daily, quiz.Live)
	if err != nil {
		return nil, err
	}
	for i := range rounds {
		if rounds[i], err = amended(ctx, s.read, rounds[i]); err != nil {
			return nil, err
		}
	}
	return rounds, nil
}

// CountQuestions counts the answers to each question of a bank, in daily and
// live rounds that are over.
func (s *Store) CountQuestions(ctx context.Context, community quiz.CommunityID, bank string, now time.Time) ([]quiz.QuestionCount, error) {
	return collect(ctx, s.read, func(row scanner) (c quiz.QuestionCount, err error) {
		return c, row.Scan(&c.Question, &c.Answers, &c.Correct, &c.Points, &c.Reports)
	}, `
		SELECT k.question, COUNT(a.no), COALESCE(SUM(a.correct), 0), COALESCE(SUM(a.points), 0),
		       (SELECT COUNT(*) FROM report p WHERE p.community = ? AND p.bank = ? AND p.question = k.question AND p.state = 'open')
		FROM asked k
		JOIN round r ON r.id = k.round AND r.kind IN (?, ?) AND r.closes_at > 0 AND r.closes_at <= ?
		LEFT JOIN answer a ON a.round = k.round AND a.no = k.no
		WHERE k.community = ? AND k.bank = ?
		GROUP BY k.question
		ORDER BY k.question`, community, bank, quiz.Daily, quiz.Live, millis(now), community, bank)
}

// MeanOf returns the share of points of a player's answers that count, and of
// how many, without one question.
func (s *Store) MeanOf(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, from, to time.Time, bank string, without questions.QuestionID) (mean float64, answers int, err error) {
	var points int
	err = s.read.QueryRowContext(ctx, `
		SELECT COUNT(*), COALESCE(SUM(a.points), 0)
		FROM answer a JOIN asked k ON k.round = a.round AND k.no = a.no
		WHERE a.community = ? AND a.player = ? AND a.at >= ? AND a.at < ? AND a.counts_at > 0 AND NOT (k.bank = ? AND k.question = ?)`,
		community, player, millis(from), millis(to), bank, without).Scan(&answers, &points)
	return float64(points) / 100 / float64(max(1, answers)), answers, err
}

// Weeks returns a player's points of the last weeks with any, oldest first.
func (s *Store) Weeks(ctx context.Context, community quiz.CommunityID, player quiz.PlayerID, limit int) ([]quiz.WeekScore, error) {
	weeks, err := collect(ctx, s.read, func(row scanner) (quiz.WeekScore, error) {
		var w quiz.WeekScore
		var period string
		if err := row.Scan(&period, &w.Points); err != nil {
			return quiz.WeekScore{}, err
		}
		var err error
		w.First, err = quiz.ParseDay(strings.TrimPrefix(period, "week/"))
		return w, err
	}, `
		SELECT period, points FROM score
		WHERE community = ? AND player = ? AND bank = '' AND period >= 'week/' AND period < 'week0'
		ORDER BY period DESC LIMIT ?`, community, player, limit)
	slices.Reverse(weeks)
	return weeks, err
}
