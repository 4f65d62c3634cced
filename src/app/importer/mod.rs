//! One import: files in, one transaction, one undo step, every row accounted for. What a file says is read by `import`,
//! what a row does to the book is decided by the files beside this one.

mod accounts;
mod contacts;
mod draft;
mod events;
mod fate;
mod files;
mod gone;
mod look;
mod lookup;
mod new_metrics;
mod one_sheet;
mod paths;
mod report;
mod seen;
mod told;

pub use draft::{Draft, Reading};
pub use gone::Gone;
pub use look::{Found, Looked};
pub use new_metrics::{NewMetric, NewMetrics};
pub use paths::{paths_from, typed_path};
pub use report::{Count, FileReport, ImportReport, PassedOver, TermsTold};
pub use told::reject_text;

use crate::app::{AppError, Session};
use crate::book::rows::AccountId;
use crate::domain::{Currency, Day};
use crate::i18n::Lang;
use crate::import::mapping::{Days, Mapping};
use crate::import::terms::{Change, Stated};
use crate::import::{Encoding, Kind, Parsed, Refusal, Reject, Row, What};
use crate::store::{Source, Tx};
use fate::{Fate, Halt, Stop};
use files::{OpenFile, OpenSheet};
use lookup::BookLookup;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be imported, and how.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// Files, or folders of them.
    pub paths: Vec<PathBuf>,
    /// Tables of workbooks that are left out, as they are called: `book.xlsx#sheet`.
    pub without: Vec<String>,
    /// The kind, where the columns do not tell.
    pub kind: Option<Kind>,
    /// The encoding of texts, where their bytes tell it wrongly.
    pub encoding: Option<Encoding>,
    /// The same of single files, by their paths.
    pub encodings: Vec<(PathBuf, Encoding)>,
    /// The days that values of metrics in files of accounts are of, file by file; the day of the file without one.
    pub observed: Vec<(PathBuf, Day)>,
    /// Header and field.
    pub map: Vec<(String, String)>,
    /// The currency of amounts that name none; the book's without it.
    pub currency: Option<Currency>,
    /// How days are written where their form leaves it open.
    pub days: Option<Days>,
    /// Mappings before all others: what was answered about these files.
    pub mappings: Vec<Mapping>,
    /// The day on which the files' statements count; the desk's day without it.
    pub on: Option<Day>,
    pub new_metrics: NewMetrics,
    pub dry_run: bool,
    /// All rows or none.
    pub strict: bool,
}

/// Rejects kept for the report; all of them stand in the file of rejects.
const REJECTS_SHOWN: usize = 10_000;

/// What an account row says beyond the account's name.
struct AccountSaid {
    /// The place of its file.
    place: usize,
    account: AccountId,
    terms: Option<Stated>,
    attributes: Vec<(String, String)>,
    /// Whether it says that the account churned.
    churned: bool,
    /// What became of the account itself.
    fate: Fate,
}

/// An import under way.
struct Importer<'a, 'c> {
    tx: &'a mut Tx<'c>,
    lookup: BookLookup,
    own: Currency,
    /// Of texts that rows are given.
    lang: Lang,
    day: Day,
    /// The day that values of metrics in an accounts file are of.
    observed: Day,
    /// The days that the person gave, of all files and of single ones.
    observed_on: (Option<Day>, &'a [(PathBuf, Day)]),
    /// What account rows say of contracts and attributes, which waits for the other files.
    said: Vec<AccountSaid>,
    changes: Vec<(usize, AccountId, Change)>,
    events: seen::Seen,
    roles: contacts::Roles,
    metrics: events::Metrics,
    counts: events::Counts,
    sighted: gone::Sighted,
}

impl Session {
    /// Imports files. `progress` hears the bytes read and the bytes there are; it may begin anew. What is in memory stays as it was
    /// until [`Session::refresh`], which a sweep does by itself: most imports end the program.
    pub fn import(&mut self, request: &ImportRequest, progress: &mut dyn FnMut(u64, u64)) -> Result<ImportReport, AppError> {
        let mut behind = Vec::new();
        loop {
            match self.import_without(&behind, request, progress) {
                Ok(mut report) => {
                    report.passed_over.append(&mut behind);
                    return Ok(report);
                }
                Err(Halt::Without(file)) => behind.push(*file),
                Err(Halt::Desk(error)) => return Err(error),
            }
        }
    }

