-- What somebody wants for their life, in their own words.  Belongs to them, wherever they are.
CREATE TABLE goal (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  owner         text_id     NOT NULL REFERENCES person (id), -- whose; the owner, and who walks along
  side          integer     NOT NULL,             -- side of life: place in goals_sides; as words
  words         blob_sealed NOT NULL,             -- what they want; the owner, and who walks along
  why           blob_sealed,                      -- what it is good for; the owner, and who walks along
  state         integer     NOT NULL DEFAULT 0,   -- place in goals_states; as words
  shown         int_set     NOT NULL DEFAULT 0,   -- what more than the words is shown to who walks along: bits of goals_pieces; the owner
  begun         int_time    NOT NULL,             -- when; as words
  changed       int_time    NOT NULL,             -- when something last happened with it; the owner
  version       integer     NOT NULL DEFAULT 1    -- counts changes of its words
);
CREATE INDEX goal_owner ON goal (owner, state, changed, id);

-- A small step on the way.
CREATE TABLE goal_step (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  goal          text_id     NOT NULL REFERENCES goal (id), -- to which
  owner         text_id     NOT NULL REFERENCES person (id), -- whose key seals it: the goal's owner
  place         integer     NOT NULL,             -- counts up in a goal; their order
  words         blob_sealed NOT NULL,             -- what to do; the owner, and who walks along where steps are shown
  done          int_time                          -- when it was done, NULL: not yet; as words
);
CREATE INDEX goal_step_goal ON goal_step (goal, place);
CREATE INDEX goal_step_owner ON goal_step (owner);

-- Something that happened on the way: said how sure, done, changed, let go, taken up again, met.
CREATE TABLE goal_moment (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  goal          text_id     NOT NULL REFERENCES goal (id), -- with which
  owner         text_id     NOT NULL REFERENCES person (id), -- whose key seals it: the goal's owner
  kind          integer     NOT NULL,             -- place in goals_moments; the owner, and who walks along where this is shown
  at            int_time    NOT NULL,             -- when; as kind
  sure          blob_sealed,                      -- 0 to 10, where it says how sure; as kind
  words         blob_sealed,                      -- a few words about it; as kind
  former        blob_sealed,                      -- where the goal changed: what it was before; as kind
  encounter     text_id,                          -- which meeting, where they met; linked by the owner's wish
  UNIQUE (goal, encounter)
);
CREATE INDEX goal_moment_goal ON goal_moment (goal, at, id);
CREATE INDEX goal_moment_owner ON goal_moment (owner);
CREATE INDEX goal_moment_encounter ON goal_moment (encounter) WHERE encounter IS NOT NULL;

-- Who walks along: those who may see the goal as long as the two walk together.
CREATE TABLE goal_along (
  goal          text_id     NOT NULL REFERENCES goal (id), -- which
  connection    text_id     NOT NULL REFERENCES connection (id), -- the other of this connection; the two
  owner         text_id     NOT NULL REFERENCES person (id), -- whose goal
  since         int_time    NOT NULL,             -- from when on; the owner
  PRIMARY KEY (goal, connection)
);
CREATE INDEX goal_along_connection ON goal_along (connection);
CREATE INDEX goal_along_owner ON goal_along (owner);
