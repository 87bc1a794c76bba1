-- query a: one
-- out x int, x int
SELECT 1, 1;
