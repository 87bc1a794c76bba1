-- Everyone who has an account.  One kind of account: what someone may do is a dated role in a community (communities).
CREATE TABLE person (
  id            text_id     NOT NULL PRIMARY KEY, -- random; in links
  name          blob_sealed NOT NULL,             -- chosen name, a pseudonym is enough; those who may see the person
  name_index    blob_hash   NOT NULL,             -- keyed hash of the folded name: finds keep-apart wishes; nobody
  pronouns      blob_sealed,                      -- as they wish to be called; those who may see the person
  languages     text        NOT NULL DEFAULT '',  -- codes with blanks between, first the one they like best; for matching
  lang          text_code   NOT NULL DEFAULT 'en',-- of their pages and mail; the person
  zone          text_code   NOT NULL DEFAULT '',  -- IANA time zone; '': none chosen yet, the first community joined gives its own; the person
  login         blob_sealed NOT NULL,             -- sign-in name; the person
  login_index   blob_hash   NOT NULL UNIQUE,      -- keyed hash of the folded sign-in name; nobody
  email         blob_sealed,                      -- only if they gave one; the person, mail
  joined        int_time    NOT NULL,             -- when the account was made; the person
  left_at       int_time,                         -- when they left; their key is gone then
  version       integer     NOT NULL DEFAULT 1    -- counts changes, to notice a stale form
) /*lite WITHOUT ROWID*/;
CREATE INDEX person_name ON person (name_index);

-- How somebody proves who they are.
CREATE TABLE sign_in (
  person        text_id     NOT NULL PRIMARY KEY REFERENCES person (id), -- whose
  password      blob_sealed NOT NULL,             -- argon2id string, peppered by the master key; nobody
  changed       int_time    NOT NULL,             -- when the password was set; the person
  totp          blob_sealed,                      -- second factor's secret, base 32; shown once
  totp_on       int_flag    NOT NULL DEFAULT 0,   -- 1 after the first right code
  totp_step     int_count   NOT NULL DEFAULT 0,   -- the last 30-second step used: a code works once
  code_wrong    int_count   NOT NULL DEFAULT 0,   -- wrong codes of the second step in the day that began at code_from; nobody
  code_from     int_time    NOT NULL DEFAULT 0,   -- the first of them
  code_closed   int_time,                         -- there were too many: until this time only recovery codes count; NULL: never; the person
  codes_made    int_time,                         -- when recovery codes were made anew; NULL: not since the account was; the person
  second_changed int_time,                        -- when the second step was switched on or off; the person
  changes_known int_time    NOT NULL DEFAULT 0    -- until when they said that what changed here was them; the person
);

-- One-time codes for when the password or the second factor is lost.
CREATE TABLE recovery_code (
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  hash          blob_hash   NOT NULL,             -- keyed hash of the code; nobody
  used          int_time,                         -- when it was used
  PRIMARY KEY (person, hash)
);

-- Where somebody is signed in.  Listed for the person, ended one by one or all.  Kept for 30 days after it is over, so that
-- a sign-in by somebody else is still seen afterwards.
CREATE TABLE session (
  hash          blob_hash   NOT NULL PRIMARY KEY, -- hash of the token in the cookie; nobody
  id            text_id     NOT NULL UNIQUE,      -- names the session in links; the person
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  kind          text_code   NOT NULL,             -- browser, staff (a browser of somebody with duties: shorter), shared (a device others use: shorter still), api
  device        blob_sealed,                      -- coarse words such as "Firefox on Android"; the person
  made          int_time    NOT NULL,             -- signed in; the person
  seen          int_time    NOT NULL,             -- last used, to the minute; the person
  password_at   int_time    NOT NULL,             -- password last given in this session, 0: never; for pages that ask again
  ends          int_time    NOT NULL,             -- over at this time whatever happens
  ended         int_time,                         -- signed out, or ended by the person from elsewhere; NULL: not
  on_device     blob_hash,                        -- hash of the token of the device it began on; NULL: a shared one, or a program; nobody
  known         int_flag    NOT NULL DEFAULT 0    -- 1: began on a device that is known, or they said "this was me" on one; the person
);
CREATE INDEX session_person ON session (person);
CREATE INDEX session_ends ON session (ends);

-- Devices on which somebody signed in before, by a token the browser keeps: a sign-in there is not slowed down by others who try
-- passwords.  One that is sure, or that was told for as long as a sign-in is told, is known: a sign-in there raises no notice.
CREATE TABLE known_device (
  hash          blob_hash   NOT NULL PRIMARY KEY, -- hash of the token; nobody
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  made          int_time    NOT NULL,             -- first signed in there; forgotten after a year
  sure          int_flag    NOT NULL DEFAULT 0    -- 1: the account was made there, or they said of a sign-in there "this was me"; nobody
);
CREATE INDEX known_device_person ON known_device (person);
CREATE INDEX known_device_made ON known_device (made);

-- Who was erased, so that a backup from before erases them again.  Nobody can be named from it: only with the master key can
-- be said of an id whether it is in here.  The same lines lie in a file outside of the data folder (setting erased_file).
CREATE TABLE erasure (
  hash          blob_hash   NOT NULL PRIMARY KEY, -- keyed hash of the id of the person; nobody
  erased        int_day     NOT NULL              -- the day
);

-- Sign-in help: a one-time code to set a new password, made by the operator after making sure who asks.
CREATE TABLE sign_in_reset (
  hash          blob_hash   NOT NULL PRIMARY KEY, -- keyed hash of the code; nobody
  person        text_id     NOT NULL REFERENCES person (id), -- for whom
  made          int_time    NOT NULL,             -- when
  ends          int_time    NOT NULL,             -- valid until
  totp_off      int_flag    NOT NULL DEFAULT 0,   -- 1: also turns the second step off, for who lost phone and recovery codes
  used          int_time                          -- when it was used
);
CREATE INDEX sign_in_reset_person ON sign_in_reset (person);
