-- Every statement that conversations ever run.

-- ---- opening ----

-- query conversation_add: run
-- in  id id, community id, kind text, subject id, rule text, title sealed?(conversation.title, community, id), slow int, made time, made_by id?
INSERT INTO conversation (id, community, kind, subject, rule, title, slow, made, last_at, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) ON CONFLICT (kind, subject) DO NOTHING;

-- query conversation_find: one
-- in  kind text, subject id, community id
-- out id id
SELECT id FROM conversation WHERE kind = $1 AND subject = $2 AND community = $3;

-- query conversation_get: one
-- in  id id, community id, me id?
-- out id id, community id, kind text, subject id, rule text, title sealed?(conversation.title, community, id), state text, slow int, messages int
-- out made_by id?, slow_until time?, party flag, gone flag, muted flag, seen int, after_place int, here_until time?, paused_until time?, pause text?
SELECT c.id, c.community, c.kind, c.subject, c.rule, c.title, c.state, c.slow, c.messages, c.made_by, c.slow_until,
       CASE WHEN y.person IS NULL OR y.left_at IS NOT NULL THEN 0 ELSE 1 END AS party,
       CASE WHEN y.left_at IS NULL THEN 0 ELSE 1 END AS gone, coalesce(y.muted, 0) AS muted, coalesce(y.seen, 0) AS seen,
       coalesce(y.after_place, 0) AS after_place, y.here_until, y.paused_until, y.pause
FROM conversation c LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $3
WHERE c.id = $1 AND c.community = $2;

-- query conversation_state: run
-- in  kind text, subject id, state text
UPDATE conversation SET state = $3 WHERE kind = $1 AND subject = $2;

-- query conversation_slow: run
-- in  id id, slow int, until time?
UPDATE conversation SET slow = $2, slow_until = $3 WHERE id = $1;

-- ---- keeping order ----

-- query conversation_pause: run
-- in  conversation id, person id, until time?, pause text?
-- A shorter one does not shorten what holds.
UPDATE conversation_party SET paused_until = $3, pause = $4 WHERE conversation = $1 AND person = $2 AND (paused_until IS NULL OR paused_until < $3);

-- query conversation_go_on: run
-- in  conversation id, person id, pause text?
-- Only what this decision did: a later one holds.
UPDATE conversation_party SET paused_until = NULL, pause = NULL WHERE conversation = $1 AND person = $2 AND pause = $3;

-- query message_up_again: run
-- in  id id, down text?, changed int
UPDATE message SET taken_down = NULL, down = NULL, changed = $3 WHERE id = $1 AND down = $2;

-- query conversation_paused: many
-- in  conversation id, me id, now time
-- out person id, name sealed?(person.name, person, person), until time, pause text?
-- Who is asked to write nothing just now; those kept apart from me left out.
SELECT y.person, p.name, y.paused_until AS until, y.pause FROM conversation_party y JOIN person p ON p.id = y.person
WHERE y.conversation = $1 AND y.paused_until > $3
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = y.person) OR (k.person = y.person AND k.other = $2))
ORDER BY y.paused_until, y.person LIMIT 50;

-- query conversation_pairs_over: run
-- in  person id, community id?
-- Of somebody who leaves a community, or Kith.
UPDATE conversation SET state = 'over' WHERE kind = 'pair' AND state <> 'over' AND (CAST($2 AS text) IS NULL OR community = $2)
  AND id IN (SELECT conversation FROM conversation_party WHERE person = $1);

-- query conversation_party_put: run
-- in  conversation id, person id, since time
-- Somebody who went and comes again reads on.
INSERT INTO conversation_party (conversation, person, since) VALUES ($1, $2, $3)
ON CONFLICT (conversation, person) DO UPDATE SET left_at = NULL;

-- query conversation_party_late: run
-- in  conversation id, person id, since time
-- Somebody who reads what is said from now on, however often they come.
INSERT INTO conversation_party (conversation, person, since, seen, after_place)
SELECT c.id, $2, $3, c.messages, c.messages FROM conversation c WHERE c.id = $1
ON CONFLICT (conversation, person) DO UPDATE SET left_at = NULL, seen = excluded.seen, after_place = excluded.after_place
WHERE conversation_party.left_at IS NOT NULL;

-- query conversation_party_left_of: run
-- in  kind text, subject id, person id, at time
UPDATE conversation_party SET left_at = $4, here_until = NULL WHERE person = $3 AND left_at IS NULL
  AND conversation = (SELECT id FROM conversation WHERE kind = $1 AND subject = $2);

-- query conversation_call: run
-- in  id id, community id, title sealed(conversation.title, community, id)
UPDATE conversation SET title = $3 WHERE id = $1 AND community = $2;

