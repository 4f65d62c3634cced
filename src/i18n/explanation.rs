//! A score taken apart, as the lines and cells in which both faces show it.

use crate::domain::Day;
use crate::facts::Form;
use crate::i18n::format::round;
use crate::i18n::{Formats, Lang, band_text, counterfactual_text, form_of, label, messages, unknown_text};
use crate::rules::{Effect, Explanation, SignalExplained, SinceChange};

/// The titles of the columns of signals, and whether a column is of figures.
pub fn titles(lang: Lang) -> [(&'static str, bool); 7] {
    [
        (lang.pick("signal", "評価項目"), false),
        (lang.pick("value", "値"), false),
        (lang.pick("data of", "データ"), true),
        (lang.pick("band", "段階"), false),
        (lang.pick("points", "点"), true),
        (lang.pick("of score", "スコア寄与"), true),
        (lang.pick("28d", "28日"), true),
    ]
}

/// The lead's own judgement beside the computed light, where one is in force.
pub fn pulse(formats: Formats, explained: &Explanation) -> Option<String> {
    let pulse = explained.pulse.as_ref()?;
    Some(messages::pulse_line(formats.lang, formats.light(pulse.light), &pulse.reason, pulse.until, formats.light(explained.computed)))
}

/// The overrides that act, each as a sentence.
pub fn overrides(formats: Formats, explained: &Explanation) -> Vec<String> {
    let applied = explained.overrides.iter().filter(|part| part.applied);
    let text = |part: &crate::rules::OverrideExplained| {
        let because = label(formats.lang, &part.because);
        match part.effect {
            Effect::AtBest(light) => messages::capped_line(formats.lang, because, formats.light(light)),
            Effect::AtWorst(light) => messages::lifted_line(formats.lang, because, formats.light(light)),
        }
    };
    applied.map(text).collect()
}

/// What would turn the light; nothing for one who has left: `today` is the day that is looked from.
pub fn better(formats: Formats, explained: &Explanation, today: Day) -> Option<String> {
    counterfactual_text(formats, &explained.counterfactual, &explained.signals).filter(|_| explained.day == today)
}

/// What changed since the day compared with: a head, then a line per change; empty where none is compared with.
pub fn since(formats: Formats, explained: &Explanation) -> Vec<String> {
    let Some(since) = &explained.since else { return Vec::new() };
    let then = format!("{} {}", formats.light(since.light), formats.score(since.score));
    let now = format!("{} {}", formats.light(explained.light), formats.score(explained.score));
    let head = messages::since_head(formats.lang, since.date, then, now);
    let lines = since.changes.iter().filter(|change| is_worth_telling(change)).map(|change| format!("  {}", since_line(formats, explained, change)));
    std::iter::once(head).chain(lines).collect()
}

/// The first line: name, light, score, card, coverage.
pub fn head(formats: Formats, explained: &Explanation) -> String {
    let lang = formats.lang;
    let points = explained.points.zip(explained.max).map(|(points, max)| messages::points_of(lang, formats.number(points), formats.number(max)));
    let shown = points.unwrap_or_else(|| formats.score(explained.score));
    let light = format!("{} {}", Formats::glyph(explained.light), formats.light(explained.light));
    messages::explain_head(lang, &explained.name, light, shown, &explained.scorecard, formats.share(explained.coverage))
}

/// A signal as cells under [`titles`]. Kept within 80 columns: the day of the data is told by its age, the share as the most the signal could bring to the score.
pub fn cells(formats: Formats, day: Day, part: &SignalExplained) -> Vec<String> {
    let form = form_of(&part.fact, part.per.as_ref());
    let value = match (part.value.as_ref(), part.unknown) {
        (None, Some(unknown)) => unknown_text(formats.lang, unknown),
        (value, _) => formats.value(value, form),
    };
    let earned = |number: f64| formats.number(number);
    vec![
        label(formats.lang, &part.label).to_owned(),
        value,
        part.observed_on.map(|observed| messages::days_ago(formats.lang, day.since(observed))).unwrap_or_default(),
        part.band.as_ref().map(|band| band_text(formats, band, form)).unwrap_or_default(),
        part.points.map_or_else(|| "—".to_owned(), |points| format!("{}/{}", earned(points), earned(part.max))),
        part.points.map_or_else(String::new, |_| format!("{:.1}/{:.1}", round(part.part, 1), round(100.0 * part.share, 1))),
        part.change
            .filter(|change| change.abs() > 1e-9)
            .map(|change| format!("{}{}", if change > 0.0 { "+" } else { "" }, earned(change)))
            .unwrap_or_default(),
    ]
}

/// Half a point is what rounding on a screen may hide; the JSON has every change.
fn is_worth_telling(change: &SinceChange) -> bool {
    match change {
        SinceChange::Signal { part_change, .. } => part_change.abs() >= 0.5,
        SinceChange::Override { .. } => true,
    }
}

fn since_line(formats: Formats, explained: &Explanation, change: &SinceChange) -> String {
    match change {
        SinceChange::Signal { key, label: of, before, now, part_change, .. } => {
            let form = explained.signals.iter().find(|part| part.key == *key).map_or(Form::Number, |part| form_of(&part.fact, part.per.as_ref()));
            let moved = format!("{:+.1}", round(*part_change, 1));
            messages::since_signal(
                formats.lang,
                label(formats.lang, of),
                formats.value(before.as_ref(), form),
                formats.value(now.as_ref(), form),
                moved,
            )
        }
        SinceChange::Override { because, applied: true, .. } => messages::since_new(formats.lang, label(formats.lang, because)),
        SinceChange::Override { because, applied: false, .. } => messages::since_gone(formats.lang, label(formats.lang, because)),
    }
}
