-- +goose Up

-- What a live round has beside its row in round. The state is that of the rules
-- of the game; what queries ask for has columns of its own.
CREATE TABLE live (
  round     TEXT    NOT NULL PRIMARY KEY REFERENCES round (id) ON DELETE CASCADE,
  community TEXT    NOT NULL,
  channel   TEXT    NOT NULL,
  leader    TEXT    NOT NULL,
  ended     INTEGER NOT NULL, -- takes no answers any more
  shown     INTEGER NOT NULL, -- everything of it was shown
  version   INTEGER NOT NULL,
  state     TEXT    NOT NULL
);
CREATE UNIQUE INDEX live_channel ON live (community, channel) WHERE ended = 0;
CREATE INDEX live_unshown ON live (round) WHERE shown = 0;
CREATE INDEX live_leader ON live (community, leader) WHERE leader <> '';

-- The teams of members; without teams there is no row.
CREATE TABLE live_team (
  round  TEXT    NOT NULL,
  player TEXT    NOT NULL,
  team   INTEGER NOT NULL, -- from 1
  PRIMARY KEY (round, player),
  FOREIGN KEY (round, player) REFERENCES run (round, player) ON DELETE CASCADE
);
