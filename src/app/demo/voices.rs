//! What customers say: the files of tickets, surveys and feedback.

use crate::app::demo::dice::{Dice, Stream, whole_number};
use crate::app::demo::phrases::{self, Mood};
use crate::app::demo::plan::{Plan, Size};
use crate::app::demo::table::{Table, or_blank};
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use crate::domain::words::{FeedbackKind, FeedbackStatus, Role, Sentiment, Severity, SurveyKind};
use std::collections::BTreeSet;

/// A request to support.
struct Ticket {
    opened: Day,
    closed: Option<Day>,
    severity: Severity,
    subject: &'static str,
    sentiment: Sentiment,
}

/// The columns of tickets.csv.
pub(in crate::app::demo) const TICKETS: &[&str] = &["account", "id", "opened", "closed", "severity", "subject", "sentiment"];

/// The tickets of an account.
pub(in crate::app::demo) fn tickets(plan: &Plan, table: &mut Table) {
    for (nth, ticket) in all_tickets(plan).iter().enumerate() {
        table.row(&[
            &plan.id,
            &format!("T{}-{:02}", plan.place + 1, nth + 1),
            &ticket.opened,
            &or_blank(ticket.closed),
            &ticket.severity.key(),
            &ticket.subject,
            &ticket.sentiment.key(),
        ]);
    }
}

fn all_tickets(plan: &Plan) -> Vec<Ticket> {
    if plan.is_dark() {
        return Vec::new();
    }
    let mut dice = plan.dice(Stream::Tickets);
    let rate = 0.02 * f64::from(plan.seats).sqrt() * plan.temper.tickets;
    let mut tickets = Vec::new();
    for week in (0..).map(|week| plan.first().plus(7 * week)).take_while(|week| *week <= plan.last()) {
        let young = if week.since(plan.terms.start) < 60 { 2.0 } else { 1.0 };
        for _ in 0..dice.count(rate * young) {
            let opened = week.plus(dice.between(0, 6));
            let ticket = ordinary_ticket(plan, opened, &mut dice);
            tickets.extend(Some(ticket).filter(|ticket| plan.tells(ticket.opened)));
        }
    }
    if let Some(quiet) = plan.turns().find_map(|turn| if let Turn::NoTickets(days) = turn { Some(*days) } else { None }) {
        tickets.retain(|ticket| ticket.closed.is_some_and(|closed| closed <= plan.ago(quiet)));
    }
    tickets.extend(plan.turns().filter_map(|turn| match *turn {
        Turn::Ticket { opened, closed, severity, subject, sentiment } => {
            Some(Ticket { opened: plan.ago(opened), closed: closed.map(|ago| plan.ago(ago)), severity, subject, sentiment })
        }
        _ => None,
    }));
    tickets.sort_by_key(|ticket| ticket.opened);
    tickets
}

fn ordinary_ticket(plan: &Plan, opened: Day, dice: &mut Dice) -> Ticket {
    let severity = dice.pick(&phrases::SEVERITIES);
    let days = match severity {
        Severity::Urgent => dice.between(0, 2),
        Severity::High => dice.between(1, 4),
        Severity::Low | Severity::Normal => dice.between(1, 10),
    };
    let closed = opened.plus(days);
    let sentiment = match dice.share() {
        share if share < plan.temper.anger => Sentiment::Negative,
        share if share < plan.temper.anger + 0.25 && severity <= Severity::Normal => Sentiment::Positive,
        _ => Sentiment::Neutral,
    };
    Ticket {
        opened,
        closed: Some(closed).filter(|closed| *closed <= plan.today),
        severity,
        subject: dice.pick(phrases::subjects(severity, plan.company.english)),
        sentiment,
    }
}

/// The columns of surveys.csv.
pub(in crate::app::demo) const SURVEYS: &[&str] = &["account", "contact", "date", "kind", "score", "comment"];

