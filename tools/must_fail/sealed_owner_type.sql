-- query a: one
-- out id id, person int, words sealed(ask.words, person, id)
SELECT id, person, words FROM ask;
