-- How long a community keeps a kind of record.  No row: as the feature says that keeps it.
CREATE TABLE retention_time (
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  kind          text_code   NOT NULL,             -- code of the kind; everyone in the community, as all of these
  lasts         text_code   NOT NULL,             -- code of retain_times
  PRIMARY KEY (community, kind)
);

-- What was erased because its time had come: counts only.
CREATE TABLE retention_done (
  community     text_id     NOT NULL,             -- where; '': what belongs to no community
  kind          text_code   NOT NULL,             -- code of the kind
  day           int_day     NOT NULL,             -- when; coordinators, as all of these
  n             int_count   NOT NULL,             -- how many
  PRIMARY KEY (community, kind, day)
);

-- The daily look.
CREATE TABLE retention_run (
  id            text_code   NOT NULL PRIMARY KEY, -- 'daily'
  last          int_time,                         -- when it last went through; NULL: not yet; coordinators
  next          int_time    NOT NULL              -- when it is to look again
);

-- Legal holds: what must not be erased while somebody may ask for it by law.
CREATE TABLE legal_hold (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where; coordinators, the person, as all of these
  person        text_id     REFERENCES person (id), -- of whom everything is kept; NULL: a kind of record, or they were erased
  kind          text_code,                        -- which kind of record; NULL: all of a person
  reason        blob_sealed NOT NULL,             -- why, in words; sealed by the community
  made_by       text_id     NOT NULL REFERENCES person (id), -- which coordinator
  made          int_time    NOT NULL,             -- since
  ended_by      text_id     REFERENCES person (id), -- which coordinator
  ended         int_time                          -- until; NULL: still
);
CREATE INDEX legal_hold_open ON legal_hold (community, made) WHERE ended IS NULL;
CREATE INDEX legal_hold_person ON legal_hold (person);

-- What somebody who left had here when they left, while a hold lasts.  Each has a key of its own, destroyed with it.
CREATE TABLE held_copy (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  hold          text_id     NOT NULL REFERENCES legal_hold (id), -- for which hold
  person        text_id     NOT NULL REFERENCES person (id), -- whose it was; the operator
  made          int_time    NOT NULL,             -- when they left; the operator
  content       blob_sealed NOT NULL              -- everything of theirs as JSON, sealed by a key of its own; the operator, and each look is logged
);
CREATE INDEX held_copy_hold ON held_copy (hold);
CREATE INDEX held_copy_person ON held_copy (person);
