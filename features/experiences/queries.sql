-- What people tell about themselves: tags, experiences, how they like to meet, interests, whom to keep apart.

-- ---- tags ----

-- query experiences_tag_by_index: one
-- in  community text, kind text, label_index blob
-- out id text, code text?, offered flag
SELECT id, code, offered FROM tag WHERE community = $1 AND kind = $2 AND label_index = $3;

-- query experiences_tag_by_id: one
-- in  community text, id text
-- out id text, community text, kind text, code text?, label sealed(tag.label, community, id)?, label_es sealed(tag.label_es, community, id)?, offered flag
SELECT id, community, kind, code, label, label_es, offered FROM tag WHERE community = $1 AND id = $2;

-- query experiences_tag_add: run
-- in  id text, community text, kind text, code text?, label sealed(tag.label, community, id)?, label_es sealed(tag.label_es, community, id)?, label_index blob, offered flag, made time
-- Two people who write the same words at once mean the same tag.
INSERT INTO tag (id, community, kind, code, label, label_es, label_index, offered, made)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (community, kind, label_index) DO NOTHING;

-- query experiences_tag_set: run
-- in  community text, id text, label_es sealed(tag.label_es, community, id)?, offered flag
UPDATE tag SET label_es = $3, offered = $4 WHERE community = $1 AND id = $2 AND code IS NULL;

-- query experiences_tags_offered: many
-- in  community text, kind text
-- out id text, community text, label sealed(tag.label, community, id)?, label_es sealed(tag.label_es, community, id)?
-- The coordinator's own additions to the list; a list to choose from stays readable at this length.
SELECT id, community, label, label_es FROM tag
WHERE community = $1 AND kind = $2 AND code IS NULL AND offered = 1 ORDER BY made, id LIMIT 100;

-- query experiences_tags_own: many
-- in  community text, before time, before_id text
-- out id text, community text, kind text, label sealed(tag.label, community, id)?, label_es sealed(tag.label_es, community, id)?, offered flag, made time
-- Newest first, one more than a page, and never whose they are.
SELECT id, community, kind, label, label_es, offered, made FROM tag
WHERE community = $1 AND code IS NULL AND (made < $2 OR (made = $2 AND id < $3))
ORDER BY made DESC, id DESC LIMIT 51;

-- query experiences_tags_sweep: run
-- in  community text
-- Somebody's own words for a tag go when the last one who used them goes, unless the community took them up.
DELETE FROM tag WHERE community = $1 AND code IS NULL AND offered = 0
AND NOT EXISTS (SELECT 1 FROM experience e WHERE e.tag = tag.id)
AND NOT EXISTS (SELECT 1 FROM interest i WHERE i.tag = tag.id);

-- query experiences_tag_sweep: run
-- in  id text
DELETE FROM tag WHERE id = $1 AND code IS NULL AND offered = 0
AND NOT EXISTS (SELECT 1 FROM experience e WHERE e.tag = tag.id)
AND NOT EXISTS (SELECT 1 FROM interest i WHERE i.tag = tag.id);

-- ---- experiences ----

-- query experiences_mine: many
-- in  community text, person text
-- out id text, community text, person text, tag text?, code text?, label sealed(tag.label, community, tag)?, label_es sealed(tag.label_es, community, tag)?, words sealed(experience.words, person, id)?, shown choice(experiences_shown), matters int, support_with flag, told time
SELECT e.id, e.community, e.person, e.tag, t.code, t.label, t.label_es, e.words, e.shown, e.matters, e.support_with, e.told
FROM experience e LEFT JOIN tag t ON t.id = e.tag
WHERE e.person = $2 AND e.community = $1 ORDER BY e.told, e.id LIMIT 60;

-- query experiences_one: one
-- in  community text, person text, id text
-- out id text, community text, person text, tag text?, code text?, label sealed(tag.label, community, tag)?, label_es sealed(tag.label_es, community, tag)?, words sealed(experience.words, person, id)?, shown choice(experiences_shown), matters int, support_with flag, told time, version int
SELECT e.id, e.community, e.person, e.tag, t.code, t.label, t.label_es, e.words, e.shown, e.matters, e.support_with, e.told, e.version
FROM experience e LEFT JOIN tag t ON t.id = e.tag
WHERE e.id = $3 AND e.person = $2 AND e.community = $1;

