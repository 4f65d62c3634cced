//! Bills and offers: the files of invoices and proposals.

use crate::app::demo::contracts::{growth, lines};
use crate::app::demo::dice::{Dice, Stream};
use crate::app::demo::plan::{Plan, Size};
use crate::app::demo::table::{Table, or_blank};
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use crate::domain::words::{ProposalKind, ProposalStatus};

/// The columns of invoices.csv.
pub(in crate::app::demo) const INVOICES: &[&str] = &["account", "number", "date", "due", "paid_on", "amount", "currency"];

/// The bills of an account: yearly, by quarter or monthly, due at the end of the month after.
pub(in crate::app::demo) fn invoices(plan: &Plan, table: &mut Table) {
    let mut dice = plan.dice(Stream::Invoices);
    let lines = lines(plan);
    let every = match plan.size {
        Size::Mid => 3,
        Size::Small if plan.terms.end.is_none() => 1,
        Size::Large | Size::Small => 12,
    };
    let days = (0..).map(|count| plan.terms.start.plus_months(every * count)).take_while(|day| *day <= plan.last());
    for day in days.filter(|day| *day >= plan.first()) {
        let in_force = lines.iter().filter(|line| line.start <= day && line.end.is_none_or(|end| day < end));
        let amount: i64 = in_force.map(|line| line.amount).sum::<i64>() * i64::from(every) / 12;
        let due = day.plus_months(1).month_end();
        let paid = Some(due.plus(lateness(plan, &mut dice))).filter(|paid| *paid <= plan.today);
        bill(plan, "", (day, due, paid), amount, table);
    }
    for ago in plan.turns().filter_map(|turn| if let Turn::Unpaid(ago) = turn { Some(*ago) } else { None }) {
        let due = plan.ago(ago);
        bill(plan, "-B", (due.plus(-45), due, None), plan.arr / 4, table);
    }
}

fn bill(plan: &Plan, suffix: &str, (day, due, paid): (Day, Day, Option<Day>), amount: i64, table: &mut Table) {
    let number = format!("INV-{}-{}{suffix}", plan.id, day.date().format("%y%m"));
    table.row(&[&plan.id, &number, &day, &due, &or_blank(paid), &amount, &"JPY"]);
}

/// Days after the due day on which a bill is paid; most come early.
fn lateness(plan: &Plan, dice: &mut Dice) -> i32 {
    let late = if plan.mood < 7.0 { 0.3 } else { 0.12 };
    match dice.share() {
        share if share < late / 4.0 => dice.between(8, 13),
        share if share < late => dice.between(1, 6),
        _ => -dice.between(0, 8),
    }
}

/// The columns of proposals.csv.
pub(in crate::app::demo) const PROPOSALS: &[&str] = &["account", "date", "kind", "product", "amount", "status", "decided_on"];

/// The offers made to an account: those of its story, the one it took, and now and then one it did not or has not yet.
pub(in crate::app::demo) fn proposals(plan: &Plan, table: &mut Table) {
    let mut row = |day: Day, kind: ProposalKind, product: &str, amount: i64, status: ProposalStatus, decided: Option<Day>| {
        table.row(&[&plan.id, &day, &kind.key(), &product, &amount, &status.key(), &or_blank(decided)]);
    };
    let mut dice = plan.dice(Stream::Proposals);
    let (lead, other, ago, wait) = (dice.between(12, 45), dice.share(), dice.between(10, 380), dice.between(14, 70));
    if let Some(growth) = growth(plan) {
        row(growth.day.plus(-lead), growth.kind, growth.product, growth.amount, ProposalStatus::Won, Some(growth.day));
    }
    for turn in plan.turns() {
        if let Turn::Proposal { ago, kind, product, percent, status, decided } = *turn {
            row(plan.ago(ago), kind, product, plan.share_of_arr(percent), status, decided.map(|ago| plan.ago(ago)));
        }
    }
    let none = plan.size == Size::Small || plan.turns().any(|turn| matches!(turn, Turn::NoProposals | Turn::Proposal { .. } | Turn::Dark));
    let day = plan.ago(ago);
    if none || other > 0.45 || !plan.tells(day.plus(-60)) || !plan.tells(day) {
        return;
    }
    let decided = day.plus(wait);
    let (status, decided) = if decided > plan.last() { (ProposalStatus::Open, None) } else { (ProposalStatus::Lost, Some(decided)) };
    let status = if plan.loss.is_some() { (ProposalStatus::Lost, Some(decided.unwrap_or(plan.last()))) } else { (status, decided) };
    row(day, ProposalKind::CrossSell, "電子契約", plan.share_of_arr(12), status.0, status.1);
}
