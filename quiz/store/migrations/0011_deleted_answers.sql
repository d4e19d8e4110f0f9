-- +goose Up

-- Counts of deleted answers belong to the amendment by which the answers were
-- judged (0 = the question as it was asked): nobody can judge them anew. Those
-- there are go on counting as they do.
CREATE TABLE deleted (
  round     TEXT    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  no        INTEGER NOT NULL,
  amendment BIGINT  NOT NULL,
  answered  INTEGER NOT NULL,
  correct   INTEGER NOT NULL,
  PRIMARY KEY (round, no, amendment)
);
INSERT INTO deleted (round, no, amendment, answered, correct)
SELECT d.round, d.no, COALESCE((
  SELECT MAX(m.id) FROM asked k JOIN amendment m ON m.community = k.community AND m.bank = k.bank AND m.question = k.question
  WHERE k.round = d.round AND k.no = d.no AND m.state = 'applied' AND m.since <= k.version AND m.version > k.version), 0),
  d.answered, d.correct
FROM deleted_answer d;
DROP TABLE deleted_answer;
ALTER TABLE deleted RENAME TO deleted_answer;
