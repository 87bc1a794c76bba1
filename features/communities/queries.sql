-- Communities: who belongs where in which role, under which words and rules; lines, projects, invitations.

-- ---- entering ----

-- query communities_entered: one
-- in  slug text, person text?, now time
-- out id text, slug text, name sealed(community.name, id, id), zone text, formality int, min_cell int, member flag, takes_part flag, rules_number int, limits_number int, rules_now int, limits_now int
SELECT c.id, c.slug, c.name, c.zone, c.formality, c.min_cell,
       CASE WHEN m.person IS NULL OR m.closed_until > $3 THEN 0 ELSE 1 END AS member,
       COALESCE(m.takes_part, 0) AS takes_part,
       COALESCE(m.rules_number, 0) AS rules_number, COALESCE(m.limits_number, 0) AS limits_number,
       (SELECT COALESCE(MAX(t.number), 0) FROM community_text t WHERE t.community = c.id AND t.kind = 'rules') AS rules_now,
       (SELECT COALESCE(MAX(t.number), 0) FROM community_text t WHERE t.community = c.id AND t.kind = 'limits') AS limits_now
FROM community c LEFT JOIN membership m ON m.community = c.id AND m.person = $2 AND m.left_at IS NULL
WHERE c.slug = $1;

-- query communities_brings: many
-- in  community text, person text?, now time, lang text
-- out kind int, code text, one text, many text
-- Two lists in one statement, because every page needs both: 0 roles held now, 1 the community's own words.
SELECT 0 AS kind, h.role AS code, '' AS one, '' AS many FROM role_held h
WHERE h.person = $2 AND h.community = $1 AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > $3)
UNION ALL
SELECT 1 AS kind, w.word AS code, w.one, w.many FROM community_word w WHERE w.community = $1 AND w.lang = $4;

-- query communities_slug_by_id: one
-- in  id text
-- out slug text
SELECT slug FROM community WHERE id = $1;

-- query communities_id_by_slug: one
-- in  slug text
-- out id text
SELECT id FROM community WHERE slug = $1;

-- query communities_leave_address: one
-- in  id text
-- out leave_to text
SELECT leave_to FROM community WHERE id = $1;

-- query communities_membership_may: many
-- in  community text, person text, now time
-- out accepted flag, takes_part flag, role text?
SELECT CASE WHEN m.rules_number >= (SELECT COALESCE(MAX(t.number), 0) FROM community_text t
                                    WHERE t.community = m.community AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted,
       m.takes_part, h.role
FROM membership m LEFT JOIN role_held h ON h.person = m.person AND h.community = m.community
     AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > $3)
WHERE m.community = $1 AND m.person = $2 AND m.left_at IS NULL AND (m.closed_until IS NULL OR m.closed_until <= $3);

