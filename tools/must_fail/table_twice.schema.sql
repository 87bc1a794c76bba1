-- Things.
CREATE TABLE a (
  x text_id -- one
);
CREATE TABLE a (x text_id -- one
);
