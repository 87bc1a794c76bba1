-- query a: one
-- out x varchar
SELECT 1;
