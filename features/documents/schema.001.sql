-- What a person writes about their own life: a story, a plan.  Belongs to its owner, wherever it is shared.
CREATE TABLE document (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  owner         text_id     NOT NULL REFERENCES person (id), -- whose; the owner, and those who read a part
  template      text_code   NOT NULL,             -- which form: story, wellness, crisis, appointment; as title
  title         blob_sealed,                      -- the owner's own title; those who read a part
  comments      int_flag    NOT NULL DEFAULT 0,   -- 1: those who read a part may leave words; the owner
  begun         int_time    NOT NULL,             -- when; the owner
  changed       int_time    NOT NULL,             -- last saved or shared; the owner, and those who read a part
  version       integer     NOT NULL DEFAULT 1    -- counts changes of title and comments
);
CREATE INDEX document_owner ON document (owner, changed, id);

-- One part of it, from the first word or draft on.
CREATE TABLE document_section (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  document      text_id     NOT NULL REFERENCES document (id), -- of which
  owner         text_id     NOT NULL REFERENCES person (id), -- whose key seals it: the document's owner
  part          text_code   NOT NULL,             -- which part of the form; stays when the form changes; own-…: one of its owner's making
  title         blob_sealed,                      -- what a part of one's own making is called, NULL: the form says; as words
  words         blob_sealed,                      -- as last saved, NULL: nothing; the owner, and whom it is shared with
  draft         blob_sealed,                      -- typed and not saved; the owner
  draft_number  integer     NOT NULL DEFAULT 0,   -- counts keepings of the draft; the owner
  draft_at      int_time,                         -- when it was last kept; the owner
  version       integer     NOT NULL DEFAULT 0,   -- counts saved versions; the owner
  saved         int_time,                         -- when; those who read it
  community     text_id     REFERENCES community (id), -- where it is shared, NULL: nowhere; the owner
  audience      integer     NOT NULL DEFAULT 0,   -- place in documents_audiences; the owner
  peer_group    text_id     REFERENCES peer_group (id), -- with which group, where the audience is one; the owner, and that group
  until_at      int_time,                         -- shared no longer from this moment on, NULL: until withdrawn; the owner
  UNIQUE (document, part)
);
CREATE INDEX document_section_group ON document_section (peer_group) WHERE peer_group IS NOT NULL;
CREATE INDEX document_section_owner ON document_section (owner);
CREATE INDEX document_section_shared ON document_section (community, audience) WHERE audience > 0;

-- Earlier words of a part, kept when others took their place.
CREATE TABLE document_version (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  section       text_id     NOT NULL REFERENCES document_section (id), -- of which
  owner         text_id     NOT NULL REFERENCES person (id), -- whose key seals it
  number        integer     NOT NULL,             -- which version it was
  words         blob_sealed NOT NULL,             -- the owner alone
  saved         int_time,                         -- when it was saved
  UNIQUE (section, number)
);

-- People the owner named as readers of a part.
CREATE TABLE document_named (
  section       text_id     NOT NULL REFERENCES document_section (id), -- of which
  owner         text_id     NOT NULL REFERENCES person (id), -- who named them
  person        text_id     NOT NULL REFERENCES person (id), -- who may read; the owner
  named         int_time    NOT NULL,             -- when
  PRIMARY KEY (section, person)
);
CREATE INDEX document_named_person ON document_named (person);

-- Other words that a reader proposes for a part; nothing changes until the owner takes them.
CREATE TABLE document_proposal (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  section       text_id     NOT NULL REFERENCES document_section (id), -- for which part
  owner         text_id     NOT NULL REFERENCES person (id), -- who decides
  writer        text_id     NOT NULL REFERENCES person (id), -- who proposes
  words         blob_sealed NOT NULL,             -- the owner and the writer
  made          int_time    NOT NULL,             -- when
  settled       int_time,                         -- when the owner took them or left them; NULL: waits
  taken         int_flag    NOT NULL DEFAULT 0    -- 1: they became the owner's words
);
CREATE INDEX document_proposal_section ON document_proposal (section, made);
CREATE INDEX document_proposal_owner ON document_proposal (owner) WHERE settled IS NULL;
CREATE INDEX document_proposal_writer ON document_proposal (writer);

-- A few words a reader leaves about a part, where the owner allows it.
CREATE TABLE document_comment (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  section       text_id     NOT NULL REFERENCES document_section (id), -- about which part
  owner         text_id     NOT NULL REFERENCES person (id), -- whose page it is
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom
  words         blob_sealed NOT NULL,             -- the owner, the writer, and who reads the part
  said          int_time    NOT NULL              -- when
);
CREATE INDEX document_comment_section ON document_comment (section, said);
CREATE INDEX document_comment_writer ON document_comment (writer);

-- What somebody else who was there says beside the owner's words, in a part that is both people's: after an appointment.
CREATE TABLE document_beside (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  section       text_id     NOT NULL REFERENCES document_section (id), -- beside which part
  owner         text_id     NOT NULL REFERENCES person (id), -- whose page it is
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom
  words         blob_sealed NOT NULL,             -- the owner, the writer, and who reads the part
  saved         int_time    NOT NULL,             -- when; as words
  UNIQUE (section, writer)
);
CREATE INDEX document_beside_owner ON document_beside (owner);
CREATE INDEX document_beside_writer ON document_beside (writer);
