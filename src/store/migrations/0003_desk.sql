-- The open desk: the hours of single days, and the first screen as it was drawn last.

-- Journaled: what a person said of a day, over the hours of the config.
CREATE TABLE hours (
    day     INTEGER NOT NULL PRIMARY KEY CHECK (day BETWEEN -719162 AND 2932896),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440)
) STRICT, WITHOUT ROWID;

-- Derived like `stamp`: never journaled, never exported, may be taken away at any time.
CREATE TABLE glance (
    "key"    TEXT NOT NULL PRIMARY KEY,
    day      INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    rules    TEXT NOT NULL,
    config   TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
