-- Stones get a colour.
ALTER TABLE stone ADD COLUMN colour text_code; -- as seen dry
