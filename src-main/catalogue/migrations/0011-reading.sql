-- 0011-reading.sql: a Japanese title is sorted and found by how it is read (ヨミ), which its kanji do not say.
ALTER TABLE descriptionText ADD COLUMN reading TEXT;
