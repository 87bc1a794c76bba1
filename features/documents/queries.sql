-- What people write about their own life: documents, their parts, earlier words, who reads them.

-- query document_get: one
-- in  id id
-- out id id, owner id, template text, title sealed(document.title, owner, id)?, comments flag, begun time, changed time, version int
SELECT id, owner, template, title, comments, begun, changed, version FROM document WHERE id = $1;

-- query document_owner: one
-- in  id id
-- out owner id
SELECT owner FROM document WHERE id = $1;

-- query document_add: run
-- in  id id, owner id, template text, title sealed(document.title, owner, id)?, now time
INSERT INTO document (id, owner, template, title, begun, changed) VALUES ($1, $2, $3, $4, $5, $5);

-- query document_set: run
-- in  id id, owner id, title sealed(document.title, owner, id)?, comments flag, version int, now time
UPDATE document SET title = $3, comments = $4, version = version + 1, changed = $6 WHERE id = $1 AND owner = $2 AND version = $5;

-- query document_touch: run
-- in  id id, now time
UPDATE document SET changed = $2 WHERE id = $1;

-- query documents_count: one
-- in  owner id
-- out n int
SELECT count(*) AS n FROM document WHERE owner = $1;

-- query documents_mine: many
-- in  owner id, before time, before_id id
-- out id id, owner id, template text, title sealed(document.title, owner, id)?, changed time, written int, drafts int, shared int
-- Mine wherever I am, newest first; one more than a page.
SELECT d.id, d.owner, d.template, d.title, d.changed,
       (SELECT count(*) FROM document_section s WHERE s.document = d.id AND s.words IS NOT NULL) AS written,
       (SELECT count(*) FROM document_section s WHERE s.document = d.id AND s.draft IS NOT NULL) AS drafts,
       (SELECT count(*) FROM document_section s WHERE s.document = d.id AND s.words IS NOT NULL AND s.audience > 0) AS shared
FROM document d WHERE d.owner = $1 AND (d.changed, d.id) < ($2, $3) ORDER BY d.changed DESC, d.id DESC LIMIT 51;

-- query sections_of: many
-- in  document id
-- out id id, owner id, part text, title sealed(document_section.title, owner, id)?, words sealed(document_section.words, owner, id)?, has_draft flag, version int, saved time?, community id?, audience int, until_at time?, in_group int, named int, proposed int
-- All of it, for the owner.
SELECT s.id, s.owner, s.part, s.title, s.words, CASE WHEN s.draft IS NULL THEN 0 ELSE 1 END AS has_draft, s.version, s.saved, s.community, s.audience, s.until_at,
       (SELECT count(*) FROM peer_group g JOIN peer_group_member o ON o.peer_group = g.id AND o.person = s.owner
        JOIN peer_group_member m ON m.peer_group = g.id AND m.person <> s.owner WHERE g.id = s.peer_group AND g.ended IS NULL) AS in_group,
       (SELECT count(*) FROM document_named n WHERE n.section = s.id) AS named,
       (SELECT count(*) FROM document_proposal x WHERE x.section = s.id AND x.settled IS NULL) AS proposed
FROM document_section s WHERE s.document = $1 ORDER BY s.part;

-- query section_get: one
-- in  document id, part text
-- out id id, owner id, part text, title sealed(document_section.title, owner, id)?, words sealed(document_section.words, owner, id)?, draft sealed(document_section.draft, owner, id)?, draft_number int, draft_at time?, version int, saved time?, community id?, audience int, peer_group id?, until_at time?
SELECT id, owner, part, title, words, draft, draft_number, draft_at, version, saved, community, audience, peer_group, until_at
FROM document_section WHERE document = $1 AND part = $2;

-- query section_begin: run
-- in  id id, document id, owner id, part text
INSERT INTO document_section (id, document, owner, part) VALUES ($1, $2, $3, $4) ON CONFLICT (document, part) DO NOTHING;

-- query section_begin_own: run
-- in  id id, document id, owner id, part text, title sealed(document_section.title, owner, id)
INSERT INTO document_section (id, document, owner, part, title) VALUES ($1, $2, $3, $4, $5);

