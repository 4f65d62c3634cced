//! The method on small books. Here: a desk whose accounts have one number, `heat`, and whose rules are a few lines of triggers.

mod families;
mod first_run;
mod noise;
mod order;
mod past;
mod property;

mod storms;
mod triggers;
mod waits;

use crate::book::rows::{Interaction, Task, TaskEvent, TriggerState};
use crate::config::Config;
use crate::domain::Day;
use crate::domain::words::{Held, InteractionKind, StartedBy, TaskEventKind, TaskStatus, TriggerPhase};
use crate::facts::testing::{self, BookMaker};
use crate::method::{Act, Calendar, Queue, Queued, Tally, Work, held, queue, sweep};
use crate::rules::{Lens, Rules};
use std::sync::Arc;

/// A Tuesday with a whole working week before it and no holiday near.
const TODAY: Day = Day(20_746);

fn day(text: &str) -> Day {
    testing::day(text)
}

/// Rules with one card that is green from heat 0 to 5 and falls to red above 9, and these triggers.
fn rules(triggers: &str) -> Rules {
    let text = format!(
        "[metrics.heat]\nkind = \"level\"\n[metrics.cold]\nkind = \"level\"\n[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n\
         [[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.heat\"\nweight = 1\nlinear = {{ from = 10, to = 0, points = 10 }}\n\
         [[touch]]\nkey = \"high\"\nmeet_every = \"30d\"\n{triggers}"
    );
    Rules::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A trigger on `heat:>=5` with more lines.
fn hot(more: &str) -> String {
    trigger("hot", "metric.heat:>=5", more)
}

fn trigger(key: &str, when: &str, more: &str) -> String {
    format!("[[trigger]]\nkey = \"{key}\"\nwhen = \"{when}\"\ntask = \"{key}!\"\n{more}\n")
}

/// An account with a long contract and observations of `heat` so many days before today.
fn account(maker: BookMaker, name: &str, heat: &[(i32, f64)]) -> BookMaker {
    let start = TODAY.plus(-400).to_string();
    let maker = maker.account(name).contract(&start, "2028-01-01", 1_200_000);
    heat.iter().fold(maker, |maker, (ago, value)| maker.observe("heat", &TODAY.plus(-ago).to_string(), *value))
}

/// One account with its heat.
fn one(heat: &[(i32, f64)]) -> BookMaker {
    account(testing::book(), "A", heat)
}

/// So many accounts that are all of one heat.
fn many(count: usize, heat: &[(i32, f64)]) -> BookMaker {
    (0..count).fold(testing::book(), |maker, ix| account(maker, &format!("A{ix:03}"), heat))
}

struct Desk {
    lens: Lens,
    work: Work,
    calendar: Calendar,
}

impl Desk {
    fn new(maker: BookMaker, triggers: &str) -> Self {
        let rules = rules(triggers);
        let settings = rules.settings(&Config::default());
        let lens = Lens::new(Arc::new(maker.done().book), Arc::new(rules), settings);
        Self { lens, work: Work::default(), calendar: Calendar::of(&Config::default()) }
    }

    /// A desk that was swept so many days ago and finds every pair known.
    fn swept(maker: BookMaker, triggers: &str, ago: i32) -> Self {
        let mut desk = Self::new(maker, triggers);
        desk.sweep(TODAY.plus(-ago));
        desk
    }

    /// The same work over another book.
    fn over(self, maker: BookMaker) -> Self {
        let (rules, settings) = (Arc::clone(self.lens.rules()), self.lens.settings().clone());
        Self { lens: Lens::new(Arc::new(maker.done().book), rules, settings), ..self }
    }

    /// Other triggers over the same book and work.
    fn ruled(self, triggers: &str) -> Self {
        let rules = rules(triggers);
        let settings = rules.settings(&Config::default());
        Self { lens: Lens::new(Arc::clone(self.lens.book()), Arc::new(rules), settings), ..self }
    }

    /// Sweeps a day, and again, which must do nothing.
    fn sweep(&mut self, on: Day) -> Tally {
        let acts = sweep(&self.lens, &self.work, &self.calendar, on);
        self.work.apply(&acts);
        let again = sweep(&self.lens, &self.work, &self.calendar, on);
        assert_eq!(again, Vec::new(), "a second sweep of {on}");
        Tally::of(&acts)
    }

    /// Sweeps every day from so many days ago to so many.
    fn sweep_days(&mut self, from: i32, to: i32) -> usize {
        (to..=from).rev().map(|ago| self.sweep(TODAY.plus(-ago)).opened).sum()
    }

    fn apply(&mut self, acts: &[Act]) {
        self.work.apply(acts);
    }

    /// A person changes a task.
    fn change(&mut self, id: i64, on: Day, kind: TaskEventKind, until: Option<Day>, change: impl FnOnce(&mut Task)) {
        let mut task = self.work.task(id).unwrap().clone();
        change(&mut task);
        let event = TaskEvent { until, ..self.work.event(id, on, kind) };
        self.apply(&[Act::Change { task: Box::new(task), event }]);
    }

    fn done(&mut self, id: i64, on: Day) {
        self.change(id, on, TaskEventKind::Done, None, |task| (task.status, task.closed) = (TaskStatus::Done, Some(on)));
    }

    fn drop_as(&mut self, id: i64, on: Day, reason: &str) {
        self.change(id, on, TaskEventKind::Dropped, None, |task| {
            (task.status, task.closed, task.reason) = (TaskStatus::Dropped, Some(on), Some(reason.to_owned()));
        });
    }

    fn wait(&mut self, id: i64, on: Day, until: Day) {
        self.change(id, on, TaskEventKind::Waiting, Some(until), |task| task.waiting = Some(until));
    }

    fn add(&mut self, task: Task) -> i64 {
        let event = TaskEvent { task: 0, seq: 0, day: task.opened, kind: TaskEventKind::Opened, until: None, reason: None };
        self.apply(&[Act::Open { task: Box::new(task), event, states: Vec::new() }]);
        self.work.tasks().last().unwrap().id
    }

    /// The titles of the open tasks, by id.
    fn open(&self) -> Vec<&str> {
        self.work.open().map(|task| task.title.as_str()).collect()
    }

    fn last(&self) -> &Task {
        self.work.tasks().last().unwrap()
    }

    fn state(&self, trigger: &str) -> Option<&TriggerState> {
        self.work.state(trigger, self.lens.book().account(0).row.id)
    }

    fn phase(&self, trigger: &str) -> Option<TriggerPhase> {
        self.state(trigger).map(|state| state.state)
    }

    fn phases(&self, phase: TriggerPhase) -> usize {
        self.work.states().filter(|state| state.state == phase).count()
    }

    fn queue(&self, on: Day) -> Queue {
        queue(&self.lens, &self.work, on, 360, 0)
    }

    fn held(&self, on: Day) -> Vec<Queued> {
        held(&self.lens, &self.work, &self.calendar, on)
    }
}

/// They called.
fn from_them(row: &mut Interaction) {
    (row.started_by, row.status) = (Some(StartedBy::Them), Held::Held);
}

fn called(maker: BookMaker, on: Day) -> BookMaker {
    maker.interaction(InteractionKind::Call, &on.to_string(), from_them)
}
