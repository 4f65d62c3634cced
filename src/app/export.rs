//! The book as CSV files, one per kind, in the shapes that import reads. Streamed, in an order that does not depend on ids,
//! every text cell guarded against spreadsheet formulas.

use crate::app::{AppError, Session};
use crate::book::rows::{
    AccountRow, AttributeRow, ContactRole, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket,
};
use crate::domain::text::nearest;
use crate::domain::{Currency, Day};
use crate::import::guard::guard;
use crate::platform::{create_private_dir, stream_private};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A kind: its name, its columns, and how its rows are written.
struct ExportKind {
    name: &'static str,
    columns: &'static [&'static str],
    rows: fn(&Session, &mut Sheet<'_>) -> Result<(), AppError>,
}

const KINDS: &[ExportKind] = &[
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

/// A file that was written.
#[derive(Clone, Debug)]
pub struct Exported {
    pub kind: &'static str,
    pub path: PathBuf,
    pub rows: u64,
}

/// The names of the kinds.
pub(in crate::app) fn export_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

impl Session {
    /// Writes one kind to a file.
    pub fn export(&self, kind: &str, path: &Path) -> Result<Exported, AppError> {
        let spec = KINDS.iter().find(|spec| spec.name == kind);
        let unknown = || AppError::ExportKind { text: kind.to_owned(), nearest: nearest(kind, export_kinds()).map(str::to_owned) };
        self.export_to(spec.ok_or_else(unknown)?, path)
    }

    /// Writes every kind into a folder, one file each.
    pub fn export_all(&self, folder: &Path) -> Result<Vec<Exported>, AppError> {
        create_private_dir(folder)?;
        KINDS.iter().map(|spec| self.export_to(spec, &folder.join(spec.name).with_extension("csv"))).collect()
    }

    fn export_to(&self, spec: &ExportKind, path: &Path) -> Result<Exported, AppError> {
        if self.is_own(path)? {
            return Err(AppError::OwnFile { path: path.to_owned() });
        }
        let of_file = |source| AppError::File { path: path.to_owned(), source };
        let rows = stream_private(path, |file| {
            let mut sheet = Sheet { out: csv::Writer::from_writer(file), rows: 0 };
            sheet.out.write_record(spec.columns).map_err(|error| of_file(error.into()))?;
            (spec.rows)(self, &mut sheet)?;
            sheet.out.flush().map_err(of_file)?;
            Ok::<_, AppError>(sheet.rows)
        })?;
        Ok(Exported { kind: spec.name, path: path.to_owned(), rows })
    }

    /// Whether a path is one of the desk's own files, under whatever name: what is written there would be the end of it.
    fn is_own(&self, path: &Path) -> Result<bool, AppError> {
        let Ok(path) = path.canonicalize() else { return Ok(false) };
        let beside = |ending: &str| {
            let mut name = self.store.path().as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let own = [beside(""), beside("-wal"), beside("-shm"), self.opening.config_file()?, self.opening.rules_file()?];
        Ok(own.iter().any(|own| own.canonicalize().is_ok_and(|own| own == path)))
    }
}

/// A sheet being written.
struct Sheet<'a> {
    out: csv::Writer<&'a mut (dyn Write + 'a)>,
    rows: u64,
}

impl Sheet<'_> {
    fn row<const N: usize>(&mut self, cells: [String; N]) -> Result<(), AppError> {
        self.rows += 1;
        self.out.write_record(&cells).map_err(|error| AppError::Output(error.to_string()))
    }
}

/// A text, inert in a spreadsheet.
fn text(text: &str) -> String {
    guard(text).into_owned()
}

fn some(value: Option<&String>) -> String {
    value.map(|value| text(value)).unwrap_or_default()
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

/// An amount in major units, exact.
fn amount(minor: Option<i64>, currency: Currency) -> String {
    let Some(minor) = minor else { return String::new() };
    let digits = currency.minor_digits() as usize;
    if digits == 0 {
        return minor.to_string();
    }
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, part) = (minor.unsigned_abs() / currency.scale().unsigned_abs(), minor.unsigned_abs() % currency.scale().unsigned_abs());
    format!("{sign}{whole}.{part:0digits$}")
}

