-- +goose Up

-- A draft of a schedule that is yet to be added has no schedule.
CREATE TABLE draft (
  id       TEXT   NOT NULL PRIMARY KEY,
  schedule TEXT   REFERENCES schedule (id) ON DELETE CASCADE,
  before   TEXT   NOT NULL,
  after    TEXT   NOT NULL,
  at       BIGINT NOT NULL
);
INSERT INTO draft SELECT id, schedule, before, after, at FROM schedule_draft;
DROP TABLE schedule_draft;
ALTER TABLE draft RENAME TO schedule_draft;
CREATE INDEX schedule_draft_at ON schedule_draft (at);
CREATE INDEX schedule_draft_schedule ON schedule_draft (schedule);
