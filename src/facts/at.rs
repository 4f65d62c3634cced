//! The only door from a fact to the rows of an account: everything handed out is already cut at the day.

use crate::book::rows::{ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket};
use crate::book::{Account, AccountIx, Kind, Life, MetricId, Spanned as _, series::Points};
use crate::domain::words::{Held, Phase, ProposalStatus, Role, TaskStatus, Touch};
use crate::domain::{Day, Light};
use crate::facts::{Context, FactRef, Known, Standing};
use std::cell::OnceCell;
use std::sync::Arc;

/// One account as of one day.
pub struct At<'a> {
    pub day: Day,
    ix: AccountIx,
    context: Context<'a>,
    account: &'a Account,
    life: OnceCell<Life<'a>>,
}

impl<'a> At<'a> {
    pub(in crate::facts) fn new(context: Context<'a>, ix: AccountIx, day: Day) -> Self {
        Self { day, ix, context, account: context.book.account(ix), life: OnceCell::new() }
    }

    /// The value of a fact; every fact is unknown while the account does not exist.
    pub fn value(&self, fact: &FactRef) -> Known {
        if !self.exists() {
            return Known::UNKNOWN;
        }
        (fact.fact.eval)(self, &fact.args)
    }

    /// Whether the account is in the book on the day: added, or a contract of it known.
    pub fn exists(&self) -> bool {
        self.account.row.added <= self.day || self.life().known
    }

    /// The day on which it was added, if that has come: a contract may be known before.
    pub fn added(&self) -> Option<Day> {
        Some(self.account.row.added).filter(|added| *added <= self.day)
    }

    /// Where the account stands in the book.
    pub fn ix(&self) -> AccountIx {
        self.ix
    }

