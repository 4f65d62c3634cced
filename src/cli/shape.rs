//! The JSON of accounts, explanations and entries: names and keys are a contract. Numbers are exact, texts in the reader's
//! language.

use crate::app::{Entry, Session, TaskLine, TimelineEvent, timeline};
use crate::book::rows::Task;
use crate::book::{AccountIx, Term};
use crate::domain::Light;
use crate::domain::words::InteractionKind;
use crate::facts::{At, FactRef, Value as FactValue};
use crate::i18n::{Lang, band_text, change_text, entry_text, form_of, label, reason_text, target_text, task_title, why_text};
use crate::method::Why;
use crate::rules::{Change, Counterfactual, Effect, Explanation, Outcome, OverrideExplained, Scale, SignalExplained, Since, SinceChange, Target};
use serde_json::{Map, Value, json};

/// A fact's value as JSON.
pub fn value(value: Option<&FactValue>) -> Value {
    match value {
        None => Value::Null,
        Some(FactValue::Number(number)) => number_json(*number),
        Some(FactValue::Text(text)) => json!(text),
        Some(FactValue::Word(key)) => json!(key),
        Some(FactValue::Set(texts)) => json!(texts),
        Some(FactValue::YesNo(yes)) => json!(yes),
    }
}

/// Whole numbers without a point where JSON can hold them so.
fn number_json(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small first")]
    let whole = number as i64;
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(whole) } else { json!(number) }
}

fn fact(at: &At<'_>, key: &str) -> Value {
    FactRef::named(key).map_or(Value::Null, |fact| value(at.value(&fact).value.as_ref()))
}

