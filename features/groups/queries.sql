-- Every statement that groups ever run.

-- ---- one group, and who belongs to it ----

-- query peer_group_add: run
-- in  id id, community id, project id?, name sealed(peer_group.name, community, id), purpose sealed(peer_group.purpose, community, id)
-- in  who_for sealed?(peer_group.who_for, community, id), lang text, way int, mode int, meets sealed?(peer_group.meets, community, id)
-- in  place sealed?(peer_group.place, community, id), link sealed?(peer_group.link, community, id), shows flag, earlier flag, capacity int?
-- in  answer_days int, welcome sealed?(peer_group.welcome, community, id), farewell sealed?(peer_group.farewell, community, id)
-- in  ending sealed?(peer_group.ending, community, id), town sealed?(peer_group.town, community, id), shown int, made time
INSERT INTO peer_group (id, community, project, name, purpose, who_for, lang, way, mode, meets, place, link, shows, earlier, capacity, answer_days,
                        welcome, farewell, ending, town, shown, made)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22);

-- query peer_group_change: run
-- in  id id, community id, project id?, name sealed(peer_group.name, community, id), purpose sealed(peer_group.purpose, community, id)
-- in  who_for sealed?(peer_group.who_for, community, id), lang text, way int, mode int, meets sealed?(peer_group.meets, community, id)
-- in  place sealed?(peer_group.place, community, id), link sealed?(peer_group.link, community, id), shows flag, earlier flag, capacity int?
-- in  answer_days int, welcome sealed?(peer_group.welcome, community, id), farewell sealed?(peer_group.farewell, community, id)
-- in  ending sealed?(peer_group.ending, community, id), town sealed?(peer_group.town, community, id), shown int, version int
-- shown: a yes that was given stays until the group wishes it no more.
UPDATE peer_group SET project = $3, name = $4, purpose = $5, who_for = $6, lang = $7, way = $8, mode = $9, meets = $10, place = $11, link = $12,
       shows = $13, earlier = $14, capacity = $15, answer_days = $16, welcome = $17, farewell = $18, ending = $19, town = $20,
       shown = CASE WHEN $21 > 0 AND shown > $21 THEN shown ELSE $21 END, version = version + 1
WHERE id = $1 AND community = $2 AND version = $22 AND ended IS NULL;

-- query peer_group_get: one
-- in  id id, community id, me id?
-- out id id, community id, project id?, name sealed(peer_group.name, community, id), lang text, way int, mode int, shows flag, earlier flag
-- out capacity int?, answer_days int, members int, held int, made time, ended time?, version int, belongs flag, part int, trained flag
-- out asked_part int?, acknowledged int, newest int
SELECT g.id, g.community, g.project, g.name, g.lang, g.way, g.mode, g.shows, g.earlier, g.capacity, g.answer_days, g.members, g.held, g.made, g.ended,
       g.version, CASE WHEN m.person IS NULL THEN 0 ELSE 1 END AS belongs, coalesce(m.part, 0) AS part, coalesce(m.trained, 0) AS trained,
       m.asked_part, coalesce(m.acknowledged, 0) AS acknowledged,
       (SELECT coalesce(max(a.number), 0) FROM peer_group_agreement a WHERE a.peer_group = g.id) AS newest
FROM peer_group g LEFT JOIN peer_group_member m ON m.peer_group = g.id AND m.person = $3
WHERE g.id = $1 AND g.community = $2;

-- query peer_group_words: one
-- in  id id
-- out id id, community id, project id?, name sealed(peer_group.name, community, id), purpose sealed(peer_group.purpose, community, id)
-- out who_for sealed?(peer_group.who_for, community, id), lang text, way int, mode int, meets sealed?(peer_group.meets, community, id)
-- out place sealed?(peer_group.place, community, id), link sealed?(peer_group.link, community, id), shows flag, earlier flag, capacity int?
-- out answer_days int, welcome sealed?(peer_group.welcome, community, id), farewell sealed?(peer_group.farewell, community, id)
-- out ending sealed?(peer_group.ending, community, id), looking_back sealed?(peer_group.looking_back, community, id), town sealed?(peer_group.town, community, id)
-- out shown int, version int
SELECT id, community, project, name, purpose, who_for, lang, way, mode, meets, place, link, shows, earlier, capacity, answer_days, welcome, farewell,
       ending, looking_back, town, shown, version
