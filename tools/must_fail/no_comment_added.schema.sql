ALTER TABLE a ADD COLUMN x int_time;

-- Other.
