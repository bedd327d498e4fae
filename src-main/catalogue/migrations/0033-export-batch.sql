-- 0033-export-batch.sql: what the office gives out again and again, kept under a name: which descriptions, in which formats, and how the files
-- are called. It is about the work, not the records, and never leaves the catalogue; where the files go is known to the machine alone.
CREATE TABLE exportBatch (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL UNIQUE,
  -- JSON: BatchDefinition of the contract.
  definition    TEXT NOT NULL
) STRICT;
