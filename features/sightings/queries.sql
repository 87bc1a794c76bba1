-- Every statement that sightings ever runs: adding to the log, reading one's own part of it, heads and exports.

-- ---- adding ----

-- query log_tree_get: one
-- in  id text
-- out size int, peaks blob
SELECT size, peaks FROM log_tree WHERE id = $1;

-- query log_tree_put: run
-- in  id text, size int, peaks blob
INSERT INTO log_tree (id, size, peaks) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET size = $2, peaks = $3;

-- query log_entry_add: run
-- in  number int, at time, kind text, by_whom text?, by_right text?, whose text?, community text?, record text?, record_id text?, why text?, salt blob, commitment blob
INSERT INTO log_entry (number, at, kind, by_whom, by_right, whose, community, record, record_id, why, salt, commitment)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- query log_people: many
-- in  a id?, b id?, c id?, d id?, e id?, f id?, g id?, h id?, i id?, j id?
-- out id id
-- Which of these owners of sealed words are people who are here.
SELECT id FROM person WHERE left_at IS NULL AND id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query log_erase: run
-- in  whose id
-- What is about them goes with the salt; the entry and the tree stay.
UPDATE log_entry SET by_whom = NULL, by_right = NULL, whose = NULL, community = NULL, record = NULL, record_id = NULL, why = NULL, salt = NULL
WHERE whose = $1;

-- ---- reading one's own ----

-- query sightings_of: many
-- in  whose id, before int, limit int
-- out number int, at time, kind text, by_whom id?, name sealed(person.name, by_whom, by_whom)?, by_right text?, community id?, place sealed(community.name, community, community)?, record text?, record_id text?, why text?, about id, reason sealed(emergency.reason, about, why)?
-- Newest first.
SELECT l.number, l.at, l.kind, l.by_whom, p.name, l.by_right, l.community, c.name AS place, l.record, l.record_id, l.why, l.whose AS about, e.reason
FROM log_entry l LEFT JOIN person p ON p.id = l.by_whom LEFT JOIN community c ON c.id = l.community LEFT JOIN emergency e ON e.id = l.why
WHERE l.whose = $1 AND l.number < $2 ORDER BY l.number DESC LIMIT $3;

-- ---- heads, proofs, exports ----

-- query log_key_get: one
-- in  id text
-- out id text, seed sealed(log_key.seed, @server, id), made time
SELECT id, seed, made FROM log_key WHERE id = $1;

-- query log_key_add: run
-- in  id text, seed sealed(log_key.seed, @server, id), made time
INSERT INTO log_key (id, seed, made) VALUES ($1, $2, $3);

-- query log_entries: each
-- in  from_number int, to_number int
-- out number int, at time, kind text, by_whom text?, by_right text?, whose text?, community text?, record text?, record_id text?, why text?, salt blob?, commitment blob
SELECT number, at, kind, by_whom, by_right, whose, community, record, record_id, why, salt, commitment
FROM log_entry WHERE number >= $1 AND number < $2 ORDER BY number;

-- ---- keys of surveys ----

-- query key_receipt_add: run
-- in  batch id, receipt text
INSERT INTO key_receipt (batch, receipt) VALUES ($1, $2);

-- query key_receipt_get: one
-- in  batch id
-- out receipt text
SELECT receipt FROM key_receipt WHERE batch = $1;

-- query keys_entered: each
-- out batch text, modulus text, receipt text?, times int, entered text?
-- Every key that a batch has, and what the log says of it.
SELECT k.batch, k.modulus, max(x.receipt) AS receipt, count(e.number) AS times, max(e.why) AS entered
FROM survey_key k LEFT JOIN key_receipt x ON x.batch = k.batch LEFT JOIN log_entry e ON e.kind = 'survey_key' AND e.record_id = k.batch
WHERE k.batch IS NOT NULL GROUP BY k.batch, k.modulus;

-- ---- emergencies ----

-- query emergency_member: one
-- in  community id, person id
-- out person id, name sealed(person.name, person, person)?
SELECT m.person, p.name FROM membership m JOIN person p ON p.id = m.person
WHERE m.community = $1 AND m.person = $2 AND m.left_at IS NULL AND p.left_at IS NULL;

-- query emergency_add: run
-- in  id id, community id, person id, opened_by id, reason sealed(emergency.reason, person, id), opened time, ends time
INSERT INTO emergency (id, community, person, opened_by, reason, opened, ends) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query emergency_get: one
-- in  id id, community id
-- out id id, person id, opened_by id, opened time, ends time
SELECT id, person, opened_by, opened, ends FROM emergency WHERE id = $1 AND community = $2;

