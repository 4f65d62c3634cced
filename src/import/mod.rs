//! Bytes to typed rows or rejects. Knows the shapes of files and the forms of values; knows no SQL and writes nothing.
//!
//! [`tables`] finds what a file holds, whatever its container and [`encoding`]; [`Sheet::open`] reads the header of a table and
//! decides its kind ([`plan`]); [`Sheet::next`] gives row after row ([`kinds`]), in bounded memory ([`records`]). The book is seen through [`Lookup`]. [`terms`] makes contracts of account rows.
//!
//! What the headers of known tools mean is data ([`mapping`]); where a table begins in its file is found by [`layout`].

mod check;
mod day_order;
mod decode;
mod empty;
mod first;
mod record;
mod separator;
mod strangers;
mod usage;

pub mod beside;
pub mod cells;
pub mod encoding;
pub mod folder;
pub mod guard;
pub(crate) mod headers;
pub mod kinds;
pub mod layout;
pub mod looks;
pub mod lookup;
pub mod mapping;
pub mod plan;
pub mod questions;
pub mod records;
pub mod reject;
pub mod rejected;
pub mod sheet;
pub mod source;
pub mod table;
pub mod terms;
pub mod unknown_metrics;
pub mod values;

#[cfg(test)]
mod tests;

pub use cells::Given;
pub use encoding::Encoding;
pub use kinds::{KINDS, Kind, Row};
pub use lookup::{AccountIndex, AccountMatch, Lookup, MetricMatch};
pub use plan::{Options, Plan};
pub use reject::{Refusal, Reject, RejectReason};
pub use rejected::Rejected;
pub use sheet::{Opener, Parsed, Sheet, What, Why};
pub use table::{Table, tables};
