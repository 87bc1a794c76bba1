-- query Asks: one
-- out x int
SELECT 1;
