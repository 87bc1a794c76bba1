-- query batch_find: one
-- in  community id, project id?, kind int, month int
-- out id id
SELECT id FROM survey_batch WHERE community = $1 AND project IS NOT DISTINCT FROM $2 AND kind = $3 AND month = $4;

-- query batch_add: run
-- in  id id, community id, project id?, kind int, month int
INSERT INTO survey_batch (id, community, project, kind, month) VALUES ($1, $2, $3, $4, $5);

-- query batch_get: one
-- in  id id
-- out id id, community id, project id?, kind int, month int
SELECT id, community, project, kind, month FROM survey_batch WHERE id = $1;

-- query batch_count: run
-- in  id id, offered int, returned int
UPDATE survey_batch SET offered = offered + $2, returned = returned + $3 WHERE id = $1;

-- query key_add: run
-- in  id id, modulus text, private sealed(survey_key.private, @server, id)
INSERT INTO survey_key (id, modulus, private) VALUES ($1, $2, $3);

-- query key_take: run
-- in  batch id, closes int
-- One that lies ready is from now on the key of this batch.
UPDATE survey_key SET batch = $1, closes = $2 WHERE id = (SELECT id FROM survey_key WHERE batch IS NULL ORDER BY id LIMIT 1);

-- query keys_ready: one
-- out n int
SELECT count(*) AS n FROM survey_key WHERE batch IS NULL;

-- query batches_keyless: many
-- in  month int
-- out id id, month int
-- Batches of this month and later that were made when no key lay ready.
SELECT b.id, b.month FROM survey_batch b WHERE b.month >= $1 AND NOT EXISTS (SELECT 1 FROM survey_key k WHERE k.batch = b.id)
ORDER BY b.month, b.id LIMIT 100;

-- query keys_close: run
-- in  today int
UPDATE survey_key SET private = NULL WHERE closes <= $1 AND private IS NOT NULL;

-- query key_open: one
-- in  community id, project id?, kind int, month int, today int
-- out batch id, modulus text
-- The key with which tickets of these meetings are signed today.
SELECT b.id AS batch, k.modulus FROM survey_batch b JOIN survey_key k ON k.batch = b.id
WHERE b.community = $1 AND b.project IS NOT DISTINCT FROM $2 AND b.kind = $3 AND b.month = $4 AND k.closes > $5 AND k.private IS NOT NULL;

-- query key_private: one
-- in  batch id
-- out id id, private sealed(survey_key.private, @server, id)
SELECT id, private FROM survey_key WHERE batch = $1 AND private IS NOT NULL;

-- query key_public: one
-- in  batch id
-- out modulus text, closes int
SELECT modulus, closes FROM survey_key WHERE batch = $1;

-- query keys_of: many
-- in  community id, today int
-- out batch id, kind int, month int, modulus text, closes int, open flag
SELECT b.id AS batch, b.kind, b.month, k.modulus, k.closes, CASE WHEN k.closes > $2 THEN 1 ELSE 0 END AS open
FROM survey_batch b JOIN survey_key k ON k.batch = b.id WHERE b.community = $1 ORDER BY b.month DESC, b.kind, b.id LIMIT 50;

-- query offer_add: run
-- in  encounter id, person text, began time
INSERT INTO survey_offer (encounter, person, began) VALUES ($1, $2, $3) ON CONFLICT (encounter, person) DO NOTHING;

-- query offer_get: one
-- in  encounter id, person text
-- out drawn flag, slips int
SELECT drawn, slips FROM survey_offer WHERE encounter = $1 AND person = $2;

-- query offers_undrawn: many
-- in  encounter id
-- out person text, slips int
SELECT person, slips FROM survey_offer WHERE encounter = $1 AND drawn = 0 ORDER BY person;

-- query offers_retract: run
-- in  encounter id
DELETE FROM survey_offer WHERE encounter = $1 AND drawn = 0;

-- query offer_draw: run
-- in  encounter id, person text
UPDATE survey_offer SET drawn = 1 WHERE encounter = $1 AND person = $2 AND drawn = 0;

-- query offer_more_slips: run
-- in  encounter id, slips int
INSERT INTO survey_offer (encounter, person, drawn, slips) VALUES ($1, '', 1, $2)
ON CONFLICT (encounter, person) DO UPDATE SET slips = survey_offer.slips + excluded.slips;

-- query offers_waiting: many
-- in  community id, me id, since time
-- out encounter id, began time
-- Meetings about which I may still say something, newest first.
SELECT o.encounter, o.began FROM survey_offer o JOIN encounter e ON e.id = o.encounter
WHERE o.person = $2 AND o.drawn = 0 AND o.began > $3 AND e.community = $1 ORDER BY o.began DESC, o.encounter LIMIT 3;

