//! What a new book is asked once its first data is in, and what the answers do: a few lines of the two files that the user owns,
//! and a touch model for every account that came without one. What files leave open is asked before, by the import.

use crate::app::command::{Since, Work};
use crate::app::fields::set_fields;
use crate::app::opening::write_own;
use crate::app::{AppError, Command, NewMetric, Session, parse_number};
use crate::book::{AccountIx, MetricId};
use crate::config::{EXAMPLE, Hours, edit as config};
use crate::domain::Currency;
use crate::domain::text::{clean, fold, nearest};
use crate::domain::words::Touch;
use crate::facts::At;
use crate::i18n::{Lang, first_steps};
use crate::rules::{Rules, edit as rules};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The metric of the default rules that counts uses of the key feature.
const KEY_FEATURE: &str = "key_feature_uses";
/// The other metrics of the default rules: they mean something else.
const OTHERS: [&str; 4] = ["logins", "active_users", "seat_utilization", "key_feature"];
/// Metrics that may be chosen from.
const MOST_METRICS: usize = 30;
/// Accounts with high touch, at most.
const MOST_ACCOUNTS: f64 = 1e6;
/// Hours of a day.
const DAY_HOURS: f64 = 24.0;

/// What is still to be asked; empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirstSteps {
    /// Metrics of the book one of which may count uses of the key feature; empty where that is known.
    pub key_feature: Vec<String>,
    /// The one currency of all contracts, where that is not the book's own and no amount rests on the own yet.
    pub own: Option<Currency>,
    /// Currencies of contracts that the config has no rate of: what such contracts are worth is unknown.
    pub rates: Vec<Currency>,
    /// How many accounts get high touch by the rules in force; `None` where every account has its touch model.
    pub high_touch: Option<u32>,
    /// Hours a day as they are by default; `None` where the config says others.
    pub hours: Option<f64>,
    /// The folder that might be remembered; `None` where one is.
    pub inbox: Option<PathBuf>,
}

/// The answers. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The metric that counts uses of the key feature.
    pub key_feature: Option<String>,
    /// The currency that becomes the book's own.
    pub own: Option<Currency>,
    /// What one unit of these currencies is worth in the book's own.
    pub rates: Vec<(Currency, f64)>,
    /// How many accounts get high touch for their size. Accounts without a touch model get the one that fits.
    pub high_touch: Option<u32>,
    /// Hours for customer-success work on each day that has some.
    pub hours: Option<f64>,
    /// The folder that an import without a path reads.
    pub inbox: Option<PathBuf>,
}

impl FirstSteps {
    /// Whether nothing is to be asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The metric that a word means.
    ///
    /// # Errors
    /// Where it is none of them.
    pub fn read_metric(&self, text: &str) -> Result<String, AppError> {
        let found = self.key_feature.iter().find(|metric| fold(metric) == fold(text)).cloned();
        let near = || nearest(text, self.key_feature.iter().map(String::as_str)).map(str::to_owned);
        found.ok_or_else(|| AppError::Metric { text: text.to_owned(), nearest: near() })
    }

    /// The questions that new data may raise at any time.
    #[must_use]
    pub fn of_new(mut self, new: &[NewMetric]) -> Self {
        self.key_feature.retain(|metric| new.iter().any(|new| new.key == *metric));
        Self { key_feature: self.key_feature, own: self.own, rates: self.rates, ..Self::default() }
    }
}

/// What the answers did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// How many accounts got a touch model, and how many of them high touch.
    pub touched: (usize, usize),
    settings: (Option<String>, Option<PathBuf>),
}

impl Settled {
    /// A sentence for each thing that is set now.
    pub fn told(&self, lang: Lang) -> Vec<String> {
        let (metric, inbox) = &self.settings;
        let (given, high) = self.touched;
        let touch = (given > 0).then(|| first_steps::touch_given(lang, given, high));
        let metric = metric.as_ref().map(|metric| first_steps::metric_set(lang, metric));
        let inbox = inbox.as_ref().map(|folder| first_steps::inbox_set(lang, clean(&folder.display().to_string())));
        [metric, touch, inbox].into_iter().flatten().collect()
    }
}

impl Settings {
    /// How many accounts can be met, as typed.
    pub fn read_high_touch(text: &str) -> Result<u32, AppError> {
        let whole = parse_number(text)?;
        let fits = whole.fract() == 0.0 && (0.0..=MOST_ACCOUNTS).contains(&whole);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and within the bounds")]
        let accounts = whole as u32;
        if fits { Ok(accounts) } else { Err(AppError::Number { text: text.to_owned() }) }
    }

