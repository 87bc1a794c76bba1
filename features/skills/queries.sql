-- Lists of steps that peers write for one another.

-- query skill_add: run
-- in  id id, owner id, topic int, title sealed(skill.title, owner, id), about sealed(skill.about, owner, id)?, origin id?, taken time?, now time
INSERT INTO skill (id, owner, topic, title, about, origin, taken, begun, changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8);

-- query skill_whose: one
-- in  id id
-- out owner id
SELECT owner FROM skill WHERE id = $1;

-- query skill_get: one
-- in  id id
-- out id id, owner id, topic int, title sealed(skill.title, owner, id)?, about sealed(skill.about, owner, id)?, community id?, audience int, origin id?, taken time?, version int
SELECT id, owner, topic, title, about, community, audience, origin, taken, version FROM skill WHERE id = $1;

-- query skill_set: run
-- in  id id, owner id, topic int, title sealed(skill.title, owner, id), about sealed(skill.about, owner, id)?, version int, now time
UPDATE skill SET topic = $3, title = $4, about = $5, version = version + 1, changed = $7 WHERE id = $1 AND owner = $2 AND version = $6;

-- query skill_touch: run
-- in  id id, now time
UPDATE skill SET changed = $2 WHERE id = $1;

-- query skills_count: one
-- in  owner id
-- out n int
SELECT count(*) AS n FROM skill WHERE owner = $1;

-- query skills_mine: many
-- in  owner id
-- out id id, owner id, topic int, title sealed(skill.title, owner, id)?, audience int, done int, of int, proposed int
SELECT k.id, k.owner, k.topic, k.title, k.audience,
  (SELECT count(*) FROM skill_step s WHERE s.skill = k.id AND s.done IS NOT NULL) AS done, (SELECT count(*) FROM skill_step s WHERE s.skill = k.id) AS of,
  (SELECT count(*) FROM skill_proposal p JOIN skill_step s ON s.id = p.step WHERE s.skill = k.id) AS proposed
FROM skill k WHERE k.owner = $1 ORDER BY k.changed DESC, k.id DESC LIMIT 100;

-- query skills_open: many
-- in  community id, reader id, topic int?, before time, before_id id
-- out id id, owner id, name sealed(person.name, owner, owner)?, topic int, title sealed(skill.title, owner, id)?, of int, changed time
-- What others share with the reader here.  Whoever keeps apart from the other is not in the community to them.
SELECT k.id, k.owner, p.name, k.topic, k.title, (SELECT count(*) FROM skill_step s WHERE s.skill = k.id) AS of, k.changed
FROM skill k JOIN person p ON p.id = k.owner
WHERE k.community = $1 AND k.audience > 0 AND k.owner <> $2 AND (CAST($3 AS bigint) IS NULL OR k.topic = $3) AND (k.changed, k.id) < ($4, $5) AND (
    (k.audience = 2 AND NOT EXISTS (SELECT 1 FROM keep_apart x WHERE (x.person = k.owner AND x.other = $2) OR (x.person = $2 AND x.other = k.owner)))
 OR (k.audience = 1 AND EXISTS (SELECT 1 FROM connection c WHERE c.community = k.community AND c.state IN ('begun', 'paused')
      AND ((c.asker = $2 AND c.other = k.owner) OR (c.other = $2 AND c.asker = k.owner)))))
ORDER BY k.changed DESC, k.id DESC LIMIT 51;

-- query skill_rights: one
-- in  id id, reader id, community id
-- out owner id, readable int
-- By a right that is there now.
SELECT k.owner, CASE WHEN k.community = $3 AND (
    (k.audience = 2 AND NOT EXISTS (SELECT 1 FROM keep_apart x WHERE (x.person = k.owner AND x.other = $2) OR (x.person = $2 AND x.other = k.owner)))
 OR (k.audience = 1 AND EXISTS (SELECT 1 FROM connection c WHERE c.community = k.community AND c.state IN ('begun', 'paused')
      AND ((c.asker = $2 AND c.other = k.owner) OR (c.other = $2 AND c.asker = k.owner))))) THEN 1 ELSE 0 END AS readable
FROM skill k WHERE k.id = $1;

-- query skill_copy_of: one
-- in  origin id, owner id
-- out id id
-- My copy of a list, if I have one.
SELECT min(id) AS id FROM skill WHERE origin = $1 AND owner = $2 HAVING count(*) > 0;

-- query skill_share_set: run
-- in  id id, owner id, community id?, audience int, now time
UPDATE skill SET community = $3, audience = $4, changed = $5 WHERE id = $1 AND owner = $2;

-- ---- steps ----

-- query skill_step_add: run
-- in  id id, skill id, owner id, place int, words sealed(skill_step.words, owner, id)
INSERT INTO skill_step (id, skill, owner, place, words) VALUES ($1, $2, $3, $4, $5);

-- query skill_steps: many
-- in  skill id
-- out id id, owner id, place int, words sealed(skill_step.words, owner, id)?, done time?
SELECT id, owner, place, words, done FROM skill_step WHERE skill = $1 ORDER BY place, id LIMIT 40;

-- query skill_steps_shift: run
-- in  skill id, after int
UPDATE skill_step SET place = place + 1 WHERE skill = $1 AND place > $2;

