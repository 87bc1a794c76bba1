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
SELECT $1, b.id, $4, $5, $6, $7, $8, $9, $10, $11 FROM survey_batch b WHERE b.id = $2 AND b.community = $3;

-- query answers_words: many
-- in  community id, project id?, week int
-- out id id, community id, week int, words sealed?(survey_answer.words, community, id)
-- Own words of finished weeks.  Ordered by week and then by a random id: nothing tells who came first.
SELECT a.id, b.community, a.week, a.words FROM survey_answer a JOIN survey_batch b ON b.id = a.batch
WHERE b.community = $1 AND (CAST($2 AS TEXT) IS NULL OR b.project = $2) AND a.week < $3 AND a.words IS NOT NULL
ORDER BY a.week DESC, a.id LIMIT 500;

-- query check_returned: one
-- out n int
-- The count of what came back is the number of answers, and never more than were offered.
SELECT count(*) AS n FROM survey_batch b
WHERE b.returned <> (SELECT count(*) FROM survey_answer a WHERE a.batch = b.id) OR b.returned > b.offered;

-- query leaver_offers: run
-- in  person text
DELETE FROM survey_offer WHERE person = $1;
