-- query part_get: one
-- in  connection id, writer id
-- out connection id, writer id, hopes sealed?(agreement_part.hopes, writer, connection), meeting sealed?(agreement_part.meeting, writer, connection), off sealed?(agreement_part.off, writer, connection), power sealed?(agreement_part.power, writer, connection), ending sealed?(agreement_part.ending, writer, connection), written time, version int
SELECT connection, writer, hopes, meeting, off, power, ending, written, version FROM agreement_part WHERE connection = $1 AND writer = $2;

-- query parts_of: many
-- in  connection id
-- out connection id, writer id, name sealed?(person.name, writer, writer), hopes sealed?(agreement_part.hopes, writer, connection), meeting sealed?(agreement_part.meeting, writer, connection), off sealed?(agreement_part.off, writer, connection), power sealed?(agreement_part.power, writer, connection), ending sealed?(agreement_part.ending, writer, connection), written time
SELECT a.connection, a.writer, p.name, a.hopes, a.meeting, a.off, a.power, a.ending, a.written
FROM agreement_part a JOIN person p ON p.id = a.writer WHERE a.connection = $1 ORDER BY a.writer;

-- query part_put: run
-- in  connection id, writer id, hopes sealed?(agreement_part.hopes, writer, connection), meeting sealed?(agreement_part.meeting, writer, connection), off sealed?(agreement_part.off, writer, connection), power sealed?(agreement_part.power, writer, connection), ending sealed?(agreement_part.ending, writer, connection), written time
INSERT INTO agreement_part (connection, writer, hopes, meeting, off, power, ending, written)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (connection, writer) DO UPDATE SET hopes = excluded.hopes, meeting = excluded.meeting, off = excluded.off,
  power = excluded.power, ending = excluded.ending, written = excluded.written, version = agreement_part.version + 1;

-- query hot_spots_of: many
-- in  connection id
-- out id id, writer id, name sealed?(person.name, writer, writer), situation sealed?(hot_spot.situation, writer, id), level choice(agreements_levels), sign sealed?(hot_spot.sign, writer, id), wish sealed?(hot_spot.wish, writer, id), version int
SELECT h.id, h.writer, p.name, h.situation, h.level, h.sign, h.wish, h.version
FROM hot_spot h JOIN person p ON p.id = h.writer WHERE h.connection = $1 ORDER BY h.writer, h.written, h.id;

-- query hot_spot_get: one
-- in  id id, connection id
-- out id id, writer id, situation sealed?(hot_spot.situation, writer, id), level int, sign sealed?(hot_spot.sign, writer, id), wish sealed?(hot_spot.wish, writer, id), version int
SELECT id, writer, situation, level, sign, wish, version FROM hot_spot WHERE id = $1 AND connection = $2;

-- query hot_spot_add: run
-- in  id id, connection id, writer id, situation sealed(hot_spot.situation, writer, id), level int, sign sealed?(hot_spot.sign, writer, id), wish sealed?(hot_spot.wish, writer, id), written time
INSERT INTO hot_spot (id, connection, writer, situation, level, sign, wish, written) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query hot_spot_change: run
-- in  id id, writer id, situation sealed(hot_spot.situation, writer, id), level int, sign sealed?(hot_spot.sign, writer, id), wish sealed?(hot_spot.wish, writer, id), written time
UPDATE hot_spot SET situation = $3, level = $4, sign = $5, wish = $6, written = $7, version = version + 1 WHERE id = $1 AND writer = $2;

-- query hot_spot_remove: run
-- in  id id, writer id
DELETE FROM hot_spot WHERE id = $1 AND writer = $2;

-- query hot_spots_count: one
-- in  connection id, writer id
-- out n int
SELECT count(*) AS n FROM hot_spot WHERE connection = $1 AND writer = $2;

-- query last_written: one
-- in  connection id
-- out at time?
-- When either of the two last changed anything.
SELECT max(w) AS at FROM (
  SELECT written AS w FROM agreement_part WHERE connection = $1
  UNION ALL SELECT written FROM hot_spot WHERE connection = $1) x;

-- query version_newest: one
-- in  connection id
-- out id id, number int, made time, asker_yes time?, other_yes time?
SELECT id, number, made, asker_yes, other_yes FROM agreement_version WHERE connection = $1 ORDER BY number DESC LIMIT 1;

-- query version_agreed: one
-- in  connection id
-- out number int
SELECT coalesce(max(number), 0) AS number FROM agreement_version WHERE connection = $1 AND asker_yes IS NOT NULL AND other_yes IS NOT NULL;

-- query version_get: one
-- in  id id, connection id
-- out id id, number int, made time, asker_yes time?, other_yes time?
SELECT id, number, made, asker_yes, other_yes FROM agreement_version WHERE id = $1 AND connection = $2;

-- query versions_of: many
-- in  connection id
-- out id id, number int, made time, agreed flag
SELECT id, number, made, CASE WHEN asker_yes IS NOT NULL AND other_yes IS NOT NULL THEN 1 ELSE 0 END AS agreed
FROM agreement_version WHERE connection = $1 ORDER BY number DESC LIMIT 50;

-- query agreement_version_add: run
-- in  id id, connection id, number int, made time, asker_yes time?, other_yes time?
INSERT INTO agreement_version (id, connection, number, made, asker_yes, other_yes) VALUES ($1, $2, $3, $4, $5, $6);

-- query version_confirm: run
-- in  id id, asker_yes time?, other_yes time?
UPDATE agreement_version SET asker_yes = $2, other_yes = $3 WHERE id = $1;

