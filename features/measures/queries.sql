-- Answers to published lists of questions.

-- query measure_add: run
-- in  id id, owner id, measure text, now time, answers sealed(measure_taken.answers, owner, id)
INSERT INTO measure_taken (id, owner, measure, taken, answers) VALUES ($1, $2, $3, $4, $5);

-- query measures_taken: many
-- in  owner id, measure text
-- out id id, owner id, taken time, answers sealed(measure_taken.answers, owner, id)?
-- The newest sixty, newest first.
SELECT id, owner, taken, answers FROM measure_taken WHERE owner = $1 AND measure = $2 ORDER BY taken DESC, id DESC LIMIT 60;

-- query measure_remove: run
-- in  id id, owner id
DELETE FROM measure_taken WHERE id = $1 AND owner = $2;

-- query measures_leaver: run
-- in  person id
DELETE FROM measure_taken WHERE owner = $1;

-- query measures_mine: each
-- in  person text
-- out id text, owner text, kind text, told time, words sealed(measure_taken.answers, owner, id)
SELECT id, owner, measure AS kind, taken AS told, answers AS words FROM measure_taken WHERE owner = $1 ORDER BY taken, id;

-- query measures_holdings: each
-- in  person text
-- out place text, n int
SELECT 'measure_taken.owner' AS place, count(*) AS n FROM measure_taken WHERE owner = $1;
