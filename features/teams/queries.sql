-- Teams: those who support in a community or in one of its projects, and what they hand on.

-- ---- who belongs ----

-- query team_get: one
-- in  community id, id id, me id?
-- out id id, project id?, name text?, listed flag
-- The team of the community itself has its id and no project.
SELECT c.id, NULL AS project, NULL AS name, 1 AS listed FROM community c WHERE c.id = $1 AND c.id = $2
UNION ALL
SELECT p.id, p.id AS project, p.name, CASE WHEN EXISTS (SELECT 1 FROM team_person t WHERE t.project = p.id AND t.person = $3) THEN 1 ELSE 0 END AS listed
FROM project p WHERE p.community = $1 AND p.id = $2;

-- query teams_all: many
-- in  community id, me id, all_of_them flag
-- out id id, project id?, name text?, slug text
-- Of the projects that go on: those I am put into, or all of them.  The team of the community comes first.
SELECT c.id, NULL AS project, NULL AS name, '' AS slug FROM community c WHERE c.id = $1
UNION ALL
SELECT p.id, p.id AS project, p.name, p.slug FROM project p
WHERE p.community = $1 AND p.closed IS NULL AND ($3 = 1 OR EXISTS (SELECT 1 FROM team_person t WHERE t.project = p.id AND t.person = $2))
ORDER BY slug LIMIT 50;

-- query team_people: many
-- in  community id, project id?, me id, now time
-- out person id, name sealed?(person.name, person, person), part int
-- Who reads what is said in it, by the roles they hold now: 0 coordinates, 1 supervises, 2 facilitates, 3 supports.  Those kept apart from me left out.
-- Only the first of them are looked at closely: a community may have a hundred thousand.
SELECT f.person, p.name, f.part
FROM (SELECT h.community, h.person, min(CASE h.role WHEN 'coordinator' THEN 0 WHEN 'supervisor' THEN 1 WHEN 'supporter' THEN 3 ELSE 2 END) AS part
      FROM role_held h
      WHERE h.community = $1 AND h.role IN ('coordinator', 'supervisor', 'facilitator', 'cofacilitator', 'supporter')
        AND h.from_at <= $4 AND (h.until_at IS NULL OR h.until_at > $4)
        AND (CAST($2 AS text) IS NULL OR h.role IN ('coordinator', 'supervisor') OR EXISTS (SELECT 1 FROM team_person t WHERE t.project = $2 AND t.person = h.person))
      GROUP BY h.community, h.person ORDER BY part, h.person LIMIT 400) f
JOIN membership m ON m.community = f.community AND m.person = f.person JOIN person p ON p.id = f.person
WHERE m.left_at IS NULL AND (m.closed_until IS NULL OR m.closed_until <= $4)
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $3 AND k.other = f.person) OR (k.person = f.person AND k.other = $3))
ORDER BY f.part, f.person LIMIT 200;

-- query team_could: many
-- in  community id, project id, now time
-- out person id, name sealed?(person.name, person, person), listed flag
-- Who supports or facilitates here now.
SELECT f.person, p.name, CASE WHEN EXISTS (SELECT 1 FROM team_person t WHERE t.project = $2 AND t.person = f.person) THEN 1 ELSE 0 END AS listed
FROM (SELECT DISTINCT h.community, h.person FROM role_held h
      WHERE h.community = $1 AND h.role IN ('facilitator', 'cofacilitator', 'supporter') AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > $3)
      ORDER BY h.person LIMIT 400) f
JOIN membership m ON m.community = f.community AND m.person = f.person JOIN person p ON p.id = f.person
WHERE m.left_at IS NULL
ORDER BY f.person LIMIT 200;

-- query team_person_add: run
-- in  project id, person id, since time
INSERT INTO team_person (project, person, since) VALUES ($1, $2, $3) ON CONFLICT (project, person) DO NOTHING;

-- query team_person_remove: run
-- in  project id, person id
DELETE FROM team_person WHERE project = $1 AND person = $2;

-- query team_talks_of: many
-- in  community id, person id
-- out id id, team id
-- The talks of teams that somebody is in.
SELECT c.id, c.subject AS team FROM conversation c JOIN conversation_party y ON y.conversation = c.id AND y.person = $2 AND y.left_at IS NULL
WHERE c.community = $1 AND c.kind = 'team' ORDER BY c.id;

-- query team_talk: one
-- in  community id, team id, me id
-- out id id, messages int, fresh int, last_at time, party flag
SELECT c.id, c.messages, CASE WHEN y.person IS NULL THEN 0 ELSE c.messages - y.seen END AS fresh, c.last_at, CASE WHEN y.person IS NULL THEN 0 ELSE 1 END AS party
FROM conversation c LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $3 AND y.left_at IS NULL
WHERE c.community = $1 AND c.kind = 'team' AND c.subject = $2;

-- ---- what is handed on ----

-- query handover_people: many
-- in  community id, me id, since time
-- out person id, name sealed?(person.name, person, person)
-- Whom I walk with, or did until lately; nobody who keeps apart from me.
SELECT DISTINCT p.id AS person, p.name FROM connection k
JOIN person p ON p.id = CASE WHEN k.asker = $2 THEN k.other ELSE k.asker END
JOIN membership m ON m.community = k.community AND m.person = p.id AND m.left_at IS NULL
WHERE k.community = $1 AND (k.asker = $2 OR k.other = $2) AND (k.state IN ('begun', 'paused') OR k.changed > $3)
  AND NOT EXISTS (SELECT 1 FROM keep_apart a WHERE (a.person = $2 AND a.other = p.id) OR (a.person = p.id AND a.other = $2))
