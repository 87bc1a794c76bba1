ALTER TABLE example ADD COLUMN score int_count NOT NULL DEFAULT 0; -- how many; members
-- Later things.
CREATE TABLE later (id text_id PRIMARY KEY -- random; anyone
);
ALTER TABLE example RENAME COLUMN name TO called;
