-- query a: run
SELECT 1;
