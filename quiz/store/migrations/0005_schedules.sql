-- +goose Up

ALTER TABLE settings ADD COLUMN holidays TEXT NOT NULL DEFAULT '[]';

ALTER TABLE schedule ADD COLUMN version INTEGER NOT NULL DEFAULT 0; -- raised by each edit
ALTER TABLE schedule ADD COLUMN selection TEXT NOT NULL DEFAULT '';
ALTER TABLE schedule ADD COLUMN no_repeat INTEGER NOT NULL DEFAULT 0; -- days
ALTER TABLE schedule ADD COLUMN late TEXT NOT NULL DEFAULT '';
ALTER TABLE schedule ADD COLUMN late_within BIGINT NOT NULL DEFAULT 0; -- milliseconds
ALTER TABLE schedule ADD COLUMN overlap TEXT NOT NULL DEFAULT '';
ALTER TABLE schedule ADD COLUMN term_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedule ADD COLUMN on_holidays INTEGER NOT NULL DEFAULT 0;

ALTER TABLE occurrence ADD COLUMN version INTEGER NOT NULL DEFAULT 0; -- of the schedule that it follows from
ALTER TABLE occurrence ADD COLUMN tries INTEGER NOT NULL DEFAULT 0; -- posts that failed

-- Edits that wait to be confirmed; older ones are deleted after a day.
CREATE TABLE schedule_draft (
  id       TEXT   NOT NULL PRIMARY KEY,
  schedule TEXT   NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
  before   TEXT   NOT NULL,
  after    TEXT   NOT NULL,
  at       BIGINT NOT NULL
);
CREATE INDEX schedule_draft_at ON schedule_draft (at);
CREATE INDEX schedule_draft_schedule ON schedule_draft (schedule);
