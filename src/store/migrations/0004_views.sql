-- What other programs read: names that stay, account ids as users know them, ISO days, money in major units. Described column
-- by column in docs/schema.md. A later step that rebuilds a table drops the views over it first and makes them again.

-- The day on which everything is seen; local, like all days of the book.
CREATE VIEW v_today AS
SELECT date('now', 'localtime') AS date, CAST(julianday(date('now', 'localtime')) - 2440587.5 AS INTEGER) AS day;

-- Minor units to a major one where it is not 100 of them (ISO 4217).
CREATE VIEW v_minor_units AS
WITH known (currency, units) AS (VALUES
    ('BIF', 1), ('CLP', 1), ('DJF', 1), ('GNF', 1), ('ISK', 1), ('JPY', 1), ('KMF', 1), ('KRW', 1), ('PYG', 1), ('RWF', 1), ('UGX', 1), ('UYI', 1),
    ('VND', 1), ('VUV', 1), ('XAF', 1), ('XOF', 1), ('XPF', 1),
    ('BHD', 1000), ('IQD', 1000), ('JOD', 1000), ('KWD', 1000), ('LYD', 1000), ('OMR', 1000), ('TND', 1000))
SELECT currency, units FROM known;

-- The last value of each attribute; an empty one has ended it.
CREATE VIEW v_accounts AS
WITH latest AS (SELECT account, "key", nullif(value, '') AS value, max(day) FROM attribute GROUP BY account, "key")
SELECT
    a.code AS id,
    a.name,
    a.yomi,
    date(a.added * 86400, 'unixepoch') AS added,
    max(l.value) FILTER (WHERE l."key" = 'segment') AS segment,
    max(l.value) FILTER (WHERE l."key" = 'industry') AS industry,
    max(l.value) FILTER (WHERE l."key" = 'plan') AS plan,
    max(l.value) FILTER (WHERE l."key" = 'touch') AS touch,
    max(l.value) FILTER (WHERE l."key" = 'phase') AS phase,
    CAST(max(l.value) FILTER (WHERE l."key" = 'potential') AS REAL) AS potential,
    max(l.value) FILTER (WHERE l."key" = 'strategic') AS strategic,
    max(l.value) FILTER (WHERE l."key" = 'owner') AS owner,
    max(l.value) FILTER (WHERE l."key" = 'tags') AS tags,
    max(l.value) FILTER (WHERE l."key" = 'links') AS links
FROM account a LEFT JOIN latest l ON l.account = a.id
WHERE a.deleted IS NULL
GROUP BY a.id;

CREATE VIEW v_external_ids AS
SELECT
    a.code AS account,
    a.name AS account_name,
    t.source AS tool,
    t.ref AS external_id
FROM account_ref t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_attributes AS
SELECT
    a.code AS account,
    a.name AS account_name,
    t."key",
    date(t.day * 86400, 'unixepoch') AS day,
    t.value,
    date(t.recorded * 86400, 'unixepoch') AS recorded
FROM attribute t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_contracts AS
SELECT
    a.code AS account,
    a.name AS account_name,
    t.product,
    t.amount * 1.0 / coalesce(m.units, 100) AS amount,
    iif(t.recurring, 'year', 'once') AS period,
    t.currency,
    t.seats,
    date(t."start" * 86400, 'unixepoch') AS "start",
    date(t."end" * 86400, 'unixepoch') AS "end",
    date(t.signed * 86400, 'unixepoch') AS signed,
    iif(t.auto_renew, 'yes', 'no') AS auto_renew,
    t.notice_days,
    t.reason,
    t.origin
FROM contract t JOIN account a ON a.id = t.account LEFT JOIN v_minor_units m ON m.currency = t.currency
WHERE a.deleted IS NULL;

CREATE VIEW v_contacts AS
WITH latest AS (SELECT contact, roles, max(day) FROM contact_role GROUP BY contact)
SELECT
    a.code AS account,
    a.name AS account_name,
    t.name,
    t.email,
    t.phone,
    t.department,
    t.title,
    nullif(l.roles, '') AS role,
    date(t.left_on * 86400, 'unixepoch') AS left_on
FROM contact t JOIN account a ON a.id = t.account LEFT JOIN latest l ON l.contact = t.id
WHERE a.deleted IS NULL;

