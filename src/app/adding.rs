//! Adding an account by hand: its row, a contract where one is named, and its fields.

use crate::app::command::Work;
use crate::app::fields::checked;
use crate::app::query::{numbered, numbered_code};
use crate::app::{AppError, Session};
use crate::book::rows::{AccountId, AccountRow, AttributeRow, Contract};
use crate::domain::Day;
use crate::domain::words::{Origin, Reason};
use crate::store::Put;
use serde_json::{Value, json};

/// An account as it is added by hand. Amounts are major units a year of the book's currency.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// One is given where it is left out.
    pub code: Option<String>,
    pub name: String,
    pub yomi: Option<String>,
    pub arr: Option<f64>,
    pub seats: Option<i64>,
    /// Start of the contract; today where only an amount or a renewal is given.
    pub start: Option<Day>,
    pub renewal: Option<Day>,
    pub fields: Vec<(String, String)>,
}

impl Session {
    /// Checks a new account and makes the work that writes it.
    pub(in crate::app) fn add(&self, new: NewAccount) -> Result<(Value, Work), AppError> {
        let taken = |code: &str| self.book().accounts().iter().any(|account| account.row.code == code);
        let code = new.code.clone().unwrap_or_else(|| self.next_code());
        if taken(&code) {
            return Err(AppError::AccountExists { code });
        }
        let fields = checked(new.fields.clone())?;
        let what = json!({"verb": "add", "account": code, "name": new.name});
        let contract = self.contract_of(&new)?;
        let day = self.day;
        let work: Work = Box::new(move |tx, _| {
            let known = tx.account_by_code(&code)?.unwrap_or(AccountId(0));
            let row = AccountRow { id: known, code: code.clone(), name: new.name, yomi: new.yomi, added: day };
            let account = match tx.put(&row)? {
                Put::New(id) => AccountId(id),
                Put::Changed | Put::Unchanged => known,
            };
            if let Some(contract) = contract {
                tx.put(&Contract { account, ..contract })?;
            }
            for (key, value) in fields {
                tx.put(&AttributeRow { account, key, day, value, recorded: day })?;
            }
            Ok(vec![code])
        });
        Ok((what, work))
    }

    /// The next free id of the form `bn-00001`.
    fn next_code(&self) -> String {
        let greatest = self.book().accounts().iter().filter_map(|account| numbered(&account.row.code)).max();
        numbered_code(greatest.unwrap_or(0) + 1)
    }

    fn contract_of(&self, new: &NewAccount) -> Result<Option<Contract>, AppError> {
        if new.arr.is_none() && new.seats.is_none() && new.start.is_none() && new.renewal.is_none() {
            return Ok(None);
        }
        let currency = self.config.currency.own;
        let minor = |arr: f64| currency.minor(arr).filter(|minor| *minor >= 0).ok_or_else(|| AppError::Number { text: arr.to_string() });
        let start = new.start.unwrap_or_else(|| new.renewal.filter(|end| *end <= self.day).map_or(self.day, |end| end.plus_months(-12)));
        if let Some(end) = new.renewal.filter(|end| *end <= start) {
            return Err(AppError::Day { text: end.to_string() });
        }
        Ok(Some(Contract {
            id: 0,
            account: AccountId(0),
            product: String::new(),
            amount: new.arr.map(minor).transpose()?,
            currency,
            recurring: true,
            seats: new.seats,
            start,
            end: new.renewal,
            signed: start,
            auto_renew: true,
            notice_days: None,
            reason: Some(Reason::New),
            origin: Origin::Account,
        }))
    }
}
