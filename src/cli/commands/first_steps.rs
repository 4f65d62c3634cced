//! The short path of a new book on the command line: a few questions after its first import, what data it lacks, and Today.

use crate::app::{FirstSteps, Session, Settings};
use crate::cli::Desk;
use crate::cli::commands::guide::line_of;
use crate::cli::failure::Failure;
use crate::domain::Currency;
use crate::domain::text::{clean, fold};
use crate::domain::words::parse_yes_no;
use crate::i18n::{first_steps as texts, guide};
use std::io::BufRead;

/// Asks what is open and writes the answers down. Where a person stops, what was not answered stays as it is.
pub(in crate::cli) fn ask(steps: &FirstSteps, session: &mut Session, desk: &mut Desk<'_>, answers: &mut dyn BufRead) -> Result<(), Failure> {
    let lang = desk.opening.lang;
    if steps.is_empty() {
        return Ok(());
    }
    desk.out.say(&texts::head(lang))?;
    let mut settings = Settings::default();
    let all = answered(steps, session.config.currency.own, &mut settings, desk, answers)?;
    for line in session.settle(&settings)?.told(lang) {
        desk.out.say(&line)?;
    }
    if !all {
        desk.out.say(&texts::left(lang))?;
    }
    Ok(())
}

/// Puts the questions one by one; false where the person stopped: what was answered before that counts.
fn answered(steps: &FirstSteps, own: Currency, settings: &mut Settings, desk: &mut Desk<'_>, answers: &mut dyn BufRead) -> Result<bool, Failure> {
    let lang = desk.opening.lang;
    if !steps.key_feature.is_empty() {
        let question = format!("{} {} [{}]", texts::ask_key_feature(lang), steps.key_feature.join(" / "), texts::no_metric(lang));
        let read = |line: &str| {
            if line.is_empty() || fold(line) == fold(&texts::no_metric(lang)) { Some(None) } else { steps.read_metric(line).ok().map(Some) }
        };
        let Some(metric) = put(&question, read, desk, answers)? else { return Ok(false) };
        settings.key_feature = metric;
    }
    if let Some(currency) = steps.own {
        let question = format!("{} {}", texts::ask_own(lang, currency, own), texts::yes_or_no(lang));
        let Some(is_yes) = put(&question, yes, desk, answers)? else {
            return Ok(false);
        };
        settings.own = is_yes.then_some(currency);
    }
    for currency in steps.rates.iter().filter(|_| settings.own.is_none()) {
        // Without an answer its amounts stay unknown.
        let read = |line: &str| if line.is_empty() { Some(None) } else { Settings::read_rate(line).ok().map(Some) };
        let Some(rate) = put(&texts::ask_rate(lang, currency, own), read, desk, answers)? else { return Ok(false) };
        settings.rates.extend(rate.map(|rate| (*currency, rate)));
    }
    if let Some(now) = steps.high_touch {
        let read = |line: &str| if line.is_empty() { Some(now) } else { Settings::read_high_touch(line).ok() };
        let Some(accounts) = put(&format!("{} [{now}]", texts::ask_high_touch(lang)), read, desk, answers)? else { return Ok(false) };
        settings.high_touch = Some(accounts);
    }
    if let Some(now) = steps.hours {
        let read = |line: &str| if line.is_empty() { Some(now) } else { Settings::read_hours(line).ok() };
        let Some(hours) = put(&format!("{} [{now}]", texts::ask_hours(lang)), read, desk, answers)? else { return Ok(false) };
        settings.hours = Some(hours);
    }
    if let Some(folder) = &steps.inbox {
        let question = format!("{} {}", texts::ask_inbox(lang, clean(&folder.display().to_string())), texts::yes_or_no(lang));
        let Some(is_yes) = put(&question, yes, desk, answers)? else {
            return Ok(false);
        };
        settings.inbox = is_yes.then(|| folder.clone());
    }
    Ok(true)
}

/// Yes or no; an empty line is a yes.
fn yes(line: &str) -> Option<bool> {
    if line.is_empty() { Some(true) } else { parse_yes_no(line) }
}

/// Puts a question until its answer can be read; `None` at the end of the answers.
fn put<T>(question: &str, read: impl Fn(&str) -> Option<T>, desk: &mut Desk<'_>, answers: &mut dyn BufRead) -> Result<Option<T>, Failure> {
    loop {
        desk.out.say(question)?;
        let Some(line) = line_of(desk, answers)? else { return Ok(None) };
        if let Some(answer) = read(&line) {
            return Ok(Some(answer));
        }
        desk.out.say(&guide::not_understood(desk.opening.lang, &line))?;
    }
}
