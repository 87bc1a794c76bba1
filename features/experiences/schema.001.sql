-- Tags: short names of lived experience and interests.  From the community's list, or added by a person.
CREATE TABLE tag (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- whose list
  kind          text_code   NOT NULL,             -- experience, interest
  code          text_code,                        -- of the list that ships with Kith; NULL: someone's own
  label         blob_sealed,                      -- someone's own tag, sealed by the community; members
  label_es      blob_sealed,                      -- the coordinator's Spanish words for it, if any; members
  label_index   blob_hash   NOT NULL,             -- keyed hash of the folded label or code: the same words are one tag
  offered       int_flag    NOT NULL DEFAULT 0,   -- 1: shown in the list to choose from
  made          int_time    NOT NULL,             -- when
  UNIQUE (community, kind, label_index)
);
CREATE INDEX tag_own ON tag (community, made) WHERE code IS NULL;

-- What somebody has lived through, as they tell it.  Never a diagnosis.
CREATE TABLE experience (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- told here only
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  tag           text_id     REFERENCES tag (id),  -- NULL: only own words
  words         blob_sealed,                      -- own words; as `shown` says
  shown         integer     NOT NULL,             -- 0 only for matching, 1 to people I am connected with, 2 to supporters, 3 to members
  matters       integer     NOT NULL DEFAULT 2,   -- how much it matters to me in a match: 1 to 3
  support_with  int_flag    NOT NULL DEFAULT 0,   -- "I would like to support others with this"
  told          int_time    NOT NULL,             -- when
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX experience_person ON experience (person, community, shown, tag, support_with);
CREATE INDEX experience_tag ON experience (tag);

-- Places somebody here can name as theirs: a town, a part of a county.  Never an address; where it lies is kept no finer than a
-- quarter of a degree, some twenty to thirty kilometers.
CREATE TABLE place (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- whose list
  name          blob_sealed NOT NULL,             -- "Lower valley", sealed by the community; members
  lat           integer,                          -- quarters of a degree north, rounded when it was typed; NULL: not said; coordinators
  lon           integer,                          -- the same, east; coordinators
  made          int_time    NOT NULL,             -- when
  closed        int_time                          -- nobody can choose it after this; who had stays there
);
CREATE INDEX place_community ON place (community, made);

-- How somebody likes to meet and what helps them, in one community.
CREATE TABLE meeting_profile (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  ways          int_set     NOT NULL DEFAULT 0,   -- ways and places to meet: bits of experiences_ways; for matching
  place         text_id     REFERENCES place (id), -- roughly where they live, if told; only for matching, and counted
  reach         integer,                          -- place in experiences_reaches: how far they would go; only for matching
  week          text        NOT NULL DEFAULT '',  -- hours of a week in person.zone, 42 hex digits; for matching
  gender        integer,                          -- place in experiences_genders; only for matching, if told
  age_band      integer,                          -- place in experiences_age_bands; only for matching, if told
  veteran       int_flag    NOT NULL DEFAULT 0,   -- only for matching
  family        int_flag    NOT NULL DEFAULT 0,   -- a family member of someone who lives it; only for matching
  wishes        int_set     NOT NULL DEFAULT 0,   -- wishes about the other: bits of experiences_wishes; only for matching
  wishes_needed int_set     NOT NULL DEFAULT 0,   -- those of them without which it would not work; only for matching
  told          int_time    NOT NULL,             -- first written
  version       integer     NOT NULL DEFAULT 1,   -- counts changes
  helps         blob_sealed,                      -- what helps me, own words; people I am connected with
  helps_not     blob_sealed,                      -- what does not; people I am connected with
  area          blob_sealed,                      -- where, own words ("north side, bus 12"); people I am connected with
  PRIMARY KEY (community, person)
) /*lite WITHOUT ROWID*/;
CREATE INDEX meeting_profile_person ON meeting_profile (person);

-- Interests: things to do or talk about.
CREATE TABLE interest (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  tag           text_id     NOT NULL REFERENCES tag (id), -- a tag of kind interest; members
  PRIMARY KEY (community, person, tag)
) /*lite WITHOUT ROWID*/;
CREATE INDEX interest_tag ON interest (tag);
CREATE INDEX interest_person ON interest (person);

-- People somebody does not want to be brought together with.  Never shown to anyone but the one who wrote it.
CREATE TABLE keep_apart (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  person        text_id     NOT NULL REFERENCES person (id), -- who wrote it
  name          blob_sealed NOT NULL,             -- the name by which they know them; the writer
  name_index    blob_hash   NOT NULL,             -- keyed hash of the folded name, as person.name_index; for matching
  other         text_id,                          -- a person of ours, when it was said from a page of theirs; for matching
  said          int_time    NOT NULL              -- when
);
CREATE INDEX keep_apart_person ON keep_apart (person);
CREATE INDEX keep_apart_name ON keep_apart (name_index);
CREATE INDEX keep_apart_other ON keep_apart (other) WHERE other IS NOT NULL;

-- What somebody cannot take on in others now: they are not brought together with people who tell it.  Nobody else reads it.
CREATE TABLE too_much (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who said it
  words         blob_sealed NOT NULL,             -- code of an experience in Kith's list, or id of a tag; the writer, and for matching
  tag_index     blob_hash   NOT NULL,             -- keyed hash of that, no other place has the same; for matching
  said          int_time    NOT NULL,             -- when
  UNIQUE (community, person, tag_index)
);
CREATE INDEX too_much_tag ON too_much (community, tag_index);
CREATE INDEX too_much_person ON too_much (person);
