//! The work at the desk: the queue of a day, the list of tasks, and the sweep that opens and clears them.

use crate::app::{AppError, Session};
use crate::book::AccountIx;
use crate::book::rows::{AccountId, AccountSeen, Task, TaskEvent, TriggerSeen, TriggerState};
use crate::domain::Day;
use crate::facts::At;
use crate::filter::Filter;
use crate::i18n::{messages, why_text};
use crate::method::{self, Act, Calendar, Noise, Queue, Queued, Tally, Work};
use crate::store::{Put, Source, Stamp, Tx};
use serde_json::json;

/// A task with its place in the queue, where it has one.
#[derive(Clone, Debug)]
pub struct TaskLine {
    pub task: Task,
    /// `None` for a closed task.
    pub queued: Option<Queued>,
}

/// The name of the stamp that a sweep leaves.
const SWEEP: &str = "sweep";
/// The name of the one that it leaves where it wrote down what the desk says of every account.
const SCORE: &str = "score";

impl Session {
    /// Business days as the config has them.
    pub fn calendar(&self) -> Calendar {
        Calendar::of(&self.config)
    }

    /// The n-th business day after the desk's day.
    pub fn business_day(&self, n: i32) -> Day {
        self.calendar().after(self.day, n)
    }

    /// The queue of the desk's day.
    pub fn queue(&self) -> Result<Queue, AppError> {
        let work = self.work()?;
        self.queue_of(&work)
    }

    fn queue_of(&self, work: &Work) -> Result<Queue, AppError> {
        let minutes = self.hours_minutes()?;
        let spent = method::spent_minutes(&self.lens, self.day);
        Ok(method::queue(&self.lens, work, self.day, minutes, spent))
    }

    /// What a first run holds back, in the order in which it will enter.
    pub fn held(&self) -> Result<Vec<Queued>, AppError> {
        Ok(method::held(&self.lens, &*self.work()?, &self.calendar(), self.day))
    }

    /// Every task that a filter lets through, by its account: open ones as in the queue, then waiting and put off ones, then
    /// closed ones, the latest first; held ones are none yet. A filter lets no task without an account through unless it is empty.
    pub fn tasks(&self, filter: &Filter) -> Result<Vec<TaskLine>, AppError> {
        let work = self.work()?;
        let closed = work.closed_on(self.day).into_iter().map(|task| TaskLine { task, queued: None });
        Ok(open_lines(self.queue_of(&work)?).chain(closed).filter(|line| self.lets_through(filter, &line.task)).collect())
    }

    /// The open tasks of an account, in the order of the queue; held ones are none yet.
    pub fn tasks_of(&self, account: AccountIx) -> Result<Vec<TaskLine>, AppError> {
        let id = self.book().account(account).row.id;
        Ok(open_lines(self.queue()?).filter(|line| line.task.account == Some(id)).collect())
    }

    /// Whether a filter lets a task through.
    pub fn lets_through(&self, filter: &Filter, task: &Task) -> bool {
        match self.account_of(task) {
            Some(at) => filter.matches(&at),
            None => filter.is_empty(),
        }
    }

    /// Why a task is there and what it waits for, in the reader's words; empty for one made by hand.
    pub fn why_of(&self, line: &TaskLine) -> String {
        let (formats, queued) = (self.formats(), line.queued.as_ref());
        let no_reply = queued.and_then(|item| item.no_reply).map(|wait| messages::no_reply(formats.lang, self.day.since(wait.since)));
        let until = queued.and_then(|item| item.task.waiting.map(|until| messages::waits_until(formats.lang, until)));
        let reason = why_text(formats, self.lens.rules(), &line.task, self.day);
        let parts = [no_reply.or(until), Some(reason)].into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(formats.lang.pick("; ", "、"))
    }