-- query agreement_words_add: run
-- in  id id, version id, writer id, section text, place int, level int?, words sealed(agreement_words.words, writer, id), sign sealed?(agreement_words.sign, writer, id), wish sealed?(agreement_words.wish, writer, id)
INSERT INTO agreement_words (id, version, writer, section, place, level, words, sign, wish) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query agreement_words_of: many
-- in  version id
-- out id id, writer id, name sealed?(person.name, writer, writer), section choice(agreements_sections), level choice(agreements_levels)?, words sealed?(agreement_words.words, writer, id), sign sealed?(agreement_words.sign, writer, id), wish sealed?(agreement_words.wish, writer, id)
SELECT a.id, a.writer, p.name,
       CASE a.section WHEN 'hopes' THEN 0 WHEN 'meeting' THEN 1 WHEN 'off' THEN 2 WHEN 'power' THEN 3 WHEN 'ending' THEN 4 ELSE 5 END AS section,
       a.level, a.words, a.sign, a.wish
FROM agreement_words a JOIN person p ON p.id = a.writer WHERE a.version = $1 ORDER BY 4, a.writer, a.place;

-- query waiting_for_yes: many
-- in  community id, me id
-- out connection id, person id, name sealed?(person.name, person, person), number int
-- Newest versions that the other put forward and I have not answered, on open connections.
SELECT c.id AS connection, p.id AS person, p.name, v.number
FROM connection c
JOIN agreement_version v ON v.connection = c.id
JOIN person p ON p.id = CASE WHEN c.asker = $2 THEN c.other ELSE c.asker END
WHERE c.community = $1 AND c.state IN ('begun', 'paused')
  AND ((c.asker = $2 AND v.asker_yes IS NULL) OR (c.other = $2 AND v.other_yes IS NULL))
  AND v.number = (SELECT max(n.number) FROM agreement_version n WHERE n.connection = c.id)
ORDER BY v.made LIMIT 5;

-- query leaver_parts: run
-- in  person id
DELETE FROM agreement_part WHERE writer = $1;

-- query leaver_hot_spots: run
-- in  person id
DELETE FROM hot_spot WHERE writer = $1;

-- query leaver_words: run
-- in  person id
DELETE FROM agreement_words WHERE writer = $1;

-- query check_versions: one
-- out n int
-- A version that nobody put forward, or words of somebody who is not one of the two.
SELECT (SELECT count(*) FROM agreement_version WHERE asker_yes IS NULL AND other_yes IS NULL)
     + (SELECT count(*) FROM agreement_words w JOIN agreement_version v ON v.id = w.version JOIN connection c ON c.id = v.connection
        WHERE w.writer <> c.asker AND w.writer <> c.other) AS n;

-- ---- everything of mine, and what is held ----

-- query agreements_mine_parts: each
-- in  person text
-- out connection text, writer text, hopes sealed(agreement_part.hopes, writer, connection)?, meeting sealed(agreement_part.meeting, writer, connection)?
-- out off sealed(agreement_part.off, writer, connection)?, power sealed(agreement_part.power, writer, connection)?
-- out ending sealed(agreement_part.ending, writer, connection)?, written time
SELECT connection, writer, hopes, meeting, off, power, ending, written FROM agreement_part WHERE writer = $1 ORDER BY connection;

-- query agreements_mine_spots: each
-- in  person text
-- out id text, connection text, writer text, situation sealed(hot_spot.situation, writer, id), level choice(agreements_levels)
-- out sign sealed(hot_spot.sign, writer, id)?, wish sealed(hot_spot.wish, writer, id)?, written time
SELECT id, connection, writer, situation, level, sign, wish, written FROM hot_spot WHERE writer = $1 ORDER BY written, id;

-- query agreements_mine_versions: each
-- in  person text
-- out id text, number int, made time, writer text, section text, level choice(agreements_levels)?
-- out words sealed(agreement_words.words, writer, id), sign sealed(agreement_words.sign, writer, id)?, wish sealed(agreement_words.wish, writer, id)?
SELECT w.id, v.number, v.made, w.writer, w.section, w.level, w.words, w.sign, w.wish
FROM agreement_words w JOIN agreement_version v ON v.id = w.version WHERE w.writer = $1 ORDER BY v.made, v.number, w.place, w.id;

-- query agreements_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'agreement_part.writer' AS place, count(*) AS n FROM agreement_part WHERE writer = $1
UNION ALL SELECT 'hot_spot.writer' AS place, count(*) AS n FROM hot_spot WHERE writer = $1
UNION ALL SELECT 'agreement_words.writer' AS place, count(*) AS n FROM agreement_words WHERE writer = $1;

-- ---- what goes after a time ----

-- query agreements_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Of those who no longer walk together.
SELECT c.id, c.asker AS one, c.other FROM connection c
WHERE c.community = $1 AND c.state IN ('ended', 'moved_on') AND c.changed < $2 AND c.id > $3
  AND (EXISTS (SELECT 1 FROM agreement_part p WHERE p.connection = c.id) OR EXISTS (SELECT 1 FROM hot_spot h WHERE h.connection = c.id)
    OR EXISTS (SELECT 1 FROM agreement_version v WHERE v.connection = c.id))
ORDER BY c.id LIMIT $4;

-- query agreement_over_words: run
-- in  connection id
DELETE FROM agreement_words WHERE version IN (SELECT id FROM agreement_version WHERE connection = $1);

-- query agreement_over_versions: run
-- in  connection id
DELETE FROM agreement_version WHERE connection = $1;

-- query agreement_over_parts: run
-- in  connection id
DELETE FROM agreement_part WHERE connection = $1;

-- query agreement_over_spots: run
-- in  connection id
DELETE FROM hot_spot WHERE connection = $1;
