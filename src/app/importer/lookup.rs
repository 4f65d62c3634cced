//! The book as an import sees it: accounts that grow while it runs, metrics of the rules.

use crate::app::importer::new_metrics::{NewMetric, NewMetrics, key_of};
use crate::app::query::{numbered, numbered_code};
use crate::app::{AppError, Session};
use crate::book::rows::AccountId;
use crate::domain::Currency;
use crate::domain::text::{fold, nearest};
use crate::import::{AccountIndex, AccountMatch, Lookup, MetricMatch};
use crate::rules::Metric;
use crate::store::AccountRef;
use std::cell::RefCell;
use std::collections::HashMap;

/// Accounts, metrics and the currency.
pub(in crate::app::importer) struct BookLookup {
    pub(in crate::app::importer) index: AccountIndex,
    metrics: Vec<Metric>,
    wanted: NewMetrics,
    /// The unknown metrics that were taken.
    new_metrics: RefCell<Vec<NewMetric>>,
    currency: Currency,
    /// The greatest number given to an account without an id.
    greatest: u64,
}

impl BookLookup {
    pub(in crate::app::importer) fn new(session: &Session, wanted: NewMetrics) -> Result<Self, AppError> {
        let mut refs: HashMap<String, Vec<(String, String)>> = HashMap::new();
        session.store.each(|code, row: AccountRef| {
            refs.entry(code.to_owned()).or_default().push((row.source, row.reference));
            Ok::<(), AppError>(())
        })?;
        let mut lookup = Self {
            index: AccountIndex::default(),
            metrics: session.lens.rules().metrics().to_vec(),
            wanted,
            new_metrics: RefCell::default(),
            currency: session.config.currency.own,
            greatest: 0,
        };
        for account in session.book().accounts() {
            let row = &account.row;
            let own: Vec<(&str, &str)> = refs.get(&row.code).into_iter().flatten().map(|(source, text)| (source.as_str(), text.as_str())).collect();
            lookup.insert(row.id, &row.code, &row.name);
            for (source, text) in own {
                lookup.index.refer(row.id, source, text);
            }
        }
        Ok(lookup)
    }

    pub(in crate::app::importer) fn insert(&mut self, id: AccountId, code: &str, name: &str) {
        self.greatest = self.greatest.max(numbered(code).unwrap_or(0));
        self.index.insert(id, code, name);
    }

    /// An id for an account that came without one.
    pub(in crate::app::importer) fn next_code(&self) -> String {
        numbered_code(self.greatest + 1)
    }

    /// The metrics that the rules do not know yet.
    pub(in crate::app::importer) fn new_metrics(&self) -> Vec<NewMetric> {
        self.new_metrics.borrow().clone()
    }

    /// The key that a new metric gets; the same for names that the rules would not tell apart.
    fn take(&self, name: &str) -> String {
        let mut new = self.new_metrics.borrow_mut();
        if let Some(known) = new.iter().find(|known| metric_word(&known.name) == metric_word(name)) {
            return known.key.clone();
        }
        let plain = key_of(name);
        let taken = |key: &str| new.iter().any(|known| known.key == key) || self.metrics.iter().any(|metric| metric.key == key);
        let (mut key, mut nth) = (plain.clone(), 1);
        while taken(&key) {
            nth += 1;
            key = format!("{plain}_{nth}");
        }
        new.push(NewMetric { key: key.clone(), name: name.to_owned() });
        key
    }
}

/// The name of a metric without the words that say how it is counted: 今月ログイン数 is ログイン回数.
fn metric_word(name: &str) -> String {
    let mut word = fold(name);
    for prefix in ["今月の", "今月", "先月の", "先月", "月間", "当月", "monthly "] {
        word = word.strip_prefix(prefix).map_or(word.clone(), str::to_owned);
    }
    for suffix in ["回数", "数"] {
        word = word.strip_suffix(suffix).map_or(word.clone(), str::to_owned);
    }
    word
}

impl Lookup for BookLookup {
    fn account(&self, source: Option<&str>, text: &str) -> AccountMatch {
        self.index.find(source, text)
    }

    fn nearest_account(&self, text: &str) -> Option<String> {
        self.index.nearest(text)
    }

    fn metric(&self, name: &str) -> MetricMatch {
        if let Some(key) = self.known_metric(name) {
            return MetricMatch::Known { key };
        }
        if self.wanted.takes(name) && !key_of(name).is_empty() {
            return MetricMatch::Known { key: self.take(name) };
        }
        MetricMatch::Unknown { nearest: nearest(name, self.metrics.iter().map(|metric| metric.key.as_str())).map(str::to_owned) }
    }

    fn known_metric(&self, name: &str) -> Option<String> {
        let exact = self.metrics.iter().find(|metric| metric.key == name);
        let word = metric_word(name);
        let labelled = |metric: &&Metric| [&metric.key, &metric.label.en, &metric.label.ja].into_iter().any(|label| metric_word(label) == word);
        exact.or_else(|| self.metrics.iter().find(labelled)).map(|metric| metric.key.clone())
    }

    fn currency(&self) -> Currency {
        self.currency
    }
}
