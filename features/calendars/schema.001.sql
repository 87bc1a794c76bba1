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
