-- ---------------------------------------------------------------- proposals

-- query proposal_add: run
-- in  id id, community id, ask id, asker id, other id, made_by text, asker_yes time?, other_yes time?, score int, made time, ends time
INSERT INTO proposal (id, community, ask, asker, other, made_by, asker_yes, other_yes, score, made, ends)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (ask, asker, other) DO NOTHING;

-- query proposal_get: one
-- in  id id, community id
-- out id id, ask id, asker id, other id, made_by text, asker_yes time?, other_yes time?, made time, ends time, closed time?, asker_name sealed?(person.name, asker, asker), other_name sealed?(person.name, other, other), asker_pronouns sealed?(person.pronouns, asker, asker), other_pronouns sealed?(person.pronouns, other, other)
SELECT x.id, x.ask, x.asker, x.other, x.made_by, x.asker_yes, x.other_yes, x.made, x.ends, x.closed,
       a.name AS asker_name, o.name AS other_name, a.pronouns AS asker_pronouns, o.pronouns AS other_pronouns
FROM proposal x JOIN person a ON a.id = x.asker JOIN person o ON o.id = x.other
WHERE x.id = $1 AND x.community = $2;

-- query proposals_for_me: many
-- in  community id, me id, now time, lim int
-- out id id, person id, name sealed?(person.name, person, person), direction text, made time
-- Those that wait for my yes or no, oldest first: nobody is passed over.
SELECT x.id, p.id AS person, p.name, k.direction, x.made
FROM proposal x
JOIN ask k ON k.id = x.ask
JOIN person p ON p.id = CASE WHEN x.other = $2 THEN x.asker ELSE x.other END
WHERE x.community = $1 AND x.closed IS NULL AND x.ends > $3
  AND ((x.other = $2 AND x.other_yes IS NULL AND x.asker_yes IS NOT NULL)
    OR (x.asker = $2 AND x.asker_yes IS NULL)
    OR (x.other = $2 AND x.other_yes IS NULL AND x.made_by = 'coordinator'))
  AND NOT EXISTS (SELECT 1 FROM keep_apart t WHERE t.person = $2 AND (t.other = p.id OR t.name_index = p.name_index))
  AND NOT EXISTS (SELECT 1 FROM keep_apart t JOIN person me ON me.id = $2
    WHERE t.person = p.id AND (t.other = me.id OR t.name_index = me.name_index))
ORDER BY x.made, x.id LIMIT $4;

-- query proposals_waiting: one
-- in  me id, from time, until time, now time
-- out n int
-- Of everywhere: those that came between two moments and wait for my yes or no, and walks that began by somebody else's yes.
SELECT (SELECT count(*) FROM proposal x JOIN membership m ON m.community = x.community AND m.person = $1 AND m.left_at IS NULL AND coalesce(m.closed_until, 0) <= $4
  WHERE (x.other = $1 OR x.asker = $1) AND x.closed IS NULL AND x.ends > $4 AND x.made > $2 AND x.made <= $3
    AND ((x.other = $1 AND x.other_yes IS NULL AND (x.asker_yes IS NOT NULL OR x.made_by = 'coordinator')) OR (x.asker = $1 AND x.asker_yes IS NULL)))
+ (SELECT count(*) FROM proposal x JOIN membership m ON m.community = x.community AND m.person = $1 AND m.left_at IS NULL AND coalesce(m.closed_until, 0) <= $4
  WHERE x.closed > $2 AND x.closed <= $3 AND ((x.asker = $1 AND x.other_yes > x.asker_yes) OR (x.other = $1 AND x.asker_yes > x.other_yes))) AS n;

-- query proposals_sent: many
-- in  ask id, asker id, now time
-- out id id, other id, name sealed?(person.name, other, other), made time, ends time
-- Whom the asker said yes to.  A "no" looks the same as no answer yet: so closed is not looked at here; only whom the asker
-- keeps apart is left out.
SELECT x.id, x.other, o.name, x.made, x.ends
FROM proposal x JOIN person o ON o.id = x.other
WHERE x.ask = $1 AND x.asker = $2 AND x.asker_yes IS NOT NULL AND x.ends > $3
  AND NOT EXISTS (SELECT 1 FROM keep_apart t WHERE t.person = $2 AND (t.other = o.id OR t.name_index = o.name_index))