CREATE VIEW v_usage AS
SELECT a.code AS account, a.name AS account_name, date(t.day * 86400, 'unixepoch') AS date, m."key" AS metric, t.value
FROM observation t JOIN account a ON a.id = t.account JOIN metric m ON m.id = t.metric
WHERE a.deleted IS NULL;

CREATE VIEW v_tickets AS
SELECT
    a.code AS account,
    a.name AS account_name,
    t.code AS id,
    date(t.opened * 86400, 'unixepoch') AS opened,
    date(t.closed * 86400, 'unixepoch') AS closed,
    t.severity,
    t.subject,
    t.sentiment,
    date(t.changed * 86400, 'unixepoch') AS changed
FROM ticket t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_surveys AS
SELECT
    a.code AS account,
    a.name AS account_name,
    nullif(t.contact, '') AS contact,
    date(t.day * 86400, 'unixepoch') AS date,
    t.kind,
    t.score,
    t.comment
FROM survey t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_invoices AS
SELECT
    a.code AS account,
    a.name AS account_name,
    t.number,
    date(t.day * 86400, 'unixepoch') AS date,
    date(t.due * 86400, 'unixepoch') AS due,
    date(t.paid_on * 86400, 'unixepoch') AS paid_on,
    t.amount * 1.0 / coalesce(m.units, 100) AS amount,
    t.currency
FROM invoice t JOIN account a ON a.id = t.account LEFT JOIN v_minor_units m ON m.currency = t.currency
WHERE a.deleted IS NULL;

CREATE VIEW v_interactions AS
SELECT
    a.code AS account,
    a.name AS account_name,
    date(t.day * 86400, 'unixepoch') AS date,
    t.kind,
    t.minutes,
    t.note,
    t.contact,
    t.started_by,
    t.status,
    date(t.recorded * 86400, 'unixepoch') AS recorded
FROM interaction t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

-- Amounts are in the book's own currency, which stands in the config and not in the book: hence minor units.
CREATE VIEW v_proposals AS
SELECT
    a.code AS account,
    a.name AS account_name,
    date(t.day * 86400, 'unixepoch') AS date,
    t.kind,
    t.product,
    t.amount AS amount_minor,
    t.status,
    date(t.decided_on * 86400, 'unixepoch') AS decided_on
FROM proposal t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_outcomes AS
SELECT
    a.code AS account,
    a.name AS account_name,
    date(t.day * 86400, 'unixepoch') AS churned_on,
    t.reason,
    date(t.recorded * 86400, 'unixepoch') AS recorded
FROM outcome t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_feedback AS
SELECT a.code AS account, a.name AS account_name, date(t.day * 86400, 'unixepoch') AS date, t.kind, t.theme, t.text, t.status
FROM feedback t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

-- A task may be of no account.
CREATE VIEW v_tasks AS
SELECT
    a.code AS account,
    a.name AS account_name,
    t.title,
    date(t.due * 86400, 'unixepoch') AS due,
    t.minutes,
    t.status,
    t.kind,
    date(t.opened * 86400, 'unixepoch') AS opened,
    date(t.closed * 86400, 'unixepoch') AS closed,
    date(t.snoozed_until * 86400, 'unixepoch') AS snoozed_until,
    date(t.waiting * 86400, 'unixepoch') AS waiting,
    t.reason,
    t.source_key,
    t.family,
    iif(t.pinned, 'yes', 'no') AS pinned
FROM task t LEFT JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_notes AS
SELECT a.code AS account, a.name AS account_name, date(t.day * 86400, 'unixepoch') AS date, t.text
FROM note t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

CREATE VIEW v_pulses AS
SELECT
    a.code AS account,
    a.name AS account_name,
    date(t.day * 86400, 'unixepoch') AS date,
    t.light,
    t.reason,
    date(t.until * 86400, 'unixepoch') AS until
FROM pulse t JOIN account a ON a.id = t.account
WHERE a.deleted IS NULL;

