//! `[[touch]]`, `[[trigger]]`, `[queue]` and `[[phase]]`: what the method makes of scores.

use crate::config::Expected;
use crate::config::table::{Table, Value};
use crate::domain::words::{InteractionKind, Phase, Touch};
use crate::rules::model::{PhaseRule, Queue, TouchModel, Trigger};
use crate::rules::parse::check::{Check, Seen, days, label};
use crate::rules::problem::{ProblemKind, Thing};

/// Touch models and phases ask for rows and scores.
const METHOD_LEVEL: u8 = 1;
/// Triggers may ask for judgements too (`is:unconfirmed`, `is:watermelon` are worth a task): nothing that makes a judgement
/// asks for triggers, so they close no circle.
const TRIGGER_LEVEL: u8 = 2;
/// The longest effort of one task, in minutes.
const MAX_MINUTES: u32 = 24 * 60;

pub(in crate::rules::parse) fn touches(check: &Check<'_>, root: &Table<'_>) -> Vec<TouchModel> {
    let tables = root.take("touch").map(|value| value.tables()).unwrap_or_default();
    let mut seen = Seen::new(Thing::Touch);
    let last = tables.len().saturating_sub(1);
    let mut touches = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let keys: Vec<&'static str> = Touch::ALL.iter().map(|touch| touch.key()).collect();
        let key = keyed(check, table, &keys, &mut seen).map(|place| Touch::ALL[place]);
        let when = table.take("when").and_then(|value| check.filter(&value, METHOD_LEVEL));
        let meet_every = days(table, "meet_every");
        let capacity = table.take("capacity").and_then(|value| value.count(1_000_000));
        table.finish();
        let Some(key) = key else { continue };
        if !table.has("when") && place != last {
            check.report(table.span(), ProblemKind::MatchesAllButNotLast { thing: Thing::Touch, key: key.key().to_owned() });
        }
        touches.push(TouchModel { key, when, meet_every, capacity });
    }
    touches
}

/// The key of a thing that is one of a closed list, and once among its kind.
fn keyed(check: &Check<'_>, table: &Table<'_>, keys: &[&'static str], seen: &mut Seen) -> Option<usize> {
    let value = table.need("key")?;
    let place = value.word(keys)?;
    check.once(keys[place], value.span(), seen);
    Some(place)
}

pub(in crate::rules::parse) fn phases(check: &Check<'_>, root: &Table<'_>) -> Vec<PhaseRule> {
    let tables = root.take("phase").map(|value| value.tables()).unwrap_or_default();
    let mut seen = Seen::new(Thing::Phase);
    // Contracts and outcomes alone decide who has churned.
    let phases: Vec<Phase> = Phase::ALL.iter().copied().filter(|phase| *phase != Phase::Churned).collect();
    let keys: Vec<&'static str> = phases.iter().map(|phase| phase.key()).collect();
    let read = |table: &Table<'_>| {
        let key = keyed(check, table, &keys, &mut seen).map(|place| phases[place]);
        let exit_when = table.need("exit_when").and_then(|value| check.filter(&value, METHOD_LEVEL));
        table.finish();
        Some(PhaseRule { key: key?, exit_when: exit_when? })
    };
    tables.iter().filter_map(read).collect()
}

pub(in crate::rules::parse) fn triggers(check: &Check<'_>, root: &Table<'_>) -> Vec<Trigger> {
    let tables = root.take("trigger").map(|value| value.tables()).unwrap_or_default();
    let mut seen = Seen::new(Thing::Trigger);
    tables.iter().filter_map(|table| trigger(check, table, &mut seen)).collect()
}

fn trigger(check: &Check<'_>, table: &Table<'_>, seen: &mut Seen) -> Option<Trigger> {
    let key = check.key(table, "key", seen);
    let text = |key| table.take(key).and_then(|value| value.text()).map(str::to_owned);
    let kinds: Vec<&'static str> = InteractionKind::ALL.iter().map(|kind| kind.key()).collect();
    let family = text("family");
    let when = table.need("when").and_then(|value| check.filter(&value, TRIGGER_LEVEL));
    let trigger = Trigger {
        family,
        when: when.clone().unwrap_or_default(),
        unless: table.take("unless").and_then(|value| check.filter(&value, TRIGGER_LEVEL)),
        held_for: days(table, "held_for").unwrap_or(1).max(1),
        task: table.take("task").and_then(|value| label(&value)),
        kind: table.take("kind").and_then(|value| value.word(&kinds)).map(|place| InteractionKind::ALL[place]),
        due: table.take("due").and_then(|value| business_days(&value)),
        minutes: table.take("minutes").and_then(|value| value.count(MAX_MINUTES)),
        playbook: text("playbook"),
        again: days(table, "again"),
        cooldown: days(table, "cooldown"),
        close_when_clear: table.take("close_when_clear").and_then(|value| value.yes_no()).unwrap_or(false),
        key,
    };
    table.finish();
    if !table.has("task") && !table.has("playbook") {
        check.report(table.span(), ProblemKind::NoAction { key: trigger.key.clone() });
    }
    when.map(|_| trigger)
}

/// Reads `+3d`.
fn business_days(value: &Value<'_>) -> Option<i32> {
    value.read(Expected::BusinessDays, |text| {
        let digits = text.strip_prefix('+').unwrap_or(text).strip_suffix('d')?;
        digits.parse::<u16>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit())).map(i32::from)
    })
}

pub(in crate::rules::parse) fn queue(root: &Table<'_>) -> Queue {
    let default = Queue::default();
    let Some(table) = root.take("queue").and_then(|value| value.table()) else { return default };
    let number = |key, default| table.take(key).and_then(|value| value.number(Some(0.0), Some(1000.0))).unwrap_or(default);
    let count = |key, default| table.take(key).and_then(|value| value.count(10_000)).unwrap_or(default);
    let queue = Queue {
        due: number("due", default.due),
        light: number("light", default.light),
        money: number("money", default.money),
        renewal: number("renewal", default.renewal),
        drop: number("drop", default.drop),
        cadence: number("cadence", default.cadence),
        age: number("age", default.age),
        first_run: count("first_run", default.first_run),
        held_per_day: count("held_per_day", default.held_per_day),
    };
    table.finish();
    queue
}