-- query conversation_of_group: one
-- in  subject id, me id
-- out id id, messages int, fresh int, last_at time, party flag
SELECT c.id, c.messages, CASE WHEN y.person IS NULL THEN 0 ELSE c.messages - y.seen END AS fresh, c.last_at, CASE WHEN y.person IS NULL THEN 0 ELSE 1 END AS party
FROM conversation c LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $2 AND y.left_at IS NULL
WHERE c.kind = 'group' AND c.subject = $1;

-- query conversation_party_left: run
-- in  conversation id, person id, at time
UPDATE conversation_party SET left_at = $3, here_until = NULL WHERE conversation = $1 AND person = $2 AND left_at IS NULL;

-- query conversation_party_left_all: run
-- in  person id, community id, at time
-- Somebody left the community: what they may read ends.
UPDATE conversation_party SET left_at = $3, here_until = NULL WHERE person = $1 AND left_at IS NULL
  AND conversation IN (SELECT id FROM conversation WHERE community = $2);

-- query conversation_parties: many
-- in  conversation id, now time, me id?
-- out person id, name sealed?(person.name, person, person), here_until time?
-- Who takes part, those who are here first; without those who keep apart from me, or I from them (me NULL: all).
SELECT y.person, p.name, CASE WHEN y.here_until > $2 THEN y.here_until END AS here_until
FROM conversation_party y JOIN person p ON p.id = y.person
WHERE y.conversation = $1 AND y.left_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $3 AND k.other = y.person) OR (k.person = y.person AND k.other = $3))
ORDER BY CASE WHEN y.here_until > $2 THEN 0 ELSE 1 END, y.since, y.person LIMIT 100;

-- query conversation_other: one
-- in  conversation id, me id
-- out person id, gone flag
-- The other of a pair; gone: has left the community, or Kith.
SELECT y.person, CASE WHEN y.left_at IS NULL THEN 0 ELSE 1 END AS gone FROM conversation_party y WHERE y.conversation = $1 AND y.person <> $2
ORDER BY y.since, y.person LIMIT 1;

-- ---- my own place in it ----

-- query conversation_mine_put: run
-- in  conversation id, person id, now time, muted flag
INSERT INTO conversation_party (conversation, person, since, muted) VALUES ($1, $2, $3, $4)
ON CONFLICT (conversation, person) DO UPDATE SET muted = excluded.muted;

-- query conversation_seen_put: run
-- in  conversation id, person id, now time, seen int
-- Never back: two pages may be open.
INSERT INTO conversation_party (conversation, person, since, seen) VALUES ($1, $2, $3, $4)
ON CONFLICT (conversation, person) DO UPDATE SET seen = CASE WHEN excluded.seen > conversation_party.seen THEN excluded.seen ELSE conversation_party.seen END;

-- query conversation_here_put: run
-- in  conversation id, person id, until time?
UPDATE conversation_party SET here_until = $3 WHERE conversation = $1 AND person = $2 AND left_at IS NULL;

-- query talk_wish_get: one
-- in  person id, community id
-- out person id, quiet_from int?, quiet_to int?, fold sealed?(talk_wish.fold, person, person)
SELECT person, quiet_from, quiet_to, fold FROM talk_wish WHERE person = $1 AND community = $2;

-- query talk_wish_put: run
-- in  person id, community id, quiet_from int?, quiet_to int?, fold sealed?(talk_wish.fold, person, person)
INSERT INTO talk_wish (person, community, quiet_from, quiet_to, fold) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person, community) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, fold = excluded.fold;

-- query talk_quiet_of: many
-- in  person id, now time
-- out quiet_from int, quiet_to int
-- Their quiet hours, of every community that is open to them.
SELECT w.quiet_from, w.quiet_to FROM talk_wish w
JOIN membership b ON b.community = w.community AND b.person = w.person AND b.left_at IS NULL AND coalesce(b.closed_until, 0) <= $2
WHERE w.person = $1 AND w.quiet_from IS NOT NULL AND w.quiet_to IS NOT NULL ORDER BY w.community;

-- ---- lists ----

-- query conversations_mine: many
-- in  community id, me id, before time, before_id id, lim int
-- out id id, kind text, title sealed?(conversation.title, community, id), community id, state text, last_at time, muted flag, fresh int, other id?
-- out other_name sealed?(person.name, other, other), other_here time?
-- Those I take part in, what was said last first.  other: of a pair.
SELECT c.id, c.kind, c.title, c.community, c.state, c.last_at, y.muted, c.messages - y.seen AS fresh, o.person AS other, p.name AS other_name,
       o.here_until AS other_here
