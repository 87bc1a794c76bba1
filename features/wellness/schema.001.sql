-- How a day was, in the person's own eyes.  Nobody else reads it, and nothing counts it.
CREATE TABLE wellness_day (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  owner         text_id     NOT NULL REFERENCES person (id), -- whose; that person alone
  day           int_day     NOT NULL,             -- which day, where the person lives; that person alone
  feeling       blob_sealed NOT NULL,             -- code of wellness_feelings; that person alone
  words         blob_sealed,                      -- a few words; that person alone
  UNIQUE (owner, day)
);

-- What of the toolbox somebody wants to do when a part of their plan comes true.
CREATE TABLE wellness_tools (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  document      text_id     NOT NULL REFERENCES document (id), -- which plan
  owner         text_id     NOT NULL REFERENCES person (id), -- whose
  part          text_code   NOT NULL,             -- which part of it points to the tools
  tools         blob_sealed NOT NULL,             -- lines of the toolbox as they were chosen, one a line; that person alone
  UNIQUE (document, part)
);
CREATE INDEX wellness_tools_owner ON wellness_tools (owner);

-- The wish to look at a plan again.
CREATE TABLE wellness_review (
  document      text_id     NOT NULL PRIMARY KEY REFERENCES document (id), -- which plan
  owner         text_id     NOT NULL REFERENCES person (id), -- whose wish; that person alone
  weeks         integer     NOT NULL,             -- every how many weeks
  due           int_day     NOT NULL              -- the next time
);
CREATE INDEX wellness_review_owner ON wellness_review (owner, due);
