-- query matching_asker: one
-- in  community id, person id
-- out person id, languages text, zone text, ways int, week text, gender int?, age_band int?, veteran flag, family flag, wishes int, needed int, lat int?, lon int?, reach int?
-- What somebody said about themselves for being brought together with others; all of it may be missing.
SELECT p.id AS person, p.languages, p.zone, coalesce(m.ways, 0) AS ways, coalesce(m.week, '') AS week, m.gender, m.age_band,
       coalesce(m.veteran, 0) AS veteran, coalesce(m.family, 0) AS family, coalesce(m.wishes, 0) AS wishes, coalesce(m.wishes_needed, 0) AS needed,
       h.lat, h.lon, m.reach
FROM person p LEFT JOIN meeting_profile m ON m.person = p.id AND m.community = $1 LEFT JOIN place h ON h.id = m.place
WHERE p.id = $2 AND p.left_at IS NULL;

-- query matching_other: one
-- in  community id, person id
-- out person id, languages text, zone text, ways int, week text, gender int?, age_band int?, veteran flag, family flag, wishes int, needed int, lat int?, lon int?, reach int?, kinds int, capacity int, walking int
-- One person, whether or not they have room now: for the reasons beside a proposal.
SELECT p.id AS person, p.languages, p.zone, coalesce(m.ways, 0) AS ways, coalesce(m.week, '') AS week, m.gender, m.age_band,
       coalesce(m.veteran, 0) AS veteran, coalesce(m.family, 0) AS family, coalesce(m.wishes, 0) AS wishes, coalesce(m.wishes_needed, 0) AS needed,
       h.lat, h.lon, m.reach, coalesce(s.kinds, 0) AS kinds, coalesce(n.capacity, 0) AS capacity, coalesce(n.walking, 0) AS walking
FROM person p
LEFT JOIN meeting_profile m ON m.person = p.id AND m.community = $1
LEFT JOIN place h ON h.id = m.place
LEFT JOIN supporter_room s ON s.person = p.id AND s.community = $1
LEFT JOIN supporter_places n ON n.person = s.person
WHERE p.id = $2 AND p.left_at IS NULL;

-- query matching_tags: many
-- in  community id, asker id, own int
-- out tag id, community id, code text?, label sealed?(tag.label, community, tag), label_es sealed?(tag.label_es, community, tag), matters int
-- The asker's experiences that may be used.
SELECT t.id AS tag, t.community, t.code, t.label, t.label_es, max(a.matters) AS matters
FROM experience a JOIN tag t ON t.id = a.tag
WHERE a.community = $1 AND a.person = $2 AND a.shown >= $3
GROUP BY t.id ORDER BY t.id;

-- query matching_tellers: many
-- in  community id, asker id, own int, seen int
-- out tag id, n int
-- How many of those who have told of room tell each of the asker's experiences to the reader.
SELECT a.tag, (SELECT count(DISTINCT o.person) FROM experience o
               JOIN supporter_room s ON s.person = o.person AND s.community = o.community
               WHERE o.tag = a.tag AND o.community = $1 AND o.shown >= $4) AS n
FROM experience a
WHERE a.community = $1 AND a.person = $2 AND a.shown >= $3 AND a.tag IS NOT NULL
GROUP BY a.tag ORDER BY a.tag;

-- query matching_shared: each
-- in  community id, asker id, own int, seen int
-- out person id, tag id, support_with int
-- Who tells an experience that the asker tells too.
SELECT o.person, o.tag, max(o.support_with) AS support_with
FROM experience a JOIN experience o ON o.tag = a.tag AND o.community = a.community AND o.person <> a.person
WHERE a.community = $1 AND a.person = $2 AND a.shown >= $3 AND o.shown >= $4
GROUP BY o.person, o.tag;

-- query matching_interests: many
-- in  community id, asker id
-- out tag id, community id, code text?, label sealed?(tag.label, community, tag), label_es sealed?(tag.label_es, community, tag)
SELECT t.id AS tag, t.community, t.code, t.label, t.label_es
FROM interest a JOIN tag t ON t.id = a.tag
WHERE a.community = $1 AND a.person = $2 ORDER BY t.id;