    /// The book and settings behind this account.
    pub fn context(&self) -> &Context<'a> {
        &self.context
    }

    /// The same account on another day.
    #[must_use]
    pub fn on(&self, day: Day) -> Self {
        Self::new(self.context, self.ix, day)
    }

    /// The id the user knows.
    pub fn code(&self) -> &'a str {
        &self.account.row.code
    }

    /// The name as typed.
    pub fn name(&self) -> &'a str {
        &self.account.row.name
    }

    /// The reading, if one was given.
    pub fn yomi(&self) -> Option<&'a str> {
        self.account.row.yomi.as_deref()
    }

    /// The folded name, reading and id, one a line.
    pub fn folded(&self) -> &'a str {
        &self.account.folded
    }

    /// A dated attribute: `segment`, `tags`, `field.X`, …
    pub fn attribute(&self, key: &str) -> Option<&'a str> {
        self.account.attributes.get(key)?.text_on(self.day)
    }

    /// The day from which the attribute's value holds; `None` where it holds from the beginning or has none.
    pub fn attribute_since(&self, key: &str) -> Option<Day> {
        self.account.attributes.get(key)?.text_since(self.day)
    }

    /// The touch model in force.
    pub fn touch(&self) -> Option<Touch> {
        self.attribute("touch").and_then(Touch::from_key)
    }

    /// The phase in force; churned when the contracts say so.
    pub fn phase(&self) -> Option<Phase> {
        if self.life().churned() {
            return Some(Phase::Churned);
        }
        self.attribute("phase").and_then(Phase::from_key).filter(|phase| *phase != Phase::Churned)
    }

    /// What the contracts say.
    pub fn life(&self) -> &Life<'a> {
        self.life.get_or_init(|| Life::on(&self.account.contracts, &self.account.outcomes, self.day))
    }

    /// What marks the account beside its light: `lapsed`, `unconfirmed`, `leaving`.
    pub fn marks(&self) -> Vec<&'static str> {
        let life = self.life();
        let marks = [("lapsed", life.lapsed), ("unconfirmed", life.terms.iter().any(|term| term.unconfirmed)), ("leaving", life.leaving.is_some())];
        marks.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).collect()
    }

    /// The contracts known on the day, whatever became of them.
    pub fn contracts(&self) -> impl Iterator<Item = &'a Contract> + '_ {
        self.account.contracts.iter().filter(|row| row.signed <= self.day)
    }

    /// Sum of the amounts of the terms in force, a year, in major units of the book's currency: 0 when none is in force,
    /// unknown when one does not say or has no rate.
    pub fn arr(&self) -> Option<f64> {
        let rates = self.context.book.rates();
        total(self.life().terms.iter().map(|term| rates.major(term.contract.amount?, term.contract.currency)))
    }

    /// Sum of the seats of the terms in force; unknown when one does not say.
    pub fn seats(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "seats over 2^53 are refused at import")]
        total(self.life().terms.iter().map(|term| term.contract.seats.map(|seats| seats as f64)))
    }

    /// The contacts who have not left.
    pub fn contacts(&self) -> impl Iterator<Item = ContactAt<'a>> + '_ {
        self.all_contacts().filter(|contact| contact.left_on.is_none())
    }

    /// The contacts, with the leaving of those who have left by the day.
    pub fn all_contacts(&self) -> impl Iterator<Item = ContactAt<'a>> + '_ {
        self.account.contacts.iter().map(|contact| ContactAt {
            row: &contact.row,
            folded: &contact.folded,
            left_on: contact.row.left_on.filter(|left| *left <= self.day),
            roles: contact.roles.on(self.day).map_or("", String::as_str),
            last_roles: contact.row.left_on.and_then(|left| contact.roles.on(left.plus(-1).min(self.day))).map_or("", String::as_str),
        })
    }

    /// Whether the account has any contacts at all; without, nothing is known of roles.
    pub fn has_contacts(&self) -> bool {
        !self.account.contacts.is_empty()
    }

    /// The observations of a metric up to the day.
    pub fn metric(&self, metric: MetricId) -> Points<'a> {
        self.account.series(metric).map_or(Points { days: &[], values: &[] }, |series| series.upto(self.day))
    }

    /// The observations of a metric of the `n` days that end at `end`, no later than the day.
    pub fn metric_window(&self, metric: MetricId, end: Day, n: i32) -> Points<'a> {
        let end = end.min(self.day);
        self.account.series(metric).map_or(Points { days: &[], values: &[] }, |series| series.window(end, n))
    }

    /// The metrics the account has observations of, on the day or earlier or later: ask [`At::metric`] for what is known.
    pub fn metrics(&self) -> impl Iterator<Item = MetricId> + '_ {
        self.account.series.iter().map(|series| series.metric)
    }

    /// The tickets opened by the day, each with its closing if that has come.
    pub fn tickets(&self) -> impl Iterator<Item = Closable<'a, Ticket>> + '_ {
        self.cut(&self.account.tickets, |row| row.opened, |row| row.closed)
    }

    /// The bills written by the day, each with its payment if that has come.
    pub fn invoices(&self) -> impl Iterator<Item = Closable<'a, Invoice>> + '_ {
        self.cut(&self.account.invoices, |row| row.day, |row| row.paid_on)
    }

    /// The offers made by the day, each with its decision if that has come. A day of decision says nothing while the status
    /// is open: tools write the expected one there. A decision without a day counts from the offer's own.
    pub fn proposals(&self) -> impl Iterator<Item = Closable<'a, Proposal>> + '_ {
        self.cut(&self.account.proposals, |row| row.day, |row| (row.status != ProposalStatus::Open).then(|| row.decided_on.unwrap_or(row.day)))
    }

    /// The tasks opened by the day, each with its closing if that has come. One that was imported as done, without a day,
    /// never was open.
    pub fn tasks(&self) -> impl Iterator<Item = Closable<'a, Task>> + '_ {
        self.cut(&self.account.tasks, |row| row.opened, |row| row.closed.or((row.status != TaskStatus::Open).then_some(row.opened)))
    }

    /// The answers given by the day.
    pub fn surveys(&self) -> &'a [Survey] {
        upto(&self.account.surveys, self.day, |row| row.day)
    }

    /// What the customer said by the day.
    pub fn feedback(&self) -> &'a [Feedback] {
        upto(&self.account.feedback, self.day, |row| row.day)
    }

    /// The memos written by the day.
    pub fn notes(&self) -> &'a [Note] {
        upto(&self.account.notes, self.day, |row| row.day)
    }

    /// The interactions dated by the day, whatever became of them.
    pub fn interactions(&self) -> &'a [Interaction] {
        upto(&self.account.interactions, self.day, |row| row.day)
    }

    /// The interactions that took place by the day.
    pub fn held(&self) -> impl DoubleEndedIterator<Item = &'a Interaction> + '_ {
        self.interactions().iter().filter(|row| row.status == Held::Held)
    }

    /// The nearest interaction still to come that is known on the day. What became of it later does not matter: one that was
    /// then held or missed was planned until its day.
    pub fn planned(&self) -> Option<&'a Interaction> {
        let to_come = &self.account.interactions[self.interactions().len()..];
        to_come.iter().find(|row| row.status != Held::Invited && row.recorded <= self.day)
    }

    /// The losses recorded for days up to the day.
    pub fn outcomes(&self) -> &'a [Outcome] {
        upto(&self.account.outcomes, self.day, |row| row.day)
    }

    /// The lead's own judgement in force; of several the latest.
    pub fn pulse(&self) -> Option<&'a Pulse> {
        self.account.pulses.iter().rfind(|pulse| pulse.open_on(self.day))
    }

    /// Every judgement given by the day, in force or not.
    pub fn pulses(&self) -> &'a [Pulse] {
        upto(&self.account.pulses, self.day, |row| row.day)
    }

    /// Whether the book held a row of a kind by the day, so that its absence here means none.
    pub fn counts(&self, kind: Kind) -> bool {
        self.context.book.first(kind).is_some_and(|first| first <= self.day)
    }

    /// What the scorecard says on the day; for a churned account, on the day before its last contract ended.
    pub fn standing(&self) -> Option<Arc<Standing>> {
        self.context.standings?.of(self.ix, self.day)
    }

    /// The score 28 days ago taken from today's; unknown if either is.
    pub fn trend(&self) -> Option<f64> {
        let standings = self.context.standings?;
        let score = |day| standings.of(self.ix, day).and_then(|standing| standing.score);
        Some(score(self.day)? - score(self.day.plus(-28))?)
    }

    /// The light in force.
    pub fn light(&self) -> Option<Light> {
        self.standing().map(|standing| standing.light)
    }

    fn cut<T>(&self, rows: &'a [T], known: fn(&T) -> Day, ends: fn(&T) -> Option<Day>) -> impl Iterator<Item = Closable<'a, T>> + use<'a, T> {
        let day = self.day;
        upto(rows, day, known).iter().map(move |row| Closable { row, closed: ends(row).filter(|end| *end <= day) })
    }
}

