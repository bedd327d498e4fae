-- 0028-review.sql: what is withheld from an item, everywhere it stands; how far the item's review is; and an audit that only grows.
-- A decision belongs to people: what was proposed is never loosened by the side (src-main/catalogue/redaction/guard.ts).
CREATE TABLE redaction (
  id            INTEGER PRIMARY KEY,
  uid           TEXT NOT NULL UNIQUE,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  state         TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'proposed', 'agreed', 'returned')),
  reason        TEXT NOT NULL,
  note          TEXT NOT NULL,
  who           TEXT NOT NULL CHECK (who <> ''),
  proposer      TEXT,
  comment       TEXT
) STRICT;
CREATE INDEX redactionByDescription ON redaction (descriptionId);

CREATE TABLE redactionCode (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  redactionId   INTEGER NOT NULL REFERENCES redaction ON DELETE CASCADE,
  seq           INTEGER NOT NULL,
  vocabulary    TEXT NOT NULL,
  code          TEXT NOT NULL CHECK (code <> ''),
  version       TEXT,
  -- JSON: what the code has to be cited with (shared/domain/exemption.ts).
  said          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(said)),
  UNIQUE (redactionId, vocabulary, code)
) STRICT;
CREATE INDEX redactionCodeByCode ON redactionCode (code, descriptionId);
CREATE INDEX redactionCodeByDescription ON redactionCode (descriptionId);

-- Where the passage stands. What it stands on may go: then the anchor stays, and nobody knows where it is.
CREATE TABLE redactionAnchor (
  id              INTEGER PRIMARY KEY,
  -- Random and its own: it may be printed, and must not say which anchors belong together.
  uid             TEXT NOT NULL UNIQUE,
  descriptionId   INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  redactionId     INTEGER NOT NULL REFERENCES redaction ON DELETE CASCADE,
  kind            TEXT NOT NULL CHECK (kind IN ('region', 'page', 'span', 'field')),
  pageId          INTEGER REFERENCES page ON DELETE SET NULL,
  -- JSON: {x, y, width, height} or {points}, in pixels of the upright image of the page's scan.
  shape           TEXT CHECK (shape IS NULL OR json_valid(shape)),
  textId          INTEGER REFERENCES textOfUnit ON DELETE SET NULL,
  fromParagraphId INTEGER REFERENCES paragraph ON DELETE SET NULL,
  fromOffset      INTEGER CHECK (fromOffset >= 0),
  toParagraphId   INTEGER REFERENCES paragraph ON DELETE SET NULL,
  toOffset        INTEGER CHECK (toOffset >= 0),
  -- What is marked: the words of a span, one value of a field.
  exact           TEXT,
  prefix          TEXT,
  suffix          TEXT,
  fieldOf         TEXT CHECK (fieldOf IN ('description', 'authority', 'scan')),
  fieldId         INTEGER,
  field           TEXT,
  fieldIndex      INTEGER CHECK (fieldIndex >= 0),
  alternate       TEXT,
  lines           INTEGER CHECK (lines > 0),
  uncertain       INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
  CHECK ((kind = 'region') = (shape IS NOT NULL)),
  CHECK ((kind = 'span') = (prefix IS NOT NULL AND suffix IS NOT NULL)),
  CHECK (kind <> 'span' OR exact IS NOT NULL),
  CHECK ((kind = 'field') = (fieldOf IS NOT NULL AND fieldId IS NOT NULL AND field IS NOT NULL))
) STRICT;
CREATE INDEX redactionAnchorByRedaction ON redactionAnchor (redactionId);
CREATE INDEX redactionAnchorByDescription ON redactionAnchor (descriptionId);
CREATE INDEX redactionAnchorByPage ON redactionAnchor (pageId) WHERE pageId IS NOT NULL;
CREATE INDEX redactionAnchorByText ON redactionAnchor (textId) WHERE textId IS NOT NULL;
CREATE INDEX redactionAnchorByFrom ON redactionAnchor (fromParagraphId) WHERE fromParagraphId IS NOT NULL;
CREATE INDEX redactionAnchorByTo ON redactionAnchor (toParagraphId) WHERE toParagraphId IS NOT NULL;

-- On which side the passage is not.
CREATE TABLE redactionWithout (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  redactionId   INTEGER NOT NULL REFERENCES redaction ON DELETE CASCADE,
  side          TEXT NOT NULL CHECK (side IN ('image', 'text')),
  textId        INTEGER REFERENCES textOfUnit ON DELETE CASCADE,
  reason        TEXT NOT NULL CHECK (reason <> ''),
  CHECK ((side = 'text') = (textId IS NOT NULL))
) STRICT;
CREATE INDEX redactionWithoutByRedaction ON redactionWithout (redactionId);
CREATE INDEX redactionWithoutByDescription ON redactionWithout (descriptionId);
CREATE INDEX redactionWithoutByText ON redactionWithout (textId) WHERE textId IS NOT NULL;

