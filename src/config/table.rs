//! Reads typed values out of a parsed TOML table and keeps every problem met, so that one run names them all.
//! Knows no file and no key: what is asked for is what is known, and [`Table::finish`] reports the rest.

use crate::config::fault::{Expected, Problem, ProblemKind};
use crate::config::place::Place;
use crate::domain::text::nearest;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text, and what was found wrong with it so far.
pub(crate) struct Document<'t> {
    text: &'t str,
    problems: RefCell<Vec<(Range<usize>, ProblemKind)>>,
}

impl<'t> Document<'t> {
    /// Parses a text as far as it can be parsed; what is no TOML is already among the problems.
    pub(crate) fn parse(text: &'t str) -> (Self, Spanned<DeTable<'t>>) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let problems = errors.into_iter().map(|error| {
            let end = text.len();
            (error.span().unwrap_or(end..end), ProblemKind::Syntax { message: error.message().to_owned() })
        });
        (Self { text, problems: RefCell::new(problems.collect()) }, root)
    }

    /// The outermost table.
    pub(crate) fn root<'d>(&'d self, root: &'d Spanned<DeTable<'t>>) -> Table<'d> {
        Table::new(self, root.get_ref(), 0..0)
    }

    /// Adds a problem.
    pub(crate) fn report(&self, span: Range<usize>, kind: ProblemKind) {
        self.problems.borrow_mut().push((span, kind));
    }

    /// The place of a range of bytes.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place::of(self.text, span)
    }

    /// The lines on which the text is no TOML. What else is wrong there, or missing anywhere, may come of that alone.
    pub(crate) fn broken_lines(&self) -> BTreeSet<usize> {
        let problems = self.problems.borrow();
        let syntax = problems.iter().filter(|(_, kind)| matches!(kind, ProblemKind::Syntax { .. }));
        syntax.map(|(span, _)| self.place(span.clone()).line).collect()
    }

    /// Everything that was found wrong, in the order of the text.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let broken = self.broken_lines();
        let mut problems: Vec<Problem> =
            self.problems.borrow().iter().map(|(span, kind)| Problem { place: self.place(span.clone()), kind: kind.clone() }).collect();
        problems.retain(|problem| {
            matches!(problem.kind, ProblemKind::Syntax { .. })
                || broken.is_empty()
                || !(problem.kind.is_about_absence() || broken.contains(&problem.place.line))
        });
        problems.sort_by_key(|problem| problem.place);
        problems
    }
}

/// A table, and which of its keys were asked for.
pub(crate) struct Table<'d> {
    document: &'d Document<'d>,
    entries: &'d DeTable<'d>,
    /// Where the table is opened.
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'d> Table<'d> {
    fn new(document: &'d Document<'_>, entries: &'d DeTable<'_>, span: Range<usize>) -> Self {
        Self { document, entries, span, asked: RefCell::default() }
    }

    /// Where the table is opened.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The value of a key that may be left out.
    pub(crate) fn take(&self, key: &'static str) -> Option<Value<'d>> {
        self.asked.borrow_mut().push(key);
        let (key, value) = self.entries.get_key_value(key)?;
        Some(Value { document: self.document, key: key.get_ref().to_string(), toml: value })
    }

    /// The value of a key that must be there.
    pub(crate) fn need(&self, key: &'static str) -> Option<Value<'d>> {
        let value = self.take(key);
        if value.is_none() {
            self.document.report(self.span(), ProblemKind::MissingKey { key });
        }
        value
    }

    /// Whether the key is there, readable or not.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// A text that will be read, with its problems told, at another time.
    pub(crate) fn peek_text(&self, key: &str) -> Option<&'d str> {
        self.entries.get(key)?.get_ref().as_str()
    }

    /// The tables of a list that will be read at another time.
    pub(crate) fn peek_tables(&self, key: &str) -> Vec<Self> {
        let Some(DeValue::Array(items)) = self.entries.get(key).map(Spanned::get_ref) else { return Vec::new() };
        let table = |item: &'d Spanned<DeValue<'d>>| match item.get_ref() {
            DeValue::Table(entries) => Some(Self::new(self.document, entries, item.span())),
            _ => None,
        };
        items.iter().filter_map(table).collect()
    }

    /// Every entry, for tables whose keys are the user's own, in the order of the text.
    pub(crate) fn entries(&self) -> Vec<(String, Range<usize>, Value<'d>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| {
                let name = key.get_ref().to_string();
                (name.clone(), key.span(), Value { document: self.document, key: name, toml: value })
            })
            .collect();
        entries.sort_by_key(|(_, span, _)| span.start);
        entries
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let known = self.asked.borrow();
        for key in self.entries.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let nearest = nearest(key.get_ref(), known.iter().copied()).map(str::to_owned);
            let kind = ProblemKind::UnknownKey { key: key.get_ref().to_string(), nearest, known: known.clone() };
            self.document.report(key.span(), kind);
        }
    }
}

/// A value and the key it stands under.
pub(crate) struct Value<'d> {
    document: &'d Document<'d>,
    key: String,
    toml: &'d Spanned<DeValue<'d>>,
}

