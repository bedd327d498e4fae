-- 0006-history-and-purge.sql: history is read by record, by page and by what is gone; what was purged leaves a line.

-- How many descriptions an entry touched, so that a list of entries counts nothing.
ALTER TABLE history ADD COLUMN descriptions INTEGER NOT NULL DEFAULT 0;
UPDATE history SET descriptions =
  (SELECT count(DISTINCT descriptionId) FROM historyChange WHERE historyChange.historyId = history.id);

-- A page goes from one description to another: the changes of its row are found by the row.
CREATE INDEX historyChangeOfPage ON historyChange (rowId) WHERE tableName = 'page';
-- What an earlier state of a record refers to may be gone: its last image.
CREATE INDEX historyChangeOfDeletion ON historyChange (tableName, rowId) WHERE operation = 'delete';

-- What was taken out of the bin for good: how much, by whom, when, and nothing of what it said.
CREATE TABLE purge (
  id           INTEGER PRIMARY KEY,
  historyId    INTEGER NOT NULL REFERENCES history ON DELETE RESTRICT,
  descriptions INTEGER NOT NULL,
  pages        INTEGER NOT NULL,
  scans        INTEGER NOT NULL,
  -- Files that are still to be removed, as a JSON array of paths and hashes; null once no byte is left of what was purged.
  remains      TEXT
) STRICT;