CREATE TABLE review (
  id             INTEGER PRIMARY KEY,
  descriptionId  INTEGER NOT NULL UNIQUE REFERENCES description ON DELETE CASCADE,
  state          TEXT NOT NULL DEFAULT 'notReviewed' CHECK (state IN ('notReviewed', 'inReview', 'proposed', 'agreed', 'approved',
                                                                     'referred', 'released', 'recalled')),
  -- Everything below it has to be reviewed before it is public.
  branch         INTEGER NOT NULL DEFAULT 0 CHECK (branch IN (0, 1)),
  batch          TEXT,
  due            TEXT,
  reviewer       TEXT,
  proposer       TEXT,
  secondReviewer TEXT,
  approver       TEXT,
  -- JSON: {name, position, guide, on}.
  authority      TEXT CHECK (authority IS NULL OR json_valid(authority)),
  approvedAt     TEXT,
  decision       TEXT CHECK (decision IN ('releaseInFull', 'releaseInPart', 'withholdInFull', 'neitherConfirmNorDeny',
                                          'notRelevant', 'duplicate', 'alreadyPublic')),
  decisionReason TEXT NOT NULL DEFAULT '',
  duplicateOfId  INTEGER REFERENCES description ON DELETE SET NULL,
  publicAt       TEXT,
  -- When it is looked at again: as the decision says, or as the codes say once it is approved.
  decidedFor     TEXT,
  reviewOn       TEXT,
  -- What the last decision was about, part by part, as salted SHA-256, and when it was taken (review/covered.ts).
  bound          TEXT CHECK (bound IS NULL OR json_valid(bound)),
  salt           TEXT,
  boundAt        TEXT,
  -- Of the last row of the audit that is about it.
  auditHash      TEXT
) STRICT;
CREATE INDEX reviewByState ON review (state, coalesce(due, '9999'), descriptionId);
CREATE INDEX reviewByDue ON review (coalesce(due, '9999'), descriptionId);
CREATE INDEX reviewByReviewer ON review (reviewer, state);
CREATE INDEX reviewBySecond ON review (secondReviewer) WHERE secondReviewer IS NOT NULL;
CREATE INDEX reviewByBatch ON review (batch, state) WHERE batch IS NOT NULL;
CREATE INDEX reviewAgain ON review (reviewOn) WHERE reviewOn IS NOT NULL;
CREATE INDEX reviewOfBranch ON review (descriptionId) WHERE branch = 1;
CREATE INDEX reviewByDuplicate ON review (duplicateOfId) WHERE duplicateOfId IS NOT NULL;

CREATE TABLE pageLook (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  pageId        INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
  who           TEXT NOT NULL CHECK (who <> ''),
  at            TEXT NOT NULL,
  -- What was shown: another image, or another part of it, is to be looked at anew.
  shown         TEXT NOT NULL
) STRICT;
CREATE INDEX pageLookByDescription ON pageLook (descriptionId, pageId);
CREATE INDEX pageLookByPage ON pageLook (pageId);

CREATE TABLE referral (
  id            INTEGER PRIMARY KEY,
  descriptionId INTEGER NOT NULL REFERENCES description ON DELETE CASCADE,
  agency        TEXT NOT NULL CHECK (agency <> ''),
  question      TEXT NOT NULL CHECK (question <> ''),
  due           TEXT,
  sentBy        TEXT NOT NULL,
  sentAt        TEXT NOT NULL,
  answer        TEXT,
  answeredOn    TEXT,
  CHECK ((answer IS NULL) = (answeredOn IS NULL))
) STRICT;
CREATE INDEX referralByDescription ON referral (descriptionId);
CREATE INDEX referralOpen ON referral (due) WHERE answer IS NULL;

-- Without `id`: neither history nor undo reaches it. Withheld words are never in it, only where they stand.
CREATE TABLE reviewAudit (
  seq           INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  actor         TEXT NOT NULL CHECK (actor <> ''),
  role          TEXT NOT NULL CHECK (role IN ('reviewer', 'secondReviewer', 'approver')),
  act           TEXT NOT NULL,
  -- Uids: the rows may be gone.
  description   TEXT NOT NULL,
  redaction     TEXT,
  before        TEXT,
  after         TEXT,
  reason        TEXT NOT NULL,
  version       TEXT NOT NULL,
  prevHash      TEXT NOT NULL,
  hash          TEXT NOT NULL
) STRICT;
CREATE INDEX reviewAuditByDescription ON reviewAudit (description, seq);
CREATE TRIGGER reviewAuditUpdate BEFORE UPDATE ON reviewAudit BEGIN SELECT RAISE(ABORT, 'auditAppendOnly'); END;
CREATE TRIGGER reviewAuditDelete BEFORE DELETE ON reviewAudit BEGIN SELECT RAISE(ABORT, 'auditAppendOnly'); END;

-- What has gone out, and under which name. Without `id`, so that neither history nor undo reaches it: what was given out
-- once was given out, and its name is never given to anything else.
CREATE TABLE release (
  name     TEXT PRIMARY KEY,
  at       TEXT NOT NULL,
  who      TEXT NOT NULL,
  batch    TEXT,
  -- SHA-256 of its manifest; null while it is being written, and of one that was never finished.
  manifest TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE releaseItem (
  name        TEXT PRIMARY KEY,
  release     TEXT NOT NULL REFERENCES release,
  -- Uid of the description: it may be gone.
  description TEXT NOT NULL,
  decision    TEXT NOT NULL CHECK (decision IN ('full', 'part', 'withheld'))
) STRICT, WITHOUT ROWID;
CREATE INDEX releaseItemByRelease ON releaseItem (release);
CREATE INDEX releaseItemByDescription ON releaseItem (description);
CREATE TRIGGER releaseDelete BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'releaseKept'); END;
CREATE TRIGGER releaseItemDelete BEFORE DELETE ON releaseItem BEGIN SELECT RAISE(ABORT, 'releaseKept'); END;
