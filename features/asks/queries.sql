-- Asks and offers, room and time off.

-- query asks_add: run
-- in  id text, community text, person text, direction text, kinds int, about sealed(ask.about, person, id)?, soon int, ways int, helped flag, asked time
INSERT INTO ask (id, community, person, direction, kinds, about, soon, ways, helped, asked, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1);

-- query asks_by_id: one
-- in  community text, id text
-- out id text, person text, direction text, kinds set(asks_kinds), about sealed(ask.about, person, id)?, soon choice(asks_soon), ways set(experiences_ways), helped flag, asked time, closed time?, closed_why text?, version int
SELECT id, person, direction, kinds, about, soon, ways, helped, asked, closed, closed_why, version
FROM ask WHERE id = $2 AND community = $1;

-- query asks_set: run
-- in  community text, person text, id text, version int, kinds int, about sealed(ask.about, person, id)?, soon int, ways int, helped flag
UPDATE ask SET kinds = $5, about = $6, soon = $7, ways = $8, helped = $9, version = version + 1
WHERE id = $3 AND community = $1 AND person = $2 AND version = $4 AND closed IS NULL;

-- query asks_end: run
-- in  community text, id text, closed time, closed_why text?
UPDATE ask SET closed = $3, closed_why = $4, version = version + 1 WHERE id = $2 AND community = $1 AND closed IS NULL;

-- query asks_mine: many
-- in  community text, person text
-- out id text, person text, direction text, kinds set(asks_kinds), about sealed(ask.about, person, id)?, soon choice(asks_soon), helped flag, asked time, closed time?, closed_why text?
-- What is open first; then the latest of what is over.
SELECT id, person, direction, kinds, about, soon, helped, asked, closed, closed_why
FROM ask WHERE person = $2 AND community = $1
ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, asked DESC, id DESC LIMIT 50;

-- query asks_waiting: many
-- in  community text, person text
-- out id text, person text, kinds set(asks_kinds), about sealed(ask.about, person, id)?, helped flag, asked time
SELECT id, person, kinds, about, helped, asked FROM ask
WHERE person = $2 AND community = $1 AND direction = 'ask' AND closed IS NULL ORDER BY asked, id LIMIT 5;

-- query asks_open_count: one
-- in  community text, person text, direction text
-- out n int
SELECT COUNT(*) AS n FROM ask WHERE person = $2 AND community = $1 AND direction = $3 AND closed IS NULL;

-- query asks_offers: many
-- in  community text, me text, today int, before time, before_id text
-- out id text, person text, name sealed(person.name, person, person)?, pronouns sealed(person.pronouns, person, person)?, kinds set(asks_kinds), about sealed(ask.about, person, id)?, ways set(experiences_ways), asked time, mine int, zone text, away int
-- Newest first, one more than a page.  Left out: those who have no room now, and who is to be kept apart.  Which day it is where
-- they are, C knows: away has a bit for the day before today (UTC), for today, for the day after, on which they are away.
SELECT a.id, a.person, p.name, p.pronouns, a.kinds, a.about, a.ways, a.asked,
  CASE WHEN a.person = $2 THEN 1 ELSE 0 END AS mine, p.zone,
  (SELECT coalesce(max(CASE WHEN t.from_day <= $3 - 1 AND t.until_day >= $3 - 1 THEN 1 ELSE 0 END), 0)
        + coalesce(max(CASE WHEN t.from_day <= $3 AND t.until_day >= $3 THEN 2 ELSE 0 END), 0)
        + coalesce(max(CASE WHEN t.from_day <= $3 + 1 AND t.until_day >= $3 + 1 THEN 4 ELSE 0 END), 0)
   FROM time_off t WHERE t.person = a.person AND t.until_day >= $3 - 1) AS away
