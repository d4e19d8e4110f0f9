-- +goose Up

-- Who edited a schedule last, and when; '' and 0 = nobody did.
ALTER TABLE schedule ADD COLUMN edited_by TEXT NOT NULL DEFAULT '';
ALTER TABLE schedule ADD COLUMN edited_at BIGINT NOT NULL DEFAULT 0;

-- Communities that the bot was removed from; their data are deleted some time
-- after.
CREATE TABLE departure (
  community TEXT   NOT NULL PRIMARY KEY,
  at        BIGINT NOT NULL
);
