-- The wellness plan: how days were, tools for a part, looking at it again.

-- query wellness_day_put: run
-- in  id id, owner id, day int, feeling sealed(wellness_day.feeling, owner, id), words sealed(wellness_day.words, owner, id)?
INSERT INTO wellness_day (id, owner, day, feeling, words) VALUES ($1, $2, $3, $4, $5);

-- query wellness_day_drop: run
-- in  owner id, day int
DELETE FROM wellness_day WHERE owner = $1 AND day = $2;

-- query wellness_day_remove: run
-- in  id id, owner id
DELETE FROM wellness_day WHERE id = $1 AND owner = $2;

-- query wellness_days_clear: run
-- in  owner id
DELETE FROM wellness_day WHERE owner = $1;

-- query wellness_days: many
-- in  owner id, since int
-- out id id, owner id, day int, feeling sealed(wellness_day.feeling, owner, id)?, words sealed(wellness_day.words, owner, id)?
SELECT id, owner, day, feeling, words FROM wellness_day WHERE owner = $1 AND day >= $2 ORDER BY day LIMIT 100;

-- query wellness_tools_get: one
-- in  document id, part text
-- out id id, owner id, tools sealed(wellness_tools.tools, owner, id)?
SELECT id, owner, tools FROM wellness_tools WHERE document = $1 AND part = $2;

-- query wellness_tools_of: many
-- in  document id
-- out id id, owner id, part text, tools sealed(wellness_tools.tools, owner, id)?
SELECT id, owner, part, tools FROM wellness_tools WHERE document = $1 ORDER BY part LIMIT 20;

-- query wellness_tools_put: run
-- in  id id, document id, owner id, part text, tools sealed(wellness_tools.tools, owner, id)
INSERT INTO wellness_tools (id, document, owner, part, tools) VALUES ($1, $2, $3, $4, $5);

-- query wellness_tools_clear: run
-- in  document id, part text
DELETE FROM wellness_tools WHERE document = $1 AND part = $2;

-- query wellness_review_get: one
-- in  document id
-- out weeks int, due int
SELECT weeks, due FROM wellness_review WHERE document = $1;

-- query wellness_review_put: run
-- in  document id, owner id, weeks int, due int
INSERT INTO wellness_review (document, owner, weeks, due) VALUES ($1, $2, $3, $4)
ON CONFLICT (document) DO UPDATE SET weeks = excluded.weeks, due = excluded.due;

-- query wellness_review_clear: run
-- in  document id
DELETE FROM wellness_review WHERE document = $1;

-- query wellness_due: many
-- in  owner id, today int
-- out document id, owner id, title sealed(document.title, owner, document)?, template text
SELECT v.document, v.owner, d.title, d.template FROM wellness_review v JOIN document d ON d.id = v.document
WHERE v.owner = $1 AND v.due <= $2 ORDER BY v.due, v.document LIMIT 5;

-- query wellness_tools_remove: run
-- in  document id
DELETE FROM wellness_tools WHERE document = $1;

-- ---- everything of mine, and what is held ----

-- query wellness_mine_days: each
-- in  person text
-- out id text, owner text, on_day int, level sealed(wellness_day.feeling, owner, id), words sealed(wellness_day.words, owner, id)?
SELECT id, owner, day AS on_day, feeling AS level, words FROM wellness_day WHERE owner = $1 ORDER BY day;

-- query wellness_mine_tools: each
-- in  person text
-- out id text, document text, owner text, section text, words sealed(wellness_tools.tools, owner, id)
SELECT id, document, owner, part AS section, tools AS words FROM wellness_tools WHERE owner = $1 ORDER BY document, part;

-- query wellness_mine_reviews: each
-- in  person text
-- out document text, owner text, weeks int, from_day int
SELECT document, owner, weeks, due AS from_day FROM wellness_review WHERE owner = $1 ORDER BY document;

-- query wellness_holdings: each
-- in  person text
-- out place text, n int
SELECT 'wellness_day.owner' AS place, count(*) AS n FROM wellness_day WHERE owner = $1
UNION ALL SELECT 'wellness_tools.owner' AS place, count(*) AS n FROM wellness_tools WHERE owner = $1
UNION ALL SELECT 'wellness_review.owner' AS place, count(*) AS n FROM wellness_review WHERE owner = $1;
