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
-- out n int, due int
INSERT INTO insight_news (community, n) VALUES ($1, 1) ON CONFLICT (community) DO UPDATE SET n = insight_news.n + 1 RETURNING n, due;

-- query news_over: run
-- in  community id, due int
INSERT INTO insight_news (community, n, due) VALUES ($1, 0, $2) ON CONFLICT (community) DO UPDATE SET n = 0, due = excluded.due;

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
-- out asked time, languages text, place id?
-- What two who now walk together began with.
SELECT k.asked, p.languages, m.place
FROM connection c JOIN ask k ON k.id = c.ask JOIN person p ON p.id = c.asker
LEFT JOIN meeting_profile m ON m.person = c.asker AND m.community = c.community
WHERE c.id = $1 AND k.direction = 'ask';

-- query found_closed: one
-- in  community id, quarter int
-- out n int
-- Was it counted who still waited when it ended?
SELECT count(*) AS n FROM insight_found_sum WHERE community = $1 AND quarter = $2 AND sort = 'closed';

-- query found_waiting: each
-- in  community id, at time, band1 time, band2 time, band3 time, band4 time
-- out band int, languages text, place text, n int
-- Who had asked by then and had nobody: whoever asked after band1 belongs to band 0, and so on.
SELECT CASE WHEN k.asked > $3 THEN 0 WHEN k.asked > $4 THEN 1 WHEN k.asked > $5 THEN 2 WHEN k.asked > $6 THEN 3 ELSE 4 END AS band,
       p.languages, coalesce(m.place, '') AS place, count(*) AS n
FROM ask k JOIN person p ON p.id = k.person
LEFT JOIN meeting_profile m ON m.person = k.person AND m.community = k.community
WHERE k.community = $1 AND k.direction = 'ask' AND k.asked < $2 AND (k.closed IS NULL OR k.closed >= $2)
GROUP BY band, p.languages, coalesce(m.place, '');

-- query found_waiting_add: run
-- in  community id, quarter int, sort text, code text, waiting int
INSERT INTO insight_found_sum (community, quarter, sort, code, waiting) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (community, quarter, sort, code) DO UPDATE SET waiting = insight_found_sum.waiting + excluded.waiting;

-- query found_places: many
-- in  community id
-- out id id, community id, name sealed(place.name, community, id)
SELECT id, community, name FROM place WHERE community = $1 ORDER BY made, id LIMIT 1000;

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
-- out quarter int, sort text, code text, n int, waiting int
SELECT quarter, sort, code, n, waiting FROM insight_found_sum WHERE community = $1 AND quarter >= $2 AND quarter < $3
ORDER BY quarter DESC, sort, code LIMIT 1000;