-- query matching_interests_shared: each
-- in  community id, asker id
-- out person id, tag id
SELECT o.person, o.tag
FROM interest a JOIN interest o ON o.tag = a.tag AND o.community = a.community AND o.person <> a.person
WHERE a.community = $1 AND a.person = $2;

-- query matching_names: many
-- in  a id?, b id?, c id?, d id?, e id?, f id?, g id?, h id?, i id?, j id?
-- out person id, name sealed(person.name, person, person)
-- The names of those who are shown, in one go.
SELECT id AS person, name FROM person WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query matching_people: one
-- in  community id
-- out n int
-- How many have told of room, open or not: among them an experience is rare or not.
SELECT count(*) AS n FROM supporter_room WHERE community = $1;

-- query matching_places: each
-- out community id, formality int
-- Where anybody has told of room.
SELECT c.id AS community, c.formality FROM community c
WHERE EXISTS (SELECT 1 FROM supporter_room s WHERE s.community = c.id) ORDER BY c.id;

-- query matching_mark: run
-- in  community id, person id, mark id, at time
INSERT INTO matching_changed (community, person, mark, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (community, person) DO UPDATE SET mark = $3, at = $4;

-- query matching_mark_room: run
-- in  person id, community id?, mark id, at time
-- Where this person has room: there, or without a community everywhere.
INSERT INTO matching_changed (community, person, mark, at)
SELECT s.community, s.person, $3, $4 FROM supporter_room s
WHERE s.person = $1 AND (CAST($2 AS TEXT) IS NULL OR s.community = $2)
ON CONFLICT (community, person) DO UPDATE SET mark = $3, at = $4;

-- query matching_marks: each
-- in  community id, since time
-- out person id, mark id
SELECT person, mark FROM matching_changed WHERE community = $1 AND at >= $2;

-- query matching_named: one
-- in  community id, now time
-- out n int, sum int
-- Who holds the role of supporter now, as two numbers that differ when it is others.
SELECT count(*) AS n, CAST(coalesce(sum(from_at), 0) AS BIGINT) AS sum FROM role_held
WHERE community = $1 AND role = 'supporter' AND from_at <= $2 AND (until_at IS NULL OR until_at > $2);

-- query matching_roster: each
-- in  community id, now time, today int, everyone int, a id?, b id?, c id?, d id?, e id?, f id?, g id?, h id?, i id?, j id?
-- out person id, languages text, zone text, ways int, week text, gender int?, age_band int?, veteran flag, family flag, wishes int, needed int, lat int?, lon int?, reach int?, kinds int, capacity int, walking int, open flag, named flag, away int
-- Everyone who has told of room, or (everyone 0) these few of them.  Who has left has no room (a check of asks).  named: holds the role of supporter.  today: the day in UTC.
-- away: bit 0, 1, 2 for days off on the day before, that day, the day after; which of them it is where they live is for the
-- reader of the row.
WITH who AS (
  SELECT community, person, kinds, state FROM supporter_room WHERE community = $1 AND CAST($4 AS INTEGER) = 1
  UNION ALL
  SELECT community, person, kinds, state FROM supporter_room WHERE community = $1 AND CAST($4 AS INTEGER) = 0 AND person IN ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14))
SELECT p.id AS person, p.languages, p.zone, coalesce(m.ways, 0) AS ways, coalesce(m.week, '') AS week, m.gender, m.age_band,
       coalesce(m.veteran, 0) AS veteran, coalesce(m.family, 0) AS family, coalesce(m.wishes, 0) AS wishes, coalesce(m.wishes_needed, 0) AS needed,
       o.lat, o.lon, m.reach, s.kinds, n.capacity, n.walking, CASE WHEN s.state = 'open' THEN 1 ELSE 0 END AS open,
       CASE WHEN EXISTS (SELECT 1 FROM role_held h WHERE h.person = s.person AND h.community = s.community AND h.role = 'supporter'
                           AND h.from_at <= $2 AND (h.until_at IS NULL OR h.until_at > $2)) THEN 1 ELSE 0 END AS named,
       (SELECT coalesce(max(CASE WHEN t.from_day < $3 AND t.until_day + 1 >= $3 THEN 1 ELSE 0 END)
               + max(CASE WHEN t.from_day <= $3 AND t.until_day >= $3 THEN 2 ELSE 0 END)
               + max(CASE WHEN t.from_day - 1 <= $3 AND t.until_day > $3 THEN 4 ELSE 0 END), 0)
        FROM time_off t WHERE t.person = s.person AND t.until_day >= $3 - 1 AND t.from_day <= $3 + 1) AS away
