-- Passkeys: public keys whose other half a device keeps and uses after a look, a finger or its own code.
CREATE TABLE passkey (
  id            text_id     NOT NULL PRIMARY KEY, -- random; names it in links; the person
  person        text_id     NOT NULL REFERENCES person (id), -- whose
  credential_index blob_hash NOT NULL UNIQUE,     -- keyed hash of the id that the device gave it: finds it; nobody
  credential    blob_sealed NOT NULL,             -- that id, so that one device is not added twice; the person's browser
  public_key    blob_sealed NOT NULL,             -- COSE key, base64url; nobody
  device        blob_sealed,                      -- coarse words such as "Firefox on Android", where it was added; the person
  synced        int_flag    NOT NULL DEFAULT 0,   -- 1: the device may copy it to others of the same account; the person
  counter       integer     NOT NULL DEFAULT 0,   -- how often it was used, as the device counts; 0 where it does not
  copied        int_time,                         -- when that count last did not grow: there may be two of it; the person
  made          int_time    NOT NULL,             -- added; the person
  used          int_time,                         -- last sign-in with it; the person
  goes          int_time                          -- taken away from this time on; NULL: stays; the person
);
CREATE INDEX passkey_person ON passkey (person, made);
CREATE INDEX passkey_goes ON passkey (goes) WHERE goes IS NOT NULL;

-- Who wants no passkeys at all: none works, none can be added.
CREATE TABLE passkeys_off (
  person        text_id     NOT NULL PRIMARY KEY REFERENCES person (id), -- whose choice
  since         int_time    NOT NULL              -- from when; up to 72 hours ahead, and taken back until then; the person
);

-- Challenges that were answered: each counts once.  Forgotten when they would be too old anyway.
CREATE TABLE passkey_spent (
  hash          blob_hash   NOT NULL PRIMARY KEY, -- hash of the challenge; nobody
  ends          int_time    NOT NULL              -- not valid after this
);
CREATE INDEX passkey_spent_ends ON passkey_spent (ends);
