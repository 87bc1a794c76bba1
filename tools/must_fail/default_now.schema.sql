CREATE TABLE a (x int_time DEFAULT now() -- x
);
