-- query stone_add: run
-- in id id, finder text?, about text?, weight int?, found_at time, wet flag, share real?, hash blob?, secret sealed(stone.secret, finder, id)?
INSERT INTO stone (id, finder, about, weight, found_at, wet, share, hash, secret) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query stone_get: one
-- in id id
-- out id id, finder text?, about text?, weight int?, found_at time, wet flag, share real?, hash blob?, secret sealed(stone.secret, finder, id)?
SELECT id, finder, about, weight, found_at, wet, share, hash, secret FROM stone WHERE id = $1;

-- query stones_all: many
-- out id id, finder text?, secret sealed(stone.secret, finder, id)?
SELECT id, finder, secret FROM stone ORDER BY found_at, id;

-- query stones_by_weight: many
-- in above int, limit int
-- out id id, weight int
SELECT id, weight FROM stone WHERE weight > $1 ORDER BY weight LIMIT $2;

-- query stones_each: each
-- out id id, finder text?, secret sealed(stone.secret, finder, id)?
SELECT id, finder, secret FROM stone ORDER BY id;

-- query stone_weight_set: run
-- in weight int, id id
-- The values stand in another order than their numbers: SQLite counts names by first appearance.
UPDATE stone SET weight = $1 + 1 WHERE id = $2;

-- query stone_take: one
-- in id id
-- out id id, about text?
DELETE FROM stone WHERE id = $1 RETURNING id, about;

-- query stones_swept: many
-- in above int
-- out id id
DELETE FROM stone WHERE weight > $1 RETURNING id;

-- query stone_of_weight: many
-- in id id?, weight int
-- out id id
SELECT id FROM stone WHERE weight >= $2 AND (CAST($1 AS text) IS NULL OR id = $1) ORDER BY id;

-- query stones_sum: one
-- out n int, grams int?, mean real?
SELECT count(*) AS n, sum(weight) AS grams, avg(weight) AS mean FROM stone;

-- query chip_add: run
-- in stone id, number int
INSERT INTO chip (stone, number) VALUES ($1, $2);

-- query chip_once: run
-- in stone id, number int
INSERT INTO chip (stone, number) VALUES ($1, $2) ON CONFLICT (stone, number) DO NOTHING;

-- query chips_count: one
-- out n int
SELECT count(*) AS n FROM chip;

-- query secret_moved: run
-- in from id, to id
-- What a thief with the database but without the key could do.
UPDATE stone SET secret = (SELECT secret FROM stone WHERE id = $1) WHERE id = $2;

-- query secret_raw: one
-- in id id
-- out secret blob?
SELECT secret FROM stone WHERE id = $1;

-- query secret_raw_set: run
-- in secret blob?, id id
UPDATE stone SET secret = $1 WHERE id = $2;
