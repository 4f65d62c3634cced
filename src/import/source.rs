//! What one field of a row is read from: columns, words of a tool, a constant.

use crate::domain::text::fold;
use crate::import::records::Record;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where a field comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The columns, in the order in which they are asked.
    pub columns: Vec<usize>,
    /// Whether the columns together give the text, instead of the first that holds something.
    pub joined: bool,
    /// The text where no column gives one.
    pub constant: Option<String>,
    /// Folded words of the tool, and ours.
    pub words: BTreeMap<String, String>,
}

impl Source {
    /// What nothing is read from.
    pub const fn absent() -> Self {
        Self { columns: Vec::new(), joined: false, constant: None, words: BTreeMap::new() }
    }

    /// Whether nothing is read.
    pub fn is_absent(&self) -> bool {
        self.columns.is_empty() && self.constant.is_none()
    }

    /// The one column, if the field is what stands in it and nothing else.
    pub fn plain_column(&self) -> Option<usize> {
        match self.columns[..] {
            [column] if self.words.is_empty() && self.constant.is_none() => Some(column),
            _ => None,
        }
    }

    /// The texts of a record that may be meant, the first wish first, each with its column; empty cells are none.
    pub fn texts<'r>(&'r self, record: &'r Record) -> impl Iterator<Item = (Option<usize>, Cow<'r, str>)> {
        let filled = |column: usize| Some(record.given(column)).filter(|text| !text.trim().is_empty());
        let joined = self.joined.then(|| {
            let parts: Vec<Cow<'_, str>> = self.columns.iter().filter_map(|column| filled(*column)).collect();
            (self.columns.first().copied(), Cow::Owned(parts.join(" ")))
        });
        let alone = if self.joined { &[] } else { self.columns.as_slice() };
        let each = alone.iter().filter_map(move |column| Some((Some(*column), self.word(filled(*column)?))));
        let constant = self.constant.as_deref().map(|text| (None, Cow::Borrowed(text)));
        joined.into_iter().chain(each).chain(constant).filter(|(_, text)| !text.trim().is_empty())
    }

    fn word<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        if self.words.is_empty() {
            return text;
        }
        self.words.get(&fold(&text)).map_or(text, |ours| Cow::Owned(ours.clone()))
    }
}
