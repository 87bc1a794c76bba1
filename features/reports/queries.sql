-- Reports, what is attached to them, and what is decided.

-- ---- telling ----

-- query report_add: run
-- in  id id, community id, reporter id, about id, kind text, words sealed?(report.words, reporter, id), about_team flag, made time
INSERT INTO report (id, community, reporter, about, kind, words, about_team, made) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query report_item_add: run
-- in  id id, report id, reporter id, kind text, of_id text, words sealed(report_item.words, reporter, id)
INSERT INTO report_item (id, report, reporter, kind, of_id, words) VALUES ($1, $2, $3, $4, $5, $6);

-- query carried_add: run
-- in  id id, item id, owner id, place int, kind text, words sealed?(carried.words, owner, id), width int?, height int?, seconds int?, whole blob
INSERT INTO carried (id, item, owner, place, kind, words, width, height, seconds, whole) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query report_open_count: one
-- in  reporter id, community id
-- out n int
SELECT count(*) AS n FROM report WHERE reporter = $1 AND community = $2 AND outcome IS NULL;

-- query report_readers: one
-- in  community id, about id, but id, team flag, now time
-- out n int
-- How many others could read it: who coordinates, and who supervises if it is about one of them.
SELECT count(DISTINCT h.person) AS n FROM role_held h
JOIN membership m ON m.community = h.community AND m.person = h.person AND m.left_at IS NULL
WHERE h.community = $1 AND h.person <> $2 AND h.person <> $3 AND h.from_at <= $5 AND (h.until_at IS NULL OR h.until_at > $5)
  AND (m.closed_until IS NULL OR m.closed_until <= $5)
  AND (h.role = 'coordinator' OR ($4 = 1 AND h.role = 'supervisor'));

-- query report_each_reader: many
-- in  community id, about id, team flag, now time
-- out person id
-- Who they are.
SELECT DISTINCT h.person FROM role_held h
JOIN membership m ON m.community = h.community AND m.person = h.person AND m.left_at IS NULL
WHERE h.community = $1 AND h.person <> $2 AND h.from_at <= $4 AND (h.until_at IS NULL OR h.until_at > $4)
  AND (m.closed_until IS NULL OR m.closed_until <= $4) AND (h.role = 'coordinator' OR ($3 = 1 AND h.role = 'supervisor')) ORDER BY h.person;

-- query report_team: one
-- in  community id, person id, now time
-- out n int
SELECT count(*) AS n FROM role_held WHERE community = $1 AND person = $2 AND role IN ('coordinator', 'supervisor')
  AND from_at <= $3 AND (until_at IS NULL OR until_at > $3);

-- ---- from where ----

-- query report_from_proposal: one
-- in  id id, community id
-- out id id, ask id, asker id, other id
SELECT id, ask, asker, other FROM proposal WHERE id = $1 AND community = $2;

-- query report_closing: many
-- in  connection id, writer id
-- out connection id, writer id, words sealed?(closing_word.words, writer, connection)
SELECT connection, writer, words FROM closing_word WHERE connection = $1 AND writer = $2;

-- query report_meetings: many
-- in  connection id, writer id
-- out id id, writer id, words sealed?(encounter.outcome, writer, id), began time
-- What the other wrote about their meetings, newest first.
SELECT id, recorder AS writer, outcome AS words, began FROM encounter
WHERE connection = $1 AND recorder = $2 AND outcome IS NOT NULL ORDER BY began DESC, id DESC LIMIT 20;

-- query report_notes: many
-- in  connection id, writer id
-- out id id, writer id, words sealed?(encounter_words.words, writer, id), said time
SELECT w.id, w.writer, w.words, w.said FROM encounter_words w JOIN encounter e ON e.id = w.encounter
WHERE e.connection = $1 AND w.writer = $2 ORDER BY w.said DESC, w.id DESC LIMIT 20;

-- query report_member: one
-- in  community id, person id
-- out person id
SELECT person FROM membership WHERE community = $1 AND person = $2 AND left_at IS NULL;

-- ---- my own reports ----

-- query reports_mine: many
-- in  reporter id, community id
-- out id id, reporter id, about id, name sealed?(person.name, about, about), kind choice(reports_kinds), words sealed?(report.words, reporter, id), made time, outcome text?, answer sealed?(report.answer, reporter, id), told time?
SELECT x.id, x.reporter, x.about, p.name,
  CASE x.kind WHEN 'unkind' THEN 0 WHEN 'pressed' THEN 1 WHEN 'limit' THEN 2 WHEN 'intimate' THEN 3 WHEN 'money' THEN 4 WHEN 'passed_on' THEN 5 WHEN 'untrue' THEN 6 ELSE 7 END AS kind,
  x.words, x.made, x.outcome, x.answer, x.told
