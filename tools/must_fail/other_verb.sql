-- query a: run
DROP TABLE t;
