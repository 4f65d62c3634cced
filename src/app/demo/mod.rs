//! The demo book: invented accounts as the CSV files that the ordinary import reads, so that what is shown is what users get.
//! Pure: no clock, no I/O, the same bytes everywhere. Writes nothing to a book itself.
//!
//! An account is settled first (`plan`): who it is, how it fares (`tempers`), and the story it tells, if any
//! (`stories`). The files of the subjects then tell it row by row. A new story is a row in `stories::STORIES`; a new thing
//! that can happen is a `turns::Turn` and the place that tells it.

mod accounts;
mod contracts;
mod desk;
mod dice;
mod money;
mod names;
mod people;
mod phrases;
mod plan;
pub mod stories;
mod table;
mod tempers;
#[cfg(test)]
mod tests;
pub mod turns;
mod usage;
mod voices;

pub use stories::{STORIES, Story};

use crate::domain::Day;
use plan::{Plan, Size};
use table::Table;

/// How many accounts the demo has unless asked for more.
pub const ACCOUNTS: usize = 60;

/// The day the demo was made for, 2026-11-23, a Monday. Its stories hold on other days too; the counts of lights are tested on this one.
pub const TODAY: Day = Day(20_780);

/// A file of the demo: its name, its header, and how the rows of an account are written.
struct File {
    name: &'static str,
    columns: &'static [&'static str],
    write: fn(&Plan, &mut Table),
}

const FILES: [File; 14] = [
    File { name: "accounts.csv", columns: accounts::ACCOUNTS, write: accounts::accounts },
    File { name: "contracts.csv", columns: contracts::CONTRACTS, write: contracts::contracts },
    File { name: "contacts.csv", columns: people::CONTACTS, write: people::contacts },
    File { name: "usage.csv", columns: usage::USAGE, write: usage::usage },
    File { name: "tickets.csv", columns: voices::TICKETS, write: voices::tickets },
    File { name: "surveys.csv", columns: voices::SURVEYS, write: voices::surveys },
    File { name: "invoices.csv", columns: money::INVOICES, write: money::invoices },
    File { name: "interactions.csv", columns: desk::INTERACTIONS, write: desk::interactions },
    File { name: "proposals.csv", columns: money::PROPOSALS, write: money::proposals },
    File { name: "feedback.csv", columns: voices::FEEDBACK, write: voices::feedback },
    File { name: "tasks.csv", columns: desk::TASKS, write: desk::tasks },
    File { name: "notes.csv", columns: desk::NOTES, write: desk::notes },
    File { name: "pulses.csv", columns: desk::PULSES, write: desk::pulses },
    File { name: "outcomes.csv", columns: desk::OUTCOMES, write: desk::outcomes },
];

/// Name and text of every file of a demo book of `accounts` accounts as of `today`, in an order in which they can be imported.
/// A smaller book is the beginning of a larger one, account by account.
pub fn files(today: Day, accounts: usize) -> Vec<(&'static str, String)> {
    let plans: Vec<Plan> = (0..accounts).map(|place| Plan::new(today, place)).collect();
    let text = |file: &File| {
        let mut table = Table::new(file.columns);
        for plan in &plans {
            (file.write)(plan, &mut table);
        }
        table.into_text()
    };
    FILES.iter().map(|file| (file.name, text(file))).collect()
}

/// Up to which place by ARR the demo's accounts are looked after by high touch, and up to which by high or low: what stands
/// for 15 and 80 in the touch models of the default rules, so that no account of the demo asks for another model.
pub fn touch_places(today: Day, accounts: usize) -> (usize, usize) {
    let plans = (0..accounts).map(|place| Plan::new(today, place));
    let in_force = plans.filter(|plan| plan.loss.is_none_or(|loss| loss.day > today));
    in_force.fold((0, 0), |(high, low), plan| match plan.size {
        Size::Large => (high + 1, low + 1),
        Size::Mid => (high, low + 1),
        Size::Small => (high, low),
    })
}
