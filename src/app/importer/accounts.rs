//! Rows of accounts and contracts: merged attributes, and the contracts that account rows and price changes make together.

use crate::app::AppError;
use crate::app::importer::one_sheet::Origin as RowOrigin;
use crate::app::importer::{AccountSaid, Fate, ImportReport, Importer, Stop, TermsTold};
use crate::book::Dated;
use crate::book::rows::{AccountId, AccountRow, AttributeRow, Contract, Outcome};
use crate::domain::text::fold_company;
use crate::domain::words::{Origin, Phase};
use crate::domain::{Cell, Day};
use crate::import::beside::Fields;
use crate::import::cells::{Minor, Period};
use crate::import::kinds::{AccountCells, AttributeCells, ContractCells};
use crate::import::terms::{Change, Standing, Stated, Told, plan};
use crate::import::{AccountMatch, RejectReason};
use crate::store::Put;
use std::collections::{BTreeMap, BTreeSet};

impl Importer<'_, '_> {
    pub(in crate::app::importer) fn account(&mut self, place: usize, cells: AccountCells, origin: &RowOrigin<'_>) -> Result<Fate, Stop> {
        let id = cells.id.as_ref().map(|id| id.0.as_str());
        let reference = origin.tool.zip(cells.external_id.as_ref().map(|id| id.0.as_str()));
        let found = self.lookup.index.find_row(id, reference, cells.name.as_ref().map(String::as_str));
        let (account, fate) = match found {
            AccountMatch::Found(account) => {
                self.sighted.listed.insert(account);
                if self.events.again("account", &account, &cells)? {
                    return Ok(Fate::Unchanged);
                }
                (account, self.renamed(account, &cells, origin.tool.is_some())?)
            }
            AccountMatch::Unknown => {
                let account = self.added(&cells)?;
                self.events.again("account", &account, &cells)?;
                (account, Fate::New)
            }
            AccountMatch::Doubtful { candidates } => return Err(Stop::Row(Some("name"), RejectReason::DoubtfulAccount { candidates })),
        };
        let fate = self.beside_account(account, &cells, origin, fate)?;
        self.said.push(AccountSaid {
            place,
            account,
            terms: Stated::of(&cells, self.own, origin.terms_as_they_look.then_some(self.day)),
            attributes: attributes_of(&cells),
            churned: cells.phase.as_ref() == Some(&Phase::Churned),
            fate,
        });
        Ok(Fate::Later)
    }

    fn added(&mut self, cells: &AccountCells) -> Result<AccountId, AppError> {
        let code = cells.id.as_ref().map_or_else(|| self.lookup.next_code(), |id| id.0.clone());
        let name = cells.name.as_ref().cloned().unwrap_or_else(|| code.clone());
        // A deleted account of this id comes back to life instead of clashing with it.
        let known = self.tx.account_by_code(&code)?.unwrap_or(AccountId(0));
        let added = cells.added.as_ref().copied().unwrap_or(self.day);
        let row = AccountRow { id: known, code: code.clone(), name: name.clone(), yomi: cells.yomi.as_ref().cloned(), added };
        let id = match self.tx.put(&row)? {
            Put::New(id) => AccountId(id),
            Put::Changed | Put::Unchanged => known,
        };
        self.lookup.insert(id, &code, &name);
        Ok(id)
    }

    /// A tool's other spelling of the same name is not a new name.
    fn renamed(&mut self, account: AccountId, cells: &AccountCells, of_tool: bool) -> Result<Fate, AppError> {
        let Some(old) = self.tx.find_all::<AccountRow>(&["id"], &[Cell::Integer(account.0)])?.pop() else { return Ok(Fate::Unchanged) };
        let spelling = |name: &String| of_tool && fold_company(name) == fold_company(&old.name);
        let name = cells.name.as_ref().filter(|name| !spelling(name)).unwrap_or(&old.name).clone();
        let row = AccountRow { name, yomi: cells.yomi.clone().merging(old.yomi.clone()), ..old };
        let fate = Fate::from(self.tx.put(&row)?);
        if fate == Fate::Changed {
            self.lookup.insert(account, &row.code, &row.name);
        }
        Ok(fate)
    }

    /// Writes a value from the import's day on, unless it is in force then already.
    fn set_attribute(&mut self, account: AccountId, key: String, value: String) -> Result<Fate, AppError> {
        let rows = self.tx.find_all::<AttributeRow>(&["account", "key"], &[Cell::Integer(account.0), Cell::from(key.as_str())])?;
        let dated = Dated::new(rows.into_iter().map(|row| (row.day, row.value)).collect());
        if dated.on(self.day) == Some(&value) {
            return Ok(Fate::Unchanged);
        }
        self.tx.put(&AttributeRow { account, key, day: self.day, value, recorded: self.day })?;
        Ok(Fate::Changed)
    }

