-- Every statement the core itself runs, but for the few about the engine's own tables (migrate.c).

-- query versions_get: many
-- out feature text, number int, sha256 text
SELECT feature, number, sha256 FROM feature_version ORDER BY feature, number;

-- query version_add: run
-- in feature text, number int, sha256 text, now time
INSERT INTO feature_version (feature, number, sha256, at) VALUES ($1, $2, $3, $4);

-- query seal_key_get: one
-- in owner text
-- out owner text, wrapped blob
SELECT owner, wrapped FROM seal_key WHERE owner = $1;

-- query seal_keys_get: many
-- in a text, b text, c text, d text, e text, f text, g text, h text, i text, j text, k text, l text, m text, n text, o text, p text
-- out owner text, wrapped blob
-- The owners of one page of a list, a few at a time; empty places repeat the last.
SELECT owner, wrapped FROM seal_key WHERE owner IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- query seal_key_add: run
-- in owner text, wrapped blob, now time
-- Nothing is changed when somebody else was faster.
INSERT INTO seal_key (owner, wrapped, made_at) VALUES ($1, $2, $3) ON CONFLICT (owner) DO NOTHING;

-- query seal_key_end: run
-- in owner text
DELETE FROM seal_key WHERE owner = $1;

-- query seal_forgotten_more: run
INSERT INTO seal_forgotten (id, n) VALUES ('all', 1) ON CONFLICT (id) DO UPDATE SET n = seal_forgotten.n + 1;

-- query seal_forgotten: one
-- out n int
SELECT coalesce((SELECT n FROM seal_forgotten WHERE id = 'all'), 0) AS n;

-- query seal_keys_after: many
-- in after text, limit int
-- out owner text, wrapped blob
-- All of them, page by page: for a new master key.
SELECT owner, wrapped FROM seal_key WHERE owner > $1 ORDER BY owner LIMIT $2;

-- query seal_key_put: run
-- in owner text, wrapped blob
UPDATE seal_key SET wrapped = $2 WHERE owner = $1;

-- query seal_key_counts: one
-- out owners int, first time?, last time?, since time?
-- For the operator: how many keys there are, and since when the master key is this one.
SELECT count(*) AS owners, min(made_at) AS first, max(made_at) AS last, (SELECT since FROM seal_check WHERE id = 'master') AS since
FROM seal_key WHERE owner <> '@root';

-- query seal_key_made: one
-- in owner text
-- out made_at time
SELECT made_at FROM seal_key WHERE owner = $1;

-- query seal_check_get: one
-- out sealed blob?, owners int
SELECT (SELECT sealed FROM seal_check WHERE id = 'master') AS sealed, (SELECT count(*) FROM seal_key) AS owners;

-- query seal_check_put: run
-- in sealed blob, now time
INSERT INTO seal_check (id, sealed, since) VALUES ('master', $1, $2)
ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, since = excluded.since;

-- query live_count_next: one
-- in community text
-- out n int
-- Last in its transaction: others wait for the row.
INSERT INTO live_count (community, n) VALUES ($1, 1) ON CONFLICT (community) DO UPDATE SET n = live_count.n + 1 RETURNING n;

-- query live_count_now: one
-- in community text
-- out n int
SELECT coalesce(max(n), 0) AS n FROM live_count WHERE community = $1;

-- query job_insert: run
-- in id text, kind text, payload sealed(job.payload, @server, id), not_before time, now time, about blob?
INSERT INTO job (id, kind, payload, not_before, tries, state, added_at, about) VALUES ($1, $2, $3, $4, 0, 'waiting', $5, $6);

-- query job_unsent: run
-- in about blob
-- Mail to somebody who no longer wants any, or is gone.
DELETE FROM job WHERE about = $1;

-- query jobs_due: many
-- in now time, stale time, limit int
-- out id text, kind text, payload sealed(job.payload, @server, id), tries int, begun flag
-- Those that may begin, the oldest first; also those begun before `stale` whose worker was never heard of again.
SELECT id, kind, payload, tries, CASE WHEN state = 'claimed' THEN 1 ELSE 0 END AS begun FROM job
WHERE (state = 'waiting' AND not_before <= $1) OR (state = 'claimed' AND claimed_at < $2)
ORDER BY not_before, id LIMIT $3;

-- query job_claim: run
-- in id text, now time, stale time
-- One row changed: it is mine now.  None: somebody else was faster.
UPDATE job SET state = 'claimed', claimed_at = $2, tries = tries + 1
WHERE id = $1 AND (state = 'waiting' OR (state = 'claimed' AND claimed_at < $3));

-- query job_beat: run
-- in id text, now time
-- Somebody is still at it.
UPDATE job SET claimed_at = $2 WHERE id = $1 AND state = 'claimed';

-- query job_done: run
-- in id text
DELETE FROM job WHERE id = $1;

-- query job_again: run
-- in id text, not_before time, trouble text
UPDATE job SET state = 'waiting', not_before = $2, last_trouble = $3 WHERE id = $1;

-- query job_dead: run
-- in id text, trouble text
UPDATE job SET state = 'dead', last_trouble = $2 WHERE id = $1;

-- query job_sweep: run
-- in before time
-- What waits in vain holds addresses.
DELETE FROM job WHERE added_at < $1 AND (state = 'dead' OR (kind = 'mail' AND state = 'waiting'));

-- query job_counts: one
-- out waiting int, claimed int, dead int, oldest time?
-- For `kith check` and the operator: how long is the queue?
SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'claimed') AS claimed,
	count(*) FILTER (WHERE state = 'dead') AS dead, min(not_before) FILTER (WHERE state <> 'dead') AS oldest
FROM job;
