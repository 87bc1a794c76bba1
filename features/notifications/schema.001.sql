-- Who wishes mail, and of what.  No row: they never asked for any, and none goes.
CREATE TABLE mail_wish (
  person        text_id     NOT NULL PRIMARY KEY REFERENCES person (id), -- whose
  address       blob_hash,                        -- keyed hash of the address that they showed to be theirs; NULL: none yet; nobody
  code          blob_hash,                        -- keyed hash of the code sent to an address to show that; NULL: none is open; nobody
  code_for      blob_hash,                        -- keyed hash of that address; nobody
  code_sent     int_time,                         -- when the last code was sent; nobody
  code_tries    int_count   NOT NULL DEFAULT 0,   -- how often a wrong one was typed; nobody
  codes_today   int_count   NOT NULL DEFAULT 0,   -- how many were sent on the day of code_sent; nobody
  kinds         text        NOT NULL DEFAULT '',  -- codes of mail kinds with blanks between; the person
  every         text_code   NOT NULL DEFAULT 'day', -- soon, day, week; the person
  clock         int_count   NOT NULL DEFAULT 1020, -- for day and week: minutes after midnight where they live; the person
  weekday       int_count   NOT NULL DEFAULT 0,   -- for week: 0 Monday; the person
  told          int_time    NOT NULL,             -- what came until then was told or looked at; nobody
  next          int_time,                         -- when it is looked next whether something waits; NULL: no mail is wished
  stop          blob_sealed,                      -- the word in the address that ends all mail; the person, in their mail
  stop_hash     blob_hash UNIQUE,                 -- its hash; nobody
  refused       int_time                          -- mail came back, none goes until the address is shown anew; the person
);
CREATE INDEX mail_wish_next ON mail_wish (next) WHERE next IS NOT NULL;

-- One row: the next look for all.
CREATE TABLE mail_round (
  id            text_id     NOT NULL PRIMARY KEY, -- 'mail'
  number        int_count   NOT NULL,             -- which look is meant; an older one does nothing
  next          int_time                          -- when; NULL: nobody wishes mail
);
