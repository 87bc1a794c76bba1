CREATE TABLE Ask (x text_id -- x
);
