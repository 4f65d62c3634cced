//! What a person does at the desk, the same for both faces: each act is a command, carried out in one entry of the journal.

use crate::app::adding::NewAccount;
use crate::app::fields::{checked, set_fields};
use crate::app::tasks::{self, NewTask, TaskVerb};
use crate::app::work::answered;
use crate::app::{AppError, Session};
use crate::book::AccountIx;
use crate::book::rows::{Interaction, Note, Pulse};
use crate::domain::text::nearest;
use crate::domain::words::{Held, InteractionKind, StartedBy, Touch};
use crate::domain::{Day, Light};
use crate::i18n::task_title;
use crate::rules::Lens;
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
    /// Accounts go out of sight; their rows stay in the book. The places of the others move.
    Delete {
        accounts: Vec<AccountIx>,
    },
    /// The time for customer-success work on the desk's day; without it what the config says counts again.
    Hours {
        minutes: Option<i64>,
    },
    /// Accounts get their touch models.
    Touch(Vec<(AccountIx, Touch)>),
    /// A storm is a season or an incident: its item is done, and its accounts open nothing while it lasts.
    Season {
        task: i64,
    },
    /// A storm is none: every account still in it gets its own task.
    OneByOne {
        task: i64,
    },
    /// Several acts as one: all of them or none, and one step to undo.
    Together(Vec<Command>),
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

impl Session {
    /// Carries out a command.
    pub fn act(&mut self, command: Command) -> Result<Done, AppError> {
        let (day, source, now) = (self.day, self.source, self.opening.clock.now());
        let (what, work) = self.prepare(command)?;
        let lens = &self.lens;
        let (entry, ids) = self.store.act(source, day, &now, what, |tx| work(tx, lens))?;
        self.score_what_moved()?;
        Ok(Done { entry: entry.map(|entry| entry.0), ids })
    }

    /// Takes back the latest step: entries newest first.
    pub fn undo(&mut self) -> Result<Vec<Entry>, AppError> {
        let entries = self.store.undo(&self.opening.clock.now())?;
        self.score_what_moved()?;
        Ok(entries)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<Vec<Entry>, AppError> {
        let entries = self.store.redo(&self.opening.clock.now())?;
        self.score_what_moved()?;
        Ok(entries)
    }

    /// The act of a person that an undo would take back; `None` where there is none among the latest hundred.
    pub fn next_undo(&self) -> Result<Option<Entry>, AppError> {
        const LATEST: usize = 100;
        Ok(self.history(None, LATEST)?.into_iter().find(|entry| !entry.undone && entry.source.is_person()))
    }

    /// The latest acts, newest first.
    pub fn history(&self, account: Option<AccountIx>, limit: usize) -> Result<Vec<Entry>, AppError> {
        Ok(self.store.history(account.map(|ix| self.book().account(ix).row.id), limit)?)
    }

    /// Checks a command, tells it for the history, and makes the work that writes it.
    pub(in crate::app) fn prepare(&self, command: Command) -> Result<(Value, Work), AppError> {
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
                (told("note", account, json!({"text": row.text})), Box::new(move |tx, _| put_new(tx, &row)))
            }
            Command::Log(new) => {
                let what = told("log", new.account, json!({"kind": new.kind.key(), "minutes": new.minutes}));
                (what, self.log(*new))
            }
            Command::Pulse { account, light, reason, until } => {
                let row = Pulse { id: 0, account: id(account), day: self.day, light, reason, until };
                (told("pulse", account, json!({"light": light.key()})), Box::new(move |tx, _| put_new(tx, &row)))
            }
            Command::Observe { account, metric, value, day } => {
                self.known_metric(&metric)?;
                let what = told("observe", account, json!({"metric": metric, "value": value}));
                let account = id(account);
                let work: Work = Box::new(move |tx, _| {
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
                (what, Box::new(move |tx, _| set_fields(tx, row, fields, since, today)))
            }
            Command::AddTask(task) => {
                let what = json!({"verb": "task_add", "title": task.title});
                let day = self.day;
                (what, Box::new(move |tx, _| Ok(vec![tasks::add(tx, task, day)?.to_string()])))
            }
            Command::Tasks { ids, verb } => self.on_tasks(ids, verb)?,
            Command::AddAccount(new) => self.add(*new)?,
            Command::Delete { accounts } => self.delete(&accounts),
            Command::Hours { minutes } => self.set_hours(minutes)?,
            Command::Touch(models) => self.touch(models),
            Command::Season { task } => self.season(task)?,
            Command::OneByOne { task } => self.one_by_one(task)?,
            Command::Together(commands) => self.together(commands)?,
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
        Box::new(move |tx, _| {
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
        let work = self.work()?;
        let named = work.tasks().filter(|task| ids.contains(&task.id));
        let titles: Vec<String> = named.map(|task| task_title(self.lens.rules(), task, self.opening.lang)).collect();
        let what = json!({"verb": deed, "titles": titles, "until": until});
        let day = self.day;
        let work: Work = Box::new(move |tx, _| {
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
}

/// What a command writes, with the book as it stands in memory; gives the ids to tell.
pub(in crate::app) type Work = Box<dyn FnOnce(&mut Tx<'_>, &Lens) -> Result<Vec<String>, AppError>>;

fn put_new<R: crate::store::Record>(tx: &mut Tx<'_>, row: &R) -> Result<Vec<String>, AppError> {
    match tx.put(row)? {
        Put::New(id) => Ok(vec![id.to_string()]),
        Put::Changed | Put::Unchanged => Ok(Vec::new()),
    }
}
