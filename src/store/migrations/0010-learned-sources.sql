-- Sources that no connector here reads, as the gateways that do describe them.
CREATE TABLE learned_sources (
  id text COLLATE "C" PRIMARY KEY,
  source jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE TRIGGER count_write BEFORE INSERT OR UPDATE OR DELETE ON learned_sources
  FOR EACH STATEMENT EXECUTE FUNCTION count_write();
