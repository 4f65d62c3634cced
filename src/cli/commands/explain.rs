//! `banso explain`: a score taken apart, and what would turn its light.

use crate::app::{AppError, Session};
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::cli::shape::explanation;
use crate::domain::Day;
use crate::i18n::format::round;
use crate::i18n::{Formats, band_text, counterfactual_text, form_of, label, messages, unknown_text};
use crate::rules::{Effect, Explanation, SignalExplained, SinceChange};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
}

/// How far back a comparison looks where no day is named, in days.
const SINCE_DAYS: i32 = 28;

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let ix = session.account(&args.account)?;
    let since = match args.since {
        Some(text) => session.read_day(&text)?,
        None => session.day.plus(-SINCE_DAYS),
    };
    let explained =
        session.lens.explain(ix, session.day, Some(since)).ok_or_else(|| AppError::UnknownAccount { text: args.account, nearest: None })?;
    if desk.out.is_json() {
        return Ok(desk.out.json(&explanation(&session, &explained))?);
    }
    write(desk, &session, &explained)
}

/// The explanation as text; the page of an account shows it, too.
pub(in crate::cli) fn write(desk: &mut Desk<'_>, session: &Session, explained: &Explanation) -> Result<(), Failure> {
    let formats = session.formats();
    let is_past = explained.day != session.day;
    desk.out.line(&head(formats, explained))?;
    if is_past {
        desk.out.say(&messages::when_it_ended(formats.lang, explained.day))?;
    }
    if let Some(pulse) = &explained.pulse {
        let light = formats.light(pulse.light);
        desk.out.line(&messages::pulse_line(formats.lang, light, &pulse.reason, pulse.until, formats.light(explained.computed)))?;
    }
    desk.out.listing(&signals(formats, explained))?;
    for part in explained.overrides.iter().filter(|part| part.applied) {
        let because = label(formats.lang, &part.because);
        desk.out.say(&match part.effect {
            Effect::AtBest(light) => messages::capped_line(formats.lang, because, formats.light(light)),
            Effect::AtWorst(light) => messages::lifted_line(formats.lang, because, formats.light(light)),
        })?;
    }
    // Nothing turns the light of one who has left.
    if let Some(text) = counterfactual_text(formats, &explained.counterfactual, &explained.signals).filter(|_| !is_past) {
        desk.out.say(&format!("\n{text}"))?;
    }
    since(desk, formats, explained)
}

fn head(formats: Formats, explained: &Explanation) -> String {
    let lang = formats.lang;
    let points = explained.points.zip(explained.max).map(|(points, max)| messages::points_of(lang, formats.number(points), formats.number(max)));
    let shown = points.unwrap_or_else(|| formats.score(explained.score));
    let light = format!("{} {}", Formats::glyph(explained.light), formats.light(explained.light));
    messages::explain_head(lang, &explained.name, light, shown, &explained.scorecard, formats.share(explained.coverage))
}

fn signals(formats: Formats, explained: &Explanation) -> Listing {
    let lang = formats.lang;
    let headings = vec![
        Heading::left(lang.pick("signal", "評価項目")),
        Heading::left(lang.pick("value", "値")),
        Heading::right(lang.pick("data of", "データ")),
        Heading::left(lang.pick("band", "段階")),
        Heading::right(lang.pick("points", "点")),
        Heading::right(lang.pick("of score", "スコア寄与")),
        Heading::right(lang.pick("28d", "28日")),
    ];
    Listing { headings, rows: explained.signals.iter().map(|part| cells(formats, explained.day, part)).collect(), ..Listing::default() }
}

/// Kept within 80 columns: the day of the data is told by its age, the share as the most the signal could bring to the score.
fn cells(formats: Formats, day: Day, part: &SignalExplained) -> Vec<String> {
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

fn since(desk: &mut Desk<'_>, formats: Formats, explained: &Explanation) -> Result<(), Failure> {
    let Some(since) = &explained.since else { return Ok(()) };
    let lang = formats.lang;
    let then = format!("{} {}", formats.light(since.light), formats.score(since.score));
    let now = format!("{} {}", formats.light(explained.light), formats.score(explained.score));
    desk.out.say(&format!("\n{}", messages::since_head(lang, since.date, then, now)))?;
    for change in since.changes.iter().filter(|change| is_worth_telling(change)) {
        desk.out.say(&format!("  {}", since_line(formats, explained, change)))?;
    }
    Ok(())
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
            let form = explained
                .signals
                .iter()
                .find(|part| part.key == *key)
                .map_or(crate::facts::Form::Number, |part| form_of(&part.fact, part.per.as_ref()));
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
