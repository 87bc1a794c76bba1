-- query a: one
-- out x int
SELECT
ifnull(x, 1);
