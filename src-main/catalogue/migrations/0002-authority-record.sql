-- 0002-authority-record.sql: an authority is a record of its own (ISAAR(CPF)), with any number of names in any script; places and
-- subjects are terms with labels and a source. What was the one name of an authority becomes its authorized form.

CREATE TABLE authorityMade (
  id            INTEGER PRIMARY KEY,
  -- Unique beyond this catalogue: by it an authority file and the catalogues that use it know each other's records.
  uid           TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) ||
                                                    '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  type          TEXT NOT NULL CHECK (type IN ('person', 'corporateBody', 'family', 'position')),
  binnedAt      TEXT
) STRICT;
INSERT INTO authorityMade (id, type) SELECT id, type FROM authority;

-- ISAAR 5.1.2 to 5.1.5. `value` is the form as one writes it; parts and their order are kept where they are known.
CREATE TABLE authorityNameMade (
  id            INTEGER PRIMARY KEY,
  authorityId   INTEGER NOT NULL REFERENCES authorityMade ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('authorized', 'parallel', 'variant')),
  value         TEXT NOT NULL,
  language      TEXT,
  script        TEXT,
  -- ヨミ, in kana; and the form in Latin letters, where that is not a form of its own.
  reading       TEXT,
  romanisation  TEXT,
  surname       TEXT,
  given         TEXT,
  nameOrder     TEXT CHECK (nameOrder IN ('surnameFirst', 'givenFirst')),
  -- The rules by which the form was made, and when and where it was in use.
  rules         TEXT,
  usage         TEXT
) STRICT;
INSERT INTO authorityNameMade (authorityId, seq, kind, value, language) SELECT id, 0, 'authorized', name, language FROM authority;

-- The link of a description to an authority, in a role. What the document does not say of the name was supplied by somebody.
CREATE TABLE agentMade (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  authorityId   INTEGER NOT NULL REFERENCES authorityMade ON DELETE RESTRICT,
  role          TEXT NOT NULL,
  suppliedBy    TEXT CHECK (suppliedBy IN ('translator', 'cataloguer'))
) STRICT;
INSERT INTO agentMade (id, descriptionId, seq, authorityId, role) SELECT id, descriptionId, seq, authorityId, role FROM agent;

-- What was taken back before the file came to this form can still be done again: the images of history say what the tables say.
INSERT INTO historyChange (historyId, tableName, rowId, operation, before)
  SELECT historyId, 'authorityName', (SELECT coalesce(max(id), 0) FROM authorityNameMade) + rowId, 'delete',
         json_object('id', (SELECT coalesce(max(id), 0) FROM authorityNameMade) + rowId, 'authorityId', rowId, 'seq', 0, 'kind', 'authorized',
                     'value', json_extract(before, '$.name'), 'language', json_extract(before, '$.language'))
  FROM historyChange WHERE tableName = 'authority' AND operation = 'delete';
UPDATE historyChange SET before = json_remove(before, '$.name', '$.language') WHERE tableName = 'authority' AND operation = 'delete';

DROP TABLE agent;
DROP TABLE authority;
ALTER TABLE authorityMade RENAME TO authority;
ALTER TABLE authorityNameMade RENAME TO authorityName;
ALTER TABLE agentMade RENAME TO agent;
CREATE INDEX authorityNameByAuthority ON authorityName (authorityId, seq);
CREATE INDEX authorityNameByValue ON authorityName (value);
CREATE INDEX agentByDescription ON agent (descriptionId, seq);
CREATE INDEX agentByAuthority ON agent (authorityId);

-- How authorities are sorted and found: by reading, by letters, by any form folded. Derived, so outside history; the bin is not in it.
CREATE TABLE authorityIndex (
  authorityId   INTEGER PRIMARY KEY REFERENCES authority ON DELETE CASCADE,
  type          TEXT NOT NULL,
  kanaKey       TEXT NOT NULL,
  latinKey      TEXT NOT NULL,
  folded        TEXT NOT NULL
) STRICT;
CREATE INDEX authorityByKana ON authorityIndex (kanaKey, authorityId);
CREATE INDEX authorityByLatin ON authorityIndex (latinKey, authorityId);
CREATE INDEX authorityOfTypeByKana ON authorityIndex (type, kanaKey, authorityId);
CREATE INDEX authorityOfTypeByLatin ON authorityIndex (type, latinKey, authorityId);

