-- What somebody tells the coordinators about another person.  Nothing is carried that the one who tells did not choose.
CREATE TABLE report (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  reporter      text_id     NOT NULL REFERENCES person (id), -- who tells; who looks after reports, never the one it is about
  about         text_id     NOT NULL REFERENCES person (id), -- about whom; the one who tells, who looks after reports
  kind          text_code   NOT NULL,             -- code of reports_kinds; the same
  words         blob_sealed,                      -- in their own words, under their key; the same
  about_team    int_flag    NOT NULL DEFAULT 0,   -- 1: about somebody who coordinated or supervised; supervisors read it too
  made          int_time    NOT NULL,             -- when
  outcome       text_code,                        -- code of reports_outcomes, or left: the person has left; NULL: open; the same
  decided       int_time,                         -- when
  decided_by    text_id,                          -- by whom; who looks after reports
  answer        blob_sealed,                      -- words to the one who told, under their key; the same
  told          int_time                          -- when they had read how it ended
);
CREATE INDEX report_open ON report (community, made, id) WHERE outcome IS NULL;
CREATE INDEX report_over ON report (community, decided, id) WHERE outcome IS NOT NULL;
CREATE INDEX report_reporter ON report (reporter, community, made);
CREATE INDEX report_about ON report (about);

-- What somebody attached to a report: a copy of words they could read, as they were then.
CREATE TABLE report_item (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  report        text_id     NOT NULL REFERENCES report (id), -- to which
  reporter      text_id     NOT NULL REFERENCES person (id), -- who chose it; whose key it is under
  kind          text_code   NOT NULL,             -- what it was: ask, told, closing, meeting, note …
  of_id         text_id     NOT NULL,             -- which
  words         blob_sealed                       -- the copy; who told, who looks after reports
);
CREATE INDEX report_item_report ON report_item (report);
CREATE INDEX report_item_reporter ON report_item (reporter);

-- What was decided against somebody: they read it, may say how they see it, and are answered.
CREATE TABLE decision (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  about         text_id     NOT NULL REFERENCES person (id), -- against whom
  about_team    int_flag    NOT NULL DEFAULT 0,   -- as in the report
  outcome       text_code   NOT NULL,             -- suspended, ended; taken_down, paused: in one talk
  of_id         text_code,                        -- of those: the message, the conversation; NULL: the whole community
  until_at      int_time    NOT NULL,             -- it holds until then; of a message that was taken down: when it was; the same
  words         blob_sealed,                      -- what was decided and why, in words to them, under their key; they, who looks after reports
  decided       int_time    NOT NULL,             -- when
  decided_by    text_id     NOT NULL,             -- by whom; who looks after reports
  heard         blob_sealed,                      -- how they see it, under their key; they, who looks after reports
  heard_at      int_time,                         -- when they said so
  message       blob_sealed,                      -- of a message that was taken down: its words, copied when they wished to be heard, until that is answered; the same
  answer        blob_sealed,                      -- the answer to that, under their key; the same
  answered      int_time,                         -- when
  answered_by   text_id,                          -- by whom; who looks after reports
  lifted        int_time                          -- taken back
);
CREATE INDEX decision_about ON decision (about);
CREATE INDEX decision_heard ON decision (community, heard_at, id) WHERE heard_at IS NOT NULL AND answered IS NULL;
CREATE INDEX decision_made ON decision (community, decided, id);

-- A picture or a recording that came with what was attached to a report: a copy, as it was then.
CREATE TABLE carried (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  item          text_id     NOT NULL REFERENCES report_item (id), -- with which of the things that were attached
  owner         text_id     NOT NULL REFERENCES person (id), -- who chose it; whose key it is under
  place         int_count   NOT NULL,             -- 1, 2, … among those that came with it
  kind          text_code   NOT NULL,             -- picture, voice
  words         blob_sealed,                      -- what is to be seen or heard, for who cannot; who told, who looks after reports
  width         integer,                          -- of a picture, in pixels; the same
  height        integer,                          -- the same
  seconds       integer,                          -- of a recording; the same
  whole         blob_sealed NOT NULL              -- the picture or the recording: JPEG, MP3; the same
);
CREATE INDEX carried_item ON carried (item);
CREATE INDEX carried_owner ON carried (owner);