-- query section_title: run
-- in  id id, owner id, title sealed(document_section.title, owner, id)
UPDATE document_section SET title = $3 WHERE id = $1 AND owner = $2;

-- query section_save: run
-- in  id id, owner id, words sealed(document_section.words, owner, id)?, version int, now time
-- What was a draft is saved now.
UPDATE document_section SET words = $3, saved = $5, version = version + 1, draft = NULL, draft_at = NULL, draft_number = draft_number + 1
WHERE id = $1 AND owner = $2 AND version = $4;

-- query section_draft: run
-- in  id id, owner id, draft sealed(document_section.draft, owner, id)?, draft_number int, now time?
UPDATE document_section SET draft = $3, draft_at = $5, draft_number = draft_number + 1 WHERE id = $1 AND owner = $2 AND draft_number = $4;

-- query version_keep: run
-- in  id id, section id, owner id, number int, words sealed(document_version.words, owner, id), saved time?
INSERT INTO document_version (id, section, owner, number, words, saved) VALUES ($1, $2, $3, $4, $5, $6);

-- query version_thin: run
-- in  section id, below int
DELETE FROM document_version WHERE section = $1 AND number <= $2;

-- query versions_kept: many
-- in  section id
-- out id id, owner id, number int, words sealed(document_version.words, owner, id)?, saved time?
SELECT id, owner, number, words, saved FROM document_version WHERE section = $1 ORDER BY number DESC LIMIT 50;

-- query version_kept: one
-- in  section id, number int
-- out id id, owner id, words sealed(document_version.words, owner, id)?
SELECT id, owner, words FROM document_version WHERE section = $1 AND number = $2;

-- ---- who reads ----

-- query section_share: run
-- in  id id, owner id, community id?, audience int, peer_group id?, until_at time?
UPDATE document_section SET community = $3, audience = $4, peer_group = $5, until_at = $6 WHERE id = $1 AND owner = $2;

-- query document_withdraw: run
-- in  document id
UPDATE document_section SET community = NULL, audience = 0, peer_group = NULL, until_at = NULL WHERE document = $1 AND audience > 0;

-- query document_unname: run
-- in  document id
DELETE FROM document_named WHERE section IN (SELECT id FROM document_section WHERE document = $1);

-- query named_clear: run
-- in  section id
DELETE FROM document_named WHERE section = $1;

-- query named_add: run
-- in  section id, owner id, person id, now time
INSERT INTO document_named (section, owner, person, named) VALUES ($1, $2, $3, $4) ON CONFLICT (section, person) DO NOTHING;

-- query named_of: many
-- in  section id
-- out person id, name sealed(person.name, person, person)?
SELECT n.person, p.name FROM document_named n JOIN person p ON p.id = n.person WHERE n.section = $1 ORDER BY n.named, n.person LIMIT 100;

-- query people_to_name: many
-- in  community id, owner id, now time
-- out person id, name sealed(person.name, person, person)?
-- Whom one can name: who walks with me, who coordinates here, who is named already.  There is no list of all members.
SELECT p.id AS person, p.name FROM person p JOIN membership m ON m.person = p.id AND m.community = $1
WHERE p.id <> $2 AND m.left_at IS NULL AND (
      EXISTS (SELECT 1 FROM connection c WHERE c.community = $1 AND c.asker = p.id AND c.other = $2 AND c.state IN ('begun', 'paused'))
   OR EXISTS (SELECT 1 FROM connection c WHERE c.community = $1 AND c.other = p.id AND c.asker = $2 AND c.state IN ('begun', 'paused'))
   OR EXISTS (SELECT 1 FROM role_held h WHERE h.community = $1 AND h.person = p.id AND h.role = 'coordinator' AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > $3))
   OR EXISTS (SELECT 1 FROM document_named n WHERE n.owner = $2 AND n.person = p.id))
ORDER BY m.joined, p.id LIMIT 100;

