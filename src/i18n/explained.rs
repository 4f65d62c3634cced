//! Scores in words: labels, reasons, bands, what is unknown, what would turn a light.

use crate::facts::{FactRef, Form, Value};
use crate::i18n::{Formats, Lang, sentences};
use crate::rules::{Applied, Change, Counterfactual, Label, Missing, MissingData, Reason, SignalExplained, Target, Test, Unknown};

sentences! {
    at_least(value) { en: "≥ {value}", ja: "{value}以上" }
    at_most(value) { en: "≤ {value}", ja: "{value}以下" }
    more_than(value) { en: "> {value}", ja: "{value}超" }
    less_than(value) { en: "< {value}", ja: "{value}未満" }
    between(low, high) { en: "{low} to {high}", ja: "{low}〜{high}" }
    otherwise() { en: "else", ja: "それ以外" }
    on_line(from, to) { en: "{from} to {to}", ja: "{from}〜{to}" }
    filled_zero() { en: "unknown, counted as zero", ja: "不明のため0点" }
    filled_full() { en: "unknown, counted as full", ja: "不明のため満点" }
    no_data() { en: "no data", ja: "データなし" }
    stale(days) { en: "{days} days old", ja: "{days}日前のデータ" }
    no_divisor() { en: "nothing to divide by", ja: "割る値が不明" }
    not_asked() { en: "not asked yet", ja: "対象外" }
    reason_signal(label, value) { en: "{label}: {value}", ja: "{label}: {value}" }
    reason_pulse(light, reason) { en: "your judgement: {light} ({reason})", ja: "担当判断: {light} ({reason})" }
    reason_missing(label, source) { en: "{label} is unknown: import {source}", ja: "{label}が不明: {source} を取り込んでください" }
    change_signal(label, target, now) { en: "{label} {target} (now {now})", ja: "{label} {target} (現在 {now})" }
    change_override(because) { en: "an end of \"{because}\"", ja: "「{because}」の解消" }
    reach(light, changes) { en: "To {light}: {changes}.", ja: "「{light}」にするには: {changes}。" }
    more_than_four(light) { en: "To {light}: more than 4 things.", ja: "「{light}」にするには5つ以上の改善が必要です。" }
    nothing(light) { en: "Nothing that anyone can change reaches {light}.", ja: "働きかけで変えられる項目だけでは「{light}」になりません。" }
    lacking(missing) { en: "Too little is known. Missing: {missing}.", ja: "データが足りません。不足: {missing}。" }
}

/// A label in the reader's language.
pub fn label(lang: Lang, label: &Label) -> &str {
    lang.pick(&label.en, &label.ja)
}

/// The form in which a signal's value is written: of a quotient, a plain number or a share.
pub fn form_of(fact: &FactRef, per: Option<&FactRef>) -> Form {
    if per.is_some() { Form::Share } else { fact.fact.form }
}

/// The band that gave a signal its points.
pub fn band_text(formats: Formats, band: &Applied, form: Form) -> String {
    let lang = formats.lang;
    let number = |value: f64| formats.value(Some(&Value::Number(value)), form);
    match band {
        Applied::Band(Test::AtLeast(least)) => at_least(lang, number(*least)),
        Applied::Band(Test::AtMost(most)) => at_most(lang, number(*most)),
        Applied::Band(Test::Equals(value)) => formats.value(Some(value), form),
        Applied::Band(Test::Else) => otherwise(lang),
        Applied::Linear { from, to } => on_line(lang, number(*from), number(*to)),
        Applied::Filled(Missing::Full) => filled_full(lang),
        Applied::Filled(_) => filled_zero(lang),
    }
}

/// Why a signal is unknown.
pub fn unknown_text(lang: Lang, unknown: Unknown) -> String {
    match unknown {
        Unknown::NoData => no_data(lang),
        Unknown::Stale { days } => stale(lang, days),
        Unknown::NoDivisor => no_divisor(lang),
        Unknown::NotAsked => not_asked(lang),
    }
}

/// A reason in a few words.
pub fn reason_text(formats: Formats, reason: &Reason) -> String {
    let lang = formats.lang;
    match reason {
        Reason::Pulse { light, reason } => reason_pulse(lang, formats.light(*light), reason),
        Reason::Override { because, .. } => label(lang, because).to_owned(),
        Reason::Signal { label: of, value, form, .. } => reason_signal(lang, label(lang, of), formats.value(value.as_ref(), *form)),
        Reason::Missing(missing) => missing_text(lang, missing),
    }
}

fn missing_text(lang: Lang, missing: &MissingData) -> String {
    reason_missing(lang, label(lang, &missing.label), missing.source)
}

/// A target in the fact's own unit.
pub fn target_text(formats: Formats, target: &Target, form: Form) -> String {
    let lang = formats.lang;
    let number = |value: f64| formats.value(Some(&Value::Number(value)), form);
    match target {
        Target::YesNo(yes) => formats.value(Some(&Value::YesNo(*yes)), form),
        Target::Between { low: Some(low), high: Some(high) } => between(lang, number(low.value), number(high.value)),
        Target::Between { low: Some(low), high: None } if low.inside => at_least(lang, number(low.value)),
        Target::Between { low: Some(low), high: None } => more_than(lang, number(low.value)),
        Target::Between { low: None, high: Some(high) } if high.inside => at_most(lang, number(high.value)),
        Target::Between { low: None, high: Some(high) } => less_than(lang, number(high.value)),
        Target::Between { low: None, high: None } => otherwise(lang),
    }
}

/// One change of a counterfactual.
pub fn change_text(formats: Formats, change: &Change, signals: &[SignalExplained]) -> String {
    let lang = formats.lang;
    match change {
        Change::Signal { key, label: of, now, target, .. } => {
            let form = signals.iter().find(|signal| signal.key == *key).map_or(Form::Number, |signal| form_of(&signal.fact, signal.per.as_ref()));
            change_signal(lang, label(lang, of), target_text(formats, target, form), formats.value(Some(now), form))
        }
        Change::Override { because, .. } => change_override(lang, label(lang, because)),
    }
}

/// What would turn the light, as one sentence; nothing for a green one.
pub fn counterfactual_text(formats: Formats, counterfactual: &Counterfactual, signals: &[SignalExplained]) -> Option<String> {
    let lang = formats.lang;
    let listed = |changes: &[Change]| {
        let texts: Vec<String> = changes.iter().map(|change| change_text(formats, change, signals)).collect();
        texts.join(lang.pick(" and ", "、"))
    };
    match counterfactual {
        Counterfactual::Green => None,
        Counterfactual::Reached { light, changes } => Some(reach(lang, formats.light(*light), listed(changes))),
        Counterfactual::MoreThanFour { light } => Some(more_than_four(lang, formats.light(*light))),
        Counterfactual::Nothing { light } => Some(nothing(lang, formats.light(*light))),
        Counterfactual::Missing { missing, changes } => {
            let names: Vec<String> = missing.iter().map(|missing| format!("{} ({})", label(lang, &missing.label), missing.source)).collect();
            let all = names.into_iter().chain((!changes.is_empty()).then(|| listed(changes)));
            Some(lacking(lang, all.collect::<Vec<_>>().join(lang.pick(", ", "、"))))
        }
    }
}
