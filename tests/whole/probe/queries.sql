-- The probe's statements.

-- query probe_add: run
-- in  id text, mark text, text sealed(probe_note.text, @server, id)?
INSERT INTO probe_note (id, mark, text) VALUES ($1, $2, $3);

-- query probe_count: one
-- in  begins text
-- out n int
SELECT count(*) AS n FROM probe_note WHERE substr(mark, 1, length($1)) = $1;

-- query probe_marks: many
-- in  after text
-- out mark text
SELECT mark FROM probe_note WHERE mark > $1 ORDER BY mark LIMIT 1000;

-- query probe_get: one
-- in  mark text
-- out id text, text sealed(probe_note.text, @server, id)?, version int
SELECT id, text, version FROM probe_note WHERE mark = $1;

-- query probe_raise: run
-- in  mark text
-- Everybody wants the same row.
UPDATE probe_note SET version = version + 1 WHERE mark = $1;

-- query probe_change: run
-- in  id text, text sealed(probe_note.text, @server, id)?, version int
UPDATE probe_note SET text = $2, version = version + 1 WHERE id = $1 AND version = $3;
