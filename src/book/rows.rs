//! One plain struct per table of the book. What a row means on a day is asked of [`crate::facts::At`], not of the row.

use crate::domain::words::{
    FeedbackKind, FeedbackStatus, Held, InteractionKind, Origin, ProposalKind, ProposalStatus, Reason, Sentiment, Severity, StartedBy, SurveyKind,
    TaskEventKind, TaskStatus, TriggerPhase,
};
use crate::domain::{Currency, Day, Light};

/// The database id of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub i64);

/// A company that pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    pub id: AccountId,
    /// The id the user knows; unique.
    pub code: String,
    pub name: String,
    /// Reading, to search and sort by.
    pub yomi: Option<String>,
    /// The day on which the account came into the book.
    pub added: Day,
}

/// A dated attribute; the first value of a key holds from the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeRow {
    pub account: AccountId,
    pub key: String,
    pub day: Day,
    pub value: String,
    /// The day on which it was written down; a backtest row before it leans on an assumption.
    pub recorded: Day,
}

/// A product line with its amount, seats and span `[start, end)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    pub id: i64,
    pub account: AccountId,
    pub product: String,
    /// Minor units a year; `None` when the source did not say.
    pub amount: Option<i64>,
    pub currency: Currency,
    /// False for one-off amounts, which are never ARR and give no term.
    pub recurring: bool,
    pub seats: Option<i64>,
    pub start: Day,
    pub end: Option<Day>,
    /// From this day the contract is known.
    pub signed: Day,
    pub auto_renew: bool,
    /// Days before the end by which notice must be given; `None` stands for 30.
    pub notice_days: Option<i32>,
    pub reason: Option<Reason>,
    pub origin: Origin,
}

/// The loss of an account: ends all its contracts on `day`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub account: AccountId,
    pub day: Day,
    pub reason: Option<String>,
    /// A loss in the future is known from this day.
    pub recorded: Day,
}

/// A person at the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    pub id: i64,
    pub account: AccountId,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub department: Option<String>,
    pub title: Option<String>,
    pub left_on: Option<Day>,
}

/// The roles a contact holds from a day on, as one set; the first set holds from the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRole {
    pub contact: i64,
    pub day: Day,
    /// Role keys, sorted, joined by `;`.
    pub roles: String,
}

/// A request to support, open on `[opened, closed)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub id: i64,
    pub account: AccountId,
    pub code: String,
    pub opened: Day,
    pub closed: Option<Day>,
    pub severity: Option<Severity>,
    pub subject: Option<String>,
    pub sentiment: Option<Sentiment>,
    /// The day of the latest change of this row; `opened` for one that never changed.
    pub changed: Day,
}

/// One answer to a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    pub id: i64,
    pub account: AccountId,
    /// Who answered, as the source named them (mail or name); empty if it did not.
    pub contact: String,
    pub day: Day,
    pub kind: SurveyKind,
    /// 0 to 10 for NPS, 1 to 5 for CSAT.
    pub score: f64,
    pub comment: Option<String>,
}

/// A bill, unpaid on `[due, paid_on)` once past due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    pub id: i64,
    pub account: AccountId,
    pub number: String,
    pub day: Day,
    pub due: Day,
    pub paid_on: Option<Day>,
    /// Minor units.
    pub amount: Option<i64>,
    pub currency: Currency,
}

/// A meeting, call, mail or visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    pub id: i64,
    pub account: AccountId,
    pub day: Day,
    pub kind: InteractionKind,
    pub minutes: Option<i64>,
    pub note: Option<String>,
    pub contact: Option<String>,
    pub started_by: Option<StartedBy>,
    pub status: Held,
    /// A planned one is known from this day.
    pub recorded: Day,
}

/// An offer of more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: i64,
    pub account: AccountId,
    pub day: Day,
    pub kind: ProposalKind,
    pub product: String,
    /// Minor units of the book's currency.
    pub amount: Option<i64>,
    pub status: ProposalStatus,
    pub decided_on: Option<Day>,
}

/// A customer's voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub id: i64,
    pub account: AccountId,
    pub day: Day,
    pub kind: FeedbackKind,
    pub theme: Option<String>,
    pub text: Option<String>,
    pub status: FeedbackStatus,
}

/// A memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: i64,
    pub account: AccountId,
    pub day: Day,
    pub text: String,
}

/// The lead's own judgement, in force on `[day, until)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    pub id: i64,
    pub account: AccountId,
    pub day: Day,
    pub light: Light,
    pub reason: String,
    pub until: Day,
}

/// Something to do, open on `[opened, closed)`. What became of it day by day stands in its [`TaskEvent`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: i64,
    pub account: Option<AccountId>,
    pub title: String,
    pub kind: Option<InteractionKind>,
    pub due: Option<Day>,
    pub minutes: Option<i64>,
    /// `manual`, `import`, `trigger` or `playbook`.
    pub source: String,
    pub opened: Day,
    pub status: TaskStatus,
    pub closed: Option<Day>,
    /// `trigger:KEY`, `play:KEY/STEP`; none where nobody but the user made it.
    pub source_key: Option<String>,
    /// Of its trigger: one open task per account and family.
    pub family: Option<String>,
    /// Why it is there, as JSON data: a list of triggers with the facts they saw.
    pub why: Option<String>,
    /// Stands first in the queue.
    pub pinned: bool,
    /// Of a dropped one: a key of the drop reasons, or free text.
    pub reason: Option<String>,
    /// Out of the queue until this day.
    pub snoozed_until: Option<Day>,
    /// The ball is with the customer until this day (先方待ち).
    pub waiting: Option<Day>,
}

impl Task {
    /// A task made by hand on a day, open, with nothing but a title.
    pub fn new(account: Option<AccountId>, title: &str, opened: Day) -> Self {
        Self {
            id: 0,
            account,
            title: title.to_owned(),
            kind: None,
            due: None,
            minutes: None,
            source: "manual".to_owned(),
            opened,
            status: TaskStatus::Open,
            closed: None,
            source_key: None,
            family: None,
            why: None,
            pinned: false,
            reason: None,
            snoozed_until: None,
            waiting: None,
        }
    }
}

/// Something that happened to a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskEvent {
    pub task: i64,
    /// Counts the events of one task from 0.
    pub seq: i64,
    pub day: Day,
    pub kind: TaskEventKind,
    /// Of a snooze or a waiting: its first day back.
    pub until: Option<Day>,
    pub reason: Option<String>,
}

/// How a trigger stands to an account. A pair that was seen and has no row is clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerState {
    pub trigger: String,
    pub account: AccountId,
    pub state: TriggerPhase,
    pub since: Day,
    /// The latest task that stood for the pair; cooldown and `again` run from the day it was done or dropped.
    pub task: Option<i64>,
    /// No task before this day: the cooldown of an earlier task, or a season that was accepted.
    pub quiet_until: Option<Day>,
}

/// The time for customer-success work on one day, where a person said so; the config has that of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayHours {
    pub day: Day,
    pub minutes: i64,
}

/// A trigger that was swept: from then on an account that enters it is news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerSeen {
    pub trigger: String,
    pub since: Day,
}

/// An account that was swept: from then on a trigger that it enters is news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSeen {
    pub account: AccountId,
    pub since: Day,
}
