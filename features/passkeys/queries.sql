-- Every statement that passkeys ever run: adding, finding, listing, taking away.

-- query passkeys_add: run
-- in  id id, person id, credential_index blob, credential sealed(passkey.credential, person, id)
-- in  public_key sealed(passkey.public_key, person, id), device sealed(passkey.device, person, id)?
-- in  synced flag, counter int, made time
INSERT INTO passkey (id, person, credential_index, credential, public_key, device, synced, counter, made)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (credential_index) DO NOTHING;

-- query passkeys_find: one
-- in  credential_index blob, now time
-- out id id, person id, public_key sealed(passkey.public_key, person, id), counter int
SELECT k.id, k.person, k.public_key, k.counter FROM passkey k JOIN person p ON p.id = k.person
WHERE k.credential_index = $1 AND p.left_at IS NULL AND (k.goes IS NULL OR k.goes > $2)
  AND NOT EXISTS (SELECT 1 FROM passkeys_off o WHERE o.person = k.person AND o.since <= $2);

-- query passkeys_used: run
-- in  id id, counter int, used time, copied time?
UPDATE passkey SET counter = $2, used = $3, copied = COALESCE($4, copied) WHERE id = $1;

-- query passkeys_of: many
-- in  person id, now time
-- out id id, person id, credential sealed(passkey.credential, person, id), device sealed(passkey.device, person, id)?
-- out synced flag, copied time?, made time, used time?, goes time?
-- Newest first; people have a handful.
SELECT id, person, credential, device, synced, copied, made, used, goes FROM passkey
WHERE person = $1 AND (goes IS NULL OR goes > $2)
ORDER BY made DESC, id LIMIT 50;

-- query passkeys_count: one
-- in  person id, now time
-- out n int
SELECT COUNT(*) AS n FROM passkey WHERE person = $1 AND (goes IS NULL OR goes > $2);

-- query passkeys_mine: one
-- in  person id, id id, now time
-- out id id, made time, goes time?
SELECT id, made, goes FROM passkey WHERE person = $1 AND id = $2 AND (goes IS NULL OR goes > $3);

-- query passkeys_settled: one
-- in  person id, but text, before time
-- out n int
-- Those that stay and have been there for a while: somebody who came in lately cannot have put them there.
SELECT COUNT(*) AS n FROM passkey WHERE person = $1 AND id <> $2 AND goes IS NULL AND made <= $3;

-- query passkeys_remove: run
-- in  id id, person id, goes time
UPDATE passkey SET goes = $3 WHERE id = $1 AND person = $2 AND goes IS NULL;

-- query passkeys_keep: run
-- in  id id, person id, now time
UPDATE passkey SET goes = NULL WHERE id = $1 AND person = $2 AND goes > $3;

-- query passkeys_off_since: one
-- in  person id
-- out since time
SELECT since FROM passkeys_off WHERE person = $1;

-- query passkeys_off_put: run
-- in  person id, since time
INSERT INTO passkeys_off (person, since) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING;

-- query passkeys_off_take_back: run
-- in  person id, now time
-- Only while it still lies ahead.
DELETE FROM passkeys_off WHERE person = $1 AND since > $2;

-- query passkeys_off_remove: run
-- in  person id
DELETE FROM passkeys_off WHERE person = $1;

-- query passkeys_spend: run
-- in  hash blob, ends time
-- Whoever comes second with the same challenge changes no row.
INSERT INTO passkey_spent (hash, ends) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING;

-- query passkeys_sweep: run
-- in  now time
DELETE FROM passkey WHERE goes <= $1 OR person IN (SELECT person FROM passkeys_off WHERE since <= $1);

-- query passkeys_sweep_spent: run
-- in  now time
DELETE FROM passkey_spent WHERE ends < $1;

-- query passkeys_leave: run
-- in  person id
DELETE FROM passkey WHERE person = $1;

-- query passkeys_check_left: one
-- out wrong int
SELECT (SELECT COUNT(*) FROM passkey x LEFT JOIN person p ON p.id = x.person WHERE p.id IS NULL OR p.left_at IS NOT NULL)
	+ (SELECT COUNT(*) FROM passkeys_off x LEFT JOIN person p ON p.id = x.person WHERE p.id IS NULL OR p.left_at IS NOT NULL) AS wrong;

-- ---- everything of mine, and what is held ----

-- query passkeys_mine_keys: each
-- in  person text
-- out id text, person text, device sealed(passkey.device, person, id)?, synced flag, made time, used time?, goes time?
SELECT id, person, device, synced, made, used, goes FROM passkey WHERE person = $1 ORDER BY made, id;

-- query passkeys_mine_off: each
-- in  person text
-- out since time
SELECT since FROM passkeys_off WHERE person = $1;

-- query passkeys_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'passkey.person' AS place, count(*) AS n FROM passkey WHERE person = $1
UNION ALL SELECT 'passkeys_off.person' AS place, count(*) AS n FROM passkeys_off WHERE person = $1;
