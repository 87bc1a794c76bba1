-- query a: one
-- out id id, words sealed
SELECT id, words FROM ask;
