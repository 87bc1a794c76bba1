-- query a: one
-- out x int
SELECT
x FROM t OFFSET 3;
