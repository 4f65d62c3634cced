//! What happened to an account, newest first, as of a day: data, and each event in a line of words.

use crate::domain::Day;
use crate::domain::words::{LIGHT_WORDS, Origin, Word};
use crate::facts::At;
use crate::i18n::{Formats, messages};

/// Something that happened to an account.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEvent {
    pub day: Day,
    pub kind: EventKind,
    /// What it was, in one word: a call, an urgent ticket, an NPS answer.
    pub word: Option<&'static Word>,
    /// A score, where it is about one.
    pub number: Option<f64>,
    pub text: String,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    Interaction,
    TicketOpened,
    TicketClosed,
    Survey,
    Invoice,
    Payment,
    Proposal,
    ProposalDecided,
    Feedback,
    Note,
    Pulse,
    Contract,
    Loss,
    ContactLeft,
}

/// Everything that happened by the day of `at`, newest first.
pub fn timeline(at: &At<'_>) -> Vec<TimelineEvent> {
    let mut events = Vec::new();
    talks(at, &mut events);
    support(at, &mut events);
    money(at, &mut events);
    contracts(at, &mut events);
    events.retain(|event| event.day <= at.day);
    events.sort_by(|a, b| b.day.cmp(&a.day).then(a.kind.cmp(&b.kind)));
    events
}

fn event(day: Day, kind: EventKind, word: Option<&'static Word>, text: Option<&str>) -> TimelineEvent {
    TimelineEvent { day, kind, word, number: None, text: text.unwrap_or_default().to_owned() }
}

fn talks(at: &At<'_>, events: &mut Vec<TimelineEvent>) {
    events.extend(at.interactions().iter().map(|row| event(row.day, EventKind::Interaction, Some(row.kind.word()), row.note.as_deref())));
    events.extend(at.notes().iter().map(|row| event(row.day, EventKind::Note, None, Some(&row.text))));
    events.extend(at.feedback().iter().map(|row| event(row.day, EventKind::Feedback, Some(row.kind.word()), row.text.as_deref())));
    events.extend(at.pulses().iter().map(|row| {
        let word = LIGHT_WORDS.iter().find(|word| word.key == row.light.key());
        event(row.day, EventKind::Pulse, word, Some(&row.reason))
    }));
    let left = at.all_contacts().filter_map(|contact| contact.left_on.map(|day| event(day, EventKind::ContactLeft, None, Some(&contact.row.name))));
    events.extend(left);
}

fn support(at: &At<'_>, events: &mut Vec<TimelineEvent>) {
    for ticket in at.tickets() {
        let (row, severity) = (ticket.row, ticket.row.severity.map(crate::domain::words::Severity::word));
        events.push(event(row.opened, EventKind::TicketOpened, severity, row.subject.as_deref()));
        events.extend(ticket.closed.map(|day| event(day, EventKind::TicketClosed, severity, row.subject.as_deref())));
    }
    events.extend(
        at.surveys()
            .iter()
            .map(|row| TimelineEvent { number: Some(row.score), ..event(row.day, EventKind::Survey, Some(row.kind.word()), row.comment.as_deref()) }),
    );
}

fn money(at: &At<'_>, events: &mut Vec<TimelineEvent>) {
    for invoice in at.invoices() {
        events.push(event(invoice.row.day, EventKind::Invoice, None, Some(&invoice.row.number)));
        events.extend(invoice.closed.map(|day| event(day, EventKind::Payment, None, Some(&invoice.row.number))));
    }
    for proposal in at.proposals() {
        let row = proposal.row;
        events.push(event(row.day, EventKind::Proposal, Some(row.kind.word()), Some(&row.product)));
        events.extend(proposal.closed.map(|day| event(day, EventKind::ProposalDecided, Some(row.status.word()), Some(&row.product))));
    }
}

fn contracts(at: &At<'_>, events: &mut Vec<TimelineEvent>) {
    let begun = at.contracts().filter(|row| row.start <= at.day).filter(|row| row.origin != Origin::Account || row.reason.is_some());
    events.extend(begun.map(|row| event(row.start, EventKind::Contract, row.reason.map(crate::domain::words::Reason::word), Some(&row.product))));
    events.extend(at.outcomes().iter().map(|row| event(row.day, EventKind::Loss, None, row.reason.as_deref())));
}

impl TimelineEvent {
    /// The event in one line without its day.
    pub fn words(&self, formats: Formats) -> String {
        let lang = formats.lang;
        let word = self.word.map(|word| lang.word(word)).unwrap_or_default();
        let number = self.number.map(|number| formats.number(number)).unwrap_or_default();
        let parts = [messages::event(lang, self.kind.key()), word.to_owned(), number, self.text.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }

    /// The event in one line.
    pub fn line(&self, formats: Formats) -> String {
        format!("{}  {}", self.day, self.words(formats))
    }
}

impl EventKind {
    /// The word in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Interaction => "interaction",
            Self::TicketOpened => "ticket_opened",
            Self::TicketClosed => "ticket_closed",
            Self::Survey => "survey",
            Self::Invoice => "invoice",
            Self::Payment => "payment",
            Self::Proposal => "proposal",
            Self::ProposalDecided => "proposal_decided",
            Self::Feedback => "feedback",
            Self::Note => "note",
            Self::Pulse => "pulse",
            Self::Contract => "contract",
            Self::Loss => "loss",
            Self::ContactLeft => "contact_left",
        }
    }
}
