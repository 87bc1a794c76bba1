-- Every statement that gatherings ever run.

-- ---- what somebody may see ----

-- query gathering_seen: many
-- in  community id, me id?, supporter int, coordinator int, public int, only id?, subject id?, from_day int, to_day int
-- out id id, community id, kind int, belongs text, subject id?, maker id?, owner id, title sealed?(gathering.title, owner, id)
-- out about sealed?(gathering.about, owner, id), place sealed?(gathering.place, owner, id), link sealed?(gathering.link, owner, id)
-- out mode int, zone text, first_day int, clock int, minutes int, repeats int, every int, weekdays int, until_day int?, times int
-- out from_day int, last_day int?, capacity int?, asked int, open flag, round_in int, round_out int, cancelled flag, sequence int
-- out made time, changed time, version int, remind int?, in_group flag, leads flag, named flag, parted flag, shown flag
-- out town sealed?(gathering.town, owner, id)
-- public: 0 who is named by $2; 1 public calendars; 2 whoever reads the open page.
-- Of a pair only the two, while they walk together; afterwards (parted) what was called off by that.  Of a group who is in it, and everyone
-- where it is drop-in; for supporters also whoever planned it and coordinates.  Who is named, unless they and whoever planned it are kept
-- apart.  leads: facilitates the group.
SELECT g.id, g.community, g.kind, g.belongs, g.subject, g.maker, g.owner, g.title, g.about, g.place, g.link, g.mode, g.zone, g.first_day, g.clock,
       g.minutes, g.repeats, g.every, g.weekdays, g.until_day, g.times, g.from_day, g.last_day, g.capacity, g.asked, g.open, g.round_in, g.round_out,
       g.cancelled, g.sequence, g.made, g.changed, g.version, w.before AS remind,
       CASE WHEN m.person IS NULL THEN 0 ELSE 1 END AS in_group, CASE WHEN m.part > 0 THEN 1 ELSE 0 END AS leads,
       CASE WHEN gg.person IS NULL THEN 0 ELSE 1 END AS named, CASE WHEN c.state IN ('ended', 'moved_on') THEN 1 ELSE 0 END AS parted, g.shown, g.town
FROM gathering g LEFT JOIN connection c ON g.belongs = 'pair' AND c.id = g.subject
LEFT JOIN gathering_wish w ON w.gathering = g.id AND w.person = $2
LEFT JOIN peer_group_member m ON g.belongs = 'group' AND m.peer_group = g.subject AND m.person = $2
LEFT JOIN peer_group pg ON g.belongs = 'group' AND pg.id = g.subject
LEFT JOIN gathering_guest gg ON gg.gathering = g.id AND gg.person = $2
WHERE g.community = $1 AND (CAST($6 AS text) IS NULL OR g.id = $6) AND (CAST($7 AS text) IS NULL OR g.subject = $7)
  AND g.from_day <= $9 AND (g.last_day IS NULL OR g.last_day >= $8)
  AND (($5 = 1 AND g.open = 1 AND g.belongs <> 'pair')
    OR ($5 = 2 AND g.shown = 1 AND ((g.belongs = 'community' AND g.asked = 0) OR (g.belongs = 'group' AND pg.shown = 2 AND pg.ended IS NULL)))
    OR ($5 = 0 AND (
       (g.belongs = 'community' AND (g.asked = 0 OR g.maker = $2 OR (g.asked = 1 AND ($3 = 1 OR $4 = 1))))
    OR (g.belongs = 'pair' AND (c.state IN ('begun', 'paused') OR g.cancelled = 1) AND (c.asker = $2 OR c.other = $2))
    OR (gg.person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $2 AND k.other = g.maker) OR (k.person = g.maker AND k.other = $2)))
    OR (g.belongs = 'group' AND pg.ended IS NULL AND (m.person IS NOT NULL OR pg.way = 2)))))
ORDER BY g.from_day, g.id;