ORDER BY x.made, x.id LIMIT 50;

-- query proposal_yes: run
-- in  id id, asker_yes time?, other_yes time?
UPDATE proposal SET asker_yes = $2, other_yes = $3 WHERE id = $1 AND closed IS NULL;

-- query proposal_close: run
-- in  id id, at time
UPDATE proposal SET closed = $2 WHERE id = $1 AND closed IS NULL;

-- query proposals_close_ask: run
-- in  ask id, at time
UPDATE proposal SET closed = $2 WHERE ask = $1 AND closed IS NULL;

-- query proposals_close_between: run
-- in  community id, a id, b id, at time
UPDATE proposal SET closed = $4
WHERE community = $1 AND closed IS NULL AND ((asker = $2 AND other = $3) OR (asker = $3 AND other = $2));

-- query proposals_close_blocked: run
-- in  a id, b id, at time
-- Between two who are kept apart, wherever it was.
UPDATE proposal SET closed = $3 WHERE closed IS NULL AND ((asker = $1 AND other = $2) OR (asker = $2 AND other = $1));

-- query proposals_out: one
-- in  ask id, now time
-- out n int
-- How many may still say yes.
SELECT count(*) AS n FROM proposal WHERE ask = $1 AND closed IS NULL AND ends > $2;

-- query passed_add: run
-- in  person id, other id, community id, said time
INSERT INTO passed (person, other, community, said) VALUES ($1, $2, $3, $4)
ON CONFLICT (person, other, community) DO NOTHING;

-- query without_for: many
-- in  community id, asker id, ask id
-- out person id
-- Whom not to suggest: passed in either direction, walking together now, or already brought up for this ask.
SELECT w.person FROM (
  SELECT other AS person FROM passed WHERE person = $2 AND community = $1
  UNION SELECT person FROM passed WHERE other = $2 AND community = $1
  UNION SELECT other FROM proposal WHERE ask = $3
  UNION SELECT other FROM connection WHERE asker = $2 AND community = $1 AND state IN ('begun', 'paused')
  UNION SELECT asker FROM connection WHERE other = $2 AND community = $1 AND state IN ('begun', 'paused')
) w;

-- ---------------------------------------------------------------- the waiting list

-- query waiting_list: many
-- in  community id, now time, after time, after_id id, lim int
-- out id id, person id, name sealed?(person.name, person, person), kinds set(asks_kinds), soon choice(asks_soon), asked time, tells int, ways int, hours flag, out_now int
-- Everyone who asked us to look with them; longest waiting first.
SELECT k.id, k.person, p.name, k.kinds, k.soon, k.asked,
       (SELECT count(*) FROM experience e WHERE e.person = k.person AND e.community = k.community) AS tells,
       CASE WHEN k.ways > 0 THEN k.ways ELSE coalesce(m.ways, 0) END AS ways,
       CASE WHEN coalesce(m.week, '') = '' THEN 0 ELSE 1 END AS hours,
       (SELECT count(*) FROM proposal x WHERE x.ask = k.id AND x.closed IS NULL AND x.ends > $2) AS out_now
FROM ask k
JOIN person p ON p.id = k.person
LEFT JOIN meeting_profile m ON m.person = k.person AND m.community = k.community
WHERE k.community = $1 AND k.direction = 'ask' AND k.closed IS NULL AND k.helped = 1
  AND (k.asked > $3 OR (k.asked = $3 AND k.id > $4))
ORDER BY k.asked, k.id LIMIT $5;

-- query waiting_place: one
-- in  id id
-- out community id
-- In whose list an ask stands, or may have stood before it was changed; MISSING: it never did.
SELECT community FROM ask WHERE id = $1 AND direction = 'ask' AND (helped = 1 OR version > 1);

-- query waiting_sum: one
-- in  community id
-- out n int, since time?
SELECT count(*) AS n, min(asked) AS since FROM ask WHERE community = $1 AND direction = 'ask' AND closed IS NULL AND helped = 1;

