-- +goose Up

-- How a member reviews flashcards. Settings and weights are JSON; weights '' =
-- those that FSRS ships.
CREATE TABLE learner (
  community     TEXT    NOT NULL,
  player        TEXT    NOT NULL,
  settings      TEXT    NOT NULL,
  weights       TEXT    NOT NULL DEFAULT '',
  bank          TEXT    NOT NULL DEFAULT '', -- of the review under way
  topic         TEXT    NOT NULL DEFAULT '',
  refused       INTEGER NOT NULL DEFAULT 0,
  remind_at     BIGINT  NOT NULL DEFAULT 0,
  usable        INTEGER NOT NULL DEFAULT 0,
  fitted_usable INTEGER NOT NULL DEFAULT 0,
  fitted_at     BIGINT  NOT NULL DEFAULT 0,
  PRIMARY KEY (community, player)
);
CREATE INDEX learner_remind ON learner (remind_at) WHERE remind_at > 0;
CREATE INDEX learner_fit ON learner (fitted_at, usable);

-- What a member remembers of a card. Days are counted from 1 January 1970 in
-- the member's calendar; due_day 0 = due at an instant, or new.
CREATE TABLE card (
  no             INTEGER NOT NULL PRIMARY KEY,
  community      TEXT    NOT NULL,
  player         TEXT    NOT NULL,
  bank           TEXT    NOT NULL,
  card           TEXT    NOT NULL,
  fact           TEXT    NOT NULL,
  state          TEXT    NOT NULL,
  stability      REAL    NOT NULL,
  difficulty     REAL    NOT NULL,
  step           INTEGER NOT NULL,
  scheduled_days INTEGER NOT NULL,
  reps           INTEGER NOT NULL,
  lapses         INTEGER NOT NULL,
  last_review    BIGINT  NOT NULL,
  due            BIGINT  NOT NULL,
  due_day        INTEGER NOT NULL,
  turn           INTEGER NOT NULL,
  suspended      INTEGER NOT NULL,
  buried_day     INTEGER NOT NULL,
  text           TEXT    NOT NULL,
  UNIQUE (community, player, bank, card)
);

CREATE TABLE review (
  no         INTEGER NOT NULL PRIMARY KEY,
  card       INTEGER NOT NULL REFERENCES card (no) ON DELETE CASCADE,
  community  TEXT    NOT NULL,
  player     TEXT    NOT NULL,
  turn       INTEGER NOT NULL,
  rating     INTEGER NOT NULL,
  at         BIGINT  NOT NULL,
  day        INTEGER NOT NULL,
  elapsed    INTEGER NOT NULL, -- days
  first      INTEGER NOT NULL, -- the card was new
  before     TEXT    NOT NULL, -- the card's state, as JSON
  before_due INTEGER NOT NULL,
  before_text TEXT   NOT NULL,
  round      TEXT    NOT NULL, -- of the practice whose answer it was
  ask        INTEGER NOT NULL
);
CREATE INDEX review_card ON review (card, no);
CREATE INDEX review_player ON review (community, player, no);
CREATE INDEX review_day ON review (community, player, day);
CREATE UNIQUE INDEX review_answer ON review (community, player, round, ask) WHERE round <> '';

CREATE TABLE reminder (
  community TEXT    NOT NULL,
  player    TEXT    NOT NULL,
  day       TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  cards     INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  tries     INTEGER NOT NULL,
  post      TEXT    NOT NULL,
  PRIMARY KEY (community, player, day)
);
CREATE INDEX reminder_open ON reminder (at) WHERE state IN ('due', 'sending');
