-- Files that were brought in, so that the same file twice adds nothing.
CREATE TABLE import (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  project       text_id     NOT NULL REFERENCES project (id), -- into which project
  digest        blob_hash   NOT NULL,             -- keyed hash of the rows as read: separators and line ends do not matter
  encounters    int_count   NOT NULL,             -- how many rows
  surveys       int_count   NOT NULL,             -- how many of them with answers
  brought_by    text_id,                          -- who; NULL: the command line
  brought       int_time    NOT NULL,             -- when
  UNIQUE (community, project, digest)
);

-- A file that waits for "yes, bring it in" after the preview.  Deleted after a day.
CREATE TABLE import_waiting (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  project       blob_sealed NOT NULL,             -- how the project is called into which it goes; who brought it
  content       blob_sealed NOT NULL,             -- the file
  made          int_time    NOT NULL              -- when
);