-- query waiting_room: one
-- in  community id, now time
-- out places int, people int
-- Places that are free here now, beside those kept for an answer: what people give elsewhere is in it only as the number that is left.
SELECT CAST(coalesce(sum(l.n), 0) AS BIGINT) AS places, count(*) AS people FROM (
  SELECT n.capacity - n.walking - (SELECT count(*) FROM proposal x WHERE x.other = s.person AND x.made_by = 'coordinator'
                                     AND x.closed IS NULL AND x.ends > $2) AS n
  FROM supporter_room s
  JOIN supporter_places n ON n.person = s.person
  JOIN membership b ON b.person = s.person AND b.community = s.community
  WHERE s.community = $1 AND s.state = 'open' AND n.capacity > n.walking AND b.left_at IS NULL) l
WHERE l.n > 0;

-- query waiting_unserved: many
-- in  community id, lim int
-- out id id, person id, name sealed?(person.name, person, person), kinds set(asks_kinds), asked time, rule choice(matching_rules), shut_out int, possible int, longer int, shorter int
-- For whom the last run found nobody; longest waiting first.
SELECT k.id, k.person, p.name, k.kinds, k.asked,
       CASE u.rule WHEN 'language' THEN 1 WHEN 'way' THEN 2 WHEN 'hours' THEN 3 WHEN 'needed' THEN 4 WHEN 'needed_by_other' THEN 5 ELSE 0 END AS rule,
       u.shut_out, u.possible, u.longer, u.shorter
FROM unserved u JOIN ask k ON k.id = u.ask JOIN person p ON p.id = k.person
WHERE u.community = $1 AND k.closed IS NULL AND k.helped = 1
ORDER BY k.asked, k.id LIMIT $2;

-- query waiting_gaps: each
-- in  community id
-- out rule choice(matching_rules), languages text, ways int, week text
-- What stood in the way of each, and what they said about language, ways and hours.
SELECT CASE u.rule WHEN 'language' THEN 1 WHEN 'way' THEN 2 WHEN 'hours' THEN 3 WHEN 'needed' THEN 4 WHEN 'needed_by_other' THEN 5 ELSE 0 END AS rule,
       p.languages, CASE WHEN k.ways = 0 THEN coalesce(m.ways, 0) ELSE k.ways END AS ways, coalesce(m.week, '') AS week
FROM unserved u JOIN ask k ON k.id = u.ask JOIN person p ON p.id = k.person
LEFT JOIN meeting_profile m ON m.person = k.person AND m.community = k.community
WHERE u.community = $1 AND k.closed IS NULL AND k.helped = 1;

-- query waiting_took: many
-- in  community id
-- out days int
-- How long the last ones waited who asked us to look with them and found someone.
SELECT (closed - asked) / 86400 AS days FROM ask
WHERE community = $1 AND direction = 'ask' AND helped = 1 AND closed_why = 'connected'
ORDER BY closed DESC, id LIMIT 50;

-- ---------------------------------------------------------------- proposing to many

-- query proposing_rule: one
-- in  community id
-- out points int, weeks int, days int, version int
SELECT points, weeks, days, version FROM proposing_rule WHERE community = $1;

-- query proposing_rule_first: run
-- in  community id
-- Version 0: what a form drawn before anything was said carries.
INSERT INTO proposing_rule (community, points, weeks, days, version) VALUES ($1, 25, 26, 14, 0)
ON CONFLICT (community) DO NOTHING;

-- query proposing_rule_set: run
-- in  community id, version int, points int, weeks int, days int
UPDATE proposing_rule SET points = $3, weeks = $4, days = $5, version = version + 1 WHERE community = $1 AND version = $2;

-- query proposing_begin: run
-- in  id id, community id, began_by id, began time
-- None changed: one is under way here.
INSERT INTO proposing (id, community, began_by, began, seen, stage) VALUES ($1, $2, $3, $4, $4, 'begun')
ON CONFLICT DO NOTHING;

