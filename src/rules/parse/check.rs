//! What every part of the rules is read with: filters, facts, labels, lengths of time, keys that may stand once.

use crate::config::Expected;
use crate::config::table::{Document, Table, Value};
use crate::facts::fact_ref::parse_days;
use crate::facts::{FactRef, Names};
use crate::filter::Filter;
use crate::rules::model::Label;
use crate::rules::problem::{ProblemKind, Thing};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Problems of the rules themselves, each with its place in bytes.
pub(in crate::rules::parse) type Problems = Vec<(Range<usize>, ProblemKind)>;

/// The names that may be used, and what was found wrong so far.
pub(in crate::rules::parse) struct Check<'d> {
    document: &'d Document<'d>,
    pub(in crate::rules::parse) names: Names,
    problems: RefCell<Problems>,
}

impl<'d> Check<'d> {
    pub(in crate::rules::parse) fn new(document: &'d Document<'_>) -> Self {
        Self { document, names: Names::default(), problems: RefCell::default() }
    }

    pub(in crate::rules::parse) fn report(&self, span: Range<usize>, kind: ProblemKind) {
        self.problems.borrow_mut().push((span, kind));
    }

    pub(in crate::rules::parse) fn into_problems(self) -> Problems {
        self.problems.into_inner()
    }

    /// A filter whose facts are at most of a level.
    pub(in crate::rules::parse) fn filter(&self, value: &Value<'_>, allowed: u8) -> Option<Filter> {
        let filter = Filter::parse(value.text()?, &self.names);
        let filter = filter.map_err(|error| self.report(value.part(error.span.start..error.span.end), ProblemKind::Filter(error.kind))).ok()?;
        for (fact, span) in filter.facts() {
            self.check_level(fact, allowed, value.part(span.start..span.end));
        }
        Some(filter)
    }

    /// A fact of level 0.
    pub(in crate::rules::parse) fn fact(&self, value: &Value<'_>) -> Option<FactRef> {
        let text: String = value.text()?.nfkc().collect();
        let fact = FactRef::parse(&text, &self.names).map_err(|error| self.report(value.span(), ProblemKind::Fact(error))).ok()?;
        self.check_level(&fact, 0, value.span());
        Some(fact)
    }

    fn check_level(&self, fact: &FactRef, allowed: u8, span: Range<usize>) {
        let level = fact.fact.level;
        if level > allowed {
            self.report(span, ProblemKind::Level { fact: fact.to_string(), level, allowed });
        }
    }

    /// The label of a key, in one or both languages; a label left out is `fallback`.
    #[expect(clippy::unused_self, reason = "stands beside the other readers of values")]
    pub(in crate::rules::parse) fn label(&self, table: &Table<'_>, key: &'static str, fallback: &str) -> Label {
        let one = |text: &str| Label { en: text.to_owned(), ja: text.to_owned() };
        table.take(key).and_then(|value| label(&value)).unwrap_or_else(|| one(fallback))
    }

    /// The key that a thing is known by: letters, digits, `_` and `-`, and once among its kind.
    pub(in crate::rules::parse) fn key(&self, table: &Table<'_>, name: &'static str, seen: &mut Seen) -> String {
        let Some(value) = table.need(name) else { return String::new() };
        let Some(key) = value.read(Expected::Key, |text| is_key(text).then(|| text.to_owned())) else { return String::new() };
        self.once(&key, value.span(), seen);
        key
    }

    /// Reports a key that stood before.
    pub(in crate::rules::parse) fn once(&self, key: &str, span: Range<usize>, seen: &mut Seen) {
        let line = self.document.place(span.clone()).line;
        match seen.lines.get(key) {
            Some(first) => self.report(span, ProblemKind::Duplicate { thing: seen.thing, key: key.to_owned(), first: *first }),
            None => {
                seen.lines.insert(key.to_owned(), line);
            }
        }
    }
}

/// The keys of one kind met so far, with their lines.
pub(in crate::rules::parse) struct Seen {
    thing: Thing,
    lines: HashMap<String, usize>,
}

impl Seen {
    pub(in crate::rules::parse) fn new(thing: Thing) -> Self {
        Self { thing, lines: HashMap::new() }
    }
}

/// A label: one text for both languages, or one for each.
pub(in crate::rules::parse) fn label(value: &Value<'_>) -> Option<Label> {
    if let Some(text) = value.as_text() {
        return Some(Label { en: text.to_owned(), ja: text.to_owned() });
    }
    let table = value.table_or(Expected::Label)?;
    let text = |key| table.take(key).and_then(|value| value.text()).map(str::to_owned);
    let (en, ja) = (text("en"), text("ja"));
    if !table.has("en") && !table.has("ja") {
        table.need("en");
    }
    table.finish();
    let any = en.clone().or_else(|| ja.clone())?;
    Some(Label { en: en.unwrap_or_else(|| any.clone()), ja: ja.unwrap_or(any) })
}

/// A length of time in days, for a key that may be left out.
pub(in crate::rules::parse) fn days(table: &Table<'_>, key: &'static str) -> Option<i32> {
    table.take(key).and_then(|value| value.read(Expected::Duration, parse_days))
}

/// Whether a text can be a key: it must be possible to write it into a filter.
pub(in crate::rules::parse) fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}
