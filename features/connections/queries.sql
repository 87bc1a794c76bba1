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
ORDER BY x.made, x.id LIMIT $4;

-- query proposals_sent: many
-- in  ask id, asker id, now time
-- out id id, other id, name sealed?(person.name, other, other), made time, ends time
-- Whom the asker said yes to.  A "no" looks the same as no answer yet: so closed is not looked at here.
SELECT x.id, x.other, o.name, x.made, x.ends
FROM proposal x JOIN person o ON o.id = x.other
WHERE x.ask = $1 AND x.asker = $2 AND x.asker_yes IS NOT NULL AND x.ends > $3
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

-- query waiting_sum: one
-- in  community id
-- out n int, since time?
SELECT count(*) AS n, min(asked) AS since FROM ask WHERE community = $1 AND direction = 'ask' AND closed IS NULL AND helped = 1;

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

-- ---------------------------------------------------------------- what must hold

-- query check_one_open: one
-- out n int
-- Two people walk together once at a time.
SELECT count(*) AS n FROM (
  SELECT community, asker, other FROM connection WHERE state IN ('begun', 'paused')
  GROUP BY community, asker, other HAVING count(*) > 1) d;

-- query check_walking: one
-- out n int
-- The count beside a supporter's room is the number of their open connections.
SELECT count(*) AS n FROM supporter_room s WHERE s.walking <> (
  SELECT count(*) FROM connection c
  WHERE c.other = s.person AND c.community = s.community AND c.state IN ('begun', 'paused'));