FROM who s
JOIN supporter_places n ON n.person = s.person
JOIN person p ON p.id = s.person
LEFT JOIN meeting_profile m ON m.person = s.person AND m.community = s.community
LEFT JOIN place o ON o.id = m.place;

-- query matching_roster_all: each
-- in  community id
-- out person id, languages text, zone text, ways int, week text, gender int?, age_band int?, veteran flag, family flag, wishes int, needed int, place id?, reach int?, kinds int, capacity int, walking int, open flag
-- Everyone who has told of room, as above, but for what few of them have or many share: that is asked for by itself, which is
-- quicker for a hundred thousand than to look for it beside each.
SELECT p.id AS person, p.languages, p.zone, coalesce(m.ways, 0) AS ways, coalesce(m.week, '') AS week, m.gender, m.age_band,
       coalesce(m.veteran, 0) AS veteran, coalesce(m.family, 0) AS family, coalesce(m.wishes, 0) AS wishes, coalesce(m.wishes_needed, 0) AS needed,
       m.place, m.reach, s.kinds, n.capacity, n.walking, CASE WHEN s.state = 'open' THEN 1 ELSE 0 END AS open
FROM supporter_room s
JOIN supporter_places n ON n.person = s.person
JOIN person p ON p.id = s.person
LEFT JOIN meeting_profile m ON m.person = s.person AND m.community = s.community
WHERE s.community = $1;

-- query matching_roster_named: each
-- in  community id, now time
-- out person id
-- Who holds the role of supporter now.
SELECT person FROM role_held
WHERE community = $1 AND role = 'supporter' AND from_at <= $2 AND (until_at IS NULL OR until_at > $2);

-- query matching_roster_places: each
-- in  community id
-- out id id, lat int?, lon int?
SELECT id, lat, lon FROM place WHERE community = $1;

-- query matching_roster_told: each
-- in  community id, seen int
-- out person id, tag id, shown int, support_with flag
-- The same experience may come twice, told in different ways.
SELECT e.person, e.tag, e.shown, e.support_with
FROM supporter_room s JOIN experience e ON e.community = s.community AND e.person = s.person
WHERE s.community = $1 AND e.shown >= $2 AND e.tag IS NOT NULL;

-- query matching_roster_likes: each
-- in  community id
-- out person id, tag id
SELECT i.person, i.tag FROM supporter_room s JOIN interest i ON i.community = s.community AND i.person = s.person
WHERE s.community = $1;

-- query matching_roster_few_told: each
-- in  community id, seen int, a id?, b id?, c id?, d id?, e id?, f id?, g id?, h id?, i id?, j id?
-- out person id, tag id, support_with int
SELECT person, tag, max(support_with) AS support_with FROM experience
WHERE community = $1 AND shown >= $2 AND tag IS NOT NULL AND person IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
GROUP BY person, tag;

-- query matching_roster_few_likes: each
-- in  community id, a id?, b id?, c id?, d id?, e id?, f id?, g id?, h id?, i id?, j id?
-- out person id, tag id
SELECT person, tag FROM interest WHERE community = $1 AND person IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- query matching_apart: each
-- in  person id
-- out other id
-- Whom to keep apart from somebody, said by either, by account or by name.
SELECT k.other FROM keep_apart k WHERE k.person = $1 AND k.other IS NOT NULL
UNION SELECT p.id FROM keep_apart k JOIN person p ON p.name_index = k.name_index WHERE k.person = $1
UNION SELECT k.person FROM keep_apart k WHERE k.other = $1
UNION SELECT k.person FROM person a JOIN keep_apart k ON k.name_index = a.name_index WHERE a.id = $1;

