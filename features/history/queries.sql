-- History handed on: what of an earlier conversation somebody who walks with the person now may read.

-- ---- choosing ----

-- query history_could: many
-- in  community id, me id, connection id, reader id
-- out conversation id, former id?, name sealed?(person.name, former, former), began time, changed time, share id?, from_at time?, yes int?
-- What I wrote with those who supported me before, the newest first; share: what of it is handed on in this connection.  Who keeps
-- apart looks as if they had not answered: nobody is told.
SELECT c.id AS conversation, k.other AS former, p.name, k.began, k.changed, h.id AS share, h.from_at,
       CASE WHEN NOT EXISTS (SELECT 1 FROM keep_apart a WHERE (a.person = k.other AND a.other IN ($2, $4)) OR (a.other = k.other AND a.person IN ($2, $4))) THEN h.yes END AS yes
FROM connection k JOIN conversation c ON c.kind = 'pair' AND c.subject = k.id JOIN person p ON p.id = k.other
LEFT JOIN history h ON h.connection = $3 AND h.conversation = c.id
WHERE k.community = $1 AND k.asker = $2 AND k.id <> $3 AND k.other <> $4 AND c.messages > 0
ORDER BY k.changed DESC, k.id LIMIT 50;

-- query history_put: run
-- in  id id, community id, person id, connection id, reader id, conversation id, former id?, from_at time, until_at time
-- Another choice is another question to who was there before.
INSERT INTO history (id, community, person, connection, reader, conversation, former, from_at, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (connection, conversation) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at, yes = NULL, answered = NULL;

-- query history_remove: run
-- in  connection id, conversation id, person id
DELETE FROM history WHERE connection = $1 AND conversation = $2 AND person = $3;

-- query history_of_connection: many
-- in  connection id, reader id
-- out id id, person id, name sealed?(person.name, person, person), from_at time, until_at time
-- What I may read in this connection.
SELECT h.id, h.person, p.name, h.from_at, h.until_at FROM history h JOIN person p ON p.id = h.person
WHERE h.connection = $1 AND h.reader = $2 ORDER BY h.until_at DESC, h.id LIMIT 50;

-- ---- reading ----

-- query history_get: one
-- in  id id, community id
-- out id id, connection id, person id, name sealed?(person.name, person, person), reader id, conversation id, former id?, from_at time, until_at time, yes int?, open flag, shows flag
-- open: the two walk together still.  shows: the words of who was there before as well; not of somebody kept apart from one of the two.
SELECT h.id, h.connection, h.person, p.name, h.reader, h.conversation, h.former, h.from_at, h.until_at, h.yes,
       CASE WHEN k.state IN ('begun', 'paused') THEN 1 ELSE 0 END AS open,
       CASE WHEN h.yes = 1 AND NOT EXISTS (SELECT 1 FROM keep_apart a WHERE (a.person = h.former AND a.other IN (h.person, h.reader))
            OR (a.other = h.former AND a.person IN (h.person, h.reader))) THEN 1 ELSE 0 END AS shows
FROM history h JOIN connection k ON k.id = h.connection JOIN person p ON p.id = h.person WHERE h.id = $1 AND h.community = $2;

-- query history_messages: many
-- in  conversation id, person id, shows flag, from_at time, until_at time, before int, lim int
-- out id id, writer id?, name sealed?(person.name, writer, writer), words sealed?(message.words, writer, id), topics sealed?(message.topics, writer, id)
-- out place int, said time, edited flag, theirs flag, gone flag
-- Newest first.  Of somebody who did not say yes nothing but that they wrote is in it.
SELECT m.id, CASE WHEN m.writer = $2 OR $3 = 1 THEN m.writer END AS writer, CASE WHEN m.writer = $2 OR $3 = 1 THEN p.name END AS name,
       CASE WHEN m.taken_down IS NULL AND (m.writer = $2 OR $3 = 1) THEN m.words END AS words,
       CASE WHEN m.taken_down IS NULL AND (m.writer = $2 OR $3 = 1) THEN m.topics END AS topics,
       m.place, m.said, CASE WHEN m.edited IS NULL THEN 0 ELSE 1 END AS edited, CASE WHEN m.writer = $2 THEN 1 ELSE 0 END AS theirs,
       CASE WHEN m.words IS NULL OR m.taken_down IS NOT NULL THEN 1 ELSE 0 END AS gone
FROM message m LEFT JOIN person p ON p.id = m.writer
WHERE m.conversation = $1 AND m.said >= $4 AND m.said <= $5 AND m.place < $6 ORDER BY m.place DESC LIMIT $7;

-- query history_enclosed: many
-- in  conversation id, person id, shows flag, from_at time, until_at time, first int, last int
-- out id id, message id, writer id, words sealed?(enclosure.words, writer, id), width int?, height int?, seconds int?
-- What came with those of them whose words are shown.
SELECT e.id, e.message, e.writer, e.words, e.width, e.height, e.seconds FROM message m JOIN enclosure e ON e.message = m.id
WHERE m.conversation = $1 AND (m.writer = $2 OR $3 = 1) AND m.said >= $4 AND m.said <= $5 AND m.place >= $6 AND m.place <= $7
  AND m.enclosures > 0 AND m.words IS NOT NULL AND m.taken_down IS NULL ORDER BY m.place, e.place;

-- query history_readable: one
-- in  id id, conversation id, person id, shows flag, from_at time, until_at time
-- out id id
-- One message of which the words are shown.
SELECT id FROM message WHERE id = $1 AND conversation = $2 AND (writer = $3 OR $4 = 1) AND said >= $5 AND said <= $6
  AND words IS NOT NULL AND taken_down IS NULL;

-- ---- who was there before ----

-- query history_asked: many
-- in  community id, me id
-- out id id, person id, name sealed?(person.name, person, person), reader id, reader_name sealed?(person.name, reader, reader), from_at time, until_at time, yes int?
-- Who was supported by me and would like to hand on what we wrote; unanswered first.  Not of somebody kept apart from me.
SELECT h.id, h.person, p.name, h.reader, q.name AS reader_name, h.from_at, h.until_at, h.yes
FROM history h JOIN person p ON p.id = h.person JOIN person q ON q.id = h.reader
WHERE h.community = $1 AND h.former = $2
  AND NOT EXISTS (SELECT 1 FROM keep_apart a WHERE (a.person = $2 AND a.other IN (h.person, h.reader)) OR (a.other = $2 AND a.person IN (h.person, h.reader)))
ORDER BY CASE WHEN h.yes IS NULL THEN 0 ELSE 1 END, h.until_at DESC, h.id LIMIT 50;

-- query history_waiting: one
-- in  community id, me id
-- out n int
SELECT count(*) AS n FROM history h WHERE h.community = $1 AND h.former = $2 AND h.yes IS NULL
  AND NOT EXISTS (SELECT 1 FROM keep_apart a WHERE (a.person = $2 AND a.other IN (h.person, h.reader)) OR (a.other = $2 AND a.person IN (h.person, h.reader)));

-- query history_answer: run
-- in  id id, former id, yes int, now time
UPDATE history SET yes = $3, answered = $4 WHERE id = $1 AND former = $2;

-- ---- when it ends ----

-- query history_over: run
-- in  connection id
DELETE FROM history WHERE connection = $1;

-- query history_leaver: run
-- in  person id, community id?
DELETE FROM history WHERE (person = $1 OR reader = $1) AND (CAST($2 AS text) IS NULL OR community = $2);

-- query history_former_leaves: run
-- in  person id, community id
-- Whoever cannot take their yes back any more has taken it back.
UPDATE history SET yes = 0 WHERE former = $1 AND community = $2;

-- query history_former_gone: run
-- in  person id
UPDATE history SET former = NULL, yes = NULL, answered = NULL WHERE former = $1;

-- ---- everything of mine, and what is held ----

-- query history_mine_shared: each
-- in  person text
-- out id text, community text, conversation text, reader text, from_at time, until_at time
SELECT id, community, conversation, reader, from_at, until_at FROM history WHERE person = $1 ORDER BY until_at, id;

-- query history_mine_read: each
-- in  person text
-- out id text, community text, conversation text, from_at time, until_at time
SELECT id, community, conversation, from_at, until_at FROM history WHERE reader = $1 ORDER BY until_at, id;

-- query history_mine_answered: each
-- in  person text
-- out id text, community text, conversation text, yes int?, answered time?
SELECT id, community, conversation, yes, answered FROM history WHERE former = $1 ORDER BY until_at, id;

-- query history_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'history.person' AS place, count(*) AS n FROM history WHERE person = $1
UNION ALL SELECT 'history.reader' AS place, count(*) AS n FROM history WHERE reader = $1
UNION ALL SELECT 'history.former' AS place, count(*) AS n FROM history WHERE former = $1;
