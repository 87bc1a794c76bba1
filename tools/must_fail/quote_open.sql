-- query a: run
DELETE FROM t WHERE x = 'a;
