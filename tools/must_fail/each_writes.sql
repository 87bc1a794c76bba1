-- query a: each
-- out x int
DELETE FROM t RETURNING x;
