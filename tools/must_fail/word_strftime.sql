-- query a: one
-- out x int
SELECT
strftime('%s');
