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

-- ---------------------------------------------------------------- releases

-- query seen_sums: each
-- in  community id
-- out project text, month int, measure text, n int, total int
SELECT project, month, measure, n, total FROM insight_seen WHERE community = $1 ORDER BY project, month;

-- query seen_add: run
-- in  community id, project text, month int, measure text, n int, total int
INSERT INTO insight_seen (community, project, month, measure, n, total) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (community, project, month, measure) DO UPDATE SET n = insight_seen.n + excluded.n, total = insight_seen.total + excluded.total;

-- query shown_rows: each
-- in  community id
-- out project text, from_month int, until_month int, measure text, n int, total int
SELECT project, from_month, until_month, measure, n, total FROM insight_shown WHERE community = $1 ORDER BY project, from_month;

-- query shown_add: run
-- in  community id, project text, from_month int, until_month int, measure text, n int, total int
INSERT INTO insight_shown (community, project, from_month, until_month, measure, n, total) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (community, project, from_month, measure) DO UPDATE SET n = insight_shown.n + excluded.n, total = insight_shown.total + excluded.total;

-- query rest_forget: run
-- in  community id, measure text
-- Before the sum of those hidden one by one goes out anew.
DELETE FROM insight_shown WHERE community = $1 AND measure = $2 AND (project = '*' OR from_month = -1);

-- query news_add: one
-- in  community id
-- out n int
INSERT INTO insight_news (community, n) VALUES ($1, 1) ON CONFLICT (community) DO UPDATE SET n = insight_news.n + 1 RETURNING n;

-- query news_over: run
-- in  community id
UPDATE insight_news SET n = 0 WHERE community = $1;

-- query minimum_of: one
-- in  community id
-- out min_cell int
SELECT min_cell FROM community WHERE id = $1;

-- query meetings_counted: one
-- in  community id, project text?
-- out n int
SELECT CAST(coalesce(sum(n), 0) AS BIGINT) AS n FROM insight_sum
WHERE community = $1 AND (CAST($2 AS TEXT) IS NULL OR project = $2) AND measure = 'encounters';

-- query found_ask: one
-- in  connection id
-- out asked time, languages text
-- What two who now walk together began with.
SELECT k.asked, p.languages FROM connection c JOIN ask k ON k.id = c.ask JOIN person p ON p.id = c.asker WHERE c.id = $1 AND k.direction = 'ask';

-- query found_zone: one
-- in  community id
-- out zone text
SELECT zone FROM community WHERE id = $1;

-- query found_add: run
-- in  community id, quarter int, sort text, code text
INSERT INTO insight_found_sum (community, quarter, sort, code, n) VALUES ($1, $2, $3, $4, 1)
ON CONFLICT (community, quarter, sort, code) DO UPDATE SET n = insight_found_sum.n + 1;

-- query found_sums: many
-- in  community id, from int, before int
-- out quarter int, sort text, code text, n int
SELECT quarter, sort, code, n FROM insight_found_sum WHERE community = $1 AND quarter >= $2 AND quarter < $3
ORDER BY quarter DESC, sort, code LIMIT 1000;
