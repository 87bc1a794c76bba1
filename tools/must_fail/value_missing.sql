-- query a: run
-- in x int
DELETE FROM t WHERE x = $1 AND y = $2;
