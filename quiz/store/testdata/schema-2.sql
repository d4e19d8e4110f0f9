BEGIN TRANSACTION;
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
INSERT INTO "answer" VALUES('r1',0,'11','guild',1,'["b","c","a","d"]','["a"]',1773306060000,1773306060000,1,100);
INSERT INTO "answer" VALUES('r1',1,'11','guild',2,'["b","c","d","a"]','["a"]',1773306060000,1773306060000,1,100);
INSERT INTO "answer" VALUES('r1',0,'12','guild',1,'["d","c","a","b"]','["b"]',1773306060000,1773306060000,0,0);
INSERT INTO "answer" VALUES('r1',1,'12','guild',2,'["c","d","a","b"]','["b"]',1773306060000,1773306060000,0,0);
INSERT INTO "answer" VALUES('r1',0,'13','guild',1,'["c","d","b","a"]','["c"]',1773306060000,1773306060000,0,0);
INSERT INTO "answer" VALUES('r1',1,'13','guild',2,'["a","b","c","d"]','["c"]',1773306060000,1773306060000,0,0);
INSERT INTO "answer" VALUES('r2',0,'11','guild',1,'["a","c","b","d"]','["a"]',1773306060000,1773334800000,1,100);
INSERT INTO "answer" VALUES('r2',1,'11','guild',2,'["a","b","d","c"]','["a"]',1773306060000,1773334800000,1,100);
INSERT INTO "answer" VALUES('r2',0,'12','guild',1,'["a","b","d","c"]','["b"]',1773306060000,1773334800000,0,0);
INSERT INTO "answer" VALUES('r2',1,'12','guild',2,'["d","a","b","c"]','["b"]',1773306060000,1773334800000,0,0);
INSERT INTO "answer" VALUES('r2',0,'13','guild',1,'["b","c","a","d"]','["c"]',1773306060000,1773334800000,0,0);
INSERT INTO "answer" VALUES('r2',1,'13','guild',2,'["a","d","c","b"]','["c"]',1773306060000,1773334800000,0,0);
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
CREATE TABLE deleted_answer (
  round    TEXT    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  no       INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  correct  INTEGER NOT NULL,
  PRIMARY KEY (round, no)
);
CREATE TABLE deleted_run (
  round TEXT NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  mark  TEXT NOT NULL,
  PRIMARY KEY (round, mark)
);
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO "goose_db_version" VALUES(1,0,1,'2026-11-22 03:12:48');
INSERT INTO "goose_db_version" VALUES(2,1,1,'2026-11-22 03:12:48');
INSERT INTO "goose_db_version" VALUES(3,2,1,'2026-11-22 03:12:48');
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
CREATE TABLE player (
  community TEXT NOT NULL,
  id        TEXT NOT NULL,
  name      TEXT NOT NULL,
  PRIMARY KEY (community, id)
);
INSERT INTO "player" VALUES('guild','11','Member a');
INSERT INTO "player" VALUES('guild','12','Member b');
INSERT INTO "player" VALUES('guild','13','Member c');
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
INSERT INTO "round" VALUES('r1','daily','guild','lounge','','Lamps','lamps','','','',0,'at-once','[{"Question":{"ID":"f0/single","Form":"single","Stem":"Which?","Key":["a"],"Distractors":["b","c","d"],"Explanation":"","Facts":["f0"],"Status":"approved","Edited":false},"Version":1,"Citations":[{"Text":"Almanac, ¶ 1","URL":"https://example.org/"}]},{"Question":{"ID":"f1/single","Form":"single","Stem":"Which?","Key":["a"],"Distractors":["b","c","d"],"Explanation":"","Facts":["f1"],"Status":"approved","Edited":false},"Version":2,"Citations":[{"Text":"Almanac, ¶ 1","URL":"https://example.org/"}]}]','["f0/single","f1/single"]',1773306000000,1773334800000,0,'',0,0);
INSERT INTO "round" VALUES('r2','daily','guild','lounge','','Lamps','lamps','','','',0,'at-close','[{"Question":{"ID":"f0/single","Form":"single","Stem":"Which?","Key":["a"],"Distractors":["b","c","d"],"Explanation":"","Facts":["f0"],"Status":"approved","Edited":false},"Version":1,"Citations":[{"Text":"Almanac, ¶ 1","URL":"https://example.org/"}]},{"Question":{"ID":"f1/single","Form":"single","Stem":"Which?","Key":["a"],"Distractors":["b","c","d"],"Explanation":"","Facts":["f1"],"Status":"approved","Edited":false},"Version":2,"Citations":[{"Text":"Almanac, ¶ 1","URL":"https://example.org/"}]}]','["f0/single","f1/single"]',1773306000000,1773334800000,0,'',0,0);
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
INSERT INTO "run" VALUES('r1','11','guild',2981241557652069360,1773306000000,1773306060000,1773306060000);
INSERT INTO "run" VALUES('r1','12','guild',3463962748908909411,1773306000000,1773306060000,1773306060000);
INSERT INTO "run" VALUES('r1','13','guild',-8432001611775038721,1773306000000,1773306060000,1773306060000);
INSERT INTO "run" VALUES('r2','11','guild',-9200706213445879635,1773306000000,1773306060000,1773306060000);
INSERT INTO "run" VALUES('r2','12','guild',5290187829006197089,1773306000000,1773306060000,1773306060000);
INSERT INTO "run" VALUES('r2','13','guild',-2709646818545581345,1773306000000,1773306060000,1773306060000);
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
INSERT INTO "schedule" VALUES('wghqq','guild','lounge','lamps','','0 9 * * *','UTC',5,'','at-once',0,'',0,'',1773306000000,0);
CREATE TABLE secret (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL -- lower-case hex
);
INSERT INTO "secret" VALUES('deletion-mark','0000000000000000000000000000000000000000000000000000000000000001');
CREATE TABLE settings (
  community       TEXT    NOT NULL PRIMARY KEY,
  zone            TEXT    NOT NULL,
  day_starts_at   INTEGER NOT NULL,
  instructor_role TEXT    NOT NULL,
  quiz_channel    TEXT    NOT NULL,
  reveal          TEXT    NOT NULL
);
INSERT INTO "settings" VALUES('guild','Europe/Berlin',4,'','','at-once');
CREATE UNIQUE INDEX round_occurrence ON round (schedule, nominal) WHERE schedule <> '' AND nominal <> '';
CREATE INDEX round_daily ON round (community, kind, closes_at);
CREATE INDEX round_due ON round (closes_at) WHERE closed_at = 0 AND closes_at > 0;
CREATE INDEX round_owner ON round (community, owner) WHERE owner <> '';
CREATE INDEX run_player ON run (community, player, touched_at);
CREATE INDEX answer_player ON answer (community, player, at);
CREATE INDEX answer_counts ON answer (community, player, counts_at, points, correct, at) WHERE counts_at > 0;
CREATE INDEX report_community ON report (community, at);
CREATE INDEX schedule_community ON schedule (community, created_at);
CREATE INDEX occurrence_at ON occurrence (schedule, at);
CREATE INDEX occurrence_open ON occurrence (at) WHERE state IN ('due', 'sending');
COMMIT;
