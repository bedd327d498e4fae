-- 0016-index-merging.sql: a bulk edit takes out and writes anew the words of a tenth of the catalogue at once. FTS5 would rewrite whole segments
-- for that in the same transaction; it waits until two fifths of a segment are gone.
INSERT INTO searchIndex (searchIndex, rank) VALUES ('deletemerge', 40);
INSERT INTO titleIndex (titleIndex, rank) VALUES ('deletemerge', 40);
INSERT INTO boilerplateIndex (boilerplateIndex, rank) VALUES ('deletemerge', 40);
