-- Every statement that people ever runs: accounts, signing in, recovery codes, sessions, devices, sign-in help.

-- ---- accounts ----

-- query people_person_add: run
-- in  id id, name sealed(person.name, id, id), name_index blob, pronouns sealed(person.pronouns, id, id)?
-- in  languages text, lang text, zone text, login sealed(person.login, id, id), login_index blob
-- in  email sealed(person.email, id, id)?, joined time
INSERT INTO person (id, name, name_index, pronouns, languages, lang, zone, login, login_index, email, joined)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- query people_person_edit: run
-- in  id id, version int, name sealed(person.name, id, id), name_index blob
-- in  pronouns sealed(person.pronouns, id, id)?, languages text, lang text, zone text
-- Nothing changes when somebody else changed it first.
UPDATE person SET name = $3, name_index = $4, pronouns = $5, languages = $6, lang = $7, zone = $8, version = version + 1
WHERE id = $1 AND version = $2;

-- query people_person_mail_set: run
-- in  id id, email sealed(person.email, id, id)?
UPDATE person SET email = $2 WHERE id = $1 AND left_at IS NULL;

-- query people_person_leave: run
-- in  id id, nothing blob, name_index blob, login_index blob, left_at time
-- Not even what is sealed stays: where a value must stand, no bytes stand.
UPDATE person SET name = $2, login = $2, name_index = $3, login_index = $4, pronouns = NULL, email = NULL, languages = '', lang = 'en',
	zone = 'UTC', left_at = $5, version = version + 1
WHERE id = $1;

-- query people_person_zone: run
-- in  id id, zone text
-- Only where none was chosen.
UPDATE person SET zone = $2 WHERE id = $1 AND zone = '';

-- query people_person_name: one
-- in  id id
-- out id id, name sealed(person.name, id, id)?
SELECT id, name FROM person WHERE id = $1;

-- query people_person_me: one
-- in  id id
-- out id id, name sealed(person.name, id, id), pronouns sealed(person.pronouns, id, id)?, languages text
-- out lang text, zone text, login sealed(person.login, id, id), email sealed(person.email, id, id)?
-- out joined time, version int
SELECT id, name, pronouns, languages, lang, zone, login, email, joined, version FROM person
WHERE id = $1 AND left_at IS NULL;

-- query people_person_mail: one
-- in  id id
-- out id id, email sealed(person.email, id, id)?, lang text, zone text
SELECT id, email, lang, zone FROM person WHERE id = $1 AND left_at IS NULL;

-- query people_person_by_login: one
-- in  login_index blob
-- out id id
SELECT id FROM person WHERE login_index = $1 AND left_at IS NULL;

-- ---- proving who one is ----

-- query people_sign_in_add: run
-- in  person id, password sealed(sign_in.password, person, person), changed time
INSERT INTO sign_in (person, password, changed, changes_known) VALUES ($1, $2, $3, $3);

-- query people_sign_in_by_login: one
-- in  login_index blob
-- out person id, password sealed(sign_in.password, person, person), changed time
SELECT s.person, s.password, s.changed FROM person p JOIN sign_in s ON s.person = p.id
WHERE p.login_index = $1 AND p.left_at IS NULL;

-- query people_sign_in_of: one
-- in  person id
-- out person id, password sealed(sign_in.password, person, person), changed time
-- out totp sealed(sign_in.totp, person, person)?, totp_on flag, code_closed time?
SELECT person, password, changed, totp, totp_on, code_closed FROM sign_in WHERE person = $1;

-- query people_sign_in_rehash: run
-- in  person id, password sealed(sign_in.password, person, person), changed time
-- The same password, hashed with more; not when another one was set meanwhile.
UPDATE sign_in SET password = $2 WHERE person = $1 AND changed = $3;