FROM report x JOIN person p ON p.id = x.about
WHERE x.reporter = $1 AND x.community = $2 ORDER BY x.made DESC, x.id DESC LIMIT 50;

-- query report_get: one
-- in  id id, community id
-- out id id, reporter id, about id, about_team flag, kind text, made time, outcome text?, decided time?, decided_by text?, told time?
SELECT id, reporter, about, about_team, kind, made, outcome, decided, decided_by, told FROM report WHERE id = $1 AND community = $2;

-- query report_told: run
-- in  id id, now time
UPDATE report SET told = $2 WHERE id = $1 AND told IS NULL;

-- query carried_remove: run
-- in  report id
DELETE FROM carried WHERE item IN (SELECT id FROM report_item WHERE report = $1);

-- query report_items_remove: run
-- in  report id
DELETE FROM report_item WHERE report = $1;

-- query report_remove: run
-- in  id id
DELETE FROM report WHERE id = $1 AND outcome IS NULL;

-- query reports_untold: one
-- in  reporter id, community id
-- out n int
SELECT count(*) AS n FROM report WHERE reporter = $1 AND community = $2 AND outcome IS NOT NULL AND told IS NULL;

-- ---- who looks after reports ----

-- query reports_open: many
-- in  community id, me id, all_of_them flag
-- out id id, reporter id, reporter_name sealed?(person.name, reporter, reporter), about id, name sealed?(person.name, about, about), kind choice(reports_kinds), made time, mine flag
-- Longest waiting first; never those about the reader.
SELECT x.id, x.reporter, a.name AS reporter_name, x.about, b.name,
  CASE x.kind WHEN 'unkind' THEN 0 WHEN 'pressed' THEN 1 WHEN 'limit' THEN 2 WHEN 'intimate' THEN 3 WHEN 'money' THEN 4 WHEN 'passed_on' THEN 5 WHEN 'untrue' THEN 6 ELSE 7 END AS kind,
  x.made, CASE WHEN x.reporter = $2 THEN 1 ELSE 0 END AS mine
FROM report x JOIN person a ON a.id = x.reporter JOIN person b ON b.id = x.about
WHERE x.community = $1 AND x.outcome IS NULL AND x.about <> $2 AND ($3 = 1 OR x.about_team = 1)
ORDER BY x.made, x.id LIMIT 50;

-- query reports_open_count: one
-- in  community id, me id, all_of_them flag
-- out n int, heard int
SELECT (SELECT count(*) FROM report WHERE community = $1 AND outcome IS NULL AND about <> $2 AND ($3 = 1 OR about_team = 1)) AS n,
       (SELECT count(*) FROM decision WHERE community = $1 AND heard_at IS NOT NULL AND answered IS NULL AND about <> $2 AND ($3 = 1 OR about_team = 1)) AS heard;

-- query reports_over: many
-- in  community id, me id, all_of_them flag, before time, before_id text
-- out id id, about id, name sealed?(person.name, about, about), outcome text, decided time
-- Newest first, one more than a page.
SELECT x.id, x.about, b.name, x.outcome, x.decided FROM report x JOIN person b ON b.id = x.about
WHERE x.community = $1 AND x.outcome IS NOT NULL AND x.about <> $2 AND ($3 = 1 OR x.about_team = 1)
  AND (x.decided < $4 OR (x.decided = $4 AND x.id < $5))
ORDER BY x.decided DESC, x.id DESC LIMIT 51;

-- query report_whole: one
-- in  id id
-- out id id, reporter id, reporter_name sealed?(person.name, reporter, reporter), about id, name sealed?(person.name, about, about), words sealed?(report.words, reporter, id), answer sealed?(report.answer, reporter, id), decided_by text?, decider sealed?(person.name, decided_by, decided_by)
SELECT x.id, x.reporter, a.name AS reporter_name, x.about, b.name, x.words, x.answer, x.decided_by, d.name AS decider
FROM report x JOIN person a ON a.id = x.reporter JOIN person b ON b.id = x.about LEFT JOIN person d ON d.id = x.decided_by WHERE x.id = $1;

-- query report_items: many
-- in  report id
-- out id id, reporter id, kind text, words sealed?(report_item.words, reporter, id)
SELECT id, reporter, kind, words FROM report_item WHERE report = $1 ORDER BY id;

-- query carried_of: many
-- in  report id
-- out id id, item id, owner id, kind text, words sealed?(carried.words, owner, id), width int?, height int?, seconds int?
-- What came with the things of a report, without a byte of it.
SELECT c.id, c.item, c.owner, c.kind, c.words, c.width, c.height, c.seconds FROM report_item i JOIN carried c ON c.item = i.id
WHERE i.report = $1 ORDER BY c.item, c.place;