FROM conversation_party y
JOIN conversation c ON c.id = y.conversation
LEFT JOIN conversation_party o ON c.kind = 'pair' AND o.conversation = c.id AND o.person <> $2
LEFT JOIN person p ON p.id = o.person
WHERE y.person = $2 AND y.left_at IS NULL AND c.community = $1 AND c.kind <> 'news' AND (c.last_at, c.id) < ($3, $4)
ORDER BY c.last_at DESC, c.id DESC LIMIT $5;

-- query conversations_fresh: many
-- in  community id, me id, lim int
-- out id id, kind text, title sealed?(conversation.title, community, id), community id, last_at time, fresh int, other id?
-- out other_name sealed?(person.name, other, other)
-- With something I have not read, muted ones left out.
SELECT c.id, c.kind, c.title, c.community, c.last_at, c.messages - y.seen AS fresh, o.person AS other, p.name AS other_name
FROM conversation_party y
JOIN conversation c ON c.id = y.conversation
LEFT JOIN conversation_party o ON c.kind = 'pair' AND o.conversation = c.id AND o.person <> $2
LEFT JOIN person p ON p.id = o.person
WHERE y.person = $2 AND y.left_at IS NULL AND y.muted = 0 AND c.community = $1 AND c.kind <> 'news' AND c.messages > y.seen
ORDER BY c.last_at DESC, c.id DESC LIMIT $3;

-- query conversation_of_pair: one
-- in  connection id, me id
-- out id id, messages int, fresh int, last_at time
SELECT c.id, c.messages, c.messages - y.seen AS fresh, c.last_at FROM conversation c
JOIN conversation_party y ON y.conversation = c.id AND y.person = $2 AND y.left_at IS NULL
WHERE c.kind = 'pair' AND c.subject = $1;

-- ---- messages ----

-- query message_taken_down: one
-- in  id id, writer id
-- out id id, writer id, words sealed?(message.words, writer, id)
SELECT id, writer, words FROM message WHERE id = $1 AND writer = $2 AND taken_down IS NOT NULL;

-- query message_by_key: one
-- in  conversation id, writer id, form_key id
-- out id id
SELECT id FROM message WHERE conversation = $1 AND writer = $2 AND form_key = $3;

-- query message_last_said: one
-- in  conversation id, writer id
-- out said time?
SELECT max(said) AS said FROM message WHERE conversation = $1 AND writer = $2;

-- query conversation_place: one
-- in  id id, now time
-- out place int
-- The place of the next message; none when nothing more is written here.
UPDATE conversation SET messages = messages + 1, last_at = $2 WHERE id = $1 AND state = 'open' RETURNING messages;

-- query message_add: run
-- in  id id, conversation id, community id, place int, writer id, form_key id?, words sealed(message.words, writer, id)
-- in  topics sealed?(message.topics, writer, id), reply_to id?, said time, changed int, enclosures int
INSERT INTO message (id, conversation, community, place, writer, form_key, words, topics, reply_to, said, changed, enclosures)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- query message_get: one
-- in  id id, conversation id, after int
-- out id id, writer id?, name sealed?(person.name, writer, writer), words sealed?(message.words, writer, id), topics sealed?(message.topics, writer, id)
-- out place int, said time, edited time?, taken_back time?, taken_down time?, pinned time?, down text?, enclosures int
SELECT m.id, m.writer, p.name, m.words, m.topics, m.place, m.said, m.edited, m.taken_back, m.taken_down, m.pinned, m.down, m.enclosures
FROM message m LEFT JOIN person p ON p.id = m.writer WHERE m.id = $1 AND m.conversation = $2 AND m.place > $3;

-- query messages_before: many
-- in  conversation id, me id, before int, lim int, after int
-- out id id, writer id?, name sealed?(person.name, writer, writer), words sealed?(message.words, writer, id), topics sealed?(message.topics, writer, id)
-- out place int, said time, edited time?, taken_back time?, taken_down time?, pinned time?, changed int, enclosures int, reply_to id?, reply_writer id?
-- out reply_name sealed?(person.name, reply_writer, reply_writer), reply_words sealed?(message.words, reply_writer, reply_to), reply_topics sealed?(message.topics, reply_writer, reply_to), apart flag, reply_apart flag
-- Newest first.  apart: of somebody who is kept apart from me, either way.
SELECT m.id, m.writer, p.name, m.words, m.topics, m.place, m.said, m.edited, m.taken_back, m.taken_down, m.pinned, m.changed, m.enclosures, m.reply_to,
       q.writer AS reply_writer, o.name AS reply_name, CASE WHEN q.taken_down IS NULL AND q.place > $5 THEN q.words END AS reply_words, q.topics AS reply_topics,
       CASE WHEN EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = m.writer) OR (k.person = m.writer AND k.other = $2)) THEN 1 ELSE 0 END AS apart,
       CASE WHEN q.place <= $5 OR EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = q.writer) OR (k.person = q.writer AND k.other = $2)) THEN 1 ELSE 0 END AS reply_apart