-- The contracts in force today, by the same laws as the program's own (book/life.rs): of recurring contracts that are signed,
-- a loss ends all before it, and only a new beginning counts after it; rows made by an account row count until another
-- contract has started, and of them the latest; a term with auto_renew and no successor goes on, unconfirmed. Where an
-- unconfirmed one renews next is told by no row, so it has no `renews` here.
CREATE VIEW v_terms_today AS
WITH RECURSIVE
    today (day) AS (SELECT day FROM v_today),
    loss AS (SELECT o.account, o.day FROM outcome o, today WHERE o.day <= today.day),
    known AS (SELECT c.* FROM contract c, today WHERE c.recurring AND c.signed <= today.day),
    living AS (
        SELECT k.*, (SELECT max(l.day) FROM loss l WHERE l.account = k.account AND l.day <= k."start") AS lost
        FROM known k
        WHERE lost IS NULL OR EXISTS (
            SELECT 1 FROM known b
            WHERE b.account = k.account AND b."start" BETWEEN lost AND k."start"
              AND (b.reason IN ('new', 'return') OR (b.reason IS NULL AND b.origin <> 'account')))),
    taken_over AS (SELECT l.account, min(l."start") AS "start" FROM living l, today WHERE l.origin <> 'account' AND l."start" <= today.day GROUP BY l.account),
    counting AS MATERIALIZED (
        SELECT l.*, t."start" AS taken FROM living l LEFT JOIN taken_over t ON t.account = l.account
        WHERE l.origin <> 'account' OR t."start" IS NULL OR l."start" < t."start"),
    begun AS (
        SELECT
            c.*,
            c.auto_renew AND c."end" <= today.day AND NOT EXISTS (
                SELECT 1 FROM counting o
                WHERE o.account = c.account AND o."start" > c."start" AND (o."end" IS NULL OR c."end" < o."end")
                  AND (o.product = c.product OR (c.origin = 'account' AND o.origin <> 'account'))) AS unconfirmed
        FROM counting c, today
        WHERE c."start" <= today.day
          AND NOT EXISTS (SELECT 1 FROM loss l WHERE l.account = c.account AND l.day > c."start")
          AND (c.origin <> 'account' OR (c.taken IS NULL AND NOT EXISTS (
                SELECT 1 FROM counting o
                WHERE o.account = c.account AND o.origin = 'account' AND o."start" > c."start" AND o."start" <= today.day)))),
    in_force AS MATERIALIZED (SELECT b.* FROM begun b, today WHERE b."end" IS NULL OR b."end" > today.day OR b.unconfirmed),
    chain (term, step, account, product, origin, "start", renews) AS (
        SELECT f.id, 0, f.account, f.product, f.origin, f."start", iif(f.unconfirmed, NULL, f."end") FROM in_force f
        UNION ALL
        SELECT c.term, c.step + 1, n.account, n.product, n.origin, n."start", n."end"
        FROM chain c JOIN counting n ON n.id = (
            SELECT o.id FROM counting o
            WHERE o.account = c.account AND o."start" > c."start" AND o."start" <= c.renews AND (o."end" IS NULL OR o."end" > c.renews)
              AND (o.product = c.product OR (c.origin = 'account' AND o.origin <> 'account'))
            ORDER BY o."end" IS NULL DESC, o."end" DESC, o."start" DESC, o.id DESC LIMIT 1)),
    followed AS (SELECT term, renews, max(step) FROM chain GROUP BY term)
SELECT
    a.code AS account,
    a.name AS account_name,
    f.product,
    f.amount * 1.0 / coalesce(m.units, 100) AS arr,
    f.currency,
    f.seats,
    date(f."start" * 86400, 'unixepoch') AS "start",
    date(n.renews * 86400, 'unixepoch') AS renews,
    iif(f.unconfirmed, 'yes', 'no') AS unconfirmed
FROM in_force f
JOIN followed n ON n.term = f.id
JOIN account a ON a.id = f.account
LEFT JOIN v_minor_units m ON m.currency = f.currency
WHERE a.deleted IS NULL;

-- One row per account that is in the book today. Light and score are computed from the rules and not kept in the book.
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
    coalesce(work.overdue, 0) AS overdue_tasks
FROM account a
CROSS JOIN today
LEFT JOIN term ON term.account = a.code
LEFT JOIN touched ON touched.account = a.id
LEFT JOIN waiting ON waiting.account = a.id
LEFT JOIN work ON work.account = a.id
WHERE a.deleted IS NULL
  AND (a.added <= today.day OR EXISTS (SELECT 1 FROM contract c WHERE c.account = a.id AND c.signed <= today.day));
