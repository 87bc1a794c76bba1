-- Things.
CREATE TABLE a (
  -- the id
  id text_id
);