FROM message m LEFT JOIN person p ON p.id = m.writer
LEFT JOIN message q ON q.id = m.reply_to LEFT JOIN person o ON o.id = q.writer
WHERE m.conversation = $1 AND m.place < $3 AND m.place > $5
ORDER BY m.place DESC LIMIT $4;

-- query messages_pinned: many
-- in  conversation id, me id, after int
-- out id id, writer id, words sealed?(message.words, writer, id), topics sealed?(message.topics, writer, id), place int
SELECT m.id, m.writer, m.words, m.topics, m.place FROM message m
WHERE m.conversation = $1 AND m.place > $3 AND m.pinned IS NOT NULL AND m.words IS NOT NULL AND m.taken_down IS NULL
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = m.writer) OR (k.person = m.writer AND k.other = $2))
ORDER BY m.pinned DESC, m.id LIMIT 5;

-- query messages_of_writer: many
-- in  conversation id, writer id, lim int, after int
-- out id id, writer id, words sealed?(message.words, writer, id), place int, enclosures int
-- The newest of one person that can still be read.
SELECT id, writer, words, place, enclosures FROM message
WHERE conversation = $1 AND writer = $2 AND place > $4 AND words IS NOT NULL AND taken_down IS NULL ORDER BY place DESC LIMIT $3;

-- query message_change: run
-- in  id id, writer id, words sealed(message.words, writer, id), topics sealed?(message.topics, writer, id), edited time, changed int
UPDATE message SET words = $3, topics = $4, edited = $5, changed = $6 WHERE id = $1 AND writer = $2 AND taken_back IS NULL;

-- query message_take_back: run
-- in  id id, writer id, at time, changed int
-- The words are gone, and that there was a message is seen.
UPDATE message SET words = NULL, topics = NULL, pinned = NULL, taken_back = $3, changed = $4 WHERE id = $1 AND writer = $2 AND taken_back IS NULL;

-- query message_pin: run
-- in  id id, at time?, changed int
UPDATE message SET pinned = $2, changed = $3 WHERE id = $1 AND words IS NOT NULL;

-- query message_take_down: run
-- in  id id, at time?, down text?, changed int
UPDATE message SET taken_down = $2, down = $3, pinned = NULL, changed = $4 WHERE id = $1;

-- ---- open streams ----

-- query talk_changes: many
-- in  community id, after int, lim int
-- out n int, conversation id, writer id?, members flag
SELECT m.changed AS n, m.conversation, m.writer, CASE WHEN c.rule = 'members' THEN 1 ELSE 0 END AS members
FROM message m JOIN conversation c ON c.id = m.conversation
WHERE m.community = $1 AND m.changed > $2 ORDER BY m.changed LIMIT $3;

-- query talk_changes_for: many
-- in  community id, me id, after int, lim int
-- out n int, conversation id, writer id?, members flag
SELECT m.changed AS n, m.conversation, m.writer, CASE WHEN c.rule = 'members' THEN 1 ELSE 0 END AS members
FROM message m JOIN conversation c ON c.id = m.conversation
LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $2
WHERE m.community = $1 AND m.changed > $3 AND m.place > coalesce(y.after_place, 0) AND y.left_at IS NULL AND (y.person IS NOT NULL OR c.rule = 'members')
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = m.writer) OR (k.person = m.writer AND k.other = $2))
ORDER BY m.changed LIMIT $4;

-- query talk_hearers_in: each
-- in  community id, conversation id, writer id?, now time
-- out session id, person id, kind text, seen time, accepted flag
-- Those who take part and are signed in.
SELECT s.id AS session, s.person, s.kind, s.seen, CASE WHEN b.rules_number >= (SELECT coalesce(max(t.number), 0) FROM community_text t WHERE t.community = $1 AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted
FROM conversation_party y JOIN session s ON s.person = y.person JOIN membership b ON b.person = y.person AND b.community = $1
WHERE y.conversation = $2 AND y.left_at IS NULL AND b.left_at IS NULL AND (b.closed_until IS NULL OR b.closed_until <= $4) AND s.ended IS NULL AND s.ends > $4
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = y.person AND k.other = $3) OR (k.person = $3 AND k.other = y.person));

