//! What becomes of rows, and how a row or a whole import ends early.

use crate::app::AppError;
use crate::app::importer::PassedOver;
use crate::import::RejectReason;
use crate::store::Put;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::importer) enum Fate {
    New,
    Changed,
    Unchanged,
    /// Told only when more is read: account rows and price changes make contracts together, rows of one contact its roles.
    Later,
    /// Neither written nor wrong: a price change that the contracts themselves overrule.
    LeftOut,
}

impl From<Put> for Fate {
    fn from(put: Put) -> Self {
        match put {
            Put::New(_) => Self::New,
            Put::Changed => Self::Changed,
            Put::Unchanged => Self::Unchanged,
        }
    }
}

impl Fate {
    /// One row of a file may write several of the book: new wins, then changed.
    pub(in crate::app::importer) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::New, _) | (_, Self::New) => Self::New,
            (Self::Changed, _) | (_, Self::Changed) => Self::Changed,
            _ => self,
        }
    }
}

/// Why a row was not written.
#[derive(Debug)]
pub(in crate::app::importer) enum Stop {
    /// The import cannot go on.
    Desk(AppError),
    /// This row is wrong: the canonical name of the column to blame, and why.
    Row(Option<&'static str>, RejectReason),
}

impl<E: Into<AppError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Desk(error.into())
    }
}

/// Why an import ended early.
pub(in crate::app::importer) enum Halt {
    /// It cannot be done.
    Desk(AppError),
    /// This file has to stay behind, and its first rows may be in: the import begins anew without it.
    Without(Box<PassedOver>),
}

impl<E: Into<AppError>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Desk(error.into())
    }
}
