//! The forms of the verbs: what each asks for, and the command that the answers make.

use crate::app::{AppError, Command, NewInteraction, NewTask, Session, TaskVerb, parse_coming, parse_number};
use crate::book::AccountIx;
use crate::book::rows::AccountId;
use crate::domain::text::fold;
use crate::domain::words::{InteractionKind, STARTED_BY_WORDS, StartedBy};
use crate::domain::{Day, Light};
use crate::facts::fact_ref::parse_days;
use crate::i18n::{Lang, desk, task_title};
use crate::method::{Queued, default_minutes};
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::overlays::form::{Form, Submit, Wrong};
use crate::tui::overlays::settle::Settle;
use crate::tui::target::Target;

/// Whether finishing a task means that somebody was talked to, so that it is logged with it.
pub(in crate::tui::verbs) fn is_a_talk(item: &Queued) -> bool {
    use InteractionKind as K;
    item.task.account.is_some() && item.task.kind.is_some_and(|kind| matches!(kind, K::Call | K::Meeting | K::Visit | K::Qbr | K::Webinar))
}

/// Finishing a call or a meeting: one line to say what came of it.
pub(in crate::tui::verbs) fn done(item: &Queued, cx: &Cx<'_>) -> Vec<Effect> {
    let (Some(kind), Some(account)) = (item.task.kind, item.task.account.and_then(|id| cx.session.book().place(id))) else {
        return Vec::new();
    };
    let (id, of) = (item.task.id, [cx.session.book().account(account).row.id]);
    let title = desk::done_title(cx.look.lang(), task_title(cx.session.lens.rules(), &item.task, cx.look.lang()), cx.session.at(account).name());
    let submit: Submit = Box::new(move |values, cx| {
        let [account] = places(&of, cx)[..] else { return Ok(gone(cx)) };
        let log = interaction_of(values, cx.session, kind, account)?;
        let done = Command::Tasks { ids: vec![id], verb: TaskVerb::Done };
        Ok(vec![Effect::Act(Command::Together(vec![Command::Log(Box::new(log)), done]))])
    });
    interaction_form(title, kind, item.minutes, submit, cx.look.lang()).open()
}

/// The accounts of a target, by what stays theirs while a form is open: their places move when another process deletes some.
pub(in crate::tui::verbs) fn ids(target: &Target, cx: &Cx<'_>) -> Vec<AccountId> {
    target.accounts.iter().map(|ix| cx.session.book().account(*ix).row.id).collect()
}

/// Where accounts stand now; without those that are gone.
pub(in crate::tui::verbs) fn places(ids: &[AccountId], cx: &Cx<'_>) -> Vec<AccountIx> {
    ids.iter().filter_map(|id| cx.session.book().place(*id)).collect()
}

/// What is left to say of an account that was deleted while its form was open.
pub(in crate::tui::verbs) fn gone(cx: &Cx<'_>) -> Vec<Effect> {
    vec![Effect::Say(desk::nothing_here(cx.look.lang()))]
}

/// Logging an interaction with one account or many.
pub(in crate::tui::verbs) fn interaction(kind: InteractionKind, target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let ids = ids(target, cx);
    let submit: Submit = Box::new(move |values, cx| match places(&ids, cx).as_slice() {
        [] => Ok(gone(cx)),
        [account] => {
            let log = interaction_of(values, cx.session, kind, *account)?;
            let id = cx.session.book().account(*account).row.id;
            let open = cx.shared.items_of(id);
            if open.is_empty() || log.day > cx.session.day {
                return Ok(vec![Effect::Act(Command::Log(Box::new(log)))]);
            }
            Ok(vec![Effect::Open(Box::new(Settle::new(log.clone(), &open, cx)))])
        }
        many => {
            let logs: Result<Vec<Command>, Wrong> =
                many.iter().map(|account| Ok(Command::Log(Box::new(interaction_of(values, cx.session, kind, *account)?)))).collect();
            Ok(vec![Effect::Act(Command::Together(logs?))])
        }
    });
    interaction_form(title(lang.word(kind.word()), target, cx), kind, default_minutes(Some(kind)), submit, lang).open()
}

fn interaction_form(title: String, kind: InteractionKind, minutes: i64, submit: Submit, lang: Lang) -> Form {
    let us = lang.word(StartedBy::Us.word());
    Form::new(title, submit)
        .line(lang.pick("note", "内容"), "", &desk::note_hint(lang, lang.word(kind.word())))
        .line(lang.pick("minutes", "時間(分)"), &minutes.to_string(), "")
        .line(lang.pick("on", "日付"), "", lang.pick("today; or a day, also one to come", "本日。過去や予定の日付も可"))
        .line(lang.pick("started by", "発信元"), us, lang.pick("us or them", "自社 または 先方"))
}

