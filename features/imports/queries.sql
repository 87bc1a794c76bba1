-- query import_find: one
-- in  community id, project id, digest blob
-- out encounters int, surveys int, brought time
SELECT encounters, surveys, brought FROM import WHERE community = $1 AND project = $2 AND digest = $3;

-- query import_add: run
-- in  id id, community id, project id, digest blob, encounters int, surveys int, brought_by id?, brought time
INSERT INTO import (id, community, project, digest, encounters, surveys, brought_by, brought) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query imports_of: many
-- in  community id
-- out id id, project_name text, encounters int, surveys int, brought time
SELECT i.id, j.name AS project_name, i.encounters, i.surveys, i.brought FROM import i JOIN project j ON j.id = i.project
WHERE i.community = $1 ORDER BY i.brought DESC, i.id LIMIT 20;

-- query waiting_add: run
-- in  id id, community id, person id, project sealed(import_waiting.project, person, id), content sealed(import_waiting.content, person, id), made time
INSERT INTO import_waiting (id, community, person, project, content, made) VALUES ($1, $2, $3, $4, $5, $6);

-- query waiting_get: one
-- in  id id, community id, person id
-- out id id, person id, project sealed(import_waiting.project, person, id), content sealed(import_waiting.content, person, id)
SELECT id, person, project, content FROM import_waiting WHERE id = $1 AND community = $2 AND person = $3;

-- query waiting_remove: run
-- in  id id
DELETE FROM import_waiting WHERE id = $1;

-- query waiting_over: run
-- in  before time
DELETE FROM import_waiting WHERE made < $1;

-- query leaver_waiting: run
-- in  person id
DELETE FROM import_waiting WHERE person = $1;

-- query check_imports: one
-- out n int
-- Every import brought as many encounters as it says.
SELECT count(*) AS n FROM import i WHERE i.encounters <> (SELECT count(*) FROM encounter e WHERE e.import = i.id);

-- ---- everything of mine, and what is held ----

-- query imports_mine_brought: each
-- in  person text
-- out community text, encounters int, surveys int, brought time
SELECT community, encounters, surveys, brought FROM import WHERE brought_by = $1 ORDER BY brought, id;

-- query imports_mine_waiting: each
-- in  person text
-- out id text, person text, project sealed(import_waiting.project, person, id), content sealed(import_waiting.content, person, id), made time
SELECT id, person, project, content, made FROM import_waiting WHERE person = $1 ORDER BY made, id;

-- query imports_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'import.brought_by' AS place, count(*) AS n FROM import WHERE brought_by = $1
UNION ALL SELECT 'import_waiting.person' AS place, count(*) AS n FROM import_waiting WHERE person = $1;
