-- What people plan to do together: a meeting of two, of a group, a class, an event, a shift; once, or by a rule that repeats.  Times are
-- wall-clock times of its zone.  A rule is never written out: only a time of which something is known has a row (gathering_time).
CREATE TABLE gathering (
  id            text_id     NOT NULL PRIMARY KEY, -- random; in links and calendars
  community     text_id     NOT NULL REFERENCES community (id), -- where
  kind          integer     NOT NULL,             -- place in gatherings_kinds: group, one-to-one, class, event, shift
  belongs       text_code   NOT NULL,             -- to what: community, pair, group
  subject       text_id,                          -- of a pair: the connection; of a group: the group; NULL: the community
  maker         text_id     REFERENCES person (id), -- who planned it; NULL: has left; those asked
  owner         text_id     NOT NULL,             -- whose key seals its words: the community's; of a pair who planned it
  title         blob_sealed,                      -- what it is called; those asked (open: everyone who has the public calendar)
  about         blob_sealed,                      -- what it is about; those asked
  place         blob_sealed,                      -- where; those asked
  link          blob_sealed,                      -- https address to come in by; those asked
  town          blob_sealed,                      -- in which town, for people from outside; whoever may read the open page, where `shown` is 1
  mode          integer     NOT NULL,             -- place in encounters_modes: in person, phone, video, text
  zone          text_code   NOT NULL,             -- IANA time zone of its wall clock
  first_day     int_day     NOT NULL,             -- the first day by its rule
  clock         integer     NOT NULL,             -- minutes after midnight, in its zone
  minutes       integer     NOT NULL,             -- how long, 5 to 1440
  repeats       integer     NOT NULL DEFAULT 0,   -- place in gatherings_repeats: once, weekly, the same weekday of a month, its last one, the same day of a month
  every         integer     NOT NULL DEFAULT 1,   -- every so many weeks or months
  weekdays      int_set     NOT NULL DEFAULT 0,   -- weekly: bit 0 is Monday
  until_day     int_day,                          -- the last day by its rule; NULL: none was named
  times         integer     NOT NULL DEFAULT 0,   -- so often in all; 0: no number was named
  from_day      int_day     NOT NULL,             -- nothing of it is before this day, moved times too
  last_day      int_day,                          -- nothing of it is after this day; NULL: it goes on
  capacity      integer,                          -- so many can come; NULL: no limit
  asked         integer     NOT NULL DEFAULT 0,   -- place in gatherings_asked: everyone it belongs to, supporters, only who is named (gathering_guest)
  open          int_flag    NOT NULL DEFAULT 0,   -- 1: public calendars show that and when it is
  shown         int_flag    NOT NULL DEFAULT 0,   -- 1: it stands on the community's open page; of a group: where the group does
  round_in      integer     NOT NULL DEFAULT 0,   -- minutes of a check-in round at the beginning; 0: none
  round_out     integer     NOT NULL DEFAULT 0,   -- minutes of a check-out round at the end; 0: none
  cancelled     int_flag    NOT NULL DEFAULT 0,   -- 1: all of it is called off
  sequence      int_count   NOT NULL DEFAULT 0,   -- counts changes that a calendar must hear of
  made          int_time    NOT NULL,             -- when it was planned
  changed       int_time    NOT NULL,             -- when it was last changed
  version       integer     NOT NULL DEFAULT 1    -- counts changes, to notice a stale form
);
CREATE INDEX gathering_community ON gathering (community, from_day);
CREATE INDEX gathering_shown ON gathering (community, from_day) WHERE shown = 1;
CREATE INDEX gathering_subject ON gathering (subject) WHERE subject IS NOT NULL;
CREATE INDEX gathering_maker ON gathering (maker) WHERE maker IS NOT NULL;

