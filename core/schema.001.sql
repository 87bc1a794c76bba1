-- What the core itself keeps: which schema files a database has seen, the wrapped keys of sealed values, the queue of jobs, and
-- how many changes open pages could hear of.  No feature's statement touches these tables.

CREATE TABLE feature_version (
	feature text_code NOT NULL,     -- whose schema file; nobody reads it but the program
	number integer NOT NULL,        -- 1 for schema.001.sql
	sha256 text NOT NULL,           -- of the file's text, in hex: a released file never changes
	at int_time NOT NULL,           -- when it was applied
	PRIMARY KEY (feature, number)
);

CREATE TABLE seal_key (
	owner text_id PRIMARY KEY,      -- a person, a community, '@server', or '@root' for what keyed hashes come from
	wrapped blob_sealed NOT NULL,   -- their key under the master key; gone when they are forgotten
	made_at int_time NOT NULL       -- when they first had something sealed
);

CREATE TABLE seal_check (
	id text_code PRIMARY KEY,       -- 'master'
	sealed blob_sealed NOT NULL,    -- opens only with the master key this database was made with, or last given
	since int_time NOT NULL         -- when that master key was first used here
);

CREATE TABLE seal_forgotten (
	id text_code PRIMARY KEY,       -- 'all'
	n int_count NOT NULL            -- how many keys were destroyed so far: processes that remember keys look whether it grew
);

CREATE TABLE live_count (
	community text_id PRIMARY KEY,  -- whose
	n int_count NOT NULL            -- the number of the last change of which open pages hear; none is passed over
);

CREATE TABLE job (
	id text_id PRIMARY KEY,         -- made at random
	kind text_code NOT NULL,        -- which work: 'mail', or one that a feature names
	payload blob_sealed NOT NULL,   -- what the work needs; sealed for '@server'; nobody reads it but the work itself
	not_before int_time NOT NULL,   -- the work waits until then
	tries integer NOT NULL,         -- how often it was begun
	state text_code NOT NULL CHECK (state IN ('waiting', 'claimed', 'dead')), -- work that is done leaves the table
	added_at int_time NOT NULL,     -- when it was asked for
	claimed_at int_time,            -- when somebody last began it
	last_trouble text_code,         -- a code, never anyone's words: for the operator
	about blob_hash                 -- of mail: keyed hash of whom it is for, so that it goes when they leave; NULL: nobody
);
CREATE INDEX job_by_time ON job (state, not_before, id);
CREATE INDEX job_about ON job (about) WHERE about IS NOT NULL;
