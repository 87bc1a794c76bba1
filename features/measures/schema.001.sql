-- Answers to a published list of questions, given by the person about themselves.  Nobody else reads them.
CREATE TABLE measure_taken (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  owner         text_id     NOT NULL REFERENCES person (id), -- who answered; that person alone
  measure       text_code   NOT NULL,             -- which list; that person alone
  taken         int_time    NOT NULL,             -- when; that person alone
  answers       blob_sealed NOT NULL              -- one letter a question, '-' for one left out; that person alone
);
CREATE INDEX measure_taken_owner ON measure_taken (owner, measure, taken, id);
