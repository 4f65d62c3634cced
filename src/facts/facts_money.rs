//! Bills.

use crate::book::Kind;
use crate::facts::{Args, At, Fact, Form, Known};

pub(in crate::facts) const FACTS: &[Fact] = &[Fact::new("overdue", &["未入金", "支払遅延"], Form::Days, overdue).counts(Kind::Invoice)];

/// Days since the due day of the oldest unpaid invoice that is past it; 0 without one.
fn overdue(at: &At<'_>, _: &Args) -> Known {
    let days = at.invoices().filter(|invoice| invoice.closed.is_none()).map(|invoice| at.day.since(invoice.row.due)).max().unwrap_or(0).max(0);
    at.counts(Kind::Invoice).then_some(days).into()
}

#[cfg(test)]
mod tests;
