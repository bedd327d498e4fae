-- 0031-persons.sql: the persons of the office with their keys, and the signatures of what they decided.
CREATE TABLE person (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL CHECK (name <> ''),
  -- The name in one form (shared/domain/review/person.ts): no two persons are told apart by how a name is written.
  folded   TEXT NOT NULL UNIQUE,
  position TEXT NOT NULL,
  -- JSON list (shared/domain/person.ts).
  roles    TEXT NOT NULL CHECK (json_valid(roles)),
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

-- Without `id`: a seal that was changed must not live on in history. A key is never deleted: what it signed stays signed.
CREATE TABLE personKey (
  -- SHA-256 of the public key.
  fingerprint    TEXT PRIMARY KEY,
  -- Null: the office's own, for releases.
  personId       INTEGER REFERENCES person ON DELETE RESTRICT,
  -- Ed25519, SPKI, base64.
  publicKey      TEXT NOT NULL,
  -- JSON: the private key as it is sealed with the person's passphrase, and how (platform/sealed-key.ts).
  seal           TEXT NOT NULL CHECK (json_valid(seal)),
  madeAt         TEXT NOT NULL,
  retiredAt      TEXT,
  retiredBecause TEXT CHECK (retiredBecause <> ''),
  CHECK ((retiredAt IS NULL) = (retiredBecause IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX personKeyInUse ON personKey (coalesce(personId, 0)) WHERE retiredAt IS NULL;
CREATE INDEX personKeyByPerson ON personKey (personId);
CREATE TRIGGER personKeyDelete BEFORE DELETE ON personKey BEGIN SELECT RAISE(ABORT, 'keyKept'); END;
CREATE TRIGGER personKeyUpdate BEFORE UPDATE OF fingerprint, personId, publicKey ON personKey
  BEGIN SELECT RAISE(ABORT, 'keyKept'); END;

-- What is signed is the hash of the row, and with it every row before.
CREATE TABLE reviewSignature (
  seq         INTEGER PRIMARY KEY REFERENCES reviewAudit,
  fingerprint TEXT NOT NULL REFERENCES personKey,
  -- Ed25519, base64.
  signature   TEXT NOT NULL
) STRICT;
CREATE INDEX reviewSignatureByKey ON reviewSignature (fingerprint);
CREATE TRIGGER reviewSignatureUpdate BEFORE UPDATE ON reviewSignature BEGIN SELECT RAISE(ABORT, 'auditAppendOnly'); END;
CREATE TRIGGER reviewSignatureDelete BEFORE DELETE ON reviewSignature BEGIN SELECT RAISE(ABORT, 'auditAppendOnly'); END;

-- What a second person has marked without seeing what the first has: compared with it, and withheld only once it is taken over.
ALTER TABLE redaction ADD COLUMN blind INTEGER NOT NULL DEFAULT 0 CHECK (blind IN (0, 1));
-- Null: as the office has it.
ALTER TABLE review ADD COLUMN blind INTEGER CHECK (blind IN (0, 1));
-- The second person, once everything is marked.
ALTER TABLE review ADD COLUMN blindBy TEXT;
CREATE TABLE blindSettled (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  -- Of the second person's mark or, where there is none, of the first's.
  uid           TEXT NOT NULL,
  how           TEXT NOT NULL CHECK (how IN ('stricter', 'looser')),
  reason        TEXT NOT NULL,
  who           TEXT NOT NULL CHECK (who <> ''),
  CHECK (how = 'stricter' OR reason <> ''),
  UNIQUE (descriptionId, uid)
) STRICT;

-- Fingerprint of the key with which its manifest is signed.
ALTER TABLE release ADD COLUMN signedBy TEXT;

-- Acts that are about the office, not about an item.
CREATE INDEX reviewAuditOfOffice ON reviewAudit (seq) WHERE description = '';
