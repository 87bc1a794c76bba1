-- query a: run
DELETE FROM t RETURNING id;