    fn import_without(&mut self, behind: &[PassedOver], request: &ImportRequest, progress: &mut dyn FnMut(u64, u64)) -> Result<ImportReport, Halt> {
        let paths = files::expand(&request.paths)?;
        let lookup = BookLookup::new(self, request.new_metrics.clone())?;
        let (mut files, passed_over) = files::open_all(paths, &self.mapped(request)?, self.opening.clock, &lookup)?;
        files.retain(|file| !behind.iter().any(|other| other.path == file.path && other.sheet_name == file.sheet_name));
        let day = request.on.unwrap_or(self.day);
        let book = Arc::clone(self.lens.book());
        let (own, lang, now) = (self.config.currency.own, self.opening.lang, self.opening.clock.now());
        let work = |tx: &mut Tx<'_>| {
            let mut importer = Importer {
                tx,
                lookup,
                own,
                lang,
                day,
                observed: day,
                observed_on: (request.on, &request.observed),
                said: Vec::new(),
                changes: Vec::new(),
                events: seen::Seen::default(),
                roles: contacts::Roles::default(),
                metrics: events::Metrics::default(),
                counts: events::Counts::default(),
                sighted: gone::Sighted::default(),
            };
            let mut report = importer.run(files, progress)?;
            report.passed_over = passed_over;
            if request.strict && report.rejected() > 0 {
                return Err(AppError::StrictRejected { report: Box::new(report) }.into());
            }
            importer.tx.describe(report.deed());
            report.tell_gone(&importer.sighted, &book, day);
            report.new_metrics = importer.lookup.new_metrics();
            Ok::<_, Halt>(report)
        };
        let mut report = if request.dry_run {
            self.store.rehearse(Source::Import, day, work)?
        } else {
            let (entry, mut report) = self.store.act(Source::Import, day, &now, json!({"verb": "import"}), work)?;
            report.entry = entry.map(|entry| entry.0);
            report
        };
        if !request.dry_run {
            report.write_rejects();
            report.warnings.extend(self.add_metrics(&report.new_metrics).err());
        }
        Ok(report)
    }
}

/// The day that values of metrics in a file of accounts are of: a sheet exported last week tells of last week.
fn observed_on((of_all, of_files): (Option<Day>, &[(PathBuf, Day)]), path: &Path, written: Option<Day>, day: Day) -> Day {
    let of_file = of_files.iter().find(|(known, _)| known == path).map(|(_, day)| *day);
    of_all.or(of_file).or(written).map_or(day, |observed| observed.min(day))
}

impl Importer<'_, '_> {
    fn run(&mut self, files: Vec<OpenFile>, progress: &mut dyn FnMut(u64, u64)) -> Result<ImportReport, Halt> {
        let total: u64 = files.iter().map(|file| file.bytes).sum();
        let mut report = ImportReport::default();
        let mut before = 0;
        for (place, file) in files.into_iter().enumerate() {
            report.files.push(FileReport::new(&file));
            let bytes = file.bytes;
            self.read(place, file, &mut report, &mut |read| progress(before + read, total))?;
            before += bytes;
        }
        self.settle_accounts(&mut report)?;
        progress(total, total);
        Ok(report)
    }

