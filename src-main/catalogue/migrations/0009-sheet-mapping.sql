-- 0009-sheet-mapping.sql: what the columns of a partner's spreadsheets mean is decided once by the office, and kept under a name, so that the
-- next file with the same headers is read in the same way. It is about the work, not the records: it never leaves the catalogue.
CREATE TABLE sheetMapping (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  -- JSON: the headers as they stand in the file, and for each the id of a column, or null.
  headers       TEXT NOT NULL,
  mapping       TEXT NOT NULL,
  match         TEXT NOT NULL
) STRICT;