-- query gathering_times_seen: each
-- in  community id, me id?, only id?, from_day int, to_day int, from time, to time
-- out gathering id, day int, began time?, minutes int?, cancelled flag, taken int, came int?, encounter id?, sequence int, changed time, answer text?
SELECT t.gathering, t.day, t.began, t.minutes, t.cancelled, t.taken, t.came, t.encounter, t.sequence, t.changed, a.answer
FROM gathering_time t JOIN gathering g ON g.id = t.gathering
LEFT JOIN gathering_answer a ON a.gathering = t.gathering AND a.day = t.day AND a.person = $2
WHERE g.community = $1 AND (CAST($3 AS text) IS NULL OR g.id = $3)
  AND ((t.day >= $4 AND t.day <= $5) OR (t.began >= $6 AND t.began < $7))
ORDER BY t.gathering, t.day;

-- ---- planning ----

-- query gathering_add: run
-- in  id id, community id, kind int, belongs text, subject id?, maker id?, owner id, title sealed?(gathering.title, owner, id)
-- in  about sealed?(gathering.about, owner, id), place sealed?(gathering.place, owner, id), link sealed?(gathering.link, owner, id)
-- in  mode int, zone text, first_day int, clock int, minutes int, repeats int, every int, weekdays int, until_day int?, times int
-- in  last_day int?, capacity int?, asked int, open flag, round_in int, round_out int, shown flag, town sealed?(gathering.town, owner, id), made time
-- The id comes with the form: the same form sent twice is one gathering.
INSERT INTO gathering (id, community, kind, belongs, subject, maker, owner, title, about, place, link, mode, zone, first_day, clock, minutes, repeats,
                       every, weekdays, until_day, times, from_day, last_day, capacity, asked, open, round_in, round_out, shown, town, made,
                       changed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $14, $22, $23, $24, $25, $26, $27, $28, $29, $30, $30)
ON CONFLICT (id) DO NOTHING;

-- query gathering_change: run
-- in  id id, owner id, title sealed(gathering.title, owner, id), about sealed?(gathering.about, owner, id), place sealed?(gathering.place, owner, id)
-- in  link sealed?(gathering.link, owner, id), mode int, clock int, minutes int, capacity int?, asked int, open flag, round_in int, round_out int
-- in  shown flag, town sealed?(gathering.town, owner, id), at time
UPDATE gathering SET title = $3, about = $4, place = $5, link = $6, mode = $7, clock = $8, minutes = $9, capacity = $10, asked = $11, open = $12,
       round_in = $13, round_out = $14, shown = $15, town = $16, changed = $17, sequence = sequence + 1, version = version + 1
WHERE id = $1 AND owner = $2;

-- query gathering_end: run
-- in  id id, until_day int, at time
-- No time by the rule after this day.
UPDATE gathering SET until_day = $2, last_day = CASE WHEN last_day IS NULL OR last_day > $2 THEN $2 ELSE last_day END, changed = $3,
       sequence = sequence + 1, version = version + 1 WHERE id = $1;

-- query gathering_call_off: run
-- in  id id, cancelled flag, at time
UPDATE gathering SET cancelled = $2, changed = $3, sequence = sequence + 1, version = version + 1 WHERE id = $1 AND cancelled <> $2;

-- query gathering_span: run
-- in  id id, day int
-- A time was moved to this day.
UPDATE gathering SET from_day = CASE WHEN from_day > $2 THEN $2 ELSE from_day END,
       last_day = CASE WHEN last_day < $2 THEN $2 ELSE last_day END WHERE id = $1;

-- query gathering_taken_most: one
-- in  gathering id, from_day int
-- out n int
-- How many come to the best attended of the times still ahead.
SELECT coalesce(max(taken), 0) AS n FROM gathering_time WHERE gathering = $1 AND day >= $2 AND cancelled = 0;

-- ---- a whole rule moves ----