-- query document_rights: one
-- in  document id, reader id, community id, now time
-- out owner id, named int, connected int, in_group int, open int
-- By which right somebody reads at least one part now.  Whoever keeps apart from the other is not in the community to them.
SELECT d.owner,
  (SELECT count(*) FROM document_section s JOIN document_named n ON n.section = s.id AND n.person = $2
   WHERE s.document = d.id AND s.words IS NOT NULL AND s.community = $3 AND s.audience = 1 AND (s.until_at IS NULL OR s.until_at > $4)
     AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner))) AS named,
  (SELECT count(*) FROM document_section s JOIN connection c ON c.community = s.community AND c.state IN ('begun', 'paused')
     AND ((c.asker = $2 AND c.other = s.owner) OR (c.other = $2 AND c.asker = s.owner))
   WHERE s.document = d.id AND s.words IS NOT NULL AND s.community = $3 AND s.audience = 2 AND (s.until_at IS NULL OR s.until_at > $4)) AS connected,
  (SELECT count(*) FROM document_section s
   WHERE s.document = d.id AND s.words IS NOT NULL AND s.community = $3 AND s.audience = 5 AND (s.until_at IS NULL OR s.until_at > $4)
     AND EXISTS (SELECT 1 FROM peer_group g JOIN peer_group_member o ON o.peer_group = g.id AND o.person = s.owner
        JOIN peer_group_member m ON m.peer_group = g.id AND m.person = $2 WHERE g.id = s.peer_group AND g.ended IS NULL)
     AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner))) AS in_group,
  (SELECT count(*) FROM document_section s
   WHERE s.document = d.id AND s.words IS NOT NULL AND s.community = $3 AND s.audience IN (3, 4) AND (s.until_at IS NULL OR s.until_at > $4)
     AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner))) AS open
FROM document d WHERE d.id = $1;

-- query sections_readable: many
-- in  document id, reader id, community id, now time
-- out id id, owner id, part text, title sealed(document_section.title, owner, id)?, words sealed(document_section.words, owner, id)?, saved time?
SELECT s.id, s.owner, s.part, s.title, s.words, s.saved FROM document_section s
WHERE s.document = $1 AND s.words IS NOT NULL AND s.community = $3 AND (s.until_at IS NULL OR s.until_at > $4) AND (
      (s.audience = 1 AND EXISTS (SELECT 1 FROM document_named n WHERE n.section = s.id AND n.person = $2)
      AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner)))
   OR (s.audience = 2 AND EXISTS (SELECT 1 FROM connection c WHERE c.community = s.community AND c.state IN ('begun', 'paused')
        AND ((c.asker = $2 AND c.other = s.owner) OR (c.other = $2 AND c.asker = s.owner))))
   OR (s.audience = 5 AND EXISTS (SELECT 1 FROM peer_group g JOIN peer_group_member o ON o.peer_group = g.id AND o.person = s.owner
        JOIN peer_group_member m ON m.peer_group = g.id AND m.person = $2 WHERE g.id = s.peer_group AND g.ended IS NULL)
      AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner)))
   OR (s.audience IN (3, 4) AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner))))
ORDER BY s.part;

-- query sections_open: many
-- in  document id, community id, now time
-- out id id, owner id, part text, title sealed(document_section.title, owner, id)?, words sealed(document_section.words, owner, id)?, saved time?
SELECT id, owner, part, title, words, saved FROM document_section
WHERE document = $1 AND words IS NOT NULL AND community = $2 AND audience = 4 AND (until_at IS NULL OR until_at > $3) ORDER BY part;

-- query document_open: one
-- in  id id, community id, now time
-- out n int
SELECT count(*) AS n FROM document_section
WHERE document = $1 AND words IS NOT NULL AND community = $2 AND audience = 4 AND (until_at IS NULL OR until_at > $3);

-- query documents_card_of: one
-- in  owner id
-- out n int, drafts int, proposed int
SELECT (SELECT count(*) FROM document WHERE owner = $1) AS n,
       (SELECT count(*) FROM document_section WHERE owner = $1 AND draft IS NOT NULL) AS drafts,
       (SELECT count(*) FROM document_proposal WHERE owner = $1 AND settled IS NULL) AS proposed;

