-- query encounter_add: run
-- in  id id, community id, project id?, connection id?, recorder id?, kind int, met flag, began time, minutes int, headcount int, mode int, place int?, planned flag, given int, mutual flag, outcome sealed?(encounter.outcome, recorder, id), next_step sealed?(encounter.next_step, recorder, id), topics sealed?(encounter.topics, community, id), recorded time, import id?, peer_group id?
INSERT INTO encounter (id, community, project, connection, recorder, kind, met, began, minutes, headcount, mode, place, planned,
                       given, mutual, outcome, next_step, topics, recorded, import, peer_group)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- query encounter_get: one
-- in  id id
-- out id id, community id, project id?, connection id?, peer_group id?, recorder id?, kind int, met flag, began time, minutes int, headcount int, mode int, place int?, planned flag, given int, mutual flag, outcome sealed?(encounter.outcome, recorder, id), next_step sealed?(encounter.next_step, recorder, id), topics sealed?(encounter.topics, community, id), version int, recorder_name sealed?(person.name, recorder, recorder), project_name text?
SELECT e.id, e.community, e.project, e.connection, e.peer_group, e.recorder, e.kind, e.met, e.began, e.minutes, e.headcount, e.mode, e.place, e.planned,
       e.given, e.mutual, e.outcome, e.next_step, e.topics, e.version, p.name AS recorder_name, j.name AS project_name
FROM encounter e LEFT JOIN person p ON p.id = e.recorder LEFT JOIN project j ON j.id = e.project WHERE e.id = $1;

-- query encounter_change: run
-- in  id id, recorder id, community id, project id?, met flag, began time, minutes int, headcount int, mode int, place int?, planned flag, given int, mutual flag, outcome sealed?(encounter.outcome, recorder, id), next_step sealed?(encounter.next_step, recorder, id), topics sealed?(encounter.topics, community, id)
UPDATE encounter SET project = $4, met = $5, began = $6, minutes = $7, headcount = $8, mode = $9, place = $10, planned = $11, given = $12,
       mutual = $13, outcome = $14, next_step = $15, topics = $16, version = version + 1
WHERE id = $1 AND recorder = $2 AND community = $3;

-- query encounter_project_last: one
-- in  connection id
-- out id id, project id?
-- What these two counted their last meeting with.
SELECT id, project FROM encounter WHERE connection = $1 ORDER BY began DESC, id DESC LIMIT 1;

-- query encounter_project_mine: one
-- in  recorder id, community id
-- out id id, project id?
-- What I counted a meeting with last.
SELECT id, project FROM encounter WHERE recorder = $1 AND community = $2 AND connection IS NOT NULL ORDER BY recorded DESC, id DESC LIMIT 1;

-- query encounter_remove: run
-- in  id id
DELETE FROM encounter WHERE id = $1;

-- query encounter_words_remove: run
-- in  encounter id
DELETE FROM encounter_words WHERE encounter = $1;

-- query encounters_last: many
-- in  connection id, before time, before_id id, lim int
-- out id id, recorder id?, began time, minutes int, mode choice(encounters_modes), place choice(encounters_places)?, met flag, given set(asks_kinds), outcome sealed?(encounter.outcome, recorder, id), next_step sealed?(encounter.next_step, recorder, id)
-- Newest first.
SELECT id, recorder, began, minutes, mode, place, met, given, outcome, next_step FROM encounter
WHERE connection = $1 AND (began < $2 OR (began = $2 AND id < $3))
ORDER BY began DESC, id DESC LIMIT $4;

-- query encounters_groups: many
-- in  community id, before time, before_id id, lim int
-- out id id, began time, minutes int, headcount int, project_name text?, given set(asks_kinds)
-- Group meetings written down here, newest first.
SELECT e.id, e.began, e.minutes, e.headcount, j.name AS project_name, e.given
FROM encounter e LEFT JOIN project j ON j.id = e.project
WHERE e.community = $1 AND e.connection IS NULL AND e.import IS NULL AND (e.began < $2 OR (e.began = $2 AND e.id < $3))
ORDER BY e.began DESC, e.id DESC LIMIT $4;

-- query encounters_of_group: many
-- in  peer_group id, before time, before_id id, lim int
-- out id id, recorder id?, began time, minutes int, headcount int, outcome sealed?(encounter.outcome, recorder, id)
-- Newest first.
SELECT id, recorder, began, minutes, headcount, outcome FROM encounter
WHERE peer_group = $1 AND (began < $2 OR (began = $2 AND id < $3)) ORDER BY began DESC, id DESC LIMIT $4;

-- query encounter_words_add: run
-- in  id id, encounter id, writer id, kind text, words sealed(encounter_words.words, writer, id), said time, asked id?
INSERT INTO encounter_words (id, encounter, writer, kind, words, said, asked) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query encounter_words_of: many
-- in  encounter id
-- out id id, writer id, name sealed?(person.name, writer, writer), wording flag, words sealed?(encounter_words.words, writer, id), said time, settled time?
SELECT w.id, w.writer, p.name, CASE w.kind WHEN 'wording' THEN 1 ELSE 0 END AS wording, w.words, w.said, w.settled
FROM encounter_words w JOIN person p ON p.id = w.writer WHERE w.encounter = $1 ORDER BY w.said, w.id LIMIT 100;

-- query encounter_words_settle: run
-- in  id id, encounter id, at time
UPDATE encounter_words SET settled = $3 WHERE id = $1 AND encounter = $2 AND kind = 'wording' AND settled IS NULL;

