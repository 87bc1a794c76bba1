-- What somebody lets the one they walk with now read of what they wrote with somebody before.  No row: nothing.  It is a right, not a copy, and ends
-- with the row, with the connection, or when either leaves.
CREATE TABLE history (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  person        text_id     NOT NULL REFERENCES person (id), -- who was supported then, and decides; the three
  connection    text_id     NOT NULL REFERENCES connection (id), -- with whom they walk now: who may read
  reader        text_id     NOT NULL REFERENCES person (id), -- the other of that connection; the three
  conversation  text_id     NOT NULL REFERENCES conversation (id), -- what may be read
  former        text_id     REFERENCES person (id), -- with whom it was written; the three; NULL: they left
  from_at       int_time    NOT NULL,             -- what was said from then on; 0: all of it
  until_at      int_time    NOT NULL,             -- and until it was shared
  yes           integer,                          -- of who was there before: 1: their words as well, 0: not; NULL: has not answered; the three
  answered      int_time,                         -- when
  UNIQUE (connection, conversation)
);
CREATE INDEX history_person ON history (person);
CREATE INDEX history_reader ON history (reader);
CREATE INDEX history_former ON history (former, community);
