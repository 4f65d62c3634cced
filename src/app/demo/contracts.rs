//! What is paid for, from when to when: the terms, what was added within them, and the file of contracts.

use crate::app::demo::dice::Stream;
use crate::app::demo::plan::{Plan, Size};
use crate::app::demo::stories;
use crate::app::demo::table::{Table, or_blank};
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use crate::domain::words::{ProposalKind, Reason};

/// A row of contracts.csv.
#[derive(Clone, Debug)]
pub(in crate::app::demo) struct Line {
    product: &'static str,
    /// Yen a year.
    pub amount: i64,
    seats: i32,
    pub start: Day,
    pub end: Option<Day>,
    signed: Day,
    auto_renew: bool,
    notice_days: i32,
    reason: Reason,
}

/// More was bought within a term.
#[derive(Clone, Copy, Debug)]
pub(in crate::app::demo) struct Growth {
    pub day: Day,
    pub kind: ProposalKind,
    pub product: &'static str,
    pub amount: i64,
    seats: i32,
}

/// The columns of contracts.csv.
pub(in crate::app::demo) const CONTRACTS: &[&str] =
    &["account", "product", "amount", "period", "currency", "seats", "start", "end", "signed", "auto_renew", "notice_days", "reason"];

/// The contracts of an account.
pub(in crate::app::demo) fn contracts(plan: &Plan, table: &mut Table) {
    for line in lines(plan) {
        let monthly = line.end.is_none();
        let (amount, period) = if monthly { (line.amount / 12, "month") } else { (line.amount, "year") };
        table.row(&[
            &plan.id,
            &line.product,
            &amount,
            &period,
            &"JPY",
            &line.seats,
            &line.start,
            &or_blank(line.end),
            &line.signed,
            &(if line.auto_renew { "yes" } else { "no" }),
            &line.notice_days,
            &line.reason.key(),
        ]);
    }
}

/// The terms of the main product one after the other, each with what was added in it.
pub(in crate::app::demo) fn lines(plan: &Plan) -> Vec<Line> {
    let mut dice = plan.dice(Stream::Contracts);
    let told = stories::at(plan.place).is_some();
    let (auto_renew, long_notice) = (dice.chance(0.6), dice.chance(0.4));
    let lead = if told { dice.between(4, 14) } else { dice.between(2, 24) };
    let grown = growth(plan);
    let shrunk = plan.temper.key == "lukewarm" && dice.chance(0.4);
    let unconfirmed = plan.turns().any(|turn| matches!(turn, Turn::Unconfirmed(_)));
    let line = |start: Day, end: Option<Day>, renewal: bool| {
        let before_growth = grown.filter(|growth| start <= growth.day);
        let in_past = shrunk && end.is_some_and(|end| end <= plan.today);
        Line {
            product: "Core",
            amount: (plan.arr - before_growth.map_or(0, |growth| growth.amount)) * if in_past { 5 } else { 4 } / 4,
            seats: (plan.seats - before_growth.map_or(0, |growth| growth.seats)) * if in_past { 5 } else { 4 } / 4,
            start,
            end,
            signed: start.plus(if renewal { -lead } else { -12 }),
            auto_renew: (auto_renew || unconfirmed) && plan.loss.is_none(),
            notice_days: if plan.size == Size::Large && long_notice && !told { 60 } else { 30 },
            reason: if renewal { Reason::Renewal } else { Reason::New },
        }
    };
    let Some(last_end) = plan.terms.end else {
        let mut lines = vec![line(plan.terms.start, None, false)];
        lines.extend(grown.map(|growth| added(growth, &lines[0])));
        return lines;
    };
    let cuts: Vec<Day> = (0..99).map(|count| last_end.plus_months(-plan.terms.months * count)).take_while(|cut| *cut >= plan.terms.start).collect();
    let mut lines: Vec<Line> = cuts.windows(2).rev().map(|pair| line(pair[1], Some(pair[0]), pair[1] != plan.terms.start)).collect();
    let next = line(last_end, Some(last_end.plus_months(plan.terms.months)), true);
    if plan.loss.is_none() && !unconfirmed && next.signed <= plan.today {
        lines.push(next);
    }
    let home = grown.and_then(|growth| lines.iter().find(|line| line.start <= growth.day && line.end.is_some_and(|end| growth.day < end)).cloned());
    lines.extend(grown.zip(home).map(|(growth, home)| added(growth, &home)));
    lines
}

/// What was added runs to the end of its term, beside the main product; the next term holds both.
fn added(growth: Growth, home: &Line) -> Line {
    let reason = if growth.kind == ProposalKind::Upsell { Reason::Upsell } else { Reason::CrossSell };
    let Growth { day, product, amount, seats, .. } = growth;
    Line { product, amount, seats, start: day, signed: day, auto_renew: home.auto_renew && home.end.is_none(), reason, ..home.clone() }
}

/// What the account bought in addition during the history, if it did.
pub(in crate::app::demo) fn growth(plan: &Plan) -> Option<Growth> {
    let mut dice = plan.dice(Stream::Growth);
    let chance = match plan.temper.key {
        "keen" => 0.6,
        "steady" if stories::at(plan.place).is_none() => 0.2,
        _ => 0.0,
    };
    let bought = dice.chance(chance);
    let upsell = dice.chance(0.6);
    let percent = dice.between(8, 22);
    let day = plan.ago(dice.between(30, 380));
    let young = plan.today.since(plan.terms.start) < 150 || day < plan.terms.start.plus(60);
    // Not within the weeks of a renewal, which has a deal of its own.
    let calm = plan.terms.end.is_none_or(|end| (-4..=1).all(|term| day.since(end.plus_months(12 * term)).abs() > 20));
    (bought && calm && !young).then(|| Growth {
        day,
        kind: if upsell { ProposalKind::Upsell } else { ProposalKind::CrossSell },
        product: if upsell { "追加ライセンス" } else { dice.pick(&["分析オプション", "API連携", "プレミアムサポート"]) },
        amount: plan.share_of_arr(i64::from(percent)),
        seats: if upsell { (plan.seats * percent / 100).max(1) } else { 0 },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::demo::TODAY;

    #[test]
    fn terms_follow_each_other_without_gap_or_overlap_and_add_up_to_the_arr_of_today() {
        for plan in (0..200).map(|place| Plan::new(TODAY, place)) {
            let lines = lines(&plan);
            let core: Vec<&Line> = lines.iter().filter(|line| line.product == "Core").collect();
            assert!(core.windows(2).all(|pair| pair[0].end == Some(pair[1].start)), "{core:?}");
            let in_force = |line: &&Line| line.start <= TODAY && line.end.is_none_or(|end| TODAY < end);
            let arr: i64 = lines.iter().filter(in_force).map(|line| line.amount).sum();
            let runs = plan.loss.is_none_or(|loss| loss.day > TODAY) && plan.terms.end.is_none_or(|end| end > TODAY);
            assert_eq!(arr, if runs { plan.arr } else { 0 }, "{}", plan.id);
        }
    }
}