FROM ask a JOIN person p ON p.id = a.person
WHERE a.community = $1 AND a.direction = 'offer' AND a.closed IS NULL
AND (a.asked < $4 OR (a.asked = $4 AND a.id < $5))
AND (a.person = $2 OR (
  NOT EXISTS (SELECT 1 FROM supporter_room s WHERE s.community = a.community AND s.person = a.person AND s.state <> 'open')
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE k.person = $2 AND (k.other = a.person OR k.name_index = p.name_index))
  AND NOT EXISTS (SELECT 1 FROM keep_apart k JOIN person me ON me.id = $2
    WHERE k.person = a.person AND (k.other = me.id OR k.name_index = me.name_index))))
ORDER BY a.asked DESC, a.id DESC LIMIT 51;

-- ---- room ----

-- query asks_room: one
-- in  community text, person text
-- out community text, person text, state text, capacity int, kinds set(asks_kinds), about sealed(supporter_room.about, person, community)?, walking int, since time, version int
SELECT s.community, s.person, s.state, n.capacity, s.kinds, s.about, n.walking, s.since, s.version
FROM supporter_room s JOIN supporter_places n ON n.person = s.person WHERE s.community = $1 AND s.person = $2;

-- query asks_places: one
-- in  person text
-- out capacity int, walking int
SELECT capacity, walking FROM supporter_places WHERE person = $1;

-- query asks_places_begin: run
-- in  person text
INSERT INTO supporter_places (person, capacity) VALUES ($1, 0) ON CONFLICT (person) DO NOTHING;

-- query asks_places_set: run
-- in  person text, capacity int
-- None changed: it was that number already.
UPDATE supporter_places SET capacity = $2 WHERE person = $1 AND capacity <> $2;

-- query asks_room_elsewhere: run
-- in  person text, community text
-- The number stands on their page in other communities too: a form that was drawn there before is no longer true.
UPDATE supporter_room SET version = version + 1 WHERE person = $1 AND community <> $2;

-- query asks_room_begin: run
-- in  community text, person text, since time
-- Version 0: what a form drawn before anything was said carries.
INSERT INTO supporter_room (community, person, state, since, version) VALUES ($1, $2, 'paused', $3, 0)
ON CONFLICT (community, person) DO NOTHING;

-- query asks_room_set: run
-- in  community text, person text, version int?, state text, kinds int, about sealed(supporter_room.about, person, community)?, now time
-- Without a version it is said whatever stood there.
UPDATE supporter_room SET since = CASE WHEN state = $4 AND version > 0 THEN since ELSE $7 END,
  state = $4, kinds = $5, about = $6, version = version + 1
WHERE community = $1 AND person = $2 AND (CAST($3 AS BIGINT) IS NULL OR version = $3);

-- query asks_places_walking: run
-- in  person text, more int
UPDATE supporter_places SET walking = CASE WHEN walking + $2 < 0 THEN 0 ELSE walking + $2 END WHERE person = $1;

-- query asks_room_rest: run
-- in  community text, person text, now time
UPDATE supporter_room SET state = 'paused', since = $3, version = version + 1 WHERE community = $1 AND person = $2 AND state = 'open';

-- query asks_off: many
-- in  person text, today int
-- out id text, from_day int, until_day int
SELECT id, from_day, until_day FROM time_off WHERE person = $1 AND until_day >= $2 ORDER BY from_day, id LIMIT 50;

-- query asks_off_add: run
-- in  id text, person text, from_day int, until_day int
INSERT INTO time_off (id, person, from_day, until_day) VALUES ($1, $2, $3, $4);

-- query asks_off_remove: run
-- in  person text, id text
DELETE FROM time_off WHERE id = $2 AND person = $1;

-- query asks_off_past: run
-- in  person text, today int
DELETE FROM time_off WHERE person = $1 AND until_day < $2;

-- ---- leaving ----

-- query asks_open_of: many
-- in  person text, community text?
-- out id text
SELECT id FROM ask WHERE person = $1 AND (CAST($2 AS TEXT) IS NULL OR community = $2) AND closed IS NULL;

-- query asks_erase: run
-- in  person text, community text?, now time
-- That somebody asked stays, for those they walked with; what they asked does not.
UPDATE ask SET about = NULL, kinds = 0, ways = 0, helped = 0, closed = COALESCE(closed, $3),
  closed_why = COALESCE(closed_why, 'left'), version = version + 1
