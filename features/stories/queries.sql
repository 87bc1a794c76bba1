-- Stories: what they say about themselves, the shelf, its words, what was told to whom.

-- query story_get: one
-- in  document id
-- out document id, owner id, listener int, topics int, other id?, version int
SELECT document, owner, listener, topics, other, version FROM story WHERE document = $1;

-- query story_put: run
-- in  document id, owner id, listener int, topics int, version int
INSERT INTO story (document, owner, listener, topics) VALUES ($1, $2, $3, $4)
ON CONFLICT (document) DO UPDATE SET listener = excluded.listener, topics = excluded.topics, version = story.version + 1 WHERE story.version = $5;

-- query story_another: run
-- in  document id, owner id, listener int, topics int, other id
INSERT INTO story (document, owner, listener, topics, other) VALUES ($1, $2, $3, $4, $5);

-- query story_versions: many
-- in  document id, first id, owner id
-- out id id, owner id, title sealed(document.title, owner, id)?, listener choice(stories_listeners)
-- The same story told otherwise: the first one and what was made from it.
SELECT d.id, d.owner, d.title, coalesce(s.listener, 0) AS listener FROM document d LEFT JOIN story s ON s.document = d.id
WHERE d.owner = $3 AND d.id <> $1 AND (d.id = $2 OR s.other = $2) ORDER BY d.begun, d.id LIMIT 20;

-- query story_version_words: many
-- in  first id, owner id
-- out document id, owner id, id id, words sealed(document_section.words, owner, id)?
-- What is written in all versions of a story.
SELECT d.id AS document, s.owner, s.id, s.words FROM document d JOIN document_section s ON s.document = d.id LEFT JOIN story x ON x.document = d.id
WHERE d.owner = $2 AND s.words IS NOT NULL AND (d.id = $1 OR x.other = $1) ORDER BY d.id, s.part LIMIT 400;

-- ---- the shelf ----

-- query shelf_clear_words: run
-- in  document id
DELETE FROM story_word WHERE document = $1;

-- query shelf_clear: run
-- in  document id
DELETE FROM story_shelf WHERE document = $1;

-- query shelf_add: run
-- in  document id, owner id, community id, now time, seconds int, listener int, topics int
INSERT INTO story_shelf (document, owner, community, shelved, seconds, listener, topics) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query shelf_word_add: run
-- in  document id, word blob, until_at time?
INSERT INTO story_word (document, word, until_at) VALUES ($1, $2, $3)
ON CONFLICT (word, document) DO UPDATE SET until_at = CASE WHEN story_word.until_at IS NULL OR excluded.until_at IS NULL THEN NULL
  WHEN excluded.until_at > story_word.until_at THEN excluded.until_at ELSE story_word.until_at END;

-- query shelf_list: many
-- in  community id, reader id, now time, without int, topic int, w1 blob?, w2 blob?
-- in  w3 blob?, w4 blob?, before time, before_id id
-- out id id, owner id, name sealed(person.name, owner, owner)?, title sealed(document.title, owner, id)?, seconds int, listener choice(stories_listeners), topics set(stories_topics), shelved time
-- Newest first, one more than a page; topic 0: any.  A story whose last open part is over is not there, and neither is one of
-- somebody who keeps apart.
SELECT x.document AS id, x.owner, p.name, d.title, x.seconds, x.listener, x.topics, x.shelved
FROM story_shelf x JOIN document d ON d.id = x.document JOIN person p ON p.id = x.owner
WHERE x.community = $1 AND (x.shelved, x.document) < ($10, $11) AND (x.topics & $4) = 0 AND ($5 = 0 OR (x.topics & $5) <> 0)
  AND EXISTS (SELECT 1 FROM document_section s WHERE s.document = x.document AND s.community = x.community AND s.audience IN (3, 4)
    AND s.words IS NOT NULL AND (s.until_at IS NULL OR s.until_at > $3))
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = x.owner AND k.other = $2) OR (k.person = $2 AND k.other = x.owner))
  AND ($6 IS NULL OR EXISTS (SELECT 1 FROM story_word w WHERE w.document = x.document AND w.word = $6 AND (w.until_at IS NULL OR w.until_at > $3)))
  AND ($7 IS NULL OR EXISTS (SELECT 1 FROM story_word w WHERE w.document = x.document AND w.word = $7 AND (w.until_at IS NULL OR w.until_at > $3)))
  AND ($8 IS NULL OR EXISTS (SELECT 1 FROM story_word w WHERE w.document = x.document AND w.word = $8 AND (w.until_at IS NULL OR w.until_at > $3)))
  AND ($9 IS NULL OR EXISTS (SELECT 1 FROM story_word w WHERE w.document = x.document AND w.word = $9 AND (w.until_at IS NULL OR w.until_at > $3)))
