-- A group of people who support one another.  It goes on when everyone in it has changed: nothing here hangs on one person.
CREATE TABLE peer_group (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  project       text_id     REFERENCES project (id), -- with which its meetings are counted; NULL: none
  name          blob_sealed NOT NULL,             -- under the community's key; members of the community
  purpose       blob_sealed NOT NULL,             -- what it is for; the same
  who_for       blob_sealed,                      -- who it is for; the same
  lang          text_code   NOT NULL,             -- language spoken there: a code of people_languages; the same
  way           integer     NOT NULL,             -- place in groups_ways: open, closed, drop-in; the same
  mode          integer     NOT NULL,             -- place in groups_modes: in person, online, both; the same
  meets         blob_sealed,                      -- when they meet, in their own words; the same
  place         blob_sealed,                      -- where; the group, or also the community where `shows` says so
  link          blob_sealed,                      -- to take part from afar; the same as place
  town          blob_sealed,                      -- in which town, for people from outside; whoever may read the open page, where `shown` is 2
  shown         integer     NOT NULL DEFAULT 0,   -- on the community's open page: 0 no, 1 the group wishes it, 2 and who coordinates said yes
  shows         int_flag    NOT NULL DEFAULT 0,   -- 1: place and link are for everyone of the community
  earlier       int_flag    NOT NULL DEFAULT 0,   -- 1: who comes later reads what was said before
  capacity      int_count,                        -- how many people fit; NULL: no limit
  answer_days   int_count   NOT NULL DEFAULT 3,   -- how long an offered place is kept
  members       int_count   NOT NULL DEFAULT 0,   -- how many are in it
  held          int_count   NOT NULL DEFAULT 0,   -- places offered and not answered yet
  welcome       blob_sealed,                      -- how they welcome somebody; members of the community
  farewell      blob_sealed,                      -- how they say goodbye to one who leaves; the group
  ending        blob_sealed,                      -- how they mean to end; the group
  looking_back  blob_sealed,                      -- the last look back of a group that ended; who was in it
  made          int_time    NOT NULL,             -- since when it is there
  ended         int_time,                         -- until; NULL: still
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX peer_group_community ON peer_group (community, made, id);
CREATE INDEX peer_group_shown ON peer_group (community, made, id) WHERE shown = 2;

-- Who belongs to it.  Who leaves has no row any more, and no mark.
CREATE TABLE peer_group_member (
  peer_group    text_id     NOT NULL REFERENCES peer_group (id), -- in which
  person        text_id     NOT NULL REFERENCES person (id), -- who; the group
  part          integer     NOT NULL DEFAULT 0,   -- place in groups_parts: member, facilitates, co-facilitates; the group
  trained       int_flag    NOT NULL DEFAULT 0,   -- 1: says they are trained to facilitate; the group
  asked_part    integer,                          -- a part they are asked to take and have not answered; they and who facilitates
  acknowledged  integer     NOT NULL DEFAULT 0,   -- the newest agreement of the group they have read; 0: none; they alone
  joined        int_time    NOT NULL,             -- since; the group
  PRIMARY KEY (peer_group, person)
);
CREATE INDEX peer_group_member_person ON peer_group_member (person, peer_group);

-- Somebody on the way in: asked, waits in line, was offered a place, was invited, or reads a kind "not now".
CREATE TABLE peer_group_ask (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  peer_group    text_id     NOT NULL REFERENCES peer_group (id), -- into which
  person        text_id     NOT NULL REFERENCES person (id), -- who; they and who facilitates
  state         text_code   NOT NULL,             -- asked, waiting, offered, invited, not_now
  words         blob_sealed,                      -- what they wrote to the group; they and who facilitates
  answer        blob_sealed,                      -- what the group wrote back, under the community's key; they
  inviter       text_id     REFERENCES person (id), -- who invited them; they, and who was invited
  lets_in       int_flag    NOT NULL DEFAULT 0,   -- 1: nobody has to say yes any more, also where the group is closed
  since         int_time    NOT NULL,             -- when they came into the line: who came first is asked first
  until_at      int_time,                         -- an offered place is kept for them until then
  passed        int_time,                         -- when they last passed a place on; they keep their place in line
  UNIQUE (peer_group, person)
);
CREATE INDEX peer_group_ask_line ON peer_group_ask (peer_group, state, since, id);
CREATE INDEX peer_group_ask_person ON peer_group_ask (person);
CREATE INDEX peer_group_ask_inviter ON peer_group_ask (inviter) WHERE inviter IS NOT NULL;

-- What the group agreed on, each time it did.  The group's own: it stays when its writers leave.
CREATE TABLE peer_group_agreement (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  peer_group    text_id     NOT NULL REFERENCES peer_group (id), -- whose
  number        integer     NOT NULL,             -- 1, 2, …; the highest holds
  words         blob_sealed NOT NULL,             -- the lines, under the community's key; the group, and who is about to come in
  made_on       int_day     NOT NULL,             -- the day on which the group made it
  renew_on      int_day,                          -- when they look at it again; NULL: no day
  written       int_time    NOT NULL,             -- when it was written down
  UNIQUE (peer_group, number)
);

-- A line that a member proposes for the agreement.
CREATE TABLE peer_group_line (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  peer_group    text_id     NOT NULL REFERENCES peer_group (id), -- for which
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom; the group
  words         blob_sealed NOT NULL,             -- the group
  proposed      int_time    NOT NULL              -- when
);
CREATE INDEX peer_group_line_group ON peer_group_line (peer_group, proposed, id);
CREATE INDEX peer_group_line_writer ON peer_group_line (writer);

-- Who is fine with a proposed line.  There is no "no": what somebody cannot live with is talked over.
CREATE TABLE peer_group_yes (
  line          text_id     NOT NULL REFERENCES peer_group_line (id), -- with which
  person        text_id     NOT NULL REFERENCES person (id), -- who; the group reads how many
  PRIMARY KEY (line, person)
);
CREATE INDEX peer_group_yes_person ON peer_group_yes (person);

-- A rota: who stands in line for a task.  The first has it next.
CREATE TABLE peer_group_turn (
  peer_group    text_id     NOT NULL REFERENCES peer_group (id), -- in which
  task          integer     NOT NULL,             -- place in groups_tasks
  person        text_id     NOT NULL REFERENCES person (id), -- who; the group
  place         int_count   NOT NULL,             -- order in the line, smallest first; gaps do not matter
  swap          int_flag    NOT NULL DEFAULT 0,   -- 1: asks whether somebody would swap
  PRIMARY KEY (peer_group, task, person)
);
CREATE INDEX peer_group_turn_person ON peer_group_turn (person);
