-- Every statement that calendars ever run.

-- ---- addresses to fetch from ----

-- query calendar_feed_add: run
-- in  id id, community id, kind text, person id, subject id?, token blob, fuller flag, made time
INSERT INTO calendar_feed (id, community, kind, person, subject, token, fuller, made) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query calendar_feeds: many
-- in  community id, person id, public int
-- out id id, kind text, fuller flag, made time, mine flag
-- My own, and public: also those of the community, for whoever coordinates.
SELECT id, kind, fuller, made, CASE WHEN person = $2 THEN 1 ELSE 0 END AS mine FROM calendar_feed
WHERE community = $1 AND ((kind <> 'community' AND person = $2) OR ($3 = 1 AND kind = 'community')) ORDER BY made, id LIMIT 50;

-- query calendar_feed_count: one
-- in  community id, person id
-- out n int
SELECT count(*) AS n FROM calendar_feed WHERE community = $1 AND person = $2;

-- query calendar_feed_end: run
-- in  id id, community id, person id, public int
DELETE FROM calendar_feed WHERE id = $1 AND community = $2 AND ((kind <> 'community' AND person = $3) OR ($4 = 1 AND kind = 'community'));

-- query calendar_feed_by_token: one
-- in  token blob
-- out id id, community id, kind text, person id?, subject id?, fuller flag, made time, lang text?, zone text?
SELECT f.id, f.community, f.kind, f.person, f.subject, f.fuller, f.made, p.lang, p.zone
FROM calendar_feed f LEFT JOIN person p ON p.id = f.person WHERE f.token = $1;

-- query calendar_leaver_feeds: run
-- in  person id, community id?
DELETE FROM calendar_feed WHERE person = $1 AND kind = 'mine' AND (CAST($2 AS text) IS NULL OR community = $2);

-- query calendar_leaver_public: run
-- in  person id
UPDATE calendar_feed SET person = NULL WHERE person = $1 AND kind <> 'mine';

-- ---- invitations by mail ----

-- query calendar_to_invite: many
-- in  gathering id, now time, after text, limit int
-- out person id
-- Who wished invitations, and is asked, or was and may have to hear that it is over for them.
SELECT m.person FROM gathering g JOIN membership m ON m.community = g.community AND m.left_at IS NULL AND coalesce(m.closed_until, 0) <= $2
JOIN mail_wish w ON w.person = m.person AND w.address IS NOT NULL AND w.refused IS NULL AND (' ' || w.kinds || ' ') LIKE '% invitations %'
LEFT JOIN connection c ON g.belongs = 'pair' AND c.id = g.subject
WHERE g.id = $1 AND m.person > $3
  AND ((g.belongs = 'community' AND g.asked < 2) OR g.maker = m.person OR c.asker = m.person OR c.other = m.person
    OR EXISTS (SELECT 1 FROM peer_group_member x WHERE g.belongs = 'group' AND x.peer_group = g.subject AND x.person = m.person)
    OR EXISTS (SELECT 1 FROM gathering_guest x WHERE x.gathering = g.id AND x.person = m.person)
    OR EXISTS (SELECT 1 FROM calendar_invitation i WHERE i.gathering = g.id AND i.person = m.person))
ORDER BY m.person LIMIT $4;

-- query calendar_invited_to: many
-- in  person id, community id?, subject id?
-- out gathering id
-- To what somebody was invited: in a community, or of a group or a connection.
SELECT i.gathering FROM calendar_invitation i JOIN gathering g ON g.id = i.gathering
WHERE i.person = $1 AND (CAST($2 AS text) IS NULL OR g.community = $2) AND (CAST($3 AS text) IS NULL OR g.subject = $3) ORDER BY i.gathering;

-- query calendar_of_group: many
-- in  group id, today int
-- out gathering id
-- What a group has planned and not called off.
SELECT id AS gathering FROM gathering WHERE belongs = 'group' AND subject = $1 AND cancelled = 0 AND (last_day IS NULL OR last_day >= $2) ORDER BY id;

-- query calendar_place_of: one
-- in  gathering id
-- out community id
SELECT community FROM gathering WHERE id = $1;

-- query calendar_invitation_add: run
-- in  id id, gathering id, person id, token blob
INSERT INTO calendar_invitation (id, gathering, person, token) VALUES ($1, $2, $3, $4);

-- query calendar_invitation_get: one
-- in  gathering id, person id
-- out id id
SELECT id FROM calendar_invitation WHERE gathering = $1 AND person = $2;

-- query calendar_invitation_by_token: one
-- in  token blob
-- out id id, gathering id, person id, community id
SELECT i.id, i.gathering, i.person, g.community FROM calendar_invitation i JOIN gathering g ON g.id = i.gathering WHERE i.token = $1;

-- query calendar_told_all: many
-- in  invitation id
-- out day int, sequence int, off flag, stamp time?, read time?
SELECT day, sequence, off, stamp, read FROM calendar_told WHERE invitation = $1 ORDER BY day;

-- query calendar_told_put: run
-- in  invitation id, day int, sequence int, off flag
INSERT INTO calendar_told (invitation, day, sequence, off) VALUES ($1, $2, $3, $4)
ON CONFLICT (invitation, day) DO UPDATE SET sequence = excluded.sequence, off = excluded.off;

-- query calendar_told_read: run
-- in  invitation id, day int, sequence int, stamp time
-- An answer was looked at: it, and what is older, counts no more.
INSERT INTO calendar_told (invitation, day, sequence, stamp) VALUES ($1, $2, $3, $4) ON CONFLICT (invitation, day) DO UPDATE SET stamp = excluded.stamp;

-- query calendar_told_taken: run
-- in  invitation id, day int, off flag, at time
-- An answer from a calendar: what it knows by itself need not be sent to it.
UPDATE calendar_told SET off = $3, read = $4 WHERE invitation = $1 AND day = $2;

-- query calendar_said: one
-- in  gathering id, day int, person id
-- out said time
SELECT said FROM gathering_answer WHERE gathering = $1 AND day = $2 AND person = $3;

-- query calendar_told_gone: run
-- in  person id?, gathering id?
DELETE FROM calendar_told WHERE invitation IN (SELECT id FROM calendar_invitation WHERE person = $1 OR gathering = $2);

-- query calendar_invitation_gone: run
-- in  person id?, gathering id?
DELETE FROM calendar_invitation WHERE person = $1 OR gathering = $2;

-- ---- everything of mine, and what is held ----

-- query calendars_mine_invitations: each
-- in  person text
-- out id text, gathering text
SELECT id, gathering FROM calendar_invitation WHERE person = $1 ORDER BY gathering;

-- query calendars_mine_feeds: each
-- in  person text
-- out id text, kind text, made time
SELECT id, kind, made FROM calendar_feed WHERE person = $1 ORDER BY made, id;

-- query calendars_holdings: each
-- in  person text
-- out place text, n int
-- A row for every column here that can hold the id of a person.
SELECT 'calendar_feed.person' AS place, count(*) AS n FROM calendar_feed WHERE person = $1
UNION ALL SELECT 'calendar_invitation.person' AS place, count(*) AS n FROM calendar_invitation WHERE person = $1;
