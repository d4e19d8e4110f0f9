-- +goose Up

-- What members reached, kept up to date with the answers from which it follows:
-- the rows of a community can be deleted and are added up again. Period is "all",
-- "day/2026-03-29", "week/...", "month/2026-03" or "term/..."; bank '' is all banks.
CREATE TABLE score (
  community TEXT    NOT NULL,
  period    TEXT    NOT NULL,
  bank      TEXT    NOT NULL,
  player    TEXT    NOT NULL,
  points    INTEGER NOT NULL,
  correct   INTEGER NOT NULL,
  answered  INTEGER NOT NULL,
  reached   BIGINT  NOT NULL, -- the last answer with points, else the first one
  PRIMARY KEY (community, period, bank, player)
);
CREATE INDEX score_top ON score (community, period, bank, points DESC, reached, player);
CREATE INDEX score_player ON score (community, player);

-- Answers that are in the scores; those that count are waiting until then.
ALTER TABLE answer ADD COLUMN scored INTEGER NOT NULL DEFAULT 0;
CREATE INDEX answer_waiting ON answer (community, counts_at) WHERE scored = 0 AND counts_at > 0;
DROP INDEX answer_counts; -- served the sums that the table replaces

ALTER TABLE settings ADD COLUMN terms TEXT NOT NULL DEFAULT '[]';

ALTER TABLE player ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0; -- from leaderboards
CREATE INDEX player_hidden ON player (community, id) WHERE hidden = 1;

-- Without the moment of the last touch, which every answer moves.
DROP INDEX run_player;
CREATE INDEX run_player ON run (community, player, started_at);
