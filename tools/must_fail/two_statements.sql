-- query a: run
DELETE FROM t; DELETE FROM u;