/// The object of an account in every listing.
pub fn account(session: &Session, ix: AccountIx, outcome: Option<&Outcome>) -> Value {
    let at = session.at(ix);
    let light = |of: fn(&Outcome) -> Light| outcome.map(|outcome| of(outcome).key());
    let formats = session.formats();
    let reasons: Vec<String> = session.lens.reasons(ix, session.day).iter().map(|reason| reason_text(formats, reason)).collect();
    json!({
        "id": at.code(),
        "name": at.name(),
        "light": light(|outcome| outcome.light),
        "computed": light(|outcome| outcome.computed),
        "score": outcome.and_then(|outcome| outcome.score),
        "coverage": outcome.map(|outcome| outcome.coverage),
        "trend": session.lens.trend(ix, session.day),
        "arr": at.arr(),
        "currency": session.config.currency.own,
        "renewal_days": fact(&at, "renewal"),
        "notice_days_left": fact(&at, "notice"),
        "touch": fact(&at, "touch"),
        "phase": fact(&at, "phase"),
        "last_touch_days": fact(&at, "last_touch"),
        "churned": at.life().churned(),
        "marks": at.marks(),
        "tags": at.attribute("tags").map(|tags| tags.split(';').map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default(),
        "reasons": reasons,
    })
}

/// The object of `show`.
pub fn page(session: &Session, ix: AccountIx, tasks: &[TaskLine]) -> Value {
    let at = session.at(ix);
    let mut page = account(session, ix, session.lens.outcome(ix, session.day).as_deref());
    if let Some(page) = page.as_object_mut() {
        page.insert("contracts".into(), at.life().terms.iter().map(|term| contract(session, term)).collect());
        page.insert("contacts".into(), at.all_contacts().map(|contact| contact_json(&contact)).collect());
        page.insert("tasks".into(), tasks.iter().map(|line| task(session, line)).collect());
        page.insert("timeline".into(), timeline(&at).iter().map(|event| event_json(event, session.formats().lang)).collect());
    }
    page
}

fn contract(session: &Session, term: &Term<'_>) -> Value {
    let row = term.contract;
    json!({
        "product": row.product,
        "amount": row.amount.map(|minor| row.currency.major(minor)),
        "currency": row.currency,
        "seats": row.seats,
        "start": row.start,
        "end": term.end,
        "auto_renew": row.auto_renew,
        "notice_days": row.notice_days,
        "unconfirmed": term.unconfirmed,
        "renewal_days": term.renews.map(|day| day.since(session.day)),
    })
}

fn contact_json(contact: &crate::facts::at::ContactAt<'_>) -> Value {
    let row = contact.row;
    json!({
        "name": row.name,
        "email": row.email,
        "phone": row.phone,
        "department": row.department,
        "title": row.title,
        "roles": contact.roles().collect::<Vec<_>>(),
        "left_on": contact.left_on,
    })
}

/// The object of a task in every listing.
pub fn task(session: &Session, line: &TaskLine) -> Value {
    let (task, formats) = (&line.task, session.formats());
    let at = session.account_of(task);
    let terms = line
        .queued
        .as_ref()
        .map(|item| item.terms.named().into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect::<Map<String, Value>>());
    json!({
        "id": task.id,
        "account": at.as_ref().map(At::code),
        "account_name": at.as_ref().map(At::name),
        "title": task_title(session.lens.rules(), task, formats.lang),
        "kind": task.kind.map(InteractionKind::key),
        "due": task.due,
        "minutes": line.queued.as_ref().map_or(task.minutes, |item| Some(item.minutes)),
        "status": task.status.key(),
        "snoozed_until": task.snoozed_until,
        "waiting": task.waiting,
        "source": task.source,
        "source_key": task.source_key,
        "family": task.family,
        "why": why_text(formats, session.lens.rules(), task, session.day),
        "urgency": line.queued.as_ref().map(|item| item.urgency),
        "terms": terms,
        "in_plan": line.queued.as_ref().is_some_and(|item| item.in_plan),
        "held": line.queued.as_ref().is_some_and(|item| item.held),
        "opened": task.opened,
        "closed": task.closed,
        "reason": task.reason,
        "accounts": storm_accounts(session, task),
    })
}

/// The ids of the accounts that a storm stands for; null for any other task.
fn storm_accounts(session: &Session, task: &Task) -> Option<Vec<String>> {
    let whys = Why::read(task.why.as_deref());
    let places = whys.iter().flat_map(|why| &why.accounts).filter_map(|id| session.book().place(*id));
    let codes: Vec<String> = places.map(|ix| session.at(ix).code().to_owned()).collect();
    (!codes.is_empty()).then_some(codes)
}

fn event_json(event: &TimelineEvent, lang: Lang) -> Value {
    json!({"date": event.day, "kind": event.kind.key(), "what": event.word.map(|word| lang.word(word)), "score": event.number, "text": event.text})
}

/// The object of `explain`.
pub fn explanation(session: &Session, explained: &Explanation) -> Value {
    let formats = session.formats();
    json!({
        "account": explained.account,
        "name": explained.name,
        "scorecard": explained.scorecard,
        "scale": match explained.scale { Scale::Percent => "percent", Scale::Points => "points" },
        "score": explained.score,
        "points": explained.points,
        "max": explained.max,
        "coverage": explained.coverage,
        "light": explained.light,
        "computed": explained.computed,
        "pulse": explained.pulse.as_ref().map(|pulse| json!({"light": pulse.light, "reason": pulse.reason, "set_on": pulse.day, "until": pulse.until})),
        "signals": explained.signals.iter().map(|part| signal(session, part)).collect::<Vec<_>>(),
        "overrides": explained.overrides.iter().map(|part| override_json(formats.lang, part)).collect::<Vec<_>>(),
        "counterfactual": counterfactual(session, explained),
        "since": explained.since.as_ref().map(|part| since(formats.lang, part)),
    })
}

fn signal(session: &Session, part: &SignalExplained) -> Value {
    let formats = session.formats();
    let form = form_of(&part.fact, part.per.as_ref());
    let fact = part.per.as_ref().map_or_else(|| part.fact.to_string(), |per| format!("{} per {per}", part.fact));
    json!({
        "key": part.key,
        "label": label(formats.lang, &part.label),
        "group": part.group,
        "fact": fact,
        "value": value(part.value.as_ref()),
        "observed_on": part.observed_on,
        "band": part.band.as_ref().map(|band| band_text(formats, band, form)),
        "points": part.points,
        "max": part.max,
        "weight": part.weight,
        "share": part.share,
        "known": part.known,
        "change": part.change,
        "part": part.part,
    })
}

fn override_json(lang: Lang, part: &OverrideExplained) -> Value {
    let (effect, light) = match part.effect {
        Effect::AtBest(light) => ("at_best", light),
        Effect::AtWorst(light) => ("at_worst", light),
    };
    json!({"when": part.when, "effect": format!("{effect} {light}"), "because": label(lang, &part.because), "applied": part.applied})
}

fn counterfactual(session: &Session, explained: &Explanation) -> Value {
    let formats = session.formats();
    let listed = |changes: &[Change]| -> Vec<Value> {
        let signals = &explained.signals;
        changes.iter().map(|change| json!({"key": change_key(change), "now": change_now(change), "target": change_target(session, change, explained), "text": change_text(formats, change, signals)})).collect()
    };
    match &explained.counterfactual {
        Counterfactual::Green => json!({"light": Light::Green, "changes": []}),
        Counterfactual::Reached { light, changes } => json!({"light": light, "changes": listed(changes)}),
        Counterfactual::MoreThanFour { light } => json!({"light": light, "changes": [], "note": "more than 4"}),
        Counterfactual::Nothing { light } => json!({"light": light, "changes": [], "note": "nothing reaches it"}),
        Counterfactual::Missing { missing, changes } => {
            let lacking: Vec<Value> = missing
                .iter()
                .map(|part| json!({"key": part.key, "now": null, "target": null, "import": part.source, "share": part.share}))
                .collect();
            let all = [lacking, listed(changes)].concat();
            json!({"light": Light::Yellow, "changes": all, "note": "data is missing"})
        }
    }
}

fn change_key(change: &Change) -> &str {
    match change {
        Change::Signal { key, .. } => key,
        Change::Override { when, .. } => when,
    }
}

fn change_now(change: &Change) -> Value {
    match change {
        Change::Signal { now, .. } => value(Some(now)),
        Change::Override { .. } => json!(true),
    }
}

fn change_target(session: &Session, change: &Change, explained: &Explanation) -> Value {
    match change {
        Change::Signal { key, target, .. } => match target {
            Target::YesNo(yes) => json!(yes),
            target @ Target::Between { .. } => {
                let part = explained.signals.iter().find(|part| part.key == *key);
                part.map_or(Value::Null, |part| json!(target_text(session.formats(), target, form_of(&part.fact, part.per.as_ref()))))
            }
        },
        Change::Override { .. } => json!(false),
    }
}

fn since(lang: Lang, part: &Since) -> Value {
    json!({"date": part.date, "score": part.score, "light": part.light, "changes": part.changes.iter().map(|change| since_change(lang, change)).collect::<Vec<_>>()})
}

fn since_change(lang: Lang, change: &SinceChange) -> Value {
    match change {
        SinceChange::Signal { key, label: of, before, now, points_before, points, part_change } => json!({
            "key": key,
            "label": label(lang, of),
            "before": value(before.as_ref()),
            "now": value(now.as_ref()),
            "points_before": points_before,
            "points": points,
            "change": part_change,
        }),
        SinceChange::Override { when, because, applied } => json!({"key": when, "label": label(lang, because), "before": !applied, "now": applied}),
    }
}

/// The object of an entry of the journal.
pub fn entry(done: &Entry, lang: Lang) -> Value {
    json!({
        "id": done.id.0,
        "at": done.at,
        "day": done.day,
        "source": done.source.key(),
        "what": entry_text(lang, &done.what),
        "undone": done.undone,
    })
}
