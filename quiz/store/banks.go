package store

import (
	"context"
	"database/sql"
	"errors"

	"quizbot/questions"
	"quizbot/quiz"
)

// Bank returns the newest version of a bank in exactly that community;
// [quiz.ErrNoBank] when there is none. It is shared with others who ask for
// it, so it must not be changed.
func (s *Store) Bank(ctx context.Context, community quiz.CommunityID, name string) (quiz.BankVersion, error) {
	key := bankKey{community: community, name: name}
	err := s.read.QueryRowContext(ctx, `
		SELECT number, sha256, at FROM bank
		WHERE community = ? AND name = ?
		ORDER BY number DESC
		LIMIT 1`, community, name).Scan(&key.number, &key.sha256, &key.at)
	if errors.Is(err, sql.ErrNoRows) {
		return quiz.BankVersion{}, quiz.ErrNoBank
	}
	if err != nil {
		return quiz.BankVersion{}, err
	}
	if v, ok := s.banks.get(key); ok {
		return v, nil
	}
	var content, versions string
	if err := s.read.QueryRowContext(ctx, `
		SELECT content, versions FROM bank
		WHERE community = ? AND name = ? AND number = ?`, community, name, key.number).Scan(&content, &versions); err != nil {
		return quiz.BankVersion{}, err
	}
	v := quiz.BankVersion{Bank: new(questions.Bank), Number: key.number, SHA256: key.sha256, At: instant(key.at)}
	if err := errors.Join(fromJSON(content, v.Bank), fromJSON(versions, &v.Versions)); err != nil {
		return quiz.BankVersion{}, err
	}
	s.banks.put(key, v, len(content)+len(versions))
	return v, nil
}

// AddBank stores a version whose number is new.
func (s *Store) AddBank(ctx context.Context, community quiz.CommunityID, v quiz.BankVersion, info quiz.BankInfo) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return addBank(ctx, tx, community, v, info) })
}

func addBank(ctx context.Context, tx *sql.Tx, community quiz.CommunityID, v quiz.BankVersion, info quiz.BankInfo) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO bank (community, name, number, title, approved, topics, sha256, at, content, versions)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		community, v.Bank.Name, v.Number, info.Title, info.Questions, asJSON(info.Topics), v.SHA256, millis(v.At),
		asJSON(v.Bank), asJSON(v.Versions))
	return err
}

// PutBank stores v as the newest version of a bank if that is still the given
// one: in its place when the numbers are the same, otherwise after it.
// [quiz.ErrBankChanged] when the newest one is another.
func (s *Store) PutBank(ctx context.Context, community quiz.CommunityID, newest quiz.BankRevision, v quiz.BankVersion, info quiz.BankInfo) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var is quiz.BankRevision
		err := tx.QueryRowContext(ctx, `
			SELECT number, sha256 FROM bank
			WHERE community = ? AND name = ?
			ORDER BY number DESC
			LIMIT 1`, community, v.Bank.Name).Scan(&is.Number, &is.SHA256)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if is != newest {
			return quiz.ErrBankChanged
		}
		if v.Number == is.Number {
			if _, err := tx.ExecContext(ctx, `DELETE FROM bank WHERE community = ? AND name = ? AND number = ?`, community, v.Bank.Name, v.Number); err != nil {
				return err
			}
		}
		return addBank(ctx, tx, community, v, info)
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
