//! What a person does at the desk, the same for both faces: each act is a command, carried out in one entry of the journal.

use crate::app::query::{numbered, numbered_code};
use crate::app::tasks::{self, NewTask, TaskVerb};
use crate::app::work::answered;
use crate::app::{AppError, Session};
use crate::book::rows::{AccountId, AccountRow, AttributeRow, Contract, Interaction, Note, Pulse, Task};
use crate::book::{AccountIx, Dated};
use crate::domain::text::nearest;
use crate::domain::words::{Held, InteractionKind, Origin, PHASE_WORDS, Phase, Reason, StartedBy, TOUCH_WORDS, Touch, Word, parse_yes_no};
use crate::domain::{Cell, Day, Light};
use crate::i18n::task_title;
use crate::store::{Entry, Put, Tx};
use serde_json::{Value, json};

/// An act of a person.
#[derive(Clone, Debug)]
pub enum Command {
    AddAccount(Box<NewAccount>),
    SetFields {
        account: AccountIx,
        fields: Vec<(String, String)>,
        since: Since,
    },
    Log(Box<NewInteraction>),
    Note {
        account: AccountIx,
        text: String,
        day: Day,
    },
    Observe {
        account: AccountIx,
        metric: String,
        value: f64,
        day: Day,
    },
    Pulse {
        account: AccountIx,
        light: Light,
        reason: String,
        until: Day,
    },
    AddTask(NewTask),
    /// A verb on one or many tasks.
    Tasks {
        ids: Vec<i64>,
        verb: TaskVerb,
    },
}

/// An interaction as it is logged by hand; one of a day to come is planned.
#[derive(Clone, Debug)]
pub struct NewInteraction {
    pub account: AccountIx,
    pub kind: InteractionKind,
    pub minutes: Option<i64>,
    pub note: Option<String>,
    pub contact: Option<String>,
    pub started_by: StartedBy,
    pub day: Day,
}

/// An account as it is added by hand. Amounts are major units a year of the book's currency.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// One is given where it is left out.
    pub code: Option<String>,
    pub name: String,
    pub yomi: Option<String>,
    pub arr: Option<f64>,
    pub seats: Option<i64>,
    /// Start of the contract; today where only an amount or a renewal is given.
    pub start: Option<Day>,
    pub renewal: Option<Day>,
    pub fields: Vec<(String, String)>,
}

/// From when on a value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Day(Day),
    /// From the beginning: earlier values are taken away.
    Always,
}

/// What an act left behind.
#[derive(Clone, Debug)]
pub struct Done {
    /// The entry of the journal; `None` when nothing changed.
    pub entry: Option<i64>,
    /// The ids of what came new, or of the account.
    pub ids: Vec<String>,
}

/// The fields of an account that can be set, besides `field.X`.
pub(in crate::app) const FIELDS: &[&str] =
    &["name", "yomi", "touch", "phase", "potential", "strategic", "segment", "industry", "plan", "owner", "tags", "links"];

impl Session {
    /// Carries out a command.
    pub fn act(&mut self, command: Command) -> Result<Done, AppError> {
        let (day, source, now) = (self.day, self.source, self.opening.clock.now());
        let (what, work) = self.prepare(command)?;
        let (entry, ids) = self.store.act(source, day, &now, what, work)?;
        self.refresh()?;
        Ok(Done { entry: entry.map(|entry| entry.0), ids })
    }