-- ISAAR 5.2.1: when one lived or a body existed, and when it was active; as it is said and as EDTF.
CREATE TABLE authorityDate (
  id            INTEGER PRIMARY KEY,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('existence', 'activity')),
  expression    TEXT NOT NULL,
  language      TEXT,
  edtf          TEXT
) STRICT;
CREATE INDEX authorityDateByAuthority ON authorityDate (authorityId, seq);

-- ISAAR 5.2.2 to 5.2.8 and 5.4: history, places, legal status, functions, mandates, structure, context, sources, notes.
CREATE TABLE authorityText (
  id            INTEGER PRIMARY KEY,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  field         TEXT NOT NULL,
  seq           INTEGER NOT NULL,
  value         TEXT NOT NULL,
  language      TEXT,
  script        TEXT
) STRICT;
CREATE INDEX authorityTextByField ON authorityText (authorityId, field, seq);

-- ISAAR 5.1.6: what others call the same one, such as a number of VIAF, Wikidata, ISNI or the NDL.
CREATE TABLE authorityIdentifier (
  id            INTEGER PRIMARY KEY,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  source        TEXT NOT NULL,
  value         TEXT NOT NULL
) STRICT;
CREATE INDEX authorityIdentifierByAuthority ON authorityIdentifier (authorityId, seq);

-- ISAAR 5.3: kept once, at the one that it is said of; the other shows it from its own side.
CREATE TABLE authorityRelation (
  id            INTEGER PRIMARY KEY,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  type          TEXT NOT NULL CHECK (type IN ('partOf', 'succeeds', 'family', 'associated', 'memberOf')),
  otherId       INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  expression    TEXT,
  edtf          TEXT,
  note          TEXT
) STRICT;
CREATE INDEX authorityRelationByAuthority ON authorityRelation (authorityId, seq);
CREATE INDEX authorityRelationByOther ON authorityRelation (otherId);

-- A position is not the person in it: 外務大臣 is addressed whoever holds the office, and 安倍晋太郎 held it for a time.
CREATE TABLE positionHolder (
  id            INTEGER PRIMARY KEY,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  holderId      INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  expression    TEXT,
  edtf          TEXT,
  note          TEXT
) STRICT;
CREATE INDEX positionHolderByPosition ON positionHolder (authorityId, seq);
CREATE INDEX positionHolderByHolder ON positionHolder (holderId);

-- An authority file that several catalogues share, and each record as it was when it was last taken from there: by that it is known
-- which side changed since.
CREATE TABLE authorityFile (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  path          TEXT NOT NULL,
  attachedAt    TEXT NOT NULL,
  updatedAt     TEXT
) STRICT;
CREATE TABLE authorityTaken (
  id            INTEGER PRIMARY KEY,
  fileId        INTEGER NOT NULL REFERENCES authorityFile ON DELETE CASCADE,
  authorityId   INTEGER NOT NULL REFERENCES authority ON DELETE CASCADE,
  image         TEXT NOT NULL,
  UNIQUE (fileId, authorityId)
) STRICT;
CREATE INDEX authorityTakenByAuthority ON authorityTaken (authorityId);

-- A term of a vocabulary: the office's own (`local`) or a published one (`lcsh`, `ndlsh`, `aat` …), with its labels.
CREATE TABLE term (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  type          TEXT NOT NULL CHECK (type IN ('subject', 'place', 'genre', 'function', 'occupation')),
  source        TEXT NOT NULL,
  -- The term's code or address in its source.
  code          TEXT,
  note          TEXT,
  binnedAt      TEXT
) STRICT;
CREATE TABLE termLabel (
  id            INTEGER PRIMARY KEY,
  termId        INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('preferred', 'alternative')),
  value         TEXT NOT NULL,
  language      TEXT,
  script        TEXT,
  reading       TEXT
) STRICT;
CREATE INDEX termLabelByTerm ON termLabel (termId, seq);
CREATE INDEX termLabelByValue ON termLabel (value);

-- The words stay in the description; the term that they are, where it is known, is named beside them.
ALTER TABLE accessPoint ADD COLUMN termId INTEGER REFERENCES term ON DELETE SET NULL;
CREATE INDEX accessPointByTerm ON accessPoint (termId) WHERE termId IS NOT NULL;