/// A contact as of a day.
#[derive(Clone, Copy, Debug)]
pub struct ContactAt<'a> {
    pub row: &'a ContactRow,
    pub folded: &'a str,
    /// Only when that day has come.
    pub left_on: Option<Day>,
    roles: &'a str,
    last_roles: &'a str,
}

impl<'a> ContactAt<'a> {
    /// Whether the contact holds a role.
    pub fn holds(&self, role: Role) -> bool {
        self.roles().any(|held| held == role.key())
    }

    /// Whether the contact held a role when leaving, if that day has come, or is still written down with it.
    pub fn left_with(&self, role: Role) -> bool {
        self.left_on.is_some() && (self.holds(role) || keys(self.last_roles).any(|held| held == role.key()))
    }

    /// The keys of the roles held.
    pub fn roles(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        keys(self.roles)
    }
}

fn keys(roles: &str) -> impl Iterator<Item = &str> {
    roles.split(';').filter(|role| !role.is_empty())
}

/// A row with an end, as of a day: `closed` only when that day has come.
#[derive(Clone, Copy, Debug)]
pub struct Closable<'a, T> {
    pub row: &'a T,
    pub closed: Option<Day>,
}

/// The sum, unknown if a part is. The sum of no floats is −0, which would be shown with its sign: hence the 0 added.
fn total(parts: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    parts.sum::<Option<f64>>().map(|sum| sum + 0.0)
}

/// The rows dated on or before a day, of a list sorted by day.
fn upto<T>(rows: &[T], day: Day, of: impl Fn(&T) -> Day) -> &[T] {
    &rows[..rows.partition_point(|row| of(row) <= day)]
}