FROM peer_group WHERE id = $1;

-- query peer_group_end: run
-- in  id id, community id, at time, looking_back sealed?(peer_group.looking_back, community, id)
UPDATE peer_group SET ended = $3, looking_back = $4, held = 0, version = version + 1 WHERE id = $1 AND community = $2 AND ended IS NULL;

-- query peer_group_is_member: one
-- in  id id, person id
-- out n int
SELECT count(*) AS n FROM peer_group_member WHERE peer_group = $1 AND person = $2;

-- query peer_groups_of: many
-- in  community id, person id
-- out id id, community id, name sealed(peer_group.name, community, id), part int, project id?
-- Those somebody belongs to, which go on.
SELECT g.id, g.community, g.name, m.part, g.project FROM peer_group_member m JOIN peer_group g ON g.id = m.peer_group
WHERE m.person = $2 AND g.community = $1 AND g.ended IS NULL ORDER BY g.made, g.id LIMIT 100;

-- query peer_group_people: many
-- in  id id, me id?, now time
-- out person id, name sealed?(person.name, person, person), part int, trained flag, asked_part int?, joined time
-- Those who facilitate first.  Two who are kept apart do not find each other here.
SELECT m.person, p.name, m.part, m.trained, m.asked_part, m.joined FROM peer_group_member m JOIN person p ON p.id = m.person
WHERE m.peer_group = $1 AND m.joined <= $3
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = m.person) OR (k.person = m.person AND k.other = $2))
ORDER BY CASE m.part WHEN 1 THEN 0 WHEN 2 THEN 1 ELSE 2 END, m.joined, m.person LIMIT 500;

-- query peer_group_person: one
-- in  id id, person id, me id
-- out person id, name sealed?(person.name, person, person), part int, trained flag, asked_part int?, joined time
SELECT m.person, p.name, m.part, m.trained, m.asked_part, m.joined FROM peer_group_member m JOIN person p ON p.id = m.person
WHERE m.peer_group = $1 AND m.person = $2
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $3 AND k.other = m.person) OR (k.person = m.person AND k.other = $3));

-- query peer_group_lead: many
-- in  id id
-- out person id, part int
SELECT person, part FROM peer_group_member WHERE peer_group = $1 AND part > 0 ORDER BY part, joined, person LIMIT 100;

-- query peer_group_member_add: run
-- in  id id, person id, part int, acknowledged int, joined time
INSERT INTO peer_group_member (peer_group, person, part, acknowledged, joined) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (peer_group, person) DO NOTHING;

-- query peer_group_member_remove: run
-- in  id id, person id
DELETE FROM peer_group_member WHERE peer_group = $1 AND person = $2;

-- query peer_group_part: run
-- in  id id, person id, part int
UPDATE peer_group_member SET part = $3, asked_part = NULL WHERE peer_group = $1 AND person = $2;

-- query peer_group_part_ask: run
-- in  id id, person id, part int?
UPDATE peer_group_member SET asked_part = $3 WHERE peer_group = $1 AND person = $2 AND part = 0;

-- query peer_group_trained: run
-- in  id id, person id, trained flag
UPDATE peer_group_member SET trained = $3 WHERE peer_group = $1 AND person = $2;

-- query peer_group_acknowledge: run
-- in  id id, person id, number int
UPDATE peer_group_member SET acknowledged = $3 WHERE peer_group = $1 AND person = $2 AND acknowledged < $3;

-- ---- lists ----

-- query peer_groups_mine: many
-- in  community id, me id
-- out id id, community id, name sealed(peer_group.name, community, id), meets sealed?(peer_group.meets, community, id), mode choice(groups_modes)
-- out ended time?, unread flag
-- unread: its agreement is newer than what I have read.
SELECT g.id, g.community, g.name, g.meets, g.mode, g.ended,
       CASE WHEN m.acknowledged < (SELECT coalesce(max(a.number), 0) FROM peer_group_agreement a WHERE a.peer_group = g.id) THEN 1 ELSE 0 END AS unread
