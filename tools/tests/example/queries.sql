-- One of every kind of query and of every type.

-- query example_add: run
-- in  id id, community id, name text, note sealed(example.note, community, id)?
-- in  kind choice(example_kinds)?, kinds set(example_kinds), asked time, late flag,
-- in  share real?, photo blob
-- A comment about why, with "quotes" and $9.
INSERT INTO example (id, community, name, note, kind, kinds, asked, late, share, photo)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10); -- done

-- query example_one: one
-- in  id id
-- out id id, community id, name text?, note sealed(example.note, community, id)?, mail sealed(example.mail, @server, id)
-- out kind choice(example_kinds)?, kinds set(example_kinds), asked time?, late flag, share real?, photo blob?, score int?
SELECT id, community, name, note, mail, kind, kinds, asked, late, share, photo, score
FROM example WHERE id = $1 AND name <> 'it''s now() ?';

-- query example_many: many
-- in  community id, before time, limit int
-- out id id, name text
WITH old AS (SELECT id, name, asked /* not $7 */ FROM example WHERE community = $1)
SELECT id, name FROM old WHERE asked < $2 ORDER BY asked, id LIMIT $3;

-- query example_taken: one
-- in  id id
-- out name text
WITH x AS (SELECT 1) DELETE FROM example WHERE id = $1 RETURNING name;

-- query example_all: each
-- out id id
SELECT id FROM example ORDER BY id;
