//! The kinds of an export: their columns, in the shapes that import reads, and how their rows come out of the book. Knows
//! nothing of files.

use crate::app::export::container::Container;
use crate::app::export::value::Value;
use crate::app::{AppError, Session};
use crate::book::rows::{
    AccountRow, AttributeRow, ContactRole, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket,
};
use crate::domain::Day;
use crate::domain::words::{InteractionKind, Reason, Sentiment, Severity, StartedBy};
use crate::store::AccountRef;
use std::collections::HashMap;

/// A kind: its name, its columns, and how its rows are written.
pub(in crate::app::export) struct ExportKind {
    pub(in crate::app::export) name: &'static str,
    pub(in crate::app::export) columns: &'static [&'static str],
    pub(in crate::app::export) rows: fn(&Session, &mut Sheet<'_>) -> Result<(), AppError>,
}

/// Takes the rows of a kind and counts them.
pub(in crate::app::export) struct Sheet<'a> {
    pub(in crate::app::export) out: &'a mut dyn Container,
    pub(in crate::app::export) rows: u64,
}

impl Sheet<'_> {
    fn row<const N: usize>(&mut self, values: [Value<'_>; N]) -> Result<(), AppError> {
        self.rows += 1;
        self.out.row(&values)
    }
}

macro_rules! values {
    ($($value:expr),+ $(,)?) => {
        [$(Value::from($value)),+]
    };
}

pub(in crate::app::export) const KINDS: &[ExportKind] = &[
    ExportKind {
        name: "accounts",
        columns: &[
            "id",
            "name",
            "yomi",
            "added",
            "segment",
            "industry",
            "plan",
            "touch",
            "phase",
            "potential",
            "strategic",
            "owner",
            "tags",
            "links",
        ],
        rows: accounts,
    },
    ExportKind { name: "external_ids", columns: &["account", "tool", "external_id"], rows: external_ids },
    ExportKind { name: "attributes", columns: &["account", "key", "day", "value", "recorded"], rows: attributes },
    ExportKind {
        name: "contracts",
        columns: &[
            "account",
            "product",
            "amount",
            "period",
            "currency",
            "seats",
            "start",
            "end",
            "signed",
            "auto_renew",
            "notice_days",
            "reason",
            "origin",
        ],
        rows: contracts,
    },
    ExportKind { name: "contacts", columns: &["account", "name", "email", "phone", "department", "title", "role", "left_on"], rows: contacts },
    ExportKind { name: "usage", columns: &["account", "date", "metric", "value"], rows: usage },
    ExportKind { name: "tickets", columns: &["account", "id", "opened", "closed", "severity", "subject", "sentiment", "changed"], rows: tickets },
    ExportKind { name: "surveys", columns: &["account", "contact", "date", "kind", "score", "comment"], rows: surveys },
    ExportKind { name: "invoices", columns: &["account", "number", "date", "due", "paid_on", "amount", "currency"], rows: invoices },
    ExportKind {
        name: "interactions",
        columns: &["account", "date", "kind", "minutes", "note", "contact", "started_by", "status", "recorded"],
        rows: interactions,
    },
    ExportKind { name: "proposals", columns: &["account", "date", "kind", "product", "amount", "status", "decided_on"], rows: proposals },
    ExportKind { name: "outcomes", columns: &["account", "churned_on", "reason", "recorded"], rows: outcomes },
    ExportKind { name: "feedback", columns: &["account", "date", "kind", "theme", "text", "status"], rows: feedback },
    ExportKind {
        name: "tasks",
        columns: &[
            "account",
            "title",
            "due",
            "minutes",
            "status",
            "kind",
            "opened",
            "closed",
            "snoozed_until",
            "waiting",
            "reason",
            "source_key",
            "family",
            "pinned",
        ],
        rows: tasks,
    },
    ExportKind { name: "notes", columns: &["account", "date", "text"], rows: notes },
    ExportKind { name: "pulses", columns: &["account", "date", "light", "reason", "until"], rows: pulses },
];