FROM peer_group_member m JOIN peer_group g ON g.id = m.peer_group
WHERE m.person = $2 AND g.community = $1 ORDER BY CASE WHEN g.ended IS NULL THEN 0 ELSE 1 END, m.joined DESC, g.id LIMIT 100;

-- query peer_groups_to_join: many
-- in  community id, me id, after time, after_id id, limit int
-- out id id, community id, name sealed(peer_group.name, community, id), purpose sealed(peer_group.purpose, community, id)
-- out meets sealed?(peer_group.meets, community, id), lang text, way choice(groups_ways), mode choice(groups_modes), made time, full flag, state text?
-- Those I do not belong to, oldest first.  state: where I am on my way in.
SELECT g.id, g.community, g.name, g.purpose, g.meets, g.lang, g.way, g.mode, g.made,
       CASE WHEN g.capacity IS NOT NULL AND g.members + g.held >= g.capacity THEN 1 ELSE 0 END AS full, q.state
FROM peer_group g LEFT JOIN peer_group_ask q ON q.peer_group = g.id AND q.person = $2
WHERE g.community = $1 AND g.ended IS NULL AND (g.made, g.id) > ($3, $4)
  AND NOT EXISTS (SELECT 1 FROM peer_group_member m WHERE m.peer_group = g.id AND m.person = $2)
ORDER BY g.made, g.id LIMIT $5;

-- query peer_groups_overview: many
-- in  community id, after time, after_id id, limit int
-- out id id, community id, name sealed(peer_group.name, community, id), way choice(groups_ways), mode choice(groups_modes), lang text, made time, ended time?
-- out members int, leads int, waiting int, renew_on int?, project_name text?, shown int
-- For who coordinates: no words of anybody.
SELECT g.id, g.community, g.name, g.way, g.mode, g.lang, g.made, g.ended, g.members,
       (SELECT count(*) FROM peer_group_member m WHERE m.peer_group = g.id AND m.part > 0) AS leads,
       (SELECT count(*) FROM peer_group_ask q WHERE q.peer_group = g.id AND q.state IN ('asked', 'waiting', 'offered')) AS waiting,
       (SELECT a.renew_on FROM peer_group_agreement a WHERE a.peer_group = g.id ORDER BY a.number DESC LIMIT 1) AS renew_on, j.name AS project_name, g.shown
FROM peer_group g LEFT JOIN project j ON j.id = g.project
WHERE g.community = $1 AND (g.made, g.id) > ($2, $3) ORDER BY g.made, g.id LIMIT $4;

-- ---- for people from outside ----

-- query peer_group_show: run
-- in  id id, shown int
-- The yes of who coordinates, or no longer; only where the group wishes it.
UPDATE peer_group SET shown = $2, version = version + 1 WHERE id = $1 AND shown > 0 AND ended IS NULL;

-- query peer_groups_shown: many
-- in  community id, after time, after_id id, limit int
-- out id id, community id, name sealed(peer_group.name, community, id), meets sealed?(peer_group.meets, community, id)
-- out town sealed?(peer_group.town, community, id), lang text, mode choice(groups_modes), made time
SELECT id, community, name, meets, town, lang, mode, made FROM peer_group
WHERE community = $1 AND shown = 2 AND ended IS NULL AND (made, id) > ($2, $3) ORDER BY made, id LIMIT $4;

-- query peer_group_shown_one: one
-- in  id id, community id
-- out id id, community id, name sealed(peer_group.name, community, id), purpose sealed(peer_group.purpose, community, id)
-- out who_for sealed?(peer_group.who_for, community, id), meets sealed?(peer_group.meets, community, id), town sealed?(peer_group.town, community, id)
-- out lang text, way int, mode int
SELECT id, community, name, purpose, who_for, meets, town, lang, way, mode FROM peer_group
WHERE id = $1 AND community = $2 AND shown = 2 AND ended IS NULL;

-- ---- places ----

