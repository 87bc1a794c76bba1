-- Whether somebody without an account may write to a community.  No row: nobody may.
CREATE TABLE contact_rule (
  community     text_id     NOT NULL PRIMARY KEY REFERENCES community (id), -- whose
  open          int_flag    NOT NULL,             -- 1: anyone may write
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);

-- What somebody without an account wrote to a community.  No address of theirs is kept but the one they gave.
CREATE TABLE contact (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- to which
  form_key      text_code   NOT NULL,             -- of the form it came with: sent twice is once; nobody
  words         blob_sealed NOT NULL,             -- under the community's key; coordinators
  reach         blob_sealed,                      -- how they can be reached, if they wish; the same
  lang          text_code   NOT NULL,             -- the language of the page they wrote on; coordinators
  came          int_time    NOT NULL,             -- when
  done          int_time,                         -- when a coordinator said it is looked after; NULL: it waits
  done_by       text_id     REFERENCES person (id), -- which coordinator; coordinators
  UNIQUE (community, form_key)
);
CREATE INDEX contact_waiting ON contact (community, came, id) WHERE done IS NULL;
CREATE INDEX contact_done ON contact (community, done, id) WHERE done IS NOT NULL;
CREATE INDEX contact_done_by ON contact (done_by) WHERE done_by IS NOT NULL;
