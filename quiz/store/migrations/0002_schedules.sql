-- +goose Up

CREATE TABLE schedule (
  id         TEXT    NOT NULL PRIMARY KEY,
  community  TEXT    NOT NULL,
  channel    TEXT    NOT NULL,
  bank       TEXT    NOT NULL,
  topic      TEXT    NOT NULL,
  cron       TEXT    NOT NULL,
  zone       TEXT    NOT NULL,
  questions  INTEGER NOT NULL,
  closes     TEXT    NOT NULL,
  reveal     TEXT    NOT NULL,
  paused     INTEGER NOT NULL,
  suspended  TEXT    NOT NULL, -- why; '' = it is not
  removed    INTEGER NOT NULL DEFAULT 0, -- kept for its occurrences, seen by nobody
  created_by TEXT    NOT NULL,
  created_at BIGINT  NOT NULL,
  since      BIGINT  NOT NULL
);
CREATE INDEX schedule_community ON schedule (community, created_at);

-- What was posted or is to be. The key makes each run of a schedule happen once.
CREATE TABLE occurrence (
  schedule TEXT   NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
  nominal  TEXT   NOT NULL, -- local wall time
  at       BIGINT NOT NULL,
  state    TEXT   NOT NULL,
  reason   TEXT   NOT NULL,
  nonce    TEXT   NOT NULL,
  round    TEXT   NOT NULL,
  post     TEXT   NOT NULL,
  changed  BIGINT NOT NULL,
  PRIMARY KEY (schedule, nominal)
);
CREATE INDEX occurrence_at ON occurrence (schedule, at);
CREATE INDEX occurrence_open ON occurrence (at) WHERE state IN ('due', 'sending');
