-- query a: one
-- out x int
SELECT
iif(x, 1, 2);
