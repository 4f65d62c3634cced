//! Rows of contacts: merged by mail, else by folded name; roles are dated sets.

use crate::app::AppError;
use crate::app::importer::{Fate, Importer};
use crate::book::Dated;
use crate::book::rows::{ContactRole, ContactRow};
use crate::domain::Cell;
use crate::domain::text::fold;
use crate::domain::words::Role;
use crate::import::kinds::ContactCells;
use crate::store::Put;
use std::collections::BTreeSet;

impl Importer<'_, '_> {
    pub(in crate::app::importer) fn contact(&mut self, cells: ContactCells) -> Result<Fate, AppError> {
        let known = self.tx.find_all::<ContactRow>(&["account"], &[Cell::Integer(cells.account.0)])?;
        let old = same(&known, &cells).cloned();
        let roles = roles_of(&cells);
        let row = merged(cells, old.clone());
        let put = self.tx.put(&row)?;
        let contact = match put {
            Put::New(id) => id,
            Put::Changed | Put::Unchanged => row.id,
        };
        let fate = Fate::from(put);
        match roles {
            Some(roles) => Ok(fate.and(self.set_roles(contact, &roles, old.is_some())?)),
            None => Ok(fate),
        }
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

/// What a row says of roles: the set, if it has one, and whether the person is champion, if it says so.
struct Given {
    set: Option<BTreeSet<String>>,
    champion: Option<bool>,
}

impl Given {
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
