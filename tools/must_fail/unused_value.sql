-- query a: run
-- in x int, y int
DELETE FROM t WHERE x = $1;
