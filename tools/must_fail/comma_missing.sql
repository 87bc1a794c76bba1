-- query a: one
-- out x int y int
SELECT 1, 1;