-- query people_sign_in_code_wrong: run
-- in  person id, now time, day_ago time, most int, closed time
-- One more wrong code; with the last that may be wrong in a day, the second step is closed.
UPDATE sign_in SET code_closed = CASE WHEN code_from > $3 AND code_wrong + 1 >= $4 THEN $5 ELSE code_closed END,
	code_wrong = CASE WHEN code_from > $3 THEN code_wrong + 1 ELSE 1 END, code_from = CASE WHEN code_from > $3 THEN code_from ELSE $2 END
WHERE person = $1;

-- query people_sign_in_password: run
-- in  person id, password sealed(sign_in.password, person, person), changed time
UPDATE sign_in SET password = $2, changed = $3 WHERE person = $1;

-- query people_sign_in_totp_begin: run
-- in  person id, totp sealed(sign_in.totp, person, person)
UPDATE sign_in SET totp = $2, totp_step = 0 WHERE person = $1 AND totp_on = 0;

-- query people_sign_in_totp_on: run
-- in  person id, step int, now time
UPDATE sign_in SET totp_on = 1, totp_step = $2, second_changed = $3 WHERE person = $1;

-- query people_sign_in_totp_used: run
-- in  person id, step int
-- A step counts once; whoever comes second with the same code changes no row.
UPDATE sign_in SET totp_step = $2 WHERE person = $1 AND totp_on = 1 AND totp_step < $2;

-- query people_sign_in_totp_off: run
-- in  person id, now time
UPDATE sign_in SET totp = NULL, totp_on = 0, totp_step = 0, second_changed = CASE WHEN totp_on = 1 THEN $2 ELSE second_changed END WHERE person = $1;

-- query people_codes_made: run
-- in  person id, now time
UPDATE sign_in SET codes_made = $2 WHERE person = $1;

-- query people_changes_of: one
-- in  person id
-- out changed time, codes_made time?, second_changed time?, code_closed time?, changes_known time
SELECT changed, codes_made, second_changed, code_closed, changes_known FROM sign_in WHERE person = $1;

-- query people_changes_known: run
-- in  person id, now time
UPDATE sign_in SET changes_known = $2 WHERE person = $1;

-- query people_sign_in_leave: run
-- in  person id
DELETE FROM sign_in WHERE person = $1;

-- ---- recovery codes ----

-- query people_codes_add: run
-- in  person id, a blob, b blob, c blob, d blob, e blob, f blob, g blob, h blob
INSERT INTO recovery_code (person, hash)
VALUES ($1, $2), ($1, $3), ($1, $4), ($1, $5), ($1, $6), ($1, $7), ($1, $8), ($1, $9);

-- query people_codes_forget: run
-- in  person id
DELETE FROM recovery_code WHERE person = $1;

-- query people_codes_use: run
-- in  person id, hash blob, used time
UPDATE recovery_code SET used = $3 WHERE person = $1 AND hash = $2 AND used IS NULL;

-- query people_codes_has: one
-- in  person id, hash blob
-- out n int
SELECT COUNT(*) AS n FROM recovery_code WHERE person = $1 AND hash = $2 AND used IS NULL;

-- query people_codes_left: one
-- in  person id
-- out unused int
SELECT COUNT(*) AS unused FROM recovery_code WHERE person = $1 AND used IS NULL;

-- ---- sign-in help ----

-- query people_reset_add: run
-- in  hash blob, person id, made time, ends time, totp_off flag
INSERT INTO sign_in_reset (hash, person, made, ends, totp_off) VALUES ($1, $2, $3, $4, $5);

-- query people_reset_find: one
-- in  hash blob, person id, now time
-- out person id, totp_off flag
SELECT person, totp_off FROM sign_in_reset WHERE hash = $1 AND person = $2 AND used IS NULL AND ends > $3;

-- query people_reset_use: run
-- in  hash blob, used time
UPDATE sign_in_reset SET used = $2 WHERE hash = $1 AND used IS NULL;

-- query people_reset_forget: run
-- in  person id
-- Codes not yet used end with every new password.
DELETE FROM sign_in_reset WHERE person = $1 AND used IS NULL;

-- query people_reset_leave: run
-- in  person id
DELETE FROM sign_in_reset WHERE person = $1;

-- ---- sessions ----

