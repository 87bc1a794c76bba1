-- query a: one
-- out x int
SELECT 1::text;
