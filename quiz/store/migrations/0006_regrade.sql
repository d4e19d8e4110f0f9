-- +goose Up

-- Where each question was asked: an index into the rounds.
CREATE TABLE asked (
  round     TEXT    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  no        INTEGER NOT NULL,
  community TEXT    NOT NULL,
  bank      TEXT    NOT NULL,
  question  TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  PRIMARY KEY (round, no)
);
CREATE INDEX asked_question ON asked (community, bank, question, round);
INSERT INTO asked (round, no, community, bank, question, version)
SELECT r.id, k.key, r.community, r.bank, k.value, json_extract(r.asks, '$[' || k.key || '].Version')
FROM round r, json_each(r.questions) k;

-- Questions mended after they were asked. The rounds keep what they asked;
-- asks of a version from since on and below version are judged by the newest
-- row that is applied.
CREATE TABLE amendment (
  id        INTEGER NOT NULL PRIMARY KEY,
  community TEXT    NOT NULL,
  bank      TEXT    NOT NULL,
  question  TEXT    NOT NULL,
  state     TEXT    NOT NULL, -- draft, applied, undone
  undoes    BIGINT  NOT NULL, -- the row that it takes back; 0 = none
  before    TEXT    NOT NULL,
  after     TEXT    NOT NULL,
  since     INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  report    BIGINT  NOT NULL, -- that led to it; 0 = none
  author    TEXT    NOT NULL,
  reason    TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  undone_by TEXT    NOT NULL,
  undone_at BIGINT  NOT NULL,
  effect    TEXT    NOT NULL,
  channel   TEXT    NOT NULL, -- to be told; '' = none, or it was
  UNIQUE (id, community)
);
CREATE INDEX amendment_question ON amendment (community, bank, question, state);
CREATE INDEX amendment_untold ON amendment (id) WHERE channel <> '';

-- What members are told at their next interaction, and then deleted.
CREATE TABLE notice (
  community TEXT    NOT NULL,
  player    TEXT    NOT NULL,
  subject   TEXT    NOT NULL, -- one row for each
  kind      TEXT    NOT NULL,
  stem      TEXT    NOT NULL,
  points    INTEGER NOT NULL,
  text      TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  PRIMARY KEY (community, player, subject)
);

ALTER TABLE report ADD COLUMN state TEXT NOT NULL DEFAULT 'open';
ALTER TABLE report ADD COLUMN answer TEXT NOT NULL DEFAULT ''; -- what the instructor wrote
ALTER TABLE report ADD COLUMN decided_by TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN decided_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX report_open ON report (community, at) WHERE state = 'open';

-- Extra time, and days off, of single members.
CREATE TABLE allowance (
  community TEXT    NOT NULL,
  player    TEXT    NOT NULL,
  kind      TEXT    NOT NULL, -- percent, minutes, excused
  first     TEXT    NOT NULL, -- day
  last      TEXT    NOT NULL, -- day, included
  amount    INTEGER NOT NULL,
  author    TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  PRIMARY KEY (community, player, kind, first)
);

-- How many days answers are kept; without a row, for ever.
CREATE TABLE retention (
  community TEXT    NOT NULL PRIMARY KEY,
  days      INTEGER NOT NULL
);
