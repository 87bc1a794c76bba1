-- query a: one
-- out x text
SELECT $$now()$$;
