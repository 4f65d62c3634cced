//! Judgements: what a sum of facts says of an account in one word, for `is:WORD`. Level 2, above scores.

use crate::book::Kind;
use crate::domain::Light;
use crate::domain::words::Touch;
use crate::facts::facts_support::is_stale;
use crate::facts::{At, FactRef};

/// One judgement.
pub struct Judgement {
    pub key: &'static str,
    pub ja: &'static str,
    pub holds: fn(&At<'_>) -> bool,
}

/// Every judgement. Unknown facts never make one hold.
pub const JUDGEMENTS: &[Judgement] = &[
    Judgement { key: "watermelon", ja: "隠れリスク", holds: |at| at.light() == Some(Light::Green) && contradictions(at).next().is_some() },
    Judgement { key: "lapsed", ja: "契約切れ", holds: |at| at.life().lapsed },
    Judgement { key: "unconfirmed", ja: "更新未確認", holds: |at| at.life().terms.iter().any(|term| term.unconfirmed) },
    Judgement { key: "no-touch-model", ja: "タッチモデル未設定", holds: |at| active(at) && at.touch().is_none() },
    Judgement { key: "no-usage", ja: "利用データなし", holds: |at| active(at) && no_usage(at) },
    Judgement { key: "one-contact", ja: "担当者1人のみ", holds: |at| active(at) && is(at, "contacts", |count| count <= 1.0) },
    Judgement { key: "no-decision-maker", ja: "決裁者不明", holds: |at| active(at) && is(at, "decision_maker", |yes| yes == 0.0) },
    Judgement { key: "no-qbr", ja: "QBR未実施", holds: |at| active(at) && no_qbr(at) },
    Judgement {
        key: "stale-ticket",
        ja: "放置チケット",
        holds: |at| at.tickets().any(|ticket| ticket.closed.is_none() && is_stale(ticket.row, at.day)),
    },
];

/// The keys of the judgements that hold.
pub fn holding<'a>(at: &'a At<'_>) -> impl Iterator<Item = &'static str> + 'a {
    JUDGEMENTS.iter().filter(|judgement| (judgement.holds)(at)).map(|judgement| judgement.key)
}

/// What contradicts a green light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// No decision maker met in 60 days.
    DecisionMakerNotMet,
    Detractor,
    OneContact,
    /// Coverage under 75 %.
    ThinData,
}

/// The facts that contradict a green light.
pub fn contradictions<'a>(at: &'a At<'_>) -> impl Iterator<Item = Contradiction> + 'a {
    type Check = (Contradiction, &'static str, fn(f64) -> bool);
    const CHECKS: [Check; 4] = [
        (Contradiction::DecisionMakerNotMet, "met.decision_maker", |days| days > 60.0),
        (Contradiction::Detractor, "nps.min", |score| score <= 6.0),
        (Contradiction::OneContact, "contacts", |count| count <= 1.0),
        (Contradiction::ThinData, "coverage", |share| share < 0.75),
    ];
    CHECKS.into_iter().filter(|(_, fact, holds)| active(at) && is(at, fact, holds)).map(|(contradiction, ..)| contradiction)
}

fn active(at: &At<'_>) -> bool {
    !at.life().terms.is_empty()
}

fn is(at: &At<'_>, fact: &str, holds: impl Fn(f64) -> bool) -> bool {
    FactRef::named(fact).and_then(|fact| at.value(&fact).value).and_then(|value| value.number()).is_some_and(holds)
}

/// No observation for 21 days, in a book that holds observations.
fn no_usage(at: &At<'_>) -> bool {
    let newest = at.metrics().filter_map(|metric| at.metric(metric).last()).map(|(day, _)| day).max();
    let book = &at.context().book;
    let fed = (0..book.names().len())
        .filter_map(|ix| u32::try_from(ix).ok())
        .any(|ix| book.metric_days(crate::book::MetricId(ix)).first().is_some_and(|day| *day <= at.day));
    fed && newest.is_none_or(|newest| at.day.since(newest) > 21)
}

fn no_qbr(at: &At<'_>) -> bool {
    let due = is(at, "last_qbr", |days| days > 100.0) || (!is(at, "last_qbr", |_| true) && is(at, "tenure", |days| days > 100.0));
    at.touch() == Some(Touch::High) && at.counts(Kind::Interaction) && due
}