-- query encounter_words_count: one
-- in  encounter id, writer id
-- out n int
SELECT count(*) AS n FROM encounter_words WHERE encounter = $1 AND writer = $2;

-- query encounter_people: one
-- in  connection id
-- out asker id, other id, open flag
SELECT asker, other, CASE WHEN state IN ('begun', 'paused') THEN 1 ELSE 0 END AS open FROM connection WHERE id = $1;

-- query encounters_to_record: many
-- in  community id, me id
-- out connection id, person id, name sealed?(person.name, person, person)
-- Whom I walk with now, those met longest ago last.
SELECT c.id AS connection, p.id AS person, p.name
FROM connection c JOIN person p ON p.id = CASE WHEN c.asker = $2 THEN c.other ELSE c.asker END
WHERE c.community = $1 AND c.state = 'begun' AND (c.asker = $2 OR c.other = $2)
ORDER BY c.changed DESC, c.id LIMIT 5;

-- query wording_waits: many
-- in  community id, me id
-- out encounter id, writer id, name sealed?(person.name, writer, writer), began time
-- Wishes about wording in what I wrote, not settled yet.
SELECT e.id AS encounter, w.writer, p.name, e.began
FROM encounter_words w JOIN encounter e ON e.id = w.encounter JOIN person p ON p.id = w.writer
WHERE w.asked = $2 AND e.community = $1 AND w.kind = 'wording' AND w.settled IS NULL AND w.writer <> $2
ORDER BY w.said, w.id LIMIT 5;

-- query leaver_encounter_words: run
-- in  person id
DELETE FROM encounter_words WHERE writer = $1;

-- query leaver_asked: run
-- in  person id
UPDATE encounter_words SET asked = NULL WHERE asked = $1;

-- query leaver_encounters: run
-- in  person id
-- What they wrote goes with them; that a meeting was stays, as a number and for the other.
UPDATE encounter SET outcome = NULL, next_step = NULL, recorder = NULL WHERE recorder = $1;

-- query check_encounters: one
-- out n int
-- Written down by somebody who is not one of the two, or of another community than its connection.
SELECT count(*) AS n FROM encounter e JOIN connection c ON c.id = e.connection
WHERE e.community <> c.community OR (e.recorder IS NOT NULL AND e.recorder <> c.asker AND e.recorder <> c.other);

-- ---- everything of mine, and what is held ----

-- query encounters_mine_meetings: each
-- in  person text
-- out id text, connection text?, recorder text?, by_me flag, met flag, began time, minutes int, headcount int, mode choice(encounters_modes)
-- out place choice(encounters_places)?, planned flag, given set(asks_kinds), mutual flag, outcome sealed(encounter.outcome, recorder, id)?
-- out next_step sealed(encounter.next_step, recorder, id)?, community id, topics sealed(encounter.topics, community, id)?, recorded time
-- Those I wrote down, and those that whoever I walk with wrote down about the two of us: both may be read on my own pages.
SELECT e.id, e.connection, e.recorder, CASE WHEN e.recorder = $1 THEN 1 ELSE 0 END AS by_me, e.met, e.began, e.minutes, e.headcount, e.mode,
	e.place, e.planned, e.given, e.mutual, e.outcome, e.next_step, e.community, e.topics, e.recorded
FROM encounter e LEFT JOIN connection c ON c.id = e.connection
WHERE e.recorder = $1 OR (e.recorder IS NOT NULL AND (c.asker = $1 OR c.other = $1)) ORDER BY e.began, e.id;

-- query encounters_mine_words: each
-- in  person text
-- out id text, encounter text, writer text, kind text, words sealed(encounter_words.words, writer, id), said time, settled time?
SELECT id, encounter, writer, kind, words, said, settled FROM encounter_words WHERE writer = $1 ORDER BY said, id;

-- query encounters_mine_asked: each
-- in  person text
-- out id text, encounter text, writer text, words sealed(encounter_words.words, writer, id)?, said time, settled time?
SELECT id, encounter, writer, words, said, settled FROM encounter_words WHERE asked = $1 ORDER BY said, id;

-- query encounters_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'encounter.recorder' AS place, count(*) AS n FROM encounter WHERE recorder = $1
UNION ALL SELECT 'encounter_words.writer' AS place, count(*) AS n FROM encounter_words WHERE writer = $1
UNION ALL SELECT 'encounter_words.asked' AS place, count(*) AS n FROM encounter_words WHERE asked = $1;

-- ---- what goes after a time ----

-- query encounters_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Met long ago, and more than a date and a number still there.
SELECT e.id, COALESCE(c.asker, e.recorder) AS one, c.other FROM encounter e LEFT JOIN connection c ON c.id = e.connection
WHERE e.community = $1 AND e.began < $2 AND e.id > $3 AND (e.outcome IS NOT NULL OR e.next_step IS NOT NULL OR e.topics IS NOT NULL
  OR e.recorder IS NOT NULL OR EXISTS (SELECT 1 FROM encounter_words w WHERE w.encounter = e.id))
ORDER BY e.id LIMIT $4;

-- query encounter_over: run
-- in  id id
UPDATE encounter SET outcome = NULL, next_step = NULL, topics = NULL, recorder = NULL WHERE id = $1;

-- query encounter_over_words: run
-- in  encounter id
DELETE FROM encounter_words WHERE encounter = $1;
