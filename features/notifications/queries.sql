-- Every statement that notifications ever run.

-- query mail_wish_get: one
-- in  person id
-- out address blob?, code blob?, code_for blob?, code_sent time?, code_tries int, codes_today int, kinds text, every text, clock int, weekday int, refused time?
SELECT address, code, code_for, code_sent, code_tries, codes_today, kinds, every, clock, weekday, refused FROM mail_wish WHERE person = $1;

-- query mail_wish_first: run
-- in  person id, told time, stop sealed(mail_wish.stop, person, person), stop_hash blob
INSERT INTO mail_wish (person, told, stop, stop_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO NOTHING;

-- query mail_wish_code: run
-- in  person id, code blob, code_for blob, code_sent time, codes_today int
UPDATE mail_wish SET code = $2, code_for = $3, code_sent = $4, code_tries = 0, codes_today = $5 WHERE person = $1;

-- query mail_wish_wrong: run
-- in  person id
UPDATE mail_wish SET code_tries = code_tries + 1 WHERE person = $1;

-- query mail_wish_shown: run
-- in  person id, address blob
-- The address is theirs.
UPDATE mail_wish SET address = $2, code = NULL, code_for = NULL, refused = NULL WHERE person = $1;

-- query mail_wish_no_address: run
-- in  person id
UPDATE mail_wish SET address = NULL, code = NULL, code_for = NULL, refused = NULL, next = NULL WHERE person = $1;

-- query mail_wish_set: run
-- in  person id, kinds text, every text, clock int, weekday int, told time, next time?
UPDATE mail_wish SET kinds = $2, every = $3, clock = $4, weekday = $5, told = $6, next = $7 WHERE person = $1;

-- query mail_wish_looked: run
-- in  person id, told time, next time?
UPDATE mail_wish SET told = $2, next = $3 WHERE person = $1;

-- query mail_wish_refused: run
-- in  person id, at time
UPDATE mail_wish SET refused = $2, next = NULL WHERE person = $1 AND address IS NOT NULL;

-- query mail_wish_end: run
-- in  person id
-- The address stays theirs, so that it can be wished again.
UPDATE mail_wish SET kinds = '', next = NULL WHERE person = $1;

-- query mail_wish_away: run
-- in  person id
DELETE FROM mail_wish WHERE person = $1;

-- query mail_wish_by_stop: one
-- in  stop_hash blob
-- out person id, kinds text
SELECT person, kinds FROM mail_wish WHERE stop_hash = $1;

-- query mail_wish_stop: one
-- in  person id
-- out person id, stop sealed(mail_wish.stop, person, person)?
SELECT person, stop FROM mail_wish WHERE person = $1;

-- query mail_wishes_due: many
-- in  now time, limit int
-- out person id, address blob, kinds text, every text, clock int, weekday int, told time, stop sealed(mail_wish.stop, person, person)?, here time
-- Whose turn it is; here: when they last used Kith themselves.
SELECT w.person, w.address, w.kinds, w.every, w.clock, w.weekday, w.told, w.stop,
  coalesce((SELECT max(s.seen) FROM session s WHERE s.person = w.person), 0) AS here
FROM mail_wish w WHERE w.next <= $1 AND w.address IS NOT NULL AND w.refused IS NULL ORDER BY w.next, w.person LIMIT $2;

-- query mail_wishes_next: one
-- out next time?
SELECT min(next) AS next FROM mail_wish WHERE next IS NOT NULL AND address IS NOT NULL AND refused IS NULL;

-- query mail_round_get: one
-- out number int, next time?
SELECT number, next FROM mail_round WHERE id = 'mail';

-- query mail_round_put: run
-- in  number int, next time?
INSERT INTO mail_round (id, number, next) VALUES ('mail', $1, $2) ON CONFLICT (id) DO UPDATE SET number = excluded.number, next = excluded.next;

-- ---- everything of mine, and what is held ----

-- query notifications_mine_wishes: each
-- in  person text
-- out person text, mails text, every text
SELECT person, kinds AS mails, every FROM mail_wish WHERE person = $1;

-- query notifications_holdings: each
-- in  person text
-- out place text, n int
SELECT 'mail_wish.person' AS place, count(*) AS n FROM mail_wish WHERE person = $1;