/// The answers of an account: CSAT after tickets, NPS once a quarter.
pub(in crate::app::demo) fn surveys(plan: &Plan, table: &mut Table) {
    let mut dice = plan.dice(Stream::Surveys);
    let mut told: BTreeSet<(Day, SurveyKind, String)> = BTreeSet::new();
    let mut answer = |day: Day, kind: SurveyKind, email: &str, score: i32, comment: &str| {
        if told.insert((day, kind, email.to_owned())) {
            table.row(&[&plan.id, &email, &day, &kind.key(), &score, &comment]);
        }
    };
    for turn in plan.turns() {
        if let Turn::Survey { ago, kind, by, score, comment } = *turn
            && let Some(person) = plan.someone(by, plan.ago(ago))
        {
            answer(plan.ago(ago), kind, &person.email, score, comment);
        }
    }
    let asked_by_story: Vec<(Day, SurveyKind)> =
        plan.turns().filter_map(|turn| if let Turn::Survey { ago, kind, .. } = turn { Some((plan.ago(*ago), *kind)) } else { None }).collect();
    let near_story = |day: Day, kind: SurveyKind| asked_by_story.iter().any(|(told, of)| *of == kind && day.since(*told).abs() < 60);
    for ticket in all_tickets(plan) {
        let (asked, comments) = (dice.chance(0.45), dice.chance(0.35));
        let score = csat(plan, &ticket, &mut dice);
        let day = ticket.closed.filter(|day| asked && plan.tells(*day) && !near_story(*day, SurveyKind::Csat));
        let comment = dice.pick(phrases::comments(Mood::of_csat(score), plan.company.english));
        if let Some((day, person)) = day.and_then(|day| Some((day, plan.someone(Role::User, day)?))) {
            answer(day, SurveyKind::Csat, &person.email, score, if comments { comment } else { "" });
        }
    }
    for (wave, person) in waves(plan).flat_map(|wave| plan.people.iter().map(move |person| (wave, person))) {
        let (day, answers, comments) = (wave.plus(dice.between(0, 9)), dice.chance(if plan.mood < 7.5 { 0.3 } else { 0.45 }), dice.chance(0.5));
        let score = whole_number(plan.mood + 0.8 * dice.bell()).clamp(0, 10);
        let comment = dice.pick(phrases::comments(Mood::of_nps(score), plan.company.english));
        let there = plan.tells(day) && plan.tells(day.plus(-50)) && person.is_here(day) && person.role != Role::Billing;
        if answers && there && !near_story(day, SurveyKind::Nps) {
            answer(day, SurveyKind::Nps, &person.email, score, if comments { comment } else { "" });
        }
    }
}

fn csat(plan: &Plan, ticket: &Ticket, dice: &mut Dice) -> i32 {
    let severe = if matches!(ticket.severity, Severity::High | Severity::Urgent) { 0.5 } else { 0.0 };
    let angry = if ticket.sentiment == Sentiment::Negative { 1.2 } else { 0.0 };
    whole_number(plan.mood / 2.0 + 0.15 - severe - angry + 0.4 * dice.bell()).clamp(1, 5)
}

/// The ninth of February, May, August and November.
fn waves(plan: &Plan) -> impl Iterator<Item = Day> + use<'_> {
    let month_end = plan.ago(0).month_end();
    let ninths = (0..=14).rev().map(move |back| month_end.plus_months(-back).month_end());
    ninths.filter(|end| end.month_day().0 % 3 == 2).filter_map(|end| {
        let day = i32::try_from(end.month_day().1).ok()?;
        Some(end.plus(9 - day))
    })
}

/// The columns of feedback.csv.
pub(in crate::app::demo) const FEEDBACK: &[&str] = &["account", "date", "kind", "theme", "text", "status"];

/// What an account let us know besides tickets.
pub(in crate::app::demo) fn feedback(plan: &Plan, table: &mut Table) {
    let mut dice = plan.dice(Stream::Feedback);
    let mut said: Vec<(Day, FeedbackKind, &str, &str)> = plan
        .turns()
        .filter_map(|turn| if let Turn::Voice { ago, kind, theme, text } = *turn { Some((plan.ago(ago), kind, theme, text)) } else { None })
        .collect();
    let often = match plan.size {
        Size::Large => 3.0,
        Size::Mid => 1.4,
        Size::Small => 0.5,
    };
    for _ in 0..if plan.is_dark() { 0 } else { dice.count(often) } {
        let kind = match dice.share() {
            share if share < plan.temper.anger => FeedbackKind::Complaint,
            share if share < plan.temper.anger + 0.25 => FeedbackKind::Praise,
            _ => FeedbackKind::Request,
        };
        let day = plan.ago(dice.between(1, 420));
        let (theme, text) = dice.pick(phrases::voices(kind));
        said.extend(Some((day, kind, theme, text)).filter(|_| plan.tells(day)));
    }
    said.sort_by_key(|(day, ..)| *day);
    for (day, kind, theme, text) in said {
        table.row(&[&plan.id, &day, &kind.key(), &theme, &text, &status(plan.today.since(day)).key()]);
    }
}

fn status(age: i32) -> FeedbackStatus {
    match age {
        0..30 => FeedbackStatus::New,
        30..120 => FeedbackStatus::Told,
        120..220 => FeedbackStatus::Planned,
        220..300 => FeedbackStatus::Shipped,
        _ => FeedbackStatus::Answered,
    }
}
