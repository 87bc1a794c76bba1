-- Every statement that calendars ever run.

-- ---- addresses to fetch from ----

-- query calendar_feed_add: run
-- in  id id, community id, kind text, person id, subject id?, token blob, fuller flag, made time
INSERT INTO calendar_feed (id, community, kind, person, subject, token, fuller, made) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query calendar_feeds: many
-- in  community id, person id, public int
-- out id id, kind text, fuller flag, made time, mine flag
-- My own, and public: also those of the community, for whoever coordinates.
SELECT id, kind, fuller, made, CASE WHEN person = $2 THEN 1 ELSE 0 END AS mine FROM calendar_feed
WHERE community = $1 AND ((kind <> 'community' AND person = $2) OR ($3 = 1 AND kind = 'community')) ORDER BY made, id LIMIT 50;

-- query calendar_feed_count: one
-- in  community id, person id
-- out n int
SELECT count(*) AS n FROM calendar_feed WHERE community = $1 AND person = $2;

-- query calendar_feed_end: run
-- in  id id, community id, person id, public int
DELETE FROM calendar_feed WHERE id = $1 AND community = $2 AND ((kind <> 'community' AND person = $3) OR ($4 = 1 AND kind = 'community'));

-- query calendar_feed_by_token: one
-- in  token blob
-- out id id, community id, kind text, person id?, subject id?, fuller flag, made time, lang text?, zone text?
SELECT f.id, f.community, f.kind, f.person, f.subject, f.fuller, f.made, p.lang, p.zone
FROM calendar_feed f LEFT JOIN person p ON p.id = f.person WHERE f.token = $1;

-- query calendar_leaver_feeds: run
-- in  person id, community id?
DELETE FROM calendar_feed WHERE person = $1 AND kind = 'mine' AND (CAST($2 AS text) IS NULL OR community = $2);

-- query calendar_leaver_public: run
-- in  person id
UPDATE calendar_feed SET person = NULL WHERE person = $1 AND kind <> 'mine';

-- ---- everything of mine, and what is held ----

-- query calendars_mine_feeds: each
-- in  person text
-- out id text, kind text, made time
SELECT id, kind, made FROM calendar_feed WHERE person = $1 ORDER BY made, id;

-- query calendars_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'calendar_feed.person' AS place, count(*) AS n FROM calendar_feed WHERE person = $1;
