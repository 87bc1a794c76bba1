-- How to do something, step by step, written by somebody who does it.  Belongs to them; others may take a copy that is theirs.
CREATE TABLE skill (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  owner         text_id     NOT NULL REFERENCES person (id), -- whose; the owner, and whom it is shared with
  topic         integer     NOT NULL,             -- place in skills_topics; as title
  title         blob_sealed NOT NULL,             -- what it is about; the owner, and whom it is shared with
  about         blob_sealed,                      -- a few words before the steps; as title
  community     text_id     REFERENCES community (id), -- where it is shared, NULL: nowhere; the owner
  audience      integer     NOT NULL DEFAULT 0,   -- place in skills_audiences; the owner
  origin        text_id     REFERENCES skill (id), -- the list of which it is a copy, as long as that is there; as title
  taken         int_time,                         -- when it was copied, NULL: it is no copy; as title
  begun         int_time    NOT NULL,             -- when; the owner
  changed       int_time    NOT NULL,             -- when its words were last changed or shared; as title
  version       integer     NOT NULL DEFAULT 1    -- counts changes of title and words before the steps
);
CREATE INDEX skill_owner ON skill (owner, changed, id);
CREATE INDEX skill_shared ON skill (community, changed, id) WHERE audience > 0;
CREATE INDEX skill_origin ON skill (origin) WHERE origin IS NOT NULL;

-- One step of it.
CREATE TABLE skill_step (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  skill         text_id     NOT NULL REFERENCES skill (id), -- of which list
  owner         text_id     NOT NULL REFERENCES person (id), -- whose key seals it: the list's owner
  place         integer     NOT NULL,             -- their order
  words         blob_sealed NOT NULL,             -- what to do; the owner, and whom the list is shared with
  done          int_time                          -- when its owner last ticked it, NULL: not ticked; the owner
);
CREATE INDEX skill_step_skill ON skill_step (skill, place);
CREATE INDEX skill_step_owner ON skill_step (owner);

-- How a reader would say a step, or a step they miss; nothing changes until the owner takes it.
CREATE TABLE skill_proposal (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  step          text_id     NOT NULL REFERENCES skill_step (id), -- for this step, or to come after it
  owner         text_id     NOT NULL REFERENCES person (id), -- who is asked: the list's owner
  writer        text_id     NOT NULL REFERENCES person (id), -- who proposes; the owner
  kind          integer     NOT NULL,             -- place in skills_improvements; the owner, the writer
  words         blob_sealed NOT NULL,             -- the owner, the writer
  made          int_time    NOT NULL              -- when
);
CREATE INDEX skill_proposal_step ON skill_proposal (step, made);
CREATE INDEX skill_proposal_writer ON skill_proposal (writer);
CREATE INDEX skill_proposal_owner ON skill_proposal (owner);
