CREATE TABLE IF NOT EXISTS a (x text_id -- x
);
