-- query a: one
-- out x int
INSERT INTO t VALUES (1);