    /// An attribute as the desk's own export writes it.
    pub(in crate::app::importer) fn attribute(&mut self, cells: AttributeCells) -> Result<Fate, Stop> {
        let row = AttributeRow {
            account: cells.account,
            key: cells.key,
            day: cells.day,
            value: cells.value.value().unwrap_or_default(),
            recorded: cells.recorded.value().unwrap_or(self.day),
        };
        Ok(self.tx.put(&row)?.into())
    }

    pub(in crate::app::importer) fn contract(&mut self, cells: ContractCells) -> Result<Fate, Stop> {
        let product = cells.product.clone().value().unwrap_or_default();
        let key = [Cell::Integer(cells.account.0), Cell::from(product.as_str()), Cell::from(cells.start)];
        let of_account = cells.origin.as_ref() == Some(&Origin::Account);
        if self.events.again("contract", &(cells.account, &product, cells.start, of_account), &cells)? {
            return Ok(Fate::Unchanged);
        }
        let old = self.tx.find_all::<Contract>(&["account", "product", "start"], &key)?;
        let old = old.into_iter().find(|row| (row.origin == Origin::Account) == of_account);
        let row = self.contract_row(cells, product, old.as_ref());
        Ok(self.tx.put(&row)?.into())
    }

    fn contract_row(&self, cells: ContractCells, product: String, old: Option<&Contract>) -> Contract {
        let once = cells.period.as_ref().map(|period| *period == Period::Once);
        Contract {
            id: old.map_or(0, |old| old.id),
            account: cells.account,
            product,
            amount: cells.amount.map(|Minor(minor)| minor).replacing(old.and_then(|old| old.amount)),
            currency: cells.currency.value().or(old.map(|old| old.currency)).unwrap_or(self.own),
            recurring: once.map_or_else(|| old.is_none_or(|old| old.recurring), |once| !once),
            seats: cells.seats.replacing(old.and_then(|old| old.seats)),
            start: cells.start,
            end: cells.end.replacing(old.and_then(|old| old.end)),
            signed: cells.signed.replacing(old.map(|old| old.signed)).unwrap_or(cells.start),
            auto_renew: cells.auto_renew.replacing(old.map(|old| old.auto_renew)).unwrap_or(false),
            // The days of a row that got here are few enough.
            notice_days: cells.notice_days.map(|days| i32::try_from(days).unwrap_or(i32::MAX)).replacing(old.and_then(|old| old.notice_days)),
            reason: cells.reason.replacing(old.and_then(|old| old.reason)),
            origin: cells.origin.value().or(old.map(|old| old.origin)).unwrap_or(Origin::File),
        }
    }

    /// Carries out what account rows and price changes say, now that all else is known, and tells what became of those rows.
    pub(in crate::app::importer) fn settle_accounts(&mut self, report: &mut ImportReport) -> Result<(), AppError> {
        type Said = (Vec<AccountSaid>, Vec<(usize, Change)>);
        let mut by_account: BTreeMap<AccountId, Said> = BTreeMap::new();
        for said in std::mem::take(&mut self.said) {
            by_account.entry(said.account).or_default().0.push(said);
        }
        for (place, account, change) in std::mem::take(&mut self.changes) {
            by_account.entry(account).or_default().1.push((place, change));
        }
        for (account, (said, changes)) in by_account {
            self.settle(account, said, changes, report)?;
        }
        Ok(())
    }

    fn settle(
        &mut self,
        account: AccountId,
        said: Vec<AccountSaid>,
        changes: Vec<(usize, Change)>,
        report: &mut ImportReport,
    ) -> Result<(), AppError> {
        let standing = self.contracts_of(account)?;
        if said.iter().any(|row| row.churned) && self.losses_of(account)?.is_empty() {
            let code = self.code_of(account)?;
            report.told.push(TermsTold { account: code, told: Told::SaysChurned });
        }
        let listed: Vec<(usize, Day, Fate)> = changes.iter().map(|(place, change)| (*place, change.date, fate_of(change, &standing))).collect();
        let changes: Vec<Change> = changes.into_iter().map(|(_, change)| change).collect();
        let mut left_out: Vec<Day> = Vec::new();
        let last = said.len().checked_sub(1);
        let said = without_overruled(said);
        for (nth, row) in said.into_iter().enumerate() {
            let mut fate = row.fate.and(self.would_change(account, row.terms.as_ref())?);
            for (key, value) in row.attributes {
                fate = fate.and(self.set_attribute(account, key, value)?);
            }
            report.files[row.place].count.add(fate);
            let changes: &[Change] = if Some(nth) == last { &changes } else { &[] };
            left_out.extend(self.carry_out(account, row.terms.as_ref(), changes, report)?);
        }
        if last.is_none() {
            left_out.extend(self.carry_out(account, None, &changes, report)?);
        }
        for (place, date, fate) in listed {
            report.files[place].count.add(if left_out.contains(&date) { Fate::LeftOut } else { fate });
        }
        Ok(())
    }

