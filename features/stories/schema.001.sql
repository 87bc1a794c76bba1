-- What a story says about itself: for how long and for whom it is, and what it touches.
CREATE TABLE story (
  document      text_id     NOT NULL PRIMARY KEY REFERENCES document (id), -- which document
  owner         text_id     NOT NULL REFERENCES person (id), -- whose
  listener      integer     NOT NULL DEFAULT 0,   -- for whom this version is: place in stories_listeners; who reads a part
  topics        int_set     NOT NULL DEFAULT 0,   -- what it touches: bits of stories_topics, chosen by its author; who reads a part
  other         text_id     REFERENCES document (id), -- the story of which this is another version; NULL: none
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX story_owner ON story (owner);
CREATE INDEX story_other ON story (other);

-- A story on the shelf of a community: only while a part of it is open there.  Made anew at each change of it.
CREATE TABLE story_shelf (
  document      text_id     NOT NULL PRIMARY KEY REFERENCES document (id), -- which
  owner         text_id     NOT NULL REFERENCES person (id), -- whose
  community     text_id     NOT NULL REFERENCES community (id), -- on which shelf
  shelved       int_time    NOT NULL,             -- last opened or changed; members
  seconds       int_count   NOT NULL,             -- how long the open parts take to read aloud; members
  listener      integer     NOT NULL,             -- as in story; members
  topics        int_set     NOT NULL              -- as in story; members
);
CREATE INDEX story_shelf_community ON story_shelf (community, shelved, document);
CREATE INDEX story_shelf_owner ON story_shelf (owner);

-- The words of what is open, each as a keyed hash: found by who types the same word, readable by nobody.
CREATE TABLE story_word (
  document      text_id     NOT NULL REFERENCES story_shelf (document), -- in which story
  word          blob_hash   NOT NULL,             -- keyed hash of the word's stem in this community
  until_at      int_time,                         -- open until then in the last of its parts, NULL: until withdrawn
  PRIMARY KEY (word, document)
);
CREATE INDEX story_word_document ON story_word (document);

-- What a reader would rather not meet on the shelf.
CREATE TABLE story_filter (
  person        text_id     NOT NULL PRIMARY KEY REFERENCES person (id), -- whose wish; that person alone
  topics        int_set     NOT NULL              -- bits of stories_topics that are left out
);

-- A part that its owner read or showed to somebody: only that it was told.  The words stay where they are.
CREATE TABLE story_told (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  document      text_id     NOT NULL REFERENCES document (id), -- from which story
  owner         text_id     NOT NULL REFERENCES person (id), -- who told it; the owner alone
  connection    text_id     REFERENCES connection (id), -- to whom: the other of this connection; NULL: to a group
  peer_group    text_id     REFERENCES peer_group (id), -- or to this group; NULL: to one person
  part          text_code   NOT NULL,             -- which part
  told          int_time    NOT NULL,             -- when
  until_at      int_time    NOT NULL              -- shown there until then
);
CREATE INDEX story_told_connection ON story_told (connection, told);
CREATE INDEX story_told_group ON story_told (peer_group, told) WHERE peer_group IS NOT NULL;
CREATE INDEX story_told_owner ON story_told (owner, told);
CREATE INDEX story_told_document ON story_told (document);
