-- What people want for their lives: goals, small steps, the road, who walks along.

-- query goal_add: run
-- in  id id, owner id, side int, words sealed(goal.words, owner, id), why sealed(goal.why, owner, id)?, now time
INSERT INTO goal (id, owner, side, words, why, begun, changed) VALUES ($1, $2, $3, $4, $5, $6, $6);

-- query goal_owner: one
-- in  id id
-- out owner id
SELECT owner FROM goal WHERE id = $1;

-- query goal_get: one
-- in  id id
-- out id id, owner id, side int, words sealed(goal.words, owner, id)?, why sealed(goal.why, owner, id)?, state int, shown int, begun time, version int
SELECT id, owner, side, words, why, state, shown, begun, version FROM goal WHERE id = $1;

-- query goal_set: run
-- in  id id, owner id, side int, words sealed(goal.words, owner, id), why sealed(goal.why, owner, id)?, version int, now time
UPDATE goal SET side = $3, words = $4, why = $5, version = version + 1, changed = $7 WHERE id = $1 AND owner = $2 AND version = $6;

-- query goal_reword: run
-- in  id id, owner id, words sealed(goal.words, owner, id), now time
-- It changed into something else: its former words are on the road.
UPDATE goal SET words = $3, version = version + 1, changed = $4 WHERE id = $1 AND owner = $2;

-- query goal_state: run
-- in  id id, state int, now time
UPDATE goal SET state = $2, changed = $3 WHERE id = $1 AND state <> $2;

-- query goal_touch: run
-- in  id id, now time
UPDATE goal SET changed = $2 WHERE id = $1;

-- query goals_count: one
-- in  owner id
-- out n int, open int
SELECT count(*) AS n, coalesce(sum(CASE WHEN state = 0 THEN 1 ELSE 0 END), 0) AS open FROM goal WHERE owner = $1;

-- query goals_open: many
-- in  owner id
-- out id id, owner id, side int, words sealed(goal.words, owner, id)?, state int, changed time, done int, of int, step id?, next sealed(goal_step.words, owner, step)?
-- With the first step not done yet.  At most as many as can be open at once.
SELECT g.id, g.owner, g.side, g.words, g.state, g.changed,
  (SELECT count(*) FROM goal_step s WHERE s.goal = g.id AND s.done IS NOT NULL) AS done, (SELECT count(*) FROM goal_step s WHERE s.goal = g.id) AS of,
  n.id AS step, n.words AS next
FROM goal g LEFT JOIN goal_step n ON n.goal = g.id AND n.done IS NULL
  AND n.place = (SELECT min(s.place) FROM goal_step s WHERE s.goal = g.id AND s.done IS NULL)
WHERE g.owner = $1 AND g.state = 0 ORDER BY g.side, g.begun, g.id LIMIT 51;

-- query goals_past: many
-- in  owner id, before time, before_id id
-- out id id, owner id, words sealed(goal.words, owner, id)?, state int, changed time
SELECT id, owner, words, state, changed FROM goal
WHERE owner = $1 AND state > 0 AND (changed, id) < ($2, $3) ORDER BY changed DESC, id DESC LIMIT 51;

-- ---- steps ----

-- query goal_step_add_row: run
-- in  id id, goal id, owner id, words sealed(goal_step.words, owner, id)
INSERT INTO goal_step (id, goal, owner, place, words)
SELECT $1, $2, $3, coalesce(max(place), 0) + 1, $4 FROM goal_step WHERE goal = $2;

-- query goal_steps_of: many
-- in  goal id
-- out id id, owner id, words sealed(goal_step.words, owner, id)?, done time?
SELECT id, owner, words, done FROM goal_step WHERE goal = $1 ORDER BY place, id LIMIT 40;

-- query goal_steps_count: one
-- in  goal id
-- out n int
SELECT count(*) AS n FROM goal_step WHERE goal = $1;

-- query goal_step_done: run
-- in  id id, goal id, done time?
UPDATE goal_step SET done = $3 WHERE id = $1 AND goal = $2;

-- query goal_step_remove: run
-- in  id id, goal id
DELETE FROM goal_step WHERE id = $1 AND goal = $2;

-- ---- what happened ----

