-- Who may open a crisis plan when its owner is in a crisis, though it is not shared with them.
CREATE TABLE crisis_opener (
  document      text_id     NOT NULL REFERENCES document (id), -- which plan
  owner         text_id     NOT NULL REFERENCES person (id), -- whose
  person        text_id     NOT NULL REFERENCES person (id), -- who may open it; the owner
  community     text_id     NOT NULL REFERENCES community (id), -- in which both are members
  named         int_time    NOT NULL,             -- since when
  PRIMARY KEY (document, person)
);
CREATE INDEX crisis_opener_person ON crisis_opener (person, community);
CREATE INDEX crisis_opener_owner ON crisis_opener (owner);

-- That it was opened: by whom, why, for how long.  The owner is told.
CREATE TABLE crisis_opening (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  document      text_id     NOT NULL REFERENCES document (id), -- which plan
  owner         text_id     NOT NULL REFERENCES person (id), -- whose key seals the reason
  opened_by     text_id     REFERENCES person (id), -- who opened it, NULL: somebody who left for good; the owner
  community     text_id     NOT NULL REFERENCES community (id), -- where
  reason        blob_sealed NOT NULL,             -- why, in words; the owner, and who wrote it
  opened        int_time    NOT NULL,             -- when
  ends          int_time    NOT NULL,             -- shown no longer from then on; earlier when the owner ends it
  known         int_time                          -- when the owner said that they have read of it; NULL: not yet
);
CREATE INDEX crisis_opening_document ON crisis_opening (document, opened, id);
CREATE INDEX crisis_opening_owner ON crisis_opening (owner, community) WHERE known IS NULL;
CREATE INDEX crisis_opening_by ON crisis_opening (opened_by);
