-- Things.
CREATE TABLE a (
  x text_id, -- one
  x text_id -- two
);
