-- When something about somebody changed that matters for bringing people together: each program that holds a community's
-- index in memory learns from it whom to read anew.  Says that, never what.
CREATE TABLE matching_changed (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who; nobody reads it but the server
  mark          text_id     NOT NULL,             -- random, another one at each change; nobody
  at            int_time    NOT NULL,             -- when
  PRIMARY KEY (community, person)
);
CREATE INDEX matching_changed_at ON matching_changed (community, at);
