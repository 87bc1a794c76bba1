-- query a: some
SELECT 1;
