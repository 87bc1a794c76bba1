-- query a: one
-- out x int
SELECT
group_concat(x);
