-- 0005-unfinished.sql: a long import writes in short transactions that are one entry of history. While it goes on its entry is named here, so
-- that an end in the middle is found at the next opening, and what was written is taken back. Derived, so outside history.
CREATE TABLE unfinished (
  historyId INTEGER PRIMARY KEY REFERENCES history ON DELETE CASCADE
) STRICT;
