-- The log: who has seen what of whom, and what was done by special rights.  Only ever added to: each entry is a leaf of a
-- Merkle tree (RFC 9162), so that nothing before a head that somebody outside holds can change unnoticed.  Holds ids and
-- codes, never words.  What is about a person stands beside a commitment: without the salt it says nothing, and the tree holds.
CREATE TABLE log_entry (
  number        int_count   NOT NULL PRIMARY KEY, -- place in the tree, from 0
  at            int_time    NOT NULL,             -- when; the one it is about
  kind          text_code   NOT NULL,             -- read, survey_key, or a deed: role_given, emergency, import, …
  by_whom       text_id,                          -- who read or did it; NULL: the operator, nobody signed in, or erased; the one it is about
  by_right      text_code,                        -- by which right: party, coordinator, operator, …; the one it is about
  whose         text_id,                          -- whose record, or about whom; NULL: nobody's, or erased
  community     text_id,                          -- where; the one it is about
  record        text_code,                        -- what kind of record: meeting, ask, …; the one it is about
  record_id     text_id,                          -- which one; NULL: a list
  why           text_id,                          -- on what it rests: the emergency under which it was opened, or the SHA-256 of a key of surveys; NULL: nothing; the one it is about
  salt          blob_hash,                        -- makes the commitment unguessable; NULL: erased with all that is about a person
  commitment    blob_hash   NOT NULL              -- SHA-256 of salt and what is about a person: stays
);
CREATE INDEX log_entry_whose ON log_entry (whose, number) WHERE whose IS NOT NULL;

-- Where the tree stands: written with every entry, in the same transaction.
CREATE TABLE log_tree (
  id            text_code   NOT NULL PRIMARY KEY, -- 'tree'
  size          int_count   NOT NULL,             -- how many entries
  peaks         blob_hash   NOT NULL              -- the roots over its full halves, largest first
);

-- With what heads are signed (Ed25519).  Made once; whoever holds a head knows the public half.
CREATE TABLE log_key (
  id            text_code   NOT NULL PRIMARY KEY, -- 'head'
  seed          blob_sealed NOT NULL,             -- the private half, sealed for '@server'; nobody
  made          int_time    NOT NULL              -- when
);

CREATE INDEX log_entry_key ON log_entry (record_id) WHERE kind = 'survey_key';

-- For each batch of surveys that its key stands in the log, as `kith audit verify` reads it.  Names nobody.
CREATE TABLE key_receipt (
  batch         text_id     NOT NULL PRIMARY KEY, -- which batch; everyone
  receipt       text        NOT NULL              -- the entry, its way to the root and the head it makes; everyone
);

-- Somebody of the team opened what helps to reach a person, though it is not theirs to see: with a reason, for an hour, and
-- the person is told.
CREATE TABLE emergency (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- whose details were opened
  opened_by     text_id     NOT NULL REFERENCES person (id), -- by whom; the person
  reason        blob_sealed NOT NULL,             -- why, in words; the person, and who wrote it
  opened        int_time    NOT NULL,             -- when; the person
  ends          int_time    NOT NULL,             -- shown no longer after this
  known         int_time                          -- when the person said that they have read of it; NULL: not yet
);
CREATE INDEX emergency_person ON emergency (person, community) WHERE known IS NULL;