    /// What a unit of a currency is worth, as typed: more than nothing.
    pub fn read_rate(text: &str) -> Result<f64, AppError> {
        let rate = parse_number(text)?;
        if rate > 0.0 && rate.is_finite() { Ok(rate) } else { Err(AppError::Number { text: text.to_owned() }) }
    }

    /// Hours of a day, as typed: more than none, at most 24.
    pub fn read_hours(text: &str) -> Result<f64, AppError> {
        let hours = parse_number(text.trim_end_matches(['h', '時', '間']))?;
        if hours > 0.0 && hours <= DAY_HOURS { Ok(hours) } else { Err(AppError::Number { text: text.to_owned() }) }
    }
}

impl Session {
    /// What is still open after an import of these paths.
    pub fn first_steps(&self, paths: &[PathBuf]) -> FirstSteps {
        let rates = self.without_rate();
        let without_touch = self.present().any(|ix| self.lens.at(ix, self.day).touch().is_none());
        FirstSteps {
            key_feature: self.may_be_key_feature(),
            own: self.may_be_own(&rates),
            rates,
            high_touch: rules::high_touch(self.lens.rules().text()).filter(|_| without_touch),
            hours: (self.config.hours == Hours::default()).then(|| Hours::default().0.into_iter().fold(0.0, f64::max)),
            inbox: self.config.import.inbox.is_none().then(|| folder_of(paths)).flatten(),
        }
    }

    /// A book that begins in another currency than the config's was hardly meant to be reckoned in that one.
    fn may_be_own(&self, without_rate: &[Currency]) -> Option<Currency> {
        let [one] = without_rate else { return None };
        let accounts = self.book().accounts();
        let all_in_it = accounts.iter().flat_map(|account| &account.contracts).all(|contract| contract.currency == *one);
        (all_in_it && accounts.iter().all(|account| account.proposals.is_empty())).then_some(*one)
    }

    fn without_rate(&self) -> Vec<Currency> {
        let contracts =
            self.present().flat_map(|ix| self.lens.at(ix, self.day).life().terms.iter().map(|term| term.contract.currency).collect::<Vec<_>>());
        let unknown: BTreeSet<Currency> = contracts.filter(|currency| self.book().rates().major(1, *currency).is_none()).collect();
        unknown.into_iter().collect()
    }

    fn present(&self) -> impl Iterator<Item = AccountIx> {
        let present = |at: &At<'_>| at.exists() && !at.life().churned();
        (0..self.book().accounts().len()).filter(move |ix| present(&self.lens.at(*ix, self.day)))
    }

    /// Observed metrics that the rules would take in the place of the key feature's, while nothing is observed of that one.
    fn may_be_key_feature(&self) -> Vec<String> {
        let text = self.lens.rules().text();
        let observed = self.observed_metrics();
        if !rules::asks_for_key_feature(text) || observed.contains(&KEY_FEATURE) {
            return Vec::new();
        }
        let fits = |metric: &&str| !OTHERS.contains(metric) && Rules::parse(&rules::with_key_feature(text, metric)).is_ok();
        observed.into_iter().filter(fits).take(MOST_METRICS).map(str::to_owned).collect()
    }

    /// Metrics that some account has values of, in the order in which the book learnt of them.
    fn observed_metrics(&self) -> Vec<&str> {
        let observed: BTreeSet<MetricId> = self.book().accounts().iter().flat_map(|account| &account.series).map(|series| series.metric).collect();
        observed.into_iter().map(|metric| self.book().names().key(metric)).collect()
    }

    /// Writes the answers down.
    ///
    /// # Errors
    /// Where a file cannot be written; what was written before stays.
    pub fn settle(&mut self, settings: &Settings) -> Result<Settled, AppError> {
        self.settle_config(settings)?;
        let mut text = self.opening.read_rules()?.text().to_owned();
        if let Some(accounts) = settings.high_touch {
            text = rules::with_high_touch(&text, accounts);
        }
        if let Some(metric) = &settings.key_feature {
            text = rules::with_key_feature(&text, metric);
        }
        if text != self.lens.rules().text() {
            self.write_rules(text)?;
        }
        let models = if settings.high_touch.is_some() { self.missing_touch_models() } else { Vec::new() };
        let touched = (models.len(), models.iter().filter(|(_, touch)| *touch == Touch::High).count());
        if !models.is_empty() {
            self.act(Command::Touch(models))?;
        }
        Ok(Settled { touched, settings: (settings.key_feature.clone(), settings.inbox.clone()) })
    }