-- query experiences_told: one
-- in  community text, person text, tag text?
-- out n int, same int
SELECT COUNT(*) AS n, COUNT(CASE WHEN tag = $3 THEN 1 END) AS same FROM experience WHERE person = $2 AND community = $1;

-- query experiences_add: run
-- in  id text, community text, person text, tag text?, words sealed(experience.words, person, id)?, shown int, matters int, support_with flag, told time
INSERT INTO experience (id, community, person, tag, words, shown, matters, support_with, told, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1);

-- query experiences_set: run
-- in  community text, person text, id text, version int, words sealed(experience.words, person, id)?, shown int, matters int, support_with flag
UPDATE experience SET words = $5, shown = $6, matters = $7, support_with = $8, version = version + 1
WHERE id = $3 AND person = $2 AND community = $1 AND version = $4;

-- query experiences_matters_set: run
-- in  community text, person text, id text, matters int
UPDATE experience SET matters = $4, version = version + CASE WHEN matters = $4 THEN 0 ELSE 1 END
WHERE id = $3 AND person = $2 AND community = $1;

-- query experiences_remove: run
-- in  community text, person text, id text
DELETE FROM experience WHERE id = $3 AND person = $2 AND community = $1;

-- query experiences_seen_by: many
-- in  community text, person text, least int
-- out id text, community text, person text, tag text?, code text?, label sealed(tag.label, community, tag)?, label_es sealed(tag.label_es, community, tag)?, words sealed(experience.words, person, id)?
-- In the order they were told: an order by how much they matter would tell what was not to be read.
SELECT e.id, e.community, e.person, e.tag, t.code, t.label, t.label_es, e.words
FROM experience e LEFT JOIN tag t ON t.id = e.tag
WHERE e.person = $2 AND e.community = $1 AND e.shown >= $3 ORDER BY e.told, e.id LIMIT 60;

-- query experiences_is_ready: one
-- in  community text, person text
-- out told int, ways int
SELECT (SELECT COUNT(*) FROM experience WHERE person = $2 AND community = $1) AS told,
       (SELECT COUNT(*) FROM meeting_profile WHERE community = $1 AND person = $2 AND ways <> 0) AS ways;

-- ---- how to meet, and what helps ----

-- query experiences_profile: one
-- in  community text, person text
-- out community text, person text, helps sealed(meeting_profile.helps, person, community)?, helps_not sealed(meeting_profile.helps_not, person, community)?, ways set(experiences_ways), area sealed(meeting_profile.area, person, community)?, place id?, reach choice(experiences_reaches)?, week text, gender int?, age_band int?, veteran flag, family flag, wishes set(experiences_wishes), wishes_needed set(experiences_wishes), version int
SELECT community, person, helps, helps_not, ways, area, place, reach, week, gender, age_band, veteran, family, wishes, wishes_needed, version
FROM meeting_profile WHERE community = $1 AND person = $2;

-- query experiences_profile_begin: run
-- in  community text, person text, told time
-- Version 0: what a form drawn before anything was told carries.
INSERT INTO meeting_profile (community, person, told, version) VALUES ($1, $2, $3, 0)
ON CONFLICT (community, person) DO NOTHING;

-- query experiences_helps_set: run
-- in  community text, person text, version int, helps sealed(meeting_profile.helps, person, community)?, helps_not sealed(meeting_profile.helps_not, person, community)?
UPDATE meeting_profile SET helps = $4, helps_not = $5, version = version + 1
WHERE community = $1 AND person = $2 AND version = $3;

-- query experiences_meeting_set: run
-- in  community text, person text, version int, ways int, area sealed(meeting_profile.area, person, community)?, place text?, reach int?
UPDATE meeting_profile SET ways = $4, area = $5, place = $6, reach = $7, version = version + 1
WHERE community = $1 AND person = $2 AND version = $3;

-- query experiences_week_set: run
-- in  community text, person text, version int, week text
UPDATE meeting_profile SET week = $4, version = version + 1
WHERE community = $1 AND person = $2 AND version = $3;

-- query experiences_facts_set: run
-- in  community text, person text, version int, gender int?, age_band int?, veteran flag, family flag
UPDATE meeting_profile SET gender = $4, age_band = $5, veteran = $6, family = $7, version = version + 1
WHERE community = $1 AND person = $2 AND version = $3;

-- query experiences_wishes_set: run
-- in  community text, person text, version int, wishes int, wishes_needed int
UPDATE meeting_profile SET wishes = $4, wishes_needed = $5, version = version + 1
WHERE community = $1 AND person = $2 AND version = $3;