-- query gathering_rule_set: run
-- in  id id, first_day int, clock int, minutes int, repeats int, weekdays int, until_day int?, times int, last_day int?, at time
-- From its first time on.
UPDATE gathering SET first_day = $2, clock = $3, minutes = $4, repeats = $5, weekdays = $6, until_day = $7, times = $8,
       from_day = CASE WHEN from_day < $2 THEN from_day ELSE $2 END, last_day = $9, changed = $10, sequence = sequence + 1, version = version + 1
WHERE id = $1;

-- query gathering_kept_from: many
-- in  gathering id, from_day int
-- out day int, began time?, cancelled flag
SELECT day, began, cancelled FROM gathering_time WHERE gathering = $1 AND day >= $2 ORDER BY day;

-- query gathering_time_to: run
-- in  gathering id, day int, to_gathering id, to_day int, stays flag, at time
-- A time of the old rule becomes one of the new.  What was moved by itself stays where it was; another day is answered anew.
UPDATE gathering_time SET gathering = $3, day = $4, taken = CASE WHEN $5 = 1 THEN taken ELSE 0 END, changed = $6, sequence = sequence + 1
WHERE gathering = $1 AND day = $2;

-- query gathering_answers_to: run
-- in  gathering id, day int, to_gathering id, to_day int
UPDATE gathering_answer SET gathering = $3, day = $4 WHERE gathering = $1 AND day = $2;

-- query gathering_items_to: run
-- in  gathering id, day int, to_gathering id, to_day int
UPDATE gathering_item SET gathering = $3, day = $4 WHERE gathering = $1 AND day = $2;

-- query gathering_time_away: run
-- in  gathering id, day int
DELETE FROM gathering_time WHERE gathering = $1 AND day = $2;

-- query gathering_guests_copy: run
-- in  gathering id, to_gathering id
INSERT INTO gathering_guest (gathering, person, named) SELECT CAST($2 AS text), person, named FROM gathering_guest WHERE gathering = $1
ON CONFLICT (gathering, person) DO NOTHING;

-- query gathering_wishes_copy: run
-- in  gathering id, to_gathering id
INSERT INTO gathering_wish (gathering, person, before) SELECT CAST($2 AS text), person, before FROM gathering_wish WHERE gathering = $1
ON CONFLICT (gathering, person) DO NOTHING;

-- ---- one time ----

-- query gathering_time_put: run
-- in  id id, gathering id, day int, at time
INSERT INTO gathering_time (id, gathering, day, changed) VALUES ($1, $2, $3, $4) ON CONFLICT (gathering, day) DO NOTHING;

-- query gathering_time_move: run
-- in  gathering id, day int, began time, minutes int, at time
UPDATE gathering_time SET began = $3, minutes = $4, changed = $5, sequence = sequence + 1 WHERE gathering = $1 AND day = $2;

-- query gathering_time_call_off: run
-- in  gathering id, day int, cancelled flag, at time
UPDATE gathering_time SET cancelled = $3, changed = $4, sequence = sequence + 1 WHERE gathering = $1 AND day = $2 AND cancelled <> $3;

-- query gathering_seat_take: run
-- in  gathering id, day int, capacity int?
-- No row: it is full.
UPDATE gathering_time SET taken = taken + 1 WHERE gathering = $1 AND day = $2 AND (CAST($3 AS bigint) IS NULL OR taken < $3);

-- query gathering_seat_give: run
-- in  gathering id, day int
UPDATE gathering_time SET taken = taken - 1 WHERE gathering = $1 AND day = $2 AND taken > 0;

-- query gathering_answer_get: one
-- in  gathering id, day int, person id
-- out answer text
SELECT answer FROM gathering_answer WHERE gathering = $1 AND day = $2 AND person = $3;

-- query gathering_answer_put: run
-- in  gathering id, day int, person id, answer text, at time
INSERT INTO gathering_answer (gathering, day, person, answer, said) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (gathering, day, person) DO UPDATE SET answer = excluded.answer, said = excluded.said;

-- query gathering_wish_put: run
-- in  gathering id, person id, before int
INSERT INTO gathering_wish (gathering, person, before) VALUES ($1, $2, $3) ON CONFLICT (gathering, person) DO UPDATE SET before = excluded.before;

