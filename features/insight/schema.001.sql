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
