-- query a: one
-- out x int
SELECT
string_agg(x, ',');
