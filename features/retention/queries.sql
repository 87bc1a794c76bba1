-- ---- times ----

-- query retention_times: many
-- in  community id
-- out kind text, lasts text
SELECT kind, lasts FROM retention_time WHERE community = $1 ORDER BY kind;

-- query retention_time_get: one
-- in  community text, kind text
-- out lasts text
SELECT lasts FROM retention_time WHERE community = $1 AND kind = $2;

-- query retention_time_put: run
-- in  community id, kind text, lasts text
INSERT INTO retention_time (community, kind, lasts) VALUES ($1, $2, $3) ON CONFLICT (community, kind) DO UPDATE SET lasts = excluded.lasts;

-- ---- each day ----

-- query retention_communities: many
-- in  after text, limit int
-- out id id
SELECT id FROM community WHERE id > $1 ORDER BY id LIMIT $2;

-- query retention_erased: run
-- in  community text, kind text, day int, n int
INSERT INTO retention_done (community, kind, day, n) VALUES ($1, $2, $3, $4)
ON CONFLICT (community, kind, day) DO UPDATE SET n = retention_done.n + excluded.n;

-- query retention_erased_last: many
-- in  community id, limit int
-- out kind text, day int, n int
SELECT kind, day, n FROM retention_done WHERE community = $1 ORDER BY day DESC, kind LIMIT $2;

-- query retention_run_get: one
-- out last time?, next time
SELECT last, next FROM retention_run WHERE id = 'daily';

-- query retention_run_put: run
-- in  last time?, next time
INSERT INTO retention_run (id, last, next) VALUES ('daily', $1, $2)
ON CONFLICT (id) DO UPDATE SET last = COALESCE(excluded.last, retention_run.last), next = excluded.next;

-- ---- holds ----

-- query hold_add: run
-- in  id id, community id, person id?, kind text?, reason sealed(legal_hold.reason, community, id), made_by id, made time
INSERT INTO legal_hold (id, community, person, kind, reason, made_by, made) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query hold_open: one
-- in  community id, person id?, kind text?
-- out n int
SELECT count(*) AS n FROM legal_hold WHERE community = $1 AND ended IS NULL AND person IS NOT DISTINCT FROM $2 AND kind IS NOT DISTINCT FROM $3;

-- query holds_here: many
-- in  community id, limit int
-- out id id, community id, person id?, name sealed(person.name, person, person)?, kind text?, reason sealed(legal_hold.reason, community, id)?
-- out made_by id, by_name sealed(person.name, made_by, made_by)?, made time, copies int
SELECT h.id, h.community, h.person, p.name, h.kind, h.reason, h.made_by, b.name AS by_name, h.made,
	(SELECT count(*) FROM held_copy c WHERE c.hold = h.id) AS copies
FROM legal_hold h LEFT JOIN person p ON p.id = h.person JOIN person b ON b.id = h.made_by
WHERE h.community = $1 AND h.ended IS NULL ORDER BY h.made, h.id LIMIT $2;

-- query hold_get: one
-- in  id id, community id
-- out id id, person id?, kind text?
SELECT id, person, kind FROM legal_hold WHERE id = $1 AND community = $2 AND ended IS NULL;

-- query hold_end: run
-- in  id id, ended_by id, now time
UPDATE legal_hold SET ended = $3, ended_by = $2 WHERE id = $1 AND ended IS NULL;

-- query held_people: many
-- in  community text
-- out person id
-- Of whom nothing is erased in this community; '': anywhere.
SELECT DISTINCT person FROM legal_hold WHERE ended IS NULL AND person IS NOT NULL AND (community = $1 OR $1 = '');

-- query held_kind: one
-- in  community text, kind text
-- out n int
SELECT count(*) AS n FROM legal_hold WHERE ended IS NULL AND kind = $2 AND (community = $1 OR $1 = '');

-- query holds_over: many
-- in  person id, community text
-- out id id, community id, kind text?, reason sealed(legal_hold.reason, community, id)?, made time, place sealed(community.name, community, community)
-- Those that concern this person: their own, and kinds of record of communities they belong or belonged to; '': of all.
SELECT h.id, h.community, h.kind, h.reason, h.made, c.name AS place FROM legal_hold h JOIN community c ON c.id = h.community
WHERE h.ended IS NULL AND (h.community = $2 OR $2 = '') AND (h.person = $1 OR (h.kind IS NOT NULL
  AND EXISTS (SELECT 1 FROM membership m WHERE m.community = h.community AND m.person = $1)))
ORDER BY h.made, h.id;

-- query hold_person: one
-- in  community id, person id
-- out person id, name sealed(person.name, person, person)?
SELECT m.person, p.name FROM membership m JOIN person p ON p.id = m.person
WHERE m.community = $1 AND m.person = $2 AND p.left_at IS NULL;

-- query copy_add: run
-- in  id id, hold id, person id, made time, content sealed(held_copy.content, id, id)
INSERT INTO held_copy (id, hold, person, made, content) VALUES ($1, $2, $3, $4, $5);

-- query copies_of: many
-- in  hold id
-- out id id
SELECT id FROM held_copy WHERE hold = $1 ORDER BY id;

-- query copies_end: run
-- in  hold id
DELETE FROM held_copy WHERE hold = $1;

-- query copies_all: many
-- out id id, hold id, person id, made time
SELECT id, hold, person, made FROM held_copy ORDER BY made, id;

-- query copy_get: one
-- in  id id
-- out id id, person id, content sealed(held_copy.content, id, id)?
SELECT id, person, content FROM held_copy WHERE id = $1;

-- query holds_ended_of: run
-- in  person id
-- Of somebody who left, and that are over.
DELETE FROM legal_hold WHERE person = $1 AND ended IS NOT NULL AND NOT EXISTS (SELECT 1 FROM held_copy c WHERE c.hold = legal_hold.id);

-- ---- everything of mine, and what is held ----

-- query retention_mine_holds: each
-- in  person text
-- out id text, community text, reason sealed(legal_hold.reason, community, id)?, since time, ended time?
SELECT id, community, reason, made AS since, ended FROM legal_hold WHERE person = $1 ORDER BY made, id;

-- query retention_mine_ordered: each
-- in  person text
-- out since time, ended time?
SELECT made AS since, ended FROM legal_hold WHERE made_by = $1 OR ended_by = $1 ORDER BY made, id;

-- query retention_mine_copies: each
-- in  person text
-- out made time
SELECT made FROM held_copy WHERE person = $1 ORDER BY made, id;

-- query retention_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'legal_hold.person' AS place, count(*) AS n FROM legal_hold WHERE person = $1
UNION ALL SELECT 'legal_hold.made_by' AS place, count(*) AS n FROM legal_hold WHERE made_by = $1
UNION ALL SELECT 'legal_hold.ended_by' AS place, count(*) AS n FROM legal_hold WHERE ended_by = $1
UNION ALL SELECT 'held_copy.person' AS place, count(*) AS n FROM held_copy WHERE person = $1;
