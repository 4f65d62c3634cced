//! What other currencies are worth in the book's own. Fixed figures from config, never fetched.

use crate::domain::Currency;

/// The book's currency and what one major unit of another is worth in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    pub own: Currency,
    pub others: Vec<(Currency, f64)>,
}

impl Default for Rates {
    fn default() -> Self {
        Self { own: Currency::JPY, others: Vec::new() }
    }
}

impl Rates {
    /// An amount of minor units in the book's currency, in major units; `None` without a rate.
    pub fn major(&self, minor: i64, currency: Currency) -> Option<f64> {
        let major = currency.major(minor);
        if currency == self.own {
            return Some(major);
        }
        self.others.iter().find(|(other, _)| *other == currency).map(|(_, rate)| major * rate)
    }
}