-- query peer_group_take: run
-- in  id id
-- One more, if there is room: of many at once only as many as there are places.
UPDATE peer_group SET members = members + 1 WHERE id = $1 AND ended IS NULL AND (capacity IS NULL OR members + held < capacity);

-- query peer_group_take_held: run
-- in  id id
-- The place that was kept for them.
UPDATE peer_group SET members = members + 1, held = held - 1 WHERE id = $1 AND ended IS NULL AND held > 0;

-- query peer_group_give_back: run
-- in  id id
UPDATE peer_group SET members = members - 1 WHERE id = $1;

-- query peer_group_hold: run
-- in  id id
-- Keeps one place, if there is one.
UPDATE peer_group SET held = held + 1 WHERE id = $1 AND ended IS NULL AND (capacity IS NULL OR members + held < capacity);

-- query peer_group_let_go: run
-- in  id id, n int
UPDATE peer_group SET held = held - $2 WHERE id = $1;

-- query peer_group_ask_get: one
-- in  id id, person id
-- out id id, community id, person id, state text, words sealed?(peer_group_ask.words, person, id), answer sealed?(peer_group_ask.answer, community, id)
-- out inviter id?, inviter_name sealed?(person.name, inviter, inviter), lets_in flag, since time, until_at time?
SELECT q.id, q.community, q.person, q.state, q.words, q.answer, q.inviter, p.name AS inviter_name, q.lets_in, q.since, q.until_at
FROM peer_group_ask q LEFT JOIN person p ON p.id = q.inviter WHERE q.peer_group = $1 AND q.person = $2;

-- query peer_group_ask_put: run
-- in  id id, community id, peer_group id, person id, state text, words sealed?(peer_group_ask.words, person, id), inviter id?, lets_in flag, since time
INSERT INTO peer_group_ask (id, community, peer_group, person, state, words, inviter, lets_in, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (peer_group, person) DO NOTHING;

-- query peer_group_ask_state: run
-- in  id id, state text, lets_in flag, until_at time?, passed time?
-- passed NULL: as it was.
UPDATE peer_group_ask SET state = $2, lets_in = $3, until_at = $4, passed = coalesce($5, passed) WHERE id = $1;

-- query peer_group_ask_answer: run
-- in  id id, community id, answer sealed?(peer_group_ask.answer, community, id)
-- A "not now": what they wrote is not kept any longer.
UPDATE peer_group_ask SET state = 'not_now', words = NULL, until_at = NULL, lets_in = 0, answer = $3 WHERE id = $1 AND community = $2;

-- query peer_group_ask_remove: run
-- in  id id
DELETE FROM peer_group_ask WHERE id = $1;

-- query peer_group_asks_clear: run
-- in  id id
-- The group has ended: nobody waits for it any more.
DELETE FROM peer_group_ask WHERE peer_group = $1;

-- query peer_group_next: one
-- in  id id, not_since time
-- out id id, person id
-- Who is first in line and has not just passed a place on.
SELECT id, person FROM peer_group_ask WHERE peer_group = $1 AND state = 'waiting' AND (passed IS NULL OR passed <= $2) ORDER BY since, id LIMIT 1;

-- query peer_group_line_now: one
-- in  id id
-- out community id, answer_days int, ended time?
SELECT community, answer_days, ended FROM peer_group WHERE id = $1;

-- query peer_group_overdue: many
-- in  id id, now time
-- out id id
SELECT id FROM peer_group_ask WHERE peer_group = $1 AND state = 'offered' AND until_at <= $2 LIMIT 500;

-- query peer_group_before_me: one
-- in  peer_group id, since time, id id
-- out n int
SELECT count(*) AS n FROM peer_group_ask WHERE peer_group = $1 AND state = 'waiting' AND (since < $2 OR (since = $2 AND id < $3));

-- query peer_group_asking: many
-- in  id id, me id
-- out person id, name sealed?(person.name, person, person), state text, ask id, words sealed?(peer_group_ask.words, person, ask), since time, until_at time?
-- For who facilitates: who asked, waits, or was offered a place.
SELECT q.person, p.name, q.state, q.id AS ask, q.words, q.since, q.until_at FROM peer_group_ask q JOIN person p ON p.id = q.person
WHERE q.peer_group = $1 AND q.state IN ('asked', 'waiting', 'offered')
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = q.person) OR (k.person = q.person AND k.other = $2))
ORDER BY CASE q.state WHEN 'asked' THEN 0 WHEN 'offered' THEN 1 ELSE 2 END, q.since, q.id LIMIT 100;