-- query gathering_wishes_where: many
-- in  person id, now time
-- out community id
-- In which communities that are open to them somebody wishes to be reminded of something.
SELECT DISTINCT g.community FROM gathering_wish w JOIN gathering g ON g.id = w.gathering
JOIN membership m ON m.community = g.community AND m.person = w.person AND m.left_at IS NULL AND coalesce(m.closed_until, 0) <= $2
WHERE w.person = $1 ORDER BY g.community;

-- query gathering_changes_for: one
-- in  person id, from time, until time, now time, today int
-- out n int
-- Times to which somebody says that they come, or may, and that were called off or moved between two moments.
SELECT count(*) AS n FROM gathering_answer a JOIN gathering g ON g.id = a.gathering
JOIN membership m ON m.community = g.community AND m.person = a.person AND m.left_at IS NULL AND coalesce(m.closed_until, 0) <= $4
LEFT JOIN gathering_time t ON t.gathering = a.gathering AND t.day = a.day
WHERE a.person = $1 AND a.answer <> 'no' AND a.day >= $5
  AND ((g.cancelled = 1 AND g.changed > $2 AND g.changed <= $3)
    OR (t.changed > $2 AND t.changed <= $3 AND t.encounter IS NULL AND (t.cancelled = 1 OR t.began IS NOT NULL)));

-- query gathering_wish_remove: run
-- in  gathering id, person id
DELETE FROM gathering_wish WHERE gathering = $1 AND person = $2;

-- ---- who is asked by name ----

-- query gathering_guests: many
-- in  gathering id, day int
-- out person id, name sealed?(person.name, person, person), answer text?
-- And what they said to that time.
SELECT p.id AS person, p.name, a.answer FROM gathering_guest x JOIN person p ON p.id = x.person
LEFT JOIN gathering_answer a ON a.gathering = x.gathering AND a.day = $2 AND a.person = x.person
WHERE x.gathering = $1 ORDER BY x.named, p.id LIMIT 200;

-- query gathering_to_name: many
-- in  gathering id, community id, me id
-- out person id, name sealed?(person.name, person, person)
-- Those who walk with me, and who are in a group with me: there is no list of all members.
SELECT p.id AS person, p.name FROM person p
JOIN membership ms ON ms.person = p.id AND ms.community = $2 AND ms.left_at IS NULL
WHERE p.id <> $3
  AND (EXISTS (SELECT 1 FROM connection c WHERE c.community = $2 AND c.state IN ('begun', 'paused') AND ((c.asker = $3 AND c.other = p.id) OR (c.other = $3 AND c.asker = p.id)))
    OR EXISTS (SELECT 1 FROM peer_group_member a JOIN peer_group_member b ON b.peer_group = a.peer_group JOIN peer_group pg ON pg.id = a.peer_group
               WHERE a.person = $3 AND b.person = p.id AND pg.community = $2 AND pg.ended IS NULL))
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $3 AND k.other = p.id) OR (k.person = p.id AND k.other = $3))
  AND NOT EXISTS (SELECT 1 FROM gathering_guest x WHERE x.gathering = $1 AND x.person = p.id)
ORDER BY p.id LIMIT 50;

-- query gathering_called: many
-- in  community id, name_index blob
-- out person id
-- Members with this name: for whoever coordinates.
SELECT p.id AS person FROM person p JOIN membership m ON m.person = p.id AND m.community = $1 AND m.left_at IS NULL
WHERE p.name_index = $2 ORDER BY p.id LIMIT 2;

-- query gathering_guest_add: run
-- in  gathering id, person id, at time
INSERT INTO gathering_guest (gathering, person, named) VALUES ($1, $2, $3) ON CONFLICT (gathering, person) DO NOTHING;

-- query gathering_guest_remove: run
-- in  gathering id, person id
DELETE FROM gathering_guest WHERE gathering = $1 AND person = $2;

