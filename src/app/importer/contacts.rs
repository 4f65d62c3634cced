//! Rows of contacts: merged by mail, else by folded name; roles are dated sets. Several rows of one person in a file, as where
//! each role has its own, say together what the roles are.

use crate::app::AppError;
use crate::app::importer::{Fate, ImportReport, Importer, Stop};
use crate::book::Dated;
use crate::book::rows::{ContactRole, ContactRow};
use crate::domain::Cell;
use crate::domain::text::fold;
use crate::domain::words::Role;
use crate::import::kinds::ContactCells;
use crate::import::{Given as CellGiven, RejectReason};
use crate::store::Put;
use std::collections::{BTreeMap, BTreeSet};

/// The persons of the file at hand, by the id of their contact.
#[derive(Debug, Default)]
pub(in crate::app::importer) struct Roles(BTreeMap<i64, Person>);

/// One person of a file.
#[derive(Debug)]
struct Person {
    /// The first row about the person.
    first: ContactCells,
    /// Whether the book knew the person before.
    known: bool,
    given: Option<Given>,
    /// What became of each row, the roles aside.
    fates: Vec<Fate>,
}

impl Importer<'_, '_> {
    pub(in crate::app::importer) fn contact(&mut self, cells: ContactCells) -> Result<Fate, Stop> {
        let known = self.tx.find_all::<ContactRow>(&["account"], &[Cell::Integer(cells.account.0)])?;
        let old = same(&known, &cells).cloned();
        if let Some(column) = old.as_ref().and_then(|old| self.roles.0.get(&old.id)).and_then(|person| contradiction(&person.first, &cells)) {
            return Err(Stop::Row(Some(column), RejectReason::Contradicts));
        }
        let given = roles_of(&cells);
        let row = merged(cells.clone(), old.clone());
        let put = self.tx.put(&row)?;
        let contact = match put {
            Put::New(id) => id,
            Put::Changed | Put::Unchanged => row.id,
        };
        let person = self.roles.0.entry(contact).or_insert(Person { first: cells, known: old.is_some(), given: None, fates: Vec::new() });
        person.fates.push(Fate::from(put));
        person.given = Given::both(person.given.take(), given);
        Ok(Fate::Later)
    }

    /// The contact that a row of an accounts file names, without roles.
    pub(in crate::app::importer) fn contact_of_account(&mut self, cells: ContactCells) -> Result<Fate, AppError> {
        let known = self.tx.find_all::<ContactRow>(&["account"], &[Cell::Integer(cells.account.0)])?;
        let old = same(&known, &cells).cloned();
        let fate = Fate::from(self.tx.put(&merged(cells, old))?);
        Ok(if fate == Fate::New { Fate::Changed } else { fate })
    }

    /// Writes the roles of the persons of a file, now that all of it is read, and tells what became of their rows.
    pub(in crate::app::importer) fn settle_roles(&mut self, place: usize, report: &mut ImportReport) -> Result<(), AppError> {
        for (contact, mut person) in std::mem::take(&mut self.roles.0) {
            if let (Some(given), Some(first)) = (&person.given, person.fates.first_mut()) {
                *first = first.and(self.set_roles(contact, given, person.known)?);
            }
            person.fates.iter().for_each(|fate| report.files[place].count.add(*fate));
        }
        Ok(())
    }

    /// Writes the set of roles from the import's day on, unless it is in force then already.
    fn set_roles(&mut self, contact: i64, given: &Given, known: bool) -> Result<Fate, AppError> {
        let rows = self.tx.find_all::<ContactRole>(&["contact"], &[Cell::Integer(contact)])?;
        let dated = Dated::new(rows.into_iter().map(|row| (row.day, row.roles)).collect());
        let held: BTreeSet<String> =
            dated.on(self.day).map(|roles| roles.split(';').filter(|role| !role.is_empty()).map(str::to_owned).collect()).unwrap_or_default();
        let roles = given.over(&held);
        if roles == held && (known || roles.is_empty()) {
            return Ok(Fate::Unchanged);
        }
        let roles = roles.into_iter().collect::<Vec<_>>().join(";");
        Ok(self.tx.put(&ContactRole { contact, day: self.day, roles })?.into())
    }
}

/// What rows say of roles: the set, if they have one, and whether the person is champion, if they say so.
#[derive(Debug)]
struct Given {
    set: Option<BTreeSet<String>>,
    champion: Option<bool>,
}

impl Given {
    /// What two rows of one person say together.
    fn both(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let (Some(one), Some(other)) = (&one, &other) else { return one.or(other) };
        let set = match (&one.set, &other.set) {
            (Some(one), Some(other)) => Some(one | other),
            (one, other) => one.clone().or(other.clone()),
        };
        let champion = one.champion.into_iter().chain(other.champion).reduce(|one, other| one || other);
        Some(Self { set, champion })
    }

    /// The roles after the row. A set replaces; a yes to champion adds it, a no takes it away only where no set names it.
    fn over(&self, held: &BTreeSet<String>) -> BTreeSet<String> {
        let champion = Role::Champion.key().to_owned();
        let mut roles = self.set.clone().unwrap_or_else(|| held.clone());
        match self.champion {
            Some(true) => {
                roles.insert(champion);
            }
            Some(false) if self.set.is_none() => {
                roles.remove(&champion);
            }
            _ => {}
        }
        roles
    }
}

fn roles_of(cells: &ContactCells) -> Option<Given> {
    let set = cells.role.as_ref().map(|roles| roles.0.iter().map(|role| role.key().to_owned()).collect());
    let champion = cells.is_champion.as_ref().copied();
    (set.is_some() || champion.is_some()).then_some(Given { set, champion })
}

/// The column in which two rows of one person cannot both be right.
fn contradiction(first: &ContactCells, other: &ContactCells) -> Option<&'static str> {
    let differ =
        |one: &CellGiven<String>, other: &CellGiven<String>| one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| fold(one) != fold(other));
    let left = first.left_on.as_ref().zip(other.left_on.as_ref()).is_some_and(|(one, other)| one != other);
    let columns = [
        ("name", fold(&first.name) != fold(&other.name)),
        ("phone", differ(&first.phone, &other.phone)),
        ("department", differ(&first.department, &other.department)),
        ("title", differ(&first.title, &other.title)),
        ("left_on", left),
    ];
    columns.into_iter().find(|(_, differ)| *differ).map(|(column, _)| column)
}

/// The known contact that a row means: that of its mail, else the one of its name, if the two mails do not differ.
fn same<'a>(known: &'a [ContactRow], cells: &ContactCells) -> Option<&'a ContactRow> {
    let mail = cells.email.as_ref().map(|mail| fold(mail));
    let by_mail = mail.as_ref().and_then(|mail| known.iter().find(|row| row.email.as_deref().map(fold).as_ref() == Some(mail)));
    let by_name = || known.iter().find(|row| fold(&row.name) == fold(&cells.name) && (mail.is_none() || row.email.is_none()));
    by_mail.or_else(by_name)
}

fn merged(cells: ContactCells, old: Option<ContactRow>) -> ContactRow {
    let held = old.unwrap_or_else(|| ContactRow {
        id: 0,
        account: cells.account,
        name: cells.name.clone(),
        email: None,
        phone: None,
        department: None,
        title: None,
        left_on: None,
    });
    ContactRow {
        name: cells.name,
        email: cells.email.merging(held.email),
        phone: cells.phone.merging(held.phone),
        department: cells.department.merging(held.department),
        title: cells.title.merging(held.title),
        left_on: cells.left_on.merging(held.left_on),
        ..held
    }
}