-- ---- places ----

-- query experiences_places: many
-- in  community id
-- out id id, community id, name sealed(place.name, community, id), lat int?, lon int?
-- What can be chosen.
SELECT id, community, name, lat, lon FROM place WHERE community = $1 AND closed IS NULL ORDER BY made, id LIMIT 100;

-- query experiences_place: one
-- in  community id, id text
-- out id id, community id, name sealed(place.name, community, id), closed time?
SELECT id, community, name, closed FROM place WHERE id = $2 AND community = $1;

-- query experiences_place_add: run
-- in  id id, community id, name sealed(place.name, community, id), lat int?, lon int?, made time
INSERT INTO place (id, community, name, lat, lon, made) VALUES ($1, $2, $3, $4, $5, $6);

-- query experiences_place_close: run
-- in  community id, id text, closed time
UPDATE place SET closed = $3 WHERE id = $2 AND community = $1 AND closed IS NULL;

-- ---- interests ----

-- query experiences_interests: many
-- in  community text, person text
-- out community text, tag text, code text?, label sealed(tag.label, community, tag)?, label_es sealed(tag.label_es, community, tag)?, offered flag
SELECT i.community, i.tag, t.code, t.label, t.label_es, t.offered FROM interest i JOIN tag t ON t.id = i.tag
WHERE i.community = $1 AND i.person = $2 ORDER BY t.made, t.id LIMIT 100;

-- query experiences_interest_add: run
-- in  community text, person text, tag text
INSERT INTO interest (community, person, tag) VALUES ($1, $2, $3) ON CONFLICT (community, person, tag) DO NOTHING;

-- query experiences_interests_clear: run
-- in  community text, person text
DELETE FROM interest WHERE community = $1 AND person = $2;

-- ---- keep apart ----

-- query experiences_apart_mine: many
-- in  person text
-- out id text, person text, name sealed(keep_apart.name, person, id), said time
SELECT id, person, name, said FROM keep_apart WHERE person = $1 ORDER BY said, id LIMIT 200;

-- query experiences_apart_count: one
-- in  person text, name_index blob?
-- out n int, same int
SELECT COUNT(*) AS n, COUNT(CASE WHEN name_index = $2 THEN 1 END) AS same FROM keep_apart WHERE person = $1;

-- query experiences_apart_has: one
-- in  person text, other text
-- out n int
SELECT COUNT(*) AS n FROM keep_apart WHERE person = $1 AND other = $2;

-- query experiences_apart_add: run
-- in  id text, person text, name sealed(keep_apart.name, person, id), name_index blob, other text?, said time
INSERT INTO keep_apart (id, person, name, name_index, other, said) VALUES ($1, $2, $3, $4, $5, $6);

-- query experiences_apart_remove: run
-- in  person text, id text
DELETE FROM keep_apart WHERE id = $2 AND person = $1;

-- query experiences_apart_between: one
-- in  a text, b text
-- out n int
SELECT COUNT(*) AS n FROM keep_apart k JOIN person p ON p.id = CASE WHEN k.person = $1 THEN $2 ELSE $1 END
WHERE k.person IN ($1, $2) AND (k.other = p.id OR k.name_index = p.name_index);

-- ---- leaving ----

-- query experiences_communities_of: many
-- in  person text
-- out community text
SELECT community FROM experience WHERE person = $1
UNION SELECT community FROM interest WHERE person = $1
UNION SELECT community FROM meeting_profile WHERE person = $1;

-- query experiences_erase_experience: run
-- in  community text, person text
DELETE FROM experience WHERE person = $2 AND community = $1;

-- query experiences_erase_profile: run
-- in  community text, person text
DELETE FROM meeting_profile WHERE community = $1 AND person = $2;

-- query experiences_erase_apart: run
-- in  person text
-- Both what they wrote and what was kept of them by id; a name that others wrote stays theirs.
DELETE FROM keep_apart WHERE person = $1;

-- query experiences_erase_apart_other: run
-- in  person text
UPDATE keep_apart SET other = NULL WHERE other = $1;

-- ---- checks ----

-- query experiences_check_empty: one
-- out n int
SELECT COUNT(*) AS n FROM experience WHERE tag IS NULL AND words IS NULL;

-- query experiences_check_range: one
-- out n int
SELECT COUNT(*) AS n FROM experience WHERE shown < 0 OR shown > 3 OR matters < 1 OR matters > 3;

