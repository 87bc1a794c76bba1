-- query a: one
-- out id id, words sealed(words, id, id)
SELECT id, words FROM ask;