    /// The account of a task, as of the desk's day.
    pub fn account_of(&self, task: &Task) -> Option<At<'_>> {
        task.account.and_then(|id| self.book().place(id)).map(|ix| self.at(ix))
    }

    /// Sweeps unless the last sweep was of this day, this state of the book and these rules; `None` when it need not. A day
    /// before that of the last sweep is left alone: a clock that was set back opens nothing twice.
    pub fn sweep_if_due(&mut self) -> Result<Option<Tally>, AppError> {
        let last = self.store.stamp(SWEEP)?;
        let now = Stamp { day: self.day, revision: self.store.revision()?, rules: self.rules_hash() };
        if last.as_ref() == Some(&now) || last.is_some_and(|last| last.day > self.day) {
            return Ok(None);
        }
        self.sweep().map(Some)
    }

    /// Evaluates the triggers for the desk's day.
    pub fn sweep(&mut self) -> Result<Tally, AppError> {
        self.refresh()?;
        let (day, rules, now) = (self.day, self.rules_hash(), self.opening.clock.now());
        let calendar = self.calendar();
        let said = self.looks_from_now().then(|| self.said_of(0..self.book().accounts().len()));
        let lens = &self.lens;
        let what = json!({"verb": "sweep"});
        let (_, tally) = self.store.act(Source::Sweep, day, &now, what, |tx| {
            // Read inside, so that of two sweeps at once the second finds nothing left to do.
            let work = work_in(tx)?;
            let acts = method::sweep(lens, &work, &calendar, day);
            let tally = Tally::of(&acts);
            for act in &acts {
                write(tx, act)?;
            }
            tx.describe(json!({"verb": "sweep", "opened": tally.opened, "cleared": tally.cleared}));
            if let Some(said) = &said {
                tx.keep_scores(day, said)?;
                tx.stamp(SCORE, day, &rules)?;
            }
            tx.stamp(SWEEP, day, &rules)?;
            Ok::<_, AppError>(tally)
        })?;
        // Each rules text in force is kept with its day, so that a past day can be seen by the rules of then.
        self.store.remember_rules(day, &rules, self.lens.rules().text())?;
        self.refresh()?;
        // Pairs of one account and family will enter as one task, and tasks are what people count.
        let held = if tally.held > 0 { self.queue()?.held } else { 0 };
        Ok(Tally { held, ..tally })
    }

    /// How often each trigger cried for nothing, of those whose tasks were closed by a person.
    pub fn noise(&self) -> Result<Vec<(String, Noise)>, AppError> {
        let work = self.work()?;
        let of = |key: &str| Some((key.to_owned(), method::noise(&work, key))).filter(|(_, noise)| noise.closed > 0);
        Ok(self.lens.rules().triggers().iter().filter_map(|trigger| of(&trigger.key)).collect())
    }

    fn rules_hash(&self) -> String {
        format!("{:016x}", self.lens.rules().hash())
    }
}

/// The open tasks of a queue in its order, then the waiting ones and those put off.
fn open_lines(queue: Queue) -> impl Iterator<Item = TaskLine> {
    let open = [queue.items, queue.waiting, queue.snoozed].into_iter().flatten();
    open.map(|item| TaskLine { task: item.task.clone(), queued: Some(item) })
}

/// The customer got in touch: what waits for them comes back.
pub(in crate::app) fn answered(tx: &mut Tx<'_>, account: AccountId, day: Day) -> Result<(), AppError> {
    let work = work_in(tx)?;
    method::replied(&work, account, day).iter().try_for_each(|act| write(tx, act).map(|_| ()))
}

/// The work as an act finds it, what it has written itself included.
pub(in crate::app) fn work_in(tx: &mut Tx<'_>) -> Result<Work, AppError> {
    Ok(Work::new(
        tx.find_all::<Task>(&[], &[])?,
        tx.find_all::<TaskEvent>(&[], &[])?,
        tx.find_all::<TriggerState>(&[], &[])?,
        tx.find_all::<TriggerSeen>(&[], &[])?,
        tx.find_all::<AccountSeen>(&[], &[])?,
    ))
}

/// Writes an act of a sweep down as it stands; gives the id of a task that came new.
pub(in crate::app) fn write(tx: &mut Tx<'_>, act: &Act) -> Result<Option<i64>, AppError> {
    match act {
        Act::Open { task, event, states } => {
            let id = match tx.put(&**task)? {
                Put::New(id) => id,
                Put::Changed | Put::Unchanged => task.id,
            };
            tx.put(&TaskEvent { task: id, ..event.clone() })?;
            for state in states {
                tx.put(&TriggerState { task: Some(id), ..state.clone() })?;
            }
            return Ok(Some(id));
        }
        Act::Change { task, event } => {
            tx.put(&**task)?;
            tx.put(event)?;
        }
        Act::Set(state) => {
            tx.put(state)?;
        }
        Act::SawTrigger(seen) => {
            tx.put(seen)?;
        }
        Act::SawAccount(seen) => {
            tx.put(seen)?;
        }
    }
    Ok(None)
}