-- query documents_shared: many
-- in  community id, reader id, now time, before time, before_id id
-- out id id, owner id, name sealed(person.name, owner, owner)?, template text, title sealed(document.title, owner, id)?, changed time
-- What is shared with me by name, because we walk together or are in one group; what is open to all stands elsewhere.
SELECT d.id, d.owner, p.name, d.template, d.title, d.changed FROM document d JOIN person p ON p.id = d.owner
WHERE d.owner <> $2 AND (d.changed, d.id) < ($4, $5) AND d.id IN (
  SELECT s.document FROM document_section s
  WHERE s.community = $1 AND s.audience > 0 AND s.words IS NOT NULL AND (s.until_at IS NULL OR s.until_at > $3) AND (
        (s.audience = 1 AND EXISTS (SELECT 1 FROM document_named n WHERE n.section = s.id AND n.person = $2)
      AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner)))
     OR (s.audience = 2 AND EXISTS (SELECT 1 FROM connection c WHERE c.community = s.community AND c.state IN ('begun', 'paused')
          AND ((c.asker = $2 AND c.other = s.owner) OR (c.other = $2 AND c.asker = s.owner))))
     OR (s.audience = 5 AND EXISTS (SELECT 1 FROM peer_group g JOIN peer_group_member o ON o.peer_group = g.id AND o.person = s.owner
        JOIN peer_group_member m ON m.peer_group = g.id AND m.person = $2 WHERE g.id = s.peer_group AND g.ended IS NULL)
      AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner)))))
ORDER BY d.changed DESC, d.id DESC LIMIT 51;

-- query documents_in_group: many
-- in  peer_group id, reader id, community id, now time
-- out id id, owner id, name sealed(person.name, owner, owner)?, template text, title sealed(document.title, owner, id)?, changed time
-- Of others who belong to it, the newest first.
SELECT d.id, d.owner, p.name, d.template, d.title, d.changed FROM document d JOIN person p ON p.id = d.owner
WHERE d.owner <> $2 AND d.id IN (SELECT s.document FROM document_section s
  WHERE s.peer_group = $1 AND s.community = $3 AND s.audience = 5 AND s.words IS NOT NULL AND (s.until_at IS NULL OR s.until_at > $4)
    AND EXISTS (SELECT 1 FROM peer_group g JOIN peer_group_member o ON o.peer_group = g.id AND o.person = s.owner
        JOIN peer_group_member m ON m.peer_group = g.id AND m.person = $2 WHERE g.id = s.peer_group AND g.ended IS NULL)
    AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = s.owner AND k.other = $2) OR (k.person = $2 AND k.other = s.owner)))
ORDER BY d.changed DESC, d.id DESC LIMIT 20;

-- ---- what readers answer ----

-- query document_proposal_add: run
-- in  id id, section id, owner id, writer id, words sealed(document_proposal.words, writer, id), now time
INSERT INTO document_proposal (id, section, owner, writer, words, made) VALUES ($1, $2, $3, $4, $5, $6);

-- query document_proposals_waiting: many
-- in  section id
-- out id id, writer id, name sealed(person.name, writer, writer)?, words sealed(document_proposal.words, writer, id)?, made time
SELECT x.id, x.writer, p.name, x.words, x.made FROM document_proposal x JOIN person p ON p.id = x.writer
WHERE x.section = $1 AND x.settled IS NULL ORDER BY x.made, x.id LIMIT 50;

-- query document_proposals_by: one
-- in  section id, writer id
-- out n int
SELECT count(*) AS n FROM document_proposal WHERE section = $1 AND writer = $2 AND settled IS NULL;

-- query document_proposal_get: one
-- in  id id, section id
-- out id id, writer id, words sealed(document_proposal.words, writer, id)?
SELECT id, writer, words FROM document_proposal WHERE id = $1 AND section = $2 AND settled IS NULL;

-- query document_proposal_settle: run
-- in  id id, now time, taken flag
UPDATE document_proposal SET settled = $2, taken = $3 WHERE id = $1 AND settled IS NULL;

-- query document_comment_add: run
-- in  id id, section id, owner id, writer id, words sealed(document_comment.words, writer, id), now time
INSERT INTO document_comment (id, section, owner, writer, words, said) VALUES ($1, $2, $3, $4, $5, $6);