    fn read(&mut self, place: usize, file: OpenFile, report: &mut ImportReport, progress: &mut dyn FnMut(u64)) -> Result<(), Halt> {
        let OpenFile { path, sheet_name, mut sheet, told, written, spared, .. } = file;
        self.observed = observed_on(self.observed_on, &path, written, self.day);
        self.events.next_file();
        self.metrics.next_file();
        let mut rows: u64 = 0;
        loop {
            let what = match sheet.next(&self.lookup) {
                Ok(None) => break,
                Ok(Some(Parsed { what, .. })) => what,
                Err(why @ Refusal::UndecidedDays { .. }) if spared => {
                    let rows = rows + 1 + sheet.rest().unwrap_or_default();
                    return Err(Halt::Without(Box::new(PassedOver { path, sheet_name, encoding: told.encoding, rows, why })));
                }
                Err(refusal) => return Err(AppError::Refused { file: path, refusal }.into()),
            };
            rows += 1;
            if rows.is_multiple_of(4096) {
                progress(sheet.bytes_read());
            }
            match what {
                What::PassedOver(why) => report.files[place].pass_over(why),
                What::Rejected(reject) => {
                    self.sight_rejected(&sheet);
                    report.reject(place, *reject)?;
                }
                What::Row(row) => match self.record(place, row, &mut sheet) {
                    Ok(fate) => report.files[place].count.add(fate),
                    Err(Stop::Row(column, reason)) => {
                        sheet.leave_record();
                        self.sight_rejected(&sheet);
                        report.reject(place, sheet.reject(column, reason))?;
                    }
                    Err(Stop::Desk(error)) => return Err(error.into()),
                },
            }
        }
        self.settle_roles(place, report)?;
        self.settle_counts(place, report)?;
        report.files[place].unrecognised = sheet.plan().unrecognised().map(|(header, _)| header.to_owned()).collect();
        Ok(())
    }

    /// Writes a record from its first row on: a wide one gives a row per filled cell and counts as one.
    fn record(&mut self, place: usize, row: Row, sheet: &mut OpenSheet) -> Result<Fate, Stop> {
        let mut fate = self.apply(place, row, sheet)?;
        while let Some(row) = sheet.rest_of_record() {
            fate = fate.and(self.apply(place, row, sheet)?);
        }
        Ok(fate)
    }

    fn apply(&mut self, place: usize, row: Row, sheet: &OpenSheet) -> Result<Fate, Stop> {
        match row {
            Row::Usage(cells) if sheet.plan().counts() => self.event(&cells, sheet.metrics()),
            Row::Usage(cells) => self.usage(&cells, sheet.metrics()),
            Row::Account(cells) => {
                let plan = sheet.plan();
                let (tool, terms_as_they_look) = (plan.tool(), plan.terms_as_they_look());
                let origin = one_sheet::Origin { tool, observed: self.observed, terms_as_they_look, metrics: sheet.metrics() };
                self.account(place, *cells, &origin)
            }
            Row::Contract(cells) => self.contract(*cells),
            Row::ArrChange(cells) => {
                self.changes.push((place, cells.account, Change::of(&cells)));
                Ok(Fate::Later)
            }
            Row::Contact(cells) => self.contact(*cells),
            Row::Attribute(cells) => self.attribute(*cells),
            Row::ExternalId(cells) => Ok(self.refer(cells.account, &cells.tool, &cells.external_id.0)?),
            Row::Ticket(cells) => self.ticket(*cells),
            Row::Survey(cells) => self.survey(*cells),
            Row::Invoice(cells) => self.invoice(*cells),
            Row::Interaction(cells) => self.interaction(*cells),
            Row::Proposal(cells) => self.proposal(*cells),
            Row::Outcome(cells) => self.outcome(*cells),
            Row::Feedback(cells) => self.feedback(*cells),
            Row::Task(cells) => self.task(*cells),
            Row::Note(cells) => self.note(*cells),
            Row::Pulse(cells) => self.pulse(*cells),
        }
    }
}

impl ImportReport {
    /// Counts a reject, keeps it for the report and for its file.
    fn reject(&mut self, place: usize, reject: Reject) -> Result<(), AppError> {
        self.files[place].reject(&reject)?;
        if self.rejects.len() < REJECTS_SHOWN {
            self.rejects.push(reject);
        }
        Ok(())
    }
}
