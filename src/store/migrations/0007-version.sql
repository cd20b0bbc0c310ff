-- Counts whatever is written besides the change log and shown to readers, in the writing transaction: with the
-- log's head it says whether an answer made earlier would be made the same again.
ALTER TABLE log ADD COLUMN writes bigint NOT NULL DEFAULT 0;

CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE log SET writes = writes + 1;
  RETURN NULL;
END
$$;

-- Before the rows: every writer takes the log's row first, so that no two wait for each other.
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON health
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON coverage
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON runs
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON rejections
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
