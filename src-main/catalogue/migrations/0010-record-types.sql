-- 0010-record-types.sql: the office's own types of record, each whole, as the JSON that a file of types holds too.
-- A type that is as it was shipped has no row: a new version of the program brings the new one along.
CREATE TABLE recordType (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL
) STRICT;
