-- query a: one
-- out x int
SELECT
datetime('x');
