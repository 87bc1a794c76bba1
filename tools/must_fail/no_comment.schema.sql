-- Things.
CREATE TABLE a (
  id text_id, -- who
  x int_time
);