fn accounts(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    let mut present: Vec<_> = session.book().accounts().iter().enumerate().collect();
    present.sort_by(|(_, a), (_, b)| a.row.code.cmp(&b.row.code));
    for (ix, account) in present {
        let AccountRow { code, name, yomi, added, .. } = &account.row;
        let at = session.lens.at(ix, Day::MAX);
        let of = |key: &str| at.attribute(key);
        sheet.row(values![
            code,
            name,
            yomi.as_ref(),
            *added,
            of("segment"),
            of("industry"),
            of("plan"),
            of("touch"),
            of("phase"),
            of("potential").map(Value::number_in),
            of("strategic").map(Value::yes_no_in),
            of("owner"),
            of("tags"),
            of("links"),
        ])?;
    }
    Ok(())
}

fn external_ids(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: AccountRef| sheet.row(values![account, &row.source, &row.reference]))
}

fn attributes(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: AttributeRow| sheet.row(values![account, &row.key, row.day, &row.value, row.recorded]))
}

fn contracts(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Contract| {
        sheet.row(values![
            account,
            &row.product,
            row.amount.map(|minor| Value::Money(minor, row.currency)),
            if row.recurring { "year" } else { "once" },
            row.currency.code(),
            row.seats,
            row.start,
            row.end,
            row.signed,
            row.auto_renew,
            row.notice_days,
            row.reason.map(Reason::key),
            row.origin.key(),
        ])
    })
}

fn contacts(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    let mut roles: HashMap<i64, String> = HashMap::new();
    session.store.each(|_, row: ContactRole| {
        roles.insert(row.contact, row.roles);
        Ok::<(), AppError>(())
    })?;
    session.store.each(|account, row: ContactRow| {
        let role = roles.get(&row.id);
        sheet
            .row(values![account, &row.name, row.email.as_ref(), row.phone.as_ref(), row.department.as_ref(), row.title.as_ref(), role, row.left_on,])
    })
}

fn usage(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each_observation(|account, metric, day, value| sheet.row(values![account, day, metric, value]))
}

fn tickets(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Ticket| {
        sheet.row(values![
            account,
            &row.code,
            row.opened,
            row.closed,
            row.severity.map(Severity::key),
            row.subject.as_ref(),
            row.sentiment.map(Sentiment::key),
            row.changed,
        ])
    })
}

fn surveys(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Survey| sheet.row(values![account, &row.contact, row.day, row.kind.key(), row.score, row.comment.as_ref(),]))
}

fn invoices(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Invoice| {
        sheet.row(values![
            account,
            &row.number,
            row.day,
            row.due,
            row.paid_on,
            row.amount.map(|minor| Value::Money(minor, row.currency)),
            row.currency.code(),
        ])
    })
}

fn interactions(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Interaction| {
        sheet.row(values![
            account,
            row.day,
            row.kind.key(),
            row.minutes,
            row.note.as_ref(),
            row.contact.as_ref(),
            row.started_by.map(StartedBy::key),
            row.status.key(),
            row.recorded,
        ])
    })
}

fn proposals(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    let own = session.config.currency.own;
    session.store.each(|account, row: Proposal| {
        sheet.row(values![
            account,
            row.day,
            row.kind.key(),
            &row.product,
            row.amount.map(|minor| Value::Money(minor, own)),
            row.status.key(),
            row.decided_on,
        ])
    })
}

fn outcomes(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Outcome| sheet.row(values![account, row.day, row.reason.as_ref(), row.recorded]))
}

fn feedback(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Feedback| {
        let (theme, said) = (row.theme.as_ref(), row.text.as_ref());
        sheet.row(values![account, row.day, row.kind.key(), theme, said, row.status.key()])
    })
}

fn tasks(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Task| {
        sheet.row(values![
            account,
            &row.title,
            row.due,
            row.minutes,
            row.status.key(),
            row.kind.map(InteractionKind::key),
            row.opened,
            row.closed,
            row.snoozed_until,
            row.waiting,
            row.reason.as_ref(),
            row.source_key.as_ref(),
            row.family.as_ref(),
            row.pinned,
        ])
    })
}

fn notes(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Note| sheet.row(values![account, row.day, &row.text]))
}

fn pulses(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Pulse| sheet.row(values![account, row.day, row.light.key(), &row.reason, row.until]))
}
