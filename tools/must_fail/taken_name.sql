-- query a: run
-- in ret int
DELETE FROM t WHERE x = $1;
