//! What we do with an account: the files of interactions, tasks, notes and pulses, and that of the losses.

use crate::app::demo::dice::{Dice, Stream};
use crate::app::demo::phrases;
use crate::app::demo::plan::{Plan, Size};
use crate::app::demo::stories;
use crate::app::demo::table::{Table, or_blank};
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use crate::domain::words::{Held, InteractionKind as Kind, Role, StartedBy, TaskStatus};
use chrono::Weekday;

/// A meeting, call or mail on its way to the file.
struct Contact {
    day: Day,
    kind: Kind,
    minutes: i32,
    note: &'static str,
    with: Role,
    by: StartedBy,
    status: Held,
}

/// The columns of interactions.csv.
pub(in crate::app::demo) const INTERACTIONS: &[&str] = &["account", "date", "kind", "minutes", "note", "contact", "started_by", "status"];

/// The interactions with an account, by the rhythm of its touch model, and what is planned.
pub(in crate::app::demo) fn interactions(plan: &Plan, table: &mut Table) {
    let mut dice = plan.dice(Stream::Interactions);
    let mut contacts = match plan.size {
        _ if plan.is_dark() => Vec::new(),
        Size::Large => meetings(plan, &mut dice),
        Size::Mid => touches(plan, (30, 75), &[Kind::Call, Kind::Mail, Kind::Meeting, Kind::Mail, Kind::Webinar], &mut dice),
        Size::Small => touches(plan, (60, 130), &[Kind::Mail, Kind::Webinar, Kind::Mail], &mut dice),
    };
    let silence = plan.turns().find_map(|turn| if let Turn::Silence(days) = turn { Some(*days) } else { None });
    let told: Vec<Day> = plan.turns().filter_map(|turn| if let Turn::Met { ago, .. } = turn { Some(plan.ago(*ago)) } else { None }).collect();
    contacts.retain(|contact| silence.is_none_or(|days| contact.day < plan.ago(days)));
    // What a story tells of its meetings takes the place of the ordinary ones around them.
    contacts.retain(|contact| told.iter().all(|day| contact.day.since(*day).abs() > 8));
    contacts.extend(plan.turns().filter_map(|turn| match *turn {
        Turn::Met { ago, kind, minutes, with, note } => {
            Some(Contact { day: plan.ago(ago), kind, minutes, note, with, by: StartedBy::Us, status: Held::Held })
        }
        _ => None,
    }));
    contacts.sort_by_key(|contact| contact.day);
    for contact in contacts {
        let person = plan.someone(contact.with, contact.day).map(|person| person.name.as_str());
        table.row(&[
            &plan.id,
            &contact.day,
            &contact.kind.key(),
            &contact.minutes,
            &contact.note,
            &or_blank(person),
            &contact.by.key(),
            &contact.status.key(),
        ]);
    }
}

/// High touch: a meeting every four weeks, every third a quarterly review, every second with the decision maker; mails and
/// calls between; the next one in the calendar.
fn meetings(plan: &Plan, dice: &mut Dice) -> Vec<Contact> {
    let (latest, review) = (dice.between(2, 25), dice.between(0, 2));
    let planned = dice.chance(0.7) && plan.loss.is_none();
    let mut contacts = Vec::new();
    for nth in -1..=16 {
        let day = office_day(plan.ago(latest + 28 * nth));
        let kind = if nth.rem_euclid(3) == review { Kind::Qbr } else { Kind::Meeting };
        let minutes = if kind == Kind::Qbr { 75 } else { 45 };
        let with = if kind == Kind::Qbr || nth.rem_euclid(2) == 0 { Role::DecisionMaker } else { Role::Champion };
        let (note, held) = (dice.pick(phrases::notes(kind)), if dice.chance(0.04) { Held::Missed } else { Held::Held });
        let (between, small) = (office_day(day.plus(dice.between(6, 20))), if dice.chance(0.6) { Kind::Mail } else { Kind::Call });
        let small_note = dice.pick(phrases::notes(small));
        if nth < 0 {
            let next = Contact { day, kind, minutes, note: "", with, by: StartedBy::Us, status: Held::Planned };
            contacts.extend(Some(next).filter(|next| planned && next.day > plan.today));
            continue;
        }
        contacts.extend(Some(Contact { day, kind, minutes, note, with, by: StartedBy::Us, status: held }).filter(|contact| plan.tells(contact.day)));
        let by = if dice.chance(0.3) { StartedBy::Them } else { StartedBy::Us };
        let minutes = if small == Kind::Mail { 10 } else { 20 };
        let small = Contact { day: between, kind: small, minutes, note: small_note, with: Role::Champion, by, status: Held::Held };
        contacts.extend(Some(small).filter(|contact| plan.tells(contact.day)));
    }
    contacts
}

