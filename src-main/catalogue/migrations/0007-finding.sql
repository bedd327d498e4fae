-- 0007-finding.sql: what is searched is kept by kind of field, so that a query can name one; titles and numbers again by themselves, so that
-- descriptions with the words there come first without looking at all others; facts that narrow a search. All of it is derived
-- (src-main/catalogue/search) and made again from the descriptions; only saved searches are a person's own.
DROP TABLE searchIndex;

-- Words are folded and cut by shared/domain/fold.ts: to the tokenizer everything beyond ASCII is part of a word.
CREATE VIRTUAL TABLE searchIndex USING fts5 (
  title, numbers, names, subjects, dates, content, context, access, notes, handling, staff, texts,
  content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1'
);
CREATE VIRTUAL TABLE titleIndex USING fts5 (
  title, numbers, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1'
);
-- What the form prints on every page; searched only when it is asked for.
CREATE VIRTUAL TABLE boilerplateIndex USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1'
);

-- A bulk edit indexes thousands of descriptions in one transaction: there is room to gather their words before they are written.
INSERT INTO searchIndex (searchIndex, rank) VALUES ('hashsize', 8388608);

-- The days between which each date of a description lies, as numbers (19840325); open ends are 0 and 99999999.
CREATE TABLE searchDate (
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  earliest      INTEGER NOT NULL,
  latest        INTEGER NOT NULL,
  PRIMARY KEY (descriptionId, seq)
) STRICT, WITHOUT ROWID;

-- Combinations of facts: a million descriptions have few, so that counting by them is counting numbers.
CREATE TABLE searchFacet (
  facet         INTEGER PRIMARY KEY,
  level         TEXT NOT NULL,
  status        TEXT NOT NULL,
  complete      INTEGER NOT NULL CHECK (complete IN (0, 1)),
  decades       TEXT NOT NULL,
  languages     TEXT NOT NULL,
  creators      TEXT NOT NULL,
  UNIQUE (level, status, complete, decades, languages, creators)
) STRICT;
CREATE TABLE searchFact (
  descriptionId INTEGER PRIMARY KEY REFERENCES description ON DELETE CASCADE,
  facet         INTEGER NOT NULL REFERENCES searchFacet
) STRICT;

-- By which rules of folding the index was made; another version of the program makes it again at opening.
CREATE TABLE searchState (
  version       INTEGER NOT NULL
) STRICT;
INSERT INTO searchState (version) VALUES (0);

CREATE TABLE savedSearch (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL,
  query         TEXT NOT NULL,
  createdAt     TEXT NOT NULL
) STRICT;