-- query gathering_guest_count: one
-- in  gathering id
-- out n int
SELECT count(*) AS n FROM gathering_guest WHERE gathering = $1;

-- query gathering_unasked_seats: run
-- in  gathering id, person id, now_day int
-- Who is not asked any more gives their places back.
UPDATE gathering_time SET taken = taken - 1 WHERE gathering = $1 AND taken > 0 AND day >= $3
  AND EXISTS (SELECT 1 FROM gathering_answer a WHERE a.gathering = $1 AND a.day = gathering_time.day AND a.person = $2 AND a.answer = 'yes');

-- query gathering_unasked_answers: run
-- in  gathering id, person id, now_day int
DELETE FROM gathering_answer WHERE gathering = $1 AND person = $2 AND day >= $3;

-- query gathering_named_for: one
-- in  person id, from time, until time, now time
-- out n int
-- Where somebody was named between two moments, and may still see it.
SELECT count(*) AS n FROM gathering_guest x JOIN gathering g ON g.id = x.gathering
JOIN membership m ON m.community = g.community AND m.person = x.person AND m.left_at IS NULL AND coalesce(m.closed_until, 0) <= $4
WHERE x.person = $1 AND x.named > $2 AND x.named <= $3 AND g.cancelled = 0
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $1 AND k.other = g.maker) OR (k.person = g.maker AND k.other = $1));

-- query gathering_over_guests: run
-- in  gathering id
DELETE FROM gathering_guest WHERE gathering = $1;

-- ---- what is talked about ----

-- query gathering_items: many
-- in  gathering id, day int, me id
-- out id id, writer id, name sealed?(person.name, writer, writer), words sealed?(gathering_item.words, writer, id), minutes int, mine flag
-- Of people who are kept apart neither reads the other's.
SELECT i.id, i.writer, p.name, i.words, i.minutes, CASE WHEN i.writer = $3 THEN 1 ELSE 0 END AS mine
FROM gathering_item i JOIN person p ON p.id = i.writer
WHERE i.gathering = $1 AND i.day = $2
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = $3 AND k.other = i.writer) OR (k.person = i.writer AND k.other = $3))
ORDER BY i.said, i.id LIMIT 50;

-- query gathering_items_count: one
-- in  gathering id, day int
-- out n int, minutes int
SELECT count(*) AS n, coalesce(sum(minutes), 0) AS minutes FROM gathering_item WHERE gathering = $1 AND day = $2;

-- query gathering_item_add: run
-- in  id id, gathering id, day int, writer id, words sealed(gathering_item.words, writer, id), minutes int, at time
INSERT INTO gathering_item (id, gathering, day, writer, words, minutes, said) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query gathering_item_remove: run
-- in  id id, gathering id, day int, writer id?
-- writer: only their own; NULL: whoever runs it.
DELETE FROM gathering_item WHERE id = $1 AND gathering = $2 AND day = $3 AND (CAST($4 AS text) IS NULL OR writer = $4);

-- ---- who came ----

-- query gathering_coming: many
-- in  gathering id, day int
-- out person id, name sealed?(person.name, person, person), answer text, came flag
-- Who said yes or maybe, or was there.
SELECT a.person, p.name, a.answer, CASE WHEN EXISTS (SELECT 1 FROM gathering_came x WHERE x.gathering = a.gathering AND x.day = a.day AND x.person = a.person)
       THEN 1 ELSE 0 END AS came
FROM gathering_answer a JOIN person p ON p.id = a.person
WHERE a.gathering = $1 AND a.day = $2 AND a.answer <> 'no' ORDER BY a.answer DESC, a.said, a.person LIMIT 500;

-- query gathering_aliases: many
-- in  gathering id, day int
-- out id id, community id, alias sealed?(gathering_came.alias, community, id)
SELECT id, community, alias FROM gathering_came WHERE gathering = $1 AND day = $2 AND person IS NULL ORDER BY noted, id LIMIT 500;

-- query gathering_came_clear: run
-- in  gathering id, day int
DELETE FROM gathering_came WHERE gathering = $1 AND day = $2;

