-- What the desk said of each account, one row per account and day on which that was another thing than before. Never
-- journaled, never exported, no input of anything: but what was said by the rules and rows of then cannot be computed again.
-- An account whose row is taken back by undo takes its own with it.
CREATE TABLE score (
    account  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    day      INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
    score    REAL,
    light    TEXT NOT NULL CHECK (light IN ('green', 'yellow', 'red', 'grey')),
    computed TEXT NOT NULL CHECK (computed IN ('green', 'yellow', 'red', 'grey')),
    coverage REAL NOT NULL,
    PRIMARY KEY (account, day)
) STRICT, WITHOUT ROWID;

-- A book that was swept today is swept once more, so that its scores are there.
DELETE FROM stamp WHERE name = 'sweep';

CREATE VIEW v_score_history AS
SELECT
    a.code AS account,
    a.name AS account_name,
    date(t.day * 86400, 'unixepoch') AS date,
    t.score,
    t.light,
    t.computed,
    t.coverage
FROM score t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

-- One row per account that is in the book today, with what the desk said of it last.
DROP VIEW v_account_today;
CREATE VIEW v_account_today AS
WITH
    today (day) AS (SELECT day FROM v_today),
    term AS (
        SELECT
            account,
            count(*) AS terms,
            iif(count(arr) = count(*) AND min(currency) = max(currency), sum(arr), NULL) AS arr,
            iif(min(currency) = max(currency), min(currency), NULL) AS currency,
            iif(count(seats) = count(*), sum(seats), NULL) AS seats,
            iif(max(unconfirmed) = 'yes', NULL, min(renews)) AS next_renewal,
            max(unconfirmed) AS unconfirmed
        FROM v_terms_today
        GROUP BY account),
    touched AS (SELECT i.account, max(i.day) AS day FROM interaction i, today WHERE i.status = 'held' AND i.day <= today.day GROUP BY i.account),
    -- An open ticket that nothing has happened to for 60 days is taken as forgotten.
    waiting AS (
        SELECT t.account, count(*) AS tickets FROM ticket t, today
        WHERE t.opened <= today.day AND (t.closed IS NULL OR t.closed > today.day)
          AND today.day - iif(t.changed <= today.day, max(t.changed, t.opened), t.opened) <= 60
        GROUP BY t.account),
    work AS (
        SELECT k.account, count(*) AS tasks, count(*) FILTER (WHERE k.due < today.day) AS overdue FROM task k, today
        WHERE k.opened <= today.day AND coalesce(k.closed, iif(k.status = 'open', NULL, k.opened), today.day + 1) > today.day
        GROUP BY k.account)
SELECT
    a.code AS account,
    a.name AS account_name,
    coalesce(term.terms, 0) AS terms,
    iif(term.terms IS NULL, 0.0, term.arr) AS arr,
    term.currency,
    iif(term.terms IS NULL, 0, term.seats) AS seats,
    term.next_renewal,
    coalesce(term.unconfirmed, 'no') AS unconfirmed,
    date(touched.day * 86400, 'unixepoch') AS last_interaction,
    iif(EXISTS (SELECT 1 FROM v_tickets v WHERE v.opened <= (SELECT date FROM v_today)), coalesce(waiting.tickets, 0), NULL) AS open_tickets,
    coalesce(work.tasks, 0) AS open_tasks,
    coalesce(work.overdue, 0) AS overdue_tasks,
    said.light,
    said.score,
    said.coverage,
    date(max(said.day, coalesce(swept.day, said.day)) * 86400, 'unixepoch') AS scored_on
FROM account a
CROSS JOIN today
LEFT JOIN term ON term.account = a.code
LEFT JOIN touched ON touched.account = a.id
LEFT JOIN waiting ON waiting.account = a.id
LEFT JOIN work ON work.account = a.id
LEFT JOIN score said ON said.account = a.id AND said.day = (SELECT max(s.day) FROM score s WHERE s.account = a.id AND s.day <= today.day)
LEFT JOIN stamp swept ON swept.name = 'score' AND swept.day <= today.day
WHERE a.deleted IS NULL
  AND (a.added <= today.day OR EXISTS (SELECT 1 FROM contract c WHERE c.account = a.id AND c.signed <= today.day));