-- query talk_hearers_all: each
-- in  community id, conversation id, writer id?, now time
-- out session id, person id, kind text, seen time, accepted flag
-- Every member who is signed in and has not gone out of it.
SELECT s.id AS session, s.person, s.kind, s.seen, CASE WHEN b.rules_number >= (SELECT coalesce(max(t.number), 0) FROM community_text t WHERE t.community = $1 AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted
FROM session s JOIN membership b ON b.person = s.person AND b.community = $1
WHERE b.left_at IS NULL AND (b.closed_until IS NULL OR b.closed_until <= $4) AND s.ended IS NULL AND s.ends > $4
  AND NOT EXISTS (SELECT 1 FROM conversation_party y WHERE y.conversation = $2 AND y.person = s.person AND y.left_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.person AND k.other = $3) OR (k.person = $3 AND k.other = s.person));

-- ---- searching ----

-- query messages_walk: many
-- in  community id, me id, before time, before_id id, lim int
-- out id id, conversation id, kind text, writer id, name sealed?(person.name, writer, writer), words sealed?(message.words, writer, id)
-- out topics sealed?(message.topics, writer, id), place int, said time
-- What I may read, newest first, a piece at a time: only opened words can be looked through.
SELECT m.id, m.conversation, c.kind, m.writer, p.name, m.words, m.topics, m.place, m.said
FROM message m JOIN conversation c ON c.id = m.conversation
LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $2
JOIN person p ON p.id = m.writer
WHERE m.community = $1 AND (m.said, m.id) < ($3, $4) AND m.place > coalesce(y.after_place, 0) AND m.words IS NOT NULL AND m.taken_down IS NULL
  AND ((y.person IS NOT NULL AND y.left_at IS NULL) OR (c.rule = 'members' AND y.left_at IS NULL))
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = m.writer) OR (k.person = m.writer AND k.other = $2))
ORDER BY m.said DESC, m.id DESC LIMIT $5;

-- ---- news ----

-- query news_list: many
-- in  community id, me id, before time, before_id id, lim int
-- out id id, title sealed?(conversation.title, community, id), community id, made time, comments int, fresh int
-- The newest announcement first.  fresh: what I have not read of it.
SELECT c.id, c.title, c.community, c.made, c.messages - 1 AS comments, c.messages - coalesce(y.seen, 0) AS fresh
FROM conversation c LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $2
WHERE c.community = $1 AND c.kind = 'news' AND (c.made, c.id) < ($3, $4) AND y.left_at IS NULL
ORDER BY c.made DESC, c.id DESC LIMIT $5;

-- query news_left: many
-- in  community id, me id
-- out id id, title sealed?(conversation.title, community, id), community id, made time
-- The newest of those I left.
SELECT c.id, c.title, c.community, c.made FROM conversation_party y JOIN conversation c ON c.id = y.conversation
WHERE y.person = $2 AND y.left_at IS NOT NULL AND c.community = $1 AND c.kind = 'news' ORDER BY c.made DESC, c.id DESC LIMIT 20;

-- query messages_waiting: one
-- in  me id, from time, until time, now time, minute int
-- out n int
-- Of everywhere: what others wrote between two moments where I take part, did not mute, and have not read so far; but for communities in
-- whose quiet hours this minute of my day lies.
SELECT count(*) AS n FROM conversation_party y JOIN conversation c ON c.id = y.conversation AND c.kind <> 'news' AND c.last_at > $2
JOIN membership b ON b.community = c.community AND b.person = $1 AND b.left_at IS NULL AND coalesce(b.closed_until, 0) <= $4
JOIN message m ON m.conversation = c.id AND m.place > y.seen
WHERE y.person = $1 AND y.left_at IS NULL AND y.muted = 0 AND m.said > $2 AND m.said <= $3 AND m.writer IS NOT NULL AND m.writer <> $1
  AND m.taken_back IS NULL AND m.taken_down IS NULL
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $1 AND k.other = m.writer) OR (k.person = m.writer AND k.other = $1))
  AND NOT EXISTS (SELECT 1 FROM talk_wish q WHERE q.person = $1 AND q.community = c.community AND q.quiet_from <> q.quiet_to
    AND CASE WHEN q.quiet_from < q.quiet_to THEN q.quiet_from <= $5 AND q.quiet_to > $5 ELSE q.quiet_from <= $5 OR q.quiet_to > $5 END);

-- query news_open_set: run
-- in  id id, since time?
UPDATE conversation SET open_since = $2 WHERE id = $1 AND kind = 'news';

-- query news_open_get: one
-- in  id id
-- out open_since time?
SELECT open_since FROM conversation WHERE id = $1;

-- query news_open_list: many
-- in  community id, before time, before_id id, lim int
-- out id id, community id, title sealed?(conversation.title, community, id), since time, edited time?, message id, writer id?, words sealed?(message.words, writer, message), topics sealed?(message.topics, writer, message)
-- What anyone may read, the newest first.  What was taken back or down, or whose writer left, is not there.
SELECT c.id, c.community, c.title, c.open_since AS since, m.edited, m.id AS message, m.writer, m.words, m.topics
FROM conversation c JOIN message m ON m.conversation = c.id AND m.place = 1
WHERE c.community = $1 AND c.kind = 'news' AND (c.open_since, c.id) < ($2, $3) AND m.words IS NOT NULL AND m.taken_back IS NULL AND m.taken_down IS NULL
ORDER BY c.open_since DESC, c.id DESC LIMIT $4;