ORDER BY x.shelved DESC, x.document DESC LIMIT 21;

-- query shelf_for_me: many
-- in  community id, reader id, now time, without int
-- out id id, owner id, name sealed(person.name, owner, owner)?, title sealed(document.title, owner, id)?, seconds int, listener choice(stories_listeners), topics set(stories_topics), shelved time, community id, tag id, code text?, label sealed(tag.label, community, tag)?, label_es sealed(tag.label_es, community, tag)?
-- By people who told all members of an experience that the reader told of too; one reason each.
SELECT x.document AS id, x.owner, p.name, d.title, x.seconds, x.listener, x.topics, x.shelved, x.community, t.id AS tag, t.code, t.label, t.label_es
FROM story_shelf x JOIN document d ON d.id = x.document JOIN person p ON p.id = x.owner
JOIN tag t ON t.id = (SELECT min(e.tag) FROM experience e JOIN experience m ON m.tag = e.tag AND m.community = e.community AND m.person = $2
                      WHERE e.person = x.owner AND e.community = x.community AND e.shown >= 3)
WHERE x.community = $1 AND x.owner <> $2 AND (x.topics & $4) = 0
  AND EXISTS (SELECT 1 FROM document_section s WHERE s.document = x.document AND s.community = x.community AND s.audience IN (3, 4)
    AND s.words IS NOT NULL AND (s.until_at IS NULL OR s.until_at > $3))
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = x.owner AND k.other = $2) OR (k.person = $2 AND k.other = x.owner))
ORDER BY x.shelved DESC, x.document DESC LIMIT 3;

-- query shelf_left_out: one
-- in  community id, without int
-- out n int
SELECT count(*) AS n FROM story_shelf WHERE community = $1 AND (topics & $2) <> 0;

-- query story_filter_get: one
-- in  person id
-- out topics int
SELECT topics FROM story_filter WHERE person = $1;

-- query story_filter_put: run
-- in  person id, topics int
INSERT INTO story_filter (person, topics) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET topics = excluded.topics;

-- ---- told ----

-- query parts_to_tell: many
-- in  owner id
-- out document id, owner id, section id, part text, own sealed(document_section.title, owner, section)?, title sealed(document.title, owner, document)?
SELECT d.id AS document, d.owner, s.id AS section, s.part, s.title AS own, d.title FROM document d JOIN document_section s ON s.document = d.id
WHERE d.owner = $1 AND d.template = 'story' AND s.words IS NOT NULL ORDER BY d.changed DESC, d.id, s.part LIMIT 100;

-- query told_add: run
-- in  id id, document id, owner id, connection id?, peer_group id?, part text, now time, until_at time
INSERT INTO story_told (id, document, owner, connection, peer_group, part, told, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query told_here: many
-- in  place id, reader id, now time
-- out id id, document id, owner id, name sealed(person.name, owner, owner)?, section id, part text, own sealed(document_section.title, owner, section)?, words sealed(document_section.words, owner, section)?, told time, until_at time
-- The words as they stand in the story now; nothing of them is copied here.  place: a connection or a group, as long as the teller is in it.
SELECT x.id, x.document, x.owner, p.name, s.id AS section, x.part, s.title AS own, s.words, x.told, x.until_at
FROM story_told x JOIN document_section s ON s.document = x.document AND s.part = x.part JOIN person p ON p.id = x.owner
WHERE (x.connection = $1 OR (x.peer_group = $1 AND EXISTS (SELECT 1 FROM peer_group_member o WHERE o.peer_group = $1 AND o.person = x.owner)
    AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = x.owner AND k.other = $2) OR (k.person = $2 AND k.other = x.owner))))
  AND x.until_at > $3 AND s.words IS NOT NULL ORDER BY x.told DESC, x.id LIMIT 20;

