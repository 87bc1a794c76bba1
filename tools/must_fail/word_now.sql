-- query a: one
-- out x int
SELECT
now();
