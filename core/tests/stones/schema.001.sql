-- Stones on a path: a small feature that only the core's tests know, with a column of every type.

CREATE TABLE stone (
	id text_id PRIMARY KEY,         -- made by the tests
	finder text_id,                 -- who found it: owner of its secret
	about text,                     -- what it looks like
	weight int_count,               -- in grams
	found_at int_time NOT NULL,     -- when
	wet int_flag NOT NULL DEFAULT 0, -- as found
	share real_share,               -- of quartz
	hash blob_hash,                 -- any bytes
	secret blob_sealed              -- only the finder's to tell
);
CREATE UNIQUE INDEX stone_about ON stone (about);
CREATE TABLE chip (
	stone text_id NOT NULL REFERENCES stone (id) ON DELETE CASCADE, -- of which stone
	number integer NOT NULL CHECK (number > 0),     -- counted from 1
	PRIMARY KEY (stone, number)
);