-- query experiences_check_tag: one
-- out n int
SELECT (SELECT COUNT(*) FROM experience e JOIN tag t ON t.id = e.tag WHERE t.kind <> 'experience' OR t.community <> e.community)
     + (SELECT COUNT(*) FROM interest i JOIN tag t ON t.id = i.tag WHERE t.kind <> 'interest' OR t.community <> i.community) AS n;

-- query experiences_check_needed: one
-- out n int
SELECT COUNT(*) AS n FROM meeting_profile WHERE (wishes & wishes_needed) <> wishes_needed;

-- query experiences_check_members: one
-- out n int
SELECT COUNT(*) AS n FROM experience e WHERE NOT EXISTS
(SELECT 1 FROM membership m WHERE m.community = e.community AND m.person = e.person AND m.left_at IS NULL);

-- ---- everything of mine, and what is held ----

-- query experiences_mine_told: each
-- in  person text
-- out id text, community text, person text, tag text?, code text?, label sealed(tag.label, community, tag)?, words sealed(experience.words, person, id)?
-- out shown int, matters int, support_with flag, told time
SELECT e.id, e.community, e.person, e.tag, t.code, t.label, e.words, e.shown, e.matters, e.support_with, e.told
FROM experience e LEFT JOIN tag t ON t.id = e.tag WHERE e.person = $1 ORDER BY e.told, e.id;

-- query experiences_mine_profile: each
-- in  person text
-- out community text, person text, helps sealed(meeting_profile.helps, person, community)?, helps_not sealed(meeting_profile.helps_not, person, community)?
-- out ways set(experiences_ways), area sealed(meeting_profile.area, person, community)?, place id?, place_name sealed(place.name, community, place)?
-- out reach choice(experiences_reaches)?, week text
-- out gender choice(experiences_genders)?, age_band choice(experiences_age_bands)?, veteran flag, family flag
-- out wishes set(experiences_wishes), wishes_needed set(experiences_wishes), told time
SELECT m.community, m.person, m.helps, m.helps_not, m.ways, m.area, m.place, p.name AS place_name, m.reach, m.week, m.gender, m.age_band,
       m.veteran, m.family, m.wishes, m.wishes_needed, m.told
FROM meeting_profile m LEFT JOIN place p ON p.id = m.place WHERE m.person = $1 ORDER BY m.community;

-- query experiences_mine_interests: each
-- in  person text
-- out community text, tag text, code text?, label sealed(tag.label, community, tag)?
SELECT i.community, i.tag, t.code, t.label FROM interest i JOIN tag t ON t.id = i.tag WHERE i.person = $1 ORDER BY i.community, i.tag;

-- query experiences_mine_apart: each
-- in  person text
-- out id text, person text, name sealed(keep_apart.name, person, id), said time
SELECT id, person, name, said FROM keep_apart WHERE person = $1 ORDER BY said, id;

-- query experiences_mine_too_much: each
-- in  person text
-- out id text, community text, person text, words sealed(too_much.words, person, id), said time
SELECT id, community, person, words, said FROM too_much WHERE person = $1 ORDER BY said, id;

-- query experiences_too_much: many
-- in  community text, person text
-- out id text, person text, words sealed(too_much.words, person, id)
SELECT id, person, words FROM too_much WHERE community = $1 AND person = $2 ORDER BY id;

-- query experiences_too_much_clear: run
-- in  community text, person text
DELETE FROM too_much WHERE community = $1 AND person = $2;

-- query experiences_too_much_add: run
-- in  id text, community text, person text, words sealed(too_much.words, person, id), tag_index blob, said time
INSERT INTO too_much (id, community, person, words, tag_index, said) VALUES ($1, $2, $3, $4, $5, $6);

-- query experiences_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'experience.person' AS place, count(*) AS n FROM experience WHERE person = $1
UNION ALL SELECT 'meeting_profile.person' AS place, count(*) AS n FROM meeting_profile WHERE person = $1
UNION ALL SELECT 'interest.person' AS place, count(*) AS n FROM interest WHERE person = $1
UNION ALL SELECT 'keep_apart.person' AS place, count(*) AS n FROM keep_apart WHERE person = $1
UNION ALL SELECT 'keep_apart.other' AS place, count(*) AS n FROM keep_apart WHERE other = $1
UNION ALL SELECT 'too_much.person' AS place, count(*) AS n FROM too_much WHERE person = $1;
