-- A meeting of two, or of a group as a headcount.  Recorded once; feeds survey, hours and figures.
CREATE TABLE encounter (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  project       text_id     REFERENCES project (id), -- gathers it; NULL: none
  connection    text_id     REFERENCES connection (id), -- of the two; NULL: a group, or brought in from a file
  peer_group    text_id     REFERENCES peer_group (id), -- of the group that met, when it is one that stands; NULL: none
  recorder      text_id     REFERENCES person (id), -- who wrote it down; NULL: brought in from a file
  kind          integer     NOT NULL,             -- place in encounters_kinds: one-to-one, group
  met           int_flag    NOT NULL DEFAULT 1,   -- 0: "did not meet", a neutral outcome
  began         int_time    NOT NULL,             -- when
  minutes       integer     NOT NULL,             -- how long, 0 to 1440
  headcount     integer     NOT NULL DEFAULT 2,   -- how many took part
  mode          integer     NOT NULL,             -- place in encounters_modes: in person, phone, video, text
  place         integer,                          -- place in encounters_places, when in person
  planned       int_flag    NOT NULL DEFAULT 1,   -- 0: spontaneous
  given         int_set     NOT NULL DEFAULT 0,   -- kinds of support given: bits of asks_kinds, as the recorder saw it
  mutual        int_flag    NOT NULL DEFAULT 0,   -- support went both ways
  outcome       blob_sealed,                      -- what came of it, two lines; the two (a group: its members; facilitators, coordinators)
  next_step     blob_sealed,                      -- next step; the two
  topics        blob_sealed,                      -- words about topics, from a file or a group; sealed by the community
  recorded      int_time    NOT NULL,             -- when it was written down
  import        text_id,                          -- which import brought it
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX encounter_connection ON encounter (connection, began, id);
CREATE INDEX encounter_recorder ON encounter (recorder, community) WHERE recorder IS NOT NULL;
CREATE INDEX encounter_group ON encounter (community, began) WHERE connection IS NULL AND import IS NULL;
CREATE INDEX encounter_peer_group ON encounter (peer_group, began, id) WHERE peer_group IS NOT NULL;
CREATE INDEX encounter_project ON encounter (project, began);

-- What either of the two adds to an encounter: own words, or the wish that a wording be changed.
CREATE TABLE encounter_words (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  encounter     text_id     NOT NULL REFERENCES encounter (id), -- to which
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom
  kind          text_code   NOT NULL,             -- own, wording
  words         blob_sealed NOT NULL,             -- the two
  said          int_time    NOT NULL,             -- when
  asked         text_id     REFERENCES person (id), -- a wording wish: who recorded the meeting and is asked; NULL: own words
  settled       int_time                          -- a wording wish: when the wording was changed or talked over
);
CREATE INDEX encounter_words_encounter ON encounter_words (encounter);
CREATE INDEX encounter_words_writer ON encounter_words (writer);
CREATE INDEX encounter_words_asked ON encounter_words (asked) WHERE asked IS NOT NULL;
CREATE INDEX encounter_words_wish ON encounter_words (asked, said) WHERE kind = 'wording' AND settled IS NULL;
