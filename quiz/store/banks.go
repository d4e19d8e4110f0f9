package store

import (
	"context"
	"database/sql"
	"errors"

	"quizbot/questions"
	"quizbot/quiz"
)

// Bank returns the newest version of a bank in exactly that community;
// [quiz.ErrNoBank] when there is none.
func (s *Store) Bank(ctx context.Context, community quiz.CommunityID, name string) (quiz.BankVersion, error) {
	v := quiz.BankVersion{Bank: new(questions.Bank)}
	var at int64
	var content, versions string
	err := s.read.QueryRowContext(ctx, `
		SELECT number, sha256, at, content, versions FROM bank
		WHERE community = ? AND name = ?
		ORDER BY number DESC
		LIMIT 1`, community, name).Scan(&v.Number, &v.SHA256, &at, &content, &versions)
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.BankVersion{}, quiz.ErrNoBank
	}
	if err != nil {
		return quiz.BankVersion{}, err
	}
	v.At = instant(at)
	return v, errors.Join(fromJSON(content, v.Bank), fromJSON(versions, &v.Versions))
}

// AddBank stores a version whose number is new.
func (s *Store) AddBank(ctx context.Context, community quiz.CommunityID, v quiz.BankVersion, info quiz.BankInfo) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO bank (community, name, number, title, approved, topics, sha256, at, content, versions)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			community, v.Bank.Name, v.Number, info.Title, info.Questions, asJSON(info.Topics), v.SHA256, millis(v.At),
			asJSON(v.Bank), asJSON(v.Versions))
		return err
	})
}

// Banks describes the newest version of every bank in exactly that community,
// by name.
func (s *Store) Banks(ctx context.Context, community quiz.CommunityID) ([]quiz.BankInfo, error) {
	return collect(ctx, s.read, func(row scanner) (quiz.BankInfo, error) {
		var info quiz.BankInfo
		var topics string
		if err := row.Scan(&info.Name, &info.Title, &info.Questions, &topics, &info.Version); err != nil {
			return quiz.BankInfo{}, err
		}
		return info, fromJSON(topics, &info.Topics)
	}, `
		SELECT name, title, approved, topics, number FROM bank b
		WHERE community = ? AND number = (SELECT MAX(number) FROM bank WHERE community = b.community AND name = b.name)
		ORDER BY name`, community)
}