-- query document_comments_of: many
-- in  section id
-- out id id, writer id, name sealed(person.name, writer, writer)?, words sealed(document_comment.words, writer, id)?, said time
-- The newest hundred.
SELECT c.id, c.writer, p.name, c.words, c.said FROM document_comment c JOIN person p ON p.id = c.writer
WHERE c.section = $1 ORDER BY c.said DESC, c.id DESC LIMIT 100;

-- query document_comments_by: one
-- in  section id, writer id
-- out n int
SELECT count(*) AS n FROM document_comment WHERE section = $1 AND writer = $2;

-- query document_comment_delete: run
-- in  id id, section id, person id
-- By who wrote it, or whose page it is.
DELETE FROM document_comment WHERE id = $1 AND section = $2 AND (writer = $3 OR owner = $3);

-- ---- both people's words ----

-- query beside_drop: run
-- in  section id, writer id
DELETE FROM document_beside WHERE section = $1 AND writer = $2;

-- query beside_put: run
-- in  id id, section id, owner id, writer id, words sealed(document_beside.words, writer, id), now time
INSERT INTO document_beside (id, section, owner, writer, words, saved) VALUES ($1, $2, $3, $4, $5, $6);

-- query beside_of: many
-- in  document id
-- out id id, part text, writer id, name sealed(person.name, writer, writer)?, words sealed(document_beside.words, writer, id)?, saved time
SELECT b.id, s.part, b.writer, p.name, b.words, b.saved
FROM document_beside b JOIN document_section s ON s.id = b.section JOIN person p ON p.id = b.writer
WHERE s.document = $1 ORDER BY b.saved, b.id LIMIT 100;

-- query beside_remove: run
-- in  id id, section id
DELETE FROM document_beside WHERE id = $1 AND section = $2;

-- query document_beside_remove: run
-- in  document id
DELETE FROM document_beside WHERE section IN (SELECT id FROM document_section WHERE document = $1);

-- query leaver_beside: run
-- in  person id
DELETE FROM document_beside WHERE writer = $1;

-- ---- one part of one's own making goes ----

-- query section_proposals_remove: run
-- in  section id
DELETE FROM document_proposal WHERE section = $1;

-- query section_comments_remove: run
-- in  section id
DELETE FROM document_comment WHERE section = $1;

-- query section_beside_remove: run
-- in  section id
DELETE FROM document_beside WHERE section = $1;

-- query section_versions_remove: run
-- in  section id
DELETE FROM document_version WHERE section = $1;

-- query section_remove: run
-- in  id id
DELETE FROM document_section WHERE id = $1;

-- ---- going ----

-- query document_proposals_remove: run
-- in  document id
DELETE FROM document_proposal WHERE section IN (SELECT id FROM document_section WHERE document = $1);

-- query document_comments_remove: run
-- in  document id
DELETE FROM document_comment WHERE section IN (SELECT id FROM document_section WHERE document = $1);

-- query leaver_document_proposals: run
-- in  person id
DELETE FROM document_proposal WHERE writer = $1;

-- query leaver_document_comments: run
-- in  person id
DELETE FROM document_comment WHERE writer = $1;


-- query document_named_remove: run
-- in  document id
DELETE FROM document_named WHERE section IN (SELECT id FROM document_section WHERE document = $1);

-- query document_versions_remove: run
-- in  document id
DELETE FROM document_version WHERE section IN (SELECT id FROM document_section WHERE document = $1);

-- query document_sections_remove: run
-- in  document id
DELETE FROM document_section WHERE document = $1;

-- query document_remove: run
-- in  id id
DELETE FROM document WHERE id = $1;

-- query leaver_document_named: run
-- in  person id
DELETE FROM document_named WHERE person = $1;

-- query gone_named: run
-- in  person id, community id
-- Whoever left the community is no reader there any more; named anew they can be again.
DELETE FROM document_named WHERE person = $1 AND section IN (SELECT id FROM document_section WHERE community = $2);

-- query gone_shared: run
-- in  owner id, community id
UPDATE document_section SET community = NULL, audience = 0, peer_group = NULL, until_at = NULL WHERE owner = $1 AND community = $2;

-- query leaver_documents: many
-- in  owner id
-- out id id
SELECT id FROM document WHERE owner = $1 ORDER BY id LIMIT 1000;

