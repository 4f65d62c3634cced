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
    Temper { key: "steady", share: 50, adoption: (0.46, 0.72), mood: 8.4, tickets: 1.0, anger: 0.05, turns: &[] };

/// Leaves in the year before today, after usage faded.
pub(in crate::app::demo) const LOST: Temper =
    Temper { key: "lost", share: 13, adoption: (0.35, 0.55), mood: 6.8, tickets: 1.0, anger: 0.15, turns: &[] };

/// In its first weeks.
pub(in crate::app::demo) const NEW: Temper = Temper { key: "new", share: 4, adoption: (0.6, 0.8), mood: 8.4, tickets: 1.0, anger: 0.04, turns: &[] };

/// Every way to fare; the shares add up to a hundred.
pub(in crate::app::demo) const TEMPERS: &[Temper] = &[
    LOST,
    STEADY,
    Temper { key: "lukewarm", share: 8, adoption: (0.13, 0.24), mood: 6.4, tickets: 0.8, anger: 0.08, turns: &[] },
    Temper { key: "keen", share: 13, adoption: (0.74, 0.86), mood: 9.1, tickets: 1.2, anger: 0.02, turns: &[] },
    NEW,
    Temper { key: "grumbling", share: 6, adoption: (0.34, 0.46), mood: 5.4, tickets: 2.5, anger: 0.3, turns: &[] },
    Temper {
        key: "fading",
        share: 6,
        adoption: (0.45, 0.6),
        mood: 7.2,
        tickets: 0.7,
        anger: 0.1,
        turns: &[Turn::Usage(&[(80, 1.0), (40, 0.75), (1, 0.5)])],
    },
];