-- query news_open_one: one
-- in  community id, id id
-- out id id, community id, title sealed?(conversation.title, community, id), since time, edited time?, message id, writer id?, words sealed?(message.words, writer, message), topics sealed?(message.topics, writer, message)
SELECT c.id, c.community, c.title, c.open_since AS since, m.edited, m.id AS message, m.writer, m.words, m.topics
FROM conversation c JOIN message m ON m.conversation = c.id AND m.place = 1
WHERE c.community = $1 AND c.id = $2 AND c.kind = 'news' AND c.open_since IS NOT NULL AND m.words IS NOT NULL AND m.taken_back IS NULL AND m.taken_down IS NULL;

-- query news_waiting: one
-- in  me id, from time, until time, now time, minute int
-- out n int
-- Of everywhere: announcements made between two moments that I have not opened; quiet hours as in messages_waiting.
SELECT count(*) AS n FROM membership b JOIN conversation c ON c.community = b.community AND c.kind = 'news' AND c.last_at > $2 AND c.made > $2 AND c.made <= $3
LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $1
WHERE b.person = $1 AND b.left_at IS NULL AND coalesce(b.closed_until, 0) <= $4 AND (c.made_by IS NULL OR c.made_by <> $1)
  AND coalesce(y.seen, 0) = 0 AND coalesce(y.muted, 0) = 0 AND y.left_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $1 AND k.other = c.made_by) OR (k.person = c.made_by AND k.other = $1))
  AND NOT EXISTS (SELECT 1 FROM talk_wish q WHERE q.person = $1 AND q.community = c.community AND q.quiet_from <> q.quiet_to
    AND CASE WHEN q.quiet_from < q.quiet_to THEN q.quiet_from <= $5 AND q.quiet_to > $5 ELSE q.quiet_from <= $5 OR q.quiet_to > $5 END);

-- query news_fresh: many
-- in  community id, me id, since time
-- out id id, title sealed?(conversation.title, community, id), community id, made time
-- Announcements of the last days that I have not opened yet.
SELECT c.id, c.title, c.community, c.made FROM conversation c
LEFT JOIN conversation_party y ON y.conversation = c.id AND y.person = $2
WHERE c.community = $1 AND c.kind = 'news' AND c.made > $3 AND coalesce(y.seen, 0) = 0 AND coalesce(y.muted, 0) = 0 AND y.left_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = c.made_by) OR (k.person = c.made_by AND k.other = $2))
ORDER BY c.made DESC, c.id DESC LIMIT 3;

-- ---- leaving ----

-- query leaver_messages: run
-- in  person id
-- The words go with their writer; that something was said stays, so that answers to it stay in their place.
UPDATE message SET words = NULL, topics = NULL, writer = NULL, form_key = NULL, pinned = NULL WHERE writer = $1;

-- query leaver_conversations: run
-- in  person id
UPDATE conversation SET made_by = NULL WHERE made_by = $1;

-- query leaver_parties: run
-- in  person id
DELETE FROM conversation_party WHERE person = $1;

-- query leaver_talk_wishes: run
-- in  person id
DELETE FROM talk_wish WHERE person = $1;

-- ---- what must hold ----

-- query check_places: one
-- out n int
-- Places without gaps: as many messages as the last place says.
SELECT count(*) AS n FROM conversation c
WHERE c.messages <> (SELECT count(*) FROM message m WHERE m.conversation = c.id)
   OR c.messages <> (SELECT coalesce(max(m.place), 0) FROM message m WHERE m.conversation = c.id);

-- ---- everything of mine, and what is held ----

-- query conversations_mine_messages: each
-- in  person text
-- out id text, conversation text, writer text, words sealed(message.words, writer, id)?, topics sealed(message.topics, writer, id)?, reply_to text?, said time
-- out edited time?, taken_back time?, taken_down time?
SELECT id, conversation, writer, words, topics, reply_to, said, edited, taken_back, taken_down FROM message WHERE writer = $1 ORDER BY said, id;

-- query conversations_mine_heard: each
-- in  person text
-- out id text, conversation text, writer text, words sealed(message.words, writer, id)?, said time
-- What others wrote to me between two: it may be read on my own pages.
SELECT m.id, m.conversation, m.writer, m.words, m.said FROM message m
JOIN conversation c ON c.id = m.conversation AND c.kind = 'pair'
JOIN conversation_party y ON y.conversation = c.id AND y.person = $1 AND y.left_at IS NULL
WHERE m.writer IS NOT NULL AND m.writer <> $1 AND m.taken_down IS NULL ORDER BY m.said, m.id;

