-- 0001-catalogue.sql: the whole crosswalk. One row for each value, so that every field repeats, and every text says its language and script.
-- Undo, history and the change notice work on any table whose rows have an integer `id`; `history` and its kin are outside that.

CREATE TABLE catalogue (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  uid           TEXT NOT NULL,
  createdAt     TEXT NOT NULL,
  madeBy        TEXT NOT NULL
) STRICT;

CREATE TABLE institution (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  name            TEXT NOT NULL,
  isil            TEXT,
  country         TEXT NOT NULL,
  language        TEXT NOT NULL,
  script          TEXT NOT NULL,
  rightsStatement TEXT NOT NULL,
  rightsUri       TEXT
) STRICT;

-- Adjacency list with sparse positions: a move rewrites the moved rows alone.
CREATE TABLE description (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  parentId      INTEGER REFERENCES description ON DELETE RESTRICT,
  position      INTEGER NOT NULL,
  level         TEXT NOT NULL CHECK (level IN ('fonds', 'collection', 'recordgrp', 'subfonds', 'subgrp', 'class',
                                               'series', 'subseries', 'file', 'item', 'otherlevel')),
  otherLevel    TEXT,
  recordType    TEXT NOT NULL DEFAULT 'general',
  status        TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'checked', 'published')),
  checkedBy     TEXT,
  referenceCode TEXT,
  createdAt     TEXT NOT NULL,
  -- When the unit was put in the bin, and with which unit: restoring that one restores exactly what went with it.
  binnedAt      TEXT,
  binnedWithId  INTEGER REFERENCES description ON DELETE RESTRICT
) STRICT;
CREATE INDEX descriptionByParent ON description (parentId, position) WHERE binnedAt IS NULL;
CREATE INDEX descriptionByAnyParent ON description (parentId);
CREATE UNIQUE INDEX descriptionByReferenceCode ON description (referenceCode)
  WHERE binnedAt IS NULL AND referenceCode IS NOT NULL;
CREATE INDEX descriptionInBin ON description (binnedWithId) WHERE binnedAt IS NOT NULL;

-- How many units stand directly under one (0: at the top), the bin not counted; derived, so that a list of a million says at once how long it is.
CREATE TABLE childCount (
  parentId      INTEGER PRIMARY KEY,
  children      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER countInsertedChild AFTER INSERT ON description WHEN new.binnedAt IS NULL BEGIN
  INSERT INTO childCount (parentId, children) VALUES (coalesce(new.parentId, 0), 1)
    ON CONFLICT (parentId) DO UPDATE SET children = children + 1;
END;
CREATE TRIGGER countDeletedChild AFTER DELETE ON description WHEN old.binnedAt IS NULL BEGIN
  UPDATE childCount SET children = children - 1 WHERE parentId = coalesce(old.parentId, 0);
END;
CREATE TRIGGER countLeavingChild AFTER UPDATE OF parentId, binnedAt ON description
  WHEN old.binnedAt IS NULL AND (new.binnedAt IS NOT NULL OR old.parentId IS NOT new.parentId) BEGIN
  UPDATE childCount SET children = children - 1 WHERE parentId = coalesce(old.parentId, 0);
END;
CREATE TRIGGER countComingChild AFTER UPDATE OF parentId, binnedAt ON description
  WHEN new.binnedAt IS NULL AND (old.binnedAt IS NOT NULL OR old.parentId IS NOT new.parentId) BEGIN
  INSERT INTO childCount (parentId, children) VALUES (coalesce(new.parentId, 0), 1)
    ON CONFLICT (parentId) DO UPDATE SET children = children + 1;
END;

-- When anything of a description last changed; derived, so outside undo.
CREATE TABLE descriptionTouched (
  descriptionId INTEGER PRIMARY KEY REFERENCES description ON DELETE CASCADE,
  at            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The values of every text field (shared/domain/field.ts keeps the list).
CREATE TABLE descriptionText (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  field         TEXT NOT NULL,
  seq           INTEGER NOT NULL,
  value         TEXT NOT NULL,
  language      TEXT,
  script        TEXT,
  type          TEXT,
  code          TEXT
) STRICT;
CREATE INDEX descriptionTextByField ON descriptionText (descriptionId, field, seq);

CREATE TABLE identifier (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  type          TEXT NOT NULL,
  label         TEXT,
  value         TEXT NOT NULL,
  scope         TEXT
) STRICT;
CREATE INDEX identifierByDescription ON identifier (descriptionId, seq);

CREATE TABLE dateOfUnit (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  expression    TEXT NOT NULL,
  language      TEXT,
  edtf          TEXT,
  timeOfDay     TEXT,
  timeZone      TEXT,
  certainty     TEXT NOT NULL CHECK (certainty IN ('certain', 'approximate', 'uncertain')),
  inferredFrom  TEXT,
  calendar      TEXT NOT NULL CHECK (calendar IN ('gregorian', 'japanese')),
  era           TEXT,
  place         TEXT
) STRICT;
CREATE INDEX dateOfUnitByDescription ON dateOfUnit (descriptionId, seq);

CREATE TABLE extent (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  quantity      TEXT NOT NULL,
  unit          TEXT NOT NULL,
  approximate   INTEGER NOT NULL CHECK (approximate IN (0, 1)),
  type          TEXT NOT NULL
) STRICT;
CREATE INDEX extentByDescription ON extent (descriptionId, seq);

CREATE TABLE languageOfUnit (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  language      TEXT NOT NULL,
  script        TEXT
) STRICT;
CREATE INDEX languageOfUnitByDescription ON languageOfUnit (descriptionId, seq);

-- Persons, corporate bodies, families and positions by a form of their name.
CREATE TABLE authority (
  id            INTEGER PRIMARY KEY,
  type          TEXT NOT NULL CHECK (type IN ('person', 'corporateBody', 'family', 'position')),
  name          TEXT NOT NULL,
  language      TEXT,
  UNIQUE (name, type)
) STRICT;

CREATE TABLE agent (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE RESTRICT,
  role          TEXT NOT NULL
) STRICT;
CREATE INDEX agentByDescription ON agent (descriptionId, seq);
CREATE INDEX agentByAuthority ON agent (authorityId);

CREATE TABLE accessPoint (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  type          TEXT NOT NULL CHECK (type IN ('subject', 'place', 'genre', 'function', 'occupation')),
  value         TEXT NOT NULL,
  source        TEXT NOT NULL,
  language      TEXT
) STRICT;
CREATE INDEX accessPointByDescription ON accessPoint (descriptionId, seq);

CREATE TABLE relation (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  type          TEXT NOT NULL,
  target        TEXT NOT NULL,
  part          TEXT,
  targetId      INTEGER REFERENCES description ON DELETE SET NULL
) STRICT;
CREATE INDEX relationByDescription ON relation (descriptionId, seq);
CREATE INDEX relationByTarget ON relation (targetId) WHERE targetId IS NOT NULL;

-- Bytes. The recorded hash is never overwritten. `path` is relative to the catalogue for copied scans, absolute for linked ones.
CREATE TABLE scan (
  id             INTEGER PRIMARY KEY,
  sha256         TEXT NOT NULL,
  byteSize       INTEGER NOT NULL,
  fileName       TEXT NOT NULL,
  mediaType      TEXT NOT NULL,
  storage        TEXT NOT NULL CHECK (storage IN ('copied', 'linked')),
  path           TEXT NOT NULL,
  fileModifiedAt TEXT,
  addedAt        TEXT NOT NULL
) STRICT;
CREATE INDEX scanByHash ON scan (sha256);

-- A place in a description. It can exist before its image does, and outlive its description among the loose pages.
CREATE TABLE page (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER REFERENCES description ON DELETE SET NULL,
  position      INTEGER NOT NULL,
  label         TEXT,
  scanId        INTEGER REFERENCES scan ON DELETE RESTRICT,
  frame         INTEGER NOT NULL DEFAULT 0,
  width         INTEGER,
  height        INTEGER,
  pixelsPerInch REAL,
  rotation      INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270))
) STRICT;
CREATE INDEX pageByDescription ON page (descriptionId, position);
CREATE INDEX pageByScan ON page (scanId) WHERE scanId IS NOT NULL;