-- query matching_away: each
-- in  community id, today int
-- out person id, zone text, away int
-- Who has time off the day before, that day in UTC or the day after; away as in matching_roster.  CROSS JOIN: few have, so
-- SQLite must not begin with everyone who has room.
SELECT t.person, max(p.zone) AS zone,
       max(CASE WHEN t.from_day < $2 AND t.until_day + 1 >= $2 THEN 1 ELSE 0 END)
       + max(CASE WHEN t.from_day <= $2 AND t.until_day >= $2 THEN 2 ELSE 0 END)
       + max(CASE WHEN t.from_day - 1 <= $2 AND t.until_day > $2 THEN 4 ELSE 0 END) AS away
FROM time_off t CROSS JOIN supporter_room s CROSS JOIN person p
WHERE s.person = t.person AND p.id = t.person AND s.community = $1 AND t.until_day >= $2 - 1 AND t.from_day <= $2 + 1
GROUP BY t.person;

-- query matching_weights: one
-- in  community id
-- out experience int, support_with int, interests int, hours int, way int, wishes int, room int, version int
SELECT experience, support_with, interests, hours, way, wishes, room, version FROM matching_weights WHERE community = $1;

-- query matching_weights_first: run
-- in  community id, experience int, support_with int, interests int, hours int, way int, wishes int, room int
INSERT INTO matching_weights (community, experience, support_with, interests, hours, way, wishes, room, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT (community) DO NOTHING;

-- query matching_weights_set: run
-- in  community id, version int, experience int, support_with int, interests int, hours int, way int, wishes int, room int
UPDATE matching_weights SET experience = $3, support_with = $4, interests = $5, hours = $6, way = $7, wishes = $8, room = $9,
       version = version + 1
WHERE community = $1 AND version = $2;

-- query matching_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'matching_changed.person' AS place, count(*) AS n FROM matching_changed WHERE person = $1;

-- query matching_too_much_mine: many
-- in  community id, person id
-- out id id, person id, words sealed(too_much.words, person, id)
-- What somebody cannot take on in others now.
SELECT id, person, words FROM too_much WHERE community = $1 AND person = $2 ORDER BY id;

-- query matching_too_much_for: each
-- in  community id, a blob?, b blob?, c blob?, d blob?, e blob?, f blob?, g blob?, h blob?
-- out person id
-- For whom one of these would be too much.
SELECT DISTINCT person FROM too_much WHERE community = $1 AND tag_index IN ($2, $3, $4, $5, $6, $7, $8, $9);

-- query matching_tags_named: each
-- in  community id, a text?, b text?, c text?, d text?, e text?, f text?, g text?, h text?
-- out tag id
-- Experiences by their codes in Kith's list, or their ids.
SELECT id AS tag FROM tag WHERE community = $1 AND kind = 'experience'
  AND (code IN ($2, $3, $4, $5, $6, $7, $8, $9) OR id IN ($2, $3, $4, $5, $6, $7, $8, $9));

-- query matching_tell_one_of_few: each
-- in  community id, seen int, a text?, b text?, c text?, d text?, e text?, f text?, g text?, h text?, p0 id?, p1 id?, p2 id?, p3 id?, p4 id?, p5 id?, p6 id?, p7 id?, p8 id?, p9 id?
-- out person id
-- The same as matching_tell_one_of, of these ten.
SELECT DISTINCT o.person FROM experience o JOIN tag t ON t.id = o.tag
WHERE o.community = $1 AND o.shown >= $2 AND o.person IN ($11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  AND (t.code IN ($3, $4, $5, $6, $7, $8, $9, $10) OR t.id IN ($3, $4, $5, $6, $7, $8, $9, $10));

-- query matching_tell_one_of: each
-- in  community id, seen int, a text?, b text?, c text?, d text?, e text?, f text?, g text?, h text?
-- out person id
-- Those with room who tell one of these; codes of Kith's list, or ids of tags.
SELECT DISTINCT e.person FROM tag t JOIN experience e ON e.tag = t.id JOIN supporter_room s ON s.person = e.person AND s.community = e.community
WHERE t.community = $1 AND t.kind = 'experience' AND e.shown >= $2
  AND (t.code IN ($3, $4, $5, $6, $7, $8, $9, $10) OR t.id IN ($3, $4, $5, $6, $7, $8, $9, $10));