    fn settle_config(&mut self, settings: &Settings) -> Result<(), AppError> {
        let before = self.opening.config_text()?.unwrap_or_else(|| EXAMPLE.to_owned());
        let mut text = before.clone();
        if let Some(hours) = settings.hours {
            text = config::with_hours(&text, hours, self.config.hours.0.map(|hours| hours > 0.0));
        }
        if let Some(currency) = settings.own {
            text = config::with_own_currency(&text, currency.code());
        }
        for (currency, rate) in settings.rates.iter().filter(|(currency, _)| settings.own != Some(*currency)) {
            text = config::with_rate(&text, currency.code(), *rate);
        }
        if let Some(folder) = settings.inbox.as_deref().and_then(Path::to_str) {
            text = config::with_inbox(&text, folder);
        }
        if text != before {
            write_own(&self.opening.config_file()?, &text)?;
            self.config = self.opening.read_config()?;
            self.take_rates();
        }
        Ok(())
    }

    /// Accounts without a touch model, each with the one that the rules recommend.
    fn missing_touch_models(&self) -> Vec<(AccountIx, Touch)> {
        let missing = self.present().filter(|ix| self.lens.at(*ix, self.day).touch().is_none());
        missing.filter_map(|ix| Some((ix, self.lens.recommended_touch(ix, self.day)?.key))).collect()
    }

    /// Gives accounts their touch models.
    pub(in crate::app) fn touch(&self, models: Vec<(AccountIx, Touch)>) -> (Value, Work) {
        let what = json!({"verb": "touch", "accounts": models.len()});
        let set = |(ix, touch): (AccountIx, Touch)| (self.book().account(ix).row.clone(), touch.key().to_owned());
        let (rows, day) = (models.into_iter().map(set).collect::<Vec<_>>(), self.day);
        let work: Work = Box::new(move |tx, _| {
            for (row, touch) in rows {
                set_fields(tx, row, vec![("touch".to_owned(), touch)], Since::Day(day), day)?;
            }
            Ok(Vec::new())
        });
        (what, work)
    }
}

