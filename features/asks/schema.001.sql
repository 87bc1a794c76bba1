-- "I would like someone to …" and "I can …": asks and offers.
CREATE TABLE ask (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who asks or offers
  direction     text_code   NOT NULL,             -- ask, offer
  kinds         int_set     NOT NULL,             -- kinds of support: bits of asks_kinds; coordinators, whoever is suggested
  about         blob_sealed,                      -- own words; coordinators, whoever it is proposed to (an offer: members); NULL once they left
  soon          integer     NOT NULL,             -- place in asks_soon; coordinators
  ways          int_set     NOT NULL DEFAULT 0,   -- how: bits of experiences_ways, 0: as in my profile
  helped        int_flag    NOT NULL DEFAULT 0,   -- 1: "please find someone for me": on the coordinator's waiting list
  asked         int_time    NOT NULL,             -- waiting since
  closed        int_time,                         -- no longer looking
  closed_why    text_code,                        -- connected, taken_back, left
  version       integer     NOT NULL DEFAULT 1    -- counts changes
);
CREATE INDEX ask_person ON ask (person, community, direction, asked, id);
CREATE INDEX ask_open ON ask (community, direction, asked) WHERE closed IS NULL;

-- With how many people somebody walks, and wishes to: one number for all communities of this server together, since it is one
-- person's strength.  What is taken in one is taken in all.
CREATE TABLE supporter_places (
  person        text_id     NOT NULL PRIMARY KEY REFERENCES person (id), -- who
  capacity      integer     NOT NULL,             -- how many people they wish to walk with at once, 0 to 50; elsewhere only what is left of it, as a number
  walking       integer     NOT NULL DEFAULT 0    -- with how many they walk now, wherever; kept by connections
) /*lite WITHOUT ROWID*/;

-- Whether a supporter is open to somebody new in a community, and for what.
CREATE TABLE supporter_room (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who
  state         text_code   NOT NULL,             -- open, paused, full: said by the supporter, nobody else
  kinds         int_set     NOT NULL DEFAULT 0,   -- kinds of support they like to give
  about         blob_sealed,                      -- what they would like people to know first; members
  since         int_time    NOT NULL,             -- when the state was said
  version       integer     NOT NULL DEFAULT 1,   -- counts changes
  PRIMARY KEY (community, person)
) /*lite WITHOUT ROWID*/;
CREATE INDEX supporter_room_open ON supporter_room (community) WHERE state = 'open';

-- Time off: hides a supporter from new requests.
CREATE TABLE time_off (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  person        text_id     NOT NULL REFERENCES person (id), -- who
  from_day      int_day     NOT NULL,             -- first day away, in their own zone
  until_day     int_day     NOT NULL              -- last day away
);
CREATE INDEX time_off_person ON time_off (person, until_day);
CREATE INDEX time_off_until ON time_off (until_day, from_day, person);
