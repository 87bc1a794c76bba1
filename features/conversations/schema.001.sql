-- A place where people write to one another: two who walk together, a community's announcement with its comments, a group, a team.
CREATE TABLE conversation (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  kind          text_code   NOT NULL,             -- pair, news, group, team
  subject       text_code   NOT NULL,             -- id of the connection, or the group or team of another feature; an announcement is its own
  rule          text_code   NOT NULL,             -- parties: those in conversation_party; members: everyone of the community
  title         blob_sealed,                      -- of news, groups and teams, under the community's key; whoever may read it
  state         text_code   NOT NULL DEFAULT 'open', -- open, resting (a pair takes a break), over
  slow          int_count   NOT NULL DEFAULT 0,   -- seconds between two messages of one person; 0: none
  slow_until    int_time,                         -- it goes slowly until then; NULL: until somebody says otherwise
  messages      int_count   NOT NULL DEFAULT 0,   -- how many were written: the place of the last one
  made          int_time    NOT NULL,             -- since
  last_at       int_time    NOT NULL,             -- the newest message; whoever may read it
  made_by       text_id     REFERENCES person (id), -- who announced it; NULL: nobody in particular, or they left
  open_since    int_time,                         -- of news: since then anyone may read title and first words, without an account; NULL: members only
  UNIQUE (kind, subject)
);
CREATE INDEX conversation_kind ON conversation (community, kind, last_at, id);
CREATE INDEX conversation_open ON conversation (community, open_since, id) WHERE open_since IS NOT NULL;

-- Who takes part.  In one that is open to all members: who wants something else than others there.
CREATE TABLE conversation_party (
  conversation  text_id     NOT NULL REFERENCES conversation (id), -- in which
  person        text_id     NOT NULL REFERENCES person (id), -- who
  since         int_time    NOT NULL,             -- when they came; the others
  left_at       int_time,                         -- when they went; they read nothing of it any more
  muted         int_flag    NOT NULL DEFAULT 0,   -- 1: nothing new is told; the person alone
  seen          int_count   NOT NULL DEFAULT 0,   -- the place up to which they said they have read; the person alone
  after_place   int_count   NOT NULL DEFAULT 0,   -- what was said up to this place is not for them: they came later
  here_until    int_time,                         -- "I'm here", offered; the others, until then
  paused_until  int_time,                         -- those who facilitate asked them to write nothing until then; they and who facilitates
  pause         text_code,                        -- id of the decision that says why; the same
  PRIMARY KEY (conversation, person)
);
CREATE INDEX conversation_party_person ON conversation_party (person, conversation);

CREATE TABLE message (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  conversation  text_id     NOT NULL REFERENCES conversation (id), -- in which
  community     text_id     NOT NULL REFERENCES community (id), -- where
  place         int_count   NOT NULL,             -- 1, 2, … in its conversation, without gaps
  writer        text_id     REFERENCES person (id), -- by whom; NULL: somebody who has left
  form_key      text_code,                        -- of the form it came with: sent twice is one message; nobody
  words         blob_sealed,                      -- whoever may read the conversation; NULL: taken back, or the writer left
  topics        blob_sealed,                      -- content note: codes of conversations_topics; the same
  reply_to      text_id     REFERENCES message (id), -- to which it answers
  said          int_time    NOT NULL,             -- when
  edited        int_time,                         -- when the words were last changed; the words before are not kept
  taken_back    int_time,                         -- by the writer
  taken_down    int_time,                         -- by a coordinator, or who facilitates the group
  down          text_code,                        -- id of the decision that says why; the writer
  pinned        int_time,                         -- kept at the top
  enclosures    int_count   NOT NULL DEFAULT 0,   -- how many pictures and recordings came with it
  changed       int_count   NOT NULL,             -- number of the last change (live_number)
  UNIQUE (conversation, place),
  UNIQUE (conversation, writer, form_key)
);
CREATE INDEX message_changed ON message (community, changed);
CREATE INDEX message_writer ON message (writer) WHERE writer IS NOT NULL;
CREATE INDEX message_reply ON message (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX message_pinned ON message (conversation, pinned) WHERE pinned IS NOT NULL;

-- How somebody wishes to be told, in one community.
CREATE TABLE talk_wish (
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  community     text_id     NOT NULL REFERENCES community (id), -- where
  quiet_from    integer,                          -- minutes after midnight in their own zone; NULL: no quiet hours; the person alone
  quiet_to      integer,                          -- the same, the end
  fold          blob_sealed,                      -- topics they open themselves: codes of conversations_topics; the person alone
  PRIMARY KEY (person, community)
);
CREATE INDEX talk_wish_community ON talk_wish (community);

-- A picture or a recording that came with a message, made anew from what is seen and heard in it: nothing else of the file is kept.
CREATE TABLE enclosure (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  message       text_id     NOT NULL REFERENCES message (id), -- with which; whoever may read that
  writer        text_id     NOT NULL REFERENCES person (id), -- who sent it; whose key it is under
  place         int_count   NOT NULL,             -- 1, 2, … among those of its message
  kind          text_code   NOT NULL,             -- picture, voice
  words         blob_sealed,                      -- what is to be seen or heard, for who cannot; whoever may read the message
  width         integer,                          -- of a picture, in pixels; the same
  height        integer,                          -- the same
  seconds       integer,                          -- of a recording; the same
  came          int_time    NOT NULL,             -- when
  UNIQUE (message, place)
);
CREATE INDEX enclosure_writer ON enclosure (writer, came);

-- Its bytes, apart from the rest, so that no list reads them.
CREATE TABLE enclosure_bytes (
  enclosure     text_id     NOT NULL PRIMARY KEY REFERENCES enclosure (id), -- of which
  small         blob_sealed,                      -- the picture as lists show it: JPEG; whoever may read the message
  whole         blob_sealed NOT NULL              -- the picture or the recording: JPEG, MP3; the same
);
