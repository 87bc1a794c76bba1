-- A list of questions that was loaded from a file.  Published words, nobody's own.  A change makes a new row: who answered the old one
-- keeps it.
CREATE TABLE measure_definition (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     REFERENCES community (id), -- where it is offered, NULL: in all of them; members
  code          text_code   NOT NULL,             -- its short name there; members
  number        integer     NOT NULL,             -- counts what was loaded under this name there
  content       text        NOT NULL,             -- the file as it was loaded: published questions; members
  loaded        int_time    NOT NULL,             -- when; members
  loaded_by     text_id     REFERENCES person (id), -- by whom, NULL: the operator, or somebody who left; coordinators
  closed        int_time                          -- not offered from then on, NULL: offered; members
);
CREATE UNIQUE INDEX measure_definition_offered ON measure_definition (coalesce(community, ''), code, number);

-- Answers to a published list of questions, given by the person about themselves.  Nobody else reads them.
CREATE TABLE measure_taken (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  owner         text_id     NOT NULL REFERENCES person (id), -- who answered; that person alone
  measure       text_code   NOT NULL,             -- which list; that person alone
  definition    text_id     REFERENCES measure_definition (id), -- as it was then, NULL: it comes with Kith; that person alone
  taken         int_time    NOT NULL,             -- when; that person alone
  answers       blob_sealed NOT NULL              -- one letter a question, '-' for one left out; that person alone
);
CREATE INDEX measure_taken_owner ON measure_taken (owner, measure, taken, id);
CREATE INDEX measure_taken_definition ON measure_taken (definition) WHERE definition IS NOT NULL;
