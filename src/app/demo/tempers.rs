//! How ordinary accounts fare, as a table: how often, how much of the product they use, how content they are, what happens.

use crate::app::demo::turns::Turn;

/// One way to fare.
#[derive(Debug)]
pub(in crate::app::demo) struct Temper {
    pub key: &'static str,
    /// How many of a hundred accounts.
    pub share: i32,
    /// Share of seats active in an ordinary week, least and most.
    pub adoption: (f64, f64),
    /// How content the people are, 0 to 10.
    pub mood: f64,
    /// Tickets, against the ordinary.
    pub tickets: f64,
    /// Probability that a ticket is angry.
    pub anger: f64,
    pub turns: &'static [Turn],
}

/// Nothing to see.
pub(in crate::app::demo) const STEADY: Temper =
    Temper { key: "steady", share: 58, adoption: (0.56, 0.8), mood: 8.7, tickets: 1.0, anger: 0.03, turns: &[] };

/// Leaves in the year before today, after usage faded.
pub(in crate::app::demo) const LOST: Temper =
    Temper { key: "lost", share: 14, adoption: (0.4, 0.6), mood: 6.8, tickets: 1.0, anger: 0.15, turns: &[] };

/// Every way to fare.
pub(in crate::app::demo) const TEMPERS: &[Temper] = &[
    STEADY,
    Temper { key: "keen", share: 14, adoption: (0.76, 0.87), mood: 9.2, tickets: 1.2, anger: 0.02, turns: &[] },
    Temper { key: "lukewarm", share: 9, adoption: (0.2, 0.32), mood: 6.9, tickets: 0.8, anger: 0.08, turns: &[] },
    Temper { key: "grumbling", share: 5, adoption: (0.42, 0.55), mood: 5.9, tickets: 2.2, anger: 0.25, turns: &[] },
    LOST,
];
