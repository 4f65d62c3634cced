//! What a row of an accounts file says beside the account itself: a contact, a memo, the last contact, a judgement, values of
//! metrics, the id in another tool. Each is written only where the book does not say it already, so that the same sheet of next
//! week adds nothing but what is new.

use crate::app::AppError;
use crate::app::importer::{Fate, Importer, Stop};
use crate::book::rows::{AccountId, Interaction, Note, Pulse};
use crate::book::{MetricId, Names};
use crate::domain::words::{Held, InteractionKind};
use crate::domain::{Cell, Day, Light};
use crate::i18n::messages;
use crate::import::Given;
use crate::import::beside::Metrics;
use crate::import::kinds::{AccountCells, ContactCells};
use crate::store::AccountRef;

/// Days for which a judgement of a sheet holds: until the sheet is due again.
const PULSE_DAYS: i32 = 30;

/// Where a row stands.
pub(in crate::app::importer) struct Origin<'a> {
    /// The tool that the file comes from.
    pub tool: Option<&'a str>,
    /// The day that observations are of.
    pub observed: Day,
    /// Whether the length of terms is taken from the days of the row.
    pub terms_as_they_look: bool,
    /// The metrics that cells name by number.
    pub metrics: &'a Names,
}

impl Importer<'_, '_> {
    /// Writes all of it; the fate is that of the account.
    pub(in crate::app::importer) fn beside_account(
        &mut self,
        account: AccountId,
        cells: &AccountCells,
        origin: &Origin<'_>,
        fate: Fate,
    ) -> Result<Fate, Stop> {
        let mut fate = fate;
        // What comes new beside a known account changes it: only a new account is a new row.
        let beside = |fate: Fate| if fate == Fate::New { Fate::Changed } else { fate };
        if let (Some(tool), Some(id)) = (origin.tool, cells.external_id.as_ref()) {
            self.refer(account, tool, &id.0)?;
        }
        if let Some(cells) = contact_of(account, cells) {
            fate = fate.and(beside(self.contact_of_account(cells)?));
        }
        if let Some(text) = cells.memo.as_ref() {
            fate = fate.and(self.memo(account, text)?);
        }
        if let Some(day) = cells.last_touch.as_ref() {
            fate = fate.and(self.last_touch(account, *day)?);
        }
        if let Some(light) = cells.pulse.as_ref().filter(|light| **light != Light::Grey) {
            fate = fate.and(self.judgement(account, *light)?);
        }
        let Metrics(values) = &cells.metric;
        for (metric, value) in values {
            fate = fate.and(beside(self.observed(account, origin.metrics.key(*metric), origin.observed, *value)?));
        }
        Ok(fate)
    }

    /// Keeps what a tool calls an account.
    pub(in crate::app::importer) fn refer(&mut self, account: AccountId, tool: &str, id: &str) -> Result<Fate, AppError> {
        self.lookup.index.refer(account, tool, id);
        Ok(self.tx.put(&AccountRef { source: tool.to_owned(), reference: id.to_owned(), account })?.into())
    }

    fn observed(&mut self, account: AccountId, metric: &str, day: Day, value: f64) -> Result<Fate, AppError> {
        let metric: MetricId = self.tx.metric(metric)?;
        Ok(self.tx.observe(account, metric, day, value)?.into())
    }

    fn memo(&mut self, account: AccountId, text: &str) -> Result<Fate, AppError> {
        if !self.tx.find_all::<Note>(&["account", "text"], &[Cell::Integer(account.0), Cell::from(text)])?.is_empty() {
            return Ok(Fate::Unchanged);
        }
        self.tx.put(&Note { id: 0, account, day: self.day, text: text.to_owned() })?;
        Ok(Fate::Changed)
    }

    /// A talk of that day that the book knows already is the one that is meant.
    fn last_touch(&mut self, account: AccountId, day: Day) -> Result<Fate, AppError> {
        if !self.tx.find_all::<Interaction>(&["account", "day"], &[Cell::Integer(account.0), Cell::from(day)])?.is_empty() {
            return Ok(Fate::Unchanged);
        }
        self.tx.put(&Interaction {
            id: 0,
            account,
            day,
            kind: InteractionKind::Other,
            minutes: None,
            note: None,
            contact: None,
            started_by: None,
            status: Held::Held,
            recorded: self.day,
        })?;
        Ok(Fate::Changed)
    }

    /// A judgement in force that says the same stays as it is.
    fn judgement(&mut self, account: AccountId, light: Light) -> Result<Fate, AppError> {
        let known = self.tx.find_all::<Pulse>(&["account"], &[Cell::Integer(account.0)])?;
        let in_force = known.iter().filter(|pulse| pulse.day <= self.day && self.day < pulse.until).max_by_key(|pulse| (pulse.day, pulse.id));
        if in_force.is_some_and(|pulse| pulse.light == light) {
            return Ok(Fate::Unchanged);
        }
        let reason = messages::sheet_reason(self.lang);
        self.tx.put(&Pulse { id: 0, account, day: self.day, light, reason, until: self.day.plus(PULSE_DAYS) })?;
        Ok(Fate::Changed)
    }
}

/// The contact that a row names; one without a name goes by the mail.
fn contact_of(account: AccountId, cells: &AccountCells) -> Option<ContactCells> {
    let name = cells.contact_name.as_ref().or(cells.contact_email.as_ref())?.clone();
    Some(ContactCells {
        account,
        name,
        email: cells.contact_email.clone(),
        phone: cells.contact_phone.clone(),
        department: Given::Absent,
        title: Given::Absent,
        role: Given::Absent,
        is_champion: Given::Absent,
        left_on: Given::Absent,
    })
}