impl<'d> Value<'d> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Range<usize> {
        self.toml.span()
    }

    /// As it is written.
    pub(crate) fn written(&self) -> &'d str {
        self.document.text.get(self.span()).unwrap_or_default()
    }

    /// Adds a problem with this value.
    pub(crate) fn report(&self, kind: ProblemKind) {
        self.document.report(self.span(), kind);
    }

    fn wrong_type<T>(&self, expected: Expected) -> Option<T> {
        let found = self.toml.get_ref().type_str();
        self.report(ProblemKind::WrongType { key: self.key.clone(), expected, found });
        None
    }

    /// Reports that the text cannot be read as what is wanted.
    pub(crate) fn bad_text<T>(&self, expected: Expected) -> Option<T> {
        let text = self.toml.get_ref().as_str().unwrap_or(self.written()).to_owned();
        self.report(ProblemKind::BadText { key: self.key.clone(), text, expected });
        None
    }

    /// Reports that the key, which stands at `span`, cannot be read as what is wanted.
    pub(crate) fn bad_key<T>(&self, span: Range<usize>, expected: Expected) -> Option<T> {
        self.document.report(span, ProblemKind::BadText { key: self.key.clone(), text: self.key.clone(), expected });
        None
    }

    /// A text, or nothing said if it is something else.
    pub(crate) fn as_text(&self) -> Option<&'d str> {
        self.toml.get_ref().as_str()
    }

    /// A yes or no, or nothing said if it is something else.
    pub(crate) fn as_yes_no(&self) -> Option<bool> {
        self.toml.get_ref().as_bool()
    }

    /// A finite number, or nothing said if it is something else.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self.toml.get_ref() {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok().and_then(exact),
            DeValue::Float(float) => float.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        }
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<&'d str> {
        self.as_text().or_else(|| self.wrong_type(Expected::Text))
    }

    /// A yes or no.
    pub(crate) fn yes_no(&self) -> Option<bool> {
        self.as_yes_no().or_else(|| self.wrong_type(Expected::YesNo))
    }

    /// A number within bounds, both inside.
    pub(crate) fn number(&self, least: Option<f64>, most: Option<f64>) -> Option<f64> {
        if !matches!(self.toml.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
            return self.wrong_type(Expected::Number);
        }
        let inside = |number: &f64| least.is_none_or(|least| *number >= least) && most.is_none_or(|most| *number <= most);
        self.as_number().filter(inside).or_else(|| {
            self.report(ProblemKind::OutOfRange { key: self.key.clone(), text: self.written().to_owned(), least, most });
            None
        })
    }

    /// A whole number from 0 to `most`.
    pub(crate) fn count(&self, most: u32) -> Option<u32> {
        if !matches!(self.toml.get_ref(), DeValue::Integer(_)) {
            return self.wrong_type(Expected::WholeNumber);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number between 0 and a u32")]
        self.number(Some(0.0), Some(f64::from(most))).map(|number| number as u32)
    }

    /// One word of a closed list, by its key; gives its place in the list.
    pub(crate) fn word(&self, words: &[&'static str]) -> Option<usize> {
        let text = self.text()?;
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            let nearest = nearest(text, words.iter().copied()).map(str::to_owned);
            self.report(ProblemKind::UnknownWord { key: self.key.clone(), text: text.to_owned(), words: words.to_vec(), nearest });
        }
        found
    }

    /// A text that `read` understands.
    pub(crate) fn read<T>(&self, expected: Expected, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.as_text();
        if text.is_none() {
            return self.wrong_type(expected);
        }
        text.and_then(read).or_else(|| self.bad_text(expected))
    }

    /// The items of a list.
    pub(crate) fn list(&self) -> Option<Vec<Self>> {
        match self.toml.get_ref() {
            DeValue::Array(items) => Some(items.iter().map(|value| Value { document: self.document, key: self.key.clone(), toml: value }).collect()),
            _ => self.wrong_type(Expected::List),
        }
    }

    /// A table.
    pub(crate) fn table(&self) -> Option<Table<'d>> {
        self.table_or(Expected::Table)
    }

    /// A table, where something else than a table would have been as good.
    pub(crate) fn table_or(&self, expected: Expected) -> Option<Table<'d>> {
        match self.toml.get_ref() {
            DeValue::Table(entries) => Some(Table::new(self.document, entries, self.span())),
            _ => self.wrong_type(expected),
        }
    }

    /// The tables of a list of tables.
    pub(crate) fn tables(&self) -> Vec<Table<'d>> {
        self.list().unwrap_or_default().iter().filter_map(Self::table).collect()
    }

    /// Where a part of a text value stands in the file. With escapes in it that cannot be told: then it is the whole value.
    pub(crate) fn part(&self, part: Range<usize>) -> Range<usize> {
        let (span, written) = (self.span(), self.written());
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes)).map_or(0, str::len);
        // A line end right after three quotes is not part of the text.
        let skipped = written.get(quotes..).map_or(0, |rest| match quotes {
            3 if rest.starts_with("\r\n") => 2,
            3 if rest.starts_with('\n') => 1,
            _ => 0,
        });
        let from = quotes + skipped;
        let inner = written.get(from..written.len().saturating_sub(quotes));
        if inner.is_none() || inner != self.as_text() {
            return span;
        }
        span.start + from + part.start..span.start + from + part.end
    }
}

/// A whole number as a double, where a double holds it exactly.
#[expect(clippy::cast_precision_loss, reason = "checked against 2^53 first")]
fn exact(number: i64) -> Option<f64> {
    (number.unsigned_abs() <= 1 << 53).then_some(number as f64)
}