-- query conversations_mine_parties: each
-- in  person text
-- out conversation text, kind text, since time, left_at time?, muted flag, seen int, here_until time?
SELECT y.conversation, c.kind, y.since, y.left_at, y.muted, y.seen, y.here_until FROM conversation_party y
JOIN conversation c ON c.id = y.conversation WHERE y.person = $1 ORDER BY y.since, y.conversation;

-- query conversations_mine_made: each
-- in  person text
-- out id text, kind text, made time
SELECT id, kind, made FROM conversation WHERE made_by = $1 ORDER BY made, id;

-- query conversations_mine_wishes: each
-- in  person text
-- out person text, community text, quiet_from int?, quiet_to int?, fold sealed(talk_wish.fold, person, person)?
SELECT person, community, quiet_from, quiet_to, fold FROM talk_wish WHERE person = $1 ORDER BY community;

-- query conversations_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'conversation.made_by' AS place, count(*) AS n FROM conversation WHERE made_by = $1
UNION ALL SELECT 'conversation_party.person' AS place, count(*) AS n FROM conversation_party WHERE person = $1
UNION ALL SELECT 'enclosure.writer' AS place, count(*) AS n FROM enclosure WHERE writer = $1
UNION ALL SELECT 'message.writer' AS place, count(*) AS n FROM message WHERE writer = $1
UNION ALL SELECT 'talk_wish.person' AS place, count(*) AS n FROM talk_wish WHERE person = $1;

-- ---- what goes after a time ----

-- query conversations_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Of two who no longer write to each other, with words still there.
SELECT c.id, min(p.person) AS one, max(p.person) AS other FROM conversation c JOIN conversation_party p ON p.conversation = c.id
WHERE c.community = $1 AND c.kind = 'pair' AND c.state = 'over' AND c.last_at < $2 AND c.id > $3
  AND EXISTS (SELECT 1 FROM message m WHERE m.conversation = c.id AND m.words IS NOT NULL)
GROUP BY c.id ORDER BY c.id LIMIT $4;

-- query conversation_words_over: run
-- in  conversation id
-- That something was said stays, as when it is taken back.
UPDATE message SET words = NULL, topics = NULL, pinned = NULL WHERE conversation = $1;

-- query group_words_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Messages of groups that have ended.
SELECT m.id, m.writer AS one, m.writer AS other FROM message m JOIN conversation c ON c.id = m.conversation
WHERE c.community = $1 AND c.kind = 'group' AND c.state = 'over' AND c.last_at < $2 AND m.words IS NOT NULL AND m.id > $3 ORDER BY m.id LIMIT $4;

-- query team_words_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- A team goes on, so each message goes by itself.
SELECT m.id, m.writer AS one, m.writer AS other FROM message m JOIN conversation c ON c.id = m.conversation
WHERE c.community = $1 AND c.kind = 'team' AND m.said < $2 AND m.words IS NOT NULL AND m.id > $3 ORDER BY m.id LIMIT $4;

-- query news_words_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- An announcement with its comments, when nobody has added anything for long.
SELECT m.id, m.writer AS one, m.writer AS other FROM message m JOIN conversation c ON c.id = m.conversation
WHERE c.community = $1 AND c.kind = 'news' AND c.last_at < $2 AND m.words IS NOT NULL AND m.id > $3 ORDER BY m.id LIMIT $4;

-- query message_words_over: run
-- in  id id
UPDATE message SET words = NULL, topics = NULL, pinned = NULL WHERE id = $1;

-- ---- pictures and recordings ----

-- query talk_allows: one
-- in  community id
-- out pictures flag, voices flag
SELECT pictures, voices FROM community WHERE id = $1;

-- query enclosures_since: one
-- in  writer id, kind text, since time
-- out n int
SELECT count(*) AS n FROM enclosure WHERE writer = $1 AND kind = $2 AND came > $3;

-- query enclosure_add: run
-- in  id id, message id, writer id, place int, kind text, words sealed?(enclosure.words, writer, id), width int?, height int?, seconds int?, came time
INSERT INTO enclosure (id, message, writer, place, kind, words, width, height, seconds, came) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query enclosure_bytes_add: run
-- in  enclosure id, small blob?, whole blob
INSERT INTO enclosure_bytes (enclosure, small, whole) VALUES ($1, $2, $3);

-- query enclosures_of: many
-- in  message id
-- out id id, writer id, words sealed?(enclosure.words, writer, id), width int?, height int?, seconds int?
SELECT id, writer, words, width, height, seconds FROM enclosure WHERE message = $1 ORDER BY place;

