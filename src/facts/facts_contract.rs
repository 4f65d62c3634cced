//! What the account pays, since when, and until when. Amounts are major units of the book's currency.

use crate::facts::{Args, At, Fact, Form, Known};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("arr", &["年額", "ARR", "年額(ARR)"], Form::Money, |at, _| at.arr().into()).fixed(),
    Fact::new("mrr", &["月額", "MRR"], Form::Money, |at, _| at.arr().map(|arr| arr / 12.0).into()).fixed(),
    Fact::new("seats", &["ライセンス数", "ID数", "シート"], Form::Number, |at, _| at.seats().into()).fixed(),
    Fact::new("arr.place", &["年額順位"], Form::Number, |at, _| at.context().place(at.ix(), at.day).into()).fixed(),
    Fact::new("arr.change", &["年額増減"], Form::Share, arr_change).window(),
    Fact::new("tenure", &["契約日数", "利用期間"], Form::Since, |at, _| at.life().start.map(|start| at.day.since(start)).into()).fixed(),
    Fact::new("renewal", &["更新", "契約更新日"], Form::Until, |at, _| renewal(at).into()).fixed(),
    Fact::new("term", &["契約期間"], Form::Days, |at, _| at.life().next_renewal().and_then(|term| term.length).into()).fixed(),
    Fact::new("notice", &["通知期限", "解約通知期限"], Form::Until, |at, _| notice(at).into()).fixed(),
    Fact::new("leaving", &["解約予定", "解約申出"], Form::Until, |at, _| at.life().leaving.map(|day| day.since(at.day)).into()),
    Fact::new("churned", &["解約済み"], Form::YesNo, |at, _| Known::from(at.life().churned())).fixed(),
];

/// ARR against that of `n` days ago, as a relative change; unknown where it was 0 or unknown then.
fn arr_change(at: &At<'_>, args: &Args) -> Known {
    let before = at.on(at.day.plus(-args.windows[0])).arr().filter(|arr| *arr > 0.0);
    at.arr().zip(before).map(|(now, before)| now / before - 1.0).into()
}

/// Days to the nearest end in force after signed followers; minus the days since the last end when nothing is in force.
fn renewal(at: &At<'_>) -> Option<i32> {
    let life = at.life();
    let end = life.next_renewal().and_then(|term| term.renews).or_else(|| life.terms.is_empty().then_some(life.ended).flatten())?;
    Some(end.since(at.day))
}

/// Days to the last day on which notice can be given; unknown when nothing is in force.
fn notice(at: &At<'_>) -> Option<i32> {
    let term = at.life().next_renewal()?;
    Some(term.renews?.since(at.day) - term.notice_days())
}

#[cfg(test)]
mod tests;
