//! Our own work on the account. Tasks are level 1: a scorecard that read them would grade the lead, not the account.

use crate::book::Kind;
use crate::domain::Day;
use crate::facts::{At, Fact, Form, Known, Value, judgement};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("tasks.open", &["タスク.未完了"], Form::Number, |at, _| Known::from(open_tasks(at).count())).level(1),
    Fact::new("tasks.overdue", &["タスク.期限超過"], Form::Number, |at, _| {
        Known::from(open_tasks(at).filter(|due| due.is_some_and(|due| due < at.day)).count())
    })
    .level(1),
    Fact::new("proposals.open", &["提案.提案中", "提案中"], Form::Number, |at, _| {
        let open = at.proposals().filter(|proposal| proposal.closed.is_none()).count();
        at.counts(Kind::Proposal).then_some(open).into()
    })
    .counts(Kind::Proposal),
    Fact::new("is", &["判定"], Form::Judgement, |at, _| Known::from(Value::Set(judgement::holding(at).map(str::to_owned).collect())))
        .level(2)
        .fixed(),
];

/// The due days of the open tasks.
fn open_tasks(at: &At<'_>) -> impl Iterator<Item = Option<Day>> {
    at.tasks().filter(|task| task.closed.is_none()).map(|task| task.row.due)
}

#[cfg(test)]
mod tests;
