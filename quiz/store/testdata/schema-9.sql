BEGIN TRANSACTION;
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
  points           INTEGER NOT NULL, scored INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (round, player, no),
  FOREIGN KEY (round, player) REFERENCES run (round, player) ON DELETE CASCADE
);
INSERT INTO "answer" VALUES('r1',0,'11','guild',1,'["b","c","a","d"]','["a"]',1773306060000,1773306060000,1,100,0);
INSERT INTO "answer" VALUES('r1',1,'11','guild',2,'["b","c","d","a"]','["a"]',1773306060000,1773306060000,1,100,0);
INSERT INTO "answer" VALUES('r1',0,'12','guild',1,'["d","c","a","b"]','["b"]',1773306060000,1773306060000,0,0,0);
INSERT INTO "answer" VALUES('r1',1,'12','guild',2,'["c","d","a","b"]','["b"]',1773306060000,1773306060000,0,0,0);
INSERT INTO "answer" VALUES('r1',0,'13','guild',1,'["c","d","b","a"]','["c"]',1773306060000,1773306060000,0,0,0);
INSERT INTO "answer" VALUES('r1',1,'13','guild',2,'["a","b","c","d"]','["c"]',1773306060000,1773306060000,0,0,0);
INSERT INTO "answer" VALUES('r2',0,'11','guild',1,'["a","c","b","d"]','["a"]',1773306060000,1773334800000,1,100,0);
INSERT INTO "answer" VALUES('r2',1,'11','guild',2,'["a","b","d","c"]','["a"]',1773306060000,1773334800000,1,100,0);
INSERT INTO "answer" VALUES('r2',0,'12','guild',1,'["a","b","d","c"]','["b"]',1773306060000,1773334800000,0,0,0);
INSERT INTO "answer" VALUES('r2',1,'12','guild',2,'["d","a","b","c"]','["b"]',1773306060000,1773334800000,0,0,0);
INSERT INTO "answer" VALUES('r2',0,'13','guild',1,'["b","c","a","d"]','["c"]',1773306060000,1773334800000,0,0,0);
INSERT INTO "answer" VALUES('r2',1,'13','guild',2,'["a","d","c","b"]','["c"]',1773306060000,1773334800000,0,0,0);
CREATE TABLE asked (
  round     TEXT    NOT NULL REFERENCES round (id) ON DELETE CASCADE,
  no        INTEGER NOT NULL,
  community TEXT    NOT NULL,
  bank      TEXT    NOT NULL,
  question  TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  PRIMARY KEY (round, no)
);
INSERT INTO "asked" VALUES('r1',0,'guild','lamps','f0/single',1);
INSERT INTO "asked" VALUES('r1',1,'guild','lamps','f1/single',2);
INSERT INTO "asked" VALUES('r2',0,'guild','lamps','f0/single',1);
INSERT INTO "asked" VALUES('r2',1,'guild','lamps','f1/single',2);
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
INSERT INTO "goose_db_version" VALUES(4,3,1,'2026-11-22 06:15:59');
INSERT INTO "goose_db_version" VALUES(5,4,1,'2026-11-22 06:15:59');
INSERT INTO "goose_db_version" VALUES(6,5,1,'2026-11-22 06:15:59');
INSERT INTO "goose_db_version" VALUES(7,6,1,'2026-11-22 06:15:59');
INSERT INTO "goose_db_version" VALUES(8,7,1,'2026-11-22 06:15:59');
INSERT INTO "goose_db_version" VALUES(9,8,1,'2026-11-22 06:15:59');
INSERT INTO "goose_db_version" VALUES(10,9,1,'2026-11-22 06:15:59');
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
CREATE TABLE live_team (
  round  TEXT    NOT NULL,
  player TEXT    NOT NULL,
  team   INTEGER NOT NULL, -- from 1
  PRIMARY KEY (round, player),
  FOREIGN KEY (round, player) REFERENCES run (round, player) ON DELETE CASCADE
);
CREATE TABLE login (
  at BIGINT NOT NULL -- milliseconds since 1970 in UTC
);
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
CREATE TABLE occurrence (
  schedule TEXT   NOT NULL REFERENCES schedule (id) ON DELETE CASCADE,
  nominal  TEXT   NOT NULL, -- local wall time
  at       BIGINT NOT NULL,
  state    TEXT   NOT NULL,
  reason   TEXT   NOT NULL,
  nonce    TEXT   NOT NULL,
  round    TEXT   NOT NULL,
  post     TEXT   NOT NULL,
  changed  BIGINT NOT NULL, version INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (schedule, nominal)
);
CREATE TABLE player (
  community TEXT NOT NULL,
  id        TEXT NOT NULL,
  name      TEXT NOT NULL, hidden INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (community, id)
);
INSERT INTO "player" VALUES('guild','11','Member a',0);
INSERT INTO "player" VALUES('guild','12','Member b',0);
INSERT INTO "player" VALUES('guild','13','Member c',0);
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
  at        BIGINT  NOT NULL, state TEXT NOT NULL DEFAULT 'open', answer TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '', decided_at BIGINT NOT NULL DEFAULT 0,
  UNIQUE (round, no, player)
);
CREATE TABLE retention (
  community TEXT    NOT NULL PRIMARY KEY,
  days      INTEGER NOT NULL
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
, version INTEGER NOT NULL DEFAULT 0, selection TEXT NOT NULL DEFAULT '', no_repeat INTEGER NOT NULL DEFAULT 0, late TEXT NOT NULL DEFAULT '', late_within BIGINT NOT NULL DEFAULT 0, overlap TEXT NOT NULL DEFAULT '', term_only INTEGER NOT NULL DEFAULT 0, on_holidays INTEGER NOT NULL DEFAULT 0);
INSERT INTO "schedule" VALUES('wghqq','guild','lounge','lamps','','0 9 * * *','UTC',5,'','at-once',0,'',0,'',1773306000000,0,1,'',0,'',0,'',0,0);
CREATE TABLE "schedule_draft" (
  id       TEXT   NOT NULL PRIMARY KEY,
  schedule TEXT   REFERENCES schedule (id) ON DELETE CASCADE,
  before   TEXT   NOT NULL,
  after    TEXT   NOT NULL,
  at       BIGINT NOT NULL
);
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
, terms TEXT NOT NULL DEFAULT '[]', holidays TEXT NOT NULL DEFAULT '[]');
INSERT INTO "settings" VALUES('guild','Europe/Berlin',4,'','','at-once','[]','[]');
CREATE UNIQUE INDEX round_occurrence ON round (schedule, nominal) WHERE schedule <> '' AND nominal <> '';
CREATE INDEX round_daily ON round (community, kind, closes_at);
CREATE INDEX round_due ON round (closes_at) WHERE closed_at = 0 AND closes_at > 0;
CREATE INDEX round_owner ON round (community, owner) WHERE owner <> '';
CREATE INDEX answer_player ON answer (community, player, at);
CREATE INDEX report_community ON report (community, at);
CREATE INDEX schedule_community ON schedule (community, created_at);
CREATE INDEX occurrence_at ON occurrence (schedule, at);
CREATE INDEX occurrence_open ON occurrence (at) WHERE state IN ('due', 'sending');
CREATE INDEX score_top ON score (community, period, bank, points DESC, reached, player);
CREATE INDEX score_player ON score (community, player);
CREATE INDEX answer_waiting ON answer (community, counts_at) WHERE scored = 0 AND counts_at > 0;
CREATE INDEX player_hidden ON player (community, id) WHERE hidden = 1;
CREATE INDEX run_player ON run (community, player, started_at);
CREATE UNIQUE INDEX live_channel ON live (community, channel) WHERE ended = 0;
CREATE INDEX live_unshown ON live (round) WHERE shown = 0;
CREATE INDEX live_leader ON live (community, leader) WHERE leader <> '';
CREATE INDEX asked_question ON asked (community, bank, question, round);
CREATE INDEX amendment_question ON amendment (community, bank, question, state);
CREATE INDEX amendment_untold ON amendment (id) WHERE channel <> '';
CREATE INDEX report_open ON report (community, at) WHERE state = 'open';
CREATE INDEX learner_remind ON learner (remind_at) WHERE remind_at > 0;
CREATE INDEX learner_fit ON learner (fitted_at, usable);
CREATE INDEX review_card ON review (card, no);
CREATE INDEX review_player ON review (community, player, no);
CREATE INDEX review_day ON review (community, player, day);
CREATE UNIQUE INDEX review_answer ON review (community, player, round, ask) WHERE round <> '';
CREATE INDEX reminder_open ON reminder (at) WHERE state IN ('due', 'sending');
CREATE INDEX login_at ON login (at);
CREATE INDEX schedule_draft_at ON schedule_draft (at);
CREATE INDEX schedule_draft_schedule ON schedule_draft (schedule);
COMMIT;
