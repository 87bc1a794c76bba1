-- Crisis plans in a crisis: who may open them, and who did.

-- query crisis_openers: many
-- in  document id
-- out person id, name sealed(person.name, person, person)?
SELECT o.person, p.name FROM crisis_opener o JOIN person p ON p.id = o.person WHERE o.document = $1 ORDER BY o.named, o.person LIMIT 50;

-- query crisis_opener_add: run
-- in  document id, owner id, person id, community id, now time
INSERT INTO crisis_opener (document, owner, person, community, named) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (document, person) DO NOTHING;

-- query crisis_openers_clear: run
-- in  document id
DELETE FROM crisis_opener WHERE document = $1;

-- query crisis_may_open: one
-- in  document id, person id, community id
-- out owner id, template text
SELECT o.owner, d.template FROM crisis_opener o JOIN document d ON d.id = o.document
WHERE o.document = $1 AND o.person = $2 AND o.community = $3
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = o.owner AND k.other = o.person) OR (k.person = o.person AND k.other = o.owner));

-- query crisis_plans: many
-- in  community id, person id
-- out document id, owner id, name sealed(person.name, owner, owner)?
SELECT o.document, o.owner, p.name FROM crisis_opener o JOIN person p ON p.id = o.owner
WHERE o.community = $1 AND o.person = $2
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = o.owner AND k.other = o.person) OR (k.person = o.person AND k.other = o.owner))
ORDER BY o.named, o.document LIMIT 50;

-- query crisis_plans_count: one
-- in  community id, person id
-- out n int
SELECT count(*) AS n FROM crisis_opener o WHERE o.community = $1 AND o.person = $2
  AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = o.owner AND k.other = o.person) OR (k.person = o.person AND k.other = o.owner));

-- query crisis_opening_add: run
-- in  id id, document id, owner id, opened_by id, community id, reason sealed(crisis_opening.reason, owner, id), now time, ends time
INSERT INTO crisis_opening (id, document, owner, opened_by, community, reason, opened, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query crisis_opening_get: one
-- in  id id, community id
-- out id id, document id, owner id, opened_by id?, opened time, ends time, may_open int
-- may_open: whether who opened it is still named, and the two do not keep apart.
SELECT x.id, x.document, x.owner, x.opened_by, x.opened, x.ends,
       (SELECT count(*) FROM crisis_opener o WHERE o.document = x.document AND o.person = x.opened_by AND o.community = x.community
          AND NOT EXISTS (SELECT 1 FROM keep_apart k WHERE (k.person = o.owner AND k.other = o.person) OR (k.person = o.person AND k.other = o.owner))) AS may_open
FROM crisis_opening x WHERE x.id = $1 AND x.community = $2;

-- query crisis_openings: many
-- in  document id
-- out id id, owner id, opened_by id, name sealed(person.name, opened_by, opened_by)?, reason sealed(crisis_opening.reason, owner, id)?, opened time, ends time
-- The newest fifty.
SELECT x.id, x.owner, coalesce(x.opened_by, x.owner) AS opened_by, CASE WHEN x.opened_by IS NULL THEN NULL ELSE p.name END AS name, x.reason, x.opened, x.ends
FROM crisis_opening x LEFT JOIN person p ON p.id = x.opened_by WHERE x.document = $1 ORDER BY x.opened DESC, x.id DESC LIMIT 50;

-- query crisis_unknown: many
-- in  owner id, community id
-- out id id, document id, owner id, opened_by id, name sealed(person.name, opened_by, opened_by)?, reason sealed(crisis_opening.reason, owner, id)?, opened time
SELECT x.id, x.document, x.owner, coalesce(x.opened_by, x.owner) AS opened_by, CASE WHEN x.opened_by IS NULL THEN NULL ELSE p.name END AS name, x.reason, x.opened
FROM crisis_opening x LEFT JOIN person p ON p.id = x.opened_by
WHERE x.owner = $1 AND x.community = $2 AND x.known IS NULL ORDER BY x.opened DESC, x.id LIMIT 20;

-- query crisis_known: run
-- in  id id, owner id, now time
-- Read of it, and over: who opened it sees it no longer.
UPDATE crisis_opening SET known = $3, ends = CASE WHEN ends > $3 THEN $3 ELSE ends END WHERE id = $1 AND owner = $2;

-- ---- going ----

-- query crisis_openings_remove: run
-- in  document id
DELETE FROM crisis_opening WHERE document = $1;

-- query crisis_leaver_openers: run
-- in  person id
DELETE FROM crisis_opener WHERE person = $1;

-- query crisis_leaver_openings: run
-- in  person id
UPDATE crisis_opening SET opened_by = NULL WHERE opened_by = $1;

-- query crisis_gone: run
-- in  person id, community id
DELETE FROM crisis_opener WHERE community = $2 AND (person = $1 OR owner = $1);

-- query crisis_check: one
-- out n int
SELECT count(*) AS n FROM crisis_opener o JOIN document d ON d.id = o.document WHERE d.owner <> o.owner OR o.person = o.owner OR d.template <> 'crisis';

-- ---- everything of mine, and what is held ----

-- query crisis_mine_openers: each
-- in  person text
-- out document text, owner text, person text, told time
SELECT document, owner, person, named AS told FROM crisis_opener WHERE owner = $1 OR person = $1 ORDER BY named, document, person;

-- query crisis_mine_openings: each
-- in  person text
-- out id text, document text, owner text, reason sealed(crisis_opening.reason, owner, id), began time, ended time
SELECT id, document, owner, reason, opened AS began, ends AS ended FROM crisis_opening WHERE owner = $1 OR opened_by = $1 ORDER BY opened, id;

-- query crisis_holdings: each
-- in  person text
-- out place text, n int
SELECT 'crisis_opener.owner' AS place, count(*) AS n FROM crisis_opener WHERE owner = $1
UNION ALL SELECT 'crisis_opener.person' AS place, count(*) AS n FROM crisis_opener WHERE person = $1
UNION ALL SELECT 'crisis_opening.owner' AS place, count(*) AS n FROM crisis_opening WHERE owner = $1
UNION ALL SELECT 'crisis_opening.opened_by' AS place, count(*) AS n FROM crisis_opening WHERE opened_by = $1;

-- ---- what goes after a time ----

-- query crisis_openings_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, owner AS one, opened_by AS other FROM crisis_opening WHERE community = $1 AND ends < $2 AND id > $3 ORDER BY id LIMIT $4;

-- query crisis_opening_over: run
-- in  id id
DELETE FROM crisis_opening WHERE id = $1;
