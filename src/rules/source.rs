//! Which import brings the data a fact rests on, so that a grey light can say what to do about it.

use crate::facts::FactRef;

/// Beginnings of fact keys and the import kind behind them; the first that fits counts.
const SOURCES: [(&str, &str); 19] = [
    ("metric.", "usage"),
    ("last_login", "usage"),
    ("tickets", "tickets"),
    ("voice.", "tickets"),
    ("nps", "surveys"),
    ("csat", "surveys"),
    ("overdue", "invoices"),
    ("champion", "contacts"),
    ("sponsor", "contacts"),
    ("decision_maker", "contacts"),
    ("contacts", "contacts"),
    ("last_touch", "interactions"),
    ("last_meeting", "interactions"),
    ("last_qbr", "interactions"),
    ("touch_", "interactions"),
    ("planned", "interactions"),
    ("met.", "interactions"),
    ("proposals.", "proposals"),
    ("tasks.", "tasks"),
];

/// The import kind that brings what a fact rests on: `usage`, `tickets`, …; `accounts` for contracts and attributes.
pub fn source(fact: &FactRef) -> &'static str {
    SOURCES.iter().find(|(start, _)| fact.fact.key.starts_with(start)).map_or("accounts", |(_, kind)| kind)
}