-- query gathering_came_add: run
-- in  id id, gathering id, day int, community id, person id?, alias sealed?(gathering_came.alias, community, id), at time
INSERT INTO gathering_came (id, gathering, day, community, person, alias, noted) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query gathering_came_count: run
-- in  gathering id, day int, came int, at time
UPDATE gathering_time SET came = $3, changed = CASE WHEN changed > $4 THEN changed ELSE changed END WHERE gathering = $1 AND day = $2;

-- query gathering_rule_get: one
-- in  community id
-- out attendance text, version int
SELECT attendance, version FROM gathering_rule WHERE community = $1;

-- query gathering_rule_put: run
-- in  community id, attendance text
INSERT INTO gathering_rule (community, attendance) VALUES ($1, $2)
ON CONFLICT (community) DO UPDATE SET attendance = excluded.attendance, version = gathering_rule.version + 1;

-- ---- what was recorded ----

-- query gathering_recorded: run
-- in  gathering id, day int, encounter id, began time, minutes int, came int
-- No row: it is recorded already.  When it was stays as it was, whatever the rule becomes.
UPDATE gathering_time SET encounter = $3, began = $4, minutes = $5, came = $6 WHERE gathering = $1 AND day = $2 AND encounter IS NULL;

-- query gathering_not_recorded: run
-- in  encounter id
UPDATE gathering_time SET encounter = NULL WHERE encounter = $1;

-- ---- what others do ----

-- query gathering_pair_over: run
-- in  connection id, at time, today int
-- The two no longer walk together: what lay ahead is called off.
UPDATE gathering SET cancelled = 1, changed = $2, sequence = sequence + 1, version = version + 1
WHERE belongs = 'pair' AND subject = $1 AND cancelled = 0 AND (last_day IS NULL OR last_day >= $3);

-- query gathering_group_over: run
-- in  group id, at time
-- The group has ended: what lay ahead is called off.
UPDATE gathering SET cancelled = 1, changed = $2, sequence = sequence + 1, version = version + 1
WHERE belongs = 'group' AND subject = $1 AND cancelled = 0;

-- query gathering_gone_seats: run
-- in  person id, group id, now_day int
-- Somebody went from a group: their places ahead become free.
UPDATE gathering_time SET taken = taken - 1 WHERE taken > 0 AND day >= $3
  AND EXISTS (SELECT 1 FROM gathering_answer a JOIN gathering g ON g.id = a.gathering WHERE a.gathering = gathering_time.gathering
              AND a.day = gathering_time.day AND a.person = $1 AND a.answer = 'yes' AND g.belongs = 'group' AND g.subject = $2);

-- query gathering_gone_answers: run
-- in  person id, group id, now_day int
DELETE FROM gathering_answer WHERE person = $1 AND day >= $3 AND gathering IN (SELECT id FROM gathering WHERE belongs = 'group' AND subject = $2);

-- query gathering_of_subject: many
-- in  subject id
-- out id id, community id
SELECT id, community FROM gathering WHERE subject = $1 ORDER BY id;

-- query gathering_leaver_seats: run
-- in  person id, community id?, now_day int
-- Their places ahead become free.
UPDATE gathering_time SET taken = taken - 1 WHERE taken > 0 AND day >= $3
  AND EXISTS (SELECT 1 FROM gathering_answer a JOIN gathering g ON g.id = a.gathering WHERE a.gathering = gathering_time.gathering
              AND a.day = gathering_time.day AND a.person = $1 AND a.answer = 'yes' AND (CAST($2 AS text) IS NULL OR g.community = $2));

-- query gathering_leaver_answers: run
-- in  person id, community id?, now_day int?
-- now_day NULL: those of the past too.
DELETE FROM gathering_answer WHERE person = $1 AND (CAST($3 AS bigint) IS NULL OR day >= $3)
  AND (CAST($2 AS text) IS NULL OR gathering IN (SELECT id FROM gathering WHERE community = $2));

