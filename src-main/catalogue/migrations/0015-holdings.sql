-- 0015-holdings.sql: a description is kept in one or several containers, a container holds many descriptions and stands on a shelf. So containers
-- and locations are records of their own, and an instance says in which container, folder and item of it a description is.

CREATE TABLE location (
  id            INTEGER PRIMARY KEY,
  -- From the building down to the shelf, `Main building / Stack 2 / 14 / 3`.
  path          TEXT NOT NULL,
  -- The path as it is compared and sorted.
  pathKey       TEXT NOT NULL,
  barcode       TEXT,
  note          TEXT
) STRICT;
CREATE INDEX locationByPath ON location (pathKey);
CREATE INDEX locationByBarcode ON location (barcode) WHERE barcode IS NOT NULL;

CREATE TABLE container (
  id            INTEGER PRIMARY KEY,
  -- A code of the vocabulary, or the office's own word.
  type          TEXT NOT NULL,
  -- Its number, as written on it.
  indicator     TEXT NOT NULL,
  -- The number as it is compared and sorted: 9 before 10.
  sortKey       TEXT NOT NULL,
  barcode       TEXT,
  -- The container that it is in; then it is where that is.
  withinId      INTEGER REFERENCES container ON DELETE RESTRICT,
  locationId    INTEGER REFERENCES location ON DELETE RESTRICT,
  dimensions    TEXT,
  extent        TEXT,
  note          TEXT
) STRICT;
CREATE INDEX containerByNumber ON container (sortKey, type);
CREATE INDEX containerByBarcode ON container (barcode) WHERE barcode IS NOT NULL;
CREATE INDEX containerByWithin ON container (withinId) WHERE withinId IS NOT NULL;
CREATE INDEX containerByLocation ON container (locationId) WHERE locationId IS NOT NULL;

CREATE TABLE instance (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  containerId   INTEGER NOT NULL REFERENCES container ON DELETE RESTRICT,
  folder        TEXT,
  item          TEXT
) STRICT;
CREATE INDEX instanceByDescription ON instance (descriptionId, seq);
CREATE INDEX instanceByContainer ON instance (containerId);