-- query carried_whole: one
-- in  id id, report id, kind text
-- out id id, owner id, whole blob
SELECT c.id, c.owner, c.whole FROM carried c JOIN report_item i ON i.id = c.item WHERE c.id = $1 AND i.report = $2 AND c.kind = $3;

-- query report_decide: run
-- in  id id, reporter id, outcome text, decided time, decided_by id, answer sealed?(report.answer, reporter, id)
UPDATE report SET outcome = $3, decided = $4, decided_by = $5, answer = $6 WHERE id = $1 AND reporter = $2 AND outcome IS NULL;

-- ---- what was decided against somebody ----

-- query decision_add: run
-- in  id id, community id, about id, about_team flag, outcome text, until_at time, words sealed(decision.words, about, id), decided time, decided_by id, of_id text?
INSERT INTO decision (id, community, about, about_team, outcome, until_at, words, decided, decided_by, of_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query decision_over: run
-- in  id id, now time
UPDATE decision SET until_at = $2 WHERE id = $1 AND until_at > $2;

-- query decision_others_until: one
-- in  community id, about id, id id, now time
-- out until time?
-- Until when the community stays closed to them by other decisions than this one; NULL: by none.
SELECT max(until_at) AS until FROM decision
WHERE community = $1 AND about = $2 AND id <> $3 AND of_id IS NULL AND lifted IS NULL AND until_at > $4;

-- query decision_get: one
-- in  id id
-- out id id, community id, about id, about_team flag, outcome text, of_id text?, until_at time, words sealed?(decision.words, about, id), decided time, decided_by id, heard sealed?(decision.heard, about, id), heard_at time?, answer sealed?(decision.answer, about, id), answered time?, answered_by text?, lifted time?, name sealed?(person.name, about, about), place sealed?(community.name, community, community)
-- out message sealed?(decision.message, about, id)
SELECT d.id, d.community, d.about, d.about_team, d.outcome, d.of_id, d.until_at, d.words, d.decided, d.decided_by, d.heard, d.heard_at, d.answer, d.answered, d.answered_by, d.lifted,
       p.name, c.name AS place, d.message
FROM decision d JOIN person p ON p.id = d.about JOIN community c ON c.id = d.community WHERE d.id = $1;

-- query decisions_of: many
-- in  about id
-- out id id, community id, place sealed?(community.name, community, community), outcome text, until_at time, decided time, heard_at time?, answered time?, lifted time?
SELECT d.id, d.community, c.name AS place, d.outcome, d.until_at, d.decided, d.heard_at, d.answered, d.lifted
FROM decision d JOIN community c ON c.id = d.community WHERE d.about = $1 ORDER BY d.decided DESC, d.id LIMIT 50;

-- query decisions_heard: many
-- in  community id, me id, all_of_them flag
-- out id id, about id, name sealed?(person.name, about, about), heard_at time
-- Who wishes to be heard; longest waiting first.
SELECT d.id, d.about, p.name, d.heard_at FROM decision d JOIN person p ON p.id = d.about
WHERE d.community = $1 AND d.heard_at IS NOT NULL AND d.answered IS NULL AND d.about <> $2 AND ($3 = 1 OR d.about_team = 1)
ORDER BY d.heard_at, d.id LIMIT 50;

-- query decisions_now: many
-- in  community id, me id, all_of_them flag, now time
-- out id id, about id, name sealed?(person.name, about, about), outcome text, until_at time, decided time
-- What is in force; newest first.
SELECT d.id, d.about, p.name, d.outcome, d.until_at, d.decided FROM decision d JOIN person p ON p.id = d.about
WHERE d.community = $1 AND d.lifted IS NULL AND d.until_at > $4 AND d.about <> $2 AND ($3 = 1 OR d.about_team = 1)
ORDER BY d.decided DESC, d.id LIMIT 50;

-- query decision_hear: run
-- in  id id, about id, heard sealed(decision.heard, about, id), now time
UPDATE decision SET heard = $3, heard_at = coalesce(heard_at, $4) WHERE id = $1 AND about = $2 AND answered IS NULL;

-- query decision_message: run
-- in  id id, about id, message sealed(decision.message, about, id)
UPDATE decision SET message = $3 WHERE id = $1 AND about = $2 AND answered IS NULL AND lifted IS NULL;

-- query decision_message_gone: run
-- in  about id, of_id text
UPDATE decision SET message = NULL WHERE about = $1 AND of_id = $2;

-- query decision_answer: run
-- in  id id, about id, answer sealed?(decision.answer, about, id), now time, by id, lifted time?
UPDATE decision SET answer = $3, answered = $4, answered_by = $5, lifted = $6, message = NULL WHERE id = $1 AND about = $2 AND lifted IS NULL;

-- ---- leaving ----

-- query reporter_carried_erase: run
-- in  person id
DELETE FROM carried WHERE owner = $1
  OR item IN (SELECT i.id FROM report_item i JOIN report x ON x.id = i.report WHERE x.about = $1);

-- query reporter_items_erase: run
-- in  person id
-- Copies that they chose, and copies of their words that others chose.
DELETE FROM report_item WHERE reporter = $1 OR report IN (SELECT id FROM report WHERE about = $1);

-- query reporter_erase: run
-- in  person id
DELETE FROM report WHERE reporter = $1;

-- query reported_close: run
-- in  person id, now time
UPDATE report SET outcome = 'left', decided = $2 WHERE about = $1 AND outcome IS NULL;

-- query decisions_erase: run
-- in  person id
DELETE FROM decision WHERE about = $1;

-- ---- what must hold ----

-- query report_check_own: one
-- out n int
SELECT count(*) AS n FROM report WHERE reporter = about OR decided_by = about;

-- query decision_check: one
-- out n int
SELECT count(*) AS n FROM decision WHERE decided_by = about OR answered_by = about OR (answered IS NOT NULL AND answered_by IS NULL);

-- ---- everything of mine, and what is held ----

-- query reports_mine_told: each
-- in  person text
-- out id text, community text, person text, kind text, words sealed?(report.words, person, id), made time, outcome text?, decided time?, answer sealed?(report.answer, person, id)
SELECT id, community, reporter AS person, kind, words, made, outcome, decided, answer FROM report WHERE reporter = $1 ORDER BY made, id;

-- query reports_mine_items: each
-- in  person text
-- out id text, report text, person text, kind text, words sealed?(report_item.words, person, id)
SELECT id, report, reporter AS person, kind, words FROM report_item WHERE reporter = $1 ORDER BY report, id;

-- query reports_mine_carried: each
-- in  person text
-- out id text, item text, owner text, kind text, words sealed?(carried.words, owner, id), file text
SELECT id, item, owner, kind, words, CASE kind WHEN 'voice' THEN 'attached/' || id || '.mp3' ELSE 'attached/' || id || '.jpg' END AS file
FROM carried WHERE owner = $1 ORDER BY item, place;

-- query reports_files_carried: each
-- in  person id
-- out id id, owner id, file text, whole blob
SELECT id, owner, CASE kind WHEN 'voice' THEN 'attached/' || id || '.mp3' ELSE 'attached/' || id || '.jpg' END AS file, whole
FROM carried WHERE owner = $1 ORDER BY item, place;

-- query reports_mine_decisions: each
-- in  person text
-- out id text, community text, person text, name sealed?(community.name, community, community), outcome text, until_at time, words sealed?(decision.words, person, id), decided time, heard sealed?(decision.heard, person, id), heard_at time?, answer sealed?(decision.answer, person, id), answered time?, lifted time?, message sealed?(decision.message, person, id)
SELECT d.id, d.community, d.about AS person, c.name, d.outcome, d.until_at, d.words, d.decided, d.heard, d.heard_at, d.answer, d.answered, d.lifted, d.message
FROM decision d JOIN community c ON c.id = d.community WHERE d.about = $1 ORDER BY d.decided, d.id;

-- query reports_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'report.reporter' AS place, count(*) AS n FROM report WHERE reporter = $1
UNION ALL SELECT 'report.about' AS place, count(*) AS n FROM report WHERE about = $1
UNION ALL SELECT 'report.decided_by' AS place, count(*) AS n FROM report WHERE decided_by = $1
UNION ALL SELECT 'report_item.reporter' AS place, count(*) AS n FROM report_item WHERE reporter = $1
UNION ALL SELECT 'report_item.of_id' AS place, count(*) AS n FROM report_item WHERE of_id = $1
UNION ALL SELECT 'carried.owner' AS place, count(*) AS n FROM carried WHERE owner = $1
UNION ALL SELECT 'decision.about' AS place, count(*) AS n FROM decision WHERE about = $1
UNION ALL SELECT 'decision.decided_by' AS place, count(*) AS n FROM decision WHERE decided_by = $1
UNION ALL SELECT 'decision.answered_by' AS place, count(*) AS n FROM decision WHERE answered_by = $1;

-- ---- what goes after a time ----

-- query reports_gone_by: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, reporter AS one, about AS other FROM report WHERE community = $1 AND decided < $2 AND id > $3 ORDER BY id LIMIT $4;

-- query report_gone_items: run
-- in  report id
DELETE FROM report_item WHERE report = $1;

-- query report_gone: run
-- in  id id
DELETE FROM report WHERE id = $1;

-- query decisions_gone_by: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Those that no longer close anything.
SELECT id, about AS one, decided_by AS other FROM decision
WHERE community = $1 AND decided < $2 AND (until_at < $2 OR lifted < $2) AND id > $3 ORDER BY id LIMIT $4;

-- query decision_gone: run
-- in  id id
DELETE FROM decision WHERE id = $1;
