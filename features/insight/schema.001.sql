-- Running sums behind "what it did": kept in the same transaction as the encounter or answer; `kith check` counts anew.
CREATE TABLE insight_sum (
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  project       text_id     NOT NULL,             -- '' for encounters of no project
  month         int_day     NOT NULL,             -- first day of the month of the encounter, in the community's zone
  measure       text_code   NOT NULL,             -- encounters, minutes, headcount, offered, returned, found, found_0…found_6, heard, hope_before, hope_after, again
  n             int_count   NOT NULL DEFAULT 0,   -- how many
  total         int_count   NOT NULL DEFAULT 0,   -- sum of their values
  PRIMARY KEY (community, project, month, measure)
);

-- What went out with the last release: all that pages, files and reports show.  Each line is a sum of parts that may each be known.
CREATE TABLE insight_shown (
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  project       text_id     NOT NULL,             -- '' for encounters of no project; '*': those projects together that are hidden one by one
  from_month    int_day     NOT NULL,             -- first day of the first month of the period; 0: of all time; -1: this project is part of '*'
  until_month   int_day     NOT NULL,             -- first day of the last month of the period; 0: of all time
  measure       text_code   NOT NULL,             -- as in insight_sum
  n             int_count   NOT NULL DEFAULT 0,   -- how many; everyone in the community
  total         int_count   NOT NULL DEFAULT 0,   -- sum of their values; found_0…found_6: how many were asked
  PRIMARY KEY (community, project, from_month, measure)
);

-- The running sums as they were when each figure last went out: what came since is the difference.
CREATE TABLE insight_seen (
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  project       text_id     NOT NULL,             -- as in insight_sum
  month         int_day     NOT NULL,             -- as in insight_sum
  measure       text_code   NOT NULL,             -- as in insight_sum
  n             int_count   NOT NULL DEFAULT 0,   -- as in insight_sum
  total         int_count   NOT NULL DEFAULT 0,   -- as in insight_sum
  PRIMARY KEY (community, project, month, measure)
);

-- How many meetings and answers came since a release was last tried.
CREATE TABLE insight_news (
  community     text_id     NOT NULL PRIMARY KEY REFERENCES community (id), -- whose
  n             int_count   NOT NULL DEFAULT 0,   -- how many; nobody
  due           int_count   NOT NULL DEFAULT 0    -- with how many the next is tried, when that is more than the minimum; nobody
);

-- Who found somebody, counted on the day, and who still waited when the three months ended, counted once with the first ask or
-- connection after that: never about one person, and never changed afterwards.
CREATE TABLE insight_found_sum (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  quarter       int_day     NOT NULL,             -- first day of the three months, in the community's zone
  sort          text_code   NOT NULL,             -- band: how long they had waited; language: the one they like best; place; closed: it was counted who still waited
  code          text_code   NOT NULL,             -- which band, language or place; '' when none was said
  n             int_count   NOT NULL DEFAULT 0,   -- how many; coordinators, from the minimum on and once the three months are over
  waiting       int_count   NOT NULL DEFAULT 0,   -- how many had asked and had nobody when they were over; the same
  PRIMARY KEY (community, quarter, sort, code)
);
