//! The short path of a new book on the screens: one form once its first import is in, then a page with what the answers did and
//! what data the book lacks most, and which of its losses the rules would have seen coming.

use crate::app::{AppError, FirstSteps, Session, Settings, import_currency, typed_path};
use crate::i18n::data::advice;
use crate::i18n::replay::brief;
use crate::i18n::{Formats, first_steps as texts};
use crate::proof::YEAR;
use crate::tui::effect::Effect;
use crate::tui::overlays::form::{Form, Submit, Wrong};
use crate::tui::overlays::reading::{Line, Reading};

/// A line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    KeyFeature,
    Own,
    /// Of the currency at this place.
    Rate(usize),
    HighTouch,
    Hours,
    Inbox,
}

/// The form of what is open. Enter writes the answers down, Esc leaves all as it is; both go on to the page.
pub(in crate::tui) fn form(Formats { lang, currency: own }: Formats, steps: FirstSteps) -> Form {
    let key_feature = (!steps.key_feature.is_empty()).then(|| (Asked::KeyFeature, String::new()));
    let high_touch = steps.high_touch.map(|now| (Asked::HighTouch, now.to_string()));
    let hours = steps.hours.map(|now| (Asked::Hours, now.to_string()));
    let inbox = steps.inbox.as_ref().map(|folder| (Asked::Inbox, folder.display().to_string()));
    let own_line = steps.own.map(|currency| (Asked::Own, currency.to_string()));
    // One that becomes the book's own needs no rate.
    let rates = (0..steps.rates.len()).filter(|_| steps.own.is_none()).map(|place| (Asked::Rate(place), String::new()));
    let lines: Vec<(Asked, String)> = key_feature.into_iter().chain(own_line).chain(rates).chain(high_touch).chain(hours).chain(inbox).collect();
    let currencies = steps.rates.clone();
    let metrics = steps.key_feature.join(", ");
    let asked: Vec<Asked> = lines.iter().map(|(asked, _)| *asked).collect();
    let submit: Submit = Box::new(move |values, _| {
        let settings = settings(&steps, &asked, values)?;
        Ok(vec![Effect::Settle(Box::new(settings))])
    });
    let form = Form::new(texts::title(lang), submit).leaving(Box::new(|| vec![Effect::Settle(Box::default())]));
    lines.into_iter().fold(form, |form, (asked, value)| {
        let (label, hint) = match asked {
            Asked::KeyFeature => (texts::key_feature(lang), texts::key_feature_hint(lang, &metrics)),
            Asked::Own => (texts::own(lang), texts::own_hint(lang, own)),
            Asked::Rate(place) => (texts::rate(lang, currencies[place], own), texts::rate_hint(lang, currencies[place])),
            Asked::HighTouch => (texts::high_touch(lang), texts::high_touch_hint(lang)),
            Asked::Hours => (texts::hours(lang), texts::hours_hint(lang)),
            Asked::Inbox => (texts::inbox(lang), texts::inbox_hint(lang)),
        };
        form.line(&label, &value, &hint)
    })
}

/// The answers of the lines; an empty one leaves as it is what it asks for.
fn settings(steps: &FirstSteps, asked: &[Asked], values: &[String]) -> Result<Settings, Wrong> {
    let mut settings = Settings::default();
    for (nth, (asked, value)) in asked.iter().zip(values).enumerate().filter(|(_, (_, value))| !value.is_empty()) {
        match asked {
            Asked::KeyFeature => settings.key_feature = Some(steps.read_metric(value).map_err(Wrong::at(nth))?),
            Asked::Own => settings.own = Some(import_currency(value).map_err(Wrong::at(nth))?),
            Asked::Rate(place) => settings.rates.push((steps.rates[*place], Settings::read_rate(value).map_err(Wrong::at(nth))?)),
            Asked::HighTouch => settings.high_touch = Some(Settings::read_high_touch(value).map_err(Wrong::at(nth))?),
            Asked::Hours => settings.hours = Some(Settings::read_hours(value).map_err(Wrong::at(nth))?),
            Asked::Inbox => settings.inbox = Some(typed_path(value)),
        }
    }
    Ok(settings)
}

/// Writes the answers down and makes the page that follows.
pub(in crate::tui) fn settle(session: &mut Session, settings: &Settings) -> Result<Reading, AppError> {
    let formats = session.formats();
    let told = session.settle(settings)?.told(formats.lang);
    let parts = [told, advice(formats, &session.data()?, session.day), brief(formats, &session.losses(YEAR))];
    let filled: Vec<Vec<String>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let lines = filled.join(&String::new()).into_iter().map(Line::Text).collect();
    Ok(Reading::new(texts::page(formats.lang), lines, &[]))
}
