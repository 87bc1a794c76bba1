-- Who supports in a project, as those who coordinate say.  They belong to its team as long as they hold a role of a team as well.
CREATE TABLE team_person (
  project       text_id     NOT NULL REFERENCES project (id), -- in which
  person        text_id     NOT NULL REFERENCES person (id), -- who; the team, who coordinates or supervises
  since         int_time    NOT NULL,             -- when they were put in
  PRIMARY KEY (project, person)
);
CREATE INDEX team_person_person ON team_person (person);

-- What somebody of a team hands on about a person they walk with, with that person's yes.  It is the person's: under their key, they read
-- it, see who else did, and take it away.
CREATE TABLE handover (
  id            text_id     NOT NULL PRIMARY KEY, -- random
  community     text_id     NOT NULL REFERENCES community (id), -- where
  team          text_code   NOT NULL,             -- to which team: id of a project, or of the community itself
  about         text_id     NOT NULL REFERENCES person (id), -- about whom; the team, they
  writer        text_id     NOT NULL REFERENCES person (id), -- by whom; the team, the one it is about
  words         blob_sealed NOT NULL,             -- under the key of the one it is about; the team, they
  written       int_time    NOT NULL,             -- when
  known         int_time                          -- when the one it is about said that they have read it; they alone
);
CREATE INDEX handover_team ON handover (community, team, written, id);
CREATE INDEX handover_about ON handover (about, community, written);
CREATE INDEX handover_writer ON handover (writer);