-- query peer_group_to_invite: many
-- in  id id, community id, me id
-- out person id, name sealed?(person.name, person, person)
-- Those who walk with me and are not in it: there is no list of all members.
SELECT p.id AS person, p.name FROM connection c JOIN person p ON p.id = CASE WHEN c.asker = $3 THEN c.other ELSE c.asker END
WHERE c.community = $2 AND c.state IN ('begun', 'paused') AND (c.asker = $3 OR c.other = $3)
  AND NOT EXISTS (SELECT 1 FROM peer_group_member m WHERE m.peer_group = $1 AND m.person = p.id)
ORDER BY c.changed DESC, p.id LIMIT 50;

-- query peer_group_for_me: many
-- in  community id, me id
-- out id id, community id, name sealed(peer_group.name, community, id), state text, until_at time?, inviter id?, inviter_name sealed?(person.name, inviter, inviter)
-- What waits for my answer, or was answered to me.
SELECT g.id, g.community, g.name, q.state, q.until_at, q.inviter, p.name AS inviter_name
FROM peer_group_ask q JOIN peer_group g ON g.id = q.peer_group LEFT JOIN person p ON p.id = q.inviter
WHERE q.person = $2 AND g.community = $1 AND q.state IN ('offered', 'invited', 'not_now')
  AND (q.inviter IS NULL OR NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = q.inviter) OR (k.person = q.inviter AND k.other = $2)))
ORDER BY q.since, q.id LIMIT 20;

-- query peer_group_to_do: many
-- in  community id, me id, today int
-- out id id, community id, name sealed(peer_group.name, community, id), asking int, unled flag, renew flag, asked flag, unread flag
-- What my groups need of me: people who ask (of who facilitates), nobody who facilitates, an agreement to renew or to read, a part I am asked to take.
SELECT * FROM (
SELECT g.id, g.community, g.name,
       CASE WHEN m.part > 0 THEN (SELECT count(*) FROM peer_group_ask q WHERE q.peer_group = g.id AND q.state = 'asked') ELSE 0 END AS asking,
       CASE WHEN EXISTS (SELECT 1 FROM peer_group_member l WHERE l.peer_group = g.id AND l.part > 0) THEN 0 ELSE 1 END AS unled,
       CASE WHEN m.part > 0 AND EXISTS (SELECT 1 FROM peer_group_agreement a WHERE a.peer_group = g.id AND a.renew_on <= $3
            AND a.number = (SELECT max(b.number) FROM peer_group_agreement b WHERE b.peer_group = g.id)) THEN 1 ELSE 0 END AS renew,
       CASE WHEN m.asked_part IS NULL THEN 0 ELSE 1 END AS asked,
       CASE WHEN m.acknowledged < (SELECT coalesce(max(a.number), 0) FROM peer_group_agreement a WHERE a.peer_group = g.id) THEN 1 ELSE 0 END AS unread
FROM peer_group_member m JOIN peer_group g ON g.id = m.peer_group
WHERE m.person = $2 AND g.community = $1 AND g.ended IS NULL) d
WHERE d.asking > 0 OR d.unled = 1 OR d.renew = 1 OR d.asked = 1 OR d.unread = 1
ORDER BY d.id LIMIT 20;

-- query peer_group_to_tell: one
-- in  person id, from time, to time, now time
-- out n int
-- By mail: places that were offered and invitations that came in this time and still wait, where this person is a member now.
SELECT count(*) AS n FROM peer_group_ask q JOIN peer_group g ON g.id = q.peer_group
JOIN membership b ON b.community = q.community AND b.person = q.person AND b.left_at IS NULL AND (b.closed_until IS NULL OR b.closed_until <= $4)
WHERE q.person = $1 AND ((q.state = 'offered' AND q.until_at > $4 AND q.until_at - g.answer_days * 86400 > $2 AND q.until_at - g.answer_days * 86400 <= $3)
  OR (q.state = 'invited' AND q.since > $2 AND q.since <= $3
    AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $1 AND k.other = q.inviter) OR (k.person = q.inviter AND k.other = $1))));

