//! Judgements: what a sum of facts says of an account in one word, for `is:WORD`. Level 2, above scores.

use crate::book::{Kind, MetricId};
use crate::domain::words::{Phase, Role, SurveyKind, Touch};
use crate::domain::{Day, Light};
use crate::facts::At;
use crate::facts::facts_contact::known_contacts;
use crate::facts::facts_support::{CSAT_DAYS, is_stale, latest_nps};
use crate::facts::facts_touch::{last_qbr, met_decision_maker};

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
    Judgement { key: "left-alone", ja: "導入後の接点なし", holds: |at| active(at) && left_alone(at) },
    Judgement { key: "no-follow-up", ja: "低評価の未対応", holds: |at| active(at) && no_follow_up(at) },
    Judgement { key: "no-usage", ja: "利用データなし", holds: |at| active(at) && no_usage(at) },
    Judgement { key: "one-contact", ja: "担当者1人のみ", holds: |at| active(at) && one_contact(at) },
    Judgement { key: "no-decision-maker", ja: "決裁者不明", holds: |at| active(at) && no_decision_maker(at) },
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
    type Check = (Contradiction, fn(&At<'_>) -> bool);
    const CHECKS: [Check; 4] = [
        (Contradiction::DecisionMakerNotMet, |at| met_decision_maker(at).is_some_and(|met| at.day.since(met) > 60)),
        (Contradiction::Detractor, |at| latest_nps(at).iter().any(|answer| answer.score <= DETRACTOR)),
        (Contradiction::OneContact, one_contact),
        (Contradiction::ThinData, |at| at.standing().is_some_and(|standing| standing.coverage < 0.75)),
    ];
    CHECKS.into_iter().filter(|(_, holds)| active(at) && holds(at)).map(|(contradiction, _)| contradiction)
}

/// The highest NPS answer of a detractor.
const DETRACTOR: f64 = 6.0;
/// The highest CSAT answer that calls for a follow-up.
const LOW_CSAT: f64 = 2.0;
/// Days within which a low score is to be followed up.
const FOLLOW_UP_DAYS: i32 = 14;
/// Days after onboarding within which the account is to hear from us.
const AFTER_ONBOARDING_DAYS: i32 = 45;
/// Days without an observation after which an account counts as not measured.
const NO_USAGE_DAYS: i32 = 21;
/// Days without a QBR after which a high-touch account lacks one.
const QBR_DAYS: i32 = 100;

fn active(at: &At<'_>) -> bool {
    !at.life().terms.is_empty()
}

fn one_contact(at: &At<'_>) -> bool {
    known_contacts(at).is_some_and(|contacts| contacts <= 1)
}

fn no_decision_maker(at: &At<'_>) -> bool {
    at.has_contacts() && !at.contacts().any(|contact| contact.holds(Role::DecisionMaker))
}

/// One lecture and done: onboarding ended long ago and nothing took place since.
fn left_alone(at: &At<'_>) -> bool {
    let ended = at.attribute_since("phase").filter(|_| at.phase() == Some(Phase::Adoption));
    at.counts(Kind::Interaction) && ended.is_some_and(|ended| at.day.since(ended) > AFTER_ONBOARDING_DAYS && !held_since(at, ended.plus(1)))
}

/// A low answer to a survey, and nothing took place since.
fn no_follow_up(at: &At<'_>) -> bool {
    let detractors = latest_nps(at).into_iter().filter(|answer| answer.score <= DETRACTOR);
    let from = at.day.plus(-CSAT_DAYS);
    let unhappy = at.surveys().iter().filter(|row| row.kind == SurveyKind::Csat && row.day > from && row.score <= LOW_CSAT);
    let newest = detractors.chain(unhappy).map(|answer| answer.day).filter(|day| at.day.since(*day) > FOLLOW_UP_DAYS).max();
    at.counts(Kind::Interaction) && newest.is_some_and(|newest| !held_since(at, newest))
}

fn held_since(at: &At<'_>, day: Day) -> bool {
    at.held().next_back().is_some_and(|last| last.day >= day)
}

/// No observation for 21 days of a contract, in a book that holds observations.
fn no_usage(at: &At<'_>) -> bool {
    let newest = at.metrics().filter_map(|metric| at.metric(metric).last()).map(|(day, _)| day).max();
    let book = at.context().book;
    let fed = (0..book.names().len())
        .filter_map(|ix| u32::try_from(ix).ok())
        .any(|ix| book.metric_days(MetricId(ix)).first().is_some_and(|day| *day <= at.day));
    fed && newest.max(at.life().start).is_some_and(|since| at.day.since(since) > NO_USAGE_DAYS)
}

fn no_qbr(at: &At<'_>) -> bool {
    let since = last_qbr(at).or(at.life().start);
    at.touch() == Some(Touch::High) && at.counts(Kind::Interaction) && since.is_some_and(|since| at.day.since(since) > QBR_DAYS)
}

#[cfg(test)]
mod tests;
