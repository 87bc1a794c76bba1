-- query a: one
-- out x flag?
SELECT 1;