    fn contracts_of(&mut self, account: AccountId) -> Result<Vec<Contract>, AppError> {
        Ok(self.tx.find_all::<Contract>(&["account"], &[Cell::Integer(account.0)])?)
    }

    /// The id of an account as the user knows it.
    fn code_of(&mut self, account: AccountId) -> Result<String, AppError> {
        Ok(self.tx.find_all::<AccountRow>(&["id"], &[Cell::Integer(account.0)])?.pop().map(|row| row.code).unwrap_or_default())
    }

    fn losses_of(&mut self, account: AccountId) -> Result<Vec<Day>, AppError> {
        let rows = self.tx.find_all::<Outcome>(&["account"], &[Cell::Integer(account.0)])?;
        Ok(rows.into_iter().map(|row| row.day).collect())
    }

    fn would_change(&mut self, account: AccountId, stated: Option<&Stated>) -> Result<Fate, AppError> {
        let (contracts, outcomes) = (self.contracts_of(account)?, self.losses_of(account)?);
        let made = plan(Standing { account, contracts: &contracts, outcomes: &outcomes, day: self.day }, stated, &[]);
        Ok(if made.put.is_empty() && made.delete.is_empty() { Fate::Unchanged } else { Fate::Changed })
    }

    /// Writes what the plan says and tells the rest; gives the days of the price changes that it had no place for.
    fn carry_out(
        &mut self,
        account: AccountId,
        stated: Option<&Stated>,
        changes: &[Change],
        report: &mut ImportReport,
    ) -> Result<Vec<Day>, AppError> {
        let (contracts, outcomes) = (self.contracts_of(account)?, self.losses_of(account)?);
        let made = plan(Standing { account, contracts: &contracts, outcomes: &outcomes, day: self.day }, stated, changes);
        for id in &made.delete {
            self.tx.delete::<Contract>(&[Cell::Integer(*id)])?;
        }
        for contract in &made.put {
            self.tx.put(contract)?;
        }
        if !made.told.is_empty() {
            let code = self.code_of(account)?;
            report.told.extend(made.told.into_iter().map(|told| TermsTold { account: code.clone(), told }));
        }
        Ok(made.left_out)
    }
}

/// Of what several files say of one attribute the last word counts, so that the same files again change nothing.
fn without_overruled(mut said: Vec<AccountSaid>) -> Vec<AccountSaid> {
    let mut later: BTreeSet<String> = BTreeSet::new();
    for row in said.iter_mut().rev() {
        row.attributes.retain(|(key, _)| !later.contains(key));
        later.extend(row.attributes.iter().map(|(key, _)| key.clone()));
    }
    said
}

/// Whether a price change is told by the contracts already.
fn fate_of(change: &Change, standing: &[Contract]) -> Fate {
    let of_account = || standing.iter().filter(|row| row.origin == Origin::Account);
    let Some(begun) = of_account().find(|row| row.start == change.date) else { return Fate::New };
    let before = of_account().filter(|row| row.start < change.date).max_by_key(|row| row.start).and_then(|row| row.amount);
    if begun.amount == Some(change.after) && before == Some(change.before) { Fate::Unchanged } else { Fate::Changed }
}

/// The attributes that a row gives values of, by key.
fn attributes_of(cells: &AccountCells) -> Vec<(String, String)> {
    let list = |items: &[String]| items.join(";");
    let named = [
        ("segment", cells.segment.as_ref().cloned()),
        ("industry", cells.industry.as_ref().cloned()),
        ("plan", cells.plan.as_ref().cloned()),
        ("touch", cells.touch.as_ref().map(|touch| touch.key().to_owned())),
        // Whether an account has churned is said by contracts and outcomes alone.
        ("phase", cells.phase.as_ref().filter(|phase| **phase != Phase::Churned).map(|phase| phase.key().to_owned())),
        ("potential", cells.potential.as_ref().map(ToString::to_string)),
        ("strategic", cells.strategic.as_ref().map(|yes| if *yes { "yes" } else { "no" }.to_owned())),
        ("owner", cells.owner.as_ref().cloned()),
        ("tags", cells.tags.as_ref().map(|tags| list(&tags.0))),
        ("last_login", cells.last_login.as_ref().map(ToString::to_string)),
        ("links", cells.links.as_ref().map(|links| list(&links.0))),
    ];
    let Fields(fields) = &cells.field;
    let custom = fields.iter().filter_map(|(key, value)| Some((format!("field.{key}"), value.as_ref()?.clone())));
    named.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).chain(custom).collect()
}