-- query people_session_add: run
-- in  hash blob, id id, person id, kind text, device sealed(session.device, person, id)?, made time, ends time
-- in  known flag, password_at time, on_device blob?
INSERT INTO session (hash, id, person, kind, device, made, seen, password_at, ends, known, on_device)
VALUES ($1, $2, $3, $4, $5, $6, $6, $9, $7, $8, $10);

-- query people_session_shorten: run
-- in  person id, whole int
-- Of browsers, and of programs, which read as much.  Shared devices end sooner anyway.
UPDATE session SET kind = CASE WHEN kind = 'api' THEN 'api_staff' ELSE 'staff' END, ends = CASE WHEN ends < made + $2 THEN ends ELSE made + $2 END
WHERE person = $1 AND kind IN ('browser', 'api') AND ended IS NULL;

-- query people_session_who: one
-- in  hash blob, now time
-- out id id, person id, kind text, seen time, password_at time, lang text, zone text
-- On every request: one row by primary key, nothing sealed.
SELECT s.id, s.person, s.kind, s.seen, s.password_at, p.lang, p.zone
FROM session s JOIN person p ON p.id = s.person
WHERE s.hash = $1 AND s.ends > $2 AND s.ended IS NULL AND p.left_at IS NULL;

-- query people_session_touch: run
-- in  id id, now time, before time
UPDATE session SET seen = $2 WHERE id = $1 AND seen <= $3;

-- query people_session_again: run
-- in  id id, hash blob, now time
UPDATE session SET hash = $2, password_at = $3 WHERE id = $1;

-- query people_sessions_of: many
-- in  person id, now time, since time, at_most int
-- out id id, person id, kind text, device sealed(session.device, person, id)?, made time, seen time, ends time
-- out ended time?, known flag, on_device blob?
-- Open ones first, so that no number of short ones hides them; then the newest.
SELECT id, person, kind, device, made, seen, ends, ended, known, on_device FROM session
WHERE person = $1 AND (ends > $2 OR made > $3)
ORDER BY CASE WHEN ended IS NULL AND ends > $2 THEN 0 ELSE 1 END, made DESC, id LIMIT $4;

-- query people_session_end: run
-- in  id id, person id, now time
UPDATE session SET ended = $3 WHERE id = $1 AND person = $2 AND ended IS NULL;

-- query people_session_end_others: run
-- in  person id, id text, now time
UPDATE session SET ended = $3 WHERE person = $1 AND id <> $2 AND ended IS NULL;

-- query people_session_here: one
-- in  id text, person id
-- out known flag, on_device blob?
-- The sign-in that asks; none (the command line) is not known.
SELECT COALESCE(MAX(known), 0) AS known, (SELECT s.on_device FROM session s WHERE s.id = $1 AND s.person = $2) AS on_device
FROM session WHERE id = $1 AND person = $2;

-- query people_session_known: run
-- in  id id, person id
UPDATE session SET known = 1 WHERE id = $1 AND person = $2;

-- query people_session_all_known: run
-- in  person id
UPDATE session SET known = 1 WHERE person = $1 AND known = 0;

-- query people_devices_sure: run
-- in  person id
-- Those of sign-ins that are known.
UPDATE known_device SET sure = 1
WHERE person = $1 AND sure = 0 AND hash IN (SELECT s.on_device FROM session s WHERE s.person = $1 AND s.known = 1);

-- query people_session_leave: run
-- in  person id
DELETE FROM session WHERE person = $1;

-- query people_session_sweep: run
-- in  before time
DELETE FROM session WHERE ends < $1;

-- ---- devices ----

-- query people_device_add: run
-- in  hash blob, person id, made time, sure flag
INSERT INTO known_device (hash, person, made, sure) VALUES ($1, $2, $3, $4);

-- query people_device_find: one
-- in  hash blob, person id, since time
-- out person id, made time, sure flag
SELECT person, made, sure FROM known_device WHERE hash = $1 AND person = $2 AND made > $3;

