-- query a: one
-- out x int
SELECT
CURRENT_TIMESTAMP;
