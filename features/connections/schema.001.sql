-- "You two?": brought up by the one who asks or by a coordinator; a connection only when both say yes.
CREATE TABLE proposal (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  ask           text_id     NOT NULL REFERENCES ask (id), -- for which ask or offer
  asker         text_id     NOT NULL REFERENCES person (id), -- who would receive support
  other         text_id     NOT NULL REFERENCES person (id), -- who would support
  made_by       text_code   NOT NULL,             -- asker, other, coordinator
  asker_yes     int_time,                         -- when the asker said yes; both
  other_yes     int_time,                         -- when the other said yes; both
  score         integer     NOT NULL,             -- 0 to 1000 at the time; coordinators
  made          int_time    NOT NULL,             -- when
  ends          int_time    NOT NULL,             -- no longer open after this; said to the asker as "no answer yet"
  closed        int_time,                         -- answered or withdrawn; NULL with ends over: nobody answered
  times         integer     NOT NULL DEFAULT 1,   -- how often the two were asked: silence is not a no, but twice is enough
  UNIQUE (ask, asker, other)
);
CREATE INDEX proposal_other ON proposal (other, community, closed);
CREATE INDEX proposal_made ON proposal (community, made);
CREATE INDEX proposal_asker ON proposal (asker, community, closed);

-- "Not this one."  Never shown to anyone, never counted, never explained; only keeps the two from being proposed again.
CREATE TABLE passed (
  person        text_id     NOT NULL REFERENCES person (id), -- who said it
  other         text_id     NOT NULL REFERENCES person (id), -- about whom
  community     text_id     NOT NULL REFERENCES community (id), -- where
  said          int_time    NOT NULL,             -- when
  PRIMARY KEY (person, other, community)
);
CREATE INDEX passed_other ON passed (other);

-- Two people who walk together.
CREATE TABLE connection (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  asker         text_id     NOT NULL REFERENCES person (id), -- who asked; may give as much as receive
  other         text_id     NOT NULL REFERENCES person (id), -- who said "I will"
  ask           text_id     REFERENCES ask (id),  -- what it began with
  project       text_id     REFERENCES project (id), -- what their first meeting is counted with, if they do not say; NULL: none
  state         text_code   NOT NULL,             -- begun, paused, ended, moved_on
  began         int_time    NOT NULL,             -- both had said yes
  changed       int_time    NOT NULL,             -- the state's date; who changed it is not kept
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX connection_asker ON connection (asker, community);
CREATE INDEX connection_other ON connection (other, community);

-- A closing word when two move on.
CREATE TABLE closing_word (
  connection    text_id     NOT NULL REFERENCES connection (id), -- of which
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom
  words         blob_sealed NOT NULL,             -- the two
  said          int_time    NOT NULL,             -- when
  PRIMARY KEY (connection, writer)
);

-- How a community proposes to many at once.  No row: 25 points a fortnight, 26 weeks, 14 days.
CREATE TABLE proposing_rule (
  community     text_id     NOT NULL PRIMARY KEY REFERENCES community (id), -- whose
  points        integer     NOT NULL,             -- of fit, that a fortnight of waiting is worth; coordinators
  weeks         integer     NOT NULL,             -- after so many waiting comes first; coordinators
  days          integer     NOT NULL,             -- a proposal stays open so long; coordinators
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);

-- With which other communities of this server this one would like to propose for everyone at once.  It holds where both say so.
CREATE TABLE proposing_with (
  community     text_id     NOT NULL REFERENCES community (id), -- whose coordinators said it
  other         text_code   NOT NULL,             -- address of the other community, as typed: whether there is one is not told
  said_by       text_id     NOT NULL REFERENCES person (id), -- which coordinator; proposals here are made with their eyes
  said          int_time    NOT NULL,             -- when
  PRIMARY KEY (community, other)
);

-- One run of "propose to everyone waiting".
CREATE TABLE proposing (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  began_by      text_id     NOT NULL REFERENCES person (id), -- which coordinator; coordinators
  began         int_time    NOT NULL,             -- when
  seen          int_time    NOT NULL,             -- last sign of life
  taken_back    int_time,                         -- a coordinator wanted it to end
  over          int_time,                         -- it has ended, and how says stage
  rest          int_flag    NOT NULL DEFAULT 0,   -- 1: begun by a no, for those who were looked at before
  leader        text_id     REFERENCES proposing (id), -- the run of another community that this one is part of; NULL: of none
  stage         text_code   NOT NULL,             -- begun, looking, solving, checking, asking, done, taken_back
  people        integer     NOT NULL DEFAULT 0,   -- how many are looked at
  looked        integer     NOT NULL DEFAULT 0,   -- for how many of them it is known who may fit
  proposed      integer     NOT NULL DEFAULT 0,   -- how many have a proposal; when done: that were sent
  sent          integer     NOT NULL DEFAULT 0,   -- pairs that were asked so far; from the first on it is not stopped any more
  moved         integer     NOT NULL DEFAULT 0,   -- not sent, because something changed meanwhile
  proven        int_flag    NOT NULL DEFAULT 0    -- 1: no other proposals would be better, among all pairs
);
CREATE UNIQUE INDEX proposing_one ON proposing (community) WHERE over IS NULL;
CREATE INDEX proposing_began ON proposing (community, began);

-- For whom the last run found nobody, and which rule shut out most.
CREATE TABLE unserved (
  ask           text_id     NOT NULL PRIMARY KEY REFERENCES ask (id), -- who waits
  community     text_id     NOT NULL REFERENCES community (id), -- where
  rule          text_code   NOT NULL,             -- code of matching_rules; coordinators
  shut_out      integer     NOT NULL DEFAULT 0,   -- how many supporters with room that rule shut out; coordinators, from the minimum on
  possible      integer     NOT NULL DEFAULT 0,   -- with how many supporters it was possible, whose places went to others; coordinators
  longer        integer     NOT NULL DEFAULT 0,   -- of those others, how many have waited as long or longer; coordinators
  shorter       integer     NOT NULL DEFAULT 0,   -- and how many less, because fit and waiting together came to more; coordinators
  found         int_time    NOT NULL              -- when
);
CREATE INDEX unserved_community ON unserved (community);

-- Somebody said "not this one" to a proposal of a coordinator: soon those who are left are looked for again.  Not who.
CREATE TABLE proposing_rest (
  community     text_id     NOT NULL PRIMARY KEY REFERENCES community (id), -- where
  said          int_time    NOT NULL              -- the first time since the last run
);
