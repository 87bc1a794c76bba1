-- query a: run
-- in x int
DELETE FROM t -- $1
 WHERE y = '$1';
