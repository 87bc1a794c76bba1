-- Every statement that tidings ever run.

-- query tiding_put: run
-- in  community id, kind text, about id, n int
INSERT INTO tiding (community, kind, about, n) VALUES ($1, $2, $3, $4) ON CONFLICT (community, kind, about) DO UPDATE SET n = excluded.n;

-- query tiding_remove: run
-- in  community id, kind text, about id
DELETE FROM tiding WHERE community = $1 AND kind = $2 AND about = $3;

-- query tidings_after: many
-- in  community id, after int, me id?, lim int
-- out n int, kind text, about id
-- me: what is new in Today of others is not even looked at.
SELECT n, kind, about FROM tiding
WHERE community = $1 AND n > $2 AND (CAST($3 AS text) IS NULL OR kind <> 'today' OR about = $3) ORDER BY n LIMIT $4;

-- ---- who listens ----

-- query tidings_listeners: each
-- in  now time
-- out session id, person id, kind text, seen time, community id, accepted flag
-- Everyone who is signed in, once for each community they belong to.
SELECT s.id AS session, s.person, s.kind, s.seen, b.community, CASE WHEN b.rules_number >= (SELECT coalesce(max(t.number), 0) FROM community_text t WHERE t.community = b.community AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted
FROM session s JOIN membership b ON b.person = s.person
WHERE b.left_at IS NULL AND (b.closed_until IS NULL OR b.closed_until <= $1) AND s.ended IS NULL AND s.ends > $1;

-- query tidings_sessions: each
-- in  community id, person id?, now time
-- out session id, person id, kind text, seen time, accepted flag
-- The same of one community; person: theirs alone.
SELECT s.id AS session, s.person, s.kind, s.seen, CASE WHEN b.rules_number >= (SELECT coalesce(max(t.number), 0) FROM community_text t WHERE t.community = $1 AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted
FROM session s JOIN membership b ON b.person = s.person AND b.community = $1
WHERE (CAST($2 AS text) IS NULL OR s.person = $2) AND b.left_at IS NULL AND (b.closed_until IS NULL OR b.closed_until <= $3) AND s.ended IS NULL AND s.ends > $3
ORDER BY s.person;

-- ---- leaving ----

-- query leaver_tidings: run
-- in  person id
DELETE FROM tiding WHERE kind = 'today' AND about = $1;

-- query tidings_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'tiding.about' AS place, count(*) AS n FROM tiding WHERE about = $1;
