CREATE TABLE a (x text_id -- x
)
