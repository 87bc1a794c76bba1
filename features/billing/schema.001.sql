-- Under which code the meetings of a project are billed, and how minutes become units: payers differ, so it is data.
CREATE TABLE billing_service (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- whose
  project       text_id     NOT NULL REFERENCES project (id), -- the meetings counted with it
  kind          integer     NOT NULL,             -- place in encounters_kinds: those of two, or of a group
  code          text        NOT NULL,             -- the payer's code with its modifiers, "H0038 HQ"; everyone in the community
  unit_minutes  integer     NOT NULL,             -- minutes of one unit, 1 to 480
  rounding      integer     NOT NULL,             -- place in billing_roundings: down, up, eight (from half a unit on), exact (minutes as they are)
  from_at       int_time    NOT NULL,             -- meetings from then on
  until_at      int_time,                         -- meetings before then; NULL: still
  made          int_time    NOT NULL              -- when it was set
);
CREATE INDEX billing_service_project ON billing_service (community, project, kind);
