//! The first records of a file, among which its header is looked for. Decides nothing.

use crate::import::layout;
use crate::import::records::{COLUMN_LIMIT, RECORD_LIMIT, Step};
use crate::import::reject::Refusal;
use crate::import::sheet::Opener;
use std::io::Read;

/// A record that may be the header.
#[derive(Default)]
pub(in crate::import) struct Head {
    /// Records before it, those with something wrong included.
    pub(in crate::import) steps: usize,
    pub(in crate::import) line: u64,
    pub(in crate::import) cells: Vec<String>,
}

/// The first records of a file, and what is wrong with the very first.
pub(in crate::import) struct First {
    pub(in crate::import) records: Vec<Head>,
    pub(in crate::import) flaw: Option<Refusal>,
}

impl First {
    pub(in crate::import) fn of<R: Read>(open: &Opener<R>) -> Result<Self, Refusal> {
        let mut source = open()?;
        let mut first = Self { records: Vec::new(), flaw: None };
        for steps in 0..layout::LOOKED_AT {
            let step = match source.advance() {
                Ok(Step::End) => break,
                Ok(step) => step,
                Err(refusal) if first.records.is_empty() => return Err(refusal),
                Err(_) => break,
            };
            let record = source.record();
            let refusal = match step {
                Step::Record if record.len() > COLUMN_LIMIT => Refusal::TooManyColumns { limit: COLUMN_LIMIT },
                Step::Record | Step::End => {
                    first.records.push(Head { steps, line: record.line(), cells: record.texts() });
                    continue;
                }
                Step::TooManyCells => Refusal::TooManyColumns { limit: COLUMN_LIMIT },
                Step::TooLong => Refusal::HeaderTooLong { limit: RECORD_LIMIT },
                Step::UnclosedQuote => Refusal::UnclosedHeader,
                Step::NotText { .. } => Refusal::NotText { encoding: source.encoding(), line: record.line() },
                Step::NotAnObject | Step::TooDeep => Refusal::NotJson { line: record.line() },
            };
            match refusal {
                // What is wrong with a row is told when the row is read.
                _ if !first.records.is_empty() => {}
                // There may be a title above the header that is in another encoding.
                flaw @ Refusal::NotText { .. } => first.flaw = first.flaw.or(Some(flaw)),
                refusal => return Err(refusal),
            }
        }
        Ok(first)
    }
}
