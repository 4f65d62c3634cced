//! Tests of the language as a whole, over one small desk.

mod completion;
mod meaning;
mod round_trip;
mod wrong;

use crate::book::rows::{AccountId, AccountRow, ContactRow, Contract, Interaction, Outcome, Survey};
use crate::book::{Account, AccountIx, Book, Contact, Dated, Names as MetricNames, Rates, Series};
use crate::domain::words::{Held, InteractionKind, Origin, SurveyKind};
use crate::domain::{Currency, Day, Light};
use crate::facts::{Context, Memo, Names, Settings, Standing, Standings};
use crate::filter::{Filter, FilterErrorKind};
use std::sync::Arc;

/// 2026-11-02, the day on which everything is asked.
const TODAY: Day = Day(20_759);

fn names() -> Names {
    Names { metrics: vec!["logins".to_owned()], signals: vec!["usage".to_owned()], fields: vec!["region".to_owned()] }
}

fn parse(text: &str) -> Filter {
    Filter::parse(text, &names()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The normal form.
fn normal(text: &str) -> String {
    parse(text).to_string()
}

/// What is wrong with a text, and the part of the text that is shown as wrong.
fn wrong(text: &str) -> (FilterErrorKind, &str) {
    let error = Filter::parse(text, &names()).expect_err(text);
    (error.kind, text.get(error.span.start..error.span.end).expect("a span lies between characters"))
}

/// A book of three: `sakura` is red and has everything, `aozora` is yellow and has little, `gone` has left.
struct Desk {
    book: Book,
    settings: Settings,
    memo: Memo,
}

impl Desk {
    fn new() -> Self {
        let mut metrics = MetricNames::default();
        let logins = metrics.intern("logins");
        let mut sakura = account(1, "sakura", "株式会社 サクラ電機");
        sakura.row.yomi = Some("さくらでんき".to_owned());
        let mut sakura = with_attributes(Account::new(sakura.row), SAKURA);
        sakura.contracts.push(contract(1, 4_800_000, TODAY.plus(-400), TODAY.plus(45)));
        sakura.contacts = vec![contact(1, "田中 花子", None), contact(2, "鈴木 一郎", Some(TODAY.plus(-10)))];
        sakura.surveys.push(answer(1, TODAY.plus(-20), 6.0));
        sakura.interactions.push(meeting(1, TODAY.plus(-40)));
        let points = (0..250).map(|ago| (TODAY.plus(-ago), if ago < 28 { 5.0 } else { 10.0 })).collect();
        sakura.series.push(Series::new(logins, points));

        let mut aozora = with_attributes(account(2, "aozora", "Aozora Foods"), AOZORA);
        aozora.contracts.push(contract(2, 1_200_000, TODAY.plus(-50), TODAY.plus(200)));
        aozora.interactions.push(meeting(2, TODAY.plus(-5)));

        let mut gone = account(3, "gone", "Gone Inc.");
        gone.contracts.push(contract(3, 600_000, TODAY.plus(-380), TODAY.plus(-15)));
        gone.outcomes.push(Outcome { account: AccountId(3), day: TODAY.plus(-15), reason: None, recorded: TODAY.plus(-60) });
        let book = Book::new(vec![sakura, aozora, gone], metrics, Rates::default());
        Self { book, settings: Settings::default(), memo: Memo::default() }
    }

    /// The ids of the accounts that a filter matches.
    fn asked(&self, text: &str) -> Vec<&str> {
        let filter = parse(text);
        let context = Context { book: &self.book, settings: &self.settings, memo: &self.memo, standings: Some(&Fixed) };
        let all = (0..self.book.accounts().len()).map(|ix| context.at(ix, TODAY));
        all.filter(|at| filter.matches(at)).map(|at| at.code()).collect()
    }
}

const SAKURA: &[(&str, &str)] =
    &[("touch", "high"), ("phase", "onboarding"), ("tags", "pilot;重要 顧客"), ("segment", "ミドル"), ("field.region", "東京"), ("strategic", "yes")];
const AOZORA: &[(&str, &str)] = &[("touch", "low"), ("phase", "adoption"), ("segment", "SMB"), ("strategic", "no")];

/// Scores as a room above would give them.
struct Fixed;

impl Standings for Fixed {
    fn of(&self, account: AccountIx, _: Day) -> Option<Arc<Standing>> {
        let (light, coverage) = [(Light::Red, 0.7), (Light::Yellow, 0.4), (Light::Grey, 0.0)].get(account).copied()?;
        let points = vec![("usage".into(), (account == 0).then_some(20.0))];
        Some(Arc::new(Standing { light, computed: light, score: (account < 2).then_some(41.0), coverage, points }))
    }
}

fn account(id: i64, code: &str, name: &str) -> Account {
    Account::new(AccountRow { id: AccountId(id), code: code.to_owned(), name: name.to_owned(), yomi: None, added: TODAY.plus(-500) })
}

fn with_attributes(mut account: Account, attributes: &[(&str, &str)]) -> Account {
    let dated = |value: &str| Dated::new(vec![(TODAY.plus(-300), value.to_owned())]);
    account.attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), dated(value))).collect();
    account
}

fn contract(account: i64, amount: i64, start: Day, end: Day) -> Contract {
    Contract {
        id: account,
        account: AccountId(account),
        product: "Basic".to_owned(),
        amount: Some(amount),
        currency: Currency::JPY,
        recurring: true,
        seats: Some(10),
        start,
        end: Some(end),
        signed: start,
        auto_renew: false,
        notice_days: None,
        reason: None,
        origin: Origin::File,
    }
}

fn contact(id: i64, name: &str, left_on: Option<Day>) -> Contact {
    let email = Some(format!("person{id}@sakura.example"));
    let row = ContactRow { id, account: AccountId(1), name: name.to_owned(), email, phone: None, department: None, title: None, left_on };
    Contact::new(row, Dated::new(vec![(TODAY.plus(-300), "champion".to_owned())]))
}

fn answer(account: i64, day: Day, score: f64) -> Survey {
    Survey { id: 1, account: AccountId(account), contact: String::new(), day, kind: SurveyKind::Nps, score, comment: None }
}

fn meeting(account: i64, day: Day) -> Interaction {
    Interaction {
        id: account,
        account: AccountId(account),
        day,
        kind: InteractionKind::Meeting,
        minutes: Some(60),
        note: None,
        contact: None,
        started_by: None,
        status: Held::Held,
        recorded: day,
    }
}
