-- A community on this server: its own people, words, rules and figures.
CREATE TABLE community (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  slug          text_code   NOT NULL UNIQUE,      -- in addresses: neutral, [a-z0-9-]
  name          blob_sealed NOT NULL,             -- everyone in it, and those who are shown the way in
  about         blob_sealed,                      -- a few lines for the way in; the same
  lang          text_code   NOT NULL DEFAULT 'en',-- language of first resort
  zone          text_code   NOT NULL DEFAULT 'UTC', -- IANA time zone of its figures and events
  joining       text_code   NOT NULL DEFAULT 'invited', -- open, invited, closed
  formality     integer     NOT NULL DEFAULT 1,   -- 0 informal (no records, aliases), 1 light, 2 recorded, 3 formal: chooses defaults
  min_cell      integer     NOT NULL DEFAULT 5,   -- no figure about fewer people or answers than this (5 to 50)
  pictures      int_flag    NOT NULL DEFAULT 1,   -- 1: pictures may be sent in conversations; everyone in it
  voices        int_flag    NOT NULL DEFAULT 0,   -- 1: voice notes too; everyone in it
  leave_to      text        NOT NULL DEFAULT 'https://www.wikipedia.org/', -- where "Leave" goes
  made          int_time    NOT NULL,             -- since when it is here
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);

-- The community's own words for person, supporter, plan, note, group, encounter.
CREATE TABLE community_word (
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  lang          text_code   NOT NULL,             -- en, es
  word          text_code   NOT NULL,             -- code from core's vocabulary
  one           text        NOT NULL,             -- "companion"; everyone
  many          text        NOT NULL,             -- "companions"; everyone
  PRIMARY KEY (community, lang, word)
);

-- House rules, limits of confidentiality and the welcome: texts with versions that people accept.
CREATE TABLE community_text (
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  kind          text_code   NOT NULL,             -- rules, limits, welcome
  lang          text_code   NOT NULL,             -- en, es
  number        integer     NOT NULL,             -- 1, 2, … the highest is in force
  words         text        NOT NULL,             -- markup; whoever may see the way in
  since         int_time    NOT NULL,             -- when it came into force
  PRIMARY KEY (community, kind, lang, number)
);

-- Whom to call in a crisis: dated data, not code.
CREATE TABLE crisis_line (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  own           int_flag    NOT NULL DEFAULT 0,   -- 1: the community's own warmline, shown before all others
  place         integer     NOT NULL,             -- order on the page
  for_lang      text_code,                        -- shown to readers of this language only (988 is used differently in Spanish); NULL: everyone
  name          text        NOT NULL,             -- "988 Suicide & Crisis Lifeline"; everyone
  phone         text,                             -- to call
  text_to       text,                             -- number to text
  text_word     text,                             -- what to text, if a word is needed
  chat          text,                             -- https address of a chat
  languages     text        NOT NULL DEFAULT '',  -- codes with blanks
  hours         text        NOT NULL DEFAULT '',  -- "day and night"
  what_happens  text        NOT NULL DEFAULT '',  -- what happens when you call, who decides about sending help
  verified_on   int_day     NOT NULL,             -- somebody checked that it is true
  until_day     int_day,                          -- the last day on which it is shown; NULL: still
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX crisis_line_community ON crisis_line (community, place);

-- Who belongs, and what they have read and accepted.
CREATE TABLE membership (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who
  joined        int_time    NOT NULL,             -- since
  left_at       int_time,                         -- until; NULL: still
  rules_number  integer     NOT NULL DEFAULT 0,   -- house rules accepted, 0: not yet
  limits_number integer     NOT NULL DEFAULT 0,   -- limits of confidentiality accepted, 0: not yet
  takes_part    int_flag    NOT NULL DEFAULT 1,   -- 0: works for it from outside (evaluates, bills) and is no member; they and coordinators
  closed_until  int_time,                         -- the community is closed to them until then; NULL: it is not; they and coordinators
  PRIMARY KEY (community, person)
) /*lite WITHOUT ROWID*/;
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_joined ON membership (community, joined, person) WHERE left_at IS NULL;

-- Dated roles: facts about a person in a community, never a kind of person.
CREATE TABLE role_held (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who
  role          text_code   NOT NULL,             -- supporter, facilitator, coordinator, supervisor, ally, cofacilitator, evaluator, biller
  from_at       int_time    NOT NULL,             -- since
  until_at      int_time,                         -- until; NULL: still
  given_by      text_id                           -- who gave it; NULL: the operator
);
-- Each page asks this one; it holds all that is asked, or the wider index below would be preferred, and all of a community read.
CREATE INDEX role_held_person ON role_held (person, community, role, from_at, until_at);
CREATE INDEX role_held_community ON role_held (community, role, person, from_at, until_at);

-- Invitations: a code on paper or in a link, used once.
CREATE TABLE invitation (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  hash          blob_hash   NOT NULL UNIQUE,      -- hash of the code; nobody
  community     text_id     NOT NULL REFERENCES community (id), -- into which
  role          text_code,                        -- given on joining; NULL: member
  note          blob_sealed,                      -- for the inviter's own memory, "for the person from Tuesday"; the inviter, under whose key it is
  made_by       text_id,                          -- NULL: the operator
  made          int_time    NOT NULL,             -- when
  ends          int_time    NOT NULL,             -- valid until
  account       text_id,                          -- who made their account with it, where one needs an invitation for that; nobody
  used          int_time,                         -- when
  used_by       text_id,                          -- by whom; coordinators
  revoked       int_time                          -- taken back; it opens nothing any more
);
CREATE INDEX invitation_community ON invitation (community, made);

-- Projects gather encounters and surveys: family, crisis team, group.
CREATE TABLE project (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  slug          text_code   NOT NULL,             -- in addresses and on the command line
  name          text        NOT NULL,             -- everyone in the community
  about         blob_sealed,                      -- what it is for, sealed by the community; everyone in it
  made          int_time    NOT NULL,             -- since
  closed        int_time,                         -- no new encounters after this; figures stay
  version       integer     NOT NULL DEFAULT 1,   -- counts changes
  UNIQUE (community, slug)
);