-- query emergency_details: one
-- in  person id
-- out person id, name sealed(person.name, person, person)?, pronouns sealed(person.pronouns, person, person)?, email sealed(person.email, person, person)?, languages text, zone text
SELECT id AS person, name, pronouns, email, languages, zone FROM person WHERE id = $1 AND left_at IS NULL;

-- query emergency_walkers: many
-- in  community id, person id
-- out other id, name sealed(person.name, other, other)?
-- Who walks with them now, and may know how they are.
SELECT p.id AS other, p.name FROM connection c JOIN person p ON p.id = CASE WHEN c.asker = $2 THEN c.other ELSE c.asker END
WHERE c.community = $1 AND (c.asker = $2 OR c.other = $2) AND c.state IN ('begun', 'paused')
ORDER BY c.began LIMIT 20;

-- query emergencies_unknown: many
-- in  community id, person id
-- out id id, person id, reason sealed(emergency.reason, person, id)?, opened_by id, name sealed(person.name, opened_by, opened_by)?, opened time
SELECT e.id, e.person, e.reason, e.opened_by, p.name, e.opened FROM emergency e JOIN person p ON p.id = e.opened_by
WHERE e.community = $1 AND e.person = $2 AND e.known IS NULL ORDER BY e.opened DESC LIMIT 5;

-- query emergency_known: run
-- in  id id, now time
UPDATE emergency SET known = $2 WHERE id = $1 AND known IS NULL;

-- query emergency_leave: run
-- in  person id
DELETE FROM emergency WHERE person = $1;

-- ---- everything of mine, and what is held ----

-- query sightings_mine_seen: each
-- in  person text
-- out number int, at time, kind text, by_whom text?, by_right text?, community text?, record text?, record_id text?
-- Who has seen what is mine: the same list as on my page, whole.
SELECT number, at, kind, by_whom, by_right, community, record, record_id FROM log_entry WHERE whose = $1 ORDER BY number;

-- query sightings_mine_saw: each
-- in  person text
-- out number int, at time, kind text, by_right text?, community text?, record text?
-- What I have seen; of whom is theirs to know.
SELECT number, at, kind, by_right, community, record FROM log_entry WHERE by_whom = $1 ORDER BY number;

-- query sightings_mine_emergencies: each
-- in  person text
-- out id text, person text, opened_by text, name sealed(person.name, opened_by, opened_by)?, reason sealed(emergency.reason, person, id)?, made time, ends time
SELECT e.id, e.person, e.opened_by, p.name, e.reason, e.opened AS made, e.ends
FROM emergency e LEFT JOIN person p ON p.id = e.opened_by WHERE e.person = $1 ORDER BY e.opened, e.id;

-- query sightings_mine_opened: each
-- in  person text
-- out made time, ends time
SELECT opened AS made, ends FROM emergency WHERE opened_by = $1 ORDER BY opened, id;

-- query sightings_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'log_entry.by_whom' AS place, count(*) AS n FROM log_entry WHERE by_whom = $1
UNION ALL SELECT 'log_entry.whose' AS place, count(*) AS n FROM log_entry WHERE whose = $1
UNION ALL SELECT 'log_entry.record_id' AS place, count(*) AS n FROM log_entry WHERE record_id = $1
UNION ALL SELECT 'emergency.person' AS place, count(*) AS n FROM emergency WHERE person = $1
UNION ALL SELECT 'emergency.opened_by' AS place, count(*) AS n FROM emergency WHERE opened_by = $1;

-- ---- what goes after a time ----

-- query log_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- In the order of their numbers, which as text have all the same length.
SELECT CAST(number + 1000000000000000000 AS TEXT) AS id, by_whom AS one, whose AS other FROM log_entry
WHERE COALESCE(community, '') = $1 AND at < $2 AND salt IS NOT NULL AND CAST(number + 1000000000000000000 AS TEXT) > $3
ORDER BY number LIMIT $4;

-- query log_over_erase: run
-- in  number int
-- The entry and the tree stay.
UPDATE log_entry SET by_whom = NULL, by_right = NULL, whose = NULL, community = NULL, record = NULL, record_id = NULL, why = NULL, salt = NULL
WHERE number = $1;

-- query emergencies_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, person AS one, opened_by AS other FROM emergency WHERE community = $1 AND ends < $2 AND id > $3 ORDER BY id LIMIT $4;

-- query emergency_over: run
-- in  id id
DELETE FROM emergency WHERE id = $1;
