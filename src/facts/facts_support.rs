//! Tickets, voice and surveys.

use crate::book::Kind;
use crate::book::rows::{Survey, Ticket};
use crate::domain::Day;
use crate::domain::words::{FeedbackKind, Sentiment, Severity, SurveyKind};
use crate::facts::{Args, At, Fact, Form, Known};

pub(in crate::facts) const FACTS: &[Fact] = &[
    Fact::new("tickets", &["問い合わせ"], Form::Number, opened_in).window().counts(Kind::Ticket),
    Fact::new("tickets.open", &["問い合わせ.未解決", "未解決の問い合わせ"], Form::Number, |at, _| counted(at, open(at).count())).counts(Kind::Ticket),
    Fact::new("tickets.oldest", &["問い合わせ.最古"], Form::Days, |at, _| oldest(at, open(at))).counts(Kind::Ticket),
    Fact::new("tickets.severe", &["問い合わせ.重大", "重大な問い合わせ"], Form::Number, |at, _| counted(at, severe(at).count())).counts(Kind::Ticket),
    Fact::new("tickets.severe.oldest", &["問い合わせ.重大.最古"], Form::Days, |at, _| oldest(at, severe(at))).counts(Kind::Ticket),
    Fact::new("voice.positive", &["声.好意的"], Form::Number, |at, args| voice(at, args, Sentiment::Positive, FeedbackKind::Praise)).window(),
    Fact::new("voice.negative", &["声.否定的"], Form::Number, |at, args| voice(at, args, Sentiment::Negative, FeedbackKind::Complaint)).window(),
    Fact::new("nps", &["NPS", "推奨度"], Form::Number, |at, _| nps(at, mean)).dated(),
    Fact::new("nps.min", &["NPS.最低", "推奨度.最低"], Form::Number, |at, _| nps(at, lowest)).dated(),
    Fact::new("nps.age", &["NPS.経過", "推奨度.経過"], Form::Since, |at, _| nps_age(at)).fixed(),
    Fact::new("csat", &["CSAT", "満足度"], Form::Number, csat).dated(),
];

/// Days after which an open ticket without a change of its row is taken as forgotten, not open.
const STALE_TICKET_DAYS: i32 = 60;
/// Days for which an answer to NPS is valid.
const NPS_VALID_DAYS: i32 = 180;
/// Days over which CSAT is averaged.
pub(in crate::facts) const CSAT_DAYS: i32 = 90;

/// Whether a ticket that is open on a day has lain untouched for too long.
pub(in crate::facts) fn is_stale(ticket: &Ticket, day: Day) -> bool {
    let touched = if ticket.changed <= day { ticket.changed.max(ticket.opened) } else { ticket.opened };
    day.since(touched) > STALE_TICKET_DAYS
}

fn open<'a>(at: &At<'a>) -> impl Iterator<Item = &'a Ticket> {
    let day = at.day;
    at.tickets().filter(|ticket| ticket.closed.is_none()).map(|ticket| ticket.row).filter(move |ticket| !is_stale(ticket, day))
}

fn severe<'a>(at: &At<'a>) -> impl Iterator<Item = &'a Ticket> {
    open(at).filter(|ticket| matches!(ticket.severity, Some(Severity::High | Severity::Urgent)))
}

fn counted(at: &At<'_>, count: usize) -> Known {
    at.counts(Kind::Ticket).then_some(count).into()
}

fn oldest<'a>(at: &At<'_>, tickets: impl Iterator<Item = &'a Ticket>) -> Known {
    tickets.map(|ticket| at.day.since(ticket.opened)).max().into()
}

fn opened_in(at: &At<'_>, args: &Args) -> Known {
    let from = at.day.plus(-args.windows[0]);
    counted(at, at.tickets().filter(|ticket| ticket.row.opened > from).count())
}

fn voice(at: &At<'_>, args: &Args, mood: Sentiment, said: FeedbackKind) -> Known {
    let from = at.day.plus(-args.windows[0]);
    let tickets = at.tickets().filter(|ticket| ticket.row.opened > from && ticket.row.sentiment == Some(mood)).count();
    let feedback = at.feedback().iter().filter(|row| row.day > from && row.kind == said).count();
    (at.counts(Kind::Ticket) || at.counts(Kind::Feedback)).then_some(tickets + feedback).into()
}

/// Each contact's latest valid answer to NPS; of several on one day the lowest. Unsigned answers stand for themselves.
pub(in crate::facts) fn latest_nps<'a>(at: &At<'a>) -> Vec<&'a Survey> {
    let from = at.day.plus(-NPS_VALID_DAYS);
    let valid: Vec<&Survey> = at.surveys().iter().filter(|row| row.kind == SurveyKind::Nps && row.day > from).collect();
    let replaced = |row: &Survey| {
        !row.contact.is_empty()
            && valid.iter().any(|other| {
                other.contact == row.contact && other.id != row.id && (other.day, -other.score, other.id) > (row.day, -row.score, row.id)
            })
    };
    valid.iter().copied().filter(|row| !replaced(row)).collect()
}

fn nps(at: &At<'_>, figure: fn(&[f64]) -> Option<f64>) -> Known {
    let latest = latest_nps(at);
    let scores: Vec<f64> = latest.iter().map(|row| row.score).collect();
    Known::from(figure(&scores)).observed(latest.iter().map(|row| row.day).max())
}

/// Days since the newest valid answer.
fn nps_age(at: &At<'_>) -> Known {
    let answered = nps(at, mean).on;
    Known::from(answered.map(|day| at.day.since(day))).observed(answered)
}

fn csat(at: &At<'_>, _: &Args) -> Known {
    let from = at.day.plus(-CSAT_DAYS);
    let rows: Vec<&Survey> = at.surveys().iter().filter(|row| row.kind == SurveyKind::Csat && row.day > from).collect();
    let scores: Vec<f64> = rows.iter().map(|row| row.score).collect();
    Known::from(mean(&scores)).observed(rows.last().map(|row| row.day))
}

#[expect(clippy::cast_precision_loss, reason = "a count of answers is far below 2^53")]
fn mean(scores: &[f64]) -> Option<f64> {
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}

fn lowest(scores: &[f64]) -> Option<f64> {
    scores.iter().copied().reduce(f64::min)
}

#[cfg(test)]
mod tests;