WHERE person = $1 AND (CAST($2 AS TEXT) IS NULL OR community = $2);

-- query asks_room_erase: run
-- in  person text, community text?
DELETE FROM supporter_room WHERE person = $1 AND (CAST($2 AS TEXT) IS NULL OR community = $2);

-- query asks_places_erase: run
-- in  person text
DELETE FROM supporter_places WHERE person = $1;

-- query asks_off_erase: run
-- in  person text
DELETE FROM time_off WHERE person = $1;

-- ---- checks ----

-- query asks_check_members: one
-- out n int
SELECT COUNT(*) AS n FROM ask a WHERE a.closed IS NULL AND NOT EXISTS
(SELECT 1 FROM membership m WHERE m.community = a.community AND m.person = a.person AND m.left_at IS NULL);

-- query asks_check_room_members: one
-- out n int
SELECT COUNT(*) AS n FROM supporter_room s WHERE NOT EXISTS
(SELECT 1 FROM membership m JOIN person p ON p.id = m.person
 WHERE m.community = s.community AND m.person = s.person AND m.left_at IS NULL AND p.left_at IS NULL);

-- query asks_check_said: one
-- out n int
SELECT COUNT(*) AS n FROM ask WHERE closed IS NULL AND (kinds = 0 OR about IS NULL);

-- query asks_check_closed: one
-- out n int
SELECT COUNT(*) AS n FROM ask WHERE (closed IS NULL AND closed_why IS NOT NULL) OR (closed IS NOT NULL AND closed_why IS NULL);

-- query asks_check_room: one
-- out n int
SELECT COUNT(*) AS n FROM supporter_room s LEFT JOIN supporter_places n ON n.person = s.person
WHERE n.person IS NULL OR n.capacity < 0 OR n.capacity > 50 OR n.walking < 0 OR s.state NOT IN ('open', 'paused', 'full');

-- query asks_check_off: one
-- out n int
SELECT COUNT(*) AS n FROM time_off WHERE until_day < from_day;

-- ---- everything of mine, and what is held ----

-- query asks_mine_asks: each
-- in  person text
-- out id text, community text, person text, direction text, kinds set(asks_kinds), about sealed(ask.about, person, id)?
-- out soon choice(asks_soon), ways set(experiences_ways), helped flag, asked time, closed time?, closed_why text?
SELECT id, community, person, direction, kinds, about, soon, ways, helped, asked, closed, closed_why FROM ask
WHERE person = $1 ORDER BY asked, id;

-- query asks_mine_room: each
-- in  person text
-- out community text, person text, state text, capacity int, kinds set(asks_kinds), about sealed(supporter_room.about, person, community)?, walking int, since time
SELECT s.community, s.person, s.state, n.capacity, s.kinds, s.about, n.walking, s.since
FROM supporter_room s JOIN supporter_places n ON n.person = s.person WHERE s.person = $1 ORDER BY s.community;

-- query asks_mine_places: each
-- in  person text
-- out capacity int, walking int
SELECT capacity, walking FROM supporter_places WHERE person = $1;

-- query asks_mine_off: each
-- in  person text
-- out from_day int, until_day int
SELECT from_day, until_day FROM time_off WHERE person = $1 ORDER BY from_day, id;

-- query asks_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'ask.person' AS place, count(*) AS n FROM ask WHERE person = $1
UNION ALL SELECT 'supporter_room.person' AS place, count(*) AS n FROM supporter_room WHERE person = $1
UNION ALL SELECT 'supporter_places.person' AS place, count(*) AS n FROM supporter_places WHERE person = $1
UNION ALL SELECT 'time_off.person' AS place, count(*) AS n FROM time_off WHERE person = $1;

-- ---- what goes after a time ----

-- query asks_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Closed long ago, and the words still there.
SELECT id, person AS one, CAST(NULL AS TEXT) AS other FROM ask
WHERE community = $1 AND closed < $2 AND about IS NOT NULL AND id > $3 ORDER BY id LIMIT $4;

-- query ask_over: run
-- in  id id
UPDATE ask SET about = NULL WHERE id = $1;