-- ---- the agreement ----

-- query peer_group_agreement_newest: one
-- in  id id
-- out id id, community id, number int, words sealed(peer_group_agreement.words, community, id), made_on int, renew_on int?
SELECT id, community, number, words, made_on, renew_on FROM peer_group_agreement WHERE peer_group = $1 ORDER BY number DESC LIMIT 1;

-- query peer_group_agreement_at: one
-- in  peer_group id, number int
-- out id id, community id, number int, words sealed(peer_group_agreement.words, community, id), made_on int, renew_on int?
SELECT id, community, number, words, made_on, renew_on FROM peer_group_agreement WHERE peer_group = $1 AND number = $2;

-- query peer_group_agreements: many
-- in  id id
-- out number int, made_on int
SELECT number, made_on FROM peer_group_agreement WHERE peer_group = $1 ORDER BY number DESC LIMIT 100;

-- query peer_group_agreement_add: run
-- in  id id, community id, peer_group id, number int, words sealed(peer_group_agreement.words, community, id), made_on int, renew_on int?, written time
INSERT INTO peer_group_agreement (id, community, peer_group, number, words, made_on, renew_on, written) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (peer_group, number) DO NOTHING;

-- query peer_group_line_add: run
-- in  id id, peer_group id, writer id, words sealed(peer_group_line.words, writer, id), proposed time
INSERT INTO peer_group_line (id, peer_group, writer, words, proposed) VALUES ($1, $2, $3, $4, $5);

-- query peer_group_line_get: one
-- in  id id, peer_group id
-- out id id, writer id
SELECT id, writer FROM peer_group_line WHERE id = $1 AND peer_group = $2;

-- query peer_group_lines: many
-- in  id id, me id
-- out id id, writer id, name sealed?(person.name, writer, writer), words sealed?(peer_group_line.words, writer, id), proposed time, fine int, mine flag, said flag
-- fine: how many are fine with it.  Of those who are kept apart the line is shown without a name.
SELECT l.id, l.writer, p.name, l.words, l.proposed, (SELECT count(*) FROM peer_group_yes y WHERE y.line = l.id) AS fine,
       CASE WHEN l.writer = $2 THEN 1 ELSE 0 END AS mine,
       CASE WHEN EXISTS (SELECT 1 FROM peer_group_yes y WHERE y.line = l.id AND y.person = $2) THEN 1 ELSE 0 END AS said
FROM peer_group_line l
LEFT JOIN person p ON p.id = l.writer
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = l.writer) OR (k.person = l.writer AND k.other = $2))
WHERE l.peer_group = $1 ORDER BY l.proposed, l.id LIMIT 100;

-- query peer_group_line_count: one
-- in  id id, writer id
-- out n int
SELECT count(*) AS n FROM peer_group_line WHERE peer_group = $1 AND writer = $2;

-- query peer_group_yes_add: run
-- in  line id, person id
INSERT INTO peer_group_yes (line, person) VALUES ($1, $2) ON CONFLICT (line, person) DO NOTHING;

-- query peer_group_yes_remove: run
-- in  line id, person id
DELETE FROM peer_group_yes WHERE line = $1 AND person = $2;

-- query peer_group_line_yes_clear: run
-- in  line id
DELETE FROM peer_group_yes WHERE line = $1;

-- query peer_group_line_remove: run
-- in  id id
DELETE FROM peer_group_line WHERE id = $1;

-- ---- tasks in turn ----

-- query peer_group_turns: many
-- in  id id
-- out task int, person id, name sealed?(person.name, person, person), place int, swap flag
SELECT t.task, t.person, p.name, t.place, t.swap FROM peer_group_turn t JOIN person p ON p.id = t.person
WHERE t.peer_group = $1 ORDER BY t.task, t.place, t.person LIMIT 1000;