-- query goal_moment_add: run
-- in  id id, goal id, owner id, kind int, now time, sure sealed(goal_moment.sure, owner, id)?, words sealed(goal_moment.words, owner, id)?, former sealed(goal_moment.former, owner, id)?, encounter id?
INSERT INTO goal_moment (id, goal, owner, kind, at, sure, words, former, encounter) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (goal, encounter) DO NOTHING;

-- query goal_moments_of: many
-- in  goal id
-- out id id, owner id, kind int, at time, sure sealed(goal_moment.sure, owner, id)?, words sealed(goal_moment.words, owner, id)?, former sealed(goal_moment.former, owner, id)?, encounter id?, community id?
-- The newest, newest first.
SELECT m.id, m.owner, m.kind, m.at, m.sure, m.words, m.former, m.encounter, e.community
FROM goal_moment m LEFT JOIN encounter e ON e.id = m.encounter WHERE m.goal = $1 ORDER BY m.at DESC, m.id DESC LIMIT 200;

-- query goal_sure_last: one
-- in  goal id, kind int
-- out id id, owner id, sure sealed(goal_moment.sure, owner, id)?
SELECT id, owner, sure FROM goal_moment WHERE goal = $1 AND kind = $2 ORDER BY at DESC, id DESC LIMIT 1;

-- query goal_moment_remove: run
-- in  id id, goal id
-- What happened to the goal itself stays as long as it does; what was said about it can be taken off.
DELETE FROM goal_moment WHERE id = $1 AND goal = $2 AND kind IN (1, 6);

-- ---- meetings ----

-- query goals_about: many
-- in  owner id, encounter id
-- out id id, owner id, words sealed(goal.words, owner, id)?, chosen flag
-- What I am on the way to, and which of it this meeting was about.
SELECT g.id, g.owner, g.words, CASE WHEN m.id IS NULL THEN 0 ELSE 1 END AS chosen
FROM goal g LEFT JOIN goal_moment m ON m.goal = g.id AND m.encounter = $2
WHERE g.owner = $1 AND (g.state = 0 OR m.id IS NOT NULL) ORDER BY g.side, g.begun, g.id LIMIT 60;

-- query goal_meeting_add: run
-- in  id id, goal id, owner id, kind int, at time, encounter id
INSERT INTO goal_moment (id, goal, owner, kind, at, encounter)
SELECT $1, g.id, g.owner, $4, $5, $6 FROM goal g WHERE g.id = $2 AND g.owner = $3
ON CONFLICT (goal, encounter) DO NOTHING;

-- query goal_meetings_clear: run
-- in  owner id, encounter id
DELETE FROM goal_moment WHERE owner = $1 AND encounter = $2;

-- query goal_meetings_gone: run
-- in  encounter id
DELETE FROM goal_moment WHERE encounter = $1;

-- ---- who walks along ----

-- query goal_walkers: many
-- in  goal id
-- out connection id, community id, person id, name sealed(person.name, person, person)?, open flag
SELECT a.connection, c.community, p.id AS person, p.name, CASE WHEN c.state IN ('begun', 'paused') THEN 1 ELSE 0 END AS open
FROM goal_along a JOIN connection c ON c.id = a.connection JOIN person p ON p.id = CASE WHEN c.asker = a.owner THEN c.other ELSE c.asker END
WHERE a.goal = $1 ORDER BY a.since, a.connection LIMIT 50;

-- query goal_could_walk: many
-- in  owner id, community id
-- out connection id, person id, name sealed(person.name, person, person)?
SELECT c.id AS connection, p.id AS person, p.name
FROM connection c JOIN person p ON p.id = CASE WHEN c.asker = $1 THEN c.other ELSE c.asker END
WHERE c.community = $2 AND (c.asker = $1 OR c.other = $1) AND c.state IN ('begun', 'paused') ORDER BY c.began, c.id LIMIT 50;

-- query goal_along_here: run
-- in  goal id, community id
-- Who walks along from another community stays.
DELETE FROM goal_along WHERE goal = $1 AND connection IN (SELECT id FROM connection WHERE community = $2);

-- query goal_along_add: run
-- in  goal id, connection id, owner id, now time
INSERT INTO goal_along (goal, connection, owner, since) VALUES ($1, $2, $3, $4) ON CONFLICT (goal, connection) DO NOTHING;

