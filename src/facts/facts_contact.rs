//! The people there.

use crate::domain::words::Role;
use crate::facts::{Args, At, Fact, Form, Known};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("champion", &["推進者", "チャンピオン", "キーパーソン"], Form::YesNo, |at, _| holds(at, Role::Champion)),
    Fact::new("sponsor", &["役員スポンサー", "スポンサー"], Form::YesNo, |at, _| holds(at, Role::Sponsor)),
    Fact::new("decision_maker", &["決裁者"], Form::YesNo, |at, _| holds(at, Role::DecisionMaker)),
    Fact::new("champion_left", &["推進者の離任"], Form::Since, champion_left),
    Fact::new("contacts", &["先方担当者", "窓口", "担当者数"], Form::Number, |at, _| known_contacts(at).into()),
];

fn holds(at: &At<'_>, role: Role) -> Known {
    at.has_contacts().then(|| at.contacts().any(|contact| contact.holds(role))).into()
}

/// Days since the last champion left; unknown while another is active.
fn champion_left(at: &At<'_>, _: &Args) -> Known {
    if at.contacts().any(|contact| contact.holds(Role::Champion)) {
        return Known::UNKNOWN;
    }
    let left = at.all_contacts().filter(|contact| contact.left_with(Role::Champion)).filter_map(|contact| contact.left_on).max();
    Known::from(left.map(|day| at.day.since(day))).observed(left)
}

/// Active contacts; unknown in a book that was never told of contacts.
pub(in crate::facts) fn known_contacts(at: &At<'_>) -> Option<usize> {
    at.context().book.contacts_since().is_some_and(|since| since <= at.day).then(|| at.contacts().count())
}

#[cfg(test)]
mod tests;
