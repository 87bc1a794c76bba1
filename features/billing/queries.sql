-- Every statement that billing ever runs.  Of meetings it reads codes, times and between whom: no column of words.

-- query billing_meetings: many
-- in  community id, from time, until time, before time, before_id id, lim int
-- out id id, began time, minutes int, headcount int, kind choice(encounters_kinds), mode choice(encounters_modes), code text, unit_minutes int, rounding choice(billing_roundings), project_name text, supporter id?, supporter_name sealed(person.name, supporter, supporter)?, person id?, person_name sealed(person.name, person, person)?
-- That were, of projects that are billed, newest first.  What came from a file names nobody, and was billed elsewhere.
SELECT e.id, e.began, e.minutes, e.headcount, e.kind, e.mode, s.code, s.unit_minutes, s.rounding, j.name AS project_name,
       c.other AS supporter, o.name AS supporter_name, c.asker AS person, a.name AS person_name
FROM billing_service s JOIN encounter e ON e.project = s.project AND e.kind = s.kind AND e.community = s.community
JOIN project j ON j.id = s.project LEFT JOIN connection c ON c.id = e.connection
LEFT JOIN person o ON o.id = c.other LEFT JOIN person a ON a.id = c.asker
WHERE s.community = $1 AND e.met = 1 AND e.import IS NULL AND e.began >= $2 AND e.began < $3
  AND e.began >= s.from_at AND (s.until_at IS NULL OR e.began < s.until_at)
  AND (e.began < $4 OR (e.began = $4 AND e.id < $5))
ORDER BY e.began DESC, e.id DESC LIMIT $6;

-- query billing_of_meeting: one
-- in  encounter id
-- out code text
SELECT s.code FROM encounter e JOIN billing_service s ON s.community = e.community AND s.project = e.project AND s.kind = e.kind
WHERE e.id = $1 AND e.met = 1 AND e.began >= s.from_at AND (s.until_at IS NULL OR e.began < s.until_at) ORDER BY s.made LIMIT 1;

-- query billing_services: many
-- in  community id
-- out id id, project_name text, kind choice(encounters_kinds), code text, unit_minutes int, rounding choice(billing_roundings), from_at time, until_at time?
SELECT s.id, j.name AS project_name, s.kind, s.code, s.unit_minutes, s.rounding, s.from_at, s.until_at
FROM billing_service s JOIN project j ON j.id = s.project WHERE s.community = $1
ORDER BY s.from_at DESC, s.id LIMIT 200;

-- query billing_services_in_force: many
-- in  community id, now time
-- out project_name text, kind choice(encounters_kinds), code text
SELECT j.name AS project_name, s.kind, s.code FROM billing_service s JOIN project j ON j.id = s.project
WHERE s.community = $1 AND s.from_at <= $2 AND (s.until_at IS NULL OR s.until_at > $2) ORDER BY j.made, s.kind, s.from_at LIMIT 50;

-- query billing_service_get: one
-- in  id id, community id
-- out id id, until_at time?
SELECT id, until_at FROM billing_service WHERE id = $1 AND community = $2;

-- query billing_service_overlaps: one
-- in  community id, project id, kind int, from time
-- out n int
SELECT count(*) AS n FROM billing_service WHERE community = $1 AND project = $2 AND kind = $3 AND (until_at IS NULL OR until_at > $4);

-- query billing_service_add: run
-- in  id id, community id, project id, kind int, code text, unit_minutes int, rounding int, from_at time, made time
INSERT INTO billing_service (id, community, project, kind, code, unit_minutes, rounding, from_at, made)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query billing_service_end: run
-- in  id id, now time
-- One that had not begun yet never was.
UPDATE billing_service SET until_at = CASE WHEN from_at > $2 THEN from_at ELSE $2 END WHERE id = $1 AND until_at IS NULL;
