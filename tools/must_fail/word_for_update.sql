-- query a: one
-- out x int
SELECT 1 FROM t FOR UPDATE;