-- query proposing_now: one
-- in  community id
-- out id id, began_by id, name sealed?(person.name, began_by, began_by), began time, seen time, taken_back time?, stage text, people int, looked int, proposed int, led flag, leads flag
-- led: begun in another community; leads: others are looked for with it.
SELECT x.id, x.began_by, p.name, x.began, x.seen, x.taken_back, x.stage, x.people, x.looked, x.proposed,
       CASE WHEN x.leader IS NULL THEN 0 ELSE 1 END AS led,
       CASE WHEN EXISTS (SELECT 1 FROM proposing y WHERE y.leader = x.id) THEN 1 ELSE 0 END AS leads
FROM proposing x JOIN person p ON p.id = x.began_by WHERE x.community = $1 AND x.over IS NULL;

-- query proposing_last: one
-- in  community id
-- out id id, began time, over time, stage text, people int, proposed int, moved int, proven flag
SELECT id, began, over, stage, people, proposed, moved, proven
FROM proposing WHERE community = $1 AND over IS NOT NULL ORDER BY began DESC, id LIMIT 1;

-- query proposing_answers: one
-- in  community id, from time, until time, now time
-- out yes int, open int, past int
-- What came of those whom coordinators asked in that time, in numbers: who said what is nobody's but theirs.
SELECT count(CASE WHEN asker_yes IS NOT NULL AND other_yes IS NOT NULL THEN 1 END) AS yes,
       count(CASE WHEN (asker_yes IS NULL OR other_yes IS NULL) AND closed IS NULL AND ends > $4 THEN 1 END) AS open,
       count(CASE WHEN (asker_yes IS NULL OR other_yes IS NULL) AND (closed IS NOT NULL OR ends <= $4) THEN 1 END) AS past
FROM proposal WHERE community = $1 AND made_by = 'coordinator' AND made >= $2 AND made <= $3;

-- query proposing_parts: many
-- in  id id
-- out id id, community id, began_by id, taken_back time?, over time?, rest flag
-- A run, and after it what other communities have in it.
SELECT id, community, began_by, taken_back, over, rest FROM proposing WHERE id = $1 OR leader = $1
ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END, community;

-- query proposing_begin_with: run
-- in  id id, community id, began_by id, began time, leader id
-- The part of another community.  None changed: one is under way there, and this one does without it.
INSERT INTO proposing (id, community, began_by, began, seen, stage, leader) VALUES ($1, $2, $3, $4, $4, 'begun', $5)
ON CONFLICT DO NOTHING;

-- query proposing_withs: many
-- in  community id
-- out other text, agreed flag
SELECT w.other, CASE WHEN EXISTS (SELECT 1 FROM community o JOIN proposing_with v ON v.community = o.id JOIN community me ON me.id = w.community
                                  WHERE o.slug = w.other AND v.other = me.slug) THEN 1 ELSE 0 END AS agreed
FROM proposing_with w WHERE w.community = $1 ORDER BY w.other LIMIT 40;

-- query proposing_agreed: many
-- in  community id
-- out community id, said_by id
-- Those that this one named and that named it.
SELECT o.id AS community, v.said_by
FROM proposing_with w
JOIN community me ON me.id = w.community
JOIN community o ON o.slug = w.other
JOIN proposing_with v ON v.community = o.id AND v.other = me.slug
WHERE w.community = $1 AND o.id <> w.community ORDER BY o.id LIMIT 31;

-- query proposing_with_add: run
-- in  community id, other text, said_by id, said time
INSERT INTO proposing_with (community, other, said_by, said) VALUES ($1, $2, $3, $4) ON CONFLICT (community, other) DO NOTHING;

-- query proposing_with_remove: run
-- in  community id, other text
DELETE FROM proposing_with WHERE community = $1 AND other = $2;

-- query proposing_tell: run
-- in  id id, stage text, people int, looked int, proposed int, seen time
UPDATE proposing SET stage = $2, people = $3, looked = $4, proposed = $5, seen = $6 WHERE id = $1 AND over IS NULL;

-- query proposing_take_back: run
-- in  community id, at time
-- Once people are being asked it is too late.
UPDATE proposing SET taken_back = $2 WHERE community = $1 AND over IS NULL AND taken_back IS NULL AND sent = 0 AND stage <> 'asking';