fn interaction_of(values: &[String], session: &Session, kind: InteractionKind, account: AccountIx) -> Result<NewInteraction, Wrong> {
    let [note, minutes, on, started_by] = values else { return Err(Wrong { line: 0, error: AppError::NoTitle }) };
    let day = if on.is_empty() { session.day } else { any_day(session, on).map_err(Wrong::at(2))? };
    let started_by = StartedBy::parse(started_by).ok_or_else(|| AppError::Word {
        text: started_by.clone(),
        what: "started_by",
        words: STARTED_BY_WORDS,
        nearest: None,
    });
    Ok(NewInteraction {
        account,
        kind,
        minutes: minutes_of(minutes).map_err(Wrong::at(1))?,
        note: (!note.is_empty()).then(|| note.clone()),
        contact: None,
        started_by: started_by.map_err(Wrong::at(3))?,
        day,
    })
}

/// A day before or after today.
pub(in crate::tui::verbs) fn any_day(session: &Session, text: &str) -> Result<Day, AppError> {
    session.read_day(text).or_else(|error| coming(session, text).map_err(|_| error))
}

fn coming(session: &Session, text: &str) -> Result<Day, AppError> {
    parse_coming(text, session.day, |days| session.business_day(days)).ok_or_else(|| AppError::ComingDay { text: text.to_owned() })
}

/// A whole number of 0 or more; empty is none.
pub(in crate::tui::verbs) fn whole(text: &str) -> Result<Option<i64>, AppError> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = parse_number(text)?;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be a small whole number")]
    let whole = number as i64;
    if number.fract() == 0.0 && (0.0..1e9).contains(&number) { Ok(Some(whole)) } else { Err(AppError::Number { text: text.to_owned() }) }
}

/// Minutes as people write them: `30`, `30分`, `1h`, `1.5時間`; no more than a day has.
fn minutes_of(text: &str) -> Result<Option<i64>, AppError> {
    let folded = fold(text);
    let hours = folded.strip_suffix("時間").or_else(|| folded.strip_suffix('h'));
    let wrong = || AppError::Number { text: text.to_owned() };
    let bare = || ["分", "min", "m"].iter().find_map(|unit| folded.strip_suffix(unit)).unwrap_or(&folded).trim();
    let read = |number: &str| (!number.is_empty()).then(|| parse_number(number).map_err(|_| wrong())).transpose();
    let minutes = match hours {
        Some(hours) => read(hours.trim())?.map(|hours| hours * 60.0),
        None => read(bare())?,
    };
    match minutes {
        None => Ok(None),
        #[expect(clippy::cast_possible_truncation, reason = "the minutes of a day at most")]
        Some(minutes) if (0.0..=1440.0).contains(&minutes) => Ok(Some(minutes.round() as i64)),
        Some(_) => Err(wrong()),
    }
}

/// The name of the one, or of the first and how many.
pub(in crate::tui::verbs) fn title(verb: &str, target: &Target, cx: &Cx<'_>) -> String {
    let first = target.accounts.first().map(|ix| cx.session.at(*ix).name()).unwrap_or_default();
    desk::form_title(cx.look.lang(), verb, first, target.accounts.len())
}

/// The title of the one task, or of the first and how many.
fn of_tasks(verb: &str, target: &Target, cx: &Cx<'_>) -> String {
    let lang = cx.look.lang();
    let first = target.tasks.first().map(|item| task_title(cx.session.lens.rules(), &item.task, lang)).unwrap_or_default();
    desk::form_title(lang, verb, &first, target.tasks.len())
}

/// A memo.
pub(in crate::tui::verbs) fn note(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let ids = ids(target, cx);
    let submit: Submit = Box::new(move |values, cx| {
        let text = required(values.first(), 0)?;
        let day = cx.session.day;
        let accounts = places(&ids, cx);
        if accounts.is_empty() {
            return Ok(gone(cx));
        }
        Ok(bulk(accounts.iter().map(|account| Command::Note { account: *account, text: text.clone(), day }).collect()))
    });
    Form::new(title(lang.pick("Memo", "メモ"), target, cx), submit).line(lang.pick("memo", "メモ"), "", "").open()
}

/// One command as it is, several as one step.
pub(in crate::tui::verbs) fn bulk(mut commands: Vec<Command>) -> Vec<Effect> {
    match (commands.len(), commands.pop()) {
        (1, Some(one)) => vec![Effect::Act(one)],
        (_, Some(last)) => {
            commands.push(last);
            vec![Effect::Act(Command::Together(commands))]
        }
        (_, None) => Vec::new(),
    }
}

pub(in crate::tui::verbs) fn required(value: Option<&String>, line: usize) -> Result<String, Wrong> {
    value.filter(|text| !text.is_empty()).cloned().ok_or(Wrong { line, error: AppError::NothingWritten })
}

/// The lead's own judgement.
pub(in crate::tui::verbs) fn pulse(light: Light, target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let ids = ids(target, cx);
    let submit: Submit = Box::new(move |values, cx| {
        let reason = required(values.first(), 0)?;
        let length = values.get(1).map(String::as_str).unwrap_or_default();
        let days = parse_days(length).filter(|days| *days > 0).ok_or_else(|| AppError::Length { text: length.to_owned() }).map_err(Wrong::at(1))?;
        let until = cx.session.day.plus(days);
        let accounts = places(&ids, cx);
        if accounts.is_empty() {
            return Ok(gone(cx));
        }
        let command = |account: &AccountIx| Command::Pulse { account: *account, light, reason: reason.clone(), until };
        Ok(bulk(accounts.iter().map(command).collect()))
    });
    let verb = format!("{} {}", lang.pick("Your judgement:", "担当判断:"), cx.look.formats.light(light));
    Form::new(title(&verb, target, cx), submit)
        .line(lang.pick("reason", "理由"), "", lang.pick("what you know that the figures do not", "数字に表れない事情"))
        .line(lang.pick("for", "有効期間"), "30d", "30d, 2w")
        .open()
}

