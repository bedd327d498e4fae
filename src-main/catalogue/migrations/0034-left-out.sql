-- 0034-left-out.sql: areas of a page that are never read by machine stay with the page, so that many pages are read without anybody beside them.
CREATE TABLE leftOut (
  id     INTEGER PRIMARY KEY,
  pageId INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
  region TEXT NOT NULL
) STRICT;
CREATE INDEX leftOutByPage ON leftOut (pageId);
