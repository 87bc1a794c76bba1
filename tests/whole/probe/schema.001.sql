-- What the probe writes: tests of the whole program need a feature that does as they say.
CREATE TABLE probe_note (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  mark          text        NOT NULL UNIQUE,      -- chosen by the test: tells which writes were kept; nobody
  text          blob_sealed,                      -- any text; the test
  version       integer     NOT NULL DEFAULT 1    -- counts changes, to notice a stale form
);
