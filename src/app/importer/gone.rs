//! Customers that the accounts files of an import do not have any more: told, never acted on.

use crate::app::importer::files::OpenSheet;
use crate::app::importer::{FileReport, ImportReport, Importer};
use crate::book::rows::AccountId;
use crate::book::{Account, Book, Life};
use crate::domain::Day;
use crate::import::{AccountMatch, Kind};
use std::collections::HashSet;
use std::sync::Arc;

/// Of fewer accounts than this no list is the list of all customers.
const FEWEST: usize = 5;

/// Active accounts that no accounts file of the import has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The accounts files, as they are called.
    pub files: Vec<String>,
    /// Id and name, in the order of the book.
    pub accounts: Vec<(String, String)>,
}

/// Accounts that the files speak of.
#[derive(Debug, Default)]
pub(in crate::app::importer) struct Sighted {
    /// In accounts files, in rejected rows too.
    pub(in crate::app::importer) listed: HashSet<AccountId>,
    /// Said to have left.
    pub(in crate::app::importer) left: HashSet<AccountId>,
}

impl Sighted {
    /// What the files lack of all customers: nothing where they hold fewer than half of those active on the day, for then they
    /// are no list of all.
    fn gone(&self, book: &Book, day: Day) -> Vec<(String, String)> {
        if self.listed.len() < FEWEST {
            return Vec::new();
        }
        let active = |account: &&Account| !Life::on(&account.contracts, &account.outcomes, day).terms.is_empty();
        let (listed, missing): (Vec<&Account>, Vec<&Account>) =
            book.accounts().iter().map(Arc::as_ref).filter(active).partition(|account| self.listed.contains(&account.row.id));
        if listed.len() < FEWEST.max(missing.len()) {
            return Vec::new();
        }
        let expected = |account: &&Account| !self.left.contains(&account.row.id) && account.outcomes.iter().all(|loss| loss.day <= day);
        missing.into_iter().filter(expected).map(|account| (account.row.code.clone(), account.row.name.clone())).collect()
    }
}

impl ImportReport {
    pub(in crate::app::importer) fn tell_gone(&mut self, sighted: &Sighted, book: &Book, day: Day) {
        let accounts = sighted.gone(book, day);
        let files = self.files.iter().filter(|file| file.kind == Kind::Account).map(FileReport::name).collect();
        self.gone = (!accounts.is_empty()).then_some(Gone { files, accounts });
    }
}

impl Importer<'_, '_> {
    /// The account of a row that was rejected is not gone: all that it may be called counts.
    pub(in crate::app::importer) fn sight_rejected(&mut self, sheet: &OpenSheet) {
        if sheet.plan().kind != Kind::Account {
            return;
        }
        let tool = sheet.plan().tool();
        for text in ["id", "external_id", "name"].into_iter().flat_map(|field| sheet.texts(field)) {
            match self.lookup.index.find(tool, &text) {
                AccountMatch::Found(account) => {
                    self.sighted.listed.insert(account);
                }
                AccountMatch::Unknown => {}
                AccountMatch::Doubtful { candidates } => {
                    let found = |code: &String| match self.lookup.index.find(None, code) {
                        AccountMatch::Found(account) => Some(account),
                        AccountMatch::Unknown | AccountMatch::Doubtful { .. } => None,
                    };
                    self.sighted.listed.extend(candidates.iter().filter_map(found));
                }
            }
        }
    }
}