-- query proposing_asking: run
-- in  id id, seen time
-- From here on it is not stopped any more.  None changed: it was, or somebody else ended it.
UPDATE proposing SET stage = 'asking', seen = $2 WHERE id = $1 AND over IS NULL AND taken_back IS NULL;

-- query proposing_sent: run
-- in  id id, n int
UPDATE proposing SET sent = sent + $2, proposed = sent + $2 WHERE id = $1;

-- query proposing_give_up: run
-- in  community id, before time, at time
-- One of which nothing was heard for long.
UPDATE proposing SET over = $3, stage = 'taken_back' WHERE community = $1 AND over IS NULL AND seen < $2;

-- query proposing_end: run
-- in  id id, stage text, people int, moved int, proven flag, over time
UPDATE proposing SET stage = $2, people = $3, looked = $3, proposed = sent, moved = $4, proven = $5, over = $6 WHERE id = $1 AND over IS NULL;

-- query proposing_asks: each
-- in  community id, now time, rest int
-- out id id, person id, asked time
-- Who waits and has no question out: what is out stays as it is.  rest 1: only those whom a run has looked at before.
SELECT k.id, k.person, k.asked FROM ask k
WHERE k.community = $1 AND k.direction = 'ask' AND k.closed IS NULL AND k.helped = 1
  AND NOT EXISTS (SELECT 1 FROM proposal x WHERE x.ask = k.id AND x.closed IS NULL AND x.ends > $2)
  AND (CAST($3 AS INTEGER) = 0 OR EXISTS (SELECT 1 FROM unserved u WHERE u.ask = k.id)
       OR EXISTS (SELECT 1 FROM proposal x WHERE x.ask = k.id AND x.made_by = 'coordinator'))
ORDER BY k.asked, k.id;

-- query proposing_waits: one
-- in  ask id, now time
-- out n int
-- Does this ask still wait, with no question out?
SELECT count(*) AS n FROM ask k
WHERE k.id = $1 AND k.closed IS NULL AND k.helped = 1
  AND NOT EXISTS (SELECT 1 FROM proposal x WHERE x.ask = k.id AND x.closed IS NULL AND x.ends > $2);

-- query proposing_left: one
-- in  other id, now time
-- out n int
-- Places that a supporter has left beside those that are kept for an answer, wherever.
SELECT n.capacity - n.walking - (SELECT count(*) FROM proposal x WHERE x.other = $1 AND x.made_by = 'coordinator' AND x.closed IS NULL AND x.ends > $2) AS n
FROM supporter_places n WHERE n.person = $1;

-- query proposing_without: many
-- in  community id, asker id, ask id, now time
-- out person id
-- As without_for, but silence is not a no: who was asked for this ask and did not answer may be asked once more, after as long
-- a rest as the first question was open.
SELECT w.person FROM (
  SELECT other AS person FROM passed WHERE person = $2 AND community = $1
  UNION SELECT person FROM passed WHERE other = $2 AND community = $1
  UNION SELECT other FROM proposal WHERE ask = $3 AND NOT (closed IS NULL AND times < 2 AND ends + (ends - made) <= $4)
  UNION SELECT other FROM connection WHERE asker = $2 AND community = $1 AND state IN ('begun', 'paused')
  UNION SELECT asker FROM connection WHERE other = $2 AND community = $1 AND state IN ('begun', 'paused')
) w;

-- ---- a no: those who are left are looked for again ----

-- query proposing_rest_add: run
-- in  community id, said time
-- None changed: it is known already, and a job for it waits.  After a day that job is taken for lost.
INSERT INTO proposing_rest (community, said) VALUES ($1, $2)
ON CONFLICT (community) DO UPDATE SET said = excluded.said WHERE proposing_rest.said < excluded.said - 86400;

-- query proposing_rest_done: run
-- in  community id
DELETE FROM proposing_rest WHERE community = $1;

-- query proposing_last_by: one
-- in  community id
-- out began_by id
SELECT began_by FROM proposing WHERE community = $1 AND stage = 'done' ORDER BY began DESC, id LIMIT 1;