-- One time of a gathering of which something is known: somebody answered, it was moved, called off, written about.
CREATE TABLE gathering_time (
  id            text_id     NOT NULL UNIQUE,      -- random
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- of what
  day           int_day     NOT NULL,             -- the day by the rule: names the time for good, also when it is moved
  began         int_time,                         -- when it is, if it was moved or is recorded; NULL: as the rule says
  minutes       integer,                          -- how long, if that was changed; NULL: as the gathering says
  cancelled     int_flag    NOT NULL DEFAULT 0,   -- 1: called off
  taken         integer     NOT NULL DEFAULT 0,   -- how many said that they come; those asked
  came          integer,                          -- how many came; NULL: not counted yet; who runs it
  encounter     text_id,                          -- what was recorded of it: once; NULL: nothing yet
  sequence      int_count   NOT NULL DEFAULT 0,   -- counts changes that a calendar must hear of
  changed       int_time    NOT NULL,             -- when it was last changed
  PRIMARY KEY (gathering, day)
);
CREATE INDEX gathering_time_began ON gathering_time (began) WHERE began IS NOT NULL;
CREATE INDEX gathering_time_encounter ON gathering_time (encounter) WHERE encounter IS NOT NULL;

-- Who said that they come.
CREATE TABLE gathering_answer (
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- to what
  day           int_day     NOT NULL,             -- to which time
  person        text_id     NOT NULL REFERENCES person (id), -- who; they, and who runs it
  answer        text_code   NOT NULL,             -- yes, maybe, no
  said          int_time    NOT NULL,             -- when
  PRIMARY KEY (gathering, day, person)
);
CREATE INDEX gathering_answer_person ON gathering_answer (person, day);

-- Who is asked by name, besides those it belongs to.
CREATE TABLE gathering_guest (
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- to what
  person        text_id     NOT NULL REFERENCES person (id), -- who; they, and who runs it
  named         int_time    NOT NULL,             -- since when
  PRIMARY KEY (gathering, person)
);
CREATE INDEX gathering_guest_person ON gathering_guest (person);

-- How long before somebody wishes to be reminded.
CREATE TABLE gathering_wish (
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- of what
  person        text_id     NOT NULL REFERENCES person (id), -- who; the person
  before        integer     NOT NULL,             -- minutes; the person
  PRIMARY KEY (gathering, person)
);
CREATE INDEX gathering_wish_person ON gathering_wish (person);

-- What is to be talked about, as whoever is asked adds it.
CREATE TABLE gathering_item (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- of what
  day           int_day     NOT NULL,             -- of which time
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom
  words         blob_sealed NOT NULL,             -- what; those asked
  minutes       integer     NOT NULL,             -- how long it may take
  said          int_time    NOT NULL              -- when it was added: they stand in this order
);
CREATE INDEX gathering_item_time ON gathering_item (gathering, day);
CREATE INDEX gathering_item_writer ON gathering_item (writer);

-- Who came, where the community keeps more than a number.
CREATE TABLE gathering_came (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  gathering     text_id     NOT NULL REFERENCES gathering (id), -- to what
  day           int_day     NOT NULL,             -- to which time
  community     text_id     NOT NULL REFERENCES community (id), -- where: whose key seals the alias
  person        text_id     REFERENCES person (id), -- who, by account; NULL: only an alias; they, and who runs it
  alias         blob_sealed,                      -- as they called themselves that day; who runs it
  noted         int_time    NOT NULL              -- when it was written down
);
CREATE INDEX gathering_came_time ON gathering_came (gathering, day);
CREATE UNIQUE INDEX gathering_came_once ON gathering_came (gathering, day, person) WHERE person IS NOT NULL;
CREATE INDEX gathering_came_person ON gathering_came (person) WHERE person IS NOT NULL;

-- How a community keeps who came.  No row: a number.
CREATE TABLE gathering_rule (
  community     text_id     NOT NULL PRIMARY KEY REFERENCES community (id), -- whose
  attendance    text_code   NOT NULL,             -- count, alias, account; members
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
