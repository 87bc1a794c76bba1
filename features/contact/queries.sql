-- Every statement that contact ever runs.

-- query contact_rule_get: one
-- in  community id
-- out open flag, version int
SELECT open, version FROM contact_rule WHERE community = $1;

-- query contact_rule_first: run
-- in  community id, open flag
INSERT INTO contact_rule (community, open) VALUES ($1, $2) ON CONFLICT (community) DO NOTHING;

-- query contact_rule_set: run
-- in  community id, version int, open flag
UPDATE contact_rule SET open = $3, version = version + 1 WHERE community = $1 AND version = $2;

-- query contact_add: run
-- in  id id, community id, form_key text, words sealed(contact.words, community, id), reach sealed(contact.reach, community, id)?, lang text, came time
INSERT INTO contact (id, community, form_key, words, reach, lang, came) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (community, form_key) DO NOTHING;

-- query contacts_waiting: many
-- in  community id, after time, after_id id, lim int
-- out id id, community id, words sealed(contact.words, community, id), reach sealed(contact.reach, community, id)?, lang text, came time
-- Who has waited longest comes first.
SELECT id, community, words, reach, lang, came FROM contact WHERE community = $1 AND done IS NULL AND (came, id) > ($2, $3) ORDER BY came, id LIMIT $4;

-- query contacts_done: many
-- in  community id
-- out id id, community id, words sealed(contact.words, community, id), reach sealed(contact.reach, community, id)?, came time, done time, by id?, name sealed?(person.name, by, by)
SELECT x.id, x.community, x.words, x.reach, x.came, x.done, p.id AS by, p.name FROM contact x LEFT JOIN person p ON p.id = x.done_by
WHERE x.community = $1 AND x.done IS NOT NULL ORDER BY x.done DESC, x.id DESC LIMIT 20;

-- query contact_get: one
-- in  id id, community id
-- out id id, done time?
SELECT id, done FROM contact WHERE id = $1 AND community = $2;

-- query contact_done: run
-- in  id id, at time, by id
UPDATE contact SET done = $2, done_by = $3 WHERE id = $1 AND done IS NULL;

-- query contact_undone: run
-- in  id id
UPDATE contact SET done = NULL, done_by = NULL WHERE id = $1;

-- query contacts_count: one
-- in  community id
-- out n int
SELECT count(*) AS n FROM contact WHERE community = $1 AND done IS NULL;

-- query leaver_contacts: run
-- in  person id
UPDATE contact SET done_by = NULL WHERE done_by = $1;

-- ---- what goes after a time ----

-- query contacts_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, done_by AS one, done_by AS other FROM contact WHERE community = $1 AND done < $2 AND id > $3 ORDER BY id LIMIT $4;

-- query contact_over: run
-- in  id id
DELETE FROM contact WHERE id = $1;

-- ---- what is held ----

-- query contact_holdings: each
-- in  person text
-- out place text, n int
SELECT 'contact.done_by' AS place, count(*) AS n FROM contact WHERE done_by = $1;
