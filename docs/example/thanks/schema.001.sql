-- Thank-you lines that members leave for all.
CREATE TABLE thanks (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who said it
  words         blob_sealed NOT NULL,             -- the line; members
  said          int_time    NOT NULL              -- when
);
CREATE INDEX thanks_community ON thanks (community, said);
