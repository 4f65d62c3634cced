-- The book as it began. Days are local days since 1970-01-01; money is in minor units of its currency; words are stored by key.
-- Ids are AUTOINCREMENT so that a row taken back by undo never lends its id to another one.

CREATE TABLE account (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    code    TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name    TEXT NOT NULL,
    yomi    TEXT,
    fold    TEXT NOT NULL,
    added   INTEGER NOT NULL CHECK (added BETWEEN -719162 AND 2932896),
    deleted INTEGER
) STRICT;
CREATE INDEX account_fold ON account (fold);

CREATE TABLE attribute (
    account  INTEGER NOT NULL REFERENCES account (id),
    key      TEXT NOT NULL CHECK (key <> ''),
    day      INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    value    TEXT NOT NULL,
    recorded INTEGER NOT NULL,
    PRIMARY KEY (account, key, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_ref (
    source  TEXT NOT NULL CHECK (source <> ''),
    ref     TEXT NOT NULL CHECK (ref <> ''),
    account INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (source, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_ref_account ON account_ref (account);

CREATE TABLE contract (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account     INTEGER NOT NULL REFERENCES account (id),
    product     TEXT NOT NULL,
    amount      INTEGER,
    currency    TEXT NOT NULL CHECK (length(currency) = 3),
    recurring   INTEGER NOT NULL CHECK (recurring IN (0, 1)),
    seats       INTEGER,
    "start"     INTEGER NOT NULL CHECK ("start" BETWEEN -719162 AND 2932896),
    "end"       INTEGER CHECK ("end" BETWEEN -719162 AND 2932896),
    signed      INTEGER NOT NULL CHECK (signed BETWEEN -719162 AND 2932896),
    auto_renew  INTEGER NOT NULL CHECK (auto_renew IN (0, 1)),
    notice_days INTEGER,
    reason      TEXT,
    origin      TEXT NOT NULL CHECK (origin IN ('account', 'file', 'desk'))
) STRICT;
CREATE INDEX contract_key ON contract (account, product, "start");

CREATE TABLE outcome (
    account  INTEGER NOT NULL REFERENCES account (id),
    day      INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    reason   TEXT,
    recorded INTEGER NOT NULL,
    PRIMARY KEY (account, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    INTEGER NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    email      TEXT,
    phone      TEXT,
    department TEXT,
    title      TEXT,
    left_on    INTEGER
) STRICT;
CREATE INDEX contact_key ON contact (account, email);

CREATE TABLE contact_role (
    contact INTEGER NOT NULL REFERENCES contact (id),
    day     INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    roles   TEXT NOT NULL,
    PRIMARY KEY (contact, day)
) STRICT, WITHOUT ROWID;

-- A dictionary: rows are only ever added, so ids are 1, 2, 3 … without gaps and a loaded book may number metrics by them.
CREATE TABLE metric (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (key <> '')
) STRICT;

-- No foreign keys and no checks here: they were measured to take a quarter of an import's time. The one writer looks at
-- account, metric and day itself, and the check of the whole book counts what points to nothing.
CREATE TABLE observation (
    account INTEGER NOT NULL,
    metric  INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    value   REAL NOT NULL,
    PRIMARY KEY (account, metric, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    account   INTEGER NOT NULL REFERENCES account (id),
    code      TEXT NOT NULL,
    opened    INTEGER NOT NULL CHECK (opened BETWEEN -719162 AND 2932896),
    closed    INTEGER CHECK (closed BETWEEN -719162 AND 2932896),
    severity  TEXT CHECK (severity IN ('low', 'normal', 'high', 'urgent')),
    subject   TEXT,
    sentiment TEXT CHECK (sentiment IN ('positive', 'neutral', 'negative')),
    changed   INTEGER NOT NULL
) STRICT;
CREATE INDEX ticket_key ON ticket (account, code);

CREATE TABLE survey (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    contact TEXT NOT NULL,
    day     INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    kind    TEXT NOT NULL CHECK (kind IN ('nps', 'csat')),
    score   REAL NOT NULL,
    comment TEXT
) STRICT;
CREATE INDEX survey_key ON survey (account, contact, day, kind);

CREATE TABLE invoice (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    account  INTEGER NOT NULL REFERENCES account (id),
    number   TEXT NOT NULL,
    day      INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    due      INTEGER NOT NULL CHECK (due BETWEEN -719162 AND 2932896),
    paid_on  INTEGER CHECK (paid_on BETWEEN -719162 AND 2932896),
    amount   INTEGER,
    currency TEXT NOT NULL CHECK (length(currency) = 3)
) STRICT;
CREATE INDEX invoice_key ON invoice (account, number);

CREATE TABLE interaction (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    INTEGER NOT NULL REFERENCES account (id),
    day        INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    kind       TEXT NOT NULL,
    minutes    INTEGER,
    note       TEXT,
    contact    TEXT,
    started_by TEXT CHECK (started_by IN ('us', 'them')),
    status     TEXT NOT NULL CHECK (status IN ('held', 'planned', 'invited', 'missed')),
    recorded   INTEGER NOT NULL
) STRICT;
CREATE INDEX interaction_key ON interaction (account, day, kind);

CREATE TABLE proposal (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    INTEGER NOT NULL REFERENCES account (id),
    day        INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    kind       TEXT NOT NULL CHECK (kind IN ('upsell', 'cross-sell')),
    product    TEXT NOT NULL,
    amount     INTEGER,
    status     TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
    decided_on INTEGER
) STRICT;
CREATE INDEX proposal_key ON proposal (account, day, kind, product);

CREATE TABLE feedback (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    day     INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    kind    TEXT NOT NULL,
    theme   TEXT,
    text    TEXT,
    status  TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_key ON feedback (account, day, kind);

CREATE TABLE note (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    day     INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    text    TEXT NOT NULL
) STRICT;
CREATE INDEX note_key ON note (account, day);

CREATE TABLE pulse (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    day     INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    light   TEXT NOT NULL CHECK (light IN ('green', 'yellow', 'red', 'grey')),
    reason  TEXT NOT NULL,
    until   INTEGER NOT NULL
) STRICT;
CREATE INDEX pulse_key ON pulse (account, day);

CREATE TABLE task (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER REFERENCES account (id),
    title   TEXT NOT NULL,
    kind    TEXT,
    due     INTEGER,
    minutes INTEGER,
    source  TEXT NOT NULL CHECK (source IN ('manual', 'import', 'trigger', 'playbook')),
    opened  INTEGER NOT NULL CHECK (opened BETWEEN -719162 AND 2932896),
    status  TEXT NOT NULL CHECK (status IN ('open', 'done', 'dropped', 'cleared')),
    closed  INTEGER
) STRICT;
CREATE INDEX task_key ON task (account, title, due);
CREATE INDEX task_open ON task (due) WHERE status = 'open';

-- The journal. `undone`: 0 in force, 1 taken back and may come again, 2 taken back for good.
-- `revision` rises with every act, undo and redo, so that other processes see what moved.
CREATE TABLE entry (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    day      INTEGER NOT NULL,
    source   TEXT NOT NULL CHECK (source IN ('tui', 'cli', 'import', 'sweep')),
    what     TEXT NOT NULL CHECK (json_valid(what)),
    undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1, 2)),
    revision INTEGER NOT NULL,
    moved_at TEXT NOT NULL
) STRICT;
CREATE INDEX entry_revision ON entry (revision);
CREATE INDEX entry_undone ON entry (id) WHERE undone = 1;

-- One row of a table and its other side: null for a row that came new, else the old row, as JSON arrays of cells.
CREATE TABLE change (
    entry   INTEGER NOT NULL REFERENCES entry (id),
    seq     INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "key"   TEXT NOT NULL,
    other   TEXT,
    PRIMARY KEY (entry, seq)
) STRICT, WITHOUT ROWID;

-- The same for observations, many to a row: days packed, other values only where there are some.
CREATE TABLE change_run (
    entry   INTEGER NOT NULL REFERENCES entry (id),
    seq     INTEGER NOT NULL,
    account INTEGER NOT NULL,
    metric  INTEGER NOT NULL,
    days    BLOB NOT NULL,
    other   BLOB,
    PRIMARY KEY (entry, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_account (
    entry   INTEGER NOT NULL REFERENCES entry (id),
    account INTEGER NOT NULL,
    PRIMARY KEY (entry, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_account_account ON entry_account (account, entry);

CREATE TABLE import_file (
    entry     INTEGER NOT NULL REFERENCES entry (id),
    path      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    hash      TEXT NOT NULL,
    new       INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected  INTEGER NOT NULL,
    answers   TEXT NOT NULL CHECK (json_valid(answers)),
    PRIMARY KEY (entry, path, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE rules_version (
    day  INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
