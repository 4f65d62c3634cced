//! Tasks in words: their titles in the reader's language, and why they are there.

use crate::book::rows::Task;
use crate::domain::Day;
use crate::facts::{FactRef, Form, JUDGEMENTS, NameSpec, Value};
use crate::i18n::format::round;
use crate::i18n::{Formats, Lang, facts, label};
use crate::method::{Why, WhyFact, trigger_of};
use crate::rules::Rules;
use serde_json::Value as Json;

/// A task's title: the label of its trigger where the rules still have it, else as it was written.
pub fn task_title(rules: &Rules, task: &Task, lang: Lang) -> String {
    let trigger = trigger_of(task, rules).and_then(|trigger| trigger.task.as_ref());
    trigger.map_or_else(|| task.title.clone(), |of| label(lang, of).to_owned())
}

/// How many facts a reason names.
const TOLD: usize = 3;

/// Why a task is there: what its triggers saw, each fact once, as it was seen last. Empty for a task made by hand. What was
/// seen before the day that is looked at carries its day; what counts down to a day is counted from the day looked at.
pub fn why_text(formats: Formats, rules: &Rules, task: &Task, today: Day) -> String {
    let whys = Why::read(task.why.as_deref());
    let storms = whys.iter().filter(|why| !why.accounts.is_empty()).map(|why| storm(formats.lang, why.accounts.len()));
    let mut facts: Vec<(&WhyFact, i32)> = Vec::new();
    for why in &whys {
        let ago = why.day.map_or(0, |seen| today.since(seen)).max(0);
        for fact in why.facts.iter().filter(|fact| !FRAMES.contains(&fact.fact.as_str())) {
            match facts.iter_mut().find(|(known, _)| known.fact == fact.fact) {
                Some((_, since)) if *since <= ago => {}
                Some(known) => *known = (fact, ago),
                None => facts.push((fact, ago)),
            }
        }
    }
    let texts = facts.into_iter().filter_map(|(fact, ago)| fact_text(formats, rules, fact, today.plus(-ago), ago)).take(TOLD);
    storms.chain(texts).collect::<Vec<_>>().join(formats.lang.pick(", ", "、"))
}

/// Facts that say for whom a trigger is, not why it fired.
const FRAMES: &[&str] = &["touch", "tenure", "term", "arr.place", "planned", "nps.age", "champion", "proposals.open", "leaving"];

/// A fact that was seen on a day, a number of days ago.
fn fact_text(formats: Formats, rules: &Rules, fact: &WhyFact, seen: Day, ago: i32) -> Option<String> {
    let reference = FactRef::parse(&fact.fact, &rules.names()).ok()?;
    let value = value_of(&fact.value, reference.fact.form)?;
    let value = match (&value, reference.fact.key) {
        (Value::Number(points), "trend") => format!("{points:+.0}"),
        (Value::Number(days), _) if reference.fact.form == Form::Until => formats.until(*days - f64::from(ago)),
        (Value::Number(ratio), "touch_ratio") => return Some(gap(formats, *ratio)),
        (Value::Set(keys), "is") => judgements(formats.lang, keys),
        _ => formats.value(Some(&value), reference.fact.form),
    };
    let stays_true = reference.fact.form == Form::Until && fact.on.is_none();
    let on = fact.on.or_else(|| (ago > 0 && !stays_true).then_some(seen)).map(|day| format!(" ({day})")).unwrap_or_default();
    let name = name(formats.lang, rules, &reference);
    // 「最終QBRから76日」: what counts from something runs on into its number.
    let between = if name.is_empty() || name.ends_with("から") { "" } else { " " };
    Some(format!("{name}{between}{value}{on}"))
}

/// How long ago the last touch is, against the cadence of the touch model.
fn gap(formats: Formats, ratio: f64) -> String {
    let times = formats.number(round(ratio, 1));
    formats.lang.pick(format!("last touch {times} cadences ago"), format!("接点の間隔が目安の{times}倍"))
}

fn judgements(lang: Lang, keys: &[String]) -> String {
    let word = |key: &String| {
        JUDGEMENTS
            .iter()
            .find(|judgement| judgement.key == *key)
            .map_or_else(|| key.clone(), |judgement| lang.pick(judgement.key, judgement.ja).replace('-', " "))
    };
    keys.iter().map(word).collect::<Vec<_>>().join(lang.pick(", ", "・"))
}

/// The fact's name in the reader's language; of a metric, the metric's own label.
fn name(lang: Lang, rules: &Rules, reference: &FactRef) -> String {
    if reference.fact.name() == NameSpec::Metric {
        let metric = rules.metrics().iter().find(|metric| metric.key == reference.args.name);
        return metric.map_or_else(|| reference.args.name.clone(), |metric| label(lang, &metric.label).to_owned());
    }
    let short = facts::short_name(reference.fact.key);
    short.map_or_else(
        || lang.pick(reference.fact.key.replace(['.', '_'], " "), reference.fact.ja.first().map(|name| (*name).to_owned()).unwrap_or_default()),
        |text| text.pick(lang).to_owned(),
    )
}

fn value_of(value: &Json, form: Form) -> Option<Value> {
    match (value, form) {
        (Json::Number(number), _) => number.as_f64().map(Value::Number),
        (Json::Bool(yes), _) => Some(Value::YesNo(*yes)),
        (Json::String(text), Form::Words(words)) => words.iter().find(|word| word.key == text).map(|word| Value::Word(word.key)),
        (Json::String(text), _) => Some(Value::Text(text.clone())),
        (Json::Array(items), _) => Some(Value::Set(items.iter().filter_map(Json::as_str).map(str::to_owned).collect())),
        (Json::Null | Json::Object(_), _) => None,
    }
}

fn storm(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} accounts together: season or incident?"), format!("{count}社が同時に該当: 季節要因か障害か"))
}
