//! Why the desk could not do something, as data, sorted by what the exit code will be.

use crate::app::export::{ExportFormat, export_kinds};
use crate::app::fields::FIELDS;
use crate::app::importer::ImportReport;
use crate::config;
use crate::domain::Day;
use crate::domain::words::Word;
use crate::facts::FactError;
use crate::filter::FilterError;
use crate::i18n::errors::{self, desk};
use crate::i18n::{Lang, Sentence};
use crate::import::reject::Refusal;
use crate::platform::PlatformError;
use crate::rules;
use crate::store::StoreError;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What kind of failure it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// It could not be done (1).
    NotDone,
    /// The command line is wrong (2).
    Usage,
    /// The book cannot be used, or output not be written (3).
    Book,
}

impl ErrorKind {
    /// The word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotDone => "not_done",
            Self::Usage => "usage",
            Self::Book => "book",
        }
    }
}

/// Why the desk could not do something.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// A rules file with problems; all of them.
    #[error("{} problems in {}", problems.len(), file.display())]
    Rules { file: PathBuf, text: String, problems: Vec<rules::Problem> },
    /// A config file with problems; all of them.
    #[error("{} problems in {}", problems.len(), file.display())]
    Config { file: PathBuf, text: String, problems: Vec<config::Problem> },
    #[error("bad filter: {error:?}")]
    Filter { text: String, error: Box<FilterError> },
    #[error("unknown sort key {text}")]
    Sort { text: String, error: FactError },
    #[error("no account {text}")]
    UnknownAccount { text: String, nearest: Option<String> },
    #[error("{text} is ambiguous")]
    AmbiguousAccount { text: String, candidates: Vec<(String, String)> },
    #[error("account {code} exists")]
    AccountExists { code: String },
    #[error("{text} is no day")]
    Day { text: String },
    #[error("{text} has passed")]
    PastDay { text: String },
    #[error("{day} is still to come")]
    FutureDay { day: Day },
    /// A day was to come, and what was typed is no day at all.
    #[error("{text} is no day to come")]
    ComingDay { text: String },
    #[error("a task without a title")]
    NoTitle,
    #[error("nothing was written")]
    NothingWritten,
    /// A fault of the program itself.
    #[error("a part of the desk ended by itself")]
    Broken,
    #[error("no task {id}")]
    UnknownTask { id: i64 },
    /// A verb that does not fit the task: one on a closed task, or a reopening of an open one.
    #[error("task {id} is open: {open}")]
    TaskState { id: i64, title: String, open: bool },
    /// A verb on storms, and a task that is none, or whose trigger is gone.
    #[error("task {id} is no storm")]
    NoStorm { id: i64, title: String },
    /// A verb of a day before the task was there.
    #[error("task {id} was opened on {opened}")]
    TaskNotYet { id: i64, title: String, opened: Day },
    #[error("{text} is no length of time")]
    Length { text: String },
    #[error("{text} is not {what}")]
    Word { text: String, what: &'static str, words: &'static [Word], nearest: Option<String> },
    #[error("unknown field {text}")]
    Field { text: String, nearest: Option<String> },
    #[error("unknown metric {text}")]
    Metric { text: String, nearest: Option<String> },
    #[error("{text} is no number")]
    Number { text: String },
    /// Hours of a day that no day has.
    #[error("a day has no {minutes} minutes")]
    DayHours { minutes: i64 },
    #[error("{} cannot be imported", file.display())]
    Refused { file: PathBuf, refusal: Refusal },
    /// `--strict`, and rows that are wrong.
    #[error("{} rows rejected", report.rejected())]
    StrictRejected { report: Box<ImportReport> },
    #[error("unknown kind of file {text}")]
    ImportKind { text: String },
    #[error("unknown encoding {text}")]
    ImportEncoding { text: String },
    #[error("no currency code {text}")]
    ImportCurrency { text: String },
    #[error("nothing to import in {}", path.display())]
    NothingToImport { path: PathBuf },
    #[error("no path to import")]
    NoInbox,
    /// `--map` without `=`.
    #[error("{text} is no COL=FIELD")]
    MapPair { text: String },
    /// A mapping of the user's own that cannot be read.
    #[error("{}: {message}", path.display())]
    Mapping { path: PathBuf, line: Option<usize>, message: String },
    #[error("unknown export kind {text}")]
    ExportKind { text: String, nearest: Option<String> },
    /// A file whose name tells another format than was asked for.
    #[error("{} is no {} file", path.display(), asked.key())]
    ExportFormat { asked: ExportFormat, path: PathBuf },
    /// A listing as a workbook.
    #[error("only exports are XLSX files")]
    ListingFormat,
    /// A text that no cell of a workbook can hold.
    #[error("{}: a text of {kind} is too long for a cell", path.display())]
    CellTooLong { kind: &'static str, path: PathBuf },
    /// An export onto the book, the config or the rules.
    #[error("{} is in use by the desk", path.display())]
    OwnFile { path: PathBuf },
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("output could not be written: {0}")]
    Output(String),
}

