-- query a: run
DELETE FROM t WHERE (x = 1;
