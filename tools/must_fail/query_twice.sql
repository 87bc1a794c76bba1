-- query a: one
-- out x int
SELECT 1;
-- query a: one
-- out x int
SELECT 1;
