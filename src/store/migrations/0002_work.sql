-- The work at the desk: what happened to tasks, and how triggers stand to accounts. New columns of task come last, so that
-- rows in the journal of an older book are a beginning of today's.

ALTER TABLE task ADD COLUMN source_key TEXT;
ALTER TABLE task ADD COLUMN family TEXT;
ALTER TABLE task ADD COLUMN why TEXT CHECK (json_valid(why));
ALTER TABLE task ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
ALTER TABLE task ADD COLUMN reason TEXT;
ALTER TABLE task ADD COLUMN snoozed_until INTEGER;
ALTER TABLE task ADD COLUMN waiting INTEGER;

CREATE TABLE task_event (
    task   INTEGER NOT NULL REFERENCES task (id),
    seq    INTEGER NOT NULL,
    day    INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    kind   TEXT NOT NULL CHECK (kind IN ('opened', 'first_run', 'entered', 'done', 'dropped', 'cleared', 'swallowed', 'reopened', 'snoozed', 'waiting', 'back', 'merged')),
    until  INTEGER,
    reason TEXT,
    PRIMARY KEY (task, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE trigger_state (
    "trigger"   TEXT NOT NULL CHECK ("trigger" <> ''),
    account     INTEGER NOT NULL REFERENCES account (id),
    state       TEXT NOT NULL CHECK (state IN ('clear', 'fired', 'known', 'waiting', 'held')),
    since       INTEGER NOT NULL CHECK (since BETWEEN -719162 AND 2932896),
    task        INTEGER REFERENCES task (id),
    quiet_until INTEGER,
    PRIMARY KEY ("trigger", account)
) STRICT, WITHOUT ROWID;
CREATE INDEX trigger_state_account ON trigger_state (account);
CREATE INDEX trigger_state_task ON trigger_state (task);

-- What a sweep has been over: a pair of which both sides stand here is no first run any more.
CREATE TABLE trigger_seen (
    "trigger" TEXT NOT NULL PRIMARY KEY CHECK ("trigger" <> ''),
    since     INTEGER NOT NULL CHECK (since BETWEEN -719162 AND 2932896)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_seen (
    account INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    since   INTEGER NOT NULL CHECK (since BETWEEN -719162 AND 2932896)
) STRICT, WITHOUT ROWID;

-- What was computed for which state of the book; never journaled, may be taken away at any time.
CREATE TABLE stamp (
    name     TEXT NOT NULL PRIMARY KEY,
    day      INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    rules    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
