-- query thanks_add: run
-- in  id id, community id, person id, words sealed(thanks.words, person, id), said time
INSERT INTO thanks (id, community, person, words, said) VALUES ($1, $2, $3, $4, $5);

-- query thanks_newest: many
-- in  community id
-- out id id, person id, name sealed(person.name, person, person)?, words sealed(thanks.words, person, id)?, said time
SELECT t.id, t.person, p.name, t.words, t.said
FROM thanks t JOIN person p ON p.id = t.person
WHERE t.community = $1 ORDER BY t.said DESC, t.id LIMIT 20;

-- query thanks_of_leaver: run
-- in  person id
DELETE FROM thanks WHERE person = $1;
