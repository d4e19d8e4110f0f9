-- +goose Up

-- Instants are milliseconds since 1970 in UTC, 0 = none. Lists are JSON.

CREATE TABLE secret (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL -- lower-case hex
);

CREATE TABLE settings (
  community       TEXT    NOT NULL PRIMARY KEY,
  zone            TEXT    NOT NULL,
  day_starts_at   INTEGER NOT NULL,
  instructor_role TEXT    NOT NULL,
  quiz_channel    TEXT    NOT NULL,
  reveal          TEXT    NOT NULL
);

-- One row for each imported version; community '' shares a bank with all.
CREATE TABLE bank (
  community TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  title     TEXT    NOT NULL,
  approved  INTEGER NOT NULL, -- questions that can be played
  topics    TEXT    NOT NULL,
  sha256    TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  content   TEXT    NOT NULL,
  versions  TEXT    NOT NULL, -- of each question
  PRIMARY KEY (community, name, number)
);

CREATE TABLE round (
  id        TEXT    NOT NULL PRIMARY KEY,
  kind      TEXT    NOT NULL,
  community TEXT    NOT NULL,
  channel   TEXT    NOT NULL,
  owner     TEXT    NOT NULL,
  title     TEXT    NOT NULL,
  bank      TEXT    NOT NULL,
  topic     TEXT    NOT NULL,
  schedule  TEXT    NOT NULL,
  nominal   TEXT    NOT NULL,
  late      INTEGER NOT NULL,
  reveal    TEXT    NOT NULL,
  asks      TEXT    NOT NULL, -- copies of the questions
  questions TEXT    NOT NULL, -- their ids
  opened_at BIGINT  NOT NULL,
  closes_at BIGINT  NOT NULL,
  closed_at BIGINT  NOT NULL,
  post      TEXT    NOT NULL,
  deleted_started  INTEGER NOT NULL DEFAULT 0, -- runs of members who deleted their data
  deleted_finished INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX round_occurrence ON round (schedule, nominal) WHERE schedule <> '' AND nominal <> '';
CREATE INDEX round_daily ON round (community, kind, closes_at);
CREATE INDEX round_due ON round (closes_at) WHERE closed_at = 0 AND closes_at > 0;
CREATE INDEX round_owner ON round (community, owner) WHERE owner <> '';

CREATE TABLE player (
  community TEXT NOT NULL,
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  PRIMARY KEY (community, id)
);

CREATE TABLE run (
  round       TEXT   NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  player      TEXT   NOT NULL,
  community   TEXT   NOT NULL,
  seed        BIGINT NOT NULL, -- the bits of an unsigned number
  started_at  BIGINT NOT NULL,
  finished_at BIGINT NOT NULL,
  touched_at  BIGINT NOT NULL,
  PRIMARY KEY (round, player)
);
CREATE INDEX run_player ON run (community, player, touched_at);

-- The first row for (round, no, player) stands for ever.
CREATE TABLE answer (
  round            TEXT    NOT NULL,
  no               INTEGER NOT NULL,
  player           TEXT    NOT NULL,
  community        TEXT    NOT NULL,
  question_version INTEGER NOT NULL,
  shown            TEXT    NOT NULL,
  given            TEXT    NOT NULL,
  at               BIGINT  NOT NULL,
  counts_at        BIGINT  NOT NULL, -- from when on it counts for the leaderboard; 0 = never
  correct          INTEGER NOT NULL, -- derived from asks and given, like points
  points           INTEGER NOT NULL,
  PRIMARY KEY (round, player, no),
  FOREIGN KEY (round, player) REFERENCES run (round, player) ON DELETE CASCADE
);
CREATE INDEX answer_player ON answer (community, player, at);
-- Has all that the leaderboard adds up, so that it never reads the table.
CREATE INDEX answer_counts ON answer (community, player, counts_at, points, correct, at) WHERE counts_at > 0;

-- What members who deleted their data had answered, by nobody.
CREATE TABLE deleted_answer (
  round    TEXT    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  no       INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (round, no)
);

-- Who may not start an unclosed round again after deleting their data: a keyed
-- hash of round and player, removed at the close.
CREATE TABLE deleted_run (
  round TEXT NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  mark  TEXT NOT NULL,
  PRIMARY KEY (round, mark)
);

CREATE TABLE report (
  id        INTEGER NOT NULL PRIMARY KEY,
  round     TEXT    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  no        INTEGER NOT NULL,
  player    TEXT    NOT NULL,
  community TEXT    NOT NULL,
  bank      TEXT    NOT NULL,
  question  TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  given     TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  UNIQUE (round, no, player)
);
CREATE INDEX report_community ON report (community, at);