-- query gathering_leaver_wishes: run
-- in  person id, community id?
DELETE FROM gathering_wish WHERE person = $1 AND (CAST($2 AS text) IS NULL OR gathering IN (SELECT id FROM gathering WHERE community = $2));

-- query gathering_leaver_items: run
-- in  person id
DELETE FROM gathering_item WHERE writer = $1;

-- query gathering_leaver_came: run
-- in  person id
DELETE FROM gathering_came WHERE person = $1;

-- query gathering_leaver_pairs: run
-- in  person id, community id?, at time, today int
-- What they planned with somebody they walk with is called off.
UPDATE gathering SET cancelled = 1, changed = $3, sequence = sequence + 1 WHERE belongs = 'pair' AND cancelled = 0 AND (CAST($2 AS text) IS NULL OR community = $2)
  AND (last_day IS NULL OR last_day >= $4)
  AND subject IN (SELECT id FROM connection WHERE asker = $1 OR other = $1);

-- query gathering_leaver_ahead: run
-- in  person id, today int
-- What they planned for two and lay ahead: the other finds there that it was called off.  Its words go with their key.
UPDATE gathering SET owner = community, title = NULL, about = NULL, place = NULL, link = NULL
WHERE owner = $1 AND belongs = 'pair' AND cancelled = 1 AND (last_day IS NULL OR last_day >= $2);

-- query gathering_leaver_named: run
-- in  person id, community id?, at time
-- What they planned for people they named: nobody is left who could move it or call it off.
UPDATE gathering SET cancelled = 1, changed = $3, sequence = sequence + 1, version = version + 1
WHERE maker = $1 AND belongs = 'community' AND asked = 2 AND cancelled = 0 AND (CAST($2 AS text) IS NULL OR community = $2);

-- query gathering_leaver_guest: run
-- in  person id, community id?
DELETE FROM gathering_guest WHERE person = $1 AND (CAST($2 AS text) IS NULL OR gathering IN (SELECT id FROM gathering WHERE community = $2));

-- query gathering_leaver_plans: many
-- in  person id, community id?
-- out id id, community id
-- What others have to hear of: planned for two of whom they are one, or for people they named.
SELECT id, community FROM gathering WHERE (CAST($2 AS text) IS NULL OR community = $2)
  AND ((belongs = 'community' AND asked = 2 AND maker = $1) OR (belongs = 'pair' AND subject IN (SELECT id FROM connection WHERE asker = $1 OR other = $1)))
ORDER BY id;

-- query gathering_leaver_made: run
-- in  person id
-- It goes on without its planner's name.
UPDATE gathering SET maker = NULL WHERE maker = $1;

-- query gathering_leaver_owned: many
-- in  person id
-- out id id
-- What they planned for two: its words open no more.
SELECT id FROM gathering WHERE owner = $1 ORDER BY id;

-- ---- checks ----

-- query check_gathering_seats: one
-- out n int
-- A time whose number is not that of those who said yes, or is more than there is room for.
SELECT count(*) AS n FROM gathering_time t JOIN gathering g ON g.id = t.gathering
WHERE t.taken > coalesce(g.capacity, t.taken)
   OR (g.cancelled = 0 AND t.taken < (SELECT count(*) FROM gathering_answer a WHERE a.gathering = t.gathering AND a.day = t.day AND a.answer = 'yes'));

-- ---- everything of mine, and what is held ----

-- query gatherings_mine_planned: each
-- in  person text
-- out id text, kind choice(gatherings_kinds), owner text, title sealed(gathering.title, owner, id)?, about sealed(gathering.about, owner, id)?
-- out place sealed(gathering.place, owner, id)?, link sealed(gathering.link, owner, id)?, zone text, first_day int, clock int, minutes int, made time
SELECT id, kind, owner, title, about, place, link, zone, first_day, clock, minutes, made FROM gathering WHERE maker = $1 ORDER BY made, id;

