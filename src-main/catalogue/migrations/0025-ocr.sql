-- 0025-ocr.sql: what a machine read may be read anew for as long as nobody has put other words in its place.
-- SHA-256 of the words as the machine gave them; null where somebody typed them.
ALTER TABLE paragraph ADD COLUMN readDigest TEXT;
