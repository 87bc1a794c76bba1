-- That something is new, never what: of a thing whose page may be open somewhere, or in Today of one person.
CREATE TABLE tiding (
  community     text_id     NOT NULL REFERENCES community (id), -- where
  kind          text_code   NOT NULL,             -- of a page that a feature names (.live_pages), or today
  about         text_id     NOT NULL,             -- id of the thing; today: of the person, who alone hears of it
  n             int_count   NOT NULL,             -- number of its last change (live_number)
  PRIMARY KEY (community, kind, about)
);
CREATE INDEX tiding_number ON tiding (community, n);
