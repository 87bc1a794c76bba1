-- An example: this comment stands alone.

-- Things: every type there is.
CREATE TABLE example (
  id        text_id  NOT NULL PRIMARY KEY, -- random; anyone
  community text_id  NOT NULL REFERENCES community (id), -- where it belongs; members
  name      text     CHECK (name IN ('a', 'b, c')),
            -- their own words | or ours;
            -- only they read it
  note      blob_sealed,                   -- sealed; only they read it
  UNIQUE (community, name)                 -- once a community
);
CREATE INDEX example_by_name ON example (name) WHERE note IS NOT NULL;
