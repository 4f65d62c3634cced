//! What can happen to an account of the demo besides the ordinary. Stories and tempers are lists of these; each subject's file
//! looks for the turns it can tell. Days are counted back from today, so negative ones are still to come.

use crate::domain::Light;
use crate::domain::words::{FeedbackKind, InteractionKind, Phase, ProposalKind, ProposalStatus, Role, Sentiment, Severity, SurveyKind};

/// One thing that happens.
#[derive(Clone, Copy, Debug)]
pub enum Turn {
    /// The first contract began so many days ago.
    Started(i32),
    /// The present term ends in so many days.
    RenewsIn(i32),
    /// The term ended so many days ago and nobody recorded what became of it.
    Unconfirmed(i32),
    /// Gone, without any sign before.
    Lost {
        ago: i32,
        reason: &'static str,
    },
    /// The account said `told` days ago that it leaves in `ahead` days, when its term ends.
    Leaving {
        ahead: i32,
        told: i32,
        reason: &'static str,
    },
    Phase(Phase),
    Tag(&'static str),
    /// Usage as a factor of the ordinary, by days ago from old to new, straight lines between.
    Usage(&'static [(i32, f64)]),
    /// The share of seats that would be active in an ordinary week if there were enough of them.
    Adoption(f64),
    /// Observed every week, and nobody logs in.
    NeverLoggedIn,
    /// No tool knows the account: no usage, no people, no surveys.
    Dark,
    /// The champion left; nobody took over.
    ChampionLeft(i32),
    /// The champion is the only person we know.
    OneContact,
    /// An invoice was due so many days ago and is not paid.
    Unpaid(i32),
    /// How content the people are, 0 to 10.
    Mood(f64),
    /// No ordinary tickets of the last days.
    NoTickets(i32),
    Ticket {
        opened: i32,
        closed: Option<i32>,
        severity: Severity,
        subject: &'static str,
        sentiment: Sentiment,
    },
    Survey {
        ago: i32,
        kind: SurveyKind,
        by: Role,
        score: i32,
        comment: &'static str,
    },
    Voice {
        ago: i32,
        kind: FeedbackKind,
        theme: &'static str,
        text: &'static str,
    },
    /// Nobody was in touch in the last days.
    Silence(i32),
    Met {
        ago: i32,
        kind: InteractionKind,
        minutes: i32,
        with: Role,
        note: &'static str,
    },
    /// An offer, as a share of the ARR in percent.
    Proposal {
        ago: i32,
        kind: ProposalKind,
        product: &'static str,
        percent: i64,
        status: ProposalStatus,
        decided: Option<i32>,
    },
    /// No ordinary offers.
    NoProposals,
    Task {
        due: i32,
        minutes: i32,
        kind: Option<InteractionKind>,
        title: &'static str,
    },
    Note {
        ago: i32,
        text: &'static str,
    },
    Pulse {
        ago: i32,
        light: Light,
        reason: &'static str,
        days: i32,
    },
}