-- query goal_show_pieces: run
-- in  id id, owner id, shown int
UPDATE goal SET shown = $3 WHERE id = $1 AND owner = $2;

-- query goal_rights: one
-- in  goal id, reader id, community id
-- out owner id, connection id?
-- By which connection somebody walks along now.
SELECT g.owner, (SELECT min(c.id) FROM goal_along a JOIN connection c ON c.id = a.connection
   WHERE a.goal = g.id AND c.community = $3 AND c.state IN ('begun', 'paused')
     AND ((c.asker = $2 AND c.other = g.owner) OR (c.other = $2 AND c.asker = g.owner))) AS connection
FROM goal g WHERE g.id = $1;

-- query goals_walked: many
-- in  connection id, reader id
-- out id id, owner id, words sealed(goal.words, owner, id)?, state int, changed time
-- What the other of a connection shares with the reader.
SELECT g.id, g.owner, g.words, g.state, g.changed FROM goal_along a JOIN goal g ON g.id = a.goal
WHERE a.connection = $1 AND g.owner <> $2 ORDER BY g.state, g.changed DESC, g.id LIMIT 20;

-- ---- going ----

-- query goal_steps_remove: run
-- in  goal id
DELETE FROM goal_step WHERE goal = $1;

-- query goal_moments_remove: run
-- in  goal id
DELETE FROM goal_moment WHERE goal = $1;

-- query goal_along_remove: run
-- in  goal id
DELETE FROM goal_along WHERE goal = $1;

-- query goal_delete: run
-- in  id id
DELETE FROM goal WHERE id = $1;

-- query leaver_goals: many
-- in  owner id
-- out id id
SELECT id FROM goal WHERE owner = $1 ORDER BY id LIMIT 1000;

-- query check_goals: one
-- out n int
SELECT (SELECT count(*) FROM goal_along a JOIN goal g ON g.id = a.goal JOIN connection c ON c.id = a.connection
          WHERE a.owner <> g.owner OR (c.asker <> g.owner AND c.other <> g.owner))
     + (SELECT count(*) FROM goal_step s JOIN goal g ON g.id = s.goal WHERE s.owner <> g.owner)
     + (SELECT count(*) FROM goal_moment m JOIN goal g ON g.id = m.goal WHERE m.owner <> g.owner) AS n;

-- ---- everything of mine, and what is held ----

-- query goals_mine_goals: each
-- in  person text
-- out id text, owner text, kind choice(goals_sides), words sealed(goal.words, owner, id), about sealed(goal.why, owner, id)?, mode choice(goals_states), shown set(goals_pieces), began time, changed time
SELECT id, owner, side AS kind, words, why AS about, state AS mode, shown, begun AS began, changed FROM goal WHERE owner = $1 ORDER BY begun, id;

-- query goals_mine_steps: each
-- in  person text
-- out id text, goal text, owner text, number int, words sealed(goal_step.words, owner, id), settled time?
SELECT id, goal, owner, place AS number, words, done AS settled FROM goal_step WHERE owner = $1 ORDER BY goal, place;

-- query goals_mine_moments: each
-- in  person text
-- out id text, goal text, owner text, kind choice(goals_moments), at time, level sealed(goal_moment.sure, owner, id)?, words sealed(goal_moment.words, owner, id)?, former sealed(goal_moment.former, owner, id)?, encounter text?
SELECT id, goal, owner, kind, at, sure AS level, words, former, encounter FROM goal_moment WHERE owner = $1 ORDER BY at, id;

-- query goals_mine_along: each
-- in  person text
-- out goal text, connection text, owner text, since time
SELECT goal, connection, owner, since FROM goal_along WHERE owner = $1 ORDER BY since, goal, connection;

-- query goals_holdings: each
-- in  person text
-- out place text, n int
SELECT 'goal.owner' AS place, count(*) AS n FROM goal WHERE owner = $1
UNION ALL SELECT 'goal_step.owner' AS place, count(*) AS n FROM goal_step WHERE owner = $1
UNION ALL SELECT 'goal_moment.owner' AS place, count(*) AS n FROM goal_moment WHERE owner = $1
UNION ALL SELECT 'goal_along.owner' AS place, count(*) AS n FROM goal_along WHERE owner = $1;
