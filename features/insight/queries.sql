-- query insight_sum_add: run
-- in  community id, project text, month int, measure text, n int, total int
INSERT INTO insight_sum (community, project, month, measure, n, total) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (community, project, month, measure) DO UPDATE SET n = insight_sum.n + excluded.n, total = insight_sum.total + excluded.total;

-- query insight_sums: each
-- in  community id
-- out project text, month int, measure text, n int, total int
SELECT project, month, measure, n, total FROM insight_sum WHERE community = $1 ORDER BY project, month;

-- query insight_projects: many
-- in  community id
-- out id id, slug text, name text
SELECT id, slug, name FROM project WHERE community = $1 ORDER BY name, id;

-- ---------------------------------------------------------------- counting anew, for kith check

-- query anew_encounters: each
-- in  community id
-- out project text, began time, minutes int, headcount int
SELECT coalesce(project, '') AS project, began, minutes, headcount FROM encounter WHERE community = $1 AND met = 1;

-- query anew_batches: each
-- in  community id
-- out project text, month int, offered int, returned int
SELECT coalesce(project, '') AS project, month, offered, returned FROM survey_batch WHERE community = $1;

-- query anew_answers: each
-- in  community id
-- out project text, month int, found int?, heard int?, hope_before int?, hope_after int?, again int?
SELECT coalesce(b.project, '') AS project, b.month, a.found, a.heard, a.hope_before, a.hope_after, a.again
FROM survey_answer a JOIN survey_batch b ON b.id = a.batch WHERE b.community = $1;

-- query anew_communities: many
-- out id id, slug text
SELECT id, slug FROM community ORDER BY id;
