//! `banso show`: one account's page.

use crate::app::{Session, TaskLine, timeline};
use crate::book::AccountIx;
use crate::cli::Desk;
use crate::cli::commands::explain;
use crate::cli::failure::Failure;
use crate::cli::shape::page;
use crate::domain::words::Word;
use crate::facts::{FactRef, Form};
use crate::i18n::{contact_line, messages, task_title};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
}

/// Events of the timeline shown as text; `--json` gives all.
const EVENTS: usize = 20;

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let ix = session.account(&args.account)?;
    let tasks = session.tasks_of(ix)?;
    if desk.out.is_json() {
        return Ok(desk.out.json(&page(&session, ix, &tasks))?);
    }
    facts(desk, &session, ix)?;
    if let Some(explained) = session.lens.explain(ix, session.day, None) {
        explain::write(desk, &session, &explained)?;
    }
    open_tasks(desk, &session, &tasks)?;
    people(desk, &session, ix)?;
    events(desk, &session, ix)
}

fn facts(desk: &mut Desk<'_>, session: &Session, ix: AccountIx) -> Result<(), Failure> {
    let (formats, at) = (session.formats(), session.at(ix));
    let value = |key: &str, form: Form| FactRef::named(key).map(|fact| formats.value(at.value(&fact).value.as_ref(), form)).unwrap_or_default();
    let lang = formats.lang;
    let word = |words: Option<&Word>| words.map_or("—", |word| lang.word(word)).to_owned();
    let end = match at.life().ended {
        Some(ended) => (lang.pick("ended", "契約終了"), messages::days_ago(lang, at.day.since(ended))),
        None => (lang.pick("renews in", "更新まで"), value("renewal", Form::Until)),
    };
    let line = [
        (lang.pick("id", "顧客ID"), at.code().to_owned()),
        (lang.pick("ARR", "年額"), value("arr", Form::Money)),
        (lang.pick("seats", "ライセンス数"), value("seats", Form::Number)),
        end,
        (lang.pick("notice in", "通知期限まで"), value("notice", Form::Until)),
        (lang.pick("touch", "タッチ"), word(at.touch().map(crate::domain::words::Touch::word))),
        (lang.pick("phase", "フェーズ"), word(at.phase().map(crate::domain::words::Phase::word))),
        (lang.pick("last touch", "最終接点"), value("last_touch", Form::Since)),
    ];
    let line: Vec<String> = line.into_iter().map(|(title, value)| format!("{title} {value}")).collect();
    desk.out.say(&line.join("  ·  "))?;
    for mark in at.marks() {
        desk.out.say(&messages::mark(lang, mark))?;
    }
    Ok(())
}

fn open_tasks(desk: &mut Desk<'_>, session: &Session, tasks: &[TaskLine]) -> Result<(), Failure> {
    let formats = session.formats();
    if !tasks.is_empty() {
        desk.out.say(&format!("\n{}", formats.lang.pick("Tasks", "タスク")))?;
    }
    for TaskLine { task, .. } in tasks {
        let due = task.due.map(|due| formats.short_day(due, session.day)).unwrap_or_default();
        desk.out.line(&format!("  {}  {due}  {}", task.id, task_title(session.lens.rules(), task, formats.lang)))?;
    }
    Ok(())
}

fn people(desk: &mut Desk<'_>, session: &Session, ix: AccountIx) -> Result<(), Failure> {
    let (lang, at) = (session.formats().lang, session.at(ix));
    if !at.has_contacts() {
        return Ok(());
    }
    desk.out.say(&format!("\n{}", lang.pick("Contacts", "先方担当者")))?;
    for contact in at.all_contacts() {
        desk.out.line(&format!("  {}", contact_line(lang, &contact)))?;
    }
    Ok(())
}

fn events(desk: &mut Desk<'_>, session: &Session, ix: AccountIx) -> Result<(), Failure> {
    let (formats, at) = (session.formats(), session.at(ix));
    let events = timeline(&at);
    if events.is_empty() {
        return Ok(());
    }
    desk.out.say(&format!("\n{}", formats.lang.pick("Timeline", "履歴")))?;
    let shown = desk.at_most(EVENTS);
    for event in events.iter().take(shown) {
        desk.out.line(&format!("  {}", event.line(formats)))?;
    }
    if events.len() > shown {
        desk.out.say(&format!("  {}", messages::more_events(formats.lang, events.len() - shown)))?;
    }
    Ok(())
}