/// Low and tech touch: now and then something, from today backwards.
fn touches(plan: &Plan, (least, most): (i32, i32), kinds: &[Kind], dice: &mut Dice) -> Vec<Contact> {
    let mut contacts = Vec::new();
    // Who is lukewarm has been left alone for longer.
    let mut ago = dice.between(2, most) + if plan.mood < 7.2 { 55 } else { 0 };
    while plan.ago(ago) >= plan.first() {
        let kind = dice.pick(kinds);
        let minutes = match kind {
            Kind::Meeting => 40,
            Kind::Call => 20,
            Kind::Webinar => 60,
            _ => 5,
        };
        let status = if kind == Kind::Webinar && dice.chance(0.5) { Held::Invited } else { Held::Held };
        let by = if dice.chance(0.2) { StartedBy::Them } else { StartedBy::Us };
        let note = dice.pick(phrases::notes(kind));
        let contact = Contact { day: office_day(plan.ago(ago)), kind, minutes, note, with: Role::Champion, by, status };
        contacts.extend(Some(contact).filter(|contact| plan.tells(contact.day)));
        ago += dice.between(least, most);
    }
    contacts
}

/// The day itself, or the Friday before a weekend.
fn office_day(day: Day) -> Day {
    match day.weekday() {
        Weekday::Sat => day.plus(-1),
        Weekday::Sun => day.plus(-2),
        _ => day,
    }
}

/// The columns of tasks.csv.
pub(in crate::app::demo) const TASKS: &[&str] = &["account", "title", "due", "minutes", "status", "kind", "opened"];

/// The tasks that the lead wrote down by hand; one belongs to no account.
pub(in crate::app::demo) fn tasks(plan: &Plan, table: &mut Table) {
    let mut row = |account: &str, title: &str, due: Day, minutes: i32, kind: Option<Kind>| {
        let opened = due.plus(-12).min(plan.ago(2));
        table.row(&[&account, &title, &due, &minutes, &TaskStatus::Open.key(), &or_blank(kind.map(Kind::key)), &opened]);
    };
    for turn in plan.turns() {
        if let Turn::Task { due, minutes, kind, title } = *turn {
            row(&plan.id, title, plan.ago(due), minutes, kind);
        }
    }
    if plan.place == 0 {
        row("", "月次レポートを代表に送る", plan.ago(-4), 30, None);
    }
    let mut dice = plan.dice(Stream::Tasks);
    let (asked, ahead) = (dice.chance(0.1), dice.between(-2, 8));
    if asked && plan.loss.is_none() && stories::at(plan.place).is_none() {
        let (title, minutes, kind) = dice.pick(&phrases::TASKS);
        row(&plan.id, title, plan.ago(-ahead), minutes, Some(kind));
    }
}

/// The columns of notes.csv.
pub(in crate::app::demo) const NOTES: &[&str] = &["account", "date", "text"];

/// The memos of an account.
pub(in crate::app::demo) fn notes(plan: &Plan, table: &mut Table) {
    let mut dice = plan.dice(Stream::Notes);
    let (noted, ago) = (dice.chance(0.3), dice.between(20, 300));
    for turn in plan.turns() {
        if let Turn::Note { ago, text } = turn {
            table.row(&[&plan.id, &plan.ago(*ago), text]);
        }
    }
    if noted && plan.size != Size::Small && plan.tells(plan.ago(ago)) && stories::at(plan.place).is_none() {
        table.row(&[&plan.id, &plan.ago(ago), &dice.pick(&phrases::MEMOS)]);
    }
}

/// The columns of pulses.csv.
pub(in crate::app::demo) const PULSES: &[&str] = &["account", "date", "light", "reason", "until"];

/// The lead's own judgements of an account.
pub(in crate::app::demo) fn pulses(plan: &Plan, table: &mut Table) {
    for turn in plan.turns() {
        if let Turn::Pulse { ago, light, reason, days } = turn {
            table.row(&[&plan.id, &plan.ago(*ago), light, reason, &plan.ago(*ago - *days)]);
        }
    }
}

/// The columns of outcomes.csv.
pub(in crate::app::demo) const OUTCOMES: &[&str] = &["account", "churned_on", "reason", "recorded"];

/// The loss of an account, past or announced.
pub(in crate::app::demo) fn outcomes(plan: &Plan, table: &mut Table) {
    if let Some(loss) = plan.loss {
        table.row(&[&plan.id, &loss.day, &loss.reason, &loss.told]);
    }
}
