-- A calendar that programs fetch by an address nobody can guess.  Whoever made it ends it; what is in it is decided anew at each fetch.
CREATE TABLE calendar_feed (
  id            text_id     NOT NULL PRIMARY KEY, -- random; in the form that ends it
  community     text_id     NOT NULL REFERENCES community (id), -- of which
  kind          text_code   NOT NULL,             -- mine: what its person may see; community, group: what is public
  person        text_id     REFERENCES person (id), -- who made it; of kind mine, whose it is; NULL: has left (public ones go on); the person, coordinators
  subject       text_id,                          -- of a group: which; NULL: none
  token         blob_hash   NOT NULL UNIQUE,      -- hash of what stands in its address; nobody
  fuller        int_flag    NOT NULL DEFAULT 0,   -- 1: says what things are called; 0: "Meeting"; the person
  made          int_time    NOT NULL              -- since when; the person
);
CREATE INDEX calendar_feed_person ON calendar_feed (person, community) WHERE person IS NOT NULL;
CREATE INDEX calendar_feed_community ON calendar_feed (community, kind);

-- Somebody who wished it got mail with an invitation for their calendar.
CREATE TABLE calendar_invitation (
  id            text_id     NOT NULL PRIMARY KEY, -- random; the word in the address for answers is drawn from it with the master key
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- to what
  person        text_id     NOT NULL REFERENCES person (id), -- who; nobody
  token         blob_hash   NOT NULL UNIQUE,      -- hash of that word: whoever answers with it is this person; nobody
  UNIQUE (gathering, person)
);
CREATE INDEX calendar_invitation_person ON calendar_invitation (person);

-- What their calendar was last told: of all of it, and of each time that is not as its rule says.
CREATE TABLE calendar_told (
  invitation    text_id     NOT NULL REFERENCES calendar_invitation (id), -- whose, of what
  day           int_day     NOT NULL,             -- of which time, by its rule; 0: of all of it
  sequence      int_count   NOT NULL,             -- the change it was told of last; nobody
  off           int_flag    NOT NULL DEFAULT 0,   -- 1: that it does not take place for them; nobody
  stamp         int_time,                         -- when the newest answer that was read back says it was given; NULL: none was; nobody
  read          int_time,                         -- when an answer was last taken over; NULL: never; nobody
  PRIMARY KEY (invitation, day)
);