-- query communities_held: many
-- in  person text, now time
-- out id text, slug text, name sealed(community.name, id, id), accepted flag
SELECT c.id, c.slug, c.name,
       CASE WHEN m.rules_number >= (SELECT COALESCE(MAX(t.number), 0) FROM community_text t
                                    WHERE t.community = c.id AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted
FROM membership m JOIN community c ON c.id = m.community
WHERE m.person = $1 AND m.left_at IS NULL AND (m.closed_until IS NULL OR m.closed_until <= $2)
ORDER BY m.joined, c.id LIMIT 50;

-- query communities_closed_to: many
-- in  person text, now time
-- out id text, slug text, name sealed(community.name, id, id), until time
SELECT c.id, c.slug, c.name, m.closed_until AS until FROM membership m JOIN community c ON c.id = m.community
WHERE m.person = $1 AND m.closed_until > $2 ORDER BY m.joined, c.id LIMIT 50;

-- query communities_open: many
-- out id text, slug text, name sealed(community.name, id, id), about sealed(community.about, id, id)?
SELECT id, slug, name, about FROM community WHERE joining = 'open' ORDER BY made, id LIMIT 50;

-- ---- texts ----

-- query communities_text_now: many
-- in  community text, kind text
-- out lang text, number int, words text, since time, first_resort flag
-- The text in force, in each language that has it.
SELECT t.lang, t.number, t.words, t.since, CASE WHEN t.lang = c.lang THEN 1 ELSE 0 END AS first_resort
FROM community_text t JOIN community c ON c.id = t.community
WHERE t.community = $1 AND t.kind = $2
  AND t.number = (SELECT MAX(n.number) FROM community_text n WHERE n.community = $1 AND n.kind = $2)
ORDER BY t.lang;

-- query communities_texts_now: many
-- in  community text
-- out kind text, number int, since time
SELECT kind, MAX(number) AS number, MAX(since) AS since FROM community_text WHERE community = $1 GROUP BY kind ORDER BY kind;

-- query communities_text_add: run
-- in  community text, kind text, lang text, number int, words text, since time
INSERT INTO community_text (community, kind, lang, number, words, since) VALUES ($1, $2, $3, $4, $5, $6);

-- ---- membership ----

-- query communities_membership_get: one
-- in  community text, person text
-- out joined time, takes_part flag, rules_number int, limits_number int
SELECT joined, takes_part, rules_number, limits_number FROM membership WHERE community = $1 AND person = $2 AND left_at IS NULL;

-- query communities_membership_put: run
-- in  community text, person text, joined time, rules_number int, takes_part flag
-- Who comes back joins anew: the date begins again and the limits are shown again.
INSERT INTO membership (community, person, joined, rules_number, takes_part) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (community, person) DO UPDATE SET
  joined = CASE WHEN membership.left_at IS NULL THEN membership.joined ELSE excluded.joined END,
  limits_number = CASE WHEN membership.left_at IS NULL THEN membership.limits_number ELSE 0 END,
  rules_number = CASE WHEN membership.left_at IS NULL AND membership.rules_number > excluded.rules_number
                      THEN membership.rules_number ELSE excluded.rules_number END,
  takes_part = CASE WHEN membership.left_at IS NULL AND membership.takes_part = 1 THEN 1 ELSE excluded.takes_part END,
  left_at = NULL;

-- query communities_membership_rules: run
-- in  community text, person text, number int
UPDATE membership SET rules_number = $3 WHERE community = $1 AND person = $2 AND left_at IS NULL;

-- query communities_membership_limits: run
-- in  community text, person text, number int
UPDATE membership SET limits_number = $3 WHERE community = $1 AND person = $2 AND left_at IS NULL;

-- query communities_membership_end: run
-- in  community text, person text, now time
UPDATE membership SET left_at = $3 WHERE community = $1 AND person = $2 AND left_at IS NULL;

-- query communities_closed_get: one
-- in  community text, person text
-- out until time?
SELECT closed_until AS until FROM membership WHERE community = $1 AND person = $2;

-- query communities_closed_set: run
-- in  community text, person text, until time?
UPDATE membership SET closed_until = $3 WHERE community = $1 AND person = $2;

-- query communities_closed_longer: run
-- in  community text, person text, until time
-- What was decided before holds, where it lasts longer.
UPDATE membership SET closed_until = $3 WHERE community = $1 AND person = $2 AND (closed_until IS NULL OR closed_until < $3);

-- query communities_member_in: many
-- in  person text
-- out community text
SELECT community FROM membership WHERE person = $1 AND left_at IS NULL ORDER BY community;

-- query communities_members_some: many
-- in  community text, now time, before time, before_id text, limit int
-- out person text, name sealed(person.name, person, person)?, joined time, takes_part flag, accepted flag, role text?, from_at time?
-- A page of members, newest first; a row for each role that they hold now, one without a role for who holds none.
WITH page AS (
  SELECT m.person, m.joined, m.takes_part, m.rules_number FROM membership m
  WHERE m.community = $1 AND m.left_at IS NULL AND (m.joined, m.person) < ($3, $4)
  ORDER BY m.joined DESC, m.person DESC LIMIT $5)
SELECT page.person, p.name, page.joined, page.takes_part,
       CASE WHEN page.rules_number >= (SELECT COALESCE(MAX(t.number), 0) FROM community_text t
                                       WHERE t.community = $1 AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted,
       h.role, h.from_at
FROM page JOIN person p ON p.id = page.person
LEFT JOIN role_held h ON h.person = page.person AND h.community = $1 AND h.from_at <= $2 AND (h.until_at IS NULL OR h.until_at > $2)
ORDER BY page.joined DESC, page.person DESC, h.from_at, h.id;

-- query communities_member_one: one
-- in  community text, person text
-- out person text, name sealed(person.name, person, person)?, pronouns sealed(person.pronouns, person, person)?, joined time, takes_part flag, closed_until time?, accepted flag
SELECT m.person, p.name, p.pronouns, m.joined, m.takes_part, m.closed_until,
       CASE WHEN m.rules_number >= (SELECT COALESCE(MAX(t.number), 0) FROM community_text t
                                    WHERE t.community = $1 AND t.kind = 'rules') THEN 1 ELSE 0 END AS accepted
FROM membership m JOIN person p ON p.id = m.person
WHERE m.community = $1 AND m.person = $2 AND m.left_at IS NULL;

-- ---- roles ----

-- query communities_role_add: run
-- in  id text, community text, person text, role text, from_at time, given_by text?
INSERT INTO role_held (id, community, person, role, from_at, given_by) VALUES ($1, $2, $3, $4, $5, $6);

-- query communities_role_now_or_later: one
-- in  community text, person text, role text, now time
-- out id text
SELECT id FROM role_held WHERE person = $2 AND community = $1 AND role = $3 AND (until_at IS NULL OR until_at > $4)
ORDER BY from_at, id LIMIT 1;

-- query communities_role_get: one
-- in  community text, person text, id text, now time
-- out role text, from_at time
SELECT role, from_at FROM role_held WHERE id = $3 AND community = $1 AND person = $2 AND (until_at IS NULL OR until_at > $4);

-- query communities_role_set_end: run
-- in  id text, now time
-- One that had not begun yet never was.
UPDATE role_held SET until_at = CASE WHEN from_at > $2 THEN from_at ELSE $2 END WHERE id = $1;

-- query communities_roles_end_all: run
-- in  community text, person text, now time
UPDATE role_held SET until_at = CASE WHEN from_at > $3 THEN from_at ELSE $3 END
WHERE person = $2 AND community = $1 AND (until_at IS NULL OR until_at > $3);

-- query communities_coordinators_other: one
-- in  community text, id text, now time
-- out n int
SELECT COUNT(*) AS n FROM role_held h
JOIN membership m ON m.community = h.community AND m.person = h.person AND m.left_at IS NULL
WHERE h.community = $1 AND h.role = 'coordinator' AND h.id <> $2 AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > $3)
  AND (m.closed_until IS NULL OR m.closed_until <= $3);

-- query communities_coordinators_but: one
-- in  community text, person text, now time
-- out n int, is_one int
-- Who else coordinates here now, and does this person?
SELECT COUNT(DISTINCT CASE WHEN h.person <> $2 THEN h.person END) AS n, COUNT(DISTINCT CASE WHEN h.person = $2 THEN h.person END) AS is_one
FROM role_held h JOIN membership m ON m.community = h.community AND m.person = h.person AND m.left_at IS NULL
WHERE h.community = $1 AND h.role = 'coordinator' AND h.from_at <= $3 AND (h.until_at IS NULL OR h.until_at > $3)
  AND (m.closed_until IS NULL OR m.closed_until <= $3);

-- query communities_outside_now: many
-- in  community text, now time
-- out person text, name sealed(person.name, person, person)?, role text, from_at time
-- Who evaluates and who bills now: everybody here may know.
SELECT h.person, p.name, h.role, h.from_at FROM role_held h
JOIN membership m ON m.community = h.community AND m.person = h.person AND m.left_at IS NULL JOIN person p ON p.id = h.person
WHERE h.community = $1 AND h.role IN ('evaluator', 'biller') AND h.from_at <= $2 AND (h.until_at IS NULL OR h.until_at > $2)
ORDER BY h.role, h.from_at, h.id LIMIT 20;

-- query communities_roles_of: many
-- in  community text, person text
-- out id text, role text, from_at time, until_at time?, given_by text?, giver sealed(person.name, given_by, given_by)?
SELECT h.id, h.role, h.from_at, h.until_at, h.given_by, p.name AS giver
FROM role_held h LEFT JOIN person p ON p.id = h.given_by
WHERE h.person = $2 AND h.community = $1 AND (h.until_at IS NULL OR h.until_at > h.from_at)
ORDER BY h.from_at DESC, h.id LIMIT 200;

-- ---- invitations ----

-- query communities_invitation_add: run
-- in  id text, hash blob, community text, role text?, note sealed(invitation.note, made_by, id)?, made_by text?, made time, ends time
INSERT INTO invitation (id, hash, community, role, note, made_by, made, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query communities_invitations_some: many
-- in  community text, reader text, before time, before_id text, limit int
-- out id text, role text?, note_of text?, note sealed(invitation.note, note_of, id)?, made_by text?, maker sealed(person.name, made_by, made_by)?, made time, ends time, used time?, used_by text?, used_by_name sealed(person.name, used_by, used_by)?, revoked time?
-- The note is the inviter's own.
SELECT i.id, i.role, CASE WHEN i.made_by = $2 THEN i.made_by END AS note_of, CASE WHEN i.made_by = $2 THEN i.note END AS note,
       i.made_by, m.name AS maker, i.made, i.ends, i.used, i.used_by, u.name AS used_by_name, i.revoked
FROM invitation i LEFT JOIN person m ON m.id = i.made_by LEFT JOIN person u ON u.id = i.used_by
WHERE i.community = $1 AND (i.made, i.id) < ($3, $4)
ORDER BY i.made DESC, i.id DESC LIMIT $5;

-- query communities_invitation_get: one
-- in  community text, id text
-- out id text
SELECT id FROM invitation WHERE community = $1 AND id = $2;

-- query communities_invitation_by_hash: one
-- in  community text, hash blob
-- out id text, role text?, ends time, account text?, used time?, revoked time?
SELECT id, role, ends, account, used, revoked FROM invitation WHERE hash = $2 AND community = $1;

-- query communities_invitation_anywhere: one
-- in  hash blob
-- out id text, ends time, account text?, used time?, revoked time?
SELECT id, ends, account, used, revoked FROM invitation WHERE hash = $1;

-- query communities_invitation_account: run
-- in  id text, person text, now time
UPDATE invitation SET account = $2 WHERE id = $1 AND account IS NULL AND used IS NULL AND revoked IS NULL AND ends > $3;

-- query communities_invitations_account_gone: run
-- in  person text, now time
UPDATE invitation SET account = NULL, revoked = CASE WHEN used IS NULL THEN coalesce(revoked, $2) ELSE revoked END WHERE account = $1;

-- query communities_invitation_use: run
-- in  id text, now time, person text
UPDATE invitation SET used = $2, used_by = $3
WHERE id = $1 AND used IS NULL AND revoked IS NULL AND ends > $2 AND (account IS NULL OR account = $3);

-- query communities_invitation_take_back: run
-- in  id text, now time
UPDATE invitation SET revoked = $2 WHERE id = $1 AND used IS NULL AND revoked IS NULL;

-- query communities_invitations_revoke_of: run
-- in  person text, now time
UPDATE invitation SET revoked = $2 WHERE made_by = $1 AND used IS NULL AND revoked IS NULL;

-- query communities_invitations_detach: run
-- in  person text
UPDATE invitation SET used_by = NULL WHERE used_by = $1;

-- ---- settings ----

-- query communities_settings_get: one
-- in  id text
-- out id text, slug text, name sealed(community.name, id, id), about sealed(community.about, id, id)?, lang text, zone text, joining text, formality int, min_cell int, leave_to text, pictures flag, voices flag, version int
SELECT id, slug, name, about, lang, zone, joining, formality, min_cell, leave_to, pictures, voices, version FROM community WHERE id = $1;

-- query communities_settings_set: run
-- in  id text, version int, name sealed(community.name, id, id), about sealed(community.about, id, id)?, lang text, zone text, joining text, formality int, min_cell int, leave_to text, pictures flag, voices flag
UPDATE community SET name = $3, about = $4, lang = $5, zone = $6, joining = $7, formality = $8, min_cell = $9, leave_to = $10, pictures = $11, voices = $12,
       version = version + 1
WHERE id = $1 AND version = $2;

-- query communities_version_up: run
-- in  id text, version int
UPDATE community SET version = version + 1 WHERE id = $1 AND version = $2;

-- query communities_own_words_now: many
-- in  community text
-- out lang text, word text, one text, many text
SELECT lang, word, one, many FROM community_word WHERE community = $1 ORDER BY lang, word;

-- query communities_own_words_clear: run
-- in  community text
DELETE FROM community_word WHERE community = $1;

-- query communities_own_word_add: run
-- in  community text, lang text, word text, one text, many text
INSERT INTO community_word (community, lang, word, one, many) VALUES ($1, $2, $3, $4, $5);

-- ---- crisis lines ----

-- query communities_lines_shown: many
-- in  community text, lang text, today int
-- out name text, phone text?, text_to text?, text_word text?, chat text?, languages text, hours text, what_happens text, verified_on int
SELECT name, phone, text_to, text_word, chat, languages, hours, what_happens, verified_on FROM crisis_line
WHERE community = $1 AND (for_lang IS NULL OR for_lang = $2) AND (until_day IS NULL OR until_day >= $3)
ORDER BY own DESC, place, id LIMIT 20;

-- query communities_lines_all: many
-- in  community text, today int
-- out id text, own flag, for_lang text?, name text, phone text?, text_to text?, chat text?, verified_on int
SELECT id, own, for_lang, name, phone, text_to, chat, verified_on FROM crisis_line
WHERE community = $1 AND (until_day IS NULL OR until_day >= $2)
ORDER BY own DESC, place, id LIMIT 50;

-- query communities_line_get: one
-- in  community text, id text
-- out id text, own flag, for_lang text?, name text, phone text?, text_to text?, text_word text?, chat text?, languages text, hours text, what_happens text, verified_on int, version int
SELECT id, own, for_lang, name, phone, text_to, text_word, chat, languages, hours, what_happens, verified_on, version
FROM crisis_line WHERE community = $1 AND id = $2 AND until_day IS NULL;

-- query communities_line_put: run
-- in  id text, community text, own flag, for_lang text?, name text, phone text?, text_to text?, text_word text?, chat text?, languages text, hours text, what_happens text, verified_on int
INSERT INTO crisis_line (id, community, own, place, for_lang, name, phone, text_to, text_word, chat, languages, hours, what_happens, verified_on)
SELECT $1, $2, $3, COALESCE(MAX(l.place), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
FROM crisis_line l WHERE l.community = $2;

-- query communities_line_set: run
-- in  id text, version int, own flag, for_lang text?, name text, phone text?, text_to text?, text_word text?, chat text?, languages text, hours text, what_happens text, verified_on int
UPDATE crisis_line SET own = $3, for_lang = $4, name = $5, phone = $6, text_to = $7, text_word = $8, chat = $9, languages = $10,
       hours = $11, what_happens = $12, verified_on = $13, version = version + 1
WHERE id = $1 AND version = $2;

-- query communities_line_until: run
-- in  id text, day int
UPDATE crisis_line SET until_day = $2, version = version + 1 WHERE id = $1;

-- ---- projects ----

-- query communities_project_by_slug: one
-- in  community text, slug text
-- out id text
SELECT id FROM project WHERE community = $1 AND slug = $2;

-- query communities_project_get: one
-- in  community text, id text
-- out id text, community text, slug text, name text, about sealed(project.about, community, id)?, closed time?, version int
SELECT id, community, slug, name, about, closed, version FROM project WHERE community = $1 AND id = $2;

-- query communities_projects_open: many
-- in  community text, limit int
-- out id text, name text
SELECT id, name FROM project WHERE community = $1 AND closed IS NULL ORDER BY made, id LIMIT $2;

-- query communities_projects_all: many
-- in  community text
-- out id text, community text, slug text, name text, about sealed(project.about, community, id)?, made time, closed time?
SELECT id, community, slug, name, about, made, closed FROM project WHERE community = $1
ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, made, id LIMIT 200;

-- query communities_project_put: run
-- in  id text, community text, slug text, name text, about sealed(project.about, community, id)?, made time
INSERT INTO project (id, community, slug, name, about, made) VALUES ($1, $2, $3, $4, $5, $6);

-- query communities_project_set: run
-- in  id text, community text, version int, name text, about sealed(project.about, community, id)?
UPDATE project SET name = $4, about = $5, version = version + 1 WHERE id = $1 AND community = $2 AND version = $3;

-- query communities_project_closed: run
-- in  id text, closed time?
UPDATE project SET closed = $2, version = version + 1 WHERE id = $1;

-- ---- making, command line, checks ----

-- query communities_duties: one
-- in  person text, now time
-- out n int
-- Roles, in any community, that open what others wrote.
SELECT COUNT(*) AS n FROM role_held WHERE person = $1 AND role IN ('coordinator', 'supervisor', 'biller') AND (until_at IS NULL OR until_at > $2);

-- query communities_zone: one
-- in  id text
-- out id text, zone text
SELECT id, zone FROM community WHERE id = $1;

-- query communities_add: run
-- in  id text, slug text, name sealed(community.name, id, id), lang text, zone text, joining text, formality int, min_cell int, made time
INSERT INTO community (id, slug, name, lang, zone, joining, formality, min_cell, made) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query communities_all: each
-- in  now time
-- out id text, slug text, name sealed(community.name, id, id), lang text, zone text, joining text, formality int, min_cell int, members int, coordinators int
SELECT c.id, c.slug, c.name, c.lang, c.zone, c.joining, c.formality, c.min_cell,
       (SELECT COUNT(*) FROM membership m WHERE m.community = c.id AND m.left_at IS NULL) AS members,
       (SELECT COUNT(*) FROM role_held h WHERE h.community = c.id AND h.role = 'coordinator'
               AND h.from_at <= $1 AND (h.until_at IS NULL OR h.until_at > $1)) AS coordinators
FROM community c ORDER BY c.made, c.id;

-- query communities_without_text: many
-- out slug text, kind text
SELECT c.slug, k.kind FROM community c CROSS JOIN (SELECT 'rules' AS kind UNION ALL SELECT 'limits' AS kind) k
WHERE c.joining <> 'closed' AND NOT EXISTS (SELECT 1 FROM community_text t WHERE t.community = c.id AND t.kind = k.kind
  AND t.lang = c.lang AND t.number = (SELECT MAX(n.number) FROM community_text n WHERE n.community = c.id AND n.kind = k.kind))
ORDER BY c.slug, k.kind LIMIT 1;

-- query communities_roles_astray: many
-- in  now time
-- out id text
SELECT h.id FROM role_held h WHERE (h.until_at IS NULL OR h.until_at > $1)
AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.community = h.community AND m.person = h.person AND m.left_at IS NULL)
ORDER BY h.id LIMIT 1;

-- query communities_min_cells: each
-- out slug text, min_cell int
SELECT slug, min_cell FROM community ORDER BY slug;

-- ---- everything of mine, and what is held ----

-- query communities_mine_memberships: each
-- in  person text
-- out community text, name sealed(community.name, community, community), joined time, takes_part flag, ended time?, rules_number int, limits_number int
SELECT m.community, c.name, m.joined, m.takes_part, m.left_at AS ended, m.rules_number, m.limits_number
FROM membership m JOIN community c ON c.id = m.community WHERE m.person = $1 ORDER BY m.joined, m.community;

-- query communities_mine_roles: each
-- in  person text
-- out community text, name sealed(community.name, community, community), role text, from_at time, until_at time?
SELECT h.community, c.name, h.role, h.from_at, h.until_at
FROM role_held h JOIN community c ON c.id = h.community WHERE h.person = $1 ORDER BY h.from_at, h.id;

-- query communities_mine_given: each
-- in  person text
-- out role text, from_at time, until_at time?
-- To whom is theirs to tell.
SELECT role, from_at, until_at FROM role_held WHERE given_by = $1 ORDER BY from_at, id;

-- query communities_mine_invitations: each
-- in  person text
-- out id text, made_by text, role text?, note sealed(invitation.note, made_by, id)?, made time, ends time, used time?
SELECT id, made_by, role, note, made, ends, used FROM invitation WHERE made_by = $1 ORDER BY made, id;

-- query communities_mine_invited: each
-- in  person text
-- out role text?, used time?
SELECT role, used FROM invitation WHERE used_by = $1 OR account = $1 ORDER BY used, id;

-- query communities_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'membership.person' AS place, count(*) AS n FROM membership WHERE person = $1
UNION ALL SELECT 'role_held.person' AS place, count(*) AS n FROM role_held WHERE person = $1
UNION ALL SELECT 'role_held.given_by' AS place, count(*) AS n FROM role_held WHERE given_by = $1
UNION ALL SELECT 'invitation.made_by' AS place, count(*) AS n FROM invitation WHERE made_by = $1
UNION ALL SELECT 'invitation.account' AS place, count(*) AS n FROM invitation WHERE account = $1
UNION ALL SELECT 'invitation.used_by' AS place, count(*) AS n FROM invitation WHERE used_by = $1;

-- ---- what goes after a time ----

-- query communities_invitations_over: many
-- in  community text, before time, after text, limit int
-- out id text, one text?, other text?
SELECT id, made_by AS one, used_by AS other FROM invitation
WHERE community = $1 AND (ends < $2 OR used < $2 OR revoked < $2) AND id > $3 ORDER BY id LIMIT $4;

-- query communities_invitation_over: run
-- in  id id
DELETE FROM invitation WHERE id = $1;
