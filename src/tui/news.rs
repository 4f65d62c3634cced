//! What a screen hears beside its keys: what was decided over it, what was found out for it in the background.

use crate::app::{Answer, AppError, Encoding, ImportReport, Kind, Looked};

/// Something to hear of.
pub(in crate::tui) enum News {
    /// A path was typed.
    Path(String),
    Decided(Decision),
    /// What files seem to be, by the number of the question.
    Looked(u64, Result<Vec<Looked>, AppError>),
    /// What an import would do, by the number of the question.
    Previewed(u64, Result<Box<ImportReport>, AppError>),
    /// The book or the rules may be other ones than before.
    Reopened,
}

/// What is decided about a file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Decision {
    /// What a column is read as: a field, `field.X`, `metric.X`; nothing leaves it out.
    ReadAs {
        column: usize,
        field: Option<String>,
    },
    Kind(Kind),
    /// The encoding that the file is read in; nothing leaves it to its bytes.
    Encoding(Option<Encoding>),
    /// The answer to a question, by its place.
    Answer {
        question: usize,
        answer: Answer,
    },
}
