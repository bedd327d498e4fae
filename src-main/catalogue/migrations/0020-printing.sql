-- 0020-printing.sql: how the office prints labels, cards and lists; what is not here is printed as the program proposes.
CREATE TABLE printTemplate (
  id            INTEGER PRIMARY KEY,
  what          TEXT NOT NULL UNIQUE,
  -- Sheet, lines and size of type, as JSON.
  definition    TEXT NOT NULL
) STRICT;
