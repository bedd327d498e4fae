-- 0014-state.sql: when a record was checked, who is to see to it next, and what was changed since it was published.
ALTER TABLE description ADD COLUMN checkedAt TEXT;
ALTER TABLE description ADD COLUMN assignee TEXT;

-- The entry of history with which a description was last published: what it was then, history tells.
CREATE TABLE publication (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL UNIQUE REFERENCES description ON DELETE CASCADE,
  historyId     INTEGER NOT NULL
) STRICT;
-- What was published before is taken as it is now.
INSERT INTO publication (descriptionId, historyId)
  SELECT id, coalesce((SELECT max(id) FROM history), 0) FROM description WHERE status = 'published';

-- Derived: published descriptions of which something public differs from then, and since which entry.
CREATE TABLE changedSincePublication (
  descriptionId INTEGER PRIMARY KEY REFERENCES description ON DELETE CASCADE,
  since         INTEGER NOT NULL
) STRICT;
-- Derived: what was public then, as a sum to be compared.
CREATE TABLE publicationSum (
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  historyId     INTEGER NOT NULL,
  sum           TEXT NOT NULL,
  PRIMARY KEY (descriptionId, historyId)
) STRICT, WITHOUT ROWID;

-- A search is narrowed by who is to see to a description.
ALTER TABLE searchFacet RENAME TO formerFacet;
CREATE TABLE searchFacet (
  facet         INTEGER PRIMARY KEY,
  level         TEXT NOT NULL,
  status        TEXT NOT NULL,
  complete      INTEGER NOT NULL CHECK (complete IN (0, 1)),
  decades       TEXT NOT NULL,
  languages     TEXT NOT NULL,
  creators      TEXT NOT NULL,
  assignee      TEXT NOT NULL,
  changed       INTEGER NOT NULL CHECK (changed IN (0, 1)),
  UNIQUE (level, status, complete, decades, languages, creators, assignee, changed)
) STRICT;
INSERT INTO searchFacet (facet, level, status, complete, decades, languages, creators, assignee, changed)
  SELECT facet, level, status, complete, decades, languages, creators, '', 0 FROM formerFacet;
CREATE TABLE formerFact AS SELECT descriptionId, facet FROM searchFact;
DROP TABLE searchFact;
DROP TABLE formerFacet;
CREATE TABLE searchFact (
  descriptionId INTEGER PRIMARY KEY REFERENCES description ON DELETE CASCADE,
  facet         INTEGER NOT NULL REFERENCES searchFacet
) STRICT;
INSERT INTO searchFact (descriptionId, facet) SELECT descriptionId, facet FROM formerFact;
DROP TABLE formerFact;