-- query told_of: many
-- in  document id, owner id
-- out id id, person id?, name sealed(person.name, person, person)?, community id?, peer_group id?, group_name sealed(peer_group.name, community, peer_group)?, part text, told time, until_at time
SELECT x.id, p.id AS person, p.name, g.community, x.peer_group, g.name AS group_name, x.part, x.told, x.until_at
FROM story_told x LEFT JOIN connection c ON c.id = x.connection LEFT JOIN person p ON p.id = CASE WHEN c.asker = $2 THEN c.other ELSE c.asker END
LEFT JOIN peer_group g ON g.id = x.peer_group
WHERE x.document = $1 AND x.owner = $2 ORDER BY x.told DESC, x.id LIMIT 50;

-- query told_back: run
-- in  id id, place id, owner id, now time
UPDATE story_told SET until_at = $4 WHERE id = $1 AND (connection = $2 OR peer_group = $2) AND owner = $3 AND until_at > $4;

-- query told_all_back: run
-- in  document id, now time
UPDATE story_told SET until_at = $2 WHERE document = $1 AND until_at > $2;

-- ---- going ----

-- query story_told_remove: run
-- in  document id
DELETE FROM story_told WHERE document = $1;

-- query story_unlink: run
-- in  document id
UPDATE story SET other = NULL WHERE other = $1;

-- query story_remove: run
-- in  document id
DELETE FROM story WHERE document = $1;

-- query leaver_filter: run
-- in  person id
DELETE FROM story_filter WHERE person = $1;

-- query gone_shelf_words: run
-- in  owner id, community id
DELETE FROM story_word WHERE document IN (SELECT document FROM story_shelf WHERE owner = $1 AND community = $2);

-- query gone_shelf: run
-- in  owner id, community id
DELETE FROM story_shelf WHERE owner = $1 AND community = $2;

-- query check_shelf: one
-- out n int
-- On the shelf without a part that was ever opened there, or words of what is not on it.
SELECT (SELECT count(*) FROM story_shelf x WHERE NOT EXISTS (SELECT 1 FROM document_section s
          WHERE s.document = x.document AND s.community = x.community AND s.audience IN (3, 4) AND s.words IS NOT NULL))
     + (SELECT count(*) FROM story_word w WHERE NOT EXISTS (SELECT 1 FROM story_shelf x WHERE x.document = w.document)) AS n;

-- ---- everything of mine, and what is held ----

-- query stories_mine_stories: each
-- in  person text
-- out document text, owner text, kind choice(stories_listeners), kinds set(stories_topics)
SELECT document, owner, listener AS kind, topics AS kinds FROM story WHERE owner = $1 ORDER BY document;

-- query stories_mine_shelf: each
-- in  person text
-- out document text, owner text, since time
SELECT document, owner, shelved AS since FROM story_shelf WHERE owner = $1 ORDER BY shelved, document;

-- query stories_mine_filter: each
-- in  person text
-- out person text, wishes set(stories_topics)
SELECT person, topics AS wishes FROM story_filter WHERE person = $1;

-- query stories_mine_told: each
-- in  person text
-- out id text, document text, owner text, connection text?, peer_group text?, section text, told time, until_at time
SELECT id, document, owner, connection, peer_group, part AS section, told, until_at FROM story_told WHERE owner = $1 ORDER BY told, id;

-- query stories_holdings: each
-- in  person text
-- out place text, n int
SELECT 'story.owner' AS place, count(*) AS n FROM story WHERE owner = $1
UNION ALL SELECT 'story_shelf.owner' AS place, count(*) AS n FROM story_shelf WHERE owner = $1
UNION ALL SELECT 'story_filter.person' AS place, count(*) AS n FROM story_filter WHERE person = $1
UNION ALL SELECT 'story_told.owner' AS place, count(*) AS n FROM story_told WHERE owner = $1;
