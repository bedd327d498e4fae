-- 0030-requests.sql: who has asked for what under an act on access, what was answered, and what was handed out; what was sent to an
-- agency with a question, and what a duplicate has inherited its decision from.
CREATE TABLE request (
  id              INTEGER PRIMARY KEY,
  number          TEXT NOT NULL CHECK (number <> ''),
  -- The number as it is compared and sorted: in any width and case, 9 before 10.
  numberKey       TEXT NOT NULL UNIQUE,
  state           TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'inHand', 'decided', 'appealed', 'closed', 'withdrawn')),
  requesterKind   TEXT CHECK (requesterKind IN ('person', 'researcher', 'press', 'organisation', 'agency', 'other')),
  -- For staff alone: in nothing that is written to be handed out.
  requester       TEXT,
  subject         TEXT,
  received        TEXT,
  due             TEXT,
  extendedTo      TEXT,
  extensionReason TEXT,
  -- JSON: [{of, askedOn, answer, answeredOn}], opinions of third parties.
  opinions        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(opinions)),
  letterOn        TEXT,
  letterNumber    TEXT,
  appealOn        TEXT,
  appealBody      TEXT,
  appealOutcome   TEXT,
  note            TEXT,
  CHECK ((extendedTo IS NULL) = (extensionReason IS NULL))
) STRICT;
CREATE INDEX requestByDue ON request (coalesce(extendedTo, due, '9999'), numberKey);

CREATE TABLE requestItem (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  requestId     INTEGER NOT NULL REFERENCES request ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  UNIQUE (requestId, descriptionId)
) STRICT;
CREATE INDEX requestItemByDescription ON requestItem (descriptionId);

-- Who got which release, or which item of one. What has gone out keeps its name, so that this says what it was.
CREATE TABLE delivery (
  id        INTEGER PRIMARY KEY,
  requestId INTEGER REFERENCES request ON DELETE SET NULL,
  -- Of a release (2026-001) or of an item in it (REL-2026-0001).
  name      TEXT NOT NULL CHECK (name <> ''),
  deliveredOn TEXT NOT NULL,
  medium    TEXT NOT NULL CHECK (medium IN ('paper', 'disc', 'download', 'reading', 'other')),
  -- For staff alone.
  recipient TEXT NOT NULL CHECK (recipient <> ''),
  note      TEXT
) STRICT;
CREATE INDEX deliveryByRequest ON delivery (requestId) WHERE requestId IS NOT NULL;
CREATE INDEX deliveryByName ON delivery (name);

-- What was sealed and sent to an agency. Without `id`, so that neither history nor undo reaches it: what was sent was sent. It says no
-- word of the question; who sent it and why stands in the audit.
CREATE TABLE referralPackage (
  uid        TEXT PRIMARY KEY,
  referralId INTEGER NOT NULL,
  -- SHA-256 of what is sealed, as it stands in the file; an answer has to name it.
  hash       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX referralPackageByReferral ON referralPackage (referralId);

-- What the original of a duplicate was decided to be when the duplicate inherited it, as SHA-256: another one since is told.
ALTER TABLE review ADD COLUMN inherited TEXT;