-- query proposing_begin_rest: run
-- in  id id, community id, began_by id, began time
-- None changed: one is under way here.
INSERT INTO proposing (id, community, began_by, began, seen, stage, rest) VALUES ($1, $2, $3, $4, $4, 'begun', 1)
ON CONFLICT DO NOTHING;

-- query proposing_invited: each
-- in  community id, now time
-- out person id, n int
-- Places that are kept for an answer, of those who have room here, wherever the question was put: how many, never whose.
SELECT x.other AS person, count(*) AS n FROM proposal x JOIN supporter_room s ON s.person = x.other AND s.community = $1
WHERE x.made_by = 'coordinator' AND x.closed IS NULL AND x.ends > $2 GROUP BY x.other;

-- query proposal_invite: run
-- in  id id, community id, ask id, asker id, other id, score int, made time, ends time
-- Asks both, if all that must hold still holds (who fits whom, roles and days off are matching_possible's); else nothing changes.  Who did not answer is asked once more: proposing_without.
INSERT INTO proposal (id, community, ask, asker, other, made_by, score, made, ends)
SELECT $1, k.community, k.id, k.person, s.person, 'coordinator', CAST($6 AS INTEGER), CAST($7 AS BIGINT), CAST($8 AS BIGINT)
FROM ask k
JOIN person a ON a.id = k.person
JOIN membership ma ON ma.person = a.id AND ma.community = k.community
JOIN supporter_room s ON s.community = k.community AND s.person = $5
JOIN supporter_places n ON n.person = s.person
JOIN person p ON p.id = s.person
JOIN membership mp ON mp.person = p.id AND mp.community = k.community
WHERE k.id = $3 AND k.community = $2 AND k.person = $4 AND k.closed IS NULL AND k.helped = 1
  AND a.left_at IS NULL AND ma.left_at IS NULL AND p.left_at IS NULL AND mp.left_at IS NULL
  AND s.state = 'open'
  AND n.capacity - n.walking > (SELECT count(*) FROM proposal x WHERE x.other = $5
        AND x.made_by = 'coordinator' AND x.closed IS NULL AND x.ends > $7)
  AND NOT EXISTS (SELECT 1 FROM proposal x WHERE x.ask = k.id AND x.closed IS NULL AND x.ends > $7)
  AND NOT EXISTS (SELECT 1 FROM proposal x WHERE x.community = $2 AND x.asker = $4 AND x.other = $5 AND x.closed IS NULL AND x.ends > $7)
  AND NOT EXISTS (SELECT 1 FROM passed n WHERE n.community = $2 AND ((n.person = $4 AND n.other = $5) OR (n.person = $5 AND n.other = $4)))
  AND NOT EXISTS (SELECT 1 FROM connection c WHERE c.community = $2 AND c.state IN ('begun', 'paused')
        AND ((c.asker = $4 AND c.other = $5) OR (c.asker = $5 AND c.other = $4)))
  AND NOT EXISTS (SELECT 1 FROM keep_apart t WHERE (t.person = $4 AND (t.other = p.id OR t.name_index = p.name_index))
        OR (t.person = $5 AND (t.other = a.id OR t.name_index = a.name_index)))
ON CONFLICT (ask, asker, other) DO UPDATE SET id = excluded.id, made_by = excluded.made_by, asker_yes = NULL, other_yes = NULL,
  score = excluded.score, made = excluded.made, ends = excluded.ends, times = proposal.times + 1
WHERE proposal.closed IS NULL AND proposal.times < 2 AND proposal.ends + (proposal.ends - proposal.made) <= excluded.made;

-- query unserved_sweep: run
-- in  community id, before time, lim int
DELETE FROM unserved WHERE ask IN (SELECT ask FROM unserved WHERE community = $1 AND found < $2 LIMIT $3);

-- query unserved_clear_one: run
-- in  ask id
DELETE FROM unserved WHERE ask = $1;

-- query unserved_add: run
-- in  ask id, community id, rule text, shut_out int, possible int, longer int, shorter int, found time
INSERT INTO unserved (ask, community, rule, shut_out, possible, longer, shorter, found) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (ask) DO UPDATE SET rule = excluded.rule, shut_out = excluded.shut_out, possible = excluded.possible, longer = excluded.longer, shorter = excluded.shorter,
  found = excluded.found;

-- ---------------------------------------------------------------- connections

-- query connection_add: run
-- in  id id, community id, asker id, other id, ask id?, project id?, began time
INSERT INTO connection (id, community, asker, other, ask, project, state, began, changed)
VALUES ($1, $2, $3, $4, $5, $6, 'begun', $7, $7);

-- query connection_get: one
-- in  id id
-- out id id, community id, asker id, other id, ask id?, project id?, state text, began time, changed time, version int
SELECT id, community, asker, other, ask, project, state, began, changed, version FROM connection WHERE id = $1;

-- query connection_with: one
-- in  id id, me id
-- out person id, community id, name sealed?(person.name, person, person), pronouns sealed?(person.pronouns, person, person)
-- out helps sealed?(meeting_profile.helps, person, community), helps_not sealed?(meeting_profile.helps_not, person, community), area sealed?(meeting_profile.area, person, community)
-- The other of the two, with what people I am connected with may read.
SELECT p.id AS person, c.community, p.name, p.pronouns, m.helps, m.helps_not, m.area
FROM connection c
JOIN person p ON p.id = CASE WHEN c.asker = $2 THEN c.other ELSE c.asker END
LEFT JOIN meeting_profile m ON m.person = p.id AND m.community = c.community
WHERE c.id = $1;

-- query connections_mine: many
-- in  community id, me id, lim int
-- out id id, person id, name sealed?(person.name, person, person), state choice(connections_states), began time, changed time
-- Open ones first, then those that ended; newest first.
SELECT c.id, p.id AS person, p.name, CASE c.state WHEN 'begun' THEN 0 WHEN 'paused' THEN 1 WHEN 'ended' THEN 2 ELSE 3 END AS state, c.began, c.changed
FROM connection c JOIN person p ON p.id = CASE WHEN c.asker = $2 THEN c.other ELSE c.asker END
WHERE c.community = $1 AND (c.asker = $2 OR c.other = $2)
ORDER BY CASE WHEN c.state IN ('begun', 'paused') THEN 0 ELSE 1 END, c.changed DESC, c.id LIMIT $3;

-- query connection_change: run
-- in  id id, state text, at time
UPDATE connection SET state = $2, changed = $3, version = version + 1 WHERE id = $1;

-- query connected: one
-- in  a id, b id, community id
-- out n int
SELECT count(*) AS n FROM connection
WHERE community = $3 AND state IN ('begun', 'paused') AND ((asker = $1 AND other = $2) OR (asker = $2 AND other = $1));

-- query connections_open_of: many
-- in  person id
-- out id id, community id, asker id, other id
SELECT id, community, asker, other FROM connection
WHERE state IN ('begun', 'paused') AND (asker = $1 OR other = $1);

-- query closing_word_put: run
-- in  connection id, writer id, words sealed(closing_word.words, writer, connection), said time
INSERT INTO closing_word (connection, writer, words, said) VALUES ($1, $2, $3, $4)
ON CONFLICT (connection, writer) DO UPDATE SET words = excluded.words, said = excluded.said;

-- query closing_words: many
-- in  connection id
-- out connection id, writer id, words sealed?(closing_word.words, writer, connection), said time, name sealed?(person.name, writer, writer)
SELECT w.connection, w.writer, w.words, w.said, p.name
FROM closing_word w JOIN person p ON p.id = w.writer WHERE w.connection = $1 ORDER BY w.said, w.writer;

-- ---------------------------------------------------------------- when somebody leaves

-- query leaver_closing_words: run
-- in  person id
DELETE FROM closing_word WHERE writer = $1;

-- query leaver_passed: run
-- in  person id
DELETE FROM passed WHERE person = $1 OR other = $1;

-- query leaver_proposals: run
-- in  person id, at time
UPDATE proposal SET closed = $2 WHERE closed IS NULL AND (asker = $1 OR other = $1);

-- query member_proposals: run
-- in  person id, community id, at time
UPDATE proposal SET closed = $3 WHERE community = $2 AND closed IS NULL AND (asker = $1 OR other = $1);

-- ---------------------------------------------------------------- what must hold

-- query check_one_open: one
-- out n int
-- Two people walk together once at a time.
SELECT count(*) AS n FROM (
  SELECT community, asker, other FROM connection WHERE state IN ('begun', 'paused')
  GROUP BY community, asker, other HAVING count(*) > 1) d;

-- query check_walking: one
-- out n int
-- The count beside a supporter's places is the number of their open connections, in all communities.
SELECT count(*) AS n FROM supporter_places s WHERE s.walking <> (
  SELECT count(*) FROM connection c WHERE c.other = s.person AND c.state IN ('begun', 'paused'));

-- ---- everything of mine, and what is held ----

-- query connections_mine_proposals: each
-- in  person text
-- out id text, community text, asked_by_me flag, yes time?, made time, ends time, closed time?
SELECT id, community, CASE WHEN asker = $1 THEN 1 ELSE 0 END AS asked_by_me, CASE WHEN asker = $1 THEN asker_yes ELSE other_yes END AS yes,
	made, ends, closed
FROM proposal WHERE asker = $1 OR other = $1 ORDER BY made, id;

-- query connections_mine_walks: each
-- in  person text
-- out id text, community text, person text, name sealed(person.name, person, person)?, asked_by_me flag, state text, began time, changed time
SELECT c.id, c.community, p.id AS person, p.name, CASE WHEN c.asker = $1 THEN 1 ELSE 0 END AS asked_by_me, c.state, c.began, c.changed
FROM connection c JOIN person p ON p.id = CASE WHEN c.asker = $1 THEN c.other ELSE c.asker END
WHERE c.asker = $1 OR c.other = $1 ORDER BY c.began, c.id;

-- query connections_mine_passed: each
-- in  person text
-- out community text, said time
SELECT community, said FROM passed WHERE person = $1 ORDER BY said, other;

-- query connections_mine_closing: each
-- in  person text
-- out connection text, writer text, words sealed(closing_word.words, writer, connection), said time
SELECT connection, writer, words, said FROM closing_word WHERE writer = $1 ORDER BY said, connection;

-- query connections_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'proposal.asker' AS place, count(*) AS n FROM proposal WHERE asker = $1
UNION ALL SELECT 'proposal.other' AS place, count(*) AS n FROM proposal WHERE other = $1
UNION ALL SELECT 'passed.person' AS place, count(*) AS n FROM passed WHERE person = $1
UNION ALL SELECT 'passed.other' AS place, count(*) AS n FROM passed WHERE other = $1
UNION ALL SELECT 'connection.asker' AS place, count(*) AS n FROM connection WHERE asker = $1
UNION ALL SELECT 'connection.other' AS place, count(*) AS n FROM connection WHERE other = $1
UNION ALL SELECT 'closing_word.writer' AS place, count(*) AS n FROM closing_word WHERE writer = $1
UNION ALL SELECT 'proposing.began_by' AS place, count(*) AS n FROM proposing WHERE began_by = $1
UNION ALL SELECT 'proposing_with.said_by' AS place, count(*) AS n FROM proposing_with WHERE said_by = $1;

-- ---- what goes after a time ----

-- query proposals_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, asker AS one, other FROM proposal WHERE community = $1 AND closed < $2 AND id > $3 ORDER BY id LIMIT $4;

-- query proposal_over: run
-- in  id id
DELETE FROM proposal WHERE id = $1;

-- query closings_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Of those who no longer walk together.
SELECT c.id, c.asker AS one, c.other FROM connection c
WHERE c.community = $1 AND c.state IN ('ended', 'moved_on') AND c.changed < $2 AND c.id > $3
  AND EXISTS (SELECT 1 FROM closing_word w WHERE w.connection = c.id)
ORDER BY c.id LIMIT $4;

-- query closing_over: run
-- in  connection id
DELETE FROM closing_word WHERE connection = $1;