ORDER BY p.id LIMIT 50;

-- query handover_add: run
-- in  id id, community id, team id, about id, writer id, words sealed(handover.words, about, id), written time
INSERT INTO handover (id, community, team, about, writer, words, written) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query handover_get: one
-- in  id id, community id
-- out id id, team id, about id, name sealed?(person.name, about, about), writer id, written time, known time?
SELECT h.id, h.team, h.about, p.name, h.writer, h.written, h.known FROM handover h JOIN person p ON p.id = h.about WHERE h.id = $1 AND h.community = $2;

-- query handover_words: one
-- in  id id
-- out id id, about id, words sealed?(handover.words, about, id)
SELECT id, about, words FROM handover WHERE id = $1;

-- query handovers_of_team: many
-- in  community id, team id, me id, before time, before_id id, lim int
-- out id id, about id, name sealed?(person.name, about, about), writer id, writer_name sealed?(person.name, writer, writer), written time
-- Newest first.  Who keeps apart from me is not in it, as the one it is about or as the writer.
SELECT h.id, h.about, p.name, h.writer, w.name AS writer_name, h.written FROM handover h JOIN person p ON p.id = h.about JOIN person w ON w.id = h.writer
WHERE h.community = $1 AND h.team = $2 AND (h.written, h.id) < ($4, $5)
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $3 AND k.other IN (h.about, h.writer)) OR (k.other = $3 AND k.person IN (h.about, h.writer)))
ORDER BY h.written DESC, h.id DESC LIMIT $6;

-- query handovers_of_me: many
-- in  community id, me id, before time, before_id id, lim int
-- out id id, about id, words sealed?(handover.words, about, id), writer id, writer_name sealed?(person.name, writer, writer), written time, known time?, project_name text?
SELECT h.id, h.about, h.words, h.writer, w.name AS writer_name, h.written, h.known, j.name AS project_name
FROM handover h JOIN person w ON w.id = h.writer LEFT JOIN project j ON j.id = h.team
WHERE h.community = $1 AND h.about = $2 AND (h.written, h.id) < ($3, $4) ORDER BY h.written DESC, h.id DESC LIMIT $5;

-- query handovers_by: one
-- in  community id, me id, writer id
-- out n int
SELECT count(*) AS n FROM handover WHERE community = $1 AND about = $2 AND writer = $3;

-- query handover_known: run
-- in  community id, me id, now time
UPDATE handover SET known = $3 WHERE community = $1 AND about = $2 AND known IS NULL;

-- query handover_remove: run
-- in  id id
DELETE FROM handover WHERE id = $1;

-- query handover_waiting: one
-- in  community id, me id, since time, all_of_them flag, team flag
-- out about_me int, for_team int
-- What I have not read about myself; what came lately for the teams I belong to.
SELECT (SELECT count(*) FROM handover WHERE community = $1 AND about = $2 AND known IS NULL) AS about_me,
       (SELECT count(*) FROM handover h WHERE h.community = $1 AND $5 = 1 AND h.writer <> $2 AND h.about <> $2 AND h.written > $3
          AND ($4 = 1 OR h.team = $1 OR EXISTS (SELECT 1 FROM team_person t WHERE t.project = h.team AND t.person = $2))
          AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other IN (h.about, h.writer)) OR (k.other = $2 AND k.person IN (h.about, h.writer)))) AS for_team;

-- ---- leaving ----

-- query handover_leaver: run
-- in  person id
DELETE FROM handover WHERE about = $1 OR writer = $1;

-- query handover_left: run
-- in  community id, person id
-- What was handed on about somebody who left the community.
DELETE FROM handover WHERE community = $1 AND about = $2;

-- query team_person_leaver: run
-- in  person id, community id?
DELETE FROM team_person WHERE person = $1 AND (CAST($2 AS text) IS NULL OR project IN (SELECT id FROM project WHERE community = $2));

-- ---- everything of mine, and what is held ----

-- query teams_mine_listed: each
-- in  person text
-- out project text, name text, since time
SELECT t.project, p.name, t.since FROM team_person t JOIN project p ON p.id = t.project WHERE t.person = $1 ORDER BY t.since, t.project;

-- query teams_mine_about: each
-- in  person text
-- out id text, community text, person text, writer text, words sealed(handover.words, person, id)?, written time, known time?
SELECT id, community, about AS person, writer, words, written, known FROM handover WHERE about = $1 ORDER BY written, id;

-- query teams_mine_written: each
-- in  person text
-- out id text, community text, about text, words sealed(handover.words, about, id)?, written time
SELECT id, community, about, words, written FROM handover WHERE writer = $1 ORDER BY written, id;

-- query teams_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'team_person.person' AS place, count(*) AS n FROM team_person WHERE person = $1
UNION ALL SELECT 'handover.about' AS place, count(*) AS n FROM handover WHERE about = $1
UNION ALL SELECT 'handover.writer' AS place, count(*) AS n FROM handover WHERE writer = $1;

-- ---- what goes after a time ----

-- query handovers_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, about AS one, writer AS other FROM handover WHERE community = $1 AND written < $2 AND id > $3 ORDER BY id LIMIT $4;