-- query peer_group_turns_apart: many
-- in  id id, me id
-- out person id
-- Whose names I am not shown in this group.
SELECT m.person FROM peer_group_member m WHERE m.peer_group = $1
  AND EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = m.person) OR (k.person = m.person AND k.other = $2)) LIMIT 500;

-- query peer_group_turn_put: run
-- in  id id, task int, person id, place int
INSERT INTO peer_group_turn (peer_group, task, person, place) VALUES ($1, $2, $3, $4)
ON CONFLICT (peer_group, task, person) DO UPDATE SET place = excluded.place, swap = 0;

-- query peer_group_turn_swap: run
-- in  id id, task int, person id, swap flag
UPDATE peer_group_turn SET swap = $4 WHERE peer_group = $1 AND task = $2 AND person = $3;

-- query peer_group_turn_remove: run
-- in  id id, task int, person id
DELETE FROM peer_group_turn WHERE peer_group = $1 AND task = $2 AND person = $3;

-- query peer_group_my_turns: many
-- in  community id, me id
-- out id id, community id, name sealed(peer_group.name, community, id), task choice(groups_tasks)
-- Where I am the next.
SELECT g.id, g.community, g.name, t.task FROM peer_group_turn t JOIN peer_group g ON g.id = t.peer_group
WHERE t.person = $2 AND g.community = $1 AND g.ended IS NULL
  AND NOT EXISTS (SELECT 1 FROM peer_group_turn o WHERE o.peer_group = t.peer_group AND o.task = t.task AND o.place < t.place)
ORDER BY g.made, g.id, t.task LIMIT 20;

-- ---- leaving ----

-- query peer_group_member_lines_yes: run
-- in  id id, person id
DELETE FROM peer_group_yes WHERE (person = $2 AND line IN (SELECT id FROM peer_group_line WHERE peer_group = $1))
  OR line IN (SELECT id FROM peer_group_line WHERE peer_group = $1 AND writer = $2);

-- query peer_group_member_lines: run
-- in  id id, person id
DELETE FROM peer_group_line WHERE peer_group = $1 AND writer = $2;

-- query peer_group_member_turns: run
-- in  id id, person id
DELETE FROM peer_group_turn WHERE peer_group = $1 AND person = $2;

-- query peer_group_all_of: many
-- in  person id, community id?
-- out id id, community id
-- Every group somebody belongs to, ended ones too.
SELECT g.id, g.community FROM peer_group_member m JOIN peer_group g ON g.id = m.peer_group
WHERE m.person = $1 AND (CAST($2 AS text) IS NULL OR g.community = $2) ORDER BY g.id LIMIT 1000;

-- query peer_group_asks_of: many
-- in  person id, community id?
-- out id id, peer_group id, community id, state text
SELECT id, peer_group, community, state FROM peer_group_ask WHERE person = $1 AND (CAST($2 AS text) IS NULL OR community = $2) ORDER BY id LIMIT 1000;

-- query peer_group_uninvite: run
-- in  person id, community id?
-- Somebody who invited has left: the invitation stays, without a name.
UPDATE peer_group_ask SET inviter = NULL WHERE inviter = $1 AND (CAST($2 AS text) IS NULL OR community = $2);

-- ---- what must hold ----

-- query check_group_places: one
-- out n int
SELECT count(*) AS n FROM peer_group g
WHERE g.members <> (SELECT count(*) FROM peer_group_member m WHERE m.peer_group = g.id)
   OR g.held <> (SELECT count(*) FROM peer_group_ask q WHERE q.peer_group = g.id AND q.state = 'offered');

-- query check_group_both: one
-- out n int
-- In it and on the way in at once.
SELECT count(*) AS n FROM peer_group_ask q JOIN peer_group_member m ON m.peer_group = q.peer_group AND m.person = q.person;

-- ---- everything of mine, and what is held ----

