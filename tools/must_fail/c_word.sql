-- query a: one
-- out default int
SELECT 1;
