-- query a: run
-- in id id, person id, words sealed(ask.words, person, ask)
INSERT INTO ask VALUES ($1, $2, $3);
