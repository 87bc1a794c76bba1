-- When something about somebody changed that matters for bringing people together: each program that holds a community's
-- index in memory learns from it whom to read anew.  Says that, never what.
CREATE TABLE matching_changed (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who; nobody reads it but the server
  mark          text_code   NOT NULL,             -- random, another one at each change; nobody
  at            int_time    NOT NULL,             -- when
  PRIMARY KEY (community, person)
);
CREATE INDEX matching_changed_at ON matching_changed (community, at);

-- What each part of a pair's worth weighs in a community; the seven become shares of 1000.  No row: as Kith begins.
CREATE TABLE matching_weights (
  community     text_id     NOT NULL PRIMARY KEY REFERENCES community (id), -- whose
  experience    integer     NOT NULL,             -- shared lived experience; coordinators, as all of these
  support_with  integer     NOT NULL,             -- what the other would like to support with
  interests     integer     NOT NULL,             -- shared interests
  hours         integer     NOT NULL,             -- common hours
  way           integer     NOT NULL,             -- place and way to meet
  wishes        integer     NOT NULL,             -- wishes about the other
  room          integer     NOT NULL,             -- room the other has left
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