    /// Takes back the latest step: entries newest first.
    pub fn undo(&mut self) -> Result<Vec<Entry>, AppError> {
        let entries = self.store.undo(&self.opening.clock.now())?;
        self.refresh()?;
        Ok(entries)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<Vec<Entry>, AppError> {
        let entries = self.store.redo(&self.opening.clock.now())?;
        self.refresh()?;
        Ok(entries)
    }

    /// The latest acts, newest first.
    pub fn history(&self, account: Option<AccountIx>, limit: usize) -> Result<Vec<Entry>, AppError> {
        Ok(self.store.history(account.map(|ix| self.book().account(ix).row.id), limit)?)
    }

    /// Checks a command, tells it for the history, and makes the work that writes it.
    fn prepare(&self, command: Command) -> Result<(Value, Work), AppError> {
        let told = |verb: &str, account: AccountIx, more: Value| {
            let row = &self.book().account(account).row;
            let mut what = json!({"verb": verb, "account": row.code, "name": row.name});
            if let (Some(what), Value::Object(more)) = (what.as_object_mut(), more) {
                what.extend(more);
            }
            what
        };
        let id = |account: AccountIx| self.book().account(account).row.id;
        Ok(match command {
            Command::Note { account, text, day } => {
                let row = Note { id: 0, account: id(account), day, text };
                (told("note", account, json!({"text": row.text})), Box::new(move |tx| put_new(tx, &row)))
            }
            Command::Log(new) => {
                let what = told("log", new.account, json!({"kind": new.kind.key(), "minutes": new.minutes}));
                (what, self.log(*new))
            }
            Command::Pulse { account, light, reason, until } => {
                let row = Pulse { id: 0, account: id(account), day: self.day, light, reason, until };
                (told("pulse", account, json!({"light": light.key()})), Box::new(move |tx| put_new(tx, &row)))
            }
            Command::Observe { account, metric, value, day } => {
                self.known_metric(&metric)?;
                let what = told("observe", account, json!({"metric": metric, "value": value}));
                let account = id(account);
                let work: Work = Box::new(move |tx| {
                    let metric = tx.metric(&metric)?;
                    tx.observe(account, metric, day, value)?;
                    Ok(Vec::new())
                });
                (what, work)
            }
            Command::SetFields { account, fields, since } => {
                let fields = checked(fields)?;
                let list: Vec<String> = fields.iter().map(|(key, value)| format!("{key}={value}")).collect();
                let what = told("set", account, json!({"fields": list}));
                let row = self.book().account(account).row.clone();
                let today = self.day;
                (what, Box::new(move |tx| set_fields(tx, row, fields, since, today)))
            }
            Command::AddTask(task) => {
                let what = json!({"verb": "task_add", "title": task.title});
                let day = self.day;
                (what, Box::new(move |tx| Ok(vec![tasks::add(tx, task, day)?.to_string()])))
            }
            Command::Tasks { ids, verb } => self.on_tasks(ids, verb)?,
            Command::AddAccount(new) => self.add(*new)?,
        })
    }

    /// One that they started brings back at once what waits for them.
    fn log(&self, new: NewInteraction) -> Work {
        let account = self.book().account(new.account).row.id;
        let today = self.day;
        let row = Interaction {
            id: 0,
            account,
            day: new.day,
            kind: new.kind,
            minutes: new.minutes,
            note: new.note,
            contact: new.contact,
            started_by: Some(new.started_by),
            status: if new.day > today { Held::Planned } else { Held::Held },
            recorded: today,
        };
        Box::new(move |tx| {
            let ids = put_new(tx, &row)?;
            if row.started_by == Some(StartedBy::Them) && row.status == Held::Held {
                answered(tx, account, today)?;
            }
            Ok(ids)
        })
    }

    fn on_tasks(&self, ids: Vec<i64>, verb: TaskVerb) -> Result<(Value, Work), AppError> {
        let (deed, until) = match &verb {
            TaskVerb::Done => ("done", None),
            TaskVerb::Drop { .. } => ("drop", None),
            TaskVerb::Reopen => ("reopen", None),
            TaskVerb::Snooze { until, .. } => ("snooze", Some(*until)),
            TaskVerb::Wait { until } => ("wait", Some(*until)),
        };
        let named = self.store.rows::<Task>()?.into_iter().filter(|task| ids.contains(&task.id));
        let titles: Vec<String> = named.map(|task| task_title(self.lens.rules(), &task, self.opening.lang)).collect();
        let what = json!({"verb": deed, "titles": titles, "until": until});
        let day = self.day;
        let work: Work = Box::new(move |tx| {
            for id in &ids {
                tasks::perform(tx, *id, &verb, day)?;
            }
            Ok(ids.iter().map(ToString::to_string).collect())
        });
        Ok((what, work))
    }

    fn known_metric(&self, metric: &str) -> Result<(), AppError> {
        let known = self.names().metrics;
        if known.iter().any(|key| key == metric) {
            return Ok(());
        }
        Err(AppError::Metric { text: metric.to_owned(), nearest: nearest(metric, known.iter().map(String::as_str)).map(str::to_owned) })
    }

    fn add(&self, new: NewAccount) -> Result<(Value, Work), AppError> {
        let taken = |code: &str| self.book().accounts().iter().any(|account| account.row.code == code);
        let code = new.code.clone().unwrap_or_else(|| self.next_code());
        if taken(&code) {
            return Err(AppError::AccountExists { code });
        }
        let fields = checked(new.fields.clone())?;
        let what = json!({"verb": "add", "account": code, "name": new.name});
        let contract = self.contract_of(&new)?;
        let day = self.day;
        let work: Work = Box::new(move |tx| {
            let known = tx.account_by_code(&code)?.unwrap_or(AccountId(0));
            let row = AccountRow { id: known, code: code.clone(), name: new.name, yomi: new.yomi, added: day };
            let account = match tx.put(&row)? {
                Put::New(id) => AccountId(id),
                Put::Changed | Put::Unchanged => known,
            };
            if let Some(contract) = contract {
                tx.put(&Contract { account, ..contract })?;
            }
            for (key, value) in fields {
                tx.put(&AttributeRow { account, key, day, value, recorded: day })?;
            }
            Ok(vec![code])
        });
        Ok((what, work))
    }

    /// The next free id of the form `A00001`.
    fn next_code(&self) -> String {
        let greatest = self.book().accounts().iter().filter_map(|account| numbered(&account.row.code)).max();
        numbered_code(greatest.unwrap_or(0) + 1)
    }

    fn contract_of(&self, new: &NewAccount) -> Result<Option<Contract>, AppError> {
        if new.arr.is_none() && new.seats.is_none() && new.start.is_none() && new.renewal.is_none() {
            return Ok(None);
        }
        let currency = self.config.currency.own;
        let minor = |arr: f64| currency.minor(arr).filter(|minor| *minor >= 0).ok_or_else(|| AppError::Number { text: arr.to_string() });
        let start = new.start.unwrap_or_else(|| new.renewal.filter(|end| *end <= self.day).map_or(self.day, |end| end.plus_months(-12)));
        if let Some(end) = new.renewal.filter(|end| *end <= start) {
            return Err(AppError::Day { text: end.to_string() });
        }
        Ok(Some(Contract {
            id: 0,
            account: AccountId(0),
            product: String::new(),
            amount: new.arr.map(minor).transpose()?,
            currency,
            recurring: true,
            seats: new.seats,
            start,
            end: new.renewal,
            signed: start,
            auto_renew: true,
            notice_days: None,
            reason: Some(Reason::New),
            origin: Origin::Account,
        }))
    }
}

/// What a command writes; gives the ids to tell.
type Work = Box<dyn FnOnce(&mut Tx<'_>) -> Result<Vec<String>, AppError>>;

fn put_new<R: crate::store::Record>(tx: &mut Tx<'_>, row: &R) -> Result<Vec<String>, AppError> {
    match tx.put(row)? {
        Put::New(id) => Ok(vec![id.to_string()]),
        Put::Changed | Put::Unchanged => Ok(Vec::new()),
    }
}

fn set_fields(tx: &mut Tx<'_>, row: AccountRow, fields: Vec<(String, String)>, since: Since, today: Day) -> Result<Vec<String>, AppError> {
    let code = row.code.clone();
    let mut row = row;
    for (key, value) in fields {
        match key.as_str() {
            "name" => row.name = value,
            "yomi" => row.yomi = (!value.is_empty()).then_some(value),
            _ => set_attribute(tx, row.id, &key, value, since, today)?,
        }
    }
    tx.put(&row)?;
    Ok(vec![code])
}

/// Sets a value from a day on; values of later days that had come by today are corrected away.
fn set_attribute(tx: &mut Tx<'_>, account: AccountId, key: &str, value: String, since: Since, today: Day) -> Result<(), AppError> {
    let rows = tx.find_all::<AttributeRow>(&["account", "key"], &[Cell::Integer(account.0), Cell::from(key)])?;
    let first = rows.iter().map(|row| row.day).min();
    let day = match since {
        Since::Day(day) => day,
        Since::Always => first.unwrap_or(today),
    };
    let held = Dated::new(rows.iter().map(|row| (row.day, row.value.clone())).collect());
    let overruled = rows.iter().filter(|row| row.day > day && row.day <= today.max(day));
    for row in overruled {
        tx.delete::<AttributeRow>(&[Cell::Integer(account.0), Cell::from(key), Cell::from(row.day)])?;
    }
    if held.on(day) != Some(&value) {
        tx.put(&AttributeRow { account, key: key.to_owned(), day, value, recorded: today })?;
    }
    Ok(())
}

/// Fields with their values in stored form.
fn checked(fields: Vec<(String, String)>) -> Result<Vec<(String, String)>, AppError> {
    fields.into_iter().map(|(key, value)| stored(&key, &value).map(|value| (key, value))).collect()
}

fn stored(key: &str, value: &str) -> Result<String, AppError> {
    let wrong = |what: &'static str, words: &'static [Word]| AppError::Word {
        text: value.to_owned(),
        what,
        nearest: nearest(value, words.iter().map(|word| word.key)).filter(|word| *word != value).map(str::to_owned),
        words,
    };
    match key {
        "touch" => Touch::parse(value).map(|touch| touch.key().to_owned()).ok_or_else(|| wrong("touch", TOUCH_WORDS)),
        "phase" => {
            let phase = Phase::parse(value).filter(|phase| *phase != Phase::Churned);
            phase.map(|phase| phase.key().to_owned()).ok_or_else(|| wrong("phase", settable_phases()))
        }
        "strategic" => parse_yes_no(value)
            .map(|yes| if yes { "yes" } else { "no" }.to_owned())
            .ok_or_else(|| wrong("strategic", &crate::domain::words::YES_NO_WORDS)),
        "potential" => value
            .parse::<f64>()
            .ok()
            .filter(|number| (1.0..=5.0).contains(number))
            .map(|number| number.to_string())
            .ok_or_else(|| AppError::Number { text: value.to_owned() }),
        "tags" | "links" => Ok(value.split([';', ',']).map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>().join(";")),
        "name" if value.is_empty() => Err(AppError::Field { text: "name=".to_owned(), nearest: None }),
        key if FIELDS.contains(&key) || key.strip_prefix("field.").is_some_and(|name| !name.is_empty()) => Ok(value.to_owned()),
        key => Err(AppError::Field { text: key.to_owned(), nearest: nearest(key, FIELDS.iter().copied()).map(str::to_owned) }),
    }
}

/// The phases that a person may give; that an account has churned is said by its contracts alone.
fn settable_phases() -> &'static [Word] {
    PHASE_WORDS.split_last().filter(|(last, _)| last.key == Phase::Churned.key()).map_or(PHASE_WORDS, |(_, others)| others)
}