-- query enclosures_between: many
-- in  conversation id, first int, last int
-- out id id, message id, writer id, words sealed?(enclosure.words, writer, id), width int?, height int?, seconds int?
-- Of a page of messages, without a byte of the pictures themselves.
SELECT e.id, e.message, e.writer, e.words, e.width, e.height, e.seconds FROM message m JOIN enclosure e ON e.message = m.id
WHERE m.conversation = $1 AND m.place >= $2 AND m.place <= $3 AND m.enclosures > 0 AND m.words IS NOT NULL AND m.taken_down IS NULL
ORDER BY m.place, e.place;

-- query enclosure_whole: one
-- in  id id, message id, kind text
-- out id id, writer id, whole blob
SELECT e.id, e.writer, b.whole FROM enclosure e JOIN enclosure_bytes b ON b.enclosure = e.id WHERE e.id = $1 AND e.message = $2 AND e.kind = $3;

-- query enclosures_whole: many
-- in  message id
-- out id id, writer id, words sealed?(enclosure.words, writer, id), width int?, height int?, seconds int?, whole blob
-- Of one message: at most five.
SELECT e.id, e.writer, e.words, e.width, e.height, e.seconds, b.whole FROM enclosure e JOIN enclosure_bytes b ON b.enclosure = e.id
WHERE e.message = $1 ORDER BY e.place;

-- query enclosure_small: one
-- in  id id, message id
-- out id id, writer id, small blob?
SELECT e.id, e.writer, b.small FROM enclosure e JOIN enclosure_bytes b ON b.enclosure = e.id WHERE e.id = $1 AND e.message = $2 AND e.kind = 'picture';

-- query enclosure_bytes_gone: run
-- in  message id
DELETE FROM enclosure_bytes WHERE enclosure IN (SELECT id FROM enclosure WHERE message = $1);

-- query enclosures_gone: run
-- in  message id
DELETE FROM enclosure WHERE message = $1;

-- query enclosure_bytes_of_talk_gone: run
-- in  conversation id
DELETE FROM enclosure_bytes WHERE enclosure IN (SELECT e.id FROM enclosure e JOIN message m ON m.id = e.message WHERE m.conversation = $1);

-- query enclosures_of_talk_gone: run
-- in  conversation id
DELETE FROM enclosure WHERE message IN (SELECT id FROM message WHERE conversation = $1);

-- query leaver_enclosure_bytes: run
-- in  person id
DELETE FROM enclosure_bytes WHERE enclosure IN (SELECT id FROM enclosure WHERE writer = $1);

-- query leaver_enclosures: run
-- in  person id
DELETE FROM enclosure WHERE writer = $1;

-- query conversations_mine_enclosures: each
-- in  person text
-- out id text, message text, writer text, kind text, words sealed(enclosure.words, writer, id)?, file text, said time
SELECT e.id, e.message, e.writer, e.kind, e.words, CASE e.kind WHEN 'voice' THEN 'voices/' || e.id || '.mp3' ELSE 'pictures/' || e.id || '.jpg' END AS file, e.came AS said
FROM enclosure e WHERE e.writer = $1 ORDER BY e.came, e.id;

-- query conversations_heard_enclosures: each
-- in  person text
-- out id text, message text, writer text, kind text, words sealed(enclosure.words, writer, id)?, file text, said time
-- What others sent me between two: it may be seen on my own pages.
SELECT e.id, e.message, e.writer, e.kind, e.words, CASE e.kind WHEN 'voice' THEN 'voices/' || e.id || '.mp3' ELSE 'pictures/' || e.id || '.jpg' END AS file, e.came AS said
FROM enclosure e JOIN message m ON m.id = e.message JOIN conversation c ON c.id = m.conversation AND c.kind = 'pair'
JOIN conversation_party y ON y.conversation = c.id AND y.person = $1 AND y.left_at IS NULL
WHERE e.writer <> $1 AND m.taken_down IS NULL ORDER BY e.came, e.id;

-- query enclosures_files: each
-- in  person id
-- out id id, writer id, file text, whole blob
-- The bytes of both.
SELECT e.id, e.writer, CASE e.kind WHEN 'voice' THEN 'voices/' || e.id || '.mp3' ELSE 'pictures/' || e.id || '.jpg' END AS file, b.whole
FROM enclosure e JOIN enclosure_bytes b ON b.enclosure = e.id
WHERE e.writer = $1 OR e.message IN (SELECT m.id FROM conversation_party y JOIN conversation c ON c.id = y.conversation AND c.kind = 'pair'
  JOIN message m ON m.conversation = c.id AND m.taken_down IS NULL WHERE y.person = $1 AND y.left_at IS NULL)
ORDER BY e.came, e.id;
