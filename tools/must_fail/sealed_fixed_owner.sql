-- query a: one
-- out id id, words sealed(ask.words, @me, id)
SELECT id, words FROM ask;
