-- How two people wish to walk together.  Each writes their own part; both confirm a version; earlier versions are kept.
CREATE TABLE agreement_part (
  connection    text_id     NOT NULL REFERENCES connection (id), -- of which
  writer        text_id     NOT NULL REFERENCES person (id), -- whose part
  hopes         blob_sealed,                      -- what I hope for; the two
  meeting       blob_sealed,                      -- how we meet; the two
  off           blob_sealed,                      -- how we say that something is off; the two
  power         blob_sealed,                      -- what I know about power between us; the two
  ending        blob_sealed,                      -- how we pause and end; the two
  written       int_time    NOT NULL,             -- last changed
  version       integer     NOT NULL DEFAULT 1,   -- counts changes
  PRIMARY KEY (connection, writer)
);

-- Situations that are fine, can be borne, or are too much, said before they come.
CREATE TABLE hot_spot (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  connection    text_id     NOT NULL REFERENCES connection (id), -- of which
  writer        text_id     NOT NULL REFERENCES person (id), -- whose
  situation     blob_sealed NOT NULL,             -- the two
  level         integer     NOT NULL,             -- 0 comfortable, 1 tolerable, 2 not
  sign          blob_sealed,                      -- early sign; the two
  wish          blob_sealed,                      -- what I would like then; the two
  written       int_time    NOT NULL,             -- last changed
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX hot_spot_connection ON hot_spot (connection);

-- A version as it stood when one of the two put it forward.
CREATE TABLE agreement_version (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  connection    text_id     NOT NULL REFERENCES connection (id), -- of which
  number        integer     NOT NULL,             -- 1, 2, …
  made          int_time    NOT NULL,             -- put forward
  asker_yes     int_time,                         -- confirmed by connection.asker
  other_yes     int_time,                         -- confirmed by connection.other
  UNIQUE (connection, number)
);

-- The words of a version, kept as they were.
CREATE TABLE agreement_words (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  version       text_id     NOT NULL REFERENCES agreement_version (id), -- of which version
  writer        text_id     NOT NULL REFERENCES person (id), -- whose
  section       text_code   NOT NULL,             -- hopes, meeting, off, power, ending, hot_spot
  place         integer     NOT NULL,             -- order in the section
  level         integer,                          -- of a hot spot
  words         blob_sealed NOT NULL,             -- the two
  sign          blob_sealed,                      -- of a hot spot
  wish          blob_sealed                       -- of a hot spot
);
CREATE INDEX agreement_words_version ON agreement_words (version);
