-- 0004-lists-notes.sql: working sets, bookmarks and notes to colleagues. They are about the work, not the records: none of it ever leaves
-- the catalogue.
CREATE TABLE workingList (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  position      INTEGER NOT NULL,
  -- The one list of bookmarks, which has no name of its own.
  isBookmarks   INTEGER NOT NULL DEFAULT 0 CHECK (isBookmarks IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX workingListOfBookmarks ON workingList (isBookmarks) WHERE isBookmarks = 1;

CREATE TABLE workingListEntry (
  id            INTEGER PRIMARY KEY,
  listId        INTEGER NOT NULL REFERENCES workingList ON DELETE CASCADE,
  unitId        INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  UNIQUE (listId, unitId)
) STRICT;
CREATE INDEX workingListEntryByPosition ON workingListEntry (listId, position);
CREATE INDEX workingListEntryByUnit ON workingListEntry (unitId);

CREATE TABLE colleagueNote (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  text          TEXT NOT NULL,
  writtenBy     TEXT NOT NULL,
  writtenAt     TEXT NOT NULL,
  doneBy        TEXT,
  doneAt        TEXT
) STRICT;
CREATE INDEX colleagueNoteByDescription ON colleagueNote (descriptionId, doneAt);
