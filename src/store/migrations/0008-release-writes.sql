-- Releases are shown to readers and are not events: what is written to them counts as well.
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON releases
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON release_entries
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
CREATE TRIGGER count_write BEFORE INSERT ON release_edits
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
CREATE TRIGGER count_write BEFORE INSERT ON published_releases
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