-- query code_add: run
-- in  hash blob, batch id, until_week int
INSERT INTO survey_code (hash, batch, until_week) VALUES ($1, $2, $3);

-- query code_get: one
-- in  hash blob, week int
-- out batch id, community id
SELECT c.batch, b.community FROM survey_code c JOIN survey_batch b ON b.id = c.batch WHERE c.hash = $1 AND c.until_week >= $2;

-- query code_spend: run
-- in  hash blob, week int
DELETE FROM survey_code WHERE hash = $1 AND until_week >= $2;

-- query codes_over: run
-- in  week int
DELETE FROM survey_code WHERE until_week < $1;

-- query answer_add: run
-- in  id id, batch id, community id, week int, found int?, heard int?, hope_before int?, hope_after int?, again int?, words sealed?(survey_answer.words, community, id), import id?
INSERT INTO survey_answer (id, batch, week, found, heard, hope_before, hope_after, again, words, import)
SELECT $1, b.id, $4, $5, $6, $7, $8, $9, $10, $11 FROM survey_batch b WHERE b.id = $2 AND b.community = $3
ON CONFLICT (id) DO NOTHING;

-- query answers_waiting: many
-- in  community id, week int
-- out week int, n int
-- Own words that stand in no lot yet, by week, the oldest first; of weeks before this one.  CROSS JOIN: few wait, and each offer looks.
SELECT a.week, count(*) AS n FROM survey_answer a CROSS JOIN survey_batch b
WHERE b.id = a.batch AND b.community = $1 AND a.words IS NOT NULL AND a.lot IS NULL AND a.week < $2 GROUP BY a.week ORDER BY a.week;

-- query answers_into_lot: run
-- in  community id, week int
-- All that wait, of this week and before.
UPDATE survey_answer SET lot = $2 WHERE words IS NOT NULL AND lot IS NULL AND week <= $2
AND batch IN (SELECT b.id FROM survey_batch b WHERE b.community = $1);

-- query lots_minimum: one
-- in  community id
-- out min_cell int
SELECT min_cell FROM community WHERE id = $1;

-- query answers_words: many
-- in  community id, limit int
-- out id id, community id, lot int, words sealed?(survey_answer.words, community, id)
-- Own words by lot and then by a random id: nothing tells who came first.  Looked for in the newest batches, until ten thousand
-- answers came back in them: a community may have millions.
SELECT a.id, b.community, a.lot, a.words
FROM (SELECT n.id, n.community, sum(n.returned) OVER (ORDER BY n.month DESC, n.id) - n.returned AS newer FROM survey_batch n
      WHERE n.community = $1) b JOIN survey_answer a ON a.batch = b.id
WHERE b.newer < 10000 AND a.lot IS NOT NULL AND a.words IS NOT NULL
ORDER BY a.lot DESC, a.id LIMIT $2;

-- query check_returned: one
-- out n int
-- The count of what came back is the number of answers, and never more than were offered.
SELECT count(*) AS n FROM survey_batch b
WHERE b.returned <> (SELECT count(*) FROM survey_answer a WHERE a.batch = b.id) OR b.returned > b.offered;

-- query leaver_offers: run
-- in  person text
DELETE FROM survey_offer WHERE person = $1;

-- ---- everything of mine, and what is held ----

-- query surveys_mine_offers: each
-- in  person text
-- out encounter text, began time, drawn flag
-- That a survey was offered and drawn; what was answered belongs to nobody.
SELECT encounter, began, drawn FROM survey_offer WHERE person = $1 ORDER BY began, encounter;

-- query surveys_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'survey_offer.person' AS place, count(*) AS n FROM survey_offer WHERE person = $1;

-- ---- what goes after a time ----

-- query survey_offers_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT o.encounter AS id, min(o.person) AS one, max(o.person) AS other FROM survey_offer o JOIN encounter e ON e.id = o.encounter
WHERE e.community = $1 AND e.began < $2 AND o.encounter > $3 GROUP BY o.encounter ORDER BY o.encounter LIMIT $4;

-- query survey_offer_over: run
-- in  encounter id
DELETE FROM survey_offer WHERE encounter = $1;

-- query survey_words_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Nobody knows whose they are.  A lot goes as a whole: of two weeks in one, the older would else leave the other alone.  CROSS JOIN: answers in the order of their ids, until enough are found; never all of a community's.
SELECT a.id, CAST(NULL AS TEXT) AS one, CAST(NULL AS TEXT) AS other FROM survey_answer a CROSS JOIN survey_batch b
WHERE b.id = a.batch AND b.community = $1 AND coalesce(a.lot, a.week) < $2 / 86400 AND a.words IS NOT NULL AND a.id > $3 ORDER BY a.id LIMIT $4;

-- query survey_word_over: run
-- in  id text
UPDATE survey_answer SET words = NULL WHERE id = $1;
