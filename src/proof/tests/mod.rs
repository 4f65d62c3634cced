//! The churn replay on small books. Here: accounts with one number, `heat`, that holds from its day on: up to 3 is green, up
//! to 6 yellow, above red. The cases stand in the files below.

mod losses;
mod property;
mod rescues;

use crate::config::Config;
use crate::domain::Day;
use crate::facts::testing::{BookMaker, book, day};
use crate::proof::{Loss, Replay, YEAR, replay};
use crate::rules::{Lens, Rules};
use std::sync::Arc;

const TODAY: &str = "2026-10-30";
const GREEN: f64 = 1.0;
const YELLOW: f64 = 5.0;
const RED: f64 = 9.0;

const RULES: &str = "[metrics.heat]\nkind = \"level\"\n[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n[[scorecard.signal]]\nkey = \"s\"\n\
                     fact = \"metric.heat\"\nweight = 1\nlinear = { from = 10, to = 0, points = 10 }\n[[scorecard.override]]\nwhen = \"leaving:any\"\n\
                     at_best = \"red\"\nbecause = \"notice\"\n";

/// A further account, a customer since the beginning of 2025 for 1,200,000 a year.
fn account(maker: BookMaker, name: &str) -> BookMaker {
    maker.account(name).contract("2025-01-01", "", 1_200_000)
}

/// A book of one such account.
fn one() -> BookMaker {
    account(book(), "Minato")
}

/// An account with heat from these days on.
fn heated(maker: BookMaker, heat: &[(&str, f64)]) -> BookMaker {
    heat.iter().fold(maker, |maker, (on, value)| maker.observe("heat", on, *value))
}

/// The look back of so many days from today.
fn look_back(maker: BookMaker, within: i32) -> Replay {
    let rules = Rules::parse(RULES).unwrap();
    let settings = rules.settings(&Config::default());
    replay(&Lens::new(Arc::new(maker.done().book), Arc::new(rules), settings), day(TODAY), within)
}

fn replayed(maker: BookMaker) -> Replay {
    look_back(maker, YEAR)
}

/// The only loss of a book.
#[track_caller]
fn lost(maker: BookMaker) -> Loss {
    let Replay { mut losses, .. } = replayed(maker);
    assert_eq!(losses.rows.len(), 1);
    losses.rows.remove(0)
}

fn ago(days: i32) -> Day {
    day(TODAY).plus(-days)
}
