//! The sum behind what is under the cursor, as texts to read: a task's urgency term by term, a score signal by signal.

use crate::app::{Session, TaskLine};
use crate::book::AccountIx;
use crate::i18n::{Formats, desk, explanation, messages, task_title};
use crate::method::{Queued, Why, is_storm};
use crate::tui::keymap::Keymap;
use crate::tui::overlays::reading::{Line, Reading};

/// How far back a comparison looks, in days.
const SINCE_DAYS: i32 = 28;

/// Why a task is there, and why it stands where it stands.
pub(in crate::tui) fn of_task(session: &Session, keymap: &Keymap, item: &Queued) -> Reading {
    let formats = session.formats();
    let lang = formats.lang;
    let mut lines = Vec::new();
    let why = session.why_of(&TaskLine { task: item.task.clone(), queued: Some(item.clone()) });
    if !why.is_empty() {
        lines.push(Line::Head(lang.pick("Why it is here", "この理由で起票").to_owned()));
        lines.push(Line::Text(why));
        lines.push(Line::Text(String::new()));
    }
    let storm: Vec<String> = accounts_of_storm(session, item);
    if !storm.is_empty() {
        lines.push(Line::Head(desk::storm_accounts(lang, storm.len())));
        lines.extend(storm.into_iter().map(Line::Text));
        lines.push(Line::Text(desk::storm_keys(
            lang,
            keymap.hint_key("today", "apply").unwrap_or_default(),
            keymap.hint_key("today", "one-by-one").unwrap_or_default(),
        )));
        lines.push(Line::Text(String::new()));
    }
    lines.push(Line::Head(lang.pick("Why it stands here: the sum of", "並び順の内訳").to_owned()));
    let coefficients = session.lens.rules().queue();
    let most =
        [coefficients.due, coefficients.light, coefficients.money, coefficients.renewal, coefficients.drop, coefficients.cadence, coefficients.age];
    for ((key, value), most) in item.terms.named().into_iter().zip(most) {
        lines.push(Line::Cells(vec![desk::term(lang, key).to_owned(), format!("{value:.1}"), desk::of_most(lang, formats.number(most))]));
    }
    lines.push(Line::Cells(vec![lang.pick("urgency", "優先度").to_owned(), format!("{:.1}", item.urgency), String::new()]));
    if item.task.pinned {
        lines.push(Line::Text(lang.pick("Pinned: it stands first whatever the sum.", "ピン留め: 合計にかかわらず先頭に表示します。").to_owned()));
    }
    Reading::new(task_title(session.lens.rules(), &item.task, lang), lines, &[1])
}

fn accounts_of_storm(session: &Session, item: &Queued) -> Vec<String> {
    if !is_storm(&item.task) {
        return Vec::new();
    }
    let ids = Why::read(item.task.why.as_deref()).into_iter().flat_map(|why| why.accounts);
    ids.filter_map(|id| session.book().place(id)).map(|ix| format!("  {}", session.at(ix).name())).collect()
}

/// A score taken apart; `None` while the account does not exist.
pub(in crate::tui) fn of_account(session: &Session, ix: AccountIx) -> Option<Reading> {
    let formats: Formats = session.formats();
    let explained = session.lens.explain(ix, session.day, Some(session.day.plus(-SINCE_DAYS)))?;
    let mut lines = vec![Line::Head(explanation::head(formats, &explained))];
    if explained.day != session.day {
        lines.push(Line::Text(messages::when_it_ended(formats.lang, explained.day)));
    }
    lines.extend(explanation::pulse(formats, &explained).map(Line::Text));
    lines.push(Line::Text(String::new()));
    lines.push(Line::Cells(explanation::titles(formats.lang).into_iter().map(|(title, _)| title.to_owned()).collect()));
    lines.extend(explained.signals.iter().map(|part| Line::Cells(explanation::cells(formats, explained.day, part))));
    lines.push(Line::Text(String::new()));
    lines.extend(desk::why_light(formats, &explained).map(Line::Text));
    lines.extend(explanation::overrides(formats, &explained).into_iter().map(Line::Text));
    lines.extend(explanation::better(formats, &explained, session.day).map(Line::Text));
    let since = explanation::since(formats, &explained);
    if !since.is_empty() {
        lines.push(Line::Text(String::new()));
        lines.extend(since.into_iter().map(Line::Text));
    }
    Some(Reading::new(explained.name.clone(), lines, &[2, 4, 5, 6]))
}
