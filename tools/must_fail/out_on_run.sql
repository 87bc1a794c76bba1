-- query a: run
-- out x int
DELETE FROM t;
