//! The desk itself: opens the book, answers questions, carries out commands, undoes them. The only room that knows store,
//! import and platform; both faces (command line and screens) speak to it and to nothing beneath it that does I/O.

mod adding;
mod began;
mod command;
mod data;
mod deleting;
pub mod demo;
mod error;
mod export;
mod fields;
mod first_steps;
mod hours;
mod importer;
mod init;
mod keeping_up;
mod known_work;
mod mappings;
mod opening;
mod query;
mod remembered;
mod replay;
mod scored;
mod session;
mod storm;
mod tasks;
#[cfg(test)]
mod testing;
mod timeline;
mod together;
mod try_out;
mod when;
mod work;

pub use crate::import::Why;
pub use crate::import::encoding::Encoding;
pub use crate::import::guard::guard;
pub use crate::import::kinds::{KINDS, Kind, KindSpec};
pub use crate::import::mapping::{Days, Mapping};
pub use crate::import::questions::{Answer, NOTICE_LENGTHS, Question, TERM_LENGTHS, tax_rates};
pub use crate::platform::Clock;
pub use crate::store::{Entry, Source};
pub use adding::NewAccount;
pub use began::Began;
pub use command::{Command, Done, NewInteraction, Since};
pub use error::{AppError, ErrorKind};
pub use export::{ExportFormat, Exported};
pub use fields::check_field;
pub use first_steps::{FirstSteps, Settings, Settled};
pub use importer::{
    Count, Draft, FileReport, Found, Gone, ImportReport, ImportRequest, Looked, NewMetric, NewMetrics, PassedOver, Reading, TermsTold, paths_from,
    reject_text, typed_path,
};
pub use init::{InitReport, init};
pub use opening::{Opening, check_rules};
pub use query::Listed;
pub use session::Session;
pub use tasks::{NewTask, TaskVerb};
pub use timeline::{EventKind, TimelineEvent, timeline};
pub use try_out::Demo;
pub use when::{parse_coming, parse_day};
pub use work::TaskLine;

use crate::domain::Currency;
use crate::i18n::Lang;
use unicode_normalization::UnicodeNormalization as _;

/// What screens open on.
pub enum Start {
    /// A book that is there already.
    Book(Opening),
    /// A desk that is open already.
    Open(Box<Session>),
}

/// The language of the system, where nobody chose one.
pub fn system_language() -> Lang {
    sys_locale::get_locale().map_or(Lang::En, |locale| Lang::of_locale(&locale))
}

/// A number as people write it: `1,200,000`, `120万`, `1.2k`, full-width digits.
pub fn parse_number(text: &str) -> Result<f64, AppError> {
    let short = || crate::filter::parse_amount(&text.nfkc().filter(|c| !matches!(c, '¥' | '$' | '€' | '£' | '円' | ',' | ' ')).collect::<String>());
    crate::import::values::number(text).ok().or_else(short).ok_or_else(|| AppError::Number { text: text.to_owned() })
}

/// The kind of file that a word means.
pub fn import_kind(text: &str) -> Result<Kind, AppError> {
    Kind::parse(text).ok_or_else(|| AppError::ImportKind { text: text.to_owned() })
}

/// The currency of this code.
pub fn import_currency(text: &str) -> Result<Currency, AppError> {
    Currency::parse(text).ok_or_else(|| AppError::ImportCurrency { text: text.to_owned() })
}

/// The encoding of this name.
pub fn import_encoding(text: &str) -> Result<Encoding, AppError> {
    Encoding::parse(text).ok_or_else(|| AppError::ImportEncoding { text: text.to_owned() })
}
