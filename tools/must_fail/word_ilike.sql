-- query a: one
-- out x int
SELECT
x ILIKE 'a';