-- query groups_mine_members: each
-- in  person text
-- out peer_group text, community text, name sealed(peer_group.name, community, peer_group), role choice(groups_parts), trained flag, joined time, acknowledged int
SELECT m.peer_group, g.community, g.name, m.part AS role, m.trained, m.joined, m.acknowledged
FROM peer_group_member m JOIN peer_group g ON g.id = m.peer_group WHERE m.person = $1 ORDER BY m.joined, m.peer_group;

-- query groups_mine_asks: each
-- in  person text
-- out id text, person text, peer_group text, community text, kind text, words sealed(peer_group_ask.words, person, id)?, answer sealed(peer_group_ask.answer, community, id)?, since time
SELECT id, person, peer_group, community, state AS kind, words, answer, since FROM peer_group_ask WHERE person = $1 ORDER BY since, id;

-- query groups_mine_invited: each
-- in  person text
-- out id text, peer_group text, since time
SELECT id, peer_group, since FROM peer_group_ask WHERE inviter = $1 ORDER BY since, id;

-- query groups_mine_lines: each
-- in  person text
-- out id text, writer text, peer_group text, words sealed(peer_group_line.words, writer, id)?, said time
SELECT id, writer, peer_group, words, proposed AS said FROM peer_group_line WHERE writer = $1 ORDER BY proposed, id;

-- query groups_mine_yes: each
-- in  person text
-- out line text, peer_group text
SELECT y.line, l.peer_group FROM peer_group_yes y JOIN peer_group_line l ON l.id = y.line WHERE y.person = $1 ORDER BY y.line;

-- query groups_mine_turns: each
-- in  person text
-- out peer_group text, kind choice(groups_tasks), swap flag
SELECT peer_group, task AS kind, swap FROM peer_group_turn WHERE person = $1 ORDER BY peer_group, task;

-- query groups_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'peer_group_member.person' AS place, count(*) AS n FROM peer_group_member WHERE person = $1
UNION ALL SELECT 'peer_group_ask.person' AS place, count(*) AS n FROM peer_group_ask WHERE person = $1
UNION ALL SELECT 'peer_group_ask.inviter' AS place, count(*) AS n FROM peer_group_ask WHERE inviter = $1
UNION ALL SELECT 'peer_group_line.writer' AS place, count(*) AS n FROM peer_group_line WHERE writer = $1
UNION ALL SELECT 'peer_group_yes.person' AS place, count(*) AS n FROM peer_group_yes WHERE person = $1
UNION ALL SELECT 'peer_group_turn.person' AS place, count(*) AS n FROM peer_group_turn WHERE person = $1;

-- ---- what goes after a time ----

-- query groups_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Ended long ago, and more than a date still there.
SELECT g.id, CAST(NULL AS text) AS one, CAST(NULL AS text) AS other FROM peer_group g
WHERE g.community = $1 AND g.ended < $2 AND g.id > $3 AND (g.looking_back IS NOT NULL OR g.members > 0
  OR EXISTS (SELECT 1 FROM peer_group_agreement a WHERE a.peer_group = g.id) OR EXISTS (SELECT 1 FROM peer_group_line l WHERE l.peer_group = g.id))
ORDER BY g.id LIMIT $4;

-- query peer_group_over: run
-- in  id id
UPDATE peer_group SET looking_back = NULL, farewell = NULL, ending = NULL, place = NULL, link = NULL, members = 0 WHERE id = $1;

-- query peer_group_over_agreements: run
-- in  id id
DELETE FROM peer_group_agreement WHERE peer_group = $1;

-- query peer_group_over_yes: run
-- in  id id
DELETE FROM peer_group_yes WHERE line IN (SELECT id FROM peer_group_line WHERE peer_group = $1);

-- query peer_group_over_lines: run
-- in  id id
DELETE FROM peer_group_line WHERE peer_group = $1;

-- query peer_group_over_turns: run
-- in  id id
DELETE FROM peer_group_turn WHERE peer_group = $1;

-- query peer_group_over_members: run
-- in  id id
DELETE FROM peer_group_member WHERE peer_group = $1;

-- query asks_not_now_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, person AS one, CAST(NULL AS text) AS other FROM peer_group_ask
WHERE community = $1 AND state IN ('not_now', 'invited') AND since < $2 AND id > $3 ORDER BY id LIMIT $4;