-- query check_documents: one
-- out n int
-- A part sealed for somebody else than the document's owner, or shared with nobody said where.
SELECT (SELECT count(*) FROM document_section s JOIN document d ON d.id = s.document WHERE s.owner <> d.owner)
     + (SELECT count(*) FROM document_section WHERE audience > 0 AND community IS NULL)
     + (SELECT count(*) FROM document_section WHERE (audience = 5) <> (peer_group IS NOT NULL)) AS n;

-- ---- everything of mine, and what is held ----

-- query documents_mine_documents: each
-- in  person text
-- out id text, owner text, kind text, label sealed(document.title, owner, id)?, began time, changed time
SELECT id, owner, template AS kind, title AS label, begun AS began, changed FROM document WHERE owner = $1 ORDER BY begun, id;

-- query documents_mine_sections: each
-- in  person text
-- out id text, document text, owner text, section text, label sealed(document_section.title, owner, id)?, words sealed(document_section.words, owner, id)?, draft sealed(document_section.draft, owner, id)?, shown choice(documents_audiences), until_at time?, changed time?
SELECT id, document, owner, part AS section, title AS label, words, draft, audience AS shown, until_at, saved AS changed
FROM document_section WHERE owner = $1 ORDER BY document, part;

-- query documents_mine_versions: each
-- in  person text
-- out id text, section text, owner text, number int, words sealed(document_version.words, owner, id), changed time?
SELECT id, section, owner, number, words, saved AS changed FROM document_version WHERE owner = $1 ORDER BY section, number;

-- query documents_mine_named: each
-- in  person text
-- out section text, owner text, person text, told time
SELECT section, owner, person, named AS told FROM document_named WHERE owner = $1 OR person = $1 ORDER BY named, section, person;

-- query documents_mine_proposals: each
-- in  person text
-- out id text, section text, writer text, words sealed(document_proposal.words, writer, id), told time, settled time?, yes flag
SELECT id, section, writer, words, made AS told, settled, taken AS yes FROM document_proposal WHERE writer = $1 ORDER BY made, id;

-- query documents_mine_comments: each
-- in  person text
-- out id text, section text, writer text, words sealed(document_comment.words, writer, id), said time
SELECT id, section, writer, words, said FROM document_comment WHERE writer = $1 ORDER BY said, id;

-- query documents_mine_beside: each
-- in  person text
-- out id text, section text, writer text, words sealed(document_beside.words, writer, id), told time
SELECT id, section, writer, words, saved AS told FROM document_beside WHERE writer = $1 ORDER BY saved, id;

-- query documents_holdings: each
-- in  person text
-- out place text, n int
SELECT 'document.owner' AS place, count(*) AS n FROM document WHERE owner = $1
UNION ALL SELECT 'document_section.owner' AS place, count(*) AS n FROM document_section WHERE owner = $1
UNION ALL SELECT 'document_version.owner' AS place, count(*) AS n FROM document_version WHERE owner = $1
UNION ALL SELECT 'document_named.owner' AS place, count(*) AS n FROM document_named WHERE owner = $1
UNION ALL SELECT 'document_named.person' AS place, count(*) AS n FROM document_named WHERE person = $1
UNION ALL SELECT 'document_proposal.owner' AS place, count(*) AS n FROM document_proposal WHERE owner = $1
UNION ALL SELECT 'document_proposal.writer' AS place, count(*) AS n FROM document_proposal WHERE writer = $1
UNION ALL SELECT x.place, x.n FROM (SELECT 'document_beside.owner' AS place, count(*) AS n FROM document_beside WHERE owner = $1
  UNION ALL SELECT 'document_beside.writer' AS place, count(*) AS n FROM document_beside WHERE writer = $1) x
UNION ALL SELECT 'document_comment.owner' AS place, count(*) AS n FROM document_comment WHERE owner = $1
UNION ALL SELECT 'document_comment.writer' AS place, count(*) AS n FROM document_comment WHERE writer = $1;

-- query section_id: one
-- in  document id, part text
-- out id id
SELECT id FROM document_section WHERE document = $1 AND part = $2;
