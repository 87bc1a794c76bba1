-- Answers to published lists of questions.

-- query measure_add: run
-- in  id id, owner id, measure text, definition id?, now time, answers sealed(measure_taken.answers, owner, id)
INSERT INTO measure_taken (id, owner, measure, definition, taken, answers) VALUES ($1, $2, $3, $4, $5, $6);

-- query measures_taken: many
-- in  owner id, measure text
-- out id id, owner id, definition id?, taken time, answers sealed(measure_taken.answers, owner, id)?
-- The newest sixty, newest first.
SELECT id, owner, definition, taken, answers FROM measure_taken WHERE owner = $1 AND measure = $2 ORDER BY taken DESC, id DESC LIMIT 60;

-- ---- loaded from files ----

-- query measure_definition_add: run
-- in  id id, community id?, code text, number int, content text, now time, loaded_by id?
INSERT INTO measure_definition (id, community, code, number, content, loaded, loaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query measure_definition_last: one
-- in  community id?, code text
-- out number int, content text, closed time?
-- What was loaded last under this name, there.
SELECT number, content, closed FROM measure_definition
WHERE community IS NOT DISTINCT FROM CAST($1 AS text) AND code = $2 ORDER BY number DESC LIMIT 1;

-- query measure_definitions_close: run
-- in  community id?, code text, now time
UPDATE measure_definition SET closed = $3 WHERE community IS NOT DISTINCT FROM CAST($1 AS text) AND code = $2 AND closed IS NULL;

-- query measure_definition_close: run
-- in  id id, community id, now time
UPDATE measure_definition SET closed = $3 WHERE id = $1 AND community = $2 AND closed IS NULL;

-- query measure_definitions_here: many
-- in  community id
-- out id id, community id?, code text, number int, content text, loaded time
-- What is offered; the community's own comes before one of the same name for all.
SELECT id, community, code, number, content, loaded FROM measure_definition
WHERE (community = $1 OR community IS NULL) AND closed IS NULL ORDER BY code, CASE WHEN community IS NULL THEN 1 ELSE 0 END LIMIT 50;

-- query measure_definition_here: one
-- in  community id, code text
-- out id id, content text, closed time?
-- Offered before not offered any more.
SELECT id, content, closed FROM measure_definition WHERE (community = $1 OR community IS NULL) AND code = $2
ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, CASE WHEN community IS NULL THEN 1 ELSE 0 END, number DESC LIMIT 1;

-- query measure_definition_get: one
-- in  id id
-- out content text
SELECT content FROM measure_definition WHERE id = $1;

-- query measures_answered: many
-- in  owner id, community id
-- out code text, content text
-- Not offered here any more, and answered.
SELECT d.code, max(d.content) AS content FROM measure_definition d JOIN measure_taken t ON t.definition = d.id
WHERE t.owner = $1 AND (d.community = $2 OR d.community IS NULL) AND NOT EXISTS (SELECT 1 FROM measure_definition o
  WHERE o.code = d.code AND o.closed IS NULL AND (o.community = $2 OR o.community IS NULL)) GROUP BY d.code ORDER BY d.code LIMIT 50;

-- query measure_loader_left: run
-- in  person id
UPDATE measure_definition SET loaded_by = NULL WHERE loaded_by = $1;

-- query measure_remove: run
-- in  id id, owner id
DELETE FROM measure_taken WHERE id = $1 AND owner = $2;

-- query measures_leaver: run
-- in  person id
DELETE FROM measure_taken WHERE owner = $1;

-- query measures_mine: each
-- in  person text
-- out id text, owner text, kind text, definition text?, told time, words sealed(measure_taken.answers, owner, id)
SELECT id, owner, measure AS kind, definition, taken AS told, answers AS words FROM measure_taken WHERE owner = $1 ORDER BY taken, id;

-- query measures_mine_loaded: each
-- in  person text
-- out id text, loaded_by text?, code text, number int, told time
SELECT id, loaded_by, code, number, loaded AS told FROM measure_definition WHERE loaded_by = $1 ORDER BY loaded, id;

-- query measures_holdings: each
-- in  person text
-- out place text, n int
SELECT 'measure_taken.owner' AS place, count(*) AS n FROM measure_taken WHERE owner = $1
UNION ALL SELECT 'measure_definition.loaded_by' AS place, count(*) AS n FROM measure_definition WHERE loaded_by = $1;