impl AppError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Store(StoreError::NothingToUndo | StoreError::NothingToRedo | StoreError::Conflict { .. } | StoreError::Unknown { .. }) => {
                ErrorKind::NotDone
            }
            Self::Store(_) | Self::Platform(_) | Self::Output(_) => ErrorKind::Book,
            Self::Filter { .. }
            | Self::Sort { .. }
            | Self::Day { .. }
            | Self::PastDay { .. }
            | Self::FutureDay { .. }
            | Self::ComingDay { .. }
            | Self::NoTitle
            | Self::NothingWritten
            | Self::Broken
            | Self::Length { .. }
            | Self::Word { .. }
            | Self::Field { .. }
            | Self::MapPair { .. }
            | Self::Number { .. }
            | Self::DayHours { .. }
            | Self::ExportKind { .. }
            | Self::ExportFormat { .. }
            | Self::ListingFormat
            | Self::ImportKind { .. }
            | Self::ImportEncoding { .. }
            | Self::ImportCurrency { .. }
            | Self::NoInbox => ErrorKind::Usage,
            _ => ErrorKind::NotDone,
        }
    }

    /// Whether nothing is left to undo or redo.
    pub fn is_nothing_left(&self) -> bool {
        matches!(self, Self::Store(StoreError::NothingToUndo | StoreError::NothingToRedo))
    }

    /// Whether there is no book yet.
    pub fn is_missing_book(&self) -> bool {
        matches!(self, Self::Store(StoreError::Missing { .. }))
    }

    /// Whether the book could be read and not written.
    pub fn is_not_writable(&self) -> bool {
        matches!(self, Self::Store(StoreError::ReadOnly { .. } | StoreError::NoRights { .. }))
    }

    /// Where it is, for JSON: file and position.
    pub fn place(&self) -> Value {
        let at = |file: &PathBuf, place: &config::Place| json!({"file": file.display().to_string(), "line": place.line, "column": place.column});
        match self {
            Self::Rules { file, problems, .. } => problems.iter().map(|problem| at(file, &problem.place)).collect(),
            Self::Config { file, problems, .. } => problems.iter().map(|problem| at(file, &problem.place)).collect(),
            Self::Filter { error, .. } => json!({"start": error.span.start, "end": error.span.end}),
            Self::Refused { file, .. } | Self::File { path: file, .. } => json!({"file": file.display().to_string()}),
            _ => Value::Null,
        }
    }

    /// The error as a reader is told of it.
    pub fn sentence(&self, lang: Lang) -> Sentence {
        let (what, hint) = match self {
            Self::Store(error) => return errors::store_error(lang, error),
            Self::Filter { text, error } => return errors::filter_error(lang, text, error),
            Self::Sort { error, .. } => return errors::fact_error(lang, error),
            Self::Rules { file, text, problems } => {
                let all = problems.iter().map(|problem| errors::rules_problem(lang, &file.display().to_string(), text, problem));
                (listed(all), desk::fix_rules(lang))
            }
            Self::Config { file, text, problems } => {
                let all = problems.iter().map(|problem| errors::config_problem(lang, &file.display().to_string(), text, problem));
                (listed(all), desk::fix_config(lang))
            }
            Self::Platform(error) => return platform(lang, error),
            Self::UnknownAccount { text, nearest } => (desk::unknown_account(lang, text), meant(lang, nearest.as_deref(), desk::see_accounts(lang))),
            Self::AmbiguousAccount { text, candidates } => {
                let lines: Vec<String> = candidates.iter().map(|(code, name)| format!("  {code}  {name}")).collect();
                (format!("{}\n{}", desk::ambiguous_account(lang, text), lines.join("\n")), desk::name_one(lang))
            }
            Self::AccountExists { code } => (desk::account_exists(lang, code), desk::other_id(lang)),
            Self::Day { text } => (desk::bad_day(lang, text), desk::write_day(lang)),
            Self::FutureDay { day } => (desk::future_day(lang, day), desk::day_gone_by(lang)),
            Self::PastDay { text } => (desk::past_day(lang, text), desk::coming_day(lang)),
            Self::ComingDay { text } => (desk::bad_day(lang, text), desk::coming_day(lang)),
            Self::Broken => (desk::broken(lang), desk::open_again(lang)),
            Self::NothingWritten => (desk::nothing_written(lang), desk::write_something(lang)),
            Self::NoTitle => (desk::no_title(lang), desk::write_title(lang)),
            Self::UnknownTask { id } => (desk::unknown_task(lang, id), desk::see_tasks(lang)),
            Self::TaskState { id, title, open: true } => (desk::task_open(lang, id, title), desk::see_tasks(lang)),
            Self::TaskState { id, title, open: false } => (desk::task_closed(lang, id, title), desk::reopen_task(lang)),
            Self::NoStorm { id, title } => (desk::no_storm(lang, id, title), desk::what_storms_are(lang)),
            Self::TaskNotYet { id, title, opened } => (desk::task_not_yet(lang, id, title, opened), desk::later_day(lang)),
            Self::Length { text } => (desk::bad_length(lang, text), desk::write_length(lang)),
            Self::Word { text, what, words, nearest } => {
                let list: Vec<&str> = words.iter().map(|word| lang.pick(word.key, word.ja)).collect();
                (desk::bad_word(lang, text, what), meant(lang, nearest.as_deref(), desk::bad_word_hint(lang, list.join(lang.pick(", ", "・")))))
            }
            Self::Field { text, nearest } => {
                (desk::unknown_field(lang, text), meant(lang, nearest.as_deref(), desk::see_fields(lang, FIELDS.join(", "))))
            }
            Self::Metric { text, nearest } => (desk::unknown_metric(lang, text), meant(lang, nearest.as_deref(), desk::add_metric(lang))),
            Self::Number { text } => (desk::bad_number(lang, text), desk::write_number(lang)),
            Self::DayHours { minutes } => (desk::day_hours(lang, minutes), desk::write_day_hours(lang)),
            Self::Refused { file, refusal } => {
                let Sentence { what, hint } = errors::refusal(lang, refusal);
                return Sentence { what: desk::refused(lang, file.display(), what), hint };
            }
            Self::StrictRejected { report } => (desk::strict_rejected(lang, report.rejected()), desk::mend_rejects(lang)),
            Self::NothingToImport { path } => (desk::nothing_to_import(lang, path.display()), desk::which_files(lang)),
            Self::NoInbox => (desk::no_inbox(lang), desk::name_path(lang)),
            Self::MapPair { text } => (desk::map_pair(lang, text), desk::write_map_pair(lang)),
            Self::Mapping { path, line, message } => {
                let place = line.map_or_else(|| path.display().to_string(), |line| format!("{}:{line}", path.display()));
                (desk::bad_mapping(lang, place, message), desk::mend_mapping(lang))
            }
            Self::ExportFormat { asked, path } => (desk::export_format(lang, path.display(), asked.key()), desk::export_ending(lang, asked.key())),
            Self::ListingFormat => (desk::listing_format(lang), desk::listing_formats(lang)),
            Self::CellTooLong { kind, path } => (desk::cell_too_long(lang, path.display(), kind), desk::export_as_text(lang)),
            Self::ExportKind { text, nearest } => {
                let kinds: Vec<&str> = export_kinds().collect();
                (desk::export_kind(lang, text), meant(lang, nearest.as_deref(), desk::export_kinds(lang, kinds.join(", "))))
            }
            Self::ImportKind { text } => {
                let kinds: Vec<&str> = crate::import::KINDS.iter().map(|kind| kind.name).collect();
                (desk::unknown_kind(lang, text), desk::export_kinds(lang, kinds.join(", ")))
            }
            Self::ImportEncoding { text } => (desk::unknown_encoding(lang, text), desk::encodings(lang)),
            Self::ImportCurrency { text } => (desk::unknown_currency(lang, text), desk::currencies(lang)),
            Self::OwnFile { path } => (desk::own_file(lang, path.display()), desk::other_path(lang)),
            Self::File { path, source } => (desk::file(lang, path.display(), errors::io_text(lang, source)), desk::check_path(lang)),
            Self::Output(detail) => (desk::output(lang, detail), desk::check_output(lang)),
        };
        Sentence::with_hint(what, hint)
    }
}

/// Several sentences one after the other, each with its advice.
fn listed(sentences: impl Iterator<Item = Sentence>) -> String {
    let one = |Sentence { what, hint }: Sentence| hint.map_or(what.clone(), |hint| format!("{what}\n{hint}"));
    sentences.map(one).collect::<Vec<_>>().join("\n\n")
}

fn meant(lang: Lang, nearest: Option<&str>, otherwise: String) -> String {
    nearest.map_or(otherwise, |word| desk::meant(lang, word))
}

fn platform(lang: Lang, error: &PlatformError) -> Sentence {
    let (what, hint) = match error {
        PlatformError::NoHome => (desk::no_home(lang), desk::name_book(lang)),
        PlatformError::Symlink { path } => (desk::symlink(lang, path.display()), desk::real_file(lang)),
        PlatformError::Io { path, source } => (desk::file(lang, path.display(), errors::io_text(lang, source)), desk::check_path(lang)),
        PlatformError::NotAnInstant { text } => (desk::bad_day(lang, text), desk::write_day(lang)),
    };
    Sentence::with_hint(what, hint)
}