/// The folder in which exports lie, in full.
fn folder_of(paths: &[PathBuf]) -> Option<PathBuf> {
    let first = std::path::absolute(paths.first()?).ok()?;
    if first.is_dir() { Some(first) } else { first.parent().map(Path::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Desk, RULES};
    use crate::app::{ImportRequest, NewMetrics, check_field};

    fn imported(desk: &Desk) -> Session {
        desk.write(
            "accounts.csv",
            "id,name,arr,seats,start_date\nA1,Aozora,300,1,2025-04-01\nA2,Minato,200,1,2025-04-01\nA3,Sakura,100,1,2025-04-01\n",
        );
        desk.write("usage.csv", "account,date,metric,value\nA1,2026-11-20,uploads,3\nA1,2026-11-20,logins,3\n");
        let mut session = Session::write(desk.opening()).unwrap();
        let paths = vec![desk.path("accounts.csv"), desk.path("usage.csv")];
        session.import(&ImportRequest { paths, new_metrics: NewMetrics::All, ..ImportRequest::default() }, &mut |_, _| {}).unwrap();
        session.refresh().unwrap();
        session
    }

    fn touches(session: &Session) -> Vec<Option<Touch>> {
        (0..session.book().accounts().len()).map(|ix| session.lens.at(ix, session.day).touch()).collect()
    }

    #[test]
    fn a_new_book_is_asked_what_its_files_do_not_say() {
        let desk = Desk::empty();
        let session = imported(&desk);
        let folder = desk.path("accounts.csv").parent().map(Path::to_owned);
        let open = session.first_steps(&[desk.path("accounts.csv")]);
        let uploads = vec!["uploads".to_owned()];
        let new = |key: &str| NewMetric { key: key.to_owned(), name: key.to_owned() };
        assert_eq!(
            open,
            FirstSteps { key_feature: uploads.clone(), own: None, rates: vec![], high_touch: Some(15), hours: Some(6.0), inbox: folder }
        );
        assert_eq!(open.of_new(&[new("uploads")]), FirstSteps { key_feature: uploads, ..FirstSteps::default() });
        assert!(session.first_steps(&[]).of_new(&[new("logins")]).is_empty());
    }

    #[test]
    fn answers_are_in_force_at_once_and_nothing_is_open_after_them() {
        let desk = Desk::empty();
        let mut session = imported(&desk);
        let settings = Settings {
            key_feature: Some("uploads".to_owned()),
            own: None,
            rates: vec![],
            high_touch: Some(1),
            hours: Some(4.0),
            inbox: Some(desk.path("in")),
        };
        let settled = session.settle(&settings).unwrap();
        assert_eq!(settled.touched, (3, 1));
        assert_eq!(touches(&session), [Some(Touch::High), Some(Touch::Low), Some(Touch::Low)]);
        assert_eq!((session.hours_minutes().unwrap(), session.inbox()), (240, Some(desk.path("in"))));
        assert!(session.first_steps(&[desk.path("accounts.csv")]).is_empty());
        session.undo().unwrap();
        assert_eq!(touches(&session), [None; 3], "one step takes the touch models back");
    }

    #[test]
    fn a_currency_without_a_rate_is_asked_for_and_its_contracts_are_worth_something_then() {
        let desk = Desk::empty();
        let mut session = imported(&desk);
        desk.write("more.csv", "id,name,arr,currency,start_date\nA4,Tsubasa,10,USD,2025-04-01\n");
        session.import(&ImportRequest { paths: vec![desk.path("more.csv")], ..ImportRequest::default() }, &mut |_, _| {}).unwrap();
        session.refresh().unwrap();
        let dollar = Currency::parse("USD").unwrap();
        assert_eq!(session.first_steps(&[]).of_new(&[]), FirstSteps { rates: vec![dollar], ..FirstSteps::default() });
        let arr = |session: &Session| session.lens.at(3, session.day).arr();
        assert_eq!(arr(&session), None);
        session.settle(&Settings { rates: vec![(dollar, 150.0)], ..Settings::default() }).unwrap();
        assert_eq!(arr(&session), Some(1500.0));
        assert_eq!(arr(&desk.session()), Some(1500.0), "and from then on");
        assert!(session.first_steps(&[]).of_new(&[]).is_empty());
    }

    #[test]
    fn a_book_all_of_another_currency_may_be_reckoned_in_it() {
        let desk = Desk::empty();
        desk.write("accounts.csv", "id,name,arr,currency,start_date\nA1,Aozora,10,USD,2025-04-01\nA2,Minato,20,USD,2025-04-01\n");
        let mut session = Session::write(desk.opening()).unwrap();
        session.import(&ImportRequest { paths: vec![desk.path("accounts.csv")], ..ImportRequest::default() }, &mut |_, _| {}).unwrap();
        session.refresh().unwrap();
        let dollar = Currency::parse("USD").unwrap();
        assert_eq!((session.first_steps(&[]).own, session.first_steps(&[]).rates), (Some(dollar), vec![dollar]));
        session.settle(&Settings { own: Some(dollar), ..Settings::default() }).unwrap();
        assert_eq!((session.lens.at(1, session.day).arr(), session.formats().currency), (Some(20.0), dollar));
        assert_eq!(desk.session().first_steps(&[]).rates, vec![]);
    }

    #[test]
    fn a_touch_model_that_somebody_gave_stays() {
        let desk = Desk::empty();
        let mut session = imported(&desk);
        check_field("touch", "tech").unwrap();
        session.act(Command::SetFields { account: 0, fields: vec![("touch".to_owned(), "tech".to_owned())], since: Since::Always }).unwrap();
        assert_eq!(session.settle(&Settings { high_touch: Some(2), ..Settings::default() }).unwrap().touched, (2, 1));
        assert_eq!(touches(&session), [Some(Touch::Tech), Some(Touch::High), Some(Touch::Low)]);
    }

    #[test]
    fn no_answer_changes_no_file_and_no_row() {
        let desk = Desk::empty();
        let mut session = imported(&desk);
        let (before, rules) = (desk.dump(), std::fs::read(desk.path("rules.toml")).unwrap());
        assert_eq!(session.settle(&Settings::default()).unwrap().told(Lang::En), Vec::<String>::new());
        assert_eq!((desk.dump(), std::fs::read(desk.path("rules.toml")).unwrap()), (before, rules));
        assert!(!desk.path("config.toml").exists());
    }

    #[test]
    fn rules_that_go_by_other_things_are_asked_nothing_about_them() {
        let desk = Desk::new();
        desk.write("rules.toml", RULES);
        let open = desk.session().first_steps(&[]);
        assert_eq!((open.high_touch, open.key_feature), (None, vec![]));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let hours = |text| Settings::read_hours(text).map(|hours| (hours * 60.0).round().to_string()).ok();
        assert_eq!([hours("4.5h"), hours("６時間")], [Some("270".to_owned()), Some("360".to_owned())]);
        assert_eq!(Settings::read_high_touch("１２").unwrap(), 12);
        for wrong in ["", "0", "25", "x"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
        for wrong in ["", "-1", "1.5", "x"] {
            assert!(Settings::read_high_touch(wrong).is_err(), "{wrong}");
        }
    }
}