-- query people_device_forget: run
-- in  person id, but blob
DELETE FROM known_device WHERE person = $1 AND hash <> $2;

-- query people_device_leave: run
-- in  person id
DELETE FROM known_device WHERE person = $1;

-- query people_device_sweep: run
-- in  before time
DELETE FROM known_device WHERE made < $1;

-- ---- what must hold ----

-- query people_check_sign_in: one
-- out wrong int
SELECT COUNT(*) AS wrong FROM person p LEFT JOIN sign_in s ON s.person = p.id
WHERE (p.left_at IS NULL AND s.person IS NULL) OR (p.left_at IS NOT NULL AND s.person IS NOT NULL);

-- query people_check_left: one
-- out wrong int
SELECT (SELECT COUNT(*) FROM session x LEFT JOIN person p ON p.id = x.person WHERE p.id IS NULL OR p.left_at IS NOT NULL)
	+ (SELECT COUNT(*) FROM recovery_code x LEFT JOIN person p ON p.id = x.person WHERE p.id IS NULL OR p.left_at IS NOT NULL)
	+ (SELECT COUNT(*) FROM known_device x LEFT JOIN person p ON p.id = x.person WHERE p.id IS NULL OR p.left_at IS NOT NULL) AS wrong;

-- query people_check_login: one
-- out wrong int
SELECT COUNT(*) AS wrong FROM (SELECT login_index FROM person GROUP BY login_index HAVING COUNT(*) > 1) twice;

-- ---- everything of mine, and what is held ----

-- query people_mine_account: each
-- in  person id
-- out id id, name sealed(person.name, id, id), pronouns sealed(person.pronouns, id, id)?, login sealed(person.login, id, id)
-- out email sealed(person.email, id, id)?, languages text, lang text, zone text, joined time
SELECT id, name, pronouns, login, email, languages, lang, zone, joined FROM person WHERE id = $1 AND left_at IS NULL;

-- query people_mine_sign_in: each
-- in  person id
-- out changed time, second flag, codes_made time?, second_changed time?, code_closed time?
SELECT changed, totp_on AS second, codes_made, second_changed, code_closed FROM sign_in WHERE person = $1;

-- query people_mine_sessions: each
-- in  person id
-- out id id, person id, kind text, device sealed(session.device, person, id)?, made time, seen time, ends time, ended time?
SELECT id, person, kind, device, made, seen, ends, ended FROM session WHERE person = $1 ORDER BY made, id;

-- query people_mine_devices: each
-- in  person id
-- out made time
SELECT made FROM known_device WHERE person = $1 ORDER BY made;

-- query people_mine_codes: each
-- in  person id
-- out used time?
SELECT used FROM recovery_code WHERE person = $1;

-- query people_mine_resets: each
-- in  person id
-- out made time, ends time, used time?
SELECT made, ends, used FROM sign_in_reset WHERE person = $1 ORDER BY made;

-- query people_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'person.id' AS place, count(*) AS n FROM person WHERE id = $1
UNION ALL SELECT 'sign_in.person' AS place, count(*) AS n FROM sign_in WHERE person = $1
UNION ALL SELECT 'recovery_code.person' AS place, count(*) AS n FROM recovery_code WHERE person = $1
UNION ALL SELECT 'session.person' AS place, count(*) AS n FROM session WHERE person = $1
UNION ALL SELECT 'known_device.person' AS place, count(*) AS n FROM known_device WHERE person = $1
UNION ALL SELECT 'sign_in_reset.person' AS place, count(*) AS n FROM sign_in_reset WHERE person = $1;

-- ---- who was erased ----

-- query people_erasure_add: run
-- in  hash blob, erased int
INSERT INTO erasure (hash, erased) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING;

-- query people_erasures: each
-- out hash blob, erased int
SELECT hash, erased FROM erasure ORDER BY erased, hash;

-- query people_here_after: many
-- in  after text, limit int
-- out id id
-- Everybody who has not left, page by page.
SELECT id FROM person WHERE left_at IS NULL AND id > $1 ORDER BY id LIMIT $2;
