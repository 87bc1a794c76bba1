-- Surveys after encounters.  Nothing here ties an answer to a person, an encounter, a day or an address.  The tables
-- whose order could tell something are kept without a row order of their own.

-- Answers are gathered by batch = community × project × kind of encounter × month; offered and returned are counted.
CREATE TABLE survey_batch (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  project       text_id     REFERENCES project (id), -- NULL: none
  kind          integer     NOT NULL,             -- kind of encounter
  month         int_day     NOT NULL,             -- first day of the month of the encounter
  offered       int_count   NOT NULL DEFAULT 0,   -- how many were offered; everyone, through figures
  returned      int_count   NOT NULL DEFAULT 0    -- how many came back; everyone, through figures
);
CREATE INDEX survey_batch_what ON survey_batch (community, project, kind, month);

-- Keys that sign tickets without seeing them (RFC 9474), one for each batch: never one for a meeting, whose answers would be
-- those of one person.  Some lie ready, so that nobody waits while one is made.
CREATE TABLE survey_key (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  batch         text_id     UNIQUE REFERENCES survey_batch (id), -- for which batch; NULL: lies ready
  closes        int_day,                          -- on this day the last ticket is drawn and the private part destroyed; NULL: lies ready
  modulus       text        NOT NULL,             -- the public part, as base64url; everyone
  private       blob_sealed                       -- the whole key, sealed for the server; nobody reads it but the signing; NULL: destroyed
) /*lite WITHOUT ROWID*/;

-- Codes not yet used.  A used one is deleted.
CREATE TABLE survey_code (
  hash          blob_hash   NOT NULL PRIMARY KEY, -- keyed hash of the code; nobody
  batch         text_id     NOT NULL REFERENCES survey_batch (id), -- for which batch
  until_week    int_day     NOT NULL              -- not taken after this week
) /*lite WITHOUT ROWID*/;

-- That somebody was offered one for an encounter, so that it is offered once; not whether they answered.
CREATE TABLE survey_offer (
  encounter     text_id     NOT NULL,             -- which
  person        text_id     NOT NULL,             -- to whom; '' for the slips of a group
  began         int_time    NOT NULL DEFAULT 0,   -- when they met: the newest come first on Today
  drawn         int_flag    NOT NULL DEFAULT 0,   -- 1: the code was shown or printed
  slips         integer     NOT NULL DEFAULT 1,   -- how many codes
  PRIMARY KEY (encounter, person)
) /*lite WITHOUT ROWID*/;
CREATE INDEX survey_offer_person ON survey_offer (person, began) WHERE drawn = 0;

-- What came back.
CREATE TABLE survey_answer (
  id            text_id     NOT NULL PRIMARY KEY, -- keyed hash of the ticket or code it came with, which is spent by this; imports: random
  batch         text_id     NOT NULL,             -- which batch
  week          int_day     NOT NULL,             -- Monday of the week in which it came back; never a day
  found         int_set,                          -- kinds of support found: bits of asks_kinds; NULL: skipped
  heard         integer,                          -- felt heard, 1 to 5; NULL: skipped
  hope_before   integer,                          -- 0 to 10; NULL: skipped
  hope_after    integer,                          -- 0 to 10; NULL: skipped
  again         int_flag,                         -- would meet again; NULL: skipped
  words         blob_sealed,                      -- own words, sealed by the community; coordinators, in batches, in no order
  import        text_id,                          -- which import brought it
  lot           int_day                           -- Monday of the last week of the lot in which its words are shown, written once; NULL: none, or they wait
) /*lite WITHOUT ROWID*/;
CREATE INDEX survey_answer_batch ON survey_answer (batch);
CREATE INDEX survey_answer_waits ON survey_answer (week, batch) WHERE words IS NOT NULL AND lot IS NULL;