CREATE TABLE textOfUnit (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('transcription', 'translation', 'summary')),
  language      TEXT,
  script        TEXT,
  source        TEXT NOT NULL CHECK (source IN ('typed', 'ocr', 'imported')),
  agent         TEXT
) STRICT;
CREATE INDEX textOfUnitByDescription ON textOfUnit (descriptionId, seq);

CREATE TABLE paragraph (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  textId        INTEGER NOT NULL REFERENCES textOfUnit ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  pageNumber    INTEGER,
  pageId        INTEGER REFERENCES page ON DELETE SET NULL,
  value         TEXT NOT NULL
) STRICT;
CREATE INDEX paragraphByText ON paragraph (textId, seq);
CREATE INDEX paragraphByDescription ON paragraph (descriptionId);
CREATE INDEX paragraphByPage ON paragraph (pageId) WHERE pageId IS NOT NULL;

-- What an importer read without certainty, and the lines of its source that no field took.
CREATE TABLE proposal (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('field', 'unmapped')),
  field         TEXT,
  value         TEXT,
  source        TEXT NOT NULL,
  line          INTEGER,
  basis         TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('open', 'taken', 'refused'))
) STRICT;
CREATE INDEX proposalByDescription ON proposal (descriptionId, seq);

-- One entry for each step that a person can undo. `visit` groups the keystrokes of one visit to a field.
CREATE TABLE history (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  who       TEXT NOT NULL,
  action    TEXT NOT NULL,
  field     TEXT,
  kind      TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  reverses  INTEGER REFERENCES history ON DELETE RESTRICT,
  visit     TEXT
) STRICT;
CREATE INDEX historyByReverses ON history (reverses) WHERE reverses IS NOT NULL;

-- What an entry changed, row by row: a creation keeps no image, a change the columns before and after, a deletion the row before.
CREATE TABLE historyChange (
  id            INTEGER PRIMARY KEY,
  historyId     INTEGER NOT NULL REFERENCES history ON DELETE RESTRICT,
  tableName     TEXT NOT NULL,
  rowId         INTEGER NOT NULL,
  descriptionId INTEGER,
  operation     TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
  before        TEXT,
  after         TEXT
) STRICT;
CREATE INDEX historyChangeByEntry ON historyChange (historyId);
CREATE INDEX historyChangeByDescription ON historyChange (descriptionId, historyId) WHERE descriptionId IS NOT NULL;

-- Folded words of titles, other fields and texts (shared/domain/fold.ts), by description.
CREATE VIRTUAL TABLE searchIndex USING fts5 (
  title, fields, texts, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1'
);