fn accounts(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    let mut present: Vec<_> = session.book().accounts().iter().enumerate().collect();
    present.sort_by(|(_, a), (_, b)| a.row.code.cmp(&b.row.code));
    for (ix, account) in present {
        let AccountRow { code, name, yomi, added, .. } = &account.row;
        let at = session.lens.at(ix, Day::MAX);
        let of = |key: &str| at.attribute(key).map(text).unwrap_or_default();
        sheet.row([
            text(code),
            text(name),
            some(yomi.as_ref()),
            added.to_string(),
            of("segment"),
            of("industry"),
            of("plan"),
            of("touch"),
            of("phase"),
            of("potential"),
            of("strategic"),
            of("owner"),
            of("tags"),
            of("links"),
        ])?;
    }
    Ok(())
}

fn attributes(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: AttributeRow| {
        sheet.row([text(account), text(&row.key), row.day.to_string(), text(&row.value), row.recorded.to_string()])
    })
}

fn contracts(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Contract| {
        sheet.row([
            text(account),
            text(&row.product),
            amount(row.amount, row.currency),
            if row.recurring { "year" } else { "once" }.to_owned(),
            row.currency.to_string(),
            shown(row.seats),
            row.start.to_string(),
            shown(row.end),
            row.signed.to_string(),
            yes(row.auto_renew),
            shown(row.notice_days),
            shown(row.reason.map(crate::domain::words::Reason::key)),
            row.origin.key().to_owned(),
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
        let role = roles.get(&row.id).cloned().unwrap_or_default();
        sheet.row([
            text(account),
            text(&row.name),
            some(row.email.as_ref()),
            some(row.phone.as_ref()),
            some(row.department.as_ref()),
            some(row.title.as_ref()),
            role,
            shown(row.left_on),
        ])
    })
}

fn usage(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each_observation(|account, metric, day, value| sheet.row([text(account), day.to_string(), text(metric), value.to_string()]))
}

fn tickets(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Ticket| {
        sheet.row([
            text(account),
            text(&row.code),
            row.opened.to_string(),
            shown(row.closed),
            shown(row.severity.map(crate::domain::words::Severity::key)),
            some(row.subject.as_ref()),
            shown(row.sentiment.map(crate::domain::words::Sentiment::key)),
            row.changed.to_string(),
        ])
    })
}

fn surveys(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Survey| {
        sheet.row([
            text(account),
            text(&row.contact),
            row.day.to_string(),
            row.kind.key().to_owned(),
            row.score.to_string(),
            some(row.comment.as_ref()),
        ])
    })
}

fn invoices(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Invoice| {
        sheet.row([
            text(account),
            text(&row.number),
            row.day.to_string(),
            row.due.to_string(),
            shown(row.paid_on),
            amount(row.amount, row.currency),
            row.currency.to_string(),
        ])
    })
}

fn interactions(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Interaction| {
        sheet.row([
            text(account),
            row.day.to_string(),
            row.kind.key().to_owned(),
            shown(row.minutes),
            some(row.note.as_ref()),
            some(row.contact.as_ref()),
            shown(row.started_by.map(crate::domain::words::StartedBy::key)),
            row.status.key().to_owned(),
            row.recorded.to_string(),
        ])
    })
}

fn proposals(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    let own = session.config.currency.own;
    session.store.each(|account, row: Proposal| {
        sheet.row([
            text(account),
            row.day.to_string(),
            row.kind.key().to_owned(),
            text(&row.product),
            amount(row.amount, own),
            row.status.key().to_owned(),
            shown(row.decided_on),
        ])
    })
}

fn outcomes(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Outcome| sheet.row([text(account), row.day.to_string(), some(row.reason.as_ref()), row.recorded.to_string()]))
}

fn feedback(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Feedback| {
        let (theme, said) = (some(row.theme.as_ref()), some(row.text.as_ref()));
        sheet.row([text(account), row.day.to_string(), row.kind.key().to_owned(), theme, said, row.status.key().to_owned()])
    })
}

fn tasks(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Task| {
        sheet.row([
            text(account),
            text(&row.title),
            shown(row.due),
            shown(row.minutes),
            row.status.key().to_owned(),
            shown(row.kind.map(crate::domain::words::InteractionKind::key)),
            row.opened.to_string(),
            shown(row.closed),
            shown(row.snoozed_until),
            shown(row.waiting),
            some(row.reason.as_ref()),
            some(row.source_key.as_ref()),
            some(row.family.as_ref()),
            yes(row.pinned),
        ])
    })
}

fn notes(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Note| sheet.row([text(account), row.day.to_string(), text(&row.text)]))
}

fn pulses(session: &Session, sheet: &mut Sheet<'_>) -> Result<(), AppError> {
    session.store.each(|account, row: Pulse| {
        sheet.row([text(account), row.day.to_string(), row.light.key().to_owned(), text(&row.reason), row.until.to_string()])
    })
}