/// The ball is with the customer.
pub(in crate::tui::verbs) fn wait(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let ids = target.ids();
    let submit: Submit = Box::new(move |values, cx| {
        let until = coming(cx.session, &required(values.first(), 0)?).map_err(Wrong::at(0))?;
        Ok(vec![Effect::Act(Command::Tasks { ids: ids.clone(), verb: TaskVerb::Wait { until } })])
    });
    Form::new(of_tasks(lang.pick("Waiting for the customer", "先方待ち"), target, cx), submit)
        .line(lang.pick("until", "期限"), "3", &desk::coming_hint(lang))
        .open()
}

/// A day to put off to, and why.
pub(in crate::tui::verbs) fn snooze(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let ids = target.ids();
    let submit: Submit = Box::new(move |values, cx| {
        let until = coming(cx.session, &required(values.first(), 0)?).map_err(Wrong::at(0))?;
        cx.shared.last_snooze = Some(until.since(cx.session.day));
        let reason = values.get(1).filter(|text| !text.is_empty()).cloned();
        Ok(vec![Effect::Act(Command::Tasks { ids: ids.clone(), verb: TaskVerb::Snooze { until, reason } })])
    });
    Form::new(of_tasks(lang.pick("Put off", "後回し"), target, cx), submit)
        .line(lang.pick("until", "期限"), "", &desk::coming_hint(lang))
        .line(lang.pick("reason", "理由"), "", lang.pick("if you like", "任意"))
        .open()
}

/// A new task.
pub(in crate::tui::verbs) fn task(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let account = target.accounts.first().map(|ix| cx.session.at(*ix).name().to_owned()).unwrap_or_default();
    let submit: Submit = Box::new(|values, cx| {
        let [title, account, due, kind, minutes] = values else { return Ok(Vec::new()) };
        let title = required(Some(title), 0)?;
        let account = (!account.is_empty()).then(|| cx.session.account(account)).transpose().map_err(Wrong::at(1))?;
        let due = match due.as_str() {
            "" => None,
            text => Some(any_day(cx.session, text).map_err(Wrong::at(2))?),
        };
        let kind = (!kind.is_empty()).then(|| kind_of(kind)).transpose().map_err(Wrong::at(3))?;
        let minutes = minutes_of(minutes).map_err(Wrong::at(4))?;
        let account = account.map(|ix| cx.session.book().account(ix).row.id);
        Ok(vec![Effect::Act(Command::AddTask(NewTask { account, title, kind, due, minutes }))])
    });
    Form::new(lang.pick("New task", "タスクの追加").to_owned(), submit)
        .line(lang.pick("what", "やること"), "", "")
        .line(lang.pick("account", "顧客"), &account, lang.pick("empty for none", "空欄なら顧客なし"))
        .line(lang.pick("due", "期限"), "", &desk::coming_hint(lang))
        .line(lang.pick("how", "手段"), "", lang.pick("call, mail, meeting, visit …", "電話・メール・打ち合わせ・訪問など"))
        .line(lang.pick("minutes", "時間(分)"), "", lang.pick("15 if empty", "空欄なら15分"))
        .open()
}

fn kind_of(text: &str) -> Result<InteractionKind, AppError> {
    let words = crate::domain::words::INTERACTION_WORDS;
    InteractionKind::parse(text).ok_or_else(|| AppError::Word { text: text.to_owned(), what: "kind", words, nearest: None })
}

/// Today's hours.
pub(in crate::tui::verbs) fn hours(cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let submit: Submit = Box::new(|values, _| {
        let text = values.first().map(String::as_str).unwrap_or_default();
        if text.is_empty() {
            return Ok(vec![Effect::Act(Command::Hours { minutes: None })]);
        }
        let hours = parse_number(text).ok().filter(|hours| (0.0..=24.0).contains(hours));
        let hours = hours.ok_or_else(|| AppError::Number { text: text.to_owned() }).map_err(Wrong::at(0))?;
        #[expect(clippy::cast_possible_truncation, reason = "at most 24 hours")]
        let minutes = (hours * 60.0).round() as i64;
        Ok(vec![Effect::Act(Command::Hours { minutes: Some(minutes) })])
    });
    #[expect(clippy::cast_precision_loss, reason = "the minutes of a day")]
    let now = cx.look.formats.number(cx.shared.queue.hours_minutes as f64 / 60.0);
    let hint = lang.pick("0 to 24; empty for what config.toml says", "0〜24。空欄なら config.toml の設定に戻ります");
    Form::new(lang.pick("Hours for CS work today", "今日CS業務に使える時間").to_owned(), submit).line(lang.pick("hours", "時間"), &now, hint).open()
}
