-- query a: one
-- out id id, words sealed(ask.words, person, id)
SELECT id, words FROM ask;