-- query skill_step_reword: run
-- in  id id, skill id, owner id, words sealed(skill_step.words, owner, id)
UPDATE skill_step SET words = $4 WHERE id = $1 AND skill = $2 AND owner = $3;

-- query skill_step_place: run
-- in  id id, place int
UPDATE skill_step SET place = $2 WHERE id = $1;

-- query skill_step_done: run
-- in  id id, skill id, done time?
UPDATE skill_step SET done = $3 WHERE id = $1 AND skill = $2;

-- query skill_steps_undone: run
-- in  skill id
UPDATE skill_step SET done = NULL WHERE skill = $1;

-- query skill_step_remove: run
-- in  id id, skill id
DELETE FROM skill_step WHERE id = $1 AND skill = $2;

-- ---- proposals ----

-- query skill_proposal_add: run
-- in  id id, step id, owner id, writer id, kind int, words sealed(skill_proposal.words, writer, id), now time
INSERT INTO skill_proposal (id, step, owner, writer, kind, words, made) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query skill_proposals_by: one
-- in  skill id, writer id
-- out n int
SELECT count(*) AS n FROM skill_proposal p JOIN skill_step s ON s.id = p.step WHERE s.skill = $1 AND p.writer = $2;

-- query skill_proposals_of: many
-- in  skill id
-- out id id, step id, owner id, of sealed(skill_step.words, owner, step)?, writer id, name sealed(person.name, writer, writer)?, kind int, words sealed(skill_proposal.words, writer, id)?, made time
SELECT p.id, p.step, s.owner, s.words AS of, p.writer, w.name, p.kind, p.words, p.made
FROM skill_proposal p JOIN skill_step s ON s.id = p.step JOIN person w ON w.id = p.writer
WHERE s.skill = $1 ORDER BY s.place, p.made, p.id LIMIT 50;

-- query skill_proposal_get: one
-- in  id id, skill id
-- out id id, step id, writer id, kind int, words sealed(skill_proposal.words, writer, id)?
SELECT p.id, p.step, p.writer, p.kind, p.words FROM skill_proposal p JOIN skill_step s ON s.id = p.step WHERE p.id = $1 AND s.skill = $2;

-- query skill_proposal_remove: run
-- in  id id
DELETE FROM skill_proposal WHERE id = $1;

-- query skill_step_proposals_remove: run
-- in  step id, skill id
DELETE FROM skill_proposal WHERE step IN (SELECT id FROM skill_step WHERE id = $1 AND skill = $2);

-- ---- going ----

-- query skill_proposals_remove: run
-- in  skill id
DELETE FROM skill_proposal WHERE step IN (SELECT id FROM skill_step WHERE skill = $1);

-- query skill_steps_remove: run
-- in  skill id
DELETE FROM skill_step WHERE skill = $1;

-- query skill_unlink: run
-- in  origin id
UPDATE skill SET origin = NULL WHERE origin = $1;

-- query skill_delete: run
-- in  id id
DELETE FROM skill WHERE id = $1;

-- query leaver_skill_proposals: run
-- in  person id
DELETE FROM skill_proposal WHERE writer = $1;

-- query leaver_skills: many
-- in  owner id
-- out id id
SELECT id FROM skill WHERE owner = $1 ORDER BY id LIMIT 1000;

-- query gone_skills: run
-- in  owner id, community id
-- Whoever left the community shares nothing there any more; the lists stay theirs.
UPDATE skill SET community = NULL, audience = 0 WHERE owner = $1 AND community = $2;

-- query check_skills: one
-- out n int
SELECT (SELECT count(*) FROM skill WHERE audience > 0 AND community IS NULL)
     + (SELECT count(*) FROM skill_step s JOIN skill k ON k.id = s.skill WHERE s.owner <> k.owner) AS n;

-- ---- everything of mine, and what is held ----

-- query skills_mine_lists: each
-- in  person text
-- out id text, owner text, kind choice(skills_topics), label sealed(skill.title, owner, id), about sealed(skill.about, owner, id)?, shown choice(skills_audiences), origin text?, began time, changed time
SELECT id, owner, topic AS kind, title AS label, about, audience AS shown, origin, begun AS began, changed FROM skill WHERE owner = $1 ORDER BY begun, id;

-- query skills_mine_steps: each
-- in  person text
-- out id text, skill text, owner text, number int, words sealed(skill_step.words, owner, id), settled time?
SELECT id, skill, owner, place AS number, words, done AS settled FROM skill_step WHERE owner = $1 ORDER BY skill, place;

-- query skills_mine_proposals: each
-- in  person text
-- out id text, step text, writer text, kind choice(skills_improvements), words sealed(skill_proposal.words, writer, id), told time
SELECT id, step, writer, kind, words, made AS told FROM skill_proposal WHERE writer = $1 ORDER BY made, id;

-- query skills_holdings: each
-- in  person text
-- out place text, n int
SELECT 'skill.owner' AS place, count(*) AS n FROM skill WHERE owner = $1
UNION ALL SELECT 'skill_step.owner' AS place, count(*) AS n FROM skill_step WHERE owner = $1
UNION ALL SELECT 'skill_proposal.owner' AS place, count(*) AS n FROM skill_proposal WHERE owner = $1
UNION ALL SELECT 'skill_proposal.writer' AS place, count(*) AS n FROM skill_proposal WHERE writer = $1;