-- query gatherings_mine_answers: each
-- in  person text
-- out gathering text, day int, answer text, said time
SELECT gathering, day, answer, said FROM gathering_answer WHERE person = $1 ORDER BY said, gathering, day;

-- query gatherings_mine_asked: each
-- in  person text
-- out gathering text, named time
SELECT gathering, named FROM gathering_guest WHERE person = $1 ORDER BY named, gathering;

-- query gatherings_mine_wishes: each
-- in  person text
-- out gathering text, before int
SELECT gathering, before FROM gathering_wish WHERE person = $1 ORDER BY gathering;

-- query gatherings_mine_items: each
-- in  person text
-- out id text, gathering text, day int, writer text, words sealed(gathering_item.words, writer, id), minutes int, said time
SELECT id, gathering, day, writer, words, minutes, said FROM gathering_item WHERE writer = $1 ORDER BY said, id;

-- query gatherings_mine_came: each
-- in  person text
-- out gathering text, day int, noted time
SELECT gathering, day, noted FROM gathering_came WHERE person = $1 ORDER BY noted, id;

-- query gatherings_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'gathering.maker' AS place, count(*) AS n FROM gathering WHERE maker = $1
UNION ALL SELECT 'gathering.owner' AS place, count(*) AS n FROM gathering WHERE owner = $1
UNION ALL SELECT 'gathering_answer.person' AS place, count(*) AS n FROM gathering_answer WHERE person = $1
UNION ALL SELECT 'gathering_guest.person' AS place, count(*) AS n FROM gathering_guest WHERE person = $1
UNION ALL SELECT 'gathering_wish.person' AS place, count(*) AS n FROM gathering_wish WHERE person = $1
UNION ALL SELECT 'gathering_item.writer' AS place, count(*) AS n FROM gathering_item WHERE writer = $1
UNION ALL SELECT 'gathering_came.person' AS place, count(*) AS n FROM gathering_came WHERE person = $1;

-- ---- what goes after a time ----

-- query gathering_names_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- Times long over with names or words of people still at them.
SELECT t.id, NULL AS one, NULL AS other FROM gathering_time t JOIN gathering g ON g.id = t.gathering
WHERE g.community = $1 AND t.day * 86400 < $2 AND t.id > $3
  AND (EXISTS (SELECT 1 FROM gathering_answer a WHERE a.gathering = t.gathering AND a.day = t.day)
    OR EXISTS (SELECT 1 FROM gathering_item i WHERE i.gathering = t.gathering AND i.day = t.day)
    OR EXISTS (SELECT 1 FROM gathering_came x WHERE x.gathering = t.gathering AND x.day = t.day))
ORDER BY t.id LIMIT $4;

-- query gathering_time_by_id: one
-- in  id id
-- out gathering id, day int
SELECT gathering, day FROM gathering_time WHERE id = $1;

-- query gathering_over_answers: run
-- in  gathering id, day int?
DELETE FROM gathering_answer WHERE gathering = $1 AND (CAST($2 AS bigint) IS NULL OR day = $2);

-- query gathering_over_items: run
-- in  gathering id, day int?
DELETE FROM gathering_item WHERE gathering = $1 AND (CAST($2 AS bigint) IS NULL OR day = $2);

-- query gathering_over_came: run
-- in  gathering id, day int?
DELETE FROM gathering_came WHERE gathering = $1 AND (CAST($2 AS bigint) IS NULL OR day = $2);

-- query gatherings_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
-- All of it is long over.
SELECT g.id, g.maker AS one, NULL AS other FROM gathering g
WHERE g.community = $1 AND g.last_day IS NOT NULL AND g.last_day * 86400 < $2 AND g.id > $3
ORDER BY g.id LIMIT $4;

-- query gathering_over_wishes: run
-- in  gathering id
DELETE FROM gathering_wish WHERE gathering = $1;

-- query gathering_over_times: run
-- in  gathering id
DELETE FROM gathering_time WHERE gathering = $1;

-- query gathering_remove: run
-- in  id id
DELETE FROM gathering WHERE id = $1;
