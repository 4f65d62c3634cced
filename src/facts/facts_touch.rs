//! Our contact with the account: how long ago, how much, what is planned.

use crate::book::Kind;
use crate::book::rows::Interaction;
use crate::domain::Day;
use crate::domain::text::fold;
use crate::domain::words::{InteractionKind, Role};
use crate::facts::{Args, At, Fact, Form, Known};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("last_touch", &["最終接点"], Form::Since, |at, _| last_touch(at).into()).counts(Kind::Interaction),
    Fact::new("last_meeting", &["最終面談"], Form::Since, |at, _| since(at, last(at, is_meeting))).counts(Kind::Interaction),
    Fact::new("last_qbr", &["最終QBR", "最終四半期レビュー"], Form::Since, |at, _| since(at, last_qbr(at))).counts(Kind::Interaction),
    Fact::new("touch_ratio", &["接点間隔比"], Form::Number, |at, _| touch_ratio(at).into()).counts(Kind::Interaction),
    Fact::new("planned", &["次の予定"], Form::Until, |at, _| at.planned().map(|row| row.day.since(at.day)).into()).counts(Kind::Interaction),
    Fact::new("touch_minutes", &["対応時間"], Form::Number, touch_minutes).window().counts(Kind::Interaction),
    Fact::new("met.decision_maker", &["決裁者との面談"], Form::Since, |at, _| since(at, met_decision_maker(at))).counts(Kind::Interaction),
];

fn is_meeting(row: &Interaction) -> bool {
    matches!(row.kind, InteractionKind::Meeting | InteractionKind::Visit | InteractionKind::Call | InteractionKind::Qbr)
}

fn since(at: &At<'_>, day: Option<Day>) -> Known {
    Known::from(day.map(|day| at.day.since(day))).observed(day)
}

fn last(at: &At<'_>, wanted: impl Fn(&Interaction) -> bool) -> Option<Day> {
    at.held().rev().find(|row| wanted(row)).map(|row| row.day)
}

/// The day of the last QBR.
pub(in crate::facts) fn last_qbr(at: &At<'_>) -> Option<Day> {
    last(at, |row| row.kind == InteractionKind::Qbr)
}

/// Days since the last held interaction, else since the first contract's start; after a return, since the later of the two.
/// Unknown in a book that was never told of interactions.
fn last_touch(at: &At<'_>) -> Option<i32> {
    let life = at.life();
    let start = life.start.filter(|_| at.counts(Kind::Interaction));
    let touched = last(at, |_| true);
    let since = if life.returned { touched.max(start) } else { touched.or(start) };
    since.map(|day| at.day.since(day))
}

fn touch_ratio(at: &At<'_>) -> Option<f64> {
    let cadence = at.context().settings.cadence(at.touch()?).filter(|days| *days > 0)?;
    Some(f64::from(last_touch(at)?) / f64::from(cadence))
}

#[expect(clippy::cast_precision_loss, reason = "minutes are far below 2^53")]
fn touch_minutes(at: &At<'_>, args: &Args) -> Known {
    let from = at.day.plus(-args.windows[0]);
    let minutes = at.held().filter(|row| row.day > from).filter_map(|row| row.minutes).sum::<i64>() as f64;
    at.counts(Kind::Interaction).then_some(minutes).into()
}

/// The day of the last meeting, visit, call or QBR that names, by name or mail, a contact who decides.
pub(in crate::facts) fn met_decision_maker(at: &At<'_>) -> Option<Day> {
    let deciders: Vec<&str> = at.all_contacts().filter(|contact| contact.holds(Role::DecisionMaker)).map(|contact| contact.folded).collect();
    let names_one = |row: &Interaction| {
        row.contact.as_deref().map(fold).is_some_and(|named| deciders.iter().any(|folded| folded.lines().any(|line| line == named)))
    };
    last(at, |row| is_meeting(row) && names_one(row))
}

#[cfg(test)]
mod tests;
